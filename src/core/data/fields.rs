//! Reads the fields of one item of the data file, and collects what is wrong with them.
//!
//! It does what serde's derived readers do, for the few types that the file has, in a tenth of the bytes that
//! sixteen of those cost in the browser; and it goes on after the first fault. Natively the shapes of `raw`
//! have serde's readers as well, and a test holds the two against each other.

use super::tree::{Map, Value};
use std::fmt;

/// Something wrong with the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where in the file: `events[17].date`, `line 3, column 14` where it is not JSON, or `file`.
    pub path: String,
    /// The event it concerns, as its id.
    pub subject: Option<String>,
    /// What is wrong.
    pub reason: String,
    /// How to mend it.
    pub mend: String,
}

/// `path: reason. mend`
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}. {}", self.path, self.reason, self.mend)
    }
}

/// The problems found so far, and the item that is being looked at.
#[derive(Default)]
pub(super) struct Report {
    pub problems: Vec<Problem>,
    /// Path of the item; empty for the file as a whole.
    pub at: String,
    /// Id of the event that is being looked at.
    pub subject: Option<String>,
}

impl Report {
    /// Adds a problem with the field `inside` of the item, or with the item itself if that is empty.
    pub fn add(&mut self, inside: &str, reason: &str, mend: &str) {
        let dot = if self.at.is_empty() || inside.is_empty() { "" } else { "." };
        let path = [&self.at, dot, inside].concat();
        let subject = self.subject.clone();
        self.problems.push(Problem { path, subject, reason: reason.into(), mend: mend.into() });
    }
    /// A word that is not one of those allowed.
    pub fn add_word(&mut self, inside: &str, given: &str, allowed: &[&str]) {
        let mend = ["Use one of: ", &allowed.join(", ")].concat();
        self.add(inside, &quoted(given, "is not a word for it"), &mend);
    }
    /// A reference that leads nowhere.
    pub fn add_unknown(&mut self, inside: &str, id: &str, section: &str) {
        let mend = ["Correct the id, or add the item to ", section].concat();
        self.add(inside, &quoted(id, &["is not in ", section].concat()), &mend);
    }
    /// A value of another type than `wanted`.
    fn add_type(&mut self, inside: &str, value: &Value, wanted: &str) {
        let given = match value {
            Value::Null => "null",
            Value::Bool(_) => "true or false",
            Value::Int(_) | Value::Float(_) => "a number",
            Value::String(_) => TEXT,
            Value::Array(_) => LIST,
            Value::Object(_) => OBJECT,
        };
        self.add(inside, &["it is ", given].concat(), &["Write ", wanted].concat());
    }
    /// Goes on with a part of the item; `leave` with what this returns goes back.
    pub fn enter(&mut self, name: &str, index: usize) -> usize {
        let before = self.at.len();
        self.at.push('.');
        self.at.push_str(&item(name, index));
        before
    }
    /// Goes back from a part of the item.
    pub fn leave(&mut self, before: usize) {
        self.at.truncate(before);
    }
}

/// An item of a list: "themes[2]".
#[inline(never)]
pub(super) fn item(list: &str, i: usize) -> String {
    [list, "[", &i.to_string(), "]"].concat()
}

/// “given” and what is wrong with it.
pub(super) fn quoted(given: &str, what: &str) -> String {
    ["“", given, "” ", what].concat()
}

/// An item that is read from its fields.
pub(super) trait Shape: Sized {
    /// The names of its fields.
    const FIELDS: &'static [&'static str];
    /// Takes the fields; those that are missing or wrong are reported and replaced by something empty.
    fn take(fields: &mut Fields<'_>) -> Self;
}

/// Says which fields a struct is read from: `shape!(Body { id, name, sort = "type" })`.
macro_rules! shape {
    (@name $field:ident) => { stringify!($field) };
    (@name $field:ident $name:literal) => { $name };
    ($shape:ident { $($field:ident $(= $name:literal)?),* $(,)? }) => {
        impl $crate::core::data::fields::Shape for $shape {
            const FIELDS: &'static [&'static str] = &[$(shape!(@name $field $($name)?)),*];
            fn take(fields: &mut $crate::core::data::fields::Fields<'_>) -> Self {
                $shape { $($field: fields.take(shape!(@name $field $($name)?))),* }
            }
        }
    };
}
pub(super) use shape;

/// The fields of one item, taken out one by one.
pub(super) struct Fields<'a> {
    map: Map,
    report: &'a mut Report,
}

/// Reads the item that the report stands at. Nothing if anything in it is wrong, which has then been reported.
pub(super) fn read<S: Shape>(value: Value, report: &mut Report) -> Option<S> {
    let before = report.problems.len();
    let mut fields = Fields::open(value, report)?;
    let item = S::take(&mut fields);
    fields.close(S::FIELDS);
    (report.problems.len() == before).then_some(item)
}

impl<'a> Fields<'a> {
    fn open(value: Value, report: &'a mut Report) -> Option<Fields<'a>> {
        match value {
            Value::Object(map) => Some(Fields { map, report }),
            other => {
                report.add_type("", &other, OBJECT);
                None
            }
        }
    }
    /// Takes a field out.
    pub fn take<F: Field>(&mut self, name: &str) -> F {
        let value = self.map.remove(name);
        F::read(value, name, self)
    }
    /// Rule: there are no fields besides those of the shape.
    fn close(self, known: &[&str]) {
        for name in self.map.names() {
            let mend = ["Correct or remove it; the fields are ", &known.join(", ")].concat();
            self.report.add(name, &["there is no field ", name].concat(), &mend);
        }
    }
    /// Rule: a field that is needed is there.
    fn missing(&mut self, name: &str) {
        let reason = ["the field ", name, " is missing"].concat();
        self.report.add("", &reason, "Add it; data/README.md lists the fields");
    }
    /// Rule: a field has the type of the shape.
    fn wrong(&mut self, name: &str, value: &Value, wanted: &str) {
        self.report.add_type(name, value, wanted);
    }
}

/// A type that a field can have. A value that is absent is fine where there is something to stand for it.
pub(super) trait Field: Sized {
    /// Reads the value of the field of this name.
    fn read(value: Option<Value>, name: &str, fields: &mut Fields<'_>) -> Self;
}

const TEXT: &str = "a text in quotation marks";
const LIST: &str = "a list in square brackets";
const OBJECT: &str = "an object in braces";

impl Field for String {
    #[inline(never)]
    fn read(value: Option<Value>, name: &str, fields: &mut Fields<'_>) -> String {
        match value {
            Some(Value::String(text)) => return text,
            Some(other) => fields.wrong(name, &other, TEXT),
            None => fields.missing(name),
        }
        String::new()
    }
}

impl Field for Option<String> {
    #[inline(never)]
    fn read(value: Option<Value>, name: &str, fields: &mut Fields<'_>) -> Option<String> {
        match value? {
            Value::String(text) => return Some(text),
            Value::Null => {}
            other => fields.wrong(name, &other, TEXT),
        }
        None
    }
}

impl Field for bool {
    #[inline(never)]
    fn read(value: Option<Value>, name: &str, fields: &mut Fields<'_>) -> bool {
        match value {
            Some(Value::Bool(flag)) => return flag,
            Some(other) => fields.wrong(name, &other, "true or false"),
            None => {}
        }
        false
    }
}

impl Field for i64 {
    #[inline(never)]
    fn read(value: Option<Value>, name: &str, fields: &mut Fields<'_>) -> i64 {
        match value {
            Some(Value::Int(number)) => return number,
            Some(other) => fields.wrong(name, &other, "a whole number"),
            None => fields.missing(name),
        }
        0
    }
}

impl Field for f64 {
    #[inline(never)]
    fn read(value: Option<Value>, name: &str, fields: &mut Fields<'_>) -> f64 {
        match value {
            Some(Value::Float(number)) => return number,
            Some(Value::Int(number)) => return number as f64,
            Some(other) => fields.wrong(name, &other, "a number"),
            None => fields.missing(name),
        }
        0.0
    }
}

impl Field for Vec<Value> {
    #[inline(never)]
    fn read(value: Option<Value>, name: &str, fields: &mut Fields<'_>) -> Vec<Value> {
        match value {
            Some(Value::Array(items)) => return items,
            Some(other) => fields.wrong(name, &other, LIST),
            None => {}
        }
        Vec::new()
    }
}

impl Field for Vec<String> {
    #[inline(never)]
    fn read(value: Option<Value>, name: &str, fields: &mut Fields<'_>) -> Vec<String> {
        let items = Vec::<Value>::read(value, name, fields).into_iter().enumerate();
        let text = |(i, value)| match value {
            Value::String(text) => Some(text),
            other => {
                fields.wrong(&item(name, i), &other, TEXT);
                None
            }
        };
        items.filter_map(text).collect()
    }
}

impl<S: Shape> Field for Vec<S> {
    fn read(value: Option<Value>, name: &str, fields: &mut Fields<'_>) -> Vec<S> {
        let mut list = Vec::new();
        for (i, item) in Vec::<Value>::read(value, name, fields).into_iter().enumerate() {
            let before = fields.report.enter(name, i);
            list.extend(read::<S>(item, fields.report));
            fields.report.leave(before);
        }
        list
    }
}

/// Types of fields that the browser passes over (`raw::Unread`).
#[cfg(not(target_arch = "wasm32"))]
mod native {
    use super::{read, Field, Fields, Shape, Value};

    /// What is not `null`.
    fn given(value: Option<Value>) -> Option<Value> {
        value.filter(|value| *value != Value::Null)
    }

    impl Field for Option<i32> {
        fn read(value: Option<Value>, name: &str, fields: &mut Fields<'_>) -> Option<i32> {
            let value = given(value)?;
            let number = match value {
                Value::Int(number) => i32::try_from(number).ok(),
                _ => None,
            };
            if number.is_none() {
                fields.wrong(name, &value, "a whole number");
            }
            number
        }
    }

    impl Field for Option<f64> {
        fn read(value: Option<Value>, name: &str, fields: &mut Fields<'_>) -> Option<f64> {
            let value = given(value)?;
            let number = match value {
                Value::Int(number) => Some(number as f64),
                Value::Float(number) => Some(number),
                _ => None,
            };
            if number.is_none() {
                fields.wrong(name, &value, "a number");
            }
            number
        }
    }

    impl Field for serde_json::Value {
        fn read(value: Option<Value>, name: &str, fields: &mut Fields<'_>) -> serde_json::Value {
            value.map(serde_json::Value::from).unwrap_or_else(|| {
                fields.missing(name);
                serde_json::Value::Null
            })
        }
    }

    impl Field for Option<serde_json::Value> {
        fn read(value: Option<Value>, _: &str, _: &mut Fields<'_>) -> Option<serde_json::Value> {
            value.map(serde_json::Value::from)
        }
    }

    impl<S: Shape> Field for Option<S> {
        fn read(value: Option<Value>, name: &str, fields: &mut Fields<'_>) -> Option<S> {
            let value = given(value)?;
            let before = fields.report.at.len();
            fields.report.at.push_str(&[".", name].concat());
            let item = read(value, fields.report);
            fields.report.leave(before);
            item
        }
    }
}
