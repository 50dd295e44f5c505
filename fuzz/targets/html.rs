//! Any bytes as a web page: read, its references marked, and written.

use std::sync::LazyLock;

use fonds::stages::grammar::Grammar;
use fonds::stages::{Config, Guesses, Interface, Words, body, decode, flow, html};

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| {
    Grammar::new(["Skell Papers, 1924–1929, vol. II"].into_iter(), &[], &Words::default().reading)
});

/// Looks at what the bytes are.
pub fn run(bytes: &[u8]) {
    let Ok(decoded) = decode::decode(bytes) else { return };
    let (reading, _) = html::read(&decoded.text, "content/a.html", &Config::default(), Guesses::default());
    crate::invariants::page_is_whole(&decoded.text);
    if let Some(mut document) = reading.document {
        flow::mark(&mut document, &GRAMMAR);
        body::write(&document, &[], &Interface::english());
        body::calls(&document);
    }
}
