//! Nothing that stands in a source is missing from its page: the characters of each plain text,
//! and the words of each Markdown document, are looked for on its page.
//!
//! Real documents are no part of this repository: `accuracy/corpus.rs` says where they are looked for.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::sync::LazyLock;

#[path = "accuracy/corpus.rs"]
mod corpus;

use corpus::{Outcome, Trials};
use fonds::Options;
use regex::{Captures, Regex};

/// How many differences a failing test shows.
const SHOWN: usize = 5;
/// How many characters of a difference it shows.
const EXCERPT: usize = 40;

fn main() -> ExitCode {
    Trials::from_arguments()
        .test("plain_texts_of_the_corpus_are_whole", &["frus"], || {
            compare_plain_texts(&corpus::folder("frus").join("plain"))
        })
        .test("plain_texts_without_datelines_are_whole", &["frus"], || {
            compare_plain_texts(&corpus::folder("frus").join("bare"))
        })
        .test("the_five_documents_are_whole", &["seeds"], || compare_plain_texts(&corpus::folder("seeds")))
        .test("markdown_of_the_corpus_is_whole", &["eips"], || {
            compare_markdown(&corpus::folder("eips").join("EIPS"))
        })
        .test("a_book_as_a_web_page_is_whole", &["letters"], || {
            compare_book(&corpus::folder("letters").join("13272-h"))
        })
        .test("volumes_of_tei_are_whole", &["frus"], || compare_tei(&corpus::folder("frus").join("tei")))
        .test("a_diary_of_tei_is_whole", &["diary"], || {
            compare_tei(&corpus::folder("diary").join("editions"))
        })
        .test("the_sample_archive_is_whole", &[], || {
            let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
            Ok(compare_plain_texts(&content)? + &compare_markdown(&content)?)
        })
        .run()
}

/// A site that was built of a folder of documents.
struct Site {
    folder: tempfile::TempDir,
}

impl Site {
    #[cfg(unix)]
    fn build(content: &Path) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        std::os::unix::fs::symlink(content.canonicalize().expect("the texts"), folder.path().join("content"))
            .expect("a link");
        let output = folder.path().join("public");
        let options = Options { root: folder.path().to_owned(), output: Some(output), ..Options::default() };
        let report = fonds::run(&options, &|_| ()).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(report.tally.errors, 0, "the documents build without errors");
        Self { folder }
    }

    /// The documents of a format: path without extension, text and page.
    fn documents(&self, extension: &str) -> Vec<(String, String, String)> {
        let content = self.folder.path().join("content");
        let walk = walkdir::WalkDir::new(&content).follow_root_links(true).sort_by_file_name();
        walk.into_iter()
            .map(|found| found.expect("a folder that can be read").into_path())
            .filter(|path| path.extension().is_some_and(|found| found == extension))
            .map(|path| {
                let id = path.strip_prefix(&content).expect("a path within").with_extension("");
                let page = self.folder.path().join("public").join(id.with_added_extension("html"));
                let text = fs::read_to_string(&path).expect("UTF-8");
                (id.display().to_string(), text, fs::read_to_string(page).expect("a page for each document"))
            })
            .collect()
    }
}

/// What was compared, and where it differs.
#[derive(Default)]
struct Comparison {
    documents: usize,
    words: usize,
    differences: Vec<String>,
}

impl Comparison {
    fn finish(self, what: &Path) -> Outcome {
        let Self { documents, words, differences } = self;
        let what = what.display();
        if documents == 0 || words == 0 {
            return Err(format!("there is nothing to compare in {what}"));
        }
        let count = differences.len();
        if count > 0 {
            let shown: String = differences.into_iter().take(SHOWN).collect();
            return Err(format!("{count} documents of {what} differ from their pages:\n{shown}"));
        }
        Ok(format!("{what}: {documents} documents with {words} words compared\n"))
    }
}

// Plain text: the characters of the source, without white space, are those of the page, in their
// order. Marks of printed pages are compared by themselves. The page shows a full stop after the
// sign of a note where the source can leave it out.

fn compare_plain_texts(content: &Path) -> Outcome {
    let mut comparison = Comparison::default();
    for (id, text, page) in Site::build(content).documents("txt") {
        comparison.documents += 1;
        comparison.words += text.split_whitespace().count();
        let body = body(&page);
        if let Some(difference) = difference(&source_stream(&text), &page_stream(&body)) {
            comparison.differences.push(format!("{id}: {difference}"));
        }
        let (expected, found) = (matches(&SOURCE_PAGE, &text), matches(&PAGE_BREAK, &body));
        if expected != found {
            comparison.differences.push(format!("{id}: the pages are {expected:?}, and not {found:?}\n"));
        }
    }
    comparison.finish(content)
}

static SOURCE_PAGE: LazyLock<Regex> =
    LazyLock::new(|| expression(r"\[Page ([0-9A-Za-z][0-9A-Za-z.-]{0,11})\]"));
static PAGE_BREAK: LazyLock<Regex> = LazyLock::new(|| expression(r#" data-page="([^"]*)""#));

fn matches<'a>(pattern: &Regex, text: &'a str) -> Vec<&'a str> {
    pattern.captures_iter(text).filter_map(|captures| captures.get(1)).map(|page| page.as_str()).collect()
}

/// What a page shows of a document: title, text and notes, in the order of the source.
fn body(page: &str) -> String {
    static FILE_NUMBER: LazyLock<Regex> =
        LazyLock::new(|| expression(r#"(?s)^\s*<p class="file-number">.*?</p>"#));
    static NOTE: LazyLock<Regex> = LazyLock::new(|| expression(r#"(?s)<li id="fn[^"]*">.*?</li>"#));
    static BACKLINK: LazyLock<Regex> =
        LazyLock::new(|| expression(r#"(?s)<a role="doc-backlink".*?</a>|<p class="note-cited">.*?</p>"#));
    let article = between(page, "<article", "</article>");
    let title = between(article, "<h1", "</h1>");
    let text = element(article, "<div class=\"text\">");
    // The number under which the original is filed stands above the title in the source.
    let head = FILE_NUMBER.find(text).map_or("", |found| found.as_str());
    let mut body = format!("{head}<h1{title}</h1>\n{}", &text[head.len()..]);
    if let Some((_, notes)) = article.split_once("role=\"doc-endnotes\"") {
        body.extend(NOTE.find_iter(notes).map(|note| BACKLINK.replace_all(note.as_str(), "").into_owned()));
    }
    body
}

/// What stands between two marks; to the end, where the second is not there.
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let after = text.split_once(from).unwrap_or_else(|| panic!("the page has no {from}")).1;
    after.split_once(to).map_or(after, |(between, _)| between)
}

/// What stands in a `<div>` that begins so.
fn element<'a>(html: &'a str, begin: &str) -> &'a str {
    let content = html.split_once(begin).unwrap_or_else(|| panic!("the page has no {begin}")).1;
    let mut depth = 1;
    for (at, _) in content.match_indices('<') {
        let tag = &content[at..];
        depth += i32::from(tag.starts_with("<div")) - i32::from(tag.starts_with("</div>"));
        if depth == 0 {
            return &content[..at];
        }
    }
    panic!("{begin} does not end")
}

fn source_stream(text: &str) -> Vec<char> {
    static SIGN_LABEL: LazyLock<Regex> =
        LazyLock::new(|| expression(r"(?m)^([ \t\u{a0}]{1,8}[*†‡§]{1,3})\.([ \t\u{a0}])"));
    let text = SOURCE_PAGE.replace_all(text.trim_start_matches('\u{feff}'), "");
    without_space(&SIGN_LABEL.replace_all(&text, "$1$2"))
}

fn page_stream(body: &str) -> Vec<char> {
    static SIGN_LABEL: LazyLock<Regex> =
        LazyLock::new(|| expression(r#"(<span class="note-label">[*†‡§]+)\.</span>"#));
    static TAG: LazyLock<Regex> = LazyLock::new(|| expression("<[^>]*>"));
    let body = SIGN_LABEL.replace_all(body, "$1</span>");
    without_space(&decode(&TAG.replace_all(&body, "")))
}

fn without_space(text: &str) -> Vec<char> {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

/// Where two streams differ first, with what stands there.
fn difference(source: &[char], page: &[char]) -> Option<String> {
    let at = source.iter().zip(page).take_while(|(a, b)| a == b).count();
    if at == source.len() && at == page.len() {
        return None;
    }
    let excerpt = |stream: &[char]| stream[at.min(stream.len())..].iter().take(EXCERPT).collect::<String>();
    let (source, page) = (excerpt(source), excerpt(page));
    Some(format!("at character {at}\n  source: {source}\n  page:   {page}\n"))
}

// TEI: the letters and digits of each document stand on its page, each at least as often: title, text and notes. What no
// document holds, headings of chapters and title pages, stands on the pages of collections.

fn compare_tei(content: &Path) -> Outcome {
    let mut comparison = Comparison::default();
    let site = Site::build(content);
    let public = site.folder.path().join("public");
    for file in walkdir::WalkDir::new(content)
        .sort_by_file_name()
        .into_iter()
        .map(|found| found.expect("a file").into_path())
    {
        if file.extension().is_none_or(|found| found != "xml") {
            continue;
        }
        let id = file.strip_prefix(content).expect("a path within").with_extension("");
        let text = fs::read_to_string(&file).expect("UTF-8");
        let single = public.join(id.with_added_extension("html"));
        if single.exists() {
            let page = fs::read_to_string(single).expect("a page");
            comparison.compare_letters(&id.display().to_string(), &tei_text(&text), &body(&page));
        } else {
            compare_tei_volume(&public.join(&id), &text, &mut comparison);
        }
    }
    comparison.finish(content)
}

/// Compares the documents of a volume, and then what is left of its text with the pages of its collections.
fn compare_tei_volume(folder: &Path, text: &str, comparison: &mut Comparison) {
    let (mut left, mut of_collections) = (letters(&tei_text(text)), BTreeMap::new());
    for page in walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .flatten()
        .map(walkdir::DirEntry::into_path)
    {
        if page.extension().is_none_or(|found| found != "html") {
            continue;
        }
        let html = fs::read_to_string(&page).expect("a page");
        let stem = page.file_stem().expect("a name").to_string_lossy();
        // The id of an index is that of no page.
        let element = division(text, &stem).or_else(|| division(text, stem.trim_end_matches("-2")));
        if let Some(element) = element.filter(|_| stem != "index") {
            let name = format!("{}/{stem}", folder.display());
            comparison.compare_letters(&name, &tei_text(element), &body(&html));
            for (letter, count) in letters(&tei_text(element)) {
                *left.entry(letter).or_insert(0) -= count;
            }
        } else {
            for (letter, count) in letters(&page_text(between(&html, "<main", "</main>"))) {
                *of_collections.entry(letter).or_insert(0) += count;
            }
        }
    }
    let missing = missing(&left, &of_collections);
    if !missing.is_empty() {
        comparison
            .differences
            .push(format!("{}: of headings and title pages are missing{missing}\n", folder.display()));
    }
}

/// The division with an id.
fn division<'a>(text: &'a str, id: &str) -> Option<&'a str> {
    let at = text.find(&format!("xml:id=\"{id}\""))?;
    let start = text[..at].rfind('<').filter(|&start| text[start..].starts_with("<div"))?;
    let mut depth = 0;
    for (tag, _) in text[start..].match_indices('<') {
        let rest = &text[start + tag..];
        depth += i32::from(rest.starts_with("<div")) - i32::from(rest.starts_with("</div"));
        // A division without content is its own end.
        let end = rest.find('>').unwrap_or_default();
        depth -= i32::from(rest.starts_with("<div") && rest[..end].ends_with('/'));
        if depth == 0 {
            return Some(&text[start..start + tag]);
        }
    }
    None
}

impl Comparison {
    fn compare_letters(&mut self, name: &str, source: &str, page: &str) {
        self.documents += 1;
        self.words += source.split_whitespace().count();
        let missing = missing(&letters(source), &letters(&page_text(page)));
        if !missing.is_empty() {
            self.differences.push(format!("{name}: missing are{missing}\n"));
        }
    }
}

/// Which letters are not there as often as they should be.
fn missing(wanted: &BTreeMap<char, i64>, found: &BTreeMap<char, i64>) -> String {
    let here = |letter: &char| found.get(letter).copied().unwrap_or(0);
    let missing = wanted.iter().filter(|(letter, count)| here(letter) < **count);
    missing.map(|(letter, count)| format!(" {letter} ({} of {count})", here(letter))).collect()
}

/// The text of TEI that pages must show: all but the headers, and heads and feet of printed pages, which the report names.
fn tei_text(text: &str) -> String {
    static APART: LazyLock<Regex> = LazyLock::new(|| {
        expression(
            r"(?s)<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>]*>|<teiHeader.*?</teiHeader>|<facsimile.*?</facsimile>|<tei:fw.*?</tei:fw>|<fw.*?</fw>",
        )
    });
    static TAG: LazyLock<Regex> = LazyLock::new(|| expression("(?s)<[^>]*>"));
    decode(&TAG.replace_all(&APART.replace_all(&without_repeated_notes(text), ""), " "))
}

/// A text of TEI without the notes that say again, word for word, what the note says at which they aim: such a note is
/// shown once, and called twice.
fn without_repeated_notes(text: &str) -> Cow<'_, str> {
    static NOTE: LazyLock<Regex> = LazyLock::new(|| expression(r"(?s)<note ([^>]*)>(.*?)</note>"));
    static ID: LazyLock<Regex> = LazyLock::new(|| expression(r#"\bxml:id="([^"]*)""#));
    static TARGET: LazyLock<Regex> = LazyLock::new(|| expression(r##"\btarget="#?([^"]*)""##));
    static TAG: LazyLock<Regex> = LazyLock::new(|| expression("(?s)<[^>]*>"));
    let said = |content: &str| TAG.replace_all(content, "").split_whitespace().collect::<String>();
    let notes: HashMap<&str, String> = NOTE
        .captures_iter(text)
        .filter_map(|note| {
            let (_, [head, content]) = note.extract();
            Some((ID.captures(head)?.get(1)?.as_str(), said(content)))
        })
        .collect();
    NOTE.replace_all(text, |note: &Captures<'_>| {
        let target = TARGET.captures(&note[1]).map(|target| target[1].to_owned());
        let is_repeated = target
            .and_then(|target| notes.get(target.as_str()))
            .is_some_and(|known| *known == said(&note[2]));
        if is_repeated { String::new() } else { note[0].to_owned() }
    })
}

fn letters(text: &str) -> BTreeMap<char, i64> {
    let mut letters = BTreeMap::new();
    for letter in text.chars().filter(|letter| letter.is_alphanumeric()) {
        *letters.entry(letter).or_insert(0) += 1;
    }
    letters
}

// Markdown: each word of at least two letters or digits stands on the page at least as often as in
// the source, where case does not count. This is an approximation. It leaves out what no page shows
// (front matter, comments, tags, link targets and their titles, definitions of link targets, the
// information after a code fence, labels of notes, numbers of lists, anchors of headings) and what
// takes more than a pattern to find: image descriptions, which are attributes, words in angle
// brackets outside of fenced code, character references, and rows of tables with more cells than
// the head, of which Markdown drops the surplus. It does not see the order of words.

fn compare_markdown(content: &Path) -> Outcome {
    let mut comparison = Comparison::default();
    for (id, text, page) in Site::build(content).documents("md") {
        comparison.documents += 1;
        let shown = words(&page_text(&body(&page)));
        let mut missing = String::new();
        for (word, count) in words(&source_text(&text)) {
            comparison.words += count;
            let found = shown.get(&word).copied().unwrap_or(0);
            if found < count {
                let _ = write!(missing, " {word} ({found} of {count})");
            }
        }
        if !missing.is_empty() {
            comparison.differences.push(format!("{id}: missing are{missing}\n"));
        }
    }
    comparison.finish(content)
}

// Web pages: each word that a page shows stands on the document's page at least as often, but for the word and the number that
// a note begins with, which stand beside it.

fn compare_book(folder: &Path) -> Outcome {
    static HEAD: LazyLock<Regex> = LazyLock::new(|| expression("(?s)^.*</head>|<!--.*?-->"));
    static TAG: LazyLock<Regex> = LazyLock::new(|| expression("<[^>]*>"));
    static LABEL: LazyLock<Regex> = LazyLock::new(|| expression(r"\[Footnote \d+:|>\[\d+\]<"));
    let site = Site::build(folder);
    let mut comparison = Comparison::default();
    for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if entry.extension().is_none_or(|extension| extension != "htm") {
            continue;
        }
        comparison.documents += 1;
        // The book is in Latin-1, whose bytes are the first characters of Unicode.
        let source: String = fs::read(&entry).expect("a book").into_iter().map(char::from).collect();
        let source = LABEL.replace_all(&HEAD.replace_all(&source, ""), "><").into_owned();
        let name = entry.file_stem().expect("a name");
        let page =
            fs::read_to_string(site.folder.path().join("public").join(name).with_added_extension("html"));
        let shown = words(&page_text(&body(&page.expect("a page"))));
        for (word, count) in words(&decode(&TAG.replace_all(&source, " "))) {
            comparison.words += count;
            let found = shown.get(&word).copied().unwrap_or(0);
            if found < count {
                comparison.differences.push(format!("{word} ({found} of {count})\n"));
            }
        }
    }
    comparison.finish(folder)
}

fn words(text: &str) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 1) {
        *words.entry(word.to_lowercase()).or_insert(0) += 1;
    }
    words
}

/// The text of a page. A tag parts words, but for those that colour code and mark pages.
fn page_text(body: &str) -> String {
    static MARK: LazyLock<Regex> =
        LazyLock::new(|| expression(r#"(?s)<sup class="note-mark[^>]*>.*?</sup>"#));
    static SPAN: LazyLock<Regex> = LazyLock::new(|| expression("</?span[^>]*>"));
    static TAG: LazyLock<Regex> = LazyLock::new(|| expression("<[^>]*>"));
    let text = MARK.replace_all(body, "");
    let text = SPAN.replace_all(&text, "");
    decode(&TAG.replace_all(&text, " "))
}

/// The text of a source that its page must show.
fn source_text(text: &str) -> String {
    static FRONT_MATTER: LazyLock<Regex> =
        LazyLock::new(|| expression(r"(?s)\A\u{feff}?(?:---\r?\n.*?\n---\r?\n|\+\+\+\r?\n.*?\n\+\+\+\r?\n)"));
    static FENCE: LazyLock<Regex> =
        LazyLock::new(|| expression(r"^[\s>]*(?:[-*+]\s+|\d+[.)]\s+)?(```+|~~~+)"));
    let text = FRONT_MATTER.replace(text, "");
    let (mut prose, mut code) = (String::new(), String::new());
    let mut fence: Option<String> = None;
    let mut in_comment = false;
    let mut columns = None;
    for line in text.lines() {
        if in_comment {
            in_comment = !line.contains("-->");
            continue;
        }
        let found = FENCE.captures(line).and_then(|captures| captures.get(1)).map(|mark| mark.as_str());
        match (&fence, found) {
            (Some(open), Some(mark)) if mark.starts_with(open.as_str()) && line.trim().ends_with(mark) => {
                fence = None;
            }
            (Some(_), _) => code.extend([line, "\n"]),
            // A fence that closes on its own line is code within the text.
            (None, Some(mark)) if line.matches(mark).count() == 1 => fence = Some(mark.to_owned()),
            (None, _) if line.contains("<!--") && !line.contains("-->") => in_comment = true,
            (None, _) => {
                columns = table_columns(line, columns);
                if columns.is_none_or(|columns| cells(line) <= columns) {
                    prose.extend([line, "\n"]);
                }
            }
        }
    }
    prose_text(&prose) + &code
}

/// How many columns the table has to which a line belongs; `None` outside of tables.
fn table_columns(line: &str, before: Option<usize>) -> Option<usize> {
    static DELIMITERS: LazyLock<Regex> = LazyLock::new(|| expression(r"^[\s>]*\|?\s*:?-+:?\s*\|[\s|:-]*$"));
    if DELIMITERS.is_match(line) { Some(cells(line)) } else { before.filter(|_| line.contains('|')) }
}

/// How many cells a row of a table has.
fn cells(row: &str) -> usize {
    row.replace("\\|", "").trim().trim_start_matches('>').trim().trim_matches('|').matches('|').count() + 1
}

fn prose_text(prose: &str) -> String {
    /// What is taken out, and what takes its place, in this order.
    static PATTERNS: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| {
        [
            (r"<!--.*?-->", ""),
            // Images, with their descriptions.
            (r"!\[[^\]]*\](?:\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\])", " "),
            // Definitions of link targets.
            (r"(?m)^[ >]*\[[^\]^][^\]]*\]:.*$", ""),
            // Targets of links.
            (r"\]\((?:[^()]|\([^()]*\))*\)", "] "),
            (r"\]\[[^\]]*\]", "] "),
            (r"\[\[[^\]|]*\|", ""),
            (r"\[\^[^\]]+\]", ""),
            (r"</?span[^<>]*>", ""),
            (r"</?[A-Za-z][^<>]*>", " "),
            (r"&#?\w+;", " "),
            (r"\{#[^}]*\}", ""),
            (r"(?m)^[\s>]*\d+[.)]\s", ""),
        ]
        .map(|(pattern, by)| (expression(pattern), by))
        .into()
    });
    PATTERNS.iter().fold(prose.to_owned(), |text, (pattern, by)| pattern.replace_all(&text, *by).into_owned())
}

/// The characters that HTML writes as references.
fn decode(html: &str) -> String {
    static REFERENCE: LazyLock<Regex> = LazyLock::new(|| expression("&(#[0-9]+|[a-z]+);"));
    let character = |captures: &Captures<'_>| match &captures[1] {
        "amp" => "&".to_owned(),
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "quot" => "\"".to_owned(),
        "nbsp" => "\u{a0}".to_owned(),
        number => number
            .strip_prefix('#')
            .and_then(|number| number.parse().ok())
            .and_then(char::from_u32)
            .map_or_else(|| panic!("the page has the reference {number}"), String::from),
    };
    REFERENCE.replace_all(html, character).into_owned()
}

fn expression(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern")
}
