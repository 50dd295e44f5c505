//! The pages of documents.
//!
//! Owns a document's text as HTML, and what stands around it: facts, citations, the documents that it refers to, that
//! refer to it, and that are near in time. Takes an archive and one document of it; gives its page. It must not know what
//! else is made of a document.

pub mod body;
pub(crate) mod cited_by;
pub mod facts;
mod highlight;
pub mod nearby;
mod outline;
pub mod related;
pub mod page;
pub mod passages;
mod sanitise;
pub mod shell;
pub(super) mod neighbourhood;
mod thread;
mod unresolved;
