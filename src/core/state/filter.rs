//! Which events the reader's filters and search leave, and how many each chip would leave.
//!
//! Within a group one match is enough; between groups all must match. The count on a chip is the number of
//! events there would be *after pressing it*. All counts come from one pass over the events per change of the
//! filter, whatever the number of chips.

use super::app_state::{Action, AppState};
use super::periods::{has_outside, OUTSIDE};
use super::search;
use crate::core::data::{Event, EventIx, Kind, PhaseIx, Theme, Timeline};
use crate::core::lookup::Numbering;
use crate::core::order::sort_by;
use crate::core::words::Word;
use std::rc::Rc;

/// The longest query that is kept, characters: more is no name, and must not make an address unusable.
pub const LONGEST_QUERY: usize = 200;

/// What the reader asks for. Lists are in order, without duplicates; an empty group leaves nothing out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Phases; [`OUTSIDE`] for what lies outside them all.
    pub phases: Vec<PhaseIx>,
    /// Themes.
    pub themes: Vec<Theme>,
    /// Ids of people and bodies.
    pub who: Vec<String>,
    /// Kinds of act.
    pub kinds: Vec<Kind>,
    /// Text to find, as typed.
    pub query: String,
}

/// One part of a filter, to take it away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilterPart {
    /// A phase.
    Phase(PhaseIx),
    /// A theme.
    Theme(Theme),
    /// A person or body, by id.
    Who(String),
    /// A kind of act.
    Kind(Kind),
    /// The text.
    Query,
}

impl Filter {
    /// Nothing is asked for.
    pub fn is_empty(&self) -> bool {
        *self == Filter::default()
    }

    /// The same filter in order, without duplicates and without what this timeline does not have.
    pub(super) fn normal(mut self, timeline: &Timeline) -> Filter {
        fn in_order<T: Ord>(list: &mut Vec<T>) {
            sort_by(list, T::cmp);
            list.dedup();
        }
        let has = |ix: &PhaseIx| match *ix {
            OUTSIDE => has_outside(timeline),
            ix => ix.at() < timeline.phases.len(),
        };
        self.phases.retain(has);
        self.who.retain(|id| who_name(timeline, id).is_some());
        in_order(&mut self.phases);
        in_order(&mut self.themes);
        in_order(&mut self.who);
        in_order(&mut self.kinds);
        self.query = clean(&self.query);
        self
    }

    /// Without one of its parts.
    pub(super) fn without(&self, part: &FilterPart) -> Filter {
        let mut next = self.clone();
        match part {
            FilterPart::Phase(ix) => next.phases.retain(|p| p != ix),
            FilterPart::Theme(theme) => next.themes.retain(|t| t != theme),
            FilterPart::Who(id) => next.who.retain(|w| w != id),
            FilterPart::Kind(kind) => next.kinds.retain(|k| k != kind),
            FilterPart::Query => next.query.clear(),
        }
        next
    }

    /// Its parts in the order of the page.
    pub fn parts(&self) -> Vec<FilterPart> {
        let phases = self.phases.iter().map(|p| FilterPart::Phase(*p));
        let themes = self.themes.iter().map(|t| FilterPart::Theme(*t));
        let who = self.who.iter().map(|w| FilterPart::Who(w.clone()));
        let kinds = self.kinds.iter().map(|k| FilterPart::Kind(*k));
        let query = (!self.query.is_empty()).then_some(FilterPart::Query);
        phases.chain(themes).chain(who).chain(kinds).chain(query).collect()
    }
}

/// A query as it is kept: bounded, without control characters, and empty when it is only spaces.
fn clean(query: &str) -> String {
    let kept: String = query.chars().filter(|c| !c.is_control()).take(LONGEST_QUERY).collect();
    if kept.trim().is_empty() {
        String::new()
    } else {
        kept
    }
}

/// Puts an item into an ordered list, or takes it out.
pub(super) fn toggle<T: Ord>(list: &mut Vec<T>, item: T) {
    match list.binary_search(&item) {
        Ok(at) => {
            list.remove(at);
        }
        Err(at) => list.insert(at, item),
    }
}

/// The person or body with this id: its name.
pub fn who_name<'a>(timeline: &'a Timeline, id: &str) -> Option<&'a str> {
    let person = timeline.people.iter().find(|p| p.id == id).map(|p| p.name.as_str());
    person.or_else(|| timeline.bodies.iter().find(|b| b.id == id).map(|b| b.name.as_str()))
}

/// The ids of the people and bodies of an event; some may stand twice.
fn who_of<'a>(timeline: &'a Timeline, event: &'a Event) -> impl Iterator<Item = &'a str> {
    let people = event.people.iter().filter_map(|ix| timeline.people.get(ix.at())).map(|p| p.id.as_str());
    event.actors.iter().map(String::as_str).chain(people)
}

/// What a filter asks of an event, in a form that is quick to test.
#[derive(Debug)]
struct Facets {
    /// Its phase, or [`OUTSIDE`].
    phase: PhaseIx,
    /// One bit per member of [`Theme::ALL`].
    themes: u8,
    kind: Kind,
    /// Places in [`FilterIndex::who`], in order, without duplicates.
    who: Box<[usize]>,
}

/// The facets of every event, prepared once.
#[derive(Debug, Default)]
pub struct FilterIndex {
    facets: Vec<Facets>,
    who: Rc<Numbering>,
    phases: usize,
}

/// The bits of some themes.
fn bits(themes: &[Theme]) -> u8 {
    themes.iter().fold(0, |bits, theme| bits | 1 << *theme as u8)
}

/// The members of `own` that are in `asked`; both are in order, and `asked` is short.
fn common(own: &[usize], asked: &[usize]) -> usize {
    asked.iter().filter(|w| own.binary_search(w).is_ok()).count()
}

impl FilterIndex {
    /// The place of a phase in a list of counts, the last of which is for [`OUTSIDE`].
    fn slot(&self, ix: PhaseIx) -> usize {
        if ix == OUTSIDE {
            self.phases
        } else {
            ix.at()
        }
    }

    /// Prepares the timeline's events.
    pub fn build(timeline: &Timeline) -> FilterIndex {
        let people = timeline.people.iter().map(|p| &p.id);
        let ids = people.chain(timeline.bodies.iter().map(|b| &b.id));
        let who: Numbering = ids.collect();
        let facets = |(e, phase): (&Event, &Option<PhaseIx>)| {
            let mut own: Vec<usize> = who_of(timeline, e).filter_map(|id| who.number(id)).collect();
            sort_by(&mut own, usize::cmp);
            own.dedup();
            Facets { phase: phase.unwrap_or(OUTSIDE), themes: bits(&e.themes), kind: e.kind, who: own.into() }
        };
        let facets = timeline.events.iter().zip(&timeline.phase_of_events).map(facets).collect();
        FilterIndex { facets, who: Rc::new(who), phases: timeline.phases.len() }
    }

    /// Which events a filter leaves, and the counts of all chips. `hits` is the answer of the search to the
    /// filter's query.
    pub fn apply(&self, filter: &Filter, hits: Option<&[bool]>) -> (Vec<bool>, ChipCounts) {
        let asked_themes = bits(&filter.themes);
        let mut asked_who: Vec<usize> = filter.who.iter().filter_map(|id| self.who.number(id)).collect();
        sort_by(&mut asked_who, usize::cmp);

        let mut included = Vec::with_capacity(self.facets.len());
        let mut shown = 0;
        // Each of the following counts the events that pass all *other* groups.
        let mut all_phases = 0;
        let mut by_phase = vec![0; self.phases + 1];
        let mut by_themes = [0; 256];
        let mut by_kind = [0; Kind::ALL.len()];
        let mut everyone = 0;
        let mut with_asked = 0;
        // Per person or body: events that only it would add, and events that only it holds in.
        let mut adds = vec![0; self.who.names().len()];
        let mut holds = vec![0; self.who.names().len()];

        for (i, e) in self.facets.iter().enumerate() {
            let found = hits.is_none_or(|hits| hits.get(i).copied().unwrap_or(false));
            let phase = filter.phases.is_empty() || filter.phases.contains(&e.phase);
            let theme = asked_themes == 0 || e.themes & asked_themes != 0;
            let kind = filter.kinds.is_empty() || filter.kinds.contains(&e.kind);
            let shared = common(&e.who, &asked_who);
            let who = filter.who.is_empty() || shared > 0;

            let passes = found && phase && theme && kind && who;
            included.push(passes);
            shown += usize::from(passes);
            if found && theme && kind && who {
                all_phases += 1;
                if let Some(count) = by_phase.get_mut(self.slot(e.phase)) {
                    *count += 1;
                }
            }
            if found && phase && kind && who {
                by_themes[usize::from(e.themes)] += 1;
            }
            if found && phase && theme && who {
                by_kind[e.kind as usize] += 1;
            }
            if found && phase && theme && kind {
                everyone += 1;
                with_asked += usize::from(shared > 0);
                for w in e.who.iter() {
                    let asked = asked_who.contains(w);
                    match shared {
                        0 => adds[*w] += 1,
                        1 if asked => holds[*w] += 1,
                        _ => {}
                    }
                }
            }
        }

        let each = (0..self.phases).map(|i| PhaseIx(i as u32)).chain([OUTSIDE]);
        let phases = each.map(|ix| {
            let mut after = filter.phases.clone();
            toggle(&mut after, ix);
            match after.is_empty() {
                true => all_phases,
                false => after.iter().filter_map(|p| by_phase.get(self.slot(*p))).sum(),
            }
        });
        let themes = Theme::ALL.iter().map(|t| {
            let after = asked_themes ^ bits(&[*t]);
            let meets = |(mask, _): &(usize, &usize)| after == 0 || *mask as u8 & after != 0;
            by_themes.iter().enumerate().filter(meets).map(|(_, count)| count).sum()
        });
        let kinds = Kind::ALL.iter().map(|k| {
            let mut after = filter.kinds.clone();
            toggle(&mut after, *k);
            let asked = |(i, _): &(usize, &usize)| {
                after.is_empty() || Kind::ALL.get(*i).is_some_and(|k| after.contains(k))
            };
            by_kind.iter().enumerate().filter(asked).map(|(_, count)| count).sum()
        });
        let who = (0..self.who.names().len()).map(|w| match (asked_who.as_slice(), asked_who.contains(&w)) {
            ([only], true) if *only == w => everyone,
            (_, true) => with_asked - holds[w],
            (_, false) => with_asked + adds[w],
        });
        let counts = ChipCounts {
            total: self.facets.len(),
            shown,
            all_phases,
            phases: phases.collect(),
            themes: themes.collect(),
            kinds: kinds.collect(),
            who: who.collect(),
            who_ids: Rc::clone(&self.who),
        };
        (included, counts)
    }
}

/// The counts of all chips for one filter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChipCounts {
    total: usize,
    shown: usize,
    all_phases: usize,
    phases: Vec<usize>,
    themes: Vec<usize>,
    kinds: Vec<usize>,
    who: Vec<usize>,
    who_ids: Rc<Numbering>,
}

impl ChipCounts {
    /// All events of the timeline.
    pub fn total(&self) -> usize {
        self.total
    }
    /// Events that the filter leaves now.
    pub fn shown(&self) -> usize {
        self.shown
    }
    /// Events there would be after pressing the chip *All* of the phases.
    pub fn all(&self) -> usize {
        self.all_phases
    }
    /// Events there would be after pressing this phase, or [`OUTSIDE`].
    pub fn phase(&self, ix: PhaseIx) -> usize {
        let slot = if ix == OUTSIDE { self.phases.len().saturating_sub(1) } else { ix.at() };
        self.phases.get(slot).copied().unwrap_or(0)
    }
    /// Events there would be after pressing this theme.
    pub fn theme(&self, theme: Theme) -> usize {
        self.themes.get(theme as usize).copied().unwrap_or(0)
    }
    /// Events there would be after pressing this kind.
    pub fn kind(&self, kind: Kind) -> usize {
        self.kinds.get(kind as usize).copied().unwrap_or(0)
    }
    /// Events there would be after pressing this person or body.
    pub fn who(&self, id: &str) -> usize {
        self.who_ids.number(id).and_then(|w| self.who.get(w)).copied().unwrap_or(0)
    }
}

/// The filter leaves the event in. It looks at one event by itself; the state keeps the answers for all in
/// `included`.
pub fn matches(timeline: &Timeline, filter: &Filter, ix: EventIx) -> bool {
    let Some(e) = timeline.event(ix) else { return false };
    let any_who = || who_of(timeline, e).any(|id| filter.who.iter().any(|w| w == id));
    (filter.phases.is_empty() || filter.phases.contains(&timeline.phase_of(ix).unwrap_or(OUTSIDE)))
        && (filter.themes.is_empty() || e.themes.iter().any(|t| filter.themes.contains(t)))
        && (filter.kinds.is_empty() || filter.kinds.contains(&e.kind))
        && (filter.who.is_empty() || any_who())
        && search::matches(timeline, &filter.query, e)
}

/// What a part is called on the page; the text stands in quotation marks.
pub fn part_label(state: &AppState, part: &FilterPart) -> String {
    match part {
        FilterPart::Phase(OUTSIDE) => Word::OutsidePeriods.text().to_owned(),
        FilterPart::Phase(ix) => {
            state.timeline.phases.get(ix.at()).map(|p| p.label.clone()).unwrap_or_default()
        }
        FilterPart::Theme(theme) => theme.label().text().to_owned(),
        FilterPart::Who(id) => who_name(&state.timeline, id).unwrap_or(id).to_owned(),
        FilterPart::Kind(kind) => kind.label().text().to_owned(),
        FilterPart::Query => Word::Quoted.fill(&[state.filter.query.trim()]),
    }
}

/// For "Remove: [Split ×] [Aid and trade ×]": what can be taken away, and the act that does it.
pub fn removals(state: &AppState) -> Vec<(String, Action)> {
    let parts = state.filter.parts().into_iter();
    parts.map(|part| (part_label(state, &part), Action::RemoveFilter(part))).collect()
}

/// The sentence for a filter that leaves nothing; none when there are events. The page adds the ways out.
pub fn empty_sentence(state: &AppState) -> Option<String> {
    if state.counts.shown() > 0 {
        return None;
    }
    let labels: Vec<String> = state.filter.parts().iter().map(|p| part_label(state, p)).collect();
    Some(match (labels.as_slice(), state.filter.query.is_empty()) {
        ([], _) => Word::NothingYet.text().to_owned(),
        ([query], false) => Word::NoneMentions.fill(&[query]),
        ([one], true) => Word::NoneIsOf.fill(&[one]),
        ([first, second], true) => Word::NothingIsBoth.fill(&[first, second]),
        (all, true) => Word::NothingIsAll.fill(&[&all.join(", ")]),
        ([parts @ .., query], false) => Word::NothingInMentions.fill(&[&parts.join(", "), query]),
    })
}

/// A person or body to filter by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhoOption {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// In how many events of the timeline it acts, whatever the filter.
    pub events: usize,
}

/// The people and bodies that act in at least one event, those with the most events first.
pub fn who_options(state: &AppState) -> Vec<WhoOption> {
    let nothing = Filter::default();
    let (_, counts) = state.facets.apply(&nothing, None);
    let people = state.timeline.people.iter().map(|p| (&p.id, &p.name));
    let all = people.chain(state.timeline.bodies.iter().map(|b| (&b.id, &b.name)));
    let mut options: Vec<WhoOption> = all
        .map(|(id, name)| WhoOption { id: id.clone(), name: name.clone(), events: counts.who(id) })
        .filter(|o| o.events > 0)
        .collect();
    sort_by(&mut options, |a, b| b.events.cmp(&a.events).then_with(|| a.name.cmp(&b.name)));
    options
}

#[cfg(test)]
mod tests {
    use super::super::app_state::sample;
    use super::super::periods::SchemeIx;
    use super::*;
    use proptest::prelude::*;

    /// The count of every chip equals the number of events after pressing it, event by event.
    fn check_counts(state: &AppState) {
        let after = |action: Action| {
            let next = state.reduce(action);
            let each = (0..state.timeline.events.len()).map(|i| EventIx(i as u32));
            let slow: Vec<bool> = each.map(|ix| matches(&next.timeline, &next.filter, ix)).collect();
            assert_eq!(*next.included, slow);
            slow.iter().filter(|x| **x).count()
        };
        let c = &state.counts;
        assert_eq!(c.shown(), state.included.iter().filter(|x| **x).count());
        assert_eq!(c.all(), after(Action::AllPhases));
        for i in 0..state.timeline.phases.len() as u32 {
            assert_eq!(c.phase(PhaseIx(i)), after(Action::TogglePhase(PhaseIx(i))), "phase {i}");
        }
        if has_outside(&state.timeline) {
            assert_eq!(c.phase(OUTSIDE), after(Action::TogglePhase(OUTSIDE)));
        }
        for t in Theme::ALL {
            assert_eq!(c.theme(*t), after(Action::ToggleTheme(*t)), "{t:?}");
        }
        for k in Kind::ALL {
            assert_eq!(c.kind(*k), after(Action::ToggleKind(*k)), "{k:?}");
        }
        for who in sample::WHO {
            assert_eq!(c.who(who), after(Action::ToggleWho((*who).to_owned())), "{who}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn a_chip_counts_what_it_leaves(
            timeline in sample::any_timeline(24),
            filter in sample::any_filter(),
            by in prop::option::of((0u32..2).prop_map(SchemeIx)),
        ) {
            let state = AppState::new(Rc::new(timeline)).reduce(Action::By(by)).with_filter(filter);
            check_counts(&state);
        }
    }

    #[test]
    fn groups_are_joined_by_and_their_members_by_or() {
        let state = AppState::new(Rc::new(sample::timeline()));
        let ids = |s: &AppState| -> Vec<String> { s.shown().map(|(_, e)| e.id.clone()).collect() };
        let split = state.reduce(Action::ToggleTheme(Theme::Border));
        assert_eq!(ids(&split), ["1969-zhenbao"]);
        let both = split.reduce(Action::ToggleTheme(Theme::Diplomacy));
        assert_eq!(ids(&both), ["1950-treaty", "1954-khrushchev-beijing", "1969-zhenbao"]);
        let alliance = both.reduce(Action::TogglePhase(PhaseIx(0)));
        assert_eq!(ids(&alliance), ["1950-treaty", "1954-khrushchev-beijing"]);
        let mao = alliance.reduce(Action::ToggleWho("mao".to_owned()));
        assert_eq!(ids(&mao), ["1950-treaty"]);
    }

    #[test]
    fn an_empty_result_says_what_to_remove() {
        let state = AppState::new(Rc::new(sample::timeline()));
        assert_eq!(empty_sentence(&state), None);
        let tito = state.reduce(Action::SetQuery("Tito".to_owned()));
        assert_eq!(empty_sentence(&tito).as_deref(), Some("No event mentions ‘Tito’."));
        let both = state.reduce(Action::TogglePhase(PhaseIx(2))).reduce(Action::ToggleTheme(Theme::Economy));
        assert_eq!(empty_sentence(&both).as_deref(), Some("Nothing is both Split and Aid and trade here."));
        let labels: Vec<String> = removals(&both).into_iter().map(|(label, _)| label).collect();
        assert_eq!(labels, ["Split", "Aid and trade"]);
        let mended = removals(&both).into_iter().fold(both.clone(), |s, (_, action)| s.reduce(action));
        assert!(mended.filter.is_empty());
    }

    #[test]
    fn those_who_act_most_come_first() {
        let options = who_options(&AppState::new(Rc::new(sample::timeline())));
        let ids: Vec<(&str, usize)> = options.iter().map(|o| (o.id.as_str(), o.events)).collect();
        assert_eq!(ids, [("mao", 2), ("khrushchev", 2), ("peng", 1), ("PRC", 1), ("USSR", 1)]);
    }

    #[test]
    fn a_hundred_thousand_events_are_filtered_quickly() {
        let state = AppState::new(Rc::new(sample::many(100_000)));
        let begin = std::time::Instant::now();
        let next = state.reduce(Action::ToggleTheme(Theme::Border));
        // A frame or two in an optimised build; the limit is wide for slow machines and debug builds.
        assert!(begin.elapsed().as_millis() < 500, "{:?}", begin.elapsed());
        assert!(next.counts.shown() > 0 && next.counts.shown() < 100_000);
    }
}
