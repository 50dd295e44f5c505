//! Any bytes as TEI: each document that they hold is read, its references are marked, and it is written.

use fonds::stages::body;
use fonds::stages::flow;
use fonds::stages::grammar::Grammar;
use fonds::stages::{Interface, Words};

use crate::invariants;

/// Looks at what the bytes are.
pub fn run(bytes: &[u8]) {
    let grammar = Grammar::new(["Skell Papers, 1924–1929, vol. II"].into_iter(), &[], &Words::default().reading);
    for mut document in invariants::tei_documents(bytes) {
        flow::mark(&mut document, &grammar);
        body::write(&document, &[], &Interface::english());
        body::calls(&document);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        invariants::tei_is_whole(&format!("<TEI><text><body><p>{text}</p></body></text></TEI>"));
    }
}
