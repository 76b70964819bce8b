//! Places the flags of one side of the band: which events get one, in which shape, how far out.
//!
//! The rules are those of the design's `mock/real.md`, 2 to 4. A flag is a box on a pole; the pole stands on
//! the event's day, the box left or right of it. No box may cover another box or another flag's pole, so a
//! flag whose box spans another's pole must stand outside it: a staircase. Nothing here knows dates or text.

use crate::core::order::order;

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

/// A flag with a chosen shape, among the others of its side. Bit j of a set stands for flag j.
#[derive(Clone, Copy)]
struct Flag {
    who: usize,
    x: f64,
    shape: Shape,
    /// Left edge of the box.
    from: f64,
    /// Right edge of the box.
    to: f64,
    /// The flags it must stand outside: those whose poles its box spans. It depends on no other's shape.
    outside: u64,
    /// The same seen from within: the flags whose boxes span its pole.
    inside: u64,
    /// The flags whose boxes it would touch at the same height.
    beside: u64,
    offset: f64,
    /// What [`Stand::measure`] found: no offset below this is legal,
    least: f64,
    /// and the flag needs so many px together with those that must stand outside it.
    deep: f64,
}

/// A set of flags with chosen shapes, from left to right.
#[derive(Clone, Default)]
struct Stand {
    flags: Vec<Flag>,
    /// The flags that are placed after the others.
    late: u64,
    sum: f64,
    /// No flag gains by another shape of its own.
    refined: bool,
}

/// The box of a shape at a pole.
fn extent(x: f64, shape: &Shape) -> (f64, f64) {
    let width = shape.width + BOX_PAD;
    if shape.left {
        (x - width, x)
    } else {
        (x, x + width)
    }
}

impl Stand {
    fn has(&self, who: usize) -> bool {
        self.flags.iter().any(|f| f.who == who)
    }

    /// The poles that flag `i` would span in this shape. Poles are in order, so they are its neighbours.
    fn spanned(&self, i: usize, shape: &Shape) -> u64 {
        let (from, to) = extent(self.flags[i].x, shape);
        let mut set = 0;
        if shape.left {
            let mut j = i;
            while j > 0 && self.flags[j - 1].x > from - AIR {
                j -= 1;
                set |= 1 << j;
            }
        } else {
            let mut j = i + 1;
            while j < self.flags.len() && self.flags[j].x < to + AIR {
                set |= 1 << j;
                j += 1;
            }
        }
        set
    }

    /// The flags that must stand outside flag `i`, directly or by way of others, whatever the shape of `i`:
    /// in a shape that spans the pole of one of them it could stand nowhere.
    fn beyond(&self, i: usize) -> u64 {
        let (mut all, mut next) = (0, self.flags[i].inside);
        while next != 0 {
            let j = next.trailing_zeros() as usize;
            all |= 1 << j;
            next = (next | self.flags[j].inside) & !all;
        }
        all
    }

    /// The flags from the innermost out, as they were solved last.
    fn order(&self) -> Vec<usize> {
        order(self.flags.len(), &|a, b| self.flags[a].offset.total_cmp(&self.flags[b].offset))
    }

    /// Measures the chains of flags that must stand outside one another, without the flags of the set `aside`.
    /// In `order` flags stand outside earlier ones; where they do not, a chain counts for less than it is.
    fn measure(&mut self, order: &[usize], aside: u64) {
        for &i in order {
            let least =
                if aside & (1 << i) == 0 { self.top(self.flags[i].outside) } else { f64::NEG_INFINITY };
            self.flags[i].least = least;
        }
        for &i in order.iter().rev() {
            let deep = self.flags[i].shape.height + self.depth(self.flags[i].inside);
            self.flags[i].deep = if aside & (1 << i) == 0 { deep } else { f64::NEG_INFINITY };
        }
    }

    /// Where a flag outside these may begin, by [`Stand::measure`].
    fn top(&self, set: u64) -> f64 {
        let mut top: f64 = 0.0;
        for j in bits(set) {
            top = top.max(self.flags[j].least + self.flags[j].shape.height + GAP);
        }
        top
    }

    /// What these flags need outside another, by [`Stand::measure`].
    fn depth(&self, set: u64) -> f64 {
        let mut depth: f64 = 0.0;
        for j in bits(set) {
            depth = depth.max(self.flags[j].deep + GAP);
        }
        depth
    }

    /// Those of the shapes in which flag `i` neither closes a circle of flags that must stand outside one
    /// another nor makes a chain of them higher than the side, with the poles they span. By [`Stand::measure`],
    /// with or without this flag: the flags in question do not stand outside it.
    fn hopeful(&self, i: usize, shapes: &[Shape], height: f64, into: &mut Vec<(Shape, u64)>) {
        into.clear();
        let beyond = self.beyond(i);
        // A hair more, so that rounding decides nothing.
        let height = height + 1e-6 - self.depth(self.flags[i].inside);
        for &shape in shapes {
            let spanned = self.spanned(i, &shape);
            if spanned & beyond == 0 && self.top(spanned) + shape.height <= height {
                into.push((shape, spanned));
            }
        }
    }

    /// Flag `i` stands outside these and no others.
    fn set_outside(&mut self, i: usize, set: u64) {
        for j in bits(self.flags[i].outside ^ set) {
            self.flags[j].inside ^= 1 << i;
        }
        self.flags[i].outside = set;
    }

    /// Flag `i` in this shape, which spans these poles.
    fn set(&mut self, i: usize, shape: Shape, spanned: u64) {
        let (from, to) = extent(self.flags[i].x, &shape);
        let (me, mut beside) = (1 << i, 0);
        for (j, f) in self.flags.iter_mut().enumerate() {
            let touches = u64::from((from < f.to + AIR) & (f.from < to + AIR));
            beside |= touches << j;
            f.beside = f.beside & !me | touches << i;
        }
        self.set_outside(i, spanned);
        let f = &mut self.flags[i];
        (f.shape, f.from, f.to, f.beside) = (shape, from, to, beside & !me);
        self.late = self.late & !me | if shape.late { me } else { 0 };
    }

    /// The lowest legal offset of every flag; false when two would cover each other's poles or the side is
    /// too low. On true, `offset` and `sum` (of all outer edges, px) are new.
    fn solve(&mut self, height: f64) -> bool {
        self.solve_below(height, f64::INFINITY)
    }

    /// As [`Stand::solve`], but false as soon as the sum cannot be below `limit` any more: most shapes that
    /// are tried are worse than one already found.
    fn solve_below(&mut self, height: f64, limit: f64) -> bool {
        // `ready` are the waiting flags that need not stand outside another waiting one. What the waiting ones
        // add at least is `rest`; a hair less, so that rounding decides nothing.
        let (mut waiting, mut ready, mut sum, mut rest) = (0, 0, 0.0, -1e-6);
        for (i, f) in self.flags.iter().enumerate() {
            waiting |= 1 << i;
            ready |= u64::from(f.outside == 0) << i;
            rest += f.shape.height;
        }
        while ready != 0 {
            // The last, and the late ones only when there is no other.
            let i = (if ready & !self.late == 0 { ready } else { ready & !self.late }).ilog2() as usize;
            let (mine, beside) = (self.flags[i].shape.height, self.flags[i].beside & !waiting);
            let mut y: f64 = 0.0;
            for j in bits(self.flags[i].outside) {
                y = y.max(self.flags[j].offset + self.flags[j].shape.height + GAP);
            }
            let mut is_free = false;
            while !is_free {
                is_free = true;
                for k in bits(beside) {
                    let (low, high) =
                        (self.flags[k].offset, self.flags[k].offset + self.flags[k].shape.height + GAP);
                    if y < high && low < y + mine + GAP {
                        y = high;
                        is_free = false;
                    }
                }
            }
            sum += y + mine;
            rest -= mine;
            if y + mine > height || sum + rest.max(0.0) >= limit {
                return false;
            }
            self.flags[i].offset = y;
            waiting ^= 1 << i;
            ready ^= 1 << i;
            for j in bits(self.flags[i].inside) {
                ready |= u64::from(self.flags[j].outside & waiting == 0) << j;
            }
        }
        self.sum = sum;
        waiting == 0
    }

    /// Adds a flag in this shape and returns its place among the others; None when the side is full.
    fn insert(&mut self, candidates: &[Candidate], c: usize, shape: Shape) -> Option<usize> {
        let candidate = candidates.get(c)?;
        if self.flags.len() >= MOST_FLAGS {
            return None;
        }
        // By x; at the same x the less significant first, then the earlier.
        let x = candidate.x;
        let significance = |w: usize| candidates.get(w).map_or(3, |c| c.significance);
        let mut at = 0;
        while self
            .flags
            .get(at)
            .is_some_and(|f| f.x < x || (f.x == x && significance(f.who) >= candidate.significance))
        {
            at += 1;
        }
        let (below, mut inside) = ((1 << at) - 1, 0);
        let moved = |set: u64| set & below | (set & !below) << 1;
        for (j, f) in self.flags.iter_mut().enumerate() {
            (f.outside, f.inside, f.beside) = (moved(f.outside), moved(f.inside), moved(f.beside));
            if if j < at { !f.shape.left && x < f.to + AIR } else { f.shape.left && x > f.from - AIR } {
                f.outside |= 1 << at;
                inside |= 1 << if j < at { j } else { j + 1 };
            }
        }
        self.late = moved(self.late);
        let flag = Flag {
            who: c,
            x,
            shape,
            from: x,
            to: x,
            outside: 0,
            inside,
            beside: 0,
            offset: 0.0,
            least: 0.0,
            deep: 0.0,
        };
        self.flags.insert(at, flag);
        self.refined = false;
        self.set(at, shape, self.spanned(at, &shape));
        Some(at)
    }

    /// The same flags and one more in its first shape, which is returned by its place among them.
    fn with(&self, candidates: &[Candidate], c: usize) -> Option<(Stand, usize)> {
        let first = *candidates.get(c)?.shapes.first()?;
        let mut s = self.clone();
        let at = s.insert(candidates, c, first)?;
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
    // A headline that finds no place goes to the front and the side is laid out again. The side is begun
    // twice: with the events at the boundaries in front, and without. The run that names most events at
    // boundaries wins, then most headlines, then most flags, then the earlier run.
    let starts = if boundary.is_empty() { vec![boundary] } else { vec![boundary, Vec::new()] };
    let mut best: Option<(usize, Stand)> = None;
    for mut front in starts {
        // What the runs of this start have in common: the flags of those in front, of which so many are done.
        let (mut begun, mut done) = (Stand::default(), 0);
        for _ in 0..RUNS {
            while let Some(&c) =
                front.get(done).filter(|_| begun.flags.len() < room.max_flags.min(MOST_FLAGS))
            {
                name(&mut begun, candidates, c, room.height);
                done += 1;
            }
            let mut stand = begun.clone();
            fill(&mut stand, candidates, room, 1, &front);
            let mut score = 0;
            let (mut failed, mut all_named) = (None, true);
            for (i, c) in candidates.iter().enumerate().filter(|(_, c)| c.significance == 1) {
                if stand.has(i) {
                    score += if c.first { 10_100 } else { 100 };
                } else {
                    all_named = false;
                    if failed.is_none() && !front.contains(&i) {
                        failed = Some(i);
                    }
                }
            }
            // The other levels are worth less than a headline.
            let most = best.as_ref().map_or(0, |(s, _)| *s);
            if best.is_none() || score + MOST_FLAGS > most {
                for level in 2..=room.max_significance {
                    fill(&mut stand, candidates, room, level, &[]);
                }
                score += stand.flags.len();
                if best.is_none() || score > most {
                    best = Some((score, stand));
                }
            }
            // With room for a few only, another run changes nothing.
            if all_named || room.max_flags < MOST_FLAGS {
                return best.map(|(_, s)| placed(&s)).unwrap_or_default();
            }
            match failed {
                Some(f) => front.push(f),
                None => break,
            }
        }
    }
    best.map(|(_, s)| placed(&s)).unwrap_or_default()
}

fn placed(s: &Stand) -> Vec<Placed> {
    s.flags.iter().map(|f| Placed { candidate: f.who, shape: f.shape, offset: f.offset }).collect()
}

/// Fills a side with the events of one level but those in front, which have been tried: the event farthest
/// from all standing flags next, then the earliest.
fn fill(stand: &mut Stand, candidates: &[Candidate], room: &Room, level: u8, front: &[usize]) {
    let bin = |x: f64| ((x - room.left) / room.bin).floor();
    let mut waiting: Vec<(usize, f64)> = Vec::new();
    let mut unnamed: Vec<f64> = Vec::new();
    for (i, c) in candidates.iter().enumerate() {
        if c.significance == level && !front.contains(&i) {
            waiting.push((i, stand.flags.iter().map(|f| (f.x - c.x).abs()).fold(f64::INFINITY, f64::min)));
        }
        // A headline without a flag when its level is done stays without.
        if c.significance == 1 && level > 1 && !stand.has(i) {
            unnamed.push(c.x);
        }
    }
    while !waiting.is_empty() && stand.flags.len() < room.max_flags.min(MOST_FLAGS) {
        let mut next = 0;
        for (i, w) in waiting.iter().enumerate() {
            if w.1 > waiting[next].1 {
                next = i;
            }
        }
        let (c, _) = waiting.remove(next);
        let x = candidates[c].x;
        let is_crowded = level > 1
            && (unnamed.iter().any(|u| (u - x).abs() < HEADLINE_PRIVILEGE)
                || stand.flags.iter().any(|f| bin(f.x) == bin(x)));
        if !is_crowded && name(stand, candidates, c, room.height) {
            for (i, d) in &mut waiting {
                *d = d.min((candidates[*i].x - x).abs());
            }
        }
    }
    if !stand.refined {
        refine(stand, candidates, room.height);
    }
}

/// Adds a flag; for a headline the others may change their shapes.
fn name(stand: &mut Stand, candidates: &[Candidate], c: usize, height: f64) -> bool {
    if add(stand, candidates, c, height) {
        return true;
    }
    if candidates[c].significance != 1 || stand.flags.is_empty() {
        return false;
    }
    if !stand.refined {
        refine(stand, candidates, height);
        if add(stand, candidates, c, height) {
            return true;
        }
    }
    make_room(stand, candidates, c, height)
}

/// Adds a flag in its cheapest legal shape; the others keep theirs.
fn add(stand: &mut Stand, candidates: &[Candidate], c: usize, height: f64) -> bool {
    let Some((mut trial, me)) = stand.with(candidates, c) else { return false };
    let beyond = trial.beyond(me);
    let mut top: Option<(f64, Shape)> = None;
    for &shape in &candidates[c].shapes {
        let spanned = trial.spanned(me, &shape);
        if spanned & beyond != 0 {
            continue;
        }
        trial.set(me, shape, spanned);
        let limit = top.map_or(f64::INFINITY, |(k, _)| k - 0.01 - shape.cost);
        if trial.solve_below(height, limit) {
            top = Some((trial.sum + shape.cost, shape));
        }
    }
    let Some((_, shape)) = top else { return false };
    trial.set(me, shape, trial.spanned(me, &shape));
    trial.solve(height);
    *stand = trial;
    true
}

/// Every flag tries its shapes once more, in order of x, and changes if it gains more than 1 px.
fn refine(stand: &mut Stand, candidates: &[Candidate], height: f64) {
    if !stand.solve(height) {
        return;
    }
    stand.refined = true;
    let (order, mut hopeful) = (stand.order(), Vec::new());
    stand.measure(&order, 0);
    for i in 0..stand.flags.len() {
        let (was, sum) = (stand.flags[i].shape, stand.sum);
        let mut top = (sum + was.cost, was);
        stand.hopeful(i, &candidates[stand.flags[i].who].shapes, height, &mut hopeful);
        for &(shape, spanned) in &hopeful {
            if shape == was {
                continue;
            }
            stand.set(i, shape, spanned);
            if stand.solve_below(height, top.0 - 1.0 - shape.cost) {
                top = (stand.sum + shape.cost, shape);
            }
        }
        stand.set(i, top.1, stand.spanned(i, &top.1));
        if top.1 == was {
            stand.sum = sum;
        } else {
            stand.refined = false;
            stand.solve(height);
            stand.measure(&order, 0);
        }
    }
    // The last trials have left their offsets.
    stand.solve(height);
}

/// One standing flag may change its shape together with the new one; the cheapest pair wins.
fn make_room(stand: &mut Stand, candidates: &[Candidate], c: usize, height: f64) -> bool {
    let Some((mut trial, me)) = stand.with(candidates, c) else { return false };
    let order = trial.order();
    let (mut ours, mut others) = (Vec::new(), Vec::new());
    let mut top: Option<(f64, usize, Shape, Shape)> = None;
    for other in 0..trial.flags.len() {
        if other == me {
            continue;
        }
        // Most pairs of shapes are hopeless, which is seen without solving them: first what holds whatever
        // the shape of the other flag, then what its shape adds.
        let was = trial.flags[other].shape;
        trial.set_outside(me, 0);
        trial.set_outside(other, 0);
        trial.measure(&order, 1 << me | 1 << other);
        trial.hopeful(me, &candidates[c].shapes, height, &mut ours);
        if ours.is_empty() {
            trial.set_outside(other, trial.spanned(other, &was));
        } else {
            trial.hopeful(other, &candidates[trial.flags[other].who].shapes, height, &mut others);
            for &(theirs, spanned) in &others {
                trial.set(other, theirs, spanned);
                trial.measure(&order, 1 << me);
                let beyond = trial.beyond(me);
                let most = height + 1e-6 - trial.depth(trial.flags[me].inside);
                for &(mine, spanned) in &ours {
                    if spanned & beyond != 0 || trial.top(spanned) + mine.height > most {
                        continue;
                    }
                    trial.set(me, mine, spanned);
                    let cost = mine.cost + theirs.cost;
                    let limit = top.map_or(f64::INFINITY, |(k, ..)| k - 0.01 - cost);
                    if trial.solve_below(height, limit) {
                        top = Some((trial.sum + cost, other, theirs, mine));
                    }
                }
            }
            trial.set(other, was, trial.spanned(other, &was));
        }
    }
    let Some((_, other, theirs, mine)) = top else { return false };
    trial.set(other, theirs, trial.spanned(other, &theirs));
    trial.set(me, mine, trial.spanned(me, &mine));
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
        stand.insert(candidates, p.candidate, p.shape)?;
    }
    let before = |w: usize| standing.iter().find(|p| p.candidate == w).map(|p| p.offset);
    let (mut trial, me) = stand.with(candidates, c)?;
    let mut top: Option<(f64, Stand)> = None;
    for &shape in &candidates.get(c)?.shapes {
        trial.set(me, shape, trial.spanned(me, &shape));
        if !trial.solve(height) {
            continue;
        }
        let mut shift = 0.0;
        for f in trial.flags.iter().filter(|f| f.who != c) {
            shift += before(f.who).map_or(0.0, |o| (o - f.offset).abs());
        }
        let cost = shift * 4.0 + trial.flags[me].offset * 0.2 + shape.cost;
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
        stand.insert(candidates, p.candidate, if i == at { shape } else { p.shape });
    }
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
