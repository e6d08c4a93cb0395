//! Reads kam.yaml into a [`Config`]: every key, with what is wrong about each. Names of fields, columns and records types
//! are left to those who read the sources, since only they know the policy and the headers.

use super::config::{
    ColumnSource, Config, Join, MoneyUnit, Pattern, PercentForm, PersonSource, RecordsSource, Setting, TableSource,
};
use super::date_pattern::DatePattern;
use super::levels;
use super::report::Report;
use super::value::meant_currency;
use super::yaml::{Entry, Node, NodeKind, shown};
use crate::diagnostics::{Finding, Phrase, data as codes, said, suggest};
use crate::values::{Calendar, Currency, Duration};

const KEYS: [&str; 17] = [
    "name",
    "our_company",
    "locale",
    "currency",
    "as_of",
    "calendars",
    "horizon",
    "overlays",
    "accounts",
    "records",
    "team",
    "rates",
    "register",
    "private",
    "rules",
    "templates",
    "levels",
];
const TABLE_KEYS: [&str; 10] =
    ["file", "account", "columns", "join", "encoding", "separator", "decimal", "dates", "blank", "currency"];

/// Reads the settings; what cannot be read keeps its default.
pub fn read(root: &Node, report: &mut Report<'_>) -> Config {
    let mut config = Config::default();
    if root.is_blank() {
        return config;
    }
    let Some(entries) =
        report.mapping(root, "kam.yaml", said!("keys such as `name: …`", "klucze, na przykład `name: …`"))
    else {
        return config;
    };
    for entry in entries {
        setting(entry, &mut config, report);
    }
    if let Some(table) = &mut config.account_table {
        inherit(table, config.currency);
    }
    for records in &mut config.records {
        inherit(&mut records.table, config.currency);
    }
    config
}

/// Bare amounts of a table that names no currency are in that of kam.yaml.
fn inherit(table: &mut TableSource, currency: Option<Currency>) {
    if let (MoneyUnit::Inherited, Some(currency)) = (&table.currency, currency) {
        table.currency = MoneyUnit::Fixed(currency);
    }
}

/// The tag of a language that kam speaks, with or without a region.
fn locale(text: &str) -> Option<String> {
    let (language, rest) = text.split_at_checked(2)?;
    let region = match rest.strip_prefix(['-', '_']) {
        Some(region) => region,
        None if rest.is_empty() => return matches!(language, "pl" | "en").then(|| language.to_owned()),
        None => return None,
    };
    let is_region = region.len() == 2 && region.chars().all(|c| c.is_ascii_alphabetic());
    (matches!(language, "pl" | "en") && is_region).then(|| format!("{language}-{}", region.to_ascii_uppercase()))
}

fn setting(entry: &Entry, config: &mut Config, report: &mut Report<'_>) {
    let (key, value) = (entry.key.as_str(), &entry.value);
    match key {
        "name" => config.name = report.optional_text(value, key, said!("a text", "tekst")).unwrap_or_default(),
        "our_company" => config.our_company = report.optional_text(value, key, said!("a text", "tekst")),
        "locale" => {
            if let Some(text) =
                report.text(value, key, said!("a language such as `pl` or `en`", "język, na przykład `pl` lub `en`"))
            {
                match locale(text) {
                    Some(tag) => config.locale = tag,
                    None => {
                        let finding = report.setting(value, key, text, said!("`pl` or `en`", "`pl` lub `en`"));
                        report.push(finding);
                    }
                }
            }
        }
        "currency" => config.currency = currency(value, key, report).or(config.currency),
        "as_of" => config.as_of = report.day(value, key),
        "calendars" => config.calendars = Some(calendars(value, key, report)),
        "horizon" => config.horizon = horizon(value, key, report).unwrap_or(config.horizon),
        "overlays" => config.overlays = names(value, key, report),
        "accounts" => accounts(value, config, report),
        "records" => {
            let Some(entries) = report.mapping(
                value,
                key,
                said!("a records type below it, such as `line:`", "pod spodem rodzaj rekordów, na przykład `line:`"),
            ) else {
                return;
            };
            config.records = entries.iter().filter_map(|e| records(e, report)).collect();
        }
        "team" => config.team = file_setting(value, key, report),
        "rates" => config.rates = file_setting(value, key, report),
        "register" => register(value, config, report),
        "private" => config.private = patterns(value, key, report),
        "rules" => config.rules = patterns(value, key, report),
        "templates" => {
            if let Some(text) =
                report.text(value, key, said!("a directory such as `templates`", "katalog, na przykład `templates`"))
            {
                config.templates = text.trim_end_matches('/').to_owned();
            }
        }
        "levels" => config.levels = levels::read(value, key, report),
        _ => report.unknown_key(entry, said!("in kam.yaml", "w kam.yaml"), KEYS),
    }
}

/// `calendars: [pl, calendars/firma.csv]`; which of them is a country is told later, when the files are read.
fn calendars(node: &Node, key: &str, report: &mut Report<'_>) -> Vec<Setting> {
    let wanted = said!(
        "`pl`, a CSV file with a column `date`, or a list of these",
        "`pl`, plik CSV z kolumną `date` albo ich listę"
    );
    match &node.kind {
        NodeKind::Scalar { .. } if node.is_blank() => Vec::new(),
        NodeKind::Sequence(items) => items.iter().filter_map(|i| text_as(i, key, wanted.clone(), report)).collect(),
        NodeKind::Scalar { .. } | NodeKind::Mapping(_) => {
            text_as(node, key, wanted.clone(), report).into_iter().collect()
        }
    }
}

/// `overlays: [mazowsze]`; whether there are such is told when the rules are read.
fn names(node: &Node, key: &str, report: &mut Report<'_>) -> Vec<Setting> {
    let wanted = said!("a list, `{key}: [one, two]`", "listę, `{key}: [one, two]`", key = Phrase::quote(key));
    match &node.kind {
        NodeKind::Scalar { .. } if node.is_blank() => Vec::new(),
        NodeKind::Sequence(items) => {
            items.iter().filter_map(|i| text_as(i, key, said!("names only", "same nazwy"), report)).collect()
        }
        NodeKind::Scalar { .. } | NodeKind::Mapping(_) => text_as(node, key, wanted, report).into_iter().collect(),
    }
}

/// `horizon: 12 months`, from a day to ten years.
fn horizon(node: &Node, key: &str, report: &mut Report<'_>) -> Option<Duration> {
    let wanted =
        said!("a length of time up to 10 years, such as `12 months`", "okres do 10 lat, na przykład `12 months`");
    let text = report.text(node, key, wanted.clone())?;
    let (count, word) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let unit = match word.trim() {
        "day" | "days" => Some((Calendar::Days, 3660)),
        "week" | "weeks" => Some((Calendar::Weeks, 520)),
        "month" | "months" => Some((Calendar::Months, 120)),
        "year" | "years" => Some((Calendar::Years, 10)),
        _ => None,
    };
    let count = count.parse().ok().filter(|n| *n >= 1);
    if let (Some(count), Some((unit, most))) = (count, unit)
        && count <= most
    {
        return Some(Duration { count, unit });
    }
    let finding = report.setting(node, key, text, wanted);
    // A bare number is mostly one of months.
    let fix = count.filter(|n| word.is_empty() && *n <= 120).map(|n| format!("{n} months"));
    report.replace(finding, fix.as_deref());
    None
}

fn file_setting(node: &Node, key: &str, report: &mut Report<'_>) -> Option<Pattern> {
    let text = report.text(node, key, said!("a file", "plik"))?;
    Some(Pattern { text: text.to_owned(), span: Some(node.span) })
}

/// `register: actions.csv`, `register: {file: actions.csv, encoding: windows-1250}`
fn register(node: &Node, config: &mut Config, report: &mut Report<'_>) {
    let NodeKind::Mapping(entries) = &node.kind else {
        let wanted = said!(
            "a file, or `{setting}`",
            "plik albo `{setting}`",
            setting = Phrase::quote("{file: actions.csv, encoding: windows-1250}"),
        );
        let text = report.text(node, "register", wanted);
        let file = text.map(|text| Pattern { text: text.to_owned(), span: Some(node.span) });
        config.register = file.unwrap_or(config.register.clone());
        return;
    };
    for e in entries {
        match e.key.as_str() {
            "file" => {
                let file = file_setting(&e.value, "file", report);
                config.register = file.unwrap_or(config.register.clone());
            }
            "encoding" => config.register_encoding = encoding(&e.value, "encoding", report),
            _ => report.unknown_key(e, said!("of the register", "w `register`"), ["file", "encoding"]),
        }
    }
}

fn patterns(node: &Node, key: &str, report: &mut Report<'_>) -> Vec<Pattern> {
    let make = |node: &Node, text: &str| Pattern { text: text.to_owned(), span: Some(node.span) };
    match &node.kind {
        NodeKind::Sequence(items) => items
            .iter()
            .filter_map(|i| report.text(i, key, said!("patterns of files", "wzorce plików")).map(|t| make(i, t)))
            .collect(),
        NodeKind::Scalar { .. } if node.is_blank() => Vec::new(),
        NodeKind::Scalar { .. } | NodeKind::Mapping(_) => report
            .text(
                node,
                key,
                said!("a pattern of files, such as `private/*.yaml`", "wzorzec plików, na przykład `private/*.yaml`"),
            )
            .map(|t| make(node, t))
            .into_iter()
            .collect(),
    }
}

fn currency(node: &Node, key: &str, report: &mut Report<'_>) -> Option<Currency> {
    let text = report.text(node, key, said!("an ISO code such as `EUR`", "kod ISO, na przykład `EUR`"))?;
    let found = Currency::parse(text);
    if found.is_none() {
        let near = meant_currency(text);
        let wanted = near.map_or_else(super::rates::an_iso_code, |n| format!("`{n}`").into());
        let finding = report.setting(node, key, text, wanted);
        report.replace(finding, near);
    }
    found
}

/// `accounts: accounts/*.yaml`, a table, both in one group of keys (`files:` beside `file:`), or a list of these.
fn accounts(node: &Node, config: &mut Config, report: &mut Report<'_>) {
    let mut sources = (Vec::new(), None);
    match &node.kind {
        NodeKind::Sequence(items) => items.iter().for_each(|i| account_source(i, &mut sources, report)),
        NodeKind::Scalar { .. } | NodeKind::Mapping(_) => account_source(node, &mut sources, report),
    }
    (config.account_files, config.account_table) = sources;
}

fn account_source(node: &Node, into: &mut (Vec<Pattern>, Option<TableSource>), report: &mut Report<'_>) {
    let NodeKind::Mapping(entries) = &node.kind else {
        if let Some(text) = report.text(node, "accounts", accounts_wanted()) {
            into.0.push(Pattern { text: text.to_owned(), span: Some(node.span) });
        }
        return;
    };
    if let Some(files) = entries.iter().find(|e| e.key == "files") {
        into.0.extend(patterns(&files.value, "files", report));
    }
    let rest: Vec<&Entry> = entries.iter().filter(|e| e.key != "files").collect();
    if rest.is_empty() {
        return;
    }
    if let Some(table) =
        table(node, &rest, &["files", "people"], said!("of the accounts table", "w opisie tabeli klientów"), report)
    {
        if into.1.is_some() {
            report.push(Finding::new(&codes::TWO_TABLES, table.file_span));
        }
        into.1 = Some(table);
    }
}

fn records(entry: &Entry, report: &mut Report<'_>) -> Option<RecordsSource> {
    let name = Setting { text: entry.key.clone(), span: entry.key_span };
    let entries = report.mapping(
        &entry.value,
        &entry.key,
        said!("keys such as `file`, `account`, `columns`", "klucze takie jak `file`, `account`, `columns`"),
    )?;
    let (mut covers_from, mut covers_to, mut ends_at) = (None, None, None);
    if let Some(covers) = entries.iter().find(|e| e.key == "covers") {
        let wanted = Phrase::quote("`{from: 2025-01-01, to: 2025-12-31}`");
        for e in report.mapping(&covers.value, "covers", wanted).unwrap_or_default() {
            match e.key.as_str() {
                "from" => covers_from = report.day(&e.value, "from"),
                "to" => {
                    covers_to = report.day(&e.value, "to");
                    ends_at = covers_to.map(|_| e.value.span);
                }
                _ => report.unknown_key(e, said!("of `covers`", "w `covers`"), ["from", "to"]),
            }
        }
        if let (Some(from), Some(to)) = (covers_from, covers_to)
            && to < from
        {
            let finding = report.setting(
                &covers.value,
                "covers",
                &format!("{from}..{to}"),
                said!("the earlier day first", "wcześniejszy dzień na początku"),
            );
            report.push(finding);
        }
    }
    let rest: Vec<&Entry> = entries.iter().filter(|e| e.key != "covers").collect();
    let table = table(
        &entry.value,
        &rest,
        &["covers"],
        said!("of the records `{name}`", "w opisie rekordów `{name}`", name = shown(&entry.key)),
        report,
    )?;
    Some(RecordsSource { name, table, covers_from, covers_to, ends_at })
}

/// The keys every table has; `more` are further ones its owner reads, of which `people` is read here.
fn table(node: &Node, entries: &[&Entry], more: &[&str], of: Phrase, report: &mut Report<'_>) -> Option<TableSource> {
    let mut file = None;
    let mut account = None;
    let mut table = TableSource {
        file: String::new(),
        file_span: node.span,
        account: Setting { text: "account".to_owned(), span: node.span },
        joins: Vec::new(),
        columns: Vec::new(),
        encoding: None,
        separator: b',',
        decimal: b'.',
        dates: Setting { text: "YYYY-MM-DD".to_owned(), span: node.span },
        blank: Vec::new(),
        currency: MoneyUnit::Inherited,
        people: Vec::new(),
    };
    for entry in entries {
        let (key, value) = (entry.key.as_str(), &entry.value);
        match key {
            "file" => file = text_setting(value, key, report),
            "account" => account = text_setting(value, key, report),
            "columns" => {
                let wanted = said!(
                    "the policy's names below it, such as `price: unit_price`",
                    "pod spodem nazwy z polityki, na przykład `price: unit_price`"
                );
                let entries = report.mapping(value, key, wanted).unwrap_or_default();
                table.columns = entries.iter().filter_map(|e| column(e, report)).collect();
            }
            "join" => {
                let wanted = said!(
                    "a list such as `[{example}]`",
                    "listę, na przykład `[{example}]`",
                    example = Phrase::quote("{file: data/orders.csv, on: order_id}")
                );
                let items = report.list(value, key, wanted).unwrap_or_default();
                table.joins = items.iter().filter_map(|i| join(i, report)).collect();
            }
            "encoding" => table.encoding = encoding(value, key, report),
            "separator" => table.separator = separator(value, key, report).unwrap_or(b','),
            "decimal" => table.decimal = decimal(value, key, report).unwrap_or(b'.'),
            "dates" => table.dates = dates(value, key, report).unwrap_or(table.dates),
            "blank" => table.blank = report.texts(value, key),
            "currency" => table.currency = money_unit(value, key, report).unwrap_or(MoneyUnit::Inherited),
            "people" if more.contains(&"people") => {
                let wanted = said!(
                    "an id below it, such as `contact: {example}`",
                    "pod spodem identyfikator, na przykład `contact: {example}`",
                    example = Phrase::quote("{name: contact_name}")
                );
                let entries = report.mapping(value, key, wanted).unwrap_or_default();
                table.people = entries.iter().filter_map(|e| person(e, report)).collect();
            }
            _ => report.unknown_key(entry, of.clone(), TABLE_KEYS.iter().chain(more).copied()),
        }
    }
    table.account = account.unwrap_or(table.account);
    let Some(file) = file else {
        let what = said!("The source {of}", "Źródło {of}", of = of);
        report.missing_key(node.span, what, "file", "file: data/…");
        return None;
    };
    (table.file, table.file_span) = (file.text, file.span);
    Some(table)
}

fn text_setting(node: &Node, key: &str, report: &mut Report<'_>) -> Option<Setting> {
    text_as(node, key, said!("a text", "tekst"), report)
}

fn text_as(node: &Node, key: &str, wanted: Phrase, report: &mut Report<'_>) -> Option<Setting> {
    report.text(node, key, wanted).map(|text| Setting { text: text.to_owned(), span: node.span })
}

fn column(entry: &Entry, report: &mut Report<'_>) -> Option<ColumnSource> {
    let name = Setting { text: entry.key.clone(), span: entry.key_span };
    let mut source = ColumnSource {
        header: Setting { text: entry.key.clone(), span: entry.key_span },
        name,
        percent: None,
        currency: None,
        dates: None,
    };
    if let NodeKind::Mapping(entries) = &entry.value.kind {
        for e in entries {
            match e.key.as_str() {
                "column" => source.header = text_setting(&e.value, "column", report)?,
                "as" => source.percent = percent_form(&e.value, report),
                "currency" => source.currency = money_unit(&e.value, "currency", report),
                "dates" => source.dates = dates(&e.value, "dates", report),
                _ => report.unknown_key(
                    e,
                    said!("of a column", "w opisie kolumny"),
                    ["column", "as", "currency", "dates"],
                ),
            }
        }
    } else {
        let wanted = said!(
            "a header, or `{example}`",
            "nagłówek albo `{example}`",
            example = Phrase::quote("{column: discount, as: fraction}")
        );
        let header = report.text(&entry.value, &entry.key, wanted)?;
        source.header = Setting { text: header.to_owned(), span: entry.value.span };
    }
    Some(source)
}

fn percent_form(node: &Node, report: &mut Report<'_>) -> Option<PercentForm> {
    match report.text(node, "as", fraction_or_percent())? {
        "fraction" => Some(PercentForm::Fraction),
        "percent" => Some(PercentForm::Percent),
        other => {
            let near = suggest::nearest(other, ["fraction", "percent"]);
            let finding = report.setting(node, "as", other, fraction_or_percent());
            report.replace(finding, near);
            None
        }
    }
}

fn money_unit(node: &Node, key: &str, report: &mut Report<'_>) -> Option<MoneyUnit> {
    if let NodeKind::Mapping(entries) = &node.kind {
        let [entry] = entries.as_slice() else {
            report.text(
                node,
                key,
                said!(
                    "a code such as `EUR`, or `{example}`",
                    "kod, na przykład `EUR`, albo `{example}`",
                    example = Phrase::quote("{column: currency}")
                ),
            )?;
            return None;
        };
        if entry.key != "column" {
            report.unknown_key(entry, said!("of `currency`", "w `currency`"), ["column"]);
            return None;
        }
        return text_setting(&entry.value, "column", report).map(MoneyUnit::Column);
    }
    currency(node, key, report).map(MoneyUnit::Fixed)
}

fn join(node: &Node, report: &mut Report<'_>) -> Option<Join> {
    let entries = report.mapping(node, "join", Phrase::quote("`{file: data/orders.csv, on: order_id}`"))?;
    let (mut file, mut on) = (None, None);
    for entry in entries {
        match entry.key.as_str() {
            "file" => file = text_setting(&entry.value, "file", report),
            "on" => on = join_columns(&entry.value, report),
            _ => report.unknown_key(entry, said!("of a join", "w opisie połączenia"), ["file", "on"]),
        }
    }
    if !entries.iter().any(|e| e.key == "file") {
        report.missing_key(node.span, said!("The join", "Połączenie"), "file", "file: data/…");
    }
    if !entries.iter().any(|e| e.key == "on") {
        report.missing_key(node.span, said!("The join", "Połączenie"), "on", "on: …");
    }
    let (file, (left, right)) = (file?, on?);
    Some(Join { file: file.text, file_span: file.span, left, right })
}

/// `on: order_id`, or `on: {left: order, right: id}`.
fn join_columns(node: &Node, report: &mut Report<'_>) -> Option<(Setting, Setting)> {
    let NodeKind::Mapping(entries) = &node.kind else {
        let column = text_setting(node, "on", report)?;
        return Some((column.clone(), column));
    };
    let (mut left, mut right) = (None, None);
    for entry in entries {
        match entry.key.as_str() {
            "left" => left = text_setting(&entry.value, "left", report),
            "right" => right = text_setting(&entry.value, "right", report),
            _ => report.unknown_key(entry, said!("of `on`", "w `on`"), ["left", "right"]),
        }
    }
    if left.is_none() || right.is_none() {
        report.missing_key(
            node.span,
            Phrase::quote("`on`"),
            if left.is_none() { "left" } else { "right" },
            "{left: …, right: …}",
        );
    }
    left.zip(right)
}

fn person(entry: &Entry, report: &mut Report<'_>) -> Option<PersonSource> {
    let entries =
        report.mapping(&entry.value, &entry.key, Phrase::quote("`{name: contact_name, title: contact_title}`"))?;
    let column = |e: &Entry, report: &mut Report<'_>| {
        let header = text_setting(&e.value, &e.key, report)?;
        Some((Setting { text: e.key.clone(), span: e.key_span }, header))
    };
    let columns = entries.iter().filter_map(|e| column(e, report)).collect();
    if !entries.iter().any(|e| e.key == "name") {
        report.missing_key(
            entry.value.span,
            said!("The person `{id}`", "Osoba `{id}`", id = shown(&entry.key)),
            "name",
            "name: …",
        );
    }
    Some(PersonSource { id: Setting { text: entry.key.clone(), span: entry.key_span }, columns })
}

fn encoding(node: &Node, key: &str, report: &mut Report<'_>) -> Option<Setting> {
    let text = report.text(node, key, said!("`utf-8` or `windows-1250`", "`utf-8` lub `windows-1250`"))?;
    if encoding_rs::Encoding::for_label(text.as_bytes()).is_none() {
        let known = ["utf-8", "windows-1250", "windows-1252", "iso-8859-2", "utf-16le"];
        let near = suggest::nearest(text, known);
        let finding = report.setting(node, key, text, format!("`{}`", near.unwrap_or("windows-1250")).into());
        report.replace(finding, near);
        return None;
    }
    Some(Setting { text: text.to_owned(), span: node.span })
}

fn separator(node: &Node, key: &str, report: &mut Report<'_>) -> Option<u8> {
    let wanted = said!("`\",\"`, `\";\"`, `\"|\"` or `tab`", "`\",\"`, `\";\"`, `\"|\"` lub `tab`");
    // A quoted tab is a separator too, which trimming would lose.
    if let NodeKind::Scalar { text, .. } = &node.kind
        && text == "\t"
    {
        return Some(b'\t');
    }
    match report.text(node, key, wanted.clone())? {
        "tab" | "\\t" => Some(b'\t'),
        text => match text.as_bytes() {
            [b @ (b',' | b';' | b'|' | b':')] => Some(*b),
            _ => {
                let finding = report.setting(node, key, text, wanted);
                report.push(finding);
                None
            }
        },
    }
}

fn decimal(node: &Node, key: &str, report: &mut Report<'_>) -> Option<u8> {
    match report.text(node, key, said!("`\".\"` or `\",\"`", "`\".\"` lub `\",\"`"))? {
        "." => Some(b'.'),
        "," => Some(b','),
        text => {
            let finding = report.setting(node, key, text, said!("`\".\"` or `\",\"`", "`\".\"` lub `\",\"`"));
            report.push(finding);
            None
        }
    }
}

fn dates(node: &Node, key: &str, report: &mut Report<'_>) -> Option<Setting> {
    let text = report.text(node, key, said!("a pattern such as `DD.MM.YYYY`", "wzorzec, na przykład `DD.MM.YYYY`"))?;
    if DatePattern::compile(text).is_none() {
        let finding = report.setting(
            node,
            key,
            text,
            said!(
                "a pattern such as `YYYY-MM-DD`, `DD.MM.YYYY` or `M/D/YYYY`",
                "wzorzec, na przykład `YYYY-MM-DD`, `DD.MM.YYYY` lub `M/D/YYYY`"
            ),
        );
        report.push(finding);
        return None;
    }
    Some(Setting { text: text.to_owned(), span: node.span })
}

fn accounts_wanted() -> Phrase {
    said!(
        "`accounts/*.yaml`, or keys such as `file`, `account`, `columns`",
        "`accounts/*.yaml` albo klucze takie jak `file`, `account`, `columns`",
    )
}

fn fraction_or_percent() -> Phrase {
    said!("`fraction` (0.12 is 12 %) or `percent` (12 is 12 %)", "`fraction` (0.12 to 12 %) lub `percent` (12 to 12 %)",)
}
