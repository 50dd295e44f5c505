//! What a message says: which of its parts are its text, and which are files.

use super::attachments::Attachment;
use super::head::Head;
use super::remarks::{Remark, Remarks};
use super::{charset, entity, head, html, transfer};
use crate::model::document::{Block, SectionKind, count_words};
use crate::model::walk::Child;

/// Parts that lie deeper in one another are shown as they are.
const DEEPEST: usize = 16;

/// A stretch of what a message says.
#[derive(Debug)]
pub enum Piece {
    /// Plain text.
    Plain {
        text: String,
        is_flowed: bool,
        /// Whether the space that ends a flowed line is no part of the text.
        drops_space: bool,
    },
    /// A text in HTML.
    Html(String),
    /// What is shown as it stands: reports of programs, what cannot be taken apart.
    Verbatim(String),
    /// What stands below the parts: a mailing list's foot.
    Foot(String),
    /// A message within this one.
    Message(Box<Head>, Vec<Piece>),
}

/// What was found in a message.
#[derive(Debug, Default)]
pub struct Body {
    pub pieces: Vec<Piece>,
    pub attachments: Vec<Attachment>,
}

/// Gathers what a message says.
pub struct Gatherer<'a> {
    /// Whether addresses are shown.
    pub addresses: bool,
    pub remarks: &'a mut Remarks,
}

impl Gatherer<'_> {
    /// What a part says, by its head.
    pub fn part(&mut self, head: &Head, bytes: &[u8], depth: usize) -> Body {
        let class = head.kind.split('/').next().unwrap_or_default();
        if depth >= DEEPEST && (class == "multipart" || class == "message") {
            self.remarks.add(Remark::TooDeep);
            return Body::of(Piece::Verbatim(charset::read(bytes, "").text));
        }
        if class == "multipart" {
            return self.several(head, bytes, depth);
        }
        let (decoded, is_damaged) = transfer::decode(bytes, &head.encoding());
        if is_damaged {
            self.remarks.add(Remark::Damaged);
        }
        match head.kind.as_str() {
            "message/rfc822" | "message/global" | "message/news" => {
                let (inner, body) = head::read(&decoded);
                let within = self.part(&inner, decoded.get(body..).unwrap_or_default(), depth + 1);
                let piece = Piece::Message(Box::new(inner), within.pieces);
                Body { pieces: vec![piece], attachments: within.attachments }
            }
            "message/delivery-status"
            | "message/disposition-notification"
            | "text/rfc822-headers"
            | "message/rfc822-headers" => Body::of(Piece::Verbatim(self.text(head, &decoded))),
            "text/plain" | "text/html" | "text/enriched" if !head.is_attachment => {
                self.own_text(head, &decoded)
            }
            "application/pgp-signature" | "application/pkcs7-signature" | "application/x-pkcs7-signature" => {
                self.remarks.add(Remark::Signature);
                Body::default()
            }
            kind => {
                let is_sealed =
                    kind.ends_with("pkcs7-mime") && head.parameter("smime-type") != Some("signed-data");
                if is_sealed || kind == "application/pgp-encrypted" {
                    self.remarks.add(Remark::Encrypted);
                }
                if kind.ends_with("ms-tnef") {
                    self.remarks.add(Remark::Tnef);
                }
                if decoded.trim_ascii().is_empty() {
                    return Body::default();
                }
                Body { pieces: Vec::new(), attachments: vec![self.file(head, decoded.into_owned())] }
            }
        }
    }

    fn file(&mut self, head: &Head, bytes: Vec<u8>) -> Attachment {
        Attachment::of(head, bytes, self.addresses, self.remarks)
    }

    fn text(&mut self, head: &Head, bytes: &[u8]) -> String {
        let read = charset::read(bytes, head.parameter("charset").unwrap_or_default());
        if read.is_guessed {
            self.remarks.add(Remark::Charset);
        }
        read.text
    }

    /// A text that is the message's own.
    fn own_text(&mut self, head: &Head, bytes: &[u8]) -> Body {
        let label = head.parameter("charset").unwrap_or_default();
        if head.kind == "text/html" {
            // A page can name its character set itself.
            let own = if label.is_empty() { declared_in_html(bytes) } else { label.to_owned() };
            let read = charset::read(bytes, &own);
            if read.is_guessed {
                self.remarks.add(Remark::Charset);
            }
            return Body::of(Piece::Html(read.text));
        }
        let text = self.text(head, bytes);
        if text.contains("-----BEGIN PGP MESSAGE-----") {
            self.remarks.add(Remark::Encrypted);
        }
        let is_flowed = head.parameter("format").is_some_and(|format| format.eq_ignore_ascii_case("flowed"));
        let drops_space = head.parameter("delsp").is_some_and(|delsp| delsp.eq_ignore_ascii_case("yes"));
        Body::of(Piece::Plain { text, is_flowed, drops_space })
    }

    /// What several parts say.
    fn several(&mut self, head: &Head, bytes: &[u8], depth: usize) -> Body {
        // Only texts travel encoded, but programs encode what they should not.
        let (decoded, _) = transfer::decode(bytes, &head.encoding());
        let Some(found) = entity::parts(&decoded, head.parameter("boundary").unwrap_or_default()) else {
            self.remarks.add(Remark::Unended);
            let read = charset::read(&decoded, "");
            return Body::of(Piece::Plain { text: read.text, is_flowed: false, drops_space: false });
        };
        if !found.is_ended {
            self.remarks.add(Remark::Unended);
        }
        if is_said(found.preamble) {
            self.remarks.add(Remark::Preamble);
        }
        let is_digest = head.kind == "multipart/digest";
        let bodies: Vec<(Head, Body)> = found
            .parts
            .iter()
            .map(|part| {
                let (mut own, body) = head::read(part);
                if is_digest && !own.has_kind {
                    "message/rfc822".clone_into(&mut own.kind);
                }
                let within = self.part(&own, part.get(body..).unwrap_or_default(), depth + 1);
                (own, within)
            })
            .collect();
        let mut whole = match head.kind.as_str() {
            "multipart/alternative" => self.alternative(bodies),
            _ => bodies.into_iter().fold(Body::default(), |mut whole, (_, body)| {
                whole.extend(body);
                whole
            }),
        };
        let foot = charset::read(found.epilogue, "").text;
        if !foot.trim().is_empty() {
            whole.pieces.push(Piece::Foot(foot.trim().to_owned()));
        }
        whole
    }

    /// One of several forms of the same: plain text, unless it says nothing, or much less than that in HTML. Files of all
    /// forms are kept.
    fn alternative(&mut self, bodies: Vec<(Head, Body)>) -> Body {
        let words = |is: fn(&Piece) -> bool| {
            bodies
                .iter()
                .map(|(_, body)| {
                    body.pieces.iter().filter(|piece| is(piece)).map(Piece::words).sum::<usize>()
                })
                .max()
        };
        let plain = words(|piece| matches!(piece, Piece::Plain { .. })).unwrap_or(0);
        let html = words(|piece| matches!(piece, Piece::Html(_))).unwrap_or(0);
        let says_nothing = plain * 4 < html && html > 20 || plain == 0;
        let mut whole = Body::default();
        let has_text = plain + html > 0;
        for (_, mut body) in bodies {
            let is_html = body.pieces.iter().any(|piece| matches!(piece, Piece::Html(_)));
            let is_plain = body.pieces.iter().any(|piece| matches!(piece, Piece::Plain { .. }));
            let is_left_out =
                has_text && (is_html && !is_plain && !says_nothing || is_plain && !is_html && says_nothing);
            if is_left_out {
                if is_html {
                    self.remarks.add(Remark::Alternative);
                }
                body.pieces.retain(|piece| !matches!(piece, Piece::Plain { .. } | Piece::Html(_)));
            }
            whole.extend(body);
        }
        whole
    }
}

impl Body {
    fn of(piece: Piece) -> Self {
        Self { pieces: vec![piece], attachments: Vec::new() }
    }

    fn extend(&mut self, other: Self) {
        self.pieces.extend(other.pieces);
        self.attachments.extend(other.attachments);
    }
}

impl Piece {
    /// About how many words it has, without what it quotes: programs leave that out of one form.
    fn words(&self) -> usize {
        match self {
            Self::Plain { text, .. } => text
                .lines()
                .filter(|line| !line.starts_with('>'))
                .map(|line| line.split_whitespace().count())
                .sum(),
            Self::Html(html) => words_of(&html::blocks(html)),
            Self::Verbatim(_) | Self::Foot(_) | Self::Message(..) => 0,
        }
    }
}

/// The words of blocks, without what is quoted in them.
fn words_of(blocks: &[Block]) -> usize {
    let mut words = 0;
    for block in blocks {
        if matches!(block, Block::Section { kind: SectionKind::Quoted, .. }) {
            continue;
        }
        block.children(&mut |child| match child {
            Child::Flow(content) => words += count_words(content),
            Child::Blocks(within) => words += words_of(within),
        });
    }
    words
}

/// Whether a preamble says more than that a reader's program is too old.
fn is_said(preamble: &[u8]) -> bool {
    let text = String::from_utf8_lossy(preamble).to_ascii_lowercase();
    let is_usual = ["mime", "multi-part", "multipart"].iter().any(|word| text.contains(word));
    !is_usual && !text.trim().is_empty()
}

/// The character set that a page names.
fn declared_in_html(bytes: &[u8]) -> String {
    const HEAD: usize = 2048;
    let head =
        String::from_utf8_lossy(bytes.get(..HEAD.min(bytes.len())).unwrap_or_default()).to_ascii_lowercase();
    let after = head.split("charset=").nth(1).unwrap_or_default().trim_start_matches(['"', '\'']);
    after.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect()
}
