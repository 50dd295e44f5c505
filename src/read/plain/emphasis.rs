//! Emphasis in plain texts that write it between underscores: "a _proof_".

/// How many bytes emphasis spans at most: more is hardly meant.
const LONGEST: usize = 2000;

/// Whether a text writes emphasis so: what stands at the borders of words comes in pairs, and few
/// underscores stand within words.
pub(super) fn is_used(text: &str) -> bool {
    if !text.contains('_') {
        return false;
    }
    let (mut pairs, mut single, mut inner) = (0, 0, 0);
    for paragraph in text.split("\n\n") {
        pairs += self::pairs(paragraph).len();
        for (at, _) in paragraph.match_indices('_') {
            match Sides::of(paragraph, at) {
                Some(sides) if sides.is_inner() => inner += 1,
                Some(_) => single += 1,
                None => {}
            }
        }
    }
    pairs > 0 && pairs * 20 >= single * 9 && inner <= pairs
}

/// The pairs of underscores in a paragraph, as the places of both.
pub(super) fn pairs(paragraph: &str) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut open: Option<usize> = None;
    for (at, _) in paragraph.match_indices('_') {
        let Some(sides) = Sides::of(paragraph, at) else { continue };
        match open {
            Some(start)
                if sides.closes()
                    && at - start <= LONGEST
                    && paragraph[start..at].contains(char::is_alphanumeric) =>
            {
                pairs.push((start, at));
                open = None;
            }
            _ if sides.opens() => open = Some(at),
            _ => {}
        }
    }
    pairs
}

/// The characters before and after an underscore.
struct Sides {
    before: Option<char>,
    after: Option<char>,
}

impl Sides {
    /// `None` where several underscores stand together: these are a blank to be filled in.
    fn of(text: &str, at: usize) -> Option<Self> {
        let before = text[..at].chars().next_back();
        let after = text[at + 1..].chars().next();
        (before != Some('_') && after != Some('_')).then_some(Self { before, after })
    }

    fn opens(&self) -> bool {
        !self.before.is_some_and(char::is_alphanumeric) && self.after.is_some_and(|c| !c.is_whitespace())
    }

    fn closes(&self) -> bool {
        self.before.is_some_and(|c| !c.is_whitespace()) && !self.after.is_some_and(char::is_alphabetic)
    }

    fn is_inner(&self) -> bool {
        self.before.is_some_and(char::is_alphanumeric) && self.after.is_some_and(char::is_alphanumeric)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn underscores_pair_at_the_borders_of_words() {
        let found = |text: &str| -> Vec<String> {
            pairs(text).into_iter().map(|(start, end)| text[start + 1..end].to_owned()).collect()
        };
        assert_eq!(found("as a _proof_. “_Adieu,_” and (_vide_ No. 2)"), ["proof", "Adieu,", "vide"]);
        assert_eq!(found("over _two\nlines_—and_"), ["two\nlines"]);
        let none: [&str; 0] = [];
        assert_eq!(found("snake_case_name _?_ a _ b _private __init__ ____"), none);
    }

    #[test]
    fn a_text_uses_them_or_not() {
        assert!(is_used("It is a _proof_ of _this_.\n\nAnd so on."));
        assert!(!is_used("Call snake_case and other_name with _one_."));
        assert!(!is_used("_a and _b and _c with _one_."));
        assert!(!is_used("Name: ____"));
    }
}
