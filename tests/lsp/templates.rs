//! What is wrong with templates, while they are typed.

use super::client::{Editor, PATH, RULES, place, workspace};
use serde_json::Value;

const PLAN: &str = "templates/plan.md";

#[test]
fn a_template_is_judged_as_it_is_typed() {
    let mut editor = Editor::new(workspace());
    editor.open(PATH, RULES);
    editor.open(PLAN, "# {{ account.name }\n");
    let found = editor.wait_for(PLAN, |f| !f.is_empty());
    assert_eq!(found[0]["code"], "KAM-E0701", "{found:?}");
    editor.change(PLAN, 2, "# {{ account.name }}\n");
    editor.wait_for(PLAN, <[Value]>::is_empty);
    // What is wrong only shows when a plan is written.
    let wrong = "# {{ account.name }}\n\n{{ acount.id }}\n";
    editor.change(PLAN, 3, wrong);
    let found = editor.wait_for(PLAN, |f| !f.is_empty());
    assert_eq!(found[0]["code"], "KAM-E0702", "{found:?}");
    assert_eq!(found[0]["range"]["start"]["line"], place(wrong, "acount").0);
    let fixes = editor.fixes(PLAN, wrong, &found);
    assert_eq!(fixes[0].1, wrong.replace("acount", "account"));
    editor.close(PLAN);
    editor.wait_for(PLAN, <[Value]>::is_empty);
}

#[test]
fn a_broken_template_is_told_of_though_nobody_opened_it() {
    let mut editor = Editor::new(workspace().file(PLAN, "{% for x in people %}\n"));
    editor.open(PATH, RULES);
    let found = editor.wait_for(PLAN, |f| !f.is_empty());
    assert_eq!(found[0]["code"], "KAM-E0701", "{found:?}");
    editor.sandbox.write(PLAN, "# {{ account.name }}\n");
    editor.changed_on_disk(PLAN);
    editor.wait_for(PLAN, <[Value]>::is_empty);
}

#[test]
fn a_template_that_no_document_asks_for_can_at_least_be_read() {
    let mut editor = Editor::new(workspace());
    editor.open("templates/letter.md", "{% if %}\n");
    let found = editor.wait_for("templates/letter.md", |f| !f.is_empty());
    assert_eq!(found[0]["code"], "KAM-E0701", "{found:?}");
}
