//! The head of the page: title with years, standfirst, tools, and the filters under them.
//!
//! Only tools that work are shown. Where there is little room they stand behind one button, *Menu*; in a
//! frame there are only the periods and the way to the full page.

use super::card::outside;
use super::element::{button, each, heard, several, tag, Tag};
use super::filters::{disclosure, filters, Disclosure};
use super::layout::Layout;
use super::search::search;
use super::symbols::{events, press};
use crate::core::data::Timeline;
use crate::core::letters::find;
use crate::core::state::{Action, AppState, View};
use crate::core::words::{fill, Word};
use yew::prelude::*;

/// The themes that the reader may choose: word in the address, name on the page.
pub const THEMES: [(&str, Word); 5] = [
    ("auto", Word::AsSystem),
    ("light", Word::Light),
    ("dark", Word::Dark),
    ("contrast", Word::HighContrast),
    ("projector", Word::Projector),
];
/// The groups of choices in *Display*, each with its name in the document, and their choices: word, name.
type Group = (&'static str, Word, &'static [(&'static str, Word)]);
/// Of this group any number may be chosen.
pub const OPTION: &str = "option";
/// The group of languages.
pub const LANGUAGE: &str = "lang";
const GROUPS: [Group; 4] = [
    ("theme", Word::Colours, &THEMES),
    ("size", Word::TextSize, &[("1", Word::Normal), ("2", Word::Larger), ("3", Word::Largest)]),
    (
        OPTION,
        Word::ForReading,
        &[
            ("letters", Word::WideLetters),
            ("plain", Word::NoPatterns),
            (EVEN, Word::EvenBand),
            (NO_KEYS, Word::NoKeys),
        ],
    ),
    (LANGUAGE, Word::LanguageName, &LANGUAGES),
];
/// The languages of the interface, each by its tag and its own name.
pub const LANGUAGES: [(&str, Word); 3] =
    [("en", Word::English), ("zh-Hans", Word::Chinese), ("ru", Word::Russian)];
/// The bands are drawn at an even width.
pub const EVEN: &str = "even";
/// Keys of one character do nothing (WCAG 2.1.4).
pub const NO_KEYS: &str = "nokeys";
/// What the shipped dataset is about, in a line; another dataset has none.
const STANDFIRST: &str = "From treaty of friendship to armed frontier";
const SUBJECT: &str = "China and the Soviet Union";

/// The pages beside the timeline.
const EVIDENCE: [(&str, Word); 8] = [
    ("disputes.html", Word::WhoSays),
    ("periods.html", Word::WhosePeriods),
    ("mao-view.html", Word::MaosView),
    ("figures.html", Word::Figures),
    ("places.html", Word::MapOfPlaces),
    ("people.html", Word::PeopleAndTerms),
    ("sources.html", Word::Sources),
    ("texts.html", Word::TwoTexts),
];
/// The views of the lessons, the page's second program; start.js adds where the reader is.
const LESSONS: [(&str, Word); 6] = [
    ("#v=stories", Word::Stories),
    ("#v=present", Word::Present),
    ("#v=quiz", Word::Quiz),
    ("#v=print", Word::Sheets),
    ("#v=selection", Word::Selection),
    ("#v=between", Word::BetweenTwo),
];
/// The data to take away.
const FILES: [(&str, Word); 2] =
    [("data/china-ussr-timeline.json", Word::DataAsJson), ("data/events.csv", Word::EventsAsCsv)];

/// What the head shows and where its acts go.
pub struct MastheadProps {
    /// The state.
    pub state: AppState,
    /// Where acts go.
    pub dispatch: Callback<Action>,
    /// The page's layout.
    pub layout: Layout,
    /// Width of the window, px.
    pub width: f64,
    /// The words of what is chosen in *Display*, parted by spaces.
    pub display: String,
    /// Something was chosen there: group and word.
    pub on_display: Callback<(&'static str, &'static str)>,
    /// *Print* was pressed.
    pub on_print: Callback<()>,
    /// Address of the full page, for the frame.
    pub full_url: String,
}

/// Title and years of a dataset: "China and the Soviet Union" and "1945–1969".
pub fn title_and_years(timeline: &Timeline) -> (String, String) {
    let domain = timeline.domain();
    let years = [domain.start.civil().0.to_string(), (domain.end.civil().0 - 1).to_string()].join("–");
    let title = timeline.title.strip_suffix(&years).unwrap_or(&timeline.title);
    (title.trim_end_matches([' ', ',', ':']).to_owned(), years)
}

/// For little room: "China and the USSR, 1945–69".
fn short_title(title: &str, years: &str) -> String {
    const LONG: &str = "the Soviet Union";
    let parts = find(title, LONG).and_then(|at| Some((title.get(..at)?, title.get(at + LONG.len()..)?)));
    let title = parts.map_or(title.to_owned(), |(before, after)| [before, "the USSR", after].concat());
    match years.split_once('–') {
        Some((a, b)) if a.len() == 4 && b.len() == 4 && a.get(..2) == b.get(..2) => {
            [title.as_str(), ", ", a, "–", b.get(2..).unwrap_or(b)].concat()
        }
        _ => [title.as_str(), ", ", years].concat(),
    }
}

/// Theme, text size, what makes reading easier, and language.
fn display(props: &MastheadProps) -> Html {
    let set = |&(group, name, choices): &Group| {
        let kind = if group == OPTION { "checkbox" } else { "radio" };
        let choices = choices.iter().map(|&(word, name)| {
            let on_display = props.on_display.clone();
            let is_chosen = props.display.split(' ').any(|chosen| chosen == word);
            // It loads the page anew: not at the turn of an arrow key, but when it is pressed.
            if group == LANGUAGE {
                let press = Callback::from(move |_: MouseEvent| on_display.emit((group, word)));
                let button = button("choice").set("lang", word).is("aria-pressed", is_chosen);
                return button.on_click(press).word(name);
            }
            let field = tag("input").set("type", kind).set("name", group).value(word).checked(is_chosen);
            let field = field.on_change(Callback::from(move |_: Event| on_display.emit((group, word))));
            tag("label").class("choice").child(field).word(name)
        });
        tag("fieldset").child(tag("legend").class("caps").word(name)).child(each(choices))
    };
    each(GROUPS.iter().map(set)).into()
}

/// The head of the page and, outside frames, the row of filters.
pub fn masthead(props: &MastheadProps) -> Html {
    let MastheadProps { state, dispatch, layout, .. } = props;
    let (title, years) = title_and_years(&state.ours);
    let filters = filters(state, dispatch, *layout, props.width);
    let head = tag("header").class("mast");
    if *layout == Layout::Frame {
        let (shown, total) = (state.counts.shown(), state.counts.total());
        let some = || fill(Word::SomeEvents.form(total), &[&shown.to_string(), &total.to_string()]);
        let count = if shown == total { events(total) } else { some() };
        return head
            .child(tag("h1").text(&short_title(&title, &years)))
            .child(tag("span").class("count").say(&count))
            .child(filters)
            .child(outside(&props.full_url).word(Word::OpenFull))
            .into();
    }
    let tool = |name: Word, view: View| {
        button("")
            .when(state.view == view, "aria-current", "page")
            .on_click(press(dispatch, Action::SetView(view)))
            .word(name)
    };
    // One button leads from the plate to the list and back to the plate.
    let other = || match state.view {
        View::Plate => tool(Word::List, View::List),
        _ => tool(Word::Timeline, View::Plate),
    };
    let pages = || several().child(tool(Word::Help, View::Help)).child(tool(Word::About, View::About));
    let print = || {
        let on_print = props.on_print.clone();
        button("").on_click(Callback::from(move |_| on_print.emit(()))).word(Word::Print)
    };
    let panel = |name: Word, id: &'static str, items: Tag, children: Html| {
        disclosure(Disclosure { name, id, class: "", items: items.into(), children })
    };
    // The pages and files tell of the site's own data, not of other data in its place.
    let own = |file: &'static str, name: Word| {
        tag("a").class("item").set("href", file).set("data-counted", "").word(name)
    };
    let evidence = || each(EVIDENCE.iter().map(|(file, name)| own(file, *name)));
    let take = |what: &'static str, name: Word| button("").set("data-take", what).word(name);
    let lessons =
        || each(LESSONS.iter().map(|&(at, name)| tag("a").class("item").set("href", at).word(name)));
    let save = || {
        // A phone's plate is a part of its list, and no picture by itself.
        let is_drawn = state.view == View::Plate && *layout != Layout::Phone;
        let pictures = || several().child(take("svg", Word::PlateAsSvg)).child(take("png", Word::PlateAsPng));
        let files = each(FILES.iter().map(|(file, name)| own(file, *name).set("download", "")));
        several()
            .child(print())
            .child(is_drawn.then(pictures))
            .child(take("link", Word::CopyLink))
            .child(files)
    };
    let menu = |first: Option<Tag>| {
        let items = several().child(first).child(lessons()).child(evidence()).child(save()).child(pages());
        panel(Word::Menu, "menu", items, display(props))
    };
    let tools = tag("nav").class("tools").says("aria-label", Word::Tools).child(search(state, dispatch));
    let tools = match layout {
        Layout::Phone => tools.child(menu(Some(other()))),
        Layout::Tablet => tools.child(other()).child(menu(None)),
        _ => {
            let display = panel(Word::Display, "display", own("embed.html", Word::EmbedView), display(props));
            let about = tool(Word::About, View::About);
            let evidence = panel(Word::Evidence, "evidence", evidence().child(about), Html::default());
            let save =
                panel(Word::SaveOrPrint, "save", several().child(lessons()).child(save()), Html::default());
            tools
                .child(other())
                .child(evidence)
                .child(save)
                .child(display)
                .child(tool(Word::Help, View::Help))
        }
    };
    let heading = tag("h1").text(&title).child(heard().sign(", ")).sign(" ").child(tag("b").text(&years));
    let is_wide = *layout == Layout::Wide && title == SUBJECT;
    let standfirst = is_wide.then(|| tag("p").class("standfirst").text(STANDFIRST));
    several().child(head.child(heading).child(standfirst).child(tools)).child(filters).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::data::{Dataset, Phase};
    use crate::core::date::{Day, Span};

    fn timeline(title: &str) -> Timeline {
        let phase = Phase {
            id: "alliance".to_owned(),
            label: "Alliance".to_owned(),
            span: Span { start: Day::new(1945, 2, 11), end: Day::new(1969, 10, 21) },
            rationale: String::new(),
            sub_phases: Vec::new(),
            look: 0,
        };
        Timeline::new(Dataset { title: title.to_owned(), ..Dataset::default() }, vec![phase])
    }

    #[test]
    fn the_years_are_said_once() {
        let check = |title: &str, name: &str| {
            assert_eq!(title_and_years(&timeline(title)), (name.to_owned(), "1945–1969".to_owned()));
        };
        check("China and the Soviet Union, 1945–1969", "China and the Soviet Union");
        check("China and the Soviet Union 1945–1969", "China and the Soviet Union");
        check("China and the Soviet Union", "China and the Soviet Union");
        check("The road to 1949", "The road to 1949");
    }

    #[test]
    fn a_frame_has_a_short_title() {
        assert_eq!(short_title("China and the Soviet Union", "1945–1969"), "China and the USSR, 1945–69");
        assert_eq!(short_title("A long century", "1890–1991"), "A long century, 1890–1991");
    }
}
