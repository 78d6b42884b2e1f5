//! Compares the fields of a response with the truth.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::counts::Counts;
use super::paths::{Kind, Paths, leaf, parent};

/// A field that both have by name, at another place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Astray {
    /// The path in the truth.
    pub path: String,
    /// The paths at which we have the name, a few.
    pub ours: Vec<String>,
}

/// Compares fields, and lists those that are at another place.
pub fn score(truth: &Paths, ours: &Paths, counts: &mut Counts) -> Vec<Astray> {
    let both = truth.keys().filter(|path| ours.contains_key(*path)).count();
    counts.res_tp += both;
    counts.res_fn += truth.len() - both;
    counts.res_fp += ours.len() - both;
    let astray = structure(truth, ours, counts);
    types(truth, ours, counts);
    without_wrappers(truth, ours, counts);
    astray
}

/// Compares the places of names that both have: SDKs and pages are of different days, so that one has what the other lacks.
pub fn structure(truth: &Paths, ours: &Paths, counts: &mut Counts) -> Vec<Astray> {
    let known: HashSet<&str> = truth.keys().map(|path| leaf(path)).collect();
    let mut names: HashMap<&str, Vec<&str>> = HashMap::new();
    for path in ours.keys() {
        names.entry(leaf(path)).or_default().push(path);
        if known.contains(leaf(path)) {
            counts.kp_n += 1;
            counts.kp_ok += usize::from(truth.contains_key(path));
        }
    }
    let mut astray = Vec::new();
    for path in truth.keys() {
        let Some(places) = names.get(leaf(path)) else { continue };
        let (right, nested) = (usize::from(ours.contains_key(path)), usize::from(path.contains('.')));
        counts.st_n += 1;
        counts.st_ok += right;
        counts.stn_n += nested;
        counts.stn_ok += nested * right;
        if right == 0 {
            let ours = places.iter().take(3).map(|&place| place.to_owned()).collect();
            astray.push(Astray { path: path.clone(), ours });
        }
    }
    astray
}

/// Compares the types of what holds no fields.
fn types(truth: &Paths, ours: &Paths, counts: &mut Counts) {
    let parents: Vec<&str> = truth.keys().filter_map(|path| parent(path)).collect();
    let holders: HashSet<&str> =
        parents.iter().copied().chain(parents.iter().filter_map(|path| parent(path))).collect();
    for (path, node) in truth {
        let holds = || holders.contains(path.as_str()) || holders.contains(format!("{path}[]").as_str());
        if node.kind.is_some_and(Kind::is_container) && holds() {
            continue;
        }
        counts.res_leaf_n += 1;
        let Some(found) = ours.get(path) else { continue };
        counts.res_leaf_ok += 1;
        if let Some((said, heard)) = node.kind.zip(found.kind) {
            counts.restype_n += 1;
            counts.restype_ok += usize::from(said == heard);
            counts.say("restype", Some(said.name()), Some(heard.name()));
        }
    }
}

/// Compares places where each list that is all that an object holds counts as that object, on both sides.
fn without_wrappers(truth: &Paths, ours: &Paths, counts: &mut Counts) {
    let wrapped: HashSet<&str> = wrapped(truth).chain(wrapped(ours)).collect();
    let bare = |paths: &Paths| paths.keys().map(|path| without(path, &wrapped)).collect::<BTreeSet<String>>();
    let (bare_truth, bare_ours) = (bare(truth), bare(ours));
    let both = bare_truth.intersection(&bare_ours).count();
    counts.w_tp += both;
    counts.w_fn += bare_truth.len() - both;
    counts.w_fp += bare_ours.len() - both;
    let names: HashSet<&str> = ours.keys().map(|path| leaf(path)).collect();
    for path in truth.keys().filter(|path| names.contains(leaf(path))) {
        let right = usize::from(bare_ours.contains(&without(path, &wrapped)));
        let nested = usize::from(path.contains('.'));
        counts.wst_n += 1;
        counts.wst_ok += right;
        counts.wstn_n += nested;
        counts.wstn_ok += nested * right;
    }
}

/// The lists that are all that an object holds.
fn wrapped(paths: &Paths) -> impl Iterator<Item = &str> {
    let mut held: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for path in paths.keys() {
        if let Some(parent) = parent(path) {
            held.entry(parent).or_default().push(path);
        }
    }
    let kind = |path: &str| paths.get(path).and_then(|node| node.kind);
    held.into_iter().filter_map(move |(object, held)| match held.as_slice() {
        &[only] if kind(object) == Some(Kind::Object) && kind(only) == Some(Kind::Array) => Some(only),
        _ => None,
    })
}

/// A path without the names of such lists: `Changes.Change[].Id` becomes `Changes[].Id`.
fn without(path: &str, wrapped: &HashSet<&str>) -> String {
    let (mut bare, mut end) = (String::new(), 0);
    for part in path.split('.') {
        let name = part.trim_end_matches(['[', ']']);
        let start = if end == 0 { 0 } else { end + 1 };
        if wrapped.contains(&path[..start + name.len()]) {
            bare.push_str(&part[name.len()..]);
        } else {
            if !bare.is_empty() {
                bare.push('.');
            }
            bare.push_str(part);
        }
        end = start + part.len();
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::super::paths::Node;
    use super::*;

    fn paths(of: &[(&str, Kind)]) -> Paths {
        of.iter().map(|&(path, kind)| (path.to_owned(), Node { kind: Some(kind), ..Node::default() })).collect()
    }

    const TRUTH: &[(&str, Kind)] = &[
        ("Boats", Kind::Object),
        ("Boats.Boat", Kind::Array),
        ("Boats.Boat[].Id", Kind::Integer),
        ("RequestId", Kind::String),
        ("Unheard", Kind::String),
    ];

    #[test]
    fn names_that_only_one_side_has_do_not_count_for_the_structure() {
        let ours = [("Boats", Kind::Object), ("Boats.Boat", Kind::Array), ("Id", Kind::Integer), ("New", Kind::String)];
        let mut counts = Counts::default();
        let astray = score(&paths(TRUTH), &paths(&ours), &mut counts);
        assert_eq!((counts.st_n, counts.st_ok, counts.stn_n, counts.stn_ok), (3, 2, 2, 1));
        assert_eq!((counts.kp_n, counts.kp_ok), (3, 2));
        assert_eq!(astray, [Astray { path: "Boats.Boat[].Id".to_owned(), ours: vec!["Id".to_owned()] }]);
    }

    #[test]
    fn a_list_in_its_wrapper_counts_as_the_list_where_wrappers_are_taken_out() {
        let ours = [("Boats", Kind::Array), ("Boats[].Id", Kind::String), ("RequestId", Kind::String)];
        let mut counts = Counts::default();
        score(&paths(TRUTH), &paths(&ours), &mut counts);
        assert_eq!((counts.st_n, counts.st_ok), (3, 2));
        assert_eq!((counts.wst_n, counts.wst_ok), (3, 3));
        assert_eq!((counts.restype_n, counts.restype_ok), (1, 1), "`Id` is not where the truth has it");
    }
}
