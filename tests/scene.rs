//! The laws of the drawn scene, on the shipped data and on random datasets, checked from rectangles alone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![cfg(not(target_arch = "wasm32"))]

use china_ussr_timeline::core::data::{load, Event, EventIx, Lane, Timeline};
use china_ussr_timeline::core::date::{Date, Day, Span};
use china_ussr_timeline::core::plate::band::Band;
use china_ussr_timeline::core::plate::index::EventIndex;
use china_ussr_timeline::core::plate::scale::TimeScale;
use china_ussr_timeline::core::plate::scene::{Scene, Stage, MOST_MARKS};
use china_ussr_timeline::core::plate::spec::{PlateKind, PlateSpec};
use china_ussr_timeline::core::plate::staircase::BOX_PAD;
use china_ussr_timeline::core::plate::viewport::{Extent, Viewport};
use proptest::prelude::*;

fn shipped() -> Timeline {
    let bytes = std::fs::read("data/timeline.json").unwrap();
    load(&bytes).0.unwrap()
}

/// The four plates of the contract: 1440×900, 1024×768, 768×1024, and a frame of 600×400.
fn plates() -> [(&'static str, PlateSpec); 4] {
    [
        ("1440×900", PlateSpec::new(PlateKind::Full, 1014.0, 715.0, 900.0, false)),
        ("1024×768", PlateSpec::new(PlateKind::Laptop, 690.0, 600.0, 768.0, false)),
        ("768×1024", PlateSpec::new(PlateKind::Tablet, 748.0, 550.0, 1024.0, false)),
        ("600×400", PlateSpec::new(PlateKind::Frame, 598.0, 258.0, 400.0, false)),
    ]
}

fn scene(t: &Timeline, spec: &PlateSpec, viewport: Viewport, selected: Option<EventIx>) -> Scene {
    let included = vec![true; t.events.len()];
    let index = EventIndex::new(&t.events, &included);
    Scene::lay_out(&Stage {
        timeline: t,
        index: &index,
        spec,
        viewport,
        included: &included,
        selected,
        focused: None,
    })
}

/// No label overlaps another, no pole crosses a label it does not own, none leaves the plate, and a selected
/// event keeps its symbol.
fn check(t: &Timeline, s: &Scene, spec: &PlateSpec, selected: Option<EventIx>) -> Result<(), String> {
    let scale = TimeScale::new(s.viewport, spec.x0, spec.x1);
    let boxes: Vec<_> = s
        .flags
        .iter()
        .map(|f| {
            let (x, w) = (scale.x(f.day), f.width + BOX_PAD);
            let (l, r) = if f.left { (x - w, x) } else { (x, x + w) };
            let from = spec.flags_from() + f.offset;
            let (top, bottom) = if f.north {
                (spec.center_y - from - f.height, spec.center_y - from)
            } else {
                (spec.center_y + from, spec.center_y + from + f.height)
            };
            (f, x, l, r, top, bottom)
        })
        .collect();
    for (i, &(f, _, l, r, top, bottom)) in boxes.iter().enumerate() {
        let name = &t.events[f.event.at()].id;
        if l < spec.x0 - 0.1
            || r > spec.x1 + 0.1
            || top < spec.flags_top - 0.1
            || bottom > spec.flags_bottom + 0.1
        {
            return Err(format!("{name} leaves the plate"));
        }
        for (j, &(g, x2, l2, r2, top2, bottom2)) in boxes.iter().enumerate() {
            if i != j && l < r2 && l2 < r && top < bottom2 && top2 < bottom {
                return Err(format!("{name} overlaps {}", t.events[g.event.at()].id));
            }
            let higher = if f.north { top2 < bottom } else { bottom2 > top };
            if i != j && f.north == g.north && x2 > l + 0.1 && x2 < r - 0.1 && higher {
                return Err(format!("the pole of {} crosses {name}", t.events[g.event.at()].id));
            }
        }
    }
    if s.marks.len() > MOST_MARKS {
        return Err(format!("{} marks", s.marks.len()));
    }
    let visible = |ix: EventIx| {
        let e = &t.events[ix.at()];
        e.at >= s.viewport.start()
            && e.at < s.viewport.end()
            && matches!(e.lane, Lane::Moscow | Lane::Beijing)
    };
    match selected.filter(|&ix| visible(ix)) {
        Some(ix) if !s.marks.iter().any(|m| m.event == ix) => Err("the selected event is swallowed".into()),
        _ => Ok(()),
    }
}

#[test]
fn the_shipped_data_keeps_the_laws_in_1420_views() {
    let t = shipped();
    let extent = Extent::of(t.domain());
    let selections = ["secret-speech", "treaty-1950", "ptbt-1963", "zhenbao-15-march", "tass-1959"];
    let mut views = 0;
    for (name, spec) in plates() {
        for id in selections {
            let selected = t.find(id);
            assert!(selected.is_some(), "{id}");
            for years in [25.0, 12.0, 6.0, 3.0, 1.5, 0.75] {
                let starts = if years == 25.0 { 1 } else { 14 };
                for i in 0..starts {
                    let days = years * 365.2425;
                    let from = extent.start + f64::from(i) * (extent.days() - days) / 13.0;
                    let view = if starts == 1 {
                        Viewport::fit(&extent)
                    } else {
                        Viewport::new(from, from + days, &extent)
                    };
                    let s = scene(&t, &spec, view, selected);
                    check(&t, &s, &spec, selected)
                        .unwrap_or_else(|e| panic!("{name}, {id}, {years} years from {from}: {e}"));
                    views += 1;
                }
            }
        }
    }
    assert_eq!(views, 1420);
}

#[test]
fn headlines_are_named_on_loading() {
    let t = shipped();
    let extent = Extent::of(t.domain());
    // Contract, density rule 3.
    for ((name, spec), least) in plates().into_iter().zip([21, 19, 18, 8]) {
        let s = scene(&t, &spec, Viewport::fit(&extent), None);
        let named: Vec<&Event> =
            s.flags.iter().map(|f| &t.events[f.event.at()]).filter(|e| e.significance == 1).collect();
        assert!(named.len() >= least, "{name}: {} of 22, at least {least} wanted", named.len());
        for id in ["secret-speech", "specialists-withdrawn"] {
            assert!(named.iter().any(|e| e.id == id), "{name} does not name {id}");
        }
        for e in t.events.iter().filter(|e| e.significance == 1) {
            assert!(s.marks.iter().any(|m| t.events[m.event.at()].id == e.id), "{name} swallows {}", e.id);
        }
    }
}

#[test]
fn every_event_is_drawn_or_counted_once() {
    let t = shipped();
    let extent = Extent::of(t.domain());
    let (_, spec) = plates()[0];
    let s = scene(&t, &spec, Viewport::fit(&extent), None);
    let mut all: Vec<u32> = s
        .marks
        .iter()
        .flat_map(|m| s.members(m, &t, &[]).into_iter().chain([m.event]))
        .map(|e| e.0)
        .collect();
    all.extend(s.steps.iter().map(|st| st.event.0));
    all.sort_unstable();
    assert_eq!(all, (0..t.events.len() as u32).collect::<Vec<_>>());
}

/// A dataset of events at random days.
fn random(events: &[(f64, u8, u8, usize)]) -> Timeline {
    let mut t = shipped();
    let template: Vec<Event> = t.events.clone();
    let (first, days) = (Day::new(1945, 1, 1).0, 9131.0);
    t.events = events
        .iter()
        .enumerate()
        .map(|(i, &(f, significance, lane, text))| {
            let day = Day(first + (f * days) as i32);
            let mut e = template[text % template.len()].clone();
            e.id = format!("e{i}");
            e.date = Date::from(day);
            e.when = Span { start: day, end: Day(day.0 + 1) };
            e.at = f64::from(day.0);
            e.significance = significance;
            e.lane = if lane == 0 { Lane::Moscow } else { Lane::Beijing };
            (e.causes, e.effects) = (Vec::new(), Vec::new());
            e
        })
        .collect();
    t.events.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.significance.cmp(&b.significance)));
    t.ids = t.events.iter().map(|e| &e.id).collect();
    t.links.clear();
    t
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]
    #[test]
    fn random_datasets_keep_the_laws(
        events in prop::collection::vec((0.0..1.0f64, 1u8..=3, 0u8..=1, 0usize..119), 2..150),
        plate in 0usize..4,
        from in 0.0..1.0f64,
        share in 0.01..1.0f64,
        pick in 0usize..150,
    ) {
        let t = random(&events);
        let extent = Extent::of(t.domain());
        let spec = plates()[plate].1;
        let days = extent.days() * share;
        let start = extent.start + from * (extent.days() - days);
        let selected = Some(EventIx((pick % t.events.len()) as u32));
        let s = scene(&t, &spec, Viewport::new(start, start + days, &extent), selected);
        prop_assert_eq!(check(&t, &s, &spec, selected), Ok(()));
    }
}

#[test]
fn a_hundred_thousand_events_make_at_most_200_marks() {
    for n in [200usize, 5_000, 100_000] {
        let events: Vec<_> = (0..n)
            .map(|i| {
                let f = (i as f64 * 0.618_033_988_75).fract();
                (f, (i % 3) as u8 + 1, (i % 2) as u8, i)
            })
            .collect();
        let t = random(&events);
        let extent = Extent::of(t.domain());
        for (name, spec) in plates() {
            let s = scene(&t, &spec, Viewport::fit(&extent), None);
            assert!(s.marks.len() <= MOST_MARKS, "{n} events, {name}: {} marks", s.marks.len());
            check(&t, &s, &spec, None).unwrap_or_else(|e| panic!("{n} events, {name}: {e}"));
        }
    }
}

#[test]
fn the_band_has_three_plateaus_and_can_be_even() {
    let t = shipped();
    let band = Band::new(&t, [38.0, 48.0, 62.0], false);
    let width = |y, m| band.width(f64::from(Day::new(y, m, 1).0));
    assert_eq!([width(1952, 1), width(1958, 4), width(1966, 1)], [38.0, 48.0, 62.0]);
    assert!(width(1956, 2) > 38.0 && width(1956, 2) < 48.0);
    let even = Band::new(&t, [38.0, 48.0, 62.0], true);
    assert!((1946..1969).all(|y| even.width(f64::from(Day::new(y, 1, 1).0)) == 48.0));
}
