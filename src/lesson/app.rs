//! The lessons as one component: the address says which view is shown; acts change the state and then the address. It
//! alone joins the views with the browser's edge.

use super::companion::{Companion, Heard};
use super::present::{notes, present, said, Act, NotesProps, PresentProps};
use super::quiz::{self, Quiz, QuizAct};
use super::selection::{between, selection, SelectAct};
use super::sheets::sheets;
use super::stories::stories;
use crate::core::data::{load, EventIx, Timeline};
use crate::core::lesson::choice::{Selection, OWN};
use crate::core::lesson::deck::{step_of, Blank, Deck, Step, Talk};
use crate::core::lesson::place::{on_paper, LessonView, Place};
use crate::core::lesson::words::Say;
use crate::core::lesson::Lessons;
use crate::core::state::address::{self, Display};
use crate::core::state::keys::is_character;
use crate::core::state::{Action, AppState};
use crate::core::words::{self, Language};
use crate::ui::element::{several, tag};
use crate::ui::masthead::NO_KEYS;
use crate::web::{document as page, fetch, history};
use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use gloo::render::{request_animation_frame, AnimationFrame};
use gloo::timers::callback::{Interval, Timeout};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::KeyboardEvent;
use yew::prelude::*;

/// Where the lessons stand in the document.
const ROOT: &str = "lesson";
/// The files, and the elements that hold them in the one file.
const DATASET: (&str, &str) = ("data/timeline.json", "dataset");
const LESSONS: (&str, &str) = ("data/lessons.json", "lessons");
/// The strip travels so long, ms (spec §4.4, `--travel`).
const TRAVEL: f64 = 420.0;
/// Air on both sides of the days of a stop, as a share of them.
const AIR: f64 = 0.06;
/// Times that a slide is set smaller until it stands in its room.
const FITS: u8 = 4;
/// The last selection of this device is kept under this name.
const SELECTION: &str = "selection-1";
/// The seed of the last quiz that began on this device is kept under this name.
const OWN_QUIZ: &str = "quiz-own";
/// The controls hide after so long without a movement of the pointer, ms.
const REST: u32 = 2500;

/// Starts the lessons in the element `#lesson`.
pub fn mount() {
    if let Some(root) = page::by_id(ROOT) {
        yew::Renderer::<App>::with_root(root).render();
    }
}

/// What can happen.
pub enum Msg {
    /// Dataset and lessons arrived; without a dataset there is no lesson.
    Loaded(Option<Vec<u8>>, Vec<u8>),
    /// The address changed.
    Address,
    /// A step of the talk.
    Step(Step),
    /// A control of the talk.
    Act(Act),
    /// An act in the quiz.
    Quiz(QuizAct),
    /// An act in the selection, or of the time between two events.
    Select(SelectAct),
    /// To this place.
    Go(Place),
    /// A file was read.
    File(Vec<u8>),
    /// The size of the window changed.
    Resized,
    /// The slide is set anew, smaller.
    Refit,
    /// The next frame of the strip's travel, at so many ms.
    Frame(f64),
    /// The other window spoke.
    Heard(Heard),
    /// A second has passed.
    Tick,
    /// The pointer moved over the slide (true), or has rested.
    Pointer(bool),
    /// The page is seen again, or no longer.
    Seen(bool),
}

/// What is shown once the data is there.
struct Ready {
    /// Filters, periods and selection of the reader, from the address.
    state: AppState,
    lessons: Lessons,
    deck: Deck,
    talk: Talk,
    quiz: Option<Quiz>,
    chosen: Selection,
    /// First and last day of the strip now, and where it travels from and since when.
    days: (f64, f64),
    travel: Option<((f64, f64), f64)>,
}

/// The lessons.
pub struct App {
    ready: Option<Ready>,
    failed: bool,
    place: Place,
    window: (f64, f64),
    fit: u8,
    said: String,
    /// The colours before present mode took its own.
    theme: Option<Option<String>>,
    /// Slides are shown, and the screen is to stay on.
    is_awake: bool,
    companion: Companion,
    /// When the talk began, ms since 1970: both windows read the same clock, and it goes on when a page is loaded anew.
    began: Option<f64>,
    frame: Option<AnimationFrame>,
    rest: Option<Timeout>,
    _tick: Option<Interval>,
    _listeners: Vec<EventListener>,
}

impl Component for App {
    type Message = Msg;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let display = Display::parse(&history::query());
        let language = display.lang.clone().or_else(|| page::remembered("lang"));
        let language = Language::of(&language.unwrap_or_default());
        let link = ctx.link().clone();
        let other = display.data.clone();
        wasm_bindgen_futures::spawn_local(async move {
            if let Some(file) = words::file(language) {
                if let Some(text) = text_of(&file, &file).await {
                    words::speak(language, String::from_utf8(text).unwrap_or_default());
                }
            }
            match other {
                // The author's own file holds its own stories and questions.
                Some(path) => {
                    let bytes = fetch::bytes(&path).await.ok();
                    link.send_message(Msg::Loaded(bytes.clone(), bytes.unwrap_or_default()));
                }
                None => {
                    let data = text_of(DATASET.0, DATASET.1).await;
                    let lessons = text_of(LESSONS.0, LESSONS.1).await;
                    link.send_message(Msg::Loaded(data, lessons.unwrap_or_default()));
                }
            }
        });
        let notes = ctx.link().callback(Msg::Heard);
        let place = Place::parse(&history::fragment());
        let is_notes = place.get("notes").is_some();
        let link = ctx.link().clone();
        App {
            ready: None,
            failed: false,
            place,
            window: page::window_size(),
            fit: 0,
            said: String::new(),
            theme: None,
            is_awake: false,
            companion: Companion::new(notes),
            began: None,
            frame: None,
            rest: None,
            _tick: is_notes.then(|| Interval::new(1000, move || link.send_message(Msg::Tick))),
            _listeners: listen(ctx),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Loaded(data, lessons) => self.load(ctx, data, &lessons),
            Msg::Address => self.go_to(ctx, &history::fragment()),
            Msg::Step(step) => return self.step(ctx, step),
            Msg::Act(act) => self.act(ctx, act),
            Msg::Quiz(act) => self.ask(act),
            Msg::Select(act) => self.choose(ctx, act),
            Msg::Go(place) => {
                history::write(&place.print(), false);
                self.go_to(ctx, &place.print());
            }
            Msg::File(bytes) => self.open(&bytes),
            Msg::Resized => {
                self.window = page::window_size();
                self.fit = 0;
            }
            Msg::Refit => {}
            Msg::Frame(now) => return self.travel(ctx, now),
            Msg::Heard(Heard { fragment, sign, from }) => {
                let is_news = sign.is_none() || !self.companion.is_open();
                self.companion.meet(from);
                self.began_before(sign);
                match fragment {
                    Some(fragment) => self.follow(ctx, &fragment),
                    // One of the two has just been opened or loaded: the notes are told where the talk is.
                    None if is_news && !self.is_notes() => self.tell(),
                    None => {}
                }
            }
            Msg::Tick => {
                self.companion.sign(self.began.unwrap_or_else(js_sys::Date::now));
                return self.is_notes();
            }
            Msg::Pointer(moves) => {
                page::root_attribute("data-pointer", moves.then_some(""));
                let link = ctx.link().clone();
                self.rest = moves.then(|| Timeout::new(REST, move || link.send_message(Msg::Pointer(false))));
                return false;
            }
            Msg::Seen(is_seen) => {
                // The browser lets go of the lock when the page is hidden.
                if is_seen && self.is_awake {
                    wake();
                }
                return false;
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Some(ready) = &self.ready else {
            return match self.failed {
                true => tag("main")
                    .class("lessons")
                    .child(tag("p").set("role", "alert").say(Say::NoData.text()))
                    .child(self.back())
                    .into(),
                false => Html::default(),
            };
        };
        let status = tag("p").set("role", "status").class("sr").say(&self.said);
        let timeline = &ready.state.timeline;
        let body = match self.place.view() {
            None => return Html::default(),
            Some(LessonView::Present) => {
                let props = PresentProps {
                    timeline,
                    deck: &ready.deck,
                    talk: &ready.talk,
                    window: self.window,
                    days: ready.days,
                    step: ctx.link().callback(Msg::Step),
                    act: ctx.link().callback(Msg::Act),
                    fit: self.fit,
                };
                match self.is_notes() {
                    true => notes(&NotesProps {
                        present: props,
                        clock: clock(),
                        elapsed: self.elapsed(),
                        in_step: self.companion.is_open(),
                    }),
                    false => present(&props),
                }
            }
            Some(view) => {
                let select = ctx.link().callback(Msg::Select);
                let page = match view {
                    LessonView::Quiz => match &ready.quiz {
                        Some(quiz) => {
                            let again = ["#", &self.place.with("seed", None).print()].concat();
                            quiz::view(
                                quiz,
                                timeline,
                                &ready.lessons,
                                &ctx.link().callback(Msg::Quiz),
                                &again,
                            )
                        }
                        None => Html::default(),
                    },
                    LessonView::Selection => {
                        let current = self.place.get("e").and_then(|id| timeline.find(id));
                        selection(&ready.chosen, timeline, current, &self.place, &select)
                    }
                    LessonView::Print => {
                        let seed = self.place.get("seed").and_then(|seed| seed.parse().ok()).unwrap_or(1);
                        let go = ctx.link().callback(Msg::Go);
                        let (href, canonical) = history::page_address();
                        sheets(
                            &self.place,
                            &ready.state,
                            &ready.lessons.stories,
                            seed,
                            &on_paper(&href, canonical.as_deref()),
                            &go,
                        )
                    }
                    LessonView::Between => between(self.ends(timeline), timeline, &select),
                    _ => stories(timeline, &ready.lessons.stories, &self.place),
                };
                several().child(self.back()).child(page).into()
            }
        };
        several().child(body).child(status).into()
    }

    fn rendered(&mut self, ctx: &Context<Self>, _first: bool) {
        if self.ready.is_none() && !self.failed {
            return;
        }
        page::root_attribute("data-ready", Some(""));
        // A long slide is set smaller, step by step, until it stands in its room.
        let slide = page::by_id("slide").filter(|_| !self.is_notes());
        if slide.is_some_and(|s| s.scroll_height() > s.client_height() + 1) && self.fit < FITS {
            self.fit += 1;
            ctx.link().send_message(Msg::Refit);
        }
    }
}

/// A file, or the element of the page that holds it.
async fn text_of(path: &str, id: &str) -> Option<Vec<u8>> {
    match page::text(id) {
        Some(text) => Some(text.into_bytes()),
        None => fetch::bytes(path).await.ok(),
    }
}

/// A seed that nobody chose.
fn chance_seed() -> u64 {
    (js_sys::Math::random() * 1_000_000.0) as u64
}

/// The time of day, "14:05".
fn clock() -> String {
    let now = js_sys::Date::new_0();
    format!("{:02}:{:02}", now.get_hours(), now.get_minutes())
}

/// The reader wants no shortcuts of one character. The timeline of this document knows it also where nothing is stored.
fn are_characters_off() -> bool {
    let options = page::root_value("data-options").or_else(|| page::remembered("options"));
    options.is_some_and(|options| options.split(' ').any(|option| option == NO_KEYS))
}

/// The listeners, for as long as the page lives. Keys are caught before the timeline hears them, while a lesson is shown.
fn listen(ctx: &Context<App>) -> Vec<EventListener> {
    let mut all = Vec::new();
    let Some(window) = page::window() else { return all };
    for name in ["popstate", "hashchange"] {
        let link = ctx.link().clone();
        all.push(EventListener::new(&window, name, move |_| link.send_message(Msg::Address)));
    }
    let link = ctx.link().clone();
    all.push(EventListener::new(&window, "resize", move |_| link.send_message(Msg::Resized)));
    if let Some(document) = page::document() {
        let link = ctx.link().clone();
        all.push(EventListener::new(&document.clone(), "visibilitychange", move |_| {
            link.send_message(Msg::Seen(!document.hidden()));
        }));
    }
    // A finger calls the controls when its tap is over: it must not press one that it could not see.
    for name in ["pointermove", "click"] {
        let link = ctx.link().clone();
        all.push(EventListener::new(&window, name, move |event| {
            let pointer = event.dyn_ref::<web_sys::PointerEvent>();
            let is_finger = pointer.is_some_and(|pointer| pointer.pointer_type() == "touch");
            if name == "pointermove" && is_finger {
                return;
            }
            if Place::parse(&history::fragment()).view() == Some(LessonView::Present) {
                link.send_message(Msg::Pointer(true));
            }
        }));
    }
    let link = ctx.link().clone();
    let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
    all.push(EventListener::new_with_options(&window, "keydown", options, move |event| {
        let place = Place::parse(&history::fragment());
        let (Some(view), Some(key)) = (place.view(), event.dyn_ref::<KeyboardEvent>()) else { return };
        event.stop_immediate_propagation();
        if key.ctrl_key() || key.alt_key() || key.meta_key() || page::typing() {
            return;
        }
        if key.key() == "Escape" {
            link.send_message(Msg::Act(Act::Leave));
        } else if view == LessonView::Present {
            // Enter and Space press the button that has the focus.
            let on_button = page::focus_within("lesson").unwrap_or(false)
                && page::focused_tag() != "H1"
                && page::focused_tag() != "BODY";
            let presses = matches!(key.key().as_str(), "Enter" | " ") && on_button;
            let is_off = is_character(&key.key()) && are_characters_off();
            // Shift+F5 and the like are no steps; a shifted sign is.
            let step = step_of(&key.key(), page::by_id("typed").is_some()).filter(|_| !presses && !is_off);
            if let Some(step) = step {
                event.prevent_default();
                link.send_message(Msg::Step(step));
            }
        }
    }));
    all
}

impl App {
    fn is_notes(&self) -> bool {
        self.place.get("notes").is_some()
    }

    /// The way back to the timeline.
    fn back(&self) -> Html {
        let fragment = self.place.of_timeline(None).print();
        let link = tag("a").put("href", &["#", &fragment].concat()).say(Say::Leave.text());
        tag("nav").class("back").put("aria-label", Say::Leave.text()).child(link).into()
    }

    fn load(&mut self, ctx: &Context<Self>, data: Option<Vec<u8>>, lessons: &[u8]) {
        let timeline = data.and_then(|bytes| load(&bytes).0);
        let Some(timeline) = timeline else {
            self.failed = true;
            return;
        };
        let lessons = Lessons::read(lessons, &timeline);
        let state = AppState::new(Rc::new(timeline));
        let talk = Talk { size: size_step(), ..Talk::default() };
        self.ready = Some(Ready {
            state,
            lessons,
            deck: Deck::default(),
            talk,
            quiz: None,
            chosen: Selection::default(),
            days: (0.0, 1.0),
            travel: None,
        });
        self.go_to(ctx, &history::fragment());
        // The strip stands where it belongs at once: it travels only from stop to stop.
        if let Some(ready) = &mut self.ready {
            ready.days = ready.target();
            ready.travel = None;
        }
        // What the other window answered to the first greeting came too early.
        if self.is_notes() {
            self.companion.greet();
        }
    }

    /// Shows what a fragment asks for.
    fn go_to(&mut self, ctx: &Context<Self>, fragment: &str) {
        self.place = Place::parse(fragment);
        let is_present = self.place.view() == Some(LessonView::Present);
        self.show_theme(is_present);
        // The timeline writes the size of the text where it runs; a talk has steps of its own.
        let size = (size_step() + 1).to_string();
        page::root_attribute("data-size", Some(size.as_str()).filter(|size| !is_present && *size != "1"));
        self.stay_awake(is_present);
        let Some(ready) = &mut self.ready else { return };
        if self.place.view().is_none() {
            return;
        }
        let own = ready.state.ours.clone();
        ready.state = AppState::new(own.clone()).reduce(Action::Restore(address::parse(fragment, &own)));
        if is_present {
            let id = self.place.get("s").and_then(|s| s.rsplit_once('.')).map(|(id, _)| id);
            let own = (id == Some(OWN)).then(|| Selection::parse(&self.place, &own).story(&own)).flatten();
            let story = ready.lessons.stories.iter().find(|story| id == Some(story.id.as_str()));
            ready.deck = match own.as_ref().or(story) {
                Some(story) => Deck::of_story(story),
                None => Deck::of_events(ready.state.shown().map(|(ix, _)| ix)),
            };
            let talk = Talk::at_address(&self.place, &ready.deck, &ready.state.timeline);
            ready.talk =
                Talk { size: ready.talk.size, told: ready.talk.told && talk.at == ready.talk.at, ..talk };
            self.begin();
            self.depart(ctx);
        }
        match self.place.view() {
            Some(LessonView::Quiz) => self.begin_quiz(),
            Some(LessonView::Selection) => {
                let Some(ready) = &mut self.ready else { return };
                ready.chosen = Selection::parse(&self.place, &own);
                // A reader who comes without a list finds the last one of this device.
                if self.place.get("x").is_none() && self.place.get("n").is_none() {
                    let kept =
                        page::remembered(SELECTION).map(|text| Place::parse(&text)).unwrap_or_default();
                    ready.chosen = Selection::parse(&kept, &own);
                }
            }
            _ => {}
        }
        self.fit = 0;
    }

    /// The quiz of the seed in the address; a new one where there is none. What is due on this device is asked first only
    /// in a quiz that began here: who opens the address of another's has the same questions as everybody.
    fn begin_quiz(&mut self) {
        let given = self.place.get("seed").and_then(|seed| seed.parse::<u64>().ok());
        let seed = given.unwrap_or_else(chance_seed);
        let Some(ready) = &mut self.ready else { return };
        if ready.quiz.as_ref().is_some_and(|quiz| quiz.seed == seed) {
            return;
        }
        let word = seed.to_string();
        if given.is_none() {
            page::remember(OWN_QUIZ, &word);
        }
        let is_own = given.is_none() || page::remembered(OWN_QUIZ).as_deref() == Some(word.as_str());
        let state = ready.state.clone();
        let among = |ix| state.is_included(ix);
        ready.quiz = Some(Quiz::new(&state.timeline, &ready.lessons, seed, &among, is_own));
        self.place.set("seed", Some(&seed.to_string()));
        history::write(&self.place.print(), false);
    }

    fn ask(&mut self, act: QuizAct) {
        let Some(ready) = &mut self.ready else { return };
        let is_next = act == QuizAct::Next;
        let is_check = act == QuizAct::Check;
        if let Some(quiz) = &mut ready.quiz {
            if let Some(said) = quiz.act(act, &ready.state.timeline, &ready.lessons) {
                self.said = said;
            }
        }
        // The focus goes where the reading goes on.
        if is_next || is_check {
            let id = if is_next { "lesson-title" } else { "quiz-next" };
            Timeout::new(0, move || page::focus_id(id)).forget();
        }
    }

    /// The two events of *between*.
    fn ends(&self, timeline: &Timeline) -> (Option<EventIx>, Option<EventIx>) {
        let find = |key: &str| self.place.get(key).and_then(|id| timeline.find(id));
        (find("e"), find("f"))
    }

    fn choose(&mut self, ctx: &Context<Self>, act: SelectAct) {
        let Some(ready) = &mut self.ready else { return };
        let own = &mut ready.chosen;
        match act {
            SelectAct::Toggle(event) => own.toggle(event),
            SelectAct::Move(at, up) => own.shift(at, up),
            SelectAct::Line(at, line) => own.set_line(at, &line),
            SelectAct::Title(title) => own.set_title(&title),
            SelectAct::InTime => own.in_time(),
            SelectAct::End(first, event) => {
                let id = event.and_then(|ix| ready.state.timeline.event(ix)).map(|event| event.id.as_str());
                self.place.set(if first { "e" } else { "f" }, id);
                history::write(&self.place.print(), false);
                return;
            }
            SelectAct::File(file) => {
                let link = ctx.link().clone();
                wasm_bindgen_futures::spawn_local(async move {
                    let text = wasm_bindgen_futures::JsFuture::from(file.text()).await.ok();
                    let text = text.and_then(|text| text.as_string()).unwrap_or_default();
                    link.send_message(Msg::File(text.into_bytes()));
                });
                return;
            }
        }
        self.write_selection();
    }

    /// The list goes into the address, and to the device if that keeps it.
    fn write_selection(&mut self) {
        let Some(ready) = &self.ready else { return };
        self.place = ready.chosen.written(&self.place, &ready.state.timeline);
        history::write(&self.place.print(), false);
        let list = ready.chosen.written(&Place::default(), &ready.state.timeline);
        page::remember(SELECTION, &list.print());
    }

    fn open(&mut self, bytes: &[u8]) {
        let Some(ready) = &mut self.ready else { return };
        match Selection::of_file(bytes, &ready.state.timeline) {
            Some(chosen) => {
                ready.chosen = chosen;
                self.write_selection();
            }
            None => self.said = Say::NoStory.text().to_owned(),
        }
    }

    /// Asks that the screen stays on, once when the slides begin: not with each of them.
    fn stay_awake(&mut self, is_present: bool) {
        if is_present && !self.is_awake {
            wake();
        }
        self.is_awake = is_present;
    }

    /// The talk's own colours, unless the address names others.
    fn show_theme(&mut self, is_present: bool) {
        let asked = history::query().contains("theme=");
        match (is_present, &self.theme) {
            (true, None) if !asked => {
                self.theme = Some(page::root_value("data-theme"));
                page::root_attribute("data-theme", Some("projector"));
            }
            (false, Some(before)) => {
                page::root_attribute("data-theme", before.clone().as_deref());
                self.theme = None;
            }
            _ => {}
        }
    }

    /// The talk began when the first of the two windows showed it.
    fn began_before(&mut self, other: Option<f64>) {
        self.began = [self.began, other].into_iter().flatten().reduce(f64::min);
    }

    fn begin(&mut self) {
        self.began = self.began.or_else(|| Some(js_sys::Date::now()));
    }

    /// How long the talk has gone on, "12:05".
    fn elapsed(&self) -> String {
        let seconds = self.began.map_or(0.0, |began| (js_sys::Date::now() - began) / 1000.0) as u64;
        format!("{}:{:02}", seconds / 60, seconds % 60)
    }

    fn fragment(&self) -> String {
        let Some(ready) = &self.ready else { return String::new() };
        ready.talk.address(&ready.deck, &ready.state.timeline, &self.place)
    }

    fn step(&mut self, ctx: &Context<Self>, step: Step) -> bool {
        let Some(ready) = &mut self.ready else { return false };
        let talk = ready.talk.step(step, &ready.deck, &ready.state.timeline);
        if talk == ready.talk {
            return false;
        }
        let moved = talk.at != ready.talk.at
            || talk.away != ready.talk.away
            || talk.ask_first != ready.talk.ask_first;
        let spoken = moved || talk.blank != ready.talk.blank;
        if talk.size != ready.talk.size {
            history::set_query("size", &(talk.size + 1).to_string());
        }
        ready.talk = talk;
        if spoken {
            self.said = said(&ready.deck, &ready.talk, &ready.state.timeline);
        }
        self.fit = 0;
        if moved {
            let fragment = self.fragment();
            let fragment = if self.is_notes() { fragment + "&notes=1" } else { fragment };
            self.place = Place::parse(&fragment);
            history::write(&fragment, false);
            // In a small window a slide is a page, of which the controls are the end.
            page::scroll_to_top();
            self.depart(ctx);
        }
        self.tell();
        true
    }

    /// The other window is told: where the talk is, which beat, what stands on the screen, how large, and since when.
    fn tell(&self) {
        let Some(ready) = &self.ready else { return };
        let talk = &ready.talk;
        let (size, began) = (talk.size.to_string(), self.began.map_or(0, |began| began as u64).to_string());
        let more = [
            "&told=",
            if talk.told { "1" } else { "" },
            "&blank=",
            talk.blank.word(),
            "&views=",
            if talk.two_views { "1" } else { "" },
            "&size=",
            &size,
            "&began=",
            &began,
        ];
        self.companion.send(&[self.fragment(), more.concat()].concat());
    }

    /// The other window is somewhere: so is this one.
    fn follow(&mut self, ctx: &Context<Self>, fragment: &str) {
        let mut place = Place::parse(fragment);
        let (told, views) = (place.get("told") == Some("1"), place.get("views") == Some("1"));
        let blank = place.get("blank").map(str::to_owned);
        let number = |key: &str| place.get(key).and_then(|text| text.parse::<u64>().ok());
        let (size, began) = (number("size"), number("began").filter(|ms| *ms > 0).map(|ms| ms as f64));
        for key in ["told", "blank", "views", "size", "began"] {
            place.set(key, None);
        }
        if self.is_notes() {
            place.set("notes", Some("1"));
        } else if self.place.view() != Some(LessonView::Present) {
            // The projected window has gone elsewhere; the notes do not call it back.
            return;
        }
        let fragment = place.print();
        history::write(&fragment, false);
        self.go_to(ctx, &fragment);
        self.began_before(began);
        if let Some(ready) = &mut self.ready {
            let size = size.map_or(ready.talk.size, |size| size.min(2) as u8);
            if size != ready.talk.size {
                ready.talk.size = size;
                history::set_query("size", &(size + 1).to_string());
            }
            ready.talk.told = told;
            ready.talk.two_views = views;
            ready.talk.blank = Blank::of(blank.as_deref().unwrap_or_default());
        }
    }

    fn act(&mut self, ctx: &Context<Self>, act: Act) {
        match act {
            Act::FullScreen => page::toggle_full_screen(),
            Act::Notes => {
                let fragment = Place::parse(&self.fragment()).with("notes", Some("1")).print();
                self.companion.open(&["#", &fragment].concat());
                if !self.companion.is_open() {
                    self.said = Say::NoPopup.text().to_owned();
                }
            }
            Act::Leave => {
                let Some(ready) = &mut self.ready else { return };
                let talk = &ready.talk;
                let stands = self.place.view() == Some(LessonView::Present)
                    && (talk.two_views || !talk.typed.is_empty() || talk.blank != Blank::No);
                if stands {
                    let step = Step::Back;
                    ready.talk = ready.talk.step(step, &ready.deck, &ready.state.timeline);
                    self.tell();
                    return;
                }
                let is_present = self.place.view() == Some(LessonView::Present);
                let event = talk.event(&ready.deck).filter(|_| is_present);
                let id = event.and_then(|ix| ready.state.timeline.event(ix)).map(|event| event.id.clone());
                let fragment = self.place.of_timeline(id.as_deref()).print();
                history::write(&fragment, !history::framed());
                history::tell();
                ctx.link().send_message(Msg::Address);
            }
        }
        // A clicker that sends Space or Enter must not press the control again.
        page::leave_field();
    }

    /// The strip begins to travel to the days of the slide.
    fn depart(&mut self, ctx: &Context<Self>) {
        let Some(ready) = &mut self.ready else { return };
        let to = ready.target();
        if to == ready.days {
            return;
        }
        if page::media("(prefers-reduced-motion: reduce)") || page::root_value("data-ready").is_none() {
            ready.days = to;
            ready.travel = None;
            return;
        }
        ready.travel = Some((ready.days, page::now()));
        self.ask_frame(ctx);
    }

    fn ask_frame(&mut self, ctx: &Context<Self>) {
        let link = ctx.link().clone();
        self.frame = Some(request_animation_frame(move |_| link.send_message(Msg::Frame(page::now()))));
    }

    fn travel(&mut self, ctx: &Context<Self>, now: f64) -> bool {
        let Some(ready) = &mut self.ready else { return false };
        let Some((from, since)) = ready.travel else { return false };
        let p = ((now - since) / TRAVEL).min(1.0);
        // Eased out, as cubic-bezier(.2, .6, .2, 1) is.
        let eased = 1.0 - (1.0 - p) * (1.0 - p) * (1.0 - p);
        let to = ready.target();
        let between = |a: f64, b: f64| a + (b - a) * eased;
        ready.days = (between(from.0, to.0), between(from.1, to.1));
        if p < 1.0 {
            self.ask_frame(ctx);
        } else {
            ready.days = to;
            ready.travel = None;
        }
        true
    }
}

impl Ready {
    /// The days of the slide, with air.
    fn target(&self) -> (f64, f64) {
        let span = self.talk.span(&self.deck, &self.state.timeline);
        let (from, to) = (f64::from(span.start.0), f64::from(span.end.0));
        let is_stop = self.talk.stop(&self.deck).is_some();
        let air = if is_stop { (to - from) * AIR } else { 0.0 };
        (from - air, to + air)
    }
}

/// The step of the text size that the address names, 0 to 2.
fn size_step() -> u8 {
    let query = history::query();
    query
        .split('&')
        .find_map(|part| part.strip_prefix("size=")?.parse::<u8>().ok())
        .map_or(0, |n| n.clamp(1, 3) - 1)
}

/// Asks that the screen stays on. Where the browser knows no such lock, or refuses it, nothing happens.
fn wake() {
    let Some(window) = page::window() else { return };
    let get = |of: &JsValue, name: &str| {
        js_sys::Reflect::get(of, &JsValue::from_str(name)).ok().filter(|v| !v.is_undefined())
    };
    let lock = get(&window.navigator(), "wakeLock");
    let Some((lock, request)) = lock.and_then(|lock| Some((lock.clone(), get(&lock, "request")?))) else {
        return;
    };
    let promise =
        request.dyn_ref::<js_sys::Function>().and_then(|f| f.call1(&lock, &JsValue::from_str("screen")).ok());
    if let Some(promise) = promise.and_then(|p| p.dyn_into::<js_sys::Promise>().ok()) {
        wasm_bindgen_futures::spawn_local(async move {
            wasm_bindgen_futures::JsFuture::from(promise).await.ok();
        });
    }
}
