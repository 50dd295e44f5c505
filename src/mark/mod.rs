//! Marks: the references that stand in prose.
//!
//! The room owns how they are found: the running text of a paragraph ([`flow`]), its sentences, and the grammar of
//! references. It takes a document and the ways in which the archive's collections are cited, and puts references into the
//! document. It must not know the archive: whether it has what is meant is found out later.

pub mod flow;
pub mod grammar;
pub mod sentence;
