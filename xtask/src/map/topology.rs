//! Countries as TopoJSON keeps them: each stretch of coast or border is written once, as an arc, and a country
//! names the arcs of its rings. So neighbours can be merged, and borders told from coasts, by counting.

use crate::Outcome;
use serde_json::Value;
use std::collections::BTreeMap;

/// The ISO 3166-1 numbers of the fifteen states that were the republics of the Soviet Union.
const SOVIET: [u16; 15] = [31, 51, 112, 233, 268, 398, 417, 428, 440, 498, 643, 762, 795, 804, 860];

/// What the map tells apart. Hong Kong, Macao and Taiwan have numbers of their own, and are not `China`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// The fifteen republics as one.
    Soviet,
    /// The People's Republic, as its number has it.
    China,
    /// Mongolia.
    Mongolia,
    /// North Korea, so that the line across Korea is a border.
    NorthKorea,
    /// Every other country; borders between them are not drawn.
    Other,
}

/// The group of an ISO number; what has no number belongs to the others.
pub fn group(id: Option<u16>) -> Group {
    match id {
        Some(id) if SOVIET.contains(&id) => Group::Soviet,
        Some(156) => Group::China,
        Some(496) => Group::Mongolia,
        Some(408) => Group::NorthKorea,
        _ => Group::Other,
    }
}

/// An arc's number, run forwards, or `!number`, run backwards.
pub type Run = i64;

/// A country's group and the arcs of its rings, holes among them.
#[derive(Debug)]
pub struct Country {
    /// What the map takes it for.
    pub group: Group,
    rings: Vec<Vec<Run>>,
}

/// Arcs and the countries made of them.
#[derive(Debug)]
pub struct Topology {
    /// The points of each arc in whole steps of the grid, so that ends which meet are equal.
    arcs: Vec<Vec<[i64; 2]>>,
    scale: [f64; 2],
    translate: [f64; 2],
    countries: Vec<Country>,
}

impl Topology {
    /// Reads the object `countries` of a TopoJSON file that is quantized, as those of world-atlas are.
    pub fn read(json: &[u8]) -> Outcome<Topology> {
        let json: Value = serde_json::from_slice(json).map_err(|e| format!("the map is no JSON: {e}"))?;
        Self::from_json(&json).ok_or_else(|| {
            "the map is not a quantized TopoJSON with countries. Take countries-50m.json of world-atlas"
                .into()
        })
    }

    fn from_json(json: &Value) -> Option<Topology> {
        let pair = |value: &Value| Some([value.get(0)?.as_f64()?, value.get(1)?.as_f64()?]);
        let transform = json.get("transform")?;
        let arcs = json.get("arcs")?.as_array()?.iter().map(arc).collect::<Option<_>>()?;
        let countries = json.get("objects")?.get("countries")?.get("geometries")?.as_array()?;
        Some(Topology {
            arcs,
            scale: pair(transform.get("scale")?)?,
            translate: pair(transform.get("translate")?)?,
            countries: countries.iter().map(country).collect::<Option<_>>()?,
        })
    }

    /// How many arcs there are.
    pub fn len(&self) -> usize {
        self.arcs.len()
    }

    /// The points of an arc, forwards: longitude and latitude in degrees.
    pub fn degrees(&self, arc: usize) -> Vec<[f64; 2]> {
        let at = |i: usize, n: i64| n as f64 * self.scale[i] + self.translate[i];
        self.arcs.get(arc).into_iter().flatten().map(|[x, y]| [at(0, *x), at(1, *y)]).collect()
    }

    /// The outline of all countries of these groups as one: the arcs that one of them alone has, joined to rings.
    /// An arc that two of them share lies inside and is dropped.
    pub fn outline(&self, member: impl Fn(Group) -> bool) -> Vec<Vec<Run>> {
        let runs =
            || self.countries.iter().filter(|c| member(c.group)).flat_map(|c| c.rings.iter().flatten());
        let mut uses = vec![0; self.arcs.len()];
        for run in runs() {
            if let Some(n) = uses.get_mut(index(*run)) {
                *n += 1;
            }
        }
        let outer = runs().copied().filter(|run| uses.get(index(*run)) == Some(&1));
        self.joined(outer)
    }

    /// Joins arcs end to start, until each ring comes back to where it began.
    fn joined(&self, runs: impl Iterator<Item = Run>) -> Vec<Vec<Run>> {
        let mut from: BTreeMap<[i64; 2], Vec<Run>> = BTreeMap::new();
        for run in runs {
            if let Some((start, _)) = self.ends(run) {
                from.entry(start).or_default().push(run);
            }
        }
        let mut rings = Vec::new();
        while let Some(first) = from.values().find_map(|left| left.first().copied()) {
            let mut ring = Vec::new();
            let mut next = Some(first);
            while let Some(run) = next {
                let Some((start, end)) = self.ends(run) else { break };
                if let Some(left) = from.get_mut(&start) {
                    left.retain(|one| *one != run);
                }
                ring.push(run);
                next = from.get(&end).and_then(|left| left.first().copied());
            }
            from.retain(|_, left| !left.is_empty());
            rings.push(ring);
        }
        rings
    }

    fn ends(&self, run: Run) -> Option<([i64; 2], [i64; 2])> {
        let arc = self.arcs.get(index(run))?;
        let (start, end) = (*arc.first()?, *arc.last()?);
        Some(if run < 0 { (end, start) } else { (start, end) })
    }

    /// The arcs between countries of different groups, with the two groups in order.
    pub fn borders(&self) -> Vec<(usize, [Group; 2])> {
        let mut sides: Vec<Vec<Group>> = vec![Vec::new(); self.arcs.len()];
        for country in &self.countries {
            for run in country.rings.iter().flatten() {
                if let Some(groups) = sides.get_mut(index(*run)) {
                    groups.push(country.group);
                }
            }
        }
        let border = |(arc, groups): (usize, &Vec<Group>)| match groups.as_slice() {
            [a, b] if a != b => Some((arc, [*a.min(b), *a.max(b)])),
            _ => None,
        };
        sides.iter().enumerate().filter_map(border).collect()
    }
}

/// The number of the arc that a run goes along.
pub fn index(run: Run) -> usize {
    usize::try_from(if run < 0 { !run } else { run }).unwrap_or(usize::MAX)
}

/// An arc: its first point, and the way from each point to the next.
fn arc(value: &Value) -> Option<Vec<[i64; 2]>> {
    let mut at = [0, 0];
    let mut step = |value: &Value| {
        at = [at[0] + value.get(0)?.as_i64()?, at[1] + value.get(1)?.as_i64()?];
        Some(at)
    };
    value.as_array()?.iter().map(&mut step).collect()
}

fn country(value: &Value) -> Option<Country> {
    let id = value.get("id").and_then(Value::as_str).and_then(|id| id.parse().ok());
    let ring = |value: &Value| value.as_array()?.iter().map(Value::as_i64).collect::<Option<Vec<Run>>>();
    let polygon = |value: &Value| value.as_array()?.iter().map(ring).collect::<Option<Vec<_>>>();
    let arcs = value.get("arcs")?;
    let rings = match value.get("type")?.as_str()? {
        "Polygon" => polygon(arcs)?,
        "MultiPolygon" => arcs.as_array()?.iter().map(polygon).collect::<Option<Vec<_>>>()?.concat(),
        _ => return None,
    };
    Some(Country { group: group(id), rings })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three squares in a row: two republics, then China, and an island of Taiwan. Arcs 1 and 3 stand between.
    ///
    /// ```text
    /// +--0--+--2--+--4--+   +--5--+
    /// | 643 1 398 3 156 |   | 158 |
    /// +-----+-----+-----+   +-----+
    /// ```
    fn squares() -> Topology {
        let json = serde_json::json!({
            "transform": { "scale": [2.0, 10.0], "translate": [100.0, 0.0] },
            "arcs": [
                [[1, 1], [-1, 0], [0, -1], [1, 0]],
                [[1, 0], [0, 1]],
                [[1, 1], [1, 0]],
                [[2, 1], [0, -1]],
                [[2, 0], [1, 0], [0, 1], [-1, 0]],
                [[5, 0], [1, 0], [0, 1], [-1, 0], [0, -1]],
                [[2, 0], [-1, 0]],
            ],
            "objects": { "countries": { "geometries": [
                { "type": "Polygon", "id": "643", "arcs": [[0, 1]] },
                { "type": "Polygon", "id": "398", "arcs": [[-2, -7, -4, -3]] },
                { "type": "MultiPolygon", "id": "156", "arcs": [[[4, 3]]] },
                { "type": "Polygon", "id": "158", "arcs": [[5]] },
            ] } },
        });
        Topology::from_json(&json).expect("reads")
    }

    #[test]
    fn points_are_summed_up_and_scaled() {
        let squares = squares();
        assert_eq!(squares.degrees(0), [[102.0, 10.0], [100.0, 10.0], [100.0, 0.0], [102.0, 0.0]]);
        assert_eq!(squares.degrees(99), Vec::<[f64; 2]>::new());
        assert_eq!((index(3), index(-4)), (3, 3));
    }

    #[test]
    fn an_arc_used_twice_in_the_group_is_dropped() {
        let rings = squares().outline(|group| group == Group::Soviet);
        assert_eq!(rings.len(), 1, "{rings:?}");
        let mut arcs: Vec<usize> = rings[0].iter().map(|run| index(*run)).collect();
        arcs.sort_unstable();
        assert_eq!(arcs, [0, 2, 3, 6], "arc 1 lies between two republics");
        // Each begins where the one before ends.
        let squares = squares();
        for (i, run) in rings[0].iter().enumerate() {
            let next = rings[0][(i + 1) % rings[0].len()];
            assert_eq!(squares.ends(*run).expect("ends").1, squares.ends(next).expect("ends").0);
        }
    }

    #[test]
    fn separate_countries_keep_separate_rings() {
        assert_eq!(squares().outline(|group| group == Group::China).len(), 1);
        assert_eq!(squares().outline(|group| group == Group::Other), [[5]]);
        assert_eq!(squares().outline(|_| true).len(), 2, "the row, and the island");
    }

    #[test]
    fn only_an_arc_between_two_groups_is_a_border() {
        assert_eq!(squares().borders(), [(3, [Group::Soviet, Group::China])]);
    }

    #[test]
    fn groups_go_by_number() {
        for id in [643, 804, 398, 51] {
            assert_eq!(group(Some(id)), Group::Soviet);
        }
        assert_eq!(group(Some(156)), Group::China);
        for id in [Some(158), Some(344), Some(446), Some(356), None] {
            assert_eq!(group(id), Group::Other, "{id:?}");
        }
    }

    #[test]
    fn what_is_no_topology_is_told() {
        assert!(Topology::read(b"{}").expect_err("stops").contains("world-atlas"));
        assert!(Topology::read(b"<").is_err());
    }
}
