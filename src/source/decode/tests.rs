use super::*;

fn text(bytes: &[u8]) -> (String, Option<&'static str>) {
    let decoded = decode(bytes).expect("text");
    (decoded.text.into_owned(), decoded.other_encoding)
}

/// The text, and line, column and message of each diagnostic.
fn mended(bytes: &[u8]) -> (String, Vec<(usize, usize, String)>) {
    let decoded = decode(bytes).expect("text");
    let places = decoded.diagnostics("a.txt").into_iter().map(|diagnostic| {
        let place = diagnostic.place.expect("a place");
        (place.line, place.column, diagnostic.message)
    });
    (decoded.text.to_string(), places.collect())
}

#[test]
fn utf_8_with_and_without_mark() {
    assert_eq!(text("Zürich".as_bytes()), ("Zürich".to_owned(), None));
    assert_eq!(text(b"\xef\xbb\xbfZ\xc3\xbcrich"), ("Zürich".to_owned(), None));
}

#[test]
fn windows_1252_and_latin_1() {
    assert_eq!(text(b"Z\xfcrich \x93so\x94 \x96"), ("Zürich “so” –".to_owned(), Some("windows-1252")));
    // A letter and a sign that would be a character of UTF-8.
    assert_eq!(
        text(b"\xabCAF\xc9\xbb \xe0 Lindholt"),
        ("«CAFÉ» à Lindholt".to_owned(), Some("windows-1252"))
    );
    assert_eq!(
        text(b"gro\xdf\x96 weil \xfc und \xf6"),
        ("groß– weil ü und ö".to_owned(), Some("windows-1252"))
    );
}

#[test]
fn utf_16_with_a_mark() {
    assert_eq!(text(b"\xff\xfeZ\0\xfc\0"), ("Zü".to_owned(), Some("UTF-16LE")));
    assert_eq!(text(b"\xfe\xff\0Z\0\xfc"), ("Zü".to_owned(), Some("UTF-16BE")));
    // Half of a pair.
    assert_eq!(text(b"\xff\xfeZ\0\x00\xd8a\0").0, "Z\u{fffd}a");
}

#[test]
fn utf_16_without_a_mark() {
    for words in
        ["The lamp was lit on Monday.\r\nOrn\r\n", "Der Hafen ist grün.\n", "Лампа зажжена в понедельник.\n"]
    {
        let little: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text(&little), (words.to_owned(), Some("UTF-16LE")));
        assert_eq!(text(&big), (words.to_owned(), Some("UTF-16BE")));
    }
}

#[test]
fn a_stray_byte_is_read_by_itself() {
    let (text, found) = mended("Zürich\nund Gen\u{1}ve.\n".replace('\u{1}', "è").as_bytes());
    assert_eq!((text.as_str(), found.len()), ("Zürich\nund Genève.\n", 0));
    let (text, found) = mended(b"Z\xc3\xbcrich\nund Gen\xe8ve.\n");
    assert_eq!(text, "Zürich\nund Genève.\n");
    assert_eq!(found[0].0, 2);
    assert_eq!(found[0].1, 8);
    assert!(found[0].2.contains("one byte is not UTF-8, and was read as “è”"), "{}", found[0].2);
    // Quotation marks of Windows-1252 beside a dash of UTF-8.
    assert_eq!(text_of(b"\x93The lamp\x94 \xe2\x80\x93 it was lit"), "“The lamp” – it was lit");
    assert_eq!(
        text_of("Лампа ".as_bytes().iter().chain(b"\xfc").copied().collect::<Vec<_>>().as_slice()),
        "Лампа ü"
    );
    // The end of a character is cut off.
    assert_eq!(text_of(b"Z\xc3\xbcrich \xe2\x80"), "Zürich \u{fffd}");
}

fn text_of(bytes: &[u8]) -> String {
    text(bytes).0
}

#[test]
fn control_characters_are_replaced_and_named() {
    for control in [
        "\u{7}",
        "\u{1d}",
        "\u{7f}",
        "\u{80}",
        "\u{9f}",
        "\u{85}",
        "\0",
        "\u{1}",
        "\u{1b}",
        "\u{fffe}",
        "\u{ffff}",
        "\u{fdd0}",
        "\u{1ffff}",
    ] {
        let (text, found) = mended(format!("First\nthe {control}lamp{control}.\n").as_bytes());
        assert_eq!(text, "First\nthe \u{fffd}lamp\u{fffd}.\n", "{control:?}");
        assert_eq!((found[0].0, found[0].1), (2, 5), "{control:?}");
        assert!(found[0].2.starts_with("2 characters cannot be shown"), "{}", found[0].2);
    }
    assert_eq!(text_of(b"line\x0bbreak"), "line break");
    assert_eq!(text_of(b"page\x0cend"), "page\x0cend");
}

#[test]
fn the_end_mark_of_dos_is_dropped() {
    for end in ["\u{1a}", "\u{1a}\r\n", "\u{1a}\u{1a}\u{1a}", "\0\0\0\0\0\0\0\0", "\u{1a}\0\0"] {
        let (text, found) = mended(format!("The lamp.\r\n{end}").as_bytes());
        assert_eq!(text, "The lamp.\r\n");
        assert_eq!((found.len(), found[0].0, found[0].1), (1, 2, 1));
    }
    assert_eq!(text_of(b"one \x1a two"), "one \u{fffd} two");
}

#[test]
fn every_line_end_is_one() {
    assert_eq!(text_of(b"a\rb\r\rc\r"), "a\nb\n\nc\n");
    assert_eq!(text_of(b"a\rb\r\nc\nd"), "a\nb\r\nc\nd");
    assert_eq!(text_of(b"a\r\r\nb\r\r\n\r\r\nc"), "a\r\nb\r\n\r\nc");
    assert_eq!(text_of("a\u{2028}b\u{2029}c".as_bytes()), "a\nb\n\nc");
    // Places are those of the lines that there are then.
    let (_, found) = mended(b"a\rb \x07\rc");
    assert_eq!((found[0].0, found[0].1), (2, 3));
    let (_, found) = mended(b"\x07\rZ\xc3\xbcrich\rGen\xe8ve");
    assert_eq!((found[0].0, found[0].1), (3, 4));
}

#[test]
fn what_is_no_text() {
    let looks_like = |bytes: &[u8]| decode(bytes).expect_err("no text").looks_like;
    assert_eq!(looks_like(b"\x89PNG\r\n\x1a\n\0\0"), Some("png"));
    assert_eq!(looks_like(b"PK\x03\x04\x14\0\0\0\x08\0abcdefgh and more words of a file"), Some("zip"));
    assert_eq!(looks_like(b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01"), Some("jpg"));
    assert_eq!(looks_like(&[0; 64]), None);
    let noise: Vec<u8> = (0..2000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    assert_eq!(looks_like(&noise), None);
    assert!(decode(b"plain\0text").is_ok());
    assert!(decode(b"BM is the mark of the Harbour Board.\x1a").is_ok());
    assert!(decode(b"PK\x07 are the first letters").is_ok());
    assert!(decode(b"").is_ok());
}

#[test]
fn the_beginning_of_a_text_can_end_within_a_character() {
    assert!(begins_as_text(b"Z\xc3"));
    assert!(!begins_as_text(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0"));
}
