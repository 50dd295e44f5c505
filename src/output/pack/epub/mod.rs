//! A collection's documents as an [EPUB 3.3](https://www.w3.org/TR/epub-33/) publication.
//!
//! A volume is one publication: a collection, or a part of one that is too big for e-readers. Its pages
//! are templates in `templates/epub/`, put into a ZIP here: the crates for EPUBs have no list of printed
//! pages.
//!
//! Notes are asides that e-readers show over the text, page breaks are marked and listed, and links lead
//! to the documents of the volume, or else to the site, where its address is known.
//!
//! Owns the form of publications. Takes documents of the archive, one at a time; gives a file. It must not know the pages of
//! the site.

mod book;
mod document;
mod image;
mod xhtml;

use std::ops::Range;
use std::path::Path;

use super::moment::Moment;
use super::zip::Zip;
use crate::archive::Archive;
use crate::catalog::{CollectionId, DocumentId};
use crate::diagnostic::Diagnostic;
use crate::render::SiteTemplates;
use crate::site::PackageKind;
use book::Book;
use image::Images;

/// A publication: a collection's documents, or a part of them.
pub struct Volume<'a> {
    archive: &'a Archive,
    /// The collection.
    pub collection: CollectionId,
    /// Which part of the collection this is, from 1.
    pub part: usize,
    /// How many parts there are.
    pub parts: usize,
    /// The documents in the order of the book.
    documents: Vec<DocumentId>,
    /// The same in the order of their numbers, each with its place in the book.
    places: Vec<(DocumentId, usize)>,
}

/// The volumes of an archive: at least one for each collection that has documents of its own. A source with its chapters
/// is one.
pub fn volumes(archive: &Archive) -> Vec<Volume<'_>> {
    let mut volumes = Vec::new();
    for (collection, documents) in by_volume(archive).into_iter().enumerate() {
        let weights: Vec<usize> =
            documents.iter().map(|&id| archive.catalog.documents[id].words + PAGE_WEIGHT).collect();
        let parts = parts(&weights, PART_WEIGHT);
        for (part, range) in parts.iter().enumerate() {
            let documents = documents[range.clone()].to_vec();
            let mut places: Vec<(DocumentId, usize)> =
                documents.iter().enumerate().map(|(place, &id)| (id, place)).collect();
            places.sort_unstable();
            volumes.push(Volume { archive, collection, part: part + 1, parts: parts.len(), documents, places });
        }
    }
    volumes
}

/// For each collection the documents of its book, in their order: those of a source as they stand in it, if that is how
/// it orders them, after what stands on its own page.
fn by_volume(archive: &Archive) -> Vec<Vec<DocumentId>> {
    let catalog = &archive.catalog;
    let mut documents = vec![Vec::new(); catalog.collections.len()];
    for (id, record) in catalog.documents.iter().enumerate() {
        documents[catalog.volume(record)].push(id);
    }
    for (collection, documents) in catalog.collections.iter().zip(&mut documents) {
        if collection.is_of_source && collection.is_in_order_of_source() {
            let ordinal = |id: DocumentId| catalog.documents[id].within.as_ref().map(|within| within.ordinal);
            documents.sort_by_key(|&id| (!catalog.is_front(id), ordinal(id)));
        }
    }
    documents
}

/// What a document weighs besides its words: it is a file, and a line in the contents.
const PAGE_WEIGHT: usize = 500;

/// The weight that a part has at most. A volume of an edited series with 400 documents and 400,000 words
/// is one book; a thousand long documents are several, since e-readers have little memory.
const PART_WEIGHT: usize = 1_000_000;

/// Divides documents into as few parts as their weights allow, and these evenly.
fn parts(weights: &[usize], limit: usize) -> Vec<Range<usize>> {
    let total: usize = weights.iter().sum();
    let count = total.div_ceil(limit);
    let (mut parts, mut start, mut before) = (Vec::new(), 0, 0);
    for (index, weight) in weights.iter().enumerate() {
        // A document that reaches beyond the end of its part begins the next one.
        let end = total * (parts.len() + 1) / count.max(1);
        if before + weight > end && index > start {
            parts.push(start..index);
            start = index;
        }
        before += weight;
    }
    if start < weights.len() {
        parts.push(start..weights.len());
    }
    parts
}

impl Volume<'_> {
    /// What kind of package this is.
    pub fn kind(&self) -> PackageKind {
        PackageKind::Epub { collection: self.collection, part: self.part, parts: self.parts }
    }

    /// Writes the publication. One document at a time is in memory.
    ///
    /// # Errors
    /// A diagnostic, if a document changed meanwhile, a template fails or the file cannot be written.
    pub fn write(&self, templates: &SiteTemplates, path: &Path, moment: Moment) -> Result<(), Diagnostic> {
        let mut zip = Zip::create(path, moment)?;
        // By this file, uncompressed and the first, an EPUB is known.
        zip.stored("mimetype", b"application/epub+zip")?;
        zip.bytes("META-INF/container.xml", CONTAINER.as_bytes())?;
        let mut images = Images::default();
        for &id in &self.documents {
            let file = self.file(id).unwrap_or_default();
            let page = document::page(self, templates, id, &mut images)?;
            zip.bytes(&format!("EPUB/text/{file}"), &page)?;
        }
        for image in images.all() {
            zip.file(&format!("EPUB/{}", image.name), image.location, std::io::sink())?;
        }
        let book = Book::new(self, &images, moment);
        for (name, template) in book::PAGES {
            let page = templates.render(template, name, &book)?;
            zip.bytes(&format!("EPUB/{name}"), &page)?;
        }
        zip.finish()
    }

    /// The file of a document in the folder `text`, if the volume holds it.
    fn file(&self, id: DocumentId) -> Option<String> {
        let found = self.places.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        Some(format!("{:04}.xhtml", self.places[found].1 + 1))
    }

    /// Whether a path leads from a document to another file of the volume.
    fn has_file(&self, path: &str) -> bool {
        let number = path.strip_suffix(".xhtml").and_then(|number| number.parse().ok());
        path == TITLE_FROM_TEXT
            || number.is_some_and(|number: usize| (1..=self.documents.len()).contains(&number))
    }
}

/// The way from a document to the title page.
const TITLE_FROM_TEXT: &str = "../title.xhtml";

/// Where the publication begins: <https://www.w3.org/TR/epub-33/#sec-container-metainf>.
const CONTAINER: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"#;

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn parts_are_few_and_even() {
        assert_eq!(parts(&[1; 10], 10).len(), 1);
        assert_eq!(parts(&[1; 10], 9), [0..5, 5..10]);
        assert_eq!(parts(&[5, 1, 1, 1, 1, 1], 6), [0..1, 1..6]);
        assert_eq!(parts(&[100, 1], 10).len(), 2);
        assert!(parts(&[], 10).is_empty());
    }
}
