//! Where a space stands between two tokens of a line.

/// A token, or signs that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// An identifier or a literal.
    Word(String),
    /// Signs, and what opens or closes a group.
    Sign(String),
}

impl Piece {
    /// Whether a sign goes on with another one.
    pub fn is_sign(begin: &str, next: char) -> bool {
        matches!((begin, next), (":", ':') | ("-" | "=", '>') | ("=", '=') | ("&", '&') | ("|", '|') | (".", '.'))
    }

    fn sign(&self) -> &str {
        match self {
            Self::Word(_) => "",
            Self::Sign(sign) => sign,
        }
    }
}

/// The line that these tokens are.
pub fn write_line(pieces: &[Piece]) -> String {
    let mut line = String::new();
    // Whether the next bar ends the parameters of a closure.
    let mut in_bars = false;
    let mut before: Option<&Piece> = None;
    for piece in pieces {
        if let Some(before) = before {
            let after_opening_bar = in_bars && before.sign() == "|";
            let closing_bar = in_bars && piece.sign() == "|";
            if !after_opening_bar && !closing_bar && is_apart(before, piece) {
                line.push(' ');
            }
        }
        if piece.sign() == "|" {
            in_bars = !in_bars;
        }
        match piece {
            Piece::Word(text) | Piece::Sign(text) => line.push_str(text),
        }
        before = Some(piece);
    }
    line
}

/// Whether a space stands between two tokens. Signs are those of declarations, calls and closures: a `<` opens the parameters of
/// a type, and a `-` and a `&` stand before what they change.
fn is_apart(before: &Piece, after: &Piece) -> bool {
    match (before.sign(), after.sign()) {
        (_, "," | ";" | "." | "?" | ")" | "]" | ":" | "!" | "<" | ">" | "::" | "..") => false,
        ("(" | "[" | "." | "#" | "&" | "-" | "<" | "'" | "::" | "..", _) => false,
        ("!", after) => after == "{",
        ("{", "}") => false,
        // What is called, and what an index or a list belongs to.
        ("" | ")" | "]" | ">", "(" | "[") => false,
        _ => true,
    }
}
