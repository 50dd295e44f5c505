//! Marks.

pub mod flow;
pub mod grammar;
pub mod sentence;
pub mod token;
