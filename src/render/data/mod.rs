//! Data.

pub mod feeds;
mod xml;
