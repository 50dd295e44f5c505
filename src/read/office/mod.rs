//! The readers for documents of office programs: Word (`.docx`) and OpenDocument (`.odt`).
//!
//! Both are ZIP files of XML, which [`package`] unpacks within bounds and [`xml`] reads in one pass. A format's folder gives
//! flat [`parts`]: paragraphs with roles, runs with looks, tables; [`gathered`] holds the links, notes and images that they
//! name. What both have in common follows: blocks and inlines that nest ([`structure`], [`lists`], [`inlines`]), notes and
//! metadata ([`document`]), and what there is to say ([`report`]). The words of paragraphs are left to
//! [`conventions`](super::conventions). The folder must not know spreadsheets, nor where a document's files are published.

mod document;
mod gathered;
mod inlines;
mod lists;
mod numerals;
mod odt;
mod overlay;
mod package;
mod parts;
mod properties;
mod report;
mod structure;
mod style_names;
mod unpacked;
mod word;
mod xml;

pub use odt::OpenDocument;
pub use word::Word;
