//! Packing: from a built site to packages that readers take along and libraries keep.
//!
//! | package | is | made by |
//! |---|---|---|
//! | `packages/COLLECTION.epub` | an EPUB 3 of a collection's documents, in parts where it is big | [`epub`] |
//! | `packages/archive.zip` | the site | [`zip`] |
//! | `packages/archive.zim` | the site for Kiwix, through the openzim tools where they are installed | [`zim`] |
//! | `packages/archive-bag.zip` | sources and site with checksums | [`bag`] |
//!
//! A page that states the size of a package cannot be part of it. So the site that is packed is that
//! which `fonds build` makes, whose pages know of no packages; when their sizes are known, the pages of
//! collections are made once more, with them, and packages and pages join the site that takes its place.
//! Whoever opens a package therefore finds no link to one that is not there.
//!
//! The same archive gives the same bytes: files come in a fixed order, and times are a [`Moment`].

mod bag;
mod epub;
mod moment;
mod zim;
mod zip;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use rayon::prelude::*;

use crate::archive::Archive;
use crate::build::report::PackageSize;
use crate::catalog::CollectionId;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::render;
use crate::render::Templates;
use crate::site::emission::Emission;
use epub::Volume;
use moment::Moment;

/// A package of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// Its address, relative to the site's root.
    pub address: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// What it is.
    pub kind: Kind,
}

/// What a package is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An EPUB of a collection, or one part of it.
    Epub {
        /// The collection.
        collection: CollectionId,
        /// Which part this is, from 1.
        part: usize,
        /// How many parts there are.
        parts: usize,
    },
    /// The site.
    Zip,
    /// The site for Kiwix.
    Zim,
    /// Sources and site, for preservation.
    Bag,
}

/// Makes the packages of the site that an emission has taken, adds them to it, and lets the pages of
/// collections offer them. Gives their sizes, and what there is to say about them.
///
/// # Errors
/// A diagnostic, if a package cannot be made. Nothing has taken its place then.
pub fn add(
    archive: &Archive,
    templates: &Templates,
    emission: &Emission,
) -> Result<(Vec<PackageSize>, Vec<Diagnostic>), Diagnostic> {
    let moment = Moment::of_environment()?;
    let folder = Workshop::new(emission.private())?;
    let volumes = epub::volumes(archive);
    let mut diagnostics = Vec::new();
    let mut tasks = vec![Task::Bag, Task::Zip];
    match zim::Writer::find() {
        Some(writer) => {
            diagnostics.extend(writer.is_bound_to_its_day());
            tasks.push(Task::Zim(writer));
        }
        None => diagnostics.push(zim::missing()),
    }
    tasks.extend(addressed(archive, &volumes).map(|(volume, address)| Task::Epub(volume, address)));
    let site = emission.files();
    let templates_of_site = render::site_templates(archive, templates);
    // The big packages begin first, each on a thread of its own.
    let made: Result<Vec<Package>, Diagnostic> = tasks
        .par_iter()
        .with_max_len(1)
        .map(|task| {
            let (address, kind) = (task.address(), task.kind());
            let path = folder.0.join(address.replace('/', "-"));
            match task {
                Task::Zip => zip::of_site(&site, &path, moment)?,
                Task::Bag => bag::of_archive(archive, &site, &path, moment)?,
                Task::Zim(writer) => writer.write(archive, emission, &site, &path)?,
                Task::Epub(volume, _) => volume.write(&templates_of_site, &path, moment)?,
            }
            let bytes = fs::metadata(&path).map_err(|error| failure(&path, &error))?.len();
            emission.adopt(&path, &address)?;
            Ok(Package { address, bytes, kind })
        })
        .collect();
    let mut packages = made?;
    packages.sort_by_key(|package| package.kind.order());
    diagnostics.extend(render::offers(archive, templates, &packages, emission));
    let sizes = packages.into_iter().map(|Package { address, bytes, .. }| PackageSize { address, bytes });
    Ok((sizes.collect(), diagnostics))
}

/// What packages depend on besides the archive: where it changed, they are made anew.
pub fn environment() -> impl serde::Serialize {
    let moment = Moment::of_environment().map(Moment::seconds).ok();
    (moment, zim::Writer::find().map(|writer| writer.is_bound_to_its_day().is_some()))
}

/// A size for people: `820 kB`, `12 MB`.
pub fn size(bytes: u64) -> String {
    let (number, unit) = rounded(bytes);
    format!("{number} {unit}")
}

/// A size as a number of kilobytes or, from ten thousand on, of megabytes.
pub fn rounded(bytes: u64) -> (usize, &'static str) {
    let number = |bytes: u64, unit: u64| usize::try_from(bytes.div_ceil(unit)).unwrap_or(usize::MAX);
    if bytes < 10_000_000 { (number(bytes, 1000), "kB") } else { (number(bytes, 1_000_000), "MB") }
}

/// A package that is to be made.
enum Task<'a> {
    Zip,
    Bag,
    Zim(zim::Writer),
    Epub(&'a Volume<'a>, String),
}

impl Task<'_> {
    fn address(&self) -> String {
        match self {
            Self::Zip => "packages/archive.zip".to_owned(),
            Self::Bag => format!("packages/{}.zip", bag::NAME),
            Self::Zim(_) => "packages/archive.zim".to_owned(),
            Self::Epub(_, address) => address.clone(),
        }
    }

    fn kind(&self) -> Kind {
        match self {
            Self::Zip => Kind::Zip,
            Self::Bag => Kind::Bag,
            Self::Zim(_) => Kind::Zim,
            Self::Epub(volume, _) => volume.kind(),
        }
    }
}

impl Kind {
    /// The place among other packages: those of collections in their order, then those of the archive.
    fn order(self) -> (usize, usize) {
        match self {
            Self::Epub { collection, part, .. } => (collection, part),
            Self::Zip => (usize::MAX, 0),
            Self::Zim => (usize::MAX, 1),
            Self::Bag => (usize::MAX, 2),
        }
    }
}

/// The volumes with their addresses: after their collection's, and the archive's own documents as
/// `archive`. A name that is taken already gets a sign more.
fn addressed<'a>(
    archive: &'a Archive,
    volumes: &'a [Volume<'a>],
) -> impl Iterator<Item = (&'a Volume<'a>, String)> {
    let mut taken = BTreeSet::new();
    volumes.iter().map(move |volume| {
        let id = archive.catalog.collections[volume.collection].id.as_str();
        let mut name = if id.is_empty() { "archive".to_owned() } else { id.to_owned() };
        if volume.parts > 1 {
            name.push_str(&format!("-{}", volume.part));
        }
        // Some file systems do not tell capitals from small letters.
        while !taken.insert(name.to_lowercase()) {
            name.push('_');
        }
        (volume, format!("packages/{name}.epub"))
    })
}

/// The folder in which packages are made. It is removed in the end, whatever happens.
struct Workshop(PathBuf);

impl Workshop {
    fn new(private: &Path) -> Result<Self, Diagnostic> {
        let folder = private.join("packages");
        let removed = match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        };
        removed.and_then(|()| fs::create_dir(&folder)).map_err(|error| failure(&folder, &error))?;
        Ok(Self(folder))
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        // What cannot be removed now is removed when the archive is packed the next time.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The diagnostic for a package that cannot be written.
fn failure(path: &Path, error: &dyn std::fmt::Display) -> Diagnostic {
    Diagnostic::new(
        Severity::Error,
        Code::Unwritable,
        &path.display().to_string(),
        format!("the package cannot be made: {error}"),
    )
    .help("the earlier site is as it was; see that the folder can be written to and has room")
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_rounded_up_and_never_nothing() {
        for (bytes, expected) in
            [(1, "1 kB"), (820_000, "820 kB"), (9_999_999, "10000 kB"), (10_000_001, "11 MB")]
        {
            assert_eq!(size(bytes), expected);
        }
    }
}
