//! The symbols of one lane: which events keep a symbol of their own, and which are counted on a neighbour's.
//!
//! Bins of fixed width from the left edge of the plate (`mock/real.md` rule 5). Events that are named or
//! pinned keep their symbols at their true place; the rest of a bin is counted on one of them, or led by the
//! weightiest of the bin.

use crate::core::order::sort_by;

/// A lane's bin leader nearer than this to the symbol before it joins it, px.
const TOUCHING: f64 = 14.0;
/// A symbol nearer than this to the one before it on the rail moves out along its pole, px.
const BEAD_NEAR: f64 = 11.0;
/// How far it moves, px.
pub const BEAD: f64 = 14.0;

/// An event of the lane, in order of time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Item {
    /// Where it stands, px.
    pub x: f64,
    /// 1 headline, 2 important, 3 detail.
    pub significance: u8,
    /// It has a flag.
    pub named: bool,
    /// Selected or focused: never swallowed.
    pub pinned: bool,
}

impl Item {
    fn kept(&self) -> bool {
        self.named || self.pinned || self.significance == 1
    }
}

/// A symbol on the rail.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Index of the item that leads.
    pub lead: usize,
    /// The swallowed items, in order of time.
    pub swallowed: Vec<usize>,
    /// It stands out from the rail by [`BEAD`].
    pub bead: bool,
    bin: i64,
}

/// Groups the items of a lane. `left` is where bins are counted from, `bin` their width, px.
pub fn group(items: &[Item], left: f64, bin: f64) -> Vec<Group> {
    let bin_of = |i: &Item| ((i.x - left) / bin).floor() as i64;
    let mut groups: Vec<Group> = Vec::new();
    let mut from = 0;
    while let Some(first) = items.get(from) {
        let here = bin_of(first);
        let to = from + items.iter().skip(from).take_while(|i| bin_of(i) == here).count();
        add_bin(&mut groups, items, from..to, here);
        from = to;
    }
    let (mut last_x, mut out) = (f64::NEG_INFINITY, false);
    for g in &mut groups {
        let x = items.get(g.lead).map_or(0.0, |i| i.x);
        out = x - last_x < BEAD_NEAR && !out;
        g.bead = out;
        if !out {
            last_x = x;
        }
    }
    groups
}

fn add_bin(groups: &mut Vec<Group>, items: &[Item], range: std::ops::Range<usize>, bin: i64) {
    let item = |i: usize| items.get(i);
    let kept = |i: usize| item(i).is_some_and(Item::kept);
    let x = |i: usize| item(i).map_or(0.0, |q| q.x);
    let weight = |i: usize| item(i).map_or(3, |q| q.significance);
    let new = |lead: usize, swallowed: Vec<usize>| Group { lead, swallowed, bead: false, bin };
    let (keep, rest): (Vec<usize>, Vec<usize>) = range.partition(|&i| kept(i));
    let neighbour = groups.last().map(|g| (g.bin == bin - 1, kept(g.lead), g.lead));

    if keep.is_empty() {
        let Some(&lead) = rest.iter().min_by_key(|&&i| (weight(i), i)) else { return };
        match (neighbour, groups.last_mut()) {
            // Too near the symbol before: the weightier of the two leads both.
            (Some((true, _, before)), Some(last)) if x(lead) - x(before) < TOUCHING => {
                last.swallowed.extend(rest.iter().copied());
                if !kept(before) && weight(lead) < weight(before) {
                    last.swallowed.retain(|&i| i != lead);
                    last.swallowed.push(before);
                    last.lead = lead;
                }
                sort_by(&mut last.swallowed, usize::cmp);
            }
            _ => groups.push(new(lead, rest.into_iter().filter(|&i| i != lead).collect())),
        }
        return;
    }

    let counted = keep
        .iter()
        .copied()
        .rfind(|&i| item(i).is_some_and(|q| q.named))
        .or(keep.last().copied())
        .unwrap_or(0);
    let mut swallowed = rest;
    // A lone detail of the bin before that stands under the first symbol of this one joins it.
    if let (Some((true, false, before)), Some(&first)) = (neighbour, keep.first()) {
        if x(first) - x(before) < TOUCHING {
            if let Some(lone) = groups.pop() {
                swallowed.push(lone.lead);
                swallowed.extend(lone.swallowed);
                sort_by(&mut swallowed, usize::cmp);
            }
        }
    }
    for lead in keep {
        let mine = if lead == counted { std::mem::take(&mut swallowed) } else { Vec::new() };
        groups.push(new(lead, mine));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(items: &[(f64, u8)], expect: &str) {
        let items: Vec<Item> = items
            .iter()
            .map(|&(x, significance)| Item { x, significance, named: false, pinned: false })
            .collect();
        let text: Vec<String> = group(&items, 0.0, 24.0)
            .iter()
            .map(|g| format!("{}{}+{}", items[g.lead].x, if g.bead { "^" } else { "" }, g.swallowed.len()))
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

    proptest::proptest! {
        #[test]
        fn every_item_is_led_or_counted_once(
            seeds in proptest::collection::vec((0.0..900.0f64, 1u8..=3, proptest::bool::ANY), 0..200),
        ) {
            let mut items: Vec<Item> = seeds
                .iter()
                .map(|&(x, significance, named)| Item { x, significance, named, pinned: false })
                .collect();
            items.sort_by(|a, b| a.x.total_cmp(&b.x));
            let mut all: Vec<usize> =
                group(&items, 0.0, 24.0).iter().flat_map(|g| [vec![g.lead], g.swallowed.clone()].concat()).collect();
            all.sort_unstable();
            proptest::prop_assert_eq!(all, (0..items.len()).collect::<Vec<_>>());
        }
    }
}
