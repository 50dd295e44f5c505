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
        let fingerprint = self.templates.fingerprint(template, context);
        if self.sink.keeps(&address, fingerprint).is_some() {
            return Ok(());
        }
        let content = self.templates.render(template, &address, context)?;
        self.sink.take(Page { address, content }, Some(Made { fingerprint, diagnostics: Vec::new() }))
    }

    /// A file that no template makes.
    pub fn file(&self, page: Result<Page, Diagnostic>) -> Result<(), Diagnostic> {
        self.sink.take(page?, None)
    }
}
