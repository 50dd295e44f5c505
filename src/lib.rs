//! fonds turns an archive of documents into a static site that people browse, cite and read offline.
//!
//! The crate is what the program, its tests and its benchmarks need of it, and makes no promise of stability.
//! A site is made in stages, each of which takes what the one before gives:
//!
//! | stage | takes | gives | entry |
//! |---|---|---|---|
//! | [`source`] | the content folder | the source files | [`source::collect`] |
//! | [`read`] | a source file | a [`model::document::Document`] and diagnostics | [`read::read_file`] |
//! | [`catalog`] | what the readers found | the archive's description | [`catalog::Catalog::build`] |
//! | [`dating`] | the catalogue, what undated documents say of their day | dates that are inferred | [`dating::infer`] |
//! | [`resolve::route`] | the catalogue | an address for each page | [`resolve::route::check`] |
//! | [`resolve::redirect`] | the catalogue | pages at the addresses that documents had before | [`resolve::redirect::collect`] |
//! | [`resolve`] | references, the catalogue | targets and backlinks | [`resolve::Links::resolve`] |
//! | [`render`] | documents, the catalogue, targets | pages | [`render::site`] |
//! | [`output::search`] | documents, the catalogue | the index that the search page loads | [`output::search::Indexing`] |
//! | [`site::emission`] | pages | files | [`site::emission::Emission`] |
//! | [`output::offline`] | files | what lets a browser keep them | [`output::offline::write`] |
//!
//! [`output::pack::add`] makes packages of the site, to be taken along.
//! [`archive::Archive`] takes the stages up to `resolve`; [`build::run`] goes the whole way.
//! [`commands::serve::Server`] builds again and again, and shows the site in a browser.
//!
//! The rooms stand in the order of the pipeline: each imports only those before it.

// The documentation is for those who work on the program, and is built with its private parts.
#![allow(rustdoc::private_intra_doc_links)]

/// The text of a file in `web/`: what browsers get but not with every site. Parts of a name are put together.
macro_rules! web {
    ($($part:expr),+) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/web/", $($part),+))
    };
}

#[cfg(test)]
#[path = "../tests/cases/mod.rs"]
mod cases;

pub mod model;
pub mod diagnostic;
pub mod language;
pub mod config;
pub mod source;
pub mod mark;
pub mod read;
pub mod catalog;
pub mod dating;
pub mod resolve;
pub mod archive;
pub mod site;
pub mod render;
pub mod output;
pub mod build;
pub mod commands;
