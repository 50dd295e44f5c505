//! The codes of diagnostics: what each is called, and what it means.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The one list of codes: variant, name and meaning.
macro_rules! codes {
    ($($variant:ident $name:literal $meaning:literal,)+) => {
        /// What a diagnostic is about. The names are stable: configuration and other programs use them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Code {
            $(#[doc = $meaning] #[serde(rename = $name)] $variant,)+
        }

        impl Code {
            /// All codes, in the order in which reports name them.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The name: `broken-link`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            /// What it means, in a sentence.
            pub fn meaning(self) -> &'static str {
                match self {
                    $(Self::$variant => $meaning,)+
                }
            }
        }
    };
}

codes! {
    Encoding "encoding" "The text is not UTF-8; which encoding was taken.",
    ControlCharacter "control-character" "A character that no page can show was replaced.",
    NotText "not-text" "The file is no text, and was left out.",
    Unreadable "unreadable" "A file could not be read.",
    Unwritable "unwritable" "A file of the site could not be written.",
    LeftOut "left-out" "Files that are neither read nor linked.",
    Draft "draft" "Drafts, which are no part of the site.",
    Name "name" "The name of a file or folder that cannot be an address, or that not every system can hold.",
    Symlink "symlink" "A symbolic link that leads out of the archive, or nowhere.",
    Empty "empty" "The document has no text.",
    MissingNote "missing-note" "A mark calls a footnote that the source does not have.",
    UncalledNote "uncalled-note" "No mark calls the footnote.",
    DuplicateNote "duplicate-note" "Two footnotes have the same label.",
    PageFurniture "page-furniture" "Lines were taken for heads and feet of pages.",
    Split "split" "A rule that splits files into documents matches no file, or begins nothing, or what it begins is in doubt.",
    Metadata "metadata" "Front matter or another file of metadata cannot be understood.",
    Date "date" "A date is not a date of EDTF level 1.",
    Undated "undated" "Documents have no date.",
    Dateline "dateline" "A dateline names a day that there is not, or another day of the week.",
    Contradiction "contradiction" "The metadata says something else than the text.",
    DuplicateNumber "duplicate-number" "Two documents claim the same number within a collection.",
    Address "address" "Two pages claim the same address.",
    Unresolved "unresolved" "A reference was recognised, and leads to nothing in the archive.",
    Suggestion "suggestion" "A document is described, and one or several of the archive may be meant.",
    BrokenLink "broken-link" "A link leads to a file or heading that does not exist.",
    UnsafeLink "unsafe-link" "A link's address has a scheme that pages may not use.",
    TableCells "table-cells" "A table's row has more cells than the table has columns.",
    RemoteImage "remote-image" "An image lies outside the archive, and is shown as a link.",
    Markup "markup" "Markup that the page leaves out or changes: raw HTML, remarks, anchors.",
    Shortcode "shortcode" "Markup of other programs, which is shown as it is written.",
    Mail "mail" "What of a mail is left out, or shown in another way: signatures, second forms, damaged parts.",
    Cache "cache" "What the last build left cannot be used.",
    Template "template" "A template cannot be parsed or rendered.",
    Package "package" "A package could not be made, or not the same each time, for want of a program.",
    UnusedAllow "unused-allow" "An `[[allow]]` in the configuration accepts nothing.",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_by_its_name() {
        for code in Code::ALL {
            let json = format!("\"{code}\"");
            assert_eq!(serde_json::from_str::<Code>(&json).ok(), Some(*code));
        }
        assert_eq!(Code::BrokenLink.name(), "broken-link");
    }
}
