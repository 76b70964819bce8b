//! Prints the sheets of a lesson as PDF files, without a window: the same pages as the browser's own printing makes of
//! `#v=print…`, by headless Chromium.

use crate::{build, files, serve, tools, Outcome};
use china_ussr_timeline::core::data;
use china_ussr_timeline::core::lesson::place::{LessonView, Place};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the files go unless told otherwise.
const FOLDER: &str = "handouts";
/// The script that drives the browser. It stands in `xtask/`, so that its import is found in the folders above it.
const SCRIPT: &str = "xtask/src/handout.mjs";
/// What is printed of each story where no address is given, and the end of the file's name.
const OF_A_STORY: [(&str, &str); 5] = [
    ("handout", ""),
    ("worksheet-A", "&sheet=worksheet&ver=A&key=1"),
    ("worksheet-B", "&sheet=worksheet&ver=B&key=1"),
    ("cards", "&sheet=cards"),
    ("slides", "&sheet=slides&talk=1"),
];

/// A sheet to print.
#[derive(Debug, Clone, PartialEq)]
struct Job {
    /// With `#`.
    fragment: String,
    /// Of its file, without folder and ending.
    name: String,
}

/// Prints the sheets of these addresses, or those of every story, into a folder.
pub fn command(root: &Path, words: &[&str]) -> Outcome<()> {
    let (folder, addresses) = parse(words)?;
    let dist = build::build(root)?;
    let jobs = if addresses.is_empty() { of_stories(root)? } else { of_addresses(&addresses)? };
    let chromium = tools::browser()?.chromium;
    let (address, _) = serve::start(dist, 0)?;
    files::make_folder(&folder)?;
    let mut node = Command::new("node");
    node.arg(root.join(SCRIPT)).arg(chromium).arg(format!("http://{address}/"));
    let paths: Vec<PathBuf> = jobs.iter().map(|job| folder.join(format!("{}.pdf", job.name))).collect();
    for (job, path) in jobs.iter().zip(&paths) {
        node.arg(&job.fragment).arg(path);
    }
    let status = node.current_dir(root).status().map_err(|e| format!("node does not run: {e}"))?;
    if !status.success() {
        return Err("not all sheets were printed; the browser's own words are above".into());
    }
    for path in paths {
        println!("{}", path.display());
    }
    if std::env::var_os("SITE_URL").is_none() {
        println!(
            "The sheets have no address and no code: set SITE_URL to where the timeline is published, as for a build."
        );
    }
    Ok(())
}

/// Folder and addresses of the command's words.
fn parse<'a>(words: &[&'a str]) -> Outcome<(PathBuf, Vec<&'a str>)> {
    let mut folder = PathBuf::from(FOLDER);
    let mut addresses = Vec::new();
    let mut rest = words.iter();
    while let Some(word) = rest.next() {
        match *word {
            "--out" => folder = rest.next().ok_or("--out needs the folder to write to")?.into(),
            option if option.starts_with("--") => {
                return Err(format!("handout knows no {option}. It takes --out FOLDER and addresses"))
            }
            address => addresses.push(address),
        }
    }
    let folder = std::path::absolute(&folder).map_err(|e| format!("--out is no path: {e}"))?;
    Ok((folder, addresses))
}

fn of_stories(root: &Path) -> Outcome<Vec<Job>> {
    let file = root.join("data/timeline.json");
    let (timeline, _) = data::load(&files::read(&file)?);
    let timeline = timeline
        .ok_or_else(|| format!("{} cannot be read: cargo xtask check-data says why", file.display()))?;
    let jobs = timeline.stories.iter().flat_map(|story| {
        OF_A_STORY.iter().map(move |(end, more)| Job {
            fragment: format!("#v=print&s={}.0{more}", story.id),
            name: format!("{}-{end}", story.id),
        })
    });
    Ok(jobs.collect())
}

/// Each is a whole address or a fragment, as the page of sheets shows it.
fn of_addresses(addresses: &[&str]) -> Outcome<Vec<Job>> {
    let job = |(at, address): (usize, &&str)| {
        let fragment = address.split_once('#').map_or(*address, |(_, fragment)| fragment);
        let place = Place::parse(fragment);
        if place.view() != Some(LessonView::Print) {
            return Err(format!("`{address}` is no address of sheets: it lacks `v=print`"));
        }
        let story = place.get("s").and_then(|s| s.split('.').next()).unwrap_or("events");
        let sheet = place.get("sheet").unwrap_or("handout");
        Ok(Job { fragment: format!("#{fragment}"), name: format!("{}-{story}-{sheet}", at + 1) })
    };
    addresses.iter().enumerate().map(job).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_a_folder_and_addresses() {
        let (folder, addresses) = parse(&["#v=print", "--out", "/tmp/a", "v=print&s=x.0"]).unwrap();
        assert_eq!((folder, addresses), (PathBuf::from("/tmp/a"), vec!["#v=print", "v=print&s=x.0"]));
        assert!(parse(&[]).unwrap().0.ends_with(FOLDER));
        assert!(parse(&["--out"]).is_err());
        assert!(parse(&["--paper"]).unwrap_err().contains("--out FOLDER"));
    }

    #[test]
    fn whole_addresses_and_fragments_are_the_same() {
        let names = |jobs: Vec<Job>| jobs.into_iter().map(|job| (job.fragment, job.name)).collect::<Vec<_>>();
        let expect = |name: &str| ("#v=print&s=why-split.0&sheet=cards".to_string(), name.to_string());
        let both =
            ["https://example.org/t/#v=print&s=why-split.0&sheet=cards", "v=print&s=why-split.0&sheet=cards"];
        assert_eq!(
            names(of_addresses(&both).unwrap()),
            [expect("1-why-split-cards"), expect("2-why-split-cards")]
        );
        assert!(of_addresses(&["#v=quiz"]).unwrap_err().contains("v=print"));
    }
}
