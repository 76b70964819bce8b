//! The document and window: attributes of the root, placing of links, focus, scrolling, preferences.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement, Window};

/// The window, in a browser.
pub fn window() -> Option<Window> {
    web_sys::window()
}

/// The document.
pub fn document() -> Option<Document> {
    window()?.document()
}

/// Size of the window, px.
pub fn window_size() -> (f64, f64) {
    let side = |v: Result<wasm_bindgen::JsValue, _>| v.ok().and_then(|v| v.as_f64()).unwrap_or(0.0);
    window().map_or((0.0, 0.0), |w| (side(w.inner_width()), side(w.inner_height())))
}

/// Whether a media query holds.
pub fn media(query: &str) -> bool {
    window().and_then(|w| w.match_media(query).ok().flatten()).is_some_and(|m| m.matches())
}

/// Sets an attribute of the document's root, or takes it away.
pub fn root_attribute(name: &str, value: Option<&str>) {
    let Some(root) = document().and_then(|d| d.document_element()) else { return };
    match value {
        Some(value) => root.set_attribute(name, value).ok(),
        None => root.remove_attribute(name).ok(),
    };
}

/// Takes an element of the page into a slot, both by their ids; once is enough. What stands there stays as it is.
pub fn adopt(id: &str, slot: &str) {
    if let (Some(element), Some(slot)) = (by_id(id), by_id(slot)) {
        if element.parent_element().as_ref() != Some(&slot) {
            slot.append_child(&element).ok();
        }
    }
}

/// Takes an element out of the document, if it is there.
pub fn remove(id: &str) {
    if let Some(element) = by_id(id) {
        element.remove();
    }
}

/// Size of an element's content box, px.
pub fn client_size(element: &Element) -> (f64, f64) {
    (f64::from(element.client_width()), f64::from(element.client_height()))
}

/// Lays the links of the list over the drawing: event id, and left, top, width and height as CSS lengths. Styles are
/// set through the object model, which a strict Content-Security-Policy allows; a link without a place loses
/// the class `placed`.
pub fn place_links<'a>(places: impl Iterator<Item = (&'a str, Option<[String; 4]>)>) {
    for (id, place) in places {
        let Some(link) = link_of(id).and_then(|l| l.dyn_into::<HtmlElement>().ok()) else { continue };
        let (style, classes) = (link.style(), link.class_list());
        let names = ["left", "top", "width", "height"];
        if let Some(lengths) = place {
            for (name, length) in names.into_iter().zip(&lengths) {
                style.set_property(name, length).ok();
            }
            classes.add_1("placed").ok();
        } else if classes.contains("placed") {
            for name in names {
                style.remove_property(name).ok();
            }
            classes.remove_1("placed").ok();
        }
    }
}

/// Makes the link of this event the Tab stop of the list over the plate, in place of another.
pub fn set_tab_stop(id: &str) {
    let Some(list) = by_id("events") else { return };
    let before = list.query_selector("a[tabindex='0']").ok().flatten();
    let after = link_of(id);
    if before != after {
        for (link, value) in [(before, "-1"), (after, "0")] {
            link.and_then(|link| link.set_attribute("tabindex", value).ok());
        }
    }
}

/// The link of an event in the list.
fn link_of(id: &str) -> Option<Element> {
    by_id(&["e=", id].concat())?.query_selector("a").ok()?
}

/// Moves focus without scrolling.
pub fn focus(element: &Element) {
    if let Some(e) = element.dyn_ref::<HtmlElement>() {
        let options = js_sys::Object::new();
        js_sys::Reflect::set(&options, &"preventScroll".into(), &true.into()).ok();
        let focus =
            js_sys::Reflect::get(e, &"focus".into()).ok().and_then(|f| f.dyn_into::<js_sys::Function>().ok());
        if let Some(focus) = focus {
            focus.call1(e, &options).ok();
        }
    }
}

/// Moves focus to an event's link.
pub fn focus_event(id: &str) {
    if let Some(link) = link_of(id) {
        focus(&link);
    }
}

/// The element with this id.
pub fn by_id(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

/// The text of the element with this id.
pub fn text(id: &str) -> Option<String> {
    by_id(id)?.text_content()
}

/// Focuses the element with this id.
pub fn focus_id(id: &str) {
    if let Some(e) = by_id(id) {
        focus(&e);
    }
}

/// Scrolls the page so that an y of an element, px from its top, lies at a share of the window's height.
pub fn scroll_to(element: &Element, y: f64, share: f64) {
    if let Some(window) = window() {
        let top = element.get_bounding_client_rect().top() + window.scroll_y().unwrap_or(0.0);
        window.scroll_to_with_x_and_y(0.0, top + y - window_size().1 * share);
    }
}

/// Scrolls the page to its top.
pub fn scroll_to_top() {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
    // The stage is as high as the window; what an anchor moved inside it moves back.
    for id in ["app", "events"] {
        if let Some(e) = by_id(id) {
            e.set_scroll_top(0);
        }
    }
}

/// Scrolls an event of the flowing list into view.
pub fn scroll_to_event(id: &str) {
    if let Some(li) = by_id(&["e=", id].concat()) {
        li.scroll_into_view();
    }
}

/// The element that has focus is a text field or the like, which keeps its keys.
pub fn typing() -> bool {
    let Some(active) = document().and_then(|d| d.active_element()) else { return false };
    let tag = active.tag_name();
    tag == "SELECT"
        || tag == "TEXTAREA"
        || (tag == "INPUT" && active.get_attribute("type").as_deref() != Some("checkbox"))
}

/// Something that the browser itself opened stands over the page. Browsers that do not know of such have none.
pub fn is_popover_open() -> bool {
    document().and_then(|d| d.query_selector(":popover-open").ok().flatten()).is_some()
}

/// Takes the focus out of the field that has it.
pub fn leave_field() {
    let active = document().and_then(|d| d.active_element());
    if let Some(field) = active.and_then(|a| a.dyn_into::<HtmlElement>().ok()) {
        field.blur().ok();
    }
}

/// The element that has focus lies inside one with this id, or nothing has focus (`None`).
pub fn focus_within(id: &str) -> Option<bool> {
    let active = document()?.active_element()?;
    if active.tag_name() == "BODY" {
        return None;
    }
    Some(active.closest(&["#", id].concat()).ok().flatten().is_some())
}

/// Milliseconds, for the length of a gesture only.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// Remembers a small choice on the device; where storage is blocked, nothing happens.
pub fn remember(key: &str, value: &str) {
    if let Some(storage) = window().and_then(|w| w.local_storage().ok().flatten()) {
        storage.set_item(key, value).ok();
    }
}

/// A remembered choice.
pub fn remembered(key: &str) -> Option<String> {
    window()?.local_storage().ok().flatten()?.get_item(key).ok().flatten()
}

/// Opens the page anew at its present address.
pub fn reload() {
    if let Some(window) = window() {
        window.location().reload().ok();
    }
}

/// Gives the page's other scripts a text, as a property of the window.
pub fn give(name: &str, text: &str) {
    if let Some(window) = window() {
        js_sys::Reflect::set(&window, &name.into(), &text.into()).ok();
    }
}

/// Gives a function of the page's other scripts, a property of the window, a text; says whether it is there and took it.
pub fn tell(name: &str, text: &str) -> bool {
    let own = window().and_then(|window| js_sys::Reflect::get(&window, &name.into()).ok());
    let own = own.and_then(|own| own.dyn_into::<js_sys::Function>().ok());
    own.and_then(|own| own.call1(&JsValue::NULL, &text.into()).ok()).is_some_and(|took| took.is_truthy())
}

/// Opens the browser's print dialog.
pub fn print() {
    if let Some(window) = window() {
        window.print().ok();
    }
}

/// The value of an attribute of the document's root.
pub fn root_value(name: &str) -> Option<String> {
    document().and_then(|d| d.document_element()).and_then(|root| root.get_attribute(name))
}

/// The name of the element that has the focus, in capitals; empty when none has.
pub fn focused_tag() -> String {
    document().and_then(|d| d.active_element()).map(|e| e.tag_name()).unwrap_or_default()
}

/// Fills the whole screen with the page, or leaves it. A frame or a browser may refuse.
pub fn toggle_full_screen() {
    let Some(document) = document() else { return };
    if document.fullscreen_element().is_some() {
        document.exit_fullscreen();
    } else if let Some(root) = document.document_element() {
        root.request_fullscreen().ok();
    }
}
