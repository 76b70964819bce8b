//! Writes `CONFORMANCE.md`: each criterion of WCAG 2.2, how the timeline meets it, and which tests show it. A run of
//! the page tests ends with the question whether it bears the report out.

mod criteria;

use crate::{files, Outcome};
use criteria::{Criterion, Standing, Test, CRITERIA};
use std::path::Path;

/// What the run of the page tests leaves behind (Test Anything Protocol), below the repository's folder.
pub const RESULTS: &str = "tests/page/out/results.tap";
/// The report, in the repository's folder.
const FILE: &str = "CONFORMANCE.md";
/// In the name of a test it stands for any words.
const ANY: char = '…';

const HEAD: &str = "\
# Conformance with WCAG 2.2

This report covers the built site: the timeline in its layouts (wide, laptop, tablet, phone, frame), its views (plate,
list, card, search, Help, About) and the pages beside it, in four themes and with the interface in English, Chinese and
Russian. It does not cover pages of other sites to which a source leads, nor the page that holds a frame.

The aim is level AA of the [Web Content Accessibility Guidelines 2.2](https://www.w3.org/TR/WCAG22/). Three criteria of
level AAA are claimed too, as far as their rows say; the other ones of that level are not listed.
";

const MADE: &str = "
`cargo xtask conformance --update` writes this file from the table in `xtask/src/conformance/criteria.rs`. A run of
`cargo xtask test page` fails if a test of the site that a row names has failed or was not run; `cargo xtask test core`
runs the tests of Rust (named like `this_one`) and compares this file with the table.

The tests of the site drive Chromium; the walks by Tab and those of the two readers without a pointer, one with keys
alone and one by ear, drive Firefox ESR as well. `…` in a name stands for any words: there is such a test for each view, layout, theme or
engine. Tests are programs. They read the tree of names and roles that the browsers hand to screen readers, but no
screen reader itself was run for this report, and no reader was asked.
";

const PRINCIPLES: [(&str, &str); 4] =
    [("1", "Perceivable"), ("2", "Operable"), ("3", "Understandable"), ("4", "Robust")];

/// A test that was run.
#[derive(Debug, PartialEq)]
struct Ran {
    name: String,
    passed: bool,
}

/// Prints the report; with `update`, writes it instead.
pub fn command(root: &Path, update: bool) -> Outcome<()> {
    let report = report(CRITERIA);
    if update {
        return files::write(&root.join(FILE), &report);
    }
    print!("{report}");
    Ok(())
}

/// How many tests the report names, if each of them has passed in the last run of the page tests.
pub fn borne_out(root: &Path) -> Outcome<usize> {
    let path = root.join(RESULTS);
    if !path.is_file() {
        return Err(format!("there is no {RESULTS}. Run `cargo xtask test page` first"));
    }
    let faults = faults(root, &results(&files::read_text(&path)?))?;
    if faults.is_empty() {
        return Ok(CRITERIA.iter().map(|criterion| criterion.tests.len()).sum());
    }
    Err(format!(
        "the tests do not bear CONFORMANCE.md out:\n  {}\nMend what failed, or the table in \
         xtask/src/conformance/criteria.rs",
        faults.join("\n  ")
    ))
}

/// The tests of a run, those inside of others too.
fn results(tap: &str) -> Vec<Ran> {
    tap.lines().filter_map(ran).collect()
}

/// Reads `ok 7 - name` or `not ok 7 - name`. What was skipped or is still to be done has not passed.
fn ran(line: &str) -> Option<Ran> {
    let line = line.trim();
    let (is_ok, rest) = match line.strip_prefix("not ok ") {
        Some(rest) => (false, rest),
        None => (true, line.strip_prefix("ok ")?),
    };
    let (number, rest) = rest.split_once(" - ")?;
    number.parse::<u32>().ok()?;
    // In a name the sign is escaped.
    let (name, remark) = rest.split_once(" # ").unwrap_or((rest, ""));
    let is_left_out = remark.starts_with("SKIP") || remark.starts_with("TODO");
    Some(Ran { name: unescaped(name), passed: is_ok && !is_left_out })
}

fn unescaped(name: &str) -> String {
    let mut out = String::new();
    let mut signs = name.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => out.extend(signs.next()),
            _ => out.push(sign),
        }
    }
    out
}

/// Whether a name is the one that is meant.
fn means(meant: &str, name: &str) -> bool {
    let Some((first, rest)) = meant.split_once(ANY) else { return meant == name };
    let Some(mut left) = name.strip_prefix(first) else { return false };
    let mut pieces: Vec<&str> = rest.split(ANY).collect();
    let last = pieces.pop().unwrap_or_default();
    for piece in pieces {
        match left.split_once(piece) {
            Some((_, after)) => left = after,
            None => return false,
        }
    }
    left.ends_with(last)
}

/// What keeps the report from being true, a line each.
fn faults(root: &Path, results: &[Ran]) -> Outcome<Vec<String>> {
    let mut faults = Vec::new();
    for criterion in CRITERIA {
        for test in criterion.tests {
            if let Some(fault) = fault(root, test, results)? {
                faults.push(format!("{} {}: {fault}", criterion.number, criterion.name));
            }
        }
    }
    Ok(faults)
}

fn fault(root: &Path, test: &Test, results: &[Ran]) -> Outcome<Option<String>> {
    match *test {
        Test::Page(_, meant) => {
            let found: Vec<&Ran> = results.iter().filter(|ran| means(meant, &ran.name)).collect();
            if found.is_empty() {
                return Ok(Some(format!("“{meant}” was not run ({})", file_of(test))));
            }
            let failed = found.into_iter().find(|ran| !ran.passed);
            Ok(failed.map(|ran| format!("“{}” has not passed ({})", ran.name, file_of(test))))
        }
        // They are run by `cargo xtask test core`; here it is enough that they are there.
        Test::Native(_, function) => {
            let source = files::read_text(&root.join(file_of(test)))?;
            let is_there = source.contains(&format!("fn {function}("));
            Ok((!is_there).then(|| format!("there is no {function} in {}", file_of(test))))
        }
    }
}

/// The file of a test, below the repository's folder.
fn file_of(test: &Test) -> String {
    match *test {
        Test::Page(file, _) => format!("tests/page/{file}.test.mjs"),
        Test::Native(file, _) => file.to_string(),
    }
}

fn report(criteria: &[Criterion]) -> String {
    let mut report = [HEAD, "\n", &summary(criteria), "\n", MADE].concat();
    for (digit, principle) in PRINCIPLES {
        report.push_str(&format!("\n## {digit}. {principle}\n\n"));
        report.push_str("| criterion | level | how | shown by |\n|---|---|---|---|\n");
        for criterion in criteria.iter().filter(|criterion| criterion.number.starts_with(digit)) {
            report.push_str(&row(criterion));
        }
    }
    report
}

/// What is met and what is not, in a sentence or two.
fn summary(criteria: &[Criterion]) -> String {
    let lacking = criteria.iter().filter(|criterion| criterion.standing == Standing::Partly);
    let lacking: Vec<String> = lacking.map(|c| format!("{} {}", c.number, c.name)).collect();
    if lacking.is_empty() {
        return "Every criterion of level A and AA that applies is met.".to_string();
    }
    format!(
        "Every criterion of level A and AA that applies is met, but for these, which are not wholly met: {}. Their \
         rows say what is missing.",
        lacking.join(", ")
    )
}

fn row(criterion: &Criterion) -> String {
    let before = match criterion.standing {
        Standing::Met => "",
        Standing::Partly => "**Not wholly met.** ",
        Standing::Absent => "Does not apply. ",
    };
    let tests: Vec<String> = criterion.tests.iter().map(shown).collect();
    let Criterion { number, name, level, how, .. } = criterion;
    format!("| {number} {name} | {level} | {before}{how} | {} |\n", tests.join("<br>"))
}

/// A test as the report names it, with a link to its file.
fn shown(test: &Test) -> String {
    let file = file_of(test);
    match *test {
        Test::Page(short, name) => format!("[{short}]({file}): {name}"),
        Test::Native(path, function) => format!("[{path}]({file}): `{function}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Level A of WCAG 2.2; 4.1.1 was taken out of it.
    const A: &str = "1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 \
                     2.4.2 2.4.3 2.4.4 2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.2";
    /// Level AA.
    const AA: &str =
        "1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11 \
                      2.5.7 2.5.8 3.1.2 3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3";

    fn root() -> &'static Path {
        Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
    }

    #[test]
    fn every_criterion_of_a_and_aa_is_there_once() {
        let of = |level: &str| -> Vec<&str> {
            CRITERIA.iter().filter(|c| c.level == level).map(|c| c.number).collect()
        };
        let expected = |list: &'static str| list.split_whitespace().collect::<Vec<_>>();
        assert_eq!(of("A"), expected(A));
        assert_eq!(of("AA"), expected(AA));
        assert_eq!(of("A").len() + of("AA").len(), 55);
        assert_eq!(of("AAA"), ["1.4.6", "2.3.3", "2.5.5"]);
        let names: BTreeSet<&str> = CRITERIA.iter().map(|c| c.name).collect();
        assert_eq!(names.len(), CRITERIA.len(), "two criteria have one name");
    }

    #[test]
    fn they_stand_in_the_order_of_their_numbers() {
        let places = |number: &str| -> Vec<u32> { number.split('.').map(|n| n.parse().unwrap()).collect() };
        assert!(CRITERIA.windows(2).all(|two| places(two[0].number) < places(two[1].number)));
    }

    #[test]
    fn what_applies_is_shown_by_a_test_and_every_row_says_something() {
        for c in CRITERIA {
            assert!(c.how.ends_with('.') && !c.how.contains('|'), "{}", c.number);
            assert_eq!(c.tests.is_empty(), c.standing == Standing::Absent, "{}", c.number);
        }
    }

    #[test]
    fn every_test_that_is_named_stands_in_its_file() {
        for test in CRITERIA.iter().flat_map(|c| c.tests) {
            let source = files::read_text(&root().join(file_of(test))).unwrap();
            let is_there = match *test {
                // Between two dots anything may stand, as between the words of a template.
                Test::Page(_, name) => source.lines().any(|line| means(&format!("{ANY}{name}{ANY}"), line)),
                Test::Native(_, function) => source.contains(&format!("fn {function}(")),
            };
            assert!(is_there, "{test:?}");
        }
    }

    #[test]
    fn results_are_read() {
        let tap = "TAP version 13\n# Subtest: plain\nok 1 - plain\n  ---\n  duration_ms: 2.4\n  ...\n\
                   # Subtest: outer\n    # Subtest: inner - of two\n    not ok 1 - inner - of two\n    1..1\n\
                   not ok 2 - outer\nok 3 - a \\# and a \\\\ sign\nok 4 - left out # SKIP no time\n\
                   ok 5 - still to do # TODO\nok x - no number\nokay 6 - no\n1..5\n# pass 2\n";
        let read: Vec<(String, bool)> = results(tap).into_iter().map(|ran| (ran.name, ran.passed)).collect();
        let expected = [
            ("plain", true),
            ("inner - of two", false),
            ("outer", false),
            ("a # and a \\ sign", true),
            ("left out", false),
            ("still to do", false),
        ];
        assert_eq!(read, expected.map(|(name, passed)| (name.to_string(), passed)));
    }

    #[test]
    fn a_name_may_leave_words_open() {
        let check =
            |meant: &str, name: &str, expect: bool| assert_eq!(means(meant, name), expect, "{meant}: {name}");
        check("the plate", "the plate", true);
        check("the plate", "the plate moves", false);
        check("the plate …", "the plate moves", true);
        check("… moves", "the plate moves", true);
        check("… moves", "the plate moves on", false);
        check("…: a … of …", "firefox: a walk of keys", true);
        check("…: a … of …", "firefox: of a walk", false);
        check("the …, wide", "a plate, wide", false);
    }

    #[test]
    fn a_test_that_failed_or_was_not_run_is_told() {
        let ran = |name: &str, passed| Ran { name: name.to_string(), passed };
        let said = |meant, results: &[Ran]| fault(root(), &Test::Page("keys", meant), results).unwrap();
        assert_eq!(said("a …", &[ran("a b", true), ran("a c", true)]), None);
        let failed = "“a c” has not passed (tests/page/keys.test.mjs)";
        assert_eq!(said("a …", &[ran("a b", true), ran("a c", false)]).as_deref(), Some(failed));
        let missing = "“z” was not run (tests/page/keys.test.mjs)";
        assert_eq!(said("z", &[ran("a b", true)]).as_deref(), Some(missing));
        let native =
            |function| fault(root(), &Test::Native("xtask/src/conformance.rs", function), &[]).unwrap();
        assert_eq!(native("results_are_read"), None);
        assert!(native("nobody_wrote_this").is_some());
        // Without any results no row of a page test holds.
        assert!(faults(root(), &[]).unwrap().len() > 50);
    }

    #[test]
    fn without_results_it_says_what_to_run() {
        let folder = std::env::temp_dir().join(format!("xtask-conformance-{}", std::process::id()));
        files::make_folder(&folder).unwrap();
        let said = borne_out(&folder);
        files::remove(&folder).unwrap();
        assert!(said.is_err_and(|message| message.contains("cargo xtask test page")));
    }

    #[test]
    fn what_is_missing_is_told_before_the_tables() {
        let criterion = |standing| Criterion {
            number: "2.4.7",
            name: "Focus Visible",
            level: "AA",
            standing,
            how: "By a ring.",
            tests: &[Test::Page("keys", "a …"), Test::Native("tests/scene.rs", "b")],
        };
        let shown = "[keys](tests/page/keys.test.mjs): a …<br>[tests/scene.rs](tests/scene.rs): `b` |\n";
        assert_eq!(
            row(&criterion(Standing::Met)),
            format!("| 2.4.7 Focus Visible | AA | By a ring. | {shown}")
        );
        assert!(row(&criterion(Standing::Absent)).contains("| Does not apply. By a ring. |"));
        let partly = report(&[criterion(Standing::Partly)]);
        assert!(partly.contains("not wholly met: 2.4.7 Focus Visible. "), "{partly}");
        assert!(partly.contains("| **Not wholly met.** By a ring. |"), "{partly}");
        assert!(!report(&[criterion(Standing::Met)]).to_lowercase().contains("not wholly met"));
    }

    #[test]
    fn the_report_in_the_repository_is_that_of_the_table() {
        let committed = files::read_text(&root().join(FILE)).unwrap_or_default();
        assert!(committed == report(CRITERIA), "{FILE} is old. Run `cargo xtask conformance --update`");
    }
}
