//! References that the editors tagged, against the links of the pages.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::measurement::{Figure, Measurement};
use crate::slips;
use crate::truth::{TrueReference, Truth, Volumes};

/// The kinds of references, as the measures are named.
const DOCUMENTS: &str = "to documents";
const FOOTNOTES: &str = "to footnotes";
const OTHER_VOLUMES: &str = "to other volumes";
const PAGES: &str = "to pages";
const IMPLICIT: &str = "implicit";

/// Tags that contradict the words of the text, by cause.
pub type Slips = BTreeMap<&'static str, Vec<String>>;

/// Compares the links of a page with what the editors tagged.
pub fn measure(
    truth: &Truth,
    page: &str,
    source: &str,
    volumes: &Volumes,
    measurement: &mut Measurement,
    slips: &mut Slips,
) {
    let place = truth.place();
    let mut wanted: Vec<(&str, String, &TrueReference)> = Vec::new();
    let mut mistagged = Vec::new();
    for reference in &truth.refs {
        let Some((kind, link)) = true_link(reference, truth, volumes) else { continue };
        match slips::cause(&reference.text, &reference.target, &reference.r#in, source) {
            Some(cause) if kind != OTHER_VOLUMES => mistagged.push((kind, link, cause, reference)),
            _ => wanted.push((kind, link, reference)),
        }
    }
    let mut links = links(page, truth);
    let mut take = |fits: &dyn Fn(&String) -> bool| {
        links.iter().position(fits).map(|at| links.swap_remove(at)).is_some()
    };
    let mut count = |kind: &str, found: bool| measurement.add(&truth.volume, kind, Figure::one(found));
    wanted.retain(|(kind, link, _)| {
        let found = take(&|found| found == link);
        if found {
            count(kind, true);
        }
        !found
    });
    for (kind, link, reference) in wanted {
        // Where the editors lead to a volume or a document, a link to a place in it is as right.
        let whole = link.strip_suffix("/index.html").unwrap_or(&link);
        let is_within = |found: &String| {
            found.strip_prefix(whole).is_some_and(|rest| rest.starts_with(['/', '#'])) && !whole.contains('#')
        };
        let found = take(&is_within);
        measurement.add(&truth.volume, kind, Figure::one(found));
        if !found {
            let TrueReference { r#in: part, text, .. } = reference;
            measurement.misses.push(format!("{place}: no link to {link} ({part}: {text})"));
        }
    }
    for (kind, link, cause, reference) in mistagged {
        measurement.add_beside("of all tags", kind, Figure::one(take(&|found| *found == link)));
        let TrueReference { target, text, r#in: part } = reference;
        slips.entry(cause).or_default().push(format!("{place}: tagged as {target} ({part}: {text})"));
    }
}

/// The links of the text and notes, as addresses from the site's root. A page's anchor stands
/// without its document.
fn links(page: &str, truth: &Truth) -> Vec<String> {
    links_of(page, truth).into_iter().map(|(_, address, _)| address).collect()
}

/// The links with the places in the page at which they begin, and their words.
pub fn links_of(page: &str, truth: &Truth) -> Vec<(usize, String, String)> {
    static LINK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(?s)<a class="ref" href="([^"]+)"[^>]*>(.*?)</a>"#).expect("a pattern")
    });
    LINK.captures_iter(page)
        .map(|captures| {
            let href = &captures[1];
            let address = match (href.strip_prefix('#'), href.strip_prefix("../")) {
                (Some(anchor), _) => format!("{}/{}.html#{anchor}", truth.volume, truth.id),
                (_, Some(other)) => other.to_owned(),
                _ => format!("{}/{href}", truth.volume),
            };
            let address = match address.split_once("#pg-") {
                Some((file, page)) => format!("{}#pg-{page}", file.split('/').next().unwrap_or_default()),
                None => address,
            };
            (captures.get(0).map_or(0, |whole| whole.start()), address, plain(&captures[2]))
        })
        .collect()
}

/// HTML without its tags, with single spaces.
pub fn plain(html: &str) -> String {
    static TAG: LazyLock<Regex> = LazyLock::new(|| Regex::new("<[^>]*>").expect("a pattern"));
    let text = TAG.replace_all(html, "").replace("&amp;", "&").replace("&#39;", "'").replace("&nbsp;", " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Which measure a true reference belongs to, and the link that it should be; `None` where its target is not in the corpus.
fn true_link(reference: &TrueReference, truth: &Truth, volumes: &Volumes) -> Option<(&'static str, String)> {
    static TARGET: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^([^#]*)(?:#(?:(d\d+)(?:fn(\d+))?|pg_(\w+)))?$").expect("a pattern"));
    let parts = TARGET.captures(&reference.target)?;
    let volume = parts.get(1).map(|volume| volume.as_str()).filter(|volume| !volume.is_empty());
    let home = volume.unwrap_or(&truth.volume);
    let documents = volumes.get(home)?;
    let link = match (parts.get(2), parts.get(3), parts.get(4)) {
        (Some(document), note, _) => {
            documents.iter().find(|other| other.id == document.as_str())?;
            let anchor = note.map_or_else(String::new, |note| format!("#fn{}", note.as_str()));
            format!("{home}/{}.html{anchor}", document.as_str())
        }
        (_, _, Some(page)) => {
            documents.iter().find(|other| other.pages.iter().any(|number| number == page.as_str()))?;
            format!("{home}#pg-{}", page.as_str())
        }
        _ => format!("{home}/index.html"),
    };
    let number = (2..5).rev().find_map(|part| parts.get(part)).map(|number| number.as_str());
    let kind = match (volume, parts.get(3), parts.get(4)) {
        _ if is_implicit(&reference.text, number) => IMPLICIT,
        (Some(_), _, _) => OTHER_VOLUMES,
        (_, _, Some(_)) => PAGES,
        (_, Some(_), _) => FOOTNOTES,
        _ => DOCUMENTS,
    };
    Some((kind, link))
}

/// Whether the words hold no number of their target and announce none: "supra", "ibid.", "my letter of May 3".
fn is_implicit(words: &str, number: Option<&str>) -> bool {
    static EXPLICIT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:documents?\d*|footnotes?|pp?|pages?|vols?|volumes?|parts?)\b|^\d+[a-z]?$")
            .expect("a pattern")
    });
    let number = number.map(|number| number.trim_start_matches('d'));
    let holds_it = words.split(|c: char| !c.is_alphanumeric()).any(|word| Some(word) == number);
    // "the following document" announces no number.
    let announced = EXPLICIT.is_match(&words.replace("ing document", "").replace("ious document", ""));
    !holds_it && !announced
}
