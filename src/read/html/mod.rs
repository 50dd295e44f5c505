//! The reader for web pages.
pub mod parse;
pub mod tree;
