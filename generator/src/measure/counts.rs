//! What is counted when a specification is compared with its truth, and the shares that are printed of it.

use std::collections::BTreeMap;
use std::ops::AddAssign;

macro_rules! counts {
    ($($(#[doc = $doc:literal])+ $name:ident,)*) => {
        /// The counts of an operation, of a product or of a whole tree. The names are those of the judge.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct Counts {
            $($(#[doc = $doc])+ pub $name: usize,)*
            /// What the truth says and what we say: `pos:query->body`, `rtype:string->integer`, `restype:array->object`.
            pub said: BTreeMap<String, usize>,
        }

        impl Counts {
            /// All counts by name, those of what was said too.
            pub fn by_name(&self) -> BTreeMap<String, usize> {
                let own = [$((stringify!($name), self.$name),)*];
                let own = own.into_iter().map(|(name, count)| (name.to_owned(), count));
                own.chain(self.said.clone()).filter(|&(_, count)| count > 0).collect()
            }
        }

        impl AddAssign<&Self> for Counts {
            fn add_assign(&mut self, more: &Self) {
                $(self.$name += more.$name;)*
                for (name, count) in &more.said {
                    *self.said.entry(name.clone()).or_default() += count;
                }
            }
        }
    };
}

counts! {
    /// Operations that both have.
    ops_both,
    /// Methods that are stated.
    method_n,
    /// Methods that SDK or metadata allow.
    method_ok,
    /// Methods that hold the SDK's own choice.
    method_sdk_ok,
    /// Paths that the truth states.
    path_n,
    /// Paths that are the same but for the names of their parameters.
    path_ok,
    /// Paths that are the same.
    pathx_ok,
    /// Path parameters whose name matches but for case and underscores.
    req_pathname_loose,
    /// Parameters that both have.
    req_tp,
    /// Parameters that only the truth has.
    req_fn,
    /// Parameters that only we have.
    req_fp,
    /// Those of them that differ by case alone.
    req_case_only,
    /// Parameters whose type is known.
    rtype_n,
    /// Those of the same type.
    rtype_ok,
    /// Parameters that the truth calls required or optional.
    reqd_n,
    /// Those that we call the same.
    reqd_ok,
    /// Parameters that the truth requires.
    reqd_true,
    /// Those that we require.
    reqd_true_ok,
    /// Parameters whose position the truth states.
    pos_n,
    /// Those at the same position.
    pos_ok,
    /// Parameters whose position the SDK states.
    pos_sdk_n,
    /// Those at the same position.
    pos_sdk_ok,
    /// Parameters whose position only the metadata state.
    pos_meta_n,
    /// Those at the same position.
    pos_meta_ok,
    /// Parameters in the body that both call form or JSON.
    bodykind_n,
    /// Those that both call the same.
    bodykind_ok,
    /// Parameters that travel as JSON text.
    enc_n,
    /// Those of which we say so.
    enc_ok,
    /// Parameters of which we say so.
    enc_ir,
    /// Fields at a place that both have.
    res_tp,
    /// Fields at a place that only the truth has.
    res_fn,
    /// Fields at a place that only we have.
    res_fp,
    /// Fields of ours whose name the truth has too.
    kp_n,
    /// Those at a place that the truth has.
    kp_ok,
    /// Fields of the truth that hold no others.
    res_leaf_n,
    /// Those at a place that we have.
    res_leaf_ok,
    /// Fields of the truth whose name we have too.
    st_n,
    /// Those at the right place.
    st_ok,
    /// Those below the root.
    stn_n,
    /// Those below the root at the right place.
    stn_ok,
    /// Fields at the right place whose type is known.
    restype_n,
    /// Those of the same type.
    restype_ok,
    /// Places that both have, wrappers taken out.
    w_tp,
    /// Places that only the truth has, wrappers taken out.
    w_fn,
    /// Places that only we have, wrappers taken out.
    w_fp,
    /// Fields of the truth whose name we have too.
    wst_n,
    /// Those at the right place, wrappers taken out.
    wst_ok,
    /// Those below the root.
    wstn_n,
    /// Those below the root at the right place, wrappers taken out.
    wstn_ok,
}

/// A share that is printed.
#[derive(Clone, Copy, Debug)]
pub struct Share {
    /// Its name for programs, as the judge calls it.
    pub name: &'static str,
    /// Its column.
    pub title: &'static str,
    /// How many there are, and how many of them are right.
    pub of: fn(&Counts) -> (usize, usize),
}

/// The shares, in the order of their columns.
pub const SHARES: &[Share] = &[
    Share { name: "structure", title: "struct", of: |counts| (counts.st_n, counts.st_ok) },
    Share { name: "structure_nested", title: "nested", of: |counts| (counts.stn_n, counts.stn_ok) },
    Share { name: "res_p_known", title: "Pknown", of: |counts| (counts.kp_n, counts.kp_ok) },
    Share { name: "req_p", title: "reqP", of: |counts| (counts.req_tp + counts.req_fp, counts.req_tp) },
    Share { name: "req_r", title: "reqR", of: |counts| (counts.req_tp + counts.req_fn, counts.req_tp) },
    Share { name: "req_pos", title: "pos", of: |counts| (counts.pos_n, counts.pos_ok) },
    Share { name: "req_type", title: "type", of: |counts| (counts.rtype_n, counts.rtype_ok) },
    Share { name: "res_type", title: "rtype", of: |counts| (counts.restype_n, counts.restype_ok) },
];

impl Share {
    /// The share; none where there is nothing to count.
    pub fn value(&self, counts: &Counts) -> Option<f64> {
        let (all, right) = (self.of)(counts);
        (all > 0).then(|| right as f64 / all as f64)
    }
}

impl Counts {
    /// Counts what the truth says and what we say; `None` is what the judge calls the absence of either.
    pub(super) fn say(&mut self, what: &str, truth: Option<&str>, ours: Option<&str>) {
        let key = format!("{what}:{}->{}", truth.unwrap_or("None"), ours.unwrap_or("None"));
        *self.said.entry(key).or_default() += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_add_up_and_keep_their_names() {
        let mut all = Counts { st_n: 3, ..Counts::default() };
        let mut more = Counts { st_n: 1, st_ok: 1, ..Counts::default() };
        more.say("pos", Some("query"), None);
        all += &more;
        let named: Vec<_> = all.by_name().into_iter().collect();
        let expected =
            [("pos:query->None", 1), ("st_n", 4), ("st_ok", 1)].map(|(name, count)| (name.to_owned(), count));
        assert_eq!(named, expected);
        assert_eq!(SHARES[0].value(&all), Some(0.25));
        assert_eq!(SHARES[1].value(&all), None, "of nothing there is no share");
    }
}
