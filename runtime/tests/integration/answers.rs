//! Answers that do not come: from connections that were kept, and from builds without TLS.

use std::collections::BTreeSet;
use std::io::{BufReader, Write as _};
use std::net::TcpStream;
use std::sync::mpsc::{Receiver, channel};

#[cfg(not(any(feature = "tls-ring", feature = "tls-aws-lc")))]
use alicloud_core::Proxy;
use alicloud_core::{Client, ErrorKind, Method, RawResponse, Request};

use super::loopback::{OK, Received, client, config, receive};
#[cfg(not(any(feature = "tls-ring", feature = "tls-aws-lc")))]
use super::loopback::{request, run};
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

async fn post(client: &Client) -> Result<RawResponse, alicloud_core::Error> {
    client.call(Request::new("CreateStorage", Method::Post, "/a")).await
}

#[tokio::test]
async fn a_request_that_a_kept_connection_swallowed_is_not_sent_again() {
    let (url, received) = answering(|count, stream| count == 1 && stream.write_all(OK.as_bytes()).is_ok());
    let client = client(config(&url));
    post(&client).await.unwrap();
    let error = post(&client).await.unwrap_err();
    assert_eq!(error.kind(), &ErrorKind::Transport, "{error}");
    assert!(error.to_string().contains("may have acted"), "{error}");
    assert_eq!(received.try_iter().count(), 2);
}

#[tokio::test]
async fn no_request_arrives_twice_where_the_service_closes_kept_connections() {
    // It says nothing of closing, so the connection is kept, and the next request may meet it open or closed.
    let (url, received) = answering(|_, stream| {
        let _ = stream.write_all(OK.as_bytes());
        false
    });
    let client = client(config(&url));
    let mut answered = 0;
    for round in 0..60 {
        answered += usize::from(post(&client).await.is_ok());
        if round % 3 == 0 {
            tokio::time::sleep(std::time::Duration::from_millis(2)).await;
        }
    }
    let nonce = |request: &Received| {
        let line = request.head.lines().find(|line| line.starts_with("x-acs-signature-nonce: "));
        line.unwrap().to_owned()
    };
    let nonces: Vec<String> = received.try_iter().map(|request| nonce(&request)).collect();
    assert_eq!(nonces.len(), nonces.iter().collect::<BTreeSet<_>>().len());
    assert!(answered >= 20 && answered <= nonces.len(), "{answered} of {}", nonces.len());
}

#[cfg(not(any(feature = "tls-ring", feature = "tls-aws-lc")))]
#[test]
fn without_tls_https_names_the_features_to_turn_on() {
    let (url, received) = answering(|_, _| false);
    let secure = url.replace("http:", "https:");
    for config in [config(&secure), config(&url).proxy(Proxy::all(&secure).unwrap())] {
        let error = run(&client(config), request()).unwrap_err();
        assert_eq!(error.kind(), &ErrorKind::Configuration);
        assert!(error.to_string().contains("the feature `tls-ring` or `tls-aws-lc`"), "{error}");
    }
    assert!(received.try_recv().is_err());
}
