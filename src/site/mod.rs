//! The site: what outputs give, and the one place that writes it.
//!
//! This room owns pages, packages and copied files as they are given ([`Page`], [`Sink`], [`Package`]), from what they
//! were made ([`MadePage`]), the private folder beside the output ([`workspace::Workspace`]), and the one step in which a
//! site takes the place of the earlier one ([`emission::Emission`]). It takes addresses with bytes, and gives files.
//!
//! It must not know what a page says: documents, templates, the index and the contents of packages are for the rooms
//! above it.

mod address;
pub mod emission;
mod flush;
mod list;
mod made;
mod nowhere;
mod owner;
mod package;
mod place;
mod sink;
mod spare;
mod survey;
mod tree;
mod unwritable;
pub mod workspace;

pub use made::{Made, MadePage};
pub use nowhere::Nowhere;
pub use package::{Package, PackageKind, PackageSize, rounded, size};
pub use place::real_path;
pub use sink::{Page, Sink, WriteFiles};
pub use unwritable::unwritable;
