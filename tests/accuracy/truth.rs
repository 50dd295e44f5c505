//! What the editors of volumes put in, and the plain texts lost.

use std::collections::BTreeMap;
use std::fs;

use fonds::stages::date::Date;
use serde::Deserialize;

use crate::corpus;

/// What the editors put in, for one document.
#[derive(Deserialize)]
pub struct Truth {
    pub volume: String,
    pub id: String,
    pub head: String,
    pub date: Option<String>,
    pub footnotes: Vec<String>,
    pub pages: Vec<String>,
    pub refs: Vec<TrueReference>,
}

/// A reference that the editors tagged.
#[derive(Deserialize)]
pub struct TrueReference {
    /// Where it leads: `#d12fn3`, `frus1961-63v06#d8`.
    pub target: String,
    /// Its words.
    pub text: String,
    /// The part of the document that holds it: `p`, `note:4`.
    pub r#in: String,
}

impl Truth {
    /// Volume and document.
    pub fn place(&self) -> String {
        format!("{}/{}", self.volume, self.id)
    }

    /// The date without its time.
    pub fn date(&self) -> Option<Date> {
        let date = self.date.as_ref()?;
        Some(date.get(..10).unwrap_or(date).parse().expect("a true date"))
    }
}

/// The documents of each volume.
pub type Volumes = BTreeMap<String, Vec<Truth>>;

/// Reads what the editors put in.
pub fn volumes() -> Volumes {
    let mut volumes = Volumes::new();
    let listing = fs::read_dir(corpus::folder("frus").join("truth")).expect("the truth");
    for file in listing.flatten() {
        for line in fs::read_to_string(file.path()).expect("a volume").lines() {
            let truth: Truth = serde_json::from_str(line).expect("a document");
            volumes.entry(truth.volume.clone()).or_default().push(truth);
        }
    }
    assert!(!volumes.is_empty(), "the corpus has no documents");
    volumes
}
