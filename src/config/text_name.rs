//! `plain_text` in `fonds.toml`: the names of files that are plain text, besides those that are by themselves.

use globset::{GlobBuilder, GlobMatcher};
use serde::Deserialize;

use crate::model::path;

/// Which files are plain text: an extension (`rst`), a name (`MINUTES`), or a pattern (`letters/*.doc`), in
/// capitals or small letters.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
pub struct TextName {
    matcher: GlobMatcher,
    /// Whether whole paths are compared, and not names.
    is_path: bool,
    is_open: bool,
}

impl TextName {
    /// Whether a file is meant, by its path within the content folder.
    pub fn means(&self, path: &str) -> bool {
        let name = path::name(path);
        self.matcher.is_match(if self.is_path { path } else { name })
    }

    /// Whether it says nothing of the file's own name, as `*` and `letters/*`: then only a file is meant that is
    /// text by its content.
    pub fn is_open(&self) -> bool {
        self.is_open
    }
}

impl TryFrom<String> for TextName {
    type Error = String;

    fn try_from(written: String) -> Result<Self, String> {
        let is_path = written.contains('/');
        let is_open = path::name(&written).chars().all(|c| c == '*');
        if written.trim().is_empty() {
            return Err("an empty name means no file".to_owned());
        }
        let pattern = if written.contains(['*', '?', '[', '{', '/']) {
            written.trim_start_matches("./").to_owned()
        } else {
            let word = globset::escape(written.trim_start_matches('.'));
            format!("{{{word},*.{word}}}")
        };
        let glob = GlobBuilder::new(&pattern).case_insensitive(true).build();
        let matcher = glob.map_err(|error| error.to_string())?.compile_matcher();
        Ok(Self { matcher, is_path, is_open })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn means(written: &str, path: &str) -> bool {
        TextName::try_from(written.to_owned()).expect("a name").means(path)
    }

    #[test]
    fn extensions_names_and_patterns() {
        for written in ["rst", ".rst", "*.rst", "RST", "**/*.rst"] {
            assert!(means(written, "skell/log.rst") && means(written, "skell/LOG.RST"), "{written}");
            assert!(!means(written, "skell/log.rsta") && !means(written, "skell/rst.tex"), "{written}");
        }
        assert!(means("MINUTES", "a/MINUTES") && !means("MINUTES", "a/MINUTES-2"));
        assert!(means("letters/*", "letters/a.1") && !means("letters/*", "other/letters"));
        assert!(means("*", "a/b.c"));
        assert!(TextName::try_from("[".to_owned()).is_err() && TextName::try_from(String::new()).is_err());
    }

    #[test]
    fn what_says_nothing_of_a_name_is_open() {
        let is_open = |written: &str| TextName::try_from(written.to_owned()).expect("a name").is_open();
        assert!(is_open("*") && is_open("letters/**") && is_open("**/*"));
        assert!(!is_open("*.rst") && !is_open("rst") && !is_open("v*"));
    }
}
