//! Reads the members of objects.

use super::node::{Object, Slot};
use super::reader::{OTHER_CASE, Reader, Step};
use super::skip::OBJECT;

/// A member whose name is a known one in another case; it counts where no member has the known name itself.
struct Lookalike {
    known: &'static str,
    name: usize,
    value: usize,
}

impl Reader<'_> {
    /// Reads the object that the reader stands before, as [`Wire::read`](super::Wire::read) says.
    pub fn object(&mut self, object: &mut dyn Object) -> bool {
        if self.peek() == Some(b'{') {
            if !self.enter(Step::Member(0)) {
                return false;
            }
            self.members(object);
            self.leave();
            return true;
        }
        if self.nothing_or_empty() { false } else { self.misfit(OBJECT) }
    }

    fn members(&mut self, object: &mut dyn Object) {
        let (noted, mut is_first) = (self.mismatches.kept(), true);
        let mut lookalikes = Vec::new();
        while self.more(is_first, b'}') {
            is_first = false;
            let Some((begin, name)) = self.name() else { return };
            self.step(Step::Member(begin));
            if self.mismatches.kept() > noted {
                self.forget(noted, &name);
            }
            match object.member(&name) {
                Some(slot) => self.fill(slot),
                None => self.stranger(object, &name, begin, &mut lookalikes),
            }
        }
        let end = self.at;
        for lookalike in &lookalikes {
            if !self.is_broken() && self.take(object, lookalike) && !self.is_broken() {
                self.at = end;
            }
        }
    }

    #[inline]
    fn fill(&mut self, slot: Slot<'_>) {
        self.wrapper = slot.wrapper;
        slot.value.read(self);
    }

    /// Passes over a member whose name is not known, and remembers it where its name differs in case only.
    fn stranger(&mut self, object: &mut dyn Object, name: &str, begin: usize, lookalikes: &mut Vec<Lookalike>) {
        let members = object.shape().members;
        let Some(known) = members.iter().find(|known| known.eq_ignore_ascii_case(name)) else {
            self.skip();
            return;
        };
        let lookalike = Lookalike { known, name: begin, value: self.at };
        if self.twice > 0 {
            self.skip();
            self.twice = self.twice.saturating_sub(self.at - lookalike.value);
            // The last one counts of those that are alike.
            match lookalikes.iter_mut().find(|other| other.known == lookalike.known) {
                Some(other) => *other = lookalike,
                None => lookalikes.push(lookalike),
            }
        } else if !self.take(object, &lookalike) {
            // Enough was read twice: that a member with the known name may follow no longer counts.
            self.skip();
        }
    }

    /// Reads a member whose name differs in case from that of a member which is not there.
    #[cold]
    fn take(&mut self, object: &mut dyn Object, lookalike: &Lookalike) -> bool {
        let mut is_absent = false;
        object.each(&mut |member| is_absent |= member.name == lookalike.known && member.node.is_nothing());
        let slot = if is_absent { object.member(lookalike.known) } else { None };
        let Some(slot) = slot else { return false };
        self.at = lookalike.value;
        self.step(Step::Member(lookalike.name));
        self.note(format!("the name `{}`", lookalike.known), OTHER_CASE);
        self.fill(slot);
        true
    }
}
