//! The rules for what is said about the events, and by whom: disputes, views, quotations, numbers, other
//! periods; and natively what only the pages made by the build show: statements of the seed texts, the uses of
//! works, questions.
//!
//! The rule above all: nothing is said without a source.

use super::fields::{quoted, Report};
use super::model::*;
use super::raw;
use super::validate::{date, filled, find, find_all, span, word, Known};
use crate::core::date::Day;

/// A quotation has at most so many words.
pub const MAX_QUOTED_WORDS: usize = 25;
/// What a locator says of words that were read in another work than the one that holds them.
const AS_CITED: &str = "as cited in";

/// Rule: a text is not empty, for a part that is checked natively only.
fn check_filled(parts: &[(&str, &str)], report: &mut Report) {
    if cfg!(not(target_arch = "wasm32")) {
        for (field, text) in parts {
            filled(text, field, report);
        }
    }
}

/// Rule: a word that is only printed is one of those allowed, checked natively only.
fn check_word(given: &str, allowed: &[&str], field: &str, report: &mut Report) {
    if cfg!(not(target_arch = "wasm32")) {
        word(given, allowed, field, report);
    }
}

fn events(ids: &[String], known: &Known, report: &mut Report) -> Vec<EventIx> {
    find_all(ids, &known.events, "events", "events", report).into_iter().map(EventIx).collect()
}

fn source(id: &str, field: &str, known: &Known, report: &mut Report) -> Option<SourceIx> {
    find(id, &known.sources, "sources", field, report).map(SourceIx)
}

/// Rule: a statement names at least one source.
#[cfg(not(target_arch = "wasm32"))]
fn check_cited(count: usize, report: &mut Report) {
    if count == 0 {
        report.add("sources", "there is no source", "Name a work that says so, or leave it out");
    }
}

/// Rule: a statement rests on a work that was opened; others may stand beside it.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn check_opened(sources: &[SourceIx], known: &Known, field: &str, report: &mut Report) {
    let is_unopened = |source: &SourceIx| known.unopened.get(source.at()).is_some_and(|never| *never);
    if !sources.is_empty() && sources.iter().all(is_unopened) {
        report.add(field, "it rests on a work that nobody opened", "Open it, name another, or leave it out");
    }
}

// ---- locators ----

/// The pages that a work has, as far as its record tells.
#[cfg(not(target_arch = "wasm32"))]
pub(super) enum Pages {
    /// It is of a sort without pages, which is named.
    None(String),
    /// From the first to the last, of an article or a chapter.
    Within(u32, u32),
    /// Any.
    Any,
}

/// Sorts of works in CSL-JSON that have no pages.
#[cfg(not(target_arch = "wasm32"))]
const WITHOUT_PAGES: &[&str] = &[
    "webpage",
    "post",
    "post-weblog",
    "graphic",
    "motion_picture",
    "broadcast",
    "song",
    "dataset",
    "software",
];

#[cfg(not(target_arch = "wasm32"))]
impl Pages {
    /// What the record in CSL-JSON tells.
    pub fn of(csl: Option<&serde_json::Value>) -> Pages {
        let text = |field: &str| csl.and_then(|csl| csl.get(field)).and_then(serde_json::Value::as_str);
        match text("type") {
            Some(sort) if WITHOUT_PAGES.contains(&sort) => return Pages::None(sort.to_owned()),
            _ => {}
        }
        match text("page").and_then(numbers) {
            Some((first, last)) => Pages::Within(first, last),
            None => Pages::Any,
        }
    }
    fn bear(&self, first: u32, last: u32) -> bool {
        match self {
            Pages::None(_) => false,
            Pages::Within(from, to) => *from <= first && last <= *to,
            Pages::Any => true,
        }
    }
}

/// `513–535` or `513`, with whatever follows.
#[cfg(not(target_arch = "wasm32"))]
fn numbers(text: &str) -> Option<(u32, u32)> {
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>();
    let first = digits(text);
    let rest = text.get(first.len()..).unwrap_or_default();
    let last = rest.strip_prefix(['-', '–']).map(digits).filter(|last| !last.is_empty());
    let first = first.parse().ok()?;
    Some((first, last.map_or(Some(first), |last| last.parse().ok())?))
}

/// The page or pages that a locator names: after `p. ` or `pp. ` at its start or after a comma or semicolon.
#[cfg(not(target_arch = "wasm32"))]
fn page_in(locator: &str) -> Option<(u32, u32)> {
    locator.split([',', ';']).find_map(|part| {
        let part = part.trim_start();
        numbers(part.strip_prefix("pp. ").or_else(|| part.strip_prefix("p. "))?)
    })
}

/// Rule: a locator that names a page stands with a work that has it. Works of some sorts have no pages, and an
/// article or a chapter only those of its record. Of several works it is enough that one has the page.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn check_locator(
    locator: Option<&str>,
    sources: &[SourceIx],
    known: &Known,
    field: &str,
    report: &mut Report,
) {
    let Some((locator, (first, last))) = locator.and_then(|locator| Some((locator, page_in(locator)?)))
    else {
        return;
    };
    let mut pages = sources.iter().filter_map(|source| known.pages.get(source.at())).peekable();
    if pages.peek().is_none() || pages.clone().any(|pages| pages.bear(first, last)) {
        return;
    }
    let reason = match pages.next() {
        Some(Pages::None(sort)) => format!("names a page, and a work of the sort {sort} has none"),
        Some(Pages::Within(from, to)) => format!("is outside its work, which has the pages {from} to {to}"),
        _ => return,
    };
    report.add(field, &quoted(locator, &reason), "Mend the locator, or name the work that has the page");
}

/// The record of a work is not read in the browser.
#[cfg(target_arch = "wasm32")]
fn check_locator(_: Option<&str>, _: &[SourceIx], _: &Known, _: &str, _: &mut Report) {}

// ---- disputes and views ----

/// Rule: a dispute has at least one reading, each with a source, and a sentence that weighs them.
pub(super) fn dispute(raw: raw::Dispute, known: &Known, report: &mut Report) -> Option<Dispute> {
    check_filled(&[("topic", &raw.topic), ("assessment", &raw.assessment)], report);
    #[cfg(not(target_arch = "wasm32"))]
    check_word(&raw.kind, raw::DISPUTE_KINDS, "kind", report);
    check_word(&raw.confidence, raw::CONFIDENCES, "confidence", report);
    let events = events(&raw.events, known, report);
    #[cfg(not(target_arch = "wasm32"))]
    find_all(&raw.claims, &known.claims, "claims", "claims", report);
    if raw.readings.is_empty() {
        report.add("readings", "there is no reading", "Say who says what, at least once");
    }
    let mut readings = Vec::new();
    for (i, raw) in raw.readings.into_iter().enumerate() {
        let before = report.enter("readings", i);
        readings.extend(reading(raw, known, report));
        report.leave(before);
    }
    let whole = !readings.is_empty();
    whole.then(|| Dispute {
        id: raw.id,
        topic: raw.topic,
        readings,
        assessment: raw.assessment,
        confidence: raw.confidence,
        why: raw.why.unwrap_or_default(),
        events,
        #[cfg(not(target_arch = "wasm32"))]
        kind: raw.kind,
        #[cfg(not(target_arch = "wasm32"))]
        claims: raw.claims,
    })
}

/// Rule: a reading says who says what, and which source says so.
#[cfg_attr(target_arch = "wasm32", allow(unused_variables, reason = "the sources are checked natively"))]
fn reading(raw: raw::Reading, known: &Known, report: &mut Report) -> Option<Reading> {
    check_filled(&[("who", &raw.who), ("says", &raw.says)], report);
    #[cfg(not(target_arch = "wasm32"))]
    let sources = reading_sources(&raw, known, report)?;
    Some(Reading {
        who: raw.who,
        says: raw.says,
        locator: raw.locator.unwrap_or_default(),
        #[cfg(not(target_arch = "wasm32"))]
        sources,
    })
}

#[cfg(not(target_arch = "wasm32"))]
fn reading_sources(raw: &raw::Reading, known: &Known, report: &mut Report) -> Option<Vec<SourceIx>> {
    check_cited(raw.sources.len(), report);
    let sources = find_all(&raw.sources, &known.sources, "sources", "sources", report);
    let sources: Vec<SourceIx> = sources.into_iter().map(SourceIx).collect();
    check_opened(&sources, known, "sources", report);
    check_locator(raw.locator.as_deref(), &sources, known, "locator", report);
    (!sources.is_empty()).then_some(sources)
}

/// Rule: a view is that of Moscow or Beijing, rests on a source that was opened, and is the only one of its
/// side for the event.
pub(super) fn view(raw: raw::View, others: &[View], known: &Known, report: &mut Report) -> Option<View> {
    check_filled(&[("text", &raw.text)], report);
    let event = find(&raw.event, &known.events, "events", "event", report).map(EventIx);
    let sides = [Side::Moscow, Side::Beijing];
    let side = word(&raw.side, raw::VIEW_SIDES, "side", report).and_then(|i| sides.get(i).copied());
    let (mut opened, mut further) = (Vec::new(), Vec::new());
    let is_seen = raw.sources.iter().any(|cited| cited.seen);
    for (i, cited) in raw.sources.into_iter().enumerate() {
        let before = report.enter("sources", i);
        if let Some(source) = source(&cited.id, "id", known, report) {
            check_locator(cited.locator.as_deref(), &[source], known, "locator", report);
            #[cfg(not(target_arch = "wasm32"))]
            if cited.seen {
                check_opened(&[source], known, "id", report);
            }
            let group = if cited.seen { &mut opened } else { &mut further };
            group.push(Citation { source, locator: cited.locator, seen: cited.seen });
        }
        report.leave(before);
    }
    if !is_seen {
        report.add("sources", "there is no source that was opened", "Open one that says so, or leave it out");
    }
    let (event, side) = (event?, side?);
    if others.iter().any(|other| other.event == event && other.side == side) {
        let reason = quoted(&raw.event, "already has a view of this side");
        report.add("event", &reason, "Make one of the two");
        return None;
    }
    let whole = !opened.is_empty();
    opened.append(&mut further);
    whole.then_some(View { event, side, text: raw.text, sources: opened })
}

// ---- quotations ----

/// Rule: a quotation is short, says whose words it is and where they stand, and, if they were read in another
/// work, that they are cited from it.
pub(super) fn quotation(raw: raw::Quotation, known: &Known, report: &mut Report) -> Option<Quotation> {
    let full = filled(&raw.text, "text", report);
    check_filled(&[("speaker", &raw.speaker)], report);
    let date = raw.date.and_then(|text| date(&text, "date", report));
    let event = raw.event.and_then(|id| find(&id, &known.events, "events", "event", report)).map(EventIx);
    let holder = source(&raw.source, "source", known, report);
    let cited = raw.via.is_some();
    let via = raw.via.and_then(|id| source(&id, "via", known, report));

    let words = raw.text.split_whitespace().count();
    let short = words <= MAX_QUOTED_WORDS;
    if !short {
        let reason = format!("it has {words} words, and a quotation may have {MAX_QUOTED_WORDS}");
        report.add("text", &reason, "Quote less, or say it in your own words");
    }
    let placed = filled(&raw.locator, "locator", report);
    let honest = !placed || !cited || crate::core::letters::find(&raw.locator, AS_CITED).is_some();
    if !honest {
        let reason = quoted(&raw.locator, "does not say that the words were read in another work");
        report.add("locator", &reason, "Add “as cited in …”, or remove via if the work itself was read");
    }
    let source = holder?;
    #[cfg(not(target_arch = "wasm32"))]
    {
        let (read, field) = via.map_or((source, "source"), |via| (via, "via"));
        check_opened(&[read], known, field, report);
    }
    check_locator(Some(&raw.locator), &[source], known, "locator", report);
    let raw::Quotation { id, text, speaker, locator, .. } = raw;
    let whole = full && short && placed && honest;
    whole.then_some(Quotation { id, text, speaker, date, source, via, locator, event })
}

// ---- numbers ----

/// Rule: a series says its unit, and has at least one point, each with a source, in the order of time.
pub(super) fn series(raw: raw::Series, known: &Known, report: &mut Report) -> Option<Series> {
    #[cfg(not(target_arch = "wasm32"))]
    check_filled(&[("title", &raw.title), ("unit", &raw.unit)], report);
    #[cfg(not(target_arch = "wasm32"))]
    check_word(&raw.kind, raw::SERIES_KINDS, "kind", report);
    #[cfg(not(target_arch = "wasm32"))]
    let events = events(&raw.events, known, report);
    if raw.points.is_empty() {
        report.add("points", "there is no point", "Give at least one number");
    }
    let mut points = Vec::new();
    let mut last = None;
    for (i, raw) in raw.points.into_iter().enumerate() {
        let before = report.enter("points", i);
        if let Some(point) = point(raw, known, report) {
            let start = point.date.earliest();
            if start < last {
                report.add("date", "it is before the date of the point before", "Put the points in order");
            } else {
                last = start;
                points.push(point);
            }
        }
        report.leave(before);
    }
    if points.is_empty() {
        return None;
    }
    Some(Series {
        id: raw.id,
        unit: raw.unit,
        track: raw.track,
        points,
        #[cfg(not(target_arch = "wasm32"))]
        title: raw.title,
        #[cfg(not(target_arch = "wasm32"))]
        events,
        #[cfg(not(target_arch = "wasm32"))]
        kind: raw.kind,
        #[cfg(not(target_arch = "wasm32"))]
        note: raw.source_note.unwrap_or_default(),
    })
}

#[cfg_attr(target_arch = "wasm32", allow(unused_variables, reason = "the source is checked natively"))]
fn point(raw: raw::Point, known: &Known, report: &mut Report) -> Option<Point> {
    let date = date(&raw.date, "date", report);
    #[cfg(not(target_arch = "wasm32"))]
    let source = source(&raw.source, "source", known, report)?;
    #[cfg(not(target_arch = "wasm32"))]
    {
        check_opened(&[source], known, "source", report);
        check_locator(raw.locator.as_deref(), &[source], known, "locator", report);
    }
    Some(Point {
        date: date?,
        value: raw.value,
        about: raw.about,
        derived: raw.derived,
        #[cfg(not(target_arch = "wasm32"))]
        label: raw.label.unwrap_or_default(),
        #[cfg(not(target_arch = "wasm32"))]
        source,
        #[cfg(not(target_arch = "wasm32"))]
        locator: raw.locator.unwrap_or_default(),
        #[cfg(not(target_arch = "wasm32"))]
        note: raw.note.unwrap_or_default(),
    })
}

// ---- other periods ----

/// Rule: another scheme rests on a known work, its periods are in order and do not overlap, and each is drawn
/// like one of ours. Of two that overlap the later is left out.
pub(super) fn scheme(
    raw: raw::Periodisation,
    ours: &[Phase],
    known: &Known,
    report: &mut Report,
) -> Option<Scheme> {
    check_filled(&[("name", &raw.name), ("basis", &raw.basis)], report);
    #[cfg(not(target_arch = "wasm32"))]
    let source = source(&raw.source, "source", known, report);
    if raw.phases.is_empty() {
        report.add("phases", "there is no period", "Give at least one");
    }
    let mut phases = Vec::new();
    let mut end = Day(i32::MIN);
    for (i, phase) in raw.phases.into_iter().enumerate() {
        let before = report.enter("phases", i);
        check_filled(&[("label", &phase.label)], report);
        find(&phase.maps_to, &known.phases, "phases", "maps_to", report);
        match span(&phase.start, &phase.end, report) {
            Some(span) if span.start < end => {
                report.add("", "it starts before the end of the period before", "Let it start later");
            }
            Some(span) => {
                end = span.end;
                phases.push(Phase {
                    id: format!("{}-{}", raw.id, i + 1),
                    label: phase.label,
                    span,
                    rationale: String::new(),
                    sub_phases: Vec::new(),
                    look: ours.iter().position(|ours| ours.id == phase.maps_to).unwrap_or(0) as u8,
                });
            }
            None => {}
        }
        report.leave(before);
    }
    let whole = !phases.is_empty();
    whole.then_some(Scheme {
        id: raw.id,
        name: raw.name,
        basis: raw.basis,
        phases,
        #[cfg(not(target_arch = "wasm32"))]
        source,
        #[cfg(not(target_arch = "wasm32"))]
        quality: raw.quality,
    })
}

// ---- what only the pages made by the build show ----

#[cfg(not(target_arch = "wasm32"))]
pub(super) use native::{claim, question, source_use, story};

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use super::super::validate::{day, Ids};
    use super::*;
    use crate::core::date::Span;
    use serde_json::Value;

    /// Rule: a statement has a standing and the works it was held against, and the events it is about exist. One
    /// that is called supported names a work besides its own text.
    pub fn claim(raw: raw::Claim, known: &Known, report: &mut Report) -> Option<Claim> {
        let standing = word(&raw.standing, raw::STANDINGS, "standing", report);
        let events = events(&raw.events, known, report);
        check_cited(raw.sources.len(), report);
        if raw.standing == "supported"
            && raw.seed.is_some()
            && raw.sources.iter().all(|id| Some(id) == raw.seed.as_ref())
            && !raw.sources.is_empty()
        {
            let mend = "Name a work that supports it, or give it another standing";
            report.add("sources", "it is called supported, but only by its own text", mend);
        }
        let sources = find_all(&raw.sources, &known.sources, "sources", "sources", report);
        let seed = raw.seed.and_then(|id| source(&id, "seed", known, report));
        let quotation = raw.quotation.map(|quoted| Quoted {
            via: source(&quoted.via, "quotation.via", known, report),
            text: quoted.text,
            speaker: quoted.speaker,
        });
        let dispute = raw.dispute.and_then(|id| find(&id, &known.disputes, "disputes", "dispute", report));
        let date = raw.date.and_then(|text| date(&text, "date", report));
        standing?;
        Some(Claim {
            id: raw.id,
            seed,
            section: raw.section.unwrap_or_default(),
            text: raw.text,
            quotation,
            date,
            standing: raw.standing,
            events,
            dispute: dispute.map(DisputeIx),
            sources: sources.into_iter().map(SourceIx).collect(),
            comment: raw.comment.unwrap_or_default(),
        })
    }

    /// Rule: the five parts of a use are filled, and a work has one use.
    pub fn source_use(raw: raw::Use, others: &[Use], known: &Known, report: &mut Report) -> Option<Use> {
        let raw::Use { origin, purpose, content, value, limitation, .. } = raw;
        check_filled(
            &[
                ("origin", &origin),
                ("purpose", &purpose),
                ("content", &content),
                ("value", &value),
                ("limitation", &limitation),
            ],
            report,
        );
        let source = source(&raw.source, "source", known, report)?;
        if others.iter().any(|other| other.source == source) {
            report.add("source", &quoted(&raw.source, "already has a use"), "Make one of the two");
            return None;
        }
        Some(Use { source, origin, purpose, content, value, limitation })
    }

    /// Rule: a tour has 1 to [`Story::MOST`] stops; each has an event that exists, days in order that hold its symbol,
    /// a line and a question.
    pub fn story(raw: raw::Story, known: &Known, report: &mut Report) -> Option<Story> {
        check_filled(&[("title", &raw.title)], report);
        if raw.stops.is_empty() || raw.stops.len() > Story::MOST {
            let reason = format!("it has {} stops", raw.stops.len());
            report.add("stops", &reason, &format!("Give it 1 to {}", Story::MOST));
        }
        let mut stops = Vec::new();
        for (i, raw) in raw.stops.into_iter().enumerate() {
            let field = |name: &str| format!("stops[{i}].{name}");
            check_filled(&[(&field("line"), &raw.line), (&field("question"), &raw.question)], report);
            let event = find(&raw.event, &known.events, "events", &field("event"), report);
            let from = day(&raw.from, &field("from"), report);
            let to = day(&raw.to, &field("to"), report);
            if let (Some(start), Some(last)) = (from, to) {
                if start > last {
                    report.add(&field("to"), "it is before the first day", "Exchange the two");
                } else if let Some(event) = event {
                    let span = Span { start, end: Day(last.0 + 1) };
                    stops.push(Stop { event: EventIx(event), span, line: raw.line, question: raw.question });
                }
            }
        }
        let audience = raw.audience.unwrap_or_default();
        (!stops.is_empty()).then_some(Story { id: raw.id, title: raw.title, audience, stops })
    }

    /// Rule: a question has an answer that fits it, and says why it is right.
    pub fn question(
        raw: raw::Question,
        all: &[Event],
        known: &Known,
        report: &mut Report,
    ) -> Option<Question> {
        check_filled(&[("prompt", &raw.prompt), ("explanation", &raw.explanation)], report);
        word(&raw.level, raw::LEVELS, "level", report);
        let events = events(&raw.events, known, report);
        find_all(&raw.claims, &known.claims, "claims", "claims", report);
        for (i, id) in raw.basis.iter().enumerate() {
            if ![&known.sources, &known.events, &known.claims].iter().any(|ids| ids.contains(id)) {
                report.add_unknown(&format!("basis[{i}]"), id, "sources, events or claims");
            }
        }
        let about = raw.source.as_ref().and_then(|id| source(id, "source", known, report));
        check_locator(raw.locator.as_deref(), about.as_slice(), known, "locator", report);
        if let Some(id) = &raw.quotation {
            find(id, &known.quotations, "quotations", "quotation", report);
        }
        let task = task(&raw, all, known, report);
        Some(Question {
            task: task?,
            id: raw.id,
            level: raw.level,
            prompt: raw.prompt,
            explanation: raw.explanation,
            events,
            claims: raw.claims,
            basis: raw.basis,
            source: about,
            locator: raw.locator.unwrap_or_default(),
            quotation: raw.quotation.unwrap_or_default(),
            exercise: raw.exercise.unwrap_or_default(),
        })
    }

    /// Rule: the answer is what the type of the question asks for.
    fn task(raw: &raw::Question, all: &[Event], known: &Known, report: &mut Report) -> Option<Task> {
        let sort = word(&raw.sort, raw::QUESTION_TYPES, "type", report)?;
        let ids = |list: &[String], field: &str, report: &mut Report| -> Vec<EventIx> {
            find_all(list, &known.events, "events", field, report).into_iter().map(EventIx).collect()
        };
        let (found, reason, mend) = match sort {
            0 => {
                let answer = raw.answer.as_u64().map(|answer| answer as usize);
                let answer = answer.filter(|answer| *answer < raw.options.len());
                let task = answer.map(|answer| Task::Choice { options: raw.options.clone(), answer });
                (task, "it is not the place of an option", "Write the place of the right one, from 0")
            }
            1 => {
                let items = ids(&raw.items, "items", report);
                let answer = texts(&raw.answer).map(|list| ids(&list, "answer", report));
                let answer = answer.filter(|answer| {
                    let times = answer.iter().filter_map(|ix| all.get(ix.at())).map(|event| event.at);
                    times.is_sorted() && same(answer, &items)
                });
                let task = answer.map(|answer| Task::Order { items, answer });
                (task, "it is not the items in the order of time", "Write each item once, the earliest first")
            }
            2 => {
                for (list, field) in [(&raw.left, "left"), (&raw.right, "right")] {
                    // Either all are ids of one sort, or all are texts.
                    let sorts =
                        [("events", &known.events), ("people", &known.people), ("claims", &known.claims)];
                    let is_of = |ids: &Ids| list.iter().any(|item| ids.contains(item));
                    if let Some((section, ids)) = sorts.into_iter().find(|(_, ids)| is_of(ids)) {
                        find_all(list, ids, section, field, report);
                    }
                }
                let answer = pairs(&raw.answer, &raw.left, &raw.right);
                let (left, right) = (raw.left.clone(), raw.right.clone());
                let task = answer.map(|answer| Task::Match { left, right, answer });
                (task, "it does not pair each left with a right", "Write a list of pairs, one for each left")
            }
            _ => {
                let answer = texts(&raw.answer).filter(|answer| !answer.is_empty());
                let task = answer.map(|answer| Task::Text { answer });
                (task, "it is not a list of texts", "Write the points of a good answer")
            }
        };
        if found.is_none() {
            report.add("answer", reason, mend);
        }
        found
    }

    /// The same events, each once.
    fn same(a: &[EventIx], b: &[EventIx]) -> bool {
        a.len() == b.len() && a.iter().all(|ix| b.iter().filter(|other| *other == ix).count() == 1)
    }

    fn texts(value: &Value) -> Option<Vec<String>> {
        value.as_array()?.iter().map(|item| item.as_str().map(str::to_owned)).collect()
    }

    /// The places in both lists of the items of each pair; nothing unless each left is in one pair.
    fn pairs(value: &Value, left: &[String], right: &[String]) -> Option<Vec<(usize, usize)>> {
        let place = |list: &[String], item: &String| list.iter().position(|other| other == item);
        let pair = |item: &Value| match texts(item)?.as_slice() {
            [a, b] => Some((place(left, a)?, place(right, b)?)),
            _ => None,
        };
        let pairs: Vec<(usize, usize)> = value.as_array()?.iter().map(pair).collect::<Option<_>>()?;
        let is_whole = (0..left.len()).all(|at| pairs.iter().filter(|pair| pair.0 == at).count() == 1);
        (is_whole && pairs.len() == left.len()).then_some(pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn pages_are_read_out_of_locators() {
        assert_eq!(page_in("p. 3"), Some((3, 3)));
        assert_eq!(page_in("pp. 25–26"), Some((25, 26)));
        assert_eq!(page_in("preamble, p. 374, as cited in “A post”"), Some((374, 374)));
        assert_eq!(page_in("Renmin Ribao, 5 April 1956; pp. 1-20 of the 1959 edition"), Some((1, 20)));
        for none in ["abstract", "document 764", "points 2(b) and 2(c)", "p. iv", "as cited in a blog", ""] {
            assert_eq!(page_in(none), None, "{none}");
        }
    }

    #[test]
    fn a_work_bears_the_pages_of_its_record() {
        let pages = |csl| Pages::of(Some(&csl));
        assert!(pages(json!({ "type": "article-journal", "page": "513-535" })).bear(513, 535));
        assert!(!pages(json!({ "type": "article-journal", "page": "513-535" })).bear(513, 536));
        assert!(!pages(json!({ "type": "article-newspaper", "page": "11" })).bear(12, 12));
        assert!(pages(json!({ "type": "book" })).bear(900, 901));
        assert!(!pages(json!({ "type": "post-weblog", "page": "1-9" })).bear(1, 1));
        assert!(Pages::of(None).bear(1, 1));
    }
}
