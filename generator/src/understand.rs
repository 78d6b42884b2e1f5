//! All pages of one product, in one language or several, to one set of operations.

use std::collections::{HashMap, HashSet};

use crate::example::brief::{brief, brief_document};
use crate::infer::{self, Guess, Inferred, ProductKey};
use crate::ir::{Field, Items, Operation, Prose, Side};
use crate::merge;
use crate::read::Page;
use crate::reference::Group;

/// Understands the groups of one product. A page in a further language adds what the languages before it lack, be it an
/// operation or what it says of one.
pub fn understand(groups: &[&Group<'_>], prose: Prose) -> Inferred {
    let mut all = Inferred::default();
    let pages: Vec<&[Page<'_>]> = groups.iter().map(|group| group.pages.as_slice()).collect();
    for found in infer::languages(&pages, prose) {
        all.pages += found.pages;
        all.rows += found.rows;
        let known: HashMap<String, usize> =
            all.operations.iter().enumerate().map(|(at, operation)| (operation.operation.clone(), at)).collect();
        let mut swapped: HashSet<String> = HashSet::new();
        for operation in found.operations {
            match known.get(&operation.operation) {
                Some(&at) => {
                    all.pages.operations -= 1;
                    all.pages.merged += 1;
                    let own = &mut all.operations[at];
                    if merge::merge(own, operation) {
                        swapped.insert(own.operation.clone());
                    }
                }
                None => all.operations.push(operation),
            }
        }
        // Guesses about a response are those of the page that it was taken from.
        let is_swapped = |guess: &Guess| guess.side == Side::Response && swapped.contains(&guess.operation);
        all.guesses.retain(|guess| !is_swapped(guess));
        let counts = |guess: &Guess| !known.contains_key(&guess.operation) || is_swapped(guess);
        all.guesses.extend(found.guesses.into_iter().filter(counts));
        if all.common.errors.is_empty() {
            all.common = found.common;
        }
        all.diagnostics.extend(found.diagnostics);
    }
    if prose == Prose::Omit {
        all.operations.iter_mut().for_each(drop_sentences);
    }
    all.operations.sort_by(|a, b| a.operation.cmp(&b.operation));
    all.diagnostics.sort();
    all
}

/// Drops the sentences in an operation's examples. All else that holds sentences was not taken from the page at all; examples
/// were, since much follows from them.
fn drop_sentences(operation: &mut Operation) {
    operation.response_example = brief_document(&operation.response_example);
    for side in [Side::Request, Side::Body, Side::Response] {
        drop_sentences_of(operation.side_mut(side));
    }
}

fn drop_sentences_of(fields: &mut [Field]) {
    for field in fields {
        field.example = brief(&field.example).into_owned();
        drop_sentences_of(&mut field.fields);
        let mut items: Option<&mut Items> = field.items.as_deref_mut();
        while let Some(inner) = items {
            drop_sentences_of(&mut inner.fields);
            items = inner.items.as_deref_mut();
        }
    }
}

/// The groups of each product, in the order of their languages.
pub fn by_product<'g, 'a>(groups: &'g [Group<'a>]) -> Vec<(&'g ProductKey, Vec<&'g Group<'a>>)> {
    let mut products: Vec<(&ProductKey, Vec<&Group<'_>>)> = Vec::new();
    for group in groups {
        match products.iter_mut().find(|(key, _)| **key == group.key) {
            Some((_, groups)) => groups.push(group),
            None => products.push((&group.key, vec![group])),
        }
    }
    products
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::reference::{self, PageText};

    /// A page with an English or a Chinese head, the given parameters and fields, and an example.
    fn page(file: &str, head: [&str; 3], parameters: &str, fields: &str, example: &str) -> PageText {
        let [request, response, examples] = head;
        let link = "[x](https://api.aliyun.com/#product=Yunfan&api=GetBoat&type=RPC&version=2031-04-05)";
        let text = format!(
            "# GetBoat\n\n{link}\n\n## {request}\n\n|Name|Type|Required|Example|Description|\n|--|--|--|--|--|\n{parameters}\n\
             ## {response}\n\n|Name|Type|Example|Description|\n|--|--|--|--|\n{fields}\n## {examples}\n\n```\n{example}\n```\n"
        );
        PageText { file: file.to_owned(), text }
    }

    #[test]
    fn two_languages_make_one_operation_of_what_either_says() {
        let zh = page(
            "zh.md",
            ["请求参数", "返回数据", "示例"],
            "|BoatId|String|是|b-1|船 |\n",
            "|Boat|Struct| |船 |\n|Captain|String|Bo|船长 |\n|Zone|String|z|地区 |\n",
            "{\"Boat\":{\"Captain\":\"Bo\"}}",
        );
        let en = page(
            "en.md",
            ["Request parameters", "Response parameters", "Examples"],
            "|BoatId|String|Yes|b-1|The boat. |\n|Deck|Integer|No|2|The deck. |\n",
            "|Boat|Struct| |The boat. |\n|Captain|String|Bo|The captain. |\n|Zone|String|z|The area. |\n|RequestId|String|r|The id. |\n",
            "{\"Boat\":{\"Captain\":\"Bo\",\"Zone\":\"z\"},\"RequestId\":\"r\"}",
        );
        let texts = [en, zh];
        let groups = reference::group(Path::new("."), &texts).groups;
        let products = by_product(&groups);
        let found = understand(&products[0].1, Prose::Omit);
        assert_eq!((found.pages.pages, found.pages.operations, found.pages.merged), (2, 1, 1));
        let operation = &found.operations[0];
        assert_eq!(operation.source, "zh.md");
        let names = |fields: &[crate::ir::Field]| fields.iter().map(|field| field.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&operation.request), ["BoatId", "Deck"]);
        assert_eq!(names(&operation.response), ["Boat", "RequestId"]);
        assert_eq!(names(&operation.response[0].fields), ["Captain", "Zone"], "the English example shows where it is");
    }

    #[test]
    fn examples_lose_their_sentences_where_prose_is_omitted() {
        let text = "The captain of this boat is never on board";
        let page = page(
            "en.md",
            ["Request parameters", "Response parameters", "Examples"],
            &format!("|Note|String|Yes|{text}|The note. |\n"),
            &format!("|Told|String|{text}|The text. |\n"),
            &format!("{{\"Told\":\"{text}\"}}"),
        );
        let texts = [page];
        let groups = reference::group(Path::new("."), &texts).groups;
        let examples = |prose| {
            let operation = understand(&by_product(&groups)[0].1, prose).operations.remove(0);
            [operation.request[0].example.clone(), operation.response[0].example.clone(), operation.response_example]
        };
        assert!(examples(Prose::Keep).iter().all(|example| example.contains(text)));
        assert!(examples(Prose::Omit).iter().all(|example| example.contains("The captain of this boat…")));
    }
}
