//! Reads and prints the notation of dates in the dataset, a part of EDTF (ISO 8601-2, levels 0 and 1).
//!
//! Accepted: `1956-02-25`, `1957-11`, `1959-21` to `1959-24` (spring to winter), `1961`, each with `~`
//! (about), `?` (uncertain) or `%` (both) after it, and the intervals `A/B`, `A/..` and `../B`. Each date
//! has one spelling, so that printing what was read gives the same text. The rest of EDTF (times of day,
//! unknown digits, sets, years of other lengths) is refused in words that a teacher can act on.

use super::{days_in_month, Date, Day, Point, Unit};
use std::fmt;

/// Why a text is not a date, in two sentences that stand as "reason. mend", without their last full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateError {
    /// What is wrong.
    pub reason: String,
    /// What to write instead.
    pub mend: String,
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}. {}", self.reason, self.mend)
    }
}

impl std::error::Error for DateError {}

impl Date {
    /// Reads a date of the dataset; see the head of this file for what is accepted.
    pub fn parse(text: &str) -> Result<Date, DateError> {
        let Some((start, end)) = text.split_once('/') else { return point(text).map(Date::Point) };
        if end.contains('/') {
            return Err(match meant(text) {
                Some(_) => malformed(text),
                None => wrong(text, "has more than one slash", SHAPES),
            });
        }
        match (start, end) {
            ("..", "..") => {
                Err(wrong(text, "is open at both ends, so it says nothing", "Give it a start or an end"))
            }
            ("", _) => Err(wrong(text, "has no start", "Write two dots for an open start, as in ../1949")),
            (_, "") => Err(wrong(text, "has no end", "Write two dots for an open end, as in 1965/..")),
            ("..", end) => point(end).map(Date::Until),
            (start, "..") => point(start).map(Date::From),
            (start, end) => {
                let (a, b) = (point(start)?, point(end)?);
                if b.unit.last() < a.unit.first() {
                    return Err(wrong(
                        text,
                        "ends before it starts",
                        &format!("Write {b}/{a}, or mend one of its ends"),
                    ));
                }
                Ok(Date::Range(a, b))
            }
        }
    }
}

/// The advice where nothing better is known about what was meant.
const SHAPES: &str =
    "Write a day as 1956-02-25, a month as 1957-11, a season as 1959-23, a year as 1961, a range as 1950/1953";

/// Reads one end of a date.
fn point(text: &str) -> Result<Point, DateError> {
    let (body, approximate, uncertain) = match text.as_bytes().last() {
        Some(b'~') => (&text[..text.len() - 1], true, false),
        Some(b'?') => (&text[..text.len() - 1], false, true),
        Some(b'%') => (&text[..text.len() - 1], true, true),
        _ => (text, false, false),
    };
    Ok(Point { unit: unit(text, body)?, approximate, uncertain })
}

/// Reads a calendar unit; `text` is the whole of it as written, for the message.
fn unit(text: &str, body: &str) -> Result<Unit, DateError> {
    let parts: Vec<&str> = body.split('-').collect();
    let (y, m, d) = match *parts.as_slice() {
        [y] => (y, None, None),
        [y, m] => (y, Some(m), None),
        [y, m, d] => (y, Some(m), Some(d)),
        _ => return Err(malformed(text)),
    };
    let year = digits(y, 4).ok_or_else(|| malformed(text))?;
    if year == 0 {
        // HTML's <time> has no year 0 either.
        return Err(wrong(text, "is in the year 0", "Write a year from 0001 to 9999"));
    }
    let Some(m) = m else { return Ok(Unit::Year(year)) };
    let month = digits(m, 2).ok_or_else(|| malformed(text))? as u8;
    let day = match d {
        Some(d) => Some(digits(d, 2).ok_or_else(|| malformed(text))? as u8),
        None => None,
    };
    match (month, day) {
        (1..=12, None) => Ok(Unit::Month(year, month)),
        (1..=12, Some(day)) => Day::from_civil(year, month, day).map(Unit::Day).ok_or_else(|| {
            let last = days_in_month(year, month);
            let mend = format!("Write a day from 01 to {last}, or the month alone: {y}-{m}");
            wrong(text, &format!("has no such day: that month has {last} days"), &mend)
        }),
        (21..=24, None) => Ok(Unit::Season(year, month - 21)),
        (21..=24, Some(_)) => {
            Err(wrong(text, "gives a season a day", &["Write the season alone: ", y, "-", m].concat()))
        }
        _ => Err(wrong(
            text,
            &["has no month ", m].concat(),
            "Write a month from 01 to 12, or a season: 21 spring, 22 summer, 23 autumn, 24 winter",
        )),
    }
}

/// The number, if the text is exactly this many decimal digits.
fn digits(text: &str, count: usize) -> Option<i32> {
    let plain = text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    if plain {
        text.parse().ok()
    } else {
        None
    }
}

/// The error for a text that has not the shape of a date: the mistakes that people make have an answer of
/// their own.
fn malformed(text: &str) -> DateError {
    if let Some(meant) = meant(text) {
        return wrong(text, "is not written as this dataset writes dates", &["Write ", &meant].concat());
    }
    let has = |chars: &[char]| text.contains(chars);
    let (what, mend) = if text.trim().is_empty() {
        return DateError { reason: "the date is empty".to_string(), mend: SHAPES.to_string() };
    } else if has(&['[', '{', ',']) {
        ("is a set of dates", "Write one date, and record the other as a dispute")
    } else if has(&['–', '—']) {
        ("has a dash between its ends", "Write a slash between start and end, as in 1950/1953")
    } else if has(&[':']) {
        ("gives a time of day", "Write the day alone, as in 1956-02-25")
    } else if has(&['X']) && !has(&['Y']) {
        ("leaves digits open", "Write a range instead: 1950/1959 for the 1950s")
    } else if text.starts_with(['-', '+', 'Y']) {
        ("has a year out of reach", "Write a year of four digits, from 0001 to 9999")
    } else if text.bytes().any(|b| b.is_ascii_alphabetic() || !b.is_ascii()) {
        (
            "has words or other signs in it",
            "Write numbers: 1956-02-25 for 25 February 1956, 1965~ for about 1965, 1965/.. for from 1965",
        )
    } else if has(&['~', '?', '%']) {
        (
            "has its mark of doubt in the wrong place",
            "Write one mark, after the whole date: 1965~ about, 1965? uncertain, 1965% both",
        )
    } else {
        ("is not a date", SHAPES)
    };
    wrong(text, what, mend)
}

/// The date that was probably meant: one with spaces around it, other separators, missing noughts, no
/// separators at all, or a hyphen between two years.
fn meant(text: &str) -> Option<String> {
    let body = text.trim();
    let parts: Vec<&str> = body.split(['-', '/', '.', ' ']).collect();
    let guess = match *parts.as_slice() {
        [all] if all.len() == 8 => [all.get(..4)?, "-", all.get(4..6)?, "-", all.get(6..)?].concat(),
        [start, end] if end.len() == 4 => [start, "/", end].concat(),
        [y, m] => format!("{y}-{m:0>2}"),
        [y, m, d] => format!("{y}-{m:0>2}-{d:0>2}"),
        _ => body.to_string(),
    };
    // Only a guess that is a date, and not the one that failed, is of help.
    (guess != text && Date::parse(&guess).is_ok()).then_some(guess)
}

/// An error about this text, of which no more is quoted than fits a line.
fn wrong(text: &str, what: &str, mend: &str) -> DateError {
    let mut quoted: String = text
        .chars()
        .take(QUOTED)
        .map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c })
        .collect();
    if text.chars().nth(QUOTED).is_some() {
        quoted.push('…');
    }
    DateError { reason: ["“", &quoted, "” ", what].concat(), mend: mend.to_string() }
}

/// How many characters of a faulty text an error repeats: the longest date we write has 23.
const QUOTED: usize = 40;

/// The notation of the dataset; reading it gives the same date.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Date::Point(p) => write!(f, "{p}"),
            Date::Range(a, b) => write!(f, "{a}/{b}"),
            Date::From(a) => write!(f, "{a}/.."),
            Date::Until(b) => write!(f, "../{b}"),
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.unit {
            Unit::Day(day) => write!(f, "{day}")?,
            Unit::Month(year, month) => write!(f, "{year:04}-{month:02}")?,
            Unit::Season(year, season) => write!(f, "{year:04}-{}", season + 21)?,
            Unit::Year(year) => write!(f, "{year:04}")?,
        }
        f.write_str(match (self.approximate, self.uncertain) {
            (false, false) => "",
            (true, false) => "~",
            (false, true) => "?",
            (true, true) => "%",
        })
    }
}

// The oracles are native libraries, so these tests are too.
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::super::tests::any_date;
    use super::*;
    use edtf_core::{Bound, Edtf};
    use proptest::prelude::*;

    /// The first text must read, and print as itself.
    #[test]
    fn every_accepted_shape_prints_as_it_was_read() {
        for text in [
            "1956-02-25",
            "1957-11",
            "1961",
            "1959-21",
            "1959-22",
            "1959-23",
            "1959-24",
            "1965~",
            "1960?",
            "1960%",
            "1956-02-25~",
            "1957-11?",
            "1959-23%",
            "1950-06-25/1953-07-27",
            "1950-11-01/1953-07",
            "1962-03/1962-05-29",
            "1965/1969",
            "1965/..",
            "../1949",
            "1965~/..",
            "../1949-10?",
            "1950~/1953?",
            "1959-22/1959-23",
            "1950/1950",
            "1950-06/1950",
            "0001",
            "9999-12-31",
            "1952-02-29",
        ] {
            let date = Date::parse(text).unwrap_or_else(|e| panic!("{text}: {e}"));
            assert_eq!(date.to_string(), text);
        }
    }

    #[test]
    fn errors_say_what_is_wrong_and_how_to_mend_it() {
        let check = |text: &str, reason: &str, mend: &str| {
            let error = Date::parse(text).expect_err(text);
            assert_eq!(error.reason, reason);
            assert!(error.mend.contains(mend), "{text}: {:?} does not say {mend:?}", error.mend);
            assert!(!error.to_string().contains('\n'), "{error}");
        };
        let odd = "is not written as this dataset writes dates";
        check("1956-13", "“1956-13” has no month 13", "01 to 12");
        check("1956-00", "“1956-00” has no month 00", "01 to 12");
        check("1959-25", "“1959-25” has no month 25", "24 winter");
        check(
            "1957-02-29",
            "“1957-02-29” has no such day: that month has 28 days",
            "01 to 28, or the month alone: 1957-02",
        );
        check("1956-09-31~", "“1956-09-31~” has no such day: that month has 30 days", "1956-09");
        check("1956-02-00", "“1956-02-00” has no such day: that month has 29 days", "01 to 29");
        check("1959-23-05", "“1959-23-05” gives a season a day", "1959-23");
        check("1953/1950", "“1953/1950” ends before it starts", "Write 1950/1953");
        check(
            "1956-02-25/1956-02-14",
            "“1956-02-25/1956-02-14” ends before it starts",
            "1956-02-14/1956-02-25",
        );
        check("1950/1953-14", "“1953-14” has no month 14", "01 to 12");
        check("../..", "“../..” is open at both ends, so it says nothing", "a start or an end");
        check("1965/", "“1965/” has no end", "1965/..");
        check("/1949", "“/1949” has no start", "../1949");
        check("/", "“/” has no start", "../1949");
        check("1950/1951/1952", "“1950/1951/1952” has more than one slash", "1950/1953");
        check("25/02/1956", "“25/02/1956” has more than one slash", "1956-02-25");
        check("", "the date is empty", "1956-02-25");
        check(" ", "the date is empty", "1956-02-25");
        check(" 1956 ", &format!("“ 1956 ” {odd}"), "Write 1956");
        check("1956-2-5", &format!("“1956-2-5” {odd}"), "Write 1956-02-05");
        check("1956/2/5", &format!("“1956/2/5” {odd}"), "Write 1956-02-05");
        check("1956.02.25", &format!("“1956.02.25” {odd}"), "Write 1956-02-25");
        check("19560225", &format!("“19560225” {odd}"), "Write 1956-02-25");
        check("1950-1953", &format!("“1950-1953” {odd}"), "Write 1950/1953");
        check("1950–1953", "“1950–1953” has a dash between its ends", "1950/1953");
        check("[1949,1950]", "“[1949,1950]” is a set of dates", "dispute");
        check("1956-02-25T10:00:00", "“1956-02-25T10:00:00” gives a time of day", "1956-02-25");
        check("195X", "“195X” leaves digits open", "1950/1959");
        check("1956-XX", "“1956-XX” leaves digits open", "range");
        check("-0044", "“-0044” has a year out of reach", "0001 to 9999");
        check("Y17000", "“Y17000” has a year out of reach", "0001 to 9999");
        check("0000", "“0000” is in the year 0", "0001");
        check("25 Feb 1956", "“25 Feb 1956” has words or other signs in it", "1956-02-25");
        check("c. 1965", "“c. 1965” has words or other signs in it", "1965~");
        check("1965~?", "“1965~?” has its mark of doubt in the wrong place", "1965% both");
        check("?1965", "“?1965” has its mark of doubt in the wrong place", "after the whole date");
        check("..", "“..” is not a date", "1956-02-25");
        check("19\n56", "“19\u{fffd}56” is not a date", "1956-02-25");
        check(&"9".repeat(99), &format!("“{}…” is not a date", "9".repeat(40)), "1956-02-25");
    }

    /// Valid EDTF that the dataset leaves out. It is told from the text and the oracle alone, not from our
    /// parser, so that neither a shape refused by mistake nor one let in passes unseen.
    fn left_out(text: &str, oracle: &Edtf) -> bool {
        let ends: Vec<&str> = text.split('/').collect();
        // Unknown digits, long years, significant digits, times of day, sets.
        text.contains(['X', 'Y', 'S', 'T', '[', '{'])
            || ends.iter().any(|end| end.is_empty() || end.starts_with(['-', '?', '~', '%']))
            || ends.iter().any(|end| end.starts_with("0000"))
            || ends.iter().any(|end| end.len() > 2 && end.contains(".."))
            // Marks inside a date, and groups of months beyond the four seasons.
            || ends.iter().any(|end| end.get(..end.len() - 1).is_some_and(|body| body.contains(['?', '~', '%'])))
            || ends.iter().any(|end| end.get(4..7).is_some_and(|m| ("-25"..="-41").contains(&m)))
            || matches!(oracle, Edtf::DateTime(_) | Edtf::Set(_))
    }

    /// Compares with edtf-core: what is accepted, the bounds and the printed form. True if accepted.
    fn agrees(text: &str) -> bool {
        let ours = Date::parse(text);
        let theirs = match (&ours, Edtf::parse(text)) {
            (_, Ok(theirs)) => theirs,
            (Err(_), Err(_)) => return false,
            (Ok(_), Err(error)) => panic!("{text} is not EDTF: {error}"),
        };
        let Ok(ours) = ours else {
            assert!(left_out(text, &theirs), "{text} is EDTF, but: {ours:?}");
            return false;
        };
        assert!(!left_out(text, &theirs), "{text} should be left out, not {ours:?}");
        let day = |bound| match bound {
            Bound::Date(d) => Some(Day::new(d.year as i32, d.month, d.day)),
            _ => None,
        };
        let bounds = theirs.bounds();
        assert_eq!((ours.earliest(), ours.latest()), (day(bounds.earliest), day(bounds.latest)), "{text}");
        assert_eq!(ours.to_string(), theirs.to_string());
        true
    }

    /// Every combination of these pieces, once.
    fn combine(pieces: [&[&str]; 4]) -> Vec<String> {
        let mut texts = vec![String::new()];
        for column in pieces {
            texts = texts
                .iter()
                .flat_map(|head| column.iter().map(move |tail| format!("{head}{tail}")))
                .collect();
        }
        texts.sort_unstable();
        texts.dedup();
        texts
    }

    #[test]
    fn agrees_with_edtf_core_on_single_dates() {
        let years = [
            "1945",
            "1949",
            "1956",
            "1969",
            "1900",
            "2000",
            "0001",
            "9999",
            "0000",
            "195",
            "19560",
            "195X",
            "XXXX",
            "",
            "-1956",
            "+1956",
            "Y19560",
            "abcd",
            "１９５６",
            "..",
            " 1956",
            "?1956",
        ];
        let mut months: Vec<String> = (0..=42).map(|m| format!("-{m:02}")).collect();
        months.extend(
            ["", "-1", "-001", "-XX", "-1X", "-ab", "--", "~-02", "-~02", ".02", "/02"].map(String::from),
        );
        let months: Vec<&str> = months.iter().map(String::as_str).collect();
        let days = [
            "",
            "-00",
            "-01",
            "-28",
            "-29",
            "-30",
            "-31",
            "-32",
            "-99",
            "-1",
            "-XX",
            "-25T10:00:00",
            "-25T10:00:00Z",
            "-",
        ];
        let marks = ["", "~", "?", "%", "~?", "??", "*", " ", "X", "..", "/"];
        let texts = combine([&years, &months, &days, &marks]);
        let accepted = texts.iter().filter(|text| agrees(text)).count();
        // Of eight years: the year, twelve months and four seasons, and 12 × 01 and 28, 11 × 29 (12 in leap
        // years), 11 × 30 and 7 × 31, each with four marks. 1956, 2000 and no other of the eight are leap.
        assert_eq!(accepted, 4 * (8 * (1 + 16 + 12 + 12 + 11 + 11 + 7) + 2));
        assert!(texts.len() > 150_000);
    }

    #[test]
    fn agrees_with_edtf_core_on_every_pair_of_ends() {
        let ends = [
            "1949",
            "1950",
            "1950-01",
            "1950-06",
            "1950-12",
            "1951-01",
            "1950-21",
            "1950-22",
            "1950-23",
            "1950-24",
            "1949-24",
            "1950-25",
            "1950-06-25",
            "1950-06-24",
            "1950-12-31",
            "1951-01-01",
            "1951-02-28",
            "1951-03-01",
            "1950~",
            "1950-06?",
            "1950-06-25%",
            "1950-13",
            "1950-02-30",
            "0000",
            "195X",
            "..",
            "",
            " ",
            "1950..",
            "..1950",
            "19",
            "1950-06-25T10:00:00",
            "Y19500",
            "-1950",
            "?1950",
        ];
        let accepted =
            combine([&ends, &["/"], &ends, &["", "~", "/1950"]]).iter().filter(|t| agrees(t)).count();
        assert!(accepted > 500, "{accepted} accepted: the corpus has lost its valid part");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn reading_what_was_printed_gives_the_same_date(date in any_date()) {
            prop_assert_eq!(Date::parse(&date.to_string()), Ok(date));
        }

        #[test]
        fn any_text_is_a_date_or_an_error(text in any::<String>()) {
            check_any(&text);
        }

        #[test]
        fn any_text_of_the_right_letters_is_judged_as_edtf_core_does(text in "[0-9X?~%/. TY-]{0,24}") {
            check_any(&text);
            agrees(&text);
        }

        #[test]
        fn a_date_with_one_letter_changed_is_judged_as_edtf_core_does(
            date in any_date(), at in any::<prop::sample::Index>(), letter in "[0-9?~%/.-]{0,2}",
        ) {
            let mut text = date.to_string();
            let at = at.index(text.len());
            text.replace_range(at..=at, &letter);
            check_any(&text);
            agrees(&text);
        }
    }

    /// Reading never panics; what is accepted prints as it was written; what is not is explained in a line.
    fn check_any(text: &str) {
        match Date::parse(text) {
            Ok(date) => assert_eq!(date.to_string(), text),
            Err(error) => {
                assert!(!error.reason.is_empty() && !error.mend.is_empty());
                assert!(!error.to_string().contains(char::is_control), "{error}");
                assert!(error.to_string().chars().count() < 300, "{error}");
            }
        }
    }
}
