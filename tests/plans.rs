//! What plans say of what is done: whole plans of the shipped examples, and sentences that small policies bring about.

use super::common::Sandbox;

/// The plan of an account of an example, without what every change of its files would change: the fingerprint, and the
/// lines of rules.
fn shipped(example: &str, account: &str) -> String {
    let workspace = Sandbox::copy_of(&format!("examples/{example}"));
    workspace.kam(&["plan", account]).exits(0);
    let plan = workspace.read(&format!("plans/{account}.md"));
    let mut said = String::new();
    for line in plan.lines() {
        let words = line.split(' ').map(|word| match word {
            _ if word.len() == 13 && word.trim_end_matches('.').chars().all(|c| c.is_ascii_hexdigit()) => {
                "HASH.".into()
            }
            // Of the text, in its first line.
            _ if word.len() == 16 && word.chars().all(|c| c.is_ascii_hexdigit()) => "HASH".into(),
            _ => match word.split_once(".kam:") {
                Some((file, _)) => format!("{file}.kam:LINE`"),
                None => word.to_owned(),
            },
        });
        said.push_str(&words.collect::<Vec<String>>().join(" "));
        said.push('\n');
    }
    said
}

#[test]
fn a_whole_plan_with_plays_in_polish() {
    insta::assert_snapshot!(shipped("uslugi", "PAPIERNIA"));
}

#[test]
fn a_whole_plan_of_a_partner_in_polish() {
    insta::assert_snapshot!(shipped("uslugi", "MLECZARNIA"));
}

#[test]
fn a_whole_plan_of_a_prospect_in_polish() {
    insta::assert_snapshot!(shipped("uslugi", "BROWAR"));
}

#[test]
fn a_whole_plan_with_plays_in_english() {
    insta::assert_snapshot!(shipped("northwind", "QUICK"));
}

const RULES: &str = r#"policy demo "Demo" version 1
  currency PLN
field sold "Sold" money
field town "Town" text
field complaints "Complaints" count
let revenue "Revenue" = sold
criterion size "Size" weight 100 %
  | revenue   | points |
  | at 0 PLN  | 0      |
  | at 10 PLN | 100    |
tier A "Key" from 10 points
tier B "Other" otherwise
probability keep "Chance of keeping"
  base 80 %
  | when                        | alone gives |
  | revenue >= 5 PLN            | 90 %        |
  | revenue < 5 PLN             | 60 %        |
  | complaints > 3              | 50 %        |
  | complaints <= 3             | 85 %        |
  | town is "Stare and > Nowe"  | 70 %        |
channel phone "Phone" effort 1 hour
need speed "Speed"
benefit fast "Same day" answers speed
playbook win "Win" when revenue above 0 PLN
  action talk "Talk"
    for each person where formal
    channel phone
    owner kam
    due within 5 working days
    effect support + 1
  action meet "Meet"
    channel phone
    owner kam
    due within 5 working days
playbook mend "Mend"
  action ask "Ask what is wrong"
    channel phone
    owner kam
    due within 2 working days
alert many "Many complaints" when complaints above 3
  severity high
  starts mend
alert small "Small" when revenue below 10 PLN
  severity high
kpi complaints "Complaints" = complaints
  target 0
  alarm 3
kpi revenue "Revenue" = revenue
  target 20 PLN
  alarm 10 PLN
  review every 1 month
"#;

const ACCOUNT: &str = r#"account: ALFA
name: Alfa
kam: anna
sold: 7 PLN
complaints: 5
town: Stare
people:
  - {id: jan, name: Jan Lis, formal: yes, support: neutral, wanted_support: mentor, needs: {organisation: [speed, "A quiet year"]}}
  - {id: ewa, name: Ewa Sowa, formal: no, influence: high, support: neutral, wanted_support: supporter}
  - {id: ola, name: Ola Kos, formal: no, influence: high, support: supporter, wanted_support: supporter}
our_strategy:
  target: {value: 10 PLN}
opportunities:
  - {id: more, name: More, value: 5 PLN}
"#;

/// The plan of a small account in a language.
fn small(locale: &str) -> String {
    let config = format!("name: Demo\nlocale: {locale}\ncurrency: PLN\nas_of: 2026-10-01\naccounts: accounts/*.yaml\n");
    let workspace = Sandbox::with_policy(RULES).file("kam.yaml", config).file("accounts/alfa.yaml", ACCOUNT);
    workspace.write("team.yaml", "people:\n  - {id: anna, name: Anna Nowak, role: kam, hours_per_month: 40}\n");
    workspace.kam(&["plan", "ALFA"]).exits(0);
    workspace.read("plans/ALFA.md")
}

/// The paragraph of a person, from its heading to the next.
fn person<'p>(plan: &'p str, name: &str) -> &'p str {
    let from = plan.find(&format!("### {name}")).unwrap_or_else(|| panic!("{name} has no section: {plan}"));
    let section = &plan[from + 4..];
    &section[..section.find("\n#").unwrap_or(section.len())]
}

#[test]
fn support_that_is_wanted_and_nobody_works_towards_is_said() {
    let plan = small("en");
    let said = "Nothing in the plan works towards this.";
    assert!(person(&plan, "Ewa Sowa").contains(said), "{plan}");
    assert!(!person(&plan, "Jan Lis").contains(said), "an action is to change his support: {plan}");
    assert!(!person(&plan, "Ola Kos").contains(said), "her support is as wanted: {plan}");
    assert!(person(&small("pl"), "Ewa Sowa").contains("Żadne działanie w planie do tego nie prowadzi."));
}

#[test]
fn a_need_in_own_words_is_marked_as_one() {
    let plan = small("en");
    assert!(plan.contains("- Need of the organisation: Speed → **Same day**\n"), "{plan}");
    let own = "- Need of the organisation: A quiet year → *in their own words; no benefit of ours is assigned to it*\n";
    assert!(plan.contains(own), "{plan}");
}

#[test]
fn conditions_hold_words_for_signs() {
    for (locale, rows) in [
        ("en", ["“Revenue” at least 5", "“Revenue” below 5", "“Complaints” above 3", "“Complaints” at most 3"]),
        (
            "pl",
            ["„Revenue” co najmniej 5", "„Revenue” poniżej 5", "„Complaints” powyżej 3", "„Complaints” co najwyżej 3"],
        ),
    ] {
        let plan = small(locale);
        for row in rows {
            assert!(plan.contains(&format!("| {row}")), "{row}: {plan}");
        }
    }
    // What stands in quotation marks is the user's.
    assert!(small("pl").contains("| „Town” to „Stare and &gt; Nowe” |"), "{}", small("pl"));
}

#[test]
fn a_bridge_beyond_the_target_says_so_in_words() {
    let plan = small("en");
    assert!(plan.contains("| **Together** | **PLN\u{a0}12** |\n| **Target** | **PLN\u{a0}10** |\n"), "{plan}");
    assert!(plan.contains("\nIf all of this is won, the target is passed by PLN\u{a0}2.\n"), "{plan}");
}

#[test]
fn a_target_whose_day_is_over_says_so() {
    let account = ACCOUNT.replace("target: {value: 10 PLN}", "target: {value: 10 PLN, by: 2026-09-30}");
    let config = "name: Demo\nlocale: en\ncurrency: PLN\nas_of: 2026-10-01\naccounts: accounts/*.yaml\n";
    let workspace = Sandbox::with_policy(RULES).file("kam.yaml", config).file("accounts/alfa.yaml", &account);
    workspace.kam(&["plan", "ALFA"]).exits(0);
    says(&workspace.read("plans/ALFA.md"), &["to the target, which was set for September 30, 2026 (past)**"]);
}

#[test]
fn alarms_and_alerts_name_their_answer_or_that_there_is_none() {
    let plan = small("en");
    let answered = "| Complaints | 5 | 0 | 3 | **Alarm**: answer “Ask what is wrong”, by October 5, 2026 |";
    assert!(plan.contains(answered), "{plan}");
    let bare = "| **Alarm**: no action is assigned to it; reviewed every month |";
    assert!(plan.contains(bare), "{plan}");
    let small = "- **Small** (serious). Revenue: PLN\u{a0}7. No action is assigned to it.\n";
    assert!(plan.contains(small), "{plan}");
    let many = "- **Many complaints** (serious). Complaints: 5. Answer: “Ask what is wrong”";
    assert!(plan.contains(many), "{plan}");
}

#[test]
fn the_last_commit_of_the_inputs_is_told_and_nothing_else_counts() {
    let config = "name: Demo\nlocale: en\ncurrency: PLN\nas_of: 2026-10-01\naccounts: accounts/*.yaml\n";
    let outer = Sandbox::new();
    for (path, text) in [("kam.yaml", config), ("rules/policy.kam", RULES), ("accounts/[a].yaml", ACCOUNT)] {
        outer.write(&format!("sales/{path}"), text);
    }
    outer.write("sales/team.yaml", "people:\n  - {id: anna, name: Anna Nowak, role: kam, hours_per_month: 40}\n");
    let plan = || {
        outer.kam(&["-C", "sales", "plan", "ALFA"]).exits(0);
        outer.read("sales/plans/ALFA.md")
    };
    assert!(!plan().contains("commit"), "there is no repository");
    outer.make_repository();
    assert!(!plan().contains("commit"), "there is no commit");
    let first = outer.commit();
    let said = format!("Last commit of the inputs: {first} of September 30, 2026.");
    assert!(plan().contains(&said), "{}", plan());
    // Plans and notes are no inputs.
    outer.write("sales/notes.md", "mine\n");
    outer.write("accounts/alfa.yaml", "not of this workspace\n");
    assert!(plan().contains(&said), "{}", plan());
    outer.commit();
    assert!(plan().contains(&said), "{}", plan());
    outer.write("sales/accounts/[a].yaml", ACCOUNT.replace("5 PLN", "6 PLN"));
    let changed = format!("Last commit of the inputs: {first} of September 30, 2026, with uncommitted changes.");
    assert!(plan().contains(&changed), "{}", plan());
    let last = outer.commit();
    assert!(plan().contains(&format!("Last commit of the inputs: {last} of September 30, 2026.")), "{}", plan());
    // A history that was cut off would name a wrong commit.
    let url = format!("file://{}", outer.path().display());
    outer.git(&["clone", "--quiet", "--depth", "1", &url, "shallow"]);
    outer.kam(&["-C", "shallow/sales", "plan", "ALFA"]).exits(0);
    assert!(!outer.read("shallow/sales/plans/ALFA.md").contains("commit"));
}

#[test]
fn alerts_that_the_plan_changes_without_being_started_by_them_say_so() {
    let plan = shipped("uslugi", "BROWAR");
    let said = "Kogo nie znamy, tego przekonuje konkurencja. Odpowiedź: „Przedstawić siebie i firmę”, do ";
    assert!(plan.contains(said), "{plan}");
}

/// Part of a plan: from a heading to the next of the same or a higher level.
fn section<'p>(plan: &'p str, heading: &str) -> &'p str {
    let from = plan.find(&format!("{heading}\n")).unwrap_or_else(|| panic!("no {heading}: {plan}"));
    let rest = &plan[from + heading.len()..];
    let level = heading.split(' ').next().unwrap_or_default().len();
    let ends = (1..=level).filter_map(|n| rest.find(&format!("\n{} ", "#".repeat(n))));
    &rest[..ends.min().unwrap_or(rest.len())]
}

#[test]
fn what_is_past_is_said_as_past() {
    let workspace = Sandbox::copy_of("examples/northwind");
    workspace.kam(&["plan", "QUICK", "--as-of", "1998-07-10"]).exits(0);
    let plan = workspace.read("plans/QUICK.md");
    let now = section(&plan, "### Why now");
    says(
        now,
        &[
            "- **The contract ended on June 30, 1998**, 10 days ago.",
            "- **Weekly standing order for drinks**: the decision was due by June 30, 1998, 10 days ago. Won, lost or moved?\n",
        ],
    );
    says(section(&plan, "### What we ask of management"), &["became of Weekly standing order for drinks,"]);
    says(
        &plan,
        &[
            "The budget opened on July 1, 1998. The contract ended on June 30, 1998, 10 days ago.",
            "| June 30, 1998 (past: won, lost or moved?) |",
            "| October 15, 1998 |",
        ],
    );
    workspace.kam(&["plan", "QUICK", "--as-of", "1998-06-30"]).exits(0);
    let plan = workspace.read("plans/QUICK.md");
    let ends = "- **The yearly terms end within three months**. Yearly terms run until: June 30, 1998. Answer: ";
    says(&plan, &[ends, "The present contract runs until June 30, 1998."]);
    assert!(!plan.contains(" days ago"), "nothing is past on the day itself: {plan}");
}

#[test]
fn page_one_begins_with_what_is_urgent_and_the_facts_behind_it() {
    let plan = shipped("uslugi", "PAPIERNIA");
    let now = section(&plan, "### Dlaczego teraz");
    says(
        now,
        &[
            "- **Umowa kończy się w ciągu pół roku**. Koniec umowy: 31 grudnia 2026. Odpowiedź: „Złożyć ofertę",
            "- **Klient może odejść**. Szansa utrzymania: 25,4%; Dni bez kontaktu: 64;",
            "Problemy: 20 lipca 2026, Wózek uszkodził osłonę wału. Odpowiedź: ",
            "- **Średni wynik audytów**: 68 (cel 90, alarm 75). ",
            "Nie zaplanowano jeszcze działania.",
        ],
    );
    assert!(!now.contains("**Umowa kończy się 31"), "the alert says it already: {now}");
    assert!(plan.find("### Dlaczego teraz") < plan.find("miejsce 7 z 7"), "{plan}");
    says(
        section(&plan, "## Ryzyka"),
        &["- **Czas rozwiązania zgłoszenia**: 52 dni (cel 5 dni, alarm 14 dni). Problemy: "],
    );
    says(&plan, &["Szansa utrzymania z planem: 25,4% (dziś 25,4%).", "| nie oszacowano |"]);
    let late = shipped("northwind", "WHITC");
    says(
        section(&late, "## Risks"),
        &[
            "- **One order in ten is shipped late** (serious). Orders shipped late, 12 months: 11.1%; Orders, 12 months: 9. Deliveries: July 11, 1997, 10596.",
        ],
    );
}

#[test]
fn a_waiver_that_ends_says_what_follows_and_asks_for_a_decision() {
    let plan = shipped("uslugi", "SZKLO");
    let said = "- **Zaległości ponad 90 dni**: odstępstwo kończy się 31 grudnia 2026. 1 stycznia 2027 klient zostanie wykluczony,";
    says(section(&plan, "### Dlaczego teraz"), &[said, "Faktury: 28 kwietnia 2026, 46\u{a0}620\u{a0}zł"]);
    let asked = "- Decyzja do 31 grudnia 2026, czy przedłużyć odstępstwo od **Zaległości ponad 90 dni**";
    says(section(&plan, "### O co prosimy kierownictwo"), &[asked]);
}

#[test]
fn with_held_and_excluded_accounts_nothing_is_planned() {
    let held = shipped("uslugi", "CHLODNIA");
    says(
        &held,
        &[
            "> **Wstrzymany, dopóki nie wiemy, czy zachodzi: Niewypłacalność przyszłego klienta.**",
            "### Co zniesie wstrzymanie\n\n- Status prawny — proponujemy: Bartosz Lisowski, do 15 października 2026\n",
        ],
    );
    let excluded = shipped("uslugi", "CEGIELNIA");
    for (plan, absent) in [
        (&held, &["Wznowić kontakt", "Cisza w kontaktach", "## Co oferujemy", "## Kalendarz"][..]),
        (&excluded, &["Szansa utrzymania", "Rozmawiać znów", "| Szansa |", "## Podpisy", "## Kalendarz"][..]),
    ] {
        for words in absent {
            assert!(!plan.contains(words), "{words}: {plan}");
        }
    }
    let without_kam = shipped("northwind", "PARIS");
    says(&without_kam, &["— we propose: by May 20, 1998; who finds out is to be named"]);
}

#[test]
fn what_the_director_decides_is_asked_of_management_with_its_facts() {
    let plan = shipped("uslugi", "TARTAK");
    let asked = "- Franciszek Rogala, Bartosz Lisowski: **Zdecydować: przerwać, odłożyć czy zacząć od innej osoby**, do 29 października 2026. Zabiegamy na próżno. Miesiące od pierwszego działania: 15; Godziny poświęcone: 131.";
    says(section(&plan, "### O co prosimy kierownictwo"), &[asked]);
    says(&plan, &["ogranicza poziom do C. Miesiące od pierwszego działania: 15; Szansa pozyskania: 11,7%;"]);
}

#[test]
fn actions_after_the_decision_they_may_serve_are_named() {
    let plan = shipped("uslugi", "MEBLE");
    let said = "- Dopiero po decyzji w sprawie **Sprzątanie dwóch zakładów od kwietnia** (31 stycznia 2027) wypada: „Przedstawić plan przejęcia bez dnia przestoju” (15 lutego 2027).";
    says(section(&plan, "## Ryzyka"), &[said]);
}

#[test]
fn alarms_are_risks() {
    let risks = shipped("northwind", "HUNGO");
    let risks = section(&risks, "## Risks");
    says(
        risks,
        &[
            "- **Orders, 12 months**: 11 (target 24, alarm 12). No action is assigned to it.",
            "- **Discount given**: 13.3%",
        ],
    );
    let related = "(cel 100%, alarm 70%). Kontakty: 29 lipca 2026, Izabela Nowik, Bartosz Lisowski. Pokrewne działanie, wpływu nie oszacowano: „Zadzwonić";
    says(section(&shipped("uslugi", "PAPIERNIA"), "## Ryzyka"), &[related]);
}

#[test]
fn a_plan_that_was_edited_is_kept_beside_the_new_one() {
    let workspace = Sandbox::with_policy(RULES).file("accounts/alfa.yaml", ACCOUNT);
    let config = "name: Demo\nlocale: en\ncurrency: PLN\nas_of: 2026-10-01\naccounts: accounts/*.yaml\n";
    workspace.write("kam.yaml", config);
    workspace.write("team.yaml", "people:\n  - {id: anna, name: Anna Nowak, role: kam, hours_per_month: 40}\n");
    let plan = || workspace.kam(&["plan", "ALFA"]).exits(0).stdout.clone();
    plan();
    let fresh = workspace.read("plans/ALFA.md");
    let edited = fresh.replace("## Risks", "My own words.\n\n## Risks");
    workspace.write("plans/ALFA.md", &edited);
    let said = plan();
    assert!(
        said.contains("plans/ALFA.md had been edited by hand: the edited text is kept in plans/ALFA.edited.md."),
        "{said}"
    );
    assert_eq!(workspace.read("plans/ALFA.edited.md"), edited);
    assert_eq!(workspace.read("plans/ALFA.md"), fresh);
    assert!(!plan().contains("edited"), "an untouched plan is none to keep");
    // A second edit overwrites no copy.
    let again = fresh.replace("## Risks", "More words.\n\n## Risks");
    workspace.write("plans/ALFA.md", &again);
    assert!(plan().contains("plans/ALFA.edited-2.md"));
    assert_eq!(workspace.read("plans/ALFA.edited.md"), edited);
    // Neither copies nor an edited plan of an account that is gone are pruned.
    workspace.write("plans/GONE.md", &edited);
    workspace.write("plans/OLD.md", &fresh);
    let run = workspace.kam(&["plan", "--prune"]).exits(0).stdout.clone();
    assert!(run.contains("left over plans/GONE.md") && run.contains("removed plans/OLD.md"), "{run}");
    assert!(!run.contains("ALFA.edited"), "{run}");
    assert_eq!(workspace.read("plans/GONE.md"), edited);
    assert_eq!(workspace.read("plans/ALFA.edited-2.md"), again);
}

#[test]
fn notes_of_the_account_file_stand_in_the_plan() {
    let account = format!("{ACCOUNT}notes: |\n  Call before June.\n\n  The new hall\n  opens late.\n");
    let config = "name: Demo\nlocale: en\ncurrency: PLN\nas_of: 2026-10-01\naccounts: accounts/*.yaml\n";
    let workspace = Sandbox::with_policy(RULES).file("kam.yaml", config).file("accounts/alfa.yaml", &account);
    workspace.write("team.yaml", "people:\n  - {id: anna, name: Anna Nowak, role: kam, hours_per_month: 40}\n");
    workspace.write("private/alfa.yaml", "account: ALFA\nnotes: [Their owner is ill]\n");
    workspace.kam(&["plan", "ALFA"]).exits(0);
    let notes = "- Call before June.\n- The new hall opens late.\n- Their owner is ill *(private)*\n";
    says(section(&workspace.read("plans/ALFA.md"), "## Notes"), &[notes]);
    workspace.write("accounts/alfa.yaml", ACCOUNT.replace("our_strategy:", "note: x\nour_strategy:"));
    let run = workspace.kam(&["check"]).exits(1);
    assert!(run.stdout.contains("KAM-E0416") && run.stdout.contains("did you mean `notes`?"), "{}", run.transcript());
}

const COUNTING: &str = r#"policy demo "Demo" version 1
  currency PLN
field sold "Sold" money
let unsolved "Unsolved" = count issue where issue.closed is missing
let noted "Noted" = share of interaction where interaction.note is known over last 12 months
criterion size "Size" weight 100 %
  | sold      | points |
  | at 0 PLN  | 0      |
  | at 10 PLN | 100    |
tier A "Key" otherwise
alert many "Many" when (sold above 100 PLN or unsolved above 3) and noted below 100 %
  severity high
"#;

#[test]
fn rows_behind_an_alert_are_those_it_counts_and_no_more_than_five() {
    let config = "name: Demo\nlocale: en\ncurrency: PLN\nas_of: 2026-10-01\naccounts: accounts/*.yaml\nrecords:\n  issue: {file: issues.csv}\n  interaction: {file: contacts.csv, covers: {from: 2025-01-01, to: 2026-10-01}}\n";
    let account = "account: ALFA\nname: Alfa\nsold: 7 PLN\npeople:\n  - {id: jan, name: Jan Lis}\n";
    let workspace = Sandbox::with_policy(COUNTING).file("kam.yaml", config).file("accounts/alfa.yaml", account);
    let mut issues =
        "account,opened,closed,title\nALFA,2026-01-01,2026-01-02,Mended\nALFA,2026-11-01,,To come\n".to_owned();
    for day in 1..=7 {
        issues.push_str(&format!("ALFA,2026-02-0{day},,Leak {day}\n"));
    }
    workspace.write("issues.csv", &issues);
    workspace.write("contacts.csv", "account,on,person,note\nALFA,2026-03-01,jan,\nALFA,2026-03-02,jan,Written\n");
    workspace.kam(&["plan", "ALFA"]).exits(0);
    let plan = workspace.read("plans/ALFA.md");
    let said = "- **Many**. Unsolved: 7; Noted: 50%. Issues: February 7, 2026, Leak 7; February 6, 2026, Leak 6; February 5, 2026, Leak 5; February 4, 2026, Leak 4; February 3, 2026, Leak 3; and 2 more. Contacts: March 1, 2026, Jan Lis. No action is planned for it yet.\n";
    says(section(&plan, "### Why now"), &[said]);
}

const OPEN_RULES: &str = r#"policy demo "Demo" version 1
  currency PLN
field sold "Sold" money
field late "Late deliveries" count
field worry "What worries them" text private
criterion size "Size" weight 100 %
  | sold      | points |
  | at 0 PLN  | 0      |
  | at 10 PLN | 100    |
tier A "Key" from 10 points
tier B "Other" otherwise
channel phone "Phone" effort 1 hour
channel visit "Visit" effort 3 hours
table person.way "Way" one of channels
  | support                          | way   |
  | opponent, non_supporter, neutral | visit |
  | supporter, mentor                | phone |
playbook win "Win" when sold above 0 PLN
  objective one_plan "One plan for the year"
    owner kam and client role signatory
  action talk "Talk"
    for each person where not formal
    channel way
    owner kam
    due within 5 working days
  action plan_year "Plan the year"
    channel phone
    owner kam and client role signatory
    due within 5 working days
  action press "Press for dates"
    when late above 3
    channel phone
    owner kam
    due within 5 working days
  action call "Call every day"
    when late above 5
    channel phone
    owner kam
    due within 5 working days
playbook mend "Mend"
  action ask "Ask what is wrong"
    when late above 7
    channel phone
    owner kam
    due within 2 working days
alert slow "Slow" when late above 2
alert slower "Slower" when late above 4
alert worried "They worry" when worry is known
alert big "Big" when sold above 5 PLN
  severity high
  starts mend
"#;

const OPEN_ACCOUNT: &str = r#"account: ALFA
name: Alfa
kam: anna
sold: 7 PLN
worry: Our owner grows old
people:
  - {id: jan, name: Jan Lis, formal: no, influence: low, contacts: [piotr], wanted_support: supporter}
  - {id: ola, name: Ola Kos, formal: yes, influence: high, support: supporter}
"#;

fn with_open_questions(account: &str, locale: &str) -> String {
    let config = format!("name: Demo\nlocale: {locale}\ncurrency: PLN\nas_of: 2026-10-01\naccounts: accounts/*.yaml\n");
    let workspace = Sandbox::with_policy(OPEN_RULES).file("kam.yaml", config).file("accounts/alfa.yaml", account);
    let team =
        "people:\n  - {id: anna, name: Anna Nowak, role: kam, hours_per_month: 0}\n  - {id: piotr, name: Piotr Bąk}\n";
    workspace.write("team.yaml", team);
    workspace.kam(&["plan", "ALFA"]).exits(0);
    workspace.read("plans/ALFA.md")
}

#[track_caller]
fn says(plan: &str, sentences: &[&str]) {
    for sentence in sentences {
        assert!(plan.contains(sentence), "{sentence}\n---\n{plan}");
    }
}

#[test]
fn what_hangs_on_one_answer_is_told_once() {
    let plan = with_open_questions(OPEN_ACCOUNT, "en");
    says(
        &plan,
        &[
            "\n- **Press for dates**; **Call every day**; **Ask what is wrong**, depending on: Late deliveries\n",
            "\n- **Slow**; **Slower** may hold, depending on: Late deliveries\n",
            "- **Big** (serious). Sold: PLN\u{a0}7. Answer, if it proves to be needed: “Ask what is wrong”.\n",
        ],
    );
    let plan = with_open_questions(OPEN_ACCOUNT, "pl");
    says(&plan, &["\n- **Slow**; **Slower** mogą zachodzić, zależnie od: Late deliveries\n"]);
}

#[test]
fn whoever_has_an_action_has_a_section_and_the_calendar_names_who_knows_them() {
    let plan = with_open_questions(OPEN_ACCOUNT, "en");
    assert!(person(&plan, "Jan Lis").contains("| Talk | depending on: Jan Lis: Support | Anna Nowak |"), "{plan}");
    let row = "| Talk (depending on: Jan Lis: Support) | Jan Lis (known by: Piotr Bąk) | Anna Nowak | not known |";
    says(
        &plan,
        &[
            row,
            "The hours of 1 action are not in it: how it is done is still open.",
            "- Free hours for Anna Nowak, who has 0 hours a month for all accounts. No hours are left in 10/2026 (this plan: 1 hour).\n",
        ],
    );
    let known = with_open_questions(&OPEN_ACCOUNT.replace("contacts: [piotr]", "contacts: [piotr, anna]"), "en");
    assert!(!known.contains("(known by"), "{known}");
}

#[test]
fn a_plan_without_effect_says_so_and_joint_work_stays_without_a_partner() {
    let plan = with_open_questions(OPEN_ACCOUNT, "en");
    says(
        &plan,
        &[
            "The plan changes neither the score (70) nor the tier (A).",
            "## What we do together with the client\n\n- Objective: One plan for the year.",
            "Plan the year — Anna Nowak, **to be named**",
            "In the map: boxes decide by office; rounded shapes advise or use; blue: for us; dashed frame: support not known.\n",
        ],
    );
}

#[test]
fn a_private_text_that_an_alert_asks_for_stands_in_confidential_plans_alone() {
    let said = "- **They worry**. What worries them: “Our owner grows old”.";
    says(&with_open_questions(OPEN_ACCOUNT, "en"), &[said]);
    let without_opinions = OPEN_ACCOUNT
        .replace(", wanted_support: supporter", "")
        .replace(", influence: low", "")
        .replace(", influence: high, support: supporter", "");
    let plan = with_open_questions(&without_opinions, "en");
    assert!(!plan.contains("**Confidential") && !plan.contains("grows old"), "{plan}");
}
