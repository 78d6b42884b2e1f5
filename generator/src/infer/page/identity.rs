//! Which operation of which product a page describes.

use crate::diagnostic::Findings;
use crate::infer::table::{self, Grid, Grids, RowCounts};
use crate::read::Page;
use crate::vocabulary::{COMMON_ERROR_TITLES, Role, normalise};

use super::name::{self, is_operation_name};

/// The product and the version that a page names.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProductKey {
    /// The product.
    pub product: String,
    /// The version of its API.
    pub version: String,
}

/// What a page is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum PageKind {
    /// It describes an operation.
    Operation(String),
    /// It lists the errors of the whole product.
    CommonErrors,
    /// Something else, for people.
    #[default]
    Other,
}

/// Finds out what a page is. The name is the title where that is an identifier, else what names the operation elsewhere on the
/// page.
pub fn kind(page: &Page<'_>, grids: &Grids<'_, '_>, findings: &mut Findings<'_>) -> PageKind {
    let lists = |role| grids.request.iter().chain(&grids.response).any(|grid| grid.role() == role);
    if !describes_operation(page) && !lists(Role::Request) {
        return if lists_common_errors(page) { PageKind::CommonErrors } else { PageKind::Other };
    }
    let linked = page.links.first().map(|link| link.operation).filter(|name| is_operation_name(name));
    let Some(name) = title_name(&page.title).or_else(|| name::name(page, grids)) else {
        report_nameless(grids, findings);
        return PageKind::Other;
    };
    if name::is_command(page, grids, &name) {
        return PageKind::Other;
    }
    // The wire's spelling is the link's: a title may be written in another case.
    let name = linked.filter(|linked| linked.eq_ignore_ascii_case(&name)).map_or(name, str::to_owned);
    if let (Some(link), Some(linked)) = (page.links.first(), linked)
        && !linked.eq_ignore_ascii_case(&name)
    {
        let message = format!("the page describes {name}, its link names {linked}");
        findings.at("link-names-another-operation", link.at, message, format!("let the link name {name}"));
    }
    PageKind::Operation(name)
}

/// Whether a page describes an operation with tables: something is lost where it is left out.
pub fn has_operation(page: &Page<'_>) -> bool {
    if page.sections.iter().all(|section| section.tables().next().is_none()) {
        return false;
    }
    let mut findings = page.findings();
    let grids = table::grids(page, &mut RowCounts::default(), &mut findings);
    let has_tables = !grids.request.is_empty() || !grids.response.is_empty();
    has_tables && matches!(kind(page, &grids, &mut findings), PageKind::Operation(_))
}

/// Reports a page that lists the parameters and the response of something that has no name.
fn report_nameless(grids: &Grids<'_, '_>, findings: &mut Findings<'_>) {
    let lists = |grids: &[Grid<'_, '_>]| grids.iter().any(|grid| !grid.rows.is_empty());
    if lists(&grids.request) && lists(&grids.response) {
        let message = "the page lists parameters and a response, and nothing names the operation; it is left out";
        let help = "write the operation's name as the title, or as the example of the row `Action`";
        findings.at("operation-without-name", 0, message, help);
    }
}

fn is_of_operation(role: Role) -> bool {
    matches!(role, Role::Request | Role::Response | Role::Body)
}

fn describes_operation(page: &Page<'_>) -> bool {
    page.sections.iter().any(|section| is_of_operation(section.role))
}

/// Whether a page lists the errors of the whole product.
pub fn lists_common_errors(page: &Page<'_>) -> bool {
    let has_table = page.sections.iter().any(|section| section.tables().next().is_some());
    !describes_operation(page) && has_table && COMMON_ERROR_TITLES.contains(&normalise(&page.title).as_str())
}

/// The operation's name in a title: the title itself, without decoration.
fn title_name(title: &str) -> Option<String> {
    let title = title.trim();
    is_operation_name(title).then(|| title.to_owned())
}

/// The product that a page's link names.
pub fn product(page: &Page<'_>) -> Option<ProductKey> {
    let link = page.links.first()?;
    Some(ProductKey { product: link.product.to_owned(), version: link.version.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::infer::table::grids;
    use crate::read::read;

    fn kind_of(text: &str) -> (PageKind, Vec<&'static str>) {
        let page = read("p.md", text);
        let mut findings = page.findings();
        let grids = grids(&page, &mut RowCounts::default(), &mut findings);
        let kind = kind(&page, &grids, &mut findings);
        (kind, findings.into_iter().map(|found| found.code).collect())
    }

    #[test]
    fn the_title_names_the_operation_and_a_link_that_disagrees_is_reported() {
        let text = "# GetUser\n\n[x](https://api.aliyun.com/#product=Ram&api=CreateUser&type=RPC&version=2015-05-01)\n\n## Request parameters\n";
        assert_eq!(kind_of(text), (PageKind::Operation("GetUser".into()), vec!["link-names-another-operation"]));
    }

    #[test]
    fn a_link_in_another_case_has_the_spelling_of_the_wire() {
        let text = "# GetUserEX\n\n[x](https://api.aliyun.com/#product=Ram&api=GetUserEx)\n\n## Request parameters\n";
        assert_eq!(kind_of(text), (PageKind::Operation("GetUserEx".into()), vec![]));
    }

    #[test]
    fn a_prose_title_yields_to_the_action_and_the_link() {
        let table = "|名称|类型|是否必选|示例值|描述|\n|--|--|--|--|--|\n|Action|String|是|QueryTask|x|\n";
        let text = format!("# 查询任务\n\n## 请求参数\n\n{table}");
        assert_eq!(kind_of(&text).0, PageKind::Operation("QueryTask".into()));
        let text = "# 查询任务\n\n[x](https://api.aliyun.com/#product=Mts&api=QueryJob)\n\n## 请求参数\n";
        assert_eq!(kind_of(text).0, PageKind::Operation("QueryJob".into()));
    }

    #[test]
    fn a_page_without_parameters_is_no_operation() {
        assert_eq!(kind_of("# Signature\n\ntext\n").0, PageKind::Other);
        let errors = "# 公共错误码\n\n|HttpCode|错误码|错误信息|描述|\n|--|--|--|--|\n|400|A|m|d|\n";
        assert_eq!(kind_of(errors).0, PageKind::CommonErrors);
    }

    #[test]
    fn names_are_identifiers() {
        for name in ["", "a", "../../x", "A B", "中文", "A;B", &"A".repeat(101)] {
            assert!(!is_operation_name(name), "{name}");
        }
        assert!(is_operation_name("createInstance"));
    }
}
