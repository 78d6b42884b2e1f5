//! What an override makes of a field.

use serde::{Deserialize, Deserializer};

use crate::ir::{AllowedValue, Bounds, Encoding, Fact, Field, Format, Items, Location, Number, Type, facts};

macro_rules! define {
    (
        flags { $($(#[$flag_doc:meta])* $flag:ident: $Flag:ident, $words:literal;)* }
        values { $($(#[$doc:meta])* $value:ident: $Value:ident, $ty:ty;)* }
    ) => {
        /// What a field is to become; what is absent stays as it is.
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
            $(
                #[serde(default, deserialize_with = "given")]
                pub $value: Option<$ty>,
            )*
            $(
                #[serde(default, deserialize_with = "given")]
                pub $flag: Option<bool>,
            )*
        }

        impl Set {
            /// Changes a field; false if it was so already. A fact that is set is no guess any more, whatever to.
            pub fn change(&self, field: &mut Field) -> bool {
                let before = field.clone();
                let set = self.clone();
                put(&mut field.name, set.name);
                put(&mut field.ty, set.ty);
                put(&mut field.fields, set.fields);
                put(&mut field.required, set.required);
                put(&mut field.example, set.example);
                put(&mut field.description, set.description);
                field.items = set.items.map(Box::new).or(field.items.take());
                field.location = set.location.or(field.location);
                field.encoding = set.encoding.or(field.encoding);
                let mut settled = Vec::new();
                $(if put(&mut field.$value, set.$value) { settled.push(Fact::$Value); })*
                $(if put(&mut field.$flag, set.$flag) { settled.push(Fact::$Flag); })*
                let changed = *field != before;
                field.guessed.retain(|fact, _| !settled.contains(fact));
                changed
            }
        }
    };
}
facts!(define);

/// Reads a key that may be given as `null`, which is not the same as to leave it out.
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(value: D) -> Result<Option<T>, D::Error> {
    T::deserialize(value).map(Some)
}

/// Sets what is given; whether anything was.
fn put<T>(place: &mut T, value: Option<T>) -> bool {
    let is_given = value.is_some();
    if let Some(value) = value {
        *place = value;
    }
    is_given
}
