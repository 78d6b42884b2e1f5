//! Style, method and path of an operation, from the link to OpenAPI Explorer and the syntax section.

use std::collections::HashMap;

use crate::ir::{Field, Location, Style};
use crate::read::{Content, Page};
use crate::vocabulary::Role;

/// How an operation is reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// By path or by action.
    pub style: Style,
    /// The method, alternatives joined by `|`; empty for RPC.
    pub method: String,
    /// The path with `{Name}` for parameters; empty for RPC.
    pub path: String,
    /// The offset of the syntax line; 0 where there is none.
    pub at: usize,
}

impl Route {
    /// The path, its placeholders spelled as the parameters that fill them: pages differ in upper and lower case.
    pub fn spelled_as(&self, parameters: &[Field]) -> String {
        let mut inside: HashMap<String, &Field> = HashMap::new();
        for one in parameters.iter().filter(|one| one.location == Some(Location::Path)) {
            inside.entry(one.name.to_ascii_lowercase()).or_insert(one);
        }
        let segment = |segment: &str| {
            let name = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
            name.and_then(|name| inside.get(&name.to_ascii_lowercase()))
                .map_or_else(|| segment.to_owned(), |one| format!("{{{}}}", one.name))
        };
        self.path.split('/').map(segment).collect::<Vec<_>>().join("/")
    }
}

/// How long a path can be; those of the reference have a tenth of it. Every parameter is looked for in it.
const LONGEST: usize = 1_000;

const METHODS: &[&str] = &["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"];

/// Whether a word is an HTTP method, or several joined by `|`.
pub fn is_method(word: &str) -> bool {
    !word.is_empty() && word.split('|').all(|method| METHODS.contains(&method))
}

/// Finds out how an operation is reached: a syntax line with a path makes it ROA, whatever the link says.
pub fn route(page: &Page<'_>) -> Route {
    let links_roa = page.links.first().is_some_and(|link| link.style.eq_ignore_ascii_case("ROA"));
    let syntax = page.sections(Role::Syntax).find_map(|section| {
        section.content.iter().find_map(|content| match content {
            Content::Fence(fence) => syntax_line(fence.text.raw).map(|found| (found, fence.text.at)),
            Content::Text(text) => syntax_line(text.raw).map(|found| (found, text.at)),
            Content::Table(_) => None,
        })
    });
    match syntax {
        Some(((method, path), at)) if path != "/" || links_roa => Route { style: Style::Roa, method, path, at },
        _ if links_roa => example_route(page),
        _ => Route::default(),
    }
}

/// The first `METHOD /path` line of a text.
fn syntax_line(text: &str) -> Option<(String, String)> {
    text.lines().find_map(|line| {
        let mut words = line.split_whitespace();
        let method = words.next()?.to_ascii_uppercase();
        let path = words.next().filter(|path| path.starts_with('/') && path.len() <= LONGEST)?;
        is_method(&method).then(|| (method, placeholders(path.split('?').next().unwrap_or(path))))
    })
}

/// `[Name]`, `<Name>` and `:Name` as `{Name}`.
fn placeholders(path: &str) -> String {
    let segment = |segment: &str| {
        let inner = segment.trim_matches(|c| matches!(c, '[' | ']' | '<' | '>' | '{' | '}'));
        let colon = segment.strip_prefix(':');
        match colon {
            Some(name) => format!("{{{name}}}"),
            None if inner.len() < segment.len() => format!("{{{inner}}}"),
            None => segment.to_owned(),
        }
    };
    path.split('/').map(segment).collect::<Vec<_>>().join("/")
}

/// The route of a ROA page without a syntax section, from its request example.
fn example_route(page: &Page<'_>) -> Route {
    let request = super::examples::examples(page).request;
    let found = request.and_then(|text| syntax_line(text.raw).map(|found| (found, text.at)));
    match found {
        Some(((method, path), at)) => Route { style: Style::Roa, method, path, at },
        None => Route { style: Style::Roa, ..Route::default() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read;

    #[test]
    fn the_syntax_line_tells_method_and_path() {
        let page = read("p.md", "# X\n\n## Request syntax\n\n```\nPATCH|POST /openapi/a/[Id]/b?x=1 HTTPS\n```\n");
        let route = route(&page);
        assert_eq!(
            (route.style, route.method.as_str(), route.path.as_str()),
            (Style::Roa, "PATCH|POST", "/openapi/a/{Id}/b")
        );
    }

    #[test]
    fn a_page_without_path_is_rpc() {
        assert_eq!(route(&read("p.md", "# X\n\n## Request parameters\n")), Route::default());
        assert!(!is_method("Get it"));
        assert!(!is_method(""));
    }
}
