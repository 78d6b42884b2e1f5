//! Where parameters travel: in the path, the query, a header or the body.

use std::collections::BTreeMap;

use crate::infer::page::route::Route;
use crate::infer::table::Grid;
use crate::ir::{Location, Style};
use crate::read::{self, Text};
use crate::vocabulary::effects::CLIENT_TOKEN;
use crate::vocabulary::{Position, REGION, has_body};

/// What tells where the parameters of an operation travel, beside their own rows.
#[derive(Clone, Copy, Debug)]
pub struct Evidence<'e> {
    /// How the operation is reached.
    pub route: &'e Route,
    /// The request example.
    pub example: Option<Text<'e>>,
    /// The body that the page shows beside its tables.
    pub body: Option<Text<'e>>,
    /// Where other pages of the product say that parameters of a name travel.
    pub positions: &'e Positions,
}

/// Where the pages of a product say that parameters travel, by name in lower case.
#[derive(Clone, Debug, Default)]
pub struct Positions(BTreeMap<String, BTreeMap<Position, usize>>);

impl Positions {
    /// Learns from the position columns of a page's tables.
    pub fn learn<'p, 'a: 'p>(&mut self, grids: impl IntoIterator<Item = &'p Grid<'p, 'a>>) {
        for row in grids.into_iter().flat_map(|grid| &grid.rows) {
            if let Some(position) = row.position {
                *self.0.entry(row.name.to_ascii_lowercase()).or_default().entry(position).or_default() += 1;
            }
        }
    }

    /// Where parameters of a name travel, where several pages say so and none otherwise.
    fn agreed(&self, name: &str) -> Option<Position> {
        const PAGES: usize = 3;
        let known = self.0.get(&name.to_ascii_lowercase())?;
        let (&position, &count) = known.first_key_value().filter(|_| known.len() == 1)?;
        // The path itself tells what is in it.
        (count >= PAGES && position != Position::Path).then_some(position)
    }
}

/// Where a parameter travels: in the host or in the path where these have its name; where the position column says; else, of an
/// operation by path, where the query of the request example shows it or where other pages of the product say; else in
/// the form for `POST`, `PUT` and `PATCH` and in the query for the others.
///
/// Measured: pages without the column agree with the official SDKs in all but 3 operations.
pub fn location(name: &str, stated: Option<Position>, has_positions: bool, evidence: Evidence<'_>) -> Location {
    let Evidence { route, example, positions, .. } = evidence;
    if route.host_holds(name) {
        return Location::Host;
    }
    if route.holds(name) {
        return Location::Path;
    }
    // What tells calls apart, and where they go, is no part of what they send.
    let is_about_call = name == REGION || name.eq_ignore_ascii_case(CLIENT_TOKEN);
    if stated.is_none() && (route.style == Style::Rpc || !has_body(&route.method) || has_positions || is_about_call) {
        return Location::Query;
    }
    let shown = || example.filter(|example| query_shows(example.raw, name)).map(|_| Position::Query);
    match stated.or_else(shown).or_else(|| positions.agreed(name)) {
        Some(Position::Path) => Location::Path,
        Some(Position::Query) => Location::Query,
        Some(Position::Header) => Location::Header,
        Some(Position::Body) => Location::Json,
        Some(Position::Form) | None => Location::Form,
    }
}

/// Whether the address of a request example has a parameter in its query.
fn query_shows(example: &str, name: &str) -> bool {
    // Addresses of people are shorter; this is asked for every parameter.
    const LONGEST: usize = 8_000;
    let address = read::head(example, LONGEST).split(['{', '\n']).next().unwrap_or_default();
    let Some((_, query)) = address.split_once('?') else { return false };
    query.split('&').any(|pair| pair.split('=').next().is_some_and(|key| key.trim() == name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::infer::table::{RowCounts, grids};
    use crate::read::read;

    #[test]
    fn the_query_of_the_example_shows_where_a_parameter_travels() {
        let example = "http://host/path?Id=1&Name =x&<Common request parameters>\n{\"Body\":1}";
        assert!(query_shows(example, "Id") && query_shows(example, "Name"));
        assert!(!query_shows(example, "Body") && !query_shows(example, "I"));
        assert!(!query_shows("http://host/path&Id=1", "Id"), "without `?` there is no query");
    }

    #[test]
    fn other_pages_tell_where_a_parameter_travels_only_if_they_agree() {
        let page = |position: &str| {
            let header = "|名称|类型|位置|是否必选|描述|\n|--|--|--|--|--|\n";
            format!("# X\n\n## 请求参数\n\n{header}|clientToken|String|{position}|否|x|\n|Id|String|Path|是|x|\n")
        };
        let mut positions = Positions::default();
        let mut learn = |position: &str| {
            let text = page(position);
            let page = read("p.md", &text);
            positions.learn(grids(&page, &mut RowCounts::default(), &mut page.findings()).parameters());
            positions.clone()
        };
        learn("Query");
        assert_eq!(learn("Query").agreed("ClientToken"), None, "two pages are too few");
        let positions = learn("Query");
        assert_eq!(positions.agreed("ClientToken"), Some(Position::Query));
        assert_eq!(positions.agreed("Id"), None, "the path itself tells what is in it");
        assert_eq!(learn("Body").agreed("ClientToken"), None, "one says otherwise");
    }
}
