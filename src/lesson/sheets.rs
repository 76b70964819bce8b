//! The page that prints: which sheet, what is blank, which paper; under it the sheets as they will be. All of it stands
//! in the address, so that the same worksheet and its key can be had again.

use super::print::{sheet, SheetProps};
use super::quiz::value_of;
use crate::core::data::{EventIx, Stop, Story, Timeline};
use crate::core::lesson::choice::{Selection, OWN};
use crate::core::lesson::place::Place;
use crate::core::lesson::sheet::{Gaps, Paper, Sheet, Version};
use crate::core::lesson::words::Say;
use crate::core::state::AppState;
use crate::core::words::Word;
use crate::ui::element::{button, each, several, tag, Tag};
use crate::ui::masthead::title_and_years;
use crate::web::document as page;
use yew::prelude::*;

/// A choice of the page: its part of the address, its name, and what can be chosen: word, name. The first is meant where
/// the part is missing.
type Group = (&'static str, Say, &'static [(&'static str, Say)]);

const SHEETS: Group = (
    "sheet",
    Say::WhichSheet,
    &[
        ("handout", Say::Handout),
        ("worksheet", Say::Worksheet),
        ("cards", Say::SortingCards),
        ("slides", Say::SlidesOfIt),
    ],
);
const GAPS: Group = (
    "gaps",
    Say::WhatIsBlank,
    &[
        ("all", Say::BlankAll),
        ("dates", Say::BlankDates),
        ("events", Say::BlankEvents),
        ("because", Say::BlankBecause),
        ("periods", Say::BlankPeriods),
    ],
);
const PAPER: Group = ("paper", Say::WhichPaper, &[("a4", Say::PaperA4), ("letter", Say::PaperLetter)]);
const VERSION: Group = ("ver", Say::WhichVersion, &[("A", Say::VersionA), ("B", Say::VersionB)]);
const KEY: Group = ("key", Say::WithKey, &[("1", Say::KeyYes), ("0", Say::KeyNo)]);
const SHAPE: Group = ("wide", Say::WhichShape, &[("1", Say::ShapeWide), ("0", Say::ShapeOld)]);
const SPEAKER: Group = ("talk", Say::WithNotes, &[("0", Say::KeyNo), ("1", Say::KeyYes)]);

/// The word that is chosen in a group.
fn chosen(place: &Place, group: &Group) -> &'static str {
    let asked = place.get(group.0).unwrap_or_default();
    let first = group.2.first().map_or("", |(word, _)| word);
    group.2.iter().map(|(word, _)| *word).find(|word| *word == asked).unwrap_or(first)
}

/// Events, stops, the reader's lines about the events, and the title.
type Printed = (Vec<EventIx>, Vec<Stop>, Vec<String>, String);

/// What is printed of this place: the reader's selection, the stops of a story, or the events of the filter.
fn events(place: &Place, state: &AppState, stories: &[Story]) -> Printed {
    let own = Selection::parse(place, &state.timeline);
    let id = place.get("s").and_then(|s| s.split('.').next()).filter(|id| *id != OWN);
    if let Some(story) = stories.iter().find(|story| id == Some(story.id.as_str())) {
        let mut list: Vec<EventIx> = story.stops.iter().map(|stop| stop.event).collect();
        list.dedup();
        return (list, story.stops.clone(), Vec::new(), story.title.clone());
    }
    if !own.entries.is_empty() {
        let stops = own.story(&state.timeline).map(|story| story.stops).unwrap_or_default();
        let (list, lines) = own.entries.into_iter().unzip();
        return (list, stops, lines, own.title);
    }
    (state.shown().map(|(ix, _)| ix).collect(), Vec::new(), Vec::new(), String::new())
}

/// The years of these events, "1949–57".
fn years(timeline: &Timeline, events: &[EventIx]) -> String {
    let of = |ix: &EventIx| {
        timeline
            .event(*ix)
            .map(|event| (event.when.start.civil().0, crate::core::date::Day(event.when.end.0 - 1).civil().0))
    };
    let all: Vec<(i32, i32)> = events.iter().filter_map(of).collect();
    let (first, last) = (all.iter().map(|y| y.0).min(), all.iter().map(|y| y.1).max());
    match (first, last) {
        (Some(a), Some(b)) if a == b => a.to_string(),
        (Some(a), Some(b)) => format!("{a}–{b}"),
        _ => String::new(),
    }
}

/// The page. `address` is that of the page without its fragment; without one there is none on the sheets.
pub fn sheets(
    place: &Place,
    state: &AppState,
    stories: &[Story],
    seed: u64,
    address: &str,
    go: &Callback<Place>,
) -> Html {
    let timeline = &state.timeline;
    let (list, stops, lines, title) = events(place, state, stories);
    let kind = match chosen(place, &SHEETS) {
        "worksheet" => Sheet::Worksheet,
        "cards" => Sheet::Cards,
        "slides" => Sheet::Slides,
        _ => Sheet::Handout,
    };
    let gaps = match chosen(place, &GAPS) {
        "dates" => Gaps::Dates,
        "events" => Gaps::Events,
        "because" => Gaps::Because,
        "periods" => Gaps::Periods,
        _ => Gaps::All,
    };
    let span = years(timeline, &list);
    let (name, _) = title_and_years(timeline);
    let subject = if title.is_empty() { span } else { title };
    let here = if address.is_empty() { String::new() } else { [address, "#", &place.print()].concat() };
    let props = SheetProps {
        timeline: timeline.clone(),
        events: list,
        stops,
        lines,
        sheet: kind,
        gaps,
        paper: if chosen(place, &PAPER) == "letter" { Paper::Letter } else { Paper::A4 },
        version: if chosen(place, &VERSION) == "B" { Version::B } else { Version::A },
        seed,
        with_key: chosen(place, &KEY) == "1",
        with_notes: chosen(place, &SPEAKER) == "1",
        is_wide: chosen(place, &SHAPE) == "1",
        is_even: false,
        subject,
        filter: in_words(state),
        address: here,
    };
    let group = |group: &Group| {
        let now = chosen(place, group);
        let (part, name, choices) = *group;
        let id = ["sheet-", part].concat();
        let options = each(choices.iter().map(|(word, name)| {
            tag("option").set("value", word).when(*word == now, "selected", "").say(name.text())
        }));
        let place = place.clone();
        let change = go.reform(move |event: Event| place.with(part, Some(&value_of(&event))));
        tag("span")
            .class("field")
            .child(tag("label").put("for", &id).say(name.text()))
            .child(tag("select").put("id", &id).on_change(change).child(options))
    };
    let more = match kind {
        Sheet::Worksheet => several().child(group(&GAPS)).child(group(&VERSION)).child(group(&KEY)),
        Sheet::Slides => several().child(group(&SHAPE)).child(group(&SPEAKER)),
        Sheet::Handout | Sheet::Cards => several(),
    };
    let paper = (kind != Sheet::Slides).then(|| group(&PAPER));
    let print = Callback::from(|_: MouseEvent| page::print());
    let another = {
        let place = place.clone();
        go.reform(move |_: MouseEvent| place.with("seed", Some(&seed.wrapping_add(1).to_string())))
    };
    let another = (kind == Sheet::Worksheet)
        .then(|| button("act").set("data-another", "").on_click(another).say(Say::OtherGaps.text()));
    let choices: Tag = tag("div")
        .class("choices")
        .child(tag("h1").set("tabindex", "-1").set("id", "lesson-title").say(Word::Sheets.text()))
        .child(tag("p").class("lede").text(&name))
        .child(tag("div").class("groups").child(group(&SHEETS)).child(more).child(paper))
        .child(
            tag("p")
                .class("acts")
                .child(button("act").set("data-print", "").on_click(print).say(Word::Print.text()))
                .child(another),
        );
    tag("main").class("lessons sheets").child(choices).child(sheet(&props)).into()
}

/// The filter in words: periods, themes, text; empty when all are shown.
fn in_words(state: &AppState) -> String {
    let filter = &state.filter;
    let phases = filter
        .phases
        .iter()
        .filter_map(|ix| state.timeline.phases.get(ix.at()))
        .map(|phase| phase.label.clone());
    let themes = filter.themes.iter().map(|theme| theme.label().text().to_owned());
    let query = (!filter.query.is_empty()).then(|| ["“", &filter.query, "”"].concat());
    phases.chain(themes).chain(query).collect::<Vec<_>>().join(", ")
}
