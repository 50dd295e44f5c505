//! The pages of documents.

pub mod body;
pub mod facts;
mod highlight;
pub mod nearby;
pub mod page;
pub mod passages;
mod sanitise;
pub mod shell;
pub mod unresolved;
