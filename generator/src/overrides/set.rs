//! What an override makes of a field.

use serde::{Deserialize, Deserializer};

use crate::ir::{AllowedValue, Bounds, Encoding, Fact, Field, Format, Items, Location, Number, Type};

/// What a field is to become.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the specification")]
pub struct Set {
    pub name: Option<String>,
    #[serde(rename = "in")]
    pub location: Option<Location>,
    #[serde(rename = "type")]
    pub ty: Option<Type>,
    pub items: Option<Items>,
    pub fields: Option<Vec<Field>>,
    pub encoding: Option<Encoding>,
    pub required: Option<bool>,
    pub example: Option<String>,
    pub description: Option<String>,
    pub allowed: Option<Vec<AllowedValue>>,
    pub default: Option<String>,
    pub range: Option<Bounds<Number>>,
    pub length: Option<Bounds<u64>>,
    pub size: Option<Bounds<u64>>,
    /// `null` takes it away.
    #[serde(default, deserialize_with = "given")]
    pub format: Option<Option<Format>>,
    pub unit: Option<String>,
    pub deprecated: Option<bool>,
    pub preview: Option<bool>,
    pub conditional: Option<bool>,
    pub sensitive: Option<bool>,
}

/// Reads a key that may be given as `null`, which is not the same as to leave it out.
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(value: D) -> Result<Option<T>, D::Error> {
    T::deserialize(value).map(Some)
}

impl Set {
    /// The facts that are set, whatever to.
    fn facts(&self) -> Vec<Fact> {
        let facts = [
            (Fact::Allowed, self.allowed.is_some()),
            (Fact::Default, self.default.is_some()),
            (Fact::Range, self.range.is_some()),
            (Fact::Length, self.length.is_some()),
            (Fact::Size, self.size.is_some()),
            (Fact::Format, self.format.is_some()),
            (Fact::Unit, self.unit.is_some()),
            (Fact::Deprecated, self.deprecated.is_some()),
            (Fact::Preview, self.preview.is_some()),
            (Fact::Conditional, self.conditional.is_some()),
            (Fact::Sensitive, self.sensitive.is_some()),
        ];
        facts.into_iter().filter(|(_, is_set)| *is_set).map(|(fact, _)| fact).collect()
    }

    /// Changes a field; false if it was so already.
    pub fn change(&self, field: &mut Field) -> bool {
        let before = field.clone();
        let Set {
            name,
            location,
            ty,
            items,
            fields,
            encoding,
            required,
            example,
            description,
            allowed,
            default,
            range,
            length,
            size,
            format,
            unit,
            deprecated,
            preview,
            conditional,
            sensitive,
        } = self.clone();
        fn put<T>(place: &mut T, value: Option<T>) {
            if let Some(value) = value {
                *place = value;
            }
        }
        put(&mut field.name, name);
        put(&mut field.ty, ty);
        put(&mut field.fields, fields);
        put(&mut field.required, required);
        put(&mut field.example, example);
        put(&mut field.description, description);
        put(&mut field.allowed, allowed);
        put(&mut field.default, default);
        put(&mut field.range, range);
        put(&mut field.length, length);
        put(&mut field.size, size);
        put(&mut field.format, format);
        put(&mut field.unit, unit);
        put(&mut field.deprecated, deprecated);
        put(&mut field.preview, preview);
        put(&mut field.conditional, conditional);
        put(&mut field.sensitive, sensitive);
        field.items = items.map(Box::new).or(field.items.take());
        field.location = location.or(field.location);
        field.encoding = encoding.or(field.encoding);
        let (changed, settled) = (*field != before, self.facts());
        field.guessed.retain(|fact, _| !settled.contains(fact));
        changed
    }
}
