//! Which of the five layouts of the page holds. The style sheet draws them by the class on `.app`.

/// A layout of the page, by the room it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// From 1200 px: card in a column of 404 px at the right, all lanes.
    Wide,
    /// 900 to 1199 px: narrower card, themes in a menu.
    Laptop,
    /// 640 to 899 px: card below the plate.
    Tablet,
    /// Below 640 px: time runs down the page, card as a sheet at the bottom.
    Phone,
    /// Inside another page: band, flags and a strip.
    Frame,
}

/// Widest phone, laptop and so on: the px at which the next layout begins.
const TABLET: f64 = 640.0;
const LAPTOP: f64 = 900.0;
const WIDE: f64 = 1200.0;
/// Below this height of the window, px, the tracks of the plate are folded to rows.
const SHORT: f64 = 700.0;

impl Layout {
    /// The layout for a window of this size, px; `embed` when the address asks for the frame layout.
    /// A phone held sideways is wider than 640 px and gets the plate of a tablet.
    pub fn of(width: f64, _height: f64, embed: bool) -> Layout {
        match width {
            _ if embed => Layout::Frame,
            w if w < TABLET => Layout::Phone,
            w if w < LAPTOP => Layout::Tablet,
            w if w < WIDE => Layout::Laptop,
            _ => Layout::Wide,
        }
    }

    /// The window is too low for all tracks.
    pub fn is_short(height: f64) -> bool {
        height < SHORT
    }

    /// The class on `.app`.
    pub fn class(self) -> &'static str {
        match self {
            Layout::Wide => "wide",
            Layout::Laptop => "laptop",
            Layout::Tablet => "tablet",
            Layout::Phone => "phone",
            Layout::Frame => "frame",
        }
    }

    /// The card stands beside the plate.
    pub fn has_side_card(self) -> bool {
        matches!(self, Layout::Wide | Layout::Laptop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(width: f64, height: f64, embed: bool, layout: Layout) {
        assert_eq!(Layout::of(width, height, embed), layout);
    }

    #[test]
    fn the_width_decides_unless_the_page_is_framed() {
        check(1440.0, 900.0, false, Layout::Wide);
        check(1200.0, 800.0, false, Layout::Wide);
        check(1199.5, 800.0, false, Layout::Laptop);
        check(1024.0, 768.0, false, Layout::Laptop);
        check(899.0, 700.0, false, Layout::Tablet);
        check(768.0, 1024.0, false, Layout::Tablet);
        check(640.0, 360.0, false, Layout::Tablet);
        check(639.0, 900.0, false, Layout::Phone);
        check(320.0, 568.0, false, Layout::Phone);
        check(600.0, 400.0, true, Layout::Frame);
        check(1440.0, 900.0, true, Layout::Frame);
    }

    #[test]
    fn a_low_window_folds_the_tracks() {
        assert!(Layout::is_short(699.0));
        assert!(!Layout::is_short(700.0));
    }
}
