//! Words that mean what was named before, or what stands beside.

use super::*;

#[test]
fn ibid_reaches_back_to_an_earlier_text() {
    let mut context = Context::default();
    grammar().find("See Foreign Relations, 1961–1963, vol. V.", &mut context);
    let found = grammar().find("See ibid., Document 389.", &mut context);
    assert_eq!(shown(&found[0].citation), "foreign relations/1961-1963/5/-:d389");
    // Where nothing was named before, nobody knows whose document it is.
    assert_eq!(grammar().find("See ibid., Document 389.", &mut Context::default()), []);
}

#[test]
fn neighbours() {
    check("Supra.", &["Supra → previous"]);
    check("Telegram 538, infra.", &["infra → next"]);
    check("See footnote 5, supra.", &["footnote 5, supra → previous fn5"]);
    check("See footnotes 3 and 4, infra.", &["footnotes 3 → next fn3", "4, infra → next fn4"]);
    check("See the following document.", &["following document → next"]);
    check("supra-national, the infra-structure", &[]);
    assert_eq!(grammar().find("see point 7, supra", &mut Context::default()), []);
    let in_text = grammar().find("[Here follows a report printed infra.]", &mut Context::default());
    assert_eq!(in_text[0].citation, Citation::Neighbour { after: true });
}

#[test]
fn what_was_named_just_before() {
    check(
        "See Document 59. For his own account, see footnote 7 thereto.",
        &["Document 59 → d59", "footnote 7 → d59 fn7"],
    );
    check(
        "See Documents 30, 32, and 35, especially footnote 6 thereto.",
        &["Documents 30 → d30", "32 → d32", "35 → d35", "footnote 6 → d35 fn6"],
    );
    check(
        "See Document 12. Ibid., footnote 3, has more.",
        &["Document 12 → d12", "Ibid., footnote 3 → d12 fn3"],
    );
    check(
        "See vol. XV, Document 87; see also ibid., footnotes 2 and 3.",
        &[
            "vol. XV, Document 87 → -/-/15/-:d87",
            "ibid., footnotes 2 → -/-/15/-:d87 fn2",
            "3 → -/-/15/-:d87 fn3",
        ],
    );
    check(
        "See telegram 598, ante, p. 8, and ibid., pp. 10–12.",
        &["p. 8 → p8", "ibid., pp. 10 → p10", "12 → p12"],
    );
}

#[test]
fn what_was_named_earlier() {
    check("See Document 59. Telegram 12 and footnote 7 thereto.", &["Document 59 → d59"]);
    check("See Document 59. (Department of State, Central Files) Ibid., footnote 2.", &["Document 59 → d59"]);
    check("See ante, p. 8. (Memoirs, page 12) Ibid., p. 24.", &["p. 8 → p8"]);
}

#[test]
fn ibid_alone_repeats_the_note_before() {
    let notes = |texts: &[&str]| -> Vec<String> {
        let mut context = Context { in_note: true, ..Context::default() };
        let found = texts.iter().flat_map(|text| grammar().find(text, &mut context)).collect::<Vec<_>>();
        found.iter().map(|found| shown(&found.citation)).collect()
    };
    assert_eq!(notes(&["See Document 12.", "Ibid.", "See ibid."]), ["d12", "d12", "d12"]);
    assert_eq!(
        notes(&["See Skell Papers, vol. II, Document 4.", "See ibid."]),
        ["skell papers/-/2/-:d4", "skell papers/-/2/-:d4"]
    );
    // Where more was said, the words can mean that.
    assert_eq!(notes(&["Record Office, Box 12. See Document 12.", "Ibid."]), ["d12"]);
    assert_eq!(notes(&["See Document 12.", "Not found.", "Ibid."]), ["d12"]);
    assert_eq!(notes(&["See Document 12.", "Ibid., Box 12."]), ["d12"]);
}

#[test]
fn attachments_of_this_document() {
    let found = |text: &str, headings: &[&str]| -> Vec<String> {
        let attachments = headings.iter().filter_map(|heading| {
            Attachment::of_heading(heading, heading, &ReadingWords::everywhere().references)
        });
        let mut context = Context { attachments: attachments.collect(), ..Context::default() };
        let found = grammar().find(text, &mut context).into_iter();
        found.map(|found| format!("{}: {:?}", &text[found.span.clone()], found.rule)).collect()
    };
    let tabs = ["Tab A", "Tab B", "Tab of the lamps"];
    assert_eq!(
        found("the proposal (Tab A), and views at Tab B.", &tabs),
        ["Tab A: Attachment", "Tab B: Attachment"]
    );
    assert_eq!(found("Tab C, Tab A-1, Tab A of his letter, keep tab", &tabs), [""; 0]);
    assert_eq!(found("Tab A", &["Tab A", "[Tab A]"]), [""; 0]);
    assert_eq!(found("see the enclosure; an enclosure", &["[Enclosure]"]), ["enclosure: Attachment"]);
    assert_eq!(found("the enclosure to his letter", &["Enclosure"]), [""; 0]);
    assert_eq!(found("the enclosure", &["Enclosure", "Attachment"]), [""; 0]);
    assert_eq!(found("as in Appendix A", &["Appendix A: Harbours"]), ["Appendix A: Attachment"]);
}
