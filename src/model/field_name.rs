//! The names of fields of metadata. Whether they are written in capitals means nothing: `Title:` is
//! `title`, wherever it stands.

/// Whether two names are the same but for capitals.
pub fn is_same(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b) || (!a.is_ascii() && !b.is_ascii() && folded(a) == folded(b))
}

/// A name without capitals, by which names compare.
pub fn folded(name: &str) -> String {
    name.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_mean_nothing() {
        for (a, b) in [("Title", "title"), ("DATE", "date"), ("Hüter", "HÜTER")] {
            assert!(is_same(a, b), "{a} {b}");
        }
        for (a, b) in [("title", "titles"), ("Hüter", "Huter")] {
            assert!(!is_same(a, b), "{a} {b}");
        }
    }
}
