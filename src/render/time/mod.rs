//! Pages of time.

pub mod chart;
pub mod data;
pub mod pages;
pub mod timeline;
pub mod undated;
