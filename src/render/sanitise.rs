//! Sanitising: raw HTML of a source keeps what is harmless, and nothing that runs, loads or styles.

use std::sync::LazyLock;

use ammonia::Builder;

use crate::document::is_safe_address;

/// Elements and attributes beyond those that the library allows, for what this program itself
/// writes: the text is sanitised as a whole.
static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder
        .add_tags(["section", "figure", "figcaption"])
        .rm_tags(["center", "strike", "tt", "acronym", "big", "nobr", "map", "area", "rtc"])
        .add_generic_attributes(["id", "class", "role", "title", "aria-label", "dir"])
        .add_tag_attributes("pre", ["tabindex"])
        .add_tag_attributes("div", ["tabindex", "data-page"])
        .add_tag_attributes("span", ["data-page"])
        .add_tag_attributes("code", ["data-language"])
        .add_tag_attributes("img", ["loading"])
        .rm_tag_attributes("table", ["align", "char", "charoff", "summary"])
        .rm_tag_attributes("img", ["align"])
        .link_rel(None)
        // Nothing may be asked for from elsewhere.
        .attribute_filter(|element, attribute, value| match (element, attribute) {
            ("img", "src") if value.contains("//") || value.starts_with("data:") => None,
            (_, "href" | "src" | "cite") if !is_safe_address(value) => None,
            (
                _,
                "align" | "char" | "charoff" | "valign" | "bgcolor" | "noshade" | "size" | "summary" | "axis"
                | "abbr",
            ) => None,
            ("img", "width" | "height") if !value.bytes().all(|byte| byte.is_ascii_digit()) => None,
            ("hr" | "col" | "colgroup" | "table" | "td" | "th", "width" | "height") => None,
            _ => Some(value.into()),
        });
    builder
});

/// Sanitises a stretch of HTML, and closes what it leaves open.
pub fn clean(html: &str) -> String {
    CLEANER.clean(html).to_string()
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn what_runs_loads_or_styles_is_taken_out() {
        for (html, cleaned) in [
            ("<script>alert(1)</script>x", "x"),
            ("<p onclick=\"x()\" style=\"color:red\">y</p>", "<p>y</p>"),
            ("<a href=\"javascript:x()\">y</a>", "<a>y</a>"),
            ("<img src=\"https://example.org/x.png\" alt=\"z\">", "<img alt=\"z\">"),
            ("<iframe src=\"x\"></iframe>", ""),
        ] {
            assert_eq!(clean(html), cleaned);
        }
    }

    #[test]
    fn our_own_elements_are_kept() {
        let html = "<p class=\"numbered\">a<sup class=\"note-mark\"><a role=\"doc-noteref\" id=\"fnref1\" href=\"#fn1\">1</a></sup></p>";
        let cleaned = clean(html);
        for part in ["class=\"numbered\"", "role=\"doc-noteref\"", "id=\"fnref1\"", "href=\"#fn1\""] {
            assert!(cleaned.contains(part), "{cleaned}");
        }
    }

    #[test]
    fn what_is_left_open_is_closed() {
        assert_eq!(clean("<b>x"), "<b>x</b>");
    }
}
