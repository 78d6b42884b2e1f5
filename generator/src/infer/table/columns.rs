//! The columns of a table: what each is, by its title, by elimination, or by what stands in it.

use crate::read::{Table, plain};
use crate::vocabulary::{self, Column};

use super::type_word::{self, Class};

/// Assigns a role to each column of a table: by its title, else, where one title alone is unknown, by elimination, else by
/// what stands in it.
pub fn columns(table: &Table<'_>) -> Vec<Option<Column>> {
    let mut columns: Vec<Option<Column>> =
        table.header.iter().map(|title| vocabulary::column(&plain(title.raw))).collect();
    if !columns.contains(&Some(Column::Name))
        && let Some(unknown) = columns.iter().position(Option::is_none)
    {
        columns[unknown] = Some(Column::Name);
    }
    for (column, says) in CONTENTS {
        let role = Some(*column);
        // A title that is another column's already, such as a second name, says nothing.
        let is_open = |index: &usize| columns[*index].is_none() || columns[..*index].contains(&columns[*index]);
        if !columns.contains(&role)
            && let Some(index) = (1..columns.len()).filter(is_open).find(|&index| all_say(table, index, *says))
        {
            columns[index] = role;
        }
    }
    columns
}

/// Whether a cell says something of a kind.
type Says = fn(&str) -> bool;

/// Columns that their cells tell, whatever their title.
const CONTENTS: &[(Column, Says)] = &[
    (Column::Position, |cell| vocabulary::position(cell).is_some()),
    (Column::Type, |cell| !matches!(type_word::class(cell), Class::Named(_) | Class::Blank)),
];

/// Whether all cells of a column that say anything say something of a kind.
fn all_say(table: &Table<'_>, index: usize, says: Says) -> bool {
    let cells = table.rows.iter().filter_map(|row| row.cells.get(index));
    let mut words = cells.map(|cell| plain(cell.raw)).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some() && words.all(|word| says(&word))
}

/// Whether a table lists parameters or fields: it has names and types, or names and descriptions.
pub fn lists_fields(columns: &[Option<Column>]) -> bool {
    columns.contains(&Some(Column::Name))
        && (columns.contains(&Some(Column::Type)) || columns.contains(&Some(Column::Description)))
        && !columns.contains(&Some(Column::Status))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read;

    #[test]
    fn a_single_unknown_title_is_the_name_column() {
        let page = read::read("p.md", "|Delta|Type|Description|\n|--|--|--|\n|A|String|x|\n");
        let columns = columns(page.sections[0].tables().next().expect("the page has a table"));
        assert_eq!(columns, [Some(Column::Name), Some(Column::Type), Some(Column::Description)]);
    }

    #[test]
    fn positions_and_types_are_known_by_what_stands_in_their_columns() {
        let columns = |row: &str| {
            let text = format!("|Name|Attribute|Format|Description|\n|--|--|--|--|\n{row}");
            columns(read::read("p.md", &text).sections[0].tables().next().expect("the page has a table"))
        };
        let known = columns("|A|Path|Long|x|\n|B|body|Boolean|y|\n");
        assert_eq!(known[1..3], [Some(Column::Position), Some(Column::Type)]);
        let unknown = columns("|A|Path|Long|x|\n|B|blue|10 digits|y|\n");
        assert_eq!(unknown[1..3], [Some(Column::Name), None]);
        assert_eq!(columns("")[2], None);
    }
}
