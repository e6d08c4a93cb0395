//! The Markdown that answers share: tables, and texts of users that stand for themselves in it.

use super::output::Align;

/// A table; its cells are Markdown already.
pub fn table(columns: &[(String, Align)], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let row = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let header: Vec<String> = columns.iter().map(|(name, _)| name.clone()).collect();
    let rule = columns.iter().map(|(_, align)| match align {
        Align::Left => "---|",
        Align::Right => "---:|",
    });
    let rows = rows.into_iter().map(|cells| row(&cells));
    format!("{}|{}\n{}", row(&header), rule.collect::<String>(), rows.collect::<String>())
}

/// A text that stands for itself in Markdown and in a cell of a table.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '|' | '*' | '_' | '`' | '[' | ']' | '\\' | '~' => out.extend(['\\', c]),
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn names_cannot_break_a_table() {
        assert_eq!(escaped("a|b <i>\n*c*"), "a\\|b &lt;i> \\*c\\*");
    }
}
