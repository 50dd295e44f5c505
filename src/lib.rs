//! fonds turns an archive of documents into a static site.
pub mod catalog;
pub mod config;
pub mod date;
pub mod diagnostic;
pub mod document;
pub mod read;
pub mod reference;
pub mod resolve;
pub mod route;
pub mod source;
