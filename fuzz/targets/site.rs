//! Any few files as an archive: what is built and packed of it is well-formed, and its links lead somewhere.

use std::fs;
use std::path::Path;

use arbitrary::{Arbitrary, Unstructured};
use fonds::Options;

/// A file of an archive.
#[derive(Debug, Arbitrary)]
enum File<'a> {
    Plain(u8, &'a str),
    Markdown(u8, &'a str),
    FolderPage(&'a str),
    Catalog(&'a str),
    Collection(&'a str),
    Title(&'a str),
}

impl File<'_> {
    fn write(&self, root: &Path) -> std::io::Result<()> {
        let content = root.join("content");
        let folder = content.join("a");
        match self {
            Self::Plain(number, text) => fs::write(folder.join(format!("d{}.txt", number % 4)), text),
            Self::Markdown(number, text) => fs::write(content.join(format!("e{}.md", number % 4)), text),
            Self::FolderPage(text) => fs::write(folder.join("index.md"), text),
            Self::Catalog(text) => fs::write(folder.join("catalog.csv"), text),
            Self::Collection(text) => fs::write(folder.join("collection.toml"), text),
            Self::Title(title) => fs::write(root.join("fonds.toml"), format!("title = {title:?}\n")),
        }
    }
}

/// Looks at what the bytes make.
pub fn run(bytes: &[u8]) {
    let Ok(files) = Vec::<File<'_>>::arbitrary_take_rest(Unstructured::new(bytes)) else { return };
    if files.is_empty() || files.len() > 6 {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("content/a")).expect("folders");
    for file in &files {
        file.write(folder.path()).expect("a file");
    }
    let output = folder.path().join("public");
    let options = Options {
        root: folder.path().to_owned(),
        output: Some(output.clone()),
        base_url: Some("https://example.org/papers/".to_owned()),
        pack: true,
        ..Options::default()
    };
    // A wrong configuration, and errors in the content, leave no site.
    if fonds::run(&options, &|_| ()).is_ok_and(|report| report.tally.errors == 0) {
        super::site_checks::check(&output);
    }
}
