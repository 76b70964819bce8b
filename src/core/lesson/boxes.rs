//! When an item is asked again: five Leitner boxes, an examination day, and a code that carries it all to another device.
//!
//! Boxes wait 1, 3, 7, 16 and 35 days (Sebastian Leitner, "So lernt man lernen", 1972, with the gaps of the design, §2.4).
//! The caller gives the day; nothing here knows a clock.
//!
//! # The examination (design, §2.4)
//!
//! "Gaps are capped so that at least three reviews fall before it, the last 1–3 days before." With `n` of three reviews
//! still to come and the last of them two days before the examination, the next waits at most an `n`th of the days up to
//! that last one, and at least one day. After the third the next is capped at two days before, until one has been made
//! within three days of the examination. So who begins four days before it or earlier, and comes on the days that are
//! due, has at least three reviews, the last 1–3 days before. From the day of the examination on the boxes alone count.

use super::quiz::events_of;
use super::words::Say;
use super::Lessons;
use crate::core::data::{EventIx, Timeline};
use crate::core::date::Day;
use std::collections::BTreeMap;

/// How long each box waits, in days; the first is box 1.
pub const GAPS: [i32; 5] = [1, 3, 7, 16, 35];
/// Reviews before an examination.
pub const REVIEWS: u8 = 3;
/// The last review falls so many days before the examination at most, and one at least.
pub const LAST: i32 = 3;
/// Where a cap places the last review, in days before the examination.
const AIM: i32 = 2;
/// The longest progress code, in bytes.
pub const CODE_BYTES: usize = 20 * 1024;
/// What every code of this version begins with.
const OPENING: &str = "CU1.";

/// Where an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// The box, 1–5.
    pub level: u8,
    /// When it is asked again.
    pub due: Day,
    /// Reviews since the examination day was set, as far as they count: 0–[`REVIEWS`].
    pub reviews: u8,
}

/// How well an event is known: how the plate draws it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ink {
    /// No item about it was answered: outlined.
    Unseen,
    /// Some item about it is in the first box.
    Seen,
    /// Every item about it that was answered is in the second box or beyond: inked in.
    Inked,
}

/// What is known of a reader's answers. Empty for a new reader.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Progress {
    marks: BTreeMap<String, Mark>,
    exam: Option<Day>,
}

impl Progress {
    /// Where an item stands; none if it was never answered.
    pub fn mark(&self, key: &str) -> Option<Mark> {
        self.marks.get(key).copied()
    }

    /// How many items were answered.
    pub fn len(&self) -> usize {
        self.marks.len()
    }

    /// No item was answered.
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }

    /// The day of the examination.
    pub fn exam(&self) -> Option<Day> {
        self.exam
    }

    /// Sets the day of the examination, or takes it away. What is due later than the cap allows moves forward; nothing
    /// moves back.
    pub fn set_exam(&mut self, exam: Option<Day>, today: Day) {
        self.exam = exam;
        for mark in self.marks.values_mut() {
            mark.reviews = 0;
            mark.due = mark.due.min(capped(i32::MAX, exam, 0, today));
        }
    }

    /// Takes in an answer. A right one moves the item to the next box, a wrong one to the first. A new item starts from
    /// the first box, so that a right answer puts it in the second. A right answer before the item is due changes
    /// nothing: going through a quiz twice in an evening is not remembering for a week.
    pub fn answered(&mut self, key: &str, right: bool, today: Day) {
        let old = self.marks.get(key).copied();
        if right && old.is_some_and(|mark| mark.due > today) {
            return;
        }
        let level = match (old, right) {
            (_, false) => 1,
            (None, true) => 2,
            (Some(mark), true) => (mark.level + 1).min(GAPS.len() as u8),
        };
        // The first answer is learning, not a review; and only what was due is one.
        let reviews = match old {
            Some(mark) if mark.due <= today => (mark.reviews + 1).min(REVIEWS),
            Some(mark) => mark.reviews,
            None => 0,
        };
        let gap = GAPS.get(usize::from(level) - 1).copied().unwrap_or(1);
        let due = capped(gap, self.exam, reviews, today);
        self.marks.insert(key.to_owned(), Mark { level, due, reviews });
    }

    /// Keys of what is due today or was before: the longest waiting first, then the least known.
    pub fn due(&self, today: Day) -> Vec<String> {
        let mut due: Vec<_> = self.marks.iter().filter(|(_, mark)| mark.due <= today).collect();
        due.sort_by_key(|(_, mark)| (mark.due, mark.level));
        due.into_iter().map(|(key, _)| key.clone()).collect()
    }

    /// Forgets every answer. The examination day stays.
    pub fn forget(&mut self) {
        self.marks.clear();
    }

    /// Per event of the timeline, how well it is known.
    pub fn inks(&self, timeline: &Timeline, lessons: &Lessons) -> Vec<Ink> {
        let mut inks = vec![Ink::Unseen; timeline.events.len()];
        for (key, mark) in &self.marks {
            for event in events_of(key, timeline, lessons) {
                let Some(ink) = inks.get_mut(event.at()) else { continue };
                *ink = match (*ink, mark.level >= 2) {
                    (Ink::Unseen | Ink::Inked, true) => Ink::Inked,
                    _ => Ink::Seen,
                };
            }
        }
        inks
    }

    /// How well one event is known.
    pub fn ink(&self, event: EventIx, timeline: &Timeline, lessons: &Lessons) -> Ink {
        self.inks(timeline, lessons).get(event.at()).copied().unwrap_or(Ink::Unseen)
    }

    /// The progress code: a line of letters, digits and `. , : - %`, at most [`CODE_BYTES`] long. Where that is too
    /// short for all items, those known best are left out (the shipped dataset's all fit).
    ///
    /// `CU1.` · the examination day or nothing · for each form `.form,id:box reviews due,…` · `.` · a checksum. Days are
    /// days since 1970-01-01; other signs of ids are written `%` and two hexadecimal digits a byte.
    pub fn encode(&self) -> String {
        let mut keys: Vec<(&String, &Mark)> = self.marks.iter().collect();
        loop {
            let code = encode(self.exam, &keys);
            if code.len() <= CODE_BYTES || keys.is_empty() {
                return code;
            }
            // A tenth at a time: exact counting is not worth its code.
            let keep = keys.len() * 9 / 10;
            keys.sort_by_key(|(_, mark)| (mark.level, mark.due));
            keys.truncate(keep);
            keys.sort_by_key(|(key, _)| *key);
        }
    }

    /// Reads a progress code; spaces and line breaks in it do not matter. An error changes nothing: the caller keeps what
    /// it has.
    pub fn decode(code: &str) -> Result<Progress, CodeError> {
        let code: String = code.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
        if code.is_empty() {
            return Err(CodeError::Empty);
        }
        let Some(body) = code.strip_prefix(OPENING) else {
            let version = code.strip_prefix("CU").and_then(|rest| rest.split_once('.'));
            return Err(match version.and_then(|(number, _)| number.parse::<u32>().ok()) {
                Some(2..) => CodeError::Newer,
                _ if OPENING.starts_with(&code) => CodeError::Cut,
                _ => CodeError::Other,
            });
        };
        let (body, sum) = body.rsplit_once('.').ok_or(CodeError::Cut)?;
        if sum.len() < 8 || sum.contains(',') {
            return Err(CodeError::Cut);
        }
        if sum != checksum(body) {
            return Err(CodeError::Damaged);
        }
        read(body).ok_or(CodeError::Damaged)
    }
}

/// When an item answered today is due: after `gap` days, or earlier before an examination; see the head of this file.
fn capped(gap: i32, exam: Option<Day>, reviews: u8, today: Day) -> Day {
    let after = Day(today.0.saturating_add(gap));
    let Some(exam) = exam else { return after };
    let left = exam.0.saturating_sub(today.0);
    let done = reviews >= REVIEWS && left <= LAST;
    if left <= 1 || done {
        return after;
    }
    let to_come = i32::from(REVIEWS.saturating_sub(reviews).max(1));
    after.min(Day(today.0.saturating_add(((left - AIM) / to_come).max(1))))
}

/// What is wrong with a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeError {
    /// There is nothing.
    Empty,
    /// It is something else.
    Other,
    /// It is of a later version.
    Newer,
    /// Its end is missing.
    Cut,
    /// Its checksum does not fit.
    Damaged,
}

impl CodeError {
    /// What is wrong and how to mend it, in the reader's language.
    pub fn text(self) -> &'static str {
        match self {
            CodeError::Empty => Say::CodeEmpty.text(),
            CodeError::Other => Say::CodeOther.text(),
            CodeError::Newer => Say::CodeNewer.text(),
            CodeError::Cut => Say::CodeCut.text(),
            CodeError::Damaged => Say::CodeDamaged.text(),
        }
    }
}

fn encode(exam: Option<Day>, keys: &[(&String, &Mark)]) -> String {
    let mut body = exam.map(|day| day.0.to_string()).unwrap_or_default();
    let mut last = None;
    for (key, mark) in keys {
        // A key without a form has none in the code either, which is told from an empty form by its id.
        let (form, id) = key.split_once(':').map_or((None, key.as_str()), |(form, id)| (Some(form), id));
        if last != Some(form) {
            body.push('.');
            body.push_str(&form.map_or("%".to_owned(), escape));
            last = Some(form);
        }
        let (level, reviews, due) = (mark.level, mark.reviews, mark.due.0);
        body.push_str(&format!(",{}:{level}{reviews}{due}", escape(id)));
    }
    let sum = checksum(&body);
    [OPENING, &body, ".", &sum].concat()
}

fn read(body: &str) -> Option<Progress> {
    let mut parts = body.split('.');
    let exam = match parts.next()? {
        "" => None,
        day => Some(Day(day.parse().ok()?)),
    };
    let mut marks = BTreeMap::new();
    for part in parts {
        let mut entries = part.split(',');
        let form = match entries.next()? {
            "%" => None,
            form => Some(unescape(form)?),
        };
        for entry in entries {
            let (id, mark) = entry.split_once(':')?;
            let digit = |at: usize| mark.get(at..=at)?.parse::<u8>().ok();
            let mark = Mark {
                level: digit(0).filter(|level| (1..=GAPS.len() as u8).contains(level))?,
                reviews: digit(1).filter(|reviews| *reviews <= REVIEWS)?,
                due: Day(mark.get(2..)?.parse().ok()?),
            };
            let id = unescape(id)?;
            let key = form.as_ref().map_or(id.clone(), |form| [form.as_str(), ":", &id].concat());
            marks.insert(key, mark);
        }
    }
    Some(Progress { marks, exam })
}

/// Letters, digits and hyphens stay.
fn escape(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02x}")),
        }
    }
    out
}

fn unescape(text: &str) -> Option<String> {
    let mut out = Vec::new();
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        out.push(match byte {
            b'%' => {
                let digit = |byte: u8| char::from(byte).to_digit(16);
                let (high, low) = (digit(bytes.next()?)?, digit(bytes.next()?)?);
                u8::try_from(high * 16 + low).ok()?
            }
            byte => byte,
        });
    }
    String::from_utf8(out).ok()
}

/// FNV-1a of 32 bits (Fowler, Noll and Vo), in eight hexadecimal digits: it finds slips, not forgers.
fn checksum(text: &str) -> String {
    let hash =
        text.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("{hash:08x}")
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::core::data;
    use crate::core::lesson::quiz::Bank;
    use proptest::prelude::*;

    const TODAY: Day = Day(20_000);

    fn after(days: i32) -> Day {
        Day(TODAY.0 + days)
    }

    #[test]
    fn a_right_answer_waits_longer_and_a_wrong_one_begins_again() {
        let mut own = Progress::default();
        let mut today = TODAY;
        for (level, gap) in [(2, 3), (3, 7), (4, 16), (5, 35), (5, 35)] {
            own.answered("place:a", true, today);
            assert_eq!(
                own.mark("place:a").map(|mark| (mark.level, mark.due)),
                Some((level, Day(today.0 + gap)))
            );
            assert!(own.due(Day(today.0 + gap - 1)).is_empty());
            today = Day(today.0 + gap);
            assert_eq!(own.due(today), ["place:a"]);
        }
        own.answered("place:a", false, today);
        assert_eq!(own.mark("place:a").map(|mark| (mark.level, mark.due)), Some((1, Day(today.0 + 1))));
        own.answered("place:b", false, TODAY);
        assert_eq!(own.mark("place:b").map(|mark| (mark.level, mark.due)), Some((1, after(1))));
    }

    #[test]
    fn an_early_right_answer_changes_nothing_and_an_early_wrong_one_counts() {
        let mut own = Progress::default();
        own.answered("place:a", true, TODAY);
        let before = own.clone();
        own.answered("place:a", true, after(2));
        assert_eq!(own, before);
        own.answered("place:a", false, after(2));
        assert_eq!(own.mark("place:a").map(|mark| (mark.level, mark.due)), Some((1, after(3))));
    }

    #[test]
    fn what_waits_longest_is_due_first_and_forgetting_leaves_nothing() {
        let mut own = Progress::default();
        own.answered("late", false, after(2));
        own.answered("known", true, TODAY);
        own.answered("early", false, TODAY);
        own.answered("later", true, after(5));
        assert_eq!(own.due(after(3)), ["early", "late", "known"]);
        own.forget();
        assert!(own.is_empty() && own.due(after(99)).is_empty());
    }

    #[test]
    fn an_examination_moves_forward_what_would_come_after_it() {
        let mut own = Progress::default();
        let mut today = TODAY;
        for _ in 0..4 {
            own.answered("place:a", true, today);
            today = own.mark("place:a").unwrap().due;
        }
        let last = Day(today.0 - 35);
        assert_eq!(own.mark("place:a").unwrap().level, 5);
        // Twenty days are left: the third part of the eighteen before the last review.
        own.set_exam(Some(Day(last.0 + 20)), last);
        assert_eq!(own.mark("place:a").unwrap().due, Day(last.0 + 6));
        // What is overdue stays so, and what is over caps nothing.
        own.set_exam(Some(Day(last.0 + 60)), Day(last.0 + 9));
        assert_eq!(own.mark("place:a").unwrap().due, Day(last.0 + 6));
        own.answered("place:a", true, Day(last.0 + 61));
        assert_eq!(own.mark("place:a").unwrap().due, Day(last.0 + 61 + 35));
    }

    proptest! {
        /// Who comes on the days that are due, right or wrong.
        #[test]
        fn three_reviews_fall_before_an_examination_the_last_just_before(
            left in 4..400i32, rights in proptest::collection::vec(any::<bool>(), 500), late in 0..100i32,
        ) {
            let mut own = Progress::default();
            let exam = after(left);
            let mut rights = rights.into_iter().cycle();
            // Some were answered long before the day was set.
            if late > 50 {
                let mut today = Day(TODAY.0 - late);
                while today <= TODAY {
                    own.answered("place:a", rights.next().unwrap_or(true), today);
                    today = own.mark("place:a").unwrap().due;
                }
            }
            own.set_exam(Some(exam), TODAY);
            own.answered("place:a", rights.next().unwrap_or(true), TODAY);
            let mut reviews = Vec::new();
            loop {
                let due = own.mark("place:a").unwrap().due;
                if due >= exam {
                    break;
                }
                reviews.push(exam.0 - due.0);
                own.answered("place:a", rights.next().unwrap_or(true), due);
            }
            prop_assert!(reviews.len() >= 3, "{reviews:?}");
            prop_assert!(reviews.last().is_some_and(|days| (1..=LAST).contains(days)), "{reviews:?}");
        }

        #[test]
        fn a_code_gives_back_what_it_was_made_of(
            keys in proptest::collection::btree_map(
                prop_oneof!["[a-z-]{1,8}:[a-z0-9-]{1,20}", "\\PC{0,12}", "[:.,%]{0,4}"],
                (1..=5u8, 0..=REVIEWS, any::<i32>()), 0..60),
            exam in proptest::option::of(any::<i32>()),
            cut in any::<proptest::sample::Index>(),
        ) {
            let mark = |(level, reviews, due)| Mark { level, reviews, due: Day(due) };
            let own = Progress {
                marks: keys.into_iter().map(|(key, of)| (key, mark(of))).collect(),
                exam: exam.map(Day),
            };
            let code = own.encode();
            prop_assert!(code.is_ascii() && code.len() <= CODE_BYTES);
            prop_assert_eq!(Progress::decode(&code), Ok(own.clone()));
            // As a mail breaks it.
            let broken: String = code.chars().flat_map(|c| [c, '\n']).collect();
            prop_assert_eq!(Progress::decode(&broken), Ok(own));
            // As a hand cuts it, and as a finger slips.
            let at = cut.index(code.len());
            prop_assert!(Progress::decode(&code[..at]).is_err());
            let mut slip = code.clone().into_bytes();
            slip[at] = if slip[at] == b'7' { b'3' } else { b'7' };
            prop_assert!(Progress::decode(&String::from_utf8(slip).unwrap()).is_err());
        }

        #[test]
        fn no_text_is_too_strange_to_be_refused(text in "\\PC{0,40}", tail in "CU1\\.[-0-9a-z.,:%]{0,40}") {
            prop_assert!(Progress::decode(&text).is_err());
            prop_assert!(Progress::decode(&tail).is_err());
            let sealed = [OPENING, &text, ".", &checksum(&text)].concat();
            let _ = Progress::decode(&sealed);
        }
    }

    #[test]
    fn a_damaged_code_says_what_is_wrong() {
        let mut own = Progress::default();
        own.answered("place:secret-speech", true, TODAY);
        own.answered("place:lushun-returned", false, TODAY);
        own.answered("q:q07", true, TODAY);
        own.set_exam(Some(after(90)), TODAY);
        let code = own.encode();
        assert!(
            code.starts_with("CU1.20090.place,lushun-returned:1020001,secret-speech:2020003.q,q07:2020003."),
            "{code}"
        );
        assert_eq!(Progress::decode(&[" ", &code, "\r\n"].concat()), Ok(own));
        let wrong = |text: &str| Progress::decode(text).err();
        assert_eq!(wrong(" \n"), Some(CodeError::Empty));
        assert_eq!(wrong("hello"), Some(CodeError::Other));
        assert_eq!(wrong(&code[1..]), Some(CodeError::Other));
        assert_eq!(wrong(&code.replace("CU1", "CU2")), Some(CodeError::Newer));
        assert_eq!(wrong(&code[..code.len() - 3]), Some(CodeError::Cut));
        assert_eq!(wrong(&code[..20]), Some(CodeError::Cut));
        assert_eq!(wrong("CU1"), Some(CodeError::Cut));
        assert_eq!(wrong(&code.replace("q07", "q08")), Some(CodeError::Damaged));
        assert_eq!(wrong(&code.replace(":2020003.q", ":2020004.q")), Some(CodeError::Damaged));
        assert!(CodeError::Cut.text().contains("Copy it again"));
    }

    #[test]
    fn the_code_of_everything_fits() {
        let bytes = include_bytes!("../../../data/timeline.json");
        let timeline = data::load(bytes).0.unwrap_or_default();
        let lessons = Lessons::read(bytes, &timeline);
        let mut own = Progress::default();
        Bank::new(&timeline, &lessons).keys().for_each(|key| own.answered(&key, true, TODAY));
        own.set_exam(Some(after(90)), TODAY);
        assert!(own.len() > 700);
        assert_eq!(Progress::decode(&own.encode()), Ok(own));
        // What does not fit is what is known best.
        let mut many = Progress::default();
        for n in 0..3000 {
            many.answered(&format!("place:event-{n}"), n % 3 > 0, TODAY);
        }
        let read = Progress::decode(&many.encode()).unwrap();
        assert!(many.encode().len() <= CODE_BYTES && read.len() > 700);
        assert!(many.due(after(1)).iter().take(700).all(|key| read.mark(key).is_some()));
    }

    #[test]
    fn an_event_is_inked_when_all_that_was_asked_of_it_is_known() {
        let bytes = include_bytes!("../../../data/timeline.json");
        let timeline = data::load(bytes).0.unwrap_or_default();
        let lessons = Lessons::read(bytes, &timeline);
        let speech = timeline.find("secret-speech").unwrap();
        let mut own = Progress::default();
        let ink = |own: &Progress| own.ink(speech, &timeline, &lessons);
        assert_eq!(ink(&own), Ink::Unseen);
        own.answered("place:secret-speech", true, TODAY);
        assert_eq!(ink(&own), Ink::Inked);
        // A written question about it.
        own.answered("q:q07", false, TODAY);
        assert_eq!(ink(&own), Ink::Seen);
        own.answered("q:q07", true, after(1));
        assert_eq!(ink(&own), Ink::Inked);
        own.answered("place:of-another-dataset", false, TODAY);
        assert_eq!(own.inks(&timeline, &lessons).iter().filter(|ink| **ink != Ink::Unseen).count(), 1);
    }
}
