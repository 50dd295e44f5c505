//! The head of a message or of one of its parts: its fields as text, whatever is folded, encoded or raw in them.

use std::borrow::Cow;
use std::sync::LazyLock;

use mail_parser::{Address, Message, MessageParser, MimeHeaders};

use super::charset;

/// A head as it stands, in UTF-8.
#[derive(Debug, Default)]
pub struct Head {
    /// The fields in their order: names in small letters, and values in one line, as they are encoded.
    fields: Vec<(String, String)>,
    /// What addresses and texts say when they are decoded.
    pub subject: String,
    pub from: Vec<Person>,
    pub to: Vec<Person>,
    pub cc: Vec<Person>,
    pub bcc: Vec<Person>,
    pub reply_to: Vec<Person>,
    /// The kind of the content, such as `text/plain`, in small letters.
    pub kind: String,
    /// Whether a kind is stated.
    pub has_kind: bool,
    /// The parameters of the kind.
    parameters: Vec<(String, String)>,
    /// The name of a file.
    pub file_name: Option<String>,
    /// Whether the part is to be kept as a file.
    pub is_attachment: bool,
    /// The id by which other parts show this one.
    pub content_id: Option<String>,
}

/// Someone who sends or receives.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Person {
    pub name: String,
    pub address: String,
}

/// Reads heads. It is made once: making it takes longer than reading a head.
static PARSER: LazyLock<MessageParser> = LazyLock::new(MessageParser::default);

/// Heads that are longer are cut: nobody writes them.
const LONGEST: usize = 1 << 20;

/// The head at the beginning of bytes, and where the body begins.
pub fn read(bytes: &[u8]) -> (Head, usize) {
    let (head, body) = split(bytes);
    (Head::of(bytes.get(..head).unwrap_or_default()), body)
}

/// Where the head ends, and where the body begins. What does not begin as a field is a body.
fn split(bytes: &[u8]) -> (usize, usize) {
    let mut at = 0;
    while at < bytes.len() {
        let rest = bytes.get(at..).unwrap_or_default();
        let length = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
        let line = rest.get(..length).unwrap_or_default();
        if line.trim_ascii().is_empty() {
            return (at, at + length);
        }
        let is_field =
            is_field(line) || at > 0 && line.starts_with(b" ") || at > 0 && line.starts_with(b"\t");
        // An envelope can stand within a head, escaped or not.
        let is_envelope = line.starts_with(b">From ") || line.starts_with(b"From ");
        if !(is_field || is_envelope) || at + length > LONGEST {
            return (at, at);
        }
        at += length;
    }
    (at, at)
}

/// Whether a line begins a field. Some programs leave a space before the colon.
fn is_field(line: &[u8]) -> bool {
    let name = memchr::memchr(b':', line).and_then(|end| line.get(..end));
    name.is_some_and(|name| {
        let name = name.trim_ascii_end();
        !name.is_empty() && name.iter().all(u8::is_ascii_graphic)
    })
}

impl Head {
    /// The head of what has none: a plain text.
    pub fn absent() -> Self {
        Self { kind: "text/plain".to_owned(), ..Self::default() }
    }

    fn of(bytes: &[u8]) -> Self {
        if bytes.is_empty() {
            return Self::absent();
        }
        let text = text(bytes);
        let mut head = Self { fields: fields(&text), ..Self::default() };
        let (kind, has_kind) = head.declared_kind();
        (head.kind, head.has_kind) = (kind, has_kind);
        // The parser wants to see where the head ends, and nothing but fields before that.
        let mut whole = String::with_capacity(text.len() + 2);
        for line in
            text.split_inclusive('\n').filter(|line| !line.trim_start_matches('>').starts_with("From "))
        {
            whole.push_str(line);
        }
        let whole = joined_words(whole.trim_end()) + "\n\n";
        if let Some(message) = PARSER.parse_headers(&whole) {
            head.take(&message);
        }
        head
    }

    /// What the parser found.
    fn take(&mut self, message: &Message<'_>) {
        self.subject = line(message.subject().unwrap_or_default());
        self.from = people(message.from());
        if self.from.is_empty() {
            self.from = people(message.sender());
        }
        self.to = message.all_to().flat_map(|list| people(Some(list))).collect();
        self.cc = message.all_cc().flat_map(|list| people(Some(list))).collect();
        self.bcc = people(message.bcc());
        self.reply_to = people(message.reply_to());
        let attributes = message.content_type().and_then(|kind| kind.attributes()).unwrap_or_default();
        self.parameters =
            attributes.iter().map(|one| (one.name.to_ascii_lowercase(), one.value.to_string())).collect();
        self.is_attachment = message.content_disposition().is_some_and(|kind| kind.is_attachment());
        self.file_name = message.attachment_name().map(line).filter(|name| !name.is_empty());
        self.content_id = message
            .content_id()
            .map(|id| id.trim().trim_matches(['<', '>']).to_owned())
            .filter(|id| !id.is_empty());
    }

    /// The kind of the content as it is stated. One that is no kind is that of a file.
    fn declared_kind(&self) -> (String, bool) {
        let Some(stated) = self.field("content-type") else { return ("text/plain".to_owned(), false) };
        let kind = stated.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match kind.split_once('/') {
            Some((class, form)) if !class.is_empty() && !form.is_empty() => (kind, true),
            // Old programs write `text` alone.
            _ if kind == "text" || kind.is_empty() => ("text/plain".to_owned(), true),
            _ => ("application/octet-stream".to_owned(), true),
        }
    }

    /// The value of the first field with a name, as it is encoded.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The values of all fields with a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The value of a field as it is meant.
    pub fn text(&self, name: &str) -> Option<String> {
        let value = self.field(name)?;
        if !value.contains("=?") {
            return Some(line(value)).filter(|value| !value.is_empty());
        }
        let subject = format!("Subject: {}\n\n", joined_words(value));
        let message = PARSER.parse_headers(&subject)?;
        message.subject().map(line).filter(|value| !value.is_empty())
    }

    /// A parameter of the kind.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// How the bytes of the body travel.
    pub fn encoding(&self) -> String {
        let stated = self.field("content-transfer-encoding").unwrap_or_default();
        stated.split([';', ' ', '(']).next().unwrap_or_default().trim_matches('"').to_ascii_lowercase()
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }
}

/// The text of a head. Programs that know no encoded words write raw bytes.
fn text(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains(['\r', '\0']) => Cow::Borrowed(text),
        Ok(text) => Cow::Owned(charset::shown(text)),
        Err(_) => {
            let label = declared_charset(bytes);
            Cow::Owned(charset::read(bytes, &label).text)
        }
    }
}

/// The character set that a head names, which is likely its own, too.
fn declared_charset(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes).to_ascii_lowercase();
    let after = text.split("charset=").nth(1).unwrap_or_default();
    let name: String = after
        .trim_start_matches('"')
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_.:".contains(*c))
        .collect();
    // A head in US-ASCII or UTF-8 would need no guess.
    if name.contains("ascii") { String::new() } else { name }
}

/// The fields of a head, each in one line.
fn fields(text: &str) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = fields.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            fields.push((name.trim_end().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    fields
}

/// Puts encoded words together that follow one another in one character set: programs cut characters of several bytes
/// between two.
fn joined_words(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    // The beginning of the word that is still open, and the length of what it says so far.
    let mut open: Option<(&str, usize)> = None;
    let mut rest = text;
    while let Some(start) = rest.find("=?") {
        let (before, here) = rest.split_at(start);
        let word = encoded_word(here);
        let goes_on = open.zip(word.as_ref()).is_some_and(|((prefix, length), word)| {
            prefix.eq_ignore_ascii_case(word.prefix)
                && before.trim().is_empty()
                && !joined.ends_with('=')
                && (length % 4 == 0 || !(prefix.ends_with("?b?") || prefix.ends_with("?B?")))
        });
        if !goes_on {
            if open.take().is_some() {
                joined.push_str("?=");
            }
            joined.push_str(before);
        }
        match word {
            Some(word) => {
                if !goes_on {
                    joined.push_str(word.prefix);
                }
                joined.push_str(word.content);
                let length = open.filter(|_| goes_on).map_or(0, |(_, length)| length) + word.content.len();
                open = Some((word.prefix, length));
                rest = word.after;
            }
            None => {
                joined.push_str("=?");
                rest = here.get(2..).unwrap_or_default();
            }
        }
    }
    if open.is_some() {
        joined.push_str("?=");
    }
    joined.push_str(rest);
    joined
}

/// An encoded word, such as `=?utf-8?q?lamp?=`, and what follows it.
struct EncodedWord<'a> {
    prefix: &'a str,
    content: &'a str,
    after: &'a str,
}

fn encoded_word(text: &str) -> Option<EncodedWord<'_>> {
    const LONGEST: usize = 4096;
    let window = text.get(..text.floor_char_boundary(LONGEST)).unwrap_or_default();
    let end = window.match_indices('?').map(|(at, _)| at).nth(2)? + 1;
    let (prefix, rest) = text.split_at(end);
    let length = rest.find("?=").filter(|length| !rest.get(..*length).unwrap_or_default().contains('?'))?;
    let (content, after) = rest.split_at(length);
    Some(EncodedWord { prefix, content, after: after.get(2..).unwrap_or_default() })
}

/// A value in one line, without signs that no page can show.
fn line(value: &str) -> String {
    let shown = charset::shown(value);
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Those that an address field names.
fn people(address: Option<&Address<'_>>) -> Vec<Person> {
    let Some(address) = address else { return Vec::new() };
    let person = |name: Option<&str>, address: Option<&str>| Person {
        name: line(name.unwrap_or_default()).trim_matches(['\'', '"', ' ']).to_owned(),
        address: line(address.unwrap_or_default()),
    };
    let people = address.iter().map(|one| person(one.name(), one.address()));
    people.filter(|person| !(person.name.is_empty() && person.address.is_empty())).collect()
}

/// The ids in a field: what stands in angle brackets, or the field as a whole where nothing does.
pub fn ids(field: &str) -> Vec<&str> {
    let mut ids: Vec<&str> = Vec::new();
    let mut rest = field;
    while let Some(start) = rest.find('<') {
        rest = rest.get(start + 1..).unwrap_or_default();
        let Some(end) = rest.find('>') else { break };
        let id = rest.get(..end).unwrap_or_default().trim();
        if !id.is_empty() && !id.contains(char::is_whitespace) {
            ids.push(id);
        }
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    let bare = field.trim();
    if ids.is_empty() && bare.contains('@') && !bare.contains(char::is_whitespace) {
        ids.push(bare.trim_matches(['<', '>']));
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(text: &[u8]) -> Head {
        read(text).0
    }

    #[test]
    fn fields_are_unfolded_and_decoded() {
        let head = head(
            b"From: =?iso-8859-1?Q?=D6rn?= Amsel <orn@amsel.example>\r\nTo: \"Vell, B.\" <vell@amsel.example>,\r\n\tskell@amsel.example\r\nSubject: =?utf-8?q?The_l=C3=A4mp?=\r\n =?utf-8?q?chen_=C3?= =?utf-8?q?=A4?= burns\r\nMessage-ID: <1@amsel.example>\r\n\r\nBody",
        );
        assert_eq!(head.subject, "The lämpchen ä burns");
        assert_eq!(
            head.from,
            [Person { name: "Örn Amsel".to_owned(), address: "orn@amsel.example".to_owned() }]
        );
        assert_eq!(head.to.len(), 2);
        assert_eq!(head.to[0].name, "Vell, B.");
        assert_eq!(head.field("message-id"), Some("<1@amsel.example>"));
        assert_eq!((head.kind.as_str(), head.has_kind), ("text/plain", false));
    }

    #[test]
    fn raw_bytes_are_read_in_the_character_set_of_the_body() {
        let raw = b"Subject: \xec\xc1\xcd\xd0\xc1\nContent-Type: text/plain; charset=\"koi8-r\"\n\n";
        assert_eq!(head(raw).subject, "Лампа");
        assert_eq!(head(b"Subject: L\xe4mpchen\n\n").subject, "Lämpchen");
        assert_eq!(head("Subject: Lämpchen\n\n".as_bytes()).subject, "Lämpchen");
    }

    #[test]
    fn names_of_files_come_in_all_their_forms() {
        let named = |disposition: &str| {
            head(format!("Content-Type: image/png\n{disposition}\n\n").as_bytes()).file_name
        };
        let name = Some("Lämpchen plan.png".to_owned());
        assert_eq!(named("Content-Disposition: attachment; filename*=utf-8''L%C3%A4mpchen%20plan.png"), name);
        assert_eq!(
            named(
                "Content-Disposition: attachment;\n filename*0*=utf-8''L%C3%A4mp;\n filename*1=\"chen plan.png\""
            ),
            name
        );
        assert_eq!(
            named("Content-Disposition: attachment; filename=\"=?utf-8?q?L=C3=A4mpchen_plan.png?=\""),
            name
        );
    }

    #[test]
    fn a_head_ends_where_no_field_is() {
        let (head, body) = read(b"Subject: One\nNo field here\n\nText");
        assert_eq!((head.subject.as_str(), body), ("One", 13));
        assert_eq!(read(b"Just text.\n\nMore.").1, 0);
        assert_eq!(read(b"\nText").1, 1);
        assert_eq!(read(b"A: b").1, 4);
    }

    #[test]
    fn ids_stand_in_angle_brackets() {
        assert_eq!(ids("<a@b> (comment)\t<c@d>"), ["a@b", "c@d"]);
        assert_eq!(ids("Your message of \"Fri, 4 Mar\" <a@b>"), ["a@b"]);
        assert_eq!(ids("a@b"), ["a@b"]);
        assert!(ids("your letter").is_empty() && ids("").is_empty());
    }
}
