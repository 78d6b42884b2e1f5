//! Names and words by which a response says that a call succeeded.

/// Names of fields that are true or false, in lower case.
pub const FLAGS: &[&str] = &["success", "issuccess", "successful", "succeed", "succeeded"];

/// Names of fields that hold a code, in lower case.
pub const CODE_FIELDS: &[&str] =
    &["code", "errcode", "errorcode", "respcode", "responsecode", "resultcode", "retcode", "returncode"];

/// Codes that mean success, in lower case.
pub const CODES: &[&str] = &["200", "ok", "success", "succeed", "succeeded"];

/// How descriptions write all codes that HTTP takes for success, in lower case.
pub const ANY_SUCCESS: &str = "2xx";

/// What descriptions call success, in lower case.
pub const CUES: &[&str] = &["success", "succeed", "成功"];
