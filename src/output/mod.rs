//! What is made of a site besides its pages. Each room here stands on its own, and knows none of the others; `build` runs
//! them.
//!
//! | room | takes | gives |
//! |---|---|---|
//! | [`search`] | documents while they are in memory, the catalogue | the scripts of the index |
//! | [`pack`] | the archive, a site whose files were all taken | packages to be taken along |
//! | [`offline`] | the files of a site | what lets a browser keep them |
//!
//! They give to the site ([`crate::site`]), and must not know what a build reports, or who runs it.

pub mod offline;
pub mod pack;
pub mod search;
