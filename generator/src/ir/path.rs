//! Wire paths such as `Changes.Change[].Id`, by which other parts of a specification name a field.

use std::fmt;

use super::shape::{Field, Items, Type};

/// A step of a wire path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// To a field of an object.
    Field(String),
    /// To the items of a list.
    Item,
    /// To the values of a map.
    Value,
}

impl Step {
    /// The name of a field; empty for other steps.
    pub fn name(&self) -> &str {
        match self {
            Self::Field(name) => name,
            Self::Item | Self::Value => "",
        }
    }
}

/// The way from the top of a request or a response to a field, written `Changes.Change[].Id`: `[]` steps into the items of
/// a list, `{}` into the values of a map. The empty path is the top itself.
///
/// A name may have dots in it. As a text says nothing of that, the fields do: where several could be meant, the name that
/// is all that is left of the path counts, else the first one in the order of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WirePath(Vec<Step>);

impl WirePath {
    /// Reads a path. Every text is one; whether a field is there is for [`resolve`](Self::resolve) to say.
    pub fn parse(text: &str) -> Self {
        let mut path = Self::default();
        for part in text.split('.').filter(|_| !text.is_empty()) {
            let (mut name, mut marks) = (part, Vec::new());
            while let Some((rest, mark)) = mark_at_end(name) {
                name = rest;
                marks.push(mark);
            }
            path.push(Step::Field(name.to_owned()));
            path.0.extend(marks.into_iter().rev());
        }
        path
    }

    /// The steps, from the top down.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// Whether it is the top.
    pub fn is_top(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it leads into the items of a list or the values of a map, so that there is not one value but several.
    pub fn is_repeated(&self) -> bool {
        self.0.iter().any(|step| !matches!(step, Step::Field(_)))
    }

    /// Goes one step further.
    pub fn push(&mut self, step: Step) {
        self.0.push(step);
    }

    /// Goes one step back.
    pub fn pop(&mut self) {
        self.0.pop();
    }

    /// The path of a field of the object that is here.
    #[must_use]
    pub fn child(&self, name: &str) -> Self {
        self.with(Step::Field(name.to_owned()))
    }

    /// The path of the items of the list that is here.
    #[must_use]
    pub fn item(&self) -> Self {
        self.with(Step::Item)
    }

    fn with(&self, step: Step) -> Self {
        Self(self.0.iter().cloned().chain([step]).collect())
    }

    /// The path of the field here, without steps into its items or values.
    #[must_use]
    pub fn field(&self) -> Self {
        Self(self.0[..self.own()].to_vec())
    }

    /// The path of what holds the field here: of an object, or of the items of a list; none at the top.
    pub fn parent(&self) -> Option<Self> {
        self.own().checked_sub(1).map(|length| Self(self.0[..length].to_vec()))
    }

    /// The name of the field here; empty at the top.
    pub fn name(&self) -> &str {
        self.own().checked_sub(1).map_or("", |last| self.0[last].name())
    }

    /// How many steps lead to the field here.
    fn own(&self) -> usize {
        self.0.iter().rposition(|step| matches!(step, Step::Field(_))).map_or(0, |last| last + 1)
    }

    /// The field at the path. Lists and maps are gone through whether the path says so or not.
    pub fn resolve<'f>(&self, fields: &'f [Field]) -> Option<&'f Field> {
        let mut rest = &self.0[..self.own()];
        let mut fields = fields;
        loop {
            let (at, taken) = next(fields, rest)?;
            rest = past_marks(&rest[taken..]);
            if rest.is_empty() {
                return Some(&fields[at]);
            }
            fields = below(&fields[at]);
        }
    }

    /// The field at the path, to be changed.
    pub fn resolve_mut<'f>(&self, fields: &'f mut [Field]) -> Option<&'f mut Field> {
        let mut rest = &self.0[..self.own()];
        let mut fields = fields;
        loop {
            let (at, taken) = next(fields, rest)?;
            rest = past_marks(&rest[taken..]);
            if rest.is_empty() {
                return Some(&mut fields[at]);
            }
            fields = below_mut(&mut fields[at]);
        }
    }

    /// The fields of what is at the path: all that are there at the top, else those of the object or of the items.
    pub fn fields_mut<'f>(&self, fields: &'f mut Vec<Field>) -> Option<&'f mut Vec<Field>> {
        if self.own() == 0 { Some(fields) } else { self.resolve_mut(fields).map(below_mut) }
    }

    /// Takes the field at the path out.
    pub fn take(&self, fields: &mut Vec<Field>) -> Option<Field> {
        let mut rest = &self.0[..self.own()];
        let mut fields = fields;
        loop {
            let (at, taken) = next(fields, rest)?;
            rest = past_marks(&rest[taken..]);
            if rest.is_empty() {
                return Some(fields.remove(at));
            }
            fields = below_mut(&mut fields[at]);
        }
    }

    /// The fields that lead through objects alone to the one at the path, that one itself being the last.
    ///
    /// # Errors
    ///
    /// What there is where the path ends, in words.
    pub fn through_objects<'f>(&self, fields: &'f [Field]) -> Result<Vec<&'f Field>, String> {
        let (mut way, mut rest, mut fields) = (Vec::new(), self.steps(), fields);
        loop {
            let Some((at, taken)) = next(fields, rest) else {
                return Err(fields.iter().map(|field| field.name.as_str()).collect::<Vec<_>>().join(", "));
            };
            let field = &fields[at];
            way.push(field);
            rest = &rest[taken..];
            if rest.is_empty() {
                return Ok(way);
            }
            if field.ty != Type::Object {
                return Err(format!("no objects below {}, which is of the type {}", field.name, field.ty));
            }
            fields = &field.fields;
        }
    }
}

/// The mark that a part of a path ends with, and what stands before it.
fn mark_at_end(part: &str) -> Option<(&str, Step)> {
    let item = part.strip_suffix("[]").map(|rest| (rest, Step::Item));
    item.or_else(|| Some((part.strip_suffix("{}")?, Step::Value)))
}

/// The field that the next steps mean, and how many of them its name takes.
fn next(fields: &[Field], steps: &[Step]) -> Option<(usize, usize)> {
    let found = fields.iter().enumerate().filter_map(|(at, field)| Some((at, taken(&field.name, steps)?)));
    found.min_by_key(|&(_, taken)| taken < steps.len())
}

/// How many steps a name takes, where it is what they say: several, if it has dots in it.
fn taken(name: &str, steps: &[Step]) -> Option<usize> {
    let mut rest = name;
    for (index, step) in steps.iter().enumerate() {
        let Step::Field(part) = step else { return None };
        rest = rest.strip_prefix(part.as_str())?;
        if rest.is_empty() {
            return Some(index + 1);
        }
        rest = rest.strip_prefix('.')?;
    }
    None
}

fn past_marks(steps: &[Step]) -> &[Step] {
    let marks = steps.iter().take_while(|step| !matches!(step, Step::Field(_))).count();
    &steps[marks..]
}

/// The fields of an object, or of the items of a list, however many lists are around them.
fn below(field: &Field) -> &[Field] {
    let mut items = field.items.as_deref();
    while let Some(inner) = items.and_then(|items| items.items.as_deref()) {
        items = Some(inner);
    }
    items.map_or(&field.fields, |items| &items.fields)
}

fn below_mut(field: &mut Field) -> &mut Vec<Field> {
    fn innermost(items: &mut Items) -> &mut Vec<Field> {
        match &mut items.items {
            Some(inner) => innermost(inner),
            None => &mut items.fields,
        }
    }
    match &mut field.items {
        Some(items) => innermost(items),
        None => &mut field.fields,
    }
}

impl fmt::Display for WirePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.0.iter().enumerate() {
            match step {
                Step::Field(name) if index == 0 => f.write_str(name)?,
                Step::Field(name) => write!(f, ".{name}")?,
                Step::Item => f.write_str("[]")?,
                Step::Value => f.write_str("{}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str, ty: Type, fields: Vec<Field>) -> Field {
        Field { name: name.to_owned(), ty, fields, ..Field::default() }
    }

    #[test]
    fn a_path_is_written_as_it_is_read() {
        for text in ["", "Boat", "Boat.Crew[].Id", "Grid[][].Depth", "Tags{}.Key", "Boat.", "Boats.Total"] {
            assert_eq!(WirePath::parse(text).to_string(), text);
        }
        let path = WirePath::parse("Boat.Crew[].Id");
        assert_eq!(path, WirePath::default().child("Boat").child("Crew").item().child("Id"));
        let shown = |path: Option<WirePath>| path.map(|path| path.to_string());
        assert_eq!(shown(path.parent()).as_deref(), Some("Boat.Crew[]"));
        assert_eq!(shown(path.parent().and_then(|list| list.parent())).as_deref(), Some("Boat"));
        assert_eq!(
            (shown(WirePath::parse("Boat").parent()).as_deref(), WirePath::default().parent()),
            (Some(""), None)
        );
        let list = WirePath::parse("Boat.Crew[][]");
        assert_eq!((list.name(), list.field().to_string().as_str()), ("Crew", "Boat.Crew"));
        assert!(list.is_repeated() && !list.field().is_repeated());
    }

    #[test]
    fn a_path_goes_through_the_items_of_lists() {
        let items = Items { ty: Type::Object, fields: vec![field("Id", Type::String, Vec::new())], ..Items::default() };
        let nested = Items { ty: Type::Array, items: Some(Box::new(items)), ..Items::default() };
        let list = Field { items: Some(Box::new(nested)), ..field("Crew", Type::Array, Vec::new()) };
        let mut fields = vec![field("Boat", Type::Object, vec![list]), field("Boats.Total", Type::Int32, Vec::new())];
        for (path, name) in [
            ("Boat", Some("Boat")),
            ("Boat.Crew", Some("Crew")),
            ("Boat.Crew[][].Id", Some("Id")),
            ("Boat.Crew[].Id", Some("Id")),
            ("Boats.Total", Some("Boats.Total")),
            ("Boat.Id", None),
            ("Crew", None),
            ("", None),
        ] {
            let path = WirePath::parse(path);
            assert_eq!(path.resolve(&fields).map(|field| field.name.as_str()), name, "{path}");
            assert_eq!(path.resolve_mut(&mut fields).map(|field| field.name.clone()).as_deref(), name, "{path}");
        }
        let names =
            |fields: Option<&mut Vec<Field>>| fields.map(|all| all.iter().map(|one| one.name.clone()).collect());
        assert_eq!(names(WirePath::parse("Boat.Crew[]").fields_mut(&mut fields)), Some(vec!["Id".to_owned()]));
        assert_eq!(names(WirePath::default().fields_mut(&mut fields)).map(|all| all.len()), Some(2));
        assert_eq!(names(WirePath::parse("Gone").fields_mut(&mut fields)), None);
    }

    #[test]
    fn a_path_leads_through_objects_and_says_where_it_ends() {
        let crew = field("Crew", Type::Array, Vec::new());
        let boat = field("Boat", Type::Object, vec![crew, field("Knots", Type::Int32, Vec::new())]);
        let fields = [boat, field("Boats.Total", Type::Int32, Vec::new())];
        let names = |path: &str| {
            let way = WirePath::parse(path).through_objects(&fields)?;
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
            ("Boat.Crew[]", "no objects below Crew, which is of the type array"),
        ] {
            assert_eq!(names(path).expect_err(path), there, "{path}");
        }
    }
}
