//! Makes `dist/`: Trunk builds the application, and this adds what Trunk does not do.
//!
//! After Trunk: the list of events is printed into the page, so that it can be read before the application
//! starts and without it; the pages About and Help are filled with what is counted, and the pages beside the
//! timeline and the files to take away are written; the picture of shared links is drawn; the one file, `fallback.js`
//! and the SCORM package are put together; wasm and scripts are shrunk; the style sheets become one file, to
//! save requests; the content security policy is written; the service worker gets the list of the files, and the usual
//! hosts the list of the headers; and what compresses well is laid beside itself as `.br` and `.gz`.

use crate::{card, files, glue, headers, lesson, offline, onefile, pages, site, tables, tools, Outcome};
use base64::Engine as _;
use china_ussr_timeline::core::data;
use china_ussr_timeline::core::words::{self, Language};
use sha2::{Digest, Sha256};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::rc::Rc;
use std::time::Instant;

/// What the site is made from. A change in none of them means that `dist/` is still right.
const INPUTS: &[&str] = &[
    "src",
    "assets",
    "data/timeline.json",
    "data/citations.json",
    "data/schema.json",
    "data/README.md",
    "index.html",
    "Trunk.toml",
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
    "package.json",
    "package-lock.json",
    "xtask/src",
];

/// Makes `dist/` if anything changed since it was made, and returns its path.
pub fn build(root: &Path) -> Outcome<PathBuf> {
    let dist = root.join("dist");
    // Beside dist/, not in it: it is no part of the site. Not in Cargo's target folder either, which an
    // environment variable may move away from this dist/.
    let stamp = root.join("target").join("dist-stamp");
    let state = inputs(root)?;
    if dist.join("index.html").is_file() && files::read_text(&stamp).is_ok_and(|old| old == state) {
        println!("dist/ is up to date.");
        return Ok(dist);
    }
    let tools = tools::for_site(root)?;
    files::remove(&stamp)?;
    let started = Instant::now();
    println!("Building dist/ with {}: this usually takes 1 to 3 minutes the first time …", tools.versions);
    trunk(root, &tools)?;
    finish(root, &dist, &tools)?;
    files::write(&stamp, state)?;
    println!("Built dist/ in {} s.", started.elapsed().as_secs());
    Ok(dist)
}

/// The hash of all inputs, with their paths.
fn inputs(root: &Path) -> Outcome<String> {
    let mut parts = Vec::new();
    for input in INPUTS {
        // Cargo.lock is not there before the first run of cargo, for example.
        if root.join(input).exists() {
            for file in files::walk(&root.join(input))? {
                parts.push(file.to_string_lossy().into_owned().into_bytes());
                parts.push(files::read(&file)?);
            }
        }
    }
    parts.push(site::address()?.unwrap_or_default().into_bytes());
    Ok(files::digest(parts.iter().map(Vec::as_slice)))
}

fn trunk(root: &Path, tools: &tools::Tools) -> Outcome<()> {
    // Trunk works offline, so that it never downloads a tool; cargo fetches what it needs before.
    let fetch = |more: &[&str]| {
        let mut cargo = Command::new("cargo");
        let status = unstable(&mut cargo).args(["fetch", "--locked"]).args(more).current_dir(root).status();
        status.is_ok_and(|status| status.success())
    };
    // Once for the programs that run here, once with the crates of the browser's standard library.
    if !(fetch(&[]) && fetch(&["--target", "wasm32-unknown-unknown"])) {
        return Err("`cargo fetch --locked` failed; its own words are above. If Cargo.lock is out of date, \
                    run `cargo check` once and commit it; else look whether the network is there"
            .into());
    }
    let status = unstable(&mut Command::new("trunk"))
        .args(["build", "--release", "--offline", "--skip-version-check"])
        .env("PATH", &tools.path)
        .env("CARGO_ENCODED_RUSTFLAGS", compiler_flags(root)?)
        .env_remove("NO_COLOR") // Trunk takes only `true` or `false` here and stops at `1`
        .current_dir(root)
        .status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err("trunk failed; its own words are above. Mend that and try again".into()),
        Err(e) => Err(format!("trunk does not run: {e}")),
    }
}

/// A panic stops the program at once, without a message: nobody reads it in the browser, and without it the
/// program is 13 kB smaller (brotli). The standard library is compiled for it, from the pinned toolchain's own
/// `rust-src`; both are unstable options of that compiler, which [`unstable`] lets it take.
const IMMEDIATE_ABORT: [&str; 4] = [
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    // Nor does it say where it stopped, or print what is for programmers.
    "-Zlocation-detail=none",
    "-Zfmt-debug=none",
];

/// Lets Cargo compile the standard library for the browser. The toolchain is pinned, so what is unstable
/// cannot change under us; tests and xtask itself are compiled without.
pub fn unstable(command: &mut Command) -> &mut Command {
    command.env("RUSTC_BOOTSTRAP", "1").env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
}

/// The compiler's flags: [`IMMEDIATE_ABORT`], and those for which the program names no folder of this machine:
/// builds of the same sources are then the same everywhere, and smaller.
pub fn compiler_flags(root: &Path) -> Outcome<String> {
    let mut folders = vec![(root.to_path_buf(), "")];
    let cargo = std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(home()?.join(".cargo")));
    if let Some(registries) = cargo.map(|cargo| cargo.join("registry").join("src")) {
        // One folder for each registry.
        for entry in std::fs::read_dir(&registries).into_iter().flatten().flatten() {
            folders.push((entry.path(), ""));
        }
    }
    if let Some(sysroot) = tools::answer(Command::new("rustc").args(["--print", "sysroot"]).current_dir(root))
    {
        folders.push((Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library"), ""));
    }
    let mut flags: Vec<String> = IMMEDIATE_ABORT.map(str::to_string).into();
    for (folder, name) in &folders {
        let folder = folder.to_str().ok_or("the path of the repository or of Cargo is no UTF-8. Move it")?;
        flags.push(format!("--remap-path-prefix={folder}{}={name}", std::path::MAIN_SEPARATOR));
    }
    Ok(flags.join("\u{1f}"))
}

/// The user's folder.
fn home() -> Option<PathBuf> {
    ["HOME", "USERPROFILE"].into_iter().find_map(std::env::var_os).map(PathBuf::from)
}

/// What is done after Trunk.
fn finish(root: &Path, dist: &Path, tools: &tools::Tools) -> Outcome<()> {
    let (timeline, problems) = data::load(&files::read(&root.join("data/timeline.json"))?);
    for problem in &problems {
        eprintln!("warning: data/timeline.json: {problem}");
    }
    let timeline = timeline.ok_or("data/timeline.json holds nothing usable. See `cargo xtask check-data`")?;
    let index = dist.join("index.html");
    let mut html = files::read_text(&index)?;
    html = join_styles(&html, dist)?;
    html = without_module_preload(&html);
    html = glue::shrink(&html, dist, &tools.modules)?;
    html = lesson::build(&html, root, dist, tools)?;
    let whole = files::read_text(&root.join("data/timeline.json"))?;
    let schema = files::read_text(&root.join("data/schema.json"))?;
    let taken = tables::files(&timeline, &whole, &schema)?;
    html = pages::fill(&html, &timeline, &taken, &files::read_text(&root.join("data/README.md"))?)?;
    let timeline = Rc::new(timeline);
    html = html.replacen(EMPTY_LIST, &pages::start::print(&timeline), 1);
    html = html.replacen("</body>", &format!("{}\n</body>", pages::start::json_ld(&timeline)), 1);
    let works = pages::cite::read(&files::read_text(&root.join("data/citations.json"))?, &timeline)?;
    let site = site::address()?;
    let beside = pages::all(&timeline, &works);
    for (file, page) in pages::beside(&timeline, &beside, &html) {
        files::write(&dist.join(file), site::placed(&page, file, site.as_deref()))?;
    }
    if let Some(site) = &site {
        let names = std::iter::once("index.html").chain(beside.iter().map(|page| page.file));
        files::write(&dist.join("sitemap.xml"), site::sitemap(names, site))?;
    }
    files::write(&dist.join(card::FILE), card::draw(root, &timeline, &html)?)?;
    html = site::placed(&html, "index.html", site.as_deref());
    for (file, text) in pages::cite::files(&works)? {
        files::write(&dist.join(file), text)?;
    }
    files::write(&index, with_policy(&within(&html, dist)?))?;
    let home = home().map(|home| format!("{}{}", home.display(), std::path::MAIN_SEPARATOR));
    crate::data::lay(&whole, &taken, dist)?;
    for language in LANGUAGES {
        if let Some(file) = words::file(language) {
            files::write(&dist.join(file), words::written(language))?;
        }
    }
    // What makes frames needs a site to show in them: the one file is none.
    let [alone @ .., _] = &beside;
    onefile::write(root, dist, &html, alone)?;
    glue::tells_no_place(dist, home.as_slice())?;
    // Last, because they list what stands in dist/.
    offline::write(root, dist)?;
    headers::lay(dist)?;
    compress(dist)
}

/// Languages whose words the application fetches.
pub const LANGUAGES: [Language; 3] = [Language::Chinese, Language::Russian, Language::Pseudo];

/// Where the whole content goes in index.html.
const EMPTY_LIST: &str = "<ol class=\"start-list\"></ol>";

/// A text as HTML.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A style sheet without its comments, which are a seventh of what the reader would wait for. None of ours stands in
/// a string.
pub fn without_comments(css: &str) -> String {
    let mut pieces = css.split("/*");
    let first = pieces.next().unwrap_or_default().to_owned();
    let rest = pieces.map(|piece| piece.split_once("*/").map_or("", |(_, rest)| rest));
    let text: String = std::iter::once(first.as_str()).chain(rest).collect();
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| [line, "\n"].concat()).collect()
}

/// Joins the style sheets of the page, in their order, into one file named by its content.
fn join_styles(html: &str, dist: &Path) -> Outcome<String> {
    let sheets: Vec<&str> =
        tags(html, "link").into_iter().filter(|tag| attribute(tag, "rel") == Some("stylesheet")).collect();
    let mut css = String::new();
    for sheet in &sheets {
        let href = attribute(sheet, "href").ok_or("a style sheet has no address")?;
        let file = dist.join(href.trim_start_matches("./"));
        let text = without_comments(&files::read_text(&file)?);
        match attribute(sheet, "media") {
            Some(media) => css.push_str(&format!("@media {media} {{\n{text}}}\n")),
            None => css.push_str(&text),
        }
        files::remove(&file)?;
    }
    let (Some(first), false) = (sheets.first(), css.is_empty()) else { return Ok(html.to_string()) };
    let name = format!("site-{}.css", &files::digest([css.as_bytes()])[..16]);
    files::write(&dist.join(&name), &css)?;
    let mut html = html.replacen(first, &format!("<link rel=\"stylesheet\" href=\"./{name}\">"), 1);
    for sheet in &sheets[1..] {
        html = html.replacen(sheet, "", 1);
    }
    Ok(html)
}

/// The page with its style sheet and the script of its start in itself. It is shown as soon as its first part is here, and on a
/// slow network that is nearly half a second before files that it had to ask for. The pages beside it share those, so they stay in `dist/`.
///
/// Without script the file holds the first view back nevertheless: a frame may not have its size before, and in the list, laid out in
/// the width that it has until then, the browser would not find the event of the address again.
fn within(html: &str, dist: &Path) -> Outcome<String> {
    let text = |address: &str| files::read_text(&dist.join(address.trim_start_matches("./")));
    let mut page = html.to_string();
    for tag in tags(html, "link") {
        if let (Some("stylesheet"), Some(address)) = (attribute(tag, "rel"), attribute(tag, "href")) {
            page = page.replacen(
                tag,
                &format!("<style>{}</style><noscript>{tag}</noscript>", text(address)?),
                1,
            );
        }
    }
    for tag in tags(html, "script") {
        if let Some(address) = attribute(tag, "src") {
            let script = onefile::script(&text(address)?)?;
            page = page.replacen(&format!("{tag}</script>"), script.trim_end(), 1);
        }
    }
    Ok(page)
}

/// Takes away Trunk's preload of the script module. The module script beside it asks for the same file at the
/// same moment, and with scripts switched off the preload is a refused request.
fn without_module_preload(html: &str) -> String {
    let is_preload = |tag: &&str| attribute(tag, "rel") == Some("modulepreload");
    tags(html, "link")
        .into_iter()
        .filter(is_preload)
        .fold(html.to_string(), |html, tag| html.replace(tag, ""))
}

/// The opening tags of this name, as they stand in the text. Enough for a page that Trunk wrote.
pub fn tags<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let open = format!("<{name}");
    let found = html.match_indices(&open).filter_map(|(at, _)| {
        let tag = &html[at..at + html[at..].find('>')? + 1];
        let after = tag[open.len()..].chars().next()?;
        (after.is_whitespace() || after == '>').then_some(tag)
    });
    found.collect()
}

/// The value of an attribute of an opening tag, if it has one and quotes it.
pub fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut from = 0;
    let open = format!("{name}=\"");
    while let Some(at) = tag[from..].find(&open).map(|at| at + from) {
        let value = &tag[at + open.len()..];
        if tag[..at].ends_with(char::is_whitespace) {
            return value.split('"').next();
        }
        from = at + open.len();
    }
    None
}

/// What the page may load, and from where. The scripts and style sheets that stand in it are named by their hashes.
///
/// Who may embed it is said in the header only, see [`headers::policy`]. The one file loads nothing at all.
pub fn policy(html: &str) -> String {
    let is_one_file = onefile::is_one_file(html);
    let (mut scripts, mut styles) = match is_one_file {
        true => (String::from("'wasm-unsafe-eval'"), String::new()),
        false => (String::from("'self' 'wasm-unsafe-eval'"), String::from("'self'")),
    };
    for (name, list) in [("script", &mut scripts), ("style", &mut styles)] {
        for text in inline(html, name) {
            let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text.as_bytes()));
            list.push_str(&format!(" 'sha256-{hash}'"));
        }
    }
    if is_one_file {
        return format!(
            "default-src 'none'; script-src {scripts}; style-src{styles}; img-src data:; font-src data:; \
             base-uri 'none'; form-action 'none'"
        );
    }
    format!(
        "default-src 'none'; script-src {scripts}; style-src {styles}; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; manifest-src 'self'; frame-src 'self'; worker-src 'self'; base-uri 'none'; \
         form-action 'none'"
    )
}

/// The text of each element of this name that has no `src`. A script of data is none.
fn inline<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let mut found = Vec::new();
    let close = format!("</{name}>");
    for tag in tags(html, name) {
        // A tag is a part of `html`, so the distance of the two addresses is its place.
        let start = tag.as_ptr() as usize - html.as_ptr() as usize + tag.len();
        // What is only data for machines does not run.
        let is_data = attribute(tag, "type").is_some_and(|kind| kind.starts_with("application/"));
        if attribute(tag, "src").is_none() && !is_data {
            if let Some(length) = html[start..].find(&close) {
                found.push(&html[start..start + length]);
            }
        }
    }
    found
}

/// Writes the policy into the page too, for servers that send no headers.
pub fn with_policy(html: &str) -> String {
    let meta = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">", policy(html));
    let charset = "<meta charset=\"utf-8\">";
    html.replacen(charset, &format!("{charset}\n  {meta}"), 1)
}

/// Kinds of file that are worth compressing; fonts and pictures are compressed already.
const COMPRESSIBLE: &[&str] =
    &["html", "css", "csv", "js", "json", "svg", "txt", "wasm", "bib", "ris", "webmanifest"];

fn compress(dist: &Path) -> Outcome<()> {
    // Of the hundreds of small files none is larger than one packet.
    let small = dist.join(pages::cite::FOLDER);
    for file in files::walk(dist)?.into_iter().filter(|file| !file.starts_with(&small)) {
        let Some(kind) = file.extension().and_then(|kind| kind.to_str()) else { continue };
        if COMPRESSIBLE.contains(&kind) {
            let bytes = files::read(&file)?;
            files::write(&beside(&file, "br"), brotli(&bytes)?)?;
            files::write(&beside(&file, "gz"), gzip(&bytes)?)?;
        }
    }
    Ok(())
}

/// How a wasm begins.
const WASM: &[u8] = b"\0asm";

/// `a/b.css` → `a/b.css.br`.
pub fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_os_string();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

fn brotli(bytes: &[u8]) -> Outcome<Vec<u8>> {
    use brotli::enc::backward_references::BrotliEncoderMode::{BROTLI_FORCE_LSB_PRIOR, BROTLI_MODE_GENERIC};
    let mut out = Vec::new();
    // Code is told from code by the low bits of the bytes before it: 0.5 % less of a wasm, 1 % more of a text.
    let mode = if bytes.starts_with(WASM) { BROTLI_FORCE_LSB_PRIOR } else { BROTLI_MODE_GENERIC };
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, mode, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &params)
        .map_err(|e| format!("cannot compress: {e}"))?;
    Ok(out)
}

fn gzip(bytes: &[u8]) -> Outcome<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).map_err(|e| format!("cannot compress: {e}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_attributes_are_found() {
        let html = r#"<link rel="icon" href="a.svg"><linked x="1"><link data-href="no" rel=stylesheet href="b.css"/>"#;
        let links = tags(html, "link");
        assert_eq!(links.len(), 2);
        assert_eq!(attribute(links[0], "href"), Some("a.svg"));
        assert_eq!(attribute(links[1], "href"), Some("b.css"));
        assert_eq!(attribute(links[1], "media"), None);
    }

    #[test]
    fn the_policy_names_what_stands_in_the_page_only() {
        let html = "<script src=\"a.js\"></script><script type=\"module\">alert(1)</script>";
        assert_eq!(inline(html, "script"), ["alert(1)"]);
        // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
        let hash = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='";
        assert!(policy(html).contains(&format!("script-src 'self' 'wasm-unsafe-eval' {hash};")));
        // printf 'a{}' | openssl dgst -sha256 -binary | base64
        let hash = "'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='";
        assert!(policy("<style>a{}</style>").contains(&format!("style-src 'self' {hash};")));
    }

    #[test]
    fn the_policy_is_strict_and_lets_itself_be_embedded() {
        let policy = policy("<p>no script</p>");
        assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"));
        for part in ["base-uri 'none'", "form-action 'none'", "style-src 'self';", "connect-src 'self'"] {
            assert!(policy.contains(part), "{part}");
        }
        assert!(!policy.contains("unsafe-inline") && !policy.contains("frame-ancestors"));
        assert!(!policy.contains('"'), "it stands in an attribute");
    }

    #[test]
    fn the_shell_has_the_places_that_the_build_fills() {
        let shell = include_str!("../../index.html");
        assert!(shell.contains(EMPTY_LIST));
        assert!(shell.contains("<meta charset=\"utf-8\">"));
        assert!(!shell.contains("user-scalable") && !shell.contains("maximum-scale"));
        assert!(
            inline(shell, "script").is_empty()
                && inline(shell, "style").is_empty()
                && !shell.contains(" style=")
        );
    }

    #[test]
    fn only_the_module_preload_goes() {
        let html = r#"<link rel="modulepreload" href="./app.js"><link rel="preload" href="./app.wasm">"#;
        assert_eq!(without_module_preload(html), r#"<link rel="preload" href="./app.wasm">"#);
    }

    #[test]
    fn styles_are_joined_in_order() {
        let dist = std::env::temp_dir().join(format!("xtask-styles-{}", std::process::id()));
        files::write(&dist.join("a.css"), "a{}\n").expect("a");
        files::write(&dist.join("b.css"), "b{}\n").expect("b");
        let html = "<link rel=\"stylesheet\" href=\"./a.css\"/>\n<link rel=\"stylesheet\" href=\"./b.css\" media=\"print\">";
        let joined = join_styles(html, &dist).expect("joins");
        let sheets = tags(&joined, "link");
        assert_eq!(sheets.len(), 1);
        let name = attribute(sheets[0], "href").expect("href").trim_start_matches("./");
        let css = files::read_text(&dist.join(name)).expect("css");
        assert_eq!(css, "a{}\n@media print {\nb{}\n}\n");
        files::remove(&dist).expect("clean");
    }

    #[test]
    fn only_comments_leave_a_style_sheet() {
        assert_eq!(without_comments("/* a\n b */\na { b: c; /* d */ }\n\n/**/e{}\n"), "a { b: c;  }\ne{}\n");
        assert_eq!(without_comments("a{}"), "a{}\n");
    }

    #[test]
    fn compression_can_be_undone() {
        let text = "peaceful coexistence ".repeat(100);
        for bytes in [text.as_bytes(), &[WASM, text.as_bytes()].concat()] {
            let mut back = Vec::new();
            brotli::BrotliDecompress(&mut &brotli(bytes).expect("br")[..], &mut back).expect("reads");
            assert_eq!(back, bytes);
        }
        let mut back = String::new();
        let small = gzip(text.as_bytes()).expect("gz");
        std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(&small[..]), &mut back)
            .expect("reads");
        assert_eq!(back, text);
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(escape("\"A&B\" <i>"), "&quot;A&amp;B&quot; &lt;i&gt;");
    }

    #[test]
    fn the_page_holds_its_style_sheet_and_its_start_and_without_script_waits_for_the_sheet() {
        let dist = std::env::temp_dir().join(format!("xtask-within-{}", std::process::id()));
        files::write(&dist.join("a.css"), "p{}").expect("a");
        files::write(&dist.join("b.js"), "go()").expect("b");
        let html = "<link rel=\"icon\" href=\"c.svg\"><link rel=\"stylesheet\" href=\"./a.css\"><script src=\"./b.js\"></script>";
        let page = within(html, &dist).expect("reads");
        files::remove(&dist).expect("clean");
        let expect =
            "<link rel=\"icon\" href=\"c.svg\"><style>p{}</style><noscript><link rel=\"stylesheet\" \
                      href=\"./a.css\"></noscript><script>go()</script>";
        assert_eq!(page, expect);
    }
}
