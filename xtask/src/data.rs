//! Works on the dataset: validates it, joins its source files, writes its schema.

use crate::{files, Outcome};
use china_ussr_timeline::core::data;
use std::path::Path;
use std::process::ExitCode;

/// Prints one line per problem; the exit code tells whether there was any.
pub fn check(file: &Path) -> Outcome<ExitCode> {
    let (timeline, problems) = data::load(&files::read(file)?);
    for problem in &problems {
        println!("{}: {problem}", file.display());
    }
    if let Some(timeline) = timeline {
        let counts = data::validate::counts(&timeline);
        println!(
            "{}: {} events, {} of them not yet checked against a source; {} sources, {} cause links; {} problems",
            file.display(),
            counts.events,
            counts.unchecked,
            counts.sources,
            counts.links,
            problems.len()
        );
    }
    Ok(if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
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

/// Writes `data/schema.json` from the types.
pub fn schema(root: &Path) -> Outcome<()> {
    let text = serde_json::to_string_pretty(&data::raw::schema()).map_err(|e| format!("no schema: {e}"))?;
    let file = root.join("data/schema.json");
    files::write(&file, text + "\n")?;
    println!("Wrote {}.", file.display());
    Ok(())
}
