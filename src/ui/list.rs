//! The ordered list of all events: the truth that the drawing enhances.
//!
//! One document, two presentations. In the list view it flows, with a heading a phase and a paragraph an
//! event. In the plate view it lies over the drawing: its links are the drawing's targets, put in place by
//! the web edge (which adds the class `placed`, and makes one of them the Tab stop, so that the list is not drawn
//! anew wherever the reader goes). Every event is always in it; what the filter leaves out has `data-out`.
//!
//! Beyond [`WHOLE`] events a page that holds all of them is slow to open and to search. There the list holds a part, and
//! says so: over the plate the events that are drawn on their own, in the list view the first of the visible years, and
//! always the focused and the selected one.

use super::element::{each, heard, several, tag, Tag};
use super::layout::Layout;
use super::piece::piece_of;
use super::symbols::{events, follow, marked, phase_class, place_name, swatch};
use crate::core::data::{Event, EventIx, PhaseIx, Timeline};
use crate::core::date::{from_to, Day, Detail, Span};
use crate::core::state::periods::{drawn_like, has_outside};
use crate::core::state::{Action, AppState, View};
use crate::core::words::Word;
use std::rc::Rc;
use yew::prelude::*;

/// Up to so many events all are in the list.
pub const WHOLE: usize = 2000;

/// Where an event's link lies over the drawing, px.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// Left.
    pub x: f64,
    /// Top.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

/// What the list shows and where its acts go.
pub struct ListProps {
    /// The state.
    pub state: AppState,
    /// Where acts go: always to the same place, since the list is not drawn anew for another callback.
    pub dispatch: Callback<Action>,
    /// By event, where the drawing has its symbol and flag; none for events that are not drawn on their own.
    /// `None` in the list view.
    pub positions: Option<Rc<Vec<Option<Place>>>>,
}

/// The list. It is not drawn anew when the reader moves along the years: only what changes its words counts.
pub fn list(props: &ListProps) -> Html {
    let part = part(&props.state, props.positions.as_ref().map(|placed| placed.as_slice()));
    let seen = Rc::new(Seen { is_over: props.positions.is_some(), part, ..Seen::of(&props.state) });
    let dispatch = props.dispatch.clone();
    piece_of("events", Some(seen.clone()), Rc::new(move |_| drawn(&seen, &dispatch)))
}

/// What the list is drawn from.
pub struct Seen {
    state: AppState,
    /// It lies over the plate.
    is_over: bool,
    /// Per event, whether it holds it; none where it holds all.
    part: Option<Vec<bool>>,
    /// The layout, and whether the window is tall.
    pub room: Option<(Layout, bool)>,
}

impl Seen {
    /// For a piece that shows no more of the state than the list does.
    pub fn of(state: &AppState) -> Seen {
        Seen { state: state.clone(), is_over: false, part: None, room: None }
    }
}

/// The viewport does not count.
impl PartialEq for Seen {
    fn eq(&self, other: &Seen) -> bool {
        let (a, b) = (&self.state, &other.state);
        Rc::ptr_eq(&a.timeline, &b.timeline)
            && a.selected == b.selected
            && a.focused == b.focused
            && a.filter == b.filter
            && a.view == b.view
            && self.is_over == other.is_over
            && self.part == other.part
            && self.room == other.room
    }
}

/// Events of one phase that follow each other.
#[derive(Debug, PartialEq)]
pub struct Run {
    /// The phase; none for events outside all of them.
    pub phase: Option<PhaseIx>,
    /// An earlier run is of the same phase. It happens where a long event of the next phase begins early.
    pub is_again: bool,
    /// Places of the events in the order of time.
    pub events: std::ops::Range<usize>,
}

/// The events in order of time, cut where the phase changes.
pub fn runs(phase_of_events: &[Option<PhaseIx>]) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    for (i, phase) in phase_of_events.iter().copied().enumerate() {
        match out.last_mut() {
            Some(run) if run.phase == phase => run.events.end = i + 1,
            _ => {
                let is_again = out.iter().any(|run| run.phase == phase);
                out.push(Run { phase, is_again, events: i..i + 1 });
            }
        }
    }
    out
}

/// "February 1945 to February 1956".
fn months(span: Span) -> String {
    from_to(span.start, Day(span.end.0 - 1), true)
}

/// "119 events, 1945 to 1969. Alliance 40, Strain 30, Split 49."
fn summary(timeline: &Timeline, domain: Span) -> String {
    let (first, last) = (domain.start.civil().0, domain.end.civil().0 - 1);
    let count = |i: usize| timeline.phase_of_events.iter().filter(|p| **p == Some(PhaseIx(i as u32))).count();
    let mut phases: Vec<String> = timeline
        .phases
        .iter()
        .enumerate()
        .map(|(i, p)| [p.label.as_str(), " ", &count(i).to_string()].concat())
        .collect();
    if has_outside(timeline) {
        let outside = timeline.phase_of_events.iter().filter(|p| p.is_none()).count();
        phases.push([Word::OutsidePeriods.text(), " ", &outside.to_string()].concat());
    }
    let phases = if phases.is_empty() { String::new() } else { [" ", &phases.join(", "), "."].concat() };
    let (first, last) = (first.to_string(), last.to_string());
    Word::Overview.fill(&[&events(timeline.events.len()), &first, &last]) + &phases
}

/// What a screen reader says of an event: its name as the plate shows it (WCAG 2.5.3), date in words, place.
pub fn spoken_name(state: &AppState, event: &Event) -> String {
    let place = place_name(state, event);
    let parts = [event.label.as_str(), &event.date.spoken(), &place];
    parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The one Tab stop over the plate: the focused event, else the selected one, else the first that is drawn.
pub fn tab_stop(state: &AppState, placed: &[Option<Place>]) -> Option<EventIx> {
    let is_drawn = |ix: &EventIx| placed.get(ix.at()).is_some_and(Option::is_some) && state.is_included(*ix);
    let chosen = [state.focused, state.selected].into_iter().flatten().find(is_drawn);
    chosen.or_else(|| state.shown().map(|(ix, _)| ix).find(is_drawn))
}

/// Per event, whether a long list holds it: see the head of this file.
fn part(state: &AppState, placed: Option<&[Option<Place>]>) -> Option<Vec<bool>> {
    let mut room = WHOLE;
    let is_held = |(i, event): (usize, &Event)| {
        let ix = Some(EventIx(i as u32));
        let is_seen = match placed {
            Some(placed) => placed.get(i).is_some_and(Option::is_some),
            None => state.included.get(i) == Some(&true) && state.viewport.contains(event.at),
        };
        room = room.saturating_sub(usize::from(is_seen));
        (is_seen && room > 0) || state.focused == ix || state.selected == ix
    };
    let events = &state.timeline.events;
    (events.len() > WHOLE).then(|| events.iter().enumerate().map(is_held).collect())
}

fn drawn(seen: &Seen, dispatch: &Callback<Action>) -> Html {
    let Seen { state, is_over, part, .. } = seen;
    let sections = runs(&state.timeline.phase_of_events).into_iter().zip(0..).map(|(run, n)| {
        let phase = run.phase.and_then(|p| state.timeline.phases.get(p.at()));
        let id =
            ["p-", phase.map_or("outside", |p| p.id.as_str()), "-", &run.events.start.to_string()].concat();
        let shown = run.events.clone().filter(|i| state.is_included(EventIx(*i as u32))).count();
        let when = phase.filter(|_| !run.is_again).map(|p| months(p.span) + ", ").unwrap_or_default();
        let is_held = |i: &usize| part.as_ref().is_none_or(|part| part.get(*i) == Some(&true));
        let items = run.events.clone().filter(is_held).filter_map(|i| {
            let ix = EventIx(i as u32);
            state.timeline.event(ix).map(|event| item(state, dispatch, ix, event, *is_over))
        });
        let heading = tag("h2")
            .put("id", &id)
            .child(swatch(drawn_like(&state.timeline, run.phase)))
            .child(phase.map_or_else(|| several().word(Word::OutsidePeriods), |p| several().text(&p.label)))
            .sign(if run.is_again { Word::Continued.text() } else { "" })
            .child(heard().sign(", "))
            .child(tag("small").say(&(when + &events(shown))));
        tag("section")
            // By its place: under another scheme's periods most events stay in the section that they are in.
            .number_key(n)
            .put("aria-labelledby", &id)
            .when(shown == 0, "data-empty", "")
            .child(heading)
            .child(tag("ol").child(each(items)))
    });
    let summary =
        tag("p").set("id", "summary").class("sr").say(&summary(&state.timeline, state.ours.domain()));
    // In the document, but out of the way of a page of prose.
    let is_hidden = matches!(state.view, View::About | View::Help);
    tag("div")
        .set("id", "events")
        .class(if *is_over { "events over" } else { "events flow" })
        .set("tabindex", "-1")
        .when(is_hidden, "hidden", "hidden")
        .child(summary.word(Word::InOrder))
        .child(part.is_some().then(|| tag("p").class("cite").word(Word::ListIsPart)))
        .child(each(sections))
        .into()
}

/// An event. In the list view every link is a Tab stop.
fn item(state: &AppState, dispatch: &Callback<Action>, ix: EventIx, event: &Event, is_over: bool) -> Tag {
    let is_selected = state.selected == Some(ix);
    let significance = match event.significance {
        1 => "sig1",
        2 => "sig2",
        _ => "sig3",
    };
    let text = |text: &str| marked(text, &state.highlights(text));
    let focus = (state.focused != Some(ix)).then(|| {
        let dispatch = dispatch.clone();
        Callback::from(move |_: FocusEvent| dispatch.emit(Action::Focus(Some(ix))))
    });
    let place = place_name(state, event);
    let place =
        (!place.is_empty()).then(|| several().sign(" ").child(tag("span").class("where").text(&place)));
    let date = &event.date;
    let time = tag("time").put("datetime", &date.datetime()).say(&date.visible(Detail::Full));
    let link = tag("a")
        .put("href", &["#e=", &event.id].concat())
        .maybe("aria-label", is_over.then(|| spoken_name(state, event)).as_deref())
        .set("draggable", "false")
        .when(is_selected, "aria-current", "true")
        .when(is_over, "tabindex", "-1")
        .on_focus(focus)
        .on_click(follow(dispatch, Action::Select(Some(ix))))
        .child(tag("h3").child(text(&event.title)))
        .child(tag("span").class("meta").child(time).child(place));
    tag("li")
        .number_key(ix.0)
        .put("id", &["e=", &event.id].concat())
        .put("data-event", &event.id)
        .classes(&[
            significance,
            phase_class(drawn_like(&state.timeline, state.timeline.phase_of(ix))),
            if is_selected { "on" } else { "" },
        ])
        .when(!state.is_included(ix), "data-out", "")
        .child(link)
        .child(tag("p").class("stand").child(text(&event.standfirst)))
        .child(tag("p").class("text").child(text(&event.text)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::data::{Dataset, Kind, Lane, Side};
    use crate::core::date::Date;

    fn event() -> Event {
        let day = Day::new(1956, 2, 25);
        Event {
            id: "e".to_owned(),
            title: "Secret Speech".to_owned(),
            label: "Secret Speech".to_owned(),
            standfirst: String::new(),
            text: String::new(),
            summary: String::new(),
            why: String::new(),
            date: Date::parse("1956-02-25").unwrap(),
            when: Span { start: day, end: Day(day.0 + 1) },
            at: f64::from(day.0),
            side: Side::Moscow,
            host: None,
            kind: Kind::Speech,
            themes: Vec::new(),
            significance: 1,
            lane: Lane::Moscow,
            place: None,
            people: Vec::new(),
            actors: Vec::new(),
            sources: Vec::new(),
            causes: Vec::new(),
            effects: Vec::new(),
            disputes: Vec::new(),
            student_links: Vec::new(),
        }
    }

    fn timeline(count: usize) -> Timeline {
        let events = (0..count).map(|_| event()).collect();
        Timeline::new(Dataset { events, ..Dataset::default() }, Vec::new())
    }

    #[test]
    fn runs_keep_the_order_of_time() {
        let all = [None, Some(0), Some(0), Some(1), Some(0), Some(1)].map(|p| p.map(PhaseIx));
        let got: Vec<_> =
            runs(&all).into_iter().map(|r| (r.phase.map(|p| p.0), r.is_again, r.events)).collect();
        let expected = [
            (None, false, 0..1),
            (Some(0), false, 1..3),
            (Some(1), false, 3..4),
            (Some(0), true, 4..5),
            (Some(1), true, 5..6),
        ];
        assert_eq!(got, expected);
        assert!(runs(&[]).is_empty());
    }

    #[test]
    fn a_span_is_named_by_its_months() {
        let span = Span { start: Day::new(1945, 2, 11), end: Day::new(1956, 2, 14) };
        assert_eq!(months(span), "February 1945 to February 1956");
        // The end is exclusive.
        let span = Span { start: Day::new(1956, 2, 14), end: Day::new(1960, 8, 1) };
        assert_eq!(months(span), "February 1956 to July 1960");
    }

    #[test]
    fn an_event_is_named_with_its_date_in_words() {
        let timeline = timeline(1);
        let state = AppState::new(Rc::new(timeline));
        let event = state.timeline.events[0].clone();
        assert_eq!(spoken_name(&state, &event), "Secret Speech, 25 February 1956");
        assert_eq!(summary(&state.timeline, state.timeline.domain()), "1 event, 1956 to 1956.");
    }

    #[test]
    fn the_tab_stop_is_an_event_that_is_drawn() {
        let mut state = AppState::new(Rc::new(timeline(3)));
        let place = Place { x: 0.0, y: 0.0, w: 24.0, h: 24.0 };
        let stop = |state: &AppState, placed: [bool; 3]| {
            tab_stop(state, &placed.map(|is_drawn| is_drawn.then_some(place))).map(|ix| ix.0)
        };
        assert_eq!(stop(&state, [false, true, true]), Some(1));
        assert_eq!(stop(&state, [false, false, false]), None);
        state.selected = Some(EventIx(2));
        assert_eq!(stop(&state, [true, true, true]), Some(2));
        state.focused = Some(EventIx(0));
        assert_eq!(stop(&state, [true, true, true]), Some(0));
        assert_eq!(stop(&state, [false, true, true]), Some(2));
    }
}
