//! Bodies in parts, both ways: uploads from sources, downloads as they arrive, and bodies that attempts share.

use std::io::{self, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use alicloud_core::transport::{
    BodySource, ByteStream, Bytes, FileSource, HttpRequest, HttpResponse, StreamSource, TransportError,
};
use alicloud_core::{
    BoxFuture, Client, Config, Error, ErrorKind, Headers, Method, Product, Request, ResponseStream, SignatureVersion,
    StandardRetry, Style, Transport,
};

use super::loopback::{OK, Received, Server, client, config, receive};
use super::support::{Recorder, WEBPLUS, answer, fixed, product};

static FILES: Product = product("files", "2019-03-20", Style::Roa, None);

fn put(source: impl BodySource + 'static) -> Request {
    let mut request = Request::new("PutFile", Method::Put, "/file");
    request.stream_body(source, None);
    request
}

fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

/// `length` bytes, each part with a pause before it; counts how often it is opened.
#[derive(Clone)]
struct Source {
    parts: usize,
    part: usize,
    pause: Duration,
    /// What it says that its length is, more than it gives.
    more: u64,
    opened: Arc<AtomicU32>,
}

impl Source {
    fn new(parts: usize, part: usize) -> Self {
        Self { parts, part, pause: Duration::ZERO, more: 0, opened: Arc::default() }
    }

    fn stream(&self) -> ByteStream {
        sent_by_a_task(self.parts, self.part, self.pause)
    }
}

/// Parts that a task sends.
fn sent_by_a_task(parts: usize, part: usize, pause: Duration) -> ByteStream {
    struct Channel(tokio::sync::mpsc::Receiver<Bytes>);
    impl futures_core::Stream for Channel {
        type Item = io::Result<Bytes>;
        fn poll_next(
            mut self: std::pin::Pin<&mut Self>,
            context: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Self::Item>> {
            self.0.poll_recv(context).map(|part| part.map(Ok))
        }
    }
    let (sender, receiver) = tokio::sync::mpsc::channel(1);
    tokio::spawn(async move {
        for number in 0..parts {
            if !pause.is_zero() {
                tokio::time::sleep(pause).await;
            }
            if sender.send(vec![b'a' + (number % 26) as u8; part].into()).await.is_err() {
                return;
            }
        }
    });
    ByteStream::new(Channel(receiver))
}

impl BodySource for Source {
    fn length(&self) -> u64 {
        (self.parts * self.part) as u64 + self.more
    }

    fn open(&self) -> BoxFuture<'_, io::Result<ByteStream>> {
        self.opened.fetch_add(1, Ordering::SeqCst);
        Box::pin(async { Ok(self.stream()) })
    }
}

fn whole(parts: usize, part: usize) -> Vec<u8> {
    (0..parts).flat_map(|number| vec![b'a' + (number % 26) as u8; part]).collect()
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    use sha2::Digest as _;
    sha2::Sha256::digest(bytes).into()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn a_source_is_read_once_for_the_signature_and_once_for_each_attempt() {
    let server = Server::start(OK, true);
    let source = Source::new(40, 100_000);
    run(client(server.config()).call(put(source.clone()))).unwrap();
    let Received { head, body } = server.received();
    let expected = whole(40, 100_000);
    assert!(body == expected);
    assert_eq!(header(&head, "content-length"), Some("4000000"));
    assert_eq!(header(&head, "x-acs-content-sha256"), Some(&*hex(&sha256(&expected))));
    assert_eq!(header(&head, "content-type"), Some("application/octet-stream"));
    assert_eq!(source.opened.load(Ordering::SeqCst), 2);
}

#[test]
fn a_signature_that_does_not_cover_the_body_reads_it_once() {
    let server = Server::start(OK, true);
    let source = Source::new(2, 10);
    run(client(server.config().signature(SignatureVersion::V1)).call(put(source.clone()))).unwrap();
    assert_eq!(server.received().body, whole(2, 10));
    assert_eq!(source.opened.load(Ordering::SeqCst), 1);
}

#[test]
fn a_file_is_sent_without_being_in_memory() {
    let path = std::env::temp_dir().join(format!("alicloud-file-{}", std::process::id()));
    let content = whole(7, 123_457);
    std::fs::write(&path, &content).unwrap();
    let server = Server::start(OK, true);
    let call = |source| run(client(server.config()).call(put(source))).map(|_| server.received().body);
    let plain = call(FileSource::new(&path).unwrap());
    let hashed = call(FileSource::new(&path).unwrap().with_sha256(sha256(&content)));
    std::fs::remove_file(&path).unwrap();
    assert!(plain.unwrap() == content && hashed.unwrap() == content);
    assert_eq!(FileSource::new(&path).unwrap_err().kind(), io::ErrorKind::NotFound);
    assert_eq!(FileSource::new(std::env::temp_dir()).unwrap_err().kind(), io::ErrorKind::InvalidInput);
}

#[test]
fn an_empty_source_is_an_empty_body() {
    let server = Server::start(OK, true);
    run(client(server.config()).call(put(Source::new(0, 0)))).unwrap();
    let Received { head, body } = server.received();
    assert_eq!((header(&head, "content-length"), body.len()), (Some("0"), 0));
}

#[test]
fn a_stream_needs_its_hash_where_the_signature_covers_it() {
    let server = Server::start(OK, true);
    run(async {
        let stream = || StreamSource::new(20, Source::new(2, 10).stream());
        let error = client(server.config()).call(put(stream())).await.unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Request, 0), "{error}");
        assert!(error.to_string().contains("with_sha256"), "{error}");
        let hashed = stream().with_sha256(sha256(&whole(2, 10)));
        client(server.config()).call(put(hashed)).await.unwrap();
        client(server.config().signature(SignatureVersion::V1)).call(put(stream())).await.unwrap();
    });
    assert_eq!([server.received().body, server.received().body], [whole(2, 10), whole(2, 10)]);
}

/// Sends nothing more and nothing less than was said.
#[test]
fn a_source_that_gives_fewer_bytes_than_it_said_is_an_error() {
    let server = Server::start(OK, true);
    let source = Source { more: 5, ..Source::new(2, 10) };
    let error = run(client(server.config()).call(put(source))).unwrap_err();
    assert!(error.to_string().contains("fewer bytes than it said"), "{error}");
    assert!(server.try_received().is_none());
}

fn retrying(recorder: &Recorder) -> Client {
    let retry = StandardRetry::new().base_delay(Duration::ZERO).throttling_base_delay(Duration::ZERO);
    Client::new(&fixed(recorder).retry(retry).build().unwrap(), &FILES)
}

fn refused_once() -> Recorder {
    Recorder::script([answer(429, &[], r#"{"Code":"Throttling"}"#), answer(200, &[], "{}")])
}

#[test]
fn a_transport_that_knows_no_sources_gets_the_bytes_and_each_attempt_opens_anew() {
    let recorder = refused_once();
    let source = Source::new(3, 10);
    run(retrying(&recorder).call(put(source.clone()))).unwrap();
    let requests = recorder.requests();
    assert!(requests.iter().all(|request| request.body() == whole(3, 10) && request.source().is_none()));
    assert_eq!((requests.len(), source.opened.load(Ordering::SeqCst)), (2, 3));
}

#[test]
fn what_can_be_read_once_is_not_sent_twice() {
    let recorder = refused_once();
    run(async {
        let source = StreamSource::new(20, Source::new(2, 10).stream()).with_sha256([0; 32]);
        let error = retrying(&recorder).call(put(source)).await.unwrap_err();
        assert!(error.is_throttling() && error.attempts() == 1, "{error}");
    });
}

#[test]
fn attempts_share_the_body_in_memory() {
    let recorder = refused_once();
    let bytes = vec![7; 1_000_000];
    let place = bytes.as_ptr();
    let mut request = Request::new("PutFile", Method::Put, "/file");
    request.bytes_body(bytes, None);
    run(retrying(&recorder).call(request)).unwrap();
    let places: Vec<_> = recorder.requests().iter().map(|request| request.body().as_ptr()).collect();
    assert_eq!(places, [place, place]);
}

/// A service that sends what the test says, piece by piece.
fn serve() -> (String, Sender<Option<Vec<u8>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (sender, pieces): (_, Receiver<Option<Vec<u8>>>) = channel();
    let pieces = Mutex::new(pieces);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream: BufReader<TcpStream> = BufReader::new(stream.unwrap());
            if receive(&mut stream).is_some() {
                while let Ok(Some(piece)) = pieces.lock().unwrap().recv() {
                    let _ = stream.get_mut().write_all(&piece);
                }
            }
        }
    });
    (url, sender)
}

fn get(config: alicloud_core::ConfigBuilder) -> Client {
    Client::new(&config.build().unwrap(), &WEBPLUS)
}

fn download() -> Request {
    Request::new("GetFile", Method::Get, "/file")
}

fn head(length: usize) -> Option<Vec<u8>> {
    Some(format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nX-Acs-Request-Id: R-1\r\n\r\n").into_bytes())
}

async fn next(stream: &mut ResponseStream) -> Option<Result<Bytes, Error>> {
    stream.next().await
}

#[test]
fn a_response_is_handed_out_while_it_arrives() {
    let (url, pieces) = serve();
    run(async {
        pieces.send(head(8)).unwrap();
        let mut stream = get(config(&url)).call_streaming(download()).await.unwrap();
        assert_eq!((stream.status(), stream.length(), stream.request_id()), (200, Some(8), Some("R-1")));
        for piece in ["abcd", "efgh"] {
            pieces.send(Some(piece.into())).unwrap();
            assert_eq!(next(&mut stream).await.unwrap().unwrap(), piece);
        }
        assert!(next(&mut stream).await.is_none());
    });
}

#[test]
fn no_limit_of_size_counts_unless_it_is_set() {
    let (url, pieces) = serve();
    let client = get(config(&url).max_response_size(1_000));
    for (limit, fits) in [(100_000, true), (99_999, false)] {
        pieces.send(head(100_000)).unwrap();
        pieces.send(Some(vec![b'x'; 100_000])).unwrap();
        pieces.send(None).unwrap();
        let result = run(async { client.call_streaming(download()).await.unwrap().collect(limit).await });
        match result {
            Ok(body) => assert!(fits && body.len() == 100_000),
            Err(error) => assert!(!fits && error.to_string().contains("larger than 99999 bytes"), "{error}"),
        }
    }
}

#[test]
fn an_error_response_is_an_error_and_read_whole() {
    let (url, pieces) = serve();
    let body = r#"{"Code":"NoSuchFile","Message":"no","RequestId":"R-2"}"#;
    pieces.send(Some(format!("HTTP/1.1 404 No\r\nContent-Length: {}\r\n\r\n{body}", body.len()).into_bytes())).unwrap();
    pieces.send(None).unwrap();
    let error = run(get(config(&url)).call_streaming(download())).unwrap_err();
    assert_eq!((error.kind(), error.code(), error.request_id()), (ErrorKind::Service, Some("NoSuchFile"), Some("R-2")));
}

const SHORT: Duration = Duration::from_millis(300);

#[test]
fn the_limit_of_an_attempt_counts_from_part_to_part() {
    let (url, pieces) = serve();
    run(async {
        pieces.send(head(6)).unwrap();
        let client = get(config(&url).attempt_timeout(SHORT));
        let mut stream = client.call_streaming(download()).await.unwrap();
        // Together longer than the limit.
        for _ in 0..5 {
            tokio::time::sleep(SHORT / 3).await;
            pieces.send(Some(b"x".to_vec())).unwrap();
            assert_eq!(next(&mut stream).await.unwrap().unwrap(), "x");
        }
        let error = next(&mut stream).await.unwrap().unwrap_err();
        assert_eq!((error.kind(), error.operation()), (ErrorKind::Timeout, Some("GetFile")), "{error}");
        assert!(error.to_string().contains("no further part"), "{error}");
        assert!(next(&mut stream).await.is_none());
    });
}

#[test]
fn an_upload_may_take_longer_than_an_attempt_while_it_goes_on() {
    let server = Server::start(OK, true);
    let slow = Source { pause: SHORT / 3, ..Source::new(6, 10) };
    let hash = sha256(&whole(6, 10));
    run(async {
        let source = StreamSource::new(60, slow.stream()).with_sha256(hash);
        client(server.config().attempt_timeout(SHORT)).call(put(source)).await.unwrap();
        assert_eq!(server.received().body, whole(6, 10));

        let stuck = Source { pause: SHORT * 9, ..Source::new(6, 10) };
        let source = StreamSource::new(60, stuck.stream()).with_sha256(hash);
        let error = client(server.config().attempt_timeout(SHORT)).call(put(source)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");

        // The limit of the operation counts for all of it.
        let source = StreamSource::new(60, slow.stream()).with_sha256(hash);
        let limited = server.config().attempt_timeout(SHORT).operation_timeout(SHORT);
        let error = client(limited).call(put(source)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
    });
}

#[test]
fn a_body_that_breaks_off_is_an_error_after_its_parts() {
    let (url, pieces) = serve();
    pieces.send(head(8)).unwrap();
    pieces.send(Some(b"abcd".to_vec())).unwrap();
    pieces.send(None).unwrap();
    run(async {
        let mut stream = get(config(&url)).call_streaming(download()).await.unwrap();
        assert_eq!(next(&mut stream).await.unwrap().unwrap(), "abcd");
        let error = next(&mut stream).await.unwrap().unwrap_err();
        assert!(error.kind() == ErrorKind::Transport && error.to_string().contains("broke off"), "{error}");
    });
}

/// Answers in memory, as fakes do.
struct Plain;

impl Transport for Plain {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let body = request.into_body();
        Box::pin(std::future::ready(Ok(HttpResponse::new(200, Headers::new(), body))))
    }
}

#[test]
fn a_transport_that_knows_no_streams_gives_its_response_as_one() {
    let config = Config::builder()
        .endpoint("service.test")
        .credentials(alicloud_core::Credentials::new("id", "secret"))
        .transport(Plain);
    let body = run(async { get(config).call_streaming(put(Source::new(3, 10))).await.unwrap().collect(30).await });
    assert_eq!(body.unwrap(), whole(3, 10));
}
