//! The Rust half of `peers/check.py`: signed calls of this client as JSON lines, or a loopback service for the vendor's.

use std::io::Read as _;
use std::sync::{Arc, Mutex};

use alicloud::transport::{HttpRequest, HttpResponse, TransportError};
use alicloud::{
    BoxFuture, Client, Config, Credentials, EndpointRule, Endpoints, Error, Headers, Method, Product, Request,
    SignatureVersion, Style, Transport,
};
use alicloud_test_server::{Expected, Keys, Server};
use serde_json::{Value, json};

const ID: &str = "peerAccessKeyId";
const SECRET: &str = "peerAccessKeySecret";
const TOKEN: &str = "peerSecurityToken+/==";

/// Texts that signatures must encode alike.
const TEXTS: [&str; 8] =
    ["plain", "a b+c*d~e/f", "100% & more=1", "中文/\"q\"", "", "line\nbreak", "(brackets)[]{}", "é'!;:@,$"];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    match std::env::args().nth(1).as_deref() {
        Some("calls") => print_calls().await,
        Some("serve") => {
            serve();
            Ok(())
        }
        _ => {
            eprintln!("usage: peers calls | serve; peers/check.py runs both");
            std::process::exit(2);
        }
    }
}

/// Keeps what would be sent.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Option<HttpRequest>>>);

impl Transport for Kept {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        *self.0.lock().expect("no panic before") = Some(request);
        Box::pin(std::future::ready(Ok(HttpResponse::new(200, Headers::new(), "{}"))))
    }
}

async fn print_calls() -> Result<(), Error> {
    for (style, version, name) in [
        (Style::Roa, SignatureVersion::V3, "acs3"),
        (Style::Rpc, SignatureVersion::V3, "acs3"),
        (Style::Roa, SignatureVersion::V1, "roa1"),
        (Style::Rpc, SignatureVersion::V1, "rpc1"),
    ] {
        for token in [false, true] {
            let credentials =
                if token { Credentials::with_token(ID, SECRET, TOKEN) } else { Credentials::new(ID, SECRET) };
            let kept = Kept::default();
            let config = Config::builder()
                .region("cn-hangzhou")
                .credentials(credentials)
                .transport(kept.clone())
                .signature(version)
                .build()?;
            let endpoints = Endpoints::new("boats", EndpointRule::Regional);
            let product = Product::new("boats", "2020-01-01", style, endpoints).region_parameter("RegionId");
            let client = Client::new(&config, product);
            for (number, text) in TEXTS.into_iter().enumerate() {
                for request in requests(style, number, text) {
                    client.call(request).await?;
                    let request = kept.0.lock().expect("no panic before").take();
                    println!("{}", described(name, &request.expect("it was sent")));
                }
            }
        }
    }
    Ok(())
}

/// Calls with this text in each place that can hold it, alone and beside others.
fn requests(style: Style, number: usize, text: &str) -> Vec<Request> {
    let encoded = alicloud::encode_segment(if text.is_empty() { "x" } else { text });
    let path = |end: &str| if style == Style::Rpc { "/".to_owned() } else { format!("/boats/{end}") };
    let request = |method: Method, path: String| {
        let mut request = Request::new(format!("Operation{number}"), method, path);
        request.query("A.10", "later");
        request.query("A.2", "earlier");
        request
    };
    let mut query = request(Method::Get, path("list"));
    query.query("Text", text);
    query.query("Tag", &json!([{"Key": text, "Value": 1}, {"Key": "k", "Value": true}]));
    let mut form = request(Method::Post, path("new"));
    form.form("Text", text);
    form.form("Tag", &json!([{"Key": "k", "Value": text}]));
    let mut members = request(Method::Put, path("one"));
    members.json("Text", text);
    members.json("Tags", &json!(["a", text]));
    let mut in_path = request(Method::Delete, path(&encoded));
    in_path.query("Force", "true");
    vec![query, form, members, in_path]
}

fn described(scheme: &str, request: &HttpRequest) -> Value {
    let (path, query) = request.target().split_once('?').unwrap_or((request.target(), ""));
    let headers: serde_json::Map<String, Value> =
        request.headers().iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
    let body = String::from_utf8_lossy(request.body());
    json!({
        "scheme": scheme, "id": ID, "secret": SECRET, "method": request.method().as_str(), "path": path, "query": query,
        "headers": headers, "body": body,
    })
}

/// Serves Web+ until the standard input ends.
fn serve() {
    let specification = concat!(env!("CARGO_MANIFEST_DIR"), "/../../specs/webplus-2019-03-20");
    let server = Server::start(Expected::load(specification), Keys::new(ID, SECRET));
    println!("{}", json!({"host": server.address().to_string(), "id": ID, "secret": SECRET}));
    let _ = std::io::stdin().read_to_end(&mut Vec::new());
    for call in server.calls() {
        if let Some(refusal) = &call.refusal {
            eprintln!("refused {}: {refusal:?}", call.operation);
        }
    }
}
