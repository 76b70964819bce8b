//! The page of places: a map with a sign for each place, two insets where they crowd, and the list of all places
//! with their events. Each is a link into the other; the chosen one is marked in both, without a script.

mod labels;

use super::people::native;
use super::sheet::{event, paragraph, Page};
use crate::build::escape;
use crate::map::outline::{Outline, Points, Sheet};
use crate::map::{outline, INSETS, MAIN};
use china_ussr_timeline::core::data::{EventIx, Kind, Place, PlaceIx, Timeline};
use china_ussr_timeline::core::plate::lettering::{balanced, width, Face};
use china_ussr_timeline::ui::symbols::{events, shapes};
use labels::{apart, placed, Label, Room, Sign};
use std::fmt::Write as _;

/// A place with its events.
struct Spot<'a> {
    place: &'a Place,
    events: Vec<EventIx>,
    /// The kind of its events, if they are all of one.
    kind: Option<Kind>,
}

/// From so many events on a place has its number in its sign.
const MANY: usize = 10;

/// The page.
pub fn page(timeline: &Timeline) -> Page {
    let spots = spots(timeline);
    let figure = format!(
        "<figure class=\"atlas\" id=\"map\" tabindex=\"-1\">\n{}<div class=\"insets\">\n{}{}</div>\n\
         <figcaption>Coastlines and borders of today (Natural Earth, public domain), with the fifteen Soviet \
         republics as one; for the years 1945–1969 they are approximate. Stretches of the frontier were disputed. \
         A point stands for the town or the district and is approximate; signs that would cover one another are \
         moved apart. The larger the sign, the more events. Lambert’s azimuthal equal-area projection.</figcaption>\n\
         </figure>\n",
        main_sheet(&spots),
        INSETS.iter().zip(INSET_NAMES).map(|(sheet, name)| inset(sheet, name, &spots)).collect::<String>(),
        margin(&spots),
    );
    let entries: String = spots.iter().map(|spot| entry(timeline, spot)).collect();
    Page {
        file: "places.html",
        name: "Places",
        title: "Places",
        lede: format!(
            "Where it happened: {} places, on the map and in a list. Choose one in either to find it in the other.",
            spots.len()
        ),
        main: format!(
            "<div class=\"places\">\n{figure}<section aria-labelledby=\"list\">\n<h2 id=\"list\">All places, by \
             name</h2>\n{entries}</section>\n</div>\n"
        ),
        style: style(&spots),
    }
}

/// All places, by name.
fn spots(timeline: &Timeline) -> Vec<Spot<'_>> {
    let spot = |(i, place)| {
        let here = Some(PlaceIx(i as u32));
        let all = || timeline.events.iter().enumerate().filter(|(_, event)| event.place == here);
        let first = all().next().map(|(_, event)| event.kind);
        Spot {
            place,
            events: all().map(|(i, _)| EventIx(i as u32)).collect(),
            kind: first.filter(|kind| all().all(|(_, event)| event.kind == *kind)),
        }
    };
    let mut spots: Vec<Spot> = timeline.places.iter().enumerate().map(spot).collect();
    // The only letters beyond the alphabet that a name of ours begins with.
    spots.sort_by_key(|spot| spot.place.name.to_lowercase().replace('ü', "u"));
    spots
}

impl Spot<'_> {
    fn degrees(&self) -> Option<[f64; 2]> {
        Some([self.place.lon?, self.place.lat?])
    }

    fn is_on(&self, sheet: &Sheet) -> bool {
        self.degrees().is_some_and(|degrees| sheet.holds(degrees))
    }

    fn is_great(&self) -> bool {
        self.events.len() >= MANY
    }

    fn is_approximate(&self) -> bool {
        self.place.note.contains("approximate")
    }

    /// The radius of its sign. The area grows with the number of events, from what can be seen.
    fn radius(&self) -> f64 {
        match self.events.len() {
            0 => 3.4,
            n => (26.3 + 9.5 * n as f64).sqrt(),
        }
    }

    /// The lines of its name on the map: without what explains it, as the list does.
    fn lines(&self) -> Vec<String> {
        let name = self.place.name.as_str();
        let name = name.split(" (").next().and_then(|name| name.split(", ").next()).unwrap_or(name);
        match name.split_once(" / ") {
            Some((first, second)) => vec![format!("{first} /"), second.to_string()],
            // In two lines if it is long.
            None => balanced(name, Face::Italic500, labels::NAME, 120.0, 2)
                .into_iter()
                .next()
                .map_or_else(Vec::new, |way| way.lines),
        }
    }

    fn count(&self) -> String {
        match self.events.len() {
            0 => "no event of its own".into(),
            n => events(n),
        }
    }

    fn sign(&self, sheet: &Sheet) -> Option<Sign> {
        // The broken ring of an approximate point stands outside the sign.
        let reach = self.radius() * 1.1 + if self.is_approximate() { 4.0 } else { 0.0 };
        let at = sheet.place(self.degrees()?);
        Some(Sign { at, reach, lines: self.lines(), great: self.is_great() })
    }

    /// The link to its entry. `inside` is what is drawn.
    fn link(&self, inside: &str) -> String {
        let approximate = if self.is_approximate() { ", the point is approximate" } else { "" };
        let id = escape(&self.place.id);
        format!(
            "<a class=\"spot at-{id}\" href=\"#place-{id}\" aria-label=\"{}, {}{approximate}\">{inside}</a>\n",
            escape(&self.place.name),
            self.count(),
        )
    }

    /// Its sign as on the plate; a disc where its events are of several kinds.
    fn drawn(&self, [x, y]: [f64; 2]) -> String {
        let r = self.radius();
        let mut svg = match self.events.is_empty() {
            true => format!("<circle class=\"ring\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{r:.1}\"/>"),
            false => symbol(self.kind.unwrap_or(Kind::State), [x, y], r),
        };
        if self.is_approximate() {
            let _ = write!(
                svg,
                "<circle class=\"about\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{:.1}\"/>",
                r * 1.1 + 3.0
            );
        }
        if self.is_great() {
            let _ = write!(
                svg,
                "<text class=\"sum\" x=\"{x:.1}\" y=\"{:.1}\">{}</text>",
                y + 4.6,
                self.events.len()
            );
        }
        format!("<g class=\"sym\">{svg}</g>")
    }
}

/// The sign of a kind, as the plate draws it.
fn symbol(kind: Kind, [x, y]: [f64; 2], r: f64) -> String {
    let shapes = shapes(kind, x, y, r);
    shapes.iter().map(|shape| format!("<path class=\"{}\" d=\"{}\"/>", shape.class, shape.d)).collect()
}

/// A number with at most one place behind the point.
fn n(x: f64) -> String {
    format!("{x:.1}").trim_end_matches('0').trim_end_matches('.').to_string()
}

/// A country's name: text, longitude and latitude of its middle, size, space between letters in em.
type Country = (&'static str, f64, f64, f64, f64);
const COUNTRIES: [&[Country]; 3] = [
    &[
        ("SOVIET UNION", 93.0, 61.5, 24.0, 0.62),
        ("CHINA", 104.5, 34.3, 24.0, 0.62),
        ("MONGOLIA", 101.5, 45.2, 12.5, 0.3),
        ("INDIA", 78.6, 26.0, 14.0, 0.4),
        ("JAPAN", 138.0, 36.0, 12.0, 0.2),
    ],
    &[
        ("CHINA", 119.6, 44.2, 14.0, 0.5),
        ("KOREA", 127.2, 39.6, 12.0, 0.2),
        ("SOVIET", 135.0, 44.9, 10.5, 0.1),
        ("UNION", 135.1, 44.2, 10.5, 0.1),
    ],
    &[("SOVIET UNION", 81.45, 46.95, 11.0, 0.14), ("CHINA", 83.9, 43.6, 14.0, 0.4)],
];
const INSET_NAMES: [(&str, &str); 2] = [("A", "North-east China and Korea"), ("B", "Western Xinjiang")];
/// How long the bar of each scale is, km.
const BARS: [u32; 3] = [1000, 200, 100];

/// What is written on a sheet besides the places, and the room that it takes.
#[derive(Default)]
struct Lettering {
    svg: String,
    taken: Vec<Room>,
}

impl Lettering {
    fn countries(&mut self, sheet: &Sheet, countries: &[Country]) {
        for (name, lon, lat, size, space) in countries {
            let [x, y] = sheet.place([*lon, *lat]);
            let letters = name.chars().count() as f64;
            let wide = width(name, Face::Text600, *size) + (letters - 1.0) * space * size;
            self.taken.push(Room {
                left: x - wide / 2.0,
                top: y - size * 0.75,
                right: x + wide / 2.0,
                bottom: y + size * 0.15,
            });
            // The space behind the last letter would push the name to the left.
            let _ = writeln!(
                self.svg,
                "<text class=\"country\" x=\"{:.1}\" y=\"{y:.1}\" font-size=\"{size}\" letter-spacing=\"{space}em\">{name}</text>",
                x + space * size / 2.0
            );
        }
    }

    fn bar(&mut self, sheet: &Sheet, km: u32) {
        let long = f64::from(km) / sheet.scale;
        let (left, base) = (12.0, sheet.size[1] - 12.0);
        let text = if km >= 1000 { format!("{},{:03} km", km / 1000, km % 1000) } else { format!("{km} km") };
        let _ = writeln!(
            self.svg,
            "<path class=\"scale\" d=\"M{left} {}v4h{}v-4\"/><text class=\"small\" x=\"{:.1}\" y=\"{base}\">{text}</text>",
            base - 4.0,
            n(long),
            left + long + 6.0
        );
        let right = left + long + 8.0 + width(&text, Face::Label500, 12.0);
        self.taken.push(Room { left, top: base - 12.0, right, bottom: sheet.size[1] });
    }

    fn title(&mut self, (letter, name): (&str, &str)) {
        let _ = writeln!(self.svg, "<text class=\"small title\" x=\"9\" y=\"18\"><tspan class=\"letter\">{letter}</tspan> {name}</text>");
        let right = 20.0 + width(name, Face::Label700, 12.5) + 12.0;
        self.taken.push(Room { left: 0.0, top: 0.0, right, bottom: 25.0 });
    }
}

/// Whether an inset names it.
fn in_inset(spot: &Spot) -> bool {
    INSETS.iter().any(|sheet| spot.is_on(sheet))
}

/// The places that a sheet names. The map leaves to the insets what they name, but for the great ones.
fn named<'a>(sheet: &Sheet, spots: &'a [Spot<'a>]) -> Vec<&'a Spot<'a>> {
    let leaves = |spot: &Spot| sheet.id == MAIN.id && in_inset(spot) && !spot.is_great();
    spots.iter().filter(|spot| spot.is_on(sheet) && !leaves(spot)).collect()
}

fn main_sheet(spots: &[Spot]) -> String {
    drawn(&MAIN, "Map from Paris to Japan", &main_lettering(spots), &named(&MAIN, spots))
}

fn main_lettering(spots: &[Spot]) -> Lettering {
    let mut lettering = Lettering::default();
    lettering.countries(&MAIN, COUNTRIES[0]);
    lettering.bar(&MAIN, BARS[0]);
    for (sheet, (letter, _)) in INSETS.iter().zip(INSET_NAMES) {
        let corner = MAIN.place(sheet.degrees([0.0, 0.0]));
        let (x, y) = (corner[0] - 4.0, corner[1] + 4.0);
        let _ = writeln!(
            lettering.svg,
            "<path class=\"extent\" d=\"{}\"/><text class=\"small letter\" x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"end\">{letter}</text>",
            extent(sheet)
        );
        lettering.taken.push(Room { left: x - 10.0, top: y - 11.0, right: x + 2.0, bottom: y + 3.0 });
    }
    // Where an inset names a place, the map only shows that there is one.
    for spot in spots.iter().filter(|spot| spot.is_on(&MAIN) && in_inset(spot) && !spot.is_great()) {
        if let Some([x, y]) = spot.degrees().map(|degrees| MAIN.place(degrees)) {
            let id = escape(&spot.place.id);
            let _ = writeln!(
                lettering.svg,
                "<circle class=\"dot at-{id}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"2\"/>"
            );
            lettering.taken.push(Room { left: x - 2.0, top: y - 2.0, right: x + 2.0, bottom: y + 2.0 });
        }
    }
    lettering
}

fn inset(sheet: &Sheet, name: (&str, &str), spots: &[Spot]) -> String {
    let words = format!("Inset {}: {}", name.0, name.1);
    drawn(sheet, &words, &inset_lettering(sheet, name), &named(sheet, spots))
}

fn inset_lettering(sheet: &Sheet, name: (&str, &str)) -> Lettering {
    let at = INSETS.iter().position(|one| one.id == sheet.id).map_or(0, |i| i + 1);
    let mut lettering = Lettering::default();
    lettering.title(name);
    lettering.countries(sheet, COUNTRIES.get(at).copied().unwrap_or_default());
    lettering.bar(sheet, BARS.get(at).copied().unwrap_or(100));
    lettering
}

/// The edge of an inset on the map: not quite straight, since its projection is another.
fn extent(sheet: &Sheet) -> String {
    let [width, height] = sheet.size;
    let corners = [[0.0, 0.0], [width, 0.0], [width, height], [0.0, height]];
    let mut d = String::new();
    for (i, a) in corners.iter().enumerate() {
        let b = corners[(i + 1) % 4];
        for step in 0..4 {
            let t = f64::from(step) / 4.0;
            let [x, y] = MAIN.place(sheet.degrees([a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]));
            let _ = write!(d, "{}{x:.1} {y:.1}", if d.is_empty() { "M" } else { "L" });
        }
    }
    d + "Z"
}

/// A sheet as SVG: ground, lettering, signs.
fn drawn(sheet: &Sheet, name: &str, lettering: &Lettering, here: &[&Spot]) -> String {
    let [width, height] = sheet.size;
    let (signs, at, labels) = layout(sheet, lettering, here);
    let mut links = String::new();
    for (i, spot) in here.iter().enumerate() {
        let (Some(sign), Some(point)) = (signs.get(i), at.get(i)) else { continue };
        let others = at.iter().enumerate().filter(|(j, _)| *j != i);
        let nearest =
            others.map(|(_, [x, y])| (x - point[0]).hypot(y - point[1])).fold(f64::INFINITY, f64::min);
        let label = labels.get(i).and_then(Option::as_ref);
        links.push_str(&spot.link(&format!(
            "{}{}{}{}",
            hit(*point, sign.reach.max((nearest / 2.0).min(16.0)), label),
            label.map_or_else(String::new, |label| written(&sign.lines, sign.great, label)),
            moved(sign.at, *point),
            spot.drawn(*point),
        )));
    }
    format!(
        "<svg class=\"map {id}\" viewBox=\"0 0 {width} {height}\" role=\"group\" aria-label=\"{name}\">\n{ground}\
         <g aria-hidden=\"true\">\n{lettering}</g>\n{links}\
         <rect class=\"neatline bare\" x=\"1\" y=\"1\" width=\"{}\" height=\"{}\"/>\n</svg>\n",
        width - 2.0,
        height - 2.0,
        id = sheet.id,
        ground = ground(&outline(sheet)),
        lettering = lettering.svg,
    )
}

/// Signs, where they stand, and their labels.
fn layout(
    sheet: &Sheet,
    lettering: &Lettering,
    here: &[&Spot],
) -> (Vec<Sign>, Vec<[f64; 2]>, Vec<Option<Label>>) {
    let signs: Vec<Sign> = here.iter().filter_map(|spot| spot.sign(sheet)).collect();
    let at = apart(&signs);
    let labels = placed(&signs, &at, &lettering.taken, sheet.size);
    (signs, at, labels)
}

/// What a pointer hits: around the sign and over the name. It also shows which one is chosen.
fn hit([x, y]: [f64; 2], r: f64, label: Option<&Label>) -> String {
    let mut svg = format!("<circle class=\"hit\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{r:.1}\"/>");
    if let Some(Label { room, leader, .. }) = label {
        if let Some([[ax, ay], [bx, by]]) = leader {
            let _ = write!(svg, "<path class=\"lead\" d=\"M{ax:.1} {ay:.1}L{bx:.1} {by:.1}\"/>");
        }
        let _ = write!(
            svg,
            "<rect class=\"room\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\"/>",
            room.left,
            room.top,
            room.right - room.left,
            room.bottom - room.top
        );
    }
    svg
}

/// Where a sign was moved far, a line from it to its point.
fn moved([px, py]: [f64; 2], [x, y]: [f64; 2]) -> String {
    match (px - x).hypot(py - y) > 6.0 {
        true => format!("<path class=\"lead\" d=\"M{x:.1} {y:.1}L{px:.1} {py:.1}\"/>"),
        false => String::new(),
    }
}

fn written(lines: &[String], great: bool, label: &Label) -> String {
    let class = if great { "name great" } else { "name" };
    let anchor = match label.side {
        1 => "",
        -1 => " text-anchor=\"end\"",
        _ => " text-anchor=\"middle\"",
    };
    // Between two lines stands a space, for whoever reads them as one.
    let line = |(i, line): (usize, &String)| {
        format!(
            "<text class=\"{class}\"{anchor} x=\"{:.1}\" y=\"{:.1}\">{}</text>\n",
            label.x(),
            label.y(i),
            escape(line)
        )
    };
    lines.iter().enumerate().map(line).collect()
}

/// The ground, in tenths of a unit.
fn ground(outline: &Outline) -> String {
    let part = |class: &str, rings: &[Points], end: &str| match rings.is_empty() {
        true => String::new(),
        false => format!("<path class=\"{class}\" d=\"{}\"/>\n", path(rings, end)),
    };
    format!(
        "<g class=\"ground\" transform=\"scale(.1)\" aria-hidden=\"true\">\n{}{}{}{}{}{}</g>\n",
        part("land", &outline.land, "z"),
        part("side", &outline.soviet, "z"),
        part("side", &outline.china, "z"),
        part("coast", &outline.land, "z"),
        part("border", &outline.borders, ""),
        part("frontier", &outline.frontier, ""),
    )
}

/// Rings or lines as path data, each point relative to the one before.
fn path(rings: &[Points], end: &str) -> String {
    let mut d = String::new();
    for ring in rings {
        let mut before = [0, 0];
        for (i, point) in ring.iter().enumerate() {
            let [dx, dy] = [point[0] - before[0], point[1] - before[1]];
            let gap = if dy < 0 { "" } else { " " };
            let _ = match i {
                0 => write!(d, "M{dx}{gap}{dy}"),
                1 => write!(d, "l{dx}{gap}{dy}"),
                _ => write!(d, "{}{dx}{gap}{dy}", if dx < 0 { "" } else { " " }),
            };
            before = *point;
        }
        d.push_str(end);
    }
    d
}

/// What stands beside the insets: the places off the map, and the signs.
fn margin(spots: &[Spot]) -> String {
    let mut svg = String::from("<text class=\"caps\" x=\"11\" y=\"20\">Off the map</text>\n");
    let off: Vec<&Spot> = spots.iter().filter(|spot| !spot.is_on(&MAIN) && !in_inset(spot)).collect();
    for (i, spot) in off.iter().enumerate() {
        let y = 46.0 + 29.0 * i as f64;
        svg.push_str(&spot.link(&format!(
            "<circle class=\"hit\" cx=\"19\" cy=\"{y}\" r=\"13\"/><rect class=\"room\" x=\"32\" y=\"{}\" \
             width=\"88\" height=\"26\"/><text class=\"name\" x=\"36\" y=\"{}\">{}</text>\n{}",
            y - 13.0,
            y + 4.5,
            escape(&spot.lines().join(" ")),
            spot.drawn([19.0, y]),
        )));
    }
    let about = "<circle class=\"about\" cx=\"146\" cy=\"Y\" r=\"8\"/>";
    let none = "<circle class=\"ring\" cx=\"146\" cy=\"Y\" r=\"3.4\"/>";
    let more = [(about, "Point is approximate"), (none, "No event of its own")];
    let kinds = Kind::ALL.iter().map(|kind| match kind {
        Kind::State => (*kind, "State; or several kinds"),
        kind => (*kind, kind.label().text()),
    });
    let row = |i: usize| 44.0 + 24.5 * i as f64;
    let key = kinds.enumerate().map(|(i, (kind, words))| (row(i), symbol(kind, [146.0, row(i)], 6.6), words));
    let more = more.into_iter().enumerate().map(|(i, (drawing, words))| {
        let y = row(i + Kind::ALL.len());
        (y, drawing.replace('Y', &n(y)), words)
    });
    let rows = key.chain(more).map(|(y, drawing, words)| {
        format!(
            "<g class=\"sym\">{drawing}</g><text class=\"small\" x=\"161\" y=\"{}\">{words}</text>\n",
            n(y + 4.0)
        )
    });
    format!(
        "<svg class=\"map margin\" viewBox=\"0 0 276 270\" role=\"group\" aria-label=\"Off the map, and signs\">\n{svg}\
         <text class=\"caps\" x=\"138\" y=\"20\">Signs</text>\n{}\
         <rect class=\"neatline bare\" x=\"1\" y=\"1\" width=\"123\" height=\"{}\"/>\n</svg>\n",
        rows.collect::<String>(),
        34.0 + 29.0 * off.len() as f64
    )
}

/// The rules that mark on the map what the address names. An id that is no plain word is left out: it would have
/// to be written otherwise in a style sheet.
fn style(spots: &[Spot]) -> String {
    let plain =
        |id: &str| !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    let ids = spots.iter().map(|spot| spot.place.id.as_str()).filter(|id| plain(id));
    let chosen: Vec<String> = ids.map(|id| format!(".places:has(#place-{id}:target) .at-{id}")).collect();
    match chosen.is_empty() {
        true => String::new(),
        false => format!("{}{{--ground:var(--chosen);--pen:var(--on-chosen);--ring:2.4}}", chosen.join(",")),
    }
}

fn entry(timeline: &Timeline, spot: &Spot) -> String {
    let place = spot.place;
    let items: String = spot.events.iter().map(|ix| format!("<li>{}</li>", event(timeline, *ix))).collect();
    let list = if items.is_empty() { items } else { format!("<ul>{items}</ul>\n") };
    format!(
        "<article class=\"entry\" id=\"place-{}\">\n<h3>{}</h3>\n<p class=\"names\">{}{}<span class=\"years\">{}</span></p>\n\
         {}{list}<p class=\"cite\"><a href=\"#map\">Back to the map</a></p>\n</article>\n",
        escape(&place.id),
        escape(&place.name),
        native(&place.zh, "zh-Hans"),
        native(&place.ru, "ru"),
        super::sheet::capital(&spot.count()),
        paragraph(&place.note),
    )
}

#[cfg(test)]
#[path = "places/tests.rs"]
mod tests;
