//! Measures and breaks the plate's lettering, without a browser: so the layout is the same natively, in
//! tests and on the page, and no frame waits for the page to measure text.

use super::advances::{BEYOND_ASCII, ITALIC_500, LABEL_400, LABEL_500, LABEL_700, TEXT_400, TEXT_600};

/// A typeface at one weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// Brygada 1918, weight 400: important and detail events.
    Text400,
    /// Brygada 1918, weight 600: headlines and the selected event.
    Text600,
    /// Brygada 1918 italic, weight 500: Mao's statements.
    Italic500,
    /// Sofia Sans Semi Condensed, weight 400: first sentences, names of lanes.
    Label400,
    /// Sofia Sans Semi Condensed, weight 500: dates.
    Label500,
    /// Sofia Sans Semi Condensed, weight 700: counts.
    Label700,
}

/// Hanzi, Cyrillic and whatever else is not in the tables is taken as wide: one em.
const UNKNOWN: u16 = 1000;

/// Width of a text in px at a size in px.
pub fn width(text: &str, face: Face, size: f64) -> f64 {
    let table: &[u16] = match face {
        Face::Text400 => &TEXT_400,
        Face::Text600 => &TEXT_600,
        Face::Italic500 => &ITALIC_500,
        Face::Label400 => &LABEL_400,
        Face::Label500 => &LABEL_500,
        Face::Label700 => &LABEL_700,
    };
    let units: u32 = text
        .chars()
        .map(|c| {
            let at = match c as usize {
                c @ 0x20..=0x7e => Some(c - 0x20),
                _ => BEYOND_ASCII.chars().position(|b| b == c).map(|i| i + 0x5f),
            };
            u32::from(at.and_then(|i| table.get(i)).copied().unwrap_or(UNKNOWN))
        })
        .sum();
    f64::from(units) * size / 1000.0
}

/// A text broken into lines, and the width of the widest in px.
#[derive(Debug, Clone, PartialEq)]
pub struct Broken {
    /// The lines, top to bottom.
    pub lines: Vec<String>,
    /// Width of the widest, px.
    pub width: f64,
}

/// How much narrower, px, a shape with one line more must be to count (`mock/real.md` rule 3).
const WORTH_A_LINE: f64 = 8.0;
/// Texts of more words are set evenly, without a search.
const MOST_WORDS: usize = 16;

/// The balanced ways to set a text in 1 to `max_lines` lines: for each number of lines the breaks with the
/// smallest greatest width, then the smallest sum of squares. Ways wider than `max_width` px are left out,
/// except that the last one is kept however wide, so that there is always at least one.
pub fn balanced(text: &str, face: Face, size: f64, max_width: f64, max_lines: usize) -> Vec<Broken> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut ways: Vec<Broken> = Vec::new();
    if words.is_empty() {
        return vec![Broken { lines: vec![String::new()], width: 0.0 }];
    }
    let most = max_lines.clamp(1, words.len());
    let space = width(" ", face, size);
    let widths: Vec<f64> = words.iter().map(|w| width(w, face, size)).collect();
    let line = |from: usize, to: usize| -> f64 {
        widths.iter().skip(from).take(to - from).sum::<f64>() + space * (to - from).saturating_sub(1) as f64
    };
    for count in 1..=most {
        // A first sentence of many words is set greedily; names of a few words are searched in full.
        let breaks = if words.len() <= MOST_WORDS {
            search(words.len(), count, &line)
        } else {
            even(words.len(), count)
        };
        let mut lines = Vec::with_capacity(count);
        let mut widest: f64 = 0.0;
        let mut from = 0;
        for to in breaks {
            lines.push(words.get(from..to).unwrap_or_default().join(" "));
            widest = widest.max(line(from, to));
            from = to;
        }
        let fits = widest <= max_width || (count == most && ways.is_empty());
        if fits && ways.last().is_none_or(|w| widest < w.width - WORTH_A_LINE) {
            ways.push(Broken { lines, width: widest });
        }
    }
    if ways.is_empty() {
        ways.push(Broken { lines: vec![words.join(" ")], width: line(0, words.len()) });
    }
    ways
}

/// The line ends of the best way to set `n` words in `count` lines, by trying all ways.
fn search(n: usize, count: usize, line: &dyn Fn(usize, usize) -> f64) -> Vec<usize> {
    // best[k][i]: the first i words in k lines → (widest, sum of squares, where the last line begins).
    let worst = (f64::INFINITY, f64::INFINITY, 0usize);
    let mut best = vec![vec![worst; n + 1]; count + 1];
    if let Some(start) = best.get_mut(0).and_then(|row| row.get_mut(0)) {
        *start = (0.0, 0.0, 0);
    }
    for k in 1..=count {
        for to in k..=n {
            let mut found = worst;
            for (from, &(widest, squares, _)) in best[k - 1].iter().enumerate().take(to).skip(k - 1) {
                let w = line(from, to);
                let way = (widest.max(w), squares + w * w, from);
                if way.0 < found.0 - 0.5 || (way.0 < found.0 + 0.5 && way.1 < found.1) {
                    found = way;
                }
            }
            best[k][to] = found;
        }
    }
    let mut ends = vec![n];
    let mut to = n;
    for k in (1..=count).rev() {
        to = best[k][to].2;
        ends.push(to);
    }
    ends.pop();
    ends.reverse();
    ends
}

/// Line ends with as many words in every line.
fn even(n: usize, count: usize) -> Vec<usize> {
    (1..=count).map(|k| n * k / count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, max_width: f64, lines: usize, expect: &[&str]) {
        let ways = balanced(text, Face::Text600, 15.5, max_width, lines);
        let got: Vec<String> = ways.iter().map(|w| w.lines.join("|")).collect();
        assert_eq!(got, expect);
    }

    #[test]
    fn a_name_is_set_in_balanced_lines() {
        check(
            "Treaty of Friendship and Alliance",
            175.0,
            3,
            &["Treaty of Friendship|and Alliance", "Treaty of|Friendship|and Alliance"],
        );
        check("Death of Stalin", 175.0, 3, &["Death of Stalin", "Death|of Stalin", "Death|of|Stalin"]);
    }

    #[test]
    fn a_long_word_is_kept_however_wide() {
        check("Unabhängigkeitserklärungsverhandlungen", 50.0, 3, &["Unabhängigkeitserklärungsverhandlungen"]);
    }

    #[test]
    fn widths_grow_with_size_and_weight() {
        let at = |face, size| width("Khrushchev in Beijing", face, size);
        assert!(at(Face::Text600, 15.5) > at(Face::Text400, 15.5));
        assert!((at(Face::Text400, 31.0) - 2.0 * at(Face::Text400, 15.5)).abs() < 1e-9);
        assert_eq!(width("彭", Face::Text400, 10.0), 10.0);
    }
}
