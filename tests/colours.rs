//! The colours as they are shipped (assets/css/tokens.css): contrast in every theme, and periods that colour-blind
//! readers and printers tell apart.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;

const TOKENS: &str = include_str!("../assets/css/tokens.css");
const PERIODS: [&str; 3] = ["ally", "strain", "split"];
const SURFACES: [&str; 3] = ["paper", "card", "sunk"];

/// A theme: the colours by name, as sRGB in 0…1.
type Theme = BTreeMap<&'static str, [f64; 3]>;

/// The declarations in the block whose selector ends with `selector`, searched behind `after`.
fn theme(after: &str, selector: &str) -> Theme {
    let sheet = TOKENS.split_once(after).unwrap_or_else(|| panic!("tokens.css has no {after}")).1;
    let body = sheet.split_once(selector).unwrap_or_else(|| panic!("tokens.css has no {selector}")).1;
    let body = body.split_once('{').unwrap().1.split_once('}').unwrap().0;
    let colours = body.split(';').filter_map(|line| line.trim().strip_prefix("--")?.split_once(": #"));
    let theme: Theme = colours.map(|(name, hex)| (name, rgb(hex))).collect();
    assert_eq!(theme.len(), 17, "{after} {selector}: {:?}", theme.keys());
    theme
}

fn rgb(hex: &str) -> [f64; 3] {
    assert_eq!(hex.len(), 6, "{hex}");
    [0, 2, 4].map(|at| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0)
}

/// The four themes, and the contrast that text needs in each (WCAG 2.2: 1.4.3 and, in the last two, 1.4.6).
fn themes() -> [(&'static str, Theme, f64); 4] {
    [
        ("light", theme("", "[data-theme=\"light\"]"), 4.5),
        ("dark", theme("", "\n[data-theme=\"dark\"]"), 4.5),
        ("contrast", theme("", "\n[data-theme=\"contrast\"]"), 7.0),
        ("projector", theme("", "\n[data-theme=\"projector\"]"), 7.0),
    ]
}

/// Linear light of an sRGB value (IEC 61966-2-1).
fn linear(value: f64) -> f64 {
    match value <= 0.04045 {
        true => value / 12.92,
        false => ((value + 0.055) / 1.055).powf(2.4),
    }
}

/// Relative luminance (WCAG 2.2).
fn luminance(colour: [f64; 3]) -> f64 {
    let [r, g, b] = colour.map(linear);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// Contrast ratio (WCAG 2.2), 1…21.
fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn the_contrast_is_computed_as_the_standard_says() {
    assert!((contrast(rgb("000000"), rgb("FFFFFF")) - 21.0).abs() < 1e-9);
    // The usual example of a grey that just passes on white, and one that just fails.
    assert!(contrast(rgb("767676"), rgb("FFFFFF")) > 4.5);
    assert!(contrast(rgb("777777"), rgb("FFFFFF")) < 4.5);
}

#[test]
fn every_pair_has_the_contrast_it_needs() {
    for (name, colours, text) in themes() {
        let least = |what: &str, on: &str, need: f64| {
            let ratio = contrast(colours[what], colours[on]);
            assert!(ratio >= need, "{name}: --{what} on --{on} is {ratio:.2}, needs {need}");
        };
        for surface in SURFACES {
            for ink in ["ink", "ink2", "ink3", "link"] {
                least(ink, surface, text);
            }
            // 1.4.11: lines that carry meaning, and the ring around what has the focus.
            least("rule", surface, 3.0);
            least("focus", surface, 3.0);
        }
        least("ink", "mark", text);
        for period in PERIODS {
            let tint = format!("{period}-tint");
            // As text on paper, and with letters of paper on it.
            least(period, "paper", text);
            least("ink", &tint, text);
            // Its name on its tint: large lettering; in the last two themes smaller ones are ink (plate.css).
            least(period, &tint, 4.5);
        }
    }
}

#[test]
fn a_theme_is_the_same_by_preference_and_by_choice() {
    let automatic = ":root[data-theme=\"auto\"]";
    let [_, (_, dark, _), (_, high, _), _] = themes();
    assert_eq!(theme("(prefers-color-scheme: dark)", automatic), dark);
    assert_eq!(theme("(prefers-contrast: more)", automatic), high);
    assert_eq!(theme("@media print", ":root[data-theme]"), high, "paper takes the colours of high contrast");
}

/// What colour-blind readers see at full severity, on linear light: Machado, Oliveira and Fernandes, “A
/// Physiologically-based Model for Simulation of Color Vision Deficiency”, IEEE TVCG 15 (2009), table 1.
const VISIONS: [(&str, [[f64; 3]; 3]); 4] = [
    ("typical", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    ),
    (
        "deuteranopia",
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    ),
    (
        "tritanopia",
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    ),
];

fn times(matrix: [[f64; 3]; 3], v: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row[0] * v[0] + row[1] * v[1] + row[2] * v[2])
}

/// OKLab of linear sRGB (Ottosson, “A perceptual color space for image processing”, 2020).
fn oklab(colour: [f64; 3]) -> [f64; 3] {
    let lms = times(
        [
            [0.4122214708, 0.5363325363, 0.0514459929],
            [0.2119034982, 0.6806995451, 0.1073969566],
            [0.0883024619, 0.2817188376, 0.6299787005],
        ],
        colour,
    );
    times(
        [
            [0.2104542553, 0.7936177850, -0.0040720468],
            [1.9779984951, -2.4285922050, 0.4505937099],
            [0.0259040371, 0.7827717662, -0.8086757660],
        ],
        lms.map(f64::cbrt),
    )
}

#[test]
fn the_periods_differ_for_every_reader() {
    // Distance in OKLab. The smallest that the palette was made for is 0.083 (light, deuteranopia); the pattern, the
    // rail and the name say the same once more.
    const LEAST: f64 = 0.08;
    for (name, colours, _) in themes() {
        for (vision, matrix) in VISIONS {
            let seen = PERIODS.map(|period| {
                oklab(times(matrix, colours[period].map(linear)).map(|value| value.clamp(0.0, 1.0)))
            });
            for (a, b) in [(0, 1), (0, 2), (1, 2)] {
                let distance = (0..3).map(|k| (seen[a][k] - seen[b][k]).powi(2)).sum::<f64>().sqrt();
                let pair = (PERIODS[a], PERIODS[b]);
                assert!(distance >= LEAST, "{name}, {vision}: {pair:?} are {distance:.3} apart");
            }
        }
    }
}

#[test]
fn without_any_colour_the_periods_differ_by_pattern_and_line() {
    const BASE: &str = include_str!("../assets/css/base.css");
    const PLATE: &str = include_str!("../assets/css/plate.css");
    let line = |sheet: &'static str, start: &str| {
        let rule = sheet.lines().find(|line| line.starts_with(start));
        rule.unwrap_or_else(|| panic!("no rule begins with {start}")).split_once('{').unwrap().1
    };
    let patterns = [".pat-none", ".pat-flat", ".pat-hatch", ".pat-dots"].map(|class| line(BASE, class));
    for (i, pattern) in patterns.iter().enumerate() {
        assert!(!patterns[..i].contains(pattern), "two periods are filled alike: {pattern}");
    }
    // Before: dotted. Split: dash and dot. Between them: solid, narrow and widening.
    let (before, split) =
        (line(PLATE, ".stretch.phase-before .rail"), line(PLATE, ".stretch.phase-split .rail"));
    assert!(
        before.contains("stroke-dasharray: 1.56 3.6") && split.contains("stroke-dasharray: 10 3.8 2.2 3.8")
    );
    assert!(!line(PLATE, ".stretch .rail").contains("dasharray"));
}
