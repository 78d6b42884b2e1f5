//! The words around phrases and values.

/// What may stand between a phrase and what it introduces.
pub const LINKS: &[&str] =
    &["为", "是", "第", "有", "即", "值", "如下", "包括", "均", "is", "are", "be", "to", "include"];

/// How a bullet begins that says what it means to give no value.
pub const NO_VALUE: &[&str] = &["空:", "为空", "传空", "不填", "不传", "空值", "Empty:", "Not specified", "Left empty"];

/// What stands between values of one bullet that mean the same.
pub const SEVERAL: &[&str] = &[",", "、", " or ", "或者", "或"];

/// What stands between the ends of an interval, but for a comma in brackets.
pub const TO: &[&str] = &["~", "-", "到", "至", "to "];

/// What may stand between a clause's beginning and a comparison with a number, where the field itself is compared.
pub const COMPARED: &[&str] = &[
    "必须",
    "需",
    "需要",
    "须",
    "应",
    "must be",
    "must be an integer",
    "must be an integer that is",
    "must be integers that are",
    "an integer",
    "an integer that is",
    "integers",
    "that is",
];

/// What stands after a name and says that it is one of a field.
pub const FIELD_WORDS: &[&str] = &["参数", "字段", " parameter", " field"];

/// The values of a truth value, as services take them.
pub const EITHER: &[&str] = &["true", "false", "0", "1", "yes", "no", "on", "off"];

/// What stands before and after a unit that a word for unit follows: `以秒为单位`.
pub const UNIT_NAMED: (&[&str], &str) = (&["以", "用", "按"], "为");

/// What may stand after a phrase and say whose values follow: those of the field itself.
pub const OWN: &[&str] = &["of this parameter", "for this parameter", "of the parameter", "for the parameter"];
