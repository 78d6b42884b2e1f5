//! Bodies that come in parts: as a response's come over the wire, and as a source gives those of a request.

use std::fmt;
use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use crate::future::BoxFuture;

/// The parts of a body, one after the other. As a `Stream` it ends after the first error.
pub struct ByteStream(Option<Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>>);

impl ByteStream {
    /// The parts that `stream` gives.
    pub fn new(stream: impl Stream<Item = io::Result<Bytes>> + Send + 'static) -> Self {
        Self(Some(Box::pin(stream)))
    }

    /// These bytes as the only part.
    pub fn whole(bytes: impl Into<Bytes>) -> Self {
        Self::new(Whole(Some(bytes.into()).filter(|bytes| !bytes.is_empty())))
    }

    /// The next part; `None` after the last one.
    pub async fn next(&mut self) -> Option<io::Result<Bytes>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// All parts in one piece, which may have `limit` bytes.
    ///
    /// # Errors
    /// That of the stream, and one of kind `FileTooLarge` where there are more bytes.
    pub async fn collect(self, limit: usize) -> io::Result<Bytes> {
        match self.begin(limit).await? {
            (all, false) => Ok(all),
            _ => Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("there are more than {limit} bytes"))),
        }
    }

    /// The first `limit` bytes, and whether there are more.
    pub(crate) async fn begin(mut self, limit: usize) -> io::Result<(Bytes, bool)> {
        let mut first = Bytes::new();
        let mut all = Vec::new();
        let mut is_cut = false;
        while !is_cut {
            let Some(mut part) = self.next().await.transpose()? else { break };
            let room = limit - all.len() - first.len();
            is_cut = part.len() > room;
            part.truncate(room);
            if first.is_empty() && all.is_empty() {
                first = part;
                continue;
            }
            // One part alone is not copied.
            all.extend_from_slice(&std::mem::take(&mut first));
            all.extend_from_slice(&part);
        }
        Ok((if all.is_empty() { first } else { all.into() }, is_cut))
    }
}

impl Stream for ByteStream {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(stream) = &mut self.0 else { return Poll::Ready(None) };
        let next = std::task::ready!(stream.as_mut().poll_next(context));
        if !matches!(next, Some(Ok(_))) {
            self.0 = None;
        }
        Poll::Ready(next)
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ByteStream")
    }
}

struct Whole(Option<Bytes>);

impl Stream for Whole {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.take().map(Ok))
    }
}

/// A body that is not in memory: a file, or whatever gives a known number of bytes.
///
/// It is opened for each attempt, and once before the first one where the signature covers the body and its hash is not
/// known. Each time it must give the same bytes.
pub trait BodySource: Send + Sync {
    /// The number of bytes, which is sent before them.
    fn length(&self) -> u64;

    /// The bytes from the first one on.
    fn open(&self) -> BoxFuture<'_, io::Result<ByteStream>>;

    /// Whether [`open`](Self::open) can succeed now. A call whose source can be opened only once is not repeated.
    fn opens(&self) -> bool {
        true
    }

    /// The SHA-256 of the bytes where it is known already, which spares reading them once more.
    fn sha256(&self) -> Option<[u8; 32]> {
        None
    }
}

impl<T: BodySource + ?Sized> BodySource for Arc<T> {
    fn length(&self) -> u64 {
        (**self).length()
    }

    fn open(&self) -> BoxFuture<'_, io::Result<ByteStream>> {
        (**self).open()
    }

    fn opens(&self) -> bool {
        (**self).opens()
    }

    fn sha256(&self) -> Option<[u8; 32]> {
        (**self).sha256()
    }
}

/// A stream of known length as the body of a request. It is read once, so a call with it is repeated only where the first
/// attempt did not get as far as that.
pub struct StreamSource {
    length: u64,
    sha256: Option<[u8; 32]>,
    stream: Mutex<Option<ByteStream>>,
}

impl StreamSource {
    /// A body of `length` bytes, those of `stream`.
    pub fn new(length: u64, stream: ByteStream) -> Self {
        Self { length, sha256: None, stream: Mutex::new(Some(stream)) }
    }

    /// States the SHA-256 of the bytes, which signature V3 covers.
    pub fn with_sha256(mut self, hash: [u8; 32]) -> Self {
        self.sha256 = Some(hash);
        self
    }
}

impl BodySource for StreamSource {
    fn length(&self) -> u64 {
        self.length
    }

    fn open(&self) -> BoxFuture<'_, io::Result<ByteStream>> {
        let stream = self.stream.lock().unwrap_or_else(PoisonError::into_inner).take();
        let stream = stream.ok_or_else(|| io::Error::other("the stream was read already"));
        Box::pin(std::future::ready(stream))
    }

    fn opens(&self) -> bool {
        self.stream.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    fn sha256(&self) -> Option<[u8; 32]> {
        self.sha256
    }
}

impl fmt::Debug for StreamSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamSource").field("length", &self.length).finish_non_exhaustive()
    }
}

/// The body of a request as it is sent. Copies share it.
#[derive(Clone)]
pub(crate) enum Payload {
    Bytes(Bytes),
    Source(Arc<dyn BodySource>),
}

impl Payload {
    pub(crate) fn length(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::Source(source) => source.length(),
        }
    }

    /// What of it is in memory.
    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Self::Bytes(bytes) => bytes,
            Self::Source(_) => &[],
        }
    }

    pub(crate) fn source(&self) -> Option<&Arc<dyn BodySource>> {
        match self {
            Self::Bytes(_) => None,
            Self::Source(source) => Some(source),
        }
    }
}

impl From<Vec<u8>> for Payload {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes.into())
    }
}
