//! Any bytes as a message and as a mailbox: the page shows all that is read, and no address.

/// Looks at what the bytes are.
pub fn run(bytes: &[u8]) {
    super::invariants::mail_is_shown(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        super::invariants::message_is_whole(text);
    }
}
