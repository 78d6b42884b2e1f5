//! What an override says: the operation, what it does there, and why.

use serde::Deserialize;

use crate::diagnostic::Position;
use crate::ir::{Fact, Field, ResponseKind, Side, Success, Waiter, WirePath};

use super::set::Set;

/// One override.
#[derive(Clone, Debug)]
pub struct Override {
    /// The operation.
    pub operation: String,
    /// Why, and how one knows.
    pub reason: String,
    /// Whose fault it makes up for.
    pub mends: Mends,
    /// Which side of the operation.
    pub side: Side,
    /// What it does.
    pub action: Action,
    /// Where it stands in the file.
    pub position: Position,
}

/// What an override does. A path is one such as `Changes.Change[].Id`; the empty one is the top level.
#[derive(Clone, Debug)]
pub enum Action {
    /// Moves the field at a path below another one.
    Move {
        /// The path of the field.
        path: WirePath,
        /// The path of the object or list that gets it.
        to: WirePath,
    },
    /// Says that a guess about the field at a path is right: a fact, or, where none is named, the field's place.
    Confirm {
        /// The path of the field.
        path: WirePath,
        /// The fact.
        fact: Option<Fact>,
    },
    /// Takes the field at this path away.
    Remove(WirePath),
    /// Changes the field at a path.
    Change {
        /// The path of the field.
        path: WirePath,
        /// What it is to become.
        set: Box<Set>,
    },
    /// Adds a field.
    Add {
        /// The field.
        field: Box<Field>,
        /// The path of the object or list that gets it.
        to: WirePath,
    },
    /// Declares what can be waited for by repeating the operation.
    Waiter(Waiter),
    /// Says whether the operation only reads.
    Reads(bool),
    /// Names the parameter by which the service knows that a call is a repetition; empty: there is none.
    ClientToken(String),
    /// Says how the body of a response tells success; without a field: it does not.
    Success(Success),
    /// Says whether an error passes by itself.
    Error {
        /// Its code; every row of it is meant.
        code: String,
        /// Whether it passes.
        transient: bool,
    },
    /// Says what kind of body the response has.
    ResponseKind(ResponseKind),
}

impl Override {
    /// The path of the guess about a place that the override settles, where it settles one.
    pub fn settles(&self) -> Option<&WirePath> {
        match &self.action {
            Action::Move { path, .. } | Action::Confirm { path, fact: None } | Action::Remove(path) => Some(path),
            _ => None,
        }
    }
}

/// Whose fault an override makes up for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mends {
    /// The page is wrong.
    #[default]
    Page,
    /// The page is right or silent, and the generator guessed wrong.
    Guess,
    /// The client needs it otherwise.
    Client,
}
