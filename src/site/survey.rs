//! What lies in the output beside the files that fonds made: it is taken along into the next tree.
//!
//! What was seen there is remembered with the times of the folders, so that the next build looks only into those in which
//! names came or went since. What cannot be remembered is looked for anew.

use std::collections::HashSet;
use std::fs::{self, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use crate::model::fingerprint::{Fingerprint, Stamp, nanoseconds};

/// What lies in a tree beside the known files. Paths are relative to the tree.
#[derive(Default)]
pub struct Survey {
    /// Files and symbolic links that are not known, and folders that hold no file at all, in the order of their paths.
    pub foreign: Vec<PathBuf>,
    /// All folders, the tree's own first.
    pub folders: Vec<(PathBuf, Metadata)>,
}

/// What was seen in a tree.
#[derive(Serialize, Deserialize)]
struct Seen {
    /// The moment before it was looked at.
    at: i64,
    folders: Vec<(String, Stamp)>,
    foreign: Vec<String>,
}

/// Looks at all that lies in a tree. `remembered` is where it stands what was [seen there before](remember);
/// `is_known` says whether fonds made a file.
///
/// # Errors
/// What the file system says.
pub fn survey(tree: &Path, remembered: &Path, is_known: &dyn Fn(&str) -> bool) -> io::Result<Survey> {
    let mut looking = Looking { tree, is_known, before: HashSet::new(), survey: Survey::default() };
    let seen = recall(remembered);
    match &seen {
        None => looking.look(PathBuf::new(), fs::symlink_metadata(tree)?)?,
        Some(seen) => looking.look_again(seen)?,
    }
    let mut survey = looking.survey;
    survey.foreign.sort_unstable();
    survey.foreign.dedup();
    Ok(survey)
}

/// Remembers what lies in a tree for the next survey of it: the folders, and what is foreign.
pub fn remember<'a>(
    remembered: &Path,
    tree: &Path,
    folders: impl IntoIterator<Item = &'a Path>,
    foreign: &[PathBuf],
) {
    let at = nanoseconds(SystemTime::now());
    let text = |path: &Path| path.to_str().map(str::to_owned);
    let stamped = folders.into_iter().filter_map(|folder| {
        let found = fs::symlink_metadata(tree.join(folder)).ok().filter(Metadata::is_dir)?;
        Some(text(folder).map(|folder| (folder, Stamp::of_metadata(&found))))
    });
    let folders: Option<Vec<(String, Stamp)>> = stamped.collect();
    let foreign: Option<Vec<String>> = foreign.iter().map(|path| text(path)).collect();
    let Some((folders, foreign)) = folders.zip(foreign) else { return };
    // Without it the next build looks at all: that is not worth a failure.
    let _ = postcard::to_stdvec(&Seen { at, folders, foreign }).map(|mut bytes| {
        let seal = Fingerprint::of_bytes(&bytes).to_string();
        bytes.extend_from_slice(seal.as_bytes());
        fs::write(remembered, bytes)
    });
}

/// Forgets what was seen in a tree that gives way to another one.
///
/// # Errors
/// What the file system says.
pub fn forget(remembered: &Path) -> io::Result<()> {
    match fs::remove_file(remembered) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn recall(remembered: &Path) -> Option<Seen> {
    let bytes = fs::read(remembered).ok()?;
    let seal = Fingerprint::default().to_string().len();
    let (seen, seal) = bytes.split_at_checked(bytes.len().checked_sub(seal)?)?;
    let is_whole = Fingerprint::of_bytes(seen).to_string().as_bytes() == seal;
    is_whole.then(|| postcard::from_bytes(seen).ok())?
}

/// A survey that goes on.
struct Looking<'a> {
    tree: &'a Path,
    is_known: &'a dyn Fn(&str) -> bool,
    /// The folders that were seen before, which are looked at by themselves.
    before: HashSet<&'a Path>,
    survey: Survey,
}

impl<'a> Looking<'a> {
    /// Looks at the folders that were seen before, and into those that changed.
    fn look_again(&mut self, seen: &'a Seen) -> io::Result<()> {
        self.before = seen.folders.iter().map(|(folder, _)| Path::new(folder)).collect();
        let mut unchanged = HashSet::new();
        for (folder, stamp) in &seen.folders {
            let folder = Path::new(folder);
            let found = match fs::symlink_metadata(self.tree.join(folder)) {
                Ok(found) if found.is_dir() => found,
                Ok(_) => continue,
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                Err(error) => return Err(error),
            };
            if Stamp::of_metadata(&found) == *stamp && stamp.is_older_than(seen.at) {
                unchanged.insert(folder);
                self.survey.folders.push((folder.to_owned(), found));
            } else {
                self.look(folder.to_owned(), found)?;
            }
        }
        let foreign = seen.foreign.iter().map(Path::new);
        // An empty folder is foreign by itself, and a file by the folder in which it lies.
        let is_there = |path: &Path| {
            unchanged.contains(if self.before.contains(path) { path } else { path.parent().unwrap_or(path) })
        };
        // The site can have a file of its own now where somebody else's was.
        let is_known = |path: &Path| path.to_str().is_some_and(self.is_known);
        let foreign = foreign.filter(|path| is_there(path) && !is_known(path));
        self.survey.foreign.extend(foreign.map(Path::to_owned));
        Ok(())
    }

    /// Looks into a folder, and those in it that were not seen before.
    fn look(&mut self, folder: PathBuf, found: Metadata) -> io::Result<()> {
        let mut waiting = vec![(folder, found)];
        while let Some((folder, found)) = waiting.pop() {
            let mut is_empty = true;
            for entry in fs::read_dir(self.tree.join(&folder))? {
                let entry = entry?;
                is_empty = false;
                let path = folder.join(entry.file_name());
                if !entry.file_type()?.is_dir() {
                    if !path.to_str().is_some_and(self.is_known) {
                        self.survey.foreign.push(path);
                    }
                } else if !self.before.contains(path.as_path()) {
                    let found = entry.metadata()?;
                    waiting.push((path, found));
                }
            }
            if is_empty && !folder.as_os_str().is_empty() {
                self.survey.foreign.push(folder.clone());
            }
            self.survey.folders.push((folder, found));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    /// A tree with the files of a site, and where it is remembered.
    struct Tree(tempfile::TempDir);

    impl Tree {
        fn new() -> Self {
            let tree = Self(tempfile::tempdir().expect("a folder"));
            ["a/1.html", "a/2.html", "b/c/3.html", "index.html"].iter().for_each(|file| tree.write(file));
            tree
        }

        fn path(&self) -> PathBuf {
            self.0.path().join("tree")
        }

        fn write(&self, file: &str) {
            let path = self.path().join(file);
            fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
            fs::write(path, "x").expect("a file");
        }

        fn survey(&self) -> Survey {
            let is_known = |file: &str| file.ends_with(".html");
            survey(&self.path(), &self.0.path().join("seen"), &is_known).expect("a survey")
        }

        /// What a survey finds that knows nothing; what one finds that remembers has to be the same.
        fn foreign(&self) -> Vec<PathBuf> {
            let found = self.survey();
            let folders = |survey: &Survey| {
                let mut folders: Vec<PathBuf> = survey.folders.iter().map(|(path, _)| path.clone()).collect();
                folders.sort();
                folders
            };
            forget(&self.0.path().join("seen")).expect("forgotten");
            let anew = self.survey();
            assert_eq!((&found.foreign, folders(&found)), (&anew.foreign, folders(&anew)));
            found.foreign
        }

        fn remember(&self) {
            let Survey { foreign, folders } = self.survey();
            let folders = folders.iter().map(|(folder, _)| folder.as_path());
            remember(&self.0.path().join("seen"), &self.path(), folders, &foreign);
        }
    }

    fn settle() {
        std::thread::sleep(Duration::from_millis(120));
    }

    #[test]
    fn what_comes_and_goes_is_seen() {
        let tree = Tree::new();
        assert_eq!(tree.foreign(), [""; 0].map(PathBuf::from));
        let write = |file: &str| fs::write(tree.path().join(file), "x").expect("a file");
        let make = |folder: &str| fs::create_dir_all(tree.path().join(folder)).expect("folders");
        let remove = |file: &str| fs::remove_file(tree.path().join(file)).expect("removed");
        let remove_folder = |folder: &str| fs::remove_dir_all(tree.path().join(folder)).expect("removed");
        let finds = |change: &dyn Fn(), expected: &[&str]| {
            settle();
            tree.remember();
            change();
            assert_eq!(tree.foreign(), expected.iter().map(PathBuf::from).collect::<Vec<_>>());
        };
        finds(&|| (), &[]);
        finds(&|| write("a/CNAME"), &["a/CNAME"]);
        finds(&|| make("new/deep"), &["a/CNAME", "new/deep"]);
        finds(&|| write("new/deep/x"), &["a/CNAME", "new/deep/x"]);
        finds(&|| remove("a/CNAME"), &["new/deep/x"]);
        finds(&|| remove_folder("new"), &[]);
        finds(&|| remove("b/c/3.html"), &["b/c"]);
    }

    #[test]
    fn what_the_site_has_itself_now_is_no_longer_foreign() {
        let tree = Tree::new();
        tree.write("a/CNAME");
        settle();
        tree.remember();
        let found = survey(&tree.path(), &tree.0.path().join("seen"), &|_| true).expect("a survey");
        assert_eq!(found.foreign, [""; 0].map(PathBuf::from));
    }

    #[test]
    fn a_folder_that_changed_just_now_is_looked_into() {
        let tree = Tree::new();
        // It can change again without its time showing that.
        tree.remember();
        tree.write("a/CNAME");
        let path = tree.path().join("a");
        let times = fs::symlink_metadata(&path).expect("a folder").modified().expect("a time");
        fs::File::open(&path).and_then(|folder| folder.set_modified(times)).expect("a time is set");
        assert_eq!(tree.foreign(), [PathBuf::from("a/CNAME")]);
    }

    #[test]
    fn what_is_damaged_is_not_believed() {
        let tree = Tree::new();
        settle();
        tree.remember();
        tree.write("a/CNAME");
        let seen = tree.0.path().join("seen");
        let whole = fs::read(&seen).expect("a file");
        for length in 0..whole.len() {
            fs::write(&seen, &whole[..length]).expect("written");
            assert!(recall(&seen).is_none(), "{length} of {}", whole.len());
        }
    }
}
