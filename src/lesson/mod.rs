//! The lessons: a second program of the page, which stands in place of the timeline while the address names one of its
//! views. It turns `core::lesson` into markup with the builder of `ui`, and knows the application only by the address.

pub mod app;
pub mod companion;
pub mod present;
pub mod print;
pub mod qr;
pub mod quiz;
pub mod selection;
pub mod sheets;
pub mod stories;
pub mod strip;
