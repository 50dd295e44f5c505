//! A BagIt bag of the archive, for preservation: its sources and its site, with checksums.
//!
//! BagIt 1.0 is [RFC 8493](https://www.rfc-editor.org/rfc/rfc8493). The bag is serialised as a ZIP with
//! one folder, the bag itself (section 4). The form is a page of code; the crates for it write folders,
//! which would be the third copy of the site on the disk.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha512};
use walkdir::WalkDir;

use super::moment::Moment;
use super::zip::Zip;
use crate::archive::Archive;
use crate::config::COLLECTION_FILE_NAME;
use crate::diagnostic::Diagnostic;
use crate::source::{CONTENT_FOLDER, SPREADSHEET};

/// The name of the bag's folder, and of its ZIP without the extension.
pub const NAME: &str = "archive-bag";

/// Packs an archive: `data/sources/` is its folder, `data/site/` the site.
///
/// # Errors
/// A diagnostic, if a file cannot be read or the bag not be written.
pub fn of_archive(
    archive: &Archive,
    site: &[(String, PathBuf)],
    path: &Path,
    moment: Moment,
) -> Result<(), Diagnostic> {
    let mut bag = Bag { zip: Zip::create(path, moment)?, manifest: String::new(), bytes: 0, files: 0 };
    let mut tags = String::new();
    bag.tag("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", &mut tags)?;
    for (name, from) in sources(archive) {
        bag.payload(&format!("data/sources/{name}"), &from)?;
    }
    for (address, from) in site {
        bag.payload(&format!("data/site/{address}"), from)?;
    }
    let information = information(archive, moment, bag.bytes, bag.files);
    bag.tag("bag-info.txt", &information, &mut tags)?;
    let manifest = std::mem::take(&mut bag.manifest);
    bag.tag("manifest-sha512.txt", &manifest, &mut tags)?;
    bag.tag("tagmanifest-sha512.txt", &tags, &mut String::new())?;
    bag.zip.finish()
}

struct Bag<'a> {
    zip: Zip<'a>,
    /// The checksums of the payload, a line a file.
    manifest: String,
    /// The bytes and files of the payload.
    bytes: u64,
    files: u64,
}

impl Bag<'_> {
    /// Adds a file of the payload.
    fn payload(&mut self, name: &str, from: &Path) -> Result<(), Diagnostic> {
        let mut sum = Sum { hash: Sha512::new(), bytes: 0 };
        self.zip.file(&format!("{NAME}/{name}"), from, &mut sum)?;
        self.bytes += sum.bytes;
        self.files += 1;
        push_line(&sum.hash.finalize(), name, &mut self.manifest);
        Ok(())
    }

    /// Adds a file that says something about the bag.
    fn tag(&mut self, name: &str, text: &str, manifest: &mut String) -> Result<(), Diagnostic> {
        push_line(&Sha512::digest(text), name, manifest);
        self.zip.bytes(&format!("{NAME}/{name}"), text.as_bytes())
    }
}

/// Takes the checksum of what is written to it.
struct Sum {
    hash: Sha512,
    bytes: u64,
}

impl io::Write for Sum {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.hash.update(bytes);
        self.bytes += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A line of a manifest (section 2.1.3).
fn push_line(sum: &[u8], name: &str, manifest: &mut String) {
    for byte in sum {
        // Writing to a string does not fail.
        let _ = write!(manifest, "{byte:02x}");
    }
    let name = name.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    manifest.push_str("  ");
    manifest.push_str(&name);
    manifest.push('\n');
}

/// The files that a site is made from, by their paths in the archive's folder and in their order. Those
/// of the content folder are the ones that were collected: what leads out of it is not among them.
fn sources(archive: &Archive) -> Vec<(String, PathBuf)> {
    let root = &archive.root;
    let drafts: BTreeSet<usize> = archive.catalog.drafts.iter().map(|draft| draft.source).collect();
    let documents = archive.sources.documents.iter().enumerate();
    let published = documents
        .filter(|(source, file)| !drafts.contains(source) && !archive.keeps_back(file))
        .map(|(_, file)| file);
    let collected = published.chain(&archive.sources.files);
    let mut files: Vec<(String, PathBuf)> =
        collected.map(|file| (file.shown_path(), file.location.clone())).collect();
    let folders = archive.catalog.collections.iter().map(|collection| collection.id.as_str());
    let described = archive.sources.collections.iter().map(|(folder, _)| folder.as_str());
    let about = folders.chain(described).flat_map(|folder| {
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        [COLLECTION_FILE_NAME, SPREADSHEET].map(|name| format!("{CONTENT_FOLDER}/{folder}{name}"))
    });
    let about: Vec<String> = about.chain(["fonds.toml".to_owned()]).collect();
    files.extend(about.into_iter().map(|path| (path.clone(), root.join(path))));
    for folder in ["templates", "static"] {
        // A walk follows no symbolic links.
        let walk = WalkDir::new(root.join(folder)).into_iter().filter_map(Result::ok);
        files.extend(walk.filter_map(|found| {
            let path = found.path().strip_prefix(root).ok()?.to_str()?.replace('\\', "/");
            Some((path, found.into_path()))
        }));
    }
    files.sort();
    files.dedup();
    // Links among the sources were seen to lead to one of them, and are followed.
    files.retain(|(path, location)| match path.starts_with(CONTENT_FOLDER) {
        true => location.is_file(),
        false => location.symlink_metadata().is_ok_and(|found| found.is_file()),
    });
    files
}

/// What there is to say about the bag (section 2.2.2).
fn information(archive: &Archive, moment: Moment, bytes: u64, files: u64) -> String {
    let config = &archive.config;
    let date = moment.utc().map(|utc| utc.date().to_string());
    let oxum = format!("{bytes}.{files}");
    let said = [
        ("Source-Organization", config.author.as_deref()),
        ("External-Description", Some(config.description.as_str())),
        ("External-Identifier", archive.base_url()),
        ("Internal-Sender-Identifier", Some(config.title.as_str())),
        ("Bagging-Date", date.as_deref()),
        ("Bag-Software-Agent", Some(concat!("fonds ", env!("CARGO_PKG_VERSION")))),
        ("Payload-Oxum", Some(oxum.as_str())),
    ];
    let mut text = String::new();
    for (label, value) in said {
        let value = value.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        if !value.is_empty() {
            text.push_str(&format!("{label}: {value}\n"));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::push_line;

    #[test]
    fn signs_that_mean_something_in_a_manifest_are_escaped() {
        let mut manifest = String::new();
        push_line(&[0xAB, 1], "data/100 %\nof it", &mut manifest);
        assert_eq!(manifest, "ab01  data/100 %25%0Aof it\n");
    }
}
