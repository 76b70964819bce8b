//! The scale of the plate: days (the domain) to px (the range) and back.

use super::viewport::Viewport;
use crate::core::words::Word;

/// Days in a year on average, for px per year.
pub const DAYS_PER_YEAR: f64 = 365.25;

/// A linear scale from the visible days to the px between `x0` and `x1`. Made anew for each drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TimeScale {
    viewport: Viewport,
    x0: f64,
    x1: f64,
}

impl TimeScale {
    /// The scale that shows the viewport between `x0` and `x1`, px. A plate without width, as before the
    /// first layout, is taken as one px wide, so that no position is infinite.
    pub fn new(viewport: Viewport, x0: f64, x1: f64) -> TimeScale {
        let x0 = if x0.is_finite() { x0 } else { 0.0 };
        let x1 = if x1.is_finite() { x1.max(x0 + 1.0) } else { x0 + 1.0 };
        TimeScale { viewport, x0, x1 }
    }

    /// The px of a day.
    pub fn x(&self, day: f64) -> f64 {
        self.x0 + (day - self.viewport.start()) * self.px_per_day()
    }

    /// The day at a px: the inverse of [`TimeScale::x`].
    pub fn invert(&self, x: f64) -> f64 {
        self.viewport.start() + (x - self.x0) / self.px_per_day()
    }

    /// Left edge, px.
    pub fn x0(&self) -> f64 {
        self.x0
    }

    /// Right edge, px.
    pub fn x1(&self) -> f64 {
        self.x1
    }

    /// The visible days.
    pub fn viewport(&self) -> Viewport {
        self.viewport
    }

    /// px of a day.
    pub fn px_per_day(&self) -> f64 {
        (self.x1 - self.x0) / self.viewport.days()
    }

    /// px of a year of average length: what the levels of detail go by.
    pub fn px_per_year(&self) -> f64 {
        self.px_per_day() * DAYS_PER_YEAR
    }
}

/// The longest scale bar, px.
pub const LONGEST_BAR: f64 = 120.0;
/// Lengths of the scale bar: years, and the unit and number written beside it.
const BARS: [(f64, Word, usize); 10] = [
    (20.0, Word::YearsLong, 20),
    (10.0, Word::YearsLong, 10),
    (5.0, Word::YearsLong, 5),
    (2.0, Word::YearsLong, 2),
    (1.0, Word::YearsLong, 1),
    (0.5, Word::MonthsLong, 6),
    (0.25, Word::MonthsLong, 3),
    (1.0 / 12.0, Word::MonthsLong, 1),
    (10.0 / DAYS_PER_YEAR, Word::Days, 10),
    (1.0 / DAYS_PER_YEAR, Word::Days, 1),
];

/// The scale bar: its length in px and its text. The longest of the usual lengths that is at most 120 px.
pub fn scale_bar(px_per_year: f64) -> (f64, String) {
    let ppy = if px_per_year.is_finite() { px_per_year.max(0.0) } else { 0.0 };
    let shortest = BARS[BARS.len() - 1];
    let bar = BARS.into_iter().find(|(years, ..)| years * ppy <= LONGEST_BAR);
    let (years, unit, n) = bar.unwrap_or(shortest);
    (years * ppy, unit.count(n))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::plate::viewport::Extent;
    use proptest::prelude::*;

    fn check_bar(px_per_year: f64, px: f64, text: &str) {
        let bar = scale_bar(px_per_year);
        assert_eq!(bar.1, text, "at {px_per_year} px a year");
        assert!((bar.0 - px).abs() < 0.01, "{} px is not {px} px", bar.0);
    }

    #[test]
    fn the_scale_bar_is_the_longest_that_fits() {
        check_bar(10.0, 100.0, "10 years");
        check_bar(24.0, 120.0, "5 years");
        check_bar(36.0, 72.0, "2 years");
        check_bar(120.0, 120.0, "1 year");
        check_bar(151.0, 75.5, "6 months");
        check_bar(400.0, 100.0, "3 months");
        check_bar(570.0, 47.5, "1 month");
        check_bar(3652.5, 100.0, "10 days");
        check_bar(30_000.0, 82.14, "1 day");
        check_bar(f64::NAN, 0.0, "20 years");
    }

    #[test]
    fn a_plate_without_width_gives_finite_positions() {
        let view = Viewport::fit(&Extent { start: 0.0, end: 1000.0 });
        let scale = TimeScale::new(view, 20.0, 0.0);
        assert!(scale.x(500.0).is_finite() && scale.invert(20.5).is_finite());
    }

    proptest! {
        #[test]
        fn invert_is_the_inverse_of_x(start in -20_000.0_f64..0.0, days in 45.0_f64..9_000.0, x in -100.0_f64..4000.0) {
            let e = Extent { start: -40_000.0, end: 40_000.0 };
            let scale = TimeScale::new(Viewport::new(start, start + days, &e), 76.0, 4000.0);
            prop_assert!((scale.x(scale.invert(x)) - x).abs() < 1e-6);
        }
    }
}
