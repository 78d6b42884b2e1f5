//! Reading requests from one connection, within bounds.

use std::io::{self, Read, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::received::{Failure, Framing, MAX_BODY, Received, TOO_LARGE, framing, received};

/// The longest request line and headers, in bytes.
const MAX_HEAD: usize = 64 * 1024;
/// The most headers.
const MAX_HEADERS: usize = 128;
/// The longest line within a chunked body: a size or a trailer.
const MAX_LINE: usize = 1024;
/// The most trailers after a chunked body.
const MAX_TRAILERS: usize = 32;
/// How long a connection may be idle between requests.
const IDLE: Duration = Duration::from_secs(60);
/// How long a request may take to arrive, and an answer to leave.
pub(super) const TRANSFER: Duration = Duration::from_secs(10);

/// Reads requests one after another; bytes that belong to the next stay for it.
pub(crate) struct Reader<R> {
    source: R,
    buffer: Vec<u8>,
}

/// A connection that gives up when a request takes too long.
pub(crate) struct Patient<'a> {
    stream: &'a TcpStream,
    /// `None`: between requests.
    pub(super) deadline: Option<Instant>,
}

impl<'a> Patient<'a> {
    pub(crate) fn new(stream: &'a TcpStream) -> Self {
        Self { stream, deadline: None }
    }
}

impl Read for Patient<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let timeout = match self.deadline {
            None => IDLE,
            Some(deadline) => deadline.saturating_duration_since(Instant::now()),
        };
        if timeout.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        self.stream.set_read_timeout(Some(timeout))?;
        let count = self.stream.read(buffer)?;
        self.deadline.get_or_insert_with(|| Instant::now() + TRANSFER);
        Ok(count)
    }
}

impl Reader<Patient<'_>> {
    /// Reads the next request, which may take its time to begin.
    pub(crate) fn next(&mut self) -> Result<Received, Failure> {
        self.source.deadline = None;
        let mut stream = self.source.stream;
        self.request(|| stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").map_err(|_| Failure::Closed))
    }
}

impl<R: Read> Reader<R> {
    pub(crate) fn new(source: R) -> Self {
        Self { source, buffer: Vec::new() }
    }

    /// Reads one request; `proceed` tells a client that waits for it to send the body.
    pub(crate) fn request(&mut self, proceed: impl FnOnce() -> Result<(), Failure>) -> Result<Received, Failure> {
        let mut request = loop {
            if let Some(request) = self.head()? {
                break request;
            }
            if self.buffer.len() >= MAX_HEAD {
                return Err(Failure::Bad(431, "the request line and headers are longer than 64 KiB"));
            }
            let begun = !self.buffer.is_empty();
            self.fill(begun)?;
        };
        let framing = framing(&request)?;
        if !matches!(framing, Framing::Length(0)) && request.header("expect").is_some() {
            proceed()?;
        }
        request.body = match framing {
            Framing::Length(length) => self.take(length)?,
            Framing::Chunked => self.chunks()?,
        };
        Ok(request)
    }

    /// Takes a request's head from the buffer, once it is complete.
    fn head(&mut self) -> Result<Option<Received>, Failure> {
        let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
        let mut parsed = httparse::Request::new(&mut headers);
        let length = match parsed.parse(&self.buffer) {
            Ok(httparse::Status::Complete(length)) if length <= MAX_HEAD => length,
            Ok(_) => return Ok(None),
            Err(httparse::Error::TooManyHeaders) => return Err(Failure::Bad(431, "more than 128 headers")),
            Err(httparse::Error::Version) => return Err(Failure::Bad(505, "not HTTP/1.0 or HTTP/1.1")),
            Err(_) => return Err(Failure::Bad(400, "not an HTTP request")),
        };
        let request = received(&parsed)?;
        self.buffer.drain(..length);
        Ok(Some(request))
    }

    /// Reads more bytes. At the end of the input, a request that has `begun` is an error of its own.
    fn fill(&mut self, begun: bool) -> Result<(), Failure> {
        let mut chunk = [0; 16 * 1024];
        loop {
            return match self.source.read(&mut chunk) {
                Ok(0) if begun => Err(Failure::Bad(400, "the request ends early")),
                Ok(0) => Err(Failure::Closed),
                Ok(count) => {
                    self.buffer.extend_from_slice(&chunk[..count]);
                    Ok(())
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                // A blocking read that runs out of time says `WouldBlock` on Unix.
                Err(error) if matches!(error.kind(), io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock) && begun => {
                    Err(Failure::Bad(408, "the request took too long to arrive"))
                }
                Err(_) => Err(Failure::Closed),
            };
        }
    }

    fn take(&mut self, length: usize) -> Result<Vec<u8>, Failure> {
        while self.buffer.len() < length {
            self.fill(true)?;
        }
        let rest = self.buffer.split_off(length);
        Ok(std::mem::replace(&mut self.buffer, rest))
    }

    fn chunks(&mut self) -> Result<Vec<u8>, Failure> {
        let mut body = Vec::new();
        loop {
            let line = self.line()?;
            let Ok(httparse::Status::Complete((_, size))) = httparse::parse_chunk_size(&line) else {
                return Err(Failure::Bad(400, "a chunk without a size"));
            };
            if size == 0 {
                break;
            }
            let room = MAX_BODY - body.len();
            let size = usize::try_from(size).ok().filter(|size| *size <= room).ok_or(TOO_LARGE)?;
            body.append(&mut self.take(size)?);
            if self.take(2)? != b"\r\n" {
                return Err(Failure::Bad(400, "a chunk longer than its size"));
            }
        }
        for _ in 0..=MAX_TRAILERS {
            if self.line()? == b"\r\n" {
                return Ok(body);
            }
        }
        Err(Failure::Bad(431, "more than 32 trailers"))
    }

    /// One line of a chunked body, with its end.
    fn line(&mut self) -> Result<Vec<u8>, Failure> {
        let mut seen = 0;
        loop {
            let end = self.buffer[seen..].iter().position(|byte| *byte == b'\n');
            if end.map_or(self.buffer.len(), |end| seen + end) >= MAX_LINE {
                return Err(Failure::Bad(400, "a line of the chunked body is longer than 1 KiB"));
            }
            if let Some(end) = end {
                return self.take(seen + end + 1);
            }
            seen = self.buffer.len();
            self.fill(true)?;
        }
    }
}
