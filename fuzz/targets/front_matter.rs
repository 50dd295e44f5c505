//! Any text as the head of a document: its body begins within the text.

use fonds::stages::Config;
use fonds::stages::front_matter;

/// Looks at what the bytes are as a text.
pub fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let config = Config::default();
    for text in [text.to_owned(), format!("+++\n{text}\n+++\n"), format!("---\n{text}\n---\n")] {
        let head = front_matter::read(&text, "content/a.md", &config);
        assert!(text.get(head.body..).is_some(), "{}", head.body);
    }
}
