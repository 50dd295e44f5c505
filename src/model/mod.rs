//! The model: what the stages hand on, as data.
//!
//! The room owns the document as every reader gives it, its metadata, references, dates and clues, the reasons why a
//! reference leads nowhere, and what may stand in a text, a path or an address. It takes nothing and gives types with the
//! little that follows from them alone. It must not know formats, files, or the words of a language.

pub mod address;
pub mod characters;
pub mod clue;
pub mod date;
pub mod description;
pub mod document;
pub mod field;
pub mod field_name;
pub mod fingerprint;
pub mod message;
pub mod metadata;
pub mod named_time;
pub(crate) mod natural_order;
pub mod path;
pub mod publication;
pub mod raw_html;
pub mod reason;
pub mod reference;
pub mod walk;
