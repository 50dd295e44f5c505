//! Short texts of a document in one: the labels of its notes, its printed pages. An archive has hundreds of thousands, and by itself
//! each would take more room than its letters.

use serde::{Deserialize, Serialize};

/// What ends each: a control character, which means nothing in a text, and of which a label keeps that one stood there.
const END: char = '\u{1f}';

/// Texts in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Labels(Box<str>);

impl<T: AsRef<str>> FromIterator<T> for Labels {
    fn from_iter<I: IntoIterator<Item = T>>(labels: I) -> Self {
        let mut text = String::new();
        for label in labels {
            text.extend(
                label.as_ref().chars().map(|c| if c == END { char::REPLACEMENT_CHARACTER } else { c }),
            );
            text.push(END);
        }
        Self(text.into_boxed_str())
    }
}

impl Labels {
    /// Each of them.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split_terminator(END)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.matches(END).count()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_what_they_were() {
        for labels in [&[][..], &[""], &["1", "2"], &["", "*", ""]] {
            let joined: Labels = labels.iter().collect();
            assert_eq!(joined.iter().collect::<Vec<_>>(), labels);
            assert_eq!((joined.len(), joined.is_empty()), (labels.len(), labels.is_empty()));
        }
        assert!(["1\u{1f}2", "3"].iter().collect::<Labels>().iter().eq(["1\u{fffd}2", "3"]));
    }
}
