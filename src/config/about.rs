//! What an archive says of itself on its page about: `[about]` in `fonds.toml`. All else there is counted.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use super::is_web_address;

/// What only people know of an archive.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct About {
    /// Who made it, of what, and for whom: paragraphs of plain text, with blank lines between them.
    pub text: String,
    /// How documents were chosen, transcribed and edited, in the same form.
    pub method: String,
    /// The edition of it: `2.1`.
    pub version: Option<String>,
    /// What changed in each edition, the latest first.
    pub changes: Vec<String>,
    /// Where mistakes are reported.
    pub corrections: Option<Corrections>,
}

/// Where mistakes are reported: an address of mail, or of the web, where `{title}` and `{page}` stand for the document.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Corrections(String);

impl Corrections {
    /// The address as a link, for a report on a page with this title.
    pub fn link(&self, title: &str, page: &str) -> String {
        let escaped = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        if self.is_mail() {
            let subject = format!("{title} ({page})");
            return format!("mailto:{}?subject={}", self.0, escaped(&subject));
        }
        self.0.replace("{title}", &escaped(title)).replace("{page}", &escaped(page))
    }

    /// What readers see of it: the address of mail, or the host.
    pub fn shown(&self) -> &str {
        let after_scheme = self.0.split_once("://").map_or(self.0.as_str(), |(_, rest)| rest);
        after_scheme.split('/').next().unwrap_or(after_scheme)
    }

    fn is_mail(&self) -> bool {
        !self.0.contains("://")
    }
}

impl TryFrom<String> for Corrections {
    type Error = String;

    fn try_from(address: String) -> Result<Self, String> {
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let is_plain = !address.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>'));
        let is_mail = !address.contains(['/', '?', '&', '%', ',', ':'])
            && address
                .split_once('@')
                .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'));
        if is_plain && (is_mail || is_web_address(path)) {
            Ok(Self(address))
        } else {
            Err(format!("`{address}` is neither an address of the web nor one of mail"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Corrections;

    fn corrections(address: &str) -> Result<Corrections, String> {
        Corrections::try_from(address.to_owned())
    }

    #[test]
    fn reports_go_by_mail_or_to_a_page() {
        let link =
            |address: &str| corrections(address).expect("an address").link("12. Orn & Co.", "a/b.html");
        assert_eq!(
            link("orn@amsel.example"),
            "mailto:orn@amsel.example?subject=12%2E%20Orn%20%26%20Co%2E%20%28a%2Fb%2Ehtml%29"
        );
        assert_eq!(
            link("https://amsel.example/new?title={title}"),
            "https://amsel.example/new?title=12%2E%20Orn%20%26%20Co%2E"
        );
        assert_eq!(corrections("https://amsel.example/new").expect("an address").shown(), "amsel.example");
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for address in
            ["", "orn", "javascript:x()", "orn@amsel.example?bcc=x", "https://a b", "//x", "a@b@c.d"]
        {
            assert!(corrections(address).is_err(), "{address}");
        }
    }
}
