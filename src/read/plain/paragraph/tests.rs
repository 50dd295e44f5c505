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

const LONG: &str =
    "The talks went on for two days, and at their end both sides agreed to meet again in the spring.";

#[test]
fn a_memorandum_of_conversation() {
    assert_eq!(
        styles(&[
            "Washington, May 3, 1961.",
            "SUBJECT",
            "The Strait",
            "PARTICIPANTS",
            "Mr. Orn, Legation",
            "Mr. Vell",
            LONG,
            "Summary",
            LONG
        ]),
        [
            "Dateline",
            "Caption",
            "CaptionText",
            "Caption",
            "CaptionText",
            "CaptionText",
            "Body",
            "Heading",
            "Body"
        ]
    );
}

#[test]
fn a_letter() {
    assert_eq!(
        styles(&["Moscow, May 3, 1961.", "Dear Mr. President:", LONG, LONG, "Sincerely yours,", "N. Orn"]),
        ["Dateline", "Salutation", "Body", "Body", "Signature", "Signature"]
    );
}

#[test]
fn a_name_in_capitals_signs() {
    assert_eq!(styles(&["MY DEAR VELL,--", LONG, "N. VAN ORN."]), ["Salutation", "Body", "Signature"]);
    assert_eq!(styles(&[LONG, "A. Summary"])[1], "Lettered");
}

#[test]
fn a_telegram() {
    assert_eq!(
        styles(&[
            "secret   priority",
            "1. Secret—entire text.",
            "A. The first of these is the toll.",
            "(b) The other is time.",
            "—First, the toll.",
            "Hartman"
        ]),
        ["Marking", "Numbered", "Lettered", "Lettered", "Dashed", "Signature"]
    );
}

#[test]
fn numerals_can_number_headings() {
    assert_eq!(
        styles(&["I. The Challenge", LONG, "I. The challenge was met by all of them."]),
        ["Heading", "Body", "Lettered"]
    );
}

#[test]
fn a_telegrams_number_numbers_no_paragraph() {
    assert_eq!(
        styles(&[
            "202. From the Minister. Subject: the toll.",
            "1. The toll was paid.",
            "2. The lamp was lit."
        ]),
        ["Body", "Numbered", "Numbered"]
    );
}

#[test]
fn a_heading_can_stand_before_another() {
    assert_eq!(styles(&["Keeping Our Cool", "The Problem", LONG]), ["Heading", "Heading", "Body"]);
}

#[test]
fn an_attachment_has_a_heading() {
    assert_eq!(
        styles(&[LONG, "Tab A", "Paper by the Ministry", LONG]),
        ["Body", "Heading", "Heading", "Body"]
    );
    assert_eq!(styles(&[LONG, "[Enclosure]", "The Ministry to Mr. Orn", "undated"])[1], "Heading");
    // Here it only says that something was attached.
    assert_ne!(styles(&[LONG, "Enclosure"])[1], "Heading");
    assert_ne!(styles(&[LONG, "Tab A", "Tab B"])[1], "Heading");
}

#[test]
fn a_heading_can_follow_the_subject() {
    assert_eq!(
        styles(&["SUBJECT", "The Strait", "The Question", LONG]),
        ["Caption", "CaptionText", "Heading", "Body"]
    );
}

#[test]
fn the_days_of_a_conference_are_no_dateline() {
    assert_eq!(
        styles(&[
            "FOREIGN MINISTERS MEETING",
            "Ottawa, May 3–5, 1961",
            "SUBJECT",
            "The Visit, June 3, 1961",
            LONG
        ]),
        ["Body", "Body", "Caption", "CaptionText", "Body"]
    );
    assert_eq!(styles(&["DATE", "May 3, 1961", LONG]), ["Caption", "Dateline", "Body"]);
}

#[test]
fn only_the_head_has_a_dateline() {
    assert_eq!(
        styles(&["Skell, May 1, 1961", LONG, "Moscow, May 3, 1961", LONG]),
        ["Dateline", "Body", "Heading", "Body"]
    );
}

#[test]
fn a_note_can_have_its_dateline_at_its_end() {
    assert_eq!(styles(&[LONG, LONG, "Amsel, May 3, 1961."]), ["Body", "Body", "Dateline"]);
    assert_eq!(styles(&[LONG, "Amsel, May 3, 1961.", "Vell Orn"]), ["Body", "Dateline", "Signature"]);
    assert_ne!(styles(&[LONG, "Enclosure", LONG, "Amsel, May 3, 1961."])[3], "Dateline");
    assert_ne!(styles(&[LONG, "May 3, 1961."])[1], "Dateline");
}
