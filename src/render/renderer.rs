//! The renderer: which pages an archive has, in which order they are made, and where they go.

use std::collections::BTreeSet;
use std::ops::Range;

use rayon::prelude::*;

use super::document::neighbourhood::Neighbourhood;
use super::document::page;
use super::document::page::{Listener, Rendered};
use super::output::Output;
use super::templates::Templates;
use super::{data, list, picture, site_templates};
use crate::archive::Archive;
use crate::catalog::DocumentId;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::site::{Package, Sink};

/// Makes the pages of an archive, and gives each to a sink as soon as it is made: in parallel, and in no fixed order.
pub struct Renderer<'a> {
    neighbourhood: Neighbourhood<'a>,
    output: Output<'a>,
}

impl<'a> Renderer<'a> {
    /// A renderer whose pages go to `sink` and offer `packages`.
    pub fn new(
        archive: &'a Archive,
        templates: &Templates,
        sink: &'a dyn Sink,
        packages: &'a [Package],
    ) -> Self {
        let templates = site_templates(archive, templates);
        Self { neighbourhood: Neighbourhood::of(archive), output: Output { templates, sink, packages } }
    }

    /// Renders documents, and shows each to `listener`, too, also where its page is kept; `progress` is called for each.
    pub fn documents(
        &self,
        documents: Range<DocumentId>,
        listener: Option<Listener<'_>>,
        progress: &(dyn Fn() + Sync),
    ) -> Rendering {
        let rendered: Vec<Rendered> = documents
            .into_par_iter()
            .map(|document| {
                let rendered = self.document(document, listener);
                progress();
                rendered
            })
            .collect();
        let mut rendering = Rendering { pages: rendered.len(), ..Rendering::default() };
        for rendered in rendered {
            rendering.kept += usize::from(rendered.is_kept);
            rendering.diagnostics.extend(rendered.diagnostics);
            rendering.files.extend(rendered.files);
        }
        rendering
    }

    /// Renders all that is no document's page.
    pub fn lists(&self) -> Rendering {
        let Self { neighbourhood, output } = self;
        let Neighbourhood { archive, timeline, dependencies, .. } = neighbourhood;
        let (lists, (others, pictures)) = rayon::join(
            || list::all(neighbourhood, output),
            || {
                rayon::join(
                    || data::feeds::all(archive, timeline, dependencies, output),
                    || picture::all(archive, timeline, output),
                )
            },
        );
        let moved = list::moved::all(archive, output);
        Rendering {
            pages: lists.len() + moved.len(),
            diagnostics: lists
                .into_iter()
                .chain(others)
                .chain(pictures)
                .chain(moved)
                .filter_map(Result::err)
                .collect(),
            ..Rendering::default()
        }
    }

    /// Renders the pages once more that offer packages, and gives what is wrong.
    pub fn offers(&self) -> Vec<Diagnostic> {
        let archive = self.neighbourhood.archive;
        let fronts = archive.catalog.collections.par_iter().filter_map(|collection| collection.front);
        let fronts = fronts.map(|front| self.document(front, None));
        let mut diagnostics: Vec<Diagnostic> =
            fronts.flat_map_iter(|rendered| rendered.diagnostics).collect();
        // What there is to say about their text was said when the site was made.
        diagnostics.retain(|diagnostic| diagnostic.severity == Severity::Error);
        let pages = list::collections(&self.neighbourhood, &self.output);
        diagnostics.extend(pages.into_iter().filter_map(Result::err));
        diagnostics
    }

    fn document(&self, document: DocumentId, listener: Option<Listener<'_>>) -> Rendered {
        page::document(&self.neighbourhood, document, &self.output, listener)
    }
}

/// What rendering has to say.
#[derive(Debug, Default)]
pub struct Rendering {
    /// How many pages the site has.
    pub pages: usize,
    /// How many pages of documents were kept as they are.
    pub kept: usize,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// The files of the archive that documents link to, by their place in the sources.
    pub files: BTreeSet<usize>,
}

impl Rendering {
    /// Takes what another part of the rendering has to say.
    pub fn add(&mut self, other: Self) {
        self.pages += other.pages;
        self.kept += other.kept;
        self.diagnostics.extend(other.diagnostics);
        self.files.extend(other.files);
    }

    /// The whole, in which a template that fails is said once, and not for each page.
    pub fn whole(mut self) -> Self {
        let mut unique = BTreeSet::new();
        self.diagnostics.retain(|diagnostic| {
            diagnostic.code != Code::Template || unique.insert(diagnostic.message.clone())
        });
        self
    }
}
