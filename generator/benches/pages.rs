//! What reading, inferring and emitting cost, each beside what pulldown-cmark takes merely to parse the same bytes.
//!
//! One thread, but for the lines that say so; the best of several runs, since what disturbs a run only ever makes it longer.

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use alicloud_generator::emit::{self, TypeRegistry};
use alicloud_generator::infer::Inferred;
use alicloud_generator::ir::Prose;
use alicloud_generator::reference::{self, PageText};
use alicloud_generator::store;
use alicloud_generator::understand::{by_product, understand};
use pulldown_cmark::Parser;

fn main() {
    // Set before anything asks for threads: what is measured beside pulldown-cmark uses one, as it does.
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global().expect("no pool is set up yet");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let specs = root.join("specs/webplus-2019-03-20");
    let texts = load(&specs.join("reference"));
    println!("{:44} {:>9} {:>9} {:>8}", "", "ms", "MB/s", "ratio");
    let parse = pages("Web+", &specs, &texts, 20);
    emission(&specs, &texts, parse);
    let corpus = root.join("../shared/reference");
    if corpus.is_dir() {
        let texts = load(&corpus);
        let parse = pages("the whole reference", &corpus, &texts, 5);
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        for threads in (0..).map(|power| 1 << power).take_while(|&threads| threads <= cores) {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads are to be had");
            let took = best(5, || pool.install(|| infer(&corpus, &texts)));
            line(&format!("the whole reference on {threads} threads"), bytes(&texts), took, parse);
        }
    } else {
        println!("skipped: ../shared/reference, which holds the vendor's pages, is not there");
    }
    for kilobytes in [10, 100, 1_000, 10_000] {
        for (name, page) in [
            ("rows", rows(kilobytes)),
            ("rows in an example", shown_rows(kilobytes)),
            ("one cell", cell(kilobytes)),
            ("an example", example(kilobytes)),
        ] {
            let texts = [PageText { file: "Synthetic-2020-01-01/GetSynthetic.md".to_owned(), text: page }];
            pages(&format!("{kilobytes} kB of {name}"), Path::new("."), &texts, if kilobytes > 1_000 { 1 } else { 3 });
        }
    }
}

fn load(folder: &Path) -> Vec<PageText> {
    reference::load(folder).expect("the pages can be read").0
}

/// Measures pages → specification; what pulldown-cmark takes for the same bytes comes back.
fn pages(name: &str, root: &Path, texts: &[PageText], runs: usize) -> Duration {
    let bytes = bytes(texts);
    let parse = best(runs, || texts.iter().map(|page| Parser::new(&page.text).count()).sum::<usize>());
    let infer = best(runs, || infer(root, texts));
    line(&format!("{name}: pulldown-cmark alone"), bytes, parse, parse);
    line(&format!("{name}: pages to specification"), bytes, infer, parse);
    parse
}

fn bytes(texts: &[PageText]) -> usize {
    texts.iter().map(|page| page.text.len()).sum()
}

fn infer(root: &Path, texts: &[PageText]) -> Vec<Inferred> {
    let groups = reference::group(root, texts).groups;
    by_product(&groups).into_iter().map(|(_, groups)| understand(&groups, Prose::Keep)).collect()
}

/// Measures specification → formatted Rust.
fn emission(specs: &Path, texts: &[PageText], parse: Duration) {
    let product = store::load_product(specs).expect("the product is described");
    let mut found = infer(specs, texts).remove(0);
    found.operations.sort_by(|a, b| a.operation.cmp(&b.operation));
    let types = std::fs::read_to_string(specs.join("types.yaml")).expect("the types are registered");
    let types = TypeRegistry::from_yaml(&types).expect("the registry is well-formed");
    let emitted = || {
        emit::emit(&product, &found.operations, &found.common, &types, "specs/webplus-2019-03-20")
            .expect("it is emitted")
    };
    let bytes: usize = emitted().files.values().map(String::len).sum();
    line("Web+: specification to formatted Rust", bytes, best(10, emitted), parse);
}

/// The shortest of several runs.
fn best<T>(runs: usize, mut work: impl FnMut() -> T) -> Duration {
    let run = |_| {
        let begun = Instant::now();
        black_box(work());
        begun.elapsed()
    };
    (0..runs.max(1)).map(run).min().unwrap_or_default()
}

fn line(name: &str, bytes: usize, took: Duration, parse: Duration) {
    let seconds = took.as_secs_f64();
    println!(
        "{name:44} {:>9.2} {:>9.1} {:>7.1}x",
        seconds * 1e3,
        bytes as f64 / 1e6 / seconds,
        seconds / parse.as_secs_f64()
    );
}

const HEAD: &str = "# GetSynthetic\n\n## Request parameters\n\n## Response parameters\n\n|Parameter|Type|Example|Description|\n|--|--|--|--|\n";

/// A page of one table with many rows, nested and with lists in their cells.
fn rows(kilobytes: usize) -> String {
    let mut page = HEAD.to_owned();
    let mut number = 0;
    while page.len() < kilobytes * 1000 {
        page.push_str(&format!(
            "|Box{number}|Struct| |A box.\n\n |\n|Id{number}|String|i-{number}\\*\\*|An id. Valid values:\n\n -   `a`: one\n-   `b`: two\n\n |\n"
        ));
        number += 1;
    }
    page
}

/// A page of one table whose rows an example shows, five under each parent.
fn shown_rows(kilobytes: usize) -> String {
    let (mut page, mut example) = (HEAD.to_owned(), String::from("{"));
    let mut number = 0;
    while page.len() + example.len() < kilobytes * 1000 {
        page.push_str(&format!("|Box{number}|Struct| |A box. |\n"));
        example.push_str(&format!("\"Box{number}\":{{"));
        for field in ["Id", "Name", "Size", "State"] {
            page.push_str(&format!("|{field}|String|a|A field. |\n"));
            example.push_str(&format!("\"{field}\":\"a\","));
        }
        example.push_str(&format!("\"Own{number}\":1}},\n"));
        page.push_str(&format!("|Own{number}|Integer|1|A field. |\n"));
        number += 1;
    }
    format!("{page}\n## Examples\n\n```\n{}}}\n```\n", example.trim_end_matches(",\n"))
}

/// A page with one long cell.
fn cell(kilobytes: usize) -> String {
    format!("{HEAD}|Id|String|i|{}\n\n |\n", "words, `code` and **bold**\n\n".repeat(kilobytes * 1000 / 28))
}

/// A page with a long example.
fn example(kilobytes: usize) -> String {
    let items =
        "{\"Id\":\"i-1234567890\",\"Name\":\"a name\",\"Size\":12,\"Open\":true},\n".repeat(kilobytes * 1000 / 64);
    let example = format!("{{\"Items\":{{\"Item\":[{}]}}}}", items.trim_end_matches(",\n"));
    format!("{HEAD}|Items| | |x|\n|Id|String|i|x|\n\n## Examples\n\n```\n{example}\n```\n")
}
