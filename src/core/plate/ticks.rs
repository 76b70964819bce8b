//! The time axis: ticks with their labels, and the black pieces of the alternating neatline.
//!
//! Which intervals are drawn and named at which scale is a table ([`LADDER`]), as in d3-time; what does not
//! fit beside a weightier label is left out, so labels never overlap.

use super::lettering::{self, Face};
use super::scale::{TimeScale, DAYS_PER_YEAR};
use crate::core::date::Day;
use crate::core::order::within;
use crate::core::words::Word;

/// Size of the labels of the axis, px; their weight is 500, and 700 for the bold ones.
pub const LABEL_SIZE: f64 = 12.5;
/// From this scale on, px per year, the neatline alternates by month and the months are named.
pub const MONTHS_FROM: f64 = 220.0;
/// Between the corner's year and the frame, px: the year ends here.
pub const CORNER_GAP: f64 = 14.0;

/// Least air between two labels, px: with it, year numbers just fit at 30 px a year.
const LEAST_GAP: f64 = 1.5;
/// Air between neighbouring month names, px, below which only quarters are named.
const MONTH_GAP: f64 = 4.0;
/// Air between the corner's year and a label that stands out to the left of the frame, px.
const CORNER_AIR: f64 = 4.0;
/// Ticks nearer to each other than this, px, are not drawn.
const LEAST_STEP: f64 = 4.0;
/// Below this scale, px per year, the neatline alternates by five years.
const LUSTRES_BELOW: f64 = 4.0;

/// A calendar interval. Each is numbered without a gap from a fixed point, and everything else follows from
/// the number: so ticks and the neatline are the same at every scale and place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interval {
    /// So many years, from a multiple of them.
    Years(i32),
    /// So many months, from a multiple of them in the year.
    Months(i32),
    /// Quarters of a month: from the 1st, 8th, 15th and 22nd.
    Weeks,
    /// Days.
    Days,
}

impl Interval {
    /// The number of the interval that holds the day.
    pub fn index(self, day: Day) -> i32 {
        let (y, m, d) = day.civil();
        let month = y * 12 + i32::from(m) - 1;
        match self {
            Interval::Years(n) => y.div_euclid(n.max(1)),
            Interval::Months(n) => month.div_euclid(n.max(1)),
            Interval::Weeks => month * 4 + (i32::from(d) - 1).min(27) / 7,
            Interval::Days => day.0,
        }
    }

    /// The first day of the interval with this number.
    pub fn start(self, index: i32) -> Day {
        // `rem_euclid` keeps months and weeks below 12 and 4, so the casts lose nothing.
        let first_of = |month: i32, d: u8| Day::new(month.div_euclid(12), month.rem_euclid(12) as u8 + 1, d);
        match self {
            Interval::Years(n) => Day::new(index * n.max(1), 1, 1),
            Interval::Months(n) => first_of(index * n.max(1), 1),
            Interval::Weeks => first_of(index.div_euclid(4), index.rem_euclid(4) as u8 * 7 + 1),
            Interval::Days => Day(index),
        }
    }

    /// The first day of the interval that holds the day.
    pub fn floor(self, day: Day) -> Day {
        self.start(self.index(day))
    }

    /// The first day of the interval that is `steps` after the one that holds the day.
    pub fn offset(self, day: Day, steps: i32) -> Day {
        self.start(self.index(day) + steps)
    }

    /// The numbers of all intervals that meet the days from `start` to `end`.
    fn meeting(self, start: f64, end: f64) -> std::ops::RangeInclusive<i32> {
        self.index(Day(start.floor() as i32))..=self.index(Day(end.ceil() as i32 - 1))
    }

    /// Its usual length, days.
    fn days(self) -> f64 {
        match self {
            Interval::Years(n) => f64::from(n) * DAYS_PER_YEAR,
            Interval::Months(n) => f64::from(n) * DAYS_PER_YEAR / 12.0,
            Interval::Weeks => 7.0,
            Interval::Days => 1.0,
        }
    }
}

/// How heavy a tick is drawn, from heavy to light.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TickWeight {
    /// New Year of every fifth year: bold.
    Decade,
    /// New Year.
    Year,
    /// April, July and October.
    Quarter,
    /// Any other month.
    Month,
    /// A day.
    Day,
}

/// A rung of the ladder: an interval, and at which scales it is drawn and named.
struct Rung {
    interval: Interval,
    weight: TickWeight,
    /// Its ticks are drawn from this scale on, px per year.
    ticks_from: f64,
    /// Its labels are written from this distance between them on, px …
    labels_apart: f64,
    /// … and from this scale on, px per year.
    labels_from: f64,
}

const fn rung(
    interval: Interval,
    weight: TickWeight,
    ticks_from: f64,
    labels_apart: f64,
    labels_from: f64,
) -> Rung {
    Rung { interval, weight, ticks_from, labels_apart, labels_from }
}

/// From coarse to fine. A day takes the weight of the first rung that has it. Years are named every 20 or 100
/// only if the plate shows far more than the shipped 25; named days stand at least 22 px apart.
const LADDER: [Rung; 8] = [
    rung(Interval::Years(100), TickWeight::Decade, 0.0, 0.0, 0.0),
    rung(Interval::Years(20), TickWeight::Decade, 0.0, 32.0, 0.0),
    rung(Interval::Years(5), TickWeight::Decade, 0.0, 32.0, 0.0),
    rung(Interval::Years(1), TickWeight::Year, 0.0, 0.0, 30.0),
    rung(Interval::Months(3), TickWeight::Quarter, 120.0, 0.0, 120.0),
    rung(Interval::Months(1), TickWeight::Month, MONTHS_FROM, 0.0, MONTHS_FROM),
    rung(Interval::Weeks, TickWeight::Day, 700.0, 22.0, 700.0),
    rung(Interval::Days, TickWeight::Day, 700.0, 22.0, 700.0),
];

/// Which end of a label stands at its x.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Its left end.
    Start,
    /// Its middle.
    Middle,
    /// Its right end.
    End,
}

/// A tick of the axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// The day that begins here.
    pub day: Day,
    /// Where, px: always within the frame.
    pub x: f64,
    /// Its label, if there is room.
    pub label: Option<String>,
    /// Where the label stands, px: at the tick, or in the middle of the month it names.
    pub label_x: f64,
    /// Which end of the label stands there.
    pub anchor: Anchor,
    /// How heavy it is.
    pub weight: TickWeight,
}

/// The time axis of a plate.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Axis {
    /// Ticks from left to right.
    pub ticks: Vec<Tick>,
    /// The black pieces of the neatline, from and to in px, clipped to the frame.
    pub frame: Vec<(f64, f64)>,
    /// The year at the left edge ("1958", with the month when days are named), to be written left of the frame
    /// when months are named, its right end [`CORNER_GAP`] from it; none if the plate has no room there: then
    /// a label says it.
    pub corner: Option<String>,
}

/// The axis of the plate, with labels as wide as the plate's label face sets them.
pub fn ticks(scale: &TimeScale) -> Axis {
    // The page sets these figures tabular: all as wide as the widest.
    let widest = "8";
    ticks_measured(scale, |text| {
        let tabular = text.replace(|c: char| c.is_ascii_digit(), widest);
        lettering::width(&tabular, Face::Label700, LABEL_SIZE)
    })
}

/// The axis of the plate, with `measure` giving the width of a label in px.
pub fn ticks_measured(scale: &TimeScale, measure: impl Fn(&str) -> f64) -> Axis {
    let naming = Naming::at(scale, &measure);
    let corner = corner(scale, naming.names_days, &measure);
    let mut ticks = bare_ticks(scale);
    let mut labels = Labels { placed: Vec::new(), left: 0.0, right: scale.x1(), measure: &measure };
    if corner.is_some() {
        labels.left = scale.x0() - CORNER_GAP + CORNER_AIR;
    }
    for weight in
        [TickWeight::Decade, TickWeight::Year, TickWeight::Quarter, TickWeight::Month, TickWeight::Day]
    {
        for (i, tick) in ticks.iter_mut().enumerate().filter(|(_, t)| t.weight == weight) {
            if let Some(text) = naming.text(tick.day) {
                if naming.names_months && !naming.names_days {
                    let month = Interval::Months(1);
                    tick.label_x = (tick.x + scale.x(f64::from(month.offset(tick.day, 1).0))) / 2.0;
                }
                labels.place(i, tick, text);
            }
        }
    }
    if corner.is_none() {
        name_the_first(&mut ticks, &mut labels);
    }
    Axis { ticks, frame: frame(scale), corner }
}

/// The year left of the frame if months are named, with the month if days are, as far as the gutter is wide enough.
fn corner(scale: &TimeScale, names_days: bool, measure: &impl Fn(&str) -> f64) -> Option<String> {
    if scale.px_per_year() < MONTHS_FROM {
        return None;
    }
    let (year, month, _) = Day(scale.viewport().start().floor() as i32).civil();
    let with_month = names_days.then(|| with_year(month_name(month), year));
    let texts = with_month.into_iter().chain([year.to_string()]);
    texts.into_iter().find(|text| measure(text) + CORNER_GAP <= scale.x0())
}

/// All ticks of the visible span, without labels.
fn bare_ticks(scale: &TimeScale) -> Vec<Tick> {
    let (view, ppy) = (scale.viewport(), scale.px_per_year());
    let mut ticks: Vec<Tick> = Vec::new();
    for rung in LADDER {
        // The coarsest rung is always drawn, so that the axis is never bare.
        let room = rung.interval.days() * scale.px_per_day() >= LEAST_STEP;
        if ppy < rung.ticks_from || !(room || rung.interval == LADDER[0].interval) {
            continue;
        }
        for index in rung.interval.meeting(view.start(), view.end()) {
            let day = rung.interval.start(index);
            if f64::from(day.0) >= view.start() && f64::from(day.0) < view.end() {
                let x = scale.x(f64::from(day.0));
                ticks.push(Tick {
                    day,
                    x,
                    label: None,
                    label_x: x,
                    anchor: Anchor::Middle,
                    weight: rung.weight,
                });
            }
        }
    }
    // The sort is stable, so of several ticks on a day the one of the coarsest rung stays.
    crate::core::order::sort_by(&mut ticks, |a, b| a.day.cmp(&b.day));
    ticks.dedup_by_key(|t| t.day);
    ticks
}

/// What is named at a scale, and how.
struct Naming {
    /// The finest interval of years, months and days that has labels.
    years: Interval,
    months: Option<Interval>,
    days: Option<Interval>,
    /// Months are named in their middle (the neatline alternates by month).
    names_months: bool,
    /// Days are named: then months are named at their first day.
    names_days: bool,
    /// There is room for "Jan 1959" instead of "1959".
    long_january: bool,
}

impl Naming {
    fn at(scale: &TimeScale, measure: &impl Fn(&str) -> f64) -> Naming {
        let ppy = scale.px_per_year();
        let month = Word::MonthsShort.text().split(' ').map(measure).fold(0.0, f64::max);
        let year = measure("2000");
        let (mut years, mut months, mut days) = (LADDER[0].interval, None, None);
        for rung in LADDER {
            let apart = rung.interval.days() * scale.px_per_day();
            if ppy < rung.labels_from || apart < rung.labels_apart {
                continue;
            }
            match rung.interval {
                Interval::Years(_) if apart >= year + LEAST_GAP => years = rung.interval,
                Interval::Months(_) if apart >= month + MONTH_GAP => months = Some(rung.interval),
                Interval::Weeks | Interval::Days => days = Some(rung.interval),
                _ => {}
            }
        }
        let names_months = ppy >= MONTHS_FROM;
        let apart = months.map_or(0.0, |m| m.days() * scale.px_per_day());
        let long_january =
            names_months && (measure(&with_year(month_name(1), 2000)) + month) / 2.0 + MONTH_GAP <= apart;
        Naming { years, months, days, names_months, names_days: days.is_some(), long_january }
    }

    /// The label of a tick, if its kind is named at this scale.
    fn text(&self, day: Day) -> Option<String> {
        let (y, m, d) = day.civil();
        let begins = |interval: Interval| interval.floor(day) == day;
        if begins(self.years) {
            Some(if self.long_january { with_year(month_name(1), y) } else { y.to_string() })
        } else if self.months.is_some_and(begins) {
            Some(month_name(m).to_owned())
        } else if self.days.is_some_and(begins) {
            Some(d.to_string())
        } else {
            None
        }
    }
}

/// A month, or a day of it, with its year.
fn with_year(head: &str, year: i32) -> String {
    Word::WithYear.fill(&[head, &year.to_string()])
}

/// The short name of a month, 1 to 12.
fn month_name(month: u8) -> &'static str {
    Word::MonthsShort.nth(usize::from(month).saturating_sub(1))
}

/// The places taken by labels.
struct Labels<'a, M> {
    /// Number of the tick, from and to in px.
    placed: Vec<(usize, f64, f64)>,
    /// No label may stand further left, px …
    left: f64,
    /// … or further right.
    right: f64,
    measure: &'a M,
}

impl<M: Fn(&str) -> f64> Labels<'_, M> {
    /// Where the label of a tick would stand: centred, or beginning at the tick if it would leave on the left.
    fn stand(&self, tick: &Tick, text: &str) -> (Anchor, f64, f64, f64) {
        let width = (self.measure)(text);
        let from = tick.label_x - width / 2.0;
        if from < self.left {
            (Anchor::Start, tick.x, tick.x, tick.x + width)
        } else {
            (Anchor::Middle, tick.label_x, from, from + width)
        }
    }

    /// Gives the tick its label if there is room for it.
    fn place(&mut self, i: usize, tick: &mut Tick, text: String) {
        let (anchor, x, from, to) = self.stand(tick, &text);
        let taken = self.placed.iter().any(|&(_, a, b)| from < b + LEAST_GAP && a < to + LEAST_GAP);
        if to <= self.right && !taken {
            (tick.anchor, tick.label_x, tick.label) = (anchor, x, Some(text));
            self.placed.push((i, from, to));
        }
    }
}

/// Lets a label say the year if none does, the first month or else the first day: "Jun" becomes "Jun 1958",
/// "8" "8 Jun 1958". Labels that stand in its way give way.
fn name_the_first<M: Fn(&str) -> f64>(ticks: &mut [Tick], labels: &mut Labels<'_, M>) {
    let month = ticks.iter().position(|t| t.label.is_some() && t.weight <= TickWeight::Month);
    let Some(first) = month.or_else(|| ticks.iter().position(|t| t.label.is_some())) else { return };
    if ticks.iter().any(|t| t.label.is_some() && t.weight <= TickWeight::Year) {
        return;
    }
    let (y, m, d) = ticks[first].day.civil();
    let month = month_name(m);
    let text = if ticks[first].weight == TickWeight::Day {
        with_year(&Word::DayMonth.fill(&[&d.to_string(), month]), y)
    } else {
        with_year(month, y)
    };
    let (anchor, x, from, to) = labels.stand(&ticks[first], &text);
    if to > labels.right {
        return;
    }
    for &(i, a, b) in &labels.placed {
        if i != first && from < b + LEAST_GAP && a < to + LEAST_GAP {
            ticks[i].label = None;
        }
    }
    let tick = &mut ticks[first];
    (tick.anchor, tick.label_x, tick.label) = (anchor, x, Some(text));
}

/// The black pieces of the neatline: every second year, or month from 220 px a year on, counted from a fixed
/// point, so that a year is black or white at every place and scale.
fn frame(scale: &TimeScale) -> Vec<(f64, f64)> {
    let ppy = scale.px_per_year();
    let interval = match ppy {
        p if p >= MONTHS_FROM => Interval::Months(1),
        p if p >= LUSTRES_BELOW => Interval::Years(1),
        _ => Interval::Years(5),
    };
    let view = scale.viewport();
    let x = |day: Day| within(scale.x(f64::from(day.0)), scale.x0(), scale.x1());
    interval
        .meeting(view.start(), view.end())
        .filter(|index| index.rem_euclid(2) == 0)
        .map(|index| (x(interval.start(index)), x(interval.start(index + 1))))
        .filter(|(from, to)| to > from)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::plate::viewport::{Extent, Viewport};
    use proptest::prelude::*;

    fn day(y: i32, m: u8, d: u8) -> f64 {
        f64::from(Day::new(y, m, d).0)
    }

    fn extent() -> Extent {
        Extent { start: day(1945, 1, 1), end: day(1970, 1, 1) }
    }

    /// The scale that shows from one date to another between `x0` and `x1`.
    fn scale(from: (i32, u8, u8), to: (i32, u8, u8), x0: f64, x1: f64) -> TimeScale {
        let view = Viewport::new(day(from.0, from.1, from.2), day(to.0, to.1, to.2), &extent());
        TimeScale::new(view, x0, x1)
    }

    fn labels(axis: &Axis) -> String {
        axis.ticks.iter().filter_map(|t| t.label.as_deref()).collect::<Vec<_>>().join(" ")
    }

    fn check_labels(
        from: (i32, u8, u8),
        to: (i32, u8, u8),
        (x0, x1): (f64, f64),
        corner: &str,
        expect: &str,
    ) {
        let axis = ticks(&scale(from, to, x0, x1));
        assert_eq!(labels(&axis), expect);
        assert_eq!(axis.corner.as_deref().unwrap_or_default(), corner);
    }

    /// The desktop's frame.
    const WIDE: (f64, f64) = (100.0, 1000.0);

    #[test]
    fn years_are_numbered_from_thirty_px_and_else_every_five() {
        // 36 px a year: all but the one that would leave on the right is numbered.
        check_labels(
            (1945, 1, 1),
            (1970, 1, 1),
            WIDE,
            "",
            &(1945..=1969).map(|y| y.to_string()).collect::<Vec<_>>().join(" "),
        );
        check_labels((1945, 1, 1), (1970, 1, 1), (12.0, 588.0), "", "1945 1950 1955 1960 1965");
        let at =
            |px| labels(&ticks(&scale((1945, 1, 1), (1970, 1, 1), 100.0, 100.0 + px))).split(' ').count();
        assert_eq!(at(25.0 * 30.1), 25, "just above 30 px a year");
        assert_eq!(at(25.0 * 29.9), 5, "just below 30 px a year");
    }

    #[test]
    fn quarters_are_named_from_120_px_a_year() {
        check_labels(
            (1956, 1, 1),
            (1959, 1, 1),
            (100.0, 550.0),
            "",
            "1956 Apr Jul Oct 1957 Apr Jul Oct 1958 Apr Jul Oct",
        );
        check_labels((1956, 1, 1), (1959, 1, 1), (100.0, 455.0), "", "1956 1957 1958");
    }

    #[test]
    fn months_are_named_from_220_px_a_year_with_the_year_in_the_corner() {
        check_labels(
            (1958, 6, 1),
            (1959, 6, 1),
            (100.0, 670.0),
            "1958",
            "Jun Jul Aug Sep Oct Nov Dec Jan 1959 Feb Mar Apr May",
        );
        // Narrower: the year alone stands in January's place, then only quarters have room.
        check_labels(
            (1958, 6, 1),
            (1959, 6, 1),
            (100.0, 500.0),
            "1958",
            "Jun Jul Aug Sep Oct Nov Dec 1959 Feb Mar Apr May",
        );
        check_labels((1958, 6, 1), (1959, 6, 1), (100.0, 330.0), "1958", "Jul Oct Jan 1959 Apr");
    }

    #[test]
    fn month_names_stand_in_the_middle_of_their_month() {
        let scale = scale((1958, 6, 1), (1959, 6, 1), 100.0, 670.0);
        let axis = ticks(&scale);
        let july = axis.ticks.iter().find(|t| t.day == Day::new(1958, 7, 1)).unwrap();
        let middle = (scale.x(day(1958, 7, 1)) + scale.x(day(1958, 8, 1))) / 2.0;
        assert_eq!((july.anchor, july.weight), (Anchor::Middle, TickWeight::Quarter));
        assert!((july.label_x - middle).abs() < 1e-9 && july.x < july.label_x);
    }

    #[test]
    fn a_plate_without_a_gutter_says_the_year_in_its_first_label() {
        check_labels((1958, 2, 1), (1958, 9, 1), (6.0, 606.0), "", "Feb 1958 Mar Apr May Jun Jul Aug");
        // A year that is visible anyway says it.
        check_labels((1958, 11, 1), (1959, 3, 1), (6.0, 306.0), "", "Nov Dec Jan 1959 Feb");
    }

    #[test]
    fn days_are_numbered_when_they_stand_22_px_apart() {
        // 4 px a day: the 1st, 8th, 15th and 22nd, the 1st by the name of its month.
        check_labels(
            (1956, 2, 10),
            (1956, 5, 1),
            (100.0, 424.0),
            "Feb 1956",
            "15 22 Mar 8 15 22 Apr 8 15 22",
        );
        // With a narrow gutter the year alone, without one a label of a month says it.
        check_labels((1956, 2, 10), (1956, 5, 1), (60.0, 384.0), "1956", "15 22 Mar 8 15 22 Apr 8 15 22");
        check_labels((1956, 2, 10), (1956, 5, 1), (6.0, 330.0), "", "15 Mar 1956 15 22 Apr 8 15 22");
        // 24 px a day: every day.
        let days = labels(&ticks(&scale((1956, 2, 10), (1956, 3, 26), 100.0, 100.0 + 45.0 * 24.0)));
        assert!(days.starts_with("10 11 12 13") && days.contains("28 29 Mar 2 3 4"), "{days}");
    }

    #[test]
    fn the_first_number_is_centred_on_its_tick_or_begins_there_without_a_gutter() {
        let first = |x0: f64| ticks(&scale((1945, 1, 1), (1970, 1, 1), x0, x0 + 900.0)).ticks[0].clone();
        assert_eq!((first(100.0).anchor, first(100.0).label_x), (Anchor::Middle, 100.0));
        assert_eq!((first(6.0).anchor, first(6.0).label_x), (Anchor::Start, 6.0));
    }

    #[test]
    fn weights_follow_the_calendar() {
        let axis = ticks(&scale((1959, 12, 1), (1960, 3, 1), 100.0, 900.0));
        let weight = |y, m, d| axis.ticks.iter().find(|t| t.day == Day::new(y, m, d)).map(|t| t.weight);
        assert_eq!(weight(1960, 1, 1), Some(TickWeight::Decade));
        assert_eq!(weight(1959, 12, 1), Some(TickWeight::Month));
        assert_eq!(weight(1960, 1, 8), Some(TickWeight::Day));
        let axis = ticks(&scale((1956, 6, 1), (1957, 6, 1), 100.0, 900.0));
        let weight = |y, m, d| axis.ticks.iter().find(|t| t.day == Day::new(y, m, d)).map(|t| t.weight);
        assert_eq!(weight(1957, 1, 1), Some(TickWeight::Year));
        assert_eq!(weight(1957, 4, 1), Some(TickWeight::Quarter));
    }

    #[test]
    fn even_years_and_every_second_month_are_black() {
        let s = scale((1945, 1, 1), (1970, 1, 1), 100.0, 1000.0);
        let axis = ticks(&s);
        assert_eq!(axis.frame.len(), 12, "1946 to 1968");
        assert!((axis.frame[0].0 - s.x(day(1946, 1, 1))).abs() < 1e-9);
        assert!((axis.frame[0].1 - s.x(day(1947, 1, 1))).abs() < 1e-9);
        let s = scale((1959, 1, 1), (1959, 7, 1), 100.0, 1000.0);
        let axis = ticks(&s);
        assert_eq!(axis.frame.len(), 3, "January, March, May");
        assert!((axis.frame[1].0 - s.x(day(1959, 3, 1))).abs() < 1e-9);
    }

    #[test]
    fn intervals_floor_and_offset() {
        let d = Day::new(1956, 2, 29);
        for (interval, floor, next, before) in [
            (Interval::Years(1), (1956, 1, 1), (1957, 1, 1), (1955, 1, 1)),
            (Interval::Years(5), (1955, 1, 1), (1960, 1, 1), (1950, 1, 1)),
            (Interval::Months(1), (1956, 2, 1), (1956, 3, 1), (1956, 1, 1)),
            (Interval::Months(3), (1956, 1, 1), (1956, 4, 1), (1955, 10, 1)),
            (Interval::Weeks, (1956, 2, 22), (1956, 3, 1), (1956, 2, 15)),
            (Interval::Days, (1956, 2, 29), (1956, 3, 1), (1956, 2, 28)),
        ] {
            let new = |(y, m, d): (i32, u8, u8)| Day::new(y, m, d);
            assert_eq!(interval.floor(d), new(floor), "floor of {interval:?}");
            assert_eq!(interval.offset(d, 1), new(next), "after {interval:?}");
            assert_eq!(interval.offset(d, -1), new(before), "before {interval:?}");
        }
    }

    #[test]
    fn a_very_long_extent_is_still_named_and_not_crowded() {
        let e = Extent { start: day(1000, 1, 1), end: day(2000, 1, 1) };
        let axis = ticks(&TimeScale::new(Viewport::fit(&e), 20.0, 620.0));
        assert_eq!(labels(&axis), "1000 1100 1200 1300 1400 1500 1600 1700 1800 1900");
        assert!(axis.ticks.len() < 60);
    }

    /// From and to of a label, px.
    fn extent_of(tick: &Tick, measure: impl Fn(&str) -> f64) -> Option<(f64, f64)> {
        let width = measure(tick.label.as_deref()?);
        let from = match tick.anchor {
            Anchor::Start => tick.label_x,
            Anchor::Middle => tick.label_x - width / 2.0,
            Anchor::End => tick.label_x - width,
        };
        Some((from, from + width))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn labels_never_overlap_nor_leave_the_plate(
            place in 0.0_f64..1.0,
            // Spread over the orders of magnitude between 45 days and the whole extent.
            zoom in 0.0_f64..1.0,
            x0 in 0.0_f64..120.0,
            width in 1.0_f64..4000.0,
            per_character in 4.0_f64..12.0,
        ) {
            let e = extent();
            let days = 45.0 * (e.days() * 1.06 / 45.0).powf(zoom);
            let start = e.start + place * (e.days() - days);
            let scale = TimeScale::new(Viewport::new(start, start + days, &e), x0, x0 + width);
            let measure = |t: &str| t.chars().count() as f64 * per_character;
            let axis = ticks_measured(&scale, measure);
            let mut last = axis.corner.as_deref().map_or(0.0, |c| {
                assert!(x0 - CORNER_GAP - measure(c) >= 0.0, "the corner leaves the plate");
                x0 - CORNER_GAP
            });
            for tick in &axis.ticks {
                prop_assert!(tick.x >= x0 - 1e-6 && tick.x <= x0 + width + 1e-6, "outside: {tick:?}");
                if let Some((from, to)) = extent_of(tick, measure) {
                    prop_assert!(from >= last - 1e-9, "{tick:?} begins at {from}, before {last}");
                    prop_assert!(to <= scale.x1() + 1e-9, "{tick:?} leaves on the right");
                    last = to;
                }
            }
            prop_assert!(axis.ticks.windows(2).all(|w| w[0].day < w[1].day), "one tick a day, in order");
            let bound = (width / LEAST_STEP).ceil() as usize * 2 + 8;
            prop_assert!(axis.ticks.len() <= bound, "{} ticks on {width} px", axis.ticks.len());
        }

        #[test]
        fn the_neatline_is_black_at_the_same_dates_wherever_the_view_stands(
            place in 0.0_f64..1.0, days in 45.0_f64..9000.0, width in 200.0_f64..2000.0, at in 0.0_f64..1.0,
        ) {
            let e = extent();
            let start = e.start + place * (e.days() - days).max(0.0);
            let scale = TimeScale::new(Viewport::new(start, start + days, &e), 20.0, 20.0 + width);
            let x = 20.0 + at * width;
            let (y, m, _) = Day(scale.invert(x).floor() as i32).civil();
            let ppy = scale.px_per_year();
            let index = if ppy >= MONTHS_FROM { y * 12 + i32::from(m) - 1 } else { y };
            let pieces = ticks(&scale).frame;
            prop_assume!(ppy >= LUSTRES_BELOW);
            prop_assume!(pieces.iter().all(|p| (p.0 - x).abs() > 1e-3 && (p.1 - x).abs() > 1e-3));
            let black = pieces.iter().any(|p| p.0 < x && x < p.1);
            prop_assert_eq!(black, index.rem_euclid(2) == 0);
            prop_assert!(pieces.iter().all(|p| p.0 >= 20.0 && p.1 <= 20.0 + width));
        }
    }
}
