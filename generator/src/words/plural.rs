//! Plurals and their singulars.

/// Endings of words in the singular that look like a plural's: `Address`, `Status`, `Analysis`.
const SINGULAR_ENDINGS: &[&str] = &["ss", "us", "is"];

/// Endings of plurals, with what a singular has in their place; the first one that fits counts.
const PLURAL_ENDINGS: &[(&str, &str)] =
    &[("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("uses", "us"), ("s", "")];

/// The singular of a name, as the items of a list are called: `Changes` → `Change`, `EventList` → `Event`. A name that is no
/// plural stays as it is.
///
/// Evidence: the ending, in lower case. The `S` of an acronym such as `DNS` is a word of its own.
pub(crate) fn singular(name: &str) -> String {
    if let Some(stem) = name.strip_suffix("List").filter(|stem| !stem.is_empty()) {
        return singular(stem);
    }
    if SINGULAR_ENDINGS.iter().any(|ending| name.ends_with(ending)) {
        return name.to_owned();
    }
    let ending = |&(plural, singular): &(&str, &str)| {
        // `Ties` are no `Ty`.
        let stem = name.strip_suffix(plural).filter(|stem| stem.len() > usize::from(plural == "ies"))?;
        Some(format!("{stem}{singular}"))
    };
    PLURAL_ENDINGS.iter().find_map(ending).unwrap_or_else(|| name.to_owned())
}

/// Whether a name is the plural of another: `Changes` of `Change`, `VSwitches` of `VSwitch`, `EventList` of `Event`.
pub(crate) fn is_plural(plural: &str, singular: &str) -> bool {
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

/// Whether a name goes on from the singular of its parent's.
pub(crate) fn is_named_after(parent: &str, name: &str) -> bool {
    let stem = singular(parent);
    stem.len() > 2 && name.strip_prefix(&stem).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_called_by_the_singular() {
        for (plural, one) in [
            ("Changes", "Change"),
            ("Categories", "Category"),
            ("Policies", "Policy"),
            ("VSwitches", "VSwitch"),
            ("InstanceHealthList", "InstanceHealth"),
            ("EventsList", "Event"),
            ("IpAddresses", "IpAddress"),
            ("Statuses", "Status"),
            ("Databases", "Database"),
            ("Ties", "Tie"),
            ("rows", "row"),
        ] {
            assert_eq!(singular(plural), one);
        }
    }

    #[test]
    fn what_is_no_plural_stays() {
        for name in ["Address", "Progress", "Access", "Status", "Analysis", "EnvChange", "DNS", "OSS", "List", "s", ""]
        {
            assert_eq!(singular(name), name);
        }
    }

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
    }

    #[test]
    fn a_name_may_go_on_from_its_parents() {
        assert!(is_named_after("Tags", "TagKey"));
        assert!(!is_named_after("Tags", "Tagged") && !is_named_after("Tags", "Tag") && !is_named_after("Id", "IdName"));
    }
}
