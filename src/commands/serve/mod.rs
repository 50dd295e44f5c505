//! Serving: a site on this machine that follows its sources.
//!
//! The server builds the site into a folder of its own, watches the sources, and builds again when
//! they change. Pages that are served carry a script ([`pages`]) which listens to the news of each
//! build ([`news`]): it loads the page anew, or shows what is wrong. The earlier site is served
//! until a build succeeds.
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
use std::path::Path;
use std::sync::Arc;

use connection::Site;
use news::News;
use watch::Watch;

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
    pub fn new(root: &Path, address: IpAddr, port: Option<u16>) -> Result<Self, Diagnostic> {
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
        let options = build::Options { root, output: Some(folder), ..build::Options::default() };
        Ok(Self { options, site: Arc::new(site), listener, watch, address, _lock: lock })
    }

    /// The address at which the site will be served.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Builds the site, serves it, and builds it again after each change, for as long as the archive
    /// can be watched. `build` is to build with the options it gets, and to show what came out;
    /// `ready` is called when the first build is done and requests are answered.
    ///
    /// # Errors
    /// A diagnostic, if the archive can no longer be watched.
    pub fn run(
        self,
        build: &mut dyn FnMut(&build::Options) -> Result<Report, Diagnostic>,
        ready: &mut dyn FnMut(),
    ) -> Result<(), Diagnostic> {
        let Self { options, site, listener, mut watch, address: _, _lock } = self;
        site.news.tell(build(&options));
        connection::accept(listener, Arc::clone(&site));
        ready();
        while watch.wait() {
            site.news.tell(build(&options));
        }
        let shown = options.root.display().to_string();
        let message = "the archive can no longer be watched for changes";
        Err(Diagnostic::new(Severity::Error, Code::Unreadable, &shown, message))
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
