//! Request rows that stand below another row without saying so: the example shows them inside that row's value.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use crate::example::Node;
use crate::infer::depth::DEEPEST;
use crate::infer::table::{Class, Row};

use super::shown::{ShownValues, has_members, structure};

/// How many rows may stand between two that the example shows: an example leaves out what is optional.
const GAP: usize = 3;

/// How many levels down each row stands: as its marks say, or, where the table marks none, below the container whose value
/// in the example holds it.
///
/// Evidence: the row is a container by its type; its value, in its example cell or in the request example, is JSON whose
/// members are called like the rows that follow; and the example does not show those at the top.
pub fn levels(rows: &[Row<'_>], example: &ShownValues<'_>) -> Vec<usize> {
    let mut levels: Vec<usize> = rows.iter().map(|row| row.marks).collect();
    if rows.iter().any(|row| row.marks > 0 || row.name.contains('.')) {
        return levels;
    }
    let (nodes, of_row) = values(rows, example);
    let values: Vec<Value<'_>> = nodes.iter().map(Value::of).collect();
    let mut at = 0;
    while at < rows.len() {
        let value = of_row[at].map(|value| &values[value]);
        at += 1;
        if let Some(value) = value {
            let end = end_of(rows, at, &value.names, example);
            put_below(&rows[at..end], &mut levels[at..end], &value.members);
            at = end;
        }
    }
    levels
}

/// The values of container rows that have members; by row, which one is its. Rows of one name share what the request example
/// shows of it.
fn values(rows: &[Row<'_>], shown: &ShownValues<'_>) -> (Vec<Node>, Vec<Option<usize>>) {
    let mut nodes: Vec<Node> = Vec::new();
    let mut by_name: HashMap<&str, Option<usize>> = HashMap::new();
    let mut number = |value: Option<Node>| {
        nodes.push(value.filter(has_members)?);
        Some(nodes.len() - 1)
    };
    let of_row = rows.iter().map(|row| match row.class {
        Class::List(_) | Class::Object | Class::Json if row.class.scalar_items().is_none() => {
            match structure(&row.example) {
                Some(value) => number(Some(value)),
                None => *by_name.entry(&row.name).or_insert_with(|| number(shown.value(&row.name))),
            }
        }
        _ => None,
    });
    let of_row = of_row.collect();
    (nodes, of_row)
}

/// The value of a container.
struct Value<'n> {
    members: Members<'n>,
    /// The names at whatever depth.
    names: HashSet<&'n str>,
}

impl<'n> Value<'n> {
    fn of(value: &'n Node) -> Self {
        let (mut names, mut queue): (HashSet<&str>, _) = (HashSet::new(), vec![value]);
        while let Some(value) = queue.pop() {
            queue.extend(value.items());
            for member in value.members() {
                names.insert(&member.name);
                queue.push(&member.value);
            }
        }
        Self { members: Members::of(&[value]), names }
    }
}

/// The names below values, those of list items included, each with its values and, once asked for, the names below those.
#[derive(Default)]
struct Members<'n>(HashMap<&'n str, (Vec<&'n Node>, OnceCell<Box<Members<'n>>>)>);

impl<'n> Members<'n> {
    fn of(values: &[&'n Node]) -> Self {
        let mut members = Self::default();
        let mut queue: Vec<&Node> = values.to_vec();
        while let Some(value) = queue.pop() {
            queue.extend(value.items());
            for member in value.members() {
                members.0.entry(&member.name).or_default().0.push(&member.value);
            }
        }
        members
    }

    fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    fn below(&self, name: &str) -> Option<&Members<'n>> {
        self.0.get(name).map(|(values, below)| &**below.get_or_init(|| Box::new(Self::of(values))))
    }
}

/// Where the rows end that a value holds: after the last one that it has a name of, at whatever depth.
fn end_of(rows: &[Row<'_>], begin: usize, names: &HashSet<&str>, shown: &ShownValues<'_>) -> usize {
    let mut end = begin;
    for (at, row) in rows.iter().enumerate().skip(begin) {
        if at - end >= GAP || shown.has(&row.name) {
            break;
        }
        if names.contains(row.name.as_str()) {
            end = at + 1;
        }
    }
    end
}

/// A value that rows stand in.
struct Open<'o, 'n> {
    members: &'o Members<'n>,
    /// The names that have rows there.
    taken: HashSet<&'o str>,
}

/// Puts rows below the value that shows them: each into the innermost open value that shows its name and has no row of it yet.
/// What the example does not show stands beside what comes after it, but for the rows after a container that it does not
/// show either: those are that one's.
fn put_below<'o>(rows: &'o [Row<'_>], levels: &mut [usize], members: &'o Members<'_>) {
    let mut open = vec![Open { members, taken: HashSet::new() }];
    let mut unseen = 0;
    for (at, row) in rows.iter().enumerate() {
        let is_free = |value: &Open<'_, '_>| value.members.has(&row.name) && !value.taken.contains(row.name.as_str());
        let Some(inside) = open.iter().rposition(is_free) else { continue };
        open.truncate(inside + 1);
        open[inside].taken.insert(&row.name);
        put_unseen(&rows[unseen..at], &mut levels[unseen..at], inside + 1);
        levels[at] = inside + 1;
        unseen = at + 1;
        if let Some(members) = open[inside].members.below(&row.name).filter(|_| inside + 2 < DEEPEST) {
            open.push(Open { members, taken: HashSet::new() });
        }
    }
    put_unseen(&rows[unseen..], &mut levels[unseen..], 1);
}

/// Puts rows that the example does not show beside the one after them; those after a container among them are its own.
fn put_unseen(rows: &[Row<'_>], levels: &mut [usize], level: usize) {
    let container = rows.iter().position(|row| row.class.is_structure()).unwrap_or(rows.len());
    for (at, below) in levels.iter_mut().enumerate() {
        *below = level + usize::from(at > container && !rows[at].class.is_structure());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, class: Class, example: &str) -> Row<'static> {
        Row { name: name.to_owned(), class, example: example.to_owned(), ..Row::default() }
    }

    fn leaf(name: &str) -> Row<'static> {
        row(name, Class::Scalar(crate::ir::Type::String), "")
    }

    fn marks(rows: Vec<Row<'_>>, example: &str) -> Vec<usize> {
        levels(&rows, &ShownValues::read(Some(crate::read::Text { raw: example, at: 0 })))
    }

    #[test]
    fn the_value_in_the_query_shows_what_a_parameter_holds() {
        let rows = || {
            vec![
                leaf("PackId"),
                row("Rules", Class::List(None), ""),
                leaf("Identifier"),
                leaf("Title"),
                row("Inputs", Class::List(None), ""),
                leaf("InputName"),
                leaf("InputValue"),
                leaf("ClientToken"),
            ]
        };
        let example = "http://host/?Action=X\n&PackId=p\n\
                       &Rules=[{\"Identifier\":\"i\",\"Inputs\":[{\"InputName\":\"n\",\"InputValue\":\"v\"}]}]\n&<public>";
        assert_eq!(marks(rows(), example), [0, 0, 1, 1, 1, 2, 2, 0]);
        assert_eq!(marks(rows(), "http://host/?Action=X&PackId=p"), [0; 8], "nothing shows it");
    }

    #[test]
    fn the_example_cell_or_the_body_shows_it_as_well() {
        let rows = vec![row("group", Class::Object, "{\"name\":\"n\",\"ips\":[\"1\"]}"), leaf("name"), leaf("ips")];
        assert_eq!(marks(rows, ""), [0, 1, 1]);
        let rows = vec![row("group", Class::Object, ""), leaf("name"), leaf("mode")];
        assert_eq!(marks(rows, "PUT /a HTTP/1.1\n\n{\"group\":{\"name\":\"n\"},\"mode\":\"x\"}"), [0, 1, 0]);
    }

    #[test]
    fn what_the_example_shows_at_the_top_or_the_table_marks_is_left() {
        let rows = vec![row("group", Class::Object, "{\"name\":\"n\"}"), leaf("name")];
        assert_eq!(marks(rows, "http://host/?name=x"), [0, 0]);
        let mut rows = vec![row("group", Class::Object, "{\"name\":\"n\"}"), leaf("name"), leaf("a"), leaf("b")];
        rows[3].marks = 1;
        assert_eq!(marks(rows, ""), [0, 0, 0, 1]);
        let rows = vec![row("group", Class::Scalar(crate::ir::Type::String), "{\"name\":\"n\"}"), leaf("name")];
        assert_eq!(marks(rows, ""), [0, 0], "a text is no container");
    }

    #[test]
    fn two_rows_of_one_name_stand_in_the_two_values_that_show_it() {
        let values = || row("Values", Class::List(Some(Box::new(Class::Scalar(crate::ir::Type::String)))), "");
        let rows = || {
            vec![
                row("Rules", Class::List(None), ""),
                leaf("Kind"),
                row("Path", Class::Object, ""),
                values(),
                row("Host", Class::Object, ""),
                values(),
                row("Actions", Class::List(None), ""),
                row("Group", Class::Object, ""),
                leaf("GroupId"),
                leaf("Name"),
            ]
        };
        let example = |path: &str| {
            format!(
                "http://host/?Rules=[{{\"Kind\":\"k\",{path}\"Host\":{{\"Values\":[\"h\"]}},\
                 \"Actions\":[{{\"Group\":{{\"GroupId\":\"g\"}}}}],\"Name\":\"n\"}}]&Port=1"
            )
        };
        let whole = example("\"Path\":{\"Values\":[\"/a\"]},");
        assert_eq!(marks(rows(), &whole), [0, 1, 1, 2, 1, 2, 1, 2, 3, 1]);
        assert_eq!(marks(rows(), &example("")), [0, 1, 1, 2, 1, 2, 1, 2, 3, 1], "what is not shown takes what is left");
    }

    #[test]
    fn dotted_names_of_the_example_show_what_a_list_holds() {
        let rows = || vec![row("Filter", Class::List(None), ""), leaf("Key"), leaf("Value"), leaf("Port")];
        assert_eq!(marks(rows(), "http://host/?Filter.1.Key=a&Filter.1.Value=b&Port=1"), [0, 1, 1, 0]);
        assert_eq!(marks(rows(), "http://host/?Filter.1.Key=a&Value=b&Port=1"), [0, 1, 0, 0], "one is at the top");
    }
}
