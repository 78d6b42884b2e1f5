//! Answers over a socket that must not be taken: too large, encoded, or none at all from a connection that was kept.

use std::collections::BTreeSet;
use std::io::{BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

#[cfg(not(any(feature = "tls-ring", feature = "tls-aws-lc")))]
use alicloud_core::Proxy;
use alicloud_core::{Client, Error, ErrorKind, Method, RawResponse, Request};

use super::loopback::{OK, Received, Server, client, config, receive, request, run};
use super::proxy::listen;

/// A server that lets `answer` do what it likes with each connection's n-th request; gives what it received.
fn answering(answer: impl Fn(usize, &mut TcpStream) -> bool + Clone + Send + 'static) -> (String, Receiver<Received>) {
    let (sender, received) = channel();
    let address = listen(move |stream| {
        let mut stream = BufReader::new(stream);
        let mut count = 0;
        while let Some(request) = receive(&mut stream) {
            let _ = sender.send(request);
            count += 1;
            if !answer(count, stream.get_mut()) {
                return;
            }
        }
    });
    (format!("http://{address}"), received)
}

#[test]
fn an_answer_may_be_as_large_as_the_limit_and_no_larger() {
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n6\r\n123456\r\n";
    for answer in [OK, &format!("{chunked}0\r\n\r\n")] {
        let answer: &'static str = Box::leak(answer.to_owned().into_boxed_str());
        let length = |limit| run(&client(Server::start(answer, true).config().max_response_size(limit)), request());
        assert_eq!(length(11).unwrap().body().len(), 11);
        let error = length(10).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport);
        for part in ["of status 200, is larger than 10 bytes", "max_response_size", "may have acted"] {
            assert!(error.to_string().contains(part), "{error}");
        }
    }
    assert!(config("localhost").max_response_size(0).build().is_err());
}

#[test]
fn a_length_is_not_believed_and_an_endless_answer_is_not_read() {
    let server = Server::start("HTTP/1.1 500 Oh\r\nContent-Length: 18446744073709551000\r\n\r\n{\"Code\":\"A\"}", true);
    let error = run(&client(server.config()), request()).unwrap_err();
    assert_eq!((error.kind(), error.status(), error.is_retryable()), (ErrorKind::Service, Some(500), true));
    assert!(error.to_string().contains("body is larger than max_response_size"), "{error}");

    let (stopped, stop) = channel();
    let (url, _received) = answering(move |_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        let chunk = format!("1000\r\n{}\r\n", "x".repeat(0x1000));
        while stream.write_all(chunk.as_bytes()).is_ok() {}
        let _ = stopped.send(());
        false
    });
    let error = run(&client(config(&url).max_response_size(100_000)), request()).unwrap_err();
    assert!(error.to_string().contains("larger than 100000 bytes"), "{error}");
    stop.recv().unwrap();
}

#[test]
fn an_encoded_answer_says_so_instead_of_being_decoded() {
    for (encoding, refused) in [("gzip", true), ("br, identity", true), ("identity", false), ("Identity", false)] {
        let answer = format!("HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\nContent-Length: 2\r\n\r\n{{}}");
        let server = Server::start(Box::leak(answer.into_boxed_str()), true);
        let result = run(&client(server.config()), request());
        assert!(!server.received().head.contains("accept-encoding"));
        let Err(error) = result else {
            assert!(!refused, "{encoding}");
            continue;
        };
        assert!(refused && error.kind() == ErrorKind::Transport, "{error}");
        assert!(error.to_string().contains(&format!("of status 200, is encoded as `{encoding}`")), "{error}");
    }
}

/// Makes the call with this number.
async fn post(client: &Client, number: usize) -> Result<RawResponse, Error> {
    let mut request = Request::new("CreateStorage", Method::Post, "/a");
    request.query("Number", &number);
    client.call(request).await
}

#[tokio::test]
async fn a_request_that_a_kept_connection_swallowed_is_not_sent_again() {
    let (url, received) = answering(|count, stream| count == 1 && stream.write_all(OK.as_bytes()).is_ok());
    let client = client(config(&url));
    post(&client, 1).await.unwrap();
    let error = post(&client, 2).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport, "{error}");
    assert!(error.to_string().contains("may have acted"), "{error}");
    assert_eq!(received.try_iter().count(), 2);
}

/// What arrived, by number.
fn numbers(received: &Receiver<Received>) -> Vec<usize> {
    let number = |request: Received| {
        let rest = request.head.split_once("Number=").unwrap().1;
        rest.split(|char: char| !char.is_ascii_digit()).next().unwrap().parse().unwrap()
    };
    received.try_iter().map(number).collect()
}

#[tokio::test]
async fn no_request_arrives_twice_where_the_service_closes_kept_connections() {
    // It says nothing of closing, so the connection is kept, and the next request may meet it open or closed.
    let (url, received) = answering(|_, stream| {
        let _ = stream.write_all(OK.as_bytes());
        false
    });
    let client = client(config(&url));
    let (mut answered, mut unsent) = (0, Vec::new());
    for number in 0..60 {
        match post(&client, number).await {
            Ok(_) => answered += 1,
            Err(error) if error.is_connect() => unsent.push(number),
            Err(error) => assert_eq!(error.kind(), ErrorKind::Transport, "{error}"),
        }
        if number % 3 == 0 {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }
    let arrived = numbers(&received);
    let once: BTreeSet<usize> = arrived.iter().copied().collect();
    assert_eq!(arrived.len(), once.len(), "{arrived:?}");
    assert!(unsent.iter().all(|number| !once.contains(number)), "{unsent:?}");
    assert!(answered >= 20 && answered <= arrived.len(), "{answered} of {}", arrived.len());
}

#[tokio::test]
async fn a_connection_that_is_closed_at_once_is_no_connection_or_may_have_been_used() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let client = client(config(&format!("http://{}", listener.local_addr().unwrap())));
    thread::spawn(move || listener.incoming().for_each(drop));
    for number in 0..20 {
        let error = post(&client, number).await.unwrap_err();
        assert_eq!(error.is_connect(), !error.to_string().contains("may have acted"), "{error}");
    }
}

#[cfg(not(any(feature = "tls-ring", feature = "tls-aws-lc")))]
#[test]
fn without_tls_https_names_the_features_to_turn_on() {
    let (url, received) = answering(|_, _| false);
    let secure = url.replace("http:", "https:");
    for config in [config(&secure), config(&url).proxy(Proxy::all(&secure).unwrap())] {
        let error = run(&client(config), request()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(error.to_string().contains("the feature `tls-ring` or `tls-aws-lc`"), "{error}");
    }
    assert!(received.try_recv().is_err());
}
