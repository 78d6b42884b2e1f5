//! What holds for every input, however broken: asserted by the property tests, and by the fuzz targets of `generator/fuzz`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;

use alicloud_generator::diagnostic::Diagnostic;
use alicloud_generator::emit::{TypeRegistry, emit};
use alicloud_generator::example::{Kind, Node, Read, json, xml};
use alicloud_generator::infer::{self, Guess, Inferred};
use alicloud_generator::ir::{CommonErrors, Field, Items, Operation, Product, Prose};
use alicloud_generator::overrides;
use alicloud_generator::read::{self, Content, Page, Text, is_blank};
use alicloud_generator::reference::{self, PageText};
use alicloud_generator::store;
use alicloud_generator::understand::{by_product, understand};

use super::{assert_balanced, assert_only_items, assert_plain_paths};

/// The tolerant reader of JSON: places lie in the text, what comes out is strict, and what is strict goes in as it is.
pub fn json(text: &str) {
    let found = json::read(text);
    assert_places(text, &found);
    let strict = serde_json::from_str::<serde_json::Value>(text);
    if let Ok(value) = &strict {
        assert_eq!(found.problems, [], "strict JSON has no problems: {text:?}");
        assert_eq!(found.root.as_ref().map(value_of), Some(value.clone()), "{text:?}");
    }
    let Some(root) = &found.root else { return assert!(!found.problems.is_empty(), "{text:?}") };
    if found.problems.is_empty() {
        assert!(strict.is_ok(), "what has no problems is strict JSON: {text:?}: {strict:?}");
    }
    let written = root.to_json();
    let again = json::read(&written);
    assert_eq!(again.problems, [], "what was written is read without problems: {text:?}");
    assert_eq!(again.root.map(|root| root.to_json()), Some(written), "{text:?}");
}

/// The tolerant reader of XML.
pub fn xml(text: &str) {
    let found = xml::read(text);
    assert_places(text, &found);
    match &found.root {
        Some(root) => drop(value_of(root)),
        None => assert!(!found.problems.is_empty(), "{text:?}"),
    }
}

/// The value as any reader of JSON sees it.
fn value_of(root: &Node) -> serde_json::Value {
    let text = root.to_json();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("strict JSON is written: {error}: {text}"))
}

/// Every place lies in the text, within that of what holds it, and begins and ends with a character.
fn assert_places(text: &str, found: &Read) {
    let mut before = 0;
    for problem in &found.problems {
        assert_place(text, &problem.span, &(0..text.len()));
        assert!(before <= problem.span.start, "problems are sorted: {:?} of {text:?}", found.problems);
        before = problem.span.start;
    }
    let mut queue: Vec<(&Node, Range<usize>, usize)> = found.root.iter().map(|root| (root, 0..text.len(), 0)).collect();
    while let Some((node, outer, depth)) = queue.pop() {
        assert_place(text, &node.span, &outer);
        // As deep as `serde_json` reads: everything after the readers may recurse.
        assert!(depth <= 128, "a tree is shallow enough to be walked");
        queue.extend(node.items().iter().map(|item| (item, node.span.clone(), depth + 1)));
        for member in node.members() {
            assert_place(text, &member.name_span, &(0..text.len()));
            queue.push((&member.value, node.span.clone(), depth + 1));
        }
        if let Kind::Number(number) = &node.kind {
            assert!(number.parse::<f64>().is_ok_and(f64::is_finite), "{number}");
        }
    }
}

fn assert_place(text: &str, span: &Range<usize>, outer: &Range<usize>) {
    let inside = outer.start <= span.start && span.start <= span.end && span.end <= outer.end;
    assert!(inside && text.get(span.clone()).is_some(), "{span:?} within {outer:?} of {text:?}");
}

/// A cell's plain text and its pieces.
pub fn cell(raw: &str) {
    let plain = read::plain(raw);
    assert!(plain.len() <= raw.len(), "{raw:?}");
    assert_eq!(plain.trim_matches(is_blank), plain, "{raw:?}");
    for piece in read::pieces(raw) {
        assert!(!piece.text.is_empty(), "{raw:?}");
        assert_eq!(piece.text.trim_matches(is_blank), piece.text, "{raw:?}");
        assert!(piece.text.starts_with(piece.marked.as_str()), "{:?} begins {:?} of {raw:?}", piece.marked, piece.text);
    }
}

/// A page: what was read of it stands where it is said to stand, in the page's order, and tables have whole rows.
pub fn page(text: &str) {
    let page = read::read("p.md", text);
    let text = page.lines.text();
    let mut last = 0;
    for section in &page.sections {
        assert!(last <= section.at, "sections are in order");
        last = section.at;
        for content in &section.content {
            let at = match content {
                Content::Text(piece) => assert_text(text, piece),
                Content::Fence(fence) => assert_text(text, &fence.text),
                Content::Table(table) => {
                    let mut cells: Vec<&Text<'_>> = table.header.iter().collect();
                    for row in &table.rows {
                        assert_eq!(row.cells.len(), table.header.len(), "rows are whole");
                        assert!(row.at <= text.len());
                        cells.extend(&row.cells);
                    }
                    for cell in cells {
                        assert_text(text, cell);
                    }
                    assert!(table.lines.0 < table.lines.1 && table.lines.1 <= page.lines.len());
                    page.lines.start(table.lines.0)
                }
            };
            assert!(last <= at, "content is in order: {at} after {last}");
            last = at;
        }
    }
    for link in &page.links {
        assert_eq!(text.get(link.at..link.at + link.url.len()), Some(link.url));
    }
    assert!(page.unbalanced.iter().all(|&at| text.get(at..).is_some()));
}

/// A text is what the page has at its place.
fn assert_text(page: &str, text: &Text<'_>) -> usize {
    assert_eq!(page.get(text.at..text.at + text.raw.len()), Some(text.raw), "at {}", text.at);
    text.at
}

/// What a page means: counts balance, guesses are of fields, places are of the page, the store gives back what it got.
pub fn inferred(text: &str) -> Inferred {
    let pages = [read::read("p.md", text)];
    let found = infer::infer(&pages, Prose::Keep);
    assert_balanced(&found, "a page");
    assert_sound(&found, &pages.iter().collect::<Vec<_>>());
    found
}

/// What several pages mean together, in any languages.
pub fn product(texts: &[PageText]) -> Vec<Inferred> {
    let reference::Grouped { groups, homeless, .. } = reference::group(Path::new("P-2031-04-05"), texts);
    let grouped: usize = groups.iter().map(|group| group.pages.len()).sum();
    assert_eq!(grouped + homeless.len(), texts.len(), "no page is lost");
    let products = by_product(&groups).into_iter().map(|(key, groups)| {
        for part in [&key.product, &key.version] {
            assert!(!part.is_empty() && !part.contains(['/', '\\']) && part != "..", "{key:?}");
        }
        let found = understand(&groups, Prose::Keep);
        assert_balanced(&found, "a product");
        assert_eq!(found.pages.pages, groups.iter().map(|group| group.pages.len()).sum::<usize>());
        assert_sound(&found, &groups.iter().flat_map(|group| &group.pages).collect::<Vec<_>>());
        found
    });
    products.collect()
}

/// No object has a field twice.
fn assert_once(fields: &[Field]) {
    let names: BTreeSet<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(names.len(), fields.len(), "an object has a field twice: {fields:#?}");
    for field in fields {
        assert_once(&field.fields);
        let mut items = field.items.as_deref();
        while let Some(inner) = items {
            assert_once(&inner.fields);
            items = inner.items.as_deref();
        }
    }
}

fn assert_sound(found: &Inferred, pages: &[&Page<'_>]) {
    let names: BTreeSet<&str> = found.operations.iter().map(|operation| operation.operation.as_str()).collect();
    assert_eq!(names.len(), found.operations.len(), "operations have names of their own");
    assert!(names.iter().all(|name| infer::is_operation_name(name)), "{names:?}");
    found.operations.iter().for_each(assert_stored);
    for operation in &found.operations {
        let parameters = [operation.request.clone(), operation.body.clone()].concat();
        [&parameters, &operation.response].into_iter().for_each(|fields| assert_once(fields));
        [&operation.request, &operation.body, &operation.response]
            .into_iter()
            .for_each(|fields| assert_guessed(fields));
    }
    let lines: BTreeMap<&str, usize> = pages.iter().map(|page| (page.file.as_str(), page.lines.len())).collect();
    for finding in found.diagnostics.iter().chain(found.guesses.iter().map(|guess| &guess.diagnostic)) {
        let Diagnostic { file, position, message, .. } = finding;
        let last = lines.get(file.as_str()).copied().unwrap_or_default();
        assert!((1..=last).contains(&(position.line as usize)), "{finding}");
        assert!(message.len() < 2000, "a message is short: {} bytes", message.len());
    }
    for guess in &found.guesses {
        assert!(is_of(guess, &found.operations), "a guess is of a field: {}", guess.path);
    }
}

/// What is guessed is there, and as sure as a guess.
fn assert_guessed(fields: &[Field]) {
    for field in fields {
        for (&fact, &confidence) in &field.guessed {
            assert!(field.has(fact), "{}: {} is guessed and absent", field.name, fact.key());
            assert!((0.0..1.0).contains(&confidence), "{confidence}");
        }
        assert_guessed(&field.fields);
        let mut items = field.items.as_deref();
        while let Some(one) = items {
            assert_guessed(&one.fields);
            items = one.items.as_deref();
        }
    }
}

/// Whether a guess names a field of its operation. Siblings of one name, which broken tables have, share their path, and the
/// names of an example's levels can hold dots.
fn is_of(guess: &Guess, operations: &[Operation]) -> bool {
    fn below(fields: &[Field], path: &str) -> bool {
        fields.iter().any(|field| {
            let Some(rest) = path.strip_prefix(field.name.as_str()) else { return false };
            let mut inner = &field.fields;
            let mut items = field.items.as_deref();
            while let Some(one) = items {
                inner = &one.fields;
                items = one.items.as_deref();
            }
            match rest.trim_start_matches("[]") {
                "" => true,
                rest => rest.strip_prefix('.').is_some_and(|rest| below(inner, rest)),
            }
        })
    }
    operations
        .iter()
        .any(|one| one.operation == guess.operation && below(one.side(guess.side), &guess.path.to_string()))
}

/// The store reads what it wrote.
pub fn assert_stored(operation: &Operation) {
    let text = store::write_operation(operation);
    let back = store::parse::<Operation>(Path::new("operation.yaml"), &text);
    let back = back.unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert!(back == *operation, "it is read as it was written:\n{text}");
}

/// What is emitted for a specification is Rust of the emitter's own items, in files of plain names.
pub fn emitted(operations: &[Operation], common: &CommonErrors) {
    let style = operations.first().map(|operation| operation.style).unwrap_or_default();
    let product = Product { product: "Hostile".into(), version: "2031-04-05".into(), style, ..Product::default() };
    let emission = emit(&product, operations, common, &TypeRegistry::default(), "specs/hostile");
    let emission = emission.unwrap_or_else(|error| panic!("{error}"));
    assert_only_items(&emission);
    assert_plain_paths(&emission);
    // What was registered the first time keeps its name the second time.
    let again = emit(&product, operations, common, &emission.registry, "specs/hostile");
    let again = again.unwrap_or_else(|error| panic!("{error}"));
    assert!(again.registry == emission.registry, "the registry is stable");
    assert!(again.files == emission.files, "the emission is stable");
}

/// Files that people write: overrides that are read are applied or reported, a specification that is read is written
/// back as the same, a registry too.
pub fn yaml(text: &str, operations: &[Operation]) {
    if let Ok(corrections) = overrides::read("overrides.yaml", text) {
        let mut corrected = operations.to_vec();
        let reported = overrides::apply("overrides.yaml", &corrections, &mut corrected);
        assert!(reported.len() <= corrections.len(), "{reported:?}");
        if reported.len() == corrections.len() {
            assert!(corrected == operations, "what is reported changes nothing:\n{text}");
        }
        corrected.iter().for_each(assert_stored);
    }
    if let Ok(operation) = store::parse::<Operation>(Path::new("operation.yaml"), text) {
        assert_stored(&operation);
    }
    if let Ok(registry) = TypeRegistry::from_yaml(text) {
        let written = registry.to_yaml().expect("a registry can be written");
        assert!(TypeRegistry::from_yaml(&written).expect("a registry is read as it was written") == registry, "{text}");
    }
}

/// The wire paths of all fields, sorted; a list's items are marked by `[]`.
pub fn paths(fields: &[Field]) -> Vec<String> {
    fn walk(fields: &[Field], prefix: &str, paths: &mut Vec<String>) {
        for field in fields {
            let path = format!("{prefix}{}", field.name);
            walk(&field.fields, &format!("{path}."), paths);
            if let Some(items) = &field.items {
                walk_items(items, &format!("{path}[]"), paths);
            }
            paths.push(path);
        }
    }
    fn walk_items(items: &Items, prefix: &str, paths: &mut Vec<String>) {
        walk(&items.fields, &format!("{prefix}."), paths);
        if let Some(items) = &items.items {
            walk_items(items, &format!("{prefix}[]"), paths);
        }
    }
    let mut paths = Vec::new();
    walk(fields, "", &mut paths);
    paths.sort();
    paths
}
