//! Word: the parts of a `.docx` file, read in the order in which they need each other.
//!
//! [`file`](mod@file) holds what a file says besides its text: [`styles`], [`numbering`], what parts refer to ([`relations`]).
//! [`story`] reads a text, [`paragraph`] what stands in a line of it, with [`fields`], [`pictures`] and formulas ([`math`]);
//! [`tables`] call both. The folder takes bytes and gives parts; it must not know blocks.

mod fields;
mod file;
mod math;
mod note_numbers;
mod numbering;
mod paragraph;
mod pictures;
mod reader;
mod relations;
mod results;
mod run_properties;
mod story;
mod styles;
mod symbols;
mod tables;

pub use reader::Word;
