//! Words by which an operation tells what a call does to the service.

/// First words of the names of operations that only read, in lower case.
pub const READING: &[&str] = &[
    "check", "count", "describe", "estimate", "find", "get", "list", "preview", "query", "search", "validate", "view",
];

/// Words before the verb that say how many things a call is about.
pub const MANY: &[&str] = &["batch", "multi"];

/// Words that make another verb of the one before them, as in `CheckInGuest`.
pub const PARTICLES: &[&str] = &["in", "off", "on", "out"];

/// Words behind which a second verb stands, as in `GetOrCreateRole`.
pub const JOINING: &[&str] = &["and", "or", "then"];

/// The name of the parameter by which services tell a repeated call from a further one; some pages begin it in lower case.
pub const CLIENT_TOKEN: &str = "ClientToken";
