//! Runs the checks: one line for each, the output of those that fail, and a summary at the end.

use crate::{build, conformance, serve, size, tools, Outcome};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

/// A group of checks, by what it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// The compiler only.
    Core,
    /// The browser's driver: components in a page of their own.
    Web,
    /// The built site in a browser.
    Page,
}

impl Group {
    /// In the order of their cost.
    pub const ALL: [Group; 3] = [Group::Core, Group::Web, Group::Page];

    /// Reads a group's name.
    pub fn named(name: &str) -> Outcome<Group> {
        match name {
            "core" => Ok(Group::Core),
            "web" => Ok(Group::Web),
            "page" => Ok(Group::Page),
            _ => Err(format!("there are no `{name}` checks. The groups are core, web and page")),
        }
    }
}

/// The page tests that run a second time, in Firefox: what a reader does with hand, finger and key, and what the engines
/// lay out each in its own way. All of them twice would not fit into the time that a run may take; the other files are
/// run by hand (`ENGINE=firefox`, see `tests/page/README.md`). `engines` and `matrix` drive both engines by themselves.
const IN_FIREFOX: [&str; 22] = [
    "address",
    "card",
    "clusters",
    "drag",
    "failure",
    "filters",
    "frame",
    "keys",
    "labels",
    "language",
    "layout",
    "lessons",
    "lettering",
    "loading",
    "minimap",
    "periods",
    "phone",
    "preferences",
    "search",
    "terms",
    "track",
    "zoom",
];

/// What came of one check.
#[derive(Debug, Default, PartialEq)]
struct Report {
    passed: u64,
    failed: u64,
    /// Shown if something failed.
    output: String,
}

impl Report {
    /// A check that counts as one test.
    fn of(holds: bool, output: String) -> Report {
        Report { passed: u64::from(holds), failed: u64::from(!holds), output }
    }
}

/// The checks so far.
#[derive(Default)]
struct Tally {
    passed: u64,
    failed: u64,
}

impl Tally {
    /// Runs a check and prints its line; when it fails, also what it said.
    fn check(&mut self, name: &str, run: impl FnOnce() -> Outcome<Report>) {
        print!("{name:<44} ");
        std::io::stdout().flush().ok();
        let started = Instant::now();
        let report = run().unwrap_or_else(|message| Report::of(false, format!("{message}\n")));
        let seconds = started.elapsed().as_secs_f64();
        self.passed += report.passed;
        self.failed += report.failed;
        if report.failed == 0 {
            println!("ok     {:>5} passed {seconds:>8.1} s", report.passed);
        } else {
            println!("FAILED {:>5} failed {seconds:>8.1} s\n{}", report.failed, report.output);
        }
    }
}

/// Runs the groups. The last line is the summary; the exit code tells whether all passed.
pub fn test(root: &Path, groups: &[Group]) -> Outcome<ExitCode> {
    let mut tally = Tally::default();
    for group in groups {
        match group {
            Group::Core => core(root, &mut tally),
            Group::Web => web(root, &mut tally),
            Group::Page => page(root, &mut tally),
        }
    }
    println!("{} passed, {} failed", tally.passed, tally.failed);
    Ok(if tally.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn core(root: &Path, tally: &mut Tally) {
    let cargo = |words: &[&str]| command("cargo", words, root);
    tally.check("format", || whole(cargo(&["fmt", "--all", "--check"])));
    let lints = ["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"];
    tally.check("lints", || whole(cargo(&lints)));
    tally.check("core tests, natively", || counted(cargo(&["test", "--workspace", "--quiet"])));
}

fn web(root: &Path, tally: &mut Tally) {
    // Before the first line, because an install prints its own.
    let ready = tools::for_site(root).and_then(|tools| Ok((tools, tools::browser()?)));
    let (tools, browser) = match ready {
        Ok(ready) => ready,
        Err(message) => return tally.check("tools of the component tests", || Err(message)),
    };
    let target = ["--target", "wasm32-unknown-unknown", "--package", "china-ussr-timeline"];
    tally.check("lints, for the browser", || {
        let mut lints = command("cargo", &["clippy"], root);
        lints.args(target).args(["--quiet", "--lib", "--bins", "--test", "web", "--", "-D", "warnings"]);
        whole(lints)
    });
    tally.check("component tests, in Chromium", || {
        // Not with --quiet: cargo hands that on to the runner, which does not know it.
        let mut tests = command("cargo", &["test"], root);
        tests.args(target).args(["--test", "web"]);
        tests.env("PATH", &tools.path);
        tests.env("CHROMEDRIVER", &browser.driver).env("WASM_BINDGEN_TEST_TIMEOUT", "300");
        counted(tests)
    });
}

fn page(root: &Path, tally: &mut Tally) {
    let ready = build::build(root).and_then(|dist| Ok((dist, Programs::find(root)?)));
    let (dist, programs) = match ready {
        Ok(ready) => ready,
        Err(message) => return tally.check("the site and its tools", || Err(message)),
    };
    tally.check("sizes are within the budgets", || {
        size::report(&dist).map(|(table, holds)| Report::of(holds, table))
    });
    tally.check("page tests, in Chromium and Firefox", || {
        let files = page_tests(root)?;
        let results = root.join(conformance::RESULTS);
        // Those of an earlier run must not stand for this one; node makes no folder.
        crate::files::remove(&results)?;
        crate::files::make_folder(&root.join("tests/page/out"))?;
        counted(node_tests(root, dist.clone(), &programs, &files, Some(&results))?)
    });
    tally.check("they bear CONFORMANCE.md out", || {
        let tests = conformance::borne_out(root)?;
        Ok(Report::of(true, format!("{tests} tests\n")))
    });
    tally.check("page tests of behaviour, in Firefox", || {
        let files = IN_FIREFOX.map(|name| root.join(format!("tests/page/{name}.test.mjs")));
        let mut tests = node_tests(root, dist, &programs, &files, None)?;
        tests.env("ENGINE", "firefox");
        counted(tests)
    });
}

/// Compares the reference pictures only, or renews them.
pub fn screenshots(root: &Path, update: bool) -> Outcome<ExitCode> {
    one_file(root, "tests/page/pictures.test.mjs", update)
}

/// Runs the matrix of browsers and conditions and prints its table; with `update`, also into the README.
pub fn matrix(root: &Path, update: bool) -> Outcome<ExitCode> {
    let table = root.join("tests/page/out/matrix.md");
    // One of an earlier run must not stand for this one.
    crate::files::remove(&table)?;
    let code = one_file(root, "tests/page/matrix.test.mjs", update)?;
    if table.is_file() {
        println!("{}", crate::files::read_text(&table)?);
    }
    Ok(code)
}

/// Runs one file of page tests by itself; with `update` it renews what it compares with.
fn one_file(root: &Path, file: &str, update: bool) -> Outcome<ExitCode> {
    let dist = build::build(root)?;
    let mut tests = node_tests(root, dist, &Programs::find(root)?, &[root.join(file)], None)?;
    if update {
        tests.env("UPDATE", "1");
    }
    let status = tests.status().map_err(|e| format!("node does not run: {e}"))?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The programs of the page tests, installed where missing.
struct Programs {
    browser: tools::Browser,
    others: tools::PageTools,
}

impl Programs {
    fn find(root: &Path) -> Outcome<Programs> {
        tools::for_site(root)?;
        Ok(Programs { browser: tools::browser()?, others: tools::page_tools()? })
    }
}

fn page_tests(root: &Path) -> Outcome<Vec<PathBuf>> {
    let mut files = crate::files::walk(&root.join("tests/page"))?;
    files.retain(|file| file.to_string_lossy().ends_with(".test.mjs"));
    Ok(files)
}

/// Serves the site on a free port and returns the command that tests it there, and writes its results if it is told where.
fn node_tests(
    root: &Path,
    dist: PathBuf,
    programs: &Programs,
    files: &[PathBuf],
    results: Option<&Path>,
) -> Outcome<Command> {
    let (address, _) = serve::start(dist, 0)?;
    // Each file has a browser of its own, which draws in software.
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut node =
        command("node", &["--test", "--test-reporter=spec", "--test-reporter-destination=stdout"], root);
    if let Some(results) = results {
        node.arg("--test-reporter=tap").arg(format!("--test-reporter-destination={}", results.display()));
    }
    node.arg(format!("--test-concurrency={}", cores.clamp(1, 4))).args(files);
    node.env("BASE_URL", format!("http://{address}/")).env("CHROMIUM", &programs.browser.chromium);
    node.env("FIREFOX", &programs.others.firefox).env("PDFTOTEXT", &programs.others.pdftotext);
    Ok(node)
}

fn command(program: &str, words: &[&str], root: &Path) -> Command {
    let mut command = Command::new(program);
    command.args(words).current_dir(root);
    command
}

/// A command that is one test by itself.
fn whole(command: Command) -> Outcome<Report> {
    let (success, output) = listen(command)?;
    Ok(Report::of(success, output))
}

/// A command that runs tests and says how many.
fn counted(command: Command) -> Outcome<Report> {
    let (success, output) = listen(command)?;
    Ok(count(success, output))
}

/// Runs it to its end. Both its streams come back in one text, as they would stand on a terminal.
fn listen(mut command: Command) -> Outcome<(bool, String)> {
    let name = command.get_program().to_string_lossy().into_owned();
    let failed = |e: std::io::Error| format!("{name} does not run: {e}");
    let (mut reader, writer) = std::io::pipe().map_err(failed)?;
    command.stdin(Stdio::null()).stdout(writer.try_clone().map_err(failed)?).stderr(writer);
    let mut child = command.spawn().map_err(failed)?;
    drop(command); // else its ends of the pipe stay open, and reading never ends
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes).map_err(failed)?;
    let status = child.wait().map_err(failed)?;
    Ok((status.success(), String::from_utf8_lossy(&bytes).into_owned()))
}

/// Reads the numbers of Rust's harness (`test result: ok. 3 passed; 0 failed; …`) and of Node's
/// (`ℹ pass 3`, `ℹ fail 0`, `ℹ cancelled 0`).
fn count(success: bool, output: String) -> Report {
    let mut report = Report::default();
    for line in output.lines() {
        if let Some(result) = line.trim_start().strip_prefix("test result:") {
            for part in result.split([';', '.']) {
                match part.split_whitespace().collect::<Vec<_>>().as_slice() {
                    [number, "passed"] => report.passed += number.parse().unwrap_or(0),
                    [number, "failed"] => report.failed += number.parse().unwrap_or(0),
                    _ => {}
                }
            }
        }
        if let Some(summary) = line.strip_prefix("ℹ ") {
            match summary.split_whitespace().collect::<Vec<_>>().as_slice() {
                ["pass", number] => report.passed += number.parse().unwrap_or(0),
                ["fail" | "cancelled", number] => report.failed += number.parse().unwrap_or(0),
                _ => {}
            }
        }
    }
    report.output = output;
    if !success && report.failed == 0 {
        report.failed = 1; // it did not come as far as its tests
    }
    if success && report.passed == 0 && report.failed == 0 {
        report.failed = 1;
        report.output.push_str("No test was run.\n");
    }
    report
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_counted() {
        let check = |success, output: &str, passed, failed| {
            let report = count(success, output.to_string());
            assert_eq!((report.passed, report.failed), (passed, failed), "{output}");
        };
        let rust = "\ntest result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.1s\n";
        check(true, rust, 12, 0);
        check(true, &rust.repeat(2), 24, 0);
        check(false, "test result: FAILED. 3 passed; 2 failed; 0 ignored", 3, 2);
        check(true, "✔ a (2ms)\nℹ tests 4\nℹ pass 4\nℹ fail 0\nℹ cancelled 0\n", 4, 0);
        check(false, "ℹ pass 4\nℹ fail 1\nℹ cancelled 1\n", 4, 2);
        check(false, "error: could not compile", 0, 1);
        check(false, rust, 12, 1);
        check(true, "", 0, 1);
    }

    #[test]
    fn the_tests_in_firefox_are_there() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/page");
        for name in IN_FIREFOX {
            assert!(folder.join(format!("{name}.test.mjs")).is_file(), "{name}");
        }
    }

    #[test]
    fn groups_have_names() {
        assert_eq!(Group::named("page"), Ok(Group::Page));
        assert!(Group::named("pages").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn both_streams_and_the_result_are_heard() {
        let mut shell = Command::new("sh");
        shell.args(["-c", "echo out; echo err >&2; exit 3"]);
        assert_eq!(listen(shell), Ok((false, "out\nerr\n".to_string())));
        assert!(listen(Command::new("/nowhere/at-all")).is_err());
    }
}
