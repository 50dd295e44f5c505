//! Any bytes as a plain text: decoded, read, its references marked, and written.

use fonds::stages::Words;
use fonds::stages::decode;
use fonds::stages::plain;
use fonds::stages::flow;
use fonds::stages::grammar::Grammar;
use fonds::stages::body;
use fonds::stages::Interface;

/// Looks at what the bytes are.
pub fn run(bytes: &[u8]) {
    let Ok(decoded) = decode::decode(bytes) else { return };
    let reading = plain::read(&decoded.text, "content/a.txt", &Words::default(), fonds::stages::Guesses::default());
    let Some(mut document) = reading.document else { panic!("a plain text is always a document") };
    flow::mark(&mut document, &Grammar::new(["Skell Papers, 1924–1929, vol. II"].into_iter(), &[], &Words::default().reading));
    body::write(&document, &[], &Interface::english());
    body::calls(&document);
}
