//! What stands between the items of a list, and between an item and its meaning.

use super::cue::Cue;

pub(super) const CUES: &[(&str, Cue)] = &[
    ("表示", Cue::Means),
    ("代表", Cue::Means),
    ("指", Cue::Means),
    ("which", Cue::Means),
    ("which indicates", Cue::Means),
    ("indicates", Cue::Means),
    ("indicate", Cue::Means),
    ("means", Cue::Means),
    ("specifies", Cue::Means),
    ("represents", Cue::Means),
    ("和", Cue::And),
    ("或", Cue::And),
    ("或者", Cue::And),
    ("及", Cue::And),
    ("以及", Cue::And),
    ("and", Cue::And),
    ("or", Cue::And),
    ("等", Cue::AndSoOn),
    ("etc", Cue::AndSoOn),
    ("and so on", Cue::AndSoOn),
];
