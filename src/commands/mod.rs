//! The program: its command line, and what it does besides building.
//!
//! The room owns the arguments ([`command_line`]), what people see in a terminal, and exit codes. It takes what the user
//! typed, and gives output and a code. A command of its own (`catalog`, `explain`, `init`, `serve`) must not know the
//! others.

pub mod catalog;
pub mod command_line;
pub mod explain;
pub mod init;
mod marked;
pub mod serve;
mod serving;
mod show;
