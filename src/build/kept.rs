//! An archive that stays in memory after a build, so that documents are shown as soon as they are saved.
//!
//! Only the pages of the documents themselves are made. What else a change means (lists, the timeline, the index, pages that
//! show the document) comes with the next build.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::{Options, read};
use crate::archive::{Archive, ReadArchive};
use crate::build::unchanged::Inputs;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::fingerprint::Fingerprint;
use crate::render::{Renderer, Templates};
use crate::site::emission::Emission;
use crate::site::{Made, Page, Sink, WriteFiles};
use crate::source::CONTENT_FOLDER;

/// How many documents are shown before the next build at most: with more, that is the shorter way.
const MOST: usize = 16;

/// An archive as it was built last.
pub struct Kept {
    archive: Archive,
    templates: Templates,
}

impl Kept {
    /// Keeps an archive with its templates.
    pub fn new(archive: Archive, templates: Templates) -> Self {
        Self { archive, templates }
    }

    /// Reads the archive of a site that was built, and lets the site be.
    ///
    /// # Errors
    /// A diagnostic, if the archive cannot be read, or another build writes the site.
    pub fn read(options: &Options, output: &Path) -> Result<Self, Diagnostic> {
        let emission = Emission::begin(output)?;
        let inputs = Inputs::of(options);
        let ReadArchive { archive, .. } = read(options, Some((emission.workspace(), &inputs)), &|_| ())?;
        let templates = Templates::load(&archive.root, &archive.interface)?;
        Ok(Self::new(archive, templates))
    }

    /// The pages of the documents in files that were saved, by their paths within the content folder, as they are now.
    /// Gives `None` where only a build can tell what the changes mean.
    pub fn pages(&mut self, saved: &[impl AsRef<Path>]) -> Option<Vec<Page>> {
        let mut sources = Vec::new();
        for path in saved {
            let location = self.archive.root.join(CONTENT_FOLDER).join(path);
            match self.archive.sources.documents.iter().position(|file| file.location == location) {
                Some(source) => sources.push(source),
                // Programs that save a file have others beside it for a moment.
                None if !location.exists() => {}
                None => return None,
            }
        }
        if sources.len() > MOST {
            return None;
        }
        let documents = self.archive.revise(&sources).filter(|documents| documents.len() <= MOST)?;
        let taken = Taken::default();
        let renderer = Renderer::new(&self.archive, &self.templates, &taken, &[]);
        for id in documents {
            let rendering = renderer.documents(id..id + 1, None, &|| ());
            if rendering.diagnostics.iter().any(|found| found.severity == Severity::Error) {
                return None;
            }
        }
        Some(taken.0.into_inner().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Pages that are taken into memory.
#[derive(Default)]
struct Taken(Mutex<Vec<Page>>);

impl Sink for Taken {
    fn keeps(&self, _: &str, _: Fingerprint) -> Option<Vec<Diagnostic>> {
        None
    }

    fn take(&self, page: Page, _: Option<Made>) -> Result<(), Diagnostic> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(page);
        Ok(())
    }

    fn write(&self, _: &[&str], _: &mut WriteFiles<'_>) -> Result<(), Diagnostic> {
        Ok(())
    }

    fn copy(&self, _: &Path, _: &str) -> Result<(), Diagnostic> {
        Ok(())
    }

    fn has_taken(&self, _: &str) -> bool {
        false
    }
}
