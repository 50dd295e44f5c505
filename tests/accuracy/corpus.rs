//! Real documents to test on. They are no part of this repository: they are looked for beside it, or
//! where environment variables say. A test whose documents are not here is ignored, with the reason,
//! and never passes.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use libtest_mimic::{Arguments, Completion, Trial};

/// What a test found: what it has to say, whether it passes or fails.
pub type Outcome = Result<String, String>;

/// The tests of a binary, with what was asked for on the command line.
pub struct Trials {
    arguments: Arguments,
    trials: Vec<Trial>,
}

impl Trials {
    /// No tests yet.
    pub fn from_arguments() -> Self {
        Self { arguments: Arguments::from_args(), trials: Vec::new() }
    }

    /// A test that needs these corpora. What it says is shown with `--nocapture`, and where it fails.
    pub fn test(
        mut self,
        name: &str,
        corpora: &'static [&'static str],
        run: impl FnOnce() -> Outcome + Send + 'static,
    ) -> Self {
        let shows = self.arguments.nocapture;
        self.trials.push(Trial::ignorable_test(name, move || {
            if let Some(missing) = corpora.iter().find_map(|corpus| find(corpus).err()) {
                return Ok(Completion::ignored_with(missing));
            }
            let said = run()?;
            if shows {
                println!("\n{said}");
            }
            Ok(Completion::Completed)
        }));
        self
    }

    /// A test that needs programs, too, which make the files that it looks at.
    #[allow(dead_code, reason = "not all binaries have such tests")]
    pub fn test_with(
        self,
        name: &str,
        corpora: &'static [&'static str],
        programs: &'static [&'static str],
        run: impl FnOnce() -> Outcome + Send + 'static,
    ) -> Self {
        let missing = |program: &&&str| Command::new(program).arg("--version").output().is_err();
        match programs.iter().find(missing) {
            None => self.test(name, corpora, run),
            Some(program) => self.ignored(name, format!("{program} is not installed")),
        }
    }

    /// A test that cannot be run, and why.
    #[allow(dead_code, reason = "not all binaries have such tests")]
    fn ignored(mut self, name: &str, reason: String) -> Self {
        self.trials.push(Trial::ignorable_test(name, move || Ok(Completion::ignored_with(reason))));
        self
    }

    /// Runs the tests that were asked for.
    pub fn run(self) -> ExitCode {
        libtest_mimic::run(&self.arguments, self.trials).exit_code()
    }
}

/// Stands for a corpus where a test makes its own, which takes Python.
pub const PYTHON: &str = "python3";

/// The folder of a corpus that a test needs.
pub fn folder(corpus: &str) -> PathBuf {
    find(corpus).unwrap_or_else(|reason| panic!("{reason}"))
}

/// The folder of a corpus, or why there is none. `FONDS_CORPORA` names the folder that holds all but the
/// five documents; `FONDS_CORPUS` the edited volumes alone, and `FONDS_SEEDS` the five documents.
fn find(corpus: &str) -> Result<PathBuf, String> {
    if corpus == PYTHON {
        let is_there = Command::new(PYTHON).arg("--version").output().is_ok_and(|run| run.status.success());
        return if is_there { Ok(PathBuf::new()) } else { Err("python3 is not here".to_owned()) };
    }
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let named = |variable: &str| env::var_os(variable).map(PathBuf::from);
    let among_all = || named("FONDS_CORPORA").unwrap_or_else(|| beside.join("corpus")).join(corpus);
    let (variable, folder) = match corpus {
        "frus" => ("FONDS_CORPUS", named("FONDS_CORPUS").unwrap_or_else(among_all)),
        "seeds" => ("FONDS_SEEDS", named("FONDS_SEEDS").unwrap_or_else(|| beside.join(corpus))),
        _ => ("FONDS_CORPORA", among_all()),
    };
    if folder.is_dir() {
        Ok(folder)
    } else {
        Err(format!("{} is not here: {variable} can say where it is", folder.display()))
    }
}
