//! From the bytes of a data file to the validated model, collecting every problem on the way.
//!
//! Nothing here fails as a whole as long as there is one usable event: an item that cannot be used is left
//! out and reported, a reference that leads nowhere is dropped and reported, and the rest is kept. Each rule
//! is one function. No bytes make it panic.
//!
//! The file is first read as a tree of JSON and then item by item into the shapes of `raw`, so that one bad
//! item does not hide the others. Parts that the application does not show yet are checked natively only
//! (`raw::Unread`), which is where `cargo xtask check-data` runs.

use super::model::*;
use super::raw;
use crate::core::date::{Date, Day, Span, Truth};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::fmt;

/// Larger files are refused unread, in bytes.
pub const MAX_BYTES: usize = 50_000_000;
/// The plate has room for so many characters of a label.
pub const MAX_LABEL: usize = 40;
/// Sections that hold items. Only `events` must be there.
pub const SECTIONS: &[&str] = &[
    "events",
    "phases",
    "people",
    "bodies",
    "places",
    "sources",
    "claims",
    "links",
    "glossary",
    "periodisations",
];
/// Fields of the top level beside the sections.
const HEAD: &[&str] = &["$schema", "title", "version", "licence"];

/// Something wrong with the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where in the file: `events[17].date`, `line 3, column 14` where it is not JSON, or `file`.
    pub path: String,
    /// The event it concerns, as its id.
    pub subject: Option<String>,
    /// What is wrong.
    pub reason: String,
    /// How to mend it.
    pub mend: String,
}

/// `path: reason. mend`
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}. {}", self.path, self.reason, self.mend)
    }
}

/// The problems found so far.
#[derive(Default)]
struct Report(Vec<Problem>);

impl Report {
    fn add(&mut self, path: &str, reason: &str, mend: &str) {
        self.0.push(Problem { path: path.into(), subject: None, reason: reason.into(), mend: mend.into() });
    }
    /// A word that is not one of those allowed.
    fn add_word(&mut self, path: &str, given: &str, allowed: &[&str]) {
        self.add(
            path,
            &format!("“{given}” is not a word for it"),
            &format!("Use one of: {}", allowed.join(", ")),
        );
    }
    /// A reference that leads nowhere.
    fn add_unknown(&mut self, path: &str, id: &str, section: &str) {
        let mend = format!("Correct the id, or add the item to {section}");
        self.add(path, &format!("“{id}” is not in {section}"), &mend);
    }
}

/// Ids of a section → place of the item in its validated list.
type Ids = HashMap<String, u32>;

/// Reads a data file. The timeline is there if at least one event can be used; the problems are all that
/// were found.
pub fn load(bytes: &[u8]) -> (Option<Timeline>, Vec<Problem>) {
    let mut report = Report::default();
    let timeline = read(bytes, &mut report);
    (timeline, report.0)
}

fn read(bytes: &[u8], report: &mut Report) -> Option<Timeline> {
    let mut top = object(bytes, report)?;
    check_sections(&top, report);
    let title = text_field(&mut top, "title", report).unwrap_or_else(|| "Timeline".into());
    let version = text_field(&mut top, "version", report).unwrap_or_default();

    let (people, people_ids) = keep(&mut top, "people", report, |raw, _, _| Some(person(raw)));
    let (bodies, body_ids) = keep(&mut top, "bodies", report, |raw, _, _| Some(body(raw)));
    let (places, place_ids) = keep(&mut top, "places", report, |raw, _, _| Some(place(raw)));
    let (sources, source_ids) = keep(&mut top, "sources", report, source);
    // Statements refer to events and events to statements; these wait until the events stand.
    let (claim_drafts, claim_ids) =
        keep(&mut top, "claims", report, |raw: raw::Claim, path, _| Some((path.to_owned(), raw)));
    let (term_drafts, term_ids) =
        keep(&mut top, "glossary", report, |raw: raw::Term, path, _| Some((path.to_owned(), raw)));
    let known = Known { people_ids, body_ids, place_ids, source_ids, claim_ids, term_ids };

    let (phase_drafts, phase_ids) = keep(&mut top, "phases", report, |raw, path, report| {
        Some((path.to_owned(), phase(raw, path, &known, report)?))
    });
    let phases = in_order(phase_drafts, report);
    let (drafts, _) =
        keep(&mut top, "events", report, |raw, path, report| event(raw, path, &known, &sources, report));
    if drafts.is_empty() {
        report.add("events", "there is no event that can be used", "Add one, or mend those reported here");
        return None;
    }
    let events = in_time(drafts, &phases);
    let by_id: HashMap<_, _> = events.iter().zip(0..).map(|(e, i)| (e.id.clone(), EventIx(i))).collect();

    let claims = claim_drafts
        .into_iter()
        .filter_map(|(path, raw)| claim(raw, &path, &by_id, &known, report))
        .collect();
    let glossary = term_drafts.into_iter().map(|(path, raw)| term(raw, &path, &by_id, report)).collect();
    let links = links(&mut top, &events, &by_id, &sources, &known, report);
    check_periodisations(&mut top, &phase_ids, &known, report);

    let mut timeline = Timeline {
        title,
        version,
        events,
        phases,
        people,
        bodies,
        places,
        sources,
        links,
        glossary,
        claims,
        by_id,
    };
    attach_links(&mut timeline);
    Some(timeline)
}

/// The ids of the sections that events and others refer to.
struct Known {
    people_ids: Ids,
    body_ids: Ids,
    place_ids: Ids,
    source_ids: Ids,
    #[cfg_attr(target_arch = "wasm32", expect(dead_code, reason = "see raw::Unread"))]
    claim_ids: Ids,
    #[cfg_attr(target_arch = "wasm32", expect(dead_code, reason = "see raw::Unread"))]
    term_ids: Ids,
}

// ---- the file as a whole ----

/// Rule: the file is one JSON object of a bearable size.
fn object(bytes: &[u8], report: &mut Report) -> Option<Map<String, Value>> {
    if bytes.len() > MAX_BYTES {
        let reason = format!(
            "it has {} MB, more than the {} MB that are read",
            bytes.len() / 1_000_000,
            MAX_BYTES / 1_000_000
        );
        report.add("file", &reason, "Leave out what the timeline does not need");
        return None;
    }
    // Some editors put a mark of byte order before the text.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match serde_json::from_slice(bytes) {
        Ok(Value::Object(top)) => Some(top),
        Ok(_) => {
            report.add("file", "it is JSON, but not an object", "Write { \"events\": [ … ] }");
            None
        }
        Err(error) => {
            let text = error.to_string();
            let reason = text.split(" at line ").next().unwrap_or(&text);
            report.add(
                &format!("line {}, column {}", error.line(), error.column()),
                &format!("this is not JSON: {reason}"),
                "Look for a missing comma, quotation mark or bracket here or just before",
            );
            None
        }
    }
}

/// Rule: the top level holds known sections, and `events` among them.
fn check_sections(top: &Map<String, Value>, report: &mut Report) {
    for name in top.keys() {
        if !SECTIONS.contains(&name.as_str()) && !HEAD.contains(&name.as_str()) {
            let mend = format!("Remove it, or use one of: {}", SECTIONS.join(", "));
            report.add(name, "there is no such section", &mend);
        }
    }
    if !top.contains_key("events") {
        report.add("events", "the section is missing", "Add \"events\": [ … ] with at least one event");
    }
}

/// A text of the top level.
fn text_field(top: &mut Map<String, Value>, name: &str, report: &mut Report) -> Option<String> {
    match top.remove(name)? {
        Value::String(text) => Some(text),
        _ => {
            report.add(name, "it is not a text", "Put it in quotation marks");
            None
        }
    }
}

// ---- items ----

/// Takes a section out of the tree, reads its items into their shape and converts them. What cannot be used
/// is reported and left out. Returns the items with their ids.
fn keep<R: DeserializeOwned, T>(
    top: &mut Map<String, Value>,
    section: &str,
    report: &mut Report,
    mut convert: impl FnMut(R, &str, &mut Report) -> Option<T>,
) -> (Vec<T>, Ids) {
    let (mut list, mut ids) = (Vec::new(), Ids::new());
    for (i, value) in array(top, section, report).into_iter().enumerate() {
        let path = format!("{section}[{i}]");
        let id = value.get("id").and_then(Value::as_str).map(str::to_owned);
        let seen = report.0.len();
        if check_id(id.as_deref(), section, &path, &ids, report) {
            if let Some(item) = shape(value, &path, report).and_then(|raw| convert(raw, &path, report)) {
                if let Some(id) = &id {
                    ids.insert(id.clone(), list.len() as u32);
                }
                list.push(item);
            }
        }
        if section == "events" {
            report.0.iter_mut().skip(seen).for_each(|problem| problem.subject.clone_from(&id));
        }
    }
    (list, ids)
}

/// Rule: a section is a list.
fn array(top: &mut Map<String, Value>, section: &str, report: &mut Report) -> Vec<Value> {
    match top.remove(section) {
        None => Vec::new(),
        Some(Value::Array(items)) => items,
        Some(_) => {
            report.add(section, "it is not a list", "Put its items in square brackets");
            Vec::new()
        }
    }
}

/// Rule: an id is a word that can stand in an address, and is used once in its section. An id that is missing
/// is left to the shape.
fn check_id(id: Option<&str>, section: &str, path: &str, ids: &Ids, report: &mut Report) -> bool {
    let Some(id) = id else { return true };
    let path = format!("{path}.id");
    if id.is_empty() || !id.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)) {
        let reason = format!("“{id}” cannot stand in an address");
        report.add(&path, &reason, "Use letters of the English alphabet, digits, -, _ and .");
        false
    } else if let Some(first) = ids.get(id) {
        let reason = format!("“{id}” is already the id of item {} that was kept in {section}", first + 1);
        report.add(&path, &reason, "Give one of them another id");
        false
    } else {
        true
    }
}

/// Rule: an item has the fields of its shape and no others.
fn shape<R: DeserializeOwned>(value: Value, path: &str, report: &mut Report) -> Option<R> {
    match serde_path_to_error::deserialize(value) {
        Ok(raw) => Some(raw),
        Err(error) => {
            add_shape(path, &error.path().to_string(), &error.inner().to_string(), report);
            None
        }
    }
}

/// Puts an error of the shape into words.
fn add_shape(path: &str, inside: &str, reason: &str, report: &mut Report) {
    let path = if inside == "." { path.to_owned() } else { format!("{path}.{inside}") };
    let (reason, mend) = match reason.split_once(", expected ") {
        Some((what, allowed)) if what.starts_with("unknown field") => (
            what.to_owned(),
            format!("Correct its spelling or remove it; there are {}", allowed.trim_start_matches("one of ")),
        ),
        Some((what, wanted)) => (what.to_owned(), format!("Write {wanted}")),
        None => (reason.to_owned(), "Add it; data/README.md lists the fields".to_owned()),
    };
    report.add(&path, &reason.replace('`', ""), &mend.replace('`', ""));
}

/// Rule: a text that is shown is not empty.
fn filled(text: &str, path: &str, field: &str, report: &mut Report) -> bool {
    let full = !text.trim().is_empty();
    if !full {
        report.add(&format!("{path}.{field}"), "it is empty", "Write something");
    }
    full
}

/// Rule: an address is one that a browser opens safely.
fn is_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !url.chars().any(|c| c.is_whitespace() || c.is_control()))
}

fn add_address(path: &str, url: &str, report: &mut Report) {
    let reason = format!("“{url}” is not an address of a page");
    report.add(path, &reason, "Write it whole, with https:// or http:// and without spaces");
}

/// Rule: ids lead somewhere. Returns where.
fn resolve(ids: &[String], known: &Ids, section: &str, path: &str, report: &mut Report) -> Vec<u32> {
    let find = |(i, id): (usize, &String)| {
        let found = known.get(id).copied();
        if found.is_none() {
            report.add_unknown(&format!("{path}[{i}]"), id, section);
        }
        found
    };
    ids.iter().enumerate().filter_map(find).collect()
}

/// Rule: a word is one of those allowed. Returns which.
fn word(given: &str, allowed: &[&str], path: &str, report: &mut Report) -> Option<usize> {
    let found = allowed.iter().position(|word| *word == given);
    if found.is_none() {
        report.add_word(path, given, allowed);
    }
    found
}

// ---- people, places, sources ----

fn person(raw: raw::Person) -> Person {
    let mut spellings: Vec<String> = raw.pinyin.into_iter().chain(raw.wade_giles).collect();
    spellings.extend(raw.spellings);
    Person { id: raw.id, name: raw.name, native: raw.native.unwrap_or_default(), spellings }
}

fn body(raw: raw::Body) -> Body {
    Body { id: raw.id, name: raw.name, spellings: names(raw.zh, raw.ru, raw.spellings) }
}

fn place(raw: raw::Place) -> Place {
    Place { id: raw.id, name: raw.name, spellings: names(raw.zh, raw.ru, raw.spellings) }
}

fn names(zh: Option<String>, ru: Option<String>, more: Vec<String>) -> Vec<String> {
    zh.into_iter().chain(ru).chain(more).collect()
}

/// Rule: a source has an address only if a reader may open it.
fn source(raw: raw::Source, path: &str, report: &mut Report) -> Option<Source> {
    let mut url = raw.url;
    if let Some(address) = &url {
        let path = format!("{path}.url");
        if !raw.linkable {
            report.add(
                &path,
                "it stands in a source that is not linkable",
                "Set linkable to true if readers may open it, else remove the address",
            );
            url = None;
        } else if !is_address(address) {
            add_address(&path, address, report);
            url = None;
        }
    }
    filled(&raw.citation, path, "citation", report);
    Some(Source { id: raw.id, citation: raw.citation, kind: raw.kind.unwrap_or_default(), url })
}

// ---- phases ----

/// Rule: a phase and its parts end after they start, and the parts lie inside it.
fn phase(raw: raw::Phase, path: &str, known: &Known, report: &mut Report) -> Option<Phase> {
    let span = span(&raw.start, &raw.end, path, report)?;
    filled(&raw.label, path, "label", report);
    let mut sub_phases: Vec<SubPhase> = Vec::new();
    for (i, sub) in raw.sub_phases.into_iter().enumerate() {
        let path = format!("{path}.sub_phases[{i}]");
        let Some(sub_span) = self::span(&sub.start, &sub.end, &path, report) else { continue };
        if sub_span.start < span.start || span.end < sub_span.end {
            report.add(&path, "it reaches outside its phase", "Mend its days or those of the phase");
        }
        sub_phases.push(SubPhase { label: sub.label, span: sub_span, before: sub.before });
    }
    #[cfg(not(target_arch = "wasm32"))]
    resolve(&raw.sources, &known.source_ids, "sources", &format!("{path}.sources"), report);
    #[cfg(target_arch = "wasm32")]
    let _ = known;
    let rationale = raw.rationale.unwrap_or_default();
    Some(Phase { id: raw.id, label: raw.label, span, rationale, sub_phases })
}

/// Rule: two ISO days, the second not before the first. In the file both are inside; the span ends a day later.
fn span(start: &str, end: &str, path: &str, report: &mut Report) -> Option<Span> {
    let mut read = |text: &str, field: &str| {
        let day = Day::parse_iso(text);
        if day.is_none() {
            let reason = format!("“{text}” is not a day");
            report.add(&format!("{path}.{field}"), &reason, "Write a day as 1956-02-25");
        }
        day
    };
    let (first, last) = (read(start, "start"), read(end, "end"));
    let span = Span { start: first?, end: Day(last?.0.saturating_add(1)) };
    if span.end <= span.start {
        let reason = format!("it ends on {end}, before it starts on {start}");
        report.add(path, &reason, "Exchange the two days, or mend one");
        return None;
    }
    Some(span)
}

/// Rule: phases do not overlap. Puts them in order; of two that overlap the later is left out.
fn in_order(mut drafts: Vec<(String, Phase)>, report: &mut Report) -> Vec<Phase> {
    drafts.sort_by_key(|(_, phase)| phase.span.start);
    let mut phases: Vec<Phase> = Vec::new();
    for (path, phase) in drafts {
        match phases.last() {
            Some(last) if phase.span.start < last.span.end => {
                let reason = format!("it starts on {}, inside “{}”", phase.span.start.iso(), last.id);
                report.add(&path, &reason, "Let it start later, or end that phase earlier");
            }
            _ => phases.push(phase),
        }
    }
    phases
}

// ---- events ----

/// Reads an event as far as it does not depend on the others; `when`, `at` and `phase` follow in `in_time`.
fn event(
    raw: raw::Event,
    path: &str,
    known: &Known,
    sources: &[Source],
    report: &mut Report,
) -> Option<Event> {
    // All rules run before the first `?`, so that every problem of the event is reported.
    let titled = filled(&raw.title, path, "title", report);
    let date = date(&raw.date, &format!("{path}.date"), report);
    let side = side(&raw.side, &format!("{path}.side"), report);
    let host = host(raw.host.as_deref(), side, &format!("{path}.host"), report);
    let kind = kind(&raw.kind, &format!("{path}.kind"), report);
    let track = raw.track.map(|given| word(&given, raw::TRACKS, &format!("{path}.track"), report));
    let themes = themes(&raw.themes, &format!("{path}.themes"), report);
    let significance = significance(raw.significance, &format!("{path}.significance"), report);
    let label = label(raw.label, &raw.title, &format!("{path}.label"), report);
    let place = place_of(raw.place.as_deref(), known, &format!("{path}.place"), report);
    let (people, actors) = actors(raw.actors, known, &format!("{path}.actors"), report);
    let citations = citations(raw.sources, known, sources, &format!("{path}.sources"), report);
    let student_links = student_links(raw.student_links, &format!("{path}.student_links"), report);
    #[cfg(not(target_arch = "wasm32"))]
    {
        resolve(&raw.glossary, &known.term_ids, "glossary", &format!("{path}.glossary"), report);
        resolve(&raw.seed_claims, &known.claim_ids, "claims", &format!("{path}.seed_claims"), report);
    }

    let side = side?;
    Some(Event {
        title: titled.then_some(raw.title)?,
        label,
        standfirst: raw.standfirst.unwrap_or_default(),
        text: raw.text.unwrap_or_else(|| raw.summary.clone()),
        summary: raw.summary,
        why: raw.why_it_mattered.unwrap_or_default(),
        date: date?,
        when: Span { start: Day(0), end: Day(0) },
        at: 0.0,
        side,
        host,
        kind: kind?,
        themes,
        significance: significance?,
        lane: if track.flatten().is_some() { Lane::MaoView } else { lane(side, host) },
        phase: None,
        place,
        people,
        actors,
        sources: citations,
        causes: Vec::new(),
        effects: Vec::new(),
        student_links,
        id: raw.id,
    })
}

/// Rule: a date is EDTF as far as data/README.md describes it.
fn date(text: &str, path: &str, report: &mut Report) -> Option<Date> {
    match Date::parse(text) {
        Ok(date) => Some(date),
        Err(error) => {
            report.add(path, &error.reason, &error.mend);
            None
        }
    }
}

/// Rule: one of four words says who acted.
fn side(given: &str, path: &str, report: &mut Report) -> Option<Side> {
    let sides = [Side::Moscow, Side::Beijing, Side::Both, Side::Elsewhere];
    word(given, raw::SIDES, path, report).and_then(|i| sides.get(i).copied())
}

/// Rule: a joint act has a host, and no other act has one. A joint act without one stands between the two.
fn host(given: Option<&str>, side: Option<Side>, path: &str, report: &mut Report) -> Option<Host> {
    let hosts = [Host::Moscow, Host::Beijing, Host::Elsewhere];
    let host =
        given.and_then(|given| word(given, raw::HOSTS, path, report)).and_then(|i| hosts.get(i).copied());
    match side {
        Some(Side::Both) => host.or(Some(Host::Elsewhere)),
        None => host,
        Some(_) => {
            if given.is_some() {
                report.add(path, "only a joint act has a host", "Remove it, or let side be both");
            }
            None
        }
    }
}

/// The row of the plate: a joint act has its flag on the side of its host, and on Beijing's if that is neither.
fn lane(side: Side, host: Option<Host>) -> Lane {
    match (side, host) {
        (Side::Moscow, _) | (Side::Both, Some(Host::Moscow)) => Lane::Moscow,
        (Side::Beijing | Side::Both, _) => Lane::Beijing,
        (Side::Elsewhere, _) => Lane::Elsewhere,
    }
}

/// Rule: the kind is one of the seven.
fn kind(given: &str, path: &str, report: &mut Report) -> Option<Kind> {
    let kind = Kind::from_word(given);
    if kind.is_none() {
        report.add_word(path, given, &Kind::ALL.iter().map(|kind| kind.word()).collect::<Vec<_>>());
    }
    kind
}

/// Rule: an event has at least one theme, each of the eight at most once.
fn themes(given: &[String], path: &str, report: &mut Report) -> Vec<Theme> {
    let mut themes = Vec::new();
    for (i, word) in given.iter().enumerate() {
        let path = format!("{path}[{i}]");
        match Theme::from_word(word) {
            Some(theme) if themes.contains(&theme) => {
                report.add(&path, &format!("“{word}” is given twice"), "Remove one");
            }
            Some(theme) => themes.push(theme),
            None => {
                report.add_word(
                    &path,
                    word,
                    &Theme::ALL.iter().map(|theme| theme.word()).collect::<Vec<_>>(),
                );
            }
        }
    }
    if given.is_empty() {
        report.add(path, "there is no theme", "Give at least one");
    }
    themes
}

/// Rule: the significance is 1, 2 or 3.
fn significance(given: i64, path: &str, report: &mut Report) -> Option<u8> {
    let significance = u8::try_from(given).ok().filter(|n| (1..=3).contains(n));
    if significance.is_none() {
        let reason = format!("{given} is not a significance");
        report.add(path, &reason, "Write 1 for a headline, 2 for important, 3 for detail");
    }
    significance
}

/// Rule: a label is short. The title stands in for one that is missing or empty.
fn label(given: Option<String>, title: &str, path: &str, report: &mut Report) -> String {
    match given {
        Some(label) if !label.trim().is_empty() => {
            let length = label.chars().count();
            if length > MAX_LABEL {
                let reason = format!("it has {length} characters, and the plate has room for {MAX_LABEL}");
                report.add(path, &reason, "Shorten it");
            }
            label
        }
        _ => title.to_owned(),
    }
}

/// Rule: the place is in `places`.
fn place_of(given: Option<&str>, known: &Known, path: &str, report: &mut Report) -> Option<PlaceIx> {
    let id = given?;
    let found = known.place_ids.get(id).copied().map(PlaceIx);
    if found.is_none() {
        report.add_unknown(path, id, "places");
    }
    found
}

/// Rule: an actor is in `people` or `bodies`.
fn actors(
    given: Vec<String>,
    known: &Known,
    path: &str,
    report: &mut Report,
) -> (Vec<PersonIx>, Vec<String>) {
    let (mut people, mut actors) = (Vec::new(), Vec::new());
    for (i, id) in given.into_iter().enumerate() {
        match known.people_ids.get(&id) {
            Some(person) => people.push(PersonIx(*person)),
            None if known.body_ids.contains_key(&id) => {}
            None => {
                report.add_unknown(&format!("{path}[{i}]"), &id, "people or bodies");
                continue;
            }
        }
        actors.push(id);
    }
    (people, actors)
}

/// Rule: an event names at least one source, and each is in `sources`. Those that were opened come first, the
/// seed texts, which are what is being checked, last; a seed text never counts as opened.
fn citations(
    given: Vec<raw::Cited>,
    known: &Known,
    sources: &[Source],
    path: &str,
    report: &mut Report,
) -> Vec<Citation> {
    if given.is_empty() {
        report.add(path, "there is no source", "Name the works that the event rests on");
    }
    let mut citations = Vec::new();
    for (i, cited) in given.into_iter().enumerate() {
        match known.source_ids.get(&cited.id) {
            Some(source) => {
                let is_seed = sources.get(*source as usize).is_some_and(|source| source.kind == "seed");
                let citation = Citation {
                    source: SourceIx(*source),
                    locator: cited.locator,
                    seen: cited.seen && !is_seed,
                };
                citations.push((is_seed, citation));
            }
            None => report.add_unknown(&format!("{path}[{i}].id"), &cited.id, "sources"),
        }
    }
    citations.sort_by_key(|(is_seed, citation)| (!citation.seen, *is_seed));
    citations.into_iter().map(|(_, citation)| citation).collect()
}

/// Rule: a page for students has an address that opens.
fn student_links(given: Vec<String>, path: &str, report: &mut Report) -> Vec<String> {
    let mut links = Vec::new();
    for (i, url) in given.into_iter().enumerate() {
        if is_address(&url) {
            links.push(url);
        } else {
            add_address(&format!("{path}[{i}]"), &url, report);
        }
    }
    links
}

/// Places the events in time, finds the phase of each and sorts them. An open end reaches to the end of the
/// years that the dataset knows of.
fn in_time(mut events: Vec<Event>, phases: &[Phase]) -> Vec<Event> {
    let known = known_years(&events, phases);
    for event in &mut events {
        let first = event.date.earliest();
        let last = event.date.latest().map(|day| day.0.saturating_add(1));
        let start = first.unwrap_or(Day(known.start.0.min(last.unwrap_or(known.start.0).saturating_sub(1))));
        let end = Day(last.unwrap_or(known.end.0).max(start.0.saturating_add(1)));
        event.when = Span { start, end };
        event.at = match event.date.start_bounds() {
            Some(bounds) if bounds.days() == 1 => f64::from(bounds.start.0),
            Some(bounds) => bounds.midpoint(),
            None => event.when.midpoint(),
        };
        let middle = event.when.midpoint();
        let holds =
            |phase: &Phase| f64::from(phase.span.start.0) <= middle && middle < f64::from(phase.span.end.0);
        event.phase = phases.iter().zip(0..).find(|(phase, _)| holds(phase)).map(|(_, i)| PhaseIx(i));
    }
    events.sort_by(|a, b| {
        a.at.total_cmp(&b.at).then(a.significance.cmp(&b.significance)).then_with(|| a.id.cmp(&b.id))
    });
    events
}

/// The whole years of all days that the dataset names.
fn known_years(events: &[Event], phases: &[Phase]) -> Span {
    let dates = events.iter().flat_map(|event| [event.date.earliest(), event.date.latest()]).flatten();
    let borders = phases.iter().flat_map(|phase| [phase.span.start, Day(phase.span.end.0.saturating_sub(1))]);
    let (mut first, mut last): (Option<Day>, Option<Day>) = (None, None);
    for day in dates.chain(borders) {
        first = Some(first.map_or(day, |known| known.min(day)));
        last = Some(last.map_or(day, |known| known.max(day)));
    }
    let year = |day: Option<Day>, otherwise| day.map_or(otherwise, |day| day.civil().0);
    Span { start: Day::new(year(first, 1945), 1, 1), end: Day::new(year(last, 1969) + 1, 1, 1) }
}

// ---- links, claims, terms ----

/// Reads the links; what is wrong with one is reported, and it is left out.
fn links(
    top: &mut Map<String, Value>,
    events: &[Event],
    by_id: &HashMap<String, EventIx>,
    sources: &[Source],
    known: &Known,
    report: &mut Report,
) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    let (drafts, _) = keep(top, "links", report, |raw: raw::Link, path, _| Some((path.to_owned(), raw)));
    for (path, raw) in drafts {
        if let Some(link) = link(raw, &path, events, by_id, sources, known, report) {
            if links.iter().any(|known| (known.from, known.to) == (link.from, link.to)) {
                report.add(&path, "these two events are already linked", "Remove one of the links");
            } else {
                links.push(link);
            }
        }
    }
    links
}

/// Rule: a link leads from one event to another that did not end before the first began, says so in two
/// clauses, and rests on a source or on the editors' judgement.
fn link(
    raw: raw::Link,
    path: &str,
    events: &[Event],
    by_id: &HashMap<String, EventIx>,
    sources: &[Source],
    known: &Known,
    report: &mut Report,
) -> Option<Link> {
    let from = event_of(&raw.from, by_id, &format!("{path}.from"), report);
    let to = event_of(&raw.to, by_id, &format!("{path}.to"), report);
    let kind = word(&raw.kind, raw::LINK_KINDS, &format!("{path}.kind"), report);
    let because = filled(&raw.because, path, "because", report);
    let so = filled(&raw.so, path, "so", report);
    let basis_source = known.source_ids.get(&raw.basis).copied().map(SourceIx);
    let based = raw.basis == raw::EDITORIAL || basis_source.is_some();
    if !based {
        report.add_unknown(&format!("{path}.basis"), &raw.basis, "sources");
    }
    let (from, to, _) = (from?, to?, kind?);
    let (cause, effect) = (events.get(from.at())?, events.get(to.at())?);
    if from == to {
        report.add(path, "an event cannot be its own cause", "Mend from or to");
        return None;
    }
    if cause.date.after(&effect.date) == Truth::Yes {
        let reason = format!("the cause ({}) began after the effect ({}) was over", cause.date, effect.date);
        report.add(path, &reason, "Exchange from and to, or mend a date");
        return None;
    }
    let basis = match basis_source.and_then(|ix| sources.get(ix.at())) {
        Some(source) => source.citation.clone(),
        None => "our reading".to_owned(),
    };
    (because && so && based).then_some(Link {
        from,
        to,
        kind: raw.kind,
        because: raw.because,
        so: raw.so,
        basis,
        basis_source,
    })
}

/// Rule: an event that is referred to is in `events`.
fn event_of(id: &str, by_id: &HashMap<String, EventIx>, path: &str, report: &mut Report) -> Option<EventIx> {
    let found = by_id.get(id).copied();
    if found.is_none() {
        report.add_unknown(path, id, "events");
    }
    found
}

/// Lets both ends of each link know of it. On a card, causes and effects stand in the order of time.
fn attach_links(timeline: &mut Timeline) {
    for (link, i) in timeline.links.iter().zip(0..) {
        if let Some(effect) = timeline.events.get_mut(link.to.at()) {
            effect.causes.push(LinkIx(i));
        }
        if let Some(cause) = timeline.events.get_mut(link.from.at()) {
            cause.effects.push(LinkIx(i));
        }
    }
    let links = &timeline.links;
    for event in &mut timeline.events {
        event.causes.sort_by_key(|ix| links.get(ix.at()).map(|link| link.from));
        event.effects.sort_by_key(|ix| links.get(ix.at()).map(|link| link.to));
    }
}

/// Rule: a statement has a standing, and the events it is about exist.
fn claim(
    raw: raw::Claim,
    path: &str,
    by_id: &HashMap<String, EventIx>,
    known: &Known,
    report: &mut Report,
) -> Option<Claim> {
    let standing = word(&raw.standing, raw::STANDINGS, &format!("{path}.standing"), report);
    let events = events_of(&raw.events, by_id, &format!("{path}.events"), report);
    #[cfg(not(target_arch = "wasm32"))]
    {
        resolve(&raw.sources, &known.source_ids, "sources", &format!("{path}.sources"), report);
        let seeds: Vec<String> =
            raw.seed.into_iter().chain(raw.quotation.map(|quotation| quotation.via)).collect();
        resolve(&seeds, &known.source_ids, "sources", &format!("{path}.seed"), report);
        if let Some(text) = raw.date {
            date(&text, &format!("{path}.date"), report);
        }
    }
    #[cfg(target_arch = "wasm32")]
    let _ = known;
    standing?;
    Some(Claim { id: raw.id, text: raw.text, standing: raw.standing, events })
}

fn term(raw: raw::Term, path: &str, by_id: &HashMap<String, EventIx>, report: &mut Report) -> Term {
    #[cfg(not(target_arch = "wasm32"))]
    events_of(&raw.events, by_id, &format!("{path}.events"), report);
    #[cfg(target_arch = "wasm32")]
    let _ = (path, by_id, report);
    Term { id: raw.id, term: raw.term, definition: raw.definition }
}

fn events_of(
    ids: &[String],
    by_id: &HashMap<String, EventIx>,
    path: &str,
    report: &mut Report,
) -> Vec<EventIx> {
    let find = |(i, id): (usize, &String)| event_of(id, by_id, &format!("{path}[{i}]"), report);
    ids.iter().enumerate().filter_map(find).collect()
}

/// Rule: another scheme rests on a known work, its periods are in order, and each is drawn like one of ours.
#[cfg(not(target_arch = "wasm32"))]
fn check_periodisations(top: &mut Map<String, Value>, phase_ids: &Ids, known: &Known, report: &mut Report) {
    keep(top, "periodisations", report, |raw: raw::Periodisation, path, report| {
        resolve(&[raw.source], &known.source_ids, "sources", &format!("{path}.source"), report);
        let mut end = Day(i32::MIN);
        for (i, phase) in raw.phases.into_iter().enumerate() {
            let path = format!("{path}.phases[{i}]");
            resolve(&[phase.maps_to], phase_ids, "phases", &format!("{path}.maps_to"), report);
            if let Some(span) = span(&phase.start, &phase.end, &path, report) {
                if span.start < end {
                    report.add(&path, "it starts inside the period before", "Let it start later");
                }
                end = span.end;
            }
        }
        Some(())
    });
}

/// The application does not show other schemes yet.
#[cfg(target_arch = "wasm32")]
fn check_periodisations(_: &mut Map<String, Value>, _: &Ids, _: &Known, _: &mut Report) {}

// ---- what a dataset holds ----

/// How much a dataset holds, for `cargo xtask check-data` and the About page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Events.
    pub events: usize,
    /// Events with a source that was opened, other than the two seed texts.
    pub checked: usize,
    /// Events shown as "not yet checked against a source".
    pub unchecked: usize,
    /// Events of significance 1.
    pub headlines: usize,
    /// Phases.
    pub phases: usize,
    /// People.
    pub people: usize,
    /// States, parties and organisations.
    pub bodies: usize,
    /// Places.
    pub places: usize,
    /// Works.
    pub sources: usize,
    /// Works with an address that a reader may open.
    pub linkable: usize,
    /// Cause links.
    pub links: usize,
    /// Statements of the seed texts.
    pub claims: usize,
    /// Terms with a gloss.
    pub terms: usize,
}

/// Counts what a dataset holds.
pub fn counts(timeline: &Timeline) -> Counts {
    let events = timeline.events.len();
    let checked = timeline.events.iter().filter(|event| event.is_checked()).count();
    Counts {
        events,
        checked,
        unchecked: events - checked,
        headlines: timeline.events.iter().filter(|event| event.significance == 1).count(),
        phases: timeline.phases.len(),
        people: timeline.people.len(),
        bodies: timeline.bodies.len(),
        places: timeline.places.len(),
        sources: timeline.sources.len(),
        linkable: timeline.sources.iter().filter(|source| source.url.is_some()).count(),
        links: timeline.links.len(),
        claims: timeline.claims.len(),
        terms: timeline.glossary.len(),
    }
}
