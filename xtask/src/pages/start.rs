//! What the build prints into index.html: the whole content, read before the application starts and without it.
//! The plate is drawn by the application's own components at a usual width; below it stands every event with its
//! date, text, causes, sources and disputes, under its period. Search engines get the same as JSON-LD.

use super::{sheet, swatch};
use crate::build::escape;
use china_ussr_timeline::core::data::{Dispute, Event, EventIx, Timeline};
use china_ussr_timeline::core::date::Day;
use china_ussr_timeline::core::plate::band::Band;
use china_ussr_timeline::core::plate::index::EventIndex;
use china_ussr_timeline::core::plate::level::Level;
use china_ussr_timeline::core::plate::scale::TimeScale;
use china_ussr_timeline::core::plate::scene::{Scene, Stage};
use china_ussr_timeline::core::plate::spec::{PlateKind, PlateSpec};
use china_ussr_timeline::core::plate::zones::zones;
use china_ussr_timeline::core::state::AppState;
use china_ussr_timeline::core::words::Word;
use china_ussr_timeline::ui::card::how_sure;
use china_ussr_timeline::ui::list::runs;
use china_ussr_timeline::ui::plate::{plate, Form, PlateProps};
use serde_json::json;
use std::rc::Rc;
use yew::prelude::*;

/// The plate is drawn for a window of this size, px; the style sheet fits it into the reader's.
const WIDTH: f64 = 1180.0;
const HEIGHT: f64 = 620.0;
const WINDOW_HEIGHT: f64 = 900.0;

/// The plate and the list of events, as HTML.
pub fn print(timeline: &Rc<Timeline>) -> String {
    let plate = drawn(timeline, WIDTH, HEIGHT, WINDOW_HEIGHT);
    format!("<div class=\"start-plate\">{plate}</div>\n{}", list(timeline))
}

// ---- the plate ----

/// What the renderer of the framework takes: a component that is one drawing.
#[derive(Properties, PartialEq)]
struct Still {
    drawing: Html,
}

#[component(StillOf)]
fn still(still: &Still) -> Html {
    still.drawing.clone()
}

/// The plate as the application draws it first at this size in a window of this height, px; as SVG.
pub fn drawn(timeline: &Rc<Timeline>, width: f64, height: f64, window_height: f64) -> String {
    let state = AppState::new(timeline.clone());
    let spec = PlateSpec::new(PlateKind::Full, width, height, window_height, false);
    let has_track = timeline.series.iter().any(|series| series.track.is_some());
    let spec = if has_track { spec.with_track() } else { spec };
    let index = EventIndex::new(&timeline.events, &state.included);
    let scene = Scene::lay_out(&Stage {
        timeline,
        index: &index,
        spec: &spec,
        viewport: state.viewport,
        included: &state.included,
        selected: None,
        focused: None,
    });
    let drawing = plate(&PlateProps {
        form: Form::Drawn,
        timeline: timeline.clone(),
        scene: Rc::new(scene),
        spec,
        band: Rc::new(Band::new(timeline, spec.band, false)),
        zones: Rc::new(zones(timeline)),
        viewport: state.viewport,
        level: Level::nominal(TimeScale::new(state.viewport, spec.x0, spec.x1).px_per_year()),
        selected: None,
        focused: None,
        dispatch: Callback::noop(),
    });
    let renderer = yew::LocalServerRenderer::<StillOf>::with_props(Still { drawing }).hydratable(false);
    futures::executor::block_on(renderer.render())
}

// ---- the list ----

/// Each period with its events. Their ids are those of the addresses.
fn list(timeline: &Timeline) -> String {
    let sections = runs(&timeline.phase_of_events).into_iter().map(|run| {
        let phase = run.phase.and_then(|ix| timeline.phases.get(ix.at()));
        let label = phase.map_or(Word::OutsidePeriods.text(), |phase| phase.label.as_str());
        let again = if run.is_again { ", continued" } else { "" };
        let why = phase.filter(|_| !run.is_again).map(|phase| sheet::paragraph(&phase.rationale));
        let items: String = run.events.map(|i| item(timeline, EventIx(i as u32))).collect();
        format!(
            "<h2>{}{}{again}</h2>\n{}<ol class=\"start-list\">\n{items}</ol>\n",
            swatch(run.phase),
            escape(label),
            why.unwrap_or_default(),
        )
    });
    sections.collect()
}

fn item(timeline: &Timeline, ix: EventIx) -> String {
    let Some(event) = timeline.event(ix) else { return String::new() };
    let text = if event.text.is_empty() { &event.summary } else { &event.text };
    let place = event.place.and_then(|ix| timeline.places.get(ix.at()));
    let place = place.map(|place| format!(" · {}", escape(&place.name))).unwrap_or_default();
    let why = match event.why.is_empty() {
        true => String::new(),
        false => format!("<p>{}</p>", escape(&event.why)),
    };
    let disputes = event.disputes.iter().filter_map(|ix| timeline.disputes.get(ix.at()));
    let disputes: String = disputes.map(|one| dispute(one, ix)).collect();
    format!(
        "<li id=\"e={id}\" data-event=\"{id}\"><p class=\"when\"><time datetime=\"{machine}\">{date}</time>{place}</p>\
         <h3>{title}</h3><p>{text}</p>{why}{because}{disputes}<p class=\"start-sources\">{sources}</p></li>\n",
        id = escape(&event.id),
        machine = escape(&event.date.datetime()),
        date = escape(&event.date.card()),
        title = escape(&event.title),
        text = escape(text),
        because = because(timeline, event),
        sources = sources(timeline, event),
    )
}

/// "Because Stalin dies: clause; …", with the events as anchors. A link stands once, with its effect.
fn because(timeline: &Timeline, event: &Event) -> String {
    let items = event.causes.iter().filter_map(|ix| timeline.links.get(ix.at())).filter_map(|link| {
        let cause = timeline.event(link.from)?;
        let (id, label, clause) = (escape(&cause.id), escape(&cause.label), escape(&link.because));
        Some(format!("<a href=\"#e={id}\">{label}</a>: {clause}"))
    });
    let items: Vec<String> = items.collect();
    match items.is_empty() {
        true => String::new(),
        false => format!("<p class=\"start-links\"><b>Because</b> {}.</p>", items.join("; ")),
    }
}

/// A dispute in full where its first event stands, and afterwards by its question.
fn dispute(dispute: &Dispute, ix: EventIx) -> String {
    let topic = escape(&dispute.topic);
    let first = dispute.events.iter().min().copied();
    if first != Some(ix) {
        return format!(
            "<p class=\"start-dispute\"><b>Who says so?</b> <a href=\"#q-{}\">{topic}</a></p>",
            escape(&dispute.id)
        );
    }
    let readings: Vec<String> =
        dispute.readings.iter().map(|one| format!("{}: {}", escape(&one.who), escape(&one.says))).collect();
    format!(
        "<p class=\"start-dispute\" id=\"q-{}\"><b>Who says so? {topic}</b> {} What we make of it: {} {}</p>",
        escape(&dispute.id),
        readings.join(" "),
        escape(&dispute.assessment),
        how_sure(dispute).text(),
    )
}

/// What was opened for an event, with pages where they are known.
fn sources(timeline: &Timeline, event: &Event) -> String {
    let seen = event.sources.iter().filter(|citation| citation.seen).filter_map(|citation| {
        let source = timeline.sources.get(citation.source.at())?;
        let locator = citation.locator.as_ref().map(|at| format!(" {}.", escape(at))).unwrap_or_default();
        Some(format!("{}{locator}", escape(&source.citation)))
    });
    let seen: Vec<String> = seen.collect();
    match seen.is_empty() {
        true => "Not yet checked against a source.".into(),
        false => seen.join(" · "),
    }
}

// ---- for machines ----

/// The timeline in the vocabulary of schema.org: a list of events, each with the bounds of its date as ISO days.
/// A date without a lower or upper bound has no such day.
pub fn json_ld(timeline: &Timeline) -> String {
    let events = timeline.events.iter().map(|event| {
        let mut item = json!({ "@type": "Event", "name": event.title });
        let day = |day: Option<Day>| day.map(|day| day.iso());
        let (first, last) = (event.date.earliest(), event.date.latest());
        // An event of one day has no end of its own.
        let last = last.filter(|_| first != last);
        for (name, day) in [("startDate", day(first)), ("endDate", day(last))] {
            if let (Some(day), Some(map)) = (day, item.as_object_mut()) {
                map.insert(name.to_owned(), day.into());
            }
        }
        item
    });
    let whole = json!({
        "@context": "https://schema.org",
        "@type": "ItemList",
        "name": timeline.title,
        "numberOfItems": timeline.events.len(),
        "itemListElement": events.collect::<Vec<_>>(),
    });
    // No text of the data may end the element.
    let text = whole.to_string().replace('<', "\\u003c");
    format!("<script type=\"application/ld+json\">{text}</script>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::{attribute, tags};
    use china_ussr_timeline::core::data::load;

    fn shipped() -> Rc<Timeline> {
        Rc::new(load(include_bytes!("../../../data/timeline.json")).0.expect("reads"))
    }

    #[test]
    fn the_whole_content_stands_in_the_page() {
        let timeline = shipped();
        let page = print(&timeline);
        let mut from = 0;
        for event in &timeline.events {
            let id = format!("<li id=\"e={0}\" data-event=\"{0}\">", event.id);
            let at = from + page[from..].find(&id).expect("in order of time, once");
            let end = at + page[at..].find("</li>").expect("an end");
            let item = &page[at..end];
            for text in [&event.title, &event.text, &event.why, &event.date.card()] {
                assert!(item.contains(&escape(text)), "{}: {text}", event.id);
            }
            for citation in event.sources.iter().filter(|citation| citation.seen) {
                let source = &timeline.sources[citation.source.at()];
                assert!(item.contains(&escape(&source.citation)), "{}: {}", event.id, source.id);
                let locator = citation.locator.as_deref().unwrap_or_default();
                assert!(item.contains(&escape(locator)), "{}: {locator}", event.id);
            }
            for ix in &event.disputes {
                assert!(item.contains(&escape(&timeline.disputes[ix.at()].topic)), "{}", event.id);
            }
            assert_eq!(item.matches("<a href=\"#e=").count(), event.causes.len(), "{}", event.id);
            from = end;
        }
        for phase in &timeline.phases {
            assert!(page.contains(&format!(
                "</svg>{}</h2>\n<p>{}</p>",
                phase.label,
                escape(&phase.rationale)
            )));
        }
        for dispute in timeline.disputes.iter().filter(|dispute| !dispute.events.is_empty()) {
            let id = format!("id=\"q-{}\"", dispute.id);
            assert_eq!(page.matches(&id).count(), 1, "{}", dispute.id);
            assert!(page.contains(&escape(&dispute.assessment)), "{}", dispute.id);
            assert!(dispute.readings.iter().all(|reading| page.contains(&escape(&reading.says))));
        }
    }

    #[test]
    fn every_anchor_of_the_page_stands_in_it() {
        let page = print(&shipped());
        let anchors: Vec<&str> =
            tags(&page, "a").into_iter().filter_map(|tag| attribute(tag, "href")).collect();
        assert!(anchors.len() > 150, "{}", anchors.len());
        for anchor in anchors {
            let id = anchor.strip_prefix('#').expect("an anchor");
            assert_eq!(page.matches(&format!(" id=\"{id}\"")).count(), 1, "{anchor}");
        }
    }

    #[test]
    fn the_plate_is_that_of_the_application() {
        let timeline = shipped();
        let plate = drawn(&timeline, WIDTH, HEIGHT, WINDOW_HEIGHT);
        assert!(plate.starts_with("<svg id=\"plate\"") && plate.ends_with("</svg>"), "{}", &plate[..80]);
        assert!(plate.contains("aria-hidden=\"true\"") && !plate.contains("<!--"));
        assert!(plate.matches(" data-mark=\"").count() > 60);
        assert!(plate.matches(" data-label=\"").count() > 30);
        for phase in &timeline.phases {
            assert!(plate.contains(&format!(" data-phase=\"{}\"", phase.id)), "{}", phase.id);
        }
    }

    #[test]
    fn machines_read_dates_as_days() {
        let timeline = shipped();
        let script = json_ld(&timeline);
        let text =
            script.split_once('>').and_then(|(_, rest)| rest.strip_suffix("</script>")).expect("a script");
        let data: serde_json::Value = serde_json::from_str(text).expect("JSON");
        let items = data["itemListElement"].as_array().expect("a list");
        assert_eq!(items.len(), timeline.events.len());
        let day = |value: &serde_json::Value| value.as_str().map(|day| Day::parse_iso(day).expect("a day"));
        for (item, event) in items.iter().zip(&timeline.events) {
            assert_eq!(item["name"], event.title.as_str());
            let (first, last) = (event.date.earliest(), event.date.latest());
            let read = (day(&item["startDate"]), day(&item["endDate"]));
            assert_eq!(read, (first, last.filter(|_| first != last)), "{}", event.id);
        }
        assert!(!text.contains('<'));
    }
}
