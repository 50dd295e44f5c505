//! Pages of time: the timeline, its years, and the charts on other pages.
//!
//! Owns the order of dated documents, and how years and months are counted and drawn. Takes the catalogue; gives pages,
//! charts as SVG, and the scripts that the timeline loads. It must not know the texts of documents, nor how dates were
//! found.

pub mod chart;
pub mod data;
pub mod pages;
pub mod stretch;
pub mod timeline;
pub mod undated;
