//! Citations in the styles of the guides. `tests/data/citations/` has an archive and what is to come out, checked by hand
//! against the guides, for each kind of document.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use crate::archive::Archive;

/// The styles by their names in `fonds.toml`, and what pages call them in English and German.
const LABELS: [(&str, &[&str]); 4] = [
    ("chicago-notes", &["Chicago, note", "Chicago, Fußnote"]),
    ("chicago-bibliography", &["Chicago, bibliography", "Chicago, Literaturverzeichnis"]),
    ("mla", &["MLA"]),
    ("apa", &["APA"]),
];

/// A document that is cited.
#[derive(Deserialize)]
struct Example {
    /// What the guides say.
    about: String,
    page: String,
    base_url: Option<String>,
    language: Option<String>,
    files: BTreeMap<String, String>,
    cited: BTreeMap<String, String>,
}

#[test]
fn documents_are_cited_as_the_guides_want_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/citations");
    let mut wrong = Vec::new();
    let mut count = 0;
    for file in fs::read_dir(folder).expect("examples") {
        let path = file.expect("an example").path();
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("a text");
        let example: Example = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        wrong.extend(differences(&name, &example));
        count += 1;
    }
    assert_eq!(count, 10);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What an example's page cites otherwise than it should.
fn differences(name: &str, example: &Example) -> Vec<String> {
    let language = example.language.as_deref().unwrap_or("en");
    let config = format!("title = \"The Skell Papers\"\nlanguage = \"{language}\"\n");
    let mut archive = Archive::new().config(&config);
    if let Some(address) = &example.base_url {
        archive = archive.base_url(address);
    }
    for (path, text) in &example.files {
        archive = archive.file(path, text.trim_start());
    }
    let site = archive.build();
    let page = site.page(&example.page);
    assert_eq!(example.cited.len(), LABELS.len(), "{name}");
    let difference = |(style, labels): (&str, &[&str])| {
        let wanted = &example.cited[style];
        let found = labels.iter().find_map(|label| {
            let (_, rest) = page.html.split_once(&format!("<dt>{label}</dt><dd>"))?;
            Some(rest.split_once("</dd>")?.0)
        });
        (found != Some(wanted))
            .then(|| format!("{name}, {style}:\n  wanted {wanted}\n  found  {}", found.unwrap_or("nothing")))
            .map(|difference| format!("{difference}\n{}", example.about))
    };
    LABELS.into_iter().filter_map(difference).collect()
}

#[test]
fn an_archive_names_its_styles() {
    let site = Archive::new()
        .config("[citations]\nstyles = [\"apa\", \"chicago-notes\"]\n")
        .file("content/d1.txt", "1. A Letter\n\nText.\n")
        .build();
    site.page("d1.html").contains_in_order(&["<dt>APA</dt>", "<dt>Chicago, note</dt>"]).lacks("<dt>MLA</dt>");
    site.archive.write("fonds.toml", "[citations]\nstyles = [\"mla\"]\n");
    let site = site.build_again();
    site.page("d1.html").contains("<dt>MLA</dt>").lacks("<dt>APA</dt>");
}
