//! The images of a volume. Their formats are told by their first bytes, and not by their names: an
//! e-reader is told the format and must be able to show it
//! (<https://www.w3.org/TR/epub-33/#sec-core-media-types>).

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use memchr::memmem;
use serde::Serialize;

use crate::source::SourceFile;

/// The images that the documents of a volume show.
#[derive(Default)]
pub struct Images<'a> {
    /// By their places in the archive's files; `None` for those that no e-reader can show.
    taken: BTreeMap<usize, Option<Image<'a>>>,
}

/// An image of a volume.
#[derive(Serialize)]
pub struct Image<'a> {
    /// Its path in the publication's folder.
    pub name: String,
    /// Its format.
    pub media_type: &'static str,
    /// Where its file is.
    #[serde(skip)]
    pub location: &'a Path,
}

impl<'a> Images<'a> {
    /// Takes an image, and gives its address as a document sees it; `None` if no e-reader can show it.
    pub fn take(&mut self, place: usize, file: &'a SourceFile) -> Option<String> {
        let number = self.taken.len() + 1;
        let image = self.taken.entry(place).or_insert_with(|| {
            let (media_type, extension) = format(file)?;
            Some(Image {
                name: format!("images/{number:04}.{extension}"),
                media_type,
                location: &file.location,
            })
        });
        image.as_ref().map(|image| format!("../{}", image.name))
    }

    /// Whether a document's image has this address.
    pub fn has(&self, address: &str) -> bool {
        self.all().any(|image| address.strip_prefix("../") == Some(&image.name))
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &Image<'a>> {
        self.taken.values().flatten()
    }
}

/// The format of an image, and the extension by which it is known.
fn format(file: &SourceFile) -> Option<(&'static str, &'static str)> {
    let mut start = Vec::new();
    File::open(&file.location).ok()?.take(1024).read_to_end(&mut start).ok()?;
    match start.as_slice() {
        [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Some(("image/png", "png")),
        [0xFF, 0xD8, 0xFF, ..] => Some(("image/jpeg", "jpg")),
        [b'G', b'I', b'F', b'8', ..] => Some(("image/gif", "gif")),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(("image/webp", "webp")),
        text if memmem::find(text, b"<svg").is_some() && is_drawing(&file.location) => {
            Some(("image/svg+xml", "svg"))
        }
        _ => None,
    }
}

/// Whether an SVG is a drawing only: what holds HTML, runs, or loads images is none that every e-reader
/// shows.
fn is_drawing(location: &Path) -> bool {
    let others: [&[u8]; 3] = [b"foreignObject", b"<script", b"<image"];
    let found = fs::metadata(location).is_ok_and(|found| found.len() <= LARGEST_DRAWING);
    let text = if found { fs::read(location).ok() } else { None };
    text.is_some_and(|text| others.iter().all(|other| memmem::find(&text, other).is_none()))
}

/// The size of an SVG up to which it is looked at, in bytes.
const LARGEST_DRAWING: u64 = 20_000_000;
