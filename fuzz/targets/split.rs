//! Any text as a book that a rule splits: the first line says which rule.

use crate::invariants::{self, RULES};

/// Looks at what the bytes are.
pub fn run(bytes: &[u8]) {
    let Some((rule, text)) = bytes.split_first() else { return };
    let Ok(text) = std::str::from_utf8(text) else { return };
    invariants::parts_are_whole(text, RULES[usize::from(*rule) % RULES.len()]);
}
