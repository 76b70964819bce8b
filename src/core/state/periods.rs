//! Whose periods: the same events under another scheme's periods.
//!
//! The dataset holds this site's phases and other schemes. Choosing one gives a timeline that differs in its
//! phases and in the phase of each event, and in nothing else: events, their order and their places stay.

use crate::core::data::{PhaseIx, Scheme, Timeline};
use crate::core::words::Word;

/// A scheme: its place in [`Timeline::schemes`]. This site's own periods have none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SchemeIx(pub u32);

/// Stands for *outside all periods* where a phase is asked for; it comes after every phase.
pub const OUTSIDE: PhaseIx = PhaseIx(u32::MAX);
/// Its word in addresses and in the document.
pub const OUTSIDE_WORD: &str = "outside";

/// The scheme at this place.
pub fn scheme(timeline: &Timeline, ix: SchemeIx) -> Option<&Scheme> {
    timeline.schemes.get(ix.0 as usize)
}

/// The place of the scheme with this id.
pub fn scheme_by_id(timeline: &Timeline, id: &str) -> Option<SchemeIx> {
    timeline.schemes.iter().position(|s| s.id == id).map(|i| SchemeIx(i as u32))
}

/// Whose periods, to follow "Periods by": "this site", "a student post", "Griffith (1966)".
pub fn author(timeline: &Timeline, by: Option<SchemeIx>) -> String {
    match by.and_then(|ix| scheme(timeline, ix)) {
        None => Word::ThisSite.text().to_owned(),
        Some(scheme) => match scheme.name.strip_prefix("A ") {
            Some(rest) => ["a ", rest].concat(),
            None => scheme.name.clone(),
        },
    }
}

/// The timeline of this site under the periods of a scheme.
pub fn with_periods(ours: &Timeline, ix: SchemeIx) -> Timeline {
    match scheme(ours, ix) {
        Some(scheme) => ours.with_phases(scheme.phases.clone()),
        None => ours.clone(),
    }
}

/// There are periods, and events outside all of them.
pub fn has_outside(timeline: &Timeline) -> bool {
    !timeline.phases.is_empty() && timeline.phase_of_events.contains(&None)
}

/// Which of this site's phases a phase is drawn like.
pub fn drawn_like(timeline: &Timeline, phase: Option<PhaseIx>) -> Option<PhaseIx> {
    phase.and_then(|ix| timeline.phases.get(ix.at())).map(|p| PhaseIx(u32::from(p.look)))
}

#[cfg(test)]
mod tests {
    use super::super::app_state::sample;
    use super::*;
    use crate::core::data::EventIx;
    use crate::core::plate::band::Band;
    use crate::core::plate::index::EventIndex;
    use crate::core::plate::scale::TimeScale;
    use crate::core::plate::scene::{Scene, Stage};
    use crate::core::plate::spec::{PlateKind, PlateSpec};
    use crate::core::state::{Action, AppState};
    use proptest::prelude::*;
    use std::rc::Rc;

    #[test]
    fn an_event_belongs_to_the_period_that_holds_its_middle() {
        let other = with_periods(&sample::timeline(), SchemeIx(0));
        let phases: Vec<Option<u32>> = other.phase_of_events.iter().map(|p| p.map(|p| p.0)).collect();
        assert_eq!(phases, [None, Some(0), Some(0), Some(1), None]);
        assert!(has_outside(&other) && !has_outside(&sample::timeline()));
        assert_eq!(drawn_like(&other, Some(PhaseIx(1))), Some(PhaseIx(2)));
        assert_eq!(drawn_like(&other, None), None);
    }

    #[test]
    fn a_scheme_that_does_not_exist_changes_nothing() {
        let ours = sample::timeline();
        assert_eq!(with_periods(&ours, SchemeIx(99)), ours);
        assert_eq!(author(&ours, Some(SchemeIx(99))), "this site");
    }

    #[test]
    fn authors_are_named_within_a_sentence() {
        let ours = sample::timeline();
        assert_eq!(author(&ours, None), "this site");
        assert_eq!(author(&ours, Some(SchemeIx(0))), "a student post");
        assert_eq!(author(&ours, Some(SchemeIx(1))), "Griffith (1966)");
    }

    /// Per event that is drawn, alone or counted on another: its place on the plate, px.
    fn places(state: &AppState, timeline: &Timeline, spec: &PlateSpec) -> Vec<(EventIx, f64)> {
        let index = EventIndex::new(&timeline.events, &state.included);
        let scene = Scene::lay_out(&Stage {
            timeline,
            index: &index,
            spec,
            viewport: state.viewport,
            included: &state.included,
            selected: state.selected,
            focused: state.focused,
        });
        let scale = TimeScale::new(state.viewport, spec.x0, spec.x1);
        let drawn = scene
            .marks
            .iter()
            .flat_map(|m| [scene.members(m, timeline, &state.included), vec![m.event]].concat());
        let mut all: Vec<(EventIx, f64)> =
            drawn.filter_map(|ix| Some((ix, scale.x(timeline.event(ix)?.at)))).collect();
        all.sort_by_key(|place| place.0);
        all
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn switching_moves_no_event(
            timeline in sample::any_timeline(24),
            actions in prop::collection::vec(sample::any_action(), 0..6),
            by in prop::option::of((0u32..4).prop_map(SchemeIx)),
            kind in prop::sample::select(vec![PlateKind::Full, PlateKind::Laptop, PlateKind::Tablet, PlateKind::Frame]),
        ) {
            let spec = PlateSpec::new(kind, 980.0, 700.0, 900.0, false);
            let loaded = AppState::new(Rc::new(timeline));
            let before = actions.into_iter().fold(loaded, |s, a| s.reduce(a)).reduce(Action::AllPhases);
            let after = before.reduce(Action::By(by));
            prop_assert_eq!(after.viewport, before.viewport);
            prop_assert_eq!(after.extent, before.extent);
            prop_assert_eq!(after.selected, before.selected);
            prop_assert_eq!(&after.included, &before.included);
            for (a, b) in after.timeline.events.iter().zip(&before.timeline.events) {
                prop_assert_eq!((&a.id, a.at, a.when, a.lane), (&b.id, b.at, b.when, b.lane));
            }
            // The whole scene is laid out from what does not change …
            prop_assert_eq!(places(&after, &after.ours, &spec), places(&before, &before.ours, &spec));
            // … and would have every symbol in its place even if it knew the periods.
            prop_assert_eq!(places(&after, &after.timeline, &spec), places(&before, &before.timeline, &spec));
        }

        #[test]
        fn back_to_our_own_is_where_one_was(timeline in sample::any_timeline(12), by in (0u32..2).prop_map(SchemeIx)) {
            let loaded = AppState::new(Rc::new(timeline));
            let there = loaded.reduce(Action::By(Some(by)));
            prop_assert!(!Rc::ptr_eq(&there.timeline, &loaded.timeline));
            let back = there.reduce(Action::By(None));
            prop_assert!(Rc::ptr_eq(&back.timeline, &loaded.timeline));
            prop_assert_eq!(there.reduce(Action::Undo).by, None);
            prop_assert_eq!(&back.counts, &loaded.counts);
        }
    }

    #[test]
    fn the_band_has_gaps_where_a_scheme_is_silent() {
        let other = with_periods(&sample::timeline(), SchemeIx(0));
        let band = Band::new(&other, [38.0, 48.0, 62.0], false);
        let phases: Vec<Option<usize>> = band.stretches.iter().map(|s| s.phase).collect();
        assert_eq!(phases, [None, Some(0), None, Some(1), None]);
        assert!(band.stretches.windows(2).all(|w| w[0].end == w[1].start));
    }

    #[test]
    fn switching_is_quick() {
        let state = AppState::new(Rc::new(sample::many(10_000)));
        let begin = std::time::Instant::now();
        let next = state.reduce(Action::By(Some(SchemeIx(0))));
        assert!(begin.elapsed().as_millis() < 100, "{:?}", begin.elapsed());
        assert_eq!(next.by, Some(SchemeIx(0)));
    }
}
