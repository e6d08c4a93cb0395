//! `kam init`: a workspace that already checks, tests and plans.

use super::Global;
use super::disk::write_whole;
use super::exit::Exit;
use super::output::Output;
use super::starters::{NORTHWIND, STARTER_EN, STARTER_PL, USLUGI};
use super::words::problems::{self, OrRefuse};
use super::words::remarks as t;
use anyhow::bail;
use clap::ValueEnum;
use kam::diagnostics::Language;
use kam::views::FORMAT;
use serde_json::json;
use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

/// Make a workspace that already checks, tests and plans
///
/// Writes rules, accounts, data and kam.yaml into a directory, to be changed step by step into your own. The directory must
/// be empty (a .git is fine); nothing is ever overwritten. Accounts, labels, plans and what kam says are in English; with
/// `--locale pl` in Polish. The words of the rules themselves are English in both.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  kam init sales
  kam init sprzedaz --locale pl
  kam init demo --example northwind && kam -C demo plan
  kam init pokaz --example uslugi && kam -C pokaz plan")]
pub struct Args {
    /// Where to write it
    #[arg(value_name = "DIR", default_value = ".")]
    target: PathBuf,
    /// Start from a complete example instead of the small one
    #[arg(long, value_enum, value_name = "NAME")]
    example: Option<Example>,
    /// Language of accounts, labels, plans and answers; of an example only plans and answers. By default English, for `uslugi` Polish
    #[arg(long, value_enum)]
    locale: Option<Locale>,
    /// How to say what was written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Example {
    /// Northwind Traders: 91 customers, two years of orders
    Northwind,
    /// A Polish service company: nine accounts with playbooks and a register of actions
    Uslugi,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Locale {
    /// English
    En,
    /// Polish
    Pl,
}

impl Locale {
    fn language(self) -> Language {
        match self {
            Locale::En => Language::English,
            Locale::Pl => Language::Polish,
        }
    }
}

pub fn run(args: Args, global: &Global, out: &mut Output) -> anyhow::Result<Exit> {
    let target = global.dir.join(&args.target);
    refuse_if_occupied(&target)?;
    let locale = args.locale.unwrap_or(match args.example {
        Some(Example::Uslugi) => Locale::Pl,
        Some(Example::Northwind) | None => Locale::En,
    });
    let source = match (args.example, locale) {
        (Some(Example::Northwind), _) => NORTHWIND,
        (Some(Example::Uslugi), _) => USLUGI,
        (None, Locale::En) => STARTER_EN,
        (None, Locale::Pl) => STARTER_PL,
    };
    // A repository may have its `.gitignore` already: that one stays.
    let files: Vec<_> = source.iter().filter(|(path, _)| !target.join(path).exists()).collect();
    for (path, content) in &files {
        let content = match *path {
            "kam.yaml" => Cow::Owned(with_locale(content, locale)),
            _ => Cow::Borrowed(*content),
        };
        write_whole(&target.join(path), &content)?;
    }
    let shown = target.components().collect::<PathBuf>();
    let shown = shown.display();
    if args.format == Format::Json {
        let paths: Vec<&str> = files.iter().map(|(path, _)| *path).collect();
        out.json(&json!({ "format": FORMAT, "directory": shown.to_string(), "files": paths }))?;
        return Ok(Exit::Fine);
    }
    out.speak(locale.language());
    let written = t::files(&out.words(), files.len(), &shown);
    out.remark(&format!("{written}\n  kam -C {shown} check\n  kam -C {shown} rank\n  kam -C {shown} plan\n"))?;
    Ok(Exit::Fine)
}

/// Only a directory that is not there or holds nothing of the user's is written to.
fn refuse_if_occupied(target: &Path) -> anyhow::Result<()> {
    if !target.exists() {
        return Ok(());
    }
    let entries = fs::read_dir(target).or_refuse(|| problems::not_a_directory(target.display()))?;
    for entry in entries {
        let name = entry.or_refuse(|| problems::cannot_read(target.display()))?.file_name();
        if !name.to_string_lossy().starts_with(".git") {
            bail!(problems::occupied(target.display(), name.display()));
        }
    }
    Ok(())
}

/// The configuration with its `locale:` line changed.
fn with_locale(config: &[u8], locale: Locale) -> Vec<u8> {
    let word = locale.language().tag();
    let text = String::from_utf8_lossy(config);
    let lines = text.split_inclusive('\n').map(|line| match line.starts_with("locale:") {
        true => format!("locale: {word}\n"),
        false => line.to_owned(),
    });
    lines.collect::<String>().into_bytes()
}
