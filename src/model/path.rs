//! Paths of files within an archive, and addresses within its site: parts with `/` between them, relative, and alike on
//! every system.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// A path as it is compared and stands in addresses: in Unicode's composed form (NFC), whatever form a
/// file system gives.
pub fn normalised(path: &str) -> Cow<'_, str> {
    if is_nfc(path) { Cow::Borrowed(path) } else { Cow::Owned(path.nfc().collect()) }
}

/// The folder that holds a path; empty for one that lies in no folder.
pub fn folder(path: &str) -> &str {
    split(path).0
}

/// The last part of a path: the name of a file or folder.
pub fn name(path: &str) -> &str {
    split(path).1
}

/// A path's folder, and the name in it.
pub fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

/// The extension of a path: `.rst`, but neither the `2` of `v1.2` nor the name of someone called "St. Orn".
pub fn extension(path: &str) -> Option<&str> {
    const LONGEST: usize = 12;
    let (stem, extension) = name(path).rsplit_once('.')?;
    let is_one = !stem.is_empty()
        && extension.len() <= LONGEST
        && extension.starts_with(|c: char| c.is_ascii_alphabetic())
        && extension.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_one.then_some(extension)
}

/// A path without its extension.
pub fn stem(path: &str) -> &str {
    extension(path).map_or(path, |extension| &path[..path.len() - extension.len() - 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn composed_letters_are_the_same() {
        assert_eq!(normalised("Zu\u{308}rich"), "Zürich");
    }

    #[test]
    fn a_path_has_a_folder_and_a_name() {
        for (path, expected) in [("a/b/c.txt", ("a/b", "c.txt")), ("c.txt", ("", "c.txt")), ("", ("", ""))] {
            assert_eq!((folder(path), name(path)), expected, "{path}");
        }
    }

    #[test]
    fn stems_keep_what_is_no_extension() {
        for (path, expected) in [
            ("a/b.txt", "a/b"),
            ("letter.2.txt", "letter.2"),
            ("v1.2", "v1.2"),
            ("pep-0008.rst", "pep-0008"),
            ("MINUTES", "MINUTES"),
            ("a.b/MINUTES", "a.b/MINUTES"),
            ("To St. Orn", "To St. Orn"),
            ("end.", "end."),
            ("1926.03.04", "1926.03.04"),
            ("x.tar.gz", "x.tar"),
        ] {
            assert_eq!(stem(path), expected);
        }
    }
}
