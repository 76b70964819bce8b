//! The outlines of one sheet of the map: projected, thinned, cut at the edge of the sheet, in whole tenths of its
//! unit; and how they are kept in a file.

use super::projection::{Azimuthal, EARTH};
use super::topology::{index, Group, Run, Topology};
use serde_json::{json, Value};

/// A sheet: what it shows and how large.
#[derive(Debug, Clone, Copy)]
pub struct Sheet {
    /// Its name in the file and on the page.
    pub id: &'static str,
    /// The projection, about a point near its middle.
    pub about: Azimuthal,
    /// Kilometres in a unit, at that point.
    pub scale: f64,
    /// Where that point stands, in units from the left and from the top.
    pub centre: [f64; 2],
    /// Width and height in units.
    pub size: [f64; 2],
}

impl Sheet {
    /// Where a point (longitude, latitude in degrees) stands, in units from the left and from the top.
    pub fn place(&self, degrees: [f64; 2]) -> [f64; 2] {
        let [x, y] = self.about.forward(degrees);
        let k = EARTH / self.scale;
        [self.centre[0] + k * x, self.centre[1] - k * y]
    }

    /// What stands here, in degrees.
    pub fn degrees(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        let k = EARTH / self.scale;
        self.about.inverse([(x - self.centre[0]) / k, (self.centre[1] - y) / k])
    }

    /// Whether a point is on the sheet.
    pub fn holds(&self, degrees: [f64; 2]) -> bool {
        let [x, y] = self.place(degrees);
        (0.0..=self.size[0]).contains(&x) && (0.0..=self.size[1]).contains(&y)
    }
}

/// A ring or a line, in tenths of a unit.
pub type Points = Vec<[i32; 2]>;

/// What is drawn of one sheet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outline {
    /// All land: its edge is the coast.
    pub land: Vec<Points>,
    /// The Soviet Union.
    pub soviet: Vec<Points>,
    /// China.
    pub china: Vec<Points>,
    /// Borders between the groups, without the next.
    pub borders: Vec<Points>,
    /// Borders between the Soviet Union and China.
    pub frontier: Vec<Points>,
}

/// How far a thinned line may run beside the true one, units. Finer cannot be seen.
const FINE: f64 = 0.3;
/// Islands and lakes with a smaller area, in square units, are left out.
const SPECK: f64 = 0.8;
/// How far beyond the edge outlines run on, units, so that no line of a cut shows.
const MARGIN: f64 = 5.0;
/// Rings that come so near the point opposite the centre (130° away, on a sphere of radius 1) have no shape.
const FARTHEST: f64 = 1.812_6;

/// Draws a sheet.
pub fn draw(topology: &Topology, sheet: &Sheet) -> Outline {
    let arcs: Vec<Option<Vec<[f64; 2]>>> =
        (0..topology.len()).map(|i| projected(topology, sheet, i)).collect();
    let rings = |member: fn(Group) -> bool| -> Vec<Points> {
        let outline = topology.outline(member);
        outline.iter().filter_map(|ring| drawn_ring(&arcs, ring, sheet)).collect()
    };
    let borders = topology.borders();
    let lines = |wanted: fn([Group; 2]) -> bool| -> Vec<Points> {
        let arcs = borders
            .iter()
            .filter(|(_, sides)| wanted(*sides))
            .filter_map(|(arc, _)| arcs.get(*arc)?.as_ref());
        arcs.flat_map(|arc| cut_line(arc, sheet))
            .map(|line| tenths(&line))
            .filter(|line| line.len() > 1)
            .collect()
    };
    Outline {
        land: rings(|_| true),
        soviet: rings(|group| group == Group::Soviet),
        china: rings(|group| group == Group::China),
        borders: lines(|sides| sides != [Group::Soviet, Group::China]),
        frontier: lines(|sides| sides == [Group::Soviet, Group::China]),
    }
}

/// An arc on the sheet, thinned; each by itself, so that neighbours still meet.
fn projected(topology: &Topology, sheet: &Sheet, arc: usize) -> Option<Vec<[f64; 2]>> {
    let degrees = topology.degrees(arc);
    let shapeless = |point: &[f64; 2]| {
        let [x, y] = sheet.about.forward(*point);
        x.hypot(y).is_nan() || x.hypot(y) > FARTHEST
    };
    if degrees.iter().any(shapeless) {
        return None;
    }
    let points: Vec<[f64; 2]> = degrees.into_iter().map(|point| sheet.place(point)).collect();
    Some(thinned(&points))
}

/// Douglas and Peucker's way: keeps the ends, and between them what stands farther off than [`FINE`].
fn thinned(points: &[[f64; 2]]) -> Vec<[f64; 2]> {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return Vec::new() };
    let inner = points.get(1..points.len().saturating_sub(1)).unwrap_or_default();
    let off = inner.iter().map(|point| distance(*point, *first, *last));
    let farthest = off.enumerate().max_by(|a, b| a.1.total_cmp(&b.1));
    match farthest {
        Some((i, off)) if off > FINE => {
            let mut kept = thinned(&points[..=i + 1]);
            kept.pop();
            kept.extend(thinned(&points[i + 1..]));
            kept
        }
        _ if points.len() > 1 => vec![*first, *last],
        _ => vec![*first],
    }
}

/// How far a point is from the stretch between two.
fn distance([x, y]: [f64; 2], [ax, ay]: [f64; 2], [bx, by]: [f64; 2]) -> f64 {
    let (dx, dy) = (bx - ax, by - ay);
    let length = dx * dx + dy * dy;
    let along = if length == 0.0 { 0.0 } else { (((x - ax) * dx + (y - ay) * dy) / length).clamp(0.0, 1.0) };
    (x - ax - along * dx).hypot(y - ay - along * dy)
}

/// A ring of arcs, cut at the sheet's edge; nothing if none of it is on the sheet, or too little to see.
fn drawn_ring(arcs: &[Option<Vec<[f64; 2]>>], ring: &[Run], sheet: &Sheet) -> Option<Points> {
    let mut points: Vec<[f64; 2]> = Vec::new();
    for run in ring {
        let arc = arcs.get(index(*run))?.as_ref()?;
        // An arc's last point is the first of the next.
        let steps = arc.len().saturating_sub(1);
        match *run < 0 {
            true => points.extend(arc.iter().rev().take(steps)),
            false => points.extend(arc.iter().take(steps)),
        }
    }
    let points = cut_ring(points, sheet);
    let ring = tenths(&points);
    (ring.len() > 2 && area(&points).abs() >= SPECK).then_some(ring)
}

fn area(ring: &[[f64; 2]]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum::<f64>() / 2.0
}

/// Sutherland and Hodgman's way: the ring is cut along each edge in turn.
fn cut_ring(mut ring: Vec<[f64; 2]>, sheet: &Sheet) -> Vec<[f64; 2]> {
    for axis in [0, 1] {
        for (edge, sign) in [(-MARGIN, 1.0), (sheet.size[axis] + MARGIN, -1.0)] {
            let inside = |point: &[f64; 2]| (point[axis] - edge) * sign >= 0.0;
            let mut kept = Vec::with_capacity(ring.len());
            for (i, b) in ring.iter().enumerate() {
                let a = &ring[(i + ring.len() - 1) % ring.len()];
                if inside(a) != inside(b) {
                    let t = (edge - a[axis]) / (b[axis] - a[axis]);
                    kept.push([a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]);
                }
                if inside(b) {
                    kept.push(*b);
                }
            }
            ring = kept;
        }
    }
    ring
}

/// The stretches of a line that are on the sheet, each with the points before and behind.
fn cut_line(line: &[[f64; 2]], sheet: &Sheet) -> Vec<Vec<[f64; 2]>> {
    let inside = |i: usize| {
        let within = |axis: usize, at: f64| (-MARGIN..=sheet.size[axis] + MARGIN).contains(&at);
        line.get(i).is_some_and(|[x, y]| within(0, *x) && within(1, *y))
    };
    let mut stretches = vec![Vec::new()];
    for (i, point) in line.iter().enumerate() {
        if inside(i) || inside(i + 1) || (i > 0 && inside(i - 1)) {
            if let Some(last) = stretches.last_mut() {
                last.push(*point);
            }
        } else {
            stretches.push(Vec::new());
        }
    }
    stretches.retain(|stretch| stretch.len() > 1);
    stretches
}

fn tenths(points: &[[f64; 2]]) -> Points {
    let mut points: Points =
        points.iter().map(|[x, y]| [(x * 10.0).round() as i32, (y * 10.0).round() as i32]).collect();
    points.dedup();
    points
}

impl Outline {
    fn parts(&self) -> [(&'static str, &Vec<Points>); 5] {
        [
            ("land", &self.land),
            ("soviet", &self.soviet),
            ("china", &self.china),
            ("borders", &self.borders),
            ("frontier", &self.frontier),
        ]
    }

    /// As JSON: each ring as its first point and the way from each point to the next.
    pub fn to_json(&self) -> Value {
        let deltas = |points: &Points| -> Vec<i32> {
            let before = std::iter::once([0, 0]).chain(points.iter().copied());
            points.iter().zip(before).flat_map(|(p, b)| [p[0] - b[0], p[1] - b[1]]).collect()
        };
        let parts = self
            .parts()
            .map(|(name, rings)| (name.to_string(), json!(rings.iter().map(deltas).collect::<Vec<_>>())));
        Value::Object(parts.into_iter().collect())
    }

    /// Reads what [`Outline::to_json`] wrote.
    pub fn from_json(json: &Value) -> Option<Outline> {
        let ring = |value: &Value| -> Option<Points> {
            let numbers: Vec<i64> = value.as_array()?.iter().map(Value::as_i64).collect::<Option<_>>()?;
            let mut at = [0, 0];
            let mut points = Points::new();
            for step in numbers.chunks_exact(2) {
                at = [at[0] + i32::try_from(step[0]).ok()?, at[1] + i32::try_from(step[1]).ok()?];
                points.push(at);
            }
            Some(points)
        };
        let part = |name: &str| json.get(name)?.as_array()?.iter().map(ring).collect::<Option<Vec<_>>>();
        Some(Outline {
            land: part("land")?,
            soviet: part("soviet")?,
            china: part("china")?,
            borders: part("borders")?,
            frontier: part("frontier")?,
        })
    }
}

/// Whether a point, in units, is inside the rings: an odd number of their edges lies to its right.
#[cfg(test)]
pub fn inside(rings: &[Points], [x, y]: [f64; 2]) -> bool {
    let (x, y) = (x * 10.0, y * 10.0);
    let crosses = |a: [i32; 2], b: [i32; 2]| {
        let ([ax, ay], [bx, by]) = (a.map(f64::from), b.map(f64::from));
        (ay > y) != (by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax)
    };
    let edges = rings.iter().flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)));
    edges.filter(|(a, b)| crosses(**a, **b)).count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: Sheet = Sheet {
        id: "test",
        about: Azimuthal { lon: 85.0, lat: 48.0 },
        scale: 10.0,
        centre: [50.0, 40.0],
        size: [100.0, 80.0],
    };

    #[test]
    fn north_is_up_and_the_centre_stands_where_it_should() {
        assert_eq!(SHEET.place([85.0, 48.0]), [50.0, 40.0]);
        let [x, y] = SHEET.place([85.0, 49.0]);
        // One degree is 111.2 km.
        assert!((x - 50.0).abs() < 1e-9 && (y - 28.88).abs() < 0.01, "{x} {y}");
        assert!(SHEET.place([86.0, 48.0])[0] > 50.0);
        assert!(SHEET.holds([86.0, 47.0]) && !SHEET.holds([116.4, 39.9]));
        let [lon, lat] = SHEET.degrees(SHEET.place([80.0, 52.0]));
        assert!((lon - 80.0).abs() < 1e-9 && (lat - 52.0).abs() < 1e-9);
    }

    #[test]
    fn a_line_is_thinned_to_what_can_be_seen() {
        let line = [[0.0, 0.0], [5.0, 0.1], [10.0, 0.0], [15.0, 4.0], [20.0, 0.0]];
        assert_eq!(thinned(&line), [[0.0, 0.0], [10.0, 0.0], [15.0, 4.0], [20.0, 0.0]]);
        // An island's arc comes back to where it began.
        let island = [[0.0, 0.0], [5.0, 0.0], [5.0, 5.0], [0.0, 0.0]];
        assert_eq!(thinned(&island), island);
        assert_eq!(thinned(&[]), Vec::<[f64; 2]>::new());
    }

    #[test]
    fn rings_and_lines_are_cut_at_the_edge() {
        let ring = cut_ring(vec![[-200.0, 10.0], [50.0, 10.0], [50.0, 20.0], [-200.0, 20.0]], &SHEET);
        assert_eq!(area(&ring).abs(), 55.0 * 10.0);
        assert!(ring.iter().all(|[x, _]| *x >= -MARGIN));
        assert!(cut_ring(vec![[-20.0, 0.0], [-10.0, 0.0], [-10.0, 9.0]], &SHEET).is_empty());
        let line = [[-90.0, 5.0], [-50.0, 5.0], [10.0, 5.0], [20.0, 5.0], [300.0, 5.0], [400.0, 5.0]];
        assert_eq!(cut_line(&line, &SHEET), [line[1..5].to_vec()]);
    }

    #[test]
    fn what_is_written_is_read_again() {
        let ring: Points = vec![[3, 4], [10, -2], [0, 0]];
        let outline =
            Outline { land: vec![ring.clone(), ring.clone()], frontier: vec![ring], ..Outline::default() };
        let json = outline.to_json();
        assert_eq!(json["land"][0], json!([3, 4, 7, -6, -10, 2]));
        assert_eq!(Outline::from_json(&json), Some(outline));
        assert_eq!(Outline::from_json(&json!({ "land": "x" })), None);
    }

    #[test]
    fn inside_counts_edges() {
        let square: Points = vec![[0, 0], [100, 0], [100, 100], [0, 100]];
        let hole: Points = vec![[40, 40], [60, 40], [60, 60], [40, 60]];
        let rings = [square, hole];
        assert!(inside(&rings, [2.0, 2.0]) && !inside(&rings, [5.0, 5.0]) && !inside(&rings, [12.0, 5.0]));
    }
}
