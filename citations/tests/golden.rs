//! One record of each kind, in every form, as it was read by eye against the manuals.
//!
//! After a wanted change: `UPDATE=1 cargo test -p citations --test golden`, and read what changed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use citations::{all, Work};
use serde_json::{json, Value};
use std::path::Path;

const RECORDS: &str = include_str!("golden/records.json");

fn works() -> Vec<Work> {
    all(RECORDS).unwrap()
}

/// Holds a text to the file in `tests/golden`, or renews the file.
fn hold(name: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE").is_some() {
        return std::fs::write(file, text).unwrap();
    }
    let golden = std::fs::read_to_string(&file).unwrap().replace("\r\n", "\n");
    for (n, (is, should)) in text.lines().zip(golden.lines()).enumerate() {
        assert_eq!(is, should, "{name}, line {}", n + 1);
    }
    assert_eq!(text, golden, "{name}");
}

#[test]
fn styles_print_what_was_read_by_eye() {
    let line = |work: &Work| {
        let Work { id, chicago, mla, harvard, apa, .. } = work;
        format!("{id}\n  Chicago  {chicago}\n  MLA      {mla}\n  Harvard  {harvard}\n  APA      {apa}\n\n")
    };
    hold("styles.txt", &works().iter().map(line).collect::<String>());
}

#[test]
fn bibtex_and_ris_are_what_was_read_by_eye() {
    let works = works();
    hold("works.bib", &works.iter().map(|work| work.bibtex.clone() + "\n").collect::<String>());
    let ris: String = works.iter().map(|work| work.ris.clone()).collect();
    assert_eq!(ris.matches("\r\n").count(), ris.matches('\n').count(), "RIS ends its lines with two bytes");
    hold("works.ris", &ris.replace("\r\n", "\n"));
}

#[test]
fn csl_is_the_record_with_its_id_and_address() {
    let sources: Vec<Value> = serde_json::from_str(RECORDS).unwrap();
    for (source, work) in sources.iter().zip(works()) {
        let mut expected = source["csl"].clone();
        expected.as_object_mut().unwrap().remove("custom");
        expected["id"] = source["id"].clone();
        if source["linkable"] == true {
            expected["URL"] = source["url"].clone();
        }
        assert_eq!(Value::from(work.csl), expected);
        assert_eq!(work.check, source["csl"]["custom"]["check"].as_str().unwrap_or_default());
    }
}

#[test]
fn an_address_that_readers_may_not_open_is_nowhere() {
    let record = |more: Value| {
        let mut source = json!([{ "id": "a", "url": "https://example.org/a", "csl": { "type": "webpage",
            "title": "A", "URL": "https://example.org/b", "DOI": "10.1/example.org", "custom": { "note": "https://example.org/c" } } }]);
        source[0]["linkable"] = more;
        serde_json::to_string(&all(&source.to_string()).unwrap()).unwrap()
    };
    assert!(!record(false.into()).contains("example.org"));
    assert!(!record(Value::Null).contains("example.org"));
    let open = record(true.into());
    assert!(open.contains("example.org/a") && !open.contains("example.org/b"), "{open}");
    assert!(open.contains("10.1/example.org"), "{open}");
}

#[test]
fn no_text_breaks_out_of_its_line() {
    let record =
        r#"[{"id": "a", "csl": {"type": "thesis", "title": "A & B\r\nER  - ", "publisher": "Univ."}}]"#;
    let work = all(record).unwrap().remove(0);
    assert_eq!(work.ris, "TY  - THES\r\nID  - a\r\nTI  - A & B ER -\r\nPB  - Univ.\r\nER  - \r\n");
    assert!(work.bibtex.starts_with("@phdthesis{a,\n  title = {{A \\& B"), "{}", work.bibtex);
}

#[test]
fn faults_are_named() {
    let fault = |sources: &str| all(sources).unwrap_err();
    assert!(fault("{}").contains("no list"));
    assert!(fault(r#"[{"citation": "A"}]"#).contains("`id`"));
    assert!(fault(r#"[{"id": "a"}]"#).contains("`a` has no `csl`"));
    let marks = fault(r#"[{"id": "a", "csl": {"type": "book", "title": "1 < 2", "publisher": "X"}}]"#);
    assert!(marks.contains("`a`") && marks.contains("italics"), "{marks}");
}
