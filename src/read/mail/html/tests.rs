use super::*;
use crate::model::document::plain_text;

fn outline(blocks: &[Block]) -> String {
    let shape = |block: &Block| match block {
        Block::Section { kind, blocks } => format!("{kind:?}({})", outline(blocks)),
        Block::Quote { blocks, .. } => format!("Quote({})", outline(blocks)),
        Block::List { members, .. } => {
            let members: Vec<String> = members.iter().map(|member| outline(&member.blocks)).collect();
            format!("List({})", members.join("; "))
        }
        Block::Heading { content, .. } => format!("# {}", plain_text(content)),
        Block::Paragraph { style: ParagraphStyle::Body, content } => plain_text(content),
        Block::Paragraph { style, content } => format!("{style:?} {}", plain_text(content)),
        other => format!("{other:?}"),
    };
    blocks.iter().map(shape).collect::<Vec<_>>().join(" | ")
}

#[test]
fn a_message_in_html_is_read() {
    let html = "<html><head><title>No</title><style>p{}</style></head><body><h2>The  lamp</h2><p>It <b>is</b>\n lit.<br>Yes.<p>More &amp; <a href='https://vell.example/'>more</a>\
        <table><tr><td>One<td>Two</tr></table><ul><li>a<li>b<ul><li>c</ul></ul><pre>x\n  y</pre>\
        <div class=gmail_quote><div>On 4 March, Orn wrote:<br></div><blockquote class=gmail_quote>Lit?</blockquote></div>\
        <div class=moz-signature>Vell</div></body></html>";
    assert_eq!(
        outline(&blocks(html)),
        "# The lamp | It is lit.\nYes. | More & more | One | Two | List(a; b | List(c)) | Preformatted x\n  y | \
         Quoted(Caption On 4 March, Orn wrote: | Lit?) | Signature(Vell)"
    );
}

#[test]
fn links_that_run_code_are_words() {
    let found = blocks(
        "<a href='javascript:x()'>one</a> <a href=\"https://a.example\">two</a><img src='cid:1'><img src=x alt=three>",
    );
    let shown = format!("{found:?}");
    assert!(
        !shown.contains("javascript")
            && shown.contains("https://a.example")
            && shown.contains("cid:1")
            && shown.contains("three"),
        "{shown}"
    );
}

#[test]
fn any_depth_has_an_end() {
    for element in ["div", "blockquote", "b", "ul><li", "table", "script", "a href=http://x.y"] {
        let html = format!("{}deep", format!("<{element}>").repeat(100_000));
        blocks(&html);
        let html = format!("{}deep{}", format!("<{element}>").repeat(1000), "</div></b></ul>".repeat(50_000));
        blocks(&html);
    }
}
