//! What the readers make of each deviation, and the properties that hold for any text.

mod any;
mod check;
mod json;
mod linear;
mod places;
mod xml;
