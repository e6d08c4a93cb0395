//! Every code has a fixture, the fixture prints what its snapshot holds, and what is said to be right instead is right.
//! From all of them the page docs/codes.md and its Polish sister docs/kody.md are made, which are part of the program:
//! `INSTA_UPDATE=always cargo test` writes them anew.
//!
//! A fixture is a small workspace. `command` holds the arguments of `kam` where it is not `check`. What to write instead
//! is taken from the finding (`= write:`), else from the file `right`: lines that stand in place of the marked one, or of
//! those named in its first line, `@ rules/policy.kam:6-9`.

use crate::common::{DEFAULT_CONFIG, Run, Sandbox, root};
use kam::diagnostics::{Code, Language, all_codes};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

const FIXTURES: &str = "tests/fixtures/codes";
const PAGE: &str = "docs/codes.md";
const POLISH_PAGE: &str = "docs/kody.md";

#[test]
fn every_code_has_a_fixture_and_every_fixture_a_code() {
    let expected: BTreeSet<String> = all_codes().map(|c| c.name.to_owned()).collect();
    let entries = fs::read_dir(root().join(FIXTURES)).expect("the fixtures");
    let found: BTreeSet<String> =
        entries.map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    let missing: Vec<_> = expected.difference(&found).collect();
    let stray: Vec<_> = found.difference(&expected).collect();
    assert!(missing.is_empty() && stray.is_empty(), "without a fixture: {missing:?}; without a code: {stray:?}");
}

#[test]
fn every_code_says_what_it_means() {
    for code in all_codes() {
        let meaning = code.meaning.trim();
        let sentences = meaning.matches(". ").count() + 1;
        assert!(meaning.len() > 20 && meaning.ends_with('.') && sentences <= 3, "{}: {meaning}", code.name);
    }
}

#[test]
fn a_code_is_explained_as_on_the_page() {
    let sandbox = Sandbox::new();
    let said = sandbox.kam(&["explain-code", "KAM-E0222"]).exits(0).stdout;
    assert!(said.starts_with("KAM-E0222 missing_unit (error)\n\nValues with a unit"), "{said}");
    assert!(said.ends_with("Right:\n    veto late \"Late\" when overdue above 90 days\n"), "{said}");
    for spelling in ["222", "0222", "e0222", "missing_unit"] {
        assert_eq!(sandbox.kam(&["explain-code", spelling]).exits(0).stdout, said, "{spelling}");
    }
    let all = sandbox.kam(&["explain-code"]).exits(0).stdout;
    assert_eq!(all.lines().count(), all_codes().count());
    let unknown = sandbox.kam(&["explain-code", "KAM-W0222"]).exits(2).stderr;
    assert_eq!(unknown, "error: There is no code `KAM-W0222`. Did you mean `KAM-E0222` (missing_unit)?\n");
}

#[test]
fn levels_of_kam_yaml_hold_in_every_command() {
    let policy = "policy p \"P\" version 1\n\nfield size \"Size\" number 0..100\nfield idle \"Idle\" yes_no\n
criterion scale \"Scale\" weight 100 %\n  points size\n\ntier A \"A\" from 50 points\ntier B \"B\" otherwise\n
example \"Large\"\n  given size 60\n  expect tier A\n";
    let with = |level: &str| {
        let sandbox = Sandbox::with_policy(policy);
        sandbox.file("kam.yaml", format!("{DEFAULT_CONFIG}levels:\n  KAM-W0314: {level}\n"))
    };
    let said = |level: &str, args: &[&str], exit: i32| with(level).kam(args).exits(exit).transcript();
    assert!(said("warning", &["check"], 0).contains("warning[KAM-W0314]"));
    assert!(said("note", &["check"], 0).contains("note[KAM-W0314]"));
    assert!(!said("{level: off, because: Later}", &["check"], 0).contains("W0314"));
    for args in [&["check"][..], &["test"], &["rank"], &["plan"], &["actions"]] {
        assert!(said("error", args, 1).contains("error[KAM-W0314]"), "{args:?}");
        assert!(!said("{level: note}", args, 0).contains("warning[KAM-W0314]"), "{args:?}");
    }
    let json = with("note").kam(&["check", "--format", "json"]).json();
    assert_eq!(json["findings"][0]["level"], "note");
    assert!(said("nothing", &["check"], 1).contains("`level` cannot be `nothing`"));
}

#[test]
fn findings_are_said_in_the_language_asked_for_else_that_of_the_workspace() {
    let fixture = |locale: &str| {
        Sandbox::copy_of("tests/fixtures/codes/effort_unit").file("kam.yaml", format!("{DEFAULT_CONFIG}{locale}"))
    };
    let polish = "błąd[KAM-E0801]: Nakład pracy liczy się w godzinach: napisz `effort 3 hours`.\n";
    let english = "error[KAM-E0801]: Effort is counted in hours: write `effort 3 hours`.\n";
    let said = |locale: &str, args: &[&str]| fixture(locale).kam(args).exits(1).stdout;
    let plain = said("locale: pl\n", &["check"]);
    assert!(plain.starts_with(polish) && plain.ends_with("  = napisz: effort 3 hours\n\n1 błąd\n"), "{plain}");
    assert!(said("", &["check", "--lang", "pl"]).starts_with(polish));
    assert!(said("", &["check"]).starts_with(english));
    assert!(said("locale: pl\n", &["--lang", "en", "check"]).starts_with(english));
    // Programs that read answers get the same text whatever the locale, unless a language is asked for.
    for (args, message) in [(&["check"][..], "Effort"), (&["--lang", "pl", "check"], "Nakład")] {
        let finding = &fixture("locale: pl\n").kam(&[args, &["--format", "json"]].concat()).json()["findings"][0];
        assert!(finding["message"].as_str().is_some_and(|m| m.starts_with(message)) && finding["level"] == "error");
        let sarif = fixture("locale: pl\n").kam(&[args, &["--format", "sarif"]].concat()).stdout;
        assert!(sarif.contains(&format!("\"text\": \"{message}")), "{sarif}");
    }
}

#[test]
fn every_fixture_prints_its_code_and_what_its_snapshot_holds() {
    let mut wrong = Vec::new();
    let (mut page, mut polish_page) = (PREFACE.to_owned(), POLISH_PREFACE.to_owned());
    let mut step = "";
    for code in all_codes() {
        let directory = format!("{FIXTURES}/{}", code.name);
        if !root().join(&directory).is_dir() {
            continue;
        }
        let fixture = Fixture::new(code);
        let transcript = fixture.run(Language::English).transcript();
        if !transcript.contains(code.id) {
            wrong.push(format!("{} does not print {}:\n{transcript}", code.name, code.id));
            continue;
        }
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(root().join(&directory));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.set_description(format!("kam {}", fixture.args.join(" ")));
        settings.bind(|| insta::assert_snapshot!("expected", transcript));
        let printed = Printed::of(code, &transcript, Language::English);
        let right = fixture.right(&printed);
        let in_polish = Printed::of(code, &fixture.run(Language::Polish).transcript(), Language::Polish);
        wrong.extend(in_polish.english_words(&printed).into_iter().map(|word| {
            format!(
                "`{word}` is said in Polish; say it with `said!` or in src/diagnostics/polish/:\n{}",
                in_polish.block
            )
        }));
        if in_polish.fix != printed.fix {
            wrong.push(format!("{} proposes something else in Polish:\n{}", code.name, in_polish.block));
        }
        if step != &code.id[5..7] {
            step = &code.id[5..7];
            let (english, polish) = title(step);
            let _ = write!(page, "\n## {english}\n");
            let _ = write!(polish_page, "\n## {polish}\n");
        }
        section(&mut page, code, &printed, right.as_ref(), Language::English);
        section(&mut polish_page, code, &in_polish, right.as_ref(), Language::Polish);
        if let Some(right) = &right {
            let mended = fixture.mended(right).transcript();
            if mended.contains(code.id) {
                wrong.push(format!("{} is still there after mending:\n{mended}", code.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    for (name, page) in [(PAGE, page), (POLISH_PAGE, polish_page)] {
        let path = root().join(name);
        if std::env::var("INSTA_UPDATE").is_ok_and(|v| v == "always") {
            fs::write(&path, &page).expect("the page is written");
        }
        let stands = fs::read_to_string(&path).expect("the page");
        assert!(
            stands == page,
            "{name} is not made from these codes and fixtures: `INSTA_UPDATE=always cargo test` writes it"
        );
    }
}

const PREFACE: &str = "# What kam finds
Every finding has a code that never changes: `E` is an error, `W` a warning, `N` a note; the first two digits tell where it is found.
Errors make a command exit with 1; warnings and notes do not. `kam explain-code KAM-E0102` prints the part of this page about a code, and
`levels` in kam.yaml raises or lowers warnings and notes (see [the workspace](workspace.md#levels-of-findings)).

Each code comes with something that brings it about, as kam prints it, and with what to write instead.
This page is made from the program's own tests.
";

const POLISH_PREFACE: &str = "# Co znajduje kam
Każdy komunikat ma kod, który się nie zmienia: `E` to błąd, `W` ostrzeżenie, `N` uwaga; dwie pierwsze cyfry mówią, gdzie go znaleziono. Po
błędach polecenie kończy się kodem 1; po ostrzeżeniach i uwagach nie. `kam explain-code KAM-E0102 --lang pl` wypisuje część tej strony o
danym kodzie, a `levels` w kam.yaml podnosi lub obniża ostrzeżenia i uwagi (zob. [folder klientów](workspace.md#levels-of-findings), po
angielsku).

Przy każdym kodzie stoi coś, co go wywołuje, tak jak wypisuje to kam, oraz to, co napisać zamiast tego.
Strona powstaje z testów samego programu. Po angielsku: [codes.md](codes.md).
";

/// What the first two digits of a code say, in English and in Polish.
fn title(step: &str) -> (&'static str, &'static str) {
    match step {
        "01" => ("01 How rules are written", "01 Jak pisze się reguły"),
        "02" => ("02 Names, types and the shape of rules", "02 Nazwy, typy i budowa reguł"),
        "03" => (
            "03 Rules that contradict each other or never apply",
            "03 Reguły, które sobie przeczą lub nigdy nie zachodzą",
        ),
        "04" => ("04 The workspace and its data", "04 Folder klientów i jego dane"),
        "05" => ("05 Evaluation", "05 Ocena"),
        "06" => ("06 Examples", "06 Przykłady"),
        "07" => ("07 Documents", "07 Dokumenty"),
        "08" => ("08 Playbooks, channels, KPIs", "08 Zestawy działań, kanały, wskaźniki"),
        "09" => ("09 Overlays", "09 Nakładki"),
        other => panic!("no title for {other}"),
    }
}

fn section(page: &mut String, code: &Code, printed: &Printed, right: Option<&Right>, language: Language) {
    let _ = write!(page, "\n### {} {}\n{}\n\n", code.id, code.name, code.meaning_in(language).trim());
    let _ = write!(page, "{}:\n```text\n{}\n```\n", language.pick("Wrong", "Źle"), printed.block);
    match right {
        Some(right) if right.lines.is_empty() => {
            page.push_str(language.pick("Right: without these lines.\n", "Dobrze: bez tych wierszy.\n"));
        }
        Some(right) => {
            let word = language.pick("Right", "Dobrze");
            let _ = write!(page, "{word}:\n```text\n{}\n```\n", right.lines.join("\n"));
        }
        None => {}
    }
}

/// The finding of a code as it was printed.
struct Printed {
    block: String,
    /// The file and line it points at.
    file: String,
    line: usize,
    /// The lines behind `= write:`.
    fix: Option<Vec<String>>,
}

impl Printed {
    fn of(code: &Code, transcript: &str, language: Language) -> Printed {
        let write = language.pick("= write: ", "= napisz: ");
        let starts = format!("[{}]", code.id);
        let lines: Vec<&str> = transcript.lines().skip_while(|l| !l.contains(&starts)).collect();
        let block: Vec<&str> = lines.iter().copied().take_while(|l| !l.is_empty()).collect();
        let place = block.iter().find_map(|l| l.trim_start().strip_prefix("--> ")).unwrap_or("?:1:1");
        let mut parts = place.rsplitn(3, ':');
        let line = parts.nth(1).and_then(|l| l.parse().ok()).unwrap_or(1);
        let file = parts.next().unwrap_or_default().to_owned();
        let fix = block.iter().position(|l| l.trim_start().starts_with(write)).map(|at| {
            let first = block[at].split_once(write).expect("write").1;
            let more = block[at + 1..].iter().map(|l| l.trim_start());
            std::iter::once(first).chain(more).map(str::to_owned).collect()
        });
        Printed { block: block.join("\n"), file, line, fix }
    }
}

impl Printed {
    /// English words outside of what people wrote or are to write, and placeholders in what they are to write.
    fn english_words(&self, english: &Printed) -> Vec<String> {
        let known = english.words();
        let words = self.words().into_iter().filter(|word| known.contains(word) || ENGLISH.contains(&word.as_str()));
        let words = words.filter(|word| !IN_BOTH.contains(&word.as_str()));
        let quoted = self.said().into_iter().flat_map(|text| text.split('`').skip(1).step_by(2));
        let quoted = quoted.flat_map(|part| part.split(|c: char| !c.is_alphabetic()));
        words.chain(quoted.filter(|word| PLACEHOLDERS.contains(word)).map(str::to_owned)).collect()
    }

    /// The words that are said: no names, numbers, quotes and paths.
    fn words(&self) -> BTreeSet<String> {
        let mut out = BTreeSet::new();
        for text in self.said() {
            let text = text.split_once("]: ").map_or(text, |(_, said)| said);
            for part in text.split('`').step_by(2) {
                let outside = part.split(['„', '“', '”', '"']).step_by(2);
                let words = outside.flat_map(str::split_whitespace).map(|w| w.trim_matches(|c| ",.:;?()".contains(c)));
                out.extend(words.filter(|w| w.len() > 1 && w.chars().all(char::is_alphabetic)).map(str::to_owned));
            }
        }
        out.retain(|word| word.chars().any(char::is_lowercase));
        out
    }

    /// The sentence, what stands beside marks, and the notes.
    fn said(&self) -> Vec<&str> {
        let fix = ["= napisz: ", "= write: "].into_iter().find_map(|word| self.block.find(word));
        let fix = fix.unwrap_or(self.block.len());
        let notes = ["= uwaga: ", "= note: "];
        let spoken =
            |line: &'_ str| line.contains("]: ") || notes.iter().any(|note| line.trim_start().starts_with(note));
        let beside = |line: &str| line.trim_start().starts_with('|') && line.contains(['-', '^']);
        self.block[..fix].lines().filter(|line| spoken(line) || beside(line)).collect()
    }
}

/// Words that no Polish sentence has.
const ENGLISH: &[&str] = &[
    "the", "The", "is", "are", "and", "or", "of", "not", "write", "Write", "an", "An", "it", "It", "has", "have",
    "for", "from", "this", "This", "there", "There", "which", "with", "did", "you", "mean", "here", "such", "as", "at",
    "most", "least", "be", "in", "that", "what", "more", "below", "above", "only", "its",
];

/// Words that stand in sentences of both languages.
const IN_BOTH: &[&str] =
    &["kam", "alert", "alarm", "Alarm", "status", "to", "plus", "one", "separator", "Piotr", "Bąk"];

/// What forms call what people fill in, in English.
const PLACEHOLDERS: &[&str] = &[
    "NAME",
    "LABEL",
    "TITLE",
    "VALUE",
    "TYPE",
    "COLUMN",
    "CONDITION",
    "EXPRESSION",
    "GROUP",
    "NEED",
    "POLICY",
    "VERSION",
];

/// Lines to write in place of others.
struct Right {
    file: String,
    from: usize,
    to: usize,
    lines: Vec<String>,
    /// Whether the lines are to have the indentation of what they replace: findings show them without.
    unindented: bool,
}

/// A workspace that brings a code about.
struct Fixture {
    directory: String,
    args: Vec<String>,
}

impl Fixture {
    fn new(code: &Code) -> Fixture {
        let directory = format!("{FIXTURES}/{}", code.name);
        let command = fs::read_to_string(root().join(&directory).join("command")).unwrap_or_else(|_| "check".into());
        Fixture { directory, args: command.split_whitespace().map(str::to_owned).collect() }
    }

    fn sandbox(&self) -> Sandbox {
        let sandbox = Sandbox::copy_of(&self.directory);
        if !sandbox.path().join("kam.yaml").exists() {
            sandbox.write("kam.yaml", DEFAULT_CONFIG);
        }
        sandbox
    }

    fn run_in(&self, sandbox: &Sandbox, language: Language) -> Run {
        let args = self.args.iter().map(String::as_str).chain(["--lang", language.tag()]);
        sandbox.kam(&args.collect::<Vec<_>>())
    }

    fn run(&self, language: Language) -> Run {
        self.run_in(&self.sandbox(), language)
    }

    /// What to write instead: the fixture's own word, else the finding's.
    fn right(&self, printed: &Printed) -> Option<Right> {
        let at = printed.line;
        let right = |lines, unindented| Right { file: printed.file.clone(), from: at, to: at, lines, unindented };
        let Ok(text) = fs::read_to_string(root().join(&self.directory).join("right")) else {
            return printed.fix.clone().map(|lines| right(lines, true));
        };
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let Some(place) = lines.first().and_then(|l| l.strip_prefix("@ ")) else {
            return Some(right(lines, false));
        };
        let (file, range) = place.rsplit_once(':').expect("FILE:FROM-TO");
        let (from, to) = range.split_once('-').expect("FROM-TO");
        let number = |text: &str| text.parse().expect("a line");
        let (file, from, to) = (file.to_owned(), number(from), number(to));
        lines.remove(0);
        Some(Right { file, from, to, lines, unindented: false })
    }

    /// The same run after the right lines were written.
    fn mended(&self, right: &Right) -> Run {
        let sandbox = self.sandbox();
        let bytes = fs::read(sandbox.path().join(&right.file)).expect("the file to mend");
        let text = String::from_utf8_lossy(&bytes);
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let old = lines.get(right.from - 1).cloned().unwrap_or_default();
        let indent = &old[..old.len() - old.trim_start_matches(' ').len()];
        let indent = if right.unindented { indent } else { "" };
        let new: Vec<String> = right.lines.iter().map(|line| format!("{indent}{line}")).collect();
        lines.splice(right.from - 1..right.to.min(lines.len()), new);
        sandbox.write(&right.file, lines.join("\n") + "\n");
        self.run_in(&sandbox, Language::English)
    }
}
