//! What calls hand out: objects, lists of them, bytes, text, or nothing.

use crate::error::Error;
use crate::http::RawResponse;
use crate::response::Response;
use crate::wire::{Object, Wire};

/// What a response is decoded to.
pub trait Answer: Sized + Send + 'static {
    /// Decodes `raw`.
    ///
    /// # Errors
    /// Where the body is not what the operation answers with; see [`Response`].
    fn of(raw: RawResponse) -> Result<Response<Self>, Error>;
}

impl<T: Object + Wire + Default + Send + 'static> Answer for T {
    fn of(raw: RawResponse) -> Result<Response<Self>, Error> {
        Response::read(raw)
    }
}

impl<T: Object + Wire + Default + Send + 'static> Answer for Vec<T> {
    fn of(raw: RawResponse) -> Result<Response<Self>, Error> {
        Response::read_list(raw)
    }
}

impl Answer for Vec<u8> {
    fn of(raw: RawResponse) -> Result<Response<Self>, Error> {
        Ok(Response::bytes(raw))
    }
}

impl Answer for String {
    fn of(raw: RawResponse) -> Result<Response<Self>, Error> {
        Response::text(raw)
    }
}

impl Answer for () {
    fn of(raw: RawResponse) -> Result<Response<Self>, Error> {
        Ok(Response::empty(raw))
    }
}
