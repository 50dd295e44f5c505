//! A message as a document: its head as metadata, its parts as blocks.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::Date as Day;

use super::attachments::Attachment;
use super::body::{Gatherer, Piece};
use super::head::{self, Head, Person};
use super::mask::{masked, masked_head};
use super::moment::{self, Sent};
use super::quoted::{self, Setting};
use super::remarks::{Remark, Remarks};
use super::{html, sweep};
use crate::model::date::Date;
use crate::model::document::{
    Block, Document, ImagePlace, Inline, ListMember, Numbering, ParagraphStyle, SectionKind, Text,
};
use crate::model::fingerprint::Fingerprint;
use crate::model::message::Message;
use crate::model::metadata::{DateBasis, DocumentDate};
use crate::model::reference::{Citation, Reference, Rule};
use crate::model::walk;
use crate::model::walk::PartMut;
use crate::read::plain::running;

/// So many of the messages that one answers are looked for.
const MOST_ANSWERED: usize = 64;

/// A message that was read.
#[derive(Debug)]
pub struct Read {
    pub document: Document,
    /// The files that it brings along; each has a name of its own.
    pub attachments: Vec<Attachment>,
    /// The day on which it was sent, as far as anybody says.
    pub day: Option<Day>,
    pub remarks: Remarks,
}

/// Reads a message. `addresses` says whether addresses are shown.
pub fn read(bytes: &[u8], setting: Setting<'_>, addresses: bool) -> Read {
    let mut remarks = Remarks::default();
    let (head, start) = head::read(bytes);
    let rest = bytes.get(start..).unwrap_or_default();
    let mut gatherer = Gatherer { addresses, remarks: &mut remarks };
    let mut body = if head.is_empty() && !rest.trim_ascii().is_empty() {
        gatherer.remarks.add(Remark::NoMail);
        gatherer.part(&Head::absent(), rest, 0)
    } else {
        gatherer.part(&head, rest, 0)
    };
    name_apart(&mut body.attachments);
    let mut assembly = Assembly { setting, addresses, offset: 0, document: Document::default(), remarks };
    let sent = moment::sent(head.field("date"), &head.all("received").map(str::to_owned).collect::<Vec<_>>());
    assembly.metadata(&head, sent);
    let mut blocks = assembly.blocks(body.pieces);
    assembly.show_images(&mut blocks, &body.attachments);
    blocks.extend(assembly.files(&body.attachments));
    number_headings(&mut blocks);
    assembly.document.blocks = blocks;
    if !addresses {
        sweep::mask(&mut assembly.document);
    }
    let day = match sent {
        Sent::Stated(moment) | Sent::By(moment) => Some(moment.day),
        Sent::Unknown => None,
    };
    Read { document: assembly.document, attachments: body.attachments, day, remarks: assembly.remarks }
}

struct Assembly<'a> {
    setting: Setting<'a>,
    addresses: bool,
    /// Where the text goes on: positions are counted through all pieces.
    offset: usize,
    document: Document,
    remarks: Remarks,
}

impl Assembly<'_> {
    /// What the head says of the message.
    fn metadata(&mut self, head: &Head, sent: Sent) {
        let Setting { words, guesses } = self.setting;
        let subject = self.shown(&head.subject);
        self.document.title = running::line(&subject, words, guesses);
        let metadata = &mut self.document.metadata;
        metadata.date = match sent {
            Sent::Stated(moment) => {
                Some(DocumentDate { date: Date::from_day(moment.day), basis: DateBasis::Metadata })
            }
            Sent::By(moment) => {
                self.remarks.add(Remark::DateOfReceipt);
                Some(DocumentDate { date: Date::from_day(moment.day), basis: DateBasis::Inferred })
            }
            Sent::Unknown => {
                self.remarks.add(Remark::Undated);
                None
            }
        };
        let addresses = self.addresses;
        let people = |people: &[Person]| {
            let shown: Vec<String> = people.iter().map(|person| shown_person(person, addresses)).collect();
            (!shown.is_empty()).then(|| shown.join("; "))
        };
        let particulars = &mut metadata.particulars;
        (particulars.from, particulars.to) = (people(&head.from), people(&head.to));
        let reply_to = people(&head.reply_to).filter(|to| Some(to) != particulars.from.as_ref());
        let when = match sent {
            Sent::Stated(moment) => ("Sent", Some(moment.shown())),
            Sent::By(moment) => ("Received", Some(moment.shown())),
            Sent::Unknown => ("Date:", head.text("date")),
        };
        let facts = [
            when,
            ("Cc", people(&head.cc)),
            ("Bcc", people(&head.bcc)),
            ("Reply-To", reply_to),
            ("Organization", head.text("organization")),
            ("List-Id", head.text("list-id")),
            ("Newsgroups", head.text("newsgroups")),
            ("Message-ID", head.text("message-id").map(|id| id.trim_matches(['<', '>']).to_owned())),
        ];
        let facts: BTreeMap<String, String> =
            facts.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect();
        metadata.other = facts;
        let message = message(head, sent, metadata.particulars.from.as_deref());
        self.document.references.extend(answered(&message));
        self.document.message = Some(message);
    }

    fn shown(&self, text: &str) -> String {
        if self.addresses { text.to_owned() } else { masked_head(text).into_owned() }
    }

    /// The blocks of what was gathered.
    fn blocks(&mut self, pieces: Vec<Piece>) -> Vec<Block> {
        let Setting { words, guesses } = self.setting;
        let mut blocks = Vec::new();
        for piece in pieces {
            let start = self.offset;
            let mut found = match piece {
                Piece::Plain { text, is_flowed, drops_space } => {
                    let text = self.taken(text);
                    quoted::blocks(&text, is_flowed, drops_space, self.setting)
                }
                Piece::Html(text) => {
                    let text = self.taken(text);
                    html::blocks(&text)
                }
                Piece::Verbatim(text) => {
                    let text = self.taken(text);
                    vec![running::kept(text.trim_end(), ParagraphStyle::Preformatted, words, guesses)]
                }
                Piece::Foot(text) => {
                    let text = self.taken(text);
                    let lines = running::kept(&text, ParagraphStyle::Lines, words, guesses);
                    vec![Block::Section { kind: SectionKind::Signature, blocks: vec![lines] }]
                }
                Piece::Message(head, pieces) => {
                    let mut within = Vec::from_iter(self.head_of(&head));
                    within.extend(self.blocks(pieces));
                    blocks.push(Block::Section { kind: SectionKind::Attachment, blocks: within });
                    continue;
                }
            };
            shift(&mut found, start);
            blocks.extend(found);
        }
        blocks
    }

    /// A text that is read now, masked if it has to be.
    fn taken(&mut self, text: String) -> String {
        self.offset += text.len() + 1;
        if self.addresses { text } else { masked(&text).into_owned() }
    }

    /// The lines that say of a message within this one who sent it, and when.
    fn head_of(&self, head: &Head) -> Option<Block> {
        let people = |people: &[Person]| {
            let shown: Vec<String> =
                people.iter().map(|person| shown_person(person, self.addresses)).collect();
            shown.join("; ")
        };
        let lines = [
            ("From", people(&head.from)),
            ("To", people(&head.to)),
            ("Cc", people(&head.cc)),
            ("Date", head.text("date").unwrap_or_default()),
            ("Subject", head.subject.clone()),
        ];
        let lines: Vec<String> = lines
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}: {}", self.shown(value)))
            .collect();
        let Setting { words, guesses } = self.setting;
        (!lines.is_empty()).then(|| running::kept(&lines.join("\n"), ParagraphStyle::Lines, words, guesses))
    }

    /// Lets the images of the text be those that the message brings along.
    fn show_images(&mut self, blocks: &mut [Block], attachments: &[Attachment]) {
        let by_id: HashMap<&str, &str> = attachments
            .iter()
            .filter_map(|file| Some((file.content_id.as_deref()?, file.name.as_str())))
            .collect();
        let (references, remarks) = (&mut self.document.references, &mut self.remarks);
        walk::blocks_mut(blocks, &mut |part| {
            let PartMut::Inline(inline) = part else { return };
            let Inline::Image { place, alt, .. } = inline else { return };
            let ImagePlace::Elsewhere(address) = &*place else { return };
            match address.strip_prefix("cid:").map(|id| by_id.get(id)) {
                Some(Some(name)) => {
                    references.push(embedded(name, Rule::Image));
                    *place = ImagePlace::Archive(references.len() - 1);
                }
                Some(None) => {
                    let text = std::mem::take(alt);
                    *inline = Inline::Text(Text { text, start: 0 });
                }
                None => remarks.add(Remark::RemoteImage),
            }
        });
    }

    /// The list of the files that a message brings along.
    fn files(&mut self, attachments: &[Attachment]) -> Option<Block> {
        let references = &mut self.document.references;
        let members = attachments.iter().map(|file| {
            references.push(embedded(&file.name, Rule::Link));
            let text = |text: String| Inline::Text(Text { text, start: self.offset });
            let link =
                Inline::Reference { index: references.len() - 1, content: vec![text(file.name.clone())] };
            let content = vec![link, text(format!(" ({})", file.about()))];
            let paragraph = Block::Paragraph { style: ParagraphStyle::Body, content };
            ListMember { task: None, tight: true, blocks: vec![paragraph] }
        });
        let members: Vec<ListMember> = members.collect();
        let list = Block::List { start: None, numbering: Numbering::default(), members };
        (!attachments.is_empty()).then(|| Block::Section { kind: SectionKind::Files, blocks: vec![list] })
    }
}

/// How someone is shown: by name, and by the address where there is none, or where addresses are shown.
fn shown_person(person: &Person, addresses: bool) -> String {
    let Person { name, address } = person;
    match (name.as_str(), address.as_str()) {
        ("", address) if addresses => address.to_owned(),
        ("", address) => masked_head(address).into_owned(),
        (name, "") => name.to_owned(),
        (name, address) if addresses && name != address => format!("{name} <{address}>"),
        (name, _) if addresses => name.to_owned(),
        (name, _) => masked_head(name).into_owned(),
    }
}

/// The message's place among others.
fn message(head: &Head, sent: Sent, from: Option<&str>) -> Message {
    let key = |id: &str| Fingerprint::of_bytes(id.as_bytes());
    let own = head.field("message-id").and_then(|field| head::ids(field).first().map(|id| key(id)));
    let direct = head.field("in-reply-to").map(head::ids).unwrap_or_default();
    let way = head.field("references").map(head::ids).unwrap_or_default();
    let mut seen = HashSet::new();
    let answers = direct.into_iter().chain(way.into_iter().rev()).map(key);
    let answers =
        answers.filter(|answered| Some(*answered) != own && seen.insert(*answered)).take(MOST_ANSWERED);
    let (moment, time) = match sent {
        Sent::Stated(moment) => (Some(moment.seconds), Some(moment.clock())),
        Sent::By(moment) => (Some(moment.seconds), None),
        Sent::Unknown => (None, None),
    };
    Message { id: own, answers: answers.collect(), sender: from.unwrap_or_default().to_owned(), moment, time }
}

/// The reference to the message that one answers.
fn answered(message: &Message) -> Option<Reference> {
    let citation = Citation::Message(*message.answers.first()?);
    Some(Reference { rule: Rule::Answer, citation, span: 0..0, sentence: String::new(), within: None })
}

/// The reference to a file that the message brings along.
fn embedded(name: &str, rule: Rule) -> Reference {
    let citation = Citation::Embedded(name.to_owned());
    Reference { rule, citation, span: 0..0, sentence: String::new(), within: None }
}

/// Gives each file a name that no other has.
fn name_apart(attachments: &mut [Attachment]) {
    let mut seen: HashSet<String> = HashSet::new();
    for file in attachments {
        let (stem, extension) = match file.name.rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() => (stem.to_owned(), format!(".{extension}")),
            _ => (file.name.clone(), String::new()),
        };
        let mut number = seen.len() + 1;
        while !seen.insert(file.name.to_lowercase()) {
            number += 1;
            file.name = format!("{stem}-{number}{extension}");
        }
    }
}

/// Moves places by what stands before.
fn shift(blocks: &mut [Block], by: usize) {
    walk::blocks_mut(blocks, &mut |part| {
        if let PartMut::Inline(Inline::Text(text)) = part {
            text.start += by;
        }
    });
}

/// Gives headings of several texts anchors of their own.
fn number_headings(blocks: &mut [Block]) {
    let mut seen: HashSet<String> = HashSet::new();
    walk::blocks_mut(blocks, &mut |part| {
        if let PartMut::Block(Block::Heading { id, .. }) = part {
            let mut number = seen.len() + 1;
            let stem = id.clone();
            while !seen.insert(id.clone()) {
                number += 1;
                *id = format!("{stem}-{number}");
            }
        }
    });
}
