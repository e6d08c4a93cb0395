//! Workspaces made by rule, the same on every machine: a policy of 20 criteria (eight interpolated) with accounts in one
//! table, and a policy of any number of lines. A small linear congruential generator stands in for chance.

use std::fmt::Write as _;

/// Knuth's MMIX constants; the upper bits are used.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

/// Money, percents and days, in that order, for the interpolated criteria and the ladders.
const NUMERIC: [(&str, &str); 14] = [
    ("revenue", "money"),
    ("forecast", "money"),
    ("margin", "money"),
    ("growth", "percent"),
    ("discount", "percent"),
    ("share", "percent"),
    ("silence", "days"),
    ("lateness", "days"),
    ("orders", "count"),
    ("visits", "count"),
    ("complaints", "count"),
    ("range", "count"),
    ("nps", "number -100..100"),
    ("tenure", "number 0..100"),
];

const CHOICES: [(&str, &str); 6] = [
    ("credit", "one of weak < fair < good < excellent"),
    ("potential", "one of low < medium < high"),
    ("access", "one of none < brief < multiple < in_depth"),
    ("strategy", "one of none < partly < fully"),
    ("region", "one of north, south, east, west"),
    ("channel", "one of direct, partner, online"),
];

/// The policy that accounts are evaluated by.
pub fn policy() -> String {
    let mut out = String::from(
        "policy generated \"Generated\" version 1\n  effective from 2026-01-01\n  currency PLN\n  missing means unknown\n\n",
    );
    for (name, ty) in NUMERIC.iter().chain(&CHOICES) {
        let _ = writeln!(out, "field {name} \"{name}\" {ty}");
    }
    out.push_str("\ngroup business \"Business\" weight 60 %\ngroup personal \"Personal\" weight 40 %\n");
    for (i, (name, ty)) in NUMERIC.iter().enumerate() {
        let group = if i < 10 { "business" } else { "personal" };
        let _ = writeln!(out, "\ncriterion c_{name} \"{name}\" in {group} weight 10 %");
        let _ = writeln!(out, "  | {name} | points |");
        let at = |step: u64| shown(ty, step);
        if i < 8 {
            // Eight interpolated scales.
            for (step, points) in [(0, 0), (3, 35), (6, 70), (10, 100)] {
                let _ = writeln!(out, "  | at {} | {points} |", at(step));
            }
        } else {
            for (step, points) in [(8, 100), (5, 60), (2, 25)] {
                let _ = writeln!(out, "  | from {} | {points} |", at(step));
            }
            out.push_str("  | otherwise | 0 |\n");
        }
        if i % 5 == 3 {
            out.push_str("  | missing | exclude |\n");
        }
    }
    for (name, ty) in &CHOICES[..4] {
        let _ = writeln!(out, "\ncriterion c_{name} \"{name}\" in personal weight 10 %\n  | {name} | points |");
        let values: Vec<&str> = ty.trim_start_matches("one of ").split(" < ").collect();
        for (v, value) in values.iter().enumerate() {
            let _ = writeln!(out, "  | {value} | {} |", v * 100 / (values.len() - 1));
        }
    }
    out.push_str(DECISIONS);
    out
}

const DECISIONS: &str = "
criterion solidity \"Solidity\" in personal weight 10 %
  | credit | lateness | points |
  | good, excellent | at most 14 days | 100 |
  | good, excellent | above 14 days | 50 |
  | fair | at most 14 days | 60 |
  | fair | above 14 days | 20 |
  | weak | any | 0 |

criterion place \"Place\" in personal weight 10 %
  | region | channel | points |
  | north, south | direct | 100 |
  | north, south | partner, online | 40 |
  | east, west | direct, partner | 60 |
  | east, west | online | 10 |

veto arrears \"Arrears\" when lateness above 95 days
  because \"Paid far too late\"
  unknown means pass

limit shallow \"Shallow\" to tier C when access is none
  because \"Nobody known\"

tier A \"A\" from 75 points
tier B \"B\" from 50 points
tier C \"C\" otherwise

rank by score
";

/// A tenth of the usual range, times `step`.
fn shown(ty: &str, step: u64) -> String {
    match ty {
        "money" => format!("{} PLN", step * 100_000),
        "percent" => format!("{} %", step * 10),
        "days" => format!("{} days", step * 10),
        _ => format!("{}", step * 10),
    }
}

/// kam.yaml of the generated workspace.
pub const CONFIG: &str = "name: Generated
locale: en
currency: PLN
as_of: 2026-10-01
accounts:
  file: data/accounts.csv
  account: account
  columns:
    growth: {column: growth, as: percent}
    discount: {column: discount, as: percent}
    share: {column: share, as: percent}
";

/// The table of accounts: two cells in a hundred are blank.
pub fn accounts(n: usize) -> String {
    let mut chance = Chance(42);
    let mut out = String::with_capacity(n * 120);
    out.push_str("account,name");
    for (name, _) in NUMERIC.iter().chain(&CHOICES) {
        out.push(',');
        out.push_str(name);
    }
    out.push('\n');
    for a in 0..n {
        let _ = write!(out, "K{a:06},Account {a}");
        for (_, ty) in NUMERIC.iter().chain(&CHOICES) {
            out.push(',');
            let blank = chance.below(50) == 0;
            let drawn = chance.below(10_000);
            if blank {
                continue;
            }
            match *ty {
                "money" => {
                    let _ = write!(out, "{}.{:02}", drawn * 120, drawn % 100);
                }
                "percent" => {
                    let _ = write!(out, "{}.{}", drawn / 100, drawn % 10);
                }
                "days" | "count" => {
                    let _ = write!(out, "{}", drawn / 100);
                }
                "number -100..100" => {
                    let _ = write!(out, "{}", i64::try_from(drawn / 50).unwrap_or(0) - 100);
                }
                "number 0..100" => {
                    let _ = write!(out, "{}", drawn / 100);
                }
                choice => {
                    let values: Vec<&str> = choice.trim_start_matches("one of ").split([',', '<']).collect();
                    out.push_str(values[(drawn as usize) % values.len()].trim());
                }
            }
        }
        out.push('\n');
    }
    out
}

/// A policy of at least so many lines: fields, measures, scales, decision tables, vetoes and examples in turn.
pub fn large_policy(lines: usize) -> String {
    let mut items = String::new();
    let mut criteria = Vec::new();
    let mut n = 0;
    while items.lines().count() + criteria.len() * 7 < lines.saturating_sub(20) {
        let _ = writeln!(items, "field money{n} \"Money {n}\" money");
        let _ = writeln!(items, "field level{n} \"Level {n}\" one of low{n} < middle{n} < high{n}");
        let _ = writeln!(items, "field late{n} \"Late {n}\" days");
        let _ = writeln!(items, "let measure{n} \"Measure {n}\" = max(money{n} * 104 %, 1000 PLN) - 250 PLN\n");
        let _ = writeln!(items, "table class{n} \"Class {n}\" one of small{n} < large{n}");
        let _ = writeln!(items, "  | level{n} | late{n} | class{n} |");
        let _ = writeln!(items, "  | low{n} | any | small{n} |");
        let _ = writeln!(items, "  | middle{n}, high{n} | at most 30 days | large{n} |");
        let _ = writeln!(items, "  | middle{n}, high{n} | above 30 days | small{n} |\n");
        let _ = writeln!(items, "veto late_payer{n} \"Late {n}\" when late{n} above 90 days and class{n} is small{n}");
        let _ = writeln!(items, "  because \"Paragraph {n}\"\n");
        criteria.push(n);
        n += 1;
    }
    let mut out = String::from("policy large \"Large\" version 1\n  effective from 2026-01-01\n  currency PLN\n\n");
    out.push_str(&items);
    for n in &criteria {
        let _ = writeln!(out, "criterion scale{n} \"Scale {n}\" weight 1/{}", criteria.len());
        let _ = writeln!(out, "  | measure{n} | points |");
        for (at, points) in [(0, 0), (50_000, 40), (200_000, 80), (1_000_000, 100)] {
            let _ = writeln!(out, "  | at {at} PLN | {points} |");
        }
        out.push('\n');
    }
    out.push_str("tier A \"A\" from 75 points\ntier B \"B\" from 50 points\ntier C \"C\" otherwise\n");
    out
}

/// The policy that strategies are made by: measures over people, a table of channels, three playbooks with twelve actions
/// that wait for each other, repeat until something holds and change something.
pub const PLAYS: &str = r#"policy plays "Plays" version 1
  currency PLN
  missing means unknown

field sales "Sales" money
field rating "Rating" number 0..10
field experience "Experience" one of none < some < long

let favour = average people.support weighted by influence
let access = share of people where contact at least brief among formal
let part = share_of_total(sales)

criterion size "Size" weight 40 %
  | sales        | points |
  | at 0 PLN     | 0      |
  | at 1 mln PLN | 100    |
criterion reach "Reach" weight 30 %
  | access    | points |
  | from 75 % | 100    |
  | from 40 % | 50     |
  | otherwise | 0      |
criterion goodwill "Goodwill" weight 30 %
  | favour | points |
  | at -2  | 0      |
  | at 2   | 100    |

tier A "A" from 70 points
tier B "B" from 40 points
tier C "C" otherwise

channel meeting "Meeting" effort 3 hours cost 200 PLN
channel visit "Reference visit" effort 8 hours cost 2500 PLN
channel phone "Telephone" effort 1 hour

table person.our_channel one of channels
  | contact                   | support                 | our_channel |
  | none                      | any                     | meeting     |
  | brief, multiple, in_depth | opponent, non_supporter | phone       |
  | brief, multiple, in_depth | neutral                 | visit       |
  | brief, multiple, in_depth | supporter, mentor       | meeting     |

playbook open_doors "Open doors" when experience is none
  objective reach_all "Reach everybody"
    measure access target 100 % within 90 days
  action introduce "Introduction"
    for each person where (formal and contact is none)
    channel our_channel
    owner kam with pre_sales speaking pl
    due within 14 working days
    effect contact becomes brief
  action deepen "Needs"
    for each person where formal
    channel our_channel
    owner kam
    after introduce
    effect contact becomes multiple, support + 1
  action convince "Proof"
    for each person where support at most neutral
    channel visit
    owner pre_sales skill demo at least 2
    after deepen
    effect support + 1
  action offer "Offer"
    when rating at least 3
    owner kam
    after convince
    due within 20 working days
    effort 6 hours

playbook grow "Grow" when experience is some
  action review "Review"
    channel meeting
    owner kam and client
    due within 10 working days
    repeat every 3 months
  action win_over "Win over"
    for each person where support below supporter
    channel our_channel
    owner kam
    repeat every 1 month until favour at least 1
    effect support + 1
  action widen "Widen"
    for each person where contact at most brief
    channel phone
    owner kam
    due within 3 weeks
    effect contact becomes multiple
  action plan "Plan"
    owner kam with pre_sales skill demo at least 1
    after widen, win_over
    effort 5 hours
    cost 300 PLN

playbook keep "Keep" when tier at least B
  action call "Call"
    channel phone
    owner kam
    repeat every 1 month
  action thank "Thank"
    for each person where support is mentor
    channel meeting
    owner kam
    repeat every 6 months
  action rate "Rating"
    owner kam
    effort 1 hour
    repeat every 3 months until rating at least 8
    effect rating + 1
  action sum_up "Sum up"
    owner pre_sales
    after rate, call
    effort 2 hours

alert weak "Weak" when favour below 0
offer rebate "Rebate" when sales at least 500 tys. PLN and tier at least B
kpi friends "Friends" = count people where support at least supporter
  | tier | target | alarm |
  | A    | 3      | 1     |
  | B    | 2      | 0     |
"#;

/// Our people in the workspace of plays.
pub const TEAM: &str = "people:
  - {id: anna, name: Anna, role: kam, hours_per_month: 120, languages: [pl]}
  - {id: marek, name: Marek, role: kam, hours_per_month: 120, languages: [pl]}
  - {id: piotr, name: Piotr, role: pre_sales, hours_per_month: 80, languages: [pl], skills: {demo: 2}}
  - {id: zofia, name: Zofia, role: pre_sales, hours_per_month: 80, languages: [pl, de], skills: {demo: 3}}
";

/// The file of an account with four people.
pub fn account_with_people(n: usize) -> String {
    let mut chance = Chance(7 + n as u64);
    let mut pick = |from: &[&'static str]| from[chance.below(from.len() as u64) as usize];
    let mut out = format!("account: K{n:04}\nname: Account {n}\nkam: {}\n", pick(&["anna", "marek"]));
    let _ = writeln!(out, "sales: {}0000 PLN", pick(&["1", "12", "35", "48", "66", "90", "140"]));
    let _ = writeln!(out, "rating: {}", pick(&["1", "3", "5", "7", "9"]));
    let _ = writeln!(out, "experience: {}", pick(&["none", "some", "long"]));
    out.push_str("people:\n");
    for id in ["ewa", "jan", "ola", "tomasz"] {
        let _ = writeln!(
            out,
            "  - {{id: {id}, name: {id}, formal: {}, support: {}, influence: {}, contact: {}}}",
            pick(&["yes", "no"]),
            pick(&["opponent", "non_supporter", "neutral", "supporter", "mentor"]),
            pick(&["low", "medium", "high"]),
            pick(&["none", "brief", "multiple", "in_depth"]),
        );
    }
    out
}
