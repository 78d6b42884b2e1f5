//! A file as the body of a request.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use bytes::Bytes;

use super::body::{BodySource, ByteStream};
use crate::future::BoxFuture;

/// How much of a file is in memory at a time.
const PART: usize = 256 * 1024;

/// A file as the body of a request. It is opened for each attempt, and must not change until the call is over.
///
/// On a Tokio runtime it is read beside the tasks; elsewhere within the call.
#[derive(Clone, Debug)]
pub struct FileSource {
    path: PathBuf,
    length: u64,
    sha256: Option<[u8; 32]>,
}

impl FileSource {
    /// The file at `path`, as long as it is now.
    ///
    /// # Errors
    /// When there is none, or it is no file.
    pub fn new(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref();
        let metadata = std::fs::metadata(path)?;
        if !metadata.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, format!("{} is no file", path.display())));
        }
        Ok(Self { path: path.to_owned(), length: metadata.len(), sha256: None })
    }

    /// States the SHA-256 of the file, so that it is not read once more for it.
    pub fn with_sha256(mut self, hash: [u8; 32]) -> Self {
        self.sha256 = Some(hash);
        self
    }
}

impl BodySource for FileSource {
    fn length(&self) -> u64 {
        self.length
    }

    fn open(&self) -> BoxFuture<'_, io::Result<ByteStream>> {
        Box::pin(async {
            let path = self.path.clone();
            let file = beside(move || File::open(path)).await?;
            Ok(ByteStream::new(Parts { file: Some(file), reading: None }))
        })
    }

    fn sha256(&self) -> Option<[u8; 32]> {
        self.sha256
    }
}

type Part = (File, io::Result<Bytes>);

/// The parts of an open file.
struct Parts {
    /// Where nothing is being read.
    file: Option<File>,
    reading: Option<BoxFuture<'static, Part>>,
}

impl futures_core::Stream for Parts {
    type Item = io::Result<Bytes>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        if let Some(file) = self.file.take() {
            self.reading = Some(Box::pin(async { beside_part(file).await }));
        }
        let Some(reading) = &mut self.reading else { return std::task::Poll::Ready(None) };
        let (file, part) = std::task::ready!(reading.as_mut().poll(context));
        self.reading = None;
        self.file = Some(file);
        let part = part.map(|part| Some(part).filter(|part| !part.is_empty()));
        std::task::Poll::Ready(part.transpose())
    }
}

async fn beside_part(mut file: File) -> Part {
    let read = move || {
        let mut part = Vec::with_capacity(PART);
        let result = (&mut file).take(PART as u64).read_to_end(&mut part).map(|_| Bytes::from(part));
        Ok((file, result))
    };
    beside(read).await.expect("it has no error of its own")
}

/// Does what blocks on a thread for such things, where there is one.
async fn beside<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    #[cfg(feature = "http-transport")]
    if tokio::runtime::Handle::try_current().is_ok() {
        // It is not aborted, so what can go wrong is a panic.
        return match tokio::task::spawn_blocking(work).await {
            Ok(result) => result,
            Err(error) => std::panic::resume_unwind(error.into_panic()),
        };
    }
    work()
}
