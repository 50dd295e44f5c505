//! The fields in the head of a text: lines `Key: value`, or the headers of a mail.
//!
//! Dialogues and minutes have lines of that form, too ("Orn: …", "Present: …"). A block of them is a head
//! where it stands first, ends with a blank line, names each field once, and at least one field is known.

use std::collections::HashSet;
use std::ops::Range;

use mail_parser::MessageParser;

use super::date_field;

/// The fields of a head, and the bytes that they take.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct FieldBlock {
    /// The fields in their order.
    pub fields: Vec<HeadField>,
    /// From the first name to the last value.
    pub span: Range<usize>,
}

/// A field of a head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadField {
    /// The name as written.
    pub name: String,
    /// The value in one line.
    pub value: String,
    /// Where the value begins.
    pub start: usize,
}

/// What fonds knows that a field of a head can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// A field of fonds' own, by its name in front matter.
    Own(&'static str),
    /// A field that tells a head, and is shown as it is.
    Other,
}

/// A longer head is none.
const MOST_LINES: usize = 80;
const LONGEST_NAME: usize = 40;

impl FieldBlock {
    /// Whether a field gives the title, so that no line need do so: a title, or a subject.
    pub fn names_the_document(&self) -> bool {
        let has = |own| self.fields.iter().any(|field| known(&field.name) == Some(Known::Own(own)));
        has("title") || has("subject")
    }
}

/// The block of fields at a place in a text, where a line begins; the space before it is passed over.
pub fn block(text: &str, start: usize) -> Option<FieldBlock> {
    let mut block = FieldBlock::default();
    let mut at = start;
    let (mut is_parted, mut are_known) = (false, true);
    for line in text[start..].split_inclusive('\n').take(MOST_LINES + 1) {
        let span = at..at + line.trim_end().len();
        at += line.len();
        let line = &text[span.clone()];
        if line.is_empty() {
            is_parted |= !block.fields.is_empty();
            continue;
        }
        let is_indented = line.starts_with([' ', '\t']);
        let field = field(line).filter(|_| !is_indented || block.fields.is_empty());
        match (field, block.fields.last_mut()) {
            // After a blank line only a field that fonds knows goes on, and only after such fields.
            (Some((name, _)), Some(_)) if is_parted && !(are_known && known(name).is_some()) => break,
            (Some((name, value)), _) => {
                if block.fields.is_empty() {
                    block.span.start = span.start;
                }
                is_parted = false;
                are_known &= known(name).is_some();
                block.fields.push(HeadField {
                    name: name.to_owned(),
                    value: line[value..].trim().to_owned(),
                    start: span.start + value,
                });
            }
            (None, Some(last)) if is_indented && !is_parted => {
                last.value.push(' ');
                last.value.push_str(line.trim_start());
            }
            (None, Some(_)) if is_parted => break,
            // A rule can end the head, too.
            (None, Some(_)) if is_rule(line) => {
                block.span.end = span.end;
                break;
            }
            // The envelope of a mailbox stands before the headers.
            (None, None) if is_envelope(line) => block.span.start = span.start,
            (None, _) => return None,
        }
        block.span.end = span.end;
    }
    block.merge_repeated()?;
    block.fields.iter_mut().for_each(HeadField::decode);
    block.is_head().then_some(block)
}

impl FieldBlock {
    /// Puts the values of repeated fields together. A mail's headers and authors can be repeated; other
    /// names that come again are those of speakers.
    fn merge_repeated(&mut self) -> Option<()> {
        let mut seen = HashSet::new();
        if self.fields.iter().all(|field| seen.insert(field.name.to_lowercase())) {
            return Some(());
        }
        let mut merged: Vec<HeadField> = Vec::new();
        for field in self.fields.drain(..) {
            match merged.iter_mut().find(|known| known.name.eq_ignore_ascii_case(&field.name)) {
                Some(known) if is_repeatable(&field.name) => {
                    known.value.push_str("; ");
                    known.value.push_str(&field.value);
                }
                Some(_) => return None,
                None => merged.push(field),
            }
        }
        self.fields = merged;
        Some(())
    }

    fn is_head(&self) -> bool {
        let is_sentence = |field: &&HeadField| {
            field.value.ends_with(['.', '?', '!']) && field.value.split_whitespace().nth(4).is_some()
        };
        let is_named =
            |field: &HeadField| known(&field.name).is_some() || field.name.starts_with(char::is_uppercase);
        // "To: be or not to be" can be anything.
        let is_short = |field: &&HeadField| field.name.trim_end_matches('.').chars().nth(2).is_none();
        let names =
            self.fields.iter().filter(|field| known(&field.name).is_some() && !field.value.is_empty());
        let is_known = names.clone().any(|field| !is_short(&field)) || names.count() >= 2;
        let sentences = self.fields.iter().filter(is_sentence).count();
        self.fields.len() >= 2
            && is_known
            && self.fields.iter().all(is_named)
            && 2 * sentences < self.fields.len().max(3)
    }
}

impl HeadField {
    /// Decodes words such as `=?utf-8?q?Gr=C3=BC=C3=9Fe?=`.
    fn decode(&mut self) {
        if !self.value.contains("=?") {
            return;
        }
        let header = format!("Subject: {}\n\n", self.value);
        let message = MessageParser::new().parse(header.as_bytes());
        if let Some(value) = message.as_ref().and_then(|message| message.subject()) {
            self.value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }
}

/// The name of a field and where in the line its value begins.
fn field(line: &str) -> Option<(&str, usize)> {
    let end = line.find([':', '：'])?;
    let name = line[..end].trim();
    let is_name_sign = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '/' | '\'' | '’' | '.');
    let is_name = name.starts_with(char::is_alphabetic)
        && name.len() <= LONGEST_NAME
        && name.split_whitespace().count() <= 4
        && name.chars().all(is_name_sign)
        // "Mr. Orn: …" speaks; "No.: 12" is a field.
        && !name.trim_end_matches('.').contains('.');
    let sign = line[end..].chars().next().map_or(0, char::len_utf8);
    let value = &line[end + sign..];
    let is_parted = value.is_empty() || value.starts_with(char::is_whitespace) || sign > 1;
    (is_name && is_parted).then(|| (name, line.len() - value.trim_start().len()))
}

/// `---`, `=====`
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3 && line.bytes().all(|byte| matches!(byte, b'-' | b'=' | b'*' | b'_'))
}

/// `From orn@amsel.example Wed Sep 13 10:00:00 2017`
fn is_envelope(line: &str) -> bool {
    line.starts_with("From ")
        && line.split_whitespace().count() >= 5
        && line.contains(':')
        && line.split_whitespace().any(|word| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()))
}

fn is_repeatable(name: &str) -> bool {
    let name = name.to_lowercase();
    name.contains('-')
        || matches!(name.as_str(), "received" | "author" | "cc" | "to" | "keywords" | "comments")
}

/// What a field's name says to fonds, in the languages that datelines know.
pub fn known(name: &str) -> Option<Known> {
    let name = name.trim_end_matches('.').to_lowercase();
    let is_among = |names: &[&str]| names.contains(&name.as_str());
    if let Some((own, _)) = OWN.iter().find(|(_, names)| is_among(names)) {
        return Some(Known::Own(own));
    }
    (is_among(OTHER) || date_field::rank(&name).is_some()).then_some(Known::Other)
}

/// The names of fonds' own fields.
const OWN: [(&str, &[&str]); 8] = [
    ("title", &["title", "titel", "titre", "título", "titolo"]),
    (
        "subject",
        &[
            "subject", "subj", "re", "betreff", "betrifft", "betr", "objet", "objeto", "oggetto", "asunto",
            "assunto", "concerne",
        ],
    ),
    (
        "from",
        &[
            "from",
            "von",
            "de",
            "da",
            "sender",
            "absender",
            "expéditeur",
            "remitente",
            "remetente",
            "mittente",
        ],
    ),
    (
        "to",
        &[
            "to",
            "an",
            "à",
            "para",
            "memorandum for",
            "addressee",
            "recipient",
            "empfänger",
            "destinataire",
            "destinatario",
            "destinatário",
        ],
    ),
    (
        "number",
        &[
            "number",
            "no",
            "nr",
            "n°",
            "nummer",
            "numéro",
            "número",
            "numero",
            "document number",
            "document no",
            "dokumentnummer",
        ],
    ),
    ("place", &["place", "ort", "lieu", "lugar", "luogo"]),
    ("language", &["language", "sprache", "langue", "idioma", "lingua"]),
    (
        "description",
        &["description", "summary", "beschreibung", "zusammenfassung", "résumé", "resumen", "riassunto"],
    ),
];

/// Names that tell a head, and that fonds leaves as they are.
const OTHER: &[&str] = &[
    "author",
    "authors",
    "autor",
    "autoren",
    "verfasser",
    "verfasserin",
    "auteur",
    "auteurs",
    "autore",
    "autori",
    "editor",
    "editors",
    "status",
    "version",
    "category",
    "type",
    "cc",
    "bcc",
    "kopie",
    "message-id",
    "reply-to",
    "in-reply-to",
    "references",
    "received",
    "return-path",
    "delivered-to",
    "mime-version",
    "content-type",
    "kind",
    "identifier",
    "shelfmark",
    "signatur",
    "aktenzeichen",
    "classification",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        let fields = block(text, 0)?.fields;
        let shown: Vec<String> =
            fields.iter().map(|field| format!("{}={}", field.name, field.value)).collect();
        Some(shown.join("|"))
    }

    #[test]
    fn heads_of_fields() {
        for (text, expected) in [
            (
                "Paper: 12\nTitle: Lamps\nAuthor: Orn <orn@amsel.example>,\n        Vell\nPost-History:\n\nText.\n",
                "Paper=12|Title=Lamps|Author=Orn <orn@amsel.example>, Vell|Post-History=",
            ),
            (
                "From: Orn\nTo: Vell\nDate: Wed, 13 Sep 2017 10:00:00 +0200\nSubject: The lamp\n\nText.\n",
                "From=Orn|To=Vell|Date=Wed, 13 Sep 2017 10:00:00 +0200|Subject=The lamp",
            ),
            ("title: The lamp\ndate: 2017-09-13\n\nText.\n", "title=The lamp|date=2017-09-13"),
            ("TITLE:\tThe lamp\nKEEPER:\tOrn\n\nText.\n", "TITLE=The lamp|KEEPER=Orn"),
            ("Von: Orn\nAn: Vell\nBetreff: Die Lampe\n\nText.\n", "Von=Orn|An=Vell|Betreff=Die Lampe"),
            ("De : Orn\nÀ : Vell\nObjet : le phare\n\nTexte.\n", "De=Orn|À=Vell|Objet=le phare"),
            (
                "TO     : The Minister\nFROM   : Orn\nSUBJECT: Lamps\n\nText.\n",
                "TO=The Minister|FROM=Orn|SUBJECT=Lamps",
            ),
            ("From: Orn\n\nTo: Vell\n\nSubject: Lamps\n\nText.\n", "From=Orn|To=Vell|Subject=Lamps"),
            ("No.: 12\nTitle: Lamps\n\nText.\n", "No.=12|Title=Lamps"),
            ("Title: Lamps\r\nStatus: Draft\r\n\r\nText.\r\n", "Title=Lamps|Status=Draft"),
            ("Title: Lamps\nStatus: Draft\n", "Title=Lamps|Status=Draft"),
            ("Title: Lamps\nStatus: Draft\n-----\nText.\n", "Title=Lamps|Status=Draft"),
            (
                "From orn@amsel.example Wed Sep 13 10:00:00 2017\nFrom: Orn\nReceived: by a\nReceived: by b\nSubject: Lamps\n\nText.\n",
                "From=Orn|Received=by a; by b|Subject=Lamps",
            ),
            (
                "From: =?iso-8859-1?Q?J=F6rn?= <orn@amsel.example>\nSubject: =?utf-8?B?R3LDvMOfZQ==?= aus\n =?utf-8?q?_Lindholt?=\n\nText.\n",
                "From=Jörn <orn@amsel.example>|Subject=Grüße aus Lindholt",
            ),
        ] {
            assert_eq!(shown(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn other_lines_with_colons_are_no_head() {
        for text in [
            "Orn: Who keeps the lamp?\nVell: I do.\n\nOrn: Since when?\n",
            "Present: Orn, Vell\nAbsent: Skell\n\nThe board met.\n",
            "Author: Is that the whole of the lamp?\nReader: It is all that there is of it.\n\nText.\n",
            "Title: Lamps\n\nText.\n",
            "Orn:\n\nSubject: The lamp\n\nText.\n",
            "To: be or not to be\nThat: is the question\n\nText.\n",
            "Title: Lamps\nStatus: Draft\nThe text goes on at once.\n",
            "Title: one\nTitle: two\n\nText.\n",
            "10:30 The lamp\nTo: Vell\n\nText.\n",
            "https://amsel.example/\nTo: Vell\n\nText.\n",
            "The lamp: it was lit: on Monday\nTo: Vell\nText.\n",
            "Mr. Orn: To Skell.\nTo: Vell\n\nText.\n",
            "",
        ] {
            assert_eq!(shown(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_a_head_or_none(
            pieces in proptest::collection::vec("Title|From|: |\\n|  |=\\?utf-8\\?q\\?|\\?=|é|From a b c d 2017:|text\\.", 0..24),
        ) {
            let text = pieces.concat();
            if let Some(block) = block(&text, 0) {
                assert!(text.get(block.span).is_some(), "{text}");
            }
        }
    }
}
