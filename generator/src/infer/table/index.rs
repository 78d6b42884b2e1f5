//! The parts of a dotted name that stand for the number of an item: `N` in `Tag.N.Key`.

/// Whether a part of a name stands for the number of an item: `N`, a digit, `#`; other letters only before a further part.
pub fn is_index(part: &str, last: bool) -> bool {
    let inner = part.trim_matches(|c| matches!(c, '{' | '}' | '[' | ']' | '<' | '>' | '*'));
    matches!(inner, "N" | "n" | "#")
        || (!inner.is_empty() && inner.bytes().all(|b| b.is_ascii_digit()))
        || (!last && matches!(inner, "M" | "m" | "X" | "x" | "Y" | "y" | "i" | "I"))
}

/// Whether the last part of a name that has one index already is another: `Disk.N.Tag.M`. Coordinates are called `X` and `Y`.
pub fn is_second_index(part: &str) -> bool {
    matches!(part.trim_matches(|c| matches!(c, '{' | '}' | '[' | ']' | '<' | '>' | '*')), "M" | "m")
}

/// The name in a part such as `Tags[]`, `Tags[N]` and `Tags[0]`, which says that it is a list.
pub fn of_list(part: &str) -> Option<&str> {
    let (name, index) = part.strip_suffix(']')?.split_once('[')?;
    (!name.is_empty() && (index.is_empty() || is_index(index, false))).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_their_letters_are_indices() {
        for part in ["N", "n", "#", "1", "12", "{N}", "<N>", "[N]", "*N*"] {
            assert!(is_index(part, false) && is_index(part, true), "{part}");
        }
        for part in ["", "{}", "Key", "N1", "1st", "NN", "-1"] {
            assert!(!is_index(part, false) && !is_index(part, true), "{part}");
        }
    }

    #[test]
    fn other_letters_are_indices_before_a_further_part_alone() {
        for part in ["M", "m", "X", "x", "Y", "y", "i", "I", "{M}"] {
            assert!(is_index(part, false) && !is_index(part, true), "{part}");
        }
        assert!(!is_index("Z", false));
    }

    #[test]
    fn a_second_index_is_no_coordinate() {
        assert!(is_second_index("M") && is_second_index("{m}"));
        assert!(!is_second_index("X") && !is_second_index("N") && !is_second_index("Key"));
    }

    #[test]
    fn brackets_after_a_name_make_it_a_list() {
        for part in ["Tags[]", "Tags[N]", "Tags[0]", "Tags[M]"] {
            assert_eq!(of_list(part), Some("Tags"), "{part}");
        }
        for part in ["Tags", "[]", "[N]", "Tags[Key]", "Tags[", "Tags]"] {
            assert_eq!(of_list(part), None, "{part}");
        }
    }
}
