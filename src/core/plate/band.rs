//! The band between the two rails: how wide it is on each day, and the outlines of its parts.
//!
//! The width says only "narrow, wider, widest", a step for each phase; it is a reading, not a measurement.
//! The steps are joined by slopes about each boundary.

use super::path::{step, steps};
use crate::core::data::{Phase, Timeline};
use crate::core::order::within;

/// Days on either side of a boundary over which the band changes its width: 0.6 year (`mock/real.md` rule 7).
const SLOPE: f64 = 0.6 * 365.2425;
/// A shorter time without a period at the ends of the band is left bare, days.
const SHORT_GAP: f64 = 100.0;
/// Points drawn along a slope: enough for a smooth curve at any zoom.
const SLOPE_POINTS: usize = 14;

/// How a stretch of the band is drawn. The three phases of the relationship, and the time before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Dotted rails, no fill.
    Before,
    /// Solid rails, flat tint.
    Alliance,
    /// Solid rails, hatched.
    Strain,
    /// Dash-dot rails, dot screen.
    Split,
}

impl Style {
    /// The style of a phase's look: of this site's n-th phase. More than three go round again.
    pub fn of(look: u8) -> Style {
        match look % 3 {
            0 => Style::Alliance,
            1 => Style::Strain,
            _ => Style::Split,
        }
    }
    /// The class of its fill.
    pub fn pattern(self) -> &'static str {
        match self {
            Style::Before => "pat-none",
            Style::Alliance => "pat-flat",
            Style::Strain => "pat-hatch",
            Style::Split => "pat-dots",
        }
    }
    /// The class that carries its colours.
    pub fn class(self) -> &'static str {
        match self {
            Style::Before => "phase-before",
            Style::Alliance => "phase-alliance",
            Style::Strain => "phase-strain",
            Style::Split => "phase-split",
        }
    }
}

/// A stretch of the band in one style.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    /// Index of its phase; none where there is no period.
    pub phase: Option<usize>,
    /// How it is drawn.
    pub style: Style,
    /// First day.
    pub start: f64,
    /// Day after the last.
    pub end: f64,
}

/// The band of a dataset at three widths.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// Its stretches in order of time.
    pub stretches: Vec<Stretch>,
    /// Boundary day, width before and after it, px.
    steps: Vec<(f64, f64, f64)>,
    first_width: f64,
}

impl Band {
    /// The band with plateau widths in px; all the middle one when `even`.
    pub fn new(timeline: &Timeline, widths: [f64; 3], even: bool) -> Band {
        let phases = &timeline.phases;
        let look = |i: usize| phases.get(i).map_or(0, |p| usize::from(p.look));
        let at = |i: usize| if even { widths[1] } else { widths[look(i).min(2)] };
        let steps = phases
            .windows(2)
            .enumerate()
            .filter_map(|(i, pair)| Some((f64::from(pair.get(1)?.span.start.0), at(i), at(i + 1))))
            .collect();
        Band { stretches: stretches(timeline), steps, first_width: at(0) }
    }

    /// Width on a day, px.
    pub fn width(&self, day: f64) -> f64 {
        let mut width = self.first_width;
        for &(boundary, from, to) in &self.steps {
            let p = within((day - boundary + SLOPE) / (2.0 * SLOPE), 0.0, 1.0);
            if p > 0.0 {
                width = from + (to - from) * (p * p * (3.0 - 2.0 * p));
            }
        }
        width
    }

    /// Greatest width, px.
    pub fn widest(&self) -> f64 {
        self.steps.iter().map(|s| s.2.max(s.1)).fold(self.first_width, f64::max)
    }

    /// The days between `a` and `b` at which the outline needs a point.
    fn days(&self, a: f64, b: f64) -> Vec<f64> {
        let mut days = vec![a];
        for &(boundary, from, to) in &self.steps {
            if from == to {
                continue;
            }
            for i in 0..=SLOPE_POINTS {
                let day = boundary - SLOPE + 2.0 * SLOPE * i as f64 / SLOPE_POINTS as f64;
                if day > a && day < b {
                    days.push(day);
                }
            }
        }
        days.push(b);
        crate::core::order::sort_by(&mut days, f64::total_cmp);
        days
    }

    /// The outlines of the stretches between two days: the area and both rails as SVG path data. `point` maps
    /// a day and a distance from the middle of the band (negative on Moscow's side), px, onto the drawing.
    pub fn outlines(&self, from: f64, to: f64, point: &dyn Fn(f64, f64) -> (f64, f64)) -> Vec<Outline> {
        let mut all = Vec::new();
        for stretch in &self.stretches {
            let (a, b) = (stretch.start.max(from), stretch.end.min(to));
            if b <= a {
                continue;
            }
            let (mut north, mut south, mut back) = (String::new(), String::new(), String::new());
            for (i, day) in self.days(a, b).into_iter().enumerate() {
                let sign = if i == 0 { "M" } else { "L" };
                let half = self.width(day) / 2.0;
                let ((nx, ny), (sx, sy)) = (point(day, -half), point(day, half));
                step(&mut north, sign, &[nx, ny]);
                step(&mut south, sign, &[sx, sy]);
                back = steps(&[("L", &[sx, sy])]) + &back;
            }
            let area = [&north, back.as_str(), "Z"].concat();
            all.push(Outline { phase: stretch.phase, style: stretch.style, area, north, south });
        }
        all
    }
}

/// The path data of a stretch.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    /// Index of its phase; none where there is no period.
    pub phase: Option<usize>,
    /// How it is drawn.
    pub style: Style,
    /// Closed path of the fill.
    pub area: String,
    /// Moscow's rail.
    pub north: String,
    /// Beijing's rail.
    pub south: String,
}

/// The stretches of all phases, and between them, before and after, those without a period.
fn stretches(timeline: &Timeline) -> Vec<Stretch> {
    let mut all: Vec<Stretch> = Vec::new();
    let domain = timeline.domain();
    let (first, last) = (f64::from(domain.start.0), f64::from(domain.end.0));
    let bare = |start: f64, end: f64| Stretch { phase: None, style: Style::Before, start, end };
    for (i, phase) in timeline.phases.iter().enumerate() {
        let start = f64::from(phase.span.start.0);
        let done = all.last().map(|s| s.end);
        if done.map_or(start - first > SHORT_GAP, |done| start > done) {
            all.push(bare(done.unwrap_or(first), start));
        }
        all.extend(of_phase(i, phase));
    }
    if let Some(done) = all.last().map(|s| s.end).filter(|done| last - done > SHORT_GAP) {
        all.push(bare(done, last));
    }
    all
}

/// A phase whose first sub-phases come "before" begins with a dotted lead-in.
fn of_phase(index: usize, phase: &Phase) -> Vec<Stretch> {
    let (start, end) = (f64::from(phase.span.start.0), f64::from(phase.span.end.0));
    let begins =
        phase.sub_phases.iter().filter(|s| s.before).map(|s| f64::from(s.span.end.0)).fold(start, f64::max);
    let mut all = Vec::new();
    if begins > start {
        all.push(Stretch { phase: Some(index), style: Style::Before, start, end: begins });
    }
    all.push(Stretch { phase: Some(index), style: Style::of(phase.look), start: begins, end });
    all
}
