//! The columns of a table: what each is, by its title, by elimination, or by what stands in it.

use crate::read::{Table, plain};
use crate::vocabulary::{self, Column};

use super::class::Class;
use super::type_word;

/// What the columns of a table hold, in their order; absent where nothing tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns(Vec<Option<Column>>);

impl Columns {
    /// Assigns a role to each column of a table: by its title, else, where one title alone is unknown, by elimination, else
    /// by what stands in it.
    pub fn of(table: &Table<'_>) -> Self {
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
        Self(columns)
    }

    /// Where a column stands, the first one of its kind.
    pub fn position(&self, column: Column) -> Option<usize> {
        self.0.iter().position(|&known| known == Some(column))
    }

    /// Whether there is such a column.
    pub fn has(&self, column: Column) -> bool {
        self.position(column).is_some()
    }

    /// How many columns there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The columns in their order.
    pub fn iter(&self) -> impl Iterator<Item = Option<Column>> {
        self.0.iter().copied()
    }

    /// Whether the table lists parameters or fields: it has names and types, or names and descriptions.
    pub fn list_fields(&self) -> bool {
        self.has(Column::Name) && (self.has(Column::Type) || self.has(Column::Description)) && !self.has(Column::Status)
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read;

    fn columns(text: &str) -> Vec<Option<Column>> {
        let page = read::read("p.md", text);
        Columns::of(page.sections[0].tables().next().expect("the page has a table")).0
    }

    #[test]
    fn a_single_unknown_title_is_the_name_column() {
        let columns = columns("|Delta|Type|Description|\n|--|--|--|\n|A|String|x|\n");
        assert_eq!(columns, [Some(Column::Name), Some(Column::Type), Some(Column::Description)]);
    }

    #[test]
    fn positions_and_types_are_known_by_what_stands_in_their_columns() {
        let columns = |row: &str| columns(&format!("|Name|Attribute|Format|Description|\n|--|--|--|--|\n{row}"));
        let known = columns("|A|Path|Long|x|\n|B|body|Boolean|y|\n");
        assert_eq!(known[1..3], [Some(Column::Position), Some(Column::Type)]);
        let unknown = columns("|A|Path|Long|x|\n|B|blue|10 digits|y|\n");
        assert_eq!(unknown[1..3], [Some(Column::Name), None]);
        assert_eq!(columns("")[2], None);
    }

    #[test]
    fn names_with_types_or_descriptions_list_fields() {
        let lists = |titles: &[Column]| Columns(titles.iter().copied().map(Some).collect()).list_fields();
        assert!(lists(&[Column::Name, Column::Type]) && lists(&[Column::Name, Column::Description]));
        assert!(!lists(&[Column::Name]) && !lists(&[Column::Type, Column::Description]));
        assert!(!lists(&[Column::Name, Column::Description, Column::Status]), "a table of errors");
    }
}
