//! Each rule by examples: the text, and what is found, as `words → target`.

mod descriptions;
mod earlier;

use super::*;
use crate::language::reading::ReadingWords;
use crate::model::description::{Description, Party};
use crate::model::reference::NoteHome;

fn grammar() -> Grammar {
    Grammar::new(
        ["Foreign Relations, 1961–1963, vol. VI", "Skell Papers, vol. II"].into_iter(),
        &[crate::config::ReferenceRule {
            name: "EIP".to_owned(),
            pattern: crate::config::Expression(regex::Regex::new(r"EIP-(\d+)").expect("pattern")),
            target: "eip-$1".to_owned(),
            field: None,
        }],
        ReadingWords::everywhere(),
    )
}

fn shown_collection(citation: &CollectionCitation) -> String {
    let CollectionCitation { series, years, volume, part } = citation;
    [series, years, volume, part].map(|part| part.clone().unwrap_or_else(|| "-".to_owned())).join("/")
}

fn shown(citation: &Citation) -> String {
    let with = |collection: &Option<CollectionCitation>, rest: String| match collection {
        Some(collection) => format!("{}:{rest}", shown_collection(collection)),
        None => rest,
    };
    match citation {
        Citation::Document { collection, number } => with(collection, format!("d{number}")),
        Citation::Page { collection, page } => with(collection, format!("p{page}")),
        Citation::Footnote { of, label } => match &**of {
            NoteHome::Here => format!("here fn{label}"),
            NoteHome::Neighbour { after } => {
                format!("{} fn{label}", if *after { "next" } else { "previous" })
            }
            NoteHome::Document { collection, number } => with(collection, format!("d{number} fn{label}")),
        },
        Citation::Neighbour { after } => if *after { "next" } else { "previous" }.to_owned(),
        Citation::Collection(collection) => shown_collection(collection),
        Citation::Description(description) => shown_description(description),
        Citation::Name(name) => format!("name {name}"),
        Citation::File { path, .. } => format!("file {path}"),
    }
}

fn shown_description(description: &Description) -> String {
    let party = |party: &Option<Party>| match party {
        Some(Party::Writer) => "writer".to_owned(),
        Some(Party::Addressee) => "addressee".to_owned(),
        Some(Party::Correspondent) => "correspondent".to_owned(),
        Some(Party::Named(name)) => name.clone(),
        None => "-".to_owned(),
    };
    let Description { kind, number, from, to, day } = description;
    let number = number.as_deref().unwrap_or("-");
    let day = day.map_or_else(
        || "-".to_owned(),
        |day| format!("{}-{}-{}", day.year.unwrap_or_default(), day.month, day.day),
    );
    format!("{kind:?}/{number}/{}/{}/{day}", party(from), party(to))
}

/// What is found but for descriptions, which lead nowhere unless a document fits them.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    compare(text, expected, |found| found.rule != Rule::Description);
}

#[track_caller]
fn check_described(text: &str, expected: &[&str]) {
    compare(text, expected, |found| found.rule == Rule::Description);
}

#[track_caller]
fn compare(text: &str, expected: &[&str], is_asked: fn(&Found) -> bool) {
    let found: Vec<String> = grammar()
        .find(text, &mut Context { in_note: true, ..Context::default() })
        .into_iter()
        .filter(is_asked)
        .map(|found| format!("{} → {}", &text[found.span], shown(&found.citation)))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn documents() {
    check("See Document 159.", &["Document 159 → d159"]);
    check("See Documents 176, 177, and 178.", &["Documents 176 → d176", "177 → d177", "178 → d178"]);
    check("Documents 12–15 and 20", &["Documents 12 → d12", "15 → d15", "20 → d20"]);
    check("Documents 12 through 15", &["Documents 12 → d12", "15 → d15"]);
    check("see document 12a", &["document 12a → d12a"]);
    check("See Document 23 above.", &["Document 23 → d23"]);
    check("see documents 5 and 6 below", &["documents 5 → d5", "6 → d6"]);
    check("(Document123)", &["Document123 → d123"]);
    check("Presumably Document 157.", &["Document 157 → d157"]);
    check("Documents 12 and 13, 5 May", &["Documents 12 → d12", "13 → d13"]);
}

#[test]
fn a_number_that_counts_what_follows_is_no_document() {
    for text in [
        "See Document 3 and 7 dispatches that came after it.",
        "See Document 3 or 4 days later.",
        "Document 3 and 10 others",
        "Document 3 and 10 of them",
        "Document 3 and 6 of the lamps",
        "Document 3 and 12 further letters",
        "Document 3 and 5 percent of the toll",
        "Document 3 and 5% of the toll",
        "Document 3 and 4 May",
        "Document 3 to 5 harbours",
        "Document 3 and 4:30 in the morning",
        "Document 3 and 2.5 fathoms",
        "Document 3 and 12-foot waves",
        "Document 3 & 2 more",
        "Document 3 and 1,024 barrels",
        "Document 3 and 120,500 barrels",
        "Document 3 or 4 p.m.",
        "Document 3 and 1926.",
    ] {
        let number = text.find('3').unwrap_or_default();
        let words = &text[text.find('D').unwrap_or_default()..=number];
        check(text, &[&format!("{words} → d3")]);
    }
    check("Documents 3, 4 and 5 others", &["Documents 3 → d3", "4 → d4"]);
    check("Documents 3–5 and 12 keepers", &["Documents 3 → d3", "5 → d5"]);
    check("footnote 3 and 12 letters", &["footnote 3 → here fn3"]);
    check("ante, p. 8 and 3 others", &["p. 8 → p8"]);
}

#[test]
fn a_list_goes_on_before_what_can_follow_it() {
    let both = ["Documents 3 → d3", "4 → d4"];
    for rest in [
        "describe the lamp",
        "above",
        "of this volume",
        "in the same file",
        "respectively",
        "(see Tab A)",
        "were lit",
        "; see also",
        "thereto",
        "[and so on]",
        "of the series",
        "and others",
        "deal with it",
        "—the last",
        "tell of Orn",
        "mention six ships",
    ] {
        check(&format!("Documents 3 and 4 {rest}"), &both);
    }
    check("See Document 3 or 4 above.", &["Document 3 → d3", "4 → d4"]);
    check("See Document 3 and 4, which say so.", &["Document 3 → d3", "4 → d4"]);
    check("Documents 3, 4 and 5 describe it", &["Documents 3 → d3", "4 → d4", "5 → d5"]);
    check("Documents 101,102", &["Documents 101 → d101", "102 → d102"]);
    check("footnotes 3 and 4 below", &["footnotes 3 → here fn3", "4 → here fn4"]);
}

#[test]
fn numbers_with_letters_and_thousands() {
    check("See Document 12A.", &["Document 12A → d12A"]);
    check("See Document No. 12a", &["Document No. 12a → d12a"]);
    check("Documents 12A and 13", &["Documents 12A → d12A", "13 → d13"]);
    check("See Document 1,024.", &["Document 1,024 → d1024"]);
    check("Documents 1,024 and 1,025", &["Documents 1,024 → d1024", "1,025 → d1025"]);
    check("Document 12AB", &[]);
    check("Document 1,024,000", &[]);
}

#[test]
fn documents_by_other_words() {
    check("See Doc. 5.", &["Doc. 5 → d5"]);
    check("see doc. no. 5", &["doc. no. 5 → d5"]);
    check("cf. document 5", &["document 5 → d5"]);
    check("Documents Nos. 3 and 4", &["Documents Nos. 3 → d3", "4 → d4"]);
    check("Document No. 500", &["Document No. 500 → d500"]);
    check("Siehe Dokument 5.", &["Dokument 5 → d5"]);
    check("vgl. Dok. 5", &["Dok. 5 → d5"]);
    check("siehe Dokumente Nr. 5 und 7", &["Dokumente Nr. 5 → d5", "7 → d7"]);
    check("dazu Dokument 5 und 12 Telegramme", &["Dokument 5 → d5"]);
    check("Telegramm Dokument 5", &[]);
}

#[test]
fn notes_of_any_number() {
    check("See footnote 1000, Document 3.", &["footnote 1000, Document 3 → d3 fn1000"]);
    check(
        "See footnotes 12000 and 12001 above.",
        &["footnotes 12000 → here fn12000", "12001 → here fn12001"],
    );
    check("See footnote 1,204.", &["footnote 1,204 → here fn1204"]);
    check("See footnote 4a.", &["footnote 4a → here fn4a"]);
    check("See note 12 above.", &["note 12 → here fn12"]);
    check("See nn. 3 and 4, below.", &["nn. 3 → here fn3", "4 → here fn4"]);
    check("See note 12 to Orn, the note 7 of May 3", &[]);
}

#[test]
fn documents_of_others() {
    check("UN Document 5, House Document 340, Documents on Disarmament, 1961", &[]);
    check("Document 12/5 and document A/520", &[]);
    check("(American Policy: Basic Papers 1977–1980, Document 12)", &[]);
    check("Current Papers, 1961, Document 12", &[]);
    check("Printed as Topol 1961, Document 12", &["Document 12 → d12"]);
    check("The letter of May 3, 1961, Document 12", &["Document 12 → d12"]);
    check("The telegrams of May 1961, Document 12", &["Document 12 → d12"]);
    check("the working document 5", &[]);
}

#[test]
fn footnotes() {
    check("See footnote 4, Document 141.", &["footnote 4, Document 141 → d141 fn4"]);
    check("See footnote 4 to Document 141.", &["footnote 4 to Document 141 → d141 fn4"]);
    check(
        "See footnotes 1 and 8, Document 265.",
        &["footnotes 1 → d265 fn1", "8 → d265 fn8", "Document 265 → d265"],
    );
    check("See footnote 3 above.", &["footnote 3 → here fn3"]);
    check("See footnote 3.", &["footnote 3 → here fn3"]);
    check(
        "See Document 120 and footnote 4, Document 141.",
        &["Document 120 → d120", "footnote 4, Document 141 → d141 fn4"],
    );
    check("See Document 60 and footnote 1 thereto.", &["Document 60 → d60", "footnote 1 → d60 fn1"]);
    check("Document 38, footnote 2", &["Document 38 → d38", "footnote 2 → d38 fn2"]);
    check("See the source note, Document 22.", &["source note → d22 fn", "Document 22 → d22"]);
}

#[test]
fn footnotes_of_others() {
    check("See footnote 4 to that document.", &[]);
    check("See telegram 213, April 7, p. 362 and footnote 1.", &["p. 362 → p362"]);
    check("Telegram 250, March 11, p. 315, and footnote 1.", &["p. 315 → p315"]);
}

#[test]
fn attachments() {
    check("Printed as Tab A to Document 51.", &["Tab A to Document 51 → d51"]);
    check("Attachment 2 to Document 5", &["Attachment 2 to Document 5 → d5"]);
    check("The Tab to Documents 3 and 4", &["Tab to Documents 3 → d3", "4 → d4"]);
    check("Annex B to Documents 3, 4, and 5", &["Annex B to Documents 3 → d3", "4 → d4", "5 → d5"]);
    check("the Tab to Document 3 and Document 4", &["Tab to Document 3 → d3", "Document 4 → d4"]);
    check("Attachments to Documents 3, 4", &["Documents 3 → d3", "4 → d4"]);
    check("Tab A to the memorandum", &[]);
}

#[test]
fn collections() {
    check(
        "See Foreign Relations, 1961-63, Volume VI, Kennedy-Khrushchev Exchanges, Documents 8 and 12.",
        &[
            "Foreign Relations, 1961-63, Volume VI, Kennedy-Khrushchev Exchanges, Documents 8 → foreign relations/1961-1963/6/-:d8",
            "12 → foreign relations/1961-1963/6/-:d12",
        ],
    );
    check(
        "Foreign Relations, 1964–1968, vol. XXIX, Part 1, Korea. See also Document 12.",
        &[
            "Foreign Relations, 1964–1968, vol. XXIX, Part 1 → foreign relations/1964-1968/29/1",
            "Document 12 → d12",
        ],
    );
    check(
        "Foreign Relations, 1969–1976, volume XXXVI, Energy Crisis, 1969–1974, Document 201, and ibid., volume XXXI, Foreign Economic Policy, Document 191.",
        &[
            "Foreign Relations, 1969–1976, volume XXXVI, Energy Crisis, 1969–1974, Document 201 → foreign relations/1969-1976/36/-:d201",
            "ibid., volume XXXI, Foreign Economic Policy, Document 191 → foreign relations/1969-1976/31/-:d191",
        ],
    );
    check(
        "See volume IX, Document 18, footnote 1, and Document 24.",
        &[
            "volume IX, Document 18 → -/-/9/-:d18",
            "footnote 1 → -/-/9/-:d18 fn1",
            "Document 24 → -/-/9/-:d24",
        ],
    );
    check(
        "See Foreign Relations, 1964–1968, vol. II, especially Documents 55 and 82.",
        &[
            "Foreign Relations, 1964–1968, vol. II, especially Documents 55 → foreign relations/1964-1968/2/-:d55",
            "82 → foreign relations/1964-1968/2/-:d82",
        ],
    );
    check("See vol. XV, Document 87.", &["vol. XV, Document 87 → -/-/15/-:d87"]);
    check("See Part 2, Document 163.", &["Part 2, Document 163 → -/-/-/2:d163"]);
    check("See volume VI of this series.", &["volume VI → -/-/6/-"]);
    check("See volume VI in the same series.", &["volume VI → -/-/6/-"]);
    check("It is printed in Part 2 of this volume.", &["Part 2 → -/-/-/2"]);
    check("Part 2 of the volume that he wrote", &[]);
    check(
        "Foreign Relations, 1952-1954, vol. IV, pp. 1168-1169 (Document 62)",
        &[
            "Foreign Relations, 1952-1954, vol. IV, pp. 1168-1169 (Document 62 → foreign relations/1952-1954/4/-:d62",
        ],
    );
    // The first page's number was misread.
    check(
        "Foreign Relations, 1952-1954, vol. IV, pp. l068-1069 (Document 62)",
        &[
            "Foreign Relations, 1952-1954, vol. IV, pp. l068-1069 (Document 62 → foreign relations/1952-1954/4/-:d62",
        ],
    );
    check(
        "Foreign Relations, 1947, vol. vi, p. 150",
        &["Foreign Relations, 1947, vol. vi, p. 150 → foreign relations/1947/6/-:p150"],
    );
    check(
        "See Foreign Relations, 1961–1963, vol. V, and Document 12.",
        &["Foreign Relations, 1961–1963, vol. V → foreign relations/1961-1963/5/-", "Document 12 → d12"],
    );
    check(
        "Skell Papers, vol. I, Document 4, footnote 4",
        &[
            "Skell Papers, vol. I, Document 4 → skell papers/-/1/-:d4",
            "footnote 4 → skell papers/-/1/-:d4 fn4",
        ],
    );
}

#[test]
fn collections_after_their_documents() {
    check(
        "It is Document 17 in Foreign Relations, 1961–1963, vol. V. See ibid., Document 20.",
        &[
            "Document 17 → foreign relations/1961-1963/5/-:d17",
            "ibid., Document 20 → foreign relations/1961-1963/5/-:d20",
        ],
    );
    check("Documents 4 and 5, in volume XV", &["Documents 4 → -/-/15/-:d4", "5 → -/-/15/-:d5"]);
    check("Document 4 in Part 2", &["Document 4 → -/-/-/2:d4"]);
    check("Document 4 in part 2 of his report", &["Document 4 → d4"]);
}

#[test]
fn collections_of_others() {
    check("(Brinkley, ed., The Reagan Diaries, vol. I, January 1981–October 1985, p. 296)", &[]);
    check("Pentagon Papers, vol. I, Document 3", &[]);
    check(
        "See Foreign Relations, 1933, vol. II, p. 3; see also ibid., The Soviet Union, 1933–1939, pp. 33–34.",
        &["Foreign Relations, 1933, vol. II, p. 3 → foreign relations/1933/2/-:p3"],
    );
    check("in his Journal that it occurred on July 22; ibid, Vol. 11, p. 77.", &[]);
    check("see Congressional Record, vol. 103, part 3, p. 4035, and part 2, p. 91.", &[]);
    check("(Memorandum to the President, February 18; ibid., Vol. XIV)", &[]);
    check("the foreign relations of 1961", &[]);
}

#[test]
fn pages() {
    check("February 25, p. 8.", &["p. 8 → p8"]);
    check("See telegram 598, ante, p. 8.", &["p. 8 → p8"]);
    check("See telegram 187, February 23, noon, p. 247.", &["p. 247 → p247"]);
    check("see memorandum of February 11 by Mr. Orn, p. 224", &["p. 224 → p224"]);
    check("[For a portion of the text, see Document 382.]", &["Document 382 → d382"]);
    check("The paragraph is on pp. 7–8.", &["pp. 7 → p7", "8 → p8"]);
    check("June 15; see footnote 1, p. 49.", &["footnote 1, p. 49 → p49"]);
    check("See footnote 1 on p. 49.", &["footnote 1 on p. 49 → p49"]);
    check("See the editorial note, p. 49.", &["p. 49 → p49"]);
    check("See the minutes of the meeting, January 6, p. 49.", &["p. 49 → p49"]);
    check("January 3, 1949, pp. 12–15.", &["pp. 12 → p12", "15 → p15"]);
    check("ante, p. 20 ff., and post, p. 12", &["p. 20 → p20", "p. 12 → p12"]);
    check("ante, p. 314, and footnote 1", &["p. 314 → p314"]);
    check("See telegram 196, Gocus 601, February 25, p. 256.", &["p. 256 → p256"]);
    check("[Here follows a text printed on page 297.]", &["page 297 → p297"]);
}

#[test]
fn pages_of_others() {
    check("For text of the report, September 26, see Documents on Disarmament, 1968, pp. 642-667.", &[]);
    check("in his memoir, In Confidence, pp. 120–121, and", &[]);
    check("conversation, printed in Strictly Personal, pp. 216–217.", &[]);
    check("American Foreign Policy: Current Documents, 1958, pp. 471–473.", &[]);
    assert_eq!(grammar().find("the oral message on page 3", &mut Context::default()), []);
    check("The speech is in his Memoirs on p. 3", &[]);
    check("Typewritten notations on pages 3 and 7 indicate", &[]);
    check("(Department of State Bulletin, July 18, 1977, pages 81–82)", &[]);
    check("Public Papers: Carter, 1977, Book I, pages 99–100", &[]);
    check("a report of 12 pages 3 of which", &[]);
    check("The text is in ibid., pp. 78–83.", &[]);
}

#[test]
fn rules_of_the_archive() {
    check("As in EIP-1559 and EIP-20.", &["EIP-1559 → name eip-1559", "EIP-20 → name eip-20"]);
}
