//! The search field and the events it finds, under it.
//!
//! The field is always in the document (`#search`), so that one key can focus it. In it ↑ and ↓ walk the
//! list, Enter goes to the event, Esc clears. The list is a listbox whose active option is named by the
//! field; focus stays in the field.

use super::element::{button, each, tag};
use super::piece::{piece, Change, Own};
use super::symbols::{events, marked, place_name, small_cross};
use crate::core::data::EventIx;
use crate::core::date::Detail;
use crate::core::state::{Action, AppState};
use crate::core::words::Word;
use std::rc::Rc;
use yew::prelude::*;

/// So many matches are listed; the others are counted.
const MOST_LISTED: usize = 12;

/// The text of a field after input.
fn value(event: &InputEvent) -> String {
    event.target_unchecked_into::<web_sys::HtmlInputElement>().value()
}

/// The option after `n` steps among `count`; from none, the first or the last.
fn walk(active: Option<usize>, n: i32, count: usize) -> Option<usize> {
    match (count, active) {
        (0, _) => None,
        (_, None) if n > 0 => Some(0),
        (_, None) => Some(count - 1),
        (_, Some(at)) => Some((at as i64 + i64::from(n)).clamp(0, count as i64 - 1) as usize),
    }
}

/// The name of a row of the results, by which the field tells which is chosen.
fn found_id(i: usize) -> String {
    ["found-", &i.to_string()].concat()
}

/// The search field with its list.
pub fn search(state: &AppState, dispatch: &Callback<Action>) -> Html {
    let (state, dispatch) = (state.clone(), dispatch.clone());
    piece("search", Rc::new(move |own| field(&state, &dispatch, own)))
}

fn field(state: &AppState, dispatch: &Callback<Action>, own: &Own) -> Html {
    let query = state.filter.query.clone();
    let asks = state.hits.is_some();
    let found: Vec<EventIx> = if asks { state.shown().map(|(ix, _)| ix).collect() } else { Vec::new() };
    let listed = found.len().min(MOST_LISTED);
    let shows = own.is_open && asks && listed > 0;
    let at = own.at.filter(|at| *at < listed);

    let oninput = {
        let (dispatch, set) = (dispatch.clone(), own.set.clone());
        Callback::from(move |e: InputEvent| {
            set.emit(Change::At(None));
            set.emit(Change::Open(true));
            dispatch.emit(Action::SetQuery(value(&e)));
        })
    };
    let go = {
        let (dispatch, set) = (dispatch.clone(), own.set.clone());
        Callback::from(move |ix: EventIx| {
            set.emit(Change::Open(false));
            dispatch.emit(Action::Select(Some(ix)));
        })
    };
    let clear = {
        let (dispatch, set) = (dispatch.clone(), own.set.clone());
        Callback::from(move |()| {
            set.emit(Change::At(None));
            dispatch.emit(Action::SetQuery(String::new()));
        })
    };
    let onkeydown = {
        let (found, go, clear) = (found.clone(), go.clone(), clear.clone());
        let (set, has_text) = (own.set.clone(), !query.is_empty());
        Callback::from(move |e: KeyboardEvent| match e.key().as_str() {
            key @ ("ArrowDown" | "ArrowUp") => {
                e.prevent_default();
                e.stop_propagation();
                set.emit(Change::Open(true));
                set.emit(Change::At(walk(at, if key == "ArrowDown" { 1 } else { -1 }, listed)));
            }
            "Enter" => {
                e.prevent_default();
                e.stop_propagation();
                if let Some(ix) = found.get(at.unwrap_or(0)) {
                    go.emit(*ix);
                }
            }
            // With nothing to clear the key is left to the page, which closes what is open next.
            "Escape" if has_text => {
                e.prevent_default();
                e.stop_propagation();
                clear.emit(());
            }
            _ => {}
        })
    };
    let set_open = |open: bool| {
        let set = own.set.clone();
        Callback::from(move |_: FocusEvent| set.emit(Change::Open(open)))
    };
    let options = found.iter().take(MOST_LISTED).enumerate().filter_map(|(i, &ix)| {
        let event = state.timeline.event(ix)?;
        let title = marked(&event.title, &state.highlights(&event.title));
        let (go, set) = (go.clone(), own.set.clone());
        // The field must not lose focus before the click arrives.
        let hold = Callback::from(|e: MouseEvent| e.prevent_default());
        let press = Callback::from(move |_: MouseEvent| {
            set.emit(Change::At(None));
            go.emit(ix);
        });
        let place = place_name(state, event);
        let place = (!place.is_empty()).then(|| tag("span").class("cite").sign(" ").text(&place));
        Some(
            tag("li")
                .number_key(ix.0)
                .put("id", &found_id(i))
                .set("role", "option")
                .is("aria-selected", at == Some(i))
                .put("data-found", &event.id)
                .on_mouse_down(hold)
                .on_click(press)
                .child(tag("span").class("on").say(&event.date.visible(Detail::Full)))
                .child(tag("span").class("what").child(title).child(place)),
        )
    });
    let active_id = at.filter(|_| shows).map(found_id);
    let count = match found.len() {
        n if n > listed => Word::FirstHere.fill(&[&events(n), &listed.to_string()]),
        n => events(n),
    };
    let input = tag("input")
        .set("id", "search")
        .set("type", "search")
        .says("placeholder", Word::Search)
        .set("autocomplete", "off")
        .set("spellcheck", "false")
        .value(&query)
        .set("role", "combobox")
        .set("aria-autocomplete", "list")
        .is("aria-expanded", shows)
        .set("aria-controls", "found")
        .maybe("aria-activedescendant", active_id.as_deref())
        .on_input(oninput)
        .on_key_down(onkeydown)
        .on_focus(set_open(true))
        .on_blur(set_open(false));
    let cross = (!query.is_empty()).then(|| {
        let press = Callback::from(move |_: MouseEvent| clear.emit(()));
        button("clear").says("aria-label", Word::ClearSearch).on_click(press).child(small_cross())
    });
    let list = tag("ul").set("id", "found").set("role", "listbox").says("aria-label", Word::EventsFound);
    let results = tag("div")
        .class("results")
        .when(!shows, "hidden", "hidden")
        .child(tag("p").class("count").say(&count))
        .child(list.child(each(options)));
    tag("search")
        .class(if query.is_empty() { "search" } else { "search on" })
        .child(tag("label").class("sr").set("for", "search").word(Word::SearchEvents))
        .child(input)
        .child(cross)
        .child(results)
        .into()
}

#[cfg(test)]
mod tests {
    use super::walk;

    #[test]
    fn walking_stops_at_the_ends() {
        assert_eq!(walk(None, 1, 3), Some(0));
        assert_eq!(walk(None, -1, 3), Some(2));
        assert_eq!(walk(Some(0), -1, 3), Some(0));
        assert_eq!(walk(Some(1), 1, 3), Some(2));
        assert_eq!(walk(Some(2), 1, 3), Some(2));
        assert_eq!(walk(Some(2), 1, 0), None);
    }
}
