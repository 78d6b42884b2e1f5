//! The words of the reference in each language: section titles, column titles, type words, required and position words.
//!
//! This is the only place that knows them: a further language is a further set of rows and no code.

pub mod bodies;
mod columns;
pub mod cues;
pub mod effects;
mod examples;
mod folders;
mod headers;
mod leads;
mod lists;
mod methods;
mod names;
pub mod paging;
mod positions;
mod protocol;
mod required;
pub mod roots;
pub mod secrets;
mod sections;
pub mod success;
mod titles;
pub mod told;
pub mod transient;
mod type_words;
pub mod units;

pub use columns::{Column, column, exact_column, make_a_list};
pub use examples::{EXAMPLE_INFOS, EXAMPLE_LABELS, ExampleLabel, is_body_label, is_head_label, is_placeholder_word};
pub use folders::is_general;
pub use headers::{HOST_LABELS, is_call_header, is_endpoint_word};
pub use leads::{BODIES, CONTINUATIONS, is_common_row};
pub use lists::{AFTER_ITEM, BEFORE_ITEM, ITEM_NOUNS, LIST_HEADS, LIST_LAST_WORDS, LIST_TAILS, NO_TYPE};
pub use methods::{has_body, is_method, only_read};
pub use names::{is_api_folder, is_brand};
pub use positions::{Position, position};
pub use protocol::{ACTION, PROTOCOL_PARAMETERS, REGION, is_parameter_of_any_call, is_protocol_parameter};
pub use required::{is_flag, is_not_optional, is_required};
pub use sections::{Language, Role, bare_section, names_format, section};
pub use titles::{COMMON_ERROR_TITLES, normalise};
pub use type_words::{MISSPELT_TYPE_WORDS, TYPE_WORDS, Word, type_word};
