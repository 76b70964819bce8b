//! Watches the size of an element.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::JsCast;
use web_sys::{Element, ResizeObserver};
use yew::Callback;

/// Calls back when the element's size changes; stops when dropped.
pub struct SizeWatch {
    observer: ResizeObserver,
    _callback: Closure<dyn FnMut()>,
}

impl SizeWatch {
    /// Watches an element. None where the browser cannot.
    pub fn new(element: &Element, changed: Callback<()>) -> Option<SizeWatch> {
        let callback = Closure::<dyn FnMut()>::new(move || changed.emit(()));
        let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(SizeWatch { observer, _callback: callback })
    }
}

impl Drop for SizeWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
