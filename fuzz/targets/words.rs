//! Any text: no letter of a plain text is missing in its document, none of a document on its page, and places do not overlap.

/// Looks at what the bytes are.
pub fn run(bytes: &[u8]) {
    let Ok(decoded) = fonds::stages::decode::decode(bytes) else { return };
    super::invariants::plain_text_is_whole(&decoded.text);
    super::invariants::markdown_is_shown(&decoded.text);
}
