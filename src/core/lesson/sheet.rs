//! Sheets to print: what stands on a handout, which cells of a worksheet are blank, where the numbered circles of the
//! strip stand along the band, and how cards lie on their pages.

use super::chance::Chance;
use super::quiz::names_a_date;
use crate::core::data::{Event, EventIx, Lane, Link, LinkIx, SourceIx, Stop, Timeline};
use crate::core::date::Day;
use crate::core::order::{order, within};
use crate::core::plate::band::Band;

/// What is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sheet {
    /// The strip, a table, the sources.
    #[default]
    Handout,
    /// The same with gaps, and room to explain.
    Worksheet,
    /// To sort on desks.
    Cards,
    /// A stop a page.
    Slides,
}

/// What is blank on a worksheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Gaps {
    /// When it was.
    Dates,
    /// What happened.
    Events,
    /// Why it happened, or what came of it.
    Because,
    /// To which period it belongs.
    Periods,
    /// Some of each, and of the places.
    #[default]
    All,
}

/// The paper in the printer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8.5 × 11 in.
    Letter,
}

/// Two worksheets of one seed: for neighbours. What is blank on one is, as far as can be, given on the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Version {
    /// The first.
    #[default]
    A,
    /// The other.
    B,
}

impl Version {
    /// Its letter.
    pub fn letter(self) -> &'static str {
        match self {
            Version::A => "A",
            Version::B => "B",
        }
    }
}

// ---- the table ----

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// When.
    Date,
    /// What happened.
    Event,
    /// Where.
    Place,
    /// The period.
    Period,
    /// Because … or so ….
    Because,
    /// Letters of the sources. Never blank by chance.
    Source,
}

/// The columns of a handout (no gaps) or a worksheet, after the number.
pub fn columns(gaps: Option<Gaps>) -> &'static [Column] {
    use Column::{Because, Date, Event, Period, Place, Source};
    match gaps {
        None | Some(Gaps::Dates | Gaps::Events) => &[Date, Event, Place, Source],
        Some(Gaps::Because) => &[Date, Event, Place, Because, Source],
        Some(Gaps::Periods) => &[Date, Event, Place, Period, Source],
        Some(Gaps::All) => &[Date, Event, Place, Period, Because, Source],
    }
}

/// An event on a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The event.
    pub event: EventIx,
    /// From 1, in the order of the sheet.
    pub number: usize,
    /// Its date in the reader's language.
    pub date: String,
    /// What happened.
    pub title: String,
    /// Where; may be empty.
    pub place: String,
    /// Name of its period; empty outside all.
    pub period: String,
    /// Why it happened, by the first link that says so; may be empty.
    pub because: String,
    /// What came of it; may be empty.
    pub so: String,
    /// Letters of its sources.
    pub letters: Vec<String>,
}

impl Row {
    /// The clause of its cell, and whether that is a "so": the cause where one is known, else what came of it.
    pub fn reason(&self) -> (bool, &str) {
        match self.because.is_empty() {
            true => (true, &self.so),
            false => (false, &self.because),
        }
    }

    /// What stands in a cell; empty where nothing is known.
    pub fn cell(&self, column: Column) -> String {
        match column {
            Column::Date => self.date.clone(),
            Column::Event => self.title.clone(),
            Column::Place => self.place.clone(),
            Column::Period => self.period.clone(),
            Column::Because => self.reason().1.to_owned(),
            Column::Source => self.letters.join(", "),
        }
    }
}

/// A work that was opened for an event of the sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Work {
    /// Which.
    pub source: SourceIx,
    /// a, b … z, aa, ab ….
    pub letter: String,
    /// How it is cited.
    pub citation: String,
    /// Pages or sections, each with the numbers of the events that rest on it.
    pub pages: Vec<(String, Vec<usize>)>,
}

/// What stands on a handout.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// The events, in the order given.
    pub rows: Vec<Row>,
    /// What they rest on, by first use.
    pub works: Vec<Work>,
}

/// The letter of the n-th work from 0: a, b … z, aa, ab ….
pub fn letter(n: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = n + 1;
    while rest > 0 {
        letters.push(char::from(b'a' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// The table of these events. Works that nobody opened are further reading and not listed.
pub fn table(timeline: &Timeline, events: &[EventIx]) -> Table {
    let mut table = Table::default();
    for &ix in events {
        let Some(event) = timeline.event(ix) else { continue };
        let number = table.rows.len() + 1;
        let mut letters = Vec::new();
        for citation in event.sources.iter().filter(|citation| citation.seen) {
            let Some(source) = timeline.sources.get(citation.source.at()) else { continue };
            let at = match table.works.iter().position(|work| work.source == citation.source) {
                Some(at) => at,
                None => {
                    table.works.push(Work {
                        source: citation.source,
                        letter: letter(table.works.len()),
                        citation: source.citation.clone(),
                        pages: Vec::new(),
                    });
                    table.works.len() - 1
                }
            };
            let Some(work) = table.works.get_mut(at) else { continue };
            if !letters.contains(&work.letter) {
                letters.push(work.letter.clone());
            }
            let Some(locator) = citation.locator.as_ref().filter(|locator| !locator.is_empty()) else {
                continue;
            };
            match work.pages.iter_mut().find(|(own, _)| own == locator) {
                Some((_, numbers)) if numbers.contains(&number) => {}
                Some((_, numbers)) => numbers.push(number),
                None => work.pages.push((locator.clone(), vec![number])),
            }
        }
        // A link to an event of the same sheet says more than one to an event that is not there.
        let said = |links: &[LinkIx], other: &dyn Fn(&Link) -> EventIx, clause: &dyn Fn(&Link) -> String| {
            let links = || links.iter().filter_map(|ix| timeline.links.get(ix.at()));
            let near = links().find(|link| events.contains(&other(link)));
            near.or_else(|| links().next()).map(clause).unwrap_or_default()
        };
        let phase = timeline.phase_of(ix).and_then(|ix| timeline.phases.get(ix.at()));
        table.rows.push(Row {
            event: ix,
            number,
            date: event.date.card(),
            title: event.title.clone(),
            place: event
                .place
                .and_then(|ix| timeline.places.get(ix.at()))
                .map(|p| p.name.clone())
                .unwrap_or_default(),
            period: phase.map(|phase| phase.label.clone()).unwrap_or_default(),
            because: said(&event.causes, &|link| link.from, &|link| link.because.clone()),
            so: said(&event.effects, &|link| link.to, &|link| link.so.clone()),
            letters,
        });
    }
    table
}

// ---- the gaps ----

/// A blank cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// Place of its row, from 0.
    pub row: usize,
    /// Its column.
    pub column: Column,
}

/// The blank cells, by row and column: about half of those that can be asked for. Never both the date and the event of
/// a row, and no cell in which nothing would stand. The same seed and version leave the same cells blank.
pub fn gaps(rows: &[Row], kind: Gaps, seed: u64, version: Version) -> Vec<Gap> {
    let mut chance = Chance::new(seed);
    let mut all = Vec::new();
    // The rows that have something there, mixed. The other version takes them from the other end.
    let mut mixed = |column: Column| {
        let mut places: Vec<usize> = (0..rows.len())
            .filter(|i| rows.get(*i).is_some_and(|row| !row.cell(column).is_empty()))
            .collect();
        chance.mix(&mut places);
        if version == Version::B {
            places.reverse();
        }
        places
    };
    let half = |n: usize| (n / 2).max(usize::from(n > 0));
    let mut blank = |column: Column, places: &[usize]| {
        all.extend(places.iter().map(|&row| Gap { row, column }));
    };
    let single = match kind {
        Gaps::Dates => &[Column::Date][..],
        Gaps::Events => &[Column::Event],
        Gaps::Because => &[Column::Because],
        Gaps::Periods => &[Column::Period],
        Gaps::All => {
            // Dates first, then events where the date is given; a row stays whole, as an example.
            let places = mixed(Column::Date);
            let (dates, rest) = places.split_at(half(places.len()));
            blank(Column::Date, dates);
            blank(Column::Event, rest.get(..rest.len().saturating_sub(1)).unwrap_or_default());
            &[Column::Place, Column::Period, Column::Because]
        }
    };
    for &column in single {
        let places = mixed(column);
        blank(column, places.get(..half(places.len())).unwrap_or_default());
    }
    let in_order = order(all.len(), &|a, b| all.get(a).cmp(&all.get(b)));
    in_order.into_iter().filter_map(|i| all.get(i).copied()).collect()
}

/// An answer of the key.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Number of the event.
    pub number: usize,
    /// The column of the gap.
    pub column: Column,
    /// What belongs there.
    pub text: String,
}

/// The answers, in the order of the gaps.
pub fn key(rows: &[Row], gaps: &[Gap]) -> Vec<Answer> {
    let answer = |gap: &Gap| {
        let row = rows.get(gap.row)?;
        Some(Answer { number: row.number, column: gap.column, text: row.cell(gap.column) })
    };
    gaps.iter().filter_map(answer).collect()
}

// ---- the strip ----

/// Plateau widths of its band, px.
pub const BAND: [f64; 3] = [22.0, 30.0, 40.0];
/// Between circles, between a circle and its rail, px.
const BETWEEN: f64 = 1.5;
const OFF_RAIL: f64 = 5.0;
/// A circle that would be pushed farther than this goes to a level of its own, px. Beyond [`FLAT`] levels each level
/// more allows so much more, or the strip of all events would be a page high.
const PUSH: f64 = 14.0;
const FLAT: usize = 3;
/// Height of the line of the years, and of their numbers, px.
pub const NEATLINE: f64 = 7.0;
const NUMBERS: f64 = 20.0;
/// Room that a year's number needs, px.
const YEAR_ROOM: f64 = 38.0;

/// A numbered circle.
#[derive(Debug, Clone, PartialEq)]
pub struct Circle {
    /// Place of its row, from 0.
    pub row: usize,
    /// Its centre, px.
    pub x: f64,
    /// Its centre, px.
    pub y: f64,
    /// Where its day is on the rail, px.
    pub foot: (f64, f64),
    /// Above the band.
    pub north: bool,
    /// Neither side acted: a broken ring.
    pub elsewhere: bool,
    /// Circles between it and the rail at most.
    pub level: usize,
}

/// The band between the rails, the years below it, and the circles.
#[derive(Debug, Clone, PartialEq)]
pub struct Strip {
    /// Width, px.
    pub width: f64,
    /// Height, px.
    pub height: f64,
    /// y of the middle of the band, px.
    pub middle: f64,
    /// y of the line of the years, px.
    pub neatline: f64,
    /// Radius of the circles, px.
    pub radius: f64,
    /// First day, and the day after the last.
    pub days: (f64, f64),
    /// Each year, where it begins, and whether its number fits.
    pub years: Vec<(i32, f64, bool)>,
    /// In order of time.
    pub circles: Vec<Circle>,
}

impl Strip {
    /// The strip of these events; `band` has the widths of [`BAND`].
    pub fn new(timeline: &Timeline, events: &[EventIx], band: &Band, width: f64) -> Strip {
        // Three figures need a wider circle.
        let radius = if events.len() < 100 { 9.5 } else { 13.5 };
        let pitch = 2.0 * radius + BETWEEN;
        let days = whole_years(timeline, events);
        let x = |day: f64| within((day - days.0) / (days.1 - days.0) * width, 0.0, width);
        // (row, where it should stand, its day, above, elsewhere), in order of time.
        let known: Vec<_> = events
            .iter()
            .enumerate()
            .filter_map(|(row, ix)| {
                let event = timeline.event(*ix)?;
                let north = matches!(event.lane, Lane::Moscow | Lane::Elsewhere);
                Some((row, x(event.at), event.at, north, event.lane == Lane::Elsewhere))
            })
            .collect();
        let known: Vec<_> = order(known.len(), &|a, b| match (known.get(a), known.get(b)) {
            (Some(a), Some(b)) => a.2.total_cmp(&b.2),
            _ => std::cmp::Ordering::Equal,
        })
        .into_iter()
        .filter_map(|i| known.get(i).copied())
        .collect();
        let stand = |north: bool| {
            let wanted: Vec<f64> = known.iter().filter(|one| one.3 == north).map(|one| one.1).collect();
            levels(&wanted, pitch, radius + 0.5, width - radius - 0.5)
        };
        let (above, below) = (stand(true), stand(false));
        let half = band.widest() / 2.0;
        let room = |levels: usize| if levels == 0 { 2.0 } else { OFF_RAIL + pitch * levels as f64 };
        let most = |places: &[(usize, f64)]| places.iter().map(|(level, _)| level + 1).max().unwrap_or(0);
        let middle = (room(most(&above)) + half).ceil();
        let neatline = (middle + half + room(most(&below)) + 3.0).ceil();
        let (mut north, mut south) = (above.iter(), below.iter());
        let circles = known.iter().filter_map(|&(row, at, day, is_north, elsewhere)| {
            let (side, sign, places) =
                if is_north { (&mut north, -1.0, &above) } else { (&mut south, 1.0, &below) };
            let &(level, x) = side.next()?;
            // One level follows the rail; several stand in straight rows, so that none comes near another.
            let rail = band.width(day) / 2.0;
            let from = if most(places) > 1 { half } else { rail };
            let away = from + OFF_RAIL + radius + pitch * level as f64;
            let foot = (at, middle + sign * rail);
            Some(Circle { row, x, y: middle + sign * away, foot, north: is_north, elsewhere, level })
        });
        let circles = circles.collect();
        let years = years(days, width);
        Strip { width, height: neatline + NEATLINE + NUMBERS, middle, neatline, radius, days, years, circles }
    }

    /// Where a day is, px.
    pub fn x(&self, day: f64) -> f64 {
        (day - self.days.0) / (self.days.1 - self.days.0) * self.width
    }
}

/// The years from the first event to the last; all of them without events.
fn whole_years(timeline: &Timeline, events: &[EventIx]) -> (f64, f64) {
    let at = || events.iter().filter_map(|ix| timeline.event(*ix)).map(|event| event.at);
    let domain = timeline.domain();
    if at().next().is_none() {
        return (f64::from(domain.start.0), f64::from(domain.end.0));
    }
    let first = Day(at().fold(f64::INFINITY, f64::min) as i32).civil().0;
    let last = Day(at().fold(f64::NEG_INFINITY, f64::max) as i32).civil().0;
    (f64::from(Day::new(first, 1, 1).0), f64::from(Day::new(last + 1, 1, 1).0))
}

fn years(days: (f64, f64), width: f64) -> Vec<(i32, f64, bool)> {
    let (first, end) = (Day(days.0 as i32).civil().0, Day(days.1 as i32).civil().0);
    let a_year = width / f64::from((end - first).max(1));
    let every = [1, 2, 5, 10, 25].into_iter().find(|n| a_year * f64::from(*n) >= YEAR_ROOM).unwrap_or(50);
    let one = |year: i32| {
        let x = (f64::from(Day::new(year, 1, 1).0) - days.0) / (days.1 - days.0) * width;
        (year, x, year % every == 0 && x + YEAR_ROOM <= width + 4.0)
    };
    (first..end).map(one).collect()
}

/// A level and a place for each of these, which are in order: on as few levels as keep each near where it should stand.
fn levels(wanted: &[f64], pitch: f64, least: f64, most: f64) -> Vec<(usize, f64)> {
    for count in 1..=wanted.len() {
        // Each goes where it is pushed least; then those of a level share the pushing.
        let mut ends = vec![f64::NEG_INFINITY; count];
        let mut chosen = Vec::with_capacity(wanted.len());
        let mut push: f64 = 0.0;
        for &x in wanted {
            let (mut level, mut place) = (0, f64::INFINITY);
            for (i, end) in ends.iter().enumerate() {
                let here = x.max(end + pitch);
                if here < place {
                    (level, place) = (i, here);
                }
            }
            if let Some(end) = ends.get_mut(level) {
                *end = place;
            }
            push = push.max(place - x);
            chosen.push(level);
        }
        let of_level = |level: usize| chosen.iter().filter(move |own| **own == level).count();
        let fits = |n: usize| n.saturating_sub(1) as f64 * pitch <= most - least;
        let far = push > PUSH * (1 + count.saturating_sub(FLAT)) as f64;
        if (far || !(0..count).all(|level| fits(of_level(level)))) && count < wanted.len() {
            continue;
        }
        let mut spread: Vec<_> = (0..count)
            .map(|level| {
                let own = chosen.iter().zip(wanted).filter(|(own, _)| **own == level).map(|(_, x)| *x);
                spread(&own.collect::<Vec<f64>>(), pitch, least, most).into_iter()
            })
            .collect();
        return chosen.iter().filter_map(|&level| Some((level, spread.get_mut(level)?.next()?))).collect();
    }
    Vec::new()
}

/// The places nearest to the wanted ones (by their squares) that keep order and pitch: a regression on the places less
/// their pitches, by pooling neighbours that are out of order.
fn spread(wanted: &[f64], pitch: f64, least: f64, most: f64) -> Vec<f64> {
    let mut pools: Vec<(f64, f64)> = Vec::new();
    for (i, x) in wanted.iter().enumerate() {
        let mut pool = (x - i as f64 * pitch, 1.0);
        while let Some(&(sum, n)) = pools.last().filter(|(sum, n)| sum / n > pool.0 / pool.1) {
            pools.pop();
            pool = (pool.0 + sum, pool.1 + n);
        }
        pools.push(pool);
    }
    let end = most - wanted.len().saturating_sub(1) as f64 * pitch;
    let bases =
        pools.iter().flat_map(|&(sum, n)| std::iter::repeat_n(within(sum / n, least, end), n as usize));
    bases.enumerate().map(|(i, base)| base + i as f64 * pitch).collect()
}

// ---- cards and slides ----

/// Cards of a page, in two columns.
pub const CARDS: usize = 8;

/// Two sides of a page of cards: places of rows, line by line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CardPage {
    /// What happened.
    pub front: [Option<usize>; CARDS],
    /// When: each line from the other end, so that a sheet turned over its long edge has each date behind its event.
    pub back: [Option<usize>; CARDS],
}

/// What stands on the front of a card: the paragraph, or the sentence about it where the paragraph tells the date, which
/// is to be found.
pub fn on_card(event: &Event) -> &str {
    let paragraph = if event.text.is_empty() { &event.summary } else { &event.text };
    if names_a_date(paragraph) && !event.standfirst.is_empty() {
        &event.standfirst
    } else {
        paragraph
    }
}

/// The pages of so many cards, mixed: a pack in order of time would have nothing to sort.
pub fn cards(count: usize, seed: u64) -> Vec<CardPage> {
    let mut rows: Vec<usize> = (0..count).collect();
    Chance::new(seed).mix(&mut rows);
    let page = |rows: &[usize]| CardPage {
        front: std::array::from_fn(|i| rows.get(i).copied()),
        back: std::array::from_fn(|i| rows.get(i ^ 1).copied()),
    };
    rows.chunks(CARDS).map(page).collect()
}

/// A stop on a slide.
#[derive(Debug, Clone, PartialEq)]
pub struct Slide {
    /// What it is about.
    pub event: EventIx,
    /// What is said.
    pub line: String,
    /// What is asked; may be empty.
    pub question: String,
}

/// The slides of a tour; without one, of the events, each with its first sentence.
pub fn slides(timeline: &Timeline, stops: &[Stop], events: &[EventIx]) -> Vec<Slide> {
    if stops.is_empty() {
        let slide = |ix: &EventIx| {
            let line = timeline.event(*ix)?.standfirst.clone();
            Some(Slide { event: *ix, line, question: String::new() })
        };
        return events.iter().filter_map(slide).collect();
    }
    let slide = |stop: &Stop| {
        let (line, question) = (stop.line.clone(), stop.question.clone());
        Slide { event: stop.event, line, question }
    };
    stops.iter().filter(|stop| timeline.event(stop.event).is_some()).map(slide).collect()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::core::data;

    const KINDS: [Gaps; 5] = [Gaps::Dates, Gaps::Events, Gaps::Because, Gaps::Periods, Gaps::All];

    fn shipped() -> Timeline {
        data::load(include_bytes!("../../../data/timeline.json")).0.unwrap_or_default()
    }

    fn all(timeline: &Timeline) -> Vec<EventIx> {
        (0..timeline.events.len() as u32).map(EventIx).collect()
    }

    #[test]
    fn the_front_of_a_card_does_not_tell_what_is_behind() {
        let timeline = shipped();
        let mut paragraphs = 0;
        for event in &timeline.events {
            let said = on_card(event);
            assert!(!said.is_empty(), "{}", event.id);
            paragraphs += usize::from(said == event.text);
            let year = &event.date.datetime()[..4];
            // What the title names is no secret.
            assert!(!said.contains(year) || event.title.contains(year), "{}: {said}", event.id);
            let told = said.replace(|c: char| c.is_ascii_digit(), "");
            assert!(!names_a_date(&told) || names_a_date(&event.title), "{}: {said}", event.id);
        }
        assert!(paragraphs > 40, "{paragraphs} cards have their paragraph");
    }

    /// Everything, the headlines, each phase, and a thousand choices by chance.
    fn selections(timeline: &Timeline) -> Vec<Vec<EventIx>> {
        let every = all(timeline);
        let keep = |is: &dyn Fn(EventIx) -> bool| every.iter().copied().filter(|ix| is(*ix)).collect();
        let mut out = vec![every.clone(), Vec::new()];
        out.push(keep(&|ix| timeline.events[ix.at()].significance == 1));
        for i in 0..timeline.phases.len() {
            out.push(keep(&|ix| timeline.phase_of(ix).is_some_and(|phase| phase.at() == i)));
        }
        let mut chance = Chance::new(7);
        for _ in 0..1000 {
            let mut some = every.clone();
            chance.mix(&mut some);
            some.truncate(chance.below(every.len()) + 1);
            out.push(some);
        }
        out
    }

    #[test]
    fn letters_go_on_after_z() {
        let said: Vec<String> = [0, 1, 25, 26, 27, 51, 52, 701, 702].map(letter).into();
        assert_eq!(said, ["a", "b", "z", "aa", "ab", "az", "ba", "zz", "aaa"]);
    }

    #[test]
    fn a_row_says_what_the_card_says() {
        let timeline = shipped();
        let treaty = timeline.find("sino-soviet-treaty").or_else(|| {
            timeline
                .events
                .iter()
                .position(|e| e.date.card() == "14 February 1950")
                .map(|i| EventIx(i as u32))
        });
        let table = table(&timeline, &[treaty.expect("the treaty")]);
        let row = &table.rows[0];
        assert_eq!((row.number, row.date.as_str(), row.place.as_str()), (1, "14 February 1950", "Moscow"));
        assert!(!row.because.is_empty() && !row.so.is_empty() && row.period == "Alliance", "{row:?}");
        assert_eq!(row.letters[0], "a");
    }

    #[test]
    fn every_work_that_was_opened_is_listed_and_no_other() {
        let timeline = shipped();
        for events in selections(&timeline).iter().take(40) {
            let table = table(&timeline, events);
            assert_eq!(table.rows.len(), events.len());
            let mut used = std::collections::BTreeSet::new();
            for row in &table.rows {
                for citation in &timeline.events[row.event.at()].sources {
                    let work = table.works.iter().find(|work| work.source == citation.source);
                    if citation.seen {
                        let work = work.expect("listed");
                        used.insert(work.source);
                        assert!(row.letters.contains(&work.letter), "{}", row.title);
                        assert_eq!(work.citation, timeline.sources[citation.source.at()].citation);
                        if let Some(at) = &citation.locator {
                            let page = work.pages.iter().find(|(own, _)| own == at).expect("its pages");
                            assert!(page.1.contains(&row.number));
                        }
                    }
                }
            }
            let listed: Vec<SourceIx> = table.works.iter().map(|work| work.source).collect();
            assert_eq!(used.len(), listed.len(), "a work is listed twice, or was not opened");
            // In order of first use.
            let mut first: Vec<&String> = Vec::new();
            for letter in table.rows.iter().flat_map(|row| &row.letters) {
                if !first.contains(&letter) {
                    first.push(letter);
                }
            }
            assert!(first.iter().enumerate().all(|(i, own)| **own == letter(i)), "{first:?}");
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_gaps_and_the_key_fills_them() {
        let timeline = shipped();
        for events in selections(&timeline).iter().take(60) {
            let rows = table(&timeline, events).rows;
            for kind in KINDS {
                for version in [Version::A, Version::B] {
                    let blank = gaps(&rows, kind, 1969, version);
                    assert_eq!(blank, gaps(&rows, kind, 1969, version));
                    let answers = key(&rows, &blank);
                    assert_eq!(answers.len(), blank.len());
                    for (gap, answer) in blank.iter().zip(&answers) {
                        assert_eq!((answer.number, answer.column), (rows[gap.row].number, gap.column));
                        assert_eq!(answer.text, rows[gap.row].cell(gap.column));
                        assert!(!answer.text.is_empty(), "nothing to write at {gap:?}");
                        assert!(columns(Some(kind)).contains(&gap.column), "{gap:?} is not on the sheet");
                    }
                    assert!(blank.windows(2).all(|two| two[0] < two[1]), "in order, each once");
                }
            }
        }
    }

    #[test]
    fn no_row_loses_both_its_date_and_its_event() {
        let timeline = shipped();
        for (seed, events) in selections(&timeline).iter().enumerate() {
            let rows = table(&timeline, events).rows;
            for version in [Version::A, Version::B] {
                let blank = gaps(&rows, Gaps::All, seed as u64, version);
                let has = |row: usize, column: Column| blank.contains(&Gap { row, column });
                assert!((0..rows.len()).all(|i| !(has(i, Column::Date) && has(i, Column::Event))));
            }
        }
    }

    #[test]
    fn about_half_is_blank_and_the_two_versions_differ() {
        let timeline = shipped();
        for events in selections(&timeline).iter().filter(|events| events.len() > 1).take(300) {
            let rows = table(&timeline, events).rows;
            for kind in KINDS {
                let [a, b] = [Version::A, Version::B].map(|version| gaps(&rows, kind, 5, version));
                for &column in columns(Some(kind)) {
                    let can = rows.iter().filter(|row| !row.cell(column).is_empty()).count();
                    let is = a.iter().filter(|gap| gap.column == column).count();
                    assert!(is <= can.div_ceil(2), "{kind:?} {column:?}: {is} of {can}");
                    if is > 0 && column != Column::Event {
                        assert!(is >= can / 2, "{kind:?} {column:?}: {is} of {can}");
                    }
                    let of = |gaps: &[Gap]| -> Vec<usize> {
                        gaps.iter().filter(|gap| gap.column == column).map(|gap| gap.row).collect()
                    };
                    // Between two dates the one event may be the same in both.
                    if is > 0 && can > 1 && (kind, column) != (Gaps::All, Column::Event) {
                        assert_ne!(of(&a), of(&b), "{kind:?} {column:?} of {}", rows.len());
                    }
                }
            }
            // Another seed is another sheet, as a rule.
            if rows.len() > 20 {
                assert_ne!(gaps(&rows, Gaps::All, 5, Version::A), gaps(&rows, Gaps::All, 6, Version::A));
            }
        }
    }

    #[test]
    fn circles_never_overlap_and_keep_their_order() {
        let timeline = shipped();
        let band = Band::new(&timeline, BAND, false);
        let mut farthest: f64 = 0.0;
        for events in selections(&timeline) {
            for width in [700.0, 420.0] {
                let strip = Strip::new(&timeline, &events, &band, width);
                assert_eq!(strip.circles.len(), events.len());
                let r = strip.radius;
                for (i, a) in strip.circles.iter().enumerate() {
                    assert!(a.x - r >= 0.0 && a.x + r <= width, "{a:?} leaves the strip");
                    assert!(a.y - r >= 0.0 && a.y + r <= strip.neatline, "{a:?} leaves the strip");
                    let rail = a.foot.1;
                    assert!(
                        if a.north { a.y + r < rail } else { a.y - r > rail },
                        "{a:?} stands on the band"
                    );
                    farthest = farthest.max((a.x - a.foot.0).abs());
                    for b in &strip.circles[..i] {
                        let apart = (a.x - b.x).hypot(a.y - b.y);
                        assert!(apart >= 2.0 * r, "{a:?} and {b:?} of {}", events.len());
                        if (a.north, a.level) == (b.north, b.level) {
                            assert!(b.x < a.x && b.foot.0 <= a.foot.0, "{b:?} before {a:?}");
                        }
                    }
                }
            }
        }
        assert!(farthest < 70.0, "a circle stands {farthest} px from its day");
    }

    #[test]
    fn the_years_of_the_strip_are_whole() {
        let timeline = shipped();
        let band = Band::new(&timeline, BAND, false);
        let strip = Strip::new(&timeline, &all(&timeline), &band, 700.0);
        assert!(strip.height < 400.0, "all events take {} px", strip.height);
        assert_eq!(strip.years.first().map(|y| (y.0, y.1)), Some((1945, 0.0)));
        assert_eq!(strip.years.last().map(|y| y.0), Some(1969));
        let numbers: Vec<f64> = strip.years.iter().filter(|y| y.2).map(|y| y.1).collect();
        assert!(numbers.windows(2).all(|two| two[1] - two[0] >= YEAR_ROOM - 0.5), "{numbers:?}");
    }

    #[test]
    fn each_date_lies_behind_its_event() {
        for count in [0, 1, 8, 9, 119] {
            let pages = cards(count, 3);
            assert_eq!(pages.len(), count.div_ceil(CARDS));
            let mut seen = vec![0; count];
            for page in &pages {
                for line in 0..CARDS / 2 {
                    // Turned over its long edge, left is right.
                    assert_eq!(page.front[2 * line], page.back[2 * line + 1]);
                    assert_eq!(page.front[2 * line + 1], page.back[2 * line]);
                }
                page.front.iter().flatten().for_each(|&row| seen[row] += 1);
            }
            assert!(seen.iter().all(|n| *n == 1));
        }
        assert_eq!(cards(20, 3), cards(20, 3));
        assert_ne!(cards(20, 3), cards(20, 4));
    }

    #[test]
    fn a_tour_gives_its_stops_and_a_choice_its_first_sentences() {
        let timeline = shipped();
        let story = &timeline.stories[0];
        let from_story = slides(&timeline, &story.stops, &[]);
        assert_eq!(from_story.len(), story.stops.len());
        assert_eq!(from_story[0].question, story.stops[0].question);
        let chosen = slides(&timeline, &[], &[EventIx(0)]);
        assert_eq!(chosen[0].line, timeline.events[0].standfirst);
    }
}
