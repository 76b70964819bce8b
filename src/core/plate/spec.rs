//! The measures of the plate at each size of page: where its lanes lie, how large its lettering is.
//!
//! px throughout; y grows downwards. The numbers are those of the design (`mock/real.md` rules 3, 5 and 7).

/// How much the plate shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlateKind {
    /// All lanes, names of lanes at the left.
    Full,
    /// As `Full` with narrower names.
    Laptop,
    /// No names at the left, wider bins for fingers.
    Tablet,
    /// Band and a few flags.
    Frame,
}

/// Where Mao's statements are drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum MaoLane {
    /// A stair: y of its first step, height of a step.
    Stair(f64, f64),
    /// A row of points at y.
    Row(f64),
    /// Not at all.
    None,
}

/// The measures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlateSpec {
    /// What it shows.
    pub kind: PlateKind,
    /// Size of the drawing.
    pub width: f64,
    /// Size of the drawing.
    pub height: f64,
    /// Left edge of the time range.
    pub x0: f64,
    /// Right edge of the time range.
    pub x1: f64,
    /// Top of the upper neatline.
    pub top: f64,
    /// Bottom of the lower neatline.
    pub bottom: f64,
    /// y of the *Elsewhere* lane and of the hairline below it.
    pub elsewhere: Option<(f64, f64)>,
    /// Highest y a Moscow flag may reach.
    pub flags_top: f64,
    /// Lowest y a Beijing flag may reach.
    pub flags_bottom: f64,
    /// Middle of the band.
    pub center_y: f64,
    /// Plateau widths of the band.
    pub band: [f64; 3],
    /// Clear air between the widest rail and the flags.
    pub clear: f64,
    /// Width of a cluster's bin.
    pub bin: f64,
    /// Lettering of headline, important and detail flags.
    pub sizes: [f64; 3],
    /// Lettering of the selected flag.
    pub size_selected: f64,
    /// Lettering of dates.
    pub size_date: f64,
    /// Lettering of the phase names.
    pub size_phase: f64,
    /// Width of the rails' line.
    pub rail: f64,
    /// Least significant level that gets a flag.
    pub max_significance: u8,
    /// Most flags a side.
    pub max_flags: usize,
    /// Mao's view.
    pub mao: MaoLane,
    /// y of zero on the track of figures, if it is drawn.
    pub track: Option<f64>,
}

/// Height of a neatline.
pub const NEATLINE: f64 = 8.0;
/// Height of the track of figures with the hairline above it.
pub const TRACK: f64 = 42.0;
/// Below this window height the tracks are rows.
const SHORT: f64 = 800.0;

impl PlateSpec {
    /// The measures of a plate of this kind in this room. `window_height` decides whether tracks are folded.
    pub fn new(kind: PlateKind, width: f64, height: f64, window_height: f64, coarse: bool) -> PlateSpec {
        let base = PlateSpec {
            kind,
            width,
            height,
            x0: 100.0,
            x1: width - 10.0,
            top: 24.0,
            bottom: height - 3.0,
            elsewhere: Some((46.0, 60.0)),
            flags_top: 66.0,
            flags_bottom: 0.0,
            center_y: 0.0,
            band: [38.0, 48.0, 62.0],
            clear: 22.0,
            bin: if coarse { 44.0 } else { 24.0 },
            sizes: [15.5, 14.5, 14.0],
            size_selected: 17.0,
            size_date: 12.5,
            size_phase: 17.0,
            rail: 2.4,
            max_significance: 3,
            max_flags: usize::MAX,
            mao: MaoLane::None,
            track: None,
        };
        let row = height - NEATLINE - 16.0;
        let mut spec = match kind {
            PlateKind::Full | PlateKind::Laptop => {
                let stair = height - NEATLINE - 91.0;
                let folded = window_height < SHORT;
                let mao = if folded { MaoLane::Row(row) } else { MaoLane::Stair(stair, 14.8) };
                let flags_bottom = if folded { row - 18.0 } else { stair - 25.0 };
                let x0 = if kind == PlateKind::Laptop { 76.0 } else { 100.0 };
                PlateSpec { x0, mao, flags_bottom, ..base }
            }
            PlateKind::Tablet => PlateSpec {
                x0: 6.0,
                x1: width - 6.0,
                elsewhere: Some((46.0, 64.0)),
                flags_top: 70.0,
                flags_bottom: row - 18.0,
                band: [38.0, 50.0, 66.0],
                clear: 24.0,
                bin: 44.0,
                size_selected: 16.5,
                size_phase: 16.0,
                mao: MaoLane::Row(row),
                ..base
            },
            PlateKind::Frame => PlateSpec {
                x0: 12.0,
                x1: width - 12.0,
                top: 22.0,
                bottom: height - 5.0,
                elsewhere: None,
                flags_top: 35.0,
                flags_bottom: height - 18.0,
                band: [26.0, 34.0, 46.0],
                clear: 14.0,
                sizes: [14.5, 14.0, 14.0],
                size_selected: 15.5,
                size_phase: 14.0,
                rail: 2.2,
                max_significance: 1,
                max_flags: 5,
                ..base
            },
        };
        spec.center();
        spec
    }

    /// With the track of figures at its foot, where there is room for one.
    #[must_use]
    pub fn with_track(mut self) -> PlateSpec {
        if let (MaoLane::Stair(y, step), None) = (self.mao, self.track) {
            self.mao = MaoLane::Stair(y - TRACK, step);
            self.flags_bottom -= TRACK;
            self.track = Some(self.height - NEATLINE - 8.0);
            self.center();
        }
        self
    }

    /// Puts the band between the flags of both sides.
    fn center(&mut self) {
        self.center_y = ((self.flags_top + self.flags_bottom) / 2.0).round();
    }

    /// Widest text of a flag, px.
    pub fn flag_width(&self, px_per_year: f64) -> f64 {
        match self.kind {
            PlateKind::Tablet | PlateKind::Frame => 150.0,
            _ if px_per_year > 90.0 => 230.0,
            _ => 175.0,
        }
    }

    /// Half the widest band and the clear air: where flags begin, from the middle of the band.
    pub fn flags_from(&self) -> f64 {
        self.band[2] / 2.0 + self.clear
    }

    /// Names of lanes stand left of the plate.
    pub fn has_lane_names(&self) -> bool {
        matches!(self.kind, PlateKind::Full | PlateKind::Laptop)
    }
}
