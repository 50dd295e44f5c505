//! Documents by examples, in `tests/data/paragraphs/`: the paragraphs, and what each is taken for.

use super::*;

fn styles(paragraphs: &[&str]) -> Vec<String> {
    let paragraphs: Vec<String> = paragraphs.iter().map(|text| (*text).to_owned()).collect();
    shapes(&paragraphs, &Words::default(), true)
        .into_iter()
        .map(|shape| match shape {
            Shape::Paragraph(style) => format!("{style:?}"),
            Shape::Dateline(_) => "Dateline".to_owned(),
            Shape::Heading => "Heading".to_owned(),
        })
        .collect()
}

/// The lines of a case are the paragraphs of a document.
#[test]
fn cases() {
    crate::cases::check("paragraphs", |paragraphs| {
        styles(paragraphs).into_iter().map(|style| vec![style]).collect()
    });
}
