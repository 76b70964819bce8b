//! What must hold of all pages beside the timeline, on the shipped data and on data that try to break out of
//! their places.

use super::cite::{self, Work};
use super::{beside, escape, fill};
use crate::build::{attribute, tags};
use china_ussr_timeline::core::data::{load, Timeline};
use std::collections::{HashMap, HashSet};

const INDEX: &str = "<meta charset=\"utf-8\"><link rel=\"stylesheet\" href=\"./site-1.css\"><script src=\"./start-1.js\"></script>";

fn shipped() -> Timeline {
    load(include_bytes!("../../../data/timeline.json")).0.expect("reads")
}

fn works(timeline: &Timeline) -> Vec<Work> {
    cite::read(include_str!("../../../data/citations.json"), timeline).expect("reads")
}

fn pages(timeline: &Timeline) -> HashMap<&'static str, String> {
    beside(timeline, &super::all(timeline, &works(timeline)), INDEX).into_iter().collect()
}

/// The files beside the page of sources, by their addresses.
fn cite_files(timeline: &Timeline) -> HashMap<String, String> {
    cite::files(&works(timeline)).expect("writes").into_iter().collect()
}

/// All ids of a page, in order.
fn ids(html: &str) -> Vec<&str> {
    html.match_indices(" id=\"").filter_map(|(at, open)| html[at + open.len()..].split('"').next()).collect()
}

/// Writes the pages to look at: `WRITE_PAGES=dir cargo test -p xtask look`.
#[test]
fn pages_to_look_at() {
    if let Some(dir) = std::env::var_os("WRITE_PAGES") {
        let index = std::env::var_os("WRITE_INDEX").map(|file| std::fs::read_to_string(file).expect("index"));
        let timeline = shipped();
        for (file, html) in
            beside(&timeline, &super::all(&timeline, &works(&timeline)), index.as_deref().unwrap_or(INDEX))
        {
            std::fs::write(std::path::Path::new(&dir).join(file), html).expect("writes");
        }
    }
}

#[test]
fn everything_stands_once_on_its_page() {
    let timeline = shipped();
    let pages = pages(&timeline);
    let check = |file: &str, prefix: &str, wanted: Vec<&str>, at_least: usize| {
        let found: Vec<&str> =
            ids(&pages[file]).into_iter().filter_map(|id| id.strip_prefix(prefix)).collect();
        let once: HashSet<&str> = found.iter().copied().collect();
        assert_eq!(once.len(), found.len(), "{file} {prefix}: an id stands twice");
        assert_eq!(once, wanted.into_iter().collect(), "{file} {prefix}");
        assert!(found.len() >= at_least, "{file} {prefix}: only {}", found.len());
    };
    check("figures.html", "f-", timeline.series.iter().map(|one| one.id.as_str()).collect(), 9);
    let asked = timeline.questions.iter().filter(|one| one.exercise == "mao-view").map(|one| &one.id);
    check("mao-view.html", "q", asked.map(|id| &id[1..]).collect(), 4);
    check("disputes.html", "d-", timeline.disputes.iter().map(|one| one.id.as_str()).collect(), 47);
    check("sources.html", "s-", timeline.sources.iter().map(|one| one.id.as_str()).collect(), 221);
    check("texts.html", "c-", timeline.claims.iter().map(|one| one.id.as_str()).collect(), 126);
    check("people.html", "p-", timeline.people.iter().map(|one| one.id.as_str()).collect(), 51);
    check("people.html", "b-", timeline.bodies.iter().map(|one| one.id.as_str()).collect(), 21);
    check("people.html", "t-", timeline.glossary.iter().map(|one| one.id.as_str()).collect(), 39);
    let schemes = timeline.schemes.iter().map(|one| one.id.as_str());
    check("periods.html", "by-", std::iter::once("site").chain(schemes).collect(), 13);
    check("places.html", "place-", timeline.places.iter().map(|one| one.id.as_str()).collect(), 41);
}

#[test]
fn every_reading_use_and_role_is_printed() {
    let timeline = shipped();
    let pages = pages(&timeline);
    let has = |file: &str, text: &str| assert!(pages[file].contains(&escape(text)), "{file}: {text}");
    for dispute in &timeline.disputes {
        has("disputes.html", &dispute.assessment);
        has("disputes.html", &dispute.why);
        for reading in &dispute.readings {
            has("disputes.html", &reading.says);
            has("disputes.html", &reading.who);
            has("disputes.html", &reading.locator);
            assert!(!reading.sources.is_empty());
        }
    }
    for one in &timeline.uses {
        for text in [&one.origin, &one.purpose, &one.content, &one.value, &one.limitation] {
            has("sources.html", text);
        }
    }
    for claim in &timeline.claims {
        has("texts.html", &claim.text);
        has("texts.html", &claim.comment);
    }
    for person in &timeline.people {
        has("people.html", &person.native);
        person.roles.iter().for_each(|role| has("people.html", &role.role));
    }
    for place in &timeline.places {
        has("places.html", &place.zh);
        has("places.html", &place.ru);
    }
}

#[test]
fn every_link_inside_the_site_leads_somewhere() {
    let timeline = shipped();
    let pages = pages(&timeline);
    let linkable: HashSet<&str> =
        timeline.sources.iter().filter_map(|source| source.url.as_deref()).collect();
    let files = cite_files(&timeline);
    let mut inside = 0;
    for (file, html) in &pages {
        for href in tags(html, "a").into_iter().filter_map(|tag| attribute(tag, "href")) {
            if href.contains("://") {
                let plain = href.replace("&amp;", "&");
                assert!(
                    linkable.contains(plain.as_str()),
                    "{file}: {href} is no address that a reader may open"
                );
                continue;
            }
            inside += 1;
            let (page, part) = href.split_once('#').unwrap_or((href, ""));
            let found = match page {
                "./" => match part.split_once('=') {
                    Some(("e", id)) => timeline.find(id).is_some(),
                    Some(("w", id)) => {
                        timeline.events.iter().any(|event| event.actors.iter().any(|a| a == id))
                    }
                    Some(("v", view)) => view == "about",
                    Some(("by", id)) => timeline.schemes.iter().any(|scheme| scheme.id == id),
                    _ => part.is_empty(),
                },
                "" => ids(html).contains(&part),
                file if files.contains_key(file) => true,
                page => {
                    let other = pages.get(page).unwrap_or_else(|| panic!("{file}: no page {page}"));
                    part.is_empty() || ids(other).contains(&part)
                }
            };
            assert!(found, "{file}: {href}");
        }
    }
    assert!(inside > 500, "{inside}");
    // The application's own way in.
    for page in pages.keys() {
        assert!(include_str!("../../../index.html").contains(&format!("href=\"{page}\"")), "{page}");
    }
}

#[test]
fn every_id_is_unique_and_the_policy_is_strict() {
    for (file, html) in pages(&shipped()) {
        let all = ids(&html);
        assert_eq!(all.iter().collect::<HashSet<_>>().len(), all.len(), "{file}");
        assert!(html.contains("default-src 'none'"), "{file}");
        assert!(
            !html.contains(" style=") && !html.contains("<script>") && !html.contains("javascript:"),
            "{file}"
        );
        assert!(html.contains("aria-current=\"page\""), "{file}");
        assert_eq!(html.matches("<h1>").count(), 1, "{file}");
    }
}

/// The entry of a work on the page of sources.
fn entry_of<'a>(html: &'a str, id: &str) -> &'a str {
    let open = format!("<article class=\"entry\" id=\"s-{id}\">");
    let rest = html.split_once(&open).unwrap_or_else(|| panic!("no entry of {id}")).1;
    rest.split_once("</article>").expect("an end").0
}

/// The text between these two, each time they occur.
fn between<'a>(html: &'a str, open: &str, close: &str) -> Vec<&'a str> {
    html.split(open).skip(1).filter_map(|rest| rest.split_once(close)).map(|(text, _)| text).collect()
}

#[test]
fn every_work_says_how_to_cite_it_in_four_styles_and_three_files() {
    let timeline = shipped();
    let html = pages(&timeline).remove("sources.html").expect("the page");
    let files = cite_files(&timeline);
    // Read once more, not as the page reads it.
    let json: Vec<serde_json::Value> =
        serde_json::from_str(include_str!("../../../data/citations.json")).expect("reads");
    assert_eq!(json.len(), timeline.sources.len());
    assert_eq!(files.len(), 3 * json.len() + 3);
    let mut unsure = 0;
    for work in &json {
        let text = |key: &str| work[key].as_str().unwrap_or_default();
        let id = text("id");
        let entry = entry_of(&html, id);
        assert_eq!(entry.matches("<summary>Cite this</summary>").count(), 1, "{id}");
        let names = ["Chicago (note)", "MLA 9", "Harvard", "APA 7"];
        let cited = entry.split_once("<dl class=\"styles\">").expect("styles").1;
        assert_eq!(between(cited, "<dt>", "</dt>"), names, "{id}");
        let lines = between(cited, "<dd>", "</dd>");
        for (line, style) in lines.iter().zip(["chicago", "mla", "harvard", "apa"]) {
            let plain = line.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
            assert_eq!(plain.replace("&amp;", "&"), text(style), "{id}");
            assert_eq!(line.matches('<').count(), 2 * line.matches("<i>").count(), "{id}: {line}");
            assert_eq!(line.matches("<i>").count(), line.matches("</i>").count(), "{id}: {line}");
        }
        assert_eq!(lines.len(), 4, "{id}");
        let links: Vec<&str> = tags(entry, "a")
            .into_iter()
            .filter(|tag| tag.contains(" download"))
            .filter_map(|tag| attribute(tag, "href"))
            .collect();
        let wanted = ["bib", "ris", "json"].map(|ending| format!("cite/{id}.{ending}"));
        assert_eq!(links, wanted, "{id}");
        assert_eq!(files[&wanted[0]], text("bibtex"), "{id}");
        assert_eq!(files[&wanted[1]], text("ris"), "{id}");
        let csl: serde_json::Value = serde_json::from_str(&files[&wanted[2]]).expect("JSON");
        assert_eq!((&csl[0], csl[0]["id"].as_str()), (&work["csl"], Some(id)));
        assert!(text("bibtex").contains(&format!("{{{id},\n")), "{id}");
        assert!(text("ris").contains(&format!("\r\nID  - {id}\r\n")), "{id}");
        // A doubtful record says so, and no other does.
        assert_eq!(entry.contains("This record is not certain"), !text("check").is_empty(), "{id}");
        assert!(entry.contains(&escape(text("check"))), "{id}");
        unsure += usize::from(!text("check").is_empty());
    }
    assert!(unsure > 100 && unsure < json.len(), "{unsure}");
}

#[test]
fn the_site_says_how_to_cite_it() {
    let timeline = shipped();
    let html = pages(&timeline).remove("sources.html").expect("the page");
    let section = html.split_once("<h2 id=\"cite\">Cite this site</h2>").expect("the section").1;
    let section = section.split_once("<nav").expect("the contents").0;
    let lines = between(section, "<dd>", "</dd>");
    assert_eq!(lines.len(), 4);
    for line in lines {
        let title = format!("<i>{}</i>", escape(&timeline.title));
        for part in [&title, &timeline.version, "CC BY 4.0", "[address]", "[date]"] {
            assert!(line.contains(part), "{line}: {part}");
        }
    }
    assert!(section.contains("add the address where you read it and the date"));
    for file in ["data/works.bib", "data/works.ris", "data/works.csl.json"] {
        assert!(section.contains(&format!("<a download href=\"{file}\">")), "{file}");
    }
}

/// No file names an address that readers may not open.
#[test]
fn files_have_the_addresses_of_linkable_works_only() {
    let timeline = shipped();
    let files = cite_files(&timeline);
    for source in &timeline.sources {
        for ending in ["bib", "ris", "json"] {
            let text = &files[&format!("cite/{}.{ending}", source.id)];
            match &source.url {
                Some(url) => assert!(text.contains(url.as_str()), "{}: {text}", source.id),
                None => assert!(!text.contains("://"), "{}: {text}", source.id),
            }
        }
    }
    let linkable = timeline.sources.iter().filter(|source| source.url.is_some()).count();
    assert_eq!(files["data/works.ris"].matches("\r\nUR  - ").count(), linkable);
}

/// Words that the evidence does not bear. They may stand in the page of the two texts, as statements of theirs,
/// and where they are themselves what is asked about.
#[test]
fn what_may_not_be_shown_is_not() {
    // The phrase, and the entries that weigh it.
    let phrases: &[(&str, &[&str])] = &[
        ("Asian Hitler", &[]),
        ("old boot", &[]),
        ("from memory", &[]),
        ("95%", &["d-loan-interest"]),
        ("bullion", &["d-bullion", "nav"]),
        ("80,000 ", &["d-students-80000", "nav", "s-letotur-students"]),
        ("390,000", &["d-chinese-losses"]),
        ("air-conditioning", &["d-pool-hotel"]),
        ("arebrained", &["d-harebrained", "nav"]),
        ("even moral support", &["d-taiwan-1958", "nav"]),
        ("truce within", &["d-truce-date", "nav"]),
        ("re-aimed", &[]),
    ];
    for (file, html) in pages(&shipped()) {
        for hidden in ["seed0", "seed4"] {
            let text = without_tags(&html);
            assert!(!text.contains(hidden), "{file}: {hidden}");
        }
        if file == "texts.html" {
            continue;
        }
        for (phrase, allowed) in phrases {
            for (at, _) in html.match_indices(phrase) {
                // An address is no text.
                if html[..at].rfind('<') > html[..at].rfind('>') {
                    continue;
                }
                let number = html[..at].ends_with(|c: char| c.is_ascii_digit());
                let entry = entry_at(&html, at);
                // A link to a dispute may repeat its question.
                let in_link = html[..at].rfind("<a ").is_some_and(|open| {
                    !html[open..at].contains("</a>")
                        && allowed.iter().any(|id| html[open..at].contains(&format!("#{id}\"")))
                });
                assert!(number || in_link || allowed.contains(&entry), "{file}, {entry}: {phrase}");
            }
        }
    }
}

/// The id of the last entry that begins before this place, "nav" inside the contents.
fn entry_at(html: &str, at: usize) -> &str {
    let before = &html[..at];
    match before.rfind("class=\"entry\" id=\"") {
        Some(open) => html[open..].split('"').nth(3).unwrap_or_default(),
        None if before.contains("<nav class=\"contents\"") => "nav",
        None => "head",
    }
}

/// The text of a page: what stands between its tags.
fn without_tags(html: &str) -> String {
    html.split('<')
        .filter_map(|part| part.split_once('>'))
        .map(|(_, text)| text)
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn no_text_breaks_out_of_its_place() {
    let mut timeline = shipped();
    let bad = "<b onclick=\"x\">&'";
    let spoil = |text: &mut String| text.push_str(bad);
    spoil(&mut timeline.title);
    spoil(&mut timeline.version);
    timeline.phases.iter_mut().for_each(|one| spoil(&mut one.label));
    timeline.events.iter_mut().for_each(|one| [&mut one.id, &mut one.label].into_iter().for_each(spoil));
    for one in &mut timeline.disputes {
        [&mut one.id, &mut one.topic, &mut one.kind, &mut one.assessment, &mut one.why]
            .into_iter()
            .for_each(spoil);
        for reading in &mut one.readings {
            [&mut reading.who, &mut reading.says, &mut reading.locator].into_iter().for_each(spoil);
        }
    }
    for one in &mut timeline.sources {
        [&mut one.id, &mut one.citation, &mut one.kind].into_iter().for_each(spoil);
        one.url.iter_mut().for_each(spoil);
    }
    let mut works = works(&shipped());
    for one in &mut works {
        let parts =
            [&mut one.id, &mut one.check, &mut one.chicago, &mut one.mla, &mut one.harvard, &mut one.apa];
        parts.into_iter().for_each(spoil);
    }
    for one in &mut timeline.uses {
        let parts =
            [&mut one.origin, &mut one.purpose, &mut one.content, &mut one.value, &mut one.limitation];
        parts.into_iter().for_each(spoil);
    }
    for one in &mut timeline.claims {
        let parts = [&mut one.id, &mut one.section, &mut one.text, &mut one.standing, &mut one.comment];
        parts.into_iter().for_each(spoil);
    }
    for one in &mut timeline.people {
        let parts =
            [&mut one.id, &mut one.name, &mut one.native, &mut one.pinyin, &mut one.side, &mut one.note];
        parts.into_iter().for_each(spoil);
        one.roles.iter_mut().for_each(|role| spoil(&mut role.role));
    }
    for one in &mut timeline.bodies {
        [&mut one.id, &mut one.name].into_iter().for_each(spoil);
        one.spellings.iter_mut().for_each(spoil);
    }
    for one in &mut timeline.glossary {
        [&mut one.id, &mut one.term, &mut one.definition, &mut one.zh, &mut one.ru]
            .into_iter()
            .for_each(spoil);
    }
    for one in &mut timeline.places {
        [&mut one.id, &mut one.name, &mut one.zh, &mut one.ru].into_iter().for_each(spoil);
    }
    for one in &mut timeline.series {
        [&mut one.id, &mut one.title, &mut one.unit, &mut one.note].into_iter().for_each(spoil);
        for point in &mut one.points {
            [&mut point.label, &mut point.locator, &mut point.note].into_iter().for_each(spoil);
        }
    }
    for one in &mut timeline.quotations {
        [&mut one.text, &mut one.speaker, &mut one.locator].into_iter().for_each(spoil);
    }
    for one in &mut timeline.questions {
        [&mut one.id, &mut one.prompt, &mut one.explanation].into_iter().for_each(spoil);
    }
    for (file, html) in beside(&timeline, &super::all(&timeline, &works), INDEX) {
        assert!(html.contains("&lt;b onclick=&quot;x&quot;&gt;&amp;"), "{file} prints none of it");
        assert!(!html.contains("<b onclick") && !html.contains("\"x\""), "{file}");
    }
}

/// Strings that try to be markup; the page tests put the same ones into the application.
fn hostile() -> Vec<String> {
    serde_json::from_str(include_str!("../../../tests/fixtures/hostile.json")).expect("reads")
}

/// Appends to every text of a dataset that is free of rules.
fn spoil_texts(node: &mut serde_json::Value, field: &str, more: &str, count: &mut usize) {
    const FREE: &[&str] = &[
        "title",
        "version",
        "licence",
        "label",
        "standfirst",
        "text",
        "summary",
        "why_it_mattered",
        "notes",
        "locator",
        "rationale",
        "name",
        "native",
        "pinyin",
        "wade_giles",
        "note",
        "spellings",
        "zh",
        "ru",
        "role",
        "citation",
        "because",
        "so",
        "topic",
        "assessment",
        "why",
        "who",
        "says",
        "speaker",
        "section",
        "comment",
        "basis",
        "quality",
        "origin",
        "purpose",
        "content",
        "value",
        "limitation",
        "unit",
        "source_note",
        "prompt",
        "explanation",
        "definition",
        "term",
        "forms",
        "options",
    ];
    match node {
        serde_json::Value::String(text) if FREE.contains(&field) => {
            text.push_str(more);
            *count += 1;
        }
        serde_json::Value::Array(list) => {
            list.iter_mut().for_each(|one| spoil_texts(one, field, more, count));
        }
        serde_json::Value::Object(map) => {
            map.iter_mut().for_each(|(key, one)| spoil_texts(one, key, more, count));
        }
        _ => {}
    }
}

/// Everything that the build prints of data whose texts all end in this: the pages, and what is put into index.html.
fn printed_with(more: &str) -> Vec<(&'static str, String)> {
    let mut json: serde_json::Value =
        serde_json::from_str(include_str!("../../../data/timeline.json")).expect("reads");
    let mut count = 0;
    spoil_texts(&mut json, "", more, &mut count);
    assert!(count > 3000, "{count}");
    let timeline = load(json.to_string().as_bytes()).0.expect("loads");
    let mut works = works(&shipped());
    for one in &mut works {
        let parts = [&mut one.check, &mut one.chicago, &mut one.mla, &mut one.harvard, &mut one.apa];
        parts.into_iter().for_each(|text| text.push_str(more));
    }
    let mut all = beside(&timeline, &super::all(&timeline, &works), INDEX);
    let timeline = std::rc::Rc::new(timeline);
    all.push(("what is printed", super::start::print(&timeline)));
    // A text in double braces is no text of a reader: it stops the build, in words.
    if !more.contains("{{") {
        let shell = include_str!("../../../index.html");
        let page = fill(shell, &timeline, &[], include_str!("../../../data/README.md")).expect("fills");
        all.push(("index.html", page));
    }
    all
}

/// The tags of a text with the names of their attributes, as a browser would read them.
fn markup(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
            continue;
        }
        // An attribute's value may hold what begins or ends a tag elsewhere.
        let (mut tag, mut quote, mut end) = (String::new(), None, rest.len());
        for (at, c) in rest.char_indices() {
            match quote {
                Some(close) if c == close => quote = None,
                Some(_) => {}
                None if c == '>' => {
                    end = at;
                    break;
                }
                None if matches!(c, '"' | '\'') => quote = Some(c),
                None => tag.push(c),
            }
        }
        rest = &rest[end..];
        found.push(tag);
    }
    found
}

#[test]
fn markup_is_read_as_browsers_do() {
    assert_eq!(markup("<p class=\"a>b\" id='<i>'>1 < 2</p><br>"), ["p class= id=", "/p", "br"]);
}

/// Whatever a text of the data says, no tag and no attribute comes of it that was not ours.
#[test]
fn hostile_texts_make_no_markup() {
    let plain = printed_with(" plain");
    for sample in hostile() {
        let more = format!(" {sample}");
        for (file, html) in printed_with(&more) {
            assert!(html.contains(&escape(&more)), "{file} prints none of {sample:?}");
            let (_, ours) = plain.iter().find(|(name, _)| *name == file).expect("the same files");
            let (ours, theirs) = (markup(ours), markup(&html));
            // Not their number: charts and the map break long names, or leave them out.
            let known: HashSet<&String> = ours.iter().collect();
            let other: Vec<&String> = theirs.iter().filter(|tag| !known.contains(tag)).collect();
            assert!(other.is_empty(), "{file}: {sample:?}: {other:?}");
            for tag in tags(&html, "a") {
                let href = attribute(tag, "href").unwrap_or_default().to_lowercase();
                assert!(!href.starts_with("javascript:") && !href.starts_with("data:"), "{file}: {tag}");
            }
        }
    }
}
