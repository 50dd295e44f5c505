//! A connection: its request is read, checked and answered.

use std::io::{self, Write};
use std::net::{IpAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use super::http::{self, Request, Response, Status};
use super::news::News;
use super::pages;

/// How long a browser may take to send its request, or to take the answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// After so long without news a page gets a sign of life, so that one that is gone is noticed.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);

/// The pause after a connection that could not be taken.
const RESPITE: Duration = Duration::from_millis(50);

/// What is served.
pub struct Site {
    /// The folder of the built site.
    pub folder: PathBuf,
    /// Whether only this machine is served.
    pub loopback_only: bool,
    /// The news of its builds.
    pub news: News,
}

/// Answers requests from now on.
pub fn accept(listener: TcpListener, site: Arc<Site>) {
    thread::spawn(move || {
        for stream in listener.incoming() {
            // A connection that fails, or finds no thread, is the browser's to try again.
            let Ok(stream) = stream else {
                // The system may have no more of them for a while.
                thread::sleep(RESPITE);
                continue;
            };
            let site = Arc::clone(&site);
            let _ = thread::Builder::new().spawn(move || answer(stream, &site));
        }
    });
}

/// An error means that the browser is gone.
fn answer(mut stream: TcpStream, site: &Site) -> io::Result<()> {
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let request = match http::read(&mut stream)? {
        Ok(request) => request,
        Err(status) => return plain(status, "This is no request.").write(&mut stream, false),
    };
    let head_only = request.method == "HEAD";
    match refusal(&request, site) {
        Some(response) => response.write(&mut stream, head_only),
        None if request.target == pages::EVENTS && !head_only => send_news(&mut stream, &site.news),
        None => {
            let response = pages::response(&site.folder, &request.target, &|address| site.news.page(address));
            response.write(&mut stream, head_only)
        }
    }
}

/// The answer to a request that is none of ours.
fn refusal(request: &Request, site: &Site) -> Option<Response> {
    if site.loopback_only && !is_loopback(&request.host) {
        // A name of someone else's that leads to this machine would let their pages read the archive.
        let text =
            "This server is for its own machine: use http://localhost or http://127.0.0.1 with its port.";
        return Some(plain(Status::Forbidden, text));
    }
    if !matches!(request.method.as_str(), "GET" | "HEAD") {
        let response = plain(Status::MethodNotAllowed, "There are only files here.");
        return Some(response.field("Allow", "GET, HEAD"));
    }
    None
}

fn plain(status: Status, text: &str) -> Response {
    Response::new(status, "text/plain; charset=utf-8", format!("{text}\n"))
}

/// Whether a host, with or without a port, is this machine by a name that nobody else can give it.
fn is_loopback(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split_once(']').map_or("", |(name, _)| name),
        None => host.split_once(':').map_or(host, |(name, _)| name),
    };
    name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// Sends the news, the latest first, until the page is gone.
fn send_news(stream: &mut TcpStream, news: &News) -> io::Result<()> {
    let fields = [("Content-Type", "text/event-stream".to_owned())];
    stream.write_all(http::head(Status::Ok, &fields, None).as_bytes())?;
    let mut known = 0;
    loop {
        match news.after(known, SIGN_OF_LIFE) {
            Some(message) => {
                known = message.count;
                stream.write_all(format!("data: {}\n\n", message.text).as_bytes())?;
            }
            None => stream.write_all(b":\n\n")?,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_loopback() {
        for host in ["localhost", "LocalHost:8000", "127.0.0.1:8000", "127.0.0.2", "[::1]:8000", "[::1]"] {
            assert!(is_loopback(host), "{host}");
        }
        for host in ["", "example.org", "localhost.example.org:8000", "192.168.1.2", "[fe80::1]:8000", "[::1"]
        {
            assert!(!is_loopback(host), "{host}");
        }
    }
}
