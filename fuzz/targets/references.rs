//! Any text for the grammar: what it finds lies in the text, in order and apart.

use fonds::stages::grammar::Context;
use fonds::stages::grammar::Grammar;
use fonds::stages::Words;

/// Looks at what the bytes are as a text.
pub fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let names = ["Foreign Relations, 1961–1963, vol. VI", "Skell Papers, vol. II"];
    let mut end = 0;
    for found in Grammar::new(names.into_iter(), &[], &Words::default().reading).find(text, &mut Context::default()) {
        assert!(found.span.start >= end && found.span.end > found.span.start, "{found:?}");
        assert!(text.get(found.span.clone()).is_some(), "{found:?}");
        end = found.span.end;
    }
}
