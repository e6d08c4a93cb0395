//! Which days are worked, from kam.yaml: countries whose holidays are built in, and files with days off of our own. Without
//! the key `calendars` the locale decides: Poland for `pl`, Monday to Friday without holidays for `en`.

use super::config::{Config, Setting};
use super::loader::Loader;
use super::sheet;
use super::yaml::shown;
use crate::diagnostics::{Finding, data as codes, said, suggest};
use crate::values::{Country, WorkingDays};

/// Reads the calendars of a workspace.
pub fn read(config: &Config, loader: &mut Loader<'_>) -> WorkingDays {
    let mut days = WorkingDays::default();
    let Some(calendars) = &config.calendars else {
        days.countries.extend(config.locale.get(..2).and_then(Country::parse));
        return days;
    };
    for calendar in calendars {
        if let Some(country) = Country::parse(&calendar.text) {
            days.countries.insert(country);
        } else if calendar.text.contains(['.', '/']) {
            read_file(calendar, &mut days, loader);
        } else {
            unknown(calendar, loader);
        }
    }
    days
}

fn unknown(calendar: &Setting, loader: &mut Loader<'_>) {
    let codes = Country::ALL.map(Country::code);
    let near = suggest::nearest(&calendar.text, codes);
    let wanted = said!(
        "`pl`, or a CSV file of days off such as `calendars/company.csv`",
        "`pl` albo plik CSV z dniami wolnymi, na przykład `calendars/company.csv`"
    );
    let finding = Finding::new(&codes::BAD_SETTING, calendar.span).quote("key", "calendars");
    let finding = finding.arg("value", shown(&calendar.text)).arg("wanted", wanted);
    let source = loader.sources.file(calendar.span.file);
    super::report::Report { source, findings: loader.findings }.replace(finding, near);
}

/// A table with the column `date`; other columns, such as `name`, are for people.
fn read_file(calendar: &Setting, days: &mut WorkingDays, loader: &mut Loader<'_>) {
    let saved = sheet::Saved { encoding: None, otherwise: super::loader::as_utf8() };
    let Some(sheet) = sheet::open(&calendar.text, calendar.span, saved, loader) else { return };
    let header = Setting { text: "date".to_owned(), span: calendar.span };
    let Some(date) = sheet.table.must_have(&header, loader.findings) else { return };
    for row in &sheet.rows {
        if sheet.cell(row, Some(date)).is_empty() {
            sheet.say_missing(row, date, "YYYY-MM-DD", loader);
        }
        days.days_off.extend(sheet.day(row, Some(date), loader));
    }
}
