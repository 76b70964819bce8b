//! Starts the lessons in the page. Everything they do stands in `lesson::app`.

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {
    #[cfg(target_arch = "wasm32")]
    china_ussr_timeline::lesson::app::mount();
}
