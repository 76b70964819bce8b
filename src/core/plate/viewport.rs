//! The visible span of time, and the one place that decides which spans are allowed.
//!
//! Every way of moving (pan, zoom, show, an address) ends in [`Viewport::clamped`], so no two of them can
//! disagree about the limits. Positions are days since 1970-01-01 as `f64`.

use crate::core::date::{Day, Span};
use crate::core::order::within;

/// The shortest visible span, days.
pub const SHORTEST: f64 = 45.0;
/// How far beyond the extent the reader may look on each side, as a share of the extent.
const MARGIN: f64 = 0.03;
/// The largest share of the plate that may be empty beyond the extent.
const MOST_EMPTY: f64 = 0.12;
/// Air left and right of a span that is shown whole, as a share of it.
const AIR: f64 = 0.03;

/// How far the reader may go: the days that hold data.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    /// First day.
    pub start: f64,
    /// The day after the last.
    pub end: f64,
}

impl Extent {
    /// The extent of a domain: exactly its days.
    pub fn of(domain: Span) -> Extent {
        Extent { start: f64::from(domain.start.0), end: f64::from(domain.end.0) }
    }

    /// Its length, days.
    pub fn days(&self) -> f64 {
        (self.end - self.start).max(0.0)
    }

    /// The longest span that may be visible, days.
    fn longest(&self) -> f64 {
        (self.days() * (1.0 + 2.0 * MARGIN)).max(SHORTEST)
    }
}

/// The visible span, days. It always lies within the limits of the extent it was made with; one read from
/// whole days ([`Viewport::from_days`]) may pass them by less than a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Viewport {
    start: f64,
    end: f64,
}

impl Viewport {
    /// The whole extent and nothing else: the view on loading.
    pub fn fit(extent: &Extent) -> Viewport {
        Viewport::new(extent.start, extent.end, extent)
    }

    /// The view from `start` to `end`, moved into the limits. A span that is too short or too long keeps
    /// its centre where it can; ends in the wrong order are exchanged; what is not a number shows everything.
    pub fn new(start: f64, end: f64, extent: &Extent) -> Viewport {
        if !(start.is_finite() && end.is_finite()) {
            return Viewport::clamped(extent.days(), extent.start, 0.0, extent);
        }
        // A legal span is taken from its start, so that it is kept to the last bit.
        let span = (end - start).abs();
        if span >= SHORTEST && span <= extent.longest() {
            Viewport::clamped(span, start.min(end), 0.0, extent)
        } else {
            Viewport::clamped(span, (start + end) / 2.0, 0.5, extent)
        }
    }

    /// The one clamp: a view of `span` days that has the day `anchor` at `fraction` of its width, with the
    /// span brought within its limits first and the place then moved as little as possible.
    fn clamped(span: f64, anchor: f64, fraction: f64, extent: &Extent) -> Viewport {
        let span = within(span, SHORTEST, extent.longest());
        let beyond = (extent.days() * MARGIN).min(span * MOST_EMPTY);
        let first = extent.start - beyond;
        let last = extent.end + beyond - span;
        let wanted = anchor - span * fraction;
        // When more than the extent is visible there is one place only: its middle.
        let start = if first <= last { within(wanted, first, last) } else { (first + last) / 2.0 };
        Viewport { start, end: start + span }
    }

    /// First visible day.
    pub fn start(&self) -> f64 {
        self.start
    }

    /// End of the visible span (exclusive).
    pub fn end(&self) -> f64 {
        self.end
    }

    /// Length, days.
    pub fn days(&self) -> f64 {
        self.end - self.start
    }

    /// The day in the middle.
    pub fn center(&self) -> f64 {
        (self.start + self.end) / 2.0
    }

    /// The day is visible.
    pub fn contains(&self, day: f64) -> bool {
        self.start <= day && day < self.end
    }

    /// Moved by `days`: a positive number shows later days.
    #[must_use]
    pub fn pan(&self, days: f64, extent: &Extent) -> Viewport {
        if days.is_finite() {
            Viewport::clamped(self.days(), self.start + days, 0.0, extent)
        } else {
            *self
        }
    }

    /// Zoomed by `factor` (above 1: closer). The date `anchor` keeps its place on the plate unless the
    /// limits forbid it.
    #[must_use]
    pub fn zoom_at(&self, anchor: f64, factor: f64, extent: &Extent) -> Viewport {
        if !(factor.is_finite() && factor > 0.0 && anchor.is_finite()) {
            return *self;
        }
        let fraction = (anchor - self.start) / self.days();
        Viewport::clamped(self.days() / factor, anchor, fraction, extent)
    }

    /// The whole span from `start` to `end` with a little air on both sides: a period, the events of a cluster.
    pub fn show(start: f64, end: f64, extent: &Extent) -> Viewport {
        let air = (end - start).abs() * AIR;
        Viewport::new(start.min(end) - air, start.max(end) + air, extent)
    }

    /// Moved as little as needed for `day` to stand at least `margin` (a share of the width, below a half)
    /// inside both ends.
    #[must_use]
    pub fn pan_into_view(&self, day: f64, margin: f64, extent: &Extent) -> Viewport {
        let inset = self.days() * within(margin, 0.0, 0.5);
        let before = day - (self.start + inset);
        let after = day - (self.end - inset);
        if before < 0.0 {
            self.pan(before, extent)
        } else if after > 0.0 {
            self.pan(after, extent)
        } else {
            *self
        }
    }

    /// The view in whole days for an address: the first day and the last, both included.
    pub fn span_days(&self) -> (Day, Day) {
        (Day(whole(self.start) as i32), Day((whole(self.end) - 1.0) as i32))
    }

    /// The view of an address: from the first day to the last, both included. The inverse of
    /// [`Viewport::span_days`], exactly: so a span that rounding moved over a limit by less than a day is kept.
    pub fn from_days(from: Day, to: Day, extent: &Extent) -> Viewport {
        let asked = Viewport { start: f64::from(from.min(to).0), end: f64::from(from.max(to).0) + 1.0 };
        let legal = Viewport::new(asked.start, asked.end, extent);
        if (legal.start - asked.start).abs() < 1.0 && (legal.end - asked.end).abs() < 1.0 {
            asked
        } else {
            Viewport { start: whole(legal.start), end: whole(legal.end) }
        }
    }
}

/// The nearest whole day. Halves go up on both sides of zero, so that a span never becomes shorter than its
/// own whole days.
fn whole(day: f64) -> f64 {
    (day + 0.5).floor()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::plate::scale::TimeScale;
    use proptest::prelude::*;

    fn shipped() -> Extent {
        Extent::of(Span { start: Day::new(1945, 1, 1), end: Day::new(1970, 1, 1) })
    }

    /// Asserts that the view obeys every limit of spec §3.1, with `slack` days for rounding.
    fn check_limits(view: &Viewport, extent: &Extent, slack: f64) {
        let beyond = (extent.days() * 0.03).max(0.0) + slack;
        assert!(view.days() >= 45.0 - 1e-6, "too short: {view:?}");
        assert!(view.days() <= (extent.days() * 1.06).max(45.0) + slack, "too long: {view:?}");
        if view.days() <= extent.days() {
            assert!(view.start() >= extent.start - beyond && view.end() <= extent.end + beyond, "{view:?}");
        }
        if extent.days() * 1.06 >= 45.0 {
            let empty = (extent.start - view.start()).max(0.0) + (view.end() - extent.end).max(0.0);
            assert!(empty <= view.days() * 0.12 + 2.0 * slack, "{empty} days empty in {view:?}");
        }
    }

    #[test]
    fn the_first_view_is_exactly_the_extent() {
        let view = Viewport::fit(&shipped());
        assert_eq!(view.span_days(), (Day::new(1945, 1, 1), Day::new(1969, 12, 31)));
        assert_eq!((view.start(), view.end()), (shipped().start, shipped().end));
    }

    #[test]
    fn zooming_out_ends_three_per_cent_beyond_the_extent() {
        let e = shipped();
        let view = Viewport::fit(&e).zoom_at(e.start, 0.01, &e);
        assert!((view.days() - e.days() * 1.06).abs() < 1e-6);
        assert!((view.start() - (e.start - e.days() * 0.03)).abs() < 1e-6);
    }

    #[test]
    fn zooming_in_ends_at_forty_five_days_and_keeps_the_anchor() {
        let e = shipped();
        let anchor = f64::from(Day::new(1956, 2, 25).0);
        let mut view = Viewport::fit(&e);
        let fraction = (anchor - view.start()) / view.days();
        for _ in 0..60 {
            view = view.zoom_at(anchor, 1.6, &e);
        }
        assert!((view.days() - 45.0).abs() < 1e-9);
        assert!(((anchor - view.start()) / view.days() - fraction).abs() < 1e-6);
    }

    #[test]
    fn panning_stops_where_twelve_per_cent_would_be_empty() {
        let e = shipped();
        let view = Viewport::new(e.start, e.start + 100.0, &e).pan(-1e6, &e);
        assert!((view.start() - (e.start - 12.0)).abs() < 1e-6 && (view.days() - 100.0).abs() < 1e-6);
    }

    #[test]
    fn a_period_is_shown_whole() {
        let e = shipped();
        let (a, b) = (f64::from(Day::new(1956, 2, 1).0), f64::from(Day::new(1960, 7, 1).0));
        let view = Viewport::show(a, b, &e);
        assert!(view.start() < a && b < view.end() && view.days() < (b - a) * 1.1);
    }

    #[test]
    fn a_day_outside_is_brought_to_the_margin_and_one_inside_moves_nothing() {
        let e = shipped();
        let view = Viewport::new(e.start + 1000.0, e.start + 2000.0, &e);
        assert_eq!(view.pan_into_view(e.start + 1500.0, 0.1, &e), view);
        let moved = view.pan_into_view(e.start + 2500.0, 0.1, &e);
        assert!((moved.end() - (e.start + 2600.0)).abs() < 1e-6);
        let moved = view.pan_into_view(e.start + 500.0, 0.1, &e);
        assert!((moved.start() - (e.start + 400.0)).abs() < 1e-6);
    }

    #[test]
    fn what_is_not_a_number_shows_everything_or_moves_nothing() {
        let e = shipped();
        assert_eq!(Viewport::new(f64::NAN, 3.0, &e), Viewport::fit(&e));
        let view = Viewport::new(e.start, e.start + 400.0, &e);
        assert_eq!(view.pan(f64::INFINITY, &e), view);
        assert_eq!(view.zoom_at(e.start, 0.0, &e), view);
        assert_eq!(view.zoom_at(f64::NAN, 2.0, &e), view);
    }

    #[test]
    fn a_dataset_of_a_few_days_stands_in_the_middle() {
        let e = Extent { start: 100.0, end: 110.0 };
        let view = Viewport::fit(&e);
        assert_eq!((view.center(), view.days()), (105.0, 45.0));
    }

    #[test]
    fn an_address_beyond_the_limits_is_brought_back_to_whole_days() {
        let e = shipped();
        let view = Viewport::from_days(Day::new(1800, 1, 1), Day::new(1801, 1, 1), &e);
        check_limits(&view, &e, 1.0);
        let (a, b) = view.span_days();
        assert_eq!(Viewport::from_days(a, b, &e), view);
        assert_eq!(Viewport::from_days(b, a, &e), view, "ends in the wrong order");
    }

    /// What a reader may do, in a form that proptest can draw.
    fn act() -> impl Strategy<Value = (u8, f64, f64)> {
        (0_u8..5, -0.5_f64..1.5, -2.0_f64..2.0)
    }

    fn apply(view: Viewport, (what, place, amount): (u8, f64, f64), e: &Extent) -> Viewport {
        let day = e.start + place * e.days();
        match what {
            0 => view.pan(amount * view.days(), e),
            1 => view.zoom_at(day, amount.exp(), e),
            2 => Viewport::new(day, day + amount * e.days(), e),
            3 => view.pan_into_view(day, amount.abs() / 2.0, e),
            _ => Viewport::show(day, day + amount * 400.0, e),
        }
    }

    proptest! {
        #[test]
        fn no_act_passes_the_limits(
            acts in prop::collection::vec(act(), 1..30),
            start in -20_000.0_f64..20_000.0,
            days in 1.0_f64..20_000.0,
        ) {
            let e = Extent { start, end: start + days };
            let mut view = Viewport::fit(&e);
            for a in acts {
                view = apply(view, a, &e);
                check_limits(&view, &e, 1e-6);
            }
        }

        #[test]
        fn the_date_under_the_pointer_stays_there(
            acts in prop::collection::vec(act(), 0..6), x in 0.0_f64..4000.0, factor in 0.7_f64..1.4,
        ) {
            let e = shipped();
            let view = acts.into_iter().fold(Viewport::fit(&e), |v, a| apply(v, a, &e));
            let scale = TimeScale::new(view, 0.0, 4000.0);
            let anchor = scale.invert(x);
            let zoomed = view.zoom_at(anchor, factor, &e);
            let moved = (TimeScale::new(zoomed, 0.0, 4000.0).x(anchor) - x).abs();
            // At a limit of place the view had to move; only then may the date.
            let beyond = (e.days() * 0.03).min(zoomed.days() * 0.12);
            let clamped = (zoomed.start() - (e.start - beyond)).abs() < 1e-6
                || (zoomed.end() - (e.end + beyond)).abs() < 1e-6;
            prop_assert!(clamped || moved < 1.0, "moved {moved} px");
        }

        #[test]
        fn an_address_gives_the_same_view_again(acts in prop::collection::vec(act(), 0..8)) {
            let e = shipped();
            let view = acts.into_iter().fold(Viewport::fit(&e), |v, a| apply(v, a, &e));
            let (from, to) = view.span_days();
            let read = Viewport::from_days(from, to, &e);
            prop_assert_eq!(read.span_days(), (from, to));
            prop_assert_eq!(Viewport::from_days(from, to, &e), read);
            prop_assert!((read.start() - view.start()).abs() <= 0.5 && (read.end() - view.end()).abs() <= 0.5);
            check_limits(&read, &e, 1.0);
        }

        #[test]
        fn any_two_days_give_a_view_that_its_address_repeats(a in -60_000_i32..60_000, b in -60_000_i32..60_000) {
            let e = shipped();
            let view = Viewport::from_days(Day(a), Day(b), &e);
            let (from, to) = view.span_days();
            prop_assert_eq!(Viewport::from_days(from, to, &e), view);
            check_limits(&view, &e, 1.0);
        }
    }
}
