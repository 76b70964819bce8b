//! What is shown on the projector, one slide after another, and how keys and clickers move through it.
//!
//! A deck is a story with its title before and a last question after it, or all events in their order. Clickers send
//! PageUp and PageDown, arrows, a point or `b` to blank, F5 and Esc: none of these loses the place. The number of an
//! event and Enter show that event; the next step is back in the deck.

use super::place::Place;
use crate::core::data::{EventIx, Stop, Story, Timeline};
use crate::core::date::Span;

/// One slide.
#[derive(Debug, Clone, PartialEq)]
pub enum Slide {
    /// The name of the story over the whole band.
    Title,
    /// An event; of a story with its stop.
    Event(EventIx, Option<Stop>),
    /// The last question of a story, with its threads.
    End,
}

/// The slides of a talk.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Deck {
    /// Id of the story in addresses; empty for all events.
    pub id: String,
    /// Title of the story; empty for all events.
    pub title: String,
    /// For whom it is; may be empty.
    pub audience: String,
    /// In order; at least one unless there is no event.
    pub slides: Vec<Slide>,
}

impl Deck {
    /// A story: title, stops, last question.
    pub fn of_story(story: &Story) -> Deck {
        let stops = story.stops.iter().map(|stop| Slide::Event(stop.event, Some(stop.clone())));
        let slides = std::iter::once(Slide::Title).chain(stops).chain([Slide::End]).collect();
        Deck { id: story.id.clone(), title: story.title.clone(), audience: story.audience.clone(), slides }
    }

    /// These events, without a title.
    pub fn of_events(events: impl Iterator<Item = EventIx>) -> Deck {
        Deck { slides: events.map(|ix| Slide::Event(ix, None)).collect(), ..Deck::default() }
    }

    /// Stops of the story, or events.
    pub fn stops(&self) -> usize {
        self.slides.iter().filter(|slide| matches!(slide, Slide::Event(..))).count()
    }

    /// The slide that shows an event.
    pub fn place_of(&self, event: EventIx) -> Option<usize> {
        self.slides.iter().position(|slide| matches!(slide, Slide::Event(ix, _) if *ix == event))
    }

    /// Has a title and a last question.
    pub fn is_story(&self) -> bool {
        !self.id.is_empty()
    }
}

/// What stands on the screen instead of the slide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Blank {
    /// Nothing: the slide is seen.
    #[default]
    No,
    /// Plain paper: the room stays light.
    Paper,
    /// Black.
    Black,
}

impl Blank {
    /// The word by which two windows tell each other.
    pub fn word(self) -> &'static str {
        match self {
            Blank::No => "",
            Blank::Paper => "paper",
            Blank::Black => "black",
        }
    }

    /// Reads it.
    pub fn of(word: &str) -> Blank {
        match word {
            "paper" => Blank::Paper,
            "black" => Blank::Black,
            _ => Blank::No,
        }
    }
}

/// A step through the talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The next beat, else the next slide.
    Next,
    /// The slide before.
    Previous,
    /// To the first slide.
    First,
    /// To the last slide.
    Last,
    /// To the first slide of the next period (+1) or the one before (−1).
    Period(i8),
    /// Blank, or back from it.
    Blank(Blank),
    /// A figure of an event's number.
    Digit(u8),
    /// To the event whose number was typed.
    Go,
    /// Text larger (+1) or smaller (−1).
    Size(i8),
    /// How both sides saw the event, or back.
    TwoViews,
    /// Ask before telling, or not.
    AskFirst,
    /// Takes back what was typed, the two views, or the blank; else nothing.
    Back,
}

/// Where the talk is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Talk {
    /// Place in [`Deck::slides`].
    pub at: usize,
    /// The answer of a slide that asks first is shown.
    pub told: bool,
    /// Slides ask before they tell.
    pub ask_first: bool,
    /// An event that was asked for by its number; the place in the deck is kept.
    pub away: Option<EventIx>,
    /// Blanked.
    pub blank: Blank,
    /// The number that is being typed.
    pub typed: String,
    /// How both sides saw the event fills the screen.
    pub two_views: bool,
    /// Step of the text size, 0 to 2.
    pub size: u8,
}

/// Longest number that is typed, figures.
const FIGURES: usize = 6;

impl Talk {
    /// The event that is seen, if the slide is one.
    pub fn event(&self, deck: &Deck) -> Option<EventIx> {
        self.away.or(match deck.slides.get(self.at)? {
            Slide::Event(ix, _) => Some(*ix),
            Slide::Title | Slide::End => None,
        })
    }

    /// The stop that is seen, if it is one of a story.
    pub fn stop<'a>(&self, deck: &'a Deck) -> Option<&'a Stop> {
        match deck.slides.get(self.at)? {
            Slide::Event(_, stop) if self.away.is_none() => stop.as_ref(),
            _ => None,
        }
    }

    /// The answer waits for the next beat.
    pub fn asks(&self, deck: &Deck) -> bool {
        self.ask_first && !self.told && self.away.is_none() && self.event(deck).is_some()
    }

    /// The days that the strip shows: those of the stop, else all.
    pub fn span(&self, deck: &Deck, timeline: &Timeline) -> Span {
        self.stop(deck).map_or(timeline.domain(), |stop| stop.span)
    }

    /// The talk after a step.
    #[must_use]
    pub fn step(&self, step: Step, deck: &Deck, timeline: &Timeline) -> Talk {
        let mut talk = self.clone();
        if !matches!(step, Step::Digit(_)) {
            talk.typed.clear();
        }
        // Any step ends the blank first: nobody sees what moves behind it.
        let was_blank = talk.blank != Blank::No;
        if !matches!(step, Step::Blank(_) | Step::Size(_) | Step::AskFirst) {
            talk.blank = Blank::No;
            if was_blank {
                return talk;
            }
        }
        let last = deck.slides.len().saturating_sub(1);
        match step {
            Step::Next | Step::Previous if talk.two_views => talk.two_views = false,
            Step::Next | Step::Previous if talk.away.is_some() => talk.away = None,
            Step::Next if talk.asks(deck) => talk.told = true,
            Step::Next => talk.go(talk.at + 1, last),
            Step::Previous => talk.go(talk.at.saturating_sub(1), last),
            Step::First => talk.go(0, last),
            Step::Last => talk.go(last, last),
            Step::Period(way) => {
                let to = talk.next_period(way, deck, timeline);
                talk.go(to.unwrap_or(talk.at), last);
            }
            Step::Blank(kind) => talk.blank = if was_blank { Blank::No } else { kind },
            Step::Digit(figure) => {
                if talk.typed.len() < FIGURES {
                    talk.typed.push(char::from(b'0' + figure.min(9)));
                }
            }
            Step::Go => {
                let number = self.typed.parse::<u32>().ok().and_then(|n| n.checked_sub(1)).map(EventIx);
                if let Some(event) = number.filter(|ix| timeline.event(*ix).is_some()) {
                    talk.away = (talk.event_at(deck) != Some(event)).then_some(event);
                    talk.two_views = false;
                }
            }
            Step::Size(way) => talk.size = talk.size.saturating_add_signed(way).min(2),
            Step::TwoViews => talk.two_views = !talk.two_views && talk.event(deck).is_some(),
            Step::AskFirst => talk.ask_first = !talk.ask_first,
            Step::Back => {
                if self.typed.is_empty() {
                    talk.two_views = false;
                }
            }
        }
        talk
    }

    fn event_at(&self, deck: &Deck) -> Option<EventIx> {
        Talk { away: None, ..self.clone() }.event(deck)
    }

    fn go(&mut self, at: usize, last: usize) {
        let at = at.min(last);
        if at != self.at {
            self.told = false;
        }
        (self.at, self.away, self.two_views) = (at, None, false);
    }

    /// The first slide of the next period, or of this or the one before.
    fn next_period(&self, way: i8, deck: &Deck, timeline: &Timeline) -> Option<usize> {
        let phase = |at: usize| match deck.slides.get(at) {
            Some(Slide::Event(ix, _)) => timeline.phase_of(*ix),
            _ => None,
        };
        let begins = |at: &usize| phase(*at).is_some() && (*at == 0 || phase(*at) != phase(at - 1));
        if way > 0 {
            (self.at + 1..deck.slides.len()).find(begins)
        } else {
            (0..self.at).rev().find(begins)
        }
    }

    /// The fragment that finds this slide again: `e=…&v=present&s=<story>.<slide>`. `keep` are parts of the reader's
    /// own that stay (filters, whose periods).
    pub fn address(&self, deck: &Deck, timeline: &Timeline, keep: &Place) -> String {
        let id = |ix: EventIx| timeline.event(ix).map_or("", |event| event.id.as_str());
        let event = self.away.or(if deck.is_story() { None } else { self.event(deck) });
        let mut parts = keep.of_timeline(None);
        // A story of one's own stands in the address itself.
        if deck.id == super::choice::OWN {
            ["n", "x"].into_iter().for_each(|part| parts.set(part, keep.get(part)));
        }
        parts.set("e", event.map(id));
        parts.set("t", None);
        parts.set("v", Some("present"));
        let place = format!("{}.{}", deck.id, self.at);
        parts.set("s", deck.is_story().then_some(place.as_str()));
        parts.set("ask", self.ask_first.then_some("1"));
        parts.print()
    }

    /// Reads it. A place that the deck does not have is its nearest one.
    pub fn at_address(parts: &Place, deck: &Deck, timeline: &Timeline) -> Talk {
        let last = deck.slides.len().saturating_sub(1);
        let event = parts.get("e").and_then(|id| timeline.find(id));
        let place =
            parts.get("s").and_then(|s| s.rsplit_once('.').and_then(|(_, n)| n.parse::<usize>().ok()));
        let mut talk = Talk { ask_first: parts.get("ask").is_some(), ..Talk::default() };
        if deck.is_story() {
            talk.at = place.unwrap_or(0).min(last);
            talk.away = event.filter(|event| talk.event(deck) != Some(*event));
        } else {
            talk.at = event.and_then(|event| deck.place_of(event)).unwrap_or(0);
            talk.away = event.filter(|event| talk.event(deck) != Some(*event));
        }
        talk
    }
}

/// The step that a key asks for. `key` is that of the browser's event, without Ctrl, Alt or Meta.
pub fn step_of(key: &str, is_typing: bool) -> Option<Step> {
    Some(match key {
        "PageDown" | "ArrowRight" | "ArrowDown" | " " | "n" => Step::Next,
        "PageUp" | "ArrowLeft" | "ArrowUp" => Step::Previous,
        "Home" => Step::First,
        "End" => Step::Last,
        "]" => Step::Period(1),
        "[" => Step::Period(-1),
        "b" | "." => Step::Blank(Blank::Paper),
        "w" => Step::Blank(Blank::Black),
        "v" => Step::TwoViews,
        "a" => Step::AskFirst,
        "+" | "=" => Step::Size(1),
        "-" | "−" => Step::Size(-1),
        "Enter" if is_typing => Step::Go,
        // Some clickers send Enter to go on.
        "Enter" => Step::Next,
        _ => Step::Digit(key.parse().ok().filter(|_| key.len() == 1)?),
    })
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::core::data;
    use proptest::prelude::*;

    fn decks() -> (Timeline, Deck, Deck) {
        let (timeline, _) = data::load(include_bytes!("../../../data/timeline.json"));
        let timeline = timeline.unwrap_or_default();
        let story = timeline.stories.iter().find(|story| story.id == "why-split").map(Deck::of_story);
        let all = Deck::of_events((0..timeline.events.len() as u32).map(EventIx));
        (timeline, story.unwrap_or_default(), all)
    }

    fn walk(talk: &Talk, keys: &[&str], deck: &Deck, timeline: &Timeline) -> Talk {
        keys.iter().fold(talk.clone(), |talk, key| match step_of(key, !talk.typed.is_empty()) {
            Some(step) => talk.step(step, deck, timeline),
            None => talk,
        })
    }

    #[test]
    fn a_clicker_goes_through_a_story() {
        let (timeline, deck, _) = decks();
        assert_eq!((deck.slides.len(), deck.stops()), (14, 12));
        let at = |keys: &[&str]| walk(&Talk::default(), keys, &deck, &timeline).at;
        assert_eq!(at(&[]), 0, "the title");
        assert_eq!(at(&["PageDown"]), 1);
        assert_eq!(at(&["ArrowRight", "ArrowDown", " ", "Enter"]), 4);
        assert_eq!(at(&["PageDown", "PageUp", "PageUp"]), 0);
        assert_eq!(at(&["End", "PageDown"]), 13, "the last question");
        assert_eq!(at(&["End", "Home"]), 0);
    }

    #[test]
    fn blank_comes_back_to_the_same_slide() {
        let (timeline, deck, _) = decks();
        for keys in [["b", "b"], [".", "PageDown"], ["w", "w"], ["b", "."], ["w", "PageUp"], ["b", "7"]] {
            let talk = walk(&Talk { at: 3, ..Talk::default() }, &keys[..1], &deck, &timeline);
            assert_ne!(talk.blank, Blank::No, "{keys:?}");
            let talk = walk(&talk, &keys[1..], &deck, &timeline);
            assert_eq!((talk.blank, talk.at, talk.typed.as_str()), (Blank::No, 3, ""), "{keys:?}");
        }
    }

    #[test]
    fn a_number_and_enter_show_an_event_and_a_step_leads_back() {
        let (timeline, deck, all) = decks();
        let start = Talk { at: 2, ..Talk::default() };
        let talk = walk(&start, &["3", "Enter"], &deck, &timeline);
        assert_eq!((talk.event(&deck), talk.at), (Some(EventIx(2)), 2));
        assert_eq!(walk(&talk, &["PageUp"], &deck, &timeline), start);
        assert_eq!(walk(&talk, &["PageDown"], &deck, &timeline), start);
        let far = walk(&start, &["1", "1", "9", "Enter"], &all, &timeline);
        assert_eq!(far.event(&all), Some(EventIx(118)));
        // No such event: nothing happens, and what was typed is gone.
        for keys in [&["9", "9", "9", "Enter"][..], &["0", "Enter"]] {
            assert_eq!(walk(&start, keys, &deck, &timeline), start, "{keys:?}");
        }
    }

    #[test]
    fn a_slide_that_asks_first_takes_two_beats() {
        let (timeline, deck, _) = decks();
        let start = Talk { ask_first: true, ..Talk::default() };
        let asked = walk(&start, &["PageDown"], &deck, &timeline);
        assert!(asked.asks(&deck) && asked.at == 1);
        let told = walk(&asked, &["PageDown"], &deck, &timeline);
        assert!(!told.asks(&deck) && told.at == 1);
        let next = walk(&told, &["PageDown"], &deck, &timeline);
        assert!(next.asks(&deck) && next.at == 2);
        assert_eq!(walk(&next, &["PageUp"], &deck, &timeline).at, 1);
    }

    #[test]
    fn two_views_and_sizes() {
        let (timeline, deck, _) = decks();
        let start = Talk { at: 2, ..Talk::default() };
        let views = walk(&start, &["v"], &deck, &timeline);
        assert!(views.two_views);
        assert_eq!(walk(&views, &["PageDown"], &deck, &timeline), start, "the first step closes them");
        assert!(!walk(&Talk::default(), &["v"], &deck, &timeline).two_views, "a title has none");
        assert_eq!(walk(&start, &["+", "+", "+"], &deck, &timeline).size, 2);
        assert_eq!(walk(&start, &["-"], &deck, &timeline).size, 0);
    }

    #[test]
    fn periods_are_stepped_through_both_ways() {
        let (timeline, _, all) = decks();
        let mut talk = Talk::default();
        let mut seen = vec![talk.at];
        while seen.len() < 12 {
            let next = talk.step(Step::Period(1), &all, &timeline);
            if next.at == talk.at {
                break;
            }
            talk = next;
            seen.push(talk.at);
        }
        assert!(seen.len() >= 3 && seen.is_sorted(), "{seen:?}");
        let back = talk.step(Step::Period(-1), &all, &timeline);
        assert!(back.at < talk.at);
    }

    proptest! {
        /// Whatever is pressed, the talk stands on a slide, and its address finds it again.
        #[test]
        fn no_key_loses_the_place(keys in proptest::collection::vec(0usize..24, 0..40), of_story: bool) {
            const KEYS: [&str; 24] = [
                "PageDown", "PageUp", "ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", " ", "Enter", "Home", "End",
                "b", ".", "w", "v", "a", "+", "-", "1", "2", "9", "0", "]", "[", "x",
            ];
            let (timeline, story, all) = decks();
            let deck = if of_story { story } else { all };
            let keys: Vec<&str> = keys.into_iter().map(|i| KEYS[i]).collect();
            let talk = walk(&Talk::default(), &keys, &deck, &timeline);
            prop_assert!(talk.at < deck.slides.len());
            let place = Place::parse(&talk.address(&deck, &timeline, &Place::parse("by=luthi&t=1950-01-01/1951-01-01")));
            prop_assert_eq!(place.get("by"), Some("luthi"));
            let again = Talk::at_address(&place, &deck, &timeline);
            prop_assert_eq!(again.event(&deck), talk.event(&deck));
            prop_assert_eq!(again.ask_first, talk.ask_first);
            if deck.is_story() {
                prop_assert_eq!(again.at, talk.at);
            }
        }
    }
}
