//! Fields within a paragraph: their results are text, their instructions are not.

use std::mem;

use super::fields::{Field, Instruction};
use super::paragraph::Line;
use super::story::Story;
use super::symbols;
use crate::read::office::gathered::{Link, Remark};
use crate::read::office::parts::What;

impl Line {
    /// A field begins with its instruction.
    pub(super) fn begin_field(&mut self, story: &mut Story<'_, '_>) {
        story.fields.push(Field::default());
        story.instructing += 1;
    }

    /// The result of the field begins.
    pub(super) fn begin_result(&mut self, story: &mut Story<'_, '_>) {
        let Some(field) = story.fields.last_mut().filter(|field| !field.is_result) else { return };
        field.is_result = true;
        let instruction = Instruction::parse(&field.instruction);
        field.link = instruction.link(&mut story.shared.gathered);
        self.end_instruction(story);
    }

    /// The field ends.
    pub(super) fn end_field(&mut self, story: &mut Story<'_, '_>) {
        let Some(field) = story.fields.pop() else { return };
        if field.is_result {
            self.mark_of_note(&field, story);
            return;
        }
        self.end_instruction(story);
        let instruction = Instruction::parse(&field.instruction);
        match instruction.name.as_str() {
            "FORMCHECKBOX" => self.text(if field.is_ticked == Some(true) { "☒" } else { "☐" }, story),
            "SYMBOL" => self.symbol_of(&instruction, story),
            "EQ" => {
                let text = field.instruction.trim().get(2..).unwrap_or_default().trim().to_owned();
                self.text(&text, story);
            }
            _ if instruction.is_silent() => {}
            name => story.shared.gathered.count(Remark::Field(name.chars().take(20).collect())),
        }
    }

    /// An instruction is over. What else stood in it was none of the text.
    fn end_instruction(&mut self, story: &mut Story<'_, '_>) {
        story.instructing = story.instructing.saturating_sub(1);
        if story.instructing == 0 {
            mem::take(&mut story.hidden);
        }
    }

    /// A cross-reference that looks like the mark of a note is one, even where its words were lost.
    fn mark_of_note(&mut self, field: &Field, story: &mut Story<'_, '_>) {
        let Some(link) = field.link else { return };
        let is_mark = matches!(story.shared.gathered.links.get(link), Some(Link::Note { is_mark: true, .. }));
        let has_words = self.pieces.iter().rev().take(4).any(|piece| piece.link == Some(link));
        if is_mark && !has_words {
            let outer = self.replace_link(Some(link));
            self.push(What::Text(String::new()), story);
            self.replace_link(outer);
        }
    }

    /// The sign that a field names by its number.
    fn symbol_of(&mut self, instruction: &Instruction, story: &mut Story<'_, '_>) {
        let argument = instruction.arguments.first().map_or("", String::as_str);
        let code = match argument.strip_prefix("0x") {
            Some(digits) => u32::from_str_radix(digits, 16).ok(),
            None => argument.parse().ok(),
        };
        let font =
            instruction.switches.iter().find(|(name, _)| name == "f").and_then(|(_, value)| value.clone());
        let sign = code.and_then(|code| symbols::meaning(font.as_deref().unwrap_or_default(), code));
        match sign {
            Some(sign) => self.text(sign.encode_utf8(&mut [0; 4]), story),
            None => story.shared.gathered.count(Remark::Sign(font.unwrap_or_default())),
        }
    }
}
