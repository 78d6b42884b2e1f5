//! Tells by type word and example how far lists nest and what is inside, and finds where the two contradict each other.

use std::fmt;

use crate::infer::response::evidence::sample::{Sample, SampleNode, ValueType};
use crate::infer::response::id::NodeId;
use crate::infer::table::Class;
use crate::ir::{Field, Items, Type};

/// The items of a list.
///
/// Evidence: of type word and example the one that nests lists further counts, since nobody nests them by mistake. Inside it
/// is the scalar or the map that the type word says, else what the example shows, else an object where the type has a name.
pub fn items(class: &Class, shown: Option<&SampleNode>) -> Items {
    let (said, innermost) = lists_in(class);
    let nested = shown.map_or(&[][..], |shown| &shown.nested);
    let lists = nested.iter().take_while(|&&value| value == ValueType::Array).count();
    let innermost = match (innermost, nested.get(lists)) {
        (Some(Class::Scalar(ty)), _) => of_type(*ty),
        (Some(map @ Class::Map(Some(_))), None | Some(ValueType::Null | ValueType::Object)) => {
            Items { items: map.items().map(Box::new), ..of_type(Type::Map) }
        }
        (_, Some(ValueType::Object)) => of_type(Type::Object),
        (_, Some(ValueType::Scalar)) => of_type(Type::String),
        (Some(_), _) => of_type(Type::Object),
        (None, _) => of_type(Type::String),
    };
    (0..said.max(lists)).fold(innermost, |items, _| Items { items: Some(Box::new(items)), ..of_type(Type::Array) })
}

/// The items of a list whose innermost items have fields.
pub fn with_fields(mut items: Items, fields: Vec<Field>) -> Items {
    match items.items.take() {
        Some(inner) if items.ty == Type::Array => {
            Items { items: Some(Box::new(with_fields(*inner, fields))), ..of_type(Type::Array) }
        }
        _ => Items { fields, ..of_type(Type::Object) },
    }
}

fn of_type(ty: Type) -> Items {
    Items { ty, ..Items::default() }
}

/// Counts the lists inside the list that a type word says; the class of what the innermost one holds comes second.
fn lists_in(class: &Class) -> (usize, Option<&Class>) {
    match class {
        Class::List(Some(item)) if item.is_list() => {
            let (lists, innermost) = lists_in(item);
            (lists + 1, innermost)
        }
        Class::List(item) => (0, item.as_deref()),
        _ => (0, None),
    }
}

/// The nesting of a value, as far as a type word or an example says; it prints in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Nesting {
    Scalar,
    Object,
    List(Option<Box<Nesting>>),
    Map(Option<Box<Nesting>>),
}

impl Nesting {
    /// Reads a type word.
    fn of_class(class: &Class) -> Option<Self> {
        let inside = |class: &Option<Box<Class>>| class.as_deref().and_then(Self::of_class).map(Box::new);
        match class {
            Class::Scalar(_) => Some(Self::Scalar),
            Class::Object | Class::Named(_) => Some(Self::Object),
            Class::List(item) => Some(Self::List(inside(item))),
            Class::Map(value) => Some(Self::Map(inside(value))),
            Class::Json | Class::Blank => None,
        }
    }

    /// Reads a value of the example, whose items are given too if it is a list.
    fn of_value(value: ValueType, nested: &[ValueType]) -> Option<Self> {
        match value {
            ValueType::Null => None,
            ValueType::Scalar => Some(Self::Scalar),
            ValueType::Object => Some(Self::Object),
            ValueType::Array => {
                let items = nested.split_first().and_then(|(&item, inside)| Self::of_value(item, inside));
                Some(Self::List(items.map(Box::new)))
            }
        }
    }

    /// Tells whether a type word cannot mean what an example shows. A word that names a type may mean a scalar.
    fn contradicts(&self, shown: &Self) -> bool {
        let inside = |said: &Option<Box<Self>>, shown: &Option<Box<Self>>| {
            said.as_ref().zip(shown.as_ref()).is_some_and(|(said, shown)| said.contradicts(shown))
        };
        match (self, shown) {
            (Self::List(said), Self::List(shown)) | (Self::Map(said), Self::Map(shown)) => inside(said, shown),
            (Self::Scalar, Self::Scalar) | (Self::Object, Self::Scalar) => false,
            (Self::Object | Self::Map(_), Self::Object | Self::Map(_)) => false,
            (Self::Scalar | Self::List(_), _) | (_, Self::Scalar | Self::List(_)) => true,
        }
    }

    fn plural(&self) -> String {
        match self {
            Self::Scalar => "scalars".to_owned(),
            Self::Object => "objects".to_owned(),
            Self::List(inside) => of("lists", inside.as_deref()),
            Self::Map(inside) => of("maps", inside.as_deref()),
        }
    }
}

impl fmt::Display for Nesting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scalar => f.write_str("a scalar"),
            Self::Object => f.write_str("an object"),
            Self::List(inside) => f.write_str(&of("a list", inside.as_deref())),
            Self::Map(inside) => f.write_str(&of("a map", inside.as_deref())),
        }
    }
}

fn of(what: &str, inside: Option<&Nesting>) -> String {
    inside.map_or_else(|| what.to_owned(), |inside| format!("{what} of {}", inside.plural()))
}

/// Finds where type word and example cannot both be right about lists in lists or the values of a map, and returns what
/// each of them says.
///
/// Evidence: a list in both, or a map that is shown with members or as a list. What is no list at all in the example may be
/// one that was converted from XML, or packed into a text.
pub fn contradiction(class: &Class, sample: &Sample, node: NodeId) -> Option<(Nesting, Nesting)> {
    let said = Nesting::of_class(class)?;
    let of_node = |node: NodeId| Nesting::of_value(sample[node].value, &sample[node].nested);
    let shown = match (&said, of_node(node)?) {
        (Nesting::Map(_), Nesting::Object) => {
            let values = sample[node].children.iter().filter_map(|&value| of_node(value));
            let shown = |value| Nesting::Map(Some(Box::new(value)));
            return values.map(shown).find(|shown| said.contradicts(shown)).map(|shown| (said, shown));
        }
        (Nesting::Map(_) | Nesting::List(_), shown @ Nesting::List(_)) => shown,
        _ => return None,
    };
    said.contradicts(&shown).then_some((said, shown))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::example::json;
    use crate::infer::table;

    fn sample(value: &str) -> (Sample, NodeId) {
        let example = json::read(&format!(r#"{{"A":{value}}}"#)).root;
        let sample = Sample::new(example.as_ref(), None, &HashSet::from(["A".to_owned()]));
        let (node, _) = sample.child(NodeId::ROOT, "A").expect("A is at the root");
        (sample, node)
    }

    fn show(items: &Items) -> String {
        let inside = items.items.as_deref().map(|items| format!("<{}>", show(items))).unwrap_or_default();
        format!("{}{inside}", items.ty)
    }

    #[test]
    fn lists_nest_as_far_as_the_word_or_the_example_says() {
        for (word, example, expected) in [
            ("Array of Array of Double", "[]", "array<double>"),
            ("List<List<List<Long>>>", "[[[1]]]", "array<array<int64>>"),
            ("List", "[[1,2]]", "array<string>"),
            ("", r#"[[{"B":1}]]"#, "array<object>"),
            ("Array of Long", "[[1]]", "array<int64>"),
            ("List<List<Long>>", "[1]", "array<int64>"),
            ("List", "[[[]]]", "array<array<string>>"),
            ("Array of Map<String, Long>", "[]", "map<int64>"),
            ("Array of Map<String, Long>", "[1]", "string"),
            ("Array of Boat", "[]", "object"),
            ("Array of Boat", "[1]", "string"),
            ("Array of Long", "[1]", "int64"),
            ("List", "[]", "string"),
        ] {
            let (sample, node) = sample(example);
            assert_eq!(show(&items(&table::class(word), Some(&sample[node]))), expected, "{word} {example}");
        }
    }

    #[test]
    fn an_example_that_nests_without_end_is_cut() {
        let (sample, node) = sample(&format!("{}1{}", "[".repeat(40), "]".repeat(40)));
        let made = show(&items(&Class::Blank, Some(&sample[node])));
        assert!(made.matches("array").count() < 10, "{made}");
    }

    #[test]
    fn fields_belong_to_the_innermost_items() {
        let field = Field { name: "Id".to_owned(), ..Field::default() };
        let items = with_fields(items(&table::class("List<List<Boat>>"), None), vec![field]);
        assert_eq!((show(&items).as_str(), items.fields.len()), ("array<object>", 0));
        assert_eq!(items.items.map(|items| items.fields.len()), Some(1));
    }

    #[test]
    fn contradictions_are_told_in_words() {
        let found = |word: &str, example: &str| {
            let (sample, node) = sample(example);
            contradiction(&table::class(word), &sample, node).map(|(said, shown)| format!("{said}, {shown}"))
        };
        for (word, example, expected) in [
            ("Array of String", r#"[["a"]]"#, "a list of scalars, a list of lists of scalars"),
            ("List<List<Long>>", "[1]", "a list of lists of scalars, a list of scalars"),
            ("List<List<Long>>", r#"[{"B":1}]"#, "a list of lists of scalars, a list of objects"),
            ("Array of Boat", "[[1]]", "a list of objects, a list of lists of scalars"),
            ("Map of String", "[1]", "a map of scalars, a list of scalars"),
            ("Map<String, Long>", r#"{"x":{"y":1}}"#, "a map of scalars, a map of objects"),
            ("Map<String, List<Long>>", r#"{"x":1}"#, "a map of lists of scalars, a map of scalars"),
        ] {
            assert_eq!(found(word, example).as_deref(), Some(expected), "{word} {example}");
        }
        for (word, example) in [
            ("Array of String", r#"["a"]"#),
            ("List", "[[1]]"),
            ("List<List<Long>>", "[[]]"),
            ("List<List<Long>>", "[]"),
            ("List<List<Long>>", "null"),
            ("List<List<Long>>", r#"{"Row":[1]}"#),
            ("Array of Boat", "[1]"),
            ("Map", r#"{"x":{"y":1}}"#),
            ("Map of String", r#"{"x":"1"}"#),
            ("Map of String", "1"),
        ] {
            assert_eq!(found(word, example), None, "{word} {example}");
        }
    }
}
