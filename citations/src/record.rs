//! Reading a record in CSL-JSON: its texts, dates and names.

use serde_json::{Map, Value};

/// One record.
pub type Record = Map<String, Value>;

/// The text under a key.
pub fn text<'a>(record: &'a Record, key: &str) -> Option<&'a str> {
    record.get(key)?.as_str()
}

/// A text, or a number as text.
pub fn words(record: &Record, key: &str) -> Option<String> {
    match record.get(key)? {
        Value::String(words) => Some(words.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The text under a key of a value that may be an object.
pub fn part<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key).and_then(Value::as_str)
}

/// The numbers of a date, or of both ends of a range: year, month and day as far as they are known.
pub fn parts(date: &Value) -> Vec<Vec<i64>> {
    let dates = date.get("date-parts").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let numbers = |date: &Value| -> Vec<i64> {
        date.as_array().map(|parts| parts.iter().filter_map(Value::as_i64).collect()).unwrap_or_default()
    };
    dates.iter().map(numbers).filter(|date| !date.is_empty()).collect()
}

/// The dates under a key, each with as many parts as are known, in two digits.
pub fn dates(record: &Record, key: &str) -> Vec<Vec<String>> {
    let dates = record.get(key).map(parts).unwrap_or_default();
    dates.into_iter().map(|date| date.iter().map(|part| format!("{part:02}")).collect()).collect()
}

/// The first date under a key, its parts joined.
pub fn date_text(record: &Record, key: &str, between: &str) -> Option<String> {
    dates(record, key).first().map(|date| date.join(between))
}

/// The people in a role.
pub fn people<'a>(record: &'a Record, role: &str) -> impl Iterator<Item = &'a Record> {
    record.get(role).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object)
}

/// “Chen, Janet”.
pub fn listed_name(name: &Record) -> String {
    match (text(name, "family"), text(name, "given")) {
        (Some(family), Some(given)) => format!("{family}, {given}"),
        (Some(only), None) => only.into(),
        _ => text(name, "literal").unwrap_or_default().into(),
    }
}

/// “Janet Chen”.
pub fn plain_name(name: &Record) -> String {
    match (text(name, "given"), text(name, "family")) {
        (Some(given), Some(family)) if name.get("static-ordering") == Some(&Value::Bool(true)) => {
            format!("{family} {given}")
        }
        (Some(given), Some(family)) => format!("{given} {family}"),
        _ => listed_name(name),
    }
}
