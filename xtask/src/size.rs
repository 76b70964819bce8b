//! Weighs `dist/` against the contract's budgets: what a reader downloads, compressed as the server sends it.

use crate::pages::cite;
use crate::{build, files, offline, Outcome};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;

/// Bytes of the application and its glue, brotli.
const APPLICATION: u64 = 170_000;
/// Bytes until the printed list can be read: page, styles, the small script; brotli.
const READABLE: u64 = 60_000;
/// Bytes until the plate answers, fonts and data included; brotli.
const INTERACTIVE: u64 = 350_000;
/// Bytes of the typefaces that the page preloads.
const PRELOADED: u64 = 70_000;
/// Requests until the plate answers.
const REQUESTS: u64 = 10;
/// Bytes of all that a first visit brings, with what is kept for reading without network; brotli.
const KEPT: u64 = 900_000;

/// One file of the site, in bytes.
struct Weight {
    /// Path below `dist/`.
    name: String,
    raw: u64,
    gzip: u64,
    brotli: u64,
    /// Needed for the first interactive view.
    first: bool,
    /// A typeface that the page preloads.
    preloaded: bool,
}

/// One sum and what it may be.
struct Budget {
    name: &'static str,
    unit: &'static str,
    value: u64,
    limit: u64,
}

impl Budget {
    fn holds(&self) -> bool {
        self.value <= self.limit
    }
}

/// Prints the table; the exit code tells whether every budget holds.
pub fn command(dist: &Path) -> Outcome<ExitCode> {
    let (table, holds) = report(dist)?;
    print!("{table}");
    Ok(if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The table, and whether every budget holds.
pub fn report(dist: &Path) -> Outcome<(String, bool)> {
    let weights = weigh(dist)?;
    let width = weights.iter().map(|w| w.name.len()).max().unwrap_or(0).max(36);
    let mut table = format!("{:width$} {:>9} {:>9} {:>9}\n", "file (* first view)", "raw", "gzip", "brotli");
    for w in &weights {
        let name = format!("{}{}", w.name, if w.first { " *" } else { "" });
        table.push_str(&format!("{name:width$} {:>9} {:>9} {:>9}\n", w.raw, w.gzip, w.brotli));
    }
    table.push('\n');
    let budgets = budgets(&weights);
    for budget in &budgets {
        let word = if budget.holds() { "ok" } else { "OVER" };
        table.push_str(&format!(
            "{word:<4} {:width$} {:>7} of {:>7} {}\n",
            budget.name, budget.value, budget.limit, budget.unit
        ));
    }
    Ok((table, budgets.iter().all(Budget::holds)))
}

fn budgets(weights: &[Weight]) -> Vec<Budget> {
    let sum = |wanted: &dyn Fn(&Weight) -> bool| weights.iter().filter(|w| wanted(w)).map(|w| w.brotli).sum();
    let ends = |w: &Weight, endings: &[&str]| endings.iter().any(|ending| w.name.ends_with(ending));
    let application = |w: &Weight| is_application(&w.name);
    let readable = |w: &Weight| w.first && !application(w) && ends(w, &[".html", ".css", ".js"]);
    let bytes = "bytes (brotli)";
    vec![
        Budget {
            name: "application: wasm and its glue",
            unit: bytes,
            value: sum(&application),
            limit: APPLICATION,
        },
        Budget { name: "first readable page", unit: bytes, value: sum(&readable), limit: READABLE },
        Budget { name: "first interactive view", unit: bytes, value: sum(&|w| w.first), limit: INTERACTIVE },
        Budget {
            name: "first interactive view",
            unit: "requests",
            value: weights.iter().filter(|w| w.first).count() as u64,
            limit: REQUESTS,
        },
        Budget { name: "typefaces preloaded", unit: bytes, value: sum(&|w| w.preloaded), limit: PRELOADED },
        Budget {
            name: "kept for offline use",
            unit: bytes,
            value: sum(&|w| offline::is_kept(&w.name)),
            limit: KEPT,
        },
    ]
}

fn weigh(dist: &Path) -> Outcome<Vec<Weight>> {
    let html = files::read_text(&dist.join("index.html"))?;
    let first = first_view(&html);
    let length = |path: &Path| path.metadata().ok().map(|meta| meta.len());
    let mut weights: Vec<Weight> = Vec::new();
    let cites = format!("{}/", cite::FOLDER);
    for file in files::walk(dist)? {
        let name = files::below(dist, &file);
        if name.ends_with(".br") || name.ends_with(".gz") {
            continue;
        }
        let raw = length(&file).unwrap_or(0);
        if name.starts_with(&cites) {
            // Hundreds of small files, never compressed: one line for all.
            match weights.last_mut().filter(|last| last.name.starts_with(&cites)) {
                Some(all) => {
                    [&mut all.raw, &mut all.gzip, &mut all.brotli].into_iter().for_each(|sum| *sum += raw)
                }
                None => weights.push(Weight {
                    name: format!("{cites}*"),
                    raw,
                    gzip: raw,
                    brotli: raw,
                    first: false,
                    preloaded: false,
                }),
            }
            continue;
        }
        weights.push(Weight {
            raw,
            gzip: length(&build::beside(&file, "gz")).unwrap_or(raw),
            brotli: length(&build::beside(&file, "br")).unwrap_or(raw),
            first: first.contains(&name) || is_application(&name),
            preloaded: first.contains(&name) && name.ends_with(".woff2"),
            name,
        });
    }
    Ok(weights)
}

/// The wasm, its glue, and scripts that the glue brings along.
fn is_application(name: &str) -> bool {
    // The lessons are a program of their own and no part of the first view.
    let own = name.starts_with("app-") || name.starts_with("snippets/");
    own && (name.ends_with(".wasm") || name.ends_with(".js"))
}

/// What the first view needs and the page does not name: itself, and what the application asks for.
const UNNAMED: &[&str] = &["index.html", "data/timeline.json"];

/// The files of the first interactive view. Without script there is none.
fn first_view(html: &str) -> BTreeSet<String> {
    let parts =
        html.split("<noscript>").map(|part| part.split_once("</noscript>").map_or(part, |(_, rest)| rest));
    let html = &parts.collect::<String>();
    let links = build::tags(html, "link").into_iter().filter_map(|tag| build::attribute(tag, "href"));
    let scripts = build::tags(html, "script").into_iter().filter_map(|tag| build::attribute(tag, "src"));
    let named = links.chain(scripts).filter(|address| !address.contains("://"));
    let mut all: BTreeSet<String> = named.map(|name| name.trim_start_matches("./").to_string()).collect();
    all.extend(UNNAMED.iter().map(|name| name.to_string()));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weight(name: &str, brotli: u64, first: bool) -> Weight {
        let preloaded = first && name.ends_with(".woff2");
        Weight { name: name.into(), raw: brotli, gzip: brotli, brotli, first, preloaded }
    }

    #[test]
    fn the_first_view_is_what_the_page_names() {
        let html = r#"<link rel="stylesheet" href="./css/site.css"><link rel="license" href="https://x.org/">
            <script src="./start.js"></script><script type="module">import a from './app.js'</script>
            <noscript><link rel="stylesheet" href="./lost.css"></noscript><link rel="preload" href="./app.wasm"/>"#;
        let names: Vec<String> = first_view(html).into_iter().collect();
        let named: Vec<&str> =
            names.iter().map(String::as_str).filter(|name| !UNNAMED.contains(name)).collect();
        assert_eq!(named, ["app.wasm", "css/site.css", "start.js"]);
        assert_eq!(names.len(), named.len() + UNNAMED.len());
    }

    #[test]
    fn the_application_is_known_by_its_names() {
        let check = |name, expect| assert_eq!(is_application(name), expect, "{name}");
        check("app-0123456789abcdef_bg.wasm", true);
        check("app-0123456789abcdef.js", true);
        check("snippets/x/inline0.js", true);
        check("start-0123456789abcdef.js", false);
        check("site-0123456789abcdef.css", false);
    }

    #[test]
    fn the_files_for_citing_are_one_line() {
        let dist = std::env::temp_dir().join(format!("xtask-size-{}", std::process::id()));
        for (name, text) in [("index.html", ""), ("cite/a.bib", "1"), ("cite/a.ris", "22"), ("z.css", "333")]
        {
            files::write(&dist.join(name), text).expect("writes");
        }
        let weights = weigh(&dist).expect("weighs");
        let lines: Vec<_> = weights.iter().map(|w| (w.name.as_str(), w.raw, w.brotli, w.first)).collect();
        assert_eq!(lines, [("cite/*", 3, 3, false), ("index.html", 0, 0, true), ("z.css", 3, 3, false)]);
        files::remove(&dist).expect("clean");
    }

    #[test]
    fn each_file_counts_for_its_budgets() {
        let weights = [
            weight("app-1_bg.wasm", 100_000, true),
            weight("app-1.js", 70_001, true),
            weight("start-1.js", 1, true),
            weight("index.html", 2, true),
            weight("fonts/a.woff2", 4, true),
            weight("fonts/b.woff2", 1_000_000, false),
        ];
        let budgets = budgets(&weights);
        let values: Vec<u64> = budgets.iter().map(|b| b.value).collect();
        assert_eq!(values, [170_001, 3, 170_008, 5, 4, 1_170_008]);
        let holds: Vec<bool> = budgets.iter().map(Budget::holds).collect();
        assert_eq!(holds, [false, true, true, true, true, false]);
    }
}
