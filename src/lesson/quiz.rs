//! The quiz: one item at a time, answer first and options second, five boxes, and the plate that is inked in with what is
//! known. No points, no streaks, no clock. Progress stays on the device, as a code that can be taken along.

use crate::core::data::{EventIx, Lane, Timeline};
use crate::core::date::{Date, Day};
use crate::core::lesson::boxes::{Ink, Progress};
use crate::core::lesson::chance::Chance;
use crate::core::lesson::quiz::{quiz, Choice, Given, Item, Right, Shown, Verdict, ITEMS};
use crate::core::lesson::words::Say;
use crate::core::lesson::Lessons;
use crate::core::plate::band::Band;
use crate::core::plate::path::{decimal, steps};
use crate::ui::element::{button, each, several, tag, Tag};
use crate::ui::plate::stretch;
use crate::ui::svg::{all, el, path, text, V};
use crate::web::document as page;
use wasm_bindgen::JsCast;
use yew::prelude::*;

/// Where the progress is kept; the number is that of the form.
const KEY: &str = "quiz-1";

/// What the reader does.
#[derive(Debug, Clone, PartialEq)]
pub enum QuizAct {
    /// The options are shown.
    Options,
    /// An option is chosen.
    Choose(usize),
    /// An item of an order moves by one place, up (true) or down.
    Move(usize, bool),
    /// The left item belongs to this right one.
    Pair(usize, Option<usize>),
    /// A point of the model is ticked or not.
    Tick(usize),
    /// The day on the axis, since 1970-01-01.
    Axis(i32),
    /// A date was typed.
    Typed(String),
    /// The answer is given.
    Check,
    /// The next item.
    Next,
    /// The day of the examination was changed.
    Exam(String),
    /// A progress code was put in the field.
    Code(String),
    /// It takes the place of the progress here.
    Paste,
    /// The progress is forgotten.
    Forget,
    /// It is not, after all.
    Keep,
}

/// A quiz under way.
pub struct Quiz {
    /// What it is made from.
    pub seed: u64,
    items: Vec<Item>,
    at: usize,
    is_open: bool,
    chosen: Option<usize>,
    order: Vec<usize>,
    pairs: Vec<Option<usize>>,
    ticks: Vec<bool>,
    day: i32,
    typed: String,
    verdict: Option<Verdict>,
    progress: Progress,
    /// The device keeps it.
    is_kept: bool,
    code: String,
    note: String,
    /// *Forget* was pressed once.
    is_asked: bool,
}

impl Quiz {
    /// The quiz of a seed about these events; with what is due today first if that is asked for.
    pub fn new(
        timeline: &Timeline,
        lessons: &Lessons,
        seed: u64,
        among: &dyn Fn(EventIx) -> bool,
        is_due_first: bool,
    ) -> Quiz {
        let kept = page::remembered(KEY).and_then(|code| Progress::decode(&code).ok());
        let progress = kept.unwrap_or_default();
        let due = if is_due_first { progress.due(today()) } else { Vec::new() };
        let items = quiz(timeline, lessons, seed, ITEMS.1, among, &due);
        let mut own = Quiz {
            seed,
            items,
            at: 0,
            is_open: false,
            chosen: None,
            order: Vec::new(),
            pairs: Vec::new(),
            ticks: Vec::new(),
            day: 0,
            typed: String::new(),
            verdict: None,
            progress,
            is_kept: true,
            code: String::new(),
            note: String::new(),
            is_asked: false,
        };
        own.is_kept = own.keep();
        own.begin(timeline, lessons);
        own
    }

    fn shown(&self, timeline: &Timeline, lessons: &Lessons) -> Option<Shown> {
        self.items.get(self.at)?.shown(timeline, lessons)
    }

    /// The item that is asked now starts empty.
    fn begin(&mut self, timeline: &Timeline, lessons: &Lessons) {
        (self.is_open, self.chosen, self.verdict) = (false, None, None);
        self.typed.clear();
        let domain = timeline.domain();
        self.day = (domain.start.0 + domain.end.0) / 2;
        let shown = self.shown(timeline, lessons);
        let count = shown.as_ref().map_or(0, |shown| shown.options.len());
        // Options are mixed already by the quiz; an order that happens to be right is no question.
        self.order = (0..count).collect();
        if let Some(Right::Order(right)) = shown.as_ref().map(|shown| &shown.right) {
            let mut chance = Chance::new(self.seed ^ self.at as u64);
            while count > 1 && self.order == *right {
                chance.mix(&mut self.order);
            }
        }
        self.pairs = vec![None; count];
        let points =
            shown.map_or(0, |shown| if let Right::Points(points) = shown.right { points.len() } else { 0 });
        self.ticks = vec![false; points];
    }

    /// Writes the progress to the device; false where that is refused.
    fn keep(&self) -> bool {
        let code = self.progress.encode();
        page::remember(KEY, &code);
        page::remembered(KEY).as_deref() == Some(code.as_str())
    }

    /// What comes of an act, and what is said of it.
    pub fn act(&mut self, act: QuizAct, timeline: &Timeline, lessons: &Lessons) -> Option<String> {
        if !matches!(act, QuizAct::Forget) {
            self.is_asked = false;
        }
        match act {
            QuizAct::Options => self.is_open = true,
            QuizAct::Choose(i) => self.chosen = Some(i),
            QuizAct::Move(i, up) => {
                let to = if up { i.checked_sub(1) } else { Some(i + 1) };
                if let Some(to) = to.filter(|to| *to < self.order.len() && i < self.order.len()) {
                    self.order.swap(i, to);
                }
            }
            QuizAct::Pair(i, j) => {
                if let Some(pair) = self.pairs.get_mut(i) {
                    *pair = j;
                }
            }
            QuizAct::Tick(i) => {
                if let Some(tick) = self.ticks.get_mut(i) {
                    *tick = !*tick;
                }
            }
            QuizAct::Axis(day) => {
                self.day = day;
                self.typed.clear();
            }
            QuizAct::Typed(text) => self.typed = text,
            QuizAct::Check => return self.check(timeline, lessons),
            QuizAct::Next => {
                self.at += 1;
                self.begin(timeline, lessons);
            }
            QuizAct::Exam(text) => {
                self.progress.set_exam(Day::parse_iso(&text), today());
                self.is_kept = self.keep();
            }
            QuizAct::Code(text) => self.code = text,
            QuizAct::Paste => match Progress::decode(self.code.trim()) {
                Ok(progress) => {
                    self.progress = progress;
                    self.code.clear();
                    self.is_kept = self.keep();
                    self.note = Say::CodeTaken.text().to_owned();
                    return Some(self.note.clone());
                }
                Err(error) => {
                    self.note = error.text().to_owned();
                    return Some(self.note.clone());
                }
            },
            QuizAct::Forget if self.is_asked => {
                self.progress.forget();
                self.is_asked = false;
                self.is_kept = self.keep();
                self.note = Say::Forgotten.text().to_owned();
                return Some(self.note.clone());
            }
            QuizAct::Forget => self.is_asked = true,
            QuizAct::Keep => {}
        }
        None
    }

    /// The answer as it stands; none while it is incomplete.
    fn given(&self, shown: &Shown) -> Option<Given> {
        Some(match &shown.right {
            Right::Days(_) if self.typed.trim().is_empty() => Given::Day(Day(self.day)),
            Right::Days(_) => typed(&self.typed)?,
            Right::One(_) => Given::One(self.chosen?),
            Right::Order(_) => Given::Order(self.order.clone()),
            Right::Pairs(_) => Given::Pairs(
                self.pairs.iter().enumerate().map(|(i, j)| j.map(|j| (i, j))).collect::<Option<_>>()?,
            ),
            Right::Points(_) => Given::Ticked(self.ticks.iter().filter(|tick| **tick).count()),
        })
    }

    fn check(&mut self, timeline: &Timeline, lessons: &Lessons) -> Option<String> {
        let (item, shown) = (self.items.get(self.at)?.clone(), self.shown(timeline, lessons)?);
        let Some(given) = self.given(&shown) else { return Some(Say::NotYetAnswered.text().to_owned()) };
        let verdict = item.judge(&given, timeline, lessons);
        if let Some(right) = verdict.holds().filter(|_| item.is_scored()) {
            self.progress.answered(&item.key, right, today());
            self.is_kept = self.keep();
        }
        self.verdict = Some(verdict);
        Some([verdict.say(), " ", &self.answer(&shown, timeline)].concat().trim().to_owned())
    }

    /// The right answer in words.
    fn answer(&self, shown: &Shown, timeline: &Timeline) -> String {
        let name = |i: &usize| shown.options.get(*i).map_or("", |choice| choice.text.as_str());
        match &shown.right {
            Right::Days(_) => {
                let event = self.items.get(self.at).and_then(|item| timeline.event(*item.about.first()?));
                event.map(|event| event.date.card()).unwrap_or_default()
            }
            Right::One(i) => name(i).to_owned(),
            Right::Order(order) => order.iter().map(name).collect::<Vec<_>>().join(" → "),
            Right::Pairs(_) | Right::Points(_) => String::new(),
        }
    }
}

/// Today, by the device.
pub fn today() -> Day {
    let now = js_sys::Date::new_0();
    Day::from_civil(now.get_full_year() as i32, now.get_month() as u8 + 1, now.get_date() as u8)
        .unwrap_or(Day(0))
}

/// A day, a month or a year, as the dataset writes them.
fn typed(text: &str) -> Option<Given> {
    let text = text.trim();
    if let Some(day) = Day::parse_iso(text) {
        return Some(Given::Day(day));
    }
    let date = Date::parse(text).ok()?;
    let (year, month, _) = date.earliest()?.civil();
    // A range is no answer.
    match (text.contains(['/', '.']), text.len()) {
        (true, _) => None,
        (false, 4) => Some(Given::Year(year)),
        (false, _) => Some(Given::Month(year, month)),
    }
}

/// The page of the quiz.
pub fn view(
    own: &Quiz,
    timeline: &Timeline,
    lessons: &Lessons,
    act: &Callback<QuizAct>,
    again: &str,
) -> Html {
    let body = match own.shown(timeline, lessons) {
        Some(shown) => item(own, &shown, timeline, act),
        None => end(own, again),
    };
    tag("main")
        .class("lessons quiz")
        .child(tag("p").class("caps").say(Say::QuizTitle.text()))
        .child(inked(own, timeline, lessons))
        .child(body)
        .child(keeping(own, act))
        .into()
}

fn send(act: &Callback<QuizAct>, what: QuizAct) -> Callback<MouseEvent> {
    act.reform(move |_| what.clone())
}

fn item(own: &Quiz, shown: &Shown, timeline: &Timeline, act: &Callback<QuizAct>) -> Tag {
    let place = Say::StopOf.fill(&[&(own.at + 1).to_string(), &own.items.len().to_string()]);
    let is_done = own.verdict.is_some();
    let key = own.items.get(own.at).map_or("", |item| item.key.as_str());
    let say_first = matches!(shown.right, Right::One(_) | Right::Points(_)) && !own.is_open && !is_done;
    let answer = match &shown.right {
        _ if say_first => {
            let show = if matches!(shown.right, Right::One(_)) { Say::ShowOptions } else { Say::ShowModel };
            several().child(tag("p").class("remark").say(Say::SayItFirst.text())).child(
                tag("p").class("acts").child(
                    button("act")
                        .set("data-options", "")
                        .on_click(send(act, QuizAct::Options))
                        .say(show.text()),
                ),
            )
        }
        Right::Days(_) => axis(own, timeline, act),
        Right::One(right) => options(own, shown, *right, act),
        Right::Order(_) => order(own, shown, act),
        Right::Pairs(right) => pairs(own, shown, right, act),
        Right::Points(points) => model(own, points, act),
    };
    let check = (!is_done && !say_first).then(|| {
        tag("p").class("acts").child(
            button("act").set("data-check", "").on_click(send(act, QuizAct::Check)).say(Say::Check.text()),
        )
    });
    let hint =
        (!shown.hint.is_empty() && !is_done && !say_first).then(|| tag("p").class("remark").say(&shown.hint));
    let quote = (!shown.quote.is_empty()).then(|| tag("blockquote").set("lang", "en").say(&shown.quote));
    tag("section")
        .class("item")
        .put("data-quiz-item", key)
        .child(tag("p").class("place").say(&place))
        .child(tag("h1").set("tabindex", "-1").set("id", "lesson-title").say(&shown.prompt))
        .child(quote)
        .child(hint)
        .child(answer)
        .child(check)
        .child(is_done.then(|| told(own, shown, timeline, act)))
}

/// What was right, one reason, and where to read on.
fn told(own: &Quiz, shown: &Shown, timeline: &Timeline, act: &Callback<QuizAct>) -> Tag {
    let verdict = own.verdict.map_or("", Verdict::say);
    let lines = shown.explanation.iter().map(|line| tag("p").text(line));
    let because = (!shown.because.is_empty())
        .then(|| tag("p").class("because").say(&[Say::Because.text(), ": "].concat()).text(&shown.because));
    let link = shown
        .event
        .and_then(|ix| timeline.event(ix))
        .map(|event| tag("a").put("href", &["#e=", &event.id].concat()).text(&event.title));
    let work = shown
        .source
        .and_then(|ix| timeline.sources.get(ix.at()))
        .map(|work| tag("p").class("cite").text(&work.citation));
    let next = button("act")
        .set("data-next", "")
        .set("id", "quiz-next")
        .on_click(send(act, QuizAct::Next))
        .say(Say::NextItem.text());
    tag("div")
        .class("told")
        .child(
            tag("p")
                .class("verdict")
                .child(tag("b").say(verdict))
                .sign(" ")
                .text(&own.answer(shown, timeline)),
        )
        .child(each(lines))
        .child(because)
        .child(link.map(|link| tag("p").say(&[Say::ReadOn.text(), " "].concat()).child(link)))
        .child(work)
        .child(tag("p").class("acts").child(next))
}

fn dated(choice: &Choice) -> Tag {
    let date =
        (!choice.date.is_empty()).then(|| tag("span").class("when").say(&[", ", &choice.date].concat()));
    tag("span").text(&choice.text).child(date)
}

fn options(own: &Quiz, shown: &Shown, right: usize, act: &Callback<QuizAct>) -> Tag {
    let is_done = own.verdict.is_some();
    each(shown.options.iter().enumerate().map(|(i, choice)| {
        let mark = match own.verdict {
            Some(_) if i == right => "right",
            Some(_) if own.chosen == Some(i) => "wrong",
            _ => "",
        };
        let field =
            tag("input").set("type", "radio").set("name", "quiz-option").checked(own.chosen == Some(i));
        let field = field.put("data-choice", &i.to_string()).when(is_done, "disabled", "");
        let field = field.on_change(act.reform(move |_: Event| QuizAct::Choose(i)));
        let said = match mark {
            "right" => Some(tag("span").class("mark").say(Say::RightOne.text())),
            "wrong" => Some(tag("span").class("mark").say(Say::YourAnswer.text())),
            _ => None,
        };
        tag("label").classes(&["option", mark]).child(field).child(dated(choice)).child(said)
    }))
}

fn order(own: &Quiz, shown: &Shown, act: &Callback<QuizAct>) -> Tag {
    let is_done = own.verdict.is_some();
    let rows = own.order.iter().enumerate().filter_map(|(place, i)| {
        let choice = shown.options.get(*i)?;
        let move_by = |up: bool, name: Say, is_end: bool| {
            let label = [name.text(), ": ", &choice.text].concat();
            button("act")
                .put("aria-label", &label)
                .when(is_end, "disabled", "")
                .on_click(send(act, QuizAct::Move(place, up)))
                .say(name.text())
        };
        let acts = (!is_done).then(|| {
            tag("span").class("acts").child(move_by(true, Say::MoveUp, place == 0)).child(move_by(
                false,
                Say::MoveDown,
                place + 1 == own.order.len(),
            ))
        });
        Some(
            tag("li")
                .number_key(*i as u32)
                .put("data-choice", &i.to_string())
                .child(dated(choice))
                .child(acts),
        )
    });
    tag("ol").class("order").child(each(rows))
}

fn pairs(own: &Quiz, shown: &Shown, right: &[(usize, usize)], act: &Callback<QuizAct>) -> Tag {
    each(shown.options.iter().enumerate().map(|(i, choice)| {
        let id = ["pair-", &i.to_string()].concat();
        // Without it the browser chooses the option that is put in first, which is the last.
        let is_open = own.pairs.get(i).is_none_or(Option::is_none);
        let empty = tag("option").set("value", "").when(is_open, "selected", "").say("—");
        let options = each(shown.against.iter().enumerate().map(|(j, other)| {
            let option = tag("option").put("value", &j.to_string()).when(
                own.pairs.get(i) == Some(&Some(j)),
                "selected",
                "",
            );
            option.text(&other.text)
        }));
        let change = act.reform(move |event: Event| QuizAct::Pair(i, value_of(&event).parse().ok()));
        let select = tag("select").put("id", &id).put("data-choice", &i.to_string()).when(
            own.verdict.is_some(),
            "disabled",
            "",
        );
        let select = select.on_change(change).child(empty).child(options);
        let answer = own
            .verdict
            .and_then(|_| right.iter().find(|(left, _)| *left == i))
            .and_then(|(_, j)| shown.against.get(*j));
        let answer = answer.map(|answer| {
            tag("p").class("right").say(&[Say::RightOne.text(), ": "].concat()).text(&answer.text)
        });
        tag("div")
            .class("pair")
            .child(tag("label").put("for", &id).child(dated(choice)))
            .child(select)
            .child(answer)
    }))
}

fn model(own: &Quiz, points: &[String], act: &Callback<QuizAct>) -> Tag {
    each(points.iter().enumerate().map(|(i, point)| {
        let field = tag("input")
            .set("type", "checkbox")
            .checked(own.ticks.get(i) == Some(&true))
            .put("data-choice", &i.to_string());
        let field = field
            .when(own.verdict.is_some(), "disabled", "")
            .on_change(act.reform(move |_: Event| QuizAct::Tick(i)));
        tag("label").class("option").child(field).text(point)
    }))
}

/// The axis: a slider over all years, and a field for who knows the date.
fn axis(own: &Quiz, timeline: &Timeline, act: &Callback<QuizAct>) -> Tag {
    let domain = timeline.domain();
    let is_done = own.verdict.is_some();
    let slide = act.reform(|event: InputEvent| QuizAct::Axis(value_of(&event).parse().unwrap_or_default()));
    let write = act.reform(|event: InputEvent| QuizAct::Typed(value_of(&event)));
    let here = month_of(Day(own.day));
    let slider = tag("input")
        .set("type", "range")
        .set("id", "quiz-axis")
        .put("min", &domain.start.0.to_string())
        .put("max", &(domain.end.0 - 1).to_string())
        .set("step", "1")
        .value(&own.day.to_string())
        .put("aria-valuetext", &here)
        .set("data-choice", "axis")
        .when(is_done, "disabled", "")
        .on_input(slide);
    let field =
        tag("input").set("type", "text").set("id", "quiz-date").set("size", "12").set("autocomplete", "off");
    let field =
        field.set("data-choice", "date").value(&own.typed).when(is_done, "disabled", "").on_input(write);
    let bad = !own.typed.trim().is_empty() && typed(&own.typed).is_none();
    several()
        .child(
            tag("p")
                .child(tag("label").set("for", "quiz-axis").say(Say::OnTheLine.text()))
                .sign(" ")
                .child(tag("output").set("for", "quiz-axis").say(&here)),
        )
        .child(tag("p").class("axis").child(slider))
        .child(
            tag("p")
                .child(tag("label").set("for", "quiz-date").say(Say::OrTheDate.text()))
                .sign(" ")
                .child(field),
        )
        .child(bad.then(|| tag("p").set("role", "alert").say(Say::NoDate.text())))
}

/// "February 1956".
fn month_of(day: Day) -> String {
    let (year, month, _) = day.civil();
    let text = format!("{year:04}-{month:02}");
    Date::parse(&text).map(|date| date.card()).unwrap_or(text)
}

/// What stands in the field that an event comes from.
pub fn value_of(event: &web_sys::Event) -> String {
    let target = event.target();
    let of_input = target
        .clone()
        .and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok())
        .map(|field| field.value());
    of_input
        .or_else(|| {
            target.and_then(|t| t.dyn_into::<web_sys::HtmlSelectElement>().ok()).map(|field| field.value())
        })
        .unwrap_or_default()
}
fn end(own: &Quiz, again: &str) -> Tag {
    let done = if own.items.is_empty() { Say::NoItems } else { Say::QuizDone };
    tag("section")
        .child(tag("h1").set("tabindex", "-1").set("id", "lesson-title").say(done.text()))
        .child(tag("p").class("acts").child(tag("a").put("href", again).say(Say::AnotherQuiz.text())))
}

/// All events on the band: inked in when they are known.
fn inked(own: &Quiz, timeline: &Timeline, lessons: &Lessons) -> Tag {
    let (w, h, middle) = (712.0, 96.0, 44.0);
    let band = Band::new(timeline, [20.0, 26.0, 34.0], false);
    let domain = timeline.domain();
    let (from, to) = (f64::from(domain.start.0), f64::from(domain.end.0));
    let x = |day: f64| 4.0 + (day - from) / (to - from) * (w - 8.0);
    let point = |day: f64, off: f64| (x(day), middle + off);
    let outlines: Html = band.outlines(from, to, &point).iter().map(|o| stretch(None, o, 1.6)).collect();
    let inks = own.progress.inks(timeline, lessons);
    let dot = |(event, ink): (&crate::core::data::Event, &Ink)| {
        let half = band.width(event.at) / 2.0;
        let y = match event.lane {
            Lane::Moscow => middle - half,
            Lane::Elsewhere => middle - half - 11.0,
            Lane::Beijing => middle + half,
            Lane::MaoView => middle + half + 11.0,
        };
        let class = match ink {
            Ink::Unseen => "ink unseen",
            Ink::Seen => "ink seen",
            Ink::Inked => "ink known",
        };
        el(
            "circle",
            &["class", "cx", "cy", "r"],
            &[V::S(class), V::N(x(event.at)), V::N(y), V::S("3.6")],
            Vec::new(),
        )
    };
    let dots = all(timeline.events.iter().zip(&inks).map(dot).collect());
    let (first, last) = (domain.start.civil().0, domain.end.civil().0);
    let years = (first..last).filter(|year| year % 5 == 0).map(|year| {
        let at = x(f64::from(Day::new(year, 1, 1).0));
        let tick = path("hairl", &steps(&[("M", &[at, 4.0]), ("V", &[78.0])]));
        all(vec![tick, text("yr", at + 3.0, 92.0, "", &year.to_string())])
    });
    let known = inks.iter().filter(|ink| **ink == Ink::Inked).count();
    let drawing =
        tag("svg").class("inked").put("viewBox", &["0 0 ", &decimal(w, 0), " ", &decimal(h, 0)].concat());
    let drawing = drawing.set("aria-hidden", "true").set("focusable", "false");
    let drawing = drawing.child(all(vec![all(years.collect()), outlines, dots]));
    tag("figure")
        .put("data-inked", &known.to_string())
        .child(drawing)
        .child(tag("figcaption").say(&Say::InkedIn.fill(&[&known.to_string(), &inks.len().to_string()])))
}

/// The examination, the code, and forgetting.
fn keeping(own: &Quiz, act: &Callback<QuizAct>) -> Tag {
    let exam = own.progress.exam().map(Day::iso).unwrap_or_default();
    let set_exam = act.reform(|event: Event| QuizAct::Exam(value_of(&event)));
    let write = act.reform(|event: InputEvent| QuizAct::Code(value_of(&event)));
    let exam = tag("input").set("type", "date").set("id", "quiz-exam").value(&exam).on_change(set_exam);
    let code = tag("input")
        .set("type", "text")
        .set("id", "quiz-code")
        .set("readonly", "")
        .value(&own.progress.encode());
    let paste = tag("input")
        .set("type", "text")
        .set("id", "quiz-paste")
        .set("autocomplete", "off")
        .value(&own.code)
        .on_input(write);
    let act_of = |name: Say, what: QuizAct, mark: &'static str| {
        button("act").set(mark, "").on_click(send(act, what)).say(name.text())
    };
    let forget = match own.is_asked {
        true => several()
            .child(tag("span").say(Say::ReallyForget.text()))
            .child(act_of(Say::Forget, QuizAct::Forget, "data-forget"))
            .child(act_of(Say::KeepThem, QuizAct::Keep, "data-keep")),
        false => several().child(act_of(Say::Forget, QuizAct::Forget, "data-forget")),
    };
    let kept = if own.is_kept { Say::KeptHere } else { Say::NotKept };
    let field = |id: &'static str, name: Say, field: Tag| {
        tag("p").class("field").child(tag("label").set("for", id).say(name.text())).child(field)
    };
    tag("details")
        .class("keeping")
        .child(tag("summary").say(Say::Progress.text()))
        .child(tag("p").set("data-kept", if own.is_kept { "yes" } else { "no" }).say(kept.text()))
        .child(field("quiz-exam", Say::ExamDay, exam))
        .child(field("quiz-code", Say::ProgressCode, code))
        .child(field("quiz-paste", Say::PasteCode, paste))
        .child(
            tag("p").class("acts").child(act_of(Say::TakeCode, QuizAct::Paste, "data-paste")).child(forget),
        )
        .child((!own.note.is_empty()).then(|| tag("p").class("note").say(&own.note)))
}
