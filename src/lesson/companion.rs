//! The two windows of a talk: the one on the projector and the one with the notes. Each holds the other by the browser's
//! own reference (opener and opened window) and sends it its fragment; nothing has to be stored, so they keep in step also
//! where storage and channels are refused.

use crate::web::document::window;
use gloo::events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Window};
use yew::Callback;

/// What a message of ours begins with.
const MARK: &str = "china-ussr-lesson:";
/// What follows it when the window with the notes only says that it is still there, and since when the talk goes on. A
/// fragment never begins so.
const SIGN: &str = "?";

/// A window of another page. It is none of this page's class `Window`, so it is taken for one unchecked.
fn other(value: JsValue) -> Option<Window> {
    (!value.is_null() && !value.is_undefined()).then(|| value.unchecked_into())
}

/// What the other window said.
pub struct Heard {
    /// Its fragment; without one it only says that it is there.
    pub fragment: Option<String>,
    /// It said so before, unless this window has been loaded anew since; when the talk began, ms since 1970.
    pub sign: Option<f64>,
    /// Itself.
    pub from: Option<Window>,
}

/// The other window, once it is known.
#[derive(Default)]
pub struct Companion {
    other: Option<Window>,
    listener: Option<EventListener>,
}

impl Companion {
    /// Listens for the other window; `heard` gets its fragments. A window that was opened by another greets it, so that
    /// either may be loaded anew.
    pub fn new(heard: Callback<Heard>) -> Companion {
        let Some(own) = window() else { return Companion::default() };
        let listener = EventListener::new(&own, "message", move |event| {
            let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
            // Only a window of this site; one from disk has the origin "null", like itself.
            let origin = window().and_then(|w| w.location().origin().ok()).unwrap_or_default();
            let is_own = event.origin() == origin || (event.origin() == "null" && origin.starts_with("file"));
            let text = event.data().as_string().unwrap_or_default();
            if let (true, Some(said)) = (is_own, text.strip_prefix(MARK)) {
                let from = event.source().and_then(|source| other(source.into()));
                let sign = said.strip_prefix(SIGN).map(|ms| ms.parse::<u64>().unwrap_or(u64::MAX) as f64);
                let fragment = (!said.is_empty() && sign.is_none()).then(|| said.to_owned());
                heard.emit(Heard { fragment, sign, from });
            }
        });
        let opener = own.opener().ok().and_then(other);
        let companion = Companion { other: opener, listener: Some(listener) };
        companion.greet();
        companion
    }

    /// This is the other window.
    pub fn meet(&mut self, other: Option<Window>) {
        self.other = other.or(self.other.take());
    }

    /// Opens the window with the notes at this address.
    pub fn open(&mut self, address: &str) {
        let opened = window().and_then(|w| {
            w.open_with_url_and_target_and_features(address, "lesson-notes", "popup,width=900,height=640")
                .ok()
                .flatten()
        });
        if opened.is_some() {
            self.other = opened;
        }
    }

    /// Tells the other window where this one is. Nothing happens when there is none.
    pub fn send(&self, fragment: &str) {
        if let Some(other) = &self.other {
            // A page from disk has no origin that could be named.
            let origin = window().and_then(|w| w.location().origin().ok()).filter(|o| o.starts_with("http"));
            let text = JsValue::from_str(&[MARK, fragment].concat());
            other.post_message(&text, origin.as_deref().unwrap_or("*")).ok();
        }
    }

    /// Asks the other window where the talk is.
    pub fn greet(&self) {
        self.send("");
    }

    /// Tells the other window that this one is there: once loaded anew, it knows of none that it opened before.
    pub fn sign(&self, began: f64) {
        self.send(&[SIGN, &(began as u64).to_string()].concat());
    }

    /// The other window is there.
    pub fn is_open(&self) -> bool {
        self.other.as_ref().is_some_and(|other| !other.closed().unwrap_or(true)) && self.listener.is_some()
    }
}
