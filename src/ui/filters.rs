//! The row of filter chips: periods and themes, each with the number of events there would be after
//! pressing it. How many themes stand in the row depends on the room; all are in the document.

use super::layout::Layout;
use super::piece::{piece, Change, Own};
use super::symbols::{follow, phase_class, press, swatch};
use crate::core::data::{PhaseIx, Theme};
use crate::core::state::{Action, AppState, View};
use crate::web::document;
use std::rc::Rc;
use yew::prelude::*;

/// So many themes stand in the row itself; the others are in a panel.
fn themes_in_row(layout: Layout, width: f64) -> usize {
    match layout {
        Layout::Wide if width >= 1700.0 => Theme::ALL.len(),
        Layout::Wide if width >= 1340.0 => 4,
        Layout::Wide => 3,
        Layout::Laptop | Layout::Frame => 0,
        Layout::Tablet | Layout::Phone => Theme::ALL.len(),
    }
}

/// A chip with its count.
#[derive(Clone, PartialEq)]
struct Chip {
    id: String,
    name: String,
    count: usize,
    pressed: bool,
    phase: Option<PhaseIx>,
    period: Option<String>,
    theme: Option<&'static str>,
    action: Action,
}

impl Chip {
    /// For screen readers "Strain, 30 events".
    fn html(&self, dispatch: &Callback<Action>, is_stop: bool, onfocus: Callback<FocusEvent>) -> Html {
        // Nothing behind it: it stays, but does nothing. A pressed chip can always be taken back.
        let dead = self.count == 0 && !self.pressed;
        let onclick = (!dead).then(|| press(dispatch, self.action.clone()));
        html! {
            <button type="button" id={self.id.clone()} class={classes!("chip", self.phase.map(|p| phase_class(Some(p))))}
                tabindex={if is_stop { "0" } else { "-1" }} aria-pressed={self.pressed.to_string()}
                aria-disabled={dead.then_some("true")} data-count={self.count.to_string()}
                data-period={self.period.clone()} data-theme-filter={self.theme} {onclick} {onfocus}>
                if self.phase.is_some() { { swatch(self.phase) } }
                { &self.name }
                <i><span class="sr">{ ", " }</span>{ self.count }<span class="sr">{ if self.count == 1 { " event" } else { " events" } }</span></i>
            </button>
        }
    }
}

fn period_chips(state: &AppState) -> Vec<Chip> {
    let all = Chip {
        id: "period-all".to_owned(),
        name: "All".to_owned(),
        count: state.counts.all(),
        pressed: state.filter.phases.is_empty(),
        phase: None,
        period: None,
        theme: None,
        action: Action::AllPhases,
    };
    let phases = state.timeline.phases.iter().enumerate().map(|(i, phase)| {
        let ix = PhaseIx(i as u32);
        Chip {
            id: format!("period-{}", phase.id),
            name: phase.label.clone(),
            count: state.counts.phase(ix),
            pressed: state.filter.phases.contains(&ix),
            phase: Some(ix),
            period: Some(phase.id.clone()),
            theme: None,
            action: Action::TogglePhase(ix),
        }
    });
    std::iter::once(all).chain(phases).collect()
}

fn theme_chips(state: &AppState, themes: &[Theme]) -> Vec<Chip> {
    let chip = |theme: &Theme| Chip {
        id: format!("theme-{}", theme.word()),
        name: theme.label().to_owned(),
        count: state.counts.theme(*theme),
        pressed: state.filter.themes.contains(theme),
        phase: None,
        period: None,
        theme: Some(theme.word()),
        action: Action::ToggleTheme(*theme),
    };
    themes.iter().map(chip).collect()
}

/// A group of chips: one Tab stop, arrows inside.
#[derive(Clone)]
struct Chips {
    label: &'static str,
    class: &'static str,
    chips: Vec<Chip>,
    dispatch: Callback<Action>,
    /// The name stands before the chips.
    captioned: bool,
    /// What follows them.
    more: Html,
}

impl Chips {
    fn html(&self, own: &Own) -> Html {
        let last = self.chips.len().saturating_sub(1);
        let at = own.at.unwrap_or(0).min(last);
        let onkeydown = {
            let ids: Vec<String> = self.chips.iter().map(|c| c.id.clone()).collect();
            Callback::from(move |e: KeyboardEvent| {
                let to = match e.key().as_str() {
                    "ArrowRight" => (at + 1).min(last),
                    "ArrowLeft" => at.saturating_sub(1),
                    "Home" => 0,
                    "End" => last,
                    _ => return,
                };
                e.prevent_default();
                e.stop_propagation();
                if let Some(id) = ids.get(to) {
                    // The chip's own focus event makes it the stop.
                    document::focus_id(id);
                }
            })
        };
        let chips = self.chips.iter().enumerate().map(|(i, chip)| {
            let set = own.set.clone();
            chip.html(
                &self.dispatch,
                i == at,
                Callback::from(move |_: FocusEvent| set.emit(Change::At(Some(i)))),
            )
        });
        html! {
            <div class={self.class} role="group" aria-label={self.label}>
                if self.captioned { <span class="caps lg" aria-hidden="true">{ self.label }</span> }
                <div class="run" {onkeydown}>{ for chips }</div>
                { self.more.clone() }
            </div>
        }
    }
}

/// A button that opens a panel under itself. Esc and a click elsewhere close it.
#[derive(Clone)]
pub struct Disclosure {
    /// The word on the button.
    pub name: &'static str,
    /// Id of the panel.
    pub id: &'static str,
    /// Class of the button.
    pub class: Classes,
    /// What stands first in the panel and closes it when pressed (menus).
    pub items: Html,
    /// The panel's content. It is in the document also while closed.
    pub children: Html,
}

/// Draws a [`Disclosure`].
pub fn disclosure(props: Disclosure) -> Html {
    piece(props.id, Rc::new(move |own| open_or_closed(&props, own)))
}

fn open_or_closed(props: &Disclosure, own: &Own) -> Html {
    let is_open = own.is_open;
    let set = |open: bool| {
        let set = own.set.clone();
        Callback::from(move |_: MouseEvent| set.emit(Change::Open(open)))
    };
    let onkeydown = {
        let set = own.set.clone();
        Callback::from(move |e: KeyboardEvent| {
            if is_open && e.key() == "Escape" {
                e.stop_propagation();
                set.emit(Change::Open(false));
            }
        })
    };
    html! {
        <div class="opens" {onkeydown}>
            <button type="button" class={props.class.clone()} aria-expanded={is_open.to_string()}
                aria-controls={props.id} onclick={set(!is_open)}>{ props.name }</button>
            if is_open { <div class="veil" onclick={set(false)}></div> }
            <div id={props.id} class="pop" hidden={!is_open}>
                <div class="menu" onclick={set(false)}>{ props.items.clone() }</div>
                { props.children.clone() }
            </div>
        </div>
    }
}

/// The row of chips; in a frame one button with the periods behind it.
pub fn filters(state: &AppState, dispatch: &Callback<Action>, layout: Layout, width: f64) -> Html {
    let fit = themes_in_row(layout, width);
    let (row, rest) = Theme::ALL.split_at(fit.min(Theme::ALL.len()));
    let group = |label: &'static str, class: &'static str, chips: Vec<Chip>, captioned: bool, more: Html| {
        let chips = Chips { label, class, chips, dispatch: dispatch.clone(), captioned, more };
        piece(label, Rc::new(move |own| chips.html(own)))
    };
    // Always one child, if an empty one: another number of children would make Yew build its neighbours anew,
    // and an open panel would close.
    let clear = if state.filter.is_empty() {
        Html::default()
    } else {
        html! { <button type="button" class="textbutton clear-filters" onclick={press(dispatch, Action::ClearFilter)}>{ "Clear filters" }</button> }
    };
    if layout == Layout::Frame {
        let set = (!state.filter.phases.is_empty()).then_some("on");
        let children = html! { <>
            { group("Period", "chips", period_chips(state), false, Html::default()) }
            { clear }
        </> };
        let class = classes!("chip", set);
        return disclosure(Disclosure {
            name: "Periods",
            id: "periods",
            class,
            items: Html::default(),
            children,
        });
    }
    let panel = |name: &'static str| {
        let set = state.filter.themes.iter().any(|t| rest.contains(t)).then_some("on");
        let children = group("Other themes", "chips", theme_chips(state, rest), false, Html::default());
        let class = classes!("chip", set);
        disclosure(Disclosure { name, id: "more-themes", class, items: Html::default(), children })
    };
    let captioned = matches!(layout, Layout::Wide | Layout::Laptop);
    html! {
        <div class="filters">
            { group("Period", "group", period_chips(state), captioned, Html::default()) }
            if fit > 0 {
                { group("Theme", "group", theme_chips(state, row), captioned, if rest.is_empty() { Html::default() } else { panel("More") }) }
            } else {
                { panel("Themes") }
            }
            { clear }
            if captioned {
                <span class="right lab">
                    { "Periods by " }<a href="#v=about" onclick={follow(dispatch, Action::SetView(View::About))}>{ "this site" }</a>{ "." }
                </span>
            }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_room_decides_how_many_themes_stand_in_the_row() {
        let check = |layout, width, n| assert_eq!(themes_in_row(layout, width), n, "{layout:?} {width}");
        check(Layout::Wide, 1200.0, 3);
        check(Layout::Wide, 1440.0, 4);
        check(Layout::Wide, 1700.0, 8);
        check(Layout::Laptop, 1024.0, 0);
        check(Layout::Tablet, 768.0, 8);
        check(Layout::Phone, 360.0, 8);
        check(Layout::Frame, 600.0, 0);
    }
}
