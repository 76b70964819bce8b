//! Addresses that were given out keep working: each line of `tests/fixtures/addresses-1.txt` is read with the shipped
//! data as the state that prints it again. A later grammar gets a file of its own, and this one stays.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use china_ussr_timeline::core::data::load;
use china_ussr_timeline::core::state::address::{parse, print};
use china_ussr_timeline::core::state::{Action, AppState};
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
