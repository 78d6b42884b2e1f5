//! A client of the tests: raw bytes on a socket, signed by the least code that can.

#![allow(dead_code, reason = "each test program uses a part")]

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use alicloud_test_server::{Expected, Keys, Server};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha1::Sha1;
use sha2::{Digest, Sha256};

/// The time of every test: Mon, 20 May 2024 10:30:00 GMT.
pub const NOW: u64 = 1_716_201_000;
pub const ISO: &str = "2024-05-20T10:30:00Z";
pub const HTTP: &str = "Mon, 20 May 2024 10:30:00 GMT";
pub const FORM: &str = "application/x-www-form-urlencoded";
pub const JSON: &str = "application/json; charset=utf-8";

/// Less than what the server waits for an idle connection.
const HANGS: Duration = Duration::from_secs(30);

/// A call before it is signed.
#[derive(Clone, Debug)]
pub struct Draft {
    pub method: &'static str,
    pub path: String,
    pub query: Vec<(String, String)>,
    pub headers: Vec<(String, String)>,
    pub body: String,
    pub version: &'static str,
    pub action: &'static str,
    pub nonce: String,
    pub keys: Keys,
}

/// An answer, read in full.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

pub struct Client {
    pub stream: TcpStream,
}

/// Ends the server; panics if that waits for a connection that idles or for an answer that is late.
pub fn end(server: Server) {
    let (sender, ended) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        drop(server);
        sender.send(())
    });
    ended.recv_timeout(HANGS).expect("the server ends");
}

pub fn time(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

pub fn keys() -> Keys {
    Keys::new("testId", "testSecret")
}

pub fn specs(folder: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/specs").join(folder)
}

/// A server of both products, at the time of the tests.
pub fn server() -> Server {
    let mut operations = Expected::load(specs("shop-2020-01-01"));
    operations.extend(Expected::load(specs("vm-2020-02-02")));
    let server = Server::start(operations, keys());
    server.set_now(time(NOW));
    server
}

pub fn list_orders() -> Draft {
    Draft::new("GET", "/shops/s%2F1/orders", "2020-01-01", "ListOrders").query("RegionId", "cn-hangzhou")
}

pub fn create_order(body: &str) -> Draft {
    Draft::new("POST", "/shops/s1/orders", "2020-01-01", "CreateOrder")
        .query("RegionId", "cn-hangzhou")
        .body(FORM, body)
}

pub fn start_vms(method: &'static str) -> Draft {
    let draft = Draft::new(method, "/", "2020-02-02", "StartVms");
    draft.query("RegionId", "cn-hangzhou").query("VmId.1", "v 1").query("VmId.2", "v*2")
}

impl Draft {
    pub fn new(method: &'static str, path: &str, version: &'static str, action: &'static str) -> Self {
        static NONCES: AtomicU32 = AtomicU32::new(0);
        let nonce = format!("nonce-{}", NONCES.fetch_add(1, Ordering::Relaxed));
        let (query, headers, body) = (Vec::new(), Vec::new(), String::new());
        Self { method, path: path.into(), query, headers, body, version, action, nonce, keys: keys() }
    }

    pub fn query(mut self, name: &str, value: &str) -> Self {
        self.query.push((name.into(), value.into()));
        self
    }

    pub fn body(mut self, media_type: &str, body: &str) -> Self {
        self.headers.push(("content-type".into(), media_type.into()));
        self.body = body.into();
        self
    }

    /// Signed by V3.
    pub fn acs3(&self, server: &Server) -> Vec<u8> {
        let hash = hex(&Sha256::digest(self.body.as_bytes()));
        let mut headers = self.headers.clone();
        for (name, value) in [
            ("host", server.address().to_string().as_str()),
            ("x-acs-action", self.action),
            ("x-acs-version", self.version),
            ("x-acs-date", ISO),
            ("x-acs-signature-nonce", &self.nonce),
            ("x-acs-content-sha256", &hash),
        ] {
            headers.push((name.into(), value.into()));
        }
        if let Some(token) = &self.keys.token {
            headers.push(("x-acs-security-token".into(), token.clone()));
        }
        headers.sort();
        let names = headers.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(";");
        let lines: String = headers.iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
        let query = self.encoded_query();
        let canonical = format!("{}\n{}\n{query}\n{lines}\n{names}\n{hash}", self.method, self.path);
        let string = format!("ACS3-HMAC-SHA256\n{}", hex(&Sha256::digest(canonical)));
        let mut mac = Hmac::<Sha256>::new_from_slice(self.keys.secret.as_bytes()).unwrap();
        mac.update(string.as_bytes());
        let signature = hex(&mac.finalize().into_bytes());
        let id = &self.keys.id;
        let authorization = format!("ACS3-HMAC-SHA256 Credential={id},SignedHeaders={names},Signature={signature}");
        headers.push(("authorization".into(), authorization));
        self.wire(&query, &headers)
    }

    /// Signed by V1 of ROA.
    pub fn roa1(&self, server: &Server) -> Vec<u8> {
        let mut headers = vec![
            ("x-acs-action".to_owned(), self.action.to_owned()),
            ("x-acs-signature-method".to_owned(), "HMAC-SHA1".to_owned()),
            ("x-acs-signature-nonce".to_owned(), self.nonce.clone()),
            ("x-acs-signature-version".to_owned(), "1.0".to_owned()),
            ("x-acs-version".to_owned(), self.version.to_owned()),
        ];
        // An empty action stands for a client that leaves it to method and path.
        headers.retain(|(_, value)| !value.is_empty());
        let own: String = headers.iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
        let media_type = self.headers.iter().find(|(name, _)| name == "content-type").map_or("", |(_, value)| value);
        let mut query: Vec<_> = self.query.iter().map(|(name, value)| format!("{name}={value}")).collect();
        query.sort();
        let resource = format!("{}?{}", self.path, query.join("&"));
        let string = format!("{}\napplication/json\n\n{media_type}\n{HTTP}\n{own}{resource}", self.method);
        let signature = hmac_sha1(&self.keys.secret, &string);
        headers.extend(self.headers.clone());
        headers.push(("host".into(), server.address().to_string()));
        headers.push(("accept".into(), "application/json".into()));
        headers.push(("date".into(), HTTP.into()));
        headers.push(("authorization".into(), format!("acs {}:{signature}", self.keys.id)));
        self.wire(&self.encoded_query(), &headers)
    }

    /// Signed by V1 of RPC; `form` holds what the body holds.
    pub fn rpc1(&self, server: &Server, form: &[(&str, &str)]) -> Vec<u8> {
        let mut draft = self.clone();
        for (name, value) in [
            ("Action", self.action),
            ("Version", self.version),
            ("Format", "json"),
            ("Timestamp", ISO),
            ("SignatureNonce", &self.nonce),
            ("SignatureMethod", "HMAC-SHA1"),
            ("SignatureVersion", "1.0"),
            ("AccessKeyId", &self.keys.id),
        ] {
            draft = draft.query(name, value);
        }
        let mut signed = draft.clone();
        for (name, value) in form {
            signed = signed.query(name, value);
        }
        let string = format!("{}&%2F&{}", self.method, encode(&signed.encoded_query()));
        let draft = draft.query("Signature", &hmac_sha1(&format!("{}&", self.keys.secret), &string));
        let mut headers = self.headers.clone();
        headers.push(("host".into(), server.address().to_string()));
        draft.wire(&draft.encoded_query(), &headers)
    }

    fn encoded_query(&self) -> String {
        let mut query: Vec<_> = self.query.iter().map(|(name, value)| (encode(name), encode(value))).collect();
        query.sort();
        query.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
    }

    fn wire(&self, query: &str, headers: &[(String, String)]) -> Vec<u8> {
        let mut text = format!("{} {}?{query} HTTP/1.1\r\n", self.method, self.path);
        for (name, value) in headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        text.push_str(&format!("content-length: {}\r\n\r\n{}", self.body.len(), self.body));
        text.into_bytes()
    }
}

impl Client {
    pub fn new(server: &Server) -> Self {
        let stream = TcpStream::connect(server.address()).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        Self { stream }
    }

    pub fn send(&mut self, bytes: &[u8]) -> Reply {
        self.stream.write_all(bytes).unwrap();
        self.receive()
    }

    /// Reads one answer by its content-length.
    pub fn receive(&mut self) -> Reply {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            assert_eq!(self.stream.read(&mut byte).unwrap(), 1, "closed after {}", String::from_utf8_lossy(&head));
            head.push(byte[0]);
        }
        let head = String::from_utf8(head).unwrap();
        let mut reply = Reply { status: head[9..12].parse().unwrap(), head, body: Vec::new() };
        reply.body = vec![0; reply.header("content-length").map_or(0, |length| length.parse().unwrap())];
        self.stream.read_exact(&mut reply.body).unwrap();
        reply
    }

    /// Everything up to the connection's end.
    pub fn rest(&mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        match self.stream.read_to_end(&mut bytes) {
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::ConnectionReset => {}
            Err(error) => panic!("{error}"),
        }
        bytes
    }
}

impl Reply {
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub fn code(&self) -> String {
        self.json()["Code"].as_str().unwrap_or_default().to_owned()
    }

    pub fn message(&self) -> String {
        self.json()["Message"].as_str().unwrap_or_default().to_owned()
    }
}

/// One call on a connection of its own.
pub fn send(server: &Server, bytes: &[u8]) -> Reply {
    Client::new(server).send(bytes)
}

fn encode(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

fn hmac_sha1(key: &str, text: &str) -> String {
    let mut mac = Hmac::<Sha1>::new_from_slice(key.as_bytes()).unwrap();
    mac.update(text.as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
