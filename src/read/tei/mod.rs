//! TEI.
mod event;
mod text;
