//! Envelopes of the example: what stands around the response that the rows describe.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::sample::{Sample, ValueType};
use super::usual::names_the_call;
use crate::infer::response::id::NodeId;

/// The node at which the response begins, an envelope taken off: where no row's name stands at the root but some stand in
/// one object below it, that object is the root, unless the root is the response's own. Names at the root that are a row's but for their case do not count where
/// the object has most of the same names as the rows write them.
pub fn without_envelope(sample: &Sample, names: &HashSet<String>) -> NodeId {
    if sample.is_empty() {
        return NodeId::ROOT;
    }
    let lower: HashSet<String> = names.iter().map(|name| name.to_ascii_lowercase()).collect();
    let folded = |node: NodeId| {
        let all = sample[node].children.iter().map(|&child| sample[child].name.to_ascii_lowercase());
        all.filter(|name| lower.contains(name)).collect::<Vec<_>>()
    };
    let members = &sample[NodeId::ROOT].children;
    let mut objects = members.iter().copied().filter(|&child| sample[child].value == ValueType::Object);
    let at_root: HashSet<String> = folded(NodeId::ROOT).into_iter().collect();
    if at_root.is_empty() {
        if is_own_root(sample) {
            return NodeId::ROOT;
        }
        let known = objects.map(|child| (folded(child).len(), Reverse(child)));
        return known.max().filter(|&(known, _)| known > 0).map_or(NodeId::ROOT, |(_, Reverse(child))| child);
    }
    let exact = |node: NodeId| {
        let names = sample[node].children.iter().filter(|&&child| names.contains(&sample[child].name));
        names.map(|&child| sample[child].name.to_ascii_lowercase()).collect::<HashSet<_>>()
    };
    if !exact(NodeId::ROOT).is_empty() {
        return NodeId::ROOT;
    }
    // Most of them are enough: the number of the call may stand in the envelope alone.
    let most = |&child: &NodeId| 2 * exact(child).intersection(&at_root).count() >= at_root.len();
    objects.find(most).unwrap_or(NodeId::ROOT)
}

/// Tells whether the root of the example is the root of the response, although no row has the name of any member of it.
///
/// Evidence: beside the only container stands nothing but the number of the call, which many tables leave out. An envelope
/// says more, such as whether the call went well.
fn is_own_root(sample: &Sample) -> bool {
    let is_container = |node: NodeId| matches!(sample[node].value, ValueType::Object | ValueType::Array);
    let (containers, others): (Vec<NodeId>, Vec<NodeId>) =
        sample[NodeId::ROOT].children.iter().partition(|&&child| is_container(child));
    containers.len() == 1 && !others.is_empty() && others.iter().all(|&other| names_the_call(&sample[other].name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::json;

    fn names(names: &[&str]) -> HashSet<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn an_envelope_whose_names_differ_in_case_alone_is_none() {
        let root = |text: &str, rows: &[&str]| {
            let json = json::read(text).root;
            let names = names(rows);
            let sample = Sample::new(json.as_ref(), None, &names);
            sample[without_envelope(&sample, &names)].name.clone()
        };
        let rows = ["Data", "RequestId"];
        assert_eq!(root(r#"{"code":1,"data":{"Data":{"A":1},"RequestId":"r"},"requestId":"s"}"#, &rows), "data");
        assert_eq!(root(r#"{"code":1,"data":{"A":1},"requestId":"s"}"#, &rows), "", "the page writes them so");
        assert_eq!(root(r#"{"Data":{"Data":1},"RequestId":"s"}"#, &rows), "");
    }

    #[test]
    fn an_envelope_is_taken_off_only_where_the_root_has_no_row() {
        let json = json::read(r#"{"code":200,"data":{"A":1,"B":2}}"#).root;
        let sample = Sample::new(json.as_ref(), None, &names(&["A", "B"]));
        assert_eq!(sample[without_envelope(&sample, &names(&["A", "B"]))].name, "data");
        assert_eq!(without_envelope(&sample, &names(&["code", "A"])), NodeId::ROOT);
    }
}
