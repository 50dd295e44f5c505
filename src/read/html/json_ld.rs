//! What a page says of itself in JSON-LD, in the words of schema.org.

use serde_json::Value;

/// How many objects are looked at.
const MOST: usize = 4096;

/// An object that describes the page's document.
#[derive(Debug, Clone)]
pub struct Described(Value);

/// The object that describes the document best, among those in a page's scripts.
pub fn find<'a>(scripts: impl Iterator<Item = &'a str>) -> Option<Described> {
    let mut best: Option<(u8, Value)> = None;
    for script in scripts {
        let script = script.trim().trim_start_matches("<!--").trim_end_matches("-->");
        let Ok(value) = serde_json::from_str::<Value>(script) else { continue };
        let mut open = vec![value];
        let mut seen = 0;
        while let Some(value) = open.pop() {
            seen += 1;
            if seen > MOST {
                break;
            }
            match value {
                Value::Array(members) => open.extend(members.into_iter().rev()),
                Value::Object(ref fields) => {
                    let rank = rank(&value);
                    for key in ["mainEntity", "@graph"] {
                        open.extend(fields.get(key).cloned());
                    }
                    if rank > 0 && best.as_ref().is_none_or(|(known, _)| rank > *known) {
                        best = Some((rank, value));
                    }
                }
                _ => {}
            }
        }
    }
    best.map(|(_, value)| Described(value))
}

/// How well an object can describe a document: by its type.
fn rank(value: &Value) -> u8 {
    let types = strings(value.get("@type"));
    let has = |known: &[&str]| types.iter().any(|own| known.contains(&own.as_str()));
    let is_article = types.iter().any(|own| own.ends_with("Article") || own.ends_with("Posting"));
    if is_article || has(&["ArchiveComponent", "Manuscript", "Report", "Letter", "Message", "Legislation", "Chapter"]) {
        3
    } else if has(&["CreativeWork", "Book", "DigitalDocument", "TextDigitalDocument", "Dataset", "Thesis"]) {
        2
    } else {
        u8::from(has(&["WebPage"]))
    }
}

impl Described {
    /// The texts of a field: written, or the names of those that it names.
    pub fn texts(&self, field: &str) -> Vec<String> {
        strings(self.0.get(field))
    }

    /// The first text of a field.
    pub fn text(&self, field: &str) -> Option<String> {
        self.texts(field).into_iter().next()
    }
}

fn strings(value: Option<&Value>) -> Vec<String> {
    let one = |value: &Value| match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(fields) => fields.get("name").and_then(Value::as_str).map(|name| name.trim().to_owned()),
        _ => None,
    };
    let found: Vec<String> = match value {
        Some(Value::Array(members)) => members.iter().filter_map(one).collect(),
        Some(value) => one(value).into_iter().collect(),
        None => Vec::new(),
    };
    found.into_iter().filter(|text| !text.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_describes_the_page() {
        let script = r#"{"@context":"https://schema.org","@graph":[{"@type":"WebPage","name":"Site"},
            {"@type":"NewsArticle","headline":"The lamp","author":[{"@type":"Person","name":"Orn"},"Vell"],"datePublished":"1926-03-03"}]}"#;
        let found = find(["no json", script].into_iter()).expect("an article");
        assert_eq!(found.text("headline").as_deref(), Some("The lamp"));
        assert_eq!(found.texts("author"), ["Orn", "Vell"]);
        assert!(find(["{\"@type\":\"Organization\"}"].into_iter()).is_none());
    }
}
