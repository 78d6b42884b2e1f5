//! Reading an error response: JSON in either case, XML, or whatever a proxy sends; and why a signature did not match.

use std::borrow::Cow;
use std::time::{Duration, SystemTime};

use serde_json::{Map, Value};

use super::text::shorten;
use crate::http::{Headers, REQUEST_ID, RawResponse, root_begun, shown, without_mark};
use crate::secret::Redactor;

/// The characters that are shown of a response which is neither JSON nor XML.
const SNIPPET: usize = 200;
/// The bytes that are read of such a response: more than are shown, so that no secret is cut in two before it is found.
const LOOKED_AT: usize = 64 * 1024;
/// The longest message, in characters: enough for those that repeat a whole request.
const LONGEST_MESSAGE: usize = 4_000;
/// The longest other text, in characters.
const LONGEST: usize = 1_000;

/// The members that hold the code and the message; the first one that is there counts. A response of status 2xx that
/// says that it failed often has other names than an error of the gateway.
const CODES: &[&str] = &["Code", "ErrorCode", "ErrCode"];
const MESSAGES: &[&str] = &["Message", "ErrorMessage", "ErrMessage", "ErrorMsg", "ErrMsg", "Msg"];

/// The service's words about an error.
#[derive(Default)]
pub(super) struct ServiceError {
    pub code: Option<String>,
    pub message: Option<String>,
    pub request_id: Option<String>,
    pub host_id: Option<String>,
    pub recommend: Option<String>,
    /// The result of comparing the signed strings.
    pub diagnosis: Option<&'static str>,
    /// Where a redirect leads.
    pub target: Option<String>,
    /// The beginning of a body that says nothing readable.
    snippet: Option<String>,
}

impl ServiceError {
    pub(super) fn read(response: &RawResponse, signed: &str, redactor: &Redactor<'_>) -> Self {
        let body = without_mark(response.body());
        let fields = match Fields::read(body) {
            Fields::None if response.is_cut() => Fields::Begun(body),
            fields => fields,
        };
        let message = fields.first(MESSAGES);
        let mut error = Self {
            diagnosis: message.as_deref().and_then(|message| compare(message, signed)),
            code: fields.first(CODES),
            request_id: fields.get(REQUEST_ID).or_else(|| response.header_id().map(str::to_owned)),
            host_id: fields.get("HostId"),
            recommend: fields.get("Recommend"),
            message,
            target: Some(response)
                .filter(|response| (300..400).contains(&response.status()))
                .and_then(|response| response.headers().get("location"))
                .map(str::to_owned),
            snippet: None,
        };
        if error.code.is_none() && error.message.is_none() && encoding(response).is_none() {
            error.snippet = line(body);
        }
        // A service repeats what it was sent, the security token in a string to sign above all.
        let texts = [
            (&mut error.code, LONGEST),
            (&mut error.message, LONGEST_MESSAGE),
            (&mut error.request_id, LONGEST),
            (&mut error.host_id, LONGEST),
            (&mut error.recommend, LONGEST),
            (&mut error.target, LONGEST),
            (&mut error.snippet, SNIPPET),
        ];
        for (text, longest) in texts {
            // Control characters could hide a secret, so they are dropped first.
            let clean = text.take().map(|text| shorten(&text, usize::MAX));
            let safe = clean.map(|text| shorten(&redactor.redact(&text), longest));
            *text = safe.filter(|safe| !safe.is_empty());
        }
        error.target = error.target.map(|target| shown(&target));
        error
    }

    /// Code and message, or what there is instead of them; and what is special about the response.
    pub(super) fn describe(&self, response: &RawResponse) -> String {
        let mut text = self.words(response);
        if let Some(target) = &self.target {
            text.push_str(&format!(
                "; it leads to {target}, and redirects are not followed: the endpoint is probably wrong"
            ));
        }
        if response.is_cut() {
            let length = response.body().len();
            text.push_str(&format!("; its body is larger than max_response_size, and {length} bytes of it were read"));
        }
        text
    }

    fn words(&self, response: &RawResponse) -> String {
        let status = response.status();
        match (&self.code, &self.message, &self.snippet) {
            (Some(code), Some(message), _) => format!("{code}: {message}"),
            (Some(code), None, _) => code.clone(),
            (None, Some(message), _) => message.clone(),
            // Of a body that may be the whole output nothing is shown.
            (None, None, _) if (200..300).contains(&status) => {
                "the answer says that the operation failed, with neither a code nor a message; Error::raw_body has it"
                    .into()
            }
            (None, None, Some(snippet)) => format!(
                "the answer has the status {status} and no error code, so it may come from a proxy or a gateway in front \
                 of the service; it begins with `{snippet}`"
            ),
            (None, None, None) if response.is_cut() => format!("the answer has the status {status}"),
            (None, None, None) => match encoding(response) {
                Some(encoding) => format!(
                    "the answer has the status {status} and a body that is encoded as `{encoding}`, which was not asked for, \
                     so it may come from a proxy or a gateway in front of the service"
                ),
                None => format!("the answer has the status {status} and no body"),
            },
        }
    }
}

/// The encoding of a body that nobody asked for.
fn encoding(response: &RawResponse) -> Option<String> {
    let encoding = response.headers().get("content-encoding")?.trim();
    let is_plain = encoding.is_empty() || encoding.eq_ignore_ascii_case("identity");
    (!is_plain).then(|| encoding.chars().take(40).flat_map(char::escape_default).collect())
}

/// The wait that the service asks for. Its own header is in milliseconds, the one of HTTP in seconds or a time, which is
/// compared with the time that the response states; older gateways say for each of several limits how much of its window
/// is left.
pub(super) fn retry_after(headers: &Headers, now: SystemTime) -> Option<Duration> {
    let time = |name: &str| httpdate::parse_http_date(headers.get(name)?.trim()).ok();
    let until = || time("retry-after")?.duration_since(time("date").unwrap_or(now)).ok();
    let number = |name: &str| headers.get(name).and_then(|value| value.trim().parse::<u64>().ok());
    let own = number("x-acs-retry-after").map(Duration::from_millis);
    let standard = number("retry-after").map(Duration::from_secs).or_else(until);
    let windows = ["x-ratelimit-user-api", "x-ratelimit-user"].into_iter().filter_map(|name| headers.get(name));
    let left = windows.flat_map(|value| value.split(',')).filter_map(|part| part.trim().strip_prefix("TimeLeft:"));
    let window = left.filter_map(|left| left.trim().parse().ok()).max().map(Duration::from_millis);
    own.or(standard).or(window).filter(|delay| !delay.is_zero())
}

/// The members of an error body, whatever its format.
enum Fields<'a> {
    Json(Map<String, Value>),
    Xml(Cow<'a, str>),
    /// The beginning of what may be JSON.
    Begun(&'a [u8]),
    None,
}

impl<'a> Fields<'a> {
    fn read(body: &'a [u8]) -> Self {
        if let Ok(Value::Object(mut members)) = serde_json::from_slice(body) {
            // Some gateways put code and message one level deeper, and the id of the call with them or not.
            let inner = members.iter().find(|(name, value)| name.eq_ignore_ascii_case("error") && value.is_object());
            return match inner.map(|(name, _)| name.clone()).and_then(|name| members.remove(&name)) {
                Some(Value::Object(mut inner)) if member(&members, "Code").is_none() => {
                    for (name, value) in members {
                        inner.entry(name).or_insert(value);
                    }
                    Fields::Json(inner)
                }
                _ => Fields::Json(members),
            };
        }
        let text = String::from_utf8_lossy(body);
        let start = text.trim_start();
        let is_xml = ["<?xml", "<error"].iter().any(|mark| starts_with(start, mark));
        if is_xml { Fields::Xml(text) } else { Fields::None }
    }

    /// The text of the first of these members that has one.
    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.get(name))
    }

    /// The text of one member; an empty one counts as absent.
    fn get(&self, name: &str) -> Option<String> {
        let text = match self {
            Fields::Json(members) => match member(members, name)? {
                Value::String(text) => text.clone(),
                Value::Null => return None,
                other => other.to_string(),
            },
            Fields::Xml(text) => element(text, name)?,
            Fields::Begun(body) => root_begun(body, name)?.into_owned(),
            Fields::None => return None,
        };
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    }
}

fn member<'a>(members: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    members
        .get(name)
        .or_else(|| members.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value))
}

/// Whether `text` starts with `mark`, without regard to case.
fn starts_with(text: &str, mark: &str) -> bool {
    text.as_bytes().get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark.as_bytes()))
}

/// The text of the first element of this name, with attributes or without. Error responses are flat, so no tree is needed.
fn element(xml: &str, name: &str) -> Option<String> {
    let (mut rest, end) = (xml, format!("</{name}"));
    let content = loop {
        rest = &rest[rest.find('<')? + 1..];
        let Some(after) = starts_with(rest, name).then(|| &rest[name.len()..]) else { continue };
        match after.chars().next()? {
            '>' => break &after[1..],
            space if space.is_whitespace() => {
                let tag = end_of_tag(after)?;
                if after[..tag].ends_with('/') {
                    return None;
                }
                break &after[tag + 1..];
            }
            _ => {}
        }
    };
    let content = &content[..content.char_indices().map(|(at, _)| at).find(|at| starts_with(&content[*at..], &end))?];
    let content = content.trim();
    if let Some(literal) = content.strip_prefix("<![CDATA[").and_then(|rest| rest.strip_suffix("]]>")) {
        return Some(literal.to_owned());
    }
    // The ampersand comes last: `&amp;lt;` stands for `&lt;`.
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&#39;", "'"), ("&amp;", "&")];
    Some(entities.iter().fold(content.to_owned(), |text, (entity, character)| text.replace(entity, character)))
}

/// Where a tag ends, given what follows its name: a `>` in the value of an attribute is none.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, character) in text.char_indices() {
        match (quote, character) {
            (None, '>') => return Some(at),
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    None
}

/// The beginning of a body on one line, longer than it is shown.
fn line(body: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(&body[..body.len().min(LOOKED_AT)]);
    Some(text.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|line| !line.is_empty())
}

/// Says who changed what, when the service shows the string that it would have signed.
fn compare(message: &str, ours: &str) -> Option<&'static str> {
    const MARKS: [&str; 2] = ["string to sign is:", "stringtosign is"];
    let lower = message.to_ascii_lowercase();
    let start = MARKS.iter().find_map(|mark| lower.find(mark).map(|at| at + mark.len()))?;
    let plain = |text: &str| text.replace("\\n", "\n").replace("\r\n", "\n").trim().to_owned();
    let theirs = plain(message[start..].trim_start_matches(':'));
    let ours = plain(ours);
    // Some responses go on with the canonical request after it.
    let same = theirs.strip_prefix(&ours).is_some_and(|rest| {
        let rest = rest.trim_start_matches([' ', ',', '.', ';', '\n']);
        rest.is_empty() || rest.to_ascii_lowercase().starts_with("server")
    });
    Some(if same {
        "the service signed the same text as this client, so the access key secret is wrong: check that it belongs to the \
         access key id"
    } else {
        "the service signed another text than this client, so the request was changed on its way, by a proxy for example, \
         or this client signs it wrongly: the secret need not be wrong"
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::HttpResponse;

    fn read(body: impl Into<Vec<u8>>, request_id: &str) -> ServiceError {
        let mut headers = Headers::new();
        headers.insert("x-acs-request-id", request_id);
        let redactor = Redactor::new(["s3cr3t", "a-long-token-of-thirty-letters", "s1gn4ture"]);
        ServiceError::read(&RawResponse::from(HttpResponse::new(502, headers, body)), "", &redactor)
    }

    fn described(error: &ServiceError) -> String {
        error.describe(&RawResponse::from(HttpResponse::new(502, Headers::new(), "")))
    }

    #[test]
    fn a_member_of_xml_may_have_attributes() {
        for (xml, expected) in [
            ("<Error><Code>a</Code></Error>", Some("a")),
            ("<Error><Code a='1'>a</Code></Error>", Some("a")),
            ("<Error><Code\n a=\"x>y\" b='\"'>a</Code ></Error>", Some("a")),
            ("<Error><CodeOf>b</CodeOf><Codes/><Code xmlns:x='y'>a</Code></Error>", Some("a")),
            ("<error><code>a</code></error>", Some("a")),
            ("<Error><Code x='1'/></Error>", None),
            ("<Error><Code/><Message>m</Message></Error>", None),
            ("<Error><Code a='1></Code></Error>", None),
            ("<Error><Code>中", None),
            ("<Error><Code", None),
        ] {
            assert_eq!(read(xml, "r").code.as_deref(), expected, "{xml}");
        }
        let long = format!("<Error>{}", "<Code ".repeat(100_000));
        assert_eq!(read(long, "r").code, None);
    }

    #[test]
    fn the_wait_can_be_a_time() {
        const NOW: &str = "Mon, 20 May 2024 10:30:00 GMT";
        let now = httpdate::parse_http_date(NOW).unwrap();
        let later = "Mon, 20 May 2024 10:30:07 GMT";
        for (headers, seconds) in [
            (vec![("retry-after", "7")], Some(7)),
            (vec![("retry-after", later)], Some(7)),
            // The clock of the response counts, not the one of the machine.
            (vec![("retry-after", later), ("date", "Mon, 20 May 2024 10:30:05 GMT")], Some(2)),
            (vec![("retry-after", NOW)], None),
            (vec![("retry-after", "Mon, 20 May 2024 10:29:59 GMT")], None),
            (vec![("retry-after", "soon")], None),
            (vec![("retry-after", later), ("x-acs-retry-after", "3000")], Some(3)),
        ] {
            let mut given = Headers::new();
            headers.iter().for_each(|(name, value)| given.insert(name, *value));
            assert_eq!(retry_after(&given, now), seconds.map(Duration::from_secs), "{headers:?}");
        }
    }

    #[test]
    fn no_secret_is_cut_in_two_and_so_shown_in_part() {
        for before in 170..200 {
            let error = read(format!("{}a-long-token-of-thirty-letters", "z".repeat(before)), "r");
            assert!(!described(&error).contains("a-long"), "{before}: {}", described(&error));
        }
    }

    #[test]
    fn everything_is_bounded_and_clean() {
        let long = "z".repeat(100_000);
        let names = ["Code", "Message", "RequestId", "HostId", "Recommend"];
        let members: Vec<String> = names.iter().map(|name| format!("\"{name}\":\"\\u001b[2J{long}\"")).collect();
        let error = read(format!("{{{}}}", members.join(",")), "r");
        let texts = [&error.code, &error.message, &error.request_id, &error.host_id, &error.recommend];
        for text in texts.map(|text| text.as_deref().unwrap()) {
            assert!(text.starts_with("[2Jzz") && text.ends_with('…') && text.chars().count() <= 4_001, "{text:.50}");
        }
        assert_eq!(read("{\"Message\":\"\\u0007\"}", "r").message, None);
        assert_eq!(read("{\"Message\":\"s3c\\u0007r3t\"}", "r").message.as_deref(), Some("[redacted]"));
    }

    #[test]
    fn a_request_id_of_the_header_is_no_way_round() {
        assert_eq!(read("", "r-1").request_id.as_deref(), Some("r-1"));
        assert_eq!(read("", "s1gn4ture").request_id.as_deref(), Some("[redacted]"));
    }
}
