//! The minimap: all years, the band, the density of events, and the window of what is visible.
//!
//! plotters draws the density (events a quarter year, Moscow above, Beijing below), on a backend of our own:
//! one path, and neither its text, which measures by touching the page, nor its numbers with fractions, which
//! are large. The page is touched only when it changes; colours come from the style sheet.

use super::element::tag;
use super::plate::stretch;
use super::svg::{all, el, path, rect, text, V};
use crate::core::data::{Lane, Timeline};
use crate::core::order::within;
use crate::core::plate::band::Band;
use crate::core::plate::path::{decimal, step, steps};
use crate::core::plate::viewport::{Extent, Viewport};
use plotters::prelude::{Color, DrawingBackend, IntoDrawingArea, Rectangle};
use plotters::style::BLACK;
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, DrawingErrorKind};
use std::convert::Infallible;
use std::rc::Rc;
use yew::prelude::*;

/// Height, px.
pub const HEIGHT: f64 = 50.0;
/// y of the middle of the band, px.
const MIDDLE: f64 = HEIGHT / 2.0 + 2.0;
/// Plateau widths of its band, px.
pub const BAND: [f64; 3] = [8.0, 11.0, 15.0];
/// plotters draws in whole units: so many a px.
const UNITS: f64 = 10.0;
/// px a counted event, and the most a bar may have.
const BAR: (f64, f64) = (2.1, 11.0);

/// What the minimap draws.
pub struct OverviewProps {
    /// The dataset.
    pub timeline: Rc<Timeline>,
    /// Per event: the filter keeps it.
    pub included: Rc<Vec<bool>>,
    /// How far the reader may go.
    pub extent: Extent,
    /// The visible span.
    pub viewport: Viewport,
    /// The band at the minimap's size.
    pub band: Rc<Band>,
    /// Width, px.
    pub width: f64,
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
    let years = (first..last).filter(|y| y % 5 == 0).map(|year| {
        let at = x(f64::from(crate::core::date::Day::new(year, 1, 1).0));
        all(vec![
            path("hairl", &steps(&[("M", &[at, 1.0]), ("V", &[HEIGHT])])),
            text("yr small", at + 3.0, 9.0, "", &year.to_string()),
        ])
    });
    let (a, b) = (within(x(props.viewport.start()), 0.0, w), within(x(props.viewport.end()), 0.0, w));
    let handle = |at: f64, end: &'static str| {
        let grip = rect("grip", within(at - 12.0, 0.0, w - 24.0), 12.0, 24.0, HEIGHT - 12.0);
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
    let bars = density(&props.timeline, &props.included, w, &e, &props.band);
    let mut inside = vec![path("density", &bars)];
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

/// A backend of plotters that writes filled rectangles as path data; its units are tenths of a px.
struct Bars<'a> {
    size: (u32, u32),
    d: &'a mut String,
}

impl DrawingBackend for Bars<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, _: BackendColor) -> Drawn {
        self.draw_rect((x, y), (x + 1, y + 1), &BLACK, true)
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, _: &S, _: bool) -> Drawn {
        let px = |units: i32| f64::from(units) / UNITS;
        step(self.d, "M", &[px(from.0), px(from.1)]);
        step(self.d, "H", &[px(to.0)]);
        step(self.d, "V", &[px(to.1)]);
        step(self.d, "H", &[px(from.0)]);
        self.d.push('Z');
        Ok(())
    }
}

/// What a backend's method comes to.
type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// The bars, as path data.
fn density(timeline: &Timeline, included: &[bool], width: f64, extent: &Extent, band: &Band) -> String {
    let bins = ((extent.days() / 365.2425) * 4.0).round().max(1.0) as usize;
    let mut counts = vec![[0u32; 2]; bins];
    for (i, e) in timeline.events.iter().enumerate() {
        let bin = ((e.at - extent.start) / extent.days() * bins as f64).floor();
        let side = usize::from(e.lane == Lane::Beijing);
        let counted = e.lane != Lane::MaoView && included.get(i).copied().unwrap_or(true) && bin >= 0.0;
        if let Some(slot) = counts.get_mut(bin as usize).and_then(|c| c.get_mut(side)).filter(|_| counted) {
            *slot += 1;
        }
    }
    let most = counts.iter().flatten().copied().max().unwrap_or(1).max(1);
    let unit = BAR.0.min(BAR.1 / f64::from(most));
    let mut d = String::new();
    let bars =
        Bars { size: ((width * UNITS) as u32, (HEIGHT * UNITS) as u32), d: &mut d }.into_drawing_area();
    let step = width / bins as f64;
    for (i, sides) in counts.iter().enumerate() {
        let day = extent.start + (i as f64 + 0.5) / bins as f64 * extent.days();
        let rail = band.width(day) / 2.0 + 1.5;
        for (side, &n) in sides.iter().enumerate().filter(|(_, n)| **n > 0) {
            let (x, h) = (i as f64 * step, 2.0 + f64::from(n) * unit);
            let (top, bottom) = if side == 0 {
                (MIDDLE - rail - h, MIDDLE - rail)
            } else {
                (MIDDLE + rail, MIDDLE + rail + h)
            };
            let u = |v: f64| (v * UNITS) as i32;
            let bar = [(u(x), u(top)), (u(x + (step - 1.0).max(2.0)), u(bottom))];
            bars.draw(&Rectangle::new(bar, BLACK.filled())).ok();
        }
    }
    drop(bars);
    d
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plotters_draws_bars_as_path_data() {
        let mut d = String::new();
        let bars = Bars { size: (100, 100), d: &mut d }.into_drawing_area();
        for bar in [[(0, 15), (25, 40)], [(30, 5), (40, 20)]] {
            bars.draw(&Rectangle::new(bar, BLACK.filled())).unwrap();
        }
        drop(bars);
        assert_eq!(d, "M0 1.5H2.5V4H0ZM3 0.5H4V2H3Z");
    }
}
