//! Any text as a configuration: it is read, or refused with a diagnostic.

use fonds::stages::parse_configuration;
use fonds::stages::CollectionConfig;
use fonds::stages::Config;

/// Looks at what the bytes are as a text.
pub fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match parse_configuration::<Config>("fonds.toml", text) {
        Ok(config) => {
            config.exclusions();
        }
        Err(diagnostic) => assert!(!diagnostic.to_string().is_empty()),
    }
    let _ = parse_configuration::<CollectionConfig>("collection.toml", text);
}
