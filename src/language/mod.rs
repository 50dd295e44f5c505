//! Language.

pub mod collection_name;
pub mod dates;
mod dating;
pub mod interface;
pub mod token;
pub mod unresolved;
