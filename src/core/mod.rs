//! The pure core: dates, data, the geometry of the plate, and the state of the reader's view.
//!
//! Nothing here knows the browser, a clock, a locale or randomness. `words` ← `date` ← `data` ← `plate` ← `state` ← `lesson`.

pub mod data;
pub mod date;
pub mod gloss;
pub mod lesson;
pub mod letters;
pub mod lookup;
pub mod order;
pub mod plate;
pub mod state;
pub mod words;
