//! The list of stories: what each is about, for whom, and the two ways to follow it.

use crate::core::data::{Story, Timeline};
use crate::core::lesson::place::Place;
use crate::core::lesson::words::Say;
use crate::ui::element::{each, tag};
use yew::prelude::*;

/// The page of stories.
pub fn stories(timeline: &Timeline, stories: &[Story], place: &Place) -> Html {
    let entry = |story: &Story| {
        let present = place.of_timeline(None).with("e", None).with("t", None).with("v", Some("present"));
        let present = present.with("s", Some(&[&story.id, ".0"].concat()));
        let on_paper = present.with("v", Some("print")).with("sheet", Some("slides"));
        let go =
            |place: &Place, name: Say| tag("a").put("href", &["#", &place.print()].concat()).say(name.text());
        let stops = each(story.stops.iter().filter_map(|stop| {
            let event = timeline.event(stop.event)?;
            let link = tag("a").put("href", &["#e=", &event.id].concat()).text(&event.label);
            let date = tag("time").put("datetime", &event.date.datetime()).say(&event.date.card());
            let said = tag("p").text(&stop.line);
            let asked = tag("p").class("ask").text(&stop.question);
            Some(
                tag("li")
                    .child(tag("h3").child(link))
                    .child(tag("p").class("when").child(date))
                    .child(said)
                    .child(asked),
            )
        }));
        let head = tag("summary").say(&Say::Stops.count(story.stops.len()));
        tag("section")
            .class("story")
            .put("data-story", &story.id)
            .child(tag("h2").text(&story.title))
            .child(tag("p").text(&story.audience))
            .child(
                tag("p").class("acts").child(go(&present, Say::Present)).child(go(&on_paper, Say::PrintIt)),
            )
            .child(tag("details").child(head).child(tag("ol").class("stops").child(stops)))
    };
    tag("main")
        .class("lessons")
        .child(tag("h1").set("tabindex", "-1").set("id", "lesson-title").say(Say::StoriesTitle.text()))
        .child(tag("p").class("lede").say(Say::StoriesLead.text()))
        .child(each(stories.iter().map(entry)))
        .into()
}
