//! What the pages of a product tell about each other: whether its lists are wrapped, and what containers hold.

use std::collections::{BTreeMap, BTreeSet};

/// What was learned from the pages of a product.
#[derive(Clone, Debug, Default)]
pub struct Knowledge {
    /// Lists seen inside a wrapper, in points.
    wrapped: u32,
    /// Lists seen plain, in points.
    plain: u32,
    /// The list's name inside a wrapper, by the wrapper's name.
    inner: BTreeMap<String, String>,
    /// How often a container was seen, and with which members.
    containers: BTreeMap<String, Container>,
}

#[derive(Clone, Debug, Default)]
struct Container {
    seen: u32,
    members: BTreeMap<String, u32>,
}

/// How much a member seen on other pages counts, at most.
const KNOWN_MEMBER: i32 = 1200;
/// How much a member that other pages know, but not in this container, counts.
const FOREIGN_MEMBER: i32 = -800;
/// The share of a container's pages that must agree on a member before the absence of others counts, in thousandths.
const AGREEMENT: u32 = 600;

impl Knowledge {
    /// Learns that a list stands inside a wrapper, with a weight in points.
    pub fn see_wrapped(&mut self, outer: &str, inner: &str, points: u32) {
        self.wrapped += points;
        self.inner.entry(outer.to_owned()).or_insert_with(|| inner.to_owned());
    }

    /// Learns that a list stands plain, with a weight in points.
    pub fn see_plain(&mut self, points: u32) {
        self.plain += points;
    }

    /// Learns the members of a container from one page.
    pub fn see_container(&mut self, name: &str, members: &BTreeSet<String>) {
        let container = self.containers.entry(name.to_owned()).or_default();
        container.seen += 1;
        for member in members {
            *container.members.entry(member.clone()).or_default() += 1;
        }
    }

    /// The share of lists that are wrapped, in thousandths. It is nearly all or nothing within a product.
    pub fn wrap_rate(&self) -> u32 {
        // Half a point against keeps a single sighting from deciding alone.
        2000 * self.wrapped / (2 * (self.wrapped + self.plain) + 1)
    }

    /// The list's name inside a wrapper, where a page shows it.
    pub fn inner_name(&self, outer: &str) -> Option<&str> {
        self.inner.get(outer).map(String::as_str)
    }

    /// Weighs a member of a container by what other pages show; `shown`: the page's own example shows the container.
    pub fn weigh(&self, container: &str, member: &str, shown: bool) -> i32 {
        let Some(known) = self.containers.get(container) else { return 0 };
        if let Some(&count) = known.members.get(member) {
            return 500 + (KNOWN_MEMBER - 500) * count as i32 / known.seen.max(1) as i32;
        }
        let shares: u32 = known.members.values().map(|count| 1000 * count / known.seen.max(1)).sum();
        let agrees = known.seen > 1 && shares / known.members.len().max(1) as u32 >= AGREEMENT;
        if shown || !agrees { 0 } else { FOREIGN_MEMBER }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_needs_more_than_one_sighting() {
        let mut knowledge = Knowledge::default();
        assert_eq!(knowledge.wrap_rate(), 0);
        knowledge.see_wrapped("Changes", "Change", 1);
        assert_eq!(knowledge.wrap_rate(), 666);
        knowledge.see_wrapped("Events", "Event", 2);
        assert!(knowledge.wrap_rate() > 800);
        knowledge.see_plain(10);
        assert!(knowledge.wrap_rate() < 300);
        assert_eq!(knowledge.inner_name("Events"), Some("Event"));
    }

    #[test]
    fn members_count_for_and_against_once_pages_agree() {
        let mut knowledge = Knowledge::default();
        let members: BTreeSet<String> = ["Key", "Value"].map(str::to_owned).into();
        knowledge.see_container("Tag", &members);
        assert_eq!(knowledge.weigh("Tag", "ZoneId", false), 0, "one page is no agreement");
        knowledge.see_container("Tag", &members);
        assert!(knowledge.weigh("Tag", "Key", false) > 0);
        assert!(knowledge.weigh("Tag", "ZoneId", false) < 0);
        assert_eq!(knowledge.weigh("Other", "Key", false), 0);
    }
}
