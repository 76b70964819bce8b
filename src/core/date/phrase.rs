//! Dates in the reader’s language: for the plate, for the card, for speech and for machines.
//!
//! The same dates in four voices. What is seen may use dashes and "c."; what is spoken never does, because
//! a screen reader leaves them to guesswork, and says in words how precise the record is.

use super::{Date, Day, Point, Unit};
use crate::core::words::Word;

/// How much of a date there is room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Detail {
    /// Everything recorded: 25 Feb 1956.
    Full,
    /// No days: Feb 1956.
    Month,
}

/// A way of writing.
#[derive(Clone, Copy, PartialEq)]
enum Voice {
    /// Months of three letters, dashes, "c.".
    Short,
    /// Whole months, dashes, "c.".
    Long,
    /// Whole months, words only.
    Spoken,
}

impl Date {
    /// The short form of lists and rows: "25 Feb 1956", "29 Sep – 12 Oct 1954", "1965–69", "c. 1965".
    pub fn visible(&self, detail: Detail) -> String {
        write(&self.at(detail), Voice::Short)
    }

    /// The form of flags, which have little room: the start alone, except that a range of years is given
    /// whole, because its symbol is no nearer to one year than to the other.
    pub fn plate(&self, detail: Detail) -> String {
        let short = match *self {
            Date::Range(Point { unit: Unit::Year(_), .. }, Point { unit: Unit::Year(_), .. }) => *self,
            Date::Range(start, _) => Date::Point(start),
            other => other,
        };
        short.visible(detail)
    }

    /// The long form of the card: "25 February 1956", "29 September – 12 October 1954".
    pub fn card(&self) -> String {
        write(self, Voice::Long)
    }

    /// The form for speech, with the precision and the length in words: "1961, exact date not given",
    /// "June 1950 to July 1953, 3 years 1 month".
    pub fn spoken(&self) -> String {
        let text = write(self, Voice::Spoken);
        let note = match self {
            Date::Point(p) => precision(p),
            Date::Range(a, b) if a == b => precision(a),
            Date::Range(a, b) => length(a, b),
            _ => String::new(),
        };
        match note.is_empty() {
            true => text,
            false => [&text, ", ", &note].concat(),
        }
    }

    /// The value for `<time datetime>`: a date, a month or a year, the only ones of ours that HTML knows.
    /// Of a range it is the start (where that is open, the end), of a season the year.
    pub fn datetime(&self) -> String {
        let unit = match self.lead().unit {
            Unit::Season(year, _) => Unit::Year(year),
            unit => unit,
        };
        Point { unit, approximate: false, uncertain: false }.to_string()
    }

    /// The date at this detail.
    fn at(&self, detail: Detail) -> Date {
        let cut = |p: Point| match (detail, p.unit) {
            (Detail::Month, Unit::Day(day)) => {
                let (year, month, _) = day.civil();
                Point { unit: Unit::Month(year, month), ..p }
            }
            _ => p,
        };
        match *self {
            Date::Point(p) => Date::Point(cut(p)),
            Date::Range(a, b) => Date::Range(cut(a), cut(b)),
            Date::From(a) => Date::From(cut(a)),
            Date::Until(b) => Date::Until(cut(b)),
        }
    }
}

/// From one day to another for speech, by their months ("July to August 1958") or by their years ("1956 to 1961").
pub fn from_to(first: Day, last: Day, by_months: bool) -> String {
    let end = |day: Day| {
        let (year, month, _) = day.civil();
        let unit = if by_months { Unit::Month(year, month) } else { Unit::Year(year) };
        Point { unit, approximate: false, uncertain: false }
    };
    write(&Date::Range(end(first), end(last)), Voice::Spoken)
}

/// The date in words.
fn write(date: &Date, voice: Voice) -> String {
    let spoken = voice == Voice::Spoken;
    match date {
        Date::Point(p) => end(p, voice, Case::Alone),
        Date::Range(a, b) if a == b => end(a, voice, Case::Alone),
        Date::Range(a, b) => range(a, b, voice),
        Date::From(a) => {
            let since = if spoken { Word::SinceSaid } else { Word::Since };
            since.fill(&[&end(a, voice, Case::After)])
        }
        Date::Until(b) => Word::Until.fill(&[&end(b, voice, Case::After)]),
    }
}

/// How a month or season stands: some languages have a form of their own after a day or a preposition.
#[derive(Clone, Copy, PartialEq)]
enum Case {
    Alone,
    After,
}

/// One end with its doubts.
fn end(p: &Point, voice: Voice, case: Case) -> String {
    let spoken = voice == Voice::Spoken;
    let case = if spoken && p.approximate { Case::After } else { case };
    let (head, year) = words(p.unit, voice, case);
    let text = with_year(&head, &year);
    let text = match (p.approximate, spoken) {
        (true, true) => Word::AboutSaid.fill(&[&text]),
        (true, false) => Word::Circa.fill(&[&text]),
        _ => text,
    };
    match (p.uncertain, spoken) {
        (true, true) => Word::Perhaps.fill(&[&text]),
        (true, false) => text + "?",
        _ => text,
    }
}

/// A year, with what stands before it if there is anything.
fn with_year(head: &str, year: &str) -> String {
    match head.is_empty() {
        true => Word::Year.fill(&[year]),
        false => Word::WithYear.fill(&[head, year]),
    }
}

/// What is said once where both ends share it is left out of the first.
fn range(a: &Point, b: &Point, voice: Voice) -> String {
    let spoken = voice == Voice::Spoken;
    let (wide, case) = if spoken { (Word::RangeSaid, Case::After) } else { (Word::RangeSeen, Case::Alone) };
    let ((head_a, year_a), (head_b, year_b)) = (words(a.unit, voice, case), words(b.unit, voice, case));
    // Doubts belong to one end only, so they keep the ends apart.
    let sure = !(a.approximate || a.uncertain || b.approximate || b.uncertain);
    match (a.unit, b.unit) {
        (Unit::Day(first), Unit::Day(last)) if sure && month_of(a.unit) == month_of(b.unit) => {
            let days = if spoken { Word::DaysSaid } else { Word::DaysSeen };
            let ((_, month, d0), (_, _, d1)) = (first.civil(), last.civil());
            days.fill(&[&d0.to_string(), &d1.to_string(), month_name(month, voice, Case::After), &year_b])
        }
        (Unit::Year(first), Unit::Year(last)) if sure && !spoken => {
            let (first, last) = years(first, last);
            Word::YearsSeen.fill(&[&first, &last])
        }
        _ if sure && year_a == year_b && !head_a.is_empty() && !head_b.is_empty() => {
            with_year(&wide.fill(&[&head_a, &head_b]), &year_b)
        }
        _ => wide.fill(&[&end(a, voice, case), &end(b, voice, case)]),
    }
}

/// From year to year on paper, where the century is given once: 1965–69, but 1999–2000.
fn years(first: i32, last: i32) -> (String, String) {
    let short = first >= 1000 && first / 100 == last / 100;
    let end = last.to_string();
    (first.to_string(), if short { end.get(2..).unwrap_or_default().to_owned() } else { end })
}

/// The name of a month, 1 to 12.
fn month_name(month: u8, voice: Voice, case: Case) -> &'static str {
    let names = match (voice, case) {
        (Voice::Short, _) => Word::MonthsShort,
        (_, Case::Alone) => Word::Months,
        (_, Case::After) => Word::MonthsOf,
    };
    names.nth(usize::from(month).wrapping_sub(1))
}

/// What stands before the year (a year alone has nothing there), and the year.
fn words(unit: Unit, voice: Voice, case: Case) -> (String, String) {
    match unit {
        Unit::Day(day) => {
            let (year, month, day) = day.civil();
            let month = month_name(month, voice, Case::After);
            (Word::DayMonth.fill(&[&day.to_string(), month]), year.to_string())
        }
        Unit::Month(year, month) => (month_name(month, voice, case).to_owned(), year.to_string()),
        Unit::Season(year, season) => {
            let names = if case == Case::Alone { Word::Seasons } else { Word::SeasonsOf };
            // A winter belongs to two years: winter 1962–63. Speech says so in its note on the precision.
            let year = match (season, voice) {
                (3, Voice::Short | Voice::Long) => {
                    let (first, last) = years(year, year + 1);
                    [&first, "–", &last].concat()
                }
                _ => year.to_string(),
            };
            (names.nth(usize::from(season)).to_owned(), year)
        }
        Unit::Year(year) => (String::new(), year.to_string()),
    }
}

/// What speech adds to one end about its precision.
fn precision(p: &Point) -> String {
    match p.unit {
        _ if p.approximate || p.uncertain => String::new(),
        Unit::Season(_, _) => {
            let month = |day: Day| {
                let (year, month, _) = day.civil();
                words(Unit::Month(year, month), Voice::Spoken, Case::After)
            };
            let ((first, year), (last, next)) = (month(p.unit.first()), month(p.unit.last()));
            match year == next {
                true => Word::Between.fill(&[&first, &last]),
                false => Word::Between.fill(&[&with_year(&first, &year), &with_year(&last, &next)]),
            }
        }
        Unit::Year(_) => Word::DateNotGiven.text().to_owned(),
        _ => String::new(),
    }
}

/// What speech adds to a range: its length as far as the ends are known.
fn length(a: &Point, b: &Point) -> String {
    if a.approximate || a.uncertain || b.approximate || b.uncertain {
        return String::new();
    }
    match (a.unit, b.unit) {
        (Unit::Year(_), Unit::Year(_)) => Word::DatesNotGiven.text().to_owned(),
        (Unit::Day(first), Unit::Day(last)) => {
            // Both days count, as they do for a guest: 30 September to 4 October is 5 days.
            let after = Day(last.0.saturating_add(1));
            let ((y0, m0, d0), (y1, m1, d1)) = (first.civil(), after.civil());
            let months = (y1 - y0) * 12 + i32::from(m1) - i32::from(m0) - i32::from(d1 < d0);
            if months < 2 {
                count(after.0.saturating_sub(first.0), Word::Days)
            } else {
                months_in_words(months)
            }
        }
        // An end known to the month only makes the length good to a month: that matters where it is short.
        _ => match (month_of(a.unit), month_of(b.unit)) {
            (Some(from), Some(to)) if to > from => {
                let long = months_in_words(to - from);
                if to - from < 12 {
                    Word::Roughly.fill(&[&long])
                } else {
                    long
                }
            }
            _ => String::new(),
        },
    }
}

/// The month of a day or a month, counted from year 0.
fn month_of(unit: Unit) -> Option<i32> {
    match unit {
        Unit::Day(day) => {
            let (year, month, _) = day.civil();
            Some(year * 12 + i32::from(month))
        }
        Unit::Month(year, month) => Some(year * 12 + i32::from(month)),
        Unit::Season(..) | Unit::Year(_) => None,
    }
}

/// "3 years 1 month".
fn months_in_words(months: i32) -> String {
    match (months / 12, months % 12) {
        (0, months) => count(months, Word::MonthsLong),
        (years, 0) => count(years, Word::YearsLong),
        (years, months) => [count(years, Word::YearsLong), count(months, Word::MonthsLong)].join(" "),
    }
}

fn count(n: i32, unit: Word) -> String {
    unit.count(n.unsigned_abs() as usize)
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::super::tests::any_date;
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap_or_else(|e| panic!("{text}: {e}"))
    }

    #[test]
    fn dates_are_written_and_spoken_as_the_design_says() {
        let check = |text: &str, visible: &str, spoken: &str| {
            let date = date(text);
            assert_eq!((date.visible(Detail::Full).as_str(), date.spoken().as_str()), (visible, spoken));
        };
        check("1956-02-25", "25 Feb 1956", "25 February 1956");
        check("1957-11", "Nov 1957", "November 1957");
        check("1959-23", "autumn 1959", "autumn 1959, between September and November");
        check("1962-24", "winter 1962–63", "winter 1962, between December 1962 and February 1963");
        check("1999-24", "winter 1999–2000", "winter 1999, between December 1999 and February 2000");
        check("1961", "1961", "1961, exact date not given");
        check("1965~", "c. 1965", "about 1965");
        check("1960?", "1960?", "perhaps 1960");
        check("1960%", "c. 1960?", "perhaps about 1960");
        check("1956-02-25~", "c. 25 Feb 1956", "about 25 February 1956");
        check("1950-06/1953-07", "Jun 1950 – Jul 1953", "June 1950 to July 1953, 3 years 1 month");
        check("1965/..", "from 1965", "from 1965 onwards");
        check("1965~/..", "from c. 1965", "from about 1965 onwards");
        check("../1949", "until 1949", "until 1949");
        check("1965/1969", "1965–69", "1965 to 1969, exact dates not given");
        check("1898/1902", "1898–1902", "1898 to 1902, exact dates not given");
        check("1900/1908", "1900–08", "1900 to 1908, exact dates not given");
        check("1950/1950", "1950", "1950, exact date not given");
        check("1950~/1953?", "c. 1950 – 1953?", "about 1950 to perhaps 1953");
        check("1956-02-14/1956-02-25", "14–25 Feb 1956", "14 to 25 February 1956, 12 days");
        check("1959-08-25/1959-08-31", "25–31 Aug 1959", "25 to 31 August 1959, 7 days");
        check("1954-09-29/1954-10-12", "29 Sep – 12 Oct 1954", "29 September to 12 October 1954, 14 days");
        check(
            "1950-11-25/1951-01-04",
            "25 Nov 1950 – 4 Jan 1951",
            "25 November 1950 to 4 January 1951, 41 days",
        );
        check("1949-06/1949-08", "Jun – Aug 1949", "June to August 1949, about 2 months");
        check(
            "1950-11-01/1953-07",
            "1 Nov 1950 – Jul 1953",
            "1 November 1950 to July 1953, 2 years 8 months",
        );
        check("1960-07-16/1960-09", "16 Jul – Sep 1960", "16 July to September 1960, about 2 months");
        check("1962-03/1962-05-29", "Mar – 29 May 1962", "March to 29 May 1962, about 2 months");
        check("1950-06-25/1951", "25 Jun 1950 – 1951", "25 June 1950 to 1951");
        check("1950-06-25/1950", "25 Jun 1950 – 1950", "25 June 1950 to 1950");
        check("1962-24/1963-21", "winter 1962–63 – spring 1963", "winter 1962 to spring 1963");
        check("1959-22/1959-23", "summer – autumn 1959", "summer to autumn 1959");
    }

    /// Both days of a range count.
    #[test]
    fn lengths_are_in_days_under_two_months_and_in_whole_months_above() {
        let check = |text: &str, length: &str| {
            let spoken = date(text).spoken();
            assert!(spoken.ends_with(&format!(", {length}")), "{spoken:?} does not end in {length:?}");
        };
        check("1956-02-25/1956-02-26", "2 days");
        check("1956-01-15/1956-03-13", "59 days");
        check("1956-01-15/1956-03-14", "2 months");
        check("1958-08-23/1958-10-06", "45 days");
        check("1950-01-13/1950-08-01", "6 months");
        check("1950-01-01/1950-12-31", "1 year");
        check("1950-01-01/1950-12-30", "11 months");
        check("1950-01-01/1951-01-31", "1 year 1 month");
        check("1950-06-25/1953-07-27", "3 years 1 month");
        check("1950-06-25/1953-07-23", "3 years");
        check("1950-06/1951-05", "about 11 months");
        check("1950-06/1951-06", "1 year");
    }

    #[test]
    fn without_days_where_there_is_no_room() {
        let check = |text: &str, month: &str, plate: &str, plate_month: &str| {
            let date = date(text);
            assert_eq!(date.visible(Detail::Month), month);
            assert_eq!(
                (date.plate(Detail::Full), date.plate(Detail::Month)),
                (plate.into(), plate_month.into())
            );
        };
        check("1956-02-25", "Feb 1956", "25 Feb 1956", "Feb 1956");
        check("1956-02-25?", "Feb 1956?", "25 Feb 1956?", "Feb 1956?");
        check("1957-11", "Nov 1957", "Nov 1957", "Nov 1957");
        check("1959-23", "autumn 1959", "autumn 1959", "autumn 1959");
        check("1956-02-14/1956-02-25", "Feb 1956", "14 Feb 1956", "Feb 1956");
        check("1954-09-29/1954-10-12", "Sep – Oct 1954", "29 Sep 1954", "Sep 1954");
        check("1950-06-25/1953-07-27", "Jun 1950 – Jul 1953", "25 Jun 1950", "Jun 1950");
        check("1965/1969", "1965–69", "1965–69", "1965–69");
        check("1965-05-01/..", "from May 1965", "from 1 May 1965", "from May 1965");
        check("../1949-10-01", "until Oct 1949", "until 1 Oct 1949", "until Oct 1949");
    }

    #[test]
    fn the_card_writes_months_in_full() {
        for (text, card) in [
            ("1956-02-25", "25 February 1956"),
            ("1954-09-29/1954-10-12", "29 September – 12 October 1954"),
            ("1956-02-14/1956-02-25", "14–25 February 1956"),
            ("1949-06/1949-08", "June – August 1949"),
            ("1959-23", "autumn 1959"),
            ("1950", "1950"),
            ("1965/1969", "1965–69"),
            ("1965~", "c. 1965"),
        ] {
            assert_eq!(date(text).card(), card);
        }
    }

    #[test]
    fn the_machine_form_is_one_that_html_knows() {
        for (text, datetime) in [
            ("1956-02-25", "1956-02-25"),
            ("1956-02-25~", "1956-02-25"),
            ("1957-11", "1957-11"),
            ("1961?", "1961"),
            ("1959-23", "1959"),
            ("1950-06-25/1953-07-27", "1950-06-25"),
            ("1965/..", "1965"),
            ("../1949-10", "1949-10"),
            ("0987", "0987"),
        ] {
            assert_eq!(date(text).datetime(), datetime);
        }
    }

    proptest! {
        #[test]
        fn speech_has_no_dashes_and_no_shortened_words(date in any_date()) {
            let spoken = date.spoken();
            prop_assert!(spoken.chars().all(|c| c.is_ascii_alphanumeric() || c == ' ' || c == ','), "{}", spoken);
            prop_assert!(spoken.split([' ', ',']).all(|word| !Word::MonthsShort.text().split(' ').any(|m| m == word) || word == "May"));
        }

        /// HTML, "valid year/month/date string": a year of four digits above 0, a month, a day that exists.
        #[test]
        fn the_machine_form_is_always_valid_and_inside_the_bounds(date in any_date()) {
            let machine = date.datetime();
            prop_assert!(matches!(machine.len(), 4 | 7 | 10), "{}", machine);
            prop_assert!(machine.bytes().all(|b| b.is_ascii_digit() || b == b'-'), "{}", machine);
            let read = self::date(&machine).start_bounds().unwrap();
            let start = date.start_bounds().unwrap();
            prop_assert!(read.overlaps(start));
            prop_assert!(date.is_day() == (machine.len() == 10));
        }

        #[test]
        fn every_form_gives_the_year_and_no_stray_space(date in any_date()) {
            let year = date.start_bounds().unwrap().start.civil().0.to_string();
            for form in [
                date.visible(Detail::Full), date.visible(Detail::Month), date.plate(Detail::Full),
                date.plate(Detail::Month), date.card(), date.spoken(),
            ] {
                prop_assert!(form.contains(&year), "{} has no {}", form, year);
                prop_assert!(form.trim() == form && !form.contains("  ") && !form.contains(" ,"), "{:?}", form);
            }
        }
    }
}
