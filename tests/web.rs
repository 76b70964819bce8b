//! Components in a real browser: what they render from a small dataset, and that a press is an act.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![cfg(target_arch = "wasm32")]

use china_ussr_timeline::core::data::load;
use china_ussr_timeline::core::state::{Action, AppState};
use china_ussr_timeline::ui::list::{list, ListProps};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew::prelude::*;

wasm_bindgen_test_configure!(run_in_browser);

const DATA: &str = include_str!("../data/timeline.json");

fn state() -> AppState {
    AppState::new(Rc::new(load(DATA.as_bytes()).0.expect("the shipped data loads")))
}

#[derive(Properties, PartialEq)]
struct Props {
    state: AppState,
    dispatch: Callback<Action>,
}

#[component]
fn Host(props: &Props) -> Html {
    list(&ListProps { state: props.state.clone(), dispatch: props.dispatch.clone(), positions: None })
}

async fn rendered(state: AppState) -> (web_sys::Element, Rc<RefCell<Vec<Action>>>) {
    let document = web_sys::window().unwrap().document().unwrap();
    let root = document.create_element("div").unwrap();
    document.body().unwrap().append_child(&root).unwrap();
    let acts = Rc::new(RefCell::new(Vec::new()));
    let seen = acts.clone();
    let dispatch = Callback::from(move |a: Action| seen.borrow_mut().push(a));
    yew::Renderer::<Host>::with_root_and_props(root.clone(), Props { state, dispatch }).render();
    gloo::timers::future::TimeoutFuture::new(50).await;
    (root, acts)
}

#[wasm_bindgen_test]
async fn the_list_holds_every_event_once_in_order_of_time() {
    let state = state();
    let (root, _) = rendered(state.clone()).await;
    let items = root.query_selector_all("ol > li[data-event]").unwrap();
    let ids: Vec<String> = (0..items.length())
        .filter_map(|i| items.get(i)?.dyn_into::<web_sys::Element>().ok()?.get_attribute("data-event"))
        .collect();
    assert_eq!(ids, state.timeline.events.iter().map(|e| e.id.clone()).collect::<Vec<_>>());
    let times = root.query_selector_all("li time[datetime]").unwrap().length();
    assert_eq!(times as usize, ids.len());
}

#[wasm_bindgen_test]
async fn what_the_filter_leaves_out_is_marked() {
    let state = state();
    let theme = china_ussr_timeline::core::data::Theme::Nuclear;
    let filtered = state.reduce(Action::ToggleTheme(theme));
    let (root, _) = rendered(filtered).await;
    let out = root.query_selector_all("li[data-out]").unwrap().length() as usize;
    assert_eq!(state.timeline.events.len() - out, state.counts.theme(theme));
}

#[wasm_bindgen_test]
async fn a_press_on_an_event_selects_it() {
    let state = state();
    let (root, acts) = rendered(state.clone()).await;
    let link = root.query_selector("li[data-event='secret-speech'] a").unwrap().unwrap();
    link.unchecked_ref::<web_sys::HtmlElement>().click();
    gloo::timers::future::TimeoutFuture::new(50).await;
    let expected = Action::Select(state.timeline.find("secret-speech"));
    assert!(acts.borrow().contains(&expected), "{:?}", acts.borrow());
}
