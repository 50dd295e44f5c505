//! The packages that the pages of collections offer, with their sizes.

use serde::Serialize;

use crate::archive::Archive;
use crate::catalog::CollectionId;
use crate::output::pack;
use crate::output::pack::{Kind, Package};
use crate::resolve::route;

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
            Kind::Epub { collection, .. } if collection != id => return None,
            Kind::Epub { parts: 1, .. } => (interface.say("package_epub").to_owned(), "EPUB"),
            Kind::Epub { part, parts, .. } => {
                let (part, parts) = (part.to_string(), parts.to_string());
                (interface.tell("package_epub_part", &[("part", &part), ("parts", &parts)]), "EPUB")
            }
            Kind::Zip => (interface.say("package_zip").to_owned(), "ZIP"),
            Kind::Zim => (interface.say("package_zim").to_owned(), "ZIM"),
            Kind::Bag => (interface.say("package_bag").to_owned(), "BagIt, ZIP"),
        };
        let (number, unit) = pack::rounded(package.bytes);
        let size = format!("{}\u{a0}{unit}", interface.number(number));
        Some(PackageContext { href: route::link(&address, &package.address), title, format, size })
    };
    packages.iter().filter_map(offered).collect()
}
