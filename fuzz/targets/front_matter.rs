//! Any text as the head of a document: its body begins within the text.
#![no_main]

use fonds::stages::Config;
use fonds::stages::front_matter;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let config = Config::default();
    for text in [text.to_owned(), format!("+++\n{text}\n+++\n"), format!("---\n{text}\n---\n")] {
        let head = front_matter::read(&text, "content/a.md", &config);
        assert!(text.get(head.body..).is_some(), "{}", head.body);
    }
});
