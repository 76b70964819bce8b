//! Dates as historians record them: a day, a month, a season, a year, about when, or from when to when.
//!
//! [`Day`] counts days and does the calendar; [`Date`] is what the dataset says, at the precision it says
//! it. `edtf` reads and prints the notation of the file (EDTF, ISO 8601-2, levels 0–1 as far as
//! data/README.md describes them); `phrase` puts dates into words. Nothing here knows a clock, a time
//! of day or a time zone, and all years are of the proleptic Gregorian calendar.

mod edtf;
mod phrase;

pub use edtf::DateError;
pub use phrase::{from_to, Detail};

use std::fmt;

/// A calendar day: days since 1970-01-01, negative before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

impl Day {
    /// The day of this year, month and day of the month; a month or day that does not exist becomes the
    /// nearest that does (31 February is 28 or 29 February). For dates from outside see [`Day::from_civil`].
    pub const fn new(year: i32, month: u8, day: u8) -> Day {
        let month = if month < 1 {
            1
        } else if month > 12 {
            12
        } else {
            month
        };
        let last = days_in_month(year, month);
        let day = if day < 1 {
            1
        } else if day > last {
            last
        } else {
            day
        };
        // Howard Hinnant's days_from_civil: years begin in March, so that the leap day comes last, and are
        // counted in eras of 400 years, which all have the same number of days.
        let y = year as i64 - (month <= 2) as i64;
        let era = y.div_euclid(400);
        let year_of_era = y.rem_euclid(400);
        let month_from_march = (month as i64 + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + day as i64 - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        let days = era * 146_097 + day_of_era - 719_468;
        // Only years some five million away from ours do not fit.
        Day(if days < i32::MIN as i64 {
            i32::MIN
        } else if days > i32::MAX as i64 {
            i32::MAX
        } else {
            days as i32
        })
    }

    /// The day of this year, month and day of the month, if there is such a day.
    pub fn from_civil(year: i32, month: u8, day: u8) -> Option<Day> {
        let exists = (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day);
        exists.then(|| Day::new(year, month, day))
    }

    /// Year, month (1–12) and day of the month (1–31).
    pub const fn civil(self) -> (i32, u8, u8) {
        // Hinnant's civil_from_days, the inverse of the above.
        let z = self.0 as i64 + 719_468;
        let era = z.div_euclid(146_097);
        let day_of_era = z.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = (day_of_year - (153 * month_from_march + 2) / 5 + 1) as u8;
        let month = ((month_from_march + 2) % 12 + 1) as u8;
        ((year_of_era + era * 400 + (month <= 2) as i64) as i32, month, day)
    }

    /// ISO form, `1956-02-25`.
    pub fn iso(self) -> String {
        self.to_string()
    }

    /// Reads the ISO form: four digits, two, two; a day that exists, in the years 1–9999.
    pub fn parse_iso(text: &str) -> Option<Day> {
        match Date::parse(text) {
            Ok(Date::Point(Point { unit: Unit::Day(day), approximate: false, uncertain: false })) => {
                Some(day)
            }
            _ => None,
        }
    }
}

/// The ISO form, `1956-02-25`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// How many days this month has; `month` is 1–12.
const fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// A stretch of time in whole days: from the first instant of `start` up to the first instant of `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// First day.
    pub start: Day,
    /// The day after the last.
    pub end: Day,
}

impl Span {
    /// Length in days.
    pub fn days(self) -> i32 {
        self.end.0.saturating_sub(self.start.0)
    }
    /// The day is one of its days.
    pub fn contains(self, day: Day) -> bool {
        self.start <= day && day < self.end
    }
    /// The two share at least one day.
    pub fn overlaps(self, other: Span) -> bool {
        self.start.max(other.start) < self.end.min(other.end)
    }
    /// The instant half-way through, in days since 1970-01-01.
    pub fn midpoint(self) -> f64 {
        (f64::from(self.start.0) + f64::from(self.end.0)) / 2.0
    }
}

/// A recorded date. Made by [`Date::parse`], which sees to it that a range does not end before it starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Date {
    /// Something that happened at one time, known to the day, the month, the season or the year.
    Point(Point),
    /// Something that lasted from the first to the second: `1950-06-25/1953-07-27`.
    Range(Point, Point),
    /// Something that began then and has no recorded end: `1965/..`.
    From(Point),
    /// Something without a recorded start that ended then: `../1949`.
    Until(Point),
}

/// One end of a date: a calendar unit, and how sure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Point {
    unit: Unit,
    /// "About": `~`, and one half of `%`.
    approximate: bool,
    /// "Perhaps": `?`, and the other half of `%`.
    uncertain: bool,
}

/// A calendar unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Unit {
    Day(Day),
    /// Year, and month 1–12.
    Month(i32, u8),
    /// The year it begins in, and 0–3 from spring.
    Season(i32, u8),
    Year(i32),
}

impl Unit {
    /// First day.
    fn first(self) -> Day {
        match self {
            Unit::Day(day) => day,
            Unit::Month(year, month) => Day::new(year, month, 1),
            Unit::Season(year, season) => Day::new(year, season * 3 + 3, 1),
            Unit::Year(year) => Day::new(year, 1, 1),
        }
    }
    /// Last day.
    fn last(self) -> Day {
        match self {
            Unit::Day(day) => day,
            Unit::Month(year, month) => Day::new(year, month, 31),
            // The winter of a year ends in the next: winter 1962 is December 1962 to February 1963.
            Unit::Season(year, 3) => Day::new(year + 1, 2, 31),
            Unit::Season(year, season) => Day::new(year, season * 3 + 5, 31),
            Unit::Year(year) => Day::new(year, 12, 31),
        }
    }
}

impl From<Day> for Date {
    fn from(day: Day) -> Date {
        Date::Point(Point { unit: Unit::Day(day), approximate: false, uncertain: false })
    }
}

/// An answer where records may not be precise enough for a plain yes or no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Truth {
    /// True of every day the records allow.
    Yes,
    /// False of every day the records allow.
    No,
    /// True of some and false of others.
    Maybe,
}

impl Date {
    /// The first day it may have been; none when its start is open. "About" and "perhaps" do not widen it:
    /// how far they reach is not recorded.
    pub fn earliest(&self) -> Option<Day> {
        match self {
            Date::Point(p) | Date::Range(p, _) | Date::From(p) => Some(p.unit.first()),
            Date::Until(_) => None,
        }
    }

    /// The last day it may have been; none when its end is open.
    pub fn latest(&self) -> Option<Day> {
        match self {
            Date::Point(p) | Date::Range(_, p) | Date::Until(p) => Some(p.unit.last()),
            Date::From(_) => None,
        }
    }

    /// The days among which its start lies: for `1950/1953` the year 1950. Where the start is open, those
    /// of the end. Every date has them today; the option leaves room for dates that have neither.
    pub fn start_bounds(&self) -> Option<Span> {
        let unit = self.lead().unit;
        Some(Span { start: unit.first(), end: Day(unit.last().0.saturating_add(1)) })
    }

    /// Its start (where that is open, its end) is known to the day.
    pub fn is_day(&self) -> bool {
        matches!(self.lead().unit, Unit::Day(_))
    }

    /// It was over before `other` began. A day, month, season or year is something that happened at one
    /// time inside it, so that of two events of 1961 either *may* have been first; a range lasted from its
    /// start to its end, so that 1950/1953 was certainly not before 1952.
    pub fn before(&self, other: &Date) -> Truth {
        // An end that is open comes after everything, a start that is open before everything.
        let end = match self {
            Date::Point(p) | Date::Range(_, p) | Date::Until(p) => p.unit,
            Date::From(_) => return Truth::No,
        };
        let start = match other {
            Date::Point(p) | Date::Range(p, _) | Date::From(p) => p.unit,
            Date::Until(_) => return Truth::No,
        };
        // Nothing ends before it starts, though the two may overlap as written: 1962/1961-24 began by February 1962.
        let first_end = self.earliest().map_or(end.first(), |day| day.max(end.first()));
        let last_start = other.latest().map_or(start.last(), |day| day.min(start.last()));
        if end.last() < start.first() {
            Truth::Yes
        } else if first_end >= last_start {
            Truth::No
        } else {
            Truth::Maybe
        }
    }

    /// It began after `other` was over.
    pub fn after(&self, other: &Date) -> Truth {
        other.before(self)
    }

    /// The end by which it is placed: its start, or, where that is open, its end.
    fn lead(&self) -> Point {
        match self {
            Date::Point(p) | Date::Range(p, _) | Date::From(p) | Date::Until(p) => *p,
        }
    }
}

// The calendar oracle is a native library, so these tests are too.
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Any calendar unit, mostly of the years of the dataset.
    fn any_unit() -> impl Strategy<Value = Unit> + Clone {
        let year = prop_oneof![4 => 1940..1975i32, 1 => 1..=9999i32];
        (year, 1..=12u8, 1..=31u8, 0..4u8, 0..4u8).prop_map(|(year, month, day, season, shape)| match shape {
            0 => Unit::Day(Day::new(year, month, day)),
            1 => Unit::Month(year, month),
            2 => Unit::Season(year, season),
            _ => Unit::Year(year),
        })
    }

    /// Any date that the notation can say.
    pub(super) fn any_date() -> impl Strategy<Value = Date> {
        let point = (any_unit(), any::<bool>(), any::<bool>())
            .prop_map(|(unit, approximate, uncertain)| Point { unit, approximate, uncertain });
        (point.clone(), point, 0..5u8).prop_map(|(a, b, shape)| match shape {
            0 | 1 => Date::Point(a),
            2 if a.unit.first() <= b.unit.last() => Date::Range(a, b),
            2 => Date::Range(b, a),
            3 => Date::From(a),
            _ => Date::Until(a),
        })
    }

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap_or_else(|e| panic!("{text}: {e}"))
    }

    #[test]
    fn every_day_from_1900_to_2100_is_that_of_an_independent_calendar() {
        let epoch = jiff::civil::date(1970, 1, 1);
        let mut theirs = jiff::civil::date(1900, 1, 1);
        let mut number = epoch.until(theirs).unwrap().get_days();
        while theirs <= jiff::civil::date(2100, 12, 31) {
            let (y, m, d) = (i32::from(theirs.year()), theirs.month() as u8, theirs.day() as u8);
            let ours = Day::new(y, m, d);
            assert_eq!(ours, Day(number), "{theirs}");
            assert_eq!(Day::from_civil(y, m, d), Some(ours));
            assert_eq!(ours.civil(), (y, m, d));
            assert_eq!(ours.iso(), theirs.to_string());
            assert_eq!(Day::parse_iso(&theirs.to_string()), Some(ours));
            assert_eq!(days_in_month(y, m), theirs.days_in_month() as u8);
            (number, theirs) = (number + 1, theirs.tomorrow().unwrap());
        }
        assert_eq!(number - Day::new(1900, 1, 1).0, 73_414, "201 years, 49 of them leap");
    }

    #[test]
    fn days_that_do_not_exist_are_refused_or_moved() {
        for (y, m, d, nearest) in [
            (1957, 2, 29, "1957-02-28"),
            (1956, 2, 31, "1956-02-29"),
            (1900, 2, 29, "1900-02-28"),
            (1956, 4, 31, "1956-04-30"),
            (1956, 0, 5, "1956-01-05"),
            (1956, 13, 5, "1956-12-05"),
            (1956, 5, 0, "1956-05-01"),
            (1956, 255, 255, "1956-12-31"),
        ] {
            assert_eq!(Day::from_civil(y, m, d), None, "{y}-{m}-{d}");
            assert_eq!(Day::new(y, m, d).iso(), nearest);
        }
        assert_eq!(Day::new(i32::MAX, 1, 1), Day(i32::MAX));
        assert_eq!(Day::new(i32::MIN, 1, 1), Day(i32::MIN));
    }

    #[test]
    fn only_whole_iso_days_are_read() {
        assert_eq!(Day::parse_iso("1970-01-01"), Some(Day(0)));
        for text in
            ["", "1956", "1956-02", "1956-02-30", "1956-2-5", "1956-02-25~", "1956-02-25/..", " 1956-02-25"]
        {
            assert_eq!(Day::parse_iso(text), None, "{text}");
        }
    }

    #[test]
    fn a_span_holds_its_first_day_and_not_its_end() {
        let span = |start, end| Span { start: Day(start), end: Day(end) };
        let week = span(10, 17);
        assert_eq!(week.days(), 7);
        assert_eq!([9, 10, 16, 17].map(|d| week.contains(Day(d))), [false, true, true, false]);
        assert!(week.overlaps(span(16, 20)) && week.overlaps(span(0, 11)) && week.overlaps(span(12, 13)));
        assert!(!week.overlaps(span(17, 20)) && !week.overlaps(span(0, 10)));
        assert!(!week.overlaps(span(12, 12)), "an empty span shares no day");
        assert_eq!(week.midpoint(), 13.5);
    }

    #[test]
    fn bounds_are_the_first_and_last_day_that_the_record_allows() {
        let check = |text: &str, earliest: &str, latest: &str, start: (&str, &str), is_day: bool| {
            let iso = |day: Option<Day>| day.map_or("open".to_string(), Day::iso);
            let date = date(text);
            assert_eq!(
                (iso(date.earliest()), iso(date.latest())),
                (earliest.to_string(), latest.to_string())
            );
            let span = date.start_bounds().unwrap();
            assert_eq!(
                (span.start.iso(), span.end.iso()),
                (start.0.to_string(), start.1.to_string()),
                "{text}"
            );
            assert_eq!(date.is_day(), is_day, "{text}");
        };
        check("1956-02-25", "1956-02-25", "1956-02-25", ("1956-02-25", "1956-02-26"), true);
        check("1957-11", "1957-11-01", "1957-11-30", ("1957-11-01", "1957-12-01"), false);
        check("1956-02", "1956-02-01", "1956-02-29", ("1956-02-01", "1956-03-01"), false);
        check("1961", "1961-01-01", "1961-12-31", ("1961-01-01", "1962-01-01"), false);
        check("1965~", "1965-01-01", "1965-12-31", ("1965-01-01", "1966-01-01"), false);
        check("1959-21", "1959-03-01", "1959-05-31", ("1959-03-01", "1959-06-01"), false);
        check("1959-22", "1959-06-01", "1959-08-31", ("1959-06-01", "1959-09-01"), false);
        check("1959-23", "1959-09-01", "1959-11-30", ("1959-09-01", "1959-12-01"), false);
        check("1959-24", "1959-12-01", "1960-02-29", ("1959-12-01", "1960-03-01"), false);
        check("1950/1953", "1950-01-01", "1953-12-31", ("1950-01-01", "1951-01-01"), false);
        check("1950-06-25/1953-07", "1950-06-25", "1953-07-31", ("1950-06-25", "1950-06-26"), true);
        check("1965/..", "1965-01-01", "open", ("1965-01-01", "1966-01-01"), false);
        check("../1949-10-01", "open", "1949-10-01", ("1949-10-01", "1949-10-02"), true);
    }

    #[test]
    fn order_is_told_as_far_as_the_record_goes() {
        use Truth::{Maybe, No, Yes};
        let check = |a: &str, b: &str, before: Truth, after: Truth| {
            let (a, b) = (date(a), date(b));
            assert_eq!((a.before(&b), a.after(&b)), (before, after), "{a} and {b}");
            assert_eq!((b.after(&a), b.before(&a)), (before, after), "{b} and {a}");
        };
        check("1956-02-14", "1956-02-25", Yes, No);
        check("1956-02-25", "1956-02-25", No, No);
        check("1956-02-25", "1956-02", Maybe, Maybe);
        check("1956-02-01", "1956-02", Maybe, No);
        check("1956-02-29", "1956-02", No, Maybe);
        check("1961", "1961", Maybe, Maybe);
        check("1961", "1961-10-17", Maybe, Maybe);
        check("1960", "1961", Yes, No);
        check("1960~", "1961?", Yes, No);
        check("1959-24", "1960-02", Maybe, Maybe);
        check("1959-24", "1960-03", Yes, No);
        // A range lasted throughout.
        check("1950/1953", "1952", No, No);
        check("1950/1953", "1953", Maybe, No);
        check("1950/1953", "1954", Yes, No);
        check("1950/1953", "1953/1955", Maybe, No);
        check("1950-06-25/1953-07-27", "1953-07-27", No, No);
        check("1950-06-25/1953-07-27", "1953-07-28", Yes, No);
        // Nothing comes after what has no end, or before what has no start.
        check("1965/..", "1969", No, No);
        check("1965/..", "1964", No, Yes);
        check("1965/..", "1965", No, Maybe);
        check("../1949", "1950", Yes, No);
        check("../1949", "1945", No, No);
        check("../1949", "1965/..", Yes, No);
        check("1965/..", "1965/..", No, No);
        // The winter reaches into 1962, so this began before March.
        check("1962/1961-24", "1962-21", Yes, No);
        check("1962-12/1962", "1962-12", Maybe, Maybe);
    }

    proptest! {
        #[test]
        fn no_two_dates_are_each_before_the_other(a in any_date(), b in any_date()) {
            prop_assert!(!(a.before(&b) == Truth::Yes && b.before(&a) != Truth::No));
        }

        /// Compares every day of the one with every day of the other.
        #[test]
        fn before_is_what_every_choice_of_days_says(a in any_unit(), b in any_unit()) {
            let point = |unit| Date::Point(Point { unit, approximate: false, uncertain: false });
            let (mut some, mut all) = (false, true);
            for x in a.first().0..=a.last().0 {
                for y in b.first().0..=b.last().0 {
                    some |= x < y;
                    all &= x < y;
                }
            }
            let expected = if all { Truth::Yes } else if some { Truth::Maybe } else { Truth::No };
            prop_assert_eq!(point(a).before(&point(b)), expected);
        }

        #[test]
        fn any_day_survives_its_civil_form(number in any::<i32>()) {
            let (y, m, d) = Day(number).civil();
            prop_assert_eq!(Day::from_civil(y, m, d), Some(Day(number)));
        }
    }
}
