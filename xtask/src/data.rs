//! Works on the dataset: validates it, joins its source files, writes its schema and its citations.

use crate::{files, tables, Outcome};
use china_ussr_timeline::core::data;
use china_ussr_timeline::core::data::counts::{claims_by_standing, counts, links_by_kind};
use std::path::Path;
use std::process::{Command, ExitCode};

/// Prints one line per problem; the exit code tells whether there was any.
pub fn check(file: &Path) -> Outcome<ExitCode> {
    let (timeline, problems) = data::load(&files::read(file)?);
    for problem in &problems {
        println!("{}: {problem}", file.display());
    }
    if let Some(timeline) = timeline {
        print!("{}", summary(&timeline));
        println!("{}: {} problems", file.display(), problems.len());
    }
    Ok(if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What the dataset holds, one sort a line.
fn summary(timeline: &data::Timeline) -> String {
    let c = counts(timeline);
    let by_word = |list: Vec<(&str, usize)>| {
        let parts: Vec<String> = list.iter().map(|(word, count)| format!("{word} {count}")).collect();
        parts.join(", ")
    };
    let lines = [
        ("events", format!("{} ({} not yet checked against a source)", c.events, c.unchecked)),
        (
            "statements",
            format!(
                "{} ({} readings, {} views, {} claims of the two texts, {} numbers)",
                c.statements(),
                c.readings,
                c.views,
                c.claims,
                c.points
            ),
        ),
        ("citations", format!("{} ({} with a page or section)", c.citations, c.located)),
        ("disputes", c.disputes.to_string()),
        ("cause links", format!("{} ({})", c.links, by_word(links_by_kind(timeline)))),
        ("claims", format!("{} ({})", c.claims, by_word(claims_by_standing(timeline)))),
        ("quotations", c.quotations.to_string()),
        ("series", format!("{} ({} numbers)", c.series, c.points)),
        ("periodisations", format!("{} besides our own", c.schemes)),
        ("works", format!("{} ({} with an address, {} with their uses)", c.sources, c.linkable, c.uses)),
        ("questions", c.questions.to_string()),
    ];
    lines.iter().map(|(name, count)| format!("{name:<15} {count}\n")).collect()
}

/// Lays the dataset into `dist/`: what the application reads as `data/timeline.json`, and beside it the files that
/// readers may take with them. `whole` is the text of the complete data file.
pub fn lay(whole: &str, taken: &[tables::File], dist: &Path) -> Outcome<()> {
    let slim = data::slim::slim(whole).map_err(|e| format!("data/timeline.json is no JSON: {e}. Mend it"))?;
    files::write(&dist.join("data/timeline.json"), slim)?;
    let lessons =
        data::slim::of_lessons(whole).map_err(|e| format!("data/timeline.json is no JSON: {e}. Mend it"))?;
    files::write(&dist.join("data/lessons.json"), lessons)?;
    for file in taken {
        files::write(&dist.join("data").join(file.name), &file.bytes)?;
    }
    Ok(())
}

/// Writes `data/timeline.json` from `data/source/`.
pub fn join(root: &Path) -> Outcome<()> {
    let file = root.join("data/timeline.json");
    files::write(&file, joined(root)?)?;
    println!("Wrote {}. Now validate it: cargo xtask check-data data/timeline.json", file.display());
    Ok(())
}

/// One text of all the files of `data/source/`, each a section named by its file.
fn joined(root: &Path) -> Outcome<String> {
    let mut sections = Vec::new();
    for file in files::walk(&root.join("data/source"))? {
        if file.extension().is_some_and(|ending| ending == "json") {
            let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let section = serde_json::from_slice(&files::read(&file)?)
                .map_err(|e| format!("{} is no JSON: {e}. Mend it there", file.display()))?;
            sections.push((name, section));
        }
    }
    Ok(data::join::join(&sections))
}

/// Writes `data/citations.json` from the works, with the crate `citations`. It is run, not called: its library
/// takes a minute to compile, and only who changes the works should wait for it.
pub fn citations(root: &Path) -> Outcome<()> {
    println!("Setting the citations: the first time takes 1 to 3 minutes …");
    let status =
        Command::new("cargo").args(["run", "--quiet", "--package", "citations"]).current_dir(root).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err("the citations were not written; why stands above. Mend that and try again".into()),
        Err(e) => Err(format!("cargo does not run: {e}")),
    }
}

/// Writes `data/schema.json` from the types.
pub fn schema(root: &Path) -> Outcome<()> {
    let text = serde_json::to_string_pretty(&data::raw::schema()).map_err(|e| format!("no schema: {e}"))?;
    let file = root.join("data/schema.json");
    files::write(&file, text + "\n")?;
    println!("Wrote {}.", file.display());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_gets_both_versions_and_the_tables() {
        let whole = include_str!("../../data/timeline.json");
        let schema = include_str!("../../data/schema.json");
        let timeline = data::load(whole.as_bytes()).0.expect("reads");
        let dist = std::env::temp_dir().join(format!("xtask-data-{}", std::process::id()));
        let taken = tables::files(&timeline, whole, schema).expect("makes them");
        lay(whole, &taken, &dist).expect("lays");
        let text = |name: &str| files::read_text(&dist.join("data").join(name)).expect("a file");
        assert!(text("china-ussr-timeline.json") == whole && text("schema.json") == schema);
        let served = text("timeline.json");
        println!("{} of {} bytes are served", served.len(), whole.len());
        assert!(!served.contains("\n\"claims\": [") && !served.contains("\"csl\":"));
        assert!(served.contains("\n\"disputes\": [") && data::load(served.as_bytes()).0.is_some());
        for file in &taken {
            assert_eq!(files::read(&dist.join("data").join(file.name)).expect("a file"), file.bytes);
        }
        files::remove(&dist).expect("clean");
    }

    #[test]
    fn what_there_is_is_counted_in_words() {
        let (timeline, _) = data::load(include_bytes!("../../tests/fixtures/good.json"));
        let summary = summary(&timeline.expect("reads"));
        for line in [
            "events          5 (1 not yet checked against a source)",
            "statements      7 (2 readings, 1 views, 1 claims of the two texts, 3 numbers)",
            "cause links     2 (made possible 1, pushed 0, set off 0, made worse 0, disputed 1, was used to justify 0)",
            "claims          1 (supported 1, disputed 0, not traced 0, page matter 0)",
        ] {
            assert!(summary.contains(line), "{summary}");
        }
    }
}
