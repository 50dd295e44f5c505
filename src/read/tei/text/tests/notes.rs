//! Notes, and what calls them.

use super::{built, check};
use crate::model::document::Anchor;

#[test]
fn notes_keep_their_labels_and_ids() {
    check(
        "<head>1. Orn<note n=\"1\" xml:id=\"d1fn1\" type=\"source\">Source: Record Office.</note></head><p>x<note n=\"*\">y</note></p>",
        "title: 1. Orn^1.1^\nBody: x^*.1^\nnote 1 (1):\n  Body: Source: Record Office.\nnote * (1):\n  Body: y",
    );
    let built = built("<p>x<note n=\"(1)\" xml:id=\"d1fn1\">y</note></p><note type=\"source\">z</note>");
    assert_eq!(built.anchors, [Anchor { name: "d1fn1".to_owned(), place: Some("fn1".to_owned()) }]);
    assert_eq!(built.source_note.as_deref(), Some("z"));
    assert_eq!(built.notes[1].label, "*");
}

#[test]
fn notes_without_labels_are_numbered() {
    check("<p>x<note>a</note> y<note>b</note></p>", "Body: x^1.1^ y^2.1^\nnote 1 (1):\n  Body: a\nnote 2 (1):\n  Body: b");
}

#[test]
fn a_label_can_stand_twice() {
    let built = built("<p>x<note n=\"1\">a</note></p><p>y<note n=\"1\">b</note></p>");
    let anchors: Vec<_> = built.notes.iter().map(|note| note.anchor()).collect();
    assert_eq!(anchors, ["fn1", "fn1-2"]);
    assert!(format!("{:?}", built.blocks[1]).contains("call: 2"));
}

#[test]
fn notes_stand_in_notes_and_hold_blocks() {
    check(
        "<p>x<note n=\"1\"><p>a<note n=\"2\">b</note></p><list><item>c</item></list></note> y</p>",
        "Body: x^1.1^ y\nnote 1 (1):\n  Body: a^2.1^\n  list None Decimal\n  -\n    Body: c\nnote 2 (1):\n  Body: b",
    );
}

#[test]
fn notes_in_the_line_are_text_there() {
    check("<note rend=\"inline\" type=\"source\">12/3: Telegram</note><head>Orn</head><p>x <note place=\"inline\">torn</note> y</p>", "title: Orn\nFileNumber: 12/3: Telegram\nBody: x <ed [torn]> y");
}

#[test]
fn notes_between_blocks_belong_to_the_block_before() {
    check("<p>x</p><note>a</note><p>y</p>", "Body: x^1.1^\nBody: y\nnote 1 (1):\n  Body: a");
    check("<head>T</head><note type=\"source\">a</note><p>y</p>", "title: T^1.1^\nBody: y\nnote 1 (1):\n  Body: a");
    check("<note>a</note><head>T</head><p>y</p>", "title: T^1.1^\nBody: y\nnote 1 (1):\n  Body: a");
}

#[test]
fn notes_at_the_end_are_called_where_they_are_pointed_to() {
    check(
        "<p>x<ref target=\"#n1\">1</ref> and see <ref target=\"#n1\">the note on it</ref></p><note xml:id=\"n1\" n=\"1\">a</note>",
        "Body: x^1.1^ and see <ref1 the note on it>^1.2^\nnote 1 (2):\n  Body: a",
    );
    check(
        "<p>x<anchor xml:id=\"a1\"/> y</p><note target=\"#a1\">a</note>",
        "Body: x<#a1>^1.1^ y\nnote 1 (1):\n  Body: a",
    );
}

#[test]
fn a_note_that_is_said_again_is_one_note_called_twice() {
    check(
        "<p>x<note n=\"5\" xml:id=\"n5\">See it.</note> y<note n=\"5\" target=\"n5\">See it.</note></p>",
        "Body: x^5.1^ y^5.2^\nnote 5 (2):\n  Body: See it.",
    );
    check(
        "<p>x<note n=\"5\" xml:id=\"n5\">See it.</note> y<note n=\"5\" target=\"n5\">Another.</note></p>",
        "Body: x^5.1^ y^5.2^\nnote 5 (1):\n  Body: See it.\nnote 5 (1):\n  Body: Another.",
    );
}

#[test]
fn references_in_notes_know_their_note() {
    let built = built("<p>x<note n=\"3\">See <ref target=\"#d1\">it</ref>.</note></p>");
    assert_eq!(built.references[0].within.as_deref(), Some("fn3"));
}

#[test]
fn variants_are_notes_with_letters() {
    check(
        "<p>the <app>\n<lem wit=\"#A\">old</lem>\n<rdg wit=\"#B #C\">new</rdg>\n<rdg wit=\"#D\"/>\n</app> river<note n=\"1\">x</note></p>",
        "Body: the old^a.1^ river^1.1^\nnote a (1):\n  Body: new <em B C>; — <em D>\nnote 1 (1):\n  Body: x",
    );
    check("<p><app><rdg>one</rdg><rdg>two</rdg></app></p>", "Body: one^a.1^\nnote a (1):\n  Body: two");
}
