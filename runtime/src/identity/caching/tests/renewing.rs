//! Renewal ahead of time, the old credentials meanwhile, and failures.

use std::task::Poll;
use std::time::SystemTime;

use super::*;

#[test]
fn credentials_are_kept_until_a_quarter_of_an_hour_before_they_end() {
    let world = World::new();
    let source = Source::new(&world);
    let provider = CachingProvider::new(Arc::clone(&source));
    assert_eq!(get(&provider, &world).unwrap(), "id-1");
    // Up to a tenth of the 900 seconds earlier.
    world.advance(3600 - 991);
    assert_eq!(get(&provider, &world).unwrap(), "id-1");
    assert_eq!(source.asked(), 1);
    world.advance(991 - 809);
    let served = get(&provider, &world).unwrap();
    assert_eq!(source.asked(), 2);
    // On a Tokio runtime the old ones are served meanwhile; without it the caller renews.
    assert_eq!(served, if cfg!(feature = "http-transport") { "id-1" } else { "id-2" });
    assert_eq!(get(&provider, &world).unwrap(), "id-2");
    world.advance(3600);
    assert_eq!(get(&provider, &world).unwrap(), "id-3");
}

#[cfg(feature = "http-transport")]
#[test]
fn the_old_ones_are_served_while_one_task_renews() {
    let world = World::new();
    let source = Source::gated(&world);
    let provider = CachingProvider::new(Arc::clone(&source));
    source.gate.add_permits(1);
    run(async {
        let context = world.context();
        let ask = async || provider.credentials(&context).await.unwrap().access_key_id().to_owned();
        assert_eq!(ask().await, "id-1");
        world.advance(2800);
        for _ in 0..50 {
            assert_eq!(ask().await, "id-1");
            tokio::task::yield_now().await;
        }
        assert_eq!(source.asked(), 2);
        source.gate.add_permits(1);
        for _ in 0..10 {
            tokio::task::yield_now().await;
        }
        assert_eq!(ask().await, "id-2");
        assert_eq!(source.asked(), 2);
    });
}

#[cfg(feature = "http-transport")]
#[test]
fn a_task_of_a_runtime_that_rests_or_ended_holds_nobody_up() {
    let world = World::new();
    let source = Source::gated(&world);
    let provider = CachingProvider::new(Arc::clone(&source));
    source.gate.add_permits(1);
    assert_eq!(get(&provider, &world).unwrap(), "id-1");
    world.advance(2800);
    // This runtime is not driven any more, but its task lives.
    let resting = tokio::runtime::Builder::new_current_thread().build().unwrap();
    resting.block_on(async { provider.credentials(&world.context()).await.unwrap() });
    assert_eq!(get(&provider, &world).unwrap(), "id-1");
    world.advance(700);
    source.gate.add_permits(1);
    assert_ne!(get(&provider, &world).unwrap(), "id-1");
    drop(resting);

    // And this one is gone with its task, which counts as a failure.
    world.advance(2800);
    get(&provider, &world).unwrap();
    source.gate.add_permits(1);
    let before = source.asked();
    get(&provider, &world).unwrap();
    assert_eq!(source.asked(), before);
    world.advance(6);
    get(&provider, &world).unwrap();
    assert_eq!(source.asked(), before + 1);
}

#[test]
fn a_failed_renewal_leaves_the_old_ones_and_is_tried_again_later() {
    let world = World::new();
    let source = Source::new(&world);
    let provider = CachingProvider::new(Arc::clone(&source));
    assert_eq!(get(&provider, &world).unwrap(), "id-1");
    world.advance(2800);
    source.fail("down");
    assert_eq!(get(&provider, &world).unwrap(), "id-1");
    assert_eq!(source.asked(), 2);
    // Not again at once.
    assert_eq!(get(&provider, &world).unwrap(), "id-1");
    assert_eq!(source.asked(), 2);
    world.advance(6);
    get(&provider, &world).unwrap();
    assert_eq!(source.asked(), 3);
    assert_eq!(get(&provider, &world).unwrap(), "id-3");
}

#[test]
fn a_source_that_hangs_holds_nobody_up_who_has_good_ones() {
    let world = World::new();
    let source = Source::gated(&world);
    let provider = CachingProvider::new(Arc::clone(&source));
    source.gate.add_permits(1);
    assert_eq!(get(&provider, &world).unwrap(), "id-1");
    world.advance(3500);
    for _ in 0..5 {
        assert_eq!(get(&provider, &world).unwrap(), "id-1");
    }
    assert_eq!(source.asked(), 2, "it counts as a failure, behind which comes a wait");
}

#[test]
fn waits_between_failures_grow_and_the_old_ones_end_with_their_time() {
    let world = World::new();
    let source = Source::new(&world);
    let provider = CachingProvider::new(Arc::clone(&source));
    assert_eq!(get(&provider, &world).unwrap(), "id-1");
    world.advance(2610);
    for _ in 0..1000 {
        source.fail("down");
    }
    for _ in 2610..3599 {
        assert_eq!(get(&provider, &world).unwrap(), "id-1");
        world.advance(1);
    }
    // One each second would be 989; doubling waits up to three minutes make it a few.
    assert!((6..=25).contains(&source.asked()), "{}", source.asked());
    world.advance(1);
    assert!(get(&provider, &world).unwrap_err().to_string().contains("down"));
    source.failures.lock().unwrap().clear();
    assert!(get(&provider, &world).is_ok());
}

#[test]
fn what_has_ended_when_it_comes_is_an_error() {
    let world = World::new();
    let source = Arc::new(Source { lifetime: 0, ..Arc::into_inner(Source::new(&world)).unwrap() });
    let error = run(CachingProvider::new(source).credentials(&world.context())).unwrap_err().to_string();
    assert!(error.contains("had expired at 2024-05-20T10:30:00Z") && error.contains("clock"), "{error}");
}

#[test]
fn an_expiry_is_judged_by_the_clock_of_the_service() {
    /// Knows the right time.
    struct Remote(SystemTime, AtomicU32);
    impl CredentialProvider for Remote {
        fn credentials<'a>(&'a self, _: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
            self.1.fetch_add(1, Ordering::SeqCst);
            let end = self.0 + Duration::from_secs(3600);
            Box::pin(std::future::ready(Ok(Credentials::new("id", "secret").expiring(end))))
        }
    }
    let ask = |ours: SystemTime, theirs: SystemTime, learnt: SystemTime| {
        let world = World::new();
        let config = world.config();
        config.skew().learn(learnt, ours);
        let context = ProviderContext::of(&config);
        let provider = CachingProvider::new(Remote(theirs, AtomicU32::new(0)));
        run(async {
            for _ in 0..3 {
                provider.credentials(&context).await.unwrap();
            }
        });
        provider.source().1.load(Ordering::SeqCst)
    };
    let ours = UNIX_EPOCH + Duration::from_secs(World::new().now());
    let (before, long_after) = (ours - Duration::from_secs(7200), ours + Duration::from_secs(1_000_000));
    assert_eq!(ask(ours, before, before), 1);
    // What was learnt is wrong: there are credentials all the same, though they are asked for each time.
    assert_eq!(ask(ours, ours, long_after), 3);
}

#[test]
fn what_does_not_end_is_kept_or_given_a_lifetime() {
    struct Static(AtomicU32);
    impl CredentialProvider for Static {
        fn credentials<'a>(&'a self, _: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
            self.0.fetch_add(1, Ordering::SeqCst);
            Box::pin(std::future::ready(Ok(Credentials::new("id", "secret"))))
        }
    }
    let world = World::new();
    let forever = CachingProvider::new(Static(AtomicU32::new(0)));
    let hourly = CachingProvider::with_lifetime(Static(AtomicU32::new(0)), Duration::from_secs(3600));
    for _ in 0..3 {
        run(forever.credentials(&world.context())).unwrap();
        run(hourly.credentials(&world.context())).unwrap();
        world.advance(3600);
    }
    assert_eq!((forever.source().0.load(Ordering::SeqCst), hourly.source().0.load(Ordering::SeqCst)), (1, 3));
}

/// What a call on no runtime comes to so far.
fn poll(future: &mut BoxFuture<'_, Result<Credentials, Error>>) -> String {
    use std::task::{Context, Waker};
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => outcome.unwrap().access_key_id().to_owned(),
        Poll::Pending => "pending".to_owned(),
    }
}

#[test]
fn without_tokio_the_noticing_caller_renews_and_others_get_the_old_ones() {
    let world = World::new();
    let source = Source::gated(&world);
    let provider = CachingProvider::new(Arc::clone(&source));
    let context = ProviderContext::of(&world.config_with(Patient::of(&world)));
    source.gate.add_permits(1);
    assert_eq!(poll(&mut provider.credentials(&context)), "id-1");
    world.advance(2800);
    let mut noticing = provider.credentials(&context);
    assert_eq!(poll(&mut noticing), "pending");
    assert_eq!(poll(&mut provider.credentials(&context)), "id-1");
    // Who gives up counts as one who failed.
    drop(noticing);
    assert_eq!(poll(&mut provider.credentials(&context)), "id-1");
    world.advance(6);
    let mut next = provider.credentials(&context);
    assert_eq!(poll(&mut next), "pending");
    source.gate.add_permits(1);
    assert_eq!(poll(&mut next), "id-3");
    assert_eq!(poll(&mut provider.credentials(&context)), "id-3");
}

#[test]
fn without_tokio_the_noticing_caller_does_not_wait_for_ever() {
    let world = World::new();
    let source = Source::gated(&world);
    let provider = CachingProvider::new(Arc::clone(&source));
    source.gate.add_permits(1);
    assert_eq!(poll(&mut provider.credentials(&world.context())), "id-1");
    // Its timer lets every wait end at once.
    world.advance(2800);
    assert_eq!(poll(&mut provider.credentials(&world.context())), "id-1");
    assert_eq!(poll(&mut provider.credentials(&world.context())), "id-1");
    assert_eq!(source.asked(), 2);
}

/// A timer whose waits do not end, and which remembers how long they were to be.
#[derive(Clone)]
struct Patient(World, Arc<Mutex<Vec<Duration>>>);

impl Patient {
    fn of(world: &World) -> Self {
        Self(world.clone(), Arc::default())
    }
}

impl crate::time::Timer for Patient {
    fn now(&self) -> Duration {
        crate::time::Timer::now(&self.0)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.1.lock().unwrap().push(duration);
        Box::pin(std::future::pending())
    }
}

#[test]
fn a_wait_is_a_share_of_what_is_left_and_only_one_caller_waits() {
    let seconds = Duration::from_secs_f64;
    for (left, limit, wait) in [(100, 2.0, 0.5), (100, 120.0, 5.0), (100, 20.0, 5.0), (10, 20.0, 1.0)] {
        let world = World::new();
        let source = Source::gated(&world);
        let provider = CachingProvider::new(Arc::clone(&source));
        source.gate.add_permits(1);
        let timer = Patient::of(&world);
        let context = ProviderContext::of(&world.config_with(timer.clone())).within(seconds(limit));
        assert_eq!(poll(&mut provider.credentials(&context)), "id-1");
        world.advance(3600 - left);
        let mut waiting = provider.credentials(&context);
        assert_eq!(poll(&mut waiting), "pending");
        assert_eq!(poll(&mut provider.credentials(&context)), "id-1");
        assert_eq!(*timer.1.lock().unwrap(), [seconds(wait)], "{left} {limit}");
    }
}

#[cfg(feature = "http-transport")]
#[test]
fn a_renewal_that_takes_too_long_goes_on_in_the_background_and_is_then_given_up() {
    let world = World::new();
    let source = Source::gated(&world);
    let provider = CachingProvider::new(Arc::clone(&source));
    source.gate.add_permits(1);
    run(async {
        let context = world.context();
        let ask = async || {
            let outcome = provider.credentials(&context).await.unwrap().access_key_id().to_owned();
            tokio::task::yield_now().await;
            outcome
        };
        assert_eq!(ask().await, "id-1");
        world.advance(3450);
        // Its wait is over at once; what it began goes on, and nobody begins another one.
        for _ in 0..5 {
            assert_eq!(ask().await, "id-1");
            world.advance(10);
        }
        assert_eq!(source.asked(), 2);
        // For a minute, which is less than half of what was left.
        world.advance(20);
        assert_eq!(ask().await, "id-1");
        assert_eq!(source.asked(), 3);
        source.gate.add_permits(1);
        for _ in 0..10 {
            tokio::task::yield_now().await;
        }
        assert_eq!(ask().await, "id-3", "the first of the two was ended");
    });
}
