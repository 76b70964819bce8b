//! What a key does. A table, so that the help page and the tests read the same one.
//!
//! Which keys act where (in a frame only with focus inside, never in a text field) is the page's concern.

use super::{Action, AppState, View};

/// A key press, as the browser names it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Key<'a> {
    /// `KeyboardEvent.key`.
    pub name: &'a str,
    /// Shift is held.
    pub shift: bool,
    /// Ctrl or ⌘ is held.
    pub command: bool,
    /// Alt is held.
    pub alt: bool,
}

/// What the page is to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// An act of the state.
    Act(Action),
    /// Open the focused event's card; if it is open, move into it.
    Open,
    /// Close what is open, innermost first.
    Close,
    /// To the search field.
    Search,
    /// To the filters.
    Filters,
}

/// Zoom of a press of + or −.
pub const ZOOM: f64 = crate::core::plate::gesture::BUTTON_FACTOR;
/// Share of the view that Shift with an arrow moves it by.
const PAN: f64 = 0.2;

/// The key is a character: what some readers press by mistake, and speech input by a word. Space is a control's key.
pub fn is_character(name: &str) -> bool {
    name != " " && name.chars().count() == 1
}

/// What this key does in this state; none if it is not ours.
pub fn command(key: Key, state: &AppState) -> Option<Command> {
    let act = |a: Action| Some(Command::Act(a));
    if key.command && !key.alt && key.name.eq_ignore_ascii_case("z") && !key.shift {
        return act(Action::Undo);
    }
    if key.command || key.alt {
        return None;
    }
    let other = |view: View| Action::SetView(if state.view == view { View::Plate } else { view });
    match (key.name, key.shift) {
        ("Escape", _) => Some(Command::Close),
        ("/", _) => Some(Command::Search),
        ("?", _) => act(other(View::Help)),
        ("l", false) => act(other(View::List)),
        ("f", false) => Some(Command::Filters),
        ("u", false) => act(Action::Undo),
        _ if state.view != View::Plate => None,
        ("ArrowLeft", true) => act(Action::PanBy(-PAN)),
        ("ArrowRight", true) => act(Action::PanBy(PAN)),
        ("ArrowLeft" | "PageUp", false) => act(Action::Step(-1)),
        ("ArrowRight" | "PageDown", false) => act(Action::Step(1)),
        ("ArrowUp", false) => act(Action::StepLane(-1)),
        ("ArrowDown", false) => act(Action::StepLane(1)),
        ("Home", false) => act(Action::First),
        ("End", false) => act(Action::Last),
        ("]", _) => act(Action::StepPhase(1)),
        ("[", _) => act(Action::StepPhase(-1)),
        ("+" | "=", _) => act(Action::ZoomBy(ZOOM)),
        ("-" | "−" | "_", _) => act(Action::ZoomBy(1.0 / ZOOM)),
        ("0", _) => act(Action::ZoomAll),
        ("Enter" | " ", false) => Some(Command::Open),
        _ => None,
    }
}
