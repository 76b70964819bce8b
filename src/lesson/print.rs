//! The pages to print: handout, worksheet with its key, cards, slides. What stands on them is `core::lesson::sheet`; how
//! they break into pages is `assets/css/lesson-print.css`. On the screen they are shown as white paper.

use super::qr::qr;
use crate::core::data::{EventIx, Stop, Timeline};
use crate::core::lesson::sheet::{
    cards, columns, gaps, on_card, slides, table, CardPage, Column, Gap, Gaps, Paper, Row, Sheet, Slide,
    Strip, Table, Version, Work, BAND, NEATLINE,
};
use crate::core::lesson::words::Say;
use crate::core::letters::upper;
use crate::core::plate::band::{Band, Style};
use crate::core::plate::lettering::{width as measure, Face};
use crate::core::plate::path::{decimal, steps};
use crate::core::words::Word;
use crate::ui::element::{each, several, tag, Tag};
use crate::ui::plate::stretch;
use crate::ui::svg::{all, circle, el, group, path, rect, text, V};
use std::rc::Rc;
use yew::prelude::*;

/// Width of the strip in its own px; the style sheet makes it as wide as the page.
const WIDTH: f64 = 700.0;
/// Lines to write on.
const LINES: usize = 7;
/// More works than this are set one a line.
const RUN_IN: usize = 16;
/// Size of the names of the phases on the strip, px.
const NAME: f64 = 15.0;

/// What is printed, and how.
#[derive(Clone, PartialEq)]
pub struct SheetProps {
    /// The dataset, under the reader's periods.
    pub timeline: Rc<Timeline>,
    /// The events of the filter, in its order.
    pub events: Vec<EventIx>,
    /// The stops of a tour, for slides; without them each event is one.
    pub stops: Vec<Stop>,
    /// What the reader wrote about each event of a selection; empty, or as many as the events.
    pub lines: Vec<String>,
    /// What is printed.
    pub sheet: Sheet,
    /// What is blank on a worksheet.
    pub gaps: Gaps,
    /// The paper. Slides have their own.
    pub paper: Paper,
    /// Which of two worksheets.
    pub version: Version,
    /// Where chance begins.
    pub seed: u64,
    /// A worksheet is followed by its key.
    pub with_key: bool,
    /// Each slide is followed by a page for the speaker.
    pub with_notes: bool,
    /// Slides are 16:9, not 4:3.
    pub is_wide: bool,
    /// The band is drawn at one width.
    pub is_even: bool,
    /// What it is about, in the reader's language.
    pub subject: String,
    /// The filter in words; may be empty.
    pub filter: String,
    /// The address of what is printed; without one there is no code.
    pub address: String,
}

/// The pages.
pub fn sheet(props: &SheetProps) -> Html {
    let band = Band::new(&props.timeline, BAND, props.is_even);
    let pages = Pages { p: props, table: table(&props.timeline, &props.events), band };
    let inside = match props.sheet {
        Sheet::Handout => pages.handout(),
        Sheet::Worksheet => pages.worksheet(),
        Sheet::Cards => pages.cards(),
        Sheet::Slides => pages.slides(),
    };
    // White paper and black ink in every theme: the tokens of this one are those of print.
    // On a small screen they scroll sideways, so they are a stop for the keyboard.
    tag("div")
        .class("leaves")
        .set("data-theme", "contrast")
        .set("role", "region")
        .set("tabindex", "0")
        .put("aria-label", Word::Sheets.text())
        .child(inside)
        .into()
}

/// What all pages are made from.
struct Pages<'a> {
    p: &'a SheetProps,
    table: Table,
    band: Band,
}

/// How the gaps of a table are shown.
#[derive(Clone, Copy, PartialEq)]
enum Show {
    /// To be filled in.
    Blank,
    /// Filled in, as a key.
    Filled,
}

impl Pages<'_> {
    /// A page of the paper.
    fn leaf(&self, kind: &str) -> Tag {
        let paper = match self.p.paper {
            Paper::A4 => "a4",
            Paper::Letter => "letter",
        };
        tag("section").classes(&["leaf", paper, kind])
    }

    fn handout(&self) -> Tag {
        let table = self.rows(columns(None), &[], Show::Filled);
        let page = self.leaf("handout").child(self.head(Say::HandoutOf, true));
        let page = page.child(self.strip(&|_| false)).child(table).child(self.sources());
        several().child(page.child(self.foot()))
    }

    fn worksheet(&self) -> Tag {
        let blank = gaps(&self.table.rows, self.p.gaps, self.p.seed, self.p.version);
        let columns = columns(Some(self.p.gaps));
        // Without its date a circle has no number either: to find its place is the task.
        let is_bare = |row: usize| blank.contains(&Gap { row, column: Column::Date });
        let page = self.leaf("worksheet").child(self.head(Say::WorksheetOf, true));
        let page = page.child(self.strip(&is_bare)).child(self.rows(columns, &blank, Show::Blank));
        let page = page.child(explain()).child(self.foot());
        // Titles of works give dates away, so they come on a page that can be kept back.
        let sources = self.leaf("evidence").child(self.head(Say::WorksheetOf, false)).child(self.sources());
        let key = self.p.with_key.then(|| {
            let page = self.leaf("key").child(self.head(Say::KeyOf, false)).child(self.strip(&|_| false));
            page.child(self.rows(columns, &blank, Show::Filled)).child(self.foot())
        });
        several().child(page).child((!self.table.works.is_empty()).then_some(sources)).child(key)
    }

    fn head(&self, said: Say, with_name: bool) -> Tag {
        // The subject is in the reader's language, or a name; the title is the dataset's.
        let subject = tag("p").class("subject").say(&said.fill(&[&self.p.subject]));
        let title = tag("div").child(tag("h2").text(&self.p.timeline.title)).child(subject);
        let line = |word: Say, class: &'static str| tag("p").say(word.text()).child(tag("span").class(class));
        let who = || {
            let name = line(Say::PupilName, "line");
            tag("div").class("who").child(name).child(line(Say::PupilClass, "line short"))
        };
        tag("header").child(title).child(with_name.then(who))
    }

    fn foot(&self) -> Tag {
        let (shown, of) = (self.table.rows.len().to_string(), self.p.timeline.events.len().to_string());
        let data = Say::SheetData.fill(&[&self.p.timeline.version, &shown, &of]);
        let filter = (!self.p.filter.is_empty()).then(|| several().sign(" · ").say(&self.p.filter));
        let seed = (self.p.sheet == Sheet::Worksheet).then(|| {
            let said = Say::SheetSeed.fill(&[&self.p.seed.to_string(), self.p.version.letter()]);
            tag("p").class("seed").say(&said)
        });
        let about = tag("div").class("about").child(tag("p").say(&data).child(filter)).child(seed);
        let address = (!self.p.address.is_empty()).then(|| tag("p").class("address").say(&self.p.address));
        let reading = tag("p").class("reading").say(Say::BandIsReading.text());
        tag("footer").child(self.code()).child(about.child(address)).child(reading)
    }

    /// The address as a code.
    fn code(&self) -> Option<Tag> {
        let code = Some(self.p.address.as_str()).filter(|text| !text.is_empty()).and_then(qr)?;
        let side = code.side.to_string();
        let drawing = tag("svg").class("qr").put("viewBox", &["0 0 ", &side, " ", &side].concat());
        let drawing = drawing.set("role", "img").set("aria-label", Say::AddressAsCode.text());
        // A module is never thinner than 0.45 mm, which telephones read from the desk.
        let wide = decimal(f64::from(code.side) * 0.45, 1) + "mm";
        Some(drawing.put("width", &wide).put("height", &wide).child(path("ink", &code.path)))
    }

    // ---- the table ----

    fn rows(&self, columns: &[Column], blank: &[Gap], show: Show) -> Tag {
        let names = columns.iter().map(|column| {
            let name = match column {
                Column::Date => Say::ColumnDate,
                Column::Event => Say::ColumnEvent,
                Column::Place => Say::ColumnPlace,
                Column::Period => Say::ColumnPeriod,
                Column::Because => Say::ColumnBecause,
                Column::Source => Say::ColumnSource,
            };
            tag("th").set("scope", "col").class(class_of(*column)).say(name.text())
        });
        let head = tag("tr").child(tag("td").class("no")).child(each(names));
        let body = self.table.rows.iter().enumerate().map(|(at, row)| {
            let cells = columns.iter().map(|&column| {
                let is_gap = blank.contains(&Gap { row: at, column });
                let line = (column == Column::Event).then(|| self.significant(at)).flatten();
                tag("td").class(class_of(column)).child(cell(row, column, is_gap.then_some(show))).child(line)
            });
            let number = tag("th").set("scope", "row").class("no").say(&row.number.to_string());
            tag("tr").child(number).child(each(cells))
        });
        let many = match columns.len() {
            4 => "four",
            5 if columns.contains(&Column::Because) => "because",
            5 => "periods",
            _ => "all",
        };
        let long = if self.table.rows.len() > 99 { "long" } else { "" };
        let table = tag("table").classes(&[many, long]).child(tag("thead").child(head));
        table.child(tag("tbody").child(each(body)))
    }

    /// Why the reader chose an event; not on a worksheet, where it would tell what is asked.
    fn significant(&self, at: usize) -> Option<Tag> {
        let line = self.p.lines.get(at).filter(|line| !line.is_empty() && self.p.sheet == Sheet::Handout)?;
        let word = tag("i").say(Say::SignificantBecause.text());
        Some(tag("p").class("significant").child(word).sign(" ").text(line))
    }

    /// What the events rest on, with pages: by number where several events rest on a work.
    fn sources(&self) -> Tag {
        let works = &self.table.works;
        let one = |work: &Work| {
            let last = work.pages.len().saturating_sub(1);
            let pages = work.pages.iter().enumerate().map(|(i, (pages, numbers))| {
                let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
                let said = match self.table.rows.len() {
                    1 => pages.clone(),
                    _ => Say::SourceAt.fill(&[&numbers.join(", "), pages]),
                };
                several().sign(" ").say(&said).sign(if i == last { "." } else { ";" })
            });
            let item = tag("li").child(tag("b").say(&work.letter)).sign(" ");
            item.text(&work.citation).child(each(pages)).sign(" ")
        };
        let list = if works.len() > RUN_IN { "works" } else { "works run" };
        let items = tag("ol").set("class", list).child(each(works.iter().map(one)));
        let head = tag("h3").class("caps").say(Say::SheetSources.text());
        tag("div")
            .class("sheet-sources")
            .child((!works.is_empty()).then(|| several().child(head).child(items)))
    }

    // ---- the strip ----

    /// The band of the sheet's events; a circle of which `is_bare` holds has no number.
    fn strip(&self, is_bare: &dyn Fn(usize) -> bool) -> Tag {
        let strip = Strip::new(&self.p.timeline, &self.p.events, &self.band, WIDTH);
        let elsewhere = strip.circles.iter().any(|circle| circle.elsewhere);
        let drawing = self.drawing(&strip, &|row| (!is_bare(row)).then(|| (row + 1).to_string()), None);
        let said = tag("figcaption").say(Say::StripSides.text());
        let said = said.child(elsewhere.then(|| several().sign(" ").say(Say::StripElsewhere.text())));
        tag("figure").class("strip-of").child(drawing).child(said)
    }

    fn drawing(&self, strip: &Strip, number: &dyn Fn(usize) -> Option<String>, here: Option<usize>) -> Html {
        let point = |day: f64, off: f64| (strip.x(day), strip.middle + off);
        let outlines = self.band.outlines(strip.days.0, strip.days.1, &point);
        let band = outlines.iter().map(|outline| stretch(None, outline, 2.0)).collect();
        let (top, bottom) = (strip.neatline, strip.neatline + NEATLINE);
        let mut years = vec![rect("neatline", 0.5, top, strip.width - 1.0, NEATLINE)];
        let ends = strip.years.iter().skip(1).map(|year| year.1).chain([strip.width]);
        for ((year, x, has_number), end) in strip.years.iter().zip(ends) {
            if year % 2 == 0 {
                years.push(rect("ink", *x, top + 2.0, end - x, NEATLINE - 4.0));
            }
            if *has_number {
                years.push(text("year", x + 1.0, bottom + 15.0, "", &year.to_string()));
            }
        }
        let poles = strip.circles.iter().map(|one| {
            let from = one.y + if one.north { strip.radius } else { -strip.radius };
            path("pole", &steps(&[("M", &[one.x, from]), ("L", &[one.foot.0, one.foot.1])]))
        });
        let rings = strip.circles.iter().map(|one| {
            let class = match (here == Some(one.row), one.elsewhere) {
                (true, _) => "ring here",
                (false, true) => "ring elsewhere",
                (false, false) => "ring",
            };
            let ring = circle(class, one.x, one.y, strip.radius);
            let class = if here == Some(one.row) { "number here" } else { "number" };
            let number = number(one.row).map(|number| text(class, one.x, one.y + 4.9, "middle", &number));
            all(vec![ring, number.unwrap_or_default()])
        });
        let inside = vec![
            group("band", band),
            group("names", self.names(strip)),
            group("years", years),
            group("poles", poles.collect()),
            group("rings", rings.collect()),
        ];
        let size = ["0 0 ", &decimal(strip.width, 1), " ", &decimal(strip.height, 1)].concat();
        // The table says all of it.
        el("svg", &["viewBox", "aria-hidden"], &[V::T(&size), V::S("true")], inside)
    }

    /// Names of the phases: letters spread along their part, or a word, where there is room.
    fn names(&self, strip: &Strip) -> Vec<Html> {
        let name = |stretch: &crate::core::plate::band::Stretch| {
            let phase = self.p.timeline.phases.get(stretch.phase?)?;
            let (from, to) = (strip.x(stretch.start).max(0.0), strip.x(stretch.end).min(strip.width));
            if stretch.style == Style::Before
                || to - from < measure(&phase.label, Face::Italic500, 14.0) + 8.0
            {
                return None;
            }
            let letters: Vec<char> = upper(&phase.label).chars().collect();
            let (n, middle, base) = (letters.len() as f64, (from + to) / 2.0, strip.middle + NAME * 0.34);
            let room = to - from - 20.0;
            let inside = if room < n * NAME * 0.8 {
                vec![text("name", middle, base, "middle", &phase.label)]
            } else {
                let spread = room.min(n * NAME * 4.2);
                let at = |i: usize| middle - spread / 2.0 + spread * (i as f64 + 0.5) / n;
                let letters = letters.iter().enumerate().filter(|(_, c)| **c != ' ');
                letters
                    .map(|(i, c)| text("name", at(i), base, "middle", c.encode_utf8(&mut [0; 4])))
                    .collect()
            };
            Some(el("g", &["class"], &[V::S(stretch.style.class())], inside))
        };
        self.band.stretches.iter().filter_map(name).collect()
    }

    // ---- cards ----

    fn cards(&self) -> Tag {
        let pages = cards(self.table.rows.len(), self.p.seed);
        each(pages.iter().map(|CardPage { front, back }| {
            let side = |kind: &'static str, places: &[Option<usize>], card: &dyn Fn(&Row) -> Tag| {
                let cards = places.iter().map(|place| {
                    let row = place.and_then(|at| self.table.rows.get(at));
                    tag("div").class("card-of").child(row.map(card))
                });
                self.leaf(kind).child(each(cards))
            };
            let what = |row: &Row| {
                let event = self.p.timeline.event(row.event);
                let said = event.map(on_card);
                let title = tag("h3").text(&row.title);
                several().child(title).child(said.map(|said| tag("p").text(said)))
            };
            let when = |row: &Row| {
                let date = tag("p").class("when").say(&row.date);
                several().child(date).child(tag("p").class("of").text(&self.p.timeline.title))
            };
            several().child(side("cards", front, &what)).child(side("cards backs", back, &when))
        }))
    }

    // ---- slides ----

    fn slides(&self) -> Tag {
        let slides = slides(&self.p.timeline, &self.p.stops, &self.p.events);
        let events: Vec<EventIx> = slides.iter().map(|slide| slide.event).collect();
        let table = table(&self.p.timeline, &events);
        let size = if self.p.is_wide { "wide" } else { "narrow" };
        let strip = Strip::new(&self.p.timeline, &events, &self.band, WIDTH);
        let leaf = |kind: &str| tag("section").classes(&["leaf", "slide", size, kind]);
        let foot = |at: usize| {
            let place = Say::StopOf.fill(&[&(at + 1).to_string(), &slides.len().to_string()]);
            let subject = tag("p").say(&self.p.subject);
            tag("footer").child(subject).child(tag("p").say(&place))
        };
        let one = |(at, (slide, row)): (usize, (&Slide, &Row))| {
            let when = tag("p").class("when").say(&row.date);
            let place = (!row.place.is_empty()).then(|| several().sign(" · ").text(&row.place));
            let asked = (!slide.question.is_empty()).then(|| tag("p").class("asked").text(&slide.question));
            let drawing = self.drawing(&strip, &|row| Some((row + 1).to_string()), Some(at));
            let page = leaf("stop").child(when.child(place)).child(tag("h2").text(&row.title));
            let page = page.child(tag("p").class("told").text(&slide.line)).child(asked);
            let page = page.child(tag("figure").class("strip-of").child(drawing)).child(foot(at));
            several()
                .child(page)
                .child(self.p.with_notes.then(|| self.notes(leaf("notes"), row).child(foot(at))))
        };
        let pages = each(slides.iter().zip(&table.rows).enumerate().map(one));
        let own = Pages { p: self.p, table, band: self.band.clone() };
        let sources = (!own.table.works.is_empty()).then(|| leaf("evidence").child(own.sources()));
        several().child(pages).child(sources)
    }

    /// What the speaker knows besides: the paragraph, why it mattered, causes and effects, the letters of its sources.
    fn notes(&self, leaf: Tag, row: &Row) -> Tag {
        let event = self.p.timeline.event(row.event);
        let said = event.map(|e| if e.summary.is_empty() { &e.text } else { &e.summary });
        let why = event.map(|e| &e.why).filter(|why| !why.is_empty());
        let clause = |word: Say, clause: &str| {
            let said = || tag("p").child(tag("b").say(word.text())).sign(" ").text(clause).sign(".");
            (!clause.is_empty()).then(said)
        };
        let letters = || {
            let head = tag("b").say(Say::SheetSources.text());
            tag("p").child(head).sign(" ").say(&row.letters.join(", "))
        };
        let page = leaf
            .child(tag("h3").class("caps").say(Say::SpeakerNotes.text()))
            .child(tag("h2").text(&row.title));
        let page = page.child(said.map(|said| tag("p").text(said))).child(why.map(|why| tag("p").text(why)));
        let page = page.child(clause(Say::Because, &row.because)).child(clause(Say::So, &row.so));
        page.child((!row.letters.is_empty()).then(letters))
    }
}

fn class_of(column: Column) -> &'static str {
    match column {
        Column::Date => "date",
        Column::Event => "what",
        Column::Place => "place",
        Column::Period => "period",
        Column::Because => "clause",
        Column::Source => "source",
    }
}

/// What stands in a cell, or a dotted line; of a clause the first word is given.
fn cell(row: &Row, column: Column, gap: Option<Show>) -> Tag {
    let (is_so, clause) = row.reason();
    let lead = (column == Column::Because && !clause.is_empty()).then(|| {
        let word = if is_so { Say::So } else { Say::Because };
        tag("i").say(word.text()).sign(" ")
    });
    let said = row.cell(column);
    let inside = match (gap, column) {
        (Some(Show::Blank), _) => {
            let line = || tag("span").class("gap").child(tag("span").class("sr").say(Say::Blank.text()));
            // A clause needs room.
            several().child(line()).child((column == Column::Because).then(|| tag("span").class("gap")))
        }
        (Some(Show::Filled), _) => tag("b").class("answer").text(&said),
        // A date is in the reader's language already.
        (None, Column::Date | Column::Source) => several().say(&said),
        (None, _) => several().text(&said),
    };
    several().child(lead).child(inside)
}

/// The last task: in the pupil's own words.
fn explain() -> Tag {
    let task = tag("p").child(tag("b").say(Say::Explain.text())).sign(" ").say(Say::ExplainTask.text());
    let lines = each((0..LINES).map(|_| tag("div").class("ruled")));
    tag("div").class("explain").child(task).child(lines)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::core::data::load;

    fn props(sheet: Sheet) -> SheetProps {
        let timeline = Rc::new(load(include_bytes!("../../data/timeline.json")).0.unwrap_or_default());
        SheetProps {
            events: (0..timeline.events.len() as u32).map(EventIx).collect(),
            stops: Vec::new(),
            lines: Vec::new(),
            timeline,
            sheet,
            gaps: Gaps::All,
            paper: Paper::A4,
            version: Version::B,
            seed: 42,
            with_key: true,
            with_notes: true,
            is_wide: true,
            is_even: false,
            subject: "all events".to_owned(),
            filter: "1945–1969".to_owned(),
            address: "https://example.org/#v=all".to_owned(),
        }
    }

    /// Each element with its class, and its text.
    fn told(node: &Html, out: &mut String) {
        match node {
            Html::VTag(tag) => {
                let class = tag.attributes.iter().find(|(key, _)| *key == "class");
                out.push_str(&format!(
                    "<{} {}>",
                    tag.tag(),
                    class.map(|(_, class)| class).unwrap_or_default()
                ));
                tag.children().into_iter().for_each(|child| told(child, out));
                out.push_str(&format!("</{}>", tag.tag()));
            }
            Html::VList(list) => list.iter().for_each(|child| told(child, out)),
            Html::VText(text) => out.push_str(&text.text),
            _ => {}
        }
    }

    fn printed(props: &SheetProps) -> String {
        let mut out = String::new();
        told(&sheet(props), &mut out);
        out
    }

    #[test]
    fn a_sheet_lists_all_that_its_events_rest_on() {
        for kind in [Sheet::Handout, Sheet::Worksheet, Sheet::Slides] {
            let props = props(kind);
            let page = printed(&props);
            for event in &props.timeline.events {
                for citation in event.sources.iter().filter(|citation| citation.seen) {
                    let source = &props.timeline.sources[citation.source.at()];
                    assert!(page.contains(&source.citation), "{kind:?}: {}", source.id);
                    let locator = citation.locator.as_deref().unwrap_or_default();
                    assert!(page.contains(locator), "{kind:?}: {}, {locator}", source.id);
                }
            }
        }
    }

    #[test]
    fn a_worksheet_has_its_gaps_and_its_key_the_answers() {
        let props = props(Sheet::Worksheet);
        let rows = table(&props.timeline, &props.events).rows;
        let blank = gaps(&rows, props.gaps, props.seed, props.version);
        let page = printed(&props);
        let (task, key) = page.split_once("<section leaf a4 key>").expect("a key");
        assert_eq!(task.matches(Say::Blank.text()).count(), blank.len());
        assert_eq!(task.matches("<b answer>").count(), 0);
        let answers: Vec<&str> =
            key.split("<b answer>").skip(1).filter_map(|rest| rest.split("</b>").next()).collect();
        let right: Vec<String> =
            crate::core::lesson::sheet::key(&rows, &blank).into_iter().map(|a| a.text).collect();
        assert_eq!(answers, right);
        // Where the date is blank, so is the circle.
        let dates = blank.iter().filter(|gap| gap.column == Column::Date).count();
        assert_eq!(task.matches("<text number>").count(), rows.len() - dates);
        assert_eq!(key.matches("<text number>").count(), rows.len());
        assert!(task.contains("Seed 42, version B") && key.contains("Seed 42, version B"));
    }

    #[test]
    fn a_foot_says_what_is_printed_and_where_it_is_from() {
        let mut props = props(Sheet::Handout);
        props.events.truncate(8);
        let page = printed(&props);
        let data = format!(
            "Dataset {}, 8 of {} events · 1945–1969",
            props.timeline.version,
            props.timeline.events.len()
        );
        for text in
            [&data, &props.address, "The width of the band is a reading, not a measurement.", "<svg qr>"]
        {
            assert!(page.contains(text), "{text}");
        }
        assert!(!page.contains("Seed"));
        props.address.clear();
        assert!(!printed(&props).contains("<svg qr>"));
    }

    #[test]
    fn a_handout_of_a_selection_says_why_each_was_chosen() {
        let mut props = props(Sheet::Handout);
        props.events.truncate(2);
        props.lines = vec!["it changed all".to_owned(), String::new()];
        let said = "<p significant><i >Significant because …</i> it changed all</p>";
        assert_eq!(printed(&props).matches(said).count(), 1);
        assert_eq!(
            printed(&props).matches("<p significant>").count(),
            1,
            "nothing of an event without a line"
        );
        props.sheet = Sheet::Worksheet;
        assert!(!printed(&props).contains("it changed all"));
    }

    #[test]
    fn cards_have_what_in_front_and_when_behind() {
        let props = props(Sheet::Cards);
        let page = printed(&props);
        for event in &props.timeline.events {
            assert!(page.contains(&format!("<h3 >{}</h3>", event.title)), "{}", event.id);
            assert!(page.contains(&format!("<p when>{}</p>", event.date.card())), "{}", event.id);
        }
        assert_eq!(page.matches("<section ").count(), 2 * props.events.len().div_ceil(8));
    }
}
