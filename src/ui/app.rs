//! The application: loads the dataset, holds the state, and joins components, gestures, keys and address.
//!
//! One message, one change. Gestures are gathered and applied once a frame; while one runs the scene keeps
//! its flags and only x moves, and the address is written when it has come to rest.

use super::card::{card, CardProps};
use super::element::{button, each, tag, Tag};
use super::glide;
use super::layout::Layout;
use super::list::{list, tab_stop, ListProps, Place, WHOLE};
use super::masthead::{masthead, MastheadProps, EVEN, LANGUAGE, NO_KEYS, OPTION};
use super::notice::{data_notice, empty_notice, DataNoticeProps, EmptyNoticeProps};
use super::overview::{self, density, overview, OverviewProps};
use super::periods::byline;
use super::phone_plate::{self, phone_plate, PhonePlateProps};
use super::piece::Island;
use super::plate::{plate, Form, PlateProps};
use super::spots;
use super::symbols::{cross, events, press};
use crate::core::data::{load, EventIx, Problem, Timeline};
use crate::core::date::Day;
use crate::core::letters::find;
use crate::core::order::within;
use crate::core::plate::band::Band;
use crate::core::plate::gesture::{
    Gesture, PointerKind, Verb, Wheel, WheelMode, BUTTON_FACTOR, DOUBLE_TAP_FACTOR,
};
use crate::core::plate::index::EventIndex;
use crate::core::plate::level::Level;
use crate::core::plate::path::decimal;
use crate::core::plate::rows::Rows;
use crate::core::plate::scale::{scale_bar, TimeScale, LONGEST_BAR};
use crate::core::plate::scene::{Scene, Stage};
use crate::core::plate::spec::{PlateKind, PlateSpec};
use crate::core::plate::viewport::Viewport;
use crate::core::plate::zones::{zones, Zone};
use crate::core::state::address::{self, Display, ThemeChoice};
use crate::core::state::app_state::{history_entry, HistoryEntry};
use crate::core::state::keys::{self, Command, Key};
use crate::core::state::status::status;
use crate::core::state::{Action, AppState, View};
use crate::core::words::{self, Language, Word};
use crate::web::fetch::{self, Refusal};
use crate::web::{document as page, history, size::SizeWatch};
use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use gloo::render::{request_animation_frame, AnimationFrame};
use gloo::timers::callback::Timeout;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, PointerEvent, WheelEvent};
use yew::prelude::*;

/// Where the dataset stands, beside the page.
const DATASET: &str = "data/timeline.json";
/// The element that holds the dataset where it is not beside the page but in it.
const DATASET_INSIDE: &str = "dataset";
/// The view is at rest so long after the last turn of a wheel, ms.
const WHEEL_REST: u32 = 250;
/// Of more events the phone draws only the rows near the window: so many are some 600 elements.
const ROWS: usize = 130;
/// So many events are prepared for the search at a time; it takes a few ms.
const PREPARED: usize = 100;
/// A drag is over, and so is its glide, when nothing has moved for so long, ms: the next stroke of several goes on with it.
const DRAG_REST: u32 = 200;
/// What stands at the foot of the plate follows a gesture so often, ms.
const FOOT: f64 = 100.0;
/// The function of the page (assets/glide.js) that draws what moves.
const GLIDE: &str = "glide";
/// While a gesture runs the scene is laid out anew when this share of the plate has no flags yet.
const DRIFT: f64 = 0.35;
/// But not sooner than so long after it was the last time, ms: nobody reads names that stand for a blink.
const RELAY: f64 = 180.0;
/// The hint of the frame's wheel is shown so long, ms.
const HINT: u32 = 1400;
/// Something is said in the status region so long after the act, ms.
const SAY: u32 = 400;
/// While a gesture runs the search is not prepared; it is looked at again so long after, ms.
const WAIT: u32 = 500;
/// So long after other periods were chosen the list follows, ms: what is drawn comes first.
const LIST_FOLLOWS: u32 = 60;
/// From this height of the window, px, the card has room for its two views (spec 4.5).
const TALL: f64 = 900.0;
/// The element of the page in which the application stands.
const ROOT: &str = "app";
/// The pages About and Help, which stand in the document beforehand, and where they go.
const PAGES: &str = "pages";
const PAGES_SLOT: &str = "pages-slot";
/// What the build printed into the page, read until now.
const PRINTED: &str = "start";

/// What the phone shows of itself stands at this share of the window's height: above the sheet.
const PLACE: f64 = 0.38;

/// Starts the application in the element `#app`.
pub fn mount() {
    if let Some(root) = page::by_id(ROOT) {
        yew::Renderer::<App>::with_root(root).render();
    }
}

/// What can happen.
pub enum Msg {
    /// The dataset arrived, or why not.
    Loaded(Result<Vec<u8>, Refusal>),
    /// An act.
    Act(Action),
    /// A key.
    Key(KeyboardEvent),
    /// The room may have changed.
    Resized,
    /// The page was scrolled.
    Scrolled,
    /// The room was found to have changed.
    Redraw,
    /// The reader went back or forward, or wrote an address.
    Address,
    /// A turn of the wheel over the plate.
    Wheel(WheelEvent),
    /// A pointer event over the plate.
    Pointer(PointerEvent),
    /// A pointer event over the minimap.
    Minimap(PointerEvent),
    /// The next frame, at so many ms.
    Frame(f64),
    /// The gesture has come to rest.
    Rest,
    /// What frames have put off is due.
    Late,
    /// Something was chosen in *Display*: group and word.
    Display(&'static str, &'static str),
    /// A count or cluster was pressed: the id of the event that leads it.
    ClusterOf(String),
    /// The list of a cluster was closed.
    CloseCluster,
    /// A field of the span was changed: the first (true) or last visible day.
    Dates(bool, String),
    /// Say this.
    Say(String),
    /// Hide the hint.
    HintOver,
    /// The list follows what is drawn.
    Listed,
    /// The search is prepared a little further.
    Prepare,
}

/// The loaded application.
struct Ready {
    state: AppState,
    index: EventIndex,
    problems: Rc<Vec<Problem>>,
    room: Room,
    band: Rc<Band>,
    band_mini: Rc<Band>,
    band_phone: Rc<Band>,
    /// The bands are drawn at an even width.
    even: bool,
    /// The contested boundaries of this site's phases.
    zones: Rc<Vec<Zone>>,
    scene: Rc<Scene>,
    rows: Rc<Rows>,
    level: Level,
    /// When the scene was last laid out in a gesture, ms.
    laid_at: f64,
    /// The state before the running gesture.
    before_gesture: Option<AppState>,
    /// By event, where its link lies over the drawing.
    places: Rc<Vec<Option<Place>>>,
    cluster: Vec<EventIx>,
    /// The day that stood in the window when the phone's rows were last scrolled.
    seen_row: Option<f64>,
    /// From and to which height the phone's rows are drawn, px; all are, up to [`ROWS`].
    part: (f64, f64),
    /// The density in the minimap, as path data: it costs a look at every event.
    bars: Rc<str>,
    /// The view with which the phone's rows were left, and the day that stood in the window there.
    left_rows: Option<(Viewport, f64)>,
    /// What the list still shows while other periods are drawn: its sections follow a moment later.
    listed: Option<AppState>,
    said: String,
}

/// The room there is.
#[derive(Clone, Copy, PartialEq)]
struct Room {
    layout: Layout,
    window: (f64, f64),
    spec: PlateSpec,
    minimap: f64,
}

/// What is drawn while there is no timeline.
enum Phase {
    Loading,
    Failed(String, Rc<Vec<Problem>>),
    Ready(Box<Ready>),
}

/// Which part of the minimap is dragged: its window, or one end.
#[derive(Clone, Copy, PartialEq)]
enum Grip {
    Window(f64),
    Start,
    End,
}

/// The listeners of an element that may be replaced.
type Held = Option<(Element, Vec<EventListener>)>;

/// The list and the view for which links were laid, and the place of each.
type Laid = (Rc<Timeline>, View, Rc<Vec<Option<Place>>>);

/// What is done once everything that an act changes is drawn. A slow device draws the parts in several turns, so no
/// timer tells when.
type Then = Box<dyn FnOnce(&Ready)>;

/// The application.
pub struct App {
    phase: Phase,
    display: Display,
    theme: ThemeChoice,
    /// What is switched on for easier reading, parted by spaces.
    options: String,
    stage: NodeRef,
    minimap: NodeRef,
    gesture: Gesture,
    grip: Option<Grip>,
    /// Movement gathered since the last frame.
    pending: Vec<Verb>,
    frame: Option<AnimationFrame>,
    frame_time: f64,
    /// When the foot was last drawn in a gesture.
    foot_time: f64,
    rest: Option<Timeout>,
    /// Until the frame for what others have put off.
    late: Option<Timeout>,
    /// Until the next part of the search is prepared.
    prepare: Option<Timeout>,
    /// Until the list follows.
    follow: Option<Timeout>,
    say: Option<Timeout>,
    hint: Option<Timeout>,
    hint_given: bool,
    /// A drag has just ended, or what was pressed had moved: the click that the browser sends after it is none.
    dragged: Rc<Cell<bool>>,
    /// The event that was pressed where it had moved to.
    aimed: Option<EventIx>,
    _listeners: Vec<EventListener>,
    stage_listeners: Held,
    minimap_listeners: Held,
    size: Option<SizeWatch>,
    /// One callback for all renders, so that what has not changed is not drawn anew.
    dispatch: Callback<Action>,
    /// The application has been shown once.
    ready: bool,
    /// What the style sheet was told to show.
    shown: Option<View>,
    /// What moves with a gesture: the drawing, and what stands at its foot.
    moving: [Island; 2],
    /// Where the links were laid, and for which list.
    laid: Option<Laid>,
    then: Option<Then>,
    /// The scene that was written down for the gesture that runs.
    written: Option<Rc<Scene>>,
}

impl Component for App {
    type Message = Msg;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let mut display = Display::parse(&history::query());
        let remembered = page::remembered("theme").and_then(|word| ThemeChoice::of(&word));
        let theme = match display.theme {
            ThemeChoice::Auto => remembered.unwrap_or(ThemeChoice::Auto),
            chosen => chosen,
        };
        let mut options = page::remembered("options").unwrap_or_default();
        if display.band_even {
            options += " even";
        }
        display.band_even = find(&options, EVEN).is_some();
        let language = display.lang.clone().or_else(|| page::remembered("lang"));
        let language = Language::of(&language.unwrap_or_default());
        let path = display.data.clone().unwrap_or_else(|| DATASET.to_string());
        let is_own = display.data.is_none();
        let link = ctx.link().clone();
        wasm_bindgen_futures::spawn_local(async move {
            // The words come first: what is drawn has them. Where they cannot be had, the page stays in English.
            for file in words::file(language).into_iter().chain([path.clone()]) {
                let is_data = file == path;
                let id = if is_data { DATASET_INSIDE } else { file.as_str() };
                let loaded = match page::text(id).filter(|_| is_own || !is_data) {
                    Some(text) => Ok(text.into_bytes()),
                    None => fetch::bytes(&file).await,
                };
                match loaded {
                    loaded if is_data => link.send_message(Msg::Loaded(loaded)),
                    Ok(text) => speak(language, text),
                    Err(_) => {}
                }
            }
        });
        let mut gesture = Gesture::default();
        gesture.reduced_motion = page::media("(prefers-reduced-motion: reduce)");
        let app = App {
            phase: Phase::Loading,
            theme,
            options,
            stage: NodeRef::default(),
            minimap: NodeRef::default(),
            gesture,
            grip: None,
            pending: Vec::new(),
            frame: None,
            frame_time: 0.0,
            foot_time: 0.0,
            rest: None,
            late: None,
            prepare: None,
            follow: None,
            say: None,
            hint: None,
            hint_given: false,
            dragged: Rc::new(Cell::new(false)),
            aimed: None,
            _listeners: listen(ctx, display.embed),
            stage_listeners: None,
            minimap_listeners: None,
            size: None,
            dispatch: ctx.link().callback(Msg::Act),
            ready: false,
            shown: None,
            moving: Default::default(),
            laid: None,
            then: None,
            written: None,
            display,
        };
        app.show_theme();
        app.show_size();
        app.show_options();
        page::root_attribute("data-other", app.display.data.as_ref().map(|_| ""));
        app
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let draws = self.hear(ctx, msg);
        if draws {
            page::tell(GLIDE, "draw");
        }
        draws
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        match &self.phase {
            // What is printed in the page is read meanwhile; start.js says so if it takes long.
            Phase::Loading => Html::default(),
            Phase::Failed(why, problems) => {
                let faults = DataNoticeProps { file: self.file(), problems: problems.clone(), shown: 0 };
                let own_data = tag("a").set("href", "./").word(Word::OwnData);
                tag("main")
                    .class("failed")
                    .child(tag("h1").text("China and the Soviet Union, 1945–1969"))
                    .child(tag("p").set("role", "alert").say(why))
                    .child(data_notice(&faults))
                    .child(tag("p").child(own_data))
                    .into()
            }
            Phase::Ready(ready) => self.view_ready(ctx, ready),
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _first: bool) {
        if !matches!(self.phase, Phase::Ready(_)) {
            // It has a title of its own, over the texts that the page holds.
            page::root_attribute("data-refused", matches!(self.phase, Phase::Failed(..)).then_some(""));
            return;
        }
        self.attach(ctx);
        if !self.is_moving() {
            page::tell(GLIDE, "");
        }
        // A gesture changes no room, and to ask for it makes the browser lay the page out.
        let other_room = !self.is_moving() && self.measure();
        if other_room {
            ctx.link().send_message(Msg::Redraw);
            // What is first shown fits its room.
            if !self.ready {
                return;
            }
        }
        let Phase::Ready(ready) = &self.phase else { return };
        let view = ready.state.view;
        if self.shown.replace(view) != Some(view) {
            page::adopt(PAGES, PAGES_SLOT);
            page::root_attribute("data-view", Some(view.word()));
        }
        if !self.is_moving() {
            let places = if view == View::Plate { ready.places.clone() } else { Rc::default() };
            let timeline = &ready.state.timeline;
            let before = self.laid.replace((timeline.clone(), view, places.clone()));
            // The list may hold other elements than before, which have no place yet.
            let is_new = !before.as_ref().is_some_and(|(of, at, _)| Rc::ptr_eq(of, timeline) && *at == view)
                || timeline.events.len() > WHOLE;
            let before = before.map(|(.., places)| places).unwrap_or_default();
            let px = |v: f64| decimal(v, 1) + "px";
            let at = |all: &[Option<Place>], i: usize| all.get(i).copied().flatten();
            page::place_links(timeline.events.iter().enumerate().filter_map(|(i, event)| {
                let place = at(&places, i);
                let lengths = || place.map(|p| [px(p.x), px(p.y), px(p.w), px(p.h)]);
                let moves = at(&before, i) != place || (is_new && place.is_some());
                moves.then(|| (event.id.as_str(), lengths()))
            }));
            let stop = tab_stop(&ready.state, &places).and_then(|stop| timeline.event(stop));
            if let Some(event) = stop {
                page::set_tab_stop(&event.id);
            }
        }
        if !self.ready {
            self.ready = true;
            page::root_attribute("data-ready", Some(""));
            self.prepare = Some(later(ctx, 0, Msg::Prepare));
            // Only now the application is as high as it is, so that a place in it is one in the window.
            self.first_place();
            // start.js does it in this moment, and more; it may not have come.
            Timeout::new(0, || page::remove(PRINTED)).forget();
        }
        // Where the drawing itself changed the room, as a scroll bar does, it is drawn once more.
        if !other_room {
            if let Some(then) = self.then.take() {
                then(ready);
            }
        }
    }
}

/// Speaks a language with these words, and gives them to the page's other scripts.
fn speak(language: Language, text: Vec<u8>) {
    if let Ok(text) = String::from_utf8(text) {
        page::root_attribute("lang", Some(language.tag()));
        page::give("words", &text);
        words::speak(language, text);
    }
}

/// The listeners that live as long as the application.
fn listen(ctx: &Context<App>, embed: bool) -> Vec<EventListener> {
    let mut all = Vec::new();
    if let Some(window) = page::window() {
        for name in ["popstate", "hashchange"] {
            let link = ctx.link().clone();
            all.push(EventListener::new(&window, name, move |_| link.send_message(Msg::Address)));
        }
        for (name, scrolled) in [("resize", false), ("scroll", true)] {
            let link = ctx.link().clone();
            let tell = move |_: &_| link.send_message(if scrolled { Msg::Scrolled } else { Msg::Resized });
            all.push(EventListener::new(&window, name, tell));
        }
    }
    // On the full page one listener answers also when nothing has focus; in a frame only with focus inside.
    let target: Option<web_sys::EventTarget> =
        if embed { page::by_id(ROOT).map(Into::into) } else { page::document().map(Into::into) };
    if let Some(target) = target {
        let link = ctx.link().clone();
        let options = EventListenerOptions::enable_prevent_default();
        all.push(EventListener::new_with_options(&target, "keydown", options, move |event| {
            if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
                link.send_message(Msg::Key(event.clone()));
            }
        }));
    }
    if let Some(pages) = page::by_id(PAGES) {
        let link = ctx.link().clone();
        all.push(EventListener::new(&pages, "click", move |event| {
            let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
            if target.and_then(|t| t.closest("[data-view-close]").ok().flatten()).is_some() {
                link.send_message(Msg::Act(Action::SetView(View::Plate)));
            }
        }));
    }
    all
}

impl App {
    fn load(&mut self, bytes: &[u8]) {
        let (timeline, problems) = load(bytes);
        let Some(timeline) = timeline else {
            let why = Word::CouldNotRead.text().to_string();
            self.phase = Phase::Failed(why, Rc::new(problems));
            return;
        };
        let timeline = Rc::new(timeline);
        let state = AppState::new(timeline.clone());
        let state = state.reduce(Action::Restore(address::parse(&history::fragment(), &timeline)));
        let spec = PlateSpec::new(PlateKind::Full, 980.0, 700.0, 900.0, false);
        let room = Room { layout: Layout::Wide, window: (0.0, 0.0), spec, minimap: 300.0 };
        let even = self.display.band_even;
        let band = |widths| Rc::new(Band::new(&state.timeline, widths, even));
        let index = EventIndex::new(&timeline.events, &state.included);
        self.phase = Phase::Ready(Box::new(Ready {
            index,
            problems: Rc::new(problems),
            room,
            band: band(spec.band),
            band_mini: band(overview::BAND),
            band_phone: band(phone_plate::BAND),
            even,
            zones: Rc::new(zones(&timeline)),
            scene: Rc::new(Scene::empty(state.viewport)),
            rows: Rc::default(),
            level: Level::Years,
            laid_at: 0.0,
            before_gesture: None,
            places: Rc::new(Vec::new()),
            cluster: Vec::new(),
            seen_row: None,
            part: (f64::MIN, f64::MAX),
            bars: Rc::default(),
            left_rows: None,
            listed: None,
            said: String::new(),
            state,
        }));
        self.measure();
    }

    /// Looks how much room there is; true if it changed.
    fn measure(&mut self) -> bool {
        let (window, embed) = (page::window_size(), self.display.embed);
        let stage = self.stage.cast::<Element>();
        let coarse = page::media("(pointer: coarse)");
        let layout = Layout::of(window.0, window.1, embed);
        let kind = match layout {
            Layout::Wide => PlateKind::Full,
            Layout::Laptop => PlateKind::Laptop,
            Layout::Tablet | Layout::Phone => PlateKind::Tablet,
            Layout::Frame => PlateKind::Frame,
        };
        // Before it stands there nothing is laid out: it would be for another room, which no stage has (theirs are whole px).
        let (w, h) = stage.as_ref().map_or((240.5, 0.0), page::client_size);
        let spec = PlateSpec::new(kind, w.max(240.0), h.max(200.0), window.1, coarse);
        let has_track = |ready: &Ready| ready.state.ours.series.iter().any(|series| series.track.is_some());
        let spec = match &self.phase {
            Phase::Ready(ready) if has_track(ready) => spec.with_track(),
            _ => spec,
        };
        let rest = w - if layout == Layout::Laptop { 450.0 } else { 590.0 } - LONGEST_BAR;
        let minimap = within(rest, 130.0, 540.0).round();
        let room = Room { layout, window, spec, minimap };
        let Phase::Ready(ready) = &mut self.phase else { return false };
        if room == ready.room {
            return false;
        }
        let new_plate = ready.room.spec != spec;
        let was_phone = ready.room.layout == Layout::Phone;
        let is_phone = layout == Layout::Phone;
        let is_turned = self.ready && was_phone != is_phone && ready.state.view == View::Plate;
        if is_turned && was_phone {
            ready.leave_rows();
        }
        ready.room = room;
        if new_plate {
            ready.draw_bands();
            ready.level = Level::nominal(ready.px_per_year());
        }
        if stage.is_some() {
            ready.lay_out();
        }
        if is_turned && is_phone {
            self.then = Some(Box::new(Ready::come_to_rows));
        }
        true
    }

    fn is_moving(&self) -> bool {
        matches!(&self.phase, Phase::Ready(r) if r.before_gesture.is_some())
    }

    /// Listens on the plate and the minimap, once they stand in the document.
    fn attach(&mut self, ctx: &Context<Self>) {
        let stage = self.stage.cast::<Element>();
        let same = |held: &Held, now: &Option<Element>| held.as_ref().map(|h| &h.0) == now.as_ref();
        if !same(&self.stage_listeners, &stage) {
            self.size =
                stage.as_ref().and_then(|s| SizeWatch::new(s, ctx.link().callback(|()| Msg::Resized)));
            self.stage_listeners = stage.map(|s| (s.clone(), self.listen_stage(ctx, &s)));
        }
        let minimap = self.minimap.cast::<Element>();
        if !same(&self.minimap_listeners, &minimap) {
            self.minimap_listeners = minimap.map(|m| (m.clone(), pointers(ctx, &m, Msg::Minimap)));
        }
    }

    fn listen_stage(&self, ctx: &Context<Self>, stage: &Element) -> Vec<EventListener> {
        let mut all = pointers(ctx, stage, Msg::Pointer);
        let link = ctx.link().clone();
        let options = EventListenerOptions::enable_prevent_default();
        let embed = self.display.embed;
        all.push(EventListener::new_with_options(stage, "wheel", options, move |event| {
            let Some(event) = event.dyn_ref::<WheelEvent>() else { return };
            // The page may only scroll where the wheel is the page's: on phones, and plainly in frames.
            let mine = !embed
                || event.ctrl_key()
                || event.meta_key()
                || event.delta_x().abs() > event.delta_y().abs();
            let phone = page::by_id("plate").is_some_and(|p| p.class_list().contains("phone"));
            if phone {
                return;
            }
            if mine {
                event.prevent_default();
            }
            link.send_message(Msg::Wheel(event.clone()));
        }));
        let (link, dragged, stage) = (ctx.link().clone(), self.dragged.clone(), stage.clone());
        let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
        // Yew listens where the application is mounted, in the capturing phase: only the document is earlier.
        let Some(document) = page::document() else { return all };
        all.push(EventListener::new_with_options(&document, "click", options, move |event| {
            let Some(event) = event.dyn_ref::<MouseEvent>() else { return };
            let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
            if !stage.contains(target.as_deref()) {
                return;
            }
            let cluster = if dragged.take() { Some(None) } else { pressed_cluster(event).map(Some) };
            // The click after a drag is none; one on a count or a cluster shows its events.
            if let Some(cluster) = cluster {
                event.prevent_default();
                event.stop_propagation();
                if let Some(id) = cluster {
                    link.send_message(Msg::ClusterOf(id));
                }
            }
        }));
        all
    }

    /// Takes back the jump that the browser made to the address's anchor before there was a plate; the phone
    /// goes to the row of the open event instead.
    fn first_place(&self) {
        let Phase::Ready(ready) = &self.phase else { return };
        let row = ready.state.selected.and_then(|s| ready.rows.row(s));
        match (ready.state.view, ready.room.layout, row, page::by_id("plate")) {
            (View::Plate, Layout::Phone, Some(row), Some(plate)) => {
                page::scroll_to(&plate, row.mark_y, PLACE)
            }
            (View::Plate, Layout::Phone, ..) => {}
            (View::Plate, ..) => page::scroll_to_top(),
            (View::List, ..) => {
                if let Some(event) = ready.state.selected_event() {
                    page::scroll_to_event(&event.id);
                }
            }
            _ => {}
        }
    }

    fn file(&self) -> String {
        self.display.data.clone().unwrap_or_else(|| DATASET.to_string())
    }

    /// Does what a message asks; true when the page is to be drawn anew.
    fn hear(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Loaded(Ok(bytes)) => self.load(&bytes),
            Msg::Loaded(Err(why)) => {
                let why = match why {
                    Refusal::NotReached => Word::NotReached.fill(&[&self.file()]),
                    Refusal::NotFound(status) => Word::NotFound.fill(&[&self.file(), &status.to_string()]),
                    Refusal::TooLarge => Word::TooLarge.fill(&[&self.file()]),
                };
                self.phase = Phase::Failed(why, Rc::new(Vec::new()));
            }
            Msg::Act(action) => return self.act(ctx, action),
            Msg::Key(event) => return self.key(ctx, &event),
            Msg::Resized => {
                let is_other = self.measure();
                // A gesture is drawn for the room in which it began.
                if is_other {
                    self.gesture.stop();
                    self.settle();
                }
                return is_other;
            }
            Msg::Scrolled => {
                return match &mut self.phase {
                    Phase::Ready(ready) => ready.see_rows(),
                    _ => false,
                };
            }
            Msg::Redraw => {}
            Msg::Address => {
                let Phase::Ready(ready) = &self.phase else { return false };
                let address = address::parse(&history::fragment(), &ready.state.ours);
                return self.act(ctx, Action::Restore(address));
            }
            // What they bring about is drawn with the next frame.
            Msg::Wheel(event) => return self.wheel(ctx, &event),
            Msg::Pointer(event) => {
                self.pointer(ctx, &event);
                return false;
            }
            Msg::Minimap(event) => {
                self.drag_minimap(ctx, &event);
                return false;
            }
            Msg::Frame(time) => return self.frame(ctx, time),
            Msg::Rest => return self.settle(),
            Msg::Late => {
                self.late = None;
                // Where the rest is near, it does it.
                if self.rest.is_none() && self.is_moving() {
                    self.ask_frame(ctx);
                }
                return false;
            }
            Msg::Display(OPTION, word) => self.switch(word),
            Msg::Display(group, word) => {
                page::remember(group, word);
                history::set_query(group, word);
                match group {
                    LANGUAGE => page::reload(),
                    "size" => {
                        self.display.size = word.bytes().next().map_or(1, |digit| digit - b'0');
                        self.show_size();
                    }
                    _ => {
                        self.theme = ThemeChoice::of(word).unwrap_or(ThemeChoice::Auto);
                        self.show_theme();
                    }
                }
            }
            Msg::ClusterOf(id) => return self.open_cluster(ctx, &id),
            Msg::CloseCluster => {
                if let Phase::Ready(ready) = &mut self.phase {
                    ready.cluster.clear();
                }
            }
            Msg::Dates(first, text) => return self.set_dates(first, &text),
            Msg::Say(text) => {
                if let Phase::Ready(ready) = &mut self.phase {
                    ready.said = text;
                }
            }
            Msg::HintOver => self.hint = None,
            // In parts of a few milliseconds, so that it is there when it is asked.
            Msg::Prepare => {
                let Phase::Ready(ready) = &self.phase else { return false };
                // Who moves the plate is not looking for anything.
                let waits = self.is_moving();
                if waits || ready.state.search.advance(PREPARED) {
                    self.prepare = Some(later(ctx, if waits { WAIT } else { 0 }, Msg::Prepare));
                }
                return false;
            }
            Msg::Listed => {
                if let Phase::Ready(ready) = &mut self.phase {
                    ready.listed = None;
                }
                self.laid = None;
            }
        }
        true
    }

    #[inline(never)]
    fn act(&mut self, ctx: &Context<Self>, action: Action) -> bool {
        // An act ends a gesture, and what goes on of a throw.
        self.gesture.stop();
        let moved = self.settle();
        let Phase::Ready(ready) = &mut self.phase else { return false };
        let before = ready.state.clone();
        let after = before.reduce(action.clone());
        if after == before {
            return moved;
        }
        ready.cluster.clear();
        // Other periods part the list anew, which takes most of the time; under the plate nobody sees its sections.
        ready.listed = None;
        if before.by != after.by && ready.room.layout != Layout::Phone {
            ready.listed = Some(before.clone());
            self.follow = Some(later(ctx, LIST_FOLLOWS, Msg::Listed));
        }
        ready.set(after.clone());
        // On the phone a choice scrolls the page to its row.
        if ready.room.layout == Layout::Phone && before.selected != after.selected {
            if let (Some(row), Some(plate)) =
                (after.selected.and_then(|s| ready.rows.row(s)), page::by_id("plate"))
            {
                page::scroll_to(&plate, row.mark_y, PLACE);
            }
        }
        let entry = match history_entry(&before, &after, &action) {
            HistoryEntry::Push if self.display.embed || history::framed() => HistoryEntry::Replace,
            entry => entry,
        };
        if !matches!(action, Action::SetViewport(_)) && entry != HistoryEntry::None {
            history::write(&address::print(&after), entry == HistoryEntry::Push);
        }
        if let Some(text) = status(&before, &action, &after) {
            self.say = Some(later(ctx, SAY, Msg::Say(text)));
        }
        self.move_focus(&before, &action, &after);
        true
    }

    /// Focus follows the keyboard's event; a closed card gives it back. A card that a link of the card before it opened is
    /// read from its title.
    fn move_focus(&mut self, before: &AppState, action: &Action, after: &AppState) {
        if matches!(action, Action::Select(Some(_))) && page::focus_within("card") == Some(true) {
            self.then = Some(Box::new(|_| page::focus_id("card-title")));
        }
        let id = |ix: Option<EventIx>| ix.and_then(|i| after.timeline.event(i)).map(|e| e.id.clone());
        let target = match action {
            Action::Step(_) | Action::StepLane(_) | Action::First | Action::Last | Action::StepPhase(_) => {
                if page::focus_within("card") == Some(true) {
                    None
                } else {
                    id(after.focused.or(after.selected))
                }
            }
            Action::Select(None) => id(before.selected),
            _ => None,
        };
        if let Some(id) = target {
            // The list renders the roving tab stop first.
            self.then = Some(Box::new(move |_| page::focus_event(&id)));
        }
    }

    fn key(&mut self, ctx: &Context<Self>, event: &KeyboardEvent) -> bool {
        let Phase::Ready(ready) = &self.phase else { return false };
        let name = event.key();
        if event.default_prevented() || (page::typing() && name != "Escape") {
            return false;
        }
        // A gloss that is open is closed by the browser, and nothing else with it.
        if name == "Escape" && page::is_popover_open() {
            return false;
        }
        if page::typing() {
            page::leave_field();
        }
        // The bar of a frame presses keys by script.
        let is_pressed = event.is_trusted() && !(event.ctrl_key() || event.meta_key());
        if keys::is_character(&name) && is_pressed && self.has_option(NO_KEYS) {
            return false;
        }
        let key = Key {
            name: &name,
            shift: event.shift_key() && name.len() > 1,
            command: event.ctrl_key() || event.meta_key(),
            alt: event.alt_key(),
        };
        // Controls keep the keys that press or move them; the phone keeps the keys that scroll.
        let on_control = page::document().and_then(|d| d.active_element()).is_some_and(|e| {
            matches!(e.tag_name().as_str(), "BUTTON" | "SUMMARY" | "INPUT")
                || (e.tag_name() == "A" && e.closest("#events").ok().flatten().is_none())
        });
        if on_control && matches!(name.as_str(), "Enter" | " ") {
            return false;
        }
        let scrolls =
            matches!(name.as_str(), "PageDown" | "PageUp" | "Home" | "End" | " " | "ArrowDown" | "ArrowUp");
        if scrolls && (ready.room.layout == Layout::Phone || page::focus_within("card") == Some(true)) {
            return false;
        }
        let Some(command) = keys::command(key, &ready.state) else { return false };
        let state = ready.state.clone();
        let had_cluster = !ready.cluster.is_empty();
        let handled = match command {
            Command::Act(action) => {
                event.prevent_default();
                return self.act(ctx, action);
            }
            Command::Search => {
                page::focus_id("search");
                true
            }
            Command::Filters => {
                page::focus_id("period-all");
                true
            }
            Command::Open => match (state.focused, state.selected) {
                (Some(f), s) if s != Some(f) => {
                    event.prevent_default();
                    return self.act(ctx, Action::Select(Some(f)));
                }
                (_, Some(_)) => {
                    page::focus_id("card-title");
                    true
                }
                _ => false,
            },
            Command::Close => {
                event.prevent_default();
                if had_cluster {
                    if let Phase::Ready(r) = &mut self.phase {
                        r.cluster.clear();
                    }
                    return true;
                }
                return match &state {
                    s if matches!(s.view, View::About | View::Help) => {
                        self.act(ctx, Action::SetView(View::Plate))
                    }
                    s if s.selected.is_some() => self.act(ctx, Action::Select(None)),
                    s if !s.filter.query.is_empty() => self.act(ctx, Action::SetQuery(String::new())),
                    s if s.view != View::Plate => self.act(ctx, Action::SetView(View::Plate)),
                    _ => false,
                };
            }
        };
        if handled {
            event.prevent_default();
        }
        false
    }

    /// True when the hint is to be shown.
    fn wheel(&mut self, ctx: &Context<Self>, event: &WheelEvent) -> bool {
        let Some(stage) = self.stage.cast::<Element>() else { return false };
        let bounds = stage.get_bounding_client_rect();
        let turn = Wheel {
            dx: event.delta_x(),
            dy: event.delta_y(),
            mode: WheelMode::from_delta_mode(event.delta_mode()),
            ctrl: event.ctrl_key() || event.meta_key(),
            shift: event.shift_key(),
            x: f64::from(event.client_x()) - bounds.left(),
        };
        match self.gesture.wheel(&turn, bounds.height(), self.display.embed) {
            Some(Verb::PassToPage) if !self.hint_given => {
                self.hint_given = true;
                self.hint = Some(later(ctx, HINT, Msg::HintOver));
                return true;
            }
            Some(Verb::PassToPage) => {}
            Some(verb) => {
                self.pending.push(verb);
                self.ask_frame(ctx);
                self.rest_after(ctx, WHEEL_REST);
            }
            None => {}
        }
        false
    }

    fn pointer(&mut self, ctx: &Context<Self>, event: &PointerEvent) {
        let (Some(stage), Phase::Ready(ready)) = (self.stage.cast::<Element>(), &self.phase) else { return };
        if ready.room.layout == Layout::Phone || ready.state.view != View::Plate {
            return;
        }
        let bounds = stage.get_bounding_client_rect();
        let (x, y) =
            (f64::from(event.client_x()) - bounds.left(), f64::from(event.client_y()) - bounds.top());
        let (id, time) = (event.pointer_id(), event.time_stamp());
        let verbs = match event.type_().as_str() {
            "pointerdown" if event.button() == 0 => {
                // Until it is at rest the links stand where they stood: the browser would focus and open other events. The list
                // of a cluster stays where it is.
                let moves = ready.before_gesture.is_some() && ready.cluster.is_empty();
                self.dragged.set(moves);
                self.aimed = None;
                if moves {
                    event.prevent_default();
                    self.aimed = ready.event_at(x, y);
                }
                let kind = match event.pointer_type().as_str() {
                    "touch" => PointerKind::Touch,
                    "pen" => PointerKind::Pen,
                    _ => PointerKind::Mouse,
                };
                self.gesture.pointer_down(id, x, y, time, kind)
            }
            "pointermove" => {
                let was = self.gesture.is_moving();
                let verbs = self.gesture.pointer_move(id, x, y, time);
                if !was && self.gesture.is_moving() {
                    self.dragged.set(true);
                    stage.set_pointer_capture(id).ok();
                }
                verbs
            }
            "pointerup" => self.gesture.pointer_up(id, x, y, time, event.shift_key()),
            "pointercancel" => self.gesture.pointer_cancel(id),
            _ => return,
        };
        self.pending.extend(verbs);
        if !self.pending.is_empty() || self.gesture.is_flinging() {
            self.ask_frame(ctx);
        }
    }

    fn drag_minimap(&mut self, ctx: &Context<Self>, event: &PointerEvent) {
        let (Some(node), Phase::Ready(ready)) = (self.minimap.cast::<Element>(), &mut self.phase) else {
            return;
        };
        let bounds = node.get_bounding_client_rect();
        let extent = ready.state.extent;
        let day = extent.start
            + (f64::from(event.client_x()) - bounds.left()) / bounds.width().max(1.0) * extent.days();
        let view = ready.state.viewport;
        match event.type_().as_str() {
            "pointerdown" if event.button() == 0 => {
                event.prevent_default();
                node.set_pointer_capture(event.pointer_id()).ok();
                let handle = event
                    .target()
                    .and_then(|t| t.dyn_into::<Element>().ok())
                    .and_then(|t| t.closest("[data-handle]").ok().flatten())
                    .and_then(|h| h.get_attribute("data-handle"));
                self.grip = Some(match handle.as_deref() {
                    Some("start") => Grip::Start,
                    Some(_) => Grip::End,
                    None if view.contains(day) => Grip::Window(day - view.start()),
                    None => Grip::Window(view.days() / 2.0),
                });
                if handle.is_none() && !view.contains(day) {
                    let next = Viewport::new(day - view.days() / 2.0, day + view.days() / 2.0, &extent);
                    ready.move_to(next, event.time_stamp());
                    self.ask_frame(ctx);
                }
            }
            "pointermove" => {
                let Some(grip) = self.grip else { return };
                let shortest = crate::core::plate::viewport::SHORTEST;
                let next = match grip {
                    Grip::Window(held) => Viewport::new(day - held, day - held + view.days(), &extent),
                    Grip::Start => Viewport::new(day.min(view.end() - shortest), view.end(), &extent),
                    Grip::End => Viewport::new(view.start(), day.max(view.start() + shortest), &extent),
                };
                ready.move_to(next, event.time_stamp());
                self.ask_frame(ctx);
            }
            "pointerup" | "pointercancel" if self.grip.take().is_some() => ctx.link().send_message(Msg::Rest),
            _ => {}
        }
    }

    fn ask_frame(&mut self, ctx: &Context<Self>) {
        if self.frame.is_none() {
            let link = ctx.link().clone();
            self.frame = Some(request_animation_frame(move |time| link.send_message(Msg::Frame(time))));
        }
    }

    /// Applies what was gathered since the last frame.
    fn frame(&mut self, ctx: &Context<Self>, time: f64) -> bool {
        self.frame = None;
        let dt = within(time - self.frame_time, 1.0, 64.0);
        self.frame_time = time;
        let mut verbs = std::mem::take(&mut self.pending);
        let (mut ended, mut aimed) = (false, None);
        if self.gesture.is_flinging() {
            match self.gesture.fling_step(dt) {
                Some(px) => verbs.push(Verb::PanPx(px)),
                None => ended = true,
            }
        }
        let Phase::Ready(ready) = &mut self.phase else { return false };
        let (spec, extent) = (ready.room.spec, ready.state.extent);
        let mut view = ready.state.viewport;
        for verb in verbs {
            let scale = TimeScale::new(view, spec.x0, spec.x1);
            match verb {
                Verb::PanPx(px) => {
                    let next = view.pan(-px / scale.px_per_day(), &extent);
                    if next == view && self.gesture.is_flinging() {
                        self.gesture.stop();
                        ended = true;
                    }
                    view = next;
                }
                Verb::ZoomAt { x, factor } => {
                    view = view.zoom_at(scale.invert(within(x, spec.x0, spec.x1)), factor, &extent)
                }
                Verb::DoubleTap { x, out, .. } => {
                    let factor = if out { 1.0 / DOUBLE_TAP_FACTOR } else { DOUBLE_TAP_FACTOR };
                    view = view.zoom_at(scale.invert(x), factor, &extent);
                    ended = true;
                }
                Verb::GestureEnd => ended = true,
                Verb::Tap { .. } => aimed = self.aimed,
                Verb::PassToPage => {}
            }
        }
        let moved = view != ready.state.viewport;
        // A frame in which nothing moves comes for what was put off.
        let draws = moved || (!ended && ready.before_gesture.is_some());
        let mut waits = draws && ready.move_to(view, time);
        if self.gesture.is_flinging() {
            self.ask_frame(ctx);
        }
        if ended {
            self.rest_after(ctx, DRAG_REST);
        } else if self.gesture.is_moving() || self.gesture.is_flinging() {
            self.rest = None;
        } else if moved && self.rest.is_none() && self.grip.is_none() {
            // On a slow machine the wheel's rest may have passed before this frame came.
            self.rest_after(ctx, WHEEL_REST);
        }
        if draws {
            waits |= self.glide(ctx);
        }
        if waits && self.rest.is_none() && self.late.is_none() {
            self.late = Some(later(ctx, RELAY as u32, Msg::Late));
        }
        aimed.is_some() && self.act(ctx, Action::Select(aimed))
    }

    /// The view is at rest unless something moves within so many ms.
    #[inline(never)]
    fn rest_after(&mut self, ctx: &Context<Self>, ms: u32) {
        self.rest = Some(later(ctx, ms, Msg::Rest));
    }

    /// Draws what moves with a gesture; says whether the foot is to follow.
    fn glide(&mut self, ctx: &Context<Self>) -> bool {
        let Phase::Ready(ready) = &self.phase else { return false };
        let [drawing, foot] = &self.moving;
        // What keeps its form is written down once for each scene.
        let is_known = self.written.as_ref().is_some_and(|scene| Rc::ptr_eq(scene, &ready.scene));
        let form = if is_known { Form::Moved } else { Form::Written };
        let text = glide::lines(&Self::drawing(ready, &self.dispatch, form));
        self.written = page::tell(GLIDE, &text).then(|| ready.scene.clone());
        if self.written.is_none() {
            drawing.renew(Self::drawing(ready, &self.dispatch, Form::Drawn));
        }
        // What the hand holds follows it at once.
        let is_due = self.grip.is_some() || self.frame_time - self.foot_time > FOOT;
        if has_foot(ready.room.layout) && is_due {
            self.foot_time = self.frame_time;
            foot.renew(self.foot(ctx, ready, &self.dispatch).into());
        }
        !is_due
    }

    /// The gesture is over: the scene is laid out for the view, and the address is written, once.
    #[inline(never)]
    fn settle(&mut self) -> bool {
        self.rest = None;
        let framed = self.display.embed || history::framed();
        let Phase::Ready(ready) = &mut self.phase else { return false };
        let Some(before) = ready.before_gesture.take() else { return false };
        self.written = None;
        let after = ready.state.reduce(Action::Settle);
        let entry = history_entry(&before, &after, &Action::Settle);
        if entry != HistoryEntry::None {
            history::write(&address::print(&after), entry == HistoryEntry::Push && !framed);
        }
        ready.said = status(&before, &Action::Settle, &after).unwrap_or_else(|| ready.said.clone());
        ready.set(after);
        true
    }

    /// Zooms until the events of a cluster part; those that no zoom can part are listed.
    fn open_cluster(&mut self, ctx: &Context<Self>, id: &str) -> bool {
        let Phase::Ready(ready) = &mut self.phase else { return false };
        let lead = ready.state.timeline.find(id);
        let mark = lead.and_then(|lead| ready.scene.marks.iter().find(|m| m.event == lead));
        let of = |m| ready.scene.members(m, &ready.state.timeline, &ready.state.included);
        let mut members: Vec<EventIx> = mark.map(of).unwrap_or_default();
        members.extend(lead);
        crate::core::order::sort_by(&mut members, EventIx::cmp);
        let days: Vec<f64> =
            members.iter().filter_map(|&m| ready.state.timeline.event(m)).map(|e| e.at).collect();
        let (first, last) =
            days.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), &d| (a.min(d), b.max(d)));
        let closer = ready.state.viewport.days() > crate::core::plate::viewport::SHORTEST * 1.5;
        if members.len() > 1 && closer && last - first > 2.0 {
            return self.act(ctx, Action::ShowSpan(first, last));
        }
        ready.cluster = members;
        true
    }

    fn set_dates(&mut self, first: bool, text: &str) -> bool {
        let Some(day) = Day::parse_iso(text) else { return true };
        self.gesture.stop();
        self.settle();
        let Phase::Ready(ready) = &mut self.phase else { return false };
        let (from, to) = ready.state.viewport.span_days();
        let (from, to) = if first { (day, to.max(day)) } else { (from.min(day), day) };
        let view = Viewport::from_days(from, to, &ready.state.extent);
        ready.move_to(view, self.frame_time);
        self.settle();
        true
    }

    fn show_theme(&self) {
        page::root_attribute("data-theme", Some(self.theme.word()).filter(|w| *w != "auto"));
    }

    fn show_size(&self) {
        page::root_attribute("data-size", Some(self.display.size.to_string().as_str()).filter(|s| *s != "1"));
    }

    fn show_options(&self) {
        page::root_attribute("data-options", Some(self.options.as_str()).filter(|s| !s.is_empty()));
    }

    fn has_option(&self, word: &str) -> bool {
        self.options.split(' ').any(|option| option == word)
    }

    /// Switches an option on or off, and remembers it.
    fn switch(&mut self, word: &'static str) {
        let others = self.options.split(' ').filter(|option| !option.is_empty() && *option != word);
        let new = (!self.has_option(word)).then_some(word);
        self.options = others.chain(new).collect::<Vec<_>>().join(" ");
        page::remember("options", &self.options);
        self.display.band_even = self.has_option(EVEN);
        if let Phase::Ready(ready) = &mut self.phase {
            ready.even = self.display.band_even;
            ready.draw_bands();
            ready.lay_out();
        }
        self.show_options();
    }

    fn view_ready(&self, ctx: &Context<Self>, ready: &Ready) -> Html {
        let state = &ready.state;
        let dispatch = self.dispatch.clone();
        let layout = ready.room.layout;
        let flows = state.view != View::Plate;
        let banner = || {
            let (problems, shown) = (ready.problems.clone(), state.timeline.events.len());
            let notice = data_notice(&DataNoticeProps { file: self.file(), problems, shown });
            tag("div").class("banner").child(notice)
        };
        let head = masthead(&MastheadProps {
            state: state.clone(),
            dispatch: dispatch.clone(),
            layout,
            width: ready.room.window.0,
            display: [
                self.theme.word(),
                &self.display.size.to_string(),
                words::language().tag(),
                &self.options,
            ]
            .join(" "),
            on_display: ctx.link().callback(|(group, word)| Msg::Display(group, word)),
            on_print: Callback::from(|()| page::print()),
            full_url: full_url(state),
        });
        let main = tag("main")
            .class(if flows { "stage flows" } else { "stage" })
            .child(tag("div").set("id", PAGES_SLOT))
            .child(byline(state))
            .child(empty_notice(&EmptyNoticeProps { state: state.clone(), dispatch: dispatch.clone() }))
            .child((layout == Layout::Phone && !flows).then(|| tag("p").class("vcap").word(Word::Stretched)))
            .child(
                tag("div")
                    .class("plate-area")
                    .found_at(&self.stage)
                    .child(if flows {
                        Html::default()
                    } else {
                        self.moving[0].shown("drawing", Self::drawing(ready, &dispatch, Form::Drawn))
                    })
                    .child(list(&ListProps {
                        state: ready.listed.as_ref().filter(|_| !flows).unwrap_or(state).clone(),
                        dispatch: dispatch.clone(),
                        positions: (!flows).then(|| ready.places.clone()),
                    }))
                    .child(self.hint.is_some().then(|| tag("p").class("hint").word(Word::WheelHint)))
                    .child(self.cluster_list(ctx, ready)),
            );
        let (with_card, has_banner) = (state.selected.is_some(), !ready.problems.is_empty());
        tag("div")
            .classes(&[
                "app",
                layout.class(),
                if with_card { "with-card" } else { "" },
                if has_banner { "has-banner" } else { "" },
            ])
            .child(tag("a").class("skip").set("href", "#events").word(Word::Skip))
            .child(head)
            .child(has_banner.then(banner))
            .child(main)
            .child(card(CardProps {
                state: state.clone(),
                dispatch: dispatch.clone(),
                layout,
                full_url: full_url(state),
                is_tall: ready.room.window.1 >= TALL,
            }))
            // After the card: who opens an event goes on to what is said of it.
            .child(if !flows && has_foot(layout) {
                self.moving[1].shown("foot", self.foot(ctx, ready, &dispatch).into())
            } else {
                Html::default()
            })
            .child(tag("p").class("sr").set("role", "status").set("aria-live", "polite").say(&ready.said))
            .into()
    }

    #[inline(never)]
    fn drawing(ready: &Ready, dispatch: &Callback<Action>, form: Form) -> Html {
        let state = &ready.state;
        if ready.room.layout == Layout::Phone {
            return phone_plate(&PhonePlateProps {
                timeline: state.timeline.clone(),
                rows: ready.rows.clone(),
                part: ready.part,
                band: ready.band_phone.clone(),
                zones: ready.shown_zones(),
                domain: state.ours.domain(),
                width: ready.room.spec.width,
                selected: state.selected,
            });
        }
        plate(&PlateProps {
            form,
            timeline: state.timeline.clone(),
            scene: ready.scene.clone(),
            spec: ready.room.spec,
            band: ready.band.clone(),
            zones: ready.shown_zones(),
            viewport: state.viewport,
            level: ready.level,
            selected: state.selected,
            focused: state.focused,
            dispatch: dispatch.clone(),
        })
    }

    fn foot(&self, ctx: &Context<Self>, ready: &Ready, dispatch: &Callback<Action>) -> Tag {
        let state = &ready.state;
        let zoom = |class: &'static str, name: Word, act: Action| {
            button(class).says("aria-label", name).on_click(press(dispatch, act))
        };
        let zooms = tag("div")
            .class("zoom")
            .child(zoom("", Word::ZoomOut, Action::ZoomBy(1.0 / BUTTON_FACTOR)).sign("−"))
            .child(zoom("", Word::ZoomIn, Action::ZoomBy(BUTTON_FACTOR)).sign("+"))
            .child(zoom("all", Word::ShowAllYears, Action::ZoomAll).word(Word::All));
        let (bar, words) = scale_bar(ready.px_per_year());
        let line =
            ["M1 4V13H", &decimal(1.0 + bar, 1), "V4M", &decimal(1.0 + bar / 2.0, 1), " 8V13"].concat();
        let scale = tag("svg")
            .class("scalebar")
            // As wide as it can become: what stands beside it must not move while it is dragged.
            .put("width", &decimal(LONGEST_BAR + 70.0, 0))
            .set("height", "24")
            .set("aria-hidden", "true")
            .child(tag("path").class("scale").put("d", &line))
            .child(tag("text").class("scale-text").number("x", bar + 9.0).set("y", "14").say(&words));
        let minimap = || {
            overview(&OverviewProps {
                timeline: state.ours.clone(),
                bars: ready.bars.clone(),
                extent: state.extent,
                viewport: state.viewport,
                band: ready.band_mini.clone(),
                width: ready.room.minimap,
                coarse: ready.room.spec.bin > 24.0,
                node: self.minimap.clone(),
            })
        };
        let (from, to) = state.viewport.span_days();
        let field = |name: &'static str, day: Day, is_first: bool| {
            let change = ctx.link().callback(move |e: Event| {
                Msg::Dates(is_first, e.target_unchecked_into::<web_sys::HtmlInputElement>().value())
            });
            tag("input").set("type", "date").set("name", name).value(&day.iso()).on_change(change)
        };
        let fields = tag("div")
            .class("fields")
            .child(tag("label").word(Word::From).child(field("from", from, true)))
            .child(tag("label").word(Word::To).child(field("to", to, false)));
        tag("section")
            .class("foot")
            .says("aria-label", Word::Zoom)
            .child(zooms)
            .child(scale)
            .child(if ready.room.layout == Layout::Tablet { Html::default() } else { minimap() })
            .child(tag("details").class("dates").child(tag("summary").word(Word::Dates)).child(fields))
            .child(tag("span").class("caption").word(if self.display.band_even {
                Word::EvenWidth
            } else {
                Word::WidthIsReading
            }))
    }

    /// Events that no zoom can part: a list to choose from.
    fn cluster_list(&self, ctx: &Context<Self>, ready: &Ready) -> Option<Tag> {
        let count = events(ready.cluster.len());
        let items = ready.cluster.iter().filter_map(|&ix| {
            let event = ready.state.timeline.event(ix)?;
            let choose = ctx.link().callback(move |e: MouseEvent| {
                e.prevent_default();
                Msg::Act(Action::Select(Some(ix)))
            });
            let link = tag("a").put("href", &["#e=", &event.id].concat()).on_click(choose).text(&event.title);
            let date = tag("span").class("cite").say(&event.date.card());
            Some(tag("li").child(link).sign(" ").child(date))
        });
        let close = ctx.link().callback(|_: MouseEvent| Msg::CloseCluster);
        (!ready.cluster.is_empty()).then(|| {
            tag("div")
                .class("cluster-list")
                .set("role", "dialog")
                .put("aria-label", &count)
                .child(button("close").says("aria-label", Word::Close).on_click(close).child(cross()))
                .child(tag("p").class("caps").say(&count))
                .child(tag("ul").child(each(items)))
        })
    }
}

/// Sends a message in so many ms, unless what it gives is dropped before. It is to be kept: one that is forgotten is never freed.
#[inline(never)]
fn later(ctx: &Context<App>, ms: u32, msg: Msg) -> Timeout {
    let link = ctx.link().clone();
    Timeout::new(ms, move || link.send_message(msg))
}

/// This layout has zoom buttons, scale bar and minimap under the drawing.
fn has_foot(layout: Layout) -> bool {
    !matches!(layout, Layout::Phone | Layout::Frame)
}

/// The full page at the same place, for a frame.
fn full_url(state: &AppState) -> String {
    let fragment = address::print(state);
    if fragment.is_empty() {
        "./".to_string()
    } else {
        ["./#", &fragment].concat()
    }
}

/// Listens to all pointer events of an element.
fn pointers(ctx: &Context<App>, element: &Element, msg: fn(PointerEvent) -> Msg) -> Vec<EventListener> {
    ["pointerdown", "pointermove", "pointerup", "pointercancel"]
        .into_iter()
        .map(|name| {
            let link = ctx.link().clone();
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(element, name, options, move |event| {
                if let Some(event) = event.dyn_ref::<PointerEvent>() {
                    link.send_message(msg(event.clone()));
                }
            })
        })
        .collect()
}

/// The event whose cluster or count a click means: a symbol without a flag that counts others, or "+n" in a
/// flag. The keyboard's Enter on a link is no such click.
fn pressed_cluster(event: &MouseEvent) -> Option<String> {
    if event.detail() == 0 {
        return None;
    }
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let id = target.closest("li[data-event]").ok()??.get_attribute("data-event")?;
    let drawn = |what: &str| page::by_id("plate")?.query_selector(what).ok().flatten();
    if let Some(count) = drawn(&["[data-label='", &id, "'] .n"].concat()) {
        const SLACK: f64 = 6.0;
        let (r, x, y) =
            (count.get_bounding_client_rect(), f64::from(event.client_x()), f64::from(event.client_y()));
        let inside =
            x > r.left() - SLACK && x < r.right() + SLACK && y > r.top() - SLACK && y < r.bottom() + SLACK;
        return inside.then_some(id);
    }
    drawn(&["[data-mark='", &id, "'][data-cluster]"].concat())
        .filter(|_| drawn(&["[data-label='", &id, "']"].concat()).is_none())?;
    Some(id)
}

fn lay_out(state: &AppState, index: &EventIndex, spec: &PlateSpec) -> Scene {
    Scene::lay_out(&Stage {
        // Events do not move with the periods: the scene does not know whose are drawn.
        timeline: &state.ours,
        index,
        spec,
        viewport: state.viewport,
        included: &state.included,
        selected: state.selected,
        focused: state.focused,
    })
}

impl Ready {
    fn px_per_year(&self) -> f64 {
        TimeScale::new(self.state.viewport, self.room.spec.x0, self.room.spec.x1).px_per_year()
    }

    /// Takes on a state at rest.
    #[inline(never)]
    fn set(&mut self, state: AppState) {
        let filtered = !Rc::ptr_eq(&state.included, &self.state.included);
        let other_periods = !Rc::ptr_eq(&state.timeline, &self.state.timeline);
        self.state = state;
        if other_periods {
            self.draw_bands();
        }
        self.level = self.level.next(self.px_per_year());
        if filtered {
            self.index = EventIndex::new(&self.state.ours.events, &self.state.included);
            self.lay_out_rows();
        }
        if filtered || other_periods {
            self.count();
        }
        self.lay_out_scene();
    }

    /// Counts what the minimap shows.
    fn count(&mut self) {
        self.bars = density(&self.index, self.room.minimap, &self.state.extent, &self.band_mini).into();
    }

    fn draw_bands(&mut self) {
        let band = |widths| Rc::new(Band::new(&self.state.timeline, widths, self.even));
        let [plate, mini, phone] = [self.room.spec.band, overview::BAND, phone_plate::BAND].map(band);
        (self.band, self.band_mini, self.band_phone) = (plate, mini, phone);
    }

    /// Where the schemes do not agree with this site's boundaries; nothing where others' are drawn.
    fn shown_zones(&self) -> Rc<Vec<Zone>> {
        if self.state.by.is_some() {
            Rc::default()
        } else {
            self.zones.clone()
        }
    }

    fn lay_out(&mut self) {
        self.count();
        self.lay_out_rows();
        self.lay_out_scene();
    }

    #[inline(never)]
    fn lay_out_scene(&mut self) {
        let (state, room) = (&self.state, &self.room);
        if room.layout == Layout::Phone {
            self.places = Rc::new(spots::of_rows(&state.timeline, &self.rows, self.part, room.spec.width));
            return;
        }
        self.scene = Rc::new(lay_out(state, &self.index, &room.spec));
        // The links follow at rest.
        if self.before_gesture.is_some() {
            return;
        }
        self.places = Rc::new(spots::of_scene(state, &self.scene, &room.spec, &self.band));
    }

    fn lay_out_rows(&mut self) {
        if self.room.layout == Layout::Phone {
            let text = self.room.spec.width - phone_plate::NAMES - phone_plate::MARGIN;
            self.rows = Rc::new(Rows::lay_out(&self.state.ours, &self.state.included, text));
            if self.part.1 == f64::MAX {
                self.draw_part(0.0);
            }
        }
    }

    /// Of more than [`ROWS`] rows those are drawn that lie up to two windows from the one that begins at `top`, px; says whether they are others
    /// than before.
    fn draw_part(&mut self, top: f64) -> bool {
        let window = self.room.window.1;
        let before = self.part;
        if self.state.ours.events.len() > ROWS {
            let first = (top / window).floor() * window;
            self.part = (first - 1.5 * window, first + 3.0 * window);
        }
        self.part != before
    }

    /// Keeps the day that stands in the window of the phone's rows, and says whether other rows are to be drawn. A browser
    /// may scroll to the page's top before it tells that the device was turned, so the window must still be the one that the
    /// rows were drawn for.
    fn see_rows(&mut self) -> bool {
        if self.room.layout != Layout::Phone || self.room.window != page::window_size() {
            return false;
        }
        let Some(plate) = page::by_id("plate") else { return false };
        let top = -plate.get_bounding_client_rect().top();
        self.seen_row = Some(self.rows.day(top + self.room.window.1 * PLACE));
        let is_other = self.draw_part(top);
        if is_other {
            self.lay_out_scene();
        }
        is_other
    }

    /// The device was turned from the phone's rows: the plate shows the date that stood in the window.
    fn leave_rows(&mut self) {
        // Who has not scrolled is at the top.
        let day = self.seen_row.unwrap_or(self.rows.day(0.0));
        if self.state.selected.is_none() {
            let view = &self.state.viewport;
            let view = view.pan(day - view.center(), &self.state.extent);
            self.state = self.state.reduce(Action::SetViewport(view));
        }
        self.left_rows = Some((self.state.viewport, day));
    }

    /// It was turned to the rows: the page is to show where it was left if nobody has moved since, else the open event
    /// or the middle of the plate.
    fn come_to_rows(&self) {
        let left = self.left_rows.filter(|(view, _)| *view == self.state.viewport).map(|(_, day)| day);
        let chosen = self.state.selected_event().map(|event| event.at);
        let y = self.rows.y(left.or(chosen).unwrap_or(self.state.viewport.center()));
        if let Some(plate) = page::by_id("plate") {
            page::scroll_to(&plate, y, PLACE);
        }
    }

    /// The event that is shown at a place while its link is elsewhere: after a gesture that has not come to rest.
    fn event_at(&self, x: f64, y: f64) -> Option<EventIx> {
        let all = spots::of_scene(&self.state, &self.scene, &self.room.spec, &self.band);
        let is_at = |p: &Place| x >= p.x && x < p.x + p.w && y >= p.y && y < p.y + p.h;
        let at = all.iter().rposition(|place| place.as_ref().is_some_and(is_at))?;
        Some(EventIx(at as u32))
    }

    /// Moves the view during a gesture. The scene is kept until it has drifted too far; says whether it is to be laid out later.
    #[inline(never)]
    fn move_to(&mut self, view: Viewport, time: f64) -> bool {
        if self.before_gesture.is_none() {
            self.before_gesture = Some(self.state.clone());
        }
        self.state = self.state.reduce(Action::SetViewport(view));
        self.level = self.level.next(self.px_per_year());
        let laid = self.scene.viewport;
        let bare = (laid.start() - view.start()).max(0.0) + (view.end() - laid.end()).max(0.0);
        let is_far = bare > view.days() * DRIFT || laid.days() > view.days() * 2.2;
        let is_due = time - self.laid_at > RELAY;
        if is_far && is_due {
            self.laid_at = time;
            self.lay_out_scene();
        }
        is_far && !is_due
    }
}
