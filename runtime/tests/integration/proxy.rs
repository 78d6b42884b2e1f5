//! Calls through proxies: what each side gets to see, and how failures are told.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use alicloud_core::{Client, Error, ErrorKind, Proxy};

use super::loopback::{OK, Server, client, config, request, run};

/// Whether a call over https gets as far as the proxy.
const TLS: bool = cfg!(any(feature = "tls-ring", feature = "tls-aws-lc"));

/// `someone:its secret` in base 64.
const BASIC: &str = "proxy-authorization: Basic c29tZW9uZTppdHMgc2VjcmV0";
const PASSWORD: &str = "its secret";
const USER: &str = "someone:its%20secret";

/// Starts a server that handles each connection, and gives its address.
pub fn listen(handle: impl Fn(TcpStream) + Clone + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let handle = handle.clone();
            thread::spawn(move || handle(stream.unwrap()));
        }
    });
    address
}

/// Carries bytes between both until one is closed.
fn join(one: TcpStream, other: TcpStream) {
    let (mut from, mut to) = (one.try_clone().unwrap(), other.try_clone().unwrap());
    thread::spawn(move || {
        let _ = std::io::copy(&mut from, &mut to);
        let _ = to.shutdown(Shutdown::Both);
    });
    let (mut from, mut to) = (other, one);
    let _ = std::io::copy(&mut from, &mut to);
    let _ = to.shutdown(Shutdown::Both);
}

/// A proxy that answers CONNECT with `answer` and then joins the connection with `target`; gives the requests it got.
pub fn tunnelling(answer: &'static str, target: String) -> (String, Receiver<String>) {
    let (sender, received) = channel();
    let address = listen(move |stream| {
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") && reader.read_line(&mut head).unwrap() > 0 {}
        let _ = sender.send(head);
        (&stream).write_all(answer.as_bytes()).unwrap();
        if answer.starts_with("HTTP/1.1 200") {
            join(stream, TcpStream::connect(&target).unwrap());
        }
    });
    (address, received)
}

/// What a SOCKS proxy was told.
#[derive(Debug, PartialEq)]
pub struct Told {
    /// User name and password, if they were offered.
    pub user: Option<(String, String)>,
    /// The name of the host, or its address.
    pub host: Result<String, [u8; 4]>,
    pub port: u16,
}

/// A SOCKS proxy that accepts one password, answers with `reply` and then joins the connection with `target`.
pub fn socks(reply: u8, target: String) -> (String, Receiver<Told>) {
    let (sender, told) = channel();
    let address = listen(move |stream| {
        // A client that gives up early ends it.
        let Ok((told, accepted)) = greet(&stream) else { return };
        let _ = sender.send(told);
        if accepted {
            (&stream).write_all(&[5, reply, 0, 1, 127, 0, 0, 1, 0, 0]).unwrap();
            if reply == 0 {
                join(stream, TcpStream::connect(&target).unwrap());
            }
        }
    });
    (address, told)
}

/// Reads what a client of SOCKS says up to its request, and whether its password is the right one.
fn greet(mut stream: &TcpStream) -> std::io::Result<(Told, bool)> {
    let method = match take(stream, 2)?[..] {
        [5, count] => take(stream, count)?[0],
        ref other => panic!("{other:?}"),
    };
    stream.write_all(&[5, method])?;
    let mut user = None;
    if method == 2 {
        let length = take(stream, 2)?[1];
        let name = String::from_utf8(take(stream, length)?).unwrap();
        let length = take(stream, 1)?[0];
        let password = String::from_utf8(take(stream, length)?).unwrap();
        let accepted = password == PASSWORD;
        stream.write_all(&[1, u8::from(!accepted)])?;
        user = Some((name, password));
        if !accepted {
            return Ok((Told { user, host: Ok(String::new()), port: 0 }, false));
        }
    }
    let host = match take(stream, 4)?[..] {
        [5, 1, 0, 1] => Err(take(stream, 4)?.try_into().unwrap()),
        [5, 1, 0, 3] => {
            let length = take(stream, 1)?[0];
            Ok(String::from_utf8(take(stream, length)?).unwrap())
        }
        ref other => panic!("{other:?}"),
    };
    let port = u16::from_be_bytes(take(stream, 2)?.try_into().unwrap());
    Ok((Told { user, host, port }, true))
}

fn take(mut stream: &TcpStream, count: u8) -> std::io::Result<Vec<u8>> {
    let mut bytes = vec![0; count.into()];
    stream.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// A client of `endpoint` through the proxy.
fn through(proxy: &str, endpoint: &str) -> Client {
    client(config(endpoint).proxy(Proxy::all(proxy).unwrap()))
}

/// Asserts that the proxy is what failed, and that nothing tells its password.
fn assert_failed(error: &Error, proxy: &str, why: &str) {
    assert_eq!(error.kind(), ErrorKind::Connect, "{error}");
    assert!(error.is_connect() && !error.is_timeout());
    let text = error.to_string();
    assert!(text.contains(&format!("the proxy {proxy} failed: ")) && text.contains(why), "{text}");
    assert!(text.contains("HTTPS_PROXY"), "{text}");
    assert_silent(error);
}

fn assert_silent(error: &Error) {
    let mut text = format!("{error} {error:?} {error:#?}");
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        text.push_str(&format!(" {cause} {cause:?}"));
        source = cause.source();
    }
    for secret in [PASSWORD, "secret", "someone", "c29tZW9uZTp", "115, 111, 109"] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
}

#[test]
fn a_plain_call_is_handed_to_the_proxy_with_its_whole_address() {
    let proxy = Server::start(OK, true);
    let url = proxy.url.replace("://", &format!("://{USER}@"));
    let client = through(&url, "http://service.test:8080");
    for _ in 0..2 {
        run(&client, request()).unwrap();
        let head = proxy.received().head;
        assert!(head.starts_with("GET http://service.test:8080/a?RegionId=cn-hangzhou HTTP/1.1\r\n"), "{head}");
        assert!(head.contains("\r\nhost: service.test:8080\r\n"), "{head}");
        assert_eq!(head.matches("proxy-authorization").count(), 1, "{head}");
        assert!(head.contains(BASIC), "{head}");
    }
}

#[tokio::test]
async fn connections_to_a_proxy_are_kept() {
    let proxy = Server::start(OK, true);
    let client = through(&proxy.url, "http://service.test");
    for _ in 0..3 {
        client.call(request()).await.unwrap();
        assert!(!proxy.received().head.contains("proxy-authorization"));
    }
    assert_eq!(proxy.connections(), 1);
}

#[test]
fn exceptions_and_no_proxy_are_reached_directly() {
    let server = Server::start(OK, true);
    let host = "127.0.0.1";
    for proxy in [Proxy::none(), Proxy::all("http://127.0.0.1:1").unwrap().no_proxy(&format!("a.com, {host}"))] {
        run(&client(server.config().proxy(proxy)), request()).unwrap();
        assert!(server.received().head.starts_with("GET /a?"));
    }
}

#[test]
fn metadata_is_not_asked_for_through_a_proxy() {
    let proxy = Server::start(OK, true);
    let config = config("http://100.100.100.200").proxy(Proxy::all(&proxy.url).unwrap());
    let config = config.connect_timeout(Duration::from_millis(100)).attempt_timeout(Duration::from_millis(200));
    // Whatever answers there, it is not the proxy.
    let _ = run(&client(config), request());
    assert_eq!(proxy.connections(), 0);
}

#[test]
fn a_proxy_that_refuses_is_named_without_its_password() {
    let full = "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n";
    let server = Server::start(full, true);
    let url = server.url.replace("://", &format!("://{USER}@"));
    let error = run(&through(&url, "http://service.test"), request()).unwrap_err();
    assert_failed(&error, &server.url, "another user name and password");

    if !TLS {
        return;
    }
    let cases = [(full, "authorization required"), ("HTTP/1.1 403 No\r\n\r\n", "unsuccessful"), ("", "end of file")];
    for (answer, why) in cases {
        let (address, received) = tunnelling(answer, String::new());
        let error = run(&through(&format!("http://{USER}@{address}"), "https://service.test"), request()).unwrap_err();
        assert_failed(&error, &format!("http://{address}"), why);
        let head = received.recv().unwrap();
        assert!(head.starts_with("CONNECT service.test:443 HTTP/1.1\r\nHost: service.test:443\r\n"), "{head}");
        assert!(head.to_ascii_lowercase().contains(&BASIC.to_ascii_lowercase()), "{head}");
        assert!(!head.contains("x-acs"), "{head}");
    }
}

#[test]
fn a_proxy_that_cannot_be_reached_is_named_without_its_password() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    drop(listener);
    for scheme in ["http", "https", "socks5", "socks5h"] {
        for endpoint in ["http://127.0.0.1:9", "https://127.0.0.1:9"] {
            if !TLS && (scheme == "https" || endpoint.starts_with("https")) {
                continue;
            }
            let client = through(&format!("{scheme}://{USER}@{address}"), endpoint);
            let error = run(&client, request()).unwrap_err();
            assert_failed(&error, &format!("{scheme}://{address}"), "refused");
        }
    }
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    for scheme in if TLS { ["http", "socks5h"] } else { ["socks5h"; 2] } {
        let proxy = Proxy::all(&format!("{scheme}://{USER}@{address}")).unwrap();
        let endpoint = if TLS { "https://service.test" } else { "http://service.test" };
        let config = config(endpoint).proxy(proxy).connect_timeout(Duration::from_millis(200));
        let error = run(&client(config), request()).unwrap_err();
        assert!(error.is_timeout() && error.is_connect(), "{error}");
        let expected = format!("no connection through the proxy {scheme}://{address} within 200ms");
        assert!(error.to_string().contains(&expected), "{error}");
        assert_silent(&error);
    }
}

#[test]
fn a_socks_proxy_gets_a_name_or_an_address_as_its_scheme_says() {
    let server = Server::start(OK, true);
    let address = server.url.strip_prefix("http://").unwrap().to_owned();
    let user = Some(("someone".to_owned(), PASSWORD.to_owned()));
    let (name, local) = (|name: &str| Ok(name.to_owned()), Err([127, 0, 0, 1]));
    let cases = [
        ("socks5h://", "http://service.test", None, name("service.test"), 80),
        ("socks5h://", "http://localhost:8080", user.clone(), name("localhost"), 8080),
        ("socks5://", "http://localhost", user, local.clone(), 80),
        ("socks5://", "http://127.0.0.1:8080", None, local, 8080),
    ];
    for (scheme, endpoint, user, host, port) in cases {
        let (proxy, told) = socks(0, address.clone());
        let authority = if user.is_some() { format!("{USER}@{proxy}") } else { proxy };
        run(&through(&format!("{scheme}{authority}"), endpoint), request()).unwrap();
        assert_eq!(told.recv().unwrap(), Told { user, host, port });
        let head = server.received().head;
        assert!(head.starts_with("GET /a?") && !head.contains("proxy-authorization"), "{head}");
    }
}

#[test]
fn a_socks_proxy_that_refuses_is_named_without_its_password() {
    let (proxy, told) = socks(5, String::new());
    let error = run(&through(&format!("socks5h://{USER}@{proxy}"), "http://service.test"), request()).unwrap_err();
    assert_failed(&error, &format!("socks5h://{proxy}"), "refused");
    assert!(told.recv().is_ok());

    let (proxy, told) = socks(0, String::new());
    let error = run(&through(&format!("socks5h://someone:secret@{proxy}"), "http://service.test"), request());
    assert_failed(&error.unwrap_err(), &format!("socks5h://{proxy}"), "credentials not accepted");
    assert_eq!(told.recv().unwrap().user, Some(("someone".to_owned(), "secret".to_owned())));

    let proxy = listen(|mut stream| {
        let _ = stream.read(&mut [0; 3]);
        stream.write_all(b"HTTP/1.1 400 This is no SOCKS\r\n\r\n").unwrap();
    });
    let error = run(&through(&format!("socks5h://{proxy}"), "http://service.test"), request()).unwrap_err();
    assert_failed(&error, &format!("socks5h://{proxy}"), "failed parsing server response");
}

#[test]
fn what_configures_a_proxy_prints_no_password() {
    let builder = config("service.test").proxy(Proxy::all(&format!("http://{USER}@127.0.0.1:1")).unwrap());
    let config = builder.build().unwrap();
    let printed = format!("{config:?} {config:#?} {:?}", Client::new(&config, &super::support::WEBPLUS));
    assert!(!printed.contains("secret") && !printed.contains("someone"), "{printed}");
}
