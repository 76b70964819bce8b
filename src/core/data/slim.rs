//! The data file without what the application does not read: five eighths of its bytes. The site serves this and
//! offers the complete file for download. Natively only.

use super::join::join;
use super::validate::SECTIONS;
use serde_json::Value;

/// Sections that the application does not read.
const SECTIONS_LEFT_OUT: &[&str] = &["claims", "uses", "questions", "stories"];

/// Sections that the application reads when a lesson begins; the site serves them as a file of their own.
const SECTIONS_OF_LESSONS: &[&str] = &["questions", "stories"];

/// Fields that the application does not read (`raw::Unread`), by section. `sources.kind` is the field `kind` of
/// the items in the list `sources`.
const FIELDS_LEFT_OUT: &[(&str, &[&str])] = &[
    ("events", &["glossary", "seed_claims", "verified", "support_grade", "notes", "sources.kind"]),
    ("phases", &["confidence", "sources"]),
    ("people", &["side", "born", "died", "roles", "note"]),
    ("bodies", &["type"]),
    ("places", &["lat", "lon", "note"]),
    ("sources", &["unopened", "csl"]),
    ("links", &["note"]),
    ("glossary", &["zh", "ru"]),
    ("views", &["sources.kind"]),
    ("disputes", &["claims"]),
    ("series", &["source_note", "events", "points.locator", "points.label", "points.note"]),
];

/// Fields that the application does not read either, but that every dataset must have: they stay, so that what is
/// served is a dataset too.
#[cfg(test)]
const FIELDS_KEPT: &[(&str, &[&str])] = &[
    ("disputes", &["kind", "readings.sources"]),
    ("periodisations", &["quality", "source"]),
    ("series", &["title", "kind", "points.source"]),
];

/// The data file without what the application does not read, in the same form. An error says where the text is
/// no JSON.
pub fn slim(text: &str) -> Result<String, serde_json::Error> {
    let mut meta: serde_json::Map<String, Value> = serde_json::from_str(text)?;
    let mut sections = Vec::new();
    for name in SECTIONS {
        let Some(mut section) = meta.remove(*name) else { continue };
        if SECTIONS_LEFT_OUT.contains(name) {
            continue;
        }
        for (_, fields) in FIELDS_LEFT_OUT.iter().filter(|(of, _)| of == name) {
            for item in section.as_array_mut().into_iter().flatten() {
                fields.iter().for_each(|field| leave_out(item, field));
            }
        }
        sections.push(((*name).to_owned(), section));
    }
    sections.push(("meta".to_owned(), Value::Object(meta)));
    Ok(join(&sections))
}

/// What lessons read besides: the same file with these sections only, and the statements of the seed texts that a
/// question has matched. An error says where the text is no JSON.
pub fn of_lessons(text: &str) -> Result<String, serde_json::Error> {
    let mut meta: serde_json::Map<String, Value> = serde_json::from_str(text)?;
    let sections =
        SECTIONS_OF_LESSONS.iter().filter_map(|name| Some(((*name).to_owned(), meta.remove(*name)?)));
    let mut sections: Vec<(String, Value)> = sections.collect();
    let items = |section: Option<&Value>| section.and_then(Value::as_array).cloned().unwrap_or_default();
    let questions = sections.iter().find(|(name, _)| name == "questions").map(|(_, list)| list);
    let asked: Vec<Value> = items(questions).iter().flat_map(|one| items(one.get("left"))).collect();
    let claims =
        items(meta.get("claims")).into_iter().filter(|one| asked.iter().any(|id| Some(id) == one.get("id")));
    let claims = claims.map(|one| serde_json::json!({ "id": one["id"], "text": one["text"] })).collect();
    sections.push(("claims".to_owned(), Value::Array(claims)));
    Ok(join(&sections))
}

fn leave_out(item: &mut Value, field: &str) {
    match (field.split_once('.'), item) {
        (None, Value::Object(map)) => {
            map.remove(field);
        }
        (Some((list, field)), Value::Object(map)) => {
            for inner in map.get_mut(list).and_then(Value::as_array_mut).into_iter().flatten() {
                leave_out(inner, field);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table above says what the types say: whoever makes a field read in the browser meets this.
    #[test]
    fn what_is_left_out_is_what_the_types_call_unread() {
        let structs = [
            ("Event", "events", ""),
            ("Cited", "events", "sources."),
            ("Cited", "views", "sources."),
            ("Phase", "phases", ""),
            ("Person", "people", ""),
            ("Body", "bodies", ""),
            ("Place", "places", ""),
            ("Source", "sources", ""),
            ("Link", "links", ""),
            ("Term", "glossary", ""),
            ("Dispute", "disputes", ""),
            ("Reading", "disputes", "readings."),
            ("Periodisation", "periodisations", ""),
            ("Series", "series", ""),
            ("Point", "series", "points."),
        ];
        let (mut owner, mut unread) = ("", Vec::new());
        for line in include_str!("raw.rs").lines() {
            if let Some(rest) = line.strip_prefix("pub struct ") {
                owner = rest.split([' ', '<']).next().unwrap_or_default();
            } else if let Some((name, _)) =
                line.trim().strip_prefix("pub ").and_then(|l| l.split_once(": Unread<"))
            {
                assert!(structs.iter().any(|(of, ..)| *of == owner), "{owner} is not known here");
                // The one field with another name in the file.
                let name = if name == "sort" { "type" } else { name };
                for (_, section, list) in structs.iter().filter(|(of, ..)| *of == owner) {
                    unread.push((*section, format!("{list}{name}")));
                }
            }
        }
        let table = FIELDS_LEFT_OUT.iter().chain(FIELDS_KEPT);
        let mut table: Vec<(&str, String)> =
            table.flat_map(|(of, fields)| fields.iter().map(|field| (*of, (*field).to_owned()))).collect();
        table.sort();
        unread.sort();
        assert_eq!(table, unread);
    }

    #[test]
    fn only_those_parts_go() {
        let slim = slim(
            r#"{ "title": "T", "claims": [{}], "other": 1,
                "events": [{ "id": "a", "notes": ["n"], "sources": [{ "id": "s", "kind": "k" }] }, 7] }"#,
        );
        let expected = "{\n\"title\": \"T\",\n\"other\": 1,\n\
                        \"events\": [\n{\"id\":\"a\",\"sources\":[{\"id\":\"s\"}]},\n7\n]\n}\n";
        assert_eq!(slim.ok().as_deref(), Some(expected));
        assert!(super::slim("[]").is_err());
    }
}
