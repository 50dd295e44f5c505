//! What readers guess about texts that do not say it, and which of it an archive wants: `[guess]` in
//! `fonds.toml`, and in the `collection.toml` of a folder for what lies below it.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

/// Which guesses readers may make about a document. All of them, unless the archive switches one off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guesses {
    /// Footnotes, and their marks among the figures of a plain text.
    pub notes: bool,
    /// Headings among the paragraphs of a plain text.
    pub headings: bool,
    /// Passages of a plain text whose lines and spaces are kept: code, tables, aligned and indented lines.
    pub preformatted: bool,
    /// Running heads and feet of a paginated plain text, which are no part of what it says.
    pub page_furniture: bool,
    /// Metadata in the first lines of a text: fields, mail headers, numbers, sender and receiver.
    pub heads: bool,
    /// Words that the end of a line divides.
    pub hyphens: bool,
    /// Links in double brackets in Markdown.
    pub wiki_links: bool,
    /// Addresses that documents had before: `slug`, `permalink`, `url`, `redirect_from`, and paths among the
    /// `aliases`.
    pub addresses: bool,
    /// The conventions of transcripts in formats with mark-up. No archive says so: a document is read by them once, and one
    /// that is split only in its parts.
    pub conventions: bool,
}

impl Default for Guesses {
    fn default() -> Self {
        Self {
            notes: true,
            headings: true,
            preformatted: true,
            page_furniture: true,
            heads: true,
            hyphens: true,
            wiki_links: true,
            addresses: true,
            conventions: true,
        }
    }
}

/// The guesses that a configuration file switches on or off; it is silent about the others.
#[derive(Debug, Clone, Copy, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Switches {
    notes: Option<bool>,
    headings: Option<bool>,
    preformatted: Option<bool>,
    page_furniture: Option<bool>,
    heads: Option<bool>,
    hyphens: Option<bool>,
    wiki_links: Option<bool>,
    addresses: Option<bool>,
}

impl Guesses {
    /// These guesses, with what a file nearer to the document says of them.
    fn with(self, switches: Switches) -> Self {
        Self {
            notes: switches.notes.unwrap_or(self.notes),
            headings: switches.headings.unwrap_or(self.headings),
            preformatted: switches.preformatted.unwrap_or(self.preformatted),
            page_furniture: switches.page_furniture.unwrap_or(self.page_furniture),
            heads: switches.heads.unwrap_or(self.heads),
            hyphens: switches.hyphens.unwrap_or(self.hyphens),
            wiki_links: switches.wiki_links.unwrap_or(self.wiki_links),
            addresses: switches.addresses.unwrap_or(self.addresses),
            conventions: self.conventions,
        }
    }
}

/// The guesses of each folder that says something of them.
pub struct FolderGuesses<'a> {
    archive: Guesses,
    folders: HashMap<&'a str, Switches>,
}

impl<'a> FolderGuesses<'a> {
    /// Puts together what the archive says, and each folder by its path within the content folder.
    pub fn new(archive: Switches, folders: impl Iterator<Item = (&'a str, Switches)>) -> Self {
        Self { archive: Guesses::default().with(archive), folders: folders.collect() }
    }

    /// The guesses for a file by its path within the content folder: the nearest folder's word counts.
    pub fn of(&self, path: &str) -> Guesses {
        let ends = path.match_indices('/').map(|(at, _)| at);
        let folders = std::iter::once("").chain(ends.map(|end| &path[..end]));
        folders.filter_map(|folder| self.folders.get(folder)).fold(self.archive, |own, &next| own.with(next))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{CollectionConfig, Config, FILE_NAME, parse};

    #[test]
    fn the_nearest_folder_decides() {
        let config: Config = parse(FILE_NAME, "[guess]\nnotes = false\n").expect("a configuration");
        let folder = |text: &str| parse::<CollectionConfig>("collection.toml", text).expect("a collection");
        let collections = [
            ("a".to_owned(), folder("[guess]\nnotes = true\nheadings = false\n")),
            ("a/b".to_owned(), folder("[guess]\nnotes = false\n")),
        ];
        let folders = collections.iter().map(|(folder, collection)| (folder.as_str(), collection.guess));
        let guesses = FolderGuesses::new(config.guess, folders);
        let of = |path| (guesses.of(path).notes, guesses.of(path).headings);
        assert_eq!(of("x.txt"), (false, true));
        assert_eq!(of("a/x.txt"), (true, false));
        assert_eq!(of("a/b/x.txt"), (false, false));
        assert_eq!(of("ab/x.txt"), (false, true));
    }
}
