//! The card of the selected event: a museum label. Date and place, title, one paragraph, because and so,
//! why it mattered, and what it rests on.
//!
//! One content in three forms: a column or panel with everything, a phone's sheet that opens, a frame's
//! strip. Missing parts are left out; an event without an opened source says so.

use super::layout::Layout;
use super::piece::{piece, Change, Own};
use super::symbols::{
    arrow_left, arrow_right, cross, follow, marked, pattern_class, phase_class, place_name, press,
};
use crate::core::data::{Citation, Event, EventIx, Link, Source};
use crate::core::date::Detail;
use crate::core::state::{Action, AppState};
use std::rc::Rc;
use yew::prelude::*;

/// What the card shows and where its acts go.
#[derive(Clone)]
pub struct CardProps {
    /// The state; without a selected event there is no card.
    pub state: AppState,
    /// Where acts go.
    pub dispatch: Callback<Action>,
    /// The page's layout.
    pub layout: Layout,
    /// Address of this event in the full page, for the frame's *Read on*.
    pub full_url: AttrValue,
}

/// The first sentence of a text.
fn first_sentence(text: &str) -> &str {
    let ends = text.match_indices(['.', '!', '?']).map(|(i, _)| i + 1);
    let mut ends = ends.filter(|end| {
        let rest = text.get(*end..).unwrap_or_default();
        // A point inside a name or number is followed by something else than a space and a capital.
        let mut next = rest.chars();
        let closed = matches!(rest.chars().next(), Some('’' | '”'));
        if closed {
            next.next();
        }
        let before = text.get(..*end - 1).unwrap_or_default();
        let initial = before.rsplit([' ', '.']).next().is_some_and(|w| w.chars().count() == 1);
        !initial && next.next() == Some(' ') && next.next().is_some_and(|c| c.is_uppercase() || c == '‘')
    });
    match ends.next() {
        Some(end) if text.get(end..).is_some_and(|rest| rest.starts_with(['’', '”'])) => {
            text.get(..end + '’'.len_utf8()).unwrap_or(text)
        }
        Some(end) => text.get(..end).unwrap_or(text),
        None => text,
    }
}

/// The parts of a card, for one event.
struct Label<'a> {
    props: &'a CardProps,
    event: &'a Event,
    ix: EventIx,
}

/// What a citation rests on, with the work.
struct Cited<'a> {
    citation: &'a Citation,
    source: &'a Source,
}

impl Label<'_> {
    fn text(&self, text: &str) -> Html {
        marked(text, &self.props.state.highlights(text))
    }

    /// "42 of 119", among the events that the filter leaves.
    fn place(&self) -> (usize, usize, &'static str) {
        let state = &self.props.state;
        match state.place_among_shown(self.ix) {
            Some(n) => (n, state.counts.shown(), ""),
            None => (self.ix.at() + 1, state.counts.total(), ", left out by the filter"),
        }
    }

    fn step(&self, n: i32) -> (Callback<MouseEvent>, Option<&'static str>) {
        let state = &self.props.state;
        let end = if n < 0 { state.shown().next() } else { state.shown().next_back() };
        let is_end = end.is_none_or(|(ix, _)| ix == self.ix);
        (press(&self.props.dispatch, Action::Step(n)), is_end.then_some("true"))
    }

    fn steps(&self) -> Html {
        let ((back, first), (on, last)) = (self.step(-1), self.step(1));
        html! { <>
            <button type="button" class="iconbutton" aria-label="Earlier event" aria-disabled={first} onclick={back}>{ arrow_left() }</button>
            <button type="button" class="iconbutton" aria-label="Later event" aria-disabled={last} onclick={on}>{ arrow_right() }</button>
        </> }
    }

    fn close(&self) -> Html {
        html! {
            <button type="button" class="iconbutton close" aria-label="Close the card"
                onclick={press(&self.props.dispatch, Action::Select(None))}>{ cross() }</button>
        }
    }

    fn header(&self) -> Html {
        let (n, of, note) = self.place();
        let phase = self.event.phase.and_then(|p| self.props.state.timeline.phases.get(p.at()));
        let sep = || html! { <span class="sep">{ "·" }</span> };
        html! {
            <header>
                <span>
                    <b>{ n }</b>{ format!(" of {of}{note}") }
                    if let Some(phase) = phase { { sep() }{ &phase.label } }
                    if let Some(theme) = self.event.themes.first() { { sep() }{ theme.label() } }
                </span>
                <span class="acts">{ self.steps() }{ self.close() }</span>
            </header>
        }
    }

    fn time(&self) -> Html {
        html! { <time datetime={self.event.date.datetime()}>{ self.event.date.card() }</time> }
    }

    fn when(&self) -> Html {
        let place = place_name(&self.props.state, self.event);
        html! { <p class="when">{ self.time() }if !place.is_empty() { <span>{ place }</span> }</p> }
    }

    /// The name can be focused by the page after opening; it is no Tab stop.
    fn title(&self) -> Html {
        html! { <h2 id="card-title" tabindex="-1">{ self.text(&self.event.title) }</h2> }
    }

    fn links(&self, to_effects: bool) -> Vec<(&Link, EventIx, &Event)> {
        let timeline = &self.props.state.timeline;
        let all = if to_effects { &self.event.effects } else { &self.event.causes };
        let mut links: Vec<(&Link, EventIx, &Event)> = all
            .iter()
            .filter_map(|l| timeline.links.get(l.at()))
            .filter_map(|l| {
                let ix = if to_effects { l.to } else { l.from };
                Some((l, ix, timeline.event(ix)?))
            })
            .collect();
        crate::core::order::sort_by(&mut links, |a, b| a.1.cmp(&b.1));
        links
    }

    fn link(&self, ix: EventIx, event: &Event) -> Html {
        let onclick = follow(&self.props.dispatch, Action::Select(Some(ix)));
        html! { <a href={format!("#e={}", event.id)} {onclick}>{ &event.label }</a> }
    }

    /// *Because* and *so*: the author's links, each with its date and its clause.
    fn two(&self) -> Html {
        let (because, so) = (self.links(false), self.links(true));
        if because.is_empty() && so.is_empty() {
            return Html::default();
        }
        let alone = (because.is_empty() || so.is_empty()).then_some("alone");
        let column = |name: &'static str, links: &[(&Link, EventIx, &Event)], to_effects: bool| {
            let items = links.iter().map(|(link, ix, event)| {
                let clause = if to_effects { &link.so } else { &link.because };
                html! {
                    <li key={ix.0} data-link-kind={link.kind.clone()}>
                        { self.link(*ix, event) }{ " " }<span class="cite">{ event.date.visible(Detail::Month) }</span>
                        if !clause.is_empty() { <span class="cite clause">{ clause }</span> }
                    </li>
                }
            });
            (!links.is_empty()).then(|| {
                html! { <div class={classes!(alone)}><h3 class="caps why">{ name }</h3><ul>{ for items }</ul></div> }
            })
        };
        html! {
            <section class="two">{ for column("Because", &because, false) }{ for column("So", &so, true) }</section>
        }
    }

    fn why(&self) -> Html {
        if self.event.why.is_empty() {
            return Html::default();
        }
        html! { <section><h3 class="caps">{ "Why it mattered" }</h3><p class="small">{ self.text(&self.event.why) }</p></section> }
    }

    fn cited(&self, seen: bool) -> Vec<Cited<'_>> {
        let works = &self.props.state.timeline.sources;
        let cited = self.event.sources.iter().filter(|c| c.seen == seen);
        cited.filter_map(|c| Some(Cited { citation: c, source: works.get(c.source.at())? })).collect()
    }

    fn citation(&self, cited: &Cited) -> Html {
        let text = cited.source.citation.as_str();
        let name = match &cited.source.url {
            Some(url) => html! { <a href={url.clone()} target="_blank" rel="noopener">{ text }</a> },
            None => html! { { text } },
        };
        let locator = cited.citation.locator.as_ref().filter(|l| !l.is_empty());
        html! { <li>{ name }if let Some(locator) = locator { { format!(" {locator}.") } }</li> }
    }

    /// What was opened is the citation; the rest is further reading, kept apart.
    fn sources(&self) -> Html {
        // The two texts that the project began with are neither a check nor further reading.
        let is_seed = |c: &Cited| c.source.kind == SEED;
        let (mut seeds, opened): (Vec<Cited>, Vec<Cited>) = self.cited(true).into_iter().partition(is_seed);
        let (more, unopened): (Vec<Cited>, Vec<Cited>) = self.cited(false).into_iter().partition(is_seed);
        seeds.extend(more);
        let list = |cited: &[Cited]| html! { <ul>{ for cited.iter().map(|c| self.citation(c)) }</ul> };
        let pages = self.event.student_links.iter().map(|url| {
            html! { <li><a href={url.clone()} target="_blank" rel="noopener">{ host(url).to_owned() }</a></li> }
        });
        html! {
            <section class="sources" id="card-sources">
                <h3 class="caps">{ "Sources" }</h3>
                if opened.is_empty() {
                    <p class="unchecked">{ "Not yet checked against a source." }</p>
                } else {
                    { list(&opened) }
                }
                if !self.event.student_links.is_empty() {
                    <h4 class="caps after">{ "Read it on the web" }</h4><ul>{ for pages }</ul>
                }
                if !seeds.is_empty() {
                    <details><summary>{ "Text this timeline began with" }</summary>{ list(&seeds) }</details>
                }
                if !unopened.is_empty() {
                    <details>
                        <summary>{ format!("Further reading, not opened for this event: {}", unopened.len()) }</summary>
                        { list(&unopened) }
                    </details>
                }
            </section>
        }
    }

    fn whole(&self) -> Html {
        html! { <>{ self.two() }{ self.why() }{ self.sources() }</> }
    }

    /// The form for a column or panel.
    fn panel(&self) -> Html {
        html! {
            <aside class={classes!("card", phase_class(self.event.phase))} id="card" data-event={self.event.id.clone()} aria-labelledby="card-title">
                <svg class="edge" width="7" height="100%" aria-hidden="true" focusable="false">
                    <rect class={pattern_class(self.event.phase)} width="7" height="100%" />
                </svg>
                <div class="card-body" key={self.event.id.clone()}>
                    { self.header() }
                    { self.when() }
                    { self.title() }
                    <p class="stand">{ self.text(&self.event.text) }</p>
                    { self.whole() }
                </div>
            </aside>
        }
    }

    /// The form for a phone: closed it shows the gist, opened everything.
    fn sheet(&self, is_open: bool, toggle: Callback<MouseEvent>) -> Html {
        let (n, of, _) = self.place();
        let ((back, first), (on, last)) = (self.step(-1), self.step(1));
        let gist = |name: &'static str, to_effects: bool| {
            let links = self.links(to_effects);
            links.first().map(|(_, ix, event)| {
                let year = event.date.earliest().map(|d| format!(", {}", d.civil().0)).unwrap_or_default();
                html! { <><h3 class="caps why">{ name }</h3><span>{ self.link(*ix, event) }{ year }</span></> }
            })
        };
        let gists: Vec<Html> = [gist("Because", false), gist("So", true)].into_iter().flatten().collect();
        let open_name = if is_open { "Show less" } else { "Show more" };
        html! {
            <aside class={classes!("card", "sheet", is_open.then_some("expanded"), phase_class(self.event.phase))} id="card"
                data-event={self.event.id.clone()} aria-labelledby="card-title">
                <button type="button" class="grab" aria-label={open_name} aria-expanded={is_open.to_string()} onclick={&toggle}></button>
                { self.close() }
                <p class="when">{ self.time() }<span>{ format!("{n} of {of}") }</span></p>
                { self.title() }
                if is_open {
                    <p class="stand">{ self.text(&self.event.text) }</p>
                    { self.whole() }
                } else {
                    <p class="stand">{ self.text(first_sentence(&self.event.text)) }</p>
                    if !gists.is_empty() { <div class="bs">{ for gists }</div> }
                }
                <div class="nav4">
                    <button type="button" aria-disabled={first} onclick={back}>{ arrow_left() }{ " Earlier" }</button>
                    <button type="button" aria-expanded={is_open.to_string()} onclick={toggle}>{ if is_open { "Less" } else { "Sources" } }</button>
                    <button type="button" aria-disabled={last} onclick={on}>{ "Later " }{ arrow_right() }</button>
                </div>
            </aside>
        }
    }

    /// The form for a frame.
    fn strip(&self) -> Html {
        let place = place_name(&self.props.state, self.event);
        html! {
            <aside class={classes!("card", "strip", phase_class(self.event.phase))} id="card" data-event={self.event.id.clone()} aria-labelledby="card-title">
                <div>
                    <p class="when">{ self.time() }if !place.is_empty() { { format!(" · {place}") } }</p>
                    { self.title() }
                </div>
                <div class="nb">{ self.steps() }</div>
                <p class="stand">
                    { first_sentence(&self.event.text) }{ " " }
                    <a href={self.props.full_url.clone()} target="_blank" rel="noopener">{ "Read on" }</a>
                </p>
            </aside>
        }
    }
}

/// The kind of the two texts that the project began with: they are no check of an event.
const SEED: &str = "seed";

/// The host of an address, without "www.".
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host)
}

/// The card of the selected event, or nothing.
pub fn card(props: CardProps) -> Html {
    piece("card", Rc::new(move |own| drawn(&props, own)))
}

fn drawn(props: &CardProps, own: &Own) -> Html {
    let Some((ix, event)) = props.state.selected.and_then(|ix| Some((ix, props.state.timeline.event(ix)?)))
    else {
        return Html::default();
    };
    let label = Label { props, event, ix };
    match props.layout {
        Layout::Wide | Layout::Laptop | Layout::Tablet => label.panel(),
        Layout::Phone => {
            let (is_open, set) = (own.is_open, own.set.clone());
            let toggle = Callback::from(move |_: MouseEvent| set.emit(Change::Open(!is_open)));
            label.sheet(is_open, toggle)
        }
        Layout::Frame => label.strip(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_sentence_ends_at_its_point() {
        let check = |text: &str, first: &str| assert_eq!(first_sentence(text), first);
        check("Stalin died. Mao wrote.", "Stalin died.");
        check("Stalin died", "Stalin died");
        check(
            "Aid came to 300 million U.S. dollars. It was a loan.",
            "Aid came to 300 million U.S. dollars.",
        );
        check("He spoke to K. Wang in Moscow. Then he left.", "He spoke to K. Wang in Moscow.");
        check("It was 1.5 million. Then more.", "It was 1.5 million.");
        check(
            "He attacked the ‘cult of personality’. Foreign parties were not asked.",
            "He attacked the ‘cult of personality’.",
        );
        check("He said: ‘Lean to one side.’ China did.", "He said: ‘Lean to one side.’");
        check("", "");
    }

    #[test]
    fn a_page_is_named_by_its_host() {
        assert_eq!(host("https://www.marxists.org/history/x.htm"), "marxists.org");
        assert_eq!(host("https://digitalarchive.wilsoncenter.org?q=1"), "digitalarchive.wilsoncenter.org");
        assert_eq!(host("nothing"), "nothing");
    }
}
