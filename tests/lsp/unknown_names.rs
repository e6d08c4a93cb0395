//! What is offered for a name that nothing is called and that resembles none.

use super::client::{Editor, PATH, RULES, errors, workspace};
use crate::common::DEFAULT_CONFIG;

/// The titles of the fixes for the finding about a name, each of which is checked to leave no error.
fn offered(wrong: &str, name: &str) -> Vec<String> {
    let mut editor = Editor::new(workspace());
    editor.open(PATH, wrong);
    let mut found = editor.wait_for(PATH, |f| !f.is_empty());
    found.retain(|f| f["message"].as_str().is_some_and(|m| m.contains(&format!("`{name}`"))));
    let fixes = editor.fixes(PATH, wrong, &found);
    for (title, text) in &fixes {
        assert_eq!(errors(&[("kam.yaml", DEFAULT_CONFIG), (PATH, text)]), "", "{title}");
    }
    fixes.into_iter().map(|(title, _)| title).collect()
}

#[test]
fn a_group_that_nobody_declared_is_one_of_the_few_or_a_new_one() {
    let wrong = RULES.replace("in trust", "in zasoby");
    assert_eq!(offered(&wrong, "zasoby"), ["Write `trust`"], "the other group has its hundred percent");
    let rest = wrong.replace("group trust \"Zaufanie\" weight 40 %\n", "");
    assert_eq!(offered(&rest, "zasoby"), ["Declare `group zasoby \"Zasoby\" weight 40 %`"]);
}

#[test]
fn an_unknown_name_is_declared_as_what_the_rule_takes_it_for() {
    let amount = RULES.replace("sales below 5000 PLN", "obligo above 5000 PLN");
    assert_eq!(offered(&amount, "obligo"), ["Declare `field obligo \"Obligo\" money`"]);
    let condition = RULES.replace("sales below 5000 PLN", "pod_nadzorem");
    assert_eq!(offered(&condition, "pod_nadzorem"), ["Declare `field pod_nadzorem \"Pod nadzorem\" yes_no`"]);
}

#[test]
fn a_value_that_is_none_is_one_of_the_few() {
    let wrong = RULES.replace("is weak and", "is xyz and");
    assert_eq!(offered(&wrong, "xyz"), ["Write `weak`", "Write `fair`", "Write `good`"]);
}
