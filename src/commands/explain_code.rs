//! `kam explain-code`: what a finding's code means, what brings it about, and what to write instead.

use super::Global;
use super::disk::Disk;
use super::exit::Exit;
use super::output::Output;
use super::words::problems;
use anyhow::bail;
use kam::diagnostics::{Code, Language, all_codes, explanation, find_code};
use kam::workspace::Workspace;

/// Say what the code of a finding means, and how to mend it
///
/// Shows something that brings the finding about, and what to write instead. Without a code, all codes are listed, a line
/// each.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  kam explain-code KAM-E0102
  kam explain-code 0102
  kam explain-code | grep tier")]
pub struct Args {
    /// The code (KAM-E0102), its number (0102) or its name (unreadable)
    code: Option<String>,
}

pub fn run(args: Args, global: &Global, out: &mut Output) -> anyhow::Result<Exit> {
    // A workspace is not needed; where there is one, its language is spoken.
    if global.lang.is_none()
        && let Ok(disk) = Disk::open(&global.dir)
    {
        out.speak_as(&Workspace::load_rules(&disk).config);
    }
    let language = out.language();
    match args.code {
        None => {
            for code in all_codes() {
                out.print(&format!("{}  {}  {}\n", code.id, code.name, first_sentence(code, language)))?;
            }
        }
        Some(written) => match find_code(&written) {
            Ok(code) => out.print(&page(code, language))?,
            Err(Some(near)) => bail!(problems::no_code_but(written, near.id, near.name)),
            Err(None) => bail!(problems::no_code(written)),
        },
    }
    Ok(Exit::Fine)
}

/// The first sentence of what a code means, without its full stop.
pub fn first_sentence(code: &Code, language: Language) -> String {
    let meaning = code.meaning_in(language).trim();
    meaning.split_once(". ").map_or(meaning, |(first, _)| first).trim_end_matches('.').to_owned()
}

/// The section of the code without the marks of Markdown: what stands between fences is indented instead.
pub fn page(code: &Code, language: Language) -> String {
    let mut text = format!("{} {} ({})\n\n", code.id, code.name, code.level.name(language));
    let mut fenced = false;
    for line in explanation(code, language).lines() {
        if line.starts_with("```") {
            fenced = !fenced;
            if !fenced {
                text.push('\n');
            }
            continue;
        }
        if fenced && !line.is_empty() {
            text.push_str("    ");
        }
        text.push_str(line);
        text.push('\n');
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}
