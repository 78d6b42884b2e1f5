//! The second pass: the operation that a page means.

use crate::diagnostic::Findings;
use crate::example::Node;
use crate::ir::{ErrorCode, Operation, ResponseKind, Side};
use crate::read::Page;
use crate::vocabulary::Role;

use super::conclude::success::{self, AtRoot};
use super::conclude::{effect, pagination, response_kind};
use super::draft::Draft;
use super::facts;
use super::guess::{self, Guess};
use super::learn::Learned;
use super::page::errors::ErrorRow;
use super::page::examples::Examples;
use super::page::{errors, example_faults, outline_faults, prose};
use super::request::{self, Evidence, Request};
use super::response::{Response, Tree, Understood};
use super::study::Study;
use super::table::RowCounts;

/// What a page came to.
#[derive(Debug)]
pub struct Finished<'p, T> {
    /// The number of its language.
    pub language: usize,
    /// The operation.
    pub operation: Operation,
    /// Places and facts that were guesses.
    pub guesses: Vec<Guess>,
    /// What was found on the way.
    pub findings: Findings<'p>,
    /// What its rows came to.
    pub rows: RowCounts,
    /// What the visitor made of it.
    pub visited: T,
}

/// Makes the operation of a draft, the one of that number, and shows it to a visitor. Sentences are kept where
/// `keeps_prose` says so. The draft goes with its tables: those of a whole product are most of what a run holds.
pub fn finish<'p, T>(
    draft: Draft<'p, '_>,
    number: usize,
    learned: &Learned,
    keeps_prose: bool,
    visit: &impl Fn(&Study<'_, '_>) -> T,
) -> Finished<'p, T> {
    let known = &learned.pages[number];
    let sorted = learned.sorted(number, draft.language, &draft.response);
    let tree = draft.response.solve(&learned.knowledge, known.subject, sorted);
    let Draft { language, page, name, grids, route, examples, response: read, mut findings, mut rows } = draft;
    let error_tables = errors::tables(page, Role::Errors);
    let errors = own_errors(&error_tables, keeps_prose, &mut findings);
    example_faults::check_examples(page, &examples, &mut findings);
    let Understood { fields: response, mut guesses, left_out, lists } =
        read.fields(page, &name, &tree, &learned.knowledge, keeps_prose);
    rows.fields -= left_out.len();
    rows.skipped += left_out.len();
    findings.extend(left_out.into_iter().chain(lists));
    read.report_nesting(&tree, &mut findings);
    let evidence =
        Evidence { route: &route, example: examples.request, body: examples.body, positions: &learned.positions };
    let request = request::request(&grids, evidence, keeps_prose, &mut rows, &mut findings);
    guesses.extend(guesses_of(page, &name, &request));
    let kind = response_kind::response_kind(page, &examples, read.rows());
    response_kind::report(page, &name, kind, &mut findings);
    outline_faults::check_response(page, kind.kind, read.rows(), &mut findings);
    let roots = at_root(kind.kind, &read, &tree, &examples);
    let (request, body) = (request.parameters.fields, request.body.fields);
    let (deprecated, preview) = facts::of_operation(page);
    let (summary, description) = if keeps_prose { prose::introduction(page) } else { Default::default() };
    let operation = Operation {
        operation: name.clone(),
        style: route.style,
        method: route.method.clone(),
        path: route.spelled_as(&request),
        summary,
        description,
        deprecated,
        preview,
        reads: effect::reads(&name, route.style, &route.method),
        client_token: effect::client_token(request.iter().chain(&body)),
        success: success::success(&name, &roots, &learned.outcomes, &mut findings),
        // The fields of a list are those of its items, beside which nothing tells the next part.
        pagination: (kind.kind != ResponseKind::List).then(|| pagination::pagination(&request, &response)).flatten(),
        waiters: Vec::new(),
        source: page.file.clone(),
        link: page.links.first().map(|link| link.url.to_owned()).unwrap_or_default(),
        request,
        body,
        response_kind: kind.kind,
        response,
        errors,
        response_example: examples.response_text(),
    };
    let study = Study {
        page,
        grids: &grids,
        error_tables: &error_tables,
        examples: &examples,
        operation: &operation,
        response: &read,
        tree: &tree,
    };
    let visited = visit(&study);
    Finished { language, operation, guesses, findings, rows, visited }
}

/// The rows at the root of a JSON document, with the values that the example shows of them; those of any other response have
/// no root to stand at.
fn at_root<'r, 'a>(
    kind: ResponseKind,
    read: &'r Response<'a>,
    tree: &Tree,
    examples: &'r Examples<'_>,
) -> Vec<AtRoot<'r, 'a>> {
    if kind != ResponseKind::Json {
        return Vec::new();
    }
    let roots = [&examples.json, &examples.xml].map(|one| one.as_ref().and_then(|one| one.read.root.as_ref()));
    let value = |path: &[&str]| {
        let down = |root: &'r Node| path.iter().try_fold(root, |node, name| node.get(name));
        roots.iter().flatten().find_map(|root| down(root))
    };
    let shown = read.shown(tree).into_iter().filter(|field| field.parent.is_none());
    shown.filter_map(|field| Some(AtRoot { row: field.row?, shown: field.path.as_deref().and_then(value) })).collect()
}

/// The guesses about the facts of a request.
fn guesses_of<'g>(page: &'g Page<'_>, name: &'g str, request: &'g Request) -> impl Iterator<Item = Guess> + 'g {
    let halves = [(Side::Request, &request.parameters), (Side::Body, &request.body)];
    halves.into_iter().flat_map(move |(side, half)| {
        half.doubts.iter().flat_map(move |doubt| guess::of_facts(page, name, side, &half.fields, doubt))
    })
}

/// The errors that the page itself lists.
fn own_errors(tables: &[Vec<ErrorRow>], keeps_prose: bool, findings: &mut Findings<'_>) -> Vec<ErrorCode> {
    let mut errors = errors::errors(tables, findings);
    if !keeps_prose {
        errors.iter_mut().for_each(drop_prose);
    }
    errors
}

/// Drops the sentences of an error.
pub fn drop_prose(error: &mut ErrorCode) {
    error.message.clear();
    error.description.clear();
}
