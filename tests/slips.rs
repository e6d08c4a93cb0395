//! One slip at a time in the shipped rules: what is found stands on the line of the slip, is little, and the corrected
//! line makes the rules check again. [`SLIPS`] is the table to extend: what is written, and what somebody writes instead.

use crate::common::root;
use kam::data::MemoryFiles;
use kam::diagnostics::{Finding, Language, Level, Sources};
use kam::workspace::Workspace;
use std::fmt::Write as _;
use std::fs;

/// A slip: in a file, in place of a text that stands there once, another one.
struct Slip {
    name: &'static str,
    file: &'static str,
    right: &'static str,
    wrong: &'static str,
    /// Where the finding stands: on the line with which this begins, else on the first that the slip changes.
    at: Option<&'static str>,
    /// Whether kam can know what was meant.
    mended: bool,
}

impl Slip {
    const fn at(self, line: &'static str) -> Slip {
        Slip { at: Some(line), ..self }
    }

    /// What was meant, only its author knows.
    const fn unclear(self) -> Slip {
        Slip { mended: false, ..self }
    }
}

const KEY_ACCOUNT: &str = "rules/key_account.kam";
const NORTHWIND: &str = "examples/northwind/rules/northwind.kam";
const NORTHWIND_EXAMPLES: &str = "examples/northwind/rules/examples.kam";
const POLITYKA: &str = "examples/uslugi/rules/1-polityka.kam";
const DZIALANIA: &str = "examples/uslugi/rules/2-dzialania.kam";
const PRZYKLADY: &str = "examples/uslugi/rules/3-przyklady.kam";

const fn slip(name: &'static str, file: &'static str, right: &'static str, wrong: &'static str) -> Slip {
    Slip { name, file, right, wrong, at: None, mended: true }
}

#[rustfmt::skip]
const SLIPS: &[Slip] = &[
    slip("quote dropped", POLITYKA, "\"Niewypłacalność przyszłego klienta\" when", "\"Niewypłacalność przyszłego klienta when"),
    slip("comma for the decimal point", POLITYKA, "| x 1.5 |", "| x 1,5 |"),
    slip("comma in a weight", POLITYKA, "\"Wartość sprzedaży\" in biznes weight 34 %", "\"Wartość sprzedaży\" in biznes weight 34,0 %"),
    slip("`ponad`", POLITYKA, "when overdue above 90 days and", "when overdue ponad 90 days and"),
    slip("`co najmniej`", POLITYKA, "when biznes at least 55", "when biznes co najmniej 55"),
    slip("point for thousands", POLITYKA, "overdue_amount above 10 tys. PLN", "overdue_amount above 10.000 zł"),
    slip("`inaczej`", POLITYKA, "  | otherwise | 20      |", "  | inaczej   | 20      |"),
    slip("`oczekuj`", PRZYKLADY, "  expect tier B, score 74", "  oczekuj tier B, score 74"),
    slip("Polish letter lost in a name", POLITYKA, "when status_prawny is niewypłacalny\n  because \"Polityka", "when status_prawny is niewyplacalny\n  because \"Polityka"),
    slip("row twice", KEY_ACCOUNT, "  | good      | 80     |\n", "  | good      | 80     |\n  | good      | 80     |\n"),
    slip("percent sign missing", KEY_ACCOUNT, "\"No access to deciders\" to tier B when access below 10 %", "\"No access to deciders\" to tier B when access below 10"),
    slip("`=` for `is`", KEY_ACCOUNT, "\"Insolvency\" when legal_status is insolvent", "\"Insolvency\" when legal_status = insolvent"),
    slip("unit forgotten", KEY_ACCOUNT, "when overdue above 90 days", "when overdue above 90"),
    slip("opening quote of a tier's label lost", KEY_ACCOUNT, "tier B \"Rozwojowy\" en", "tier B Rozwojowy\" en"),
    slip("opening quote of a label of several words lost", POLITYKA, "veto bhp \"Nie stosuje", "veto bhp Nie stosuje"),
    slip("opening quote of a parameter's label lost", KEY_ACCOUNT, "parameter long_silence \"", "parameter long_silence "),
    slip("tab in a line", KEY_ACCOUNT, "in business weight 30 %", "in business\tweight 30 %"),
    slip("cell missing", KEY_ACCOUNT, "  | at 15 %     | 50     |\n", "  | at 15 %     |\n").unclear(),
    slip("cell too many", KEY_ACCOUNT, "  | at 15 %     | 50     |\n", "  | at 15 %     | 50     | 7 |\n"),
    slip("`zł`", KEY_ACCOUNT, "| at 2 mln PLN    | 100    |\n\ncriterion profit", "| at 2 mln zł    | 100    |\n\ncriterion profit"),
    slip("quotes of a word processor", POLITYKA, "veto bhp \"Nie stosuje naszych zasad BHP\" when", "veto bhp „Nie stosuje naszych zasad BHP” when"),
    slip("Polish unit", POLITYKA, "silence is known and silence above 60 days", "silence is known and silence above 60 dni"),
    slip("dash for minus", KEY_ACCOUNT, "  | at -20 % | 0       |", "  | at –20 % | 0       |"),
    slip("`≥`", KEY_ACCOUNT, "expected one)\" = if buys and revenue above 0 PLN", "expected one)\" = if buys and revenue ≥ 0 PLN"),
    slip("keyword misspelt", KEY_ACCOUNT, "criterion sales_value", "critrion sales_value"),
    slip("clause misspelt", POLITYKA, "  missing means fail", "  mising means fail"),
    slip("`then` missing", POLITYKA, "= if kupuje then obrót else missing", "= if kupuje obrót else missing"),
    slip("`to` missing", POLITYKA, "limit w_układzie \"W restrukturyzacji\" to tier B", "limit w_układzie \"W restrukturyzacji\" tier B"),
    slip("line not indented", POLITYKA, "  less is better\n  | przychylność_rywali", "less is better\n  | przychylność_rywali"),
    slip("item indented", POLITYKA, "tier B \"Rozwojowy\"", "  tier B \"Rozwojowy\""),
    slip("weights sum to 101 %", KEY_ACCOUNT, "in business weight 14 %", "in business weight 15 %").at("group business").unclear(),
    slip("ladder out of order", KEY_ACCOUNT, "  | from 75 % | 100    |\n  | from 40 % | 50     |", "  | from 40 % | 50     |\n  | from 75 % | 100    |").at("  | from 75 % | 100    |"),
    slip("gap in a table", POLITYKA, "  | dostateczna         | at least 30 days           |", "  | dostateczna         | above 30 days              |"),
    slip("overlap in a table", POLITYKA, "| dobra, bardzo_dobra | above 7 days ", "| dobra, bardzo_dobra | at least 7 days "),
    slip("unknown value", KEY_ACCOUNT, "  | excellent | 100    |", "  | excelent | 100    |"),
    slip("date with dots", KEY_ACCOUNT, "effective from 2026-01-01", "effective from 1.01.2026"),
    slip("money without a currency", KEY_ACCOUNT, "overdue_amount above 10 tys. PLN", "overdue_amount above 10 tys."),
    slip("`and` and `or` mixed", DZIALANIA, "when kupuje and umowa_wygasa", "when kupuje and umowa_wygasa or nasi above 1"),
    slip("parenthesis not closed", KEY_ACCOUNT, "and contact at least multiple)  |", "and contact at least multiple  |"),
    slip("capital letter in a keyword", POLITYKA, "limit bez_dostępu \"Bez dostępu do decydentów\" to tier C when", "limit bez_dostępu \"Bez dostępu do decydentów\" to tier C When"),
    slip("declared twice", POLITYKA, "include payments\n", "include payments\n\nfield zakłady \"Liczba zakładów\" count\n").at("field zakłady \"Liczba zakładów\" count\n\nfield postój").unclear(),
    slip("bar of a header lost", KEY_ACCOUNT, "  | credit    | points |", "    credit    | points |"),
    slip("bar at the end of a row lost", KEY_ACCOUNT, "  | fair      | 50     |", "  | fair      | 50"),
    slip("colon too many", POLITYKA, "  missing means 40", "  missing means: 40"),
    slip("line removed", KEY_ACCOUNT, "  less is better\n  | rival_favour", "  | rival_favour").at("  | at 0         | 60     |"),
    slip("digit lost in points", KEY_ACCOUNT, "  | at 6       | 100    |", "  | at 6       | 1000   |"),
    slip("`>` and a Polish unit", POLITYKA, "when overdue above 90 days", "when overdue > 90 dni"),
    slip("space in a name", POLITYKA, "and months_pursued above najdłużej", "and months pursued above najdłużej"),
    slip("hyphen in a name", POLITYKA, "and months_pursued above najdłużej", "and months-pursued above najdłużej"),
    slip("percent taken from money", POLITYKA, "= wartość - min(wartość, obrót)", "= wartość - 5 %"),
    slip("`otherwise` forgotten", POLITYKA, "tier C \"Standard\" otherwise", "tier C \"Standard\""),
    slip("bare number in a ladder", KEY_ACCOUNT, "| from 40 % | 50     |", "| 40 %      | 50     |"),
    slip("`w` for `in`", POLITYKA, "= wypłacalność in dobra, bardzo_dobra", "= wypłacalność w dobra, bardzo_dobra"),
    slip("`lub`", POLITYKA, "(restrukturyzacja, niewypłacalny) or at least", "(restrukturyzacja, niewypłacalny) lub at least"),
    slip("thousands with a comma", KEY_ACCOUNT, "revenue 900 tys. PLN, legal_status insolvent", "revenue 900,000 PLN, legal_status insolvent"),
    slip("unknown group", POLITYKA, "in przebieg weight 1 / 5", "in przbieg weight 1 / 5"),
    slip("unknown action", PRZYKLADY, "expect tier C, action rozlicz, action", "expect tier C, action rozlcz, action"),
    slip("comma lost in an example", PRZYKLADY, "given status_prawny aktywny, wypłacalność dobra, zasady_bhp yes, doświadczenie_z_nami żadne, doświadczenie_z_usługą żadne", "given status_prawny aktywny wypłacalność dobra, zasady_bhp yes, doświadczenie_z_nami żadne, doświadczenie_z_usługą żadne"),
    slip("`tak`", PRZYKLADY, "poleca_nas 80, otwiera_rynek yes", "poleca_nas 80, otwiera_rynek tak"),
    slip("unknown channel", DZIALANIA, "    channel pismo\n    owner kam speaking", "    channel psmo\n    owner kam speaking"),
    slip("`after` misspelt", DZIALANIA, "    after odpowiedz\n", "    after odpowiedź\n"),
    slip("points above 100", KEY_ACCOUNT, "= 75 points\n", "= 175 points\n"),
    slip("row without bars", KEY_ACCOUNT, "  | at 15 %     | 50     |", "    at 15 %       50     "),
    slip("row without bars and gaps", KEY_ACCOUNT, "  | at 15 %     | 50     |", "  at 15 % 50"),
    slip("row of a spreadsheet", KEY_ACCOUNT, "  | at 15 %     | 50     |", "  at 15 %;50"),
    slip("bar between two cells lost", KEY_ACCOUNT, "  | at 15 %     | 50     |", "  | at 15 %       50     |"),
    slip("`brak oznacza nieznane`", KEY_ACCOUNT, "  missing means unknown\n", "  brak oznacza nieznane\n"),
    slip("`brak oznacza błąd`", POLITYKA, "  missing means fail", "  brak oznacza błąd"),
    slip("`nieznane oznacza wstrzymaj`", KEY_ACCOUNT, "  unknown means hold", "  nieznane oznacza wstrzymaj"),
    slip("`tys. zł`", KEY_ACCOUNT, "| at 500 tys. PLN | 60     |", "| at 500 tys. zł  | 60     |"),
    slip("`1,2 mln zł`", KEY_ACCOUNT, "| at 2 mln PLN    | 100    |\n\ncriterion profit", "| at 1,2 mln zł   | 100    |\n\ncriterion profit"),
    slip("`10.000 zł` in a condition", KEY_ACCOUNT, "overdue_amount above 10 tys. PLN", "overdue_amount above 10.000 zł"),
    slip("point for thousands without currency", KEY_ACCOUNT, "overdue_amount above 10 tys. PLN", "overdue_amount above 10.000"),
    slip("`10.000,00 zł`", KEY_ACCOUNT, "overdue_amount above 10 tys. PLN", "overdue_amount above 10.000,00 zł"),
    slip("`termin w ciągu`", DZIALANIA, "    due within 14 working days\n    effect contact becomes brief\n  action poznaj_potrzeby", "    termin w ciągu 14 dni roboczych\n    effect contact becomes brief\n  action poznaj_potrzeby"),
    slip("business days", DZIALANIA, "    due within 14 working days\n    effect contact becomes brief\n  action poznaj_potrzeby", "    due within 14 business days\n    effect contact becomes brief\n  action poznaj_potrzeby"),
    slip("`gdzie`", KEY_ACCOUNT, "any people where (formal and support at least supporter)", "any people gdzie (formal and support at least supporter)"),
    slip("`kiedy`", KEY_ACCOUNT, "veto insolvency \"Niewypłacalność\" en \"Insolvency\" when", "veto insolvency \"Niewypłacalność\" en \"Insolvency\" kiedy"),
    slip("`repeat co`", DZIALANIA, "    repeat every 2 months until", "    repeat co 2 miesiące until"),
    slip("`powtarzaj co`", DZIALANIA, "    repeat every 2 months until", "    powtarzaj co 2 miesiące until"),
    slip("`dla każdej osoby gdzie`", DZIALANIA, "    for each person where zna_halę", "    dla każdej osoby gdzie zna_halę"),
    slip("`dla każdej osoby`", DZIALANIA, "    for each person where zna_halę", "    dla każdej osoby where zna_halę"),
    slip("bounds with a dash", POLITYKA, "| dostateczna         | from 15 days below 30 days |", "| dostateczna         | 15 – 30 days               |"),
    slip("two tiers the wrong way round", KEY_ACCOUNT, "tier A \"Kluczowy\" en \"Key\" from tier_a_threshold when business at least 60\n\ntier B \"Rozwojowy\" en \"Development\" from 55 points\n", "tier B \"Rozwojowy\" en \"Development\" from 55 points\n\ntier A \"Kluczowy\" en \"Key\" from tier_a_threshold when business at least 60\n").at("tier A"),
    slip("table not indented", KEY_ACCOUNT, "  | credit    | points |\n  | weak      | 0      |\n  | fair      | 50     |", "| credit    | points |\n| weak      | 0      |\n| fair      | 50     |"),
    slip("library left out", POLITYKA, "include payments\n\n", "").at("    and (status_prawny not in (restrukturyzacja"),
    slip("name misspelt where it is declared", POLITYKA, "let dotarcie \"", "let dotarcia \""),
    slip("dash before a clause", KEY_ACCOUNT, "in business weight 30 %", "in business — weight 30 %"),
    slip("colon behind the currency", KEY_ACCOUNT, "  currency PLN", "  currency: PLN"),
    slip("capital `Any`", KEY_ACCOUNT, "  | conflict          | any     | 0      |", "  | conflict          | Any     | 0      |"),
    slip("capital `Missing`", KEY_ACCOUNT, "  | at 0 %   | 40      |\n  | at 30 %  | 100     |\n  | missing  | exclude |", "  | at 0 %   | 40      |\n  | at 30 %  | 100     |\n  | Missing  | exclude |"),
    slip("row of a spreadsheet in the first column", KEY_ACCOUNT, "  | at 15 %     | 50     |", "at 15 %\t50"),
    slip("row with a comma", KEY_ACCOUNT, "  | good      | 80     |", "  good, 80"),
    slip("line below the header", KEY_ACCOUNT, "  | margin_rate | points |\n", "  | margin_rate | points |\n  |-------------|--------|\n"),
    slip("header without its last cell", KEY_ACCOUNT, "  | margin_rate | points |", "  | margin_rate |"),
    slip("header without its bar", KEY_ACCOUNT, "  | margin_rate | points |", "  | margin_rate   points |"),
    slip("heading misspelt", NORTHWIND, "  | when                 | alone gives |", "  | when                 | alone give  |"),
    slip("`gdy` as heading", NORTHWIND, "  | when                 | alone gives |", "  | gdy                  | alone gives |"),
    slip("two bars", KEY_ACCOUNT, "  | good      | 80     |", "  | good      || 80     |"),
    slip("`!` for a bar", KEY_ACCOUNT, "  | good      | 80     |", "  | good      ! 80     |"),
    slip("`l` for a bar", KEY_ACCOUNT, "  | good      | 80     |", "  | good      l 80     |"),
    slip("`at` forgotten", KEY_ACCOUNT, "  | at 500 tys. PLN | 60     |", "  | 500 tys. PLN    | 60     |"),
    slip("currency before the number", KEY_ACCOUNT, "  | at 500 tys. PLN | 60     |", "  | at PLN 500 tys. | 60     |"),
    slip("apostrophe for thousands", KEY_ACCOUNT, "  | at 500 tys. PLN | 60     |", "  | at 500'000 PLN  | 60     |"),
    slip("`at least` among steps", KEY_ACCOUNT, "  | from 75 % | 100    |", "  | at least 75 % | 100    |"),
    slip("`>=` among steps", KEY_ACCOUNT, "  | from 75 % | 100    |", "  | >= 75 %   | 100    |"),
    slip("`else`", KEY_ACCOUNT, "  | otherwise | 0      |", "  | else      | 0      |"),
    slip("`default`", KEY_ACCOUNT, "  | otherwise | 0      |", "  | default   | 0      |"),
    slip("empty cell", KEY_ACCOUNT, "  | conflict          | any     | 0      |", "  | conflict          |         | 0      |"),
    slip("star in a cell", KEY_ACCOUNT, "  | conflict          | any     | 0      |", "  | conflict          | *       | 0      |"),
    slip("dash in a cell", KEY_ACCOUNT, "  | conflict          | any     | 0      |", "  | conflict          | -       | 0      |"),
    slip("`pts`", KEY_ACCOUNT, "  | at 500 tys. PLN | 60     |", "  | at 500 tys. PLN | 60 pts |"),
    slip("points in percent", KEY_ACCOUNT, "  | at 500 tys. PLN | 60     |", "  | at 500 tys. PLN | 60 %   |"),
    slip("threshold in percent", KEY_ACCOUNT, "\"Development\" from 55 points", "\"Development\" from 55 %"),
    slip("`with weight`", KEY_ACCOUNT, "\"Sales value\" in business weight 30 %", "\"Sales value\" in business with weight 30 %"),
    slip("tier `at least`", KEY_ACCOUNT, "\"Development\" from 55 points", "\"Development\" at least 55 points"),
    slip("tier `>=`", KEY_ACCOUNT, "\"Development\" from 55 points", "\"Development\" >= 55 points"),
    slip("`when` forgotten", KEY_ACCOUNT, "to tier B when access below 10 %", "to tier B access below 10 %"),
    slip("`to B`", KEY_ACCOUNT, "to tier B when access below 10 %", "to B when access below 10 %"),
    slip("colon for `=`", KEY_ACCOUNT, "\"Long silence\" = 60 days", "\"Long silence\": 60 days"),
    slip("date in words", KEY_ACCOUNT, "effective from 2026-01-01", "effective from 1 stycznia 2026"),
    slip("expectation with `is`", NORTHWIND_EXAMPLES, "  expect tier B, access 0 %", "  expect tier is B, access 0 %"),
    slip("expectations with `and`", NORTHWIND_EXAMPLES, "  expect tier B, access 0 %", "  expect tier B and access 0 %"),
    slip("range with a dash", NORTHWIND_EXAMPLES, "  expect tier A, keep 90 %..96 %", "  expect tier A, keep 90–96 %"),
    slip("range with `to`", NORTHWIND_EXAMPLES, "  expect tier A, keep 90 %..96 %", "  expect tier A, keep 90 % to 96 %"),
    slip("ranking `desc`", NORTHWIND, "rank by chance * value, then", "rank by chance * value desc, then"),
    slip("ranking with `and`", NORTHWIND, "rank by chance * value, then by score", "rank by chance * value and then by score"),
    slip("`x` for `*`", NORTHWIND, "rank by chance * value, then", "rank by chance x value, then"),
    slip("name in two words", NORTHWIND, "criterion repeat_orders \"", "criterion repeat orders \""),
    slip("name with a hyphen", NORTHWIND, "criterion repeat_orders \"", "criterion repeat-orders \""),
    slip("group misspelt where it is declared", NORTHWIND, "group personal \"", "group persnal \""),
    slip("`lower is better`", NORTHWIND, "in personal weight 20 %\n  less is better", "in personal weight 20 %\n  lower is better"),
    slip("`!=`", KEY_ACCOUNT, "    and months_pursued is known\n", "    and months_pursued != missing\n"),
    slip("quotes of a word processor on one side", KEY_ACCOUNT, "\"Wartość sprzedaży\" en \"Sales value\"", "\"Wartość sprzedaży” en \"Sales value\""),
    slip("comma at the end", NORTHWIND_EXAMPLES, "  expect people_met 2, access 50 %", "  expect people_met 2, access 50 %,"),
];

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// The rules a file belongs to, with another text in place of the file's own.
fn workspace(file: &str, text: &str) -> Workspace {
    let mut files = MemoryFiles::new().with("kam.yaml", "name: slips\nas_of: 2026-10-01\n");
    if let Some((rules, _)) = file.rsplit_once('/').filter(|(rules, _)| rules.starts_with("examples/")) {
        for entry in fs::read_dir(root().join(rules)).expect("the rules") {
            let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
            files = files.with(format!("rules/{name}"), read(&format!("{rules}/{name}")));
        }
    }
    let name = file.rsplit('/').next().expect("a name");
    Workspace::load_rules(&files.with(format!("rules/{name}"), text))
}

/// A text with the corrected lines of a finding in place of those that they replace.
fn mended(sources: &Sources, text: &str, finding: &Finding) -> Option<String> {
    let fix = finding.fix.as_ref()?;
    let (first, last) = finding.fixed_lines(sources);
    let mut lines: Vec<&str> = text.lines().collect();
    lines.splice(first - 1..last, fix.lines());
    Some(lines.join("\n") + "\n")
}

/// Code, place, message and corrected lines, one finding after the other.
fn said(sources: &Sources, findings: &[&Finding]) -> String {
    let mut out = String::new();
    for f in findings {
        let place = sources.start(f.span);
        let _ = writeln!(out, "  {} {}:{} {}", f.code.id, place.line, place.column, f.message(Language::English));
        if let Some(fix) = &f.fix {
            let _ = writeln!(out, "    write: {fix}");
        }
    }
    out
}

/// What is found beside what is found in the rules as they are shipped.
fn new<'w>(workspace: &'w Workspace, known: &[String]) -> Vec<&'w Finding> {
    workspace.findings.iter().filter(|f| !known.contains(&f.message(Language::English))).collect()
}

/// What is wrong with what kam says about a slip; nothing if all is well.
fn judged(slip: &Slip, right: &str, known: &[String]) -> Option<String> {
    assert_eq!(right.matches(slip.right).count(), 1, "{}: the text to spoil stands there once", slip.name);
    let wrong = right.replacen(slip.right, slip.wrong, 1);
    let changed = || right.lines().zip(wrong.lines()).position(|(a, b)| a != b);
    let named = slip.at.and_then(|text| Some(wrong.get(..wrong.find(text)?)?.matches('\n').count()));
    let line = named.or_else(changed).expect("a line") + 1;
    let spoiled = workspace(slip.file, &wrong);
    let found = new(&spoiled, known);
    let complaint = |what: &str| Some(format!("{} {what}:\n{}", slip.name, said(&spoiled.sources, &found)));
    let here = |f: &Finding| {
        slip.file.ends_with(spoiled.sources.name(f.span.file)) && spoiled.sources.start(f.span).line == line
    };
    match found.as_slice() {
        [] => return complaint("is not found"),
        [first, ..] if !here(first) => return complaint(&format!("is not found on line {line}")),
        [_, _, _, _, ..] => return complaint("brings a flood"),
        _ => {}
    }
    if !slip.mended {
        return if found.iter().any(|f| f.fix.is_some()) { complaint("is mended after all") } else { None };
    }
    let Some(text) = found.iter().find_map(|f| mended(&spoiled.sources, &wrong, f)) else {
        return complaint("has no corrected line");
    };
    if text == right {
        return None;
    }
    let again = workspace(slip.file, &text);
    let left = new(&again, known);
    let left = (!left.is_empty()).then(|| said(&again.sources, &left))?;
    complaint(&format!("is not mended by the corrected line, since then\n{left}and at first"))
}

/// Judges the slips of one file.
#[track_caller]
fn judge(file: &str) {
    let right = read(file);
    let known: Vec<String> = workspace(file, &right).findings.iter().map(|f| f.message(Language::English)).collect();
    let slips = SLIPS.iter().filter(|s| s.file == file);
    let complaints: Vec<String> = slips.filter_map(|s| judged(s, &right, &known)).collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn slips_in_the_shipped_policy() {
    judge(KEY_ACCOUNT);
}

#[test]
fn slips_in_polish_rules() {
    judge(POLITYKA);
}

#[test]
fn slips_in_polish_plays_and_examples() {
    judge(DZIALANIA);
    judge(PRZYKLADY);
}

#[test]
fn slips_in_english_rules_and_examples() {
    judge(NORTHWIND);
    judge(NORTHWIND_EXAMPLES);
}

#[test]
fn of_thirty_slips_twenty_eight_have_a_corrected_line() {
    let unclear = SLIPS.iter().filter(|s| !s.mended).count();
    assert!(SLIPS.len() >= 30 && unclear * 30 <= SLIPS.len() * 2, "{unclear} of {} are not mended", SLIPS.len());
}

/// What is broken may weigh something else than what could be read of it, so the sum waits.
#[test]
fn a_decimal_comma_in_a_weight_is_said_before_the_sum() {
    let text = read(POLITYKA).replacen("in biznes weight 18 %", "in biznes weight 17,5 %", 1);
    let spoiled = workspace(POLITYKA, &text);
    let errors: Vec<&str> =
        spoiled.findings.iter().filter(|f| f.level() == Level::Error).map(|f| f.code.name).collect();
    assert_eq!(errors, ["decimal_comma"]);
}

/// The rules of the Polish example with one file of them changed, put under another name, or left out.
fn one_file_other(name: &str, text: Option<(&str, &str)>) -> Workspace {
    let mut files = MemoryFiles::new().with("kam.yaml", "name: slips\nas_of: 2026-10-01\n");
    for entry in fs::read_dir(root().join("examples/uslugi/rules")).expect("the rules") {
        let file = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        if file != name {
            files = files.with(format!("rules/{file}"), read(&format!("examples/uslugi/rules/{file}")));
        }
    }
    if let Some((name, text)) = text {
        files = files.with(name, text);
    }
    Workspace::load_rules(&files)
}

/// Codes, and the notes of the first finding.
fn codes_and_notes(workspace: &Workspace) -> (Vec<&'static str>, Vec<String>) {
    let errors = workspace.findings.iter().filter(|f| f.level() == Level::Error);
    let notes = errors.clone().next().map(|f| f.notes.iter().map(|n| n.text.in_language(Language::English)).collect());
    (errors.map(|f| f.code.name).collect(), notes.unwrap_or_default())
}

#[test]
fn a_policy_that_is_gone_is_one_finding_with_the_files_there_are() {
    let policy = read(POLITYKA);
    let gone = one_file_other("1-polityka.kam", None);
    let read = "`rules/2-dzialania.kam`, `rules/3-przyklady.kam`, `rules/czystosc.kam`, `rules/mazowsze.kam`";
    assert_eq!(codes_and_notes(&gone), (vec!["no_policy"], vec![format!("these files were read: {read}")]));
    assert!(gone.findings.iter().all(|f| f.fix.is_none()), "which file lacks it, nobody knows");
    let misnamed = one_file_other("1-polityka.kam", Some(("rules/1-polityka.kam.txt", policy.as_str())));
    let (codes, notes) = codes_and_notes(&misnamed);
    assert_eq!(codes, ["no_policy"]);
    assert!(notes.iter().any(|n| n.contains("not read") && n.ends_with("`rules/1-polityka.kam.txt`")), "{notes:?}");
    let commented: String = policy.lines().map(|line| format!("# {line}\n")).collect();
    let (codes, notes) =
        codes_and_notes(&one_file_other("1-polityka.kam", Some(("rules/1-polityka.kam", commented.as_str()))));
    assert_eq!(codes, ["no_policy"]);
    assert!(notes.iter().any(|n| n == "nothing but comments stands in `rules/1-polityka.kam`"), "{notes:?}");
}

#[test]
fn a_library_that_is_gone_is_one_finding() {
    let policy = read(POLITYKA).replacen("include payments", "include rozliczenia", 1);
    let (codes, notes) =
        codes_and_notes(&one_file_other("1-polityka.kam", Some(("rules/1-polityka.kam", policy.as_str()))));
    assert_eq!(codes, ["unknown_item"]);
    assert!(notes.iter().any(|n| n.ends_with("for names that it may declare are said once it is there")), "{notes:?}");
}

#[test]
fn a_file_of_names_that_is_gone_is_no_flood() {
    let (codes, notes) = codes_and_notes(&one_file_other("2-dzialania.kam", None));
    assert!((1..=6).contains(&codes.len()), "{codes:?}");
    assert!(notes.iter().any(|n| n.ends_with("is a file missing under rules/?")), "{notes:?}");
}

#[test]
fn a_file_that_is_no_rules_is_one_finding() {
    let table = read("examples/uslugi/data/zlecenia.csv");
    let (codes, notes) = codes_and_notes(&one_file_other("", Some(("rules/zlecenia.kam", table.as_str()))));
    assert_eq!(codes, ["unknown_directive"]);
    assert!(notes.iter().any(|n| n.ends_with("is it a file of rules?")), "{notes:?}");
}

#[test]
fn an_overlay_without_indentation_is_one_finding_with_all_its_lines() {
    let overlay: String =
        read("examples/uslugi/rules/mazowsze.kam").lines().map(|line| format!("{}\n", line.trim_start())).collect();
    let spoiled = one_file_other("mazowsze.kam", Some(("rules/mazowsze.kam", overlay.as_str())));
    let found: Vec<&Finding> = spoiled.findings.iter().filter(|f| f.code.name == "indent_missing").collect();
    let [only] = found.as_slice() else { panic!("{}", said(&spoiled.sources, &found)) };
    let text = mended(&spoiled.sources, &overlay, only).expect("corrected lines");
    let again = one_file_other("mazowsze.kam", Some(("rules/mazowsze.kam", text.as_str())));
    let left: Vec<&Finding> = again.findings.iter().filter(|f| f.level() == Level::Error).collect();
    assert!(left.is_empty(), "{}", said(&again.sources, &left));
}
