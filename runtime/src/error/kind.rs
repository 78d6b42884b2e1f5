//! The kinds of errors.

/// What kind of thing went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The configuration: region, endpoint, variables, limits, proxy, certificates, or a transport that cannot work.
    Configuration,
    /// There are no usable credentials.
    Credentials,
    /// The request cannot be laid out from the values given.
    Request,
    /// There is no connection to the service; nothing was sent.
    Connect,
    /// A time limit was reached. [`Error::is_connect`](crate::Error::is_connect) tells whether that was while
    /// connecting.
    Timeout,
    /// The connection broke during the exchange; the service may have acted on the request.
    Transport,
    /// The service, or something in front of it, answered with another status than 2xx; or with 2xx and that the operation
    /// failed, where [`check_success`](crate::ConfigBuilder::check_success) makes that an error.
    Service,
    /// The response is not what the operation's output should be; the service did act on the request.
    Decode,
    /// An [`Interceptor`](crate::Interceptor) refused the call.
    Interceptor,
    /// The responses do not say how to get the next page; see [`Paginator`](crate::paging::Paginator).
    Paging,
    /// A wait ended without what was waited for; see [`WaitError`](crate::WaitError).
    Wait,
}
