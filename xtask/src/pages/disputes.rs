//! The page of all disputes: each question with its readings, who holds them and what they rest on, why they
//! might differ, and what the editors make of it. In the order of time of the events that they concern.

use super::sheet::{capital, dispute, events, paragraph, work, Page};
use crate::build::escape;
use china_ussr_timeline::core::data::{Dispute, Reading, Timeline};
use china_ussr_timeline::ui::card::how_sure;

/// The page.
pub fn page(timeline: &Timeline) -> Page {
    let mut all: Vec<&Dispute> = timeline.disputes.iter().collect();
    all.sort_by_key(|dispute| dispute.events.iter().min().copied());
    let questions: String = all
        .iter()
        .map(|d| format!("<li><a href=\"#d-{}\">{}</a></li>", escape(&d.id), escape(&d.topic)))
        .collect();
    let mut main = format!("<nav class=\"contents\" aria-label=\"Questions\"><ol>{questions}</ol></nav>\n");
    let mut last = None;
    for dispute in all {
        let period = period(timeline, dispute);
        if last != Some(period) {
            main.push_str(&format!("<h2>{}</h2>\n", escape(period)));
            last = Some(period);
        }
        main.push_str(&entry(timeline, dispute));
    }
    Page {
        file: "disputes.html",
        name: "Disputes",
        title: "Who says so?",
        lede: format!(
            "{} questions on which texts and historians do not agree. Each reading stands with the one who holds it, \
             and then what we make of it.",
            timeline.disputes.len()
        ),
        main,
        style: String::new(),
    }
}

/// The name of the period of the first event that a dispute concerns.
fn period<'a>(timeline: &'a Timeline, dispute: &Dispute) -> &'a str {
    let first = dispute.events.iter().min();
    let phase = first.and_then(|ix| timeline.phase_of(*ix)).and_then(|phase| timeline.phases.get(phase.at()));
    phase.map_or("Outside the periods", |phase| phase.label.as_str())
}

fn entry(timeline: &Timeline, dispute: &Dispute) -> String {
    let readings: String = dispute.readings.iter().map(|one| reading(timeline, one)).collect();
    let why = match dispute.why.is_empty() {
        true => String::new(),
        false => format!("<h4>Why might they differ?</h4>\n{}", paragraph(&dispute.why)),
    };
    format!(
        "<article class=\"entry\" id=\"d-{id}\">\n<p class=\"caps\">{kind}</p>\n<h3>{topic}</h3>\n\
         <ul class=\"readings\">{readings}</ul>\n{why}<h4>What we make of it</h4>\n<p>{assessment} {sure}</p>\n{events}</article>\n",
        id = escape(&dispute.id),
        kind = escape(&capital(&dispute.kind)),
        topic = escape(&dispute.topic),
        assessment = escape(&dispute.assessment),
        sure = how_sure(dispute).text(),
        events = events(timeline, "On the timeline", &dispute.events),
    )
}

fn reading(timeline: &Timeline, reading: &Reading) -> String {
    let works: Vec<String> = reading.sources.iter().map(|ix| work(timeline, *ix)).collect();
    let locator = match reading.locator.is_empty() {
        true => String::new(),
        false => format!(" {}.", escape(&reading.locator)),
    };
    format!(
        "<li><p><b>{}</b> <span class=\"who\">{}</span></p><p class=\"cite\">{}{locator}</p></li>",
        escape(&reading.says),
        escape(&reading.who),
        works.join(" "),
    )
}

/// A list of disputes as links, in the order of the data.
pub fn links<'a>(all: impl Iterator<Item = &'a Dispute>) -> Vec<String> {
    all.map(|one| dispute(&one.id, &one.topic)).collect()
}
