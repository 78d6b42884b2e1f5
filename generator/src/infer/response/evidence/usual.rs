//! Tells how usual names are at the root of a response.

use crate::vocabulary::paging::TOGETHER;
use crate::vocabulary::roots::{CALL_NAMES, ROOT_NAMES, WEAK_ROOT_NAMES};

/// The frequency of a name at the root.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Usual {
    /// On nearly every page that has it.
    Always,
    /// Often.
    Often,
    /// No more than elsewhere.
    #[default]
    Not,
}

/// Looks up how usual a name is at the root, in whatever case.
pub fn usual_at_root(name: &str) -> Usual {
    let is = |known: &&str| known.eq_ignore_ascii_case(name);
    if ROOT_NAMES.iter().any(is) {
        Usual::Always
    } else if WEAK_ROOT_NAMES.iter().any(is) {
        Usual::Often
    } else {
        Usual::Not
    }
}

/// Tells whether a name says which call is answered, in whatever case: no page needs to list it.
pub fn names_the_call(name: &str) -> bool {
    CALL_NAMES.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Tells whether a name pages a list, in whatever case.
pub fn is_paging(name: &str) -> bool {
    TOGETHER.iter().any(|known| known.eq_ignore_ascii_case(name))
}
