//! Finds events by time without looking at all of them: which stand in a span, where the next px or bin begins, which of a bin
//! weighs most. All of it by halving lists that are in order, so that a view costs what it shows and not what the dataset holds.

use crate::core::data::{Event, EventIx, Lane};
use std::ops::Range;

/// The lanes whose events have symbols, in the order of the plate's index.
pub const LANES: [Lane; 3] = [Lane::Moscow, Lane::Beijing, Lane::Elsewhere];

/// Events in order of time, and where they stand, days.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Places {
    days: Vec<f64>,
    events: Vec<EventIx>,
}

impl Places {
    fn push(&mut self, event: EventIx, day: f64) {
        self.days.push(day);
        self.events.push(event);
    }

    /// The events that stand at the days from `start` up to `end`.
    pub fn within(&self, start: f64, end: f64) -> Range<usize> {
        let before = |day: f64| self.days.partition_point(|d| *d < day);
        before(start)..before(end)
    }

    /// Parts the range where `of`, which ascends with time, changes: by px, or by bin. O(parts · log n).
    pub fn runs(&self, range: Range<usize>, of: &dyn Fn(f64) -> i64) -> Vec<(i64, Range<usize>)> {
        let mut runs = Vec::new();
        let mut from = range.start;
        while let Some(rest) = self.days.get(from..range.end) {
            let Some(first) = rest.first() else { break };
            let here = of(*first);
            let to = from + rest.partition_point(|day| of(*day) <= here);
            runs.push((here, from..to));
            from = to;
        }
        runs
    }

    /// The event at a place of the list, and its day.
    pub fn at(&self, place: usize) -> Option<(EventIx, f64)> {
        Some((*self.events.get(place)?, *self.days.get(place)?))
    }

    /// The events of a range.
    pub fn events(&self, range: Range<usize>) -> &[EventIx] {
        self.events.get(range).unwrap_or_default()
    }

    /// The place of the first event that does not come before this one.
    pub fn place(&self, event: EventIx) -> usize {
        self.events.partition_point(|own| *own < event)
    }
}

/// The events of a lane that the filter keeps.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LaneIndex {
    /// All.
    pub all: Places,
    /// Headlines, important events, details.
    pub by_weight: [Places; 3],
}

/// An index over the dates of the events, built once for each answer of the filter. Days are `f64`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct EventIndex {
    /// By lane, as in [`LANES`].
    pub kept: [LaneIndex; 3],
    /// By lane, what the filter leaves out.
    pub left_out: [Places; 3],
    /// The events of the lane of Mao's view, whatever the filter says.
    pub mao: Vec<EventIx>,
}

impl EventIndex {
    /// The index of these events, which are in order of time; `included` says of each whether the filter keeps it.
    pub fn new(events: &[Event], included: &[bool]) -> EventIndex {
        let mut index = EventIndex::default();
        for (i, event) in events.iter().enumerate() {
            let ix = EventIx(i as u32);
            let Some(lane) = LANES.iter().position(|lane| *lane == event.lane) else {
                index.mao.push(ix);
                continue;
            };
            if !included.get(i).copied().unwrap_or(true) {
                index.left_out.get_mut(lane).into_iter().for_each(|places| places.push(ix, event.at));
            } else if let Some(kept) = index.kept.get_mut(lane) {
                kept.all.push(ix, event.at);
                let weight = usize::from(event.significance.clamp(1, 3)) - 1;
                kept.by_weight.get_mut(weight).into_iter().for_each(|places| places.push(ix, event.at));
            }
        }
        index
    }
}

/// Events for tests.
#[cfg(test)]
pub(super) mod sample {
    use crate::core::data::{Event, Kind, Lane, Side};
    use crate::core::date::{Date, Day, Span};

    pub fn event(at: f64, significance: u8, lane: Lane) -> Event {
        Event {
            id: String::new(),
            title: String::new(),
            label: String::new(),
            standfirst: String::new(),
            text: String::new(),
            summary: String::new(),
            why: String::new(),
            date: Date::parse("1956-02-25").unwrap(),
            when: Span { start: Day(at as i32), end: Day(at as i32 + 1) },
            at,
            side: Side::Moscow,
            host: None,
            kind: Kind::State,
            themes: Vec::new(),
            significance,
            lane,
            place: None,
            people: Vec::new(),
            actors: Vec::new(),
            sources: Vec::new(),
            causes: Vec::new(),
            effects: Vec::new(),
            disputes: Vec::new(),
            student_links: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sample::event;
    use super::*;
    use proptest::prelude::*;

    const ALL: [Lane; 4] = [Lane::Moscow, Lane::Beijing, Lane::Elsewhere, Lane::MaoView];

    /// Events in order of time, and which of them the filter keeps; `raw` is day, significance, lane, kept.
    fn sorted(raw: &[(f64, u8, usize, bool)]) -> (Vec<Event>, Vec<bool>) {
        let mut raw = raw.to_vec();
        raw.sort_by(|a, b| a.0.total_cmp(&b.0));
        raw.into_iter()
            .map(|(at, significance, lane, kept)| (event(at, significance, ALL[lane % 4]), kept))
            .unzip()
    }

    #[test]
    fn nothing_is_found_in_nothing() {
        let index = EventIndex::new(&[], &[]);
        assert_eq!(index.kept[0].all.within(0.0, 1e9), 0..0);
        assert_eq!(index.kept[0].all.runs(0..0, &|_| 0), []);
        assert_eq!(index.kept[0].all.at(0), None);
    }

    #[test]
    fn a_span_holds_its_first_day_and_not_the_day_after() {
        let (events, kept) = sorted(&[(10.0, 1, 0, true), (11.0, 1, 0, true)]);
        let index = EventIndex::new(&events, &kept);
        for (start, end, found) in
            [(0.0, 10.0, 0..0), (10.0, 11.0, 0..1), (10.5, 12.0, 1..2), (12.0, 14.0, 2..2)]
        {
            assert_eq!(index.kept[0].all.within(start, end), found, "{start}..{end}");
        }
    }

    proptest! {
        #[test]
        fn the_index_agrees_with_a_look_at_every_event(
            raw in prop::collection::vec((-500.0_f64..500.0, 1_u8..=3, 0_usize..4, prop::bool::ANY), 0..200),
            start in -600.0_f64..600.0,
            length in 0.0_f64..400.0,
            width in 0.5_f64..90.0,
        ) {
            let (events, kept) = sorted(&raw);
            let index = EventIndex::new(&events, &kept);
            let mao = (0..events.len()).filter(|i| events[*i].lane == Lane::MaoView).map(|i| EventIx(i as u32));
            prop_assert_eq!(&index.mao, &mao.collect::<Vec<_>>());
            for (lane, of) in LANES.iter().enumerate() {
                let wanted = |keeps: bool, weight: Option<u8>| -> Vec<EventIx> {
                    (0..events.len())
                        .filter(|&i| {
                            let e = &events[i];
                            e.lane == *of
                                && kept[i] == keeps
                                && weight.is_none_or(|w| w == e.significance)
                                && (start..start + length).contains(&e.at)
                        })
                        .map(|i| EventIx(i as u32))
                        .collect()
                };
                let found = |places: &Places| places.events(places.within(start, start + length)).to_vec();
                prop_assert_eq!(found(&index.kept[lane].all), wanted(true, None));
                prop_assert_eq!(found(&index.left_out[lane]), wanted(false, None));
                for weight in 1..=3_u8 {
                    let places = &index.kept[lane].by_weight[usize::from(weight) - 1];
                    prop_assert_eq!(found(places), wanted(true, Some(weight)));
                }
                // The runs are the range, parted where the bin changes and only there.
                let all = &index.kept[lane].all;
                let bin = |day: f64| ((day - start) / width).floor() as i64;
                let range = all.within(start, start + length);
                let runs = all.runs(range.clone(), &bin);
                let mut next = range.start;
                for (n, (here, run)) in runs.iter().enumerate() {
                    prop_assert_eq!(run.start, next);
                    prop_assert!(!run.is_empty());
                    prop_assert!(run.clone().all(|i| bin(all.at(i).unwrap().1) == *here));
                    prop_assert!(n == 0 || runs[n - 1].0 < *here);
                    next = run.end;
                }
                prop_assert!(next == range.end || range.is_empty());
                for i in range {
                    let (ix, _) = all.at(i).unwrap();
                    prop_assert_eq!(all.place(ix), i);
                }
            }
        }
    }
}
