//! Draws the phone's plate: time down the page, every event a row with a leader to its rail.
//!
//! As the plate, it is hidden from the accessibility tree; the list's links lie over its rows.

use super::plate::num;
use super::symbols::{pattern_class, symbol};
use crate::core::data::{EventIx, Lane, PhaseIx, Timeline};
use crate::core::date::{Day, Detail};
use crate::core::plate::band::{Band, Style};
use crate::core::plate::rows::{Row, Rows, NAME_LEADING};
use std::rc::Rc;
use yew::prelude::*;

/// Plateau widths of the band, px.
pub const BAND: [f64; 3] = [26.0, 34.0, 44.0];
/// x of Moscow's rail, px.
const RAIL: f64 = 54.0;
/// x of the neatline, px.
const NEATLINE: f64 = 40.0;
/// x where names begin, px.
pub const NAMES: f64 = 120.0;
/// px kept free at the right edge.
pub const MARGIN: f64 = 16.0;

/// What the phone's plate draws.
pub struct PhonePlateProps {
    /// The dataset.
    pub timeline: Rc<Timeline>,
    /// The rows.
    pub rows: Rc<Rows>,
    /// The band at the phone's widths.
    pub band: Rc<Band>,
    /// Width, px.
    pub width: f64,
    /// The open event.
    pub selected: Option<EventIx>,
}

/// The phone's plate.
pub fn phone_plate(p: &PhonePlateProps) -> Html {
    let rows = &p.rows;
    let domain = p.timeline.domain();
    let (first, last) = (f64::from(domain.start.0), f64::from(domain.end.0));
    let y = |day: f64| rows.y(day);
    let years = rows.years.windows(2).filter_map(|w| {
        let (&(year, top), &(_, bottom)) = (w.first()?, w.get(1)?);
        let five = year % 5 == 0;
        Some(html! { <>
            <path class={if five { "grid five" } else { "grid year" }} d={format!("M46 {top:.1}H{}", p.width - MARGIN)} />
            if year % 2 == 0 { <rect class="ink" x={num(NEATLINE + 1.0)} y={num(top)} width="4" height={num(bottom - top)} /> }
            <text class={if five { "yr m" } else { "yr" }} data-year={year.to_string()} x="6" y={num(top + 15.0)}>{ year }</text>
        </> })
    });
    let point = |day: f64, off: f64| {
        // The band hangs on Moscow's rail: only Beijing's side moves.
        let across = if off < 0.0 { 0.0 } else { 2.0 * off };
        (RAIL + across, y(day))
    };
    let band = p.band.outlines(first, last, &point).into_iter().map(|o| {
        let fill = pattern_class(Some(PhaseIx(o.phase as u32)));
        let area = (o.style != Style::Before).then(|| html! { <path class={classes!("area", fill)} d={o.area} /> });
        let phase = p.timeline.phases.get(o.phase).map(|ph| ph.id.clone());
        html! { <g class={classes!("stretch", o.style.class())} data-phase={phase}>{ for area }
            <path class="rail" stroke-width="2.6" d={o.north} /><path class="rail" stroke-width="2.6" d={o.south} /></g> }
    });
    let names = p.band.stretches.iter().filter(|s| s.style != Style::Before).filter_map(|s| {
        let label = p.timeline.phases.get(s.phase)?.label.to_uppercase();
        let (a, b) = (y(s.start), y(s.end));
        let n = label.chars().count() as f64;
        if b - a < n * 20.0 {
            return None;
        }
        // Once a screen or so, so that a name is in sight wherever one scrolls.
        let times = ((b - a) / 420.0).floor().max(1.0);
        let letters = (0..times as usize).flat_map(|k| {
            let middle = a + (b - a) * (k as f64 + 0.5) / times;
            let spread = ((b - a) / times - 20.0).min(n * 34.0);
            label.chars().enumerate().map(move |(i, c)| (c, middle - spread / 2.0 + spread * (i as f64 + 0.5) / n)).collect::<Vec<_>>()
        });
        let x = num(RAIL + p.band.width((s.start + s.end) / 2.0) / 2.0);
        let letters = letters.map(|(c, ly)| html! { <text class="terr" x={&x} y={num(ly + 5.0)} text-anchor="middle">{ c }</text> });
        Some(html! { <g class={classes!("territory", s.style.class())}>{ for letters }</g> })
    });
    let drawn = rows.rows.iter().map(|r| row(p, r));
    let (from, to) = (domain.start, Day(domain.end.0 - 1));
    html! {
        <svg id="plate" class="chart phone" aria-hidden="true" focusable="false" width={num(p.width)} height={num(rows.height)}
            viewBox={format!("0 0 {} {:.1}", p.width, rows.height)} data-from={from.iso()} data-to={to.iso()} data-level="rows">
            { for years }
            <rect class="neatline bare" x={num(NEATLINE)} y="0" width="6" height={num(rows.height)} />
            { for band }
            { for drawn }
            <g class="territories">{ for names }</g>
        </svg>
    }
}

fn row(p: &PhonePlateProps, r: &Row) -> Html {
    let Some(e) = p.timeline.event(r.event) else { return Html::default() };
    let selected = p.selected == Some(r.event);
    let far = RAIL + p.band.width(e.at);
    let x = match e.lane {
        Lane::Moscow => RAIL,
        Lane::Elsewhere => far + 9.0,
        Lane::Beijing | Lane::MaoView => far,
    };
    let x = if e.is_middle() { (RAIL + far) / 2.0 } else { x };
    let y = r.mark_y;
    let style = e.phase.map_or(Style::Before, |ph| Style::of(ph.at()));
    let radius = match e.significance {
        _ if selected => 8.0,
        1 => 6.6,
        2 => 5.6,
        _ => 4.8,
    };
    let where_ = match e.lane {
        Lane::Elsewhere => "Elsewhere",
        Lane::Moscow if e.is_joint() => "Both, in Moscow",
        Lane::Beijing if e.is_middle() => "Both",
        Lane::Beijing if e.is_joint() => "Both, in Beijing",
        Lane::Moscow => "Moscow",
        Lane::Beijing | Lane::MaoView => "Beijing",
    };
    let name = match (e.lane, e.significance) {
        (Lane::MaoView, _) => "vname mao",
        (_, 1) => "vname one",
        _ => "vname",
    };
    let lines = r.lines.iter().enumerate().map(|(i, text)| {
        html! { <text class={name} x={num(NAMES)} y={num(r.y + 18.0 + i as f64 * NAME_LEADING)}>{ text.clone() }</text> }
    });
    let date_y = r.y + 16.0 + r.lines.len() as f64 * NAME_LEADING;
    let tie = e.is_joint().then(|| {
        let other = if e.lane == Lane::Moscow { far } else { RAIL };
        let both = e.is_middle().then(|| html! { <circle class="ink" cx={num(far)} cy={num(y)} r="2.6" /> });
        html! { <g data-tie={e.id.clone()}><path class="tie s" d={format!("M{RAIL} {y:.1}H{far:.1}")} /><circle class="ink" cx={num(other)} cy={num(y)} r="2.6" />{ for both }</g> }
    });
    let mark = if e.lane == Lane::MaoView {
        html! { <circle class="ink" cx={num(x)} cy={num(y)} r="3.2" /> }
    } else {
        symbol(e.kind, x, y, radius, "")
    };
    html! {
        <g key={r.event.0} class={classes!("row", selected.then_some("sel"), style.class())}>
            if selected { <rect class="flag" x={num(NAMES - 8.0)} y={num(r.y - 2.0)} width={num(p.width - NAMES)} height={num(r.height - 4.0)} /> }
            <path class="leader" d={format!("M{x:.1} {y:.1}H{}", NAMES - 6.0)} />
            { for tie }
            <g class="mark" data-mark={e.id.clone()}>{ mark }</g>
            <g data-label={e.id.clone()}>
                { for lines }
                <text class="d vdate" x={num(NAMES)} y={num(date_y)}>{ format!("{} · {where_}", e.date.plate(Detail::Full)) }</text>
            </g>
        </g>
    }
}
