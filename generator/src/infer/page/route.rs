//! Style, method and path of an operation, from the link to OpenAPI Explorer and the syntax section.

use std::collections::{HashMap, HashSet};

use crate::infer::table::Grids;
use crate::ir::{Field, Location, Style};
use crate::read::{Content, Page};
use crate::vocabulary::{Position, Role, is_method};

use super::examples::Examples;
use super::host::host_label;

/// How an operation is reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// By path or by action.
    pub style: Style,
    /// The method, alternatives joined by `|`; empty for RPC.
    pub method: String,
    /// The path with `{Name}` for parameters; empty for RPC.
    pub path: String,
    /// The parameter that the syntax has as the first label of the host; empty: none.
    pub host: String,
    /// Whether the syntax says that the body is JSON.
    pub sends_json: bool,
    /// The offset of the syntax line; 0 where there is none.
    pub at: usize,
}

impl Route {
    /// The path, its placeholders spelled as the parameters that fill them: pages differ in upper and lower case, and in
    /// what joins words. A placeholder and a parameter of the path that are left over, one of each, belong together.
    pub fn spelled_as(&self, parameters: &[Field]) -> String {
        let mut inside: HashMap<String, &Field> = HashMap::new();
        for parameter in parameters.iter().filter(|parameter| parameter.location == Some(Location::Path)) {
            inside.entry(folded(&parameter.name)).or_insert(parameter);
        }
        let (mut open, mut used) = (Vec::new(), HashSet::new());
        for name in self.path.split(['{', '}']).skip(1).step_by(2) {
            match inside.contains_key(&folded(name)) {
                true => drop(used.insert(folded(name))),
                false => open.push(name),
            }
        }
        let mut unused = inside.iter().filter(|(name, _)| !used.contains(*name)).map(|(_, parameter)| *parameter);
        let other = match (open.as_slice(), unused.next(), unused.next()) {
            (&[name], Some(parameter), None) => Some((name, parameter)),
            _ => None,
        };
        let spelled = |name: &str| {
            let filled = inside.get(&folded(name)).copied();
            let filled = filled.or_else(|| other.filter(|&(open, _)| open == name).map(|(_, parameter)| parameter));
            filled.map_or_else(|| name.to_owned(), |parameter| parameter.name.clone())
        };
        let pieces = self.path.split('{').enumerate().map(|(index, piece)| match piece.split_once('}') {
            Some((name, rest)) if index > 0 => format!("{{{}}}{rest}", spelled(name)),
            _ if index > 0 => format!("{{{piece}"),
            _ => piece.to_owned(),
        });
        pieces.collect()
    }

    /// Whether the path has a placeholder for a parameter.
    pub fn holds(&self, name: &str) -> bool {
        let name = folded(name);
        self.path.split(['{', '}']).skip(1).step_by(2).any(|inside| folded(inside) == name)
    }

    /// Whether the host has a label for a parameter.
    pub fn host_holds(&self, name: &str) -> bool {
        !self.host.is_empty() && folded(name) == folded(&self.host)
    }
}

/// A name without what pages spell in different ways.
fn folded(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, '-' | '_')).flat_map(char::to_lowercase).collect()
}

/// How long a path can be; those of the reference have a tenth of it. Every parameter is looked for in it.
const LONGEST: usize = 1_000;

/// The media type of a JSON body, as the syntax of a request names it.
const JSON: &str = "application/json";

/// Finds out how an operation is reached: a syntax line with a path makes it ROA, whatever the link says.
pub fn route(page: &Page<'_>, grids: &Grids<'_, '_>, examples: &Examples<'_>) -> Route {
    let links_roa = page.links.first().is_some_and(|link| link.style.eq_ignore_ascii_case("ROA"));
    let syntax = page.sections(Role::Syntax).find_map(|section| {
        section.content.iter().find_map(|content| {
            let text = match content {
                Content::Fence(fence) => &fence.text,
                Content::Text(text) => text,
                Content::Table(_) => return None,
            };
            let (line, host) = (syntax_line(text.raw)?, host_label(text.raw).unwrap_or_default());
            Some((line, host, text.raw.to_ascii_lowercase().contains(JSON), text.at))
        })
    });
    match syntax {
        Some(((method, path), host, sends_json, at)) if path != "/" || links_roa || !host.is_empty() => {
            let path = named_segments(grids, examples, &path);
            Route { style: Style::Roa, method, path, host, sends_json, at }
        }
        _ if links_roa => example_route(grids, examples),
        _ => Route::default(),
    }
}

/// A path with placeholders for the segments that are called like parameters: `/logstores/logstoreName`.
///
/// Evidence: the segment is the name of a row, spelled with a capital or an underscore within, as words of paths are not; the
/// table puts it into the path or nowhere; and where the request example has as many segments, that one is another.
fn named_segments(grids: &Grids<'_, '_>, examples: &Examples<'_>, path: &str) -> String {
    let is_spelled = |name: &str| name.chars().skip(1).any(|c| c.is_ascii_uppercase() || c == '_');
    let candidates: HashSet<&str> = path.split('/').filter(|segment| is_spelled(segment)).collect();
    if candidates.is_empty() {
        return path.to_owned();
    }
    let rows = grids.parameters().flat_map(|grid| &grid.rows);
    let is_free = |position| matches!(position, None | Some(Position::Path));
    let named: HashSet<&str> =
        rows.filter(|row| is_free(row.position)).filter_map(|row| candidates.get(row.name.as_str()).copied()).collect();
    let shown = examples.request.and_then(|text| syntax_line(text.raw)).map(|(_, path)| path).unwrap_or_default();
    let shown: Vec<&str> = shown.split('/').collect();
    let count = path.split('/').count();
    let segments = path.split('/').enumerate().map(|(at, segment)| {
        let is_shown = shown.len() == count && shown[at] == segment;
        if named.contains(segment) && !is_shown { format!("{{{segment}}}") } else { segment.to_owned() }
    });
    segments.collect::<Vec<_>>().join("/")
}

/// The first `METHOD /path` line of a text.
fn syntax_line(text: &str) -> Option<(String, String)> {
    text.lines().find_map(|line| {
        let line = line.trim_matches(['`', '*', ' ']);
        let mut words = line.split_whitespace();
        // `GET:`, `**GET**` and `GET/POST` are ways of writing methods.
        let method = words.next()?.trim_matches(['`', '*', ':', '：']).to_ascii_uppercase().replace([',', '/'], "|");
        let path = path(words.next()?.trim_matches(['`', '*'])).filter(|path| path.len() <= LONGEST)?;
        is_method(&method).then(|| (method, placeholders(path.split('?').next().unwrap_or(path))))
    })
}

/// The path of an address: what follows its host, where it has one.
fn path(address: &str) -> Option<&str> {
    match address.split_once("://") {
        Some((scheme, rest)) if scheme.starts_with("http") => rest.find('/').map(|at| &rest[at..]),
        _ => address.starts_with('/').then_some(address),
    }
}

/// What placeholders stand in.
const PLACEHOLDERS: &[(&str, &str)] =
    &[("${", "}"), ("#{", "}"), ("{{", "}}"), ("{", "}"), ("[", "]"), ("<", ">"), ("【", "】"), ("(", ")")];

/// `[Name]`, `<Name>`, `${Name}`, `:Name`, `$Name` and the like as `{Name}`.
///
/// Evidence: brackets around a name, wherever in a segment; a mark before a name or marks around it only as a whole segment.
fn placeholders(path: &str) -> String {
    path.replace('\\', "").split('/').map(placeholder).collect::<Vec<_>>().join("/")
}

fn placeholder(segment: &str) -> String {
    let is_name =
        |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    let marked = [":", "$", "#"].iter().find_map(|mark| segment.strip_prefix(mark));
    let around = ["*", "%", "__"].iter().find_map(|mark| segment.strip_prefix(mark)?.strip_suffix(mark));
    if let Some(name) = marked.or(around).filter(|name| is_name(name)) {
        return format!("{{{name}}}");
    }
    let (mut made, mut rest) = (String::new(), segment);
    while let Some(c) = rest.chars().next() {
        let found = PLACEHOLDERS.iter().find_map(|(open, close)| {
            let (name, after) = rest.strip_prefix(open)?.split_once(close)?;
            is_name(name).then_some((name, after))
        });
        match found {
            Some((name, after)) => {
                made = format!("{made}{{{name}}}");
                rest = after;
            }
            None => {
                made.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    made
}

/// The route of a ROA page without a syntax section, from its request example.
fn example_route(grids: &Grids<'_, '_>, examples: &Examples<'_>) -> Route {
    let found = examples.request.and_then(|text| syntax_line(text.raw).map(|found| (found, text.at)));
    match found {
        Some(((method, path), at)) => {
            Route { style: Style::Roa, method, path: emptied(grids, &path), at, ..Route::default() }
        }
        None => Route { style: Style::Roa, ..Route::default() },
    }
}

/// The path of an example, with placeholders for the values that it shows.
///
/// Evidence: a segment that is the example of a parameter, which the table puts into the path; where the table puts it nowhere,
/// a value with a digit that no word of a path is.
fn emptied(grids: &Grids<'_, '_>, path: &str) -> String {
    let mut values: HashMap<&str, &str> = HashMap::new();
    for row in grids.parameters().flat_map(|grid| &grid.rows) {
        let is_value = match row.position {
            Some(position) => position == Position::Path,
            None => row.example.len() > 3 && row.example.bytes().any(|b| b.is_ascii_digit()),
        };
        if is_value && !row.example.is_empty() {
            values.entry(&row.example).or_insert(&row.name);
        }
    }
    let segment = |segment: &str| values.get(segment).map_or_else(|| segment.to_owned(), |name| format!("{{{name}}}"));
    path.split('/').map(segment).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::infer::page::examples;
    use crate::infer::table::{RowCounts, grids};
    use crate::read::read;

    fn route_of(page: &Page<'_>) -> Route {
        let grids = grids(page, &mut RowCounts::default(), &mut page.findings());
        route(page, &grids, &examples::examples(page))
    }

    #[test]
    fn the_syntax_line_tells_method_and_path() {
        let page = read("p.md", "# X\n\n## Request syntax\n\n```\nPATCH|POST /openapi/a/[Id]/b?x=1 HTTPS\n```\n");
        let route = route_of(&page);
        assert_eq!(
            (route.style, route.method.as_str(), route.path.as_str()),
            (Style::Roa, "PATCH|POST", "/openapi/a/{Id}/b")
        );
    }

    #[test]
    fn every_way_of_writing_a_placeholder_is_read() {
        for segment in [
            "[Id]", "{Id}", "<Id>", ":Id", "$Id", "${Id}", "{{Id}}", "*Id*", "\\[Id\\]", "%Id%", "【Id】", "(Id)",
            "__Id__",
        ] {
            assert_eq!(placeholders(&format!("/a/{segment}/b")), "/a/{Id}/b", "{segment}");
        }
        assert_eq!(placeholders("/a:[Id]/[Name].json"), "/a:{Id}/{Name}.json");
        for path in ["/a/b", "/a:b/$", "/a/()", "/a/__init", "/[a b]"] {
            assert_eq!(placeholders(path), path, "{path}");
        }
    }

    #[test]
    fn the_syntax_line_may_be_decorated_or_have_a_host() {
        for line in
            ["`GET /a/[Id] HTTP/1.1`", "**GET** /a/[Id]", "GET: /a/[Id]", "get https://x.aliyuncs.com/a/[Id]?b=[b]"]
        {
            assert_eq!(syntax_line(line), Some(("GET".to_owned(), "/a/{Id}".to_owned())), "{line}");
        }
        assert_eq!(syntax_line("GET/POST /a"), Some(("GET|POST".to_owned(), "/a".to_owned())));
        for line in ["GET https://x.aliyuncs.com", "Get it", "GET a/b", "https://x/a"] {
            assert_eq!(syntax_line(line), None, "{line}");
        }
    }

    #[test]
    fn the_host_and_bare_segments_can_be_parameters() {
        let text = |example: &str| {
            format!(
                "# X\n\n## Request syntax\n\n```\nGET /holds/holdName/decks HTTP/1.1\nHost: HarbourName.Endpoint\n```\n\n\
                 ## Request parameters\n\n|Parameter|Type|Description|\n|--|--|--|\n|holdName|String|x|\n|decks|String|x|\n\n\
                 ## Sample requests\n\n```\n{example}\n```\n"
            )
        };
        let route = |example: &str| {
            let text = text(example);
            let route = route_of(&read("p.md", &text));
            (route.path.clone(), route.host_holds("harbour_name"), route.host_holds("holdName"))
        };
        let named = ("/holds/{holdName}/decks".to_owned(), true, false);
        assert_eq!(route(""), named);
        assert_eq!(route("GET /holds/h-1/decks HTTP/1.1"), named);
        assert_eq!(route("GET /holds/holdName/decks HTTP/1.1").0, "/holds/holdName/decks", "the example has it so");
    }

    #[test]
    fn a_call_of_the_root_goes_by_path_if_its_host_holds_a_parameter() {
        let page = |host: &str| format!("# X\n\n## Request syntax\n\n```\nGET / HTTP/1.1\nHost: {host}\n```\n");
        assert_eq!(route_of(&read("p.md", &page("HarbourName.Endpoint"))).style, Style::Roa);
        assert_eq!(route_of(&read("p.md", &page("quay.example.com"))), Route::default());
    }

    #[test]
    fn placeholders_are_spelled_as_the_parameters() {
        let spelled = |path: &str, names: &[&str]| {
            let route = Route { path: path.to_owned(), ..Route::default() };
            let fields = names.iter().map(|name| Field {
                name: (*name).to_owned(),
                location: Some(Location::Path),
                ..Field::default()
            });
            route.spelled_as(&fields.collect::<Vec<_>>())
        };
        assert_eq!(spelled("/a/{thing-id}:{name}.json", &["ThingId", "Name"]), "/a/{ThingId}:{Name}.json");
        assert_eq!(spelled("/a/{id}/b/{Name}", &["InstanceId", "Name"]), "/a/{InstanceId}/b/{Name}", "the one left");
        assert_eq!(spelled("/a/{id}/b/{name}", &["InstanceId", "Boat"]), "/a/{id}/b/{name}", "which is which?");
        assert_eq!(spelled("/a/{id", &["InstanceId"]), "/a/{id");
    }

    #[test]
    fn the_values_of_an_example_are_placeholders() {
        let page = |header: &str, rows: &str| {
            format!(
                "# X\n\n[x](https://api.aliyun.com/#product=P&api=X&type=ROA&version=1)\n\n## Request parameters\n\n{header}{rows}\n\
                 ## Examples\n\n```\nGET /boats/b-17/north/5?x=1 HTTP/1.1\n```\n"
            )
        };
        let path = |text: &str| route_of(&read("p.md", text)).path;
        let placed = page(
            "|Parameter|Position|Type|Example|Description|\n|--|--|--|--|--|\n",
            "|Boat|Path|String|b-17|x|\n|Side|Path|String|north|x|\n|Deck|Query|String|5|x|\n",
        );
        assert_eq!(path(&placed), "/boats/{Boat}/{Side}/5");
        let unplaced = page(
            "|Parameter|Type|Example|Description|\n|--|--|--|--|\n",
            "|Boat|String|b-17|x|\n|Side|String|north|x|\n|Deck|String|5|x|\n",
        );
        assert_eq!(path(&unplaced), "/boats/{Boat}/north/5");
    }

    #[test]
    fn a_page_without_path_is_rpc() {
        assert_eq!(route_of(&read("p.md", "# X\n\n## Request parameters\n")), Route::default());
    }
}
