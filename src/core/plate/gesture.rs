//! Pointers, wheel and inertia of the plate as a state machine: from what the hand does to what the view does.
//!
//! Pure: no DOM types and no clock. The page passes on what happens, with times in ms and places in px from
//! the left and top of the plate, and applies the [`Verb`]s in order. Which elements listen, pointer capture
//! and `preventDefault` are the page's business: everything is to be prevented except [`Verb::PassToPage`].

use crate::core::order::within;

/// How far a pressed pointer must move, px, for a drag; a smaller movement is a click.
const DRAG_THRESHOLD: f64 = 4.0;
/// Two taps within this time, ms, …
const DOUBLE_TAP_TIME: f64 = 350.0;
/// … and this distance, px, are a double tap.
const DOUBLE_TAP_DISTANCE: f64 = 24.0;
/// Zoom of a wheel per px of its turn (exponent).
const WHEEL_RATE: f64 = 0.0018;
/// The largest zoom of one wheel event, in and out.
const WHEEL_CAP: f64 = 1.35;
/// A pinch on a trackpad arrives as a wheel with Ctrl, in small numbers.
const PINCH_GAIN: f64 = 10.0;
/// A line of a wheel that counts lines, px.
const LINE_PX: f64 = 16.0;
/// Fingers nearer than this, px, are taken as this far apart, so that no factor is absurd.
const LEAST_PINCH: f64 = 10.0;
/// Inertia decays with this time constant, ms …
const FLING_TAU: f64 = 325.0;
/// … and ends below this speed, px/s.
const FLING_LEAST: f64 = 8.0;
/// The speed of release is that of the last so many ms.
const VELOCITY_WINDOW: f64 = 100.0;

/// Zoom of a double click or double tap.
pub const DOUBLE_TAP_FACTOR: f64 = 2.0;
/// Zoom of the + and − buttons and keys.
pub const BUTTON_FACTOR: f64 = 1.6;

/// What the view is to do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Verb {
    /// Move the drawing by so many px: to the right, to earlier dates, when positive.
    PanPx(f64),
    /// Zoom by `factor` (above 1: closer) about the date at `x`.
    ZoomAt {
        /// px from the left of the plate.
        x: f64,
        /// Above 1 zooms in.
        factor: f64,
    },
    /// A click or tap.
    Tap {
        /// px from the left.
        x: f64,
        /// px from the top.
        y: f64,
    },
    /// The second of two taps (the first came as [`Verb::Tap`]): zoom by [`DOUBLE_TAP_FACTOR`].
    DoubleTap {
        /// px from the left.
        x: f64,
        /// px from the top.
        y: f64,
        /// With Shift: zoom out.
        out: bool,
    },
    /// The hand has let go: unless it takes hold again at once, the view is at rest. Not sent while inertia runs, whose end
    /// is the `None` of [`Gesture::fling_step`], nor for wheels, which do not say when they end.
    GestureEnd,
    /// A plain wheel in a frame: it belongs to the page around, and a hint may be shown.
    PassToPage,
}

/// What points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PointerKind {
    /// A mouse.
    Mouse,
    /// A finger: its vertical movement belongs to the page (`touch-action: pan-y`).
    Touch,
    /// A pen.
    Pen,
}

/// The unit in which a wheel counts (`WheelEvent.deltaMode`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum WheelMode {
    /// px (0).
    #[default]
    Pixel,
    /// Lines (1).
    Line,
    /// Pages (2).
    Page,
}

impl WheelMode {
    /// From the number in the event.
    pub fn from_delta_mode(mode: u32) -> WheelMode {
        match mode {
            1 => WheelMode::Line,
            2 => WheelMode::Page,
            _ => WheelMode::Pixel,
        }
    }
}

/// A turn of the wheel, as the browser tells it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Wheel {
    /// To the right, in the unit of `mode`.
    pub dx: f64,
    /// Down.
    pub dy: f64,
    /// Unit.
    pub mode: WheelMode,
    /// Ctrl or ⌘ is held, or it is a pinch on a trackpad.
    pub ctrl: bool,
    /// Shift is held.
    pub shift: bool,
    /// Where the pointer is, px from the left of the plate.
    pub x: f64,
}

/// What a turn of the wheel does. `page_px` is the height of the plate, for wheels that count pages;
/// `cooperative` is true in a frame, where the plain wheel belongs to the page around.
pub fn wheel(turn: &Wheel, page_px: f64, cooperative: bool) -> Option<Verb> {
    let unit = match turn.mode {
        WheelMode::Pixel => 1.0,
        WheelMode::Line => LINE_PX,
        WheelMode::Page => page_px,
    };
    let (dx, dy) = (turn.dx * unit, turn.dy * unit);
    if !(dx.is_finite() && dy.is_finite()) {
        return None;
    }
    let zoom = |dy: f64| {
        let factor = within((-dy * WHEEL_RATE).exp(), 1.0 / WHEEL_CAP, WHEEL_CAP);
        (dy != 0.0).then_some(Verb::ZoomAt { x: turn.x, factor })
    };
    if turn.ctrl {
        return zoom(dy * PINCH_GAIN);
    }
    // Some browsers turn a wheel with Shift sideways themselves, others leave it to us.
    let (dx, dy) = if turn.shift && dx == 0.0 { (dy, 0.0) } else { (dx, dy) };
    if dx.abs() > dy.abs() {
        Some(Verb::PanPx(-dx))
    } else if cooperative {
        (dy != 0.0).then_some(Verb::PassToPage)
    } else {
        zoom(dy)
    }
}

/// A pointer that is down.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Contact {
    id: i32,
    x: f64,
    y: f64,
}

/// What the pointers are doing.
#[derive(Debug, Clone, PartialEq, Default)]
enum Phase {
    /// Nothing is down.
    #[default]
    Rest,
    /// Down, not yet moved far enough for a drag.
    Press { at: Contact, kind: PointerKind, caught: bool },
    /// One pointer drags.
    Drag,
    /// Two fingers.
    Pinch,
    /// The movement belongs to the page, or is over; the pointers only have yet to go up.
    Spent,
}

/// A tap that may become a double tap.
#[derive(Debug, Clone, Copy, PartialEq)]
struct LastTap {
    x: f64,
    y: f64,
    t: f64,
}

/// The inertia after a drag.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fling {
    /// px/s, positive to the right.
    pub velocity: f64,
}

impl Fling {
    /// The movement, px, of the next `dt` ms; `None` when it is over. The decay is integrated exactly, so the
    /// whole way does not depend on the length of the frames.
    pub fn step(&mut self, dt: f64) -> Option<f64> {
        if !(self.velocity.abs() >= FLING_LEAST && dt >= 0.0) {
            return None;
        }
        let decay = (-dt / FLING_TAU).exp();
        let px = self.velocity * FLING_TAU / 1000.0 * (1.0 - decay);
        self.velocity *= decay;
        Some(px)
    }
}

/// The state of all pointers on the plate.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Gesture {
    /// No inertia.
    pub reduced_motion: bool,
    contacts: Vec<Contact>,
    phase: Phase,
    /// Recent places of the dragging pointer, for its speed: time in ms, x in px.
    trail: Vec<(f64, f64)>,
    last_tap: Option<LastTap>,
    fling: Option<Fling>,
}

impl Gesture {
    /// A pointer goes down (of a mouse: its main button). `t_ms` is any clock that only goes forward.
    pub fn pointer_down(&mut self, id: i32, x: f64, y: f64, t_ms: f64, kind: PointerKind) -> Vec<Verb> {
        let caught = self.fling.take().is_some();
        let contact = Contact { id, x, y };
        // A pointer whose end was never told is forgotten.
        self.contacts.retain(|c| c.id != id);
        if self.contacts.is_empty() {
            self.phase = Phase::Rest;
        }
        self.contacts.push(contact);
        self.phase = match (self.contacts.len(), &self.phase) {
            (1, _) => Phase::Press { at: contact, kind, caught },
            (2, _) => Phase::Pinch,
            // A third finger changes nothing.
            (_, phase) => (*phase).clone(),
        };
        self.trail = vec![(t_ms, x)];
        if self.contacts.len() > 1 {
            self.last_tap = None;
        }
        if caught {
            vec![Verb::GestureEnd]
        } else {
            Vec::new()
        }
    }

    /// A pointer moves. Pointers that are not down are ignored.
    pub fn pointer_move(&mut self, id: i32, x: f64, y: f64, t_ms: f64) -> Vec<Verb> {
        let Some(i) = self.contacts.iter().position(|c| c.id == id) else { return Vec::new() };
        let before = self.pair();
        let old = std::mem::replace(&mut self.contacts[i], Contact { id, x, y });
        match self.phase {
            Phase::Press { at, kind, .. } => {
                let (dx, dy) = (x - at.x, y - at.y);
                if distance(dx, dy) < DRAG_THRESHOLD {
                    return Vec::new();
                }
                self.last_tap = None;
                if kind == PointerKind::Touch && dy.abs() > dx.abs() {
                    // The page scrolls; the browser will cancel the pointer soon.
                    self.phase = Phase::Spent;
                    return Vec::new();
                }
                self.phase = Phase::Drag;
                self.follow(t_ms, x);
                // The whole way since the press, so that the grabbed date is under the pointer.
                vec![Verb::PanPx(dx)]
            }
            Phase::Drag => {
                self.follow(t_ms, x);
                if x == old.x {
                    Vec::new()
                } else {
                    vec![Verb::PanPx(x - old.x)]
                }
            }
            Phase::Pinch => match (before, self.pair()) {
                (Some((x0, apart0)), Some((x1, apart1))) => {
                    let pan = (x1 != x0).then_some(Verb::PanPx(x1 - x0));
                    let factor = apart1 / apart0;
                    let zoom = (factor != 1.0).then_some(Verb::ZoomAt { x: x1, factor });
                    pan.into_iter().chain(zoom).collect()
                }
                _ => Vec::new(),
            },
            Phase::Rest | Phase::Spent => Vec::new(),
        }
    }

    /// A pointer goes up; `shift` is held or not.
    pub fn pointer_up(&mut self, id: i32, x: f64, y: f64, t_ms: f64, shift: bool) -> Vec<Verb> {
        // Where it went up may differ from where it was last seen.
        let mut verbs = self.pointer_move(id, x, y, t_ms);
        if !self.lift(id) {
            return verbs;
        }
        match std::mem::take(&mut self.phase) {
            Phase::Press { caught: false, .. } => verbs.push(self.tap(x, y, t_ms, shift)),
            Phase::Press { .. } | Phase::Rest | Phase::Spent => self.rest_or(Phase::Spent),
            Phase::Drag => {
                self.fling = self.release(t_ms);
                if self.fling.is_none() {
                    verbs.push(Verb::GestureEnd);
                }
            }
            Phase::Pinch => self.leave_pinch(t_ms, &mut verbs),
        }
        verbs
    }

    /// The browser takes a pointer away (it scrolls the page, or the pointer is lost).
    pub fn pointer_cancel(&mut self, id: i32) -> Vec<Verb> {
        if !self.lift(id) {
            return Vec::new();
        }
        let mut verbs = Vec::new();
        match std::mem::take(&mut self.phase) {
            Phase::Drag => verbs.push(Verb::GestureEnd),
            Phase::Pinch => {
                self.rest_or(Phase::Spent);
                verbs.push(Verb::GestureEnd);
            }
            Phase::Press { .. } | Phase::Rest | Phase::Spent => self.rest_or(Phase::Spent),
        }
        verbs
    }

    /// A turn of the wheel: see [`wheel`]. It ends inertia.
    pub fn wheel(&mut self, turn: &Wheel, page_px: f64, cooperative: bool) -> Option<Verb> {
        let verb = wheel(turn, page_px, cooperative);
        if verb.is_some_and(|v| v != Verb::PassToPage) {
            self.fling = None;
        }
        verb
    }

    /// A drag or pinch has begun: the moment to capture the pointer.
    pub fn is_moving(&self) -> bool {
        matches!(self.phase, Phase::Drag | Phase::Pinch)
    }

    /// Inertia runs: call [`Gesture::fling_step`] in the next frame.
    pub fn is_flinging(&self) -> bool {
        self.fling.is_some()
    }

    /// The movement, px, of inertia in the next `dt` ms, to be applied as [`Verb::PanPx`]; `None` when it is
    /// over: then the gesture has ended.
    pub fn fling_step(&mut self, dt: f64) -> Option<f64> {
        let px = self.fling.as_mut().and_then(|f| f.step(dt));
        if px.is_none() {
            self.fling = None;
        }
        px
    }

    /// Ends inertia, as at the limit of the view.
    pub fn stop(&mut self) {
        self.fling = None;
    }

    /// Middle (x) and distance of the first two pointers, px.
    fn pair(&self) -> Option<(f64, f64)> {
        let (a, b) = (self.contacts.first()?, self.contacts.get(1)?);
        Some(((a.x + b.x) / 2.0, distance(a.x - b.x, a.y - b.y).max(LEAST_PINCH)))
    }

    /// Forgets a pointer; false if it was not down.
    fn lift(&mut self, id: i32) -> bool {
        let count = self.contacts.len();
        self.contacts.retain(|c| c.id != id);
        self.contacts.len() < count
    }

    /// At rest if nothing is down, else the given phase.
    fn rest_or(&mut self, phase: Phase) {
        self.phase = if self.contacts.is_empty() { Phase::Rest } else { phase };
    }

    /// One of the fingers of a pinch went up: two may still pinch, the last one drags on.
    fn leave_pinch(&mut self, t_ms: f64, verbs: &mut Vec<Verb>) {
        match self.contacts.first() {
            Some(_) if self.contacts.len() > 1 => self.phase = Phase::Pinch,
            Some(rest) => {
                self.trail = vec![(t_ms, rest.x)];
                self.phase = Phase::Drag;
            }
            None => verbs.push(Verb::GestureEnd),
        }
    }

    /// A tap, or the second of two.
    fn tap(&mut self, x: f64, y: f64, t_ms: f64, shift: bool) -> Verb {
        let second = self.last_tap.take().is_some_and(|l| {
            t_ms - l.t <= DOUBLE_TAP_TIME && distance(x - l.x, y - l.y) <= DOUBLE_TAP_DISTANCE
        });
        if second {
            return Verb::DoubleTap { x, y, out: shift };
        }
        self.last_tap = Some(LastTap { x, y, t: t_ms });
        Verb::Tap { x, y }
    }

    /// Remembers where the dragging pointer was in the last 100 ms.
    fn follow(&mut self, t_ms: f64, x: f64) {
        self.trail.push((t_ms, x));
        self.trail.retain(|(t, _)| t_ms - t <= VELOCITY_WINDOW);
    }

    /// The inertia with which the pointer lets go, if it was moving and motion is wanted.
    fn release(&mut self, t_ms: f64) -> Option<Fling> {
        let trail = std::mem::take(&mut self.trail);
        let recent = || trail.iter().filter(|(t, _)| t_ms - t <= VELOCITY_WINDOW);
        let (first, last) = (recent().next()?, recent().next_back()?);
        let time = last.0 - first.0;
        if self.reduced_motion || time <= 0.0 {
            return None;
        }
        let velocity = (last.1 - first.1) / time * 1000.0;
        (velocity.abs() >= FLING_LEAST).then_some(Fling { velocity })
    }
}

/// Length of a way, px. `f64::hypot` guards against sizes that no window has, and costs 0.4 kB.
fn distance(dx: f64, dy: f64) -> f64 {
    (dx * dx + dy * dy).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use PointerKind::{Mouse, Touch};

    /// Down at 0 ms, the moves 16 ms apart, up 16 ms after the last: all verbs.
    fn drag(gesture: &mut Gesture, kind: PointerKind, path: &[(f64, f64)]) -> Vec<Verb> {
        let mut verbs = Vec::new();
        let (first, last) = (path[0], path[path.len() - 1]);
        verbs.extend(gesture.pointer_down(1, first.0, first.1, 0.0, kind));
        for (i, p) in path.iter().enumerate().skip(1) {
            verbs.extend(gesture.pointer_move(1, p.0, p.1, 16.0 * i as f64));
        }
        verbs.extend(gesture.pointer_up(1, last.0, last.1, 16.0 * path.len() as f64, false));
        verbs
    }

    fn still() -> Gesture {
        Gesture { reduced_motion: true, ..Gesture::default() }
    }

    fn check_wheel(turn: Wheel, cooperative: bool, expect: Option<Verb>) {
        let verb = wheel(&turn, 600.0, cooperative);
        let close = |a: f64, b: f64| (a - b).abs() < 1e-3;
        let same = match (verb, expect) {
            (Some(Verb::ZoomAt { x, factor }), Some(Verb::ZoomAt { x: ex, factor: ef })) => {
                close(x, ex) && close(factor, ef)
            }
            (a, b) => a == b,
        };
        assert!(same, "{turn:?} gave {verb:?}, not {expect:?}");
    }

    #[test]
    fn the_wheel_zooms_at_the_pointer_in_every_unit() {
        let zoom = |factor| Some(Verb::ZoomAt { x: 70.0, factor });
        let turn = Wheel { x: 70.0, ..Wheel::default() };
        check_wheel(Wheel { dy: -100.0, ..turn }, false, zoom(1.197));
        check_wheel(Wheel { dy: 100.0, ..turn }, false, zoom(1.0 / 1.197));
        check_wheel(
            Wheel { dy: -3.0, mode: WheelMode::Line, ..turn },
            false,
            zoom((48.0_f64 * 0.0018).exp()),
        );
        check_wheel(
            Wheel { dy: -0.1, mode: WheelMode::Page, ..turn },
            false,
            zoom((60.0_f64 * 0.0018).exp()),
        );
    }

    #[test]
    fn one_wheel_event_zooms_by_at_most_1_35() {
        let turn = Wheel { x: 5.0, ..Wheel::default() };
        check_wheel(Wheel { dy: -5000.0, ..turn }, false, Some(Verb::ZoomAt { x: 5.0, factor: 1.35 }));
        check_wheel(
            Wheel { dy: 1.0, mode: WheelMode::Page, ..turn },
            false,
            Some(Verb::ZoomAt { x: 5.0, factor: 1.0 / 1.35 }),
        );
    }

    #[test]
    fn a_pinch_on_a_trackpad_zooms_ten_times_as_fast_also_in_a_frame() {
        for cooperative in [false, true] {
            let turn = Wheel { dy: -2.0, ctrl: true, x: 9.0, ..Wheel::default() };
            check_wheel(turn, cooperative, Some(Verb::ZoomAt { x: 9.0, factor: (20.0_f64 * 0.0018).exp() }));
            check_wheel(
                Wheel { dy: -120.0, ..turn },
                cooperative,
                Some(Verb::ZoomAt { x: 9.0, factor: 1.35 }),
            );
        }
    }

    #[test]
    fn a_horizontal_wheel_and_shift_pan() {
        for cooperative in [false, true] {
            let turn = Wheel::default();
            check_wheel(Wheel { dx: 30.0, dy: 10.0, ..turn }, cooperative, Some(Verb::PanPx(-30.0)));
            check_wheel(Wheel { dy: 40.0, shift: true, ..turn }, cooperative, Some(Verb::PanPx(-40.0)));
            check_wheel(Wheel { dx: -40.0, shift: true, ..turn }, cooperative, Some(Verb::PanPx(40.0)));
        }
    }

    #[test]
    fn in_a_frame_the_plain_wheel_belongs_to_the_page() {
        check_wheel(Wheel { dy: 100.0, ..Wheel::default() }, true, Some(Verb::PassToPage));
        check_wheel(Wheel { dx: 20.0, dy: 100.0, ..Wheel::default() }, true, Some(Verb::PassToPage));
    }

    #[test]
    fn a_wheel_that_does_not_turn_does_nothing() {
        for cooperative in [false, true] {
            check_wheel(Wheel::default(), cooperative, None);
            check_wheel(Wheel { ctrl: true, dx: 3.0, ..Wheel::default() }, cooperative, None);
            check_wheel(Wheel { dy: f64::NAN, ..Wheel::default() }, cooperative, None);
        }
    }

    #[test]
    fn a_drag_pans_by_the_whole_way_of_the_pointer() {
        let verbs = drag(&mut still(), Mouse, &[(100.0, 50.0), (102.0, 50.0), (110.0, 52.0), (130.0, 90.0)]);
        assert_eq!(verbs, [Verb::PanPx(10.0), Verb::PanPx(20.0), Verb::GestureEnd]);
    }

    #[test]
    fn a_movement_below_four_px_is_a_click() {
        let verbs = drag(&mut still(), Mouse, &[(100.0, 50.0), (102.0, 52.0), (103.0, 51.0)]);
        assert_eq!(verbs, [Verb::Tap { x: 103.0, y: 51.0 }]);
    }

    #[test]
    fn a_finger_that_moves_down_scrolls_the_page_and_selects_nothing() {
        let mut g = still();
        let verbs = drag(&mut g, Touch, &[(100.0, 50.0), (102.0, 60.0), (140.0, 90.0)]);
        assert_eq!(verbs, []);
        // … and the next tap is a tap again.
        assert_eq!(drag(&mut g, Touch, &[(10.0, 20.0)]), [Verb::Tap { x: 10.0, y: 20.0 }]);
    }

    #[test]
    fn a_finger_that_moves_sideways_pans() {
        let verbs = drag(&mut still(), Touch, &[(100.0, 50.0), (90.0, 53.0)]);
        assert_eq!(verbs, [Verb::PanPx(-10.0), Verb::GestureEnd]);
    }

    #[test]
    fn the_second_of_two_taps_is_a_double_tap_and_with_shift_zooms_out() {
        let tap = |g: &mut Gesture, x: f64, t: f64, shift: bool| {
            g.pointer_down(1, x, 20.0, t, Mouse);
            g.pointer_up(1, x, 20.0, t + 40.0, shift)
        };
        let (first, second) =
            (Verb::Tap { x: 10.0, y: 20.0 }, Verb::DoubleTap { x: 12.0, y: 20.0, out: true });
        let mut g = still();
        assert_eq!(tap(&mut g, 10.0, 0.0, false), [first]);
        assert_eq!(tap(&mut g, 12.0, 200.0, true), [second]);
        assert_eq!(tap(&mut g, 10.0, 300.0, false), [first], "a third tap begins anew");
        let mut g = still();
        tap(&mut g, 10.0, 0.0, false);
        assert_eq!(tap(&mut g, 10.0, 500.0, false), [first], "too late");
        let mut g = still();
        tap(&mut g, 60.0, 0.0, false);
        assert_eq!(tap(&mut g, 10.0, 200.0, false), [first], "too far away");
    }

    #[test]
    fn a_pinch_zooms_about_its_middle_and_pans_with_it() {
        let mut g = still();
        g.pointer_down(1, 100.0, 50.0, 0.0, Touch);
        g.pointer_down(2, 200.0, 50.0, 10.0, Touch);
        let verbs = g.pointer_move(2, 300.0, 50.0, 20.0);
        assert_eq!(verbs, [Verb::PanPx(50.0), Verb::ZoomAt { x: 200.0, factor: 2.0 }]);
        // One finger stays and drags on; nothing is tapped.
        assert_eq!(g.pointer_up(2, 300.0, 50.0, 30.0, false), []);
        assert_eq!(g.pointer_move(1, 90.0, 50.0, 40.0), [Verb::PanPx(-10.0)]);
        assert_eq!(g.pointer_up(1, 90.0, 50.0, 50.0, false), [Verb::GestureEnd]);
    }

    #[test]
    fn fingers_that_meet_or_are_three_give_no_absurd_factor() {
        let mut g = still();
        g.pointer_down(1, 100.0, 50.0, 0.0, Touch);
        g.pointer_down(2, 100.0, 50.0, 0.0, Touch);
        g.pointer_down(3, 400.0, 50.0, 0.0, Touch);
        assert_eq!(g.pointer_move(3, 500.0, 50.0, 10.0), []);
        assert_eq!(
            g.pointer_move(2, 120.0, 50.0, 10.0),
            [Verb::PanPx(10.0), Verb::ZoomAt { x: 110.0, factor: 2.0 }]
        );
    }

    #[test]
    fn a_cancelled_drag_ends_and_a_cancelled_press_is_no_tap() {
        let mut g = still();
        g.pointer_down(1, 0.0, 0.0, 0.0, Touch);
        g.pointer_move(1, 10.0, 0.0, 10.0);
        assert_eq!(g.pointer_cancel(1), [Verb::GestureEnd]);
        g.pointer_down(1, 0.0, 0.0, 20.0, Touch);
        assert_eq!(g.pointer_cancel(1), []);
        assert_eq!(g.pointer_up(1, 0.0, 0.0, 30.0, false), [], "it is not down any more");
        assert_eq!(g.pointer_move(7, 5.0, 5.0, 40.0), [], "it never was");
    }

    /// A drag to the right at 1 px/ms.
    const THROW: [(f64, f64); 4] = [(0.0, 0.0), (16.0, 0.0), (32.0, 0.0), (48.0, 0.0)];

    #[test]
    fn inertia_goes_on_with_the_speed_of_the_pointer_and_decays() {
        let mut g = Gesture::default();
        let verbs = drag(&mut g, Mouse, &THROW);
        assert!(g.is_flinging() && !verbs.contains(&Verb::GestureEnd));
        let (mut way, mut frames) = (0.0, 0);
        while let Some(px) = g.fling_step(16.0) {
            way += px;
            frames += 1;
        }
        // The pointer rested for one frame before it went up: 48 px in 64 ms.
        let (speed, whole) = (750.0, 750.0 * 0.325);
        assert!(way < whole && way > whole - 8.0 * 0.325 - 1.0, "{way} px");
        let until = (speed / 8.0_f64).ln() * 325.0 / 16.0;
        assert!((f64::from(frames) - until).abs() <= 1.0, "{frames} frames, not {until}");
        assert!(!g.is_flinging());
    }

    #[test]
    fn there_is_no_inertia_with_reduced_motion_or_after_a_rest() {
        let mut g = still();
        assert_eq!(drag(&mut g, Mouse, &THROW).last(), Some(&Verb::GestureEnd));
        assert!(!g.is_flinging());
        let mut g = Gesture::default();
        g.pointer_down(1, 0.0, 0.0, 0.0, Mouse);
        g.pointer_move(1, 50.0, 0.0, 16.0);
        assert_eq!(g.pointer_up(1, 50.0, 0.0, 400.0, false), [Verb::GestureEnd]);
    }

    #[test]
    fn a_press_catches_inertia_and_selects_nothing() {
        let mut g = Gesture::default();
        drag(&mut g, Touch, &THROW);
        assert_eq!(g.pointer_down(1, 5.0, 5.0, 100.0, Touch), [Verb::GestureEnd]);
        assert!(!g.is_flinging());
        assert_eq!(g.pointer_up(1, 5.0, 5.0, 150.0, false), []);
    }

    #[test]
    fn the_wheel_ends_inertia() {
        let mut g = Gesture::default();
        drag(&mut g, Mouse, &THROW);
        g.wheel(&Wheel { dy: 10.0, ..Wheel::default() }, 600.0, true);
        assert!(g.is_flinging(), "a wheel for the page around does not");
        g.wheel(&Wheel { dy: 10.0, ..Wheel::default() }, 600.0, false);
        assert!(!g.is_flinging());
    }

    proptest! {
        #[test]
        fn the_way_of_inertia_does_not_depend_on_the_frames(velocity in 20.0_f64..4000.0, dt in 1.0_f64..60.0) {
            let mut fling = Fling { velocity };
            let mut way = 0.0;
            while let Some(px) = fling.step(dt) {
                way += px;
            }
            let whole = velocity * 0.325;
            prop_assert!(way <= whole && way >= whole - 8.0 * 0.325 - 1e-6);
        }

        #[test]
        fn any_order_of_inputs_ends_at_rest_with_finite_verbs(
            acts in prop::collection::vec((0_u8..5, 0_i32..4, -500.0_f64..500.0, -500.0_f64..500.0), 0..80),
        ) {
            let mut g = Gesture::default();
            let mut verbs = Vec::new();
            for (i, (what, id, x, y)) in acts.into_iter().enumerate() {
                let t = 8.0 * i as f64;
                verbs.extend(match what {
                    0 => g.pointer_down(id, x, y, t, Touch),
                    1 | 2 => g.pointer_move(id, x, y, t),
                    3 => g.pointer_up(id, x, y, t, false),
                    _ => g.pointer_cancel(id),
                });
            }
            for id in 0..4 {
                verbs.extend(g.pointer_cancel(id));
            }
            for verb in verbs {
                match verb {
                    Verb::PanPx(px) => prop_assert!(px.is_finite() && px != 0.0),
                    Verb::ZoomAt { x, factor } => prop_assert!(x.is_finite() && factor.is_finite() && factor > 0.0),
                    _ => {}
                }
            }
            prop_assert!(!g.is_moving());
            g.stop();
            g.pointer_down(1, 3.0, 4.0, 1e6, Touch);
            let tap = Verb::Tap { x: 3.0, y: 4.0 };
            prop_assert_eq!(g.pointer_up(1, 3.0, 4.0, 1e6, false), [tap]);
        }
    }
}
