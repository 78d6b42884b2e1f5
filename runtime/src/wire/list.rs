//! Lists: bare, inside a wrapper, empty in one of several ways, or one item alone.

use super::node::{List, Node, Wire};
use super::reader::{OTHER_CASE, Reader, Step};
use super::skip::OBJECT;
use super::wrapper::{Place, Wrapper};

/// A list while it is read.
pub(crate) trait Items {
    /// Reads a further item; false where none is to be kept.
    fn add(&mut self, reader: &mut Reader<'_>) -> bool;
}

impl<T: Wire + Default> Items for Vec<T> {
    fn add(&mut self, reader: &mut Reader<'_>) -> bool {
        // In its place, since objects are large.
        self.push(T::default());
        let fits = self.last_mut().is_some_and(|item| item.read(reader));
        if !fits {
            self.pop();
        }
        fits
    }
}

impl<T: Wire + Default> Wire for Vec<T> {
    fn read(&mut self, reader: &mut Reader<'_>) -> bool {
        self.clear();
        reader.list(self)
    }

    fn node(&self) -> Node<'_> {
        Node::List(self)
    }
}

impl<T: Wire> List for Vec<T> {
    fn length(&self) -> usize {
        self.len()
    }

    fn item(&self, index: usize) -> Node<'_> {
        self.get(index).map_or(Node::Absent, Wire::node)
    }
}

impl Reader<'_> {
    /// Reads what stands in the place of a list. False for null, and where it is one item alone that does not fit.
    fn list(&mut self, items: &mut dyn Items) -> bool {
        let wrapper = std::mem::take(&mut self.wrapper);
        if self.peek() == Some(b'{') {
            match self.wrapper(wrapper) {
                Wrapper::None => {}
                Wrapper::Empty => return self.skip() == OBJECT,
                Wrapper::Around(place) => return self.wrapped(items, &place, wrapper),
            }
        }
        self.inside(items)
    }

    /// Reads a list from a member of the object that the reader stands before.
    fn wrapped(&mut self, items: &mut dyn Items, place: &Place, wrapper: &'static str) -> bool {
        if !self.enter(Step::Member(place.name)) {
            return false;
        }
        if place.is_lookalike {
            self.note(format!("the name `{wrapper}`"), OTHER_CASE);
        }
        self.at = place.value;
        let is_list = if self.is_empty_object() { self.skip() == OBJECT } else { self.inside(items) };
        self.skip_rest();
        self.leave();
        is_list
    }

    fn is_empty_object(&mut self) -> bool {
        if self.peek() != Some(b'{') {
            return false;
        }
        let begin = self.at;
        self.at += 1;
        let is_empty = self.peek() == Some(b'}');
        self.at = begin;
        is_empty
    }

    /// Reads a list that has no wrapper, or that stands in one.
    fn inside(&mut self, items: &mut dyn Items) -> bool {
        match self.peek() {
            Some(b'[') => self.items(items),
            Some(b'n') if self.nothing() => false,
            Some(b'"') if self.nothing() => true,
            _ => items.add(self),
        }
    }

    /// Reads the items of the list that the reader stands before.
    pub(super) fn items(&mut self, items: &mut dyn Items) -> bool {
        if !self.enter(Step::Item(0)) {
            return false;
        }
        let mut index = 0;
        while self.more(index == 0, b']') {
            self.step(Step::Item(index));
            items.add(self);
            index += 1;
        }
        self.leave();
        true
    }
}
