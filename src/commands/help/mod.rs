//! `--help` in Polish, and what is wrong with the arguments. In English both are clap's own, from the comments on the
//! arguments; for Polish each text of the built command is replaced by the one in the tables, headings included. Start at
//! [`parse`].

mod arguments;
mod polish;

use super::Cli;
use super::disk::locale_of;
use clap::builder::{PossibleValue, StyledStr};
use clap::{Arg, Command, CommandFactory, FromArgMatches};
use kam::diagnostics::Language;
use polish::{ARGUMENTS, COMMANDS, PLACEHOLDERS, VALUES};
use std::ffi::{OsStr, OsString};
use std::path::Path;

/// What was asked for, and the language to answer in until a workspace was read.
pub struct Asked {
    pub cli: Cli,
    pub language: Language,
}

/// Reads the arguments. Whoever asks for help, or writes something that cannot be, gets the text to print.
///
/// # Errors
/// Help, the version, or what is wrong with the arguments, ready to print in the language.
pub fn parse(arguments: &[OsString]) -> Result<Asked, Told> {
    let language = spoken(arguments, locale_of_machine);
    let mut command = in_language(Cli::command(), language);
    let read = command.try_get_matches_from_mut(arguments).and_then(|m| Cli::from_arg_matches(&m));
    read.map(|cli| Asked { cli, language }).map_err(|error| Told {
        error,
        language,
        command: named(&command, arguments),
    })
}

/// Why there is nothing to run.
pub struct Told {
    error: clap::Error,
    language: Language,
    /// The command that was called, as far as that can be told.
    command: String,
}

impl Told {
    /// Prints it where it belongs: help to standard output, mistakes to standard error. Returns the exit code.
    pub fn print(&self) -> u8 {
        let said = match self.language {
            Language::English => None,
            Language::Polish => arguments::mistake(&self.error, &self.command),
        };
        match said {
            // Where nobody listens, the exit code is all there is.
            Some(said) => {
                use std::io::Write;
                let _ = writeln!(std::io::stderr(), "{said}");
            }
            None => {
                let _ = self.error.print();
            }
        }
        u8::try_from(self.error.exit_code()).unwrap_or(2)
    }
}

/// `kam rank` where the command `rank` stands among the arguments, else `kam`.
fn named(command: &Command, arguments: &[OsString]) -> String {
    let known = |text: &&str| command.get_subcommands().any(|sub| sub.get_name() == *text);
    let name = arguments.iter().skip(1).filter_map(|text| text.to_str()).find(known);
    name.map_or_else(|| "kam".to_owned(), |name| format!("kam {name}"))
}

/// The language asked for with `--lang`, else that of the workspace's kam.yaml, and outside of every workspace that of whoever
/// sits at the machine. Looks at the bare arguments, since the help has to be in a language before any argument is read.
fn spoken(arguments: &[OsString], of_machine: impl Fn() -> Option<String>) -> Language {
    let mut texts = arguments.iter().skip(1).map(OsString::as_os_str).take_while(|text| *text != "--");
    let (mut dirs, mut tag): (Vec<&OsStr>, Option<&str>) = (Vec::new(), None);
    while let Some(argument) = texts.next() {
        let text = argument.to_str().unwrap_or_default();
        match text {
            "--lang" => tag = texts.next().and_then(OsStr::to_str),
            "-C" => dirs.extend(texts.next()),
            _ => {
                tag = text.strip_prefix("--lang=").or(tag);
                dirs.extend(text.strip_prefix("-C").map(|dir| OsStr::new(dir.trim_start_matches('='))));
            }
        }
    }
    let known = tag.filter(|tag| Language::TAGS.contains(tag)).map(str::to_owned);
    if dirs.is_empty() {
        dirs.push(OsStr::new("."));
    }
    let tag = known.or_else(|| dirs.iter().find_map(|dir| locale_of(Path::new(dir)))).or_else(of_machine);
    Language::of_locale(&tag.unwrap_or_default())
}

/// The locale that the environment names, in the order of POSIX: the first variable that holds something.
fn locale_of_machine() -> Option<String> {
    let set = |name: &str| std::env::var(name).ok().filter(|locale| !locale.is_empty());
    ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set)
}

/// The command with its help in a language.
fn in_language(mut command: Command, language: Language) -> Command {
    match language {
        Language::English => command,
        Language::Polish => {
            command.build();
            in_polish(command, "")
        }
    }
}

/// `path` are the names of the commands that lead to it: empty for `kam` itself.
fn in_polish(command: Command, path: &str) -> Command {
    let name = path.rsplit(' ').next().unwrap_or(path).to_owned();
    // `kam help` repeats all commands.
    let path = path.strip_prefix("help ").unwrap_or(path).to_owned();
    let mut command = command;
    if let Some(text) = COMMANDS.iter().find(|text| text.path == name) {
        let more = if text.more.is_empty() { String::new() } else { format!("\n\n{}", text.more) };
        command = command.about(text.about).long_about(format!("{}{more}", text.about));
        if !text.after.is_empty() {
            command = command.after_help(text.after);
        }
    }
    command = command.subcommand_help_heading("Polecenia").subcommand_value_name("POLECENIE");
    command = command.mut_args(|arg| argument(arg, &name));
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for sub in names {
        let below = if path.is_empty() { sub.clone() } else { format!("{path} {sub}") };
        command = command.mut_subcommand(sub, |sub| in_polish(sub, &below));
    }
    let usage = usage(&mut command);
    command
        .help_template(format!("{{before-help}}{{about-with-newline}}\nUżycie: {usage}\n\n{{all-args}}{{after-help}}"))
}

/// How the command is called, without the heading.
fn usage(command: &mut Command) -> String {
    let usage: StyledStr = command.render_usage();
    let usage = usage.to_string();
    let usage = usage.strip_prefix("Usage:").unwrap_or(&usage).trim();
    usage.replace("[OPTIONS]", "[OPCJE]").replace("[COMMAND]", "[POLECENIE]").replace("<COMMAND>", "<POLECENIE>")
}

/// An argument of a command with its text, its default and the values it may have.
fn argument(arg: Arg, command: &str) -> Arg {
    let id = arg.get_id().as_str().to_owned();
    let own = ARGUMENTS.iter().find(|(of, name, _)| *of == command && *name == id);
    let common = || ARGUMENTS.iter().find(|(of, name, _)| of.is_empty() && *name == id);
    let mut arg = arg.hide_default_value(true).hide_possible_values(true);
    if let Some((_, _, text)) = own.or_else(common) {
        let shows = arg.get_action().takes_values();
        let values: Vec<PossibleValue> =
            arg.get_possible_values().into_iter().filter(|v| shows && !v.is_hide_set()).collect();
        let default: Vec<String> = arg.get_default_values().iter().map(|v| v.to_string_lossy().into_owned()).collect();
        let default = (shows && !default.is_empty()).then(|| format!("domyślnie: {}", default.join(" ")));
        let names: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
        let listed = (!names.is_empty()).then(|| format!("możliwe: {}", names.join(", ")));
        let short: String = default.iter().chain(&listed).map(|part| format!(" [{part}]")).collect();
        let long = values.iter().map(|value| match meaning(command, value.get_name()) {
            Some(meaning) => format!("\n- {}: {meaning}", value.get_name()),
            None => format!("\n- {}", value.get_name()),
        });
        let explained = values.iter().any(|value| meaning(command, value.get_name()).is_some());
        let last = default.map(|default| format!("\n\n[{default}]")).unwrap_or_default();
        if arg.get_long_help().is_some() {
            arg = arg.long_help(format!("{text}{short}"));
        }
        arg = arg.help(format!("{text}{short}"));
        if explained {
            arg = arg.long_help(format!("{text}\n\nMożliwe wartości:{}{last}", long.collect::<String>()));
        }
    }
    let positional = arg.is_positional();
    let name = arg.get_value_names().and_then(|names| names.first()).map_or(id.to_uppercase(), |name| name.to_string());
    if let Some((_, polish)) = PLACEHOLDERS.iter().find(|(english, _)| *english == name) {
        arg = arg.value_name(polish);
    }
    arg.help_heading(if positional { "Argumenty" } else { "Opcje" })
}

fn meaning(command: &str, value: &str) -> Option<&'static str> {
    let found = |of: &str| VALUES.iter().find(|(c, name, _)| *c == of && *name == value);
    found(command).or_else(|| found("")).map(|(_, _, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every text of a command, with where it stands.
    fn texts(command: &Command, path: &str, out: &mut Vec<(String, Option<String>)>) {
        let text = |styled: Option<&StyledStr>| styled.map(ToString::to_string).filter(|text| !text.is_empty());
        out.push((format!("{path} about"), text(command.get_about())));
        if path.contains("help") {
            // It repeats the others.
            return;
        }
        out.push((format!("{path} long about"), text(command.get_long_about())));
        out.push((format!("{path} examples"), text(command.get_after_help())));
        out.push((format!("{path} usage"), Some(command.clone().render_help().to_string())));
        for arg in command.get_arguments() {
            let id = arg.get_id();
            out.push((format!("{path} {id}"), text(arg.get_help())));
            out.push((format!("{path} {id} long"), text(arg.get_long_help())));
            let values = arg.get_possible_values();
            let told = values.iter().filter(|value| value.get_help().is_some());
            out.extend(told.map(|value| (format!("{path} {id}={}", value.get_name()), None)));
        }
        for sub in command.get_subcommands() {
            texts(sub, format!("{path} {}", sub.get_name()).trim(), out);
        }
    }

    #[test]
    fn every_text_of_help_has_a_polish_one() {
        let mut english = Cli::command();
        english.build();
        let polish = in_language(Cli::command(), Language::Polish);
        let (mut before, mut after) = (Vec::new(), Vec::new());
        texts(&english, "", &mut before);
        texts(&polish, "", &mut after);
        let after: std::collections::BTreeMap<_, _> = after.into_iter().collect();
        assert!(before.len() > 100, "the whole tree is walked");
        for (place, english) in before {
            match (english, after.get(&place)) {
                (Some(english), Some(Some(polish))) => {
                    assert_ne!(&english, polish, "`{place}` has no Polish text");
                    let left = ["Options", "Usage", "Arguments", "Commands", "default", "possible", "Print"];
                    let found = left.iter().find(|word| polish.contains(*word));
                    assert_eq!(found, None, "`{place}`: {polish}");
                }
                (Some(english), _) => panic!("`{place}` has no Polish text: {english}"),
                (None, _) => {}
            }
        }
    }

    #[test]
    fn every_value_that_is_explained_is_explained_in_polish() {
        let mut english = Cli::command();
        english.build();
        for command in std::iter::once(&english).chain(english.get_subcommands()) {
            for arg in command.get_arguments() {
                for value in arg.get_possible_values().iter().filter(|value| value.get_help().is_some()) {
                    let (of, name) = (command.get_name(), value.get_name());
                    assert!(meaning(of, name).is_some(), "`{of}` does not say in Polish what `{name}` means");
                }
            }
        }
    }

    #[test]
    fn the_language_is_known_before_the_arguments_are() {
        let with = |line: &str, machine: &str| {
            let machine = || Some(machine.to_owned());
            spoken(&line.split(' ').map(OsString::from).collect::<Vec<_>>(), machine)
        };
        let of = |line: &str| with(line, "C.UTF-8");
        assert_eq!(of("kam --lang pl rank"), Language::Polish);
        assert_eq!(of("kam rank --lang=pl"), Language::Polish);
        assert_eq!(of("kam -C examples/uslugi rank"), Language::Polish);
        assert_eq!(of("kam -Cexamples/uslugi --lang en rank"), Language::English);
        assert_eq!(of("kam rank -- --lang pl"), Language::English);
        assert_eq!(of("kam rank --lang xx"), Language::English);
        assert_eq!(of("kam -C examples/uslugi -C nowhere rank"), Language::Polish);
        // Outside of every workspace the machine is asked, and nowhere else.
        assert_eq!(with("kam -C nowhere rank", "pl_PL.UTF-8"), Language::Polish);
        assert_eq!(with("kam -C nowhere --lang en rank", "pl_PL.UTF-8"), Language::English);
        assert_eq!(with("kam -C examples/northwind rank", "pl_PL.UTF-8"), Language::English);
    }
}
