//! Draws the phone's plate: time down the page, every event a row with a leader to its rail.
//!
//! As the plate, it is hidden from the accessibility tree; the list's links lie over its rows.

use super::plate::{contested, phase_id, stretch, style_of};
use super::svg::{all, classes_of, el, group, keyed, path, rect, text, tspan, word, V};
use super::symbols::{mark, shapes, Shape};
use crate::core::data::{EventIx, Lane, Timeline};
use crate::core::date::{Day, Detail, Span};
use crate::core::letters::upper;
use crate::core::plate::band::{Band, Style};
use crate::core::plate::path::{decimal, dot, steps};
use crate::core::plate::rows::{Row, Rows, NAME_LEADING};
use crate::core::plate::zones::Zone;
use crate::core::words::Word;
use std::rc::Rc;
use yew::prelude::*;

/// Plateau widths of the band, px.
pub const BAND: [f64; 3] = [26.0, 34.0, 44.0];
/// x of Moscow's rail, px.
const RAIL: f64 = 54.0;
/// x of the neatline, px.
const NEATLINE: f64 = 40.0;
/// x where names begin, px.
pub const NAMES: f64 = 120.0;
/// px kept free at the right edge.
pub const MARGIN: f64 = 16.0;

/// What the phone's plate draws.
pub struct PhonePlateProps {
    /// The dataset.
    pub timeline: Rc<Timeline>,
    /// The rows.
    pub rows: Rc<Rows>,
    /// From and to which height they are drawn, px.
    pub part: (f64, f64),
    /// The band at the phone's widths.
    pub band: Rc<Band>,
    /// The contested boundaries.
    pub zones: Rc<Vec<Zone>>,
    /// All days, whatever the periods.
    pub domain: Span,
    /// Width, px.
    pub width: f64,
    /// The open event.
    pub selected: Option<EventIx>,
}

/// The phone's plate.
pub fn phone_plate(p: &PhonePlateProps) -> Html {
    let rows = &p.rows;
    let domain = p.domain;
    let (first, last) = (f64::from(domain.start.0), f64::from(domain.end.0));
    let y = |day: f64| rows.y(day);
    let is_drawn = |top: f64, bottom: f64| bottom >= p.part.0 && top <= p.part.1;
    let (mut grid, mut fives, mut black, mut years) = (String::new(), String::new(), String::new(), vec![]);
    for w in rows.years.windows(2) {
        let &[(year, top), (_, bottom)] = w else { continue };
        if !is_drawn(top, bottom) {
            continue;
        }
        let five = year % 5 == 0;
        let line = if five { &mut fives } else { &mut grid };
        *line += &steps(&[("M", &[46.0, top]), ("H", &[p.width - MARGIN])]);
        if year % 2 == 0 {
            black += &steps(&[("M", &[NEATLINE + 3.0, top]), ("V", &[bottom])]);
        }
        let name = year.to_string();
        let values = [V::S(if five { "yr m" } else { "yr" }), V::T(&name), V::S("6"), V::N(top + 15.0)];
        years.push(el("text", &["class", "data-year", "x", "y"], &values, vec![word(&name)]));
    }
    let point = |day: f64, off: f64| {
        // The band hangs on Moscow's rail: only Beijing's side moves.
        let across = if off < 0.0 { 0.0 } else { 2.0 * off };
        (RAIL + across, y(day))
    };
    let band = p
        .band
        .outlines(first, last, &point)
        .into_iter()
        .map(|o| stretch(phase_id(&p.timeline, o.phase), &o, 2.6));
    let zones = p.zones.iter().map(|z| {
        let (a, b) = (f64::from(z.start.0), f64::from(z.end.0));
        let far = |day: f64| RAIL + p.band.width(day) - 3.0;
        let (top, bottom, near) = (y(a), y(b), RAIL + 3.0);
        let ends = [("M", &[near, top + 5.0][..]), ("V", &[top]), ("H", &[far(a)]), ("V", &[top + 5.0])];
        let others =
            [("M", &[near, bottom - 5.0][..]), ("V", &[bottom]), ("H", &[far(b)]), ("V", &[bottom - 5.0])];
        contested(&p.timeline, z, &(steps(&ends) + &steps(&others)))
    });
    let names = p.band.stretches.iter().filter(|s| s.style != Style::Before).filter_map(|s| {
        let label = upper(&p.timeline.phases.get(s.phase?)?.label);
        let (a, b) = (y(s.start), y(s.end));
        let n = label.chars().count() as f64;
        if b - a < n * 20.0 {
            return None;
        }
        // Once a screen or so, so that a name is in sight wherever one scrolls.
        let times = ((b - a) / 420.0).floor().max(1.0);
        let letters = (0..times as usize).flat_map(|k| {
            let middle = a + (b - a) * (k as f64 + 0.5) / times;
            let spread = ((b - a) / times - 20.0).min(n * 34.0);
            label
                .chars()
                .enumerate()
                .map(move |(i, c)| (c, middle - spread / 2.0 + spread * (i as f64 + 0.5) / n))
                .collect::<Vec<_>>()
        });
        let x = RAIL + p.band.width((s.start + s.end) / 2.0) / 2.0;
        let letters = letters
            .filter(|(_, ly)| is_drawn(*ly, *ly))
            .map(|(c, ly)| text("terr", x, ly + 5.0, "middle", c.encode_utf8(&mut [0; 4])));
        let class = classes_of(&["territory", s.style.class()]);
        Some(el("g", &["class"], &[V::T(&class)], letters.collect()))
    });
    let mut drawn = Drawn::default();
    rows.between(p.part).for_each(|r| row(p, r, &mut drawn));
    let (from, to) = (domain.start, Day(domain.end.0 - 1));
    let mut out =
        vec![path("grid year", &grid), path("grid five", &fives), path("years", &black), all(years)];
    out.push(rect("neatline bare", NEATLINE, 0.0, 6.0, rows.height));
    out.extend(band);
    out.extend(zones);
    out.extend([path("leader", &drawn.leaders), path("tie s", &drawn.ties), path("ink", &drawn.ends)]);
    out.extend([all(drawn.marks), all(drawn.labels), drawn.open]);
    out.push(group("territories", names.collect()));
    el(
        "svg",
        &[
            "id",
            "class",
            "aria-hidden",
            "focusable",
            "width",
            "height",
            "viewBox",
            "data-from",
            "data-to",
            "data-level",
        ],
        &[
            V::S("plate"),
            V::S("chart phone"),
            V::S("true"),
            V::S("false"),
            V::N(p.width),
            V::N(rows.height),
            V::T(&["0 0 ", &decimal(p.width, 1), " ", &decimal(rows.height, 1)].concat()),
            V::T(&from.iso()),
            V::T(&to.iso()),
            V::S("rows"),
        ],
        out,
    )
}

/// What the rows are drawn of, each kind together.
#[derive(Default)]
struct Drawn {
    leaders: String,
    ties: String,
    /// The dots at the ends of the ties.
    ends: String,
    marks: Vec<Html>,
    labels: Vec<Html>,
    /// The row of the open event.
    open: Html,
}

fn row(p: &PhonePlateProps, r: &Row, drawn: &mut Drawn) {
    let Some(e) = p.timeline.event(r.event) else { return };
    let selected = p.selected == Some(r.event);
    let far = RAIL + p.band.width(e.at);
    let x = match e.lane {
        Lane::Moscow => RAIL,
        Lane::Elsewhere => far + 9.0,
        Lane::Beijing | Lane::MaoView => far,
    };
    let x = if e.is_middle() { (RAIL + far) / 2.0 } else { x };
    let y = r.mark_y;
    let radius = match e.significance {
        _ if selected => 8.0,
        1 => 6.6,
        2 => 5.6,
        _ => 4.8,
    };
    let where_ = match e.lane {
        Lane::Elsewhere => Word::Elsewhere,
        Lane::Moscow if e.is_joint() => Word::BothInMoscow,
        Lane::Beijing if e.is_middle() => Word::Both,
        Lane::Beijing if e.is_joint() => Word::BothInBeijing,
        Lane::Moscow => Word::Moscow,
        Lane::Beijing | Lane::MaoView => Word::Beijing,
    };
    let name = match (e.lane, e.significance) {
        (Lane::MaoView, _) => "vname mao",
        (_, 1) => "vname one",
        _ => "vname",
    };
    let line = |i: usize| r.y + 18.0 + i as f64 * NAME_LEADING;
    let mut words: Vec<Html> = r.lines.first().map(|first| word(first)).into_iter().collect();
    words.extend(
        r.lines.iter().enumerate().skip(1).map(|(i, more)| tspan("", NAMES, line(i), vec![word(more)])),
    );
    let date = [&e.date.plate(Detail::Full), " · ", where_.text()].concat();
    words.push(tspan("d vdate", NAMES, line(r.lines.len()) - 2.0, vec![word(&date)]));
    let leader = steps(&[("M", &[x, y]), ("H", &[NAMES - 6.0])]);
    if e.is_joint() {
        let other = if e.lane == Lane::Moscow { far } else { RAIL };
        drawn.ties += &steps(&[("M", &[RAIL, y]), ("H", &[far])]);
        dot(&mut drawn.ends, other, y, 2.6);
        if e.is_middle() {
            dot(&mut drawn.ends, far, y, 2.6);
        }
    }
    let shapes = match e.lane {
        Lane::MaoView => vec![Shape::round("ink", x, y, 3.2)],
        _ => shapes(e.kind, x, y, radius),
    };
    let mark = mark((r.event, &e.id), "mark sym", None, V::S(""), &shapes);
    let values = [V::S(name), V::T(&e.id), V::N(NAMES), V::N(line(0))];
    let label = keyed(Some(r.event.0), "text", &["class", "data-label", "x", "y"], &values, words);
    if selected {
        let box_ = rect("flag", NAMES - 8.0, r.y - 2.0, p.width - NAMES, r.height - 4.0);
        let class = classes_of(&["row sel", style_of(&p.timeline, p.timeline.phase_of(r.event)).class()]);
        drawn.open = el("g", &["class"], &[V::T(&class)], vec![box_, path("leader", &leader), mark, label]);
    } else {
        drawn.leaders += &leader;
        drawn.marks.push(mark);
        drawn.labels.push(label);
    }
}
