//! Trees of files: comparing, linking and removing.

use std::fs;
use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::path::Path;

/// Whether a path is a file, and no symbolic link, with these very bytes.
pub fn holds(path: &Path, content: &[u8]) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_file() && found.len() == content.len() as u64)
        && has_bytes(path, content).unwrap_or(false)
}

/// Whether a file has these bytes. They are read piece by piece: it may be as large as the content.
fn has_bytes(path: &Path, content: &[u8]) -> io::Result<bool> {
    const PIECE: usize = 1 << 16;
    let mut file = fs::File::open(path)?;
    let mut piece = vec![0; content.len().min(PIECE)];
    for expected in content.chunks(PIECE) {
        let found = piece.get_mut(..expected.len()).unwrap_or_default();
        file.read_exact(found)?;
        if found != expected {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether two paths are files, and no symbolic links, with the same bytes. They are read piece by piece.
pub fn are_same(a: &Path, b: &Path) -> bool {
    let is_file = |path: &Path| fs::symlink_metadata(path).ok().filter(|found| found.is_file());
    let (Some(found_a), Some(found_b)) = (is_file(a), is_file(b)) else { return false };
    found_a.len() == found_b.len() && have_same_bytes(a, b).unwrap_or(false)
}

fn have_same_bytes(a: &Path, b: &Path) -> io::Result<bool> {
    let open = |path: &Path| Ok::<_, io::Error>(BufReader::with_capacity(1 << 16, fs::File::open(path)?));
    let (mut a, mut b) = (open(a)?, open(b)?);
    loop {
        let (piece_a, piece_b) = (a.fill_buf()?, b.fill_buf()?);
        let length = piece_a.len().min(piece_b.len());
        if piece_a[..length] != piece_b[..length] {
            return Ok(false);
        }
        if length == 0 {
            return Ok(piece_a.len() == piece_b.len());
        }
        a.consume(length);
        b.consume(length);
    }
}

/// Removes a folder with all that it holds; one that is not there is removed.
pub fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Removes a file or an empty folder of a tree, and the folders that it leaves empty; one that is not
/// there is removed.
pub fn remove_file(tree: &Path, file: &Path) -> io::Result<()> {
    let path = tree.join(file);
    let is_folder = fs::symlink_metadata(&path).is_ok_and(|found| found.is_dir());
    match if is_folder { fs::remove_dir(path) } else { fs::remove_file(path) } {
        Err(error) if !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Err(error);
        }
        _ => {}
    }
    let mut folder = file.parent();
    while let Some(path) = folder.filter(|path| !path.as_os_str().is_empty()) {
        // Only an empty folder can be removed so.
        if fs::remove_dir(tree.join(path)).is_err() {
            break;
        }
        folder = path.parent();
    }
    Ok(())
}

/// Makes the folder of a file within a tree, one step after the other: a symbolic link in the way
/// would lead the site elsewhere.
pub fn make_folder_of(tree: &Path, file: &str) -> io::Result<()> {
    let mut path = tree.to_owned();
    for part in Path::new(file).parent().unwrap_or(Path::new("")).components() {
        path.push(part);
        match fs::symlink_metadata(&path) {
            Ok(found) if found.is_dir() => {}
            Ok(_) => {
                return Err(io::Error::new(
                    ErrorKind::AlreadyExists,
                    "a file or symbolic link stands where the site needs a folder",
                ));
            }
            Err(_) => match fs::create_dir(&path) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
                _ => {}
            },
        }
    }
    Ok(())
}

/// Gives a file of one tree a place in another, too, without copying it.
pub fn link(from: &Path, to: &Path, file: &str) -> io::Result<()> {
    let (source, target) = (from.join(file), to.join(file));
    match fs::hard_link(&source, &target) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            make_folder_of(to, file)?;
            fs::hard_link(&source, &target)
        }
        // Some file systems have no hard links.
        Err(error) if !matches!(error.kind(), ErrorKind::AlreadyExists | ErrorKind::NotFound) => {
            make_folder_of(to, file)?;
            fs::copy(&source, &target).map(|_| ())
        }
        done => done,
    }
}

/// Takes a foreign file, symbolic link or empty folder of one tree along into another.
pub fn take_along(from: &Path, to: &Path, relative: &Path) -> io::Result<()> {
    let (source, target) = (from.join(relative), to.join(relative));
    let found = fs::symlink_metadata(&source)?;
    let in_the_way = || {
        io::Error::new(
            ErrorKind::AlreadyExists,
            "a file or symbolic link stands where the site needs a folder",
        )
    };
    if found.is_dir() {
        return fs::create_dir_all(target);
    }
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder)?;
    }
    if fs::symlink_metadata(&target).is_ok() {
        return Err(in_the_way());
    }
    if found.is_symlink() {
        #[cfg(unix)]
        return std::os::unix::fs::symlink(fs::read_link(&source)?, target);
    }
    match fs::hard_link(&source, &target) {
        Err(_) if found.is_file() => fs::copy(&source, &target).map(|_| ()),
        // A pipe or socket has no content to copy, and reading it may never end.
        Err(error) => Err(io::Error::new(
            error.kind(),
            format!("it is no ordinary file, and cannot be taken along ({error}): put it elsewhere"),
        )),
        done => done,
    }
}
