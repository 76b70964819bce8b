//! Reads a file beside the page.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// Largest dataset that is read, bytes. A larger one is refused with a sentence instead of a frozen page.
pub const LARGEST: usize = 50 * 1024 * 1024;

/// The bytes of a file, or why they could not be had, in words for the reader.
pub async fn bytes(path: &str) -> Result<Vec<u8>, String> {
    let fail = || format!("{path} could not be reached. Check the address and the connection.");
    let window = web_sys::window().ok_or_else(fail)?;
    let response = JsFuture::from(window.fetch_with_str(path)).await.map_err(|_| fail())?;
    let response: Response = response.dyn_into().map_err(|_| fail())?;
    if !response.ok() {
        return Err(format!("{path} was not found (answer {}). Check the address.", response.status()));
    }
    let buffer = JsFuture::from(response.array_buffer().map_err(|_| fail())?).await.map_err(|_| fail())?;
    let array = js_sys::Uint8Array::new(&buffer);
    if array.length() as usize > LARGEST {
        return Err(format!("{path} is larger than 50 MB. Split it, or leave out what is not shown."));
    }
    Ok(array.to_vec())
}
