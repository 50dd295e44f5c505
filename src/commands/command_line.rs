//! The command line: parses arguments, shows what happens, and returns an exit code.

use std::io::{BufWriter, ErrorKind, Write};
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::archive::{ReadArchive, Request};
use crate::build::format::Format;
use crate::build::report::Report;
use crate::build::{Options, format};
use crate::commands::catalog::Form;
use crate::commands::explain::Explanation;
use crate::commands::{catalog, explain, init, serving, show};
use crate::diagnostic::{Code, Diagnostic};
use crate::read::readers::Readers;
use crate::{archive, build};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};

/// Turns an archive of documents into a static site.
#[derive(Parser)]
#[command(
    version,
    about,
    after_help = "Exit codes: 0 done, 1 the archive has errors, 2 wrong usage or configuration."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make a small archive that builds.
    Init {
        /// The folder to make it in.
        #[arg(default_value = ".")]
        dir: PathBuf,
    },
    /// Build the site.
    Build(SiteArguments),
    /// Build the site, and make packages of it in its folder packages/: EPUBs, a ZIP, a ZIM and a BagIt bag.
    Pack(SiteArguments),
    /// Do all that `build` does, but write nothing.
    Check {
        #[command(flatten)]
        archive: ArchiveArguments,
        /// Show what a rule for references matches, and what each match leads to.
        #[arg(long, value_name = "RULE", conflicts_with_all = ["strict", "deny", "report", "format"])]
        explain: Option<String>,
    },
    /// Serve the site on this machine, and follow changes of its sources.
    Serve {
        /// The archive's folder.
        #[arg(default_value = ".")]
        dir: PathBuf,
        /// The port; 0 for any [default: the first free one from 8000 on].
        #[arg(long, value_name = "N")]
        port: Option<u16>,
        /// The address of this machine at which others may reach the site, such as 0.0.0.0.
        #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
        address: IpAddr,
        /// Show drafts, too, and mark them.
        #[arg(long)]
        drafts: bool,
    },
    /// Print the archive's metadata as a spreadsheet, which can be corrected and put back.
    Catalog {
        /// The archive's folder.
        #[arg(default_value = ".")]
        dir: PathBuf,
        /// As a table, to be put back as content/catalog.csv. This is the default.
        #[arg(long, conflicts_with = "jsonl")]
        csv: bool,
        /// As a JSON object on each line.
        #[arg(long)]
        jsonl: bool,
        /// Write it to a file.
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

#[derive(Args)]
struct SiteArguments {
    #[command(flatten)]
    archive: ArchiveArguments,
    /// The folder of the site [default: public, in the archive's folder].
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Make everything anew, whatever the last build left.
    #[arg(long)]
    fresh: bool,
}

#[derive(Args)]
struct ArchiveArguments {
    /// The archive's folder.
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// The address at which the site will stand, over the one in fonds.toml.
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Make warnings and unresolved references errors.
    #[arg(long)]
    strict: bool,
    /// Make diagnostics of this code errors; can be given several times.
    #[arg(long, value_name = "CODE", hide_possible_values = true, value_parser = code())]
    deny: Vec<Code>,
    /// Show drafts, too, and mark them.
    #[arg(long)]
    drafts: bool,
    /// How diagnostics are shown; all but text go to standard output.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Write a report as JSON.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// How many threads to use [default: one for each core].
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
    /// Show how long each stage took, and what was kept from the last build.
    #[arg(long)]
    timings: bool,
    /// Show errors only.
    #[arg(short, long)]
    quiet: bool,
}

/// Reads the name of a code.
fn code() -> impl TypedValueParser<Value = Code> {
    let named = |name: String| Code::ALL.iter().copied().find(|code| code.name() == name);
    PossibleValuesParser::new(Code::ALL.iter().map(|code| code.name()))
        .try_map(move |name| named(name).ok_or("there is no such code"))
}

/// The archive has errors.
const ARCHIVE_ERROR: u8 = 1;
/// Wrong usage or configuration.
const USAGE_ERROR: u8 = 2;

/// Runs the program as its arguments say.
pub fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Init { dir } => init(&dir),
        Command::Build(site) => make(site, false),
        Command::Pack(site) => make(site, true),
        Command::Check { archive, explain: Some(rule) } => explain(&archive, &rule),
        Command::Check { archive, explain: None } => run(archive, None, false, false),
        Command::Serve { dir, port, address, drafts } => match serving::run(&dir, address, port, drafts) {
            Ok(()) => ExitCode::SUCCESS,
            Err(diagnostic) => fail(&diagnostic),
        },
        Command::Catalog { dir, csv: _, jsonl, output } => {
            catalog(&dir, if jsonl { Form::JsonLines } else { Form::Csv }, output.as_deref())
        }
    }
}

/// Makes the site, and packages of it if they are asked for.
fn make(site: SiteArguments, pack: bool) -> ExitCode {
    let SiteArguments { archive, output, fresh } = site;
    let output = output.unwrap_or_else(|| archive.dir.join("public"));
    run(archive, Some(output), fresh, pack)
}

fn init(dir: &Path) -> ExitCode {
    match init::run(dir) {
        Ok(files) => {
            for file in files {
                println!("{}", file.display());
            }
            println!("Now build it: fonds build {}", dir.display());
            ExitCode::SUCCESS
        }
        Err(diagnostic) => fail(&diagnostic),
    }
}

fn catalog(dir: &Path, form: Form, output: Option<&Path>) -> ExitCode {
    let written = match catalog::write(dir, Readers::default(), form) {
        Ok(written) => written,
        Err(diagnostic) => return fail(&diagnostic),
    };
    show::diagnostics(&written.diagnostics, false);
    let Some(content) = written.content else {
        eprintln!("The catalogue was not written, since the archive has errors.");
        return ExitCode::from(ARCHIVE_ERROR);
    };
    let outcome = match output {
        Some(file) => std::fs::write(file, content),
        None => {
            let mut stdout = std::io::stdout();
            stdout.write_all(&content).and_then(|()| stdout.flush())
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        // The reader of a pipe has seen enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: the catalogue cannot be written: {error}");
            ExitCode::from(USAGE_ERROR)
        }
    }
}

fn run(arguments: ArchiveArguments, output: Option<PathBuf>, fresh: bool, pack: bool) -> ExitCode {
    set_jobs(arguments.jobs);
    let format = arguments.format;
    let options = Options {
        root: arguments.dir,
        output,
        base_url: arguments.base_url,
        strict: arguments.strict,
        fresh,
        deny: arguments.deny,
        drafts: arguments.drafts,
        is_passing: false,
        pack,
        readers: Readers::default(),
    };
    let bar = show::progress_bar(arguments.quiet);
    let report = build::run(&options, &|step| {
        if !arguments.quiet {
            show::step(&bar, step);
        }
    });
    bar.finish_and_clear();
    let report = match report {
        Ok(report) => report,
        Err(diagnostic) => {
            if format != Format::Text {
                print(format::failure(format, &diagnostic, &options.root));
            }
            return fail(&diagnostic);
        }
    };
    if let Some(path) = &arguments.report
        && let Err(error) = write_report(path, &report)
    {
        eprintln!("error: the report cannot be written to {}: {error}", path.display());
        return ExitCode::from(USAGE_ERROR);
    }
    if format == Format::Text {
        show::diagnostics(&report.diagnostics, arguments.quiet);
    } else {
        print(format::report(format, &report, &options.root));
    }
    if !arguments.quiet {
        show::summary(&report, format, options.output.as_deref());
    }
    if arguments.timings {
        show::log(&report.timings());
    }
    exit_code(&report, &options)
}

fn exit_code(report: &Report, options: &Options) -> ExitCode {
    if report.tally.errors == 0 {
        return ExitCode::SUCCESS;
    }
    if options.output.is_some() {
        eprintln!("The site was not written, since the archive has errors.");
    }
    ExitCode::from(ARCHIVE_ERROR)
}

fn set_jobs(jobs: Option<usize>) {
    if let Some(jobs) = jobs {
        // It can only fail if it was set before, and it was not.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
    }
}

/// Shows what a rule matches instead of what is wrong.
fn explain(arguments: &ArchiveArguments, rule: &str) -> ExitCode {
    set_jobs(arguments.jobs);
    let archive = explain::check_rule(&arguments.dir, rule).and_then(|()| {
        let base_url = arguments.base_url.as_deref();
        let request = Request { base_url, drafts: arguments.drafts, ..Request::new(&arguments.dir) };
        archive::read(request, &|_| ())
    });
    match archive {
        Ok(ReadArchive { archive, diagnostics, .. }) => {
            // Nothing can be done about a reader that has seen enough.
            let explanation = Explanation::new(&archive, rule, &diagnostics);
            let _ = explanation.write(&mut BufWriter::new(std::io::stdout().lock()));
            ExitCode::SUCCESS
        }
        Err(diagnostic) => fail(&diagnostic),
    }
}

/// Writes to standard output. Nothing can be done about one that is closed.
fn print(text: serde_json::Result<String>) {
    match text {
        Ok(text) => {
            let _ = std::io::stdout().write_all(text.as_bytes());
        }
        Err(error) => show::log(&format!("error: the diagnostics cannot be written: {error}")),
    }
}

fn write_report(path: &Path, report: &Report) -> std::io::Result<()> {
    let mut text = serde_json::to_string_pretty(report)?;
    text.push('\n');
    std::fs::write(path, text)
}

fn fail(diagnostic: &Diagnostic) -> ExitCode {
    show::diagnostic(diagnostic);
    ExitCode::from(USAGE_ERROR)
}
