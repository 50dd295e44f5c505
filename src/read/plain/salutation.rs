//! How letters address their receivers: "Dear Mr. President:", "MY DEAR SIR,", "Lieber Freund!".

use std::sync::LazyLock;

use regex::Regex;

/// Whether a line is a salutation. In languages other than English it begins with the word that addresses.
pub(super) fn is_salutation(text: &str) -> bool {
    // What ends one: "DEAR VELL,--", "Mon cher ami,", "Lieber Freund!".
    const END: &str = r"(?:[:,!]|[,:.;!]?\s?(?:--|—|–|-))$";
    static SALUTATION: LazyLock<Regex> = LazyLock::new(|| {
        let forms = [
            r"(?:(?:my|our) )?(?:very |most |own )*(?:dear|dearest|beloved)\b.{0,60}",
            r"(?:my|our) (?:very |most )*(?:valued|good|best|honou?red|respected|lord|lady|friend)\b.{0,50}",
            r"(?:(?:most )?(?:esteemed|excellent|worthy|honou?red|respected|noble|reverend|illustrious)|your (?:\w+ )?(?:excellenc|majest|highness|honou?r|grace|eminence|lordship|holiness)\w*|excellency|sirs?|madam|gentlemen|to whom it may concern)\b.{0,50}",
            r"(?:mr|mrs|madam|mister)\.? \w.{0,40}",
            r"(?:(?:sehr|hoch|viel)\w* )?(?:lieb(?:e|er|es|ste|ster|stes)|(?:sehr )?(?:ge|ver)ehrte[rs]?|werte[rs]?|teure[rs]?|theure[rs]?|hochverehrte[rs]?|hochgeehrte[rs]?|hochwohlgeborene[rs]?|euer|ew\.|mein(?:e|er)? lieb\w+|guten tag|hallo)\b.{0,60}",
            r"(?:(?:mon|ma|mes) (?:très |bien )?(?:cher|chère|chers|chères|ami|amie|général|colonel|prince)|(?:très |bien )?(?:cher|chère|chers|chères)|monsieur|madame|messieurs|monseigneur|sire|excellence)\b.{0,60}",
            r"(?:(?:mio|mia|miei) car\w+|car(?:o|a|i|issimo|issima)|egregi[oa]|gentile|gentilissim[oa]|illustrissimo|signor[ei]?)\b.{0,60}",
            r"(?:(?:muy )?(?:querid[oa]s?|estimad[oa]s?|distinguid[oa]s?)|(?:muy )?señor(?:a|es)?(?: mío| mía)?|excelentísimo)\b.{0,60}",
            r"(?:(?:meu|minha) (?:caro|cara|querid[oa])|(?:prezad|car|querid|ilustríssim)[oa]s?|exmo\.?)\b.{0,60}",
            r"(?:geachte|beste|waarde|kære|käre|kära|bästa|kjære|ärade)\b.{0,60}",
        ];
        let pattern = format!("(?i)^(?:{}){END}", forms.join("|"));
        Regex::new(&pattern).unwrap_or_else(|error| unreachable!("{error}"))
    });
    // A mark that was not recognised can stand at its end.
    let text = text.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '[' | ']' | '*'));
    // The names are short; a sentence goes on after its first full stop, comma or dash.
    let body = text.trim_end_matches([',', ':', '!', '-', '—', '–', ' ']);
    let is_one = body.split_whitespace().count() <= 9 && !body.contains(['?', ';', '"', '“']);
    is_one && SALUTATION.is_match(text)
}

#[cfg(test)]
mod tests {
    use super::is_salutation;

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
            assert!(is_salutation(text), "{text}");
        }
    }

    #[test]
    fn sentences_and_headings_are_none() {
        for text in [
            "Dear oil was bought at Skell.",
            "The Dear Cost of Oil",
            "Sir Vell was here, and said: the lamp is out,",
            "Beste Wünsche",
            "Monsieur Orn",
            "My dear friends in the Ministry have told me, for a long time, all that there is to tell:",
        ] {
            assert!(!is_salutation(text), "{text}");
        }
    }
}
