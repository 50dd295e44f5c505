//! Running pandoc: without files and without the network, for a bounded time, with a bounded output.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How often is looked whether pandoc has ended.
const PAUSE: Duration = Duration::from_millis(5);
/// How much of what it complains of is shown.
const SHOWN: usize = 200;

/// The pandoc that is installed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pandoc {
    /// Its version, and those of its parts.
    version: String,
}

/// Why there is no page.
#[derive(Debug, PartialEq, Eq)]
pub enum Failure {
    /// It does not understand the file; what it says.
    Refused(String),
    /// It took too long.
    Slow,
    /// The page is too large.
    Large,
    /// It cannot be run.
    Broken(String),
}

impl Pandoc {
    /// The pandoc in the system's path.
    pub fn find() -> Option<Self> {
        let said = Command::new("pandoc").arg("--version").stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
        let version = String::from_utf8_lossy(&said.stdout);
        // The lines after these name folders.
        let version: Vec<&str> = version.lines().take(3).filter(|line| !line.contains("directory")).collect();
        said.status.success().then(|| Self { version: version.join("; ") })
    }

    /// The page that it makes of a file.
    ///
    /// # Errors
    /// Why there is none.
    pub fn page(&self, format: &str, bytes: &[u8], time: Duration, largest: usize) -> Result<String, Failure> {
        let broken = |error: std::io::Error| Failure::Broken(error.to_string());
        let mut command = Command::new("pandoc");
        command.args(["--from", format, "--to", "html5", "--standalone", "--sandbox", "--wrap=none", "--mathml"]);
        command.arg("--no-highlight");
        if matches!(format, "docx" | "odt" | "epub" | "rtf" | "fb2") {
            // Their images lie in the file, and so in the page.
            command.arg("--self-contained");
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(broken)?;
        let (Some(mut stdin), Some(stdout), Some(stderr)) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            end(&mut child);
            return Err(Failure::Broken("it has no input or output".to_owned()));
        };
        thread::scope(|scope| {
            // It reads and writes at once, so that each needs a thread.
            scope.spawn(move || stdin.write_all(bytes));
            let page = scope.spawn(move || read(stdout, largest));
            let said = scope.spawn(move || read(stderr, 64 << 10));
            let status = wait(&mut child, time);
            let (page, said) = (page.join().unwrap_or_default(), said.join().unwrap_or_default());
            match status {
                None => Err(Failure::Slow),
                Some(_) if page.len() > largest => Err(Failure::Large),
                Some(true) => Ok(String::from_utf8_lossy(&page).into_owned()),
                Some(false) => Err(Failure::Refused(shown(&said))),
            }
        })
    }
}

/// Reads to the end, or a little more than the most bytes.
fn read(mut from: impl Read, most: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    // What was read before an error is all that there is.
    let _ = from.by_ref().take(most as u64 + 1).read_to_end(&mut bytes);
    bytes
}

/// Waits for the end, and says whether all went well; nothing where it had to be ended.
fn wait(child: &mut Child, time: Duration) -> Option<bool> {
    let began = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status.success()),
            Ok(None) if began.elapsed() < time => thread::sleep(PAUSE),
            Ok(None) | Err(_) => {
                end(child);
                return None;
            }
        }
    }
}

fn end(child: &mut Child) {
    // One that has ended by itself cannot be ended again.
    let _ = child.kill();
    let _ = child.wait();
}

/// The first line of a complaint.
fn shown(said: &[u8]) -> String {
    let said = String::from_utf8_lossy(said);
    let line = said.lines().map(str::trim).filter(|line| !line.is_empty()).take(2).collect::<Vec<_>>().join(" ");
    line[..line.floor_char_boundary(SHOWN)].to_owned()
}
