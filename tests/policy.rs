//! What a checked policy is, and what is said about one that does not hold together.

use kam::diagnostics::{Finding, Language, Sources, sort};
use kam::policy::{self, CriterionBody, Policy, Shape, SlotValue};
use kam::syntax::{self, ItemKind};
use std::fmt::Write;

/// Parses and checks the files of one policy; libraries shipped with kam are added where they are included.
fn check(files: &[(&str, &str)]) -> (Sources, Option<Policy>, Vec<Finding>) {
    let mut sources = Sources::new();
    let (mut trees, mut found) = (Vec::new(), Vec::new());
    for (name, text) in files {
        let id = sources.add(*name, *text);
        let (tree, findings) = syntax::parse(sources.file(id));
        trees.push(tree);
        found.extend(findings);
    }
    let mut included: Vec<String> = Vec::new();
    for item in trees.iter().flat_map(|t| &t.items) {
        if let ItemKind::Include(name) = &item.kind {
            included.push(name.value.to_string());
        }
    }
    for name in included {
        let Some(text) = policy::shipped(&name) else { continue };
        let id = sources.add(format!("<kam>/{name}.kam"), text);
        let (tree, findings) = syntax::parse(sources.file(id));
        trees.push(tree);
        found.extend(findings);
    }
    let (policy, findings) = policy::check(&sources, &trees);
    found.extend(findings);
    sort(&mut found, &sources);
    (sources, policy, found)
}

/// Everything that is said, as text: code, place, message, corrected line, notes.
fn said(sources: &Sources, findings: &[Finding]) -> String {
    let mut out = String::new();
    for finding in findings {
        let place = sources.start(finding.span);
        let _ =
            writeln!(out, "{} {}:{} {}", finding.code.id, place.line, place.column, finding.message(Language::English));
        if let Some(fix) = &finding.fix {
            let _ = writeln!(out, "  write: {fix}");
        }
        for note in &finding.notes {
            let line = note.span.map_or(String::new(), |s| format!(" (line {})", sources.start(s).line));
            let _ = writeln!(out, "  note: {}{line}", note.text.in_language(Language::English));
        }
    }
    out
}

fn findings(text: &str) -> String {
    let (sources, _, found) = check(&[("rules/policy.kam", text)]);
    said(&sources, &found)
}

fn policy_of(text: &str) -> Policy {
    let (sources, policy, found) = check(&[("rules/policy.kam", text)]);
    policy.unwrap_or_else(|| panic!("{}", said(&sources, &found)))
}

/// A complete policy around a few lines.
fn around(lines: &str) -> String {
    format!(
        "policy p \"P\" version 1\n  currency PLN\n\n\
         field size \"Size\" number 0..100\n\
         field turnover \"Turnover\" money\n\
         field growth \"Growth\" percent\n\
         field overdue \"Overdue\" days\n\
         field since_when \"Since\" date\n\
         field credit \"Credit\" one of weak < fair < good\n\
         field trade \"Trade\" one of retail, wholesale\n\n\
         records line \"Lines\" dated by ordered\n  ordered date\n  price money\n  quantity count\n  category text\n\n\
         criterion scale \"Scale\" weight 100 %\n  points size\n\n\
         tier A \"Key\" from 60 points\ntier B \"Standard\" otherwise\n\n{lines}\n"
    )
}

/// What is said about one condition.
fn condition(text: &str) -> String {
    const UNUSED: &str = "KAM-W0314 KAM-N0316 KAM-W0317";
    let (sources, _, mut found) = check(&[("rules/policy.kam", &around(&format!("veto v \"V\" when {text}")))]);
    found.retain(|f| !UNUSED.contains(f.code.id));
    said(&sources, &found)
}

#[test]
fn every_code_is_said_as_its_fixture_shows() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/codes");
    let (mut out, mut others) = (String::new(), String::new());
    for code in kam::diagnostics::policy::ALL {
        let rules = format!("{root}/{}/rules", code.name);
        let mut files: Vec<(String, String)> = std::fs::read_dir(&rules)
            .unwrap_or_else(|e| panic!("{rules}: {e}"))
            .map(|f| f.expect("a folder can be listed"))
            .map(|f| (format!("rules/{}", f.file_name().display()), std::fs::read_to_string(f.path()).expect("a text")))
            .collect();
        files.sort();
        let files: Vec<(&str, &str)> = files.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
        let (sources, _, found) = check(&files);
        if found.is_empty() || found.iter().any(|f| f.code.id != code.id) {
            let _ = writeln!(others, "# {}\n{}", code.name, said(&sources, &found));
        }
        let _ = writeln!(out, "# {}\n{}", code.name, said(&sources, &found));
    }
    assert_eq!(others, "", "only the finding itself is said");
    insta::assert_snapshot!("codes_of_policies", out);
}

#[test]
fn units_that_do_not_go_together_say_what_to_write() {
    let slips = [
        "overdue above 90",
        "turnover above 10000",
        "growth above 5",
        "growth above -5",
        "growth above 2 * 5",
        "support is mentor",
        "(average people.influence) above 1 and role is user",
        "(any people where (contact at least brief and support above 1))",
        "growth between 5 and 10",
        "turnover + 4 % above 10 PLN",
        "turnover * turnover above 10 PLN",
        "overdue * turnover above 10 PLN",
        "turnover above overdue",
        "turnover above 10 EUR",
        "credit at least god",
        "trade at least retail",
        "trade is retial",
        "credit above 2",
        "size above 3 months",
        "since_when after as_of - 12",
        "siez above 3",
        "score above 3",
        "tier is A",
        "turnover",
        "sum line.price over last 12 months above 3",
        "size is \"big\"",
        "credit + 1 above 2",
    ];
    let mut out = String::new();
    for slip in slips {
        let _ = writeln!(out, "{slip}\n{}", condition(slip));
    }
    insta::assert_snapshot!(out);
}

#[test]
fn what_is_right_is_not_spoken_of() {
    for right in [
        "overdue above 90 days and turnover at most 2 mln PLN",
        "size + 1 above 2 * size - 3",
        "turnover * 104 % above 10 PLN",
        "turnover / 4 above 10 PLN",
        "turnover / turnover - 100 % above 4 pp",
        "as_of - since_when above 30 days",
        "as_of - 12 months after since_when",
        "since_when + overdue before as_of",
        "trade in retail, wholesale",
        "credit between weak and fair",
        "credit at least fair or size is missing",
        "growth between 5 and 10 %",
        "(sum line.price over last 12 months) above 10 PLN",
        "(sum (line.price * line.quantity) over last 12 months) above 10 PLN",
        "(count distinct line.category where line.price above 3 PLN) above 3",
        "(average people.support weighted by influence) above 1",
        "(share of people where contact at least brief among formal) above 10 %",
        "as_of - (latest line.ordered) above 30 days",
        "(any people where (formal and competitor_support at least supporter))",
        "share_of_total(turnover) above 5 %",
        "pareto_share(turnover * 2) above 80 % or rank_of(turnover) at most 10",
        "age(credit) above 365 days",
        "round(growth, 1) above 2.5 %",
        "default(credit, fair) at least fair",
        "max(size, 10) above 20",
        "clv(turnover, 80 %, 10 %) above 1000 PLN",
        "at least 2 of (size above 1, size above 2, size above 3)",
        "(if trade is retail then credit else good) at least fair",
    ] {
        assert_eq!(condition(right), "", "{right}");
    }
}

#[test]
fn portfolio_functions_wait_for_their_arguments() {
    let policy = policy_of(&around(
        "let big \"Big\" = share_of_total(turnover)\nlet place \"Place\" = rank_of(big * 2)\nlet half \"Half\" = size / 2\n\n\
         veto v \"V\" when place above 3 and half above 2 and growth above 1 % and overdue above 1 days and since_when before as_of \
         and credit is weak and trade is retail and (sum line.price over last 12 months) above 1 PLN",
    ));
    let stage = |name: &str| policy.slot_named(name).map(|s| policy.slot(s).stage);
    assert_eq!((stage("half"), stage("big"), stage("place")), (Some(0), Some(1), Some(2)));
    let mut done: Vec<usize> = policy.order.iter().map(|s| s.index()).collect();
    assert!(policy.order.windows(2).all(|w| policy.slot(w[0]).stage <= policy.slot(w[1]).stage));
    done.sort_unstable();
    assert_eq!(done, (0..policy.slots.len()).collect::<Vec<_>>());
}

#[test]
fn order_of_files_and_items_changes_nothing() {
    let parts = [
        "policy p \"P\" version 1\n",
        "let double \"Double\" = half * 4\n",
        "let half \"Half\" = size / 2\n",
        "field size \"Size\" number 0..100\n",
        "criterion scale \"Scale\" weight 100 %\n  points clamp(double, 0, 100)\n",
        "tier A \"Key\" from 60 points\ntier B \"Standard\" otherwise\n",
    ];
    let forward = check(&[("rules/a.kam", &parts.concat())]);
    let backward = check(&[("rules/a.kam", &parts.iter().rev().copied().collect::<String>())]);
    assert!(
        forward.1.is_some() && backward.1.is_some(),
        "{}{}",
        said(&forward.0, &forward.2),
        said(&backward.0, &backward.2)
    );
    let files: Vec<(String, &str)> = parts.iter().enumerate().map(|(i, p)| (format!("rules/{i}.kam"), *p)).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(n, t)| (n.as_str(), *t)).collect();
    let rotated: Vec<(&str, &str)> = files.iter().rev().copied().collect();
    let (one, other) = (check(&files).1, check(&rotated).1);
    let names = |p: Option<Policy>| p.map(|p| p.slots.iter().map(|s| s.name.clone()).collect::<Vec<_>>());
    assert!(one.is_some());
    assert_eq!(names(one), names(other));
}

#[test]
fn ladders_become_half_open_ranges_in_the_order_written() {
    let policy = policy_of(
        "policy p \"P\" version 1\n\nfield growth \"Growth\" percent\n\ncriterion c \"C\" weight 100 %\n  \
         | growth    | points |\n  | from 75 % | 100    |\n  | from 40 % | 50     |\n  | otherwise | 0      |\n\n\
         tier A \"A\" from 60\ntier B \"B\" otherwise\n",
    );
    let CriterionBody::Table(table) = &policy.criteria[0].body else { panic!("a table") };
    let Shape::Rows { rows, otherwise } = &table.shape else { panic!("rows") };
    insta::assert_debug_snapshot!((rows.iter().map(|r| &r.tests).collect::<Vec<_>>(), otherwise.is_some()));
}

#[test]
fn odds_of_rows_are_exact() {
    let policy = policy_of(&around(
        "probability win \"Win\"\n  base 30 %\n  | when | alone gives |\n  | size above 1 | 46 % |\n\n\
         probability keep \"Keep\"\n  base 80 %\n  | when | odds |\n  | overdue above 60 days | x 0.5 |\n\n\
         let chance \"Chance\" = if credit is weak then probability.win else probability.keep\n\nrank by chance * turnover, then by score",
    ));
    assert_eq!(format!("{:?}", policy.probabilities[0].rows[0].factor), "161/81");
    assert_eq!(format!("{:?}", policy.probabilities[1].rows[0].factor), "1/2");
    assert!(matches!(policy.slots[policy.probabilities[0].slot.index()].value, SlotValue::Probability(0)));
    assert_eq!(policy.rank.len(), 2);
}

#[test]
fn a_broken_rule_has_no_consequences() {
    let said = findings(&around(
        "let one \"One\" = turnover + 4 %\nlet two \"Two\" = one * 2\nlet three \"Three\" = max(two, 10 PLN)\n\n\
         veto v \"V\" when three above 10 PLN and two above 3 days",
    ));
    insta::assert_snapshot!(said);
}

/// Ten slips of ten kinds in one file: one finding each, in one run.
#[test]
fn ten_slips_give_ten_findings() {
    let text = "\
policy p \"P\" version 1
  currency PLN

field turnover \"Turnover\" money
field turnover_before \"Turnover before\" money
field credit \"Credit\" one of weak < fair < good
field overdue \"Overdue\" days
field legal \"Legal status\" one of active, insolvent

let growth \"Growth\" = turnover / turnover_before - 100 %
let planned \"Planned\" = turnover + 4 %

group business \"Business\" weight 100 %

criterion size \"Size\" in business weight 40 %
  | turnover       | points |
  | from 1 mln PLN | 50     |
  | from 2 mln PLN | 100    |
  | otherwise      | 0      |

criterion momentum \"Momentum\" in business weight 20 %
  | growth   | points |
  | at -20 % | 0      |
  | at 30 %  | 100    |

criterion solidity \"Solidity\" in business weight 35 %
  | credit     | overdue         | points |
  | good       | at most 14 days | 100    |
  | good, fair | at least 14 days | 50    |
  | weak       | any             | 0      |

veto big \"Big\" when turnover above 1,8 mln PLN
veto odd \"Odd\" when turnver above 2 mln PLN
veto mixed \"Mixed\" when legal is insolvent and overdue above 30 days or credit is weak

tier A \"Key\" from 60 points
tier B \"Standard\" otherwise
";
    insta::assert_snapshot!(findings(text));
}
/// The policy that the language was designed on.
#[test]
fn a_whole_policy_holds_together() {
    let text = include_str!("fixtures/policy/key_account.kam");
    let (sources, policy, found) = check(&[("rules/policy.kam", text)]);
    insta::assert_snapshot!(said(&sources, &found));
    let policy = policy.expect("nothing is wrong with it");
    let names: Vec<&str> = policy.criteria.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(names, ["sales_value", "momentum", "solidity", "reach", "goodwill"]);
    assert_eq!(policy.examples.len(), 5);
    assert!(policy.stage.is_some());
}

#[test]
fn a_field_declared_alike_in_a_library_is_one_field() {
    let library =
        "library sizes \"Sizes\"\n\nfield size \"Size\" number 0..100\nfield credit \"Credit\" one of weak < good\n";
    let text =
        around("veto v \"V\" when credit is weak and trade is retail").replace("weak < fair < good", "weak < good");
    let (_, _, same) = check(&[("rules/policy.kam", &text), ("rules/sizes.kam", library)]);
    assert!(!same.iter().any(|f| f.code.name == "clash"));
    let other = library.replace("0..100", "0..10");
    let (_, policy, clash) = check(&[("rules/policy.kam", &text), ("rules/sizes.kam", &other)]);
    assert_eq!(clash.iter().filter(|f| f.code.name == "clash").count(), 1);
    assert!(policy.is_none());
}

#[test]
fn records_of_a_library_take_further_columns() {
    let text = around(
        "include payments\n\nrecords invoice \"Invoices\" dated by issued\n  issued date\n  channel text\n\n\
         veto v \"V\" when overdue_amount above 10 PLN or (count distinct invoice.channel) above 3",
    )
    .replace("field overdue \"Overdue\" days\n", "");
    let (sources, _, found) = check(&[("rules/policy.kam", &text)]);
    let errors: Vec<_> = found.into_iter().filter(|f| f.level() == kam::diagnostics::Level::Error).collect();
    assert_eq!(said(&sources, &errors), "");
}

#[test]
fn nothing_at_all_is_a_finding() {
    let (_, policy, found) = check(&[]);
    assert!(policy.is_none());
    assert_eq!(found.iter().map(|f| f.code.name).collect::<Vec<_>>(), ["no_policy"]);
}

#[test]
fn a_long_chain_of_lets_is_followed_without_recursion() {
    let mut lines = String::from("let x0 \"X\" = x1 + 1\n");
    for i in 1..3000 {
        let _ = writeln!(lines, "let x{i} \"X\" = x{} + 1", i + 1);
    }
    lines.push_str("let x3000 \"X\" = size\n");
    let (sources, policy, found) = check(&[("rules/policy.kam", &around(&lines))]);
    let policy = policy.unwrap_or_else(|| panic!("{}", said(&sources, &found)));
    let place = |name: &str| policy.slot_named(name).and_then(|s| policy.order.iter().position(|o| *o == s));
    assert!(place("x3000") < place("x0"));
    let cycle = format!("{lines}let y \"Y\" = x0\n").replace("= size", "= x0");
    let (_, _, found) = check(&[("rules/policy.kam", &around(&cycle))]);
    assert_eq!(found.iter().filter(|f| f.code.name == "cycle").count(), 1);
}

#[test]
fn slips_of_spreadsheets_get_one_finding_with_the_line_to_write() {
    let slips = [
        ("10 < size < 20", "10 < size and size < 20"),
        ("10 <= size <= 20", "size between 10 and 20"),
        ("20 >= size >= 10", "size between 10 and 20"),
        ("turnover above 5 zł", "turnover above 5 PLN"),
        ("clamp(size, 5, 1) above 3", "clamp(size, 1, 5) above 3"),
        ("at least 0 of (size above 1, size above 2)", ""),
        ("support + 1 above 2", ""),
    ];
    for (slip, write) in slips {
        let said = condition(slip);
        assert_eq!(said.lines().filter(|l| l.starts_with("KAM-")).count(), 1, "{slip}\n{said}");
        assert!(write.is_empty() || said.contains(&format!("  write: veto v \"V\" when {write}\n")), "{slip}\n{said}");
    }
    let ladder = "table mood \"Mood\" one of bad, fine\n  | credit | mood |\n  | from fair | fine |\n  | weak | bad |";
    let said = findings(&around(ladder));
    assert!(said.contains("  write:   | at least fair | fine |"), "{said}");
}

#[test]
fn what_examples_give_lies_in_its_range() {
    let given = |line: &str| {
        let example = format!("example \"E\"\n  given {line}\n  expect scale 0..100");
        let said = findings(&around(&example));
        let lines = said.lines().skip_while(|l| !l.starts_with("KAM-E0297"));
        lines.take(2).map(|l| format!("{l}\n")).collect::<String>()
    };
    assert_eq!(given("size 100, growth -50 %, overdue 0 days"), "");
    assert_eq!(
        given("size 100.5"),
        "KAM-E0297 25:14 `size` can never be `100.5`: its range is 0..100.\n  write:   given size 100\n"
    );
    assert_eq!(
        given("person ewa company_image 9"),
        "KAM-E0297 25:34 `company_image` can never be `9`: its range is 1..5.\n  write:   given person ewa company_image 5\n"
    );
    let table = "examples \"T\"\n  | size | expect scale |\n  | -1   | 0            |";
    let said = findings(&around(table));
    assert!(said.contains("`size` can never be `-1`: its range is 0..100."), "{said}");
    let empty = findings(&around("examples \"T\"\n  | size | expect scale |"));
    assert!(empty.contains("KAM-E0261"), "{empty}");
}

/// Plays of the whole policy, as the checker hands them out.
#[test]
fn plays_become_what_the_rules_say() {
    use kam::policy::{ActionChannel, Change, Delay, EffectTarget, Party};
    let text = include_str!("fixtures/policy/key_account.kam");
    let (_, policy, _) = check(&[("rules/policy.kam", text)]);
    let policy = policy.expect("nothing is wrong with it");
    let names: Vec<String> = policy.actions().map(|(at, _)| policy.action_name(at)).collect();
    assert_eq!(
        names,
        ["open_doors.introduce", "open_doors.deepen", "joint_work.roadmap", "reconnect.call", "reconnect.visit"]
    );
    assert_eq!(
        (policy.channels[3].effort.to_string(), policy.channels[3].cost.to_string()),
        ("8".into(), "2500".into())
    );
    let [introduce, deepen] = policy.playbooks[0].actions.as_slice() else { panic!("two actions") };
    assert!(introduce.each.as_ref().is_some_and(|e| e.filter.is_some()));
    assert!(matches!(introduce.channel, Some(ActionChannel::OfPerson(_))));
    assert_eq!(introduce.due, Some(Delay::WorkingDays(14)));
    assert_eq!(introduce.owner.with.as_ref().map(ToString::to_string), Some("pre_sales".to_owned()));
    assert_eq!(deepen.after.iter().map(|at| policy.action_name(*at)).collect::<Vec<_>>(), ["open_doors.introduce"]);
    assert!(matches!(deepen.effects[1].change, Change::Step(1)));
    assert!(deepen.effects.iter().all(|e| matches!(e.target, EffectTarget::Attribute(_))));
    let roadmap = &policy.playbooks[1].actions[0];
    assert_eq!(roadmap.owner.parties, [Party::Kam, Party::Client { role: None }]);
    assert!(roadmap.each.is_none() && matches!(roadmap.channel, Some(ActionChannel::Fixed(_))));
    let measure = policy.playbooks[0].objectives[0].measure.as_ref().expect("a measure");
    assert_eq!(measure.text, "access");
    assert!(measure.slot.is_some());
    assert_eq!(policy.alerts[0].starts.map(|p| policy.playbook(p).name.to_string()), Some("reconnect".to_owned()));
    let rows = &policy.kpis[0].rows;
    assert_eq!(rows.iter().map(|r| r.target.to_string()).collect::<Vec<_>>(), ["8", "4"]);
    assert_eq!(rows.iter().map(|r| r.tiers.iter().collect::<Vec<_>>()).collect::<Vec<_>>(), [vec![2], vec![1]]);
}

#[test]
fn slips_in_plays_say_what_to_write() {
    insta::assert_snapshot!(findings(include_str!("fixtures/policy/plays_with_slips.kam")));
}

/// A library may hold what is done, with the channels and tables it needs.
#[test]
fn plays_of_a_library_act_as_if_written_in_the_policy() {
    let library = "library doors \"Doors\"\n\nchannel lunch \"Lunch\" effort 2 hours\n\n\
                   table person.way \"Way\" one of channels\n  | formal | way   |\n  | any    | lunch |\n\n\
                   need price \"Price\"\n\nbenefit cheap \"Cheap\" answers price\n\n\
                   alert quiet \"Quiet\" when tier at least B\n  starts doors\n\n\
                   playbook doors \"Doors\"\n  action call \"Call\"\n    for each person\n    channel way\n";
    let text = around("playbook own \"Own\"\n  action ask \"Ask\"\n    after doors.call\n    channel lunch");
    let (sources, policy, found) = check(&[("rules/policy.kam", &text), ("rules/doors.kam", library)]);
    let errors: Vec<_> = found.into_iter().filter(|f| f.level() == kam::diagnostics::Level::Error).collect();
    assert_eq!(said(&sources, &errors), "");
    assert_eq!(policy.expect("nothing is wrong with it").actions().count(), 2);
    let clash = format!("{text}\n\nneed price \"Our price\"");
    let (_, _, found) = check(&[("rules/policy.kam", &clash), ("rules/doors.kam", library)]);
    assert_eq!(found.iter().filter(|f| f.code.name == "clash").count(), 1);
}
