//! China and the Soviet Union, 1945–1969: a zoomable history timeline.
//!
//! Three layers, with arrows in one direction only (checked by `tests/architecture.rs`):
//! `ui` → `web` → `core`, and `ui` → `core`; `lesson`, the page's second program, stands on all three. The core is pure: it compiles natively, does no input or
//! output, and knows neither Yew nor the browser. ARCHITECTURE.md says what stands where.

pub mod core;
pub mod lesson;
pub mod ui;
pub mod web;
