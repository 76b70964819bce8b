//! An entry for BibTeX. hayagriva reads BibTeX but does not write it.

use crate::record::{date_text, dates, people, text, words, Record};
use std::fmt::Write as _;

/// BibTeX, in UTF-8.
pub fn entry(record: &Record) -> String {
    let kind = text(record, "type").unwrap_or_default();
    let (entry, container) = match kind {
        "book" | "collection" => ("book", "booktitle"),
        "chapter" => ("incollection", "booktitle"),
        "article-journal" | "article-magazine" | "article-newspaper" => ("article", "journal"),
        "report" => ("techreport", "booktitle"),
        "thesis" => ("phdthesis", "school"),
        _ => ("misc", "howpublished"),
    };
    let publisher = match entry {
        "techreport" => "institution",
        "phdthesis" => "school",
        _ => "publisher",
    };
    // In an article `number` is the issue; elsewhere the number of the report or document.
    let number = if entry == "article" { "issue" } else { "number" };
    let mut fields: Vec<(&str, String)> = Vec::new();
    for role in ["author", "editor", "translator"] {
        let names: Vec<String> = people(record, role).map(bibtex_name).collect();
        if !names.is_empty() {
            fields.push((role, names.join(" and ")));
        }
    }
    for (field, key) in [
        ("title", "title"),
        (container, "container-title"),
        ("series", "collection-title"),
        ("volume", "volume"),
        ("number", number),
        ("pages", "page"),
        ("edition", "edition"),
        ("type", "genre"),
        (publisher, "publisher"),
        ("address", "publisher-place"),
    ] {
        if let Some(words) = words(record, key) {
            let words = tex(&words);
            fields.push((field, if field == "pages" { words.replace('-', "--") } else { words }));
        }
    }
    let dates: Vec<String> = dates(record, "issued").iter().map(|date| date.join("-")).collect();
    if let Some(first) = dates.first() {
        fields.push(("year", first.chars().take(4).collect()));
        if first.len() > 4 || dates.len() > 1 {
            fields.push(("date", dates.join("/")));
        }
    }
    let place: Vec<String> = ["archive", "archive_location"]
        .iter()
        .filter_map(|key| words(record, key))
        .map(|w| tex(&w))
        .collect();
    if !place.is_empty() {
        fields.push(("note", place.join(", ")));
    }
    for (field, key) in [("isbn", "ISBN"), ("doi", "DOI"), ("url", "URL")] {
        if let Some(address) = words(record, key) {
            // Such fields are taken as they stand; only what would end them must not occur.
            let safe = address.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C");
            fields.push((field, safe));
        }
    }
    if let Some(day) = date_text(record, "accessed", "-") {
        fields.push(("urldate", day));
    }
    let mut out = format!("@{entry}{{{},\n", text(record, "id").unwrap_or_default());
    for (field, value) in fields {
        // Titles keep their capitals in every style.
        let (open, close) = if field == "title" { ("{{", "}}") } else { ("{", "}") };
        let _ = writeln!(out, "  {field} = {open}{value}{close},");
    }
    out + "}\n"
}

fn bibtex_name(name: &Record) -> String {
    match (text(name, "family"), text(name, "given")) {
        (Some(family), Some(given)) => format!("{}, {}", tex(family), tex(given)),
        (Some(only), None) => tex(only),
        // `others` is BibTeX's own word for “et al.”
        _ => match text(name, "literal").unwrap_or_default() {
            "others" => "others".into(),
            body => format!("{{{}}}", tex(body)),
        },
    }
}

/// Escapes what means something to TeX.
fn tex(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => out.extend(['\\', letter]),
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_to_tex_is_escaped() {
        assert_eq!(
            tex(r"50% of $1 & {#_} ~ ^ \"),
            r"50\% of \$1 \& \{\#\_\} \textasciitilde{} \textasciicircum{} \textbackslash{}"
        );
    }
}
