//! Data.

pub mod feeds;
