//! The files that pandoc converts, as an archive names them: by their extensions, with the format where that says too little.

use serde::Deserialize;

/// Files that pandoc converts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Conversion {
    /// The extension.
    pub extension: String,
    /// What pandoc calls the format.
    pub format: String,
}

/// The format of Word before 2007, which pandoc does not read.
pub const WORD_97: &str = "doc";

/// The extensions of files, with the formats in pandoc's words.
const FORMATS: [(&str, &str); 36] = [
    ("bib", "biblatex"),
    ("creole", "creole"),
    ("dbk", "docbook"),
    ("doc", WORD_97),
    ("docbook", "docbook"),
    ("docx", "docx"),
    ("dokuwiki", "dokuwiki"),
    ("epub", "epub"),
    ("fb2", "fb2"),
    ("ipynb", "ipynb"),
    ("jats", "jats"),
    ("jira", "jira"),
    ("latex", "latex"),
    ("ltx", "latex"),
    ("man", "man"),
    ("mediawiki", "mediawiki"),
    ("muse", "muse"),
    ("nxml", "jats"),
    ("odt", "odt"),
    ("opml", "opml"),
    ("org", "org"),
    ("rest", "rst"),
    ("rst", "rst"),
    ("rtf", "rtf"),
    ("t2t", "t2t"),
    ("tex", "latex"),
    ("textile", "textile"),
    ("tiki", "tikiwiki"),
    ("tikiwiki", "tikiwiki"),
    ("twiki", "twiki"),
    ("vimwiki", "vimwiki"),
    ("wiki", "mediawiki"),
    ("biblatex", "biblatex"),
    ("bibtex", "bibtex"),
    ("csljson", "csljson"),
    ("haddock", "haddock"),
];

/// Whether files with an extension are of a format that pandoc reads.
pub fn can_be_converted(extension: &str) -> bool {
    FORMATS.iter().any(|(own, format)| own.eq_ignore_ascii_case(extension) && *format != WORD_97)
}

impl TryFrom<String> for Conversion {
    type Error = String;

    /// What an archive writes: an extension, or an extension and a format, as in `xml:jats`.
    fn try_from(written: String) -> Result<Self, String> {
        let written = written.as_str();
        let (extension, format) = written.split_once(':').map_or((written, None), |(extension, format)| (extension, Some(format)));
        let extension = extension.trim().trim_start_matches('.').to_lowercase();
        let is_word = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_+-".contains(&byte));
        let known = FORMATS.iter().find(|(own, _)| *own == extension).map(|(_, format)| *format);
        match format.map(str::trim).or(known) {
            // What begins with a sign would be an argument of another kind.
            Some(format) if is_word(&extension) && is_word(format) && !format.starts_with(['-', '+']) => {
                Ok(Self { extension, format: format.to_owned() })
            }
            Some(_) => Err(format!("`{written}` is no extension of files with a format of pandoc")),
            None => Err(format!(
                "nobody knows which format of pandoc `{written}` is; say it as in `{extension}:mediawiki`"
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_stand_for_formats() {
        let format = |written: &str| Conversion::try_from(written.to_owned()).map(|found| (found.extension, found.format)).ok();
        let pair = |extension: &str, format: &str| Some((extension.to_owned(), format.to_owned()));
        assert_eq!(format("rst"), pair("rst", "rst"));
        assert_eq!(format(".TEX"), pair("tex", "latex"));
        assert_eq!(format("wiki"), pair("wiki", "mediawiki"));
        assert_eq!(format("xml:jats"), pair("xml", "jats"));
        assert_eq!(format("txt: rst"), pair("txt", "rst"));
        for wrong in ["", "xyz", "xml:", "xml:--lua-filter=x", "a b:rst", "xml:-x"] {
            assert_eq!(format(wrong), None, "{wrong}");
        }
        assert!(can_be_converted("RST") && !can_be_converted("doc") && !can_be_converted("png"));
    }
}
