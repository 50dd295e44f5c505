//! The text of editions in TEI on its pages: letters with notes, variants, forms, other languages and images.

use fonds::Code;

use crate::archive::Archive;

const LETTER: &str = r##"<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc>
<titleStmt><title>Orn to Vell</title></titleStmt></fileDesc>
<encodingDesc><tagsDecl><rendition xml:id="wide">letter-spacing: 0.2em</rendition></tagsDecl></encodingDesc></teiHeader>
<text><body><div type="letter">
  <head>Orn to Vell<note type="source">Source: Skell Library, Box 3.</note></head>
  <opener>
    <dateline><placeName>Amsel</placeName>,
      <date when="1926-03-03">the third of March</date></dateline>
    <salute>Dear Vell,</salute>
  </opener>
  <p xml:id="lamp">The <choice><sic>lapm</sic><corr>lamp</corr></choice> was con<pb n="[14]" xml:id="p-14"/>structed
    by <persName ref="#lindholt">Lindholt</persName>,<note n="2" xml:id="fn-two">See <ref target="#lamp">above</ref>.</note>
    <hi rendition="#wide">slowly</hi>, and is <app><lem>bright</lem><rdg wit="#B">dim</rdg></app>.</p>
  <p><foreign xml:lang="he">שלום</foreign>: see <ref target="#fn-two">the note</ref>.</p>
  <lg><l>Slow runs</l><l>the Vell</l></lg>
  <table><row role="label"><cell>Year</cell><cell cols="2">Lamps</cell></row><row><cell>1926</cell><cell>4</cell><cell>5</cell></row></table>
  <figure><graphic url="lamp.png"/><head>The lamp</head><figDesc>A lamp on a pier</figDesc></figure>
  <fw>Amsel 14</fw>
  <closer><salute>Yours,</salute><signed>Orn</signed></closer>
</div></body></text></TEI>"##;

#[test]
fn a_letter_shows_what_its_editors_tagged() {
    let site = Archive::new().file("content/letter.xml", LETTER).file("content/lamp.png", "image").build();
    let page = site.page("letter.html");
    page.contains("con<span class=\"page-break\" role=\"doc-pagebreak\" id=\"pg-14\"");
    page.contains_in_order(&[
        "class=\"dateline\">",
        "Amsel, the third of March",
        "class=\"salutation\"",
        "Dear Vell,",
    ]);
    page.contains("<span class=\"edited\">lamp</span><span class=\"in-source\" hidden>lapm</span>");
    page.contains("<span id=\"lamp\"></span>").contains("<em>slowly</em>");
    page.contains("<a class=\"ref\" href=\"#fn2\">the note</a>")
        .contains("id=\"fn2\"")
        .contains("id=\"fn-a\"");
    page.contains("lang=\"he\"").contains("Slow runs\nthe Vell").contains("colspan=\"2\"");
    page.contains("alt=\"A lamp on a pier\"").contains("class=\"signature\"");
    page.lacks("Amsel 14");
    let said: Vec<_> = site.diagnostics(Code::UncalledNote).collect();
    assert!(said.is_empty(), "{said:?}");
}
