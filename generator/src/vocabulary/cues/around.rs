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

/// What may stand after a phrase and say whose values follow: those of the field itself.
pub const OWN: &[&str] = &["of this parameter", "for this parameter", "of the parameter", "for the parameter"];
