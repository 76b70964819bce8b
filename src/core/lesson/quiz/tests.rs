//! Laws of the quiz over many seeds, told from the data by other means than those that make it; and each form once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use super::*;
use crate::core::data::{self, Event, Side};
use crate::core::date::Day;
use crate::core::lesson::chance::Chance;
use std::collections::{BTreeMap, BTreeSet};

fn shipped() -> (Timeline, Lessons) {
    let bytes = include_bytes!("../../../../data/timeline.json");
    let timeline = data::load(bytes).0.unwrap_or_default();
    let lessons = Lessons::read(bytes, &timeline);
    (timeline, lessons)
}

fn id(timeline: &Timeline, ix: EventIx) -> &str {
    timeline.event(ix).map_or("", |event| event.id.as_str())
}

/// Events whose date somebody disputes, found by reading the shipped disputes. The quiz finds its own by their words.
const DATE_DISPUTED: &[&str] = &[
    "mao-arrives-moscow",
    "treaty-1950",
    "stalin-dies",
    "res-1953",
    "korea-armistice",
    "kim-gets-approval",
    "albania-1961",
    "congress-22",
    "moscow-81",
    "zhenbao-15-march",
    "specialists-withdrawn",
    "nuclear-aid-halted",
    "ussr-recognises-prc",
    "picasso-dove-1949",
    "presidium-1962",
    "sino-indian-war",
];

/// Which events lead to which, by any number of links: a table of all pairs (Floyd and Warshall), where the quiz walks.
struct Paths(Vec<Vec<bool>>);

impl Paths {
    fn of(timeline: &Timeline) -> Paths {
        let n = timeline.events.len();
        let mut table = vec![vec![false; n]; n];
        timeline.links.iter().for_each(|link| table[link.from.at()][link.to.at()] = true);
        for via in 0..n {
            let row = table[via].clone();
            for from in table.iter_mut().filter(|from| from[via]) {
                from.iter_mut().zip(&row).for_each(|(to, via)| *to |= via);
            }
        }
        Paths(table)
    }
    fn lead(&self, from: EventIx, to: EventIx) -> bool {
        self.0[from.at()][to.at()]
    }
}

/// Each end of the date is written so many signs long.
fn ends(event: &Event) -> Vec<usize> {
    event.date.to_string().split('/').map(str::len).collect()
}

/// Every law that an item must keep whatever the seed.
fn check(item: &Item, timeline: &Timeline, lessons: &Lessons, paths: &Paths) {
    let event = |ix: EventIx| timeline.event(ix).expect("an event of the data");
    let key = &item.key;
    assert_eq!(events_of(key, timeline, lessons), item.about, "{key}");
    assert!(!item.about.is_empty(), "{key}");
    let sure = |ix: EventIx| {
        assert!(
            !DATE_DISPUTED.contains(&id(timeline, ix)),
            "{key}: the date of {} is disputed",
            id(timeline, ix)
        );
        assert!(!event(ix).date.to_string().contains(['~', '?', '%']), "{key}");
    };
    let distinct = |n: usize, set: usize, right: usize| {
        assert!(n == set && n >= 3 && right < n, "{key}: {n} options, {set} of them different, {right}");
    };
    match &item.ask {
        Ask::Place { event: ix, precision } => {
            sure(*ix);
            let ends = ends(event(*ix));
            match precision {
                Precision::Day => assert!(ends.iter().all(|end| *end == 10), "{key}"),
                Precision::Month => assert!(ends.iter().all(|end| *end >= 7), "{key}"),
                Precision::Year => assert!(ends.iter().any(|end| *end < 10), "{key}"),
            }
        }
        Ask::Order { events, right } => {
            assert!((3..=6).contains(&events.len()) && right.len() == events.len(), "{key}");
            assert_eq!(right.iter().collect::<BTreeSet<_>>().len(), events.len(), "{key}");
            events.iter().for_each(|ix| sure(*ix));
            for (i, before) in right.iter().enumerate() {
                for after in &right[i + 1..] {
                    let (a, b) = (event(events[*before]), event(events[*after]));
                    let (last, first) = (a.date.latest().unwrap(), b.date.earliest().unwrap());
                    // The next day would touch: at least one whole day of a calendar lies between, in fact a month.
                    assert!(last.0 + 1 < first.0, "{key}: {} and {}", a.id, b.id);
                    assert!(last.0 + APART < first.0 + 1, "{key}: {} and {}", a.id, b.id);
                }
            }
        }
        Ask::Because { event: ix, options, right, link } | Ask::LedTo { event: ix, options, right, link } => {
            let cause = matches!(item.ask, Ask::Because { .. });
            distinct(options.len(), options.iter().collect::<BTreeSet<_>>().len(), *right);
            let link = &timeline.links[link.at()];
            let ends = if cause { (options[*right], *ix) } else { (*ix, options[*right]) };
            assert_eq!((link.from, link.to), ends, "{key}");
            for (i, option) in options.iter().enumerate() {
                assert!(event(*option).title != event(*ix).title && option != ix, "{key}");
                let linked = paths.lead(*option, *ix) || paths.lead(*ix, *option);
                assert_eq!(linked, i == *right, "{key}: {}", id(timeline, *option));
            }
        }
        Ask::Who { quotation, options, right } => {
            let speaker = |i: usize| timeline.quotations[i].speaker.split(',').next().unwrap_or_default();
            distinct(
                options.len(),
                options.iter().map(|i| speaker(*i)).collect::<BTreeSet<_>>().len(),
                *right,
            );
            assert_eq!(options[*right], *quotation, "{key}");
            let words = &timeline.quotations[*quotation].text;
            for option in options.iter().filter(|option| *option != quotation) {
                let said = timeline
                    .quotations
                    .iter()
                    .filter(|one| one.speaker == timeline.quotations[*option].speaker);
                assert!(said.into_iter().all(|one| one.text != *words), "{key}");
            }
        }
        Ask::Saw { event: ix, options, right } => {
            let view = |i: &usize| &timeline.views[*i];
            distinct(
                options.len(),
                options.iter().map(|i| &view(i).text).collect::<BTreeSet<_>>().len(),
                *right,
            );
            let side = view(&options[*right]).side;
            assert!(matches!(side, Side::Moscow | Side::Beijing), "{key}");
            for (i, option) in options.iter().map(view).enumerate() {
                assert_eq!(option.side, side, "{key}");
                assert_eq!(option.event == *ix, i == *right, "{key}");
                assert!(
                    !paths.lead(option.event, *ix) && !paths.lead(*ix, option.event) || i == *right,
                    "{key}"
                );
            }
        }
        Ask::Period { event: ix, right, disagree } => {
            sure(*ix);
            assert!(!item.is_scored(), "{key}");
            let when = event(*ix).when;
            let holds: Vec<usize> =
                (0..timeline.phases.len()).filter(|i| timeline.phases[*i].span.overlaps(when)).collect();
            assert_eq!(holds, [*right], "{key}");
            for border in timeline.phases.iter().skip(1).map(|phase| phase.span.start) {
                let near = when.start.0 - APART < border.0 && border.0 < when.end.0 + APART;
                assert!(!near, "{key} is too near to {border}");
            }
            for (who, theirs) in disagree {
                let scheme =
                    timeline.schemes.iter().find(|one| one.name == *who).expect("a scheme of the data");
                let phase = scheme.phases.iter().find(|one| one.label == *theirs).expect("a period of it");
                assert!(
                    scheme.phases.len() > 1
                        && phase.span.overlaps(when)
                        && phase.look != timeline.phases[*right].look,
                    "{key}"
                );
            }
        }
        Ask::Work { event: ix, options, right } => {
            distinct(options.len(), options.iter().collect::<BTreeSet<_>>().len(), *right);
            for (i, option) in options.iter().enumerate() {
                let cited = event(*ix).sources.iter().find(|cited| cited.source == *option);
                assert_eq!(cited.is_some_and(|cited| cited.seen), i == *right, "{key}");
                assert!(cited.is_none() || i == *right, "{key}");
                let opened = timeline.events.iter().flat_map(|event| &event.sources);
                assert!(opened.into_iter().any(|cited| cited.seen && cited.source == *option), "{key}");
                assert_ne!(timeline.sources[option.at()].kind, "seed", "{key}");
            }
        }
        Ask::Choice { question }
        | Ask::Sequence { question }
        | Ask::Match { question }
        | Ask::Text { question } => {
            assert_eq!(*key, format!("q:{}", lessons.questions[*question].id));
        }
    }
}

/// The answer that is right by the item itself.
fn best(shown: &Shown) -> Given {
    match &shown.right {
        Right::Days(when) => Given::Day(when.start),
        Right::One(right) => Given::One(*right),
        Right::Order(order) => Given::Order(order.clone()),
        Right::Pairs(pairs) => Given::Pairs(pairs.iter().rev().copied().collect()),
        Right::Points(points) => Given::Ticked(points.len()),
    }
}

#[test]
fn of_ten_thousand_seeds_every_answer_is_the_only_one() {
    let (timeline, lessons) = shipped();
    let (paths, bank) = (Paths::of(&timeline), Bank::new(&timeline, &lessons));
    let mut forms = BTreeMap::new();
    for seed in 0..10_000 {
        let wanted = 6 + seed as usize % 5;
        let items = bank.quiz(seed, wanted, &|_| true, &[]);
        assert_eq!(items.len(), wanted);
        let mut subjects = BTreeSet::new();
        for item in &items {
            check(item, &timeline, &lessons, &paths);
            *forms.entry(item.form).or_insert(0) += 1;
            assert!(
                item.about.iter().all(|event| subjects.insert(*event)),
                "{seed}: {} comes twice",
                item.key
            );
        }
        let kinds: BTreeSet<Form> = items.iter().map(|item| item.form).collect();
        assert!(kinds.len() >= 6, "{seed}: {kinds:?}");
        let periods: BTreeSet<_> = items.iter().map(|item| timeline.phase_of(item.about[0])).collect();
        assert!(periods.len() >= 2, "{seed}");
        assert!(items.windows(2).all(|two| two[0].form != two[1].form), "{seed}: neighbours of one form");
    }
    assert_eq!(forms.len(), Form::ALL.len(), "{forms:?}");
}

#[test]
fn the_same_seed_gives_the_same_quiz_and_another_another() {
    let (timeline, lessons) = shipped();
    let made = |seed| quiz(&timeline, &lessons, seed, 8, &|_| true, &[]);
    for seed in 0..100 {
        assert_eq!(made(seed), made(seed));
        assert_ne!(made(seed), made(seed + 1));
    }
}

#[test]
fn every_item_can_be_drawn_and_its_right_answer_is_right() {
    let (timeline, lessons) = shipped();
    let (paths, bank) = (Paths::of(&timeline), Bank::new(&timeline, &lessons));
    let mut counts = BTreeMap::new();
    for key in bank.keys() {
        for seed in 0..4 {
            let Some(item) = bank.item(&key, &mut Chance::new(seed)) else { continue };
            check(&item, &timeline, &lessons, &paths);
            if seed == 0 {
                *counts.entry(item.form).or_insert(0) += 1;
            }
            let shown = item.shown(&timeline, &lessons).unwrap();
            assert!(
                !shown.prompt.is_empty() && !shown.prompt.contains('{') && shown.event.is_some(),
                "{key}"
            );
            assert!(!shown.explanation.is_empty(), "{key}");
            assert!(shown.options.iter().chain(&shown.against).all(|one| !one.text.is_empty()), "{key}");
            let texts: BTreeSet<_> = shown.options.iter().map(|one| &one.text).collect();
            assert_eq!(texts.len(), shown.options.len(), "{key}: two options say the same");
            let verdict = item.judge(&best(&shown), &timeline, &lessons);
            assert_eq!(verdict, if item.is_scored() { Verdict::Right } else { Verdict::Unscored }, "{key}");
            let wrong = match &shown.right {
                Right::Days(when) => Given::Day(Day(when.end.0 + 4000)),
                Right::One(right) => Given::One((right + 1) % shown.options.len()),
                Right::Order(order) => Given::Order(order.iter().rev().copied().collect()),
                Right::Pairs(pairs) => Given::Pairs(pairs[1..].to_vec()),
                Right::Points(_) => Given::Ticked(0),
            };
            let verdict = item.judge(&wrong, &timeline, &lessons);
            assert_eq!(verdict.holds(), item.is_scored().then_some(false), "{key}");
        }
    }
    let counts: Vec<(&str, i32)> = counts.into_iter().map(|(form, n)| (form.word(), n)).collect();
    let expected = [
        ("place", 71),
        ("order", 74),
        ("because", 87),
        ("led-to", 98),
        ("who", 14),
        ("saw", 32),
        ("period", 67),
        ("work", 119),
        ("q", 40),
    ];
    assert_eq!(counts, expected, "how many items of each form the shipped data gives");
}

#[test]
fn any_day_of_the_record_is_right_and_the_rest_by_its_distance() {
    let (timeline, lessons) = shipped();
    let bank = Bank::new(&timeline, &lessons);
    let mut months = 0;
    for key in bank.keys().filter(|key| key.starts_with("place:")) {
        let Some(item) = bank.item(&key, &mut Chance::new(0)) else { continue };
        let Ask::Place { event, precision } = item.ask else { panic!("{key} places nothing") };
        months += usize::from(precision != Precision::Day);
        let when = timeline.event(event).unwrap().when;
        let day = |day: i32| item.judge(&Given::Day(Day(day)), &timeline, &lessons);
        assert!((when.start.0..when.end.0).all(|one| day(one) == Verdict::Right), "{key}");
        for (off, verdict) in [
            (1, Verdict::HalfYear),
            (HALF_YEAR, Verdict::HalfYear),
            (HALF_YEAR + 1, Verdict::Year),
            (YEAR, Verdict::Year),
            (YEAR + 1, Verdict::Wrong),
        ] {
            assert_eq!(
                [day(when.start.0 - off), day(when.end.0 - 1 + off)],
                [verdict; 2],
                "{key}: {off} days off"
            );
        }
        let (year, month, _) = when.start.civil();
        let given = |given: Given| item.judge(&given, &timeline, &lessons);
        assert_eq!(given(Given::Month(year, month)), Verdict::Right, "{key}");
        let years = [0, 1, 2].map(|off| given(Given::Year(year - off)));
        assert_eq!(years, [Verdict::Right, Verdict::Year, Verdict::Wrong], "{key}");
    }
    assert!(months > 0, "some events are recorded to the month");
}

#[test]
fn what_is_due_comes_first_in_the_callers_order_as_far_as_it_can_be_asked() {
    let (timeline, lessons) = shipped();
    let due: Vec<String> =
        ["place:secret-speech", "q:q19", "because:no-such-event", "nonsense", "because:cpv-enters"]
            .map(str::to_owned)
            .into();
    for seed in 0..200 {
        let items = quiz(&timeline, &lessons, seed, 6, &|_| true, &due);
        let first: BTreeSet<&str> = items.iter().take(3).map(|item| item.key.as_str()).collect();
        assert_eq!(first, BTreeSet::from(["place:secret-speech", "q:q19", "because:cpv-enters"]), "{seed}");
        assert_eq!(items.len(), 6);
    }
}

#[test]
fn a_selection_is_asked_about_and_nothing_else() {
    let (timeline, lessons) = shipped();
    let early = |ix: EventIx| timeline.event(ix).is_some_and(|event| event.when.end < Day::new(1954, 1, 1));
    for seed in 0..300 {
        let items = quiz(&timeline, &lessons, seed, 6, &early, &[]);
        assert_eq!(items.len(), 6);
        assert!(items.iter().flat_map(|item| &item.about).all(|event| early(*event)));
        for item in &items {
            if let Ask::Order { events, .. } = &item.ask {
                assert!(events.iter().all(|event| early(*event)));
            }
        }
    }
    // One event alone is asked about in several ways, and none of none.
    let one = timeline.find("secret-speech").unwrap();
    let items = quiz(&timeline, &lessons, 1, 6, &|ix| ix == one, &[]);
    assert!(items.len() >= 3 && items.iter().all(|item| item.about == [one]));
    assert!(quiz(&timeline, &lessons, 1, 6, &|_| false, &[]).is_empty());
    assert!(quiz(&Timeline::default(), &Lessons::default(), 1, 6, &|_| true, &[]).is_empty());
}

#[test]
fn the_written_orders_hold_by_the_recorded_beginnings() {
    let (timeline, lessons) = shipped();
    for question in &lessons.questions {
        if let data::Task::Order { answer, .. } = &question.task {
            let starts: Vec<Day> = answer.iter().map(|ix| timeline.event(*ix).unwrap().when.start).collect();
            assert!(starts.windows(2).all(|two| two[0] < two[1]), "{}", question.id);
        }
    }
}
