//! Finds events by time without looking at all of them: which meet a span, which stand in it, how many.

use crate::core::data::{Event, EventIx, Lane};
use crate::core::order::sort_by;

/// The lanes, in the order of the plate.
const LANES: [Lane; 4] = [Lane::Elsewhere, Lane::Moscow, Lane::Beijing, Lane::MaoView];

/// An index over the dates of a list of events, built once. Days are `f64`, spans half-open.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct EventIndex {
    /// Spans by start: an implicit interval tree. The root of any range is its middle.
    spans: Vec<Entry>,
    /// Places in time, in order, and the events that stand there.
    places: Vec<f64>,
    placed: Vec<EventIx>,
    /// Places in time per lane, in order.
    lanes: [Vec<f64>; 4],
}

/// A node of the interval tree.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Entry {
    start: f64,
    end: f64,
    /// The latest end in the subtree of which this is the root.
    latest: f64,
    event: EventIx,
}

impl EventIndex {
    /// The index of all events.
    pub fn new(events: &[Event]) -> EventIndex {
        EventIndex::of(events, |_| true)
    }

    /// The index of the events that `keep` chooses, as of those a filter includes.
    pub fn of(events: &[Event], keep: impl Fn(EventIx) -> bool) -> EventIndex {
        let mut index = EventIndex::default();
        let mut placed = Vec::with_capacity(events.len());
        for (i, event) in events.iter().enumerate() {
            let ix = EventIx(i as u32);
            if !keep(ix) {
                continue;
            }
            let (start, end) = (f64::from(event.when.start.0), f64::from(event.when.end.0));
            index.spans.push(Entry { start, end, latest: end, event: ix });
            placed.push((event.at, ix));
            if let Some(i) = LANES.iter().position(|l| *l == event.lane) {
                index.lanes[i].push(event.at);
            }
        }
        sort_by(&mut index.spans, |a, b| a.start.total_cmp(&b.start).then(a.event.cmp(&b.event)));
        latest(&mut index.spans);
        // The timeline's events are in this order already; a list that is not is put in order.
        sort_by(&mut placed, |a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        (index.places, index.placed) = placed.into_iter().unzip();
        for lane in &mut index.lanes {
            sort_by(lane, f64::total_cmp);
        }
        index
    }

    /// The events whose dates meet the days from `start` to `end`, in order of time; O(log n + k) to find
    /// and the sorting of the k found.
    pub fn meeting(&self, start: f64, end: f64) -> Vec<EventIx> {
        let mut found = Vec::new();
        collect(&self.spans, start, end, &mut found);
        sort_by(&mut found, EventIx::cmp);
        found
    }

    /// The events that stand (`Event::at`) at the days from `start` to `end`, in order of time.
    pub fn range_at(&self, start: f64, end: f64) -> &[EventIx] {
        let from = before(&self.places, start);
        let to = before(&self.places, end).max(from);
        self.placed.get(from..to).unwrap_or_default()
    }

    /// How many events of the lanes stand in each of `bins` equal parts of the days from `start` to `end`.
    pub fn density(&self, start: f64, end: f64, bins: usize, lanes: &[Lane]) -> Vec<usize> {
        let edges: Vec<f64> =
            (0..=bins).map(|i| start + (end - start) * i as f64 / bins.max(1) as f64).collect();
        self.counts(&edges, lanes)
    }

    /// How many events of the lanes stand between each edge and the next: O(edges · log n). For bins of
    /// unequal length, as quarter years; the edges ascend.
    pub fn counts(&self, edges: &[f64], lanes: &[Lane]) -> Vec<usize> {
        let below = |day: f64| -> usize {
            let chosen = LANES.iter().zip(&self.lanes).filter(|(lane, _)| lanes.contains(lane));
            chosen.map(|(_, places)| before(places, day)).sum()
        };
        let below: Vec<usize> = edges.iter().map(|edge| below(*edge)).collect();
        below.windows(2).map(|w| w[1].saturating_sub(w[0])).collect()
    }
}

/// How many of the ascending days lie before `day`.
fn before(days: &[f64], day: f64) -> usize {
    days.partition_point(|d| *d < day)
}

/// The two subtrees of a range and its root.
fn split(entries: &[Entry]) -> Option<(&[Entry], Entry, &[Entry])> {
    let (left, rest) = entries.split_at(entries.len() / 2);
    rest.split_first().map(|(root, right)| (left, *root, right))
}

/// Writes the latest end into every root of the range and gives it.
fn latest(entries: &mut [Entry]) -> f64 {
    let (left, rest) = entries.split_at_mut(entries.len() / 2);
    match rest.split_first_mut() {
        Some((root, right)) => {
            root.latest = root.end.max(latest(left)).max(latest(right));
            root.latest
        }
        None => f64::NEG_INFINITY,
    }
}

/// Collects the events of the range that meet the days from `start` to `end`.
fn collect(entries: &[Entry], start: f64, end: f64, found: &mut Vec<EventIx>) {
    let Some((left, root, right)) = split(entries) else { return };
    // Nothing below ends after `start`.
    if root.latest <= start {
        return;
    }
    collect(left, start, end, found);
    // From the root on, everything starts too late.
    if root.start >= end {
        return;
    }
    if root.end > start {
        found.push(root.event);
    }
    collect(right, start, end, found);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::data::{Kind, Side};
    use crate::core::date::{Date, Day, Span};
    use proptest::prelude::*;

    fn event(start: i32, days: i32, at: f64, lane: Lane) -> Event {
        Event {
            id: String::new(),
            title: String::new(),
            label: String::new(),
            standfirst: String::new(),
            text: String::new(),
            summary: String::new(),
            why: String::new(),
            date: a_date(),
            when: Span { start: Day(start), end: Day(start + days) },
            at,
            side: Side::Moscow,
            host: None,
            kind: Kind::State,
            themes: Vec::new(),
            significance: 3,
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

    fn a_date() -> Date {
        Date::parse("1956-02-25").unwrap()
    }

    /// Events as they come from the dataset: sorted by place. `raw` is start, length, lane.
    fn sorted(raw: &[(i32, i32, usize)]) -> Vec<Event> {
        let mut events: Vec<Event> = raw
            .iter()
            .map(|&(start, days, lane)| {
                event(start, days, f64::from(start) + f64::from(days) / 3.0, LANES[lane % 4])
            })
            .collect();
        events.sort_by(|a, b| a.at.total_cmp(&b.at));
        events
    }

    /// What a look at every event finds.
    fn brute(events: &[Event], wanted: impl Fn(&Event) -> bool) -> Vec<EventIx> {
        (0..events.len()).filter(|i| wanted(&events[*i])).map(|i| EventIx(i as u32)).collect()
    }

    fn check(events: &[Event], index: &EventIndex, a: f64, b: f64) {
        let meets = brute(events, |e| f64::from(e.when.start.0) < b && f64::from(e.when.end.0) > a);
        assert_eq!(index.meeting(a, b), meets, "events that meet {a}..{b}");
        let stands = brute(events, |e| a <= e.at && e.at < b);
        assert_eq!(index.range_at(a, b), stands, "events that stand in {a}..{b}");
    }

    #[test]
    fn a_span_meets_its_days_and_not_the_day_after() {
        let events = [event(10, 5, 10.0, Lane::Moscow)];
        let index = EventIndex::new(&events);
        for (a, b, meets) in [(0.0, 10.0, false), (0.0, 10.1, true), (14.9, 20.0, true), (15.0, 20.0, false)]
        {
            assert_eq!(!index.meeting(a, b).is_empty(), meets, "{a}..{b}");
        }
    }

    #[test]
    fn a_long_event_before_many_short_ones_is_found() {
        let mut raw = vec![(0, 5000, 1)];
        raw.extend((1..1000).map(|i| (i, 1, 2)));
        let events = sorted(&raw);
        check(&events, &EventIndex::new(&events), 3000.0, 3001.0);
    }

    #[test]
    fn nothing_is_found_in_nothing() {
        let index = EventIndex::new(&[]);
        assert!(index.meeting(0.0, 1e9).is_empty() && index.range_at(0.0, 1e9).is_empty());
        assert_eq!(index.density(0.0, 10.0, 2, &LANES), [0, 0]);
        assert!(index.density(0.0, 10.0, 0, &LANES).is_empty());
    }

    #[test]
    fn an_index_of_some_events_keeps_their_places_in_the_list() {
        let events = sorted(&[(0, 1, 0), (10, 1, 1), (20, 1, 2)]);
        let index = EventIndex::of(&events, |ix| ix.0 != 1);
        assert_eq!(index.meeting(0.0, 100.0), [EventIx(0), EventIx(2)]);
        assert_eq!(index.density(0.0, 100.0, 1, &LANES), [2]);
    }

    #[test]
    fn a_hundred_thousand_events_agree_with_a_look_at_each() {
        // A fixed linear congruence, so that the case is the same in every run.
        let mut seed = 1_u64;
        let mut next = |n: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((seed >> 33) % n) as i32
        };
        let raw: Vec<_> =
            (0..100_000).map(|_| (next(9000) - 9131, 1 + next(400), next(4) as usize)).collect();
        let events = sorted(&raw);
        let index = EventIndex::new(&events);
        for _ in 0..40 {
            let a = f64::from(next(9500) - 9300);
            check(&events, &index, a, a + f64::from(next(3000)));
        }
        let counts = index.density(-9131.0, 500.0, 100, &LANES);
        assert_eq!(counts.iter().sum::<usize>(), 100_000);
    }

    proptest! {
        #[test]
        fn the_index_agrees_with_a_look_at_every_event(
            raw in prop::collection::vec((-500_i32..500, 1_i32..300, 0_usize..4), 0..200),
            queries in prop::collection::vec((-600.0_f64..600.0, 0.0_f64..400.0), 1..20),
        ) {
            let events = sorted(&raw);
            let index = EventIndex::new(&events);
            for (a, length) in queries {
                check(&events, &index, a, a + length);
                check(&events, &index, a.round(), a.round() + length.round());
            }
        }

        #[test]
        fn density_counts_every_event_of_the_lanes_once(
            raw in prop::collection::vec((-500_i32..500, 1_i32..30, 0_usize..4), 0..200),
            bins in 1_usize..40,
            chosen in prop::collection::vec(0_usize..4, 0..4),
        ) {
            let events = sorted(&raw);
            let lanes: Vec<Lane> = chosen.into_iter().map(|i| LANES[i]).collect();
            let (start, end) = (-300.0, 300.0);
            let counts = EventIndex::new(&events).density(start, end, bins, &lanes);
            prop_assert_eq!(counts.len(), bins);
            for (i, count) in counts.iter().enumerate() {
                let edge = |i: usize| start + (end - start) * i as f64 / bins as f64;
                let all = brute(&events, |e| edge(i) <= e.at && e.at < edge(i + 1) && lanes.contains(&e.lane));
                prop_assert_eq!(*count, all.len(), "bin {}", i);
            }
        }
    }
}
