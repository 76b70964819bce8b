//! Quizzes: questions made from the dataset's fields, and the written ones. A wrong option is always a true statement
//! about something else, so that nobody learns what is false.
//!
//! What an item asks stands here; `bank` chooses items and makes them, `shown` says what is drawn of one and judges an
//! answer. Everything follows from the dataset, the written questions and a seed.

mod bank;
mod shown;

pub use bank::{events_of, names_a_date, Bank, APART};
pub use shown::{Choice, Given, Right, Shown, Verdict, HALF_YEAR, YEAR};

use super::Lessons;
use crate::core::data::{EventIx, LinkIx, SourceIx, Timeline};

/// How an item asks. Its word opens the item's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// When was it?
    Place,
    /// Which came first?
    Order,
    /// Because of what?
    Because,
    /// What did it lead to?
    LedTo,
    /// Whose words?
    Who,
    /// How did one side see it?
    Saw,
    /// In which period? Not scored.
    Period,
    /// Which work is cited?
    Work,
    /// A written question of any task.
    Written,
}

impl Form {
    /// Every form.
    pub const ALL: &'static [Form] = &[
        Form::Place,
        Form::Order,
        Form::Because,
        Form::LedTo,
        Form::Who,
        Form::Saw,
        Form::Period,
        Form::Work,
        Form::Written,
    ];

    /// The word before the colon of a key. It is kept on devices: it must not change.
    pub fn word(self) -> &'static str {
        match self {
            Form::Place => "place",
            Form::Order => "order",
            Form::Because => "because",
            Form::LedTo => "led-to",
            Form::Who => "who",
            Form::Saw => "saw",
            Form::Period => "period",
            Form::Work => "work",
            Form::Written => "q",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Form> {
        Form::ALL.iter().copied().find(|form| form.word() == word)
    }
}

/// How finely a date is asked for: never more finely than it is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// Both ends are known to the day.
    Day,
    /// Both ends are known to the month at least.
    Month,
    /// An end is known to the season or the year.
    Year,
}

/// What is asked, and what is right. Indices are into the timeline's lists; `question` is a place in
/// [`Lessons::questions`]. `right` without a type of its own is a place in `options`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// When was this event? Any day inside its bounds is right.
    Place {
        /// The event.
        event: EventIx,
        /// The finest unit that may be asked for.
        precision: Precision,
    },
    /// Which of these came first, and so on?
    Order {
        /// Three to six, mixed. Between any two lie at least [`APART`] days.
        events: Vec<EventIx>,
        /// Places in `events`, the earliest first.
        right: Vec<usize>,
    },
    /// Which of these does the dataset name as a cause?
    Because {
        /// The effect.
        event: EventIx,
        /// One cause; the others have no link to the event, not by way of others either.
        options: Vec<EventIx>,
        /// The cause.
        right: usize,
        /// The link asked about.
        link: LinkIx,
    },
    /// Which of these does the dataset name as an effect?
    LedTo {
        /// The cause.
        event: EventIx,
        /// One effect; the others as in [`Ask::Because`].
        options: Vec<EventIx>,
        /// The effect.
        right: usize,
        /// The link asked about.
        link: LinkIx,
    },
    /// Whose words are these?
    Who {
        /// A place in the list of quotations.
        quotation: usize,
        /// Places there; each stands for its speaker.
        options: Vec<usize>,
        /// The speaker.
        right: usize,
    },
    /// Which of these views did this side take of the event?
    Saw {
        /// The event.
        event: EventIx,
        /// Places in the list of views: all of the same side, each of another event.
        options: Vec<usize>,
        /// The view of the event.
        right: usize,
    },
    /// In which period was it? Not scored.
    Period {
        /// The event, well inside one period.
        event: EventIx,
        /// The period, of [`Timeline::phases`], all of which are options.
        right: usize,
        /// Whose periods place it in another kind of time: name of the scheme, name of its period.
        disagree: Vec<(String, String)>,
    },
    /// Which of these works was opened for this event?
    Work {
        /// The event.
        event: EventIx,
        /// Works that were opened; only one is cited for the event.
        options: Vec<SourceIx>,
        /// The work that is.
        right: usize,
    },
    /// A written question with options.
    Choice {
        /// Its place.
        question: usize,
    },
    /// A written question that asks for an order.
    Sequence {
        /// Its place.
        question: usize,
    },
    /// A written question that asks what belongs to what.
    Match {
        /// Its place.
        question: usize,
    },
    /// A written question answered in one's own words and marked by oneself.
    Text {
        /// Its place.
        question: usize,
    },
}

/// One question of a quiz.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Stable from seed to seed and version to version, as long as the ids are: `place:secret-speech`, `q:q07`.
    pub key: String,
    /// How it asks.
    pub form: Form,
    /// What it is about, in the plate's terms: who knows it has these inked. Other events may be mentioned.
    pub about: Vec<EventIx>,
    /// What is asked.
    pub ask: Ask,
}

impl Item {
    /// An answer may be right or wrong. What is not scored does not go into the boxes.
    pub fn is_scored(&self) -> bool {
        !matches!(self.ask, Ask::Period { .. })
    }
}

/// Fewest and most items of a quiz; a small dataset or selection may give fewer.
pub const ITEMS: (usize, usize) = (6, 10);

/// A quiz: the same seed and the same data give the same. `wanted` items within [`ITEMS`], about events that are `among`
/// the selected, no event as the subject of two if that can be avoided. Keys that are `due` come first, the earlier
/// in the list the sooner; the rest is spread over forms and periods. Neighbours differ in form and period where they can.
pub fn quiz(
    timeline: &Timeline,
    lessons: &Lessons,
    seed: u64,
    wanted: usize,
    among: &dyn Fn(EventIx) -> bool,
    due: &[String],
) -> Vec<Item> {
    Bank::new(timeline, lessons).quiz(seed, wanted, among, due)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
