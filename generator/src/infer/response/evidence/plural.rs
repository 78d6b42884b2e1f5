//! What names tell of each other: plurals and their singulars, and names that go on from another.

/// Whether a name goes on from the singular of its parent's.
pub fn is_named_after(parent: &str, name: &str) -> bool {
    let stem = singular(parent);
    stem.len() > 2 && name.strip_prefix(&stem).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()))
}

/// Whether a container's name is the plural of another's: `Changes` of `Change`, `VSwitches` of `VSwitch`, `EventList` of
/// `Event`.
pub fn is_plural(plural: &str, singular: &str) -> bool {
    let (plural, singular) = (plural.to_ascii_lowercase(), singular.to_ascii_lowercase());
    plural != singular && plural.len() > singular.len() && {
        let stem = plural.strip_suffix("list").or_else(|| plural.strip_suffix("set")).unwrap_or(&plural);
        stem == singular
            || stem.strip_suffix('s') == Some(&singular)
            || plural.strip_suffix('s') == Some(&singular)
            || plural.strip_suffix("es") == Some(&singular)
            || plural.strip_suffix("ies").is_some_and(|stem| singular.strip_suffix('y') == Some(stem))
    }
}

/// The singular of a plural name, for a list level that a page leaves out.
pub fn singular(plural: &str) -> String {
    for (suffix, replacement) in
        [("List", ""), ("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("s", "")]
    {
        if let Some(stem) = plural.strip_suffix(suffix)
            && !stem.is_empty()
        {
            return format!("{stem}{replacement}");
        }
    }
    plural.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_are_recognised() {
        for (plural, one) in [
            ("Changes", "Change"),
            ("VSwitches", "VSwitch"),
            ("Categories", "Category"),
            ("InstanceHealthList", "InstanceHealth"),
            ("PublicIpAddresses", "PublicIpAddresse"),
            ("DefaultSecurityGroups", "DefaultSecurityGroup"),
        ] {
            assert!(is_plural(plural, one), "{plural} {one}");
        }
        assert!(!is_plural("Change", "Change"));
        assert!(!is_plural("DefaultSecurityGroups", "SecurityGroup"));
        assert_eq!(singular("VSwitches"), "VSwitch");
        assert_eq!(singular("Policies"), "Policy");
        assert_eq!(singular("s"), "s");
    }

    #[test]
    fn a_name_may_go_on_from_its_parents() {
        assert!(is_named_after("Tags", "TagKey"));
        assert!(!is_named_after("Tags", "Tagged") && !is_named_after("Tags", "Tag") && !is_named_after("Id", "IdName"));
    }
}
