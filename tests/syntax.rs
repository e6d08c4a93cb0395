//! The tree of every fixture, and the findings of every broken one.

use kam::diagnostics::{Finding, Sources};
use kam::syntax;

fn findings(sources: &Sources, findings: &[Finding]) -> String {
    let mut out = String::new();
    for f in findings {
        let at = sources.start(f.span);
        out.push_str(&format!("{}:{} {} {}\n", at.line, at.column, f.code.id, f.message()));
        if let Some(fix) = &f.fix {
            out.push_str(&format!("    {}\n", fix.replace('\n', "\n    ")));
        }
    }
    out
}

#[test]
fn shipped_rules_are_read_without_findings() {
    for path in ["rules/key_account.kam", "rules/payments.kam", "examples/northwind/rules/northwind.kam"] {
        let text = std::fs::read_to_string(path).unwrap();
        let mut sources = Sources::new();
        let id = sources.add(path, text);
        let (tree, found) = syntax::parse(sources.file(id));
        assert_eq!(findings(&sources, &found), "", "{path}");
        assert!(tree.items.len() > 5 && tree.items.iter().all(|i| !i.broken), "{path}");
    }
}
