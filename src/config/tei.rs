//! What an archive says of its TEI: `[tei]` in `fonds.toml`, and in the `collection.toml` of a folder for what lies below it.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

/// What is said of TEI files.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct TeiKeys {
    /// The types of the divisions that are documents: `documents = ["chapter"]`. Where none is named, the files tell.
    pub documents: Vec<String>,
    /// Where the images of pages are: a path from the file on, or an address, in which `{facs}` stands for what the mark of
    /// the page says, `{n}` for the page's number and `{volume}` for the name of the file.
    pub facsimiles: Option<String>,
}

impl TeiKeys {
    /// These keys, with what a file nearer to the source says.
    fn with(mut self, nearer: &Self) -> Self {
        if !nearer.documents.is_empty() {
            self.documents.clone_from(&nearer.documents);
        }
        self.facsimiles = nearer.facsimiles.clone().or(self.facsimiles);
        self
    }
}

/// What each folder says of its TEI files.
pub struct FolderTei<'a> {
    archive: &'a TeiKeys,
    folders: HashMap<&'a str, &'a TeiKeys>,
}

impl<'a> FolderTei<'a> {
    /// Puts together what the archive says, and each folder by its path within the content folder.
    pub fn new(archive: &'a TeiKeys, folders: impl Iterator<Item = (&'a str, &'a TeiKeys)>) -> Self {
        let folders = folders.filter(|(_, keys)| **keys != TeiKeys::default()).collect();
        Self { archive, folders }
    }

    /// What holds for a file by its path within the content folder: the nearest folder's word counts. A volume can have a
    /// folder of its own name beside it.
    pub fn of(&self, path: &str) -> TeiKeys {
        let own = crate::model::path::stem(path);
        let ends = own.match_indices('/').map(|(at, _)| at).chain([own.len()]);
        let folders = std::iter::once("").chain(ends.map(|end| &own[..end]));
        let said = folders.filter_map(|folder| self.folders.get(folder));
        said.fold(self.archive.clone(), |keys, nearer| keys.with(nearer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{CollectionConfig, Config, FILE_NAME, parse};

    #[test]
    fn the_nearest_folder_decides() {
        let text = "[tei]\ndocuments = [\"chapter\"]\nfacsimiles = \"img/{facs}.jpg\"\n";
        let config: Config = parse(FILE_NAME, text).expect("a configuration");
        let folder: CollectionConfig =
            parse("collection.toml", "[tei]\ndocuments = [\"act\", \"scene\"]\n").expect("a collection");
        let folders = [("a", &folder.tei), ("b/v", &folder.tei)];
        let keys = FolderTei::new(&config.tei, folders.into_iter());
        assert_eq!(keys.of("x.xml").documents, ["chapter"]);
        assert_eq!(keys.of("a/x.xml").documents, ["act", "scene"]);
        assert_eq!(keys.of("b/v.xml").documents, ["act", "scene"]);
        assert_eq!(keys.of("b/w.xml").documents, ["chapter"]);
        assert_eq!(keys.of("a/x.xml").facsimiles.as_deref(), Some("img/{facs}.jpg"));
    }
}
