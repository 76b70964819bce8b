//! Levels of semantic zoom: how much is shown at how many px per year (spec §3.2).

/// A level of detail, from far to near.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Below 26 px a year.
    Decades,
    /// 26 to 90 px a year: the level on loading on a desktop.
    Years,
    /// 90 to 700 px a year.
    Months,
    /// Above 700 px a year.
    Days,
}

/// Levels from far to near, each with the px per year at which it begins.
const LADDER: [(Level, f64); 4] =
    [(Level::Decades, 0.0), (Level::Years, 26.0), (Level::Months, 90.0), (Level::Days, 700.0)];
/// How far beyond a threshold the scale must go before the level changes, as a share of it: so that a plate
/// resting near a threshold does not flicker between two drawings.
const HYSTERESIS: f64 = 0.1;

impl Level {
    /// The level at a scale, without regard to what was shown before: on loading and after a jump.
    pub fn nominal(px_per_year: f64) -> Level {
        Level::from_thresholds(|_, threshold| px_per_year >= threshold)
    }

    /// The level at a scale when this one is being shown.
    #[must_use]
    pub fn next(self, px_per_year: f64) -> Level {
        Level::from_thresholds(|level, threshold| {
            let kept = if level <= self { 1.0 - HYSTERESIS } else { 1.0 + HYSTERESIS };
            px_per_year >= threshold * kept
        })
    }

    /// The nearest level whose threshold is passed.
    fn from_thresholds(passed: impl Fn(Level, f64) -> bool) -> Level {
        LADDER
            .into_iter()
            .rev()
            .find(|&(level, threshold)| passed(level, threshold))
            .map_or(Level::Decades, |(level, _)| level)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Level::{Days, Decades, Months, Years};

    #[test]
    fn nominal_thresholds() {
        for (px, level) in [
            (0.0, Decades),
            (25.9, Decades),
            (26.0, Years),
            (36.0, Years),
            (89.9, Years),
            (90.0, Months),
            (699.0, Months),
            (700.0, Days),
            (f64::NAN, Decades),
        ] {
            assert_eq!(Level::nominal(px), level, "{px} px a year");
        }
    }

    #[test]
    fn a_level_is_kept_until_the_scale_is_ten_per_cent_beyond() {
        for (shown, px, level) in [
            (Decades, 28.5, Decades),
            (Decades, 28.7, Years),
            (Years, 23.5, Years),
            (Years, 23.3, Decades),
            (Years, 98.9, Years),
            (Years, 99.1, Months),
            (Months, 81.1, Months),
            (Months, 80.9, Years),
            (Months, 769.0, Months),
            (Months, 771.0, Days),
            (Days, 631.0, Days),
            (Days, 629.0, Months),
            (Decades, 5_000.0, Days),
            (Days, 3.0, Decades),
        ] {
            assert_eq!(shown.next(px), level, "{shown:?} at {px} px a year");
        }
    }

    #[test]
    fn resting_near_a_threshold_does_not_flicker() {
        let mut level = Level::nominal(91.0);
        for px in [89.0, 91.0, 88.0, 92.0, 85.0] {
            level = level.next(px);
            assert_eq!(level, Months);
        }
    }
}
