//! What is drawn of an item, the same for every form; and what an answer is worth.
//!
//! The prompts are the interface's words, in the reader's language; all else is the dataset's text as it is.

use super::{Ask, Item, Precision};
use crate::core::data::{Event, EventIx, LinkIx, Question, Side, SourceIx, Task, Timeline};
use crate::core::date::{Day, Span};
use crate::core::lesson::words::Say;
use crate::core::lesson::Lessons;

/// An option, or an item to be put in order or matched.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// What it says.
    pub text: String,
    /// The date of its event; empty when there is none or it must not be shown before the answer.
    pub date: String,
    /// The event it stands for.
    pub event: Option<EventIx>,
}

/// What is right. Numbers are places in [`Shown::options`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Right {
    /// Any of these days.
    Days(Span),
    /// This option.
    One(usize),
    /// The options in this order.
    Order(Vec<usize>),
    /// Each option with its place in [`Shown::against`].
    Pairs(Vec<(usize, usize)>),
    /// Points of a good answer, to be ticked by who gave it.
    Points(Vec<String>),
}

/// All that is needed to draw an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The question.
    pub prompt: String,
    /// How to answer; may be empty.
    pub hint: String,
    /// Words that the question is about, to be set as a quotation; may be empty.
    pub quote: String,
    /// The options; empty for [`Right::Days`] and [`Right::Points`].
    pub options: Vec<Choice>,
    /// What the options are matched with; empty but for [`Right::Pairs`].
    pub against: Vec<Choice>,
    /// What is right.
    pub right: Right,
    /// Why it is right; after the answer. One line a statement.
    pub explanation: Vec<String>,
    /// One cause of the event, as a clause ("Moscow had promised …"); may be empty. After the answer.
    pub because: String,
    /// The event to link to after the answer.
    pub event: Option<EventIx>,
    /// The work to link to after the answer.
    pub source: Option<SourceIx>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// A day of the axis or the calendar.
    Day(Day),
    /// A month, 1–12, of a year.
    Month(i32, u8),
    /// A year.
    Year(i32),
    /// An option.
    One(usize),
    /// The options in an order.
    Order(Vec<usize>),
    /// Options with what they are matched with, in any order.
    Pairs(Vec<(usize, usize)>),
    /// So many of the points were in one's own answer.
    Ticked(usize),
}

/// What an answer is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Right; of a date: within the recorded precision.
    Right,
    /// A date within six months ([`HALF_YEAR`]).
    HalfYear,
    /// A date within a year ([`YEAR`]).
    Year,
    /// Wrong, or an answer of another kind than asked for; a date further off.
    Wrong,
    /// There is nothing to be right or wrong about.
    Unscored,
}

/// Six months, in days.
pub const HALF_YEAR: i32 = 183;
/// A year, in days.
pub const YEAR: i32 = 366;

impl Verdict {
    /// Good enough for the next box: right, or a date within six months, because nobody hits a day on an axis of
    /// twenty-five years. None when it is not scored.
    pub fn holds(self) -> Option<bool> {
        match self {
            Verdict::Right | Verdict::HalfYear => Some(true),
            Verdict::Year | Verdict::Wrong => Some(false),
            Verdict::Unscored => None,
        }
    }

    /// In words; empty when it is not scored.
    pub fn say(self) -> &'static str {
        match self {
            Verdict::Right => Say::AnswerRight.text(),
            Verdict::HalfYear => Say::AnswerHalfYear.text(),
            Verdict::Year => Say::AnswerYear.text(),
            Verdict::Wrong => Say::AnswerWrong.text(),
            Verdict::Unscored => "",
        }
    }
}

impl Right {
    /// What this answer is worth, if the item is scored.
    fn judge(&self, given: &Given) -> Verdict {
        let plain = |right: bool| if right { Verdict::Right } else { Verdict::Wrong };
        match (self, given) {
            (Right::Days(when), Given::Day(day)) => {
                by_days(*when, Span { start: *day, end: Day(day.0.saturating_add(1)) })
            }
            (Right::Days(when), Given::Month(year, month)) => {
                let (next, of) = if *month >= 12 { (1, year.saturating_add(1)) } else { (month + 1, *year) };
                by_days(*when, Span { start: Day::new(*year, *month, 1), end: Day::new(of, next, 1) })
            }
            // A year is right or the next one or wrong: half-years cannot be told.
            (Right::Days(when), Given::Year(year)) => {
                let first = when.start.civil().0;
                let last = Day(when.end.0.saturating_sub(1)).civil().0;
                match (first.saturating_sub(*year)).max(year.saturating_sub(last)) {
                    ..=0 => Verdict::Right,
                    1 => Verdict::Year,
                    _ => Verdict::Wrong,
                }
            }
            (Right::One(right), Given::One(given)) => plain(right == given),
            (Right::Order(right), Given::Order(given)) => plain(right == given),
            (Right::Pairs(right), Given::Pairs(given)) => {
                let sorted = |pairs: &[(usize, usize)]| {
                    let mut pairs = pairs.to_vec();
                    pairs.sort_unstable();
                    pairs
                };
                plain(sorted(right) == sorted(given))
            }
            // More than half of the points: a model answer names more than a good one must.
            (Right::Points(points), Given::Ticked(n)) => plain(n * 2 > points.len()),
            _ => Verdict::Wrong,
        }
    }
}

/// By the days that lie between the event and the nearest day of the answer.
fn by_days(when: Span, given: Span) -> Verdict {
    // Days one would have to move: to an event that ends on a day from the day after it, one.
    let off = (when.start.0.saturating_sub(given.end.0).saturating_add(1))
        .max(given.start.0.saturating_sub(when.end.0).saturating_add(1));
    match off {
        ..=0 => Verdict::Right,
        1..=HALF_YEAR => Verdict::HalfYear,
        _ if off <= YEAR => Verdict::Year,
        _ => Verdict::Wrong,
    }
}

impl Item {
    /// What this answer is worth.
    pub fn judge(&self, given: &Given, timeline: &Timeline, lessons: &Lessons) -> Verdict {
        match self.shown(timeline, lessons) {
            Some(shown) if self.is_scored() => shown.right.judge(given),
            Some(_) => Verdict::Unscored,
            None => Verdict::Wrong,
        }
    }

    /// What is drawn; none for an item of another dataset.
    pub fn shown(&self, timeline: &Timeline, lessons: &Lessons) -> Option<Shown> {
        let subject = self.about.first().copied();
        let blank = Shown {
            prompt: String::new(),
            hint: String::new(),
            quote: String::new(),
            options: Vec::new(),
            against: Vec::new(),
            right: Right::Points(Vec::new()),
            explanation: Vec::new(),
            because: subject.map(|ix| cause(timeline, ix)).unwrap_or_default(),
            event: subject,
            source: None,
        };
        Some(match &self.ask {
            Ask::Place { event: ix, precision } => {
                let event = timeline.event(*ix)?;
                let hint = match precision {
                    Precision::Day => Say::AskDay,
                    Precision::Month => Say::AskMonth,
                    Precision::Year => Say::AskYear,
                };
                Shown {
                    prompt: Say::AskPlace.fill(&[&event.title]),
                    hint: hint.text().to_owned(),
                    right: Right::Days(event.when),
                    explanation: vec![dated(event), event.standfirst.clone()],
                    ..blank
                }
            }
            Ask::Order { events, right } => Shown {
                prompt: Say::AskOrder.text().to_owned(),
                options: events.iter().filter_map(|ix| titled(timeline, *ix)).collect(),
                right: Right::Order(right.clone()),
                explanation: in_order(timeline, right.iter().filter_map(|i| events.get(*i))),
                ..blank
            },
            Ask::Because { event, options, right, link } => {
                linked(timeline, *event, options, *right, *link, true, blank)?
            }
            Ask::LedTo { event, options, right, link } => {
                linked(timeline, *event, options, *right, *link, false, blank)?
            }
            Ask::Who { quotation, options, right } => {
                let words = timeline.quotations.get(*quotation)?;
                let speaker = |i: &usize| {
                    timeline
                        .quotations
                        .get(*i)
                        .map(|one| Choice { text: one.speaker.clone(), ..Choice::default() })
                };
                let work = timeline.sources.get(words.source.at());
                let work = work.map(|own| own.citation.clone()).unwrap_or_default();
                Shown {
                    prompt: Say::AskWho.text().to_owned(),
                    quote: words.text.clone(),
                    options: options.iter().filter_map(speaker).collect(),
                    right: Right::One(*right),
                    explanation: lines([words.speaker.clone(), work, words.locator.clone()]),
                    source: Some(words.source),
                    ..blank
                }
            }
            Ask::Saw { event: ix, options, right } => {
                let event = timeline.event(*ix)?;
                let own = options.get(*right).and_then(|i| timeline.views.get(*i))?;
                let ask = match own.side {
                    Side::Moscow => Say::AskMoscowSaw,
                    _ => Say::AskBeijingSaw,
                };
                let text = |i: &usize| {
                    timeline.views.get(*i).map(|one| Choice { text: one.text.clone(), ..Choice::default() })
                };
                let about = |i: &usize| {
                    let view = timeline.views.get(*i)?;
                    Some([&dated(timeline.event(view.event)?), ": ", &view.text].concat())
                };
                Shown {
                    prompt: ask.fill(&[&event.title]),
                    options: options.iter().filter_map(text).collect(),
                    right: Right::One(*right),
                    explanation: options.iter().filter_map(about).collect(),
                    source: own.sources.first().map(|cited| cited.source),
                    ..blank
                }
            }
            Ask::Period { event: ix, right, disagree } => {
                let event = timeline.event(*ix)?;
                let label = |text: &String| Choice { text: text.clone(), ..Choice::default() };
                let mut explanation = vec![dated(event)];
                explanation.extend(disagree.iter().map(|(who, theirs)| Say::PutsItIn.fill(&[who, theirs])));
                Shown {
                    prompt: Say::AskPeriod.fill(&[&event.title]),
                    hint: Say::NotScored.text().to_owned(),
                    options: timeline.phases.iter().map(|phase| label(&phase.label)).collect(),
                    right: Right::One(*right),
                    explanation,
                    ..blank
                }
            }
            Ask::Work { event: ix, options, right } => {
                let event = timeline.event(*ix)?;
                let work = |source: &SourceIx| {
                    let own = timeline.sources.get(source.at())?;
                    Some(Choice { text: own.citation.clone(), ..Choice::default() })
                };
                let source = options.get(*right).copied();
                let cited = event.sources.iter().find(|cited| Some(cited.source) == source);
                let locator = cited.and_then(|cited| cited.locator.clone()).unwrap_or_default();
                let citation =
                    source.and_then(|ix| timeline.sources.get(ix.at())).map(|own| own.citation.clone());
                Shown {
                    prompt: Say::AskWork.fill(&[&dated(event)]),
                    options: options.iter().filter_map(work).collect(),
                    right: Right::One(*right),
                    explanation: lines([citation.unwrap_or_default(), locator, event.standfirst.clone()]),
                    source,
                    ..blank
                }
            }
            Ask::Choice { question }
            | Ask::Sequence { question }
            | Ask::Match { question }
            | Ask::Text { question } => written(lessons.questions.get(*question)?, timeline, lessons, blank),
        })
    }
}

fn written(question: &Question, timeline: &Timeline, lessons: &Lessons, blank: Shown) -> Shown {
    let quote = timeline.quotations.iter().find(|words| words.id == question.quotation);
    let shown = Shown {
        prompt: question.prompt.clone(),
        quote: quote.map(|words| words.text.clone()).unwrap_or_default(),
        explanation: lines([question.explanation.clone(), question.locator.clone()]),
        source: question.source,
        ..blank
    };
    match &question.task {
        Task::Choice { options, answer } => Shown {
            options: options.iter().map(|text| Choice { text: text.clone(), ..Choice::default() }).collect(),
            right: Right::One(*answer),
            ..shown
        },
        Task::Order { items, answer } => {
            let place = |event: &EventIx| items.iter().position(|item| item == event);
            let mut explanation = shown.explanation;
            explanation.extend(in_order(timeline, answer.iter()));
            Shown {
                hint: Say::AskOrder.text().to_owned(),
                options: items.iter().filter_map(|ix| titled(timeline, *ix)).collect(),
                right: Right::Order(answer.iter().filter_map(place).collect()),
                explanation,
                ..shown
            }
        }
        Task::Match { left, right, answer } => Shown {
            options: left.iter().map(|id| named(timeline, lessons, id)).collect(),
            against: right.iter().map(|id| named(timeline, lessons, id)).collect(),
            right: Right::Pairs(answer.clone()),
            ..shown
        },
        Task::Text { answer } => {
            Shown { hint: Say::AskOwn.text().to_owned(), right: Right::Points(answer.clone()), ..shown }
        }
    }
}

fn linked(
    timeline: &Timeline,
    event: EventIx,
    options: &[EventIx],
    right: usize,
    link: LinkIx,
    cause: bool,
    blank: Shown,
) -> Option<Shown> {
    let event = timeline.event(event)?;
    let link = timeline.links.get(link.at())?;
    let (ask, lead, clause) = match cause {
        true => (Say::AskBecause, Say::Because, &link.because),
        false => (Say::AskLedTo, Say::So, &link.so),
    };
    let with_date = |ix: &EventIx| {
        let own = timeline.event(*ix)?;
        Some(Choice { text: own.title.clone(), date: own.date.card(), event: Some(*ix) })
    };
    Some(Shown {
        prompt: ask.fill(&[&dated(event)]),
        options: options.iter().filter_map(with_date).collect(),
        right: Right::One(right),
        explanation: lines([[lead.text(), ": ", clause].concat(), link.basis.clone()]),
        // The explanation says it already.
        because: link.because.clone(),
        source: link.basis_source,
        ..blank
    })
}

/// One cause of an event, as a clause; empty when none is named.
fn cause(timeline: &Timeline, ix: EventIx) -> String {
    let link = timeline.event(ix).and_then(|event| event.causes.first());
    link.and_then(|link| timeline.links.get(link.at())).map(|link| link.because.clone()).unwrap_or_default()
}

/// Title and date: a true statement.
fn dated(event: &Event) -> String {
    [&event.title, ", ", &event.date.card()].concat()
}

/// An event whose date is asked for: without it.
fn titled(timeline: &Timeline, ix: EventIx) -> Option<Choice> {
    let event = timeline.event(ix)?;
    Some(Choice { text: event.title.clone(), date: String::new(), event: Some(ix) })
}

fn in_order<'a>(timeline: &Timeline, events: impl Iterator<Item = &'a EventIx>) -> Vec<String> {
    events.filter_map(|ix| timeline.event(*ix)).map(dated).collect()
}

/// What an id stands for: an event, a person, a statement; otherwise it is a text.
fn named(timeline: &Timeline, lessons: &Lessons, id: &str) -> Choice {
    if let Some(event) = timeline.find(id) {
        return titled(timeline, event).unwrap_or_default();
    }
    let person = timeline.people.iter().find(|person| person.id == id).map(|person| person.name.as_str());
    Choice { text: person.or_else(|| lessons.claim(id)).unwrap_or(id).to_owned(), ..Choice::default() }
}

/// Those that say something.
fn lines<const N: usize>(texts: [String; N]) -> Vec<String> {
    texts.into_iter().filter(|text| !text.is_empty()).collect()
}
