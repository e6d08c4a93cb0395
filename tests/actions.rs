//! What is done and when: working days and calendars of a workspace, and the register of accepted actions.

use kam::data::MemoryFiles;
use kam::values::{Calendar, Day, Duration};
use kam::workspace::Workspace;

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
        format!("{} {} {}{fix}", f.code.id, workspace.sources.file_line(f.span), f.message())
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
    let own = "date,name\n31.12.2026,Inwentura\n,Nothing\nsoon,\n2026-12-31,\n";
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
