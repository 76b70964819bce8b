//! My selection: choose events, say of each why it is significant, put them in order; and from that a talk, a sheet, an
//! address and a file.

use super::quiz::value_of;
use crate::core::data::{EventIx, Story, Timeline};
use crate::core::lesson::choice::{Between, Selection, MOST, OWN};
use crate::core::lesson::place::{LessonView, Place};
use crate::core::lesson::words::Say;
use crate::core::words::Word;
use crate::ui::element::{button, each, several, tag, Tag};
use yew::prelude::*;

/// What the reader does with the selection.
#[derive(Debug, Clone, PartialEq)]
pub enum SelectAct {
    /// An event goes in or out.
    Toggle(EventIx),
    /// An entry moves up (true) or down.
    Move(usize, bool),
    /// The line of an entry.
    Line(usize, String),
    /// The title.
    Title(String),
    /// All in order of time.
    InTime,
    /// The first (true) or second event of *between*.
    End(bool, Option<EventIx>),
    /// A file was chosen.
    File(web_sys::File),
}

fn send(act: &Callback<SelectAct>, what: SelectAct) -> Callback<MouseEvent> {
    act.reform(move |_| what.clone())
}

fn link_to(event: &crate::core::data::Event) -> Tag {
    tag("a").put("href", &["#e=", &event.id].concat()).text(&event.title)
}

/// A choice of all events, by period.
fn picker(id: &'static str, timeline: &Timeline, chosen: Option<EventIx>, change: Callback<Event>) -> Tag {
    let of = |phase: Option<crate::core::data::PhaseIx>| {
        let events =
            (0..timeline.events.len() as u32).map(EventIx).filter(move |ix| timeline.phase_of(*ix) == phase);
        each(events.filter_map(|ix| {
            let event = timeline.event(ix)?;
            let name = [event.date.card().as_str(), "  ", &event.label].concat();
            Some(
                tag("option")
                    .put("value", &ix.0.to_string())
                    .when(chosen == Some(ix), "selected", "")
                    .say(&name),
            )
        }))
    };
    let groups = (0..timeline.phases.len() as u32).map(crate::core::data::PhaseIx).filter_map(|ix| {
        let phase = timeline.phases.get(ix.at())?;
        Some(tag("optgroup").put("label", &phase.label).child(of(Some(ix))))
    });
    tag("select")
        .put("id", id)
        .on_change(change)
        // Without it the browser chooses the option that is put in first, which is the last.
        .child(tag("option").set("value", "").when(chosen.is_none(), "selected", "").say("—"))
        .child(each(groups))
        .child(of(None))
}

fn index_of(event: &Event) -> Option<EventIx> {
    value_of(event).parse().ok().map(EventIx)
}

/// The page of the selection. `current` is the event that is open in the timeline.
pub fn selection(
    own: &Selection,
    timeline: &Timeline,
    current: Option<EventIx>,
    place: &Place,
    act: &Callback<SelectAct>,
) -> Html {
    let count = own.entries.len();
    let entry = |(at, (ix, line)): (usize, &(EventIx, String))| {
        let event = timeline.event(*ix)?;
        let id = ["line-", &at.to_string()].concat();
        let write = act.reform(move |event: Event| SelectAct::Line(at, value_of(&event)));
        let field = tag("input")
            .set("type", "text")
            .put("id", &id)
            .set("maxlength", "240")
            .value(line)
            .on_change(write);
        let act_of = |name: Say, what: SelectAct, is_end: bool| {
            let label = [name.text(), ": ", &event.label].concat();
            button("act")
                .put("aria-label", &label)
                .when(is_end, "disabled", "")
                .on_click(send(act, what))
                .say(name.text())
        };
        Some(
            tag("li")
                .key(&event.id)
                .put("data-chosen", &event.id)
                .child(tag("h2").child(link_to(event)))
                .child(
                    tag("p")
                        .class("when")
                        .child(tag("time").put("datetime", &event.date.datetime()).say(&event.date.card())),
                )
                .child(
                    tag("p")
                        .class("field")
                        .child(tag("label").put("for", &id).say(Say::SignificantBecause.text()))
                        .child(field),
                )
                .child(
                    tag("p")
                        .class("acts")
                        .child(act_of(Say::Up, SelectAct::Move(at, true), at == 0))
                        .child(act_of(Say::Down, SelectAct::Move(at, false), at + 1 == count))
                        .child(act_of(Say::TakeOut, SelectAct::Toggle(*ix), false)),
                ),
        )
    };
    let here = own.written(&place.of_timeline(None), timeline);
    let go = |view: LessonView, name: Say, story: Option<&str>| {
        let place = here.with("e", None).with("t", None).with("v", Some(view.word())).with("s", story);
        tag("a").put("data-go", view.word()).put("href", &["#", &place.print()].concat()).say(name.text())
    };
    let file = [
        "data:application/json;charset=utf-8,",
        &js_sys::encode_uri_component(&own.file(timeline)).as_string().unwrap_or_default(),
    ]
    .concat();
    let first = [OWN, ".0"].concat();
    let uses = (count > 0).then(|| {
        tag("p")
            .class("acts")
            .child(go(LessonView::Present, Say::PresentIt, Some(&first)))
            .child(go(LessonView::Print, Say::PrintIt, None))
            .child(
                tag("a")
                    .set("download", "my-selection.json")
                    .set("data-file", "")
                    .put("href", &file)
                    .say(Say::SaveFile.text()),
            )
            .child(button("act").set("data-take", "link").say(Say::CopyAddress.text()))
            .child(
                button("act")
                    .set("data-in-time", "")
                    .on_click(send(act, SelectAct::InTime))
                    .say(Say::InTime.text()),
            )
    });
    let add = current.filter(|ix| !own.holds(*ix)).and_then(|ix| Some((ix, timeline.event(ix)?))).map(
        |(ix, event)| {
            tag("p").class("acts").child(
                button("act")
                    .set("data-add", "")
                    .on_click(send(act, SelectAct::Toggle(ix)))
                    .say(&Say::Add.fill(&[&event.label])),
            )
        },
    );
    let pick = {
        let (act, held) = (act.clone(), own.entries.iter().map(|(ix, _)| *ix).collect::<Vec<_>>());
        Callback::from(move |event: Event| {
            let picked = index_of(&event);
            // The next choice begins anew; and what is chosen already stays, with its line.
            open_again(&event);
            if let Some(ix) = picked.filter(|ix| !held.contains(ix)) {
                act.emit(SelectAct::Toggle(ix));
            }
        })
    };
    let open = act.reform(|event: Event| file_of(&event).map_or(SelectAct::End(true, None), SelectAct::File));
    let title =
        tag("input").set("type", "text").set("id", "own-title").set("maxlength", "240").value(&own.title);
    let title = title.on_change(act.reform(|event: Event| SelectAct::Title(value_of(&event))));
    let field = |id: &'static str, name: Say, field: Tag| {
        tag("p").class("field").child(tag("label").set("for", id).say(name.text())).child(field)
    };
    tag("main")
        .class("lessons selection")
        .child(tag("h1").set("tabindex", "-1").set("id", "lesson-title").say(Word::Selection.text()))
        .child(tag("p").class("lede").say(Say::SelectionLead.text()))
        .child(field("own-title", Say::TitleOfIt, title))
        .child(add)
        .child(field("own-add", Say::AddEvent, picker("own-add", timeline, None, pick)))
        .child((count >= MOST).then(|| tag("p").say(&Say::NoMore.count(MOST))))
        .child(
            (count > Story::MOST).then(|| {
                tag("p").set("data-first", "").say(&Say::FirstOfThem.fill(&[&Story::MOST.to_string()]))
            }),
        )
        .child((count == 0).then(|| tag("p").class("remark").say(Say::NothingChosen.text())))
        .child(tag("ol").class("chosen").child(each(own.entries.iter().enumerate().filter_map(entry))))
        .child(uses)
        .child(field(
            "own-file",
            Say::OpenFile,
            tag("input")
                .set("type", "file")
                .set("id", "own-file")
                .set("accept", ".json,application/json")
                .on_change(open),
        ))
        .into()
}

/// The choice stands at none again.
fn open_again(event: &Event) {
    use wasm_bindgen::JsCast;
    let field = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlSelectElement>().ok());
    if let Some(field) = field {
        field.set_selected_index(0);
    }
}

fn file_of(event: &Event) -> Option<web_sys::File> {
    use wasm_bindgen::JsCast;
    let field = event.target()?.dyn_into::<web_sys::HtmlInputElement>().ok()?;
    field.files()?.get(0)
}

/// The page of the time between two events.
pub fn between(
    ends: (Option<EventIx>, Option<EventIx>),
    timeline: &Timeline,
    act: &Callback<SelectAct>,
) -> Html {
    let pick = |first: bool| act.reform(move |event: Event| SelectAct::End(first, index_of(&event)));
    let field = |id: &'static str, name: Say, field: Tag| {
        tag("p").class("field").child(tag("label").set("for", id).say(name.text())).child(field)
    };
    let found = match ends {
        (Some(a), Some(b)) => Between::of(a, b, timeline),
        _ => None,
    };
    let result = found.and_then(|between| {
        let (first, last) = (timeline.event(between.ends.0)?, timeline.event(between.ends.1)?);
        let (least, most) = (long(between.days.0), long(between.days.1));
        let time = if least == most { most } else { Say::FromTo.fill(&[&least, &most]) };
        let items = between.events.iter().filter_map(|ix| timeline.event(*ix)).map(|event| {
            let date = tag("time").put("datetime", &event.date.datetime()).say(&event.date.card());
            tag("li").child(link_to(event)).child(tag("span").class("when").say(", ").child(date))
        });
        Some(
            several()
                .child(tag("p").class("time").set("data-between", "").say(&time))
                .child(
                    tag("p")
                        .child(link_to(first))
                        .say(&[", ", &first.date.card()].concat())
                        .sign(" – ")
                        .child(link_to(last))
                        .say(&[", ", &last.date.card()].concat()),
                )
                .child(tag("h2").say(&Say::LayBetween.count(between.events.len())))
                .child(tag("ol").class("stops").child(each(items))),
        )
    });
    let same = ends.0.is_some() && ends.0 == ends.1;
    tag("main")
        .class("lessons between")
        .child(tag("h1").set("tabindex", "-1").set("id", "lesson-title").say(Word::BetweenTwo.text()))
        .child(tag("p").class("lede").say(Say::BetweenLead.text()))
        .child(field("from-event", Say::FirstEvent, picker("from-event", timeline, ends.0, pick(true))))
        .child(field("to-event", Say::SecondEvent, picker("to-event", timeline, ends.1, pick(false))))
        .child(same.then(|| tag("p").class("remark").say(Say::TwoAreOne.text())))
        .child(result)
        .into()
}

/// "6 years 1 month"; days when there is no whole month.
fn long(days: i32) -> String {
    let (years, months) = Between::years_months(days);
    let part = |word: Say, n: usize| (n > 0).then(|| word.count(n));
    let parts: Vec<String> =
        part(Say::YearsLong, years).into_iter().chain(part(Say::MonthsLong, months)).collect();
    match parts.is_empty() {
        true => Say::DaysLong.count(days.max(0) as usize),
        false => parts.join(" "),
    }
}
