//! Builds the second program of the page, the lessons: present mode, quiz, sheets. It comes when the address asks for one
//! of its views, so the first view pays nothing for it. Trunk builds the application only; this does the same steps with
//! the same tools for the other program, and tells the page how to begin each.

use crate::{build, files, glue, tools, Outcome};
use std::path::Path;
use std::process::Command;

/// How wasm-opt is told to shrink; the same as for the application (index.html).
const SHRINK: &[&str] = &["-Oz", "--low-memory-unused", "--converge", "--strip-producers"];

/// Compiles the lessons into `dist` and returns the page that can begin them.
pub fn build(html: &str, root: &Path, dist: &Path, tools: &tools::Tools) -> Outcome<String> {
    let mut cargo = Command::new("cargo");
    build::unstable(&mut cargo)
        .args(["build", "--release", "--locked", "--bin", "lesson", "--target", "wasm32-unknown-unknown"])
        .env("CARGO_ENCODED_RUSTFLAGS", build::compiler_flags(root)?)
        .current_dir(root);
    run(&mut cargo, "cargo")?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), Into::into);
    let out = target.join("lesson-bindgen");
    files::remove(&out)?;
    let mut bindgen = Command::new("wasm-bindgen");
    bindgen
        .args(["--target", "web", "--no-typescript", "--out-name", "lesson", "--out-dir"])
        .arg(&out)
        .arg(target.join("wasm32-unknown-unknown/release/lesson.wasm"))
        .env("PATH", &tools.path);
    run(&mut bindgen, "wasm-bindgen")?;
    let mut opt = Command::new("node");
    opt.arg(tools.modules.join("binaryen/bin/wasm-opt"))
        .args(SHRINK)
        .arg(out.join("lesson_bg.wasm"))
        .arg("-o")
        .arg(dist.join("lesson-0_bg.wasm"));
    run(&mut opt, "wasm-opt")?;
    files::write(&dist.join("lesson-0.js"), files::read(&out.join("lesson.js"))?)?;
    let [(_, wasm), (_, glue)] = glue::program(dist, "lesson", &tools.modules)?;
    let css = styles(root, dist)?;
    begin(html, &glue, &wasm, &css)
}

fn run(command: &mut Command, name: &str) -> Outcome<()> {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(format!("{name} failed; its own words are above. Mend that and try again")),
        Err(e) => Err(format!("{name} does not run: {e}")),
    }
}

/// The style sheets of the lessons, one file named by its content.
fn styles(root: &Path, dist: &Path) -> Outcome<String> {
    let css = text(root)?;
    let name = format!("lesson-{}.css", &files::digest([css.as_bytes()])[..16]);
    files::write(&dist.join(&name), css)?;
    Ok(name)
}

/// The text of these style sheets.
pub fn text(root: &Path) -> Outcome<String> {
    let mut css = String::new();
    for sheet in ["lesson.css", "lesson-print.css"] {
        css.push_str(&build::without_comments(&files::read_text(&root.join("assets/css").join(sheet))?));
    }
    Ok(css)
}

/// The page's module begins the program that the address asks for, and the other one when it is its turn (start.js).
fn begin(html: &str, glue: &str, wasm: &str, css: &str) -> Outcome<String> {
    const CHANGED: &str =
        "the page does not begin the application as expected. Has Trunk changed? See lesson.rs";
    let (head, rest) = html.split_once("const wasm = await init(").ok_or(CHANGED)?;
    let (options, rest) = rest.split_once(");").ok_or(CHANGED)?;
    let (_, rest) = rest.split_once("</script>").ok_or(CHANGED)?;
    // start.js turns it into the preload that it was, unless a lesson comes first; so it stands before that script.
    let early =
        build::tags(rest, "link").into_iter().find(|tag| build::attribute(tag, "as") == Some("fetch"));
    let early = early.ok_or(CHANGED)?;
    let rest = rest.replacen(early, "", 1);
    let later = early.replacen("rel=\"preload\"", "rel=\"later\"", 1);
    let head = head.replacen("<script src=", &format!("{later}\n<script src="), 1);
    Ok(format!(
        "{head}const ways = {{\n  app: () => init({options}),\n  lesson: () => {{\n    \
         document.head.append(Object.assign(document.createElement('link'), {{ rel: 'stylesheet', href: './{css}' }}));\n    \
         return import('./{glue}').then((lesson) => lesson.default({{ module_or_path: './{wasm}' }}));\n  }},\n}};\n\
         const begun = {{}};\n\
         window.begin = (name) => begun[name] ??= ways[name]();\n\
         await begin(document.documentElement.hasAttribute('data-lesson') ? 'lesson' : 'app');\n</script>{rest}"
    ))
}
