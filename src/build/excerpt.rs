//! What people are shown of many diagnostics: the first few of each kind in a file, and how many more there
//! are. Counts, the report and what other programs read are always of all.

use std::collections::HashMap;

use crate::diagnostic::visible::visible_line;
use crate::diagnostic::{Code, Diagnostic, Severity};

/// How many diagnostics of one kind are shown of a file.
const SHOWN: usize = 20;

/// A part of what is shown.
#[derive(Debug, PartialEq)]
pub enum Excerpt<'a, T> {
    /// One of the first of its kind in its file.
    Shown(&'a T),
    /// So many more like this one, which is the last that is shown.
    More(usize, &'a T),
}

/// The first few of each kind in each file, in their order, with what is left out after the last of them.
pub fn few_of_each<'a, T: AsRef<Diagnostic>>(all: impl IntoIterator<Item = &'a T>) -> Vec<Excerpt<'a, T>> {
    let mut counts: HashMap<(&str, Code, Severity), usize> = HashMap::new();
    let kind = |diagnostic: &'a T| {
        let diagnostic = diagnostic.as_ref();
        (diagnostic.file.as_str(), diagnostic.code, diagnostic.severity)
    };
    let mut shown = Vec::new();
    for diagnostic in all {
        let count = counts.entry(kind(diagnostic)).or_default();
        *count += 1;
        if *count <= SHOWN {
            shown.push((diagnostic, *count));
        }
    }
    let mut excerpts = Vec::with_capacity(shown.len());
    for (diagnostic, number) in shown {
        excerpts.push(Excerpt::Shown(diagnostic));
        let more = counts.get(&kind(diagnostic)).map_or(0, |count| count.saturating_sub(SHOWN));
        if number == SHOWN && more > 0 {
            excerpts.push(Excerpt::More(more, diagnostic));
        }
    }
    excerpts
}

/// What is said of those that are left out after a diagnostic.
pub fn more(count: usize, last: &Diagnostic) -> String {
    format!("… and {count} more `{}` in {}: the report has all of them", last.code, visible_line(&last.file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_each_kind_in_a_file_are_shown_and_the_rest_counted() {
        let of = |file: &str, code| Diagnostic::new(Severity::Warning, code, file, "x");
        let mut all: Vec<Diagnostic> = (0..1000).map(|_| of("a.md", Code::BrokenLink)).collect();
        all.extend((0..SHOWN).map(|_| of("b.md", Code::BrokenLink)));
        all.push(of("a.md", Code::Date));
        let few = few_of_each(&all);
        assert_eq!(few.len(), SHOWN + 1 + SHOWN + 1);
        assert_eq!(few[SHOWN], Excerpt::More(980, &all[SHOWN - 1]));
        assert_eq!(more(980, &all[0]), "… and 980 more `broken-link` in a.md: the report has all of them");
        assert_eq!(few[2 * SHOWN + 1], Excerpt::Shown(&all[1000 + SHOWN]));
    }
}
