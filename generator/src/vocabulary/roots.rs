//! Names of fields that stand at the root of responses.

/// Names that stand at the root of the response on nearly every page that has them; lower case.
pub const ROOT_NAMES: &[&str] =
    &["requestid", "totalcount", "pagenumber", "pagesize", "httpstatuscode", "nexttoken", "maxresults", "success"];

/// Names that often do.
pub const WEAK_ROOT_NAMES: &[&str] = &["code", "message", "errorcode", "errormessage", "result", "headers", "data"];

/// Names that say which call a response answers: every response has one, whether its page lists it or not; lower case.
pub const CALL_NAMES: &[&str] = &["requestid"];
