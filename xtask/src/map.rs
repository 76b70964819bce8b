//! The base map of the page of places: `cargo xtask map` makes it from Natural Earth's outlines of today's
//! countries (public domain), which the Node.js package world-atlas brings as TopoJSON.
//!
//! The outcome is committed, so that a build needs neither the package nor the minutes to fetch it; a test holds
//! the two together wherever the package is there.

pub mod outline;
pub mod projection;
pub mod topology;

use crate::{files, tools, Outcome};
use outline::{Outline, Sheet};
use projection::Azimuthal;
use serde_json::Value;
use std::path::Path;
use topology::Topology;

/// From Paris to Hokkaido. About a point of the steppe, so that both ends are drawn out alike.
pub const MAIN: Sheet = Sheet {
    id: "main",
    about: Azimuthal { lon: 85.0, lat: 48.0 },
    scale: 11.4,
    centre: [440.0, 296.0],
    size: [860.0, 548.0],
};

/// The insets, where places crowd.
pub const INSETS: [Sheet; 2] = [
    Sheet {
        id: "northeast",
        about: Azimuthal { lon: 125.4, lat: 41.9 },
        scale: 5.6,
        centre: [193.0, 146.0],
        size: [376.0, 270.0],
    },
    Sheet {
        id: "xinjiang",
        about: Azimuthal { lon: 82.6, lat: 45.0 },
        scale: 2.8,
        centre: [84.0, 135.0],
        size: [184.0, 270.0],
    },
];

/// All sheets, in the order of the file.
pub fn sheets() -> impl Iterator<Item = Sheet> {
    std::iter::once(MAIN).chain(INSETS)
}

/// What the command wrote last.
const WRITTEN: &str = include_str!("../../assets/map/land.json");
/// Where it writes, and what it reads inside `node_modules`.
const ASSET: &str = "assets/map/land.json";
const ATLAS: &str = "world-atlas/countries-50m.json";

/// Writes the outlines of all sheets.
pub fn command(root: &Path) -> Outcome<()> {
    let atlas = tools::node_modules(root)?.join(ATLAS);
    let text = write(&Topology::read(&files::read(&atlas)?)?);
    files::write(&root.join(ASSET), &text)?;
    println!("Wrote {ASSET}: {} bytes.", text.len());
    Ok(())
}

/// The file: one sheet a line.
fn write(topology: &Topology) -> String {
    let sheet = |sheet: Sheet| format!("\"{}\":{}", sheet.id, outline::draw(topology, &sheet).to_json());
    format!("{{\n{}\n}}\n", sheets().map(sheet).collect::<Vec<_>>().join(",\n"))
}

/// The outlines of a sheet, as committed. A test reads them all; a sheet that is not there would be empty.
pub fn outline(sheet: &Sheet) -> Outline {
    let json: Option<Value> = serde_json::from_str(WRITTEN).ok();
    json.and_then(|json| Outline::from_json(json.get(sheet.id)?)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use outline::inside;

    #[test]
    fn towns_lie_in_their_countries() {
        let main = outline(&MAIN);
        let on = |rings: &[outline::Points], lon, lat| inside(rings, MAIN.place([lon, lat]));
        for (name, lon, lat) in [
            ("Moscow", 37.6, 55.75),
            ("Kiev", 30.5, 50.45),
            ("Tashkent", 69.3, 41.3),
            ("Almaty", 76.9, 43.2),
            ("Vilnius", 25.3, 54.7),
            ("Simferopol", 34.1, 44.95),
            ("Chita", 113.5, 52.0),
        ] {
            assert!(on(&main.soviet, lon, lat) && !on(&main.china, lon, lat), "{name}");
        }
        for (name, lon, lat) in [("Beijing", 116.4, 39.9), ("Lhasa", 91.1, 29.65), ("Harbin", 126.5, 45.8)] {
            assert!(on(&main.china, lon, lat) && !on(&main.soviet, lon, lat), "{name}");
        }
        for (name, lon, lat) in [
            ("Taichung, Taiwan", 120.7, 24.1),
            ("Ulaanbaatar", 106.9, 47.9),
            ("Delhi", 77.2, 28.6),
            ("Pyongyang", 125.75, 39.0),
            ("Warsaw", 21.0, 52.2),
        ] {
            assert!(on(&main.land, lon, lat), "{name} is land");
            assert!(!on(&main.china, lon, lat) && !on(&main.soviet, lon, lat), "{name} is tinted");
        }
        assert!(!on(&main.land, 124.0, 36.0), "the Yellow Sea");
        assert!(!on(&main.land, 51.0, 41.5), "the Caspian");
    }

    #[test]
    fn every_sheet_shows_both_countries_and_their_frontier() {
        for sheet in sheets() {
            let outline = outline(&sheet);
            for part in [&outline.land, &outline.soviet, &outline.china, &outline.frontier] {
                assert!(!part.is_empty(), "{}", sheet.id);
            }
        }
        assert!(!outline(&MAIN).borders.is_empty());
    }

    /// Only where the package is installed; continuous integration installs it.
    #[test]
    fn the_committed_outlines_are_those_of_the_package() {
        let atlas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../node_modules").join(ATLAS);
        if let Ok(json) = files::read(&atlas) {
            let made = write(&Topology::read(&json).expect("reads"));
            assert!(made == WRITTEN, "{ASSET} is out of step. Run `cargo xtask map`");
        }
    }
}
