//! Places the flags of one side of the band: which events get one, in which shape, how far out.
//!
//! The rules are those of the design's `mock/real.md`, 2 to 4. A flag is a box on a pole; the pole stands on
//! the event's day, the box left or right of it. No box may cover another box or another flag's pole, so a
//! flag whose box spans another's pole must stand outside it: a staircase. Nothing here knows dates or text.

/// px of air kept between a box and another's pole, and between boxes side by side.
const AIR: f64 = 7.0;
/// px between boxes above one another.
const GAP: f64 = 5.0;
/// px between a pole and the text of its flag, with the same again at the far side: box width is text + this.
pub const BOX_PAD: f64 = 10.0;
/// A detail is not named within so many px of an unnamed headline.
const HEADLINE_PRIVILEGE: f64 = 72.0;
/// How often a side starts again with a failed headline in front.
const RUNS: usize = 6;
/// A side never holds more flags than this: the bits of a set.
const MOST_FLAGS: usize = 64;

/// One way a flag may be drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shape {
    /// The box stands left of the pole.
    pub left: bool,
    /// Placed after the others that are free to be placed, so that it stands further out.
    pub late: bool,
    /// Width of the text, px.
    pub width: f64,
    /// Height of the box, px.
    pub height: f64,
    /// What the shape costs beside the height it uses, px.
    pub cost: f64,
    /// The caller's number of the text's line breaks.
    pub breaks: usize,
}

/// An event that may get a flag.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Where its pole stands, px.
    pub x: f64,
    /// 1 headline, 2 important, 3 detail.
    pub significance: u8,
    /// Placed before all others of its significance (events at a period's boundary).
    pub first: bool,
    /// Shapes to try, the preferred first.
    pub shapes: Vec<Shape>,
}

/// The room of a side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Room {
    /// Greatest distance from the rail's clear air, px.
    pub height: f64,
    /// Left edge of the plate, px: bins are counted from here.
    pub left: f64,
    /// Width of a bin, px.
    pub bin: f64,
    /// Least significant level that gets flags.
    pub max_significance: u8,
    /// At most so many flags.
    pub max_flags: usize,
}

/// A flag that found its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed {
    /// Index of its candidate.
    pub candidate: usize,
    /// Its shape.
    pub shape: Shape,
    /// Distance of the inner edge of its box from the clear air, px.
    pub offset: f64,
}

/// A set of flags with chosen shapes, and which must stand outside which.
#[derive(Clone, Default)]
struct Stand {
    who: Vec<usize>,
    x: Vec<f64>,
    shape: Vec<Shape>,
    /// Bit j of `outside[i]`: flag i must stand outside flag j.
    outside: Vec<u64>,
    offset: Vec<f64>,
    sum: f64,
}

impl Stand {
    fn extent(&self, i: usize) -> (f64, f64) {
        let (x, shape) = (self.x[i], &self.shape[i]);
        let width = shape.width + BOX_PAD;
        if shape.left {
            (x - width, x)
        } else {
            (x, x + width)
        }
    }

    /// Flag `i` spans the pole of flag `j`.
    fn spans(&self, i: usize, j: usize) -> bool {
        let (l, r) = self.extent(i);
        let (a, b) = (self.x[i], self.x[j]);
        if self.shape[i].left {
            (b < a || (b == a && j < i)) && b > l - AIR
        } else {
            (b > a || (b == a && j > i)) && b < r + AIR
        }
    }

    fn relate(&mut self, i: usize) {
        let mut row = 0u64;
        for j in 0..self.x.len() {
            if i == j {
                continue;
            }
            if self.spans(i, j) {
                row |= 1 << j;
            }
            if self.spans(j, i) {
                self.outside[j] |= 1 << i;
            } else {
                self.outside[j] &= !(1 << i);
            }
        }
        self.outside[i] = row;
    }

    fn relate_all(&mut self) {
        self.outside = vec![0; self.x.len()];
        for i in 0..self.x.len() {
            self.relate(i);
        }
    }

    fn set(&mut self, i: usize, shape: Shape) {
        self.shape[i] = shape;
        self.relate(i);
    }

    /// The lowest legal offset of every flag; false when two would cover each other's poles or the side is
    /// too low. On true, `offset` and `sum` (of all outer edges, px) are new.
    fn solve(&mut self, height: f64) -> bool {
        self.solve_below(height, f64::INFINITY)
    }

    /// As [`Stand::solve`], but false as soon as the sum cannot be below `limit` any more: most shapes that
    /// are tried are worse than one already found.
    fn solve_below(&mut self, height: f64, limit: f64) -> bool {
        let n = self.x.len();
        self.offset.clear();
        self.offset.resize(n, 0.0);
        let (mut done, mut sum) = (0u64, 0.0);
        let all = if n == MOST_FLAGS { u64::MAX } else { (1u64 << n) - 1 };
        // Flags side by side are few, so the done ones are walked as bits.
        while done != all {
            let mut next = None;
            for i in (0..n).rev() {
                if done & (1 << i) == 0 && self.outside[i] & !done == 0 {
                    if !self.shape[i].late {
                        next = Some(i);
                        break;
                    }
                    if next.is_none() {
                        next = Some(i);
                    }
                }
            }
            let Some(i) = next else { return false };
            let mine = self.shape[i].height;
            let mut y: f64 = 0.0;
            for j in bits(self.outside[i]) {
                y = y.max(self.offset[j] + self.shape[j].height + GAP);
            }
            let (l, r) = self.extent(i);
            loop {
                let mut again = false;
                for k in bits(done) {
                    let (a, b) = self.extent(k);
                    let (o, h) = (self.offset[k], self.shape[k].height);
                    if l < b + AIR && a < r + AIR && y < o + h + GAP && o < y + mine + GAP {
                        y = o + h + GAP;
                        again = true;
                    }
                }
                if !again {
                    break;
                }
            }
            if y + mine > height {
                return false;
            }
            self.offset[i] = y;
            sum += y + mine;
            if sum >= limit {
                return false;
            }
            done |= 1 << i;
        }
        self.sum = sum;
        true
    }

    /// The same flags and one more, which is returned by its place among them.
    fn with(&self, candidates: &[Candidate], c: usize) -> Option<(Stand, usize)> {
        let candidate = candidates.get(c)?;
        let first = *candidate.shapes.first()?;
        if self.x.len() >= MOST_FLAGS {
            return None;
        }
        // By x; at the same x the less significant first, then the earlier.
        let significance = |w: usize| candidates.get(w).map_or(3, |c| c.significance);
        let at = self
            .who
            .iter()
            .position(|&w| {
                let x = candidates.get(w).map_or(0.0, |c| c.x);
                x > candidate.x || (x == candidate.x && significance(w) < candidate.significance)
            })
            .unwrap_or(self.who.len());
        let mut s = self.clone();
        s.who.insert(at, c);
        s.x.insert(at, candidate.x);
        s.shape.insert(at, first);
        s.relate_all();
        Some((s, at))
    }
}

fn bits(mut set: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        if set == 0 {
            return None;
        }
        let i = set.trailing_zeros() as usize;
        set &= set - 1;
        Some(i)
    })
}

/// Chooses and places the flags of a side. Candidates come in order of time. Deterministic.
pub fn place(candidates: &[Candidate], room: &Room) -> Vec<Placed> {
    let boundary: Vec<usize> = (0..candidates.len())
        .filter(|&i| candidates.get(i).is_some_and(|c| c.first && c.significance == 1))
        .collect();
    let mut best: Option<(usize, Stand)> = None;
    // A headline that finds no place goes to the front and the side is laid out again. The side is begun
    // twice: with the events at the boundaries in front, and without. The run that names most events at
    // boundaries wins, then most headlines, then most flags, then the earlier run.
    for start in [boundary, Vec::new()] {
        let mut front = start;
        for _ in 0..RUNS {
            let stand = run(candidates, room, &front);
            let count = |is: &dyn Fn(&Candidate) -> bool| {
                stand
                    .who
                    .iter()
                    .filter(|&&w| candidates.get(w).is_some_and(|c| c.significance == 1 && is(c)))
                    .count()
            };
            let score = count(&|c| c.first) * 10_000 + count(&|_| true) * 100 + stand.who.len();
            let failed = (0..candidates.len())
                .find(|i| is_headline(candidates, *i) && !stand.who.contains(i) && !front.contains(i));
            if best.as_ref().is_none_or(|(s, _)| score > *s) {
                best = Some((score, stand));
            }
            match failed {
                Some(f) if room.max_flags >= MOST_FLAGS => front.push(f),
                // All are named, or there is room for a few only: another run changes nothing.
                _ => break,
            }
        }
        let all_named = best.as_ref().is_some_and(|(_, s)| {
            (0..candidates.len()).all(|i| !is_headline(candidates, i) || s.who.contains(&i))
        });
        if all_named || room.max_flags < MOST_FLAGS {
            break;
        }
    }
    best.map(|(_, s)| placed(&s)).unwrap_or_default()
}

fn placed(s: &Stand) -> Vec<Placed> {
    (0..s.who.len()).map(|i| Placed { candidate: s.who[i], shape: s.shape[i], offset: s.offset[i] }).collect()
}

fn is_headline(candidates: &[Candidate], i: usize) -> bool {
    candidates.get(i).is_some_and(|c| c.significance == 1)
}

/// One run: level by level, the event farthest from all standing flags next.
fn run(candidates: &[Candidate], room: &Room, front: &[usize]) -> Stand {
    let mut stand = Stand::default();
    let mut bins: Vec<i64> = Vec::new();
    let bin = |i: usize| candidates.get(i).map_or(0, |c| ((c.x - room.left) / room.bin).floor() as i64);
    for level in 1..=room.max_significance {
        let mut waiting: Vec<(usize, f64)> = (0..candidates.len())
            .filter(|&i| candidates.get(i).is_some_and(|c| c.significance == level))
            .map(|i| (i, f64::INFINITY))
            .collect();
        for (i, d) in &mut waiting {
            *d = stand.x.iter().map(|x| (x - candidates[*i].x).abs()).fold(f64::INFINITY, f64::min);
        }
        while stand.who.len() < room.max_flags.min(MOST_FLAGS) {
            let Some(next) = farthest(&waiting, if level == 1 { front } else { &[] }) else { break };
            let (c, _) = waiting.remove(next);
            let x = candidates[c].x;
            if level >= 2 {
                let beside_unnamed = candidates.iter().enumerate().any(|(i, q)| {
                    q.significance == 1 && (q.x - x).abs() < HEADLINE_PRIVILEGE && !stand.who.contains(&i)
                });
                if bins.contains(&bin(c)) || beside_unnamed {
                    continue;
                }
            }
            let mut stood = add(&mut stand, candidates, c, room.height);
            if !stood && level == 1 && !stand.who.is_empty() {
                refine(&mut stand, candidates, room.height);
                stood = add(&mut stand, candidates, c, room.height)
                    || make_room(&mut stand, candidates, c, room.height);
            }
            if stood {
                bins.push(bin(c));
                for (i, d) in &mut waiting {
                    *d = d.min((candidates[*i].x - x).abs());
                }
            }
        }
        refine(&mut stand, candidates, room.height);
    }
    stand
}

/// The waiting event to place next: those in front in their order, then the farthest, then the earliest.
fn farthest(waiting: &[(usize, f64)], front: &[usize]) -> Option<usize> {
    let rank = |i: usize| front.iter().position(|&f| f == i).unwrap_or(usize::MAX);
    (0..waiting.len()).min_by(|&a, &b| {
        let (p, q) = (waiting[a], waiting[b]);
        rank(p.0).cmp(&rank(q.0)).then(q.1.total_cmp(&p.1)).then(p.0.cmp(&q.0))
    })
}

/// Adds a flag in its cheapest legal shape; the others keep theirs.
fn add(stand: &mut Stand, candidates: &[Candidate], c: usize, height: f64) -> bool {
    let Some((mut trial, me)) = stand.with(candidates, c) else { return false };
    let mut top: Option<(f64, Shape)> = None;
    for &shape in &candidates[c].shapes {
        trial.set(me, shape);
        let limit = top.map_or(f64::INFINITY, |(k, _)| k - 0.01 - shape.cost);
        if trial.solve_below(height, limit) {
            top = Some((trial.sum + shape.cost, shape));
        }
    }
    let Some((_, shape)) = top else { return false };
    trial.set(me, shape);
    trial.solve(height);
    *stand = trial;
    true
}

/// Every flag tries its shapes once more, in order of x, and changes if it gains more than 1 px.
fn refine(stand: &mut Stand, candidates: &[Candidate], height: f64) {
    if !stand.solve(height) {
        return;
    }
    for i in 0..stand.who.len() {
        let mut top = (stand.sum + stand.shape[i].cost, stand.shape[i]);
        let was = stand.shape[i];
        for &shape in &candidates[stand.who[i]].shapes {
            if shape == was {
                continue;
            }
            stand.set(i, shape);
            if stand.solve_below(height, top.0 - 1.0 - shape.cost) {
                top = (stand.sum + shape.cost, shape);
            }
        }
        stand.set(i, top.1);
        stand.solve(height);
    }
}

/// One standing flag may change its shape together with the new one; the cheapest pair wins.
fn make_room(stand: &mut Stand, candidates: &[Candidate], c: usize, height: f64) -> bool {
    let Some((mut trial, me)) = stand.with(candidates, c) else { return false };
    let mut top: Option<(f64, usize, Shape, Shape)> = None;
    for other in 0..trial.who.len() {
        if other == me {
            continue;
        }
        let was = trial.shape[other];
        for &theirs in &candidates[trial.who[other]].shapes {
            trial.set(other, theirs);
            for &mine in &candidates[c].shapes {
                trial.set(me, mine);
                if trial.outside[me] & (1 << other) != 0 && trial.outside[other] & (1 << me) != 0 {
                    continue;
                }
                let cost = mine.cost + theirs.cost;
                let limit = top.map_or(f64::INFINITY, |(k, ..)| k - 0.01 - cost);
                if trial.solve_below(height, limit) {
                    top = Some((trial.sum + cost, other, theirs, mine));
                }
            }
        }
        trial.set(other, was);
    }
    let Some((_, other, theirs, mine)) = top else { return false };
    trial.set(other, theirs);
    trial.set(me, mine);
    trial.solve(height);
    *stand = trial;
    true
}

/// Gives one event a flag in a side that is laid out already, and moves the others as little as can be:
/// the shape that shifts the standing flags least wins. None when no shape is legal.
pub fn place_into(
    standing: &[Placed],
    candidates: &[Candidate],
    c: usize,
    height: f64,
) -> Option<Vec<Placed>> {
    let mut stand = Stand::default();
    for p in standing.iter().filter(|p| p.candidate != c) {
        stand.who.push(p.candidate);
        stand.x.push(candidates.get(p.candidate)?.x);
        stand.shape.push(p.shape);
    }
    let before = |w: usize| standing.iter().find(|p| p.candidate == w).map(|p| p.offset);
    let (mut trial, me) = stand.with(candidates, c)?;
    let mut top: Option<(f64, Stand)> = None;
    for &shape in &candidates.get(c)?.shapes {
        trial.set(me, shape);
        if !trial.solve(height) {
            continue;
        }
        let shift: f64 = (0..trial.who.len())
            .filter(|&i| i != me)
            .map(|i| before(trial.who[i]).map_or(0.0, |o| (o - trial.offset[i]).abs()))
            .sum();
        let cost = shift * 4.0 + trial.offset[me] * 0.2 + shape.cost;
        if top.as_ref().is_none_or(|(k, _)| cost < *k) {
            top = Some((cost, trial.clone()));
        }
    }
    top.map(|(_, s)| placed(&s))
}

/// Makes a standing flag wider or higher (a first sentence below its date) if the side still holds.
pub fn grow(
    standing: &mut Vec<Placed>,
    candidates: &[Candidate],
    at: usize,
    shape: Shape,
    height: f64,
) -> bool {
    let mut stand = Stand::default();
    for (i, p) in standing.iter().enumerate() {
        stand.who.push(p.candidate);
        stand.x.push(candidates.get(p.candidate).map_or(0.0, |c| c.x));
        stand.shape.push(if i == at { shape } else { p.shape });
    }
    stand.relate_all();
    if stand.solve(height) {
        *standing = placed(&stand);
        return true;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shapes(width: f64, height: f64, x: f64, edge: f64) -> Vec<Shape> {
        let mut all = Vec::new();
        for late in [false, true] {
            for left in [false, true] {
                let fits = if left { x - width - BOX_PAD >= 0.0 } else { x + width + BOX_PAD <= edge };
                if fits {
                    let cost = if left { 24.0 } else { 0.0 } + if late { 6.0 } else { 0.0 };
                    all.push(Shape { left, late, width, height, cost, breaks: 0 });
                }
            }
        }
        all
    }

    fn room(height: f64) -> Room {
        Room { height, left: 0.0, bin: 24.0, max_significance: 3, max_flags: MOST_FLAGS }
    }

    fn rect(c: &[Candidate], p: &Placed) -> (f64, f64, f64, f64) {
        let x = c[p.candidate].x;
        let w = p.shape.width + BOX_PAD;
        let (l, r) = if p.shape.left { (x - w, x) } else { (x, x + w) };
        (l, r, p.offset, p.offset + p.shape.height)
    }

    /// The laws of the drawing, checked from the rectangles alone.
    fn assert_lawful(c: &[Candidate], flags: &[Placed], edge: f64, height: f64) {
        for (i, a) in flags.iter().enumerate() {
            let (l, r, lo, hi) = rect(c, a);
            assert!(l >= 0.0 && r <= edge && lo >= 0.0 && hi <= height + 1e-9, "leaves the plate");
            for (j, b) in flags.iter().enumerate() {
                if i == j {
                    continue;
                }
                let (l2, r2, lo2, hi2) = rect(c, b);
                assert!(!(l < r2 && l2 < r && lo < hi2 && lo2 < hi), "labels overlap");
                let pole = c[b.candidate].x;
                assert!(!(pole > l && pole < r && hi2 > lo), "a pole crosses a label it does not own");
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]
        #[test]
        fn no_flag_covers_another_or_its_pole(
            edge in prop::sample::select(vec![576.0, 640.0, 744.0, 902.0]),
            height in 90.0..320.0f64,
            seeds in prop::collection::vec((0.0..1.0f64, 40.0..175.0f64, prop::sample::select(vec![34.0, 51.0, 68.0]), 1u8..=3), 2..150),
        ) {
            let mut c: Vec<Candidate> = seeds.iter().map(|&(f, w, h, significance)| {
                let x = (f * edge * 10.0).round() / 10.0;
                Candidate { x, significance, first: false, shapes: shapes(w, h, x, edge) }
            }).collect();
            c.sort_by(|a, b| a.x.total_cmp(&b.x));
            let flags = place(&c, &room(height));
            assert_lawful(&c, &flags, edge, height);
            // A selection keeps the laws too.
            let chosen = c.len() / 2;
            if let Some(with) = place_into(&flags, &c, chosen, height) {
                prop_assert!(with.iter().any(|p| p.candidate == chosen));
                assert_lawful(&c, &with, edge, height);
            }
        }
    }

    #[test]
    fn a_lone_event_gets_the_first_shape() {
        let c =
            [Candidate { x: 100.0, significance: 3, first: false, shapes: shapes(80.0, 34.0, 100.0, 500.0) }];
        let flags = place(&c, &room(100.0));
        assert_eq!(flags.len(), 1);
        assert!(!flags[0].shape.left && flags[0].offset == 0.0);
    }

    #[test]
    fn earlier_flags_stand_outside_later_ones() {
        let c: Vec<Candidate> = [100.0, 130.0]
            .iter()
            .map(|&x| Candidate {
                x,
                significance: 1,
                first: false,
                shapes: vec![shapes(80.0, 34.0, x, 500.0)[0]],
            })
            .collect();
        let flags = place(&c, &room(200.0));
        assert_eq!(flags.iter().map(|f| f.offset).collect::<Vec<_>>(), [34.0 + GAP, 0.0]);
    }

    #[test]
    fn a_side_without_room_has_no_flags() {
        let c =
            [Candidate { x: 100.0, significance: 1, first: false, shapes: shapes(80.0, 34.0, 100.0, 500.0) }];
        assert!(place(&c, &room(20.0)).is_empty());
    }
}
