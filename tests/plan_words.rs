//! What plans say in words a sales director reads without asking back: targets, people who decide, holds, late work.

use super::common::Sandbox;

const HEAD: &str = r#"policy demo "Demo" version 1
  currency PLN
field sold "Sold" money
field discount "Discount given" percent
field law "Legal status" one of fine "fine", insolvent "insolvent"
field checked "Checked in the register" yes_no
"#;

const RULES: &str = r#"criterion size "Size" weight 60 %
  | sold      | points |
  | at 0 PLN  | 0      |
  | at 10 PLN | 100    |
let met "Deciders we meet" = share of people where contact at least brief among formal
criterion reach "Reach" weight 40 %
  | met       | points |
  | from 50 % | 100    |
  | otherwise | 0      |
tier A "Key" from 10 points
tier B "Other" otherwise
channel phone "Phone" effort 1 hour
playbook win "Win" when sold above 0 PLN
  action talk "Talk"
    for each person where formal
    channel phone
    owner kam
    due within 5 working days
  action show "Show"
    channel phone
    owner service_manager
    due within 5 working days
kpi discount "Discount given" = discount
  target 5 %
  alarm 12 %
veto broke "Insolvent" when law is insolvent
  unknown means pass
veto unchecked "Not in the register" when checked is no
  unknown means hold
"#;

const ACCOUNT: &str = "account: ALFA\nname: Alfa\nkam: anna\nsold: 7 PLN\ndiscount: 6 %\nlaw: fine\nchecked: yes\n";

const PEOPLE: &str = "people:
  - {id: jan, name: Jan Lis, formal: yes, influence: high, support: neutral, contact: none}
  - {id: ewa, name: Ewa Sowa, formal: yes, influence: high, support: neutral, contact: none}
  - {id: ola, name: Ola Kos, formal: no, influence: low, support: neutral, contact: brief}
relations:
  - ola influences jan weak
  - ola influences ewa strong
  - jan conflicts ewa
";

/// A workspace of one account.
fn workspace(account: &str, locale: &str) -> Sandbox {
    let config = format!("name: Demo\nlocale: {locale}\ncurrency: PLN\nas_of: 2026-10-01\naccounts: accounts/*.yaml\n");
    let sandbox = Sandbox::with_policy(&format!("{HEAD}{RULES}"));
    sandbox.write("kam.yaml", config);
    sandbox.write("accounts/alfa.yaml", account);
    sandbox.write("team.yaml", "people:\n  - {id: anna, name: Anna Nowak, role: kam, hours_per_month: 40}\n");
    sandbox
}

fn plan_of(sandbox: &Sandbox) -> String {
    sandbox.kam(&["plan", "ALFA"]).exits(0);
    sandbox.read("plans/ALFA.md")
}

fn plan(account: &str, locale: &str) -> String {
    plan_of(&workspace(account, locale))
}

#[track_caller]
fn says(text: &str, sentences: &[&str]) {
    for sentence in sentences {
        assert!(text.contains(sentence), "{sentence}\n---\n{text}");
    }
}

#[track_caller]
fn says_not(text: &str, sentences: &[&str]) {
    for sentence in sentences {
        assert!(!text.contains(sentence), "{sentence}\n---\n{text}");
    }
}

#[test]
fn a_target_that_less_would_reach_is_missed_and_not_below() {
    says(&plan(ACCOUNT, "en"), &["| Discount given | 6% | 5% | 12% | target missed |\n"]);
    says(&plan(ACCOUNT, "pl"), &["| 6% | 5% | 12% | cel nieosiągnięty |\n"]);
}

#[test]
fn a_veto_that_lets_pass_while_unknown_is_no_reason_for_a_hold() {
    let account = ACCOUNT.replace("law: fine\nchecked: yes\n", "");
    let sandbox = workspace(&account, "en");
    says(&plan_of(&sandbox), &["> **On hold until we know whether this applies: Not in the register.** Nothing"]);
    let ranked = sandbox.kam(&["rank"]).exits(0).stdout;
    says(&ranked, &["Not in the register? missing checked"]);
    says_not(&ranked, &["Insolvent?"]);
    let explained = sandbox.kam(&["explain", "ALFA"]).exits(0).stdout;
    let why = explained.split("\n\n").find(|part| part.starts_with("Why on hold")).expect("a reason");
    says(why, &["Not in the register", "checked"]);
    says_not(why, &["Insolvent", "law"]);
}

#[test]
fn an_unknown_veto_beside_one_that_holds_is_no_reason_for_the_exclusion() {
    let account = ACCOUNT.replace("law: fine\nchecked: yes\n", "law: insolvent\n");
    says(&plan(&account, "en"), &["> **Excluded: Insolvent.** This plan"]);
}

#[test]
fn the_one_person_who_decides_is_no_count() {
    let with = |contact: &str| {
        format!("{ACCOUNT}people:\n  - {{id: jan, name: Jan Lis, formal: yes, influence: high{contact}}}\n")
    };
    let unknown = plan(&with(""), "en");
    says(&unknown, &["\nIt is not known whether we have met the one person who decides.\n"]);
    says_not(&unknown, &["We have met 0", "Of 1 it", "Who decides at the client"]);
    let unmet = with(", contact: none");
    says(&plan(&unmet, "en"), &["\nWe have not met the one person who decides.\n"]);
    says(&plan(&unmet, "pl"), &["\nNie spotkaliśmy jeszcze jedynej osoby, która decyduje.\n"]);
    says(&plan(&with(", contact: brief"), "en"), &["\nWe have met the one person who decides.\n"]);
}

#[test]
fn nobody_met_is_said_without_a_share() {
    let account = format!("{ACCOUNT}{PEOPLE}");
    let nobody = plan(&account, "en");
    says(&nobody, &["\nWe have met none of the 2 people who decide.\n"]);
    says_not(&nobody, &["That is 0%"]);
    let unknown = plan(&account.replace(", contact: none", ""), "en");
    says(&unknown, &["\nIt is not known whether we have met any of the 2 people who decide.\n"]);
    let one = plan(&account.replacen("contact: none", "contact: brief", 1), "en");
    says(&one, &["\nWe have met 1 of the 2 people who decide. That is 50%.\n"]);
}

#[test]
fn relations_stand_in_a_table_before_the_drawing_and_introductions_strongest_first() {
    let account = format!("{ACCOUNT}{PEOPLE}");
    let plan = plan(&account, "en");
    says(
        &plan,
        &[
            "| Ola Kos | influences weakly | Jan Lis |\n",
            "| Jan Lis | in conflict | Ewa Sowa |\n",
            "- Ola Kos → Ewa Sowa (a strong link)\n- Ola Kos → Jan Lis (a weak link)\n",
            "\n- **In conflict:** Jan Lis and Ewa Sowa. Whoever wins the one may lose the other.\n",
        ],
    );
    let at = |text: &str| plan.find(text).unwrap_or_else(|| panic!("{text}: {plan}"));
    assert!(at("(a weak link)") < at("### The map of people"), "{plan}");
    assert!(at("### The map of people") < at("```mermaid"), "{plan}");
    assert!(!plan[at("```mermaid")..at("\n## A way to")].contains("**"), "{plan}");
}

#[test]
fn a_key_account_manager_whom_the_team_does_not_know_is_flagged() {
    let plan = plan(&ACCOUNT.replace("kam: anna", "kam: nobody_known"), "en");
    says(
        &plan,
        &[
            "Looked after by nobody_known (not listed in our team)",
            "| Key account manager | nobody_known (not listed in our team) |",
            "- The key account manager **nobody_known** is not listed in our team:",
        ],
    );
    let sandbox = workspace(&ACCOUNT.replace("kam: anna", "kam: nobody_known"), "en");
    std::fs::remove_file(sandbox.path().join("team.yaml")).expect("the team");
    says_not(&plan_of(&sandbox), &["not listed in our team"]);
}

#[test]
fn what_is_late_is_named_with_whose_it_is() {
    let account = format!("{ACCOUNT}{PEOPLE}");
    let sandbox = workspace(&account, "en");
    let head = "id,title,accepted,first_due,due,owner,status,done_on,result,hours\n";
    sandbox.write(
        "actions.csv",
        format!("{head}ALFA/jan/win.talk/1,Talk,2026-09-01,2026-09-20,2026-09-20,anna,open,,,\n"),
    );
    says(
        &plan_of(&sandbox),
        &["- Decide whether this still counts: **Talk** — Jan Lis, due on September 20, 2026 (Anna Nowak).\n"],
    );
}

#[test]
fn the_hours_of_whoever_is_to_be_named_are_in_the_sum() {
    let plan = plan(&format!("{ACCOUNT}{PEOPLE}"), "en");
    says(
        &plan,
        &[
            "| Anna Nowak | key account manager | 2 | 2 hours |\n",
            "| **Together** | | **3** | **3 hours** |\n",
            "| others, and to be named | | | 1 hour |\n",
        ],
    );
}

#[test]
fn risks_are_one_list() {
    let more = "alert few \"Few\" when sold below 8 PLN\nalert fewer \"Fewer\" when sold below 9 PLN\n";
    let sandbox = workspace(&ACCOUNT.replace("kam: anna\n", ""), "en");
    sandbox.write("rules/more.kam", more);
    let plan = plan_of(&sandbox);
    let risks = plan.split("## Risks\n\n").nth(1).expect("risks");
    let list = risks.split("\n\n").next().expect("a list");
    says(list, &["- **Few**.", "- **Fewer**.", "- No key account manager is named yet."]);
}

#[test]
fn what_hangs_on_many_answers_refers_to_the_questions() {
    let fields = ["first", "second", "third", "fourth"].map(|n| format!("field {n} \"Is {n}\" yes_no\n")).concat();
    let rules = format!(
        "{fields}criterion informed \"Informed\" weight 40 %\n  points (if first and second and third then 100 else 0)\n\
         alert whole \"All of it\" when first and second and third\n\
         alert further \"And more\" when first and second and third and fourth\n\
         alert single \"One thing\" when first\n"
    );
    let sandbox = workspace(ACCOUNT, "en");
    let policy = format!("{HEAD}{}", RULES.replace("weight 60 %", "weight 20 %"));
    sandbox.write("rules/policy.kam", policy);
    sandbox.write("rules/more.kam", rules);
    let plan = plan_of(&sandbox);
    says(
        &plan,
        &[
            "- **All of it** may hold, depending on: the answers to questions ",
            " above; Is fourth\n",
            "- **One thing** may hold, depending on: Is first\n",
            "\n1. ",
        ],
    );
}

#[test]
fn wide_ranges_of_money_are_rounded_outwards() {
    let sandbox = workspace(&ACCOUNT.replace("sold: 7 PLN", "sold: 35499 PLN"), "en");
    let more = "field asked_for \"Asked for\" yes_no\nlet part \"Part\" = if asked_for then 11.4 % else 100 %\n\
        let amount \"Amount\" = sold\nrank by part * amount\n";
    sandbox.write("rules/more.kam", more);
    says(&plan_of(&sandbox), &["| Part × Amount | PLN\u{a0}4,000–PLN\u{a0}36,000 |\n"]);
}

#[test]
fn the_weight_of_criteria_left_out_is_told_to_go_to_the_others() {
    let sandbox = workspace(ACCOUNT, "en");
    let policy = format!("{HEAD}{}", RULES.replace("weight 60 %", "weight 20 %"));
    sandbox.write("rules/policy.kam", policy);
    let more = "field seen \"Image\" points\ncriterion image \"Our image\" weight 40 %\n  missing means exclude\n  points seen\n";
    sandbox.write("rules/more.kam", more);
    says(&plan_of(&sandbox), &["\nLeft out, as not known or not applicable: Our image. The weight goes to the rest,"]);
}

#[test]
fn a_locale_with_a_region_writes_dates_as_there() {
    says(&plan(ACCOUNT, "en-GB"), &["As of 1 October 2026 ·"]);
    says(&plan(ACCOUNT, "en"), &["As of October 1, 2026 ·"]);
    says(&plan(ACCOUNT, "pl-PL"), &["Stan na 1 października 2026 ·"]);
}

#[test]
fn the_scale_of_an_objective_stands_beside_its_measure() {
    let more = "let favour \"Favour\" = average people.support\n\
        playbook please \"Please\" when sold above 0 PLN\n  objective liked \"Liked\"\n    measure favour target 1.5 within 12 months\n\
        \x20 action smile \"Smile\"\n    channel phone\n    owner kam\n    due within 5 working days\n";
    let sandbox = workspace(&format!("{ACCOUNT}{PEOPLE}"), "en");
    sandbox.write("rules/more.kam", more);
    says(&plan_of(&sandbox), &["| Liked | Favour (from -2 to 2) | 0 | 1.5 |"]);
}
