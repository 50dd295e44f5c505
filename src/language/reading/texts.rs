//! The lists by which the parts of a plain text are told apart.

use serde::Deserialize;

use super::compiled::Compiled;
use super::word_list::WordList;

/// The number before a title: "No. 12", "Document 12:".
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NumberWords {
    pub abbreviations: Vec<String>,
    pub articles: Vec<String>,
    pub names: Vec<String>,
    #[serde(skip)]
    pub before_title_forms: Compiled<5>,
    #[serde(skip)]
    pub alone_forms: Compiled<3>,
}

/// What a title says of a document: its kind, sender and receiver. In titles, spaces and capitals count.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TitleWords {
    pub kinds: Vec<String>,
    pub dispatches: WordList,
    pub editorial_notes: WordList,
    pub for_whom: Vec<String>,
    pub letters: Vec<String>,
    pub letter_sides: Vec<String>,
    pub qualities: Vec<String>,
    pub described: Vec<String>,
    pub from: Vec<String>,
    pub from_within: Vec<String>,
    pub from_behind_kind: Vec<String>,
    pub of: Vec<String>,
    pub to: Vec<String>,
    pub to_within: Vec<String>,
    pub to_within_asked_last: Vec<String>,
    pub to_behind_kind: Vec<String>,
    pub for_behind_kind: Vec<String>,
    pub for_nobody: Vec<String>,
    pub indefinite_articles: Vec<String>,
    pub herr: Vec<String>,
    pub romance_to: Vec<String>,
    pub romance_honorifics: WordList,
    pub romance_addresses: WordList,
    pub number_signs: Vec<String>,
    pub going_on: WordList,
    pub offices: WordList,
    pub honorifics: WordList,
    pub particles: WordList,
    pub title_nouns: WordList,
    pub documents: WordList,
    pub sources: WordList,
    pub articles: Vec<String>,
    pub before_days: Vec<String>,
    #[serde(skip)]
    pub numbered_forms: Compiled,
    #[serde(skip)]
    pub letter_forms: Compiled,
    #[serde(skip)]
    pub described_letter_forms: Compiled<2>,
    #[serde(skip)]
    pub dated_forms: Compiled,
}

/// Where the original is kept: the line above a title, and the source note.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PlaceWords {
    pub keepers: WordList,
    pub keeper_endings: Vec<String>,
    pub repositories: WordList,
    pub title_beginnings: WordList,
    pub title_within: WordList,
    pub shelves: Vec<String>,
    pub source_labels: Vec<String>,
    pub boxes: Vec<String>,
    pub classifications: Vec<String>,
    #[serde(skip)]
    pub shelf_mark_forms: Compiled,
    #[serde(skip)]
    pub classification_forms: Compiled,
}

/// The head of a letter, memorandum or telegram, and its end.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HeadWords {
    pub captions: WordList,
    pub caption_beginnings: Vec<String>,
    pub caption_endings: Vec<String>,
    pub date_captions: WordList,
    pub one_line_captions: WordList,
    pub receiver_captions: Vec<String>,
    pub nobody: Vec<String>,
    pub receiver_article: Vec<String>,
    pub subject_caption: WordList,
    pub subject_captions: WordList,
    pub subject_labels: Vec<String>,
    pub markings: WordList,
    pub beside_markings: WordList,
    pub closes: Vec<String>,
    pub name_particles: WordList,
    pub attachments: Vec<String>,
    pub enclosures: Vec<String>,
    pub salutations: Vec<String>,
    #[serde(skip)]
    pub close_forms: Compiled,
    #[serde(skip)]
    pub attachment_forms: Compiled,
    #[serde(skip)]
    pub salutation_forms: Compiled,
}

/// Printed pages.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PageWords {
    pub words: Vec<String>,
    pub counts: Vec<String>,
    pub marks: Vec<String>,
    pub mark_beginnings: Vec<String>,
    pub citing_marks: Vec<String>,
    pub beside_words: Vec<String>,
    #[serde(skip)]
    pub numbered_forms: Compiled,
    #[serde(skip)]
    pub beside_forms: Compiled,
    #[serde(skip)]
    pub number_forms: Compiled,
    #[serde(skip)]
    pub mark_forms: Compiled,
    #[serde(skip)]
    pub beginning_forms: Compiled,
}

/// Lists of notes, and the marks that call them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NoteWords {
    pub labels: Vec<String>,
    pub sure_labels: Vec<String>,
    pub headings: Vec<String>,
    pub announcing: WordList,
    pub announcing_long: WordList,
    pub expecting: WordList,
    #[serde(skip)]
    pub label_forms: Compiled<13>,
}

/// Words that the end of a line divides.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HyphenWords {
    pub endings: WordList,
    pub suspending: WordList,
    pub inflections: Vec<String>,
}
