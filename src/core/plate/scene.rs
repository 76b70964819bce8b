//! One scene of the plate: which symbols, flags, counts and texts it shows, and where they stand.
//!
//! A scene is laid out for one viewport at rest. Everything in it is bound to a day and to px offsets from
//! that day, so during a gesture the same scene is drawn with a new time scale and only x moves.
//! Rules: the design's `mock/real.md`; the standing layout does not know the selection, and the selected
//! flag takes the first legal place in it.

use super::band::Band;
use super::index::{EventIndex, LaneIndex, Places, LANES};
use super::lettering::{balanced, width, Broken, Face};
use super::marks::{keep, Kept, Row, BEAD};
use super::scale::TimeScale;
use super::spec::{MaoLane, PlateSpec};
use super::staircase::{self, Candidate, Placed, Room, Shape};
use super::viewport::Viewport;
use crate::core::data::{Event, EventIx, Lane, Timeline};
use crate::core::date::Detail;
use crate::core::order::{order, sort_by};
use std::ops::Range;

/// A scene never has more symbols than this, whatever the dataset's size.
pub const MOST_MARKS: usize = 200;
/// So many events of a side are weighed for flags one by one; more are thinned to the first of each bin.
const MOST_CANDIDATES: usize = 150;
/// A headline within so many days of a period's boundary is placed before the others.
const BOUNDARY_DAYS: f64 = 31.0;
/// Line height of names, as a factor of their size.
pub const LEADING: f64 = 1.1;
/// Height of a flag's date line, as a factor of its size.
pub const DATE_LEADING: f64 = 1.12;
/// The mark behind the date of an event that sources or historians do not agree on: two readings, apart.
pub const DISPUTED: &str = "‹›";
/// Between the date and that mark, px.
pub const DISPUTED_GAP: f64 = 3.0;
/// Width kept for it, px.
const DISPUTED_WIDTH: f64 = 8.0;
/// px a line of a flag's first sentence.
pub const GLOSS_LEADING: f64 = 15.5;
/// Size of a flag's first sentence, px.
pub const GLOSS_SIZE: f64 = 13.0;
/// From this many px a year flags carry first sentences, spans and brackets are drawn, ties are complete.
pub const CLOSE: f64 = 90.0;
/// Below this many px a year no count is printed beside the rails.
const SPARSE: f64 = 26.0;

/// What is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// Flags of both sides.
    pub flags: Vec<Flag>,
    /// Symbols on the rails and in the *Elsewhere* lane.
    pub marks: Vec<Mark>,
    /// Days of the events without a symbol of their own, by lane: short ticks inside the rail.
    pub swallowed: Vec<(Lane, f64)>,
    /// Days of the events that the filter leaves out.
    pub left_out: Vec<(Lane, f64)>,
    /// Steps of Mao's view.
    pub steps: Vec<Step>,
    /// The viewport it was laid out for.
    pub viewport: Viewport,
    /// px a year it was laid out for.
    pub px_per_year: f64,
}

impl Scene {
    /// Nothing, for this viewport: there is no room yet.
    pub fn empty(viewport: Viewport) -> Scene {
        let (flags, marks, steps) = (Vec::new(), Vec::new(), Vec::new());
        Scene { flags, marks, swallowed: Vec::new(), left_out: Vec::new(), steps, viewport, px_per_year: 0.0 }
    }
}

/// How a flag is lettered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlagStyle {
    /// On the colour of its phase.
    Selected,
    /// Bold.
    Headline,
    /// Regular.
    Important,
    /// Regular, secondary ink.
    Detail,
}

/// A flag on its pole.
#[derive(Debug, Clone, PartialEq)]
pub struct Flag {
    /// Whose.
    pub event: EventIx,
    /// Where its pole stands, days.
    pub day: f64,
    /// Above the band.
    pub north: bool,
    /// The box stands left of the pole.
    pub left: bool,
    /// Lettering.
    pub style: FlagStyle,
    /// Size of the name, px.
    pub size: f64,
    /// The name, line by line.
    pub lines: Vec<String>,
    /// The date.
    pub date: String,
    /// First sentence, line by line; often empty.
    pub gloss: Vec<String>,
    /// Events counted on it beside its own.
    pub count: usize,
    /// Width of its text, px; the box is wider by [`staircase::BOX_PAD`].
    pub width: f64,
    /// Height of its box, px.
    pub height: f64,
    /// Distance of the box's inner edge from where flags begin, px.
    pub offset: f64,
}

/// A symbol.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Whose.
    pub event: EventIx,
    /// Its lane.
    pub lane: Lane,
    /// Where it stands, days.
    pub day: f64,
    /// px outwards from its rail.
    pub bead: f64,
    /// In the middle of the band.
    pub middle: bool,
    /// How many events are counted on it.
    pub members: usize,
    /// They stand among these of the timeline's events; [`Scene::members`] tells them.
    among: Range<u32>,
    /// Where "+n" stands if it is not in a flag: px from the symbol, and how it is anchored.
    pub count: Option<CountPlace>,
    /// It has a flag.
    pub named: bool,
    /// A tie across the band.
    pub tie: Option<Tie>,
    /// Name beside an *Elsewhere* symbol: px from the symbol to its start, and its text.
    pub beside: Option<(f64, Anchor, String)>,
}

/// Where a text is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// It begins here.
    Start,
    /// It is centred here.
    Middle,
    /// It ends here.
    End,
}

/// Where "+n" stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CountPlace {
    /// px right of the symbol.
    pub dx: f64,
    /// px below the rail.
    pub dy: f64,
    /// How it is held.
    pub anchor: Anchor,
}

/// How strongly a tie is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// A headline's.
    Strong,
    /// Another's.
    Fine,
}

/// A step of Mao's view.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Whose.
    pub event: EventIx,
    /// First day.
    pub start: f64,
    /// First day of the next step, or the last day of all.
    pub end: f64,
    /// The filter keeps it: it has its name.
    pub included: bool,
}

/// What a scene is made of.
#[derive(Clone, Copy)]
pub struct Stage<'a> {
    /// The dataset.
    pub timeline: &'a Timeline,
    /// Its index, of the events that the filter keeps.
    pub index: &'a EventIndex,
    /// The measures.
    pub spec: &'a PlateSpec,
    /// The visible days.
    pub viewport: Viewport,
    /// Per event: the filter keeps it.
    pub included: &'a [bool],
    /// The open event.
    pub selected: Option<EventIx>,
    /// The event with keyboard focus.
    pub focused: Option<EventIx>,
}

/// Radius of a symbol, px.
pub fn radius(significance: u8, selected: bool) -> f64 {
    match significance {
        _ if selected => 8.5,
        1 => 6.6,
        2 => 5.4,
        _ => 4.6,
    }
}

impl Scene {
    /// Lays a scene out.
    pub fn lay_out(stage: &Stage) -> Scene {
        let scale = TimeScale::new(stage.viewport, stage.spec.x0, stage.spec.x1);
        let px_per_year = scale.px_per_year();
        let mut scene = Scene {
            flags: Vec::new(),
            marks: Vec::new(),
            swallowed: Vec::new(),
            left_out: Vec::new(),
            steps: steps(stage),
            viewport: stage.viewport,
            px_per_year,
        };
        let (from, to) = (stage.viewport.start(), stage.viewport.end());
        let lanes = LANES.iter().zip(&stage.index.kept).zip(&stage.index.left_out);
        let mut rows: Vec<InView> = Vec::with_capacity(LANES.len());
        for ((&lane, index), left_out) in lanes {
            let held = held(stage, lane);
            let is_held = |ix| held.iter().any(|k| k.event == ix);
            let days = first_of_each_px(left_out, left_out.within(from, to), &scale, &is_held);
            scene.left_out.extend(days.into_iter().map(|day| (lane, day)));
            rows.push(InView { lane, index, range: index.all.within(from, to), held });
        }
        let mut poles = Vec::new();
        for (row, north) in rows.iter().zip([true, false]) {
            let side = SideStage { stage, scale, px_per_year, row, north };
            let flags = side.flags();
            poles.extend(flags.iter().map(|f| (north, scale.x(f.day))));
            scene.flags.extend(flags);
        }
        for row in &rows {
            if row.lane != Lane::Elsewhere || stage.spec.elsewhere.is_some() {
                marks_of(stage, &scale, row, &poles, &mut scene);
            }
        }
        scene
    }

    /// The flag of an event.
    pub fn flag(&self, event: EventIx) -> Option<&Flag> {
        self.flags.iter().find(|f| f.event == event)
    }

    /// The events counted on a symbol, in order of time.
    pub fn members(&self, mark: &Mark, timeline: &Timeline, included: &[bool]) -> Vec<EventIx> {
        let is_counted = |ix: EventIx| {
            included.get(ix.at()).copied().unwrap_or(true)
                && timeline.event(ix).is_some_and(|e| e.lane == mark.lane)
                && !self.marks.iter().any(|m| m.event == ix)
        };
        mark.among.clone().map(EventIx).filter(|&ix| is_counted(ix)).collect()
    }
}

/// A lane in view.
struct InView<'a> {
    lane: Lane,
    index: &'a LaneIndex,
    /// The visible part of its list.
    range: Range<usize>,
    /// The events that the reader holds.
    held: Vec<Kept>,
}

/// The selected event and the focused one, if they stand in this lane and in view; the filter may leave them out.
fn held(stage: &Stage, lane: Lane) -> Vec<Kept> {
    let mut held: Vec<Kept> = Vec::new();
    for ix in [stage.selected, stage.focused].into_iter().flatten() {
        let event = stage.timeline.event(ix).filter(|e| e.lane == lane && stage.viewport.contains(e.at));
        if let Some(event) = event {
            keep(&mut held, Kept { event: ix, day: event.at, named: false });
        }
    }
    held
}

/// The day of the first event in each px of the plate that has one, but for some: what cannot be told apart is not drawn
/// twice, and its number does not grow with the dataset.
fn first_of_each_px(
    places: &Places,
    range: Range<usize>,
    scale: &TimeScale,
    but: &dyn Fn(EventIx) -> bool,
) -> Vec<f64> {
    let runs = places.runs(range, &|day| scale.x(day) as i64).into_iter();
    runs.filter_map(|(_, mut run)| run.find_map(|i| places.at(i).filter(|(ix, _)| !but(*ix))))
        .map(|(_, day)| day)
        .collect()
}

fn steps(stage: &Stage) -> Vec<Step> {
    let (timeline, included) = (stage.timeline, stage.included);
    let all: Vec<(EventIx, &Event)> =
        stage.index.mao.iter().filter_map(|&ix| Some((ix, timeline.event(ix)?))).collect();
    let last = timeline.phases.last().map_or(timeline.domain().end, |p| p.span.end);
    let start = |e: &Event| f64::from(e.when.start.0);
    (0..all.len())
        .filter_map(|i| {
            let (event, e) = *all.get(i)?;
            let end = all.get(i + 1).map_or(f64::from(last.0), |(_, next)| start(next));
            Some(Step {
                event,
                start: start(e),
                end,
                included: included.get(event.at()).copied().unwrap_or(true),
            })
        })
        .collect()
}

/// The flags of one side.
struct SideStage<'a> {
    stage: &'a Stage<'a>,
    scale: TimeScale,
    px_per_year: f64,
    row: &'a InView<'a>,
    north: bool,
}

impl SideStage<'_> {
    fn event(&self, ix: EventIx) -> Option<&Event> {
        self.stage.timeline.event(ix)
    }

    fn x(&self, event: &Event) -> f64 {
        self.px(event.at)
    }

    fn px(&self, day: f64) -> f64 {
        (self.scale.x(day) * 10.0).round() / 10.0
    }

    fn detail(&self) -> Detail {
        if self.px_per_year < CLOSE {
            Detail::Month
        } else {
            Detail::Full
        }
    }

    fn height(&self) -> f64 {
        let spec = self.stage.spec;
        if self.north {
            spec.center_y - spec.flags_from() - spec.flags_top
        } else {
            spec.flags_bottom - spec.center_y - spec.flags_from()
        }
    }

    /// The candidates: all events of the side, or the first of each bin and level when they are very many.
    fn candidates(&self) -> Vec<EventIx> {
        let InView { index, range, held, .. } = self.row;
        let mut all = index.all.events(range.clone()).to_vec();
        if all.len() > MOST_CANDIDATES {
            all.clear();
            let (x0, x1) = (self.stage.spec.x0, self.stage.spec.x1);
            let bin = (self.stage.spec.bin * 2.0).max((x1 - x0) / 36.0);
            for places in &index.by_weight {
                let inside = places.within(self.stage.viewport.start(), self.stage.viewport.end());
                let runs = places.runs(inside, &|day| ((self.px(day) - x0) / bin) as i64).into_iter();
                all.extend(runs.filter_map(|(_, run)| places.at(run.start)).map(|(ix, _)| ix));
            }
        }
        all.extend(held.iter().map(|k| k.event));
        sort_by(&mut all, EventIx::cmp);
        all.dedup();
        all
    }

    fn flags(&self) -> Vec<Flag> {
        let spec = self.stage.spec;
        let events = self.candidates();
        let boundaries: Vec<f64> = self
            .stage
            .timeline
            .phases
            .iter()
            .flat_map(|p| {
                let begins = p.sub_phases.iter().filter(|s| s.before).map(|s| s.span.end);
                [p.span.start, p.span.end]
                    .into_iter()
                    .chain(begins)
                    .map(|d| f64::from(d.0))
                    .collect::<Vec<_>>()
            })
            .collect();
        let mut candidates = Vec::with_capacity(events.len());
        let mut breaks = Vec::with_capacity(events.len());
        let selected = self.stage.selected.and_then(|s| events.iter().position(|&e| e == s));
        for &ix in &events {
            let Some(event) = self.event(ix) else { continue };
            let first =
                event.significance == 1 && boundaries.iter().any(|b| (b - event.at).abs() <= BOUNDARY_DAYS);
            let (shapes, lines) = self.shapes(event, false);
            candidates.push(Candidate { x: self.x(event), significance: event.significance, first, shapes });
            breaks.push(lines);
        }
        let room = Room {
            height: self.height(),
            left: spec.x0,
            bin: spec.bin,
            max_significance: spec.max_significance,
            max_flags: spec.max_flags,
        };
        let mut flags = staircase::place(&candidates, &room);
        if let Some(c) = selected {
            flags = self.with_selected(flags, &mut candidates, &mut breaks, c, &events, &room);
        }
        let mut gloss: Vec<Vec<String>> = vec![Vec::new(); candidates.len()];
        if self.px_per_year >= CLOSE {
            let levels = if self.px_per_year >= 300.0 { 3 } else { 2 };
            self.add_sentences(&mut flags, &candidates, selected, &events, levels, &mut gloss);
        }
        flags.into_iter().filter_map(|p| self.flag(p, selected, &events, &breaks, &gloss)).collect()
    }

    /// The selected flag in the standing layout; only if it finds no place there is the side laid out again.
    fn with_selected(
        &self,
        standing: Vec<Placed>,
        candidates: &mut [Candidate],
        breaks: &mut [Vec<Broken>],
        c: usize,
        events: &[EventIx],
        room: &Room,
    ) -> Vec<Placed> {
        let Some(event) = events.get(c).and_then(|&ix| self.event(ix)) else { return standing };
        let (shapes, lines) = self.shapes(event, true);
        if let (Some(candidate), Some(b)) = (candidates.get_mut(c), breaks.get_mut(c)) {
            candidate.shapes = shapes;
            *b = lines;
        }
        // Its own lettering is larger than before, so without a place its old flag must go.
        if let Some(flags) = staircase::place_into(&standing, candidates, c, room.height) {
            return flags;
        }
        if let Some(candidate) = candidates.get_mut(c) {
            candidate.significance = 1;
            candidate.first = true;
        }
        let again = staircase::place(candidates, room);
        if again.iter().any(|p| p.candidate == c) {
            return again;
        }
        // The last resort: alone with what still fits around it.
        staircase::place_into(&[], candidates, c, room.height)
            .unwrap_or_else(|| standing.into_iter().filter(|p| p.candidate != c).collect())
    }

    fn shapes(&self, event: &Event, selected: bool) -> (Vec<Shape>, Vec<Broken>) {
        let spec = self.stage.spec;
        let size = self.size(event, selected);
        let face = if event.significance == 1 || selected { Face::Text600 } else { Face::Text400 };
        let lines = if event.significance == 1 && !selected { 3 } else { 2 };
        let ways = balanced(&event.label, face, size, spec.flag_width(self.px_per_year), lines);
        // A count may follow the date: 22 px are kept for it, and for the mark of a dispute what it takes.
        let disputed = if event.disputes.is_empty() { 0.0 } else { DISPUTED_GAP + DISPUTED_WIDTH };
        let date = width(&event.date.plate(self.detail()), Face::Label500, spec.size_date) + 22.0 + disputed;
        let x = self.x(event);
        let mut shapes = Vec::with_capacity(ways.len() * 4);
        for late in [false, true] {
            for (breaks, way) in ways.iter().enumerate() {
                for left in [false, true] {
                    let w = way.width.max(date) + if selected { 6.0 } else { 0.0 };
                    let box_width = w + staircase::BOX_PAD;
                    if if left { x - box_width < spec.x0 } else { x + box_width > spec.x1 } {
                        continue;
                    }
                    let n = way.lines.len() as f64;
                    let height = n * size * LEADING
                        + spec.size_date * DATE_LEADING
                        + if selected { 10.0 } else { 0.0 };
                    let side = match (left, selected) {
                        (false, _) => 0.0,
                        (true, true) => 60.0,
                        (true, false) => 24.0,
                    };
                    let cost = side + (n - 1.0) * 3.0 + if late { 6.0 } else { 0.0 };
                    shapes.push(Shape { left, late, width: w, height, cost, breaks });
                }
            }
        }
        (shapes, ways)
    }

    fn size(&self, event: &Event, selected: bool) -> f64 {
        let spec = self.stage.spec;
        if selected {
            return spec.size_selected;
        }
        spec.sizes.get(usize::from(event.significance.clamp(1, 3)) - 1).copied().unwrap_or(14.0)
    }

    /// First sentences, left to right, headlines first; never at the cost of a flag.
    fn add_sentences(
        &self,
        flags: &mut Vec<Placed>,
        candidates: &[Candidate],
        selected: Option<usize>,
        events: &[EventIx],
        levels: u8,
        gloss: &mut [Vec<String>],
    ) {
        let spec = self.stage.spec;
        for level in 1..=levels {
            let x = |c: usize| candidates.get(c).map_or(0.0, |q| q.x);
            let order = order(flags.len(), &|a, b| x(flags[a].candidate).total_cmp(&x(flags[b].candidate)));
            let order: Vec<usize> = order.into_iter().map(|i| flags[i].candidate).collect();
            for c in order {
                let Some(at) = flags.iter().position(|p| p.candidate == c) else { continue };
                let Some(event) = events.get(c).and_then(|&ix| self.event(ix)) else { continue };
                let text = &event.standfirst;
                let suits = event.significance == level && Some(c) != selected;
                if !suits || text.is_empty() || text.chars().count() > 90 {
                    continue;
                }
                let old = flags[at].shape;
                let wish = old.width.max(150.0);
                let Some(way) = (1..=3)
                    .filter_map(|n| balanced(text, Face::Label400, GLOSS_SIZE, wish + 14.0, n).pop())
                    .find(|w| w.width <= wish + 14.0)
                else {
                    continue;
                };
                let w = old.width.max(way.width);
                let (x, box_width) = (x(c), w + staircase::BOX_PAD);
                if if old.left { x - box_width < spec.x0 } else { x + box_width > spec.x1 } {
                    continue;
                }
                let height = old.height + way.lines.len() as f64 * GLOSS_LEADING + 2.0;
                if staircase::grow(flags, candidates, at, Shape { width: w, height, ..old }, self.height()) {
                    if let Some(slot) = gloss.get_mut(c) {
                        *slot = way.lines;
                    }
                }
            }
        }
    }

    fn flag(
        &self,
        p: Placed,
        selected: Option<usize>,
        events: &[EventIx],
        breaks: &[Vec<Broken>],
        gloss: &[Vec<String>],
    ) -> Option<Flag> {
        let ix = *events.get(p.candidate)?;
        let event = self.event(ix)?;
        let is_selected = selected == Some(p.candidate);
        Some(Flag {
            event: ix,
            day: event.at,
            north: self.north,
            left: p.shape.left,
            style: match event.significance {
                _ if is_selected => FlagStyle::Selected,
                1 => FlagStyle::Headline,
                2 => FlagStyle::Important,
                _ => FlagStyle::Detail,
            },
            size: self.size(event, is_selected),
            lines: breaks.get(p.candidate)?.get(p.shape.breaks)?.lines.clone(),
            date: event.date.plate(self.detail()),
            gloss: gloss.get(p.candidate).cloned().unwrap_or_default(),
            count: 0,
            width: p.shape.width,
            height: p.shape.height,
            offset: p.offset,
        })
    }
}

/// The symbols of a lane, with their counts, added to the scene.
fn marks_of(stage: &Stage, scale: &TimeScale, row: &InView, poles: &[(bool, f64)], scene: &mut Scene) {
    let (spec, px_per_year, lane) = (stage.spec, scale.px_per_year(), row.lane);
    let event = |ix: EventIx| stage.timeline.event(ix);
    let is_held = |ix: EventIx| row.held.iter().any(|k| k.event == ix);
    let mut always: Vec<Kept> = Vec::new();
    for f in scene.flags.iter().filter(|f| event(f.event).is_some_and(|e| e.lane == lane)) {
        keep(&mut always, Kept { event: f.event, day: f.day, named: true });
    }
    row.held.iter().for_each(|held| keep(&mut always, *held));
    // A third of the budget for each lane: wider bins first, then headlines may be swallowed too.
    let budget = MOST_MARKS / 3;
    let [headlines, ..] = &row.index.by_weight;
    let heads = headlines.within(stage.viewport.start(), stage.viewport.end());
    let (mut bin, mut with_heads) = (spec.bin, true);
    let groups = loop {
        let mut kept = always.clone();
        let is_full = with_heads && heads.len() > budget;
        if with_heads && !is_full {
            for (event, day) in heads.clone().filter_map(|i| headlines.at(i)) {
                keep(&mut kept, Kept { event, day, named: false });
            }
        }
        let x = |day| scale.x(day);
        let row = Row { lane: row.index, range: row.range.clone(), kept: &kept, x: &x, left: spec.x0 };
        let groups = row.group(bin);
        if !is_full && groups.len() <= budget {
            break groups;
        }
        with_heads = with_heads && bin < spec.bin * 4.0;
        bin *= 2.0;
    };

    let north = lane == Lane::Moscow;
    let spots: Vec<f64> = groups.iter().map(|g| g.x).collect();
    let mut used: Vec<(f64, f64)> = Vec::new();
    let first = scene.marks.len();
    for g in &groups {
        let Some(e) = event(g.lead) else { continue };
        let flag = scene.flags.iter_mut().find(|f| f.event == g.lead);
        let named = flag.is_some();
        if let Some(flag) = flag {
            flag.count = g.members;
        }
        let strong = e.significance == 1 || is_held(g.lead);
        let tied = e.is_joint() && (px_per_year >= CLOSE || named || strong || e.is_middle());
        let shown =
            g.members > 0 && !named && lane != Lane::Elsewhere && px_per_year >= SPARSE && spec.max_flags > 5;
        let count = if shown {
            let r = radius(e.significance, stage.selected == Some(g.lead));
            let around = Around { x: g.x, north, poles, spots: &spots, edges: (spec.x0, spec.x1) };
            Some(count_place(&around, &mut used, r, g.members, e.is_joint()))
        } else {
            None
        };
        let among = row.index.all.events(g.among.clone());
        scene.marks.push(Mark {
            event: g.lead,
            lane,
            day: e.at,
            bead: if g.bead && !e.is_middle() && lane != Lane::Elsewhere { BEAD } else { 0.0 },
            middle: e.is_middle(),
            members: g.members,
            among: among.first().map_or(0, |ix| ix.0)..among.last().map_or(0, |ix| ix.0 + 1),
            count,
            named,
            tie: tied.then_some(if strong { Tie::Strong } else { Tie::Fine }),
            beside: None,
        });
    }
    let Some(marks) = scene.marks.get_mut(first..) else { return };
    if lane == Lane::Elsewhere {
        return name_elsewhere(stage, scale, marks);
    }
    let leads = |ix: EventIx| groups.iter().any(|g| g.lead == ix);
    let days = first_of_each_px(&row.index.all, row.range.clone(), scale, &leads);
    scene.swallowed.extend(days.into_iter().map(|day| (lane, day)));
}

/// What stands around a symbol.
struct Around<'a> {
    /// Where it stands, px.
    x: f64,
    north: bool,
    poles: &'a [(bool, f64)],
    spots: &'a [f64],
    edges: (f64, f64),
}

/// "+n" beside the rail: outside right, else outside left, else inside the band.
fn count_place(a: &Around, used: &mut Vec<(f64, f64)>, r: f64, n: usize, joint: bool) -> CountPlace {
    let w = width(&["+", &n.to_string()].concat(), Face::Label700, 11.5);
    let x = a.x;
    let free = |used: &[(f64, f64)], l: f64, r: f64| {
        l >= a.edges.0
            && r <= a.edges.1
            && !a.poles.iter().any(|&(north, p)| north == a.north && p != x && p > l - 1.0 && p < r + 1.0)
            && !a.spots.iter().any(|&s| s != x && s + 5.0 > l && s - 5.0 < r)
            && !used.iter().any(|&(b, e)| b < r + 2.0 && l < e + 2.0)
    };
    let near = r + 2.5;
    let outside = if a.north { -6.0 } else { 14.0 };
    let (place, span) = if free(used, x + near, x + near + w) {
        (CountPlace { dx: near, dy: outside, anchor: Anchor::Start }, (x + near, x + near + w))
    } else if free(used, x - near - w, x - near) {
        (CountPlace { dx: -near, dy: outside, anchor: Anchor::End }, (x - near - w, x - near))
    } else {
        let dy = if a.north { 15.0 } else { -7.0 };
        if joint {
            (CountPlace { dx: 3.5, dy, anchor: Anchor::Start }, (x + 3.5, x + 3.5 + w))
        } else {
            (CountPlace { dx: 0.0, dy, anchor: Anchor::Middle }, (x - w / 2.0, x + w / 2.0))
        }
    };
    used.push(span);
    place
}

/// Names in the *Elsewhere* lane: right of the symbol, else left, else none; the weightier first.
fn name_elsewhere(stage: &Stage, scale: &TimeScale, marks: &mut [Mark]) {
    let spec = stage.spec;
    let x: Vec<f64> = marks.iter().map(|m| scale.x(m.day)).collect();
    let bar = |m: &Mark| elsewhere_bar(stage.timeline, scale, m.event, spec.x1);
    let bars: Vec<f64> = marks.iter().map(&bar).collect();
    let weight = |i: usize| stage.timeline.event(marks[i].event).map_or(3, |e| e.significance);
    let order = order(marks.len(), &|a, b| weight(a).cmp(&weight(b)));
    let mut boxes: Vec<(f64, f64)> = Vec::new();
    for i in order {
        let Some(event) = stage.timeline.event(marks[i].event) else { continue };
        let n = marks[i].members;
        let count =
            if n > 0 { width(&["+", &n.to_string()].concat(), Face::Label700, 11.5) + 5.0 } else { 0.0 };
        let right = (bars[i] + 4.0).max(7.0) + count;
        let w = width(&event.label, Face::Label400, GLOSS_SIZE);
        for (l, r, dx, anchor) in [
            (x[i] + right, x[i] + right + w, right, Anchor::Start),
            (x[i] - 9.0 - w, x[i] - 9.0, -9.0, Anchor::End),
        ] {
            let clear_of_marks = (0..x.len()).all(|k| {
                k == i
                    || !(x[k] + bars[k] + 6.0 > l && x[k] - 6.0 < r + 4.0)
                        && (marks[k].members == 0 || !(x[k] + 26.0 > l && x[k] < r))
            });
            let clear_of_names = !boxes.iter().any(|&(b, e)| b < r + 10.0 && l < e + 10.0);
            if l >= spec.x0 + 3.0 && r <= spec.x1 - 3.0 && clear_of_marks && clear_of_names {
                boxes.push((l, r));
                marks[i].beside = Some((dx, anchor, event.label.clone()));
                break;
            }
        }
    }
}

/// Length of the bar of an event that lasted, px from its symbol, inside the plate.
pub fn elsewhere_bar(timeline: &Timeline, scale: &TimeScale, event: EventIx, x1: f64) -> f64 {
    timeline.event(event).map_or(0.0, |e| (scale.x(f64::from(e.when.end.0)).min(x1) - scale.x(e.at)).max(0.0))
}

/// The y of a rail on a day.
pub fn rail_y(spec: &PlateSpec, band: &Band, lane: Lane, day: f64) -> f64 {
    let half = band.width(day) / 2.0;
    match lane {
        Lane::Moscow => spec.center_y - half,
        Lane::Beijing => spec.center_y + half,
        Lane::Elsewhere => spec.elsewhere.map_or(0.0, |e| e.0),
        Lane::MaoView => match spec.mao {
            MaoLane::Stair(y, _) | MaoLane::Row(y) => y,
            MaoLane::None => 0.0,
        },
    }
}
