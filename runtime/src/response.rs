//! The result of a call: the decoded output, and the raw response beside it.

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::by_name::ByName;
use crate::error::{self, Error};
use crate::http::{RawResponse, without_mark};
use crate::wire::{self, Mismatch, Mismatches, Object, Unusable, Wire};

/// The decoded output together with the response that it was decoded from.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Response<T> {
    /// The decoded output.
    pub output: T,
    /// The response as it came.
    pub raw: RawResponse,
    mismatches: Vec<Mismatch>,
}

impl<T> Response<T> {
    /// The id by which support finds the call; see [`RawResponse::request_id`].
    pub fn request_id(&self) -> Option<&str> {
        self.raw.request_id()
    }

    /// Whether the response says that the operation succeeded; see [`RawResponse::succeeded`].
    pub fn succeeded(&self) -> Option<bool> {
        self.raw.succeeded()
    }

    /// The values that were not what the reference says, the first hundred. Their fields are empty, unless the value
    /// could be understood nevertheless; [`raw`](Self::raw) has them all as they came.
    /// [`ConfigBuilder::strict`](crate::ConfigBuilder::strict) makes an error of them.
    pub fn mismatches(&self) -> &[Mismatch] {
        &self.mismatches
    }

    pub(crate) fn new(output: T, raw: RawResponse) -> Self {
        Self { output, raw, mismatches: Vec::new() }
    }
}

impl<T: Object + Default> Response<T> {
    /// Reads the object that the body of `raw` is; no body, `null` and an empty list are one without members. What does
    /// not fit is told by [`mismatches`](Self::mismatches).
    ///
    /// # Errors
    /// An error of kind [`Decode`](crate::ErrorKind::Decode) that keeps the body, where that is no JSON, or no object, and
    /// where a value does not fit and [`strict`](crate::ConfigBuilder::strict) is set.
    pub fn read(raw: RawResponse) -> Result<Self, Error> {
        let mut output = T::default();
        let mismatches = told(wire::read_object(without_mark(raw.body()), &mut output), &raw)?;
        Ok(Self { output, raw, mismatches })
    }
}

impl<T: Wire + Default> Response<Vec<T>> {
    /// Reads the list that the body of `raw` is, as [`read`](Response::read) does an object; no body is an empty list.
    ///
    /// # Errors
    /// As [`read`](Response::read), where the body is no list.
    pub fn read_list(raw: RawResponse) -> Result<Self, Error> {
        let mut output = Vec::new();
        let mismatches = told(wire::read_list(without_mark(raw.body()), &mut output), &raw)?;
        Ok(Self { output, raw, mismatches })
    }
}

/// The mismatches of a body, told as an event, or as an error where they are one.
fn told(read: Result<Mismatches, Unusable>, raw: &RawResponse) -> Result<Vec<Mismatch>, Error> {
    let mismatches = read.map_err(|unusable| match unusable {
        Unusable::Syntax(syntax) => error::not_json(raw, syntax),
        Unusable::Misfit(mismatch) => error::not_fitting(raw, &mismatch, 1),
    })?;
    let Some(first) = mismatches.first() else { return Ok(Vec::new()) };
    if raw.is_strict() {
        return Err(error::not_fitting(raw, first, mismatches.count()));
    }
    tracing::warn!(
        target: "alicloud",
        operation = raw.operation(),
        mismatches = mismatches.count(),
        path = first.path(),
        expected = first.expected(),
        found = first.found(),
        "a response has values that are not what the reference says",
    );
    Ok(mismatches.into_vec())
}

impl<T: DeserializeOwned> Response<T> {
    /// Decodes `raw`.
    ///
    /// # Errors
    /// As [`RawResponse::decode`].
    pub fn decode(raw: RawResponse) -> Result<Self, Error> {
        Ok(Self::new(raw.decode()?, raw))
    }
}

impl<T: DeserializeOwned> Response<Vec<T>> {
    /// Decodes a body that is a JSON list, for an operation that answers with one. No body is an empty list.
    ///
    /// # Errors
    /// As [`RawResponse::decode`]; also where the body is no list.
    pub fn list(raw: RawResponse) -> Result<Self, Error> {
        let is_empty = matches!(without_mark(raw.body()).trim_ascii(), b"" | b"null");
        let output = if is_empty { Vec::new() } else { raw.decode()? };
        Ok(Self::new(output, raw))
    }
}

impl Response<Vec<u8>> {
    /// Takes the body as it came, for an operation that answers with a file or a picture.
    pub fn bytes(raw: RawResponse) -> Self {
        Self::new(raw.body().to_vec(), raw)
    }
}

impl Response<String> {
    /// Takes the body as text in UTF-8, without the byte order mark that some gateways put first.
    ///
    /// # Errors
    /// An error of kind [`Decode`](crate::ErrorKind::Decode) that keeps the body when it is not UTF-8.
    pub fn text(raw: RawResponse) -> Result<Self, Error> {
        match std::str::from_utf8(without_mark(raw.body())) {
            Ok(text) => Ok(Self::new(text.to_owned(), raw)),
            Err(failure) => Err(error::not_text(&raw, failure)),
        }
    }
}

impl Response<()> {
    /// Ignores the body, for an operation that answers with its status alone; [`raw`](Self::raw) still has it.
    pub fn empty(raw: RawResponse) -> Self {
        Self::new((), raw)
    }
}

impl RawResponse {
    /// Decodes the JSON body; an empty body counts as `{}`. Unknown members are ignored, the last one counts of members
    /// that stand twice, and a body nested deeper than 127 levels is an error, as is a list where an object is expected.
    ///
    /// # Errors
    /// An error of kind [`Decode`](crate::ErrorKind::Decode) that names the place in the JSON and keeps the body.
    pub fn decode<T: DeserializeOwned>(&self) -> Result<T, Error> {
        let body = without_mark(self.body());
        let body = if body.trim_ascii().is_empty() { b"{}" } else { body };
        // A tree first: leniency sometimes has to look ahead, and from a tree it does so without a second copy of the
        // decoding code of every type.
        let value: Value = serde_json::from_slice(body).map_err(|failure| error::not_json(self, failure))?;
        serde_path_to_error::deserialize(ByName(value))
            .map_err(|failure| error::not_decodable(self, &failure.path().to_string(), failure.into_inner()))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::*;
    use crate::error::ErrorKind;
    use crate::http::{Headers, HttpResponse};

    fn raw(body: impl Into<Vec<u8>>) -> RawResponse {
        RawResponse::from(HttpResponse::new(200, Headers::new(), body)).of_operation("GetFile".into())
    }

    #[test]
    fn bytes_are_handed_out_as_they_came() {
        for body in [&b""[..], b"\xef\xbb\xbf{}", b"\x00\xff\x89PNG"] {
            let response = Response::bytes(raw(body));
            assert_eq!((response.output.as_slice(), response.raw.body()), (body, body));
        }
    }

    #[test]
    fn text_loses_its_mark_and_nothing_else() {
        for (body, expected) in [("", ""), ("\u{feff}a,b\r\n", "a,b\r\n"), ("  中\u{feff} ", "  中\u{feff} ")] {
            let response = Response::text(raw(body)).unwrap();
            assert_eq!((response.output.as_str(), response.raw.body()), (expected, body.as_bytes()));
        }
    }

    #[test]
    fn what_is_no_text_is_a_decoding_error_that_keeps_the_body_and_does_not_show_it() {
        let error = Response::text(raw(b"\xef\xbb\xbfhidden\xff")).unwrap_err();
        assert_eq!((error.kind(), error.operation()), (ErrorKind::Decode, Some("GetFile")));
        assert_eq!(error.raw_body(), Some(&b"\xef\xbb\xbfhidden\xff"[..]));
        let shown = format!("{error} {error:?}");
        assert!(shown.contains("not text in UTF-8") && shown.contains("index 6"), "{shown}");
        assert!(!shown.contains("hidden"), "{shown}");
    }

    #[test]
    fn a_list_is_decoded_item_by_item() {
        let output =
            |body: &str| Response::<Vec<BTreeMap<String, i64>>>::list(raw(body)).map(|response| response.output);
        assert_eq!(output(r#"[{"Id": 1}, {}]"#).unwrap(), [BTreeMap::from([("Id".to_owned(), 1)]), BTreeMap::new()]);
        assert!(["", "null", " [] "].iter().all(|body| output(body).unwrap().is_empty()));
        for body in [r#"{"Id": 1}"#, r#"[["Id"]]"#, "[1]"] {
            assert_eq!(output(body).unwrap_err().kind(), ErrorKind::Decode, "{body}");
        }
    }

    #[test]
    fn a_list_is_never_taken_for_an_object_by_position() {
        #[derive(Debug, Default, PartialEq, Deserialize)]
        #[serde(default)]
        struct Ship {
            name: Option<String>,
            crew: Vec<String>,
        }
        let decoded = |body: &str| raw(body).decode::<Ship>();
        let error = decoded(r#"["a", ["b"]]"#).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert!(error.to_string().contains("sequence"), "{error}");
        assert_eq!(decoded("[]").unwrap(), Ship::default(), "some services write an empty object so");
        assert_eq!(decoded(r#"{"name": "a"}"#).unwrap().name.as_deref(), Some("a"));
    }

    crate::wire::object! {
        struct Boat {
            name: Option<String> = "Name",
            crew: Vec<String> = "Crew" / "Person",
            length: Option<i32> = "Length",
        }
    }

    #[test]
    fn what_does_not_fit_is_told_and_costs_its_field_alone() {
        let body = r#"{"Name": "a", "Crew": {"Person": ["b"]}, "Length": "long"}"#;
        let response = Response::<Boat>::read(raw(body)).unwrap();
        assert_eq!(response.output, Boat { name: Some("a".into()), crew: vec!["b".into()], length: None });
        let [mismatch] = response.mismatches() else { panic!("{:?}", response.mismatches()) };
        assert_eq!(
            (mismatch.path(), mismatch.expected(), mismatch.found()),
            ("Length", "a whole number of 32 bits", "a text")
        );
        assert_eq!(response.raw.body(), body.as_bytes());
        assert!(Response::<Boat>::read(raw("\u{feff}null")).unwrap().mismatches().is_empty());
    }

    #[test]
    fn strictly_what_does_not_fit_is_an_error_of_the_first_place() {
        let body = r#"{"Length": "hidden", "name": "a", "Crew": 7}"#;
        let error = Response::<Boat>::read(raw(body).strictly(true)).unwrap_err();
        assert_eq!((error.kind(), error.operation()), (ErrorKind::Decode, Some("GetFile")));
        assert_eq!(error.raw_body(), Some(body.as_bytes()));
        let shown = format!("{error} {error:?}");
        assert!(
            shown.contains("at `Length` is a text, expected a whole number of 32 bits, and 1 more do not fit"),
            "{shown}"
        );
        assert!(!shown.contains("hidden"), "{shown}");
        assert!(Response::<Boat>::read(raw(r#"{"Name": 1}"#).strictly(true)).is_ok());
        assert!(Response::<Vec<i64>>::read_list(raw("[1, \"x\"]").strictly(true)).is_err());
    }

    #[test]
    fn a_body_that_is_no_object_is_an_error_and_shows_nothing() {
        for (body, part) in [
            (r#"["hidden"]"#, "at `.` is a list, expected an object"),
            (r#""hidden""#, "at `.` is a text, expected an object"),
            (r#"{"Name": "hidden""#, "not valid JSON: EOF while parsing an object at line 1 column 17"),
            ("<html>hidden</html>", "not valid JSON: expected value at line 1 column 1"),
        ] {
            let error = Response::<Boat>::read(raw(body)).unwrap_err();
            let shown = format!("{error} {error:?}");
            assert_eq!((error.kind(), error.raw_body()), (ErrorKind::Decode, Some(body.as_bytes())));
            assert!(shown.contains(part) && !shown.contains("hidden"), "{shown}");
        }
    }

    #[test]
    fn a_list_at_the_root_is_read_item_by_item() {
        let output = |body: &str| Response::<Vec<Boat>>::read_list(raw(body)).map(|response| response.output.len());
        assert_eq!(output(r#"[{"Name": 1}, {}, null]"#).unwrap(), 2);
        assert!(["", "null", " [] "].iter().all(|body| output(body).unwrap() == 0));
        assert_eq!(output(r#"{"Name": 1}"#).unwrap_err().kind(), ErrorKind::Decode);
        let response = Response::<Vec<Boat>>::read_list(raw("[[1], {}]")).unwrap();
        assert_eq!((response.output.len(), response.mismatches()[0].path()), (1, "[0]"));
    }

    #[test]
    fn an_empty_response_ignores_what_came() {
        for body in ["", "<html>"] {
            assert_eq!(Response::empty(raw(body)).raw.body(), body.as_bytes());
        }
    }
}
