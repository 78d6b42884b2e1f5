//! The checks on small pages: each code's example shows it, and a page without faults has no findings.

use std::path::Path;

use super::*;
use crate::diagnostic::codes;

/// The pages of an example: a piece of one page, or several below lines `==> NAME`.
fn pages(example: &str) -> Vec<PageText> {
    let mut pages: Vec<PageText> = Vec::new();
    for line in example.split_inclusive('\n') {
        match line.strip_prefix("==> ") {
            Some(name) => pages.push(PageText { file: name.trim().to_owned(), text: String::new() }),
            None if pages.is_empty() => pages.push(PageText { file: "page.md".to_owned(), text: line.to_owned() }),
            None => pages.last_mut().expect("a page").text.push_str(line),
        }
    }
    for page in &mut pages {
        if !page.text.starts_with("# ") {
            page.text = format!("# DescribeShip\n\n{}", page.text);
        }
        page.file = match page.file.strip_prefix('/') {
            Some(file) => file.to_owned(),
            None => format!("Tidewater-2031-04-05/{}", page.file),
        };
    }
    pages
}

fn check_text(text: &str) -> Vec<Diagnostic> {
    check(Path::new(""), &pages(text)).diagnostics
}

/// The codes of the findings of a page, but for those that any piece of a page has.
#[track_caller]
fn has(text: &str, expected: &[&str]) {
    let found = check_text(text);
    let usual = ["response-without-table", "response-kind-unknown", "parent-guessed", "fact-guessed"];
    let codes: Vec<&str> = found.iter().map(|found| found.code).filter(|code| !usual.contains(code)).collect();
    assert_eq!(codes, expected, "{found:#?}");
}

#[test]
fn every_example_shows_its_code() {
    let mut wrong = Vec::new();
    for code in codes::of_pages().iter().filter(|code| !code.example.is_empty()) {
        let found = check_text(code.example);
        match found.iter().find(|found| found.code == code.code) {
            None => wrong.push(format!("{} does not show: {found:#?}", code.code)),
            Some(shown) if shown.severity != code.severity => wrong.push(format!("{} is {shown}", code.code)),
            Some(shown) if shown.code != "product-unknown" && shown.position.line == 0 => {
                wrong.push(format!("no place: {shown}"));
            }
            Some(_) => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn codes_without_an_example_are_those_that_no_page_can_show() {
    let without: Vec<&str> =
        codes::of_pages().iter().filter(|code| code.example.is_empty()).map(|code| code.code).collect();
    assert_eq!(without, ["page-unreadable"]);
}

/// A page with nothing wrong in it.
const CLEAN: &str = "\
# DescribeShip

[Try it](https://api.aliyun.com/#product=Tidewater&api=DescribeShip&type=RPC&version=2031-04-05)

## Request parameters

|Parameter|Type|Required|Example|Description|
|---|---|---|---|---|
|Action|String|Yes|DescribeShip|The operation.|
|ShipId|String|Yes|s-1|The ship.|
|Tag.N.Key|String|No|k|A key.|
|Depth|Integer|No|3|The depth. Valid values:

 -   1: shallow
-   2: deep \\| deeper|

## Response parameters

|Parameter|Type|Example|Description|
|---|---|---|---|
|Holds|Array of Hold| |The holds.|
|Hold| | | |
|Name|String|fore|The name.|
|Weight|Long|9|The weight.|
|IsOpen|Boolean|true|Whether it is open.|
|RequestId|String|R-1|The call.|

## Examples

Sample requests

```
http(s)://tidewater.example.com/?Action=DescribeShip
&ShipId=s-1
&Tag.1.Key=k
&<Common request parameters>
```

Sample success responses

`XML` format

```
<DescribeShipResponse>
  <Holds><Hold><Name>fore</Name><Weight>9</Weight></Hold></Holds>
  <IsOpen>true</IsOpen>
  <RequestId>R-1</RequestId>
</DescribeShipResponse>
```

`JSON` format

```
{\"Holds\": {\"Hold\": [{\"Name\": \"fore\", \"Weight\": 9}]}, \"IsOpen\": true, \"RequestId\": \"R-1\"}
```

## Error codes

|HTTP status code|Error code|Error message|Description|
|---|---|---|---|
|404|ShipNotFound|No such ship.|Check the ship.|
|403|Forbidden.%s|No.|Ask.|
";

#[test]
fn a_page_without_faults_has_no_findings() {
    has(CLEAN, &[]);
}

/// The codes of the clean page with something replaced.
#[track_caller]
fn changed(from: &str, to: &str, expected: &[&str]) {
    assert!(CLEAN.contains(from), "{from}");
    has(&CLEAN.replace(from, to), expected);
}

#[test]
fn the_action_is_that_of_the_page() {
    changed("Action=DescribeShip", "Action=describeShip", &["action-in-example"]);
    changed("Action=DescribeShip", "Action=CreateShip\n\nhttps://x/?Action=DescribeShip", &[]);
    changed("|Yes|DescribeShip|", "|Yes|CreateShip|", &["action-in-table"]);
    changed("|Yes|DescribeShip|", "|Yes| |", &[]);
    changed("# DescribeShip", "# DescribeSHIP", &["title-case"]);
    changed("# DescribeShip", "# CreateShip (old)", &["title-of-another-operation"]);
    changed("# DescribeShip", "# Ask for a ship", &[]);
}

#[test]
fn cells_are_of_their_type() {
    changed("|Integer|No|3|", "|Integer|No|deep|", &["cell-against-type"]);
    changed("|Integer|No|3|", "|Boolean|No|3|", &["cell-against-type"]);
    for fine in ["****", "1 or 2", "1|2", "3m", "0x10", "12:30", "-1", "\"3\""] {
        let escaped = fine.replace('|', "\\|").replace('*', "\\*");
        changed("|Integer|No|3|", &format!("|Integer|No|{escaped}|"), &[]);
    }
}

#[test]
fn rows_of_errors_have_their_cells() {
    changed("|404|ShipNotFound|No such ship.|Check the ship.|", "|404|ShipNotFound|", &["row-missing-cells"]);
    changed("Check the ship.|", "a | b|", &["pipe-unescaped"]);
    changed("Check the ship.|", "a \\| b|", &[]);
}

#[test]
fn a_list_begins_on_a_line_of_its_own() {
    changed("values:\n\n -   1", "values:-   1", &["bullet-in-text"]);
    changed("values:\n\n -   1", "values: a -   b\n\n -   1", &[]);
}

#[test]
fn names_are_what_the_wire_has() {
    changed("|Depth|", "|De，pth|", &["name-odd-character"]);
    changed("|Depth|", "|Depth:|", &["name-odd-character"]);
    changed("|Depth|", "|船只|", &[]);
    changed("|Integer|No|3|", "|Interger|No|3|", &["type-word-misspelt"]);
    changed("|Integer|No|3|", "|Intger|No|3|", &["type-word-misspelt"]);
    changed("|Integer|No|3|", "|DepthType|No|3|", &[]);
}

#[test]
fn the_request_example_has_the_names_of_the_table() {
    changed("&ShipId=", "&shipId=", &["name-case"]);
    changed("&ShipId=", "&ShpId=", &["name-misspelt"]);
    changed("&ShipId=s-1\n", "", &["required-not-in-example"]);
    changed("&ShipId=s-1\n", "&ShipId=s-1\n&Mast=1\n", &["parameter-not-in-table"]);
    changed("&ShipId=s-1\n", "&ShipId=s-1\n&Format=json\n&Tag.2.Key=x\n", &[]);
    changed("&ShipId=s-1\n", "&ShipId=https://y/?Mast=1\n", &[]);
    changed("&ShipId=s-1\n", "$ShipId=s-1\n", &["address-separator"]);
    changed("/?Action", "/&Action", &["address-separator"]);
    changed("&ShipId=s-1\n", "&ShipId=s-1\n&Depth=deep\n", &["literal-against-type"]);
    changed("&ShipId=s-1\n", "&ShipId=s-1\n&Depth=<depth>\n", &[]);
}

#[test]
fn the_response_example_has_the_names_of_the_table() {
    let json = "\"RequestId\"";
    changed(json, "\"RequestID\"", &["name-case"]);
    changed(json, "\"RequestId \"", &["key-with-spaces"]);
    changed(json, "\"Mast\": 1, \"RequestId\"", &["name-not-in-table"]);
    changed("|IsOpen|", "|IsOpne|", &["name-misspelt"]);
    changed(
        "|IsOpen|Boolean|true|Whether it is open.|",
        "|IsOpen|Boolean|true|Open.|\n|Zone|String|z|x|",
        &["row-not-in-example"],
    );
    // What an object holds that is missing whole is not reported again.
    let missing = "|RequestId|String|R-1|The call.|\n|Sails|Struct| |The sails.|\n|Area|Long|1|The area.|";
    changed("|RequestId|String|R-1|The call.|", missing, &["row-not-in-example"]);
    // JSON within a text shows its names.
    let zone = "|RequestId|String|R-1|The call.|\n|Zone|String|z|The zone.|";
    let page = CLEAN.replace("|RequestId|String|R-1|The call.|", zone);
    has(&page.replace("\"R-1\"", r#""{\"Zone\": 1}""#), &[]);
}

#[test]
fn fields_have_one_row() {
    let head = "## Response parameters\n\n|Parameter|Type|Example|Description|\n|---|---|---|---|\n";
    let row = "|IsOpen|Boolean|true|Whether it is open.|\n";
    has(&format!("{head}{row}{row}"), &["field-repeated"]);
    has(&format!("{head}{row}|Holds|Array of Hold| |The holds.|\n{row}"), &[]);
    let page = CLEAN.replace("|Holds|", "|Name|String|Anna|The ship's name.|\n|Holds|");
    let page = page.replace("{\"Holds\"", "{\"Name\": \"Anna\", \"Holds\"");
    has(&page, &[]);
}

#[test]
fn values_are_of_their_type() {
    changed("\"Weight\": 9", "\"Weight\": \"9\"", &["literal-quoted"]);
    changed("\"Weight\": 9", "\"Weight\": \"heavy\"", &["literal-against-type"]);
    changed("\"Weight\": 9", "\"Weight\": \"****\"", &[]);
    changed("\"Weight\": 9", "\"Weight\": null", &[]);
    changed("\"Weight\": 9", "\"Weight\": 9.5", &["literal-against-type"]);
    changed("\"IsOpen\": true", "\"IsOpen\": [1]", &["literal-against-type"]);
    changed("\"Name\": \"fore\"", "\"Name\": 1", &["literal-unquoted"]);
    let integer = CLEAN.replace("|Weight|Long|9|", "|Weight|Integer|9|");
    has(&integer, &[]);
    has(&integer.replace("\"Weight\": 9", "\"Weight\": 1900000000000"), &["integer-overflow"]);
}

#[test]
fn errors_stand_once() {
    let row = "|404|ShipNotFound|No such ship.|Check the ship.|\n";
    changed(row, &row.repeat(2), &["error-row-repeated"]);
    changed(row, &format!("{row}|404|ShipNotFound|It left.|Wait.|\n"), &["error-code-repeated"]);
    changed(row, &row.replace("ShipNot", "Ship. Not"), &["error-code-space"]);
    changed(row, &row.replace("ShipNotFound", "Ship Not Found"), &[]);
}

#[test]
fn pages_in_two_languages_say_the_same() {
    let chinese = CLEAN
        .replace("## Request parameters", "## 请求参数")
        .replace("## Response parameters", "## 返回数据")
        .replace("## Examples", "## 示例")
        .replace("## Error codes", "## 错误码")
        .replace("Sample requests", "请求示例")
        .replace("Sample success responses", "正常返回示例")
        .replace("|Yes|", "|是|")
        .replace("|No|", "|否|");
    let both = |chinese: &str| format!("==> en.md\n{CLEAN}==> zh.md\n{chinese}");
    has(&both(&chinese), &[]);
    has(&both(&chinese.replace("|ShipId|String|是|", "|ShipId|String|否|")), &["language-required"]);
    has(&both(&chinese.replace("|Action|String|是|", "|Action|String|否|")), &[]);
    has(&both(&chinese.replace("|Weight|Long|", "|Weight|Integer|")), &["language-type"]);
    has(&both(&chinese.replace("|Depth|Integer|", "|depth|Integer|")), &["language-case"]);
    has(
        &both(&chinese.replace("|Depth|Integer|", "|Draught|Integer|")),
        &["language-row-missing", "language-row-missing"],
    );
    // A list in its wrapper may be one row or two.
    has(&both(&chinese.replace("|Hold| | | |\n", "")), &[]);
}

/// The codes of the findings of one row on an English and a Chinese page that describe it so.
#[track_caller]
fn described(ty: &str, english: &str, chinese: &str, expected: &[&str]) {
    let header = "|---|---|---|---|---|\n";
    let text = format!(
        "==> en.md\n## Request parameters\n\n|Parameter|Type|Required|Example|Description|\n{header}|Depth|{ty}|No|3|{english}|\n\
         ==> zh.md\n## 请求参数\n\n|名称|类型|是否必选|示例值|描述|\n{header}|Depth|{ty}|否|3|{chinese}|\n"
    );
    has(&text, expected);
}

#[test]
fn pages_in_two_languages_list_the_same_values() {
    let chinese = "深度，取值：a、b、c。";
    described("String", "The depth. Valid values: a, b, and d.", chinese, &["language-values"]);
    described("String", "The depth. Valid values: a and b.", chinese, &["language-values"]);
    described("String", "The depth. Valid values: a, b, c, and d.", chinese, &["language-values"]);
    described("String", "The depth. Valid values: C, a, and b.", chinese, &[]);
    described("String", "The depth.", chinese, &[]);
    described(
        "String",
        "The depth. Valid values: a, b, and c.",
        "深度，取值：\n\n-   a：浅\n-   b：深\n-   3-31天：c",
        &[],
    );
    let (words, translated) = (
        "Valid values:\n\n-   a: x\n-   b: y\n-   c: z\n\nIn:\n\n-   Bay\n-   Cape",
        "取值：\n\n-   a：x\n-   b：y\n-   c：z\n\n在：\n\n-   海湾\n-   海角",
    );
    described("String", words, translated, &[]);
    described("String", words, &translated.replace("-   c：z\n", ""), &["language-values"]);
    described("String", "Valid values: a and b. The value c is for old boats.", chinese, &[]);
    let text = "==> en.md\n## Request parameters\n\n|Parameter|Type|Description|\n|---|---|---|\n|Sail|String|Valid values: a, b, c, d, e, f, g, and h.|\n\
                ==> zh.md\n## 请求参数\n\n|名称|类型|描述|\n|---|---|---|\n|Sail|String|取值：h、i。|\n";
    let found = check_text(text);
    let said = found.iter().find(|found| found.code == "language-values").map(|found| found.message.as_str());
    assert_eq!(
        said,
        Some(
            "`Sail` of the request can be `a`, `b`, `c`, `d`, `e` and 2 more here and `i` in Tidewater-2031-04-05/zh.md:7:2"
        )
    );
}

#[test]
fn pages_in_two_languages_state_the_same_default() {
    described("Integer", "Default value: 10.", "默认值：20。", &["language-default"]);
    described("Integer", "Default value: 10.", "默认值：10。", &[]);
    described("Float", "Default value: 10.0.", "默认值：10。", &[]);
    described("String", "Default value: True.", "默认值：true。", &[]);
    described("String", "Default value: false.", "默认值：true。", &["language-default"]);
    described("Integer", "The depth.", "默认值：20。", &[]);
}

#[test]
fn pages_in_two_languages_state_the_same_bounds() {
    let chinese = "取值范围：1~1000。";
    described("Integer", "Valid values: 1 to 100.", chinese, &["language-range"]);
    described("Integer", "Valid values: 0 to 1000.", chinese, &["language-range"]);
    described("Integer", "Maximum value: 50.", chinese, &["language-range"]);
    described("Integer", "Valid values: 1 to 1,000.", chinese, &[]);
    described("Integer", "Minimum value: 1.", chinese, &[]);
    described("Integer", "The depth.", chinese, &[]);
    described("Integer", "Valid values: 1 to 5. Unit: MB.", "取值范围：1~9。单位：KB。", &[]);
    described("String", "It must be 2 to 64 characters in length.", "长度为2~128个字符。", &["language-range"]);
    described("String", "It must be 2 to 64 characters in length.", "长度为2~64个字符。", &[]);
    described("String", "Up to 20, separated by commas.", "最多50个，以逗号隔开。", &["language-range"]);
    described("String", "Up to 50, separated by commas.", "最多50个，以逗号隔开。", &[]);
    // Each page states both, of which one is found here and the other one there.
    described("Integer", "Valid values: 1 to 10. Before 2020 it was 20.", "取值范围：1~20。旧船为10。", &[]);
}
