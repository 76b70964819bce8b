//! A record in RIS, which most reference managers take.

use crate::record::{date_text, dates, listed_name, people, text, words, Record};
use std::fmt::Write as _;

/// RIS, one tag a line, with the line ends that its readers expect.
pub fn record(record: &Record) -> String {
    let kind = match text(record, "type").unwrap_or_default() {
        "book" => "BOOK",
        "chapter" => "CHAP",
        "article-journal" => "JOUR",
        "article-magazine" => "MGZN",
        "article-newspaper" => "NEWS",
        "periodical" => "JFULL",
        "report" => "RPRT",
        "thesis" => "THES",
        "webpage" => "ELEC",
        "post-weblog" => "BLOG",
        "graphic" => "ART",
        _ => "GEN",
    };
    let mut lines = vec![("TY", kind.to_string()), ("ID", text(record, "id").unwrap_or_default().into())];
    for (tag, role) in [("AU", "author"), ("A2", "editor"), ("A4", "translator")] {
        lines.extend(people(record, role).map(|name| (tag, listed_name(name))));
    }
    for (tag, key) in [
        ("TI", "title"),
        ("ST", "title-short"),
        ("T2", "container-title"),
        ("T3", "collection-title"),
        ("ET", "edition"),
        ("VL", "volume"),
        ("IS", "issue"),
        ("M1", "number"),
        ("M3", "genre"),
        ("PB", "publisher"),
        ("CY", "publisher-place"),
        ("DB", "archive"),
        ("AN", "archive_location"),
        ("LA", "language"),
        ("SN", "ISBN"),
        ("DO", "DOI"),
        ("UR", "URL"),
    ] {
        lines.extend(words(record, key).map(|words| (tag, words)));
    }
    if let Some(pages) = words(record, "page") {
        let (first, last) = pages.split_once('-').unwrap_or((&pages, ""));
        lines.push(("SP", first.into()));
        if !last.is_empty() {
            lines.push(("EP", last.into()));
        }
    }
    if let Some(first) = dates(record, "issued").first() {
        lines.push(("PY", first[0].clone()));
        let mut day = first.clone();
        day.resize(3, String::new());
        // The fourth field is free text: here the end of a range.
        lines.push(("DA", format!("{}/{}", day.join("/"), range_end(record))));
    }
    lines.extend(date_text(record, "accessed", "/").map(|day| ("Y2", day)));
    lines.push(("ER", String::new()));
    lines.into_iter().fold(String::new(), |mut out, (tag, value)| {
        let one_line = value.split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = write!(out, "{tag}  - {one_line}\r\n");
        out
    })
}

/// “to 1949-02-06”, or nothing.
fn range_end(record: &Record) -> String {
    dates(record, "issued").get(1).map(|date| format!("to {}", date.join("-"))).unwrap_or_default()
}
