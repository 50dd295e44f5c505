//! The place at which an office writes, by its name: "the Embassy in the Soviet Union" is in Moscow.
//!
//! Embassies and legations are in the capital of the country, `capitals.csv`; other posts name their
//! town. A country that changed its capital has several rows, and the first is taken.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::language::reading::DatingWords;

/// The place of an office; `None` where its name does not tell.
pub fn of<'o>(office: &'o str, words: &DatingWords) -> Option<&'o str> {
    static CAPITALS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
        let rows = include_str!("capitals.csv").lines().skip(1);
        let rows = rows.filter_map(|row| row.split_once(','));
        let mut capitals = HashMap::new();
        for (country, capital) in rows {
            capitals.entry(country.to_lowercase()).or_insert(capital);
        }
        capitals
    });
    let at = words.at.iter().filter_map(|word| office.find(word.as_str()).map(|at| at + word.len())).min()?;
    let is_post = words.posts.iter().any(|post| office.contains(post.as_str()));
    let name = office[at..].split([',', '(']).next().unwrap_or_default().trim();
    let country = words.the.iter().find_map(|the| name.strip_prefix(the.as_str())).unwrap_or(name);
    if !is_post || country.is_empty() {
        return None;
    }
    Some(CAPITALS.get(&country.to_lowercase()).copied().unwrap_or(country))
}

#[cfg(test)]
mod tests {
    use crate::language::reading::ReadingWords;

    fn of(office: &str) -> Option<&str> {
        super::of(office, &ReadingWords::everywhere().dating)
    }

    #[test]
    fn offices_are_where_they_say() {
        assert_eq!(of("the Embassy in the Soviet Union"), Some("Moscow"));
        assert_eq!(of("Embassy in France"), Some("Paris"));
        assert_eq!(of("the Legation in Port Amsel"), Some("Port Amsel"));
        assert_eq!(of("The Consul General at Batavia (Orn)"), Some("Batavia"));
        assert_eq!(of("the Department of State"), None);
        assert_eq!(of("Secretary of State Vell"), None);
    }
}
