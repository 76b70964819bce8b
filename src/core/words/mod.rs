//! What the interface says, in the reader's language. Every word of it stands in one table ([`Word`]), with its
//! Chinese and its Russian beside it, so that none can be left out. The dataset's own texts stay as they are.
//!
//! The program holds the English only. `cargo xtask build` writes the other columns to files of one line a word
//! ([`file`]), and the page fetches the one that is asked for before it draws anything.
//!
//! `{0}`, `{1}` … stand for what is filled in. Forms for different numbers are parted by `|`; which of them is
//! used is the rule of the language (Unicode CLDR 46, plural rules for cardinals).

mod table;

pub use table::Word;
#[cfg(not(target_arch = "wasm32"))]
pub use table::{CHINESE, OF_SCRIPTS, RUSSIAN};

use std::cell::RefCell;
use table::ENGLISH;

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English, of which nothing has to be fetched.
    #[default]
    English,
    /// Simplified Chinese.
    Chinese,
    /// Russian.
    Russian,
    /// English with doubled, accented vowels, longer by four tenths: shows what another language would cut.
    Pseudo,
}

impl Language {
    /// The tag of BCP 47, as in `?lang=` and in the document.
    pub fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Chinese => "zh-Hans",
            Language::Russian => "ru",
            Language::Pseudo => "en-XA",
        }
    }

    /// The language of a tag: `zh`, `zh-cn` and `zh-hans` are one. A language that is not here is English.
    pub fn of(tag: &str) -> Language {
        match tag.get(..2).unwrap_or_default() {
            "zh" => Language::Chinese,
            "ru" => Language::Russian,
            _ if tag.eq_ignore_ascii_case(Language::Pseudo.tag()) => Language::Pseudo,
            _ => Language::English,
        }
    }

    /// Which of the forms that are parted by `|` belongs to a number.
    fn form(self, n: usize) -> usize {
        match self {
            Language::English | Language::Pseudo => usize::from(n != 1),
            Language::Chinese => 0,
            Language::Russian => match (n % 10, n % 100) {
                (_, 11..=14) => 2,
                (1, _) => 0,
                (2..=4, _) => 1,
                _ => 2,
            },
        }
    }
}

/// The language that is spoken, and its words in the order of the table.
struct Spoken {
    language: Language,
    words: Vec<&'static str>,
}

thread_local! {
    static SPOKEN: RefCell<Spoken> =
        RefCell::new(Spoken { language: Language::English, words: ENGLISH.split('\n').collect() });
}

/// Distinguishes one table from another (FNV-1a, 32 bits): a file of another version is never read.
pub const VERSION: u32 = {
    let (bytes, mut i, mut hash) = (ENGLISH.as_bytes(), 0, 0x811c_9dc5_u32);
    while i < bytes.len() {
        hash = (hash ^ bytes[i] as u32).wrapping_mul(0x0100_0193);
        i += 1;
    }
    hash
};

/// Where the words of a language stand, beside the page; English stands nowhere.
pub fn file(language: Language) -> Option<String> {
    (language != Language::English)
        .then(|| ["lang/", language.tag(), "-", &VERSION.to_string(), ".txt"].concat())
}

/// Speaks a language from now on, for the whole program: its words, one a line. Lines that are missing stay English;
/// what follows the table is the scripts' own (the last part of the file).
pub fn speak(language: Language, words: String) {
    // For as long as the page: words are given out as if they were written into the program.
    let words: &'static str = Box::leak(words.into_boxed_str());
    SPOKEN.with_borrow_mut(|spoken| {
        spoken.language = language;
        for (old, new) in spoken.words.iter_mut().zip(words.split('\n')) {
            *old = new;
        }
    });
}

/// The language that is spoken.
pub fn language() -> Language {
    SPOKEN.with_borrow(|spoken| spoken.language)
}

/// Which of the forms that are parted by `|` belongs to a number, in the language that is spoken.
pub fn form(n: usize) -> usize {
    language().form(n)
}

/// A name begins in the script of the language that is spoken. English has none of its own: it is the dataset's.
pub fn is_own_script(name: &str) -> bool {
    let first = name.chars().next().unwrap_or_default();
    match language() {
        Language::Chinese => ('\u{4e00}'..='\u{9fff}').contains(&first),
        Language::Russian => ('\u{400}'..='\u{4ff}').contains(&first),
        _ => false,
    }
}

impl Word {
    /// The word itself.
    #[inline(never)]
    pub fn text(self) -> &'static str {
        SPOKEN.with_borrow(|spoken| spoken.words.get(self as usize).copied().unwrap_or_default())
    }

    /// With `{0}`, `{1}` … filled in.
    #[inline(never)]
    pub fn fill(self, with: &[&str]) -> String {
        fill(self.text(), with)
    }

    /// With a number as `{0}`, in the form that belongs to it.
    #[inline(never)]
    pub fn count(self, n: usize) -> String {
        fill(self.form(n), &[&n.to_string()])
    }

    /// The form that belongs to a number.
    pub fn form(self, n: usize) -> &'static str {
        self.piece('|', form(n))
    }

    /// One of a list of words that are parted by spaces, from 0.
    pub fn nth(self, i: usize) -> &'static str {
        self.piece(' ', i)
    }

    #[inline(never)]
    fn piece(self, sign: char, i: usize) -> &'static str {
        self.text().split(sign).nth(i).unwrap_or_default()
    }
}

/// A pattern with `{0}`, `{1}` … filled in.
#[inline(never)]
pub fn fill(pattern: &str, with: &[&str]) -> String {
    let mut pieces = pattern.split('{');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (number, rest) = piece.split_once('}').unwrap_or(("", piece));
        let at = number.bytes().next().map_or(0, |digit| usize::from(digit.wrapping_sub(b'0')));
        out.push_str(with.get(at).copied().unwrap_or_default());
        out.push_str(rest);
    }
    out
}

/// The file of a language, as [`speak`] reads it: the table, and then the words of the scripts, each as
/// `English=translation`.
#[cfg(not(target_arch = "wasm32"))]
pub fn written(language: Language) -> String {
    let (words, column): (String, usize) = match language {
        Language::English => (ENGLISH.to_owned(), 0),
        Language::Chinese => (CHINESE.to_owned(), 1),
        Language::Russian => (RUSSIAN.to_owned(), 2),
        Language::Pseudo => (ENGLISH.split('\n').map(pseudo).collect::<Vec<_>>().join("\n"), 0),
    };
    let scripts: Vec<String> = OF_SCRIPTS
        .iter()
        .map(|row| {
            let said = if language == Language::Pseudo { pseudo(row[0]) } else { row[column].to_owned() };
            format!("{}={said}\n", row[0])
        })
        .collect();
    format!("{}\n{}", words.trim_end_matches('\n'), scripts.concat())
}

/// The word with its vowels doubled and accented: about four tenths longer, and still read.
#[cfg(not(target_arch = "wasm32"))]
fn pseudo(word: &str) -> String {
    let mut out = String::new();
    let mut is_place = false;
    for c in word.chars() {
        is_place = (is_place || c == '{') && c != '}';
        let accented = match c {
            _ if is_place => None,
            'a' => Some('á'),
            'e' => Some('é'),
            'i' => Some('í'),
            'o' => Some('ó'),
            'u' => Some('ú'),
            'A' => Some('Á'),
            'E' => Some('É'),
            'I' => Some('Í'),
            'O' => Some('Ó'),
            'U' => Some('Ú'),
            _ => None,
        };
        match accented {
            Some(accented) => out.extend([accented, accented]),
            None => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speaking(language: Language, body: impl FnOnce()) {
        speak(language, written(language));
        body();
        speak(Language::English, written(Language::English));
    }

    #[test]
    fn every_word_stands_in_every_language_with_the_same_places() {
        let places = |text: &str| {
            let mut found: Vec<char> =
                text.split('{').skip(1).filter_map(|piece| piece.chars().next()).collect();
            found.sort_unstable();
            found.dedup();
            found
        };
        let english: Vec<&str> = ENGLISH.trim_end_matches('\n').split('\n').collect();
        for (language, table, forms) in [(Language::Chinese, CHINESE, 1), (Language::Russian, RUSSIAN, 3)] {
            let words: Vec<&str> = table.trim_end_matches('\n').split('\n').collect();
            assert_eq!(words.len(), english.len(), "{language:?}");
            for (en, other) in english.iter().zip(words) {
                assert_eq!(en.trim().is_empty(), other.trim().is_empty(), "{en:?}: {other:?}");
                if en.contains('|') {
                    assert_eq!(other.split('|').count(), forms, "{en:?}: {other:?}");
                }
                for form in other.split('|') {
                    assert_eq!(
                        places(en.split('|').next_back().unwrap_or(en)),
                        places(form),
                        "{en:?}: {other:?}"
                    );
                }
            }
        }
        for row in OF_SCRIPTS {
            assert!(row.iter().all(|word| !word.is_empty() && !word.contains(['=', '\n'])), "{row:?}");
        }
    }

    #[test]
    fn numbers_have_the_forms_of_their_language() {
        let check = |language: Language, n: usize, text: &str| {
            speaking(language, || assert_eq!(Word::Events.count(n), text));
        };
        check(Language::English, 1, "1 event");
        check(Language::English, 0, "0 events");
        check(Language::English, 21, "21 events");
        check(Language::Chinese, 1, "1 个事件");
        check(Language::Chinese, 5, "5 个事件");
        for (n, text) in [
            (1, "1 событие"),
            (2, "2 события"),
            (5, "5 событий"),
            (11, "11 событий"),
            (12, "12 событий"),
            (21, "21 событие"),
            (22, "22 события"),
            (111, "111 событий"),
            (119, "119 событий"),
        ] {
            check(Language::Russian, n, text);
        }
    }

    #[test]
    fn a_language_is_known_by_any_of_its_tags() {
        let check = |tag: &str, language: Language| assert_eq!(Language::of(tag), language, "{tag}");
        check("zh", Language::Chinese);
        check("zh-cn", Language::Chinese);
        check("zh-Hans", Language::Chinese);
        check("ru-RU", Language::Russian);
        check("en-XA", Language::Pseudo);
        check("en-gb", Language::English);
        check("fr", Language::English);
        check("", Language::English);
    }

    #[test]
    fn what_is_filled_in_stands_where_the_language_wants_it() {
        assert_eq!(fill("{0} of {1}", &["3", "5"]), "3 of 5");
        assert_eq!(fill("共 {1} 个，第 {0} 个", &["3", "5"]), "共 5 个，第 3 个");
        assert_eq!(fill("{0} {4}", &["a"]), "a ");
        assert_eq!(fill("none", &["a"]), "none");
    }

    #[test]
    fn the_pseudo_language_is_longer_and_keeps_its_places() {
        speaking(Language::Pseudo, || {
            assert_eq!(Word::Help.text(), "Héélp");
            assert_eq!(Word::Events.count(2), "2 éévéénts");
        });
        assert_eq!(Word::Help.text(), "Help");
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count() as f64;
        let longer = letters(&written(Language::Pseudo)) / letters(&written(Language::English));
        assert!(longer > 1.3, "{longer}");
    }

    #[test]
    fn a_name_is_in_the_readers_script_or_not() {
        let check = |language: Language, own: &[&str], other: &[&str]| {
            speaking(language, || {
                assert!(own.iter().all(|name| is_own_script(name)), "{own:?}");
                assert!(!other.iter().any(|name| is_own_script(name)), "{other:?}");
            });
        };
        check(Language::Chinese, &["毛泽东", "莫斯科"], &["Mao Zedong", "Москва", "김일성", ""]);
        check(Language::Russian, &["Никита Хрущёв", "Москва"], &["Nikita Khrushchev", "毛泽东", ""]);
        check(Language::English, &[], &["Mao Zedong", "毛泽东", "Москва"]);
    }

    #[test]
    fn a_file_that_is_too_short_leaves_the_rest_in_english() {
        speak(Language::Russian, "Х".to_owned());
        assert_eq!(Word::Help.text(), "Help");
        speak(Language::English, written(Language::English));
    }
}
