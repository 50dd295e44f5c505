//! How text looks, by what its element says: `rend`, `rendition`, `style`.

use super::Context;
use crate::model::document::{Inline, TextStyle};
use crate::read::tei::event::Element;

/// Ways in which text can look, several at once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Styles(u8);

impl Styles {
    /// Italics, or what a language has for them.
    pub(super) const EMPHASIS: Self = Self(1);
    /// Bold.
    pub(super) const STRONG: Self = Self(2);
    const SMALL_CAPITALS: Self = Self(4);
    const UNDERLINED: Self = Self(8);
    const SUPERSCRIPT: Self = Self(16);
    const SUBSCRIPT: Self = Self(32);
    const DELETED: Self = Self(64);

    /// Whether the text looks as its surroundings do.
    pub(super) fn is_plain(self) -> bool {
        self == Self::default()
    }

    fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// How many they are.
    pub(super) fn count(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Wraps text in these ways to look.
    pub(super) fn wrap(self, mut content: Vec<Inline>) -> Vec<Inline> {
        if self.is_plain() || content.is_empty() {
            return content;
        }
        let mut put = |style: Self, make: &dyn Fn(Vec<Inline>) -> Inline| {
            if self.has(style) {
                content = vec![make(std::mem::take(&mut content))];
            }
        };
        put(Self::SUPERSCRIPT, &Inline::Superscript);
        put(Self::SUBSCRIPT, &Inline::Subscript);
        put(Self::SMALL_CAPITALS, &|content| Inline::Styled { style: TextStyle::SmallCapitals, content });
        put(Self::UNDERLINED, &|content| Inline::Styled { style: TextStyle::Underlined, content });
        put(Self::DELETED, &Inline::Deleted);
        put(Self::EMPHASIS, &Inline::Emphasis);
        put(Self::STRONG, &Inline::Strong);
        content
    }
}

/// What an element says about how its text looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// The ways in which it looks otherwise.
    pub(super) styles: Styles,
    /// Whether it says anything.
    pub(super) is_said: bool,
}

/// How the text of an element looks.
pub(super) fn look(element: &Element<'_>, context: &Context<'_>) -> Look {
    let mut look = Look::default();
    if element.attributes.is_empty() {
        return look;
    }
    for (name, value) in &element.attributes {
        match *name {
            "rend" => words(value).for_each(|word| look.see(of_word(word))),
            "rendition" => {
                for word in value.split_ascii_whitespace() {
                    let id = word.rsplit('#').next().unwrap_or(word);
                    let said = context.renditions.get(id).map(|css| of_css(css));
                    look.see(said.unwrap_or_else(|| of_word(word)));
                }
            }
            "style" => look.see(of_css(value)),
            _ => {}
        }
    }
    look
}

impl Look {
    fn see(&mut self, styles: Styles) {
        self.styles = self.styles.and(styles);
        self.is_said = true;
    }
}

fn words(value: &str) -> impl Iterator<Item = &str> {
    value.split([' ', '\t', '\n', ';', ',']).filter(|word| !word.is_empty())
}

/// What a word such as `italic`, `#b`, `simple:smallcaps` or `bold-italic` says.
fn of_word(word: &str) -> Styles {
    let word = word.rsplit(['#', ':']).next().unwrap_or(word);
    let word: String = word
        .chars()
        .filter(|sign| sign.is_ascii_alphabetic())
        .map(|sign| sign.to_ascii_lowercase())
        .collect();
    match word.as_str() {
        "i" | "it" | "em" | "g" | "emph" => return Styles::EMPHASIS,
        "b" => return Styles::STRONG,
        "u" | "ul" => return Styles::UNDERLINED,
        "sc" | "k" => return Styles::SMALL_CAPITALS,
        "sup" => return Styles::SUPERSCRIPT,
        "sub" => return Styles::SUBSCRIPT,
        "s" => return Styles::DELETED,
        _ => {}
    }
    let known: [(Styles, &[&str]); 7] = [
        (Styles::EMPHASIS, &["ital", "oblique", "spaced", "gesperrt", "letterspac", "spationiert"]),
        (Styles::STRONG, &["bold", "strong", "fett"]),
        (Styles::SMALL_CAPITALS, &["smallcap", "smcap", "kapital"]),
        (Styles::UNDERLINED, &["underlin", "underscor", "unterstrichen"]),
        (Styles::SUPERSCRIPT, &["superscr", "hochgestellt"]),
        (Styles::SUBSCRIPT, &["subscr", "tiefgestellt"]),
        (
            Styles::DELETED,
            &[
                "strike",
                "struck",
                "strikethrough",
                "linethrough",
                "overstrike",
                "crossedout",
                "durchgestrichen",
            ],
        ),
    ];
    let mut styles = match word.as_str() {
        "super" => Styles::SUPERSCRIPT,
        _ => Styles::default(),
    };
    for (style, parts) in known {
        if parts.iter().any(|part| word.contains(part)) {
            styles = styles.and(style);
        }
    }
    styles
}

/// What a declaration of CSS says.
fn of_css(css: &str) -> Styles {
    let mut styles = Styles::default();
    for declaration in css.split(';') {
        let Some((property, value)) = declaration.split_once(':') else { continue };
        let (property, value) = (property.trim().to_ascii_lowercase(), value.trim().to_ascii_lowercase());
        let has = |word: &str| value.contains(word);
        let style = match property.as_str() {
            "font-style" if has("italic") || has("oblique") => Styles::EMPHASIS,
            "font-weight" if has("bold") || matches!(value.as_str(), "600" | "700" | "800" | "900") => {
                Styles::STRONG
            }
            "font-variant" | "font-variant-caps" if has("small-caps") => Styles::SMALL_CAPITALS,
            "text-decoration" | "text-decoration-line" if has("line-through") => Styles::DELETED,
            "text-decoration" | "text-decoration-line" if has("underline") => Styles::UNDERLINED,
            "vertical-align" if has("super") => Styles::SUPERSCRIPT,
            "vertical-align" if has("sub") => Styles::SUBSCRIPT,
            "letter-spacing" if !matches!(value.as_str(), "0" | "normal") => Styles::EMPHASIS,
            _ => continue,
        };
        styles = styles.and(style);
    }
    styles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_several_schemes() {
        for (word, styles) in [
            ("italic", Styles::EMPHASIS),
            ("italicised", Styles::EMPHASIS),
            ("#i", Styles::EMPHASIS),
            ("simple:bold", Styles::STRONG),
            ("bold-italic", Styles::EMPHASIS.and(Styles::STRONG)),
            ("small-caps", Styles::SMALL_CAPITALS),
            ("underlined", Styles::UNDERLINED),
            ("superscript", Styles::SUPERSCRIPT),
            ("sub", Styles::SUBSCRIPT),
            ("line-through", Styles::DELETED),
            ("roman", Styles::default()),
            ("center", Styles::default()),
        ] {
            assert_eq!(of_word(word), styles, "{word}");
        }
    }

    #[test]
    fn declarations_of_css() {
        let styles = of_css("font-style: italic; font-variant:small-caps; color: red; vertical-align: super");
        assert_eq!(styles, Styles::EMPHASIS.and(Styles::SMALL_CAPITALS).and(Styles::SUPERSCRIPT));
        assert_eq!(of_css("font-weight: normal; text-decoration"), Styles::default());
    }
}
