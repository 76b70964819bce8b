//! The page of people, bodies and terms, with their names in their own scripts.

use super::sheet::{events, Page};
use crate::build::escape;
use china_ussr_timeline::core::data::{Body, Person, Role, Term, Timeline};

/// The page.
pub fn page(timeline: &Timeline) -> Page {
    let parts = [
        ("people", "People", timeline.people.len(), people(timeline)),
        ("bodies", "States, parties and other bodies", timeline.bodies.len(), bodies(timeline)),
        ("terms", "Terms", timeline.glossary.len(), terms(timeline)),
    ];
    let contents = parts.iter().map(|(id, name, n, _)| format!("<li><a href=\"#{id}\">{name}</a> {n}</li>"));
    let mut main = format!(
        "<nav class=\"contents\" aria-label=\"Parts of this page\"><ul>{}\
         <li><a href=\"places.html\">Places</a> {}</li></ul></nav>\n",
        contents.collect::<String>(),
        timeline.places.len()
    );
    for (id, name, _, html) in &parts {
        main.push_str(&format!("<h2 id=\"{id}\">{name}</h2>\n{html}"));
    }
    Page {
        file: "people.html",
        name: "People and terms",
        title: "People and terms",
        lede: "Who acted, and what the words mean, with the names in Chinese, Russian and other scripts."
            .into(),
        main,
        style: String::new(),
    }
}

/// The language of a name: by its script, and where that leaves it open by whose it is.
fn language(name: &str, side: &str) -> &'static str {
    let has = |from: char, to: char| name.chars().any(|c| (from..=to).contains(&c));
    match side {
        _ if has('\u{4e00}', '\u{9fff}') => "zh-Hans",
        _ if has('\u{ac00}', '\u{d7a3}') => "ko",
        _ if has('\u{900}', '\u{97f}') => "hi",
        _ if has('\u{f00}', '\u{fff}') => "bo",
        "Mongolia" => "mn",
        _ if has('\u{400}', '\u{4ff}') => "ru",
        "DRV" => "vi",
        "Albania" => "sq",
        "Poland" => "pl",
        "Hungary" => "hu",
        "Romania" => "ro",
        "Czechoslovakia" => "sk",
        "Cuba" | "artist" => "es",
        _ => "en",
    }
}

/// A name in its script; nothing for an empty one.
pub fn native(name: &str, lang: &str) -> String {
    match name.is_empty() {
        true => String::new(),
        false => format!("<span lang=\"{lang}\">{}</span> ", escape(name)),
    }
}

/// "1949–1958", "1969", "from 1949", "until 1958".
fn years(from: Option<i32>, to: Option<i32>) -> String {
    match (from, to) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (Some(from), Some(to)) => format!("{from}–{to}"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(to)) => format!("until {to}"),
        (None, None) => String::new(),
    }
}

fn life(person: &Person) -> String {
    match (person.born, person.died) {
        (Some(born), Some(died)) => format!("{born}–{died}"),
        (Some(born), None) => format!("born {born}"),
        (None, Some(died)) => format!("died {died}"),
        (None, None) => String::new(),
    }
}

/// The sides that have a heading of their own; all others come under the last.
const SIDES: &[(&str, &str)] = &[("USSR", "Soviet Union"), ("PRC", "China")];

fn people(timeline: &Timeline) -> String {
    let mut html = String::new();
    let known = |person: &&Person| SIDES.iter().any(|(side, _)| *side == person.side);
    for (side, name) in SIDES {
        html.push_str(&group(timeline, name, timeline.people.iter().filter(|person| person.side == *side)));
    }
    html.push_str(&group(timeline, "Elsewhere", timeline.people.iter().filter(|person| !known(person))));
    html
}

fn group<'a>(timeline: &Timeline, name: &str, people: impl Iterator<Item = &'a Person>) -> String {
    let entries: String = people.map(|person| one_person(timeline, person)).collect();
    format!("<h3 class=\"part\">{}</h3>\n<div class=\"cards\">{entries}</div>\n", escape(name))
}

fn one_person(timeline: &Timeline, person: &Person) -> String {
    let written = if person.native == person.name { "" } else { person.native.as_str() };
    let roles = person.roles.iter().map(|Role { from, to, role }| {
        let years = years(*from, *to);
        let years = if years.is_empty() { years } else { format!("<span class=\"years\">{years}</span> ") };
        format!("<li>{years}{}</li>", escape(role))
    });
    let roles: String = roles.collect();
    let roles = if roles.is_empty() { roles } else { format!("<ul>{roles}</ul>") };
    format!(
        "<article class=\"entry\" id=\"p-{id}\">\n<h4>{name}</h4>\n<p class=\"names\">{native}{pinyin}{life}</p>\n\
         {roles}{note}{events}</article>\n",
        id = escape(&person.id),
        name = escape(&person.name),
        native = native(written, language(written, &person.side)),
        pinyin = native(&person.pinyin, "zh-Latn-pinyin"),
        life = life(person),
        note = note(&person.note),
        events = shown(timeline, &person.id),
    )
}

/// A remark for the reader. One that the editors wrote to themselves is put into the reader's words.
fn note(text: &str) -> String {
    match text {
        "" => String::new(),
        _ if text.contains("from memory") => "<p>The life dates are not certain.</p>".into(),
        _ => format!("<p>{}</p>", escape(text)),
    }
}

/// How many events have this person or body, leading to them on the timeline; nothing if there is none.
fn shown(timeline: &Timeline, id: &str) -> String {
    match timeline.events.iter().filter(|event| event.actors.iter().any(|actor| actor == id)).count() {
        0 => String::new(),
        n => format!(
            "<p class=\"cite\"><a href=\"./#w={}\">{n} {}</a></p>",
            escape(id),
            if n == 1 { "event" } else { "events" }
        ),
    }
}

fn bodies(timeline: &Timeline) -> String {
    let one = |body: &Body| {
        let names = body.spellings.iter().map(|name| native(name, language(name, "")));
        format!(
            "<article class=\"entry\" id=\"b-{}\">\n<h3>{}</h3>\n<p class=\"names\">{}</p>\n{}</article>\n",
            escape(&body.id),
            escape(&body.name),
            names.collect::<String>(),
            shown(timeline, &body.id)
        )
    };
    format!("<div class=\"cards\">{}</div>\n", timeline.bodies.iter().map(one).collect::<String>())
}

fn terms(timeline: &Timeline) -> String {
    let one = |term: &Term| {
        format!(
            "<article class=\"entry\" id=\"t-{}\">\n<h3>{}</h3>\n<p class=\"names\">{}{}</p>\n<p>{}</p>\n{}</article>\n",
            escape(&term.id),
            escape(&term.term),
            native(&term.zh, "zh-Hans"),
            native(&term.ru, "ru"),
            escape(&term.definition),
            events(timeline, "On the timeline", &term.events)
        )
    };
    let mut all: Vec<&Term> = timeline.glossary.iter().collect();
    all.sort_by_key(|term| term.term.to_lowercase());
    format!("<div class=\"cards\">{}</div>\n", all.into_iter().map(one).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_marked_with_its_language() {
        let check = |name, side, expected| assert_eq!(language(name, side), expected, "{name}");
        check("毛泽东", "PRC", "zh-Hans");
        check("Никита Хрущёв", "USSR", "ru");
        check("Юмжаагийн Цэдэнбал", "Mongolia", "mn");
        check("김일성", "DPRK", "ko");
        check("Hồ Chí Minh", "DRV", "vi");
        check("Nagy Imre", "Hungary", "hu");
        check("John F. Kennedy", "USA", "en");
    }

    #[test]
    fn years_are_given_as_far_as_they_are_known() {
        assert_eq!(years(Some(1949), Some(1958)), "1949–1958");
        assert_eq!(years(Some(1969), Some(1969)), "1969");
        assert_eq!(years(Some(1949), None), "from 1949");
        assert_eq!(years(None, None), "");
        assert_eq!(note("Life dates from memory; check."), "<p>The life dates are not certain.</p>");
    }
}
