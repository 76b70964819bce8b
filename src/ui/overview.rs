//! The minimap: all years, the band, the density of events, and the window of what is visible.
//!
//! plotters draws the density (events a quarter year, Moscow above, Beijing below), on our backend [`Paths`]. The
//! page is touched only when it changes; colours come from the style sheet.

use super::element::tag;
use super::paths::{units, Paths};
use super::plate::stretch;
use super::svg::{all, el, path, rect, text, V};
use crate::core::data::{Lane, Timeline};
use crate::core::order::within;
use crate::core::plate::band::Band;
use crate::core::plate::index::{EventIndex, LANES};
use crate::core::plate::path::{decimal, steps};
use crate::core::plate::viewport::{Extent, Viewport};
use plotters::prelude::{Color, IntoDrawingArea, Rectangle};
use plotters::style::BLACK;
use std::rc::Rc;
use yew::prelude::*;

/// Height, px.
pub const HEIGHT: f64 = 50.0;
/// y of the middle of the band, px.
const MIDDLE: f64 = HEIGHT / 2.0 + 2.0;
/// Plateau widths of its band, px.
pub const BAND: [f64; 3] = [8.0, 11.0, 15.0];
/// px a counted event, and the most a bar may have.
const BAR: (f64, f64) = (2.1, 11.0);

/// What the minimap draws.
pub struct OverviewProps {
    /// The dataset.
    pub timeline: Rc<Timeline>,
    /// The density of events, as path data.
    pub bars: Rc<str>,
    /// How far the reader may go.
    pub extent: Extent,
    /// The visible span.
    pub viewport: Viewport,
    /// The band at the minimap's size.
    pub band: Rc<Band>,
    /// Width, px.
    pub width: f64,
    /// A finger is to hold it.
    pub coarse: bool,
    /// Its element, for the pointer.
    pub node: NodeRef,
}

/// The minimap.
pub fn overview(props: &OverviewProps) -> Html {
    let (w, e) = (props.width, props.extent);
    let x = |day: f64| (day - e.start) / e.days() * w;
    let point = |day: f64, off: f64| (x(day), MIDDLE + off);
    let outlines =
        props.band.outlines(e.start, e.end, &point).iter().map(|o| stretch(None, o, 1.3)).collect::<Html>();
    let (first, last) = (props.timeline.domain().start.civil().0, props.timeline.domain().end.civil().0);
    // Their numbers need 27 px each.
    let every = if w < 160.0 { 10 } else { 5 };
    let years = (first..last).filter(|y| y % every == 0).map(|year| {
        let at = x(f64::from(crate::core::date::Day::new(year, 1, 1).0));
        all(vec![
            path("hairl", &steps(&[("M", &[at, 1.0]), ("V", &[HEIGHT])])),
            text("yr small", at + 3.0, 9.0, "", &year.to_string()),
        ])
    });
    let (a, b) = (within(x(props.viewport.start()), 0.0, w), within(x(props.viewport.end()), 0.0, w));
    let handle = |at: f64, end: &'static str| {
        let (side, top) = if props.coarse { (44.0, 6.0) } else { (24.0, 12.0) };
        let grip = rect("grip", within(at - side / 2.0, 0.0, w - side), top, side, HEIGHT - top);
        let ink = rect("ink", within(at - 3.0, 0.0, w - 6.0), HEIGHT / 2.0 - 4.0, 6.0, 16.0);
        el("g", &["data-handle", "class"], &[V::S(end), V::S("handle")], vec![grip, ink])
    };
    let window = tag("rect")
        .class("window")
        .set("data-window", "")
        .number("x", a.max(0.9))
        .set("y", "12")
        .number("width", (b - a - 1.8).max(2.0))
        .number("height", HEIGHT - 13.0);
    let mut inside = vec![path("density", &props.bars)];
    inside.extend(years);
    inside.extend([outlines, window.into(), handle(a, "start"), handle(b, "end")]);
    let drawing = tag("svg")
        .set("data-minimap", "")
        .number("width", w)
        .number("height", HEIGHT)
        .put("viewBox", &["0 0 ", &decimal(w, 1), " ", &decimal(HEIGHT, 1)].concat())
        .set("focusable", "false")
        .child(all(inside));
    tag("div").class("minimap").found_at(&props.node).set("aria-hidden", "true").child(drawing).into()
}

/// The density of events, as path data: a bar a quarter year and side, for the events that the filter keeps.
pub fn density(index: &EventIndex, width: f64, extent: &Extent, band: &Band) -> String {
    let bins = ((extent.days() / 365.2425) * 4.0).round().max(1.0) as usize;
    let mut counts = vec![[0; 2]; bins];
    let bin = |day: f64| ((day - extent.start) / extent.days() * bins as f64).floor() as i64;
    for (lane, kept) in LANES.iter().zip(&index.kept) {
        let side = usize::from(*lane == Lane::Beijing);
        let (start, end) = (extent.start, extent.start + extent.days());
        for (bin, run) in kept.all.runs(kept.all.within(start, end), &bin) {
            if let Some(count) = counts.get_mut(bin as usize).and_then(|sides| sides.get_mut(side)) {
                *count += run.len();
            }
        }
    }
    let most = counts.iter().flatten().copied().max().unwrap_or(1).max(1);
    let unit = BAR.0.min(BAR.1 / most as f64);
    let mut d = String::new();
    let bars = Paths::new((width, HEIGHT), &mut d).into_drawing_area();
    let step = width / bins as f64;
    for (i, sides) in counts.iter().enumerate() {
        let day = extent.start + (i as f64 + 0.5) / bins as f64 * extent.days();
        let rail = band.width(day) / 2.0 + 1.5;
        for (side, &n) in sides.iter().enumerate().filter(|(_, n)| **n > 0) {
            let (x, h) = (i as f64 * step, 2.0 + n as f64 * unit);
            let (top, bottom) = if side == 0 {
                (MIDDLE - rail - h, MIDDLE - rail)
            } else {
                (MIDDLE + rail, MIDDLE + rail + h)
            };
            let bar = [(units(x), units(top)), (units(x + (step - 1.0).max(2.0)), units(bottom))];
            bars.draw(&Rectangle::new(bar, BLACK.filled())).ok();
        }
    }
    drop(bars);
    d
}
