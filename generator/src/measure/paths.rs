//! Fields by their dotted paths, `Tag[].Key`, as the judge writes them: flat names of requests come into that form too.

use std::collections::BTreeMap;

use crate::ir::{Encoding, Field, Items, Location, Type};

/// A parameter or a field, as far as it is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// The kind of its type; absent: not known.
    pub kind: Option<Kind>,
    /// Where it travels.
    pub place: Option<Place>,
    /// Whether it is required, where that is said.
    pub required: Option<bool>,
    /// Whether it is packed into one text.
    pub encoded: bool,
    /// Whether that text is JSON.
    pub json: bool,
    /// Whether it stands inside such a text.
    pub under: bool,
    /// Whether only a longer name implies it.
    pub implied: bool,
    /// Whether the SDK states its position, and not only the metadata.
    pub from_sdk: bool,
}

/// Fields by path.
pub type Paths = BTreeMap<String, Node>;

/// A type, as far as the truth knows types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    String,
    Integer,
    Number,
    Boolean,
    Object,
    Array,
}

impl Kind {
    /// The kind of a type's name in the truth.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "string" => Self::String,
            "integer" => Self::Integer,
            "number" => Self::Number,
            "boolean" => Self::Boolean,
            "object" | "map" => Self::Object,
            "array" => Self::Array,
            _ => return None,
        })
    }

    fn of(ty: Type) -> Option<Self> {
        Some(match ty {
            Type::String => Self::String,
            Type::Int32 | Type::Int64 => Self::Integer,
            Type::Float | Type::Double => Self::Number,
            Type::Boolean => Self::Boolean,
            Type::Object | Type::Map => Self::Object,
            Type::Array => Self::Array,
            Type::Any => return None,
        })
    }

    /// The name in the truth.
    pub fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Object => "object",
            Self::Array => "array",
        }
    }

    /// Whether values of it hold others.
    pub fn is_container(self) -> bool {
        matches!(self, Self::Object | Self::Array)
    }
}

/// Where a parameter travels. The truth often says no more than that it is in the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Path,
    Query,
    Header,
    Form,
    Json,
    Body,
    Host,
}

impl Place {
    /// The place of a name in the truth.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "path" => Self::Path,
            "query" => Self::Query,
            "header" => Self::Header,
            "form" | "formdata" => Self::Form,
            "json" => Self::Json,
            "body" => Self::Body,
            "host" => Self::Host,
            _ => return None,
        })
    }

    /// Its name, that of all bodies being the same.
    pub fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Host => "host",
            Self::Form | Self::Json | Self::Body => "body",
        }
    }

    /// Whether it says what the body is.
    pub fn is_body_kind(self) -> bool {
        matches!(self, Self::Form | Self::Json)
    }
}

impl From<Location> for Place {
    fn from(location: Location) -> Self {
        match location {
            Location::Path => Self::Path,
            Location::Query => Self::Query,
            Location::Header => Self::Header,
            Location::Form => Self::Form,
            Location::Json => Self::Json,
            Location::Body => Self::Body,
            Location::Host => Self::Host,
        }
    }
}

/// The dotted form of a flat name: `Tag.N.Key` becomes `Tag[].Key`, `LoadBalancerId.1` becomes `LoadBalancerId[]`.
pub fn dotted(name: &str) -> String {
    let mut path = String::new();
    let count = name.split('.').count();
    for (at, part) in name.split('.').enumerate() {
        let is_index = is_index(part) || at + 1 < count && matches!(part, "M" | "m" | "X" | "x" | "Y" | "y");
        if is_index && !path.is_empty() && !path.ends_with("[]") {
            path.push_str("[]");
        } else {
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(part);
        }
    }
    path
}

/// Whether a part of a name stands for a number: `N`, `1`, `{1}`, `[1]`, `#`.
fn is_index(part: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.chars().all(char::is_numeric);
    let inside = |open, close| part.strip_prefix(open).and_then(|rest: &str| rest.strip_suffix(close));
    matches!(part, "N" | "n" | "#")
        || is_number(part)
        || inside('{', '}').is_some_and(is_number)
        || inside('[', ']').is_some_and(is_number)
}

/// The path that holds a path.
pub fn parent(path: &str) -> Option<&str> {
    path.strip_suffix("[]").or_else(|| path.rfind('.').map(|at| &path[..at]))
}

/// The last name of a path.
pub fn leaf(path: &str) -> &str {
    let path = path.trim_end_matches(['[', ']']);
    path.rfind('.').map_or(path, |at| &path[at + 1..])
}

/// The parameters of a request.
pub fn of_request(fields: &[Field]) -> Paths {
    let mut walk = Walk { flat: true, found: Paths::new() };
    walk.fields(fields, "", Inherited::default());
    walk.found
}

/// The fields of a response.
pub fn of_response(fields: &[Field]) -> Paths {
    let mut walk = Walk { flat: false, found: Paths::new() };
    walk.fields(fields, "", Inherited::default());
    walk.found
}

/// What fields have from those that hold them.
#[derive(Clone, Copy, Default)]
struct Inherited {
    place: Option<Place>,
    under: bool,
}

struct Walk {
    /// Whether names may be flat.
    flat: bool,
    found: Paths,
}

impl Walk {
    /// The first that has a path keeps it.
    fn put(&mut self, path: &str, node: Node) {
        self.found.entry(path.to_owned()).or_insert(node);
    }

    fn fields(&mut self, fields: &[Field], prefix: &str, from: Inherited) {
        for field in fields {
            let path = if self.flat { dotted(&field.name) } else { field.name.clone() };
            let path = format!("{prefix}{path}");
            if self.flat {
                self.imply(&path, prefix, field, from);
            }
            self.field(&path, field, from);
        }
    }

    /// The containers that a flat name implies.
    fn imply(&mut self, path: &str, prefix: &str, field: &Field, from: Inherited) {
        let above = std::iter::successors(parent(path), |path| parent(path));
        let chain: Vec<&str> = above.take_while(|above| above.len() > prefix.len()).collect();
        for above in chain.into_iter().rev().filter(|above| !above.ends_with("[]")) {
            let is_list = path[above.len()..].starts_with("[]");
            let kind = Some(if is_list { Kind::Array } else { Kind::Object });
            let place = field.location.map(Place::from).or(from.place);
            self.put(above, Node { kind, place, under: from.under, implied: true, ..Node::default() });
        }
    }

    fn field(&mut self, path: &str, field: &Field, from: Inherited) {
        let place = field.location.map(Place::from).or(from.place);
        let node = Node {
            kind: Kind::of(field.ty),
            place,
            required: Some(field.required),
            encoded: field.encoding.is_some(),
            json: field.encoding == Some(Encoding::Json),
            under: from.under,
            ..Node::default()
        };
        // A flat name that ends in an index is a list of the type.
        match path.strip_suffix("[]") {
            Some(list) => self.put(list, Node { kind: Some(Kind::Array), ..node }),
            None => self.put(path, node),
        }
        let inside = Inherited { place, under: from.under || field.encoding.is_some() };
        let item = if field.ty == Type::Array && !path.ends_with("[]") { "[]" } else { "" };
        self.fields(&field.fields, &format!("{path}{item}."), inside);
        if let Some(items) = &field.items {
            self.items(&format!("{path}[]"), items, inside);
        }
    }

    /// What a list holds; a list right inside it is a node of its own.
    fn items(&mut self, path: &str, items: &Items, from: Inherited) {
        if items.ty == Type::Array {
            let kind = Some(Kind::Array);
            self.put(path, Node { kind, place: from.place, under: from.under, ..Node::default() });
            if let Some(inner) = &items.items {
                self.items(&format!("{path}[]"), inner, from);
            }
        } else {
            self.fields(&items.fields, &format!("{path}."), from);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flat_names_become_paths() {
        for (name, path) in [
            ("Tag.N.Key", "Tag[].Key"),
            ("LoadBalancerId.1", "LoadBalancerId[]"),
            ("Filter.{2}.Value.n", "Filter[].Value[]"),
            ("Disk.M.Size", "Disk[].Size"),
            ("Disk.M", "Disk.M"),
            ("N.Id", "N.Id"),
            ("Grid.N.N", "Grid[].N"),
        ] {
            assert_eq!(dotted(name), path);
        }
    }

    #[test]
    fn paths_know_what_holds_them() {
        assert_eq!((parent("A.B[]"), parent("A.B"), parent("A")), (Some("A.B"), Some("A"), None));
        assert_eq!((leaf("A.B[][]"), leaf("A")), ("B", "A"));
    }

    #[test]
    fn a_flat_name_implies_its_containers_and_the_first_of_a_path_counts() {
        let fields: Vec<Field> = serde_yaml::from_str(
            "[{name: Tag.N.Key, in: query, type: string}, {name: Tag, in: form, type: string}, {name: Ids.N, type: int32}]",
        )
        .expect("fields");
        let found = of_request(&fields);
        assert_eq!(found.keys().collect::<Vec<_>>(), ["Ids", "Tag", "Tag[].Key"]);
        let tag = &found["Tag"];
        assert_eq!((tag.kind, tag.place, tag.implied), (Some(Kind::Array), Some(Place::Query), true));
        assert_eq!((found["Ids"].kind, found["Ids"].implied), (Some(Kind::Array), true), "the list was implied before");
    }

    #[test]
    fn lists_of_lists_have_a_node_between() {
        let fields: Vec<Field> = serde_yaml::from_str(
            "[{name: Grid, type: array, items: {type: array, items: {type: object, fields: [{name: Id, type: string}]}}}]",
        )
        .expect("fields");
        assert_eq!(of_response(&fields).into_keys().collect::<Vec<_>>(), ["Grid", "Grid[]", "Grid[][].Id"]);
    }
}
