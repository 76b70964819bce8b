//! Elements of the page, written as calls: `tag("button").class("chip").on_click(press).word(Word::All)`.
//!
//! Why not `html!`: it writes out the whole making of an element wherever one stands, half a kilobyte of wasm
//! each. Here an element under construction is one pointer and no method is inlined, so that a call is some
//! fifteen bytes. Measured when all components but three changed to it, and the list became a piece: from 563.5
//! to 518.2 kB of wasm, 207.9 to 196.8 kB with brotli.
//!
//! What is drawn anew in every frame of a gesture is made by [`super::svg`], whose lists of attribute names
//! are known beforehand.

use crate::core::plate::path::decimal;
use crate::core::words::{is_own_script, language, Language, Word};
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, Listener, VList, VTag, VText};

/// An element under construction.
pub struct Tag(Box<Parts>);

/// What an element is made of.
struct Parts {
    /// Without a name: several nodes as one.
    name: &'static str,
    keys: Vec<&'static str>,
    values: Vec<Option<AttributeOrProperty>>,
    listeners: Vec<Option<Rc<dyn Listener>>>,
    children: Vec<Html>,
    key: Option<Key>,
    node: NodeRef,
    value: Option<AttrValue>,
    checked: Option<bool>,
}

/// Begins an element of this name.
#[inline(never)]
pub fn tag(name: &'static str) -> Tag {
    Tag(Box::new(Parts {
        name,
        keys: Vec::new(),
        values: Vec::new(),
        listeners: Vec::new(),
        children: Vec::new(),
        key: None,
        node: NodeRef::default(),
        value: None,
        checked: None,
    }))
}

/// Begins several nodes as one.
#[inline(never)]
pub fn several() -> Tag {
    tag("")
}

/// Begins a button that is no part of a form.
#[inline(never)]
pub fn button(class: &'static str) -> Tag {
    tag("button").set("type", "button").class(class)
}

/// Words that are heard and not seen.
#[inline(never)]
pub fn heard() -> Tag {
    tag("span").class("sr")
}

/// Several nodes as one, one for each of these.
pub fn each(tags: impl Iterator<Item = Tag>) -> Tag {
    tags.fold(several(), Tag::child)
}

/// Methods for listeners; without a callback there is none.
macro_rules! listeners {
    ($($method:ident $event:ident $kind:ident)*) => { $(
        #[doc = concat!("Hears `", stringify!($event), "`.")]
        pub fn $method(self, call: impl Into<Option<Callback<$kind>>>) -> Tag {
            #[inline(never)]
            fn add(tag: Tag, call: Option<Callback<$kind>>) -> Tag {
                let listener = call.map(|call| Rc::new(yew::html::$event::Wrapper::new(call)) as Rc<dyn Listener>);
                tag.listener(listener)
            }
            add(self, call.into())
        }
    )* };
}

impl Tag {
    #[inline(never)]
    fn attribute(mut self, key: &'static str, value: Option<AttrValue>) -> Tag {
        self.0.keys.push(key);
        self.0.values.push(value.map(AttributeOrProperty::Attribute));
        self
    }

    #[inline(never)]
    fn listener(mut self, listener: Option<Rc<dyn Listener>>) -> Tag {
        self.0.listeners.push(listener);
        self
    }

    #[inline(never)]
    fn node(mut self, node: Html) -> Tag {
        self.0.children.push(node);
        self
    }

    /// An attribute whose value is known beforehand.
    #[inline(never)]
    pub fn set(self, key: &'static str, word: &'static str) -> Tag {
        self.attribute(key, Some(AttrValue::Static(word)))
    }

    /// An attribute.
    #[inline(never)]
    pub fn put(self, key: &'static str, text: &str) -> Tag {
        self.attribute(key, Some(AttrValue::from(text)))
    }

    /// An attribute, or none.
    #[inline(never)]
    pub fn maybe(self, key: &'static str, text: Option<&str>) -> Tag {
        self.attribute(key, text.map(AttrValue::from))
    }

    /// An attribute that stands only if this is so.
    #[inline(never)]
    pub fn when(self, is_so: bool, key: &'static str, word: &'static str) -> Tag {
        self.attribute(key, is_so.then_some(AttrValue::Static(word)))
    }

    /// An attribute that is "true" or "false".
    #[inline(never)]
    pub fn is(self, key: &'static str, is_so: bool) -> Tag {
        self.set(key, if is_so { "true" } else { "false" })
    }

    /// An attribute that is a number, to one decimal.
    #[inline(never)]
    pub fn number(self, key: &'static str, v: f64) -> Tag {
        self.put(key, &decimal(v, 1))
    }

    /// The class, if there is one.
    #[inline(never)]
    pub fn class(self, class: &'static str) -> Tag {
        self.when(!class.is_empty(), "class", class)
    }

    /// Several classes, without the empty ones.
    #[inline(never)]
    pub fn classes(self, all: &[&str]) -> Tag {
        let class = super::svg::classes_of(all);
        self.maybe("class", Some(class.as_str()).filter(|c| !c.is_empty()))
    }

    /// The name among its neighbours, by which Yew knows it again.
    #[inline(never)]
    pub fn key(mut self, key: &str) -> Tag {
        self.0.key = Some(Key::from(key));
        self
    }

    /// As [`Tag::key`], a number.
    #[inline(never)]
    pub fn number_key(self, key: u32) -> Tag {
        self.key(&key.to_string())
    }

    /// Where the program finds the element in the document.
    #[inline(never)]
    pub fn found_at(mut self, node: &NodeRef) -> Tag {
        self.0.node = node.clone();
        self
    }

    /// What stands in a field. The reader changes it, and Yew sets it back.
    #[inline(never)]
    pub fn value(mut self, value: &str) -> Tag {
        self.0.value = Some(AttrValue::from(value));
        self
    }

    /// A field of a choice is chosen.
    #[inline(never)]
    pub fn checked(mut self, checked: bool) -> Tag {
        self.0.checked = Some(checked);
        self
    }

    listeners! {
        on_click onclick MouseEvent
        on_mouse_down onmousedown MouseEvent
        on_key_down onkeydown KeyboardEvent
        on_focus onfocus FocusEvent
        on_blur onblur FocusEvent
        on_input oninput InputEvent
        on_change onchange Event
    }

    /// A child. One that may be absent still takes its place: with another number of children Yew would make
    /// its neighbours anew, and an open panel would close.
    #[inline(never)]
    pub fn child(self, child: impl Node) -> Tag {
        self.node(child.html())
    }

    /// An attribute in the reader's language.
    #[inline(never)]
    pub fn says(self, key: &'static str, word: Word) -> Tag {
        self.set(key, word.text())
    }

    /// A word of the interface.
    #[inline(never)]
    pub fn word(self, word: Word) -> Tag {
        self.sign(word.text())
    }

    /// A sign that is the same in every language.
    #[inline(never)]
    pub fn sign(self, sign: &'static str) -> Tag {
        self.node(VText::new(AttrValue::Static(sign)).into())
    }

    /// Words of the interface with something filled in, or a number.
    #[inline(never)]
    pub fn say(self, words: &str) -> Tag {
        self.node(VText::new(AttrValue::from(words)).into())
    }

    /// A text of the dataset. Where the interface speaks another language it is marked as English, unless it
    /// is a name in that language.
    #[inline(never)]
    pub fn text(self, text: &str) -> Tag {
        match language() {
            Language::English => self.say(text),
            _ if is_own_script(text) => self.say(text),
            _ => self.child(tag("span").set("lang", "en").say(text)),
        }
    }
}

/// The same names of attributes are always one and the same list: then Yew compares only the values.
#[inline(never)]
fn one_list(keys: &[&'static str]) -> &'static [&'static str] {
    thread_local! {
        static LISTS: RefCell<Vec<&'static [&'static str]>> = const { RefCell::new(Vec::new()) };
    }
    LISTS.with_borrow_mut(|lists| {
        if let Some(list) = lists.iter().find(|list| **list == keys) {
            return *list;
        }
        // There are as many as there are kinds of elements in the program.
        let list: &'static [&'static str] = Box::leak(keys.into());
        lists.push(list);
        list
    })
}

/// Several nodes as one; a single one as it is.
pub(super) fn together(mut nodes: Vec<Html>) -> Html {
    match nodes.len() {
        1 => nodes.pop().unwrap_or_default(),
        _ => VList::with_children(nodes, None).into(),
    }
}

impl From<Tag> for Html {
    #[inline(never)]
    fn from(tag: Tag) -> Html {
        let Parts { name, keys, values, listeners, children, key, node, value, checked } = *tag.0;
        let children = together(children);
        if name.is_empty() {
            return children;
        }
        let mut made = VTag::new(name);
        made.set_attributes(Attributes::Dynamic { keys: one_list(&keys), values: values.into() });
        if !listeners.is_empty() {
            made.set_listeners(listeners.into());
        }
        made.key = key;
        made.node_ref = node;
        made.set_value(value);
        if let Some(checked) = checked {
            made.set_checked(checked);
        }
        if let Some(inside) = made.children_mut() {
            *inside = children;
        }
        made.into()
    }
}

/// What may stand in an element.
pub trait Node {
    /// The node as Yew knows it.
    fn html(self) -> Html;
}

impl Node for Html {
    fn html(self) -> Html {
        self
    }
}

impl Node for Tag {
    fn html(self) -> Html {
        self.into()
    }
}

impl Node for Option<Tag> {
    #[inline(never)]
    fn html(self) -> Html {
        self.map(Html::from).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tag, its attributes in their order of letters, and what is in it.
    fn said(node: &Html) -> String {
        match node {
            Html::VTag(tag) => {
                let mut all: Vec<String> = tag.attributes.iter().map(|(k, v)| format!(" {k}={v}")).collect();
                all.sort();
                let inside: String = tag.children().map(said).unwrap_or_default();
                format!("<{}{}>{inside}</>", tag.tag(), all.concat())
            }
            Html::VList(list) => list.iter().map(said).collect(),
            Html::VText(text) => text.text.to_string(),
            _ => String::new(),
        }
    }

    #[test]
    fn an_element_is_what_the_macro_makes() {
        let id = String::from("all");
        let made = button("chip").put("id", &id).when(false, "hidden", "hidden").is("aria-pressed", true);
        let made = made.child(tag("i").text("3")).child(None::<Tag>).sign(" events");
        let written = html! {
            <button type="button" class="chip" id={id} hidden=false aria-pressed="true"><i>{ 3 }</i>{ " events" }</button>
        };
        assert_eq!(said(&made.into()), said(&written));
    }

    #[test]
    fn an_absent_child_keeps_its_place() {
        let children = |first: Option<Tag>| {
            let html: Html = tag("p").child(first).sign("second").into();
            match html {
                Html::VTag(tag) => match tag.children() {
                    Some(Html::VList(list)) => list.len(),
                    _ => 1,
                },
                _ => 0,
            }
        };
        assert_eq!(children(None), 2);
        assert_eq!(children(Some(tag("b"))), 2);
    }

    #[test]
    fn the_same_names_are_one_list() {
        let (a, b) = (one_list(&["class", "id"]), one_list(&["class", "id"]));
        assert!(std::ptr::eq(a, b));
        assert!(!std::ptr::eq(a, one_list(&["class"])));
    }

    #[test]
    fn a_list_is_keyed_by_its_items() {
        let html: Html = tag("ul").child(each((0..3).map(|n| tag("li").number_key(n)))).into();
        let keys: Vec<String> = match &html {
            Html::VTag(tag) => match tag.children() {
                Some(Html::VList(list)) => {
                    list.iter().filter_map(|n| n.key().map(|k| k.to_string())).collect()
                }
                _ => Vec::new(),
            },
            _ => Vec::new(),
        };
        assert_eq!(keys, ["0", "1", "2"]);
    }
}
