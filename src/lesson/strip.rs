//! The strip under a slide: the band over the years of the stop, the event on its flag with its number, its neighbours,
//! and the threads of a last question. Its measures are shares of the window's height, so that nothing on the projector
//! is too small to be read from the back (`mock/real.js`, `strip`): no text under 2.6 %, no line under 0.25 %.

use crate::core::data::{Event, EventIx, Lane, Timeline};
use crate::core::date::Day;
use crate::core::order::within;
use crate::core::plate::band::Band;
use crate::core::plate::lettering::{width, Face};
use crate::core::plate::path::{decimal, steps};
use crate::core::words::Word;
use crate::ui::element::tag;
use crate::ui::plate::{phase_id, stretch, style_of};
use crate::ui::svg::{all, classes_of, el, group, rect, V};
use crate::ui::symbols::symbol;
use yew::prelude::*;

/// A span of fewer days shows every event.
const FEW: f64 = 4.0 * 365.2425;

/// What the strip shows.
pub struct StripProps<'a> {
    /// The dataset under its periods.
    pub timeline: &'a Timeline,
    /// Width and height, px.
    pub size: (f64, f64),
    /// A hundredth of the window's height, px.
    pub unit: f64,
    /// First and last visible day.
    pub days: (f64, f64),
    /// The event of the slide.
    pub event: Option<EventIx>,
    /// Events that are marked besides the headlines and those linked with the event: the stops of the story.
    pub stops: &'a [EventIx],
    /// The links between the stops are drawn.
    pub threads: bool,
}

/// Where things stand.
struct Pen<'a> {
    p: &'a StripProps<'a>,
    band: Band,
    /// Left and right end of the axis, px.
    ends: (f64, f64),
    /// y of the middle of the band, and of the top of the year frame, px.
    middle: f64,
    foot: f64,
    top: f64,
}

/// The strip.
pub fn strip(p: &StripProps<'_>) -> Html {
    let ((w, h), u) = (p.size, p.unit);
    let band = Band::new(p.timeline, [7.0 * u, 9.4 * u, 12.4 * u], false);
    let foot = h - 5.2 * u;
    let pen = Pen { p, band, ends: (w * 0.04, w * 0.96), middle: foot - 8.6 * u, foot, top: h * 0.05 };
    let inside = all(vec![
        pen.years(),
        pen.band(),
        pen.names(),
        pen.ties(),
        pen.threads(),
        pen.marks(),
        pen.neighbours(),
        pen.flag(),
    ]);
    let view_box = ["0 0 ", &decimal(w, 1), " ", &decimal(h, 1)].concat();
    tag("svg")
        .class("strip")
        .set("aria-hidden", "true")
        .set("focusable", "false")
        .number("height", h)
        .put("viewBox", &view_box)
        .child(inside)
        .into()
}

/// Text at a size in px.
fn letters(class: &'static str, x: f64, y: f64, held: &'static str, size: f64, words: &str) -> Html {
    // An attribute and no style: the page's policy allows none.
    let keys = &["class", "x", "y", "text-anchor", "font-size"];
    let values = [V::S(class), V::N(x), V::N(y), V::S(held), V::N(size)];
    el("text", keys, &values, vec![crate::ui::svg::word(words)])
}

/// A line of this width, px.
fn line(class: &'static str, thick: f64, d: &str) -> Html {
    el("path", &["class", "stroke-width", "d"], &[V::S(class), V::Fine(thick), V::T(d)], Vec::new())
}

impl Pen<'_> {
    fn x(&self, day: f64) -> f64 {
        let (from, to) = self.p.days;
        self.ends.0 + (day - from) / (to - from).max(1.0) * (self.ends.1 - self.ends.0)
    }

    fn is_seen(&self, x: f64) -> bool {
        (self.ends.0 - 0.5..=self.ends.1 + 0.5).contains(&x)
    }

    /// y of an event's mark.
    fn y(&self, event: &Event) -> f64 {
        let half = self.band.width(event.at) / 2.0;
        match event.lane {
            Lane::Moscow if event.is_middle() => self.middle,
            Lane::Beijing if event.is_middle() => self.middle,
            Lane::Moscow => self.middle - half,
            Lane::Elsewhere => self.middle - half - 3.2 * self.p.unit,
            Lane::Beijing | Lane::MaoView => self.middle + half,
        }
    }

    /// The frame of alternating years, their numbers and the lines above them; short spans count months.
    fn years(&self) -> Html {
        let u = self.p.unit;
        let (from, to) = self.p.days;
        let per_year = (self.ends.1 - self.ends.0) / (to - from).max(1.0) * 365.2425;
        let (first, last) = (Day(from.ceil() as i32).civil().0, Day(to.floor() as i32).civil().0);
        let every = [1, 2, 5, 10].into_iter().find(|n| f64::from(*n) * per_year > 14.0 * u).unwrap_or(25);
        let day = |year: i32, month: u8| f64::from(Day::new(year, month, 1).0);
        let mut out = Vec::new();
        for year in first..=last {
            let (a, b) = (self.x(day(year, 1)).max(self.ends.0), self.x(day(year + 1, 1)).min(self.ends.1));
            if b <= a {
                continue;
            }
            if year % 2 == 0 {
                out.push(rect("dark", a, self.foot, b - a, 0.8 * u));
            }
            let x = self.x(day(year, 1));
            if year % every == 0 && self.is_seen(x) {
                out.push(line(
                    "lines",
                    u * 0.25,
                    &steps(&[("M", &[x, self.top + 2.0 * u]), ("V", &[self.foot])]),
                ));
                // Whole, also at the ends.
                let x = within(x, 3.6 * u, self.p.size.0 - 3.6 * u);
                out.push(letters("num", x, self.p.size.1 - 1.4 * u, "middle", 3.0 * u, &year.to_string()));
            }
        }
        // A short span counts quarters too.
        if per_year > 40.0 * u {
            for (year, quarter) in (first..=last).flat_map(|year| [4, 7, 10].map(|month| (year, month))) {
                let x = self.x(day(year, quarter));
                if x > self.ends.0 + 3.0 * u && x < self.ends.1 - 3.0 * u {
                    out.push(line(
                        "lines",
                        u * 0.25,
                        &steps(&[("M", &[x, self.foot - u]), ("V", &[self.foot])]),
                    ));
                    let name = Word::MonthsShort.nth(usize::from(quarter) - 1);
                    out.push(letters("month", x, self.p.size.1 - 1.4 * u, "middle", 2.7 * u, name));
                }
            }
        }
        // Where no year begins in sight the first one is written at the left.
        if first == last && self.x(day(first, 1)) < self.ends.0 - 0.5 {
            out.push(letters(
                "num",
                self.ends.0,
                self.p.size.1 - 1.4 * u,
                "start",
                3.0 * u,
                &first.to_string(),
            ));
        }
        let frame = [
            ("M", &[self.ends.0, self.foot][..]),
            ("H", &[self.ends.1]),
            ("V", &[self.foot + 0.8 * u]),
            ("H", &[self.ends.0]),
            ("Z", &[]),
        ];
        out.push(line("neat", u * 0.25, &steps(&frame)));
        group("axis", out)
    }

    fn band(&self) -> Html {
        let (from, to) = self.p.days;
        let point = |day: f64, off: f64| (self.x(day), self.middle + off);
        let rail = (self.p.unit * 0.5).max(3.0);
        let outlines = self.band.outlines(from, to, &point);
        outlines.iter().map(|o| stretch(phase_id(self.p.timeline, o.phase), o, rail)).collect()
    }

    /// The periods' names, spread over what is seen of each.
    fn names(&self) -> Html {
        let u = self.p.unit;
        let mut out = Vec::new();
        for phase in &self.p.timeline.phases {
            let begins = phase
                .sub_phases
                .iter()
                .filter(|s| s.before)
                .map(|s| s.span.end.0)
                .fold(phase.span.start.0, i32::max);
            let a = self.x(f64::from(begins)).max(self.ends.0) + u;
            let b = self.x(f64::from(phase.span.end.0)).min(self.ends.1) - u;
            let name: Vec<char> = phase.label.to_uppercase().chars().collect();
            let step = (b - a) / name.len().max(1) as f64;
            if step < 2.9 * u {
                continue;
            }
            let style = crate::core::plate::band::Style::of(phase.look);
            // Not spread so far that it is read as single letters.
            let step = step.min(9.0 * u);
            let start = (a + b) / 2.0 - step * name.len() as f64 / 2.0;
            let each = name.iter().zip(0..).map(|(c, i)| {
                let x = start + step * (f64::from(i) + 0.5);
                letters("letter", x, self.middle + 1.05 * u, "middle", 3.2 * u, c.encode_utf8(&mut [0; 4]))
            });
            let class = classes_of(&["territory", style.class()]);
            out.push(el("g", &["class"], &[V::T(&class)], each.collect()));
        }
        all(out)
    }

    /// Events that are marked: stops, headlines, what is linked with the event.
    fn marked(&self) -> Vec<(EventIx, &Event, bool)> {
        let linked = |ix: EventIx| {
            self.p.timeline.links.iter().any(|l| {
                Some(l.from) == self.p.event && l.to == ix || Some(l.to) == self.p.event && l.from == ix
            })
        };
        let events = self.p.timeline.events.iter().zip(0..).map(|(event, i)| (EventIx(i), event));
        let kept = events.filter(|(ix, event)| Some(*ix) != self.p.event && self.is_seen(self.x(event.at)));
        kept.filter_map(|(ix, event)| {
            let is_linked = linked(ix) || self.p.stops.contains(&ix);
            // A span of a few years has room for all.
            let is_shown = is_linked || event.significance == 1 || self.p.days.1 - self.p.days.0 < FEW;
            (is_shown && (is_linked || matches!(event.lane, Lane::Moscow | Lane::Beijing)))
                .then_some((ix, event, is_linked))
        })
        .collect()
    }

    fn ties(&self) -> Html {
        let tie = |event: &Event| {
            let (x, half) = (self.x(event.at), self.band.width(event.at) / 2.0);
            line(
                "joint",
                self.p.unit * 0.25,
                &steps(&[("M", &[x, self.middle - half]), ("V", &[self.middle + half])]),
            )
        };
        let current = self.p.event.and_then(|ix| self.p.timeline.event(ix));
        let joint = self
            .marked()
            .into_iter()
            .map(|(_, event, _)| event)
            .chain(current)
            .filter(|event| event.is_joint());
        group("ties", joint.map(tie).collect())
    }

    fn marks(&self) -> Html {
        let u = self.p.unit;
        let mark = |(_, event, is_linked): &(EventIx, &Event, bool)| {
            let class = if *is_linked { "dot linked" } else { "dot" };
            let keys = &["class", "cx", "cy", "r", "stroke-width"];
            let values =
                [V::S(class), V::N(self.x(event.at)), V::N(self.y(event)), V::N(0.95 * u), V::Fine(0.32 * u)];
            el("circle", keys, &values, Vec::new())
        };
        group("dots", self.marked().iter().map(mark).collect())
    }

    /// Arcs from cause to effect between the stops, and under each stop its number.
    fn threads(&self) -> Html {
        if !self.p.threads {
            return Html::default();
        }
        let u = self.p.unit;
        let place = |ix: EventIx| {
            let event = self.p.timeline.event(ix).filter(|_| self.p.stops.contains(&ix))?;
            Some((self.x(event.at), self.y(event)))
        };
        let mut out = Vec::new();
        for link in &self.p.timeline.links {
            if let (Some((ax, ay)), Some((bx, by))) = (place(link.from), place(link.to)) {
                // The further apart, the higher; all inside the strip.
                let most = (self.middle - self.top) * 1.25;
                let high = ay.min(by) - (6.0 * u + (bx - ax).abs() * 0.5).min(most);
                let d = steps(&[("M", &[ax, ay]), ("C", &[ax, high, bx, high, bx, by])]);
                out.push(line("arc", u * 0.4, &d));
            }
        }
        group("threads", out)
    }

    /// The headlines before and after the event on its side, with number and name.
    fn neighbours(&self) -> Html {
        let u = self.p.unit;
        let Some((ix, own)) = self.p.event.and_then(|ix| Some((ix, self.p.timeline.event(ix)?))) else {
            return Html::default();
        };
        let x = self.x(own.at);
        let same = |(other, event, _): &(EventIx, &Event, bool)| {
            event.lane == own.lane
                && event.significance == 1
                && *other != ix
                && (self.x(event.at) - x).abs() > 5.0 * u
        };
        let marked = self.marked();
        let before = marked.iter().rev().filter(|m| same(m)).find(|(_, event, _)| event.at < own.at);
        let after = marked.iter().filter(|m| same(m)).find(|(_, event, _)| event.at > own.at);
        let mut out = Vec::new();
        for ((ix, event, is_linked), way) in
            before.map(|m| (m, -1.0)).into_iter().chain(after.map(|m| (m, 1.0)))
        {
            let (at, y) = (self.x(event.at), self.y(event));
            let words = format!("{}, {}", event.label, Day(event.at.floor() as i32).civil().0);
            let ends = at + way * (7.4 * u + width(&words, Face::Label500, 2.9 * u));
            if ends < 0.0 || ends > self.p.size.0 {
                continue;
            }
            let line_y = self.top + 5.2 * u;
            out.push(line("stem", 0.25 * u, &steps(&[("M", &[at, y]), ("V", &[self.top + 3.0 * u])])));
            let class = if *is_linked { "dot linked" } else { "dot" };
            let keys = &["class", "cx", "cy", "r", "stroke-width"];
            let values = [V::S(class), V::N(at), V::N(y), V::N(1.2 * u), V::Fine(0.32 * u)];
            out.push(el("circle", keys, &values, Vec::new()));
            let middle = at + way * 3.6 * u;
            out.push(rect("numbox", middle - 2.7 * u, line_y - 3.0 * u, 5.4 * u, 4.1 * u));
            out.push(letters("number", middle, line_y, "middle", 2.8 * u, &(ix.at() + 1).to_string()));
            let held = if way < 0.0 { "end" } else { "start" };
            out.push(letters("halo", at + way * 7.2 * u, line_y, held, 2.9 * u, &words));
        }
        group("neighbours", out)
    }

    /// The event on its flag.
    fn flag(&self) -> Html {
        let u = self.p.unit;
        let Some((ix, event)) = self.p.event.and_then(|ix| Some((ix, self.p.timeline.event(ix)?))) else {
            return Html::default();
        };
        let (x, half) = (self.x(event.at), self.band.width(event.at) / 2.0);
        if !self.is_seen(x) {
            return Html::default();
        }
        let pole = steps(&[("M", &[x, self.middle + half]), ("V", &[self.top])]);
        let inside = vec![
            line("staff", 0.6 * u, &pole),
            rect("flagbox", x - 3.3 * u, self.top - 1.6 * u, 6.6 * u, 4.7 * u),
            letters("flagnum", x, self.top + 1.95 * u, "middle", 3.3 * u, &(ix.at() + 1).to_string()),
            symbol(event.kind, x, self.y(event), 1.9 * u, "current"),
        ];
        let class = classes_of(&["flag", style_of(self.p.timeline, self.p.timeline.phase_of(ix)).class()]);
        el("g", &["class"], &[V::T(&class)], inside)
    }
}
