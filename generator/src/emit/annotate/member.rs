//! Finds the members of Rust that lead to what a wire path of a response means.

use std::collections::BTreeMap;

use crate::emit::model::{MemberPath, Struct, StructField, Ty};
use crate::ir;

/// The members of a response, as the specification and as Rust have them.
pub struct Members<'a> {
    /// The fields on the wire.
    pub fields: &'a [ir::Field],
    /// The members of the output.
    pub output: &'a [StructField],
    /// The types that are below it.
    pub types: &'a BTreeMap<String, Struct>,
}

impl Members<'_> {
    /// The member at a wire path, and its type. A wrapper that Rust does not show may stand in the path.
    pub fn find(&self, path: &str) -> Option<(MemberPath, Ty)> {
        let fields = ir::WirePath::parse(path).through_objects(self.fields).ok()?;
        let (mut found, mut ty, mut members) = (MemberPath::new(), None, self.output);
        let mut fields = fields.into_iter();
        while let Some(field) = fields.next() {
            let member = members.iter().find(|member| member.wire == field.name)?;
            found.push(member.ident.clone());
            ty = Some(member.ty.clone());
            members = match (&member.ty, &member.wrapper) {
                (Ty::Struct(name), _) => &self.types.get(name)?.fields,
                (Ty::List(_), Some(wrapper)) if fields.next().is_some_and(|inner| inner.name != *wrapper) => {
                    return None;
                }
                _ => &[],
            };
        }
        Some((found, ty?))
    }
}
