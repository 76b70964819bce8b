//! Writes the service worker that keeps the site on the reader's device: `assets/sw.js` with the list of the files
//! that belong to this version.

use crate::{files, onefile, Outcome};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;

/// Names in `dist/`.
pub const WORKER: &str = "sw.js";
pub const MANIFEST: &str = "manifest.webmanifest";

/// Whether a reader needs this file of `dist/` to read without network: the timeline, its pages, and what they are
/// made of. Not the tables and citations to take away, nor the whole timeline in one file, which is for others.
pub fn is_kept(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or_default();
    match name.split_once('/') {
        None => {
            matches!(ending, "html" | "css" | "js" | "wasm" | "svg" | "webmanifest")
                // The fallback is only for frames that no worker serves.
                && ![onefile::FILE, onefile::FALLBACK, onefile::FALLBACK_OF_LESSONS, WORKER].contains(&name)
        }
        Some(("fonts", _)) => ending == "woff2",
        Some(("icons" | "snippets", _)) => matches!(ending, "png" | "js"),
        Some(_) => ["data/timeline.json", "data/lessons.json"].contains(&name),
    }
}

/// Writes `sw.js` into the finished `dist/`.
pub fn write(root: &Path, dist: &Path) -> Outcome<()> {
    let mut kept = BTreeMap::new();
    for file in files::walk(dist)? {
        let name = files::below(dist, &file);
        if is_kept(&name) {
            let hash = Sha256::digest(files::read(&file)?);
            kept.insert(name, hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
        }
    }
    let template = files::read_text(&root.join("assets").join(WORKER))?;
    files::write(&dist.join(WORKER), filled(&template, &kept)?)
}

/// The worker for these files (name and SHA-256). Its version changes with any of them, and with its own text.
fn filled(template: &str, kept: &BTreeMap<String, String>) -> Outcome<String> {
    let list = serde_json::to_string_pretty(kept).map_err(|e| format!("cannot write {WORKER}: {e}"))?;
    let version = &files::digest([template.as_bytes(), list.as_bytes()])[..16];
    let mut worker = template.to_string();
    for (place, value) in [("{{version}}", version), ("{{files}}", &list)] {
        if worker.matches(place).count() != 1 {
            return Err(format!("assets/{WORKER} should have one place for {place}. Put it back"));
        }
        worker = worker.replace(place, value);
    }
    Ok(worker)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_kept_and_what_is_taken_away_is_not() {
        let read = [
            "index.html",
            "disputes.html",
            "site-1.css",
            "app-1.js",
            "app-1_bg.wasm",
            "take.js",
            "favicon-1.svg",
        ];
        let more =
            ["fonts/a.woff2", "data/timeline.json", "icons/icon-192.png", MANIFEST, "snippets/a/inline0.js"];
        for name in read.iter().chain(&more) {
            assert!(is_kept(name), "{name}");
        }
        for name in [
            "sw.js",
            "timeline.html",
            "fallback.js",
            "timeline-scorm.zip",
            "index.html.br",
            "app-1.js.gz",
            "data/events.csv",
            "data/timeline-full.json",
            "cite/a.bib",
            "_headers",
            ".htaccess",
            "hosting/nginx.conf",
            "fonts/LICENSE.txt",
            "embed-examples/moodle.html",
        ] {
            assert!(!is_kept(name), "{name}");
        }
    }

    #[test]
    fn a_version_is_named_by_every_byte_of_it() {
        let template = include_str!("../../assets/sw.js");
        let list = |hash: &str| BTreeMap::from([("index.html".to_string(), hash.to_string())]);
        let one = filled(template, &list("aa")).expect("fills");
        assert!(one.contains("\"index.html\": \"aa\"") && !one.contains("{{"), "{one}");
        let version = |worker: &str| {
            worker
                .lines()
                .find(|line| line.starts_with("const VERSION"))
                .map(str::to_string)
                .expect("has a version")
        };
        assert_eq!(version(&one), version(&filled(template, &list("aa")).expect("fills")));
        assert_ne!(version(&one), version(&filled(template, &list("ab")).expect("fills")));
        assert_ne!(version(&one), version(&filled(&format!("{template}\n"), &list("aa")).expect("fills")));
        assert!(filled("no places", &list("aa")).is_err());
    }

    #[test]
    fn the_list_holds_the_hashes_of_the_files() {
        let root = std::env::temp_dir().join(format!("xtask-offline-{}", std::process::id()));
        let dist = root.join("dist");
        files::write(&root.join("assets/sw.js"), "{{version}} {{files}}").expect("template");
        for name in ["index.html", "data/timeline.json", "data/events.csv"] {
            files::write(&dist.join(name), "1").expect(name);
        }
        write(&root, &dist).expect("writes");
        let worker = files::read_text(&dist.join(WORKER)).expect("worker");
        // printf 1 | sha256sum
        let hash = "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b";
        assert!(worker.contains(&format!("\"index.html\": \"{hash}\"")), "{worker}");
        assert!(worker.contains("data/timeline.json") && !worker.contains("events.csv"), "{worker}");
        files::remove(&root).expect("clean");
    }

    #[test]
    fn the_manifest_has_the_colour_of_the_paper_and_works_in_any_folder() {
        let manifest: serde_json::Value =
            serde_json::from_str(include_str!("../../assets/manifest.webmanifest")).expect("is JSON");
        let text = |name: &str| manifest[name].as_str().unwrap_or_default().to_string();
        let tokens = include_str!("../../assets/css/tokens.css");
        let paper = tokens.split_once("--paper: ").expect("has paper").1.split(';').next().expect("a colour");
        assert_eq!([text("background_color"), text("theme_color")], [paper, paper]);
        assert_eq!([text("start_url"), text("scope"), text("id")], ["./", "./", "./"]);
        let shell = include_str!("../../index.html");
        assert!(shell.contains(&format!("<title>{}</title>", text("name"))), "the name is the title");
        assert!(shell.contains(&text("description")), "the description is that of the page");
    }
}
