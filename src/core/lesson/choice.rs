//! My selection: events in an order that the reader gives them, each with a line that says why; also a story of one's own,
//! for which the lines are what is said. It stands in the address (`n` its title, `x` its events) and goes into a file.

use super::place::Place;
use crate::core::data::{EventIx, Stop, Story, Timeline};
use crate::core::date::{Day, Span};

/// What ends an id, and what ends an entry; both are kept out of lines.
const LINE: char = '~';
const ENTRY: char = '|';
/// Most events that are chosen; an address of more is cut.
pub const MOST: usize = 40;
/// Longest line and title, characters.
pub const LONGEST: usize = 240;
/// The id of one's own story in addresses.
pub const OWN: &str = "own";
/// Days before and after an event that a stop of one's own shows.
const AROUND: i32 = 365;

/// The chosen events, the most significant first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Selection {
    /// Its title; may be empty.
    pub title: String,
    /// Event and line.
    pub entries: Vec<(EventIx, String)>,
}

impl Selection {
    /// Reads it from the parts `n` and `x`. Events that are not in the dataset are left out, of two only the first kept.
    pub fn parse(place: &Place, timeline: &Timeline) -> Selection {
        let mut own = Selection { title: clean(place.get("n").unwrap_or_default()), entries: Vec::new() };
        for entry in place.get("x").unwrap_or_default().split(ENTRY).take(MOST) {
            let (id, line) = entry.split_once(LINE).unwrap_or((entry, ""));
            if let Some(ix) = timeline.find(id).filter(|ix| !own.holds(*ix)) {
                own.entries.push((ix, clean(line)));
            }
        }
        own
    }

    /// Writes it into the parts `n` and `x` of a place.
    #[must_use]
    pub fn written(&self, place: &Place, timeline: &Timeline) -> Place {
        let entry = |(ix, line): &(EventIx, String)| {
            let id = timeline.event(*ix).map_or("", |event| event.id.as_str());
            if line.is_empty() {
                id.to_owned()
            } else {
                format!("{id}{LINE}{line}")
            }
        };
        let text = self.entries.iter().map(entry).collect::<Vec<_>>().join(&ENTRY.to_string());
        let title = (!self.title.is_empty()).then_some(self.title.as_str());
        place.with("n", title).with("x", (!text.is_empty()).then_some(text.as_str()))
    }

    /// The event is chosen.
    pub fn holds(&self, event: EventIx) -> bool {
        self.entries.iter().any(|(ix, _)| *ix == event)
    }

    /// Adds an event at the end, or takes it out.
    pub fn toggle(&mut self, event: EventIx) {
        match self.holds(event) {
            true => self.entries.retain(|(ix, _)| *ix != event),
            false if self.entries.len() < MOST => self.entries.push((event, String::new())),
            false => {}
        }
    }

    /// Moves an entry by one place, up (true) or down.
    pub fn shift(&mut self, at: usize, up: bool) {
        let to = if up { at.checked_sub(1) } else { Some(at + 1) };
        if let Some(to) = to.filter(|to| *to < self.entries.len() && at < self.entries.len()) {
            self.entries.swap(at, to);
        }
    }

    /// Gives an entry its line.
    pub fn set_line(&mut self, at: usize, line: &str) {
        if let Some((_, own)) = self.entries.get_mut(at) {
            *own = clean(line);
        }
    }

    /// Gives it a title.
    pub fn set_title(&mut self, title: &str) {
        self.title = clean(title);
    }

    /// Puts the events in order of time.
    pub fn in_time(&mut self) {
        crate::core::order::sort_by(&mut self.entries, |a, b| a.0.cmp(&b.0));
    }

    /// As a story: each event a stop, at most [`Story::MOST`]; none without an event.
    pub fn story(&self, timeline: &Timeline) -> Option<Story> {
        let domain = timeline.domain();
        let stop = |(ix, line): &(EventIx, String)| {
            let event = timeline.event(*ix)?;
            let at = event.at as i32;
            let start = Day((at - AROUND).max(domain.start.0));
            let end = Day((event.when.end.0.max(at) + AROUND).min(domain.end.0));
            let line = if line.is_empty() { event.standfirst.clone() } else { line.clone() };
            Some(Stop { event: *ix, span: Span { start, end }, line, question: String::new() })
        };
        let stops: Vec<Stop> = self.entries.iter().filter_map(stop).take(Story::MOST).collect();
        let story = Story { id: OWN.to_owned(), title: self.title.clone(), audience: String::new(), stops };
        (!story.stops.is_empty()).then_some(story)
    }

    /// As a file: a dataset's section `stories` with this one, which an author may put among the others.
    pub fn file(&self, timeline: &Timeline) -> String {
        let stop = |stop: &Stop| {
            let id = timeline.event(stop.event).map_or("", |event| event.id.as_str());
            let pairs = [
                ("event", id.to_owned()),
                ("from", stop.span.start.iso()),
                ("to", Day(stop.span.end.0 - 1).iso()),
                ("line", stop.line.clone()),
                ("question", stop.question.clone()),
            ];
            let fields: Vec<String> =
                pairs.iter().map(|(name, text)| format!("\"{name}\": {}", quoted(text))).collect();
            format!("        {{ {} }}", fields.join(", "))
        };
        let Some(story) = self.story(timeline) else { return String::new() };
        let stops: Vec<String> = story.stops.iter().map(stop).collect();
        format!(
            "{{\n  \"stories\": [\n    {{\n      \"id\": \"{OWN}\",\n      \"title\": {},\n      \"stops\": [\n{}\n      ]\n    }}\n  ]\n}}\n",
            quoted(&story.title),
            stops.join(",\n")
        )
    }

    /// Takes the first story of such a file; none if it holds none of this dataset.
    pub fn of_file(bytes: &[u8], timeline: &Timeline) -> Option<Selection> {
        let story = super::Lessons::read(bytes, timeline).stories.into_iter().next()?;
        let entries = story.stops.into_iter().map(|stop| (stop.event, clean(&stop.line))).collect();
        Some(Selection { title: clean(&story.title), entries })
    }
}

/// A line without the signs that part entries, and not too long.
fn clean(text: &str) -> String {
    text.chars().filter(|c| ![LINE, ENTRY].contains(c) && !c.is_control()).take(LONGEST).collect()
}

/// A text as JSON.
fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}

/// The time between two events: from the one to the other, and what lay in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Between {
    /// The earlier, then the later.
    pub ends: (EventIx, EventIx),
    /// Shortest and longest time between them, days: dates are not always known to the day.
    pub days: (i32, i32),
    /// Events that certainly lay between: their dates begin after the one and end before the other.
    pub events: Vec<EventIx>,
}

impl Between {
    /// Of two events of the dataset; none if they are one.
    pub fn of(a: EventIx, b: EventIx, timeline: &Timeline) -> Option<Between> {
        let (from, to) = (a.min(b), a.max(b));
        let (first, last) = (timeline.event(from)?, timeline.event(to)?);
        if from == to {
            return None;
        }
        // A span ends on the day before its end.
        let least = (last.when.start.0 - (first.when.end.0 - 1)).max(0);
        let most = last.when.end.0 - 1 - first.when.start.0;
        let inside = timeline.events.iter().zip(0..).filter(|(event, i)| {
            let ix = EventIx(*i);
            ix != from && ix != to && event.when.start >= first.when.end && event.when.end <= last.when.start
        });
        Some(Between {
            ends: (from, to),
            days: (least, most),
            events: inside.map(|(_, i)| EventIx(i)).collect(),
        })
    }

    /// Whole years and months of a time in days, by the mean length of a Gregorian month (30.436875 days).
    pub fn years_months(days: i32) -> (usize, usize) {
        let months = (f64::from(days.max(0)) / 30.436_875).floor() as usize;
        (months / 12, months % 12)
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::core::data;

    fn shipped() -> Timeline {
        data::load(include_bytes!("../../../data/timeline.json")).0.unwrap_or_default()
    }

    #[test]
    fn it_stands_in_the_address_and_comes_back() {
        let timeline = shipped();
        let mut own = Selection::default();
        own.set_title("Why? A|B & 中文");
        for id in ["secret-speech", "treaty-1950", "zhenbao-2-march"] {
            own.toggle(timeline.find(id).unwrap_or(EventIx(0)));
        }
        own.set_line(0, "it ~ shook = everybody & all");
        own.shift(2, true);
        let place = own.written(&Place::parse("v=selection&by=luthi"), &timeline);
        assert_eq!(Selection::parse(&Place::parse(&place.print()), &timeline), own);
        assert_eq!(own.title, "Why? AB & 中文");
        let order: Vec<&str> =
            own.entries.iter().map(|(ix, _)| timeline.events[ix.at()].id.as_str()).collect();
        assert_eq!(order, ["secret-speech", "zhenbao-2-march", "treaty-1950"]);
        own.in_time();
        assert!(own.entries.is_sorted_by_key(|(ix, _)| *ix));
        own.toggle(own.entries[0].0);
        assert_eq!(own.entries.len(), 2);
    }

    #[test]
    fn a_file_comes_back_and_is_a_valid_section() {
        let timeline = shipped();
        let mut own = Selection { title: "Say \"so\"".into(), entries: Vec::new() };
        own.toggle(EventIx(3));
        own.toggle(EventIx(50));
        own.set_line(0, "A line with a \\ in it");
        own.set_line(1, "Another");
        assert_eq!(Selection::of_file(own.file(&timeline).as_bytes(), &timeline), Some(own));
        assert_eq!(Selection::of_file(b"{}", &timeline), None);
        assert_eq!(Selection::of_file(b"no", &timeline), None);
    }

    #[test]
    fn what_lay_between_lay_there_under_every_reading() {
        let timeline = shipped();
        let find = |id| timeline.find(id).unwrap_or(EventIx(0));
        let between = Between::of(find("secret-speech"), find("treaty-1950"), &timeline);
        let Some(between) = between else { panic!("they are two") };
        // 14 February 1950 to 25 February 1956: both are known to the day.
        assert_eq!(between.days, (2202, 2202));
        assert_eq!(Between::years_months(2202), (6, 0));
        assert!(
            between.events.contains(&find("stalin-dies")) && !between.events.contains(&find("prc-founded"))
        );
        let (first, last) = (&timeline.events[between.ends.0.at()], &timeline.events[between.ends.1.at()]);
        assert!(between.events.iter().all(|ix| {
            let when = timeline.events[ix.at()].when;
            when.start >= first.when.end && when.end <= last.when.start
        }));
        // Known to the year only: the time has a least and a most.
        let vague = Between::of(find("mao-view-1955"), find("mao-view-1958"), &timeline).map(|b| b.days);
        assert_eq!(vague, Some((732, 1460)));
        assert_eq!(Between::of(find("secret-speech"), find("secret-speech"), &timeline), None);
    }
}
