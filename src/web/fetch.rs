//! Reads a file beside the page.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// Largest dataset that is read, bytes. A larger one is refused with a sentence instead of a frozen page.
pub const LARGEST: usize = 50 * 1024 * 1024;

/// Why a file could not be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody answered.
    NotReached,
    /// The server has none, with this status.
    NotFound(u16),
    /// It is larger than [`LARGEST`].
    TooLarge,
}

/// The bytes of a file, or why they could not be had.
pub async fn bytes(path: &str) -> Result<Vec<u8>, Refusal> {
    let fail = Refusal::NotReached;
    let window = web_sys::window().ok_or(fail)?;
    let response = JsFuture::from(window.fetch_with_str(path)).await.map_err(|_| fail)?;
    let response: Response = response.dyn_into().map_err(|_| fail)?;
    if !response.ok() {
        return Err(Refusal::NotFound(response.status()));
    }
    let buffer = JsFuture::from(response.array_buffer().map_err(|_| fail)?).await.map_err(|_| fail)?;
    let array = js_sys::Uint8Array::new(&buffer);
    if array.length() as usize > LARGEST {
        return Err(Refusal::TooLarge);
    }
    Ok(array.to_vec())
}
