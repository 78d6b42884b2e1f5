//! Answers that a test scripts, in place of the specification's example.

use std::time::Duration;

use serde_json::json;

/// One answer. `Answer { status, headers, body, ..Answer::default() }` or the constructors below.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// Headers besides those that the server writes itself. One of the same name replaces the server's, so that a test
    /// can lie about `content-length`, or send a body in chunks with `transfer-encoding`.
    pub headers: Vec<(String, String)>,
    /// The body, sent as it stands.
    pub body: Vec<u8>,
    /// How long to wait before answering.
    pub delay: Duration,
    /// After how many bytes of the whole answer, head included, to close the connection; 0: without any answer.
    pub cut: Option<usize>,
    /// Whether to close the connection after the answer without having announced it.
    pub close: bool,
}

impl Default for Answer {
    /// Status 200, nothing else.
    fn default() -> Self {
        Self { status: 200, headers: Vec::new(), body: Vec::new(), delay: Duration::ZERO, cut: None, close: false }
    }
}

impl Answer {
    /// A JSON body.
    pub fn json(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self { status, body: body.into(), ..Self::default() }
    }

    /// An error as the service words it, in JSON.
    pub fn error(status: u16, code: &str, message: &str) -> Self {
        let body = json!({
            "RequestId": "8C0B6D22-5F1E-4C3C-9E57-1D4F0A3B7E99",
            "HostId": "loopback",
            "Code": code,
            "Message": message,
        });
        Self::json(status, body.to_string())
    }

    /// What a proxy between client and service says when it cannot reach the service: status 502 and a page in HTML.
    pub fn bad_gateway() -> Self {
        let page =
            "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><h1>502 Bad Gateway</h1></body>\r\n</html>";
        Self { status: 502, body: page.into(), ..Self::default() }.header("content-type", "text/html")
    }

    /// No answer: the connection closes once the request is read.
    pub fn hang_up() -> Self {
        Self { cut: Some(0), ..Self::default() }
    }

    /// The answer with one more header.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The answer, later.
    pub fn delayed(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// The answer's first bytes only, then a closed connection.
    pub fn cut_after(mut self, bytes: usize) -> Self {
        self.cut = Some(bytes);
        self
    }

    /// The answer, then a connection closed without notice.
    pub fn closing(mut self) -> Self {
        self.close = true;
        self
    }
}
