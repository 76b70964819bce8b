//! What must hold of the map on the shipped data: every place can be reached, and no name covers another.

use super::*;
use crate::build::{attribute, tags};
use china_ussr_timeline::core::data::load;
use std::collections::HashSet;

const SHELL: &str = include_str!("../../../../index.html");

fn shipped() -> Timeline {
    load(include_bytes!("../../../../data/timeline.json")).0.expect("reads")
}

/// The drawings of the page: the map, the insets, what stands off the map.
fn drawings(html: &str) -> Vec<&str> {
    html.split("<svg class=\"map").skip(1).filter_map(|rest| rest.split("</svg>").next()).collect()
}

/// The sheets with what is named and lettered on each.
fn sheets_of<'a>(spots: &'a [Spot<'a>]) -> Vec<(Sheet, Vec<&'a Spot<'a>>, Lettering)> {
    let mut all = vec![(MAIN, named(&MAIN, spots), main_lettering(spots))];
    for (sheet, name) in INSETS.iter().zip(INSET_NAMES) {
        all.push((*sheet, named(sheet, spots), inset_lettering(sheet, name)));
    }
    all
}

#[test]
fn every_name_has_room_and_none_covers_another() {
    let timeline = shipped();
    let spots = spots(&timeline);
    let mut named = 0;
    for (sheet, here, lettering) in sheets_of(&spots) {
        let (signs, at, labels) = layout(&sheet, &lettering, &here);
        assert_eq!(labels.len(), here.len());
        let [width, height] = sheet.size;
        for (i, spot) in here.iter().enumerate() {
            let name = &spot.place.name;
            let label = labels[i].as_ref().unwrap_or_else(|| panic!("{}: no room for {name}", sheet.id));
            let Room { left, top, right, bottom } = label.room;
            assert!(
                left >= 0.0 && top >= 0.0 && right <= width && bottom <= height,
                "{name} leaves the sheet"
            );
            assert!(bottom - top >= 24.0 && right - left >= 24.0, "{name} is a small target");
            assert!(
                !lettering.taken.iter().any(|room| room.meets(&label.room)),
                "{name} covers other lettering"
            );
            for (j, other) in here.iter().enumerate().filter(|(j, _)| *j < i) {
                let room = labels[j].as_ref().expect("has room").room;
                assert!(!label.room.meets(&room), "{name} covers {}", other.place.name);
                let far = (at[i][0] - at[j][0]).hypot(at[i][1] - at[j][1]);
                assert!(
                    far >= signs[i].reach + signs[j].reach,
                    "the sign of {name} covers {}",
                    other.place.name
                );
            }
            let off = (at[i][0] - signs[i].at[0]).hypot(at[i][1] - signs[i].at[1]);
            assert!(off < 26.0, "{name} was moved by {off}");
            let edge = at[i][0].min(at[i][1]).min(width - at[i][0]).min(height - at[i][1]);
            assert!(edge >= signs[i].reach, "the sign of {name} leaves the sheet");
            named += 1;
        }
    }
    assert!(named >= 37, "{named}");
}

#[test]
fn lettering_of_the_ground_stands_free_too() {
    let timeline = shipped();
    for (sheet, _, lettering) in sheets_of(&spots(&timeline)) {
        for (i, room) in lettering.taken.iter().enumerate() {
            assert!(
                room.left >= 0.0 && room.right <= sheet.size[0] && room.bottom <= sheet.size[1],
                "{room:?}"
            );
            let dot = |room: &Room| room.right - room.left == 4.0;
            let clash =
                lettering.taken[..i].iter().find(|other| other.meets(room) && !(dot(other) && dot(room)));
            assert_eq!(clash, None, "{}: {room:?}", sheet.id);
        }
    }
}

#[test]
fn every_place_is_reached_from_the_map_and_has_its_words() {
    let timeline = shipped();
    let html = page(&timeline).main;
    let mut linked = HashSet::new();
    for drawing in drawings(&html) {
        let links: Vec<&str> = tags(drawing, "a");
        let hrefs: HashSet<&str> = links.iter().filter_map(|tag| attribute(tag, "href")).collect();
        assert_eq!(hrefs.len(), links.len(), "a place has two links in one drawing");
        linked.extend(hrefs);
    }
    for place in &timeline.places {
        assert!(linked.contains(format!("#place-{}", place.id).as_str()), "{}", place.id);
    }
    // Each of a pair stands by itself in the inset.
    for pair in
        [["lushun", "dalian"], ["beijing", "beijingairport"], ["zhenbao", "qiliqin"], ["yumin", "tielieketi"]]
    {
        let both = |drawing: &&&str| pair.iter().all(|id| drawing.contains(&format!("href=\"#place-{id}\"")));
        assert_eq!(drawings(&html).iter().filter(both).count(), 1, "{pair:?}");
    }
    for words in [
        "aria-label=\"Seoul, 2 events\"",
        "aria-label=\"Longju, eastern Himalayas, 1 event, the point is approximate\"",
        "aria-label=\"Dalian (Dairen), no event of its own\"",
        "<p>The point is approximate.</p>",
    ] {
        assert!(html.contains(words), "{words}");
    }
    let listed = html.matches("<li><a href=\"./#e=").count();
    assert_eq!(listed, timeline.events.iter().filter(|event| event.place.is_some()).count());
}

#[test]
fn what_is_off_the_map_stands_beside_it() {
    let timeline = shipped();
    let html = page(&timeline).main;
    let margin = *drawings(&html).last().expect("a drawing");
    let ids: Vec<&str> = tags(margin, "a").iter().filter_map(|tag| attribute(tag, "href")).collect();
    assert_eq!(ids, ["#place-campdavid", "#place-havana", "#place-newyork", "#place-washington"]);
}

#[test]
fn the_signs_are_those_of_the_plate() {
    let shell = SHELL.replace("></circle>", "/>").replace("></path>", "/>").replace("></rect>", "/>");
    for kind in Kind::ALL {
        let sign = symbol(*kind, [10.0, 10.0], 6.6);
        assert!(shell.contains(&format!("<g class=\"sym\">{sign}</g>")), "{kind:?}: {sign}");
    }
}

#[test]
fn a_larger_sign_has_more_events() {
    let place = Place::default();
    let spot = |n: u32| Spot { place: &place, events: (0..n).map(EventIx).collect(), kind: None };
    let area = |n: u32| spot(n).radius().powi(2);
    assert!(area(2) > area(1) && area(0) < area(1));
    assert!((area(38) - area(37) - (area(2) - area(1))).abs() < 1e-9, "it is the area that grows evenly");
}

#[test]
fn the_chosen_place_is_marked_by_a_rule_of_its_own() {
    let mut timeline = shipped();
    let style = page(&timeline).style;
    for place in &timeline.places {
        assert!(style.contains(&format!(".places:has(#place-{id}:target) .at-{id}", id = place.id)));
    }
    timeline.places.truncate(1);
    timeline.places[0].id = "a}b".into();
    assert_eq!(page(&timeline).style, "");
}

#[test]
fn names_on_the_map_are_short() {
    let check = |name: &str, lines: &[&str]| {
        let place = Place { name: name.into(), ..Place::default() };
        assert_eq!(Spot { place: &place, events: vec![], kind: None }.lines(), lines);
    };
    check("Dandong (Andong), on the Yalu", &["Dandong"]);
    check("Washington, DC", &["Washington"]);
    check("Zhenbao / Damansky Island", &["Zhenbao /", "Damansky Island"]);
    check("Moscow", &["Moscow"]);
}

#[test]
fn path_data_are_short_and_right() {
    let ring: Points = vec![[10, 20], [13, 15], [5, 15], [5, 18]];
    assert_eq!(path(std::slice::from_ref(&ring), "z"), "M10 20l3-5-8 0 0 3z");
    assert_eq!(path(&[ring.clone(), ring], ""), "M10 20l3-5-8 0 0 3M10 20l3-5-8 0 0 3");
}
