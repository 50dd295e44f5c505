//! The lists by which references are read in running text.

use serde::Deserialize;

use super::word_list::WordList;

/// How texts refer to documents, notes, pages and collections.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReferenceWords {
    pub openings: Vec<String>,
    pub document: WordList,
    pub documents: WordList,
    pub document_in_full: WordList,
    pub documents_in_full: WordList,
    pub bare_number: WordList,
    pub glued: WordList,
    pub number_signs: WordList,
    pub footnote: WordList,
    pub footnotes: WordList,
    pub footnote_abbreviations: WordList,
    pub note: WordList,
    pub notes: WordList,
    pub source_note: Vec<String>,
    pub page: WordList,
    pub pages: WordList,
    pub page_abbreviations: WordList,
    pub volumes: WordList,
    pub parts: WordList,
    pub volume_behind_document: WordList,
    pub volume_alone: WordList,
    pub books: WordList,
    pub ibid: WordList,
    pub idem: WordList,
    pub see: WordList,
    pub pointers: WordList,
    pub pointer_abbreviations: WordList,
    pub opening_words: WordList,
    pub adverb_endings: Vec<String>,
    pub abbreviations: WordList,
    pub and: WordList,
    pub list_joins: WordList,
    pub after_lists: WordList,
    pub of_many: WordList,
    pub part_of_edition: WordList,
    pub the: WordList,
    pub of: WordList,
    pub in_or_of: WordList,
    pub this_series: Vec<String>,
    pub title_words: WordList,
    pub ends_title: WordList,
    pub above_or_below: WordList,
    pub of_document: WordList,
    pub thereto: WordList,
    pub therein: WordList,
    pub to_it: Vec<String>,
    pub note_elsewhere: WordList,
    pub note_elsewhere_behind_comma: WordList,
    pub on: WordList,
    pub attachments: WordList,
    pub of_attachment: WordList,
    pub definite: WordList,
    pub following: WordList,
    pub preceding: WordList,
    pub infra: WordList,
    pub supra: WordList,
    pub printed: WordList,
    pub own_pages: WordList,
    pub page_in_note: WordList,
    pub called: WordList,
    pub before_names: WordList,
    pub telegrams: WordList,
    pub other_publications: WordList,
}

/// How they describe documents: "telegram 2142 from Moscow, February 22", "my letter of May 3".
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DescriptionWords {
    pub telegram: WordList,
    pub airgram: WordList,
    pub despatch: WordList,
    pub letter: WordList,
    pub message: WordList,
    pub note: WordList,
    pub memorandum: WordList,
    pub of_conversation: Vec<String>,
    pub qualities: WordList,
    pub offices: WordList,
    pub my: WordList,
    pub your: WordList,
    pub me: WordList,
    pub you: WordList,
    pub by_writer: WordList,
    pub by_receiver: WordList,
    pub by_office: WordList,
    pub possessive_endings: Vec<String>,
    pub from: WordList,
    pub to: WordList,
    pub dated: WordList,
    pub number_signs: WordList,
    pub particles: WordList,
    pub name_words: WordList,
    pub sent_again: WordList,
    pub repeated: WordList,
    pub not: WordList,
    pub unprinted: WordList,
    pub common_words: WordList,
    pub small_words: WordList,
}

/// Where sentences end.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SentenceWords {
    pub abbreviations: WordList,
    pub subject_abbreviations: WordList,
}
