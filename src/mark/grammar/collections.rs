//! Rules for collections: "*Foreign Relations*, 1961–1963, vol. VI", "*ibid.*, vol. V", "Part 2"; and
//! to which collection the documents and pages belong that are named after one.

use super::{Citation, CollectionCitation, Rule, Scanner, Scope};
use crate::language::token::Token;

/// How many tokens can stand between a collection's number and "Document": its title.
const LONGEST_TITLE: usize = 40;

impl Scanner<'_, '_> {
    /// "Foreign Relations, 1961–1963, vol. VI", "ibid., vol. V", "vol. XV", "Part 2": opens a scope.
    pub(super) fn collection(&mut self, at: usize) -> Option<usize> {
        let (citation, end) = self.read_collection(at)?;
        self.close_scope();
        self.scope = Some(Scope { citation, tokens: at..end, is_open: true });
        Some(end)
    }

    pub(super) fn read_collection(&self, at: usize) -> Option<(CollectionCitation, usize)> {
        if let Some((series, after)) = self.series(at) {
            let mut citation = CollectionCitation { series: Some(series), ..CollectionCitation::default() };
            let end = citation.read_numbers(&self.tokens, after, self.words());
            return citation.is_specific().then_some((citation, end));
        }
        if self.is_word(at, &self.words().ibid) || self.is_word(at, &self.words().idem) {
            return self.ibid(at);
        }
        self.short_form(at)
    }

    /// "ibid., Document 12", "ibid., vol. XXXI, Foreign Economic Policy, Document 191": what is named
    /// anew replaces what was named before, and all that is more exact.
    fn ibid(&self, at: usize) -> Option<(CollectionCitation, usize)> {
        let scope = self.scope.as_ref()?;
        let after = at + 1 + usize::from(self.is_sign(at + 1, '.'));
        let skip_comma = |at: usize| at + usize::from(self.is_sign(at, ','));
        let mut own = CollectionCitation::default();
        let end = own.read_numbers(&self.tokens, after, self.words());
        // From one text to the next, other books can have been named.
        let is_near = !scope.tokens.is_empty();
        let next = skip_comma(end);
        let leads_to_document =
            self.document_numbers_after_collection(next).is_some() || self.footnote_labels(next).is_some();
        let leads_to_page = is_near && self.is_page(next);
        // "Ibid., The Soviet Union, 1933–1939, p. 33" is a volume without a number, and "ibid.,
        // Vol. XIV" one of a file.
        let is_whole =
            is_near && own.is_specific() && self.is_word_exactly(after + 1, &self.words().volume_alone);
        let has_title = own.is_specific() && self.title_end(end).is_some();
        if !(leads_to_document || leads_to_page || is_whole || has_title) {
            return None;
        }
        let mut citation = scope.citation.clone();
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
        Some((citation, end))
    }

    /// The name of a known series: its words, each followed by nothing but space.
    pub(super) fn series(&self, at: usize) -> Option<(String, usize)> {
        self.token(at).filter(|token| token.is_capitalised())?;
        self.grammar.series.iter().find_map(|words| {
            let matches = words
                .iter()
                .enumerate()
                .all(|(index, word)| self.token(at + index).is_some_and(|token| token.lower() == *word));
            matches.then(|| (words.join(" "), at + words.len()))
        })
    }

    /// "vol. XV, Document 87", "Part 2, Document 163", "volume VI of this series", "Part 2 of this volume": a collection
    /// that shares the beginning of its name with this one. After another title ("*Memoirs*, vol. I")
    /// the words mean something else.
    pub(super) fn short_form(&self, at: usize) -> Option<(CollectionCitation, usize)> {
        if !self.is_word(at, &self.words().volume_alone) {
            return None;
        }
        let mut citation = CollectionCitation::default();
        let end = citation.read_numbers(&self.tokens, at, self.words());
        if end == at {
            return None;
        }
        let of_this_series = self.is_of_this_series(end);
        if self.follows_title(at) && !of_this_series {
            return None;
        }
        if !of_this_series && self.title_end(end).is_none() {
            return None;
        }
        Some((citation, end))
    }

    /// "of this series", "in the same series", "of this volume".
    pub(super) fn is_of_this_series(&self, at: usize) -> bool {
        self.is_word(at, &self.words().in_or_of) && self.phrase(at + 1, &self.words().this_series).is_some()
    }

    /// Whether a volume's or part's number follows the title of something else than a collection.
    pub(super) fn follows_title(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.token(before));
        // After a volume of the series, another of its volumes can follow.
        let is_near = self.scope.as_ref().is_some_and(|scope| !scope.tokens.is_empty());
        let continues =
            is_near && before.is_some_and(|before| before.is(';') || self.words().and.has(before.text));
        let is_title =
            |token: &Token<'_>| token.is_capitalised() && !self.is_opening_word(token) || token.is_number();
        let before_comma =
            before.filter(|before| before.is(',')).and(at.checked_sub(2)).and_then(|at| self.token(at));
        !continues
            && [before, before_comma].into_iter().flatten().any(|before| {
                is_title(before) || self.words().and.has(before.text) || self.words().ibid.has(before.text)
            })
    }

    /// "Pentagon Papers, vol. I, Document 3": documents of other publications are none of ours.
    pub(super) fn other_publication(&self, at: usize) -> Option<usize> {
        if !self.is_word(at, &self.words().books) || !self.follows_title(at) {
            return None;
        }
        let numbers = self.document_numbers(self.title_end(at + 1)?)?;
        numbers.last().map(|last| last + 1)
    }

    /// From the end of a collection's number, over its title, to "Document" or "pages" that belong
    /// to it.
    pub(super) fn title_end(&self, from: usize) -> Option<usize> {
        let (words, mut depth) = (self.words(), 0_usize);
        for at in from..(from + LONGEST_TITLE).min(self.tokens.len()) {
            let token = self.token(at)?;
            let after_and = at > from && self.is_word(at - 1, &words.ends_title);
            let plural_or_number = self.token(at + 1).is_some_and(|next| next.is_number() || next.is('.'));
            let leads =
                [&words.document_in_full, &words.documents_in_full, &words.footnote, &words.footnotes];
            let is_bare = words.bare_number.contains(token.text);
            if plural_or_number && (is_bare || leads.iter().any(|list| list.has(token.text))) {
                return (!after_and || at == from).then_some(at);
            }
            let number = at + 1 + usize::from(self.is_sign(at + 1, '.'));
            let has_number = self.token(number).is_some_and(Token::is_number);
            if has_number && self.is_page(at) {
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

    pub(super) fn is_title_word(&self, token: &Token<'_>) -> bool {
        // A misread number ("l061") is none of the words that end a title.
        let is_misread = token.text.bytes().any(|byte| byte.is_ascii_digit());
        (token.is_capitalised() || is_misread || self.words().title_words.contains(token.text))
            && !self.is_see(token)
    }

    /// Whether a word leads to the number of a page, in whatever case.
    fn is_page(&self, at: usize) -> bool {
        self.is_word(at, &self.words().page) || self.is_word(at, &self.words().pages)
    }

    pub(super) fn is_see(&self, token: &Token<'_>) -> bool {
        self.words().see.has(token.text)
    }

    /// The collection to which a reference at a token belongs, where one is named before it, and
    /// the first token of its name if the reference is the first that follows.
    pub(super) fn home(&mut self, at: usize) -> (Option<CollectionCitation>, usize) {
        if let Some((next, citation)) = self.continued.take()
            && next == at
        {
            return (Some(citation), at);
        }
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
    pub(super) fn close_scope(&mut self) {
        let Some(scope) = &mut self.scope else { return };
        if scope.is_open && scope.citation.is_specific() {
            scope.is_open = false;
            let (citation, tokens) = (scope.citation.clone(), scope.tokens.clone());
            // "Ibid." alone says nothing new.
            let names_something = self.span(tokens.clone()).len() > "ibid.".len();
            if names_something {
                self.push(Rule::Collection, tokens, Citation::Collection(Box::new(citation)));
            }
        }
    }
}
