//! Names of fields that stand at the root of responses.

/// Names that stand at the root of the response on nearly every page that has them; lower case.
pub const ROOT_NAMES: &[&str] =
    &["requestid", "totalcount", "pagenumber", "pagesize", "httpstatuscode", "nexttoken", "maxresults", "success"];

/// Names that often do.
pub const WEAK_ROOT_NAMES: &[&str] = &["code", "message", "errorcode", "errormessage", "result", "headers", "data"];
