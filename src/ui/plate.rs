//! Draws a scene as SVG: neatline and years, band, flags, symbols, ties, Mao's view, names of lanes.
//!
//! Pure: the same props give the same drawing. It is hidden from the accessibility tree, because the ordered
//! list says everything that it shows; the list's links lie over its symbols.

use super::element::tag;
use super::paths::{units, Paths};
use super::periods::contested_words;
use super::svg::{all, classes_of, el, group, keyed, path, placed, rect, text, text_of, tspan, word, V};
use super::symbols::{mark, shapes, Shape};
use crate::core::data::{Event, EventIx, Lane, Link, PhaseIx, Point, Timeline};
use crate::core::date::Detail;
use crate::core::letters::upper;
use crate::core::order::within;
use crate::core::plate::band::{Band, Outline, Style};
use crate::core::plate::lettering::{width, Face};
use crate::core::plate::level::Level;
use crate::core::plate::path::{decimal, dot, step, steps};
use crate::core::plate::scale::TimeScale;
use crate::core::plate::scene::{
    elsewhere_bar, radius, rail_y, Anchor, Flag, FlagStyle, Mark, Scene, Tie, CLOSE, DATE_LEADING, DISPUTED,
    DISPUTED_GAP, GLOSS_LEADING, LEADING,
};
use crate::core::plate::spec::{MaoLane, PlateKind, PlateSpec, NEATLINE, TRACK};
use crate::core::plate::staircase::BOX_PAD;
use crate::core::plate::ticks::{ticks, TickWeight, CORNER_GAP};
use crate::core::plate::viewport::Viewport;
use crate::core::plate::zones::Zone;
use crate::core::state::Action;
use crate::core::words::Word;
use plotters::prelude::{Circle, Color, IntoDrawingArea};
use plotters::style::BLACK;
use std::rc::Rc;
use yew::prelude::*;

/// What is asked of the plate.
#[derive(Clone, Copy, PartialEq)]
pub enum Form {
    /// The drawing of the page.
    Drawn,
    /// What is written down for a gesture (`glide`): also what has left the frame.
    Written,
    /// The same again, but of what keeps its form only the places.
    Moved,
}

/// What the plate draws.
pub struct PlateProps {
    /// What is asked of it.
    pub form: Form,
    /// The dataset.
    pub timeline: Rc<Timeline>,
    /// The scene at rest.
    pub scene: Rc<Scene>,
    /// The measures.
    pub spec: PlateSpec,
    /// The band.
    pub band: Rc<Band>,
    /// The contested boundaries.
    pub zones: Rc<Vec<Zone>>,
    /// The visible span now; during a gesture not the scene's.
    pub viewport: Viewport,
    /// The semantic level.
    pub level: Level,
    /// The open event.
    pub selected: Option<EventIx>,
    /// The event with keyboard focus.
    pub focused: Option<EventIx>,
    /// Where acts go.
    pub dispatch: Callback<Action>,
}

/// Everything that a part of the drawing needs.
struct Pen<'a> {
    p: &'a PlateProps,
    scale: TimeScale,
}

/// The plate.
pub fn plate(props: &PlateProps) -> Html {
    let spec = &props.spec;
    let pen = Pen { p: props, scale: TimeScale::new(props.viewport, spec.x0, spec.x1) };
    let (from, to) = props.viewport.span_days();
    let class = match spec.kind {
        PlateKind::Full => "chart full",
        PlateKind::Laptop => "chart laptop",
        PlateKind::Tablet => "chart tablet",
        PlateKind::Frame => "chart frame",
    };
    let level = match props.level {
        Level::Decades => "decades",
        Level::Years => "years",
        Level::Months => "months",
        Level::Days => "days",
    };
    let clip = |children: Vec<Html>| el("g", &["clip-path"], &[V::S("url(#frame)")], children);
    let view_box = ["0 0 ", &decimal(spec.width, 1), " ", &decimal(spec.height, 1)].concat();
    let days = ends(props.viewport.start(), props.viewport.end(), 3);
    el(
        "svg",
        &[
            "id",
            "class",
            "aria-hidden",
            "focusable",
            "width",
            "height",
            "viewBox",
            "data-from",
            "data-to",
            "data-level",
            "data-days",
        ],
        &[
            V::S("plate"),
            V::S(class),
            V::S("true"),
            V::S("false"),
            V::N(spec.width),
            V::N(spec.height),
            V::T(&view_box),
            V::T(&from.iso()),
            V::T(&to.iso()),
            V::S(level),
            V::T(&days),
        ],
        vec![
            el(
                "clipPath",
                &["id"],
                &[V::S("frame")],
                vec![rect("", spec.x0, spec.top, spec.x1 - spec.x0, spec.bottom - spec.top)],
            ),
            pen.axis(),
            pen.band(),
            clip(vec![pen.ticks(), pen.poles()]),
            pen.threads(),
            pen.territory(),
            pen.ties(),
            pen.marks(),
            clip(vec![pen.flags()]),
            pen.elsewhere(),
            pen.mao(),
            pen.figures(),
            pen.lane_names(),
        ],
    )
}

/// Both ends as an attribute, to so many decimals.
fn ends(from: f64, to: f64, places: u32) -> String {
    [decimal(from, places), decimal(to, places)].join(" ")
}

/// How many more events a symbol counts.
fn more(count: usize) -> String {
    ["+", &count.to_string()].concat()
}

fn anchor(a: Anchor) -> &'static str {
    match a {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    }
}

fn held(a: crate::core::plate::ticks::Anchor) -> &'static str {
    use crate::core::plate::ticks::Anchor as Held;
    match a {
        Held::Start => "start",
        Held::Middle => "middle",
        Held::End => "end",
    }
}

/// A group that carries the event's id under this name.
fn of_event(name: &'static [&'static str], id: Option<&str>, children: Vec<Html>) -> Html {
    el("g", name, &[V::O(id)], children)
}

/// The graticule's lines, from the heaviest.
const GRID: &[(TickWeight, &str)] = &[
    (TickWeight::Decade, "grid five"),
    (TickWeight::Year, "grid year"),
    (TickWeight::Quarter, "grid quarter"),
    (TickWeight::Month, "grid month"),
    (TickWeight::Day, "grid day"),
];

/// A stretch of the band.
pub fn stretch(phase: Option<&str>, o: &Outline, rail: f64) -> Html {
    let line = |d: &str| {
        let values = [V::S("rail"), V::N(rail), V::T(d)];
        el("path", &["class", "stroke-width", "d"], &values, Vec::new())
    };
    let mut out = Vec::new();
    if o.style != Style::Before {
        let class = classes_of(&["area", o.style.pattern()]);
        out.push(el("path", &["class", "d"], &[V::T(&class), V::T(&o.area)], Vec::new()));
    }
    out.extend([line(&o.north), line(&o.south)]);
    let class = classes_of(&["stretch", o.style.class()]);
    el("g", &["class", "data-phase"], &[V::T(&class), V::O(phase)], out)
}

/// The id of a stretch's phase.
pub fn phase_id(timeline: &Timeline, phase: Option<usize>) -> Option<&str> {
    phase.and_then(|i| timeline.phases.get(i)).map(|p| p.id.as_str())
}

/// How a phase is drawn.
pub fn style_of(timeline: &Timeline, phase: Option<PhaseIx>) -> Style {
    phase.and_then(|ix| timeline.phases.get(ix.at())).map_or(Style::Before, |p| Style::of(p.look))
}

/// The bracket of a contested boundary, which says in words what it is.
pub fn contested(timeline: &Timeline, zone: &Zone, d: &str) -> Html {
    let said = el("title", &[], &[], vec![word(&contested_words(timeline, zone))]);
    el(
        "g",
        &["class", "data-contested"],
        &[V::S("contested"), V::O(phase_id(timeline, Some(zone.before + 1)))],
        vec![said, path("", d)],
    )
}

impl Pen<'_> {
    fn event(&self, ix: EventIx) -> Option<&Event> {
        self.p.timeline.event(ix)
    }

    fn x(&self, day: f64) -> f64 {
        (self.scale.x(day) * 10.0).round() / 10.0
    }

    fn is_visible(&self, x: f64) -> bool {
        x >= self.p.spec.x0 - 0.5 && x <= self.p.spec.x1 + 0.5
    }

    /// It is drawn: within the frame; what is written down also outside, because it may come back.
    fn is_held(&self, x: f64) -> bool {
        self.p.form != Form::Drawn || self.is_visible(x)
    }

    fn rail(&self, lane: Lane, day: f64) -> f64 {
        rail_y(&self.p.spec, &self.p.band, lane, day)
    }

    /// Neatlines with alternating years, graticule, year numbers.
    fn axis(&self) -> Html {
        let s = &self.p.spec;
        let axis = ticks(&self.scale);
        let (top, bottom) = (s.top, s.bottom);
        // One path a weight: zoomed in there are hundreds of lines.
        let grid = GRID.iter().map(|(weight, class)| {
            let mut d = String::new();
            for t in axis.ticks.iter().filter(|t| t.weight == *weight && t.x > s.x0 && t.x < s.x1) {
                step(&mut d, "M", &[t.x, top + NEATLINE]);
                step(&mut d, "V", &[bottom - NEATLINE]);
            }
            path(class, &d)
        });
        let labels = axis.ticks.iter().filter_map(|t| {
            let text = t.label.clone()?;
            let bold = matches!(t.weight, TickWeight::Decade)
                || (t.weight == TickWeight::Year && self.scale.px_per_year() >= 120.0);
            let class = if bold { "yr m" } else { "yr" };
            let year = matches!(t.weight, TickWeight::Decade | TickWeight::Year).then_some(text.as_str());
            let values = [V::S(class), V::N(t.label_x), V::N(top - 6.0), V::S(held(t.anchor)), V::O(year)];
            Some(el("text", &["class", "x", "y", "text-anchor", "data-year"], &values, vec![word(&text)]))
        });
        let frame = |out: &mut Vec<Html>, y: f64| {
            out.push(rect("neatline", s.x0, y, s.x1 - s.x0, NEATLINE));
            let mut d = String::new();
            for &(a, b) in &axis.frame {
                step(&mut d, "M", &[a, y + 4.0]);
                step(&mut d, "H", &[b]);
            }
            out.push(path("years", &d));
        };
        let mut out: Vec<Html> = grid.collect();
        frame(&mut out, top);
        frame(&mut out, bottom - NEATLINE);
        out.extend(labels);
        if let Some(year) = &axis.corner {
            out.push(text("yr m", s.x0 - CORNER_GAP, top - 6.0, "end", year));
        }
        let edges = [("M", &[s.x0, top][..]), ("V", &[bottom]), ("M", &[s.x1, top]), ("V", &[bottom])];
        out.push(path("edge", &steps(&edges)));
        let ends = ends(s.x0, s.x1, 1);
        el("g", &["class", "data-frame"], &[V::S("axis"), V::T(&ends)], out)
    }

    fn band(&self) -> Html {
        let s = &self.p.spec;
        let point = |day: f64, off: f64| (self.scale.x(day), s.center_y + off);
        let (from, to) = (self.p.viewport.start(), self.p.viewport.end());
        let all = self
            .p
            .band
            .outlines(from, to, &point)
            .into_iter()
            .map(|o| stretch(phase_id(&self.p.timeline, o.phase), &o, s.rail));
        let mut out: Vec<Html> = all.collect();
        out.extend(self.p.zones.iter().map(|z| self.zone(z)));
        el("g", &["class", "clip-path"], &[V::S("band"), V::S("url(#frame)")], out)
    }

    /// A contested boundary: a bracket between the rails.
    fn zone(&self, z: &Zone) -> Html {
        let end = |day: f64, inwards: f64| {
            let (x, half) = (self.x(day), self.p.band.width(day) / 2.0 - 4.0);
            let (top, bottom) = (self.p.spec.center_y - half, self.p.spec.center_y + half);
            let serif = x + inwards * 7.0;
            steps(&[("M", &[serif, top]), ("H", &[x]), ("V", &[bottom]), ("H", &[serif])])
        };
        contested(&self.p.timeline, z, &(end(f64::from(z.start.0), 1.0) + &end(f64::from(z.end.0), -1.0)))
    }

    /// Short ticks inside the rails for events without a symbol; shorter outside ones for filtered-out events.
    fn ticks(&self) -> Html {
        let (mut inner, mut outer) = (String::new(), String::new());
        let sign = |lane: Lane| if lane == Lane::Moscow { -1.0 } else { 1.0 };
        for &(lane, day) in &self.p.scene.swallowed {
            let (x, y, out) = (self.x(day), self.rail(lane, day), sign(lane));
            step(&mut inner, "M", &[x, y - out]);
            step(&mut inner, "v", &[-out * 6.0]);
        }
        for &(lane, day) in &self.p.scene.left_out {
            if lane != Lane::Elsewhere || self.p.spec.elsewhere.is_some() {
                let (x, y, out) = (self.x(day), self.rail(lane, day), sign(lane));
                step(&mut outer, "M", &[x, y + out * 2.0]);
                step(&mut outer, "v", &[out * 4.0]);
            }
        }
        all(vec![path("tick", &inner), path("tick out", &outer)])
    }

    /// Top and bottom of a flag's box.
    fn flag_box(&self, f: &Flag) -> (f64, f64) {
        let s = &self.p.spec;
        let top = if f.north {
            s.center_y - s.flags_from() - f.offset - f.height
        } else {
            s.center_y + s.flags_from() + f.offset
        };
        (top, top + f.height)
    }

    fn style_of(&self, ix: EventIx) -> &'static str {
        style_of(&self.p.timeline, self.p.timeline.phase_of(ix)).class()
    }

    /// One path for all poles: as elements of their own they would be a tenth of the drawing.
    fn poles(&self) -> Html {
        let (mut all, mut open) = (String::new(), Html::default());
        for f in &self.p.scene.flags {
            let (top, bottom) = self.flag_box(f);
            let lane = if f.north { Lane::Moscow } else { Lane::Beijing };
            let selected = f.style == FlagStyle::Selected;
            let end = match (f.north, selected) {
                (true, true) => top,
                (true, false) => top + 1.0,
                (false, _) => bottom - 2.0,
            };
            let d = steps(&[("M", &[self.x(f.day), self.rail(lane, f.day)]), ("V", &[end])]);
            match selected {
                true => {
                    let class = classes_of(&["pole sel", self.style_of(f.event)]);
                    open = el("path", &["class", "d"], &[V::T(&class), V::T(&d)], Vec::new());
                }
                false => all += &d,
            }
        }
        group("poles", vec![path("pole", &all), open])
    }

    fn flags(&self) -> Html {
        // The selected flag last: it lies on top while the others find their places.
        let mut order: Vec<&Flag> = self.p.scene.flags.iter().collect();
        crate::core::order::sort_by(&mut order, |a, b| {
            (a.style == FlagStyle::Selected).cmp(&(b.style == FlagStyle::Selected))
        });
        let all = order.into_iter().map(|f| self.flag(f));
        group("flags", all.collect())
    }

    fn flag(&self, f: &Flag) -> Html {
        let s = &self.p.spec;
        let selected = f.style == FlagStyle::Selected;
        let (top, _) = self.flag_box(f);
        if self.p.form == Form::Moved {
            return placed(f.event.0, "g", self.x(f.day), top);
        }
        let tx = if f.left { -7.0 } else { 7.0 };
        let held = if f.left { "end" } else { "start" };
        let y = if selected { 5.0 } else { 0.0 };
        let class = match f.style {
            FlagStyle::Selected => "ls",
            FlagStyle::Headline => "l1 halo",
            FlagStyle::Important => "l2 halo",
            FlagStyle::Detail => "l3 halo",
        };
        let line = |k: usize| y + f.size * 0.86 + k as f64 * f.size * LEADING;
        let mut words: Vec<Html> = f.lines.first().map(|first| word(first)).into_iter().collect();
        words.extend(
            f.lines.iter().enumerate().skip(1).map(|(k, more)| tspan("", tx, line(k), vec![word(more)])),
        );
        let mut date = vec![word(&f.date)];
        if self.event(f.event).is_some_and(|e| !e.disputes.is_empty()) {
            let values = [V::S("disputed"), V::N(DISPUTED_GAP)];
            date.push(el("tspan", &["class", "dx"], &values, vec![word(DISPUTED)]));
        }
        if f.count > 0 {
            date.push(el("tspan", &["class", "dx"], &[V::S("n"), V::S("6")], vec![word(&more(f.count))]));
        }
        let under = y + f.lines.len() as f64 * f.size * LEADING;
        words.push(tspan("d", tx, under + s.size_date * 0.88, date));
        for (k, line) in f.gloss.iter().enumerate() {
            let y = under + s.size_date * DATE_LEADING + 13.0 + k as f64 * GLOSS_LEADING;
            words.push(tspan("gloss", tx, y, vec![word(line)]));
        }
        let (mut inside, mut open) = (Vec::new(), String::new());
        if selected {
            let box_x = if f.left { -f.width - BOX_PAD } else { 0.0 };
            inside.push(rect("flag", box_x, 0.0, f.width + BOX_PAD, f.height));
            open = classes_of(&["sel", self.style_of(f.event)]);
        }
        inside.push(text_of(class, tx, line(0), held, words));
        let id = self.event(f.event).map(|e| e.id.as_str());
        let class = Some(open.as_str()).filter(|open| !open.is_empty());
        // The group moves: letters that move by themselves are set anew.
        let values = [V::O(id), V::O(class), V::At(self.x(f.day), top)];
        keyed(Some(f.event.0), "g", &["data-label", "class", "transform"], &values, inside)
    }

    /// Where a symbol stands.
    fn place(&self, m: &Mark) -> (f64, f64) {
        let s = &self.p.spec;
        let rail = self.rail(m.lane, m.day);
        let out = if m.lane == Lane::Moscow { -m.bead } else { m.bead };
        (self.x(m.day), if m.middle { s.center_y } else { rail + out })
    }

    /// The ties of each weight as one path, and their ends as one.
    fn ties(&self) -> Html {
        let (mut strong, mut slight, mut ends) = (String::new(), String::new(), String::new());
        for m in &self.p.scene.marks {
            let (x, _) = self.place(m);
            let Some(tie) = m.tie.filter(|_| self.is_visible(x)) else { continue };
            let other = if m.lane == Lane::Moscow { Lane::Beijing } else { Lane::Moscow };
            let (y0, y1) = (self.rail(m.lane, m.day), self.rail(other, m.day));
            let (line, r) = if tie == Tie::Strong { (&mut strong, 3.1) } else { (&mut slight, 2.2) };
            *line += &steps(&[("M", &[x, y0]), ("V", &[y1])]);
            dot(&mut ends, x, y1, r);
            if m.middle {
                dot(&mut ends, x, y0, r);
            }
        }
        group("ties", vec![path("tie", &strong), path("tie s", &slight), path("ink", &ends)])
    }

    /// The symbol of an event at its day.
    fn mark(&self, event: &Event, m: &Mark, more: &str, x: f64, (y, r): (f64, f64)) -> Html {
        if self.p.form == Form::Moved {
            return placed(m.event.0, "g", x, y);
        }
        let selected = self.p.selected == Some(m.event);
        let style = if selected { self.style_of(m.event) } else { "" };
        let class = classes_of(&["mark sym", more, if selected { "sel" } else { "" }, style]);
        let cluster = (m.members > 0).then(|| (m.members + 1).to_string());
        let shapes = shapes(event.kind, 0.0, 0.0, r);
        mark((m.event, &event.id), &class, cluster.as_deref(), V::At(x, y), &shapes)
    }

    /// How many more events a symbol stands for, `dx` px from its day.
    fn count(&self, m: &Mark, x: f64, (dx, y): (f64, f64), held: &'static str) -> Html {
        if self.p.form == Form::Moved {
            return placed(m.event.0, "text", x, y);
        }
        let keys = &["class", "transform", "x", "text-anchor"];
        let values = [V::S("n halo thin"), V::At(x, y), V::N(dx), V::S(held)];
        keyed(Some(m.event.0), "text", keys, &values, vec![word(&more(m.members))])
    }

    fn marks(&self) -> Html {
        let (mut brackets, mut beads, mut marks, mut counts) = (vec![], String::new(), vec![], vec![]);
        for m in self.p.scene.marks.iter().filter(|m| m.lane != Lane::Elsewhere) {
            let (x, y) = self.place(m);
            let Some(event) = self.event(m.event).filter(|_| self.is_held(x)) else { continue };
            let rail = self.rail(m.lane, m.day);
            // Lines are not pictures that the canvas hides outside the frame.
            if self.is_visible(x) {
                brackets.extend(self.bracket(event, m));
                if m.bead > 0.0 && !m.named {
                    beads += &steps(&[("M", &[x, rail]), ("V", &[y])]);
                }
            }
            let r = radius(event.significance, self.p.selected == Some(m.event));
            marks.push(self.mark(event, m, "", x, (y, r)));
            counts.extend(m.count.map(|c| self.count(m, x, (c.dx, rail + c.dy), anchor(c.anchor))));
        }
        group("marks", vec![all(brackets), path("pole", &beads), all(marks), all(counts)])
    }

    /// From the months level up: what the date leaves open as a bracket, what lasted as a line with its end.
    fn bracket(&self, event: &Event, m: &Mark) -> Option<Html> {
        if self.scale.px_per_year() < CLOSE || m.lane == Lane::Elsewhere {
            return None;
        }
        let (x0, x1) = (self.p.spec.x0, self.p.spec.x1);
        let out = if m.lane == Lane::Moscow { -1.0 } else { 1.0 };
        let y = self.rail(m.lane, m.day) + out * 6.0;
        let x = |day: f64| within(self.scale.x(day), x0, x1);
        let mut d = String::new();
        let open = event.date.start_bounds()?;
        let (a, b) = (x(f64::from(open.start.0)), x(f64::from(open.end.0)));
        let imprecise = !event.date.is_day();
        if imprecise && b - a >= 15.0 {
            d = steps(&[
                ("M", &[a, y - 3.0]),
                ("v", &[6.0]),
                ("M", &[a, y]),
                ("H", &[b]),
                ("M", &[b, y - 3.0]),
                ("v", &[6.0]),
            ]);
        }
        let (begin, end) = (if imprecise { b } else { x(m.day) }, x(f64::from(event.when.end.0)));
        if end - begin > 15.0 {
            d += &steps(&[("M", &[begin, y]), ("H", &[end]), ("m", &[0.0, -3.0]), ("v", &[6.0])]);
        }
        let values = [V::S("bracket"), V::T(&event.id), V::T(&d)];
        (!d.is_empty()).then(|| el("path", &["class", "data-bracket", "d"], &values, Vec::new()))
    }

    /// Threads of the open event, as its card names them; only where they stay clear of the band.
    fn threads(&self) -> Html {
        let Some(open) = self.p.selected.and_then(|s| self.event(s)) else { return Html::default() };
        let clear = self.p.spec.clear;
        let thread = |l: &Link, word: &'static str| -> Option<Html> {
            let (from, to) = (l.from, l.to);
            let (a, b) = (self.event(from)?, self.event(to)?);
            let (xa, xb) = (self.x(a.at), self.x(b.at));
            let on_rail = matches!(a.lane, Lane::Moscow | Lane::Beijing) && a.lane == b.lane;
            if !on_rail || xb - xa < 26.0 || !self.is_visible(xa) || !self.is_visible(xb) {
                return None;
            }
            let n = if a.lane == Lane::Moscow { -1.0 } else { 1.0 };
            let (xa, xb, h) = (xa + 7.0, xb - 9.0, clear * 1.05);
            let (ya, yb) = (self.rail(a.lane, a.at) + n * 7.0, self.rail(b.lane, b.at) + n * 8.0);
            let w = xb - xa;
            let curve = [xa + w * 0.2, ya + n * h, xb - w * 0.2, yb + n * h, xb, yb];
            let d = steps(&[("M", &[xa, ya]), ("C", &curve)]);
            // One that is disputed is dotted; its card says so in words.
            let class = match (l.kind.as_str(), word) {
                ("disputed", _) => "thread disputed-link",
                (_, "because") => "thread because",
                _ => "thread",
            };
            let y = if n < 0.0 { ya.min(yb) - h * 0.72 + 4.0 } else { ya.max(yb) + h * 0.72 + 4.0 };
            let values = [V::S(class), V::T(&d), V::S("url(#arrow)")];
            let mut out = vec![el("path", &["class", "d", "marker-end"], &values, Vec::new())];
            if w > 52.0 {
                let said = if word == "because" { Word::BecauseOf } else { Word::SoThen };
                out.push(text("it halo", (xa + xb) / 2.0, y, "middle", said.text()));
            }
            Some(of_event(&["data-thread"], Some(word), out))
        };
        let link = |l: &crate::core::data::LinkIx| self.p.timeline.links.get(l.at());
        // The plate shows the nearest only; the card names them all.
        let because = open.causes.iter().filter_map(link).filter_map(|l| thread(l, "because")).take(1);
        let so = open.effects.iter().filter_map(link).filter_map(|l| thread(l, "so")).take(1);
        group("threads", because.chain(so).collect())
    }

    /// Names of the phases across their visible part, letter by letter.
    fn territory(&self) -> Html {
        let s = &self.p.spec;
        let middle: Vec<f64> =
            self.p.scene.marks.iter().filter(|m| m.middle).map(|m| self.scale.x(m.day)).collect();
        let (t0, t1) = (self.p.viewport.start(), self.p.viewport.end());
        let all = self.p.band.stretches.iter().filter_map(|st| {
            let (a, b) = (st.start.max(t0), st.end.min(t1));
            if b <= a {
                return None;
            }
            let (xa, xb) = (self.scale.x(a), self.scale.x(b));
            if st.style == Style::Before {
                // What lies between the periods of a scheme, or after them, has no name.
                st.phase?;
                let text = if xb - xa > 150.0 { Word::BeforeAlliance } else { Word::Before }.text();
                let fits = xb - xa > width(text, Face::Italic500, 14.0) + 8.0;
                let values = [
                    V::S("beforename halo"),
                    V::S("before"),
                    V::N((xa + xb) / 2.0),
                    V::N(s.center_y + 5.0),
                    V::S("middle"),
                ];
                let keys = &["class", "data-territory", "x", "y", "text-anchor"];
                return fits.then(|| el("text", keys, &values, vec![word(text)]));
            }
            let ix = PhaseIx(st.phase? as u32);
            let phase = self.p.timeline.phases.get(ix.at())?;
            let (xa, xb) = (xa + 10.0, xb - 10.0);
            let dispatch = self.p.dispatch.clone();
            let press = Callback::from(move |_: MouseEvent| dispatch.emit(Action::ShowPhase(ix)));
            let territory =
                tag("g").classes(&["territory", st.style.class()]).put("data-territory", &phase.id);
            let letters: Vec<char> = upper(&phase.label).chars().collect();
            let (n, size) = (letters.len() as f64, s.size_phase);
            if xb - xa < (n * size * 0.75).max(64.0) {
                // No room to spread its letters: the name as one word, or none.
                let fits = xb - xa + 8.0 > width(&phase.label, Face::Italic500, 14.0).max(56.0);
                let name = || text("terrname", (xa + xb) / 2.0, s.center_y + 5.0, "middle", &phase.label);
                return fits.then(|| territory.on_click(press).child(name()).into());
            }
            let spread = (xb - xa).min(n * size * 4.2);
            // A letter steps aside, by at most 20 px, from a symbol in the middle of the band.
            let aside = |x: f64| {
                [0.0, 4.0, -4.0, 8.0, -8.0, 12.0, -12.0, 16.0, -16.0, 20.0, -20.0]
                    .into_iter()
                    .find(|d| !middle.iter().any(|m| (m - x - d).abs() < size * 0.85))
                    .map_or(x, |d| x + d)
            };
            let letters = letters.into_iter().enumerate().filter(|(_, c)| *c != ' ').map(|(i, c)| {
                let x = (xa + xb) / 2.0 - spread / 2.0 + spread * (i as f64 + 0.5) / n;
                text("terr", aside(x), s.center_y + size * 0.34, "middle", c.encode_utf8(&mut [0; 4]))
            });
            Some(territory.on_click(press).child(all(letters.collect())).into())
        });
        group("territories", all.collect())
    }

    fn elsewhere(&self) -> Html {
        let s = &self.p.spec;
        let Some((y, rule)) = s.elsewhere else { return Html::default() };
        let here: Vec<&Mark> = self.p.scene.marks.iter().filter(|m| m.lane == Lane::Elsewhere).collect();
        let (mut bars, mut marks, mut counts, mut names) = (String::new(), vec![], vec![], vec![]);
        for m in &here {
            let x = self.x(m.day);
            let Some(event) = self.event(m.event).filter(|_| self.is_held(x)) else { continue };
            let bar = elsewhere_bar(&self.p.timeline, &self.scale, m.event, s.x1);
            if bar > 8.0 && self.is_visible(x) {
                bars +=
                    &steps(&[("M", &[x, y - 3.0]), ("h", &[bar]), ("v", &[6.0]), ("h", &[-bar]), ("Z", &[])]);
            }
            let r = if event.significance == 1 { 5.6 } else { 4.6 };
            marks.push(self.mark(event, m, "world", x, (y, r)));
            if m.members > 0 {
                // Where it stands hangs on the zoom, its picture does not. The canvas shows it while its place lies in the frame,
                // and so with its symbol.
                let most = if self.p.form == Form::Drawn { f64::MAX } else { s.x1 };
                let at = if self.is_visible(x) { (x + (bar + 4.0).max(7.0)).min(most) } else { x };
                counts.push(self.count(m, at, (0.0, y + 4.0), ""));
            }
            if let Some((dx, held, name)) = &m.beside {
                if self.p.form == Form::Moved {
                    names.push(placed(!m.event.0, "text", x, y + 4.5));
                    continue;
                }
                let keys = &["class", "data-label", "transform", "x", "text-anchor"];
                let id = V::T(&event.id);
                let values = [V::S("gloss halo"), id, V::At(x, y + 4.5), V::N(*dx), V::S(anchor(*held))];
                // Another number than the count's, which is a text beside it.
                names.push(keyed(Some(!m.event.0), "text", keys, &values, vec![word(name)]));
            }
        }
        let mut out = vec![path("hairl", &steps(&[("M", &[s.x0, rule]), ("H", &[s.x1])]))];
        if here.is_empty() {
            out.push(text("gloss quiet", s.x0 + 10.0, y + 4.5, "", Word::NoneInTheseYears.text()));
        }
        out.extend([path("bar", &bars), all(marks), all(counts), all(names)]);
        group("elsewhere", out)
    }

    /// Mao's statements: a descending stair, in order and not measured; or a row of points.
    fn mao(&self) -> Html {
        let s = &self.p.spec;
        let stair = &self.p.scene.steps;
        if stair.is_empty() {
            return Html::default();
        }
        match s.mao {
            MaoLane::None => Html::default(),
            MaoLane::Row(y) => {
                let named = s.has_lane_names();
                let from = s.x0 + if named { 140.0 } else { 250.0 };
                let points = stair.iter().map(|st| self.x(st.start)).filter(|&x| x > from && x < s.x1 - 50.0);
                let mut out = vec![path("hairl", &steps(&[("M", &[s.x0, y - 15.0]), ("H", &[s.x1])]))];
                if !named {
                    out.push(text("lane", s.x0 + 8.0, y + 4.0, "", Word::LaneMao.text()));
                }
                let gloss_x = s.x0 + if named { 8.0 } else { 94.0 };
                out.push(text("gloss", gloss_x, y + 4.5, "", Word::SixStatements.text()));
                let mut d = String::new();
                points.for_each(|x| dot(&mut d, x, y, 3.0));
                out.push(path("ink", &d));
                group("mao", out)
            }
            MaoLane::Stair(y0, rise) => {
                let clamp = |day: f64| within(self.scale.x(day), s.x0, s.x1);
                let mut d = String::new();
                for (i, st) in stair.iter().enumerate() {
                    let (a, b, y) = (clamp(st.start), clamp(st.end), y0 + i as f64 * rise);
                    if self.scale.x(st.start) >= s.x1 || (b <= a && d.is_empty()) {
                        continue;
                    }
                    match d.is_empty() {
                        true => step(&mut d, "M", &[a, y]),
                        false => step(&mut d, "V", &[y]),
                    }
                    step(&mut d, "H", &[b]);
                }
                let texts = stair.iter().enumerate().filter_map(|(i, st)| {
                    let event = self.event(st.event)?;
                    let (x, next, y) = (self.x(st.start), self.scale.x(st.end), y0 + i as f64 * rise);
                    if next <= s.x0 || x >= s.x1 || !st.included {
                        return None;
                    }
                    let said = statement(&event.label);
                    let date = event.date.plate(Detail::Month);
                    let w = width(&said, Face::Italic500, 14.0) + 70.0;
                    let at = x.max(s.x0);
                    let flip = at + w > s.x1;
                    let (tx, held) = if flip { (s.x1 - 6.0, "end") } else { (at + 8.0, "start") };
                    let selected = self.p.selected == Some(st.event);
                    let sel = if selected { "sel" } else { "" };
                    let mut out = Vec::new();
                    if x >= s.x0 {
                        let point = Shape::round("ink", x, y, if selected { 5.0 } else { 3.2 }).draw();
                        let values = [V::T(&event.id), V::S(sel)];
                        out.push(el("g", &["data-mark", "class"], &values, vec![point]));
                    }
                    let class = if selected { "halo statement sel" } else { "halo statement" };
                    let date = el("tspan", &["class", "dx"], &[V::S("d"), V::S("6")], vec![word(&date)]);
                    let words = text_of(class, tx, y - 4.5, held, vec![word(&said), date]);
                    out.push(of_event(&["data-label"], Some(&event.id), vec![words]));
                    Some(keyed(Some(st.event.0), "g", &[], &[], out))
                });
                let mut out = vec![path("hairl", &steps(&[("M", &[s.x0, y0 - 20.0]), ("H", &[s.x1])]))];
                out.push(el("g", &["clip-path"], &[V::S("url(#frame)")], vec![path("stair", &d)]));
                out.extend(texts);
                group("mao", out)
            }
        }
    }

    /// The track of figures: dots with their values, on one scale from zero. Nothing is known between them, so
    /// nothing joins them; hollow are those that were worked out or are an order of magnitude.
    fn figures(&self) -> Html {
        let s = &self.p.spec;
        let Some(zero) = s.track else { return Html::default() };
        let all = self.p.timeline.series.iter().filter(|series| series.track.is_some());
        let points: Vec<&Point> = all.flat_map(|series| &series.points).collect();
        let most = points.iter().map(|p| p.value).fold(1.0, f64::max);
        let place = |p: &Point| {
            let middle = p.date.start_bounds().map_or(0.0, |span| span.midpoint());
            (self.x(middle), zero - p.value / most * (TRACK - 18.0))
        };
        let top = zero + 8.0 - TRACK;
        let mut out = vec![path("hairl", &steps(&[("M", &[s.x0, top]), ("H", &[s.x1])]))];
        for (hollow, class) in [(false, "figure"), (true, "figure hollow")] {
            let mut d = String::new();
            let dots = Paths::new((s.width, s.height), &mut d).into_drawing_area();
            for p in points.iter().filter(|p| (p.derived || p.about) == hollow) {
                let (x, y) = place(p);
                if self.is_visible(x) {
                    dots.draw(&Circle::new((units(x), units(y)), units(4.2), BLACK.filled())).ok();
                }
            }
            drop(dots);
            out.push(path(class, &d));
        }
        for p in &points {
            let (x, y) = place(p);
            if !self.is_visible(x) {
                continue;
            }
            let figure = if p.about { Word::FigureAbout } else { Word::Figure };
            let said = figure.fill(&[&thousands(p.value), &p.date.visible(Detail::Month)]);
            let said = if p.derived { Word::FigureDerived.fill(&[&said]) } else { said };
            let is_left = x + 10.0 + width(&said, Face::Label400, 13.0) > s.x1;
            let (tx, held) = if is_left { (x - 9.0, "end") } else { (x + 9.0, "start") };
            let words = text("gloss halo", tx, (y + 4.5).min(zero + 1.0), held, &said);
            out.push(of_event(&["data-figure"], Some(&decimal(p.value, 3)), vec![words]));
        }
        group("figures", out)
    }

    fn lane_names(&self) -> Html {
        let s = &self.p.spec;
        if !s.has_lane_names() {
            return Html::default();
        }
        let narrow = s.kind == PlateKind::Laptop;
        let x = s.x0 - if narrow { 8.0 } else { 14.0 };
        let mut out = Vec::new();
        // What is longer in another language is set narrower: there is no more room beside the frame.
        let line = |class: &'static str, y: f64, words: &str, most: usize| {
            let room = (words.chars().count() > most).then(|| decimal(x - 1.0, 0));
            let keys = &["class", "x", "y", "text-anchor", "textLength", "lengthAdjust"];
            let room = V::O(room.as_deref());
            let values = [V::S(class), V::N(x), V::N(y), V::S("end"), room, V::S("spacingAndGlyphs")];
            el("text", keys, &values, vec![word(words)])
        };
        let mut caption = |y: f64, name: &str, words: &[&str]| {
            out.push(line("lane", y, name, 10));
            for (i, words) in words.iter().enumerate().filter(|_| !narrow) {
                out.push(line("lane2", y + 15.0 + i as f64 * 14.0, words, 14));
            }
        };
        let mut name = |y: f64, name: Word, words: &[Word]| {
            let words: Vec<&str> = words.iter().map(|word| word.text()).collect();
            caption(y, name.text(), &words);
        };
        let half = s.band[2] / 2.0;
        if let Some((y, _)) = s.elsewhere {
            name(y + 5.0, Word::LaneElsewhere, &[]);
        }
        name(s.center_y - half - 60.0, Word::LaneMoscow, &[Word::ActsOrHosts]);
        name(s.center_y - 2.0, Word::LaneBetween, &[Word::BothParties]);
        name(s.center_y + half + 56.0, Word::LaneBeijing, &[Word::ActsOrHosts]);
        match s.mao {
            _ if self.p.scene.steps.is_empty() => {}
            MaoLane::Stair(y, _) => name(y - 4.0, Word::LaneMao, &[Word::OfTheUssr, Word::Lieberthal]),
            MaoLane::Row(y) => name(y + 4.0, Word::LaneMao, &[]),
            MaoLane::None => {}
        }
        let track =
            self.p.timeline.series.iter().find_map(|series| Some((series.track.as_ref()?, &series.unit)));
        if let (Some(zero), Some((track, unit))) = (s.track, track) {
            // Its unit in two lines, of which the second is its last word.
            let (first, last) = unit.rsplit_once(' ').unwrap_or((unit, ""));
            caption(zero - TRACK + 24.0, &upper(track), &[first, last]);
        }
        group("lanes", out)
    }
}

/// "2,098".
fn thousands(value: f64) -> String {
    let text = decimal(value, 3);
    let whole = text.split('.').next().unwrap_or(&text).len();
    let mut out = String::new();
    for (i, c) in text.chars().enumerate() {
        if i > usize::from(value < 0.0) && i < whole && (whole - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// The statement without "Mao’s view:" before it, which the lane says already.
pub fn statement(label: &str) -> String {
    let rest = match label.split_once(':') {
        Some((before, rest)) if before.starts_with("Mao") => rest.trim(),
        _ => label,
    };
    let first = rest.chars().next().map_or(0, char::len_utf8);
    let (first, rest) = rest.split_at(first);
    upper(first) + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        let check = |value: f64, text: &str| assert_eq!(thousands(value), text);
        check(50.0, "50");
        check(338.4, "338.4");
        check(2098.0, "2,098");
        check(183_108.0, "183,108");
        check(-1234567.125, "-1,234,567.125");
    }
}
