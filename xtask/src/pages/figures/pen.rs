//! What plotters draws with: a backend of our own that writes path data. It has no text and no colours; the page
//! writes the text, and the style sheet colours each path.
//!
//! The overview in the browser has one too (src/ui/overview.rs), which knows filled rectangles and no more: sharing
//! this one would make the program larger for nothing.

use china_ussr_timeline::core::plate::path::steps;
use plotters::coord::types::RangedCoordf64;
use plotters::coord::{CoordTranslate, Shift};
use plotters::prelude::{
    Cartesian2d, Circle, Color, DrawingArea, DrawingBackend, IntoDrawingArea, PathElement, Rectangle,
};
use plotters::style::BLACK;
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, DrawingErrorKind};
use std::convert::Infallible;
use std::ops::Range;

/// plotters draws in whole units: so many a px.
const UNITS: f64 = 10.0;

fn units(px: f64) -> i32 {
    (px * UNITS).round() as i32
}

fn px(units: i32) -> f64 {
    f64::from(units) / UNITS
}

/// The plane of a chart: which days and values stand at which px.
pub struct Plane {
    /// Width and height of the whole drawing, px.
    pub size: (f64, f64),
    /// The days, and from and to in px.
    pub days: (Range<f64>, Range<f64>),
    /// The values, and from and to in px. Zero stands below, so the first px is the greater.
    pub values: (Range<f64>, Range<f64>),
}

type Spec = Cartesian2d<RangedCoordf64, RangedCoordf64>;

impl Plane {
    /// Where a value of a day stands, px.
    pub fn at(&self, day: f64, value: f64) -> (f64, f64) {
        let (x, y) = self.spec().translate(&(day, value));
        (px(x), px(y))
    }

    /// Dots at these days and values, as path data.
    pub fn dots(&self, points: impl IntoIterator<Item = (f64, f64)>, radius: f64) -> String {
        self.drawn(|area| {
            let area = area.apply_coord_spec(self.spec());
            for point in points {
                area.draw(&Circle::new(point, units(radius), BLACK.filled())).ok();
            }
        })
    }

    /// Lines through these px, as path data.
    pub fn lines<'a>(&self, lines: impl IntoIterator<Item = &'a [(f64, f64)]>) -> String {
        self.drawn(|area| {
            for line in lines {
                let points: Vec<BackendCoord> = line.iter().map(|&(x, y)| (units(x), units(y))).collect();
                area.draw(&PathElement::new(points, BLACK)).ok();
            }
        })
    }

    /// Filled boxes between these px (left, top, right, bottom), as path data.
    pub fn boxes(&self, boxes: impl IntoIterator<Item = [f64; 4]>) -> String {
        self.drawn(|area| {
            for [left, top, right, bottom] in boxes {
                let corners = [(units(left), units(top)), (units(right), units(bottom))];
                area.draw(&Rectangle::new(corners, BLACK.filled())).ok();
            }
        })
    }

    fn spec(&self) -> Spec {
        let span = |range: &Range<f64>| units(range.start)..units(range.end);
        let px = (span(&self.days.1), span(&self.values.1));
        Cartesian2d::new(self.days.0.clone(), self.values.0.clone(), px)
    }

    /// The path data of what `draw` draws.
    fn drawn(&self, draw: impl FnOnce(&DrawingArea<Pen<'_>, Shift>)) -> String {
        let mut d = String::new();
        let size = (units(self.size.0) as u32, units(self.size.1) as u32);
        let area = Pen { size, d: &mut d }.into_drawing_area();
        draw(&area);
        drop(area);
        d
    }
}

/// The backend.
struct Pen<'a> {
    size: (u32, u32),
    d: &'a mut String,
}

/// What a backend's method comes to.
type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for Pen<'_> {
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

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, _: &S) -> Drawn {
        for (i, (x, y)) in path.into_iter().enumerate() {
            self.d.push_str(&steps(&[(if i == 0 { "M" } else { "L" }, &[px(x), px(y)])]));
        }
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, _: &S, _: bool) -> Drawn {
        self.d.push_str(&steps(&[
            ("M", &[px(from.0), px(from.1)]),
            ("H", &[px(to.0)]),
            ("V", &[px(to.1)]),
            ("H", &[px(from.0)]),
            ("Z", &[]),
        ]));
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, at: BackendCoord, radius: u32, _: &S, _: bool) -> Drawn {
        let (x, y, r) = (px(at.0), px(at.1), f64::from(radius) / UNITS);
        let half = |to: f64| [r, r, 0.0, 0.0, 1.0, to, 0.0];
        self.d.push_str(&steps(&[
            ("M", &[x - r, y]),
            ("a", &half(2.0 * r)),
            ("a", &half(-2.0 * r)),
            ("Z", &[]),
        ]));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plane() -> Plane {
        Plane { size: (120.0, 60.0), days: (0.0..100.0, 10.0..110.0), values: (0.0..5.0, 50.0..0.0) }
    }

    #[test]
    fn days_and_values_have_their_places() {
        assert_eq!(plane().at(0.0, 0.0), (10.0, 50.0));
        assert_eq!(plane().at(100.0, 5.0), (110.0, 0.0));
        assert_eq!(plane().at(25.0, 1.0), (35.0, 40.0));
    }

    #[test]
    fn plotters_draws_path_data() {
        assert_eq!(plane().dots([(25.0, 1.0)], 4.0), "M31 40a4 4 0 0 1 8 0a4 4 0 0 1 -8 0Z");
        assert_eq!(plane().boxes([[1.0, 2.0, 3.0, 4.5]]), "M1 2H3V4.5H1Z");
        let lines: [&[(f64, f64)]; 2] = [&[(0.0, 0.0), (5.5, 1.0)], &[(7.0, 7.0), (8.0, 7.0)]];
        assert_eq!(plane().lines(lines), "M0 0L5.5 1M7 7L8 7");
    }
}
