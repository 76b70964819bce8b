//! A drawing backend for plotters that writes path data: neither its text, which measures by touching the page, nor
//! its numbers with fractions, which are large. Text is set by the page.

use crate::core::plate::path::step;
use plotters::prelude::DrawingBackend;
use plotters::style::BLACK;
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, DrawingErrorKind};
use std::convert::Infallible;

/// plotters draws in whole units: so many a px.
const UNITS: f64 = 10.0;

/// A length, px, in the units of the backend.
pub fn units(px: f64) -> i32 {
    (px * UNITS).round() as i32
}

/// A length in the units of the backend, in px.
pub fn px(units: i32) -> f64 {
    f64::from(units) / UNITS
}

/// A backend of plotters that writes lines, filled rectangles and circles as path data.
pub struct Paths<'a> {
    size: (u32, u32),
    d: &'a mut String,
}

impl<'a> Paths<'a> {
    /// Draws into `d`, on an area of this width and height, px.
    pub fn new(size: (f64, f64), d: &'a mut String) -> Paths<'a> {
        Paths { size: (units(size.0) as u32, units(size.1) as u32), d }
    }
}

impl DrawingBackend for Paths<'_> {
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
        let letters = std::iter::once("M").chain(std::iter::repeat("L"));
        for ((x, y), letter) in path.into_iter().zip(letters) {
            step(self.d, letter, &[px(x), px(y)]);
        }
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, _: &S, _: bool) -> Drawn {
        step(self.d, "M", &[px(from.0), px(from.1)]);
        step(self.d, "H", &[px(to.0)]);
        step(self.d, "V", &[px(to.1)]);
        step(self.d, "H", &[px(from.0)]);
        self.d.push('Z');
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, at: BackendCoord, radius: u32, _: &S, _: bool) -> Drawn {
        let (x, y, r) = (px(at.0), px(at.1), f64::from(radius) / UNITS);
        step(self.d, "M", &[x - r, y]);
        for across in [2.0 * r, -2.0 * r] {
            step(self.d, "a", &[r, r, 0.0, 1.0, 0.0, across, 0.0]);
        }
        self.d.push('Z');
        Ok(())
    }
}

/// What a backend's method comes to.
type Drawn = Result<(), DrawingErrorKind<Infallible>>;

#[cfg(test)]
mod tests {
    use super::*;
    use plotters::prelude::{Circle, Color, IntoDrawingArea, PathElement, Rectangle};

    #[test]
    fn plotters_draws_lines_rectangles_and_circles_as_path_data() {
        let mut d = String::new();
        let area = Paths::new((10.0, 10.0), &mut d).into_drawing_area();
        for bar in [[(0, 15), (25, 40)], [(30, 5), (40, 20)]] {
            area.draw(&Rectangle::new(bar, BLACK.filled())).unwrap();
        }
        area.draw(&Circle::new((50, 45), 20, BLACK.filled())).unwrap();
        area.draw(&PathElement::new(vec![(0, 0), (5, 10), (20, 10)], BLACK)).unwrap();
        drop(area);
        assert_eq!(d, "M0 1.5H2.5V4H0ZM3 0.5H4V2H3ZM3 4.5a2 2 0 1 0 4 0a2 2 0 1 0 -4 0ZM0 0L0.5 1L2 1");
    }
}
