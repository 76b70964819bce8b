//! Measures the timeline beside its peers (`bench/`), prints the targets and their ratios, and writes the tables.

use crate::{build, tools, Outcome};
use std::path::Path;
use std::process::Command;

/// Where the figures of the last run are kept, in `bench/`.
const RESULTS: &str = "results.json";

/// What the command was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Wish {
    /// Fewer peers and sizes, once each.
    is_short: bool,
    /// The tables are written into docs and README.
    updates: bool,
    /// Only this part is measured, in place of what the figures say of it.
    part: Option<&'static str>,
    /// Only with so many events.
    events: Option<u32>,
}

/// What can be measured by itself.
const PARTS: [&str; 4] = ["start", "session", "bare", "growth"];

/// Runs the bench.
pub fn command(root: &Path, words: &[&str]) -> Outcome<()> {
    let wish = parse(words)?;
    let dist = build::build(root)?;
    let bench = root.join("bench");
    tools::node_modules(&bench)?;
    let chromium = tools::browser()?.chromium;
    let node = |words: &[&str]| {
        let status = Command::new("node").args(words).env("CHROMIUM", &chromium).current_dir(&bench).status();
        match status {
            Ok(status) if status.success() => Ok(()),
            Ok(_) => Err(format!("bench/{} failed; its own words are above", words[0])),
            Err(e) => {
                Err(format!("node does not run: {e}. Install Node.js from https://nodejs.org and try again"))
            }
        }
    };
    node(&["build.mjs"])?;
    let dist = dist.to_string_lossy().into_owned();
    let mut run = vec!["run.mjs", &dist, RESULTS];
    run.extend(wish.is_short.then_some("--short"));
    run.extend(wish.part.into_iter().flat_map(|part| ["--part", part]));
    let events = wish.events.map(|n| n.to_string());
    run.extend(events.iter().flat_map(|n| ["--n", n.as_str()]));
    node(&run)?;
    let mut report = vec!["report.mjs", RESULTS];
    if wish.updates {
        report.extend(["../docs/bench.md", "../README.md"]);
    }
    node(&report)
}

fn parse(words: &[&str]) -> Outcome<Wish> {
    let mut wish = Wish::default();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match *word {
            "--short" => wish.is_short = true,
            "--update" => wish.updates = true,
            "--part" => {
                let named = words.next().and_then(|name| PARTS.into_iter().find(|part| part == name));
                wish.part = Some(named.ok_or_else(|| format!("--part takes one of: {}", PARTS.join(", ")))?);
            }
            "--n" => {
                let n = words.next().and_then(|n| n.parse().ok());
                wish.events = Some(n.ok_or("--n takes a number of events")?);
            }
            other => {
                return Err(format!(
                    "bench knows no {other}. It takes --short, --part NAME, --n N and --update"
                ))
            }
        }
    }
    Ok(wish)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read() {
        assert_eq!(parse(&[]), Ok(Wish::default()));
        assert_eq!(
            parse(&["--update", "--short", "--part", "growth", "--n", "100"]),
            Ok(Wish { is_short: true, updates: true, part: Some("growth"), events: Some(100) })
        );
        assert!(parse(&["--n", "many"]).is_err());
        assert!(parse(&["--part", "all"]).unwrap_err().contains("session"));
        assert!(parse(&["--fast"]).unwrap_err().contains("--short"));
    }
}
