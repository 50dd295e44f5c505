//! Configuration: `fonds.toml` and the `collection.toml` files, read once and then never changed.
//!
//! The room owns their keys, and what is checked of them when they are read: rules, patterns, templates of addresses. It
//! takes a text and gives a [`Config`] or a [`CollectionConfig`], or a diagnostic at the place that is wrong. It must not
//! know the stages, which take from it what they need. Every key is optional. An unknown key is an error that names the
//! nearest known one.

pub mod about;
pub mod allow;
pub mod citations;
mod collection;
pub mod conversion;
mod declared;
pub mod external;
pub mod guesses;
pub mod html;
pub mod mail;
mod parse;
mod pattern;
pub mod selector;
pub mod shared;
pub mod split;
pub mod synonyms;
pub mod tei;
pub mod text_name;
pub mod word;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use globset::{GlobSet, GlobSetBuilder};
use serde::Deserialize;

use crate::diagnostic::suggest::did_you_mean;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::dates::Words;
use crate::language::reading;
use crate::language::reading::ReadingWords;
use crate::model::field::{FIELDS, Field};
use crate::model::{field_name, path};

use self::about::About;
use self::allow::Allowance;
use self::citations::CitationSettings;
pub use self::collection::{COLLECTION_FILE_NAME, Chapter, CollectionConfig, Order};
use self::conversion::Conversion;
pub use self::declared::Declaration;
use self::external::External;
use self::guesses::Switches;
use self::html::HtmlRules;
use self::mail::MailConfig;
pub use self::parse::{parse, parse_shown};
pub use self::pattern::{Expression, Pattern};
use self::split::Split;
use self::tei::TeiKeys;
use self::text_name::TextName;
use self::word::WordSettings;

/// The name of the archive's configuration file.
pub const FILE_NAME: &str = "fonds.toml";

/// An archive's configuration, as `fonds.toml` gives it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The archive's title; where none is given, the language's word for an archive.
    pub title: String,
    /// What the archive is, in a sentence or a paragraph of plain text.
    pub description: String,
    /// The language of the pages, as a BCP 47 tag.
    pub language: String,
    /// The address at which the site will stand, such as `https://example.org/papers/`. With it,
    /// the site gets a sitemap, a feed and canonical links.
    pub base_url: Option<String>,
    /// Who publishes the archive; the feed names them.
    pub author: Option<String>,
    /// What the archive says of itself on its page about.
    pub about: About,
    /// The collections' folders in the order in which they are shown. Those not named follow, in
    /// the natural order of their names.
    pub collections: Vec<String>,
    /// Patterns of paths within `content/` that are left out, such as `drafts/**`.
    pub exclude: Vec<Pattern>,
    /// Which files are plain text besides those with its extensions: `rst`, `MINUTES`, `letters/*`, or `*` for every
    /// file that is text by its content.
    pub plain_text: Vec<TextName>,
    /// Whether the sources of the documents are part of the site, each beside its page, which links to it.
    pub publish_sources: bool,
    /// Whether the site has a search.
    pub search: bool,
    /// Whether browsers can keep pages of the site for reading offline, where it stands on a host with HTTPS.
    pub offline: bool,
    /// The names that the archive's metadata uses for fonds' own fields: `number = "eip"`.
    pub fields: BTreeMap<String, String>,
    /// The fields of metadata that the archive declares.
    #[serde(rename = "field")]
    pub declared: Vec<Declaration>,
    /// Whether pages of documents name others that are related to them.
    pub related: bool,
    /// Whether dates are inferred for documents that state none.
    pub infer_dates: bool,
    /// In which styles pages say how they are cited.
    pub citations: CitationSettings,
    /// What is shown and published of mail.
    pub mail: MailConfig,
    /// What readers may guess about texts.
    pub guess: Switches,
    /// What is read of Word documents that are still being edited.
    pub word: WordSettings,
    /// What is said of TEI files.
    pub tei: TeiKeys,
    /// Which files pandoc converts, by their extensions: `rst`, `mediawiki`, or `xml:jats` with the format.
    pub convert: Vec<Conversion>,
    /// Which parts of web pages are documents.
    pub html: HtmlRules,
    /// The archive's words for dates.
    pub dates: Words,
    /// What the archive adds to the words by which texts are read; `dates.reading` has all of them.
    pub reading: Box<ReadingWords>,
    /// The files that hold several documents.
    pub split: Vec<Split>,
    /// The archive's own rules for references.
    pub references: Vec<ReferenceRule>,
    /// The collections that are elsewhere.
    pub external: Vec<External>,
    /// The severity of diagnostics, by their codes: `unresolved = "warning"`.
    pub diagnostics: BTreeMap<Code, Level>,
    /// The diagnostics that are known and accepted.
    pub allow: Vec<Allowance>,
    /// All fields of metadata that are known: fonds' own and those that the archive declares.
    #[serde(skip)]
    pub table: Vec<Field>,
    /// What folders say of their web pages, by their paths within the content folder.
    #[serde(skip)]
    pub html_of_folders: BTreeMap<String, HtmlRules>,
    /// Names that mean the same, as `search.toml` has them.
    #[serde(skip)]
    pub synonyms: Vec<Vec<String>>,
    /// The text of the file, for what points into it.
    #[serde(skip)]
    pub text: String,
    /// What had to be replaced in it.
    #[serde(skip)]
    pub replaced: Option<Diagnostic>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: String::new(),
            description: String::new(),
            language: "en".to_owned(),
            base_url: None,
            author: None,
            about: About::default(),
            collections: Vec::new(),
            exclude: Vec::new(),
            plain_text: Vec::new(),
            publish_sources: true,
            search: true,
            offline: false,
            fields: BTreeMap::new(),
            declared: Vec::new(),
            related: true,
            infer_dates: true,
            citations: CitationSettings::default(),
            mail: MailConfig::default(),
            guess: Switches::default(),
            word: WordSettings::default(),
            tei: TeiKeys::default(),
            convert: Vec::new(),
            html: HtmlRules::default(),
            dates: Words::default(),
            reading: Box::default(),
            split: Vec::new(),
            references: Vec::new(),
            external: Vec::new(),
            diagnostics: BTreeMap::new(),
            allow: Vec::new(),
            table: FIELDS.clone(),
            html_of_folders: BTreeMap::new(),
            synonyms: Vec::new(),
            text: String::new(),
            replaced: None,
        }
    }
}

/// The severity that a configuration gives to a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Not reported.
    Ignore,
    /// Reported as a note.
    Note,
    /// Reported as a warning.
    Warning,
    /// Reported as an error.
    Error,
}

/// A rule of the archive's own for references.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferenceRule {
    /// The rule's name, shown in reports.
    pub name: String,
    /// What a reference looks like: a regular expression of the [`regex`] crate.
    pub pattern: Expression,
    /// The name of the document that is meant: its file name, number or alias, where `$1` stands
    /// for the pattern's first group and `$0` for all that it matches.
    pub target: String,
    /// The field of metadata in which the rule applies; without it, the running text.
    pub field: Option<String>,
}

impl Config {
    /// Reads `fonds.toml` in the archive's root, and `search.toml` beside it. An archive without one has the default
    /// configuration.
    ///
    /// # Errors
    /// A diagnostic with the place and the reason, if the file cannot be read or understood.
    pub fn load(root: &Path) -> Result<Self, Diagnostic> {
        Ok(Self { synonyms: synonyms::load(root)?, ..Self::load_own(root)? })
    }

    /// Reads `fonds.toml` alone.
    fn load_own(root: &Path) -> Result<Self, Diagnostic> {
        let path = root.join(FILE_NAME);
        if !path.exists() {
            return Ok(Self::default());
        }
        let unreadable =
            |message: String| Diagnostic::new(Severity::Error, Code::Unreadable, FILE_NAME, message);
        if !path.is_file() {
            // Reading a pipe would never end.
            return Err(unreadable("this is no file".to_owned()));
        }
        let text = fs::read_to_string(&path).map_err(|error| unreadable(error.to_string()))?;
        let (mut config, replaced): (Self, _) = parse_shown(FILE_NAME, &text)?;
        config.validate(&text)?;
        config.table = declared::table(&config, &text)?;
        let table: toml::Table = parse(FILE_NAME, &text)?;
        let own = |key: &str| table.get(key).and_then(toml::Value::as_table).cloned().unwrap_or_default();
        if let Some(words) = Words::of_language(&config.language, &own("dates")) {
            config.dates = words;
        }
        let own_words = own("reading");
        if let Some(list) = reading::list_with_empty_word(&own_words) {
            let start = text.find(list).unwrap_or_default();
            let message = format!("a word of `{list}` is empty, and would stand everywhere");
            return Err(Diagnostic::new(Severity::Error, Code::Metadata, FILE_NAME, message)
                .at(&text, start..start + list.len())
                .help("write the word, or remove it"));
        }
        config.dates.reading = ReadingWords::of(&config.language, &own_words);
        for folder in &mut config.collections {
            *folder = path::normalised(folder).into_owned();
        }
        Ok(Self { text, replaced, ..config })
    }

    /// Checks what the types cannot.
    fn validate(&self, text: &str) -> Result<(), Diagnostic> {
        let complain = |needle: &str, message: String, help: String| {
            let mut diagnostic =
                Diagnostic::new(Severity::Error, Code::Metadata, FILE_NAME, message).help(help);
            if let Some(start) = text.find(needle) {
                diagnostic = diagnostic.at(text, start..start + needle.len());
            }
            Err(diagnostic)
        };
        if let Some(url) = &self.base_url
            && !is_web_address(url)
        {
            return complain(
                url,
                format!("`{url}` is no web address"),
                "write it in full: https://example.org/papers/".to_owned(),
            );
        }
        let known: Vec<&str> = FIELDS.iter().map(|field| &*field.name).collect();
        for field in self.fields.keys() {
            if !known.contains(&field.as_str()) {
                return complain(
                    field,
                    format!("`{field}` is not one of fonds' own fields"),
                    did_you_mean(field, &known, "the fields are"),
                );
            }
        }
        if let Some((pattern, mistake)) = self.reading.mistake() {
            return complain(pattern, mistake, "see the syntax of the Rust crate regex".to_owned());
        }
        if let Some((key, mistake)) = self.dates.mistake() {
            return complain(key, mistake, "see what `[dates]` can hold in the README".to_owned());
        }
        Ok(())
    }

    /// The patterns of `exclude` as one matcher.
    pub fn exclusions(&self) -> GlobSet {
        let mut builder = GlobSetBuilder::new();
        for pattern in &self.exclude {
            builder.add(pattern.0.glob().clone());
        }
        // Each pattern has been compiled by itself; their union can only fail by its size.
        builder.build().unwrap_or_default()
    }

    /// The name under which the archive's metadata keeps one of fonds' own fields.
    pub fn field_name<'a>(&'a self, field: &'a str) -> &'a str {
        self.fields.get(field).map_or(field, String::as_str)
    }

    /// The name that the archive's metadata uses for a field.
    pub fn name_of<'a>(&'a self, field: &'a Field) -> &'a str {
        if field.is_own() { &field.name } else { self.field_name(&field.name) }
    }

    /// The field that has a name in the archive's metadata, whatever its capitals.
    pub fn known_field(&self, name: &str) -> Option<&Field> {
        self.table.iter().find(|field| field_name::is_same(self.name_of(field), name))
    }

    /// What holds for a web page, by its path for diagnostics: the nearest folder's word counts.
    pub fn html_of(&self, path: &str) -> HtmlRules {
        let path = path.split_once('/').map_or(path, |(_, within)| within);
        let ends = path.match_indices('/').map(|(at, _)| at);
        let folders = std::iter::once("").chain(ends.map(|end| &path[..end]));
        let nearer = folders.filter_map(|folder| self.html_of_folders.get(folder));
        nearer.fold(self.html.clone(), HtmlRules::with)
    }

    /// Gives a diagnostic the severity that the configuration wants for its code; `None` if it is
    /// not to be reported.
    pub fn apply_severity(&self, mut diagnostic: Diagnostic) -> Option<Diagnostic> {
        diagnostic.severity = match self.diagnostics.get(&diagnostic.code) {
            None => diagnostic.severity,
            Some(Level::Ignore) => return None,
            Some(Level::Note) => Severity::Note,
            Some(Level::Warning) => Severity::Warning,
            Some(Level::Error) => Severity::Error,
        };
        Some(diagnostic)
    }
}

/// Whether an address can be the base of a site.
pub fn is_web_address(url: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        url.strip_prefix(scheme).is_some_and(|rest| {
            rest.starts_with(|c: char| c.is_alphanumeric() || c == '[')
                && !rest.contains(|c: char| c.is_whitespace() || matches!(c, '?' | '#' | '"' | '<' | '>'))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_file_is_a_configuration() {
        let config: Config = parse(FILE_NAME, "").expect("empty configuration");
        assert_eq!(config.language, "en");
    }

    #[test]
    fn an_unknown_key_names_the_nearest() {
        let error =
            parse::<Config>(FILE_NAME, "title = \"x\"\nlangauge = \"de\"\n").expect_err("unknown key");
        assert_eq!(error.message, "`langauge` is no known key");
        assert_eq!(error.help.as_deref(), Some("did you mean `language`?"));
        assert_eq!(error.place.as_ref().map(|place| (place.line, place.column)), Some((2, 1)));
    }

    #[test]
    fn a_pattern_must_be_valid_and_match_something() {
        let rule = |pattern: &str| {
            parse::<Config>(
                FILE_NAME,
                &format!("[[references]]\nname = \"x\"\npattern = '{pattern}'\ntarget = \"$1\"\n"),
            )
        };
        assert!(rule(r"EIP-(\d+)").is_ok());
        assert!(rule(r"EIP-(\d+").is_err());
        assert!(rule(r"x*").is_err());
    }

    #[test]
    fn fields_can_only_name_known_ones() {
        let text = "[fields]\nnumbr = \"eip\"\n";
        let config: Config = parse(FILE_NAME, text).expect("a map of strings");
        let error = config.validate(text).expect_err("unknown field");
        assert_eq!(error.help.as_deref(), Some("did you mean `number`?"));
    }

    #[test]
    fn severities_can_be_changed() {
        let config: Config =
            parse(FILE_NAME, "[diagnostics]\nunresolved = \"error\"\nencoding = \"ignore\"\n")
                .expect("valid");
        let diagnostic = |code| Diagnostic::new(Severity::Note, code, "a.txt", "x");
        assert_eq!(
            config.apply_severity(diagnostic(Code::Unresolved)).map(|d| d.severity),
            Some(Severity::Error)
        );
        assert_eq!(config.apply_severity(diagnostic(Code::Encoding)), None);
    }

    #[test]
    fn web_addresses() {
        assert!(is_web_address("https://example.org/a/"));
        assert!(is_web_address("http://localhost:8000"));
        assert!(!is_web_address("example.org"));
        assert!(!is_web_address("https://exa mple.org"));
        assert!(!is_web_address("https://example.org/?q=1"));
    }

    #[test]
    fn the_examples_of_the_readme_are_valid() {
        let readme = include_str!("../../README.md");
        let examples: Vec<&str> =
            readme.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
        // Front matter, TEI, configuration, fields, rules, what is elsewhere, what is allowed, a collection.
        assert_eq!(examples.len(), 8);
        assert!(toml::from_str::<toml::Table>(examples[0]).is_ok());
        for example in &examples[1..7] {
            assert!(parse::<Config>(FILE_NAME, example).is_ok(), "{example}");
        }
        let defaults: Config = parse(FILE_NAME, examples[2]).expect("valid");
        assert_eq!(format!("{defaults:?}"), format!("{:?}", Config::default()));
        assert!(parse::<CollectionConfig>(COLLECTION_FILE_NAME, examples[7]).is_ok());
    }
}
