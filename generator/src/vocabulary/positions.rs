//! The words that say where a parameter travels.

use super::titles::normalise;

/// A word of the position column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the meaning")]
pub enum Position {
    Query,
    Path,
    Header,
    Body,
    Form,
}

/// Words of the position column, normalised, without the words that [`position`] takes off.
const POSITIONS: &[(&str, Position)] = &[
    ("query", Position::Query),
    ("querystring", Position::Query),
    ("params", Position::Query),
    ("查询", Position::Query),
    ("url参数", Position::Query),
    ("urlparameters", Position::Query),
    ("path", Position::Path),
    ("urlpath", Position::Path),
    ("uri", Position::Path),
    ("url", Position::Path),
    ("路径", Position::Path),
    ("header", Position::Header),
    ("headers", Position::Header),
    ("host", Position::Header),
    ("请求头", Position::Header),
    ("body", Position::Body),
    ("json", Position::Body),
    ("jsonbody", Position::Body),
    ("请求体", Position::Body),
    ("formdata", Position::Form),
    ("form", Position::Form),
    ("表单", Position::Form),
    ("application/x-www-form-urlencoded", Position::Form),
];

/// Words around a position that add nothing, normalised.
const POSITION_HEADS: &[&str] = &["in", "request", "http"];
const POSITION_TAILS: &[&str] = &["请求参数", "参数", "中", "parameters", "parameter"];

/// What a cell of the position column says.
pub fn position(cell: &str) -> Option<Position> {
    let cell = normalise(cell);
    let known = |cell: &str| POSITIONS.iter().find(|(name, _)| *name == cell).map(|&(_, position)| position);
    let bare = POSITION_HEADS.iter().find_map(|head| cell.strip_prefix(head)).unwrap_or(&cell);
    let bare = POSITION_TAILS.iter().find_map(|tail| bare.strip_suffix(tail)).unwrap_or(bare);
    known(&cell).or_else(|| known(bare).filter(|_| bare != "url"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_recognised_without_the_words_around_them() {
        for (cell, expected) in [
            ("Query", Some(Position::Query)),
            ("Query参数", Some(Position::Query)),
            ("Request body", Some(Position::Body)),
            ("HTTP Header", Some(Position::Header)),
            ("请求体", Some(Position::Body)),
            ("Form Data", Some(Position::Form)),
            ("URL参数", Some(Position::Query)),
            ("URL中", None),
            ("参数", None),
            ("", None),
        ] {
            assert_eq!(position(cell), expected, "{cell}");
        }
    }
}
