//! Near words: all words of the archive in three orders, in small pieces, so that a word that was misspelt leads to the
//! one that was meant.
//!
//! Two spellings of a word mostly share their beginning, or their end, or their consonants as one hears them. So the words
//! stand in the order of each of the three (one that a single document has in the first two), and a search loads the piece of each in which its word would stand, some
//! kilobytes in all. Which of the words there are like it, the search sees by itself.
//!
//! | address below `search/` | holds |
//! |---|---|
//! | `near.js` | where the pieces of each order begin |
//! | `near/XX/XXXXXX.js` | a stretch of the words in one order |
//!
//! A piece is a text: for each word a capital letter, which says how many letters it shares with the word before (`A` is
//! none); the other letters; and in how many documents its stem stands, unless it is one only. Words by their ends are
//! written from their ends. No word here has a capital letter or a figure, since words are folded, and one with figures is a
//! number, which has nothing like it.

use std::borrow::Cow;
use std::collections::HashSet;

use rayon::prelude::*;
use serde::Serialize;

use super::file::{IndexFile, hash, name};
use super::group::Group;

/// A piece has at least so many bytes before one begins where the hash of a word allows it.
const SMALLEST: usize = 1536;
/// A piece with so many bytes ends at the next word, whatever its hash.
const LARGEST: usize = 3072;
/// How many letters two words can share, at most: one less than there are capital letters.
const MOST_SHARED: usize = 25;
/// Shorter words are like too many others.
const SHORTEST: usize = 3;

/// The words, as they come.
#[derive(Debug, Default)]
pub struct NearWords {
    /// One after the other.
    text: String,
    /// Where each of them ends, and how many documents have its stem.
    ends: Vec<(usize, usize)>,
}

/// What the search has to know of the pieces: the key with which each begins, in each order.
#[derive(Debug, Default, Serialize)]
struct Orders {
    starts: Vec<String>,
    ends: Vec<String>,
    sounds: Vec<String>,
}

impl NearWords {
    /// Takes the forms of a stem.
    pub fn push(&mut self, group: &Group) {
        let words = group
            .forms
            .iter()
            .filter(|form| form.chars().nth(SHORTEST - 1).is_some() && form.chars().all(char::is_alphabetic));
        for word in words {
            self.text.push_str(word);
            self.ends.push((self.text.len(), group.count));
        }
    }

    fn words(&self) -> impl Iterator<Item = (&str, usize)> {
        let mut start = 0;
        self.ends.iter().map(move |&(end, count)| {
            let word = self.text.get(start..end).unwrap_or_default();
            start = end;
            (word, count)
        })
    }

    /// The files of the index in which they stand.
    pub fn files(&self) -> Vec<IndexFile> {
        let mut files = Vec::new();
        let mut names = HashSet::new();
        // One order after the other, so that memory holds one.
        let mut pieces = |order: &str, keyed: Keying| {
            let words = self.words().filter_map(|(word, count)| keyed(word, count));
            let mut firsts = Vec::new();
            for piece in
                cut(in_order(words.collect()), |first| names.insert(name(&format!("{order} {first}"))))
            {
                files.push(IndexFile::new(
                    format!("near/{}", name(&format!("{order} {}", piece.first))),
                    &piece.text,
                ));
                firsts.push(piece.first);
            }
            firsts
        };
        let orders = Orders {
            starts: pieces("starts", by_start),
            ends: pieces("ends", by_end),
            sounds: pieces("sounds", by_sound),
        };
        files.push(IndexFile::new("near".to_owned(), &orders));
        files
    }
}

/// A word by its key, with what is written of it, if that is not the key.
struct Keyed<'a> {
    key: Cow<'a, str>,
    written: Option<&'a str>,
    count: usize,
}

impl Keyed<'_> {
    fn written(&self) -> &str {
        self.written.unwrap_or(&self.key)
    }
}

/// Gives a word that so many documents have its key, if it belongs into the order.
type Keying = for<'a> fn(&'a str, usize) -> Option<Keyed<'a>>;

fn by_start(word: &str, count: usize) -> Option<Keyed<'_>> {
    Some(Keyed { key: Cow::Borrowed(word), written: None, count })
}

fn by_end(word: &str, count: usize) -> Option<Keyed<'_>> {
    Some(Keyed { key: Cow::Owned(word.chars().rev().collect()), written: None, count })
}

/// Words that one document has are rarely meant, and often errors themselves.
fn by_sound(word: &str, count: usize) -> Option<Keyed<'_>> {
    let key = || Cow::Owned(format!("{} {word}", sound(word)));
    (count > 1).then(|| Keyed { key: key(), written: Some(word), count })
}

/// Words in the order of their keys. A form that two languages have with different stems stands there once, with the more
/// documents.
fn in_order(mut words: Vec<Keyed<'_>>) -> Vec<Keyed<'_>> {
    // Words come nearly in the order of their beginnings, of which a stable sort makes use.
    words.par_sort_by(|a, b| a.key.cmp(&b.key).then_with(|| b.count.cmp(&a.count)));
    words.dedup_by(|a, b| a.key == b.key);
    words
}

struct Piece {
    first: String,
    text: String,
}

/// Cuts words into pieces. One begins only where `is_free` says that its name is not taken.
fn cut(words: Vec<Keyed<'_>>, mut is_free: impl FnMut(&str) -> bool) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut last: Option<Keyed<'_>> = None;
    for word in words {
        let size = pieces.last().map_or(LARGEST, |piece| piece.text.len());
        let is_end = size >= LARGEST || size >= SMALLEST && hash(&word.key).is_multiple_of(16);
        if is_end {
            let first = last.as_ref().map_or(String::new(), |last| between(&last.key, &word.key));
            if is_free(&first) {
                pieces.push(Piece { first, text: String::new() });
                last = None;
            }
        }
        if let Some(piece) = pieces.last_mut() {
            push(last.as_ref().map_or("", |last| last.written()), &word, &mut piece.text);
        }
        last = Some(word);
    }
    pieces
}

/// The shortest beginning of a key that stands after the one before.
fn between(before: &str, key: &str) -> String {
    let shared = before.chars().zip(key.chars()).take_while(|(a, b)| a == b).count();
    key.chars().take(shared + 1).collect()
}

fn push(before: &str, word: &Keyed<'_>, text: &mut String) {
    let shared = before.chars().zip(word.written().chars()).take_while(|(a, b)| a == b).count();
    let shared = shared.min(MOST_SHARED);
    text.extend((b'A'..=b'Z').nth(shared).map(char::from));
    text.extend(word.written().chars().skip(shared));
    if word.count > 1 {
        *text += &word.count.to_string();
    }
}

/// What of a word one hears alike in most languages: its consonants, those that are easily taken for each other as one.
/// `static/assets/search-near.js` has the same.
pub fn sound(word: &str) -> String {
    let mut sound = String::new();
    for letter in word.replace("ph", "f").replace("ght", "t").chars() {
        let heard = match letter {
            'a' | 'e' | 'h' | 'i' | 'o' | 'u' | 'w' | 'y' => continue,
            'p' => 'b',
            'v' => 'f',
            'c' | 'g' | 'q' => 'k',
            'x' | 'z' => 's',
            'd' => 't',
            other => other,
        };
        if !sound.ends_with(heard) {
            sound.push(heard);
        }
    }
    sound
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> NearWords {
        let mut words = NearWords::default();
        for number in 0..2000_u32 {
            let letter =
                |place: u32| char::from(b'a' + u8::try_from(number / 7_u32.pow(place) % 7).unwrap_or(0));
            let form: String =
                ["orn", "vell"][number as usize % 2].chars().chain((0..4).map(letter)).collect();
            words.push(&Group {
                stem: form.clone(),
                forms: vec![form],
                count: number as usize % 3 + 1,
                ..Group::default()
            });
        }
        words
    }

    /// Reads a piece as the search does.
    fn read(text: &str) -> Vec<(String, usize)> {
        let mut found: Vec<(String, usize)> = Vec::new();
        let mut rest = text;
        while let Some(capital) = rest.chars().next() {
            let end =
                rest[1..].find(|sign: char| sign.is_ascii_uppercase()).map_or(rest.len(), |end| end + 1);
            let word = rest[1..end].trim_end_matches(|sign: char| sign.is_ascii_digit());
            let shared = capital as usize - 'A' as usize;
            let last = found.last().map(|(word, _)| word.as_str()).unwrap_or_default();
            let whole = format!("{}{word}", &last[..shared]);
            found.push((whole, rest[1 + word.len()..end].parse().unwrap_or(1)));
            rest = &rest[end..];
        }
        found
    }

    #[test]
    fn pieces_hold_all_words_in_their_order() {
        let words = words();
        let keyed = in_order(words.words().filter_map(|(word, count)| by_start(word, count)).collect());
        let expected: Vec<(String, usize)> =
            keyed.iter().map(|keyed| (keyed.key.to_string(), keyed.count)).collect();
        let pieces = cut(keyed, |_| true);
        assert!(pieces.len() > 2);
        let mut found = Vec::new();
        for (at, piece) in pieces.iter().enumerate() {
            let its = read(&piece.text);
            assert!(piece.text.len() < LARGEST + 32);
            assert!(its.iter().all(|(word, _)| *word >= piece.first));
            assert!(pieces.get(at + 1).is_none_or(|next| its.iter().all(|(word, _)| *word < next.first)));
            found.extend(its);
        }
        assert_eq!(found, expected);
    }

    #[test]
    fn a_word_that_comes_or_goes_changes_few_pieces() {
        let mut words = words();
        let before: HashSet<String> =
            words.files().iter().map(|file| file.fingerprint().to_string()).collect();
        words.push(&Group { forms: vec!["ornabc".to_owned()], count: 1, ..Group::default() });
        let now: HashSet<String> = words.files().iter().map(|file| file.fingerprint().to_string()).collect();
        assert!(now.difference(&before).count() <= 9, "{} of {}", now.difference(&before).count(), now.len());
    }

    #[test]
    fn numbers_and_the_shortest_words_are_not_among_them() {
        let mut words = NearWords::default();
        let forms = ["f16s", "of", "1962", "orn"].map(str::to_owned).to_vec();
        words.push(&Group { forms, count: 2, ..Group::default() });
        assert_eq!(words.words().collect::<Vec<_>>(), [("orn", 2)]);
    }

    #[test]
    fn words_that_sound_alike_have_one_sound() {
        let cases: Vec<(String, String)> =
            serde_json::from_str(include_str!("../../../tests/sounds.json")).expect("JSON");
        assert!(cases.len() > 5);
        for (word, expected) in cases {
            assert_eq!(sound(&word), expected, "{word}");
        }
    }
}
