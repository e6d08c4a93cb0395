//! Plans as people read them.

use kam::documents::Locale;
use kam::values::{Currency, Day, Number};
use serde_json::Value;

fn number(text: &str) -> Number {
    Number::parse(text).unwrap_or_else(|e| panic!("{text}: {e}"))
}

fn polish() -> (Locale, Value) {
    let facts = serde_json::from_str(include_str!("fixtures/locale/pl.json")).unwrap();
    (Locale::new("pl").unwrap(), facts)
}

fn text<'a>(fact: &'a Value, key: &str) -> &'a str {
    fact[key].as_str().unwrap_or_else(|| panic!("{key} of {fact}"))
}

#[test]
fn polish_numbers_are_cldr_s() {
    let (pl, facts) = polish();
    for fact in facts["decimal"].as_array().unwrap() {
        let n = number(text(fact, "value"));
        assert_eq!(pl.number(&n, 0, 3), text(fact, "default"));
        assert_eq!(pl.number(&n, 2, 2), text(fact, "fixed2"));
    }
}

#[test]
fn polish_money_is_cldr_s() {
    let (pl, facts) = polish();
    for fact in facts["currency"].as_array().unwrap() {
        for code in ["PLN", "EUR", "USD"] {
            assert_eq!(pl.money(&number(text(fact, "value")), Currency::parse(code)), text(fact, code));
        }
    }
}

#[test]
fn polish_percents_are_cldr_s() {
    let (pl, facts) = polish();
    for fact in facts["percent"].as_array().unwrap() {
        let n = number(text(fact, "value"));
        assert_eq!(pl.percent(&n, 0), text(fact, "percent0"));
        assert_eq!(pl.percent(&n, 1), text(fact, "percent1").replace(",0%", "%"));
    }
}

#[test]
fn polish_dates_and_plurals_are_cldr_s() {
    let (pl, facts) = polish();
    for fact in facts["dates"].as_array().unwrap() {
        let day = Day::parse(text(fact, "iso")).unwrap();
        assert_eq!(
            (pl.short_date(day).as_str(), pl.long_date(day).as_str()),
            (text(fact, "short"), text(fact, "long"))
        );
    }
    for (n, category) in facts["plural"].as_object().unwrap() {
        assert_eq!(pl.plural(&number(n), 0), category.as_str().unwrap(), "{n}");
    }
    assert_eq!(pl.plural(&number("1.5"), 1), "other");
}

#[test]
fn english_writes_its_own_way() {
    let en = Locale::new("en").unwrap();
    assert_eq!(en.money(&number("-1000"), Currency::parse("USD")), "-$1,000.00");
    assert_eq!(en.money(&number("1000"), Currency::parse("PLN")), "PLN\u{a0}1,000.00");
    assert_eq!(en.money(&number("1234.5"), Currency::parse("JPY")), "¥1,235");
    assert_eq!(en.percent(&number("0.125"), 1), "12.5%");
    let day = Day::parse("1998-05-06").unwrap();
    assert_eq!((en.long_date(day).as_str(), en.short_date(day).as_str()), ("May 6, 1998", "5/6/98"));
    assert_eq!((en.plural(&number("1"), 0), en.plural(&number("2"), 0)), ("one", "other"));
    assert!(Locale::new("not a tag").is_none());
    assert_eq!(Locale::new("de").unwrap().money(&number("1000"), Currency::parse("EUR")), "1.000,00\u{a0}€");
}

#[test]
fn halves_round_away_from_zero_on_the_exact_number() {
    let pl = Locale::new("pl").unwrap();
    assert_eq!(pl.number(&number("2.5"), 0, 0), "3");
    assert_eq!(pl.number(&number("-2.5"), 0, 0), "-3");
    assert_eq!(pl.number(&number("110277.305"), 2, 2), "110\u{a0}277,31");
    assert_eq!(pl.number(&number("-0.001"), 2, 2), "0,00");
}

// --- plans ------------------------------------------------------------------------------------------------------------

use kam::data::{
    Account, Dossier, FieldColumn, Needs, Observation, Opportunity, Person, Portfolio, Relation, RelationKind, Waived,
    Waiver,
};
use kam::diagnostics::{FileId, Language, Sources, Span};
use kam::documents::Renderer;
use kam::policy::{Builtin, Policy, Type};
use kam::values::{AccountId, PersonId, Reading, Scalar};
use kam::views::{PlanInputs, PlanView};
use std::collections::BTreeMap;

/// A checked policy and the texts it was read from.
fn policy(text: &str) -> (Sources, Policy) {
    let mut sources = Sources::new();
    let id = sources.add("rules/policy.kam", text);
    let (tree, mut findings) = kam::syntax::parse(sources.file(id));
    let (policy, found) = kam::policy::check(&sources, &[tree]);
    findings.extend(found);
    let said: Vec<String> =
        findings.iter().map(|f| format!("{}: {}", sources.file_line(f.span), f.message(Language::English))).collect();
    (sources, policy.unwrap_or_else(|| panic!("{said:#?}")))
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn nowhere() -> Span {
    Span::file_start(FileId(0))
}

fn observed(value: Scalar) -> Vec<Observation> {
    vec![Observation { value: Reading::Known(value), on: None, by: None, source: None, span: nowhere() }]
}

/// What a text means as a value of a type.
fn scalar(policy: &Policy, ty: Type, text: &str) -> Scalar {
    match ty {
        Type::YesNo => Scalar::YesNo(text == "yes"),
        Type::Date => Scalar::Day(day(text)),
        Type::Text => Scalar::Text(text.into()),
        Type::OneOf(id) => Scalar::Choice(policy.enumeration(id).position(text).unwrap()),
        _ => Scalar::Number(number(text)),
    }
}

fn person(policy: &Policy, id: &str, name: &str, title: &str, given: &[(Builtin, &str)]) -> Person {
    let mut attributes = vec![Vec::new(); policy.attributes.len()];
    for (builtin, text) in given {
        let id = builtin.id();
        attributes[id.index()] = observed(scalar(policy, policy.attribute(id).ty, text));
    }
    Person {
        id: PersonId::new(id),
        name: name.into(),
        title: Some(title.into()),
        attributes,
        derived: Vec::new(),
        competitors: Vec::new(),
        needs: Needs::default(),
        contacts: Vec::new(),
        span: nowhere(),
    }
}

fn account(id: &str, name: &str) -> Account {
    Account {
        id: AccountId::new(id),
        name: name.into(),
        kam: Some("anna".into()),
        language: None,
        file: Some(nowhere()),
        row: None,
        people: None,
        relations: Vec::new(),
        waivers: Vec::new(),
        dossier: None,
    }
}

/// One account, with fields given as text.
fn portfolio(policy: &Policy, account: Account, fields: &[(&str, &str)]) -> Portfolio {
    let mut columns = vec![FieldColumn::default(); policy.fields.len()];
    for (name, text) in fields {
        let id = policy.field_named(name).unwrap();
        columns[id.index()].observed = vec![(0, observed(scalar(policy, policy.field(id).ty, text)))];
    }
    Portfolio { accounts: vec![account], columns, records: vec![None; policy.records.len()] }
}

fn team(people: &[(&str, &str)]) -> kam::data::Team {
    let member = |(id, name): &(&str, &str)| kam::data::TeamMember {
        id: (*id).to_owned(),
        name: (*name).to_owned(),
        ..kam::data::TeamMember::default()
    };
    kam::data::Team { people: people.iter().map(member).collect() }
}

/// The view of the only account, in a language.
fn view(sources: &Sources, policy: &Policy, portfolio: &Portfolio, locale: &str) -> PlanView {
    let evaluation = kam::engine::evaluate(policy, portfolio, day("2026-10-01"));
    let (register, strategies) = (kam::data::Register::default(), BTreeMap::new());
    let team = team(&[("anna", "Anna Nowak"), ("piotr", "Piotr Lis")]);
    let words = Locale::new(locale).unwrap();
    let date = |d| words.long_date(d);
    let inputs = PlanInputs {
        policy,
        sources,
        portfolio,
        evaluation: &evaluation,
        team: &team,
        register: &register,
        calendar: &kam::values::WorkingDays::default(),
        strategies: &strategies,
        accepted: None,
        our_company: None,
        locale,
        content_hash: Some("3f2a"),
        commit: None,
        date: &date,
    };
    kam::views::plan(&inputs, 0).unwrap()
}

fn wanda_and_others(policy: &Policy) -> Account {
    let mut wanda = person(
        policy,
        "wanda",
        "Wanda Kos",
        "Dyrektor zakupów",
        &[
            (Builtin::Formal, "yes"),
            (Builtin::Role, "purchasing"),
            (Builtin::Influence, "high"),
            (Builtin::Support, "supporter"),
            (Builtin::WantedSupport, "mentor"),
            (Builtin::Contact, "multiple"),
            (Builtin::Department, "Zakupy"),
            (Builtin::Process, "needs_known"),
            (Builtin::CompanyImage, "4"),
        ],
    );
    wanda.needs.organisation = vec!["stock_cost".into(), "Mniej dostawców".into()];
    wanda.needs.personal = vec!["Spokojny koniec roku".into()];
    wanda.contacts = vec!["anna".into(), "piotr".into()];
    let support = observed(scalar(policy, policy.attribute(Builtin::Support.id()).ty, "neutral"));
    wanda.competitors = vec![("Rywal | Sp. z o.o.".into(), support)];
    wanda.derived = vec![Builtin::Role.id(), Builtin::Influence.id()];
    let zenon = person(
        policy,
        "zenon",
        "Zenon <b>Bąk</b>",
        "Prezes",
        &[
            (Builtin::Formal, "yes"),
            (Builtin::Role, "signatory"),
            (Builtin::Influence, "high"),
            (Builtin::Contact, "none"),
            (Builtin::Department, "Zarząd"),
        ],
    );
    let mut ola = person(
        policy,
        "ola",
        "Ola Zych",
        "Kierownik magazynu",
        &[
            (Builtin::Formal, "no"),
            (Builtin::Influence, "low"),
            (Builtin::Support, "opponent"),
            (Builtin::Contact, "brief"),
        ],
    );
    ola.contacts = vec!["piotr".into()];
    let relation = |from, to, kind, weight: &str| Relation {
        from,
        to,
        kind,
        weight: number(weight),
        on: None,
        by: None,
        source: None,
        span: nowhere(),
    };
    let mut account = account("HURT", "Hurtownia \"U Wandy\" | Kraków");
    account.people = Some(vec![wanda, zenon, ola]);
    account.relations = vec![
        relation(0, 1, RelationKind::ReportsTo, "1"),
        relation(2, 1, RelationKind::Influences, "0.8"),
        relation(0, 2, RelationKind::Conflicts, "1"),
    ];
    account.dossier = Some(Box::new(Dossier {
        industry: Some("Hurt spożywczy".into()),
        business: Some("# 40 sklepów\nw Małopolsce".into()),
        challenges: vec!["Rotacja kierowców".into(), "- Zapasy".into()],
        goals: vec!["Drugi magazyn".into()],
        strategy: Some("Mniej dostawców".into()),
        buying_steps: vec!["Zakupy zbierają oferty".into(), "Zarząd podpisuje".into()],
        buying_criteria: vec!["Cena".into(), "Termin".into()],
        signs: Some("Zarząd powyżej 200 tys. zł".into()),
        budget_from: Some(day("2027-01-01")),
        contract_until: Some(day("2026-12-31")),
        ambition: Some("Pierwszy dostawca napojów".into()),
        target: Some(kam::data::Target { value: number("2500000"), by: Some(day("2027-12-31")) }),
        priorities: vec!["Spotkanie z prezesem".into()],
        not_doing: vec![],
        assumptions: vec!["Magazyn powstanie".into()],
        notes: vec!["Zadzwonić przed świętami".into()],
        private_notes: vec![],
        opportunities: vec![
            Opportunity {
                id: "napoje".into(),
                name: "Napoje".into(),
                category: Some("Napoje".into()),
                value: Some(number("1200000")),
                close: Some(day("2027-03-01")),
                competitor: Some("Rywal | Sp. z o.o.".into()),
                span: nowhere(),
            },
            Opportunity {
                id: "kawa".into(),
                name: "Kawa".into(),
                category: None,
                value: Some(number("300000.50")),
                close: None,
                competitor: None,
                span: nowhere(),
            },
        ],
    }));
    let index = policy.vetoes.iter().position(|v| v.name.as_str() == "unchecked_prospect");
    account.waivers = index
        .map(|at| Waiver {
            of: Waived::Veto(at),
            approved_by: "Dyrektor sprzedaży".into(),
            reason: "Sprawdzone w KRS".into(),
            until: day("2026-12-31"),
            span: nowhere(),
        })
        .into_iter()
        .collect();
    account
}

const PROSPECT: &[(&str, &str)] =
    &[("company_experience", "none"), ("category_experience", "some"), ("forecast", "2500000"), ("credit", "good")];

#[test]
fn a_polish_plan_reads_as_its_snapshot() {
    let (sources, policy) = policy(include_str!("fixtures/documents/policy.kam"));
    let portfolio = portfolio(&policy, wanda_and_others(&policy), PROSPECT);
    let view = view(&sources, &policy, &portfolio, "pl");
    let plan = Renderer::new(None, "pl")
        .unwrap()
        .render(&view)
        .unwrap_or_else(|p| panic!("{} {}", p.line(), p.message(Language::English)));
    insta::assert_snapshot!(plan);
}

#[test]
fn the_same_plan_in_english() {
    let (sources, policy) = policy(include_str!("fixtures/documents/policy.kam"));
    let portfolio = portfolio(&policy, wanda_and_others(&policy), PROSPECT);
    let view = view(&sources, &policy, &portfolio, "en");
    let plan = Renderer::new(None, "en")
        .unwrap()
        .render(&view)
        .unwrap_or_else(|p| panic!("{} {}", p.line(), p.message(Language::English)));
    insta::assert_snapshot!(plan);
}

// --- templates of a workspace ---------------------------------------------------------------------------------------

fn small_view() -> PlanView {
    let (sources, policy) = policy(include_str!("fixtures/documents/policy.kam"));
    let portfolio = portfolio(&policy, wanda_and_others(&policy), PROSPECT);
    view(&sources, &policy, &portfolio, "pl")
}

/// What a template of the workspace gives, or line, message and corrected line.
fn rendered(template: &str) -> Result<String, (usize, String, Option<String>)> {
    let named = Some(("mine.md", template));
    Renderer::new(named, "pl").and_then(|r| r.render(&small_view())).map_err(|problem| {
        let mut sources = Sources::new();
        let id = sources.add("templates/mine.md", template);
        let finding = problem.finding(sources.file(id));
        assert_eq!(sources.start(finding.span).line, problem.line());
        (problem.line(), problem.message(Language::English), finding.fix)
    })
}

#[test]
fn a_template_of_the_workspace_wins_and_user_text_is_escaped() {
    let text =
        rendered("{{ account.name }}: {{ score }}, {{ people.all[1].name }}\n{{ figures[0].forecast | money }}\n")
            .unwrap();
    assert_eq!(
        text,
        "Hurtownia \"U Wandy\" \\| Kraków: 65,9–84, Zenon &lt;b&gt;Bąk&lt;/b&gt;\n2\u{a0}500\u{a0}000,00\u{a0}zł\n"
    );
}

#[test]
fn filters_write_as_the_locale_does() {
    for (template, text) in [
        ("{{ 12345.678 | number(1) }}", "12\u{a0}345,7"),
        ("{{ '1/3' | percent }}", "33,3%"),
        ("{{ 1000 | money('PLN') }}", "1000,00\u{a0}zł"),
        ("{{ '2026-01-05' | date }}", "5 stycznia 2026"),
        ("{{ '2026-01-05' | date('short') }}", "5.01.2026"),
        ("{{ 22 }} {{ 22 | plural(one='osoba', few='osoby', many='osób', other='osoby') }}", "22 osoby"),
        ("{{ 5 | plural(one='osoba', few='osoby', many='osób', other='osoby') }}", "osób"),
        ("{{ tiers | map(attribute='name') | either }}", "A lub B"),
        ("{{ none }}/{{ true }}", "nie wiadomo/tak"),
        ("{{ '1. x' }}", "1\\. x"),
        ("{{ score | number(0) }}", "66–84"),
        (
            "{{ {'kind': 'between', 'low': {'kind': 'money', 'number': '9558.21', 'currency': 'PLN'}, \
             'high': {'kind': 'money', 'number': '68367.4', 'currency': 'PLN'}} }}",
            "9000\u{a0}zł–69\u{a0}000\u{a0}zł",
        ),
        (
            "{{ {'kind': 'between', 'low': {'kind': 'money', 'number': '9558.21', 'currency': 'PLN'}, \
             'high': {'kind': 'money', 'number': '10367.4', 'currency': 'PLN'}} }}",
            "9558\u{a0}zł–10\u{a0}367\u{a0}zł",
        ),
        ("{{ groups[0].criteria[1].inputs[0].value | percent }}", "nie wiadomo"),
    ] {
        assert_eq!(rendered(template), Ok(format!("{text}\n")), "{template}");
    }
}

#[test]
fn mistakes_in_templates_name_line_and_word() {
    let cases: Vec<_> = [
        "# {{ account.name }}\n\n{{ account.nmae }}\n",
        "{% for g in groups %}\n{{ g.lable }}\n{% endfor %}",
        "{{ scroe }}",
        "{% if polcy.name %}x{% endif %}",
        "{{ score | mony }}",
        "{{ t('as_off', date='2026-01-01') }}",
        "a\n{{ account.name",
        "{% for a in range(9999) %}{% for b in range(9999) %}{{ a }}{% endfor %}{% endfor %}",
        "{% include '../secret.txt' %}",
        "{{ account.name | money }}",
        "{{ account }}",
        "{{ '5.01.2026' | date }}",
        "{{ score | number | nonsense }}",
        "{% if score is maybe %}x{% endif %}",
        "{% if score %}x",
        "{% fro g in groups %}x{% endfor %}",
        "x{% endif %}",
        "{% for g of groups %}x{% endfor %}",
        "{{ \"a }}",
        "{# a",
        "{{ a ? b }}",
        "{{ a | }}",
        "{{ score + }}",
        "{% for g in 3 %}x{% endfor %}",
        "{{ account + 1 }}",
        "{% if score %}{% endfor %}",
    ]
    .into_iter()
    .map(|template| (template, rendered(template).unwrap_err()))
    .collect();
    insta::assert_debug_snapshot!(cases);
}

// --- answers ----------------------------------------------------------------------------------------------------------

#[test]
fn the_answer_of_rank_is_exact_and_in_the_policy_s_order() {
    let (_, policy) = policy(include_str!("fixtures/documents/policy.kam"));
    let portfolio = portfolio(&policy, wanda_and_others(&policy), PROSPECT);
    let evaluation = kam::engine::evaluate(&policy, &portfolio, day("2026-10-01"));
    let answer = kam::views::rank(&policy, &portfolio, &evaluation, "pl-PL");
    insta::assert_snapshot!(serde_json::to_string_pretty(&answer).unwrap());
}

#[test]
fn ranked_csv_is_safe_to_open_and_complete() {
    let (_, policy) = policy(include_str!("fixtures/documents/policy.kam"));
    let mut account = wanda_and_others(&policy);
    account.name = "=HYPERLINK(\"x\"), 1".into();
    let portfolio = portfolio(&policy, account, PROSPECT);
    let evaluation = kam::engine::evaluate(&policy, &portfolio, day("2026-10-01"));
    let mut csv = Vec::new();
    kam::views::rank_csv(&policy, &portfolio, &evaluation, &mut csv).unwrap();
    assert_eq!(
        String::from_utf8(csv).unwrap(),
        "account,name,rank,status,tier,score_low,score_high,business_low,business_high,personal_low,personal_high\n\
         HURT,\"'=HYPERLINK(\"\"x\"\"), 1\",1,qualified,,65.892857,84,81.25,100,42.857143,60\n"
    );
}

#[test]
fn numbers_in_json_are_decimal_text_without_a_detour() {
    let decimal = |n: Number| serde_json::to_string(&kam::views::Decimal(n)).unwrap();
    assert_eq!(decimal(number("82373.51")), "82373.51");
    assert_eq!(decimal(number("12345678901234567.123456")), "12345678901234567.123456");
    assert_eq!(decimal(Number::ratio(2, 3).unwrap()), "0.666667");
    assert_eq!(decimal(number("0.0000005")), "0");
    assert_eq!(decimal(number("-3")), "-3");
}

#[test]
fn plans_do_not_change_from_run_to_run_and_render_in_parallel() {
    let renderer = Renderer::new(None, "pl").unwrap();
    let view = small_view();
    let plans: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| renderer.render(&view).unwrap())).collect();
        threads.into_iter().map(|t| t.join().unwrap()).collect()
    });
    assert!(plans.iter().all(|p| *p == plans[0]));
}

// --- the shipped example ----------------------------------------------------------------------------------------------

/// The files of a directory, read into memory.
fn files(root: &std::path::Path, under: &str, files: kam::data::MemoryFiles) -> kam::data::MemoryFiles {
    let mut entries: Vec<_> = std::fs::read_dir(root.join(under)).unwrap().map(|e| e.unwrap()).collect();
    entries.sort_by_key(|e| e.file_name());
    entries.into_iter().fold(files, |all, entry| {
        let name = entry.file_name().into_string().unwrap();
        let path = if under.is_empty() { name } else { format!("{under}/{name}") };
        if entry.file_type().unwrap().is_dir() {
            self::files(root, &path, all)
        } else {
            all.with(path, std::fs::read(entry.path()).unwrap())
        }
    })
}

/// The plans of Northwind by account id.
fn northwind(ids: &[&str]) -> Vec<String> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/northwind");
    let workspace = kam::workspace::Workspace::load(&files(&root, "", kam::data::MemoryFiles::new()));
    let said: Vec<String> = workspace.findings.iter().map(|f| f.message(Language::English)).collect();
    let (Some(policy), Some(portfolio)) = (&workspace.policy, &workspace.portfolio) else { panic!("{said:#?}") };
    let evaluation = kam::engine::evaluate(policy, portfolio, workspace.config.as_of.unwrap());
    let (register, strategies) = (kam::data::Register::default(), BTreeMap::new());
    let renderer = Renderer::new(None, &workspace.config.locale).unwrap();
    let date = |d| renderer.locale().long_date(d);
    let inputs = PlanInputs {
        policy,
        sources: &workspace.sources,
        portfolio,
        evaluation: &evaluation,
        team: &workspace.team,
        register: &register,
        calendar: &kam::values::WorkingDays::default(),
        strategies: &strategies,
        accepted: None,
        our_company: None,
        locale: &workspace.config.locale,
        content_hash: None,
        commit: None,
        date: &date,
    };
    let plan = |id: &&str| {
        let view = kam::views::plan(&inputs, portfolio.position(id).unwrap()).unwrap();
        renderer.render(&view).unwrap_or_else(|p| panic!("{} {}", p.line(), p.message(Language::English)))
    };
    ids.iter().map(plan).collect()
}

#[test]
fn a_plan_on_real_data_reads_as_its_snapshot() {
    let plans = northwind(&["QUICK", "RATTC", "ALFKI", "FISSA", "HANAR"]);
    insta::assert_snapshot!("northwind_quick", plans[0]);
    insta::assert_snapshot!("northwind_rattc", plans[1]);
    insta::assert_snapshot!("northwind_alfki", plans[2]);
    insta::assert_snapshot!("northwind_fissa", plans[3]);
    insta::assert_snapshot!("northwind_hanar", plans[4]);
}

#[test]
fn a_plan_claims_no_more_than_is_known() {
    let plans = northwind(&["HANAR", "QUICK"]);
    let (open, settled) = (&plans[0], &plans[1]);
    assert!(open.contains("We do not know yet who decides.") && !open.contains("Nobody listed decides"), "{open}");
    assert!(open.contains("## What the score says") && settled.contains("## Why this account is key"));
    assert!(open.contains("No key account manager is named yet.") && !settled.contains("No key account manager"));
    // Influence stands in the account file, support in the private one: both are cited, and the reader is warned.
    let origins = "| Favour towards us | `rules/northwind.kam:69` | `accounts/quick.yaml`; `private/quick.yaml` |";
    assert!(settled.contains(origins), "{settled}");
    assert!(settled.contains("Confidential") && !open.contains("Confidential"));
}

#[test]
fn every_customer_gets_a_plan_without_leftovers() {
    let customers = include_str!("../examples/northwind/data/customers.csv");
    let ids: Vec<&str> =
        customers.lines().skip(1).filter_map(|l| l.split(',').next()).filter(|id| id.len() == 5).collect();
    assert!(ids.len() > 80, "{}", ids.len());
    for (id, plan) in ids.iter().zip(northwind(&ids)) {
        for mark in ["{{", "{%", "\n\n\n", "| None", "undefined"] {
            assert!(!plan.contains(mark), "{id} has {mark:?}");
        }
        let lines: Vec<&str> = plan.lines().filter(|l| !l.is_empty()).collect();
        for pair in lines.windows(2) {
            let empty = pair[0].starts_with('#') && pair[1].starts_with("##") && !pair[1].starts_with("###");
            assert!(!empty || pair[0].starts_with("# "), "{id}: nothing below {:?}", pair[0]);
        }
    }
}

#[test]
fn the_documented_template_renders() {
    let page = include_str!("../docs/templates.md");
    let template = page.split("```markdown\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let text = rendered(template).unwrap();
    assert!(
        text.starts_with(
            "# Hurtownia \"U Wandy\" \\| Kraków\n\nStan na 1 października 2026. Tier open, 65,9–84 points.\n"
        ),
        "{text}"
    );
}
