//! The symbols of one lane: which events keep a symbol of their own, and which are counted on a neighbour's.
//!
//! Bins of fixed width from the left edge of the plate (`mock/real.md` rule 5). Events that are named or
//! pinned keep their symbols at their true place; the rest of a bin is counted on one of them, or led by the
//! weightiest of the bin. Only the bins are looked at, not what they hold.

use super::index::LaneIndex;
use crate::core::data::EventIx;
use std::ops::Range;

/// A lane's bin leader nearer than this to the symbol before it joins it, px.
const TOUCHING: f64 = 14.0;
/// A symbol nearer than this to the one before it on the rail moves out along its pole, px.
const BEAD_NEAR: f64 = 11.0;
/// How far it moves, px.
pub const BEAD: f64 = 14.0;

/// An event that keeps its symbol.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kept {
    /// Whose.
    pub event: EventIx,
    /// Where it stands, days.
    pub day: f64,
    /// It has a flag.
    pub named: bool,
}

/// Puts an event among those that keep their symbols, which are in order, unless it is there.
pub fn keep(all: &mut Vec<Kept>, one: Kept) {
    let at = all.partition_point(|k| k.event < one.event);
    if all.get(at).is_none_or(|k| k.event != one.event) {
        all.insert(at, one);
    }
}

/// A symbol on the rail.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Whose.
    pub lead: EventIx,
    /// Where it stands, px.
    pub x: f64,
    /// It keeps its symbol whatever stands beside it.
    pub kept: bool,
    /// How many events are counted on it.
    pub members: usize,
    /// Where they stand in the lane's list, among some that lead.
    pub among: Range<usize>,
    /// It stands out from the rail by [`BEAD`].
    pub bead: bool,
    /// It is of more weight than a detail.
    is_heavy: bool,
    bin: i64,
}

/// What is grouped.
pub struct Row<'a> {
    /// The lane.
    pub lane: &'a LaneIndex,
    /// The visible part of its list.
    pub range: Range<usize>,
    /// The events that keep their symbols, in order; some may not be in the list.
    pub kept: &'a [Kept],
    /// Where a day stands, px.
    pub x: &'a dyn Fn(f64) -> f64,
    /// Where bins are counted from, px.
    pub left: f64,
}

impl Row<'_> {
    /// Groups the events of the lane in bins of this width, px.
    pub fn group(&self, bin: f64) -> Vec<Group> {
        let bin_of = |day: f64| (((self.x)(day) - self.left) / bin).floor() as i64;
        let mut bins = self.lane.all.runs(self.range.clone(), &bin_of);
        // What the filter leaves out and the reader holds stands in a bin too.
        for kept in self.kept {
            let here = bin_of(kept.day);
            let at = bins.partition_point(|(bin, _)| *bin < here);
            if bins.get(at).is_none_or(|(bin, _)| *bin != here) {
                let from = self.lane.all.place(kept.event);
                bins.insert(at, (here, from..from));
            }
        }
        let mut groups: Vec<Group> = Vec::new();
        let mut kept = self.kept;
        for (bin, range) in bins {
            let (here, after) = kept.split_at(kept.partition_point(|k| bin_of(k.day) <= bin));
            kept = after;
            self.add_bin(&mut groups, here, range, bin);
        }
        let (mut last_x, mut out) = (f64::NEG_INFINITY, false);
        for g in &mut groups {
            out = g.x - last_x < BEAD_NEAR && !out;
            g.bead = out;
            if !out {
                last_x = g.x;
            }
        }
        groups
    }

    /// The weightiest of a range, the first of several; and whether it weighs more than a detail.
    fn weightiest(&self, range: &Range<usize>) -> Option<(EventIx, bool)> {
        let events = self.lane.all.events(range.clone());
        let (first, last) = (*events.first()?, *events.last()?);
        // Headlines that do not keep their symbols weigh as much as what is important.
        let [headlines, important, _] = &self.lane.by_weight;
        let heavy =
            [headlines, important].into_iter().filter_map(|of| of.at(of.place(first))).map(|(ix, _)| ix);
        let heavy = heavy.filter(|ix| *ix <= last).min();
        Some((heavy.unwrap_or(first), heavy.is_some()))
    }

    fn add_bin(&self, groups: &mut Vec<Group>, kept: &[Kept], range: Range<usize>, bin: i64) {
        let neighbour = groups.last_mut().filter(|g| g.bin == bin - 1);
        if kept.is_empty() {
            let Some((lead, is_heavy)) = self.weightiest(&range) else { return };
            let day = self.lane.all.at(self.lane.all.place(lead)).map_or(0.0, |(_, day)| day);
            let x = (self.x)(day);
            match neighbour {
                // Too near the symbol before: the weightier of the two leads both.
                Some(last) if x - last.x < TOUCHING => {
                    last.among = if last.members == 0 && last.kept { range.start } else { last.among.start }
                        ..range.end;
                    last.members += range.len();
                    if !last.kept && is_heavy && !last.is_heavy {
                        (last.lead, last.x, last.is_heavy) = (lead, x, true);
                    }
                }
                _ => {
                    let members = range.len() - 1;
                    groups.push(Group {
                        lead,
                        x,
                        kept: false,
                        members,
                        among: range,
                        bead: false,
                        is_heavy,
                        bin,
                    });
                }
            }
            return;
        }

        let counted = kept.iter().rfind(|k| k.named).or(kept.last()).map(|k| k.event);
        let events = self.lane.all.events(range.clone());
        let own = kept.iter().filter(|k| events.binary_search(&k.event).is_ok()).count();
        let (mut members, mut among) = (range.len() - own, range);
        // A lone detail of the bin before that stands under the first symbol of this one joins it.
        let first = kept.first().map_or(0.0, |k| (self.x)(k.day));
        if neighbour.is_some_and(|g| !g.kept && first - g.x < TOUCHING) {
            if let Some(lone) = groups.pop() {
                members += lone.members + 1;
                among.start = lone.among.start;
            }
        }
        for k in kept {
            let is_counted = Some(k.event) == counted;
            groups.push(Group {
                lead: k.event,
                x: (self.x)(k.day),
                kept: true,
                members: if is_counted { members } else { 0 },
                among: if is_counted { among.clone() } else { 0..0 },
                bead: false,
                is_heavy: true,
                bin,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::index::{sample::event, EventIndex};
    use super::*;
    use crate::core::data::{Event, Lane};
    use crate::core::plate::scene::MOST_MARKS;
    use proptest::prelude::*;

    /// The groups of events at these px, of these weights; headlines keep their symbols, and so does what is named.
    fn groups(events: &[(f64, u8)], named: &[usize], bin: f64) -> Vec<Group> {
        let events: Vec<Event> = events.iter().map(|&(x, weight)| event(x, weight, Lane::Moscow)).collect();
        let index = EventIndex::new(&events, &[]);
        let kept: Vec<Kept> = (0..events.len())
            .filter(|i| events[*i].significance == 1 || named.contains(i))
            .map(|i| Kept { event: EventIx(i as u32), day: events[i].at, named: named.contains(&i) })
            .collect();
        let lane = &index.kept[0];
        Row { lane, range: 0..events.len(), kept: &kept, x: &|day| day, left: 0.0 }.group(bin)
    }

    fn check(events: &[(f64, u8)], expect: &str) {
        let text: Vec<String> = groups(events, &[], 24.0)
            .iter()
            .map(|g| format!("{}{}+{}", g.x, if g.bead { "^" } else { "" }, g.members))
            .collect();
        assert_eq!(text.join(" "), expect);
    }

    #[test]
    fn the_weightiest_of_a_bin_leads() {
        check(&[(1.0, 3), (5.0, 2), (9.0, 3)], "5+2");
    }

    #[test]
    fn headlines_keep_their_symbols_and_carry_the_count() {
        check(&[(1.0, 1), (5.0, 3), (20.0, 1)], "1+0 20+1");
    }

    #[test]
    fn neighbours_that_touch_become_one() {
        check(&[(20.0, 3), (28.0, 3)], "20+1");
        check(&[(20.0, 3), (28.0, 2)], "28+1");
        check(&[(20.0, 3), (28.0, 1)], "28+1");
        check(&[(10.0, 3), (28.0, 3)], "10+0 28+0");
    }

    #[test]
    fn symbols_that_would_cover_each_other_take_turns_to_stand_out() {
        check(&[(10.0, 1), (14.0, 1), (18.0, 1), (40.0, 1)], "10+0 14^+0 18+0 40+0");
    }

    #[test]
    fn what_is_held_and_not_in_the_list_has_a_symbol_that_counts_nothing_of_another_bin() {
        let events =
            [event(1.0, 3, Lane::Moscow), event(30.0, 3, Lane::Moscow), event(60.0, 3, Lane::Moscow)];
        let index = EventIndex::new(&events, &[true, false, true]);
        let kept = [Kept { event: EventIx(1), day: 30.0, named: false }];
        let row = Row { lane: &index.kept[0], range: 0..2, kept: &kept, x: &|day| day, left: 0.0 };
        let found: Vec<(u32, usize)> = row.group(24.0).iter().map(|g| (g.lead.0, g.members)).collect();
        assert_eq!(found, [(0, 0), (1, 0), (2, 0)]);
    }

    proptest! {
        #[test]
        fn every_event_leads_or_is_counted_once(
            events in prop::collection::vec((0.0..900.0_f64, 1_u8..=3), 0..MOST_MARKS),
            named in prop::collection::vec(0..MOST_MARKS, 0..9),
            bin in 12.0..200.0_f64,
        ) {
            let mut events = events;
            events.sort_by(|a, b| a.0.total_cmp(&b.0));
            let groups = groups(&events, &named, bin);
            let leads: Vec<usize> = groups.iter().map(|g| g.lead.at()).collect();
            let mut all = leads.clone();
            for g in &groups {
                let members: Vec<usize> = g.among.clone().filter(|i| !leads.contains(i)).collect();
                prop_assert_eq!(members.len(), g.members);
                all.extend(members);
            }
            all.sort_unstable();
            prop_assert_eq!(all, (0..events.len()).collect::<Vec<_>>());
        }
    }
}
