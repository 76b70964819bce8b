//! The phone's plate: time runs down the page, every event is a row, and years are stretched to fit.
//!
//! A year is at least [`LEAST_YEAR`] px high and as high as its rows. Between the rows time runs straight, so
//! rails, periods, year lines and rows agree, and every leader is level (`mock/real.md` rule 9).

use super::lettering::{balanced, Face};
use crate::core::data::{EventIx, Timeline};
use crate::core::date::Day;
use crate::core::order::within;

/// Least height of a year, px.
pub const LEAST_YEAR: f64 = 48.0;
/// Least height of a row, px: a finger's target.
pub const LEAST_ROW: f64 = 44.0;
/// Size of a row's name, px.
pub const NAME_SIZE: f64 = 16.0;
/// px a line of a row's name.
pub const NAME_LEADING: f64 = 18.0;

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Whose.
    pub event: EventIx,
    /// Top, px from the top of the plate.
    pub y: f64,
    /// Height, px.
    pub height: f64,
    /// Where its symbol stands, px from the top.
    pub mark_y: f64,
    /// Its name, line by line.
    pub lines: Vec<String>,
}

/// All rows and the scale that fits them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rows {
    /// In order of time.
    pub rows: Vec<Row>,
    /// Year and its top, px; one more for the end.
    pub years: Vec<(i32, f64)>,
    /// Height of the whole, px.
    pub height: f64,
    knots: Vec<(f64, f64)>,
}

impl Rows {
    /// The rows of which something lies between these heights, px.
    pub fn between(&self, (top, bottom): (f64, f64)) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |row| row.y + row.height >= top && row.y <= bottom)
    }

    /// Lays the events that `included` keeps out in rows whose names may be `text_width` px wide.
    pub fn lay_out(timeline: &Timeline, included: &[bool], text_width: f64) -> Rows {
        let domain = timeline.domain();
        let (first, last) = (domain.start.civil().0, domain.end.civil().0);
        let mut events = timeline
            .events
            .iter()
            .enumerate()
            .filter(|(i, _)| included.get(*i).copied().unwrap_or(true))
            .map(|(i, e)| (EventIx(i as u32), e))
            .peekable();
        let (mut rows, mut years) = (Vec::new(), Vec::new());
        let mut knots = vec![(f64::from(domain.start.0), 0.0)];
        let mut top = 0.0;
        for year in first..last {
            years.push((year, top));
            let next = f64::from(Day::new(year + 1, 1, 1).0);
            let mut y = top + 8.0;
            while let Some((event, e)) = events.next_if(|(_, e)| e.at < next) {
                let face = if e.significance == 1 { Face::Text600 } else { Face::Text400 };
                let mut ways = balanced(&e.label, face, NAME_SIZE, text_width, 2);
                let best = ways.iter().position(|w| w.width <= text_width).unwrap_or(ways.len() - 1);
                let lines = ways.swap_remove(best).lines;
                let height = (lines.len() as f64 * NAME_LEADING + 26.0).max(LEAST_ROW);
                let mark_y = y + 13.0;
                // Two events of one day share a point of time; the scale keeps rising all the same.
                if knots.last().is_some_and(|k| e.at > k.0) {
                    knots.push((e.at, mark_y));
                }
                rows.push(Row { event, y, height, mark_y, lines });
                y += height;
            }
            top = (top + LEAST_YEAR).max(y + 4.0);
            knots.push((next, top));
        }
        years.push((last, top));
        Rows { rows, years, height: top, knots }
    }

    /// y of a day, px from the top.
    pub fn y(&self, day: f64) -> f64 {
        let i = self.knots.partition_point(|k| k.0 < day).clamp(1, self.knots.len().saturating_sub(1).max(1));
        match (self.knots.get(i - 1), self.knots.get(i)) {
            (Some(&(a, ya)), Some(&(b, yb))) => {
                ya + (yb - ya) * within((day - a) / (b - a).max(f64::EPSILON), 0.0, 1.0)
            }
            _ => 0.0,
        }
    }

    /// The day at a height: the inverse of [`Rows::y`].
    pub fn day(&self, y: f64) -> f64 {
        let i = self.knots.partition_point(|k| k.1 < y).clamp(1, self.knots.len().saturating_sub(1).max(1));
        match (self.knots.get(i - 1), self.knots.get(i)) {
            (Some(&(a, ya)), Some(&(b, yb))) => {
                a + (b - a) * within((y - ya) / (yb - ya).max(f64::EPSILON), 0.0, 1.0)
            }
            _ => 0.0,
        }
    }

    /// The row of an event.
    pub fn row(&self, event: EventIx) -> Option<&Row> {
        self.rows.iter().find(|r| r.event == event)
    }
}
