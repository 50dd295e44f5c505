//! Any bytes as a plain text: decoded, read, its references marked, and written.
#![no_main]

use fonds::language::dates::Words;
use fonds::source::decode;
use fonds::read::plain;
use fonds::mark::flow;
use fonds::mark::grammar::Grammar;
use fonds::render::document::body;
use fonds::language::interface::Interface;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(decoded) = decode::decode(bytes) else { return };
    let reading = plain::read(&decoded.text, "content/a.txt", &Words::default(), fonds::config::guesses::Guesses::default());
    let Some(mut document) = reading.document else { panic!("a plain text is always a document") };
    flow::mark(&mut document, &Grammar::new(["Skell Papers, 1924–1929, vol. II"].into_iter(), &[], &Words::default().reading));
    body::write(&document, &[], &Interface::english());
    body::calls(&document);
});
