//! The grammar of references in running text. Every way to cite is one rule: a method of
//! [`Scanner`] that looks at the tokens from a place on, and says what it understood. The rules stand
//! in a file for each kind of target. The folder takes a text with its tokens, and gives references with their places;
//! it must not know documents, nor whether the archive has what is meant.
//!
//! | rule | for example |
//! |---|---|
//! | [`Scanner::documents`] | "Document 159", "Documents 176, 177, and 178", "Documents 12–15" |
//! | [`Scanner::footnotes`] | "footnote 4, Document 141", "footnotes 4 and 5 above", "footnote 2 thereto" |
//! | [`Scanner::attachment`] | "Tab A to Document 51", "(Tab A)", "the enclosure" |
//! | [`Scanner::pages`] | "ante, p. 8", "February 25, p. 8" |
//! | [`Scanner::neighbour`] | "Supra.", "telegram 538, infra", "the following document" |
//! | [`Scanner::description`] | "telegram 2142 from Moscow, February 22", "my letter of May 3" |
//! | [`Scanner::repeated`] | "*ibid.*, footnote 3", "*ibid.*, p. 24" |
//! | [`Scanner::collection`] | "*Foreign Relations*, 1961–1963, vol. VI", "*ibid.*, vol. V", "Part 2" |
//!
//! A reference belongs to the collection that holds the text, unless a collection is named right
//! before it.

mod attachments;
mod collections;
mod descriptions;
mod documents;
mod footnotes;
mod neighbours;
mod numbers;
mod pages;
mod repeated;

use std::ops::Range;
use std::sync::Arc;

use aho_corasick::AhoCorasick;

use crate::config::ReferenceRule;
use crate::language::calendar;
use crate::language::reading::{ReadingWords, ReferenceWords, WordList};
use crate::language::token::{Token, Tokens};
use crate::model::reference::{Citation, CollectionCitation, Rule};

pub use attachments::Attachment;
use numbers::{is_document_number, is_footnote_label};

/// What the grammar of one archive needs to know.
#[derive(Debug)]
pub struct Grammar {
    /// The names of series, as sequences of words in lower case: `["foreign", "relations"]`.
    series: Vec<Vec<String>>,
    /// The archive's own rules for running text.
    rules: Vec<ReferenceRule>,
    /// The words by which references begin, looked for all at once.
    openings: Option<AhoCorasick>,
    /// The words at which a rule can begin. Every token is asked, and most are none of them.
    beginnings: WordList,
    /// The words by which the archive's texts are read.
    reading: Arc<ReadingWords>,
}

/// How many tokens are looked back at from a reference. A clause is seldom as long, and what stands
/// farther away does not say what a page or "ibid." belongs to.
const LONGEST_CLAUSE: usize = 200;

/// What the text before and round a text says about its references.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// The collection that was named last before the text; afterwards the last one named in it.
    pub ibid: Option<CollectionCitation>,
    /// Whether the text is an editors' note.
    pub in_note: bool,
    /// What a note means that says no more than "Ibid.": the reference of which the text before it
    /// consists.
    pub repeated: Option<(Rule, Citation)>,
    /// The attachments that are printed with the document, as long as the text is not one of them.
    pub attachments: Vec<Attachment>,
}

/// A reference that was found in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The rule that found it.
    pub rule: Rule,
    /// The bytes of its words in the text.
    pub span: Range<usize>,
    /// What it refers to.
    pub citation: Citation,
}

impl Grammar {
    /// The grammar for an archive whose collections are cited by these names, with its own rules and the words by
    /// which its texts are read.
    pub fn new<'a>(
        names: impl Iterator<Item = &'a str>,
        rules: &[ReferenceRule],
        reading: &Arc<ReadingWords>,
    ) -> Self {
        let mut series: Vec<Vec<String>> = names
            .filter_map(|name| CollectionCitation::of_name(name).series)
            .map(|series| series.split(' ').map(str::to_owned).collect())
            .collect();
        // The longest name is tried first.
        series.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        series.dedup();
        let names = series.iter().filter_map(|series| {
            let first = series.first()?;
            let (at, _) = first.char_indices().nth(1)?;
            Some(&first[at..])
        });
        // Without the automaton, which only a list that is far too long can prevent, all is looked at.
        let openings = {
            let openings = reading.references.openings.iter().map(String::as_str);
            AhoCorasick::new(openings.chain(names)).ok()
        };
        Self {
            openings,
            beginnings: beginnings(&series, reading),
            series,
            rules: rules.iter().filter(|rule| rule.field.is_none()).cloned().collect(),
            reading: Arc::clone(reading),
        }
    }

    /// The words by which the archive's texts are read.
    pub fn reading(&self) -> &ReadingWords {
        &self.reading
    }

    /// Finds the references in a text, in its order; none overlaps another.
    pub fn find(&self, text: &str, context: &mut Context) -> Vec<Found> {
        let mut found: Vec<Found> =
            repeated::whole(text, context, &self.reading.references).into_iter().collect();
        if found.is_empty() && (self.can_hold_reference(text) || !context.attachments.is_empty()) {
            let scope = context.ibid.take().map(|citation| Scope { citation, tokens: 0..0, is_open: false });
            let mut scanner = Scanner {
                grammar: self,
                tokens: Tokens::of(text),
                found,
                described: Vec::new(),
                scope,
                continued: None,
                in_note: context.in_note,
                // The notes to a document rather speak of what is attached elsewhere.
                attachments: if context.in_note { &[] } else { &context.attachments },
            };
            scanner.scan();
            found = scanner.found;
            context.ibid = scanner.scope.map(|scope| scope.citation);
        }
        context.repeated = context
            .in_note
            .then(|| repeated::only_reference(text, &found, &self.reading.references))
            .flatten();
        self.apply_rules(text, &mut found);
        found
    }

    /// Most paragraphs hold none of the words by which a reference begins.
    fn can_hold_reference(&self, text: &str) -> bool {
        self.openings.as_ref().is_none_or(|openings| openings.is_match(text))
    }

    /// Whether a rule can begin at a token. Some capitals beyond ASCII have other lengths than their small letters: "İ".
    fn can_begin(&self, token: &Token<'_>) -> bool {
        self.beginnings.has(token.text) || !token.text.is_ascii() && self.beginnings.has(&token.lower())
    }

    /// The archive's own rules find what no other rule has found.
    fn apply_rules(&self, text: &str, found: &mut Vec<Found>) {
        for rule in &self.rules {
            let known = found.len();
            for captures in rule.pattern.0.captures_iter(text) {
                let Some(whole) = captures.get(0) else { continue };
                let span = whole.range();
                if overlaps(&found[..known], &span) {
                    continue;
                }
                let mut name = String::new();
                captures.expand(&rule.target, &mut name);
                found.push(Found {
                    rule: Rule::Archive(rule.name.clone()),
                    span,
                    citation: Citation::Name(name),
                });
            }
            found.sort_by_key(|found| found.span.start);
        }
    }
}

/// The words at which the rules of a [`Scanner`] begin, with the first of each phrase.
fn beginnings(series: &[Vec<String>], reading: &ReadingWords) -> WordList {
    let (references, descriptions) = (&reading.references, &reading.descriptions);
    let lists = [
        &references.ibid,
        &references.idem,
        &references.volume_alone,
        &references.books,
        &references.footnotes,
        &references.footnote,
        &references.footnote_abbreviations,
        &references.notes,
        &references.note,
        &references.attachments,
        &references.bare_number,
        &references.documents,
        &references.document,
        &references.pages,
        &references.page,
        &references.infra,
        &references.supra,
        &references.following,
        &references.preceding,
    ];
    let kinds = descriptions::kinds(descriptions).map(|(words, _)| words);
    let words = lists.into_iter().chain(kinds).flat_map(WordList::iter);
    let phrases = references.source_note.iter().filter_map(|phrase| phrase.split(' ').next());
    let series = series.iter().filter_map(|words| words.first()).map(String::as_str);
    words.chain(phrases).chain(series).map(str::to_owned).collect::<Vec<_>>().into()
}

/// Whether a stretch has bytes in common with a reference, of those that stand in the text's order and
/// do not overlap one another.
fn overlaps(found: &[Found], span: &Range<usize>) -> bool {
    let first = found.partition_point(|found| found.span.end <= span.start);
    found.get(first).is_some_and(|found| found.span.start < span.end)
}

/// Goes through the tokens of one text.
struct Scanner<'g, 't> {
    grammar: &'g Grammar,
    tokens: Tokens<'t>,
    found: Vec<Found>,
    /// Documents that are described; they count where nothing else cites them.
    described: Vec<Found>,
    /// The collection that was named last.
    scope: Option<Scope>,
    /// Where a document would go on with the collection of the one before it.
    continued: Option<(usize, CollectionCitation)>,
    in_note: bool,
    attachments: &'g [Attachment],
}

/// A collection that was named.
#[derive(Debug, Clone)]
struct Scope {
    citation: CollectionCitation,
    /// Its tokens.
    tokens: Range<usize>,
    /// Whether a reference that follows includes the collection's words.
    is_open: bool,
}

/// Some numbers in a row, each with its token.
type Numbers = Vec<usize>;

impl<'g, 't> Scanner<'g, 't> {
    fn scan(&mut self) {
        let mut at = 0;
        while let Some(token) = self.token(at) {
            if !self.grammar.can_begin(token) {
                at += 1;
                continue;
            }
            let next = self
                .repeated(at)
                .or_else(|| self.collection(at))
                .or_else(|| self.other_publication(at))
                .or_else(|| self.footnotes(at))
                .or_else(|| self.attachment(at))
                .or_else(|| self.documents(at))
                .or_else(|| self.pages(at))
                .or_else(|| self.neighbour(at))
                .or_else(|| self.description(at));
            at = next.unwrap_or(at + 1).max(at + 1);
        }
        self.close_scope();
        self.found.sort_by_key(|found| found.span.start);
        self.add_descriptions();
        self.found.sort_by_key(|found| found.span.start);
    }

    fn token(&self, at: usize) -> Option<&Token<'t>> {
        self.tokens.get(at)
    }

    fn words(&self) -> &'g ReferenceWords {
        &self.grammar.reading.references
    }

    fn is_word(&self, at: usize, words: &WordList) -> bool {
        self.token(at).is_some_and(|token| words.has(token.text))
    }

    /// The same in small letters only.
    fn is_word_exactly(&self, at: usize, words: &WordList) -> bool {
        self.token(at).is_some_and(|token| words.contains(token.text))
    }

    /// How many tokens one of some phrases takes that begins at a token.
    fn phrase(&self, at: usize, phrases: &[String]) -> Option<usize> {
        // Every token is asked, and most differ in their first letter.
        let initial = self.token(at)?.text.as_bytes().first()?;
        let is_here = |phrase: &&String| {
            let begins = phrase.as_bytes().first().is_some_and(|first| first.eq_ignore_ascii_case(initial));
            let is_word = |(index, word): (usize, &str)| {
                self.token(at + index).is_some_and(|token| token.is_any_case(word))
            };
            begins && phrase.split(' ').enumerate().all(is_word)
        };
        phrases.iter().find(is_here).map(|phrase| phrase.split(' ').count())
    }

    fn is_sign(&self, at: usize, sign: char) -> bool {
        self.token(at).is_some_and(|token| token.is(sign))
    }

    /// The byte span from one token to another, the last included.
    fn span(&self, tokens: Range<usize>) -> Range<usize> {
        let start = self.token(tokens.start).map_or(0, |token| token.start);
        let end = tokens.end.checked_sub(1).and_then(|last| self.token(last)).map_or(start, Token::end);
        start..end.max(start)
    }

    fn push(&mut self, rule: Rule, tokens: Range<usize>, citation: Citation) {
        let span = self.span(tokens);
        self.found.push(Found { rule, span, citation });
    }

    /// Words that begin a sentence or a reference without being part of a title.
    fn is_opening_word(&self, token: &Token<'_>) -> bool {
        // "Presumably Document 157", "Possibly Document 40".
        self.words().adverb_endings.iter().any(|ending| token.text.ends_with(ending.as_str()))
            || self.words().opening_words.has(token.text)
    }

    /// Whether a full stop ends an abbreviation and not a sentence: "vol.", "U.S.", or one that
    /// stands before a small letter, a sign or a number.
    fn is_abbreviation(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.token(before));
        let next = self.token(at + 1);
        before.is_some_and(|before| {
            before.text.chars().count() == 1 || self.words().abbreviations.has(before.text)
        }) || next.is_some_and(|next| !next.is_capitalised())
    }

    /// A number or another label without the comma of its thousands.
    fn number_at(&self, at: usize) -> String {
        self.token(at).map_or_else(String::new, |token| token.text.replace(',', ""))
    }

    fn is_month(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| {
            token.is_capitalised() && calendar::ENGLISH_MONTHS.iter().any(|month| token.is_any_case(month))
        })
    }

    /// The first token of the clause that holds a token: after a full stop, bracket or semicolon.
    fn clause_start(&self, at: usize) -> usize {
        (at.saturating_sub(LONGEST_CLAUSE)..at)
            .rev()
            .find(|&before| {
                self.token(before).is_some_and(|token| match token.text {
                    "(" | ")" | ";" | "[" | "]" => true,
                    "." => !self.is_abbreviation(before),
                    _ => false,
                })
            })
            .map_or(at.saturating_sub(LONGEST_CLAUSE), |before| before + 1)
    }
}

#[cfg(test)]
mod tests;
