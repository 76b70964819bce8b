//! The row of filter chips: periods and themes, each with the number of events there would be after
//! pressing it; and whose periods they are. How many themes stand in the row depends on the room; all are in the document.

use super::element::{button, each, heard, several, tag, Tag};
use super::layout::Layout;
use super::periods::{choice, chooser};
use super::piece::{piece, Change, Own};
use super::symbols::{phase_class, press, swatch};
use crate::core::data::{PhaseIx, Theme};
use crate::core::state::periods::{drawn_like, has_outside, OUTSIDE, OUTSIDE_WORD};
use crate::core::state::{Action, AppState};
use crate::core::words::Word;
use crate::web::document;
use std::rc::Rc;
use yew::prelude::*;

/// So many themes stand in the row itself; the others are in a panel.
fn themes_in_row(layout: Layout, width: f64) -> usize {
    match layout {
        Layout::Wide if width >= 1700.0 => Theme::ALL.len(),
        Layout::Wide if width >= 1340.0 => 4,
        Layout::Wide => 2,
        Layout::Laptop | Layout::Frame => 0,
        Layout::Tablet | Layout::Phone => Theme::ALL.len(),
    }
}

/// Letters in the chips of the periods, with so many for the rest of each, beyond which there is no room for
/// themes beside them.
const CROWDED: (usize, usize) = (60, 8);

/// The names of a scheme's periods leave no room in the row for themes.
fn is_crowded(chips: &[Chip]) -> bool {
    let letters = chips.iter().skip(1).map(|c| c.name.chars().count() + CROWDED.1);
    letters.sum::<usize>() > CROWDED.0
}

/// A chip with its count.
#[derive(Clone, PartialEq)]
struct Chip {
    id: String,
    name: String,
    count: usize,
    pressed: bool,
    /// For periods: which of this site's phases its swatch is drawn like; none for what is outside.
    look: Option<Option<PhaseIx>>,
    period: Option<String>,
    theme: Option<&'static str>,
    action: Action,
}

impl Chip {
    /// The names of periods are the dataset's, all others the interface's.
    fn named(&self) -> Tag {
        match self.period.as_deref() {
            Some(period) if period != OUTSIDE_WORD => several().text(&self.name),
            _ => several().say(&self.name),
        }
    }

    /// For screen readers "Strain, 30 events".
    fn html(&self, dispatch: &Callback<Action>, is_stop: bool, focus: Callback<FocusEvent>) -> Tag {
        // Nothing behind it: it stays, but does nothing. A pressed chip can always be taken back.
        let dead = self.count == 0 && !self.pressed;
        let count = self.count.to_string();
        let said = heard().sign(Word::EventsAfter.form(self.count));
        tag("button")
            .set("type", "button")
            .put("id", &self.id)
            .classes(&["chip", self.look.map_or("", phase_class)])
            .set("tabindex", if is_stop { "0" } else { "-1" })
            .is("aria-pressed", self.pressed)
            .when(dead, "aria-disabled", "true")
            .put("data-count", &count)
            .maybe("data-period", self.period.as_deref())
            .maybe("data-theme-filter", self.theme)
            .on_click((!dead).then(|| press(dispatch, self.action.clone())))
            .on_focus(focus)
            .child(self.look.map(swatch).unwrap_or_default())
            .child(self.named())
            .child(tag("i").child(heard().sign(", ")).say(&count).child(said))
    }
}

fn period_chips(state: &AppState) -> Vec<Chip> {
    let all = Chip {
        id: "period-all".to_owned(),
        name: Word::All.text().to_owned(),
        count: state.counts.all(),
        pressed: state.filter.phases.is_empty(),
        look: None,
        period: None,
        theme: None,
        action: Action::AllPhases,
    };
    let phases = state.timeline.phases.iter().enumerate().map(|(i, phase)| {
        let ix = PhaseIx(i as u32);
        Chip {
            id: ["period-", &phase.id].concat(),
            name: phase.label.clone(),
            count: state.counts.phase(ix),
            pressed: state.filter.phases.contains(&ix),
            look: Some(drawn_like(&state.timeline, Some(ix))),
            period: Some(phase.id.clone()),
            theme: None,
            action: Action::TogglePhase(ix),
        }
    });
    let outside = has_outside(&state.timeline).then(|| Chip {
        id: "period-outside".to_owned(),
        name: Word::OutsidePeriods.text().to_owned(),
        count: state.counts.phase(OUTSIDE),
        pressed: state.filter.phases.contains(&OUTSIDE),
        look: Some(None),
        period: Some(OUTSIDE_WORD.to_owned()),
        theme: None,
        action: Action::TogglePhase(OUTSIDE),
    });
    std::iter::once(all).chain(phases).chain(outside).collect()
}

fn theme_chips(state: &AppState, themes: &[Theme]) -> Vec<Chip> {
    let chip = |theme: &Theme| Chip {
        id: ["theme-", theme.word()].concat(),
        name: theme.label().text().to_owned(),
        count: state.counts.theme(*theme),
        pressed: state.filter.themes.contains(theme),
        look: None,
        period: None,
        theme: Some(theme.word()),
        action: Action::ToggleTheme(*theme),
    };
    themes.iter().map(chip).collect()
}

/// A group of chips: one Tab stop, arrows inside.
#[derive(Clone)]
struct Chips {
    label: Word,
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
        let name = || tag("span").class("caps lg").set("aria-hidden", "true").word(self.label);
        tag("div")
            .class(self.class)
            .set("role", "group")
            .says("aria-label", self.label)
            .child(self.captioned.then(name))
            .child(tag("div").class("run").on_key_down(onkeydown).child(each(chips)))
            .child(self.more.clone())
            .into()
    }
}

/// A button that opens a panel under itself. Esc and a click elsewhere close it.
#[derive(Clone)]
pub struct Disclosure {
    /// The word on the button.
    pub name: Word,
    /// Id of the panel.
    pub id: &'static str,
    /// Class of the button.
    pub class: &'static str,
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
    let id = props.id;
    let onkeydown = {
        let set = own.set.clone();
        Callback::from(move |e: KeyboardEvent| {
            if is_open && e.key() == "Escape" {
                e.stop_propagation();
                set.emit(Change::Open(false));
                document::focus_id(&["open-", id].concat());
            }
        })
    };
    let opener = button(props.class)
        .put("id", &["open-", id].concat())
        .is("aria-expanded", is_open)
        .set("aria-controls", props.id)
        .on_click(set(!is_open))
        .word(props.name);
    let panel = tag("div")
        .set("id", props.id)
        .class("pop")
        .when(!is_open, "hidden", "hidden")
        .child(tag("div").class("menu").on_click(set(false)).child(props.items.clone()))
        .child(props.children.clone());
    tag("div")
        .class("opens")
        .on_key_down(onkeydown)
        .child(opener)
        .child(is_open.then(|| tag("div").class("veil").on_click(set(false))))
        .child(panel)
        .into()
}

/// The row of chips; in a frame one button with the periods behind it.
pub fn filters(state: &AppState, dispatch: &Callback<Action>, layout: Layout, width: f64) -> Html {
    let periods = period_chips(state);
    let crowded = is_crowded(&periods) && matches!(layout, Layout::Wide | Layout::Laptop);
    let fit = if crowded { 0 } else { themes_in_row(layout, width) };
    let (row, rest) = Theme::ALL.split_at(fit.min(Theme::ALL.len()));
    let group = |label: Word, class: &'static str, chips: Vec<Chip>, captioned: bool, more: Html| {
        let chips = Chips { label, class, chips, dispatch: dispatch.clone(), captioned, more };
        piece(label.text(), Rc::new(move |own| chips.html(own)))
    };
    let clear = (!state.filter.is_empty()).then(|| {
        let press = press(dispatch, Action::ClearFilter);
        button("textbutton clear-filters").on_click(press).word(Word::ClearFilters)
    });
    let chip = |is_on: bool| if is_on { "chip on" } else { "chip" };
    if layout == Layout::Frame {
        let periods = group(Word::Period, "chips", periods, false, Html::default());
        let schemes = (!state.ours.schemes.is_empty()).then(|| choice(state, dispatch));
        let children = several().child(periods).child(clear).child(schemes).into();
        let class = chip(!state.filter.phases.is_empty() || state.by.is_some());
        return disclosure(Disclosure {
            name: Word::Periods,
            id: "periods",
            class,
            items: Html::default(),
            children,
        });
    }
    let panel = |name: Word| {
        let class = chip(state.filter.themes.iter().any(|t| rest.contains(t)));
        let children = group(Word::OtherThemes, "chips", theme_chips(state, rest), false, Html::default());
        disclosure(Disclosure { name, id: "more-themes", class, items: Html::default(), children })
    };
    let captioned = matches!(layout, Layout::Wide | Layout::Laptop);
    let themes = || {
        let more = if rest.is_empty() { Html::default() } else { panel(Word::More) };
        group(Word::Theme, "group", theme_chips(state, row), captioned, more)
    };
    tag("section")
        .class("filters")
        .says("aria-label", Word::FiltersName)
        .child(group(Word::Period, "group periods", periods, captioned, Html::default()))
        .child(if captioned { Html::default() } else { chooser(state, dispatch) })
        .child(if fit > 0 { themes() } else { panel(Word::Themes) })
        .child(clear)
        .child(if captioned { chooser(state, dispatch) } else { Html::default() })
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_room_decides_how_many_themes_stand_in_the_row() {
        let check = |layout, width, n| assert_eq!(themes_in_row(layout, width), n, "{layout:?} {width}");
        check(Layout::Wide, 1200.0, 2);
        check(Layout::Wide, 1440.0, 4);
        check(Layout::Wide, 1700.0, 8);
        check(Layout::Laptop, 1024.0, 0);
        check(Layout::Tablet, 768.0, 8);
        check(Layout::Phone, 360.0, 8);
        check(Layout::Frame, 600.0, 0);
    }
}
