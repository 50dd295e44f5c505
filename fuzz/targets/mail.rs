//! Any bytes as a message and as a mailbox: read, written, without an address.
#![no_main]

#[path = "../../tests/invariants/mod.rs"]
mod invariants;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    invariants::mail_is_shown(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        invariants::message_is_whole(text);
    }
});
