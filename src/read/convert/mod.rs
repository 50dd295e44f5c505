//! Formats that pandoc reads: `convert = ["rst", "mediawiki"]` in `fonds.toml` names them by the extensions of their files.
//!
//! The folder takes a file, lets pandoc make a web page of it, and has that read as any page ([`super::html`]). It owns which
//! formats these are and how pandoc is run; it must not know how pages are read. Pandoc is never needed: where it is not
//! installed, each such file is left out with a word. What it makes of a file depends on its version, which is a part of the
//! reader, so that nothing is kept that another version made.

mod pandoc;

use std::time::Duration;

use super::html;
use super::reader::{Given, Reader, Receiver, Source};
use crate::config::conversion::{Conversion, WORD_97};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::Candidate;
use pandoc::{Failure, Pandoc};

/// How long pandoc may take for a file.
const TIME: Duration = Duration::from_secs(60);
/// How many bytes a page can have that pandoc makes.
const LARGEST: usize = 128 << 20;

/// Reads the files that pandoc converts. What it shows for debugging says all on which its pages depend.
#[derive(Debug)]
pub struct Converted {
    conversions: Vec<Conversion>,
    pandoc: Option<Pandoc>,
}

impl Converted {
    /// The reader of files with some extensions, by the pandoc that is installed.
    pub fn new(conversions: &[Conversion]) -> Self {
        Self { conversions: conversions.to_vec(), pandoc: Pandoc::find() }
    }

    fn conversion(&self, path: &str) -> Option<&Conversion> {
        let extension = crate::model::path::extension(path)?;
        self.conversions.iter().find(|conversion| conversion.extension.eq_ignore_ascii_case(extension))
    }
}

impl Reader for Converted {
    fn extensions(&self) -> &[&str] {
        &[]
    }

    fn wants(&self, file: &Candidate<'_>) -> bool {
        self.conversion(file.path).is_some()
    }

    fn read(&self, source: &Source<'_>, receiver: &mut dyn Receiver) {
        let Some(conversion) = self.conversion(source.path) else { return };
        let mut left_out = |message: String, help: &str| {
            let message = format!("{message}, and the file was left out");
            receiver.diagnostic(Diagnostic::new(Severity::Warning, Code::LeftOut, source.path, message).help(help));
        };
        if conversion.format == WORD_97 {
            return left_out(
                "pandoc cannot read files of Word 97".to_owned(),
                "save it as .docx: LibreOffice does so by `soffice --headless --convert-to docx FILE`",
            );
        }
        let Some(pandoc) = &self.pandoc else {
            return left_out(
                format!("pandoc, which converts .{}, is not installed", conversion.extension),
                "install pandoc (https://pandoc.org/installing.html), or save the file in a format that fonds reads",
            );
        };
        let page = match pandoc.page(&conversion.format, source.bytes, TIME, LARGEST) {
            Ok(page) => page,
            Err(failure) => {
                let help = "see what `pandoc --from FORMAT FILE` says; `convert = [\"EXTENSION:FORMAT\"]` names another format";
                return left_out(message(&failure, conversion), help);
            }
        };
        let (mut reading, files) = html::read(&page, source.path, source.config, source.guesses);
        // Places in a page that nobody has would be wrong ones.
        reading.diagnostics.iter_mut().for_each(|said| said.place = None);
        receiver.document(Given { files, ..Given::without_lines(reading) });
    }
}

fn message(failure: &Failure, conversion: &Conversion) -> String {
    match failure {
        Failure::Refused(said) if said.is_empty() => format!("pandoc cannot read it as {}", conversion.format),
        Failure::Refused(said) => format!("pandoc cannot read it as {}: {said}", conversion.format),
        Failure::Slow => format!("pandoc took more than {} seconds", TIME.as_secs()),
        Failure::Large => "what pandoc makes of it is too large".to_owned(),
        Failure::Broken(why) => format!("pandoc cannot be run: {why}"),
    }
}
