//! Finding the operation that a call means, by its name, method and path.

use crate::encoding::{Pairs, Plus, decode, encode};
use crate::expected::{Expected, Style};
use crate::http::Received;
use crate::refusal::Refusal;
use crate::signature::{Scheme, Signed};

/// The operation, with the decoded parameters of the path.
pub(crate) fn find<'a>(
    operations: &'a [Expected],
    signed: &Signed,
    received: &Received,
) -> Result<(&'a Expected, Pairs), Refusal> {
    let versions: Vec<_> = operations.iter().filter(|operation| operation.version == signed.version).collect();
    if versions.is_empty() {
        let message = format!("Version {:?} is none that this service has.", signed.version);
        return Err(Refusal::new(400, "InvalidVersion", message));
    }
    let named = |operation: &&Expected| signed.action.as_ref().is_none_or(|action| *action == operation.operation);
    let candidates: Vec<_> = versions.into_iter().filter(named).collect();
    let fits = candidates.iter().filter_map(|operation| Some((*operation, accepts(operation, signed, received)?)));
    // Of several paths that fit, the one that leaves least to parameters is meant.
    match fits.min_by_key(|(_, parameters)| parameters.len()) {
        Some((operation, parameters)) => Ok((operation, decoded(parameters)?)),
        None => Err(not_found(&candidates, signed, received)),
    }
}

fn accepts<'a>(operation: &'a Expected, signed: &Signed, received: &'a Received) -> Option<Vec<(&'a str, &'a str)>> {
    let style = match signed.scheme {
        Scheme::Acs3 => operation.style,
        Scheme::Roa1 => Style::Roa,
        Scheme::Rpc1 => Style::Rpc,
    };
    let fits = operation.style == style && operation.methods.contains(&received.method);
    fits.then(|| captures(&operation.path, &received.path))?
}

fn not_found(candidates: &[&Expected], signed: &Signed, received: &Received) -> Refusal {
    let call = format!("{} {} signed by {}", received.method, received.path, signed.scheme.name());
    let message = match (candidates, &signed.action) {
        ([], Some(action)) => format!("No operation {action} in version {}.", signed.version),
        ([operation], Some(action)) => {
            let methods = operation.methods.join("|");
            format!("{action} is {methods} {} in style {:?}, not {call}.", operation.path, operation.style)
        }
        _ => format!("No operation of version {} is {call}.", signed.version),
    };
    Refusal::new(404, "InvalidAction.NotFound", message)
}

fn decoded(parameters: Vec<(&str, &str)>) -> Result<Pairs, Refusal> {
    let parameters = parameters.into_iter().map(|(name, raw)| match decode(raw, Plus::Plus) {
        Ok(value) if encode(&value) == raw => Ok((name.to_owned(), value)),
        _ => Err(Refusal::invalid(format!("{name}: {raw:?} in the path is not one percent-encoded segment."))),
    });
    parameters.collect()
}

/// Matches a path with a template: a parameter is anything but nothing, up to what follows it, within one segment.
fn captures<'a>(template: &'a str, path: &'a str) -> Option<Vec<(&'a str, &'a str)>> {
    let mut found = Vec::new();
    let mut segments = path.split('/');
    for template in template.split('/') {
        segment(template, segments.next()?, &mut found)?;
    }
    segments.next().is_none().then_some(found)
}

fn segment<'a>(template: &'a str, text: &'a str, found: &mut Vec<(&'a str, &'a str)>) -> Option<()> {
    let Some((before, (name, after))) =
        template.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    else {
        return (template == text).then_some(());
    };
    let text = text.strip_prefix(before)?;
    if after.is_empty() {
        found.push((name, text));
        return (!text.is_empty()).then_some(());
    }
    // A parameter ends where the literal after it begins; two parameters in a row have no border.
    let literal = after.split('{').next().filter(|literal| !literal.is_empty())?;
    let first = text.chars().next()?.len_utf8();
    let end = first + text[first..].find(literal)?;
    found.push((name, &text[..end]));
    segment(after, &text[end..], found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captures_parameters_within_segments() {
        let path = |template, path| captures(template, path);
        assert_eq!(path("/clusters/{Id}", "/clusters/a%20b"), Some(vec![("Id", "a%20b")]));
        assert_eq!(path("/a/{X}-{Y}/z", "/a/1-2-3/z"), Some(vec![("X", "1"), ("Y", "2-3")]));
        assert_eq!(path("/a/v{X}:run", "/a/v中:run"), Some(vec![("X", "中")]));
        assert_eq!(path("/", "/"), Some(vec![]));
        for (template, text) in [
            ("/clusters/{Id}", "/clusters/"),
            ("/clusters/{Id}", "/clusters/a/b"),
            ("/clusters/{Id}/nodes", "/clusters/a"),
            ("/clusters", "/clusters/"),
            ("/clusters", "/Clusters"),
            ("/a/{X}:run", "/a/:run"),
            ("/a/{X}{Y}", "/a/12"),
        ] {
            assert_eq!(path(template, text), None, "{template} {text}");
        }
    }

    #[test]
    fn prefers_the_path_that_says_most() {
        let operation = |name: &str, path: &str| Expected {
            operation: name.into(),
            product: "P".into(),
            version: "1".into(),
            style: Style::Roa,
            methods: vec!["GET".into()],
            path: path.into(),
            response_example: "{}".into(),
            region: None,
            request: Vec::new(),
        };
        let operations = [operation("Any", "/a/{X}"), operation("All", "/a/all"), operation("Other", "/b/all")];
        let request = b"GET /a/all HTTP/1.1\r\nhost: h\r\n\r\n";
        let received = crate::http::Reader::new(&request[..]).request(|| Ok(())).unwrap();
        let signed = Signed { scheme: Scheme::Roa1, nonce: "n".into(), action: None, version: "1".into() };
        assert_eq!(find(&operations, &signed, &received).unwrap().0.operation, "All");
        let named = Signed { action: Some("Any".into()), ..signed };
        let (operation, parameters) = find(&operations, &named, &received).unwrap();
        assert_eq!((operation.operation.as_str(), parameters[0].1.as_str()), ("Any", "all"));
    }

    #[test]
    fn wants_segments_encoded_in_full() {
        assert_eq!(decoded(vec![("Id", "a%2Fb~")]).unwrap(), [("Id".to_owned(), "a/b~".to_owned())]);
        for raw in ["a%2fb", "a+b", "a*b", "%zz", "%61"] {
            assert_eq!(decoded(vec![("Id", raw)]).unwrap_err().code, "InvalidParameter", "{raw}");
        }
    }
}
