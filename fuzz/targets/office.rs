//! Any bytes as a Word and an OpenDocument file, and any text as the XML in one.

use super::invariants::office;

/// Looks at what the bytes are as a file, or as a part of one.
pub fn run(bytes: &[u8]) {
    office::any_file_is_read(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        office::any_part_is_read(text);
    }
}
