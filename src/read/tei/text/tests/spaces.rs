//! White space, breaks, and where words are parted.

use super::{built, check, check_text};
use crate::model::document::Inline;
use crate::model::walk::{self, Part};

#[test]
fn white_space_is_one_space() {
    check_text("\n   Orn  wrote\n\t to <hi>Vell</hi>\n  again. ", "Orn wrote to <em Vell> again.");
}

#[test]
fn what_tags_part_is_one_word_and_what_they_join_is_two() {
    check_text("construc<pb n=\"5\"/>tive", "construc<page 5>tive");
    check_text("the <pb n=\"5\"/> talks", "the <page 5>talks");
    check_text("<hi>A</hi>msel", "<em A>msel");
    check_text("<hi>Amsel </hi>and <hi> Orn</hi>", "<em Amsel> and <em Orn>");
}

#[test]
fn indentation_within_a_name_is_no_text() {
    let xml = "The Minister (<persName>\n  <hi>Orn</hi>\n </persName>) and <persName>\n <forename>Ada</forename>\n <surname>Vell</surname>\n </persName>.";
    check_text(xml, "The Minister (<em Orn>) and Ada Vell.");
}

#[test]
fn white_space_among_words_counts_wherever_it_stands() {
    check_text("said<hi>\n <emph>Orn</emph> and</hi> Vell", "said<em  <em Orn> and> Vell");
    check_text("<seg>Orn\n</seg>Vell", "Orn Vell");
}

#[test]
fn marks_cling_to_words() {
    let shown = super::shown("<p>Orn\n <note n=\"1\">He.</note>\n was there.</p>");
    assert!(shown.starts_with("Body: Orn^1.1^ was there."), "{shown}");
}

#[test]
fn breaks_within_words_join_them() {
    check_text("exam-<lb break=\"no\"/>ple", "example");
    check_text("exam\n <lb break=\"no\"/>\n ple", "example");
    check_text("exam<pb n=\"3\" break=\"no\"/>\n<lb break=\"no\"/>ple", "exam<page 3>ple");
    check_text("Nord<cb break=\"no\"/>\nland", "Nordland");
}

#[test]
fn ends_of_lines_are_kept_where_most_paragraphs_have_none() {
    check("<p>Born in Amsel<lb/>Moved to Orn</p>", "Body: Born in Amsel\\Moved to Orn");
    let long = "one two three four five six seven eight nine ten eleven twelve thirteen<lb/>fourteen fifteen sixteen seventeen eighteen";
    check(&format!("<p>{long}</p>"), &format!("Body: {}", long.replace("<lb/>", " ")));
    check_text("Amsel <lb/> <lb/> Orn <lb/>", "Amsel\\Orn");
}

#[test]
fn lines_of_headings_are_one_line() {
    check("<head>The <lb/>River<lb/>Vell</head>", "title: The River Vell");
}

#[test]
fn places_are_those_of_the_source() {
    let xml = "<p>Orn &amp; Vell\n     met <hi>at\n\n Amsel</hi> once</p>";
    let built = built(xml);
    walk::blocks(&built.blocks, &mut |part| {
        if let Part::Inline(Inline::Text(text)) = part {
            let word = text.text.trim().split(' ').next().unwrap_or_default();
            let place = text.start + text.text.len() - text.text.trim_start().len();
            if word != "&" {
                assert_eq!(&xml[place..place + word.len()], word, "{text:?}");
            }
        }
    });
}

#[test]
fn code_keeps_its_spaces() {
    check("<p>x</p><eg>a\n  b</eg>", "Body: x\ncode: \"a\\n  b\"");
}
