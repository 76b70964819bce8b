//! One chart of a series: dots, brackets as wide as a date allows, competing counts beside one bracket; on the axis
//! of time that all charts share, between neatlines, with the borders of the periods. Nothing joins two dots.
//!
//! plotters draws every line and dot; the text is ours, set with the plate's own measures, so that no two labels
//! overlap and none leaves the drawing.

use super::pen::Plane;
use super::words::{value, when};
use crate::build::escape;
use china_ussr_timeline::core::data::{PhaseIx, Point, Series, Timeline};
use china_ussr_timeline::core::plate::lettering::{self, Face};
use china_ussr_timeline::core::plate::path::decimal;
use china_ussr_timeline::core::plate::scale::TimeScale;
use china_ussr_timeline::core::plate::spec::NEATLINE;
use china_ussr_timeline::core::plate::ticks::{self, TickWeight};
use china_ussr_timeline::core::plate::viewport::{Extent, Viewport};
use china_ussr_timeline::ui::symbols::phase_class;

/// A width in which a chart is drawn.
pub struct Size {
    /// The class that the style sheet shows it by.
    class: &'static str,
    /// Width, px.
    pub width: f64,
    /// Room for the numbers of the scale, px.
    left: f64,
    /// Every year has its line, and what a number counts stands on a line with its date.
    roomy: bool,
}

/// For pages as wide as a tablet and wider.
pub const WIDE: Size = Size { class: "wide", width: 712.0, left: 62.0, roomy: true };
/// For phones.
pub const NARROW: Size = Size { class: "narrow", width: 320.0, left: 58.0, roomy: false };

/// Room to the right of the frame, px.
const RIGHT: f64 = 2.0;
/// y of the upper neatline; above it stands the unit.
const TOP: f64 = 20.0;
/// Room for the names of the periods under it, px.
const NAMES: f64 = 22.0;
/// The upper end of the scale of values, and zero, px.
const HIGH: f64 = TOP + NEATLINE + NAMES;
const ZERO: f64 = HIGH + 132.0;
/// Height of the drawing, px.
pub const HEIGHT: f64 = ZERO + NEATLINE + 18.0;
/// Radius of a dot, px.
pub const DOT: f64 = 4.0;
/// Half the height of the ends of a bracket, px.
const END: f64 = 3.5;
/// Between lines of a label, between a mark and its label, least air between labels; px.
const LINE: f64 = 14.5;
const GAP: f64 = 7.0;
const AIR: f64 = 2.0;

/// A face as the style sheet sets it: the class, the face and the size in px.
#[derive(Clone, Copy)]
pub struct Type(&'static str, Face, f64);

impl Type {
    /// Width of a text, px. Figures stand tabular: each as wide as the widest.
    fn width(&self, text: &str) -> f64 {
        lettering::width(&text.replace(|c: char| c.is_ascii_digit(), "8"), self.1, self.2)
    }
}

const VALUE: Type = Type("v", Face::Label700, 13.5);
const WORDS: Type = Type("d", Face::Label500, 12.5);
const YEAR: Type = Type("yr", Face::Label700, ticks::LABEL_SIZE);
const PERIOD: Type = Type("period", Face::Label700, 12.5);

/// A box, px.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Its sides.
    pub left: f64,
    /// See above.
    pub top: f64,
    /// See above.
    pub right: f64,
    /// See above.
    pub bottom: f64,
}

impl Rect {
    /// The two have a point in common, or nearly.
    pub fn meets(&self, other: &Rect, air: f64) -> bool {
        self.left < other.right + air
            && other.left < self.right + air
            && self.top < other.bottom + air
            && other.top < self.bottom + air
    }
    fn holds(&self, other: &Rect) -> bool {
        self.left <= other.left
            && other.right <= self.right
            && self.top <= other.top
            && other.bottom <= self.bottom
    }
}

/// A line of text.
pub struct Label {
    /// What it says.
    pub text: String,
    face: Type,
    /// Where its anchor stands, and its baseline, px.
    x: f64,
    y: f64,
    anchor: &'static str,
    /// The class of its period, if it is the name of one.
    around: &'static str,
}

impl Label {
    fn new(text: &str, face: Type, x: f64, y: f64, anchor: &'static str) -> Label {
        Label { text: text.to_owned(), face, x, y, anchor, around: "" }
    }
    /// The room it takes.
    pub fn rect(&self) -> Rect {
        let width = self.face.width(&self.text);
        let left = match self.anchor {
            "end" => self.x - width,
            "middle" => self.x - width / 2.0,
            _ => self.x,
        };
        let size = self.face.2;
        Rect { left, top: self.y - 0.74 * size, right: left + width, bottom: self.y + 0.22 * size }
    }
    fn svg(&self) -> String {
        format!(
            "<text class=\"{} {}\" x=\"{}\" y=\"{}\" text-anchor=\"{}\">{}</text>",
            self.face.0,
            self.around,
            decimal(self.x, 1),
            decimal(self.y, 1),
            self.anchor,
            escape(&self.text)
        )
    }
}

/// A chart.
#[cfg_attr(not(test), expect(dead_code, reason = "the tests ask where text and dots stand"))]
pub struct Chart {
    /// The drawing.
    pub svg: String,
    /// All its text.
    pub labels: Vec<Label>,
    /// The middle of each dot in the order of the points, px.
    pub dots: Vec<(f64, f64)>,
}

/// A number where it stands.
struct Mark<'a> {
    point: &'a Point,
    /// The middle of what its date allows.
    day: f64,
    x: f64,
    y: f64,
    /// What its date allows, px.
    from: f64,
    to: f64,
}

impl Mark<'_> {
    /// Its bracket is drawn if it is wider than its dot.
    fn is_wide(&self) -> bool {
        self.to - self.from > 2.0 * DOT
    }
    fn rect(&self) -> Rect {
        Rect {
            left: self.from.min(self.x - DOT),
            top: self.y - DOT,
            right: self.to.max(self.x + DOT),
            bottom: self.y + DOT,
        }
    }
}

/// Draws a series.
pub fn chart(timeline: &Timeline, series: &Series, size: &Size) -> Chart {
    let extent = Extent::of(timeline.domain());
    let (x0, x1) = (size.left, size.width - RIGHT);
    let scale = TimeScale::new(Viewport::fit(&extent), x0, x1);
    let most = top_value(series);
    let plane = Plane {
        size: (size.width, HEIGHT),
        days: (extent.start..extent.end, x0..x1),
        values: (0.0..most, ZERO..HIGH),
    };
    let marks: Vec<Mark<'_>> = series.points.iter().map(|point| mark(point, &plane, &extent)).collect();

    let mut labels = vec![Label::new(&series.unit, WORDS, 0.0, 13.0, "start")];
    let mut svg = frame(timeline, series, (&scale, size), &plane, &marks, &mut labels);
    let (competing, drawn) = match series.kind.as_str() {
        "competing counts" => beside_a_bracket(&marks, &plane, size),
        _ => (String::new(), beside_dots(&marks, size, &labels)),
    };
    labels.extend(drawn);

    let brackets: Vec<Vec<(f64, f64)>> = marks
        .iter()
        .filter(|m| m.is_wide())
        .flat_map(|m| {
            let end = |x: f64| vec![(x, m.y - END), (x, m.y + END)];
            [vec![(m.from, m.y), (m.to, m.y)], end(m.from), end(m.to)]
        })
        .collect();
    svg.push_str(&path("bracket", &plane.lines(brackets.iter().map(Vec::as_slice))));
    svg.push_str(&competing);
    let dots = |derived: bool| {
        let chosen = marks.iter().filter(move |m| m.point.derived == derived);
        plane.dots(chosen.map(|m| (m.day, m.point.value)), DOT)
    };
    svg.push_str(&path("dots", &dots(false)));
    svg.push_str(&path("dots hollow", &dots(true)));
    svg.extend(labels.iter().map(Label::svg));
    Chart {
        svg: format!(
            "<svg class=\"chart {}\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\" focusable=\"false\">{svg}</svg>",
            size.class,
            decimal(size.width, 0),
            decimal(HEIGHT, 0),
            escape(&in_a_sentence(series)),
        ),
        labels,
        dots: marks.iter().map(|m| (m.x, m.y)).collect(),
    }
}

fn path(class: &str, d: &str) -> String {
    match d.is_empty() {
        true => String::new(),
        false => format!("<path class=\"{class}\" d=\"{d}\"></path>"),
    }
}

fn mark<'a>(point: &'a Point, plane: &Plane, extent: &Extent) -> Mark<'a> {
    // An open end reaches to the end of the axis. The last day of a date is wholly in it.
    let first = point.date.earliest().map_or(extent.start, |day| f64::from(day.0)).max(extent.start);
    let last = point.date.latest().map_or(extent.end, |day| f64::from(day.0) + 1.0).min(extent.end);
    let day = (first + last) / 2.0;
    let (x, y) = plane.at(day, point.value);
    Mark { point, day, x, y, from: plane.at(first, 0.0).0, to: plane.at(last, 0.0).0 }
}

/// Neatlines, years, periods, the scale of values.
fn frame(
    timeline: &Timeline,
    series: &Series,
    (scale, size): (&TimeScale, &Size),
    plane: &Plane,
    marks: &[Mark<'_>],
    labels: &mut Vec<Label>,
) -> String {
    let (x0, x1) = (scale.x0(), scale.x1());
    let axis = ticks::ticks(scale);
    let lines = |days: Vec<f64>| {
        let pieces: Vec<_> = days.into_iter().flat_map(|x| upright(x, marks)).collect();
        plane.lines(pieces.iter().map(|piece| piece.as_slice()))
    };
    let years = |wanted: TickWeight| {
        lines(axis.ticks.iter().filter(|t| t.weight == wanted && t.x > x0).map(|t| t.x).collect())
    };
    let mut svg = String::new();
    if size.roomy {
        svg.push_str(&path("grid", &years(TickWeight::Year)));
    }
    svg.push_str(&path("grid five", &years(TickWeight::Decade)));
    let borders = timeline.phases.iter().skip(1).map(|phase| scale.x(f64::from(phase.span.start.0)));
    svg.push_str(&path("border", &lines(borders.collect())));
    for y in [TOP, ZERO] {
        svg.push_str(&format!(
            "<rect class=\"neatline\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"></rect>",
            decimal(x0, 1),
            decimal(y, 1),
            decimal(x1 - x0, 1),
            decimal(NEATLINE, 1)
        ));
        let black = axis.frame.iter().map(|&(from, to)| [from, y + 2.0, to, y + NEATLINE - 2.0]);
        svg.push_str(&path("ink", &plane.boxes(black)));
    }
    let mut edges: Vec<Vec<(f64, f64)>> = [x0, x1].map(|x| vec![(x, TOP + NEATLINE), (x, ZERO)]).into();
    for value in round_values(series) {
        let y = plane.at(0.0, value).1;
        edges.push(vec![(x0 - 5.0, y), (x0, y)]);
        labels.push(Label::new(&super::words::number(value), YEAR, x0 - 8.0, y + 4.3, "end"));
    }
    svg.push_str(&path("edge", &plane.lines(edges.iter().map(Vec::as_slice))));
    for tick in &axis.ticks {
        if let Some(text) = &tick.label {
            labels.push(Label::new(text, YEAR, tick.label_x, ZERO + NEATLINE + 14.0, anchor(tick.anchor)));
        }
    }
    for (i, phase) in timeline.phases.iter().enumerate() {
        let from = scale.x(f64::from(phase.span.start.0)).max(x0);
        let to = scale.x(f64::from(phase.span.end.0)).min(x1);
        if PERIOD.width(&phase.label) + 6.0 <= to - from {
            let y = TOP + NEATLINE + 14.5;
            let mut name = Label::new(&phase.label, PERIOD, (from + to) / 2.0, y, "middle");
            name.around = phase_class(Some(PhaseIx(i as u32)));
            labels.push(name);
        }
    }
    svg
}

/// A line of the time axis from top to bottom, without the piece at the dots that stand on it: it would seem to join
/// them.
fn upright(x: f64, marks: &[Mark<'_>]) -> Vec<[(f64, f64); 2]> {
    let on_it = marks.iter().filter(|mark| (mark.x - x).abs() <= DOT + 1.0).map(|mark| mark.y);
    let (mut first, mut last) = (f64::INFINITY, f64::NEG_INFINITY);
    for y in on_it {
        (first, last) = (first.min(y), last.max(y));
    }
    let air = DOT + 4.0;
    let pieces = match first <= last {
        true => vec![(TOP + NEATLINE, first - air), (last + air, ZERO)],
        false => vec![(TOP + NEATLINE, ZERO)],
    };
    pieces.into_iter().filter(|(from, to)| from < to).map(|(from, to)| [(x, from), (x, to)]).collect()
}

fn anchor(of: ticks::Anchor) -> &'static str {
    match of {
        ticks::Anchor::Start => "start",
        ticks::Anchor::Middle => "middle",
        ticks::Anchor::End => "end",
    }
}

/// The lines of a number's label, and the width of the widest, px.
fn block(point: &Point, size: &Size, dated: bool) -> (Vec<(String, Type)>, f64) {
    let words = [point.label.clone(), if dated { when(point) } else { String::new() }];
    let words: Vec<String> = words.into_iter().filter(|text| !text.is_empty()).collect();
    let words = if size.roomy { vec![words.join(" · ")] } else { words };
    let mut lines = vec![(value(point), VALUE)];
    lines.extend(words.into_iter().filter(|text| !text.is_empty()).map(|text| (text, WORDS)));
    let width = lines.iter().map(|(text, t)| t.width(text)).fold(0.0, f64::max);
    (lines, width)
}

fn block_height(lines: usize) -> f64 {
    lines as f64 * LINE
}

/// The labels of a block that has its place.
fn set(lines: Vec<(String, Type)>, rect: &Rect, anchor: &'static str) -> Vec<Label> {
    let x = match anchor {
        "end" => rect.right,
        "middle" => (rect.left + rect.right) / 2.0,
        _ => rect.left,
    };
    let at = |i: usize| rect.top + i as f64 * LINE + 11.0;
    lines.into_iter().enumerate().map(|(i, (text, face))| Label::new(&text, face, x, at(i), anchor)).collect()
}

/// Each label at its dot: where there is room, on the right, else on the left, above or below, else a little higher
/// or lower.
fn beside_dots(marks: &[Mark<'_>], size: &Size, others: &[Label]) -> Vec<Label> {
    let bounds =
        Rect { left: size.left + 3.0, top: HIGH - 5.0, right: size.width - RIGHT - 3.0, bottom: ZERO - 1.0 };
    let mut taken: Vec<Rect> = marks.iter().map(Mark::rect).collect();
    taken.extend(others.iter().map(Label::rect));
    let mut labels = Vec::new();
    for mark in marks {
        let (lines, width) = block(mark.point, size, true);
        let height = block_height(lines.len());
        let own = mark.rect();
        let boxed = |left: f64, top: f64| Rect { left, top, right: left + width, bottom: top + height };
        let right = |dy: f64| (boxed(own.right + GAP, mark.y - height / 2.0 + dy), "start");
        let left = |dy: f64| (boxed(own.left - GAP - width, mark.y - height / 2.0 + dy), "end");
        let middle = |top: f64| (boxed(mark.x - width / 2.0, top), "middle");
        let mut places =
            vec![right(0.0), left(0.0), middle(own.top - height - 2.0), middle(own.bottom + 2.0)];
        for step in 1..=26 {
            let dy = f64::from(step) * 5.0;
            places.extend([right(-dy), right(dy), left(-dy), left(dy)]);
        }
        let free = |rect: &Rect| bounds.holds(rect) && !taken.iter().any(|other| rect.meets(other, AIR));
        let (rect, anchor) = places.iter().find(|(rect, _)| free(rect)).copied().unwrap_or(right(0.0));
        taken.push(rect);
        labels.extend(set(lines, &rect, anchor));
    }
    labels
}

/// Competing counts: one bracket beside the dots, from the lowest to the highest, with a tick and a label for each.
fn beside_a_bracket(marks: &[Mark<'_>], plane: &Plane, size: &Size) -> (String, Vec<Label>) {
    let of_all = marks.iter().map(Mark::rect);
    let Some(all) = of_all.reduce(|a, b| Rect {
        left: a.left.min(b.left),
        top: a.top.min(b.top),
        right: a.right.max(b.right),
        bottom: a.bottom.max(b.bottom),
    }) else {
        return (String::new(), Vec::new());
    };
    let one_date = marks.windows(2).all(|pair| pair[0].point.date == pair[1].point.date);
    let mut blocks: Vec<_> = marks.iter().map(|m| (m.y, block(m.point, size, !one_date))).collect();
    blocks.sort_by(|a, b| a.0.total_cmp(&b.0));
    let widest = blocks.iter().map(|(_, (_, width))| *width).fold(0.0, f64::max);
    // On the side that has room: the right, if both have.
    let on_right = all.right + 8.0 + 15.0 + widest <= size.width - RIGHT - 3.0;
    let (sign, edge) = if on_right { (1.0, all.right) } else { (-1.0, all.left) };
    let bar = edge + sign * 8.0;
    let (high, low) = (all.top + DOT, all.bottom - DOT);

    let mut lines = vec![vec![(bar, high), (bar, low)]];
    let mut leaders = Vec::new();
    let mut labels = Vec::new();
    let tops = spread(blocks.iter().map(|(y, (lines, _))| (*y, block_height(lines.len()))).collect());
    for ((y, (text, width)), top) in blocks.into_iter().zip(tops) {
        lines.push(vec![(bar - sign * 5.0, y), (bar, y)]);
        let height = block_height(text.len());
        let near = bar + sign * 15.0;
        leaders.push(vec![(bar, y), (bar + sign * 11.0, top + height / 2.0)]);
        let left = if on_right { near } else { near - width };
        let rect = Rect { left, top, right: left + width, bottom: top + height };
        labels.extend(set(text, &rect, if on_right { "start" } else { "end" }));
    }
    if let Some(first) = marks.first().filter(|_| one_date) {
        let x = if on_right { all.left - GAP } else { all.right + GAP };
        let side = if on_right { "end" } else { "start" };
        labels.push(Label::new(&when(first.point), WORDS, x, (high + low) / 2.0 + 4.3, side));
    }
    let svg = path("leader", &plane.lines(leaders.iter().map(Vec::as_slice)))
        + &path("bracket", &plane.lines(lines.iter().map(Vec::as_slice)));
    (svg, labels)
}

/// The upper edges of labels that would stand about these y with these heights: moved apart as little as is needed,
/// and kept inside. They come from top to bottom.
fn spread(wanted: Vec<(f64, f64)>) -> Vec<f64> {
    let (mut tops, mut free): (Vec<f64>, f64) = (Vec::new(), HIGH - 5.0);
    for (y, height) in &wanted {
        let top = (y - height / 2.0).max(free);
        free = top + height + AIR;
        tops.push(top);
    }
    let mut floor = ZERO - 1.0;
    for (top, (_, height)) in tops.iter_mut().zip(&wanted).rev() {
        *top = top.min(floor - height);
        floor = *top - AIR;
    }
    tops
}

fn greatest(series: &Series) -> f64 {
    series.points.iter().map(|point| point.value).fold(0.0, f64::max)
}

/// The upper end of the scale of values. A share is seen against the whole.
fn top_value(series: &Series) -> f64 {
    match greatest(series) {
        most if series.unit == "per cent" && most <= 100.0 => 100.0,
        most if most > 0.0 => most * 1.12,
        _ => 1.0,
    }
}

/// Three to five round values from zero on, as 1, 2 or 5 times a power of ten.
fn round_values(series: &Series) -> Vec<f64> {
    let top = top_value(series);
    let mut power = 10_f64.powf(top.log10().floor() - 1.0);
    loop {
        for step in [1.0, 2.0, 5.0].map(|n| n * power) {
            let count = (top / step + 1e-9).floor() as usize + 1;
            if count <= 5 {
                return (0..count).map(|i| i as f64 * step).collect();
            }
        }
        power *= 10.0;
    }
}

/// What the chart shows, in a sentence.
fn in_a_sentence(series: &Series) -> String {
    let numbers: Vec<String> = series
        .points
        .iter()
        .map(|point| {
            let label = if point.label.is_empty() { String::new() } else { format!("{}, ", point.label) };
            format!("{label}{}, {}", value(point), point.date.spoken())
        })
        .collect();
    let count = match numbers.len() {
        1 => "One number".to_owned(),
        n => format!("{n} numbers, not joined by a line"),
    };
    format!("Chart. {}. {count}, in {}: {}.", series.title, series.unit, numbers.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use china_ussr_timeline::core::data::SourceIx;
    use china_ussr_timeline::core::date::Date;

    fn series(kind: &str, points: &[(&str, f64, &str)]) -> Series {
        let point = |&(date, value, label): &(&str, f64, &str)| Point {
            date: Date::parse(date).expect("a date"),
            value,
            label: label.into(),
            source: SourceIx(0),
            locator: String::new(),
            note: String::new(),
            about: false,
            derived: false,
        };
        Series {
            id: "s".into(),
            title: "Title".into(),
            unit: "people".into(),
            track: None,
            kind: kind.into(),
            points: points.iter().map(point).collect(),
            note: String::new(),
            events: Vec::new(),
        }
    }

    #[test]
    fn the_scale_has_three_to_five_round_values_from_zero() {
        let values = |most: f64| round_values(&series("single", &[("1950", most, "")]));
        assert_eq!(values(300.0), [0.0, 100.0, 200.0, 300.0]);
        assert_eq!(values(2098.0), [0.0, 500.0, 1000.0, 1500.0, 2000.0]);
        assert_eq!(values(9.0), [0.0, 5.0, 10.0]);
        for most in (1..4000).map(|n| f64::from(n) * 7.3) {
            let values = values(most);
            assert!((3..=5).contains(&values.len()) && values[0] == 0.0, "{most}: {values:?}");
        }
    }

    #[test]
    fn a_share_is_drawn_against_the_whole() {
        let mut share = series("dots", &[("1957", 50.0, "")]);
        share.unit = "per cent".into();
        assert_eq!((top_value(&share), round_values(&share)), (100.0, vec![0.0, 50.0, 100.0]));
    }

    #[test]
    fn the_bracket_is_as_wide_as_the_date_allows() {
        let plane = Plane {
            size: (300.0, 100.0),
            days: (-9131.0..0.0, 0.0..300.0), // 1945 to 1969
            values: (0.0..10.0, 100.0..0.0),
        };
        let extent = Extent { start: -9131.0, end: 0.0 };
        let made = series(
            "dots",
            &[("1950", 5.0, ""), ("1950-02-14", 5.0, ""), ("1950/1953", 5.0, ""), ("1965/..", 5.0, "")],
        );
        let marks: Vec<_> = made.points.iter().map(|point| mark(point, &plane, &extent)).collect();
        assert!((marks[0].to - marks[0].from - 12.0).abs() < 0.3 && marks[0].is_wide());
        assert!((marks[0].x - (marks[0].from + marks[0].to) / 2.0).abs() < 0.11, "the dot is in its middle");
        assert!(!marks[1].is_wide());
        assert!((marks[2].to - marks[2].from - 48.0).abs() < 0.3);
        assert_eq!(marks[3].to, 300.0);
    }

    #[test]
    fn labels_that_want_one_place_are_moved_apart() {
        let tops = spread(vec![(100.0, 29.0), (100.0, 29.0), (104.0, 29.0)]);
        assert!(tops.windows(2).all(|pair| pair[1] - pair[0] >= 29.0 + AIR), "{tops:?}");
        let tops = spread(vec![(ZERO, 29.0), (ZERO, 29.0)]);
        assert!(tops[1] + 29.0 <= ZERO && tops[0] + 29.0 + AIR <= tops[1], "{tops:?}");
    }

    #[test]
    fn labels_of_close_dots_do_not_meet() {
        let timeline = Timeline::default();
        let made = series("dots", &[("1961", 9.0, "One"), ("1962", 10.0, "Another"), ("1963", 10.0, "")]);
        for size in [WIDE, NARROW] {
            let chart = chart(&timeline, &made, &size);
            for (i, a) in chart.labels.iter().enumerate() {
                for b in &chart.labels[i + 1..] {
                    assert!(!a.rect().meets(&b.rect(), 0.0), "{} and {}", a.text, b.text);
                }
            }
        }
    }
}
