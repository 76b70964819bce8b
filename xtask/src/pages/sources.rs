//! The page of all works: what each is, whether it was opened, what it can be used for, how to cite it, and what
//! rests on it.

use super::cite::{self, Work};
use super::disputes;
use super::sheet::{events, figures, line, Page};
use crate::build::escape;
use china_ussr_timeline::core::data::{EventIx, Source, SourceIx, Timeline, Use};

/// The sorts of works in the order of the page: the word of the data, the heading, and what holds for all of them.
const SORTS: &[(&str, &str, &str)] = &[
    (
        "primary",
        "Documents",
        "It shows what was said, ordered or agreed, and by whom. Ask who wrote it, for whom, and what it does not say.",
    ),
    (
        "primary-collection",
        "Collections of documents",
        "It brings documents together. Ask who chose them, and what was left out.",
    ),
    (
        "secondary",
        "Historians",
        "It gives a later account with reasons. Ask which documents its author could read, and what is left open.",
    ),
    (
        "newspaper",
        "Newspapers and magazines",
        "It shows what readers were told. Ask where the paper had it from, and who could stop it being printed.",
    ),
    ("web", "Web pages", "It is quick to read. Ask who wrote it, and what it rests on."),
    ("seed", "The two texts this timeline began with", "It shows how the story is often told. Ask what it rests on."),
];

/// The page. `cited` says how to cite each work, in the order of the timeline's works.
pub fn page(timeline: &Timeline, cited: &[Work]) -> Page {
    let mut main = String::new();
    let opened = (0..timeline.sources.len()).filter(|i| Standing::of(timeline, *i).is_opened()).count();
    let linkable = timeline.sources.iter().filter(|source| source.url.is_some()).count();
    main.push_str(&figures(&[
        ("works", timeline.sources.len()),
        ("opened for an event", opened),
        ("with a link", linkable),
        ("with notes on their use", timeline.uses.len()),
    ]));
    main.push_str(&cite::site(timeline));
    let other = timeline.sources.iter().map(|source| source.kind.as_str());
    let mut sorts: Vec<&str> = SORTS.iter().map(|(word, ..)| *word).collect();
    for word in other {
        if !sorts.contains(&word) {
            sorts.push(word);
        }
    }
    let mut body = String::new();
    let mut contents = String::new();
    for (n, word) in sorts.into_iter().enumerate() {
        let (_, heading, general) = SORTS.iter().find(|(sort, ..)| *sort == word).copied().unwrap_or((
            word,
            word,
            "Ask what it rests on.",
        ));
        let mut works: Vec<(usize, &Source)> =
            timeline.sources.iter().enumerate().filter(|(_, source)| source.kind == word).collect();
        if works.is_empty() {
            continue;
        }
        works.sort_by_key(|(_, source)| in_order(&source.citation));
        let heading = escape(heading);
        contents.push_str(&format!("<li><a href=\"#sort-{n}\">{heading}</a> {}</li>", works.len()));
        body.push_str(&format!("<h2 id=\"sort-{n}\">{heading}</h2>\n"));
        for (i, source) in works {
            body.push_str(&entry(timeline, i, source, general, cited.get(i)));
        }
    }
    main.push_str(&format!(
        "<nav class=\"contents\" aria-label=\"Sorts of works\"><ul>{contents}</ul></nav>\n{body}"
    ));
    Page {
        file: "sources.html",
        name: "Sources",
        title: "What can it be used for?",
        lede: "Every work behind this timeline: what it is, whether we opened it, and what rests on it. No source \
               is good or bad in itself. It depends on the question."
            .into(),
        main,
        style: String::new(),
    }
}

/// The citation as it is put in order: without quotation marks and the like, in small letters.
fn in_order(citation: &str) -> String {
    citation.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// What rests on a work.
struct Standing {
    /// Events and views for which it was opened.
    opened: Vec<EventIx>,
    /// Events for which it is further reading.
    further: Vec<EventIx>,
}

impl Standing {
    fn of(timeline: &Timeline, i: usize) -> Standing {
        let ix = SourceIx(i as u32);
        let events =
            timeline.events.iter().enumerate().map(|(at, event)| (EventIx(at as u32), &event.sources));
        let views = timeline.views.iter().map(|view| (view.event, &view.sources));
        let (mut opened, mut further) = (Vec::new(), Vec::new());
        for (event, citations) in events.chain(views) {
            for citation in citations.iter().filter(|citation| citation.source == ix) {
                let list = if citation.seen { &mut opened } else { &mut further };
                list.push(event);
            }
        }
        further.retain(|event| !opened.contains(event));
        Standing { opened, further }
    }

    fn is_opened(&self) -> bool {
        !self.opened.is_empty()
    }

    fn sentence(&self) -> &'static str {
        match (self.opened.is_empty(), self.further.is_empty()) {
            (false, _) => "Opened.",
            (true, false) => "Not opened for an event: further reading.",
            (true, true) => "No event rests on it.",
        }
    }
}

fn entry(timeline: &Timeline, i: usize, source: &Source, general: &str, cited: Option<&Work>) -> String {
    let ix = SourceIx(i as u32);
    let standing = Standing::of(timeline, i);
    let disputes = timeline.disputes.iter();
    let disputes = disputes.filter(|d| d.readings.iter().any(|reading| reading.sources.contains(&ix)));
    let notes = timeline.uses.iter().find(|one| one.source == ix);
    format!(
        "<article class=\"entry\" id=\"s-{}\">\n<h3>{}</h3>\n<p class=\"cite\">{} {}</p>\n{}{}{}{}{}</article>\n",
        escape(&source.id),
        escape(&source.citation),
        standing.sentence(),
        read_it(source),
        notes.map_or_else(|| format!("<p class=\"general\">{}</p>\n", escape(general)), notes_on),
        events(timeline, "Cited for", &standing.opened),
        events(timeline, "Further reading for", &standing.further),
        line("In disputes", disputes::links(disputes).into_iter()),
        cited.map(cite::details).unwrap_or_default(),
    )
}

/// The link by which a reader may open a work, or nothing.
pub fn read_it(source: &Source) -> String {
    let link = source.url.as_deref().filter(|url| url.starts_with("https://") || url.starts_with("http://"));
    link.map_or_else(String::new, |url| {
        format!("<a href=\"{}\" rel=\"noopener\">Read it at {}</a>", escape(url), escape(host(url)))
    })
}

/// Origin, purpose, content; then value and limitation, which follow from them.
pub fn notes_on(notes: &Use) -> String {
    let parts = [
        ("Origin", &notes.origin),
        ("Purpose", &notes.purpose),
        ("Content", &notes.content),
        ("So it is good for", &notes.value),
        ("But", &notes.limitation),
    ];
    let parts =
        parts.iter().map(|(name, text)| format!("<div><dt>{name}</dt><dd>{}</dd></div>", escape(text)));
    format!("<dl class=\"use\">{}</dl>\n", parts.collect::<String>())
}

/// The host of an address, without "www.".
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn works_are_in_the_order_of_letters() {
        assert_eq!(in_order("“Show and Tell 4”, a post"), "show and tell 4”, a post");
        assert!(in_order("Åslund") > in_order("Westad"), "letters beyond z come last");
        assert_eq!(host("https://www.marxists.org/x?y"), "marxists.org");
    }
}
