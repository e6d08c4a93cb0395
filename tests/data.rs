//! kam.yaml, account files and tables: what is read, and what is said about what cannot be.

use kam::data::MemoryFiles;
use kam::workspace::Workspace;

/// A directory of the repository as files in memory.
fn directory(path: &str) -> MemoryFiles {
    fn below(root: &std::path::Path, dir: &std::path::Path, mut files: MemoryFiles) -> MemoryFiles {
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            files = if path.is_dir() {
                below(root, &path, files)
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
                files.with(name, std::fs::read(&path).unwrap())
            };
        }
        files
    }
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    below(&root, &root, MemoryFiles::new())
}

/// What is found, as `code file:line:column message`, with the fix below.
fn said(workspace: &Workspace) -> String {
    let mut out = String::new();
    for f in &workspace.findings {
        let place = workspace.sources.start(f.span);
        let file = workspace.sources.name(f.span.file);
        out += &format!("{} {file}:{}:{} {}\n", f.code.id, place.line, place.column, f.message());
        for note in &f.notes {
            let at = note.span.map_or(String::new(), |s| format!(" ({})", workspace.sources.file_line(s)));
            out += &format!("    note: {}{at}\n", note.text);
        }
        if let Some(fix) = &f.fix {
            out += &format!("    fix: {fix}\n");
        }
    }
    out
}

#[test]
fn northwind_loads_clean() {
    let workspace = Workspace::load(&directory("examples/northwind"));
    assert_eq!(said(&workspace), "");
    let portfolio = workspace.portfolio.unwrap();
    assert_eq!(portfolio.accounts.len(), 91);
    assert_eq!(portfolio.records[0].as_ref().unwrap().lines.len(), 2155);
}
