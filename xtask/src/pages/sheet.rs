//! What the pages beside the timeline share: the document around them, and how events, works and lists are
//! written. They are plain HTML, read without any script.

use crate::build::{attribute, escape, tags};
use china_ussr_timeline::core::data::{EventIx, SourceIx, Timeline};
use china_ussr_timeline::core::date::Detail;

/// One page.
pub struct Page {
    /// Its file, which is its address.
    pub file: &'static str,
    /// Its name in the list of pages.
    pub name: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// What it is, in one or two sentences; plain text.
    pub lede: String,
    /// What stands below, as HTML.
    pub main: String,
    /// Rules of its own for the style sheet, made from the data; mostly none.
    pub style: String,
}

/// The tags that the pages take over from the finished index.html: style sheet, typefaces, icon, start.js.
pub fn shared_head(index: &str) -> String {
    let wanted = |tag: &&str| match attribute(tag, "rel") {
        Some("stylesheet" | "icon") => true,
        // The italics are for the application.
        Some("preload") => {
            attribute(tag, "as") == Some("font")
                && attribute(tag, "href").is_some_and(|file| !file.contains("italic"))
        }
        _ => false,
    };
    let mut head: Vec<String> = tags(index, "meta")
        .into_iter()
        .filter(|tag| matches!(attribute(tag, "name"), Some("theme-color" | "color-scheme")))
        .chain(tags(index, "link").into_iter().filter(wanted))
        .map(str::to_string)
        .collect();
    let is_start = |tag: &&str| attribute(tag, "src").is_some_and(|src| src.contains("start-"));
    head.extend(tags(index, "script").into_iter().filter(is_start).map(|tag| format!("{tag}</script>")));
    head.join("\n  ")
}

/// The drawing of the finished index.html that holds the patterns of the periods.
pub fn patterns(index: &str) -> &str {
    let from = index.split_once("<svg class=\"defs\"").map_or("", |(before, _)| &index[before.len()..]);
    from.split_once("</svg>").map_or("", |(inside, _)| &from[..inside.len() + "</svg>".len()])
}

/// What all pages take over from the finished index.html.
pub struct Shared<'a> {
    /// [`shared_head`]
    pub head: String,
    /// [`patterns`]
    pub patterns: &'a str,
}

/// The whole document. `pages` are all pages, for the way between them.
pub fn document(page: &Page, pages: &[Page], timeline: &Timeline, shared: &Shared<'_>) -> String {
    let head = &shared.head;
    let patterns = if page.main.contains("pat-") { shared.patterns } else { "" };
    let site = escape(&timeline.title);
    let (title, lede) = (escape(page.title), escape(&page.lede));
    let nav: String = pages
        .iter()
        .map(|other| {
            let current = if other.file == page.file { " aria-current=\"page\"" } else { "" };
            format!("<a href=\"{}\"{current}>{}</a>", other.file, escape(other.name))
        })
        .collect();
    let style = match page.style.is_empty() {
        true => String::new(),
        false => format!("\n  <style>{}</style>", page.style),
    };
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n  <meta charset=\"utf-8\">\n  <title>{title} · {site}</title>\n  \
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n  \
         <meta name=\"description\" content=\"{lede}\">\n  {head}{style}\n</head>\n<body>\n{patterns}\
         <a class=\"skip\" href=\"#main\">Skip to the text</a>\n\
         <header class=\"mast beside\"><p class=\"site\"><a href=\"./\">{site}</a></p>\
         <nav class=\"tools\" aria-label=\"Pages\"><a href=\"./\">Timeline</a>{nav}</nav></header>\n\
         <main class=\"doc\" id=\"main\" tabindex=\"-1\">\n<h1>{title}</h1>\n<p class=\"lede\">{lede}</p>\n{main}</main>\n\
         <footer class=\"doc cite\"><p>{site}. Data version {version}. Text and data: CC BY 4.0. \
         <a href=\"./#v=about\">About this timeline</a></p></footer>\n</body>\n</html>\n",
        main = page.main,
        version = escape(&timeline.version),
    )
}

/// A link to an event on the timeline, with its month.
pub fn event(timeline: &Timeline, ix: EventIx) -> String {
    let Some(event) = timeline.event(ix) else { return String::new() };
    format!(
        "<a href=\"./#e={}\">{}</a> <time datetime=\"{}\">{}</time>",
        escape(&event.id),
        escape(&event.label),
        escape(&event.date.datetime()),
        escape(&event.date.visible(Detail::Month))
    )
}

/// "Events: …", or nothing if there is none.
pub fn events(timeline: &Timeline, name: &str, list: &[EventIx]) -> String {
    let mut list = list.to_vec();
    list.sort_unstable();
    list.dedup();
    line(name, list.iter().map(|ix| event(timeline, *ix)))
}

/// "Name: one · two", or nothing if there is none. The items are HTML, the name is text.
pub fn line(name: &str, items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.map(|item| format!("<li>{item}</li>")).collect();
    match items.is_empty() {
        true => String::new(),
        false => {
            format!("<div class=\"line\"><h4>{}</h4><ul>{}</ul></div>\n", escape(name), items.concat())
        }
    }
}

/// A work, leading to its entry on the page of sources.
pub fn work(timeline: &Timeline, ix: SourceIx) -> String {
    let Some(source) = timeline.sources.get(ix.at()) else { return String::new() };
    format!("<a href=\"sources.html#s-{}\">{}</a>", escape(&source.id), escape(&source.citation))
}

/// A dispute, leading to its entry on the page of disputes.
pub fn dispute(id: &str, topic: &str) -> String {
    format!("<a href=\"disputes.html#d-{}\">{}</a>", escape(id), escape(topic))
}

/// A paragraph, or nothing if there is no text.
pub fn paragraph(text: &str) -> String {
    match text.is_empty() {
        true => String::new(),
        false => format!("<p>{}</p>\n", escape(text)),
    }
}

/// Numbers with their names, as on the page About.
pub fn figures(figures: &[(&str, usize)]) -> String {
    let items = figures.iter().map(|(name, n)| format!("<div><dt>{}</dt><dd>{n}</dd></div>", escape(name)));
    format!("<dl class=\"figures\">{}</dl>\n", items.collect::<String>())
}

/// The first letter as a capital.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_is_that_of_the_timeline_without_its_program() {
        let index = "<link rel=\"stylesheet\" href=\"./site-1.css\"><link rel=\"preload\" href=\"fonts/a.woff2\" as=\"font\">\
            <link rel=\"preload\" href=\"fonts/a-italic.woff2\" as=\"font\">\
            <link rel=\"preload\" href=\"./app.wasm\" as=\"fetch\"><script src=\"./start-1.js\"></script>\
            <script type=\"module\">import 'x'</script><meta name=\"theme-color\" content=\"#fff\">";
        let head = shared_head(index);
        for part in ["site-1.css", "a.woff2", "<script src=\"./start-1.js\"></script>", "theme-color"] {
            assert!(head.contains(part), "{part}");
        }
        assert!(!head.contains("wasm") && !head.contains("module"));
    }

    #[test]
    fn what_is_empty_is_left_out() {
        assert_eq!(line("Events", std::iter::empty()), "");
        assert_eq!(paragraph(""), "");
        assert_eq!(capital("the two texts differ"), "The two texts differ");
        assert_eq!(capital(""), "");
    }
}
