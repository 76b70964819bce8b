//! The browser's edge: the only place that speaks to the document, the address, the network and the clock.
//!
//! Everything here is thin and cannot fail loudly: where the browser lacks something, the call does nothing.

pub mod document;
pub mod fetch;
pub mod history;
pub mod size;
