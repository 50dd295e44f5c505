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
//!
//! This room owns the forms of packages. It takes an archive, its templates, and a site whose files were all taken; it gives
//! packages to that site, and their sizes. It must not know the index, what browsers keep, or what a build reports.

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
use crate::diagnostic::Diagnostic;
use crate::render;
use crate::render::{Renderer, Templates};
use crate::site::emission::Emission;
use crate::site::{Package, PackageKind, PackageSize, unwritable};
use epub::Volume;
use moment::Moment;

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
    let folder = Workshop::new(emission.workspace().packages())?;
    let volumes = epub::volumes(archive);
    let mut diagnostics = Vec::new();
    let mut tasks = vec![Task::Bag, Task::Zip];
    match zim::ZimTools::find() {
        Some(tools) => {
            diagnostics.extend(tools.is_bound_to_its_day());
            tasks.push(Task::Zim(tools));
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
                Task::Zim(tools) => tools.write(archive, emission, &site, &path)?,
                Task::Epub(volume, _) => volume.write(&templates_of_site, &path, moment)?,
            }
            let bytes = fs::metadata(&path).map_err(|error| failure(&path, &error))?.len();
            emission.adopt(&path, &address)?;
            Ok(Package { address, bytes, kind })
        })
        .collect();
    let mut packages = made?;
    packages.sort_by_key(|package| package.kind.order());
    diagnostics.extend(Renderer::new(archive, templates, emission, &packages).offers());
    let sizes = packages.into_iter().map(|Package { address, bytes, .. }| PackageSize { address, bytes });
    Ok((sizes.collect(), diagnostics))
}

/// What packages depend on besides the archive: where it changed, they are made anew.
pub fn environment() -> impl serde::Serialize {
    let moment = Moment::of_environment().map(Moment::seconds).ok();
    (moment, zim::ZimTools::find().map(|tools| tools.is_bound_to_its_day().is_some()))
}

/// A package that is to be made.
enum Task<'a> {
    Zip,
    Bag,
    Zim(zim::ZimTools),
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

    fn kind(&self) -> PackageKind {
        match self {
            Self::Zip => PackageKind::Zip,
            Self::Bag => PackageKind::Bag,
            Self::Zim(_) => PackageKind::Zim,
            Self::Epub(volume, _) => volume.kind(),
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
    fn new(folder: PathBuf) -> Result<Self, Diagnostic> {
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
    unwritable(path, "the package", error)
}
