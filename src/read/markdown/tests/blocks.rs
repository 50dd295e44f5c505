//! Code, lists, definitions, tables and quotations.

use super::*;

#[test]
fn code_names_its_language() {
    let languages: Vec<_> = document("```rust,ignore\nfn\n```\n\n```{.c .n}\nx\n```\n\n~~~ solidity title=\"a\"\ny\n~~~\n\n    z\n\n```\nz\n```\n")
        .blocks
        .into_iter()
        .map(|block| match block {
            Block::Code { language, text } => (language.unwrap_or_default(), text),
            other => panic!("{other:?}"),
        })
        .collect();
    let expected = [("rust", "fn\n"), ("c", "x\n"), ("solidity", "y\n"), ("", "z\n"), ("", "z\n")];
    assert_eq!(languages, expected.map(|(language, text)| (language.to_owned(), text.to_owned())));
}

#[test]
fn lists_are_tight_or_loose() {
    let members = |source: &str| match document(source).blocks.remove(0) {
        Block::List { members, .. } => members,
        other => panic!("{other:?}"),
    };
    let tight = |members: Vec<ListMember>| members.iter().all(|member| member.tight);
    assert!(tight(members("- a\n- b\n  - c\n")));
    assert!(!tight(members("- a\n\n- b\n")));
    assert!(tight(members("- ```\n  a\n  ```\n-\n")));
    assert_eq!(
        outline(&document("3. a\n4. b\n   1. c\n").blocks),
        [r#"listSome(3) ["a", "b|listSome(1) [\"c\"]"]"#]
    );
}

#[test]
fn tasks() {
    let Block::List { members, .. } = document("- [x] a\n  - [ ] b\n- c\n\n- [ ] d\n").blocks.remove(0)
    else {
        panic!()
    };
    let tasks: Vec<_> =
        members.iter().map(|member| (member.task, outline(&member.blocks)[0].clone())).collect();
    assert_eq!(tasks, [(Some(true), "a".to_owned()), (None, "c".to_owned()), (Some(false), "d".to_owned())]);
}

#[test]
fn definitions() {
    let Block::Definitions(found) =
        document("The Stone\n: A rock. [x](y.md)\n\nOil\n: All.\n: None.\n").blocks.remove(0)
    else {
        panic!()
    };
    let shown: Vec<_> = found
        .iter()
        .map(|d| {
            (
                plain_text(&d.terms[0]),
                d.definitions.iter().map(|b| outline(b).join("|")).collect::<Vec<_>>().join("/"),
            )
        })
        .collect();
    assert_eq!(
        shown,
        [("The Stone".to_owned(), "A rock. x".to_owned()), ("Oil".to_owned(), "All./None.".to_owned())]
    );
}

#[test]
fn cells_beyond_the_columns_are_reported() {
    let reading =
        read("|a|b|\n|-|-|\n|1|2|\n|`x||y`|2|\n|1\\|1|2|\n", "a.md", &Config::default(), Guesses::default());
    let lines: Vec<usize> =
        reading.diagnostics.iter().filter_map(|found| Some(found.place.as_ref()?.line)).collect();
    assert_eq!(lines, [4]);
    assert_eq!(reading.diagnostics[0].code, Code::TableCells);
}

#[test]
fn tables_keep_their_alignment() {
    let Block::Table { alignments, head, rows, .. } =
        document("a|b|c|d\n-|:-|:-:|-:\n1|*2*|3|4\n").blocks.remove(0)
    else {
        panic!()
    };
    assert_eq!(alignments, [Alignment::Default, Alignment::Left, Alignment::Centre, Alignment::Right]);
    let text = |row: &Row| -> String {
        let content = |cell: &Cell| match cell.blocks.as_slice() {
            [Block::Paragraph { content, .. }] => plain_text(content),
            other => panic!("{other:?}"),
        };
        row.iter().map(content).collect()
    };
    assert_eq!(text(&head[0]), "abcd");
    assert_eq!(text(&rows[0]), "1234");
}

#[test]
fn quotations_and_alerts() {
    let source = "> a\n\n> [!WARNING]\n> b\n\n***\n";
    assert_eq!(
        outline(&document(source).blocks),
        [r#"quoteNone ["a"]"#, r#"quoteSome("warning") ["b"]"#, "Rule"]
    );
}
