//! The picture that stands for the site where a link to it is shared: its title over the plate.
//!
//! The application's own drawing and style sheets, drawn here without a browser. The drawing library knows no
//! custom properties of CSS, so they are written out before it reads the sheets.

use crate::pages::start;
use crate::{files, Outcome};
use china_ussr_timeline::core::data::Timeline;
use resvg::{tiny_skia, usvg};
use std::path::Path;
use std::rc::Rc;

/// The name of the picture in `dist/`.
pub const FILE: &str = "card.png";
/// What the networks ask for, px.
const WIDTH: u32 = 1200;
const HEIGHT: u32 = 630;
/// The plate is drawn for this size, px, and enlarged: a card is mostly seen at less than half its size.
const PLATE: (f64, f64) = (900.0, 372.0);
const PLATE_TOP: f64 = 124.0;

const FONTS: [&str; 3] =
    ["brygada-1918-latin.woff2", "brygada-1918-latin-italic.woff2", "sofia-sans-semi-condensed-latin.woff2"];
/// What the rules begin with that the plate needs of the sheet for everything.
const BASE: &[&str] = &[":root", ".phase-", ".pat-", ".hs-", ".hx-"];

/// The picture as PNG. `html` is the page, which holds the patterns of the periods and the title.
pub fn draw(root: &Path, timeline: &Rc<Timeline>, html: &str) -> Outcome<Vec<u8>> {
    let mut options = usvg::Options::default();
    for font in FONTS {
        let file = root.join("assets/fonts").join(font);
        let bytes = wuff::decompress_woff2(&files::read(&file)?).map_err(|e| {
            format!("{} is no WOFF2 that can be read: {e:?}. Put the typeface back", file.display())
        })?;
        options.fontdb_mut().load_font_data(bytes);
    }
    let svg = picture(root, timeline, html)?;
    let cannot = |e: &dyn std::fmt::Display| {
        format!("cannot draw {FILE}: {e}. See xtask/src/card.rs, which makes its SVG of index.html and assets/css")
    };
    let tree = usvg::Tree::from_str(&svg, &options).map_err(|e| cannot(&e))?;
    let mut pixels = tiny_skia::Pixmap::new(WIDTH, HEIGHT).ok_or("the card of shared links has no size")?;
    resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().map_err(|e| cannot(&e))
}

fn picture(root: &Path, timeline: &Rc<Timeline>, html: &str) -> Outcome<String> {
    let sheet = |file: &str| files::read_text(&root.join("assets/css").join(file));
    let (tokens, base, plate) = (sheet("tokens.css")?, sheet("base.css")?, sheet("plate.css")?);
    let mut rules = rules(&tokens);
    rules.retain(|rule| rule.selector.contains("[data-theme=\"light\"]"));
    for (css, starts) in [(&base, BASE), (&plate, &[".", "svg "][..])] {
        let wanted = |rule: &Rule| starts.iter().any(|start| rule.selector.starts_with(start));
        rules.extend(self::rules(css).into_iter().filter(wanted));
    }
    let style = written_out(&rules);
    let defs = between(html, "<defs>", "</defs>")
        .ok_or("index.html has no <defs> with the patterns. Put it back")?;
    let title = between(html, "<h1>", "</h1>").ok_or("index.html has no <h1>. Put it back")?;
    let lede = between(html, "<p class=\"start-lede\">", "</p>")
        .ok_or("index.html has no <p class=\"start-lede\">. Put it back")?;
    let (width, height) = PLATE;
    let plate = start::drawn(timeline, width, height, f64::from(HEIGHT));
    let plate = plate.replacen(
        "<svg ",
        &format!("<svg xmlns=\"http://www.w3.org/2000/svg\" y=\"{PLATE_TOP}\" overflow=\"hidden\" "),
        1,
    );
    let plate = plate.replacen(&format!("width=\"{width}\""), &format!("width=\"{WIDTH}\""), 1).replacen(
        &format!("height=\"{height}\""),
        &format!("height=\"{}\"", height * f64::from(WIDTH) / width),
        1,
    );
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\"><style>{style}</style>\
         <defs>{defs}</defs><rect class=\"card-paper\" width=\"{WIDTH}\" height=\"{HEIGHT}\"/>\
         <text class=\"card-title\" x=\"40\" y=\"62\">{title}</text>\
         <text class=\"card-lede\" x=\"40\" y=\"97\">{lede}</text>\
         <path class=\"card-rule\" d=\"M0 116H{WIDTH}\" stroke-width=\"2\"/>{plate}</svg>"
    ))
}

/// What only the card has.
const OWN: &str = "\
.card-paper { fill: var(--paper) } .card-rule { stroke: var(--ink) }
.card-title { font: 500 44px var(--serif); fill: var(--ink) }
.card-lede { font: italic 400 25px var(--serif); fill: var(--ink2) }";

fn between<'a>(text: &'a str, open: &str, close: &str) -> Option<&'a str> {
    text.split_once(open)?.1.split_once(close).map(|(inside, _)| inside)
}

// ---- style sheets ----

/// A rule that holds always: one that stands in no at-rule.
struct Rule<'a> {
    selector: &'a str,
    /// (property, value)
    declarations: Vec<(&'a str, &'a str)>,
}

/// The rules of a sheet without those in at-rules.
fn rules(css: &str) -> Vec<Rule<'_>> {
    let mut found = Vec::new();
    let mut rest = css;
    while let Some((before, after)) = rest.split_once('{') {
        let selector = before.rsplit("*/").next().unwrap_or_default().trim();
        if selector.starts_with('@') {
            let mut depth = 1;
            let end = after.find(|c| {
                depth += i32::from(c == '{') - i32::from(c == '}');
                depth == 0
            });
            rest = end.map_or("", |end| &after[end + 1..]);
            continue;
        }
        let (body, next) = after.split_once('}').unwrap_or((after, ""));
        let declarations =
            body.split(';').filter_map(|d| d.split_once(':')).map(|(p, v)| (p.trim(), v.trim()));
        found.push(Rule { selector, declarations: declarations.collect() });
        rest = next;
    }
    found
}

impl<'a> Rule<'a> {
    fn value(&self, property: &str) -> Option<&'a str> {
        self.declarations.iter().find(|(name, _)| *name == property).map(|(_, value)| *value)
    }

    /// Does it hold for the whole document?
    fn is_root(&self) -> bool {
        self.selector.contains(":root")
    }
}

/// The rules with [`OWN`], without custom properties. A value that depends on what an element stands in is
/// written once for each rule that sets it.
fn written_out(rules: &[Rule]) -> String {
    let own = self::rules(OWN);
    let all: Vec<&Rule> = rules.iter().chain(&own).collect();
    let simple = |rule: &&&Rule| !rule.is_root() && !rule.selector.contains(['>', '[', ':']);
    let mut css = String::new();
    for rule in all.iter().filter(simple) {
        for &(property, value) in rule.declarations.iter().filter(|(name, _)| !name.starts_with("--")) {
            if let Some(value) = resolved(value, &all, None) {
                css.push_str(&format!("{} {{ {property}: {value} }}\n", rule.selector));
                continue;
            }
            for setter in
                all.iter().filter(simple).filter(|r| variable(value).is_some_and(|v| r.value(v).is_some()))
            {
                let Some(value) = resolved(value, &all, Some(setter)) else { continue };
                for outer in setter.selector.split(',') {
                    for inner in rule.selector.split(',') {
                        let selector = inside(inner.trim(), outer.trim());
                        css.push_str(&format!("{selector} {{ {property}: {value} }}\n"));
                    }
                }
            }
        }
    }
    css
}

/// A value without custom properties, as the setter sets them or else the whole document; none if nobody does.
fn resolved(value: &str, rules: &[&Rule], setter: Option<&Rule>) -> Option<String> {
    let mut value = value.to_owned();
    // What a property stands for may name another.
    while let Some(name) = variable(&value).map(str::to_owned) {
        let root = || rules.iter().filter(|rule| rule.is_root()).find_map(|rule| rule.value(&name));
        let new = setter.and_then(|rule| rule.value(&name)).or_else(root)?;
        value = value.replace(&format!("var({name})"), new);
    }
    Some(value)
}

/// The selector of what `inner` chooses inside `outer`; where `outer` ends with what `inner` begins with, that is
/// one element.
fn inside(inner: &str, outer: &str) -> String {
    match inner.split_once(' ') {
        Some((first, rest)) if outer.ends_with(first) => format!("{outer} {rest}"),
        Some((_, rest)) => format!("{outer} {}", rest.rsplit(' ').next().unwrap_or(rest)),
        None => {
            let (first, more) =
                inner.split_at(inner.get(1..).and_then(|rest| rest.find('.')).map_or(0, |at| at + 1));
            match !first.is_empty() && outer.rsplit(' ').next().is_some_and(|last| last.starts_with(first)) {
                true => format!("{outer}{more}"),
                false => format!("{outer} {inner}"),
            }
        }
    }
}

/// The first custom property that a value names.
fn variable(value: &str) -> Option<&str> {
    between(value, "var(", ")")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn custom_properties_are_written_out_for_each_case() {
        let css = ":root { --ink: #000; --red: #f00 } @media x { .a { fill: var(--gone) } }\n\
                   .p-one { --p: var(--red) } .sym { --c: var(--ink) } .far .sym { --c: var(--red) }\n\
                   .a .b { fill: var(--p); stroke: var(--ink) } .sym .dot, .sym.dot { fill: var(--c) }";
        let out = written_out(&rules(css));
        let lines: Vec<&str> = out.lines().filter(|line| !line.starts_with(".card")).collect();
        assert_eq!(
            lines,
            [
                ".p-one .b { fill: #f00 }",
                ".a .b { stroke: #000 }",
                ".sym .dot { fill: #000 }",
                ".sym.dot { fill: #000 }",
                ".far .sym .dot { fill: #f00 }",
                ".far .sym.dot { fill: #f00 }",
            ]
        );
    }

    #[test]
    fn the_card_shows_title_periods_and_plate() {
        let root = crate::root().unwrap();
        let (timeline, _) =
            china_ussr_timeline::core::data::load(&files::read(&root.join("data/timeline.json")).unwrap());
        let html = files::read_text(&root.join("index.html")).unwrap();
        let png = draw(&root, &Rc::new(timeline.unwrap()), &html).unwrap();
        let pixels = tiny_skia::Pixmap::decode_png(&png).unwrap();
        assert_eq!((pixels.width(), pixels.height()), (WIDTH, HEIGHT));
        let count = |rgb: [u8; 3], rows: std::ops::Range<u32>| {
            let row = WIDTH as usize;
            let part = &pixels.pixels()[rows.start as usize * row..rows.end as usize * row];
            part.iter().filter(|p| [p.red(), p.green(), p.blue()] == rgb).count()
        };
        const INK: [u8; 3] = [0x21, 0x1E, 0x18];
        assert!(count(INK, 20..75) > 2_000, "no title: {}", count(INK, 20..75));
        assert!(count(INK, 130..630) > 5_000, "no lettering on the plate: {}", count(INK, 130..630));
        // The grounds of the three periods.
        for tint in [[0xC9, 0xE4, 0xEB], [0xF3, 0xE5, 0xC5], [0xF6, 0xD8, 0xD2]] {
            assert!(count(tint, 130..630) > 2_000, "{tint:x?}: {}", count(tint, 130..630));
        }
        // What is not styled is black.
        assert_eq!(count([0, 0, 0], 0..630), 0);
    }
}
