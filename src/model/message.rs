//! A message's place among others: by which ids it is known, and which it answers.

use serde::{Deserialize, Serialize};

use super::fingerprint::Fingerprint;

/// A document that was sent as a message.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// What stands for its id. Ids are addresses, and need not be known for what they are compared by.
    pub id: Option<Fingerprint>,
    /// The messages that it answers, the nearest first.
    pub answers: Vec<Fingerprint>,
    /// Who sent it, as pages show it.
    pub sender: String,
    /// When it was sent, in seconds since 1970.
    pub moment: Option<i64>,
    /// The time of day by the sender's clock: `09:12`.
    pub time: Option<String>,
}
