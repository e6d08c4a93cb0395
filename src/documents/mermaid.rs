//! The map of people as a Mermaid flowchart, which Markdown viewers draw. Names are data and cannot end a label.

use super::catalogue::text;
use super::locale::Locale;
use crate::values::Number;
use crate::views::Exact;
use crate::views::plan::{MapEdge, MapNode, MapView};
use std::fmt::Write;

/// The class of each support: colours that can be told apart without colour vision too, darker with more support.
const CLASSES: [(&str, &str); 6] = [
    ("opponent", "fill:#f4c7c3,stroke:#a50e0e,color:#000"),
    ("non_supporter", "fill:#fce8e6,stroke:#c5221f,color:#000"),
    ("neutral", "fill:#f1f3f4,stroke:#5f6368,color:#000"),
    ("supporter", "fill:#d2e3fc,stroke:#174ea6,color:#000"),
    ("mentor", "fill:#aecbfa,stroke:#174ea6,stroke-width:3px,color:#000"),
    ("unknown", "fill:#ffffff,stroke:#5f6368,stroke-dasharray:4,color:#000"),
];

/// The flowchart, without the fence around it. Those who decide by office are boxes, others are rounded.
pub(super) fn flowchart(map: &MapView, locale: &Locale) -> String {
    let mut out = String::from("flowchart BT\n");
    for (at, node) in map.nodes.iter().enumerate() {
        let label = label(node);
        let (open, close) = if node.formal { ("[", "]") } else { ("(", ")") };
        let _ = writeln!(out, "  p{at}{open}\"{label}\"{close}:::{}", class(node));
    }
    for edge in &map.edges {
        let _ = writeln!(out, "  p{} {} p{}", edge.from, arrow(edge, locale), edge.to);
    }
    for (class_name, style) in CLASSES {
        if map.nodes.iter().any(|n| class(n) == class_name) {
            let _ = writeln!(out, "  classDef {class_name} {style}");
        }
    }
    out
}

fn class(node: &MapNode) -> &str {
    CLASSES.iter().map(|(name, _)| *name).find(|name| *name == node.support).unwrap_or("unknown")
}

fn label(node: &MapNode) -> String {
    let name = escape(&node.name);
    match &node.title {
        Some(title) => format!("{name}<br/>{}", escape(title)),
        None => name,
    }
}

fn arrow(edge: &MapEdge, locale: &Locale) -> String {
    let language = locale.language();
    let word = |key| text(language, key).unwrap_or_default();
    match edge.kind {
        "influences" => {
            let weight = edge.weight.as_ref().map_or(Number::ONE, |Exact(n)| n.clone());
            let strengths = [("0.8", "map.strong"), ("0.5", "map.medium"), ("0.3", "map.weak")];
            let named = strengths.iter().find(|(n, _)| Number::parse(n).as_ref() == Ok(&weight));
            let strength = named.map_or_else(|| locale.number(&weight, 0, 2), |(_, key)| word(key).to_owned());
            format!("-. \"{} {strength}\" .->", word("map.influences"))
        }
        "trusts" => format!("== \"{}\" ==>", word("map.trusts")),
        "conflicts" => format!("x-- \"{}\" --x", word("map.conflicts")),
        _ => format!("-- \"{}\" -->", word("map.reports_to")),
    }
}

/// Text for a quoted label: everything Mermaid, Markdown fences or HTML could read as markup as an entity.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' | '#' | '&' | '<' | '>' | '`' | '\\' | ';' | '{' | '}' | '[' | ']' | '*' | '_' | '~' => {
                let _ = write!(out, "#{};", u32::from(c));
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_break_the_chart() {
        let node = |name: &str, support: &str, formal| MapNode {
            name: name.to_owned(),
            title: None,
            formal,
            support: support.to_owned(),
        };
        let map = MapView {
            nodes: vec![node("A \"]; click p0\n```", "mentor", true), node("<b>end</b>", "nonsense", false)],
            edges: vec![MapEdge {
                from: 1,
                to: 0,
                kind: "influences",
                weight: Some(Exact(Number::decimal(8, 1))),
                strength: Some("strong"),
            }],
        };
        let chart = flowchart(&map, &Locale::new("pl").unwrap());
        assert_eq!(
            chart,
            "flowchart BT\n  p0[\"A #34;#93;#59; click p0 #96;#96;#96;\"]:::mentor\n  \
             p1(\"#60;b#62;end#60;/b#62;\"):::unknown\n  p1 -. \"wpływa mocno\" .-> p0\n  \
             classDef mentor fill:#aecbfa,stroke:#174ea6,stroke-width:3px,color:#000\n  \
             classDef unknown fill:#ffffff,stroke:#5f6368,stroke-dasharray:4,color:#000\n"
        );
    }
}
