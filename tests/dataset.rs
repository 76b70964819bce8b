//! The committed data: what the shipped file holds, that it is the join of its sources, that the schema is
//! that of the types, and that bad files are reported in full and never bring the reader down.
//!
//! `UPDATE=1 cargo test --test dataset` writes `data/timeline.json`, `data/schema.json` and the expected
//! reports in `tests/fixtures/` anew; the other tests may still have read the old ones, so run it again.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use china_ussr_timeline::core::data::counts::{claims_by_standing, counts, links_by_kind, Counts};
use china_ussr_timeline::core::data::validate::{load, MAX_BYTES};
use china_ussr_timeline::core::data::{
    join::join, raw, slim::slim, EventIx, Lane, Problem, Side, SourceIx, Task, Timeline,
};
use proptest::prelude::*;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
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
        schemes: 12,
        sources: 221,
        linkable: 106,
        uses: 28,
        links: 151,
        terms: 39,
        disputes: 47,
        readings: 151,
        views: 32,
        claims: 126,
        series: 9,
        points: 16,
        quotations: 15,
        questions: 40,
        citations: 879,
        located: 77,
    };
    assert_eq!(counts, expected);
}

#[test]
fn links_and_claims_are_counted_by_their_words() {
    let timeline = shipped();
    let expected = [
        ("made possible", 59),
        ("pushed", 44),
        ("set off", 28),
        ("made worse", 17),
        ("disputed", 2),
        ("was used to justify", 1),
    ];
    assert_eq!(links_by_kind(&timeline), expected);
    let expected = [("supported", 60), ("disputed", 35), ("not traced", 9), ("page matter", 22)];
    assert_eq!(claims_by_standing(&timeline), expected);
}

/// Whoever changes a character of a quotation changes its hash here too, and should have the source at hand.
/// `paragraph_sha256` is that of the source’s paragraph, in Unicode NFC, each run of white space as one blank.
#[test]
fn quotations_are_those_that_were_held_against_their_sources() {
    let checked: Value = serde_json::from_str(&read("tests/fixtures/quotations.json")).unwrap();
    let mut checked: HashMap<&str, &Value> =
        checked.as_array().unwrap().iter().map(|entry| (entry["id"].as_str().unwrap(), entry)).collect();
    let mut paragraphs: HashMap<&str, Option<SourceIx>> = HashMap::new();
    let timeline = shipped();
    for quotation in &timeline.quotations {
        let id = quotation.id.as_str();
        let entry = checked.remove(id).unwrap_or_else(|| panic!("{id} was not held against its source"));
        let words = quotation.text.split_whitespace().count();
        assert_eq!(entry["words"].as_u64(), Some(words as u64), "{id}");
        assert!(words <= 25, "{id}");
        let hash: String = Sha256::digest(&quotation.text).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(entry["text_sha256"].as_str(), Some(hash.as_str()), "{id} was changed");
        let paragraph = entry["paragraph_sha256"].as_str().unwrap();
        assert!(paragraph.len() == 64 && paragraph.bytes().all(|c| c.is_ascii_hexdigit()), "{id}");
        // A paragraph stands in one text.
        assert_eq!(*paragraphs.entry(paragraph).or_insert(quotation.via), quotation.via, "{id}");
    }
    assert!(checked.is_empty(), "no longer quoted: {:?}", checked.keys());
}

#[test]
fn all_claims_of_the_two_texts_are_mapped() {
    let timeline = shipped();
    let from = |seed: &str| {
        let is_from = |ix: Option<SourceIx>| ix.is_some_and(|ix| timeline.sources[ix.at()].id == seed);
        timeline.claims.iter().filter(|claim| is_from(claim.seed)).count()
    };
    assert_eq!((from("seed0"), from("seed4")), (54, 72));
    for claim in &timeline.claims {
        assert!(
            !claim.sources.is_empty() && !claim.comment.is_empty() && !claim.section.is_empty(),
            "{claim:?}"
        );
        // About the page itself, or about events; or what the comment says cannot be placed.
        let placed = !claim.events.is_empty() || claim.dispute.is_some();
        assert!(
            placed || ["page matter", "not traced", "disputed"].contains(&claim.standing.as_str()),
            "{claim:?}"
        );
        // A dispute and its statements name each other.
        if let Some(dispute) = claim.dispute {
            assert!(timeline.disputes[dispute.at()].claims.contains(&claim.id), "{}", claim.id);
        }
    }
}

#[test]
fn views_of_both_sides_stand_side_by_side_for_nine_events() {
    let timeline = shipped();
    let of = |side: Side| timeline.views.iter().filter(move |view| view.side == side);
    assert_eq!((of(Side::Moscow).count(), of(Side::Beijing).count()), (15, 17));
    let both = of(Side::Moscow).filter(|view| of(Side::Beijing).any(|other| other.event == view.event));
    assert_eq!(both.count(), 9);
}

#[test]
fn periods_of_all_schemes_have_ids_and_looks() {
    let timeline = shipped();
    assert_eq!(timeline.phases.iter().map(|phase| phase.look).collect::<Vec<_>>(), [0, 1, 2]);
    for scheme in &timeline.schemes {
        assert!(scheme.source.is_some(), "{}", scheme.id);
        for (phase, n) in scheme.phases.iter().zip(1..) {
            assert_eq!(phase.id, format!("{}-{n}", scheme.id));
            assert!(usize::from(phase.look) < timeline.phases.len());
        }
    }
    let shen = timeline.schemes.iter().find(|scheme| scheme.id == "shen-xia").unwrap();
    assert_eq!(shen.phases.iter().map(|phase| phase.look).collect::<Vec<_>>(), [0, 0, 0, 0, 1, 1, 1]);
}

/// The application reads the slim file: what it shows is the same, and what is gone it never had.
#[test]
fn the_served_file_is_read_as_the_complete_one() {
    for whole in [read("data/timeline.json"), read("tests/fixtures/good.json")] {
        let served = slim(&whole).unwrap();
        assert!(served.len() * 10 < whole.len() * 8, "{} of {} bytes", served.len(), whole.len());
        let (complete, _) = load(whole.as_bytes());
        let (served, problems) = load(served.as_bytes());
        assert_eq!(problems, []);
        let (mut complete, served) = (complete.unwrap(), served.unwrap());
        (complete.claims, complete.uses) = Default::default();
        (complete.questions, complete.stories) = Default::default();
        for person in &mut complete.people {
            (person.side, person.note, person.roles) = Default::default();
            (person.born, person.died) = (None, None);
        }
        for place in &mut complete.places {
            (place.lat, place.lon, place.note) = Default::default();
        }
        for term in &mut complete.glossary {
            (term.zh, term.ru) = Default::default();
        }
        for dispute in &mut complete.disputes {
            dispute.claims.clear();
        }
        for series in &mut complete.series {
            (series.note, series.events) = Default::default();
            for point in &mut series.points {
                (point.label, point.locator, point.note) = Default::default();
            }
        }
        assert_eq!(complete, served);
    }
}

#[test]
fn phases_hold_40_30_and_49_events() {
    let timeline = shipped();
    let mut held = vec![0; timeline.phases.len()];
    for event in &timeline.events {
        let ix = timeline.find(&event.id).unwrap();
        let phase = timeline.phase_of(ix).unwrap_or_else(|| panic!("{} is outside all phases", event.id));
        held[phase.at()] += 1;
    }
    assert_eq!(held, [40, 30, 49]);
    let before: Vec<&str> = timeline
        .phases
        .iter()
        .flat_map(|phase| &phase.sub_phases)
        .filter(|sub| sub.before)
        .map(|sub| sub.label.as_str())
        .collect();
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
    for event in &shipped().events {
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
fn what_is_written_about_the_data_counts_as_the_data_does() {
    const NAMES: [&str; 16] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve", "thirteen", "fourteen", "fifteen",
    ];
    let data = tree();
    let count = |part: &str| data[part].as_array().unwrap().len();
    let (events, disputes) = (count("events"), count("disputes"));
    let readings: usize =
        data["disputes"].as_array().unwrap().iter().map(|d| d["readings"].as_array().unwrap().len()).sum();
    let expected = [
        ("README.md", format!("China: {events} events")),
        ("README.md", format!("{disputes} disputes")),
        ("README.md", format!("This site's and {} others", NAMES[count("periodisations")])),
        ("README.md", format!("{} stories", NAMES[count("stories")])),
        ("data/README.md", format!("there are {events} events")),
        ("data/README.md", format!("{disputes} disputes with {readings} readings")),
    ];
    for (file, said) in expected {
        assert!(read(file).contains(&said), "{file} does not say \"{said}\"");
    }
}

#[test]
fn the_sixth_story_goes_down_the_steps_of_mao_s_view() {
    let data = tree();
    let steps: Vec<&str> = data["events"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|event| event["id"].as_str().filter(|id| id.starts_with("mao-view-")))
        .collect();
    assert_eq!(steps.len(), 6);
    let story = data["stories"].as_array().unwrap().iter().find(|story| story["id"] == "what-did-mao-think");
    let stops: Vec<&str> = story.unwrap()["stops"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|stop| stop["event"].as_str())
        .collect();
    assert_eq!(stops, steps);
}

#[test]
fn statements_that_no_source_supports_stand_only_where_they_are_weighed() {
    // The list "leave out, or mark as unsourced" of the fact bank, and the recalled trade series.
    let phrases = [
        "95%",
        "95 per cent",
        "bullion",
        "80,000 students",
        "390,000",
        "air-conditioning",
        "harebrained",
        "hare-brained",
        "asian hitler",
        "old boot",
        "moral support",
        "re-aimed",
        "truce within",
        "fighter-planes to the indians",
        "treaty of december 1949",
        "vneshtorg",
        "recalled)",
    ];
    let insults = ["asian hitler", "old boot"];
    let data = tree();
    let mut marked = 0;
    walk(&data, &mut Vec::new(), &mut |fields, text| {
        // Notes of the editors are not shown.
        let hidden = fields.last().is_some_and(|field| field == "notes");
        // A dispute, or a question about the two texts, weighs what was said; but what is only an insult stands among the claims alone.
        let weighed = |phrase: &str| {
            ["disputes", "questions"].contains(&fields[0].as_str()) && !insults.contains(&phrase)
        };
        if !hidden && fields[0] != "claims" {
            let text = text.to_lowercase();
            for phrase in phrases {
                assert!(!text.contains(phrase) || weighed(phrase), "{phrase} in {fields:?}: {text}");
            }
        }
    });
    for weighing in ["disputes", "questions"].iter().flat_map(|name| data[name].as_array().unwrap()) {
        let text = weighing.to_string().to_lowercase();
        if phrases.iter().any(|phrase| text.contains(phrase)) {
            let claims = data["claims"].as_array().unwrap().iter();
            let mut weighed =
                claims.filter(|claim| weighing["claims"].as_array().unwrap().contains(&claim["id"]));
            assert!(weighed.any(|claim| claim["standing"] != "supported"), "{weighing}");
        }
    }
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
    assert_eq!(timeline.phase_of_events, [None]);
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
    let phase = |id: &str| timeline.phase_of(timeline.find(id).unwrap()).map(|ix| ix.at());
    assert_eq!((phase("talks"), phase("clash")), (Some(0), Some(1)));
    assert_eq!(event("view").lane, Lane::MaoView);
    assert_eq!(event("talks").lane, Lane::Moscow);
    assert_eq!(event("clash").lane, Lane::Beijing);

    // What was opened comes first and the seed text last; the seed text does not count as opened.
    let sources: Vec<(&str, bool)> = event("talks")
        .sources
        .iter()
        .map(|cited| (timeline.sources[cited.source.at()].id.as_str(), cited.seen))
        .collect();
    assert_eq!(sources, [("record", true), ("book", false), ("post", false)]);
    assert!(!event("view").is_checked());

    assert_eq!(event("treaty").causes.len(), 1);
    assert_eq!(event("treaty").effects.len(), 1);
    assert_eq!(timeline.links[0].basis, "A record.");
    assert_eq!(timeline.links[1].basis, "our reading");
    assert_eq!(timeline.people[0].spellings, ["Mao Tse-tung"]);
    assert_eq!(timeline.places[0].spellings, ["莫斯科", "Москва"]);
    assert_eq!((timeline.places[0].zh.as_str(), timeline.places[0].lat), ("莫斯科", Some(55.75)));
    assert_eq!((timeline.people[0].born, timeline.people[0].died), (Some(1893), None));
}

#[test]
fn the_evidence_of_the_small_dataset_is_read_as_the_model_says() {
    let timeline = load(read("tests/fixtures/good.json").as_bytes()).0.unwrap();
    let event = |id: &str| &timeline.events[timeline.find(id).unwrap().at()];
    let id = |ix: SourceIx| timeline.sources[ix.at()].id.as_str();

    let dispute = &timeline.disputes[0];
    assert_eq!(event("talks").disputes, event("clash").disputes);
    assert_eq!(event("talks").disputes.iter().map(|ix| ix.at()).collect::<Vec<_>>(), [0]);
    assert!(event("treaty").disputes.is_empty());
    assert_eq!(dispute.claims, ["S-1"]);
    assert_eq!((dispute.confidence.as_str(), dispute.why.as_str()), ("low", "Nobody wrote it down."));
    let readings: Vec<(&str, usize, &str)> =
        dispute.readings.iter().map(|r| (r.who.as_str(), r.sources.len(), r.locator.as_str())).collect();
    assert_eq!(readings, [("The post", 1, ""), ("The book", 2, "p. 12")]);
    assert_eq!(timeline.claims[0].dispute.map(|ix| ix.at()), Some(0));

    // What was opened comes first.
    let view = &timeline.views[0];
    assert_eq!((view.side, view.event), (Side::Moscow, timeline.find("treaty").unwrap()));
    assert_eq!(
        view.sources.iter().map(|c| (id(c.source), c.seen)).collect::<Vec<_>>(),
        [("record", true), ("paper", false)]
    );

    let quotation = &timeline.quotations[0];
    assert_eq!((id(quotation.source), quotation.via.map(id)), ("book", Some("post")));
    assert_eq!(quotation.date.as_ref().map(ToString::to_string).as_deref(), Some("1950-02-14"));

    let points: Vec<(String, f64, bool)> =
        timeline.series[0].points.iter().map(|p| (p.date.to_string(), p.value, p.derived)).collect();
    let expected = [("1950", 338.5, true), ("1950/1953", 7.0, false), ("1959-02-07", 2098.0, false)];
    assert_eq!(points, expected.map(|(date, value, derived)| (date.to_owned(), value, derived)));

    let scheme = &timeline.schemes[0];
    assert_eq!(scheme.source.map(id), Some("book"));
    let phases: Vec<(&str, u8, String)> =
        scheme.phases.iter().map(|p| (p.id.as_str(), p.look, p.span.start.iso())).collect();
    assert_eq!(phases, [("other-1", 0, "1949-10-01".to_owned()), ("other-2", 1, "1957-01-01".to_owned())]);

    assert_eq!(timeline.uses[0].limitation, "Old.");
    let ix = |id: &str| timeline.find(id).unwrap();
    let tasks: Vec<&Task> = timeline.questions.iter().map(|question| &question.task).collect();
    let expected = [
        Task::Choice { options: vec!["1949".into(), "1950".into()], answer: 1 },
        Task::Order { items: vec![ix("clash"), ix("talks")], answer: vec![ix("talks"), ix("clash")] },
        Task::Match {
            left: vec!["talks".into(), "treaty".into()],
            right: vec!["clash".into(), "build-up".into()],
            answer: vec![(0, 0), (1, 1)],
        },
        Task::Text { answer: vec!["Help".into()] },
    ];
    assert_eq!(tasks, expected.iter().collect::<Vec<_>>());
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
    let add = |section: &str| format!("Correct the id, or add the item to {section}");

    // Words, numbers and texts of an event. What refers to an event that is left out is not reported again.
    check(
        "/events/0/side",
        json!("north"),
        &["events[0].side: “north” is not a word for it. Use one of: moscow, beijing, both, elsewhere"],
    );
    check("/events/0/kind", json!("poem"), &[
        "events[0].kind: “poem” is not a word for it. Use one of: treaty, meeting, speech, war, aid, leadership, state",
    ]);
    check(
        "/events/0/host",
        json!("north"),
        &["events[0].host: “north” is not a word for it. Use one of: moscow, beijing, elsewhere"],
    );
    check(
        "/events/2/host",
        json!("moscow"),
        &["events[2].host: only a joint act has a host. Remove it, or let side be both"],
    );
    check(
        "/events/2/track",
        json!("stair"),
        &["events[2].track: “stair” is not a word for it. Use one of: mao-view"],
    );
    check("/events/2/themes", json!([]), &["events[2].themes: there is no theme. Give at least one"]);
    check(
        "/events/2/themes",
        json!(["border", "border"]),
        &["events[2].themes[1]: “border” is given twice. Remove one"],
    );
    check("/events/2/significance", json!(0), &[
        "events[2].significance: 0 is not a significance. Write 1 for a headline, 2 for important, 3 for detail",
    ]);
    check("/events/2/title", json!(" "), &["events[2].title: it is empty. Write something"]);
    check(
        "/events/0/label",
        json!("A label with one character too many, oh!!"),
        &["events[0].label: it has 41 characters, and the plate has room for 40. Shorten it"],
    );
    check("/events/0/label", json!("A label with not one character too many!"), &[]);
    check(
        "/events/2/sources",
        json!([]),
        &["events[2].sources: there is no source. Name the works that the event rests on"],
    );
    check(
        "/events/0/student_links/0",
        json!("javascript:alert(1)"),
        &["events[0].student_links[0]: “javascript:alert(1)” is not an address of a page. \
         Write it whole, with https:// or http:// and without spaces"],
    );

    // The shape: types, missing and unknown fields.
    check(
        "/events/2/title",
        Value::Null,
        &["events[2]: the field title is missing. Add it; data/README.md lists the fields"],
    );
    check("/events/2/sources/0/pages", json!(1), &[
        "events[2].sources[0].pages: there is no field pages. Correct or remove it; the fields are id, locator, kind, seen",
    ]);
    check(
        "/events/2/significance",
        json!("1"),
        &["events[2].significance: it is a text in quotation marks. Write a whole number"],
    );
    check(
        "/events/2/sources/0/seen",
        json!("yes"),
        &["events[2].sources[0].seen: it is a text in quotation marks. Write true or false"],
    );
    check(
        "/places",
        json!({}),
        &[
            "places: it is not a list. Put its items in square brackets",
            &format!("events[0].place: “moscow” is not in places. {}", add("places")),
        ],
    );

    // Ids.
    check("/events/2/id", json!("treaty"), &[
        "events[2].id: “treaty” is already the id of an item before it in events. Give one of them another id",
    ]);
    check("/events/2/id", json!("a,b"), &[
        "events[2].id: “a,b” cannot stand in an address. Use letters of the English alphabet, digits, -, _ and .",
    ]);
    check(
        "/events/0/place",
        json!("mars"),
        &[&format!("events[0].place: “mars” is not in places. {}", add("places"))],
    );
    check(
        "/events/0/actors/1",
        json!("x"),
        &[&format!("events[0].actors[1]: “x” is not in people or bodies. {}", add("people or bodies"))],
    );
    check(
        "/events/0/sources/1/id",
        json!("x"),
        &[&format!("events[0].sources[1].id: “x” is not in sources. {}", add("sources"))],
    );
    check(
        "/events/0/seed_claims/0",
        json!("x"),
        &[&format!("events[0].seed_claims[0]: “x” is not in claims. {}", add("claims"))],
    );
    check(
        "/events/0/glossary/0",
        json!("x"),
        &[&format!("events[0].glossary[0]: “x” is not in glossary. {}", add("glossary"))],
    );
    check(
        "/glossary/0/events/0",
        json!("x"),
        &[&format!("glossary[0].events[0]: “x” is not in events. {}", add("events"))],
    );
    check(
        "/claims/0/events/0",
        json!("x"),
        &[&format!("claims[0].events[0]: “x” is not in events. {}", add("events"))],
    );
    check(
        "/claims/0/seed",
        json!("x"),
        &[&format!("claims[0].seed: “x” is not in sources. {}", add("sources"))],
    );
    check(
        "/phases/0/sources/0",
        json!("x"),
        &[&format!("phases[0].sources[0]: “x” is not in sources. {}", add("sources"))],
    );
    check(
        "/periodisations/0/phases/0/maps_to",
        json!("x"),
        &[&format!("periodisations[0].phases[0].maps_to: “x” is not in phases. {}", add("phases"))],
    );

    // Phases.
    check("/phases/1/end", json!("1950-01-01"), &[
        "phases[1]: it ends on 1950-01-01, before it starts on 1956-02-14. Exchange the two days, or mend one",
    ]);
    check("/phases/1/start", json!("1956-02-13"), &[
        "phases[1]: it starts on 1956-02-13, inside “first”. Let it start later, or end that phase earlier",
    ]);
    check(
        "/phases/1/start",
        json!("1956"),
        &["phases[1].start: “1956” is not a day. Write a day as 1956-02-25"],
    );
    check(
        "/phases/0/sub_phases/0/end",
        json!("1957-01-01"),
        &["phases[0].sub_phases[0]: it reaches outside its phase. Mend its days or those of the phase"],
    );

    // Sources, links, claims.
    check("/sources/2/url", json!("ftp://x"), &[
        "sources[2].url: “ftp://x” is not an address of a page. Write it whole, with https:// or http:// and without spaces",
    ]);
    check(
        "/sources/2/linkable",
        json!(false),
        &["sources[2].url: it stands in a source that is not linkable. \
         Set linkable to true if readers may open it, else remove the address"],
    );
    check(
        "/links/0/from",
        json!("clash"),
        &["links[0]: the cause (1969-03-02) began after the effect (1950-02-14) was over. \
         Exchange from and to, or mend a date"],
    );
    check("/links/0/from", json!("treaty"), &["links[0]: an event cannot be its own cause. Mend from or to"]);
    check("/links/0/to", json!("x"), &[&format!("links[0].to: “x” is not in events. {}", add("events"))]);
    check(
        "/links/0/basis",
        json!("x"),
        &[&format!("links[0].basis: “x” is not in sources. {}", add("sources"))],
    );
    check("/links/0/so", json!(""), &["links[0].so: it is empty. Write something"]);
    check(
        "/links/0/kind",
        json!("caused"),
        &["links[0].kind: “caused” is not a word for it. \
         Use one of: made possible, pushed, set off, made worse, disputed, was used to justify"],
    );
    check("/claims/0/standing", json!("true"), &[
        "claims[0].standing: “true” is not a word for it. Use one of: supported, disputed, not traced, page matter",
    ]);
}

#[test]
fn nothing_is_said_without_a_source() {
    use serde_json::json;
    let uncited = "there is no source. Name a work that says so, or leave it out";
    check(
        "/disputes/0/readings/0/sources",
        json!([]),
        &[&format!("disputes[0].readings[0].sources: {uncited}")],
    );
    check(
        "/disputes/0/readings/0/sources",
        Value::Null,
        &[&format!("disputes[0].readings[0].sources: {uncited}")],
    );
    check("/claims/0/sources", json!([]), &[&format!("claims[0].sources: {uncited}")]);
    check(
        "/claims/0/sources/0",
        json!("post"),
        &["claims[0].sources: it is called supported, but only by its own text. \
         Name a work that supports it, or give it another standing"],
    );
    let unseen = "there is no source that was opened. Open one that says so, or leave it out";
    check("/views/0/sources/1/seen", json!(false), &[&format!("views[0].sources: {unseen}")]);
    check("/views/0/sources", json!([]), &[&format!("views[0].sources: {unseen}")]);
    let missing =
        |path: &str| format!("{path}: the field source is missing. Add it; data/README.md lists the fields");
    check("/series/0/points/1/source", Value::Null, &[&missing("series[0].points[1]")]);
    check("/quotations/0/source", Value::Null, &[&missing("quotations[0]")]);
    check("/periodisations/0/source", Value::Null, &[&missing("periodisations[0]")]);
    check("/uses/0/source", Value::Null, &[&missing("uses[0]")]);
    // What is refused is left out of the model.
    let read = |pointer: &str| {
        let mut data: Value = serde_json::from_str(&read("tests/fixtures/good.json")).unwrap();
        *data.pointer_mut(pointer).unwrap() = json!([]);
        load(data.to_string().as_bytes()).0.unwrap()
    };
    assert_eq!(read("/disputes/0/readings/0/sources").disputes[0].readings.len(), 1);
    assert_eq!(read("/disputes/0/readings").disputes.len(), 0);
    assert_eq!(read("/views/0/sources").views.len(), 0);
}

#[test]
fn each_rule_of_the_evidence_names_the_place_and_the_mend() {
    use serde_json::json;
    let unknown = |path: &str, section: &str| {
        format!("{path}: “x” is not in {section}. Correct the id, or add the item to {section}")
    };
    for (pointer, path, section) in [
        ("/disputes/0/events/0", "disputes[0].events[0]", "events"),
        ("/disputes/0/claims/0", "disputes[0].claims[0]", "claims"),
        ("/disputes/0/readings/1/sources/1", "disputes[0].readings[1].sources[1]", "sources"),
        ("/claims/0/dispute", "claims[0].dispute", "disputes"),
        ("/views/0/event", "views[0].event", "events"),
        ("/views/0/sources/0/id", "views[0].sources[0].id", "sources"),
        ("/quotations/0/source", "quotations[0].source", "sources"),
        ("/quotations/0/via", "quotations[0].via", "sources"),
        ("/quotations/0/event", "quotations[0].event", "events"),
        ("/uses/0/source", "uses[0].source", "sources"),
        ("/series/0/events/0", "series[0].events[0]", "events"),
        ("/series/0/points/0/source", "series[0].points[0].source", "sources"),
        ("/periodisations/0/source", "periodisations[0].source", "sources"),
        ("/questions/0/events/0", "questions[0].events[0]", "events"),
        ("/questions/0/claims/0", "questions[0].claims[0]", "claims"),
        ("/questions/0/basis/0", "questions[0].basis[0]", "sources, events or claims"),
        ("/questions/3/source", "questions[3].source", "sources"),
        ("/questions/3/quotation", "questions[3].quotation", "quotations"),
    ] {
        check(pointer, json!("x"), &[&unknown(path, section)]);
    }

    // Words.
    let word = |path: &str, words: &[&str]| {
        format!("{path}: “x” is not a word for it. Use one of: {}", words.join(", "))
    };
    for (pointer, path, words) in [
        ("/disputes/0/kind", "disputes[0].kind", raw::DISPUTE_KINDS),
        ("/disputes/0/confidence", "disputes[0].confidence", raw::CONFIDENCES),
        ("/views/0/side", "views[0].side", raw::VIEW_SIDES),
        ("/series/0/kind", "series[0].kind", raw::SERIES_KINDS),
        ("/questions/0/type", "questions[0].type", raw::QUESTION_TYPES),
        ("/questions/0/level", "questions[0].level", raw::LEVELS),
    ] {
        check(pointer, json!("x"), &[&word(path, words)]);
    }

    // Disputes and views.
    check(
        "/disputes/0/readings",
        json!([]),
        &["disputes[0].readings: there is no reading. Say who says what, at least once"],
    );
    check("/disputes/0/assessment", json!(""), &["disputes[0].assessment: it is empty. Write something"]);
    let mut twice: Value = serde_json::from_str(&read("tests/fixtures/good.json")).unwrap();
    let view = twice["views"][0].clone();
    check(
        "/views",
        json!([view, view]),
        &["views[1].event: “treaty” already has a view of this side. Make one of the two"],
    );
    let mine = twice["uses"][0].take();
    check("/uses", json!([mine, mine]), &["uses[1].source: “book” already has a use. Make one of the two"]);

    // Quotations.
    let words = |n: usize| json!(vec!["word"; n].join(" "));
    check("/quotations/0/text", words(25), &[]);
    check(
        "/quotations/0/text",
        words(26),
        &["quotations[0].text: it has 26 words, and a quotation may have 25. \
         Quote less, or say it in your own words"],
    );
    check("/quotations/0/locator", json!(" "), &["quotations[0].locator: it is empty. Write something"]);
    check(
        "/quotations/0/locator",
        Value::Null,
        &["quotations[0]: the field locator is missing. Add it; data/README.md lists the fields"],
    );
    check(
        "/quotations/0/locator",
        json!("p. 3"),
        &["quotations[0].locator: “p. 3” does not say that the words were read in another work. \
         Add “as cited in …”, or remove via if the work itself was read"],
    );
    check("/quotations/0/via", Value::Null, &[]);

    // Locators that their sources do not bear.
    let mend = "Mend the locator, or name the work that has the page";
    let outside = |path: &str, locator: &str| {
        format!("{path}: “{locator}” is outside its work, which has the pages 10 to 20. {mend}")
    };
    let none = |path: &str, locator: &str| {
        format!("{path}: “{locator}” names a page, and a work of the sort webpage has none. {mend}")
    };
    check("/events/0/sources/1/id", json!("page"), &[&none("events[0].sources[1].locator", "p. 3")]);
    check("/events/0/sources/1/id", json!("paper"), &[&outside("events[0].sources[1].locator", "p. 3")]);
    check("/views/0/sources/0/locator", json!("p. 21"), &[&outside("views[0].sources[0].locator", "p. 21")]);
    check("/views/0/sources/0/id", json!("page"), &[&none("views[0].sources[0].locator", "pp. 11–13")]);
    check("/views/0/sources/0/locator", json!("footnote 3"), &[]);
    check(
        "/quotations/0/source",
        json!("page"),
        &[&none("quotations[0].locator", "p. 3, as cited in the post")],
    );
    check("/series/0/points/1/source", json!("page"), &[&none("series[0].points[1].locator", "p. 4")]);
    check("/questions/3/source", json!("page"), &[&none("questions[3].locator", "p. 3")]);
    // Works that nobody opened bear nothing alone.
    let unopened = |path: &str| {
        format!("{path}: it rests on a work that nobody opened. Open it, name another, or leave it out")
    };
    check("/events/0/sources/2/id", json!("hearsay"), &[&unopened("events[0].sources[2].id")]);
    check("/views/0/sources/1/id", json!("hearsay"), &[&unopened("views[0].sources[1].id")]);
    check("/quotations/0/via", json!("hearsay"), &[&unopened("quotations[0].via")]);
    check("/series/0/points/1/source", json!("hearsay"), &[&unopened("series[0].points[1].source")]);
    check("/links/0/basis", json!("hearsay"), &[&unopened("links[0].basis")]);
    check(
        "/disputes/0/readings/1/sources",
        json!(["hearsay"]),
        &[&unopened("disputes[0].readings[1].sources")],
    );
    check("/disputes/0/readings/1/sources", json!(["hearsay", "book"]), &[]);
    // Of several works one must have the page.
    check("/disputes/0/readings/1/locator", json!("p. 900"), &[]);
    check("/disputes/0/readings/1/sources", json!(["page", "paper"]), &[]);
    check(
        "/disputes/0/readings/1/sources",
        json!(["page"]),
        &[&none("disputes[0].readings[1].locator", "p. 12")],
    );

    // Numbers and periods.
    check(
        "/series/0/points/2/date",
        json!("1949"),
        &["series[0].points[2].date: it is before the date of the point before. Put the points in order"],
    );
    check(
        "/series/0/points/0/value",
        json!("338"),
        &["series[0].points[0].value: it is a text in quotation marks. Write a number"],
    );
    check("/series/0/points", json!([]), &["series[0].points: there is no point. Give at least one number"]);
    check("/series/0/unit", json!(""), &["series[0].unit: it is empty. Write something"]);
    let late = "it starts before the end of the period before. Let it start later";
    check(
        "/periodisations/0/phases/1/start",
        json!("1955-12-31"),
        &[&format!("periodisations[0].phases[1]: {late}")],
    );
    check("/periodisations/0/phases/0/start", json!("1949-10-01"), &[]);
    check(
        "/periodisations/0/phases/0",
        json!({ "label": "Last", "start": "1969-01-01", "end": "1969-12-31", "maps_to": "second" }),
        &[&format!("periodisations[0].phases[1]: {late}")],
    );
    check(
        "/periodisations/0/phases",
        json!([]),
        &["periodisations[0].phases: there is no period. Give at least one"],
    );

    // Stories.
    let stop = json!({ "from": "1950-02-01", "to": "1950-02-28", "event": "treaty", "line": "A line.", "question": "Why?" });
    let fifteen = json!(vec![stop; 15]);
    for (pointer, value, path, said) in [
        (
            "/stories/0/stops/0/event",
            json!("nobody"),
            "stories[0].stops[0].event",
            "“nobody” is not in events. Correct the id, or add the item to events",
        ),
        (
            "/stories/0/stops/1/question",
            json!(""),
            "stories[0].stops[1].question",
            "it is empty. Write something",
        ),
        (
            "/stories/0/stops/0/from",
            json!("1950-02"),
            "stories[0].stops[0].from",
            "“1950-02” is not a day. Write a day as 1956-02-25",
        ),
        (
            "/stories/0/stops/0/to",
            json!("1949-01-01"),
            "stories[0].stops[0].to",
            "it is before the first day. Exchange the two",
        ),
        ("/stories/0/stops", json!([]), "stories[0].stops", "it has 0 stops. Give it 1 to 14"),
        ("/stories/0/stops", fifteen, "stories[0].stops", "it has 15 stops. Give it 1 to 14"),
    ] {
        check(pointer, value, &[&format!("{path}: {said}")]);
    }

    // Questions.
    for (pointer, value, path, said) in [
        (
            "/questions/0/answer",
            json!(2),
            "questions[0].answer",
            "it is not the place of an option. Write the place of the right one, from 0",
        ),
        (
            "/questions/1/answer",
            json!(["clash", "talks"]),
            "questions[1].answer",
            "it is not the items in the order of time. Write each item once, the earliest first",
        ),
        (
            "/questions/1/answer",
            json!(["talks"]),
            "questions[1].answer",
            "it is not the items in the order of time. Write each item once, the earliest first",
        ),
        (
            "/questions/2/answer/0",
            json!(["talks", "treaty"]),
            "questions[2].answer",
            "it does not pair each left with a right. Write a list of pairs, one for each left",
        ),
        (
            "/questions/3/answer",
            json!([]),
            "questions[3].answer",
            "it is not a list of texts. Write the points of a good answer",
        ),
    ] {
        check(pointer, value, &[&format!("{path}: {said}")]);
    }
}

#[test]
fn bad_files_are_reported_in_full() {
    for (name, events) in [
        ("many-faults", Some(2)),
        ("bad-event", Some(2)),
        ("not-json", None),
        ("list", None),
        ("no-events", None),
        ("bytes", None),
    ] {
        let bytes = fs::read(path(&format!("tests/fixtures/{name}.json"))).unwrap();
        let (timeline, problems) = load(&bytes);
        assert_eq!(timeline.map(|timeline| timeline.events.len()), events, "{name}");
        let lines: String = problems.iter().map(|problem| format!("{problem}\n")).collect();
        check_committed(&format!("tests/fixtures/{name}.txt"), &lines, |a, b| a == b);
        // What goes wrong inside an event says which one, as far as it has a name.
        for problem in problems.iter().filter(|problem| problem.path.starts_with("events[")) {
            assert!(problem.subject.is_some() || problem.path == "events[8]", "{name}: {problem}");
        }
    }
}

#[test]
fn a_file_that_is_too_large_is_refused_unread() {
    let (timeline, problems) = load(&vec![b' '; MAX_BYTES + 1]);
    assert_eq!(timeline, None);
    assert_eq!(
        problems[0].to_string(),
        "file: it is larger than the 50 MB that are read. Leave out what the timeline does not need"
    );
    assert_eq!(problems.len(), 1);
}

#[test]
fn a_mark_of_byte_order_is_no_fault() {
    let text = format!("\u{feff}{}", read("tests/fixtures/minimal.json"));
    assert_eq!(load(text.as_bytes()).1, []);
}

// ---- no bytes bring it down ----

/// What holds of every dataset that was read, whatever the file.
fn assert_sound(bytes: &[u8]) {
    let (timeline, problems) = load(bytes);
    for problem in &problems {
        assert!(
            !problem.path.is_empty() && !problem.reason.is_empty() && !problem.mend.is_empty(),
            "{problem:?}"
        );
    }
    let Some(timeline) = timeline else {
        assert!(!problems.is_empty(), "nothing was read and nothing said");
        return;
    };
    assert!(!timeline.events.is_empty());
    assert!(timeline.events.is_sorted_by(|a, b| a.at <= b.at));
    assert!(timeline.phases.is_sorted_by(|a, b| a.span.end <= b.span.start));
    assert_eq!(timeline.ids.names().len(), timeline.events.len());
    let domain = timeline.domain();
    for (i, event) in timeline.events.iter().enumerate() {
        assert_eq!(timeline.find(&event.id).map(|ix| ix.at()), Some(i));
        assert!(event.when.start < event.when.end, "{event:?}");
        assert!(
            f64::from(event.when.start.0) <= event.at && event.at < f64::from(event.when.end.0),
            "{event:?}"
        );
        assert!(domain.start <= event.when.start && event.when.end <= domain.end, "{event:?}");
        assert!((1..=3).contains(&event.significance));
        assert!(timeline.phase_of(EventIx(i as u32)).is_none_or(|ix| ix.at() < timeline.phases.len()));
        assert!(event.place.is_none_or(|ix| ix.at() < timeline.places.len()));
        assert!(event.people.iter().all(|ix| ix.at() < timeline.people.len()));
        assert!(event.sources.iter().all(|cited| cited.source.at() < timeline.sources.len()));
        assert!(event.causes.iter().all(|ix| timeline.links[ix.at()].to.at() == i));
        assert!(event.effects.iter().all(|ix| timeline.links[ix.at()].from.at() == i));
        assert!(event
            .disputes
            .iter()
            .all(|ix| timeline.disputes[ix.at()].events.iter().any(|e| e.at() == i)));
    }
    let source = |ix: &SourceIx| ix.at() < timeline.sources.len();
    let known = |ix: &EventIx| ix.at() < timeline.events.len();
    for dispute in &timeline.disputes {
        assert!(!dispute.readings.is_empty() && dispute.events.iter().all(known));
        assert!(dispute.readings.iter().all(|r| !r.sources.is_empty() && r.sources.iter().all(source)));
    }
    for view in &timeline.views {
        assert!(known(&view.event) && view.sources[0].seen && view.sources.iter().all(|c| source(&c.source)));
        assert!([Side::Moscow, Side::Beijing].contains(&view.side));
    }
    for quotation in &timeline.quotations {
        assert!(
            source(&quotation.source)
                && quotation.via.iter().all(source)
                && quotation.event.iter().all(known)
        );
        assert!(!quotation.locator.is_empty() && quotation.text.split_whitespace().count() <= 25);
    }
    for series in &timeline.series {
        assert!(!series.points.is_empty() && series.points.is_sorted_by_key(|point| point.date.earliest()));
        assert!(series.points.iter().all(|point| source(&point.source) && point.value.is_finite()));
    }
    for scheme in &timeline.schemes {
        assert!(!scheme.phases.is_empty() && scheme.source.iter().all(source));
        assert!(scheme.phases.is_sorted_by(|a, b| a.span.end <= b.span.start));
    }
    for claim in &timeline.claims {
        assert!(claim.dispute.is_none_or(|ix| ix.at() < timeline.disputes.len()));
        assert!(claim.sources.iter().all(source) && claim.events.iter().all(known));
    }
}

/// A value to put in the place of another: of every type, and near what is expected.
fn replacement() -> impl Strategy<Value = Value> {
    use serde_json::json;
    let words = [
        "",
        " ",
        "both",
        "elsewhere",
        "treaty",
        "9999",
        "0000",
        "0001-01-01",
        "9999-12-31",
        "1956-02-25/..",
        "../1949",
        "../0001",
        "9999/..",
        "1961~",
        "mao-view",
        "editorial",
        "https://",
        "2/1",
        "\u{0}",
        "“",
        "é",
        "-",
    ];
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        proptest::sample::select(words.to_vec()).prop_map(Value::from),
        Just(json!([])),
        Just(json!({})),
        Just(json!([[[{}]]])),
    ]
}

/// Replaces the value that a walk of the tree meets as number `at` (counted round and round).
fn mutate(value: &mut Value, at: usize, new: Value) {
    fn count(value: &Value) -> usize {
        1 + match value {
            Value::Array(items) => items.iter().map(count).sum::<usize>(),
            Value::Object(map) => map.values().map(count).sum::<usize>(),
            _ => 0,
        }
    }
    fn step(value: &mut Value, mut at: usize, new: Value) {
        if at == 0 {
            *value = new;
            return;
        }
        at -= 1;
        let inner: Vec<&mut Value> = match value {
            Value::Array(items) => items.iter_mut().collect(),
            Value::Object(map) => map.values_mut().collect(),
            _ => return,
        };
        for child in inner {
            let size = count(child);
            if at < size {
                return step(child, at, new);
            }
            at -= size;
        }
    }
    let size = count(value);
    step(value, at % size, new);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        assert_sound(&bytes);
    }

    #[test]
    fn any_change_of_a_small_file_is_survived(
        changes in proptest::collection::vec((any::<usize>(), replacement()), 1..8),
    ) {
        let mut data: Value = serde_json::from_str(&read("tests/fixtures/good.json")).unwrap();
        for (at, new) in changes {
            mutate(&mut data, at, new);
        }
        assert_sound(data.to_string().as_bytes());
    }

    /// The reader of `fields` and serde's derived readers agree on what is a good shape.
    #[test]
    fn serde_refuses_what_the_reader_refuses(
        changes in proptest::collection::vec((any::<usize>(), replacement()), 1..3),
    ) {
        let mut data: Value = serde_json::from_str(&read("tests/fixtures/good.json")).unwrap();
        for (at, new) in changes {
            mutate(&mut data, at, new);
        }
        let problems = load(data.to_string().as_bytes()).1;
        let kinds = ["it is a", "it is null", "it is true", "there is no field", "the field"];
        // serde also reads a struct from a list of its fields in order, which no reader of the file would guess.
        let shape = |problem: &&Problem| {
            kinds.iter().any(|kind| problem.reason.starts_with(kind)) && problem.mend != "Write an object in braces"
        };
        match serde_json::from_value::<raw::File>(data) {
            Ok(_) => prop_assert_eq!(problems.iter().find(shape), None),
            Err(error) => prop_assert!(!problems.is_empty(), "{} was passed over", error),
        }
    }

    #[test]
    fn any_cut_or_slip_of_the_hand_is_survived(
        (at, byte, cut) in (any::<usize>(), any::<u8>(), any::<bool>()),
    ) {
        let mut bytes = fs::read(path("tests/fixtures/good.json")).unwrap();
        let at = at % bytes.len();
        bytes[at] = byte;
        if cut {
            bytes.truncate(at);
        }
        assert_sound(&bytes);
    }
}

proptest! {
    // The shipped file takes some 50 ms a time.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn any_change_of_the_shipped_file_is_survived(
        changes in proptest::collection::vec((any::<usize>(), replacement()), 1..40),
    ) {
        let mut data = tree();
        for (at, new) in changes {
            mutate(&mut data, at, new);
        }
        assert_sound(data.to_string().as_bytes());
    }
}
