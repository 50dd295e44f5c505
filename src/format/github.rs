//! [Workflow commands](https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands),
//! which GitHub shows as annotations of the files in a pull request.

use super::Located;
use crate::diagnostic::Severity;

/// One command a line.
pub(super) fn commands(located: &[Located<'_>]) -> String {
    located.iter().map(command).collect()
}

fn command(located: &Located<'_>) -> String {
    let diagnostic = located.diagnostic;
    let name = match diagnostic.severity {
        Severity::Note => "notice",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let mut properties: Vec<String> = Vec::new();
    if let Some(path) = &located.path {
        properties.push(format!("file={}", escaped_property(path)));
        if let Some(place) = &diagnostic.place {
            properties.push(format!("line={},col={}", place.line, place.column));
        }
    }
    properties.push(format!("title={}", diagnostic.code));
    format!("::{name} {}::{}\n", properties.join(","), escaped(&located.message()))
}

/// A message as it stands in a command, by the rules of
/// [GitHub's own toolkit](https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts).
fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, in which the signs between properties are escaped, too.
fn escaped_property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::{located, tests::found};
    use super::*;

    #[test]
    fn commands_are_escaped_and_one_a_line() {
        let found = found();
        let commands = commands(&located(&found, Path::new("papers")));
        let expected = [
            "::notice file=papers/content/a%2C b.txt,line=2,col=5,title=unresolved::“Document 99”: 100 %25 lost%0Athe nearest is 9",
            "::warning file=papers/content/c.txt,title=empty::the document has no text",
            "::error title=unwritable::no space%0D%0Aleft",
        ];
        assert_eq!(commands.lines().collect::<Vec<_>>(), expected);
    }
}
