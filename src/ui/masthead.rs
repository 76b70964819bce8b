//! The head of the page: title with years, standfirst, tools, and the filters under them.
//!
//! Only tools that work are shown. Where there is little room they stand behind one button, *Menu*; in a
//! frame there are only the periods and the way to the full page.

use super::card::outside;
use super::element::{button, each, several, tag, Tag};
use super::filters::{disclosure, filters, Disclosure};
use super::layout::Layout;
use super::search::search;
use super::symbols::{events, press};
use crate::core::data::Timeline;
use crate::core::state::{Action, AppState, View};
use yew::prelude::*;

/// The themes that the reader may choose: word in the address, name on the page.
pub const THEMES: [(&str, &str); 5] = [
    ("auto", "As the system"),
    ("light", "Light"),
    ("dark", "Dark"),
    ("contrast", "High contrast"),
    ("projector", "Projector"),
];
/// The steps of the text size.
const SIZES: [(u8, &str); 3] = [(1, "Normal"), (2, "Larger"), (3, "Largest")];
/// What the shipped dataset is about, in a line; another dataset has none.
const STANDFIRST: &str = "From treaty of friendship to armed frontier";
const SUBJECT: &str = "China and the Soviet Union";

/// The pages beside the timeline.
const EVIDENCE: [(&str, &str); 8] = [
    ("disputes.html", "Who says so?"),
    ("periods.html", "Whose periods?"),
    ("mao-view.html", "Mao’s view"),
    ("figures.html", "Figures"),
    ("places.html", "Map of the places"),
    ("people.html", "People and terms"),
    ("sources.html", "Sources"),
    ("texts.html", "The two texts"),
];
/// The data to take away.
const FILES: [(&str, &str); 2] =
    [("data/china-ussr-timeline.json", "Data as JSON"), ("data/events.csv", "Events as CSV")];

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
    /// The chosen theme, as in [`THEMES`].
    pub theme: &'static str,
    /// The chosen text size, 1 to 3.
    pub size: u8,
    /// A theme was chosen.
    pub on_theme: Callback<&'static str>,
    /// A text size was chosen.
    pub on_size: Callback<u8>,
    /// *Print* was pressed.
    pub on_print: Callback<()>,
    /// Address of the full page, for the frame.
    pub full_url: String,
}

/// Title and years of a dataset: "China and the Soviet Union" and "1945–1969".
pub fn title_and_years(timeline: &Timeline) -> (String, String) {
    let domain = timeline.domain();
    let years = format!("{}–{}", domain.start.civil().0, domain.end.civil().0 - 1);
    let title = timeline.title.strip_suffix(&years).unwrap_or(&timeline.title);
    (title.trim_end_matches([' ', ',', ':']).to_owned(), years)
}

/// For little room: "China and the USSR, 1945–69".
fn short_title(title: &str, years: &str) -> String {
    let title = title.replace("the Soviet Union", "the USSR");
    match years.split_once('–') {
        Some((a, b)) if a.len() == 4 && b.len() == 4 && a.get(..2) == b.get(..2) => {
            format!("{title}, {a}–{}", b.get(2..).unwrap_or(b))
        }
        _ => format!("{title}, {years}"),
    }
}

/// Theme and text size.
fn display(props: &MastheadProps) -> Html {
    let choice =
        |group: &'static str, word: &str, name: &'static str, chosen: bool, call: Callback<Event>| {
            let field = tag("input").set("type", "radio").set("name", group).value(word).checked(chosen);
            tag("label").class("choice").child(field.on_change(call)).word(name)
        };
    let themes = THEMES.iter().map(|&(word, name)| {
        let on_theme = props.on_theme.clone();
        choice("theme", word, name, props.theme == word, Callback::from(move |_| on_theme.emit(word)))
    });
    let sizes = SIZES.iter().map(|&(size, name)| {
        let on_size = props.on_size.clone();
        let call = Callback::from(move |_| on_size.emit(size));
        choice("size", &size.to_string(), name, props.size == size, call)
    });
    let set = |name: &'static str, choices: Tag| {
        tag("fieldset").child(tag("legend").class("caps").word(name)).child(choices)
    };
    several().child(set("Colours", each(themes))).child(set("Text size", each(sizes))).into()
}

/// The head of the page and, outside frames, the row of filters.
pub fn masthead(props: &MastheadProps) -> Html {
    let MastheadProps { state, dispatch, layout, .. } = props;
    let (title, years) = title_and_years(&state.ours);
    let filters = filters(state, dispatch, *layout, props.width);
    let head = tag("header").class("mast");
    if *layout == Layout::Frame {
        let (shown, total) = (state.counts.shown(), state.counts.total());
        let count = if shown == total { events(total) } else { format!("{shown} of {}", events(total)) };
        return head
            .child(tag("h1").text(&short_title(&title, &years)))
            .child(tag("span").class("count").text(&count))
            .child(filters)
            .child(outside(&props.full_url).word("Open full timeline"))
            .into();
    }
    let tool = |name: &'static str, view: View| {
        button("")
            .when(state.view == view, "aria-current", "page")
            .on_click(press(dispatch, Action::SetView(view)))
            .word(name)
    };
    // One button leads from the plate to the list and back to the plate.
    let other = || match state.view {
        View::Plate => tool("List", View::List),
        _ => tool("Timeline", View::Plate),
    };
    let pages = || several().child(tool("Help", View::Help)).child(tool("About", View::About));
    let print = || {
        let on_print = props.on_print.clone();
        button("").on_click(Callback::from(move |_| on_print.emit(()))).word("Print")
    };
    let panel = |name: &'static str, id: &'static str, items: Tag, children: Html| {
        disclosure(Disclosure { name, id, class: "", items: items.into(), children })
    };
    // The pages and files tell of the site's own data, not of other data in its place.
    let own = |file: &'static str, name: &'static str| {
        tag("a").class("item").set("href", file).set("data-counted", "").word(name)
    };
    let evidence = || each(EVIDENCE.iter().map(|(file, name)| own(file, name)));
    let take = |what: &'static str, name: &'static str| button("").set("data-take", what).word(name);
    let save = || {
        // A phone's plate is a part of its list, and no picture by itself.
        let is_drawn = state.view == View::Plate && *layout != Layout::Phone;
        let pictures = || several().child(take("svg", "Plate as SVG")).child(take("png", "Plate as PNG"));
        let files = each(FILES.iter().map(|(file, name)| own(file, name).set("download", "")));
        several()
            .child(print())
            .child(is_drawn.then(pictures))
            .child(take("link", "Copy the link"))
            .child(files)
    };
    let menu = |first: Option<Tag>| {
        let items = several().child(first).child(evidence()).child(save()).child(pages());
        panel("Menu", "menu", items, display(props))
    };
    let tools = tag("nav").class("tools").set("aria-label", "Tools").child(search(state, dispatch));
    let tools = match layout {
        Layout::Phone => tools.child(menu(Some(other()))),
        Layout::Tablet => tools.child(other()).child(menu(None)),
        _ => {
            let display = panel("Display", "display", own("embed.html", "Embed this view"), display(props));
            let about = tool("About", View::About);
            let evidence = panel("Evidence", "evidence", evidence().child(about), Html::default());
            let save = panel("Save or print", "save", save(), Html::default());
            tools.child(other()).child(evidence).child(save).child(display).child(tool("Help", View::Help))
        }
    };
    let heading = tag("h1")
        .text(&title)
        .child(tag("span").class("sr").word(", "))
        .word(" ")
        .child(tag("b").text(&years));
    let is_wide = *layout == Layout::Wide && title == SUBJECT;
    let standfirst = is_wide.then(|| tag("p").class("standfirst").word(STANDFIRST));
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
