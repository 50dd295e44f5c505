//! The parts of an office file as their readers take them, with what there is to say of those that cannot be read.

use std::collections::BTreeMap;

use super::package::{Fault, Package};
use super::xml::Xml;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::read::reader::EmbeddedFile;

/// The parts of a file, with what is said of those that cannot be read.
pub(super) struct Unpacked<'p, 'a> {
    pub(super) package: &'p mut Package<'a>,
    pub(super) path: &'p str,
    pub(super) diagnostics: &'p mut Vec<Diagnostic>,
}

impl Unpacked<'_, '_> {
    /// The text of a part, as far as it can be had.
    pub(super) fn text(&mut self, part: &str, is_needed: bool) -> Option<String> {
        let (text, fault) = self.package.text(part);
        if let Some(fault) = &fault {
            let rest = if text.is_empty() { "" } else { "; what stands before is read" };
            let message = format!("the part {part} {}{rest}", fault.message());
            let said = Diagnostic::new(Severity::Warning, Code::Unreadable, self.path, message);
            self.diagnostics.push(if is_needed { said.help("save the file anew in Word or LibreOffice") } else { said });
        }
        (fault.is_none() || !text.is_empty()).then_some(text)
    }

    /// The text of a part that need not be there.
    pub(super) fn text_if_there(&mut self, part: &str) -> Option<String> {
        if self.package.has(part) { self.text(part, false) } else { None }
    }

    /// Says what was wrong with the XML of a part.
    pub(super) fn see(&mut self, xml: &Xml<'_>, part: &str) {
        if let Some(fault) = &xml.fault {
            let message = format!(
                "the XML of {part} is broken in line {}, column {}: {}; what stands before is read",
                fault.line, fault.column, fault.message
            );
            self.diagnostics.push(
                Diagnostic::new(Severity::Warning, Code::Unreadable, self.path, message)
                    .help("save the file anew in Word or LibreOffice"),
            );
        }
        if xml.has_doctype || !xml.entities.is_empty() {
            let names: Vec<String> = xml.entities.iter().map(|name| format!("&{name};")).collect();
            let shown = if names.is_empty() { String::new() } else { format!(": {}", names.join(", ")) };
            let message = format!("{part} declares entities, which are not expanded{shown}");
            self.diagnostics.push(Diagnostic::new(Severity::Warning, Code::Markup, self.path, message));
        }
    }

    /// The images that a text shows, by their names, with the parts in which they lie.
    pub(super) fn images(&mut self, images: &BTreeMap<String, String>) -> Vec<EmbeddedFile> {
        let mut files = Vec::with_capacity(images.len());
        for (name, part) in images {
            let (bytes, fault) = self.package.bytes(part);
            if let Some(fault) = fault {
                let message = format!("the image {part} {}", fault.message());
                self.diagnostics.push(Diagnostic::new(Severity::Warning, Code::Unreadable, self.path, message));
            }
            files.push(EmbeddedFile { name: name.clone(), bytes });
        }
        files
    }
}

/// Why a file is no document.
pub(super) fn refusal(fault: &Fault, path: &str) -> Diagnostic {
    let help = match fault {
        Fault::Encrypted => "save it without a password, or leave it out with `exclude` in fonds.toml",
        Fault::Old => "save it as .docx, or leave it out with `exclude` in fonds.toml",
        _ => "save it anew, or leave it out with `exclude` in fonds.toml",
    };
    let message = format!("the file {}", fault.message());
    Diagnostic::new(Severity::Warning, Code::Unreadable, path, message).help(help)
}
