//! In an archive of another language no page speaks English: what English words there would be is told
//! by the words of the interface themselves.

use std::collections::BTreeSet;
use std::path::Path;

use regex::Regex;

use crate::archive::{Archive, Site};

const WORDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/templates/words/");

/// The names of the forms of citations are the same in all languages.
const SHARED: &str = "cite_forms";

/// Texts in which all is missing that can be missing, and dates of three centuries, undated ones, too.
const LACKING: [(&str, &str); 5] = [
    (
        "content/x/a.txt",
        "11. Brief1\n\nLindholt, 3. März 1726.\n\n[Page 4]\n\nOrn. Document 99; vol. VI, Document 3. Document 12.\n\n  1. See footnote 7, Document 12, footnote 9, footnote 4, Document 88, the source note, Document 12, ante, p. 77, and Supra.\n",
    ),
    (
        "content/x/b.md",
        "+++\ntitle = \"Zwei\"\nnumber = \"12\"\ndate = \"1927\"\n+++\n[x](weg.md) [y](a.txt#weg) [[Nirgends]] \n\n> [!NOTE]\n> Orn\n\n- [ ] Orn\n- [x] Vell\n\nText[^2]\n\n|a|\n|-|\n|b|\n",
    ),
    ("content/x/c.md", "+++\ntitle = \"Drei\"\ndate = \"1831~\"\n+++\nSiehe Document 12\n"),
    ("content/x/d.md", "+++\ntitle = \"Vier\"\n+++\nOhne Tag.\n"),
    ("content/x/e.md", "+++\ntitle = \"Fünf\"\ndate = \"172X\"\n+++\nOhne Tag.\n"),
];

#[test]
fn german_pages_are_german() {
    speaks("de");
}

#[test]
fn arabic_pages_are_arabic() {
    speaks("ar");
}

#[test]
fn reasons_and_citations_are_said_in_the_archives_language() {
    let site = site("de");
    let page = site.page("x/a.html");
    for reason in [
        "Dokument 99 ist nicht in diesem Archiv",
        "nicht vorhanden: Anmerkung 7 in Dokument 12",
        "Seite 77 ist nicht in diesem Archiv",
    ] {
        page.contains(reason);
    }
    page.contains("Brief, 3. März 1726, Dokument 11").lacks("Document 11");
    site.page("timeline.html").contains("1720er Jahre: ").lacks("1720s");
    // Whoever keeps the archive reads diagnostics, which are in English everywhere.
    let said: String = site.report.diagnostics.iter().map(|found| found.message.as_str()).collect();
    assert!(said.contains("Document 99 is not in this archive"), "{said}");
}

#[test]
fn every_message_has_its_words_in_the_built_in_languages() {
    // A message of nothing but arguments has no words of its own.
    let english = messages("en").into_iter().filter(|(_, words)| !fragments(words).is_empty());
    let english: BTreeSet<String> = english.map(|(name, _)| name).filter(|name| name != SHARED).collect();
    for language in ["de", "ar"] {
        let own: BTreeSet<String> = messages(language).into_iter().map(|(name, _)| name).collect();
        let missing: Vec<&String> = english.difference(&own).collect();
        assert!(missing.is_empty(), "{language}: {missing:?}");
    }
}

fn site(language: &str) -> Site {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/site/archives").join(language);
    let mut archive = Archive::new().base_url("https://amsel.example/");
    let config = std::fs::read_to_string(root.join("fonds.toml")).expect("a configuration");
    archive = archive.config(&format!("offline = true\n{config}"));
    for file in walkdir::WalkDir::new(root.join("content")).into_iter().filter_map(Result::ok) {
        if file.file_type().is_file() {
            let path = file.path().strip_prefix(&root).expect("a path below").to_string_lossy().into_owned();
            archive = archive.file(&path, std::fs::read(file.path()).expect("a file"));
        }
    }
    for (path, text) in LACKING {
        archive = archive.file(path, text);
    }
    archive.pack().build()
}

/// No page, feed or package of an archive holds English words of the interface.
fn speaks(language: &str) {
    let site = site(language);
    let own: String = messages(language).into_iter().map(|(_, words)| words).collect::<Vec<_>>().join("\n");
    let is_known = |words: &String| own.contains(words.as_str());
    let mut english: BTreeSet<String> = messages("en")
        .iter()
        .filter(|(name, _)| name != SHARED)
        .flat_map(|(_, words)| fragments(words))
        .collect();
    english.retain(|words| !is_known(words));
    english.extend(["Document", "January", "March", "n.d."].map(str::to_owned));
    let shown = Regex::new(r#"(?s)<(?:script|style|svg)\b.*?</(?:script|style|svg)>|>([^<]+)<|\b(?:title|alt|aria-label|placeholder|content|data-[a-z-]+)="([^"]*)""#)
        .expect("a pattern");
    let sources = sources(&site);
    let mut wrong = Vec::new();
    for (path, text) in texts(&site) {
        for found in shown.captures_iter(&text) {
            let Some(text) = found.get(1).or_else(|| found.get(2)) else { continue };
            let text = text.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
            // The names of BibTeX's fields are its own.
            if sources.contains(&text) || text.starts_with("@incollection{") {
                continue;
            }
            let holds = |words: &&String| match words.contains(' ') {
                true => text.contains(words.as_str()),
                false => text.trim() == **words || text.trim().starts_with(&format!("{words} ")),
            };
            wrong.extend(english.iter().find(holds).map(|words| format!("{path}: “{words}” in “{text}”")));
        }
    }
    assert!(wrong.is_empty(), "{language}:\n{}", wrong.join("\n"));
}

/// What the sources themselves say, in one line.
fn sources(site: &Site) -> String {
    let content = site.archive.path("content");
    let files = walkdir::WalkDir::new(content).into_iter().filter_map(Result::ok);
    let texts = files.filter_map(|file| std::fs::read_to_string(file.path()).ok());
    texts.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The pages, feeds and the texts of the EPUBs.
fn texts(site: &Site) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for (path, bytes) in site.files() {
        if path.ends_with(".epub") {
            let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an EPUB");
            for index in 0..archive.len() {
                let mut file = archive.by_index(index).expect("a file");
                let mut text = String::new();
                let name = file.name().expect("a name").into_owned();
                if name.ends_with("xhtml") || name.ends_with("opf") || name.ends_with("ncx") {
                    std::io::Read::read_to_string(&mut file, &mut text).expect("text");
                    texts.push((format!("{path}/{name}"), text));
                }
            }
        } else if path.ends_with(".html") || path.ends_with(".xml") {
            texts.push((path, String::from_utf8(bytes).expect("text")));
        }
    }
    assert!(texts.iter().any(|(path, _)| path.contains(".epub/")), "there is an EPUB");
    texts
}

/// The messages of a language: names and words, each form of plural a message of its own.
fn messages(language: &str) -> Vec<(String, String)> {
    let text = std::fs::read_to_string(format!("{WORDS}{language}.ftl")).expect("words");
    let mut name = String::new();
    let mut messages = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let words = match line.split_once(" = ") {
            Some((id, words)) if !line.starts_with(' ') => {
                id.clone_into(&mut name);
                words
            }
            _ => line.split_once(']').map_or(line, |(_, words)| words),
        };
        messages.push((name.clone(), words.trim().to_owned()));
    }
    messages
}

/// What stands between the arguments of a message: several words, or a whole message of one.
fn fragments(words: &str) -> Vec<String> {
    let pattern = Regex::new(r"\{[^}]*\}?").expect("a pattern");
    let is_telling = |part: &&str| part.split(' ').count() >= 2 || part.len() >= 4 && *part == words;
    pattern.split(words).map(str::trim).filter(is_telling).map(str::to_owned).collect()
}
