//! Small pages: white space, elements within each other, places.

use super::*;
use crate::model::document::Cell;

fn read(html: &str) -> Document {
    super::read(html, "content/a.html", &Config::default(), Guesses::default()).0.document.expect("a document")
}

/// The text of the first block.
fn first(html: &str) -> String {
    match read(html).blocks.first() {
        Some(Block::Paragraph { content, .. }) => plain_text(content),
        other => panic!("{other:?}"),
    }
}

#[test]
fn white_space_is_that_of_browsers() {
    for (html, shown) in [
        ("<p>  one \n\t two  </p>", "one two"),
        ("<p>one <b> two </b> three</p>", "one two three"),
        ("<p>one<b> two</b>three", "one twothree"),
        ("<p>one<br>\n two", "one\ntwo"),
        ("<p>one&nbsp;&nbsp;two&#32;&#32;three", "one\u{a0}\u{a0}two three"),
        ("<p>o<!-- x -->ne<script>x</script> two", "one two"),
        ("<pre>\n  one\n   two\n</pre>", "  one\n   two"),
        ("<p>one<wbr>two<span> </span>three", "onetwo three"),
    ] {
        assert_eq!(first(html), shown, "{html}");
    }
}

#[test]
fn texts_know_their_places() {
    let html = "<title>x</title>\n<p class='a>b'>Öl &amp; lamps <i>burn\n bright</i></p><p>é";
    let document = read(html);
    walk::blocks(&document.blocks, &mut |part| {
        if let Part::Inline(Inline::Text(text)) = part
            && text.text != "& "
            && !text.text.trim().is_empty()
            && !text.text.contains('&')
        {
            let place = html.get(text.start..text.start + text.text.len()).map(|found| found.replace('\n', " "));
            assert_eq!(place.as_deref(), Some(text.text.as_str()));
        }
    });
}

#[test]
fn two_breaks_of_lines_part_paragraphs() {
    let document = read("one<br>two<br><br>three<br>&nbsp;<br>four");
    assert_eq!(document.blocks.len(), 3, "{:?}", document.blocks);
}

#[test]
fn inline_elements_go_round_each_block_in_them() {
    let document = read("<title>t</title><a href=x.txt><p>one<p>two</a>");
    assert_eq!(document.references.len(), 2);
    let document = read("<title>t</title><b><p>one</p><p>two</p></b>");
    for block in &document.blocks {
        assert!(matches!(block, Block::Paragraph { content, .. } if matches!(content[..], [Inline::Strong(_)])), "{block:?}");
    }
}

#[test]
fn lists_keep_the_numbers_of_the_page() {
    let document = read("<title>t</title><ol start=3 type=i><li>a<li value=7>b<li>c</ol><ul><li><input type=checkbox checked>done<ul><li>x</ul></ul>");
    let starts = document.blocks.iter().filter_map(|block| match block {
        Block::List { start, members, .. } => Some((*start, members.len(), members[0].task)),
        _ => None,
    });
    assert_eq!(starts.collect::<Vec<_>>(), [(Some(3), 1, None), (Some(7), 2, None), (None, 1, Some(true))]);
}

#[test]
fn cells_keep_their_spans() {
    let document = read("<title>t</title><table><tr><th>a<th colspan=2>b<tr><td rowspan=0>c<td>d<td>e</table>");
    let Some(Block::Table { head, rows, .. }) = document.blocks.first() else { panic!("{:?}", document.blocks) };
    let spans = |cell: &Cell| (cell.columns, cell.rows, cell.is_head);
    assert_eq!(head[0].iter().map(spans).collect::<Vec<_>>(), [(1, 1, true), (2, 1, true)]);
    assert_eq!(rows[0].iter().map(spans).collect::<Vec<_>>(), [(1, 1, false); 3]);
}

#[test]
fn a_link_with_a_number_is_no_note_by_itself() {
    let document = read("<title>t</title><p>See <a href=#p>1</a>.<h2 id=s>Part</h2><p id=p>The first.");
    assert!(document.notes.is_empty());
    assert_eq!(document.references.len(), 1);
}

#[test]
fn notes_within_a_paragraph_are_parted() {
    let document = read("<title>t</title><p>One<sup><a href=#n1>1</a></sup> two<sup><a href=#n2>2</a></sup>.<p><a name=n1>1.</a> First.<br><a name=n2>2.</a> Second.");
    let notes: Vec<String> = document.notes.iter().map(|note| {
        let Some(Block::Paragraph { content, .. }) = note.blocks.first() else { panic!("{note:?}") };
        plain_text(content)
    }).collect();
    assert_eq!(notes, ["First.", "Second."]);
    assert_eq!(document.blocks.len(), 1, "{:?}", document.blocks);
}
