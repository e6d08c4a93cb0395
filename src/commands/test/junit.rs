//! The results as JUnit XML: a suite for examples, for rows of example tables and for accepted outcomes. In English whatever is
//! spoken, and without times and host names, so that the same inputs give the same bytes.

use super::text::{failures, lines, moved};
use crate::commands::words::Words;
use kam::diagnostics::Language;
use kam::views::{ExampleAnswer, OutcomesAnswer, TestAnswer};
use std::fmt::Write;

/// A test and, where it failed, what is said in a word and at length.
struct Case<'a> {
    file: &'a str,
    line: Option<usize>,
    name: String,
    failure: Option<(String, String)>,
}

pub fn xml(answer: &TestAnswer<'_>) -> String {
    let of = |rows: bool| answer.examples.iter().filter(|e| e.is_row == rows).map(example).collect::<Vec<Case<'_>>>();
    let suites = [
        ("examples", of(false)),
        ("rows of example tables", of(true)),
        ("outcomes", answer.outcomes.as_ref().map(outcomes).unwrap_or_default()),
    ];
    let count = |cases: &[Case<'_>]| (cases.len(), cases.iter().filter(|c| c.failure.is_some()).count());
    let (tests, failed) = suites.iter().map(|(_, cases)| count(cases)).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let name = escaped(&format!("{} {}", answer.policy.name, answer.policy.version));
    // Writing to a string cannot fail.
    let _ = writeln!(out, "<testsuites name=\"{name}\" tests=\"{tests}\" failures=\"{failed}\">");
    for (name, cases) in suites.iter().filter(|(_, cases)| !cases.is_empty()) {
        let (tests, failed) = count(cases);
        let _ = writeln!(
            out,
            "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failed}\" errors=\"0\" skipped=\"0\">"
        );
        for Case { file, line, name, failure } in cases {
            let at = line.map_or(String::new(), |line| format!(" line=\"{line}\""));
            let (file, name) = (escaped(file), escaped(name));
            let _ = write!(out, "    <testcase classname=\"{file}\" name=\"{name}\" file=\"{file}\"{at}");
            let _ = match failure {
                None => writeln!(out, "/>"),
                Some((message, text)) => {
                    let (message, text) = (escaped(message), escaped(text));
                    writeln!(out, ">\n      <failure message=\"{message}\">{text}</failure>\n    </testcase>")
                }
            };
        }
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

fn example(example: &ExampleAnswer) -> Case<'_> {
    let unmet = example.checks.iter().filter(|c| !c.met).count();
    let said =
        if unmet == 1 { "1 expectation is not met".to_owned() } else { format!("{unmet} expectations are not met") };
    Case {
        file: &example.rule.file,
        line: Some(example.rule.line),
        name: example.title.clone(),
        failure: (!example.passed)
            .then(|| (said, format!("\n{}", failures(&Words::new(Language::English), example, "")))),
    }
}

/// One test per difference, and one for all accounts that are as accepted.
fn outcomes(outcomes: &OutcomesAnswer) -> Vec<Case<'_>> {
    let OutcomesAnswer { file, accepted, accounts, differences } = outcomes;
    let case = |name: String, failure| Case { file, line: None, name, failure };
    if *accepted || differences.is_empty() {
        return vec![case(format!("{accounts} accounts as accepted"), None)];
    }
    let differs = differences.iter().map(|d| {
        let name = d.account.as_deref().map_or_else(|| "policy and day".to_owned(), |id| format!("account {id}"));
        let message = match moved(&Words::new(Language::English), d) {
            moved if moved.is_empty() => format!("{name} is not as accepted"),
            moved => format!("{name}{moved}"),
        };
        case(name, Some((message, format!("\n{}", lines(d, "")))))
    });
    differs.collect()
}

/// Text as it may stand in an attribute or between tags; characters that XML has not become `�`.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\n' => out.push('\n'),
            '\t' => out.push_str("&#9;"),
            '\r' => out.push_str("&#13;"),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_title_ends_the_markup() {
        assert_eq!(escaped("A < B & \"C\" 'd' > e\u{1}"), "A &lt; B &amp; &quot;C&quot; &apos;d&apos; &gt; e\u{fffd}");
    }
}
