//! Small drawn and written pieces that the components share: the symbols of events, the swatches of phases,
//! arrows and signs, and a text with its search words marked.
//!
//! All drawing is by classes (`plate.css`, `base.css`), so that every theme can colour it. Arrows are drawn,
//! never characters: the typefaces have none.

use super::element::{each, several, tag};
use super::svg::{classes_of, el, keyed, path, V};
use crate::core::data::{Event, EventIx, Kind, PhaseIx};
use crate::core::plate::path::{dot, step};
use crate::core::state::{Action, AppState};
use crate::core::words::{is_own_script, Word};
use std::ops::Range;
use yew::prelude::*;

/// The class of a phase's colours, of this site's phases: [`crate::core::state::periods::drawn_like`] tells which
/// one another scheme's is drawn like. Phases beyond the third go round again.
pub fn phase_class(phase: Option<PhaseIx>) -> &'static str {
    match phase.map(|p| p.0 % 3) {
        None => "phase-none",
        Some(0) => "phase-alliance",
        Some(1) => "phase-strain",
        Some(_) => "phase-split",
    }
}

/// The class of a phase's fill: flat, hatched, dotted.
pub fn pattern_class(phase: Option<PhaseIx>) -> &'static str {
    match phase.map(|p| p.0 % 3) {
        None => "pat-none",
        Some(0) => "pat-flat",
        Some(1) => "pat-hatch",
        Some(_) => "pat-dots",
    }
}

/// A small box with the phase's pattern and edge, 20 × 12 px.
pub fn swatch(phase: Option<PhaseIx>) -> Html {
    let class = classes_of(&["box", pattern_class(phase)]);
    let values = [V::T(&class), V::S("0.75"), V::S("0.75"), V::S("18.5"), V::S("10.5")];
    let inside = el("rect", &["class", "x", "y", "width", "height"], &values, Vec::new());
    let class = classes_of(&["swatch", phase_class(phase)]);
    drawing(&class, ("20", "12"), "", inside)
}

/// A small drawing of its own, out of the accessibility tree.
fn drawing(
    class: &str,
    (width, height): (&'static str, &'static str),
    view_box: &'static str,
    inside: Html,
) -> Html {
    let keys = &["class", "width", "height", "viewBox", "aria-hidden", "focusable"];
    let values = [V::T(class), V::S(width), V::S(height), V::S(view_box), V::S("true"), V::S("false")];
    el("svg", keys, &values, vec![inside])
}

/// A part of a symbol. It takes its colour from `--c` of whatever it stands in, or is.
pub struct Shape {
    /// Its looks.
    pub class: &'static str,
    /// Its path data.
    pub d: String,
}

impl Shape {
    /// A circle, px.
    pub fn round(class: &'static str, x: f64, y: f64, r: f64) -> Shape {
        let mut d = String::new();
        dot(&mut d, x, y, r);
        Shape { class, d }
    }

    /// The shape as an element.
    pub fn draw(&self) -> Html {
        path(self.class, &self.d)
    }
}

/// The mark of an event, of these shapes: one path, or several in a group; with how many events it stands for if it is
/// a cluster, and what moves it.
pub fn mark(
    (ix, id): (EventIx, &str),
    class: &str,
    cluster: Option<&str>,
    place: V,
    shapes: &[Shape],
) -> Html {
    let (tag, class, d, inside) = match shapes {
        [only] => ("path", classes_of(&[class, only.class]), Some(only.d.as_str()), Vec::new()),
        several => ("g", class.to_owned(), None, several.iter().map(Shape::draw).collect()),
    };
    let keys = &["class", "data-mark", "data-cluster", "transform", "d"];
    keyed(Some(ix.0), tag, keys, &[V::T(&class), V::T(id), V::O(cluster), place, V::O(d)], inside)
}

/// The symbol of a kind at (x, y) with radius r, px, as a group with this class.
pub fn symbol(kind: Kind, x: f64, y: f64, r: f64, class: &'static str) -> Html {
    let shapes = shapes(kind, x, y, r).iter().map(Shape::draw).collect();
    el("g", &["class"], &[V::T(&classes_of(&["sym", class]))], shapes)
}

/// The shapes of a symbol, for an element that has the class `sym`.
pub fn shapes(kind: Kind, x: f64, y: f64, r: f64) -> Vec<Shape> {
    // Corners from the middle, px.
    let closed = |class, corners: &[[f64; 2]]| {
        let mut d = String::new();
        for (i, [dx, dy]) in corners.iter().enumerate() {
            step(&mut d, if i == 0 { "M" } else { "L" }, &[x + dx, y + dy]);
        }
        vec![Shape { class, d: d + "Z" }]
    };
    match kind {
        Kind::Treaty => vec![Shape::round("ring", x, y, r), Shape::round("point", x, y, r * 0.42)],
        Kind::Meeting => vec![Shape::round("ring", x, y, r * 0.86)],
        Kind::Speech => {
            let a = r * 1.15;
            closed("solid", &[[0.0, -a], [a, 0.0], [0.0, a], [-a, 0.0]])
        }
        Kind::War => {
            // The outline of two crossing bars of 2.4 px, which is 1.7 px aslant: up an arm, over its end, and back.
            let (arm, end) = (r * 0.9 - 0.85, 1.7);
            let mut d = String::new();
            step(&mut d, "M", &[x, y - end]);
            for (a, b) in [(1.0, -1.0), (1.0, 1.0), (-1.0, 1.0), (-1.0, -1.0)] {
                step(&mut d, "l", &[arm * a, arm * b, -end * b, end * a, -arm * a, -arm * b]);
            }
            vec![Shape { class: "solid cross", d }]
        }
        Kind::Aid => {
            let a = r * 0.85;
            closed("solid", &[[-a, -a], [a, -a], [a, a], [-a, a]])
        }
        Kind::Leadership => {
            let (side, foot) = (r * 1.05, r * 0.8);
            closed("solid", &[[0.0, -r * 1.1], [side, foot], [-side, foot]])
        }
        Kind::State => vec![Shape::round("solid", x, y, r * 0.8)],
    }
}

fn icon(d: &'static str, size: &'static str) -> Html {
    drawing("ic", (size, size), "0 0 14 14", path("", d))
}

/// An arrow to the left: earlier.
pub fn arrow_left() -> Html {
    icon("M13 7H2M6 2.8L1.8 7L6 11.2", "14")
}

/// An arrow to the right: later.
pub fn arrow_right() -> Html {
    icon("M1 7H12M8 2.8L12.2 7L8 11.2", "14")
}

/// A cross: close.
pub fn cross() -> Html {
    icon("M2 2L12 12M12 2L2 12", "14")
}

/// A small cross: take away.
pub fn small_cross() -> Html {
    icon("M2 2L12 12M12 2L2 12", "10")
}

/// A text with these byte ranges as `<mark>`; a range that does not fit the text is left out.
pub fn marked(text: &str, ranges: &[Range<usize>]) -> Html {
    let pieces = pieces(text, ranges).into_iter().map(|(piece, is_hit)| match is_hit {
        true => tag("mark").text(piece),
        false => several().text(piece),
    });
    each(pieces).into()
}

/// The text cut at the ranges: each piece, and whether it is one of them.
fn pieces<'a>(text: &'a str, ranges: &[Range<usize>]) -> Vec<(&'a str, bool)> {
    let (mut out, mut done) = (Vec::new(), 0);
    for range in ranges.iter().filter(|r| !r.is_empty()) {
        if let (Some(before), Some(hit)) = (text.get(done..range.start), text.get(range.clone())) {
            if !before.is_empty() {
                out.push((before, false));
            }
            out.push((hit, true));
            done = range.end;
        }
    }
    if let Some(rest) = text.get(done..).filter(|rest| !rest.is_empty()) {
        out.push((rest, false));
    }
    out
}

/// Sends an action on a click.
pub fn press(dispatch: &Callback<Action>, action: Action) -> Callback<MouseEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |_: MouseEvent| dispatch.emit(action.clone()))
}

/// As [`press`], on a link: a click with a modifier key is left to the browser, which opens a tab.
pub fn follow(dispatch: &Callback<Action>, action: Action) -> Callback<MouseEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |e: MouseEvent| {
        if !(e.ctrl_key() || e.meta_key() || e.shift_key() || e.alt_key()) {
            e.prevent_default();
            dispatch.emit(action.clone());
        }
    })
}

/// The name of an event's place, in the reader's own script where it is known; empty where no place is recorded.
pub fn place_name(state: &AppState, event: &Event) -> String {
    let place = event.place.and_then(|p| state.timeline.places.get(p.at()));
    place
        .map(|p| p.spellings.iter().find(|name| is_own_script(name)).unwrap_or(&p.name).clone())
        .unwrap_or_default()
}

/// "1 event", "119 events".
pub fn events(n: usize) -> String {
    Word::Events.count(n)
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init, reason = "a list of one highlight")]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_at_its_hits() {
        let check = |text: &'static str, ranges: &[Range<usize>], expected: &[(&str, bool)]| {
            assert_eq!(pieces(text, ranges), expected);
        };
        check("Mao in Moscow", &[], &[("Mao in Moscow", false)]);
        check("Mao in Moscow", &[0..3, 7..13], &[("Mao", true), (" in ", false), ("Moscow", true)]);
        check("Mao in Moscow", &[4..6], &[("Mao ", false), ("in", true), (" Moscow", false)]);
        check("", &[], &[]);
    }

    #[test]
    fn a_range_that_does_not_fit_is_left_out() {
        // Inside a letter, behind the end, behind a later one.
        assert_eq!(pieces("Lüshun", &[2..4]), [("Lüshun", false)]);
        assert_eq!(pieces("Mao", &[0..9]), [("Mao", false)]);
        assert_eq!(pieces("Mao", &[2..3, 0..1]), [("Ma", false), ("o", true)]);
    }

    #[test]
    fn phases_go_round() {
        assert_eq!(phase_class(Some(PhaseIx(3))), phase_class(Some(PhaseIx(0))));
        assert_ne!(phase_class(Some(PhaseIx(2))), phase_class(Some(PhaseIx(1))));
        assert_eq!(pattern_class(None), "pat-none");
    }
}
