//! Serving: a site on this machine that follows its sources.
//!
//! The server builds the site into a folder of its own, watches the sources, and builds again when
//! they change. Pages that are served carry a script ([`pages`]) which listens to the news
//! ([`news`]): it loads the page anew, or shows what is wrong. The earlier site is served
//! until a build succeeds.
//!
//! The archive stays in memory after a build, so that a document that is saved is shown at once; the build of all that follows
//! from it goes on behind it, in a thread of its own.
//!
//! Each connection has a thread and carries one request; there are few of them, and they come from
//! this machine unless it is told otherwise.

mod connection;
mod http;
mod news;
mod pages;
mod watch;

use std::fs::{self, File};
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use connection::Site;
use news::News;
use watch::{Change, Watch};

use crate::build::Kept;
use crate::build::report::Report;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::CONTENT_FOLDER;
use crate::{build, config};

/// The folder within an archive that holds what the server needs.
pub const FOLDER: &str = ".fonds";
/// The folder of the served site within that. It stays, so that the next start has less to do.
const SITE_FOLDER: &str = "served";
/// The port that is tried first where none is asked for.
pub const FIRST_PORT: u16 = 8000;
/// How many ports are tried.
const TRIED_PORTS: u16 = 20;

/// What builds the site, and shows what came out of it.
pub type Build<'a> =
    dyn FnMut(&build::Options, &Path) -> Result<(Report, Option<Kept>), Diagnostic> + Send + 'a;

/// A server that holds its port, and watches the archive, but does not answer yet.
pub struct Server {
    options: build::Options,
    site: Arc<Site>,
    listener: TcpListener,
    watch: Watch,
    address: SocketAddr,
    /// Kept until the end: two servers in one folder would build over each other.
    _lock: File,
}

impl Server {
    /// Prepares to serve an archive. Without a port, the first free one from 8000 on is taken.
    ///
    /// # Errors
    /// A diagnostic, if there is no archive in the folder, it is served already, it cannot be watched,
    /// or the address cannot be had.
    pub fn new(root: &Path, address: IpAddr, port: Option<u16>, drafts: bool) -> Result<Self, Diagnostic> {
        let shown = root.display().to_string();
        let fail = |message: String| Diagnostic::new(Severity::Error, Code::Unreadable, &shown, message);
        if !root.join(config::FILE_NAME).exists() && !root.join(CONTENT_FOLDER).exists() {
            return Err(fail("there is no archive in this folder".to_owned())
                .help("name the archive's folder, or begin with `fonds init`"));
        }
        let root = fs::canonicalize(root)
            .map_err(|error| fail(format!("the archive's folder cannot be read: {error}")))?;
        let lock = lock(&root.join(FOLDER))?;
        let listener = bind(address, port)?;
        let address = listener.local_addr().map_err(|error| fail(format!("there is no address: {error}")))?;
        let watch = Watch::new(&root).map_err(|error| {
            fail(format!("the archive cannot be watched for changes: {error}"))
                .help("the system may limit how many folders are watched (fs.inotify.max_user_watches)")
        })?;
        let folder = root.join(FOLDER).join(SITE_FOLDER);
        let site =
            Site { folder: folder.clone(), loopback_only: address.ip().is_loopback(), news: News::new() };
        let output = Some(folder);
        let options = build::Options { root, output, drafts, is_passing: true, ..build::Options::default() };
        Ok(Self { options, site: Arc::new(site), listener, watch, address, _lock: lock })
    }

    /// The address at which the site will be served.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Builds the site, serves it, and builds it again after each change, for as long as the archive
    /// can be watched. `build` is to build with the options it gets into the folder it gets, and to show what came out;
    /// `ready` is called when the first build is done and requests are answered.
    ///
    /// # Errors
    /// A diagnostic, if the archive can no longer be watched.
    pub fn run(self, build: &mut Build<'_>, ready: &mut dyn FnMut()) -> Result<(), Diagnostic> {
        let Self { options, site, listener, mut watch, address: _, _lock } = self;
        let threads = rayon::ThreadPoolBuilder::new().build().ok();
        let builds = Builds { options: &options, site: &site, kept: Mutex::default(), threads };
        builds.build(build, 0, false);
        connection::accept(listener, Arc::clone(&site));
        ready();
        thread::scope(|scope| {
            let (sender, changes) = mpsc::channel();
            scope.spawn(|| builds.follow(changes, build));
            let mut count = 0;
            while let Some(change) = watch.wait() {
                count += 1;
                let is_text = builds.show(&change, count);
                // The builds end after the changes do.
                let _ = sender.send((count, is_text));
            }
        });
        let shown = options.root.display().to_string();
        let message = "the archive can no longer be watched for changes";
        Err(Diagnostic::new(Severity::Error, Code::Unreadable, &shown, message))
    }
}

/// The builds of a site that is served, and the archive that they leave in memory.
struct Builds<'a> {
    options: &'a build::Options,
    site: &'a Site,
    kept: Mutex<Option<Kept>>,
    /// Threads for documents that are shown, which need not wait then until a build has some that are free.
    threads: Option<rayon::ThreadPool>,
}

impl Builds<'_> {
    /// Builds after each change, until there are no more. Each has its number, and whether the documents were shown of which
    /// alone it is made. What changed while the site was built is built at once.
    fn follow(&self, changes: Receiver<(u64, bool)>, build: &mut Build<'_>) {
        self.read();
        let mut is_text = true;
        while let Ok(first) = changes.recv() {
            let mut change = first.0;
            for (later, is_text_too) in std::iter::once(first).chain(changes.try_iter()) {
                change = later;
                is_text &= is_text_too;
            }
            // What changed before a build that failed is news for the next one.
            let is_built = self.build(build, change, is_text);
            is_text |= is_built;
        }
    }

    /// Builds once. Says whether there is a site of it.
    fn build(&self, build: &mut Build<'_>, change: u64, is_text: bool) -> bool {
        let outcome = build(self.options, &self.site.folder).map(|(report, kept)| {
            self.keep(kept);
            report
        });
        let is_built = outcome.as_ref().is_ok_and(|report| report.written.is_some());
        self.site.news.tell(outcome, &self.site.folder, change, is_text);
        is_built
    }

    /// Reads the archive into memory where the first build left none, since nothing had changed.
    fn read(&self) {
        let is_there = self.kept.lock().unwrap_or_else(PoisonError::into_inner).is_some();
        if !is_there && self.site.folder.is_dir() {
            // What is wrong with it was said, and the next build keeps it.
            self.keep(Kept::read(self.options, &self.site.folder).ok());
        }
    }

    /// Keeps the archive of a build in the place of an earlier one.
    fn keep(&self, kept: Option<Kept>) {
        if kept.is_some() {
            // Letting go of an archive takes a while, for which nobody need wait.
            let _earlier =
                std::mem::replace(&mut *self.kept.lock().unwrap_or_else(PoisonError::into_inner), kept);
        }
    }

    /// Shows the documents of a change from memory. Says whether they are all that changed.
    fn show(&self, change: &Change, count: u64) -> bool {
        if change.is_other {
            return false;
        }
        let saved: Vec<&PathBuf> = change.content.iter().collect();
        let mut guard = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = &mut *guard;
        let mut make = || kept.as_mut().and_then(|kept| kept.pages(&saved));
        let pages = match &self.threads {
            Some(threads) => threads.install(make),
            None => make(),
        };
        drop(guard);
        let is_shown = pages.is_some();
        self.site.news.show(pages.unwrap_or_default(), count);
        is_shown
    }
}

/// A folder of the server's own, for this server alone.
fn lock(folder: &Path) -> Result<File, Diagnostic> {
    let path = folder.join("lock");
    let fail = |message: String| {
        Diagnostic::new(Severity::Error, Code::Unwritable, &folder.display().to_string(), message)
    };
    let lock = fs::create_dir_all(folder)
        .and_then(|()| File::create(&path))
        .map_err(|error| Diagnostic::unwritable(folder, "the site", &error))?;
    lock.try_lock().map_err(|error| match error {
        fs::TryLockError::WouldBlock => fail("this archive is being served already".to_owned())
            .help("use the server that runs, or end it first"),
        fs::TryLockError::Error(error) => fail(format!("the folder cannot be locked: {error}")),
    })?;
    Ok(lock)
}

/// Takes the port that is asked for, or else the first that is free.
fn bind(address: IpAddr, port: Option<u16>) -> Result<TcpListener, Diagnostic> {
    let (first, last) = port.map_or((FIRST_PORT, FIRST_PORT + TRIED_PORTS - 1), |port| (port, port));
    let mut outcome = TcpListener::bind((address, first));
    for port in first..last {
        let taken = outcome.as_ref().is_err_and(|error| error.kind() == std::io::ErrorKind::AddrInUse);
        if !taken {
            break;
        }
        outcome = TcpListener::bind((address, port + 1));
    }
    outcome.map_err(|error| {
        let shown = SocketAddr::new(address, first).to_string();
        Diagnostic::new(
            Severity::Error,
            Code::Unwritable,
            &shown,
            format!("the address cannot be had: {error}"),
        )
        .help("choose another with --port or --address")
    })
}
