//! Where the list's links lie over the drawing: a flag and its symbol are one target.

use super::list::Place;
use super::phone_plate::NAMES;
use crate::core::data::{Lane, Timeline};
use crate::core::plate::band::Band;
use crate::core::plate::rows::Rows;
use crate::core::plate::scale::TimeScale;
use crate::core::plate::scene::{rail_y, Scene};
use crate::core::plate::spec::{MaoLane, PlateSpec};
use crate::core::plate::staircase::BOX_PAD;
use crate::core::state::AppState;

/// By event, the place of its link; none for the events that have no symbol in this scene.
pub fn of_scene(state: &AppState, scene: &Scene, spec: &PlateSpec, band: &Band) -> Vec<Option<Place>> {
    let scale = TimeScale::new(state.viewport, spec.x0, spec.x1);
    // A target is as wide as the bins in which marks cluster.
    let side = spec.bin;
    let mut all = vec![None; state.timeline.events.len()];
    let mut put = |event: crate::core::data::EventIx, spot: Place| {
        if let Some(slot) = all.get_mut(event.at()) {
            *slot = Some(spot);
        }
    };
    for m in &scene.marks {
        let x = scale.x(m.day);
        if x < spec.x0 - 1.0 || x > spec.x1 + 1.0 {
            continue;
        }
        let out = if m.lane == Lane::Moscow { -m.bead } else { m.bead };
        let y = if m.middle { spec.center_y } else { rail_y(spec, band, m.lane, m.day) + out };
        put(m.event, Place { x: x - side / 2.0, y: y - side / 2.0, w: side, h: side });
    }
    for f in &scene.flags {
        let x = scale.x(f.day);
        let top = if f.north {
            spec.center_y - spec.flags_from() - f.offset - f.height
        } else {
            spec.center_y + spec.flags_from() + f.offset
        };
        let w = f.width + BOX_PAD;
        let more = (side - f.height).max(0.0);
        put(f.event, Place { x: if f.left { x - w } else { x }, y: top - more / 2.0, w, h: f.height + more });
    }
    if let MaoLane::Stair(y0, step) = spec.mao {
        for (i, s) in scene.steps.iter().enumerate() {
            let (a, b) = (scale.x(s.start).max(spec.x0), scale.x(s.end).min(spec.x1));
            if b > a && s.included {
                put(
                    s.event,
                    Place {
                        x: a - 4.0,
                        y: y0 + i as f64 * step - 6.0 - side / 2.0,
                        w: (b - a).max(120.0).min(spec.x1 - a + 4.0),
                        h: side,
                    },
                );
            }
        }
    }
    all
}

/// As [`of_scene`], for the phone's rows.
pub fn of_rows(timeline: &Timeline, rows: &Rows, part: (f64, f64), width: f64) -> Vec<Option<Place>> {
    let mut all = vec![None; timeline.events.len()];
    for r in rows.between(part) {
        if let Some(slot) = all.get_mut(r.event.at()) {
            *slot = Some(Place { x: NAMES - 72.0, y: r.y, w: width - NAMES + 64.0, h: r.height });
        }
    }
    all
}
