//! The tree of every fixture, and the findings of every broken one.

use kam::diagnostics::{Finding, Language, Sources, Span};
use kam::syntax::{self, Cell, CellKind, Expr, ExprKind, Heading, Item, ItemKind, Path, Query, Table, Tree, Window};
use proptest::prelude::*;

fn parse(text: &str) -> (Sources, Tree, Vec<Finding>) {
    let mut sources = Sources::new();
    let id = sources.add("a.kam", text);
    let (tree, found) = syntax::parse(sources.file(id));
    (sources, tree, found)
}

/// `line:column code message`, the marked text, and below the corrected line.
fn findings(sources: &Sources, findings: &[Finding]) -> String {
    let mut out = String::new();
    for f in findings {
        let at = sources.start(f.span);
        let marked: String = sources.slice(f.span).chars().take(60).collect();
        out.push_str(&format!(
            "{}:{} {} {}\n    at  {marked:?}\n",
            at.line,
            at.column,
            f.code.id,
            f.message(Language::English)
        ));
        if let Some(fix) = &f.fix {
            let short: String = fix.chars().take(200).collect();
            out.push_str(&format!("    fix {}\n", short.replace('\n', "\n        ")));
        }
    }
    out
}

#[test]
fn broken_files() {
    insta::glob!("fixtures/syntax/err/*.kam", |path| {
        let text = std::fs::read_to_string(path).unwrap();
        let (sources, tree, found) = parse(&text);
        let names: Vec<String> = tree.items.iter().map(name).collect();
        insta::assert_snapshot!(format!("{}\nitems: {}", findings(&sources, &found), names.join(", ")));
    });
}

#[test]
fn sound_files() {
    insta::glob!("fixtures/syntax/ok/*.kam", |path| {
        let text = std::fs::read_to_string(path).unwrap();
        let (sources, tree, found) = parse(&text);
        let errors: Vec<Finding> = found.into_iter().filter(|f| f.level() == kam::diagnostics::Level::Error).collect();
        assert_eq!(findings(&sources, &errors), "", "{}", path.display());
        insta::assert_snapshot!(dump(&sources, &tree));
    });
}

#[test]
fn shipped_rules_are_read_without_findings() {
    let folders = [
        "rules",
        "examples/northwind/rules",
        "examples/uslugi/rules",
        "templates/init/pl/rules",
        "templates/init/en/rules",
    ];
    for folder in folders {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let (sources, tree, found) = parse(&std::fs::read_to_string(&path).unwrap());
            assert_eq!(findings(&sources, &found), "", "{}", path.display());
            let overlay = tree.items.iter().all(|i| matches!(i.kind, ItemKind::Overlay(_)));
            assert!((tree.items.len() > 4 || overlay) && tree.items.iter().all(|i| !i.broken), "{}", path.display());
        }
    }
}

#[test]
fn long_and_deep_texts_end_in_findings() {
    let long = format!("let x = \"{}\"\nlet y = 1\n", "a".repeat(10_000_000));
    let (_, tree, found) = parse(&long);
    assert_eq!((tree.items.len(), found.len()), (1, 1));
    for open in
        ["(", "not ", "-", "if ", "max(", "sum (", "x in (", "any people where ", "a + ", "at least 2 of (", "f(x in ("]
    {
        let text = format!("let x = {}\n", open.repeat(3_000));
        let (_, _, found) = parse(&text);
        assert!(!found.is_empty(), "{open}");
    }
    let (_, _, found) = parse(&format!("let x = {}1{}\n", "(".repeat(60), ")".repeat(60)));
    assert!(found.is_empty());
}

fn corpus() -> Vec<String> {
    let read = |p: &str| std::fs::read_to_string(p).unwrap();
    vec![
        read("rules/key_account.kam"),
        read("rules/payments.kam"),
        read("rules/stage_playbooks.kam"),
        read("tests/fixtures/syntax/ok/whole_policy.kam"),
        read("tests/fixtures/syntax/err/ten_slips_in_one_file.kam"),
        read("tests/fixtures/syntax/err/plays.kam"),
    ]
}

/// Spans lie within the text, on borders of characters, and the tree can be printed.
fn check_spans(sources: &Sources, tree: &Tree, found: &[Finding]) {
    let text = sources.file(tree.file).text.as_str();
    let sound = |s: Span| text.get(s.start as usize..s.end as usize).is_some();
    for f in found {
        assert!(sound(f.span), "{f:?}");
        let slots = f.code.text.split('{').skip(1).filter_map(|s| s.split('}').next());
        assert!(slots.into_iter().all(|s| f.args.iter().any(|(name, _)| *name == s)), "{f:?}");
    }
    assert!(tree.items.iter().all(|i| sound(i.span) && sound(i.header)));
    assert!(tree.comments.iter().all(|c| sound(c.span)));
    dump(sources, tree);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn any_text_is_read(text in "[ -~\n\tąęł„”–≥€|\"#(),]{0,300}") {
        let (sources, tree, found) = parse(&text);
        check_spans(&sources, &tree, &found);
    }

    #[test]
    fn mutated_policies_are_read(which in 0usize..5, cuts in proptest::collection::vec((any::<prop::sample::Index>(), 0usize..12, 0usize..16), 1..12)) {
        let mut text: Vec<char> = corpus()[which].chars().collect();
        let bits = ["", "(", ")", "\"", ",", "|", " and ", " or ", "1,8", "\t", "\n", "„", "=", " is ", "#", "not in ("];
        for (at, len, bit) in cuts {
            let start = at.index(text.len());
            let end = (start + len).min(text.len());
            text.splice(start..end, bits[bit].chars());
        }
        let text: String = text.into_iter().collect();
        let (sources, tree, found) = parse(&text);
        check_spans(&sources, &tree, &found);
    }

    #[test]
    fn a_corrected_line_never_makes_it_worse(which in 0usize..5, at in any::<prop::sample::Index>(), bit in 0usize..6) {
        let original = corpus()[which].clone();
        let lines: Vec<&str> = original.lines().collect();
        let line = at.index(lines.len());
        let signs = [("at least", "≥"), (" is ", " = "), ("PLN", "zł"), (" days", " dni"), ("\"", "„"), (" and ", " && ")];
        let (from, to) = signs[bit];
        let mut wrong: Vec<String> = lines.iter().map(|l| (*l).to_owned()).collect();
        wrong[line] = wrong[line].replacen(from, to, 1);
        let (sources, _, found) = parse(&wrong.join("\n"));
        let place = |f: &Finding| sources.start(f.span).line - 1;
        let fixes: Vec<(usize, String)> =
            found.iter().filter(|f| place(f) == line).filter_map(|f| Some((place(f), f.fix.clone()?))).collect();
        if let Some((at, fix)) = fixes.first() && !fix.contains('\n') {
            let before = found.len();
            wrong[*at] = fix.clone();
            let (sources, _, after) = parse(&wrong.join("\n"));
            prop_assert!(after.len() <= before, "{fix}\n{}", findings(&sources, &after));
        }
    }
}

fn name(item: &Item) -> String {
    let broken = if item.broken { "!" } else { "" };
    let text = match &item.kind {
        ItemKind::Later { keyword, name, .. } => {
            format!("later {} {}", keyword.value, name.as_ref().map_or("-", |n| n.value.as_str()))
        }
        kind => kind.called(),
    };
    format!("{broken}{text}")
}

/// A tree as text: an item a block, expressions fully parenthesised.
fn dump(sources: &Sources, tree: &Tree) -> String {
    let mut out = String::new();
    for item in &tree.items {
        out.push_str(&format!("{}{}\n", name(item), if item.locked { " locked" } else { "" }));
        for line in details(item) {
            out.push_str(&format!("  {line}\n"));
        }
    }
    for comment in &tree.comments {
        out.push_str(&format!("{} own_line={}\n", sources.slice(comment.span), comment.own_line));
    }
    out
}

/// A text with its translations.
fn words(text: &kam::values::Label) -> String {
    let translated = text.translations.iter().map(|(language, text)| format!(" {language} {text}"));
    text.plain.iter().cloned().chain(translated).collect()
}

fn details(item: &Item) -> Vec<String> {
    let mut out = Vec::new();
    let mut say = |what: &str, text: Option<String>| out.extend(text.map(|t| format!("{what}: {t}")));
    match &item.kind {
        ItemKind::Policy(i) => {
            say("label", i.label.plain.clone());
            say("version", i.version.as_ref().map(|v| v.value.clone()));
            say("effective", i.effective_from.as_ref().map(|v| v.value.to_string()));
            say("currency", i.currency.as_ref().map(|v| v.value.to_string()));
            say("missing", i.missing.as_ref().map(|v| format!("{:?}", v.value)));
        }
        ItemKind::Library(_) | ItemKind::Include(_) | ItemKind::Need(_) => {}
        ItemKind::Channel(i) => {
            say("effort", i.effort.as_ref().map(expr));
            say("cost", i.cost.as_ref().map(expr));
        }
        ItemKind::Benefit(i) => {
            for need in &i.answers {
                say("answers", Some(need.value.to_string()));
            }
            say("evidence", i.evidence.as_ref().map(|text| words(&text.value)));
        }
        ItemKind::Playbook(i) => {
            say("when", i.when.as_ref().map(expr));
            for objective in &i.objectives {
                say("objective", Some(objective.name.value.to_string()));
            }
            for action in &i.actions {
                say("action", Some(action.name.value.to_string()));
            }
        }
        ItemKind::Offer(i) => {
            say("when", i.when.as_ref().map(expr));
            say("terms", i.terms.as_ref().map(|text| words(&text.value)));
            say("approval", i.approval.as_ref().map(|text| words(&text.value)));
        }
        ItemKind::Alert(i) => {
            say("when", i.when.as_ref().map(expr));
            say("severity", i.severity.as_ref().map(|s| s.value.word().to_owned()));
            say("starts", i.starts.as_ref().map(|s| s.value.to_string()));
        }
        ItemKind::Kpi(i) => say("value", Some(expr(&i.value))),
        ItemKind::Parameter(i) => {
            say("value", Some(expr(&i.value)));
            for (day, value) in &i.later {
                say("from", Some(format!("{} = {}", day.value, expr(value))));
            }
        }
        ItemKind::Field(i) => {
            say("type", Some(type_text(&i.ty.value)));
            say("private", i.private.as_ref().map(|p| p.value.to_string()));
        }
        ItemKind::Records(i) => {
            say("dated", i.dated_by.as_ref().map(|d| d.value.to_string()));
            for column in &i.columns {
                say(
                    "column",
                    Some(format!("{} {:?} {}", column.name.value, column.label.plain, type_text(&column.ty.value))),
                );
            }
        }
        ItemKind::Let(i) => say("value", Some(expr(&i.value))),
        ItemKind::Group(i) => say("weight", i.weight.as_ref().map(expr)),
        ItemKind::Criterion(i) => {
            say("in", i.group.as_ref().map(|g| g.value.to_string()));
            say("weight", i.weight.as_ref().map(expr));
            say("missing", i.missing.as_ref().map(|v| format!("{:?}", v.value)));
            say("less", i.less_is_better.map(|_| "is better".to_owned()));
            say("because", i.because.as_ref().map(|text| words(&text.value)));
            match &i.body {
                syntax::CriterionBody::Table(t) => say("table", Some(table(t))),
                syntax::CriterionBody::Points(e) => say("points", Some(expr(e))),
                syntax::CriterionBody::None => {}
            }
        }
        ItemKind::Veto(i) => {
            say("when", i.when.as_ref().map(expr));
            say("because", i.because.as_ref().map(|text| words(&text.value)));
            say("unknown", i.unknown.as_ref().map(|b| format!("{:?}", b.value)));
        }
        ItemKind::Limit(i) => {
            say("to", i.to.as_ref().map(|g| g.value.to_string()));
            say("when", i.when.as_ref().map(expr));
            say("because", i.because.as_ref().map(|text| words(&text.value)));
        }
        ItemKind::Tier(i) => {
            say(
                "threshold",
                i.threshold.as_ref().map(|t| match &t.value {
                    syntax::Threshold::From(e) => format!("from {}", expr(e)),
                    syntax::Threshold::Otherwise => "otherwise".to_owned(),
                }),
            );
            say("when", i.when.as_ref().map(expr));
        }
        ItemKind::Probability(i) => {
            say("base", i.base.as_ref().map(expr));
            say("table", i.table.as_ref().map(table));
        }
        ItemKind::Rank(i) => {
            for key in &i.keys {
                say(if key.lowest { "lowest" } else { "highest" }, Some(expr(&key.value)));
            }
        }
        ItemKind::Table(i) => {
            say("type", i.ty.as_ref().map(|t| type_text(&t.value)));
            say("because", i.because.as_ref().map(|text| words(&text.value)));
            say("table", i.table.as_ref().map(table));
        }
        ItemKind::Document(i) => {
            say("template", i.template.as_ref().map(|b| b.value.clone()));
            say("when", i.when.as_ref().map(expr));
        }
        ItemKind::Example(i) => {
            for given in &i.given {
                say("given", Some(given_text(given)));
            }
            for expect in &i.expect {
                say("expect", Some(expect_text(&expect.kind)));
            }
        }
        ItemKind::Examples(i) => say("table", i.table.as_ref().map(table)),
        ItemKind::Overlay(i) => {
            say("label", i.label.plain.clone());
            say(
                "on",
                i.base.as_ref().map(|b| format!("{} {:?}", b.policy.value, b.version.as_ref().map(|v| &v.value))),
            );
            for c in &i.changes {
                say("change", Some(change(&c.kind)));
            }
        }
        ItemKind::Later { label, .. } => say("label", label.plain.clone()),
    }
    out
}

fn change(kind: &syntax::ChangeKind) -> String {
    match kind {
        syntax::ChangeKind::Parameter { name, from, to } => {
            format!("value of {}: {} -> {}", name.value, expr(from), expr(to))
        }
        syntax::ChangeKind::Weight { name, from, to } => {
            format!("weight of {}: {} -> {}", name.value, expr(from), expr(to))
        }
        syntax::ChangeKind::Row { table, old, new } => {
            format!("row of {}: {:?} -> {:?}", path(table), old.cells, new.cells)
        }
        syntax::ChangeKind::Remove { keyword, name } => {
            format!("no {} {}", keyword.value, name.as_ref().map_or("-", |n| n.value.as_str()))
        }
        syntax::ChangeKind::Add(item) => format!("new {}\n    {}", name(item), details(item).join("\n    ")),
    }
}

fn given_text(given: &syntax::Given) -> String {
    match given {
        syntax::Given::AsOf(day) => format!("as_of {}", day.value),
        syntax::Given::Value { name, value } => format!("{} = {}", name.value, expr(value)),
        syntax::Given::Person { id, attributes } => {
            let attributes: Vec<String> =
                attributes.iter().map(|(n, v)| format!("{} = {}", n.value, expr(v))).collect();
            format!("person {:?} {}", id.value, attributes.join(", "))
        }
        syntax::Given::NoPeople(_) => "no people".to_owned(),
    }
}

fn expect_text(kind: &syntax::ExpectKind) -> String {
    match kind {
        syntax::ExpectKind::Value { name, value: syntax::Expectation::Range(a, b) } => {
            format!("{} {}..{}", name.value, expr(a), expr(b))
        }
        syntax::ExpectKind::Value { name, value: syntax::Expectation::Values(v) } => {
            format!("{} {}", name.value, v.iter().map(expr).collect::<Vec<_>>().join(" or "))
        }
        syntax::ExpectKind::Tier(names) => {
            format!("tier {}", names.iter().map(|n| n.value.to_string()).collect::<Vec<_>>().join(" or "))
        }
        syntax::ExpectKind::Status(n) => format!("status {}", n.value),
        syntax::ExpectKind::Needs(n) => format!("needs {}", n.value),
        syntax::ExpectKind::Action { absent, name, person } => {
            format!("action {} absent={absent} for {:?}", name.value, person.as_ref().map(|p| p.value.as_str()))
        }
    }
}

fn type_text(ty: &syntax::TypeExpr) -> String {
    match ty {
        syntax::TypeExpr::Ranged(base, low, high) => format!("{} {}..{}", type_text(base), expr(low), expr(high)),
        syntax::TypeExpr::OneOf { ordered, values } => {
            let value = |v: &syntax::ValueDecl| {
                let number = v.number.as_ref().map_or(String::new(), |n| format!(" {}", n.value));
                let label = v.label.plain.as_ref().map_or(String::new(), |l| format!(" {l:?}"));
                let other: Vec<String> = v.label.translations.iter().map(|(l, t)| format!(" {l} {t:?}")).collect();
                format!("{}{number}{label}{}", v.name.value, other.concat())
            };
            let values: Vec<String> = values.iter().map(value).collect();
            format!("one of {}", values.join(if *ordered { " < " } else { ", " }))
        }
        syntax::TypeExpr::OneOfDeclared(name) => format!("one of declared {}", name.value),
        plain => format!("{plain:?}"),
    }
}

fn table(table: &Table) -> String {
    let heading = |h: &Heading| match h {
        Heading::Name(p) => path(p),
        Heading::When => "WHEN".to_owned(),
        Heading::AloneGives => "ALONE GIVES".to_owned(),
        Heading::Odds => "ODDS".to_owned(),
        Heading::Expect(p) => format!("EXPECT {}", path(p)),
    };
    let header: Vec<String> = table.header.iter().map(|h| heading(&h.value)).collect();
    let mut out = format!("{}{}", header.join(" | "), if table.incomplete { "  (incomplete)" } else { "" });
    for row in &table.rows {
        let cells: Vec<String> = row.cells.iter().map(cell).collect();
        out.push_str(&format!("\n    {}", cells.join(" | ")));
    }
    out
}

fn cell(cell: &Cell) -> String {
    match &cell.kind {
        CellKind::Any => "ANY".to_owned(),
        CellKind::Missing => "MISSING".to_owned(),
        CellKind::Otherwise => "OTHERWISE".to_owned(),
        CellKind::Values(v) => v.iter().map(expr).collect::<Vec<_>>().join(", "),
        CellKind::From(x) => format!("from {}", expr(x)),
        CellKind::At(x) => format!("at {}", expr(x)),
        CellKind::FromBelow(x, y) => format!("from {} below {}", expr(x), expr(y)),
        CellKind::Compared(op, x) => format!("{op:?} {}", expr(x)),
        CellKind::Range(x, y) => format!("{}..{}", expr(x), expr(y)),
        CellKind::Times(x) => format!("times {}", expr(x)),
        CellKind::Broken => "BROKEN".to_owned(),
    }
}

fn path(path: &Path) -> String {
    path.parts.iter().map(|p| p.value.as_str()).collect::<Vec<_>>().join(".")
}

fn expr(e: &Expr) -> String {
    let list = |l: &[Expr], by: &str| l.iter().map(expr).collect::<Vec<_>>().join(by);
    match &e.kind {
        ExprKind::Number { value, unit } => format!("{value}:{unit:?}").replace(":Bare", ""),
        ExprKind::Date(day) => day.to_string(),
        ExprKind::Text(text) => format!("{text:?}"),
        ExprKind::YesNo(yes) => if *yes { "YES" } else { "NO" }.to_owned(),
        ExprKind::Missing => "MISSING".to_owned(),
        ExprKind::NotApplicable => "N/A".to_owned(),
        ExprKind::Name(p) => path(p),
        ExprKind::Arithmetic { op, left, right } => format!("({op:?} {} {})", expr(left), expr(right)),
        ExprKind::Negate(x) => format!("(Negate {})", expr(x)),
        ExprKind::Compare { op, left, right } => format!("({op:?} {} {})", expr(left), expr(right)),
        ExprKind::Is { left, negated, right } => {
            format!("({} {} {})", if *negated { "IsNot" } else { "Is" }, expr(left), expr(right))
        }
        ExprKind::IsMissing { left, known } => {
            format!("({} {})", if *known { "IsKnown" } else { "IsMissing" }, expr(left))
        }
        ExprKind::In { left, negated, list: l } => {
            format!("({} {} [{}])", if *negated { "NotIn" } else { "In" }, expr(left), list(l, ", "))
        }
        ExprKind::Between { value, low, high } => format!("(Between {} {} {})", expr(value), expr(low), expr(high)),
        ExprKind::And(l) => format!("(And {})", list(l, " ")),
        ExprKind::Or(l) => format!("(Or {})", list(l, " ")),
        ExprKind::Not(x) => format!("(Not {})", expr(x)),
        ExprKind::If { condition, then, otherwise } => {
            format!("(If {} {} {})", expr(condition), expr(then), expr(otherwise))
        }
        ExprKind::AtLeastOf { count, conditions } => format!("(AtLeast {count} of {})", list(conditions, " ")),
        ExprKind::Call { function, arguments } => {
            let arguments: Vec<String> = arguments
                .iter()
                .map(|a| a.name.as_ref().map_or(String::new(), |n| format!("{}: ", n.value)) + &expr(&a.value))
                .collect();
            format!("{}({})", function.value, arguments.join(", "))
        }
        ExprKind::Query(q) => query(q),
        ExprKind::Parenthesised(x) => format!("[{}]", expr(x)),
    }
}

fn query(q: &Query) -> String {
    let mut out = format!("<{:?} {}", q.function, expr(&q.subject));
    let mut say = |word: &str, text: Option<String>| {
        if let Some(text) = text {
            out.push_str(&format!(" {word} {text}"));
        }
    };
    say("WHERE", q.filter.as_ref().map(expr));
    say("AMONG", q.among.as_ref().map(expr));
    say(
        "WINDOW",
        q.window.as_ref().map(|w| match &w.value {
            Window::Last(d) => format!("last {d}"),
            Window::Previous(d) => format!("previous {d}"),
            Window::Since(e) => format!("since {}", expr(e)),
        }),
    );
    say("WEIGHTED", q.weight.as_ref().map(expr));
    out.push('>');
    out
}

#[test]
fn names_the_language_keeps_are_told_behind_a_dot_too() {
    let mut sources = Sources::new();
    let id = sources.add("rules/policy.kam", "policy p \"P\" version 1\n\nfield person.score number\n");
    let (_, found) = syntax::parse(sources.file(id));
    assert_eq!(found.iter().map(|f| f.code.id).collect::<Vec<_>>(), ["KAM-E0153"]);
}
