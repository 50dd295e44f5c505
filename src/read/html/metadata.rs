//! What a page says of its document besides the text: its title, dates, authors, language.
//!
//! Makers of pages say it in several ways at once: Dublin Core, the tags by which Google Scholar reads papers
//! (`citation_…`), OpenGraph, JSON-LD. A day on which a page was published is weaker than the dateline of its text; one on
//! which the document was made is not.

use std::collections::BTreeMap;

use super::json_ld;
use super::json_ld::Described;
use super::region::{Region, is_heading};
use super::tree::{Place, ROOT, Tree};
use crate::config::Config;
use crate::model::date::Date;
use crate::model::metadata::{DateBasis, DocumentDate, Metadata};
use crate::model::raw_html::is_language;
use crate::read::fields::Known;
use crate::read::markdown::same_words;
use crate::read::{date_field, fields};

/// What a page says of its document.
#[derive(Debug, Default)]
pub struct Stated {
    /// What is as strong as front matter.
    pub metadata: Metadata,
    /// The day on which it was published: weaker than that of the text.
    pub issued: Option<Date>,
    /// The title, by what stands beside the text.
    pub title: Option<String>,
    /// The heading that is the title.
    pub heading: Option<Place>,
    /// The language of the text.
    pub language: String,
    /// The addresses at which the page stood.
    pub addresses: Vec<String>,
    /// Whether fonds made the page.
    pub is_own: bool,
}

/// The `<meta>` of a page: each name in small letters, `:` as a full stop, with its values.
struct Tags(BTreeMap<String, Vec<String>>);

impl Tags {
    fn of(tree: &Tree) -> Self {
        let mut tags: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for place in tree.within(ROOT).filter(|&place| tree.name(place) == "meta") {
            let name = ["name", "property", "itemprop"].into_iter().find_map(|name| tree.attribute(place, name));
            let content = tree.attribute(place, "content").map(|value| value.split_whitespace().collect::<Vec<_>>().join(" "));
            if let (Some(name), Some(content)) = (name, content.filter(|content| !content.is_empty())) {
                tags.entry(name.trim().to_lowercase().replace(':', ".")).or_default().push(content);
            }
        }
        Self(tags)
    }

    fn first(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.0.get(*name)?.first().map(String::as_str))
    }

    fn all(&self, names: &[&str]) -> Vec<String> {
        names.iter().find_map(|name| self.0.get(*name)).cloned().unwrap_or_default()
    }
}

/// Whether fonds made a page.
pub fn is_own(tree: &Tree) -> bool {
    Tags::of(tree).first(&["generator"]).is_some_and(|generator| generator.starts_with("fonds "))
}

/// Reads what a page says of its document.
pub fn read(tree: &Tree, region: &Region, config: &Config) -> Stated {
    let tags = Tags::of(tree);
    let scripts: Vec<String> = tree
        .within(ROOT)
        .filter(|&place| tree.name(place) == "script" && tree.attribute(place, "type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json")))
        .map(|place| tree.text(place))
        .collect();
    let described = json_ld::find(scripts.iter().map(String::as_str));
    let said = |field: &str| described.as_ref().and_then(|described| described.text(field));
    let date = |text: &str| date(text, config);
    let mut stated = Stated {
        is_own: tags.first(&["generator"]).is_some_and(|generator| generator.starts_with("fonds ")),
        addresses: addresses(tree, &tags),
        ..Stated::default()
    };
    let created = said("dateCreated").or_else(|| tags.first(&["dcterms.created", "dc.date.created"]).map(str::to_owned));
    let created = created.as_deref().and_then(date);
    stated.metadata.date = created.map(|date| DocumentDate { date, basis: DateBasis::Metadata });
    stated.issued = tags
        .first(&[
            "citation_date", "citation_publication_date", "dc.date", "dcterms.date", "dcterms.issued", "dc.date.issued",
            "article.published_time", "date", "pubdate", "publish-date", "parsely-pub-date", "citation_online_date",
        ])
        .and_then(date)
        .or_else(|| said("datePublished").as_deref().and_then(date))
        .or_else(|| date_of_time(tree, region, config));
    stated.language = language(tree, region, &tags, described.as_ref());
    fill(&mut stated, tree, &tags, described.as_ref(), config);
    let site = tags.first(&["og.site_name", "application-name"]).map(str::to_owned);
    let page_title = tree.find(ROOT, |place| tree.name(place) == "title" && tree.is_html(place)).map(|place| tree.words(place));
    let titles: Vec<String> = tags
        .first(&["citation_title", "dc.title", "dcterms.title"])
        .map(str::to_owned)
        .into_iter()
        .chain(said("headline"))
        .chain(said("name"))
        .chain(tags.first(&["og.title", "twitter.title"]).map(str::to_owned))
        .chain(page_title.map(|title| without_site(&title, site.as_deref())))
        .filter(|title| title.contains(char::is_alphabetic))
        .collect();
    stated.heading = heading(tree, region, &titles, site.as_deref());
    stated.title = titles.into_iter().next();
    stated
}

/// The fields besides title, date and language.
fn fill(stated: &mut Stated, tree: &Tree, tags: &Tags, described: Option<&Described>, config: &Config) {
    let said = |field: &str| described.and_then(|described| described.text(field));
    let own_language = stated.language.split('-').next().unwrap_or_default();
    let archive = config.language.split('-').next().unwrap_or_default();
    let particulars = &mut stated.metadata.particulars;
    if !own_language.is_empty() && !own_language.eq_ignore_ascii_case(archive) {
        particulars.language = Some(stated.language.clone());
    }
    particulars.kind = said("genre");
    particulars.place = said("locationCreated");
    if stated.is_own {
        stated.metadata.number = said("position");
        return fill_from_facts(stated, tree);
    }
    particulars.description =
        tags.first(&["description", "dc.description", "dcterms.abstract", "og.description", "citation_abstract"]).map(str::to_owned).or_else(|| said("description"));
    let mut authors = tags.all(&["citation_author", "dc.creator", "dcterms.creator", "author", "parsely-author"]);
    if authors.is_empty() {
        authors = described.map(|described| described.texts("author")).unwrap_or_default();
    }
    if authors.is_empty() {
        authors = tags.all(&["article.author", "dc.contributor"]).into_iter().filter(|name| !name.contains("://")).collect();
    }
    if authors.is_empty() {
        let is_author = |place: &Place| {
            tree.attribute(*place, "rel") == Some("author") || tree.attribute(*place, "itemprop") == Some("author")
        };
        let named = tree.within(ROOT).filter(is_author).take(8).map(|place| tree.words(place));
        authors = named.filter(|name| !name.is_empty() && name.len() < 120).collect();
    }
    let mut unique: Vec<String> = Vec::new();
    authors.into_iter().for_each(|author| {
        if !unique.contains(&author) {
            unique.push(author);
        }
    });
    let other = [
        ("author", (!unique.is_empty()).then(|| unique.join("; "))),
        ("keywords", Some(tags.all(&["keywords", "citation_keywords", "dc.subject", "article.tag"]).join("; ")).filter(|words| !words.is_empty())),
        ("publisher", tags.first(&["dc.publisher", "dcterms.publisher", "citation_publisher"]).map(str::to_owned)),
        ("published in", tags.first(&["citation_journal_title", "citation_conference_title"]).map(str::to_owned)),
        ("DOI", tags.first(&["citation_doi", "dc.identifier.doi"]).map(str::to_owned)),
        ("licence", tags.first(&["dc.rights", "dcterms.license", "dcterms.rights"]).map(str::to_owned)),
        ("address", stated.addresses.first().cloned()),
    ];
    for (name, value) in other {
        if let Some(value) = value {
            stated.metadata.other.insert(name.to_owned(), value);
        }
    }
}

/// The facts that fonds writes beside a document.
fn fill_from_facts(stated: &mut Stated, tree: &Tree) {
    let facts = tree.find(ROOT, |place| tree.name(place) == "section" && tree.has_class(place, &["facts"]));
    for term in facts.into_iter().flat_map(|facts| tree.within(facts)).filter(|&place| tree.name(place) == "dt") {
        let value = std::iter::successors(tree.next(term), |&at| tree.next(at)).find(|&at| tree.name(at) == "dd");
        let Some(value) = value.map(|value| tree.words(value)).filter(|value| !value.is_empty()) else { continue };
        let particulars = &mut stated.metadata.particulars;
        let slot = match fields::known(&tree.words(term)) {
            Some(Known::Own("from")) => &mut particulars.from,
            Some(Known::Own("to")) => &mut particulars.to,
            Some(Known::Own("subject")) => &mut particulars.subject,
            _ => continue,
        };
        *slot = Some(value);
    }
}

/// The addresses at which a page stood, the best first.
fn addresses(tree: &Tree, tags: &Tags) -> Vec<String> {
    let canonical = tree.find(ROOT, |place| {
        tree.name(place) == "link" && tree.attribute(place, "rel").is_some_and(|rel| rel.split_ascii_whitespace().any(|rel| rel.eq_ignore_ascii_case("canonical")))
    });
    let canonical = canonical.and_then(|place| tree.attribute(place, "href"));
    let all = canonical.into_iter().chain(tags.first(&["og.url"])).chain(tags.first(&["citation_abstract_html_url"]));
    let mut addresses: Vec<String> = Vec::new();
    for address in all {
        let address = address.trim().split('#').next().unwrap_or_default().to_owned();
        if url::Url::parse(&address).is_ok_and(|url| matches!(url.scheme(), "http" | "https")) && !addresses.contains(&address) {
            addresses.push(address);
        }
    }
    addresses
}

/// The day of the one `<time>` that says when the text was published.
fn date_of_time(tree: &Tree, region: &Region, config: &Config) -> Option<Date> {
    let times: Vec<Place> = region
        .tops
        .iter()
        .flat_map(|&top| tree.within(top))
        .filter(|&place| tree.name(place) == "time" && tree.attribute(place, "datetime").is_some())
        .take(64)
        .collect();
    let says = |place: &&Place| {
        tree.attribute(**place, "pubdate").is_some()
            || tree.attribute(**place, "itemprop") == Some("datePublished")
            || tree.has_class(**place, &["published", "dt-published", "entry-date", "post-date"])
    };
    let in_head = |place: &&Place| tree.above(**place).take(3).any(|above| tree.name(above) == "header");
    let found = times.iter().find(says).or_else(|| times.iter().find(in_head));
    date(tree.attribute(*found?, "datetime")?, config)
}

/// A day in any form that pages have: with hours, with strokes, in words.
fn date(text: &str, config: &Config) -> Option<Date> {
    let text = text.trim();
    let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
    let is_figures = |part: &&str| !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    if parts.iter().all(is_figures) && parts.first().is_some_and(|year| year.len() == 4) && parts.len() <= 3 && !text.contains('.') {
        let padded: Vec<String> = parts.iter().map(|part| format!("{part:0>2}")).collect();
        // Two years are an interval.
        if padded.iter().skip(1).all(|part| part.len() == 2) {
            return padded.join("-").parse().ok();
        }
    }
    let day = text.get(..10).filter(|day| text.len() > 10 && day.as_bytes()[4] == b'-' && matches!(text.as_bytes()[10], b'T' | b't' | b' '));
    if let Some(day) = day.and_then(|day| day.parse::<Date>().ok()) {
        return Some(day);
    }
    date_field::value(text, &config.dates).map(|found| found.date)
}

/// The language of the text: its own, or that of the page.
fn language(tree: &Tree, region: &Region, tags: &Tags, described: Option<&Described>) -> String {
    let top = region.tops.first().copied().unwrap_or(ROOT);
    // What holds all of the text says its language, too.
    let inner = tree.within(top).take(64).find(|&place| tree.has_class(place, &["mw-parser-output", "text"]) && tree.attribute(place, "lang").is_some());
    let places = inner.into_iter().chain([top]).chain(tree.above(top));
    let html = tree.find(ROOT, |place| tree.name(place) == "html");
    let stated = places.chain(html).find_map(|place| tree.attribute(place, "lang").or_else(|| tree.attribute(place, "xml:lang")));
    let stated = stated.or_else(|| tags.first(&["content-language", "dc.language", "dcterms.language", "citation_language", "og.locale"]));
    let stated = stated.map(str::to_owned).or_else(|| described.and_then(|described| described.text("inLanguage")));
    stated.map(|language| language.trim().replace('_', "-")).filter(|language| is_language(language)).unwrap_or_default()
}

/// The title of a page without the name of its site.
fn without_site(title: &str, site: Option<&str>) -> String {
    const SIGNS: [char; 10] = ['-', '|', '–', '—', '·', ':', '»', '«', ' ', '\u{2022}'];
    let Some(site) = site.filter(|site| !site.is_empty()) else { return title.to_owned() };
    let bare = title.strip_suffix(site).or_else(|| title.strip_prefix(site));
    let bare = bare.map(|bare| bare.trim_matches(SIGNS)).filter(|bare| !bare.is_empty());
    bare.unwrap_or(title).to_owned()
}

/// The heading that is the title of the document.
fn heading(tree: &Tree, region: &Region, titles: &[String], site: Option<&str>) -> Option<Place> {
    let open = |top: Place| {
        let mut found = Vec::new();
        let mut at = Some(top);
        let mut letters = 0;
        while let Some(place) = at {
            let is_closed = region.skipped[place];
            if !is_closed && is_heading(tree.name(place)) && super::blocks::has_text(tree, place) {
                found.push((place, letters));
            }
            if !is_closed {
                letters += tree.runs(place).iter().map(|run| run.text.trim().len()).sum::<usize>();
            }
            at = (if is_closed { None } else { tree.children(place).next() }).or_else(|| tree.after(place, top));
        }
        found
    };
    let headings: Vec<(Place, usize)> = region.tops.first().map(|&top| open(top)).unwrap_or_default();
    let names = |place: Place| {
        let words = tree.words(place);
        let is_said = |title: &String| same_words(title, &words) || words.len() > 3 && title.to_lowercase().starts_with(&words.to_lowercase());
        titles.iter().any(is_said)
    };
    let first: Vec<Place> = headings.iter().filter(|(place, _)| tree.name(*place) == "h1").map(|(place, _)| *place).collect();
    if let Some(&title) = first.iter().find(|&&place| names(place)).or_else(|| first.first()) {
        return Some(title);
    }
    // Where a site keeps the first level for its own name, the title has another, and stands at the beginning.
    let at_beginning = headings.iter().take(3).find(|(place, letters)| *letters < 400 && names(*place));
    if let Some((title, _)) = at_beginning {
        return Some(*title);
    }
    // A heading with which the text begins, and that has no equal, heads all of it.
    let level = |place: Place| tree.name(place).to_owned();
    if let Some((title, letters)) = headings.first()
        && *letters < 400
        && !headings.iter().skip(1).any(|(place, _)| level(*place) <= level(*title))
    {
        return Some(*title);
    }
    let elsewhere = tree.within(ROOT).filter(|&place| tree.name(place) == "h1").take(16);
    elsewhere.into_iter().find(|&place| names(place) && site.is_none_or(|site| !same_words(site, &tree.words(place))))
}
