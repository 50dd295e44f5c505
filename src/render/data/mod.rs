//! Files for other programs: the catalogue as JSON lines and as a table, the feed, the sitemap, what robots and browsers
//! ask for.
//!
//! Takes the catalogue and where references lead; gives files that no template makes. It must not know the texts of
//! documents.

pub mod feeds;
mod manifest;
mod xml;
