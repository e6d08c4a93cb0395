//! kam.yaml, account files and tables: what is read, and what is said about what cannot be.

use kam::data::MemoryFiles;
use kam::diagnostics::Language;
use kam::engine::evaluate;
use kam::policy::Builtin;
use kam::values::{Absence, Day, Interval, Number, Reading, Scalar};
use kam::workspace::Workspace;

/// A directory of the repository as files in memory.
fn directory(path: &str) -> MemoryFiles {
    fn below(root: &std::path::Path, dir: &std::path::Path, mut files: MemoryFiles) -> MemoryFiles {
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            files = if path.is_dir() {
                below(root, &path, files)
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
                files.with(name, std::fs::read(&path).unwrap())
            };
        }
        files
    }
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    below(&root, &root, MemoryFiles::new())
}

/// What is found, as `code file:line:column message`, with the fix below.
fn said(workspace: &Workspace) -> String {
    let mut out = String::new();
    for f in &workspace.findings {
        let place = workspace.sources.start(f.span);
        let file = workspace.sources.name(f.span.file);
        out += &format!("{} {file}:{}:{} {}\n", f.code.id, place.line, place.column, f.message(Language::English));
        for note in &f.notes {
            let at = note.span.map_or(String::new(), |s| format!(" ({})", workspace.sources.file_line(s)));
            out += &format!("    note: {}{at}\n", note.text.in_language(Language::English));
        }
        if let Some(fix) = &f.fix {
            out += &format!("    fix: {fix}\n");
        }
    }
    out
}

#[test]
fn northwind_loads_clean() {
    let workspace = Workspace::load(&directory("examples/northwind"));
    assert_eq!(said(&workspace), "");
    let portfolio = workspace.portfolio.unwrap();
    assert_eq!(portfolio.accounts.len(), 91);
    assert_eq!(portfolio.records[0].as_ref().unwrap().lines.len(), 2155);
}

/// A policy with a field of every type, and records.
const POLICY: &str = r#"policy p "P" version 1
  effective from 2026-01-01
  currency PLN

field state    "Stan"     one of active "aktywny", insolvent "niewypłacalny"
field forecast "Prognoza" money
field margin   "Marża"    percent
field nps      "NPS"      number -100..100
field sites    "Oddziały" count
field delay    "Zwłoka"   days
field joined   "Od"       date
field opens    "Otwiera"  yes_no
field note     "Uwagi"    text

records line "Pozycje" dated by ordered
  ordered  date
  price    money
  quantity count
  discount percent
  category text

records interaction "Kontakty"
  on     date
  person text

let revenue "Obrót" = sum line.price over last 12 months
let silence "Cisza" = as_of - (latest interaction.on)
let others = (if state is active then nps else 0) + sites + (if note is "x" then 1 else 0)
let shares = (sum line.quantity where line.category is "a") * margin + (if opens then 1 else 0)
let waited = delay + silence + (as_of - joined)
let losses = average line.discount
field person.warmth "Ciepło" number 0..10
let warmth = average people.warmth
let met = share of people where contact at least brief

veto insolvency "Niewypłacalność" when state is insolvent
limit small "Mały" to tier B when forecast below 1000 PLN

criterion value "Wartość" weight 100 %
  | forecast    | points |
  | at 0 PLN    | 0      |
  | at 1000 PLN | 100    |

tier A "A" from 50 points
tier B "B" otherwise
"#;

fn workspace(files: &[(&str, &str)]) -> Workspace {
    let base = MemoryFiles::new().with("rules/p.kam", POLICY);
    let files = files.iter().fold(base, |all, (path, text)| all.with(*path, *text));
    Workspace::load(&files)
}

/// What the loading of data says, without remarks on the policy.
fn check(files: &[(&str, &str)]) -> String {
    let mut workspace = workspace(files);
    workspace.findings.retain(|f| f.code.id[5..].starts_with("04"));
    said(&workspace)
}

const CONFIG: (&str, &str) = ("kam.yaml", "name: x\nas_of: 2026-10-01\n");

#[test]
fn policy_of_these_tests_holds() {
    let workspace = workspace(&[CONFIG]);
    assert!(workspace.policy.is_some(), "{}", said(&workspace));
}

#[test]
fn every_mistake_in_kam_yaml_is_said_at_once() {
    let config = "\
name: x
locale: de
curency: PLN
currency: zł
as_of: 1.10.2026
overlays: [mazowsze]
accounts:
  - accounts/*.yml
  - {file: data/a.csv, acount: id, separator: '#', decimal: ';', dates: DD.MM.YY, encoding: win1250}
records:
  line: {file: data/l.csv, columns: {price: {column: p, as: fractional}, quantity: [a]}, join: [{file: x.csv}]}
  lines: {file: data/l.csv}
  interaction: {account: a, covers: {from: 2026-02-01, to: 2026-01-01}}
";
    insta::assert_snapshot!(check(&[("kam.yaml", config)]));
}

#[test]
fn every_mistake_in_an_account_file_is_said_at_once() {
    let account = "\
account: A1
name: Alfa
sate: active
state: aktywny
forecast: 1,8 mln PLN
margin: 12
nps: 101
sites: -2
delay: two weeks
joined: 05.03.2026
opens: tak
note: [a, b]
revenue: 5 PLN
profile: {industy: x, goals: {a: b}}
opportunities:
  - {id: o, name: O, value: 100}
  - {id: o, name: P, value: 100 EURO}
people:
  - {id: ewa, name: Ewa, support: suporter, steps_to_decider: 1, warmth: 11, titel: x}
  - {id: ewa, name: Ewa 2}
  - {name: Nikt}
  - {id: jan, competitors: {K: friend}}
relations:
  - ewa reports_to jna
  - ewa report_to jan
  - ewa influences jan 1.5
  - ewa trusts ewa
  - jan trusts ewa
  - jan trusts ewa
  - jan likes
waivers:
  - {veto: insolvncy, approved_by: Zarząd, reason: x, until: 2026-12-31}
  - {limit: small, until: 31.12.2026}
";
    let other = "account: A1\nforecast: [{value: 2.000 PLN, on: 2026-01-01}, {value: 3 zł}, {on: 2026-02-02}]\n";
    insta::assert_snapshot!(check(&[CONFIG, ("accounts/a.yaml", account), ("accounts/b.yaml", other)]));
}

#[test]
fn private_files_add_and_never_contradict() {
    let account = "account: A1\nforecast: 5 PLN\npeople:\n  - {id: ewa, name: Ewa, support: mentor}\n";
    let private = "\
account: A1
forecast: 6 PLN
people:
  - {id: ewa, support: neutral, warmth: 5}
  - {id: eva, warmth: 1}
  - {id: jan, name: Jan}
";
    let stranger = "account: A2\npeople: []\n";
    insta::assert_snapshot!(check(&[
        CONFIG,
        ("accounts/a.yaml", account),
        ("private/a.yaml", private),
        ("private/b.yaml", stranger)
    ]));
}

#[test]
fn every_mistake_in_a_table_is_said_at_once() {
    let config = "\
name: x
accounts: {file: data/a.csv, account: id, columns: {state: stan, margn: m, nps: npss}}
records:
  line:
    file: data/l.csv
    account: client
    join: [{file: data/o.csv, on: order}]
    columns: {price: {column: price, currency: {column: cur}}, discount: rabat}
    dates: DD.MM.YYYY
";
    let accounts = "\
id,name,stan,forecast,sites,opens
A1,Alfa,active,100,1,yes
A2,Beta,activ,100 PLN,x,tak
A1,Gamma,,200 PLN,2,TRUE
,Delta,n/a,,,
../x,Eta,n/a,,,
A3,Zeta,active,1
";
    let lines = "\
order,price,quantity,rabat,cur
1,10,1,0.5,PLN
2,10.50,-1,5 %,PLN
3,10,1.5,,EUR
9,1,1,,PLN
4,1,1,,zł
5,1,1,,PLN
";
    let orders = "\
order,client,ordered
1,A1,01.02.2026
2,B1,2026-02-01
3,A2,
4,A1,30.02.2026
4,A1,01.02.2026
5,,01.02.2026
";
    insta::assert_snapshot!(check(&[
        ("kam.yaml", config),
        ("data/a.csv", accounts),
        ("data/l.csv", lines),
        ("data/o.csv", orders)
    ]));
}

/// The readings of a field, by account.
fn field(workspace: &Workspace, name: &str, as_of: &str) -> Vec<(String, Reading)> {
    let (policy, portfolio) = (workspace.policy.as_ref().unwrap(), workspace.portfolio.as_ref().unwrap());
    let id = policy.field_named(name).unwrap();
    let day = Day::parse(as_of).unwrap();
    let read = |(n, a): (usize, &kam::data::Account)| (a.id.to_string(), portfolio.field(n, id, day));
    portfolio.accounts.iter().enumerate().map(read).collect()
}

fn number(text: &str) -> Reading {
    Reading::Known(Scalar::Number(Number::parse(text).unwrap()))
}

#[test]
fn a_table_with_its_own_habits_is_read_as_it_means() {
    let config = "\
name: x
currency: EUR
rates: data/rates.csv
accounts:
  files: accounts/*.yaml
  file: data/a.csv
  account: nr
  encoding: windows-1250
  separator: ;
  decimal: ','
  dates: DD.MM.YYYY
  blank: ['-', brak]
  columns:
    forecast: {column: prognoza, currency: {column: waluta}}
    margin: {column: marża, as: percent}
    joined: od
  people:
    contact: {name: kontakt, title: stanowisko}
";
    let table = "\
nr;name;prognoza;waluta;marża;od;nps;kontakt;stanowisko
2;Żabka;1 234,50;PLN;12,5;05.03.2026;-;Ewa Nowak;Dyrektor zakupów
10;Łoś;100;EUR;n/a;brak;-3;;
1;Ćma;2.500,125;;5 %;31.12.2025;+7;Jan;
";
    let (bytes, _, _) = encoding_rs::WINDOWS_1250.encode(table);
    let files = MemoryFiles::new()
        .with("rules/p.kam", POLICY)
        .with("kam.yaml", config)
        .with("data/a.csv", bytes.into_owned())
        .with("data/rates.csv", "date,currency,rate\n2026-01-01,EUR,4\n2026-02-01,EUR,4.25\n")
        .with("accounts/2.yaml", "account: 2\nnps: 5\npeople:\n  - {id: ewa, name: Ewa Nowak, support: mentor}\n")
        .with("private/10.yaml", "account: 10\npeople:\n  - {id: x, name: X}\n");
    let mut workspace = Workspace::load(&files);
    workspace.findings.retain(|f| f.code.id[5..].starts_with("04"));
    assert_eq!(said(&workspace), "");
    let by = |name| field(&workspace, name, "2026-10-01").into_iter().map(|(_, r)| r).collect::<Vec<_>>();
    let blank = Reading::Missing(Absence::Blank);
    assert_eq!(by("forecast"), [number("10625.53125"), number("425"), number("1234.5")]);
    assert_eq!(by("margin"), [number("0.05"), Reading::NotApplicable, number("0.125")]);
    assert_eq!(by("nps"), [number("7"), number("-3"), number("5")]);
    let day = |text| Reading::Known(Scalar::Day(Day::parse(text).unwrap()));
    assert_eq!(by("joined"), [day("2025-12-31"), blank, day("2026-03-05")]);
    let accounts = &workspace.portfolio.as_ref().unwrap().accounts;
    let names: Vec<_> = accounts.iter().map(|a| (a.id.as_str(), a.name.as_str(), a.row)).collect();
    assert_eq!(names, [("1", "Ćma", Some(4)), ("10", "Łoś", Some(3)), ("2", "Żabka", Some(2))]);
    let people: Vec<Vec<_>> = accounts
        .iter()
        .map(|a| a.people.iter().flatten().map(|p| (p.id.as_str(), p.name.as_str(), p.title.as_deref())).collect())
        .collect();
    assert_eq!(people[0], [("contact", "Jan", None)]);
    assert_eq!(people[1], [("x", "X", None)]);
    assert_eq!(people[2], [("ewa", "Ewa Nowak", Some("Dyrektor zakupów"))]);
}

#[test]
fn observations_hold_from_their_day_on() {
    let account = "account: A1\nforecast:\n  - {value: 5 PLN, on: 2026-03-01}\n  - {value: 7 PLN, on: 2026-01-01, by: anna}\nmargin: n/a\nsites:\n";
    let workspace = workspace(&[CONFIG, ("accounts/a.yaml", account)]);
    let at = |name, day| field(&workspace, name, day).remove(0).1;
    assert_eq!(at("forecast", "2025-12-31"), Reading::Missing(Absence::NotYetObserved));
    assert_eq!(at("forecast", "2026-02-28"), number("7"));
    assert_eq!(at("forecast", "2026-03-01"), number("5"));
    assert_eq!(at("margin", "2026-03-01"), Reading::NotApplicable);
    assert_eq!(at("sites", "2026-03-01"), Reading::Missing(Absence::NotGiven));
}

#[test]
fn days_of_how_a_client_buys_are_fields_where_the_policy_declares_them() {
    let policy = format!("{POLICY}\nfield contract_until \"C\" date\nfield budget_from \"B\" text\n");
    let read = |account: &str| {
        let files = MemoryFiles::new().with("rules/policy.kam", policy.as_str()).with("accounts/a.yaml", account);
        let mut workspace = Workspace::load(&files.with(CONFIG.0, CONFIG.1));
        workspace.findings.retain(|f| f.code.id[5..].starts_with("04"));
        (said(&workspace), field(&workspace, "contract_until", "2026-10-01"), workspace)
    };
    let day = |text: &str| Reading::Known(Scalar::Day(Day::parse(text).unwrap()));
    let buying = "account: A1\nbuying: {contract_until: 2027-06-30, budget_from: 2027-01-01}\n";
    let (found, fields, workspace) = read(buying);
    assert_eq!((found.as_str(), fields), ("", vec![("A1".to_owned(), day("2027-06-30"))]));
    // A field of another type is not the day.
    let missing = Reading::Missing(Absence::NotGiven);
    assert_eq!(field(&workspace, "budget_from", "2026-10-01"), [("A1".to_owned(), missing)]);
    // What is said of the field itself wins, wherever it stands.
    for order in [format!("{buying}contract_until: 2028-01-31\n"), format!("contract_until: 2028-01-31\n{buying}")] {
        let (found, fields, _) = read(&order);
        assert_eq!((found.as_str(), fields), ("", vec![("A1".to_owned(), day("2028-01-31"))]));
    }
    // A day that cannot be read is one finding.
    let (found, ..) = read("account: A1\nbuying: {contract_until: soon}\n");
    assert_eq!(found.lines().count(), 1, "{found}");
}

#[test]
fn what_nobody_wrote_about_people_is_derived_and_listed() {
    let account = "\
account: A1
people:
  - {id: ewa, name: Ewa, title: Dyrektor zakupów, competitors: {K: neutral, L: [{value: mentor, on: 2026-05-01}]}}
  - {id: jan, name: Jan, title: Prezes, contacts: [anna], influence: low}
  - {id: ola, name: Ola, contact: in_depth}
  - {id: iga, name: Iga}
";
    let config = "name: x\nrecords:\n  interaction: {file: i.csv}\n";
    let interactions =
        "account,on,person\nA1,2026-01-05,ewa\nA1,2026-02-05,Ewa\nA1,2026-02-06,ewa\nA1,2026-03-01,nikt\nA1,,ewa\n";
    let workspace = workspace(&[("kam.yaml", config), ("accounts/a.yaml", account), ("i.csv", interactions)]);
    let policy = workspace.policy.as_ref().unwrap();
    let people = workspace.portfolio.as_ref().unwrap().accounts[0].people.as_ref().unwrap();
    let value = |person: usize, attribute: Builtin, day: &str| match people[person]
        .attribute(attribute.id(), Day::parse(day).unwrap())
    {
        Reading::Known(Scalar::Choice(c)) => {
            let kam::policy::Type::OneOf(id) = policy.attribute(attribute.id()).ty else { panic!("an enumeration") };
            policy.enumeration(id).values[usize::from(c)].name.to_string()
        }
        other => format!("{other:?}"),
    };
    let contact = |person, day| value(person, Builtin::Contact, day);
    assert_eq!(
        [contact(0, "2026-01-04"), contact(0, "2026-01-05"), contact(0, "2026-02-05")],
        ["Missing(NotYetObserved)", "brief", "multiple"]
    );
    assert_eq!([contact(1, "2026-01-04"), contact(2, "2026-01-04")], ["brief", "in_depth"]);
    assert_eq!(contact(3, "2026-12-31"), "Missing(NotGiven)");
    assert_eq!(
        [value(0, Builtin::Role, "2026-01-01"), value(0, Builtin::Influence, "2026-01-01")],
        ["purchasing", "medium"]
    );
    assert_eq!(
        [value(1, Builtin::Role, "2026-01-01"), value(1, Builtin::Influence, "2026-01-01")],
        ["decision_maker", "low"]
    );
    let rivals = |day| value(0, Builtin::CompetitorSupport, day);
    assert_eq!([rivals("2026-04-30"), rivals("2026-05-01")], ["neutral", "mentor"]);
    let derived = |person: usize| {
        people[person].derived.iter().map(|a| policy.attribute(*a).name.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(derived(0), ["role", "influence", "competitor_support", "contact"]);
    assert_eq!(derived(1), ["role", "contact"]);
    assert_eq!(derived(3), [""; 0]);
    let texts: Vec<_> =
        workspace.findings.iter().filter(|f| f.code.id[5..].starts_with("04")).map(|f| f.code.name).collect();
    assert_eq!(texts, ["interaction_of_nobody", "undated_row"]);
}

#[test]
fn a_table_with_another_separator_is_one_finding() {
    for (separator, written) in [(";", ";"), ("\t", "tab"), ("|", "|")] {
        let lines = "account,ordered,price\nA1,2026-01-01,5\nA1,2026-01-02,6\n".replace(',', separator);
        let config = "name: x\nrecords:\n  line: {file: l.csv, currency: PLN}\n";
        let said = check(&[("kam.yaml", config), ("accounts/a.yaml", "account: A1\n"), ("l.csv", &lines)]);
        let wanted = format!(
            "KAM-E0464 l.csv:1:1 `l.csv` separates its columns by `{written}`: write `separator: \"{written}\"` below \
             its `file` in kam.yaml.\n"
        );
        assert_eq!(said, wanted);
    }
}

#[test]
fn a_joined_table_or_the_rates_with_another_separator_are_to_be_saved_again() {
    let config = "\
name: x
currency: PLN
rates: r.csv
accounts: {file: a.csv, join: [{file: b.csv, on: account}]}
";
    let said = check(&[
        ("kam.yaml", config),
        ("r.csv", "date;currency;rate\n"),
        ("a.csv", "account,name\nA1,Alfa\n"),
        ("b.csv", "account;sites\nA1;3\n"),
    ]);
    let wanted = "\
KAM-E0464 b.csv:1:1 `b.csv` separates its columns by `;`: save it with `,` between the columns.
KAM-E0464 r.csv:1:1 `r.csv` separates its columns by `;`: save it with `,` between the columns.
";
    assert_eq!(said, wanted);
}

#[test]
fn a_column_written_otherwise_is_one_finding_with_the_setting() {
    let config = "name: x\nrecords:\n  line: {file: l.csv, separator: ;, currency: PLN}\n";
    let lines = "\
account;ordered;price;quantity;discount;category
A1;01.02.2026;1,50;1;;a
A1;02.02.2026;2,50;1;;a
A1;;3;1;;a
";
    let said = check(&[("kam.yaml", config), ("accounts/a.yaml", "account: A1\n"), ("l.csv", lines)]);
    insta::assert_snapshot!(said);
}

#[test]
fn what_follows_from_an_unreadable_account_file_is_not_said() {
    let config = "name: x\nrecords:\n  line: {file: l.csv, currency: PLN}\n";
    let said = check(&[
        ("kam.yaml", config),
        ("accounts/a.yaml", "account: A1\nname: [Alfa\n"),
        ("private/a.yaml", "account: A1\nnps: 5\n"),
        ("l.csv", "account,ordered,price,quantity,discount,category\nA1,2026-01-01,5,1,,a\n"),
    ]);
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.starts_with("KAM-E0410 accounts/a.yaml:"), "{said}");
}

#[test]
fn an_amount_with_two_slips_is_mended_in_one_go() {
    let account = "account: A1\nforecast: 1,8 mln zł\n";
    let other = "account: A2\nforecast: 1,800 PLN\n";
    let bare = "account: A3\nforecast: 1,8\n";
    let said = check(&[CONFIG, ("accounts/a.yaml", account), ("accounts/b.yaml", other), ("accounts/c.yaml", bare)]);
    insta::assert_snapshot!(said);
}

#[test]
fn one_more_is_one_more() {
    let mut table = String::from("account,sites\n");
    for n in 0..11 {
        table += &format!("A{n},x{n}\n");
    }
    let said = check(&[("kam.yaml", "name: x\naccounts: {file: a.csv}\n"), ("a.csv", &table)]);
    assert!(said.lines().any(|l| l == "KAM-N0462 a.csv:11:4 There is 1 more like it in `sites`."), "{said}");
}

#[test]
fn many_alike_are_said_ten_times_and_counted() {
    let mut table = String::from("account,sites\n");
    for n in 0..100 {
        table += &format!("A{n},x{n}\n");
    }
    let config = "name: x\naccounts: {file: a.csv}\n";
    let said = check(&[("kam.yaml", config), ("a.csv", &table)]);
    assert_eq!(said.lines().count(), 11);
    assert!(said.lines().any(|l| l == "KAM-N0462 a.csv:11:4 There are 90 more like it in `sites`."), "{said}");
}

#[test]
fn the_order_of_files_and_rows_changes_nothing() {
    let rows = ["B,Beta,1 PLN", "A,Alfa,2 PLN", "C,Gamma,"];
    let table = |order: &[usize]| order.iter().fold("account,name,forecast\n".to_owned(), |t, n| t + rows[*n] + "\n");
    let config = ("kam.yaml", "name: x\naccounts: {file: a.csv}\n");
    let one = workspace(&[config, ("a.csv", &table(&[0, 1, 2]))]);
    let other = workspace(&[config, ("a.csv", &table(&[2, 1, 0]))]);
    assert_eq!(field(&one, "forecast", "2026-10-01"), field(&other, "forecast", "2026-10-01"));
}

/// A policy that declares no records.
const WITHOUT_RECORDS: &str = r#"policy p "P" version 1
  effective from 2026-01-01

let met "Met" = count people where contact at least brief
let silence "Silence" = as_of - (latest interaction.on)
let grave "Grave" = count issue where severity at least medium over last 12 months

criterion reach "Reach" weight 100 %
  points clamp(met + grave * 10, 0, 100)

veto silent "Silent" when silence above 365 days

tier A "A" from 50 points
tier B "B" otherwise

example "Nothing is known"
  expect needs interaction, needs issue
"#;

#[test]
fn interactions_and_issues_need_no_declaration() {
    let account = "account: alfa\nname: Alfa\npeople:\n  - id: ewa\n    name: Ewa\n";
    let config = "name: x\nas_of: 2026-10-01\nrecords:\n  interaction: {file: data/i.csv, account: account}\n  issue: {file: data/p.csv, account: account, covers: {from: 2020-01-01}}\n";
    let files = MemoryFiles::new()
        .with("kam.yaml", config)
        .with("rules/p.kam", WITHOUT_RECORDS)
        .with("accounts/alfa.yaml", account)
        .with("data/i.csv", "account,on,person\nalfa,2026-09-01,ewa\n")
        .with("data/p.csv", "account,opened,severity,title\nalfa,2026-09-01,low,Late\nalfa,2026-09-02,high,Broken\n");
    let loaded = Workspace::load(&files);
    assert_eq!(said(&loaded), "");
    let (policy, portfolio) = (loaded.policy.unwrap(), loaded.portfolio.unwrap());
    let outcome = &evaluate(&policy, &portfolio, Day::parse("2026-10-01").unwrap()).outcomes[0];
    assert_eq!(outcome.score, Some(Interval::point(Number::int(11))), "one of the people is met, one issue is grave");
    assert!(kam::verify::run(&policy).passed());
}

#[test]
fn a_policy_that_asks_for_no_records_is_the_same_without_a_source() {
    let rules = WITHOUT_RECORDS.replace(" + grave * 10", "");
    let rules: String = rules
        .lines()
        .filter(|l| !["let grave", "let silence", "veto", "example", "  expect"].iter().any(|w| l.starts_with(w)))
        .map(|l| format!("{l}\n"))
        .collect();
    let files = MemoryFiles::new()
        .with("kam.yaml", "name: x\nas_of: 2026-10-01\n")
        .with("rules/p.kam", rules.as_str())
        .with("accounts/alfa.yaml", "account: alfa\nname: Alfa\npeople: []\n");
    let loaded = Workspace::load(&files);
    assert_eq!(said(&loaded), "");
    let outcome =
        &evaluate(&loaded.policy.unwrap(), &loaded.portfolio.unwrap(), Day::parse("2026-10-01").unwrap()).outcomes[0];
    assert!(outcome.needs.is_empty(), "{:?}", outcome.needs);
}

#[test]
fn records_that_are_declared_are_the_declared_ones() {
    let rules = WITHOUT_RECORDS.replace(
        "criterion",
        "records issue \"Complaints\"\n  opened date\n  severity one of medium < awful\n\ncriterion",
    );
    let loaded = Workspace::load(&MemoryFiles::new().with("kam.yaml", CONFIG.1).with("rules/p.kam", rules.as_str()));
    assert_eq!(said(&loaded), "");
    let policy = loaded.policy.unwrap();
    let issues: Vec<usize> =
        policy.records.iter().filter(|r| r.name.as_str() == "issue").map(|r| r.columns.len()).collect();
    assert_eq!(issues, [2]);
}

#[test]
fn what_is_missing_never_weighs_more_than_the_score_is_wide() {
    let workspace = Workspace::load(&directory("examples/northwind"));
    let (policy, portfolio) = (workspace.policy.unwrap(), workspace.portfolio.unwrap());
    let evaluation = evaluate(&policy, &portfolio, Day::parse("1998-05-06").unwrap());
    for outcome in &evaluation.outcomes {
        let Some(score) = &outcome.score else { continue };
        let wide = score.high.as_ref().unwrap() - score.low.as_ref().unwrap();
        let criteria: std::collections::BTreeMap<usize, Number> =
            outcome.needs.iter().flat_map(|n| n.criteria.iter().cloned()).collect();
        assert!(outcome.needs.iter().all(|n| n.points <= wide));
        assert_eq!(criteria.into_values().sum::<Number>(), wide);
    }
}
