//! Connections: scripted answers, keep-alive, early ends, garbage, and the server's own end.

mod support;

use std::io::Write;
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use alicloud_test_server::{Answer, Server};
use support::*;

#[test]
fn keeps_a_connection_for_many_calls() {
    let server = server();
    let mut client = Client::new(&server);
    for _ in 0..5 {
        assert_eq!(client.send(&list_orders().acs3(&server)).status, 200);
    }
    assert_eq!(client.send(b"GET / HTTP/1.1\r\nhost: h\r\n\r\n").status, 400, "a refusal ends nothing");
    // Two calls may arrive before the first is answered.
    let two = [list_orders().acs3(&server), create_order("Buyer=b").acs3(&server)].concat();
    assert_eq!((client.send(&two).status, client.receive().json()["OrderId"].as_str()), (200, Some("o-1")));
    assert_eq!((server.connections(), server.calls().len()), (1, 8));
    let reply = client.send(b"GET / HTTP/1.1\r\nhost: h\r\nconnection: close\r\n\r\n");
    assert_eq!(reply.header("connection"), Some("close"));
    assert_eq!(client.rest(), b"");
}

#[test]
fn takes_chunked_bodies() {
    let server = server();
    let whole = create_order("Buyer=bob&Amount=12").acs3(&server);
    let text = String::from_utf8(whole).unwrap();
    let (head, body) = text.split_once("content-length: 19\r\n\r\n").unwrap();
    let (first, second) = body.split_at(7);
    let chunked = format!("{head}transfer-encoding: chunked\r\n\r\n7\r\n{first}\r\nc\r\n{second}\r\n0\r\n\r\n");
    assert_eq!(send(&server, chunked.as_bytes()).status, 200);
    assert_eq!(server.calls()[0].form_value("Amount"), Some("12"));
}

#[test]
fn tells_a_waiting_client_to_go_on() {
    let server = server();
    let text = String::from_utf8(create_order("Buyer=bob").acs3(&server)).unwrap();
    let text = text.replacen("content-length", "expect: 100-continue\r\ncontent-length", 1);
    let (head, body) = text.split_at(text.len() - "Buyer=bob".len());
    let mut client = Client::new(&server);
    assert_eq!(client.send(head.as_bytes()).status, 100);
    assert_eq!(client.send(body.as_bytes()).status, 200);
}

#[test]
fn gives_scripted_answers_in_order_to_accepted_calls() {
    let server = server();
    server.answer_next(Answer::error(400, "Throttling.User", "slow down").header("x-acs-retry-after", "20"));
    server.answer_next(Answer { status: 503, body: b"busy".to_vec(), ..Answer::default() });
    server.answer_next(Answer::bad_gateway());
    server.answer_next(Answer::json(204, ""));
    server.answer_next(Answer::json(200, "{}").header("X-Acs-Request-Id", "mine"));
    let mut client = Client::new(&server);
    assert_eq!(client.send(&list_orders().query("No", "1").acs3(&server)).code(), "UnexpectedParameter");
    let throttled = client.send(&list_orders().acs3(&server));
    assert_eq!((throttled.status, throttled.code().as_str()), (400, "Throttling.User"));
    assert_eq!(throttled.header("x-acs-retry-after"), Some("20"));
    let busy = client.send(&list_orders().acs3(&server));
    assert_eq!((busy.status, busy.body.as_slice()), (503, &b"busy"[..]));
    let page = client.send(&list_orders().acs3(&server));
    assert_eq!((page.status, page.header("content-type")), (502, Some("text/html")));
    assert!(page.body.starts_with(b"<html>"));
    let empty = client.send(&list_orders().acs3(&server));
    assert_eq!((empty.status, empty.header("content-length")), (204, None));
    assert_eq!(client.send(&list_orders().acs3(&server)).header("X-Acs-Request-Id"), Some("mine"));
    assert_eq!(client.send(&list_orders().acs3(&server)).status, 200, "then the example again");
    assert_eq!(server.connections(), 1);
}

#[test]
fn answers_late_or_in_part_or_not_at_all() {
    let server = server();
    server.answer_next(Answer::json(200, "{}").delayed(Duration::from_millis(20)));
    assert_eq!(send(&server, &list_orders().acs3(&server)).status, 200);

    server.answer_next(Answer::hang_up());
    let mut client = Client::new(&server);
    client.stream.write_all(&list_orders().acs3(&server)).unwrap();
    assert_eq!(client.rest(), b"");

    server.answer_next(Answer::json(200, "{\"a\": 1}").cut_after(20));
    let mut client = Client::new(&server);
    client.stream.write_all(&list_orders().acs3(&server)).unwrap();
    assert_eq!(client.rest(), &b"HTTP/1.1 200 OK\r\ncontent-type"[..20]);

    server.answer_next(Answer::json(200, "{}").closing());
    let mut client = Client::new(&server);
    let reply = client.send(&list_orders().acs3(&server));
    assert_eq!((reply.status, reply.header("connection")), (200, None), "without notice");
    assert_eq!(client.rest(), b"");
    assert_eq!(server.calls().len(), 4, "each was received");
}

#[test]
fn answers_without_checks_when_asked_to() {
    let server = Server::scripted();
    server.answer_next(Answer::json(200, "role"));
    let reply = send(&server, b"PUT /latest/api/token HTTP/1.1\r\nhost: h\r\nx-ttl: 1\r\n\r\n");
    assert_eq!(reply.body, b"role");
    assert_eq!(send(&server, b"GET /more HTTP/1.1\r\nhost: h\r\n\r\n").status, 404);
    let calls = server.calls();
    assert_eq!(
        (calls[0].path.as_str(), calls[0].header("x-ttl"), calls[0].signature),
        ("/latest/api/token", Some("1"), "")
    );
    assert_eq!(calls.len(), 2);
}

#[test]
fn gives_a_head_request_no_body() {
    let server = Server::scripted();
    server.answer_next(Answer::json(200, "{}"));
    let mut client = Client::new(&server);
    client.stream.write_all(b"HEAD / HTTP/1.1\r\nhost: h\r\nconnection: close\r\n\r\n").unwrap();
    let text = String::from_utf8(client.rest()).unwrap();
    assert!(text.contains("content-length: 2\r\n") && text.ends_with("\r\n\r\n"), "{text}");
}

#[test]
fn survives_garbage() {
    static PANICS: AtomicUsize = AtomicUsize::new(0);
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if thread::current().name() == Some("test-server") {
            PANICS.fetch_add(1, Ordering::SeqCst);
        }
        report(panic);
    }));
    let server = server();
    let whole = create_order("Buyer=bob").acs3(&server);
    // A request that ends anywhere: the client closes its side.
    for end in (0..whole.len()).step_by(7) {
        let mut client = Client::new(&server);
        client.stream.write_all(&whole[..end]).unwrap();
        client.stream.shutdown(std::net::Shutdown::Write).unwrap();
        let answer = client.rest();
        assert!(end == 0 || answer.starts_with(b"HTTP/1.1 400"), "{end}: {}", String::from_utf8_lossy(&answer));
    }
    // Any byte replaced by any other: whatever the answer, it is an answer, or an end.
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    for _ in 0..300 {
        let mut bytes = whole.clone();
        for _ in 0..=random() % 4 {
            let at = random() as usize % bytes.len();
            bytes[at] = random() as u8;
        }
        exchange(&server, &bytes);
    }
    // Bytes that were never a request.
    for length in [1, 10, 1000, 100_000] {
        let bytes: Vec<u8> = (0..length).map(|_| random() as u8).collect();
        exchange(&server, &bytes);
    }
    assert_eq!(PANICS.load(Ordering::SeqCst), 0);
    assert_eq!(send(&server, &list_orders().acs3(&server)).status, 200, "it still serves");
}

/// Sends bytes and reads to the end; the server may be done before it has taken them all.
fn exchange(server: &Server, bytes: &[u8]) {
    let mut client = Client::new(server);
    let _ = client.stream.write_all(bytes);
    let _ = client.stream.shutdown(std::net::Shutdown::Write);
    let answer = client.rest();
    assert!(answer.is_empty() || answer.starts_with(b"HTTP/1.1 "), "{}", String::from_utf8_lossy(&answer));
}

#[test]
fn refuses_what_is_too_large() {
    let server = server();
    let huge = format!("GET / HTTP/1.1\r\nhost: h\r\nx: {}\r\n\r\n", "y".repeat(1 << 20));
    let many = format!("GET / HTTP/1.1\r\nhost: h\r\n{}\r\n", "x: y\r\n".repeat(1000));
    let body = "POST / HTTP/1.1\r\nhost: h\r\ncontent-length: 68719476736\r\n\r\n".to_owned();
    for (status, text) in [(431, huge), (431, many), (413, body)] {
        let mut client = Client::new(&server);
        let _ = client.stream.write_all(text.as_bytes());
        let reply = client.receive();
        assert_eq!((reply.status, reply.code().as_str()), (status, "BadRequest"));
        assert_eq!(reply.header("connection"), Some("close"));
    }
    assert!(server.calls().is_empty());
}

#[test]
fn ends_with_idle_connections_and_waiting_answers() {
    let server = server();
    let address = server.address();
    let idle = Client::new(&server);
    let mut half = Client::new(&server);
    half.stream.write_all(b"GET / HT").unwrap();
    server.answer_next(Answer::json(200, "{}").delayed(Duration::from_secs(600)));
    let mut waiting = Client::new(&server);
    waiting.stream.write_all(&list_orders().acs3(&server)).unwrap();
    while server.calls().is_empty() {
        thread::sleep(Duration::from_millis(5));
    }
    end(server);
    assert!(TcpStream::connect(address).is_err(), "nobody listens");
    for mut client in [idle, half, waiting] {
        client.rest();
    }
}
