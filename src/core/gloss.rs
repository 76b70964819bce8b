//! Where the terms of the glossary stand in a text, so that the page can explain them in place.

use super::data::Term;
use super::letters::find;
use super::order::sort_by;
use std::ops::Range;

/// A place of a term in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gloss {
    /// Which term: a place in the glossary.
    pub term: usize,
    /// Its letters, as bytes of the text.
    pub at: Range<usize>,
}

/// The first place of each term in a text, in order. Of two that overlap the one that begins first holds, then
/// the longer. A term is found whole, in capitals or not, and with a plural s; each of its forms counts.
pub fn glosses(text: &str, terms: &[Term]) -> Vec<Gloss> {
    // In these letters a byte stays a byte, so that places in the one text are places in the other.
    let small = text.to_ascii_lowercase();
    let mut found: Vec<Gloss> = Vec::new();
    for (term, t) in terms.iter().enumerate() {
        let forms = t.forms.iter().map(String::as_str).chain([t.term.as_str()]);
        let places = forms.filter_map(|form| place(&small, &form.to_ascii_lowercase()));
        let first = places.reduce(|a, b| if comes_before(&b, &a) { b } else { a });
        found.extend(first.map(|at| Gloss { term, at }));
    }
    sort_by(&mut found, |a, b| match comes_before(&b.at, &a.at) {
        true => std::cmp::Ordering::Greater,
        false => std::cmp::Ordering::Less,
    });
    let mut end = 0;
    found.retain(|gloss| {
        let is_free = gloss.at.start >= end;
        if is_free {
            end = gloss.at.end;
        }
        is_free
    });
    found
}

fn comes_before(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.start || (a.start == b.start && a.end > b.end)
}

/// The first place of a word or words in a text, both in small letters.
fn place(text: &str, words: &str) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| find(rest, words)) {
        let start = from + at;
        let mut end = start + words.len();
        if text.get(end..).is_some_and(|rest| rest.starts_with('s')) {
            end += 1;
        }
        let before = text.get(..start).and_then(|before| before.chars().next_back());
        let after = text.get(end..).and_then(|after| after.chars().next());
        if !before.is_some_and(is_of_word) && !after.is_some_and(is_of_word) {
            return Some(start..end);
        }
        from = start + words.len();
    }
    None
}

/// Letters and digits; everything beyond ASCII but quotation marks and dashes counts as a letter.
fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && !matches!(c, '‘' | '’' | '“' | '”' | '–' | '—' | '…'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms() -> Vec<Term> {
        let term = |name: &str, forms: &[&str]| Term {
            term: name.to_owned(),
            forms: forms.iter().map(|form| (*form).to_owned()).collect(),
            ..Term::default()
        };
        vec![
            term("Credit", &["loan"]),
            term("Revisionism", &["revisionist"]),
            term("Great Leap Forward", &["Great Leap"]),
            term("Leap", &[]),
        ]
    }

    fn found(text: &str) -> Vec<(usize, String)> {
        glosses(text, &terms()).into_iter().map(|g| (g.term, text[g.at].to_owned())).collect()
    }

    #[test]
    fn terms_are_found_whole_once_and_in_order() {
        let text = "‘Revisionists’ got credits, and again a credit; the accredited did not.";
        assert_eq!(found(text), [(1, "Revisionists".to_owned()), (0, "credits".to_owned())]);
        assert_eq!(found("A loan."), [(0, "loan".to_owned())]);
        assert_eq!(found("Über-credit, creditü"), [(0, "credit".to_owned())]);
        assert_eq!(found(""), []);
    }

    #[test]
    fn the_longer_of_two_terms_holds() {
        assert_eq!(found("the Great Leap Forward"), [(2, "Great Leap Forward".to_owned())]);
        assert_eq!(found("the Great Leap"), [(2, "Great Leap".to_owned())]);
        assert_eq!(found("a leap"), [(3, "leap".to_owned())]);
    }

    proptest::proptest! {
        #[test]
        fn every_place_is_in_the_text_and_apart(text in "(credit|loans?|Great Leap|Forward|[ é‘’—aXs]){0,12}") {
            let mut end = 0;
            for gloss in glosses(&text, &terms()) {
                proptest::prop_assert!(gloss.at.start >= end);
                proptest::prop_assert!(text.get(gloss.at.clone()).is_some());
                end = gloss.at.end;
            }
        }
    }
}
