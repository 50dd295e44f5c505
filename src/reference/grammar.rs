//! The grammar of references in running text. Every way to cite is one rule: a method of
//! [`Scanner`] that looks at the tokens from a place on, and says what it understood.
//!
//! | rule | for example |
//! |---|---|
//! | [`Scanner::documents`] | "Document 159", "Documents 176, 177, and 178", "Documents 12–15" |
//! | [`Scanner::footnotes`] | "footnote 4, Document 141", "footnotes 4 and 5 above", "footnote 2 thereto" |
//! | [`Scanner::attachment`] | "Tab A to Document 51" |
//! | [`Scanner::pages`] | "ante, p. 8", "February 25, p. 8" |
//! | [`Scanner::collection`] | "*Foreign Relations*, 1961–1963, vol. VI", "*ibid.*, vol. V", "Part 2" |
//!
//! A reference belongs to the collection that holds the text, unless a collection is named right
//! before it.

use std::ops::Range;

use super::token::{Token, Tokens};
use super::{Citation, CollectionCitation, NoteHome, Rule};
use crate::config::ReferenceRule;

/// What the grammar of one archive needs to know.
#[derive(Debug, Default)]
pub struct Grammar {
    /// The names of series, as sequences of words in lower case: `["foreign", "relations"]`.
    series: Vec<Vec<String>>,
    /// The archive's own rules for running text.
    rules: Vec<ReferenceRule>,
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

/// How many tokens can stand between a collection's number and "Document": its title.
const LONGEST_TITLE: usize = 40;

impl Grammar {
    /// The grammar for an archive whose collections are cited by these names, with its own rules.
    pub fn new<'a>(names: impl Iterator<Item = &'a str>, rules: &[ReferenceRule]) -> Self {
        let mut series: Vec<Vec<String>> = names
            .filter_map(|name| CollectionCitation::of_name(name).series)
            .map(|series| series.split(' ').map(str::to_owned).collect())
            .collect();
        // The longest name is tried first.
        series.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        series.dedup();
        Self { series, rules: rules.iter().filter(|rule| rule.field.is_none()).cloned().collect() }
    }

    /// Finds the references in a text, in its order; none overlaps another. `ibid` is the collection
    /// that was named last before the text, and becomes the one that is named last in it.
    pub fn find(&self, text: &str, ibid: &mut Option<CollectionCitation>) -> Vec<Found> {
        let mut found = Vec::new();
        if self.can_hold_reference(text) {
            let scope = ibid.take().map(|citation| Scope { citation, tokens: 0..0, is_open: false });
            let mut scanner = Scanner { grammar: self, tokens: Tokens::of(text), found, scope };
            scanner.scan();
            found = scanner.found;
            *ibid = scanner.scope.map(|scope| scope.citation);
        }
        self.apply_rules(text, &mut found);
        found
    }

    /// Most paragraphs hold none of the words by which a reference begins.
    fn can_hold_reference(&self, text: &str) -> bool {
        const WORDS: [&str; 9] =
            ["ocument", "ootnote", "ource note", "p. ", "page", "ote, p", "ost, p", "pp.", "of this"];
        WORDS.iter().any(|word| text.contains(word))
            || self.series.iter().any(|series| {
                let first = series.first().map_or("", String::as_str);
                let rest = first.char_indices().nth(1).map_or("", |(at, _)| &first[at..]);
                !rest.is_empty() && text.contains(rest)
            })
    }

    /// The archive's own rules find what no other rule has found.
    fn apply_rules(&self, text: &str, found: &mut Vec<Found>) {
        for rule in &self.rules {
            for captures in rule.pattern.0.captures_iter(text) {
                let Some(whole) = captures.get(0) else { continue };
                let span = whole.range();
                if found.iter().any(|other| other.span.start < span.end && span.start < other.span.end) {
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
        }
        found.sort_by_key(|found| found.span.start);
    }
}

/// Goes through the tokens of one text.
struct Scanner<'g, 't> {
    grammar: &'g Grammar,
    tokens: Tokens<'t>,
    found: Vec<Found>,
    /// The collection that was named last.
    scope: Option<Scope>,
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

impl<'t> Scanner<'_, 't> {
    fn scan(&mut self) {
        let mut at = 0;
        while at < self.tokens.len() {
            let next = self
                .collection(at)
                .or_else(|| self.other_publication(at))
                .or_else(|| self.footnotes(at))
                .or_else(|| self.attachment(at))
                .or_else(|| self.documents(at))
                .or_else(|| self.pages(at));
            at = next.unwrap_or(at + 1).max(at + 1);
        }
        self.close_scope();
        self.found.sort_by_key(|found| found.span.start);
    }

    fn token(&self, at: usize) -> Option<&Token<'t>> {
        self.tokens.get(at)
    }

    fn is_word(&self, at: usize, words: &[&str]) -> bool {
        self.token(at).is_some_and(|token| words.iter().any(|word| token.is_any_case(word)))
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

    /// "Foreign Relations, 1961–1963, vol. VI", "ibid., vol. V", "vol. XV", "Part 2": opens a scope.
    fn collection(&mut self, at: usize) -> Option<usize> {
        let (citation, end) = self.read_collection(at)?;
        self.close_scope();
        self.scope = Some(Scope { citation, tokens: at..end, is_open: true });
        Some(end)
    }

    fn read_collection(&self, at: usize) -> Option<(CollectionCitation, usize)> {
        if let Some((series, after)) = self.series(at) {
            let mut citation = CollectionCitation { series: Some(series), ..CollectionCitation::default() };
            let end = citation.read_numbers(&self.tokens, after);
            return citation.is_specific().then_some((citation, end));
        }
        if self.is_word(at, &["ibid", "idem"]) {
            let after = at + 1 + usize::from(self.is_sign(at + 1, '.'));
            let mut citation = self.scope.as_ref()?.citation.clone();
            let mut own = CollectionCitation::default();
            let end = own.read_numbers(&self.tokens, after);
            // What is named anew replaces what was named before, and all that is more exact.
            if own.years.is_some() {
                citation.years = own.years;
                citation.volume = None;
                citation.part = None;
            }
            if own.volume.is_some() {
                citation.volume = own.volume;
                citation.part = None;
            }
            citation.part = own.part.or(citation.part);
            return Some((citation, end));
        }
        self.short_form(at)
    }

    /// The name of a known series: its words, each followed by nothing but space.
    fn series(&self, at: usize) -> Option<(String, usize)> {
        self.token(at).filter(|token| token.is_capitalised())?;
        self.grammar.series.iter().find_map(|words| {
            let matches = words
                .iter()
                .enumerate()
                .all(|(index, word)| self.token(at + index).is_some_and(|token| token.lower() == *word));
            matches.then(|| (words.join(" "), at + words.len()))
        })
    }

    /// "vol. XV, Document 87", "Part 2, Document 163", "volume VI of this series": a collection
    /// that shares the beginning of its name with this one. After another title ("*Memoirs*, vol. I")
    /// the words mean something else.
    fn short_form(&self, at: usize) -> Option<(CollectionCitation, usize)> {
        if !self.is_word(at, &["vol", "volume", "part"]) {
            return None;
        }
        let mut citation = CollectionCitation::default();
        let end = citation.read_numbers(&self.tokens, at);
        if end == at {
            return None;
        }
        let of_this_series = self.is_word(end, &["of"])
            && self.is_word(end + 1, &["this", "the"])
            && self.is_word(end + 2, &["series", "subseries", "same"]);
        if self.follows_title(at) && !of_this_series {
            return None;
        }
        if !of_this_series && self.title_end(end).is_none() {
            return None;
        }
        Some((citation, end))
    }

    /// Whether a volume's or part's number follows the title of something else than a collection.
    fn follows_title(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.token(before));
        // After a volume of the series, another of its volumes can follow.
        let continues =
            self.scope.is_some() && before.is_some_and(|before| before.is(';') || before.is_any_case("and"));
        let is_title =
            |token: &Token<'_>| token.is_capitalised() && !self.is_opening_word(token) || token.is_number();
        !continues
            && before.is_some_and(|before| {
                is_title(before) || (before.is(',') && at >= 2 && self.token(at - 2).is_some_and(is_title))
            })
    }

    /// "Pentagon Papers, vol. I, Document 3": documents of other publications are none of ours.
    fn other_publication(&self, at: usize) -> Option<usize> {
        if !self.is_word(at, &["vol", "volume", "book"]) || !self.follows_title(at) {
            return None;
        }
        let numbers = self.document_numbers(self.title_end(at + 1)?)?;
        numbers.last().map(|last| last + 1)
    }

    /// Words that begin a sentence or a reference without being part of a title.
    fn is_opening_word(&self, token: &Token<'_>) -> bool {
        // "Presumably Document 157", "Possibly Document 40".
        token.text.ends_with("ly")
            || ["see", "also", "in", "and", "from", "for", "printed", "ibid"]
                .iter()
                .any(|word| token.is_any_case(word))
    }

    /// From the end of a collection's number, over its title, to "Document" or "pages" that belong
    /// to it.
    fn title_end(&self, from: usize) -> Option<usize> {
        let mut depth = 0_usize;
        for at in from..(from + LONGEST_TITLE).min(self.tokens.len()) {
            let token = self.token(at)?;
            let after_and = at > from && self.is_word(at - 1, &["and", "or", "also", "see", "with", "than"]);
            let plural_or_number = self.token(at + 1).is_some_and(|next| next.is_number() || next.is('.'));
            if self.is_word(at, &["document", "documents", "footnote", "footnotes"]) && plural_or_number {
                return (!after_and || at == from).then_some(at);
            }
            if self.is_word(at, &["p", "pp", "page", "pages"]) && plural_or_number {
                return (!after_and).then_some(at);
            }
            match token.text {
                "(" => depth += 1,
                ")" if depth == 0 => return None,
                ")" => depth -= 1,
                "." if !self.is_abbreviation(at) => return None,
                "[" | "]" | "“" | "”" | "?" | "!" => return None,
                _ => {}
            }
            if token.is_word() && !self.is_title_word(token) {
                return None;
            }
        }
        None
    }

    fn is_title_word(&self, token: &Token<'_>) -> bool {
        const SMALL: [&str; 16] = [
            "and", "of", "the", "in", "on", "for", "to", "as", "at", "with", "part", "p", "pp", "pages",
            "page", "vol",
        ];
        (token.is_capitalised() || SMALL.contains(&token.text)) && !self.is_see(token)
    }

    fn is_see(&self, token: &Token<'_>) -> bool {
        token.is_any_case("see") || token.is_any_case("also")
    }

    /// Whether a full stop ends an abbreviation and not a sentence: "vol.", "U.S.", or one that
    /// stands before a small letter, a sign or a number.
    fn is_abbreviation(&self, at: usize) -> bool {
        const ABBREVIATIONS: [&str; 14] =
            ["vol", "pp", "pt", "no", "mr", "mrs", "dr", "gen", "sen", "amb", "st", "lt", "col", "adm"];
        let before = at.checked_sub(1).and_then(|before| self.token(before));
        let next = self.token(at + 1);
        before.is_some_and(|before| {
            before.text.chars().count() == 1 || ABBREVIATIONS.contains(&before.lower().as_str())
        }) || next.is_some_and(|next| !next.is_capitalised())
    }

    /// The collection to which a reference at a token belongs, where one is named before it, and
    /// the first token of its name if the reference is the first that follows.
    fn home(&mut self, at: usize) -> (Option<CollectionCitation>, usize) {
        let Some(scope) = &mut self.scope else { return (None, at) };
        let (citation, start, end, is_open) =
            (scope.citation.clone(), scope.tokens.start, scope.tokens.end, scope.is_open);
        if is_open && (at == end || self.title_end(end) == Some(at)) {
            if let Some(scope) = &mut self.scope {
                scope.is_open = false;
            }
            return (Some(citation), start);
        }
        (None, at)
    }

    /// A collection that no reference followed is cited as a whole.
    fn close_scope(&mut self) {
        let Some(scope) = &mut self.scope else { return };
        if scope.is_open && scope.citation.is_specific() {
            scope.is_open = false;
            let (citation, tokens) = (scope.citation.clone(), scope.tokens.clone());
            // "Ibid." alone says nothing new.
            let names_something = self.span(tokens.clone()).len() > "ibid.".len();
            if names_something {
                self.push(Rule::Collection, tokens, Citation::Collection(citation));
            }
        }
    }

    /// "Document 159", "Documents 176, 177, and 178", "Documents 12–15", with a footnote after it:
    /// "Document 38, footnote 2", "Document 60 and footnote 1 thereto".
    fn documents(&mut self, at: usize) -> Option<usize> {
        let numbers = self.document_numbers(at)?;
        let (collection, start) = self.home(at);
        self.push_documents(start, &numbers, collection.as_ref());
        let last = *numbers.last()?;
        Some(self.footnotes_after(last, collection).unwrap_or(last + 1))
    }

    fn push_documents(&mut self, start: usize, numbers: &[usize], collection: Option<&CollectionCitation>) {
        for (index, &number) in numbers.iter().enumerate() {
            let citation =
                Citation::Document { collection: collection.cloned(), number: self.number_at(number) };
            let first = if index == 0 { start } else { number };
            self.push(Rule::Document, first..number + 1, citation);
        }
    }

    fn number_at(&self, at: usize) -> String {
        self.token(at).map_or_else(String::new, |token| token.text.to_owned())
    }

    /// The tokens of the numbers after "Document" or "Documents".
    fn document_numbers(&self, at: usize) -> Option<Numbers> {
        let word = self.token(at)?;
        let plural = match word.text {
            "Document" | "document" | "Doc" => false,
            "Documents" | "documents" | "Docs" => true,
            _ => return None,
        };
        let first = at + 1 + usize::from(self.is_sign(at + 1, '.'));
        let is_number =
            self.token(first).is_some_and(|token| token.is_number() && is_document_number(token.text));
        if !is_number || self.is_part_of_name(at) || self.continues_as_code(first) {
            return None;
        }
        let mut numbers = self.numbers(first, plural);
        // "Document 12, 13 May": a day follows.
        while numbers.len() > 1 && numbers.last().is_some_and(|&last| self.is_month(last + 1)) {
            numbers.pop();
        }
        Some(numbers)
    }

    /// "UN Document 5": a capitalised word before it makes it another's.
    fn is_part_of_name(&self, at: usize) -> bool {
        let before_sign = at.checked_sub(1).filter(|&before| self.is_sign(before, ',')).unwrap_or(at);
        let before_sign =
            before_sign.checked_sub(1).filter(|&before| self.is_sign(before, '.')).unwrap_or(before_sign);
        if self.scope.is_none()
            && before_sign.checked_sub(1).is_some_and(|before| self.is_word(before, &["ibid"]))
        {
            return true;
        }
        let lower_case = self.token(at).is_some_and(|token| !token.is_capitalised());
        let before = at.checked_sub(1).and_then(|before| self.token(before));
        before.is_some_and(|before| {
            let in_scope = self.scope.as_ref().is_some_and(|scope| scope.is_open);
            let names = before.is_word() && before.is_capitalised() && !self.is_opening_word(before);
            (names && !in_scope)
                || (lower_case
                    && !["see", "in", "to", "and", "of", "also", "from"]
                        .iter()
                        .any(|word| before.is_any_case(word)))
        })
    }

    /// "Document 12/34" and "Document 5.3" are numbers of another kind.
    fn continues_as_code(&self, at: usize) -> bool {
        let glued = |at: usize| self.token(at).is_some_and(|token| !token.space_before);
        (self.is_sign(at + 1, '/') || self.is_sign(at + 1, '.') || self.is_sign(at + 1, ','))
            && glued(at + 1)
            && glued(at + 2)
            && self.token(at + 2).is_some_and(|token| token.is_number() || self.is_sign(at + 1, '/'))
            && !self.is_sign(at + 1, ',')
    }

    /// The numbers of a list or range: "176, 177, and 178", "12–15", "5 and 6". Each end of a range
    /// is a number of its own.
    fn numbers(&self, first: usize, plural: bool) -> Numbers {
        let mut numbers = vec![first];
        let mut at = first + 1;
        loop {
            let mut next = at;
            let comma = self.is_sign(next, ',');
            next += usize::from(comma);
            let joined = self.token(next).is_some_and(Token::is_dash)
                || self.is_word(next, &["and", "or", "through", "to"])
                || self.is_sign(next, '&');
            next += usize::from(joined);
            let number = self.token(next).filter(|token| token.is_number() && is_document_number(token.text));
            let repeats = (comma || joined) && (plural || joined && !comma);
            if number.is_none() || !repeats {
                return numbers;
            }
            // "Documents 5 and 6 (1961)" ends the list, and so does "Document 12 and 3 others".
            numbers.push(next);
            at = next + 1;
        }
    }

    fn is_month(&self, at: usize) -> bool {
        const MONTHS: [&str; 12] = [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ];
        self.token(at).is_some_and(|token| token.is_capitalised()) && self.is_word(at, &MONTHS)
    }

    /// "footnote 4, Document 141", "footnotes 1 and 8, Document 265", "the source note, Document 22",
    /// "footnote 3 above".
    fn footnotes(&mut self, at: usize) -> Option<usize> {
        if self.is_word(at, &["source"]) && self.is_word(at + 1, &["note"]) {
            return self.source_note(at);
        }
        let labels = self.footnote_labels(at)?;
        let last = *labels.last()?;
        let (home, document_tokens) = match self.note_home(last + 1) {
            Some(found) => found,
            // Another publication's, or the one that the words before it mean.
            None => return self.bare_footnotes(at, &labels),
        };
        let Some((number, end)) = document_tokens else {
            self.push_footnotes(at, &labels, &home, last + 1);
            return Some(self.skip_direction(last + 1));
        };
        let end_of_words = if labels.len() == 1 { end } else { last + 1 };
        self.push_footnotes(at, &labels, &home, end_of_words);
        if labels.len() > 1 {
            // With several notes the document's number is a link of its own.
            let (collection, number_text) = match home {
                NoteHome::Document { collection, number } => (collection, number),
                NoteHome::Here => (None, String::new()),
            };
            self.push(Rule::Document, number..end, Citation::Document { collection, number: number_text });
        }
        // "footnote 2, Document 8, and Document 12" goes on with the list of documents.
        Some(end)
    }

    fn push_footnotes(&mut self, start: usize, labels: &[usize], home: &NoteHome, end: usize) {
        for (index, &label) in labels.iter().enumerate() {
            let first = if index == 0 { start } else { label };
            let last = if index + 1 == labels.len() { end } else { label + 1 };
            let citation = Citation::Footnote { of: Box::new(home.clone()), label: self.number_at(label) };
            self.push(Rule::Footnote, first..last, citation);
        }
    }

    fn footnote_labels(&self, at: usize) -> Option<Numbers> {
        let plural = match self.token(at)?.lower().as_str() {
            "footnote" => false,
            "footnotes" => true,
            "fn" if self.is_sign(at + 1, '.') => false,
            _ => return None,
        };
        let first = at + 1 + usize::from(self.is_sign(at + 1, '.'));
        let label = self.token(first)?;
        let is_label = label.text.len() <= 3 && label.is_number() || matches!(label.text, "*" | "†" | "‡");
        is_label.then(|| self.numbers(first, plural))
    }

    /// The document of a footnote, from the token after the note's number: ", Document 141",
    /// " to Document 141", "above". The second value is the tokens of its number, with the end of
    /// the words.
    #[allow(clippy::type_complexity)]
    fn note_home(&mut self, at: usize) -> Option<(NoteHome, Option<(usize, usize)>)> {
        let mut next = at + usize::from(self.is_sign(at, ','));
        if self.is_word(next, &["to", "of", "in", "under", "at"]) {
            next += 1;
        }
        if let Some(numbers) = self.document_numbers(next).or_else(|| self.document_in_collection(next)) {
            let number = *numbers.first()?;
            let collection = self.collection_between(at, number);
            let home = NoteHome::Document { collection, number: self.number_at(number) };
            return Some((home, Some((next, number + 1))));
        }
        let next = at + usize::from(self.is_sign(at, ','));
        if self.is_word(next, &["above", "below"]) {
            return Some((NoteHome::Here, None));
        }
        None
    }

    /// "footnote 2, vol. XV, Document 87".
    fn document_in_collection(&self, at: usize) -> Option<Numbers> {
        let (_, end) = self.read_collection(at)?;
        let document = self.title_end(end)?;
        self.document_numbers(document)
    }

    fn collection_between(&self, from: usize, to: usize) -> Option<CollectionCitation> {
        (from..to).find_map(|at| self.read_collection(at)).map(|(citation, _)| citation)
    }

    fn skip_direction(&self, at: usize) -> usize {
        let next = at + usize::from(self.is_sign(at, ','));
        if self.is_word(next, &["above", "below"]) { next + 1 } else { at }
    }

    /// "See footnote 3." is a note of the same document, unless other words say whose it is.
    fn bare_footnotes(&mut self, at: usize, labels: &[usize]) -> Option<usize> {
        let last = *labels.last()?;
        if let Some(end) = self.footnote_of_page(at, last) {
            return Some(end);
        }
        let (collection, _) = self.home(at);
        let elsewhere = collection.is_some()
            || self.is_word(last + 1, &["to", "of", "in", "on", "thereto", "there", "therein"])
            || (self.is_sign(last + 1, ',')
                && self
                    .is_word(last + 2, &["supra", "infra", "ante", "post", "p", "pp", "page", "ibid", "to"]))
            || self.is_word(last + 1, &["supra", "infra"])
            || at.checked_sub(1).is_some_and(|before| {
                self.is_sign(before, ',') && self.token(before.wrapping_sub(1)).is_some_and(Token::is_number)
            });
        if elsewhere {
            return Some(last + 1);
        }
        self.push_footnotes(at, labels, &NoteHome::Here, last + 1);
        Some(last + 1)
    }

    /// "footnote 4, p. 122": several documents can share a page, and the note's number begins anew
    /// in each, so that the page is as exact as the words are.
    fn footnote_of_page(&mut self, at: usize, label: usize) -> Option<usize> {
        let page = label + 1 + usize::from(self.is_sign(label + 1, ','));
        if !self.is_word(page, &["p", "page"]) || self.names_other_publication(self.clause_start(at)..at) {
            return None;
        }
        let number = page + 1 + usize::from(self.is_sign(page + 1, '.'));
        self.token(number).filter(|token| token.is_number())?;
        self.push(
            Rule::Page,
            at..number + 1,
            Citation::Page { collection: None, page: self.number_at(number) },
        );
        Some(number + 1)
    }

    /// "the source note, Document 22": the note that says where the original is kept.
    fn source_note(&mut self, at: usize) -> Option<usize> {
        let mut next = at + 2 + usize::from(self.is_sign(at + 2, ','));
        if self.is_word(next, &["to", "of", "in"]) {
            next += 1;
        }
        let number = *self.document_numbers(next)?.first()?;
        let of = Box::new(NoteHome::Document { collection: None, number: self.number_at(number) });
        self.push(Rule::Footnote, at..at + 2, Citation::Footnote { of, label: String::new() });
        // The document is a link of its own, with whatever follows it.
        Some(next)
    }

    /// After a document: ", footnote 2", " and footnote 1 thereto".
    fn footnotes_after(&mut self, document: usize, collection: Option<CollectionCitation>) -> Option<usize> {
        let mut next = document + 1 + usize::from(self.is_sign(document + 1, ','));
        let joined = self.is_word(next, &["and"]) || self.is_sign(next, '&');
        next += usize::from(joined);
        let labels = self.footnote_labels(next)?;
        let last = *labels.last()?;
        let thereto = self.is_word(last + 1, &["thereto", "therein"])
            || (self.is_word(last + 1, &["to"]) && self.is_word(last + 2, &["it"]));
        // "Document 120 and footnote 4, Document 141" names the note's document after it.
        if !thereto && self.note_home(last + 1).is_some() {
            return None;
        }
        let home = NoteHome::Document { collection, number: self.number_at(document) };
        self.push_footnotes(next, &labels, &home, last + 1);
        Some(last + 1 + usize::from(thereto))
    }

    /// "Tab A to Document 51", "Attachment 2 to Document 51": all the words lead to the document.
    fn attachment(&mut self, at: usize) -> Option<usize> {
        if !self.is_word(at, &["tab", "attachment", "enclosure", "annex", "appendix"]) {
            return None;
        }
        let label = usize::from(self.token(at + 1).is_some_and(|token| {
            token.is_number() || token.text.len() <= 4 && token.text.chars().all(char::is_uppercase)
        }));
        let to = at + 1 + label;
        if !self.is_word(to, &["to", "of"]) {
            return None;
        }
        let numbers = self.document_numbers(to + 1)?;
        let first = *numbers.first()?;
        self.push_documents(at, &[first], None);
        self.push_documents(first, &numbers[1..], None);
        numbers.last().map(|last| last + 1)
    }

    /// Pages of this collection ("ante, p. 8", "telegram 598, February 25, p. 8") or of another
    /// that was named. Pages of other books are none of ours.
    fn pages(&mut self, at: usize) -> Option<usize> {
        let plural = match self.token(at)?.text {
            "p" | "page" => false,
            "pp" | "pages" => true,
            _ => return None,
        };
        let first = at + 1 + usize::from(self.is_sign(at + 1, '.'));
        self.token(first).filter(|token| token.is_number() && token.text.len() <= 5)?;
        let numbers = self.numbers(first, plural);
        let last = *numbers.last()?;
        let (collection, start) = self.home(at);
        if collection.is_none() && !self.is_own_page(at) {
            return Some(last + 1);
        }
        // "vol. IV, pp. 1168–1169 (Document 62)": the number of the document says more.
        if collection.is_some()
            && self.is_sign(last + 1, '(')
            && let Some(documents) = self.document_numbers(last + 2)
        {
            self.push_documents(start, &documents, collection.as_ref());
            return documents.last().map(|last| last + 1);
        }
        for (index, &number) in numbers.iter().enumerate() {
            let citation = Citation::Page { collection: collection.clone(), page: self.number_at(number) };
            let first = if index == 0 { start } else { number };
            self.push(Rule::Page, first..number + 1, citation);
        }
        Some(last + 1)
    }

    /// Whether the words before "p." say that the page is one of this collection: "ante,", or a
    /// document ("telegram 187, February 23, noon,", "January 6,"), with no other title in the clause.
    fn is_own_page(&self, at: usize) -> bool {
        let comma = at > 0 && self.is_sign(at - 1, ',');
        let before = at - usize::from(comma);
        // "A report of 12 pages 3 of which" counts pages.
        let cites = comma
            || self.is_word(at, &["p", "pp"])
            || (at > 0 && self.is_word(at - 1, &["see", "on", "also"]));
        if before == 0 || !cites {
            return false;
        }
        if self.is_word(before - 1, &["ante", "post", "supra", "infra"]) {
            return true;
        }
        let clause = self.clause_start(before);
        if self.names_other_publication(clause..before) {
            return false;
        }
        const DOCUMENTS: [&str; 14] = [
            "telegram",
            "telegrams",
            "letter",
            "memorandum",
            "note",
            "notes",
            "airgram",
            "despatch",
            "dispatch",
            "message",
            "report",
            "instruction",
            "mémoire",
            "circular",
        ];
        let first =
            (clause..before).find(|&at| !self.is_word(at, &["see", "also", "and", "the"])).unwrap_or(before);
        self.is_month(first)
            || (clause..before).any(|at| self.is_word(at, &DOCUMENTS))
            || self.is_word(before - 1, &["see"])
    }

    /// Whether the words name another publication, whose pages are none of ours.
    fn names_other_publication(&self, words: Range<usize>) -> bool {
        const OTHERS: [&str; 22] = [
            "bulletin",
            "papers",
            "vol",
            "volume",
            "book",
            "ed",
            "eds",
            "ibid",
            "treaties",
            "memoirs",
            "york",
            "press",
            "stat",
            "doc",
            "series",
            "times",
            "record",
            "records",
            "yr",
            "supplement",
            "hansard",
            "gazette",
        ];
        self.scope.as_ref().is_some_and(|scope| !scope.tokens.is_empty() && scope.tokens.start >= words.start)
            || words.into_iter().any(|at| self.is_word(at, &OTHERS) || self.is_sign(at, '”'))
    }

    /// The first token of the clause that holds a token: after a full stop, bracket or semicolon.
    fn clause_start(&self, at: usize) -> usize {
        (0..at)
            .rev()
            .find(|&before| {
                self.token(before).is_some_and(|token| match token.text {
                    "(" | ")" | ";" | "[" | "]" => true,
                    "." => !self.is_abbreviation(before),
                    _ => false,
                })
            })
            .map_or(0, |before| before + 1)
    }
}

/// Documents of an edition have at most four digits, and a letter at most.
fn is_document_number(text: &str) -> bool {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_lowercase());
    !digits.is_empty()
        && digits.len() <= 4
        && text.len() - digits.len() <= 1
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
#[path = "grammar_tests.rs"]
mod tests;
