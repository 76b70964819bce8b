//! The validated dataset: references resolved, ids typed, events in order of time.
//!
//! It is built only by `validate`, so every index held here is inside its list. No serde here: the
//! shapes of the file stand in `raw`. What only the pages made by the build show is there natively only.

use crate::core::date::{Date, Day, Span};
use crate::core::lookup::Numbering;
use crate::core::words::Word;
use std::ops::Deref;
use std::rc::Rc;

/// Declares an index type: the place of an item in its list in [`Timeline`].
macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);
        impl $name {
            /// The place as a list index.
            pub fn at(self) -> usize {
                self.0 as usize
            }
        }
    };
}
index!(
    /// An event: its place in [`Timeline::events`], which is also its place in time.
    EventIx
);
index!(
    /// A phase in [`Timeline::phases`].
    PhaseIx
);
index!(
    /// A person in [`Timeline::people`].
    PersonIx
);
index!(
    /// A place in [`Timeline::places`].
    PlaceIx
);
index!(
    /// A work in [`Timeline::sources`].
    SourceIx
);
index!(
    /// A cause link in [`Timeline::links`].
    LinkIx
);
index!(
    /// A dispute in [`Timeline::disputes`].
    DisputeIx
);

/// The dataset under somebody's periods. A clone shares the dataset: other periods cost no copy of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// What does not depend on the periods; [`Timeline`] gives it as its own.
    dataset: Rc<Dataset>,
    /// Phases in order; they do not overlap.
    pub phases: Vec<Phase>,
    /// Per event, the phase that holds the midpoint of its bounds; none when outside all.
    pub phase_of_events: Vec<Option<PhaseIx>>,
    domain: Span,
}

impl Default for Timeline {
    fn default() -> Timeline {
        Timeline::new(Dataset::default(), Vec::new())
    }
}

impl Deref for Timeline {
    type Target = Dataset;

    fn deref(&self) -> &Dataset {
        &self.dataset
    }
}

/// Tests change a dataset after it was read; the application never does.
#[cfg(not(target_arch = "wasm32"))]
impl std::ops::DerefMut for Timeline {
    fn deref_mut(&mut self) -> &mut Dataset {
        Rc::make_mut(&mut self.dataset)
    }
}

/// What is shown whatever the periods are.
#[derive(Debug, PartialEq, Default)]
#[cfg_attr(not(target_arch = "wasm32"), derive(Clone))]
pub struct Dataset {
    /// Title of the dataset.
    pub title: String,
    /// Version of the content, for the About page.
    pub version: String,
    /// Events by place in time, then significance, then id.
    pub events: Vec<Event>,
    /// People, in the order of the file.
    pub people: Vec<Person>,
    /// States, parties and other bodies.
    pub bodies: Vec<Body>,
    /// Places.
    pub places: Vec<Place>,
    /// Works cited or recommended.
    pub sources: Vec<Source>,
    /// Cause links.
    pub links: Vec<Link>,
    /// Terms with a gloss.
    pub glossary: Vec<Term>,
    /// Other ways to draw the periods.
    pub schemes: Vec<Scheme>,
    /// What is disputed.
    pub disputes: Vec<Dispute>,
    /// How each side saw an event: at most one view of a side for an event, in the order of the file.
    pub views: Vec<View>,
    /// Words quoted from a source.
    pub quotations: Vec<Quotation>,
    /// Numbers.
    pub series: Vec<Series>,
    /// Statements of the seed texts. Natively only.
    #[cfg(not(target_arch = "wasm32"))]
    pub claims: Vec<Claim>,
    /// What works can be used for. Natively only.
    #[cfg(not(target_arch = "wasm32"))]
    pub uses: Vec<Use>,
    /// Questions for pupils. Natively only.
    #[cfg(not(target_arch = "wasm32"))]
    pub questions: Vec<Question>,
    /// Tours. Natively only, like the questions: the browser reads both when a lesson begins.
    #[cfg(not(target_arch = "wasm32"))]
    pub stories: Vec<Story>,
    /// The events' ids, by their places.
    pub ids: Numbering,
}

impl Dataset {
    /// The event with this id.
    pub fn find(&self, id: &str) -> Option<EventIx> {
        self.ids.number(id).map(|i| EventIx(i as u32))
    }
    /// The event at this index, if the index is of this timeline.
    pub fn event(&self, ix: EventIx) -> Option<&Event> {
        self.events.get(ix.at())
    }
}

impl Timeline {
    /// The dataset under these periods, which are in order and do not overlap.
    pub fn new(dataset: Dataset, phases: Vec<Phase>) -> Timeline {
        Timeline::of(Rc::new(dataset), phases)
    }
    /// The same dataset under other periods.
    #[must_use]
    pub fn with_phases(&self, phases: Vec<Phase>) -> Timeline {
        Timeline::of(self.dataset.clone(), phases)
    }
    fn of(dataset: Rc<Dataset>, phases: Vec<Phase>) -> Timeline {
        let phase_of_events = dataset.events.iter().map(|event| phase_at(&phases, event.when.midpoint()));
        Timeline {
            phase_of_events: phase_of_events.collect(),
            domain: domain(&dataset.events, &phases),
            dataset,
            phases,
        }
    }
    /// The phase of an event; none when it is outside all.
    pub fn phase_of(&self, ix: EventIx) -> Option<PhaseIx> {
        self.phase_of_events.get(ix.at()).copied().flatten()
    }
    /// The phase with this id.
    pub fn phase_by_id(&self, id: &str) -> Option<PhaseIx> {
        self.phases.iter().position(|p| p.id == id).map(|i| PhaseIx(i as u32))
    }
    /// The whole years that hold every phase and event: 1945-01-01 up to 1970-01-01 for the shipped data.
    pub fn domain(&self) -> Span {
        self.domain
    }
}

/// The whole years that hold every phase and event.
fn domain(events: &[Event], phases: &[Phase]) -> Span {
    let spans = || events.iter().map(|e| e.when).chain(phases.iter().map(|p| p.span));
    let first = spans().map(|span| span.start).min().map_or(1945, |d| d.civil().0);
    // An end is exclusive: one that falls on New Year's Day belongs to the year before.
    let last = spans().map(|span| span.end).max().map_or(1969, |d| Day(d.0 - 1).civil().0);
    Span { start: Day::new(first, 1, 1), end: Day::new(last + 1, 1, 1) }
}

/// The phase that holds a moment, in days.
fn phase_at(phases: &[Phase], moment: f64) -> Option<PhaseIx> {
    let holds = |p: &Phase| f64::from(p.span.start.0) <= moment && moment < f64::from(p.span.end.0);
    phases.iter().position(holds).map(|i| PhaseIx(i as u32))
}

/// One event.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Stable id, used in addresses.
    pub id: String,
    /// Title on the card.
    pub title: String,
    /// Short name on the plate.
    pub label: String,
    /// One sentence.
    pub standfirst: String,
    /// The card's paragraph.
    pub text: String,
    /// The longer account.
    pub summary: String,
    /// Why it mattered; may be empty.
    pub why: String,
    /// The date as recorded.
    pub date: Date,
    /// Earliest to latest day that the date allows, half-open.
    pub when: Span,
    /// Where its symbol stands: days since 1970-01-01, in the middle of the bounds of the date's start
    /// (of a day: its first instant). So `1950` stands in mid-1950 and `1950-06-25/1953-07-27` at its first day.
    pub at: f64,
    /// Who acted.
    pub side: Side,
    /// Where a joint act was held.
    pub host: Option<Host>,
    /// What kind of act.
    pub kind: Kind,
    /// Themes, in the data's order.
    pub themes: Vec<Theme>,
    /// 1 headline, 2 important, 3 detail.
    pub significance: u8,
    /// Lane of the plate (follows from side, host and track).
    pub lane: Lane,
    /// Where.
    pub place: Option<PlaceIx>,
    /// People who took part.
    pub people: Vec<PersonIx>,
    /// Ids of all actors, people and bodies, as in the file.
    pub actors: Vec<String>,
    /// Sources, those that were opened first.
    pub sources: Vec<Citation>,
    /// Links that lead to this event.
    pub causes: Vec<LinkIx>,
    /// Links that lead from it.
    pub effects: Vec<LinkIx>,
    /// Disputes about it.
    pub disputes: Vec<DisputeIx>,
    /// Pages a student may open.
    pub student_links: Vec<String>,
}

impl Event {
    /// Both states acted.
    pub fn is_joint(&self) -> bool {
        self.side == Side::Both
    }
    /// A joint act on ground of neither: its symbol stands in the middle of the band.
    pub fn is_middle(&self) -> bool {
        self.side == Side::Both && self.host == Some(Host::Elsewhere)
    }
    /// At least one source other than the two seed texts was opened for it.
    pub fn is_checked(&self) -> bool {
        self.sources.iter().any(|c| c.seen)
    }
}

/// Who acted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// The Soviet Union.
    Moscow,
    /// China.
    Beijing,
    /// Both.
    Both,
    /// Neither.
    Elsewhere,
}

/// Where a joint act was held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Host {
    /// On Soviet ground.
    Moscow,
    /// On Chinese ground.
    Beijing,
    /// On the ground of neither, or disputed ground.
    Elsewhere,
}

/// A row of the plate, from top to bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lane {
    /// World events.
    Elsewhere,
    /// Above the band.
    Moscow,
    /// Below the band.
    Beijing,
    /// The stair of Mao's statements.
    MaoView,
}

/// Declares an enum whose members have a word in the file and a name on the page.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$mdoc:meta])* $member:ident = $word:literal, $label:ident;)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$mdoc])* $member,)* }
        impl $name {
            /// Every member, in the order of the page.
            pub const ALL: &'static [$name] = &[$($name::$member,)*];
            /// The word in files and addresses.
            pub fn word(self) -> &'static str { match self { $($name::$member => $word,)* } }
            /// The name on the page.
            pub fn label(self) -> Word { match self { $($name::$member => Word::$label,)* } }
            /// Reads the word.
            pub fn from_word(word: &str) -> Option<$name> { Self::ALL.iter().copied().find(|m| m.word() == word) }
        }
    };
}
words!(
    /// What kind of act: the shape of its symbol.
    Kind {
        /// Treaty or agreement: ring with a point.
        Treaty = "treaty", KindTreaty;
        /// Meeting or visit: ring.
        Meeting = "meeting", KindMeeting;
        /// Speech, letter, idea: diamond.
        Speech = "speech", KindSpeech;
        /// War, clash, troops: cross.
        War = "war", KindWar;
        /// Aid or trade: square.
        Aid = "aid", KindAid;
        /// Change of leader: triangle.
        Leadership = "leadership", KindLeadership;
        /// State or institution: disc.
        State = "state", KindState;
    }
);
words!(
    /// The data's eight themes.
    Theme {
        /// Ideas and doctrine.
        Ideology = "ideology", Ideology;
        /// War and armed forces.
        Military = "military", War;
        /// Loans, experts, goods.
        Economy = "economy", AidAndTrade;
        /// Frontier and territory.
        Border = "border", Border;
        /// Atomic weapons and power.
        Nuclear = "nuclear", Nuclear;
        /// Other states and parties.
        ThirdParties = "third-parties", ThirdCountries;
        /// Talks and treaties.
        Diplomacy = "diplomacy", Diplomacy;
        /// Posters, students, travel.
        Culture = "culture", Culture;
    }
);

/// A period of the relationship.
#[derive(Debug, Clone, PartialEq)]
pub struct Phase {
    /// Stable id.
    pub id: String,
    /// Name on the plate.
    pub label: String,
    /// First day up to the day after its last.
    pub span: Span,
    /// Why it is drawn so.
    pub rationale: String,
    /// Smaller periods inside it.
    pub sub_phases: Vec<SubPhase>,
    /// Which of [`Timeline::phases`] it is drawn like, from 0; one of these is drawn like itself.
    pub look: u8,
}

/// A smaller period inside a phase.
#[derive(Debug, Clone, PartialEq)]
pub struct SubPhase {
    /// Name.
    pub label: String,
    /// First day up to the day after its last.
    pub span: Span,
    /// Drawn in the dotted "before" style (*Before the PRC*).
    pub before: bool,
}

/// Another way to draw the periods.
#[derive(Debug, Clone, PartialEq)]
pub struct Scheme {
    /// Stable id.
    pub id: String,
    /// Name: whose periods they are.
    pub name: String,
    /// The work it is read from. Natively only.
    #[cfg(not(target_arch = "wasm32"))]
    pub source: Option<SourceIx>,
    /// What in the work it is read from.
    pub basis: String,
    /// How plainly the work says so. Natively only.
    #[cfg(not(target_arch = "wasm32"))]
    pub quality: String,
    /// Its periods in order; they do not overlap. Their ids are `<scheme>-<n>`, from 1.
    pub phases: Vec<Phase>,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Person {
    /// Stable id.
    pub id: String,
    /// Name in English.
    pub name: String,
    /// Name in the person's own script.
    pub native: String,
    /// Other spellings, for search.
    pub spellings: Vec<String>,
    /// Name in Pinyin with tone marks; may be empty. Natively only, like what follows.
    #[cfg(not(target_arch = "wasm32"))]
    pub pinyin: String,
    /// State or camp, as in the file; may be empty.
    #[cfg(not(target_arch = "wasm32"))]
    pub side: String,
    /// Year of birth.
    #[cfg(not(target_arch = "wasm32"))]
    pub born: Option<i32>,
    /// Year of death.
    #[cfg(not(target_arch = "wasm32"))]
    pub died: Option<i32>,
    /// Offices held.
    #[cfg(not(target_arch = "wasm32"))]
    pub roles: Vec<Role>,
    /// A remark; may be empty.
    #[cfg(not(target_arch = "wasm32"))]
    pub note: String,
}

/// An office and when it was held. Natively only.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Debug, Clone, PartialEq)]
pub struct Role {
    /// First year.
    pub from: Option<i32>,
    /// Last year.
    pub to: Option<i32>,
    /// The office.
    pub role: String,
}

/// A state, party or organisation.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// Stable id.
    pub id: String,
    /// Name in English.
    pub name: String,
    /// Names in other scripts, for search.
    pub spellings: Vec<String>,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Place {
    /// Stable id.
    pub id: String,
    /// Name in English.
    pub name: String,
    /// Other names: Chinese, Russian, older spellings.
    pub spellings: Vec<String>,
    /// Name in Chinese; may be empty. Natively only, like what follows.
    #[cfg(not(target_arch = "wasm32"))]
    pub zh: String,
    /// Name in Russian; may be empty.
    #[cfg(not(target_arch = "wasm32"))]
    pub ru: String,
    /// Latitude in degrees north.
    #[cfg(not(target_arch = "wasm32"))]
    pub lat: Option<f64>,
    /// Longitude in degrees east.
    #[cfg(not(target_arch = "wasm32"))]
    pub lon: Option<f64>,
    /// A remark: that the point is approximate; may be empty.
    #[cfg(not(target_arch = "wasm32"))]
    pub note: String,
}

/// A work.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Stable id.
    pub id: String,
    /// The citation in one line.
    pub citation: String,
    /// The sort of source in words: primary, secondary, newspaper, web, seed.
    pub kind: String,
    /// Address, present only if a reader may open it.
    pub url: Option<String>,
}

/// The use of a source by an event or a view.
#[derive(Debug, Clone, PartialEq)]
pub struct Citation {
    /// Which work.
    pub source: SourceIx,
    /// Page or section, where known.
    pub locator: Option<String>,
    /// It was opened for it. If not, it is further reading and not the citation.
    pub seen: bool,
}

/// An authored cause link.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Cause.
    pub from: EventIx,
    /// Effect.
    pub to: EventIx,
    /// Kind in words: "made possible", "pushed", …
    pub kind: String,
    /// Clause for the effect's card.
    pub because: String,
    /// Clause for the cause's card.
    pub so: String,
    /// What it rests on, in words: a work's citation, or "our reading".
    pub basis: String,
    /// The work it rests on; none when it is our reading.
    pub basis_source: Option<SourceIx>,
}

/// A term with a gloss.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Term {
    /// Stable id.
    pub id: String,
    /// The term.
    pub term: String,
    /// Other words that it explains.
    pub forms: Vec<String>,
    /// One sentence.
    pub definition: String,
    /// Events where it matters.
    pub events: Vec<EventIx>,
    /// The term in Chinese; may be empty. Natively only, like what follows.
    #[cfg(not(target_arch = "wasm32"))]
    pub zh: String,
    /// The term in Russian; may be empty.
    #[cfg(not(target_arch = "wasm32"))]
    pub ru: String,
}

/// A thing that sources or historians do not agree on.
#[derive(Debug, Clone, PartialEq)]
pub struct Dispute {
    /// Stable id.
    pub id: String,
    /// What is asked.
    pub topic: String,
    /// What sort of disagreement, in words. Natively only.
    #[cfg(not(target_arch = "wasm32"))]
    pub kind: String,
    /// The readings, at least one.
    pub readings: Vec<Reading>,
    /// What the editors make of it, in plain words.
    pub assessment: String,
    /// How sure they are: high, medium, low.
    pub confidence: String,
    /// Why the readings might differ; may be empty.
    pub why: String,
    /// Events it concerns.
    pub events: Vec<EventIx>,
    /// Ids of the statements of the seed texts that it concerns. Natively only.
    #[cfg(not(target_arch = "wasm32"))]
    pub claims: Vec<String>,
}

/// One reading of what is disputed.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Who holds it.
    pub who: String,
    /// What they say.
    pub says: String,
    /// Works that say so, at least one. Natively only.
    #[cfg(not(target_arch = "wasm32"))]
    pub sources: Vec<SourceIx>,
    /// Page or section; may be empty.
    pub locator: String,
}

/// How one side saw an event, or told it.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// The event.
    pub event: EventIx,
    /// Whose view: Moscow or Beijing.
    pub side: Side,
    /// The view, in the words of the editors.
    pub text: String,
    /// What it rests on, what was opened first. At least one was opened.
    pub sources: Vec<Citation>,
}

/// Words quoted from a source.
#[derive(Debug, Clone, PartialEq)]
pub struct Quotation {
    /// Stable id.
    pub id: String,
    /// The words, to the character.
    pub text: String,
    /// Whose words.
    pub speaker: String,
    /// When they were said or written.
    pub date: Option<Date>,
    /// The work that holds them.
    pub source: SourceIx,
    /// The work that they were read in, if it is another.
    pub via: Option<SourceIx>,
    /// Page or section, with "as cited in" where they were read elsewhere.
    pub locator: String,
    /// The event that they belong to.
    pub event: Option<EventIx>,
}

/// Numbers of one kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Stable id.
    pub id: String,
    /// What is counted. Natively only.
    #[cfg(not(target_arch = "wasm32"))]
    pub title: String,
    /// The unit of the values.
    pub unit: String,
    /// Name of the track of the plate on which it is drawn.
    pub track: Option<String>,
    /// What the points are to each other: dots, single, competing counts. Natively only.
    #[cfg(not(target_arch = "wasm32"))]
    pub kind: String,
    /// The points by the start of their dates, at least one.
    pub points: Vec<Point>,
    /// What the numbers rest on as a whole; may be empty. Natively only.
    #[cfg(not(target_arch = "wasm32"))]
    pub note: String,
    /// Events they belong to. Natively only.
    #[cfg(not(target_arch = "wasm32"))]
    pub events: Vec<EventIx>,
}

/// One number.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// When it held: a day, a year, an interval.
    pub date: Date,
    /// The number, in the unit of the series.
    pub value: f64,
    /// The source gives it as an order of magnitude.
    pub about: bool,
    /// It was worked out from the source and does not stand in it.
    pub derived: bool,
    /// What it counts or who counted; may be empty. Natively only, like what follows.
    #[cfg(not(target_arch = "wasm32"))]
    pub label: String,
    /// The work that gives it.
    #[cfg(not(target_arch = "wasm32"))]
    pub source: SourceIx,
    /// Page or section; may be empty.
    #[cfg(not(target_arch = "wasm32"))]
    pub locator: String,
    /// A remark that is shown with it; may be empty.
    #[cfg(not(target_arch = "wasm32"))]
    pub note: String,
}

#[cfg(not(target_arch = "wasm32"))]
pub use native::*;

/// What only the pages made by the build show.
#[cfg(not(target_arch = "wasm32"))]
mod native {
    use super::{DisputeIx, EventIx, SourceIx};
    use crate::core::date::Date;

    /// A statement of one of the two seed texts.
    #[derive(Debug, Clone, PartialEq, Default)]
    pub struct Claim {
        /// Stable id.
        pub id: String,
        /// The seed text.
        pub seed: Option<SourceIx>,
        /// Heading it stands under; may be empty.
        pub section: String,
        /// The statement.
        pub text: String,
        /// The words quoted in it.
        pub quotation: Option<Quoted>,
        /// The date it speaks of.
        pub date: Option<Date>,
        /// supported, disputed, not traced, page matter.
        pub standing: String,
        /// Events it is about.
        pub events: Vec<EventIx>,
        /// The dispute that weighs it.
        pub dispute: Option<DisputeIx>,
        /// Works it was held against.
        pub sources: Vec<SourceIx>,
        /// What was found; may be empty.
        pub comment: String,
    }

    /// Words quoted by a statement.
    #[derive(Debug, Clone, PartialEq)]
    pub struct Quoted {
        /// The words.
        pub text: String,
        /// Who is said to have said them.
        pub speaker: String,
        /// The source that hands them on.
        pub via: Option<SourceIx>,
    }

    /// What a work can be used for.
    #[derive(Debug, Clone, PartialEq)]
    pub struct Use {
        /// The work.
        pub source: SourceIx,
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
}

/// A tour: events in an order, with what is said at each. Lessons read it (`core::lesson::read`).
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    /// Stable id, used in addresses.
    pub id: String,
    /// Name.
    pub title: String,
    /// For whom it is, and how long it takes; may be empty.
    pub audience: String,
    /// In the order of telling; at most [`Story::MOST`].
    pub stops: Vec<Stop>,
}

impl Story {
    /// More stops than this fit no lesson.
    pub const MOST: usize = 14;
}

/// A stop of a tour.
#[derive(Debug, Clone, PartialEq)]
pub struct Stop {
    /// What it is about.
    pub event: EventIx,
    /// The days that are shown.
    pub span: Span,
    /// What is said.
    pub line: String,
    /// What is asked.
    pub question: String,
}

/// A question for pupils.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Stable id.
    pub id: String,
    /// How hard it is: core, stretch.
    pub level: String,
    /// The question.
    pub prompt: String,
    /// What is asked for, and what is right.
    pub task: Task,
    /// Why that is so.
    pub explanation: String,
    /// Events it is about.
    pub events: Vec<EventIx>,
    /// Ids of the statements it is about.
    pub claims: Vec<String>,
    /// Ids of what the answer rests on: works, events or statements.
    pub basis: Vec<String>,
    /// The work that is asked about.
    pub source: Option<SourceIx>,
    /// Page or section in it; may be empty.
    pub locator: String,
    /// Id of the quotation that is asked about; may be empty.
    pub quotation: String,
    /// The exercise it belongs to; may be empty.
    pub exercise: String,
}

/// What a question asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Task {
    /// One of several texts.
    Choice {
        /// What can be chosen.
        options: Vec<String>,
        /// The place of the right one, from 0.
        answer: usize,
    },
    /// The order of events in time.
    Order {
        /// Mixed, as they are shown.
        items: Vec<EventIx>,
        /// In order.
        answer: Vec<EventIx>,
    },
    /// What belongs to what. The items are ids of events, people or statements, or texts.
    Match {
        /// Each is in one pair.
        left: Vec<String>,
        /// Each may be in several pairs, or in none.
        right: Vec<String>,
        /// Places in left and right, from 0.
        answer: Vec<(usize, usize)>,
    },
    /// Words of one’s own.
    Text {
        /// The points of a good answer.
        answer: Vec<String>,
    },
}
