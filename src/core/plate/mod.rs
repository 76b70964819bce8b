//! The geometry of the plate: from the dataset and a viewport to a scene of symbols, flags and ticks in px.
//!
//! px are `f64`; days are `f64` where they are positions and [`crate::core::date::Day`] where they are dates.
//! `scale`, `ticks`, `viewport`, `level` speak of time and px; `index` finds events; `lettering` measures
//! text; `staircase` and `marks` decide what has room; `scene` joins them by the rules of the design; `zones` finds the boundaries
//! on which the schemes do not agree.

mod advances;
pub mod band;
pub mod gesture;
pub mod index;
pub mod lettering;
pub mod level;
pub mod marks;
pub mod path;
pub mod rows;
pub mod scale;
pub mod scene;
pub mod spec;
pub mod staircase;
pub mod ticks;
pub mod viewport;
pub mod zones;
