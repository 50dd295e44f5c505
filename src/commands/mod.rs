//! The commands.

pub mod catalog;
pub mod command_line;
pub mod explain;
pub mod init;
mod marked;
pub mod serve;
mod serving;
mod show;
