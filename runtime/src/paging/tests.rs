//! Where lists end, on services that answer from a script.

use std::collections::VecDeque;
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use futures_core::Stream;

use super::*;
use crate::error::{Error, ErrorKind};
use crate::future::BoxFuture;

/// A response of the script: items, total, size, next token.
#[derive(Clone, Debug, Default)]
struct Page {
    items: Vec<u32>,
    total: Option<i64>,
    size: Option<i64>,
    next: Option<&'static str>,
}

/// What answers a call: the script from its position on, one response a call, and the positions that were asked for.
#[derive(Clone, Debug, Default)]
struct Script {
    answers: Arc<Mutex<VecDeque<Result<Page, ErrorKind>>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Script {
    fn new(answers: impl IntoIterator<Item = Page>) -> Self {
        Self { answers: Arc::new(Mutex::new(answers.into_iter().map(Ok).collect())), ..Self::default() }
    }

    fn asked(&self) -> String {
        self.asked.lock().unwrap().join(" ")
    }

    fn answer(&self, position: Option<String>) -> Result<Page, Error> {
        self.asked.lock().unwrap().push(position.unwrap_or_else(|| "-".to_owned()));
        let answer = self.answers.lock().unwrap().pop_front().expect("no call was due");
        answer.map_err(|kind| Error::new(kind, "scripted"))
    }
}

macro_rules! paged {
    ($name:ident, $position:ty, $paging:expr, $items:expr) => {
        #[derive(Clone, Debug, Default)]
        struct $name {
            script: Script,
            position: $position,
            size: Option<i32>,
        }

        impl Paged for $name {
            type Output = Page;
            type Item = u32;
            const OPERATION: &'static str = stringify!($name);
            const PAGING: Paging = $paging;

            fn position(&mut self) -> &mut dyn Scalar {
                &mut self.position
            }

            fn size(&self) -> Option<i64> {
                self.size.number()
            }

            fn send_page(self) -> BoxFuture<'static, Result<Page, Error>> {
                Box::pin(async move {
                    // A call takes its time.
                    let mut polled = false;
                    poll_fn(|context: &mut Context<'_>| {
                        context.waker().wake_by_ref();
                        if std::mem::replace(&mut polled, true) { Poll::Ready(()) } else { Poll::Pending }
                    })
                    .await;
                    self.script.answer(self.position.text())
                })
            }

            fn part(output: &Page) -> Part<'_, u32> {
                let items: Option<fn(&Page) -> &[u32]> = $items;
                Part {
                    items: items.map(|items| items(output)),
                    total: output.total,
                    size: output.size,
                    next: output.next.map(str::to_owned),
                }
            }
        }

        impl Listed for $name {
            fn into_items(output: Page) -> Vec<u32> {
                output.items
            }
        }
    };
}

paged!(Numbers, Option<i32>, Paging::Number { first: 1 }, Some(|output| &output.items));
paged!(Texts, String, Paging::Number { first: 0 }, Some(|output| &output.items));
paged!(Unsettled, Option<i32>, Paging::Number { first: 1 }, None);
paged!(Offsets, Option<i64>, Paging::Offset { first: 0 }, Some(|output| &output.items));
paged!(Tokens, Option<String>, Paging::Token, Some(|output| &output.items));
paged!(Marks, Option<i32>, Paging::Token, Some(|output| &output.items));

/// Runs a future that is woken at once whenever it waits.
fn run<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    (0..1_000_000)
        .find_map(|_| match future.as_mut().poll(&mut context) {
            Poll::Ready(value) => Some(value),
            Poll::Pending => None,
        })
        .expect("the future ends")
}

fn page(items: &[u32]) -> Page {
    Page { items: items.to_vec(), ..Page::default() }
}

fn of_total(items: &[u32], total: i64) -> Page {
    Page { total: Some(total), ..page(items) }
}

fn with_next(items: &[u32], next: &'static str) -> Page {
    Page { next: Some(next), ..page(items) }
}

/// All items, and the positions that were asked for; every response of the script must have been asked for.
fn items<P: Listed<Item = u32>>(call: P, script: &Script) -> (Vec<u32>, String) {
    let items = run(Paginator::new(call).items().all()).expect("no call fails");
    assert_eq!(script.answers.lock().unwrap().len(), 0, "answers that nobody asked for");
    (items, script.asked())
}

fn numbers(size: Option<i32>, answers: &[Page]) -> (Vec<u32>, String) {
    let script = Script::new(answers.to_vec());
    items(Numbers { script: script.clone(), size, ..Numbers::default() }, &script)
}

#[test]
fn pages_end_where_the_total_is_reached() {
    let five = [of_total(&[1, 2], 5), of_total(&[3, 4], 5), of_total(&[5], 5)];
    assert_eq!(numbers(Some(2), &five), (vec![1, 2, 3, 4, 5], "1 2 3".to_owned()));
    assert_eq!(numbers(None, &five), (vec![1, 2, 3, 4, 5], "1 2 3".to_owned()), "the size is that of the longest page");
    assert_eq!(numbers(Some(2), &[of_total(&[1, 2], 2)]), (vec![1, 2], "1".to_owned()), "no call too many");
    assert_eq!(numbers(Some(10), &[of_total(&[], 0)]), (vec![], "1".to_owned()));
}

#[test]
fn a_short_page_in_the_middle_of_a_larger_total_ends_nothing() {
    let answers = [of_total(&[1, 2], 6), of_total(&[3], 6), of_total(&[5, 6], 6)];
    assert_eq!(numbers(Some(2), &answers), (vec![1, 2, 3, 5, 6], "1 2 3".to_owned()));
}

#[test]
fn a_service_that_gives_fewer_items_than_asked_for_loses_none() {
    let answers = [of_total(&[1, 2], 5), of_total(&[3, 4], 5), of_total(&[5], 5)];
    assert_eq!(numbers(Some(1_000), &answers).1, "1 2 3", "two are the most that it gives");
    let answered: Vec<Page> = answers.iter().map(|answer| Page { size: Some(2), ..answer.clone() }).collect();
    assert_eq!(numbers(Some(1_000), &answered).1, "1 2 3");
}

#[test]
fn without_a_total_a_short_or_an_empty_page_is_the_last() {
    assert_eq!(numbers(Some(2), &[page(&[1, 2]), page(&[3])]).1, "1 2");
    assert_eq!(numbers(Some(2), &[page(&[1, 2]), page(&[3, 4]), page(&[])]).1, "1 2 3");
    let answered = Page { size: Some(3), ..page(&[1, 2]) };
    assert_eq!(numbers(None, &[answered]).1, "1");
    assert_eq!(numbers(None, &[page(&[1, 2]), page(&[3]), page(&[])]).1, "1 2 3", "no size is known");
}

#[test]
fn a_page_that_comes_again_is_not_given_again() {
    let found = numbers(None, &[page(&[1, 2]), page(&[3, 4]), page(&[3, 4])]);
    assert_eq!(found, (vec![1, 2, 3, 4], "1 2 3".to_owned()));
    let script = Script::new([page(&[1, 2]), page(&[1, 2])]);
    let pages = run(Paginator::new(Numbers { script, ..Numbers::default() }).pages().all()).expect("no call fails");
    assert_eq!(pages.len(), 1);
}

#[test]
fn a_total_that_cannot_be_one_counts_for_nothing() {
    assert_eq!(numbers(Some(2), &[of_total(&[1, 2], 0), of_total(&[3], 0)]).1, "1 2");
    assert_eq!(numbers(Some(2), &[of_total(&[1, 2], -1), of_total(&[3], -1)]).1, "1 2");
    assert_eq!(numbers(Some(-2), &[of_total(&[1, 2], 2)]).1, "1", "nor does a size");
}

#[test]
fn the_list_begins_with_the_page_that_the_call_names() {
    let script = Script::new([of_total(&[5, 6], 7), of_total(&[7], 7)]);
    let call = Numbers { script: script.clone(), position: Some(3), size: Some(2) };
    assert_eq!(items(call, &script).1, "3 4");
    let script = Script::new([of_total(&[1, 2], 3), of_total(&[3], 3)]);
    assert_eq!(items(Texts { script: script.clone(), ..Texts::default() }, &script).1, "0 1", "pages from 0 on");
}

#[test]
fn numbers_beyond_their_type_end_the_list() {
    let script = Script::new([page(&[1]), page(&[2])]);
    let call = Numbers { script: script.clone(), position: Some(i32::MAX - 1), size: None };
    assert_eq!(items(call, &script).1, "2147483646 2147483647");
    let script = Script::new([of_total(&[1], i64::MAX)]);
    let call = Offsets { script: script.clone(), position: Some(i64::MAX), size: Some(i32::MAX) };
    assert_eq!(items(call, &script).0, [1]);
}

#[test]
fn offsets_advance_by_what_came() {
    let script = Script::new([of_total(&[1, 2, 3], 6), of_total(&[4], 6), of_total(&[5, 6], 6)]);
    let call = Offsets { script: script.clone(), size: Some(3), ..Offsets::default() };
    assert_eq!(items(call, &script), (vec![1, 2, 3, 4, 5, 6], "0 3 4".to_owned()));
    let script = Script::new([page(&[1, 2]), page(&[3])]);
    let call = Offsets { script: script.clone(), size: Some(2), ..Offsets::default() };
    assert_eq!(items(call, &script).1, "0 2");
    let script = Script::new([page(&[1, 2]), page(&[])]);
    assert_eq!(items(Offsets { script: script.clone(), ..Offsets::default() }, &script).1, "0 2");
}

#[test]
fn tokens_lead_to_the_end() {
    let script = Script::new([with_next(&[1], "a"), with_next(&[], "b"), with_next(&[2], "")]);
    assert_eq!(
        items(Tokens { script: script.clone(), ..Tokens::default() }, &script),
        (vec![1, 2], "- a b".to_owned())
    );
    let script = Script::new([page(&[3])]);
    let call = Tokens { script: script.clone(), position: Some("z".to_owned()), size: None };
    assert_eq!(items(call, &script), (vec![3], "z".to_owned()));
}

/// The items up to an error, and what it says; there must be one, and nothing after it.
fn broken<P: Listed<Item = u32>>(call: P) -> (Vec<u32>, String) {
    let mut items = Paginator::new(call).items();
    let mut found = Vec::new();
    loop {
        match run(items.next()).expect("an error comes") {
            Ok(item) => found.push(item),
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::Paging);
                assert!(run(items.next()).is_none());
                return (found, error.to_string());
            }
        }
    }
}

#[test]
fn a_token_that_comes_again_is_an_error_behind_its_page() {
    let script = Script::new([with_next(&[1], "a"), with_next(&[2], "b"), with_next(&[3], "a")]);
    let (found, message) = broken(Tokens { script, ..Tokens::default() });
    assert_eq!(found, [1, 2, 3]);
    assert!(message.contains("Tokens") && message.contains("given before"), "{message}");
    let script = Script::new([with_next(&[1], "z")]);
    let (found, _) = broken(Tokens { script, position: Some("z".to_owned()), size: None });
    assert_eq!(found, [1], "the token of the caller was used too");
}

#[test]
fn empty_pages_with_tokens_go_on_but_not_for_ever() {
    static TOKENS: std::sync::LazyLock<Vec<String>> =
        std::sync::LazyLock::new(|| (0..2_000).map(|number| format!("t{number}")).collect());
    let empty = |count: usize| TOKENS.iter().take(count).map(|token| with_next(&[], token));
    let script = Script::new(empty(999).chain([page(&[7])]));
    assert_eq!(items(Tokens { script: script.clone(), ..Tokens::default() }, &script).0, [7]);
    let script = Script::new(empty(1_000));
    let (found, message) = broken(Tokens { script: script.clone(), ..Tokens::default() });
    assert!(found.is_empty() && message.contains("1000 answers in a row"), "{message}");
    assert_eq!(script.asked.lock().unwrap().len(), 1_000);
}

#[test]
fn a_token_that_its_parameter_cannot_hold_is_an_error() {
    let script = Script::new([with_next(&[1], "12"), with_next(&[2], "x")]);
    let (found, message) = broken(Marks { script: script.clone(), ..Marks::default() });
    assert_eq!((found, script.asked().as_str()), (vec![1, 2], "- 12"));
    assert!(message.contains("cannot hold"), "{message}");
}

#[test]
fn pages_of_an_unknown_list_end_by_total_and_size() {
    let answer = || Page { total: Some(5), size: Some(2), ..Page::default() };
    let script = Script::new([answer(), answer(), answer()]);
    let pages = Paginator::new(Unsettled { script: script.clone(), ..Unsettled::default() }).pages();
    assert_eq!(run(pages.all()).expect("no call fails").len(), 3);
    for answer in [Page { total: Some(5), ..Page::default() }, Page { size: Some(5), ..Page::default() }] {
        let script = Script::new([answer]);
        let mut pages = Paginator::new(Unsettled { script, ..Unsettled::default() }).pages();
        assert!(run(pages.next_page()).is_some_and(|page| page.is_ok()));
        let error = run(pages.next_page()).expect("an error comes").expect_err("an error comes");
        assert_eq!(error.kind(), ErrorKind::Paging);
    }
}

/// A script of two pages, of which the second is asked for in vain once.
fn failing() -> Script {
    let script = Script::default();
    script.answers.lock().unwrap().extend([Ok(page(&[1, 2])), Err(ErrorKind::Connect), Ok(page(&[3]))]);
    script
}

#[test]
fn a_call_that_failed_is_made_again_when_asked_again() {
    let script = failing();
    let mut items = Paginator::new(Numbers { script: script.clone(), size: Some(2), ..Numbers::default() }).items();
    let mut next = || run(items.next()).map(|item| item.map_err(|error| error.kind()));
    let found: Vec<_> = (0..5).map(|_| next()).collect();
    assert_eq!(found, [Some(Ok(1)), Some(Ok(2)), Some(Err(ErrorKind::Connect)), Some(Ok(3)), None]);
    assert_eq!(script.asked(), "1 2 2");
    let items = Paginator::new(Numbers { script: failing(), size: Some(2), ..Numbers::default() }).items();
    assert_eq!(run(items.all()).expect_err("a call fails").kind(), ErrorKind::Connect);
}

#[test]
fn a_stream_ends_behind_an_error() {
    let mut items = Paginator::new(Numbers { script: failing(), size: Some(2), ..Numbers::default() }).items();
    let mut next = || run(poll_fn(|context| Pin::new(&mut items).poll_next(context)));
    let found: Vec<_> = (0..5).map(|_| next().map(|item| item.map_err(|error| error.kind()))).collect();
    assert_eq!(found, [Some(Ok(1)), Some(Ok(2)), Some(Err(ErrorKind::Connect)), None, None]);
    assert!(run(items.next()).is_some_and(|item| item.is_ok_and(|item| item == 3)), "but can be taken up again");
    let mut pages = Paginator::new(Numbers { script: failing(), size: Some(2), ..Numbers::default() }).pages();
    let mut next = || run(poll_fn(|context| Pin::new(&mut pages).poll_next(context)));
    assert_eq!([next().is_some(), next().is_some(), next().is_some()], [true, true, false]);
}

#[test]
fn nothing_is_lost_when_a_wait_is_dropped() {
    let script = Script::new([page(&[1, 2]), page(&[3])]);
    let mut items = Paginator::new(Numbers { script: script.clone(), size: Some(2), ..Numbers::default() }).items();
    let mut context = Context::from_waker(Waker::noop());
    assert!(pin!(items.next()).poll(&mut context).is_pending());
    let found: Vec<u32> = (0..3).filter_map(|_| run(items.next())).map(|item| item.expect("no call fails")).collect();
    assert_eq!((found, script.asked().as_str()), (vec![1, 2, 3], "1 2"), "the call under way went on");
}

#[test]
fn scalars_hold_what_their_types_can() {
    let mut value = serde_json::Value::Null;
    assert!(value.number().is_none() && value.set_number(3) && value.number() == Some(3));
    assert!(value.set_text("4") && value.number() == Some(4) && value.text().as_deref() == Some("4"));
    let mut number = Some(7_i32);
    assert!(!number.set_number(i64::MAX) && !number.set_text("x") && number == Some(7));
    let mut broken = 0.5_f64;
    assert!(broken.number().is_none() && broken.set_number(9) && broken.number() == Some(9));
    assert!(!broken.set_number(i64::MAX) && broken.number() == Some(9));
    assert!(f32::NAN.number().is_none() && f64::INFINITY.number().is_none());
    assert_eq!(("x".to_owned().number(), " 12 ".to_owned().number()), (None, Some(12)));
}
