//! The packages that the pages of collections offer, with their sizes.

use serde::Serialize;

use crate::archive::Archive;
use crate::catalog::CollectionId;
use crate::resolve::route;
use crate::site::{Package, PackageKind, rounded};

/// A package, as pages show it.
#[derive(Serialize)]
pub(crate) struct PackageContext {
    href: String,
    /// What it is, in words.
    title: String,
    /// Its format.
    format: &'static str,
    size: String,
}

/// The packages that a collection's page offers: those of its documents, and those of the whole archive.
pub(crate) fn offered(archive: &Archive, id: CollectionId, packages: &[Package]) -> Vec<PackageContext> {
    let address = archive.catalog.collections[id].address();
    let interface = &archive.interface;
    let offered = |package: &Package| {
        let (title, format) = match package.kind {
            PackageKind::Epub { collection, .. } if collection != id => return None,
            PackageKind::Epub { parts: 1, .. } => (interface.say("package_epub").to_owned(), "EPUB"),
            PackageKind::Epub { part, parts, .. } => {
                let (part, parts) = (part.to_string(), parts.to_string());
                (interface.tell("package_epub_part", &[("part", &part), ("parts", &parts)]), "EPUB")
            }
            PackageKind::Zip => (interface.say("package_zip").to_owned(), "ZIP"),
            PackageKind::Zim => (interface.say("package_zim").to_owned(), "ZIM"),
            PackageKind::Bag => (interface.say("package_bag").to_owned(), "BagIt, ZIP"),
        };
        let (number, unit) = rounded(package.bytes);
        let size = format!("{}\u{a0}{unit}", interface.number(number));
        Some(PackageContext { href: route::link(&address, &package.address), title, format, size })
    };
    packages.iter().filter_map(offered).collect()
}
