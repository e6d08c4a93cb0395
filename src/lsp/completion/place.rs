//! Where a cursor stands, told from the text alone: which item and block its line belongs to, what stands before it on the
//! line, and what may follow. Knows no names that are declared.

use super::clause::{Progress, progress};

/// A place in rules where a word begins.
pub(super) struct Place<'t> {
    /// The line up to the word, texts blanked out.
    before: String,
    /// A text ends there.
    text: bool,
    /// The directive of the item that the line belongs to.
    directive: &'t str,
    /// `action` or `objective` within a playbook.
    block: Option<&'t str>,
    /// Within an overlay.
    overlay: bool,
    /// The table that an overlay replaces a row of.
    replaced: Option<&'t str>,
    /// The first line of the table that the line is a row of.
    header: Option<&'t str>,
    /// Whether attributes of a person may be written bare.
    pub person: bool,
}

/// What may be written at a place.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Wanted<'p> {
    Directives,
    /// Of a directive, and of a block.
    Clauses(&'p str, Option<&'p str>),
    /// The lines of an overlay, and those of what it adds.
    Changes(Option<(&'p str, Option<&'p str>)>),
    /// What an overlay may add or remove.
    Changeable,
    /// What is declared by a directive, called as overlays call it.
    Called(&'p str),
    Parameters,
    /// What has a weight.
    Weighted,
    /// What has a table whose rows can be replaced.
    Tables,
    /// The value of a parameter as it is written.
    ValueNow(&'p str),
    /// The weight of something as it is written.
    WeightNow(&'p str),
    /// The rows of a table as they are written.
    Rows(&'p str),
    /// Name and version of the policy.
    Base,
    Words(&'static [&'static str]),
    Types,
    Units,
    ValuesOf(&'p str),
    /// What a cell may hold under a heading.
    Cell(&'p str),
    /// The names that a directive declares.
    Items(&'static str),
    Groups,
    /// Channels, and tables that choose one.
    Channels,
    Actions,
    Libraries,
    Roles,
    /// Behind the dot of this name.
    Members(&'p str),
    /// Names of the account, and these words.
    Given(&'static [&'static str]),
    /// The heading of a column.
    Columns,
    /// Anything that an expression may hold.
    Names,
    Nothing,
}

impl<'t> Place<'t> {
    /// The place at an offset; none within a text or a comment.
    pub fn new(text: &'t str, offset: usize) -> Option<Place<'t>> {
        let up_to = text.get(..offset)?;
        let start = up_to.rfind('\n').map_or(0, |at| at + 1);
        let line = up_to.get(start..)?;
        let word = line.trim_end_matches(unicode_ident::is_xid_continue);
        let before = blanked(word)?;
        let above: Vec<&str> = text.get(..start)?.lines().collect();
        let own = above.iter().rposition(|l| !l.is_empty() && !l.starts_with([' ', '#', '\t']));
        let indented = line.starts_with([' ', '\t']);
        let head: &'t str = if indented { own.and_then(|at| above.get(at).copied()).unwrap_or_default() } else { "" };
        let directive = first_word(if indented { head } else { text.get(start..)? });
        let body = if indented { own.and_then(|at| above.get(at + 1..)).unwrap_or_default() } else { &[] };
        let overlay = directive == "overlay";
        let change = if overlay { Change::of(body, line) } else { None };
        let replaced = change.as_ref().and_then(Change::replaced);
        let (directive, head, body, before) = match change {
            Some(Change { first, below, here }) if added(first).is_some() => {
                let item = added(first).unwrap_or_default();
                // Where the item begins, its line is read as one that stands for itself.
                let before =
                    if here { blanked(item.trim_end_matches(unicode_ident::is_xid_continue))? } else { before };
                (first_word(item), item, below, before)
            }
            _ => (directive, head, body, before),
        };
        let block =
            body.iter().rev().map(|l| first_word(l.trim_start())).find(|w| matches!(*w, "action" | "objective"));
        let block = block.filter(|_| directive == "playbook");
        let header = body.iter().rev().take_while(|l| l.trim_start().starts_with('|')).last().copied();
        let header = header.filter(|_| line.trim_start().starts_with('|'));
        let of_block = body.iter().rev().take_while(|l| first_word(l.trim_start()) != "action");
        let for_each = block == Some("action") && of_block.clone().any(|l| l.contains("for each person"));
        let person = for_each
            || ["for each person", " where ", " among ", "given person "].iter().any(|w| before.contains(w))
            || head.split_whitespace().nth(1).is_some_and(|name| name.starts_with("person."));
        let text = word.trim_end().ends_with('"');
        Some(Place { before, text, directive, block, overlay, replaced, header, person })
    }

    /// What may be written here.
    pub fn wanted(&self) -> Wanted<'_> {
        let before = self.before.as_str();
        let trimmed = before.trim_start();
        if trimmed.is_empty() {
            return match (before.is_empty(), self.overlay, self.replaced) {
                (true, _, _) => Wanted::Directives,
                (false, true, Some(table)) => Wanted::Rows(table),
                (false, true, None) if self.directive == "overlay" => Wanted::Changes(None),
                (false, true, None) => Wanted::Changes(Some((self.directive, self.block))),
                (false, false, _) => Wanted::Clauses(self.directive, self.block),
            };
        }
        if let Some(table) = self.replaced.filter(|_| trimmed.starts_with('|')) {
            return Wanted::Rows(table);
        }
        if let Some(row) = trimmed.strip_prefix('|') {
            return self.cell(row);
        }
        let tokens = tokens(trimmed);
        let Some(first) = tokens.first().copied() else { return Wanted::Nothing };
        if let Some(owner) = before.strip_suffix('.') {
            let start = owner.trim_end_matches(|c: char| unicode_ident::is_xid_continue(c)).len();
            return Wanted::Members(owner.get(start..).unwrap_or_default());
        }
        match first {
            _ if self.overlay && self.directive == "overlay" => of_overlay(&tokens),
            "given" => self.given(&tokens),
            "expect" => self.expected(&tokens),
            _ => match progress(self.directive, self.block, &tokens, self.text) {
                Progress::Name | Progress::Clause(_) => Wanted::Nothing,
                Progress::Within(_) => self.in_clause(&tokens),
            },
        }
    }

    /// The words of further clauses that may follow on the line.
    pub fn further(&self) -> Vec<&'static str> {
        let trimmed = self.before.trim();
        // Behind a sign the expression goes on.
        let goes_on = trimmed.ends_with(|c: char| !(unicode_ident::is_xid_continue(c) || matches!(c, ')' | '%' | '"')));
        let tokens = tokens(trimmed);
        if goes_on || trimmed.starts_with('|') || matches!(tokens.first(), None | Some(&"given" | &"expect")) {
            return Vec::new();
        }
        match progress(self.directive, self.block, &tokens, self.text) {
            Progress::Name => Vec::new(),
            Progress::Clause(words) | Progress::Within(words) => words,
        }
    }

    fn cell<'p>(&'p self, row: &'p str) -> Wanted<'p> {
        let Some(header) = self.header else { return Wanted::Columns };
        let heading = header.trim_start().trim_start_matches('|').split('|').nth(row.matches('|').count());
        match heading.map(str::trim) {
            Some("when") => {
                let cell = row.rsplit('|').next().unwrap_or_default();
                self.condition(&tokens(cell))
            }
            Some("points") => Wanted::Words(&["unknown", "exclude", "fail"]),
            Some(heading) => match heading.strip_prefix("expect ") {
                Some(name) => Wanted::ValuesOf(name.trim()),
                None => Wanted::Cell(heading),
            },
            None => Wanted::Nothing,
        }
    }

    fn given<'p>(&'p self, tokens: &[&'p str]) -> Wanted<'p> {
        let part = after_comma(tokens.get(1..).unwrap_or_default());
        let person = tokens.get(1) == Some(&"person");
        match part {
            [] if person => Wanted::Members("person"),
            [] => Wanted::Given(&["person", "no people", "as_of"]),
            ["person"] => Wanted::Nothing,
            ["person", _] => Wanted::Members("person"),
            [.., name] => Wanted::ValuesOf(name),
        }
    }

    fn expected<'p>(&'p self, tokens: &[&'p str]) -> Wanted<'p> {
        match after_comma(tokens.get(1..).unwrap_or_default()) {
            [] => Wanted::Given(&["tier", "score", "status", "needs", "action", "no action"]),
            ["tier", ..] => Wanted::Items("tier"),
            ["status"] => Wanted::Words(&["qualified", "hold", "excluded"]),
            ["needs"] => Wanted::Columns,
            ["action"] | ["no", "action"] => Wanted::Actions,
            [name, ..] => Wanted::ValuesOf(name),
        }
    }

    fn in_clause<'p>(&'p self, tokens: &[&'p str]) -> Wanted<'p> {
        let listed = before_list(tokens);
        match listed {
            [.., "answers"] => return Wanted::Items("need"),
            [.., "after"] if self.block == Some("action") && tokens.first() == Some(&"after") => {
                return Wanted::Actions;
            }
            _ => {}
        }
        match tokens {
            ["include"] => Wanted::Libraries,
            ["channel"] if self.block.is_some() => Wanted::Channels,
            ["owner", ..] => Wanted::Roles,
            ["starts"] => Wanted::Items("playbook"),
            ["severity"] | [.., "severity"] => Wanted::Words(&["low", "medium", "high"]),
            ["unknown", "means"] | [.., "unknown", "means"] => Wanted::Words(&["hold", "pass", "exclude"]),
            ["missing", "means"] | [.., "missing", "means"] => Wanted::Words(&["unknown", "exclude", "fail"]),
            [.., "to", "tier"] => Wanted::Items("tier"),
            [.., "one", "of"] => Wanted::Words(&["channels", "tiers"]),
            ["criterion", .., "in"] | ["in"] if self.directive == "criterion" => Wanted::Groups,
            ["field", _, ..] if !tokens.contains(&"of") => Wanted::Types,
            [_] if self.directive == "records" => Wanted::Types,
            _ => self.condition(tokens),
        }
    }

    fn condition<'p>(&self, tokens: &[&'p str]) -> Wanted<'p> {
        match before_list(tokens) {
            [.., subject, "not", "in"] | [.., subject, "is", "not"] | [.., subject, "is" | "in" | "becomes"] => {
                Wanted::ValuesOf(subject)
            }
            [.., subject, "at", "least" | "most"] | [.., subject, "above" | "below"] => Wanted::ValuesOf(subject),
            _ => match tokens {
                [.., last] if is_number(last) && !self.before.trim_end().ends_with('%') => Wanted::Units,
                _ => Wanted::Names,
            },
        }
    }
}

/// The change of an overlay that a line belongs to.
struct Change<'l, 't> {
    first: &'t str,
    /// The lines between.
    below: &'l [&'t str],
    /// It is the line itself.
    here: bool,
}

impl<'l, 't> Change<'l, 't> {
    fn of(body: &'l [&'t str], line: &'t str) -> Option<Change<'l, 't>> {
        let opens = |l: &str| matches!(first_word(l.trim_start()), "add" | "remove" | "replace");
        if opens(line) {
            return Some(Change { first: line, below: &[], here: true });
        }
        let at = body.iter().rposition(|l| opens(l))?;
        Some(Change { first: body.get(at)?, below: body.get(at + 1..)?, here: false })
    }

    /// The table of which this line may be the old or the new row.
    fn replaced(&self) -> Option<&'t str> {
        let rows = self.below.iter().filter(|l| l.trim_start().starts_with('|')).count();
        let table = self.first.trim().strip_prefix("replace row of ")?.trim();
        (!self.here && rows < 2).then_some(table)
    }
}

/// The item that a line of an overlay adds, once its directive is written.
fn added(line: &str) -> Option<&str> {
    let item = line.trim_start().strip_prefix("add")?.trim_start();
    item.contains(char::is_whitespace).then_some(item)
}

/// What may stand in a line of an overlay that adds no item.
fn of_overlay<'p>(tokens: &[&'p str]) -> Wanted<'p> {
    match tokens {
        ["overlay", .., "on"] | ["on"] => Wanted::Base,
        ["replace"] => Wanted::Words(&["parameter", "weight of", "row of"]),
        ["replace", "parameter"] => Wanted::Parameters,
        ["replace", "parameter", name, "from"] | ["replace", "parameter", name, .., "to"] => Wanted::ValueNow(name),
        ["replace", "parameter", _] | ["replace", "weight", "of", _] => Wanted::Words(&["from"]),
        ["replace", "weight"] | ["replace", "row"] => Wanted::Words(&["of"]),
        ["replace", "weight", "of"] => Wanted::Weighted,
        ["replace", "weight", "of", name, "from"] | ["replace", "weight", "of", name, .., "to"] => {
            Wanted::WeightNow(name)
        }
        ["replace", "row", "of"] => Wanted::Tables,
        ["replace", "parameter" | "weight", .., last] if is_number(last) => Wanted::Units,
        ["replace", ..] => Wanted::Words(&["to"]),
        ["add" | "remove"] => Wanted::Changeable,
        ["remove", keyword] => Wanted::Called(keyword),
        _ => Wanted::Nothing,
    }
}

fn is_number(token: &str) -> bool {
    token.starts_with(|c: char| c.is_ascii_digit())
}

/// The line with its texts blanked out; none where it ends within a text or a comment.
fn blanked(line: &str) -> Option<String> {
    let mut out = String::with_capacity(line.len());
    let (mut quoted, mut escaped) = (false, false);
    for c in line.chars() {
        match c {
            '"' if !escaped => quoted = !quoted,
            '#' if !quoted => return None,
            _ => {}
        }
        escaped = quoted && c == '\\' && !escaped;
        out.push(if quoted || c == '"' { ' ' } else { c });
    }
    (!quoted).then_some(out)
}

fn first_word(text: &str) -> &str {
    text.split(|c| !unicode_ident::is_xid_continue(c)).next().unwrap_or_default()
}

/// Names with their owners, numbers, commas, and what gives a value.
fn tokens(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let inside = |c: char| unicode_ident::is_xid_continue(c) || c == '.';
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| inside(c) || matches!(c, ',' | '=')) {
        rest = rest.get(start..).unwrap_or_default();
        let end = if rest.starts_with([',', '=']) { 1 } else { rest.find(|c| !inside(c)).unwrap_or(rest.len()) };
        out.push(rest.get(..end).unwrap_or_default());
        rest = rest.get(end..).unwrap_or_default();
    }
    out
}

/// What stands behind the last comma.
fn after_comma<'a, 't>(tokens: &'a [&'t str]) -> &'a [&'t str] {
    let start = tokens.iter().rposition(|t| *t == ",").map_or(0, |at| at + 1);
    tokens.get(start..).unwrap_or_default()
}

/// What stands before a list that has begun: `in a, b, ` is as `in `.
fn before_list<'a, 't>(mut tokens: &'a [&'t str]) -> &'a [&'t str] {
    while let [rest @ .., _, ","] = tokens {
        tokens = rest;
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is wanted at the mark `^` at the end of a text.
    fn wanted(text: &str) -> String {
        Place::new(text, text.len()).map_or("within a text".to_owned(), |place| format!("{:?}", place.wanted()))
    }

    #[test]
    fn half_a_line_tells_what_may_follow() {
        for (text, expected) in [
            ("", "Directives"),
            ("field x money\ncrit", "Directives"),
            ("criterion x \"X\"\n  ", r#"Clauses("criterion", None)"#),
            ("playbook p\n  action a\n    d", r#"Clauses("playbook", Some("action"))"#),
            ("veto x \"X\" when credit is ", r#"ValuesOf("credit")"#),
            ("veto x when credit is not go", r#"ValuesOf("credit")"#),
            ("veto x when not stage in educate, ", r#"ValuesOf("stage")"#),
            ("veto x when tier at least ", r#"ValuesOf("tier")"#),
            ("veto x when overdue above 90 ", "Units"),
            ("veto x when overdue above 90 da", "Units"),
            ("veto x when ", "Names"),
            ("veto x when line.", r#"Members("line")"#),
            ("veto x \"text ", "within a text"),
            ("veto x # remark ", "within a text"),
            ("criterion x \"in the\" in ", "Groups"),
            ("limit l \"L\" to tier ", r#"Items("tier")"#),
            ("benefit b \"B\" answers fast, ", r#"Items("need")"#),
            ("alert a \"A\" when x\n  starts ", r#"Items("playbook")"#),
            ("playbook p\n  action a\n    channel ", "Channels"),
            ("playbook p\n  action a\n    after b, ", "Actions"),
            ("playbook p\n  action a\n    effect contact becomes ", r#"ValuesOf("contact")"#),
            ("field x \"X\" ", "Types"),
            ("veto x \"X\" w", "Nothing"),
            ("limit \"L\" ", "Nothing"),
            ("limit l \"L\" to tier B ", "Nothing"),
            ("playbook p\n  action ", "Nothing"),
            ("let a \"A\" = ", "Names"),
            ("veto x when overdue above 90 % ", "Names"),
            ("include ", "Libraries"),
            ("criterion c\n  | credit | points |\n  | ", r#"Cell("credit")"#),
            ("criterion c\n  | credit | points |\n  | good | ", r#"Words(["unknown", "exclude", "fail"])"#),
            ("criterion c\n  | cre", "Columns"),
            ("table c\n  | when | c |\n  | stage is ", r#"ValuesOf("stage")"#),
            ("overlay o \"O\" on ", "Base"),
            ("overlay o \"O\"\n  ", "Changes(None)"),
            ("overlay o \"O\"\n  replace ", r#"Words(["parameter", "weight of", "row of"])"#),
            ("overlay o \"O\"\n  replace parameter thr", "Parameters"),
            ("overlay o \"O\"\n  replace parameter floor from ", r#"ValueNow("floor")"#),
            ("overlay o \"O\"\n  replace parameter floor from 80 points to ", r#"ValueNow("floor")"#),
            ("overlay o \"O\"\n  replace weight of ", "Weighted"),
            ("overlay o \"O\"\n  replace weight of a from 50 % to 40 ", "Units"),
            ("overlay o \"O\"\n  replace row of ", "Tables"),
            ("overlay o \"O\"\n  replace row of reach\n    ", r#"Rows("reach")"#),
            ("overlay o \"O\"\n  replace row of reach\n    | a | 1 |\n    | ", r#"Rows("reach")"#),
            ("overlay o \"O\"\n  replace row of reach\n    | a | 1 |\n    | a | 2 |\n  ", "Changes(None)"),
            ("overlay o \"O\"\n  rem", "Changes(None)"),
            ("overlay o \"O\"\n  remove ", "Changeable"),
            ("overlay o \"O\"\n  remove alert si", r#"Called("alert")"#),
            ("overlay o \"O\"\n  add off", "Changeable"),
            ("overlay o \"O\"\n  add criterion c \"C\" in ", "Groups"),
            ("overlay o \"O\"\n  add offer p \"P\" when tier at least ", r#"ValuesOf("tier")"#),
            ("overlay o \"O\"\n  add offer p \"P\"\n    ter", r#"Changes(Some(("offer", None)))"#),
            ("overlay o \"O\"\n  add criterion c\n    | credit | points |\n    | ", r#"Cell("credit")"#),
            ("overlay o \"O\"\n  add playbook p\n    action a\n      channel ", "Channels"),
            ("example \"E\"\n  given credit ", r#"ValuesOf("credit")"#),
            ("example \"E\"\n  given person ewa contact none, ", r#"Members("person")"#),
            ("example \"E\"\n  expect score 4, tier ", r#"Items("tier")"#),
        ] {
            assert_eq!(wanted(text), expected, "{text}");
        }
    }

    #[test]
    fn half_a_line_tells_which_clauses_may_follow() {
        for (text, expected) in [
            ("veto ", ""),
            ("veto zz w", "when, because, unknown means"),
            ("veto zz \"Z\" w", "when, because, unknown means"),
            ("veto zz \"Z\" when ", ""),
            ("veto zz \"Z\" when x ", "because, unknown means"),
            ("veto zz \"Z\" when x + ", ""),
            ("veto zz \"Z\" when line.", ""),
            ("veto zz \"Z\" when x is ", ""),
            ("veto zz \"Z\" when x in a, ", ""),
            ("veto zz \"Z\" when x at least 3 days and ", ""),
            ("veto zz \"Z\" when x is not missing ", "because, unknown means"),
            ("veto zz \"Z\" when x because ", ""),
            ("veto zz \"Z\" when x because \"b\" ", "unknown means"),
            ("veto zz \"Z\"\n  when x ", "because, unknown means"),
            ("veto zz \"Z\" when x and\n  y ", "when, because, unknown means"),
            ("criterion zz \"Z\" ", "in, weight, missing means, less is better, because, points"),
            ("criterion zz \"Z\" in ", ""),
            ("criterion zz \"Z\" in business w", "weight, missing means, less is better, because, points"),
            ("criterion zz \"Z\" in business weight 40 % ", "missing means, less is better, because, points"),
            ("criterion zz \"Z\" less is better ", "in, weight, missing means, because, points"),
            ("criterion zz \"Z\" missing m", "in, weight, missing means, less is better, because, points"),
            ("criterion zz\n  | credit | points |\n  | good ", ""),
            ("limit \"Z\" ", "to tier, when, because"),
            ("limit l \"L\" to tier ", ""),
            ("limit l \"L\" to tier B ", "when, because"),
            ("tier Z \"Z\" ", "from, when, otherwise"),
            ("tier Z \"Z\" from 80 points ", "when, otherwise"),
            ("let a \"A\" ", "="),
            ("let a \"A\" = ", ""),
            ("parameter a \"A\" ", "=, from"),
            ("kpi k \"K\" = sales ", "target, alarm, review every"),
            ("alert a \"A\" ", "when, severity, starts, because"),
            ("alert a \"A\" when x\n  severity high ", "when, starts, because"),
            ("playbook p \"P\" ", "when, because"),
            ("playbook p\n  objective o \"O\" ", "measure, owner"),
            ("playbook p\n  objective o\n    measure silence ", "target, within, owner"),
            (
                "playbook p\n  action a\n    due ",
                "for each person, when, channel, owner, after, due within, repeat every, effect, effort, cost, because",
            ),
            (
                "playbook p\n  action a\n    repeat every 3 days ",
                "until, for each person, when, channel, owner, after, due within, effect, effort, cost, because",
            ),
            ("rank ", "by, then by"),
            ("rank by score ", "then by"),
            ("records r \"R\" ", "dated by"),
            ("records r\n  net ", ""),
            ("include ", ""),
            ("need n \"N\" ", ""),
            ("example \"E\" ", ""),
            ("example \"E\"\n  given x ", ""),
            ("policy p \"P\" ", "version, effective from, currency, missing means"),
            ("overlay o \"O\" ", "on"),
            ("overlay o \"O\"\n  replace ", ""),
            ("overlay o \"O\"\n  add alert a \"A\" ", "when, severity, starts, because"),
            ("field f \"F\" ", ""),
        ] {
            let place = Place::new(text, text.len()).expect("a place");
            assert_eq!(place.further().join(", "), expected, "{text}");
        }
    }

    #[test]
    fn a_person_is_at_hand_where_the_text_says_so() {
        let person = |text: &str| Place::new(text, text.len()).is_some_and(|p| p.person);
        assert!(person("let x = count people where "));
        assert!(person("table person.way\n  | "));
        assert!(person("playbook p\n  action a\n    for each person\n    when "));
        assert!(!person("playbook p\n  action a\n    for each person\n  action b\n    when "));
        assert!(!person("let x = "));
    }
}
