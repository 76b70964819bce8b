//! The card of the selected event: a museum label. Date and place, title, one paragraph, because and so,
//! why it mattered, how the two sides saw it, words from the time, who says otherwise, and what it rests on.
//!
//! One content in three forms: a column or panel with everything, a phone's sheet that opens, a frame's
//! strip. Missing parts are left out; an event without an opened source says so.

use super::element::{button, each, heard, several, tag, Tag};
use super::layout::Layout;
use super::list::Seen;
use super::piece::{piece_of, Change, Own};
use super::symbols::{
    arrow_left, arrow_right, cross, follow, marked, pattern_class, phase_class, place_name, press,
};
use crate::core::data::{
    Citation, Dispute, Event, EventIx, Lane, Link, PhaseIx, Quotation, Side, Source, SourceIx, Term, View,
};
use crate::core::date::Detail;
use crate::core::gloss::glosses;
use crate::core::letters::{find, is_upper};
use crate::core::state::periods::drawn_like;
use crate::core::state::{Action, AppState};
use crate::core::words::{is_own_script, Word};
use std::cell::RefCell;
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
    pub full_url: String,
    /// The window has room for the two views beside the rest: they stand open.
    pub is_tall: bool,
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
        !initial && next.next() == Some(' ') && next.next().is_some_and(|c| is_upper(c) || c == '‘')
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
    /// Terms that this card has explained already, as places in the glossary: each once.
    explained: RefCell<Vec<usize>>,
}

/// What a citation rests on, with the work.
struct Cited<'a> {
    citation: &'a Citation,
    source: &'a Source,
}

impl Label<'_> {
    /// A text with the words that are searched for marked.
    fn marked(&self, text: &str) -> Html {
        marked(text, &self.props.state.highlights(text))
    }

    fn phase(&self) -> Option<PhaseIx> {
        self.props.state.timeline.phase_of(self.ix)
    }

    /// Which of this site's phases the card is drawn like.
    fn look(&self) -> Option<PhaseIx> {
        drawn_like(&self.props.state.timeline, self.phase())
    }

    /// A text whose terms are buttons that open their gloss; what is searched for is marked.
    fn explained(&self, text: &str) -> Tag {
        let (mut out, mut done) = (several(), 0);
        let glossary = &self.props.state.timeline.glossary;
        for gloss in glosses(text, glossary) {
            let mut known = self.explained.borrow_mut();
            if known.contains(&gloss.term) {
                continue;
            }
            if let (Some(term), Some(before), Some(words), Some(after)) = (
                glossary.get(gloss.term),
                text.get(done..gloss.at.start),
                text.get(gloss.at.clone()),
                text.get(gloss.at.end..),
            ) {
                known.push(gloss.term);
                // Browsers would part a button from the marks that stand against it.
                let opening = before.split(' ').next_back().unwrap_or_default();
                let closing = after.split(' ').next().unwrap_or_default();
                let whole = tag("span").class("nowrap").child(self.marked(opening));
                let whole = whole.child(self.term(term, words)).child(self.marked(closing));
                out = out.child(self.marked(before.strip_suffix(opening).unwrap_or_default())).child(whole);
                done = gloss.at.end + closing.len();
            }
        }
        out.child(self.marked(text.get(done..).unwrap_or_default()))
    }

    /// A word with its gloss, which the browser opens.
    fn term(&self, term: &Term, words: &str) -> Tag {
        let id = ["gloss-", &term.id].concat();
        let gloss = tag("span")
            .put("id", &id)
            .set("popover", "auto")
            .class("gloss")
            .child(tag("b").text(&term.term))
            .sign(". ")
            .text(&term.definition);
        several().child(button("term").put("popovertarget", &id).child(self.marked(words))).child(gloss)
    }

    /// Terms that matter here and do not stand in the text.
    fn terms(&self) -> Option<Tag> {
        let all = self.props.state.timeline.glossary.iter().enumerate();
        let known = self.explained.borrow();
        let own = all.filter(|(i, term)| term.events.contains(&self.ix) && !known.contains(i));
        let own: Vec<Tag> = own.map(|(_, term)| tag("li").child(self.term(term, &term.term))).collect();
        (!own.is_empty()).then(|| {
            tag("section")
                .class("run")
                .child(heading(Word::Terms))
                .child(tag("ul").child(each(own.into_iter())))
        })
    }

    /// Who took part, leading to their cards.
    fn people(&self) -> Option<Tag> {
        let all = &self.props.state.timeline.people;
        let own = self.event.people.iter().filter_map(|ix| all.get(ix.at()));
        let own: Vec<Tag> = own
            .map(|person| {
                let link = beside("people.html#p-", &person.id);
                let is_own = is_own_script(&person.native);
                let link = if is_own { link.say(&person.native).sign(" ") } else { link };
                tag("li").child(link.child(self.marked(&person.name)))
            })
            .collect();
        (!own.is_empty()).then(|| {
            let section = tag("section").class("run").set("data-counted", "");
            section.child(heading(Word::People)).child(tag("ul").child(each(own.into_iter())))
        })
    }

    /// The way to the event's place on the map.
    fn on_the_map(&self) -> Option<Tag> {
        let place = self.props.state.timeline.places.get(self.event.place?.at())?;
        Some(beside("places.html#place-", &place.id).class("on-map").word(Word::Map))
    }

    /// "42 of 119", among the events that the filter leaves.
    fn place(&self) -> (usize, usize, Word) {
        let state = &self.props.state;
        match state.place_among_shown(self.ix) {
            Some(n) => (n, state.counts.shown(), Word::OfN),
            None => (self.ix.at() + 1, state.counts.total(), Word::LeftOut),
        }
    }

    /// A button that goes an event back or on; at the end it stays, but does nothing.
    fn step(&self, class: &'static str, n: i32) -> Tag {
        let state = &self.props.state;
        let end = if n < 0 { state.shown().next() } else { state.shown().next_back() };
        let is_end = end.is_none_or(|(ix, _)| ix == self.ix);
        button(class)
            .when(is_end, "aria-disabled", "true")
            .on_click(press(&self.props.dispatch, Action::Step(n)))
    }

    fn steps(&self) -> Tag {
        several()
            .child(self.step("iconbutton", -1).says("aria-label", Word::EarlierEvent).child(arrow_left()))
            .child(self.step("iconbutton", 1).says("aria-label", Word::LaterEvent).child(arrow_right()))
    }

    fn close(&self) -> Tag {
        button("iconbutton close")
            .says("aria-label", Word::CloseCard)
            .on_click(press(&self.props.dispatch, Action::Select(None)))
            .child(cross())
    }

    fn header(&self) -> Tag {
        let (n, of, rest) = self.place();
        let phase = self.phase().and_then(|p| self.props.state.timeline.phases.get(p.at()));
        let phase = phase.map(|phase| phase.label.as_str());
        let theme = self.event.themes.first().map(|theme| theme.label());
        let mut place = tag("span").child(tag("b").say(&n.to_string())).say(&rest.fill(&[&of.to_string()]));
        let parts = [phase.map(|name| several().text(name)), theme.map(|theme| several().word(theme))];
        for part in parts.into_iter().flatten() {
            place = place.child(tag("span").class("sep").sign("·")).child(part);
        }
        tag("header").child(place).child(tag("span").class("acts").child(self.steps()).child(self.close()))
    }

    /// Date and what stands beside it.
    fn when(&self, beside: Option<Tag>) -> Tag {
        let date = &self.event.date;
        let time = tag("time").put("datetime", &date.datetime()).say(&date.card());
        tag("p").class("when").child(time).child(beside)
    }

    /// The name can be focused by the page after opening; it is no Tab stop.
    fn title(&self) -> Tag {
        tag("h2").set("id", "card-title").set("tabindex", "-1").child(self.marked(&self.event.title))
    }

    fn standfirst(&self, text: &str) -> Tag {
        tag("p").class("stand").child(self.explained(text))
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

    /// A link to an event. Out of its place it is heard with whether it is a cause, its date in words and its number.
    #[inline(never)]
    fn link(&self, name: Word, ix: EventIx, event: &Event) -> Tag {
        let rest = Word::LinkSaid.fill(&[&event.date.spoken(), &(ix.0 + 1).to_string()]);
        tag("a")
            .put("href", &["#e=", &event.id].concat())
            .on_click(follow(&self.props.dispatch, Action::Select(Some(ix))))
            .child(heard().word(name).sign(": "))
            .text(&event.label)
            .child(heard().say(&rest))
    }

    /// *Because* and *so*: the author's links, each with its date and its clause.
    fn two(&self) -> Option<Tag> {
        let (because, so) = (self.links(false), self.links(true));
        if because.is_empty() && so.is_empty() {
            return None;
        }
        let column = |name: Word, links: &[(&Link, EventIx, &Event)], to_effects: bool| {
            let items = links.iter().map(|(link, ix, event)| {
                let clause = if to_effects { &link.so } else { &link.because };
                let source = link.basis_source.and_then(|ix| self.props.state.timeline.sources.get(ix.at()));
                let basis = match source {
                    Some(source) => beside("sources.html#s-", &source.id).word(Word::Source),
                    None => tag("span").text(&link.basis),
                };
                tag("li")
                    .number_key(ix.0)
                    .put("data-link-kind", &link.kind)
                    .child(self.link(name, *ix, event))
                    .sign(" ")
                    .child(tag("span").class("cite").say(&event.date.visible(Detail::Month)))
                    .child(
                        tag("span")
                            .class("cite clause")
                            .child(tag("i").text(&link.kind))
                            .sign(if clause.is_empty() { "\u{a0}· " } else { ": " })
                            .text(clause)
                            .sign(if clause.is_empty() { "" } else { "\u{a0}· " })
                            .child(basis),
                    )
            });
            let heading = tag("h3").class("caps why").word(name);
            // A turning point never has a single cause.
            let is_single = !to_effects && links.len() == 1 && self.event.significance == 1;
            let what_else = is_single.then(|| tag("p").class("cite else").word(Word::WhatElse));
            (!links.is_empty())
                .then(|| tag("div").child(heading).child(tag("ul").child(each(items))).child(what_else))
        };
        let (because, so) = (column(Word::Because, &because, false), column(Word::So, &so, true));
        Some(tag("section").class("two").child(because).child(so))
    }

    fn why(&self) -> Option<Tag> {
        let why = &self.event.why;
        (!why.is_empty()).then(|| tag("section").child(heading(Word::WhyItMattered)).child(self.small(why)))
    }

    /// From one of Mao's statements to all of them.
    fn stair(&self) -> Option<Tag> {
        let link = || beside("mao-view.html", "").word(Word::AllStatements);
        (self.event.lane == Lane::MaoView).then(|| tag("section").child(tag("p").class("cite").child(link())))
    }

    /// A paragraph of a section.
    fn small(&self, text: &str) -> Tag {
        tag("p").class("small").child(self.explained(text))
    }

    /// Moscow's view and Beijing's, side by side where both are there.
    fn views(&self) -> Option<Tag> {
        let all = &self.props.state.timeline.views;
        let of = |side: Side| all.iter().find(|view| view.event == self.ix && view.side == side);
        let (of_moscow, of_beijing) = (of(Side::Moscow), of(Side::Beijing));
        let is_two = of_moscow.is_some() && of_beijing.is_some();
        let column = |view: &View, name: Word| {
            let cited = view.sources.iter().filter(|citation| citation.seen);
            let cited = cited.filter_map(|citation| {
                Some(tag("p").class("cite").child(self.work(citation.source, citation.locator.as_deref())?))
            });
            let name = is_two.then(|| tag("h4").class("caps").word(name));
            tag("div").child(name).child(self.small(&view.text)).child(each(cited))
        };
        let name = match (is_two, of_moscow.is_some()) {
            (true, _) => Word::TwoViews,
            (false, true) => Word::MoscowsView,
            (false, false) => Word::BeijingsView,
        };
        let moscow = of_moscow.map(|view| column(view, Word::Moscow));
        let beijing = of_beijing.map(|view| column(view, Word::Beijing));
        let is_any = moscow.is_some() || beijing.is_some();
        is_any.then(|| {
            let summary = tag("summary").child(tag("h3").class("caps").word(name));
            let columns = tag("div").class("two").child(moscow).child(beijing);
            let folds = tag("details").when(self.props.is_tall, "open", "").child(summary).child(columns);
            tag("section").class("views").child(folds)
        })
    }

    /// Words from a source, with whose they are and where they stand.
    fn quotations(&self) -> Option<Tag> {
        let all = &self.props.state.timeline.quotations;
        let own: Vec<&Quotation> = all.iter().filter(|quotation| quotation.event == Some(self.ix)).collect();
        let items = own.iter().map(|quotation| {
            let words = tag("blockquote").sign("“").child(self.marked(&quotation.text)).sign("”");
            let date = quotation.date.as_ref().map(|date| several().sign(", ").say(&date.card()));
            let work = self.work(quotation.source, Some(&quotation.locator));
            let whose =
                tag("figcaption").class("cite").text(&quotation.speaker).child(date).sign(". ").child(work);
            tag("figure").key(&quotation.id).child(words).child(whose)
        });
        (!own.is_empty())
            .then(|| tag("section").class("quoted").child(heading(Word::InTheirWords)).child(each(items)))
    }

    /// What is disputed about the event: each reading with who holds it, and folded what we make of it.
    fn disputes(&self) -> Option<Tag> {
        let all = &self.props.state.timeline.disputes;
        let own: Vec<&Dispute> = self.event.disputes.iter().filter_map(|ix| all.get(ix.at())).collect();
        let first = own.first()?;
        let all_disputes = beside("disputes.html#d-", &first.id).word(Word::AllDisputes);
        let section = tag("section").class("disputes").child(heading(Word::WhoSays));
        Some(
            section
                .child(each(own.iter().map(|dispute| self.dispute(dispute))))
                .child(tag("p").class("cite").child(all_disputes)),
        )
    }

    fn dispute(&self, dispute: &Dispute) -> Tag {
        let readings = dispute.readings.iter().map(|reading| {
            let comma = if reading.locator.is_empty() { "" } else { ", " };
            let who = [reading.who.as_str(), comma, &reading.locator].concat();
            let who = tag("span").class("cite").child(self.marked(&who));
            tag("li").child(tag("b").child(self.marked(&reading.says))).sign(" ").child(who)
        });
        let is_why = !dispute.why.is_empty();
        let summary = if is_why { Word::WhyDiffer } else { Word::WhatWeMake };
        let ours = tag("p").class("small").child(self.marked(&dispute.assessment)).sign(" ");
        let folded = tag("details")
            .child(tag("summary").word(summary))
            .child(is_why.then(|| self.small(&dispute.why)))
            .child(ours.word(how_sure(dispute)));
        tag("div")
            .key(&dispute.id)
            .put("data-dispute", &dispute.id)
            .child(tag("h4").child(self.marked(&dispute.topic)))
            .child(tag("ul").child(each(readings)))
            .child(folded)
    }

    /// A work with page or section; its name leads to it where a reader may open it.
    fn work(&self, ix: SourceIx, locator: Option<&str>) -> Option<Tag> {
        let source = self.props.state.timeline.sources.get(ix.at())?;
        let name = match &source.url {
            Some(url) => outside(url).text(&source.citation),
            None => several().text(&source.citation),
        };
        let locator = locator.filter(|locator| !locator.is_empty());
        Some(several().child(name).child(locator.map(|locator| several().sign(" ").text(locator).sign("."))))
    }

    fn cited(&self, seen: bool) -> Vec<Cited<'_>> {
        let works = &self.props.state.timeline.sources;
        let cited = self.event.sources.iter().filter(|c| c.seen == seen);
        cited.filter_map(|c| Some(Cited { citation: c, source: works.get(c.source.at())? })).collect()
    }

    fn citations(&self, cited: &[Cited]) -> Tag {
        let items = cited.iter().map(|Cited { citation, source }| {
            let name = self.work(citation.source, citation.locator.as_deref());
            let more = beside("sources.html#s-", &source.id).word(Word::UseAndCite);
            let kind = tag("span").class("kind").word(kind_of_source(&source.kind));
            tag("li").child(name).sign(" ").child(kind).sign(" ").child(more)
        });
        tag("ul").child(each(items))
    }

    /// What was opened is the citation; the rest is further reading, kept apart.
    fn sources(&self) -> Tag {
        // The two texts that the project began with are neither a check nor further reading.
        let is_seed = |c: &Cited| c.source.kind == SEED;
        let (mut seeds, opened): (Vec<Cited>, Vec<Cited>) = self.cited(true).into_iter().partition(is_seed);
        let (more, unopened): (Vec<Cited>, Vec<Cited>) = self.cited(false).into_iter().partition(is_seed);
        seeds.extend(more);
        let pages = &self.event.student_links;
        let on_the_web = || {
            let items = pages.iter().map(|url| tag("li").child(outside(url).text(host(url))));
            let heading = tag("h4").class("caps after").word(Word::ReadOnWeb);
            several().child(heading).child(tag("ul").child(each(items)))
        };
        let folded = |name: &str, cited: &[Cited]| {
            let summary = tag("summary").say(name);
            (!cited.is_empty()).then(|| tag("details").child(summary).child(self.citations(cited)))
        };
        let further = Word::Further.fill(&[&unopened.len().to_string()]);
        tag("section")
            .class("sources")
            .set("id", "card-sources")
            .child(heading(Word::Sources))
            .child(if opened.is_empty() {
                tag("p").class("unchecked").word(Word::NotChecked)
            } else {
                self.citations(&opened)
            })
            .child((!pages.is_empty()).then(on_the_web))
            .child(folded(Word::SeedText.text(), &seeds))
            .child(folded(&further, &unopened))
    }

    fn whole(&self) -> Tag {
        several()
            .child(self.standfirst(&self.event.text))
            .child(self.two())
            .child(self.why())
            .child(self.stair())
            .child(self.views())
            .child(self.quotations())
            .child(self.disputes())
            .child(self.terms())
            .child(self.people())
            .child(self.sources())
    }

    /// The card itself, in the colours of its phase.
    fn aside(&self, forms: &'static str) -> Tag {
        tag("aside")
            .classes(&["card", forms, phase_class(self.look())])
            .set("id", "card")
            .put("data-event", &self.event.id)
            .set("aria-labelledby", "card-title")
    }

    /// The form for a column or panel.
    fn panel(&self) -> Tag {
        let place = place_name(&self.props.state, self.event);
        let edge =
            tag("svg").class("edge").set("width", "7").set("height", "100%").set("aria-hidden", "true");
        let fill = tag("rect").class(pattern_class(self.look())).set("width", "7").set("height", "100%");
        let body = tag("div")
            .class("card-body")
            .key(&self.event.id)
            .child(self.header())
            .child(self.when((!place.is_empty()).then(|| {
                let place = several().child(tag("span").text(&place)).sign(" ");
                place.child(self.on_the_map())
            })))
            .child(self.title())
            .child(self.whole());
        self.aside("").child(edge.set("focusable", "false").child(fill)).child(body)
    }

    /// The form for a phone: closed it shows the gist, opened everything.
    fn sheet(&self, is_open: bool, toggle: Callback<MouseEvent>) -> Tag {
        let (n, of, _) = self.place();
        let gist = |name: Word, to_effects: bool| {
            let links = self.links(to_effects);
            links.first().map(|(_, ix, event)| {
                let year = event.date.earliest().map(|d| several().sign(", ").say(&d.civil().0.to_string()));
                let link = tag("span").child(self.link(name, *ix, event)).child(year);
                several().child(tag("h3").class("caps why").word(name)).child(link)
            })
        };
        let gists = || {
            let (because, so) = (gist(Word::Because, false), gist(Word::So, true));
            let is_any = because.is_some() || so.is_some();
            is_any.then(|| tag("div").class("bs").child(because).child(so))
        };
        let inside = if is_open {
            self.whole()
        } else {
            several().child(self.standfirst(first_sentence(&self.event.text))).child(gists())
        };
        self.aside(if is_open { "sheet expanded" } else { "sheet" })
            .child(
                button("grab")
                    .says("aria-label", if is_open { Word::ShowLess } else { Word::ShowMore })
                    .is("aria-expanded", is_open)
                    .on_click(toggle.clone()),
            )
            .child(self.close())
            .child(self.when(Some(tag("span").say(&Word::NOf.fill(&[&n.to_string(), &of.to_string()])))))
            .child(self.title())
            .child(inside)
            .child(
                tag("div")
                    .class("nav4")
                    .child(self.step("", -1).child(arrow_left()).word(Word::Earlier))
                    .child(button("").is("aria-expanded", is_open).on_click(toggle).word(if is_open {
                        Word::Less
                    } else {
                        Word::Sources
                    }))
                    .child(self.step("", 1).word(Word::Later).child(arrow_right())),
            )
    }

    /// The form for a frame.
    fn strip(&self) -> Tag {
        let place = place_name(&self.props.state, self.event);
        let beside = (!place.is_empty()).then(|| several().sign(" · ").text(&place));
        let text = tag("p").class("stand").text(first_sentence(&self.event.text)).sign(" ");
        self.aside("strip")
            .child(tag("div").child(self.when(beside)).child(self.title()))
            .child(tag("div").class("nb").child(self.steps()))
            .child(text.child(outside(&self.props.full_url).word(Word::ReadOn)))
    }
}

/// A link to another page, in a tab of its own.
pub(super) fn outside(url: &str) -> Tag {
    tag("a").put("href", url).set("target", "_blank").set("rel", "noopener")
}

/// The heading of a section.
fn heading(name: Word) -> Tag {
    tag("h3").class("caps").word(name)
}

/// A link to an entry of one of the pages beside this one. They tell of the site's own data, not of other data
/// that is shown in its place.
fn beside(page: &'static str, id: &str) -> Tag {
    tag("a").put("href", &[page, id].concat()).set("data-counted", "")
}

/// How sure the editors are of what they make of a dispute, in a plain sentence.
pub fn how_sure(dispute: &Dispute) -> Word {
    match dispute.confidence.as_str() {
        "high" => Word::FairlySure,
        "medium" => Word::NotSure,
        _ => Word::Open,
    }
}

/// The kind of the two texts that the project began with: they are no check of an event.
const SEED: &str = "seed";

/// What sort of work it is, as the page of sources sorts them.
fn kind_of_source(kind: &str) -> Word {
    match kind {
        "primary" => Word::Document,
        "primary-collection" => Word::Documents,
        "secondary" => Word::Historian,
        "newspaper" => Word::Newspaper,
        "seed" => Word::SeedKind,
        _ => Word::WebPage,
    }
}

/// The host of an address, without "www.".
fn host(url: &str) -> &str {
    let rest = find(url, "://").and_then(|at| url.get(at + 3..)).unwrap_or(url);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host)
}

/// The card of the selected event, or nothing.
///
/// While the reader drags it is not drawn anew; only the frame's is, whose link leads to what is shown.
pub fn card(props: CardProps) -> Html {
    let mut seen = Seen::of(&props.state);
    seen.room = Some((props.layout, props.is_tall));
    let of = (props.layout != Layout::Frame).then(|| Rc::new(seen));
    piece_of("card", of, Rc::new(move |own| drawn(&props, own)))
}

fn drawn(props: &CardProps, own: &Own) -> Html {
    let Some((ix, event)) = props.state.selected.and_then(|ix| Some((ix, props.state.timeline.event(ix)?)))
    else {
        return Html::default();
    };
    let label = Label { props, event, ix, explained: RefCell::default() };
    let card = match props.layout {
        Layout::Wide | Layout::Laptop | Layout::Tablet => label.panel(),
        Layout::Phone => {
            let (is_open, set) = (own.is_open, own.set.clone());
            let toggle = Callback::from(move |_: MouseEvent| set.emit(Change::Open(!is_open)));
            label.sheet(is_open, toggle)
        }
        Layout::Frame => label.strip(),
    };
    card.into()
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
