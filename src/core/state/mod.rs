//! The reader's view as one value and one pure reducer, its address, its keys, its periods and what is said of its changes.

pub mod address;
pub mod app_state;
pub mod filter;
pub mod keys;
pub mod periods;
pub mod search;
pub mod status;

pub use app_state::{Action, AppState, View};
