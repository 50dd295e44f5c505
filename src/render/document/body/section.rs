//! Figures, and the parts of a document that are to be told from what surrounds them: attachments, what a mail quotes,
//! its signature, what stands beside the text.

use super::HtmlWriter;
use crate::model::document::{Block, Inline, ParagraphStyle, SectionKind, plain_text};
use crate::model::walk;
use crate::model::walk::Part;

impl HtmlWriter<'_> {
    pub(super) fn figure(&mut self, content: &[Inline], caption: &[Block], number: Option<usize>) {
        self.raw("<figure");
        self.paragraph_id(number);
        self.raw(">");
        self.inlines(content);
        if !caption.is_empty() {
            self.raw("<figcaption");
            if let [Block::Paragraph { content, .. }] = caption {
                self.direction(content);
            }
            self.raw(">");
            self.tight_or_loose(caption.len() == 1, caption);
            self.raw("</figcaption>");
        }
        self.raw("</figure>");
    }

    pub(super) fn section(&mut self, kind: SectionKind, blocks: &[Block]) {
        match kind {
            SectionKind::Attachment => self.attachment(blocks),
            SectionKind::Quoted => self.quoted(blocks),
            SectionKind::Files => self.files(blocks),
            SectionKind::Signature => self.framed("div", "mail-signature", blocks),
            SectionKind::Aside => self.framed("aside", "beside", blocks),
        }
    }

    fn framed(&mut self, tag: &str, class: &str, blocks: &[Block]) {
        self.raw(&format!("<{tag} class=\"{class}\">\n"));
        self.blocks(blocks);
        self.raw(&format!("</{tag}>"));
    }

    /// A document that is printed with this one: it goes by its heading and, where it has none, by what it is.
    fn attachment(&mut self, blocks: &[Block]) {
        let heading = blocks.iter().find_map(|block| match block {
            Block::Heading { id, .. } => Some(id.as_str()),
            _ => None,
        });
        let tag = if heading.is_some() { "section" } else { "div" };
        self.raw(&format!("<{tag} class=\"attachment\""));
        match heading {
            Some(id) => self.attribute("aria-labelledby", id),
            None => {
                self.raw(" role=\"group\"");
                self.attribute("aria-label", self.interface.say("attachment"));
            }
        }
        self.raw(">\n");
        self.blocks(blocks);
        self.raw(&format!("</{tag}>"));
    }

    /// The files that come with a message: links, with what is said of each.
    fn files(&mut self, blocks: &[Block]) {
        let title = self.interface.say("files");
        self.raw("<div class=\"files\" role=\"group\"");
        self.attribute("aria-label", title);
        self.raw("><p class=\"files-title\" aria-hidden=\"true\">");
        self.text(title);
        self.raw("</p>\n");
        self.blocks(blocks);
        self.raw("</div>");
    }

    /// What a message quotes is folded as a whole, and open on paper. What is quoted within it is not folded again.
    fn quoted(&mut self, blocks: &[Block]) {
        if self.is_quoted {
            return self.framed("blockquote", "quoted-text", blocks);
        }
        // The line that says who is quoted says it here.
        let (author, blocks) = match blocks {
            [Block::Paragraph { style: ParagraphStyle::Caption, content }, rest @ ..] => {
                (content.as_slice(), rest)
            }
            rest => (&[][..], rest),
        };
        self.raw("<details class=\"quoted\"><summary>");
        if author.is_empty() {
            self.text(&self.interface.count("quoted_lines", lines(blocks)));
        } else {
            self.inlines(author);
        }
        self.raw("</summary>\n");
        self.is_quoted = true;
        self.framed("blockquote", "quoted-text", blocks);
        self.is_quoted = false;
        self.raw("</details>");
    }
}

/// How many lines blocks have, as far as the model knows: a paragraph without lines of its own counts as one.
fn lines(blocks: &[Block]) -> usize {
    let mut lines = 0;
    walk::blocks(blocks, &mut |part| match part {
        Part::Block(Block::Paragraph { style, content }) => {
            let kept = |style: &ParagraphStyle| style.is_kept();
            lines += if kept(style) { plain_text(content).lines().count().max(1) } else { 1 };
        }
        Part::Block(Block::Code { text, .. }) => lines += text.lines().count(),
        Part::Block(Block::Heading { .. }) | Part::Inline(Inline::LineBreak) => lines += 1,
        _ => {}
    });
    lines
}
