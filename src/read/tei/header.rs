//! What a `teiHeader` says of an edition: its titles, who made it, where the original is, who wrote to whom.
//!
//! The header is walked through once, and nothing of it is kept but what is listed here.

use std::collections::{BTreeSet, HashMap};

use super::date;
use super::entities::Entities;
use super::event::Element;
use super::xml::{Token, Walk};
use crate::model::date::Date;
use crate::model::publication;

/// How many bytes of a text in the header are kept.
const LONGEST: usize = 4000;

/// How many of each kind of statement are kept.
const MOST: usize = 200;

/// Of how many letters one header can tell.
const MOST_LETTERS: usize = 100_000;

/// How deep elements are looked into.
const DEEPEST: usize = 64;

/// What a header says.
#[derive(Debug, Default)]
pub(super) struct Header {
    /// The titles of the file.
    pub titles: Vec<Title>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Who edited it.
    pub editors: Vec<String>,
    /// Who else did something for it, with what that was.
    pub contributors: Vec<String>,
    /// Who publishes it, and when.
    pub publishers: Vec<String>,
    /// Where it appeared.
    pub places: Vec<String>,
    /// When it appeared.
    pub published: Option<String>,
    /// Under which conditions it can be used.
    pub licence: Option<String>,
    /// Its identifiers, with the kind of each.
    pub identifiers: Vec<(String, String)>,
    /// What it was made from.
    pub source: Option<String>,
    /// Where the original is kept.
    pub manuscript: Manuscript,
    /// The languages of the text, as tags.
    pub languages: Vec<String>,
    /// When and where the text was written.
    pub creation: Event,
    /// What happened to each letter.
    pub letters: Vec<Letter>,
    /// How text looks, by the ids of the declarations.
    pub renditions: HashMap<String, String>,
    /// A summary.
    pub summary: Option<String>,
    /// The words under which it is filed.
    pub keywords: Vec<String>,
}

/// A title with its kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Title {
    /// The kind: `main`, `sub`.
    pub kind: String,
    /// The title.
    pub text: String,
}

/// Where an original is kept.
#[derive(Debug, Default)]
pub(super) struct Manuscript {
    /// The library or archive, with its town.
    pub repository: Vec<String>,
    /// The collection there.
    pub collection: Option<String>,
    /// The shelfmark.
    pub shelfmark: Option<String>,
}

/// A letter that was sent and received.
#[derive(Debug, Default)]
pub(super) struct Letter {
    /// The ids of the texts that it is about; none where it is the only one.
    pub of: Vec<String>,
    /// What happened to it.
    pub events: Vec<Event>,
}

impl Letter {
    /// What happened of a kind: `sent`, `received`.
    pub(super) fn event(&self, kind: &str) -> Option<&Event> {
        self.events.iter().find(|event| event.kind == kind)
    }
}

/// Something that happened, somewhere, at some time.
#[derive(Debug, Default)]
pub(super) struct Event {
    /// What it was: `sent`, `received`.
    pub kind: String,
    /// The people and bodies that took part.
    pub names: Vec<String>,
    /// Where.
    pub place: Option<String>,
    /// When.
    pub date: Option<Date>,
}

impl Header {
    /// What the text of a header says.
    pub(super) fn of(text: &str, entities: &Entities) -> Self {
        let mut walk = Walk::new(text, entities);
        let mut maker = Maker::default();
        while let Some(step) = walk.next() {
            match step.token {
                Token::Start(element) => maker.start(&element),
                Token::End => maker.end(),
                Token::Text(characters) => maker.text(&characters),
                Token::Doctype(_) => {}
            }
        }
        maker.header
    }

    /// The title: the main or complete one, else the first that is no part of another or of a series.
    pub(super) fn title(&self) -> Option<&str> {
        let of_kind = |kind: &str| self.titles.iter().find(|title| title.kind == kind);
        let whole = ["main", "complete", "full", ""].iter().find_map(|kind| of_kind(kind));
        let others = self.titles.iter().find(|title| date::iso(&title.text).is_none());
        whole.or(others).map(|title| title.text.as_str())
    }

    /// The date that one of the titles is.
    pub(super) fn titled_date(&self) -> Option<Date> {
        self.titles.iter().find_map(|title| date::iso(&title.text))
    }

    /// The letter that a text is, by the id of its element; `is_only` says whether the header has no other text.
    pub(super) fn letter(&self, id: Option<&str>, is_only: bool) -> Option<&Letter> {
        let of_id = id.and_then(|id| self.letters.iter().find(|letter| letter.of.iter().any(|of| of == id)));
        of_id.or_else(|| self.letters.first().filter(|letter| is_only && letter.of.is_empty()))
    }

    /// What is to be known of the edition, under the names that pages know.
    pub(super) fn facts(&self) -> Vec<(String, String)> {
        let identifier = |(kind, text): &(String, String)| match kind.as_str() {
            "" => text.clone(),
            kind => format!("{kind} {text}"),
        };
        let published: Vec<&str> = [
            self.places.first().map(String::as_str),
            (!self.publishers.is_empty()).then(|| self.publishers[0].as_str()),
            self.published.as_deref(),
        ]
        .into_iter()
        .flatten()
        .collect();
        let facts = [
            ("author", self.authors.clone()),
            ("editor", self.editors.clone()),
            ("contributor", self.contributors.clone()),
            ("publisher", vec![published.join(", ")]),
            ("licence", self.licence.iter().cloned().collect()),
            ("edition", self.source.iter().cloned().collect()),
            ("identifier", self.identifiers.iter().map(identifier).collect()),
            ("keywords", self.keywords.clone()),
        ];
        let said =
            facts.into_iter().flat_map(|(name, values)| values.into_iter().map(move |value| (name, value)));
        said.filter(|(_, value)| !value.is_empty()).map(|(name, value)| (name.to_owned(), value)).collect()
    }

    /// The year in which the edition appeared, if its date names one.
    pub(super) fn year(&self) -> Option<String> {
        let published = self.published.as_deref()?;
        let mut years = published.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() == 4);
        years.next_back().map(str::to_owned)
    }

    /// The series of which the edition is a part.
    pub(super) fn series(&self) -> Option<&str> {
        let title = self.titles.iter().find(|title| matches!(title.kind.as_str(), "series" | "s"))?;
        Some(title.text.as_str())
    }

    /// The DOI among its identifiers.
    pub(super) fn doi(&self) -> Option<String> {
        let named = self.identifiers.iter().filter(|(kind, _)| kind.eq_ignore_ascii_case("doi"));
        named.chain(&self.identifiers).find_map(|(_, text)| publication::doi_in(text))
    }

    /// The language of the text, if it has one alone.
    pub(super) fn language(&self) -> Option<&str> {
        let tags: BTreeSet<&str> = self.languages.iter().map(String::as_str).collect();
        self.languages.first().filter(|_| tags.len() == 1).map(String::as_str)
    }
}

/// Makes a header on the way through it.
#[derive(Default)]
struct Maker {
    header: Header,
    open: Vec<Open>,
    /// How many elements are open that are too deep to be looked into.
    deeper: usize,
    /// What happened to the letter, as it is read.
    event: Option<Event>,
    /// The id of the declaration that is read.
    rendition: Option<String>,
}

/// An element that is open.
struct Open {
    name: String,
    /// What its attributes say that matters here.
    kind: String,
    target: String,
    date: Option<Date>,
    text: String,
}

impl Maker {
    fn start(&mut self, element: &Element<'_>) {
        if self.open.len() > DEEPEST {
            self.deeper += 1;
            return;
        }
        if element.name == "correspDesc" && self.header.letters.len() < MOST_LETTERS {
            let of = element.any(&["corresp", "sameAs", "target", "ref"]).unwrap_or_default();
            let of = of.split_whitespace().filter_map(|id| id.strip_prefix('#')).map(str::to_owned).collect();
            self.header.letters.push(Letter { of, events: Vec::new() });
        }
        if element.name == "rendition" {
            self.rendition = element.get("xml:id").map(str::to_owned);
        }
        if element.name == "correspAction" {
            let kind = element.get("type").unwrap_or_default().to_owned();
            self.event = Some(Event { kind, ..Event::default() });
        }
        let kind = element.any(&["type", "unit", "level"]).unwrap_or_default().to_owned();
        let target = element.any(&["target", "ident", "key"]).unwrap_or_default().to_owned();
        let date = date::stated(|name| element.get(name));
        self.open.push(Open { name: element.name.to_owned(), kind, target, date, text: String::new() });
    }

    fn text(&mut self, characters: &str) {
        if let Some(open) = self.open.last_mut()
            && open.text.len() + characters.len() <= LONGEST
        {
            open.text.push_str(characters);
        }
    }

    fn end(&mut self) {
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        let Some(open) = self.open.pop() else { return };
        let text = open.text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.close(&open, text.clone());
        if let Some(parent) = self.open.last_mut()
            && parent.text.len() + text.len() < LONGEST
        {
            let is_within_name =
                matches!(parent.name.as_str(), "persName" | "respStmt" | "address" | "msIdentifier");
            if is_within_name || is_block(&open.name) {
                parent.text.push(' ');
            }
            // Spaces at the ends of what was within are those of the parent.
            let begins = open.text.starts_with(char::is_whitespace);
            parent.text.push_str(if begins { " " } else { "" });
            parent.text.push_str(&text);
            if open.text.ends_with(char::is_whitespace) || is_block(&open.name) {
                parent.text.push(' ');
            }
        }
    }

    fn is_in(&self, name: &str) -> bool {
        self.open.iter().any(|open| open.name == name)
    }

    fn parent(&self) -> &str {
        self.open.last().map_or("", |open| open.name.as_str())
    }

    /// Takes what an element says.
    fn close(&mut self, open: &Open, text: String) {
        if open.name == "correspAction" {
            let letter = self.header.letters.last_mut().filter(|letter| letter.events.len() < MOST);
            if let (Some(letter), Some(event)) = (letter, self.event.take()) {
                letter.events.push(event);
            }
        } else if open.name == "rendition" {
            if let Some(id) = self.rendition.take().filter(|_| self.header.renditions.len() < MOST) {
                self.header.renditions.insert(id, text);
            }
        } else if self.event.is_some() {
            self.close_in_event(open, text);
        } else if self.is_in("titleStmt") {
            self.close_in_titles(open, text);
        } else if self.is_in("publicationStmt") {
            self.close_in_publication(open, text);
        } else if self.is_in("profileDesc") {
            self.close_in_profile(open, text);
        } else if self.is_in("msIdentifier") {
            self.close_in_manuscript(open, text);
        } else if open.name == "sourceDesc" {
            self.header.source = said(text);
        }
    }

    fn close_in_event(&mut self, open: &Open, text: String) {
        let Some(event) = &mut self.event else { return };
        match open.name.as_str() {
            "date" => event.date = event.date.or(open.date).or_else(|| date::iso(&text)),
            "persName" | "orgName" | "name" | "rs" => push(&mut event.names, text),
            "placeName" | "settlement" | "place" => event.place = event.place.take().or_else(|| said(text)),
            _ => {}
        }
    }

    fn close_in_titles(&mut self, open: &Open, text: String) {
        let is_direct = self.parent() == "titleStmt";
        match open.name.as_str() {
            "title" if is_direct && !text.is_empty() && self.header.titles.len() < MOST => {
                self.header.titles.push(Title { kind: open.kind.clone(), text });
            }
            "author" if is_direct => push(&mut self.header.authors, text),
            "editor" if is_direct => push(&mut self.header.editors, text),
            "respStmt" if is_direct => push(&mut self.header.contributors, text),
            _ => {}
        }
    }

    fn close_in_publication(&mut self, open: &Open, text: String) {
        let header = &mut self.header;
        match open.name.as_str() {
            "publisher" | "authority" | "distributor" => push(&mut header.publishers, text),
            "pubPlace" => push(&mut header.places, text),
            "date" => {
                let date = open.date.map(|date| date.to_string()).filter(|_| text.is_empty());
                header.published = header.published.take().or(date).or_else(|| said(text));
            }
            "idno" if !text.is_empty() && header.identifiers.len() < MOST => {
                header.identifiers.push((open.kind.clone(), text));
            }
            "licence" | "license" => {
                let words = [text.as_str(), open.target.as_str()].join(" ");
                header.licence = said(words.trim().to_owned());
            }
            "availability" => header.licence = header.licence.take().or_else(|| said(text)),
            _ => {}
        }
    }

    fn close_in_profile(&mut self, open: &Open, text: String) {
        let is_creation = self.is_in("creation");
        let header = &mut self.header;
        match open.name.as_str() {
            "language"
                if self.open.iter().any(|open| open.name == "langUsage") && !open.target.is_empty() =>
            {
                push(&mut header.languages, open.target.clone());
            }
            "date" | "origDate" if is_creation => {
                header.creation.date = header.creation.date.or(open.date).or_else(|| date::iso(&text));
            }
            "creation" => header.creation.date = header.creation.date.or(open.date),
            "placeName" | "settlement" | "origPlace" if is_creation => {
                header.creation.place = header.creation.place.take().or_else(|| said(text));
            }
            "abstract" => header.summary = said(text),
            "term" => push(&mut header.keywords, text),
            _ => {}
        }
    }

    fn close_in_manuscript(&mut self, open: &Open, text: String) {
        let manuscript = &mut self.header.manuscript;
        match open.name.as_str() {
            "repository" | "institution" | "settlement" => push(&mut manuscript.repository, text),
            "collection" => manuscript.collection = manuscript.collection.take().or_else(|| said(text)),
            "idno" => manuscript.shelfmark = manuscript.shelfmark.take().or_else(|| said(text)),
            _ => {}
        }
    }
}

/// Whether an element stands by itself, so that its words are no part of those beside it.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "ab"
            | "item"
            | "addrLine"
            | "title"
            | "resp"
            | "persName"
            | "orgName"
            | "name"
            | "bibl"
            | "date"
            | "idno"
            | "publisher"
            | "pubPlace"
            | "author"
            | "editor"
            | "lb"
            | "settlement"
            | "repository"
    )
}

fn said(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

fn push(list: &mut Vec<String>, text: String) {
    if !text.is_empty() && list.len() < MOST && !list.contains(&text) {
        list.push(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(text: &str) -> Header {
        Header::of(&format!("<teiHeader>{text}</teiHeader>"), &Entities::default())
    }

    #[test]
    fn the_main_title_is_chosen() {
        let title = |titles: &str| {
            let header = header(&format!("<fileDesc><titleStmt>{titles}</titleStmt></fileDesc>"));
            header.title().map(str::to_owned)
        };
        let of = "<title type='series'>S</title><title type='sub'>T</title>";
        assert_eq!(title(&format!("{of}<title type='main'>M</title>")).as_deref(), Some("M"));
        assert_eq!(
            title(&format!("{of}<title type='complete'>C  <hi>x</hi></title>")).as_deref(),
            Some("C x")
        );
        assert_eq!(title(&format!("{of}<title>U</title>")).as_deref(), Some("U"));
        assert_eq!(
            title("<title type='iso-date'>1924-03-05</title><title level='a'>A</title>").as_deref(),
            Some("A")
        );
        assert_eq!(title(""), None);
    }

    #[test]
    fn a_letter_has_a_sender_and_a_receiver() {
        let header = header(
            "<profileDesc><correspDesc><correspAction type='sent'><persName><surname>Orn</surname>\
             <forename>Ada</forename></persName><placeName>Amsel</placeName><date when='1924-03-05' cert='low'/>\
             </correspAction><correspAction type='received'><orgName>Harbour Office</orgName></correspAction>\
             </correspDesc><langUsage><language ident='de'>German</language></langUsage></profileDesc>",
        );
        let letter = header.letter(None, true).expect("a letter");
        let sent = letter.event("sent").expect("an event");
        assert_eq!(
            (sent.names.as_slice(), sent.place.as_deref()),
            (&["Orn Ada".to_owned()][..], Some("Amsel"))
        );
        assert_eq!(sent.date.map(|date| date.to_string()).as_deref(), Some("1924-03-05?"));
        assert_eq!(letter.event("received").expect("an event").names, ["Harbour Office"]);
        assert_eq!(header.language(), Some("de"));
    }

    #[test]
    fn who_made_it_and_where_it_is_kept() {
        let header = header(
            "<fileDesc><titleStmt><title>T</title><editor>Vell</editor><respStmt><resp>Data by</resp><name>Skell</name>\
             </respStmt></titleStmt><publicationStmt><publisher>Quay Press</publisher><date when='1924'/>\
             <availability><licence target='https://example.org/l'><p>Free.</p></licence></availability>\
             </publicationStmt><sourceDesc><msDesc><msIdentifier><settlement>Amsel</settlement><repository>Archive\
             </repository><collection>Papers</collection><idno>12</idno></msIdentifier></msDesc></sourceDesc></fileDesc>",
        );
        assert_eq!((header.editors[0].as_str(), header.contributors[0].as_str()), ("Vell", "Data by Skell"));
        assert_eq!(
            (header.published.as_deref(), header.publishers[0].as_str()),
            (Some("1924"), "Quay Press")
        );
        assert_eq!(header.licence.as_deref(), Some("Free. https://example.org/l"));
        assert_eq!(header.manuscript.repository, ["Amsel", "Archive"]);
        assert_eq!(header.manuscript.shelfmark.as_deref(), Some("12"));
        assert_eq!(header.source.as_deref(), Some("Amsel Archive Papers 12"));
    }
}
