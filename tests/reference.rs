//! Published worked numbers, written as policies. Sources stand in the policies; values were published to the digits
//! compared here, or recomputed from the published rule where the source says how.

use kam::data::{Account, FieldColumn, Portfolio};
use kam::diagnostics::{Language, Sources};
use kam::engine::{self, Outcome, Value};
use kam::policy::{self, Policy, Type};
use kam::values::{Absence, AccountId, Day, Number, Reading, Scalar};

struct Reference {
    policy: Policy,
}

impl Reference {
    fn open(name: &str) -> Reference {
        let path = format!("{}/tests/fixtures/reference/{name}.kam", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
        let mut sources = Sources::new();
        let id = sources.add(format!("{name}.kam"), text);
        let (tree, mut findings) = kam::syntax::parse(sources.file(id));
        let (policy, more) = policy::check(&sources, &[tree]);
        findings.extend(more);
        let said: Vec<String> = findings
            .iter()
            .map(|f| format!("{} {}", sources.file_line(f.span), f.message(Language::English)))
            .collect();
        assert!(said.is_empty(), "{name}: {}", said.join("\n"));
        Reference { policy: policy.expect("a policy without findings") }
    }

    /// The outcome of an account with these values; numbers as rules write them (12 under a percent is 12 %).
    fn outcome(&self, given: &[(&str, &str)]) -> Outcome {
        let mut columns = vec![FieldColumn::default(); self.policy.fields.len()];
        for (field, column) in self.policy.fields.iter().zip(&mut columns) {
            let text = given.iter().find(|(name, _)| *name == field.name.as_str()).map(|(_, text)| text);
            column.cells = vec![match text {
                None => Reading::Missing(Absence::NotGiven),
                Some(text) => {
                    let n = number(text);
                    let n = if field.ty == Type::Percent { &n * &Number::decimal(1, 2) } else { n };
                    Reading::Known(Scalar::Number(n))
                }
            }];
        }
        let account = Account {
            id: AccountId::new("one"),
            name: "One".to_owned(),
            kam: None,
            language: None,
            file: None,
            row: None,
            people: None,
            relations: Vec::new(),
            waivers: Vec::new(),
            dossier: None,
        };
        let portfolio = Portfolio { accounts: vec![account], columns, records: Vec::new() };
        let day = Day::parse("2026-10-01").expect("a day");
        engine::evaluate(&self.policy, &portfolio, day).outcomes.remove(0)
    }

    fn value(&self, outcome: &Outcome, name: &str) -> Number {
        let slot = self.policy.slot_named(name).unwrap_or_else(|| panic!("no {name}"));
        match outcome.slot(slot) {
            Value::Known(Scalar::Number(n)) => n.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }

    fn tier(&self, outcome: &Outcome) -> &str {
        let at = usize::from(outcome.tiers.single().expect("one tier"));
        self.policy.tiers[self.policy.tiers.len() - 1 - at].name.as_str()
    }
}

fn number(text: &str) -> Number {
    Number::parse(text).unwrap_or_else(|e| panic!("{text}: {e}"))
}

fn score(outcome: &Outcome) -> Number {
    outcome.score.as_ref().and_then(|s| s.as_point()).cloned().expect("a known score")
}

/// Equal within half a unit of the last digit that was published, unless the source allows more.
fn assert_close(found: &Number, published: &str, tolerance: &str) {
    let difference = (found - &number(published)).abs();
    assert!(difference <= number(tolerance), "{found} instead of {published}");
}

#[test]
fn weighted_mean_of_group_scores() {
    let reference = Reference::open("weighted_mean");
    let outcome = reference.outcome(&[("adoption", "47"), ("service", "59"), ("finance", "21")]);
    assert_eq!(Some(score(&outcome)), Number::ratio(2287, 57));
    assert_eq!(score(&outcome).round_half_up(0), number("40"));
}

#[test]
fn portfolio_score_from_counts() {
    let reference = Reference::open("level_counts");
    let outcome = reference.outcome(&[("good", "5"), ("average", "3"), ("poor", "2")]);
    assert_eq!(score(&outcome), number("76"));
}

#[test]
fn linear_factor_with_held_ends() {
    let reference = Reference::open("linear_factor");
    for answer in -3i64..=12 {
        let outcome = reference.outcome(&[("answer", &answer.to_string())]);
        let impact = Number::int(answer.clamp(0, 10) - 5);
        assert_eq!(reference.value(&outcome, "impact"), impact, "{answer}");
        let rescaled = &(&score(&outcome) * &number("0.1")) - &number("5");
        assert_eq!(rescaled, impact, "{answer}");
    }
}

#[test]
fn capped_points_fall_in_their_band() {
    let reference = Reference::open("bands");
    let scores = [("s1", "10"), ("s2", "12"), ("s3", "5"), ("s4", "5"), ("s5", "20"), ("s6", "10")];
    let outcome = reference.outcome(&scores);
    assert_eq!(score(&outcome), number("62"));
    assert_eq!(reference.tier(&outcome), "B");
}

#[test]
fn nested_weights() {
    let reference = Reference::open("nested_weights");
    let outcome = reference.outcome(&[
        ("size", "80"),
        ("growth", "60"),
        ("buyer_power", "40"),
        ("price_rivalry", "40"),
        ("ease_of_entry", "80"),
        ("substitutes", "60"),
        ("familiarity", "80"),
        ("channel_access", "100"),
        ("sales_force", "60"),
    ]);
    let groups = ["market_forces", "competitive_intensity", "access"].map(|g| reference.value(&outcome, g));
    assert_eq!(groups, ["62", "58", "80"].map(number));
    assert_eq!(score(&outcome), number("65.8"));
}

#[test]
fn priorities_of_a_hierarchy() {
    let reference = Reference::open("leader");
    let names = ["experience", "education", "charisma", "age_score"];
    let cases = [
        (["21.7", "18.8", "74.3", "26.5"], "35.8"),
        (["71.7", "8.1", "19.4", "67.2"], "49.3"),
        (["6.6", "73.1", "6.3", "6.3"], "14.9"),
    ];
    for (local, published) in cases {
        let given: Vec<(&str, &str)> = names.into_iter().zip(local).collect();
        assert_close(&score(&reference.outcome(&given)), published, "0.1");
    }
}

#[test]
fn chances_against_four_competitors() {
    let reference = Reference::open("odds");
    let cases = [
        (["75", "82", "67", "88"], "0.4583", "0.3626"),
        (["68", "75", "60", "80"], "0.3676", "0.2448"),
        (["60", "68", "54", "72"], "0.2960", "0.1586"),
    ];
    for (chances, gates, friedman) in cases {
        let given: Vec<(&str, &str)> = ["p1", "p2", "p3", "p4"].into_iter().zip(chances).collect();
        let outcome = reference.outcome(&given);
        assert_close(&reference.value(&outcome, "gates"), gates, "0.0001");
        assert_close(&reference.value(&outcome, "friedman"), friedman, "0.0001");
    }
}

#[test]
fn odds_multiply() {
    let reference = Reference::open("odds");
    let chances = |p1| [("p1", p1), ("p2", "50"), ("p3", "50"), ("p4", "50")];
    let (low, high) = (reference.outcome(&chances("69")), reference.outcome(&chances("70")));
    assert_eq!(reference.value(&low, "won"), number("0.3"));
    assert_eq!(Some(reference.value(&high, "won")), Number::ratio(6, 13));
    assert_eq!(reference.value(&low, "kept"), number("0.8"));
    assert_eq!(reference.value(&high, "kept"), number("0.67"));
}

#[test]
fn lifetime_value_by_timing() {
    let reference = Reference::open("lifetime_value");
    let value = |margin: &str, kept: &str, discount: &str, name: &str| {
        let outcome = reference.outcome(&[("margin", margin), ("kept", kept), ("discount", discount)]);
        reference.value(&outcome, name)
    };
    assert_close(&value("18.95", "78.8", "1", "at_end"), "67.264", "0.001");
    assert_close(&value("17.95", "99.5", "1", "at_start"), "1208.633333", "0.00001");
    assert_close(&value("17.95", "99.5", "1", "at_end"), "1190.683333", "0.00001");
    assert_close(&value("18.20", "99", "1", "at_start"), "919.1", "0.01");
    let grid = [
        ("10", ["1.2", "1.75", "2.67", "4.5"]),
        ("12", ["1.15", "1.67", "2.5", "4.09"]),
        ("14", ["1.11", "1.59", "2.35", "3.75"]),
        ("16", ["1.07", "1.52", "2.22", "3.46"]),
    ];
    for (discount, multiples) in grid {
        for (kept, multiple) in ["60", "70", "80", "90"].into_iter().zip(multiples) {
            assert_close(&value("1", kept, discount, "at_end"), multiple, "0.005");
        }
    }
}

#[test]
fn lifetime_value_without_end_is_missing() {
    let reference = Reference::open("lifetime_value");
    let outcome = reference.outcome(&[("margin", "10"), ("kept", "110"), ("discount", "10")]);
    let slot = reference.policy.slot_named("at_end").expect("at_end");
    match outcome.slot(slot) {
        Value::Uncertain(u) => assert_eq!(u.why, Absence::RetentionTooHigh),
        other => panic!("{other:?}"),
    }
}
