//! Output.

pub mod offline;
pub mod pack;
pub mod search;
