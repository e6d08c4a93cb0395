//! `--watch`: does a command again whenever a file changes that it read, or would have read. Looks at times and sizes of
//! these files a few times a second instead of asking the operating system for events, since those do not come from
//! network drives, containers and virtual machines, and the files of a workspace are few. Ctrl-C ends it as any program.

use super::disk::{Disk, State};
use super::exit::Exit;
use super::output::Output;
use super::words::problems;
use anyhow::bail;
use std::thread::sleep;
use std::time::Duration;

/// How often files are looked at.
const EVERY: Duration = Duration::from_millis(200);
/// An editor may write a file in several steps: so long nothing must have changed. At most [`PATIENCE`] times.
const QUIET: Duration = Duration::from_millis(100);
const PATIENCE: usize = 50;

/// Does a command now and after every change. It gives what it read from, which is watched from then on.
///
/// # Errors
/// When the first time fails. Later ones say why and wait for the next change.
pub fn watch(
    out: &mut Output,
    mut once: impl FnMut(&mut Output) -> anyhow::Result<(Exit, Option<Disk>)>,
) -> anyhow::Result<Exit> {
    let Some(mut disk) = once(out)?.1 else { bail!(problems::nothing_to_watch()) };
    // Where the command could not run at all, as while an editor renames kam.yaml: the files as they were before.
    let mut failed_on: Option<State> = None;
    loop {
        let has_failed = failed_on.is_some();
        let state = failed_on.take().unwrap_or_else(|| disk.state());
        let n = state.len();
        out.note(&watching(out, n))?;
        out.finish()?;
        if out.has_lost_its_reader() {
            return Ok(Exit::Fine);
        }
        let changed = next_change(&disk, state, has_failed);
        let before = disk.state();
        out.start_anew(&format!("{}: {}\n\n", out.language().pick("changed", "zmiana"), changed.join(", ")))?;
        match once(out) {
            Ok((_, Some(read))) => disk = read,
            Ok((_, None)) => {}
            Err(error) => {
                let language = out.language();
                let (word, said) = (language.pick("error", "błąd"), problems::said(&error, language));
                out.aside(&format!("{word}: {said}\n"))?;
                failed_on = Some(before);
            }
        }
    }
}

fn watching(out: &Output, n: usize) -> String {
    let language = out.language();
    let files = language.counted(n, ["file", "files"], ["plikiem", "plikami", "plikami"]);
    language
        .pick(format!("\nwatching {n} {files}; Ctrl-C ends\n"), format!("\nczuwam nad {n} {files}; Ctrl-C kończy\n"))
}

/// Waits until a file is another than it was read, and for whoever writes to be done. The files that changed.
fn next_change(disk: &Disk, read: State, has_failed: bool) -> Vec<String> {
    // What changed while the command ran is another than what it read, though nothing changes from here on. A command that
    // failed has read nothing: it is told apart by the state of before.
    let mut changed = if has_failed { Vec::new() } else { disk.changed_since_read() };
    let mut now = read.clone();
    while changed.is_empty() {
        sleep(EVERY);
        now = disk.state();
        changed = differing(&read, &now);
    }
    for _ in 0..PATIENCE {
        sleep(QUIET);
        let later = disk.state();
        if later == now {
            break;
        }
        now = later;
    }
    let last = differing(&read, &now);
    if last.is_empty() { changed } else { last }
}

fn differing(before: &State, now: &State) -> Vec<String> {
    let names = before.keys().chain(now.keys().filter(|name| !before.contains_key(*name)));
    names.filter(|name| before.get(*name) != now.get(*name)).cloned().collect()
}
