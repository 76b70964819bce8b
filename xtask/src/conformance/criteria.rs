//! What WCAG 2.2 asks at level A and AA, and what it asks at AAA that is claimed too: how the timeline meets each
//! criterion, and the tests that show it.

/// A success criterion.
pub struct Criterion {
    /// Its number in WCAG 2.2.
    pub number: &'static str,
    /// Its name there.
    pub name: &'static str,
    /// A, AA or AAA.
    pub level: &'static str,
    /// How far it is met.
    pub standing: Standing,
    /// How it is met, what is missing, or why it does not apply.
    pub how: &'static str,
    /// What shows it.
    pub tests: &'static [Test],
}

/// How far a criterion is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Wholly.
    Met,
    /// Something is missing, and is named.
    Partly,
    /// There is nothing of the kind that it is about.
    Absent,
}
use Standing::{Absent, Met, Partly};

/// A test that shows something.
#[derive(Debug)]
pub enum Test {
    /// Of the built site: its file in `tests/page`, without `.test.mjs`, and its name; `…` stands for any words.
    Page(&'static str, &'static str),
    /// Of Rust: its file in the repository and its function.
    Native(&'static str, &'static str),
}
use Test::{Native, Page};

const AXE: Test = Page("accessibility", "axe finds nothing in …, …");
const LESSONS: Test = Page("lessons", "axe finds nothing in …, in four themes");
const LESSONS_SMALL: Test = Page("lessons", "…: one column on a phone, and targets for fingers");
const BY_EAR: Test =
    Page("engines", "…: a session by ear says what its fixture holds, at most one sentence an act");
const READ: Test = Page(
    "engines",
    "…: the page is read whole → period → event → evidence, in order of time, with dates in words",
);
const WALK: Test = Page(
    "engines",
    "…: with the card …, Tab and arrows reach each control, each with a ring that nothing covers, and lead out again",
);
const REACHED: Test = Page(
    "engines",
    "…: every event is reached in at most ten keys more than there are events, ringed and uncovered",
);
const BY_KEYS: Test = Page("engines", "…: the jobs of W6 by keys alone");
const SPOKEN_LANGUAGE: Test =
    Page("language", "…, …: what the interface says is in the language, and the rest is marked as English");
const CONTRAST: Test = Native("tests/colours.rs", "every_pair_has_the_contrast_it_needs");
const STILL: Test = Page("preferences", "with reduced motion nothing moves for longer than 0.01 s, …");
const TARGETS: Test = Page("targets", "…, …: every control is … px wide and high");
const OVER_THE_DRAWING: Test = Page("targets", "…, …: every link over the drawing is … px wide and high");
const FIELDS: Test = Page("minimap", "the fields From and To set the span without any dragging");
const HEAD: Test = Native("xtask/src/pages/sheet.rs", "the_head_is_that_of_the_timeline_without_its_program");

const NO_MEDIA: &str = "There is no sound and no film.";

/// In the order of WCAG.
pub const CRITERIA: &[Criterion] = &[
    Criterion {
        number: "1.1.1",
        name: "Non-text Content",
        level: "A",
        standing: Met,
        how: "The drawing of the plate is hidden from assistive technology; the list holds every event that \
              it shows, in words. Charts stand beside tables with the same numbers, the map beside a list of \
              its places. Signs of buttons are decoration beside a name.",
        tests: &[
            Page("accessibility", "the drawing is hidden from assistive technology and the list is not"),
            READ,
            Native("xtask/src/pages/figures/tests.rs", "every_number_stands_in_chart_and_table"),
            Native(
                "xtask/src/pages/places/tests.rs",
                "every_place_is_reached_from_the_map_and_has_its_words",
            ),
        ],
    },
    Criterion {
        number: "1.2.1",
        name: "Audio-only and Video-only (Prerecorded)",
        level: "A",
        standing: Absent,
        how: NO_MEDIA,
        tests: &[],
    },
    Criterion {
        number: "1.2.2",
        name: "Captions (Prerecorded)",
        level: "A",
        standing: Absent,
        how: NO_MEDIA,
        tests: &[],
    },
    Criterion {
        number: "1.2.3",
        name: "Audio Description or Media Alternative (Prerecorded)",
        level: "A",
        standing: Absent,
        how: NO_MEDIA,
        tests: &[],
    },
    Criterion {
        number: "1.2.4",
        name: "Captions (Live)",
        level: "AA",
        standing: Absent,
        how: NO_MEDIA,
        tests: &[],
    },
    Criterion {
        number: "1.2.5",
        name: "Audio Description (Prerecorded)",
        level: "AA",
        standing: Absent,
        how: NO_MEDIA,
        tests: &[],
    },
    Criterion {
        number: "1.3.1",
        name: "Info and Relationships",
        level: "A",
        standing: Met,
        how: "Headings go from the whole to the period, the event and its evidence. Events are list items, \
              dates are `time` elements, choices are fieldsets with legends, numbers are tables with \
              headers.",
        tests: &[
            AXE, LESSONS,
            READ,
            Page("accessibility", "there is one main heading, one live region and a skip link that works"),
        ],
    },
    Criterion {
        number: "1.3.2",
        name: "Meaningful Sequence",
        level: "A",
        standing: Met,
        how: "The order in the document is the order of time, in every layout; the card comes after the \
              list.",
        tests: &[READ, Page("loading", "the list holds every event once, in time order, with its date")],
    },
    Criterion {
        number: "1.3.3",
        name: "Sensory Characteristics",
        level: "A",
        standing: Met,
        how: "No instruction rests on shape, place or sound alone: each sign has its name in Help, and a \
              session by ear does without the drawing.",
        tests: &[Native("xtask/src/pages.rs", "every_kind_of_event_has_its_sign"), BY_EAR],
    },
    Criterion {
        number: "1.3.4",
        name: "Orientation",
        level: "AA",
        standing: Met,
        how: "Both ways of holding the device work, and turning it keeps the date and the selection.",
        tests: &[
            Page("reflow", "turning the device and back keeps the date and the selection of the plate"),
            Page("phone", "turned on its side the phone shows the plate with the same selection"),
        ],
    },
    Criterion {
        number: "1.3.5",
        name: "Identify Input Purpose",
        level: "AA",
        standing: Absent,
        how: "No field asks for anything about the reader.",
        tests: &[],
    },
    Criterion {
        number: "1.4.1",
        name: "Use of Color",
        level: "A",
        standing: Met,
        how: "Periods differ by name, pattern and style of line as well as by colour; the selected event is \
              filled and current, a pressed chip says so.",
        tests: &[
            Native("tests/colours.rs", "without_any_colour_the_periods_differ_by_pattern_and_line"),
            Native("tests/colours.rs", "the_periods_differ_for_every_reader"),
            Page("card", "the selected event is current in the list and filled on the plate"),
        ],
    },
    Criterion {
        number: "1.4.2",
        name: "Audio Control",
        level: "A",
        standing: Absent,
        how: NO_MEDIA,
        tests: &[],
    },
    Criterion {
        number: "1.4.3",
        name: "Contrast (Minimum)",
        level: "AA",
        standing: Met,
        how: "Every text has at least 4.5:1 against every ground that it stands on, in all four themes; \
              computed from the style sheet that is shipped.",
        tests: &[
            CONTRAST,
            Native("tests/colours.rs", "a_theme_is_the_same_by_preference_and_by_choice"),
            AXE, LESSONS,
        ],
    },
    Criterion {
        number: "1.4.4",
        name: "Resize Text",
        level: "AA",
        standing: Met,
        how: "The page can be zoomed to 400 % and text alone to 200 % without loss; Display has three sizes \
              besides. No page forbids the fingers’ zoom. Lettering inside the drawing grows with the zoom \
              of the browser and not with the size of text alone; the list and the card hold the same \
              words.",
        tests: &[
            Page("reflow", "… loses nothing on the …"),
            Page(
                "preferences",
                "the steps of the text size enlarge all text by 15 and 30 %, by address and by choice",
            ),
            Page("preferences", "the largest text is cut nowhere and covers nothing, …"),
            Page("reflow", "no page forbids the fingers’ zoom"),
            Page("reflow", "two fingers enlarge the phone’s page: nothing on it takes them away"),
        ],
    },
    Criterion {
        number: "1.4.5",
        name: "Images of Text",
        level: "AA",
        standing: Met,
        how: "All lettering is text, in the drawing too; it is set in the site’s own typefaces.",
        tests: &[Page("lettering", "what is drawn is as wide as the table says")],
    },
    Criterion {
        number: "1.4.6",
        name: "Contrast (Enhanced)",
        level: "AAA",
        standing: Met,
        how: "In the themes Projector and High contrast every text has at least 7:1, and large lettering of \
              the drawing 4.5:1. The two other themes meet 1.4.3.",
        tests: &[Page("lessons", "projected text has a contrast of 7 to 1"), CONTRAST, Page("preferences", "with more contrast, territory names of the drawing are ink")],
    },
    Criterion {
        number: "1.4.10",
        name: "Reflow",
        level: "AA",
        standing: Met,
        how: "At 320 px, which is 1280 px at 400 %, everything is one column. Three things scroll sideways \
              by themselves: the row of chips, wide tables of figures, and the preview of a frame of a \
              chosen width.",
        tests: &[LESSONS_SMALL,
            Page("reflow", "…: … is one column, and all of it can be reached"),
            Page("reflow", "…: the pages beside are one column, and all of them can be reached"),
            Page("reflow", "400 % zoom: the sheet shows a line of its text without being drawn up"),
        ],
    },
    Criterion {
        number: "1.4.11",
        name: "Non-text Contrast",
        level: "AA",
        standing: Met,
        how: "Lines that carry meaning and the ring of the focus have at least 3:1 against every ground, in \
              all themes; with forced colours they take the reader’s palette.",
        tests: &[
            CONTRAST,
            Page(
                "preferences",
                "forced colours, …: rails, patterns, selection and links are in the reader’s palette",
            ),
            Page(
                "preferences",
                "forced colours: phone rows, list and pages beside keep selection, pressed chips and links",
            ),
        ],
    },
    Criterion {
        number: "1.4.12",
        name: "Text Spacing",
        level: "AA",
        standing: Met,
        how: "The spacing that the criterion names cuts and covers nothing. Lettering inside the drawing \
              does not follow the reader’s own spacing, because its places are computed from its width; the \
              list and the card hold the same words and follow. Display has wide letters and lines besides.",
        tests: &[
            Page("reflow", "… loses nothing on the …"),
            Page("reflow", "… loses nothing on the pages beside"),
            Page("language", "wide letters and lines are switched on in Display and stay"),
        ],
    },
    Criterion {
        number: "1.4.13",
        name: "Content on Hover or Focus",
        level: "AA",
        standing: Met,
        how: "Nothing opens by hovering or by the focus alone, but for the browser’s own tip on a contested \
              boundary, whose words stand on the page of periods. Explanations of terms open when pressed; \
              Esc closes them.",
        tests: &[
            Page("terms", "a term in the text is a button that opens its gloss, and Esc closes it"),
            Native("xtask/src/pages/periods.rs", "contested_boundaries_are_told_in_words"),
        ],
    },
    Criterion {
        number: "2.1.1",
        name: "Keyboard",
        level: "A",
        standing: Met,
        how: "Everything can be done with keys: the plate is one stop of Tab, arrows go from event to event \
              and between lanes, and Help has the table of keys.",
        tests: &[
            WALK,
            REACHED,
            BY_KEYS,
            Page("keys", "? opens the help with the table of keys and reads it from its title; Esc closes it and goes back to the event"),
        ],
    },
    Criterion {
        number: "2.1.2",
        name: "No Keyboard Trap",
        level: "A",
        standing: Met,
        how: "Tab leads through the page and out of it, with the card open and closed; Esc closes what is \
              open and gives the focus back.",
        tests: &[
            WALK,
            Page(
                "engines",
                "…: every menu opens by its button, holds its controls, and Esc gives the focus back",
            ),
            Page("card", "Esc and the close button close the card and give the focus back to the event"),
        ],
    },
    Criterion {
        number: "2.1.4",
        name: "Character Key Shortcuts",
        level: "A",
        standing: Met,
        how: "Keys of one character can be switched off in Display, are no commands while a field has the \
              focus, and do nothing in a frame until the focus is inside.",
        tests: &[
            Page("language", "with shortcuts of one key off, only keys with modifiers and standard keys act"),
            Page("lessons", "without shortcuts of one key letters, figures and signs do nothing, …"),
            Page("keys", "letters typed into the search are no commands"),
            Page("frame", "keys do nothing until the focus is inside"),
        ],
    },
    Criterion {
        number: "2.2.1",
        name: "Timing Adjustable",
        level: "A",
        standing: Absent,
        how: "Nothing has a time limit. The hint about zooming in a frame goes by itself; Help says the \
              same and stays.",
        tests: &[],
    },
    Criterion {
        number: "2.2.2",
        name: "Pause, Stop, Hide",
        level: "A",
        standing: Met,
        how: "Nothing moves, blinks, scrolls or renews itself unless the reader moves it. A plate that was \
              thrown glides to rest, and a press stops it.",
        tests: &[
            Page(
                "drag",
                "a thrown plate glides on and comes to rest; throw and glide are one step of the history",
            ),
            Native("src/core/plate/gesture.rs", "a_press_catches_inertia_and_selects_nothing"),
        ],
    },
    Criterion {
        number: "2.3.1",
        name: "Three Flashes or Below Threshold",
        level: "A",
        standing: Absent,
        how: "Nothing flashes.",
        tests: &[],
    },
    Criterion {
        number: "2.3.3",
        name: "Animation from Interactions",
        level: "AAA",
        standing: Met,
        how: "With the wish for reduced motion no transition or animation is longer than 0.01 s, and a \
              thrown plate does not glide.",
        tests: &[
            STILL,
            Page("preferences", "with reduced motion nothing moves on the pages beside"),
            Page("drag", "with reduced motion nothing glides"),
        ],
    },
    Criterion {
        number: "2.4.1",
        name: "Bypass Blocks",
        level: "A",
        standing: Met,
        how: "The first stop of Tab skips to the list of events, on Help and About to their text, on the \
              pages beside to theirs. The plate with all its events is one stop.",
        tests: &[
            Page("accessibility", "there is one main heading, one live region and a skip link that works"),
            Page("accessibility", "the skip link leads to what stands there: …"),
            Page(
                "frame",
                "the skip link leads to the events, and leaves the place and the history as they are",
            ),
            Page(
                "keys",
                "the plate is one Tab stop, reached in at most twelve presses, and left with the next",
            ),
        ],
    },
    Criterion {
        number: "2.4.2",
        name: "Page Titled",
        level: "A",
        standing: Met,
        how: "Each page has a title that says what it holds, and no two have the same; a frame has one in \
              the code that is pasted.",
        tests: &[
            Page("dist", "each page has one title and one description, and no two have the same"),
            Page(
                "embed",
                "the plain frame, pasted elsewhere, shows the chosen view under a title that says what it is",
            ),
        ],
    },
    Criterion {
        number: "2.4.3",
        name: "Focus Order",
        level: "A",
        standing: Met,
        how: "Tab goes from the tools to the filters and the plate, then to the card and the zoom; inside the \
              plate the focus follows time. It is not lost when the card closes or when the application takes \
              the place of the printed list.",
        tests: &[
            WALK,
            BY_KEYS,
            Page("swap", "the focus on an event before the swap is on the same event after it"),
        ],
    },
    Criterion {
        number: "2.4.4",
        name: "Link Purpose (In Context)",
        level: "A",
        standing: Met,
        how: "The link of an event is named by title, date and place, under Because and So by which of them it is, \
              title, date and number; other links say where they lead, by themselves or with the item that they \
              stand in.",
        tests: &[
            Page("accessibility", "names of events carry their dates in words"),
            Page("card", "a link of because and so is heard with which of them it is, its date in words and its number, …"),
            READ,
            AXE,
            LESSONS,
        ],
    },
    Criterion {
        number: "2.4.5",
        name: "Multiple Ways",
        level: "AA",
        standing: Met,
        how: "An event is found on the plate, in the list, by search, by filters and by its address. The \
              pages beside are listed in the tools, in About and in the head of each other.",
        tests: &[
            Page("keys", "/ goes to the search, f to the filters, l to the list and back"),
            Page("search", "“Peking” finds the events at Beijing"),
            Page("evidence", "About lists the pages; in a frame they open a tab of their own"),
            Native("xtask/src/pages/tests.rs", "every_link_inside_the_site_leads_somewhere"),
        ],
    },
    Criterion {
        number: "2.4.6",
        name: "Headings and Labels",
        level: "AA",
        standing: Met,
        how: "Headings name the period with its span and number of events, the event, and each part of its \
              evidence. Every field has a label, and a chip says how many events it leaves.",
        tests: &[READ, Page("filters", "after pressing a chip exactly as many events are in as it said")],
    },
    Criterion {
        number: "2.4.7",
        name: "Focus Visible",
        level: "AA",
        standing: Met,
        how: "What has the focus has a ring of at least 2 px and 3:1, on every stop.",
        tests: &[WALK, REACHED, Page("accessibility", "Tab goes once around and out: …")],
    },
    Criterion {
        number: "2.4.11",
        name: "Focus Not Obscured (Minimum)",
        level: "AA",
        standing: Met,
        how: "What has the focus lies wholly in the window and nothing covers it, with the card open and \
              closed.",
        tests: &[WALK, REACHED, Page("accessibility", "Tab goes once around and out: …")],
    },
    Criterion {
        number: "2.5.1",
        name: "Pointer Gestures",
        level: "A",
        standing: Met,
        how: "What two fingers or a drag do, buttons, keys and the fields From and To do as well.",
        tests: &[
            Page("zoom", "the buttons zoom by 1.6 about the middle"),
            FIELDS,
            Page("messages", "the frame’s own buttons zoom"),
        ],
    },
    Criterion {
        number: "2.5.2",
        name: "Pointer Cancellation",
        level: "A",
        standing: Met,
        how: "A press acts when it is let go; a drag that is broken off opens nothing. A press on the \
              overview begins a drag, which ends when it is let go and can be undone.",
        tests: &[
            Native("src/core/plate/gesture.rs", "a_cancelled_drag_ends_and_a_cancelled_press_is_no_tap"),
            Page("drag", "a drag that begins on an event pans and does not open it"),
            Page("keys", "u and Ctrl+Z undo the last change of view"),
        ],
    },
    Criterion {
        number: "2.5.3",
        name: "Label in Name",
        level: "A",
        standing: Met,
        how: "The names of buttons, fields and chips begin with the words that are seen, and the link of an event on the plate with the words of its flag.",
        tests: &[
            Page("accessibility", "the name of an event begins with the words that its flag shows"),
            Page("accessibility", "names of events carry their dates in words"),
            Native("src/ui/list.rs", "an_event_is_named_with_its_date_in_words"),
        ],
    },
    Criterion {
        number: "2.5.4",
        name: "Motion Actuation",
        level: "A",
        standing: Absent,
        how: "Nothing is done by moving the device.",
        tests: &[],
    },
    Criterion {
        number: "2.5.5",
        name: "Target Size (Enhanced)",
        level: "AAA",
        standing: Met,
        how: "Where the pointer is a finger, targets are at least 44 by 44 px; links in a block of text, \
              which the criterion excepts, are at least 24 px high. With a mouse see 2.5.8.",
        tests: &[
            TARGETS,
            OVER_THE_DRAWING,
            Page("targets", "the pages beside, …: every control is … px wide and high"),
            Page("targets", "with a finger, what is not a headline gathers in steps of 44 px in its lane"),
        ],
    },
    Criterion {
        number: "2.5.7",
        name: "Dragging Movements",
        level: "AA",
        standing: Met,
        how: "The span can be set without a drag: by the buttons of zoom, by keys, by the fields From and \
              To, and by a press on a period or on the overview.",
        tests: &[
            FIELDS,
            Page("minimap", "a click beside the window brings it there"),
            Page("zoom", "the buttons zoom by 1.6 about the middle"),
        ],
    },
    Criterion {
        number: "2.5.8",
        name: "Target Size (Minimum)",
        level: "AA",
        standing: Met,
        how: "Targets are at least 24 by 24 px, links in a block of text 24 px high.",
        tests: &[LESSONS_SMALL,
            TARGETS,
            OVER_THE_DRAWING,
            Page("targets", "the pages beside, …: every control is … px wide and high"),
            Page("targets", "the handles of the overview are … px wide and high, …"),
            Page("targets", "the list of a cluster has rows of … px, …"),
        ],
    },
    Criterion {
        number: "3.1.1",
        name: "Language of Page",
        level: "A",
        standing: Met,
        how: "The page says which of the three languages its interface speaks.",
        tests: &[
            Page("language", "a language that is chosen stays after a reload, at the same place"),
            Page(
                "language",
                "a language that is not here, and words that do not come, leave the page in English",
            ),
            AXE, LESSONS,
        ],
    },
    Criterion {
        number: "3.1.2",
        name: "Language of Parts",
        level: "AA",
        standing: Partly,
        how: "The texts of the dataset, Help and About are English; in the Chinese and the Russian interface they are marked so, and names in other scripts are marked with their own language. One thing is not: the spoken name of an event over the plate is one string of an English name and a date in the reader’s language.",
        tests: &[
            SPOKEN_LANGUAGE,
            Page("language", "Help and About say that they are English"),
            Page("evidence", "names in other scripts say their language"),
            Native("xtask/src/pages/people.rs", "a_name_is_marked_with_its_language"),
        ],
    },
    Criterion {
        number: "3.2.1",
        name: "On Focus",
        level: "A",
        standing: Met,
        how: "The focus opens nothing. An arrow shows the next event’s card only while a card is open, and \
              the focus stays on the event.",
        tests: &[
            Page("keys", "right and left go to the later and the earlier event and open nothing"),
            Page("keys", "while the card is open the arrows change it"),
        ],
    },
    Criterion {
        number: "3.2.2",
        name: "On Input",
        level: "A",
        standing: Met,
        how: "Chips, fields and choices act at once and leave the focus where it is. A language is a button: pressing it, not moving to it, loads the page anew at the same place.",
        tests: &[
            Page("filters", "pressing a theme in the panel keeps the panel open and the focus on the chip"),
            Page("language", "a language that is chosen stays after a reload, at the same place"),
        ],
    },
    Criterion {
        number: "3.2.3",
        name: "Consistent Navigation",
        level: "AA",
        standing: Met,
        how: "In one layout the tools stand in the same order in every view; the pages beside have one head.",
        tests: &[READ, HEAD],
    },
    Criterion {
        number: "3.2.4",
        name: "Consistent Identification",
        level: "AA",
        standing: Met,
        how: "Each function has one name, because each word of the interface comes from one table; each \
              kind of event has one sign.",
        tests: &[
            Native("src/core/words/mod.rs", "every_word_stands_in_every_language_with_the_same_places"),
            Native("xtask/src/pages/places/tests.rs", "the_signs_are_those_of_the_plate"),
        ],
    },
    Criterion {
        number: "3.2.6",
        name: "Consistent Help",
        level: "A",
        standing: Met,
        how: "In one layout Help is the same button at the same place in every view: the last of the tools, or in \
              the menu where these are folded; and it is the key “?”. A frame and the pages beside lead to the \
              timeline, where it is.",
        tests: &[READ, Page("keys", "? opens the help with the table of keys and reads it from its title; Esc closes it and goes back to the event"), HEAD],
    },
    Criterion {
        number: "3.3.1",
        name: "Error Identification",
        level: "A",
        standing: Met,
        how: "There is no form to send. A search or filter that finds nothing says so in words; an address \
              that names what is not there is told by name; a dataset with faults is told with the field. A \
              date that is left empty takes back the one before.",
        tests: &[
            Page(
                "filters",
                "an impossible pair says what is impossible, and each removal button undoes its part",
            ),
            Page("search", "a query that nothing answers is repeated, with ways out"),
            Page("failure", "… that is not there is named, and there is a way on"),
            Page("failure", "an event with a wrong date is named with its field, and the rest is shown"),
            Page("minimap", "nonsense in a field changes nothing and is corrected"),
        ],
    },
    Criterion {
        number: "3.3.2",
        name: "Labels or Instructions",
        level: "A",
        standing: Met,
        how: "Search, dates and choices have labels; groups of choices have legends.",
        tests: &[AXE, LESSONS, FIELDS, Page("embed", "no barriers and nothing cut off at … px")],
    },
    Criterion {
        number: "3.3.3",
        name: "Error Suggestion",
        level: "AA",
        standing: Met,
        how: "What finds nothing offers a button for each part that can be taken away; each fault of a \
              dataset is told with how to mend it.",
        tests: &[
            Page(
                "filters",
                "an impossible pair says what is impossible, and each removal button undoes its part",
            ),
            Page("search", "a query that nothing answers is repeated, with ways out"),
            Native("tests/dataset.rs", "each_rule_names_the_place_and_the_mend"),
        ],
    },
    Criterion {
        number: "3.3.4",
        name: "Error Prevention (Legal, Financial, Data)",
        level: "AA",
        standing: Absent,
        how: "Nothing is bought, agreed to or handed in.",
        tests: &[],
    },
    Criterion {
        number: "3.3.7",
        name: "Redundant Entry",
        level: "A",
        standing: Absent,
        how: "Nothing is asked twice: there is no process of several steps.",
        tests: &[],
    },
    Criterion {
        number: "3.3.8",
        name: "Accessible Authentication (Minimum)",
        level: "AA",
        standing: Absent,
        how: "There is no account and no sign-in.",
        tests: &[],
    },
    Criterion {
        number: "4.1.2",
        name: "Name, Role, Value",
        level: "A",
        standing: Met,
        how: "Controls are the browser’s own elements; what is current, pressed, open or selected says so. \
              The tree that both engines hand to assistive technology is compared with a text.",
        tests: &[AXE, LESSONS, READ, BY_EAR, Page("periods", "axe finds nothing in the open choice of periods, …, …")],
    },
    Criterion {
        number: "4.1.3",
        name: "Status Messages",
        level: "AA",
        standing: Met,
        how: "One polite status region says what an act has come to, in one sentence of at most twenty \
              words; nothing else is announced.",
        tests: &[
            BY_EAR,
            Native("src/core/state/status.rs", "says_what_the_design_says"),
            Native("src/core/state/status.rs", "never_says_more_than_twenty_words"),
            Page("filters", "the filter is told once in the live region and stands in the address"),
            Page("search", "the number found is told in the live region and stands in the address"),
        ],
    },
];
