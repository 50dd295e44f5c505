//! The templates and the files for the site's look: built in, and replaced one by one by the
//! archive's own.

use std::fs;
use std::path::Path;

use tera::{Context, Tera};

use super::SiteContext;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::interface::Interface;
use crate::model::fingerprint::Fingerprint;

macro_rules! embedded {
    ($folder:literal: $($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/", $folder, "/", $name)))),*]
    };
}

/// The built-in templates: name and text.
pub const BUILT_IN: [(&str, &str); 23] = embedded!("templates":
    "base.html", "document.html", "collection.html", "home.html", "timeline.html", "year.html", "graph.html",
    "search.html", "about.html", "shelf.html", "moved.html", "not-found.html", "lists.html", "list.html", "cited-by.html", "document-parts.html", "epub/package.opf", "epub/nav.xhtml", "epub/cover.xhtml", "epub/cover.svg",
    "epub/title.xhtml", "epub/document.xhtml", "epub/style.css",
);

/// The built-in files that every site gets: path and content.
pub const STATIC: [(&str, &str); 29] = embedded!("static":
    "assets/fonds.css", "assets/timeline.css", "assets/search.css", "assets/about.css", "assets/document.css", "assets/document.js", "assets/fonds.js", "assets/theme.js", "assets/timeline.js",
    "assets/timeline-days.js", "assets/timeline-scale.js", "assets/timeline-data.js", "assets/timeline-chart.js",
    "assets/lists.js", "assets/shelf.js", "assets/lists.css", "assets/filter.js", "assets/search-index.js", "assets/search-query.js", "assets/search-find.js", "assets/search-near.js", "assets/search.js", "assets/favicon.svg",
    "assets/search-dates.js", "assets/search-extracts.js", "assets/search-return.js", "assets/hits.js", "assets/hits.css",
    "assets/keys.js",
);

/// The ends of the names of templates whose text is escaped.
const ESCAPED: [&str; 3] = ["html", "svg", "opf"];

/// The templates of an archive.
#[derive(Debug)]
pub struct Templates {
    tera: Tera,
    /// What stands for their texts.
    fingerprint: Fingerprint,
}

/// Templates that know the site.
pub(crate) struct SiteTemplates {
    tera: Tera,
    /// What stands for their texts and the site.
    fingerprint: Fingerprint,
}

impl Templates {
    /// Loads the built-in templates, and over them those in an archive's `templates/` folder.
    ///
    /// # Errors
    /// A diagnostic, if a template cannot be read or parsed.
    pub fn load(root: &Path, interface: &Interface) -> Result<Self, Diagnostic> {
        let mut templates: Vec<(String, String)> =
            BUILT_IN.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        for (name, text) in own_templates(&root.join("templates"))? {
            match templates.iter_mut().find(|(known, _)| *known == name) {
                Some(built_in) => built_in.1 = text,
                None => templates.push((name, text)),
            }
        }
        let mut tera = Tera::new();
        // Whether a template's name is that of a page or not: text is escaped unless it is marked.
        tera.autoescape_on(ESCAPED.to_vec());
        interface.register(&mut tera);
        // Pages need `site` when they are rendered; templates are checked for it when they load.
        let fingerprint = Fingerprint::of(&(&templates, interface.fingerprint()));
        for (name, text) in &mut templates {
            if ESCAPED.iter().any(|ending| name.ends_with(ending)) {
                *text = interface.put_into(text);
            }
        }
        tera.add_raw_templates(templates).map_err(|error| {
            Diagnostic::new(Severity::Error, Code::Template, "templates", error.to_string())
                .help("correct the template, or remove it to use the built-in one")
        })?;
        Ok(Self { tera, fingerprint })
    }

    pub(crate) fn for_site(&self, site: &SiteContext<'_>) -> SiteTemplates {
        let mut tera = self.tera.clone();
        tera.global_context().insert("site", site);
        SiteTemplates { tera, fingerprint: Fingerprint::of(&(self.fingerprint, site)) }
    }
}

impl SiteTemplates {
    /// What stands for a page: for the templates, the site and the context from which it is made.
    pub(crate) fn fingerprint(&self, name: &str, context: &impl serde::Serialize) -> Fingerprint {
        Fingerprint::of(&(self.fingerprint, name, context))
    }

    /// Renders a page. `context` is a structure whose fields the template sees.
    pub(crate) fn render(
        &self,
        name: &str,
        address: &str,
        context: &impl serde::Serialize,
    ) -> Result<Vec<u8>, Diagnostic> {
        let fail = |error: &tera::Error| super::template_failure(name, address, error);
        let context = Context::from_serialize(context).map_err(|error| fail(&error))?;
        let mut page = Vec::new();
        self.tera.render_to(name, &context, &mut page).map_err(|error| fail(&error))?;
        Ok(page)
    }
}

/// The templates of an archive, in the order of their names.
fn own_templates(folder: &Path) -> Result<Vec<(String, String)>, Diagnostic> {
    let mut templates = Vec::new();
    if !folder.is_dir() {
        return Ok(templates);
    }
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok) {
        let path = entry.path();
        let name = path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/");
        let is_template = name.ends_with(".html") || BUILT_IN.iter().any(|(known, _)| *known == name);
        let kind = entry.file_type();
        if kind.is_dir() || kind.is_symlink() || !is_template {
            continue;
        }
        let unreadable = |message: String| {
            Diagnostic::new(Severity::Error, Code::Unreadable, &format!("templates/{name}"), message)
        };
        if !kind.is_file() {
            return Err(unreadable("this is no file".to_owned()));
        }
        let text = fs::read_to_string(path).map_err(|error| unreadable(error.to_string()))?;
        templates.push((name, text));
    }
    Ok(templates)
}
