//! Whether an object in the place of a list is a wrapper around it, found by looking at what follows.

use super::reader::Reader;

/// What an object in the place of a list is.
pub(super) enum Wrapper {
    /// One item alone.
    None,
    /// An object without members, which stands for an empty list.
    Empty,
    /// An object around the list.
    Around(Place),
}

/// The member of a wrapper that holds the list.
pub(super) struct Place {
    /// Where its name begins.
    pub name: usize,
    /// Where its value begins.
    pub value: usize,
    /// Whether its name differs in case from the one that was looked for.
    pub is_lookalike: bool,
}

impl Reader<'_> {
    /// What the object is that the reader stands before: a wrapper if it has the member `wanted`, where that is not
    /// empty, or if it has one member alone and that is a list; else an item.
    ///
    /// What is passed over meanwhile is read again later, and in what is read then there may be further objects in the
    /// places of lists. So that all of it stays linear, no more is read twice than the body is long, four times over;
    /// after that the first member alone decides.
    pub(super) fn wrapper(&mut self, wanted: &str) -> Wrapper {
        let begin = self.at;
        let wrapper = self.look(wanted);
        if !self.is_broken() {
            self.at = begin;
        }
        wrapper
    }

    fn look(&mut self, wanted: &str) -> Wrapper {
        self.at += 1;
        let (mut count, mut sole, mut lookalike) = (0, None, None);
        while self.more(count == 0, b'}') {
            let Some((name_begin, name)) = self.name() else { break };
            let is_list = self.peek() == Some(b'[');
            let value = self.at;
            let place = |is_lookalike| Place { name: name_begin, value, is_lookalike };
            if !wanted.is_empty() && name == wanted {
                return Wrapper::Around(place(false));
            }
            if !wanted.is_empty() && name.eq_ignore_ascii_case(wanted) {
                lookalike = Some(place(true));
            }
            count += 1;
            sole = (count == 1 && is_list).then(|| place(false));
            if (wanted.is_empty() && sole.is_none()) || self.twice == 0 {
                return sole.map_or(Wrapper::None, Wrapper::Around);
            }
            self.skip();
            self.twice = self.twice.saturating_sub(self.at - value);
        }
        match lookalike.or(sole) {
            Some(place) => Wrapper::Around(place),
            None if count == 0 => Wrapper::Empty,
            None => Wrapper::None,
        }
    }
}
