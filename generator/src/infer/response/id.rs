//! Numbers that stand for things, each kind a type of its own, and the lists that they index.

use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// A number that stands for a thing in a list.
pub trait Id: Copy {
    /// The id of the thing at an index.
    fn new(index: usize) -> Self;

    /// The index of the thing.
    fn index(self) -> usize;
}

macro_rules! ids {
    ($($(#[doc = $doc:literal])+ $name:ident,)*) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl Id for $name {
            fn new(index: usize) -> Self {
                Self(index as u32)
            }

            fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// A row of the response tables, in the order of the page.
    PageRowId,
    /// A row of the response tables, in the order of the tree.
    RowId,
    /// A row, or a parent that only dotted names imply, to be placed in the tree.
    ItemId,
    /// A node of the example.
    NodeId,
    /// A name as it is written.
    NameId,
    /// A name without regard to case.
    FoldedId,
    /// A word of a name, without regard to case.
    WordId,
    /// An operation among those that are learned from.
    SubjectId,
    /// A container on the stack of the search.
    FrameId,
    /// An explanation of the rows so far.
    StateId,
    /// A decision of the search.
    StepId,
    /// A field to be made.
    FieldId,
}

impl NodeId {
    /// The root of the example.
    pub const ROOT: Self = Self(0);
}

impl FrameId {
    /// The root of the response.
    pub const ROOT: Self = Self(0);
}

impl FrameId {
    /// The frame above, whether there is one or not.
    pub fn after(self) -> Self {
        Self(self.0 + 1)
    }
}

impl FieldId {
    /// The root, which holds the fields of the response.
    pub const ROOT: Self = Self(0);
}

impl ItemId {
    /// The item before; none before the first.
    pub fn before(self) -> Option<Self> {
        self.0.checked_sub(1).map(Self)
    }

    /// The item after, whether there is one or not.
    pub fn after(self) -> Self {
        Self(self.0 + 1)
    }
}

/// A list that only ids of one kind index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arena<I, T> {
    list: Vec<T>,
    ids: PhantomData<I>,
}

impl<I: Id, T> Arena<I, T> {
    /// A list of equal values.
    pub fn filled(value: T, len: usize) -> Self
    where
        T: Clone,
    {
        Self { list: vec![value; len], ids: PhantomData }
    }

    /// A list of default values that all the ids given index.
    pub fn sized_for(ids: impl Iterator<Item = I>) -> Self
    where
        T: Clone + Default,
    {
        Self::filled(T::default(), ids.map(|id| id.index() + 1).max().unwrap_or(0))
    }

    /// Adds a value and returns its id.
    pub fn push(&mut self, value: T) -> I {
        self.list.push(value);
        I::new(self.list.len() - 1)
    }

    /// Drops all values after an id.
    pub fn keep_to(&mut self, id: I) {
        self.list.truncate(id.index() + 1);
    }

    /// The values without their ids.
    pub fn into_values(self) -> Vec<T> {
        self.list
    }

    pub fn len(&self) -> usize {
        self.list.len()
    }

    pub fn get(&self, id: I) -> Option<&T> {
        self.list.get(id.index())
    }

    /// The value before an id.
    pub fn before(&self, id: I) -> Option<&T> {
        self.list[..id.index()].last()
    }

    /// The values up to an id, its own included.
    pub fn up_to(&self, id: I) -> &[T] {
        &self.list[..=id.index()]
    }

    /// Up to `count` values after an id.
    pub fn after(&self, id: I, count: usize) -> &[T] {
        let from = id.index() + 1;
        &self.list[from..self.list.len().min(from + count)]
    }

    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + use<I, T> {
        (0..self.list.len()).map(I::new)
    }

    pub fn values(&self) -> std::slice::Iter<'_, T> {
        self.list.iter()
    }

    pub fn values_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.list.iter_mut()
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator {
        self.list.iter().enumerate().map(|(index, value)| (I::new(index), value))
    }
}

impl<I, T> Default for Arena<I, T> {
    fn default() -> Self {
        Self { list: Vec::new(), ids: PhantomData }
    }
}

impl<I, T> FromIterator<T> for Arena<I, T> {
    fn from_iter<V: IntoIterator<Item = T>>(values: V) -> Self {
        Self { list: values.into_iter().collect(), ids: PhantomData }
    }
}

impl<I: Id, T> Index<I> for Arena<I, T> {
    type Output = T;

    fn index(&self, id: I) -> &T {
        &self.list[id.index()]
    }
}

impl<I: Id, T> IndexMut<I> for Arena<I, T> {
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.list[id.index()]
    }
}
/// The row that a follow-up table describes.
#[derive(Clone, Copy, Debug)]
pub struct Owner<I> {
    pub row: I,
    /// Whether the table lists all that the row holds, and does not say that it goes on with it.
    pub whole: bool,
}
