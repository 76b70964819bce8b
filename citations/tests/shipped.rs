//! The committed `data/citations.json`: that it is in step with the records, and that every work has every form.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use serde_json::Value;

const SOURCES: &str = include_str!("../../data/source/sources.json");
const FILE: &str = include_str!("../../data/citations.json");

#[test]
fn the_file_is_in_step_with_the_records() {
    let fresh = citations::file(SOURCES).unwrap();
    for (n, (is, should)) in FILE.lines().zip(fresh.lines()).enumerate() {
        assert_eq!(is, should, "data/citations.json, line {}. Renew it: cargo xtask citations", n + 1);
    }
    assert!(
        FILE == fresh,
        "data/citations.json lacks or has works too many. Renew it: cargo xtask citations"
    );
}

#[test]
fn every_work_has_every_form_without_a_fault() {
    let works: Vec<Value> = serde_json::from_str(FILE).unwrap();
    let sources: Vec<Value> = serde_json::from_str(SOURCES).unwrap();
    assert_eq!(works.len(), sources.len());
    for (work, source) in works.iter().zip(&sources) {
        let id = source["id"].as_str().unwrap();
        assert_eq!(work["id"], id);
        assert_eq!(work["csl"]["id"], id);
        for form in ["chicago", "mla", "harvard", "apa", "bibtex", "ris"] {
            let line = work[form].as_str().unwrap();
            assert!(line.len() > 15, "{id}, {form}: {line}");
            for fault in
                ["(,", ",)", ",,", " ,", "()", "[Preprint]", "Retrieved http", "\u{1b}", "null", "<i></i>"]
            {
                assert!(!line.contains(fault), "{id}, {form}: {line}");
            }
        }
    }
}

#[test]
fn only_addresses_that_readers_may_open_are_printed() {
    let works: Vec<Value> = serde_json::from_str(FILE).unwrap();
    let sources: Vec<Value> = serde_json::from_str(SOURCES).unwrap();
    for (work, source) in works.iter().zip(&sources) {
        let text = work.to_string();
        match source["url"].as_str() {
            Some(url) => assert_eq!(work["csl"]["URL"], url),
            None => assert!(!text.contains("://") && !text.contains("www."), "{text}"),
        }
    }
}
