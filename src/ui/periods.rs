//! Whose periods: the buttons that choose a scheme, and the comparison that stacks all schemes on one axis.
//!
//! The bars are drawn in shares of their width, so that one drawing fits every page; what they say stands in
//! words below each, and they are hidden from the accessibility tree.

use super::element::{button, each, several, tag, Tag};
use super::list::Seen;
use super::piece::{piece_of, Change, Own};
use super::svg::{all, classes_of, el, word, V};
use super::symbols::{phase_class, press, swatch};
use crate::core::data::{Phase, PhaseIx, Timeline};
use crate::core::date::{Date, Day, Detail, Span};
use crate::core::plate::band::Style;
use crate::core::plate::path::decimal;
use crate::core::plate::zones::{zones, Zone};
use crate::core::state::periods::{author, scheme, SchemeIx};
use crate::core::state::{Action, AppState};
use crate::web::document;
use std::rc::Rc;
use yew::prelude::*;

/// Id of the panel and of the button that opens it.
const PANEL: &str = "whose";
const OPENER: &str = "whose-open";
/// What marks this site's own periods among the buttons.
const OURS: &str = "site";

/// "Feb 1956".
fn month(day: Day) -> String {
    Date::from(day).visible(Detail::Month)
}

/// "1949–1955", "1958".
fn years(span: Span) -> String {
    let (first, last) = (span.start.civil().0, Day(span.end.0 - 1).civil().0);
    if first == last {
        first.to_string()
    } else {
        format!("{first}–{last}")
    }
}

/// From the first day of the first to the last of the last.
fn whole(phases: &[Phase]) -> Option<Span> {
    Some(Span { start: phases.first()?.span.start, end: phases.last()?.span.end })
}

/// What is contested about a boundary, in a sentence.
pub fn contested_words(ours: &Timeline, zone: &Zone) -> String {
    let name = |i: usize| ours.phases.get(i).map_or("", |p| p.label.as_str());
    let who = |ix: Option<usize>| author(ours, ix.map(|i| SchemeIx(i as u32)));
    format!(
        "Contested: {} begins between {} ({}) and {} ({}).",
        name(zone.before + 1),
        month(zone.start),
        who(zone.earliest),
        month(zone.end),
        who(zone.latest)
    )
}

/// The line that says on paper whose periods are drawn, if they are not this site's.
pub fn byline(state: &AppState) -> Option<Tag> {
    let scheme = state.by.and_then(|ix| scheme(&state.timeline, ix))?;
    let who = author(&state.timeline, state.by);
    Some(tag("p").class("byline").text(&format!("Periods by {who}. {}", scheme.basis)))
}

/// "Periods by [this site] [Compare]": two buttons for one panel, which shows the schemes, or compares them.
pub fn chooser(state: &AppState, dispatch: &Callback<Action>) -> Html {
    let (seen, state, dispatch) = (Rc::new(Seen::of(state)), state.clone(), dispatch.clone());
    if state.ours.schemes.is_empty() {
        return Html::default();
    }
    piece_of(PANEL, Some(seen), Rc::new(move |own| panel(&state, &dispatch, own).into()))
}

fn panel(state: &AppState, dispatch: &Callback<Action>, own: &Own) -> Tag {
    let is_open = own.is_open;
    let set = |open: bool, compare: Option<usize>| {
        let set = own.set.clone();
        Callback::from(move |_: MouseEvent| {
            set.emit(Change::At(compare));
            set.emit(Change::Open(open));
        })
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
    let opens = |name: &str, class: &'static str, compares: bool| {
        let at = compares.then_some(0);
        let shown = is_open && own.at == at;
        button(class)
            .is("aria-expanded", shown)
            .set("aria-controls", PANEL)
            .on_click(set(!shown, at))
            .text(name)
    };
    let who = author(&state.timeline, state.by);
    let label = format!("Periods by {who}, choose others’");
    tag("div")
        .class("opens by")
        .on_key_down(on_key_down)
        .child(tag("span").class("lab").set("aria-hidden", "true").word("Periods by"))
        .child(opens(&who, "textbutton author", false).set("id", OPENER).put("aria-label", &label))
        .child(opens("Compare", "textbutton", true).set("aria-label", "Compare all periodisations"))
        .child(is_open.then(|| tag("div").class("veil").on_click(set(false, own.at))))
        .child(
            tag("div")
                .set("id", PANEL)
                .classes(&["pop", "whose", if own.at.is_some() { "compares" } else { "" }])
                .when(!is_open, "hidden", "hidden")
                .child(is_open.then(|| choice(state, dispatch, own))),
        )
}

/// The schemes as buttons; with what they say, stacked on one axis, while they are compared.
pub fn choice(state: &AppState, dispatch: &Callback<Action>, own: &Own) -> Tag {
    let (ours, compares) = (&*state.ours, own.at.is_some());
    let axis = Axis { domain: ours.domain(), zones: zones(ours) };
    let toggle = {
        let set = own.set.clone();
        Callback::from(move |_: MouseEvent| set.emit(Change::At((!compares).then_some(0))))
    };
    let row = |by: Option<SchemeIx>| {
        let scheme = by.and_then(|ix| scheme(ours, ix));
        let phases = scheme.map_or(&ours.phases, |s| &s.phases);
        let name = scheme.map_or("This site", |s| s.name.as_str());
        let id = scheme.map_or(OURS, |s| s.id.as_str());
        let span = whole(phases).map(years).unwrap_or_default();
        let choose = tag("button")
            .set("type", "button")
            .class("chip scheme")
            .is("aria-pressed", state.by == by)
            .put("data-by", id)
            .on_click(press(dispatch, Action::By(by)))
            .child(tag("span").text(name))
            .child(tag("i").child(tag("span").class("sr").word(", ")).text(&span));
        let details = || {
            let rests = scheme.map(|s| tag("p").class("cite").text(&format!("{} ({})", s.basis, s.quality)));
            several().child(axis.bar(phases)).child(named(phases)).child(rests)
        };
        tag("li").key(id).child(choose).child(compares.then(details))
    };
    let others = (0..ours.schemes.len()).map(|i| row(Some(SchemeIx(i as u32))));
    let contested = axis.zones.iter().map(|z| tag("li").text(&contested_words(ours, z)));
    let notes = || tag("ul").class("contested-list").child(each(contested));
    tag("div")
        .class("choice-of-periods")
        .child(tag("h2").class("caps").word("Whose periods?"))
        .child(
            tag("p")
                .word("The lines between periods are somebody’s reading. The events stay where they are."),
        )
        .child(
            button("textbutton compare").is("aria-expanded", compares).on_click(toggle).word(if compares {
                "Names only"
            } else {
                "Compare all on one axis"
            }),
        )
        .child(compares.then(|| axis.years()))
        .child(tag("ul").class("schemes").child(each(std::iter::once(row(None)).chain(others))))
        .child(compares.then(notes))
}

/// The periods in words, each with its swatch: what the bar shows.
fn named(phases: &[Phase]) -> Tag {
    let one = |(i, p): (usize, &Phase)| {
        let look = Some(PhaseIx(u32::from(p.look)));
        let last = Day(p.span.end.0 - 1);
        let when = match (month(p.span.start), month(last)) {
            (first, last) if first == last => first,
            (first, last) => format!("{first} to {last}"),
        };
        tag("li")
            .number_key(i as u32)
            .class(phase_class(look))
            .child(swatch(look))
            .child(tag("span").child(tag("b").text(&p.label)).word(" ").text(&when))
    };
    tag("ul").class("named").child(each(phases.iter().enumerate().map(one)))
}

/// The one axis of all bars.
struct Axis {
    domain: Span,
    zones: Vec<Zone>,
}

impl Axis {
    /// The place of a day, as a share of the width.
    fn at(&self, day: Day) -> String {
        share(day, self.domain)
    }

    /// The length of a span.
    fn length(&self, start: Day, end: Day) -> String {
        let days = f64::from(end.0 - start.0) / f64::from(self.domain.days().max(1)) * 100.0;
        decimal(days.max(0.0), 2) + "%"
    }

    fn rect(&self, class: &str, start: Day, end: Day, y: &'static str, height: &'static str) -> Html {
        let (x, width) = (self.at(start), self.length(start, end));
        let values = [V::T(class), V::T(&x), V::S(y), V::T(&width), V::S(height)];
        el("rect", &["class", "x", "y", "width", "height"], &values, Vec::new())
    }

    /// Every fifth year.
    fn fifths(&self) -> impl Iterator<Item = i32> {
        let (first, last) = (self.domain.start.civil().0, self.domain.end.civil().0);
        (first..last).filter(|year| year % 5 == 0)
    }

    fn line(&self, class: &'static str, day: Day) -> Html {
        let x = self.at(day);
        let values = [V::S(class), V::T(&x), V::T(&x), V::S("0"), V::S("100%")];
        el("line", &["class", "x1", "x2", "y1", "y2"], &values, Vec::new())
    }

    fn text(&self, class: &'static str, day: Day, y: &'static str, words: &str) -> Html {
        let x = self.at(day);
        let values = [V::S(class), V::T(&x), V::S("3"), V::S(y)];
        el("text", &["class", "x", "dx", "y"], &values, vec![word(words)])
    }

    fn drawing(class: &'static str, height: &'static str, inside: Vec<Html>) -> Html {
        let keys = &["class", "width", "height", "aria-hidden", "focusable"];
        let values = [V::S(class), V::S("100%"), V::S(height), V::S("true"), V::S("false")];
        el("svg", keys, &values, vec![all(inside)])
    }

    /// The years above the bars.
    fn years(&self) -> Tag {
        let each = self.fifths().flat_map(|year| {
            let day = Day::new(year, 1, 1);
            [self.line("hairl", day), self.text("yr", day, "13", &year.to_string())]
        });
        tag("div").class("years").child(Axis::drawing("bar-years", "18", each.collect()))
    }

    /// The periods of one scheme, with the years in which they begin; behind them the contested zones.
    fn bar(&self, phases: &[Phase]) -> Html {
        let mut out: Vec<Html> = self.fifths().map(|y| self.line("hairl", Day::new(y, 1, 1))).collect();
        out.push(self.rect("bare", self.domain.start, self.domain.end, "18", "1"));
        for phase in phases {
            let style = Style::of(phase.look);
            let class = classes_of(&["box", style.pattern()]);
            let year = phase.span.start.civil().0.to_string();
            // A year that does not fit into its period is not drawn: the words below say it.
            let fits = f64::from(phase.span.days()) >= f64::from(self.domain.days()) / 9.0;
            let mut inside = vec![self.rect(&class, phase.span.start, phase.span.end, "7", "23")];
            if fits {
                inside.push(self.text("begins", phase.span.start, "23", &year));
            }
            out.push(el("g", &["class"], &[V::S(style.class())], inside));
        }
        out.extend(self.zones.iter().map(|z| self.rect("zone", z.start, z.end, "3", "31")));
        Axis::drawing("bar-periods", "38", out)
    }
}

/// The place of a day in a span, in per cent.
fn share(day: Day, domain: Span) -> String {
    let days = f64::from(day.0 - domain.start.0) / f64::from(domain.days().max(1)) * 100.0;
    decimal(days, 2) + "%"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_has_its_share_of_the_axis() {
        let domain = Span { start: Day::new(1945, 1, 1), end: Day::new(1970, 1, 1) };
        assert_eq!(share(domain.start, domain), "0%");
        assert_eq!(share(domain.end, domain), "100%");
        assert_eq!(share(Day::new(1957, 7, 2), domain), "49.99%");
    }

    #[test]
    fn spans_are_named_by_their_years() {
        let span = |a: i32, b: i32| Span { start: Day::new(a, 10, 1), end: Day::new(b, 1, 1) };
        assert_eq!(years(span(1949, 1956)), "1949–1955");
        assert_eq!(years(span(1958, 1959)), "1958");
    }
}
