//! What is done about accounts: small policies whose plays can be worked out by hand. A play is told on one line: due day,
//! action, person, channel, owner (with the specialist), hours and money, what became of it.

use kam::data::MemoryFiles;
use kam::diagnostics::{Language, has_errors};
use kam::engine::{Evaluation, Input, Value, evaluate, input_name};
use kam::policy::Policy;
use kam::strategy::{
    ChannelChoice, Lacks, Play, PlayState, Staffed, StaffingGap, Strategy, StrategyInputs, Wait, plan, plan_all,
    to_accept,
};
use kam::values::{Day, Scalar, Truth};
use kam::workspace::Workspace;
use proptest::prelude::*;

/// A workspace with its evaluation.
struct Planned {
    workspace: Workspace,
    evaluation: Evaluation,
}

impl Planned {
    #[track_caller]
    fn new(files: &MemoryFiles) -> Planned {
        let workspace = Workspace::load(files);
        let said: Vec<String> =
            workspace.findings.iter().map(|f| format!("{} {}", f.code.id, f.message(Language::English))).collect();
        assert!(!has_errors(&workspace.findings), "{}", said.join("\n"));
        let (policy, portfolio) = (workspace.policy.as_ref().unwrap(), workspace.portfolio.as_ref().unwrap());
        let evaluation = evaluate(policy, portfolio, workspace.config.as_of.unwrap());
        Planned { workspace, evaluation }
    }

    fn policy(&self) -> &Policy {
        self.workspace.policy.as_ref().unwrap()
    }

    fn inputs(&self) -> StrategyInputs<'_> {
        StrategyInputs {
            policy: self.policy(),
            portfolio: self.workspace.portfolio.as_ref().unwrap(),
            evaluation: &self.evaluation,
            team: &self.workspace.team,
            register: &self.workspace.register,
            calendar: &self.workspace.calendar,
            horizon: self.workspace.config.horizon,
        }
    }

    fn position(&self, account: &str) -> usize {
        self.inputs().portfolio.position(account).unwrap()
    }

    fn of(&self, account: &str) -> Strategy {
        plan(&self.inputs(), &[self.position(account)]).remove(0)
    }

    /// The plays of an account, a line each.
    fn plays(&self, account: &str) -> Vec<String> {
        let strategy = self.of(account);
        strategy.plays.iter().map(|p| self.play(strategy.account, p)).collect()
    }

    fn play(&self, account: usize, play: &Play) -> String {
        let policy = self.policy();
        let people = self.inputs().portfolio.accounts[account].people.as_deref().unwrap_or(&[]);
        let who = |staffed: &Staffed| match staffed {
            Staffed::Ours { member, overbooked } => {
                let id = &self.workspace.team.people[*member].id;
                format!("{id}{}", if *overbooked { "!" } else { "" })
            }
            Staffed::Unlisted(name) => format!("({name})"),
            Staffed::Client(person) => format!("client:{}", people[*person].id),
            Staffed::Nobody(gap) => self.gap(gap),
        };
        let mut out = format!("{} {}", play.due, policy.action_name(play.action));
        let person = play.person.map_or("-", |p| people[p].id.as_str());
        out += &format!("/{} {person}", play.occurrence);
        if let Some(channel) = &play.channel {
            out += &match channel {
                ChannelChoice::Chosen(id) => format!(" by {}", policy.channels[id.index()].name),
                ChannelChoice::Unknown(needs) => format!(" by ? ({})", self.names(account, needs)),
            };
        }
        out += &format!(" {}", who(&play.owner));
        for other in &play.others {
            out += &format!(" and {}", who(other));
        }
        if let Some(specialist) = &play.specialist {
            out += &format!(" with {}", who(specialist));
        }
        out += &format!(" {} h {} zł", play.effort, play.cost);
        for wait in &play.waits {
            out += &match wait {
                Wait::Perhaps(action) => format!(" perhaps after {}", policy.action_name(*action)),
                Wait::Until { action, due } => format!(" waits for {} {due}", policy.action_name(*action)),
            };
        }
        match &play.state {
            PlayState::Planned => out,
            PlayState::Accepted { late, called_for, .. } => {
                out + if *late { " late" } else { " accepted" } + if *called_for { "" } else { ", not called for" }
            }
            PlayState::Done { .. } => out + " done",
            PlayState::Dropped { .. } => out + " dropped",
        }
    }

    fn gap(&self, gap: &StaffingGap) -> String {
        let lacks = match &gap.lacks {
            Lacks::Kam => "no kam".to_owned(),
            Lacks::Role(role) => format!("no {role}"),
            Lacks::Skill { role, skill, level, language } => {
                let speaking = language.as_ref().map_or(String::new(), |l| format!(" speaking {l}"));
                format!("no {} of {skill} {level}{speaking}", role.as_deref().unwrap_or("kam"))
            }
            Lacks::Language { role, language } => {
                format!("no {} speaking {language}", role.as_deref().unwrap_or("kam"))
            }
            Lacks::Client { role: None } => "no client".to_owned(),
            Lacks::Client { role: Some(role) } => format!("no client of role {role}"),
        };
        let nearest = gap.nearest.map_or("nobody", |m| self.workspace.team.people[m].id.as_str());
        format!("[{lacks}, nearest {nearest}]")
    }

    fn names(&self, account: usize, needs: &[Input]) -> String {
        let people = self.inputs().portfolio.accounts[account].people.as_deref().unwrap_or(&[]);
        needs.iter().map(|n| input_name(self.policy(), people, *n)).collect::<Vec<_>>().join(", ")
    }

    /// What is planned only if something turns out so, a line each.
    fn conditional(&self, account: &str) -> Vec<String> {
        let strategy = self.of(account);
        let people = self.inputs().portfolio.accounts[strategy.account].people.as_deref().unwrap_or(&[]);
        let playbooks = strategy.playbooks.iter().filter(|p| p.applies == Truth::Unknown).map(|p| {
            format!("{}: {}", self.policy().playbooks[p.playbook].name, self.names(strategy.account, &p.needs))
        });
        let actions = strategy.conditional.iter().map(|c| {
            let person = c.person.map_or("-", |p| people[p].id.as_str());
            let needs = self.names(strategy.account, &c.needs);
            format!("{} {person}: {needs}", self.policy().action_name(c.action))
        });
        playbooks.chain(actions).collect()
    }

    fn expected_tier(&self, account: &str) -> String {
        let strategy = self.of(account);
        let tiers = &self.policy().enumeration(self.policy().tier_enumeration).values;
        strategy.expected.outcome.tiers.iter().map(|t| tiers[usize::from(t)].name.to_string()).collect()
    }
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

const HEAD: &str = r#"policy demo "Demo" version 1
  currency PLN

field sales "Sprzedaż" money
field rating "Ocena" number 0..10

let favour = average people.support weighted by influence
let access = share of people where contact at least brief among formal

criterion size "Wielkość" weight 50 %
  | sales        | points |
  | at 0 PLN     | 0      |
  | at 1 mln PLN | 100    |

criterion reach "Dotarcie" weight 50 %
  | access    | points |
  | from 75 % | 100    |
  | from 40 % | 50     |
  | otherwise | 0      |

tier A "Kluczowy" from 80 points
tier B "Rozwojowy" from 40 points
tier C "Standard" otherwise

channel meeting "Spotkanie" effort 3 hours cost 200 PLN
channel visit "Wizyta referencyjna" effort 8 hours cost 2500 PLN
channel phone "Telefon" effort 1 hour

table person.our_channel one of channels
  | contact                   | support                 | our_channel |
  | none                      | any                     | meeting     |
  | brief, multiple, in_depth | opponent, non_supporter | phone       |
  | brief, multiple, in_depth | neutral                 | visit       |
  | brief, multiple, in_depth | supporter, mentor       | meeting     |
"#;

const OPEN_DOORS: &str = r#"
playbook open_doors "Otwarcie drzwi" when tier at least B
  objective reach_all "Dotrzeć do wszystkich"
    measure access target 100 % within 90 days
  action introduce "Spotkanie wprowadzające"
    for each person where (formal and contact is none)
    channel our_channel
    owner kam with pre_sales
    due within 14 working days
    effect contact becomes brief
  action deepen "Rozpoznanie potrzeb"
    for each person where formal
    channel our_channel
    owner kam
    after introduce
    due within 30 days
    effect contact becomes multiple, support + 1
"#;

const ACME: &str = "account: ACME
name: Acme
kam: anna
sales: 900000 PLN
rating: 5
people:
  - {id: ewa, name: Ewa, formal: yes, contact: none, support: neutral, influence: high}
  - {id: jan, name: Jan, formal: yes, contact: brief, support: supporter, influence: medium}
  - {id: ola, name: Ola, formal: no, contact: none, support: opponent, influence: low}
";

const TEAM: &str = "people:
  - {id: anna, name: Anna, role: kam, hours_per_month: 40, languages: [pl, de]}
  - {id: piotr, name: Piotr, role: pre_sales, hours_per_month: 10, languages: [pl], skills: {demo: 2}}
  - {id: zofia, name: Zofia, role: pre_sales, hours_per_month: 20, languages: [pl, de], skills: {demo: 1}}
";

fn files(policy: &str) -> MemoryFiles {
    MemoryFiles::new()
        .with("kam.yaml", "name: demo\nlocale: pl\nas_of: 2026-10-01\n")
        .with("rules/policy.kam", format!("{HEAD}{policy}"))
        .with("accounts/acme.yaml", ACME)
        .with("team.yaml", TEAM)
}

fn planned(policy: &str) -> Planned {
    Planned::new(&files(policy))
}

fn registered(policy: &str, lines: &str) -> Planned {
    let head = "id,title,accepted,first_due,due,owner,status,done_on,result,hours\n";
    Planned::new(&files(policy).with("actions.csv", format!("{head}{lines}")))
}

#[test]
fn doors_are_opened_by_working_days_with_owner_channel_and_specialist() {
    // 14 working days after Thursday 1 October are Wednesday 21 October; Jan needs no introduction; what follows waits for
    // everybody's. By then Ewa is known and neutral: she is shown a reference.
    let planned = planned(OPEN_DOORS);
    assert_eq!(
        planned.plays("ACME"),
        [
            "2026-10-21 open_doors.introduce/1 ewa by meeting anna with zofia 6 h 200 zł",
            "2026-11-20 open_doors.deepen/1 ewa by visit anna 8 h 2500 zł",
            "2026-11-20 open_doors.deepen/1 jan by meeting anna 3 h 200 zł",
        ]
    );
    let strategy = planned.of("ACME");
    assert_eq!((strategy.effort.to_string(), strategy.cost.to_string()), ("17".into(), "2900".into()));
    let objective = &strategy.playbooks[0].objectives[0];
    let half = Value::number(kam::values::Number::ratio(1, 2).unwrap());
    assert_eq!(objective.today, Some(half));
    assert_eq!(objective.expected, Some(Value::number(kam::values::Number::ONE)));
    assert_eq!((objective.reached, objective.by), (Truth::No, Some(day("2026-12-30"))));
    // 45 + 25 points today, 45 + 50 once both are known.
    assert_eq!(planned.expected_tier("ACME"), "A");
    assert_eq!(strategy.expected.by, Some(day("2026-11-20")));
}

#[test]
fn holidays_put_plays_off() {
    // 11 November is a holiday: the 14th working day after Monday 2 November is Monday 23 November.
    let files = files(OPEN_DOORS).with("kam.yaml", "name: demo\nlocale: pl\nas_of: 2026-11-02\n");
    assert!(Planned::new(&files).plays("ACME")[0].starts_with("2026-11-23 open_doors.introduce/1 ewa"));
}

#[test]
fn what_is_accepted_keeps_its_day_and_owner_and_is_late_or_done() {
    let accepted = |due: &str, status: &str, done_on: &str| {
        let line = format!(
            "ACME/ewa/open_doors.introduce/1,Spotkanie,2026-09-01,2026-09-20,{due},piotr,{status},{done_on},,2.5\n"
        );
        registered(OPEN_DOORS, &line)
    };
    let late = accepted("2026-09-25", "open", "");
    assert_eq!(
        late.plays("ACME")[..2],
        [
            "2026-09-25 open_doors.introduce/1 ewa by meeting piotr with zofia 6 h 200 zł late",
            // Counted from today, as what is late cannot end earlier.
            "2026-10-30 open_doors.deepen/1 ewa by visit anna 8 h 2500 zł",
        ]
    );
    assert_eq!(late.of("ACME").spent.to_string(), "2.5");
    assert_eq!(late.expected_tier("ACME"), "A");
    // Done, though nobody has noted the contact: not planned again, and without further effect.
    let done = accepted("2026-09-25", "done", "2026-09-23");
    assert_eq!(
        done.plays("ACME")[..2],
        [
            "2026-09-25 open_doors.introduce/1 ewa by meeting piotr with zofia 6 h 200 zł done",
            "2026-10-23 open_doors.deepen/1 ewa by meeting anna 3 h 200 zł",
        ]
    );
    let dropped = accepted("2026-10-05", "dropped", "");
    assert_eq!(
        dropped.plays("ACME")[0],
        "2026-10-05 open_doors.introduce/1 ewa by meeting piotr with zofia 6 h 200 zł dropped"
    );
    assert!(dropped.plays("ACME")[1].starts_with("2026-10-30 open_doors.deepen/1 ewa by meeting"));
}

/// Ewa is met already: nobody is to be introduced. What comes after the introduction comes after the letter all the same.
#[test]
fn a_step_that_is_for_nobody_does_not_let_the_next_one_come_before_the_first() {
    let policy = r#"
playbook doors "Drzwi"
  action announce "Zapowiedź"
    owner kam
    due within 10 days
  action introduce "Spotkanie"
    for each person where support is mentor
    after announce
    owner kam
    due within 10 days
  action offer "Oferta"
    after introduce
    owner kam
    due within 10 days
"#;
    // Sunday 11 October moves to Friday, and ten days later it is Monday 19 October.
    let days = |planned: &Planned| planned.plays("ACME").iter().map(|p| p[..26].to_owned()).collect::<Vec<_>>();
    assert_eq!(days(&planned(policy)), ["2026-10-09 doors.announce/", "2026-10-19 doors.offer/1 -"]);
    // Nor does one that was dropped.
    let policy = policy.replace("    for each person where support is mentor\n", "");
    let dropped = "ACME/-/doors.introduce/1,Spotkanie,2026-09-01,2026-10-05,2026-10-05,anna,dropped,,,\n";
    assert_eq!(
        days(&registered(&policy, dropped)),
        ["2026-10-05 doors.introduce", "2026-10-09 doors.announce/", "2026-10-19 doors.offer/1 -"]
    );
}

/// Accepted on 1 July, the goal is due 90 days later, whenever the plan is written; a year later it is still that day.
#[test]
fn the_day_of_a_goal_stands_once_its_actions_are_accepted() {
    let by = |status: &str| {
        let line =
            format!("ACME/ewa/open_doors.introduce/1,Spotkanie,2026-07-01,2026-09-20,2026-09-20,piotr,{status},,,\n");
        registered(OPEN_DOORS, &line).of("ACME").playbooks[0].objectives[0].by
    };
    assert_eq!(by("open"), Some(day("2026-09-29")));
    // Given up and begun anew, it counts anew.
    assert_eq!(by("dropped"), Some(day("2026-12-30")));
}

#[test]
fn an_accepted_play_that_nobody_calls_for_any_more_is_said() {
    let planned = registered(
        OPEN_DOORS,
        "ACME/jan/open_doors.introduce/1,Spotkanie,2026-09-01,2026-10-20,2026-10-20,anna,open,,,\n\
         ACME/jan/open_doors.forgotten/1,Dawne,2026-09-01,2026-10-20,2026-10-20,anna,open,,,4\n",
    );
    let strategy = planned.of("ACME");
    assert!(planned.plays("ACME")[0].ends_with("accepted, not called for"));
    assert_eq!(strategy.unmatched.len(), 1);
    assert_eq!(strategy.spent.to_string(), "4");
    // Its hours are no longer to be spent.
    assert_eq!(strategy.effort.to_string(), "17");
}

#[test]
fn repeated_until_the_effects_of_other_plays_suffice() {
    // Favour is (0·3 + 1·2 − 2·1) / 6 = 0. Ola is won over in three steps by three actions of one, two and three months:
    // neutral to supporter for Ewa would come on 1 January, a holiday, so the day before, and brings (1·3 + 1·2 − 2) / 6 = 0.5.
    let policy = r#"
playbook care "Opieka"
  action call "Telefon"
    channel phone
    owner kam
    repeat every 1 month until favour at least 0.5
  action persuade "Przekonanie"
    for each person where (formal and support is neutral)
    due within 3 months
    effect support + 1
  action forever "Przegląd"
    due within 10 days
    repeat every 6 months
    effort 2 hours
"#;
    let plays = planned(policy).plays("ACME");
    assert_eq!(
        plays,
        [
            "2026-10-09 care.forever/1 - anna 2 h 0 zł",
            "2026-10-30 care.call/1 - by phone anna 1 h 0 zł",
            "2026-12-01 care.call/2 - by phone anna 1 h 0 zł",
            "2026-12-31 care.persuade/1 ewa anna 0 h 0 zł",
            "2027-04-09 care.forever/2 - anna 2 h 0 zł",
        ]
    );
}

#[test]
fn a_series_goes_on_from_what_the_register_holds() {
    let policy = r#"
playbook care "Opieka"
  action call "Telefon"
    owner kam
    due within 5 days
    repeat every 4 months
    effect rating + 1
"#;
    // Done on 20 September instead of 15 August: counted from then. Its effect was had.
    let done = "ACME/-/care.call/1,Telefon,2026-08-01,2026-08-15,2026-08-15,anna,done,2026-09-20,,\n";
    let planned = registered(policy, done);
    assert_eq!(
        planned.plays("ACME"),
        [
            "2026-08-15 care.call/1 - anna 0 h 0 zł done",
            "2027-01-20 care.call/2 - anna 0 h 0 zł",
            "2027-05-20 care.call/3 - anna 0 h 0 zł",
            "2027-09-20 care.call/4 - anna 0 h 0 zł",
        ]
    );
    assert!(!planned.of("ACME").expected.changes);
    // Done long ago: the next one is due like a first one.
    let old = "ACME/-/care.call/7,Telefon,2025-01-01,2025-01-15,2025-01-15,anna,done,2025-01-15,,\n";
    assert_eq!(registered(policy, old).plays("ACME")[1], "2026-10-06 care.call/8 - anna 0 h 0 zł");
}

#[test]
fn what_is_repeated_daily_rests_on_days_off() {
    let policy = "\nplaybook care \"Opieka\"\n  action call \"Telefon\"\n    repeat every 1 day\n";
    let days: Vec<String> = planned(policy).plays("ACME").iter().take(4).map(|p| p[..10].to_owned()).collect();
    assert_eq!(days, ["2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"]);
}

#[test]
fn effects_stop_at_the_ends_and_never_lower_what_is_ordered() {
    let policy = r#"
playbook care "Opieka"
  action win "Zdobycie"
    for each person
    effect support + 2, contact becomes brief
  action rate "Ocena"
    effect rating + 8
"#;
    let planned = planned(policy);
    let strategy = planned.of("ACME");
    let today = planned.policy().slot_named("favour").unwrap();
    // Ewa and Jan become mentors (2), Ola neutral (0); Jan was already known.
    let favour = Value::number(kam::values::Number::ratio(10, 6).unwrap());
    assert_eq!(strategy.expected.outcome.slot(today), &favour);
    assert_eq!(planned.expected_tier("ACME"), "A");
}

#[test]
fn people_are_chosen_by_skill_language_and_free_hours() {
    let act = |owner: &str| {
        let policy = format!(
            "\nplaybook care \"Opieka\"\n  action act \"Działanie\"\n    channel visit\n    owner {owner}\n    due within 5 days\n"
        );
        planned(&policy).plays("ACME").remove(0)
    };
    // 8 hours each: Zofia has 20 left, Piotr 10.
    assert_eq!(act("pre_sales"), "2026-10-06 care.act/1 - by visit zofia 8 h 2500 zł");
    assert_eq!(act("pre_sales skill demo at least 2"), "2026-10-06 care.act/1 - by visit piotr 8 h 2500 zł");
    assert_eq!(act("kam with pre_sales speaking de"), "2026-10-06 care.act/1 - by visit anna with zofia 16 h 2500 zł");
    assert_eq!(
        act("kam with pre_sales skill demo at least 3"),
        "2026-10-06 care.act/1 - by visit anna with [no pre_sales of demo 3, nearest piotr] 16 h 2500 zł"
    );
    assert_eq!(
        act("kam with pre_sales skill demo at least 2 speaking de"),
        "2026-10-06 care.act/1 - by visit anna with [no pre_sales speaking de, nearest piotr] 16 h 2500 zł"
    );
    assert_eq!(act("lawyer"), "2026-10-06 care.act/1 - by visit [no lawyer, nearest nobody] 8 h 2500 zł");
    assert_eq!(
        act("kam skill demo at least 1"),
        "2026-10-06 care.act/1 - by visit [no kam of demo 1, nearest anna] 8 h 2500 zł"
    );
    // The client's side: Jan is the only one we know. His hours are not ours.
    assert_eq!(act("kam and client"), "2026-10-06 care.act/1 - by visit anna and client:jan 8 h 2500 zł");
}

#[test]
fn the_policy_says_who_on_the_client_s_side_answers() {
    let people = |roles: [&str; 3]| {
        let [ewa, jan, ola] = roles.map(|r| if r.is_empty() { String::new() } else { format!("role: {r}, ") });
        ACME.replace("{id: ewa, ", &format!("{{id: ewa, {ewa}"))
            .replace("{id: jan, ", &format!("{{id: jan, {jan}"))
            .replace("{id: ola, ", &format!("{{id: ola, {ola}"))
    };
    let act = |each: &str, owner: &str, roles: [&str; 3]| {
        let policy = format!("\nplaybook care \"Opieka\"\n  action act \"Działanie\"\n{each}    owner {owner}\n");
        let planned = Planned::new(&files(&policy).with("accounts/acme.yaml", people(roles)));
        let plays: Vec<String> = planned.plays("ACME");
        plays.iter().map(|p| p.split('/').nth(1).unwrap().replace(" 0 h 0 zł", "")).collect::<Vec<_>>().join("; ")
    };
    let joint = "kam and client role signatory";
    // Nobody but Ola signs: she is asked though we do not know her and she is against us.
    assert_eq!(act("", joint, ["decision_maker", "", "signatory"]), "1 - anna and client:ola");
    // Of two who sign, the one we know; of two we do not know, the one who supports us more.
    assert_eq!(act("", joint, ["signatory", "signatory", ""]), "1 - anna and client:jan");
    assert_eq!(act("", joint, ["signatory", "", "signatory"]), "1 - anna and client:ewa");
    // Nobody signs: that is to be found out, and nobody else stands in.
    assert_eq!(act("", joint, ["", "finance", ""]), "1 - anna and [no client of role 1, nearest nobody]");
    assert_eq!(act("", "client role signatory", ["", "", ""]), "1 - [no client of role 1, nearest nobody]");
    // Nobody is listed twice for one action.
    assert_eq!(act("", "kam and client and client role signatory", ["", "signatory", ""]), "1 - anna and client:jan");
    assert_eq!(
        act("", "client role finance and client role user with pre_sales", ["user", "finance", ""]),
        "1 - client:jan and client:ewa with zofia"
    );
    // The person at hand answers where the person has the role.
    let each = "    for each person where formal\n";
    assert_eq!(
        act(each, joint, ["signatory", "signatory", ""]),
        "1 ewa anna and client:ewa; 1 jan anna and client:jan"
    );
    assert_eq!(act(each, joint, ["", "signatory", ""]), "1 ewa anna and client:jan; 1 jan anna and client:jan");
}

#[test]
fn the_language_of_the_account_is_spoken() {
    let policy = "\nplaybook care \"Opieka\"\n  action act \"Działanie\"\n    owner pre_sales\n    due within 5 days\n    effort 15 hours\n";
    let german = ACME.replace("kam: anna", "kam: anna\nlanguage: de");
    let hungarian = ACME.replace("kam: anna", "kam: anna\nlanguage: hu");
    let owner =
        |account: &str| Planned::new(&files(policy).with("accounts/acme.yaml", account)).plays("ACME").remove(0);
    assert_eq!(owner(&german), "2026-10-06 care.act/1 - zofia 15 h 0 zł");
    assert_eq!(owner(&hungarian), "2026-10-06 care.act/1 - [no pre_sales speaking hu, nearest zofia] 15 h 0 zł");
}

#[test]
fn hours_go_to_the_better_ranked_account_first() {
    let policy = "\nplaybook care \"Opieka\"\n  action act \"Działanie\"\n    owner pre_sales\n    due within 5 days\n    effort 15 hours\n";
    let account = |id: &str, sales: &str| ACME.replace("ACME", id).replace("900000", sales);
    let planned = Planned::new(
        &files(policy)
            .with("accounts/best.yaml", account("BEST", "999000"))
            .with("accounts/last.yaml", account("LAST", "100")),
    );
    // Zofia has 20 hours a month, Piotr 10: she takes the first, then lacks 10, he 5; then he lacks 20.
    assert_eq!(planned.plays("BEST"), ["2026-10-06 care.act/1 - zofia 15 h 0 zł"]);
    assert_eq!(planned.plays("ACME"), ["2026-10-06 care.act/1 - piotr! 15 h 0 zł"]);
    assert_eq!(planned.plays("LAST"), ["2026-10-06 care.act/1 - zofia! 15 h 0 zł"]);
    let all = plan_all(&planned.inputs());
    assert_eq!(all.len(), 3);
    for strategy in all {
        let alone = plan(&planned.inputs(), &[strategy.account]).remove(0);
        assert_eq!(alone.plays, strategy.plays);
    }
}

#[test]
fn what_is_not_known_is_listed_and_not_scheduled() {
    let unknown =
        ACME.replace("sales: 900000 PLN\n", "").replace("contact: none, support: neutral", "support: neutral");
    let policy = format!(
        "{OPEN_DOORS}\nplaybook joint \"Razem\"\n  action plan \"Plan\"\n    when rating at least 4\n    due within 5 days\n"
    );
    let without_rating = unknown.replace("rating: 5\n", "");
    let planned = Planned::new(&files(&policy).with("accounts/acme.yaml", without_rating));
    assert_eq!(planned.plays("ACME"), [""; 0]);
    assert_eq!(planned.conditional("ACME"), ["open_doors: sales, ewa.contact", "joint.plan -: rating"]);
    // Once the tier is known, what is not known of Ewa is left.
    let planned = Planned::new(
        &files(&policy).with("accounts/acme.yaml", unknown.replace("rating: 5", "rating: 5\nsales: 900000 PLN")),
    );
    assert_eq!(planned.conditional("ACME"), ["open_doors.introduce ewa: ewa.contact"]);
    let ewa = "2026-10-30 open_doors.deepen/1 ewa by ? (ewa.contact) anna 0 h 0 zł perhaps after open_doors.introduce";
    assert!(planned.plays("ACME").contains(&ewa.to_owned()), "{:?}", planned.plays("ACME"));
}

#[test]
fn what_comes_after_something_undecided_waits_for_what_that_waits_for() {
    // Benefits are shown only if the rating asks for it; the offer waits for the gaps all the same, by 5 days each.
    let policy = r#"
playbook grow "Rozwój"
  action find_gaps "Znaleźć luki"
    due within 5 days
  action show "Pokazać korzyści"
    when rating at least 4
    after find_gaps
    due within 5 days
  action write_offer "Wysłać ofertę"
    after show
    due within 5 days
"#;
    let unknown = Planned::new(&files(policy).with("accounts/acme.yaml", ACME.replace("rating: 5\n", "")));
    assert_eq!(
        unknown.plays("ACME"),
        [
            "2026-10-06 grow.find_gaps/1 - anna 0 h 0 zł",
            "2026-10-09 grow.write_offer/1 - anna 0 h 0 zł perhaps after grow.show",
        ]
    );
    let known = Planned::new(&files(policy));
    assert_eq!(known.plays("ACME").len(), 3);
    assert!(known.of("ACME").plays.iter().all(|p| p.waits.is_empty()));
}

#[test]
fn agreed_days_against_the_order_are_said_of_the_same_person() {
    let planned = registered(
        OPEN_DOORS,
        "ACME/ewa/open_doors.introduce/1,Spotkanie,2026-09-01,2026-10-21,2027-01-15,anna,open,,,\n\
         ACME/ewa/open_doors.deepen/1,Rozpoznanie,2026-09-01,2026-12-17,2026-12-17,anna,open,,,\n\
         ACME/jan/open_doors.deepen/1,Rozpoznanie,2026-09-01,2026-12-17,2026-12-17,anna,open,,,\n",
    );
    let waits: Vec<String> = planned.plays("ACME").into_iter().filter(|p| p.contains("waits")).collect();
    assert_eq!(
        waits,
        [
            "2026-12-17 open_doors.deepen/1 ewa by visit anna 8 h 2500 zł waits for open_doors.introduce 2027-01-15 accepted"
        ]
    );
}

#[test]
fn hours_of_somebody_who_is_lacking_are_nobody_else_s() {
    let policy = r#"
playbook help "Pomoc"
  action meet "Spotkanie"
    channel meeting
    owner kam with pre_sales skill demo at least 4 speaking fr
    effort 2 hours
"#;
    let planned = planned(policy);
    let play = &planned.of("ACME").plays[0];
    assert_eq!(
        planned.plays("ACME"),
        [
            "2026-10-30 help.meet/1 - by meeting anna with [no pre_sales of demo 4 speaking fr, nearest piotr] 8 h 200 zł"
        ]
    );
    let shares: Vec<(usize, String)> = play.shares.iter().map(|(m, hours)| (*m, hours.to_string())).collect();
    assert_eq!(shares, [(0, "5".to_owned())]);
}

#[test]
fn nobody_supports_himself() {
    let policy = "\nplaybook help \"Pomoc\"\n  action meet \"Spotkanie\"\n    channel meeting\n    owner kam with pre_sales skill demo at least 2\n";
    let planned = registered(policy, "ACME/-/help.meet/1,Spotkanie,2026-09-01,2026-10-30,2026-10-30,piotr,open,,,\n");
    assert_eq!(planned.plays("ACME"), ["2026-10-30 help.meet/1 - by meeting piotr 3 h 200 zł accepted"]);
    let any = policy.replace(" skill demo at least 2", "");
    let planned = registered(&any, "ACME/-/help.meet/1,Spotkanie,2026-09-01,2026-10-30,2026-10-30,piotr,open,,,\n");
    assert_eq!(planned.plays("ACME"), ["2026-10-30 help.meet/1 - by meeting piotr with zofia 6 h 200 zł accepted"]);
}

#[test]
fn what_is_added_on_the_way_is_added_each_time() {
    // Ola is an opponent: three steps to supporter. What she becomes is had once.
    let policy = r#"
playbook care "Opieka"
  action talk "Rozmowa"
    for each person where support is opponent
    due within 1 month
    repeat every 1 month until support at least supporter
    effect support + 1, contact becomes brief
"#;
    let planned = planned(policy);
    let plays = planned.plays("ACME");
    assert_eq!(plays.len(), 3, "{plays:?}");
    // One is done, and what it brought is noted: two are left, though the account says nothing of the contact.
    let done = "ACME/ola/care.talk/1,Rozmowa,2026-09-01,2026-09-25,2026-09-25,anna,done,2026-09-25,,\n";
    let policy = policy.replace("support is opponent", "not formal");
    let head = "id,title,accepted,first_due,due,owner,status,done_on,result,hours\n";
    let warmer = ACME.replace("support: opponent", "support: non_supporter");
    let files = files(&policy).with("accounts/acme.yaml", warmer).with("actions.csv", format!("{head}{done}"));
    let planned = Planned::new(&files);
    assert_eq!(planned.plays("ACME").len(), 3, "{:?}", planned.plays("ACME"));
}

#[test]
fn people_who_are_not_known_may_be_anybody() {
    let nobody: String = ACME.lines().take_while(|l| !l.starts_with("people")).map(|l| format!("{l}\n")).collect();
    let policy = "\nplaybook care \"Opieka\"\n  action act \"Działanie\"\n    for each person where formal\n  action never \"Nigdy\"\n    for each person where formal\n    when rating at least 6\n";
    let unknown = Planned::new(&files(policy).with("accounts/acme.yaml", &*nobody));
    assert_eq!(unknown.conditional("ACME"), ["care.act -: people"]);
    let none = Planned::new(&files(policy).with("accounts/acme.yaml", format!("{nobody}people: []\n")));
    assert_eq!((none.conditional("ACME"), none.plays("ACME")), (vec![], vec![]));
}

#[test]
fn alerts_start_playbooks_and_offers_wait_for_their_condition() {
    let policy = r#"
alert weak "Słaba ocena" when rating below 5
  starts rescue
alert worse "Bardzo słaba ocena" when rating below 2
  starts rescue
playbook rescue "Ratunek" when sales above 100 PLN
  action visit "Wizyta"
    due within 5 days
offer rebate "Rabat" when sales at least 1 mln PLN
offer thanks "Podziękowanie"
"#;
    let of = |rating: &str| {
        let account = ACME.replace("rating: 5", rating);
        let planned = Planned::new(&files(policy).with("accounts/acme.yaml", account));
        let strategy = planned.of("ACME");
        let alerts: Vec<(usize, Truth)> = strategy.alerts.iter().map(|a| (a.index, a.truth)).collect();
        let started: Vec<Vec<usize>> = strategy.playbooks.iter().map(|p| p.started_by.clone()).collect();
        let offers: Vec<usize> = strategy.offers.iter().map(|o| o.index).collect();
        assert_eq!(offers, [1]);
        (alerts, started, planned.plays("ACME").len(), planned.conditional("ACME"))
    };
    assert_eq!(of("rating: 5"), (vec![], vec![], 0, vec![]));
    assert_eq!(of("rating: 4"), (vec![(0, Truth::Yes)], vec![vec![0]], 1, vec![]));
    assert_eq!(of("rating: 1"), (vec![(0, Truth::Yes), (1, Truth::Yes)], vec![vec![0, 1]], 1, vec![]));
    let unknown = vec![(0, Truth::Unknown), (1, Truth::Unknown)];
    assert_eq!(of(""), (unknown, vec![vec![0, 1]], 0, vec!["rescue: rating".to_owned()]));
    assert_eq!(of("rating: n/a"), (vec![], vec![], 0, vec![]));
}

#[test]
fn objectives_are_reached_from_their_side() {
    let policy = r#"
playbook care "Opieka"
  objective more "Więcej"
    measure rating target 5
  objective less "Mniej"
    measure rating target at most 4
  objective win "Zdobyć"
    measure favour target at least 1
  objective agree "Wspólny plan"
    owner kam and client
  action rate "Ocena"
    effect rating + 1
"#;
    let planned = planned(policy);
    let reached: Vec<Truth> = planned.of("ACME").playbooks[0].objectives.iter().map(|o| o.reached).collect();
    assert_eq!(reached, [Truth::Yes, Truth::No, Truth::No, Truth::Unknown]);
}

#[test]
fn kpis_meet_the_target_of_the_tier() {
    let policy = r#"
kpi friends "Zwolennicy" = count people where support at least supporter
  | tier | target | alarm |
  | A    | 3      | 1     |
  | B    | 2      | 1     |
kpi foes "Przeciwnicy" = count people where support at most non_supporter
  target 0
  alarm 2
"#;
    let planned = planned(policy);
    let kpis = planned.of("ACME").kpis;
    assert_eq!(kpis[0].value, Value::Known(Scalar::Number(kam::values::Number::ONE)));
    // Tier B: 45 + 25 points.
    assert_eq!(kpis[0].target.as_ref().map(|t| t.to_string()), Some("2".into()));
    assert_eq!((kpis[0].alarmed, kpis[0].reached), (Truth::Yes, Truth::No));
    assert_eq!((kpis[1].alarmed, kpis[1].reached), (Truth::No, Truth::No));
}

#[test]
fn effects_are_seen_among_all_accounts_as_they_are() {
    let policy = r#"
let place = rank_of(rating)
let part = share_of_total(rating)
playbook care "Opieka"
  action rate "Ocena"
    due within 5 days
    effect rating + 2
"#;
    let other = ACME.replace("ACME", "OTHER").replace("rating: 5", "rating: 6");
    let planned = Planned::new(&files(policy).with("accounts/other.yaml", other));
    let value =
        |outcome: &kam::engine::Outcome, name: &str| match outcome.slot(planned.policy().slot_named(name).unwrap()) {
            Value::Known(Scalar::Number(n)) => n.to_string(),
            other => format!("{other:?}"),
        };
    let today = &planned.evaluation.outcomes[planned.position("ACME")];
    let expected = planned.of("ACME").expected.outcome;
    assert_eq!([value(today, "place"), value(&expected, "place")], ["2", "1"]);
    assert_eq!([value(today, "part"), value(&expected, "part")], ["0.454545", "0.538462"]);
}

#[test]
fn held_and_excluded_accounts_are_planned_when_they_are_asked_for() {
    let policy = format!("{OPEN_DOORS}\nveto weak \"Słaba ocena\" when rating below 3\n");
    let excluded = ACME.replace("ACME", "OUT").replace("rating: 5", "rating: 1");
    let held = ACME.replace("ACME", "HELD").replace("rating: 5", "");
    let planned = Planned::new(
        &files(&policy)
            .with("accounts/out.yaml", excluded)
            .with("team.yaml", TEAM.replace("20", "12"))
            .with("accounts/held.yaml", held),
    );
    assert_eq!(plan_all(&planned.inputs()).len(), 1);
    // Tiers are settled for the held one; an excluded one has none, so what asks for a tier does not apply.
    assert_eq!(planned.plays("HELD").len(), 3);
    assert_eq!(planned.plays("OUT").len(), 0);
    // They come after all ranked accounts and do not compete with each other.
    let both = plan(&planned.inputs(), &[planned.position("OUT"), planned.position("HELD")]);
    assert_eq!(both[1].plays, planned.of("HELD").plays);
    assert!(planned.plays("HELD")[0].contains("with piotr"), "{:?}", planned.plays("HELD"));
}

/// Many accounts of all kinds, with plays that repeat, wait and change something.
fn crowd(seed: &[(u8, u8, u8)]) -> MemoryFiles {
    let policy = format!(
        "{OPEN_DOORS}
playbook care \"Opieka\" when rating at least 3
  action call \"Telefon\"
    for each person
    channel phone
    owner pre_sales
    repeat every 2 months until contact at least multiple
    effect contact becomes brief, support + 1
  action review \"Przegląd\"
    owner kam and client
    after open_doors.deepen, call
    due within 10 working days
    repeat every 3 months
    effect rating + 1
"
    );
    seed.iter().enumerate().fold(files(&policy), |files, (at, (sales, contact, rating))| {
        let contact = ["", ", contact: none", ", contact: brief", ", contact: multiple"][usize::from(*contact % 4)];
        let rating = if *rating > 10 { String::new() } else { format!("rating: {rating}\n") };
        let account = format!(
            "account: X{at}\nname: X{at}\nkam: anna\nsales: {sales}000 PLN\n{rating}people:\n  - {{id: a, name: A, formal: yes, support: neutral, influence: high{contact}}}\n  - {{id: b, name: B, formal: no, support: supporter, influence: low, contact: brief}}\n"
        );
        files.with(format!("accounts/x{at}.yaml"), account)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn plans_hold_together(
        seed in proptest::collection::vec((0u8..250, 0u8..4, 0u8..13), 1..6),
        asked in proptest::collection::vec(0usize..6, 1..5),
        done in proptest::collection::vec(any::<proptest::sample::Index>(), 0..4),
    ) {
        let files = crowd(&seed);
        let first = Planned::new(&files);
        let all: Vec<usize> = (0..first.evaluation.outcomes.len()).collect();
        let before = plan(&first.inputs(), &all);
        // Some of what is planned is accepted and done a day later.
        let plays: Vec<&Play> = before.iter().flat_map(|s| &s.plays).collect();
        let mut register = "id,title,accepted,first_due,due,owner,status,done_on,result,hours\n".to_owned();
        let mut chosen: Vec<&Play> = done.iter().filter(|_| !plays.is_empty()).map(|i| plays[i.index(plays.len())]).collect();
        chosen.sort_by(|a, b| a.id.cmp(&b.id));
        chosen.dedup_by(|a, b| a.id == b.id);
        for play in &chosen {
            register += &format!("{},x,2026-09-01,{},{},anna,done,2026-10-01,,1\n", play.id, play.due, play.due);
        }
        let planned = Planned::new(&files.with("actions.csv", register));
        let inputs = planned.inputs();
        let strategies = plan(&inputs, &all);
        for strategy in &strategies {
            let mut ids: Vec<&str> = strategy.plays.iter().map(|p| p.id.as_str()).collect();
            prop_assert!(strategy.plays.windows(2).all(|w| (w[0].due, w[0].action, w[0].person) <= (w[1].due, w[1].action, w[1].person)));
            ids.sort();
            let n = ids.len();
            ids.dedup();
            prop_assert_eq!(ids.len(), n);
            for play in &strategy.plays {
                prop_assert!(play.from <= play.due);
                if play.state == PlayState::Planned {
                    prop_assert!(planned.evaluation.as_of <= play.due);
                    prop_assert!(planned.workspace.calendar.is_working_day(play.due));
                    prop_assert!(chosen.iter().all(|c| c.id != play.id));
                }
            }
            // Nobody is less known or less in favour afterwards, so the score cannot fall.
            let today = &planned.evaluation.outcomes[strategy.account];
            let low = |o: &kam::engine::Outcome| o.score.as_ref().and_then(|s| s.low.clone());
            prop_assert!(low(today) <= low(&strategy.expected.outcome));
        }
        // Whoever is asked for, in whatever order, as often as one likes.
        let asked: Vec<usize> = asked.into_iter().filter(|a| *a < all.len()).collect();
        let some = plan(&inputs, &asked);
        prop_assert_eq!(some.len(), asked.len());
        for (account, strategy) in asked.iter().zip(&some) {
            let among_all = strategies.iter().find(|s| s.account == *account).unwrap();
            prop_assert_eq!(&among_all.plays, &strategy.plays);
            prop_assert_eq!(&among_all.conditional, &strategy.conditional);
            prop_assert_eq!(&among_all.expected.outcome, &strategy.expected.outcome);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Who accepts everything sees it again as accepted, with the same days, the same hours and the same end.
    #[test]
    fn accepting_everything_changes_nothing_else(seed in proptest::collection::vec((0u8..250, 0u8..4, 0u8..13), 1..6)) {
        let files = crowd(&seed);
        let first = Planned::new(&files);
        let before = plan_all(&first.inputs());
        let mut register = "id,title,accepted,first_due,due,owner,status,done_on,result,hours\n".to_owned();
        for entry in to_accept(&first.inputs(), &before, "pl") {
            let owner = entry.owner.unwrap_or_default();
            register += &format!("{},x,2026-10-01,{},{},{owner},open,,,\n", entry.id, entry.due, entry.due);
        }
        let second = Planned::new(&files.with("actions.csv", register));
        let after = plan_all(&second.inputs());
        prop_assert_eq!(before.len(), after.len());
        for (before, after) in before.iter().zip(&after) {
            let told = |s: &Strategy, planned: bool| -> Vec<(String, Day, Option<ChannelChoice>)> {
                let of = s.plays.iter().filter(|p| (p.state == PlayState::Planned) == planned);
                of.map(|p| (p.id.clone(), p.due, p.channel.clone())).collect()
            };
            prop_assert_eq!(told(after, true), vec![]);
            prop_assert_eq!(told(before, true), told(after, false));
            let called = |p: &Play| matches!(p.state, PlayState::Accepted { late: false, called_for: true, .. });
            prop_assert!(after.plays.iter().all(called));
            prop_assert_eq!(&before.expected.outcome, &after.expected.outcome);
            prop_assert_eq!((&before.effort, &before.cost), (&after.effort, &after.cost));
        }
    }
}

#[test]
fn the_horizon_is_that_of_the_workspace() {
    let policy = "\nplaybook care \"Opieka\"\n  action call \"Telefon\"\n    repeat every 1 month\n";
    let short = files(policy).with("kam.yaml", "name: demo\nlocale: pl\nas_of: 2026-10-01\nhorizon: 3 months\n");
    // 1 November is a Sunday and a holiday, 1 January a holiday.
    let days: Vec<String> = Planned::new(&short).plays("ACME").iter().map(|p| p[..10].to_owned()).collect();
    assert_eq!(days, ["2026-10-30", "2026-12-01", "2026-12-31"]);
}

/// An account that is asked what would be, and the same account in a portfolio where it is so.
mod overlay {
    use super::*;
    use kam::data::{Observation, Portfolio};
    use kam::diagnostics::{FileId, Span};
    use kam::engine::{Changes, Revisit};
    use kam::policy::Builtin;
    use kam::values::{Absence, Number, Reading};

    const RULES: &str = r#"
let place = rank_of(sales)
let part = share_of_total(sales * rating)
let ahead = percentile(sales)
let near = min people.steps_to_decider
let person.close = contact at least multiple and support at least supporter
let friends = count people where close
probability win "Win"
  base 30 %
  | when                  | alone gives |
  | place at most 2       | 50 %        |
  | friends at least 1    | 45 %        |
  | part at least 40 %    | 60 %        |
veto weak "Weak" when rating below 2
limit far "Far" to tier B when near above 1
rank by probability.win, then by score
"#;

    fn portfolio_with(before: &Portfolio, account: usize, changes: &Changes) -> Portfolio {
        let mut portfolio = before.clone();
        let observed = |value: &Reading| {
            vec![Observation {
                value: value.clone(),
                on: None,
                by: None,
                source: None,
                span: Span::file_start(FileId(0)),
            }]
        };
        for (field, reading) in &changes.fields {
            let column = &mut portfolio.columns[field.index()].observed;
            column.retain(|(at, _)| *at != account);
            column.push((account, observed(reading)));
            column.sort_by_key(|(at, _)| *at);
        }
        for (person, attribute, reading) in &changes.attributes {
            let people = portfolio.accounts[account].people.as_mut().unwrap();
            people[*person].attributes[attribute.index()] = observed(reading);
        }
        portfolio
    }

    fn number(n: Option<u32>) -> Reading {
        n.map_or(Reading::Missing(Absence::NotGiven), |n| Reading::Known(Scalar::Number(Number::int(i64::from(n)))))
    }

    fn reading(choice: Option<u16>, yes_no: bool) -> Reading {
        match (choice, yes_no) {
            (Some(choice), true) => Reading::Known(Scalar::YesNo(choice % 2 == 0)),
            (Some(choice), false) => Reading::Known(Scalar::Choice(choice)),
            (None, _) => Reading::Missing(Absence::NotGiven),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn what_would_be_is_what_comes_out_where_it_is_so(
            account in 0usize..3,
            rating in proptest::option::of(proptest::option::weighted(0.8, 0u32..11)),
            sales in proptest::option::of(proptest::option::weighted(0.8, 0u32..2_000_000)),
            people in proptest::collection::vec((0usize..3, 0usize..3, proptest::option::weighted(0.8, 0u16..4)), 0..5),
        ) {
            let relations = "relations:\n  - ola influences jan\n  - jan influences ewa\n";
            let other = |id: &str, sales: &str| format!("{}{relations}", ACME.replace("ACME", id).replace("900000", sales));
            let files = files(RULES)
                .with("accounts/acme.yaml", format!("{ACME}{relations}"))
                .with("accounts/b.yaml", other("B", "900000"))
                .with("accounts/c.yaml", other("C", "300000").replace("rating: 5\n", ""));
            let planned = Planned::new(&files);
            let inputs = planned.inputs();
            let mut changes = Changes::default();
            if let Some(rating) = rating {
                changes.set_field(planned.policy().field_named("rating").unwrap(), number(rating));
            }
            if let Some(sales) = sales {
                changes.set_field(planned.policy().field_named("sales").unwrap(), number(sales));
            }
            for (person, which, choice) in people {
                let builtin = [Builtin::Contact, Builtin::Support, Builtin::Formal][which];
                changes.set_attribute(person, builtin.id(), reading(choice, which == 2));
            }
            let revisit = Revisit::new(inputs.policy, inputs.portfolio, inputs.evaluation);
            let asked = revisit.changed(account, &changes).unwrap().into_outcome();
            let portfolio = portfolio_with(inputs.portfolio, account, &changes);
            let mut expected = evaluate(inputs.policy, &portfolio, inputs.evaluation.as_of).outcomes.swap_remove(account);
            if !changes.is_empty() {
                expected.rank = None;
            }
            prop_assert_eq!(asked, expected);
        }
    }
}
