//! The operation's name where the title of its page is none: in the tables, the headings, the examples, the file's name.

use crate::infer::table::Grids;
use crate::read::{Content, Page, Text, plain};
use crate::vocabulary::{self, ACTION, Role};

use super::identity::is_operation_name;
use super::samples::{self, Look};

/// The operation's name.
///
/// Evidence, the strongest first: the example of the row `Action`; the link; the value that this row's description gives; a
/// heading above the parameters; the call that the page shows; a name within the title; the name of the file.
pub fn name(page: &Page<'_>, grids: &Grids<'_, '_>) -> Option<String> {
    let linked = || page.links.first().map(|link| link.operation.to_owned()).filter(|name| is_operation_name(name));
    action(grids)
        .or_else(linked)
        .or_else(|| described_action(grids))
        .or_else(|| heading(page))
        .or_else(|| called(page))
        .or_else(|| only_name(&page.title))
        .or_else(|| file_name(&page.file))
}

/// The example of the row `Action`.
fn action(grids: &Grids<'_, '_>) -> Option<String> {
    let mut rows = grids.parameters().filter_map(|grid| grid.rows.iter().find(|row| row.name == ACTION));
    rows.find_map(|row| is_operation_name(&row.example).then(|| row.example.clone()))
}

/// The value that the description of the row `Action` gives.
fn described_action(grids: &Grids<'_, '_>) -> Option<String> {
    let mut rows = grids.parameters().filter_map(|grid| grid.rows.iter().find(|row| row.name == ACTION));
    rows.find_map(|row| only_name(&plain(row.description.raw)))
}

/// The name in a heading above the parameters, be it a title of a section or of a part of one.
fn heading(page: &Page<'_>) -> Option<String> {
    let main = |role| matches!(role, Role::Request | Role::Response | Role::Body);
    let mut before = page.sections.iter().take_while(|section| !main(section.role));
    before.find_map(|section| {
        let title = (section.role == Role::Other).then_some(section.title.as_str());
        let parts = section.content.iter().filter_map(|content| match content {
            Content::Text(Text { raw, .. }) if raw.starts_with('#') => Some(*raw),
            _ => None,
        });
        title.into_iter().chain(parts).find_map(|title| only_name(&plain(title)))
    })
}

/// The operation that the page's call names as its action.
fn called(page: &Page<'_>) -> Option<String> {
    let contents = page.sections.iter().flat_map(|section| &section.content);
    let calls = contents.filter_map(|content| match content {
        Content::Fence(fence) => Some(fence.text.raw),
        Content::Text(text) => Some(text.raw),
        Content::Table(_) => None,
    });
    let values = calls.flat_map(|text| text.split(['?', '&']).filter_map(|pair| pair.trim().strip_prefix("Action=")));
    values
        .map(|value| value.split(|c: char| !is_letter(c)).next().unwrap_or_default())
        .find_map(|value| is_operation_name(value).then(|| value.to_owned()))
}

/// The name of the file, where it is that of an operation.
fn file_name(file: &str) -> Option<String> {
    let name = file.rsplit('/').next().unwrap_or_default().trim_end_matches(".md");
    is_compound(name).then(|| name.to_owned())
}

/// The only name of an operation in a text.
fn only_name(text: &str) -> Option<String> {
    let mut names = text.split(|c: char| !is_letter(c)).filter(|word| is_compound(word));
    let name = names.next()?;
    names.all(|other| other == name).then(|| name.to_owned())
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// Whether a word is a name of several words in camel case, as those of operations are and few others.
fn is_compound(word: &str) -> bool {
    let has = |small: fn(&u8) -> bool| word.as_bytes().iter().skip(1).any(small);
    is_operation_name(word)
        && !word.contains('_')
        && has(u8::is_ascii_lowercase)
        && has(u8::is_ascii_uppercase)
        && !vocabulary::is_brand(word)
}

/// Whether a page describes a command of a tool, and not an operation.
///
/// Evidence: a name without a capital, or parameters that are options with dashes; and nothing that belongs to a call: no link,
/// no row `Action`, no path and no call that is shown, and no folder for references of an API.
pub fn is_command(page: &Page<'_>, grids: &Grids<'_, '_>, name: &str) -> bool {
    let looks_so = !name.bytes().any(|b| b.is_ascii_uppercase()) || has_options(grids);
    looks_so
        && page.links.is_empty()
        && grids.parameters().all(|grid| grid.rows.iter().all(|row| row.name != ACTION))
        && page.sections(Role::Syntax).all(|section| section.content.iter().all(|content| !shows_call(content)))
        && samples::samples(page).iter().all(|sample| samples::look(sample.text.raw) != Look::Call)
        && !page.file.split('/').any(vocabulary::is_api_folder)
}

/// Whether most parameters are written as the options of a command: `--name`.
fn has_options(grids: &Grids<'_, '_>) -> bool {
    let mut cells =
        grids.parameters().flat_map(|grid| grid.cells(vocabulary::Column::Name)).map(|cell| plain(cell.raw));
    let (options, others): (Vec<_>, Vec<_>) = cells.by_ref().partition(|name| name.starts_with("--"));
    options.len() > others.len()
}

fn shows_call(content: &Content<'_>) -> bool {
    let text = match content {
        Content::Text(text) => text.raw,
        Content::Fence(fence) => fence.text.raw,
        Content::Table(_) => return false,
    };
    text.lines().any(|line| samples::look(line.trim_matches(['`', '*', ' '])) == Look::Call)
}

#[cfg(test)]
mod tests {
    use super::super::identity::{PageKind, kind};
    use crate::infer::table::{RowCounts, grids};
    use crate::read::read;

    const TABLES: &str = "**请求参数列表**\n\n|名称|类型|是否必须|描述|\n|--|--|--|--|\n|BoatId|String|是|船|\n\n\
                          **返回参数列表**\n\n|名称|类型|描述|\n|--|--|--|\n|Id|String|编号|\n\n";

    fn kind_of(file: &str, text: &str) -> (PageKind, Vec<&'static str>) {
        let page = read(file, text);
        let mut findings = page.findings();
        let grids = grids(&page, &mut RowCounts::default(), &mut findings);
        let kind = kind(&page, &grids, &mut findings);
        (kind, findings.into_iter().map(|found| found.code).collect())
    }

    #[test]
    fn the_name_may_stand_in_many_places_of_a_page_titled_in_words() {
        let row = |cells: &str| TABLES.replacen("|BoatId", &format!("{cells}\n|BoatId"), 1);
        for (file, text) in [
            ("p.md", format!("# 查询船\n\n## GetBoat\n\n{TABLES}")),
            ("p.md", format!("# 查询船\n\n### 接口：`GetBoat`\n\n{TABLES}")),
            ("p.md", format!("# 查询船\n\n{}", row("|Action|String|是|系统规定参数，取值：**GetBoat**。|"))),
            (
                "p.md",
                format!(
                    "# 查询船\n\n{TABLES}## 请求示例\n\n```\nhttps://x.example.com/?Action=GetBoat\n&BoatId=1\n```\n"
                ),
            ),
            ("p.md", format!("# 查询船（GetBoat）\n\n{TABLES}")),
            ("a/GetBoat.md", format!("# 查询船\n\n{TABLES}")),
        ] {
            assert_eq!(kind_of(file, &text), (PageKind::Operation("GetBoat".into()), vec![]), "{text}");
        }
    }

    #[test]
    fn a_page_of_an_operation_that_nothing_names_is_reported() {
        let text = format!("# 查询船\n\n## RAM 与 OpenAPI\n\n{TABLES}");
        assert_eq!(kind_of("查询船.md", &text), (PageKind::Other, vec!["operation-without-name"]));
        let text = "# 船的参数\n\n## 请求参数\n\n见下文。\n";
        assert_eq!(kind_of("p.md", text), (PageKind::Other, vec![]), "a page without tables loses nothing");
    }

    #[test]
    fn pages_of_a_command_line_tool_describe_no_operation() {
        let command = "# moor_boat\n\n## 请求参数\n\n|名称|类型|是否必选|描述|\n|--|--|--|--|\n|--boat\\_id|String|是|船|\n\n\
                       ## 返回参数\n\n|名称|类型|描述|\n|--|--|--|\n|id|String|编号|\n\n## 示例\n\n```\nyunfan boat moor_boat --boat_id=1\n```\n";
        assert_eq!(kind_of("命令行/moor_boat.md", command), (PageKind::Other, vec![]));
        let titled = command.replace("moor_boat", "MoorBoat");
        assert_eq!(kind_of("命令行/x.md", &titled).0, PageKind::Other, "options are no parameters of a call");
        let operation = PageKind::Operation("moor_boat".into());
        assert_eq!(kind_of("API参考/moor_boat.md", command).0, operation);
        let syntax = command.replace("## 请求参数", "## 请求语法\n\n```\nPOST /boats\n```\n\n## 请求参数");
        assert_eq!(kind_of("命令行/moor_boat.md", &syntax).0, operation);
    }
}
