//! The arrows of ARCHITECTURE.md, checked from the `use` lines; and the habits that a file can break.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut all = Vec::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                all.push((path, text));
            }
        }
    }
    assert!(!all.is_empty(), "{folder} holds no sources");
    all
}

/// Lines of `folder` that name one of `words`, outside comments.
fn mentions(folder: &str, words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in sources(folder) {
        for (n, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            if words.iter().any(|w| code.contains(w)) {
                found.push(format!("{}:{}: {}", path.display(), n + 1, line.trim()));
            }
        }
    }
    found
}

fn check(folder: &str, forbidden: &[&str]) {
    let found = mentions(folder, forbidden);
    assert!(found.is_empty(), "{folder} must not know {forbidden:?}:\n{}", found.join("\n"));
}

#[test]
fn the_core_knows_no_browser_and_no_component() {
    check(
        "src/core",
        &[
            "crate::ui",
            "crate::web",
            "crate::lesson",
            "web_sys",
            "js_sys",
            "wasm_bindgen",
            "yew::",
            "gloo",
            "plotters",
        ],
    );
}

#[test]
fn inside_the_core_the_arrows_run_one_way() {
    check("src/core/words", &["core::date", "core::data", "core::plate", "core::state"]);
    check("src/core/date", &["core::data", "core::plate", "core::state"]);
    check("src/core/data", &["core::plate", "core::state"]);
    check("src/core/plate", &["core::state"]);
    for earlier in ["words", "date", "data", "plate", "state"] {
        check(&format!("src/core/{earlier}"), &["core::lesson"]);
    }
}

#[test]
fn the_timeline_knows_no_lesson() {
    check("src/ui", &["crate::lesson", "core::lesson"]);
    check("src/web", &["crate::lesson"]);
}

#[test]
fn the_edge_knows_no_component_and_no_state() {
    check("src/web", &["crate::ui", "crate::core"]);
}

#[test]
fn every_file_says_what_it_is_for() {
    for folder in ["src", "xtask/src", "citations/src", "citations/tests", "tests"] {
        for (path, text) in sources(folder) {
            assert!(text.starts_with("//!"), "{} opens without a //! line", path.display());
        }
    }
}

#[test]
fn no_test_is_skipped_and_no_stub_is_left() {
    let marks = ["#[ignore", "#[should_panic", "todo!(", "unimplemented!(", "dbg!("];
    for folder in ["src", "xtask/src", "citations"] {
        check(folder, &marks);
    }
}

/// The citation library takes a minute to compile: whoever builds or serves the site must not wait for it.
#[test]
fn only_citations_knows_the_citation_library() {
    for manifest in ["Cargo.toml", "xtask/Cargo.toml"] {
        let text = fs::read_to_string(manifest).unwrap();
        // How it is compiled is said in the root, as Cargo asks.
        let names = |line: &&str| {
            (line.starts_with("citations") || line.starts_with("hayagriva")) && !line.contains("opt-level")
        };
        assert_eq!(text.lines().find(names), None, "{manifest}");
    }
    check("src", &["hayagriva", "citations::"]);
    check("xtask/src", &["hayagriva"]);
}

/// Versions that stand in several places must agree: the tool reads only the schema of its own version.
#[test]
fn the_pins_agree() {
    let read = |p: &str| fs::read_to_string(Path::new(p)).unwrap();
    let lock = read("Cargo.lock");
    let version = "0.2.129";
    assert!(lock.contains(&format!("name = \"wasm-bindgen\"\nversion = \"{version}\"")));
    assert!(read("Trunk.toml").contains(&format!("wasm_bindgen = \"{version}\"")));
    assert!(read("xtask/src/tools.rs").contains(version));
    assert!(
        read("package.json").contains("\"binaryen\": \"132.0.0\"")
            && read("Trunk.toml").contains("version_132")
    );
}

/// Colours stand in one file.
#[test]
fn colours_are_declared_in_the_tokens_only() {
    for name in ["base", "page", "plate", "start", "lesson-print"] {
        let css = fs::read_to_string(format!("assets/css/{name}.css")).unwrap();
        let hex = css.split('#').skip(1).any(|rest| {
            let word: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
            matches!(word.len(), 3 | 6) && word.chars().all(|c| c.is_ascii_hexdigit())
        });
        assert!(!hex, "{name}.css declares a colour");
    }
}

/// `:has()` about what a gesture changes makes the browser restyle all that the rule's subject holds, at each step.
#[test]
fn no_rule_asks_what_is_in_the_whole_application() {
    for sheet in ["base", "page", "plate", "start", "embed", "tokens", "print"] {
        let css = std::fs::read_to_string(format!("assets/css/{sheet}.css")).unwrap();
        for (line, at) in css.lines().zip(1..).filter(|(line, _)| line.contains(":has(")) {
            let small = [".filters:has(", ".mast:has("].iter().any(|subject| line.contains(subject));
            assert!(small, "{sheet}.css:{at}: {line}");
        }
    }
}
