//! What travels: values that are read and shown as nodes, and the traits of lists, maps and objects.

use serde_json::Value;

use super::reader::Reader;

/// A value that a response holds or that a request sends.
///
/// Texts, Booleans, `i32`, `i64`, `f32`, `f64` and [`Value`] are such values; so are `Option`, `Box`, `Vec` and
/// `BTreeMap<String, _>` of them, and what [`object!`](crate::object) and [`sent_object!`](crate::sent_object) declare.
/// Inside of a list, a map or an option a type also needs [`Default`].
pub trait Wire {
    /// Reads the value that the reader stands before, and leaves the reader after it. False where nothing is there to
    /// keep: for null, an empty text where that stands for nothing, and a value that does not fit, which the reader has
    /// then noted. What was in `self` before is lost.
    fn read(&mut self, reader: &mut Reader<'_>) -> bool;

    /// What is sent of it.
    fn node(&self) -> Node<'_>;
}

/// A value as those see it who write it: as JSON text, as parameters, as debug output.
#[derive(Clone, Copy)]
pub enum Node<'a> {
    /// Nothing: it is not sent.
    Absent,
    /// A Boolean.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A number of double precision.
    Number(f64),
    /// A number of single precision.
    Single(f32),
    /// A text.
    Text(&'a str),
    /// A list.
    List(&'a dyn List),
    /// Values by names that are values themselves.
    Map(&'a dyn Map),
    /// Values by names that are known.
    Object(&'a dyn Object),
    /// Any JSON.
    Json(&'a Value),
}

impl Node<'_> {
    /// Whether a member of an object that holds this is left out.
    pub fn is_nothing(&self) -> bool {
        match self {
            Node::Absent => true,
            Node::List(list) => list.length() == 0,
            Node::Map(map) => map.length() == 0,
            _ => false,
        }
    }
}

/// The items of a list.
pub trait List {
    /// How many there are.
    fn length(&self) -> usize;

    /// The item at `index`, counted from 0; [`Node::Absent`] beyond the end.
    fn item(&self, index: usize) -> Node<'_>;
}

/// The members of a map.
pub trait Map {
    /// How many there are.
    fn length(&self) -> usize;

    /// Shows each, in the order of the names.
    fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a str, Node<'a>));
}

/// The members of an object, by their names on the wire.
pub trait Object {
    /// The names of the type and of its members.
    fn shape(&self) -> &'static Shape;

    /// Where the value of the member `name` goes.
    fn member(&mut self, name: &str) -> Option<Slot<'_>>;

    /// Shows each member, in the order of the declaration, those that are absent too.
    fn each<'a>(&'a self, visit: &mut dyn FnMut(Member<'a>));
}

/// The names of a type of objects.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// The name of the type in Rust.
    pub ident: &'static str,
    /// The names of the members on the wire.
    pub members: &'static [&'static str],
}

/// The place of a member's value.
pub struct Slot<'a> {
    pub(super) value: &'a mut dyn Wire,
    pub(super) wrapper: &'static str,
}

impl<'a> Slot<'a> {
    /// The place of a value that stands directly below the member's name.
    pub fn new(value: &'a mut dyn Wire) -> Self {
        Self { value, wrapper: "" }
    }

    /// The same for a list that stands under `wrapper` in an object.
    #[must_use]
    pub fn within(self, wrapper: &'static str) -> Self {
        Self { wrapper, ..self }
    }
}

/// A member of an object, as it is shown.
#[derive(Clone, Copy)]
pub struct Member<'a> {
    /// The name of the field in Rust.
    pub ident: &'static str,
    /// The name on the wire.
    pub name: &'static str,
    /// The name under which a list stands in an object of its own on the wire; empty where it does not.
    pub wrapper: &'static str,
    /// Whether the value must not be shown.
    pub is_secret: bool,
    /// The value.
    pub node: Node<'a>,
}

impl<'a> Member<'a> {
    /// A member that may be shown, and that stands directly below its name.
    pub fn new(ident: &'static str, name: &'static str, node: Node<'a>) -> Self {
        Self { ident, name, wrapper: "", is_secret: false, node }
    }

    /// The same for a list that stands under `wrapper` in an object.
    #[must_use]
    pub fn within(self, wrapper: &'static str) -> Self {
        Self { wrapper, ..self }
    }

    /// The same for a value that must not be shown.
    #[must_use]
    pub fn secret(self) -> Self {
        Self { is_secret: true, ..self }
    }
}
