//! Where the fields of an answer are: the wire paths by which other parts of a specification name them.

use super::{Field, Type};

/// The fields that lead through objects to the one at a wire path such as `Change.Steps.Step`, the one itself being the last.
///
/// # Errors
///
/// What there is where the path ends, in words.
pub fn follow<'f>(fields: &'f [Field], path: &str) -> Result<Vec<&'f Field>, String> {
    // A name may have points in it, so one that is the whole path counts first.
    let below =
        |field: &Field| path.strip_prefix(field.name.as_str()).filter(|rest| rest.is_empty() || rest.starts_with('.'));
    let Some((field, rest)) =
        fields.iter().filter_map(|field| Some((field, below(field)?))).min_by_key(|(_, rest)| !rest.is_empty())
    else {
        return Err(fields.iter().map(|field| field.name.as_str()).collect::<Vec<_>>().join(", "));
    };
    match rest.strip_prefix('.') {
        None => Ok(vec![field]),
        Some(below) if field.ty == Type::Object => {
            let mut way = follow(&field.fields, below)?;
            way.insert(0, field);
            Ok(way)
        }
        Some(_) => Err(format!("no objects below {}, which is of the type {}", field.name, field.ty)),
    }
}

/// The field at a path such as `Changes.Change[].Id`, which says where it goes through the items of a list.
pub fn find<'f>(fields: &'f [Field], path: &str) -> Option<&'f Field> {
    let (name, below) = path.split_once('.').map_or((path, None), |(name, below)| (name, Some(below)));
    let field = fields.iter().find(|field| field.name == name.trim_end_matches("[]"))?;
    let Some(below) = below else { return Some(field) };
    let mut items = field.items.as_deref();
    while let Some(inner) = items.and_then(|items| items.items.as_deref()) {
        items = Some(inner);
    }
    find(items.map_or(&field.fields, |items| &items.fields), below)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Items;

    fn field(name: &str, ty: Type, fields: Vec<Field>) -> Field {
        Field { name: name.to_owned(), ty, fields, ..Field::default() }
    }

    #[test]
    fn a_path_goes_through_the_items_of_lists() {
        let items = Items { ty: Type::Object, fields: vec![field("Id", Type::String, Vec::new())], ..Items::default() };
        let nested = Items { ty: Type::Array, items: Some(Box::new(items)), ..Items::default() };
        let list = Field { items: Some(Box::new(nested)), ..field("Crew", Type::Array, Vec::new()) };
        let fields = [field("Boat", Type::Object, vec![list])];
        let name = |path: &str| find(&fields, path).map(|field| field.name.as_str());
        assert_eq!((name("Boat"), name("Boat.Crew"), name("Boat.Crew[].Id")), (Some("Boat"), Some("Crew"), Some("Id")));
        assert_eq!((name("Boat.Id"), name("Crew"), name("")), (None, None, None));
    }

    #[test]
    fn a_path_leads_through_objects_and_says_where_it_ends() {
        let crew = field("Crew", Type::Array, Vec::new());
        let boat = field("Boat", Type::Object, vec![crew, field("Knots", Type::Int32, Vec::new())]);
        let fields = [boat, field("Boats.Total", Type::Int32, Vec::new())];
        let names = |path: &str| {
            let way = follow(&fields, path)?;
            Ok::<_, String>(way.iter().map(|field| field.name.as_str()).collect::<Vec<_>>())
        };
        assert_eq!(names("Boat.Knots").as_deref(), Ok(["Boat", "Knots"].as_slice()));
        assert_eq!(names("Boat").as_deref(), Ok(["Boat"].as_slice()));
        assert_eq!(names("Boats.Total").as_deref(), Ok(["Boats.Total"].as_slice()));
        for (path, there) in [
            ("", "Boat, Boats.Total"),
            ("Boa", "Boat, Boats.Total"),
            ("Boats", "Boat, Boats.Total"),
            ("Boat.", "Crew, Knots"),
            ("Boat.Gone", "Crew, Knots"),
            ("Boat.Crew.Name", "no objects below Crew, which is of the type array"),
        ] {
            assert_eq!(names(path).expect_err(path), there, "{path}");
        }
    }
}
