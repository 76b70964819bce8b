//! Puts things where a style looks for them: it changes the record, never the printed line.

use crate::record::{part, parts, people, plain_name, text, words, Record};
use serde_json::{json, Value};

/// Stands for a hyphen that hayagriva must not take for a range; the printed line has the hyphen again.
pub const WHOLE: &str = "\u{2011}";

/// The record with everything where the style looks for it.
pub fn suited(record: &Record, style: &str) -> Record {
    let mut suited = Record::new();
    for (key, value) in record {
        let value = match (key.as_str(), value) {
            ("URL" | "DOI" | "ISBN" | "id" | "type", _) => value.clone(),
            ("issued" | "accessed" | "original-date", date) => one_date(date),
            (_, Value::Array(list)) => names(list, style),
            (_, Value::String(words)) => typeset(words).into(),
            (_, other) => other.clone(),
        };
        suited.insert(key.clone(), value);
    }
    // “nos. 59–16”: hayagriva takes the number of a report for a range.
    if let Some(number) = text(&suited, "number").map(|number| number.replace('-', WHOLE)) {
        suited.insert("number".into(), number.into());
    }
    keep_capitals(&mut suited);
    place_people(&mut suited, style);
    place_container(&mut suited, style);
    place_kind(&mut suited, style);
    suited
}

/// Where a style wants capitals on English words, hayagriva writes “Ussr” at the end of a title, “Mig-21” anywhere,
/// and “Mao, And the Korean War”. A language other than English lets such titles stand as they are.
fn keep_capitals(record: &mut Record) {
    let inner = |word: &str| word.chars().filter(|c| c.is_alphabetic()).skip(1).any(char::is_uppercase);
    let small = ["and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"];
    let loses = |key: &str| {
        let title = text(record, key).unwrap_or_default();
        let last = title.split_whitespace().last().unwrap_or_default();
        let mixed =
            title.as_bytes().windows(2).any(|two| two[0].is_ascii_lowercase() && two[1].is_ascii_uppercase());
        let after_comma = |rest: &str| small.contains(&rest.split_whitespace().next().unwrap_or_default());
        inner(last) || mixed || title.split(", ").skip(1).any(after_comma)
    };
    if loses("title") || loses("container-title") {
        record.insert("language".into(), "und".into());
    }
}

/// Editors and translators where there is no author.
fn place_people(record: &mut Record, style: &str) {
    let note = style == "chicago";
    if note {
        // Inside the sentence of a note: “report to a closed session”, but “RAND Paper”.
        if let Some(genre) = text(record, "genre").map(small_first) {
            record.insert("genre".into(), genre.into());
        }
    }
    if record.contains_key("author") {
        return;
    }
    // Chicago would cut them to “J. Chen”.
    if note {
        let editors: Vec<String> = people(record, "editor").map(plain_name).collect();
        if let [only] = editors.as_slice() {
            let role = if only.ends_with("et al.") { "eds." } else { "ed." };
            record.insert("author".into(), json!([{ "literal": format!("{only}, {role}") }]));
            record.remove("editor");
        }
    }
    // A translator is no author: the work stands under its title. APA knows that.
    if style != "apa" && !record.contains_key("editor") {
        let translators: Vec<String> = people(record, "translator").map(plain_name).collect();
        if !translators.is_empty() {
            let (word, between) = if note { ("trans.", ", ") } else { ("Translated by", ". ") };
            let by = format!("{word} {}", translators.join(" and "));
            let genre = text(record, "genre").map(|genre| format!("{genre}{between}{by}")).unwrap_or(by);
            record.insert("genre".into(), genre.into());
            record.remove("translator");
        }
    }
}

/// The words with a small first letter, unless they are a name: “RAND Paper”, “Electronic Briefing Book”.
fn small_first(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|letter| letter.to_lowercase().collect::<String>()).unwrap_or_default();
    let is_small = |word: &str| !word.starts_with(char::is_uppercase);
    let name = !is_small(letters.as_str()) || words.split(' ').nth(1).is_some_and(|next| !is_small(next));
    if name {
        words.into()
    } else {
        first + letters.as_str()
    }
}

/// What the work is part of.
fn place_container(record: &mut Record, style: &str) {
    // “document 74” is the number within the volume, not the number of the volume.
    if let Some(number) = text(record, "number").filter(|n| n.starts_with("document ")).map(str::to_owned) {
        if let Some(volume) = text(record, "container-title").map(|title| format!("{title}, {number}")) {
            record.insert("container-title".into(), volume.into());
            record.remove("number");
        }
    }
    if style != "harvard" {
        return;
    }
    // It prints no archive, takes an issue without a volume for a preprint, and a count for a volume.
    record.remove("number-of-volumes");
    let whole = record.contains_key("container-title") || text(record, "type") == Some("speech");
    if let Some(archive) = record.get("archive").filter(|_| !whole).cloned() {
        record.insert("container-title".into(), archive);
    }
    if let (Some(issue), false) = (words(record, "issue"), record.contains_key("volume")) {
        record.insert("volume".into(), format!("no. {issue}").into());
        record.remove("issue");
    }
}

/// The type, for what a style does not foresee.
fn place_kind(record: &mut Record, style: &str) {
    let kind = text(record, "type").unwrap_or_default().to_owned();
    let has = |key: &str| record.contains_key(key);
    let placed = ["container-title", "archive", "URL", "DOI"].into_iter().any(has);
    let dates = record.get("issued").map(parts).unwrap_or_default();
    let year_only = dates.first().is_some_and(|date| date.len() == 1);
    let better = match (kind.as_str(), style) {
        // It would put the headline in italics.
        ("article-journal" | "article-newspaper" | "article-magazine", "chicago")
            if !has("container-title") =>
        {
            "webpage"
        }
        // “in” before nothing.
        ("chapter", "chicago") if !placed => "webpage",
        ("chapter", _) if !has("container-title") => "document",
        // It would put the newspaper first and lose the quotation marks of the headline.
        ("article-newspaper" | "article-magazine", "chicago") if !has("author") => "article-journal",
        // An empty line.
        ("document", "chicago") if !placed => "webpage",
        // No date.
        ("speech", "mla") => "document",
        // “[Preprint]”.
        ("article-journal", "harvard") if !has("volume") && !has("page") => "article-magazine",
        // “(1949,)”.
        ("document" | "webpage" | "article-newspaper" | "article-magazine", "apa") if year_only => {
            "article-journal"
        }
        (same, _) => same,
    };
    if style == "apa" && kind == "document" && better == "article-journal" && !has("container-title") {
        if let Some(archive) = record.remove("archive") {
            record.insert("container-title".into(), archive);
        }
    }
    record.insert("type".into(), better.into());
    // Otherwise “Retrieved” stands before the address with no day.
    if style == "apa" && !record.contains_key("issued") && !record.contains_key("accessed") {
        record.insert("status".into(), "n.d.".into());
    }
}

/// hayagriva knows no ranges. Of “30 January – 6 February 1949” only what is true of the whole stays, 1949;
/// if not even the year is common, the first year. Nor can it print “Spring 2002” everywhere.
fn one_date(date: &Value) -> Value {
    let dates = parts(date);
    let known = match dates.as_slice() {
        [first, last] => first.iter().zip(last).take_while(|(a, b)| a == b).count().max(1),
        _ => 3,
    };
    let first: Vec<i64> = dates.into_iter().next().unwrap_or_default().into_iter().take(known).collect();
    json!({ "date-parts": [first] })
}

fn names(list: &[Value], style: &str) -> Value {
    let initials = matches!(style, "harvard" | "apa");
    let one = |name: &Value| match (part(name, "family"), part(name, "given")) {
        // Mao Zedong has no comma, but with initials it is “Mao, Z.”
        (Some(family), Some(given)) if name.get("static-ordering") == Some(&true.into()) && !initials => {
            json!({ "literal": format!("{family} {given}") })
        }
        (Some(family), Some(given)) => json!({ "family": typeset(family), "given": typeset(given) }),
        (Some(only), None) => json!({ "literal": typeset(only) }),
        _ => name.clone(),
    };
    if let [first, others] = list {
        if part(others, "literal") == Some("others") {
            return match (style, first.as_object().map(plain_name)) {
                ("chicago", Some(name)) => json!([{ "literal": format!("{name} et al.") }]),
                // Four names and more become “et al.”
                ("mla" | "harvard", _) => json!([one(first), others, others, others]),
                _ => json!([one(first), others]),
            };
        }
    }
    list.iter().map(one).collect()
}

/// The apostrophes and dashes of the printed page; the records have those of the keyboard.
fn typeset(words: &str) -> String {
    let mut set = String::with_capacity(words.len() + 4);
    let letters: Vec<char> = words.chars().collect();
    for (at, &letter) in letters.iter().enumerate() {
        let near = |step: isize| at.checked_add_signed(step).and_then(|place| letters.get(place)).copied();
        let between_years = near(-1).is_some_and(|c| c.is_ascii_digit())
            && near(-4).is_some_and(|c| c == '1')
            && near(1).is_some_and(|c| c.is_ascii_digit());
        set.push(match letter {
            '\'' => '’',
            '-' if between_years => '–',
            other => other,
        });
    }
    set.replace("...", "…")
}
