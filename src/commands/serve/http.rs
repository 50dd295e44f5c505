//! As much of HTTP/1.1 as a server for one person needs: one request a connection, without a body.

use std::io::{self, Read, Write};

use httparse::EMPTY_HEADER;

/// How long the head of a request can be.
const LONGEST_HEAD: usize = 32 * 1024;
/// How many fields it can have.
const MOST_FIELDS: usize = 100;

/// The head of a request.
#[derive(Debug, PartialEq, Eq)]
pub struct Request {
    /// The method, such as GET.
    pub method: String,
    /// What is asked for, as it was sent.
    pub target: String,
    /// The host that is asked.
    pub host: String,
}

/// An answer.
#[derive(Debug)]
pub struct Response {
    /// The status.
    pub status: Status,
    /// The fields of the head, without those that all answers have.
    pub fields: Vec<(&'static str, String)>,
    /// The body.
    pub body: Vec<u8>,
}

/// The statuses that are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Ok,
    Found,
    BadRequest,
    Forbidden,
    NotFound,
    MethodNotAllowed,
    HeadTooLarge,
    Unavailable,
}

impl Status {
    fn line(self) -> &'static str {
        match self {
            Self::Ok => "200 OK",
            Self::Found => "302 Found",
            Self::BadRequest => "400 Bad Request",
            Self::Forbidden => "403 Forbidden",
            Self::NotFound => "404 Not Found",
            Self::MethodNotAllowed => "405 Method Not Allowed",
            Self::HeadTooLarge => "431 Request Header Fields Too Large",
            Self::Unavailable => "503 Service Unavailable",
        }
    }
}

/// Reads the head of a request. `Ok(Err(…))` is one that has to be refused.
pub fn read(stream: &mut impl Read) -> io::Result<Result<Request, Status>> {
    let mut head = Vec::new();
    let mut part = [0; 4096];
    while head.len() < LONGEST_HEAD {
        let length = stream.read(&mut part)?;
        if length == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        head.extend_from_slice(&part[..length]);
        if let Some(request) = parse(&head) {
            return Ok(request);
        }
    }
    Ok(Err(Status::HeadTooLarge))
}

/// `None` if the head goes on.
fn parse(head: &[u8]) -> Option<Result<Request, Status>> {
    let mut fields = [EMPTY_HEADER; MOST_FIELDS];
    let mut request = httparse::Request::new(&mut fields);
    match request.parse(head) {
        Ok(state) if state.is_partial() => return None,
        Ok(_) => {}
        Err(httparse::Error::TooManyHeaders) => return Some(Err(Status::HeadTooLarge)),
        Err(_) => return Some(Err(Status::BadRequest)),
    }
    let mut hosts = request.headers.iter().filter(|field| field.name.eq_ignore_ascii_case("host"));
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return Some(Err(Status::BadRequest)) };
    let (Some(method), Some(target), Ok(host)) =
        (request.method, request.path, std::str::from_utf8(host.value))
    else {
        return Some(Err(Status::BadRequest));
    };
    Some(Ok(Request { method: method.to_owned(), target: target.to_owned(), host: host.to_owned() }))
}

impl Response {
    /// An answer with a body of a type.
    pub fn new(status: Status, content_type: impl Into<String>, body: impl Into<Vec<u8>>) -> Self {
        Self { status, fields: vec![("Content-Type", content_type.into())], body: body.into() }
    }

    /// The same, with one more field.
    pub fn field(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.fields.push((name, value.into()));
        self
    }

    /// Writes the answer; to HEAD, its head alone.
    pub fn write(&self, stream: &mut impl Write, head_only: bool) -> io::Result<()> {
        let mut bytes = head(self.status, &self.fields, Some(self.body.len())).into_bytes();
        if !head_only {
            bytes.extend_from_slice(&self.body);
        }
        stream.write_all(&bytes)?;
        stream.flush()
    }
}

/// The head of an answer. Without a length, the body ends with the connection.
pub fn head(status: Status, fields: &[(&'static str, String)], length: Option<usize>) -> String {
    let mut head = format!("HTTP/1.1 {}\r\n", status.line());
    for (name, value) in fields {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    if let Some(length) = length {
        head.push_str(&format!("Content-Length: {length}\r\n"));
    }
    // Pages of other sites must not read an archive by taking its files for scripts or images.
    head.push_str(
        "Cache-Control: no-store\r\nCross-Origin-Resource-Policy: same-origin\r\nConnection: close\r\n\r\n",
    );
    head
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(text: &str) -> Result<Request, Status> {
        read(&mut text.as_bytes()).expect("a whole head")
    }

    #[test]
    fn a_request_has_method_target_and_host() {
        let request =
            request("GET /a%20b.html?x HTTP/1.1\r\nhost: localhost:8000\r\n\r\n").expect("a request");
        assert_eq!(
            (request.method.as_str(), request.target.as_str(), request.host.as_str()),
            ("GET", "/a%20b.html?x", "localhost:8000")
        );
    }

    #[test]
    fn a_request_needs_one_host() {
        assert_eq!(request("GET / HTTP/1.1\r\n\r\n"), Err(Status::BadRequest));
        assert_eq!(request("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"), Err(Status::BadRequest));
    }

    #[test]
    fn what_is_no_request_is_refused() {
        assert_eq!(request("\u{16}\u{3}\u{1} HTTP/1.1\r\n\r\n"), Err(Status::BadRequest));
        let long = format!("GET /{} HTTP/1.1\r\n", "a".repeat(LONGEST_HEAD));
        assert_eq!(request(&long), Err(Status::HeadTooLarge));
        assert!(read(&mut "GET / HT".as_bytes()).is_err());
    }

    #[test]
    fn the_answer_to_head_has_the_length_and_no_body() {
        let mut written = Vec::new();
        let response = Response::new(Status::NotFound, "text/plain", "nothing");
        response.write(&mut written, true).expect("an answer");
        let written = String::from_utf8(written).expect("text");
        assert!(written.starts_with("HTTP/1.1 404 Not Found\r\n"), "{written}");
        assert!(written.contains("Content-Length: 7\r\n") && written.ends_with("\r\n\r\n"), "{written}");
    }
}
