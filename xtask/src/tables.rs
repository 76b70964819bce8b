//! The files that a reader may take away: the whole dataset as JSON with its schema, and the parts that suit a
//! spreadsheet as CSV, each row with the credit that the licence asks for.

use crate::Outcome;
use china_ussr_timeline::core::data::{
    Citation, Claim, Dispute, Event, EventIx, Host, Reading, Side, SourceIx, Theme, Timeline,
};
use china_ussr_timeline::core::date::Day;

/// A file to take away.
pub struct File {
    /// Its name in `data/`.
    pub name: &'static str,
    /// What it holds, in a few words.
    pub what: &'static str,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Between several things in one cell: no citation has it inside.
const AND: &str = " | ";

/// All files. `whole` and `schema` are the texts of the complete data file and of its schema.
pub fn files(timeline: &Timeline, whole: &str, schema: &str) -> Outcome<Vec<File>> {
    let credit = credit(timeline);
    let events = timeline.events.iter().map(|event| event_row(timeline, event));
    let sources = timeline.sources.iter().map(|source| {
        let url = source.url.as_deref().unwrap_or_default();
        [&source.id, &source.citation, &source.kind, url].map(str::to_owned)
    });
    let claims = timeline.claims.iter().map(|claim| claim_row(timeline, claim));
    let readings = timeline.disputes.iter().flat_map(|d| d.readings.iter().map(move |reading| (d, reading)));
    let readings = readings.map(|(dispute, reading)| reading_row(timeline, dispute, reading));
    Ok(vec![
        File {
            name: "china-ussr-timeline.json",
            what: "Everything, as JSON",
            bytes: whole.as_bytes().to_vec(),
        },
        File { name: "schema.json", what: "The JSON Schema of that file", bytes: schema.as_bytes().to_vec() },
        File { name: "events.csv", what: "The events", bytes: table(EVENTS, events, &credit)? },
        File { name: "sources.csv", what: "The works", bytes: table(SOURCES, sources, &credit)? },
        File {
            name: "claims.csv",
            what: "The statements of the two texts, with their standing",
            bytes: table(CLAIMS, claims, &credit)?,
        },
        File {
            name: "disputes.csv",
            what: "The disputes, one line a reading",
            bytes: table(DISPUTES, readings, &credit)?,
        },
        File {
            name: "README.txt",
            what: "What is in them, and the credit",
            bytes: about(&credit).into_bytes(),
        },
    ])
}

/// "Title, data version 1.1.0, CC BY 4.0".
fn credit(timeline: &Timeline) -> String {
    format!("{}, data version {}, CC BY 4.0", timeline.title, timeline.version)
}

fn about(credit: &str) -> String {
    format!(
        "{credit}\n\nThe texts and data are under the licence Creative Commons Attribution 4.0 International\n\
         (https://creativecommons.org/licenses/by/4.0/): use, change and share them, and give the line above as\n\
         credit. Quoted words and the works cited stay with their owners.\n\n\
         china-ussr-timeline.json  everything; schema.json says which fields there are\n\
         events.csv                one line an event; opened is yes if a work was opened for it\n\
         sources.csv               one line a work; an address only where a reader may open it\n\
         claims.csv                one line a statement of the two texts that the project began with\n\
         disputes.csv              one line a reading of a dispute\n\n\
         The tables are UTF-8. Several things in one cell stand apart by \" | \". Dates are EDTF (ISO 8601-2):\n\
         1959-23 is autumn 1959; earliest and latest are the first and last day that the date allows.\n\
         An address like #e=secret-speech follows the address of the timeline.\n"
    )
}

/// A table. Excel takes a CSV file for UTF-8 only if it begins with the byte order mark; other programs pass over it.
fn table<const N: usize>(
    head: [&str; N],
    rows: impl Iterator<Item = [String; N]>,
    credit: &str,
) -> Outcome<Vec<u8>> {
    let fail = |e: &dyn std::fmt::Display| format!("cannot write a table: {e}");
    // RFC 4180 ends lines with CRLF.
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(head.into_iter().chain(["credit"])).map_err(|e| fail(&e))?;
    for row in rows {
        writer.write_record(row.iter().map(String::as_str).chain([credit])).map_err(|e| fail(&e))?;
    }
    writer.into_inner().map_err(|e| fail(&e))
}

const EVENTS: [&str; 19] = [
    "id",
    "date",
    "earliest",
    "latest",
    "title",
    "label",
    "side",
    "host",
    "kind",
    "themes",
    "significance",
    "phase",
    "place",
    "people",
    "summary",
    "sources",
    "further_reading",
    "opened",
    "address",
];

fn event_row(timeline: &Timeline, event: &Event) -> [String; 19] {
    let side = match event.side {
        Side::Moscow => "moscow",
        Side::Beijing => "beijing",
        Side::Both => "both",
        Side::Elsewhere => "elsewhere",
    };
    let host = event.host.map_or("", |host| match host {
        Host::Moscow => "moscow",
        Host::Beijing => "beijing",
        Host::Elsewhere => "elsewhere",
    });
    let day = |day: Option<Day>| day.map_or_else(String::new, Day::iso);
    let phase = timeline
        .find(&event.id)
        .and_then(|ix| timeline.phase_of(ix))
        .and_then(|ix| timeline.phases.get(ix.at()));
    let place = event.place.and_then(|ix| timeline.places.get(ix.at()));
    let people = event.people.iter().filter_map(|ix| timeline.people.get(ix.at()));
    let cited = |seen: bool| {
        let chosen = event.sources.iter().filter(move |citation| citation.seen == seen);
        joined(chosen.map(|citation| citation_in_words(timeline, citation)))
    };
    [
        event.id.clone(),
        event.date.to_string(),
        day(event.date.earliest()),
        day(event.date.latest()),
        event.title.clone(),
        event.label.clone(),
        side.to_owned(),
        host.to_owned(),
        event.kind.word().to_owned(),
        joined(event.themes.iter().map(|theme| Theme::word(*theme).to_owned())),
        event.significance.to_string(),
        phase.map_or_else(String::new, |phase| phase.label.clone()),
        place.map_or_else(String::new, |place| place.name.clone()),
        joined(people.map(|person| person.name.clone())),
        event.summary.clone(),
        cited(true),
        cited(false),
        if event.is_checked() { "yes" } else { "no" }.to_owned(),
        format!("#e={}", event.id),
    ]
}

const SOURCES: [&str; 4] = ["id", "citation", "kind", "url"];

const CLAIMS: [&str; 11] = [
    "id",
    "from",
    "section",
    "statement",
    "quoted",
    "date",
    "standing",
    "comment",
    "events",
    "dispute",
    "sources",
];

fn claim_row(timeline: &Timeline, claim: &Claim) -> [String; 11] {
    let dispute = claim.dispute.and_then(|ix| timeline.disputes.get(ix.at()));
    [
        claim.id.clone(),
        claim.seed.map_or_else(String::new, |ix| work(timeline, ix)),
        claim.section.clone(),
        claim.text.clone(),
        claim.quotation.as_ref().map_or_else(String::new, |quoted| quoted.text.clone()),
        claim.date.map_or_else(String::new, |date| date.to_string()),
        claim.standing.clone(),
        claim.comment.clone(),
        ids(timeline, &claim.events),
        dispute.map_or_else(String::new, |dispute| dispute.id.clone()),
        joined(claim.sources.iter().map(|ix| work(timeline, *ix))),
    ]
}

const DISPUTES: [&str; 11] =
    ["id", "topic", "kind", "events", "who", "says", "sources", "locator", "why", "assessment", "confidence"];

fn reading_row(timeline: &Timeline, dispute: &Dispute, reading: &Reading) -> [String; 11] {
    [
        dispute.id.clone(),
        dispute.topic.clone(),
        dispute.kind.clone(),
        ids(timeline, &dispute.events),
        reading.who.clone(),
        reading.says.clone(),
        joined(reading.sources.iter().map(|ix| work(timeline, *ix))),
        reading.locator.clone(),
        dispute.why.clone(),
        dispute.assessment.clone(),
        dispute.confidence.clone(),
    ]
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(AND)
}

fn ids(timeline: &Timeline, events: &[EventIx]) -> String {
    joined(events.iter().filter_map(|ix| timeline.event(*ix)).map(|event| event.id.clone()))
}

fn work(timeline: &Timeline, ix: SourceIx) -> String {
    timeline.sources.get(ix.at()).map_or_else(String::new, |source| source.citation.clone())
}

/// The citation, with the page where it is known.
fn citation_in_words(timeline: &Timeline, citation: &Citation) -> String {
    let locator = citation.locator.as_ref().map_or_else(String::new, |locator| format!(" [{locator}]"));
    work(timeline, citation.source) + &locator
}

#[cfg(test)]
mod tests {
    use super::*;
    use china_ussr_timeline::core::data::load;
    use china_ussr_timeline::core::date::Date;

    const WHOLE: &str = include_str!("../../data/timeline.json");

    fn shipped() -> Timeline {
        load(WHOLE.as_bytes()).0.expect("reads")
    }

    fn made() -> Vec<File> {
        files(&shipped(), WHOLE, "{}").expect("makes them")
    }

    /// The rows of a table by the names of its columns.
    fn read(name: &str) -> Vec<Vec<(String, String)>> {
        let file = made().into_iter().find(|file| file.name == name).expect("the file");
        let text = String::from_utf8(file.bytes).expect("UTF-8");
        let text = text.strip_prefix('\u{feff}').expect("Excel needs the mark");
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let head: Vec<String> = reader.headers().expect("a head").iter().map(str::to_owned).collect();
        let row = |row: csv::StringRecord| head.iter().cloned().zip(row.iter().map(str::to_owned)).collect();
        reader.records().map(|record| row(record.expect("a row as long as the head"))).collect()
    }

    fn cell<'a>(row: &'a [(String, String)], name: &str) -> &'a str {
        row.iter().find(|(column, _)| column == name).map(|(_, text)| text.as_str()).expect("the column")
    }

    fn check(row: &[(String, String)], cells: &[(&str, &str)]) {
        for (name, text) in cells {
            assert_eq!(cell(row, name), *text, "{name} of {}", cell(row, "id"));
        }
    }

    #[test]
    fn events_read_back_as_they_are() {
        let timeline = shipped();
        let rows = read("events.csv");
        assert_eq!((rows.len(), timeline.events.len()), (119, 119));
        for (row, event) in rows.iter().zip(&timeline.events) {
            check(
                row,
                &[
                    ("id", &event.id),
                    ("title", &event.title),
                    ("label", &event.label),
                    ("summary", &event.summary),
                ],
            );
            assert_eq!(Date::parse(cell(row, "date")).expect("a date"), event.date);
            let day = |name: &str| Day::parse_iso(cell(row, name));
            assert_eq!((day("earliest"), day("latest")), (event.date.earliest(), event.date.latest()));
            assert_eq!(cell(row, "significance"), event.significance.to_string());
            assert_eq!(cell(row, "address"), format!("#e={}", event.id));
            let themes: Vec<_> = cell(row, "themes").split(AND).filter_map(Theme::from_word).collect();
            assert_eq!(themes, event.themes);
            assert_eq!(
                cell(row, "people").split(AND).filter(|name| !name.is_empty()).count(),
                event.people.len()
            );
            let cited: Vec<&str> = ["sources", "further_reading"]
                .iter()
                .flat_map(|name| cell(row, name).split(AND))
                .filter(|text| !text.is_empty())
                .collect();
            assert_eq!(cited.len(), event.sources.len(), "{}", event.id);
            for (text, citation) in cited.iter().zip(&event.sources) {
                assert!(text.starts_with(&timeline.sources[citation.source.at()].citation));
                assert!(citation.locator.iter().all(|locator| text.ends_with(&format!("[{locator}]"))));
            }
            assert_eq!(cell(row, "opened") == "yes", event.is_checked());
        }
        let one = rows.iter().find(|row| cell(row, "id") == "mao-view-1959").expect("the event");
        check(
            one,
            &[("date", "1959-23"), ("earliest", "1959-09-01"), ("latest", "1959-11-30"), ("side", "beijing")],
        );
    }

    #[test]
    fn sources_claims_and_disputes_read_back_as_they_are() {
        let timeline = shipped();
        let rows = read("sources.csv");
        assert_eq!(rows.len(), timeline.sources.len());
        for (row, source) in rows.iter().zip(&timeline.sources) {
            let url = source.url.as_deref().unwrap_or_default();
            check(
                row,
                &[("id", &source.id), ("citation", &source.citation), ("kind", &source.kind), ("url", url)],
            );
        }
        let rows = read("claims.csv");
        assert_eq!(rows.len(), timeline.claims.len());
        for (row, claim) in rows.iter().zip(&timeline.claims) {
            let (text, comment) = (claim.text.as_str(), claim.comment.as_str());
            check(
                row,
                &[
                    ("id", &claim.id),
                    ("statement", text),
                    ("standing", &claim.standing),
                    ("comment", comment),
                ],
            );
            let events: Vec<_> = cell(row, "events")
                .split(AND)
                .filter(|id| !id.is_empty())
                .map(|id| timeline.find(id))
                .collect();
            assert_eq!(events, claim.events.iter().map(|ix| Some(*ix)).collect::<Vec<_>>(), "{}", claim.id);
        }
        let rows = read("disputes.csv");
        let readings =
            timeline.disputes.iter().flat_map(|d| d.readings.iter().map(move |reading| (d, reading)));
        assert_eq!(rows.len(), readings.clone().count());
        for (row, (dispute, reading)) in rows.iter().zip(readings) {
            check(
                row,
                &[("id", &dispute.id), ("topic", &dispute.topic), ("assessment", &dispute.assessment)],
            );
            check(row, &[("who", &reading.who), ("says", &reading.says), ("locator", &reading.locator)]);
            assert_eq!(cell(row, "sources").split(AND).count(), reading.sources.len());
        }
    }

    /// A spreadsheet would take such a cell for a formula. Our data have none; to put a sign before it, as is often
    /// done, would change the text.
    #[test]
    fn no_cell_begins_like_a_formula() {
        for name in ["events.csv", "sources.csv", "claims.csv", "disputes.csv"] {
            for (column, text) in read(name).into_iter().flatten() {
                assert!(!text.starts_with(['=', '+', '-', '@', '\t', '\r']), "{name}, {column}: {text}");
            }
        }
    }

    #[test]
    fn every_row_gives_the_credit() {
        let timeline = shipped();
        let wanted = format!("{}, data version {}, CC BY 4.0", timeline.title, timeline.version);
        for name in ["events.csv", "sources.csv", "claims.csv", "disputes.csv"] {
            assert!(read(name)
                .iter()
                .all(|row| row.last().is_some_and(|(column, text)| column == "credit" && *text == wanted)));
        }
        let readme = made().into_iter().find(|file| file.name == "README.txt").expect("the file");
        let readme = String::from_utf8(readme.bytes).expect("UTF-8");
        assert!(readme.starts_with(&wanted));
        for file in made().iter().filter(|file| file.name != "README.txt") {
            assert!(readme.contains(file.name), "{}", file.name);
        }
        assert!(WHOLE.contains("\"licence\": \"CC BY 4.0\""), "the JSON says it itself");
    }

    #[test]
    fn cells_with_commas_quotes_and_lines_are_kept() {
        let row = ["a,\"b\"\nc".to_owned(), "ё 中".to_owned()];
        let bytes = table(["one", "two"], [row.clone()].into_iter(), "x").expect("writes");
        let text = String::from_utf8(bytes).expect("UTF-8");
        assert_eq!(text, "\u{feff}one,two,credit\r\n\"a,\"\"b\"\"\nc\",ё 中,x\r\n");
    }
}
