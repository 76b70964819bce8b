//! The project's commands. Each installs what it needs, says what it does, and may be repeated safely.
//!
//! `tools` installs, `build` makes `dist/`, `serve` serves it, `size` weighs it, `check` runs every check, `bench` measures
//! it beside its peers, and `data` works on the dataset.

mod bench;
mod build;
mod card;
mod check;
mod conformance;
mod data;
mod files;
mod glue;
mod handout;
mod headers;
mod lesson;
mod map;
mod offline;
mod onefile;
mod order;
mod pages;
mod serve;
mod site;
mod size;
mod tables;
mod tools;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What a command comes to: an error is one message that ends with what to do about it.
type Outcome<T> = Result<T, String>;

const USAGE: &str = "\
cargo xtask serve [--port N]        build the site and serve it on this machine
cargo xtask test [core|web|page]    run every check, or one group of them
cargo xtask build                   make dist/
cargo xtask check-data FILE         validate a dataset
cargo xtask data                    join data/source/*.json into data/timeline.json
cargo xtask handout [--out FOLDER] [ADDRESS…]
                                    print sheets as PDF: those of the addresses, or of every story
cargo xtask citations               write data/citations.json, how to cite each work
cargo xtask schema                  write data/schema.json from the types
cargo xtask map                     make assets/map/land.json, the map of the page of places
cargo xtask size                    bytes per file of dist/ against the budgets
cargo xtask screenshots [--update]  compare the reference pictures, or renew them
cargo xtask matrix [--update]       print where the site works, or write it into the README
cargo xtask conformance [--update]  print how WCAG 2.2 is met, or write CONFORMANCE.md
cargo xtask bench [--short] [--part NAME] [--n N] [--update]
                                    measure beside the peers; --part measures one part of the figures anew,
                                    --update writes docs/bench.md and the README
cargo xtask setup                   install every tool now

Tools are kept in the user's cache folder; CHINA_USSR_CACHE names another one.";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match run(&words) {
        Ok(code) => code,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[String]) -> Outcome<ExitCode> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let root = root()?;
    match words.as_slice() {
        [] | ["help" | "--help" | "-h"] => println!("{USAGE}"),
        ["serve"] => serve::command(&root, None)?,
        ["serve", "--port", port] => serve::command(&root, Some(parse_port(port)?))?,
        ["test"] => return check::test(&root, &check::Group::ALL),
        ["test", names @ ..] => {
            let groups: Outcome<Vec<_>> = names.iter().map(|name| check::Group::named(name)).collect();
            return check::test(&root, &groups?);
        }
        ["build"] => {
            build::build(&root)?;
        }
        ["check-data", file] => return data::check(Path::new(file)),
        ["data"] => data::join(&root)?,
        ["handout", words @ ..] => handout::command(&root, words)?,
        ["citations"] => data::citations(&root)?,
        ["schema"] => data::schema(&root)?,
        ["map"] => map::command(&root)?,
        ["size"] => return size::command(&build::build(&root)?),
        ["screenshots"] => return check::screenshots(&root, false),
        ["screenshots", "--update"] => return check::screenshots(&root, true),
        ["conformance"] => conformance::command(&root, false)?,
        ["conformance", "--update"] => conformance::command(&root, true)?,
        ["matrix"] => return check::matrix(&root, false),
        ["matrix", "--update"] => return check::matrix(&root, true),
        ["bench", words @ ..] => bench::command(&root, words)?,
        ["setup"] => {
            tools::for_site(&root)?;
            tools::browser()?;
            tools::page_tools()?;
            println!("Every tool is there: {}", tools::cache()?.display());
        }
        other => return Err(format!("no such command: {}. These exist:\n\n{USAGE}", other.join(" "))),
    }
    Ok(ExitCode::SUCCESS)
}

/// The folder of the repository. Cargo tells it to whatever it runs.
fn root() -> Outcome<PathBuf> {
    let here = std::env::var_os("CARGO_MANIFEST_DIR")
        .ok_or("the commands run through cargo. Type `cargo xtask …` in the repository")?;
    Path::new(&here).parent().map(Path::to_path_buf).ok_or_else(|| "xtask stands in no folder".to_string())
}

fn parse_port(word: &str) -> Outcome<u16> {
    word.parse().map_err(|_| format!("`{word}` is no port. Give a number from 0 (any free one) to 65535"))
}
