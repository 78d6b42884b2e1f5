//! A parameter that stands in the host of the request's syntax: `Host: ProjectName.Endpoint`.

use crate::vocabulary::{HOST_LABELS, is_endpoint_word};

/// How long a label with its marks can be.
const LONGEST: usize = 64;

/// The parameter that is the first label of the host, as the syntax of a request names it, without blanks and marks.
///
/// Evidence: a line `Host:` whose value goes on after the first label; that label stands in marks for placeholders, or what
/// follows it is a word for the endpoint. A label that says the endpoint, its service or region is none.
pub fn host_label(syntax: &str) -> Option<String> {
    let value = syntax.lines().find_map(|line| {
        let (name, value) = line.trim_matches(['`', '*', ' ']).split_once([':', '：'])?;
        name.trim_matches(['*', ' '])
            .eq_ignore_ascii_case("host")
            .then(|| value.trim_start_matches(['*', ' ']).trim_end())
    })?;
    let (label, rest) = value.split_once('.')?;
    let bare = label.trim_matches(|c: char| "<>{}[]()$#【】《》 \\*".contains(c));
    let name: String = bare.chars().filter(|c| !c.is_whitespace()).collect();
    let is_name = !name.is_empty()
        && label.len() <= LONGEST
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    let is_marked = label.len() > bare.len() && !label.starts_with('*');
    let lower = name.to_ascii_lowercase();
    let is_other = is_endpoint_word(&lower) || HOST_LABELS.contains(&lower.as_str());
    (is_name && !is_other && (is_marked || is_endpoint_word(rest))).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(host: &str) -> Option<String> {
        host_label(&format!("POST /holds HTTP/1.1\nAuthorization: <AuthorizationString>\n{host}\nDate: <GMT Date>"))
    }

    #[test]
    fn the_first_label_of_the_host_can_be_a_parameter() {
        for host in [
            "Host: HarbourName.Endpoint",
            "Host: <Harbour Name>.<Quay Endpoint>",
            "host:{HarbourName}.{endpoint}",
            "Host: ${HarbourName}.cn-hangzhou.quay.example.com",
            "**Host**: [HarbourName].quay.example.com",
            "Host：HarbourName.quay-endpoint",
        ] {
            assert_eq!(label(host).as_deref(), Some("HarbourName"), "{host}");
        }
    }

    #[test]
    fn a_host_without_a_parameter_has_none() {
        for host in [
            "",
            "Host: quay.example.com",
            "Host: <Endpoint>",
            "Host: <Quay Endpoint>.example.com",
            "Host: {RegionId}.quay.example.com",
            "Host: <端口>.<Endpoint>",
            "Hosts: HarbourName.Endpoint",
            "X-Host: HarbourName.Endpoint",
        ] {
            assert_eq!(label(host), None, "{host}");
        }
    }
}
