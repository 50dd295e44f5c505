//! A document as prose describes it: "telegram 2142 from Moscow, February 22", "my letter of May 3".

use serde::{Deserialize, Serialize};

/// What a description says of the document that it means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Description {
    /// The kind.
    pub kind: DescribedKind,
    /// The number of the telegram or dispatch, as written: `2142`, `A–48`, `Secto 23`.
    pub number: Option<String>,
    /// Who or what place it is from.
    pub from: Option<Party>,
    /// Who or what place it is to.
    pub to: Option<Party>,
    /// The day; the year is often left out.
    pub day: Option<DescribedDay>,
}

/// A day of which the year may not be named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DescribedDay {
    /// The year.
    pub year: Option<i16>,
    /// The month, 1 to 12.
    pub month: i8,
    /// The day, 1 to 31.
    pub day: i8,
}

/// One side of a correspondence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Party {
    /// Whoever wrote the document that holds the description: "my letter".
    Writer,
    /// Whoever that document is to: "your letter".
    Addressee,
    /// Either of the two: "Embtel 2607" was sent between those who send and receive this telegram.
    Correspondent,
    /// A name or an office, as written: "Moscow", "President Kennedy".
    Named(String),
}

/// The kinds of documents that descriptions name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum DescribedKind {
    /// A telegram or cable.
    Telegram,
    /// An airgram.
    Airgram,
    /// A despatch, also written dispatch.
    Despatch,
    /// A letter.
    Letter,
    /// A message.
    Message,
    /// A note from one government to another.
    Note,
    /// A memorandum of conversation.
    MemorandumOfConversation,
    /// A memorandum of another kind.
    Memorandum,
}

impl DescribedKind {
    /// All, in their order.
    pub const ALL: [Self; 8] = [
        Self::Telegram,
        Self::Airgram,
        Self::Despatch,
        Self::Letter,
        Self::Message,
        Self::Note,
        Self::MemorandumOfConversation,
        Self::Memorandum,
    ];

    /// Whether documents of this kind bear numbers: "telegram 2142".
    pub fn is_numbered(self) -> bool {
        matches!(self, Self::Telegram | Self::Airgram | Self::Despatch)
    }

    /// Whether a document whose kind is called so can be meant. One that is only known by its number
    /// is a telegram.
    pub fn means(self, kind: Option<&str>, is_dispatch: bool) -> bool {
        let Some(kind) = kind else { return is_dispatch && self.is_numbered() };
        let is = |name: &str| kind.eq_ignore_ascii_case(name);
        let ends_with = |end: &str| {
            let start = kind.len().checked_sub(end.len());
            start.and_then(|start| kind.get(start..)).is_some_and(|of_kind| of_kind.eq_ignore_ascii_case(end))
        };
        match self {
            Self::Telegram => ends_with("telegram"),
            Self::Airgram => is("airgram"),
            Self::Despatch => is("despatch") || is("dispatch"),
            Self::Letter | Self::Message => is("letter") || is("message"),
            Self::Note => is("note") || is("note verbale"),
            Self::MemorandumOfConversation => is("memorandum of conversation"),
            Self::Memorandum => ends_with("memorandum"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_stand_in_their_order() {
        assert!(DescribedKind::ALL.iter().enumerate().all(|(place, &kind)| kind as usize == place));
    }

    #[test]
    fn kinds_mean_documents_of_related_kinds() {
        assert!(DescribedKind::Telegram.means(Some("Circular Telegram"), false));
        assert!(DescribedKind::Message.means(Some("Letter"), false));
        assert!(DescribedKind::Telegram.means(None, true));
        assert!(!DescribedKind::Letter.means(None, true));
        assert!(!DescribedKind::Memorandum.means(Some("Memorandum of Conversation"), false));
    }
}
