//! What is written of declared objects: JSON, parameters, debug output.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::http::{Pairs, Parameter};
use crate::wire::{self, Wire};

crate::wire::sent_object! {
    /// A disk that is sent.
    struct Disk {
        value size: i32 = "Size",
        value speed: f32 = "Speed",
        texts labels = "Labels" / "Label",
        text key = secret "Key",
    }

    struct Machine {
        text name by new_name = "Name",
        texts ids = "Ids",
        value at: f64 = "At",
        value more: Value = "More",
        values disks: Disk = "Disks" / "Disk",
        values lists: Vec<i64> = "Lists",
        map tags: String = "Tags",
        into first: Disk = "First",
        boxed inner: Machine = "Inner",
        map keys: String = secret "Keys",
        value r#type: bool = "Type",
    }

    struct Nothing {}
}

fn machine() -> Machine {
    let disk = || Disk::new().size(40).labels(["a", "b"]).key("hidden");
    Machine::new()
        .new_name("中\"\n")
        .ids(["i-1", "i-2"])
        .at(2.0)
        .more(json!({"a": [1, null, "b"]}))
        .disks([disk(), Disk::new().speed(0.1)])
        .lists([vec![1], vec![], vec![-2]])
        .tags([("k", "v"), ("a", "")])
        .first(disk())
        .inner(Machine::new())
        .keys([("x", "hidden")])
        .r#type(true)
}

fn flat(value: &(impl Parameter + ?Sized)) -> Vec<String> {
    let mut pairs = Pairs::new();
    value.flatten("N", &mut pairs);
    assert_eq!(pairs.failure(), None);
    pairs.iter().map(|(name, value)| format!("{name}={value}")).collect()
}

#[test]
fn json_is_compact_and_leaves_out_what_is_not_there() {
    let disk = r#"{"Size":40,"Labels":{"Label":["a","b"]},"Key":"hidden"}"#;
    let expected = [
        r#"{"Name":"中\"\n","Ids":["i-1","i-2"],"At":2.0,"More":{"a":[1,null,"b"]},"Disks":{"Disk":["#,
        disk,
        r#",{"Speed":0.1}]},"Lists":[[1],[],[-2]],"Tags":{"a":"","k":"v"},"First":"#,
        disk,
        r#","Inner":{},"Keys":{"x":"hidden"},"Type":true}"#,
    ];
    assert_eq!(wire::json(machine().node()), expected.concat());
    assert_eq!(wire::json(Machine::new().node()), "{}");
    assert_eq!(wire::json(Nothing::new().node()), "{}");
    assert_eq!(wire::json(None::<i32>.node()), "null");
    assert_eq!(wire::json(vec![f64::NAN, 1.5].node()), "[null,1.5]");
}

#[test]
fn parameters_are_numbered_and_dotted() {
    let disk = |name: &str| {
        [".Size=40", ".Labels.Label.1=a", ".Labels.Label.2=b", ".Key=hidden"].map(|rest| format!("N.{name}{rest}"))
    };
    let mut expected = ["N.Name=中\"\n", "N.Ids.1=i-1", "N.Ids.2=i-2", "N.At=2", "N.More.a.1=1", "N.More.a.3=b"]
        .map(str::to_owned)
        .to_vec();
    expected.extend(disk("Disks.Disk.1"));
    expected.extend(
        ["N.Disks.Disk.2.Speed=0.1", "N.Lists.1.1=1", "N.Lists.3.1=-2", "N.Tags.a=", "N.Tags.k=v"].map(str::to_owned),
    );
    expected.extend(disk("First"));
    expected.extend(["N.Keys.x=hidden", "N.Type=true"].map(str::to_owned));
    assert_eq!(flat(&machine()), expected);
    assert_eq!(flat(&machine() as &dyn Wire), expected);
    assert!(flat(&Nothing::new()).is_empty());
    let mut pairs = Pairs::new();
    wire::flatten(vec![f64::NAN].node(), "N", &mut pairs);
    assert!(pairs.failure().is_some_and(|failure| failure.contains("N.1 is NaN")));
}

#[test]
fn commas_join_the_items_of_lists() {
    let joined = |value: &dyn Wire| {
        let mut pairs = Pairs::new();
        wire::join(value.node(), "N", &mut pairs);
        let failure = pairs.failure().map(str::to_owned);
        (pairs.iter().map(|(_, value)| value.to_owned()).collect::<Vec<_>>(), failure)
    };
    assert_eq!(joined(&vec![1, 2]), (vec!["1,2".to_owned()], None));
    assert_eq!(joined(&"a,b".to_owned()), (vec!["a,b".to_owned()], None));
    assert!(joined(&vec!["a,b".to_owned()]).1.is_some());
}

#[test]
fn debug_shows_what_is_there_and_no_secret() {
    let shown = format!("{:?}", machine());
    assert!(!shown.contains("hidden"), "{shown}");
    assert!(shown.contains(r#"disks: [Disk { size: 40, labels: ["a", "b"], key: [redacted] }, Disk { speed: 0.1 }]"#));
    assert!(shown.contains("keys: [[redacted]], type: true"), "{shown}");
    assert!(shown.contains(r#"tags: {"a": "", "k": "v"}"#), "{shown}");
    assert_eq!(format!("{:?} {:?}", Machine::new(), Nothing::new()), "Machine Nothing");
}

#[test]
fn setters_fill_the_fields() {
    let machine = machine();
    assert_eq!(machine.name.as_deref(), Some("中\"\n"));
    assert_eq!(machine.tags, BTreeMap::from([("a".to_owned(), String::new()), ("k".to_owned(), "v".to_owned())]));
    assert_eq!(machine.inner, Some(Box::new(Machine::default())));
}

#[cfg(feature = "serde")]
#[test]
fn serde_writes_the_same_and_reads_it() {
    let written = serde_json::to_string(&machine()).unwrap();
    assert_eq!(written, wire::json(machine().node()));
    assert_eq!(serde_json::from_str::<Machine>(&written).unwrap(), machine());
    let error = serde_json::from_str::<Machine>(r#"{"Disks": [{"Size": "x"}]}"#).unwrap_err().to_string();
    assert!(error.contains("Disks[0].Size"), "{error}");
}
