//! Addresses that were given out keep working: each line of `tests/fixtures/addresses-1.txt` is read with the shipped
//! data as the state that prints it again. A later grammar gets a file of its own, and this one stays. And
//! `docs/addresses.md` names every part and word that addresses have.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use china_ussr_timeline::core::data::load;
use china_ussr_timeline::core::lesson::place::{LessonView, Place, PARTS};
use china_ussr_timeline::core::state::address::{parse, print};
use china_ussr_timeline::core::state::{Action, AppState, View};
use std::rc::Rc;

#[test]
fn addresses_that_were_given_out_keep_working() {
    let timeline = load(include_bytes!("../data/timeline.json")).0.unwrap();
    let start = AppState::new(Rc::new(timeline));
    let given = include_str!("fixtures/addresses-1.txt").lines().filter(|line| !line.starts_with('#'));
    let mut count = 0;
    for address in given {
        let read = |address: &str| start.reduce(Action::Restore(parse(address, &start.ours)));
        assert_eq!(print(&read(address)), address);
        // They may name their version, and parts of a later one do not disturb them.
        for with in [format!("{address}&g=1"), format!("g=1&{address}"), format!("{address}&new=part&g=9")] {
            assert_eq!(print(&read(&with)), address, "{with}");
        }
        count += 1;
    }
    assert!(count >= 150, "{count}");
}

#[test]
fn the_document_of_addresses_names_every_part() {
    let doc = include_str!("../docs/addresses.md");
    let rows: Vec<&str> = doc.lines().filter(|line| line.starts_with("| `")).collect();
    let part = |name: &str| rows.iter().any(|row| row.starts_with(&format!("| `{name}` |")));
    for name in ["e", "t", "p", "th", "w", "k", "q", "by"].iter().chain(&PARTS) {
        assert!(part(name), "{name}");
    }
    let words = View::ALL.map(View::word).into_iter().chain(LessonView::ALL.map(LessonView::word));
    for word in words {
        let row = rows.iter().find(|row| row.starts_with("| `v` |") && row.contains(&format!("`{word}`")));
        assert!(row.is_some(), "{word}");
    }
    // Its examples are addresses as they are printed, of events, stories and periods that exist.
    let timeline = load(include_bytes!("../data/timeline.json")).0.unwrap();
    let start = AppState::new(Rc::new(timeline));
    let mut count = 0;
    for row in rows.iter().filter(|row| row.matches(" | ").count() == 2) {
        let example = row.trim_end_matches(" |").rsplit(" | ").next().unwrap().trim_matches('`');
        assert_eq!(Place::parse(example).print(), example);
        let state = start.reduce(Action::Restore(parse(example, &start.ours)));
        let own = Place::parse(example).of_timeline(None).print();
        if Place::parse(example).view().is_none() && !own.is_empty() {
            assert_eq!(print(&state), example);
        }
        if let Some(id) = Place::parse(example).get("s").and_then(|s| s.split('.').next()) {
            assert!(start.timeline.stories.iter().any(|story| story.id == id), "{id}");
        }
        count += 1;
    }
    assert!(count >= 20, "{count}");
}
