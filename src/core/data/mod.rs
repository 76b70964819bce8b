//! The dataset: the shapes of the file (`raw`, read by `fields`), the validated model (`model`), and the way
//! between (`validate`).

mod fields;
#[cfg(not(target_arch = "wasm32"))]
pub mod join;
pub mod model;
pub mod raw;
pub mod validate;

pub use model::*;
pub use validate::{load, Problem};
