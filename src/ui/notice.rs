//! Sentences for when something is missing: no event is left, or a dataset has faults. They say what to do.

use super::element::{button, each, several, tag};
use super::symbols::{events, phase_class, press, small_cross, swatch};
use crate::core::data::Problem;
use crate::core::state::filter::{empty_sentence, removals, FilterPart};
use crate::core::state::periods::drawn_like;
use crate::core::state::{Action, AppState};
use crate::core::words::{fill, Word};
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
    let words = |name: &str, action: Action| button("textbutton").on_click(press(dispatch, action)).say(name);
    let ways_out = if parts == [FilterPart::Query] {
        let look = Word::LookAtAll.fill(&[&events(state.counts.total())]);
        let clear = words(Word::ClearSearch.text(), Action::SetQuery(String::new()));
        let all = words(&look, Action::ClearFilter);
        Some(several().sign(" ").child(clear).word(Word::OrLook).child(all).word(Word::Stop))
    } else {
        let chips = removals(state).into_iter().zip(&parts).map(|((label, action), part)| {
            let is_phase = matches!(part, FilterPart::Phase(_));
            let phase = if let FilterPart::Phase(ix) = part { Some(*ix) } else { None };
            let phase = drawn_like(&state.timeline, phase);
            let colours = if is_phase { phase_class(phase) } else { "" };
            tag("button")
                .set("type", "button")
                .classes(&["chip", colours])
                .put("aria-label", &Word::RemoveThis.fill(&[&label]))
                .on_click(press(dispatch, action))
                .child(if is_phase { swatch(phase) } else { Html::default() })
                .text(&label)
                .child(small_cross())
        });
        let name = tag("span").word(Word::Remove);
        (!parts.is_empty()).then(|| tag("div").class("remove").child(name).child(each(chips)))
    };
    tag("div")
        .class("notice empty")
        .set("data-notice", "empty")
        .child(tag("span").say(&sentence))
        .child(ways_out)
        .into()
}

/// What the notice of a faulty dataset needs.
pub struct DataNoticeProps {
    /// The file, as the reader asked for it.
    pub file: String,
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
        let subject = p.subject.as_ref().map(|id| Word::EventAt.fill(&[id])).unwrap_or_default();
        tag("li").put("data-problem", &p.path).text(&format!("{subject}{p}"))
    });
    let rest = n.saturating_sub(MOST_LISTED);
    let more = (rest > 0).then(|| {
        let more = Word::AndMore.fill(&[&rest.to_string()]);
        tag("p").class("cite").say(&more)
    });
    tag("div")
        .class("notice problem")
        .set("data-notice", "data")
        .child(tag("p").say(&problem_sentence(&props.file, n, props.shown)))
        .child(tag("ul").child(each(items)))
        .child(more)
        .into()
}

/// "data.json has 2 problems. The other 118 events are shown."
fn problem_sentence(file: &str, problems: usize, shown: usize) -> String {
    let rest = match shown {
        0 => Word::NoneRead.text().to_owned(),
        n => Word::ShownStill.count(n),
    };
    fill(Word::HasProblems.form(problems), &[file, &problems.to_string()]) + &rest
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
