//! The page of Mao's view: the dated statements of one study as a stair and as a list, what the study rests on, and
//! an exercise on it.

use super::sheet::{event, events, paragraph, work, Page};
use super::sources::{notes_on, read_it};
use crate::build::escape;
use china_ussr_timeline::core::data::{Event, EventIx, Lane, Question, Quotation, SourceIx, Task, Timeline};
use china_ussr_timeline::core::date::Detail;
use china_ussr_timeline::core::plate::lettering::{width, Face};
use china_ussr_timeline::core::plate::path::{decimal, step};
use china_ussr_timeline::ui::plate::statement;

/// The word by which questions say that they belong here.
const EXERCISE: &str = "mao-view";

/// The page.
pub fn page(timeline: &Timeline) -> Page {
    let steps: Vec<EventIx> = (0..timeline.events.len() as u32)
        .map(EventIx)
        .filter(|ix| timeline.event(*ix).is_some_and(|event| event.lane == Lane::MaoView))
        .collect();
    let questions: Vec<&Question> = timeline.questions.iter().filter(|q| q.exercise == EXERCISE).collect();
    let study = questions.iter().find_map(|question| question.source);
    let quoted = |ix: Option<EventIx>| -> Vec<&Quotation> {
        let of_study = timeline.quotations.iter().filter(|q| Some(q.source) == study);
        of_study.filter(|q| q.event == ix).collect()
    };
    let list: String = steps.iter().map(|ix| list_item(timeline, *ix, &quoted(Some(*ix)))).collect();
    let later = timeline.quotations.iter().filter(|q| Some(q.source) == study);
    let later: String = later
        .filter(|q| !q.event.is_some_and(|ix| steps.contains(&ix)))
        .map(|q| {
            let on = q
                .event
                .map_or_else(String::new, |ix| format!("<p class=\"cite\">{}</p>", event(timeline, ix)));
            format!("<div class=\"entry\">{}{on}</div>\n", quotation(q))
        })
        .collect();
    let shown: Vec<&Event> = steps.iter().filter_map(|ix| timeline.event(*ix)).collect();
    let main = format!(
        "<figure class=\"stair-figure\">{}{}<figcaption>The steps are in order and not measured.</figcaption></figure>\n\
         <h2 id=\"steps\">The steps</h2>\n<ol class=\"steps\">{list}</ol>\n{}\
         <h2 id=\"study\">What the study rests on</h2>\n{}<h2 id=\"exercise\">Work with the source</h2>\n\
         <p>Read the steps and the notes on the study first. A model answer opens below each question; closed, it is \
         not printed.</p>\n{}",
        stair(&shown, &WIDE),
        stair(&shown, &NARROW),
        match later.is_empty() {
            true => String::new(),
            false => format!("<h2 id=\"later\">And what came later</h2>\n{later}"),
        },
        study.map_or_else(String::new, |ix| card(timeline, ix)),
        questions.iter().map(|one| question(timeline, one)).collect::<String>(),
    );
    Page {
        file: "mao-view.html",
        name: "Mao’s view",
        title: "How Mao saw the Soviet Union",
        lede: "Dated statements from talks that were not meant for print, put in order by one study of 1976: from a \
               model to judge to a threat."
            .into(),
        main,
        style: String::new(),
    }
}

/// A width in which the stair is drawn.
struct Size {
    class: &'static str,
    width: f64,
    /// Size of the statements, px.
    text: f64,
}
const WIDE: Size = Size { class: "wide", width: 712.0, text: 16.0 };
const NARROW: Size = Size { class: "narrow", width: 320.0, text: 14.5 };
/// How far each step goes down, px; room above the first and below the last.
const RISE: f64 = 32.0;
const FIRST: f64 = 26.0;
const BELOW: f64 = 10.0;
/// The first tread begins here; a statement begins so far from the beginning of its tread and above it.
const LEFT: f64 = 6.0;
const IN: f64 = 8.0;
const ABOVE: f64 = 7.0;
/// Size of the dates.
const DATE: f64 = 12.5;

/// The stair: each step as long and as high as the others, its statement on its tread. The list below says the
/// same in full.
fn stair(events: &[&Event], size: &Size) -> String {
    let texts: Vec<(String, String)> =
        events.iter().map(|event| (statement(&event.label), event.date.visible(Detail::Full))).collect();
    let wide = |(words, date): &(String, String)| {
        IN + width(words, Face::Italic500, size.text) + 7.0 + width(date, Face::Label500, DATE) + 2.0
    };
    // Equal treads, as long as leaves room for every statement after its own step.
    let tread = texts
        .iter()
        .enumerate()
        .skip(1)
        .map(|(i, text)| (size.width - LEFT - wide(text)) / i as f64)
        .fold(size.width / (events.len().max(1)) as f64, f64::min);
    let height = FIRST + RISE * (events.len().saturating_sub(1)) as f64 + BELOW;
    let (mut d, mut dots, mut words) = (String::new(), String::new(), String::new());
    for (i, (text, date)) in texts.iter().enumerate() {
        let (x, y) = (LEFT + tread * i as f64, FIRST + RISE * i as f64);
        let to = if i + 1 == texts.len() { size.width } else { x + tread };
        match i {
            0 => step(&mut d, "M", &[x, y]),
            _ => step(&mut d, "V", &[y]),
        }
        step(&mut d, "H", &[to]);
        dots.push_str(&format!(
            "<circle class=\"ink\" cx=\"{}\" cy=\"{}\" r=\"3.6\"></circle>",
            decimal(x, 1),
            decimal(y, 1)
        ));
        let at = x + IN;
        words.push_str(&format!(
            "<text class=\"said halo thin\" x=\"{}\" y=\"{}\">{}<tspan class=\"d\" dx=\"7\">{}</tspan></text>",
            decimal(at, 1),
            decimal(y - ABOVE, 1),
            escape(text),
            escape(date),
        ));
    }
    let whole = texts.iter().map(|(words, date)| format!("{date}: {words}")).collect::<Vec<_>>().join("; ");
    format!(
        "<svg class=\"chart stairs {}\" viewBox=\"0 0 {} {}\" role=\"img\" focusable=\"false\" \
         aria-label=\"{}\"><path class=\"stair\" d=\"{d}\"></path>{dots}{words}</svg>",
        size.class,
        decimal(size.width, 0),
        decimal(height, 0),
        escape(&format!("A stair that goes down in {} equal steps. {whole}.", texts.len())),
    )
}

fn list_item(timeline: &Timeline, ix: EventIx, quotations: &[&Quotation]) -> String {
    let Some(event) = timeline.event(ix) else { return String::new() };
    let quotations: String = quotations.iter().map(|one| quotation(one)).collect();
    format!(
        "<li class=\"step\"><h3><time datetime=\"{}\">{}</time> {}</h3>\n{}{quotations}\
         <p class=\"cite\"><a href=\"./#e={}\">On the timeline: {}</a></p></li>\n",
        escape(&event.date.datetime()),
        escape(&event.date.card()),
        escape(&statement(&event.label)),
        paragraph(if event.text.is_empty() { &event.summary } else { &event.text }),
        escape(&event.id),
        escape(&event.label),
    )
}

/// Words of the study with their credit.
fn quotation(quotation: &Quotation) -> String {
    let year = quotation.date.map_or_else(String::new, |date| format!(", {}", date.card()));
    // The study is named in full in its card below.
    format!(
        "<figure class=\"quoted\"><blockquote>“{}”</blockquote><figcaption class=\"cite\"><a href=\"#study\">{}{}</a>, \
         {}</figcaption></figure>\n",
        escape(&quotation.text),
        escape(&quotation.speaker),
        escape(&year),
        escape(&quotation.locator),
    )
}

/// The card of the work: origin, purpose, content, value, limitation.
fn card(timeline: &Timeline, ix: SourceIx) -> String {
    let Some(source) = timeline.sources.get(ix.at()) else { return String::new() };
    let notes = timeline.uses.iter().find(|one| one.source == ix).map_or_else(String::new, notes_on);
    format!(
        "<div class=\"source-card\"><p>{}</p>\n{notes}<p class=\"cite\">{}</p></div>\n",
        work(timeline, ix),
        read_it(source)
    )
}

/// A question with what it offers, and the model answer folded.
fn question(timeline: &Timeline, question: &Question) -> String {
    let level = if question.level == "core" { "Core" } else { "Stretch" };
    let label = |ix: &EventIx| timeline.event(*ix).map_or_else(String::new, |event| escape(&event.label));
    let text = |words: &String| escape(words);
    let (offered, answer) = match &question.task {
        Task::Choice { options, answer } => (
            items("ol", "options", options.iter().map(text)),
            items("ul", "points", options.get(*answer).map(text)),
        ),
        Task::Order { items: mixed, answer } => {
            (items("ul", "options", mixed.iter().map(label)), items("ol", "points", answer.iter().map(label)))
        }
        Task::Match { left, right, answer } => {
            let pair =
                |(l, r): &(usize, usize)| Some(format!("{}: {}", text(left.get(*l)?), text(right.get(*r)?)));
            (
                items("ul", "options", left.iter().map(text))
                    + &items("ul", "options", right.iter().map(text)),
                items("ul", "points", answer.iter().filter_map(pair)),
            )
        }
        Task::Text { answer } => (String::new(), items("ul", "points", answer.iter().map(text))),
    };
    format!(
        "<article class=\"entry\" id=\"{}\">\n<p class=\"caps\">{level}</p>\n<h3>{}</h3>\n{offered}{}\
         <div class=\"lines\" aria-hidden=\"true\"><i></i><i></i><i></i><i></i></div>\n\
         <details><summary>Model answer</summary>\n{answer}{}</details>\n</article>\n",
        escape(&question.id),
        escape(&question.prompt),
        events(timeline, "Look at", &question.events),
        paragraph(&question.explanation),
    )
}

/// A list, or nothing if it is empty. The items are HTML.
fn items(tag: &str, class: &str, items: impl IntoIterator<Item = String>) -> String {
    let items: String = items.into_iter().map(|item| format!("<li>{item}</li>")).collect();
    match items.is_empty() {
        true => String::new(),
        false => format!("<{tag} class=\"{class}\">{items}</{tag}>\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::{attribute, tags};
    use china_ussr_timeline::core::data::load;

    fn shipped() -> Timeline {
        load(include_bytes!("../../../data/timeline.json")).0.expect("reads")
    }

    fn steps(timeline: &Timeline) -> Vec<&Event> {
        timeline.events.iter().filter(|event| event.lane == Lane::MaoView).collect()
    }

    #[test]
    fn six_equal_steps_go_down_in_the_order_of_time() {
        let timeline = shipped();
        let steps = steps(&timeline);
        assert_eq!(steps.len(), 6);
        for size in [WIDE, NARROW] {
            let svg = stair(&steps, &size);
            let circles = tags(&svg, "circle");
            let number =
                |tag: &str, name| attribute(tag, name).expect("is there").parse::<f64>().expect("a number");
            let places: Vec<(f64, f64)> =
                circles.iter().map(|c| (number(c, "cx"), number(c, "cy"))).collect();
            assert_eq!(places.len(), 6);
            for pair in places.windows(2) {
                assert!((pair[1].1 - pair[0].1 - RISE).abs() < 0.11, "{places:?}");
                assert!((pair[1].0 - pair[0].0 - (places[1].0 - places[0].0)).abs() < 0.11, "{places:?}");
            }
            // Time, from the words on the treads.
            let years: Vec<&str> =
                svg.split("dx=\"7\">").skip(1).filter_map(|rest| rest.split('<').next()).collect();
            assert_eq!(years, ["1955", "1958", "autumn 1959", "1960", "1962", "1964"]);
            let view = attribute(tags(&svg, "svg")[0], "viewBox").expect("a view box");
            assert!(view.starts_with(&format!("0 0 {} ", size.width)), "{view}");
            for (event, (x, _)) in steps.iter().zip(&places) {
                let words = width(&statement(&event.label), Face::Italic500, size.text);
                let date = width(&event.date.visible(Detail::Full), Face::Label500, DATE);
                assert!(x + IN + words + 7.0 + date <= size.width, "{} leaves the drawing", event.label);
            }
        }
    }

    #[test]
    fn the_list_says_the_same_with_its_quotations() {
        let timeline = shipped();
        let html = page(&timeline).main;
        let list = html
            .split("<ol class=\"steps\">")
            .nth(1)
            .and_then(|rest| rest.split("</ol>").next())
            .expect("a list");
        let items: Vec<&str> = list.split("<li class=\"step\">").skip(1).collect();
        let steps = steps(&timeline);
        assert_eq!(items.len(), steps.len());
        for (item, event) in items.iter().zip(&steps) {
            assert!(item.contains(&escape(&statement(&event.label))) && item.contains(&event.date.card()));
            assert!(item.contains(&format!("href=\"./#e={}\"", event.id)), "{}", event.id);
            let own = timeline.find(&event.id);
            let quoted: Vec<_> = timeline.quotations.iter().filter(|q| q.event == own).collect();
            assert!(!quoted.is_empty(), "{} has its words", event.id);
            assert!(quoted
                .iter()
                .all(|q| item.contains(&escape(&q.text)) && item.contains(&escape(&q.locator))));
        }
        for one in timeline.quotations.iter().filter(|q| q.id.starts_with("lieberthal-")) {
            assert_eq!(html.matches(&format!("“{}”", escape(&one.text))).count(), 1, "{}", one.id);
        }
        assert!(html.contains("The steps are in order and not measured."));
    }

    #[test]
    fn the_study_is_described_and_the_exercise_is_whole() {
        let timeline = shipped();
        let html = page(&timeline).main;
        let study =
            timeline.sources.iter().position(|source| source.id == "lieberthal-1976").expect("is there");
        let notes = timeline.uses.iter().find(|one| one.source.at() == study).expect("its uses");
        for text in [&notes.origin, &notes.purpose, &notes.content, &notes.value, &notes.limitation] {
            assert!(html.contains(&escape(text)), "{text}");
        }
        let own: Vec<&Question> = timeline.questions.iter().filter(|q| q.exercise == EXERCISE).collect();
        assert_eq!(own.iter().map(|q| q.id.as_str()).collect::<Vec<_>>(), ["q33", "q34", "q35", "q36"]);
        assert_eq!(html.matches("<details>").count(), own.len(), "closed, each of them");
        for question in own {
            let open = html.find(&format!("id=\"{}\"", question.id)).expect("its place");
            let entry = html[open..].split("</article>").next().expect("an end");
            let (asked, answered) = entry.split_once("<details>").expect("an answer");
            assert!(asked.contains(&escape(&question.prompt)));
            let Task::Text { answer } = &question.task else { panic!("{}", question.id) };
            for point in answer {
                assert!(
                    answered.contains(&escape(point)) && !asked.contains(&format!("<li>{}", escape(point)))
                );
            }
            assert!(answered.contains(&escape(&question.explanation)));
        }
    }

    #[test]
    fn options_of_other_questions_stand_before_the_answer() {
        let timeline = shipped();
        let made = |task: Task| question(&timeline, &Question { task, ..timeline.questions[0].clone() });
        let choice = made(Task::Choice { options: vec!["A & B".into(), "C".into()], answer: 1 });
        assert!(choice.contains("<ol class=\"options\"><li>A &amp; B</li><li>C</li></ol>"), "{choice}");
        assert!(choice.contains("<ul class=\"points\"><li>C</li></ul>"));
        let (a, b) = (EventIx(0), EventIx(1));
        let order = made(Task::Order { items: vec![b, a], answer: vec![a, b] });
        let (first, second) = (escape(&timeline.events[0].label), escape(&timeline.events[1].label));
        assert!(
            order.contains(&format!("<ul class=\"options\"><li>{second}</li><li>{first}</li></ul>")),
            "{order}"
        );
        assert!(order.contains(&format!("<ol class=\"points\"><li>{first}</li><li>{second}</li></ol>")));
        let pairs = made(Task::Match {
            left: vec!["x".into()],
            right: vec!["y".into(), "z".into()],
            answer: vec![(0, 1)],
        });
        assert!(pairs.contains("<ul class=\"points\"><li>x: z</li></ul>"), "{pairs}");
    }
}
