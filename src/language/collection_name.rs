//! How texts name collections: "*Foreign Relations*, 1961–1963, vol. VI", "vol. XV", "Part 2".
//!
//! Citations are taken apart and normalised, so that hyphen or dash, "vol." or "Volume", Roman or
//! Arabic numerals make no difference.

use std::fmt;

use roman_numerals::FromRoman;

use crate::language::reading::{ReadingWords, ReferenceWords, WordList};
use crate::language::token::{Token, Tokens};
use crate::model::date::year;
use crate::model::reference::CollectionCitation;

impl CollectionCitation {
    /// Takes apart one of a collection's own names, from `cite_as` or its title.
    pub fn of_name(name: &str) -> Self {
        let words = &ReadingWords::everywhere().references;
        let tokens = Tokens::of(name);
        let series_end = tokens
            .iter()
            .position(|token| {
                token.is_number() || words.volumes.has(token.text) || words.parts.has(token.text)
            })
            .unwrap_or(tokens.len());
        let series: Vec<String> =
            tokens[..series_end].iter().filter(|token| token.is_word()).map(Token::lower).collect();
        let mut citation = Self { series: (!series.is_empty()).then(|| series.join(" ")), ..Self::default() };
        citation.read_numbers(&tokens, series_end, words);
        citation
    }

    /// Whether anything but the series is given.
    pub fn is_specific(&self) -> bool {
        self.years.is_some() || self.volume.is_some() || self.part.is_some()
    }

    /// Reads years, volume and part from a token on, as far as they stand there; gives the token
    /// after them.
    pub(crate) fn read_numbers(
        &mut self,
        tokens: &[Token<'_>],
        from: usize,
        words: &ReferenceWords,
    ) -> usize {
        let mut end = from;
        if let Some((years, next)) = read_years(tokens, skip_comma(tokens, end)) {
            self.years = Some(years);
            end = next;
        }
        if let Some((volume, next)) = read_numeral(tokens, skip_comma(tokens, end), &words.volumes) {
            self.volume = Some(volume);
            end = next;
        }
        if let Some((part, next)) = read_numeral(tokens, skip_comma(tokens, end), &words.parts) {
            self.part = Some(part);
            end = next;
        }
        end
    }
}

fn skip_comma(tokens: &[Token<'_>], at: usize) -> usize {
    at + usize::from(tokens.get(at).is_some_and(|token| token.is(',')))
}

/// "1961–1963", "1961-63", "1948".
fn read_years(tokens: &[Token<'_>], at: usize) -> Option<(String, usize)> {
    let first = tokens.get(at).filter(|token| year::of_figures(token.text, &year::LIKELY).is_some())?;
    let last = tokens
        .get(at + 1)
        .filter(|token| token.is_dash())
        .and(tokens.get(at + 2))
        .filter(|token| token.is_number());
    match last {
        Some(last) if year::of_figures(last.text, &year::LIKELY).is_some() => {
            Some((format!("{}-{}", first.text, last.text), at + 3))
        }
        Some(last) if last.text.len() == 2 => {
            Some((format!("{}-{}{}", first.text, &first.text[..2], last.text), at + 3))
        }
        _ => Some((first.text.to_owned(), at + 1)),
    }
}

/// "vol. VI", "volume E–15", "Part 2".
fn read_numeral(tokens: &[Token<'_>], at: usize, names: &WordList) -> Option<(String, usize)> {
    tokens.get(at).filter(|token| names.has(token.text))?;
    let numeral = at + 1 + usize::from(tokens.get(at + 1).is_some_and(|token| token.is('.')));
    let token = tokens.get(numeral)?;
    // "E–15": a letter, a dash, a number.
    if token.text.len() == 1
        && token.is_word()
        && tokens.get(numeral + 1).is_some_and(|token| token.is_dash() && !token.space_before)
        && let Some(number) = tokens.get(numeral + 2).filter(|token| token.is_number())
    {
        return Some((format!("{}-{}", token.lower(), number.text), numeral + 3));
    }
    arabic(token.text).map(|number| (number, numeral + 1))
}

/// A numeral in Arabic digits.
fn arabic(text: &str) -> Option<String> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(text.trim_start_matches('0').to_owned());
    }
    u16::from_roman(&text.to_ascii_uppercase()).map(|number| number.to_string())
}

impl CollectionCitation {
    /// Whether this citation means the collection of that name, seen from the collection with the
    /// names `context`.
    pub fn means(&self, name: &Self, context: &[Self]) -> bool {
        if !name.is_specific() && self.is_specific() {
            return false;
        }
        let fits = |citation: &Self| {
            citation.series == name.series
                && (citation.years.is_none() || name.years.is_none() || citation.years == name.years)
                && citation.volume == name.volume
                && (citation.part.is_none() || citation.part == name.part)
        };
        if self.series.is_some() {
            // The usual case, and asked for every collection: nothing has to be copied.
            return fits(self);
        }
        self.in_full(context).iter().any(fits)
    }

    /// The citation with what it leaves out, taken from each of the names of the collection that
    /// holds the text (`context`).
    pub fn in_full(&self, context: &[Self]) -> Vec<Self> {
        if self.series.is_some() {
            return vec![self.clone()];
        }
        let completed = context.iter().map(|context| {
            let mut full = self.clone();
            full.series.clone_from(&context.series);
            if full.years.is_none() {
                full.years.clone_from(&context.years);
                if full.volume.is_none() {
                    full.volume.clone_from(&context.volume);
                }
            }
            full
        });
        completed.collect()
    }
}

impl fmt::Display for CollectionCitation {
    /// The citation as a reader knows it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let series = self.series.as_ref().map(|series| {
            let words = series.split(' ').map(|word| {
                let mut letters = word.chars();
                letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
            });
            words.collect::<Vec<String>>().join(" ")
        });
        let parts = [
            series,
            self.years.as_ref().map(|years| years.replace('-', "–")),
            self.volume.as_ref().map(|volume| format!("vol. {volume}")),
            self.part.as_ref().map(|part| format!("part {part}")),
        ];
        f.write_str(&parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(name: &str) -> [String; 4] {
        let citation = CollectionCitation::of_name(name);
        [citation.series, citation.years, citation.volume, citation.part].map(Option::unwrap_or_default)
    }

    #[test]
    fn names_are_taken_apart() {
        assert_eq!(
            parts("Foreign Relations, 1961–1963, vol. VI"),
            ["foreign relations", "1961-1963", "6", ""]
        );
        assert_eq!(
            parts("Foreign Relations, 1969-76, Volume XIX, Part 1"),
            ["foreign relations", "1969-1976", "19", "1"]
        );
        assert_eq!(parts("Skell Papers, vol. 2"), ["skell papers", "", "2", ""]);
        assert_eq!(
            parts("Foreign Relations, 1969–1976, volume E–15, part 2"),
            ["foreign relations", "1969-1976", "e-15", "2"]
        );
        assert_eq!(parts("Harbour Letters"), ["harbour letters", "", "", ""]);
        assert_eq!(
            parts(
                "Foreign Relations of the United States, 1961–1963, Volume VI, Kennedy-Khrushchev Exchanges"
            ),
            ["foreign relations of the united states", "1961-1963", "6", ""]
        );
    }

    #[test]
    fn short_forms_take_the_rest_from_the_collection_at_hand() {
        let name = CollectionCitation::of_name("Foreign Relations, 1961–1963, vol. XV");
        let home = [CollectionCitation::of_name("Foreign Relations, 1961-1963, vol. VI")];
        let other = [CollectionCitation::of_name("Skell Papers, vol. VI")];
        let short = CollectionCitation { volume: Some("15".to_owned()), ..CollectionCitation::default() };
        assert!(short.means(&name, &home));
        assert!(!short.means(&name, &other));
        assert!(CollectionCitation::of_name("Foreign Relations, 1961-63, Volume XV").means(&name, &other));
        assert!(!CollectionCitation::of_name("Foreign Relations, 1964–1968, vol. XV").means(&name, &home));
    }

    #[test]
    fn a_part_alone_means_the_same_volume() {
        let name = CollectionCitation::of_name("Foreign Relations, 1958–1960, vol. VII, Part 2");
        let home = [CollectionCitation::of_name("Foreign Relations, 1958–1960, vol. VII, Part 1")];
        let part = CollectionCitation { part: Some("2".to_owned()), ..CollectionCitation::default() };
        assert!(part.means(&name, &home));
    }
}
