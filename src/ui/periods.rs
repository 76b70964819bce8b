//! Whose periods: the buttons that choose a scheme, and the words about contested boundaries. All schemes stand
//! on one axis on a page of their own, periods.html, which the build writes.

use super::element::{button, each, heard, tag, Tag};
use super::list::Seen;
use super::piece::{piece_of, Change, Own};
use super::symbols::press;
use crate::core::data::{Phase, Timeline};
use crate::core::date::{Date, Day, Detail, Span};
use crate::core::plate::zones::Zone;
use crate::core::state::periods::{author, scheme, SchemeIx};
use crate::core::state::{Action, AppState};
use crate::core::words::Word;
use crate::web::document;
use std::rc::Rc;
use yew::prelude::*;

/// Id of the panel and of the button that opens it.
const PANEL: &str = "whose";
const OPENER: &str = "whose-open";
/// What marks this site's own periods among the buttons.
const OURS: &str = "site";
/// The page that compares all schemes.
pub const COMPARISON: &str = "periods.html";

/// "Feb 1956".
pub fn month(day: Day) -> String {
    Date::from(day).visible(Detail::Month)
}

/// "1949–1955", "1958".
pub fn years(span: Span) -> String {
    let (first, last) = (span.start.civil().0, Day(span.end.0 - 1).civil().0);
    if first == last {
        first.to_string()
    } else {
        [first.to_string(), last.to_string()].join("–")
    }
}

/// From the first day of the first to the last of the last.
pub fn whole(phases: &[Phase]) -> Option<Span> {
    Some(Span { start: phases.first()?.span.start, end: phases.last()?.span.end })
}

/// What is contested about a boundary, in a sentence.
pub fn contested_words(ours: &Timeline, zone: &Zone) -> String {
    let name = |i: usize| ours.phases.get(i).map_or("", |p| p.label.as_str());
    let who = |ix: Option<usize>| author(ours, ix.map(|i| SchemeIx(i as u32)));
    Word::Contested.fill(&[
        name(zone.before + 1),
        &month(zone.start),
        &who(zone.earliest),
        &month(zone.end),
        &who(zone.latest),
    ])
}

/// The line that says on paper whose periods are drawn, if they are not this site's.
pub fn byline(state: &AppState) -> Option<Tag> {
    let scheme = state.by.and_then(|ix| scheme(&state.timeline, ix))?;
    let who = author(&state.timeline, state.by);
    Some(tag("p").class("byline").say(&Word::PeriodsByBasis.fill(&[&who, &scheme.basis])))
}

/// "Periods by [this site] Compare": a button for the panel of schemes, and the way to their comparison.
pub fn chooser(state: &AppState, dispatch: &Callback<Action>) -> Html {
    let (seen, state, dispatch) = (Rc::new(Seen::of(state)), state.clone(), dispatch.clone());
    if state.ours.schemes.is_empty() {
        return Html::default();
    }
    piece_of(PANEL, Some(seen), Rc::new(move |own| panel(&state, &dispatch, own).into()))
}

fn panel(state: &AppState, dispatch: &Callback<Action>, own: &Own) -> Tag {
    let is_open = own.is_open;
    let set = |open: bool| {
        let set = own.set.clone();
        Callback::from(move |_: MouseEvent| set.emit(Change::Open(open)))
    };
    let on_key_down = {
        let set = own.set.clone();
        Callback::from(move |e: KeyboardEvent| {
            if is_open && e.key() == "Escape" {
                e.stop_propagation();
                set.emit(Change::Open(false));
                document::focus_id(OPENER);
            }
        })
    };
    let who = author(&state.timeline, state.by);
    let label = Word::PeriodsByChoose.fill(&[&who]);
    let opener = button("textbutton author")
        .set("id", OPENER)
        .put("aria-label", &label)
        .is("aria-expanded", is_open)
        .set("aria-controls", PANEL)
        .on_click(set(!is_open));
    let opener = if state.by.is_some() { opener.text(&who) } else { opener.say(&who) };
    tag("div")
        .class("opens by")
        .on_key_down(on_key_down)
        .child(tag("span").class("lab").set("aria-hidden", "true").word(Word::PeriodsBy))
        .child(opener)
        .child(
            // No Tab stop of its own: the panel has the same link.
            tag("a")
                .class("all")
                .set("href", COMPARISON)
                .set("tabindex", "-1")
                .set("data-counted", "")
                .word(Word::Compare),
        )
        .child(is_open.then(|| tag("div").class("veil").on_click(set(false))))
        .child(
            tag("div")
                .set("id", PANEL)
                .class("pop whose")
                .when(!is_open, "hidden", "hidden")
                .child(is_open.then(|| choice(state, dispatch))),
        )
}

/// The schemes as buttons, and the way to their comparison.
pub fn choice(state: &AppState, dispatch: &Callback<Action>) -> Tag {
    let ours = &*state.ours;
    let row = |by: Option<SchemeIx>| {
        let scheme = by.and_then(|ix| scheme(ours, ix));
        let phases = scheme.map_or(&ours.phases, |s| &s.phases);
        let name = tag("span");
        let name = match scheme {
            None => name.word(Word::ThisSiteName),
            Some(scheme) => name.text(&scheme.name),
        };
        let id = scheme.map_or(OURS, |s| s.id.as_str());
        let span = whole(phases).map(years).unwrap_or_default();
        let choose = tag("button")
            .set("type", "button")
            .class("chip scheme")
            .is("aria-pressed", state.by == by)
            .put("data-by", id)
            .on_click(press(dispatch, Action::By(by)))
            .child(name)
            .child(tag("i").child(heard().sign(", ")).say(&span));
        tag("li").key(id).child(choose)
    };
    let others = (0..ours.schemes.len()).map(|i| row(Some(SchemeIx(i as u32))));
    // The page beside the timeline tells of the site's own data, not of other data in its place.
    let compare = tag("a").set("href", COMPARISON).set("data-counted", "").word(Word::CompareAll);
    tag("div")
        .class("choice-of-periods")
        .child(tag("h2").class("caps").word(Word::WhosePeriods))
        .child(tag("p").word(Word::PeriodsAreReadings))
        .child(tag("ul").class("schemes").child(each(std::iter::once(row(None)).chain(others))))
        .child(tag("p").class("compare").child(compare))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_named_by_their_years() {
        let span = |a: i32, b: i32| Span { start: Day::new(a, 10, 1), end: Day::new(b, 1, 1) };
        assert_eq!(years(span(1949, 1956)), "1949–1955");
        assert_eq!(years(span(1958, 1959)), "1958");
    }
}
