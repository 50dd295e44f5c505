//! What there is to say of a source of mail: each kind once, with how many there were.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Severity};

/// Something that is worth saying of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remark {
    /// A text in a character set that its part does not name.
    Charset,
    /// A part whose bytes are damaged.
    Damaged,
    /// A part of several whose end is missing.
    Unended,
    /// Parts that lie deeper in one another than is read.
    TooDeep,
    /// No readable date, but that of who passed the message on.
    DateOfReceipt,
    /// No readable date at all.
    Undated,
    /// A text in HTML beside the same in plain text.
    Alternative,
    /// A signature of PGP or S/MIME.
    Signature,
    /// What is encrypted.
    Encrypted,
    /// A file of Outlook that holds others.
    Tnef,
    /// A text file in which addresses are masked.
    MaskedFile,
    /// An image that lies on the web.
    RemoteImage,
    /// What stands before the first of several parts.
    Preamble,
    /// What is no mail.
    NoMail,
}

impl Remark {
    fn severity(self) -> Severity {
        match self {
            Self::Damaged | Self::Unended | Self::TooDeep | Self::NoMail => Severity::Warning,
            _ => Severity::Note,
        }
    }

    fn code(self) -> Code {
        match self {
            Self::Charset => Code::Encoding,
            Self::DateOfReceipt | Self::Undated => Code::Date,
            Self::RemoteImage => Code::RemoteImage,
            Self::NoMail => Code::NotText,
            _ => Code::Mail,
        }
    }

    /// What is said of one, and of several.
    fn message(self) -> (&'static str, &'static str) {
        match self {
            Self::Charset => (
                "text is not in the character set that it names, and was read by what its bytes look like",
                "texts are not in the character sets that they name, and were read by what their bytes look like",
            ),
            Self::Damaged => (
                "part is damaged, and was read as far as it goes",
                "parts are damaged, and were read as far as they go",
            ),
            Self::Unended => (
                "message is cut off: a part of it has no end",
                "messages are cut off: parts of them have no end",
            ),
            Self::TooDeep => (
                "part lies too deep in others, and is shown as it is",
                "parts lie too deep in others, and are shown as they are",
            ),
            Self::DateOfReceipt => (
                "message has no date that can be right: its day is that of its receipt",
                "messages have no date that can be right: their days are those of their receipt",
            ),
            Self::Undated => {
                ("message has no date that can be read", "messages have no date that can be read")
            }
            Self::Alternative => (
                "text in HTML was left out, since the same stands beside it as plain text",
                "texts in HTML were left out, since the same stands beside them as plain text",
            ),
            Self::Signature => {
                ("signature of PGP or S/MIME was left out", "signatures of PGP or S/MIME were left out")
            }
            Self::Encrypted => {
                ("message is encrypted, and shown as it is", "messages are encrypted, and shown as they are")
            }
            Self::Tnef => (
                "file winmail.dat was kept as it is: it holds what Outlook attached",
                "files winmail.dat were kept as they are: they hold what Outlook attached",
            ),
            Self::MaskedFile => {
                ("text file has its addresses masked", "text files have their addresses masked")
            }
            Self::RemoteImage => (
                "image lies on the web, and is shown as a link",
                "images lie on the web, and are shown as links",
            ),
            Self::Preamble => (
                "text before the parts of a message was left out",
                "texts before the parts of messages were left out",
            ),
            Self::NoMail => (
                "stretch is no mail, and is shown as it is",
                "stretches are no mail, and are shown as they are",
            ),
        }
    }

    fn help(self) -> Option<&'static str> {
        match self {
            Self::Undated => Some("give them dates in catalog.csv"),
            Self::MaskedFile => Some("`addresses = true` in `[mail]` of fonds.toml shows addresses"),
            Self::DateOfReceipt => Some("they are shown in brackets; give others in catalog.csv"),
            _ => None,
        }
    }
}

/// How often each was seen.
#[derive(Debug, Default, Clone)]
pub struct Remarks(BTreeMap<Remark, usize>);

impl Remarks {
    /// Adds one.
    pub fn add(&mut self, remark: Remark) {
        *self.0.entry(remark).or_insert(0) += 1;
    }

    /// Adds those of another.
    pub fn extend(&mut self, other: &Self) {
        for (remark, count) in &other.0 {
            *self.0.entry(*remark).or_insert(0) += count;
        }
    }

    /// What to say of a source.
    pub fn diagnostics(&self, path: &str) -> Vec<Diagnostic> {
        let said = self.0.iter().map(|(remark, count)| {
            let (one, several) = remark.message();
            let message = format!("{count} {}", if *count == 1 { one } else { several });
            let diagnostic = Diagnostic::new(remark.severity(), remark.code(), path, message);
            match remark.help() {
                Some(help) => diagnostic.help(help),
                None => diagnostic,
            }
        });
        said.collect()
    }
}
