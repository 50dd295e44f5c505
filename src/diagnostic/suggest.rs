//! Advice for a name that is not known: the known one that was likely meant.

/// Advice for an unknown name: the known one most like it, or all of them.
pub fn did_you_mean(unknown: &str, known: &[&str], introduction: &str) -> String {
    match nearest(unknown, known.iter().copied()) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => format!("{introduction} {}", known.join(", ")),
    }
}

/// The name most like another, if one is like it at all.
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    known
        .map(|candidate| (strsim::jaro_winkler(name, candidate), candidate))
        .filter(|(likeness, _)| *likeness > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}
