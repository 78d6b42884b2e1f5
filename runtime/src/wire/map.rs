//! Maps: objects whose members' names are values themselves.

use std::collections::BTreeMap;

use super::node::{Map, Node, Wire};
use super::reader::{Reader, Step};
use super::skip::OBJECT;

/// A map while it is read.
trait Entries {
    /// Reads the value of a member. The last one counts of those that have the same name.
    fn add(&mut self, name: &str, reader: &mut Reader<'_>);
}

impl<T: Wire + Default> Entries for BTreeMap<String, T> {
    fn add(&mut self, name: &str, reader: &mut Reader<'_>) {
        let mut value = T::default();
        if value.read(reader) {
            self.insert(name.to_owned(), value);
        } else {
            self.remove(name);
        }
    }
}

impl<T: Wire + Default> Wire for BTreeMap<String, T> {
    fn read(&mut self, reader: &mut Reader<'_>) -> bool {
        self.clear();
        reader.map(self)
    }

    fn node(&self) -> Node<'_> {
        Node::Map(self)
    }
}

impl<T: Wire> Map for BTreeMap<String, T> {
    fn length(&self) -> usize {
        self.len()
    }

    fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a str, Node<'a>)) {
        self.iter().for_each(|(name, value)| visit(name, value.node()));
    }
}

impl Reader<'_> {
    /// Reads what stands in the place of a map. False for null, and for what does not fit.
    fn map(&mut self, entries: &mut dyn Entries) -> bool {
        match self.peek() {
            Some(b'{') => {}
            Some(b'n') if self.nothing() => return false,
            _ if self.nothing_or_empty() => return true,
            _ => return self.misfit(OBJECT),
        }
        if !self.enter(Step::Member(0)) {
            return false;
        }
        let (noted, mut is_first) = (self.mismatches.kept(), true);
        while self.more(is_first, b'}') {
            is_first = false;
            let Some((begin, name)) = self.name() else { break };
            self.step(Step::Member(begin));
            if self.mismatches.kept() > noted {
                self.forget(noted, &name);
            }
            self.wrapper = "";
            entries.add(&name, self);
        }
        self.leave();
        true
    }
}
