//! The page of the two texts that the project began with: every one of their statements, how it stands, and
//! where the timeline takes it up. What could not be traced is printed here only, as a statement of its text.

use super::sheet::{dispute, events, figures, line, paragraph, work, Page};
use crate::build::escape;
use china_ussr_timeline::core::data::{Claim, SourceIx, Timeline};

/// The standings: the word of the data, the name on the page, and what it means.
const STANDINGS: &[(&str, &str, &str)] = &[
    ("supported", "Supported", "A work that we name bears it out."),
    ("disputed", "Disputed", "Works say otherwise, or do not agree with each other."),
    ("not traced", "Not traced", "We found no source for it. That does not show that it is false."),
    (
        "page matter",
        "About the page itself",
        "A title, a footnote or a reference: not a statement about history.",
    ),
];

/// The page.
pub fn page(timeline: &Timeline) -> Page {
    let standing = |word: &str| timeline.claims.iter().filter(|claim| claim.standing == word).count();
    let mut counts = vec![("statements", timeline.claims.len())];
    counts.extend(STANDINGS.iter().map(|(word, name, _)| (*name, standing(word))));
    let mut main = figures(&counts);
    let meanings =
        STANDINGS.iter().map(|(_, name, meaning)| format!("<div><dt>{name}</dt><dd>{meaning}</dd></div>"));
    main.push_str(&format!("<dl class=\"use\">{}</dl>\n", meanings.collect::<String>()));

    let mut seeds: Vec<Option<SourceIx>> = Vec::new();
    for claim in &timeline.claims {
        if !seeds.contains(&claim.seed) {
            seeds.push(claim.seed);
        }
    }
    for (at, seed) in seeds.into_iter().enumerate() {
        let claims: Vec<&Claim> = timeline.claims.iter().filter(|claim| claim.seed == seed).collect();
        let name = match at {
            0 => "The first text",
            1 => "The second text",
            _ => "Another text",
        };
        main.push_str(&format!("<h2>{name}: {} statements</h2>\n", claims.len()));
        if let Some(seed) = seed {
            main.push_str(&format!("<p>{}</p>\n", work(timeline, seed)));
        }
        main.push_str(&sections(timeline, &claims));
    }
    Page {
        file: "texts.html",
        name: "The two texts",
        title: "The two texts, statement by statement",
        lede: "This timeline began with two texts by students and for students. Here is everything that they say, \
               how it stands, and where it is taken up."
            .into(),
        main,
        style: String::new(),
    }
}

/// The statements of one text under its own headings.
fn sections(timeline: &Timeline, claims: &[&Claim]) -> String {
    let mut html = String::new();
    let mut last: Option<&str> = None;
    for (n, claim) in claims.iter().enumerate() {
        if last != Some(claim.section.as_str()) {
            if last.is_some() {
                html.push_str("</ol>\n");
            }
            if !claim.section.is_empty() {
                html.push_str(&format!("<h3 class=\"part\">{}</h3>\n", escape(&claim.section)));
            }
            html.push_str(&format!("<ol class=\"claims\" start=\"{}\">\n", n + 1));
            last = Some(&claim.section);
        }
        html.push_str(&entry(timeline, claim));
    }
    if last.is_some() {
        html.push_str("</ol>\n");
    }
    html
}

fn entry(timeline: &Timeline, claim: &Claim) -> String {
    let known = STANDINGS.iter().find(|(word, ..)| *word == claim.standing);
    let standing = known.map_or(claim.standing.as_str(), |(_, name, _)| name);
    let weighed = claim.dispute.and_then(|ix| timeline.disputes.get(ix.at()));
    let works = claim.sources.iter().filter(|ix| Some(**ix) != claim.seed);
    format!(
        "<li class=\"entry\" id=\"c-{}\">\n<p class=\"said\">{}</p>\n<p class=\"standing\">{}</p>\n{}{}{}{}</li>\n",
        escape(&claim.id),
        escape(&claim.text),
        escape(standing),
        paragraph(&claim.comment),
        line("Held against", works.map(|ix| work(timeline, *ix))),
        line("Who says so?", weighed.iter().map(|one| dispute(&one.id, &one.topic))),
        events(timeline, "On the timeline", &claim.events),
    )
}
