//! What the signs of fonts mean that have their own order: Symbol and Wingdings.

/// The signs of Symbol from `A` to `Z`, and from `a` to `z`.
const CAPITALS: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
const SMALL: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
/// Those from 0xa1 to 0xfe.
const HIGH: &str =
    "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\u{f8ff}⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭";
/// Others.
#[rustfmt::skip]
const SYMBOL: [(u32, char); 9] = [
    (0x22, '∀'), (0x24, '∃'), (0x27, '∋'), (0x2a, '∗'), (0x2d, '−'), (0x40, '≅'), (0x5c, '∴'), (0x5e, '⊥'), (0x7e, '∼'),
];
/// The signs of Wingdings that texts use most.
#[rustfmt::skip]
const WINGDINGS: [(u32, char); 40] = [
    (0x22, '✂'), (0x28, '☎'), (0x29, '✆'), (0x2a, '✉'), (0x36, '⌛'), (0x46, '☞'), (0x45, '☜'), (0x4a, '☺'),
    (0x4b, '😐'), (0x4c, '☹'), (0x4e, '☠'), (0x51, '✈'), (0x52, '☼'), (0x54, '❄'), (0x58, '✠'), (0x59, '✡'),
    (0x5a, '☪'), (0x6c, '●'), (0x6d, '❍'), (0x6e, '■'), (0x6f, '□'), (0x71, '❑'), (0x72, '❒'), (0x73, '⬧'),
    (0x75, '◆'), (0x76, '❖'), (0x9f, '•'), (0xa1, '○'), (0xa7, '▪'), (0xa8, '◻'), (0xab, '★'), (0xd8, '➢'),
    (0xdf, '←'), (0xe0, '→'), (0xe1, '↑'), (0xe2, '↓'), (0xfb, '✗'), (0xfc, '✓'), (0xfd, '☒'), (0xfe, '☑'),
];

/// Whether a font has signs in an order of its own.
pub(super) fn is_of_signs(font: &str) -> bool {
    matches!(
        font.to_lowercase().as_str(),
        "symbol" | "wingdings" | "wingdings 2" | "wingdings 3" | "webdings"
    )
}

/// What a sign of a font means, by its place in the font or in the range that Word keeps for such fonts.
pub(super) fn meaning(font: &str, code: u32) -> Option<char> {
    let place = if (0xf000..=0xf0ff).contains(&code) { code - 0xf000 } else { code };
    let in_table = |table: &[(u32, char)]| table.iter().find(|(at, _)| *at == place).map(|(_, sign)| *sign);
    let nth = |signs: &str, first: u32| signs.chars().nth(usize::try_from(place - first).ok()?);
    match font.to_lowercase().as_str() {
        "symbol" => match place {
            0x41..=0x5a => nth(CAPITALS, 0x41),
            0x61..=0x7a => nth(SMALL, 0x61),
            0xa1..=0xfe => nth(HIGH, 0xa1).filter(|sign| *sign != '\u{f8ff}'),
            0x20..=0x7e => in_table(&SYMBOL).or_else(|| char::from_u32(place)),
            _ => None,
        },
        "wingdings" => in_table(&WINGDINGS),
        "wingdings 2" | "wingdings 3" | "webdings" => None,
        // Other fonts have the signs of Unicode.
        _ if code == place => char::from_u32(code),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_mean_characters() {
        assert_eq!(CAPITALS.chars().count(), 26);
        assert_eq!(SMALL.chars().count(), 26);
        assert_eq!(meaning("Symbol", 0xf061), Some('α'));
        assert_eq!(meaning("Symbol", 0x57), Some('Ω'));
        assert_eq!(meaning("Symbol", 0xf0b3), Some('≥'));
        assert_eq!(meaning("Symbol", 0xf0ae), Some('→'));
        assert_eq!(meaning("Symbol", 0xf0e5), Some('∑'));
        assert_eq!(meaning("Symbol", 0xf0f2), Some('∫'));
        assert_eq!(meaning("Wingdings", 0xf0fc), Some('✓'));
        assert_eq!(meaning("Wingdings", 0xf0ff), None);
        assert_eq!(meaning("Segoe UI Symbol", 0x2611), Some('☑'));
    }
}
