//! The links of a page to OpenAPI Explorer, which name the product, its version and the operation.

use super::source::head;

/// A link to OpenAPI Explorer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExplorerLink<'a> {
    /// The address as it stands on the page.
    pub url: &'a str,
    /// The product.
    pub product: &'a str,
    /// The operation.
    pub operation: &'a str,
    /// `RPC` or `ROA`; empty where the link does not say.
    pub style: &'a str,
    /// The version of the product's API; empty where the link does not say.
    pub version: &'a str,
    /// The offset of the address in the page.
    pub at: usize,
}

const HOST: &str = "https://api.aliyun.com/";

/// The longest address. Those of the reference have a quarter of it; a page of addresses that do not end would be
/// searched to its end from each of them.
const LONGEST: usize = 512;

/// Finds the links that name an operation, in the page's order.
pub fn explorer_links(text: &str) -> Vec<ExplorerLink<'_>> {
    text.match_indices(HOST).filter_map(|(at, _)| parse(&text[at..], at)).collect()
}

fn parse(text: &str, at: usize) -> Option<ExplorerLink<'_>> {
    let text = head(text, LONGEST);
    let end = text.find([')', '>', ' ', '\n', '"', ']']).unwrap_or(text.len());
    let url = &text[..end];
    let query = url[HOST.len()..].trim_start_matches(['#', '/', '?', 'n', 'e', 'w']);
    let mut link = ExplorerLink { url, at, ..ExplorerLink::default() };
    for pair in query.split(['&', ';']) {
        let (key, value) = pair.split_once('=')?;
        match key {
            "product" => link.product = value,
            "api" => link.operation = value,
            "type" => link.style = value,
            "version" => link.version = value,
            _ => {}
        }
    }
    (!link.product.is_empty() && !link.operation.is_empty()).then_some(link)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_the_link_is_read() {
        let full = "[x](https://api.aliyun.com/#product=WebPlus&api=AbortChange&type=ROA&version=2019-03-20)";
        let link = &explorer_links(full)[0];
        assert_eq!(
            (link.product, link.operation, link.style, link.version),
            ("WebPlus", "AbortChange", "ROA", "2019-03-20")
        );
        assert_eq!(link.at, 4);
        let short = "(https://api.aliyun.com/new#/?product=Ecs&api=RunInstances&tab=DEMO&lang=JAVA)";
        assert_eq!(explorer_links(short)[0].operation, "RunInstances");
    }

    #[test]
    fn an_address_without_an_operation_is_no_link() {
        assert_eq!(explorer_links("https://api.aliyun.com/ and https://api.aliyun.com/#product=Ecs"), []);
    }
}
