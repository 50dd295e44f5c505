//! What is shown and published of mail: `[mail]` in `fonds.toml`.

use serde::Deserialize;

/// What an archive shows of mail. Whoever wrote did not write for the public, so that both are off.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MailConfig {
    /// Whether addresses are shown in full. Otherwise they end at their sign: `orn@…`.
    pub addresses: bool,
    /// Whether messages and mailboxes are published as they are, if `publish_sources` publishes those of all documents.
    pub publish_sources: bool,
}
