//! The site as a ZIM file for [Kiwix](https://kiwix.org), through `zimwriterfs` of
//! [openzim's tools](https://github.com/openzim/zim-tools), which also make its full-text index.
//!
//! `zimwriterfs` puts three random identifiers into a file: that of the file and those of the indices
//! for titles and for the text. They are replaced by ones that follow from the site's address, and the
//! checksum at the end is taken anew ([the form of ZIM files](https://wiki.openzim.org/wiki/ZIM_file_format)).
//! It also writes the day. `faketime`, where it is installed, lets it take another for today. What is left
//! is the order in which it finds the files, which is that of the file system.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use isolang::Language;
use md5::{Digest, Md5};
use uuid::Uuid;

use super::failure;
use super::moment::Moment;
use crate::archive::Archive;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::site::emission::Emission;

/// The picture by which Kiwix shows the archive in its library: 48 by 48 pixels, as it must be.
const ILLUSTRATION: &[u8] = include_bytes!("illustration.png");

/// The programs that make a ZIM file.
pub struct ZimTools {
    zimwriterfs: PathBuf,
    faketime: Option<PathBuf>,
}

/// The word for a system without the tools.
pub fn missing() -> Diagnostic {
    Diagnostic::new(
        Severity::Note,
        Code::Package,
        "packages/archive.zim",
        "no ZIM file was made, since `zimwriterfs` is not installed",
    )
    .help("install openzim's tools, such as Debian's package zim-tools; all other packages were made")
}

impl ZimTools {
    /// The programs, if they are installed.
    pub fn find() -> Option<Self> {
        Some(Self { zimwriterfs: program("zimwriterfs")?, faketime: program("faketime") })
    }

    /// The word for a ZIM file that is another tomorrow.
    pub fn is_bound_to_its_day(&self) -> Option<Diagnostic> {
        self.faketime.is_none().then(|| {
            Diagnostic::new(
                Severity::Note,
                Code::Package,
                "packages/archive.zim",
                "the ZIM file bears the day on which it is made, so that its bytes are others tomorrow",
            )
            .help("install `faketime`, Debian's package of that name, to get the same bytes each day")
        })
    }

    /// Makes the ZIM file of files that an emission has taken.
    ///
    /// # Errors
    /// A diagnostic, if it fails.
    pub fn write(
        &self,
        archive: &Archive,
        emission: &Emission,
        files: &[(String, PathBuf)],
        path: &Path,
    ) -> Result<(), Diagnostic> {
        let site = path.with_extension("site");
        fs::create_dir(&site).map_err(|error| failure(&site, &error))?;
        emission.lay_out(files, &site)?;
        let illustration = "zim-illustration.png";
        fs::write(site.join(illustration), ILLUSTRATION).map_err(|error| failure(&site, &error))?;
        let moment = Moment::of_environment()?
            .utc()
            .map_or_else(|| "2000-01-01".to_owned(), |utc| utc.date().to_string());
        let mut command = match &self.faketime {
            Some(faketime) => {
                let mut command = Command::new(faketime);
                command.arg(format!("{moment} 12:00:00")).arg(&self.zimwriterfs).env("TZ", "UTC");
                command
            }
            None => Command::new(&self.zimwriterfs),
        };
        let config = &archive.config;
        let title = shortened(&config.title, 30);
        let description = if config.description.is_empty() { &config.title } else { &config.description };
        let author = config.author.as_deref().unwrap_or(&config.title);
        command
            // With one thread the parts of the file come in one order.
            .args(["--threads", "1", "--welcome", "index.html", "--illustration", illustration])
            .args(["--language", &language(&config.language), "--title", &title, "--name", &title])
            .args(["--description", &shortened(description, 80), "--creator", author])
            .args(["--publisher", author, "--scraper", concat!("fonds ", env!("CARGO_PKG_VERSION"))]);
        if let Some(url) = archive.base_url() {
            command.args(["--source", url]);
        }
        let output = command.arg(&site).arg(path).output().map_err(|error| failure(path, &error))?;
        if !output.status.success() || !path.is_file() {
            let said = String::from_utf8_lossy(&output.stderr);
            let last = said.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("no word");
            return Err(failure(path, &format!("zimwriterfs says: {last}")));
        }
        let name = format!("{}{}", archive.base_url().unwrap_or(&config.title), "packages/archive.zim");
        settle(path, &name).map_err(|error| failure(path, &error))
    }
}

/// Where a program is, if it is installed.
fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|path| path.is_file())
}

/// The first letters of a text, in one line.
fn shortened(text: &str, length: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= length {
        return line;
    }
    let start: String = line.chars().take(length - 1).collect();
    format!("{}…", start.trim_end())
}

/// A language as ISO 639-3 has it.
fn language(tag: &str) -> String {
    let primary = tag.split('-').next().unwrap_or(tag);
    let known = Language::from_639_1(primary).or_else(|| Language::from_639_3(primary));
    known.map_or("und", |language| language.to_639_3()).to_owned()
}

/// Where the file's own identifier stands.
const IDENTIFIER: u64 = 8;

/// What stands before the identifier of an index.
const INDEX: &[u8; 14] = b"\x0f\x0dXapian Glass";

/// The bytes between that and the identifier: the version of the index's form.
const INDEX_VERSION: u64 = 2;

/// Replaces the random identifiers of a ZIM file by ones that follow from a name.
fn settle(path: &Path, name: &str) -> io::Result<()> {
    let uuid = |of: &str| Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("{name}#{of}").as_bytes());
    let mut file = OpenOptions::new().read(true).write(true).open(path)?;
    let mut places = vec![IDENTIFIER];
    places.extend(find(&mut file, INDEX)?.into_iter().map(|at| at + INDEX.len() as u64 + INDEX_VERSION));
    for (number, place) in places.into_iter().enumerate() {
        file.seek(SeekFrom::Start(place))?;
        file.write_all(uuid(&number.to_string()).as_bytes())?;
    }
    let mut hash = Md5::new();
    let end = file.metadata()?.len().saturating_sub(hash_length());
    file.seek(SeekFrom::Start(0))?;
    io::copy(&mut Read::by_ref(&mut file).take(end), &mut HashWriter(&mut hash))?;
    file.seek(SeekFrom::Start(end))?;
    file.write_all(&hash.finalize())
}

fn hash_length() -> u64 {
    <Md5 as Digest>::output_size() as u64
}

struct HashWriter<'a>(&'a mut Md5);

impl Write for HashWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Where bytes stand in a file.
fn find(file: &mut File, bytes: &[u8]) -> io::Result<Vec<u64>> {
    let mut places = Vec::new();
    let mut window: Vec<u8> = Vec::new();
    let mut start = 0;
    let mut piece = vec![0; 1 << 20];
    file.seek(SeekFrom::Start(0))?;
    loop {
        let length = file.read(&mut piece)?;
        if length == 0 {
            return Ok(places);
        }
        window.extend_from_slice(&piece[..length]);
        places.extend(memchr::memmem::find_iter(&window, bytes).map(|at| start + at as u64));
        // What is found may begin in one piece and end in the next.
        let seen = window.len() - window.len().min(bytes.len() - 1);
        window.drain(..seen);
        start += seen as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_follow_from_the_name() {
        let bytes = |seed: u8| {
            let mut bytes = vec![seed; 64];
            bytes.extend(INDEX);
            bytes.extend([4, 110]);
            bytes.extend([seed; 32]);
            bytes[..8].fill(0);
            bytes[24..64].fill(0);
            bytes[96..].fill(0);
            bytes
        };
        let folder = tempfile::tempdir().expect("a folder");
        let settled = |name: &str, seed: u8| {
            let path = folder.path().join("a.zim");
            fs::write(&path, bytes(seed)).expect("a file");
            settle(&path, name).expect("a ZIM file");
            fs::read(&path).expect("a file")
        };
        assert_eq!(settled("a", 1), settled("a", 2));
        assert_ne!(settled("a", 1), settled("b", 1));
    }

    #[test]
    fn languages_have_three_letters() {
        for (tag, expected) in [("en", "eng"), ("de-CH", "deu"), ("gsw", "gsw"), ("x-own", "und")] {
            assert_eq!(language(tag), expected);
        }
    }

    #[test]
    fn long_texts_are_cut_to_letters_and_not_to_bytes() {
        assert_eq!(shortened("Die Akten", 30), "Die Akten");
        assert_eq!(shortened("ÄÖÜ ÄÖÜ", 5), "ÄÖÜ…");
    }
}
