//! Chooses the items of a quiz and makes them. The rules that keep the right answer the only one stand here.

use super::{Ask, Form, Item, Precision, ITEMS};
use crate::core::data::{Event, EventIx, LinkIx, Side, SourceIx, Task, Timeline};
use crate::core::date::Truth;
use crate::core::lesson::chance::Chance;
use crate::core::lesson::Lessons;
use std::cmp::Reverse;

/// Whole days that lie between any two events whose order is asked for, and between an event and the border of the
/// period it is asked for: more than calendars, time zones and reports of a day later disagree by.
pub const APART: i32 = 31;
/// An event longer than this cannot be put in a place, in days.
const LONGEST: i32 = 366;
/// What is nearer than this in time is the better wrong option, in days.
const NEAR: i32 = 5 * 366;
/// Options of a question where the dataset gives as many; one fewer is enough.
const OPTIONS: usize = 4;

/// What may be asked: a form, and the place in its list (events; quotations, views, questions).
#[derive(Debug, Clone, Copy, PartialEq)]
struct Seed {
    form: Form,
    at: usize,
}

/// Everything that can be asked of a dataset. Making one goes through the disputes once.
pub struct Bank<'a> {
    timeline: &'a Timeline,
    lessons: &'a Lessons,
    /// Per event: its date is recorded plainly and nobody disputes it.
    sure: Vec<bool>,
    /// Per event: it is sure, and the title does not give the date away.
    datable: Vec<bool>,
    /// All that might be asked, and the events that each is about.
    all: Vec<(Seed, Vec<EventIx>)>,
}

impl<'a> Bank<'a> {
    /// The items of this dataset and its written questions.
    pub fn new(timeline: &'a Timeline, lessons: &'a Lessons) -> Bank<'a> {
        let timed: Vec<bool> = timeline
            .disputes
            .iter()
            .map(|one| {
                speaks_of_time(&one.id)
                    || speaks_of_time(&one.topic)
                    || one.readings.iter().any(|reading| speaks_of_time(&reading.says))
            })
            .collect();
        let sure = |event: &Event| {
            let text = event.date.to_string();
            !text.contains(['~', '?', '%'])
                && event.date.earliest().is_some()
                && event.date.latest().is_some()
                && !event.disputes.iter().any(|ix| timed.get(ix.at()).copied().unwrap_or(true))
        };
        let mut bank = Bank::bare(timeline, lessons);
        bank.sure = timeline.events.iter().map(sure).collect();
        let titles = timeline.events.iter().map(|event| event.title.as_str());
        bank.datable = titles.zip(&bank.sure).map(|(title, sure)| *sure && !names_a_year(title)).collect();
        bank.all = bank
            .seeds()
            .map(|seed| (seed, bank.about(seed)))
            .filter(|(_, about)| !about.is_empty())
            .collect();
        bank
    }

    /// Knows keys, and makes nothing.
    fn bare(timeline: &'a Timeline, lessons: &'a Lessons) -> Bank<'a> {
        Bank { timeline, lessons, sure: Vec::new(), datable: Vec::new(), all: Vec::new() }
    }

    /// See [`super::quiz`].
    pub fn quiz(
        &self,
        seed: u64,
        wanted: usize,
        among: &dyn Fn(EventIx) -> bool,
        due: &[String],
    ) -> Vec<Item> {
        let wanted = wanted.max(ITEMS.0).min(ITEMS.1);
        let mut chance = Chance::new(seed);
        let mut rest: Vec<(Seed, &[EventIx])> = self
            .all
            .iter()
            .filter(|(_, about)| about.iter().all(|event| among(*event)))
            .map(|(seed, about)| (*seed, about.as_slice()))
            .collect();
        chance.mix(&mut rest);
        // What is due stands before what is new, in the caller's order.
        let due: Vec<Seed> = due.iter().filter_map(|key| self.seed_of(key)).collect();
        let turn = |seed: Seed| due.iter().position(|one| *one == seed).unwrap_or(due.len());

        let mut rest: Vec<_> = rest.into_iter().map(|(seed, about)| (turn(seed), seed, about)).collect();
        let mut used = vec![false; self.timeline.events.len()];
        let mut chosen: Vec<(bool, Item)> = Vec::new();
        while chosen.len() < wanted {
            let period = |about: &[EventIx]| about.first().and_then(|event| self.timeline.phase_of(*event));
            let taken: Vec<_> = chosen.iter().map(|(_, item)| (item.form, period(&item.about))).collect();
            let rank = |(turn, seed, about): &(usize, Seed, &[EventIx])| {
                let again = about.iter().any(|event| is(&used, *event));
                let own = period(about);
                let forms = taken.iter().filter(|(form, _)| *form == seed.form).count();
                (again, *turn, forms, taken.iter().filter(|(_, period)| *period == own).count())
            };
            let next = rest.iter().enumerate().min_by_key(|(_, one)| rank(one)).map(|(i, _)| i);
            let Some(next) = next else { break };
            let (turn, seed, about) = rest.remove(next);
            let Some(ask) = self.make(seed, &mut chance, among, &used) else { continue };
            // The events of an order are all told with their dates, so none of them is asked about again.
            let told = match &ask {
                Ask::Order { events, .. } => events.clone(),
                _ => about.to_vec(),
            };
            for event in told {
                used.get_mut(event.at()).into_iter().for_each(|used| *used = true);
            }
            let Some(key) = self.key(seed) else { continue };
            chosen.push((turn < due.len(), Item { key, form: seed.form, about: about.to_vec(), ask }));
        }
        self.interleave(chosen)
    }

    /// The item of this key, as this chance makes it; none if the dataset cannot give it.
    pub fn item(&self, key: &str, chance: &mut Chance) -> Option<Item> {
        let seed = self.seed_of(key)?;
        let about = self.about(seed);
        (!about.is_empty()).then_some(())?;
        let ask = self.make(seed, chance, &|_| true, &[])?;
        Some(Item { key: key.to_owned(), form: seed.form, about, ask })
    }

    /// The keys of all that might be asked. Of some there are too few wrong options, so [`Bank::item`] is none.
    pub fn keys(&self) -> impl Iterator<Item = String> + '_ {
        self.all.iter().filter_map(|(seed, _)| self.key(*seed))
    }

    /// Due items first; within each part the next differs from the last in form and period where one does.
    fn interleave(&self, chosen: Vec<(bool, Item)>) -> Vec<Item> {
        let (due, new): (Vec<_>, Vec<_>) = chosen.into_iter().partition(|(due, _)| *due);
        let mut items: Vec<Item> = Vec::new();
        for part in [due, new] {
            let mut part: Vec<Item> = part.into_iter().map(|(_, item)| item).collect();
            while !part.is_empty() {
                let period =
                    |item: &Item| item.about.first().and_then(|event| self.timeline.phase_of(*event));
                // The commonest form first, or it would be left over.
                let left = |form: Form| part.iter().filter(|item| item.form == form).count();
                let rank = |item: &Item| {
                    let last = items.last();
                    let form = last.is_some_and(|last| last.form == item.form);
                    let time = last.is_some_and(|last| period(last) == period(item));
                    (form, Reverse(left(item.form)), time)
                };
                let next = part.iter().enumerate().min_by_key(|(_, item)| rank(item)).map_or(0, |(i, _)| i);
                items.push(part.remove(next));
            }
        }
        items
    }

    fn seeds(&self) -> impl Iterator<Item = Seed> + '_ {
        Form::ALL.iter().flat_map(|form| {
            let count = match form {
                Form::Who => self.timeline.quotations.len(),
                Form::Saw => self.timeline.views.len(),
                Form::Written => self.lessons.questions.len(),
                _ => self.timeline.events.len(),
            };
            (0..count).map(|at| Seed { form: *form, at })
        })
    }

    fn key(&self, seed: Seed) -> Option<String> {
        let event = |at: usize| self.timeline.events.get(at).map(|event| event.id.as_str());
        let (side, id) = match seed.form {
            Form::Who => ("", self.timeline.quotations.get(seed.at)?.id.as_str()),
            Form::Written => ("", self.lessons.questions.get(seed.at)?.id.as_str()),
            Form::Saw => {
                let view = self.timeline.views.get(seed.at)?;
                (side_word(view.side), event(view.event.at())?)
            }
            _ => ("", event(seed.at)?),
        };
        Some([seed.form.word(), ":", side, id].concat())
    }

    fn seed_of(&self, key: &str) -> Option<Seed> {
        let (form, id) = key.split_once(':')?;
        let form = Form::from_word(form)?;
        let at = match form {
            Form::Who => self.timeline.quotations.iter().position(|one| one.id == id),
            Form::Written => self.lessons.questions.iter().position(|one| one.id == id),
            Form::Saw => self.timeline.views.iter().position(|view| {
                let event = id.strip_prefix(side_word(view.side));
                event.is_some() && event.and_then(|id| self.timeline.find(id)) == Some(view.event)
            }),
            _ => self.timeline.find(id).map(EventIx::at),
        };
        Some(Seed { form, at: at? })
    }

    /// The events that an item is about; empty if it belongs to none.
    fn about(&self, seed: Seed) -> Vec<EventIx> {
        let events = &self.timeline.events;
        match seed.form {
            Form::Who => {
                self.timeline.quotations.get(seed.at).and_then(|one| one.event).into_iter().collect()
            }
            Form::Saw => self.timeline.views.get(seed.at).map(|view| view.event).into_iter().collect(),
            Form::Written => {
                self.lessons.questions.get(seed.at).map(|one| one.events.clone()).unwrap_or_default()
            }
            _ => (seed.at < events.len()).then_some(EventIx(seed.at as u32)).into_iter().collect(),
        }
    }

    fn make(
        &self,
        seed: Seed,
        chance: &mut Chance,
        among: &dyn Fn(EventIx) -> bool,
        used: &[bool],
    ) -> Option<Ask> {
        let event = EventIx(seed.at as u32);
        match seed.form {
            Form::Place => self.place(event),
            Form::Order => self.order(event, chance, among, used),
            Form::Because => {
                let link = *chance.pick(&self.timeline.event(event)?.causes)?;
                let right = self.timeline.links.get(link.at())?.from;
                let (options, right) = self.linked(event, right, true, chance)?;
                Some(Ask::Because { event, options, right, link })
            }
            Form::LedTo => {
                let link = *chance.pick(&self.timeline.event(event)?.effects)?;
                let right = self.timeline.links.get(link.at())?.to;
                let (options, right) = self.linked(event, right, false, chance)?;
                Some(Ask::LedTo { event, options, right, link })
            }
            Form::Who => self.who(seed.at, chance),
            Form::Saw => self.saw(seed.at, chance),
            Form::Period => self.period(event),
            Form::Work => self.work(event, chance),
            Form::Written => self.written(seed.at),
        }
    }

    fn place(&self, ix: EventIx) -> Option<Ask> {
        let event = self.timeline.event(ix)?;
        (is(&self.datable, ix) && event.when.days() <= LONGEST)
            .then(|| Ask::Place { event: ix, precision: precision(event) })
    }

    fn order(
        &self,
        ix: EventIx,
        chance: &mut Chance,
        among: &dyn Fn(EventIx) -> bool,
        used: &[bool],
    ) -> Option<Ask> {
        let event = self.timeline.event(ix)?;
        is(&self.datable, ix).then_some(())?;
        let mut others: Vec<EventIx> =
            all(self.timeline).filter(|other| is(&self.datable, *other) && among(*other)).collect();
        chance.mix(&mut others);
        let far =
            |other: EventIx| self.timeline.event(other).map_or(i32::MAX, |other| distance(event, other));
        others.sort_by_key(|other| (is(used, *other), far(*other) > NEAR));
        let wanted = 3 + chance.below(4);
        let mut events = vec![ix];
        for other in others {
            if events.len() == wanted {
                break;
            }
            if events.iter().all(|one| self.apart(*one, other)) {
                events.push(other);
            }
        }
        (events.len() >= 3).then_some(())?;
        chance.mix(&mut events);
        let mut right: Vec<usize> = (0..events.len()).collect();
        right.sort_by_key(|i| {
            events.get(*i).and_then(|ix| self.timeline.event(*ix)).map(|event| event.when.start)
        });
        Some(Ask::Order { events, right })
    }

    /// One was over well before the other began, whatever days the records allow.
    fn apart(&self, a: EventIx, b: EventIx) -> bool {
        let (Some(a), Some(b)) = (self.timeline.event(a), self.timeline.event(b)) else { return false };
        let ordered = a.date.before(&b.date) == Truth::Yes || b.date.before(&a.date) == Truth::Yes;
        ordered && distance(a, b) >= APART
    }

    /// Wrong options for a cause (or effect), and the right one among them.
    ///
    /// A wrong one is not linked to the event in either direction, not by way of others either; shares no dispute
    /// with it; and did not go on at the same time, when a link would be easy to argue for.
    fn linked(
        &self,
        ix: EventIx,
        right: EventIx,
        cause: bool,
        chance: &mut Chance,
    ) -> Option<(Vec<EventIx>, usize)> {
        let event = self.timeline.event(ix)?;
        let (before, after) = (self.reach(ix, true), self.reach(ix, false));
        let mut others: Vec<EventIx> = all(self.timeline)
            .filter(|other| *other != ix && !is(&before, *other) && !is(&after, *other))
            .filter(|other| {
                self.timeline.event(*other).is_some_and(|other| {
                    !other.when.overlaps(event.when)
                        && !other.disputes.iter().any(|dispute| event.disputes.contains(dispute))
                })
            })
            .collect();
        chance.mix(&mut others);
        // A cause comes before and an effect after: an option on the wrong side of the event gives itself away.
        let gives_away = |other: &EventIx| {
            let other = self.timeline.event(*other);
            other.is_none_or(|other| (other.when.start < event.when.start) != cause)
        };
        let far =
            |other: &EventIx| self.timeline.event(*other).is_none_or(|other| distance(event, other) > NEAR);
        others.sort_by_key(|other| (gives_away(other), far(other)));
        let good = others.iter().filter(|other| !gives_away(other)).count();
        if good >= OPTIONS - 2 {
            others.truncate(good);
        }
        options(right, others, chance)
    }

    /// All events that lead to this one (or follow from it), by any number of links.
    fn reach(&self, ix: EventIx, back: bool) -> Vec<bool> {
        let mut reached = vec![false; self.timeline.events.len()];
        let mut open = vec![ix];
        while let Some(at) = open.pop() {
            let Some(event) = self.timeline.event(at) else { continue };
            let links: &[LinkIx] = if back { &event.causes } else { &event.effects };
            for link in links.iter().filter_map(|link| self.timeline.links.get(link.at())) {
                let next = if back { link.from } else { link.to };
                if let Some(seen) = reached.get_mut(next.at()).filter(|seen| !**seen) {
                    *seen = true;
                    open.push(next);
                }
            }
        }
        reached
    }

    /// Speakers are told apart by what stands before the first comma: a treaty and its preamble are one. A speaker with
    /// a reservation (after a semicolon) is not known, and so neither right nor wrong.
    fn who(&self, at: usize, chance: &mut Chance) -> Option<Ask> {
        let quotations = &self.timeline.quotations;
        let own = quotations.get(at)?;
        (!own.speaker.contains(';')).then_some(())?;
        let mut others: Vec<usize> = (0..quotations.len()).collect();
        chance.mix(&mut others);
        let mut speakers = vec![speaker(&own.speaker)];
        others.retain(|other| {
            let Some(other) = quotations.get(*other) else { return false };
            let name = speaker(&other.speaker);
            let said_it = quotations.iter().any(|one| {
                speaker(&one.speaker) == name
                    && (one.text.contains(&own.text) || own.text.contains(&one.text))
            });
            let alike = |known: &&str| known.starts_with(name) || name.starts_with(known);
            let fits = !other.speaker.contains(';') && !said_it && !speakers.iter().any(alike);
            if fits {
                speakers.push(name);
            }
            fits
        });
        let (options, right) = options(at, others, chance)?;
        Some(Ask::Who { quotation: at, options, right })
    }

    fn saw(&self, at: usize, chance: &mut Chance) -> Option<Ask> {
        let views = &self.timeline.views;
        let own = views.get(at)?;
        let event = self.timeline.event(own.event)?;
        let (before, after) = (self.reach(own.event, true), self.reach(own.event, false));
        let mut others: Vec<usize> = (0..views.len()).collect();
        chance.mix(&mut others);
        others.retain(|other| {
            views.get(*other).is_some_and(|view| {
                let linked = is(&before, view.event) || is(&after, view.event);
                let other = self.timeline.event(view.event);
                view.side == own.side
                    && view.event != own.event
                    && view.text != own.text
                    && !linked
                    && other.is_some_and(|other| {
                        !other.when.overlaps(event.when)
                            && !other.disputes.iter().any(|dispute| event.disputes.contains(dispute))
                    })
            })
        });
        let (options, right) = options(at, others, chance)?;
        Some(Ask::Saw { event: own.event, options, right })
    }

    /// Only events well inside one period: near a border one may argue, and there the question would be a trap.
    fn period(&self, ix: EventIx) -> Option<Ask> {
        let event = self.timeline.event(ix)?;
        let phases = &self.timeline.phases;
        (is(&self.sure, ix) && phases.len() > 1).then_some(())?;
        let inside = |phase: &crate::core::data::Phase, margin: i32| {
            phase.span.start.0 + margin <= event.when.start.0 && event.when.end.0 + margin <= phase.span.end.0
        };
        let right = phases.iter().position(|phase| inside(phase, APART))?;
        let look = phases.get(right)?.look;
        // A scheme of one period says how far a book goes, and not where it would draw a border.
        let schemes = self.timeline.schemes.iter().filter(|scheme| scheme.phases.len() > 1);
        let disagree = schemes.filter_map(|scheme| {
            let theirs = scheme.phases.iter().find(|phase| inside(phase, 0))?;
            (theirs.look != look).then(|| (scheme.name.clone(), theirs.label.clone()))
        });
        Some(Ask::Period { event: ix, right, disagree: disagree.collect() })
    }

    /// A wrong work is not cited for the event in any way: not by its account, its views, its words or its links.
    /// The seed texts are no answers: this dataset weighs them, and they speak of everything.
    fn work(&self, ix: EventIx, chance: &mut Chance) -> Option<Ask> {
        let event = self.timeline.event(ix)?;
        let sources = &self.timeline.sources;
        let is_work = |source: &SourceIx| sources.get(source.at()).is_some_and(|own| own.kind != "seed");
        let opened: Vec<SourceIx> = event
            .sources
            .iter()
            .filter(|cited| cited.seen)
            .map(|cited| cited.source)
            .filter(is_work)
            .collect();
        let right = *chance.pick(&opened)?;

        let mut out = vec![false; sources.len()];
        let mut leave = |source: SourceIx| out.get_mut(source.at()).into_iter().for_each(|out| *out = true);
        event.sources.iter().for_each(|cited| leave(cited.source));
        let views = self.timeline.views.iter().filter(|view| view.event == ix);
        views.flat_map(|view| &view.sources).for_each(|cited| leave(cited.source));
        let words = self.timeline.quotations.iter().filter(|words| words.event == Some(ix));
        words.flat_map(|words| [Some(words.source), words.via]).flatten().for_each(&mut leave);
        let links = event.causes.iter().chain(&event.effects);
        links.filter_map(|link| self.timeline.links.get(link.at())?.basis_source).for_each(&mut leave);

        let mut others: Vec<SourceIx> = self
            .timeline
            .events
            .iter()
            .flat_map(|event| &event.sources)
            .filter(|cited| cited.seen)
            .map(|cited| cited.source)
            .filter(|source| is_work(source) && !out.get(source.at()).copied().unwrap_or(true))
            .collect();
        others.sort_unstable();
        others.dedup();
        chance.mix(&mut others);
        // Of the same sort the better: between a newspaper and an archive nobody has to think.
        let kind = |source: SourceIx| sources.get(source.at()).map(|own| own.kind.as_str());
        others.sort_by_key(|other| kind(*other) != kind(right));
        let (options, right) = options(right, others, chance)?;
        Some(Ask::Work { event: ix, options, right })
    }

    fn written(&self, at: usize) -> Option<Ask> {
        let question = self.lessons.questions.get(at)?;
        match &question.task {
            Task::Choice { options, answer } => {
                (*answer < options.len()).then_some(Ask::Choice { question: at })
            }
            Task::Order { items, answer } => {
                let whole = answer.len() >= 2
                    && items.len() == answer.len()
                    && answer.iter().all(|event| items.contains(event));
                whole.then_some(Ask::Sequence { question: at })
            }
            // A statement that is not there could only be shown by its id.
            Task::Match { left, right, answer } => {
                let mut claims = left.iter().chain(right).filter(|id| question.claims.contains(id));
                let all = claims.all(|id| self.lessons.claim(id).is_some());
                (!answer.is_empty() && all).then_some(Ask::Match { question: at })
            }
            Task::Text { answer } => (!answer.is_empty()).then_some(Ask::Text { question: at }),
        }
    }
}

/// The events that the item of this key is about; empty for a key that this dataset does not know.
pub fn events_of(key: &str, timeline: &Timeline, lessons: &Lessons) -> Vec<EventIx> {
    let bank = Bank::bare(timeline, lessons);
    bank.seed_of(key).map(|seed| bank.about(seed)).unwrap_or_default()
}

/// The right option mixed among up to three wrong ones, the first of `others`, and its place; none if there are not two.
fn options<T: Copy + PartialEq>(right: T, others: Vec<T>, chance: &mut Chance) -> Option<(Vec<T>, usize)> {
    let mut options: Vec<T> = others.into_iter().filter(|other| *other != right).take(OPTIONS - 1).collect();
    (options.len() >= OPTIONS - 2).then_some(())?;
    options.push(right);
    chance.mix(&mut options);
    let at = options.iter().position(|option| *option == right)?;
    Some((options, at))
}

fn all(timeline: &Timeline) -> impl Iterator<Item = EventIx> {
    (0..timeline.events.len() as u32).map(EventIx)
}

fn is(list: &[bool], ix: EventIx) -> bool {
    list.get(ix.at()).copied().unwrap_or(false)
}

/// Whole days that lie between two events; 0 when they touch, less when they overlap.
fn distance(a: &Event, b: &Event) -> i32 {
    (b.when.start.0 - a.when.end.0).max(a.when.start.0 - b.when.end.0)
}

fn side_word(side: Side) -> &'static str {
    match side {
        Side::Moscow => "moscow-",
        Side::Beijing => "beijing-",
        Side::Both => "both-",
        Side::Elsewhere => "elsewhere-",
    }
}

/// A speaker without what follows a comma.
fn speaker(name: &str) -> &str {
    name.split(',').next().unwrap_or(name).trim()
}

/// The text holds a year of four digits.
fn names_a_year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4)
}

/// The months in the dataset's language, English.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic())
}

/// The text names a year or a month, so that it may tell when it was.
pub fn names_a_date(text: &str) -> bool {
    names_a_year(text) || words(text).any(|word| MONTHS.contains(&word))
}

/// The dataset does not say which disputes are about a date (their kind is not in what the browser reads, and none is
/// called so). Those that name a month, or speak of dates or of "when", may be.
fn speaks_of_time(text: &str) -> bool {
    words(text).any(|word| {
        let small = word.to_lowercase();
        MONTHS.contains(&word) || matches!(small.as_str(), "when" | "date" | "dates" | "dated" | "undated")
    })
}

/// The coarsest of the date's ends, read from its notation: `1956-02-25` is ten signs, `1956-02` seven, a season too.
fn precision(event: &Event) -> Precision {
    let text = event.date.to_string();
    let end = |end: &str| match end.len() {
        10 => Precision::Day,
        // Months are 01 to 12, seasons 21 to 24.
        7 if !end.contains("-2") => Precision::Month,
        _ => Precision::Year,
    };
    text.split('/').map(end).max().unwrap_or(Precision::Year)
}
