//! What plotters draws with: the application's own backend, which writes path data. It has no text and no colours; the
//! page writes the text, and the style sheet colours each path.

use china_ussr_timeline::ui::paths::{px, units, Paths};
use plotters::coord::types::RangedCoordf64;
use plotters::coord::{CoordTranslate, Shift};
use plotters::prelude::{Cartesian2d, Circle, Color, DrawingArea, IntoDrawingArea, PathElement, Rectangle};
use plotters::style::BLACK;
use std::ops::Range;

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
                let points: Vec<(i32, i32)> = line.iter().map(|&(x, y)| (units(x), units(y))).collect();
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
    fn drawn(&self, draw: impl FnOnce(&DrawingArea<Paths<'_>, Shift>)) -> String {
        let mut d = String::new();
        let area = Paths::new(self.size, &mut d).into_drawing_area();
        draw(&area);
        drop(area);
        d
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
        assert_eq!(plane().dots([(25.0, 1.0)], 4.0), "M31 40a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z");
        assert_eq!(plane().boxes([[1.0, 2.0, 3.0, 4.5]]), "M1 2H3V4.5H1Z");
        let lines: [&[(f64, f64)]; 2] = [&[(0.0, 0.0), (5.5, 1.0)], &[(7.0, 7.0), (8.0, 7.0)]];
        assert_eq!(plane().lines(lines), "M0 0L5.5 1M7 7L8 7");
    }
}
