//! Keeps what the pages of a product tell about each other: whether its lists are wrapped, and what containers hold.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::infer::response::id::SubjectId;
use crate::words::plural::is_plural;

/// The knowledge from the pages of a product.
#[derive(Clone, Debug, Default)]
pub struct Knowledge {
    /// How lists stand.
    pub lists: Lists,
    /// What of that each operation shows.
    lists_by_subject: BTreeMap<SubjectId, Lists>,
    /// The containers that were seen, with their members.
    containers: BTreeMap<String, Container>,
    /// By the name of a container, the operations that have it, and whether all of it stands at the root there.
    at_root: BTreeMap<String, BTreeMap<SubjectId, bool>>,
}

/// How lists stand, on a page or on many.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// Lists seen inside a wrapper, in points.
    wrapped: u32,
    /// Lists seen plain, in points.
    plain: u32,
    /// The list's names inside a wrapper with how often each was seen, by the wrapper's name.
    inner: BTreeMap<String, BTreeMap<String, u32>>,
    /// The lists that are called by the last words of their wrapper.
    last_words: BTreeSet<String>,
}

#[derive(Clone, Debug, Default)]
struct Container {
    seen: u32,
    members: BTreeMap<String, u32>,
    /// The number of times that members were seen, all together.
    total: usize,
    /// The contribution of each operation: a page must not learn from itself.
    by_subject: BTreeMap<SubjectId, (u32, BTreeMap<String, u32>)>,
}

/// The view of the example on a list; the value is the share of wrapped lists, in thousandths, from which on such a list
/// has a wrapper that the example does not show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListShown {
    /// As a list by a JSON example that has no name as the table does, and in a wrapper by an XML one that has.
    OtherCase = 300,
    /// Not at all, and the description of the list names its items: that is seldom said of a list without wrapper.
    Told = 301,
    Nothing = 650,
    Empty = 850,
    Filled = 970,
}

/// The share of wrapped lists below which a product has few wrappers, in thousandths.
const HARDLY: u32 = 250;

/// The share of a container's pages that must agree on a member before the absence of others counts, in thousandths.
const AGREEMENT: usize = 600;

impl Lists {
    /// Learns that a list stands inside a wrapper, with a weight in points.
    pub fn see_wrapped(&mut self, outer: &str, inner: &str, points: u32) {
        self.wrapped += points;
        if outer.strip_suffix(inner).is_some_and(|first| !first.is_empty()) {
            self.last_words.insert(inner.to_owned());
        }
        *self.inner.entry(outer.to_owned()).or_default().entry(inner.to_owned()).or_default() += points;
    }

    /// Learns that a list stands plain, with a weight in points.
    pub fn see_plain(&mut self, points: u32) {
        self.plain += points;
    }

    /// Adds what a page shows beyond what the operation's pages did before.
    fn add_beyond(&mut self, own: &mut Self, page: Self) {
        let beyond = |all: &mut u32, own: &mut u32, page: u32| {
            let more = page.saturating_sub(*own);
            *all += more;
            *own += more;
        };
        beyond(&mut self.wrapped, &mut own.wrapped, page.wrapped);
        beyond(&mut self.plain, &mut own.plain, page.plain);
        for (outer, names) in page.inner {
            let (all, own) = (self.inner.entry(outer.clone()).or_default(), own.inner.entry(outer).or_default());
            for (inner, points) in names {
                let all = all.entry(inner.clone()).or_default();
                beyond(all, own.entry(inner).or_default(), points);
            }
        }
        self.last_words.extend(page.last_words);
    }
}

impl Knowledge {
    /// Learns how lists stand from a page of an operation. What its page in another language shows as well counts once: both
    /// were written from one, and agree on what is wrong.
    pub fn see_lists(&mut self, subject: SubjectId, page: Lists) {
        let own = self.lists_by_subject.entry(subject).or_default();
        self.lists.add_beyond(own, page);
    }

    /// Learns the members of a container from a page of an operation.
    pub fn see_container(&mut self, subject: SubjectId, name: &str, members: &BTreeSet<String>) {
        let container = self.containers.entry(name.to_owned()).or_default();
        let (own_seen, own) = container.by_subject.entry(subject).or_default();
        container.seen += 1;
        container.total += members.len();
        *own_seen += 1;
        for member in members {
            *container.members.entry(member.clone()).or_default() += 1;
            *own.entry(member.clone()).or_default() += 1;
        }
    }

    /// Learns whether a container stands at the root of an operation's response.
    pub fn see_place(&mut self, subject: SubjectId, container: &str, at_root: bool) {
        let places = self.at_root.entry(container.to_owned()).or_default();
        *places.entry(subject).or_insert(true) &= at_root;
    }

    /// Tells whether the pages of several other operations have a container, and all have it at the root. A single one may be
    /// about one thing where this page lists them.
    pub fn stands_at_root(&self, subject: SubjectId, container: &str) -> bool {
        let Some(places) = self.at_root.get(container) else { return false };
        let others = places.len() - usize::from(places.contains_key(&subject));
        others > 1 && places.iter().all(|(other, at_root)| *other == subject || *at_root)
    }

    /// Tells whether a list without visible wrapper has one: whether nearly all lists of the product have.
    pub fn wraps(&self, list: ListShown) -> bool {
        self.wrap_rate() >= list as u32
    }

    /// Tells whether the product has few wrappers, or none that is known.
    pub fn hardly_wraps(&self) -> bool {
        self.wrap_rate() < HARDLY
    }

    /// The share of lists that are wrapped, in thousandths. It is nearly all or nothing within a product.
    fn wrap_rate(&self) -> u32 {
        // Half a point against keeps a single sighting from deciding alone.
        2000 * self.lists.wrapped / (2 * (self.lists.wrapped + self.lists.plain) + 1)
    }

    /// The list's name inside a wrapper, where pages show it: the name that most of them show, among equals the singular.
    /// One page may show another operation's wrapper, so that one sighting is no reason to call it otherwise.
    pub fn inner_name(&self, outer: &str) -> Option<&str> {
        let votes = self.lists.inner.get(outer)?.iter();
        let best = votes.max_by_key(|&(inner, &count)| (count, is_plural(outer, inner), Reverse(inner)));
        best.filter(|&(inner, &count)| count > 1 || is_plural(outer, inner)).map(|(inner, _)| inner.as_str())
    }

    /// The singular of a wrapper's name, where a page shows it as the name of the list inside.
    pub fn inner_singular(&self, outer: &str) -> Option<&str> {
        let mut names = self.lists.inner.get(outer)?.keys().map(String::as_str);
        names.find(|inner| is_plural(outer, inner))
    }

    /// The last words of a wrapper's name by which other wrappers of the product that end in them call their list: from
    /// `PublicIpAddress`, which holds `IpAddress`, to what `RdmaIpAddress` holds.
    pub fn inner_by_last_words<'n>(&self, outer: &'n str) -> Option<&'n str> {
        last_words(outer).find(|last| self.lists.last_words.contains(*last))
    }

    /// The list's name inside a wrapper that a name ends with: from `DryBerths`, which hold `Dock`, to what `FreeDryBerths`
    /// hold. A single word says nothing.
    pub fn inner_of_last_words(&self, outer: &str) -> Option<&str> {
        let several = |last: &&str| last.chars().skip(1).any(|c| c.is_ascii_uppercase());
        last_words(outer).filter(several).find_map(|last| self.inner_name(last))
    }

    /// Looks up what the pages of other operations show of a container, where any does.
    pub fn others(&self, subject: SubjectId, container: &str) -> Option<Others<'_>> {
        let known = self.containers.get(container)?;
        let own = known.by_subject.get(&subject);
        let seen = known.seen - own.map_or(0, |(seen, _)| *seen);
        let own = own.map(|(_, members)| members);
        let (mut members, mut total) = (known.members.len(), known.total);
        for (member, &count) in own.into_iter().flatten() {
            total -= count as usize;
            members -= usize::from(known.members.get(member) == Some(&count));
        }
        // Their mean share of the sightings.
        let agree = members > 0 && 1000 * total >= AGREEMENT * members * seen as usize;
        (seen > 0).then_some(Others { seen, known, own, agree })
    }
}

/// The ends of a name that begin with a word, the longest first.
fn last_words(name: &str) -> impl Iterator<Item = &str> {
    name.char_indices().skip(1).filter(|(_, c)| c.is_ascii_uppercase()).map(|(at, _)| &name[at..])
}

/// The view of other pages on a container.
#[derive(Clone, Copy, Debug)]
pub struct Others<'k> {
    /// The number of times that they show it.
    seen: u32,
    known: &'k Container,
    own: Option<&'k BTreeMap<String, u32>>,
    /// Whether they agree on the members, so that the absence of one counts.
    agree: bool,
}

impl Others<'_> {
    fn count(&self, member: &str) -> u32 {
        let own = self.own.and_then(|own| own.get(member)).copied().unwrap_or(0);
        self.known.members.get(member).map_or(0, |all| all - own)
    }

    /// Looks up what they say of a member.
    pub fn member(&self, member: &str) -> Member {
        match self.count(member) {
            0 if self.agree => Member::Foreign,
            0 => Member::Unknown,
            count => Member::Known { count, seen: self.seen },
        }
    }
}

/// The view of other pages on a member of a container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Member {
    /// They show it `count` times, and the container `seen` times.
    Known { count: u32, seen: u32 },
    /// They agree on the members, and have none of that name.
    Foreign,
    /// Nothing.
    Unknown,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::infer::response::id::Id;

    #[test]
    fn a_list_is_called_as_most_pages_call_it() {
        let mut knowledge = Knowledge::default();
        knowledge.lists.see_wrapped("Tags", "CraneTag", 1);
        assert_eq!(knowledge.inner_name("Tags"), None, "one sighting may be of another operation's wrapper");
        knowledge.lists.see_wrapped("Tags", "Tag", 1);
        assert_eq!(knowledge.inner_name("Tags"), Some("Tag"), "among equals the singular");
        knowledge.lists.see_wrapped("Tags", "CraneTag", 1);
        assert_eq!(knowledge.inner_name("Tags"), Some("CraneTag"));
        assert_eq!(knowledge.inner_name("Docks"), None);
    }

    #[test]
    fn pages_of_an_operation_are_one_sighting_and_those_of_others_are_more() {
        let mut knowledge = Knowledge::default();
        let page = |inner: &str| {
            let mut lists = Lists::default();
            lists.see_wrapped("Tags", inner, 1);
            lists
        };
        knowledge.see_lists(SubjectId::new(0), page("CraneTag"));
        knowledge.see_lists(SubjectId::new(0), page("CraneTag"));
        assert_eq!(knowledge.inner_name("Tags"), None, "the same in two languages");
        assert_eq!(knowledge.wrap_rate(), 666);
        let mut plain = Lists::default();
        plain.see_plain(1);
        knowledge.see_lists(SubjectId::new(0), plain);
        assert_eq!(knowledge.wrap_rate(), 400, "what only one of them shows counts");
        knowledge.see_lists(SubjectId::new(1), page("CraneTag"));
        assert_eq!(knowledge.inner_name("Tags"), Some("CraneTag"), "another operation agrees");
    }

    #[test]
    fn the_rate_needs_more_than_one_sighting() {
        let mut knowledge = Knowledge::default();
        assert_eq!(knowledge.wrap_rate(), 0);
        knowledge.lists.see_wrapped("Changes", "Change", 1);
        assert_eq!(knowledge.wrap_rate(), 666);
        knowledge.lists.see_wrapped("Events", "Event", 2);
        assert!(knowledge.wrap_rate() > 800);
        assert!(knowledge.wraps(ListShown::Nothing) && !knowledge.wraps(ListShown::Filled));
        knowledge.lists.see_plain(10);
        assert!(knowledge.wrap_rate() < 300);
        assert_eq!(knowledge.inner_name("Events"), Some("Event"));
    }

    #[test]
    fn wrappers_of_a_like_name_tell_what_a_list_is_called() {
        let mut knowledge = Knowledge::default();
        knowledge.lists.see_wrapped("HomeBerth", "Berth", 1);
        knowledge.lists.see_wrapped("Sails", "Sail", 1);
        assert_eq!(knowledge.inner_by_last_words("WinterBerth"), Some("Berth"));
        for outer in ["Berth", "Winterberth", "TopSail", "BerthKeeper", ""] {
            assert_eq!(knowledge.inner_by_last_words(outer), None, "{outer}");
        }
    }

    #[test]
    fn containers_stand_at_the_root_where_several_other_pages_have_them_there() {
        let mut knowledge = Knowledge::default();
        let own = SubjectId::new(0);
        (1..3).for_each(|page| knowledge.see_place(SubjectId::new(page), "Keeper", true));
        assert!(knowledge.stands_at_root(own, "Keeper"));
        assert!(!knowledge.stands_at_root(SubjectId::new(1), "Keeper"), "only one other page has it");
        knowledge.see_place(own, "Keeper", false);
        assert!(knowledge.stands_at_root(own, "Keeper"), "a page does not learn from itself");
        knowledge.see_place(SubjectId::new(3), "Keeper", false);
        assert!(!knowledge.stands_at_root(own, "Keeper") && !knowledge.stands_at_root(own, "Other"));
    }

    fn member(knowledge: &Knowledge, container: &str, member: &str) -> Member {
        knowledge.others(SubjectId::new(1), container).map_or(Member::Unknown, |others| others.member(member))
    }

    #[test]
    fn members_count_for_and_against_once_pages_agree() {
        let mut knowledge = Knowledge::default();
        let members: BTreeSet<String> = ["Key", "Value"].map(str::to_owned).into();
        knowledge.see_container(SubjectId::new(1), "Tag", &members);
        assert_eq!(member(&knowledge, "Tag", "ZoneId"), Member::Unknown, "a page does not learn from itself");
        knowledge.see_container(SubjectId::new(2), "Tag", &members);
        assert_eq!(member(&knowledge, "Tag", "Key"), Member::Known { count: 1, seen: 1 });
        assert_eq!(member(&knowledge, "Tag", "ZoneId"), Member::Foreign);
        assert_eq!(member(&knowledge, "Other", "Key"), Member::Unknown);
        let others: BTreeSet<String> = ["A", "B", "C", "D"].map(str::to_owned).into();
        knowledge.see_container(SubjectId::new(3), "Tag", &others);
        knowledge.see_container(SubjectId::new(4), "Tag", &members);
        assert_eq!(member(&knowledge, "Tag", "ZoneId"), Member::Unknown, "the pages do not agree");
    }
}
