//! What the name of a file says of its format.

/// The extension of a path: `.rst`, but neither the `2` of `v1.2` nor the name of someone called "St. Orn".
pub fn extension(path: &str) -> Option<&str> {
    const LONGEST: usize = 12;
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, extension) = name.rsplit_once('.')?;
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

/// Whether a file is an image by its name; some are text by their content.
pub fn is_image(path: &str) -> bool {
    mime_guess::from_path(path).first().is_some_and(|kind| kind.type_() == mime_guess::mime::IMAGE)
}

/// Whether a file is an image, a sound, a film or a face of type: none of these could be read as a document.
pub fn is_medium(path: &str) -> bool {
    use mime_guess::mime::{AUDIO, FONT, IMAGE, VIDEO};
    mime_guess::from_path(path)
        .first()
        .is_some_and(|kind| [IMAGE, AUDIO, VIDEO, FONT].contains(&kind.type_()))
}

/// Whether a file can be read as plain text by its name: it is a text without marks of its own, or nobody knows what.
pub fn can_be_text(path: &str) -> bool {
    const MARKED: [&str; 5] = ["html", "xml", "css", "javascript", "csv"];
    mime_guess::from_path(path).first().is_none_or(|kind| {
        kind.type_() == mime_guess::mime::TEXT && !MARKED.contains(&kind.subtype().as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
