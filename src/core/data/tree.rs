//! The data file as a tree of JSON, before its shapes are known. It is what `serde_json::Value` is, with a
//! short list for the fields of an object: the map of that one costs the browser three kilobytes.

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// The fields of an object as they stand in the file: they are few. Of a field that stands twice the last one holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Map(Vec<(String, Value)>);

impl Map {
    fn place(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|(own, _)| own == name)
    }
    /// A field.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(self.place(name)?).map(|(_, value)| value)
    }
    /// Takes a field out.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        self.place(name).map(|at| self.0.remove(at).1)
    }
    /// The names of the fields.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }
}

/// A value of JSON.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A whole number that fits.
    Int(i64),
    /// Any other number.
    Float(f64),
    /// A text.
    String(String),
    /// A list.
    Array(Vec<Value>),
    /// An object.
    Object(Map),
}

impl Value {
    /// The field of an object.
    pub fn get(&self, name: &str) -> Option<&Value> {
        match self {
            Value::Object(map) => map.get(name),
            _ => None,
        }
    }
    /// The text.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::String(text) => Some(text),
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Value, D::Error> {
        from.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any valid JSON value")
    }
    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Bool(flag))
    }
    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Int(number))
    }
    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(i64::try_from(number).map_or(Value::Float(number as f64), Value::Int))
    }
    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Float(number))
    }
    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::String(text.to_owned()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let mut map = Map::default();
        while let Some(name) = fields.next_key::<String>()? {
            let value = fields.next_value()?;
            map.remove(&name);
            map.0.push((name, value));
        }
        Ok(Value::Object(map))
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl From<Value> for serde_json::Value {
    fn from(value: Value) -> serde_json::Value {
        match value {
            Value::Null => serde_json::Value::Null,
            Value::Bool(flag) => flag.into(),
            Value::Int(number) => number.into(),
            Value::Float(number) => number.into(),
            Value::String(text) => text.into(),
            Value::Array(items) => items.into_iter().map(serde_json::Value::from).collect(),
            Value::Object(map) => {
                let fields = map.0.into_iter().map(|(name, value)| (name, value.into()));
                serde_json::Value::Object(fields.collect())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Value;
    use proptest::prelude::*;

    fn check(text: &str) {
        let ours = serde_json::from_str::<Value>(text);
        let theirs = serde_json::from_str::<serde_json::Value>(text);
        match (ours, theirs) {
            (Ok(ours), Ok(theirs)) => assert_eq!(serde_json::Value::from(ours), theirs, "{text}"),
            (Err(ours), Err(theirs)) => assert_eq!(ours.to_string(), theirs.to_string(), "{text}"),
            (ours, theirs) => panic!("{text}: {ours:?}, {theirs:?}"),
        }
    }

    #[test]
    fn it_reads_what_serde_json_reads() {
        for text in [
            "null",
            "true",
            "0",
            "-7",
            "1.5",
            "-0",
            "1e400",
            "\"\\u6bdb\\n\"",
            "[]",
            "[1,[2,{}],\"a\"]",
            "{",
            "{\"b\":1,\"a\":{\"c\":[null]},\"b\":2}",
            "{\"a\" 1}",
            "{1:2}",
            "[1,]",
            "nul",
            "\"\\ud800\"",
            "1 2",
            "",
        ] {
            check(text);
        }
        check(include_str!("../../../data/timeline.json"));
        check(&"[".repeat(200));
    }

    proptest! {
        #[test]
        fn it_fails_where_serde_json_fails(text in "[\\[\\]{}:,\" a0-9.e-]{0,12}") {
            check(&text);
        }
    }
}
