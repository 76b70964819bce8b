//! A piece of the page that remembers something of its own: whether it is open, and which of its items is
//! active. It is the one component for all of them, because each further component costs some five kilobytes;
//! what needs no memory is a plain function.

use super::list::Seen;
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;
use yew::virtual_dom::{Key, VChild, VComp};

/// What changes.
pub enum Change {
    /// It is opened or closed.
    Open(bool),
    /// This item becomes the active one.
    At(Option<usize>),
}

/// What a piece remembers.
#[derive(Clone, PartialEq, Default)]
pub struct Own {
    /// It is open.
    pub is_open: bool,
    /// The active item.
    pub at: Option<usize>,
    /// Where changes go.
    pub set: Callback<Change>,
}

/// How a piece is drawn from what it remembers.
pub type Draw = Rc<dyn Fn(&Own) -> Html>;

/// What [`Piece`] needs.
#[derive(Properties)]
pub struct PieceProps {
    draw: Draw,
    /// It is drawn anew only when this changes; without it whenever what it stands in is.
    of: Option<Rc<Seen>>,
}

impl PartialEq for PieceProps {
    fn eq(&self, other: &PieceProps) -> bool {
        match (&self.of, &other.of) {
            (Some(a), Some(b)) => a == b,
            _ => Rc::ptr_eq(&self.draw, &other.draw),
        }
    }
}

/// The component.
pub struct Piece(Own);

impl Component for Piece {
    type Message = Change;
    type Properties = PieceProps;

    fn create(ctx: &Context<Self>) -> Self {
        Piece(Own { set: ctx.link().callback(|change| change), ..Own::default() })
    }

    fn update(&mut self, _: &Context<Self>, change: Change) -> bool {
        let before = self.0.clone();
        match change {
            Change::Open(is_open) => self.0.is_open = is_open,
            Change::At(at) => self.0.at = at,
        }
        self.0 != before
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        (ctx.props().draw)(&self.0)
    }
}

/// A piece under a name that is its own among its neighbours.
pub fn piece(name: &'static str, draw: Draw) -> Html {
    piece_of(name, None, draw)
}

/// As [`piece`], drawn anew only when what is seen in it changes.
pub fn piece_of(name: &'static str, of: Option<Rc<Seen>>, draw: Draw) -> Html {
    VComp::from(VChild::<Piece>::new(PieceProps { draw, of }, Some(Key::from(name)))).into()
}

/// A piece that can be drawn anew by itself: during a gesture what moves is, and nothing else of the page.
#[derive(Clone, Default)]
pub struct Island(Rc<RefCell<(Html, Own)>>);

impl Island {
    /// The piece, as part of a whole that is drawn.
    pub fn shown(&self, name: &'static str, inside: Html) -> Html {
        self.0.borrow_mut().0 = inside;
        let island = self.0.clone();
        piece(
            name,
            Rc::new(move |own| {
                let mut island = island.borrow_mut();
                island.1 = own.clone();
                island.0.clone()
            }),
        )
    }

    /// Draws it anew.
    pub fn renew(&self, inside: Html) {
        self.0.borrow_mut().0 = inside;
        let own = self.0.borrow().1.clone();
        own.set.emit(Change::Open(!own.is_open));
    }
}
