//! Any text as a configuration: it is read, or refused with a diagnostic.
#![no_main]

use fonds::stages::parse_configuration;
use fonds::stages::CollectionConfig;
use fonds::stages::Config;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match parse_configuration::<Config>("fonds.toml", text) {
        Ok(config) => {
            config.exclusions();
        }
        Err(diagnostic) => assert!(!diagnostic.to_string().is_empty()),
    }
    let _ = parse_configuration::<CollectionConfig>("collection.toml", text);
});
