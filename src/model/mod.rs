//! The model.

pub mod address;
pub mod collection_name;
pub mod date;
pub mod description;
pub mod document;
pub mod field_name;
pub mod fingerprint;
pub mod metadata;
pub mod path;
pub mod raw_html;
pub mod reference;
pub mod walk;
