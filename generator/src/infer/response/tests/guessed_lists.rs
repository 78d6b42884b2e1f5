//! Lists that no example shows: each guess about one is a finding.

/// The line of a page's first finding of a code; the rows begin at line 7.
fn line(code: &str, rows: &str, example: &str) -> Option<u32> {
    let text = format!(
        "# ListCranes\n\n## Response parameters\n\n|Parameter|Type|Description|\n|--|--|--|\n{rows}\n\n## Examples\n\n```\n\
         {example}\n```\n"
    );
    let found = crate::infer::infer(&[crate::read::read("p.md", &text)], crate::ir::Prose::Omit).diagnostics;
    found.iter().find(|found| found.code == code).map(|found| found.position.line)
}

#[test]
fn a_list_that_only_a_description_names_is_a_finding() {
    let found = |description: &str, example: &str| {
        let rows = format!("|Hooks| |x|\n|└Size|String|x|\n|Cranes| |{description}|\n|└Age|String|x|");
        line("list-name-told", &rows, example)
    };
    let hooks = r#"{"Hooks": {"Hook": [{"Size": 1}]}}"#;
    assert_eq!(found("An array consisting of CraneDetail data.", hooks), Some(9));
    assert_eq!(found("An array consisting of Crane data.", hooks), None, "that is the singular");
    assert_eq!(found("All cranes.", hooks), None);
    let shown = r#"{"Hooks": {"Hook": [{"Size": 1}]}, "Cranes": {"CraneDetail": [{"Age": 1}]}}"#;
    assert_eq!(found("An array consisting of CraneDetail data.", shown), None, "the example shows it");
}

#[test]
fn a_list_that_the_example_leaves_out_is_a_finding() {
    let found = |description: &str, example: &str| {
        let rows = format!(
            "|Cranes| |x|\n|Home|String|x|\n|Logs| |{description}|\n|Age|String|x|\n|Mark|String|x|\n|Zone|String|x|"
        );
        line("list-left-out", &rows, example)
    };
    let flat = r#"{"Cranes":{"Crane":[{"Home":"h","Age":1,"Mark":"x"}]}}"#;
    assert_eq!(found("An array consisting of LogDetail data.", flat), Some(9));
    assert_eq!(found("All logs.", flat), None, "they stand beside it");
    let shown = r#"{"Cranes":{"Crane":[{"Home":"h","Logs":{"LogDetail":[{"Age":1,"Mark":"x"}]}}]}}"#;
    assert_eq!(found("An array consisting of LogDetail data.", shown), None, "the example shows it");
}

#[test]
fn a_list_that_is_wrapped_like_those_beside_it_is_a_finding() {
    let plan = "|Plan|Struct|x|\n|└Levels| |x|\n|└Marks| |x|\n|└Zones| |x|";
    let found = |beside: &str, levels: &str, marks: &str| {
        let more: String = beside.chars().map(|name| format!("\n|{name}ids| |x|")).collect();
        let shown: String = beside.chars().map(|name| format!(r#","{name}ids":["a"]"#)).collect();
        let example = format!(r#"{{"Plan":{{"Levels":{levels},"Marks":{marks}}}{shown}}}"#);
        line("list-like-siblings", &format!("{plan}{more}"), &example)
    };
    let (levels, marks) = (r#"{"Level":["a"]}"#, r#"{"Mark":["b"]}"#);
    assert_eq!(found("", levels, marks), None, "the product wraps its lists, and the name is the singular");
    assert_eq!(found("ABCDEFGH", levels, marks), Some(10), "lists elsewhere are in no wrappers");
    assert_eq!(found("ABCDEFGH", levels, r#"["b"]"#), None, "one beside it is in none");
    assert_eq!(found("", r#"{"Levels":["a"]}"#, r#"{"Marks":["b"]}"#), Some(10), "the name is theirs");
}
