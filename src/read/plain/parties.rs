//! Who wrote a document and to whom, from its title: "Telegram From the Embassy in Lindholt to the
//! Ministry", "The Consul at Port Amsel (Orn) to the Minister".

/// Offices whose names go on with "to": "the Mission to the League", "Assistant to the President".
const OFFICES: [&str; 15] = [
    "adviser",
    "advisor",
    "aide",
    "ambassador",
    "assistant",
    "counselor",
    "delegate",
    "delegation",
    "deputy",
    "envoy",
    "liaison",
    "mission",
    "observer",
    "representative",
    "secretary",
];

/// The sender and the receiver that a title names.
pub fn parse(title: &str, kind: Option<&str>) -> (Option<String>, Option<String>) {
    let title = title.trim();
    let Some(kind) = kind else {
        // "The Consul at Port Amsel to the Minister": only a title of that form names both.
        let sides = title.strip_prefix("The ").and_then(split);
        return sides.map_or((None, None), |(from, to)| (name(from), name(to)));
    };
    let rest = title.get(kind.len()..).unwrap_or_default();
    let Some(at) = rest.find(" From ").or_else(|| rest.find(" from ")) else {
        let to = rest.trim_start().strip_prefix("to ").or_else(|| rest.trim_start().strip_prefix("To "));
        return (None, to.and_then(name));
    };
    let sides = &rest[at + " from ".len()..];
    match split(sides) {
        Some((from, to)) => (name(from), name(to)),
        None => (name(sides), None),
    }
}

/// The two sides of a "to". The one after a name in brackets parts them; otherwise the first that
/// does not belong to an office's name.
fn split(sides: &str) -> Option<(&str, &str)> {
    const TO: &str = " to ";
    let places = || sides.match_indices(TO).map(|(at, _)| at).filter(|&at| !is_in_brackets(&sides[..at]));
    let ends_a_name = |&at: &usize| sides[..at].ends_with(')');
    let is_of_an_office = |at: usize| {
        let word = sides[..at].rsplit(' ').next().unwrap_or_default().to_lowercase();
        OFFICES.contains(&word.trim_end_matches('s'))
    };
    let at = places().find(ends_a_name).or_else(|| places().find(|&at| !is_of_an_office(at)))?;
    Some((&sides[..at], &sides[at + TO.len()..]))
}

fn is_in_brackets(before: &str) -> bool {
    before.matches(['(', '[']).count() > before.matches([')', ']']).count()
}

/// A side's name without the article; `None` if nothing is left.
fn name(side: &str) -> Option<String> {
    let side = side.split_whitespace().collect::<Vec<_>>().join(" ").replace("( ", "(").replace(" )", ")");
    let side = side.strip_prefix("the ").or_else(|| side.strip_prefix("The ")).unwrap_or(&side);
    let side = side.trim_end_matches([',', '.', ';']);
    (!side.is_empty()).then(|| side.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_name_both_sides() {
        for (kind, title, from, to) in [
            (
                "Telegram",
                "Telegram From the Embassy in Lindholt to the Ministry",
                "Embassy in Lindholt",
                "Ministry",
            ),
            (
                "Memorandum",
                "Memorandum From the Special Assistant to the Regent (Orn) to the Minister of Harbours (Vale)",
                "Special Assistant to the Regent (Orn)",
                "Minister of Harbours (Vale)",
            ),
            (
                "Telegram",
                "Telegram From the Ministry to the Mission to the League",
                "Ministry",
                "Mission to the League",
            ),
            (
                "Telegram",
                "Telegram From the Mission to the League to the Ministry",
                "Mission to the League",
                "Ministry",
            ),
            ("Letter", "Letter from Regent Skell to Consul Orn", "Regent Skell", "Consul Orn"),
            (
                "",
                "The Consul at Port Amsel ( Orn ) to the Minister",
                "Consul at Port Amsel (Orn)",
                "Minister",
            ),
        ] {
            let kind = Some(kind).filter(|kind| !kind.is_empty());
            assert_eq!(parse(title, kind), (Some(from.to_owned()), Some(to.to_owned())), "{title}");
        }
    }

    #[test]
    fn a_title_may_name_one_side_or_none() {
        assert_eq!(parse("Address by the Regent", Some("Address")), (None, None));
        assert_eq!(parse("Letter to the Regent", Some("Letter")), (None, Some("Regent".to_owned())));
        assert_eq!(parse("Paper From the Ministry", Some("Paper")), (Some("Ministry".to_owned()), None));
        assert_eq!(
            parse("The Road to Lindholt", None),
            (Some("Road".to_owned()), Some("Lindholt".to_owned()))
        );
    }
}
