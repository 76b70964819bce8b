//! Sentences for when something is missing: no event is left, or a dataset has faults. They say what to do.

use super::symbols::{events, phase_class, press, small_cross, swatch};
use crate::core::data::Problem;
use crate::core::state::filter::{empty_sentence, removals, FilterPart};
use crate::core::state::{Action, AppState};
use std::rc::Rc;
use yew::prelude::*;

/// So many problems are listed; the others are counted.
const MOST_LISTED: usize = 5;

/// What the notice of an empty result needs.
pub struct EmptyNoticeProps {
    /// The state.
    pub state: AppState,
    /// Where acts go.
    pub dispatch: Callback<Action>,
}

/// Shown when the filter leaves nothing: why, and buttons that mend it.
pub fn empty_notice(props: &EmptyNoticeProps) -> Html {
    let EmptyNoticeProps { state, dispatch } = props;
    let Some(sentence) = empty_sentence(state) else { return Html::default() };
    let parts = state.filter.parts();
    let button = |name: String, action: Action| {
        html! { <button type="button" class="textbutton" onclick={press(dispatch, action)}>{ name }</button> }
    };
    let ways_out = if parts == [FilterPart::Query] {
        let look = format!("look at all {}", events(state.counts.total()));
        html! { <>
            { " " }{ button("Clear the search".to_owned(), Action::SetQuery(String::new())) }
            { ", or " }{ button(look, Action::ClearFilter) }{ "." }
        </> }
    } else if parts.is_empty() {
        Html::default()
    } else {
        let chips = removals(state).into_iter().zip(&parts).map(|((label, action), part)| {
            let phase = if let FilterPart::Phase(ix) = part { Some(*ix) } else { None };
            html! {
                <button type="button" class={classes!("chip", phase.map(|p| phase_class(Some(p))))}
                    aria-label={format!("Remove {label}")} onclick={press(dispatch, action)}>
                    if phase.is_some() { { swatch(phase) } }
                    { label }{ small_cross() }
                </button>
            }
        });
        html! { <div class="remove"><span>{ "Remove:" }</span>{ for chips }</div> }
    };
    html! { <div class="notice empty" data-notice="empty"><span>{ sentence }</span>{ ways_out }</div> }
}

/// What the notice of a faulty dataset needs.
pub struct DataNoticeProps {
    /// The file, as the reader asked for it.
    pub file: AttrValue,
    /// Its problems.
    pub problems: Rc<Vec<Problem>>,
    /// How many events are shown all the same.
    pub shown: usize,
}

/// Shown when a dataset has faults: file, event, field, what is wrong and how to mend it.
pub fn data_notice(props: &DataNoticeProps) -> Html {
    let n = props.problems.len();
    if n == 0 {
        return Html::default();
    }
    let items = props.problems.iter().take(MOST_LISTED).map(|p| {
        let subject = p.subject.as_ref().map(|id| format!("Event {id}, ")).unwrap_or_default();
        html! { <li data-problem={p.path.clone()}>{ format!("{subject}{p}") }</li> }
    });
    let rest = n.saturating_sub(MOST_LISTED);
    html! {
        <div class="notice problem" data-notice="data">
            <p>{ problem_sentence(&props.file, n, props.shown) }</p>
            <ul>{ for items }</ul>
            if rest > 0 { <p class="cite">{ format!("And {rest} more. `cargo xtask check-data FILE` lists them all.") }</p> }
        </div>
    }
}

/// "data.json has 2 problems. The other 118 events are shown."
fn problem_sentence(file: &str, problems: usize, shown: usize) -> String {
    let problems = if problems == 1 { "a problem".to_owned() } else { format!("{problems} problems") };
    let rest = match shown {
        0 => "No event could be read.".to_owned(),
        1 => "One event is shown.".to_owned(),
        n => format!("{n} events are shown."),
    };
    format!("{file} has {problems}. {rest}")
}

#[cfg(test)]
mod tests {
    use super::problem_sentence;

    #[test]
    fn a_faulty_dataset_is_told_in_a_sentence() {
        let check = |n, shown, text: &str| assert_eq!(problem_sentence("data.json", n, shown), text);
        check(1, 118, "data.json has a problem. 118 events are shown.");
        check(3, 1, "data.json has 3 problems. One event is shown.");
        check(2, 0, "data.json has 2 problems. No event could be read.");
    }
}
