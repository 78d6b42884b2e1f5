//! The words for what must not be shown: passwords, private keys, and tokens by which one authenticates.

/// The last words of the names of secrets: in lower case and written together, as all names here are, for names have them
/// together and apart.
pub const NAMES: &[&str] = &[
    "passwords",
    "passcode",
    "psk",
    "presharedkey",
    "privatekeybody",
    "secretdata",
    "secretvalue",
    "secretstring",
    "secretbinary",
    "secretaccesskey",
    "plaintext",
    "securitytoken",
    "ststoken",
    "accesstoken",
    "refreshtoken",
    "authtoken",
    "authorizationtoken",
    "bearertoken",
    "sessiontoken",
    "logintoken",
    "apitoken",
    "usertoken",
    "idtoken",
    "importtoken",
    "authcode",
    "licensekey",
];

/// The same of those that no other word ends like: they count within a word too, for names that do not tell their words
/// apart, such as `dbpassword`.
pub const WITHIN_WORDS: &[&str] = &["password", "passwd", "pwd", "passphrase", "privatekey", "secret", "secretkey"];

/// Names that are those of a secret unless the description speaks of a position or of repeating a call.
pub const DOUBTFUL: &[&str] = &["token"];

/// What a description of a token that authenticates nobody speaks of.
pub const HARMLESS: &[&str] =
    &["next", "page", "paging", "query", "idempoten", "unique", "下一", "分页", "翻页", "查询", "幂等", "唯一"];

/// The last words of names that say something about a secret: which one it is, of which kind, until when.
pub const ABOUT: &[&str] = &[
    "id",
    "ids",
    "name",
    "names",
    "type",
    "types",
    "status",
    "state",
    "time",
    "date",
    "version",
    "url",
    "policy",
    "description",
    "length",
    "count",
    "spec",
    "usage",
    "rule",
    "format",
];

/// What a secret is called in prose.
pub const NOUNS: &[&str] = &[
    "password",
    "passphrase",
    "private key",
    "pre-shared key",
    "secret key",
    "access key secret",
    "accesskey secret",
    "accesskeysecret",
    "secret value",
    "security token",
    "access token",
    "密码",
    "口令",
    "私钥",
    "私钥内容",
    "预共享密钥",
    "凭据值",
    "安全令牌",
    "访问令牌",
    "certificate key",
    "证书key",
    "证书密钥",
];

/// Words with which a subordinate part of a sentence begins; the noun before them is what the sentence is about.
pub const SUBORDINATE: &[&str] =
    &["of", "that", "which", "used", "for", "to", "in", "on", "with", "required", "when", "if", "is", "must"];

/// What a question whether something is so begins with.
pub const QUESTIONS: &[&str] = &["whether", "specifies whether", "indicates whether", "是否"];
