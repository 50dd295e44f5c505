//! ZIP files whose bytes follow from their content: the site as one, and the form of EPUBs and of bags.
//!
//! Files are written one after the other as they are read, so that a site of any size fits.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::failure;
use super::moment::Moment;
use crate::diagnostic::Diagnostic;

/// Packs the files of a site: addresses in their order, and where each file is.
///
/// # Errors
/// A diagnostic, if a file cannot be read or the ZIP not be written.
pub fn of_site(site: &[(String, PathBuf)], path: &Path, moment: Moment) -> Result<(), Diagnostic> {
    let mut zip = Zip::create(path, moment)?;
    for (address, from) in site {
        zip.file(address, from, io::sink())?;
    }
    zip.finish()
}

/// A ZIP file that is being written.
pub struct Zip<'a> {
    path: &'a Path,
    writer: ZipWriter<BufWriter<File>>,
    options: SimpleFileOptions,
}

impl<'a> Zip<'a> {
    /// Begins a ZIP file. All that it holds bears the same moment.
    ///
    /// # Errors
    /// A diagnostic, if it cannot be written.
    pub fn create(path: &'a Path, moment: Moment) -> Result<Self, Diagnostic> {
        let file = File::create(path).map_err(|error| failure(path, &error))?;
        let options = SimpleFileOptions::default().last_modified_time(time(moment)).unix_permissions(0o644);
        Ok(Self { path, writer: ZipWriter::new(BufWriter::with_capacity(1 << 16, file)), options })
    }

    /// Adds a file, and shows its bytes to `witness`.
    ///
    /// # Errors
    /// A diagnostic, if it cannot be read or the ZIP not be written.
    pub fn file(&mut self, name: &str, from: &Path, mut witness: impl Write) -> Result<(), Diagnostic> {
        let source = File::open(from).map_err(|error| failure(from, &error))?;
        let length = source.metadata().map_err(|error| failure(from, &error))?.len();
        let method =
            if is_compressed(name) { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        self.begin(name, self.options.compression_method(method).large_file(length >= LARGE))?;
        let mut source = BufReader::with_capacity(1 << 16, source);
        let mut piece = vec![0; 1 << 16];
        loop {
            let length = source.read(&mut piece).map_err(|error| failure(from, &error))?;
            if length == 0 {
                return Ok(());
            }
            let bytes = &piece[..length];
            witness
                .write_all(bytes)
                .and_then(|()| self.writer.write_all(bytes))
                .map_err(|error| failure(self.path, &error))?;
        }
    }

    /// Adds what has no file.
    ///
    /// # Errors
    /// A diagnostic, if the ZIP cannot be written.
    pub fn bytes(&mut self, name: &str, content: &[u8]) -> Result<(), Diagnostic> {
        self.add(name, content, CompressionMethod::Deflated)
    }

    /// Adds what has no file as it is, without compressing it.
    ///
    /// # Errors
    /// A diagnostic, if the ZIP cannot be written.
    pub fn stored(&mut self, name: &str, content: &[u8]) -> Result<(), Diagnostic> {
        self.add(name, content, CompressionMethod::Stored)
    }

    /// Ends the ZIP file.
    ///
    /// # Errors
    /// A diagnostic, if it cannot be written.
    pub fn finish(self) -> Result<(), Diagnostic> {
        let mut file = self.writer.finish().map_err(|error| failure(self.path, &error))?;
        file.flush().map_err(|error| failure(self.path, &error))
    }

    fn add(&mut self, name: &str, content: &[u8], method: CompressionMethod) -> Result<(), Diagnostic> {
        self.begin(name, self.options.compression_method(method))?;
        self.writer.write_all(content).map_err(|error| failure(self.path, &error))
    }

    fn begin(&mut self, name: &str, options: SimpleFileOptions) -> Result<(), Diagnostic> {
        self.writer.start_file(name, options).map_err(|error| failure(self.path, &error))
    }
}

/// From this size on a file needs the form with 64 bits; deflating can add a little to what cannot be
/// compressed.
const LARGE: u64 = 0xF000_0000;

/// A moment as ZIP files write it: in universal time, not before 1980.
fn time(moment: Moment) -> DateTime {
    let parts = moment.utc().and_then(|utc| {
        let narrow = |number: i8| u8::try_from(number).ok();
        let (year, month, day) = (u16::try_from(utc.year()).ok()?, narrow(utc.month())?, narrow(utc.day())?);
        let (hour, minute, second) = (narrow(utc.hour())?, narrow(utc.minute())?, narrow(utc.second())?);
        DateTime::from_date_and_time(year, month, day, hour, minute, second).ok()
    });
    parts.unwrap_or_default()
}

/// Whether a file is compressed already, so that to compress it again would only take time.
fn is_compressed(name: &str) -> bool {
    const COMPRESSED: [&str; 13] =
        ["avif", "docx", "epub", "gif", "gz", "jpeg", "jpg", "mp3", "mp4", "png", "webp", "woff2", "zip"];
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| COMPRESSED.contains(&extension.as_str()))
}
