//! Compares the parameters of a request with the truth.

use std::collections::{BTreeMap, BTreeSet};

use super::counts::Counts;
use super::paths::{Kind, Node, Paths, Place};

/// The parameters that documents and SDKs leave out as they like, in lower case: where one side lacks one, that counts
/// nothing.
const COMMON: &[&str] = &[
    "action",
    "regionid",
    "ownerid",
    "owneraccount",
    "resourceownerid",
    "resourceowneraccount",
    "clienttoken",
    "securitytoken",
    "accesskeyid",
    "version",
    "format",
    "timestamp",
];

/// Compares parameters.
pub fn score(truth: &Paths, ours: Paths, counts: &mut Counts) {
    let ours = renamed(truth, ours, counts);
    missing_and_surplus(truth, &ours, counts);
    for (path, ours) in &ours {
        let Some(truth) = truth.get(path) else { continue };
        if ours.implied && truth.kind.is_some_and(Kind::is_container) {
            continue;
        }
        counts.req_tp += 1;
        details(truth, ours, counts);
    }
}

/// Takes path parameters for those of the truth that differ by case and underscores: SDKs do not always keep the wire's name.
fn renamed(truth: &Paths, ours: Paths, counts: &mut Counts) -> Paths {
    let in_path = |node: &Node| node.place == Some(Place::Path);
    let known: BTreeMap<String, &str> =
        truth.iter().filter(|(_, node)| in_path(node)).map(|(path, _)| (loose(path), path.as_str())).collect();
    let meant = |path: &str, node: &Node| {
        let known = known.get(&loose(path)).filter(|known| !ours.contains_key(**known));
        known.copied().filter(|_| in_path(node) && !truth.contains_key(path))
    };
    let named = ours.iter().map(|(path, node)| match meant(path, node) {
        Some(known) => {
            counts.req_pathname_loose += 1;
            (known.to_owned(), node.clone())
        }
        None => (path.clone(), node.clone()),
    });
    named.collect()
}

fn loose(path: &str) -> String {
    path.to_lowercase().chars().filter(|c| c.is_ascii_lowercase() || c.is_ascii_digit()).collect()
}

/// Counts what only one side has. Containers of which one side writes only what is inside count nothing, nor does what is
/// inside a text.
fn missing_and_surplus(truth: &Paths, ours: &Paths, counts: &mut Counts) {
    let is_container = |node: &Node| node.kind.is_some_and(Kind::is_container);
    let alone = |path: &str, node: &Node, others: &Paths| {
        let counts_nothing = is_common(path) || node.under || is_container(node) && holds(path, others);
        !counts_nothing && !others.contains_key(path)
    };
    let missing: BTreeSet<String> = truth
        .iter()
        .filter(|(path, node)| alone(path, node, ours))
        .map(|(path, _)| {
            counts.req_fn += 1;
            path.to_lowercase()
        })
        .collect();
    let encoded: Vec<&String> = truth.iter().filter(|(_, node)| node.encoded).map(|(path, _)| path).collect();
    for (path, node) in ours {
        let is_encoded = encoded.iter().any(|above| is_inside(path, above));
        if alone(path, node, truth) && !node.implied && !is_encoded {
            counts.req_fp += 1;
            counts.req_case_only += usize::from(missing.contains(&path.to_lowercase()));
        }
    }
}

fn is_common(path: &str) -> bool {
    let path = path.to_lowercase();
    COMMON.contains(&path.as_str()) || path.starts_with("signature")
}

/// Whether a path stands inside another.
fn is_inside(path: &str, above: &str) -> bool {
    path.strip_prefix(above).is_some_and(|rest| rest.starts_with('.') || rest.starts_with("[]"))
}

/// Whether any path stands inside one.
fn holds(above: &str, paths: &Paths) -> bool {
    paths.keys().any(|path| is_inside(path, above))
}

/// Compares what both say of a parameter.
fn details(truth: &Node, ours: &Node, counts: &mut Counts) {
    if let Some((said, heard)) = truth.kind.zip(ours.kind) {
        let agree = types_agree(truth, said, ours, heard);
        counts.rtype_n += 1;
        counts.rtype_ok += usize::from(agree);
        counts.say("rtype", Some(said.name()), Some(heard.name()));
    }
    if let Some(required) = truth.required {
        let got = ours.required == Some(true);
        counts.reqd_n += 1;
        counts.reqd_ok += usize::from(got == required);
        counts.reqd_true += usize::from(required);
        counts.reqd_true_ok += usize::from(required && got);
    }
    if let Some(place) = truth.place {
        positions(place, truth.from_sdk, ours.place, counts);
    }
    counts.enc_n += usize::from(truth.json);
    counts.enc_ok += usize::from(truth.json && ours.json);
    counts.enc_ir += usize::from(ours.json);
}

/// A container in a text and the text are the same thing.
fn types_agree(truth: &Node, said: Kind, ours: &Node, heard: Kind) -> bool {
    if truth.encoded {
        return heard.is_container() || heard == Kind::String && (ours.encoded || !truth.json);
    }
    ours.encoded && said == Kind::String || said == heard
}

fn positions(truth: Place, from_sdk: bool, ours: Option<Place>, counts: &mut Counts) {
    let agree = usize::from(ours.is_some_and(|ours| ours.name() == truth.name()));
    counts.pos_n += 1;
    counts.pos_ok += agree;
    let (all, right) = if from_sdk {
        (&mut counts.pos_sdk_n, &mut counts.pos_sdk_ok)
    } else {
        (&mut counts.pos_meta_n, &mut counts.pos_meta_ok)
    };
    *all += 1;
    *right += agree;
    counts.say("pos", Some(truth.name()), ours.map(Place::name));
    if let Some(ours) = ours.filter(|ours| ours.is_body_kind() && truth.is_body_kind()) {
        counts.bodykind_n += 1;
        counts.bodykind_ok += usize::from(ours == truth);
    }
}
