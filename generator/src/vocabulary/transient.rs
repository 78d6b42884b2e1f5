//! Words by which an error table says that the same call may succeed a little later.

/// Codes of failures that pass, in lower case, as the first part of a code with points.
pub const CODES: &[&str] = &[
    "busy",
    "internalerror",
    "internalfailure",
    "internalservererror",
    "requesttimeout",
    "serverbusy",
    "servicebusy",
    "serviceunavailable",
    "servicetimeout",
    "systembusy",
    "systemerror",
    "throttled",
    "throttling",
    "toomanyrequests",
    "unknownerror",
];

/// Parts of codes that say so wherever they stand, in lower case: `Rejected.Throttling`.
pub const PARTS: &[&str] = &["throttling"];

/// What a clause may begin with before it says what to do, in lower case.
pub const POLITE: &[&str] = &["please ", "kindly ", "请您", "请", "建议您", "建议", "您可以", "可"];

/// How a clause begins that says to try again, and what it has to say besides.
pub const AGAIN: (&[&str], &[&str]) =
    (&["try ", "retry ", "wait "], &[" later", " in a moment", " in a few ", " in a while", " after a while"]);

/// How a clause begins that says when, and what it has to say besides.
pub const LATER: (&[&str], &[&str]) =
    (&["稍后", "稍候", "稍等", "过一会", "一段时间后"], &["重试", "再试", "尝试", "操作", "再次"]);

/// What stands after a number and says that as much time has to pass.
pub const PASSED: &[&str] = &["秒后", "分钟后", "小时后"];

/// What says that the service, or what the call is about, has too much to do, in lower case.
pub const BUSY: &[&str] = &[
    "is busy",
    "system busy",
    "server busy",
    "due to throttling",
    "due to request throttling",
    "is throttled",
    "was throttled",
    "too frequent",
    "too many requests",
    "temporary failure",
    "temporary malfunction",
    "temporarily unavailable",
    "繁忙",
    "太频繁",
    "过于频繁",
    "太过频繁",
    "操作频繁",
    "被流控",
    "被限流",
    "请求过多",
];

/// What says that another call is needed, so that the same one will fail again, in lower case.
pub const ANOTHER: &[&str] = &["try other", "try another", "select another", "更换", "换用"];

/// How an order begins that is none to wait, where it stands before "try again", in lower case.
pub const ORDERS: &[&str] = &["please ", "check ", "modify ", "请"];

/// How an order to wait begins, in lower case.
pub const WAITS: &[&str] = &["please wait", "wait", "请等", "请您等", "请稍"];
