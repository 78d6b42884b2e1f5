//! Each fact on sentences of our own, in both languages, with what looks like it and is none.

use super::*;
use crate::infer::table::{RowCounts, grids};
use crate::ir::{Fact, Format};
use crate::read::read;

/// The facts of a row: its name, type and example, whether it is a parameter, and its description.
pub(super) fn row(name: &str, ty: &str, example: &str, description: &str) -> Found {
    let page = format!(
        "# X\n\n## Request parameters\n\n|Parameter|Type|Required|Example|Description|\n|--|--|--|--|--|\n\
         |{name}|{ty}|No|{example}|{description}\n\n |\n"
    );
    let page = read("p.md", &page);
    let grids = grids(&page, &mut RowCounts::default(), &mut page.findings());
    facts(grids.request[0].rows.first().expect("the table has a row"))
}

pub(super) fn text(description: &str) -> Found {
    row("Mode", "String", "", description)
}

pub(super) fn number(description: &str) -> Found {
    row("Amount", "Integer", "5", description)
}

pub(super) fn values(facts: &Found) -> String {
    facts.allowed.iter().map(|allowed| allowed.value.as_str()).collect::<Vec<_>>().join(" ")
}

#[test]
fn bullets_after_an_introduction_are_values() {
    for (description, expected) in [
        ("模式，可选以下值：\n\n -   `Fast`：快\n-   `Safe`：稳", "Fast Safe"),
        ("Mode. Valid values:\n\n -   **true**: on\n-   **false (default)**: off", "true false"),
        ("Valid values:\n\n -   PayByDay\n-   PayByHour", "PayByDay PayByHour"),
        ("取值：\n\n -   **true：**是\n-   **false（默认值）：**否", "true false"),
        ("状态。\n\n -   ON 打开\n-   OFF 关上", "ON OFF"),
        ("State. Valid values:\n\n -   Wait: waits\n-   Wait:Again: waits once more", "Wait Wait:Again"),
        ("比较符，取值：\n\n -   大于。取值：\\>\n-   小于。取值：<", "> <"),
        (
            "For one kind, valid values:\n\n -   a: x\n-   b: y\n\n For the other kind, valid values:\n\n -   b: y\n-   c: z",
            "a b c",
        ),
        ("可选值：\n\n **one**（默认）：一。\n\n **two**：二。", "one two"),
        ("Kind. Valid values:\n\n-   auto or timer: by a plan\n-   user: by hand", "auto timer user"),
        ("类型，取值：\n\n -   auto或者timer：按计划。\n-   user：手工。", "auto timer user"),
        ("Source. Valid values:\n\n-   Disk\n-   Client Library", "Disk Client Library"),
        ("State. Valid values:\n\n -   `Empty`: holds nothing\n-   full: holds all", "Empty full"),
        ("Hull. Valid values:\n\n -   empty: holds nothing\n-   full: holds all", "empty full"),
        ("结果，取值：\n\n -   空：没有错误。\n-   Gone：已删除。\n-   Late：超时。", "Gone Late"),
    ] {
        assert_eq!(values(&text(description)), expected, "{description}");
    }
}

#[test]
fn lists_of_anything_else_are_no_values() {
    for description in [
        "A JSON array with the following fields:\n\n -   `path`: where\n-   `name`: what",
        "JSON数组，包含以下字段：\n\n -   `path`：路径\n-   `name`：名称",
        "The list has the following parameters:\n\n -   **Id**: the identifier\n-   **Type**: the kind. Valid values:\n    -   a: one\n    -   b: two",
        "Notes:\n\n -   It must start with a letter.\n-   It can be empty.",
        "写法如下，格式：\n\n -   10.0.0.1\n-   10.0.0.0/8（网段）",
        "域名，取值：\n\n -   **$\\_me**：自己\n-   **other**：别的，长度为1~80个字符",
        "Stage. Valid values:\n\n -   Current\n-   Previous\n-   A stage of your own\n-   Next",
        "Suites. Valid values:\n\n -   A-1\n-   B-1 C-1",
        "Size. Valid values:\n\n -   1,024: small\n-   2,048: large",
        "Suites. The old ones support:\n\n -   A-1\n-   A-2\n-   B-1 C-1\n\n The new ones support:\n\n -   D-1\n-   D-2",
    ] {
        assert_eq!(values(&text(description)), "", "{description}");
    }
    let members = row(
        "Servers",
        "String",
        "[{\"Id\": \"a\", \"Port\": 1}]",
        "要加的机器：\n\n -   **Id**：标识\n-   **Port**：端口",
    );
    assert_eq!(values(&members), "", "the example has these as keys");
    assert_eq!(values(&row("Parts", "Struct", "", "部件：\n\n -   Width：宽\n-   Height：高")), "");
}

#[test]
fn values_stand_in_sentences_too() {
    for (description, expected) in [
        ("开关，取值：**On**、**Off**。", "On Off"),
        ("Language. Default value: en. Valid values: en, zh, and ja.", "en zh ja"),
        ("Valid values: **on \\| off**. Default value: off", "on off"),
        ("磁盘。支持：ssd（快）、hdd（慢）。", "ssd hdd"),
        ("Supported: one \\(the first\\) and two \\(the second\\).", "one two"),
        ("方向，包括 In 和 Out", "In Out"),
        ("结果。**0**表示成功，**1**表示失败。", ""),
        ("Valid values: `RUNNING`: it runs. `STOPPED`: it stands.", "RUNNING STOPPED"),
        ("The cycle. Valid values of this parameter: 1, 2, and 3.", "1 2 3"),
        ("周期，取值：\n\n -   若单位为年，取值：1、2。\n-   若单位为月，取值：2、6。", "1 2 6"),
    ] {
        assert_eq!(values(&text(description)), expected, "{description}");
    }
    let shown = |example, description| values(&row("Result", "String", example, description));
    assert_eq!(shown("0", "结果。**0**表示成功，**1**表示失败。"), "0 1");
    assert_eq!(shown("true", "Valid values: true/false."), "true false");
    assert_eq!(shown("b", "协议类型：a（默认）、b 和 c"), "a b c");
}

#[test]
fn sentences_about_other_fields_list_no_values() {
    for description in [
        "当Kind取值为a、b时，本参数才可用。",
        "If Kind is set to one of a, b, or c, this parameter is ignored.",
        "You can specify only one of Left, Right, and Both.",
        "The name of the item. Valid values of N: 1 to 20.",
        "The name. It supports letters, digits, and hyphens.",
        "unit取值：d（天）、h（小时）。",
    ] {
        assert_eq!(values(&text(description)), "", "{description}");
    }
}

#[test]
fn defaults_are_stated_in_many_ways() {
    for (description, expected) in [
        ("默认为false", "false"),
        ("默认值：**10**。", "10"),
        ("查询页数，默认为第1页", "1"),
        ("是否模拟\n\n -   若为真则只看\n    -   默认为false", "false"),
        ("Default value: 20.", "20"),
        ("The default value is PayByDay.", "PayByDay"),
        ("Valid values:\n\n -   a (default): x\n-   b", "a"),
        ("Valid values:\n\n -   a: x\n-   b: y. This is the default value.", "b"),
        ("取值：\n\n -   a：甲，为默认值。\n-   b：乙", "a"),
        ("取值：**on**（默认值）或**off**。", "on"),
        ("重启，支持：whole（整体）、part（部分）。默认值：部分。", "part"),
        ("时段，默认值00:00-01:00。", "00:00-01:00"),
    ] {
        assert_eq!(text(description).default, expected, "{description}");
    }
}

#[test]
fn the_word_default_alone_states_nothing() {
    for description in [
        "The default security group.",
        "默认安全组",
        "By default the service chooses.",
        "Default value: the region of the client",
        "默认以`Left`为准",
        "默认值为空",
        "单位：秒。\n\n -   不到三天，默认值：300。\n-   三天以上，默认值：3600。",
        "配置：\n\n -   **Enable**：开关，默认值：**false**。\n-   **Id**：标识",
    ] {
        assert_eq!(text(description).default, "", "{description}");
    }
    assert_eq!(row("On", "Boolean", "", "默认需要，默认为yes1").default, "", "no boolean");
}

#[test]
fn ranges_are_read_in_their_many_spellings() {
    for (description, expected) in [
        ("取值范围：1~100。", "1..100"),
        ("取值：**1-86400**（秒）。", "1..86400"),
        ("取值范围为 `[1, 50]`", "1..50"),
        ("Valid values: **1** to **65,535**. Default value: 80.", "1..65535"),
        ("Value range: 0.5 to 2", "0.5..2"),
        ("Default value: 20, minimum value: 1, maximum value: 50.", "1..50"),
        ("每页行数，最大值：50。默认值：10", "..50"),
        ("带宽，取值：\n\n -   **-1**：不限。\n-   **1~5120**：上限。", "-1..5120"),
    ] {
        assert_eq!(number(description).range.to_string(), expected, "{description}");
    }
    assert_eq!(
        values(&number("带宽，取值：\n\n -   **-1**：不限。\n-   **1~5120**：上限。")),
        "",
        "it would be the only one"
    );
}

#[test]
fn other_numbers_are_no_range() {
    for description in [
        "大约1~2分钟后生效。",
        "The name must be 1 to 64 characters in length.",
        "N的取值范围：1~20",
        "创建于 2020-11-30 至 2020-12-01。",
        "取值：\n\n -   单盘：5~20\n-   双盘：20~40",
    ] {
        assert_eq!(number(description).range.to_string(), "..", "{description}");
    }
    assert!(row("Cycle", "String", "365d", "Valid values: 7 to 730 days.").range.is_open(), "the example is no number");
}

#[test]
fn lengths_count_characters() {
    for (description, expected) in [
        ("名称，长度为2~128个英文或中文字符。", "2..128"),
        ("最长不超过64个字符。", "..64"),
        ("密码，长度为8－32位。", "8..32"),
        ("The name must be 1 to 1,024 characters in length.", "1..1024"),
        ("The maximum length of the token is 64 ASCII characters.", "..64"),
        ("URL的最大长度为：1024个字节。", "..1024"),
        ("模板最大为4096个字节。", ".."),
        ("The body can be up to 512 bytes in length, and the address can be up to 64 bytes in length.", ".."),
        ("最多20个名称，用逗号隔开。", ".."),
    ] {
        assert_eq!(text(description).length.to_string(), expected, "{description}");
    }
}

#[test]
fn sizes_count_values() {
    let named = |name: &str, description: &str| {
        let facts = row(name, "String", "", description);
        (facts.size.to_string(), facts.size_of_index)
    };
    assert_eq!(named("Tag.N.Key", "标签键。N的取值范围：1~20"), ("1..20".to_owned(), true));
    assert_eq!(named("Tag.N.Key", "The key of tag N. Valid values of N: **1** to **20**."), ("1..20".to_owned(), true));
    assert_eq!(named("Part.N.Id", "N的最大值为200。"), ("..200".to_owned(), true));
    assert_eq!(named("Ids", "标识，以逗号隔开，最多50个。"), ("..50".to_owned(), false));
    assert_eq!(named("Ids", "You can specify up to 100 IDs. Separate them with commas."), ("..100".to_owned(), false));
    assert_eq!(named("Name", "最多重试3次。"), ("..".to_owned(), false), "it holds one value");
    assert_eq!(named("Ids", "最长64个字符，以逗号隔开。"), ("..".to_owned(), false), "characters are a length");
}

#[test]
fn points_in_time_have_formats() {
    let format = |ty: &str, example: &str, description: &str| {
        row("At", ty, example, description).format.map_or("", Format::name)
    };
    for (ty, example, description, expected) in [
        ("String", "", "格式为yyyy-MM-ddTHH:mm:ssZ。", "date-time"),
        ("String", "2020-01-02T03:04Z", "结束的时间。", "date-time-minutes"),
        ("String", "", "The date, in the YYYY-MM-DD format.", "date"),
        ("String", "2020-01-02 03:04:05", "x", "local-date-time"),
        ("String", "06:00Z", "Specify the time in the HH:mmZ format.", "time-minutes"),
        ("String", "", "The time follows ISO 8601.", "date-time"),
        ("String", "16:10", "The shape of the picture.", ""),
        ("String", "", "格式：HH:mmZ-HH:mmZ", ""),
        ("Long", "1595568970000", "结束的时间戳。", "epoch-millis"),
        ("Long", "", "Unix时间戳，单位为秒。", "epoch-seconds"),
        ("Long", "1595568970000", "The number of bytes.", ""),
        ("String", "{\"a\":1}", "JSON对象。", "json"),
        ("String", "", "The tags, as a JSON string.", "json"),
        ("String", "[\"a\",\"b\"]", "The tags.", "json"),
        ("String", "{a}", "What is replaced.", ""),
        ("String", "", "编码，包括TEXT、JSON、XML。", ""),
        ("String", "a,b", "标识，多个用英文逗号（,）隔开。", "comma-list"),
        ("String", "", "Separate multiple IDs with commas \\(,\\).", "comma-list"),
        ("String", "CN=a,OU=b", "Separate the parts with commas.", ""),
    ] {
        assert_eq!(format(ty, example, description), expected, "{description}");
    }
}

#[test]
fn units_have_symbols() {
    for (description, expected) in [
        ("大小。单位：GB。", "GB"),
        ("时长，单位为秒", "s"),
        ("The bandwidth. Unit: Mbit/s.", "Mbit/s"),
        ("The timeout period. Unit: milliseconds. Default value: 5.", "ms"),
        ("流量（单位MB/s），没有则为空", "MB/s"),
        ("取值：**1-86400**（秒）。", "s"),
        ("Unit: d \\(days\\), h \\(hours\\), or s \\(seconds\\).", ""),
        ("计费的货币单位。", ""),
        ("购买时长的单位，取值：Month、Year。", ""),
    ] {
        assert_eq!(number(description).unit, expected, "{description}");
    }
}

#[test]
fn the_life_of_a_field_is_told() {
    assert!(text("该参数即将下线。").deprecated);
    assert!(text("标识。\n\n **说明：** 该参数已废弃，请用别的。").deprecated);
    assert!(text("This parameter is deprecated.").deprecated);
    assert!(!text("Indicates whether the version of the engine is deprecated.").deprecated);
    assert!(!text("版本。\n\n -   old：已废弃。\n-   new：可用。").deprecated);
    assert!(text("该参数正在邀测中。").preview);
    assert!(text("The pool. **Note:** This parameter is in invitational preview.").preview);
    assert!(!text("The image that is in public preview mode of the console, where you choose it.").preview);
}

#[test]
fn conditions_make_parameters_required() {
    for description in [
        "当**Kind**为**a**时，该参数必选。",
        "新建时无需设置，更新时必须设置。",
        "If you set Kind to b, you must also specify the Mode parameter.",
        "This parameter is required when Kind is a.",
        "Left和Mode至少指定其中一个参数。",
    ] {
        assert!(text(description).conditional, "{description}");
    }
    for description in [
        "该参数必选。",
        "当Kind为a时，必须设置OtherThing。",
        "If there is no next page, you do not need to set this parameter.",
        "This parameter takes effect only if Kind is a.",
        "取值：\n\n -   a：当时，必须设置。\n-   b：别的",
    ] {
        assert!(!text(description).conditional, "{description}");
    }
}

#[test]
fn a_number_after_a_range_is_no_only_value() {
    assert_eq!(values(&row("PageNumber", "Integer", "1", "页码，起始值为**1**。")), "");
    assert_eq!(values(&row("Unit", "String", "Year", "单位。取值范围：Year")), "Year");
}

#[test]
fn a_length_in_kilobytes_is_one_in_bytes() {
    assert_eq!(text("信息，长度不能超过1KB。").length.to_string(), "..1024");
    assert_eq!(text("信息，长度不能超过64B。").length.to_string(), "..64");
    assert_eq!(number("大小，最大值为1KB。").range.to_string(), "..1", "what is no length keeps its unit");
}

#[test]
fn a_document_has_no_single_default() {
    let description = "Area. Valid values:\n\n-   **home \\(default\\)**: here\n-   **abroad**: there";
    assert_eq!(row("Area", "String", "abroad", description).default, "home");
    assert_eq!(row("Area", "String", "{\"area\":\"abroad\"}", description).default, "");
}

#[test]
fn facts_know_what_they_rest_on() {
    for (facts, fact, ground) in [
        (text("Mode. Valid values:\n\n -   a: x\n-   b: y"), Fact::Allowed, Ground::IntroducedBullets),
        (text("Mode.\n\n -   a: x\n-   b: y"), Fact::Allowed, Ground::SilentBullets),
        (text("Mode. Valid values: a, b."), Fact::Allowed, Ground::Announced),
        (text("磁盘。支持：ssd（快）、hdd（慢）。"), Fact::Allowed, Ground::Listing),
        (text("Mode. Default value: a."), Fact::Default, Ground::StatedDefault),
        (number("数量，取值范围：1~20。"), Fact::Range, Ground::Interval),
        (number("The amount. Maximum value: 20."), Fact::Range, Ground::SingleBound),
        (text("名称，长度为2~128个字符。"), Fact::Length, Ground::Characters),
        (text("名称，长度为2~128。"), Fact::Length, Ground::LengthBefore),
    ] {
        let found: Vec<_> =
            facts.grounds.iter().filter(|(known, _)| *known == fact).map(|(_, ground)| *ground).collect();
        assert_eq!(found, [ground], "{facts:?}");
    }
    assert_eq!(text("Nothing of the kind.").grounds, []);
}

#[test]
fn several_lists_are_as_sure_as_the_weakest() {
    let facts = text("磁盘。支持：ssd（快）、hdd（慢）。\n\n 取值：tape、card。");
    assert_eq!(values(&facts), "ssd hdd tape card");
    assert_eq!(facts.grounds, [(Fact::Allowed, Ground::Listing)]);
}
