//! The web manifest: how a browser installs the site as a program. Only an archive that can be read offline has one.

use serde::Serialize;

use crate::archive::Archive;
use crate::language::interface::direction;
use crate::render::picture;
use crate::resolve::route::MANIFEST;
use crate::site::Page;

#[derive(Serialize)]
struct Manifest<'a> {
    id: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    lang: &'a str,
    dir: &'static str,
    start_url: &'static str,
    scope: &'static str,
    display: &'static str,
    background_color: &'static str,
    theme_color: &'static str,
    icons: Vec<Icon>,
}

#[derive(Serialize)]
struct Icon {
    src: &'static str,
    sizes: String,
    r#type: &'static str,
}

/// The manifest. All its addresses are relative to it.
pub(super) fn page(archive: &Archive) -> Page {
    let drawn = Icon { src: "assets/favicon.svg", sizes: "any".to_owned(), r#type: "image/svg+xml" };
    let painted = picture::ICONS.iter().map(|&(src, side)| Icon {
        src,
        sizes: format!("{side}x{side}"),
        r#type: "image/png",
    });
    let manifest = Manifest {
        id: "./",
        name: &archive.config.title,
        description: &archive.config.description,
        lang: &archive.config.language,
        dir: direction(&archive.config.language),
        start_url: "index.html",
        scope: "./",
        display: "minimal-ui",
        background_color: "#fbf9f4",
        theme_color: "#8a2a1c",
        icons: std::iter::once(drawn).chain(painted).collect(),
    };
    // Texts can always be written.
    let content = serde_json::to_vec(&manifest).unwrap_or_default();
    Page { address: MANIFEST.to_owned(), content }
}
