//! The numbers in words, the same in chart and table.

use china_ussr_timeline::core::data::{Point, Series};
use china_ussr_timeline::core::date::Detail;
use china_ussr_timeline::core::plate::path::decimal;

/// A number with its thousands set apart: "183,108".
pub fn number(value: f64) -> String {
    let text = decimal(value, 2);
    let (whole, rest) = text.split_once('.').map_or((text.as_str(), None), |(w, r)| (w, Some(r)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("−", digits));
    let mut out = sign.to_owned();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    rest.map_or(out.clone(), |rest| format!("{out}.{rest}"))
}

/// The value as it stands in chart and table: "338 (derived)", "about 1,500".
pub fn value(point: &Point) -> String {
    let derived = if point.derived { " (derived)" } else { "" };
    format!("{}{}{derived}", hedge(&point.note), number(point.value))
}

/// A number that its note calls rough is not given without that word.
fn hedge(note: &str) -> &'static str {
    let note = note.trim_start_matches('“');
    let begins = |word: &str| note.strip_prefix(word).is_some_and(|rest| rest.starts_with(' '));
    match () {
        () if begins("About") => "about ",
        () if begins("More than") => "more than ",
        () => "",
    }
}

/// "14 Feb 1950", "1950–53".
pub fn when(point: &Point) -> String {
    point.date.visible(Detail::Full)
}

/// What is not known between the numbers of a series: a sentence, or nothing if no whole year is between them or
/// the series' own note says it.
pub fn gaps(series: &Series) -> String {
    if series.note.contains("the years between") {
        return String::new();
    }
    let mut between = Vec::new();
    for pair in series.points.windows(2) {
        let [a, b] = pair else { continue };
        let (Some(end), Some(start)) = (a.date.latest(), b.date.earliest()) else { continue };
        let (end, start) = (end.civil().0, start.civil().0);
        if start > end + 1 {
            between.push(format!("{end} and {start}"));
        }
    }
    match between.is_empty() {
        true => String::new(),
        false => format!("Nothing is known here about the years between {}.", between.join(", or between ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use china_ussr_timeline::core::data::SourceIx;
    use china_ussr_timeline::core::date::Date;

    fn point(date: &str, note: &str) -> Point {
        Point {
            date: Date::parse(date).expect("a date"),
            value: 1500.0,
            label: String::new(),
            source: SourceIx(0),
            locator: String::new(),
            note: note.into(),
            about: false,
            derived: false,
        }
    }

    #[test]
    fn thousands_are_set_apart() {
        let check = |value: f64, text: &str| assert_eq!(number(value), text);
        check(0.0, "0");
        check(50.0, "50");
        check(1390.0, "1,390");
        check(183_108.0, "183,108");
        check(1_234_567.5, "1,234,567.5");
        check(-1200.0, "−1,200");
    }

    #[test]
    fn a_rough_number_says_so() {
        assert_eq!(value(&point("1960", "About 1,500.")), "about 1,500");
        assert_eq!(value(&point("1960", "“More than 50%”.")), "more than 1,500");
        assert_eq!(value(&point("1960", "Aboutness")), "1,500");
        assert_eq!(value(&Point { derived: true, ..point("1960", "Worked out.") }), "1,500 (derived)");
    }

    #[test]
    fn a_gap_is_said() {
        let series = |dates: &[&str], note: &str| Series {
            id: String::new(),
            title: String::new(),
            unit: String::new(),
            track: None,
            kind: "dots".into(),
            points: dates.iter().map(|date| point(date, "")).collect(),
            note: note.into(),
            events: Vec::new(),
        };
        let said = "Nothing is known here about the years between 1957 and 1959.";
        assert_eq!(gaps(&series(&["1957", "1959"], "")), said);
        assert_eq!(gaps(&series(&["1961", "1962"], "")), "");
        assert_eq!(gaps(&series(&["1950", "1959"], "Nothing is known about the years between.")), "");
        assert_eq!(gaps(&series(&["1960-07", "1960-07"], "")), "");
    }
}
