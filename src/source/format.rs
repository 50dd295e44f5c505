//! The format of a source file, by its name.

use crate::config::text_name::TextName;
use crate::model::path::extension;

/// The extensions of plain text.
const PLAIN_TEXT: [&str; 2] = ["txt", "text"];

/// The extensions of Markdown.
const MARKDOWN: [&str; 4] = ["md", "markdown", "mkd", "mdown"];

/// The format of a source file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `.txt`, `.text`, and what the archive says is plain text.
    PlainText,
    /// `.md`, `.markdown`, `.mkd`, `.mdown`.
    Markdown,
    /// Anything else: copied if a document links to it.
    Other,
}

impl Format {
    /// The format of a file by its path. `is_text` is asked about the content of a file whose name says nothing.
    pub fn of(path: &str, plain_text: &[TextName], is_text: impl FnOnce() -> bool) -> Self {
        let extension = extension(path).map(str::to_ascii_lowercase).unwrap_or_default();
        if PLAIN_TEXT.contains(&extension.as_str()) {
            return Self::PlainText;
        }
        if MARKDOWN.contains(&extension.as_str()) {
            return Self::Markdown;
        }
        let mut said = plain_text.iter().filter(|name| name.means(path)).peekable();
        let is_plain =
            said.peek().is_some() && (said.any(|name| !name.is_open()) || !is_image(path) && is_text());
        if is_plain { Self::PlainText } else { Self::Other }
    }
}

/// The extensions that are read by themselves, for advice: ".txt, .text, …".
pub fn read_extensions() -> String {
    let all: Vec<String> =
        PLAIN_TEXT.iter().chain(&MARKDOWN).map(|extension| format!(".{extension}")).collect();
    all.join(", ")
}

/// Whether a file is an image by its name; some are text by their content.
fn is_image(path: &str) -> bool {
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
    fn extensions_count_whatever_their_case() {
        let of = |path: &str| Format::of(path, &[], || true);
        for path in ["a.txt", "A.TXT", "b/c.Text", "x.y.tXt"] {
            assert_eq!(of(path), Format::PlainText, "{path}");
        }
        for path in ["a.md", "A.MD", "a.Markdown", "a.mkd", "a.mdown"] {
            assert_eq!(of(path), Format::Markdown, "{path}");
        }
        for path in ["a.rst", "txt", "a.txt.bak", "MINUTES", "a.mdx", "a.txt~"] {
            assert_eq!(of(path), Format::Other, "{path}");
        }
    }

    #[test]
    fn the_archive_says_what_else_is_plain_text() {
        let names = |written: &[&str]| -> Vec<TextName> {
            written.iter().map(|name| (*name).to_owned().try_into().expect("a name")).collect()
        };
        let of = |path: &str, written: &[&str], is_text: bool| Format::of(path, &names(written), || is_text);
        assert_eq!(of("a.rst", &["rst"], false), Format::PlainText);
        assert_eq!(of("MINUTES", &["*"], true), Format::PlainText);
        assert_eq!(of("MINUTES", &["*"], false), Format::Other);
        assert_eq!(of("map.svg", &["*"], true), Format::Other);
        assert_eq!(of("map.svg", &["*", "svg"], true), Format::PlainText);
        assert_eq!(of("a.md", &["*"], true), Format::Markdown);
    }
}
