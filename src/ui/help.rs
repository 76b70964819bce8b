//! The page *Help*: how to read the plate, how to move on it, and the keys that exist.

use super::about::{close, PageProps};
use super::symbols::{arrow_down, arrow_left, arrow_right, arrow_up, legend_symbol, swatch};
use crate::core::data::{Kind, PhaseIx};
use yew::prelude::*;

/// A key as it is shown.
enum Key {
    Word(&'static str),
    Arrow(&'static str, fn() -> Html),
}

use Key::{Arrow, Word};

const LEFT: Key = Arrow("Left arrow", arrow_left);
const RIGHT: Key = Arrow("Right arrow", arrow_right);
const UP: Key = Arrow("Up arrow", arrow_up);
const DOWN: Key = Arrow("Down arrow", arrow_down);

/// The keys and what they do, in the order of the table. Keys joined by "+" are pressed together.
const KEYS: [(&[Key], &str); 14] = [
    (&[LEFT, RIGHT], "earlier, later event"),
    (&[UP, DOWN], "nearest event in time in the next lane up, down"),
    (&[Word("Home"), Word("End")], "first, last event"),
    (&[Word("Enter")], "open the card; again: go into it"),
    (&[Word("Esc")], "close: panel, search, card. Focus returns to the event"),
    (&[Word("Page Up"), Word("Page Down")], "earlier, later event (for presentation remotes)"),
    (&[Word("["), Word("]")], "earlier, later period"),
    (&[Word("+"), Word("−")], "closer, wider, about the event in focus"),
    (&[Word("0")], "all years"),
    (&[Word("Shift"), LEFT, RIGHT], "move the view, keep the focus"),
    (&[Word("/")], "search"),
    (&[Word("f"), Word("l")], "filters; list or timeline"),
    (&[Word("u")], "undo the last change of the view"),
    (&[Word("?")], "this page"),
];

fn key(key: &Key) -> Html {
    match key {
        Word(word) => html! { <kbd>{ *word }</kbd> },
        Arrow(name, draw) => html! { <kbd>{ draw() }<span class="sr">{ *name }</span></kbd> },
    }
}

/// The page *Help*.
pub fn help(props: &PageProps) -> Html {
    let PageProps { state, dispatch } = props;
    let kinds = Kind::ALL.iter().map(|k| html! { <li>{ legend_symbol(*k) }{ k.label() }</li> });
    let phases = state.timeline.phases.iter().enumerate().map(|(i, phase)| {
        let look = match i % 3 {
            0 => "flat tint, solid rails",
            1 => "hatched, solid rails",
            _ => "dotted, broken rails",
        };
        html! { <li>{ swatch(Some(PhaseIx(i as u32))) }{ format!("{}: {look}", phase.label) }</li> }
    });
    let keys = KEYS.iter().map(|(keys, does)| {
        html! { <tr><th scope="row">{ for keys.iter().map(key) }</th><td>{ *does }</td></tr> }
    });
    html! {
        <section class="page" id="help" aria-labelledby="help-title">
            { close(dispatch) }
            <h2 id="help-title" tabindex="-1">{ "How to read and use the timeline" }</h2>

            <h3>{ "The plate" }</h3>
            <p>{ "Two rails run through time: Moscow above, Beijing below. That is geography, as on a map, and not rank. What one side did stands on a flag on its side. What both did together is tied across the band; its flag stands with the host." }</p>
            <p>{ "The band between the rails widens from period to period. Its width is a reading, not a measurement. Before the alliance the rails are dotted." }</p>
            <ul class="signs">{ for phases }</ul>
            <p>{ "The sign says what kind of event it is; the larger, the more it mattered." }</p>
            <ul class="signs">{ for kinds }</ul>
            <p>{ "“+3” says that three more events lie close by: choose it, or zoom in, to see them. Short ticks inside the rails show where they stand. A bracket shows how far an inexact date reaches, or how long an event lasted." }</p>

            <h3>{ "Moving" }</h3>
            <ul class="plain">
                <li>{ "Turn the wheel over the plate to zoom about the pointer. In a course page hold Ctrl or ⌘." }</li>
                <li>{ "Drag to move, double-click to come closer. On a touch screen move with one finger and zoom with two." }</li>
                <li>{ "Choose a period’s name in the band to fill the plate with it." }</li>
                <li>{ "Drag the window in the overview below the plate, or one of its ends." }</li>
                <li>{ "On a phone time runs down the page. Every event is a row." }</li>
            </ul>

            <h3>{ "Finding" }</h3>
            <p>{ "The number on a chip says how many events there will be after you press it. Search knows other spellings, such as Peking and Damansky, and Chinese and Russian names. The address of the page holds what you see: copy it to share it." }</p>

            <h3>{ "Keys" }</h3>
            <table><tbody>{ for keys }</tbody></table>
        </section>
    }
}
