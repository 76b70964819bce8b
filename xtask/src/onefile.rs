//! The timeline without other files: `timeline.html`, which holds everything and opens from disk; `fallback.js`, the
//! application as one classic script for frames and pages that are refused modules; and the package for learning
//! platforms, `timeline-scorm.zip`.
//!
//! All is made from the finished `dist/`, so nothing is told twice.

mod markup;
mod scorm;

use crate::build::{attribute, escape, tags, with_policy, LANGUAGES};
use crate::pages::{cite, sheet::Page};
use crate::{files, headers, Outcome};
use base64::Engine as _;
use china_ussr_timeline::core::words;
use markup::{map_tags, with_attribute, without_attribute};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;

/// The one file.
pub const FILE: &str = "timeline.html";
/// The application as a classic script, which start.js asks for.
pub const FALLBACK: &str = "fallback.js";
/// The lessons in the same form.
pub const FALLBACK_OF_LESSONS: &str = "fallback-lesson.js";
/// The package for learning platforms.
const PACKAGE: &str = "timeline-scorm.zip";
/// By this attribute of its root the one file is known.
const MARK: &str = "<html lang=\"en\" data-onefile>";
/// The id of the element that holds the dataset.
const DATASET: &str = "dataset";
/// The id of the element that holds what lessons read besides.
const LESSONS: &str = "lessons";
/// The anchor of the timeline itself.
const TOP: &str = "timeline";
/// Of the files to take away the one file holds these, besides those that cite a single work; the other tables say
/// again what the first of them says.
const HELD: [&str; 2] = ["data/china-ussr-timeline.json", "data/events.csv"];

/// Whether this page is the one file.
pub fn is_one_file(html: &str) -> bool {
    html.contains(MARK)
}

/// Writes all three into `dist`. `index` is the finished index.html, `pages` are those beside it.
pub fn write(root: &Path, dist: &Path, index: &str, pages: &[Page]) -> Outcome<()> {
    let parts = Parts::read(root, dist)?;
    files::write(&dist.join(FALLBACK), parts.program(&parts.app, true)?)?;
    files::write(&dist.join(FALLBACK_OF_LESSONS), parts.lessons()?)?;
    files::write(&dist.join(FILE), one_file(&parts, dist, index, pages, "")?)?;
    let adapter = script(&files::read_text(&root.join("assets/scorm.js"))?)?;
    let inside = one_file(&parts, dist, index, pages, &adapter)?;
    files::write(&dist.join(PACKAGE), scorm::package(&title(index), &inside)?)
}

/// What is put together.
struct Parts {
    /// The function of together.js, which starts the application.
    start: String,
    app: Program,
    lesson: Program,
    faces: Vec<Face>,
    /// By their ids, the texts that the application would fetch: the dataset, and the words of other languages.
    texts: BTreeMap<String, String>,
    /// The style sheet of the site with its typefaces in it, and that of the one file.
    css: String,
    /// What saves a picture, what speaks with the page around a frame, and what shows the pages beside the timeline.
    scripts: String,
    /// By name, the files to take away, as data: addresses.
    held: HashMap<String, String>,
}

/// A program of the page.
struct Program {
    /// The glue, as an expression that is its `init`.
    glue: String,
    /// base64
    wasm: String,
}

impl Program {
    fn read(dist: &Path, name: &str) -> Outcome<Program> {
        let own = |ending: &str| Ok::<_, String>(dist.join(named(dist, &format!("{name}-"), ending)?));
        let glue = classic(&files::read_text(&own(".js")?)?, name)?;
        Ok(Program { glue, wasm: base64(&files::read(&own("_bg.wasm")?)?) })
    }
}

/// A typeface, as together.js takes it.
#[derive(Debug, PartialEq, Serialize)]
struct Face {
    family: String,
    /// The words of the browser's interface, not those of the style sheet.
    descriptors: BTreeMap<&'static str, String>,
    /// base64
    file: String,
}

impl Parts {
    fn read(root: &Path, dist: &Path) -> Outcome<Parts> {
        let asset = |name: &str| files::read_text(&root.join("assets").join(name));
        let css = files::read_text(&dist.join(named(dist, "site-", ".css")?))?;
        let inlined = with_fonts(&css, |file| files::read(&dist.join(file)))?;
        let mut held = HashMap::new();
        let cites = files::walk(&dist.join(cite::FOLDER))?;
        let cites = cites.iter().filter_map(|file| file.file_name()).map(|name| name.to_string_lossy());
        let names = cites.map(|name| format!("{}/{name}", cite::FOLDER));
        for name in names.chain(HELD.map(str::to_string)) {
            let bytes = files::read(&dist.join(&name))?;
            held.insert(name.clone(), data_address(headers::mime(&name), &bytes));
        }
        let mut texts =
            BTreeMap::from([(DATASET.to_owned(), files::read_text(&dist.join("data/timeline.json"))?)]);
        texts.insert(LESSONS.to_owned(), files::read_text(&dist.join("data/lessons.json"))?);
        for language in LANGUAGES {
            texts.extend(words::file(language).map(|file| (file, words::written(language))));
        }
        Ok(Parts {
            start: asset("together.js")?,
            app: Program::read(dist, "app")?,
            lesson: Program::read(dist, "lesson")?,
            faces: faces(&css, |file| files::read(&dist.join(file)))?,
            texts,
            css: inlined + &asset("css/onefile.css")? + &crate::lesson::text(root)?,
            scripts: script(&asset("take.js")?)?
                + &script(&asset("glide.js")?)?
                + &script(&asset("frame.js")?)?
                + &script(&asset("onefile.js")?)?,
            held,
        })
    }

    /// A program as a classic script; `alone` with typefaces and texts, which the one file has elsewhere.
    fn program(&self, program: &Program, alone: bool) -> Outcome<String> {
        let json = |text: String| text.replace('<', "\\u003c");
        let fail = |e: serde_json::Error| format!("cannot write a script: {e}");
        let none = BTreeMap::new();
        let (faces, texts): (&[Face], _) = if alone { (&self.faces, &self.texts) } else { (&[], &none) };
        let faces = json(serde_json::to_string(faces).map_err(fail)?);
        let texts = json(serde_json::to_string(texts).map_err(fail)?);
        let Program { glue, wasm } = program;
        Ok(format!("{}(\n{glue},\n\"{wasm}\",\n{faces},\n{texts});\n", self.start.trim_end()))
    }

    /// The lessons as a function that waits for its turn (start.js).
    fn lessons(&self) -> Outcome<String> {
        Ok(format!("window.lessons=function(){{{}}};\n", self.program(&self.lesson, false)?))
    }
}

/// The one file of `dist` with this beginning and end.
fn named(dist: &Path, begin: &str, end: &str) -> Outcome<String> {
    let files = files::walk(dist)?;
    let names = files.iter().filter_map(|file| file.strip_prefix(dist).ok()?.to_str());
    let mut fitting = names.filter(|name| name.starts_with(begin) && name.ends_with(end));
    let first = fitting.next().ok_or(format!("dist/ holds no file {begin}…{end}. Build again"))?;
    Ok(first.to_string())
}

fn base64(bytes: &[u8]) -> String {
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

fn data_address(kind: &str, bytes: &[u8]) -> String {
    format!("data:{};base64,{}", kind.replace(' ', ""), base64(bytes))
}

/// The module that wasm-bindgen writes, as an expression: a classic script cannot import and has no address.
fn classic(module: &str, name: &str) -> Outcome<String> {
    const CHANGED: &str = "Has wasm-bindgen changed? See onefile.rs";
    let own_address = format!("new URL(\"{name}_bg.wasm\",import.meta.url)");
    let (body, exports) =
        module.rsplit_once("export{").ok_or(format!("the glue exports nothing. {CHANGED}"))?;
    let names = exports.split(['}', ',']).find_map(|part| part.trim().strip_suffix(" as default"));
    let init = names.ok_or(format!("the glue has no default export. {CHANGED}"))?;
    // `init` is always told where its wasm is.
    let body = body.replace(&own_address, "void 0");
    if body.contains("import.meta") || body.contains("export ") || body.trim_start().starts_with("import") {
        return Err(format!("the glue is not the module that was expected. {CHANGED}"));
    }
    Ok(format!("(function(){{'use strict';{body};return {init}}})()"))
}

/// A classic script as an element. Its text must not end the element.
pub fn script(text: &str) -> Outcome<String> {
    let low = text.to_ascii_lowercase();
    match ["</script", "<!--"].iter().find(|end| low.contains(**end)) {
        Some(end) => Err(format!(
            "a script that stands in the page holds {end}, which would end it. Write it in two parts"
        )),
        None => Ok(format!("<script>{text}</script>\n")),
    }
}

/// The rules `@font-face` that name a file, as they stand.
fn font_rules(css: &str) -> impl Iterator<Item = (&str, &str)> {
    css.split("@font-face").skip(1).filter_map(|rest| {
        let rule = rest.split('}').next()?;
        let (_, file) = rule.split_once("url(\"fonts/")?;
        let file = &rule[rule.len() - file.len() - "fonts/".len()..];
        Some((rule, file.split('"').next()?))
    })
}

/// The typefaces of the style sheet.
fn faces(css: &str, read: impl Fn(&str) -> Outcome<Vec<u8>>) -> Outcome<Vec<Face>> {
    let words = [
        ("font-weight", "weight"),
        ("font-style", "style"),
        ("font-display", "display"),
        ("unicode-range", "unicodeRange"),
    ];
    let value = |rule: &str, name: &str| {
        let value =
            rule.split(';').find_map(|line| line.rsplit(['{', '\n']).next()?.trim().strip_prefix(name));
        value
            .and_then(|rest| rest.trim().strip_prefix(':'))
            .map(|value| value.trim().trim_matches('"').to_string())
    };
    let all = font_rules(css).map(|(rule, file)| {
        let family = value(rule, "font-family")
            .ok_or(format!("the typeface {file} has no name in the style sheet"))?;
        let known = words.into_iter().filter_map(|(name, word)| Some((word, value(rule, name)?)));
        Ok(Face { family, descriptors: known.collect(), file: base64(&read(file)?) })
    });
    all.collect()
}

/// The style sheet with its typefaces in it.
fn with_fonts(css: &str, read: impl Fn(&str) -> Outcome<Vec<u8>>) -> Outcome<String> {
    let mut inlined = css.to_string();
    for (_, file) in font_rules(css) {
        inlined = inlined.replace(
            &format!("url(\"{file}\")"),
            &format!("url(\"{}\")", data_address("font/woff2", &read(file)?)),
        );
    }
    match inlined.contains("url(\"fonts/") || inlined.to_ascii_lowercase().contains("</style") {
        true => Err(
            "the style sheet cannot stand in the page: a typeface is left outside, or it ends its element"
                .into(),
        ),
        false => Ok(inlined),
    }
}

/// The title of the page.
fn title(html: &str) -> String {
    let rest = html.split_once("<title>").map_or("", |(_, rest)| rest);
    rest.split("</title>").next().unwrap_or_default().to_string()
}

/// The anchor of a page: `disputes.html` is `page-disputes`.
fn page_anchor(file: &str) -> String {
    format!("page-{}", file.trim_end_matches(".html"))
}

/// Where everything stands in the one file.
struct Places<'a> {
    pages: &'a [Page],
    /// An id that is used elsewhere already gets the name of its page: by page and old id, the new one.
    renamed: HashMap<(&'a str, String), String>,
    held: &'a HashMap<String, String>,
}

impl<'a> Places<'a> {
    fn new(index: &str, pages: &'a [Page], held: &'a HashMap<String, String>) -> Places<'a> {
        let mut taken: HashSet<String> = ids(index).into_iter().chain([TOP.to_string()]).collect();
        taken.extend(pages.iter().map(|page| page_anchor(page.file)));
        let mut renamed = HashMap::new();
        for page in pages {
            for id in ids(&page.main) {
                if !taken.insert(id.clone()) {
                    let new = format!("{}-{id}", page.file.trim_end_matches(".html"));
                    taken.insert(new.clone());
                    renamed.insert((page.file, id), new);
                }
            }
        }
        Places { pages, renamed, held }
    }

    /// What an id of a page is called here.
    fn id(&self, page: &str, id: &str) -> String {
        let new = self.renamed.iter().find(|((file, old), _)| *file == page && old == id);
        new.map_or(id, |(_, new)| new).to_string()
    }

    /// Where a link leads here, if anywhere. `page` is the file that it stands in; the timeline's is empty.
    fn address(&self, page: &str, href: &str) -> Option<String> {
        if ["https:", "http:", "mailto:", "data:"].iter().any(|kind| href.starts_with(kind)) {
            return Some(href.to_string());
        }
        let (file, id) = href.split_once('#').map_or((href, None), |(file, id)| (file, Some(id)));
        let file = if href.starts_with('#') {
            page
        } else {
            file.trim_start_matches("./").trim_end_matches("index.html")
        };
        match (file, id) {
            ("", None | Some("")) => Some(format!("#{TOP}")),
            ("", Some(id)) => Some(format!("#{id}")),
            _ if self.pages.iter().any(|page| page.file == file) => {
                Some(format!("#{}", id.map_or_else(|| page_anchor(file), |id| self.id(file, id))))
            }
            _ => self.held.get(file).cloned(),
        }
    }

    /// A tag whose ids and links are those of the one file. What leads nowhere is no link.
    fn tag(&self, page: &str, tag: &str) -> String {
        let mut tag = tag.to_string();
        if let Some(href) = attribute(&tag, "href").map(str::to_string) {
            tag = match self.address(page, &href) {
                Some(address) => with_attribute(&tag, "href", &address),
                None => without_attribute(&tag, "href"),
            };
            if let (Some(_), Some(name)) = (self.held.get(&href), href.rsplit('/').next()) {
                tag = tag.replacen(" download", &format!(" download=\"{name}\""), 1);
            }
        }
        for name in ["id", "aria-labelledby", "aria-describedby", "for"] {
            if let Some(id) = attribute(&tag, name).map(str::to_string) {
                tag = with_attribute(&tag, name, &self.id(page, &id));
            }
        }
        tag
    }

    fn markup(&self, page: &str, html: &str) -> String {
        map_tags(&self.without_lost(html), |tag| self.tag(page, tag))
    }

    /// Without what only tells of files that are not here: the items of tables, the line of all works together.
    fn without_lost(&self, html: &str) -> String {
        let mut html = html.to_string();
        for (open, close) in [("<li><a href=\"data/", "</li>"), ("<p class=\"files\">", "</p>")] {
            let mut from = 0;
            while let Some(start) = html[from..].find(open).map(|at| from + at) {
                let Some(end) = html[start..].find(close).map(|at| start + at + close.len()) else { break };
                let links = tags(&html[start..end], "a");
                let lost =
                    |tag: &&str| attribute(tag, "href").is_some_and(|href| !self.held.contains_key(href));
                if links.iter().any(lost) {
                    html.replace_range(start..end, "");
                    from = start;
                } else {
                    from = end;
                }
            }
        }
        html
    }
}

/// The ids of a piece of HTML.
fn ids(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    map_tags(html, |tag| {
        found.extend(attribute(tag, "id").map(str::to_string));
        String::new()
    });
    found
}

/// A text in an element of its own, from which the application reads it.
fn held(id: &str, text: &str) -> String {
    let (kind, text) = match id == DATASET {
        true => ("application/json", text.replace('<', "\\u003c")),
        false => ("text/plain", text.to_owned()),
    };
    format!("<script type=\"{kind}\" id=\"{id}\">{text}</script>\n")
}

/// The whole document. `more` are scripts that stand before the application's.
fn one_file(parts: &Parts, dist: &Path, index: &str, pages: &[Page], more: &str) -> Outcome<String> {
    let (head, body) = index.split_once("</head>").ok_or("index.html has no </head>. Put it back")?;
    // Links in it only say what to load.
    let body = &tags(body, "link").into_iter().fold(body.to_string(), |body, tag| body.replacen(tag, "", 1));
    let places = Places::new(body, pages, &parts.held);
    let styles: String = pages.iter().map(|page| page.style.as_str()).collect();
    if let Some((_, id)) = places.renamed.keys().find(|(_, id)| styles.contains(&format!("#{id}:"))) {
        return Err(format!("the rules of a page name #{id}, which is used on two pages. Rename it there"));
    }
    let head =
        inline_head(head, dist, &(parts.css.clone() + &styles))?.replacen("<html lang=\"en\">", MARK, 1);
    let body = without_modules(&places.markup("", body));
    // Without script the addresses of About and Help are anchors.
    let mut body = body.replacen("<body", &format!("<body id=\"{TOP}\""), 1);
    for view in ["about", "help"] {
        let open = format!("<section class=\"page\" id=\"{view}\"");
        body = body.replacen(&open, &format!("<span id=\"v={view}\"></span>{open}"), 1);
    }
    let beside = beside(&places, &title(index));
    body = with_states(&body, &beside);
    let (body, end) = body.rsplit_once("</body>").ok_or("index.html has no </body>. Put it back")?;
    let texts: String = parts.texts.iter().map(|(id, text)| held(id, text)).collect();
    let html = format!(
        "{head}{scripts}{more}</head>{body}{beside}{texts}{program}</body>{end}",
        scripts = parts.scripts,
        program = script(&parts.lessons()?)? + &script(&parts.program(&parts.app, false)?)?,
    );
    if !is_one_file(&html) {
        return Err("index.html does not begin as expected. See onefile.rs".into());
    }
    Ok(with_policy(&html))
}

/// The body with an anchor before its list for each state of the plate that a link names: without script that is
/// where such a link leads.
fn with_states(body: &str, beside: &str) -> String {
    const LIST: &str = "<ol class=\"start-list\">";
    let known: HashSet<String> = ids(body).into_iter().chain(ids(beside)).collect();
    let mut states = BTreeSet::new();
    for tag in tags(body, "a").into_iter().chain(tags(beside, "a")) {
        let named = attribute(tag, "href").and_then(|href| href.strip_prefix('#'));
        states.extend(named.filter(|id| id.contains('=') && !known.contains(*id)));
    }
    let anchors: String = states.iter().map(|id| format!("<span id=\"{id}\"></span>")).collect();
    body.replacen(LIST, &format!("{anchors}{LIST}"), 1)
}

/// The pages beside the timeline, each a section, and the way between them.
fn beside(places: &Places<'_>, title: &str) -> String {
    let links = places
        .pages
        .iter()
        .map(|page| format!("<a href=\"#{}\">{}</a>", page_anchor(page.file), escape(page.name)));
    let sections = places.pages.iter().map(|page| {
        let (name, lede) = (escape(page.title), escape(&page.lede));
        format!(
            "<section class=\"beside-page\" id=\"{anchor}\" data-page=\"{file}\" aria-label=\"{name}\" tabindex=\"-1\">\
             <div class=\"doc\">\n<h1>{name}</h1>\n<p class=\"lede\">{lede}</p>\n{main}</div></section>\n",
            anchor = page_anchor(page.file),
            file = page.file,
            main = places.markup(page.file, &page.main),
        )
    });
    format!(
        "<div id=\"beside\">\n<header class=\"mast beside\"><p class=\"site\"><a href=\"#{TOP}\" data-back>{title}</a></p>\
         <nav class=\"tools\" aria-label=\"Pages\"><a href=\"#{TOP}\" data-back>Back to the timeline</a>{}</nav></header>\n{}\
         </div>\n",
        links.collect::<String>(),
        sections.collect::<String>()
    )
}

/// The head with style sheet, icon and scripts in it. Other links only say what to load.
fn inline_head(head: &str, dist: &Path, css: &str) -> Outcome<String> {
    let mut html = without_modules(head);
    for tag in tags(head, "meta") {
        if attribute(tag, "http-equiv") == Some("Content-Security-Policy") {
            html = html.replacen(tag, "", 1);
        }
    }
    for tag in tags(head, "link") {
        let href = attribute(tag, "href").unwrap_or_default();
        let instead = match attribute(tag, "rel") {
            Some("stylesheet") => format!("<style>{css}</style>"),
            Some("icon") => {
                let file = href.trim_start_matches("./");
                with_attribute(
                    tag,
                    "href",
                    &data_address(headers::mime(file), &files::read(&dist.join(file))?),
                )
            }
            Some("canonical" | "license" | "author") if href.contains("://") => tag.to_string(),
            _ => String::new(),
        };
        html = html.replacen(tag, &instead, 1);
    }
    for tag in tags(head, "script") {
        if let Some(file) = attribute(tag, "src") {
            let text = files::read_text(&dist.join(file.trim_start_matches("./")))?;
            html = html.replacen(&format!("{tag}</script>"), script(&text)?.trim_end(), 1);
        }
    }
    Ok(html)
}

/// Without the modules: they cannot be loaded.
fn without_modules(html: &str) -> String {
    let mut html = html.to_string();
    let modules = |html: &str| {
        let tag = tags(html, "script").into_iter().find(|tag| attribute(tag, "type") == Some("module"))?;
        let start = tag.as_ptr() as usize - html.as_ptr() as usize;
        let end = html[start..].find("</script>").map(|at| start + at + "</script>".len())?;
        Some(start..end)
    };
    while let Some(range) = modules(&html) {
        html.replace_range(range, "");
    }
    html
}

#[cfg(test)]
mod tests;
