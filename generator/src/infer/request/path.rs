//! A parameter's path: the fields and lists that its name tells, and how overrides name it.

use crate::infer::table::{Row, is_index, is_second_index, of_list};
use crate::ir::{Field, Step, Type, WirePath};

/// Takes a name such as `Tag.N.Key` apart. A row so many levels down stands below the latest row that is less far down.
pub fn steps(row: &Row<'_>, level: usize, open: &mut Vec<String>) -> Vec<Step> {
    open.truncate(level);
    let whole: Vec<String> = open.iter().chain(std::iter::once(&row.name)).cloned().collect();
    open.push(row.name.clone());
    let name = whole.join(".");
    let parts: Vec<&str> = name.split('.').filter(|part| !part.is_empty()).collect();
    let mut steps: Vec<Step> = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let last = index + 1 == parts.len();
        let after_name = matches!(steps.last(), Some(Step::Field(_)));
        let is_second = || last && steps.contains(&Step::Item) && is_second_index(part);
        if after_name && (is_index(part, last) || is_second()) {
            steps.push(Step::Item);
        } else if let Some(list) = of_list(part) {
            steps.extend([Step::Field(list.to_owned()), Step::Item]);
        } else {
            steps.push(Step::Field((*part).to_owned()));
        }
    }
    steps
}

/// A parameter's path as overrides name it: `Tag[].Key`.
pub fn wire_path(owner: Option<&Field>, steps: &[Step]) -> WirePath {
    let mut path = WirePath::default();
    if let Some(owner) = owner {
        path.push(Step::Field(owner.name.clone()));
        if owner.ty == Type::Array {
            path.push(Step::Item);
        }
    }
    // The last item is the list itself.
    let steps = if let [before @ .., Step::Item] = steps { before } else { steps };
    steps.iter().for_each(|step| path.push(step.clone()));
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_named_as_overrides_name_them() {
        let path = |name: &str| {
            let row = Row { name: name.to_owned(), ..Row::default() };
            wire_path(None, &steps(&row, 0, &mut Vec::new())).to_string()
        };
        assert_eq!(path("Tag.N.Key"), "Tag[].Key");
        assert_eq!((path("Disk.N.Tag.M"), path("Point.N.X")), ("Disk[].Tag".into(), "Point[].X".into()));
        assert_eq!((path("Tag.N"), path("Box.Size"), path("Ids[]")), ("Tag".into(), "Box.Size".into(), "Ids".into()));
        let step = |name: &str| [Step::Field(name.to_owned())];
        let list = Field { name: "Tag".to_owned(), ty: Type::Array, ..Field::default() };
        assert_eq!(wire_path(Some(&list), &step("Key")).to_string(), "Tag[].Key");
        let object = Field { ty: Type::Object, ..list };
        assert_eq!(wire_path(Some(&object), &step("Key")).to_string(), "Tag.Key");
    }
}
