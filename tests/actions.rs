//! What is done and when: working days and calendars of a workspace, and the register of accepted actions.

use crate::common::{Sandbox, root};
use kam::data::{MemoryFiles, PlayStatus, Register, RegisterEntry, Unwritable};
use kam::diagnostics::Language;
use kam::values::{Calendar, Day, Duration};
use kam::workspace::Workspace;
use proptest::prelude::{prop_assert_eq, proptest};

const POLICY: &str = r#"policy demo "Demo" version 1.0
  currency PLN

field sales "Sales" money

criterion value "Value" weight 100 %
  | sales        | points |
  | at 0 PLN     | 0      |
  | at 1 mln PLN | 100    |

tier A "Key" from 80 points
tier B "Standard" otherwise

rank by score
"#;

fn files(config: &str) -> MemoryFiles {
    MemoryFiles::new().with("kam.yaml", config).with("rules/policy.kam", POLICY)
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// What is found, as `code file:line message`, with the fix below.
fn said(workspace: &Workspace) -> Vec<String> {
    let say = |f: &kam::diagnostics::Finding| {
        let fix = f.fix.as_ref().map_or(String::new(), |fix| format!(" => {fix}"));
        format!("{} {} {}{fix}", f.code.id, workspace.sources.file_line(f.span), f.message(Language::English))
    };
    workspace.findings.iter().map(say).collect()
}

#[test]
fn the_locale_gives_the_calendar_unless_kam_yaml_does() {
    let may_3 = day("2027-05-03");
    let worked = |config: &str| Workspace::load(&files(config)).calendar.is_working_day(may_3);
    assert!(!worked("locale: pl\n"));
    assert!(worked("locale: en\n"));
    assert!(!worked("calendars: pl\n"));
    assert!(worked("locale: pl\ncalendars: []\n"));
}

#[test]
fn days_off_of_our_own_join_the_holidays() {
    let own = "\u{feff}date;name\r\n2026-12-31;Inwentura\r\n2027-01-04;\r\n";
    let workspace = Workspace::load(&files("calendars: [pl, calendars/own.csv]\n").with("calendars/own.csv", own));
    assert_eq!(said(&workspace), [""; 0]);
    // 1 January is a holiday, 2 and 3 are a weekend.
    assert_eq!(workspace.calendar.after_working_days(day("2026-12-30"), 1), day("2027-01-05"));
}

#[test]
fn bad_calendars_are_said_with_their_lines() {
    let own = "date,name\n31/12/2026,Inwentura\n,Nothing\nsoon,\n2026-12-31,\n";
    let config = "name: x\ncalendars: [PL, lp, de, calendars/own.csv, calendars/none.csv, calendars/other.csv]\n";
    let workspace =
        Workspace::load(&files(config).with("calendars/own.csv", own).with("calendars/other.csv", "day\n2026-12-31\n"));
    insta::assert_snapshot!(said(&workspace).join("\n"));
}

#[test]
fn the_horizon_is_a_length_of_time() {
    let horizon = |config: &str| Workspace::load(&files(config)).config.horizon;
    assert_eq!(horizon(""), Duration { count: 12, unit: Calendar::Months });
    assert_eq!(horizon("horizon: 90 days\n"), Duration { count: 90, unit: Calendar::Days });
    assert_eq!(horizon("horizon: 1 year\n"), Duration { count: 1, unit: Calendar::Years });
    let bad: Vec<String> = ["18", "0 days", "11 years", "soon", "-3 months", "2 fortnights"]
        .iter()
        .flat_map(|text| said(&Workspace::load(&files(&format!("horizon: {text}\n")))))
        .collect();
    insta::assert_snapshot!(bad.join("\n"));
}

#[test]
fn an_account_may_say_its_language() {
    let language = |line: &str| {
        let account = format!("account: A\nname: Aleph\n{line}\n");
        let workspace = Workspace::load(&files("name: x\n").with("accounts/a.yaml", account));
        let account = workspace.portfolio.as_ref().and_then(|p| p.accounts.first());
        (account.and_then(|a| a.language.clone()), said(&workspace).join("\n"))
    };
    assert_eq!(language("language: DE"), (Some("de".to_owned()), String::new()));
    assert_eq!(language("kam: anna"), (None, String::new()));
    let (none, why) = language("language: German");
    assert_eq!(none, None);
    assert!(why.ends_with("`language` cannot be `German`: write two letters such as `de`."), "{why}");
}

/// Two accounts, one person.
fn workspace(register: &str) -> MemoryFiles {
    files("name: x\nas_of: 2026-12-01\n")
        .with("accounts/a.yaml", "account: A\nname: Aleph\npeople: [{id: ewa, name: Ewa}]\n")
        .with("accounts/b.yaml", "account: B/2\nname: Bet\n")
        .with("actions.csv", register)
}

#[test]
fn the_register_is_read_as_spreadsheets_save_it() {
    let plain = "id,title,accepted,first_due,due,owner,status,done_on,result,hours\n\
        A/ewa/open.call/1,\"Call, then meet\",2026-10-01,2026-10-21,2026-11-02,anna,open,,,\n\
        B/2/-/open.plan/2,'=Plan,2026-10-01,2026-10-21,2026-10-21,,done,2026-10-20,Agreed,2.5\n";
    let semicolons = "\u{feff}id;title;accepted;first_due;due;owner;status;done_on;result;hours;note\r\n\
        A/ewa/open.call/1;Call, then meet;2026-10-01;2026-10-21;2026-11-02;anna;Open;;;;mine\r\n\
        ;;;;;;;;;;\r\n\
        B/2/-/open.plan/2;'=Plan;2026-10-01;2026-10-21;2026-10-21;;done;2026-10-20;Agreed;2,5;\r\n";
    let read = |text: &str| {
        let workspace = Workspace::load(&workspace(text));
        assert_eq!(said(&workspace), [""; 0]);
        let mut register = workspace.register;
        for entry in &mut register.entries {
            entry.span = kam::diagnostics::Span::file_start(entry.span.file);
        }
        register
    };
    let register = read(plain);
    assert_eq!(read(semicolons), register);
    let [call, plan] = register.entries.as_slice() else { panic!("two lines") };
    assert_eq!((call.account(), call.was_moved(), call.is_late(day("2026-12-01"))), ("A", true, true));
    assert_eq!((call.title.as_str(), call.owner.as_deref()), ("Call, then meet", Some("anna")));
    assert_eq!((plan.account(), plan.title.as_str()), ("B/2", "=Plan"));
    assert_eq!(plan.hours.as_ref().map(ToString::to_string).as_deref(), Some("2.5"));
}

#[test]
fn what_is_wrong_in_the_register_is_said_with_its_line() {
    let bad = "id,title,accepted,first_due,due,owner,status,done_on,result,hours\n\
        A/ewa/open.call/1,,2026-10-01,2026-10-21,21/10/2026,,open,,,\n\
        A/ewa/open.call/2,,2026-10-01,2026-10-21,,,doen,,,\n\
        A/ewa/open.call/3,,2026-10-01,2026-10-21,,,waiting,,,\n\
        A/ewa/open.call/5,,2026-10-01,2026-10-21,,,zrobione,2026-10-20,,\n\
        A/ewa/open.call/6,,2026-10-01,2026-10-21,,,W toku,,,\n\
        A/ewa/open.call/7,,2026-10-01,2026-10-21,,,someday,,,\n\
        A/ewa/open.call/4,,2026-10-01,2026-10-21,2026-10-21,,open,2026-10-20,,-1\n\
        A/ewa/open.call/4,,2026-10-01,2026-10-21,2026-10-21,,done,2026-10-20,,\"1,5\"\n\
        call Ewa,,2026-10-01,2026-10-21,2026-10-21,,open,,,many\n\
        AA/-/open.plan/1,,2026-10-01,2026-10-21,2026-10-21,,open,,,\n\
        AA/-/open.plan/2,,2026-10-01,2026-10-21,2026-10-21,,open,,,\n\
        A/-/open.plan/1,,,,,,,,,\n\
        ,,,,2026-10-21,,open,,,\n\
        A/-/open.plan/2,,2026-10-01\n";
    insta::assert_snapshot!(said(&Workspace::load(&workspace(bad))).join("\n"));
    let header = "id,title,deu\nA/-/open.plan/1,,2026-10-01\n";
    insta::assert_snapshot!("register_without_columns", said(&Workspace::load(&workspace(header))).join("\n"));
}

#[test]
fn days_of_spreadsheets_and_headers_in_polish_have_corrected_lines() {
    let fixes = |text: &str| -> Vec<String> {
        let workspace = Workspace::load(&workspace(text));
        let fix = |f: &kam::diagnostics::Finding| f.fix.clone().unwrap_or_else(|| f.message(Language::English));
        workspace.findings.iter().map(fix).collect()
    };
    let days = "id,title,accepted,first_due,due,owner,status\nA/ewa/open.call/1,,,,46343,,open\n\
        A/ewa/open.call/2,,,,17/11/26,,open\nA/ewa/open.call/3,,,,17 lis 2026,,open\n\
        A/ewa/open.call/4,,,,31.11.2026,,open\n";
    assert_eq!(
        fixes(days),
        [
            "A/ewa/open.call/1,,,,2026-11-17,,open",
            "A/ewa/open.call/2,,,,2026-11-17,,open",
            "A/ewa/open.call/3,,,,2026-11-17,,open",
            "`due` cannot be `31.11.2026`: write a day of the calendar: that month ends on `2026-11-30`.",
        ]
    );
    let header = "id;tytuł;termin;właściciel;stan\nA/ewa/open.call/1;;2026-11-17;;open\n";
    assert_eq!(fixes(header), ["id;title;due;owner;status", "id;title;due;owner;status"]);
}

#[test]
fn the_day_of_evaluation_tells_what_was_done_too_early() {
    let sandbox = prospect();
    sandbox.write("actions.csv", format!("id,due,status,done_on\n{INTRODUCE},2026-11-01,done,2026-11-20\n"));
    assert!(sandbox.kam(&["check"]).exits(0).stdout.contains("KAM-W0476"));
    assert!(!sandbox.kam(&["check", "--as-of", "2026-11-20"]).exits(0).stdout.contains("KAM-W0476"));
}

/// A slip is said wherever it stands, what nobody has once; a team without people is none.
#[test]
fn what_nobody_of_ours_has_is_a_warning() {
    let policy = format!(
        "{POLICY}\nplaybook a \"A\"\n  objective o \"O\"\n    owner pre_sale and client\n  action b \"B\"\n    \
         owner pre_sale and lawyer\n  action c \"C\"\n    owner lawyer skill welding at least 2 speaking pl\n  \
         action d \"D\"\n    owner kam with inside_sales skill logistic at least 9 speaking ru\n"
    );
    let files = files("name: x\n").with("rules/policy.kam", policy.as_str());
    assert_eq!(said(&Workspace::load(&files)), [""; 0]);
    let team = "people:\n  - {id: jan, name: Jan, role: Inside Sales, skills: {logistics: 3}, languages: [PL]}\n  \
                - {id: ewa, name: Ewa, role: pre_sales}\n";
    insta::assert_snapshot!(said(&Workspace::load(&files.clone().with("team.yaml", team))).join("\n"));
    // Who could not be read may be the one who has it.
    let broken = Workspace::load(&files.with("team.yaml", format!("{team}  - {{id: ola, rol: lawyer}}\n")));
    assert!(said(&broken).iter().all(|f| !f.starts_with("KAM-W0822")), "{:?}", said(&broken));
}

#[test]
fn owners_of_open_actions_are_somebody() {
    let register = "id,due,owner,status\nA/ewa/open.call/1,2026-11-02,an,open\nA/ewa/open.call/2,2026-11-02,Ewa,open\n\
        A/ewa/open.call/3,2026-11-02,ewa,open\nA/ewa/open.call/4,2026-11-02,gone,done\nA/ewa/open.call/5,2026-11-02,gone,open\n";
    let files = workspace(register);
    assert_eq!(said(&Workspace::load(&files)), [""; 0]);
    let team = "people: [{id: ann, name: Ann}]\n";
    insta::assert_snapshot!(said(&Workspace::load(&files.with("team.yaml", team))).join("\n"));
}

#[test]
fn days_of_the_register_go_together() {
    let register = "id,first_due,due,status,done_on\nA/ewa/open.call/1,2026-10-01,2026-10-01,done,2026-12-02\n\
        A/ewa/open.call/2,2026-10-02,2026-10-01,open,\nA/ewa/open.call/3,2026-10-01,2026-10-01,done,\n\
        A/ewa/open.call/4,2026-10-01,2026-10-01,dropped,2026-10-01\nA/ewa/open.call/5,2026-10-01,2026-10-01,done,soon\n\
        A/ewa/open.call/6,2026-10-01,2026-10-01,done,2026-12-01\n";
    insta::assert_snapshot!(said(&Workspace::load(&workspace(register))).join("\n"));
}

#[test]
fn a_register_in_another_encoding_is_read_and_written_in_it() {
    let (rows, in_1250) =
        ("id;title;due;status\r\nA/ewa/open.call/1;Zażółć gęślą;2026-11-02;open\r\n", |text: &str| {
            encoding_rs::Encoding::for_label(b"windows-1250").unwrap().encode(text).0.into_owned()
        });
    let load = |config: &str| {
        let files = workspace("").with("kam.yaml", config).with("actions.csv", in_1250(rows));
        Workspace::load(&files)
    };
    // What is advised is what helps.
    let plain = load("name: x\n");
    assert_eq!(
        said(&plain),
        [
            "KAM-E0403 actions.csv:2 This line is not UTF-8 text: save the file as UTF-8, or name its encoding in kam.yaml, such as \
          `register: {file: actions.csv, encoding: windows-1250}`."
        ]
    );
    let mut workspace = load("register: {file: actions.csv, encoding: windows-1250}\n");
    assert_eq!(said(&workspace), [""; 0]);
    assert_eq!(workspace.register.entries[0].title, "Zażółć gęślą");
    let write = |workspace: &Workspace| workspace.register_file.bytes(&workspace.register);
    assert_eq!(write(&workspace).unwrap(), in_1250(&workspace.register_file.text(&workspace.register)));
    workspace.register.accept([accepted("A/-/open.plan/1", "Źródła", "2026-11-01")]);
    let written = write(&workspace).unwrap();
    assert!(written.starts_with(&in_1250("id;title;due;status;")) && !written.starts_with(b"\xef\xbb\xbf"));
    workspace.register.accept([accepted("A/-/open.plan/2", "Ωmega", "2026-11-01")]);
    assert_eq!(write(&workspace), Err(Unwritable::NoSign { encoding: "windows-1250", sign: Some('Ω') }));
    // UTF-16 can be read only; and slips in the keys are told.
    let utf16 = load("register: {file: none.csv, encoding: utf-16le}\n");
    assert_eq!(write(&utf16), Err(Unwritable::ReadOnly { encoding: "UTF-16LE" }));
    insta::assert_snapshot!(
        said(&load("register: {file: none.csv, encodng: utf-8, encoding: windows-125}\n")).join("\n")
    );
}

fn accepted(id: &str, title: &str, due: &str) -> RegisterEntry {
    RegisterEntry {
        id: id.to_owned(),
        title: title.to_owned(),
        accepted: Some(day("2026-12-01")),
        first_due: day(due),
        due: day(due),
        owner: Some("anna".to_owned()),
        status: PlayStatus::Open,
        done_on: None,
        result: None,
        hours: None,
        span: kam::diagnostics::Span::file_start(kam::diagnostics::FileId(0)),
    }
}

#[test]
fn a_line_that_is_there_is_written_as_it_was() {
    let theirs = "\u{feff}sep=;\r\nid;owner;note;due;status\r\n\
        B/2/-/open.plan/2;\"jan\";\"ask; \"\"twice\"\"\";2026-10-21;DONE\r\n\
        A/ewa/open.call/1;;mine;2026-11-02;\r\n";
    let mut workspace = Workspace::load(&workspace(theirs));
    assert_eq!(said(&workspace), [""; 0]);
    let new =
        [accepted("A/-/open.plan/1", "=1+1; \"x\"", "2026-11-02"), accepted("A/ewa/open.call/1", "", "2027-01-01")];
    let added = workspace.register.accept(new);
    assert_eq!(added.len(), 1);
    let text = workspace.register_file.text(&workspace.register);
    insta::assert_snapshot!(text.replace('\u{feff}', "<BOM>").replace('\r', "<CR>"));
    // And what was written is read the same.
    let again = Workspace::load(&self::workspace(&text));
    let codes: Vec<&str> = again.findings.iter().map(|f| f.code.id).collect();
    assert_eq!(codes, ["KAM-N0478"], "only the day that nobody wrote");
    assert_eq!(again.register.entries.len(), 3);
    assert_eq!(again.register.entry("A/-/open.plan/1").map(|e| e.title.as_str()), Some("=1+1; \"x\""));
    assert_eq!(again.register_file.text(&again.register), text);
}

proptest! {
    #[test]
    fn any_text_survives_the_register(title in "\\PC{0,12}|['=+@;,\"\n -]{0,8}", owner in "['=+@;,\"a-]{1,6}") {
        let mut register = Register::default();
        let entry = RegisterEntry { owner: Some(owner.clone()), ..accepted("A/ewa/open.call/1", &title, "2026-12-05") };
        register.accept([entry]);
        let read = Workspace::load(&workspace(&kam::data::RegisterFile::default().text(&register)));
        let entry = read.register.entry("A/ewa/open.call/1").unwrap();
        prop_assert_eq!(entry.title.as_str(), title.trim());
        prop_assert_eq!(entry.owner.as_deref(), Some(owner.as_str()));
    }
}

#[test]
fn rules_ask_the_register_as_records() {
    let policy = POLICY.replace(
        "criterion value",
        "let accepted \"A\" = count action\n\
         let late \"B\" = count action where (action.status is open and action.due before 2026-12-01)\n\
         let lately \"C\" = count action over last 3 months\nlet spent \"D\" = sum action.hours\n\ncriterion value",
    );
    let lines = "id,accepted,due,status,hours\nA/-/open.plan/1,2026-01-05,2026-10-21,open,2.5\n\
        A/-/open.plan/2,2026-11-01,2026-12-21,open,1\nB/2/-/open.plan/1,2026-11-01,2026-11-02,done,\n";
    let values = |register: Option<&str>| {
        let files = workspace(lines).with("rules/policy.kam", policy.as_str());
        let files = match register {
            Some(text) => files.with("actions.csv", text),
            None => files.with("kam.yaml", "name: x\nregister: none.csv\n"),
        };
        let workspace = Workspace::load(&files);
        assert_eq!(said(&workspace), [""; 0]);
        let (policy, portfolio) = (workspace.policy.unwrap(), workspace.portfolio.unwrap());
        let evaluation = kam::engine::evaluate(&policy, &portfolio, day("2026-12-01"));
        let of = |outcome: &kam::engine::Outcome| {
            let value = |name| format!("{:?}", outcome.slot(policy.slot_named(name).unwrap()));
            ["accepted", "late", "lately", "spent"].map(value).join(" ")
        };
        evaluation.outcomes.iter().map(of).collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(format!("{}\n\nnothing accepted\n{}", values(Some(lines)), values(None)));
}

/// A prospect whose decision maker we have not met, under the policy of the language's description.
fn prospect() -> Sandbox {
    Sandbox::new()
        .file("rules/policy.kam", std::fs::read(root().join("tests/fixtures/policy/key_account.kam")).unwrap())
        .file(
            "kam.yaml",
            "name: Nasza firma\nlocale: pl\nas_of: 2026-10-01\nrecords:\n  \
             line: {file: data/lines.csv, covers: {from: 2024-10-01, to: 2027-10-01}}\n  invoice: {file: data/invoices.csv}\n",
        )
        .file(
            "team.yaml",
            "people:\n  - {id: anna, name: Anna Nowak, role: key_account_manager, languages: [pl], hours_per_month: 80}\n  \
             - {id: piotr, name: Piotr Zych, role: pre_sales, languages: [pl], hours_per_month: 20}\n",
        )
        .file(
            "accounts/metal.yaml",
            "account: METAL\nname: Metal-Pol\nkam: anna\nforecast: 2.5 mln PLN\nlegal_status: active\n\
             company_experience: none\ncategory_experience: none\npeople:\n  \
             - {id: ewa, name: Ewa Kowalska, formal: yes, contact: none, support: neutral, influence: high}\n",
        )
        .file(
            "data/lines.csv",
            "account,ordered,price,cost,quantity,discount,category\n\
             METAL,2025-05-05,100 PLN,80 PLN,1,0 %,a\nMETAL,2026-05-05,112 PLN,80 PLN,1,0 %,a\n",
        )
        .file(
            "data/invoices.csv",
            "account,issued,due,settled,amount,disputed\nMETAL,2026-05-05,2026-06-05,2026-06-01,112 PLN,no\n",
        )
}

/// The due day, the state and the first day of an action.
fn due_and_state(sandbox: &Sandbox, args: &[&str], id: &str) -> (String, String, Option<String>) {
    let answer = sandbox.kam(&[&["actions", "--format", "json"], args].concat()).exits(0).json();
    let actions = answer["actions"].as_array().unwrap();
    let action = actions.iter().find(|a| a["id"] == id).unwrap_or_else(|| panic!("{id} is listed: {answer}"));
    let text = |key: &str| action[key].as_str().map(str::to_owned);
    (text("due").unwrap(), text("state").unwrap(), text("moved_from"))
}

const INTRODUCE: &str = "METAL/ewa/open_doors.introduce/1";

#[test]
fn what_is_accepted_keeps_its_first_day() {
    let sandbox = prospect();
    // Fourteen working days after Thursday, 1 October 2026.
    let planned = |args: &[&str]| due_and_state(&sandbox, args, INTRODUCE);
    let is = |due: &str, state: &str| (due.to_owned(), state.to_owned(), None);
    assert_eq!(planned(&[]), is("2026-10-21", "planned"));
    // What is only planned moves with the day of evaluation: 11 November is a holiday.
    assert_eq!(planned(&["--as-of", "2026-10-30"]), is("2026-11-20", "planned"));
    insta::assert_snapshot!("accepting", sandbox.kam(&["plan", "--accept"]).exits(0).stdout);
    insta::assert_snapshot!("the_register", sandbox.read("actions.csv"));
    assert_eq!(planned(&[]), is("2026-10-21", "open"));
    assert_eq!(planned(&["--as-of", "2026-10-30"]), is("2026-10-21", "late"));
    let first = sandbox.read("actions.csv");
    let again = sandbox.kam(&["plan", "--accept", "--as-of", "2026-10-30"]).exits(0).stdout;
    assert!(again.starts_with("nie ma nic nowego do przyjęcia\n"), "{again}");
    assert_eq!(sandbox.read("actions.csv"), first);
}

#[test]
fn what_people_write_into_the_register_stays() {
    let sandbox = prospect();
    sandbox.kam(&["plan", "--accept", "METAL", "--quiet"]).exits(0);
    let theirs: String = sandbox
        .read("actions.csv")
        .replace("hours\n", "hours,note\n")
        .replace(",2026-10-21,anna,open,,,\n", ",2026-11-05,piotr,open,,,,\"asks, often\"\n")
        .replace(",2026-10-08,anna,open,,,\n", ",2026-10-08,anna,done,2026-10-07,Call back,1.5,\n")
        + "METAL/ewa/old_book.visit/1,Old visit,2026-01-10,2026-02-10,2026-02-10,zofia,open,,,,\n\
           GONE/-/old_book.visit/1,Old visit,2026-01-10,2026-02-10,2026-02-10,,dropped,,,,\n";
    let theirs: String = theirs.lines().filter(|l| !l.contains("deepen")).map(|l| format!("{l}\n")).collect();
    sandbox.write("actions.csv", &theirs);
    let later = ["--as-of", "2026-12-01"];
    insta::assert_snapshot!(
        "accepting_the_rest",
        sandbox.kam(&[&["plan", "--accept"], &later[..]].concat()).exits(0).stdout
    );
    let now = sandbox.read("actions.csv");
    for line in theirs.lines() {
        assert!(now.lines().any(|l| l == line), "{line} is kept:\n{now}");
    }
    let actions = |args: &[&str]| sandbox.kam(&[&["actions"], args, &later[..]].concat()).exits(0).stdout;
    insta::assert_snapshot!("actions_text", actions(&[]));
    insta::assert_snapshot!("actions_csv", actions(&["--format", "csv"]));
    insta::assert_snapshot!("actions_json", actions(&["--format", "json", "--owner", "piotr", "--late"]));
    insta::assert_snapshot!("actions_of_a_month", actions(&["--month", "2026-10"]));
    insta::assert_snapshot!("no_actions", actions(&["--month", "2030-01"]));
}

#[test]
fn unknown_accounts_owners_and_months_are_refused() {
    let sandbox = prospect();
    let said: Vec<String> =
        [["actions", "METALL"].as_slice(), &["actions", "--owner", "ana"], &["actions", "--month", "11.2026"]]
            .iter()
            .map(|args| sandbox.kam(args).exits(2).stderr)
            .collect();
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn accepting_in_json_says_what_was_added() {
    let sandbox = prospect();
    let answer = sandbox.kam(&["plan", "--accept", "--format", "json"]).exits(0).json();
    assert_eq!(answer["accepted"].as_array().map(Vec::len), Some(3));
    assert_eq!(answer["plans"][0]["plays"]["ahead"][1]["state"], "open");
    let none = sandbox.kam(&["plan", "--accept", "--format", "json"]).exits(0).json();
    assert_eq!(none["accepted"].as_array().map(Vec::len), Some(0));
    assert_eq!(none["plans"], answer["plans"]);
}

#[test]
fn a_register_that_cannot_be_read_is_not_written() {
    let sandbox = prospect().file("actions.csv", "id,due,status\nMETAL/ewa/open_doors.introduce/1,21/10/2026,open\n");
    let before = sandbox.read("actions.csv");
    let run = sandbox.kam(&["plan", "--accept"]).exits(1);
    assert!(run.stderr.contains("`due` nie może mieć wartości `21/10/2026`"), "{}", run.stderr);
    assert_eq!(sandbox.read("actions.csv"), before);
    let outside = prospect();
    outside.write("kam.yaml", outside.read("kam.yaml") + "register: ../actions.csv\n");
    outside.kam(&["plan", "--accept"]).exits(1);
    #[cfg(unix)]
    {
        let linked = prospect();
        let elsewhere = Sandbox::new();
        std::os::unix::fs::symlink(elsewhere.path(), linked.path().join("shared")).unwrap();
        linked.write("kam.yaml", linked.read("kam.yaml") + "register: shared/actions.csv\n");
        assert_ne!(linked.kam(&["plan", "--accept"]).exit, 0);
        assert!(elsewhere.files("").is_empty());
    }
}

#[test]
fn nothing_is_accepted_where_plans_cannot_be_written() {
    let sandbox = prospect().file("plans/METAL.md", "Mine\n");
    let run = sandbox.kam(&["plan", "--accept"]).exits(2);
    assert!(run.stderr.contains("niczego nie zapisano"), "{}", run.stderr);
    assert!(!sandbox.path().join("actions.csv").exists());
    // A plan that was written on accepting is the one that is written afterwards, with templates of our own too.
    let sandbox = prospect().file("templates/plan.md", "{{ account.name }} {{ provenance.content_hash }}\n");
    sandbox.kam(&["plan", "--accept"]).exits(0);
    let plan = sandbox.read("plans/METAL.md");
    sandbox.kam(&["plan"]).exits(0);
    assert_eq!(sandbox.read("plans/METAL.md"), plan);
}

#[test]
fn every_key_of_the_answer_is_documented() {
    let text = std::fs::read_to_string(root().join("docs/json.md")).unwrap();
    let words: std::collections::BTreeSet<&str> = text.split(|c: char| !(c.is_alphanumeric() || c == '_')).collect();
    let answer = prospect().kam(&["actions", "--format", "json"]).exits(0).json();
    for object in [&answer, &answer["actions"][0], &answer["totals"]] {
        for key in object.as_object().expect("an object").keys() {
            assert!(words.contains(key.as_str()), "docs/json.md does not name `{key}`");
        }
    }
}

#[test]
fn two_that_accept_at_once_lose_nothing() {
    let workspace = Sandbox::copy_of("examples/northwind");
    let children: Vec<_> = ["QUICK", "SAVEA", "ERNSH"]
        .iter()
        .map(|id| {
            let mut kam = std::process::Command::new(env!("CARGO_BIN_EXE_kam"));
            kam.args(["plan", "--accept", id]).current_dir(workspace.path()).stdout(std::process::Stdio::null());
            kam.stderr(std::process::Stdio::null()).spawn().unwrap()
        })
        .collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let register = workspace.read("actions.csv");
    for id in ["QUICK/", "SAVEA/", "ERNSH/"] {
        assert!(register.lines().any(|l| l.starts_with(id)), "{id}\n{register}");
    }
}

#[test]
fn a_spreadsheet_may_save_dates_with_dots() {
    let sandbox = prospect().file("actions.csv", "id;due;status\nMETAL/ewa/open_doors.introduce/1;21.10.2026;open\n");
    let listed = sandbox.kam(&["actions", "--as-of", "2026-11-02"]).exits(0);
    assert!(listed.stdout.contains("21.10.2026") && listed.stdout.contains("12 dni po terminie"), "{}", listed.stdout);
}

#[test]
fn what_is_done_and_not_yet_noted_is_told_in_the_plan() {
    let sandbox = prospect();
    sandbox.kam(&["plan", "--accept"]).exits(0);
    let register = sandbox.read("actions.csv");
    let done: Vec<String> = register
        .lines()
        .map(|l| if l.contains(".introduce/1") { l.replace(",open,", ",done,") } else { l.to_owned() })
        .collect();
    sandbox.write("actions.csv", done.join("\n") + "\n");
    sandbox.kam(&["plan"]).exits(0);
    let plan = sandbox.read("plans/METAL.md");
    let line =
        plan.lines().find(|l| l.contains("Plik klienta nadal mówi") || l.contains("The account file still says"));
    assert!(line.is_some_and(|l| l.contains("brak") || l.contains("none")), "{plan}");
}
