//! How building an index and a scene, filtering and searching grow with the number of events: `cargo bench`. The scene must
//! grow with what is visible, not with the dataset; what looks at every event happens once an act, not once a frame.
#![allow(missing_docs, reason = "criterion's macros write functions without any")]
#![allow(
    clippy::expect_used,
    reason = "what is made here is known to be right; a bench that is wrong must stop"
)]

use china_ussr_timeline::core::data::{Dataset, Event, Kind, Lane, Side, Theme, Timeline};
use china_ussr_timeline::core::date::{Date, Day, Span};
use china_ussr_timeline::core::lesson::chance::Chance;
use china_ussr_timeline::core::plate::index::EventIndex;
use china_ussr_timeline::core::plate::scene::{Scene, Stage};
use china_ussr_timeline::core::plate::spec::{PlateKind, PlateSpec};
use china_ussr_timeline::core::plate::viewport::{Extent, Viewport};
use china_ussr_timeline::core::state::search::SearchIndex;
use china_ussr_timeline::core::state::{Action, AppState};
use criterion::{criterion_group, criterion_main, BenchmarkId, Criterion};
use std::rc::Rc;
use std::time::Duration;

const SIZES: [usize; 5] = [100, 1_000, 10_000, 100_000, 1_000_000];
const FIRST: Day = Day::new(1945, 1, 1);
const DAYS: usize = 9131;
const WORDS: [&str; 8] = ["Treaty", "Border", "Summit", "Aid", "Note", "Loan", "Visit", "Clash"];

/// An event a few days after another, of any side and kind; one in forty is a headline.
fn event(at: i32, i: usize, chance: &mut Chance) -> Event {
    let start = Day(FIRST.0 + at);
    let text = [WORDS[chance.below(8)], " of ", WORDS[chance.below(8)], " ", &i.to_string()].concat();
    let lane = [Lane::Moscow, Lane::Beijing][chance.below(2)];
    Event {
        id: format!("e{i}"),
        title: text.clone(),
        label: text.clone(),
        standfirst: String::new(),
        text: text.clone(),
        summary: text,
        why: String::new(),
        date: Date::parse(&start.iso()).expect("a day is a date"),
        when: Span { start, end: Day(start.0 + 1) },
        at: f64::from(start.0),
        side: Side::Moscow,
        host: None,
        kind: Kind::ALL[chance.below(Kind::ALL.len())],
        themes: vec![Theme::ALL[chance.below(Theme::ALL.len())]],
        significance: [1, 2, 2, 2, 3, 3, 3, 3][usize::from(chance.below(40) > 0) * (1 + chance.below(7))],
        lane,
        place: None,
        people: Vec::new(),
        actors: Vec::new(),
        sources: Vec::new(),
        causes: Vec::new(),
        effects: Vec::new(),
        disputes: Vec::new(),
        student_links: Vec::new(),
    }
}

fn timeline(n: usize) -> Rc<Timeline> {
    let mut chance = Chance::new(1945);
    let mut days: Vec<i32> = (0..n).map(|_| chance.below(DAYS) as i32).collect();
    days.sort_unstable();
    let events = days.into_iter().enumerate().map(|(i, day)| event(day, i, &mut chance)).collect();
    Rc::new(Timeline::new(Dataset { events, ..Dataset::default() }, Vec::new()))
}

fn growth(c: &mut Criterion) {
    let spec = PlateSpec::new(PlateKind::Full, 1014.0, 715.0, 900.0, false);
    for n in SIZES {
        let timeline = timeline(n);
        let included = vec![true; n];
        let index = EventIndex::new(&timeline.events, &included);
        let whole = Viewport::fit(&Extent::of(timeline.domain()));
        let year =
            Viewport::from_days(Day::new(1956, 1, 1), Day::new(1956, 12, 31), &Extent::of(timeline.domain()));
        let scene = |viewport| {
            Scene::lay_out(&Stage {
                timeline: &timeline,
                index: &index,
                spec: &spec,
                viewport,
                included: &included,
                selected: None,
                focused: None,
            })
        };
        let state = AppState::new(timeline.clone());
        let mut group = c.benchmark_group("growth");
        group
            .sample_size(10)
            .warm_up_time(Duration::from_millis(300))
            .measurement_time(Duration::from_secs(1));
        group.bench_function(BenchmarkId::new("index", n), |b| {
            b.iter(|| EventIndex::new(&timeline.events, &included))
        });
        group.bench_function(BenchmarkId::new("scene of all years", n), |b| b.iter(|| scene(whole)));
        group.bench_function(BenchmarkId::new("scene of one year", n), |b| b.iter(|| scene(year)));
        group.bench_function(BenchmarkId::new("filter", n), |b| {
            b.iter(|| state.reduce(Action::ToggleTheme(Theme::ALL[0])))
        });
        group.bench_function(BenchmarkId::new("search", n), |b| {
            b.iter(|| state.reduce(Action::SetQuery("border summit".to_owned())))
        });
        group.bench_function(BenchmarkId::new("preparing the search", n), |b| {
            b.iter(|| SearchIndex::of(timeline.clone()).advance(usize::MAX))
        });
        group.bench_function(BenchmarkId::new("a frame's state", n), |b| {
            b.iter(|| state.reduce(Action::SetViewport(year)))
        });
        group.finish();
    }
}

criterion_group!(all, growth);
criterion_main!(all);
