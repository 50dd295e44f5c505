//! Language.

pub mod dates;
mod dating;
pub mod interface;
