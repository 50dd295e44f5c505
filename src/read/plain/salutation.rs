//! How letters address their receivers: "Dear Mr. President:", "MY DEAR SIR,", "Lieber Freund!".

use crate::language::reading::{HeadWords, any_pattern};

/// The most characters of a salutation, without what ends it.
const LONGEST: usize = 72;

/// Whether a line is a salutation. In languages other than English it begins with the word that addresses.
pub(super) fn is_salutation(text: &str, words: &HeadWords) -> bool {
    // What ends one: "DEAR VELL,--", "Mon cher ami,", "Lieber Freund!".
    const END: &str = r"(?:[:,!]|[,:.;!]?\s?(?:--|—|–|-))$";
    // A mark that was not recognised can stand at its end.
    let text = text.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '[' | ']' | '*'));
    if !text.ends_with([':', ',', '!', '-', '—', '–']) {
        return false;
    }
    // The names are short; a sentence goes on after its first full stop, comma or dash.
    let body = text.trim_end_matches([',', ':', '!', '-', '—', '–', ' ']);
    let is_short = body.split_whitespace().count() <= 9 && body.chars().nth(LONGEST).is_none();
    let is_one = is_short && !body.contains(['?', ';', '"', '“']);
    let pattern = || [format!("(?i)^{}{END}", any_pattern(&words.salutations))];
    is_one && words.salutation_forms.get(pattern)[0].is_match(text)
}

#[cfg(test)]
mod tests {
    use super::is_salutation;
    use crate::language::reading::ReadingWords;

    #[test]
    fn salutations_of_several_languages() {
        for text in [
            "Dear Mr. President:",
            "DEAR ORN,--",
            "MY DEAR SIR,",
            "MY VERY DEAR FRIEND,--",
            "Dearest Mother—",
            "Sir:",
            "Gentlemen:",
            "Your Excellency,",
            "Most esteemed Keeper,",
            "Lieber Freund!",
            "Liebste Anna,",
            "Sehr geehrter Herr Vell,",
            "Hochverehrter Herr Minister!",
            "Mon cher ami,",
            "Ma chère Louise,",
            "Monsieur le Ministre,",
            "Caro amico,",
            "Egregio Signor Orn,",
            "Querido amigo:",
            "Estimada señora Vell:",
            "Prezado Senhor,",
            "Geachte heer Orn,",
            "Kära vän,",
        ] {
            assert!(is_salutation(text, &ReadingWords::everywhere().heads), "{text}");
        }
    }

    #[test]
    fn sentences_and_headings_are_none() {
        for text in [
            "Dear oil was bought at Skell.",
            "The Dear Cost of Oil",
            "Sir Vell was here, and said: the lamp is out,",
            "Mr. Vell said the arguments against the harbour are:",
            "Beste Wünsche",
            "Monsieur Orn",
            "My dear friends in the Ministry have told me, for a long time, all that there is to tell:",
        ] {
            assert!(!is_salutation(text, &ReadingWords::everywhere().heads), "{text}");
        }
    }
}
