//! The files `kam init` writes, embedded in the binary: path in the new workspace and content. A test compares the lists
//! with the directories they are taken from.

/// What git should leave alone, in every new workspace.
const GITIGNORE: (&str, &[u8]) = (".gitignore", include_bytes!("../../templates/init/en.gitignore"));

/// The same, explained in Polish.
const GITIGNORE_PL: (&str, &[u8]) = (".gitignore", include_bytes!("../../templates/init/pl.gitignore"));

/// A small firm with the shipped policy, its texts in English.
pub const STARTER_EN: &[(&str, &[u8])] = &[
    GITIGNORE,
    ("rules/policy.kam", include_bytes!("../../rules/key_account.kam")),
    ("accounts/baltyk.yaml", include_bytes!("../../templates/init/en/accounts/baltyk.yaml")),
    ("accounts/gigant.yaml", include_bytes!("../../templates/init/en/accounts/gigant.yaml")),
    ("accounts/mazur.yaml", include_bytes!("../../templates/init/en/accounts/mazur.yaml")),
    ("accounts/wisla.yaml", include_bytes!("../../templates/init/en/accounts/wisla.yaml")),
    ("data/interactions.csv", include_bytes!("../../templates/init/en/data/interactions.csv")),
    ("data/invoices.csv", include_bytes!("../../templates/init/en/data/invoices.csv")),
    ("data/issues.csv", include_bytes!("../../templates/init/en/data/issues.csv")),
    ("data/orders.csv", include_bytes!("../../templates/init/en/data/orders.csv")),
    ("kam.yaml", include_bytes!("../../templates/init/en/kam.yaml")),
    ("rules/examples.kam", include_bytes!("../../templates/init/en/rules/examples.kam")),
    ("rules/our_offer.kam", include_bytes!("../../templates/init/en/rules/our_offer.kam")),
    ("rules/stage_playbooks.kam", include_bytes!("../../rules/stage_playbooks.kam")),
    ("private/baltyk.yaml", include_bytes!("../../templates/init/en/private/baltyk.yaml")),
    ("private/gigant.yaml", include_bytes!("../../templates/init/en/private/gigant.yaml")),
    ("private/wisla.yaml", include_bytes!("../../templates/init/en/private/wisla.yaml")),
    ("team.yaml", include_bytes!("../../templates/init/en/team.yaml")),
];

/// The same firm, its texts in Polish.
pub const STARTER_PL: &[(&str, &[u8])] = &[
    GITIGNORE_PL,
    ("rules/policy.kam", include_bytes!("../../templates/init/pl/rules/policy.kam")),
    ("accounts/baltyk.yaml", include_bytes!("../../templates/init/pl/accounts/baltyk.yaml")),
    ("accounts/gigant.yaml", include_bytes!("../../templates/init/pl/accounts/gigant.yaml")),
    ("accounts/mazur.yaml", include_bytes!("../../templates/init/pl/accounts/mazur.yaml")),
    ("accounts/wisla.yaml", include_bytes!("../../templates/init/pl/accounts/wisla.yaml")),
    ("data/interactions.csv", include_bytes!("../../templates/init/pl/data/interactions.csv")),
    ("data/invoices.csv", include_bytes!("../../templates/init/pl/data/invoices.csv")),
    ("data/issues.csv", include_bytes!("../../templates/init/pl/data/issues.csv")),
    ("data/orders.csv", include_bytes!("../../templates/init/pl/data/orders.csv")),
    ("kam.yaml", include_bytes!("../../templates/init/pl/kam.yaml")),
    ("rules/examples.kam", include_bytes!("../../templates/init/pl/rules/examples.kam")),
    ("rules/our_offer.kam", include_bytes!("../../templates/init/pl/rules/our_offer.kam")),
    ("rules/stage_playbooks.kam", include_bytes!("../../templates/init/pl/rules/stage_playbooks.kam")),
    ("private/baltyk.yaml", include_bytes!("../../templates/init/pl/private/baltyk.yaml")),
    ("private/gigant.yaml", include_bytes!("../../templates/init/pl/private/gigant.yaml")),
    ("private/wisla.yaml", include_bytes!("../../templates/init/pl/private/wisla.yaml")),
    ("team.yaml", include_bytes!("../../templates/init/pl/team.yaml")),
];

/// Northwind Traders.
pub const NORTHWIND: &[(&str, &[u8])] = &[
    GITIGNORE,
    ("README.md", include_bytes!("../../examples/northwind/README.md")),
    ("accounts/ernsh.yaml", include_bytes!("../../examples/northwind/accounts/ernsh.yaml")),
    ("accounts/hungo.yaml", include_bytes!("../../examples/northwind/accounts/hungo.yaml")),
    ("accounts/quick.yaml", include_bytes!("../../examples/northwind/accounts/quick.yaml")),
    ("accounts/rattc.yaml", include_bytes!("../../examples/northwind/accounts/rattc.yaml")),
    ("accounts/savea.yaml", include_bytes!("../../examples/northwind/accounts/savea.yaml")),
    ("data/categories.csv", include_bytes!("../../examples/northwind/data/categories.csv")),
    ("data/customers.csv", include_bytes!("../../examples/northwind/data/customers.csv")),
    ("data/order_details.csv", include_bytes!("../../examples/northwind/data/order_details.csv")),
    ("data/orders.csv", include_bytes!("../../examples/northwind/data/orders.csv")),
    ("data/products.csv", include_bytes!("../../examples/northwind/data/products.csv")),
    ("kam.yaml", include_bytes!("../../examples/northwind/kam.yaml")),
    ("outcomes.snap", include_bytes!("../../examples/northwind/outcomes.snap")),
    ("private/ernsh.yaml", include_bytes!("../../examples/northwind/private/ernsh.yaml")),
    ("private/hungo.yaml", include_bytes!("../../examples/northwind/private/hungo.yaml")),
    ("private/quick.yaml", include_bytes!("../../examples/northwind/private/quick.yaml")),
    ("private/rattc.yaml", include_bytes!("../../examples/northwind/private/rattc.yaml")),
    ("private/savea.yaml", include_bytes!("../../examples/northwind/private/savea.yaml")),
    ("rules/examples.kam", include_bytes!("../../examples/northwind/rules/examples.kam")),
    ("rules/northwind.kam", include_bytes!("../../examples/northwind/rules/northwind.kam")),
    ("rules/plays.kam", include_bytes!("../../examples/northwind/rules/plays.kam")),
    ("team.yaml", include_bytes!("../../examples/northwind/team.yaml")),
];

/// Czysta Zmiana, a Polish service company.
pub const USLUGI: &[(&str, &[u8])] = &[
    GITIGNORE_PL,
    ("README.md", include_bytes!("../../examples/uslugi/README.md")),
    ("accounts/browar.yaml", include_bytes!("../../examples/uslugi/accounts/browar.yaml")),
    ("accounts/cegielnia.yaml", include_bytes!("../../examples/uslugi/accounts/cegielnia.yaml")),
    ("accounts/chlodnia.yaml", include_bytes!("../../examples/uslugi/accounts/chlodnia.yaml")),
    ("accounts/meble.yaml", include_bytes!("../../examples/uslugi/accounts/meble.yaml")),
    ("accounts/mleczarnia.yaml", include_bytes!("../../examples/uslugi/accounts/mleczarnia.yaml")),
    ("accounts/odlewnia.yaml", include_bytes!("../../examples/uslugi/accounts/odlewnia.yaml")),
    ("accounts/papiernia.yaml", include_bytes!("../../examples/uslugi/accounts/papiernia.yaml")),
    ("accounts/szklo.yaml", include_bytes!("../../examples/uslugi/accounts/szklo.yaml")),
    ("accounts/tartak.yaml", include_bytes!("../../examples/uslugi/accounts/tartak.yaml")),
    ("actions.csv", include_bytes!("../../examples/uslugi/actions.csv")),
    ("data/audyty.csv", include_bytes!("../../examples/uslugi/data/audyty.csv")),
    ("data/dni_wolne.csv", include_bytes!("../../examples/uslugi/data/dni_wolne.csv")),
    ("data/faktury.csv", include_bytes!("../../examples/uslugi/data/faktury.csv")),
    ("data/kontakty.csv", include_bytes!("../../examples/uslugi/data/kontakty.csv")),
    ("data/zgloszenia.csv", include_bytes!("../../examples/uslugi/data/zgloszenia.csv")),
    ("data/zlecenia.csv", include_bytes!("../../examples/uslugi/data/zlecenia.csv")),
    ("kam.yaml", include_bytes!("../../examples/uslugi/kam.yaml")),
    ("outcomes.snap", include_bytes!("../../examples/uslugi/outcomes.snap")),
    ("private/browar.yaml", include_bytes!("../../examples/uslugi/private/browar.yaml")),
    ("private/meble.yaml", include_bytes!("../../examples/uslugi/private/meble.yaml")),
    ("private/mleczarnia.yaml", include_bytes!("../../examples/uslugi/private/mleczarnia.yaml")),
    ("private/odlewnia.yaml", include_bytes!("../../examples/uslugi/private/odlewnia.yaml")),
    ("private/papiernia.yaml", include_bytes!("../../examples/uslugi/private/papiernia.yaml")),
    ("private/szklo.yaml", include_bytes!("../../examples/uslugi/private/szklo.yaml")),
    ("private/tartak.yaml", include_bytes!("../../examples/uslugi/private/tartak.yaml")),
    ("rules/1-polityka.kam", include_bytes!("../../examples/uslugi/rules/1-polityka.kam")),
    ("rules/2-dzialania.kam", include_bytes!("../../examples/uslugi/rules/2-dzialania.kam")),
    ("rules/3-przyklady.kam", include_bytes!("../../examples/uslugi/rules/3-przyklady.kam")),
    ("rules/czystosc.kam", include_bytes!("../../examples/uslugi/rules/czystosc.kam")),
    ("rules/mazowsze.kam", include_bytes!("../../examples/uslugi/rules/mazowsze.kam")),
    ("team.yaml", include_bytes!("../../examples/uslugi/team.yaml")),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    /// Every file below a directory, relative to it.
    fn below(root: &Path, dir: &Path, found: &mut BTreeSet<String>) -> std::io::Result<()> {
        for entry in std::fs::read_dir(dir)? {
            let path = entry?.path();
            if path.is_dir() {
                below(root, &path, found)?;
            } else if let Ok(relative) = path.strip_prefix(root) {
                found.insert(relative.to_string_lossy().replace('\\', "/"));
            }
        }
        Ok(())
    }

    fn check(root: &str, listed: &[(&str, &[u8])], elsewhere: &[&str]) -> std::io::Result<()> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(root);
        let mut expected: BTreeSet<String> = elsewhere.iter().map(|e| (*e).to_owned()).collect();
        below(&root, &root, &mut expected)?;
        expected.retain(|path| !path.starts_with("plans/"));
        let listed: BTreeSet<String> = listed.iter().map(|(path, _)| (*path).to_owned()).collect();
        assert_eq!(listed, expected);
        Ok(())
    }

    /// Rules without comments, English labels, titles of examples and layout.
    fn meant(rules: &[u8]) -> String {
        let text = String::from_utf8_lossy(rules);
        let mut out = String::new();
        for line in text.lines().filter(|line| !line.trim_start().starts_with('#')) {
            let line = if line.starts_with("example \"") { "example" } else { line };
            // Every second part stands in quotes.
            let parts: Vec<&str> = line.split('"').collect();
            for (at, part) in parts.iter().enumerate() {
                let english = at % 2 == 1 && parts[at - 1].ends_with(" en ");
                let plain = part.strip_suffix(" en ").filter(|_| at % 2 == 0).unwrap_or(part);
                out.push_str(if english { "" } else { plain });
                out.push(' ');
            }
        }
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_polish_starter_says_in_polish_what_the_english_one_says() {
        for (english, (path, polish)) in STARTER_EN.iter().zip(STARTER_PL) {
            assert_eq!(english.0, *path);
            if ["rules/policy.kam", "rules/stage_playbooks.kam"].contains(path) {
                assert!(!String::from_utf8_lossy(polish).contains(" en \""), "{path} holds English labels");
                assert_eq!(meant(english.1), meant(polish), "{path}");
            }
        }
    }

    #[test]
    fn every_file_of_a_shipped_workspace_is_listed() -> std::io::Result<()> {
        check("templates/init/en", STARTER_EN, &[".gitignore", "rules/policy.kam", "rules/stage_playbooks.kam"])?;
        check("templates/init/pl", STARTER_PL, &[".gitignore"])?;
        check("examples/northwind", NORTHWIND, &[".gitignore"])?;
        check("examples/uslugi", USLUGI, &[".gitignore"])
    }
}
