//! Names of plan files. An account id is whatever the user's systems call it; here it becomes one harmless path component.

use crate::values::AccountId;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// The longest name in bytes, extension included.
const LONGEST: usize = 120;
const EXTENSION: &str = ".md";

/// The file name of an account's plan: the id with everything but ASCII letters, digits, `-` and `_` percent-encoded, and
/// `.md`. Different ids give different names, also where the file system ignores case: an id in capitals stays as it is
/// (`QUICK.md`), one in small letters gets a `~` (`quick~.md`), one that mixes them a `~` and a hash of the id. So
/// does an id that is empty, reserved on Windows (`CON`) or too long; the latter is cut. A name is at most 120 bytes.
pub fn plan_file_name(id: &AccountId) -> String {
    let id = id.as_str();
    let mut stem = String::new();
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_' {
            stem.push(char::from(byte));
        } else {
            let _ = write!(stem, "%{byte:02X}");
        }
    }
    let small = id.bytes().any(|b| b.is_ascii_lowercase());
    let mixed = small && id.bytes().any(|b| b.is_ascii_uppercase());
    // The encoding never writes a `~`, so no id can imitate a suffix.
    let suffix = if stem.is_empty() || is_reserved(&stem) || mixed || stem.len() + 1 + EXTENSION.len() > LONGEST {
        format!("~{}", hash(id))
    } else if small {
        "~".to_owned()
    } else {
        String::new()
    };
    stem.truncate(LONGEST - EXTENSION.len() - suffix.len());
    stem + &suffix + EXTENSION
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

    fn name(id: &str) -> String {
        plan_file_name(&AccountId::new(id))
    }

    #[test]
    fn ordinary_ids_stay_readable_and_odd_ones_harmless() {
        assert_eq!(name("QUICK"), "QUICK.md");
        assert_eq!(name("4711-A_2"), "4711-A_2.md");
        assert_eq!(name("quick"), "quick~.md");
        assert_eq!(name("../../x"), "%2E%2E%2F%2E%2E%2Fx~.md");
        assert_eq!(name("ŻABKA"), "%C5%BBABKA.md");
        assert!(name("CON").starts_with("CON~") && name("con").starts_with("con~") && name("").starts_with('~'));
        assert_eq!(name(&"X".repeat(500)).len(), LONGEST);
    }

    proptest! {
        #[test]
        fn names_are_distinct_harmless_and_short(
            a in "(?s)[a-cA-C./\\\\%~:é\u{0}-]{0,6}|.{0,140}",
            b in "(?s)[a-cA-C./\\\\%~:é\u{0}-]{0,6}|.{0,140}",
        ) {
            let (x, y) = (name(&a), name(&b));
            prop_assert!(x.len() <= LONGEST && x.ends_with(".md") && !x.starts_with('.'));
            prop_assert!(!x.contains(['/', '\\', ':', '\0']) && x.is_ascii());
            if a != b {
                prop_assert_ne!(x.to_ascii_lowercase(), y.to_ascii_lowercase());
            }
        }
    }
}
