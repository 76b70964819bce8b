//! Where signs and names stand on a sheet of the map: signs that would cover one another are moved apart, and each
//! name takes the first free spot around its sign, the nearest first; a name farther off has a leader line.

use china_ussr_timeline::core::plate::lettering::{width, Face};

/// Sizes of the lettering in units; `assets/css/beside.css` has them too.
pub const NAME: f64 = 14.5;
/// The size of the names of places with many events.
pub const GREAT: f64 = 17.0;
/// From one line of a name to the next.
pub const LINE: f64 = 16.0;
/// Room around a name. With one line its box is 24 high: a target that a finger or a shaky hand hits.
const PAD: [f64; 2] = [4.0, 4.0];
/// Room that stays free at the edge of the sheet.
const EDGE: f64 = 3.0;

/// A box: left, top, right, bottom.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Room {
    /// Left.
    pub left: f64,
    /// Top.
    pub top: f64,
    /// Right.
    pub right: f64,
    /// Bottom.
    pub bottom: f64,
}

impl Room {
    /// Whether two boxes share more than an edge.
    pub fn meets(&self, other: &Room) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// Whether a disc reaches into the box.
    fn meets_disc(&self, [x, y]: [f64; 2], r: f64) -> bool {
        let (dx, dy) = (x - x.clamp(self.left, self.right), y - y.clamp(self.top, self.bottom));
        dx.hypot(dy) < r
    }

    fn on(&self, [width, height]: [f64; 2]) -> bool {
        self.left >= EDGE && self.top >= EDGE && self.right <= width - EDGE && self.bottom <= height - EDGE
    }
}

/// A sign and what is to be written beside it.
#[derive(Debug, Clone)]
pub struct Sign {
    /// Where the place is, units.
    pub at: [f64; 2],
    /// How far the sign reaches, units.
    pub reach: f64,
    /// The lines of its name.
    pub lines: Vec<String>,
    /// Whether the name is written larger.
    pub great: bool,
}

impl Sign {
    fn size(&self) -> [f64; 2] {
        let (face, size) = if self.great { (Face::Text600, GREAT) } else { (Face::Italic500, NAME) };
        let widest = self.lines.iter().map(|line| width(line, face, size)).fold(0.0, f64::max);
        [widest + 2.0 * PAD[0], self.lines.len() as f64 * LINE + 2.0 * PAD[1]]
    }
}

/// A name in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// The room that it takes.
    pub room: Room,
    /// −1: the lines end at the right edge of the room; 0: they are centred; 1: they begin at its left edge.
    pub side: i8,
    /// The line that leads to it from its sign, if it stands away from it.
    pub leader: Option<[[f64; 2]; 2]>,
}

impl Label {
    /// Where the lines are anchored: x.
    pub fn x(&self) -> f64 {
        match self.side {
            1 => self.room.left + PAD[0],
            -1 => self.room.right - PAD[0],
            _ => (self.room.left + self.room.right) / 2.0,
        }
    }

    /// The base line of a line.
    pub fn y(&self, line: usize) -> f64 {
        self.room.top + PAD[1] + 12.2 + line as f64 * LINE
    }
}

/// Moves signs apart until none covers another, each pair along the line through both. A great sign stays: the
/// small one beside it moves alone.
pub fn apart(signs: &[Sign]) -> Vec<[f64; 2]> {
    /// Far more than it takes.
    const TURNS: usize = 200;
    let mut at: Vec<[f64; 2]> = signs.iter().map(|sign| sign.at).collect();
    for _ in 0..TURNS {
        let mut moved = false;
        for i in 0..signs.len() {
            for j in 0..i {
                let (dx, dy) = (at[i][0] - at[j][0], at[i][1] - at[j][1]);
                let (far, need) = (dx.hypot(dy), signs[i].reach + signs[j].reach + 1.0);
                if far < need - 1e-6 {
                    let (ux, uy) = if far == 0.0 { (1.0, 0.0) } else { (dx / far, dy / far) };
                    let (of_i, of_j) = match (signs[i].great, signs[j].great) {
                        (true, false) => (0.0, 1.0),
                        (false, true) => (1.0, 0.0),
                        _ => (0.5, 0.5),
                    };
                    let by = need - far;
                    at[i] = [at[i][0] + ux * by * of_i, at[i][1] + uy * by * of_i];
                    at[j] = [at[j][0] - ux * by * of_j, at[j][1] - uy * by * of_j];
                    moved = true;
                }
            }
        }
        if !moved {
            break;
        }
    }
    at
}

/// Right, left, above, below, then the corners: the order in which a reader likes them.
const WAYS: [[f64; 2]; 8] =
    [[1.0, 0.0], [-1.0, 0.0], [0.0, -1.0], [0.0, 1.0], [0.8, -0.6], [0.8, 0.6], [-0.8, -0.6], [-0.8, 0.6]];
/// How far from its sign a name stands, units; from the second on with a leader line.
const GAPS: [f64; 7] = [0.5, 9.0, 18.0, 28.0, 40.0, 54.0, 70.0];

/// The label of each sign, or nothing where there is no room for it. `at` is where the signs stand, `taken` what
/// no name may cover.
///
/// A name once placed stays, so the order decides: many are tried, always the same ones, and that is taken which
/// leaves the names nearest to their signs.
pub fn placed(signs: &[Sign], at: &[[f64; 2]], taken: &[Room], sheet: [f64; 2]) -> Vec<Option<Label>> {
    const TRIES: u32 = 400;
    let mut seed = 1;
    let ways = (0..TRIES).map(|_| {
        // The great ones come first, whatever the order of the others.
        let mut order: Vec<(bool, u32, usize)> =
            signs.iter().enumerate().map(|(i, sign)| (!sign.great, shuffled(&mut seed), i)).collect();
        order.sort_unstable();
        in_order(signs, at, taken, sheet, order.into_iter().map(|(.., i)| i))
    });
    let far = |label: &Option<Label>| label.as_ref().map_or(1e6, |label| label.leader.map_or(0.0, length));
    let cost = |way: &[Option<Label>]| way.iter().map(far).sum::<f64>();
    let costed = ways.map(|way| (cost(&way), way));
    costed.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, way)| way).unwrap_or_default()
}

/// The next of a row of numbers that look random and are always the same (a linear congruence).
fn shuffled(seed: &mut u32) -> u32 {
    *seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
    *seed >> 8
}

fn length([a, b]: [[f64; 2]; 2]) -> f64 {
    // One more such line counts as much as one that is longer by this.
    const EACH: f64 = 20.0;
    EACH + (a[0] - b[0]).hypot(a[1] - b[1])
}

/// Each in turn takes the first free spot.
fn in_order(
    signs: &[Sign],
    at: &[[f64; 2]],
    taken: &[Room],
    sheet: [f64; 2],
    order: impl Iterator<Item = usize>,
) -> Vec<Option<Label>> {
    let mut labels: Vec<Option<Label>> = vec![None; signs.len()];
    for i in order {
        let free = |label: &Label| {
            let others = || labels.iter().flatten();
            let on_sign = |[x, y]: [f64; 2]| {
                (0..signs.len()).any(|j| j != i && (at[j][0] - x).hypot(at[j][1] - y) < signs[j].reach)
            };
            label.room.on(sheet)
                && !taken.iter().chain(others().map(|other| &other.room)).any(|room| room.meets(&label.room))
                && !(0..signs.len()).any(|j| label.room.meets_disc(at[j], signs[j].reach))
                && !others().filter_map(|o| o.leader).flat_map(along).any(|p| label.room.meets_disc(p, 1.0))
                && !label
                    .leader
                    .into_iter()
                    .flat_map(along)
                    .any(|point| on_sign(point) || others().any(|other| other.room.meets_disc(point, 1.0)))
        };
        let spots = GAPS.iter().flat_map(|gap| WAYS.iter().map(move |way| (*gap, *way)));
        labels[i] = spots.map(|(gap, way)| spot(&signs[i], at[i], gap, way)).find(free);
    }
    labels
}

fn spot(sign: &Sign, [x, y]: [f64; 2], gap: f64, [dx, dy]: [f64; 2]) -> Label {
    let [width, height] = sign.size();
    let (px, py) = (x + dx * (sign.reach + gap), y + dy * (sign.reach + gap));
    let side = if dx > 0.0 { 1 } else { -i8::from(dx < 0.0) };
    let left = px - width * (1.0 - f64::from(side)) / 2.0;
    // Above and below it stands clear of the sign; to the sides it is level with it.
    let top = match () {
        () if dy == 0.0 => py - height / 2.0,
        () if side == 0 => py - if dy < 0.0 { height } else { 0.0 },
        () => py - height / 2.0 + dy * height / 2.0,
    };
    let room = Room { left, top, right: left + width, bottom: top + height };
    let leader = (gap > GAPS[0]).then(|| {
        let near = [px.clamp(room.left, room.right), py.clamp(room.top, room.bottom)];
        [[x + dx * sign.reach, y + dy * sign.reach], near]
    });
    Label { room, side, leader }
}

/// Points along a leader line, from sign to name, without its ends.
fn along([a, b]: [[f64; 2]; 2]) -> impl Iterator<Item = [f64; 2]> {
    (1..10).map(move |i| {
        let t = f64::from(i) / 10.0;
        [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sign(x: f64, y: f64, name: &str) -> Sign {
        Sign { at: [x, y], reach: 6.0, lines: vec![name.to_string()], great: false }
    }

    #[test]
    fn signs_move_apart_by_as_much_as_they_must() {
        let signs = [sign(50.0, 50.0, "a"), sign(55.0, 50.0, "b"), sign(150.0, 50.0, "c")];
        let at = apart(&signs);
        assert_eq!(at[2], [150.0, 50.0], "it was in nobody's way");
        assert!((at[1][0] - at[0][0] - 13.0).abs() < 1e-5 && (at[0][0] + at[1][0] - 105.0).abs() < 1e-9);
        let mut great = signs.to_vec();
        great[0].great = true;
        assert_eq!(apart(&great)[0], [50.0, 50.0]);
        // Even on the very same point.
        let same = apart(&[sign(50.0, 50.0, "a"), sign(50.0, 50.0, "b")]);
        assert!((same[0][0] - same[1][0]).abs() > 12.9);
    }

    #[test]
    fn a_name_stands_to_the_right_and_elsewhere_if_that_is_taken() {
        let signs = [sign(100.0, 60.0, "Lhasa")];
        let at = apart(&signs);
        let label = |taken: &[Room]| placed(&signs, &at, taken, [200.0, 120.0])[0].clone().expect("room");
        let first = label(&[]);
        assert_eq!((first.side, first.leader), (1, None));
        assert_eq!(first.room.bottom - first.room.top, 24.0);
        let second = label(&[first.room]);
        assert_eq!((second.side, second.leader), (-1, None));
        let third = label(&[first.room, second.room]);
        assert_eq!(third.side, 0);
        // Beside a wide thing it stands off, and a line leads there.
        let around = Room { left: 80.0, top: 40.0, right: 120.0, bottom: 80.0 };
        let off = label(&[around]);
        assert!(off.leader.is_some() && !off.room.meets(&around));
    }

    #[test]
    fn no_room_is_told() {
        let signs = [sign(10.0, 10.0, "A name that is far too long for so small a sheet")];
        assert_eq!(placed(&signs, &apart(&signs), &[], [60.0, 40.0]), [None]);
    }

    #[test]
    fn boxes_meet_if_they_share_more_than_an_edge() {
        let room = |left, top| Room { left, top, right: left + 10.0, bottom: top + 10.0 };
        assert!(room(0.0, 0.0).meets(&room(9.0, 9.0)) && !room(0.0, 0.0).meets(&room(10.0, 0.0)));
        assert!(room(0.0, 0.0).meets_disc([12.0, 5.0], 2.1) && !room(0.0, 0.0).meets_disc([12.0, 5.0], 1.9));
    }
}
