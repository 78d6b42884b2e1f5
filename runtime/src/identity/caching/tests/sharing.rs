//! One request for all who ask, its outcome for all of them, and callers who give up.

use std::future::poll_fn;
use std::task::Poll;

use super::*;

fn many(runtime: &tokio::runtime::Runtime, source: &Arc<Source>, world: &World) -> Vec<Result<String, String>> {
    let provider = CachingProvider::new(Arc::clone(source));
    runtime.block_on(async {
        let waiting = Arc::new(AtomicU32::new(0));
        let tasks: Vec<_> = (0..100)
            .map(|_| {
                let (provider, context, waiting) = (provider.clone(), world.context(), Arc::clone(&waiting));
                tokio::spawn(async move {
                    let mut asking = provider.credentials(&context);
                    // That far a caller gets before anything comes: to the source, or to where the others wait.
                    let early = poll_fn(|context| Poll::Ready(asking.as_mut().poll(context))).await;
                    waiting.fetch_add(1, Ordering::SeqCst);
                    assert!(early.is_pending(), "nothing came yet");
                    asking.await
                })
            })
            .collect();
        while waiting.load(Ordering::SeqCst) < 100 {
            tokio::task::yield_now().await;
        }
        source.gate.add_permits(1);
        let mut outcomes = Vec::new();
        for task in tasks {
            let outcome = task.await.unwrap();
            outcomes.push(outcome.map(|made| made.access_key_id().to_owned()).map_err(|error| error.to_string()));
        }
        outcomes
    })
}

fn runtimes() -> [tokio::runtime::Runtime; 2] {
    [
        tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap(),
        tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_time().build().unwrap(),
    ]
}

#[test]
fn a_hundred_callers_share_one_request_and_what_it_comes_to() {
    for runtime in runtimes() {
        let world = World::new();
        let source = Source::gated(&world);
        let outcomes = many(&runtime, &source, &world);
        assert!(outcomes.iter().all(|outcome| outcome.as_deref() == Ok("id-1")), "{outcomes:?}");
        assert_eq!(source.asked(), 1);

        let source = Source::gated(&world);
        source.fail("the vault is shut");
        let outcomes = many(&runtime, &source, &world);
        assert!(outcomes.iter().all(|outcome| outcome.as_ref().unwrap_err().contains("the vault is shut")));
        assert_eq!(source.asked(), 1);
    }
}

#[test]
fn an_error_is_not_kept() {
    let world = World::new();
    let source = Source::new(&world);
    let provider = CachingProvider::new(Arc::clone(&source));
    source.fail("shut");
    let error = run(provider.credentials(&world.context())).unwrap_err();
    assert_eq!((error.kind(), error.to_string().as_str()), (crate::ErrorKind::Credentials, "shut"));
    assert_eq!(get(&provider, &world).unwrap(), "id-2");
}

#[test]
fn whether_a_source_is_configured_survives_sharing() {
    struct Absent;
    impl CredentialProvider for Absent {
        fn credentials<'a>(&'a self, _: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
            Box::pin(std::future::ready(Err(Error::credentials_not_configured("X is not set"))))
        }
    }
    let error = run(CachingProvider::new(Absent).credentials(&World::new().context())).unwrap_err();
    assert!(error.is_credentials_not_configured());
}

#[test]
fn the_next_caller_in_line_takes_over_from_one_who_gives_up() {
    let world = World::new();
    let source = Source::gated(&world);
    let provider = CachingProvider::new(Arc::clone(&source));
    run(async {
        let context = world.context();
        let spawn = || {
            let (provider, context) = (provider.clone(), context.clone());
            tokio::spawn(async move { provider.credentials(&context).await.unwrap().access_key_id().to_owned() })
        };
        let first = spawn();
        while source.asked() == 0 {
            tokio::task::yield_now().await;
        }
        let (second, third) = (spawn(), spawn());
        tokio::task::yield_now().await;
        first.abort();
        while source.asked() == 1 {
            tokio::task::yield_now().await;
        }
        source.gate.add_permits(1);
        assert_eq!((second.await.unwrap(), third.await.unwrap()), ("id-2".to_owned(), "id-2".to_owned()));
        assert_eq!(source.asked(), 2);
    });
}

#[test]
fn exactly_the_rejected_ones_are_dropped() {
    let world = World::new();
    let source = Source::new(&world);
    let provider = CachingProvider::new(Arc::clone(&source));
    let first = run(provider.credentials(&world.context())).unwrap();
    provider.invalidate(&Credentials::new("other", "hidden-secret"));
    assert_eq!(get(&provider, &world).unwrap(), "id-1");
    provider.invalidate(&first);
    assert_eq!(get(&provider, &world).unwrap(), "id-2");
    // A second caller whose call was rejected with the same ones comes late.
    provider.invalidate(&first);
    assert_eq!(get(&provider, &world).unwrap(), "id-2");
    assert_eq!(source.asked(), 2);
}
