//! Any text: no letter of a plain text is missing in its document, none of a document on its page, and places do not overlap.
#![no_main]

#[path = "../../tests/invariants/mod.rs"]
mod invariants;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(decoded) = fonds::stages::decode::decode(bytes) else { return };
    invariants::plain_text_is_whole(&decoded.text);
    invariants::markdown_is_shown(&decoded.text);
});
