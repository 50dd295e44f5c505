//! Packages of the site, as pages offer them and reports count them. A collection is known here by its number alone.

use serde::{Deserialize, Serialize};

use crate::catalog::CollectionId;

/// A package of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// Its address, relative to the site's root.
    pub address: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// What it is.
    pub kind: PackageKind,
}

/// What a package is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PackageKind {
    /// An EPUB of a collection, or one part of it.
    Epub {
        /// The collection.
        collection: CollectionId,
        /// Which part this is, from 1.
        part: usize,
        /// How many parts there are.
        parts: usize,
    },
    /// The site.
    Zip,
    /// The site for Kiwix.
    Zim,
    /// Sources and site, for preservation.
    Bag,
}

impl PackageKind {
    /// The place among other packages: those of collections in their order, then those of the archive.
    pub fn order(self) -> (usize, usize) {
        match self {
            Self::Epub { collection, part, .. } => (collection, part),
            Self::Zip => (usize::MAX, 0),
            Self::Zim => (usize::MAX, 1),
            Self::Bag => (usize::MAX, 2),
        }
    }
}

/// A package of the site, as reports have it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PackageSize {
    /// Its address, relative to the site's root.
    pub address: String,
    /// Its size in bytes.
    pub bytes: u64,
}

/// A size in bytes for people: `820 kB`, `12 MB`.
pub fn size(bytes: u64) -> String {
    let (number, unit) = rounded(bytes);
    format!("{number} {unit}")
}

/// A size in bytes as a number of kilobytes or, from ten thousand on, of megabytes.
pub fn rounded(bytes: u64) -> (usize, &'static str) {
    let number = |bytes: u64, unit: u64| usize::try_from(bytes.div_ceil(unit)).unwrap_or(usize::MAX);
    if bytes < 10_000_000 { (number(bytes, 1000), "kB") } else { (number(bytes, 1_000_000), "MB") }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_rounded_up_and_never_nothing() {
        for (bytes, expected) in
            [(1, "1 kB"), (820_000, "820 kB"), (9_999_999, "10000 kB"), (10_000_001, "11 MB")]
        {
            assert_eq!(size(bytes), expected);
        }
    }
}
