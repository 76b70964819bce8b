//! The slides of present mode, the notes of the presenter's window, and the controls of both.

use super::strip::{strip, StripProps};
use crate::core::data::PhaseIx;
use crate::core::data::{Event, EventIx, Side, Timeline};
use crate::core::lesson::deck::{Blank, Deck, Slide, Step, Talk};
use crate::core::lesson::words::Say;
use crate::ui::element::{button, each, several, tag, Tag};
use crate::ui::masthead::title_and_years;
use crate::ui::symbols::{pattern_class, phase_class};
use crate::web::document as page;
use yew::prelude::*;

/// What present mode shows.
pub struct PresentProps<'a> {
    /// The dataset under the reader's periods.
    pub timeline: &'a Timeline,
    /// The slides.
    pub deck: &'a Deck,
    /// Where the talk is.
    pub talk: &'a Talk,
    /// Size of the window, px.
    pub window: (f64, f64),
    /// First and last day of the strip at this moment.
    pub days: (f64, f64),
    /// Where steps go.
    pub step: Callback<Step>,
    /// Where the controls go that are no steps.
    pub act: Callback<Act>,
    /// How often the slide had to be set smaller to stand in its room.
    pub fit: u8,
}

/// What the controls do besides stepping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// The whole screen, or back.
    FullScreen,
    /// The window with the notes.
    Notes,
    /// Back to the timeline.
    Leave,
}

/// Most causes and effects on a slide.
const LISTED: usize = 3;

/// The screen: slide, blank or two views, and the controls over it.
pub fn present(p: &PresentProps<'_>) -> Html {
    let inside = match p.talk.blank {
        // On a tablet there is no key: a tap leads back.
        Blank::Paper => tag("div").class("blank").set("data-blank", "paper").on_click(back_from(p)),
        Blank::Black => tag("div").class("blank").set("data-blank", "black").on_click(back_from(p)),
        Blank::No if p.talk.two_views => two_views(p),
        Blank::No => slide(p),
    };
    let fit = ["fit-", &p.fit.to_string(), " text-", &p.talk.size.to_string()].concat();
    tag("main")
        .classes(&["present", &fit])
        .put("data-stop", &p.talk.at.to_string())
        .child(inside)
        .child(typed(p.talk))
        .child(controls(p, false))
        .into()
}

fn back_from(p: &PresentProps<'_>) -> Callback<MouseEvent> {
    let blank = p.talk.blank;
    p.step.reform(move |_| Step::Blank(blank))
}

/// A box with the phase's pattern and edge, as large as the style sheet says.
fn swatch(phase: Option<PhaseIx>) -> Tag {
    let inside = tag("rect").classes(&["box", pattern_class(phase)]).set("x", "0.75").set("y", "0.75");
    tag("svg")
        .classes(&["swatch", phase_class(phase)])
        .set("viewBox", "0 0 20 12")
        .set("aria-hidden", "true")
        .set("focusable", "false")
        .child(inside.set("width", "18.5").set("height", "10.5"))
}

/// The number that is being typed.
fn typed(talk: &Talk) -> Option<Tag> {
    (!talk.typed.is_empty())
        .then(|| tag("p").class("typed").set("id", "typed").say(&Say::GoTo.fill(&[&talk.typed])))
}

fn head(p: &PresentProps<'_>, event: Option<EventIx>) -> Tag {
    let (title, _) = title_and_years(p.timeline);
    let phase = event.and_then(|ix| p.timeline.phase_of(ix));
    let name = phase.and_then(|ix| p.timeline.phases.get(ix.at()));
    let period = name.map(|name| tag("span").class("period").child(swatch(phase)).text(&name.label));
    tag("header")
        .classes(&["ph", phase_class(phase)])
        .child(tag("b").text(if p.deck.is_story() { &p.deck.title } else { &title }))
        .child(period)
        .child(tag("span").class("place").say(&place(p, event)))
}

/// Which stop of how many, on the screen and in the notes.
fn place(p: &PresentProps<'_>, event: Option<EventIx>) -> String {
    let total = p.timeline.events.len();
    match (event, p.deck.is_story()) {
        (Some(_), true) if p.talk.away.is_none() => {
            Say::StopOf.fill(&[&p.talk.at.to_string(), &p.deck.stops().to_string()])
        }
        (Some(ix), _) => Say::EventOf.fill(&[&(ix.at() + 1).to_string(), &total.to_string()]),
        (None, _) => Say::Stops.count(p.deck.stops()),
    }
}

fn slide(p: &PresentProps<'_>) -> Tag {
    let event = p.talk.event(p.deck);
    let body = match (event.and_then(|ix| p.timeline.event(ix)), p.deck.slides.get(p.talk.at)) {
        (Some(one), _) => of_event(p, one),
        (None, Some(Slide::End)) => end(),
        _ => title(p),
    };
    let (w, h) = p.window;
    let high = if w / h.max(1.0) > 1.5 { 0.37 } else { 0.31 };
    let stops: Vec<EventIx> = match p.deck.is_story() {
        true => p
            .deck
            .slides
            .iter()
            .filter_map(|slide| if let Slide::Event(ix, _) = slide { Some(*ix) } else { None })
            .collect(),
        false => Vec::new(),
    };
    let drawn = strip(&StripProps {
        timeline: p.timeline,
        size: (w, (h * high).round()),
        unit: h / 100.0,
        days: p.days,
        event,
        stops: &stops,
        threads: matches!(p.deck.slides.get(p.talk.at), Some(Slide::End)) && event.is_none(),
    });
    several().child(head(p, event)).child(body).child(drawn)
}

fn when(p: &PresentProps<'_>, event: &Event) -> Tag {
    let place = event.place.and_then(|ix| p.timeline.places.get(ix.at()));
    let place = place.map(|place| tag("span").text(&place.name));
    tag("p")
        .class("when")
        .child(tag("time").put("datetime", &event.date.datetime()).say(&event.date.card()))
        .sign(" ")
        .child(place)
}

/// Date, place, title and what is said; causes and effects beside it.
fn of_event(p: &PresentProps<'_>, event: &Event) -> Tag {
    let stop = p.talk.stop(p.deck);
    let asks = p.talk.asks(p.deck);
    let said = stop.map_or(event.standfirst.as_str(), |stop| stop.line.as_str());
    let question = stop.map(|stop| tag("p").class("ask").text(&stop.question));
    let left = tag("div")
        .child(when(p, event))
        .child(tag("h1").set("tabindex", "-1").set("id", "slide-title").text(&event.label))
        .child((!asks).then(|| tag("p").class("stand").text(said)))
        .child(question);
    let entry = |ix: EventIx| {
        let other = p.timeline.event(ix)?;
        let year = other.date.earliest().or(other.date.latest()).map(|day| day.civil().0.to_string());
        let year = tag("span").class("yr").say(&year.unwrap_or_default());
        Some(tag("li").text(&other.label).sign(" ").child(year))
    };
    let list = |word: Say, all: Vec<EventIx>| {
        let items = all.into_iter().filter_map(entry).take(LISTED);
        let items: Vec<Tag> = items.collect();
        (!items.is_empty()).then(|| {
            several().child(tag("h2").say(word.text())).child(tag("ul").child(each(items.into_iter())))
        })
    };
    let link = |ix: &crate::core::data::LinkIx| p.timeline.links.get(ix.at());
    let because = event.causes.iter().filter_map(link).map(|l| l.from).collect();
    let so = event.effects.iter().filter_map(link).map(|l| l.to).collect();
    let right = if asks {
        several()
            .child(tag("h2").say(Say::BecauseWhat.text()))
            .child(tag("p").class("wait").say(Say::ThinkFirst.text()))
    } else {
        several().child(list(Say::Because, because)).child(list(Say::So, so))
    };
    tag("div").class("pm").set("id", "slide").child(left).child(tag("div").class("bs").child(right))
}

fn title(p: &PresentProps<'_>) -> Tag {
    let (title, years) = title_and_years(p.timeline);
    let periods = each(p.timeline.phases.iter().map(|phase| {
        let ix = p.timeline.phase_by_id(&phase.id);
        tag("li").class(phase_class(ix)).child(swatch(ix)).text(&phase.label)
    }));
    tag("div")
        .class("pm whole")
        .set("id", "slide")
        .child(tag("p").class("when").text(&title).sign(" ").child(tag("span").text(&years)))
        .child(tag("h1").set("tabindex", "-1").set("id", "slide-title").text(if p.deck.is_story() {
            &p.deck.title
        } else {
            &title
        }))
        .child(tag("ul").class("periods").child(periods))
}

/// The last slide asks; the threads are drawn.
fn end() -> Tag {
    tag("div")
        .class("pm whole")
        .set("id", "slide")
        .child(tag("h1").set("tabindex", "-1").set("id", "slide-title").say(Say::WhichLink.text()))
        .child(tag("p").class("stand").say(Say::WhatIsLeft.text()))
}

/// How both sides saw it, Moscow first.
fn two_views(p: &PresentProps<'_>) -> Tag {
    let Some((ix, event)) = p.talk.event(p.deck).and_then(|ix| Some((ix, p.timeline.event(ix)?))) else {
        return slide(p);
    };
    let side = |side: Side, name: Say| {
        let view = p.timeline.views.iter().find(|view| view.event == ix && view.side == side);
        let text = match view {
            Some(view) => tag("p").class("stand").text(&view.text),
            None => tag("p").class("stand none").say(Say::NoView.text()),
        };
        let works = view.map_or_else(Vec::new, |view| {
            let seen =
                view.sources.iter().filter(|c| c.seen).filter_map(|c| p.timeline.sources.get(c.source.at()));
            seen.map(|work| tag("li").text(&work.citation)).collect()
        });
        tag("section")
            .child(tag("h2").say(name.text()))
            .child(text)
            .child(tag("ul").class("works").child(each(works.into_iter())))
    };
    let heading = tag("h1").set("tabindex", "-1").set("id", "slide-title").text(&event.label);
    several().child(head(p, Some(ix))).child(
        tag("div")
            .class("pm views")
            .set("id", "slide")
            .child(tag("div").class("of").child(when(p, event)).child(heading))
            .child(
                tag("div")
                    .class("pair")
                    .child(side(Side::Moscow, Say::FromMoscow))
                    .child(side(Side::Beijing, Say::FromBeijing)),
            ),
    )
}

/// Shown while the pointer moves or one of them has the focus; clickers need none.
fn controls(p: &PresentProps<'_>, is_notes: bool) -> Tag {
    let step = |name: Say, step: Step| {
        let go = p.step.clone();
        let press = Callback::from(move |event: MouseEvent| {
            go.emit(step);
            // A clicker that sends Space or Enter must not press the control again. Who pressed it by a key stays there.
            if event.detail() > 0 {
                page::leave_field();
            }
        });
        button("").on_click(press).say(name.text())
    };
    let act = |name: Say, act: Act| {
        let go = p.act.clone();
        button("").on_click(Callback::from(move |_: MouseEvent| go.emit(act))).say(name.text())
    };
    tag("nav")
        .class("controls")
        .put("aria-label", Say::Controls.text())
        .child(step(Say::Previous, Step::Previous))
        .child(step(Say::Next, Step::Next))
        .child(step(Say::AskFirst, Step::AskFirst).is("aria-pressed", p.talk.ask_first))
        .child(step(Say::TwoViews, Step::TwoViews).is("aria-pressed", p.talk.two_views))
        .child(step(Say::Smaller, Step::Size(-1)))
        .child(step(Say::Larger, Step::Size(1)))
        .child(step(Say::ToPaper, Step::Blank(Blank::Paper)))
        .child(act(Say::FullScreen, Act::FullScreen))
        .child((!is_notes).then(|| act(Say::Notes, Act::Notes)))
        .child(act(Say::Leave, Act::Leave))
}

/// What the presenter's window shows besides the slide's own words.
pub struct NotesProps<'a> {
    /// The same talk.
    pub present: PresentProps<'a>,
    /// The time of day, and how long the talk has gone on, both as they are shown.
    pub clock: String,
    /// As `clock`.
    pub elapsed: String,
    /// The other window is there.
    pub in_step: bool,
}

/// The presenter's window: what is shown, what to say and ask, what comes next, and the time.
pub fn notes(n: &NotesProps<'_>) -> Html {
    let p = &n.present;
    let name = |talk: &Talk| match talk.event(p.deck).and_then(|ix| p.timeline.event(ix)) {
        Some(event) => event.title.clone(),
        None if talk.at == 0 => p.deck.title.clone(),
        None => Say::WhichLink.text().to_owned(),
    };
    // What comes after this slide, whatever stands over it.
    let seen = Talk { blank: Blank::No, two_views: false, ..p.talk.clone() };
    let next = seen.step(Step::Next, p.deck, p.timeline);
    let is_last = next.at == seen.at && next.told == seen.told && next.away == seen.away;
    // The speaker looks at this window: it says what the class sees instead of the slide.
    let over = match p.talk {
        talk if talk.blank != Blank::No => Some(Say::BlankSaid),
        talk if talk.two_views => Some(Say::TwoViews),
        talk if talk.asks(p.deck) => Some(Say::ThinkFirst),
        _ => None,
    };
    let over = over.map(|said| tag("p").class("over").say(said.text()));
    let shown = p.talk.event(p.deck);
    let event = shown.and_then(|ix| p.timeline.event(ix));
    let text = event.map(|event| {
        several()
            .child(when(p, event))
            .child(tag("p").text(&event.text))
            .child((!event.why.is_empty()).then(|| tag("p").class("why").text(&event.why)))
    });
    let stop = p.talk.stop(p.deck).map(|stop| {
        several()
            .child(tag("p").class("line").text(&stop.line))
            .child(tag("p").class("ask").text(&stop.question))
    });
    let times = tag("p")
        .class("times")
        .child(tag("span").class("clock").say(&n.clock))
        .child(tag("span").class("elapsed").say(&Say::Elapsed.fill(&[&n.elapsed])))
        .child(tag("span").class("place").say(&place(p, shown)));
    let lost = (!n.in_step).then(|| tag("p").class("lost").say(Say::NotInStep.text()));
    tag("main")
        .class("notes")
        .put("data-stop", &p.talk.at.to_string())
        .child(times)
        .child(lost)
        .child(over)
        .child(typed(p.talk))
        .child(tag("h1").set("tabindex", "-1").set("id", "slide-title").text(&name(p.talk)))
        .child(stop)
        .child(text)
        .child(
            tag("section")
                .class("next")
                .child(tag("h2").say(Say::NextSlide.text()))
                .child(tag("p").say(&if is_last { Say::NothingMore.text().to_owned() } else { name(&next) })),
        )
        .child(controls(p, true))
        .into()
}

/// What is said of a step, once.
pub fn said(p: &Deck, talk: &Talk, timeline: &Timeline) -> String {
    match talk.blank {
        Blank::Paper | Blank::Black => return Say::BlankSaid.text().to_owned(),
        Blank::No => {}
    }
    let total = p.stops().to_string();
    match talk.event(p).and_then(|ix| Some((ix, timeline.event(ix)?))) {
        Some((_, event)) if p.is_story() && talk.away.is_none() => {
            Say::StopSaid.fill(&[&talk.at.to_string(), &total, &event.label])
        }
        Some((_, event)) => [event.label.as_str(), ", ", &event.date.spoken()].concat(),
        None if talk.at == 0 => [p.title.as_str(), ". ", &Say::Stops.count(p.stops())].concat(),
        None => Say::WhichLink.text().to_owned(),
    }
}
