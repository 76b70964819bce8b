//! Writes a drawing down for `assets/glide.js`, which sets it on a canvas while a gesture runs: what keeps its form as a
//! picture at a place, what stretches with time as path data. The looks stay with the style sheets: each line carries
//! the classes of its element and of the groups around it, as markup.
//!
//! Why not the drawing itself: to move each of its elements takes the browser several times as long (`docs/bench.md`).

use yew::prelude::*;
use yew::virtual_dom::VTag;

/// The drawing in lines, fields parted by tabs; glide.js says which there are.
pub fn lines(drawing: &Html) -> String {
    let mut walk = Walk::default();
    walk.node(drawing);
    walk.out
}

/// The class of what stands for something that was written down before, and has only moved.
pub const PLACE: &str = "place";

#[derive(Default)]
struct Walk {
    out: String,
    /// The tags of the groups that are open, and their number.
    around: String,
    depth: usize,
}

/// An attribute; empty where there is none.
fn attribute<'a>(tag: &'a VTag, name: &str) -> &'a str {
    tag.attributes.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value)
}

/// The attributes of these names, parted by tabs.
fn fields(tag: &VTag, names: &[&str]) -> String {
    let values: Vec<&str> = names.iter().map(|name| attribute(tag, name)).collect();
    values.join("\t")
}

/// Adds a tag with its attributes, but for those that name it, clip it or say `but`.
fn open(out: &mut String, tag: &VTag, but: &[&str]) {
    out.push('<');
    out.push_str(tag.tag());
    for (name, value) in tag.attributes.iter() {
        if !(name.starts_with("data-") || name == "clip-path" || but.contains(&name)) {
            for part in [" ", name, "=\"", value, "\""] {
                out.push_str(part);
            }
        }
    }
}

/// Adds a node whole.
fn whole(out: &mut String, node: &Html) {
    match node {
        Html::VList(list) => list.iter().for_each(|inside| whole(out, inside)),
        Html::VText(text) => text.text.chars().for_each(|c| match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            // They part lines and fields here; a browser draws a space.
            '\t' | '\n' | '\r' => out.push(' '),
            _ => out.push(c),
        }),
        Html::VTag(tag) => {
            open(out, tag, &[]);
            out.push('>');
            close(out, tag);
        }
        _ => {}
    }
}

/// Adds what an element holds, and its end.
fn close(out: &mut String, tag: &VTag) {
    tag.children().into_iter().for_each(|inside| whole(out, inside));
    for part in ["</", tag.tag(), ">"] {
        out.push_str(part);
    }
}

impl Walk {
    fn node(&mut self, node: &Html) {
        match node {
            Html::VList(list) => list.iter().for_each(|inside| self.node(inside)),
            Html::VTag(tag) => self.tag(tag),
            _ => {}
        }
    }

    fn line(&mut self, fields: &[&str]) {
        for field in fields {
            self.out.push_str(field);
            self.out.push('\t');
        }
    }

    fn inside(&mut self, tag: &VTag) {
        tag.children().into_iter().for_each(|inside| self.node(inside));
    }

    fn tag(&mut self, tag: &VTag) {
        let moved = attribute(tag, "transform");
        match tag.tag() {
            "svg" => {
                self.out = fields(tag, &["width", "height", "class", "data-from", "data-to", "data-days"]);
                self.inside(tag);
            }
            "clipPath" => {
                if let Some(Html::VTag(rect)) = tag.children() {
                    self.line(&["", &fields(rect, &["x", "y", "width", "height"])]);
                }
            }
            "title" => {}
            "g" if moved.is_empty() => {
                let (before, is_clipped) = (self.around.len(), !attribute(tag, "clip-path").is_empty());
                open(&mut self.around, tag, &[]);
                self.around.push('>');
                self.depth += 1;
                if is_clipped {
                    self.line(&["\nc"]);
                }
                self.inside(tag);
                if is_clipped {
                    self.line(&["\ne"]);
                }
                self.depth -= 1;
                self.around.truncate(before);
            }
            "path" if moved.is_empty() => {
                let d = attribute(tag, "d");
                if !d.is_empty() {
                    self.line(&["\np"]);
                    self.element(tag, &["d"], "");
                    self.line(&[d]);
                }
            }
            _ => {
                let moved = moved.strip_prefix("translate(").and_then(|at| at.strip_suffix(')'));
                let own = [attribute(tag, "x"), " ", attribute(tag, "y")].concat();
                let at = moved.unwrap_or(&own);
                let but: &[&str] = if moved.is_some() { &["transform"] } else { &["x", "y"] };
                // Among its neighbours an event has at most one drawing and one text.
                let name = tag.key.as_ref().map(|key| {
                    let is_text = if tag.tag() == "text" { "t" } else { "" };
                    [key.as_ref(), is_text, &self.around.len().to_string()].concat()
                });
                let name = name.unwrap_or_default();
                if attribute(tag, "class") == PLACE {
                    return self.line(&["\ni", at, &name]);
                }
                self.line(&["\nm", at]);
                self.element(tag, but, " m=\"\"");
                self.out.push_str(&name);
            }
        }
    }

    /// A field: the element in the groups around it, and `more` said of it.
    fn element(&mut self, tag: &VTag, but: &[&str], more: &str) {
        self.out.push_str(&self.around);
        open(&mut self.out, tag, but);
        self.out.push_str(more);
        self.out.push('>');
        close(&mut self.out, tag);
        self.out.push_str(&"</g>".repeat(self.depth));
        self.out.push('\t');
    }
}

#[cfg(test)]
mod tests {
    use super::super::svg::{all, el, group, keyed, path, placed, rect, text, V};
    use super::*;

    fn drawing(inside: Vec<Html>) -> Html {
        let keys = &["id", "width", "height", "class", "data-from", "data-to", "data-days"];
        let values = [
            V::S("plate"),
            V::N(100.0),
            V::N(50.0),
            V::S("chart full"),
            V::S("1945-01-01"),
            V::S("1969-12-31"),
            V::S("-9131 0"),
        ];
        let clip = el("clipPath", &["id"], &[V::S("frame")], vec![rect("", 10.0, 5.0, 80.0, 40.0)]);
        el("svg", keys, &values, vec![clip, all(inside)])
    }

    /// The lines without the first, which says what the drawing is.
    fn written(inside: Vec<Html>) -> Vec<String> {
        let text = lines(&drawing(inside));
        let mut all = text.split('\n').map(|line| line.trim_end_matches('\t').to_owned());
        let first = "100\t50\tchart full\t1945-01-01\t1969-12-31\t-9131 0\t10\t5\t80\t40";
        assert_eq!(all.next().as_deref(), Some(first));
        all.collect()
    }

    #[test]
    fn lines_and_areas_are_written_with_their_groups() {
        let grid = el(
            "g",
            &["class", "clip-path"],
            &[V::S("axis"), V::S("url(#frame)")],
            vec![path("grid", "M1 2V3")],
        );
        assert_eq!(
            written(vec![grid, path("empty", "")]),
            ["c", "p\t<g class=\"axis\"><path class=\"grid\"></path></g>\tM1 2V3", "e"]
        );
    }

    #[test]
    fn what_keeps_its_form_is_a_picture_at_a_place_and_known_by_a_name() {
        let flag = |inside| {
            let values = [V::S("secret-speech"), V::At(12.5, 20.0)];
            keyed(Some(7), "g", &["data-label", "transform"], &values, inside)
        };
        let said = written(vec![
            group("flags", vec![flag(vec![text("l1", 7.0, 9.0, "start", "A < B\t&\nC")])]),
            text("yr", 30.0, 4.0, "middle", "1950"),
        ]);
        let markup = "<g class=\"flags\"><g m=\"\"><text class=\"l1\" x=\"7\" y=\"9\" text-anchor=\"start\">A &lt; B &amp; C</text></g></g>";
        assert_eq!(said[0], format!("m\t12.5 20\t{markup}\t717"));
        assert_eq!(said[1], "m\t30 4\t<text class=\"yr\" text-anchor=\"middle\" m=\"\">1950</text>");
        // The same again, moved: the same name, and nothing of its form.
        assert_eq!(written(vec![group("flags", vec![placed(7, "g", 40.0, 20.0)])]), ["i\t40 20\t717"]);
        // A text of the same event beside it has a name of its own.
        assert_eq!(written(vec![group("flags", vec![placed(7, "text", 40.0, 20.0)])]), ["i\t40 20\t7t17"]);
    }
}
