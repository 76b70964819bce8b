//! Draws a scene as SVG: neatline and years, band, flags, symbols, ties, Mao's view, names of lanes.
//!
//! Pure: the same props give the same drawing. It is hidden from the accessibility tree, because the ordered
//! list says everything that it shows; the list's links lie over its symbols.

use super::symbols::{pattern_class, symbol};
use crate::core::data::{Event, EventIx, Lane, PhaseIx, Timeline};
use crate::core::date::Detail;
use crate::core::plate::band::{Band, Style};
use crate::core::plate::lettering::{width, Face};
use crate::core::plate::level::Level;
use crate::core::plate::scale::TimeScale;
use crate::core::plate::scene::{
    elsewhere_bar, radius, rail_y, Anchor, Flag, FlagStyle, Mark, Scene, Tie, CLOSE, DATE_LEADING, GLOSS_LEADING,
    LEADING,
};
use crate::core::plate::spec::{MaoLane, PlateKind, PlateSpec, NEATLINE};
use crate::core::plate::staircase::BOX_PAD;
use crate::core::plate::ticks::{ticks, TickWeight, CORNER_GAP};
use crate::core::plate::viewport::Viewport;
use crate::core::state::Action;
use std::rc::Rc;
use yew::prelude::*;

/// What the plate draws.
pub struct PlateProps {
    /// The dataset.
    pub timeline: Rc<Timeline>,
    /// The scene at rest.
    pub scene: Rc<Scene>,
    /// The measures.
    pub spec: PlateSpec,
    /// The band.
    pub band: Rc<Band>,
    /// The visible span now; during a gesture not the scene's.
    pub viewport: Viewport,
    /// The semantic level.
    pub level: Level,
    /// The open event.
    pub selected: Option<EventIx>,
    /// The event with keyboard focus.
    pub focused: Option<EventIx>,
    /// Where acts go.
    pub dispatch: Callback<Action>,
}

/// Everything that a part of the drawing needs.
struct Pen<'a> {
    p: &'a PlateProps,
    scale: TimeScale,
}

/// The plate.
pub fn plate(props: &PlateProps) -> Html {
    let spec = &props.spec;
    let pen = Pen { p: props, scale: TimeScale::new(props.viewport, spec.x0, spec.x1) };
    let (from, to) = props.viewport.span_days();
    let class = match spec.kind {
        PlateKind::Full => "chart full",
        PlateKind::Laptop => "chart laptop",
        PlateKind::Tablet => "chart tablet",
        PlateKind::Frame => "chart frame",
    };
    let level = match props.level {
        Level::Decades => "decades",
        Level::Years => "years",
        Level::Months => "months",
        Level::Days => "days",
    };
    html! {
        <svg id="plate" {class} aria-hidden="true" focusable="false"
            width={num(spec.width)} height={num(spec.height)} viewBox={format!("0 0 {} {}", spec.width, spec.height)}
            data-from={from.iso()} data-to={to.iso()} data-level={level}
            data-days={format!("{} {}", props.viewport.start(), props.viewport.end())}>
            <clipPath id="frame"><rect x={num(spec.x0)} y={num(spec.top)} width={num(spec.x1 - spec.x0)}
                height={num(spec.bottom - spec.top)} /></clipPath>
            { pen.axis() }
            { pen.band() }
            <g clip-path="url(#frame)">{ pen.ticks() }{ pen.poles() }</g>
            { pen.threads() }
            { pen.territory() }
            { pen.ties() }
            { pen.marks() }
            <g clip-path="url(#frame)">{ pen.flags() }</g>
            { pen.elsewhere() }
            { pen.mao() }
            { pen.lane_names() }
        </svg>
    }
}

/// A number for an attribute: at most one decimal.
pub fn num(v: f64) -> AttrValue {
    let v = (v * 10.0).round() / 10.0;
    AttrValue::from(v.to_string())
}

fn anchor(a: Anchor) -> &'static str {
    match a {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    }
}

fn held(a: crate::core::plate::ticks::Anchor) -> &'static str {
    use crate::core::plate::ticks::Anchor as Held;
    match a {
        Held::Start => "start",
        Held::Middle => "middle",
        Held::End => "end",
    }
}

fn line(class: &'static str, d: String) -> Html {
    html! { <path {class} {d} /> }
}

impl Pen<'_> {
    fn event(&self, ix: EventIx) -> Option<&Event> {
        self.p.timeline.event(ix)
    }

    fn x(&self, day: f64) -> f64 {
        (self.scale.x(day) * 10.0).round() / 10.0
    }

    fn is_visible(&self, x: f64) -> bool {
        x >= self.p.spec.x0 - 0.5 && x <= self.p.spec.x1 + 0.5
    }

    fn rail(&self, lane: Lane, day: f64) -> f64 {
        rail_y(&self.p.spec, &self.p.band, lane, day)
    }

    /// Neatlines with alternating years, graticule, year numbers.
    fn axis(&self) -> Html {
        let s = &self.p.spec;
        let axis = ticks(&self.scale);
        let (top, bottom) = (s.top, s.bottom);
        let grid = axis.ticks.iter().filter(|t| t.x > s.x0 && t.x < s.x1).map(|t| {
            let class = match t.weight {
                TickWeight::Decade => "grid five",
                TickWeight::Year => "grid year",
                TickWeight::Quarter => "grid quarter",
                TickWeight::Month => "grid month",
                TickWeight::Day => "grid day",
            };
            line(class, format!("M{} {}V{}", num(t.x), top + NEATLINE, bottom - NEATLINE))
        });
        let labels = axis.ticks.iter().filter_map(|t| {
            let text = t.label.clone()?;
            let bold = matches!(t.weight, TickWeight::Decade)
                || (t.weight == TickWeight::Year && self.scale.px_per_year() >= 120.0);
            let class = if bold { "yr m" } else { "yr" };
            let x = num(t.label_x);
            let year = matches!(t.weight, TickWeight::Decade | TickWeight::Year).then(|| text.clone());
            Some(html! { <text {class} {x} y={num(top - 6.0)} text-anchor={held(t.anchor)} data-year={year}>{ text }</text> })
        });
        let pieces = |y: f64| {
            axis.frame.iter().map(move |&(a, b)| {
                html! { <rect class="ink" x={num(a)} y={num(y + 2.0)} width={num(b - a)} height="4" /> }
            })
        };
        let frame = |y: f64| {
            html! { <>
                <rect class="neatline" x={num(s.x0)} y={num(y)} width={num(s.x1 - s.x0)} height={num(NEATLINE)} />
                { for pieces(y) }
            </> }
        };
        html! {
            <g class="axis" data-frame={format!("{} {}", s.x0, s.x1)}>
                { for grid }
                { frame(top) }{ frame(bottom - NEATLINE) }
                { for labels }
                if let Some(year) = axis.corner.clone() {
                    <text class="yr m" x={num(s.x0 - CORNER_GAP)} y={num(top - 6.0)} text-anchor="end">{ year }</text>
                }
                { line("edge", format!("M{0} {top}V{bottom}M{1} {top}V{bottom}", s.x0, s.x1)) }
            </g>
        }
    }

    fn band(&self) -> Html {
        let s = &self.p.spec;
        let point = |day: f64, off: f64| (self.scale.x(day), s.center_y + off);
        let (from, to) = (self.p.viewport.start(), self.p.viewport.end());
        let all = self.p.band.outlines(from, to, &point).into_iter().map(|o| {
            let phase = self.p.timeline.phases.get(o.phase).map(|p| p.id.clone());
            let class = classes!("stretch", o.style.class());
            let fill = pattern_class(Some(PhaseIx(o.phase as u32)));
            let area = (o.style != Style::Before).then(|| html! { <path class={classes!("area", fill)} d={o.area} /> });
            html! {
                <g {class} data-phase={phase}>
                    { for area }
                    <path class="rail" stroke-width={num(s.rail)} d={o.north} />
                    <path class="rail" stroke-width={num(s.rail)} d={o.south} />
                </g>
            }
        });
        html! { <g class="band" clip-path="url(#frame)">{ for all }</g> }
    }

    /// Short ticks inside the rails for events without a symbol; shorter outside ones for filtered-out events.
    fn ticks(&self) -> Html {
        let (mut inner, mut outer) = (String::new(), String::new());
        let sign = |lane: Lane| if lane == Lane::Moscow { -1.0 } else { 1.0 };
        for &(lane, day) in &self.p.scene.swallowed {
            let (x, y, out) = (self.x(day), self.rail(lane, day), sign(lane));
            inner.push_str(&format!("M{x} {:.1}v{}", y - out, -out * 6.0));
        }
        for &(lane, day) in &self.p.scene.left_out {
            if lane != Lane::Elsewhere || self.p.spec.elsewhere.is_some() {
                let (x, y, out) = (self.x(day), self.rail(lane, day), sign(lane));
                outer.push_str(&format!("M{x} {:.1}v{}", y + out * 2.0, out * 4.0));
            }
        }
        html! { <>{ line("tick", inner) }{ line("tick out", outer) }</> }
    }

    /// Top and bottom of a flag's box.
    fn flag_box(&self, f: &Flag) -> (f64, f64) {
        let s = &self.p.spec;
        let top = if f.north {
            s.center_y - s.flags_from() - f.offset - f.height
        } else {
            s.center_y + s.flags_from() + f.offset
        };
        (top, top + f.height)
    }

    fn style_of(&self, ix: EventIx) -> &'static str {
        let phase = self.event(ix).and_then(|e| e.phase);
        phase.map_or(Style::Before, |p| Style::of(p.at())).class()
    }

    fn poles(&self) -> Html {
        let all = self.p.scene.flags.iter().map(|f| {
            let x = self.x(f.day);
            let (top, bottom) = self.flag_box(f);
            let lane = if f.north { Lane::Moscow } else { Lane::Beijing };
            let selected = f.style == FlagStyle::Selected;
            let end = match (f.north, selected) {
                (true, true) => top,
                (true, false) => top + 1.0,
                (false, _) => bottom - 2.0,
            };
            let id = self.event(f.event).map(|e| e.id.clone());
            let class = classes!("pole", selected.then_some("sel"), selected.then(|| self.style_of(f.event)));
            html! { <path {class} data-pole={id} d={format!("M{x} {:.1}V{end:.1}", self.rail(lane, f.day))} /> }
        });
        html! { <g class="poles">{ for all }</g> }
    }

    fn flags(&self) -> Html {
        // The selected flag last: it lies on top while the others find their places.
        let mut order: Vec<&Flag> = self.p.scene.flags.iter().collect();
        crate::core::order::sort_by(&mut order, |a, b| (a.style == FlagStyle::Selected).cmp(&(b.style == FlagStyle::Selected)));
        let all = order.into_iter().map(|f| self.flag(f));
        html! { <g class="flags">{ for all }</g> }
    }

    fn flag(&self, f: &Flag) -> Html {
        let s = &self.p.spec;
        let (x, selected) = (self.x(f.day), f.style == FlagStyle::Selected);
        let (top, _) = self.flag_box(f);
        let tx = num(if f.left { x - 7.0 } else { x + 7.0 });
        let held = if f.left { "end" } else { "start" };
        let y = top + if selected { 5.0 } else { 0.0 };
        let class = match f.style {
            FlagStyle::Selected => "ls",
            FlagStyle::Headline => "l1 halo",
            FlagStyle::Important => "l2 halo",
            FlagStyle::Detail => "l3 halo",
        };
        let n = f.lines.len() as f64;
        let names = f.lines.iter().enumerate().map(|(k, text)| {
            let y = num(y + f.size * 0.86 + k as f64 * f.size * LEADING);
            html! { <text {class} x={&tx} {y} text-anchor={held}>{ text.clone() }</text> }
        });
        let date_y = y + n * f.size * LEADING + s.size_date * 0.88;
        let gloss = f.gloss.iter().enumerate().map(|(k, text)| {
            let y = y + n * f.size * LEADING + s.size_date * DATE_LEADING + 13.0 + k as f64 * GLOSS_LEADING;
            html! { <text class="gloss halo" x={&tx} y={num(y)} text-anchor={held}>{ text.clone() }</text> }
        });
        let id = self.event(f.event).map(|e| e.id.clone());
        let group = classes!(selected.then_some("sel"), selected.then(|| self.style_of(f.event)));
        let box_x = if f.left { x - f.width - BOX_PAD } else { x };
        html! {
            <g data-label={id} class={group} key={f.event.0}>
                if selected {
                    <rect class="flag" x={num(box_x)} y={num(top)} width={num(f.width + BOX_PAD)} height={num(f.height)} />
                }
                { for names }
                <text class={if selected { "d" } else { "d halo" }} x={&tx} y={num(date_y)} text-anchor={held}>
                    { f.date.clone() }
                    if f.count > 0 { <tspan class="n" dx="6">{ format!("+{}", f.count) }</tspan> }
                </text>
                { for gloss }
            </g>
        }
    }

    /// Where a symbol stands.
    fn place(&self, m: &Mark) -> (f64, f64) {
        let s = &self.p.spec;
        let rail = self.rail(m.lane, m.day);
        let out = if m.lane == Lane::Moscow { -m.bead } else { m.bead };
        (self.x(m.day), if m.middle { s.center_y } else { rail + out })
    }

    fn ties(&self) -> Html {
        let all = self.p.scene.marks.iter().filter_map(|m| {
            let tie = m.tie?;
            let (x, _) = self.place(m);
            if !self.is_visible(x) {
                return None;
            }
            let other = if m.lane == Lane::Moscow { Lane::Beijing } else { Lane::Moscow };
            let (y0, y1) = (self.rail(m.lane, m.day), self.rail(other, m.day));
            let r = if tie == Tie::Strong { "3.1" } else { "2.2" };
            let class = if tie == Tie::Strong { "tie" } else { "tie s" };
            let id = self.event(m.event).map(|e| e.id.clone());
            Some(html! {
                <g data-tie={id}>
                    <path {class} d={format!("M{x} {y0:.1}V{y1:.1}")} />
                    <circle class="ink" cx={num(x)} cy={num(y1)} {r} />
                    if m.middle { <circle class="ink" cx={num(x)} cy={num(y0)} {r} /> }
                </g>
            })
        });
        html! { <g class="ties">{ for all }</g> }
    }

    fn marks(&self) -> Html {
        let on_rails = self.p.scene.marks.iter().filter(|m| m.lane != Lane::Elsewhere);
        let all = on_rails.filter_map(|m| {
            let (x, y) = self.place(m);
            let event = self.event(m.event)?;
            if !self.is_visible(x) {
                return None;
            }
            let selected = self.p.selected == Some(m.event);
            let rail = self.rail(m.lane, m.day);
            let class = classes!("mark", selected.then_some("sel"), selected.then(|| self.style_of(m.event)));
            let cluster = (!m.members.is_empty()).then(|| (m.members.len() + 1).to_string());
            let count = m.count.map(|c| {
                html! { <text class="n halo thin" x={num(x + c.dx)} y={num(rail + c.dy)} text-anchor={anchor(c.anchor)}>{ format!("+{}", m.members.len()) }</text> }
            });
            let r = radius(event.significance, selected);
            Some(html! {
                <g key={m.event.0}>
                    { for self.bracket(event, m) }
                    if m.bead > 0.0 && !m.named { { line("pole", format!("M{x} {rail:.1}V{y:.1}")) } }
                    <g {class} data-mark={event.id.clone()} data-cluster={cluster} data-x={num(x)}>{ symbol(event.kind, x, y, r, "") }</g>
                    { for count }
                </g>
            })
        });
        html! { <g class="marks">{ for all }</g> }
    }

    /// From the months level up: what the date leaves open as a bracket, what lasted as a line with its end.
    fn bracket(&self, event: &Event, m: &Mark) -> Option<Html> {
        if self.scale.px_per_year() < CLOSE || m.lane == Lane::Elsewhere {
            return None;
        }
        let (x0, x1) = (self.p.spec.x0, self.p.spec.x1);
        let out = if m.lane == Lane::Moscow { -1.0 } else { 1.0 };
        let y = self.rail(m.lane, m.day) + out * 6.0;
        let x = |day: f64| self.scale.x(day).clamp(x0, x1);
        let mut d = String::new();
        let open = event.date.start_bounds()?;
        let (a, b) = (x(f64::from(open.start.0)), x(f64::from(open.end.0)));
        let imprecise = !event.date.is_day();
        if imprecise && b - a >= 15.0 {
            d.push_str(&format!("M{a:.1} {:.1}v6M{a:.1} {y:.1}H{b:.1}M{b:.1} {:.1}v6", y - 3.0, y - 3.0));
        }
        let (begin, end) = (if imprecise { b } else { x(m.day) }, x(f64::from(event.when.end.0)));
        if end - begin > 15.0 {
            d.push_str(&format!("M{begin:.1} {y:.1}H{end:.1}m0 -3v6"));
        }
        (!d.is_empty()).then(|| html! { <path class="bracket" data-bracket={event.id.clone()} {d} /> })
    }

    /// Threads of the open event, as its card names them; only where they stay clear of the band.
    fn threads(&self) -> Html {
        let Some(event) = self.p.selected.and_then(|s| Some((s, self.event(s)?))) else { return Html::default() };
        let (ix, open) = event;
        let clear = self.p.spec.clear;
        let thread = |from: EventIx, to: EventIx, word: &'static str| -> Option<Html> {
            let (a, b) = (self.event(from)?, self.event(to)?);
            let (xa, xb) = (self.x(a.at), self.x(b.at));
            let on_rail = matches!(a.lane, Lane::Moscow | Lane::Beijing) && a.lane == b.lane;
            if !on_rail || xb - xa < 26.0 || !self.is_visible(xa) || !self.is_visible(xb) {
                return None;
            }
            let n = if a.lane == Lane::Moscow { -1.0 } else { 1.0 };
            let (xa, xb, h) = (xa + 7.0, xb - 9.0, clear * 1.05);
            let (ya, yb) = (self.rail(a.lane, a.at) + n * 7.0, self.rail(b.lane, b.at) + n * 8.0);
            let w = xb - xa;
            let d = format!(
                "M{xa:.1} {ya:.1}C{:.1} {:.1} {:.1} {:.1} {xb:.1} {yb:.1}",
                xa + w * 0.2, ya + n * h, xb - w * 0.2, yb + n * h
            );
            let class = if word == "because" { "thread because" } else { "thread" };
            let y = if n < 0.0 { ya.min(yb) - h * 0.72 + 4.0 } else { ya.max(yb) + h * 0.72 + 4.0 };
            Some(html! { <g data-thread={word}>
                <path {class} {d} marker-end="url(#arrow)" />
                if w > 52.0 {
                    <text class="it halo" x={num((xa + xb) / 2.0)} y={num(y)} text-anchor="middle">{ word }</text>
                }
            </g> })
        };
        let link = |l: &crate::core::data::LinkIx| self.p.timeline.links.get(l.at());
        // The plate shows the nearest only; the card names them all.
        let because = open.causes.iter().filter_map(link).filter_map(|l| thread(l.from, ix, "because")).take(1);
        let so = open.effects.iter().filter_map(link).filter_map(|l| thread(ix, l.to, "so")).take(1);
        html! { <g class="threads">{ for because.chain(so) }</g> }
    }

    /// Names of the phases across their visible part, letter by letter.
    fn territory(&self) -> Html {
        let s = &self.p.spec;
        let middle: Vec<f64> =
            self.p.scene.marks.iter().filter(|m| m.middle).map(|m| self.scale.x(m.day)).collect();
        let (t0, t1) = (self.p.viewport.start(), self.p.viewport.end());
        let all = self.p.band.stretches.iter().filter_map(|st| {
            let (a, b) = (st.start.max(t0), st.end.min(t1));
            if b <= a {
                return None;
            }
            let phase = self.p.timeline.phases.get(st.phase)?;
            let (xa, xb) = (self.scale.x(a), self.scale.x(b));
            if st.style == Style::Before {
                let whole = "before the alliance";
                let text = if xb - xa > 150.0 { whole } else { "before" };
                let fits = xb - xa > width(text, Face::Italic500, 14.0) + 8.0;
                return fits.then(|| html! {
                    <text class="beforename halo" data-territory="before" x={num((xa + xb) / 2.0)} y={num(s.center_y + 5.0)} text-anchor="middle">{ text }</text>
                });
            }
            let (xa, xb) = (xa + 10.0, xb - 10.0);
            let letters: Vec<char> = phase.label.to_uppercase().chars().collect();
            let (n, size) = (letters.len() as f64, s.size_phase);
            if xb - xa < (n * size * 0.75).max(64.0) {
                return None;
            }
            let spread = (xb - xa).min(n * size * 4.2);
            // A letter steps aside, by at most 20 px, from a symbol in the middle of the band.
            let aside = |x: f64| {
                [0.0, 4.0, -4.0, 8.0, -8.0, 12.0, -12.0, 16.0, -16.0, 20.0, -20.0]
                    .into_iter()
                    .find(|d| !middle.iter().any(|m| (m - x - d).abs() < size * 0.85))
                    .map_or(x, |d| x + d)
            };
            let letters = letters.into_iter().enumerate().filter(|(_, c)| *c != ' ').map(|(i, c)| {
                let x = (xa + xb) / 2.0 - spread / 2.0 + spread * (i as f64 + 0.5) / n;
                html! { <text class="terr" x={num(aside(x))} y={num(s.center_y + size * 0.34)} text-anchor="middle">{ c }</text> }
            });
            let dispatch = self.p.dispatch.clone();
            let ix = PhaseIx(st.phase as u32);
            let onclick = Callback::from(move |_: MouseEvent| dispatch.emit(Action::ShowPhase(ix)));
            Some(html! { <g class={classes!("territory", st.style.class())} data-territory={phase.id.clone()} {onclick}>{ for letters }</g> })
        });
        html! { <g class="territories">{ for all }</g> }
    }

    fn elsewhere(&self) -> Html {
        let s = &self.p.spec;
        let Some((y, rule)) = s.elsewhere else { return Html::default() };
        let here: Vec<&Mark> = self.p.scene.marks.iter().filter(|m| m.lane == Lane::Elsewhere).collect();
        let marks = here.iter().filter_map(|m| {
            let event = self.event(m.event)?;
            let x = self.x(m.day);
            if !self.is_visible(x) {
                return None;
            }
            let bar = elsewhere_bar(&self.p.timeline, &self.scale, m.event, s.x1);
            let selected = self.p.selected == Some(m.event);
            let class = classes!("mark", "world", selected.then_some("sel"), selected.then(|| self.style_of(m.event)));
            let cluster = (!m.members.is_empty()).then(|| (m.members.len() + 1).to_string());
            let r = if event.significance == 1 { 5.6 } else { 4.6 };
            let name = m.beside.as_ref().map(|(dx, held, text)| {
                html! { <g data-label={event.id.clone()}><text class="gloss halo" x={num(x + dx)} y={num(y + 4.5)} text-anchor={anchor(*held)}>{ text.clone() }</text></g> }
            });
            Some(html! { <g key={m.event.0}>
                if bar > 8.0 { <rect class="bar" x={num(x)} y={num(y - 3.0)} width={num(bar)} height="6" /> }
                <g {class} data-mark={event.id.clone()} data-cluster={cluster} data-x={num(x)}>{ symbol(event.kind, x, y, r, "") }</g>
                if !m.members.is_empty() {
                    <text class="n halo thin" x={num(x + (bar + 4.0).max(7.0))} y={num(y + 4.0)}>{ format!("+{}", m.members.len()) }</text>
                }
                { for name }
            </g> })
        });
        html! {
            <g class="elsewhere">
                { line("hairl", format!("M{} {rule}H{}", s.x0, s.x1)) }
                if here.is_empty() {
                    <text class="gloss quiet" x={num(s.x0 + 10.0)} y={num(y + 4.5)}>{ "none in these years" }</text>
                }
                { for marks }
            </g>
        }
    }

    /// Mao's statements: a descending stair, in order and not measured; or a row of points.
    fn mao(&self) -> Html {
        let s = &self.p.spec;
        let steps = &self.p.scene.steps;
        if steps.is_empty() {
            return Html::default();
        }
        match s.mao {
            MaoLane::None => Html::default(),
            MaoLane::Row(y) => {
                let named = s.has_lane_names();
                let from = s.x0 + if named { 140.0 } else { 250.0 };
                let points = steps.iter().map(|st| self.x(st.start)).filter(|&x| x > from && x < s.x1 - 50.0);
                html! { <g class="mao">
                    { line("hairl", format!("M{} {}H{}", s.x0, y - 15.0, s.x1)) }
                    if !named { <text class="lane" x={num(s.x0 + 8.0)} y={num(y + 4.0)}>{ "MAO’S VIEW" }</text> }
                    <text class="gloss" x={num(s.x0 + if named { 8.0 } else { 94.0 })} y={num(y + 4.5)}>{ "6 statements, 1955–64" }</text>
                    { for points.map(|x| html! { <circle class="ink" cx={num(x)} cy={num(y)} r="3" /> }) }
                </g> }
            }
            MaoLane::Stair(y0, step) => {
                let clamp = |day: f64| self.scale.x(day).clamp(s.x0, s.x1);
                let mut d = String::new();
                for (i, st) in steps.iter().enumerate() {
                    let (a, b, y) = (clamp(st.start), clamp(st.end), y0 + i as f64 * step);
                    if self.scale.x(st.start) >= s.x1 || (b <= a && d.is_empty()) {
                        continue;
                    }
                    if d.is_empty() {
                        d.push_str(&format!("M{a:.1} {y:.1}"));
                    } else {
                        d.push_str(&format!("V{y:.1}"));
                    }
                    d.push_str(&format!("H{b:.1}"));
                }
                let texts = steps.iter().enumerate().filter_map(|(i, st)| {
                    let event = self.event(st.event)?;
                    let (x, next, y) = (self.x(st.start), self.scale.x(st.end), y0 + i as f64 * step);
                    if next <= s.x0 || x >= s.x1 {
                        return None;
                    }
                    let text = statement(&event.label);
                    let date = event.date.plate(Detail::Month);
                    let w = width(&text, Face::Italic500, 14.0) + 70.0;
                    let at = x.max(s.x0);
                    let flip = at + w > s.x1;
                    let (tx, held) = if flip { (s.x1 - 6.0, "end") } else { (at + 8.0, "start") };
                    let selected = self.p.selected == Some(st.event);
                    let class = classes!("halo", "statement", selected.then_some("sel"));
                    Some(html! { <g key={st.event.0}>
                        if x >= s.x0 { <g data-mark={event.id.clone()} data-x={num(x)} class={selected.then_some("sel")}><circle class="ink" cx={num(x)} cy={num(y)} r={if selected { "5" } else { "3.2" }} /></g> }
                        <g data-label={event.id.clone()}><text {class} x={num(tx)} y={num(y - 4.5)} text-anchor={held}>
                            { text }<tspan class="d" dx="6">{ date }</tspan>
                        </text></g>
                    </g> })
                });
                html! { <g class="mao">
                    { line("hairl", format!("M{} {}H{}", s.x0, y0 - 20.0, s.x1)) }
                    <g clip-path="url(#frame)">{ line("stair", d) }</g>
                    { for texts }
                </g> }
            }
        }
    }

    fn lane_names(&self) -> Html {
        let s = &self.p.spec;
        if !s.has_lane_names() {
            return Html::default();
        }
        let narrow = s.kind == PlateKind::Laptop;
        let x = num(s.x0 - if narrow { 8.0 } else { 14.0 });
        let name = |y: f64, name: &'static str, words: &[&'static str]| {
            let words = words.iter().enumerate().filter(|_| !narrow).map(|(i, w)| {
                html! { <text class="lane2" x={&x} y={num(y + 15.0 + i as f64 * 14.0)} text-anchor="end">{ *w }</text> }
            });
            html! { <><text class="lane" x={&x} y={num(y)} text-anchor="end">{ name }</text>{ for words }</> }
        };
        let half = s.band[2] / 2.0;
        html! { <g class="lanes">
            if let Some((y, _)) = s.elsewhere { { name(y + 5.0, "ELSEWHERE", &[]) } }
            { name(s.center_y - half - 60.0, "MOSCOW", &["acts, or hosts"]) }
            { name(s.center_y - 2.0, "BETWEEN", &["both parties"]) }
            { name(s.center_y + half + 56.0, "BEIJING", &["acts, or hosts"]) }
            if !self.p.scene.steps.is_empty() {
                { match s.mao {
                    MaoLane::Stair(y, _) => name(y - 4.0, "MAO’S VIEW", &["of the USSR", "(Lieberthal 1976)"]),
                    MaoLane::Row(y) => name(y + 4.0, "MAO’S VIEW", &[]),
                    MaoLane::None => Html::default(),
                } }
            }
        </g> }
    }
}

/// The statement without "Mao’s view:" before it, which the lane says already.
pub fn statement(label: &str) -> String {
    let rest = match label.split_once(':') {
        Some((before, rest)) if before.starts_with("Mao") => rest.trim(),
        _ => label,
    };
    let mut chars = rest.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}
