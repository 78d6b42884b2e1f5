//! Bodies in parts when connections break: what breaks before the head of the response is repeated as always, what
//! breaks after it is told by the stream, and an upload is opened anew for each attempt.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use alicloud_core::transport::{BodySource, ByteStream};
use alicloud_core::{BoxFuture, Error, ErrorKind, Method, Place, Request};

use super::case::{Counter, Kind, SHORT, client, config, finish, runtime};
use super::proxy::Proxy;
use super::script::Answer;
use super::script::Fault::{self, Break, Deaf};
use super::script::How::{Close, Reset, Stall};
use super::script::Point::{Begun, Body, Forwarded, Head, Received};
use super::service::{Rules, Service};

const LENGTH: usize = 200_000;

/// What a download comes to: the error of its stream or its head, after so many attempts and arrivals.
type Outcome = (Result<usize, ErrorKind>, u32, usize);

fn download(faults: Vec<Fault>, answers: Vec<Answer>) -> Outcome {
    let service = Service::start(answers, Rules::default());
    let proxy = Proxy::start(service.address, faults);
    let counter = Counter::default();
    let client = client(config(&proxy).attempt_timeout(SHORT).interceptor(counter.clone()));
    let result: Result<Vec<u8>, Error> = runtime().block_on(async {
        let stream = finish(client.call_streaming(Kind::Read.request())).await?;
        finish(stream.collect(usize::MAX)).await
    });
    (result.map(|body| body.len()).map_err(|error| error.kind()), counter.count(), service.count())
}

/// Rows of a table: a file is asked for, and this goes wrong.
macro_rules! downloads {
    ($($name:ident: $fault:expr => $outcome:expr, $attempts:expr, $arrivals:expr;)+) => {$(
        #[test]
        fn $name() {
            let file = || Answer::new(200, &[], vec![b'x'; LENGTH]);
            assert_eq!(download(vec![$fault], vec![file(), file()]), ($outcome, $attempts, $arrivals));
        }
    )+};
}

downloads! {
    a_download_without_a_fault: Fault::None => Ok(LENGTH), 1, 1;
    a_download_that_is_reset_before_the_answer: Break(Forwarded, Reset) => Ok(LENGTH), 2, 2;
    a_download_that_stalls_before_the_answer: Break(Forwarded, Stall) => Ok(LENGTH), 2, 2;
    a_download_that_is_closed_within_the_head: Break(Head, Close) => Ok(LENGTH), 2, 2;
    a_download_that_is_closed_within_the_body: Break(Body, Close) => Err(ErrorKind::Transport), 1, 1;
    a_download_that_is_reset_within_the_body: Break(Body, Reset) => Err(ErrorKind::Transport), 1, 1;
    a_download_that_stalls_within_the_body: Break(Body, Stall) => Err(ErrorKind::Timeout), 1, 1;
}

#[test]
fn a_download_that_is_refused_first_is_repeated() {
    assert_eq!(download(Vec::new(), vec![Answer::throttled()]).1, 2);
    let gone = vec![Answer::error(404, "NoSuchFile", &[])];
    assert_eq!(download(Vec::new(), gone), (Err(ErrorKind::Service), 1, 1));
}

/// Gives the same bytes each time, and counts the times.
struct Source(Arc<AtomicUsize>);

impl BodySource for Source {
    fn length(&self) -> u64 {
        LENGTH as u64
    }

    fn open(&self) -> BoxFuture<'_, io::Result<ByteStream>> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Box::pin(async { Ok(ByteStream::whole(vec![b'x'; LENGTH])) })
    }
}

/// What an upload comes to, after so many attempts and arrivals, and how often its source was opened for them.
fn upload(fault: Fault, repeatable: bool) -> (Outcome, usize) {
    let service = Service::start(Vec::new(), Rules::default());
    let proxy = Proxy::start(service.address, vec![fault]);
    let counter = Counter::default();
    let client = client(config(&proxy).attempt_timeout(SHORT).interceptor(counter.clone()));
    let opened = Arc::new(AtomicUsize::new(0));
    let mut request = Request::new("PutFile", Method::Put, "/file");
    request.stream_body(Source(Arc::clone(&opened)), None);
    if repeatable {
        request.client_token("ClientToken", Place::Query);
    }
    let result = runtime().block_on(finish(client.call(request)));
    for arrival in service.arrivals() {
        assert_eq!(arrival.request.body.len(), LENGTH);
    }
    let outcome = (result.map(|_| LENGTH).map_err(|error| error.kind()), counter.count(), service.count());
    // Once for the signature.
    (outcome, opened.load(Ordering::SeqCst) - 1)
}

/// Rows of a table: a file is sent, and this goes wrong; without and with a client token.
macro_rules! uploads {
    ($($name:ident: $fault:expr => $plain:expr, $token:expr;)+) => {$(
        #[test]
        fn $name() {
            let (plain, token): (Outcome, Outcome) = ($plain, $token);
            for (repeatable, expected) in [(false, plain), (true, token)] {
                let (outcome, opened) = upload($fault, repeatable);
                assert_eq!((outcome, opened), (expected, expected.1 as usize), "{repeatable}");
            }
        }
    )+};
}

uploads! {
    an_upload_without_a_fault: Fault::None => (Ok(LENGTH), 1, 1), (Ok(LENGTH), 1, 1);
    an_upload_that_is_reset_before_reading: Break(Begun, Reset)
        => (Err(ErrorKind::Transport), 1, 0), (Ok(LENGTH), 2, 1);
    an_upload_that_is_closed_within_the_request: Break(Received, Close)
        => (Err(ErrorKind::Transport), 1, 0), (Ok(LENGTH), 2, 1);
    an_upload_that_is_reset_before_the_answer: Break(Forwarded, Reset)
        => (Err(ErrorKind::Transport), 1, 1), (Ok(LENGTH), 2, 2);
    an_upload_that_stalls_before_the_answer: Break(Forwarded, Stall)
        => (Err(ErrorKind::Timeout), 1, 1), (Ok(LENGTH), 2, 2);
    an_upload_that_nobody_reads: Deaf => (Err(ErrorKind::Timeout), 1, 0), (Ok(LENGTH), 2, 1);
    an_upload_whose_answer_breaks_off: Break(Body, Close)
        => (Err(ErrorKind::Transport), 1, 1), (Ok(LENGTH), 2, 2);
}
