//! What is wrong with the arguments, in Polish. Kinds that clap says better in passing keep its words.

use super::super::words::problems;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use kam::diagnostics::Language;
use std::error::Error;

/// The mistake with where to read on; none for what is no mistake (help, the version), and for what has no text here.
pub fn mistake(error: &clap::Error, called: &str) -> Option<String> {
    let said = sentence(error)?;
    let usage = error.get(ContextKind::Usage).map(ToString::to_string).unwrap_or_default();
    let command = command(&usage).unwrap_or_else(|| called.to_owned());
    Some(format!("błąd: {said} Więcej powie `{command} --help`."))
}

fn sentence(error: &clap::Error) -> Option<String> {
    let text = |kind| match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join(", ")),
        ContextValue::StyledStr(text) => Some(text.to_string()),
        _ => None,
    };
    let near = |kind| text(kind).map(|near| format!(" Czy chodziło o `{near}`?")).unwrap_or_default();
    let argument = text(ContextKind::InvalidArg).unwrap_or_default();
    let value = text(ContextKind::InvalidValue).unwrap_or_default();
    Some(match error.kind() {
        ErrorKind::UnknownArgument => format!("Nie ma argumentu `{argument}`.{}", near(ContextKind::SuggestedArg)),
        ErrorKind::InvalidSubcommand => {
            let name = text(ContextKind::InvalidSubcommand).unwrap_or_default();
            format!("Nie ma polecenia `{name}`.{}", near(ContextKind::SuggestedSubcommand))
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("Po `{argument}` brakuje wartości."),
        ErrorKind::InvalidValue => {
            let listed = text(ContextKind::ValidValue).map(|all| format!(" Możliwe są: {all}.")).unwrap_or_default();
            format!("`{value}` nie pasuje do `{argument}`.{listed}{}", near(ContextKind::SuggestedValue))
        }
        ErrorKind::ValueValidation => {
            let why = error.source().map(|source| problems::cause(source, Language::Polish)).unwrap_or_default();
            format!("`{value}` nie pasuje do `{argument}`: {why}.")
        }
        ErrorKind::MissingRequiredArgument => format!("Brakuje: {argument}."),
        ErrorKind::MissingSubcommand => "Brakuje polecenia.".to_owned(),
        ErrorKind::ArgumentConflict => {
            let other = text(ContextKind::PriorArg).unwrap_or_default();
            match other.as_str() {
                "" => format!("`{argument}` nie łączy się z innymi podanymi argumentami."),
                other if other == argument => format!("`{argument}` podaje się tylko raz."),
                other => format!("`{argument}` nie łączy się z `{other}`."),
            }
        }
        ErrorKind::TooManyValues => format!("`{argument}` nie przyjmuje tu wartości `{value}`: pomiń ją."),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => format!("Po `{argument}` brakuje wartości."),
        ErrorKind::NoEquals => format!("Po `{argument}` stoi znak `=` i wartość."),
        ErrorKind::InvalidUtf8 => "Jeden z argumentów nie jest tekstem UTF-8.".to_owned(),
        _ => return None,
    })
}

/// `kam rank` of a line that says how it is called.
fn command(usage: &str) -> Option<String> {
    let usage = usage.rsplit("Usage:").next().unwrap_or_default();
    let words: Vec<&str> = usage.split_whitespace().take_while(|word| !word.starts_with(['[', '<', '-'])).collect();
    (!words.is_empty()).then(|| words.join(" "))
}
