//! Any bytes as Markdown: decoded, read, its references marked, and written.

use fonds::stages::Config;
use fonds::stages::decode;
use fonds::stages::markdown;
use fonds::stages::flow;
use fonds::stages::grammar::Grammar;
use fonds::stages::body;
use fonds::stages::Interface;
use fonds::stages::Words;

/// Looks at what the bytes are.
pub fn run(bytes: &[u8]) {
    let Ok(decoded) = decode::decode(bytes) else { return };
    let reading = markdown::read(&decoded.text, "content/a.md", &Config::default(), fonds::stages::Guesses::default());
    if let Some(mut document) = reading.document {
        flow::mark(&mut document, &Grammar::new(["Skell Papers, 1924–1929, vol. II"].into_iter(), &[], &Words::default().reading));
        body::write(&document, &[], &Interface::english());
        body::calls(&document);
    }
}
