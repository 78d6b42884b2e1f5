//! The pages under `specs/`: what single ones mean, field by field, and that nothing but them decides what is made.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use alicloud_generator::diagnostic::{Diagnostic, Position};
use alicloud_generator::extract::{self, extract};
use alicloud_generator::infer::{self, Inferred};
use alicloud_generator::ir::{Encoding, Field, Items, Location, Operation, Prose, Style, Type};
use alicloud_generator::understand::{by_product, understand};
use alicloud_generator::{overrides, read, reference, regen};

use common::workspace;

/// The folder of the product whose pages these tests look at.
const PRODUCT: &str = "specs/webplus-2019-03-20";

/// The operations that the product's pages mean, without overrides.
fn inferred() -> Inferred {
    let root = workspace().join(PRODUCT).join("reference");
    let (texts, unreadable) = extract::load(&root).expect("the pages");
    assert!(unreadable.is_empty());
    let reference::Grouped { groups, homeless, .. } = reference::group(&root, &texts);
    assert!(homeless.is_empty());
    let products = by_product(&groups);
    assert_eq!(products.len(), 1);
    understand(&products[0].1, Prose::Keep)
}

/// An operation with the overrides applied.
fn corrected(name: &str) -> Operation {
    let mut operations = inferred().operations;
    let text = fs::read_to_string(workspace().join(PRODUCT).join("overrides.yaml")).expect("the corrections");
    let corrections = overrides::read("overrides.yaml", &text).expect("corrections");
    assert_eq!(overrides::apply("overrides.yaml", &corrections, &mut operations), []);
    operations.into_iter().find(|operation| operation.operation == name).expect("the operation")
}

/// The wire paths of what holds nothing, with their types, in the page's order.
fn leaves(fields: &[Field]) -> Vec<String> {
    let mut out = Vec::new();
    for field in fields {
        leaf("", field, &mut out);
    }
    out
}

fn leaf(above: &str, field: &Field, out: &mut Vec<String>) {
    let mut path = format!("{above}{}", field.name);
    let (mut ty, mut fields, mut items) = (field.ty, &field.fields, field.items.as_deref());
    while let Some(inner) = items {
        path += "[]";
        (ty, fields, items) = (inner.ty, &inner.fields, inner.items.as_deref());
    }
    if fields.is_empty() {
        out.push(format!("{path}: {ty}"));
    }
    for field in fields {
        leaf(&format!("{path}."), field, out);
    }
}

/// Asserts the meaning of the page `GatherAppEnvStats`: its request, and the types of its response, all of them strings.
fn assert_gather(operation: &Operation, found: &[&Diagnostic]) {
    assert_eq!(
        (operation.style, operation.method.as_str(), operation.path.as_str()),
        (Style::Roa, "POST", "/pop/v1/wam/appEnv/gatherStats")
    );
    let mut request = operation.request.clone();
    for field in &mut request {
        assert!(!field.description.is_empty() && !field.example.is_empty(), "{}", field.name);
        (field.description, field.example) = Default::default();
    }
    let form =
        |name: &str, ty: Type| Field { name: name.into(), location: Some(Location::Form), ty, ..Field::default() };
    let strings = Items { ty: Type::String, ..Items::default() };
    let instances = Field {
        items: Some(Box::new(strings)),
        encoding: Some(Encoding::Json),
        ..form("TargetInstances", Type::Array)
    };
    assert_eq!(request, [Field { required: true, ..form("EnvId", Type::String) }, instances]);
    assert_eq!(
        leaves(&operation.response),
        [
            "Code: string",
            "EnvChange.ChangeId: string",
            "EnvChange.EnvId: string",
            "EnvChange.StartTime: string",
            "Message: string",
            "RequestId: string",
        ]
    );
    // The body of the request example has a full-width comma, and a list in quotes whose own quotes are not escaped.
    let [found] = found else { panic!("one finding: {found:?}") };
    assert_eq!(found.code, "request-example-not-json");
    assert_eq!(found.position, Position { line: 64, column: 41 });
    assert!(found.message.contains("[full-width-punctuation]"), "{}", found.message);
    assert!(found.help.contains("65:21: ") && found.help.contains("[unescaped-quote]"), "{}", found.help);
}

#[test]
fn gather_app_env_stats_is_understood_whole() {
    let found = inferred();
    let operation = found.operations.iter().find(|one| one.operation == "GatherAppEnvStats").expect("the operation");
    let findings: Vec<_> = found.diagnostics.iter().filter(|one| one.file.ends_with("GatherAppEnvStats.md")).collect();
    assert_gather(operation, &findings);
}

#[test]
fn the_original_of_gather_app_env_stats_is_understood_alike() {
    let Some(pages) = common::vendor_pages() else { return };
    let folder = pages.join("WebPlus-2019-03-20/zh");
    let mut names = Vec::new();
    common::list(&folder, &folder, &mut names);
    let name = names.iter().find(|name| name.ends_with("/GatherAppEnvStats.md")).expect("the page");
    let text = fs::read_to_string(folder.join(name)).expect("the page");
    let found = infer::infer(&[read::read(name, &text)], Prose::Keep);
    common::assert_balanced(&found, name);
    assert_gather(&found.operations[0], &found.diagnostics.iter().collect::<Vec<_>>());
}

#[test]
fn create_app_env_has_its_response() {
    assert_eq!(
        leaves(&corrected("CreateAppEnv").response),
        [
            "Code: string",
            "EnvChangeDetail.ChangeId: string",
            "EnvChangeDetail.EnvId: string",
            "EnvChangeDetail.Operations.Operation[].OperationDescription: string",
            "EnvChangeDetail.Operations.Operation[].OperationType: string",
            "EnvChangeDetail.StartTime: string",
            "Message: string",
            "RequestId: string",
        ]
    );
}

#[test]
fn describe_config_options_has_its_response() {
    assert_eq!(
        leaves(&corrected("DescribeConfigOptions").response),
        [
            "Code: string",
            "Message: string",
            "RequestId: string",
            "StackConfigOption.ConfigOptions.ConfigOption[].ChangeSeverity: string",
            "StackConfigOption.ConfigOptions.ConfigOption[].DefaultValue: string",
            "StackConfigOption.ConfigOptions.ConfigOption[].EditorType: string",
            "StackConfigOption.ConfigOptions.ConfigOption[].HiddenOption: boolean",
            "StackConfigOption.ConfigOptions.ConfigOption[].MaxLength: int32",
            "StackConfigOption.ConfigOptions.ConfigOption[].MaxValue: int64",
            "StackConfigOption.ConfigOptions.ConfigOption[].MinLength: int32",
            "StackConfigOption.ConfigOptions.ConfigOption[].MinValue: int64",
            "StackConfigOption.ConfigOptions.ConfigOption[].OptionDescription: string",
            "StackConfigOption.ConfigOptions.ConfigOption[].OptionLabel: string",
            "StackConfigOption.ConfigOptions.ConfigOption[].OptionName: string",
            "StackConfigOption.ConfigOptions.ConfigOption[].PathName: string",
            "StackConfigOption.ConfigOptions.ConfigOption[].ReadonlyOption: boolean",
            "StackConfigOption.ConfigOptions.ConfigOption[].RegexDesc: string",
            "StackConfigOption.ConfigOptions.ConfigOption[].RegexPattern: string",
            "StackConfigOption.ConfigOptions.ConfigOption[].ValueOptions: string",
            "StackConfigOption.ConfigOptions.ConfigOption[].ValueType: string",
            "StackConfigOption.StackId: string",
            "StackConfigOption.StackName: string",
        ]
    );
}

#[test]
fn describe_env_resource_has_its_response() {
    assert_eq!(
        leaves(&corrected("DescribeEnvResource").response),
        [
            "Code: string",
            "EnvResource.DefaultSecurityGroups.SecurityGroup[].Id: string",
            "EnvResource.EnvId: string",
            "EnvResource.EnvName: string",
            "EnvResource.Instances.Instance[].Id: string",
            "EnvResource.Instances.Instance[].Imported: boolean",
            "EnvResource.LoadBalancers.LoadBalancer[].AddressType: string",
            "EnvResource.LoadBalancers.LoadBalancer[].Id: string",
            "EnvResource.LoadBalancers.LoadBalancer[].Imported: boolean",
            "EnvResource.LoadBalancers.LoadBalancer[].Port: int32",
            "EnvResource.LoadBalancers.LoadBalancer[].Protocol: string",
            "EnvResource.MonitorGroup.Id: string",
            "EnvResource.RdsInstances.RdsInstance[].AccountName: string",
            "EnvResource.RdsInstances.RdsInstance[].DatabaseName: string",
            "EnvResource.RdsInstances.RdsInstance[].Id: string",
            "EnvResource.RdsInstances.RdsInstance[].Imported: boolean",
            "EnvResource.ScalingGroup.Id: string",
            "EnvResource.VSwitches.VSwitch[].Id: string",
            "EnvResource.Vpc.Id: string",
            "EnvResource.LaunchConfigurationId: string",
            "EnvResource.LaunchTemplateId: string",
            "Message: string",
            "RequestId: string",
        ]
    );
}

#[test]
fn describe_events_has_its_response() {
    assert_eq!(
        leaves(&corrected("DescribeEvents").response),
        [
            "Code: string",
            "Events.Event[].AppId: string",
            "Events.Event[].EnvId: string",
            "Events.Event[].EnventName: string",
            "Events.Event[].EventId: string",
            "Events.Event[].EventLevel: string",
            "Events.Event[].EventMessage: string",
            "Events.Event[].EventTimestamp: int64",
            "Events.Event[].MsgCode: string",
            "Events.Event[].MsgParams.MsgParam[]: string",
            "Events.Event[].ObjectAttrs.ObjectAttr[].AttributeName: string",
            "Events.Event[].ObjectAttrs.ObjectAttr[].AttributeValue: string",
            "Events.Event[].ObjectId: string",
            "Events.Event[].ObjectName: string",
            "Events.Event[].ObjectType: string",
            "Events.Event[].PrimaryUserId: string",
            "Events.Event[].PrimaryUserName: string",
            "Events.Event[].SecondUserId: string",
            "Events.Event[].SecondUserName: string",
            "Events.Event[].TraceId: string",
            "Message: string",
            "PageNumber: int32",
            "PageSize: int32",
            "RequestId: string",
            "TotalCount: int32",
        ]
    );
}

#[test]
fn describe_gather_log_result_has_its_response() {
    assert_eq!(
        leaves(&corrected("DescribeGatherLogResult").response),
        [
            "Code: string",
            "GatherLogResult.Change.ActionName: string",
            "GatherLogResult.Change.ChangeAborted: boolean",
            "GatherLogResult.Change.ChangeDescription: string",
            "GatherLogResult.Change.ChangeFinished: boolean",
            "GatherLogResult.Change.ChangeId: string",
            "GatherLogResult.Change.ChangeMessage: string",
            "GatherLogResult.Change.ChangeName: string",
            "GatherLogResult.Change.ChangePaused: boolean",
            "GatherLogResult.Change.ChangeSucceeded: boolean",
            "GatherLogResult.Change.ChangeTimedout: boolean",
            "GatherLogResult.Change.CreateTime: int64",
            "GatherLogResult.Change.CreateUsername: string",
            "GatherLogResult.Change.EnvId: string",
            "GatherLogResult.Change.FinishTime: int64",
            "GatherLogResult.Change.UpdateTime: int64",
            "GatherLogResult.InstanceResults.InstanceResult[].InstanceId: string",
            "GatherLogResult.InstanceResults.InstanceResult[].StorageKey: string",
            "GatherLogResult.InstanceResults.InstanceResult[].TaskMessage: string",
            "GatherLogResult.InstanceResults.InstanceResult[].TaskSucceeded: boolean",
            "GatherLogResult.LogPath: string",
            "Message: string",
            "RequestId: string",
        ]
    );
}

/// All files below a folder, by path.
fn bytes(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut names = Vec::new();
    common::list(folder, folder, &mut names);
    names.into_iter().map(|name| (name.clone(), fs::read(folder.join(name)).expect("a file"))).collect()
}

#[test]
fn extracting_twice_gives_the_same_bytes() {
    let root = workspace().join(PRODUCT).join("reference");
    let [one, other] = [extract(&root, Prose::Keep, &mut |_, _| {}), extract(&root, Prose::Keep, &mut |_, _| {})]
        .map(|made| made.expect("an extraction"));
    assert!(one.files.len() > 40);
    assert_eq!(one.files, other.files);
    assert_eq!(one.diagnostics, other.diagnostics);
}

#[test]
fn the_order_of_pages_does_not_matter() {
    let root = workspace().join(PRODUCT).join("reference");
    let (mut texts, _) = extract::load(&root).expect("the pages");
    let there = inferred();
    texts.reverse();
    texts.rotate_left(7);
    let groups = reference::group(&root, &texts).groups;
    let back = understand(&by_product(&groups)[0].1, Prose::Keep);
    assert_eq!(there.operations, back.operations);
    assert_eq!(there.common, back.common);
    assert_eq!(there.diagnostics, back.diagnostics);
    common::assert_balanced(&back, PRODUCT);
}

/// Whether a file is a page of the product that another file belongs to.
fn is_page_beside(page: &str, other: &str) -> bool {
    let product = other.split('/').next().unwrap_or_default();
    page.ends_with(".md") && page.strip_prefix(product).is_some_and(|rest| rest.starts_with("/reference/"))
}

#[test]
fn regenerating_elsewhere_gives_the_same_bytes() {
    let roots = ["one", "other"].map(|name| Path::new(env!("CARGO_TARGET_TMPDIR")).join("regenerated").join(name));
    let specs = bytes(&workspace().join("specs"));
    let mut made = Vec::new();
    for root in &roots {
        let _ = fs::remove_dir_all(root);
        for (path, content) in &specs {
            // What is made is made anew, but for the registry: it gives types their names for good. Of a product whose pages
            // are not here the rest is all there is.
            let has_pages = specs.keys().any(|page| is_page_beside(page, path));
            let is_made = has_pages
                && (path.contains("/operations/") || path.ends_with("coverage.yaml") || path.ends_with("errors.yaml"));
            if !is_made {
                let path = root.join("specs").join(path);
                fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
                fs::write(path, content).expect("a file");
            }
        }
        let regeneration = regen::regenerate(root, None).unwrap_or_else(|errors| panic!("{errors:?}"));
        regeneration.apply().unwrap_or_else(|error| panic!("{error}"));
        assert!(regen::regenerate(root, None).expect("a regeneration").is_fresh(), "a second one changes nothing");
        made.push(bytes(root));
    }
    assert_eq!(made[0].keys().collect::<Vec<_>>(), made[1].keys().collect::<Vec<_>>());
    for (path, content) in &made[0] {
        assert!(*content == made[1][path], "{path}");
    }
}
