//! The server, as a browser meets it: pages, the news of builds, and requests that must be refused.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};
use std::{fs, thread};

use serde_json::Value;

use crate::archive::{Archive, Run};

/// How long a test waits for what must happen. It takes milliseconds unless the machine is busy.
const PATIENCE: Duration = Duration::from_secs(60);
const LETTER: &str = "1. A Letter\n\nAmsel, March 3, 1926.\n\nThe lamp was lit.\n";
/// The script that pages get.
const SCRIPT: &str = "<script src=\"/.fonds/follow.js\"";

/// A server that runs until the test ends.
struct Server {
    archive: Archive,
    program: Child,
    address: SocketAddr,
    said: Receiver<String>,
    /// What it said before it answered.
    before: Vec<String>,
}

/// What was answered.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

/// The news that a page would get.
struct News(BufReader<TcpStream>);

impl Server {
    /// Serves an archive at any port.
    fn start(archive: Archive) -> Self {
        Self::start_with(archive, &["--port", "0"])
    }

    fn start_with(archive: Archive, arguments: &[&str]) -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_fonds"))
            .arg("serve")
            .args(arguments)
            .current_dir(archive.path("."))
            .env("NO_COLOR", "1")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let (sender, said) = mpsc::channel();
        collect(program.stdout.take().expect("output"), sender.clone());
        collect(program.stderr.take().expect("output"), sender);
        let mut before = Vec::new();
        while !before.last().is_some_and(|line: &String| line.contains("Serving at http://")) {
            let line = said.recv_timeout(PATIENCE);
            before.push(line.unwrap_or_else(|error| panic!("it does not serve ({error}): {before:#?}")));
        }
        let address =
            before.last().and_then(|line| line.split(['/', ' ']).find_map(|part| part.parse().ok()));
        Self { archive, program, address: address.expect("an address"), said, before }
    }

    /// Ends the server, and gives its archive back.
    fn ended(mut self) -> Archive {
        let _ = self.program.kill();
        let _ = self.program.wait();
        std::mem::replace(&mut self.archive, Archive::new())
    }

    /// Waits until the server says something, and gives the line.
    fn says(&self, expected: &str) -> String {
        if let Some(line) = self.before.iter().find(|line| line.contains(expected)) {
            return line.clone();
        }
        let mut said = String::new();
        loop {
            match self.said.recv_timeout(PATIENCE) {
                Ok(line) if line.contains(expected) => return line,
                Ok(line) => said.push_str(&format!("{line}\n")),
                Err(error) => panic!("it does not say {expected} ({error}):\n{said}"),
            }
        }
    }

    /// Saves a file as editors do: whole, in one step.
    fn save(&self, path: &str, content: impl AsRef<[u8]>) {
        self.archive.write(".saved", content);
        let path = self.archive.path(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::rename(self.archive.path(".saved"), path).expect("a file");
    }

    /// Sends the head of a request as it is.
    fn send(&self, head: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time limit");
        stream.write_all(head.as_bytes()).expect("a request");
        stream
    }

    fn request(&self, method: &str, target: &str, host: &str) -> Answer {
        let mut stream = self.send(&format!("{method} {target} HTTP/1.1\r\nHost: {host}\r\n\r\n"));
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        let answer = String::from_utf8_lossy(&answer);
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        Answer { status, head: head.to_owned(), body: body.to_owned() }
    }

    fn get(&self, target: &str) -> Answer {
        self.request("GET", target, &self.address.to_string())
    }

    /// Listens to the news as a page does.
    fn listen(&self) -> News {
        let host = self.address;
        News(BufReader::new(self.send(&format!("GET /.fonds/events HTTP/1.1\r\nHost: {host}\r\n\r\n"))))
    }
}

fn collect(output: impl Read + Send + 'static, sender: mpsc::Sender<String>) {
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            // Nobody may be listening any more.
            let _ = sender.send(line);
        }
    });
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

impl News {
    /// Waits for news of which something is true.
    fn until(&mut self, is_awaited: impl Fn(&Value) -> bool) -> Value {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            let mut line = String::new();
            assert!(self.0.read_line(&mut line).expect("news") > 0, "the news end");
            let Some(text) = line.strip_prefix("data: ") else { continue };
            let news: Value = serde_json::from_str(text).expect("JSON");
            if is_awaited(&news) {
                return news;
            }
        }
        panic!("the news did not come");
    }

    fn next(&mut self) -> Value {
        self.until(|_| true)
    }
}

fn letter() -> Archive {
    Archive::new().file("content/letters/d1.txt", LETTER)
}

#[test]
fn a_served_page_follows_its_source() {
    let server = Server::start(letter());
    let page = server.get("/letters/d1.html");
    assert_eq!(page.status, 200, "{}", page.head);
    assert!(page.head.contains("Content-Type: text/html; charset=utf-8"), "{}", page.head);
    assert!(page.head.contains("Cache-Control: no-store"), "{}", page.head);
    assert!(page.body.contains("The lamp was lit.") && page.body.contains(SCRIPT), "{}", page.body);

    let mut news = server.listen();
    let first = news.next();
    let version = first["version"].as_str().expect("a version").to_owned();
    assert!(page.body.contains(&format!("data-version=\"{version}\"")), "{version}: {}", page.body);

    server.save("content/letters/d1.txt", LETTER.replace("lit", "out"));
    news.until(|news| news["version"] != version.as_str());
    assert!(server.get("/letters/d1.html").body.contains("The lamp was out."));

    // The files of the site are as `build` writes them.
    assert!(!server.archive.read(".fonds/served/letters/d1.html").contains(SCRIPT));
    assert!(!server.archive.path("public").exists());
}

#[test]
fn a_saved_document_is_shown_before_the_site_is_built_of_it() {
    let note = "\n\nSee Document 2 and Document 9.\n";
    let archive = letter().file("content/letters/d2.txt", LETTER.replace("1.", "2."));
    let server = Server::start(archive.file("content/letters/d1.txt", format!("{LETTER}{note}")));
    let mut news = server.listen();
    let mut version = news.next()["version"].clone();
    let mut seen = 0;
    for word in ["out", "new", "old", "red", "blue"] {
        server.save("content/letters/d1.txt", format!("{}{note}", LETTER.replace("lit", word)));
        let shown = news.until(|news| news["version"] != version);
        // Of news that follow each other at once, the last is told.
        if shown["is_behind"] == true {
            seen += 1;
            assert_eq!(shown["extent"]["only"], serde_json::json!(["letters/d1.txt", "letters/d1.html"]));
            assert_eq!(shown["before"], version);
        }
        // The site can have been built of it by now, and the page is the same.
        let page = server.get("/letters/d1.html").body;
        assert!(page.contains(&format!("The lamp was {word}.")), "{page}");
        assert!(page.contains("href=\"d2.html\""), "{page}");
        assert!(server.get("/letters/d1.txt").body.contains(word));

        let built = match shown["is_behind"] == true {
            true => news.until(|news| news["is_behind"] == false),
            false => shown,
        };
        assert_eq!(
            built["extent"]["all_but"],
            serde_json::json!(["letters/d1.html", "letters/d1.txt"]),
            "its page was shown as it was built"
        );
        assert!(server.archive.read(".fonds/served/letters/d1.html").contains(&format!("was {word}.")));
        version = built["version"].clone();
    }
    assert!(seen > 0, "no document was shown before the site was built");
}

#[test]
fn what_is_more_than_a_documents_text_is_shown_when_it_is_built() {
    let server = Server::start(letter().file("content/letters/d2.md", "Text.\n"));
    let mut news = server.listen();
    let mut version = news.next()["version"].clone();
    let steps = [
        // One becomes a draft, one is new, and what is said of all of them changes.
        ("content/letters/d2.md", "+++\ndraft = true\n+++\nText.\n".to_owned()),
        ("content/letters/collection.toml", "title = \"Letters of Amsel\"\n".to_owned()),
        ("content/letters/d3.txt", LETTER.replace("1.", "3.")),
        ("fonds.toml", "title = \"Amsel\"\n".to_owned()),
    ];
    for (path, content) in steps {
        server.save(path, content);
        let built = news.until(|news| news["version"] != version);
        assert_eq!((&built["extent"], &built["is_behind"]), (&"all".into(), &false.into()), "{path}");
        version = built["version"].clone();
    }
    assert!(server.get("/").body.contains("Letters of Amsel"));
}

#[test]
fn a_document_that_cannot_be_built_is_not_shown() {
    let server = Server::start(letter().file("content/letters/d2.md", "+++\ntitle = \"Two\"\n+++\nText.\n"));
    let mut news = server.listen();
    let first = news.next();
    server.save("content/letters/d2.md", "+++\ntitle = \"Two\"\ndate = 1926-99\n+++\nOther text.\n");
    let broken = news.next();
    assert_eq!((&broken["error_count"], &broken["version"]), (&1.into(), &first["version"]));
    assert!(!server.get("/letters/d2.html").body.contains("Other text."));
    // While one document is broken no site is built, and a page that was shown of another goes back to what was.
    server.save("content/letters/d1.txt", LETTER.replace("lit", "out"));
    let number = |news: &Value| -> usize {
        let version = news["version"].as_str().and_then(|version| version.split_once('-'));
        version.and_then(|(_, number)| number.parse().ok()).expect("a version")
    };
    news.until(|news| number(news) == number(&first) + 2);
    assert!(server.get("/letters/d1.html").body.contains("The lamp was lit."));
    server.save("content/letters/d2.md", "+++\ntitle = \"Two\"\n+++\nOther text.\n");
    news.until(|news| news["error_count"] == 0 && news["is_behind"] == false);
    assert!(server.get("/letters/d1.html").body.contains("The lamp was out."));
    assert!(server.get("/letters/d2.html").body.contains("Other text."));
}

#[test]
fn a_site_that_is_built_already_is_shown_from_memory_too() {
    let server = Server::start(letter());
    let archive = server.ended();
    std::thread::sleep(Duration::from_millis(200));
    // The second build makes nothing, and the third finds that nothing changed.
    let server = Server::start(Server::start(archive).ended());
    let mut news = server.listen();
    let mut version = news.next()["version"].clone();
    for count in 0.. {
        server.save("content/letters/d1.txt", LETTER.replace("lit", &format!("lit {count} times")));
        let told = news.until(|news| news["version"] != version && news["is_behind"] == false);
        // The archive may still be being read.
        if told["extent"] != "all" {
            break;
        }
        version = told["version"].clone();
        assert!(count < 100, "no document is shown from memory");
    }
}

#[test]
fn documents_and_folders_come_and_go() {
    let server = Server::start(letter());
    let mut news = server.listen();
    let first = news.next();
    server.save("content/minutes/d2.txt", LETTER.replace("1.", "2."));
    let second = news.until(|news| news["version"] != first["version"]);
    assert_eq!(server.get("/minutes/d2.html").status, 200);
    server.save("templates/not-found.html", "<body>nothing like that</body>");
    let third = news.until(|news| news["version"] != second["version"]);
    assert!(server.get("/nowhere").body.contains("nothing like that"));
    server.archive.remove("content/letters/d1.txt");
    news.until(|news| news["version"] != third["version"]);
    assert_eq!(server.get("/letters/d1.html").status, 404);
}

#[test]
fn errors_are_told_and_the_earlier_site_stays() {
    let server = Server::start(letter());
    let mut news = server.listen();
    let first = news.next();
    assert_eq!(first["error_count"], 0);

    server.save("content/letters/d2.md", "+++\ntitle = \"Two\"\ndate = 1926-99\n+++\nText.\n");
    let broken = news.until(|news| news["error_count"] != 0);
    assert_eq!(broken["version"], first["version"]);
    let error = &broken["errors"][0];
    assert_eq!((error["file"].as_str(), error["line"].as_u64()), (Some("content/letters/d2.md"), Some(3)));
    assert!(error["quote"].as_str().is_some_and(|quote| quote.contains("1926-99")), "{error}");
    server.says("content/letters/d2.md:3");
    assert!(server.get("/letters/d1.html").body.contains("The lamp was lit."));
    // A page that is opened now learns it, too.
    assert_eq!(server.listen().next()["error_count"], broken["error_count"]);

    server.save("content/letters/d2.md", "+++\ntitle = \"Two\"\n+++\nText.\n");
    news.until(|news| news["error_count"] == 0 && news["version"] != first["version"]);
    assert_eq!(server.get("/letters/d2.html").status, 200);
}

#[test]
fn a_configuration_that_cannot_be_read_is_an_error_like_others() {
    let server = Server::start(letter().config("titel = \"Letters\"\n"));
    let page = server.get("/");
    assert_eq!(page.status, 503);
    assert!(page.body.contains(SCRIPT), "{}", page.body);
    let mut news = server.listen();
    let broken = news.next();
    assert_eq!(
        (&broken["errors"][0]["file"], &broken["errors"][0]["line"]),
        (&"fonds.toml".into(), &1.into())
    );
    server.save("fonds.toml", "title = \"Letters\"\n");
    news.until(|news| news["error_count"] == 0);
    assert_eq!(server.get("/").status, 200);
    server.save("fonds.toml", "title = Letters\n");
    news.until(|news| news["error_count"] == 1);
    server.says("fonds.toml:1:9");
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn addresses_lead_to_files_of_the_site_alone() {
    let server = Server::start(letter().file("secret.txt", "secret").file("static/a b.svg", "<svg/>"));
    assert_eq!(server.get("/").status, 200);
    assert_eq!(server.get("/letters/").status, 200);
    let folder = server.get("/letters");
    assert_eq!(
        (folder.status, folder.head.contains("Location: /letters/\r\n")),
        (302, true),
        "{}",
        folder.head
    );
    let image = server.get("/a%20b.svg?v=1");
    assert_eq!((image.status, image.body.as_str()), (200, "<svg/>"));
    assert!(image.head.contains("Content-Type: image/svg+xml"), "{}", image.head);
    let missing = server.get("/letters/d9.html");
    assert_eq!(missing.status, 404);
    assert!(missing.body.contains("Page not found") && missing.body.contains(SCRIPT), "{}", missing.body);
    for target in
        ["/../../secret.txt", "/%2e%2e/%2e%2e/secret.txt", "/..%2f..%2fsecret.txt", "//../secret.txt"]
    {
        let answer = server.get(target);
        assert_eq!(answer.status, 404, "{target}");
        assert!(!answer.body.contains("secret"), "{target}: {}", answer.body);
    }
    let host = server.address.to_string();
    let head = server.request("HEAD", "/letters/d1.html", &host);
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(server.request("POST", "/", &host).status, 405);
}

#[test]
fn only_names_of_this_machine_are_answered() {
    let server = Server::start(letter());
    let port = server.address.port();
    for host in [format!("localhost:{port}"), format!("127.0.0.1:{port}"), format!("[::1]:{port}")] {
        assert_eq!(server.request("GET", "/", &host).status, 200, "{host}");
    }
    for host in ["example.org".to_owned(), format!("localhost.example.org:{port}"), "10.0.0.1".to_owned()] {
        let answer = server.request("GET", "/letters/d1.html", &host);
        assert_eq!(answer.status, 403, "{host}");
        assert!(!answer.body.contains("lamp"), "{}", answer.body);
        assert_eq!(server.request("GET", "/.fonds/events", &host).status, 403, "{host}");
    }
}

#[test]
fn an_archive_is_served_once() {
    let server = Server::start(letter());
    server.archive.fonds(&["serve", "--port", "0"]).exits_with(2).says("is being served already");
    // Building it for good is another matter.
    server.archive.fonds(&["build"]).exits_with(0);
}

#[test]
fn what_cannot_be_served_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    Run::of(folder.path(), &["serve"]).exits_with(2).says("no archive in this folder");
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    letter().fonds(&["serve", "--port", &port]).exits_with(2).says("the address cannot be had");
}

#[test]
fn a_port_that_is_taken_is_passed_over() {
    // If it cannot be had here, someone else has it.
    let _taken = TcpListener::bind("127.0.0.1:8000");
    let server = Server::start_with(letter(), &[]);
    assert!((8001..8020).contains(&server.address.port()), "{}", server.address);
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn others_are_served_if_that_is_wanted() {
    let server = Server::start_with(letter(), &["--address", "0.0.0.0", "--port", "0"]);
    assert!(server.address.ip().is_loopback(), "{}", server.address);
    assert_eq!(server.request("GET", "/", "archive.example.org").status, 200);
    server.says("warning: everyone who can reach this machine");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_in_order() {
    let mut server = Server::start(letter());
    let process = server.program.id().to_string();
    assert!(Command::new("kill").args(["-INT", &process]).status().expect("a signal").success());
    assert_eq!(server.program.wait().expect("an end").code(), Some(0));
    server.archive.fonds(&["check"]).exits_with(0);
}
