//! A site in little is put into one file; ids, links and scripts are looked at.

use super::*;

const GLUE: &str = "function n(){}async function k(t){void 0===t&&(t=new URL(\"app_bg.wasm\",import.meta.url))}export{T as initSync,k as default};";

const LESSON: &str = "function k(t){void 0===t&&(t=new URL(\"lesson_bg.wasm\",import.meta.url))}export{T as initSync,k as default};";

const CSS: &str =
    "@font-face {\n  font-family: \"Face One\";\n  src: url(\"fonts/a.woff2\") format(\"woff2\");\n  \
    font-weight: 400 700;\n  font-style: italic;\n  unicode-range: U+0400-04FF;\n}\n\
    @font-face {\n  font-family: \"Until\";\n  src: local(\"Georgia\");\n}\np { color: red; }\n";

const INDEX: &str = "<!doctype html>\n<html lang=\"en\">\n<head>\n  <meta charset=\"utf-8\">\n  \
    <meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'self'\">\n  <title>Years</title>\n  \
    <link rel=\"icon\" href=\"./favicon-1.svg\">\n  \
    <link rel=\"manifest\" href=\"app.webmanifest\"><link rel=\"canonical\" href=\"https://example.org/\">\n  \
    <link rel=\"stylesheet\" href=\"./site-1.css\"><script src=\"./start-1.js\"></script>\n  \
    <script type=\"module\">import init from './app-1.js';</script></head>\n<body>\n<div id=\"app\"></div>\n\
    <link rel=\"preload\" href=\"fonts/a.woff2\" as=\"font\">\n\
    <main class=\"start\"><ol class=\"start-list\"><li id=\"e=one\"><a href=\"two.html#d\">two</a></li></ol></main>\n\
    <div id=\"pages\"><section class=\"page\" id=\"about\"><ul><li><a href=\"data/events.csv\" download>events.csv</a></li>\
    <li><a href=\"data/lost.csv\" download>lost</a></li></ul></section></div>\n</body>\n</html>\n";

fn page(file: &'static str, main: &str) -> Page {
    Page {
        file,
        name: "A name",
        title: "A title",
        lede: "What it is.".into(),
        main: main.into(),
        style: String::new(),
    }
}

fn pages() -> [Page; 2] {
    [
        page("one.html", "<h2 id=\"d\">x</h2><p id=\"about\"><a href=\"#about\">here</a> <a href=\"two.html#d\">there</a></p>"),
        page(
            "two.html",
            "<section aria-labelledby=\"d\"><h2 id=\"d\"><a href=\"one.html#d\">x</a></h2></section><a href=\"./#e=one\">event</a><a href=\"./#w=mao\">who</a>\
             <a href=\"./\">top</a><a href=\"one.html\">one</a><a href=\"nowhere.pdf\">nowhere</a>\
             <p class=\"files\"><a download href=\"cite/w.bib\">BibTeX</a></p><p class=\"files\">All: <a download href=\"data/works.bib\">x</a></p>",
        ),
    ]
}

/// A finished `dist/` in little, and the sources beside it.
fn site(name: &str) -> std::path::PathBuf {
    let root = std::env::temp_dir().join(format!("xtask-onefile-{name}-{}", std::process::id()));
    for (file, text) in [
        ("dist/app-1.js", GLUE),
        ("dist/app-1_bg.wasm", "\0asm"),
        ("dist/lesson-1.js", LESSON),
        ("dist/lesson-1_bg.wasm", "\0asm"),
        ("dist/data/lessons.json", "{}"),
        ("assets/css/lesson.css", "l{}"),
        ("assets/css/lesson-print.css", "m{}"),
        ("dist/start-1.js", "start()"),
        ("dist/site-1.css", CSS),
        ("dist/favicon-1.svg", "<svg/>"),
        ("dist/fonts/a.woff2", "font"),
        ("dist/data/timeline.json", "{\"title\": \"</script><!-- x\"}"),
        ("dist/data/events.csv", "a,b"),
        ("dist/data/china-ussr-timeline.json", "{}"),
        ("dist/cite/w.bib", "@book{}"),
        ("assets/together.js", "(function (init, wasm, faces, texts) {})\n"),
        ("assets/take.js", "take()"),
        ("assets/glide.js", "glide()"),
        ("assets/frame.js", "speak()"),
        ("assets/onefile.js", "one()"),
        ("assets/scorm.js", "scorm()"),
        ("assets/css/onefile.css", "#beside{}"),
    ] {
        files::write(&root.join(file), text).expect("writes");
    }
    root
}

#[test]
fn the_glue_becomes_one_expression() {
    let glue = classic(GLUE, "app").expect("turns");
    assert!(
        glue.starts_with("(function(){'use strict';function n(){}") && glue.ends_with("return k})()"),
        "{glue}"
    );
    assert!(!glue.contains("import") && !glue.contains("export"));
    for other in [
        "const a=1;",
        "import{a}from'./b.js';export{a as default};",
        "const u=import.meta.url;export{u as default};",
        "export{T as initSync};",
    ] {
        assert!(classic(other, "app").is_err(), "{other}");
    }
}

#[test]
fn typefaces_are_described_as_the_style_sheet_does() {
    let read = |file: &str| Ok(file.as_bytes().to_vec());
    let all = faces(CSS, read).expect("reads");
    let words = [("weight", "400 700"), ("style", "italic"), ("unicodeRange", "U+0400-04FF")];
    assert_eq!(
        all,
        [Face {
            family: "Face One".into(),
            descriptors: words.into_iter().map(|(name, value)| (name, value.to_string())).collect(),
            file: base64(b"fonts/a.woff2"),
        }]
    );
    let inlined = with_fonts(CSS, read).expect("inlines");
    assert!(
        inlined.contains("src: url(\"data:font/woff2;base64,Zm9udHMvYS53b2ZmMg==\") format")
            && inlined.contains("local(\"Georgia\")")
    );
    assert!(!inlined.contains("fonts/a"));
}

#[test]
fn the_shipped_style_sheet_has_its_five_typefaces() {
    let all = faces(include_str!("../../../assets/css/base.css"), |_| Ok(Vec::new())).expect("reads");
    let described: Vec<(&str, usize)> =
        all.iter().map(|face| (face.family.as_str(), face.descriptors.len())).collect();
    let (serif, label) = ("Brygada 1918", "Sofia Sans Semi Condensed");
    assert_eq!(described, [(serif, 3), (serif, 3), (serif, 4), (label, 2), (label, 3)]);
}

#[test]
fn a_script_cannot_end_its_element() {
    assert!(script("a </ScRipt> b").is_err() && script("a <!-- b").is_err());
    assert_eq!(script("a < b").expect("stands"), "<script>a < b</script>\n");
}

#[test]
fn everything_stands_in_the_one_file() {
    let root = site("whole");
    write(&root, &root.join("dist"), INDEX, &pages()).expect("writes");
    let html = files::read_text(&root.join("dist").join(FILE)).expect("is there");
    assert!(is_one_file(&html) && !is_one_file(INDEX));
    for part in [
        "<style>@font-face",
        "#beside{}",
        "<script>start()</script>",
        "<script>take()</script>",
        "<script>speak()</script>",
        "<script>one()</script>",
        "<link rel=\"icon\" href=\"data:image/svg+xml;base64,",
        "<link rel=\"canonical\" href=\"https://example.org/\">",
        "<body id=\"timeline\">",
        "<span id=\"v=about\"></span><section class=\"page\" id=\"about\"",
        "{\"title\": \"\\u003c/script>\\u003c!-- x\"}",
        "\"AGFzbQ==\",\n[],\n{});",
        "<script type=\"application/json\" id=\"dataset\">",
        "<script type=\"text/plain\" id=\"lang/ru-",
    ] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
    for part in ["preload", "manifest", "module", "src=", "site-1", "'self'", "scorm()", "lost"] {
        assert!(!html.contains(part), "{part} is in {html}");
    }
    assert_eq!(html.matches("Content-Security-Policy").count(), 1);
    for rule in
        ["default-src 'none'; script-src 'wasm-unsafe-eval' 'sha256-", "img-src data:; font-src data:;"]
    {
        assert!(html.contains(rule), "{rule}");
    }
    let fallback = files::read_text(&root.join("dist").join(FALLBACK)).expect("is there");
    assert!(
        fallback.contains("\"family\":\"Face One\"")
            && fallback.contains("\\u003c/script>")
            && fallback.contains("\"lang/zh-Hans-"),
        "{fallback}"
    );
    let package = files::read(&root.join("dist").join(PACKAGE)).expect("is there");
    assert!(package.starts_with(b"PK"));
    files::remove(&root).expect("clean");
}

#[test]
fn ids_are_used_once_and_links_follow_them() {
    let root = site("ids");
    let dist = root.join("dist");
    let parts = Parts::read(&root, &dist).expect("reads");
    let html = one_file(&parts, &dist, INDEX, &pages(), "").expect("makes");
    let all = ids(&html);
    let different: HashSet<&String> = all.iter().collect();
    assert_eq!(all.len(), different.len(), "{all:?}");
    for part in [
        "<li id=\"e=one\"><a href=\"#two-d\">", "<p id=\"one-about\"><a href=\"#one-about\">here</a> <a href=\"#two-d\">there</a>",
        "<section aria-labelledby=\"two-d\"><h2 id=\"two-d\"><a href=\"#d\">", "<a href=\"#e=one\">event</a>",
        "<a href=\"#timeline\">top</a><a href=\"#page-one\">one</a><a>nowhere</a>",
        "<a download=\"w.bib\" href=\"data:application/x-bibtex;charset=utf-8;base64,",
        "<span id=\"w=mao\"></span><ol class=\"start-list\">",
        "<ul><li><a href=\"data:text/csv;charset=utf-8;base64,YSxi\" download=\"events.csv\">events.csv</a></li></ul>",
    ] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
    files::remove(&root).expect("clean");
}

#[test]
fn a_renamed_id_in_a_rule_is_told() {
    let root = site("rule");
    let dist = root.join("dist");
    let mut pages = pages();
    pages[1].style = ".x:has(#d:target) {}".into();
    let parts = Parts::read(&root, &dist).expect("reads");
    let said = one_file(&parts, &dist, INDEX, &pages, "").expect_err("stops");
    assert!(said.contains("#d"), "{said}");
    files::remove(&root).expect("clean");
}
