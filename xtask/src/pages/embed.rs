//! The page that gives the code to put the timeline into a course page. embed.js shows the frame beside the choices
//! and writes the code; without a script the code for the whole timeline stands ready.

use super::sheet::Page;
use crate::build::escape;
use china_ussr_timeline::core::data::{Event, PhaseIx, Theme, Timeline};
use china_ussr_timeline::core::date::{Day, Detail};
use china_ussr_timeline::core::words::Word;
use china_ussr_timeline::ui::masthead::{LANGUAGES, THEMES};

/// The page's file.
pub const FILE: &str = "embed.html";

/// Sizes on offer: width, height, name. A width of 100 % fills the column of the course page.
const SIZES: [(&str, u32, &str); 4] = [
    ("600", 400, "600 × 400"),
    ("800", 500, "800 × 500"),
    ("100%", 480, "Full width × 480"),
    ("320", 540, "320 × 540 (narrow column)"),
];

/// The page.
pub fn page(timeline: &Timeline) -> Page {
    let domain = timeline.domain();
    let days = format!(
        "min=\"{}\" max=\"{}\"",
        domain.start.iso(),
        Day::new(domain.end.civil().0 - 1, 12, 31).iso()
    );
    let main = format!(
        "<div id=\"choices\" hidden>\n<form class=\"maker\" id=\"maker\">\n\
         <fieldset><legend>Where it begins</legend>\n\
         <p><label for=\"event\">Event</label> <select id=\"event\"><option value=\"\">No event: the whole plate</option>\n{events}</select></p>\n\
         <p><label class=\"choice\"><input type=\"checkbox\" id=\"card\" checked> Show the event’s card</label></p>\n\
         <p class=\"pair\"><span><label for=\"from\">From</label> <input type=\"date\" id=\"from\" {days}></span> \
         <span><label for=\"to\">To</label> <input type=\"date\" id=\"to\" {days}></span></p></fieldset>\n\
         <fieldset id=\"periods\"><legend>Only these periods</legend>{periods}</fieldset>\n\
         <fieldset id=\"themes\"><legend>Only these themes</legend>{themes}</fieldset>\n\
         <fieldset><legend>Look</legend>\n\
         <p><label for=\"colours\">Colours</label> <select id=\"colours\">{colours}</select></p>\n\
         <p><label for=\"language\">Language of buttons and dates</label> <select id=\"language\">{languages}</select></p>\n\
         <p><label for=\"size\">Size</label> <select id=\"size\">{sizes}<option value=\"own\">Own size</option></select></p>\n\
         <p class=\"pair\" id=\"own\"><span><label for=\"width\">Width, px</label> <input type=\"number\" id=\"width\" min=\"280\" max=\"2000\" value=\"600\"></span> \
         <span><label for=\"height\">Height, px</label> <input type=\"number\" id=\"height\" min=\"320\" max=\"1200\" value=\"400\"></span></p></fieldset>\n\
         </form>\n\
         <h2>How it looks</h2>\n\
         <div class=\"preview\" id=\"preview\"></div>\n</div>\n\
         <h2>The code</h2>\n\
         <p>Works wherever a page may hold a frame. It needs no account and no script on your side.</p>\n\
         <p class=\"code\"><label for=\"frame-code\">A plain frame</label>\n\
         <textarea id=\"frame-code\" readonly rows=\"7\" spellcheck=\"false\">{code}</textarea></p>\n\
         <p class=\"copies\"><button type=\"button\" class=\"chip\" data-copy=\"frame-code\">Copy the frame</button></p>\n\
         <p class=\"cite\" id=\"plain-only\">This is the code of the whole timeline. Put the address of this site, up to the last “/”, where it \
         says https://ADDRESS/. Choices and preview need JavaScript.</p>\n\
         <div id=\"element-part\" hidden>\n\
         <p class=\"code\"><label for=\"element-code\">For pages that may hold scripts: an element that takes the right height, \
         and shows your own words until the timeline stands</label>\n\
         <textarea id=\"element-code\" readonly rows=\"8\" spellcheck=\"false\"></textarea></p>\n\
         <p class=\"copies\"><button type=\"button\" class=\"chip\" data-copy=\"element-code\">Copy the element</button></p></div>\n\
         <p role=\"status\" class=\"said\" id=\"said\"></p>\n\
         <h2>In your course system</h2>\n\
         <ul class=\"hosts\">\n\
         <li><b>Moodle</b> <span>Add a <i>Page</i> (not a forum post, which loses frames), switch the editor to its code view, and paste the plain frame.</span></li>\n\
         <li><b>Canvas</b> <span>In the editor choose <i>Insert, Embed</i> and paste the plain frame. Canvas takes the height that the timeline asks for.</span></li>\n\
         <li><b>WordPress</b> <span>Add a <i>Custom HTML</i> block and paste the plain frame. If WordPress takes the frame away, the link below it stays.</span></li>\n\
         <li><b>Google Sites</b> <span><i>Insert, Embed, Embed code</i>. The height is fixed: choose 600 × 400 or more.</span></li>\n\
         <li><b>Your own page</b> <span>Either code. With the element, what stands between its tags is read until the timeline stands.</span></li>\n\
         </ul>\n\
         <script src=\"embed.js\" defer></script>\n",
        events = events(timeline),
        periods = checks("period", timeline.phases.iter().map(|phase| (phase.id.as_str(), phase.label.as_str()))),
        themes = checks("theme", Theme::ALL.iter().map(|theme| (theme.word(), theme.label().text()))),
        languages = LANGUAGES
            .iter()
            .map(|(tag, name)| option(tag, name.text(), &format!(" lang=\"{tag}\"")))
            .collect::<String>(),
        colours = THEMES.iter().map(|(word, name)| option(word, name.text(), "")).collect::<String>(),
        sizes = SIZES
            .iter()
            .map(|(width, height, name)| option(&format!("{width}x{height}"), name, ""))
            .collect::<String>(),
        code = escape(&plain(timeline)),
    );
    Page {
        file: FILE,
        name: "Embed",
        title: "In your own page",
        lede:
            "Choose what the frame shows first, and copy the code. Readers can move and choose in it as here."
                .to_owned(),
        main,
        style: include_str!("../../../assets/css/embed.css").to_owned(),
    }
}

/// The code of the whole timeline.
fn plain(timeline: &Timeline) -> String {
    let title = escape(&timeline.title);
    format!(
        "<iframe src=\"https://ADDRESS/?embed=1\" title=\"{title}: interactive timeline\" width=\"600\" height=\"400\" \
         loading=\"lazy\" allowfullscreen></iframe>\n<p><a href=\"https://ADDRESS/\">{title}: open the timeline</a></p>"
    )
}

fn option(value: &str, name: &str, more: &str) -> String {
    format!("<option value=\"{}\"{more}>{}</option>", escape(value), escape(name))
}

fn checks<'a>(name: &str, choices: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let choice = |(value, label)| {
        format!(
            "<label class=\"choice\"><input type=\"checkbox\" name=\"{name}\" value=\"{}\" data-name=\"{}\"> {}</label>",
            escape(value),
            escape(label),
            escape(label)
        )
    };
    choices.map(choice).collect()
}

/// All events, in order of time, under their periods.
fn events(timeline: &Timeline) -> String {
    let mut out = String::new();
    let mut open: Option<Option<PhaseIx>> = None;
    for (i, event) in timeline.events.iter().enumerate() {
        let phase = timeline.phase_of_events.get(i).copied().flatten();
        if open != Some(phase) {
            let label = phase
                .and_then(|ix| timeline.phases.get(ix.at()))
                .map_or(Word::OutsidePeriods.text(), |p| &p.label);
            let close = if open.is_some() { "</optgroup>\n" } else { "" };
            out.push_str(&format!("{close}<optgroup label=\"{}\">", escape(label)));
            open = Some(phase);
        }
        out.push_str(&choice(event));
    }
    out + if open.is_some() { "</optgroup>" } else { "" }
}

/// An event, with the span to show about it when its card is not wanted: a year and a half to both sides.
fn choice(event: &Event) -> String {
    let about = |years: i32| {
        let (year, month, day) = event.when.start.civil();
        let month = month as i32 - 1 + 6 * years.signum();
        Day::new(year + years + month.div_euclid(12), month.rem_euclid(12) as u8 + 1, day.min(28)).iso()
    };
    let span = format!(" data-span=\"{}/{}\"", about(-1), about(1));
    let name = format!("{} {}", event.date.visible(Detail::Month), event.label);
    option(&event.id, &name, &span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use china_ussr_timeline::core::data::{load, Kind};

    fn shipped() -> Timeline {
        load(include_bytes!("../../../data/timeline.json")).0.expect("reads")
    }

    #[test]
    fn every_event_period_and_theme_may_be_chosen() {
        let timeline = shipped();
        let main = page(&timeline).main;
        for event in &timeline.events {
            assert_eq!(main.matches(&format!("<option value=\"{}\" ", event.id)).count(), 1, "{}", event.id);
        }
        for word in timeline.phases.iter().map(|p| p.id.as_str()).chain(Theme::ALL.iter().map(|t| t.word())) {
            assert!(main.contains(&format!("value=\"{word}\" data-name")), "{word}");
        }
        assert_eq!(main.matches("<optgroup").count(), main.matches("</optgroup>").count());
        assert!(main.matches("<optgroup").count() >= timeline.phases.len());
    }

    #[test]
    fn an_event_has_a_year_and_a_half_about_it() {
        let timeline = shipped();
        let speech = timeline.events.iter().find(|e| e.id == "secret-speech").expect("is there");
        assert!(choice(speech).contains(" data-span=\"1954-08-25/1957-08-25\""), "{}", choice(speech));
    }

    #[test]
    fn the_code_stands_ready_without_a_script() {
        let main = page(&shipped()).main;
        assert!(main.contains(
            "&lt;iframe src=&quot;https://ADDRESS/?embed=1&quot; title=&quot;China and the Soviet Union"
        ));
    }

    #[test]
    fn the_frame_knows_the_themes_and_kinds_of_the_data() {
        let script = include_str!("../../../assets/frame.js");
        let list = |words: Vec<&str>| format!("['{}']", words.join("', '"));
        assert!(script.contains(&list(Theme::ALL.iter().map(|t| t.word()).collect())));
        assert!(script.contains(&list(Kind::ALL.iter().map(|k| k.word()).collect())));
    }
}
