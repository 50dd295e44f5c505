//! Stretches of runs of text.

use super::{built, check, check_text};

#[test]
fn highlighting_looks_as_it_says() {
    check_text("<hi rend=\"bold italic\">x</hi>", "<strong <em x>>");
    check_text("<hi rend=\"smallcaps\">x</hi> <hi rend=\"sup\">2</hi><hi rendition=\"#wide\">y</hi>", "<sc x> <sup 2><em y>");
    check_text("<hi rend=\"roman\">x</hi> <hi style=\"text-decoration: underline\">y</hi>", "x <u y>");
    check_text("<emph>x</emph> <title>Rivers</title> <title level=\"a\">Vell</title>", "<em x> <em Rivers> Vell");
    check("<p rend=\"italic\">x</p>", "Body: <em x>");
}

#[test]
fn one_form_of_a_choice_is_shown() {
    check_text("a <choice>\n <sic>teh</sic>\n <corr>the</corr>\n</choice> river", "a <Correction the for teh> river");
    check_text("<choice><orig>riuer</orig><reg>river</reg></choice>s", "<Regularisation river for riuer>s");
    check_text("<choice><expan>Mister</expan><abbr>Mr</abbr></choice>", "<Expansion Mister for Mr>");
    check_text("<choice><unclear>a</unclear><unclear>o</unclear></choice>", "<Regularisation a for o>");
    check_text("<choice><sic>teh</sic></choice>", "teh");
    check_text("<choice><sic>t<pb n=\"2\"/>eh</sic><corr>the</corr></choice>", "<Correction the for teh><page 2>");
}

#[test]
fn forms_by_themselves_are_text() {
    check_text("<sic>teh</sic> <abbr>Mr</abbr> <expan>M<ex>iste</ex>r</expan>", "teh Mr M<em iste>r");
    check_text("<corr>the</corr> river", "<ed [the]> river");
}

#[test]
fn what_editors_say_of_words_is_shown() {
    check_text("<del>x</del> <add>y</add> <unclear>z</unclear>", "<del x> <ins y> <unclear z>");
    check_text("<subst><del>a</del><add>b</add></subst>", "<del a><ins b>");
    check_text("the <supplied>old</supplied> r<supplied>iv</supplied>er <supplied>[sic]</supplied>", "the <ed [old]> r<ed iv>er <ed [sic]>");
    check_text("a <gap reason=\"illegible\"/> b", "a <ed […]> b");
    check_text("a <gap><desc>torn</desc></gap> b", "a <ed […]><ed [torn]> b");
    check_text("a <surplus>b</surplus> <damage>c</damage><space/>d", "a b c\u{2003}d");
}

#[test]
fn names_with_keys_are_mentions() {
    check_text("<persName ref=\"#o\">Orn</persName> of <placeName key=\"amsel\">Amsel</placeName>", "<Person#o Orn> of <Place#amsel Amsel>");
    check_text("<rs type=\"person\" ref=\"people.xml#v #o\">he</rs> <rs type=\"thing\" ref=\"#x\">it</rs>", "<Person#v he> it");
    check_text("<persName>Orn</persName> <orgName ref=\"https://example.org/1\">Guild</orgName>", "Orn <Organisation#https://example.org/1 Guild>");
    check_text("<gloss target=\"#t_1\">MV</gloss> <title ref=\"#w\">Rivers</title>", "<Term#t_1 MV> <Work#w <em Rivers>>");
}

#[test]
fn references_have_targets() {
    check_text("See <ref target=\"#d12\">Document 12</ref>.", "See <ref0 Document 12>.");
    check_text("<ref target=\"https://example.org/\">web</ref> <ref target=\"gone\">x</ref>", "<https://example.org/ web> x");
    check_text("see <ptr target=\"#d12\"/>", "see <ref0 d12>");
    let xml = "<p>He came. See <ref target=\"#d12\">Document 12</ref>, and go.</p>";
    let reference = &built(xml).references[0];
    assert_eq!(&xml[reference.span.clone()], "<ref target=\"#d12\">Document 12");
    assert_eq!(reference.sentence, "See Document 12, and go.");
}

#[test]
fn other_languages_are_said() {
    check_text("a <foreign xml:lang=\"deu\">Fluss</foreign>, a <seg xml:lang=\"en\">river</seg>", "a <de Fluss>, a river");
    check("<p xml:lang=\"he\">נהר</p><div xml:lang=\"fr\"><p>fleuve <hi xml:lang=\"en\">river</hi></p></div>", "Body: <he נהר>\nBody: <fr fleuve <en <em river>>>");
    check_text("<foreign xml:lang=\"nonsense tag\">x</foreign>", "x");
}

#[test]
fn formulas_and_code() {
    check_text("<formula notation=\"TeX\">$a^2$</formula> <formula>b</formula> <code>x y</code>", "$a^2$ b `x y`");
}

#[test]
fn milestones_are_signs_or_rules() {
    check_text("gone<milestone unit=\"absent\" rend=\"3dots\"/> Orn", "gone… Orn");
    check("<p>x</p><milestone unit=\"section\"/><p>y</p>", "Body: x\nrule\nBody: y");
}

#[test]
fn the_words_of_an_index_are_no_text() {
    check_text("Orn<index><term>Rivers</term></index> came", "Orn came");
}
