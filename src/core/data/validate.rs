//! From the bytes of a data file to the validated model, collecting every problem on the way.
//!
//! Nothing here fails as a whole as long as there is one usable event: an item that cannot be used is left
//! out and reported, a reference that leads nowhere is dropped and reported, and the rest is kept. Each rule
//! is one function. No bytes make it panic.
//!
//! The file is first read as a tree of JSON and then item by item into the shapes of `raw`, so that one bad
//! item does not hide the others. Parts that the application does not show are checked natively only
//! (`raw::Unread`), which is where `cargo xtask check-data` runs. The rules for what is said about the events,
//! and by whom, stand in `evidence`.

use super::evidence;
use super::fields::{self, item, quoted, Report};
use super::model::*;
use super::raw;
use super::tree::{Map, Value};
use crate::core::date::{Date, Day, Span, Truth};
use crate::core::lookup::Lookup;

pub use super::fields::Problem;

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
    "disputes",
    "views",
    "quotations",
    "uses",
    "series",
    "questions",
    "stories",
];
/// Fields of the top level beside the sections.
const HEAD: &[&str] = &["$schema", "title", "version", "licence"];

/// The sections and texts of the top level, taken out one by one.
type Top = Map;

/// Ids of a section → place of the item in its validated list; none for an item that was left out, which is
/// reported once, where it stands, and not again where others refer to it.
pub(super) type Ids = Lookup<Option<u32>>;

/// The ids of all sections, filled as they are read.
#[derive(Default)]
pub(super) struct Known {
    pub people: Ids,
    bodies: Ids,
    places: Ids,
    pub sources: Ids,
    #[cfg(not(target_arch = "wasm32"))]
    pub claims: Ids,
    terms: Ids,
    pub phases: Ids,
    pub events: Ids,
    #[cfg(not(target_arch = "wasm32"))]
    pub disputes: Ids,
    #[cfg(not(target_arch = "wasm32"))]
    pub quotations: Ids,
    /// The pages that each work has.
    #[cfg(not(target_arch = "wasm32"))]
    pub pages: Vec<evidence::Pages>,
    /// Whether each work was never opened.
    #[cfg(not(target_arch = "wasm32"))]
    pub unopened: Vec<bool>,
}

/// Reads a data file. The timeline is there if at least one event can be used; the problems are all that
/// were found.
pub fn load(bytes: &[u8]) -> (Option<Timeline>, Vec<Problem>) {
    let mut report = Report::default();
    let timeline = read(bytes, &mut report);
    (timeline, report.problems)
}

fn read(bytes: &[u8], report: &mut Report) -> Option<Timeline> {
    let mut top = object(bytes, report)?;
    check_sections(&top, report);
    for unused in ["$schema", "licence"] {
        text(&mut top, unused, report);
    }
    let mut known = Known::default();
    let mut timeline = Dataset {
        title: text(&mut top, "title", report).unwrap_or_else(|| "Timeline".into()),
        version: text(&mut top, "version", report).unwrap_or_default(),
        ..Dataset::default()
    };

    known.people = each(&mut top, "people", report, &mut |value, report| {
        push(&mut timeline.people, fields::read(value, report).map(person))
    });
    known.bodies = each(&mut top, "bodies", report, &mut |value, report| {
        push(&mut timeline.bodies, fields::read(value, report).map(body))
    });
    known.places = each(&mut top, "places", report, &mut |value, report| {
        push(&mut timeline.places, fields::read(value, report).map(place))
    });
    known.sources = each(&mut top, "sources", report, &mut |value, report| {
        let raw: raw::Source = fields::read(value, report)?;
        #[cfg(not(target_arch = "wasm32"))]
        {
            known.pages.push(evidence::Pages::of(raw.csl.as_ref()));
            known.unopened.push(raw.unopened);
        }
        push(&mut timeline.sources, Some(source(raw, report)))
    });
    // Statements and terms refer to events, and events to them: these wait until the events stand.
    #[cfg(not(target_arch = "wasm32"))]
    let mut claims = Vec::new();
    #[cfg(not(target_arch = "wasm32"))]
    {
        known.claims = each(&mut top, "claims", report, &mut |value, report| {
            push(&mut claims, fields::read(value, report).map(|raw: raw::Claim| (report.at.clone(), raw)))
        });
    }
    let mut terms = Vec::new();
    known.terms = each(&mut top, "glossary", report, &mut |value, report| {
        push(&mut terms, fields::read(value, report).map(|raw: raw::Term| (report.at.clone(), raw)))
    });
    let mut phases = Vec::new();
    known.phases = each(&mut top, "phases", report, &mut |value, report| {
        let phase = fields::read(value, report).and_then(|raw| phase(raw, &known, report));
        push(&mut phases, phase.map(|phase| (report.at.clone(), phase)))
    });
    let phases = phases_in_order(phases, report);
    known.events = each(&mut top, "events", report, &mut |value, report| {
        let event = fields::read(value, report).and_then(|raw| event(raw, &known, &timeline.sources, report));
        push(&mut timeline.events, event)
    });
    if timeline.events.is_empty() {
        report.add("events", "there is no event that can be used", "Add one, or mend those reported here");
        return None;
    }
    timeline.events = events_in_time(timeline.events, &phases);
    for (event, i) in timeline.events.iter().zip(0..) {
        timeline.ids.enter(&event.id);
        known.events.insert(&event.id, Some(i));
    }

    timeline.glossary = later(terms, report, |raw, report| Some(term(raw, &known, report)));
    let mut links: Vec<Link> = Vec::new();
    each(&mut top, "links", report, &mut |value, report| {
        let link = fields::read(value, report).and_then(|raw| link(raw, &timeline, &links, &known, report));
        push(&mut links, link)
    });
    timeline.links = links;
    attach_links(&mut timeline);
    read_evidence(&mut top, &mut timeline, &phases, &mut known, report);
    #[cfg(not(target_arch = "wasm32"))]
    {
        timeline.claims = later(claims, report, |raw, report| evidence::claim(raw, &known, report));
        read_native(&mut top, &mut timeline, &known, report);
    }
    Some(Timeline::new(timeline, phases))
}

/// The sections about who says what, and whose periods: they refer to events and sources.
fn read_evidence(
    top: &mut Top,
    timeline: &mut Dataset,
    phases: &[Phase],
    known: &mut Known,
    report: &mut Report,
) {
    let schemes = &mut timeline.schemes;
    each(top, "periodisations", report, &mut |value, report| {
        let raw = fields::read(value, report)?;
        push(schemes, evidence::scheme(raw, phases, known, report))
    });
    let disputes = &mut timeline.disputes;
    let ids = each(top, "disputes", report, &mut |value, report| {
        let raw = fields::read(value, report)?;
        push(disputes, evidence::dispute(raw, known, report))
    });
    for (dispute, i) in timeline.disputes.iter().zip(0..) {
        for event in &dispute.events {
            if let Some(event) = timeline.events.get_mut(event.at()) {
                event.disputes.push(DisputeIx(i));
            }
        }
    }
    let views = &mut timeline.views;
    each(top, "views", report, &mut |value, report| {
        let raw = fields::read(value, report)?;
        let view = evidence::view(raw, views, known, report);
        push(views, view)
    });
    let list = &mut timeline.quotations;
    let quotations = each(top, "quotations", report, &mut |value, report| {
        let raw = fields::read(value, report)?;
        push(list, evidence::quotation(raw, known, report))
    });
    let list = &mut timeline.series;
    each(top, "series", report, &mut |value, report| {
        let raw = fields::read(value, report)?;
        push(list, evidence::series(raw, known, report))
    });
    #[cfg(not(target_arch = "wasm32"))]
    {
        (known.disputes, known.quotations) = (ids, quotations);
    }
    #[cfg(target_arch = "wasm32")]
    drop((ids, quotations));
}

/// The sections that the application does not show.
#[cfg(not(target_arch = "wasm32"))]
fn read_native(top: &mut Top, timeline: &mut Dataset, known: &Known, report: &mut Report) {
    let uses = &mut timeline.uses;
    each(top, "uses", report, &mut |value, report| {
        let raw = fields::read(value, report)?;
        let found = evidence::source_use(raw, uses, known, report);
        push(uses, found)
    });
    let (events, questions) = (&timeline.events, &mut timeline.questions);
    each(top, "questions", report, &mut |value, report| {
        let raw = fields::read(value, report)?;
        push(questions, evidence::question(raw, events, known, report))
    });
    let stories = &mut timeline.stories;
    each(top, "stories", report, &mut |value, report| {
        let raw = fields::read(value, report)?;
        push(stories, evidence::story(raw, known, report))
    });
}

// ---- the file as a whole ----

/// Rule: the file is one JSON object of a bearable size.
fn object(bytes: &[u8], report: &mut Report) -> Option<Top> {
    if bytes.len() > MAX_BYTES {
        let limit = MAX_BYTES / 1_000_000;
        let reason = format!("it is larger than the {limit} MB that are read");
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
            // In the browser the sentences of the parser would cost 1 kB; the place tells nearly as much.
            #[cfg(not(target_arch = "wasm32"))]
            let reason = {
                let text = error.to_string();
                format!("this is not JSON: {}", text.split(" at line ").next().unwrap_or(&text))
            };
            #[cfg(target_arch = "wasm32")]
            let reason = "this is not JSON".to_owned();
            report.add(
                &format!("line {}, column {}", error.line(), error.column()),
                &reason,
                "Look for a missing comma, quotation mark or bracket here or just before",
            );
            None
        }
    }
}

/// Rule: the top level holds known sections, and `events` among them.
fn check_sections(top: &Top, report: &mut Report) {
    for name in top.names() {
        if !SECTIONS.contains(&name) && !HEAD.contains(&name) {
            let mend = format!("Remove it, or use one of: {}", SECTIONS.join(", "));
            report.add(name, "there is no such section", &mend);
        }
    }
    if top.get("events").is_none() {
        report.add("events", "the section is missing", "Add \"events\": [ … ] with at least one event");
    }
}

/// Rule: what stands beside the sections is a text.
fn text(top: &mut Top, name: &str, report: &mut Report) -> Option<String> {
    match top.remove(name)? {
        Value::String(text) => Some(text),
        _ => {
            report.add(name, "it is not a text", "Put it in quotation marks");
            None
        }
    }
}

/// Rule: a section is a list.
fn list(top: &mut Top, section: &str, report: &mut Report) -> Vec<Value> {
    match top.remove(section) {
        None => Vec::new(),
        Some(Value::Array(items)) => items,
        Some(_) => {
            report.add(section, "it is not a list", "Put its items in square brackets");
            Vec::new()
        }
    }
}

// ---- items ----

/// Goes through a section. `keep` puts an item into its list and says where, or reports it. Returns the ids.
fn each(
    top: &mut Top,
    section: &str,
    report: &mut Report,
    keep: &mut dyn FnMut(Value, &mut Report) -> Option<u32>,
) -> Ids {
    let mut ids = Ids::default();
    for (i, value) in list(top, section, report).into_iter().enumerate() {
        let id = value.get("id").and_then(Value::as_str).map(str::to_owned);
        report.at = item(section, i);
        report.subject = id.clone().filter(|_| section == "events");
        match id {
            // A missing id is left to the shape; links have none.
            None => {
                keep(value, report);
            }
            Some(id) if check_id(&id, section, &ids, report) => {
                let place = keep(value, report);
                ids.insert(&id, place);
            }
            Some(_) => {}
        }
    }
    report.at.clear();
    report.subject = None;
    ids
}

/// Adds an item to its list and returns its place there.
fn push<T>(list: &mut Vec<T>, item: Option<T>) -> Option<u32> {
    list.push(item?);
    Some(list.len() as u32 - 1)
}

/// Converts items that had to wait for others.
fn later<R, T>(
    drafts: Vec<(String, R)>,
    report: &mut Report,
    mut convert: impl FnMut(R, &mut Report) -> Option<T>,
) -> Vec<T> {
    let mut list = Vec::new();
    for (path, raw) in drafts {
        report.at = path;
        list.extend(convert(raw, report));
    }
    report.at.clear();
    list
}

/// Rule: an id is a word that can stand in an address, and is used once in its section.
fn check_id(id: &str, section: &str, ids: &Ids, report: &mut Report) -> bool {
    if id.is_empty() || !id.bytes().all(|c| c.is_ascii_alphanumeric() || b"-_.".contains(&c)) {
        let mend = "Use letters of the English alphabet, digits, -, _ and .";
        report.add("id", &quoted(id, "cannot stand in an address"), mend);
        return false;
    }
    if ids.contains(id) {
        let reason = quoted(id, &["is already the id of an item before it in ", section].concat());
        report.add("id", &reason, "Give one of them another id");
        return false;
    }
    true
}

/// Rule: a text that is shown is not empty.
pub(super) fn filled(text: &str, field: &str, report: &mut Report) -> bool {
    let full = !text.trim().is_empty();
    if !full {
        report.add(field, "it is empty", "Write something");
    }
    full
}

/// Rule: an address is one that a browser opens safely.
fn address(url: &str, field: &str, report: &mut Report) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let fine = rest.is_some_and(|rest| !rest.is_empty() && !url.chars().any(|c| c <= ' ' || c == '\u{7f}'));
    if !fine {
        let mend = "Write it whole, with https:// or http:// and without spaces";
        report.add(field, &quoted(url, "is not an address of a page"), mend);
    }
    fine
}

/// Rule: an id leads somewhere. Returns where.
pub(super) fn find(id: &str, ids: &Ids, section: &str, field: &str, report: &mut Report) -> Option<u32> {
    let found = ids.get(id);
    if found.is_none() {
        report.add_unknown(field, id, section);
    }
    found.copied().flatten()
}

/// The same for a list of ids.
pub(super) fn find_all(
    list: &[String],
    ids: &Ids,
    section: &str,
    field: &str,
    report: &mut Report,
) -> Vec<u32> {
    let mut places = Vec::new();
    for (i, id) in list.iter().enumerate() {
        places.extend(find(id, ids, section, &item(field, i), report));
    }
    places
}

/// Rule: a word is one of those allowed. Returns which.
pub(super) fn word(given: &str, allowed: &[&str], field: &str, report: &mut Report) -> Option<usize> {
    let found = allowed.iter().position(|word| *word == given);
    if found.is_none() {
        report.add_word(field, given, allowed);
    }
    found
}

/// Rule: a date is EDTF as far as data/README.md describes it.
pub(super) fn date(text: &str, field: &str, report: &mut Report) -> Option<Date> {
    match Date::parse(text) {
        Ok(date) => Some(date),
        Err(error) => {
            report.add(field, &error.reason, &error.mend);
            None
        }
    }
}

/// The order in which `keys` would be sorted: the place of the smallest first, equal ones as they stand. All
/// that is sorted here is sorted by this one function, because each other type to sort costs some kilobytes.
fn order(keys: &[(f64, u8, &str)]) -> Vec<usize> {
    crate::core::order::order(keys.len(), &|a, b| match (keys.get(a), keys.get(b)) {
        (Some(a), Some(b)) => a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)).then_with(|| a.2.cmp(b.2)),
        _ => a.cmp(&b),
    })
}

/// The items in this order.
fn arranged<T>(items: Vec<T>, order: &[usize]) -> Vec<T> {
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    order.iter().filter_map(|i| items.get_mut(*i).and_then(Option::take)).collect()
}

// ---- people, places, sources ----

fn person(raw: raw::Person) -> Person {
    #[cfg(not(target_arch = "wasm32"))]
    let pinyin = raw.pinyin.clone().unwrap_or_default();
    let mut spellings: Vec<String> = raw.pinyin.into_iter().chain(raw.wade_giles).collect();
    spellings.extend(raw.spellings);
    #[cfg(not(target_arch = "wasm32"))]
    let role = |role: raw::Role| Role { from: role.from, to: role.to, role: role.role };
    Person {
        id: raw.id,
        name: raw.name,
        native: raw.native.unwrap_or_default(),
        spellings,
        #[cfg(not(target_arch = "wasm32"))]
        pinyin,
        #[cfg(not(target_arch = "wasm32"))]
        side: raw.side.unwrap_or_default(),
        #[cfg(not(target_arch = "wasm32"))]
        born: raw.born,
        #[cfg(not(target_arch = "wasm32"))]
        died: raw.died,
        #[cfg(not(target_arch = "wasm32"))]
        roles: raw.roles.into_iter().map(role).collect(),
        #[cfg(not(target_arch = "wasm32"))]
        note: raw.note.unwrap_or_default(),
    }
}

fn body(raw: raw::Body) -> Body {
    Body { id: raw.id, name: raw.name, spellings: names(raw.zh, raw.ru, raw.spellings) }
}

fn place(raw: raw::Place) -> Place {
    #[cfg(not(target_arch = "wasm32"))]
    let (zh, ru) = (raw.zh.clone().unwrap_or_default(), raw.ru.clone().unwrap_or_default());
    Place {
        id: raw.id,
        name: raw.name,
        spellings: names(raw.zh, raw.ru, raw.spellings),
        #[cfg(not(target_arch = "wasm32"))]
        zh,
        #[cfg(not(target_arch = "wasm32"))]
        ru,
        #[cfg(not(target_arch = "wasm32"))]
        lat: raw.lat,
        #[cfg(not(target_arch = "wasm32"))]
        lon: raw.lon,
        #[cfg(not(target_arch = "wasm32"))]
        note: raw.note.unwrap_or_default(),
    }
}

fn names(zh: Option<String>, ru: Option<String>, more: Vec<String>) -> Vec<String> {
    let mut names: Vec<String> = zh.into_iter().chain(ru).collect();
    names.extend(more);
    names
}

/// Rule: a source has an address only if a reader may open it.
fn source(raw: raw::Source, report: &mut Report) -> Source {
    filled(&raw.citation, "citation", report);
    let mut url = raw.url;
    if let Some(given) = &url {
        if !raw.linkable {
            report.add(
                "url",
                "it stands in a source that is not linkable",
                "Set linkable to true if readers may open it, else remove the address",
            );
        }
        if !raw.linkable || !address(given, "url", report) {
            url = None;
        }
    }
    Source { id: raw.id, citation: raw.citation, kind: raw.kind.unwrap_or_default(), url }
}

// ---- phases ----

/// Rule: the parts of a phase lie inside it.
#[cfg_attr(target_arch = "wasm32", expect(unused_variables, reason = "see raw::Unread"))]
fn phase(raw: raw::Phase, known: &Known, report: &mut Report) -> Option<Phase> {
    filled(&raw.label, "label", report);
    #[cfg(not(target_arch = "wasm32"))]
    find_all(&raw.sources, &known.sources, "sources", "sources", report);
    let whole = span(&raw.start, &raw.end, report);
    let mut sub_phases = Vec::new();
    for (i, sub) in raw.sub_phases.into_iter().enumerate() {
        let before = report.enter("sub_phases", i);
        if let Some(span) = span(&sub.start, &sub.end, report) {
            if whole.is_some_and(|whole| span.start < whole.start || whole.end < span.end) {
                report.add("", "it reaches outside its phase", "Mend its days or those of the phase");
            }
            sub_phases.push(SubPhase { label: sub.label, span, before: sub.before });
        }
        report.leave(before);
    }
    let rationale = raw.rationale.unwrap_or_default();
    // What it is drawn like follows when the phases stand in order.
    Some(Phase { id: raw.id, label: raw.label, span: whole?, rationale, sub_phases, look: 0 })
}

/// Rule: a phase has a first and a last day, the last not before the first. The span ends a day after the last.
pub(super) fn span(start: &str, end: &str, report: &mut Report) -> Option<Span> {
    let (first, last) = (day(start, "start", report), day(end, "end", report));
    let span = Span { start: first?, end: Day(last?.0.saturating_add(1)) };
    if span.end <= span.start {
        let reason = ["it ends on ", end, ", before it starts on ", start].concat();
        report.add("", &reason, "Exchange the two days, or mend one");
        return None;
    }
    Some(span)
}

/// Rule: a border is a day.
pub(super) fn day(text: &str, field: &str, report: &mut Report) -> Option<Day> {
    let day = Day::parse_iso(text);
    if day.is_none() {
        report.add(field, &quoted(text, "is not a day"), "Write a day as 1956-02-25");
    }
    day
}

/// Rule: phases do not overlap. Puts them in order; of two that overlap the later is left out.
fn phases_in_order(drafts: Vec<(String, Phase)>, report: &mut Report) -> Vec<Phase> {
    let keys: Vec<_> = drafts.iter().map(|(_, phase)| (f64::from(phase.span.start.0), 0, "")).collect();
    let order = order(&keys);
    let mut phases: Vec<Phase> = Vec::new();
    for (path, phase) in arranged(drafts, &order) {
        match phases.last() {
            Some(last) if phase.span.start < last.span.end => {
                let reason = ["it starts on ", &phase.span.start.iso(), ", inside “", &last.id, "”"].concat();
                report.add(&path, &reason, "Let it start later, or end that phase earlier");
            }
            _ => phases.push(Phase { look: phases.len() as u8, ..phase }),
        }
    }
    phases
}

// ---- events ----

/// Reads an event as far as it does not depend on the others; `when` and `at` follow in
/// `events_in_time`, `causes` and `effects` in `attach_links`.
fn event(raw: raw::Event, known: &Known, sources: &[Source], report: &mut Report) -> Option<Event> {
    // All rules run before the first `?`, so that every problem of the event is reported.
    let titled = filled(&raw.title, "title", report);
    let date = date(&raw.date, "date", report);
    let side = side(&raw.side, report);
    let host = host(raw.host.as_deref(), side, report);
    let kind = kind(&raw.kind, report);
    let track = raw.track.and_then(|given| word(&given, raw::TRACKS, "track", report));
    let themes = themes(&raw.themes, report);
    let significance = significance(raw.significance, report);
    let label = label(raw.label, &raw.title, report);
    let place = raw.place.and_then(|id| find(&id, &known.places, "places", "place", report));
    let (people, actors) = actors(raw.actors, known, report);
    let citations = citations(raw.sources, known, sources, report);
    let student_links = student_links(raw.student_links, report);
    #[cfg(not(target_arch = "wasm32"))]
    {
        find_all(&raw.glossary, &known.terms, "glossary", "glossary", report);
        find_all(&raw.seed_claims, &known.claims, "claims", "seed_claims", report);
    }

    let (date, side, kind, significance) = (date?, side?, kind?, significance?);
    titled.then(|| Event {
        id: raw.id,
        title: raw.title,
        label,
        standfirst: raw.standfirst.unwrap_or_default(),
        text: raw.text.unwrap_or_else(|| raw.summary.clone()),
        summary: raw.summary,
        why: raw.why_it_mattered.unwrap_or_default(),
        date,
        when: Span { start: Day(0), end: Day(0) },
        at: 0.0,
        side,
        host,
        kind,
        themes,
        significance,
        lane: if track.is_some() { Lane::MaoView } else { lane(side, host) },
        place: place.map(PlaceIx),
        people,
        actors,
        sources: citations,
        causes: Vec::new(),
        effects: Vec::new(),
        disputes: Vec::new(),
        student_links,
    })
}

/// Rule: one of four words says who acted.
fn side(given: &str, report: &mut Report) -> Option<Side> {
    let sides = [Side::Moscow, Side::Beijing, Side::Both, Side::Elsewhere];
    sides.get(word(given, raw::SIDES, "side", report)?).copied()
}

/// Rule: a joint act has a host, and no other act has one. A joint act without one stands between the two.
fn host(given: Option<&str>, side: Option<Side>, report: &mut Report) -> Option<Host> {
    let hosts = [Host::Moscow, Host::Beijing, Host::Elsewhere];
    let host = given.and_then(|given| word(given, raw::HOSTS, "host", report));
    let joint = side == Some(Side::Both);
    if given.is_some() && side.is_some() && !joint {
        report.add("host", "only a joint act has a host", "Remove it, or let side be both");
    }
    joint.then(|| host.and_then(|i| hosts.get(i).copied()).unwrap_or(Host::Elsewhere))
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
fn kind(given: &str, report: &mut Report) -> Option<Kind> {
    let words: Vec<&str> = Kind::ALL.iter().map(|kind| kind.word()).collect();
    Kind::ALL.get(word(given, &words, "kind", report)?).copied()
}

/// Rule: an event has at least one theme, each of the eight at most once.
fn themes(given: &[String], report: &mut Report) -> Vec<Theme> {
    let words: Vec<&str> = Theme::ALL.iter().map(|theme| theme.word()).collect();
    let mut themes = Vec::new();
    for (i, name) in given.iter().enumerate() {
        let field = item("themes", i);
        match word(name, &words, &field, report).and_then(|i| Theme::ALL.get(i)) {
            Some(theme) if themes.contains(theme) => {
                report.add(&field, &quoted(name, "is given twice"), "Remove one");
            }
            Some(theme) => themes.push(*theme),
            None => {}
        }
    }
    if given.is_empty() {
        report.add("themes", "there is no theme", "Give at least one");
    }
    themes
}

/// Rule: the significance is 1, 2 or 3.
fn significance(given: i64, report: &mut Report) -> Option<u8> {
    if !(1..=3).contains(&given) {
        let reason = format!("{given} is not a significance");
        report.add("significance", &reason, "Write 1 for a headline, 2 for important, 3 for detail");
        return None;
    }
    Some(given as u8)
}

/// Rule: a label is short. The title stands in for one that is missing or empty.
fn label(given: Option<String>, title: &str, report: &mut Report) -> String {
    let label = given.filter(|label| !label.trim().is_empty());
    let length = label.as_ref().map_or(0, |label| label.chars().count());
    if length > MAX_LABEL {
        let reason = format!("it has {length} characters, and the plate has room for {MAX_LABEL}");
        report.add("label", &reason, "Shorten it");
    }
    label.unwrap_or_else(|| title.to_owned())
}

/// Rule: an actor is in `people` or `bodies`.
fn actors(given: Vec<String>, known: &Known, report: &mut Report) -> (Vec<PersonIx>, Vec<String>) {
    let (mut people, mut actors) = (Vec::new(), Vec::new());
    for (i, id) in given.into_iter().enumerate() {
        match (known.people.get(&id), known.bodies.get(&id)) {
            (Some(Some(person)), _) => people.push(PersonIx(*person)),
            (_, Some(Some(_))) => {}
            (None, None) => {
                report.add_unknown(&item("actors", i), &id, "people or bodies");
                continue;
            }
            // Left out, and reported where it stands.
            _ => continue,
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
    report: &mut Report,
) -> Vec<Citation> {
    if given.is_empty() {
        report.add("sources", "there is no source", "Name the works that the event rests on");
    }
    let (mut opened, mut further, mut seeds) = (Vec::new(), Vec::new(), Vec::new());
    for (i, cited) in given.into_iter().enumerate() {
        let field = item("sources", i) + ".id";
        let Some(place) = find(&cited.id, &known.sources, "sources", &field, report) else { continue };
        #[cfg(not(target_arch = "wasm32"))]
        evidence::check_locator(
            cited.locator.as_deref(),
            &[SourceIx(place)],
            known,
            &format!("sources[{i}].locator"),
            report,
        );
        #[cfg(not(target_arch = "wasm32"))]
        if cited.seen {
            evidence::check_opened(&[SourceIx(place)], known, &field, report);
        }
        let is_seed = sources.get(place as usize).is_some_and(|source| source.kind == "seed");
        let group = match (is_seed, cited.seen) {
            (true, _) => &mut seeds,
            (false, true) => &mut opened,
            (false, false) => &mut further,
        };
        let seen = cited.seen && !is_seed;
        group.push(Citation { source: SourceIx(place), locator: cited.locator, seen });
    }
    opened.append(&mut further);
    opened.append(&mut seeds);
    opened
}

/// Rule: a page for students has an address that opens.
fn student_links(given: Vec<String>, report: &mut Report) -> Vec<String> {
    let mut links = Vec::new();
    for (i, url) in given.into_iter().enumerate() {
        if address(&url, &item("student_links", i), report) {
            links.push(url);
        }
    }
    links
}

/// Places the events in time and sorts them.
fn events_in_time(mut events: Vec<Event>, phases: &[Phase]) -> Vec<Event> {
    let known = known_years(&events, phases);
    for event in &mut events {
        event.when = bounds(&event.date, known);
        event.at = match event.date.start_bounds() {
            Some(bounds) if bounds.days() == 1 => f64::from(bounds.start.0),
            Some(bounds) => bounds.midpoint(),
            None => event.when.midpoint(),
        };
    }
    let keys: Vec<_> = events.iter().map(|event| (event.at, event.significance, event.id.as_str())).collect();
    let order = order(&keys);
    arranged(events, &order)
}

/// Earliest to latest day of a date. An open end reaches to the end of the years that the dataset knows of.
fn bounds(date: &Date, known: Span) -> Span {
    let last = date.latest().map(|day| Day(day.0.saturating_add(1)));
    let start = date.earliest().unwrap_or(known.start);
    Span { start, end: last.unwrap_or(known.end) }
}

/// The whole years of all days that the dataset names.
fn known_years(events: &[Event], phases: &[Phase]) -> Span {
    let mut days: Vec<Day> = Vec::new();
    for event in events {
        days.extend(event.date.earliest());
        days.extend(event.date.latest());
    }
    for phase in phases {
        days.extend([phase.span.start, Day(phase.span.end.0.saturating_sub(1))]);
    }
    let year = |day: Option<&Day>, otherwise: i32| day.map_or(otherwise, |day| day.civil().0);
    let (first, last) = (year(days.iter().min(), 1945), year(days.iter().max(), 1969));
    Span { start: Day::new(first, 1, 1), end: Day::new(last + 1, 1, 1) }
}

// ---- links, terms ----

/// Rule: a link leads from one event to another that was not over before the first began, says so in two
/// clauses, rests on a source or on the editors' judgement, and is the only one between the two.
fn link(
    raw: raw::Link,
    timeline: &Dataset,
    others: &[Link],
    known: &Known,
    report: &mut Report,
) -> Option<Link> {
    let from = find(&raw.from, &known.events, "events", "from", report).map(EventIx);
    let to = find(&raw.to, &known.events, "events", "to", report).map(EventIx);
    let kind = word(&raw.kind, raw::LINK_KINDS, "kind", report);
    let because = filled(&raw.because, "because", report);
    let so = filled(&raw.so, "so", report);
    let editorial = raw.basis == raw::EDITORIAL;
    let basis_source =
        if editorial { None } else { find(&raw.basis, &known.sources, "sources", "basis", report) };
    let basis_source = basis_source.map(SourceIx);
    #[cfg(not(target_arch = "wasm32"))]
    if let Some(source) = basis_source {
        evidence::check_opened(&[source], known, "basis", report);
    }

    let (from, to, _) = (from?, to?, kind?);
    let (cause, effect) = (timeline.event(from)?, timeline.event(to)?);
    let fault = if from == to {
        Some(("an event cannot be its own cause".to_owned(), "Mend from or to"))
    } else if cause.date.after(&effect.date) == Truth::Yes {
        let (cause, effect) = (&cause.date, &effect.date);
        let reason = format!("the cause ({cause}) began after the effect ({effect}) was over");
        Some((reason, "Exchange from and to, or mend a date"))
    } else if others.iter().any(|other| other.from == from && other.to == to) {
        Some(("these two events are already linked".to_owned(), "Remove one of the links"))
    } else {
        None
    };
    if let Some((reason, mend)) = fault {
        report.add("", &reason, mend);
        return None;
    }
    let source = basis_source.and_then(|ix| timeline.sources.get(ix.at()));
    let basis = source.map_or("our reading", |source| &source.citation).to_owned();
    let whole = because && so && (editorial || source.is_some());
    let raw::Link { kind, because, so, .. } = raw;
    whole.then_some(Link { from, to, kind, because, so, basis, basis_source })
}

/// Lets both ends of each link know of it. On a card, causes and effects stand in the order of time.
fn attach_links(timeline: &mut Dataset) {
    let links = &timeline.links;
    let by_cause: Vec<_> = links.iter().map(|link| (f64::from(link.from.0), 0, "")).collect();
    for i in order(&by_cause) {
        if let Some(effect) = links.get(i).and_then(|link| timeline.events.get_mut(link.to.at())) {
            effect.causes.push(LinkIx(i as u32));
        }
    }
    let by_effect: Vec<_> = links.iter().map(|link| (f64::from(link.to.0), 0, "")).collect();
    for i in order(&by_effect) {
        if let Some(cause) = links.get(i).and_then(|link| timeline.events.get_mut(link.from.at())) {
            cause.effects.push(LinkIx(i as u32));
        }
    }
}

fn term(raw: raw::Term, known: &Known, report: &mut Report) -> Term {
    let events = find_all(&raw.events, &known.events, "events", "events", report);
    Term {
        id: raw.id,
        term: raw.term,
        forms: raw.forms,
        definition: raw.definition,
        events: events.into_iter().map(EventIx).collect(),
        #[cfg(not(target_arch = "wasm32"))]
        zh: raw.zh.unwrap_or_default(),
        #[cfg(not(target_arch = "wasm32"))]
        ru: raw.ru.unwrap_or_default(),
    }
}
