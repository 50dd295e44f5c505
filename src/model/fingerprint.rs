//! Fingerprints: short values by which it is known whether something is as it was.

use std::ffi::OsString;
use std::fmt;
use std::fs::Metadata;
use std::hash::Hasher;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use hashbrown::HashMap;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use siphasher::sip128::{Hasher128, SipHasher13};

/// 128 bits that stand for bytes or a value: what is equal has the same, and what differs has
/// another for all practical purposes. They protect against accidents, not against forgery.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u64, u64);

/// How many bytes most values have at most.
const USUAL: usize = 1024;

impl Fingerprint {
    /// The fingerprint of bytes.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        let mut hasher = SipHasher13::new();
        hasher.write(bytes);
        let hash = hasher.finish128();
        Self(hash.h1, hash.h2)
    }

    /// The fingerprint of a value: of all its fields in their order.
    pub fn of(value: &impl Serialize) -> Self {
        // What cannot be written has no fingerprint, and is equal to nothing.
        let bytes = postcard::to_extend(value, Vec::with_capacity(USUAL));
        bytes.map_or_else(|_| Self::default(), |bytes| Self::of_bytes(&bytes))
    }

    /// How many bytes it has.
    pub const BYTES: usize = 16;

    /// Its bytes.
    pub fn to_le_bytes(self) -> [u8; Self::BYTES] {
        (u128::from(self.0) | u128::from(self.1) << 64).to_le_bytes()
    }

    /// The fingerprint with these bytes.
    pub fn from_le_bytes(bytes: [u8; Self::BYTES]) -> Self {
        let number = u128::from_le_bytes(bytes);
        // The lower half, and the upper.
        Self(number as u64, (number >> 64) as u64)
    }

    /// Whether there is one: a value that could not be written has none.
    pub fn is_known(self) -> bool {
        self != Self::default()
    }

    /// The fingerprint of a set whose members come in any order.
    pub fn with(self, member: Self) -> Self {
        Self(self.0.wrapping_add(member.0), self.1.wrapping_add(member.1))
    }
}

/// As its bytes at once: thousands of pages are compared by fingerprints of fingerprints.
impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.to_le_bytes())
    }
}

impl<'de> Deserialize<'de> for Fingerprint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes = <&[u8]>::deserialize(deserializer)?;
        let bytes = bytes.try_into().map_err(|_| D::Error::invalid_length(bytes.len(), &"16 bytes"))?;
        Ok(Self::from_le_bytes(bytes))
    }
}

impl fmt::Display for Fingerprint {
    /// In hexadecimal digits, as a name for files.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}{:016x}", self.0, self.1)
    }
}

/// What the file system says of files, by their paths as they are written: to take these apart takes longer than to look one up.
pub type Stamps = HashMap<OsString, Stamp>;

/// What the file system says of a file without its being read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// The size in bytes.
    pub size: u64,
    /// When the content was last changed, in nanoseconds since 1970.
    pub modified: i64,
    /// When anything about the file was last changed, in nanoseconds since 1970, where the system
    /// knows it. Nobody can set this time.
    pub changed: i64,
}

impl Stamp {
    /// The stamp of a file, symbolic links followed; `None` where there is none.
    pub fn of(path: &Path) -> Option<Self> {
        std::fs::metadata(path).ok().map(|found| Self::of_metadata(&found))
    }

    /// The stamp from what the system said of a file.
    pub fn of_metadata(found: &Metadata) -> Self {
        let modified = found.modified().map_or(0, nanoseconds);
        #[cfg(unix)]
        let changed = {
            use std::os::unix::fs::MetadataExt;
            found.ctime().saturating_mul(1_000_000_000).saturating_add(found.ctime_nsec())
        };
        #[cfg(not(unix))]
        let changed = 0;
        Self { size: found.len(), modified, changed }
    }

    /// Whether the file was left alone for long enough before a moment that a later change must show
    /// in its times: the clocks of file systems tick coarsely.
    pub fn is_older_than(&self, moment: i64) -> bool {
        self.modified.max(self.changed).saturating_add(TICK) < moment
    }
}

/// Longer than the ticks of the file systems' clocks, in nanoseconds.
const TICK: i64 = 50_000_000;

/// A moment in nanoseconds since 1970; what lies centuries away is at the bound.
pub fn nanoseconds(time: SystemTime) -> i64 {
    let signed = |duration: std::time::Duration| i64::try_from(duration.as_nanos()).unwrap_or(i64::MAX);
    time.duration_since(UNIX_EPOCH).map_or_else(|before| -signed(before.duration()), signed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_have_equal_fingerprints() {
        assert_eq!(Fingerprint::of(&("a", 1)), Fingerprint::of(&("a".to_owned(), 1)));
        assert_ne!(Fingerprint::of(&("ab", "c")), Fingerprint::of(&("a", "bc")));
        assert_ne!(Fingerprint::of_bytes(b""), Fingerprint::of_bytes(b"\0"));
    }

    #[test]
    fn the_order_of_a_set_does_not_matter() {
        let [a, b] = [b"a", b"b"].map(|bytes| Fingerprint::of_bytes(bytes));
        let empty = Fingerprint::default();
        assert_eq!(empty.with(a).with(b), empty.with(b).with(a));
        assert_ne!(empty.with(a).with(a), empty.with(b).with(b));
    }
}
