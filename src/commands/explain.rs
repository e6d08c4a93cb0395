//! `kam explain`: why an account came out as it did.

use super::exit::Exit;
use super::output::Output;
use super::rank::{PLACES, bounds};
use super::{Global, workspace};
use anyhow::bail;
use clap::ValueEnum;
use kam::values::Number;
use kam::views::{
    self, CriterionReason, Decimal, ExplainAnswer, ExplainInputs, Line, Measure, MeasureValue, NextTier, OriginReason,
    RuleReason, ValueReason,
};
use std::fmt::Write;

/// Say why an account came out as it did
///
/// Points lost per criterion with the rows that gave them, vetoes and limits, what the next tier asks for, what is missing
/// and what hangs on it, and every value with the file and line or cell it was written at.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  kam explain QUICK
  kam explain QUICK momentum        one criterion, field, let, table, veto or limit, and what it is worked out from
  kam explain QUICK --format json")]
pub struct Args {
    /// The account's id
    account: String,
    /// Only this name, and what it is worked out from
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
        Format::Text => out.print(&text(&answer, args.name.is_some()))?,
        Format::Json => out.json(&answer)?,
    }
    Ok(Exit::Fine)
}

/// The explanation for people. Sections without content are left out.
fn text(answer: &ExplainAnswer<'_>, narrowed: bool) -> String {
    let mut out = head(answer);
    let ExplainAnswer { criteria, vetoes, limits, next_tier, needs, values, left_out, .. } = answer;
    section(&mut out, "Points lost", criteria, criterion);
    section(&mut out, "Vetoes", vetoes, rule);
    section(&mut out, "Limits", limits, rule);
    if let Some(next) = next_tier {
        line(&mut out, &format!("\nTo be sure of tier {}", next_text(next)));
    }
    section(&mut out, "Missing, most valuable first", needs, |out, need| {
        let label = need.label.map(|l| format!(" \"{l}\"")).unwrap_or_default();
        let decides = if need.decides { "could change status or tier" } else { "only widens the score" };
        let points = need.points.0.to_decimal_string(PLACES);
        line(out, &format!("  {}{label}: {decides}; {points} points hang on it", need.name));
    });
    section(&mut out, "Values", values, value);
    section(&mut out, "Left out of comparisons", left_out, |out, left| {
        let of = left.of.unwrap_or("an expression");
        line(out, &format!("  {of}: {} of {} accounts, for want of a value", left.accounts, left.of_accounts));
    });
    if !narrowed {
        line(&mut out, &format!("\nNumbers are rounded to {PLACES} decimals."));
    }
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
    let score = bounds(answer.score.as_ref());
    format!(
        "{} {}: {place}{tier}, score {score}\n{} {} as of {}\n",
        answer.account, answer.name, answer.policy.name, answer.policy.version, answer.as_of
    )
}

fn criterion(out: &mut String, reason: &CriterionReason<'_>) {
    let CriterionReason { name, label, group, points, weight, lost, .. } = reason;
    let of = group.map(|g| format!(" of {g}")).unwrap_or_default();
    let said = match (points, weight) {
        (Some(points), Some(weight)) => {
            let share = percent(&weight.0);
            format!("{} lost: {} points, {share} of the score", bounds(lost.as_ref()), bounds(Some(points)))
        }
        _ => "left out".to_owned(),
    };
    line(out, &format!("  {name} \"{label}\"{of}: {said}  [{}]", place(&reason.rule)));
    inputs(out, &reason.inputs);
    let several =
        if reason.rows.len() > 1 && !reason.points.as_ref().is_some_and(|p| p.low == p.high) { "may be " } else { "" };
    for row in &reason.rows {
        line(out, &format!("      {several}{}  [{}]", row.text, place(&row.rule)));
    }
    if let Some(rule) = reason.missing_rule.as_ref().filter(|r| *r != "unknown") {
        line(out, &format!("      missing: {rule}"));
    }
}

fn rule(out: &mut String, reason: &RuleReason<'_>) {
    let fired = &reason.fired;
    let state = match fired.state {
        "holds" => "holds".to_owned(),
        "unknown" => format!("not known: missing {}", fired.needs.join(", ")),
        "not_applicable" => "does not apply".to_owned(),
        other => other.to_owned(),
    };
    let to = reason.to.map(|t| format!(", to tier {t}")).unwrap_or_default();
    line(out, &format!("  {} \"{}\" {state}{to}  [{}]", fired.name, fired.label, place(&reason.rule)));
    if let Some(because) = fired.because {
        line(out, &format!("      because {because}"));
    }
    if let Some(waiver) = &fired.waiver {
        let verb = if fired.state == "expired" { "was waived" } else { "waived" };
        line(out, &format!("      {verb} by {} until {}: {}", waiver.approved_by, waiver.until, waiver.reason));
    }
    inputs(out, &reason.inputs);
}

fn inputs(out: &mut String, inputs: &[ValueReason<'_>]) {
    for input in inputs {
        let from = input.origin.as_ref().map(origin).unwrap_or_else(|| place(&input.rule));
        let rows = input.rows.map(|n| format!(" over {n} rows")).unwrap_or_default();
        line(out, &format!("      {} = {}{rows}  [{from}]", input.name, measure(&input.value)));
    }
}

fn next_text(next: &NextTier<'_>) -> String {
    let mut said = next.name.to_owned();
    if let Some(label) = next.label {
        let _ = write!(said, " \"{label}\"");
    }
    let mut asks = Vec::new();
    if let Some(from) = &next.from {
        let from = from.0.to_decimal_string(PLACES);
        asks.push(match &next.short {
            Some(short) => format!("it starts at {from} points; {} short", bounds(Some(short))),
            None => format!("it starts at {from} points, which the score reaches"),
        });
    }
    match next.condition {
        Some("no") => asks.push("its `when` does not hold".to_owned()),
        Some(_) => asks.push("whether its `when` holds is not known".to_owned()),
        None => {}
    }
    if !next.limits.is_empty() {
        asks.push(format!("the limit {} keeps the account below, or may", next.limits.join(", ")));
    }
    let _ = write!(said, ": {}  [{}]", asks.join("; "), place(&next.rule));
    said
}

/// `revenue = 81238.46 USD  [rules/sales.kam:34]` and below it what it is worked out from.
fn value(out: &mut String, value: &ValueReason<'_>) {
    let at = value.origin.as_ref().map(origin).unwrap_or_else(|| place(&value.rule));
    line(out, &format!("  {} = {}  [{at}]", value.name, measure(&value.value)));
    if !value.from.is_empty() {
        line(out, &format!("      from {}", value.from.join(", ")));
    }
}

/// A measure in a line of text.
pub fn measure(measure: &Measure) -> String {
    match measure {
        Measure::Known { value, r#type, currency } => quantity(value, r#type, currency.as_deref()),
        Measure::Between { low, high, r#type, currency, .. } => {
            let text = |v: &MeasureValue| quantity(v, r#type, currency.as_deref());
            match (low.as_ref().map(text), high.as_ref().map(text)) {
                // One unit for both ends.
                (Some(low), Some(high)) => match (low.split_once(' '), high.split_once(' ')) {
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
    }
}

fn quantity(value: &MeasureValue, ty: &str, currency: Option<&str>) -> String {
    match value {
        MeasureValue::YesNo(true) => "yes".to_owned(),
        MeasureValue::YesNo(false) => "no".to_owned(),
        MeasureValue::Text(text) => text.clone(),
        MeasureValue::Number(Decimal(n)) => match (ty, currency) {
            ("percent", _) => percent(n),
            ("money", Some(currency)) => format!("{} {currency}", n.to_decimal_string(PLACES)),
            ("days", _) => format!("{} days", n.to_decimal_string(PLACES)),
            _ => n.to_decimal_string(PLACES),
        },
    }
}

fn percent(n: &Number) -> String {
    format!("{} %", (n * &Number::from(100)).to_decimal_string(PLACES))
}

fn origin(origin: &OriginReason) -> String {
    let mut said = place(&origin.line);
    for (word, what) in [("on", &origin.on), ("by", &origin.by), ("source:", &origin.source)] {
        if let Some(what) = what {
            let _ = write!(said, ", {word} {what}");
        }
    }
    said
}

fn place(line: &Line) -> String {
    match line.column {
        Some(column) => format!("{}:{}, column {column}", line.file, line.line),
        None => format!("{}:{}", line.file, line.line),
    }
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

/// Adds a line. Control characters, which could move a terminal's cursor, become spaces.
fn line(out: &mut String, text: &str) {
    out.extend(text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }));
    out.push('\n');
}
