//! Reads the stories and questions of a dataset, as they stand in `data/lessons.json` or in the dataset itself.
//!
//! Tolerant and silent: what cannot be used is passed over, because `cargo xtask check-data` reports it with place and
//! mend (`core::data::evidence` holds the rules).

use crate::core::data::tree::Value;
use crate::core::data::{EventIx, Question, Stop, Story, Task, Timeline};
use crate::core::date::{Day, Span};

/// What lessons are made from besides the timeline.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lessons {
    /// Tours, in the order of the file.
    pub stories: Vec<Story>,
    /// Written questions, in the order of the file.
    pub questions: Vec<Question>,
    /// Statements of the seed texts that questions name: id and text.
    pub claims: Vec<(String, String)>,
}

impl Lessons {
    /// Reads them. Text that is no JSON holds none.
    pub fn read(bytes: &[u8], timeline: &Timeline) -> Lessons {
        let Ok(top) = serde_json::from_slice::<Value>(bytes) else { return Lessons::default() };
        Lessons {
            stories: list(&top, "stories").iter().filter_map(|one| story(one, timeline)).collect(),
            questions: list(&top, "questions").iter().filter_map(|one| question(one, timeline)).collect(),
            claims: list(&top, "claims").iter().map(|one| (text(one, "id"), text(one, "text"))).collect(),
        }
    }

    /// The statement with this id.
    pub fn claim(&self, id: &str) -> Option<&str> {
        self.claims.iter().find(|(own, _)| own == id).map(|(_, text)| text.as_str())
    }
}

fn list<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    match value.get(field) {
        Some(Value::Array(items)) => items,
        _ => &[],
    }
}

/// The text of a field; empty when there is none.
fn text(value: &Value, field: &str) -> String {
    value.get(field).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn texts(values: &[Value]) -> Vec<String> {
    values.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// A tour. Its stops that name no event of this dataset are left out.
pub fn story(value: &Value, timeline: &Timeline) -> Option<Story> {
    let stop = |stop: &Value| {
        let day = |field| stop.get(field).and_then(Value::as_str).and_then(Day::parse_iso);
        let (start, last) = (day("from")?, day("to")?);
        Some(Stop {
            event: timeline.find(stop.get("event")?.as_str()?)?,
            span: (start <= last).then_some(Span { start, end: Day(last.0 + 1) })?,
            line: text(stop, "line"),
            question: text(stop, "question"),
        })
    };
    let stops: Vec<Stop> = list(value, "stops").iter().filter_map(stop).take(Story::MOST).collect();
    let (id, title, audience) = (text(value, "id"), text(value, "title"), text(value, "audience"));
    (!stops.is_empty()).then_some(Story { id, title, audience, stops })
}

fn question(value: &Value, timeline: &Timeline) -> Option<Question> {
    let events = |values: &[Value]| -> Vec<EventIx> {
        values.iter().filter_map(Value::as_str).filter_map(|id| timeline.find(id)).collect()
    };
    let answer = || list(value, "answer");
    let task = match value.get("type")?.as_str()? {
        "multiple-choice" => {
            let options = texts(list(value, "options"));
            let Value::Int(answer) = value.get("answer")? else { return None };
            let answer = usize::try_from(*answer).ok().filter(|answer| *answer < options.len())?;
            Task::Choice { options, answer }
        }
        "put-in-order" => Task::Order { items: events(list(value, "items")), answer: events(answer()) },
        "matching" => {
            let (left, right) = (texts(list(value, "left")), texts(list(value, "right")));
            let place = |list: &[String], value: &Value| {
                list.iter().position(|id| Some(id.as_str()) == value.as_str())
            };
            let pair = |pair: &Value| match pair {
                Value::Array(two) => Some((place(&left, two.first()?)?, place(&right, two.get(1)?)?)),
                _ => None,
            };
            let answer = answer().iter().filter_map(pair).collect();
            Task::Match { left, right, answer }
        }
        _ => Task::Text { answer: texts(answer()) },
    };
    let source = value.get("source").and_then(Value::as_str);
    Some(Question {
        id: text(value, "id"),
        level: text(value, "level"),
        prompt: text(value, "prompt"),
        task,
        explanation: text(value, "explanation"),
        events: events(list(value, "events")),
        claims: texts(list(value, "claims")),
        basis: texts(list(value, "basis")),
        source: source
            .and_then(|id| timeline.sources.iter().zip(0..).find(|(own, _)| own.id == id))
            .map(|(_, i)| crate::core::data::SourceIx(i)),
        locator: text(value, "locator"),
        quotation: text(value, "quotation"),
        exercise: text(value, "exercise"),
    })
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::core::data;

    /// The rules of the dataset and this reader agree on the shipped stories and questions.
    #[test]
    fn what_is_read_is_what_was_checked() {
        let bytes = include_bytes!("../../../data/timeline.json");
        let (timeline, _) = data::load(bytes);
        let timeline = timeline.unwrap_or_default();
        let lessons = Lessons::read(bytes, &timeline);
        assert_eq!(lessons.stories.len(), 6);
        assert_eq!(lessons.stories, timeline.stories);
        assert_eq!(lessons.questions.len(), 40);
        assert_eq!(lessons.questions, timeline.questions);
    }

    /// What the site serves to lessons is enough to put every question in words.
    #[test]
    fn the_served_file_has_the_statements_that_questions_name() {
        let bytes = include_bytes!("../../../data/timeline.json");
        let timeline = data::load(bytes).0.unwrap_or_default();
        let served = data::slim::of_lessons(std::str::from_utf8(bytes).unwrap_or_default());
        let served = Lessons::read(served.unwrap_or_default().as_bytes(), &timeline);
        assert_eq!(served.questions, timeline.questions);
        let whole = Lessons::read(bytes, &timeline);
        assert_eq!((served.claims.len(), whole.claims.len()), (5, 126));
        for (id, text) in &served.claims {
            assert_eq!(whole.claim(id), Some(text.as_str()), "{id}");
        }
        let items =
            |lessons: &Lessons| crate::core::lesson::quiz::Bank::new(&timeline, lessons).keys().count();
        assert_eq!(items(&served), items(&whole));
    }

    #[test]
    fn what_is_not_there_is_passed_over() {
        let timeline = Timeline::default();
        assert_eq!(Lessons::read(b"no json", &timeline), Lessons::default());
        let stray = br#"{"stories":[{"id":"s","stops":[{"event":"x","from":"1950-01-01","to":"1950-02-01"}]}],"questions":[7]}"#;
        assert_eq!(Lessons::read(stray, &timeline), Lessons::default());
    }
}
