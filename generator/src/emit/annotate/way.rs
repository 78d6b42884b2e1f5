//! The way to a field of an answer: the members of Rust that lead to what a wire path means.

use std::collections::BTreeMap;

use crate::emit::model::{Struct, StructField, Ty, Way};
use crate::ir;

/// An answer, as the specification and as Rust have it.
pub struct Answer<'a> {
    /// The fields on the wire.
    pub fields: &'a [ir::Field],
    /// The members of the answer's type.
    pub output: &'a [StructField],
    /// The types that are below it.
    pub types: &'a BTreeMap<String, Struct>,
}

impl Answer<'_> {
    /// The member at a wire path, and its type. A wrapper that Rust does not show may stand in the path.
    pub fn find(&self, path: &str) -> Option<(Way, Ty)> {
        let fields = ir::follow(self.fields, path).ok()?;
        let (mut way, mut found, mut members) = (Way::new(), None, self.output);
        let mut fields = fields.into_iter();
        while let Some(field) = fields.next() {
            let member = members.iter().find(|member| member.wire == field.name)?;
            way.push(member.ident.clone());
            found = Some(member.ty.clone());
            members = match (&member.ty, &member.wrapper) {
                (Ty::Struct(name), _) => &self.types.get(name)?.fields,
                (Ty::List(_), Some(wrapper)) if fields.next().is_some_and(|inner| inner.name != wrapper.wire) => {
                    return None;
                }
                _ => &[],
            };
        }
        Some((way, found?))
    }
}
