//! `file:` addresses and paths. Editors write the same path in several ways (`c%3A`, `C:`), so files are compared as paths
//! and never as addresses.

use lsp_types::Uri;
use std::path::{Path, PathBuf};

/// The path of a `file:` address; none for anything else (a document that was never saved, a page of a web server).
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.as_str().strip_prefix("file://")?;
    let path = decoded(rest.get(rest.find('/')?..)?)?;
    let mut letters = path.chars().skip(1);
    let drive = letters.next().is_some_and(|c| c.is_ascii_alphabetic()) && letters.next() == Some(':');
    let path = if drive { path.get(1..)? } else { path.as_str() };
    (!path.contains('\0')).then(|| PathBuf::from(path))
}

/// The address of a path.
pub(super) fn of(path: &Path) -> Option<Uri> {
    let text = path.to_str()?.replace('\\', "/");
    let mut out = String::from(if text.starts_with('/') { "file://" } else { "file:///" });
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out.parse().ok()
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.split('%');
    bytes.extend_from_slice(rest.next()?.as_bytes());
    for part in rest {
        bytes.push(u8::from_str_radix(part.get(..2)?, 16).ok()?);
        bytes.extend_from_slice(part.get(2..)?.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_survive_the_way_there_and_back() {
        for text in ["/home/ewa/nasi klienci/żółw 100%.kam", "/a/b#c?.kam"] {
            let uri = of(Path::new(text)).expect("an address");
            assert_eq!(path(&uri), Some(PathBuf::from(text)), "{}", uri.as_str());
        }
        let of_text = |text: &str| path(&text.parse().expect("an address"));
        assert_eq!(of_text("file:///c%3A/rules/a.kam"), Some(PathBuf::from("c:/rules/a.kam")));
        assert_eq!(of_text("untitled:Untitled-1"), None);
        assert_eq!(of_text("http://example.com/a.kam"), None);
    }
}
