//! What a page is, and by which of its words its operation is called.

use super::identity::{PageKind, kind};
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
            format!("# 查询船\n\n{TABLES}## 请求示例\n\n```\nhttps://x.example.com/?Action=GetBoat\n&BoatId=1\n```\n"),
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
    let function = command.replace("moor_boat", "ST_Moor").replace("--boat", "boat");
    assert_eq!(kind_of("SQL/x.md", &function).0, PageKind::Other);
    let operation = PageKind::Operation("moor_boat".into());
    assert_eq!(kind_of("API参考/moor_boat.md", command).0, operation);
    let syntax = command.replace("## 请求参数", "## 请求语法\n\n```\nPOST /boats\n```\n\n## 请求参数");
    assert_eq!(kind_of("命令行/moor_boat.md", &syntax).0, operation);
}

#[test]
fn words_in_camel_case_make_no_operation_of_a_page_for_people() {
    let table = "|参数|说明|\n|--|--|\n|boat|船|\n";
    for text in [
        format!("# 使用BoatCloud\n\n## 接口参数\n\n{table}"),
        format!("# 船\n\n## BoatCloud\n\n## 请求参数\n\n{table}"),
    ] {
        assert_eq!(kind_of("BoatCloud.md", &text), (PageKind::Other, vec![]), "{text}");
    }
}
