//! The parts of an address that lessons read and write: `v=present&s=<story>.<slide>`, `v=quiz&seed=<n>`, … What they do
//! not know stays as it is, so that the reader comes back to the same filters and periods.

use crate::core::state::address::{decode, encode, parts};

/// The views that lessons show, by the word that follows `v=`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LessonView {
    /// One event after another on the projector.
    Present,
    /// Questions.
    Quiz,
    /// Sheets of paper.
    Print,
    /// The stories, and one's own.
    Stories,
    /// The events that the reader chose.
    Selection,
    /// The time between two events.
    Between,
}

impl LessonView {
    /// All, in the order of the page.
    pub const ALL: [LessonView; 6] = [
        LessonView::Stories,
        LessonView::Present,
        LessonView::Quiz,
        LessonView::Print,
        LessonView::Selection,
        LessonView::Between,
    ];

    /// The word in addresses.
    pub fn word(self) -> &'static str {
        match self {
            LessonView::Present => "present",
            LessonView::Quiz => "quiz",
            LessonView::Print => "print",
            LessonView::Stories => "stories",
            LessonView::Selection => "selection",
            LessonView::Between => "between",
        }
    }
}

/// The parts that belong to lessons (`docs/addresses.md` says what each holds).
pub const PARTS: [&str; 15] =
    ["v", "s", "ask", "notes", "seed", "sheet", "gaps", "ver", "key", "paper", "wide", "talk", "n", "x", "f"];

/// The parts of a fragment, each a name with its text, in the order of the address.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Place(Vec<(String, String)>);

impl Place {
    /// Reads a fragment, with or without `#`. What is malformed is left out.
    pub fn parse(fragment: &str) -> Place {
        let mut place = Place::default();
        for (key, value) in parts(fragment.strip_prefix('#').unwrap_or(fragment)) {
            if let Some(text) = decode(value) {
                place.set(key, Some(&text));
            }
        }
        place
    }

    /// The text of a part.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| own == key).map(|(_, text)| text.as_str())
    }

    /// Gives a part this text, or takes it out.
    pub fn set(&mut self, key: &str, text: Option<&str>) {
        let at = self.0.iter().position(|(own, _)| own == key);
        match (at, text) {
            (Some(at), Some(text)) => self.0[at].1 = text.to_owned(),
            (Some(at), None) => {
                self.0.remove(at);
            }
            (None, Some(text)) => self.0.push((key.to_owned(), text.to_owned())),
            (None, None) => {}
        }
    }

    /// The same with another text for a part, or without it.
    #[must_use]
    pub fn with(&self, key: &str, text: Option<&str>) -> Place {
        let mut place = self.clone();
        place.set(key, text);
        place
    }

    /// Without what belongs to lessons: the address of the timeline, at an event if one is given.
    #[must_use]
    pub fn of_timeline(&self, event: Option<&str>) -> Place {
        let mut place = self.clone();
        for key in PARTS {
            place.set(key, None);
        }
        if event.is_some() {
            place.set("e", event);
        }
        place
    }

    /// Which of the lessons' views it asks for.
    pub fn view(&self) -> Option<LessonView> {
        let word = self.get("v")?;
        LessonView::ALL.into_iter().find(|view| view.word() == word)
    }

    /// The fragment, without `#`.
    pub fn print(&self) -> String {
        // Commas and slashes part lists and days; they mean themselves in a fragment.
        let plain = |text: &str| encode(text).replace("%2C", ",").replace("%2F", "/");
        let all: Vec<String> = self.0.iter().map(|(key, text)| [key, "=", &plain(text)].concat()).collect();
        all.join("&")
    }
}

/// The address to print for a page at `href`, without its fragment: the published one where the page names it (its
/// canonical link), else its own. Empty where nobody else could open it: a file, or a server of this machine.
pub fn on_paper(href: &str, canonical: Option<&str>) -> String {
    let page = href.split('#').next().unwrap_or_default();
    if let Some(canonical) = canonical {
        return match page.split_once('?') {
            Some((_, query)) => [canonical, "?", query].concat(),
            None => canonical.to_owned(),
        };
    }
    let host = page.strip_prefix("https://").or_else(|| page.strip_prefix("http://"));
    let is_public =
        host.is_some_and(|host| !["localhost", "127.", "[::1]"].iter().any(|own| host.starts_with(own)));
    if is_public {
        page.to_owned()
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paper_has_an_address_that_others_can_open() {
        let check = |href, canonical, expect| assert_eq!(on_paper(href, canonical), expect, "{href}");
        check("https://uni.example/t/?lang=ru#e=clash", None, "https://uni.example/t/?lang=ru");
        check(
            "http://127.0.0.1:8080/?lang=ru#v=print",
            Some("https://uni.example/t/"),
            "https://uni.example/t/?lang=ru",
        );
        check("https://copy.example/#v=print", Some("https://uni.example/t/"), "https://uni.example/t/");
        check("http://127.0.0.1:8080/#v=print", None, "");
        check("http://localhost:8080/", None, "");
        check("http://[::1]/", None, "");
        check("file:///home/a/timeline.html#v=print", None, "");
    }

    #[test]
    fn what_lessons_do_not_know_stays() {
        let fragment =
            "e=treaty-1950&t=1949-01-01/1951-12-31&p=alliance,strain&by=luthi&v=present&s=why-split.3";
        let place = Place::parse(&["#", fragment].concat());
        assert_eq!(place.print(), fragment);
        assert_eq!(place.view(), Some(LessonView::Present));
        assert_eq!(
            place.of_timeline(Some("secret-speech")).print(),
            "e=secret-speech&t=1949-01-01/1951-12-31&p=alliance,strain&by=luthi"
        );
    }

    #[test]
    fn any_text_comes_back() {
        for text in ["Why? A & B = 100 %", "中文, и русский", "a/b,c.d~e", "%zz"] {
            let place = Place::default().with("n", Some(text));
            assert_eq!(Place::parse(&place.print()).get("n"), Some(text), "{}", place.print());
        }
    }

    #[test]
    fn the_last_of_two_parts_holds_and_nonsense_is_left_out() {
        assert_eq!(Place::parse("v=quiz&v=print&&=&x").view(), Some(LessonView::Print));
        assert_eq!(Place::parse("v=list").view(), None);
        assert_eq!(Place::parse("n=%ff").get("n"), None);
    }
}
