//! Contested boundaries: where the schemes of a dataset do not agree on the day between two of its phases.

use crate::core::data::{Phase, Timeline};
use crate::core::date::Day;

/// The zone from the earliest to the latest date that anyone gives a boundary.
#[derive(Debug, Clone, PartialEq)]
pub struct Zone {
    /// Index of the phase that ends; the next one begins.
    pub before: usize,
    /// Earliest date.
    pub start: Day,
    /// Latest date.
    pub end: Day,
    /// Who gives the earliest date: a place in [`Timeline::schemes`], none for this site.
    pub earliest: Option<usize>,
    /// Who gives the latest.
    pub latest: Option<usize>,
}

/// The zones of the boundaries between this site's phases, in order; those on which all agree have none.
///
/// A scheme gives a boundary a date if its period drawn like the one phase is followed, without a gap, by one
/// drawn like the next. A scheme of a single period, as many a book title is, says nothing of boundaries.
pub fn zones(ours: &Timeline) -> Vec<Zone> {
    let boundaries = ours.phases.windows(2).enumerate();
    let all = boundaries.filter_map(|(before, pair)| {
        let own = pair.get(1)?.span.start;
        let mut zone = Zone { before, start: own, end: own, earliest: None, latest: None };
        for (i, scheme) in ours.schemes.iter().enumerate() {
            let Some(day) = boundary(&scheme.phases, before) else { continue };
            if day < zone.start {
                (zone.start, zone.earliest) = (day, Some(i));
            }
            if day > zone.end {
                (zone.end, zone.latest) = (day, Some(i));
            }
        }
        (zone.start < zone.end).then_some(zone)
    });
    all.collect()
}

/// The day on which the periods pass from one look to the next.
fn boundary(phases: &[Phase], look: usize) -> Option<Day> {
    let passes = |a: &Phase, b: &Phase| {
        usize::from(a.look) == look && usize::from(b.look) == look + 1 && a.span.end == b.span.start
    };
    phases.windows(2).find_map(|pair| match pair {
        [a, b] if passes(a, b) => Some(b.span.start),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::data::load;

    #[test]
    fn the_shipped_boundaries_are_contested_between_these_dates() {
        let bytes = std::fs::read("data/timeline.json").unwrap();
        let timeline = load(&bytes).0.unwrap();
        let who = |ix: Option<usize>| ix.map_or("", |i| timeline.schemes[i].id.as_str());
        let found: Vec<_> = zones(&timeline)
            .iter()
            .map(|z| {
                (z.before, z.start.iso(), who(z.earliest).to_owned(), z.end.iso(), who(z.latest).to_owned())
            })
            .collect();
        let zone = |i: usize, a: &str, by: &str, b: &str, last: &str| {
            (i, a.to_owned(), by.to_owned(), b.to_owned(), last.to_owned())
        };
        assert_eq!(
            found,
            [
                zone(0, "1956-01-01", "seed0", "1958-04-01", "griffith"),
                zone(1, "1959-01-01", "seed4", "1963-01-01", "lieberthal"),
            ]
        );
    }

    #[test]
    fn without_other_schemes_nothing_is_contested() {
        let bytes = std::fs::read("data/timeline.json").unwrap();
        let mut timeline = load(&bytes).0.unwrap();
        timeline.schemes.clear();
        assert_eq!(zones(&timeline), []);
        // Book titles, of one period each, say nothing of boundaries.
        let mut timeline = load(&bytes).0.unwrap();
        timeline.schemes.retain(|s| s.phases.len() == 1);
        assert!(timeline.schemes.len() > 3);
        assert_eq!(zones(&timeline), []);
    }
}
