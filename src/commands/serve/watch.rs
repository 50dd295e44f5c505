//! Watching the sources of an archive for changes.
//!
//! The archive's own folder is watched for its configuration and for the coming and going of the
//! source folders; what lies below those is watched whole. The output lies elsewhere.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::event::Flag;
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::config;
use crate::source::CONTENT_FOLDER;

/// The folders of an archive that hold sources.
const SOURCE_FOLDERS: [&str; 3] = [CONTENT_FOLDER, "templates", "static"];
/// A change is over when nothing has happened for so long: a program saves a file in several steps.
const QUIET: Duration = Duration::from_millis(50);
/// A change that goes on, such as a copy of many files, is built at least so often.
const LONGEST_CHANGE: Duration = Duration::from_millis(500);

/// The changes of an archive.
pub struct Watch {
    root: PathBuf,
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    /// The source folders where they really are: they can be symbolic links.
    folders: Vec<(&'static str, PathBuf)>,
    /// Whether the last change was only that the system lost count of them.
    had_lost_count: bool,
}

/// What changed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// The files in the content folder, by their paths there.
    pub content: BTreeSet<PathBuf>,
    /// Whether anything else did, or can have done.
    pub is_other: bool,
}

/// What an event means for the site.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Meaning {
    Nothing,
    /// The system lost count: anything can have changed.
    LostCount,
    /// A file in the content folder, by its path there.
    Content(PathBuf),
    Changed,
    /// A source folder itself came or went.
    Folders,
}

impl Watch {
    /// Begins to watch an archive, whose path is without symbolic links.
    pub fn new(root: &Path) -> io::Result<Self> {
        let (sender, events) = mpsc::channel();
        let handler = move |event: notify::Result<Event>| {
            // Reading is no change, and a build reads much. Nobody listens when the program ends.
            if !event.as_ref().is_ok_and(|event| event.kind.is_access()) {
                let _ = sender.send(event);
            }
        };
        let settings = notify::Config::default().with_follow_symlinks(false);
        let watcher = RecommendedWatcher::new(handler, settings).map_err(plain)?;
        let mut watch =
            Self { root: root.to_owned(), watcher, events, folders: Vec::new(), had_lost_count: false };
        watch.watcher.watch(root, RecursiveMode::NonRecursive).map_err(plain)?;
        watch.watch_folders()?;
        Ok(watch)
    }

    /// Waits until the sources changed; `None` if they can no longer be watched.
    pub fn wait(&mut self) -> Option<Change> {
        loop {
            let mut meanings = self.meanings(&self.events.recv().ok()?);
            let start = Instant::now();
            while start.elapsed() < LONGEST_CHANGE {
                match self.events.recv_timeout(QUIET) {
                    Ok(event) => meanings.append(&mut self.meanings(&event)),
                    Err(RecvTimeoutError::Timeout) => break,
                    Err(RecvTimeoutError::Disconnected) => return None,
                }
            }
            if meanings.contains(&Meaning::Folders) {
                // A folder that cannot be watched cannot be read either, and the build says so.
                let _ = self.watch_folders();
            }
            // A build that reads many files can itself make the system lose count, but not for ever.
            let is_lost = meanings.last() == Some(&Meaning::LostCount);
            let is_repeated = is_lost && self.had_lost_count;
            self.had_lost_count = is_lost && !is_repeated;
            if !meanings.is_empty() && !is_repeated {
                return Some(Change::of(meanings));
            }
        }
    }

    /// Watches the source folders that are there now.
    fn watch_folders(&mut self) -> io::Result<()> {
        for (_, folder) in self.folders.drain(..) {
            // One that is gone is no longer watched anyway.
            let _ = self.watcher.unwatch(&folder);
        }
        for name in SOURCE_FOLDERS {
            let Ok(folder) = self.root.join(name).canonicalize() else { continue };
            self.watcher.watch(&folder, RecursiveMode::Recursive).map_err(plain)?;
            self.folders.push((name, folder));
        }
        Ok(())
    }

    /// What an event means: nothing, or one thing or several.
    fn meanings(&self, event: &notify::Result<Event>) -> BTreeSet<Meaning> {
        let mut meanings: BTreeSet<Meaning> = match event {
            Ok(event) if event.flag() == Some(Flag::Rescan) => [Meaning::LostCount].into(),
            Ok(event) => event.paths.iter().map(|path| self.meaning_of(path)).collect(),
            // A folder vanished while it was being looked at, say.
            Err(_) => [Meaning::Changed].into(),
        };
        meanings.remove(&Meaning::Nothing);
        meanings
    }

    fn meaning_of(&self, path: &Path) -> Meaning {
        for (name, folder) in &self.folders {
            let Ok(relative) = path.strip_prefix(folder) else { continue };
            let is_hidden = relative.components().any(|part| {
                let name = part.as_os_str().to_string_lossy();
                name.starts_with('.')
            });
            // Hidden files are no documents: editors keep their own there.
            return match relative.as_os_str().is_empty() {
                true => Meaning::Folders,
                false if *name != CONTENT_FOLDER => Meaning::Changed,
                false if is_hidden => Meaning::Nothing,
                false => Meaning::Content(relative.to_owned()),
            };
        }
        let files = [config::FILE_NAME, config::synonyms::SYNONYMS_FILE_NAME];
        if files.iter().any(|name| path == self.root.join(name)) {
            Meaning::Changed
        } else if SOURCE_FOLDERS.iter().any(|name| path == self.root.join(name)) {
            Meaning::Folders
        } else {
            Meaning::Nothing
        }
    }
}

impl Change {
    fn of(meanings: BTreeSet<Meaning>) -> Self {
        let mut change = Self::default();
        for meaning in meanings {
            match meaning {
                Meaning::Content(path) => {
                    change.content.insert(path);
                }
                _ => change.is_other = true,
            }
        }
        change
    }
}

fn plain(error: notify::Error) -> io::Error {
    match error.kind {
        notify::ErrorKind::Io(error) => error,
        _ => io::Error::other(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn archive() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().canonicalize().expect("a path");
        fs::create_dir_all(root.join("content/letters")).expect("folders");
        (folder, root)
    }

    /// Whether the watch sees what is done.
    fn sees(watch: &mut Watch, change: impl FnOnce()) -> bool {
        while watch.events.try_recv().is_ok() {}
        change();
        // The watch would wait for ever for what it does not see: a later change that it does see ends that.
        let mut seen = false;
        let last = watch.root.join("content/last.txt");
        fs::write(&last, "").expect("a file");
        while let Ok(event) = watch.events.recv_timeout(Duration::from_secs(20)) {
            if event.as_ref().is_ok_and(|event| event.paths.contains(&last)) {
                return seen;
            }
            seen |= !watch.meanings(&event).is_empty();
        }
        panic!("the last change was not seen");
    }

    /// The watch after it saw a change.
    fn changed(mut watch: Watch) -> Watch {
        let (sender, receiver) = mpsc::channel();
        std::thread::spawn(move || {
            assert!(watch.wait().is_some());
            let _ = sender.send(watch);
        });
        receiver.recv_timeout(Duration::from_secs(20)).expect("a change")
    }

    #[test]
    fn sources_are_seen_and_other_files_are_not() {
        let (_folder, root) = archive();
        let mut watch = Watch::new(&root).expect("a watch");
        let write = |path: &str| fs::write(root.join(path), "text").expect("a file");
        assert!(sees(&mut watch, || write("content/letters/d1.txt")));
        assert!(sees(&mut watch, || write("fonds.toml")));
        assert!(sees(&mut watch, || fs::remove_file(root.join("content/letters/d1.txt")).expect("a file")));
        assert!(!sees(&mut watch, || write("content/letters/.d1.txt.swp")));
        assert!(!sees(&mut watch, || write("notes.txt")));
        assert!(!sees(&mut watch, || {
            fs::create_dir_all(root.join(".fonds/served")).expect("folders");
            write(".fonds/served/index.html");
        }));
    }

    #[test]
    fn a_folder_that_is_replaced_is_watched() {
        let (_folder, root) = archive();
        let mut watch = Watch::new(&root).expect("a watch");
        for time in 0..3 {
            fs::rename(root.join("content"), root.join(format!("content.{time}"))).expect("a folder");
            fs::create_dir(root.join("content")).expect("a folder");
            watch = changed(watch);
            assert!(sees(&mut watch, || fs::write(root.join("content/d1.txt"), "x").expect("a file")));
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_is_a_symbolic_link_is_watched() {
        let (_folder, root) = archive();
        fs::rename(root.join("content"), root.join("texts")).expect("a folder");
        std::os::unix::fs::symlink("texts", root.join("content")).expect("a link");
        let watch = Watch::new(&root).expect("a watch");
        fs::write(root.join("texts/letters/d1.txt"), "x").expect("a file");
        changed(watch);
    }

    #[test]
    fn a_folder_that_comes_later_is_watched() {
        let (_folder, root) = archive();
        let watch = Watch::new(&root).expect("a watch");
        fs::create_dir(root.join("templates")).expect("a folder");
        let mut watch = changed(watch);
        assert!(sees(&mut watch, || fs::write(root.join("templates/home.html"), "x").expect("a file")));
    }
}
