//! The address bar: reads it, writes it at rest, one write an act.

use super::document::window;
use wasm_bindgen::JsValue;
use web_sys::UrlSearchParams;

/// The fragment without its '#'.
pub fn fragment() -> String {
    let hash = window().and_then(|w| w.location().hash().ok()).unwrap_or_default();
    hash.trim_start_matches('#').to_string()
}

/// The query without its '?'.
pub fn query() -> String {
    let search = window().and_then(|w| w.location().search().ok()).unwrap_or_default();
    search.trim_start_matches('?').to_string()
}

/// Writes the fragment, as a new entry or in place of the present one. The query stays.
pub fn write(fragment: &str, new_entry: bool) {
    let Some(window) = window() else { return };
    let location = window.location();
    let path = location.pathname().unwrap_or_default() + &location.search().unwrap_or_default();
    let address = if fragment.is_empty() { path } else { [path.as_str(), "#", fragment].concat() };
    let Ok(history) = window.history() else { return };
    // Some frames forbid it; the view works without an address.
    if new_entry {
        history.push_state_with_url(&JsValue::NULL, "", Some(&address)).ok();
    } else {
        history.replace_state_with_url(&JsValue::NULL, "", Some(&address)).ok();
    }
}

/// The page's whole address, and the published one that its canonical link names.
pub fn page_address() -> (String, Option<String>) {
    let href = window().and_then(|w| w.location().href().ok()).unwrap_or_default();
    let document = window().and_then(|w| w.document());
    let link = document.and_then(|d| d.query_selector("link[rel=canonical]").ok().flatten());
    (href, link.and_then(|link| link.get_attribute("href")))
}

/// Tells the page that the address was written, as the browser does on Back.
pub fn tell() {
    if let (Some(window), Ok(event)) = (window(), web_sys::Event::new("popstate")) {
        window.dispatch_event(&event).ok();
    }
}

/// Writes a part of the query in place of the present one. The other parts and the fragment stay.
pub fn set_query(key: &str, value: &str) {
    let Some(window) = window() else { return };
    let location = window.location();
    let parts = UrlSearchParams::new_with_str(&location.search().unwrap_or_default());
    let (Ok(parts), Ok(history)) = (parts, window.history()) else { return };
    parts.set(key, value);
    let address = ["?", &String::from(parts.to_string()), &location.hash().unwrap_or_default()].concat();
    history.replace_state_with_url(&JsValue::NULL, "", Some(&address)).ok();
}

/// The page stands in a frame.
pub fn framed() -> bool {
    let Some(window) = window() else { return false };
    match window.parent() {
        Ok(Some(parent)) => parent != window,
        _ => false,
    }
}
