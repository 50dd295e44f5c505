//! Which characters pages, feeds and books can show, and what stands in place of the others.

/// Stands for a character that cannot be shown.
const REPLACEMENT: char = char::REPLACEMENT_CHARACTER;

/// Whether a character can stand in a text: XML and HTML know neither control characters but those that shape
/// a text, nor those of Unicode that are none. A form feed is where readers find the end of a page.
pub fn is_shown(character: char) -> bool {
    let code = u32::from(character);
    let is_shaping = matches!(character, '\t' | '\n' | '\r' | '\u{c}');
    let is_none = code & 0xfffe == 0xfffe || (0xfdd0..=0xfdef).contains(&code);
    is_shaping || !(character.is_control() || is_none)
}

/// A value of metadata in which what cannot be shown is replaced, as far as there is any. A value has no pages.
pub fn replaced(value: &str) -> Option<String> {
    let is_known = |c: char| is_shown(c) && c != '\u{c}';
    (!value.chars().all(is_known))
        .then(|| value.chars().map(|c| if is_known(c) { c } else { replacement(c) }).collect())
}

/// What stands in place of a character that cannot be shown: of the tabulators of a text, a space.
pub fn replacement(character: char) -> char {
    if matches!(character, '\u{b}' | '\u{c}') { ' ' } else { REPLACEMENT }
}

/// How a character that cannot be shown is called.
pub fn name(character: char) -> String {
    let code = u32::from(character);
    if character.is_control() {
        format!("the control character U+{code:04X}")
    } else {
        format!("U+{code:04X}, which is no character,")
    }
}
