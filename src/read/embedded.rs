//! Files that lie within a source: the images of a Word file, what is attached to a message.
//!
//! Whoever sent them chose their names and contents, and browsers run some files of a site as programs. So a name
//! becomes one that is safe on all systems, and what a browser could run gets `.txt` behind its name.

use std::collections::{HashMap, HashSet};
use std::mem;

use super::reader::EmbeddedFile;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::document::Document;
use crate::model::path;
use crate::model::reference::Citation;
use crate::source::names;

/// The longest name, in bytes.
const LONGEST: usize = 120;

/// What browsers or servers run, by its extension.
const ACTIVE: [&str; 30] = [
    "asp",
    "aspx",
    "cgi",
    "hta",
    "htaccess",
    "htc",
    "htm",
    "html",
    "js",
    "jsp",
    "mht",
    "mhtml",
    "mjs",
    "phar",
    "php",
    "phtml",
    "pl",
    "py",
    "rb",
    "sh",
    "shtml",
    "stm",
    "swf",
    "wasm",
    "xht",
    "xhtml",
    "xml",
    "xsl",
    "xslt",
    "webmanifest",
];

/// Gives each file of a document a name that is safe and that no other there has, also in the references to it. What could
/// be run is said. `path` is the source's, for diagnostics.
pub fn rename(files: &mut [EmbeddedFile], document: &mut Document, path: &str) -> Vec<Diagnostic> {
    let mut taken = HashSet::new();
    let (mut renamed, mut said) = (HashMap::new(), Vec::new());
    for file in files {
        let name = free_name(safe_name(file), &mut taken);
        let given = mem::replace(&mut file.name, name.clone());
        if name.ends_with(".txt") && !given.to_lowercase().ends_with(".txt") {
            let message = format!("{given}, which lies in this file, is published as {name}");
            said.push(
                Diagnostic::new(Severity::Note, Code::Name, path, message)
                    .help("browsers and servers run files of its kind, and nobody knows who made it"),
            );
        }
        // Of two with one name, references mean the first.
        renamed.entry(given).or_insert(name);
    }
    for reference in &mut document.references {
        if let Citation::Embedded(name) = &mut reference.citation
            && let Some(renamed) = renamed.get(name)
        {
            renamed.clone_into(name);
        }
    }
    said
}

/// A name that is safe on all systems.
fn safe_name(file: &EmbeddedFile) -> String {
    let name = file.name.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_kept = |c: &char| !names::is_refused(*c) && !"<>:\"|?*#%&".contains(*c);
    let name: String = name.chars().filter(is_kept).collect();
    let name = name.trim_matches(['.', ' ']);
    let stem = path::stem(name);
    let extension =
        name.get(stem.len()..).filter(|extension| extension.len() <= LONGEST / 4).unwrap_or_default();
    let stem = stem.get(..stem.floor_char_boundary(LONGEST - extension.len())).unwrap_or_default();
    let stem = if stem.trim().is_empty() || names::is_of_device(stem) {
        format!("file-{stem}")
    } else {
        stem.to_owned()
    };
    let suffix = if is_active(extension.trim_start_matches('.'), &file.bytes) { ".txt" } else { "" };
    format!("{}{extension}{suffix}", stem.trim_end_matches(['.', ' ', '-']))
}

/// A name that no other file has, whatever its case.
fn free_name(name: String, taken: &mut HashSet<String>) -> String {
    if taken.insert(name.to_lowercase()) {
        return name;
    }
    let stem = path::stem(&name);
    let extension = name.get(stem.len()..).unwrap_or_default();
    let mut number = taken.len() + 1;
    loop {
        let name = format!("{stem}-{number}{extension}");
        if taken.insert(name.to_lowercase()) {
            return name;
        }
        number += 1;
    }
}

/// Whether a browser or a server could run a file.
fn is_active(extension: &str, bytes: &[u8]) -> bool {
    let extension = extension.to_ascii_lowercase();
    ACTIVE.contains(&extension.as_str())
        || matches!(extension.as_str(), "svg" | "svgz") && is_active_drawing(bytes)
}

/// Whether a drawing is more than that: it has scripts, handlers of events, or HTML.
fn is_active_drawing(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes).to_ascii_lowercase();
    let has_handler = text.match_indices("on").any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let rest = text[at + 2..].trim_start_matches(|c: char| c.is_ascii_alphabetic());
        before.is_some_and(|c| c.is_whitespace() || matches!(c, '"' | '\'' | '/'))
            && rest.trim_start().starts_with('=')
            && rest.len() < text.len() - at - 2
    });
    // What is compressed cannot be looked into, and entities could hide anything.
    has_handler
        || !text.contains("<svg")
        || ["<script", "javascript:", "foreignobject", "<!entity", "<handler"]
            .iter()
            .any(|sign| text.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::reference::{Reference, Rule};

    fn named(name: &str, bytes: &[u8]) -> String {
        safe_name(&EmbeddedFile { name: name.to_owned(), bytes: bytes.to_vec() })
    }

    #[test]
    fn names_are_safe_on_all_systems() {
        for (given, safe) in [
            ("plan.png", "plan.png"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Orn\\The plan.DOC", "The plan.DOC"),
            (".htaccess", "htaccess"),
            ("", "file"),
            ("..", "file"),
            ("con.txt", "file-con.txt"),
            ("a\u{0}b<c>?.pdf", "abc.pdf"),
            ("evil.HTML", "evil.HTML.txt"),
            ("a.php", "a.php.txt"),
        ] {
            assert_eq!(named(given, b"x"), safe, "{given}");
        }
        assert!(named(&format!("{}.png", "é".repeat(200)), b"").len() <= LONGEST);
    }

    #[test]
    fn drawings_that_run_are_texts() {
        assert_eq!(named("a.svg", b"<svg><path d='M0 0' stop-colon='x'/></svg>"), "a.svg");
        for active in [
            "<svg onload='x()'/>",
            "<svg><script>x</script></svg>",
            "<svg><a href='JavaScript:x'/></svg>",
            "<svg><foreignObject/></svg>",
            "no drawing",
        ] {
            assert_eq!(named("a.svg", active.as_bytes()), "a.svg.txt", "{active}");
        }
    }

    #[test]
    fn references_follow_their_files() {
        let mut document = Document::default();
        let reference = |name: &str| Reference {
            rule: Rule::Link,
            citation: Citation::Embedded(name.to_owned()),
            span: 0..0,
            sentence: String::new(),
            within: None,
        };
        document.references = vec![reference("a/plan.png"), reference("b/Plan.png"), reference("none.png")];
        let mut files = ["a/plan.png", "b/Plan.png"]
            .map(|name| EmbeddedFile { name: name.to_owned(), bytes: Vec::new() });
        assert!(rename(&mut files, &mut document, "a.eml").is_empty());
        let cited: Vec<_> = document
            .references
            .iter()
            .map(|reference| match &reference.citation {
                Citation::Embedded(name) => name.as_str(),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(cited, ["plan.png", "Plan-2.png", "none.png"]);
        assert_eq!(files.map(|file| file.name), ["plan.png", "Plan-2.png"]);
    }
}
