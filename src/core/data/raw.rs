//! The shapes of the data file, one struct for each kind of item, and the JSON Schema made from them.
//!
//! They say which fields there are and what type each has; `validate` gives them meaning. Words, dates and
//! ids are plain strings here, so that every wrong one in an item is reported and not only the first.
//! Unknown fields are refused: a misspelt field would otherwise be lost without a word.
//!
//! `fields` reads them. serde's derived readers are there natively only: the schema follows from them, and a
//! test holds them against `fields`.

use super::fields::shape;
#[cfg(not(target_arch = "wasm32"))]
use super::model::{Kind, Theme};
#[cfg(not(target_arch = "wasm32"))]
use schemars::JsonSchema;
#[cfg(not(target_arch = "wasm32"))]
use serde::Deserialize;

/// Words for who acted.
pub const SIDES: &[&str] = &["moscow", "beijing", "both", "elsewhere"];
/// Words for where a joint act was held.
pub const HOSTS: &[&str] = &["moscow", "beijing", "elsewhere"];
/// Words for a lane of its own.
pub const TRACKS: &[&str] = &["mao-view"];
/// Words for what a cause did.
pub const LINK_KINDS: &[&str] =
    &["made possible", "pushed", "set off", "made worse", "disputed", "was used to justify"];
/// Words for how a statement of the seed texts stands.
pub const STANDINGS: &[&str] = &["supported", "disputed", "not traced", "page matter"];
/// Words for what a dispute is about.
pub const DISPUTE_KINDS: &[&str] = &[
    "detail",
    "historians disagree",
    "how a source fits",
    "interpretation",
    "not traced",
    "numbers",
    "periods",
    "slip",
    "something missing",
    "text and research differ",
    "the two texts differ",
    "wording",
];
/// Words for how sure an assessment is.
pub const CONFIDENCES: &[&str] = &["high", "medium", "low"];
/// Words for whose view is told.
pub const VIEW_SIDES: &[&str] = &["moscow", "beijing"];
/// Words for what the points of a series are to each other.
pub const SERIES_KINDS: &[&str] = &["dots", "single", "competing counts"];
/// Words for what a question asks for.
pub const QUESTION_TYPES: &[&str] = &["multiple-choice", "put-in-order", "matching", "source-analysis"];
/// Words for how hard a question is.
pub const LEVELS: &[&str] = &["core", "stretch"];
/// The basis of a link that rests on no single source.
pub const EDITORIAL: &str = "editorial";

/// A part that the application does not show yet: read and checked natively, passed over in the browser,
/// where the code to read it would cost bytes.
#[cfg(not(target_arch = "wasm32"))]
pub type Unread<T> = T;
/// A part that the application does not show yet: read and checked natively, passed over in the browser,
/// where the code to read it would cost bytes.
#[cfg(target_arch = "wasm32")]
pub struct Unread<T>(std::marker::PhantomData<T>);

#[cfg(target_arch = "wasm32")]
impl<T> super::fields::Field for Unread<T> {
    fn read(_: Option<super::tree::Value>, _: &str, _: &mut super::fields::Fields<'_>) -> Self {
        Unread(std::marker::PhantomData)
    }
}

/// The whole file. Only the schema is made from it; `validate` reads the sections item by item, so that a
/// bad item costs nothing but itself.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// Address of the schema, for editors.
    #[serde(rename = "$schema", default)]
    pub schema: Option<String>,
    /// Title of the dataset.
    #[serde(default)]
    pub title: Option<String>,
    /// Version of the content.
    #[serde(default)]
    pub version: Option<String>,
    /// Licence of the texts.
    #[serde(default)]
    pub licence: Option<String>,
    /// What happened.
    pub events: Vec<Event>,
    /// The periods in order, without overlap.
    #[serde(default)]
    pub phases: Vec<Phase>,
    /// People.
    #[serde(default)]
    pub people: Vec<Person>,
    /// States, parties and organisations.
    #[serde(default)]
    pub bodies: Vec<Body>,
    /// Places.
    #[serde(default)]
    pub places: Vec<Place>,
    /// Works cited or recommended.
    #[serde(default)]
    pub sources: Vec<Source>,
    /// Statements of the two seed texts.
    #[serde(default)]
    pub claims: Vec<Claim>,
    /// Cause links.
    #[serde(default)]
    pub links: Vec<Link>,
    /// Terms with a gloss.
    #[serde(default)]
    pub glossary: Vec<Term>,
    /// Other ways to draw the periods.
    #[serde(default)]
    pub periodisations: Vec<Periodisation>,
    /// What is disputed.
    #[serde(default)]
    pub disputes: Vec<Dispute>,
    /// How each side saw an event.
    #[serde(default)]
    pub views: Vec<View>,
    /// Words quoted from a source.
    #[serde(default)]
    pub quotations: Vec<Quotation>,
    /// What a work can be used for.
    #[serde(default)]
    pub uses: Vec<Use>,
    /// Numbers.
    #[serde(default)]
    pub series: Vec<Series>,
    /// Questions for pupils.
    #[serde(default)]
    pub questions: Vec<Question>,
    /// Tours, for lessons.
    #[serde(default)]
    pub stories: Vec<Story>,
}

/// An event.
#[cfg_attr(not(target_arch = "wasm32"), derive(Deserialize, JsonSchema), serde(deny_unknown_fields))]
pub struct Event {
    /// Letters, digits, `-`, `_` and `.`; stable, because links and addresses rest on it.
    pub id: String,
    /// Title on the card.
    pub title: String,
    /// Date in EDTF: `1956-02-25`, `1957-11`, `1961`, `1959-23` (autumn), `1950-06-25/1953-07-27`, `1965~`,
    /// `1960?`, `1965/..`.
    pub date: String,
    /// The longer account.
    pub summary: String,
    /// Who acted.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(extend("enum" = SIDES)))]
    pub side: String,
    /// What kind of act.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(extend("enum" = words(Kind::ALL, Kind::word))))]
    pub kind: String,
    /// Themes, the most important first.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(extend("items" = { "type": "string", "enum": words(Theme::ALL, Theme::word) })))]
    pub themes: Vec<String>,
    /// 1 headline, 2 important, 3 detail.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 1, max = 3)))]
    pub significance: i64,
    /// What it rests on.
    pub sources: Vec<Cited>,
    /// Short name on the plate, at most 40 characters; the title if left out.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub label: Option<String>,
    /// Where a joint act (`side` is `both`) was held.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default), schemars(extend("enum" = ["moscow", "beijing", "elsewhere", null])))]
    pub host: Option<String>,
    /// A lane of its own.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default), schemars(extend("enum" = ["mao-view", null])))]
    pub track: Option<String>,
    /// Id of a place.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub place: Option<String>,
    /// Ids of people and bodies.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub actors: Vec<String>,
    /// One sentence that opens the card.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub standfirst: Option<String>,
    /// The card's paragraph; the summary if left out.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub text: Option<String>,
    /// Why it mattered.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub why_it_mattered: Option<String>,
    /// Ids of terms that the text uses.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub glossary: Unread<Vec<String>>,
    /// Ids of statements about it in the seed texts.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub seed_claims: Unread<Vec<String>>,
    /// Pages a student may open.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub student_links: Vec<String>,
    /// How it was checked: `search`, `memory` or `seed`.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub verified: Unread<Option<String>>,
    /// The best sort of page that supports it.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub support_grade: Unread<Option<String>>,
    /// Remarks of the editors; not shown.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub notes: Unread<Vec<String>>,
}
shape!(Event {
    id,
    title,
    date,
    summary,
    side,
    kind,
    themes,
    significance,
    sources,
    label,
    host,
    track,
    place,
    actors,
    standfirst,
    text,
    why_it_mattered,
    glossary,
    seed_claims,
    student_links,
    verified,
    support_grade,
    notes,
});

/// The use of a source by an event or a view.
#[cfg_attr(not(target_arch = "wasm32"), derive(Deserialize, JsonSchema), serde(deny_unknown_fields))]
pub struct Cited {
    /// Id of the source.
    pub id: String,
    /// Page or section.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub locator: Option<String>,
    /// What it is for this event: `primary`, `secondary` or `seed`.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub kind: Unread<Option<String>>,
    /// It was opened for it. If not, it is further reading and not the citation.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub seen: bool,
}
shape!(Cited { id, locator, kind, seen });

/// A period of the relationship.
#[cfg_attr(not(target_arch = "wasm32"), derive(Deserialize, JsonSchema), serde(deny_unknown_fields))]
pub struct Phase {
    /// Stable id.
    pub id: String,
    /// Name on the plate.
    pub label: String,
    /// First day.
    pub start: String,
    /// Last day.
    pub end: String,
    /// Why it is drawn so.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub rationale: Option<String>,
    /// How sure the border is.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub confidence: Unread<Option<String>>,
    /// Ids of the works it rests on.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub sources: Unread<Vec<String>>,
    /// Smaller periods inside it.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub sub_phases: Vec<SubPhase>,
}
shape!(Phase { id, label, start, end, rationale, confidence, sources, sub_phases });

/// A smaller period inside a phase.
#[cfg_attr(not(target_arch = "wasm32"), derive(Deserialize, JsonSchema), serde(deny_unknown_fields))]
pub struct SubPhase {
    /// Name.
    pub label: String,
    /// First day.
    pub start: String,
    /// Last day.
    pub end: String,
    /// Drawn in the dotted style: before the relationship proper.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub before: bool,
}
shape!(SubPhase { label, start, end, before });

/// A person.
#[cfg_attr(not(target_arch = "wasm32"), derive(Deserialize, JsonSchema), serde(deny_unknown_fields))]
pub struct Person {
    /// Stable id.
    pub id: String,
    /// Name in English.
    pub name: String,
    /// State or camp.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub side: Unread<Option<String>>,
    /// Name in the person's own script.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub native: Option<String>,
    /// Name in Pinyin with tone marks.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub pinyin: Option<String>,
    /// Name in the older spelling of English books.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub wade_giles: Option<String>,
    /// Further spellings, for search.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub spellings: Vec<String>,
    /// Year of birth.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub born: Unread<Option<i32>>,
    /// Year of death.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub died: Unread<Option<i32>>,
    /// Offices held.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub roles: Unread<Vec<Role>>,
    /// A remark.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub note: Unread<Option<String>>,
}
shape!(Person { id, name, side, native, pinyin, wade_giles, spellings, born, died, roles, note });

/// An office and when it was held.
#[cfg_attr(not(target_arch = "wasm32"), derive(Deserialize, JsonSchema), serde(deny_unknown_fields))]
pub struct Role {
    /// First year.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub from: Option<i32>,
    /// Last year.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub to: Option<i32>,
    /// The office.
    pub role: String,
}
#[cfg(not(target_arch = "wasm32"))]
shape!(Role { from, to, role });

/// A state, party or organisation.
#[cfg_attr(not(target_arch = "wasm32"), derive(Deserialize, JsonSchema), serde(deny_unknown_fields))]
pub struct Body {
    /// Stable id.
    pub id: String,
    /// Name in English.
    pub name: String,
    /// What it is: `state`, `party`, `organisation`, `movement`.
    #[cfg_attr(not(target_arch = "wasm32"), serde(rename = "type", default))]
    pub sort: Unread<Option<String>>,
    /// Name in Chinese.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub zh: Option<String>,
    /// Name in Russian.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub ru: Option<String>,
    /// Further spellings, for search.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub spellings: Vec<String>,
}
shape!(Body { id, name, sort = "type", zh, ru, spellings });

/// A place.
#[cfg_attr(not(target_arch = "wasm32"), derive(Deserialize, JsonSchema), serde(deny_unknown_fields))]
pub struct Place {
    /// Stable id.
    pub id: String,
    /// Name in English.
    pub name: String,
    /// Name in Chinese.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub zh: Option<String>,
    /// Name in Russian.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub ru: Option<String>,
    /// Further spellings, for search.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub spellings: Vec<String>,
    /// Latitude in degrees north.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub lat: Unread<Option<f64>>,
    /// Longitude in degrees east.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub lon: Unread<Option<f64>>,
    /// A remark: that the point is approximate.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub note: Unread<Option<String>>,
}
shape!(Place { id, name, zh, ru, spellings, lat, lon, note });

/// A work.
#[cfg_attr(not(target_arch = "wasm32"), derive(Deserialize, JsonSchema), serde(deny_unknown_fields))]
pub struct Source {
    /// Stable id.
    pub id: String,
    /// The citation in one line.
    pub citation: String,
    /// What it is: `primary`, `primary-collection`, `secondary`, `newspaper`, `web` or `seed`.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub kind: Option<String>,
    /// A reader may open the address. Without it no address may stand in the file.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub linkable: bool,
    /// The address.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub url: Option<String>,
    /// None of the editors has opened it. It may be named as further reading; nothing rests on it alone.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub unopened: Unread<bool>,
    /// The record in CSL-JSON, without `id` and `URL`, which stand above.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub csl: Unread<Option<serde_json::Value>>,
}
shape!(Source { id, citation, kind, linkable, url, unopened, csl });

/// A statement of one of the two seed texts.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Stable id.
    pub id: String,
    /// Id of the seed text in the sources.
    #[serde(default)]
    pub seed: Option<String>,
    /// Heading it stands under.
    #[serde(default)]
    pub section: Option<String>,
    /// The statement.
    pub text: String,
    /// The words quoted in it.
    #[serde(default)]
    pub quotation: Option<Quoted>,
    /// The date it speaks of, in EDTF.
    #[serde(default)]
    pub date: Option<String>,
    /// How it stands.
    #[schemars(extend("enum" = STANDINGS))]
    pub standing: String,
    /// Ids of the events it is about.
    #[serde(default)]
    pub events: Vec<String>,
    /// Id of a dispute.
    #[serde(default)]
    pub dispute: Option<String>,
    /// Ids of the works it was held against.
    #[serde(default)]
    pub sources: Vec<String>,
    /// What was found.
    #[serde(default)]
    pub comment: Option<String>,
}
#[cfg(not(target_arch = "wasm32"))]
shape!(Claim { id, seed, section, text, quotation, date, standing, events, dispute, sources, comment });

/// Words quoted by a statement.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quoted {
    /// The words.
    pub text: String,
    /// Who is said to have said them.
    pub speaker: String,
    /// Id of the source that hands them on.
    pub via: String,
}
#[cfg(not(target_arch = "wasm32"))]
shape!(Quoted { text, speaker, via });

/// A cause link.
#[cfg_attr(not(target_arch = "wasm32"), derive(Deserialize, JsonSchema), serde(deny_unknown_fields))]
pub struct Link {
    /// Id of the cause.
    pub from: String,
    /// Id of the effect.
    pub to: String,
    /// What the cause did.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(extend("enum" = LINK_KINDS)))]
    pub kind: String,
    /// Clause for the effect's card.
    pub because: String,
    /// Clause for the cause's card.
    pub so: String,
    /// Id of the source that says so, or `editorial`.
    pub basis: String,
    /// Remark of the editors.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub note: Unread<Option<String>>,
}
shape!(Link { from, to, kind, because, so, basis, note });

/// A term with a gloss.
#[cfg_attr(not(target_arch = "wasm32"), derive(Deserialize, JsonSchema), serde(deny_unknown_fields))]
pub struct Term {
    /// Stable id.
    pub id: String,
    /// The term.
    pub term: String,
    /// Other words that it explains: “loan” for *Credit*.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub forms: Vec<String>,
    /// What it means.
    pub definition: String,
    /// The term in Chinese.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub zh: Unread<Option<String>>,
    /// The term in Russian.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub ru: Unread<Option<String>>,
    /// Ids of events where it matters.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub events: Vec<String>,
}
shape!(Term { id, term, forms, definition, zh, ru, events });

/// Another way to draw the periods.
#[cfg_attr(not(target_arch = "wasm32"), derive(Deserialize, JsonSchema), serde(deny_unknown_fields))]
pub struct Periodisation {
    /// Stable id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Id of the work.
    pub source: Unread<String>,
    /// What in the work it is read from.
    pub basis: String,
    /// How plainly the work says so.
    pub quality: Unread<String>,
    /// Its periods in order.
    pub phases: Vec<OtherPhase>,
}
shape!(Periodisation { id, name, source, basis, quality, phases });

/// A period of another scheme.
#[cfg_attr(not(target_arch = "wasm32"), derive(Deserialize, JsonSchema), serde(deny_unknown_fields))]
pub struct OtherPhase {
    /// Name.
    pub label: String,
    /// First day.
    pub start: String,
    /// Last day.
    pub end: String,
    /// Id of the phase whose pattern it is drawn with.
    pub maps_to: String,
}
shape!(OtherPhase { label, start, end, maps_to });

/// A thing that sources or historians do not agree on.
#[cfg_attr(not(target_arch = "wasm32"), derive(Deserialize, JsonSchema), serde(deny_unknown_fields))]
pub struct Dispute {
    /// Stable id.
    pub id: String,
    /// What is asked.
    pub topic: String,
    /// What sort of disagreement.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(extend("enum" = DISPUTE_KINDS)))]
    pub kind: Unread<String>,
    /// The readings, at least one.
    pub readings: Vec<Reading>,
    /// What the editors make of it, in plain words.
    pub assessment: String,
    /// How sure they are.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(extend("enum" = CONFIDENCES)))]
    pub confidence: String,
    /// Why the readings might differ.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub why: Option<String>,
    /// Ids of the events it concerns.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub events: Vec<String>,
    /// Ids of the statements it concerns.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub claims: Unread<Vec<String>>,
}
shape!(Dispute { id, topic, kind, readings, assessment, confidence, why, events, claims });

/// One reading of what is disputed.
#[cfg_attr(not(target_arch = "wasm32"), derive(Deserialize, JsonSchema), serde(deny_unknown_fields))]
pub struct Reading {
    /// Who holds it.
    pub who: String,
    /// What they say.
    pub says: String,
    /// Ids of the works that say so, at least one.
    pub sources: Unread<Vec<String>>,
    /// Page or section.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub locator: Option<String>,
}
shape!(Reading { who, says, sources, locator });

/// How one side saw an event, or told it.
#[cfg_attr(not(target_arch = "wasm32"), derive(Deserialize, JsonSchema), serde(deny_unknown_fields))]
pub struct View {
    /// Id of the event.
    pub event: String,
    /// Whose view.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(extend("enum" = VIEW_SIDES)))]
    pub side: String,
    /// The view, in the words of the editors.
    pub text: String,
    /// What it rests on; at least one was opened.
    pub sources: Vec<Cited>,
}
shape!(View { event, side, text, sources });

/// Words quoted from a source, at most 25 of them.
#[cfg_attr(not(target_arch = "wasm32"), derive(Deserialize, JsonSchema), serde(deny_unknown_fields))]
pub struct Quotation {
    /// Stable id.
    pub id: String,
    /// The words, to the character.
    pub text: String,
    /// Whose words.
    pub speaker: String,
    /// When they were said or written, in EDTF.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub date: Option<String>,
    /// Id of the work that holds them.
    pub source: String,
    /// Id of the work that they were read in, if it is another.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub via: Option<String>,
    /// Page or section; with `via` it says “as cited in”.
    pub locator: String,
    /// Id of the event that they belong to.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub event: Option<String>,
}
shape!(Quotation { id, text, speaker, date, source, via, locator, event });

/// What a work can be used for.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Use {
    /// Id of the work.
    pub source: String,
    /// Who made it, and when.
    pub origin: String,
    /// What it was made for.
    pub purpose: String,
    /// What is in it.
    pub content: String,
    /// What it is good for.
    pub value: String,
    /// What to be careful about.
    pub limitation: String,
}
#[cfg(not(target_arch = "wasm32"))]
shape!(Use { source, origin, purpose, content, value, limitation });

/// Numbers of one kind.
#[cfg_attr(not(target_arch = "wasm32"), derive(Deserialize, JsonSchema), serde(deny_unknown_fields))]
pub struct Series {
    /// Stable id.
    pub id: String,
    /// What is counted.
    pub title: Unread<String>,
    /// The unit of the values.
    pub unit: String,
    /// What the points are to each other.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(extend("enum" = SERIES_KINDS)))]
    pub kind: Unread<String>,
    /// Name of the track of the plate on which it is drawn; without it only the page of figures shows it.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub track: Option<String>,
    /// The points in order of time, at least one.
    pub points: Vec<Point>,
    /// What the numbers rest on as a whole.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub source_note: Unread<Option<String>>,
    /// Ids of the events they belong to.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub events: Unread<Vec<String>>,
}
shape!(Series { id, title, unit, kind, track, points, source_note, events });

/// One number.
#[cfg_attr(not(target_arch = "wasm32"), derive(Deserialize, JsonSchema), serde(deny_unknown_fields))]
pub struct Point {
    /// When it held, in EDTF: a day, a year or an interval.
    pub date: String,
    /// The number, in the unit of the series.
    pub value: f64,
    /// Id of the work that gives it.
    pub source: Unread<String>,
    /// Page or section.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub locator: Unread<Option<String>>,
    /// What it counts or who counted, if the series has several.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub label: Unread<Option<String>>,
    /// A remark that is shown with it.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub note: Unread<Option<String>>,
    /// The source gives it as an order of magnitude.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub about: bool,
    /// It was worked out from the source and does not stand in it.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub derived: bool,
}
shape!(Point { date, value, source, locator, label, note, about, derived });

/// A tour.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Story {
    /// Stable id, used in addresses.
    pub id: String,
    /// Name.
    pub title: String,
    /// For whom it is, and how long it takes.
    #[serde(default)]
    pub audience: Option<String>,
    /// In the order of telling: 1 to 14.
    pub stops: Vec<Stop>,
}

/// A stop of a tour.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stop {
    /// Id of the event.
    pub event: String,
    /// First day that is shown.
    pub from: String,
    /// Last day that is shown.
    pub to: String,
    /// What is said.
    pub line: String,
    /// What is asked.
    pub question: String,
}

#[cfg(not(target_arch = "wasm32"))]
shape!(Story { id, title, audience, stops });
#[cfg(not(target_arch = "wasm32"))]
shape!(Stop { event, from, to, line, question });

/// A question for pupils.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Stable id.
    pub id: String,
    /// What it asks for.
    #[schemars(extend("enum" = QUESTION_TYPES))]
    #[serde(rename = "type")]
    pub sort: String,
    /// How hard it is.
    #[schemars(extend("enum" = LEVELS))]
    pub level: String,
    /// The question.
    pub prompt: String,
    /// Of multiple choice: what can be chosen.
    #[serde(default)]
    pub options: Vec<String>,
    /// Of put in order: ids of the events, mixed.
    #[serde(default)]
    pub items: Vec<String>,
    /// Of matching: ids of events, people or statements, or texts.
    #[serde(default)]
    pub left: Vec<String>,
    /// Of matching: ids of events, people or statements, or texts.
    #[serde(default)]
    pub right: Vec<String>,
    /// The place of the right option, from 0; the ids in order; the pairs; or the points of a good answer.
    pub answer: serde_json::Value,
    /// Why that is so.
    pub explanation: String,
    /// Ids of the events it is about.
    #[serde(default)]
    pub events: Vec<String>,
    /// Ids of the statements it is about.
    #[serde(default)]
    pub claims: Vec<String>,
    /// Ids of what the answer rests on: works, events or statements.
    #[serde(default)]
    pub basis: Vec<String>,
    /// Id of the work that is asked about.
    #[serde(default)]
    pub source: Option<String>,
    /// Page or section in it.
    #[serde(default)]
    pub locator: Option<String>,
    /// Id of the quotation that is asked about.
    #[serde(default)]
    pub quotation: Option<String>,
    /// The exercise it belongs to.
    #[serde(default)]
    pub exercise: Option<String>,
}
#[cfg(not(target_arch = "wasm32"))]
shape!(Question { id, sort = "type", level, prompt, options, items, left, right, answer, explanation, events, claims, basis, source, locator, quotation, exercise });

/// The words of an enum, for the schema.
#[cfg(not(target_arch = "wasm32"))]
fn words<T: Copy>(all: &[T], word: fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|member| word(*member)).collect()
}

/// The JSON Schema of the file, committed as `data/schema.json`.
#[cfg(not(target_arch = "wasm32"))]
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(File).to_value()
}
