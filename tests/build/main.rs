//! Whole archives: a few files are written to a folder, the site is built, and its pages are looked
//! at. Each test says in its name what holds.
//!
//! Expected output stands in `snapshots/`. After a wanted change of the output, write it anew with
//! `INSTA_UPDATE=always cargo test --test build`, and read the difference.

mod about;
mod addresses;
mod archive;
mod brackets;
mod checks;
mod citation_styles;
mod citations;
mod command_line;
mod dating;
mod dating_alone;
mod descriptions;
mod document_page;
mod drafts;
mod embedded_files;
mod encodings;
mod fields;
mod folder_pages;
mod formats;
mod german;
mod graph;
mod heads;
mod incremental;
mod languages;
mod left_out;
mod lists;
mod mail;
mod markdown;
mod moved;
mod names;
mod notes;
mod offline;
mod output;
mod pack;
mod plain_text;
mod references;
mod references_forms;
mod related;
mod richer;
mod safety;
mod search;
mod serve;
mod several_documents;
mod shape;
mod snapshots;
mod split;
mod spreadsheet;
mod stated_dates;
mod synonyms;
mod tei;
mod tei_text;
mod templates;
mod time;
mod undated;
mod unresolved;
mod vaults;
mod web_pages;
mod whole;
mod word;
mod words;
