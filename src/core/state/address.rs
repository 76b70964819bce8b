//! The address: the fragment says where the reader is, the query how the page is shown.
//!
//! Grammar of the fragment (all parts may be left out, in any order; printed in this one):
//! `#e=<event id>&t=<first day>/<last day>&p=<phase ids>&th=<themes>&w=<people or bodies>&k=<kinds>&q=<text>&by=<scheme>&v=<view>`.
//! Lists are separated by commas; values are percent-encoded. Reading is tolerant: what is unknown or
//! malformed is ignored part by part, and the rest holds. Of a part that stands twice the last one holds. `g` (the
//! version of this grammar), `s` and `seed` are known and have no effect yet.
//! `parse(print(state))` gives the state again, except that the visible span is known in whole days.

use super::app_state::{AppState, View};
use super::filter::Filter;
use super::periods::{scheme, scheme_by_id, with_periods, SchemeIx, OUTSIDE, OUTSIDE_WORD};
use crate::core::data::{EventIx, Kind, Theme, Timeline};
use crate::core::date::Day;
use crate::core::letters::find;
use crate::core::plate::viewport::Viewport;

/// Longest fragment or query string that is read, bytes; no address printed here comes near it.
const LONGEST: usize = 16_384;

/// What an address asks for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    /// The selected event.
    pub event: Option<EventIx>,
    /// First and last visible day; none for everything.
    pub span: Option<(Day, Day)>,
    /// Filter and text.
    pub filter: Filter,
    /// Whose periods; the phases of the filter are of these.
    pub by: Option<SchemeIx>,
    /// What fills the page.
    pub view: View,
}

/// The fragment of a state, without `#`. Empty for the state on loading.
pub fn print(state: &AppState) -> String {
    let timeline = &state.timeline;
    let filter = &state.filter;
    let mut parts: Vec<String> = Vec::new();
    if let Some(event) = state.selected_event() {
        parts.push(["e=", &encode(&event.id)].concat());
    }
    let span = state.viewport.span_days();
    if span != Viewport::fit(&state.extent).span_days() {
        parts.push(["t=", &span.0.iso(), "/", &span.1.iso()].concat());
    }
    let mut list = |key: &str, values: Vec<&str>| {
        if !values.is_empty() {
            let values: Vec<String> = values.into_iter().map(encode).collect();
            parts.push([key, "=", &values.join(",")].concat());
        }
    };
    let phases = filter.phases.iter().filter_map(|ix| match *ix {
        OUTSIDE => Some(OUTSIDE_WORD),
        ix => timeline.phases.get(ix.at()).map(|p| p.id.as_str()),
    });
    list("p", phases.collect());
    list("th", filter.themes.iter().map(|t| t.word()).collect());
    list("w", filter.who.iter().map(String::as_str).collect());
    list("k", filter.kinds.iter().map(|k| k.word()).collect());
    list("q", if filter.query.is_empty() { Vec::new() } else { vec![&filter.query] });
    list("by", state.by.and_then(|ix| scheme(timeline, ix)).map(|s| s.id.as_str()).into_iter().collect());
    if state.view != View::default() {
        parts.push(["v=", state.view.word()].concat());
    }
    parts.join("&")
}

/// The address of one event alone, as in the links of the list: `e=<id>`.
pub fn of_event(id: &str) -> String {
    ["e=", &encode(id)].concat()
}

/// Reads a fragment, with or without `#`. The timeline is the one with this site's own periods.
pub fn parse(fragment: &str, ours: &Timeline) -> Address {
    let mut address = Address::default();
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    // First whose periods, because the others depend on it and may stand before it.
    for (_, value) in parts(fragment).filter(|(key, _)| *key == "by") {
        address.by = decode(value).and_then(|id| scheme_by_id(ours, &id)).or(address.by);
    }
    let other = address.by.map(|ix| with_periods(ours, ix));
    let timeline = other.as_ref().unwrap_or(ours);
    let phase = |id: String| match timeline.phase_by_id(&id) {
        None if id == OUTSIDE_WORD => Some(OUTSIDE),
        phase => phase,
    };
    for (key, value) in parts(fragment) {
        let list = || value.split(',').filter_map(decode);
        match key {
            "e" => address.event = decode(value).and_then(|id| timeline.find(&id)).or(address.event),
            "t" => address.span = decode(value).and_then(|v| span(&v)).or(address.span),
            "p" => address.filter.phases = list().filter_map(phase).collect(),
            "th" => address.filter.themes = list().filter_map(|word| Theme::from_word(&word)).collect(),
            "w" => address.filter.who = list().collect(),
            "k" => address.filter.kinds = list().filter_map(|word| Kind::from_word(&word)).collect(),
            "q" => address.filter.query = decode(value).unwrap_or(address.filter.query),
            "v" => {
                let view = View::ALL.into_iter().find(|v| v.word() == value);
                address.view = view.unwrap_or(address.view);
            }
            _ => {}
        }
    }
    address.filter = address.filter.normal(timeline);
    address
}

/// `1956-01-01/1961-12-31`, in this order.
fn span(value: &str) -> Option<(Day, Day)> {
    let (from, to) = value.split_once('/')?;
    let (from, to) = (Day::parse_iso(from)?, Day::parse_iso(to)?);
    (from <= to).then_some((from, to))
}

/// The `key=value` parts of a fragment or query string.
pub(in crate::core) fn parts(text: &str) -> impl Iterator<Item = (&str, &str)> {
    // Cut at a whole part, so that nothing is read that nobody wrote.
    let text = match text.get(..LONGEST.min(text.len())) {
        Some(short) if text.len() > LONGEST => short.rsplit_once('&').map_or("", |(whole, _)| whole),
        Some(all) => all,
        None => "",
    };
    text.split('&').filter_map(|part| part.split_once('='))
}

/// Percent-encodes all but the characters that mean themselves everywhere in an address.
pub(in crate::core) fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// Undoes percent-encoding. A `%` that begins no code means itself, as people type it; none when the bytes
/// are no text.
pub(in crate::core) fn decode(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let mut ahead = bytes.clone();
        let mut digit = || ahead.next().and_then(|b| char::from(b).to_digit(16));
        match (byte, digit(), digit()) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                bytes = ahead;
            }
            _ => out.push(byte),
        }
    }
    String::from_utf8(out).ok()
}

/// The reader's colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ThemeChoice {
    /// As the system says.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
    /// High contrast.
    Contrast,
    /// For projectors.
    Projector,
}

impl ThemeChoice {
    /// All of them.
    pub const ALL: [ThemeChoice; 5] = [
        ThemeChoice::Auto,
        ThemeChoice::Light,
        ThemeChoice::Dark,
        ThemeChoice::Contrast,
        ThemeChoice::Projector,
    ];

    /// The choice of this word.
    #[inline(never)]
    pub fn of(word: &str) -> Option<ThemeChoice> {
        ThemeChoice::ALL.into_iter().find(|t| t.word() == word)
    }

    /// The word in addresses.
    pub fn word(self) -> &'static str {
        match self {
            ThemeChoice::Auto => "auto",
            ThemeChoice::Light => "light",
            ThemeChoice::Dark => "dark",
            ThemeChoice::Contrast => "contrast",
            ThemeChoice::Projector => "projector",
        }
    }
}

/// How the page is shown: the query string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Display {
    /// In a frame: `embed=1`.
    pub embed: bool,
    /// Colours: `theme=`.
    pub theme: ThemeChoice,
    /// Language tag, in lower case: `lang=`.
    pub lang: Option<String>,
    /// Size of text, 1 to 3: `size=`.
    pub size: u8,
    /// Band without patterns: `band=even`.
    pub band_even: bool,
    /// Path of another dataset on the same site: `data=`.
    pub data: Option<String>,
}

impl Default for Display {
    fn default() -> Display {
        Display {
            embed: false,
            theme: ThemeChoice::default(),
            lang: None,
            size: 1,
            band_even: false,
            data: None,
        }
    }
}

impl Display {
    /// Reads a query string, with or without `?`.
    pub fn parse(query: &str) -> Display {
        let mut display = Display::default();
        for (key, value) in parts(query.strip_prefix('?').unwrap_or(query)) {
            match key {
                "embed" => display.embed = value == "1",
                "theme" => display.theme = ThemeChoice::of(value).unwrap_or(display.theme),
                "lang" => display.lang = language(value).or(display.lang),
                "size" => match value {
                    "1" => display.size = 1,
                    "2" => display.size = 2,
                    "3" => display.size = 3,
                    _ => {}
                },
                "band" => display.band_even = value == "even",
                "data" => display.data = decode(value).filter(|path| is_own_path(path)).or(display.data),
                _ => {}
            }
        }
        display
    }

    /// The query string, without `?`; empty for the usual display.
    pub fn print(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        if self.embed {
            parts.push("embed=1".to_owned());
        }
        if self.theme != ThemeChoice::Auto {
            parts.push(["theme=", self.theme.word()].concat());
        }
        if let Some(lang) = &self.lang {
            parts.push(["lang=", &encode(lang)].concat());
        }
        if self.size != 1 {
            parts.push(["size=", &self.size.to_string()].concat());
        }
        if self.band_even {
            parts.push("band=even".to_owned());
        }
        if let Some(data) = &self.data {
            parts.push(["data=", &encode(data)].concat());
        }
        parts.join("&")
    }
}

/// A language tag such as `en` or `zh-hans`.
fn language(value: &str) -> Option<String> {
    let subtag = |s: &str| (1..=8).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_alphanumeric());
    let fits = value.len() <= 35 && value.starts_with(|c: char| c.is_ascii_alphabetic());
    (fits && value.split('-').all(subtag)).then(|| value.to_ascii_lowercase())
}

/// The path can only lead to the site itself: whoever writes a link must not be able to bring in a dataset
/// from elsewhere. So no scheme, no host (`//`, and `\`, which browsers read as `/`), and none of the
/// characters that browsers drop before they read an address.
fn is_own_path(path: &str) -> bool {
    let odd = |c: char| c.is_control() || c.is_whitespace() || matches!(c, ':' | '\\' | '@' | '#');
    !path.is_empty() && path.len() <= 500 && !path.contains(odd) && find(path, "//").is_none()
}

#[cfg(test)]
mod tests {
    use super::super::app_state::{sample, Action};
    use super::*;
    use crate::core::data::PhaseIx;
    use proptest::prelude::*;
    use std::rc::Rc;

    /// The fragment is read as the state that prints as `expect`.
    fn check(fragment: &str, expect: &str) {
        let state = AppState::new(Rc::new(sample::timeline()));
        let state = state.reduce(Action::Restore(parse(fragment, &state.timeline)));
        assert_eq!(print(&state), expect, "{fragment}");
    }

    #[test]
    fn reads_tolerantly_and_prints_canonically() {
        check("", "");
        check("#", "");
        check("#e=1956-secret-speech", "e=1956-secret-speech");
        check("e=nobody", "");
        check("#e=nobody&p=split", "p=split");
        check("#t=1956-01-01/1961-12-31", "t=1956-01-01/1961-12-31");
        check("#t=1956-01-01%2F1961-12-31", "t=1956-01-01/1961-12-31");
        check("#t=1945-01-01/1969-12-31", "");
        check("#t=1961-12-31/1956-01-01&v=list", "v=list");
        check("#t=1956-02-30/1957-01-01&v=list", "v=list");
        check("#t=1956&t=&t=/&v=list", "v=list");
        check("#p=split,nowhere,alliance,split,,", "p=alliance,split");
        check("#th=border,ideology&k=war,xx", "th=ideology,border&k=war");
        check("#w=USSR,mao,nobody", "w=USSR,mao");
        check("#q=Mao%20Tse-tung", "q=Mao%20Tse-tung");
        check("#q=a%26b%3D1%2C2", "q=a%26b%3D1%2C2");
        check("#q=彭德怀", "q=%E5%BD%AD%E5%BE%B7%E6%80%80");
        check("#q=%E5%BD", "");
        check("#q=100%", "q=100%25");
        check("#q=%C3%A4%2", "q=%C3%A4%252");
        check("#q=%00%0A", "");
        check("#p=griffith-4,outside&by=griffith", "p=griffith-4&by=griffith");
        check("#by=post&p=outside,alliance,post-2", "p=post-2,outside&by=post");
        check("#p=outside,split&by=&by=nobody", "p=split");
        check("#by=griffith&by=%FF&by=nobody&e=1950-treaty", "e=1950-treaty&by=griffith");
        check("#v=present&by=marxist&s=x.1&seed=4&g=1&&=&x&v=list", "v=list");
        check("#g=2&e=1969-zhenbao", "e=1969-zhenbao");
        check(
            "v=about&q=x&k=war&w=mao&th=border&p=split&t=1960-01-01/1965-01-01&e=1950-treaty",
            "e=1950-treaty&t=1960-01-01/1965-01-01&p=split&th=border&w=mao&k=war&q=x&v=about",
        );
    }

    #[test]
    fn a_huge_fragment_is_harmless() {
        check(&format!("#e=1950-treaty&q={}", "x".repeat(100_000)), "e=1950-treaty");
        check(&format!("#e=1950-treaty&p={}", "split,".repeat(20_000)), "e=1950-treaty");
        check(&format!("#q={}", "ä".repeat(50_000)), "");
        check(&format!("#q={}", "%41".repeat(5_000)), &format!("q={}", "A".repeat(200)));
        check(&"#&=".repeat(40_000), "");
        check(&"%".repeat(100_000), "");
    }

    #[test]
    fn a_view_that_stands_in_whole_days_is_not_moved_by_its_own_address() {
        let state = AppState::new(Rc::new(sample::timeline())).reduce(Action::ZoomBy(1.7));
        assert_eq!(state.reduce(Action::Restore(parse(&print(&state), &state.ours))), state);
    }

    #[test]
    fn the_link_of_an_event_is_its_address() {
        let state = AppState::new(Rc::new(sample::timeline()));
        let chosen = state.reduce(Action::Select(Some(EventIx(2))));
        assert_eq!(print(&chosen), of_event("1956-secret-speech"));
    }

    #[test]
    fn the_display_is_read_part_by_part() {
        let all = Display {
            embed: true,
            theme: ThemeChoice::Projector,
            lang: Some("zh-hans".to_owned()),
            size: 3,
            band_even: true,
            data: Some("data/mine.json".to_owned()),
        };
        let query = "?embed=1&theme=projector&lang=zh-Hans&size=3&band=even&data=data%2Fmine.json";
        assert_eq!(Display::parse(query), all);
        assert_eq!(Display::parse(&all.print()), all);
        assert_eq!(Display::parse(""), Display::default());
        let junk = "embed=yes&theme=pink&lang=<b>&size=9&band=odd&data=&x=1&&=";
        assert_eq!(Display::parse(junk), Display::default());
        assert_eq!(Display::parse("size=9&theme=dark").theme, ThemeChoice::Dark);
    }

    #[test]
    fn a_dataset_comes_from_the_same_site_only() {
        let data = |value: &str| Display::parse(&format!("data={value}")).data;
        for good in ["data/x.json", "/data/x.json", "../x.json", "./x.json?v=2", "数据.json"] {
            assert_eq!(data(good).as_deref(), Some(good));
        }
        for bad in [
            "https://example.org/x.json",
            "//example.org/x.json",
            "/\\example.org/x",
            "\\\\example.org/x",
            "javascript:alert(1)",
            "JavaScript%3Aalert(1)",
            "java%0Ascript%3A1",
            "%2F%2Fexample.org/x",
            "%09//example.org",
            "/%09/example.org",
            "data:text/json,{}",
            "x#y",
        ] {
            assert_eq!(data(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn printing_and_reading_gives_the_same_state(
            timeline in sample::any_timeline(20),
            filter in sample::any_filter(),
            actions in prop::collection::vec(sample::any_action(), 0..12),
        ) {
            let loaded = AppState::new(Rc::new(timeline));
            let state = actions.into_iter().fold(loaded.with_filter(filter), |s, a| s.reduce(a));
            let text = print(&state);
            prop_assert!(text.is_ascii() && !text.contains(['#', ' ', '"', '<', '>']));
            let again = loaded.reduce(Action::Restore(parse(&text, &state.ours)));
            prop_assert_eq!(again.selected, state.selected);
            prop_assert_eq!(again.view, state.view);
            prop_assert_eq!(again.by, state.by);
            prop_assert_eq!(&again.filter, &state.filter);
            prop_assert_eq!(&again.included, &state.included);
            prop_assert_eq!(again.viewport.span_days(), state.viewport.span_days());
            prop_assert_eq!(print(&again), text.clone());
            // And onto itself nothing moves, not by a fraction of a day.
            prop_assert_eq!(state.reduce(Action::Restore(parse(&text, &state.ours))).viewport, state.viewport);
        }

        #[test]
        fn any_text_is_read(text in ".{0,60}", parts in prop::collection::vec("(e|t|p|th|w|k|q|by|v)=[a-z0-9%/,-]{0,12}", 0..8)) {
            let timeline = sample::timeline();
            for text in [text, parts.join("&")] {
                let address = parse(&text, &timeline);
                let state = AppState::new(Rc::new(timeline.clone())).reduce(Action::Restore(address.clone()));
                prop_assert_eq!(&state.filter, &address.filter);
                Display::parse(&text);
            }
        }

        #[test]
        fn encoding_is_undone(text in "\\PC{0,30}") {
            prop_assert_eq!(decode(&encode(&text)), Some(text));
        }
    }

    #[test]
    fn a_restored_filter_is_applied() {
        let state = AppState::new(Rc::new(sample::timeline()));
        let split = state.reduce(Action::Restore(parse("#p=split", &state.timeline)));
        assert_eq!((split.filter.phases.clone(), split.counts.shown()), (vec![PhaseIx(2)], 1));
        assert!(split.undo.is_empty());
    }
}
