//! The builder of these tests: an archive in a folder of its own, its site, and the site's pages.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use fonds::{Code, Diagnostic, Options, Readers, Report};
use regex::Regex;
use tempfile::TempDir;

/// An archive that is being written.
pub struct Archive {
    folder: TempDir,
    options: Options,
}

impl Archive {
    /// An archive with an empty content folder and no configuration.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("content")).expect("a content folder");
        let options = Options {
            root: folder.path().to_owned(),
            output: Some(folder.path().join("public")),
            ..Options::default()
        };
        Self { folder, options }
    }

    /// Writes a file, with the folders above it.
    pub fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        self.write(path, content);
        self
    }

    /// Writes `fonds.toml`.
    pub fn config(self, text: &str) -> Self {
        self.file("fonds.toml", text)
    }

    /// Makes a symbolic link.
    #[cfg(unix)]
    pub fn symlink(self, target: &str, path: &str) -> Self {
        std::os::unix::fs::symlink(target, self.path(path)).expect("a link");
        self
    }

    /// Gives the site's own address, as `--base-url` does.
    pub fn base_url(mut self, url: &str) -> Self {
        self.options.base_url = Some(url.to_owned());
        self
    }

    /// Gives the readers of its sources.
    pub fn readers(mut self, readers: Readers) -> Self {
        self.options.readers = readers;
        self
    }

    /// Lets the build make packages, too.
    pub fn pack(mut self) -> Self {
        self.options.pack = true;
        self
    }

    /// Lets the build make no packages.
    pub fn unpack(mut self) -> Self {
        self.options.pack = false;
        self
    }

    /// Builds the site in this process.
    pub fn build(self) -> Site {
        let report = run(&self.options);
        assert_eq!(report.tally.errors, 0, "the archive has errors: {}", rendered(&report.diagnostics));
        Site { archive: self, report }
    }

    /// Checks the archive in this process, without writing a site.
    pub fn check(self) -> Site {
        let report = run(&Options { output: None, ..self.options.clone() });
        Site { archive: self, report }
    }

    /// Builds an archive that has errors, and gives them.
    pub fn errors(self) -> Vec<Diagnostic> {
        let report = run(&self.options);
        assert!(report.tally.errors > 0, "the archive has no errors");
        assert!(report.written.is_none(), "nothing is written");
        report.diagnostics
    }

    /// Builds an archive that cannot be read at all, and gives the reason.
    pub fn failure(self) -> Diagnostic {
        match fonds::run(&self.options, &|_| ()) {
            Ok(_) => panic!("the archive can be read"),
            Err(diagnostic) => diagnostic,
        }
    }

    /// Runs the program in the archive's folder.
    pub fn fonds(&self, arguments: &[&str]) -> Run {
        Run::of(self.folder.path(), arguments)
    }

    /// A path within the archive's folder.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a file, or writes it anew.
    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(path, content).expect("a file");
    }

    /// Removes a file.
    pub fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).expect("a file to remove");
    }

    /// The text of a file.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }
}

fn run(options: &Options) -> Report {
    fonds::run(options, &|_| ()).unwrap_or_else(|diagnostic| panic!("{diagnostic}"))
}

fn rendered(diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(|diagnostic| format!("\n{diagnostic}")).collect()
}

/// A site that was built, with its archive.
pub struct Site {
    /// The archive.
    pub archive: Archive,
    /// What the build did and found.
    pub report: Report,
}

impl Site {
    /// A page, or another file that is text.
    pub fn page(&self, address: &str) -> Page {
        Page { address: address.to_owned(), html: self.archive.read(&format!("public/{address}")) }
    }

    /// Whether the site has a file.
    pub fn has(&self, address: &str) -> bool {
        self.archive.path("public").join(address).is_file()
    }

    /// Builds the site once more.
    pub fn build_again(self) -> Self {
        self.archive.build()
    }

    /// All files of the site.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        files(&self.archive.path("public"))
    }

    /// The only diagnostic with a code.
    pub fn diagnostic(&self, code: Code) -> &Diagnostic {
        let found: Vec<&Diagnostic> = self.diagnostics(code).collect();
        assert_eq!(found.len(), 1, "one diagnostic is {code}: {}", rendered(&self.report.diagnostics));
        found[0]
    }

    /// The diagnostics with a code.
    pub fn diagnostics(&self, code: Code) -> impl Iterator<Item = &Diagnostic> {
        self.report.diagnostics.iter().filter(move |diagnostic| diagnostic.code == code)
    }

    /// There is nothing to say about the archive, but that documents have no date and files no links.
    pub fn is_clean(&self) -> &Self {
        let is_other = |found: &&Diagnostic| ![Code::Undated, Code::LeftOut].contains(&found.code);
        let mut others = self.report.diagnostics.iter().filter(is_other);
        assert!(others.next().is_none(), "{}", rendered(&self.report.diagnostics));
        self
    }
}

/// All files of a folder by their paths.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|found| found.expect("a folder that can be read"))
        .filter(|found| found.file_type().is_file())
        .map(|found| {
            let path = found.path().strip_prefix(folder).expect("a path within");
            (path.display().to_string(), fs::read(found.path()).expect("a file"))
        })
        .collect()
}

/// A page of a site.
pub struct Page {
    address: String,
    /// All of it.
    pub html: String,
}

impl Page {
    /// These characters stand on the page.
    pub fn contains(&self, expected: &str) -> &Self {
        assert!(self.html.contains(expected), "{} lacks {expected}:\n{}", self.address, self.html);
        self
    }

    /// These characters do not stand on the page.
    pub fn lacks(&self, unwanted: &str) -> &Self {
        assert!(!self.html.contains(unwanted), "{} has {unwanted}:\n{}", self.address, self.html);
        self
    }

    /// These characters stand on the page so many times.
    pub fn contains_times(&self, expected: &str, times: usize) -> &Self {
        let found = self.html.matches(expected).count();
        assert_eq!(found, times, "{} has {expected} {found} times:\n{}", self.address, self.html);
        self
    }

    /// These characters stand on the page one after the other.
    pub fn contains_in_order(&self, expected: &[&str]) -> &Self {
        let mut rest = self.html.as_str();
        for expected in expected {
            let Some((_, after)) = rest.split_once(expected) else {
                panic!("{} lacks {expected} here:\n{rest}", self.address);
            };
            rest = after;
        }
        self
    }

    /// A part of the page: from the first mark up to the end mark.
    pub fn part(&self, from: &str, to: &str) -> Self {
        let start = self.html.find(from).unwrap_or_else(|| panic!("{} lacks {from}", self.address));
        let rest = &self.html[start..];
        let end = rest.find(to).unwrap_or(rest.len());
        Self { address: self.address.clone(), html: rest[..end].to_owned() }
    }

    /// The document's text and notes, without what the template puts round them: each note after a
    /// line with its anchor.
    pub fn text_and_notes(&self) -> String {
        let note = Regex::new(r#"(?s)<li id="(fn[^"]*)"><span class="note-label">[^<]*</span>(.*?)</li>\n"#);
        let back = Regex::new(
            r#"(?s)(?:&nbsp;|\s)*(?:<a role="doc-backlink".*?</a>|<p class="note-cited">.*?</p>)"#,
        );
        let (note, back) = (note.expect("a pattern"), back.expect("a pattern"));
        let mut text = element(&self.html, "<div class=\"text\">").trim().to_owned() + "\n";
        if let Some((_, notes)) = self.html.split_once("role=\"doc-endnotes\"") {
            for note in note.captures_iter(notes) {
                text += &format!("\n{}:\n{}\n", &note[1], back.replace_all(&note[2], "").trim());
            }
        }
        text
    }

    /// The section of the documents that refer to this one.
    pub fn cited_by(&self) -> Self {
        self.part("id=\"cited-by\"", "</section>")
    }

    /// The paragraphs of the document's text with a class, as plain text.
    pub fn paragraphs(&self, class: &str) -> Vec<String> {
        let pattern = Regex::new(&format!(r#"(?s)<p class="{class}"[^>]*>(.*?)</p>"#)).expect("a pattern");
        let text = self.text_and_notes();
        pattern.captures_iter(&text).map(|captures| plain(&captures[1])).collect()
    }

    /// The resolved references of the page: address and words.
    pub fn refs(&self) -> Vec<(String, String)> {
        let pattern = Regex::new(r#"(?s)<a class="ref" href="([^"]*)"[^>]*>(.*?)</a>"#).expect("a pattern");
        pattern.captures_iter(&self.html).map(|link| (plain(&link[1]), plain(&link[2]))).collect()
    }

    /// The references that lead nowhere: words and reason.
    pub fn unresolved(&self) -> Vec<(String, String)> {
        let pattern = Regex::new(r#"(?s)<span class="ref unresolved" title="([^"]*)">(.*?)</span>"#);
        let pattern = pattern.expect("a pattern");
        pattern.captures_iter(&self.html).map(|span| (plain(&span[2]), plain(&span[1]))).collect()
    }
}

/// What stands in a `<div>` that begins so.
fn element<'a>(html: &'a str, begin: &str) -> &'a str {
    let content = html.split_once(begin).unwrap_or_else(|| panic!("there is no {begin}")).1;
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

/// HTML without its tags, and with its characters as they are meant.
pub fn plain(html: &str) -> String {
    let tags = Regex::new("<[^>]*>").expect("a pattern");
    tags.replace_all(html, "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// What the program did.
pub struct Run {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

impl Run {
    /// Runs the program in a folder.
    pub fn of(folder: &Path, arguments: &[&str]) -> Self {
        let output = Command::new(env!("CARGO_BIN_EXE_fonds"))
            .args(arguments)
            .current_dir(folder)
            .env("NO_COLOR", "1")
            .output()
            .expect("the program runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        Self {
            code: output.status.code().expect("an exit code"),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    /// The program ended with a code.
    pub fn exits_with(&self, code: i32) -> &Self {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }

    /// These characters stand in what it says.
    pub fn says(&self, expected: &str) -> &Self {
        let said = format!("{}{}", self.stdout, self.stderr);
        assert!(said.contains(expected), "it does not say {expected}:\n{said}");
        self
    }
}
