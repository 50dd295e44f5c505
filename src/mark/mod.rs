//! Marks.

pub mod flow;
pub mod grammar;
pub mod sentence;
