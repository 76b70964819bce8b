//! The page *About*: what this is, whose periods, how it was checked, licences, corrections. Its numbers
//! are counted from the data.

use super::symbols::{cross, events, press, swatch};
use crate::core::data::{PhaseIx, Timeline};
use crate::core::state::{Action, AppState, View};
use yew::prelude::*;

/// What a page in place of the plate needs.
pub struct PageProps {
    /// The state.
    pub state: AppState,
    /// Where acts go.
    pub dispatch: Callback<Action>,
}

/// Closes the page: back to the plate.
pub(super) fn close(dispatch: &Callback<Action>) -> Html {
    html! {
        <button type="button" class="iconbutton close" aria-label="Back to the timeline"
            onclick={press(dispatch, Action::SetView(View::Plate))}>{ cross() }</button>
    }
}

/// What was counted.
#[derive(Debug, PartialEq)]
struct Counts {
    events: usize,
    /// Events with an opened source other than the two texts that the project began with.
    checked: usize,
    /// Works that were opened for at least one event.
    opened: usize,
    claims: usize,
    supported: usize,
    disputed: usize,
    not_traced: usize,
}

fn count(timeline: &Timeline) -> Counts {
    let is_work = |c: &&crate::core::data::Citation| {
        c.seen && timeline.sources.get(c.source.at()).is_some_and(|s| s.kind != "seed")
    };
    let opened = timeline.events.iter().flat_map(|e| e.sources.iter().filter(is_work)).map(|c| c.source);
    let standing = |word: &str| timeline.claims.iter().filter(|c| c.standing == word).count();
    let page_matter = standing("page matter");
    Counts {
        events: timeline.events.len(),
        checked: timeline.events.iter().filter(|e| e.sources.iter().any(|c| is_work(&c))).count(),
        opened: opened.collect::<std::collections::HashSet<_>>().len(),
        claims: timeline.claims.len() - page_matter,
        supported: standing("supported"),
        disputed: standing("disputed"),
        not_traced: standing("not traced"),
    }
}

/// The page *About*.
pub fn about(props: &PageProps) -> Html {
    let PageProps { state, dispatch } = props;
    let timeline = &state.timeline;
    let c = count(timeline);
    let unchecked = c.events - c.checked;
    let figure = |n: usize, what: &'static str| html! { <div><dt>{ what }</dt><dd>{ n }</dd></div> };
    let phases = timeline.phases.iter().enumerate().map(|(i, phase)| {
        html! { <li><h4 class="phase-name">{ swatch(Some(PhaseIx(i as u32))) }{ &phase.label }</h4><p>{ &phase.rationale }</p></li> }
    });
    html! {
        <section class="page" id="about" aria-labelledby="about-title">
            { close(dispatch) }
            <h2 id="about-title" tabindex="-1">{ "About this timeline" }</h2>
            <p>{ "A picture of how the alliance of China and the Soviet Union was made, and how it fell apart. Time runs from left to right. What the Soviet side did stands above, what the Chinese side did below, and what lies between them is the relationship." }</p>
            <p>{ "It is for students and teachers of the Cold War: to look up, to compare, to ask what led to what. It works without an account, keeps no record of who reads it, and may be set into a course page." }</p>
            <dl class="figures">
                { figure(c.events, "events") }
                { figure(c.checked, "checked against a source") }
                { figure(c.opened, "works opened") }
                { figure(timeline.sources.len(), "works listed") }
            </dl>

            <h3>{ "How it was checked" }</h3>
            <p>{ "An event counts as checked when a page that supports it and its main point was opened. That does not mean that every clause was checked. Works that were not opened are listed as further reading and are not the citation." }</p>
            <p>{ match unchecked {
                0 => format!("All {} are checked.", events(c.events)),
                1 => "One event is not yet checked, and its card says so.".to_owned(),
                n => format!("{n} of {} are not yet checked, and their cards say so.", events(c.events)),
            } }</p>
            if c.claims > 0 {
                <p>{ format!(
                    "The work began from two texts by students and for students. Each of their {} statements was looked into: {} are supported, {} are disputed, {} could not be traced.",
                    c.claims, c.supported, c.disputed, c.not_traced,
                ) }</p>
            }

            <h3>{ "Whose periods?" }</h3>
            <p>{ "Periods are somebody’s reading. These are this site’s. Historians draw the lines elsewhere, and the width of the band is a reading too, not a measurement." }</p>
            <ul class="phases">{ for phases }</ul>

            <h3>{ "Corrections" }</h3>
            <p>{ "Is something wrong, or is there a better source? Please open an issue in the project’s issue tracker and name the event and the page that you rest on. Every correction is listed with the data." }</p>

            <h3>{ "Who may use it" }</h3>
            <ul class="plain">
                <li>{ "The text and data: Creative Commons Attribution 4.0 (CC BY 4.0). Use, change and share them, and say where they are from." }</li>
                <li>{ "The program: MIT licence." }</li>
                <li>{ "The typefaces Brygada 1918 and Sofia Sans: SIL Open Font License 1.1." }</li>
                <li>{ "Quotations remain with their authors and publishers." }</li>
            </ul>
            <p class="cite version">{ format!("{}. Data version {}.", timeline.title, timeline.version) }</p>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::data::Claim;

    #[test]
    fn statements_are_counted_by_their_standing() {
        let claim = |standing: &str| Claim {
            id: String::new(),
            text: String::new(),
            standing: standing.to_owned(),
            events: Vec::new(),
        };
        let claims = ["supported", "supported", "disputed", "not traced", "page matter"].map(claim).into();
        let counts = count(&Timeline { claims, ..Timeline::default() });
        assert_eq!((counts.claims, counts.supported, counts.disputed, counts.not_traced), (4, 2, 1, 1));
        assert_eq!((counts.events, counts.checked), (0, 0));
    }
}
