//! Any text as a configuration: it is read, or refused with a diagnostic.
#![no_main]

use fonds::config;
use fonds::config::CollectionConfig;
use fonds::config::Config;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match config::parse::<Config>("fonds.toml", text) {
        Ok(config) => {
            config.exclusions();
        }
        Err(diagnostic) => assert!(!diagnostic.to_string().is_empty()),
    }
    let _ = config::parse::<CollectionConfig>("collection.toml", text);
});
