//! The model.

pub mod address;
pub mod characters;
pub mod clue;
pub mod date;
pub mod description;
pub mod document;
pub mod field_name;
pub mod fingerprint;
pub mod metadata;
pub mod named_time;
pub(crate) mod natural_order;
pub mod path;
pub mod raw_html;
pub mod reason;
pub mod reference;
pub mod walk;
