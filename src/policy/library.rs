//! The libraries shipped with kam: texts of rules/ that a policy can `include`. They are checked like a user's files.

/// Name and text of every shipped library and policy, by name.
const SHIPPED: &[(&str, &str)] = &[
    ("channels", include_str!("../../rules/channels.kam")),
    ("contact_cadence", include_str!("../../rules/contact_cadence.kam")),
    ("key_account", include_str!("../../rules/key_account.kam")),
    ("payments", include_str!("../../rules/payments.kam")),
    ("pursuit", include_str!("../../rules/pursuit.kam")),
    ("service_quality", include_str!("../../rules/service_quality.kam")),
    ("stage_playbooks", include_str!("../../rules/stage_playbooks.kam")),
    ("stakeholder_red_flags", include_str!("../../rules/stakeholder_red_flags.kam")),
];

/// The text of a shipped library or policy.
pub fn shipped(name: &str) -> Option<&'static str> {
    SHIPPED.iter().find(|(n, _)| *n == name).map(|(_, text)| *text)
}

/// The names of all shipped libraries and policies, sorted.
pub fn shipped_names() -> Vec<&'static str> {
    SHIPPED.iter().map(|(name, _)| *name).collect()
}

/// The names of the shipped texts that are libraries.
pub(super) fn includable() -> Vec<&'static str> {
    let is_library = |text: &str| text.lines().any(|line| line.starts_with("library "));
    SHIPPED.iter().filter(|(_, text)| is_library(text)).map(|(name, _)| *name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shipped_texts_are_found_by_sorted_names() {
        let names = shipped_names();
        assert!(names.is_sorted());
        assert!(names.iter().all(|n| shipped(n).is_some()));
        assert_eq!(shipped("nobody"), None);
    }
}
