//! The pages that the build writes from the data. It fills About and Help of index.html with what is counted
//! (`{{events}}` and the like), and writes the pages beside the timeline.

pub mod cite;
mod disputes;
mod embed;
mod figures;
mod mao_view;
mod people;
mod periods;
mod places;
pub mod sheet;
mod sources;
pub mod start;
mod texts;

use crate::build::{escape, with_policy};
use crate::{tables, Outcome};
use china_ussr_timeline::core::data::{Citation, PhaseIx, Timeline};
use china_ussr_timeline::core::date::{Date, Day};
use china_ussr_timeline::ui::symbols::{events, pattern_class, phase_class};
use std::collections::HashSet;

/// What was counted.
#[derive(Debug, PartialEq)]
struct Counts {
    events: usize,
    /// Events with an opened source other than the two texts that the project began with.
    checked: usize,
    /// Works that were opened for at least one event.
    opened: usize,
    claims: usize,
    supported: usize,
    disputed: usize,
    not_traced: usize,
}

fn count(timeline: &Timeline) -> Counts {
    let is_work = |c: &&Citation| {
        c.seen && timeline.sources.get(c.source.at()).is_some_and(|source| source.kind != "seed")
    };
    let opened = timeline.events.iter().flat_map(|e| e.sources.iter().filter(is_work)).map(|c| c.source);
    let standing = |word: &str| timeline.claims.iter().filter(|c| c.standing == word).count();
    let page_matter = standing("page matter");
    Counts {
        events: timeline.events.len(),
        checked: timeline.events.iter().filter(|e| e.sources.iter().any(|c| is_work(&c))).count(),
        opened: opened.collect::<HashSet<_>>().len(),
        claims: timeline.claims.len() - page_matter,
        supported: standing("supported"),
        disputed: standing("disputed"),
        not_traced: standing("not traced"),
    }
}

/// The page with each `{{name}}` replaced. A name that is not known, or known and not asked for, is an error.
/// `files` are those that a reader may take away; `changes` is the text that lists the changes of the data.
pub fn fill(html: &str, timeline: &Timeline, files: &[tables::File], changes: &str) -> Outcome<String> {
    let c = count(timeline);
    let values = [
        ("events", c.events.to_string()),
        ("checked", c.checked.to_string()),
        ("opened", c.opened.to_string()),
        ("listed", timeline.sources.len().to_string()),
        ("unchecked", unchecked(&c)),
        ("claims", c.claims.to_string()),
        ("supported", c.supported.to_string()),
        ("disputed", c.disputed.to_string()),
        ("not-traced", c.not_traced.to_string()),
        ("periods", periods(timeline)),
        ("looks", looks(timeline)),
        ("take", take(files)),
        ("changes", changed(changes)?),
        ("title", escape(&timeline.title)),
        ("version", escape(&timeline.version)),
    ];
    let mut html = html.to_string();
    for (name, value) in values {
        let place = format!("{{{{{name}}}}}");
        if !html.contains(&place) {
            return Err(format!(
                "index.html has no place for {place}. Put it back, or take it out of pages.rs"
            ));
        }
        html = html.replace(&place, &value);
    }
    match html.split_once("{{").and_then(|(_, rest)| rest.split_once("}}")) {
        Some((name, _)) => {
            Err(format!("index.html asks for {{{{{name}}}}}, which nothing fills. Correct the name"))
        }
        None => Ok(html),
    }
}

/// The pages beside the timeline; the last makes frames. `works` are the citations, in the order of the timeline's works.
pub fn all(timeline: &Timeline, works: &[cite::Work]) -> [sheet::Page; 9] {
    [
        disputes::page(timeline),
        periods::page(timeline),
        mao_view::page(timeline),
        figures::page(timeline),
        places::page(timeline),
        people::page(timeline),
        sources::page(timeline, works),
        texts::page(timeline),
        embed::page(timeline),
    ]
}

/// The pages beside the timeline as documents: the name of each file and its text. `index` is the finished
/// index.html, whose style sheet and typefaces they share.
pub fn beside(timeline: &Timeline, pages: &[sheet::Page], index: &str) -> Vec<(&'static str, String)> {
    let shared = sheet::Shared { head: sheet::shared_head(index), patterns: sheet::patterns(index) };
    let written = |page| with_policy(&sheet::document(page, pages, timeline, &shared));
    pages.iter().map(|page| (page.file, written(page))).collect()
}

fn unchecked(c: &Counts) -> String {
    match c.events - c.checked {
        0 => format!("All {} are checked.", events(c.events)),
        1 => "One event is not yet checked, and its card says so.".to_string(),
        n => format!("{n} of {} are not yet checked, and their cards say so.", events(c.events)),
    }
}

/// The periods and why they are drawn so, as list items.
fn periods(timeline: &Timeline) -> String {
    let phases = timeline.phases.iter().enumerate().map(|(i, phase)| {
        let (label, why) = (escape(&phase.label), escape(&phase.rationale));
        format!(
            "<li><h4 class=\"phase-name\">{}{label}</h4><p>{why}</p></li>",
            swatch(Some(PhaseIx(i as u32)))
        )
    });
    phases.collect()
}

/// How the periods look on the plate, as list items.
fn looks(timeline: &Timeline) -> String {
    let phases = timeline.phases.iter().enumerate().map(|(i, phase)| {
        let look = match i % 3 {
            0 => "flat tint, solid rails",
            1 => "hatched, solid rails",
            _ => "dotted, broken rails",
        };
        format!("<li>{}{}: {look}</li>", swatch(Some(PhaseIx(i as u32))), escape(&phase.label))
    });
    phases.collect()
}

/// The files that a reader may take away, with their sizes, as list items.
fn take(files: &[tables::File]) -> String {
    let items = files.iter().map(|file| {
        // The size is that of the file; on the way it is compressed.
        let kilobytes = file.bytes.len().div_ceil(1000);
        let (name, what) = (escape(file.name), escape(file.what));
        format!("<li><a href=\"data/{name}\" download>{name}</a> {what}, {kilobytes} kB</li>")
    });
    items.collect()
}

/// The changes of the data as list items, from the changelog of data/README.md: `**1.1.0** (2026-11-22). What changed.`
fn changed(readme: &str) -> Outcome<String> {
    let log = readme.split("## Changelog").nth(1).unwrap_or_default();
    let log = log.split("\n## ").next().unwrap_or_default();
    let mut items = String::new();
    for entry in log.split("\n\n").map(str::trim).filter(|entry| !entry.is_empty()) {
        let parts = entry.strip_prefix("**").and_then(|rest| {
            let (version, rest) = rest.split_once("** (")?;
            let (date, text) = rest.split_once("). ")?;
            Some((version, Day::parse_iso(date)?, text))
        });
        let Some((version, day, text)) = parts else {
            return Err(format!(
                "data/README.md: a change must begin like **1.1.0** (2026-11-22). and not like this: {entry}"
            ));
        };
        let (iso, words) = (day.iso(), Date::from(day).card());
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        items.push_str(&format!(
            "<li><b>{}</b> <time datetime=\"{iso}\">{words}</time> {}</li>",
            escape(version),
            escape(&text).replace('`', "")
        ));
    }
    match items.is_empty() {
        true => Err("data/README.md has no changes under \"## Changelog\". Put them back".into()),
        false => Ok(items),
    }
}

/// A small box with the phase's pattern and edge, as the application draws it.
fn swatch(phase: Option<PhaseIx>) -> String {
    format!(
        "<svg class=\"swatch {}\" width=\"20\" height=\"12\" aria-hidden=\"true\" focusable=\"false\">\
         <rect class=\"box {}\" x=\"0.75\" y=\"0.75\" width=\"18.5\" height=\"10.5\"></rect></svg>",
        phase_class(phase),
        pattern_class(phase)
    )
}

#[cfg(test)]
#[path = "pages/tests.rs"]
mod beside_tests;

#[cfg(test)]
mod tests {
    use super::*;
    use china_ussr_timeline::core::data::{load, Claim, Dataset, Kind};

    const SHELL: &str = include_str!("../../index.html");

    const CHANGES: &str = include_str!("../../data/README.md");

    fn shipped() -> Timeline {
        load(include_bytes!("../../data/timeline.json")).0.expect("reads")
    }

    fn filled(html: &str, timeline: &Timeline) -> Outcome<String> {
        let file = tables::File { name: "a.csv", what: "one thing", bytes: vec![0; 12_345] };
        fill(html, timeline, &[file], CHANGES)
    }

    #[test]
    fn files_are_listed_with_their_sizes() {
        let page = filled(SHELL, &shipped()).expect("fills");
        assert!(page.contains("<a href=\"data/a.csv\" download>a.csv</a> one thing, 13 kB</li>"));
    }

    #[test]
    fn the_changes_are_those_of_the_data_and_the_newest_is_its_version() {
        let timeline = shipped();
        let changes = changed(CHANGES).expect("reads");
        assert!(changes.starts_with(&format!("<li><b>{}</b>", timeline.version)), "{changes}");
        for version in ["1.0.0", "1.1.0"] {
            assert_eq!(changes.matches(&format!("<b>{version}</b>")).count(), 1, "{version}");
        }
        assert!(filled(SHELL, &timeline).expect("fills").contains(&changes));
        assert_eq!(
            changed("## Changelog\n\n**2.0.0** (2027-01-02). `a`\n< b.\n\n## More\n\nx").expect("reads"),
            "<li><b>2.0.0</b> <time datetime=\"2027-01-02\">2 January 2027</time> a &lt; b.</li>"
        );
        assert!(changed("no list").is_err() && changed("## Changelog\n\n2.0.0: new").is_err());
    }

    #[test]
    fn statements_are_counted_by_their_standing() {
        let claim = |standing: &str| Claim { standing: standing.to_owned(), ..Claim::default() };
        let claims = ["supported", "supported", "disputed", "not traced", "page matter"].map(claim).into();
        let counts = count(&Timeline::new(Dataset { claims, ..Dataset::default() }, Vec::new()));
        assert_eq!((counts.claims, counts.supported, counts.disputed, counts.not_traced), (4, 2, 1, 1));
        assert_eq!((counts.events, counts.checked), (0, 0));
    }

    #[test]
    fn no_place_is_left_and_the_counts_are_those_of_the_data() {
        let timeline = shipped();
        let page = filled(SHELL, &timeline).expect("fills");
        assert!(!page.contains("{{") && !page.contains("}}"));
        let c = count(&timeline);
        assert!(c.claims > 0 && c.opened > 0 && c.checked <= c.events);
        assert!(page.contains(&format!("<div><dt>events</dt><dd>{}</dd></div>", timeline.events.len())));
        assert!(
            page.contains(&format!("<div><dt>works listed</dt><dd>{}</dd></div>", timeline.sources.len()))
        );
        assert!(page.contains(&format!("Each of their {} statements", c.claims)));
        for phase in &timeline.phases {
            assert_eq!(page.matches(&escape(&phase.label)).count().min(2), 2, "{}", phase.label);
            assert!(page.contains(&escape(&phase.rationale)));
        }
        assert!(page.contains(&format!("{}. Data version {}.", escape(&timeline.title), timeline.version)));
    }

    #[test]
    fn a_place_that_nothing_fills_is_told() {
        let said = filled(&format!("{SHELL}{{{{evnts}}}}"), &shipped()).expect_err("stops");
        assert!(said.contains("{{evnts}}"), "{said}");
        assert!(filled("<p>", &shipped()).is_err());
    }

    #[test]
    fn every_kind_of_event_has_its_sign() {
        for kind in Kind::ALL {
            assert!(SHELL.contains(&format!("</g></svg>{}</li>", kind.label().text())), "{kind:?}");
        }
    }

    #[test]
    fn what_is_not_checked_is_said() {
        let counts = |events, checked| Counts { events, checked, ..count(&Timeline::default()) };
        assert_eq!(unchecked(&counts(3, 3)), "All 3 events are checked.");
        assert_eq!(unchecked(&counts(3, 2)), "One event is not yet checked, and its card says so.");
        assert_eq!(
            unchecked(&counts(119, 100)),
            "19 of 119 events are not yet checked, and their cards say so."
        );
    }
}
