//! Joins the readable source files of `data/source/` into the one file that the application reads.
//!
//! Used by `cargo xtask data` and compared with the committed file by `tests/dataset.rs`. One item stands on
//! one line, so that a changed comma shows as one changed line; the order of sections and of fields is fixed
//! here, so that the result does not depend on the order in the source files.

use super::validate::SECTIONS;
use serde_json::Value;

/// The fields in the order they are printed; others follow by the alphabet.
const FIELDS: &[&str] = &[
    "$schema",
    "id",
    "title",
    "version",
    "licence",
    "label",
    "name",
    "term",
    "date",
    "start",
    "end",
    "before",
    "from",
    "to",
    "side",
    "host",
    "track",
    "kind",
    "type",
    "significance",
    "themes",
    "place",
    "actors",
    "standfirst",
    "text",
    "summary",
    "why_it_mattered",
    "glossary",
    "sources",
];

/// The data file made of `meta` (the fields of the top level) and the sections, each with its name. Ends with
/// a line break.
pub fn join(sections: &[(String, Value)]) -> String {
    let mut lines = Vec::new();
    let find = |name: &str| sections.iter().find(|(known, _)| known == name).map(|(_, value)| value);
    if let Some(Value::Object(meta)) = find("meta") {
        for key in in_order(meta.keys()) {
            lines.push(format!("{}: {}", quoted(key), compact(&meta[key])));
        }
    }
    for name in SECTIONS {
        match find(name) {
            Some(Value::Array(items)) => {
                let items: Vec<String> = items.iter().map(compact).collect();
                lines.push(format!("{}: [\n{}\n]", quoted(name), items.join(",\n")));
            }
            Some(other) => lines.push(format!("{}: {}", quoted(name), compact(other))),
            None => {}
        }
    }
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

/// One value on one line, without spaces between its parts.
fn compact(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let fields: Vec<String> = in_order(fields.keys())
                .into_iter()
                .map(|key| format!("{}:{}", quoted(key), compact(&fields[key])))
                .collect();
            format!("{{{}}}", fields.join(","))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(compact).collect::<Vec<_>>().join(",")),
        other => other.to_string(),
    }
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

fn in_order<'a>(keys: impl Iterator<Item = &'a String>) -> Vec<&'a String> {
    let mut keys: Vec<&String> = keys.collect();
    let place = |key: &String| FIELDS.iter().position(|field| field == key).unwrap_or(FIELDS.len());
    keys.sort_by(|a, b| place(a).cmp(&place(b)).then_with(|| a.cmp(b)));
    keys
}
