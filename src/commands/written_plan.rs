//! What a plan on disk is: written by kam and as kam left it, edited by hand since, or somebody's own. The first line of a
//! plan says that kam wrote it and holds a fingerprint of what follows, so that nothing a person wrote into it is lost.

use super::disk::write_whole;
use super::words::problems::{self, OrRefuse};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// How the first line of every file begins that kam wrote; what does not begin so is somebody's own.
const MARK: &str = "<!-- Written by kam";

const MARK_TEXT: &str = "<!-- Written by kam and written anew by `kam plan`: what you add belongs into `notes` of the account's file. Fingerprint:";

/// A plan with its first line.
pub fn marked(text: &str) -> String {
    let body = format!("\n{text}");
    format!("{MARK_TEXT} {} -->\n{body}", fingerprint(&body))
}

/// Of what stands below the first line, whatever ends its lines.
fn fingerprint(body: &str) -> String {
    let digest = Sha256::digest(body.replace("\r\n", "\n").as_bytes());
    digest.iter().take(8).fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// Whether kam wrote the file, edited since or not.
pub fn is_ours(path: &Path) -> anyhow::Result<bool> {
    use std::io::Read;
    let mut start = Vec::with_capacity(MARK.len());
    let file = fs::File::open(path).or_refuse(|| problems::cannot_read(path.display()))?;
    file.take(MARK.len() as u64).read_to_end(&mut start).or_refuse(|| problems::cannot_read(path.display()))?;
    Ok(start == MARK.as_bytes())
}

/// Whether a file that kam wrote is no longer as kam left it.
pub fn is_edited(path: &Path) -> anyhow::Result<bool> {
    let bytes = fs::read(path).or_refuse(|| problems::cannot_read(path.display()))?;
    Ok(differs(&bytes))
}

/// Without a fingerprint nobody knows, so that counts as edited.
fn differs(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let Some((first, body)) = text.split_once('\n') else { return true };
    let noted = first.trim_end().strip_suffix(" -->").and_then(|line| line.rsplit(' ').next());
    noted != Some(fingerprint(body).as_str())
}

/// Keeps a plan that was edited by hand beside the new one; none where there is nothing to keep. Answers the name of the
/// copy, which is never that of another file.
pub fn keep_edited(
    dir: &Path,
    name: &str,
    new: &str,
    files: &BTreeMap<String, String>,
) -> anyhow::Result<Option<String>> {
    let Ok(old) = fs::read(dir.join(name)) else { return Ok(None) };
    let body = |text: &str| text.split_once('\n').map(|(_, body)| body.replace("\r\n", "\n"));
    if !differs(&old) || body(&String::from_utf8_lossy(&old)) == body(new) {
        return Ok(None);
    }
    let stem = name.trim_end_matches(".md");
    let names = std::iter::once(format!("{stem}{EDITED}.md")).chain((2..).map(|n| format!("{stem}{EDITED}-{n}.md")));
    for copy in names {
        let path = dir.join(&copy);
        let same = fs::read(&path).is_ok_and(|there| there == old);
        if same || (!files.contains_key(&copy) && fs::symlink_metadata(&path).is_err()) {
            if !same {
                write_whole(&path, &old)?;
            }
            return Ok(Some(copy));
        }
    }
    Ok(None)
}

const EDITED: &str = ".edited";

/// Whether a file is called like a copy of an edited plan.
pub fn is_copy(name: &str) -> bool {
    let stem = name.trim_end_matches(".md");
    let number = |rest: &str| rest.strip_prefix('-').is_some_and(|n| n.parse::<u32>().is_ok());
    stem.rsplit_once(EDITED).is_some_and(|(_, rest)| rest.is_empty() || number(rest))
}

#[cfg(test)]
mod tests {
    use super::{differs, is_copy, marked};

    #[test]
    fn a_plan_is_edited_when_anything_below_its_first_line_is() {
        let plan = marked("# Plan\n\nText\n");
        assert!(!differs(plan.as_bytes()));
        assert!(!differs(plan.replace('\n', "\r\n").as_bytes()), "other ends of lines are no edit");
        assert!(differs(plan.replace("Text", "Text of mine").as_bytes()));
        assert!(differs(b"<!-- Written by kam. -->\n\n# Plan\n"), "without a fingerprint nobody knows");
    }

    #[test]
    fn copies_are_told_from_plans() {
        for (name, copy) in [
            ("QUICK.edited.md", true),
            ("QUICK.edited-2.md", true),
            ("QUICK.md", false),
            ("QUICK.edited.review.md", false),
        ] {
            assert_eq!(is_copy(name), copy, "{name}");
        }
    }
}
