//! Elements of drawings, made by a call. A drawing has some hundred places that make an element, and `html!`
//! writes out half a kilobyte at each of them; see `cargo xtask size`.

use crate::core::plate::path::{decimal, push_decimal};
use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, VList, VTag, VText};

/// The value of an attribute.
#[derive(Clone, Copy)]
pub enum V<'a> {
    /// A word that is known beforehand; without one the attribute is left out.
    S(&'static str),
    /// A text.
    T(&'a str),
    /// A text, or no attribute.
    O(Option<&'a str>),
    /// A number, to one decimal.
    N(f64),
    /// A number, to two decimals.
    Fine(f64),
    /// Moved so many px to the right and down, as a `transform`. Letters that are moved are not set anew, as they are when
    /// their own place changes; and what is drawn about a place of its own has the same picture wherever it stands (`glide`).
    At(f64, f64),
}

/// A number for an attribute: at most one decimal.
pub fn num(v: f64) -> AttrValue {
    AttrValue::from(decimal(v, 1))
}

/// An element with attributes: `values` are those of `keys`, in their order.
pub fn el(tag: &'static str, keys: &'static [&'static str], values: &[V], children: Vec<Html>) -> Html {
    keyed(None, tag, keys, values, children)
}

/// As [`el`], with a number that is its own among its neighbours.
pub fn keyed(
    key: Option<u32>,
    tag: &'static str,
    keys: &'static [&'static str],
    values: &[V],
    mut children: Vec<Html>,
) -> Html {
    let value = |v: &V| {
        let text = match *v {
            V::S("") | V::O(None) => return None,
            V::S(word) => AttrValue::Static(word),
            V::T(text) | V::O(Some(text)) => AttrValue::from(text.to_owned()),
            V::N(v) => num(v),
            V::Fine(v) => AttrValue::from(decimal(v, 2)),
            V::At(x, y) => {
                let mut at = String::from("translate(");
                push_decimal(&mut at, x, 1);
                at.push(' ');
                push_decimal(&mut at, y, 1);
                at.push(')');
                AttrValue::from(at)
            }
        };
        Some(AttributeOrProperty::Attribute(text))
    };
    let mut tag = VTag::new(tag);
    tag.set_attributes(Attributes::Dynamic { keys, values: values.iter().map(value).collect() });
    tag.key = key.map(Key::from);
    if let Some(inside) = tag.children_mut() {
        *inside = match children.pop() {
            Some(only) if children.is_empty() => only,
            Some(last) => {
                children.push(last);
                all(children)
            }
            None => Html::default(),
        };
    }
    tag.into()
}

/// In place of an element that is moved and known already: a group, or a text, that says only where it is.
pub fn placed(key: u32, tag: &'static str, x: f64, y: f64) -> Html {
    keyed(Some(key), tag, &["class", "transform"], &[V::S(super::glide::PLACE), V::At(x, y)], Vec::new())
}

/// Several nodes as one.
pub fn all(nodes: Vec<Html>) -> Html {
    VList::with_children(nodes, None).into()
}

/// A group.
pub fn group(class: &'static str, children: Vec<Html>) -> Html {
    el("g", &["class"], &[V::S(class)], children)
}

/// A path.
pub fn path(class: &'static str, d: &str) -> Html {
    el("path", &["class", "d"], &[V::S(class), V::T(d)], Vec::new())
}

/// A rectangle, px.
pub fn rect(class: &'static str, x: f64, y: f64, width: f64, height: f64) -> Html {
    let values = [V::S(class), V::N(x), V::N(y), V::N(width), V::N(height)];
    el("rect", &["class", "x", "y", "width", "height"], &values, Vec::new())
}

/// A circle, px.
pub fn circle(class: &'static str, x: f64, y: f64, r: f64) -> Html {
    let values = [V::S(class), V::N(x), V::N(y), V::Fine(r)];
    el("circle", &["class", "cx", "cy", "r"], &values, Vec::new())
}

/// A text, held at its start, middle or end.
pub fn text(class: &'static str, x: f64, y: f64, held: &'static str, words: &str) -> Html {
    text_of(class, x, y, held, vec![word(words)])
}

/// As [`text`], of several pieces.
pub fn text_of(class: &'static str, x: f64, y: f64, held: &'static str, pieces: Vec<Html>) -> Html {
    el("text", &["class", "x", "y", "text-anchor"], &[V::S(class), V::N(x), V::N(y), V::S(held)], pieces)
}

/// A piece of a text at a place of its own: a line of several.
pub fn tspan(class: &'static str, x: f64, y: f64, words: Vec<Html>) -> Html {
    el("tspan", &["class", "x", "y"], &[V::S(class), V::N(x), V::N(y)], words)
}

/// Several classes as one, without the empty ones.
pub fn classes_of(all: &[&str]) -> String {
    let mut out = String::new();
    for class in all.iter().filter(|c| !c.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(class);
    }
    out
}

/// The words of a text.
pub fn word(words: &str) -> Html {
    VText::new(words.to_owned()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_is_what_the_macro_makes() {
        let made =
            el("g", &["class", "data-x"], &[V::S("a"), V::O(None)], vec![rect("ink", 1.0, 2.0, 3.5, 4.0)]);
        let none = None::<AttrValue>;
        let written =
            html! { <g class="a" data-x={none}><rect class="ink" x="1" y="2" width="3.5" height="4" /></g> };
        // The macro has an order of its own: compare what each says.
        fn said(node: &Html, out: &mut String) {
            match node {
                Html::VTag(tag) => {
                    out.push_str(tag.tag());
                    let mut attributes: Vec<String> =
                        tag.attributes.iter().map(|(k, v)| format!(" {k}={v}")).collect();
                    attributes.sort();
                    out.push_str(&attributes.concat());
                    tag.children().into_iter().for_each(|c| said(c, out));
                }
                Html::VList(list) => list.iter().for_each(|c| said(c, out)),
                Html::VText(text) => out.push_str(&text.text),
                _ => {}
            }
        }
        let (mut a, mut b) = (String::new(), String::new());
        said(&made, &mut a);
        said(&written, &mut b);
        assert_eq!(a, b);
        assert_eq!(a, "g class=arect class=ink height=4 width=3.5 x=1 y=2");
    }
}
