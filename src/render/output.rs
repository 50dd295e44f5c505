//! Where pages go, and what they are made with.

use serde::Serialize;

use super::templates::SiteTemplates;
use crate::diagnostic::Diagnostic;
use crate::site::{Made, Package, Page, Sink};

/// Where pages go, and what they are made with.
pub(crate) struct Output<'a> {
    pub templates: SiteTemplates,
    pub sink: &'a dyn Sink,
    /// The packages that pages offer.
    pub packages: &'a [Package],
}

impl Output<'_> {
    /// Renders a page, unless one that would be the same is there.
    pub fn page(&self, template: &str, address: String, context: &impl Serialize) -> Result<(), Diagnostic> {
        self.page_of(template, address, context, || context)
    }

    /// The same for a page of which it is known without its context on what it depends.
    pub fn page_of<C: Serialize>(
        &self,
        template: &str,
        address: String,
        depends_on: impl Serialize,
        context: impl FnOnce() -> C,
    ) -> Result<(), Diagnostic> {
        let fingerprint = self.templates.fingerprint(template, &depends_on);
        if self.sink.keeps(&address, fingerprint).is_some() {
            return Ok(());
        }
        let content = self.templates.render(template, &address, &context())?;
        self.sink.take(Page { address, content }, Some(Made { fingerprint, diagnostics: Vec::new() }))
    }

    /// Files that no template makes and that depend on the same, unless all of them are there.
    pub fn files_of(
        &self,
        addresses: &[String],
        depends_on: impl Serialize,
        contents: impl FnOnce() -> Result<Vec<Vec<u8>>, Diagnostic>,
    ) -> Result<(), Diagnostic> {
        let fingerprint = self.templates.fingerprint("", &depends_on);
        if addresses.iter().all(|address| self.sink.keeps(address, fingerprint).is_some()) {
            return Ok(());
        }
        let made = || Made { fingerprint, diagnostics: Vec::new() };
        let mut pages = addresses.iter().cloned().zip(contents()?);
        pages.try_for_each(|(address, content)| self.sink.take(Page { address, content }, Some(made())))
    }

    /// The files of a folder that no template makes and that depend on the same, however many these are, unless all of them
    /// are there. One of them has this name in any case.
    pub fn folder_of(
        &self,
        (folder, name): (&str, &str),
        depends_on: impl Serialize,
        pages: impl FnOnce() -> Vec<Result<Page, Diagnostic>>,
    ) -> Vec<Result<(), Diagnostic>> {
        let fingerprint = self.templates.fingerprint("", &depends_on);
        if self.sink.keeps_all(folder, name, fingerprint) {
            return Vec::new();
        }
        let made = || Some(Made { fingerprint, diagnostics: Vec::new() });
        pages().into_iter().map(|page| self.sink.take(page?, made())).collect()
    }

    /// A file that no template makes.
    pub fn file(&self, page: Result<Page, Diagnostic>) -> Result<(), Diagnostic> {
        self.sink.take(page?, None)
    }
}
