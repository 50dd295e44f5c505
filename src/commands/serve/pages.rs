//! The files of the site as they are served: found by their addresses, and pages with the script
//! that follows the builds. On disk they stay without it.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};
use std::{fs, io};

use percent_encoding::percent_decode_str;

use super::http::{Response, Status};
use crate::resolve::route::SERVICE_WORKER;

/// Where the news of the builds are sent. No source has such an address: names with a dot at their
/// beginning are no documents.
pub const EVENTS: &str = "/.fonds/events";
/// The script, and the look of what it shows.
const OWN_FILES: [(&str, &str, &str); 2] = [
    ("/.fonds/follow.js", "text/javascript; charset=utf-8", web!("serve/follow.js")),
    ("/.fonds/errors.css", "text/css; charset=utf-8", web!("serve/errors.css")),
];
/// What is shown where the site has no page to show.
const NO_SITE: &str = web!("serve/no_site.html");
const HTML: &str = "text/html; charset=utf-8";

/// The answer to a request for a file. Pages are marked with the site's version, which `present` gives for an address with the
/// page that is shown from memory there.
pub fn response(folder: &Path, target: &str, present: &Present<'_>) -> Response {
    let path = target.split(['?', '#']).next().unwrap_or_default();
    if let Some((_, content_type, text)) = OWN_FILES.iter().find(|(address, ..)| *address == path) {
        return Response::new(Status::Ok, *content_type, *text);
    }
    // A page that a browser kept would hide what is being edited.
    if path.strip_prefix('/') == Some(SERVICE_WORKER) {
        return missing(folder, present);
    }
    let Some((relative, is_folder)) = relative_path(path) else { return missing(folder, present) };
    let index = relative.join("index.html");
    let file = if is_folder { &index } else { &relative };
    if let Some(served) = found(folder, file, present) {
        return served;
    }
    if !is_folder && read(folder, &index).is_ok() {
        return Response::new(Status::Found, HTML, "")
            .field("Location", format!("{path}/{}", target.strip_prefix(path).unwrap_or_default()));
    }
    missing(folder, present)
}

/// The site's version, and the page that is shown from memory at an address.
pub type Present<'a> = dyn Fn(&str) -> (String, Option<Vec<u8>>) + 'a;

/// The file of an address, from memory or the site's folder.
fn found(folder: &Path, file: &Path, present: &Present<'_>) -> Option<Response> {
    let address = address(file);
    // The version is taken before the file is read: a page that is newer than its version is loaded once more.
    let (version, from_memory) = present(&address);
    let content = from_memory.map_or_else(|| read(folder, file), Ok).ok()?;
    Some(served(Status::Ok, &address, content, &version))
}

/// Reads a file of the site.
fn read(folder: &Path, relative: &Path) -> io::Result<Vec<u8>> {
    let real = fs::canonicalize(folder.join(relative))?;
    // A symbolic link could lead out of the site.
    if !real.starts_with(fs::canonicalize(folder)?) || !real.is_file() {
        return Err(io::ErrorKind::NotFound.into());
    }
    fs::read(real)
}

/// The path within the site, and whether the address is that of a folder; `None` if it leads out of
/// the site on this or any other system.
fn relative_path(path: &str) -> Option<(PathBuf, bool)> {
    let path = path.strip_prefix('/')?;
    if path.is_empty() {
        return Some((PathBuf::new(), true));
    }
    let (path, is_folder) = path.strip_suffix('/').map_or((path, false), |path| (path, true));
    let mut relative = PathBuf::new();
    for part in path.split('/') {
        let part = percent_decode_str(part).decode_utf8().ok()?;
        let mut components = Path::new(part.as_ref()).components();
        let is_name = matches!(components.next(), Some(Component::Normal(name)) if name == part.as_ref());
        if !is_name || components.next().is_some() || part.contains(['/', '\\', '\0']) {
            return None;
        }
        relative.push(part.as_ref());
    }
    Some((relative, is_folder))
}

/// The address of a file by its path within the site.
fn address(file: &Path) -> String {
    let parts = file.components().map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

fn served(status: Status, address: &str, content: Vec<u8>, version: &str) -> Response {
    let content_type = content_type(Path::new(address));
    if content_type == HTML {
        return Response::new(status, HTML, with_script(&content, address, version));
    }
    Response::new(status, content_type, content)
}

fn content_type(file: &Path) -> String {
    // The table knows no JSON lines.
    if file.extension() == Some(OsStr::new("jsonl")) {
        return "application/jsonl".to_owned();
    }
    let guess = mime_guess::from_path(file).first_or_octet_stream();
    if guess.type_() == "text" { format!("{guess}; charset=utf-8") } else { guess.to_string() }
}

/// The site's own page for what is not there, or, where there is no site, one that says so.
fn missing(folder: &Path, present: &Present<'_>) -> Response {
    let address = "404.html";
    let (version, _) = present(address);
    match fs::read(folder.join(address)) {
        Ok(content) => served(Status::NotFound, address, content, &version),
        Err(_) => {
            let status = if folder.is_dir() { Status::NotFound } else { Status::Unavailable };
            Response::new(status, HTML, with_script(NO_SITE.as_bytes(), address, &version))
        }
    }
}

/// Puts the script before the end of the body, with the version and the address of the page.
fn with_script(page: &[u8], address: &str, version: &str) -> Vec<u8> {
    let end = b"</body>";
    let at = page.windows(end.len()).rposition(|part| part.eq_ignore_ascii_case(end)).unwrap_or(page.len());
    let mut script =
        format!("<script src=\"{}\" data-version=\"{version}\" data-address=\"", OWN_FILES[0].0).into_bytes();
    // Writing into memory does not fail.
    let _ = tera::escape_html(address, &mut script);
    script.extend_from_slice(b"\" defer></script>\n");
    [&page[..at], &script, &page[at..]].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> tempfile::TempDir {
        let above = tempfile::tempdir().expect("a folder");
        let site = above.path().join("site");
        fs::create_dir_all(site.join("a b")).expect("folders");
        fs::write(above.path().join("secret.html"), "secret").expect("a file");
        fs::write(site.join("index.html"), "<body>home</body>").expect("a file");
        fs::write(site.join("a b/index.html"), "<body>collection</body>").expect("a file");
        fs::write(site.join("a b/d1.html"), "<body>letter</BODY>\n").expect("a file");
        fs::write(site.join("404.html"), "<body>not here</body>").expect("a file");
        fs::write(site.join("fonds.css"), "b{}").expect("a file");
        fs::write(site.join("service-worker.js"), "//").expect("a file");
        above
    }

    fn get(above: &tempfile::TempDir, target: &str) -> (Status, String, String) {
        let present = |address: &str| {
            ("7-1".to_owned(), (address == "a b/new.html").then(|| b"<body>new</body>".to_vec()))
        };
        let response = response(&above.path().join("site"), target, &present);
        let value = response.fields.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>().join(" ");
        (response.status, value, String::from_utf8(response.body).expect("text"))
    }

    #[test]
    fn nothing_is_kept_of_what_is_being_edited() {
        assert_eq!(get(&site(), "/service-worker.js").0, Status::NotFound);
    }

    #[test]
    fn pages_get_the_script_and_other_files_stay() {
        let site = site();
        let script = "<script src=\"/.fonds/follow.js\" data-version=\"7-1\" data-address=\"a b/d1.html\" defer></script>\n";
        let (status, kind, body) = get(&site, "/a%20b/d1.html?q=1");
        assert_eq!((status, kind.as_str()), (Status::Ok, HTML));
        assert_eq!(body, format!("<body>letter{script}</BODY>\n"));
        assert_eq!(
            get(&site, "/fonds.css"),
            (Status::Ok, "text/css; charset=utf-8".to_owned(), "b{}".to_owned())
        );
        assert_eq!(get(&site, "/.fonds/follow.js").0, Status::Ok);
    }

    #[test]
    fn a_page_that_is_in_memory_is_shown_before_it_is_built() {
        let (status, _, body) = get(&site(), "/a%20b/new.html");
        assert_eq!(status, Status::Ok);
        assert!(body.starts_with("<body>new<script"), "{body}");
    }

    #[test]
    fn folders_have_an_index() {
        let site = site();
        assert!(get(&site, "/").2.contains("home"));
        assert!(get(&site, "/a%20b/").2.contains("collection"));
        let (status, location, _) = get(&site, "/a%20b?x=1");
        assert_eq!((status, location.ends_with(" /a%20b/?x=1")), (Status::Found, true), "{location}");
    }

    #[test]
    fn what_is_not_there_is_the_sites_own_page() {
        let site = site();
        for target in ["/b.html", "/d1.html/", "//", "/a%20b//d1.html", "*", "http://example.org/"] {
            let (status, _, body) = get(&site, target);
            assert_eq!((status, body.contains("not here")), (Status::NotFound, true), "{target}: {body}");
        }
    }

    #[test]
    fn no_address_leads_out() {
        let site = site();
        for target in [
            "/../secret.html",
            "/%2e%2e/secret.html",
            "/a%20b/../../secret.html",
            "/..%2fsecret.html",
            "/..%5csecret.html",
            "/%2e%2e%2fsecret.html",
            "//../secret.html",
            "/index.html%00",
            "/%ff",
        ] {
            assert_eq!(get(&site, target).0, Status::NotFound, "{target}");
        }
        let absolute = format!("/{}", site.path().join("secret.html").display());
        assert_eq!(get(&site, &absolute).0, Status::NotFound);
    }

    #[cfg(unix)]
    #[test]
    fn no_symbolic_link_leads_out() {
        let site = site();
        let link = |target: &str, name: &str| {
            std::os::unix::fs::symlink(target, site.path().join("site").join(name)).expect("a link");
        };
        link("../secret.html", "out.html");
        link("..", "above");
        link("index.html", "within.html");
        assert_eq!(get(&site, "/out.html").0, Status::NotFound);
        assert_eq!(get(&site, "/above/secret.html").0, Status::NotFound);
        assert_eq!(get(&site, "/within.html").0, Status::Ok);
    }

    #[test]
    fn a_site_that_was_never_built_says_so() {
        let folder = tempfile::tempdir().expect("a folder");
        let response = response(&folder.path().join("site"), "/", &|_| ("7-0".to_owned(), None));
        assert_eq!(response.status, Status::Unavailable);
        assert!(String::from_utf8_lossy(&response.body).contains("follow.js"));
    }
}
