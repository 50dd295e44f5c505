//! Benchmarks of the stages, each by itself, on copies of the sample archive: `cargo bench`.
//!
//! `cargo bench -- resolve` runs those with this word in their name; `cargo test --benches` runs each once, to
//! see that it works. Whole builds on real documents are measured by `benches/compare`.

use std::fs;
use std::hint::black_box;
use std::io;
use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use fonds::stages::date::Date;
use fonds::stages::fingerprint::Fingerprint;
use fonds::stages::grammar::{Context, Grammar};
use fonds::stages::reading::Setting;
use fonds::stages::{
    Candidate, Catalog, Config, Emission, Links, Made, Nowhere, Page, Record, Renderer, Resolver, Sink,
    SourceFile, Sources, Templates, Words, WriteFiles, clue, collect_sources, dateline, plain, read_archive,
    read_bytes, reading, record_id,
};
use fonds::{Archive, Diagnostic, Readers, Request};

/// How many times the sample archive is in the archive that is measured.
const COPIES: u8 = 10;

/// The stages, in their order.
fn stages(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    copy_sample(folder.path());
    let (config, readers) = (Config::default(), Readers::default());
    let choose = |file: &Candidate<'_>| readers.choose(file, &config.plain_text);
    let read = read_archive(Request::new(folder.path()), &|_| ()).expect("an archive");
    let archive = read.archive;
    let sources = &archive.sources;
    let documents = sources.documents.len() as u64;

    let mut group = criterion.benchmark_group("stage");
    group.throughput(Throughput::Elements(documents));
    group.bench_function("source", |bench| bench.iter(|| collect_sources(folder.path(), &config, &choose)));
    let setting = Setting {
        readers: &readers,
        config: &config,
        spreadsheets: &archive.spreadsheets,
        grammar: &archive.grammar,
    };
    for (name, extension) in [("read-plain", ".txt"), ("read-markdown", ".md")] {
        let files = sources.documents.iter().filter(|file| file.path.ends_with(extension));
        let files: Vec<&SourceFile> = files.collect();
        group.throughput(Throughput::Elements(files.len() as u64));
        group.bench_function(name, |bench| {
            bench.iter(|| {
                for file in &files {
                    let bytes = read_bytes(file).expect("a file");
                    reading::read(file, &bytes, setting, &mut |document| {
                        black_box(document);
                    });
                }
            });
        });
    }
    group.throughput(Throughput::Elements(documents));
    let records = records(sources, setting);
    group.bench_function("catalog", |bench| {
        bench.iter_batched(
            || records.clone(),
            |records| Catalog::build(records, sources, &[], &config),
            BatchSize::LargeInput,
        );
    });
    group.bench_function("resolve", |bench| {
        bench.iter(|| {
            Links::resolve(&archive.catalog, &Resolver::new(&archive.catalog, sources, &archive.config, &[]))
        });
    });
    let templates = Templates::load(folder.path(), &archive.interface).expect("templates");
    group.bench_function("render", |bench| {
        bench.iter(|| render(&archive, &templates, &Nowhere::default()));
    });
    emit(&mut group, &rendered(&archive, &templates));
    group.finish();
}

/// Writing pages into a new folder, and into one that holds them already.
fn emit(group: &mut criterion::BenchmarkGroup<'_, criterion::measurement::WallTime>, pages: &[Page]) {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |output: &Path| {
        let mut emission = Emission::begin(output).expect("a folder to write to");
        for page in pages {
            emission.take(page.clone(), None).expect("a page that can be written");
        }
        emission.finish().expect("a site")
    };
    // Creating files is slow soon after others were removed, so that all stay until the end.
    let mut builds = 0;
    group.bench_function("emit", |bench| {
        bench.iter_batched(
            || {
                builds += 1;
                folder.path().join(builds.to_string())
            },
            |output| write(&output),
            BatchSize::PerIteration,
        );
    });
    let output = folder.path().join("unchanged");
    write(&output);
    group.bench_function("emit-unchanged", |bench| bench.iter(|| write(&output)));
}

/// What reading consists of.
fn grammars(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("grammar");
    let text = fs::read_to_string(sample().join("content/skell-1924/d4.txt")).expect("a document");
    let words = Words::default();
    let grammar =
        Grammar::new(["Skell Papers, 1924–1929, vol. II"].into_iter(), &[], &Words::default().reading);

    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("references", |bench| {
        bench.iter(|| {
            let mut context = Context::default();
            text.lines().map(|line| grammar.find(line, &mut context).len()).sum::<usize>()
        });
    });
    let labels: Vec<String> = (1..=text.matches("\n  ").count()).map(|label| label.to_string()).collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let (title_end, notes) = (text.find('\n').unwrap_or(0), text.find("\n  1.").unwrap_or(text.len()));
    group.bench_function("note-marks", |bench| {
        bench.iter(|| {
            let (labels, forms) = (labels.clone(), &[plain::note_marks::Form::Clinging] as &[_]);
            let series = plain::note_marks::Series { labels, region: 0..notes, forms };
            plain::note_marks::find(&text[..notes], &[series], title_end, &words)
        });
    });
    group.bench_function("plain", |bench| {
        bench.iter(|| plain::read(&text, "content/d4.txt", &words, fonds::stages::Guesses::default()))
    });

    let datelines = [
        "Gannet Stone, October 4, 1924.",
        "Port Amsel, March 3, 1926, 4:30 p.m.",
        "Lindholt, den 3. März 1917",
        "The lamp was lit on Monday, and can be seen from the far shore.",
    ];
    group.throughput(Throughput::Elements(datelines.len() as u64));
    group.bench_function("datelines", |bench| {
        bench.iter(|| datelines.iter().filter_map(|text| dateline::parse(text, &words)).count());
    });
    let dates = ["1924-10-04", "1925-02~", "1924-11/1925-01", "192X"];
    group.throughput(Throughput::Elements(dates.len() as u64));
    group.bench_function("dates", |bench| {
        bench.iter(|| {
            let dates = dates.iter().filter_map(|text| text.parse::<Date>().ok());
            dates.map(|date| date.display_in(&words).len()).sum::<usize>()
        });
    });
    group.finish();
}

fn sample() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Copies the sample archive several times into one. Each copy is cited by a name of its own.
fn copy_sample(root: &Path) {
    for copy in b'A'..b'A' + COPIES {
        let copy = char::from(copy);
        let content = sample().join("content");
        for file in walkdir::WalkDir::new(&content).into_iter().filter_map(Result::ok) {
            if file.file_type().is_dir() {
                continue;
            }
            let relative = file.path().strip_prefix(&content).expect("a path within");
            let target = root.join("content").join(copy.to_string()).join(relative);
            fs::create_dir_all(target.parent().expect("a folder")).expect("folders");
            let text = fs::read_to_string(file.path()).expect("a text");
            fs::write(target, text.replace("Skell Papers", &format!("Skell {copy} Papers"))).expect("a file");
        }
    }
}

fn records(sources: &Sources, setting: Setting<'_>) -> Vec<Box<Record>> {
    let mut records = Vec::new();
    for (source, file) in sources.documents.iter().enumerate() {
        let bytes = read_bytes(file).expect("a file");
        reading::read(file, &bytes, setting, &mut |read| {
            let id = record_id(file, read.within.as_ref());
            let clues = clue::gather(&read.document, &id, &setting.config.dates);
            let record = Record::of(&read.document, source, file, read.within, clues, setting.config);
            records.push(Box::new(record));
        });
    }
    records
}

/// The pages of an archive.
fn rendered(archive: &Archive, templates: &Templates) -> Vec<Page> {
    let collected = Collected::default();
    render(archive, templates, &collected);
    collected.0.into_inner().expect("pages")
}

/// Renders all pages of an archive.
fn render(archive: &Archive, templates: &Templates, sink: &dyn Sink) {
    let renderer = Renderer::new(archive, templates, sink, &[]);
    renderer.documents(0..archive.catalog.documents.len(), None, &|| ());
    renderer.lists();
}

/// Takes pages and keeps them.
#[derive(Default)]
struct Collected(Mutex<Vec<Page>>);

impl Sink for Collected {
    fn keeps(&self, _: &str, _: Fingerprint) -> Option<Vec<Diagnostic>> {
        None
    }

    fn take(&self, page: Page, _: Option<Made>) -> Result<(), Diagnostic> {
        self.0.lock().expect("pages").push(page);
        Ok(())
    }

    fn write(&self, addresses: &[&str], content: &mut WriteFiles<'_>) -> Result<(), Diagnostic> {
        let mut files: Vec<Box<dyn io::Write>> =
            addresses.iter().map(|_| Box::new(io::sink()) as Box<dyn io::Write>).collect();
        content(&mut files).expect("nothing is in the way");
        Ok(())
    }

    fn copy(&self, _: &Path, _: &str) -> Result<(), Diagnostic> {
        Ok(())
    }

    fn has_taken(&self, _: &str) -> bool {
        false
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2));
    targets = stages, grammars
}
criterion_main!(benches);
