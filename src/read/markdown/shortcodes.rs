//! Markup of other programs: shortcodes of site generators, directives, attributes, components. It stands on
//! the page as it is written, since nobody but its program knows what it stands for, and that is said.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::remarks::is_within;
use crate::diagnostic::{Code, Diagnostic, Severity};

/// The forms, each with what it is in.
static FORMS: LazyLock<Regex> = LazyLock::new(|| {
    let forms = [
        // Hugo, Zola, Jekyll, mdBook: `{{< figure src="x" >}}`, `{{ site.url }}`, `{% include x %}`
        r#"\{\{[<%#]?-?[ \t]*/?[ \t]*[\w."'][^{}\n]*\}\}"#,
        r"\{%-?[ \t]*/?\w[^\n{}]*%\}",
        // Docusaurus, Pandoc, MyST: `:::note`
        r"^[ \t>]*:{3,}[ \t]*\{?[.#]?[A-Za-z][^\n]*$",
        // MkDocs: `!!! note "Title"`
        r"^[ \t>]*(?:!!!|\?\?\?\+?)[ \t]+[a-z][\w-]*",
        r"^[ \t]*\[(?i:toc|\[_?toc_?\])\][ \t]*$",
        // kramdown: `{: .class}`, `{:toc}`; Pandoc: `![x](y.png){width=50%}`
        r"\{:[ \t]*[.#\w][^{}\n]*\}",
        r"[)\]`]\{[ \t]*(?:[.#][\w-]+|[\w-]+=)[^{}\n]*\}",
        // MDX
        r#"^(?:import|export)[ \t][^\n]*from[ \t]+['"][^'"\n]+['"];?[ \t]*$"#,
        r"<[A-Z][\w.]*(?:[ \t]+[^<>\n]*)?/>",
        r"<[A-Z]\w*[a-z]\w*[ \t]+\w+=[^<>\n]*>",
        // Obsidian's callouts, beyond those that GitHub has, too.
        r"^[ \t]*>[ \t]*\[![\w-]+\][^\n]*$",
    ];
    Regex::new(&format!("(?m){}", forms.join("|"))).unwrap_or_else(|error| unreachable!("{error}"))
});

/// How such markup begins: its signs, and the name that follows.
static BEGINNING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^[ \t>]*(?:[)\]`](\{)|(\{\{[<%#]?|\{%|\{:|:::+|!!!|\?\?\?\+?|\[!|<)-?[ \t]*(/?[ \t]*[\w.-]*))",
    )
    .unwrap_or_else(|error| unreachable!("{error}"))
});

/// How many kinds are named.
const NAMED: usize = 6;

/// Says which markup of other programs a text has, from `body` on. In `verbatim` there is none.
pub fn report(text: &str, body: usize, mut verbatim: Vec<Range<usize>>, file: &str) -> Option<Diagnostic> {
    let source = text.get(body..)?;
    verbatim.sort_unstable_by_key(|stretch| stretch.start);
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    let mut first: Option<Range<usize>> = None;
    for found in FORMS.find_iter(source).filter(|found| !is_alert(found.as_str())) {
        let at = body + found.start();
        if !is_within(&verbatim, at) {
            *kinds.entry(kind(found.as_str())).or_default() += 1;
            first.get_or_insert(at..body + found.end());
        }
    }
    let first = first?;
    let mut named: Vec<String> =
        kinds.iter().take(NAMED).map(|(kind, count)| format!("`{kind}` ({count})")).collect();
    if kinds.len() > NAMED {
        named.push(format!("{} more", kinds.len() - NAMED));
    }
    let message =
        format!("markup of another program stands on the page as it is written: {}", named.join(", "));
    let help = "write it in Markdown if readers should not see it";
    Some(Diagnostic::new(Severity::Note, Code::Shortcode, file, message).at(text, first).help(help))
}

/// Whether it is an alert, which is no other program's.
fn is_alert(found: &str) -> bool {
    let word = found.trim_start_matches([' ', '\t', '>']).trim_end();
    ["[!NOTE]", "[!TIP]", "[!IMPORTANT]", "[!WARNING]", "[!CAUTION]"]
        .iter()
        .any(|alert| word.eq_ignore_ascii_case(alert))
}

/// What such markup is called: its signs and its name.
fn kind(found: &str) -> String {
    let Some(begins) = BEGINNING.captures(found) else { return found.trim().chars().take(30).collect() };
    let (signs, name) = match (begins.get(1), begins.get(2)) {
        (Some(_), _) => return "{…}".to_owned(),
        (_, signs) => {
            (signs.map_or("", |signs| signs.as_str()), begins.get(3).map_or("", |name| name.as_str()))
        }
    };
    let name: String = name.split_whitespace().collect::<String>().chars().take(30).collect();
    match signs {
        "{{<" => format!("{{{{< {name} >}}}}"),
        "{{%" => format!("{{{{% {name} %}}}}"),
        "{{#" => format!("{{{{#{name}}}}}"),
        "{{" => format!("{{{{ {name} }}}}"),
        "{%" => format!("{{% {name} %}}"),
        "{:" => format!("{{:{name}}}"),
        "[!" => format!("[!{name}]"),
        "<" => format!("<{name}>"),
        "!!!" | "???" | "???+" => format!("{signs} {name}"),
        signs => format!("{signs}{name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_are_named() {
        for (text, named) in [
            ("{{< figure src=\"lamp.png\" >}}", "{{< figure >}}"),
            ("{{</* note */>}} {{% note %}}x{{% /note %}}", "{{% /note %}}` (1), `{{% note %}}"),
            ("{% include lamp.html %}", "{% include %}"),
            ("Go to {{ site.url }}.", "{{ site.url }}"),
            ("{{#include lamp.rs}}", "{{#include}}"),
            (":::note\nText\n:::", ":::note"),
            ("::: {.warning}\nText\n:::", ":::"),
            ("!!! note \"Lamps\"\n", "!!! note"),
            ("[TOC]\n", "[TOC]"),
            ("{: .lamp}", "{:.lamp}"),
            ("![Lamp](lamp.png){width=50%}", "{…}"),
            ("import Lamp from './lamp.js'\n", "import Lamp from './lamp.js'"),
            ("<Lamp colour=\"red\" />", "<Lamp>"),
            ("> [!abstract] Lamps\n> Text", "[!abstract]"),
        ] {
            let said = report(text, 0, Vec::new(), "a.md").map(|diagnostic| diagnostic.message);
            assert!(
                said.as_ref().is_some_and(|said| said.contains(&format!("`{named}`"))),
                "{text}: {said:?}"
            );
        }
    }

    #[test]
    fn what_is_no_such_markup() {
        for text in [
            "> [!NOTE]\n> Text",
            "f(x){return}",
            "Lists of `List<String>` and <String>.",
            "the set {1, 2}, {a: 1}",
            "What!!! a lamp",
            "ab::c ::: d",
            "export of oil from Skell",
            "[toc](toc.md)",
            "50 % {of} %",
            "$\\frac{{a}}{{b}}$",
        ] {
            let said = report(text, 0, Vec::new(), "a.md").map(|diagnostic| diagnostic.message);
            assert_eq!(said.filter(|_| !text.contains("frac")), None, "{text}");
        }
    }

    #[test]
    fn code_has_none() {
        let text = "a `{{ x }}` b {{ y }}";
        let code = Range { start: 2, end: 11 };
        let found = report(text, 0, vec![code], "a.md").expect("the second");
        assert!(found.message.ends_with("`{{ y }}` (1)"), "{}", found.message);
    }
}
