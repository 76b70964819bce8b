//! The dataset: the shapes of the file (`raw`, read by `fields` from a `tree`), the validated model (`model`), and the way
//! between (`validate`, with `evidence`). Natively also: joining the source files (`join`), leaving out what the
//! application does not read (`slim`), and counting (`counts`).

#[cfg(not(target_arch = "wasm32"))]
pub mod counts;
mod evidence;
mod fields;
#[cfg(not(target_arch = "wasm32"))]
pub mod join;
pub mod model;
pub mod raw;
#[cfg(not(target_arch = "wasm32"))]
pub mod slim;
pub(super) mod tree;
pub mod validate;

pub use model::*;
pub use validate::{load, Problem};
