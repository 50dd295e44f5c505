//! [Workflow commands](https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands),
//! which GitHub shows as annotations of the files in a pull request.

use super::Located;
use crate::build::excerpt;
use crate::build::excerpt::Excerpt;
use crate::diagnostic::Severity;
use crate::diagnostic::visible::visible;

/// One command a line.
pub(super) fn commands(located: &[Located<'_>]) -> String {
    let few = excerpt::few_of_each(located);
    few.into_iter()
        .map(|few| match few {
            Excerpt::Shown(located) => command(located),
            Excerpt::More(count, located) => more(count, located),
        })
        .collect()
}

/// What is left out, as a command of its own: GitHub shows ten at most of a step.
fn more(count: usize, located: &Located<'_>) -> String {
    let file =
        located.path.as_deref().map_or_else(String::new, |path| format!(" file={}", escaped_property(path)));
    format!("::notice{file}::{}\n", escaped(&excerpt::more(count, located.diagnostic)))
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
    format!("::{name} {}::{}\n", properties.join(","), escaped(&located.message_with_spot()))
}

/// A message as it stands in a command, by the rules of
/// [GitHub's own toolkit](https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts).
fn escaped(text: &str) -> String {
    let text = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    // The log obeys what is left as a terminal would.
    visible(&text).into_owned()
}

/// The value of a property, in which the signs between properties are escaped, too.
fn escaped_property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::located;
    use super::super::tests::found;
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
