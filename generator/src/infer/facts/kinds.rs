//! Kinds of descriptions that were misread on whole products, each on sentences of our own, with what looks like it.

use super::Ground;
use super::tests::{number, row, text, values};
use crate::ir::{Fact, Format};

#[test]
fn a_value_may_be_called_default() {
    for (description, expected) in [
        ("Berth. Valid values:\n\n -   default: any\n-   own: the boat's own", "default own"),
        ("泊位，取值：\n\n -   default：任意。\n-   own：自己的。", "default own"),
        ("泊位。\n\n -   **default**：任意。\n-   **own**：自己的。", "default own"),
        ("泊位，取值：\n\n -   a：甲。\n-   b：乙。\n-   默认：a", "a b"),
        ("Berth. Valid values:\n\n -   a: one\n-   b: two\n-   Default: a", "a b"),
    ] {
        assert_eq!(values(&text(description)), expected, "{description}");
    }
}

#[test]
fn a_single_value_may_be_all() {
    for (description, expected) in [
        ("Kind. Valid values:\n\n**1**: a sale", "1"),
        ("Kind. Valid values:\n\n-   **1**: a sale", "1"),
        ("The address. Set the value to **127.0.0.1**.", "127.0.0.1"),
        ("资源类型，固定取值为：**HARBOUR::BERTH::LOCK**。", "HARBOUR::BERTH::LOCK"),
        ("It goes with other parameters, including `Left` and `Right`.", ""),
        ("The kind. To sell, set the value to 1.", ""),
        ("If it is for sale, set the value to sale.", ""),
        ("To look for both, if need be, set the value to a or b.", ""),
    ] {
        assert_eq!(values(&text(description)), expected, "{description}");
    }
}

#[test]
fn classes_and_comparisons_are_no_values() {
    for description in
        ["状态。取值：\n\n -   2xx：成功。\n-   4XX：失败。", "The code. Valid values:\n\n -   2XX: done\n-   5XX: not"]
    {
        assert_eq!(values(&text(description)), "", "{description}");
    }
    let page = number("第几页，取值：\\>**0**。默认为1。");
    assert_eq!((values(&page).as_str(), page.range.to_string().as_str()), ("", "1.."));
    assert_eq!(values(&text("比较符。取值：\n\n -   `>`\n-   `>=`")), "> >=", "signs alone are");
}

#[test]
fn comparisons_bound_the_field() {
    for (description, expected) in [
        ("页码，大于0且不超过整数的最大值。", "1.."),
        ("时长（大于等于1800）。单位：秒。", "1800.."),
        ("The number of holds. Valid values: greater than or equal to 2.", "2.."),
        ("The page. The value must be an integer that is greater than 0.", "1.."),
        ("标签，为小于65536的整数。", "..65535"),
        ("当数量大于10时，需要等待。", ".."),
        ("If the load is greater than 80, a berth is added.", ".."),
        ("-   Less than 3 days: 300\n-   More: 3600", ".."),
        ("Trips, of which more than 3 were late.", ".."),
    ] {
        assert_eq!(number(description).range.to_string(), expected, "{description}");
    }
    assert_eq!(row("Weight", "Double", "0.5", "权重，取值：大于0").range.to_string(), "0..", "no next number is known");
}

#[test]
fn a_list_beside_a_range_is_one_set() {
    for (description, allowed, range) in [
        ("The months. Valid values: **1** to **3**, **6**, and **12**.", "1 2 3 6 12", ".."),
        ("月数，取值：1~3、6、12。", "1 2 3 6 12", ".."),
        ("Priority. Valid values: -1 or 1 to 50.", "", "-1..50"),
        ("优先级。取值范围：**1~50**或**-1**。", "", "-1..50"),
        ("Size, valid values: 1 to 100. Common values: 10, 20.", "", "1..100"),
    ] {
        let facts = number(description);
        assert_eq!((values(&facts).as_str(), facts.range.to_string().as_str()), (allowed, range), "{description}");
    }
    let ports = row("Ports", "String", "80/81", "端口。取值范围：**-1**或**1**~**65535**。");
    assert_eq!(values(&ports), "", "what stands beside an interval is not all");
}

#[test]
fn half_open_intervals_move_to_the_next_whole_number() {
    for (ty, expected) in [("Integer", "1..72"), ("Float", "0..72")] {
        assert_eq!(row("Size", ty, "1", "大小，范围：(0,72]。").range.to_string(), expected, "{ty}");
    }
    assert_eq!(number("天数，取值范围（1,7）。").range.to_string(), "1..7", "these are parentheses");
    assert_eq!(number("天数，取值范围[0,7)。").range.to_string(), "0..6");
}

#[test]
fn what_bounds_something_else_bounds_no_field() {
    for description in [
        "颜色，R（红）、G（绿）、B（蓝）的取值：0~255。",
        "The colour R + 256 G. Valid values of R and G: 0 to 255.",
        "The step. If the time range is 3 to 31 days, choose a long one.",
    ] {
        assert_eq!(row("Colour", "Integer", "0", description).range.to_string(), "..", "{description}");
    }
    assert_eq!(row("PaneId", "Integer", "2", "PaneID的取值：0~15。").range.to_string(), "0..15");
}

#[test]
fn values_are_of_the_type_and_not_prose() {
    for (ty, description) in [
        ("Integer", "大小，取值：\n\n -   cloud：5~20\n-   ssd：20~30"),
        ("Boolean", "State:\n\n -   none: it is not\n-   optimized: it is"),
        ("String", "标识，取值：\n\n -   VPC在前时，写甲。\n-   VPC在后时，写乙。"),
        ("String", "步长，取值：\n\n -   3天以内支持短的。\n-   4天以上支持长的。"),
        ("String", "The folder. Default value:\n\n -   Linux boats: the root\n-   Windows boats: the disk"),
        (
            "String",
            "N is the number of the boat. For example,\n\n -   **Boat.1** is the first.\n-   **Boat.2** is the second.",
        ),
    ] {
        assert_eq!(values(&row("Mode", ty, "", description)), "", "{description}");
    }
    assert_eq!(values(&row("On", "Boolean", "true", "Valid values: true and false.")), "true false");
}

#[test]
fn an_example_that_is_no_listed_value_makes_a_guess_or_nothing() {
    let of = |example: &str, description: &str| {
        let facts = row("Kind", "String", example, description);
        let ground = facts.grounds.iter().find(|(fact, _)| *fact == Fact::Allowed).map(|(_, ground)| *ground);
        (values(&facts), ground)
    };
    let told = "Kind. Valid values:\n\n -   oak: hard\n-   pine: soft";
    assert_eq!(of("oak", told), ("oak pine".into(), Some(Ground::IntroducedBullets)));
    assert_eq!(of("oak,pine", told).1, Some(Ground::IntroducedBullets));
    assert_eq!(of("N/A", told).1, Some(Ground::IntroducedBullets));
    assert_eq!(of("Oak", told), ("oak pine".into(), Some(Ground::OtherCase)));
    assert_eq!(of("elm", told), ("oak pine".into(), Some(Ground::Contradicted)));
    assert_eq!(of("hard", told), (String::new(), None), "the bullets are cases");
    assert_eq!(of("elm", "Kind.\n\n -   oak: hard\n-   pine: soft"), (String::new(), None));
    assert!(!Ground::OtherCase.is_sure() && !Ground::Contradicted.is_sure());
}

#[test]
fn defaults_in_bullets_by_meaning_and_in_other_capitals() {
    for (description, expected) in [
        ("开关，取值：\n\n -   **on**：默认值，打开。\n-   **off**：关上。", "on"),
        ("种类：\n\n -   Inner：缺省值，表示内。\n-   Outer：表示外。", "Inner"),
        (
            "Kind. Valid values:\n\n -   Later: pay at the end\n-   Now: pay at once\n\n Default value: pay at the end",
            "Later",
        ),
        ("Kind. Default value: CLASSIC. Valid values:\n\n -   Classic\n-   New", "Classic"),
        ("大小。默认值：max\\{20, 部件大小\\}", ""),
        ("Step. Valid values: 300, 600. If it is left out, the default value is used.", ""),
        ("开关，取值：\n\n -   **on**：默认值的反面。\n-   **off**：关上。", ""),
    ] {
        assert_eq!(text(description).default, expected, "{description}");
    }
    assert_eq!(row("Known", "Boolean", "", "是否返回。true为默认值，表示返回；false表示不返回。").default, "true");
}

#[test]
fn what_will_go_is_deprecated() {
    for description in [
        "This parameter is scheduled to be removed before June.",
        "该参数计划于2021年06月30日00时00分前下线，请用别的。",
        "周期，已经不建议使用。N的取值范围为1~200。",
        "废弃参数，无特殊含义。",
    ] {
        assert!(text(description).deprecated, "{description}");
    }
    for description in [
        "The number of boats that are to be removed.",
        "泊位状态，取值：可用、已下线、未知。",
        "该参数表示下线的时间。",
    ] {
        assert!(!text(description).deprecated, "{description}");
    }
}

#[test]
fn one_of_several_must_be_given() {
    for description in [
        "Note: You must specify one of the Mode and Left parameters.",
        "You must specify either this parameter or Left.",
        "Mode和Left两者中必须传入一项。",
        "Mode和Left至少需要填写一个。",
        "Mode和Left不能同时为空。",
        "The `Mode` and `Left` parameters cannot be empty at the same time.",
        "This parameter is valid and required only when Left is not given.",
        "来源为文件时，该字段为必须。",
    ] {
        assert!(text(description).conditional, "{description}");
    }
    for description in [
        "当Kind为a时，还需要传入Period参数。",
        "If you set Kind to a, you must also specify the Period parameter.",
        "You can specify only one of Mode and Left.",
        "图片和文本至少填写一个。",
        "符合其中一个过滤值即可，Mode随意。",
    ] {
        assert!(!text(description).conditional, "{description}");
    }
}

#[test]
fn units_in_words_before_the_word_and_after_numbers() {
    for (description, expected) in [
        ("The rate. Unit: bit/second.", "bit/s"),
        ("The width. Unit: pixel.", "px"),
        ("读写次数，单位：次/s。", "count/s"),
        ("间隔，以秒为单位。", "s"),
        ("间隔，取值：1~50秒。", "s"),
        ("间隔，支持300、3600和86400秒。", "s"),
        ("The period. The default value is 5 minutes.", "min"),
        ("数量，取值：1~20个。", ""),
        ("打分，取值：0~100分。", ""),
        ("支持3天以内的数据。", ""),
    ] {
        assert_eq!(number(description).unit, expected, "{description}");
    }
    let of_its_own = row("Cycle", "String", "30d", "Valid values: 6 hours to 80 hours.");
    assert_eq!(of_its_own.unit, "", "the value carries its own");
}

#[test]
fn letters_beside_a_time_pattern_are_not_of_it() {
    let format = |description: &str| row("At", "String", "", description).format;
    assert_eq!(format("The date as yyyy-MM-dd."), Some(Format::Date));
    assert_eq!(format("The hour as HH:mm, then more."), Some(Format::LocalTimeMinutes));
    assert_eq!(format("The time, in the yyyy-MM-dd HH:mm:ss format."), Some(Format::LocalDateTime));
    assert_eq!(format("格式：YYYY-MM-DDTHH:mm:ss Z。"), Some(Format::DateTime));
    assert_eq!(format("The mass, and the day."), None);
}
