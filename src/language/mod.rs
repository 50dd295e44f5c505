//! Language.

pub mod dates;
pub mod interface;
