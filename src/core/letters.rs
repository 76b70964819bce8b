//! Case and kind of letters, for the scripts that the dataset is written in. The standard library's tables
//! know every script there is, and cost the browser some seven kilobytes.
//!
//! Exactly as the standard library in [`EXACT`]: Latin with the letters of pinyin, Vietnamese, the European
//! languages and the romanisations; Cyrillic; Hanzi, kana and Hangul. A letter of any other script has no case
//! here, and everything that is no known punctuation or symbol counts as a letter.

/// The ranges in which these functions answer as the standard library does, but for what they say themselves.
#[cfg(test)]
const EXACT: &[std::ops::RangeInclusive<char>] = &[
    '\0'..='\u{17f}',
    // Latin Extended-B: ơ and ư of Vietnamese, pinyin's third tone, and the Romanian letters.
    '\u{1a0}'..='\u{1a5}',
    '\u{1af}'..='\u{1b0}',
    '\u{1cd}'..='\u{1dc}',
    '\u{1de}'..='\u{1ef}',
    '\u{1f8}'..='\u{21f}',
    '\u{222}'..='\u{233}',
    // Cyrillic and its supplement.
    '\u{400}'..='\u{52f}',
    // Latin Extended Additional: the rest of Vietnamese, and the dots below.
    '\u{1e00}'..='\u{1e95}',
    '\u{1e9e}'..='\u{1eff}',
    // Punctuation, and the scripts without case.
    '\u{2000}'..='\u{206f}',
    '\u{3000}'..='\u{3003}',
    '\u{3008}'..='\u{3020}',
    '\u{3041}'..='\u{3096}',
    '\u{30a1}'..='\u{30fa}',
    '\u{3400}'..='\u{4dbf}',
    '\u{4e00}'..='\u{9fff}',
    '\u{ac00}'..='\u{d7a3}',
];

/// Where words first stand in a text, as its byte; words without a letter nowhere. The standard library's search costs the
/// browser a kilobyte.
#[inline(never)]
pub fn find(text: &str, words: &str) -> Option<usize> {
    text.as_bytes().windows(words.len().max(1)).position(|part| part == words.as_bytes())
}

/// The letter in lower case; the dot of the Turkish `İ` is dropped.
pub fn lower(c: char) -> char {
    let n = c as u32;
    let to = match n {
        0x41..=0x5a | 0xc0..=0xd6 | 0xd8..=0xde | 0x410..=0x42f => n + 0x20,
        0x400..=0x40f => n + 0x50,
        0x130 => 0x69,
        0x178 => 0xff,
        0x4c0 => 0x4cf,
        0x1e9e => 0xdf,
        _ => match pair(n) {
            Pair::None => n,
            Pair::EvenUpper => n | 1,
            Pair::OddUpper => n + (n & 1),
        },
    };
    char::from_u32(to).unwrap_or(c)
}

/// The letter is a capital.
pub fn is_upper(c: char) -> bool {
    lower(c) != c
}

/// The text in capitals, as the lettering of the plate needs it: `ß` becomes `SS`, and a letter that has no
/// capital of one character stays.
pub fn upper(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'ß' => out.push_str("SS"),
            _ => out.push(upper_letter(c)),
        }
    }
    out
}

fn upper_letter(c: char) -> char {
    let n = c as u32;
    let to = match n {
        0x61..=0x7a | 0xe0..=0xf6 | 0xf8..=0xfe | 0x430..=0x44f => n - 0x20,
        0x450..=0x45f => n - 0x50,
        0xff => 0x178,
        0x131 => 0x49,
        0x17f => 0x53,
        0x4cf => 0x4c0,
        _ => match pair(n) {
            Pair::None => n,
            Pair::EvenUpper => n & !1,
            Pair::OddUpper => n - (n & 1 ^ 1),
        },
    };
    char::from_u32(to).unwrap_or(c)
}

/// Where capital and small letter stand side by side: which of the two is the capital.
enum Pair {
    None,
    EvenUpper,
    OddUpper,
}

fn pair(n: u32) -> Pair {
    match n {
        0x100..=0x12f
        | 0x132..=0x137
        | 0x14a..=0x177
        | 0x1a0..=0x1a5
        | 0x1de..=0x1ef
        | 0x1f8..=0x21f
        | 0x222..=0x233
        | 0x460..=0x481
        | 0x48a..=0x4bf
        | 0x4d0..=0x52f
        | 0x1e00..=0x1e95
        | 0x1ea0..=0x1eff => Pair::EvenUpper,
        0x139..=0x148 | 0x179..=0x17e | 0x1af..=0x1b0 | 0x1cd..=0x1dc | 0x4c1..=0x4ce => Pair::OddUpper,
        _ => Pair::None,
    }
}

/// The character is a letter or a digit, and no space, punctuation or symbol.
pub fn is_alphanumeric(c: char) -> bool {
    match c as u32 {
        ..0x80 => c.is_ascii_alphanumeric(),
        0x80..=0xbf => matches!(c, 'ª' | '²' | '³' | 'µ' | '¹' | 'º' | '¼' | '½' | '¾'),
        0xd7 | 0xf7 | 0x300..=0x36f | 0x482..=0x489 => false,
        // General punctuation, currencies, arrows, signs and pictures, but for the raised and lowered digits,
        // the Roman and the circled numbers.
        0x2000..=0x2bff => {
            matches!(c as u32, 0x2070..=0x2079 | 0x2080..=0x2089 | 0x2150..=0x2189 | 0x2460..=0x249b)
        }
        // Punctuation of Chinese, Japanese and Korean; full-width punctuation, but for the letters and digits.
        0x3000..=0x3004 | 0x3008..=0x3020 | 0x30fb | 0x4dc0..=0x4dff | 0xfe00..=0xfe6f => false,
        0xff00..=0xff65 => matches!(c as u32, 0xff10..=0xff19 | 0xff21..=0xff3a | 0xff41..=0xff5a),
        0xe000..=0xf8ff | 0xfff0..=0xffff | 0x1f000..=0x1faff | 0xe0000.. => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact() -> impl Iterator<Item = char> {
        EXACT.iter().cloned().flatten()
    }

    #[test]
    fn lower_case_is_that_of_the_standard_library() {
        for c in exact().filter(|c| *c != 'İ') {
            assert_eq!(lower(c).to_string(), c.to_lowercase().to_string(), "{c} {:x}", c as u32);
        }
        assert_eq!(lower('İ'), 'i');
    }

    #[test]
    fn upper_case_is_that_of_the_standard_library() {
        // What has no capital of its own script, or none of one character.
        for c in exact().filter(|c| !matches!(c, 'µ' | 'ŉ')) {
            assert_eq!(upper(&c.to_string()), c.to_uppercase().to_string(), "{c} {:x}", c as u32);
        }
        assert_eq!(
            upper("Crisis and détente; Straße, Хрущёв, 毛泽东"),
            "CRISIS AND DÉTENTE; STRASSE, ХРУЩЁВ, 毛泽东"
        );
    }

    #[test]
    fn capitals_are_those_of_the_standard_library() {
        for c in exact() {
            assert_eq!(is_upper(c), c.is_uppercase(), "{c} {:x}", c as u32);
        }
    }

    #[test]
    fn letters_and_digits_are_those_of_the_standard_library() {
        for c in exact() {
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c} {:x}", c as u32);
        }
        // Elsewhere: a letter stays one, whatever its script.
        for c in "Ωმمআ한カ々〇".chars() {
            assert!(is_alphanumeric(c), "{c}");
        }
        for c in "…№€→■、。・「」！？《》☆😀\u{e000}".chars() {
            assert!(!is_alphanumeric(c), "{c}");
        }
    }
}
