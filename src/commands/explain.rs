//! `kam explain`: why an account came out as it did.

use super::exit::Exit;
use super::output::Output;
use super::rank::{PLACES, bounds};
use super::{Global, workspace};
use anyhow::bail;
use clap::ValueEnum;
use kam::values::Number;
use kam::views::{
    self, Bounds, CriterionReason, DataPlace, Decimal, ExplainAnswer, ExplainInputs, Line, Measure, MeasureValue,
    NeedReason, NextTier, OriginReason, RuleReason, ValueReason,
};
use std::collections::BTreeSet;
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// Say why an account came out as it did
///
/// What keeps it from a better tier, vetoes and limits, what is missing and what hangs on it, points lost per criterion with
/// the rows that gave them, and every value with the line of its rule and where the data behind it stand.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  kam explain QUICK
  kam explain QUICK momentum        one name of the policy, and what it is worked out from
  kam explain QUICK --format json")]
pub struct Args {
    /// The account's id
    account: String,
    /// Only this field, parameter, let, table, criterion, group, veto or limit, and what it is worked out from
    name: Option<String>,
    /// How to print the explanation
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

pub fn run(args: Args, global: &Global, out: &mut Output) -> anyhow::Result<Exit> {
    out.answer_in_json(args.format == Format::Json);
    let evaluated = match workspace::evaluate(workspace::load(global)?, global, out)? {
        Ok(evaluated) => evaluated,
        Err(exit) => return Ok(exit),
    };
    let (policy, portfolio) = evaluated.parts()?;
    let position = workspace::position(portfolio, &args.account)?;
    let inputs = ExplainInputs {
        policy,
        sources: &evaluated.workspace.sources,
        portfolio,
        evaluation: &evaluated.evaluation,
        locale: &evaluated.workspace.config.locale,
    };
    if let Some(name) = &args.name
        && !views::explainable(policy).any(|n| n == name)
    {
        let nearest = views::nearest_explainable(policy, name);
        let offer = nearest.map(|n| format!(" Did you mean `{n}`?")).unwrap_or_default();
        bail!("The policy has no `{name}`.{offer}");
    }
    let Some(answer) = views::explain(inputs, position, args.name.as_deref()) else {
        bail!("The account `{}` was not evaluated.", args.account)
    };
    match args.format {
        Format::Text => out.print(&text(&answer, args.name.as_deref()))?,
        Format::Json => out.json(&answer)?,
    }
    Ok(Exit::Fine)
}

/// How many rows that may hold are shown one by one.
const MAY_BE: usize = 3;
/// Columns of a terminal that text keeps within, where its words allow it.
const WIDTH: usize = 100;

/// The explanation for people: first what decided, then the points, then every value. Sections without content are left out.
fn text(answer: &ExplainAnswer<'_>, name: Option<&str>) -> String {
    let narrowed = name.is_some();
    let mut out = head(answer);
    let ExplainAnswer { criteria, vetoes, limits, needs, values, left_out, .. } = answer;
    if narrowed {
        let first = values.first().is_some_and(|v| Some(v.name.as_str()) == name);
        let title = if first { "Value, and what it is worked out from" } else { "What it is worked out from" };
        section(&mut out, title, values, value);
    } else if let Some(why) = why_not_better(answer) {
        out.push('\n');
        line(&mut out, 0, &why);
    }
    section(&mut out, "Vetoes", vetoes, rule);
    section(&mut out, "Limits", limits, rule);
    section(&mut out, "Missing, most valuable first", needs, need);
    let (lost, rest): (Vec<_>, Vec<_>) = criteria.iter().partition(|c| loses(c) || (narrowed && c.points.is_some()));
    let (full, without): (Vec<_>, Vec<_>) = rest.into_iter().partition(|c| c.points.is_some());
    section(&mut out, "Points of the score lost, most first (weight × what is short of 100)", &lost, |out, c| {
        criterion(out, c)
    });
    if !full.is_empty() {
        out.push('\n');
        line(&mut out, 0, &format!("Full points: {}.", list(full.iter().map(|c| named(c.name, Some(c.label))))));
    }
    section(&mut out, "Left out of the score, their weight carried by the others", &without, |out, c| {
        criterion(out, c)
    });
    if !narrowed {
        section(&mut out, "Values", values, value);
    }
    section(&mut out, "Left out of comparisons, for want of a value", left_out, |out, left| {
        line(out, 2, &format!("{}: {} of {} accounts", left.of, left.accounts, left.of_accounts));
    });
    out.push('\n');
    joins(&mut out, answer);
    line(&mut out, 0, &format!("Numbers are rounded to {PLACES} decimals."));
    out
}

fn head(answer: &ExplainAnswer<'_>) -> String {
    let place = match answer.rank {
        Some(rank) => format!("rank {rank}"),
        None => match answer.status {
            "hold" => "on hold".to_owned(),
            other => other.to_owned(),
        },
    };
    let tier = if answer.tiers.is_empty() { String::new() } else { format!(", tier {}", answer.tiers.join("/")) };
    let mut out = String::new();
    let score = bounds(answer.score.as_ref());
    line(&mut out, 0, &format!("{} {}: {place}{tier}, score {score}", answer.account, answer.name));
    line(&mut out, 0, &format!("{} {} as of {}", answer.policy.name, answer.policy.version, answer.as_of));
    out
}

/// What keeps the account from a better tier, or from any.
fn why_not_better(answer: &ExplainAnswer<'_>) -> Option<String> {
    let in_state = |states: &'static [&str]| {
        let vetoes = answer.vetoes.iter().filter(move |v| states.contains(&v.fired.state));
        list(vetoes.map(|v| named(v.fired.name, Some(v.fired.label))))
    };
    if answer.status == "excluded" {
        return Some(format!(
            "Why no tier: the veto {} excludes the account.",
            in_state(&["holds", "expired", "unknown"])
        ));
    }
    let hold = (answer.status == "hold").then(|| match in_state(&["unknown", "expired"]) {
        vetoes if vetoes.is_empty() => "Why on hold: nothing is left to score.".to_owned(),
        vetoes => {
            let needs = answer.vetoes.iter().filter(|v| v.fired.state != "holds").flat_map(|v| &v.fired.needs);
            let needs = list(needs.collect::<BTreeSet<_>>().into_iter().cloned());
            format!("Why on hold: whether the veto {vetoes} holds is not known. Missing: {needs}.")
        }
    });
    let next = answer.next_tier.as_ref().map(|next| why_not(answer, next));
    let said: Vec<String> = hold.into_iter().chain(next).collect();
    (!said.is_empty()).then(|| said.join("\n"))
}

fn why_not(answer: &ExplainAnswer<'_>, next: &NextTier<'_>) -> String {
    let may_be = answer.tiers.contains(&next.name);
    let tier = named(next.name, next.label);
    let question = if may_be { format!("Why {tier} is not sure") } else { format!("Why not {tier}") };
    let mut said = Vec::new();
    if let Some(from) = &next.from {
        let (from, score) = (from.0.to_decimal_string(PLACES), bounds(answer.score.as_ref()));
        said.push(match &next.short {
            None => format!("it starts at {from} points, which the score of {score} reaches"),
            Some(Bounds { low: Some(low), high: Some(high) }) if low == high => {
                format!(
                    "it starts at {from} points, {} more than the score of {score}",
                    low.0.to_decimal_string(PLACES)
                )
            }
            Some(Bounds { low: Some(low), high: Some(high) }) if low.0 <= Number::ZERO => {
                let high = high.0.to_decimal_string(PLACES);
                format!("it starts at {from} points, and the score of {score} may end up to {high} short of it")
            }
            Some(short) => {
                format!("it starts at {from} points, {} more than the score of {score}", bounds(Some(short)))
            }
        });
    }
    let inputs = list(next.inputs.iter().map(|v| format!("{} = {}", v.name, measure(&v.value))));
    match next.condition {
        Some("no") => said.push(format!("its condition does not hold ({inputs})")),
        Some("not_applicable") => said.push(format!("its condition does not apply ({inputs}), which counts as no")),
        Some(_) => said.push(format!("whether its condition holds is not known ({inputs})")),
        None => {}
    }
    for name in &next.limits {
        let Some(limit) = answer.limits.iter().find(|l| l.fired.name == *name) else { continue };
        let limited = named(limit.fired.name, Some(limit.fired.label));
        let to = limit.to.unwrap_or("?");
        said.push(if limit.fired.state == "unknown" {
            format!("the limit {limited} may keep the account at {to} or lower")
        } else {
            format!("the limit {limited} keeps the account at {to} or lower")
        });
    }
    format!("{question}: {}. [{}]", said.join("; "), place(&next.rule))
}

/// Whether it costs points, or may.
fn loses(reason: &CriterionReason<'_>) -> bool {
    let none = |lost: &Bounds| lost.high.as_ref().is_some_and(|high| high.0 <= Number::ZERO);
    reason.lost.as_ref().is_some_and(|lost| !none(lost))
}

fn criterion(out: &mut String, reason: &CriterionReason<'_>) {
    let CriterionReason { name, label, points, weight, lost, rule, .. } = reason;
    let said = match (points, weight) {
        (Some(points), Some(weight)) => {
            let (lost, points) = (bounds(lost.as_ref()), bounds(Some(points)));
            let of = format!("{points} points at {}", percent(&weight.0));
            format!("{lost}  {}: {of}", named(name, Some(label)))
        }
        _ => named(name, Some(label)),
    };
    line(out, 2, &format!("{said}  [{}]", place(rule)));
    inputs(out, &reason.inputs);
    let open = !reason.points.as_ref().is_some_and(|p| p.low == p.high);
    let several = if reason.rows.len() > 1 && open { "may be " } else { "" };
    match reason.rows.as_slice() {
        [first, .., last] if open && reason.rows.len() > MAY_BE && first.rule.file == last.rule.file => {
            let (rows, first) = (reason.rows.len(), place(&first.rule));
            line(out, 6, &format!("may be any of {rows} rows  [{first} to {}]", last.rule.line));
        }
        rows => rows.iter().for_each(|row| line(out, 6, &format!("{several}{}  [{}]", row.text, place(&row.rule)))),
    }
    // A row says it by itself.
    if let Some(rule) = reason.missing_rule.as_ref().filter(|r| *r != "unknown" && reason.rows.is_empty()) {
        line(out, 6, &format!("its rule for what is missing: {rule}"));
    }
}

fn rule(out: &mut String, reason: &RuleReason<'_>) {
    let fired = &reason.fired;
    let then = |verb: &str| reason.to.map(|tier| format!(" and {verb} the tier at {tier}")).unwrap_or_default();
    let missing = if fired.needs.is_empty() { String::new() } else { format!("; missing: {}", fired.needs.join(", ")) };
    let state = match fired.state {
        "holds" => format!("holds{}", then("caps")),
        "unknown" => format!("may hold{}{missing}", then("cap")),
        "not_applicable" => "does not apply".to_owned(),
        "waived" => "is waived".to_owned(),
        "expired" if fired.needs.is_empty() => format!("is no longer waived: it holds{}", then("caps")),
        "expired" => format!("is no longer waived: it may hold{}{missing}", then("cap")),
        other => other.to_owned(),
    };
    line(out, 2, &format!("{} {state}  [{}]", named(fired.name, Some(fired.label)), place(&reason.rule)));
    if let Some(because) = fired.because {
        line(out, 6, &format!("because {because}"));
    }
    if let Some(waiver) = &fired.waiver {
        line(out, 6, &format!("waived by {} until {}: {}", waiver.approved_by, waiver.until, waiver.reason));
    }
    inputs(out, &reason.inputs);
}

/// What a missing input could still change.
fn need(out: &mut String, need: &NeedReason<'_>) {
    let mut changes = Vec::new();
    if need.decides {
        changes.push("status or tier".to_owned());
    }
    if need.points.0 > Number::ZERO {
        changes.push(format!("up to {} points of the score", need.points.0.to_decimal_string(PLACES)));
    }
    let through = list(need.bears_on.iter().cloned());
    let through = if through.is_empty() { through } else { format!(" ({through})") };
    let could = if changes.is_empty() { "little".to_owned() } else { changes.join(", and ") };
    line(out, 2, &format!("{}: could still change {could}{through}", named(&need.name, need.label)));
}

fn inputs(out: &mut String, inputs: &[ValueReason<'_>]) {
    for input in inputs {
        let data = from(input);
        // A value that is missing is not from anywhere.
        let word = if matches!(input.value, Measure::Missing { .. }) { "; data:" } else { ", from" };
        let data = if data.is_empty() { data } else { format!("{word} {data}") };
        line(out, 6, &format!("{} = {}{data}", input.name, measure(&input.value)));
    }
}

/// `revenue "Turnover" = 81 238.46 USD  [rules/sales.kam:34]` and below it what it is worked out from and where that stands.
fn value(out: &mut String, value: &ValueReason<'_>) {
    let since = value.since.as_ref().map(|day| format!(" since {day}")).unwrap_or_default();
    let said = format!("{} = {}{since}", named(&value.name, value.label), measure(&value.value));
    line(out, 2, &format!("{said}  [{}]", place(&value.rule)));
    let data = from(value);
    let said = match (value.from.is_empty(), data.is_empty()) {
        (true, true) => String::new(),
        (true, false) => format!("from {data}"),
        (false, true) => format!("from {}", list(value.from.iter().cloned())),
        (false, false) => format!("from {}; data: {data}", list(value.from.iter().cloned())),
    };
    if !said.is_empty() {
        line(out, 6, &said);
    }
    if value.what == "parameter" {
        let users = list(value.used_by.iter().cloned());
        line(out, 6, &if users.is_empty() { "used by nothing".to_owned() } else { format!("used by {users}") });
    }
}

/// The files that rows were joined from, each table once: `55 of 86 rows` count the rows of the first.
fn joins(out: &mut String, answer: &ExplainAnswer<'_>) {
    let inputs = answer.criteria.iter().flat_map(|c| &c.inputs);
    let inputs = inputs.chain(answer.vetoes.iter().chain(&answer.limits).flat_map(|r| &r.inputs));
    let data = answer.values.iter().chain(inputs).flat_map(|v| &v.data).filter(|d| !d.joined.is_empty());
    let said: BTreeSet<String> =
        data.map(|d| format!("Rows of {} are joined with {}.", d.place, list(d.joined.iter().cloned()))).collect();
    said.iter().for_each(|said| line(out, 0, said));
}

/// Where the data behind a value stand.
fn from(value: &ValueReason<'_>) -> String {
    if let Some(written) = &value.origin {
        return origin(written);
    }
    let place = |data: &DataPlace| {
        let rows = match (data.rows, data.in_window) {
            (Some(rows), Some(counted)) if rows != counted => format!(" ({counted} of {rows} rows)"),
            (Some(1), _) => " (1 row)".to_owned(),
            (Some(rows), _) => format!(" ({rows} rows)"),
            (None, _) => String::new(),
        };
        format!("{}{rows}", data.place)
    };
    list(value.data.iter().map(place))
}

/// `volume "What they buy"`, or the name alone where the label says no more.
fn named(name: &str, label: Option<&str>) -> String {
    match label {
        Some(label) if label != name => format!("{name} \"{label}\""),
        _ => name.to_owned(),
    }
}

fn list(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(", ")
}

/// A measure in a line of text.
pub fn measure(measure: &Measure) -> String {
    match measure {
        Measure::Known { value, r#type, currency } => quantity(value, r#type, currency.as_deref()),
        Measure::Between { low, high, r#type, currency, .. } => {
            let text = |v: &MeasureValue| quantity(v, r#type, currency.as_deref());
            match (low.as_ref().map(text), high.as_ref().map(text)) {
                // One unit for both ends.
                (Some(low), Some(high)) => match (low.rsplit_once(' '), high.rsplit_once(' ')) {
                    (Some((number, unit)), Some((_, same))) if unit == same => format!("{number}..{high}"),
                    _ => format!("{low}..{high}"),
                },
                (low, high) => format!("{}..{}", low.as_deref().unwrap_or("?"), high.as_deref().unwrap_or("?")),
            }
        }
        Measure::OneOf { one_of, r#type, .. } => {
            one_of.iter().map(|v| quantity(v, r#type, None)).collect::<Vec<_>>().join(" or ")
        }
        Measure::Missing { reason, .. } => format!("missing ({reason})"),
        Measure::NotApplicable { reason, .. } => (*reason).to_owned(),
    }
}

fn quantity(value: &MeasureValue, ty: &str, currency: Option<&str>) -> String {
    match value {
        MeasureValue::YesNo(true) => "yes".to_owned(),
        MeasureValue::YesNo(false) => "no".to_owned(),
        MeasureValue::Text(text) => text.clone(),
        MeasureValue::Number(Decimal(n)) => match (ty, currency) {
            ("percent", _) => percent(n),
            ("money", Some(currency)) => format!("{} {currency}", grouped(n)),
            ("days", _) if *n == Number::ONE => "1 day".to_owned(),
            ("days", _) => format!("{} days", n.to_decimal_string(PLACES)),
            ("points", _) => format!("{} points", n.to_decimal_string(PLACES)),
            _ => n.to_decimal_string(PLACES),
        },
    }
}

/// `81 238.46`, digits in groups as rules write them.
fn grouped(n: &Number) -> String {
    let text = n.to_decimal_string(PLACES);
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(w, f)| (w, Some(f)));
    let mut out = String::with_capacity(text.len() + 4);
    for (at, c) in whole.chars().enumerate() {
        let left = whole.len() - at;
        if left % 3 == 0 && out.ends_with(|c: char| c.is_ascii_digit()) {
            out.push(' ');
        }
        out.push(c);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

fn percent(n: &Number) -> String {
    format!("{} %", (n * &Number::from(100)).to_decimal_string(PLACES))
}

/// `accounts/quick.yaml:6, on 1998-04-20, by janet`, or `data/customers.csv, row 12, column 3`.
fn origin(origin: &OriginReason) -> String {
    let mut said = match origin.line.column {
        Some(column) => format!("{}, row {}, column {column}", origin.line.file, origin.line.line),
        None => place(&origin.line),
    };
    for (word, what) in [("on", &origin.on), ("by", &origin.by), ("source:", &origin.source)] {
        if let Some(what) = what {
            let _ = write!(said, ", {word} {what}");
        }
    }
    said
}

/// `rules/sales.kam:34`
fn place(line: &Line) -> String {
    format!("{}:{}", line.file, line.line)
}

fn section<T>(out: &mut String, title: &str, items: &[T], each: impl Fn(&mut String, &T)) {
    if items.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{title}:");
    for item in items {
        each(out, item);
    }
}

/// Adds a line, indented and broken between words where it is longer than a terminal is wide. Control characters, which could
/// move a terminal's cursor, become spaces.
fn line(out: &mut String, indent: usize, text: &str) {
    for paragraph in text.split('\n') {
        let mut width = indent;
        out.extend(std::iter::repeat_n(' ', indent));
        for (at, word) in words(paragraph).enumerate() {
            let room = word.trim_end().width();
            if at > 0 && width + room > WIDTH {
                out.truncate(out.trim_end_matches(' ').len());
                out.push('\n');
                out.extend(std::iter::repeat_n(' ', indent + 4));
                width = indent + 4;
            }
            out.extend(word.chars().map(|c| if c.is_control() { ' ' } else { c }));
            width += word.width();
        }
        out.truncate(out.trim_end_matches(' ').len());
        out.push('\n');
    }
}

/// The words of a text, each with the spaces after it.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let word = rest.find(' ').unwrap_or(rest.len());
        let spaces = rest[word..].len() - rest[word..].trim_start_matches(' ').len();
        let (first, later) = rest.split_at(word + spaces);
        rest = later;
        (!first.is_empty()).then_some(first)
    })
}
