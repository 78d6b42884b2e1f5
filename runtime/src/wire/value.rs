//! Values of any kind, and those that may be absent or stand elsewhere in memory.

use serde_json::{Map, Value};

use super::node::{Node, Wire};
use super::reader::{Reader, Step};

/// Whatever comes, as serde_json reads it. What is no JSON, or nested too deep, is null.
impl Wire for Value {
    fn read(&mut self, reader: &mut Reader<'_>) -> bool {
        *self = reader.value();
        !self.is_null()
    }

    fn node(&self) -> Node<'_> {
        if self.is_null() { Node::Absent } else { Node::Json(self) }
    }
}

impl<T: Wire + Default> Wire for Option<T> {
    fn read(&mut self, reader: &mut Reader<'_>) -> bool {
        // In its place, since objects are large.
        let fits = self.insert(T::default()).read(reader);
        if !fits {
            *self = None;
        }
        fits
    }

    fn node(&self) -> Node<'_> {
        self.as_ref().map_or(Node::Absent, Wire::node)
    }
}

impl<T: Wire> Wire for Box<T> {
    fn read(&mut self, reader: &mut Reader<'_>) -> bool {
        (**self).read(reader)
    }

    fn node(&self) -> Node<'_> {
        (**self).node()
    }
}

impl Reader<'_> {
    fn value(&mut self) -> Value {
        match self.peek() {
            Some(b'"') => self.quoted().map_or(Value::Null, |text| Value::String(text.text().into_owned())),
            Some(b'[') => self.array(),
            Some(b'{') => self.members_by_name(),
            _ => self.plain(),
        }
    }

    fn array(&mut self) -> Value {
        if !self.enter(Step::Item(0)) {
            return Value::Null;
        }
        let mut items = Vec::new();
        while self.more(items.is_empty(), b']') {
            self.step(Step::Item(items.len()));
            items.push(self.value());
        }
        self.leave();
        Value::Array(items)
    }

    fn members_by_name(&mut self) -> Value {
        if !self.enter(Step::Member(0)) {
            return Value::Null;
        }
        let mut members = Map::new();
        let (noted, mut is_first) = (self.mismatches.kept(), true);
        while self.more(is_first, b'}') {
            is_first = false;
            let Some((begin, name)) = self.name() else { break };
            self.step(Step::Member(begin));
            if self.mismatches.kept() > noted {
                self.forget(noted, &name);
            }
            let value = self.value();
            members.insert(name.into_owned(), value);
        }
        self.leave();
        Value::Object(members)
    }

    fn plain(&mut self) -> Value {
        let word = self.word();
        serde_json::from_slice(word).unwrap_or_else(|_| {
            self.note("a value of JSON", super::skip::kind_of(word));
            Value::Null
        })
    }
}
