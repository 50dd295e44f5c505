//! What is to be built, and what a caller hears of it.

use std::path::PathBuf;

use crate::diagnostic::Code;
use crate::read::readers::Readers;

/// What to build, and how.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The archive's folder.
    pub root: PathBuf,
    /// The folder of the site; without one nothing is written.
    pub output: Option<PathBuf>,
    /// The address at which the site will stand, over the configured one.
    pub base_url: Option<String>,
    /// Whether warnings, and references that lead nowhere, are errors.
    pub strict: bool,
    /// Whether everything is made anew, whatever the last build left.
    pub fresh: bool,
    /// The codes whose diagnostics are errors, whatever the configuration says.
    pub deny: Vec<Code>,
    /// Whether drafts are shown like other documents, and marked.
    pub drafts: bool,
    /// Whether the site is only looked at on this machine, and need not outlast a power cut.
    pub is_passing: bool,
    /// Whether the site is also packed, to be taken along.
    pub pack: bool,
    /// What reads the sources.
    pub readers: Readers,
}

/// What a caller may show while a site is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// So many sources are to be read; most hold one document.
    Total(usize),
    /// One source was read.
    Read,
    /// One document was rendered.
    Rendered,
    /// Packages are made of the site.
    Packing,
    /// The files take their places.
    Writing,
}
