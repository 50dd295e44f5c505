//! fonds turns an archive of documents into a static site that people browse, cite and read offline.
//!
//! A site is made in stages, each of which takes what the one before gives:
//!
//! | stage | takes | gives | entry |
//! |---|---|---|---|
//! | [`source`] | the content folder | the source files | [`source::collect`] |
//! | [`read`] | a source file | a [`document::Document`] and diagnostics | [`read::read_file`] |
//! | [`catalog`] | what the readers found | the archive's description | [`catalog::Catalog::build`] |
//! | [`dating`] | the catalogue, what undated documents say of their day | dates that are inferred | [`dating::infer`] |
//! | [`route`] | the catalogue | an address for each page | [`route::check`] |
//! | [`redirect`] | the catalogue | pages at the addresses that documents had before | [`redirect::collect`] |
//! | [`resolve`] | references, the catalogue | targets and backlinks | [`resolve::Links::resolve`] |
//! | [`render`] | documents, the catalogue, targets | pages | [`render::Renderer`] |
//! | [`search`] | documents, the catalogue | the index that the search page loads | [`search::Indexing`] |
//! | [`emit`] | pages | files | [`emit::Emission`] |
//! | [`offline`] | files | what lets a browser keep them | [`offline::write`] |
//!
//! [`pack::add`] makes packages of the site, to be taken along.
//! [`archive::Archive`] takes the stages up to `resolve`; [`build::run`] goes the whole way.
//! [`serve::Server`] builds again and again, and shows the site in a browser.

// The documentation is for those who work on the program, and is built with its private parts.
#![allow(rustdoc::private_intra_doc_links)]

pub mod archive;
pub mod build;
pub mod catalog;
pub mod commands;
pub mod config;
pub mod dating;
pub mod diagnostic;
pub mod language;
pub mod mark;
pub mod model;
pub mod output;
pub mod read;
pub mod render;
pub mod resolve;
pub mod site;
pub mod source;
