//! The ZIP file in which the parts of an office document lie: each is unpacked when it is asked for, and none without bounds.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::source::decode;

/// No part is larger than this when it is unpacked.
const LARGEST: u64 = 128 << 20;
/// All parts together are no larger than this.
const LARGEST_SUM: u64 = 512 << 20;
/// A part that is larger than this when it is unpacked may be so many times as large as it is packed. Text that repeats
/// itself, as that of Word does, comes to 60 at most.
const FREE: u64 = 8 << 20;
const LARGEST_RATIO: u64 = 150;
/// The first bytes of the files in which Word keeps old documents, and those with passwords.
const COMPOUND: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Why a file or a part of it cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// It needs a password.
    Encrypted,
    /// It is a document of Word 97–2003, whatever its name says.
    Old,
    /// It is no ZIP file, or a damaged one.
    Damaged(String),
    /// There is no such part.
    Missing,
    /// It unpacks to more than may be.
    TooLarge,
}

impl Fault {
    /// What is wrong, in words.
    pub(super) fn message(&self) -> String {
        match self {
            Self::Encrypted => "is encrypted".to_owned(),
            Self::Old => "is a document of Word 97–2003 (.doc)".to_owned(),
            Self::Damaged(why) => format!("is damaged: {why}"),
            Self::Missing => "is missing".to_owned(),
            Self::TooLarge => "unpacks to more than it may".to_owned(),
        }
    }
}

/// The parts of a file.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// The places of the parts, by their names in small letters.
    names: HashMap<String, usize>,
    unpacked: u64,
}

impl<'a> Package<'a> {
    /// Opens a file.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        if bytes.starts_with(&COMPOUND) {
            let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
            let is_encrypted = memchr::memmem::find(bytes, &name).is_some();
            return Err(if is_encrypted { Fault::Encrypted } else { Fault::Old });
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| fault(&error))?;
        let mut names = HashMap::with_capacity(archive.len());
        for place in 0..archive.len() {
            let Some(Ok(name)) = archive.name_for_index(place) else { continue };
            names.entry(name.replace('\\', "/").trim_start_matches('/').to_lowercase()).or_insert(place);
        }
        Ok(Self { archive, names, unpacked: 0 })
    }

    /// Whether there is a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains_key(&name.to_lowercase())
    }

    /// The names of all parts, in small letters and in the order of the file.
    pub(super) fn names(&self) -> Vec<&str> {
        let mut names: Vec<(&str, usize)> =
            self.names.iter().map(|(name, at)| (name.as_str(), *at)).collect();
        names.sort_by_key(|(_, at)| *at);
        names.into_iter().map(|(name, _)| name).collect()
    }

    /// The bytes of a part. Those before a damage are given with it.
    pub(super) fn bytes(&mut self, name: &str) -> (Vec<u8>, Option<Fault>) {
        let Some(&place) = self.names.get(&name.to_lowercase()) else {
            return (Vec::new(), Some(Fault::Missing));
        };
        let mut part = match self.archive.by_index(place) {
            Ok(part) => part,
            Err(error) => return (Vec::new(), Some(fault(&error))),
        };
        let by_ratio = part.compressed_size().saturating_mul(LARGEST_RATIO).max(FREE);
        let most = by_ratio.min(LARGEST).min(LARGEST_SUM.saturating_sub(self.unpacked));
        let mut bytes = Vec::with_capacity(usize::try_from(part.size().min(most).min(FREE)).unwrap_or(0));
        // What a file says of its sizes need not be true.
        let read = part.by_ref().take(most + 1).read_to_end(&mut bytes);
        self.unpacked += bytes.len() as u64;
        if bytes.len() as u64 > most {
            return (Vec::new(), Some(Fault::TooLarge));
        }
        match read {
            Ok(_) => (bytes, None),
            Err(error) => (bytes, Some(Fault::Damaged(error.to_string()))),
        }
    }

    /// The text of a part.
    pub(super) fn text(&mut self, name: &str) -> (String, Option<Fault>) {
        let (bytes, fault) = self.bytes(name);
        match String::from_utf8(bytes) {
            Ok(text) if !text.starts_with('\u{feff}') => (text, fault),
            Ok(text) => (text.trim_start_matches('\u{feff}').to_owned(), fault),
            Err(error) => match decode::decode(error.as_bytes()) {
                Ok(decoded) => (Cow::into_owned(decoded.text), fault),
                Err(_) => (String::new(), Some(Fault::Damaged("it is no text".to_owned()))),
            },
        }
    }
}

fn fault(error: &ZipError) -> Fault {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            Fault::Encrypted
        }
        ZipError::FileNotFound => Fault::Missing,
        error => Fault::Damaged(error.to_string()),
    }
}

/// The name of a part that another names, from whose folder relative names count. None leads out of the file.
pub(super) fn resolve(folder: &str, target: &str) -> Option<String> {
    let target = target.replace('\\', "/");
    let from_root = target.starts_with('/');
    let mut parts: Vec<&str> = if from_root { Vec::new() } else { folder.split('/').collect() };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.retain(|part| !part.is_empty());
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    parts.retain(|part| !part.is_empty());
    (!parts.is_empty()).then(|| parts.join("/"))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
            zip.write_all(bytes).expect("a part");
        }
        zip.finish().expect("a file").into_inner()
    }

    #[test]
    fn parts_are_found_whatever_their_case() {
        let bytes = zipped(&[("Word/Document.xml", b"\xef\xbb\xbf<a/>")]);
        let mut package = Package::open(&bytes).expect("a package");
        assert_eq!(package.text("word/document.xml"), ("<a/>".to_owned(), None));
        assert_eq!(package.text("x"), (String::new(), Some(Fault::Missing)));
        assert!(package.has("WORD/document.XML"));
        assert_eq!(package.names(), ["word/document.xml"]);
    }

    #[test]
    fn a_part_that_grows_without_bounds_is_refused() {
        let bomb = vec![b' '; 32 << 20];
        let bytes = zipped(&[("bomb", &bomb), ("small", b"x")]);
        assert!(bytes.len() < 1 << 20);
        let mut package = Package::open(&bytes).expect("a package");
        assert_eq!(package.bytes("bomb"), (Vec::new(), Some(Fault::TooLarge)));
        assert_eq!(package.bytes("small"), (b"x".to_vec(), None));
    }

    #[test]
    fn other_files_are_told_by_their_first_bytes() {
        let mut old = COMPOUND.to_vec();
        assert_eq!(Package::open(&old).err(), Some(Fault::Old));
        old.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(Package::open(&old).err(), Some(Fault::Encrypted));
        assert!(matches!(Package::open(b"text").err(), Some(Fault::Damaged(_))));
    }

    #[test]
    fn names_do_not_lead_out_of_the_file() {
        assert_eq!(resolve("word", "media/a.png").as_deref(), Some("word/media/a.png"));
        assert_eq!(resolve("word", "/word/a.xml").as_deref(), Some("word/a.xml"));
        assert_eq!(resolve("word", "../docProps/core.xml").as_deref(), Some("docProps/core.xml"));
        assert_eq!(resolve("word", "../../etc/passwd"), None);
        assert_eq!(resolve("", "..\\a"), None);
    }
}
