//! What it costs to make a value of a response: the module `wire` beside `serde_json` into plain derived structs.
//!
//! `cargo bench -p alicloud-core --no-default-features --bench decode`. Each way has a process of its own, which measures
//! its peak of memory beyond the body (on Linux).

use std::fs;
use std::hint::black_box;
use std::process::Command;
use std::time::{Duration, Instant};

use alicloud_core::transport::HttpResponse;
use alicloud_core::{Headers, RawResponse, Response};

/// A response of Web+, as its reference shows it.
const EXAMPLE: &str = include_str!("../../generated/tests/examples/webplus/DescribeConfigIndex.json");

/// Declares the same objects twice.
macro_rules! declare {
    ($($type:ident {
        $($field:ident: $value:ty = $name:literal,)*
        $([] $list:ident: $item:ident = $list_name:literal / $wrapper_name:literal $wrapper:ident,)?
    })*) => {
        mod wire {
            alicloud_core::object! {$(
                pub struct $type {
                    $($field: $value = $name,)*
                    $($list: Vec<$item> = $list_name / $wrapper_name,)?
                }
            )*}
        }

        #[allow(dead_code)]
        mod plain {$(
            #[derive(Default, serde::Deserialize)]
            #[serde(default)]
            pub struct $type {
                $(#[serde(rename = $name)] $field: $value,)*
                $(#[serde(rename = $list_name)] $list: $wrapper,)?
            }

            $(
                #[derive(Default, serde::Deserialize)]
                struct $wrapper {
                    #[serde(rename = $wrapper_name, default)]
                    items: Vec<$item>,
                }
            )?
        )*}
    };
}

declare! {
    Output {
        code: Option<String> = "Code",
        message: Option<String> = "Message",
        request_id: Option<String> = "RequestId",
        stack_id: Option<String> = "StackId",
        stack_name: Option<String> = "StackName",
        [] groups: Group = "ConfigGroups" / "ConfigGroup" Groups,
    }
    Group {
        label: Option<String> = "GroupLabel",
        name: Option<String> = "GroupName",
        [] paths: Path = "ConfigPaths" / "ConfigPath" Paths,
    }
    Path {
        hidden: Option<bool> = "HiddenPath",
        label: Option<String> = "PathLabel",
        name: Option<String> = "PathName",
        [] options: Setting = "ConfigOptions" / "ConfigOption" Settings,
    }
    Setting {
        change_severity: Option<String> = "ChangeSeverity",
        default_value: Option<String> = "DefaultValue",
        editor_type: Option<String> = "EditorType",
        hidden_option: Option<bool> = "HiddenOption",
        max_length: Option<i32> = "MaxLength",
        max_value: Option<i64> = "MaxValue",
        min_length: Option<i32> = "MinLength",
        min_value: Option<i64> = "MinValue",
        option_description: Option<String> = "OptionDescription",
        option_label: Option<String> = "OptionLabel",
        option_name: Option<String> = "OptionName",
        path_name: Option<String> = "PathName",
        readonly_option: Option<bool> = "ReadonlyOption",
        regex_desc: Option<String> = "RegexDesc",
        regex_pattern: Option<String> = "RegexPattern",
        value_options: Option<String> = "ValueOptions",
        value_type: Option<String> = "ValueType",
    }
}

/// A body: its name, what makes it, and how often it is decoded in a round.
type Body = (&'static str, fn() -> String, u32);

/// A way to decode, by its name.
type Way = (&'static str, fn(&RawResponse));

const BODIES: [Body; 3] = [
    ("73 kB", || EXAMPLE.to_owned(), 5),
    ("60 MB", || repeated("ConfigGroups"), 1),
    ("60 MB of unknown members", || repeated("Unknown"), 1),
];

const WAYS: [Way; 2] = [
    ("wire", |raw| drop(black_box(Response::<wire::Output>::read(raw.clone()).expect("it is JSON")))),
    ("plain serde_json", |raw| {
        drop(black_box(serde_json::from_slice::<plain::Output>(raw.body()).expect("it is JSON")))
    }),
];

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, body, way] = arguments.as_slice()
        && let (Ok(body), Ok(way)) = (body.parse::<usize>(), way.parse::<usize>())
    {
        return measure(body, way);
    }
    println!("{:32} {:20} {:>12} {:>14}", "body", "way", "µs", "memory / body");
    for (body, (name, ..)) in BODIES.iter().enumerate() {
        for (way, (way_name, _)) in WAYS.iter().enumerate() {
            let child = Command::new(&arguments[0]).args([body.to_string(), way.to_string()]).output();
            let figures = child.map(|child| String::from_utf8_lossy(&child.stdout).into_owned()).unwrap_or_default();
            println!("{name:32} {way_name:20} {}", figures.trim_end());
        }
    }
}

/// The example with its groups repeated under another name, as often as makes 60 MB.
fn repeated(name: &str) -> String {
    let (head, groups) = EXAMPLE.split_once("\"ConfigGroups\": {").expect("it has groups");
    let groups = groups.split_once('[').and_then(|(_, groups)| groups.rsplit_once(']')).expect("they are a list").0;
    let groups = vec![groups; 60_000_000 / groups.len()].join(",");
    format!("{head}\"{name}\": {{\"ConfigGroup\": [{groups}]}}}}")
}

/// Prints the best of some rounds, which are short so that one passes undisturbed, and the peak of memory beyond what the body takes, as a part of the body.
fn measure(body: usize, way: usize) {
    let ((_, body, times), (_, decode)) = (BODIES[body], WAYS[way]);
    let body = body();
    let length = body.len();
    let raw = RawResponse::from(HttpResponse::new(200, Headers::new(), body));
    // Sets the peak to what is used now.
    let before = fs::write("/proc/self/clear_refs", "5").ok().and_then(|()| peak());
    decode(&raw);
    let memory = before.zip(peak()).map(|(before, after)| (after - before) as f64 * 1024.0 / length as f64);
    let mut best = Duration::MAX;
    for _ in 0..if times == 1 { 5 } else { 800 } {
        let begun = Instant::now();
        (0..times).for_each(|_| decode(&raw));
        best = best.min(begun.elapsed() / times);
    }
    let memory = memory.map_or("-".to_owned(), |memory| format!("{memory:.2}"));
    println!("{:>12.1} {memory:>14}", best.as_secs_f64() * 1e6);
}

/// The peak of the memory of this process, in KiB.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
