//! The row of filter chips: periods and themes, each with the number of events there would be after
//! pressing it. How many themes stand in the row depends on the room; all are in the document.

use super::layout::Layout;
use super::symbols::{follow, phase_class, press, swatch};
use crate::core::data::{PhaseIx, Theme};
use crate::core::state::{Action, AppState, View};
use yew::prelude::*;

/// What the filters show and where their acts go.
#[derive(Properties, PartialEq, Clone)]
pub struct FiltersProps {
    /// The state.
    pub state: AppState,
    /// Where acts go.
    pub dispatch: Callback<Action>,
    /// The page's layout.
    pub layout: Layout,
    /// Width of the window, px.
    pub width: f64,
}

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

/// A chip with its count, for screen readers "Strain, 30 events".
struct Chip {
    name: String,
    count: usize,
    pressed: bool,
    phase: Option<PhaseIx>,
    period: Option<String>,
    theme: Option<&'static str>,
    action: Action,
}

impl Chip {
    fn html(self, dispatch: &Callback<Action>) -> Html {
        // Nothing behind it: it stays, but does nothing. A pressed chip can always be taken back.
        let dead = self.count == 0 && !self.pressed;
        let onclick = (!dead).then(|| press(dispatch, self.action));
        html! {
            <button type="button" class={classes!("chip", self.phase.map(|p| phase_class(Some(p))))}
                aria-pressed={self.pressed.to_string()} aria-disabled={dead.then_some("true")}
                data-count={self.count.to_string()} data-period={self.period} data-theme-filter={self.theme} {onclick}>
                if self.phase.is_some() { { swatch(self.phase) } }
                { self.name }
                <i><span class="sr">{ ", " }</span>{ self.count }<span class="sr">{ if self.count == 1 { " event" } else { " events" } }</span></i>
            </button>
        }
    }
}

fn period_chips(state: &AppState, dispatch: &Callback<Action>) -> Vec<Html> {
    let all = Chip {
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
            name: phase.label.clone(),
            count: state.counts.phase(ix),
            pressed: state.filter.phases.contains(&ix),
            phase: Some(ix),
            period: Some(phase.id.clone()),
            theme: None,
            action: Action::TogglePhase(ix),
        }
    });
    std::iter::once(all).chain(phases).map(|chip| chip.html(dispatch)).collect()
}

fn theme_chips(state: &AppState, dispatch: &Callback<Action>, themes: &[Theme]) -> Vec<Html> {
    let chip = |theme: &Theme| Chip {
        name: theme.label().to_owned(),
        count: state.counts.theme(*theme),
        pressed: state.filter.themes.contains(theme),
        phase: None,
        period: None,
        theme: Some(theme.word()),
        action: Action::ToggleTheme(*theme),
    };
    themes.iter().map(|theme| chip(theme).html(dispatch)).collect()
}

/// What a [`Disclosure`] shows.
#[derive(Properties, PartialEq, Clone)]
pub struct DisclosureProps {
    /// The word on the button.
    pub name: AttrValue,
    /// Id of the panel.
    pub id: AttrValue,
    /// Class of the button.
    #[prop_or_default]
    pub class: Classes,
    /// Class of the panel: `left` hangs it from the button's left edge.
    #[prop_or_default]
    pub panel: Classes,
    /// A click inside closes it (menus).
    #[prop_or_default]
    pub closes: bool,
    /// The panel's content. It is in the document also while closed.
    pub children: Html,
}

/// A button that opens a panel under itself. Esc and a click elsewhere close it.
#[component]
pub fn Disclosure(props: &DisclosureProps) -> Html {
    let is_open = use_state(|| false);
    let set = |open: bool| {
        let is_open = is_open.clone();
        Callback::from(move |_: MouseEvent| is_open.set(open))
    };
    let onkeydown = {
        let is_open = is_open.clone();
        Callback::from(move |e: KeyboardEvent| {
            if *is_open && e.key() == "Escape" {
                e.stop_propagation();
                is_open.set(false);
            }
        })
    };
    let inside = props.closes.then(|| set(false));
    html! {
        <div class="opens" {onkeydown}>
            <button type="button" class={props.class.clone()} aria-expanded={is_open.to_string()}
                aria-controls={props.id.clone()} onclick={set(!*is_open)}>{ props.name.clone() }</button>
            if *is_open { <div class="veil" onclick={set(false)}></div> }
            <div id={props.id.clone()} class={classes!("pop", props.panel.clone())} hidden={!*is_open} onclick={inside}>
                { props.children.clone() }
            </div>
        </div>
    }
}

/// The row of chips; in a frame one button with the periods behind it.
#[component]
pub fn Filters(props: &FiltersProps) -> Html {
    let FiltersProps { state, dispatch, layout, width } = props;
    let periods = period_chips(state, dispatch);
    let fit = themes_in_row(*layout, *width);
    let (row, rest) = Theme::ALL.split_at(fit.min(Theme::ALL.len()));
    let clear = (!state.filter.is_empty()).then(|| {
        html! { <button type="button" class="textbutton clear-filters" onclick={press(dispatch, Action::ClearFilter)}>{ "Clear filters" }</button> }
    });
    let set_in_rest = state.filter.themes.iter().any(|t| rest.contains(t)).then_some("on");
    let panel = |name: &'static str| {
        html! {
            <Disclosure {name} id="more-themes" class={classes!("chip", set_in_rest)} panel={classes!("left")}>
                <div class="chips" role="group" aria-label="Theme">{ for theme_chips(state, dispatch, rest) }</div>
            </Disclosure>
        }
    };
    if *layout == Layout::Frame {
        let set = (!state.filter.phases.is_empty()).then_some("on");
        return html! {
            <Disclosure name="Periods" id="periods" class={classes!("chip", set)}>
                <div class="chips" role="group" aria-label="Period">{ for periods }</div>
                { for clear }
            </Disclosure>
        };
    }
    let captioned = *layout == Layout::Wide;
    let caption = |name: &'static str| html! { <span class="caps lg" aria-hidden="true">{ name }</span> };
    let scrolls = matches!(*layout, Layout::Tablet | Layout::Phone);
    html! {
        <div class="filters">
            <div class="group" role="group" aria-label="Period">
                if captioned || *layout == Layout::Laptop { { caption("Period") } }
                { for periods }
            </div>
            if fit > 0 {
                <div class="group" role="group" aria-label="Theme">
                    if captioned { { caption("Theme") } }
                    { for theme_chips(state, dispatch, row) }
                    if !rest.is_empty() { { panel("More") } }
                </div>
            } else {
                { panel("Themes") }
            }
            { for clear }
            if !scrolls {
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
