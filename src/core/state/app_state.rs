//! The reader's view as one value, and the one function that changes it.
//!
//! [`AppState::reduce`] is pure: the same state and action always give the same state, and an action that
//! changes nothing gives an equal one. Everything derived from the filter (`included`, `counts`) is kept in
//! step here and nowhere else. A state is cheap to clone: all that is large is shared.

use super::address::Address;
use super::filter::{toggle, ChipCounts, Filter, FilterIndex, FilterPart};
use super::periods::{scheme, with_periods, SchemeIx};
use super::search::{Marker, SearchIndex};
use crate::core::data::{Event, EventIx, Kind, Lane, PhaseIx, Theme, Timeline};
use crate::core::plate::viewport::{Extent, Viewport};
use std::rc::Rc;

/// How many steps *undo* goes back.
const MOST_UNDO: usize = 50;
/// An event brought into view stands at least this share of the width inside the edge.
const EDGE: f64 = 0.08;
/// How far the view must move, as a share of its length, to be a step of its own in the browser's history.
const A_STEP: f64 = 0.1;

/// What fills the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// The drawing.
    #[default]
    Plate,
    /// The ordered list.
    List,
    /// What this is and how it was checked.
    About,
    /// The keys.
    Help,
}

impl View {
    /// All of them.
    pub const ALL: [View; 4] = [View::Plate, View::List, View::About, View::Help];

    /// The word in addresses.
    pub fn word(self) -> &'static str {
        match self {
            View::Plate => "plate",
            View::List => "list",
            View::About => "about",
            View::Help => "help",
        }
    }
}

/// What the reader can do.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Opens an event's card, or closes it; closing leaves the event focused.
    Select(Option<EventIx>),
    /// Moves the focus to an event, or away.
    Focus(Option<EventIx>),
    /// To the n-th later (or earlier) event that the filter leaves. From the focused event, else the selected
    /// one, else to the first visible. The card, if open, follows.
    Step(i32),
    /// To the nearest event in time in the next lane below (1) or above (−1).
    StepLane(i32),
    /// Shows the next or previous phase and focuses its first event.
    StepPhase(i32),
    /// To the first event that the filter leaves.
    First,
    /// To the last event that the filter leaves.
    Last,
    /// Presses a phase chip.
    TogglePhase(PhaseIx),
    /// Presses the chip *All* of the phases.
    AllPhases,
    /// Draws the periods of a scheme, or this site's own. It takes the phases out of the filter.
    By(Option<SchemeIx>),
    /// Presses a theme chip.
    ToggleTheme(Theme),
    /// Presses the chip of a person or body.
    ToggleWho(String),
    /// Presses a chip of a kind of act.
    ToggleKind(Kind),
    /// The text to find.
    SetQuery(String),
    /// Takes all filters and the text away.
    ClearFilter,
    /// Takes one part of the filter away.
    RemoveFilter(FilterPart),
    /// What fills the page.
    SetView(View),
    /// Shows this span. Sent while and after a gesture; [`Action::Settle`] ends the gesture.
    SetViewport(Viewport),
    /// A gesture has come to rest: the next one is a step of its own for *undo*.
    Settle,
    /// Zooms (above 1: closer) about the focused or selected event if it is visible, else the centre.
    ZoomBy(f64),
    /// Shows everything.
    ZoomAll,
    /// Shows a phase.
    ShowPhase(PhaseIx),
    /// Shows this span of days (start, end): the events of a cluster.
    ShowSpan(f64, f64),
    /// Moves the view by a share of its length; above 0 shows later days.
    PanBy(f64),
    /// Takes on the state of an address.
    Restore(Address),
    /// Goes back to the view, selection and filter before the last change of them.
    Undo,
}

/// What *undo* brings back.
#[derive(Debug, Clone, PartialEq)]
pub struct Snapshot {
    /// Visible span.
    pub viewport: Viewport,
    /// Open card.
    pub selected: Option<EventIx>,
    /// Filter and text.
    pub filter: Filter,
    /// Whose periods.
    pub by: Option<SchemeIx>,
}

/// A run of actions that *undo* takes back as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Run {
    Gesture,
    Typing,
}

/// The state of the page. Fields are public to be read; [`AppState::reduce`] alone keeps them in step.
#[derive(Clone)]
pub struct AppState {
    /// The dataset, under the periods of the chosen scheme.
    pub timeline: Rc<Timeline>,
    /// The dataset under this site's own periods: all that must not move with them is laid out from it.
    pub ours: Rc<Timeline>,
    /// Whose periods; none for this site's own.
    pub by: Option<SchemeIx>,
    /// How far the reader may go.
    pub extent: Extent,
    /// Visible span.
    pub viewport: Viewport,
    /// The event whose card is open.
    pub selected: Option<EventIx>,
    /// The event that the keyboard is at.
    pub focused: Option<EventIx>,
    /// Filter and text.
    pub filter: Filter,
    /// What fills the page.
    pub view: View,
    /// Per event: the filter leaves it in.
    pub included: Rc<Vec<bool>>,
    /// Per event: the search found it; none when nothing is searched.
    pub hits: Option<Rc<Vec<bool>>>,
    /// The counts of all chips.
    pub counts: Rc<ChipCounts>,
    /// Earlier views, the last one last.
    pub undo: Rc<Vec<Snapshot>>,
    /// Of the dataset, whatever its periods.
    pub search: Rc<SearchIndex>,
    /// Prepared once for the dataset and its periods.
    pub facets: Rc<FilterIndex>,
    marker: Rc<Marker>,
    run: Option<Run>,
}

/// What is derived from the dataset and the filter is equal when those are, so it is not compared. The
/// dataset is compared by place: two that were loaded apart are different.
impl PartialEq for AppState {
    fn eq(&self, other: &AppState) -> bool {
        Rc::ptr_eq(&self.ours, &other.ours)
            && self.by == other.by
            && self.viewport == other.viewport
            && self.selected == other.selected
            && self.focused == other.focused
            && self.view == other.view
            && self.filter == other.filter
            && self.run == other.run
            && (Rc::ptr_eq(&self.undo, &other.undo) || self.undo == other.undo)
    }
}

/// In short: a whole dataset would drown a failing test.
impl std::fmt::Debug for AppState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AppState")
            .field("viewport", &self.viewport)
            .field("selected", &self.selected)
            .field("focused", &self.focused)
            .field("filter", &self.filter)
            .field("by", &self.by)
            .field("view", &self.view)
            .field("undo", &self.undo.len())
            .finish_non_exhaustive()
    }
}

impl AppState {
    /// The state on loading: everything, nothing selected.
    pub fn new(timeline: Rc<Timeline>) -> AppState {
        let extent = Extent::of(timeline.domain());
        let search = Rc::new(SearchIndex::of(timeline.clone()));
        let facets = Rc::new(FilterIndex::build(&timeline));
        let filter = Filter::default();
        let (included, counts) = facets.apply(&filter, None);
        AppState {
            viewport: Viewport::fit(&extent),
            extent,
            selected: None,
            focused: None,
            filter,
            view: View::Plate,
            included: Rc::new(included),
            hits: None,
            counts: Rc::new(counts),
            undo: Rc::default(),
            search,
            facets,
            marker: Rc::default(),
            run: None,
            by: None,
            ours: timeline.clone(),
            timeline,
        }
    }

    /// The filter leaves the event in.
    pub fn is_included(&self, ix: EventIx) -> bool {
        self.included.get(ix.at()).copied().unwrap_or(false)
    }

    /// The search asks for something and finds the event.
    pub fn is_hit(&self, ix: EventIx) -> bool {
        self.hits.as_ref().and_then(|hits| hits.get(ix.at())).copied().unwrap_or(false)
    }

    /// The events that the filter leaves, in order of time.
    pub fn shown(&self) -> impl DoubleEndedIterator<Item = (EventIx, &Event)> {
        let each = self.timeline.events.iter().enumerate().map(|(i, e)| (EventIx(i as u32), e));
        each.filter(|(ix, _)| self.is_included(*ix))
    }

    /// The place of an event among those that the filter leaves, from 1: "9 of 20".
    pub fn place_among_shown(&self, ix: EventIx) -> Option<usize> {
        self.is_included(ix).then(|| self.included.iter().take(ix.at() + 1).filter(|in_| **in_).count())
    }

    /// How many of the events that the filter leaves have their symbol in the visible span.
    pub fn shown_in_view(&self) -> usize {
        self.shown().filter(|(_, e)| self.viewport.contains(e.at)).count()
    }

    /// The selected event.
    pub fn selected_event(&self) -> Option<&Event> {
        self.selected.and_then(|ix| self.timeline.event(ix))
    }

    /// Where to put `<mark>` in a text on the page, as byte ranges.
    pub fn highlights(&self, text: &str) -> Vec<std::ops::Range<usize>> {
        self.marker.ranges(text)
    }

    /// The state after an action.
    #[must_use]
    pub fn reduce(&self, action: Action) -> AppState {
        let mut next = self.clone();
        let run = match action {
            Action::SetViewport(_) => Some(Run::Gesture),
            Action::SetQuery(_) => Some(Run::Typing),
            _ => None,
        };
        // Where the view comes back from elsewhere or only follows the focus there is nothing to undo.
        let undoable = !matches!(action, Action::Focus(_) | Action::Restore(_) | Action::Undo);
        let (focus, settle) = (matches!(action, Action::Focus(_)), matches!(action, Action::Settle));
        next.apply(action);
        let changed = next.snapshot() != self.snapshot();
        if changed && undoable && (run.is_none() || run != self.run) {
            let mut undo = Vec::clone(&self.undo);
            if undo.len() >= MOST_UNDO {
                undo.remove(0);
            }
            undo.push(self.snapshot());
            next.undo = Rc::new(undo);
        }
        if settle || (changed && !focus) {
            next.run = run;
        }
        next
    }

    /// The same state with another filter, without a trace in *undo*.
    #[must_use]
    pub fn with_filter(&self, filter: Filter) -> AppState {
        let mut next = self.clone();
        next.set_filter(filter);
        next
    }

    fn snapshot(&self) -> Snapshot {
        Snapshot {
            viewport: self.viewport,
            selected: self.selected,
            filter: self.filter.clone(),
            by: self.by,
        }
    }

    fn apply(&mut self, action: Action) {
        match action {
            Action::Select(None) => {
                if self.selected.is_some() {
                    self.focused = self.selected.take();
                }
            }
            Action::Select(Some(ix)) => {
                if self.timeline.event(ix).is_some() {
                    self.selected = Some(ix);
                    self.focused = Some(ix);
                    self.bring_into_view(ix);
                }
            }
            Action::Focus(None) => self.focused = None,
            Action::Focus(Some(ix)) => {
                if self.timeline.event(ix).is_some() {
                    self.focused = Some(ix);
                    self.bring_into_view(ix);
                }
            }
            Action::Step(n) => self.go_to(self.step(n)),
            Action::StepLane(n) => self.go_to(self.step_lane(n)),
            Action::First => self.go_to(self.first_shown()),
            Action::Last => self.go_to(self.last_shown()),
            Action::StepPhase(n) => {
                if let Some(phase) = self.step_phase(n) {
                    self.show_phase(phase);
                    let first =
                        self.shown().map(|(ix, _)| ix).find(|ix| self.timeline.phase_of(*ix) == Some(phase));
                    self.focused = first.or(self.focused);
                }
            }
            Action::TogglePhase(ix) => self.change_filter(|f| toggle(&mut f.phases, ix)),
            Action::AllPhases => self.change_filter(|f| f.phases.clear()),
            Action::By(by) => self.set_periods(by),
            Action::ToggleTheme(theme) => self.change_filter(|f| toggle(&mut f.themes, theme)),
            Action::ToggleWho(id) => self.change_filter(|f| toggle(&mut f.who, id)),
            Action::ToggleKind(kind) => self.change_filter(|f| toggle(&mut f.kinds, kind)),
            Action::SetQuery(query) => self.change_filter(|f| f.query = query),
            Action::ClearFilter => self.set_filter(Filter::default()),
            Action::RemoveFilter(part) => self.set_filter(self.filter.without(&part)),
            Action::SetView(view) => self.view = view,
            Action::SetViewport(viewport) => self.viewport = self.legal(viewport),
            Action::Settle => {}
            Action::ZoomBy(factor) => {
                let at = self.at(self.current()).filter(|day| self.viewport.contains(*day));
                let anchor = at.unwrap_or(self.viewport.center());
                self.viewport = self.viewport.zoom_at(anchor, factor, &self.extent);
            }
            Action::ZoomAll => self.viewport = Viewport::fit(&self.extent),
            Action::ShowPhase(ix) => self.show_phase(ix),
            Action::ShowSpan(start, end) => {
                if start.is_finite() && end.is_finite() {
                    self.viewport = Viewport::show(start, end, &self.extent);
                }
            }
            Action::PanBy(share) => {
                self.viewport = self.viewport.pan(self.viewport.days() * share, &self.extent);
            }
            Action::Restore(address) => self.restore(address),
            Action::Undo => {
                let mut undo = Vec::clone(&self.undo);
                if let Some(before) = undo.pop() {
                    self.undo = Rc::new(undo);
                    self.viewport = before.viewport;
                    self.selected = before.selected;
                    self.focused = before.selected.or(self.focused);
                    self.set_periods(before.by);
                    self.set_filter(before.filter);
                }
            }
        }
    }

    fn restore(&mut self, address: Address) {
        self.set_periods(address.by);
        self.set_filter(address.filter);
        self.view = address.view;
        self.selected = address.event.filter(|ix| self.timeline.event(*ix).is_some());
        self.focused = self.selected.or(self.focused);
        // An address knows whole days only: the view that it was printed from is kept to the pixel.
        if address.span.is_none_or(|span| span != self.viewport.span_days()) {
            self.viewport = match address.span {
                Some((from, to)) => Viewport::from_days(from, to, &self.extent),
                None => Viewport::fit(&self.extent),
            };
        }
    }

    fn change_filter(&mut self, change: impl FnOnce(&mut Filter)) {
        let mut filter = self.filter.clone();
        change(&mut filter);
        self.set_filter(filter);
    }

    fn set_filter(&mut self, filter: Filter) {
        let filter = filter.normal(&self.timeline);
        if filter != self.filter {
            self.take_filter(filter);
        }
    }

    /// Another scheme has other phases: those of the filter are gone, and all is counted anew.
    fn set_periods(&mut self, by: Option<SchemeIx>) {
        let by = by.filter(|ix| scheme(&self.ours, *ix).is_some());
        if by == self.by {
            return;
        }
        self.by = by;
        self.timeline = match by {
            Some(ix) => Rc::new(with_periods(&self.ours, ix)),
            None => self.ours.clone(),
        };
        self.facets = Rc::new(FilterIndex::build(&self.timeline));
        let mut filter = self.filter.clone();
        filter.phases.clear();
        self.take_filter(filter);
    }

    /// Takes a filter on that is in order, and derives what follows from it.
    fn take_filter(&mut self, filter: Filter) {
        if filter.query != self.filter.query {
            self.hits = self.search.hits(&filter.query).map(Rc::new);
            self.marker = Rc::new(self.search.marker(&filter.query));
        }
        let (included, counts) = self.facets.apply(&filter, self.hits.as_deref().map(Vec::as_slice));
        self.included = Rc::new(included);
        self.counts = Rc::new(counts);
        self.filter = filter;
    }

    /// The viewport within the limits. One that is there already is kept to the bit, even if it came from
    /// whole days and so passes them by less than one.
    fn legal(&self, viewport: Viewport) -> Viewport {
        let legal = Viewport::new(viewport.start(), viewport.end(), &self.extent);
        let off = (legal.start() - viewport.start()).abs().max((legal.end() - viewport.end()).abs());
        if off < 1.0 {
            viewport
        } else {
            legal
        }
    }

    fn show_phase(&mut self, ix: PhaseIx) {
        if let Some(phase) = self.timeline.phases.get(ix.at()) {
            let (start, end) = (f64::from(phase.span.start.0), f64::from(phase.span.end.0));
            self.viewport = Viewport::show(start, end, &self.extent);
        }
    }

    /// The event from which steps are counted and about which buttons zoom.
    fn current(&self) -> Option<EventIx> {
        self.focused.or(self.selected)
    }

    fn at(&self, ix: Option<EventIx>) -> Option<f64> {
        ix.and_then(|ix| self.timeline.event(ix)).map(|e| e.at)
    }

    /// Only what is out of sight moves the view: an event that a reader points at must not run away.
    fn bring_into_view(&mut self, ix: EventIx) {
        if let Some(day) = self.at(Some(ix)).filter(|day| !self.viewport.contains(*day)) {
            self.viewport = self.viewport.pan_into_view(day, EDGE, &self.extent);
        }
    }

    /// Focuses an event; an open card follows.
    fn go_to(&mut self, ix: Option<EventIx>) {
        if let Some(ix) = ix {
            self.focused = Some(ix);
            if self.selected.is_some() {
                self.selected = Some(ix);
            }
            self.bring_into_view(ix);
        }
    }

    fn first_shown(&self) -> Option<EventIx> {
        self.shown().next().map(|(ix, _)| ix)
    }

    fn last_shown(&self) -> Option<EventIx> {
        self.shown().next_back().map(|(ix, _)| ix)
    }

    /// The first event that the filter leaves in the visible span, else in the timeline.
    fn first_visible(&self) -> Option<EventIx> {
        let visible = self.shown().find(|(_, e)| self.viewport.contains(e.at));
        visible.map(|(ix, _)| ix).or_else(|| self.first_shown())
    }

    fn step(&self, n: i32) -> Option<EventIx> {
        if n == 0 {
            return None;
        }
        let Some(from) = self.current() else { return self.first_visible() };
        let most = n.unsigned_abs() as usize;
        let (later, earlier) = (
            || self.shown().map(|(ix, _)| ix).filter(|ix| *ix > from),
            || self.shown().rev().map(|(ix, _)| ix).filter(|ix| *ix < from),
        );
        let target = if n > 0 { later().take(most).last() } else { earlier().take(most).last() };
        // From an event that the filter hides one gets back even where none is left in that direction.
        let hidden = !self.is_included(from);
        target.or_else(|| if hidden { later().next().or_else(|| earlier().next()) } else { None })
    }

    fn step_lane(&self, n: i32) -> Option<EventIx> {
        let Some(from) = self.current().and_then(|ix| self.timeline.event(ix)) else {
            return self.first_visible().filter(|_| n != 0);
        };
        let beyond = |lane: Lane| if n > 0 { lane > from.lane } else { n < 0 && lane < from.lane };
        let lanes = self.shown().map(|(_, e)| e.lane).filter(|lane| beyond(*lane));
        let lane = if n > 0 { lanes.min() } else { lanes.max() }?;
        let there = self.shown().filter(|(_, e)| e.lane == lane);
        let nearest =
            there.min_by(|(_, a), (_, b)| (a.at - from.at).abs().total_cmp(&(b.at - from.at).abs()));
        nearest.map(|(ix, _)| ix)
    }

    /// The next phase from the middle of the view; from the view of everything the first or last one.
    fn step_phase(&self, n: i32) -> Option<PhaseIx> {
        let phases = || self.timeline.phases.iter().enumerate().map(|(i, p)| (PhaseIx(i as u32), p));
        let whole = self.viewport.days() >= self.extent.days();
        let here = self.viewport.center();
        let found = match n {
            0 => None,
            1.. => phases().find(|(_, p)| whole || f64::from(p.span.start.0) > here),
            _ => phases().rfind(|(_, p)| whole || f64::from(p.span.end.0) <= here),
        };
        found.map(|(ix, _)| ix)
    }
}

/// What an act does to the browser's history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HistoryEntry {
    /// A step that *Back* takes back.
    Push,
    /// The address changes, without a step.
    Replace,
    /// Nothing.
    None,
}

/// What the browser's history gets for an act that led from one state to another, both at rest (for a
/// gesture: before its beginning and after its end). In a frame a push is to be made a replacement.
pub fn history_entry(before: &AppState, after: &AppState, action: &Action) -> HistoryEntry {
    if matches!(action, Action::Restore(_)) || super::address::print(before) == super::address::print(after) {
        return HistoryEntry::None;
    }
    match action {
        Action::SetViewport(_) | Action::Settle if !moved(before, after) => HistoryEntry::Replace,
        // Typing on is one act with the first letter.
        Action::SetQuery(_) if !before.filter.query.is_empty() && !after.filter.query.is_empty() => {
            HistoryEntry::Replace
        }
        Action::Focus(_) => HistoryEntry::None,
        // The arrows without a card only carry the view along.
        Action::Step(_) | Action::StepLane(_) | Action::First | Action::Last
            if before.selected == after.selected =>
        {
            HistoryEntry::Replace
        }
        _ => HistoryEntry::Push,
    }
}

/// The view has moved, or grown or shrunk, by a tenth.
fn moved(before: &AppState, after: &AppState) -> bool {
    let (a, b) = (before.viewport, after.viewport);
    let shortest = a.days().min(b.days());
    (a.center() - b.center()).abs() >= A_STEP * shortest || (a.days() - b.days()).abs() >= A_STEP * shortest
}

/// Small timelines for the tests of this folder.
#[cfg(test)]
pub(super) mod sample {
    use super::*;
    use crate::core::data::{
        Body, Citation, Dataset, Person, PersonIx, Phase, Place, PlaceIx, Scheme, Side, Source, SourceIx,
    };
    use crate::core::date::{Date, Day, Span};
    use proptest::prelude::*;

    /// Ids of the people and bodies.
    pub const WHO: &[&str] = &["mao", "khrushchev", "peng", "PRC", "USSR"];

    pub fn event(id: &str, title: &str, day: Day) -> Event {
        Event {
            id: id.to_owned(),
            title: title.to_owned(),
            label: title.to_owned(),
            standfirst: String::new(),
            text: String::new(),
            summary: String::new(),
            why: String::new(),
            date: Date::from(day),
            when: Span { start: day, end: Day(day.0 + 1) },
            at: f64::from(day.0),
            side: Side::Moscow,
            host: None,
            kind: Kind::Meeting,
            themes: vec![Theme::Diplomacy],
            significance: 2,
            lane: Lane::Moscow,
            place: None,
            people: Vec::new(),
            actors: Vec::new(),
            sources: Vec::new(),
            causes: Vec::new(),
            effects: Vec::new(),
            disputes: Vec::new(),
            student_links: Vec::new(),
        }
    }

    fn frame() -> Timeline {
        let phase = |id: &str, label: &str, start: Day, end: Day| Phase {
            id: id.to_owned(),
            label: label.to_owned(),
            span: Span { start, end },
            rationale: String::new(),
            sub_phases: Vec::new(),
            look: 0,
        };
        let person = |id: &str, name: &str, native: &str, other: &str| Person {
            id: id.to_owned(),
            name: name.to_owned(),
            native: native.to_owned(),
            spellings: other.split(';').filter(|s| !s.is_empty()).map(str::to_owned).collect(),
            ..Person::default()
        };
        let place = |id: &str, name: &str, other: &[&str]| Place {
            id: id.to_owned(),
            name: name.to_owned(),
            spellings: other.iter().map(|s| (*s).to_owned()).collect(),
            ..Place::default()
        };
        let body = |id: &str, name: &str, other: &str| Body {
            id: id.to_owned(),
            name: name.to_owned(),
            spellings: vec![other.to_owned()],
        };
        let source = |id: &str, citation: &str| Source {
            id: id.to_owned(),
            citation: citation.to_owned(),
            kind: "secondary".to_owned(),
            url: None,
        };
        let phases = vec![
            phase("alliance", "Alliance", Day::new(1945, 1, 1), Day::new(1956, 2, 25)),
            Phase { look: 1, ..phase("strain", "Strain", Day::new(1956, 2, 25), Day::new(1960, 7, 1)) },
            Phase { look: 2, ..phase("split", "Split", Day::new(1960, 7, 1), Day::new(1970, 1, 1)) },
        ];
        let dataset = Dataset {
            title: "Sample".to_owned(),
            people: vec![
                person("mao", "Mao Zedong", "毛泽东", "Máo Zédōng;Mao Tse-tung"),
                person("khrushchev", "Nikita Khrushchev", "Никита Хрущёв", ""),
                person("peng", "Peng Dehuai", "彭德怀", "P’eng Te-huai"),
            ],
            bodies: vec![
                body("PRC", "People’s Republic of China", "中华人民共和国"),
                body("USSR", "Soviet Union", "苏联"),
            ],
            places: vec![
                place("beijing", "Beijing", &["北京", "Пекин", "Peking"]),
                place("zhenbao", "Zhenbao / Damansky Island", &["珍宝岛", "Damansky", "Даманский"]),
            ],
            schemes: schemes(&phase),
            sources: vec![source("luthi", "Lorenz Lüthi, Sino-Soviet Split (Nanking edition, 2008)")],
            ..Dataset::default()
        };
        Timeline::new(dataset, phases)
    }

    /// One scheme with gaps, and one of four periods.
    fn schemes(phase: &dyn Fn(&str, &str, Day, Day) -> Phase) -> Vec<Scheme> {
        let drawn = |look: u8, phase: Phase| Phase { look, ..phase };
        let scheme = |id: &str, name: &str, phases: Vec<Phase>| Scheme {
            id: id.to_owned(),
            name: name.to_owned(),
            source: Some(SourceIx(0)),
            basis: "Its headings.".to_owned(),
            quality: "stated".to_owned(),
            phases,
        };
        let post = vec![
            drawn(0, phase("post-1", "Allies", Day::new(1952, 1, 1), Day::new(1957, 1, 1))),
            drawn(2, phase("post-2", "Broken", Day::new(1958, 1, 1), Day::new(1960, 1, 1))),
        ];
        let griffith = vec![
            drawn(0, phase("griffith-1", "Before", Day::new(1945, 1, 1), Day::new(1954, 1, 1))),
            drawn(0, phase("griffith-2", "Doubt", Day::new(1954, 1, 1), Day::new(1958, 4, 1))),
            drawn(1, phase("griffith-3", "Worse", Day::new(1958, 4, 1), Day::new(1959, 9, 1))),
            drawn(2, phase("griffith-4", "No return", Day::new(1959, 9, 1), Day::new(1970, 1, 1))),
        ];
        vec![scheme("post", "A student post", post), scheme("griffith", "Griffith (1966)", griffith)]
    }

    /// Puts events into a timeline, in order.
    fn with_events(mut timeline: Timeline, mut events: Vec<Event>) -> Timeline {
        events.sort_by(|a, b| a.at.total_cmp(&b.at).then_with(|| a.id.cmp(&b.id)));
        timeline.ids = events.iter().map(|e| &e.id).collect();
        timeline.events = events;
        timeline.with_phases(timeline.phases.clone())
    }

    /// Five events, in three phases.
    pub fn timeline() -> Timeline {
        let mut treaty = event("1950-treaty", "Treaty of Friendship", Day::new(1950, 2, 14));
        treaty.people = vec![PersonIx(0)];
        treaty.actors = vec!["PRC".to_owned(), "USSR".to_owned(), "mao".to_owned()];
        treaty.kind = Kind::Treaty;
        let mut visit = event("1954-khrushchev-beijing", "Khrushchev in Beijing", Day::new(1954, 9, 29));
        visit.people = vec![PersonIx(1)];
        visit.place = Some(PlaceIx(0));
        visit.lane = Lane::Beijing;
        let mut speech = event("1956-secret-speech", "Khrushchev’s ‘Secret Speech’", Day::new(1956, 2, 25));
        speech.people = vec![PersonIx(1)];
        speech.kind = Kind::Speech;
        speech.themes = vec![Theme::Ideology];
        let mut lushan = event("1959-lushan", "Peng falls at Lushan", Day::new(1959, 7, 23));
        lushan.people = vec![PersonIx(0), PersonIx(2)];
        lushan.lane = Lane::MaoView;
        lushan.themes = vec![Theme::Ideology, Theme::Military];
        let mut zhenbao = event("1969-zhenbao", "Clash on Zhenbao Island", Day::new(1969, 3, 2));
        zhenbao.place = Some(PlaceIx(1));
        zhenbao.kind = Kind::War;
        zhenbao.lane = Lane::Beijing;
        zhenbao.themes = vec![Theme::Border, Theme::Military];
        zhenbao.sources = vec![Citation { source: SourceIx(0), locator: None, seen: true }];
        with_events(frame(), vec![zhenbao, treaty, visit, speech, lushan])
    }

    /// As many events as asked for, evenly over the span and over phases, themes and kinds.
    pub fn many(count: usize) -> Timeline {
        let made = (0..count).map(|i| {
            let day = Day(Day::new(1945, 1, 1).0 + (i * 9131 / count) as i32);
            let mut e = event(&format!("e{i}"), &format!("Event number {i} in Peking"), day);
            e.themes = vec![Theme::ALL[i % 8], Theme::ALL[(i / 8) % 8]];
            e.kind = Kind::ALL[i % 7];
            e
        });
        let events = made.collect();
        with_events(frame(), events)
    }

    pub fn any_timeline(most: usize) -> impl Strategy<Value = Timeline> {
        let day = (Day::new(1945, 1, 1).0..Day::new(1970, 1, 1).0).prop_map(Day);
        let title = prop::sample::select(vec!["Talks in Peking", "Mao speaks", "A clash", "Аid", "赫鲁晓夫"]);
        let themes = prop::sample::subsequence(Theme::ALL.to_vec(), 1..4);
        let kind = prop::sample::select(Kind::ALL.to_vec());
        let people = prop::sample::subsequence(vec![PersonIx(0), PersonIx(1), PersonIx(2)], 0..3);
        let bodies = prop::sample::subsequence(vec!["PRC".to_owned(), "USSR".to_owned()], 0..=2);
        let lanes = vec![Lane::Elsewhere, Lane::Moscow, Lane::Beijing, Lane::MaoView];
        let one = (day, title, themes, kind, people, bodies, prop::sample::select(lanes));
        prop::collection::vec(one, 0..=most).prop_map(|list| {
            let made =
                list.into_iter().enumerate().map(|(i, (day, title, themes, kind, people, actors, lane))| {
                    let mut e = event(&format!("event-{i}"), title, day);
                    (e.themes, e.kind, e.people, e.actors) = (themes, kind, people, actors);
                    e.lane = lane;
                    e
                });
            let events = made.collect();
            with_events(frame(), events)
        })
    }

    /// Also with parts that the timeline does not have, out of order and twice.
    pub fn any_filter() -> impl Strategy<Value = Filter> {
        let phases = prop_oneof![6 => 0u32..5, 1 => Just(u32::MAX)].prop_map(PhaseIx);
        let phases = prop::collection::vec(phases, 0..3);
        let themes = prop::collection::vec(prop::sample::select(Theme::ALL.to_vec()), 0..4);
        let who = prop::sample::select([WHO, &["nobody"]].concat()).prop_map(str::to_owned);
        let kinds = prop::collection::vec(prop::sample::select(Kind::ALL.to_vec()), 0..4);
        let known = prop::sample::select(vec!["", "", "", "", "beijing", "mao", "Хрущёв", "talks pek", " "]);
        let query = prop_oneof![6 => known.prop_map(str::to_owned), 1 => "\\PC{0,8}", 1 => ".{0,3}"];
        (phases, themes, prop::collection::vec(who, 0..3), kinds, query)
            .prop_map(|(phases, themes, who, kinds, query)| Filter { phases, themes, who, kinds, query })
    }

    pub fn any_action() -> impl Strategy<Value = Action> {
        let ix = || (0u32..30).prop_map(EventIx);
        let day = || prop_oneof![8 => -12_000.0..3_000.0f64, 1 => any::<f64>()];
        let extent = Extent::of(frame().domain());
        let factor = prop_oneof![8 => 0.2..5.0f64, 1 => any::<f64>()];
        prop_oneof![
            prop::option::of(ix()).prop_map(Action::Select),
            prop::option::of(ix()).prop_map(Action::Focus),
            (-3i32..4).prop_map(Action::Step),
            (-1i32..2).prop_map(Action::StepLane),
            (-1i32..2).prop_map(Action::StepPhase),
            Just(Action::First),
            Just(Action::Last),
            (0u32..5).prop_map(|i| Action::TogglePhase(PhaseIx(i))),
            Just(Action::AllPhases),
            Just(Action::TogglePhase(PhaseIx(u32::MAX))),
            prop::option::of((0u32..3).prop_map(SchemeIx)).prop_map(Action::By),
            prop::sample::select(Theme::ALL.to_vec()).prop_map(Action::ToggleTheme),
            prop::sample::select(WHO.to_vec()).prop_map(|w| Action::ToggleWho(w.to_owned())),
            prop::sample::select(Kind::ALL.to_vec()).prop_map(Action::ToggleKind),
            "\\PC{0,4}".prop_map(Action::SetQuery),
            Just(Action::ClearFilter),
            prop::sample::select(View::ALL.to_vec()).prop_map(Action::SetView),
            (day(), day()).prop_map(move |(a, b)| Action::SetViewport(Viewport::new(a, b, &extent))),
            Just(Action::Settle),
            factor.prop_map(Action::ZoomBy),
            Just(Action::ZoomAll),
            (0u32..5).prop_map(|i| Action::ShowPhase(PhaseIx(i))),
            (day(), day()).prop_map(|(a, b)| Action::ShowSpan(a, b)),
            (-2.0..2.0f64).prop_map(Action::PanBy),
            Just(Action::Undo),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::date::Day;
    use proptest::prelude::*;

    fn start() -> AppState {
        AppState::new(Rc::new(sample::timeline()))
    }

    fn id(state: &AppState, ix: Option<EventIx>) -> &str {
        ix.and_then(|ix| state.timeline.event(ix)).map_or("none", |e| &e.id)
    }

    /// After the actions, the focused and the selected event are these.
    fn check(actions: &[Action], focused: &str, selected: &str) {
        let state = actions.iter().cloned().fold(start(), |s, a| s.reduce(a));
        assert_eq!(
            (id(&state, state.focused), id(&state, state.selected)),
            (focused, selected),
            "{actions:?}"
        );
    }

    #[test]
    fn steps_go_through_the_filtered_events() {
        use Action::{First, Focus, Last, Select, Step, StepLane, ToggleTheme};
        let lushan = EventIx(3);
        check(&[Step(1)], "1950-treaty", "none");
        check(&[Step(1), Step(1)], "1954-khrushchev-beijing", "none");
        check(&[Last, Step(1)], "1969-zhenbao", "none");
        check(&[First, Step(-1)], "1950-treaty", "none");
        check(&[Step(1), Step(99)], "1969-zhenbao", "none");
        check(&[Select(Some(lushan)), Step(-2)], "1954-khrushchev-beijing", "1954-khrushchev-beijing");
        check(&[Select(Some(lushan)), Select(None)], "1959-lushan", "none");
        check(&[Focus(Some(EventIx(99)))], "none", "none");
        // A filter that hides the selected event keeps its card; a step finds the nearest that is left.
        let border = ToggleTheme(Theme::Border);
        check(&[Select(Some(lushan)), border.clone()], "1959-lushan", "1959-lushan");
        check(&[Select(Some(lushan)), border.clone(), Step(1)], "1969-zhenbao", "1969-zhenbao");
        check(&[Select(Some(lushan)), border, Step(-1)], "1969-zhenbao", "1969-zhenbao");
        check(&[First, StepLane(1)], "1954-khrushchev-beijing", "none");
        check(&[First, StepLane(1), StepLane(1)], "1959-lushan", "none");
        check(&[First, StepLane(-1)], "1950-treaty", "none");
    }

    #[test]
    fn a_filter_that_leaves_nothing_stops_steps() {
        let none = start().reduce(Action::SetQuery("Tito".to_owned()));
        for action in [Action::Step(1), Action::First, Action::Last, Action::StepLane(1)] {
            assert_eq!(none.reduce(action).focused, None);
        }
    }

    #[test]
    fn steps_from_nothing_begin_at_the_first_visible_event() {
        let state = start().reduce(Action::ShowPhase(PhaseIx(2))).reduce(Action::Step(1));
        assert_eq!(id(&state, state.focused), "1969-zhenbao");
    }

    #[test]
    fn phases_are_stepped_through_and_end() {
        let mut state = start();
        for (n, expect) in [(1, 0), (1, 1), (1, 2), (1, 2), (-1, 1), (-1, 0), (-1, 0)] {
            state = state.reduce(Action::StepPhase(n));
            assert_eq!(
                state.viewport,
                start().reduce(Action::ShowPhase(PhaseIx(expect))).viewport,
                "{n} to {expect}"
            );
        }
        let last = start().reduce(Action::StepPhase(-1));
        assert_eq!(last.viewport, start().reduce(Action::ShowPhase(PhaseIx(2))).viewport);
        assert_eq!(id(&last, last.focused), "1969-zhenbao");
    }

    #[test]
    fn a_hidden_event_is_brought_into_view_and_a_visible_one_moves_nothing() {
        let all = start();
        assert_eq!(all.reduce(Action::Select(Some(EventIx(0)))).viewport, all.viewport);
        let split = all.reduce(Action::ShowPhase(PhaseIx(2)));
        let back = split.reduce(Action::Select(Some(EventIx(0))));
        assert!(back.viewport.contains(all.timeline.events[0].at));
        assert!((back.viewport.days() - split.viewport.days()).abs() < 1e-6);
    }

    #[test]
    fn buttons_zoom_about_the_focused_event() {
        let state = start().reduce(Action::Focus(Some(EventIx(2))));
        let share = |s: &AppState| (s.timeline.events[2].at - s.viewport.start()) / s.viewport.days();
        let closer = state.reduce(Action::ZoomBy(1.6));
        assert!((share(&state) - share(&closer)).abs() < 1e-9);
        assert!(closer.viewport.days() < state.viewport.days());
    }

    #[test]
    fn undo_takes_back_one_act_at_a_time() {
        let view = |from, to| {
            Viewport::new(f64::from(Day::new(from, 1, 1).0), f64::from(Day::new(to, 1, 1).0), &start().extent)
        };
        let first = start();
        let acts = [
            Action::ToggleTheme(Theme::Border),
            Action::SetViewport(view(1950, 1960)),
            Action::SetViewport(view(1951, 1961)),
            Action::Settle,
            Action::SetViewport(view(1955, 1965)),
            Action::SetQuery("ma".to_owned()),
            Action::SetQuery("mao".to_owned()),
            Action::Focus(Some(EventIx(3))),
            Action::Select(Some(EventIx(3))),
        ];
        let mut state = acts.into_iter().fold(first.clone(), |s, a| s.reduce(a));
        assert_eq!(state.undo.len(), 5);
        for (query, from) in [("mao", 1955), ("", 1955), ("", 1951), ("", 1945)] {
            state = state.reduce(Action::Undo);
            assert_eq!(
                (state.filter.query.as_str(), state.viewport.span_days().0),
                (query, Day::new(from, 1, 1))
            );
        }
        state = state.reduce(Action::Undo);
        assert!(state.filter.is_empty() && state.undo.is_empty());
        assert_eq!(state.included, first.included);
        assert_eq!(state.reduce(Action::Undo), state);
    }

    #[test]
    fn undo_is_bounded() {
        let many = (0..200).fold(start(), |s, _| s.reduce(Action::ToggleTheme(Theme::Border)));
        assert_eq!(many.undo.len(), MOST_UNDO);
    }

    #[test]
    fn what_changes_nothing_gives_an_equal_state() {
        let state = start();
        for action in [
            Action::Select(None),
            Action::Select(Some(EventIx(99))),
            Action::Focus(None),
            Action::Step(0),
            Action::TogglePhase(PhaseIx(9)),
            Action::ToggleWho("nobody".to_owned()),
            Action::AllPhases,
            Action::ClearFilter,
            Action::SetQuery("  \n".to_owned()),
            Action::SetView(View::Plate),
            Action::SetViewport(state.viewport),
            Action::Settle,
            Action::ZoomBy(f64::NAN),
            Action::ZoomBy(0.0),
            Action::ZoomAll,
            Action::ShowPhase(PhaseIx(9)),
            Action::ShowSpan(f64::NAN, 0.0),
            Action::PanBy(0.0),
            Action::PanBy(f64::INFINITY),
            Action::RemoveFilter(FilterPart::Query),
            Action::Undo,
        ] {
            assert_eq!(state.reduce(action.clone()), state, "{action:?}");
        }
    }

    #[test]
    fn history_gets_one_entry_per_act() {
        let state = start();
        let check = |action: Action, expect: HistoryEntry| {
            let after = state.reduce(action.clone());
            assert_eq!(history_entry(&state, &after, &action), expect, "{action:?}");
        };
        let pan = |share: f64| {
            state.reduce(Action::ZoomBy(2.0)).viewport.pan(share * state.viewport.days() / 2.0, &state.extent)
        };
        check(Action::Select(Some(EventIx(0))), HistoryEntry::Push);
        check(Action::ToggleTheme(Theme::Border), HistoryEntry::Push);
        check(Action::ZoomBy(1.6), HistoryEntry::Push);
        check(Action::SetQuery("m".to_owned()), HistoryEntry::Push);
        check(Action::Focus(Some(EventIx(0))), HistoryEntry::None);
        check(Action::Step(1), HistoryEntry::None);
        check(Action::ZoomAll, HistoryEntry::None);
        check(Action::SetViewport(pan(0.3)), HistoryEntry::Push);
        let zoomed = state.reduce(Action::ZoomBy(2.0));
        for (share, expect) in [(0.05, HistoryEntry::Replace), (0.15, HistoryEntry::Push)] {
            let action = Action::SetViewport(pan(share));
            assert_eq!(history_entry(&zoomed, &zoomed.reduce(action.clone()), &action), expect);
        }
        let m = state.reduce(Action::SetQuery("m".to_owned()));
        let action = Action::SetQuery("ma".to_owned());
        assert_eq!(history_entry(&m, &m.reduce(action.clone()), &action), HistoryEntry::Replace);
    }

    proptest! {
        #[test]
        fn no_action_breaks_the_state(
            timeline in sample::any_timeline(20),
            actions in prop::collection::vec(sample::any_action(), 0..30),
        ) {
            let mut state = AppState::new(Rc::new(timeline));
            for action in actions {
                state = state.reduce(action);
                let (v, e) = (state.viewport, state.extent);
                // Spec 3.1: at least 45 days, never further out than 3 % on each side (and 12 % of the plate).
                prop_assert!(v.days() >= 45.0 - 1e-6 && v.days() <= e.days() * 1.06 + 1.0);
                prop_assert!(v.start() >= e.start - e.days() * 0.03 - 1.0 && v.end() <= e.end + e.days() * 0.03 + 1.0);
                for ix in [state.selected, state.focused].into_iter().flatten() {
                    prop_assert!(state.timeline.event(ix).is_some());
                }
                prop_assert_eq!(&state.filter, &state.filter.clone().normal(&state.timeline));
                let hits = state.search.hits(&state.filter.query);
                let (included, counts) = state.facets.apply(&state.filter, hits.as_deref());
                prop_assert_eq!(&*state.included, &included);
                prop_assert_eq!(&*state.counts, &counts);
                prop_assert!(state.undo.len() <= MOST_UNDO);
            }
        }
    }
}
