//! What the reader takes, gives and notes, and what the writers write.

mod equal;
mod leniency;
mod names;
mod skipped;
mod syntax;
mod written;

use super::node::{Object, Wire};
use super::root::{Unusable, read_object};

/// What is read of a body, and what did not fit.
fn read<T: Object + Default>(json: impl AsRef<[u8]>) -> (T, Vec<String>) {
    let mut output = T::default();
    match read_object(json.as_ref(), &mut output) {
        Ok(mismatches) => (output, mismatches.into_vec().iter().map(ToString::to_string).collect()),
        Err(unusable) => panic!("{}: {unusable:?}", String::from_utf8_lossy(json.as_ref())),
    }
}

/// Why nothing of a body can be used.
fn unusable<T: Object + Default>(json: impl AsRef<[u8]>) -> String {
    match read_object(json.as_ref(), &mut T::default()) {
        Ok(_) => panic!("{} is read", String::from_utf8_lossy(json.as_ref())),
        Err(Unusable::Syntax(syntax)) => syntax.to_string(),
        Err(Unusable::Misfit(mismatch)) => mismatch.to_string(),
    }
}

/// A type for each kind of value, each with the one member `value`.
macro_rules! holders {
    ($($holder:ident: $type:ty $(, $wrapper:literal)?;)*) => {
        crate::wire::object! {$(
            pub struct $holder { value: $type = "value" $(/ $wrapper)? }
        )*}
    };
}

holders! {
    Text: Option<String>;
    Int32: Option<i32>;
    Int64: Option<i64>;
    Float: Option<f32>;
    Double: Option<f64>;
    Boolean: Option<bool>;
    Any: Option<serde_json::Value>;
    Texts: Vec<String>;
    Numbers: Vec<i64>;
    Doubles: Vec<f64>;
    Booleans: Vec<bool>;
    Lists: Vec<Vec<String>>;
    Maps: Vec<std::collections::BTreeMap<String, i32>>;
    ListsByName: std::collections::BTreeMap<String, Vec<String>>;
    Values: Vec<serde_json::Value>;
    Changes: Vec<Change>;
    Wrapped: Vec<Change>, "Change";
    Params: Vec<String>, "Param";
    One: Option<Change>;
    Map: std::collections::BTreeMap<String, i32>;
    Tree: Option<Box<Tree>>;
    Trees: Vec<Trees>;
    NamedTrees: Vec<NamedTrees>, "Item";
}

crate::wire::object! {
    /// What lists hold.
    pub struct Change {
        id: Option<String> = "Id",
        time: Option<i64> = "Time",
    }
}

/// Checks texts of JSON in the place of a value: what is read, and what is noted of it.
fn check<H: Object + Default, T: Wire + PartialEq + std::fmt::Debug>(cases: &[(&str, T, &[&str])], value: fn(H) -> T) {
    for (json, expected, notes) in cases {
        let (holder, noted) = read::<H>(format!("{{\"value\": {json}}}"));
        assert_eq!((&value(holder), noted), (expected, notes.iter().map(ToString::to_string).collect()), "{json}");
    }
}
