//! What every public type can do, so that it fits where a program wants to keep it.

use std::fmt::Debug;

use alicloud_core::credentials::{
    AssumeRoleProvider, CachingProvider, ChainProvider, CloudSsoProvider, CredentialsUriProvider, DefaultChain,
    EcsMetadataProvider, EnvironmentProvider, ExternalProvider, IniProvider, OAuthProvider, OidcRoleProvider,
    ProfileProvider,
};
use alicloud_core::test_util::{Fake, FakeAnswer, FakeCall, InstantTimer, Recorder, Replay, config};
use alicloud_core::transport::{HttpRequest, HttpResponse, HyperTransport, HyperTransportBuilder, TransportError};
use alicloud_core::{
    CallOptions, Client, Config, ConfigBuilder, Credentials, Error, Headers, Method, Pairs, ProviderContext, Proxy,
    RawResponse, Request, Response, StandardRetry, TokioTimer, WaitError,
};

use super::support::WEBPLUS;

fn is<T: Send + Sync + Debug + 'static>() {}

fn copies<T: Send + Sync + Clone + Debug + 'static>() {}

#[test]
fn what_is_public_can_be_shared_copied_and_printed() {
    macro_rules! all {
        ($check:ident: $($type:ty),* $(,)?) => { $($check::<$type>();)* };
    }
    all! { copies:
        AssumeRoleProvider, CachingProvider<Credentials>, ChainProvider, CloudSsoProvider, CredentialsUriProvider,
        DefaultChain, EcsMetadataProvider, EnvironmentProvider, ExternalProvider, IniProvider, OAuthProvider,
        OidcRoleProvider, ProfileProvider,
        Fake, FakeCall, InstantTimer, Recorder<HyperTransport>, Replay,
        HttpRequest, HttpResponse, HyperTransport, HyperTransportBuilder, Headers, Proxy,
        CallOptions, Client, Config, ConfigBuilder, Credentials, Pairs, ProviderContext, RawResponse, Request,
        Response<String>, StandardRetry, TokioTimer,
    }
    all! { is: Error, FakeAnswer, TransportError, WaitError }
}

#[test]
fn a_call_can_go_on_in_another_thread() {
    fn can_be_sent<T: Send>(_: &T) {}
    let client = Client::new(&config(&Fake::default()).build().unwrap(), &WEBPLUS);
    can_be_sent(&client.call(Request::new("Op", Method::Get, "/a")));
}
