//! What the live region says after an act: one sentence or two, at most twenty words; mostly nothing.
//!
//! The page waits until the act rests (400 ms, a zoom 600 ms) and says the last text only. What a moved
//! keyboard focus says by itself is not said again.

use super::app_state::{Action, AppState};
use super::filter::part_label;
use super::periods::author;
use crate::core::date::{from_to, Day};
use crate::core::words::Word;

/// Spec §5: more is not listened to.
const MOST_WORDS: usize = 20;

/// A view shorter than this is told in months, days.
const MONTHS_BELOW: f64 = 3.0 * 365.25;

/// What to say about an act; none when it changed nothing that is worth a word.
pub fn status(before: &AppState, action: &Action, after: &AppState) -> Option<String> {
    if let Action::Restore(_) = action {
        return None;
    }
    if before.by != after.by {
        return Some(cut(&Word::PeriodsBySaid.fill(&[&author(&after.timeline, after.by)])));
    }
    if let Action::Undo = action {
        return (before != after).then(|| Word::BackTo.fill(&[&visible(after)]));
    }
    if before.filter != after.filter {
        return Some(filtered(after));
    }
    if after.selected.is_some() && before.selected != after.selected {
        return selected(after);
    }
    // With nothing in it the region says the same event again when its card is opened again.
    if before.selected.is_some() && after.selected.is_none() {
        return Some(String::new());
    }
    match action {
        Action::SetViewport(_)
        | Action::Settle
        | Action::ZoomBy(_)
        | Action::ZoomAll
        | Action::ShowPhase(_)
        | Action::ShowSpan(..)
        | Action::StepPhase(_)
        | Action::PanBy(_)
            if before.viewport != after.viewport =>
        {
            Some(Word::Showing.fill(&[&visible(after), &count(after.shown_in_view())]))
        }
        _ => None,
    }
}

/// "{title}, {date}, {n} of {N}."
fn selected(state: &AppState) -> Option<String> {
    let (ix, event) = (state.selected?, state.selected_event()?);
    let date = event.date.spoken();
    let place = match state.place_among_shown(ix) {
        Some(n) => Word::NOf.fill(&[&n.to_string(), &state.counts.shown().to_string()]),
        None => Word::OutsideFilter.text().to_owned(),
    };
    let long = Word::SelectedLong.fill(&[&event.title, &date, &place]);
    let short = || Word::SelectedLong.fill(&[&event.label, &date, &place]);
    let shorter = || Word::SelectedShort.fill(&[&event.label, &place]);
    Some(if fits(&long) {
        long
    } else if fits(&short()) {
        short()
    } else {
        cut(&shorter())
    })
}

/// "{n} of {N} events. {active filters}."
fn filtered(state: &AppState) -> String {
    let (shown, total) = (state.counts.shown().to_string(), state.counts.total().to_string());
    let parts = state.filter.parts();
    if parts.is_empty() {
        return Word::AllEvents.fill(&[&total]);
    }
    let labels: Vec<String> = parts.iter().map(|p| part_label(state, p)).collect();
    let said = Word::SomeEventsOf.fill(&[&shown, &total, &labels.join(", ")]);
    match fits(&said) {
        true => said,
        false if parts.len() > 1 => {
            Word::SomeEventsOf.fill(&[&shown, &total, &Word::Filters.count(parts.len())])
        }
        false => Word::SomeEventsSaid.fill(&[&shown, &total]),
    }
}

/// "9 events"
fn count(n: usize) -> String {
    match n {
        0 => Word::NoEvents.text().to_owned(),
        n => Word::Events.count(n),
    }
}

/// The visible span in words: "1956 to 1961", "June 1958 to December 1959", "July to August 1958".
fn visible(state: &AppState) -> String {
    let (from, to) = state.viewport.span_days();
    // The margin beyond the extent is empty paper, not time that is shown.
    let first = Day(state.extent.start as i32);
    let last = Day(state.extent.end as i32 - 1);
    let within = |day: Day| day.max(first).min(last.max(first));
    from_to(within(from), within(to), state.viewport.days() < MONTHS_BELOW)
}

fn fits(text: &str) -> bool {
    text.split_whitespace().count() <= MOST_WORDS
}

/// The first words only.
fn cut(text: &str) -> String {
    text.split_whitespace().take(MOST_WORDS).collect::<Vec<&str>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::app_state::sample;
    use super::super::periods::{SchemeIx, OUTSIDE};
    use super::*;
    use crate::core::data::{EventIx, PhaseIx, Theme};
    use crate::core::plate::viewport::Viewport;
    use proptest::prelude::*;
    use std::rc::Rc;

    /// What the last of the actions says.
    fn check(actions: &[Action], expect: Option<&str>) {
        let mut before = AppState::new(Rc::new(sample::timeline()));
        let mut said = None;
        for action in actions {
            let after = before.reduce(action.clone());
            said = status(&before, action, &after);
            before = after;
        }
        assert_eq!(said.as_deref(), expect, "{actions:?}");
    }

    #[test]
    fn says_what_the_design_says() {
        let select = Action::Select(Some(EventIx(2)));
        let view = |a: Day, b: Day| {
            let extent = AppState::new(Rc::new(sample::timeline())).extent;
            Action::SetViewport(Viewport::from_days(a, b, &extent))
        };
        let years = view(Day::new(1956, 1, 1), Day::new(1961, 12, 31));
        check(std::slice::from_ref(&select), Some("Khrushchev’s ‘Secret Speech’, 25 February 1956, 3 of 5."));
        check(&[select.clone(), select.clone()], None);
        check(&[select.clone(), Action::Step(1)], Some("Peng falls at Lushan, 23 July 1959, 4 of 5."));
        check(&[select.clone(), Action::Select(None)], Some(""));
        check(&[Action::Step(1)], None);
        check(&[Action::TogglePhase(PhaseIx(2))], Some("1 of 5 events. Split."));
        check(&[Action::TogglePhase(PhaseIx(2)), Action::ClearFilter], Some("All 5 events."));
        check(&[Action::SetQuery("Tito".to_owned())], Some("0 of 5 events. ‘Tito’."));
        check(
            &[Action::ToggleTheme(Theme::Border), select],
            Some("Khrushchev’s ‘Secret Speech’, 25 February 1956, outside the filter."),
        );
        check(std::slice::from_ref(&years), Some("Showing 1956 to 1961, 2 events."));
        check(&[years.clone(), years.clone()], None);
        check(
            &[view(Day::new(1958, 6, 1), Day::new(1959, 12, 31))],
            Some("Showing June 1958 to December 1959, 1 event."),
        );
        check(
            &[view(Day::new(1958, 7, 1), Day::new(1958, 8, 31))],
            Some("Showing July to August 1958, no events."),
        );
        check(&[years.clone(), Action::ZoomAll], Some("Showing 1945 to 1969, 5 events."));
        check(&[Action::ZoomBy(0.1)], Some("Showing 1945 to 1969, 5 events."));
        check(&[years, Action::Undo], Some("Back to 1945 to 1969."));
        check(&[Action::Undo], None);
        let by = Action::By(Some(SchemeIx(0)));
        check(std::slice::from_ref(&by), Some("Periods by a student post."));
        check(&[by.clone(), by.clone()], None);
        check(&[Action::TogglePhase(PhaseIx(2)), by.clone()], Some("Periods by a student post."));
        check(&[by.clone(), Action::TogglePhase(OUTSIDE)], Some("2 of 5 events. Outside these periods."));
        check(&[by, Action::Undo], Some("Periods by this site."));
        check(&[Action::SetView(super::super::View::List)], None);
    }

    proptest! {
        #[test]
        fn never_says_more_than_twenty_words(
            timeline in sample::any_timeline(12),
            title in "([a-z]{1,4} ){0,40}x",
            actions in prop::collection::vec(sample::any_action(), 0..20),
        ) {
            let mut timeline = timeline;
            for e in &mut timeline.events {
                e.title = title.clone();
                e.label = title.clone();
            }
            let mut before = AppState::new(Rc::new(timeline));
            for action in actions {
                let after = before.reduce(action.clone());
                let said = status(&before, &action, &after);
                prop_assert!(said.iter().all(|s| fits(s)));
                if before == after {
                    prop_assert_eq!(said, None);
                }
                before = after;
            }
        }
    }
}
