//! The components: props in, markup out. They know Yew; only `app` uses the browser's edge in `web`.

pub mod app;
pub mod card;
pub mod element;
pub mod filters;
pub mod glide;
pub mod layout;
pub mod list;
pub mod masthead;
pub mod notice;
pub mod overview;
pub mod paths;
pub mod periods;
mod phone_plate;
pub mod piece;
pub mod plate;
pub mod search;
pub mod spots;
pub mod svg;
pub mod symbols;
