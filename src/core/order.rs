//! Puts lists in order, and numbers between bounds. Everything that is sorted in the browser is sorted by [`order`], because each other
//! type and comparison handed to the standard library's sort costs some four kilobytes.

use std::cmp::Ordering;

/// The order of `n` things: the place of the smallest first, equal ones as they stand. `compare` is given two
/// places.
///
/// An insertion sort that searches by halves: n log n comparisons, and no moves where the things are in order
/// already, as most lists here nearly are.
pub fn order(n: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::with_capacity(n);
    for i in 0..n {
        let is_in_order = order.last().is_none_or(|&last| compare(last, i).is_le());
        let at = if is_in_order { i } else { order.partition_point(|&before| compare(before, i).is_le()) };
        order.insert(at, i);
    }
    order
}

/// Puts a list in order; equal things stay as they stand.
pub fn sort_by<T>(list: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let order = order(list.len(), &|a, b| match (list.get(a), list.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    for (to, &from) in order.iter().enumerate() {
        // What stood at a place that is filled already was moved to where the filling came from.
        let mut from = from;
        while from < to {
            from = order.get(from).copied().unwrap_or(to);
        }
        list.swap(to, from);
    }
}

/// The number held between two bounds; if they are crossed, the upper one.
///
/// Not `f64::clamp`: its panic tells the bounds, and brings eleven kilobytes that write fractions.
pub fn within(v: f64, least: f64, most: f64) -> f64 {
    v.max(least).min(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_held_between_its_bounds() {
        for v in [-1.0, 0.0, 0.5, 1.0, 7.0] {
            assert_eq!(within(v, 0.0, 1.0), v.clamp(0.0, 1.0));
        }
        assert_eq!(within(3.0, 2.0, 1.0), 1.0);
    }

    #[test]
    fn equal_things_stay_as_they_stand() {
        assert!(order(0, &|a, b| a.cmp(&b)).is_empty());
        assert_eq!(order(3, &|_, _| Ordering::Equal), [0, 1, 2]);
        let keys = [3, 1, 2, 1];
        assert_eq!(order(4, &|a, b| keys[a].cmp(&keys[b])), [1, 3, 2, 0]);
    }

    #[test]
    fn it_sorts_as_the_standard_library_does() {
        let check = |list: Vec<(u32, usize)>| {
            let (mut ours, mut theirs) = (list.clone(), list);
            sort_by(&mut ours, |a, b| a.0.cmp(&b.0));
            theirs.sort_by_key(|t| t.0);
            assert_eq!(ours, theirs);
        };
        for n in [0, 1, 2, 7, 64, 300] {
            check((0..n).map(|i| (i as u32, i)).collect());
            check((0..n).rev().map(|i| (i as u32, i)).collect());
            check((0..n).map(|i| ((i as u32).wrapping_mul(2_654_435_761) >> 20 & 31, i)).collect());
        }
    }
}
