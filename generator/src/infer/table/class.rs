//! What a type cell says of its row: scalars, containers, and what these hold.

use crate::ir::{Items, Type};

/// What a type cell says of its row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Class {
    /// A scalar.
    Scalar(Type),
    /// An object with fields: `Struct`, `Object`.
    Object,
    /// An object whose keys are data, and what its values are, where the cell says so: `Map`, `Map<String, Long>`.
    Map(Option<Box<Class>>),
    /// A list, and what its items are, where the cell says so: `List`, `Array of String`, `Array of Change`.
    List(Option<Box<Class>>),
    /// JSON text: `Json`.
    Json,
    /// Nothing: a container, nearly always.
    #[default]
    Blank,
    /// A word that is no type: often the name of a type described elsewhere.
    Named(String),
}

impl Class {
    /// Whether the row can hold no other rows.
    pub fn is_leaf(&self) -> bool {
        match self {
            Self::Scalar(_) => true,
            Self::List(Some(item)) | Self::Map(Some(item)) => item.is_leaf(),
            _ => false,
        }
    }

    /// Whether the word says that the row holds rows or items.
    pub fn is_container(&self) -> bool {
        !matches!(self, Self::Scalar(_) | Self::Named(_) | Self::Json)
    }

    /// Whether the word says that there is a list, in whatever way.
    pub fn is_list(&self) -> bool {
        matches!(self, Self::List(_))
    }

    /// The type of a list's items, where that is a scalar.
    pub fn scalar_items(&self) -> Option<Type> {
        match self {
            Self::List(Some(item)) => match **item {
                Self::Scalar(ty) => Some(ty),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether the cell says that the items of a list are objects, lists or maps.
    pub fn lists_structures(&self) -> bool {
        matches!(self, Self::List(Some(_))) && self.scalar_items().is_none()
    }

    /// Whether values are objects or maps, or lists of what is no scalar.
    pub fn is_structure(&self) -> bool {
        matches!(self, Self::Object | Self::Map(_)) || self.lists_structures()
    }

    /// The name of the type that the row or the items of its list have, which may be described elsewhere.
    pub fn type_name(&self) -> Option<&str> {
        match self {
            Self::Named(name) => Some(name),
            Self::List(Some(item)) => item.type_name(),
            _ => None,
        }
    }

    /// Gives the type of [`Class::type_name`] another name.
    pub fn rename_type(&mut self, name: &str) {
        match self {
            Self::Named(old) => name.clone_into(old),
            Self::List(Some(item)) => item.rename_type(name),
            _ => {}
        }
    }

    /// What the items of a list are, or the values of a map, where the cell says so; the items of other lists are strings.
    pub fn items(&self) -> Option<Items> {
        match self {
            Self::List(item) => Some(item.as_ref().map_or_else(Items::default, |item| item.as_items())),
            // Fields of objects may follow in rows, which then are no values of any key.
            Self::Map(value) => value.as_ref().map(|value| value.as_items()).filter(|items| items.ty != Type::Object),
            _ => None,
        }
    }

    /// What one item is.
    fn as_items(&self) -> Items {
        let ty = match self {
            Self::Scalar(ty) => *ty,
            Self::List(_) => Type::Array,
            Self::Map(_) => Type::Map,
            Self::Object | Self::Json | Self::Blank | Self::Named(_) => Type::Object,
        };
        Items { ty, items: self.items().map(Box::new), ..Items::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(item: Class) -> Class {
        Class::List(Some(Box::new(item)))
    }

    fn boat() -> Class {
        Class::Named("Boat".to_owned())
    }

    #[test]
    fn lists_of_scalars_hold_no_rows_however_far_they_nest() {
        let text = || Class::Scalar(Type::String);
        assert!(text().is_leaf() && list(text()).is_leaf() && list(list(text())).is_leaf());
        assert!(!Class::List(None).is_leaf() && !list(boat()).is_leaf() && !Class::Map(None).is_leaf());
        let map = |values| Class::Map(Some(Box::new(values)));
        assert!(map(text()).is_leaf() && !map(boat()).is_leaf(), "the values of a map may be structures");
        assert!(list(list(text())).is_structure() && !list(text()).is_structure() && !Class::List(None).is_structure());
    }

    #[test]
    fn the_type_of_a_row_or_of_its_items_has_a_name() {
        assert_eq!((boat().type_name(), list(list(boat())).type_name()), (Some("Boat"), Some("Boat")));
        assert_eq!(
            Class::Map(Some(Box::new(boat()))).type_name(),
            None,
            "rows below a map are no fields of its values"
        );
        assert_eq!(Class::Object.type_name(), None);
    }
}
