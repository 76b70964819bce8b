//! The committed data: what the shipped file holds, that it is the join of its sources, that the schema is
//! that of the types, and that bad files are reported in full and never bring the reader down.
//!
//! `UPDATE=1 cargo test --test dataset` writes `data/timeline.json` and `data/schema.json` anew.

use china_ussr_timeline::core::data::validate::{counts, load, Counts, MAX_BYTES};
use china_ussr_timeline::core::data::{join::join, raw, Lane, Problem, Timeline};
use proptest::prelude::*;
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

/// A path inside the repository.
fn path(relative: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(relative)
}

fn read(relative: &str) -> String {
    fs::read_to_string(path(relative)).unwrap_or_else(|error| panic!("{relative}: {error}"))
}

/// The shipped dataset, which must have no problem.
fn shipped() -> Timeline {
    let (timeline, problems) = load(read("data/timeline.json").as_bytes());
    let lines: Vec<String> = problems.iter().map(Problem::to_string).collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
    timeline.unwrap()
}

/// Compares a generated text with the committed file, or writes it when `UPDATE` is set.
fn check_committed(relative: &str, generated: &str, same: impl Fn(&str, &str) -> bool) {
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path(relative), generated).unwrap();
    }
    let hint = "run `UPDATE=1 cargo test --test dataset` and commit the result";
    assert!(same(&read(relative), generated), "{relative} is not up to date: {hint}");
}

// ---- the committed files ----

#[test]
fn the_data_file_is_the_join_of_its_sources() {
    let mut sections = Vec::new();
    for entry in fs::read_dir(path("data/source")).unwrap() {
        let file = entry.unwrap().path();
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&file).unwrap();
        sections.push((
            name.clone(),
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}")),
        ));
    }
    check_committed("data/timeline.json", &join(&sections), |a, b| a == b);
}

#[test]
fn the_schema_is_that_of_the_types() {
    let schema = raw::schema();
    let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    // As values: the order of the keys depends on features that other crates switch on.
    check_committed("data/schema.json", &text, |committed, _| {
        serde_json::from_str::<Value>(committed).is_ok_and(|committed| committed == schema)
    });
}

// ---- what the shipped file holds ----

#[test]
fn the_shipped_file_holds_what_it_should() {
    let counts = counts(&shipped());
    let expected = Counts {
        events: 119,
        checked: 119,
        unchecked: 0,
        headlines: 22,
        phases: 3,
        people: 51,
        bodies: 21,
        places: 41,
        sources: 217,
        linkable: 106,
        links: 151,
        claims: 126,
        terms: 39,
    };
    assert_eq!(counts, expected);
}

#[test]
fn phases_hold_40_30_and_49_events() {
    let timeline = shipped();
    let mut held = vec![0; timeline.phases.len()];
    for event in &timeline.events {
        let phase = event.phase.unwrap_or_else(|| panic!("{} is outside all phases", event.id));
        held[phase.at()] += 1;
    }
    assert_eq!(held, [40, 30, 49]);
    let before: Vec<&str> = timeline.phases.iter().flat_map(|phase| &phase.sub_phases)
        .filter(|sub| sub.before).map(|sub| sub.label.as_str()).collect();
    assert_eq!(before, ["Before the PRC"]);
}

#[test]
fn lanes_hold_53_56_4_and_6_events() {
    let timeline = shipped();
    let held = |lane: Lane| timeline.events.iter().filter(|event| event.lane == lane).count();
    assert_eq!([Lane::Moscow, Lane::Beijing, Lane::Elsewhere, Lane::MaoView].map(held), [53, 56, 4, 6]);
    assert_eq!(timeline.events.iter().filter(|event| event.is_joint()).count(), 42);
    assert_eq!(timeline.events.iter().filter(|event| event.is_middle()).count(), 8);
}

#[test]
fn the_shipped_years_are_1945_to_1969() {
    let domain = shipped().domain();
    assert_eq!((domain.start.iso(), domain.end.iso()), ("1945-01-01".into(), "1970-01-01".into()));
}

#[test]
fn every_event_rests_on_a_source_that_was_opened() {
    for event in shipped().events {
        assert!(event.is_checked(), "{}", event.id);
        assert!(event.sources[0].seen, "{}: what was opened comes first", event.id);
    }
}

#[test]
fn links_lead_both_ways_and_the_death_of_stalin_has_no_cause() {
    let timeline = shipped();
    assert_eq!(timeline.events.iter().map(|event| event.causes.len()).sum::<usize>(), 151);
    assert_eq!(timeline.events.iter().map(|event| event.effects.len()).sum::<usize>(), 151);
    assert_eq!(timeline.events[timeline.find("stalin-dies").unwrap().at()].causes, []);
    assert_eq!(timeline.links.iter().filter(|link| link.basis_source.is_some()).count(), 43);
}

#[test]
fn ids_and_dates_that_others_rest_on_are_kept() {
    let timeline = shipped();
    for (id, date) in [
        ("yalta-far-east", "1945-02-11"),
        ("treaty-1950", "1950-02-14"),
        ("secret-speech", "1956-02-25"),
        ("congress-20", "1956-02-14/1956-02-25"),
        ("specialists-withdrawn", "1960-07-16/1960-09"),
        ("mao-view-1959", "1959-23"),
        ("soviet-buildup", "1965/1969"),
        ("border-talks-1969", "1969-10-20"),
    ] {
        let ix = timeline.find(id).unwrap_or_else(|| panic!("{id} is missing"));
        assert_eq!(timeline.events[ix.at()].date.to_string(), date, "{id}");
    }
}

// ---- what may not be shown ----

/// Calls `visit` with each text of the tree and the fields that lead to it.
fn walk(value: &Value, fields: &mut Vec<String>, visit: &mut impl FnMut(&[String], &str)) {
    match value {
        Value::String(text) => visit(fields, text),
        Value::Array(items) => items.iter().for_each(|item| walk(item, fields, visit)),
        Value::Object(map) => {
            for (field, inner) in map {
                fields.push(field.clone());
                walk(inner, fields, visit);
                fields.pop();
            }
        }
        _ => {}
    }
}

fn tree() -> Value {
    serde_json::from_str(&read("data/timeline.json")).unwrap()
}

#[test]
fn addresses_stand_only_where_a_reader_may_open_them() {
    let (mut data, mut seen) = (tree(), 0);
    for source in data["sources"].as_array_mut().unwrap() {
        assert_eq!(source["linkable"].as_bool(), Some(source.get("url").is_some()), "{}", source["id"]);
        if source["linkable"] == false {
            // The site of a copy may not be named in words either.
            let text = source.to_string();
            for end in [".com", ".cn", ".net", ".org", ".info", ".is", ".me", ".uk", ".ru", "www."] {
                let named = text.match_indices(end).any(|(at, _)| {
                    let next = text[at + end.len()..].chars().next();
                    !next.is_some_and(char::is_alphanumeric) && !text[..at].ends_with("History")
                });
                assert!(!named, "{} names a site ({end}): {text}", source["id"]);
            }
        }
    }
    walk(&data, &mut Vec::new(), &mut |fields, text| {
        if text.contains("://") {
            let last = fields.last().unwrap();
            assert!(last == "url" || last == "student_links", "an address in {fields:?}: {text}");
            seen += 1;
        }
    });
    assert!(seen > 200, "the walk found only {seen} addresses");
}

#[test]
fn statements_that_no_source_supports_stand_only_among_the_claims() {
    // The list "leave out, or mark as unsourced" of the fact bank, and the recalled trade series.
    let phrases = [
        "95%", "95 per cent", "bullion", "80,000 students", "390,000", "air-conditioning", "harebrained",
        "hare-brained", "asian hitler", "old boot", "moral support", "re-aimed", "vneshtorg", "recalled)",
    ];
    let data = tree();
    let mut marked = 0;
    walk(&data, &mut Vec::new(), &mut |fields, text| {
        // Notes of the editors are not shown.
        let hidden = fields.last().is_some_and(|field| field == "notes");
        if !hidden && fields[0] != "claims" {
            let text = text.to_lowercase();
            for phrase in phrases {
                assert!(!text.contains(phrase), "{phrase} in {fields:?}: {text}");
            }
        }
    });
    for claim in data["claims"].as_array().unwrap() {
        let text = claim["text"].as_str().unwrap().to_lowercase();
        if phrases.iter().any(|phrase| text.contains(phrase)) {
            assert!(["disputed", "not traced"].contains(&claim["standing"].as_str().unwrap()), "{claim}");
            marked += 1;
        }
    }
    assert!(marked >= 8, "only {marked} claims of the list were found");
}

#[test]
fn displayed_prose_has_no_typewriter_quotes_or_dashes() {
    walk(&tree(), &mut Vec::new(), &mut |fields, text| {
        // A record in CSL keeps plain quotes: the style that prints it sets them.
        let prose = !fields.iter().any(|field| ["csl", "url", "student_links"].contains(&field.as_str()));
        for mark in ["'", "\"", " - ", "--"] {
            assert!(!prose || !text.contains(mark), "{mark} in {fields:?}: {text}");
        }
    });
}

// ---- how the file is read ----

#[test]
fn a_file_with_nothing_but_events_is_read() {
    let (timeline, problems) = load(read("tests/fixtures/minimal.json").as_bytes());
    assert_eq!(problems, []);
    let timeline = timeline.unwrap();
    let event = &timeline.events[0];
    assert_eq!((event.label.as_str(), event.text.as_str()), ("Treaty signed", "Two states signed a treaty."));
    assert_eq!(event.phase, None);
    assert!(event.is_middle(), "a joint act without a host stands between the two");
    assert_eq!(timeline.domain().start.iso(), "1950-01-01");
}

#[test]
fn the_small_dataset_is_read_as_the_model_says() {
    let (timeline, problems) = load(read("tests/fixtures/good.json").as_bytes());
    assert_eq!(problems, []);
    let timeline = timeline.unwrap();
    let order: Vec<&str> = timeline.events.iter().map(|event| event.id.as_str()).collect();
    assert_eq!(order, ["talks", "treaty", "view", "build-up", "clash"]);
    let event = |id: &str| &timeline.events[timeline.find(id).unwrap().at()];
    let iso = |id: &str| (event(id).when.start.iso(), event(id).when.end.iso());
    let days = |text: &str| f64::from(china_ussr_timeline::core::date::Day::parse_iso(text).unwrap().0);

    // A month stands in its middle, a day at its first instant; an open end reaches to the last known year.
    assert_eq!(event("talks").at, days("1950-01-01") + 15.5);
    assert_eq!(event("treaty").at, days("1950-02-14"));
    assert_eq!(event("view").at, (days("1959-09-01") + days("1959-12-01")) / 2.0);
    assert_eq!(iso("talks"), ("1950-01-01".into(), "1950-02-11".into()));
    assert_eq!(iso("build-up"), ("1965-01-01".into(), "1970-01-01".into()));
    assert_eq!(event("talks").phase.map(|ix| ix.at()), Some(0));
    assert_eq!(event("clash").phase.map(|ix| ix.at()), Some(1));
    assert_eq!(event("view").lane, Lane::MaoView);
    assert_eq!(event("talks").lane, Lane::Moscow);
    assert_eq!(event("clash").lane, Lane::Beijing);

    // What was opened comes first and the seed text last; the seed text does not count as opened.
    let sources: Vec<(&str, bool)> = event("talks").sources.iter()
        .map(|cited| (timeline.sources[cited.source.at()].id.as_str(), cited.seen)).collect();
    assert_eq!(sources, [("record", true), ("book", false), ("post", false)]);
    assert!(!event("view").is_checked());

    assert_eq!(event("treaty").causes.len(), 1);
    assert_eq!(event("treaty").effects.len(), 1);
    assert_eq!(timeline.links[0].basis, "A record.");
    assert_eq!(timeline.links[1].basis, "our reading");
    assert_eq!(timeline.people[0].spellings, ["Mao Tse-tung"]);
    assert_eq!(timeline.places[0].spellings, ["莫斯科", "Москва"]);
}

/// Reads the small dataset with one value replaced (or, if it is null, removed) and compares the problems.
fn check(pointer: &str, value: Value, expected: &[&str]) {
    let mut data: Value = serde_json::from_str(&read("tests/fixtures/good.json")).unwrap();
    let (parent, last) = pointer.rsplit_once('/').unwrap();
    match data.pointer_mut(parent).unwrap() {
        Value::Object(map) if value.is_null() => {
            map.remove(last);
        }
        Value::Object(map) => {
            map.insert(last.into(), value);
        }
        Value::Array(items) => items[last.parse::<usize>().unwrap()] = value,
        _ => panic!("{pointer} leads nowhere"),
    }
    let (timeline, problems) = load(data.to_string().as_bytes());
    let lines: Vec<String> = problems.iter().map(Problem::to_string).collect();
    assert_eq!(lines, expected, "{pointer}");
    assert!(timeline.is_some(), "{pointer}: the rest is kept");
}

#[test]
fn each_rule_names_the_place_and_the_mend() {
    use serde_json::json;
    let side = "Use one of: moscow, beijing, both, elsewhere";
    check("/events/0/side", json!("north"), &[
        &format!("events[0].side: “north” is not a word for it. {side}"),
        "claims[0].events[0]: “talks” is not in events. Correct the id, or add the item to events",
        "links[0].from: “talks” is not in events. Correct the id, or add the item to events",
    ]);
}
