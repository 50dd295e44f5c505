//! fonds turns an archive of documents into a static site that people browse, cite and read offline.
//!
//! The crate is what the program, its tests and its benchmarks need of it, and makes no promise of stability.
//! A site is made in stages, each of which takes what the one before gives:
//!
//! | stage | takes | gives | entry |
//! |---|---|---|---|
//! | [`source`] | the content folder | the source files | [`source::collect`] |
//! | [`read`] | a source file | [documents](model::document::Document), collections and diagnostics | [`read::source::read`] |
//! | [`catalog`] | what the readers found | the archive's description | [`catalog::Catalog::build`] |
//! | [`dating`] | the catalogue, what undated documents say of their day | dates that are inferred | [`dating::infer`] |
//! | [`resolve::route`] | the catalogue | an address for each page | [`resolve::route::check`] |
//! | [`resolve::redirect`] | the catalogue | pages at the addresses that documents had before | [`resolve::redirect::collect`] |
//! | [`resolve`] | references, the catalogue | targets and backlinks | [`resolve::Links::resolve`] |
//! | [`render`] | documents, the catalogue, targets | pages | [`render::Renderer`] |
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

mod model;
mod diagnostic;
mod language;
mod config;
mod source;
mod mark;
mod read;
mod catalog;
mod dating;
mod resolve;
mod archive;
mod site;
mod render;
mod output;
mod build;
mod commands;

pub use archive::{Archive, ReadArchive, Request};
pub use build::report::Report;
pub use build::{Options, Step, run};
pub use commands::command_line::main;
pub use diagnostic::{Beginning, Code, Diagnostic, Lines, Severity, Spot};
pub use read::readers::Readers;

/// What is needed to write a reader of another format.
pub mod reader {
    pub use crate::config::CollectionConfig;
    pub use crate::model::{document, reference};
    pub use crate::read::reader::{EmbeddedFile, Given, Reader, Receiver, Source};
    pub use crate::read::{Reading, conventions, plain};
}

/// Single stages, for tests and benchmarks that look at one of them.
pub mod stages {
    pub use crate::archive::read as read_archive;
    pub use crate::catalog::{Catalog, Record, record_id};
    pub use crate::commands::catalog;
    pub use crate::config::guesses::Guesses;
    pub use crate::config::split::Split;
    pub use crate::config::tei::TeiKeys;
    pub use crate::config::{CollectionConfig, Config, parse as parse_configuration};
    pub use crate::dating::clue;
    pub use crate::language::dates::Words;
    pub use crate::language::interface::Interface;
    pub use crate::mark::{flow, grammar};
    pub use crate::model::metadata::Metadata;
    pub use crate::model::{date, document, fingerprint, reference, walk};
    pub use crate::read::mail::Mail;
    pub use crate::read::metadata::complete as complete_metadata;
    pub use crate::read::office::{OpenDocument, Word};
    pub use crate::read::tei::Tei;
    pub use crate::read::{
        dateline, front_matter, html, markdown, plain, read_bytes, source as reading, split,
    };
    pub use crate::render::document::body;
    pub use crate::render::{BUILT_IN_TEMPLATES, Renderer, Templates};
    pub use crate::resolve::{Links, Resolver};
    pub use crate::site::emission::Emission;
    pub use crate::site::{Made, Nowhere, Page, Sink, WriteFiles};
    pub use crate::source::{Candidate, SourceFile, Sources, collect as collect_sources, decode};
}
