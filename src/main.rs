//! Starts the application in the page. Everything it does stands in `ui::app`.

fn main() {
    #[cfg(target_arch = "wasm32")]
    china_ussr_timeline::ui::app::mount();
}
