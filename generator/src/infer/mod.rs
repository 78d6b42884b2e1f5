//! From what pages say to what they mean: pages in, operations out, with what had to be guessed and what is wrong.

mod conclude;
mod depth;
pub(crate) mod facts;
mod guess;
pub(crate) mod page;
mod request;
mod response;
mod study;
pub(crate) mod table;

use std::collections::HashMap;
use std::ops::AddAssign;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Findings};
use crate::example::{Cause, json};
use crate::ir::{CommonErrors, Operation, Prose, Side};
use crate::read::{Page, Text};
use crate::vocabulary::Role;

pub use guess::Guess;
pub use page::identity::{PageKind, ProductKey, is_operation_name, kind, product};
pub use response::Shown;
pub use study::Study;
pub use table::RowCounts;

use conclude::{effect, pagination, response_kind};
use page::examples::{self, Examples};
use page::route::{self, Route};
use page::{errors, identity, prose};
use request::{Context, Positions};
pub(crate) use response::unwrap_response;
use response::{Id, Knowledge, Response, Sorting, SubjectId, Twin};

/// What a product's pages mean.
#[derive(Clone, Debug, Default)]
pub struct Inferred {
    /// The operations, by name.
    pub operations: Vec<Operation>,
    /// The errors of the whole product.
    pub common: CommonErrors,
    /// What was found on the way, by page, but for guesses.
    pub diagnostics: Vec<Diagnostic>,
    /// Places and facts that were guesses, by page.
    pub guesses: Vec<Guess>,
    /// Pages that became operations or common errors, and pages that are something else or were left out.
    pub pages: PageCounts,
    /// The rows of the request and response tables.
    pub rows: RowCounts,
}

/// Counts that must balance: pages = operations + merged + common + other + skipped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct PageCounts {
    /// Pages read.
    pub pages: usize,
    /// Pages that became operations.
    pub operations: usize,
    /// Pages that were merged into an operation from a page in another language.
    #[serde(skip_serializing_if = "crate::ir::is_default")]
    pub merged: usize,
    /// Pages of common errors.
    pub common: usize,
    /// Pages for people.
    pub other: usize,
    /// Pages left out, each with a diagnostic.
    pub skipped: usize,
}

impl AddAssign for PageCounts {
    fn add_assign(&mut self, more: Self) {
        self.pages += more.pages;
        self.operations += more.operations;
        self.merged += more.merged;
        self.common += more.common;
        self.other += more.other;
        self.skipped += more.skipped;
    }
}

/// An operation's page between the passes.
struct Draft<'p, 'a> {
    language: usize,
    page: &'p Page<'a>,
    name: String,
    route: Route,
    examples: Examples<'a>,
    response: Response<'a>,
    findings: Findings<'p>,
    rows: RowCounts,
}

/// Understands the pages of one product in one language. The pages are taken in the order of their names, whatever the
/// order given.
pub fn infer(pages: &[Page<'_>], prose: Prose) -> Inferred {
    languages(&[pages], prose).pop().unwrap_or_default()
}

/// Understands the pages of one product, those of each language by themselves: what comes back are as many sets of
/// operations. What pages tell about each other counts across languages.
pub fn languages(languages: &[&[Page<'_>]], prose: Prose) -> Vec<Inferred> {
    studied(languages, prose, &|_| ()).into_iter().map(|(inferred, _)| inferred).collect()
}

/// As [`languages`]; what each operation was read from is shown to `look`, and what it makes of it comes back in the order
/// of the pages.
pub fn studied<T: Send>(
    languages: &[&[Page<'_>]],
    prose: Prose,
    look: &(impl Fn(&Study<'_, '_>) -> T + Sync),
) -> Vec<(Inferred, Vec<T>)> {
    let mut all: Vec<(Inferred, Vec<T>)> = languages.iter().map(|_| Default::default()).collect();
    let mut chosen = Vec::new();
    for (language, (pages, (inferred, _))) in languages.iter().zip(&mut all).enumerate() {
        chosen.extend(choose(pages, inferred).into_iter().map(|(name, page)| (language, name, page)));
    }
    let mut drafts: Vec<Draft<'_, '_>> =
        chosen.into_par_iter().map(|(language, name, page)| draft(language, page, name)).collect();
    let learned = learn(&drafts);
    let keep = prose == Prose::Keep;
    let numbered = drafts.par_iter_mut().enumerate();
    let finished: Vec<_> = numbered.map(|(number, draft)| finish(draft, number, &learned, keep, look)).collect();
    for (draft, (operation, guesses, looked)) in drafts.into_iter().zip(finished) {
        let (inferred, seen) = &mut all[draft.language];
        inferred.pages.operations += 1;
        inferred.guesses.extend(guesses);
        inferred.operations.push(operation);
        inferred.diagnostics.extend(draft.findings);
        inferred.rows += draft.rows;
        seen.push(looked);
    }
    for (inferred, _) in &mut all {
        if !keep {
            inferred.common.errors.iter_mut().for_each(drop_prose);
        }
        inferred.operations.sort_by(|a, b| a.operation.cmp(&b.operation));
        inferred.diagnostics.sort();
    }
    all
}

/// The pages that describe an operation, by name, each operation once. What other pages are is noted.
fn choose<'p, 'a>(pages: &'p [Page<'a>], inferred: &mut Inferred) -> Vec<(String, &'p Page<'a>)> {
    let mut sorted: Vec<&Page<'_>> = pages.iter().collect();
    sorted.sort_by(|a, b| a.file.cmp(&b.file));
    let mut chosen: Vec<(String, &Page<'_>)> = Vec::new();
    let mut known: HashMap<String, &Page<'_>> = HashMap::new();
    for page in sorted {
        inferred.pages.pages += 1;
        let mut findings = page.findings();
        match identity::kind(page, &mut findings) {
            PageKind::Operation(name) => match known.get(&name) {
                Some(first) => {
                    inferred.pages.skipped += 1;
                    let message = format!("{name} is described by {} already; this page is left out", first.file);
                    findings.at(
                        "operation-described-twice",
                        0,
                        message,
                        "remove one of the pages, or correct its title",
                    );
                }
                None => {
                    known.insert(name.clone(), page);
                    chosen.push((name, page));
                }
            },
            PageKind::CommonErrors => {
                inferred.pages.common += 1;
                inferred.common.source.clone_from(&page.file);
                // The table stands right below the title, where the introduction would be.
                inferred.common.errors = errors::errors(page, Role::Description, &mut findings);
            }
            PageKind::Other => inferred.pages.other += 1,
        }
        inferred.diagnostics.extend(findings);
    }
    chosen
}

/// Reads the parts of an operation's page.
fn draft<'p, 'a>(language: usize, page: &'p Page<'a>, name: String) -> Draft<'p, 'a> {
    let mut findings = page.findings();
    for &at in &page.unbalanced {
        let message = "the fence is not closed where its section ends; it is read as ending there";
        findings.at("fence-unbalanced", at, message, "close the fence with ```");
    }
    let mut rows = RowCounts::default();
    check_response_table(page, &mut findings);
    let examples = examples::examples(page);
    let response = Response::read(page, &examples, &mut rows, &mut findings);
    let route = route::route(page, &examples);
    Draft { language, page, name, route, examples, response, findings, rows }
}

/// Reports a page whose response nothing lists. A request without parameters is common, and needs no table.
fn check_response_table(page: &Page<'_>, findings: &mut Findings<'_>) {
    let section = page.sections(Role::Response).next();
    let listed = page.sections(Role::Response).any(|section| section.tables().next().is_some());
    if !listed {
        let message = "no table lists the fields of the response; the operation gets none";
        let help = "add the table, its rows below a line like `|---|---|---|---|`";
        findings.at("response-without-table", section.map_or(0, |section| section.at), message, help);
    }
}

/// The first pass over a product: what its pages tell about each other.
fn learn(drafts: &[Draft<'_, '_>]) -> Learned {
    let sketch = |draft: &Draft<'_, '_>| draft.response.sketch(Learned::start(&draft.response));
    let sketches: Vec<_> = drafts.par_iter().map(sketch).collect();
    let mut learned = Learned::default();
    let mut subjects: HashMap<&str, Vec<usize>> = HashMap::new();
    for (number, (draft, answer)) in drafts.iter().zip(&sketches).enumerate() {
        let count = subjects.len();
        let pages = subjects.entry(&draft.name).or_default();
        let subject = pages.first().map_or(SubjectId::new(count), |&first| learned.pages[first].subject);
        pages.push(number);
        learned.positions.learn(draft.page);
        draft.response.learn(subject, answer, &mut learned.knowledge);
        let sorting = draft.response.sorting(answer);
        let all = &mut learned.sorting.entry((draft.language, draft.response.is_generated())).or_default();
        all.sorted += sorting.sorted;
        all.pairs += sorting.pairs;
        learned.pages.push(Known { subject, sorting, twin: None });
    }
    for pages in subjects.values().filter(|pages| pages.len() > 1) {
        for &number in pages {
            let others = pages.iter().filter(|&&other| other != number);
            let places = others.flat_map(|&other| drafts[other].response.sure_places(&sketches[other]));
            learned.pages[number].twin = Some(Twin::new(places));
        }
    }
    learned
}

/// What the first pass found.
#[derive(Default)]
struct Learned {
    knowledge: Knowledge,
    /// Where parameters travel.
    positions: Positions,
    /// How far the pages of a language are sorted, those with generated examples apart.
    sorting: HashMap<(usize, bool), Sorting>,
    /// What is known of each page.
    pages: Vec<Known>,
}

/// What the first pass found of a page.
struct Known {
    /// The operation: its pages do not learn from each other as if they were of two.
    subject: SubjectId,
    /// How far the page is sorted.
    sorting: Sorting,
    /// What the operation's page in another language tells.
    twin: Option<Twin>,
}

impl Learned {
    /// How much order counts before anything is known: pages with generated examples are not sorted.
    fn start(response: &Response<'_>) -> i32 {
        if response.is_generated() { 150 } else { 1000 }
    }

    /// How much order counts on a page, in thousandths: by its own pairs of siblings, and six pairs' worth of its product's.
    fn sorted(&self, page: usize, language: usize, response: &Response<'_>) -> i32 {
        const SMOOTHING: u32 = 6;
        let product = self.sorting.get(&(language, response.is_generated())).copied().unwrap_or_default();
        let own = &self.pages[page].sorting;
        let usual = (1000 * product.sorted).checked_div(product.pairs).unwrap_or(0);
        let share = (1000 * own.sorted + SMOOTHING * usual) / (own.pairs + SMOOTHING);
        weight_of_order(share)
    }
}

/// How much order counts where a share of sibling pairs, in thousandths, is in order. A page that is sorted throughout
/// means it; below six in ten the order is chance.
fn weight_of_order(share: u32) -> i32 {
    if share >= 990 { 1500 } else { ((share as i32 - 600) * 1300 / 350).clamp(0, 1600) }
}

/// The second pass: the operation that a page means.
fn finish<T>(
    draft: &mut Draft<'_, '_>,
    number: usize,
    learned: &Learned,
    prose: bool,
    look: &impl Fn(&Study<'_, '_>) -> T,
) -> (Operation, Vec<Guess>, T) {
    let known = &learned.pages[number];
    let sorted = learned.sorted(number, draft.language, &draft.response);
    let answer = draft.response.solve(&learned.knowledge, known.subject, sorted, known.twin.as_ref());
    let Draft { page, route, examples, findings, rows, .. } = draft;
    let (summary, description) = if prose { prose::introduction(page) } else { Default::default() };
    let mut errors = errors::errors(page, Role::Errors, findings);
    if !prose {
        errors.iter_mut().for_each(drop_prose);
    }
    check_examples(page, examples, findings);
    let (response, mut guesses) = draft.response.fields(page, &draft.name, &answer, &learned.knowledge, prose);
    draft.response.report_nesting(&answer, findings);
    let context = Context {
        location: request::Evidence { route, example: examples.request, positions: &learned.positions },
        described: draft.response.described(),
        prose,
    };
    let request = request::request(page, context, rows, findings);
    for (side, fields, doubts) in
        [(Side::Request, &request.parameters, &request.doubts), (Side::Body, &request.body, &request.body_doubts)]
    {
        guesses.extend(doubts.iter().flat_map(|doubt| guess::of_facts(page, &draft.name, side, fields, doubt)));
    }
    let (deprecated, preview) = facts::of_operation(page);
    let kind = response_kind::response_kind(page, examples, draft.response.rows());
    response_kind::report(page, &draft.name, kind, findings);
    let operation = Operation {
        operation: draft.name.clone(),
        style: route.style,
        method: route.method.clone(),
        path: route.spelled_as(&request.parameters),
        summary,
        description,
        deprecated,
        preview,
        reads: effect::reads(&draft.name, route.style, &route.method),
        client_token: effect::client_token(request.parameters.iter().chain(&request.body)),
        pagination: pagination::pagination(&request.parameters, &response),
        waiters: Vec::new(),
        source: page.file.clone(),
        link: page.links.first().map(|link| link.url.to_owned()).unwrap_or_default(),
        request: request.parameters,
        body: request.body,
        response_kind: kind.kind,
        response,
        errors,
        response_example: examples
            .json
            .as_ref()
            .and_then(|json| json.read.root.as_ref())
            .map(|root| root.to_json() + "\n")
            .unwrap_or_default(),
    };
    let looked = look(&Study { page, examples, operation: &operation, response: &draft.response, tree: &answer });
    (operation, guesses, looked)
}

fn drop_prose(error: &mut crate::ir::ErrorCode) {
    error.message.clear();
    error.description.clear();
}

/// Reports examples that are not what they should be.
fn check_examples(page: &Page<'_>, examples: &Examples<'_>, findings: &mut Findings<'_>) {
    if let Some(request) = examples.request
        && let Some(body) = request_body(request)
    {
        let mut problems = json::read(body.raw).problems;
        // What begins a line behind the body is another example, a word between the two, or a further parameter.
        problems.retain(|problem| {
            let before = body.raw[..problem.span.start].trim_end_matches([' ', '\t']);
            problem.cause != Cause::TrailingText || !before.is_empty() && !before.ends_with('\n')
        });
        report(
            page,
            body,
            &problems,
            "request-example-not-json",
            "the body of the request example is not JSON",
            findings,
        );
    }
    if let Some(json) = &examples.json {
        report(
            page,
            json.text,
            &json.read.problems,
            "response-example-not-json",
            "the response example is not JSON",
            findings,
        );
    }
    if let Some(xml) = &examples.xml {
        // A missing root element is a way of abbreviating that many pages have.
        let problems: Vec<_> =
            xml.read.problems.iter().filter(|problem| problem.cause != Cause::MissingRoot).cloned().collect();
        report(page, xml.text, &problems, "response-example-not-xml", "the response example is not XML", findings);
    }
}

/// The JSON body of a request example: what stands from the first line on that begins with a bracket.
fn request_body(request: Text<'_>) -> Option<Text<'_>> {
    let mut at = 0;
    for line in request.raw.split_inclusive('\n') {
        if line.trim_start().starts_with(['{', '[']) {
            return Some(Text { raw: &request.raw[at..], at: request.at + at });
        }
        at += line.len();
    }
    None
}

fn report(
    page: &Page<'_>,
    text: Text<'_>,
    problems: &[crate::example::Problem],
    code: &'static str,
    what: &str,
    findings: &mut Findings<'_>,
) {
    let Some(first) = problems.first() else { return };
    let more = match problems.len() {
        1 => String::new(),
        n => format!(" (and {} more)", n - 1),
    };
    let others: Vec<String> = problems[1..]
        .iter()
        .take(4)
        .map(|problem| {
            let position = page.lines.position(text.at + problem.span.start);
            format!("{}:{}: {} [{}]", position.line, position.column, problem.message, problem.cause.code())
        })
        .collect();
    let message = format!("{what}: {} [{}]{more}", first.message, first.cause.code());
    findings.at(code, text.at + first.span.start, message, others.join("\n"));
}
