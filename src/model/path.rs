//! Paths within an archive, as they are compared.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// A path as it is compared and stands in addresses: in Unicode's composed form (NFC), whatever form a
/// file system gives.
pub fn normalised(path: &str) -> Cow<'_, str> {
    if is_nfc(path) { Cow::Borrowed(path) } else { Cow::Owned(path.nfc().collect()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn composed_letters_are_the_same() {
        assert_eq!(normalised("Zu\u{308}rich"), "Zürich");
    }
}
