//! Names of plan files. An account id is whatever the user's systems call it; here it becomes one harmless path component.

use crate::values::{AccountId, nfc};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The longest name in bytes, extension included.
const LONGEST: usize = 120;
const EXTENSION: &str = ".md";

/// The file names of the plans of all accounts of a workspace, in their order: the id with everything but letters, digits,
/// `-` and `_` percent-encoded, and `.md` (`QUICK.md`, `ŻABKA.md`, `%2E%2E%2Fx.md`). Different ids give different names,
/// also where the file system ignores case or composes letters: where two would meet there, each gets a `~` and a hash
/// of its id. So does an id that is empty, reserved on Windows (`CON`) or too long; the latter is cut. A name is at most
/// 120 bytes. Every account of the workspace takes part, so that the name does not depend on which plans are asked for.
pub fn plan_file_names<'a>(ids: impl IntoIterator<Item = &'a AccountId>) -> Vec<String> {
    let ids: Vec<&str> = ids.into_iter().map(AccountId::as_str).collect();
    let stems: Vec<String> = ids.iter().map(|id| stem(id)).collect();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for stem in &stems {
        *seen.entry(folded(stem)).or_default() += 1;
    }
    let name = |(id, stem): (&&str, &String)| {
        let alone = seen.get(&folded(stem)).is_none_or(|n| *n == 1);
        if alone && !stem.is_empty() && !is_reserved(stem) && stem.len() + EXTENSION.len() <= LONGEST {
            return format!("{stem}{EXTENSION}");
        }
        // The encoding never writes a `~`, so no id can imitate a suffix.
        let suffix = format!("~{}{EXTENSION}", hash(id));
        let cut = stem.floor_char_boundary(LONGEST - suffix.len());
        format!("{}{suffix}", stem.get(..cut).unwrap_or(""))
    };
    ids.iter().zip(&stems).map(name).collect()
}

/// The id as it may stand in a file name.
fn stem(id: &str) -> String {
    let mut stem = String::new();
    for letter in nfc(id).chars() {
        if letter.is_alphanumeric() || letter == '-' || letter == '_' {
            stem.push(letter);
        } else {
            for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(stem, "%{byte:02X}");
            }
        }
    }
    stem
}

/// What a file system that ignores case compares.
fn folded(stem: &str) -> String {
    nfc(&stem.to_uppercase().to_lowercase())
}

/// Whether Windows takes the name for a device, whatever its extension.
fn is_reserved(stem: &str) -> bool {
    let upper = stem.to_ascii_uppercase();
    let numbered = |prefix: &str| {
        upper.strip_prefix(prefix).is_some_and(|n| n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit()))
    };
    matches!(upper.as_str(), "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT")
}

/// The first 16 hexadecimal digits of the SHA-256 of the id.
fn hash(id: &str) -> String {
    Sha256::digest(id.as_bytes()).iter().take(8).fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn names(ids: &[&str]) -> Vec<String> {
        let ids: Vec<AccountId> = ids.iter().map(|id| AccountId::new(id)).collect();
        plan_file_names(&ids)
    }

    #[test]
    fn ordinary_ids_stay_readable_and_odd_ones_harmless() {
        assert_eq!(names(&["QUICK", "alfa", "4711-A_2", "ŻABKA"]), ["QUICK.md", "alfa.md", "4711-A_2.md", "ŻABKA.md"]);
        assert_eq!(names(&["../../x"]), ["%2E%2E%2F%2E%2E%2Fx.md"]);
        let odd = names(&["CON", "", &"X".repeat(500)]);
        assert!(odd[0].starts_with("CON~") && odd[1].starts_with('~') && odd[2].len() == LONGEST);
    }

    #[test]
    fn ids_that_differ_only_in_case_do_not_meet() {
        let both = names(&["quick", "Quick", "other"]);
        assert!(both[0].starts_with("quick~") && both[1].starts_with("Quick~") && both[2] == "other.md");
    }

    proptest! {
        #[test]
        fn names_are_distinct_harmless_and_short(
            ids in proptest::collection::btree_set("(?s)[a-cA-C./\\\\%~:éßŻ\u{0}-]{0,6}|.{0,140}", 1..8),
        ) {
            let ids: Vec<AccountId> = ids.iter().map(|id| AccountId::new(id)).collect();
            let names = plan_file_names(&ids);
            for name in &names {
                prop_assert!(name.len() <= LONGEST && name.ends_with(".md") && !name.starts_with('.'));
                prop_assert!(!name.contains(['/', '\\', ':', '\0']));
            }
            let distinct: BTreeSet<String> = names.iter().map(|n| folded(n)).collect();
            prop_assert_eq!(distinct.len(), ids.len());
        }
    }
}
