//! Compares methods and paths with the truth.

use super::counts::Counts;
use super::truth::{TrueOperation, Truth};
use crate::ir::Operation;

/// Compares how an operation is reached; one that only its name tells apart has nothing to compare.
pub fn score(product: &Truth, truth: &TrueOperation, ours: &Operation, counts: &mut Counts) {
    if product.style != "roa" {
        return;
    }
    let upper = |text: &Option<String>| text.as_deref().unwrap_or_default().to_uppercase();
    let (sdk, metadata) = (upper(&truth.method), upper(&truth.meta_method));
    let methods: Vec<String> =
        ours.method.split('|').map(str::to_uppercase).filter(|method| !method.is_empty()).collect();
    // Pages and metadata may say `PATCH|POST`; the SDK chooses one.
    let allowed = |method: &String| *method == sdk || metadata.split('|').any(|other| other == method);
    counts.method_n += 1;
    counts.method_ok += usize::from(!methods.is_empty() && methods.iter().all(allowed));
    counts.method_sdk_ok += usize::from(methods.contains(&sdk));
    if let Some(path) = truth.path.as_deref().filter(|path| !path.is_empty()) {
        counts.path_n += 1;
        counts.path_ok += usize::from(nameless(&ours.path) == nameless(path));
        counts.pathx_ok += usize::from(ours.path.replace('[', "{").replace(']', "}") == path);
    }
}

/// A path without the names of its parameters.
fn nameless(path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default().trim_end_matches('/');
    let mut made = String::new();
    let mut rest = path.chars().peekable();
    while let Some(c) = rest.next() {
        if matches!(c, '[' | '{' | '<' | ':') {
            while rest.next_if(|c| !matches!(c, '/' | ']' | '}' | '>')).is_some() {}
            rest.next_if(|c| matches!(c, ']' | '}' | '>'));
            made.push_str("{}");
        } else {
            made.push(c);
        }
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_path_parameters_do_not_count() {
        for path in ["/pop/{Id}/x", "/pop/[id]/x/", "/pop/<Id>/x?a=1", "/pop/:id/x"] {
            assert_eq!(nameless(path), "/pop/{}/x", "{path}");
        }
    }
}
