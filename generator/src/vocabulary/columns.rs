//! The titles of columns, and what each column holds.

use super::titles::normalise;

/// What a column of a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the meaning")]
pub enum Column {
    Name,
    Type,
    Position,
    Required,
    /// Whether the field can be left out.
    Optional,
    Example,
    Description,
    Status,
    Code,
    Message,
    /// The method of an SDK's class that sets the field.
    Setter,
}

/// Column titles, normalised; the first entry that equals the title, else the first that it contains.
const COLUMNS: &[(&str, Column)] = &[
    ("httpcode", Column::Status),
    ("http状态码", Column::Status),
    ("http返回码", Column::Status),
    ("httpstatuscode", Column::Status),
    ("httpstatus", Column::Status),
    ("httpsta", Column::Status),
    ("状态码", Column::Status),
    ("statuscode", Column::Status),
    ("http", Column::Status),
    ("错误码", Column::Code),
    ("错误代码", Column::Code),
    ("errorcode", Column::Code),
    ("errorcodes", Column::Code),
    ("code", Column::Code),
    ("错误信息", Column::Message),
    ("错误消息", Column::Message),
    ("errormessage", Column::Message),
    ("message", Column::Message),
    ("描述", Column::Description),
    ("说明", Column::Description),
    ("语义", Column::Description),
    ("备注", Column::Description),
    ("字段含义", Column::Description),
    ("参数说明", Column::Description),
    ("description", Column::Description),
    ("decription", Column::Description),
    ("meaning", Column::Description),
    ("semantics", Column::Description),
    ("note", Column::Description),
    ("设置方法", Column::Setter),
    ("setter", Column::Setter),
    ("settingmethod", Column::Setter),
    ("示例值", Column::Example),
    ("示例", Column::Example),
    ("examplevalue", Column::Example),
    ("samplevalue", Column::Example),
    ("sampleresponse", Column::Example),
    ("instancevalue", Column::Example),
    ("example", Column::Example),
    ("是否必选", Column::Required),
    ("是否必须", Column::Required),
    ("是否必需", Column::Required),
    ("是否必填", Column::Required),
    ("是否必要", Column::Required),
    ("必选", Column::Required),
    ("必须", Column::Required),
    ("必填", Column::Required),
    ("必要", Column::Required),
    ("是否必传", Column::Required),
    ("必传", Column::Required),
    ("必需", Column::Required),
    ("必要性", Column::Required),
    ("required", Column::Required),
    ("mandatory", Column::Required),
    ("necessity", Column::Required),
    ("可选", Column::Optional),
    ("可空", Column::Optional),
    ("可为空", Column::Optional),
    ("是否为空", Column::Optional),
    ("optional", Column::Optional),
    ("nullable", Column::Optional),
    ("数据类型", Column::Type),
    ("参数类型", Column::Type),
    ("字段类型", Column::Type),
    ("类型", Column::Type),
    ("type", Column::Type),
    ("位置", Column::Position),
    ("传递方式", Column::Position),
    ("position", Column::Position),
    ("location", Column::Position),
    ("参数名称", Column::Name),
    ("参数名", Column::Name),
    ("字段名称", Column::Name),
    ("名称", Column::Name),
    ("参数", Column::Name),
    ("字段", Column::Name),
    ("属性", Column::Name),
    ("parametername", Column::Name),
    ("parameter", Column::Name),
    ("prameter", Column::Name),
    ("name", Column::Name),
    ("field", Column::Name),
    ("attribute", Column::Name),
    ("key", Column::Name),
];

/// What the column under a title holds that is known as a whole, in the singular or the plural.
pub fn exact_column(title: &str) -> Option<Column> {
    let title = normalise(title);
    let one = title.strip_suffix('s').unwrap_or(&title);
    COLUMNS.iter().find(|(name, _)| *name == title || *name == one).map(|&(_, column)| column)
}

/// Whether columns are those of a list of fields, or of errors.
pub fn make_a_list(columns: &[Option<Column>]) -> bool {
    let has = |column: Column| columns.contains(&Some(column));
    has(Column::Name) && (has(Column::Type) || has(Column::Description))
        || has(Column::Code) && (has(Column::Message) || has(Column::Description))
}

/// What the column under a title holds.
pub fn column(title: &str) -> Option<Column> {
    let title = normalise(title);
    let exact = COLUMNS.iter().find(|(name, _)| *name == title);
    exact.or_else(|| COLUMNS.iter().find(|(name, _)| title.contains(name))).map(|&(_, column)| column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_recognised_exactly_or_by_the_word_they_contain() {
        assert_eq!(column("是否必选"), Some(Column::Required));
        assert_eq!(column("HTTP stauts code"), Some(Column::Status));
        assert_eq!(column("Delete Name"), Some(Column::Name));
        assert_eq!(column("示例值"), Some(Column::Example));
        assert_eq!(column("xyz"), None);
    }
}
