//! Any bytes as Markdown: decoded, read, its references marked, and written.
#![no_main]

use fonds::config::Config;
use fonds::source::decode;
use fonds::read::markdown;
use fonds::mark::flow;
use fonds::mark::grammar::Grammar;
use fonds::render::document::body;
use fonds::language::interface::Interface;
use fonds::language::dates::Words;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(decoded) = decode::decode(bytes) else { return };
    let reading = markdown::read(&decoded.text, "content/a.md", &Config::default(), fonds::config::guesses::Guesses::default());
    if let Some(mut document) = reading.document {
        flow::mark(&mut document, &Grammar::new(["Skell Papers, 1924–1929, vol. II"].into_iter(), &[], &Words::default().reading));
        body::write(&document, &[], &Interface::english());
        body::calls(&document);
    }
});
