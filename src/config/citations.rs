//! `[citations]`: in which styles pages say how they are cited.

use serde::{Deserialize, Serialize};

/// What pages show of citations.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CitationSettings {
    /// The styles, in the order in which they are shown.
    pub styles: Vec<CitationStyle>,
}

impl Default for CitationSettings {
    fn default() -> Self {
        use CitationStyle::{Apa, ChicagoBibliography, ChicagoNotes, Mla};
        Self { styles: vec![ChicagoNotes, ChicagoBibliography, Mla, Apa] }
    }
}

/// A style that a guide describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CitationStyle {
    /// A note of the Chicago Manual of Style, 18th edition.
    ChicagoNotes,
    /// An entry of a bibliography beside such notes.
    ChicagoBibliography,
    /// An entry of works cited of the MLA Handbook, 9th edition.
    Mla,
    /// A reference as the American Psychological Association wants it, 7th edition.
    Apa,
}

impl CitationStyle {
    /// Its name in `fonds.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::ChicagoNotes => "chicago-notes",
            Self::ChicagoBibliography => "chicago-bibliography",
            Self::Mla => "mla",
            Self::Apa => "apa",
        }
    }

    /// The message that names it on pages.
    pub fn message(self) -> &'static str {
        match self {
            Self::ChicagoNotes => "cite_chicago_notes",
            Self::ChicagoBibliography => "cite_chicago_bibliography",
            Self::Mla => "cite_mla",
            Self::Apa => "cite_apa",
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::config::{Config, FILE_NAME, parse};

    #[test]
    fn an_unknown_style_names_the_nearest() {
        let error =
            parse::<Config>(FILE_NAME, "[citations]\nstyles = [\"chicago-note\"]\n").expect_err("no style");
        assert_eq!(error.help.as_deref(), Some("did you mean `chicago-notes`?"));
    }
}
