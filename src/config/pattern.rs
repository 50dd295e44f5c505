//! Patterns in a configuration: regular expressions, and globs of paths.

use globset::{Glob, GlobMatcher};
use regex::Regex;
use serde::Deserialize;

use crate::model::path;

/// A compiled regular expression.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
pub struct Expression(pub Regex);

impl TryFrom<String> for Expression {
    type Error = String;

    fn try_from(pattern: String) -> Result<Self, String> {
        let regex = Regex::new(&pattern).map_err(|error| error.to_string())?;
        if regex.is_match("") {
            return Err(format!("the pattern `{pattern}` matches the empty text"));
        }
        Ok(Self(regex))
    }
}

/// A glob pattern of paths.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
pub struct Pattern(pub(super) GlobMatcher);

impl Pattern {
    /// Whether a path is meant. A name with characters that mean something in patterns means
    /// itself, too.
    pub fn matches(&self, path: &str) -> bool {
        self.as_str() == path || self.0.is_match(path)
    }

    /// The pattern as it is written.
    pub fn as_str(&self) -> &str {
        self.0.glob().glob()
    }
}

impl TryFrom<String> for Pattern {
    type Error = String;

    fn try_from(pattern: String) -> Result<Self, String> {
        Glob::new(&path::normalised(&pattern))
            .map(|glob| Self(glob.compile_matcher()))
            .map_err(|error| error.to_string())
    }
}
