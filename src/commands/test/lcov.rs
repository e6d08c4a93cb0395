//! What examples exercise in the format of lcov, as editors and build servers show it beside the rules. Rules shipped with
//! kam have no file of their own in the workspace and are left out.

use kam::views::{CoverageAnswer, PartCoverage};
use std::collections::BTreeMap;
use std::fmt::Write;

pub fn lcov(answer: &CoverageAnswer) -> String {
    let mut files: BTreeMap<&str, BTreeMap<usize, Vec<&PartCoverage>>> = BTreeMap::new();
    for part in answer.rules.iter().filter(|r| !r.rule.file.starts_with('<')) {
        files.entry(&part.rule.file).or_default().entry(part.rule.line).or_default().push(part);
    }
    let mut out = String::new();
    // Writing to a string cannot fail.
    for (file, lines) in files {
        let _ = writeln!(out, "TN:\nSF:{file}");
        let (mut branches, mut taken) = (0, 0);
        for (line, parts) in &lines {
            for (n, part) in parts.iter().filter(|p| p.kind == "branch").enumerate() {
                let _ = writeln!(out, "BRDA:{line},{},{},{}", n / 2, n % 2, part.examples);
                (branches, taken) = (branches + 1, taken + usize::from(part.examples > 0));
            }
        }
        let _ = writeln!(out, "BRF:{branches}\nBRH:{taken}");
        let hits = |parts: &[&PartCoverage]| parts.iter().map(|p| p.examples).max().unwrap_or(0);
        for (line, parts) in &lines {
            let _ = writeln!(out, "DA:{line},{}", hits(parts));
        }
        let hit = lines.values().filter(|parts| hits(parts) > 0).count();
        let _ = writeln!(out, "LF:{}\nLH:{hit}\nend_of_record", lines.len());
    }
    out
}
