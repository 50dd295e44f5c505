//! The site.

pub mod emission;
