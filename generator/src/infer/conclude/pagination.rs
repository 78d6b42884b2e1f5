//! Pagination: how a long list comes in several responses, told by the names of the request and of the response.

use crate::ir::{Field, Format, Node, Pagination, PaginationKind, Type, walk_fields};
use crate::vocabulary::paging::{LIMITS, OFFSETS, PAGES, SIZES, TOKENS, TOTALS};

/// What pages, where it does.
///
/// Evidence, all of it needed: a parameter that says which part is meant and, but for tokens, one that says how many items a
/// part has; a list in the response, or a text that the page shows as one; for tokens, the next one in it. Where an operation
/// has both, the token counts: it works for lists of any length. The list is the only one that is not inside another, or the
/// only one of objects; where there are several, which of them pages is not settled. Nor is it in a text, where a count of all
/// items or the next token must tell the end.
pub fn pagination(request: &[Field], response: &[Field]) -> Option<Pagination> {
    let parameter = |names: &[&str]| {
        let found =
            names.iter().find_map(|name| request.iter().find(|field| !field.ty.is_container() && is(field, name)));
        found.map(|field| field.name.clone())
    };
    let once = Once::of(response);
    let is_text = once.lists.is_empty();
    if is_text && !once.scalars.iter().any(|(_, field)| is_text_of_list(field)) {
        return None;
    }
    let (kind, position, size, next) = if let Some((token, next)) = parameter(TOKENS).zip(once.first(TOKENS)) {
        (PaginationKind::Token, token, parameter(LIMITS).unwrap_or_default(), next)
    } else if let Some((page, size)) = parameter(PAGES).zip(parameter(SIZES)) {
        (PaginationKind::Number, page, size, String::new())
    } else if let Some((offset, limit)) = parameter(OFFSETS).zip(parameter(LIMITS)) {
        (PaginationKind::Offset, offset, limit, String::new())
    } else {
        return None;
    };
    let total = once.first(TOTALS).unwrap_or_default();
    if is_text && total.is_empty() && next.is_empty() {
        return None;
    }
    Some(Pagination { kind, position, size, items: once.items(), total, next })
}

/// Whether a text holds a list, as its example shows.
fn is_text_of_list(field: &Field) -> bool {
    field.ty == Type::String && field.format == Some(Format::Json) && field.example.trim_start().starts_with('[')
}

/// Whether a field has a name, however it is spelled.
fn is(field: &Field, name: &str) -> bool {
    let letters = field.name.bytes().filter(|byte| !matches!(byte, b'_' | b'-')).map(|byte| byte.to_ascii_lowercase());
    letters.eq(name.bytes())
}

/// What of a response there is once: the fields that are in no list, and the outermost lists.
#[derive(Debug, Default)]
struct Once<'f> {
    scalars: Vec<(String, &'f Field)>,
    lists: Vec<(String, &'f Field)>,
}

impl<'f> Once<'f> {
    fn of(fields: &'f [Field]) -> Self {
        let mut once = Self::default();
        walk_fields(fields, &mut |path, node| match node {
            Node::Field(field) if !path.is_repeated() => match field.ty {
                Type::Array => once.lists.push((path.to_string(), field)),
                Type::Object => {}
                _ => once.scalars.push((path.to_string(), field)),
            },
            _ => {}
        });
        once
    }

    /// The path of the first field that has one of the names, in the order of the names.
    fn first(&self, names: &[&str]) -> Option<String> {
        let mut found = names.iter().flat_map(|name| self.scalars.iter().filter(|(_, field)| is(field, name)));
        found.next().map(|(path, _)| path.clone())
    }

    /// The path of the list that pages; empty where that is not settled.
    fn items(&self) -> String {
        let holds_objects = |field: &Field| field.items.as_ref().is_some_and(|items| items.ty == Type::Object);
        let objects: Vec<&String> =
            self.lists.iter().filter(|(_, field)| holds_objects(field)).map(|(path, _)| path).collect();
        match (self.lists.as_slice(), objects.as_slice()) {
            ([(only, _)], _) => only.clone(),
            (_, [only]) => (*only).clone(),
            _ => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Items;

    fn scalar(name: &str) -> Field {
        Field { name: name.to_owned(), ..Field::default() }
    }

    fn object(name: &str, fields: Vec<Field>) -> Field {
        Field { ty: Type::Object, fields, ..scalar(name) }
    }

    fn list(name: &str, ty: Type) -> Field {
        let items = Items { ty, ..Items::default() };
        Field { ty: Type::Array, items: Some(Box::new(items)), ..scalar(name) }
    }

    /// `kind position size items total next`.
    fn of(request: &[&str], response: Vec<Field>) -> String {
        let request: Vec<Field> = request.iter().map(|name| scalar(name)).collect();
        pagination(&request, &response).map_or_else(String::new, |found| {
            let Pagination { kind, position, size, items, total, next } = found;
            format!("{kind:?} {position} {size} {items} {total} {next}")
        })
    }

    fn things() -> Field {
        object("Things", vec![list("Thing", Type::Object)])
    }

    #[test]
    fn pages_tokens_and_offsets_are_told_by_their_names() {
        let total = || vec![things(), scalar("TotalCount")];
        assert_eq!(of(&["PageNumber", "PageSize"], total()), "Number PageNumber PageSize Things.Thing TotalCount ");
        assert_eq!(of(&["page", "size"], vec![list("Result", Type::Object)]), "Number page size Result  ");
        let token = vec![things(), scalar("NextToken")];
        assert_eq!(of(&["NextToken", "MaxResults"], token), "Token NextToken MaxResults Things.Thing  NextToken");
        let data = vec![object("Data", vec![scalar("total"), list("rows", Type::Object)])];
        assert_eq!(of(&["offset", "limit"], data), "Offset offset limit Data.rows Data.total ");
    }

    #[test]
    fn counts_of_all_items_have_many_names() {
        for name in ["TotalItemNum", "TotalCnt", "X-Total-Count", "total_rows"] {
            let found = of(&["PageNum", "PageSize"], vec![things(), scalar(name)]);
            assert_eq!(found, format!("Number PageNum PageSize Things.Thing {name} "));
        }
        assert_eq!(
            of(&["PageNum", "PageSize"], vec![things(), scalar("TotalPageNum")]),
            "Number PageNum PageSize Things.Thing  "
        );
    }

    #[test]
    fn a_list_in_a_text_pages_if_something_tells_its_end() {
        let text =
            |example: &str| Field { format: Some(Format::Json), example: example.to_owned(), ..scalar("Points") };
        let token = |example| of(&["NextToken", "Length"], vec![text(example), scalar("NextToken")]);
        assert_eq!(token("[{\"Sail\":1}]"), "Token NextToken Length   NextToken");
        assert_eq!(token("{\"Sail\":1}"), "", "it holds no list");
        let number = |more: Vec<Field>| of(&["PageNumber", "PageSize"], [vec![text("[1]")], more].concat());
        assert_eq!(number(vec![scalar("Total")]), "Number PageNumber PageSize  Total ");
        assert_eq!(number(Vec::new()), "", "nothing tells the end");
    }

    #[test]
    fn a_token_counts_more_than_a_number() {
        let response = vec![things(), scalar("NextToken"), scalar("TotalCount")];
        let both = of(&["PageNumber", "PageSize", "NextToken", "MaxResults"], response);
        assert!(both.starts_with("Token NextToken MaxResults"), "{both}");
    }

    #[test]
    fn evidence_that_is_not_whole_says_nothing() {
        assert_eq!(of(&["PageNumber", "PageSize"], vec![scalar("Thing")]), "", "no list");
        assert_eq!(of(&["PageNumber"], vec![things()]), "", "no size");
        assert_eq!(of(&["NextToken"], vec![things()]), "", "no next token");
        assert_eq!(of(&["Size"], vec![things()]), "", "the size of something");
    }

    #[test]
    fn which_of_several_lists_pages_is_not_guessed() {
        let strings = list("Names", Type::String);
        let found = |lists: Vec<Field>| of(&["PageNo", "PageSize"], lists);
        assert_eq!(found(vec![things(), strings.clone()]), "Number PageNo PageSize Things.Thing  ");
        assert_eq!(found(vec![things(), list("Others", Type::Object)]), "Number PageNo PageSize   ");
    }
}
