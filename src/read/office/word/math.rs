//! Formulas of Word as TeX. What is not known keeps its text.

use crate::read::office::xml::{Step, Xml};

/// How deep parts of formulas lie in others; what lies deeper keeps its text alone.
const DEEPEST: usize = 24;

/// What the properties of a part say.
#[derive(Default)]
struct Properties {
    sign: Option<String>,
    opening: Option<String>,
    closing: Option<String>,
    separator: Option<String>,
    kind: Option<String>,
}

/// The formula in the element that began last.
pub(super) fn formula(xml: &mut Xml<'_>) -> String {
    let source = part(xml, "oMath", 0);
    source.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A part of a formula, up to its end.
fn part(xml: &mut Xml<'_>, name: &str, depth: usize) -> String {
    let mut properties = Properties::default();
    let mut children: Vec<(String, String)> = Vec::new();
    loop {
        match xml.next() {
            Some(Step::Open(element)) => {
                let local = element.local().to_owned();
                match element.space {
                    "w" if matches!(local.as_str(), "del" | "moveFrom" | "rPr") => xml.skip(),
                    "m" if local == "t" => children.push((local, escaped(&xml.text()))),
                    _ if local.ends_with("Pr") => read_properties(xml, &mut properties),
                    _ if depth >= DEEPEST => children.push((local, escaped(&xml.text()))),
                    _ => {
                        let content = part(xml, &local, depth + 1);
                        children.push((local, content));
                    }
                }
            }
            Some(Step::Text(_)) => {}
            Some(Step::Close) | None => return combined(name, &properties, &children),
        }
    }
}

fn read_properties(xml: &mut Xml<'_>, properties: &mut Properties) {
    let mut open = 1_usize;
    while open > 0 {
        match xml.next() {
            Some(Step::Open(element)) => {
                open += 1;
                let value = element.attribute("val");
                match element.local() {
                    "chr" => properties.sign = value,
                    "begChr" => properties.opening = value,
                    "endChr" => properties.closing = value,
                    "sepChr" => properties.separator = value,
                    "type" => properties.kind = value,
                    _ => {}
                }
            }
            Some(Step::Close) => open -= 1,
            Some(Step::Text(_)) => {}
            None => return,
        }
    }
}

/// A part of its children.
fn combined(name: &str, properties: &Properties, children: &[(String, String)]) -> String {
    let child = |wanted: &str| {
        children.iter().find(|(name, _)| name == wanted).map_or("", |(_, content)| content.as_str())
    };
    let all = |wanted: &str, between: &str| {
        let found = children.iter().filter(|(name, _)| name == wanted).map(|(_, content)| content.as_str());
        found.collect::<Vec<_>>().join(between)
    };
    let script = |sign: char, content: &str| {
        if content.is_empty() { String::new() } else { format!("{sign}{{{content}}}") }
    };
    match name {
        "f" if properties.kind.as_deref() == Some("lin") => {
            format!("{{{}}}/{{{}}}", child("num"), child("den"))
        }
        "f" => format!("\\frac{{{}}}{{{}}}", child("num"), child("den")),
        "sSup" | "sSub" | "sSubSup" => {
            format!("{}{}{}", base(child("e")), script('_', child("sub")), script('^', child("sup")))
        }
        "sPre" => format!("{{}}{}{}{}", script('_', child("sub")), script('^', child("sup")), child("e")),
        "rad" if child("deg").is_empty() => format!("\\sqrt{{{}}}", child("e")),
        "rad" => format!("\\sqrt[{}]{{{}}}", child("deg"), child("e")),
        "nary" => {
            let sign = operator(properties.sign.as_deref().unwrap_or("∫"));
            format!("{sign}{}{} {}", script('_', child("sub")), script('^', child("sup")), child("e"))
        }
        "d" => {
            let separator = properties.separator.as_deref().unwrap_or("|");
            let sign = |sign: &Option<String>, usual: &str| escaped(sign.as_deref().unwrap_or(usual));
            let (opening, closing) = (sign(&properties.opening, "("), sign(&properties.closing, ")"));
            format!("{opening}{}{closing}", all("e", separator))
        }
        "func" => format!("{} {}", child("fName"), child("e")),
        "limLow" => format!("{}{}", base(child("e")), script('_', child("lim"))),
        "limUpp" => format!("{}{}", base(child("e")), script('^', child("lim"))),
        "acc" => format!("{}{{{}}}", accent(properties.sign.as_deref().unwrap_or("\u{302}")), child("e")),
        "bar" => format!("\\overline{{{}}}", child("e")),
        "mr" => all("e", " & "),
        "m" => format!("\\begin{{matrix}} {} \\end{{matrix}}", all("mr", " \\\\ ")),
        "eqArr" => format!("\\begin{{aligned}} {} \\end{{aligned}}", all("e", " \\\\ ")),
        _ => children.iter().map(|(_, content)| content.as_str()).collect(),
    }
}

/// What a script belongs to, in braces where it is more than one character.
fn base(content: &str) -> String {
    if content.chars().nth(1).is_some() { format!("{{{content}}}") } else { content.to_owned() }
}

fn operator(sign: &str) -> &str {
    match sign {
        "∑" => "\\sum",
        "∏" => "\\prod",
        "∫" => "\\int",
        "∬" => "\\iint",
        "∮" => "\\oint",
        "⋃" => "\\bigcup",
        "⋂" => "\\bigcap",
        other => other,
    }
}

fn accent(sign: &str) -> &'static str {
    match sign {
        "\u{303}" | "~" => "\\tilde",
        "\u{304}" | "\u{305}" | "¯" => "\\bar",
        "\u{307}" | "˙" => "\\dot",
        "\u{308}" | "¨" => "\\ddot",
        "\u{20d7}" | "→" => "\\vec",
        _ => "\\hat",
    }
}

/// Text in which signs of TeX mean themselves.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' => escaped.push_str("\\backslash "),
            '#' | '$' | '%' | '&' | '_' | '{' | '}' => {
                escaped.push('\\');
                escaped.push(character);
            }
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tex(body: &str) -> String {
        let text = format!(
            "<m:oMath xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'>{body}</m:oMath>"
        );
        let mut xml = Xml::new(&text);
        xml.next();
        formula(&mut xml)
    }

    #[test]
    fn formulas_are_tex() {
        let run = |text: &str| format!("<m:r><m:t>{text}</m:t></m:r>");
        let fraction = format!("<m:f><m:fPr/><m:num>{}</m:num><m:den>{}</m:den></m:f>", run("a"), run("b"));
        assert_eq!(tex(&fraction), "\\frac{a}{b}");
        let power = format!("<m:sSup><m:e>{}</m:e><m:sup>{}</m:sup></m:sSup>", run("xy"), run("2"));
        assert_eq!(tex(&power), "{xy}^{2}");
        let sum = format!(
            "<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub>{}</m:sub><m:sup/><m:e>{}</m:e></m:nary>",
            run("i"),
            run("10%")
        );
        assert_eq!(tex(&sum), "\\sum_{i} 10\\%");
        assert_eq!(tex(&format!("<m:unknown>{}</m:unknown>", run("kept"))), "kept");
        let deep = "<m:e>".repeat(50_000) + &run("deep") + &"</m:e>".repeat(50_000);
        assert_eq!(tex(&deep), "deep");
    }
}
