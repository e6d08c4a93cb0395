//! Plans as people read them.

use kam::documents::Locale;
use kam::values::{Currency, Day, Number};
use serde_json::Value;

fn number(text: &str) -> Number {
    Number::parse(text).unwrap_or_else(|e| panic!("{text}: {e}"))
}

fn polish() -> (Locale, Value) {
    let facts = serde_json::from_str(include_str!("fixtures/locale/pl.json")).unwrap();
    (Locale::new("pl").unwrap(), facts)
}

fn text<'a>(fact: &'a Value, key: &str) -> &'a str {
    fact[key].as_str().unwrap_or_else(|| panic!("{key} of {fact}"))
}

#[test]
fn polish_numbers_are_cldr_s() {
    let (pl, facts) = polish();
    for fact in facts["decimal"].as_array().unwrap() {
        let n = number(text(fact, "value"));
        assert_eq!(pl.number(&n, 0, 3), text(fact, "default"));
        assert_eq!(pl.number(&n, 2, 2), text(fact, "fixed2"));
    }
}

#[test]
fn polish_money_is_cldr_s() {
    let (pl, facts) = polish();
    for fact in facts["currency"].as_array().unwrap() {
        for code in ["PLN", "EUR", "USD"] {
            assert_eq!(pl.money(&number(text(fact, "value")), Currency::parse(code)), text(fact, code));
        }
    }
}

#[test]
fn polish_percents_are_cldr_s() {
    let (pl, facts) = polish();
    for fact in facts["percent"].as_array().unwrap() {
        let n = number(text(fact, "value"));
        assert_eq!(pl.percent(&n, 0), text(fact, "percent0"));
        assert_eq!(pl.percent(&n, 1), text(fact, "percent1").replace(",0%", "%"));
    }
}

#[test]
fn polish_dates_and_plurals_are_cldr_s() {
    let (pl, facts) = polish();
    for fact in facts["dates"].as_array().unwrap() {
        let day = Day::parse(text(fact, "iso")).unwrap();
        assert_eq!(
            (pl.short_date(day).as_str(), pl.long_date(day).as_str()),
            (text(fact, "short"), text(fact, "long"))
        );
    }
    for (n, category) in facts["plural"].as_object().unwrap() {
        assert_eq!(pl.plural(&number(n), 0), category.as_str().unwrap(), "{n}");
    }
    assert_eq!(pl.plural(&number("1.5"), 1), "other");
}

#[test]
fn english_writes_its_own_way() {
    let en = Locale::new("en").unwrap();
    assert_eq!(en.money(&number("-1000"), Currency::parse("USD")), "-$1,000.00");
    assert_eq!(en.money(&number("1000"), Currency::parse("PLN")), "PLN\u{a0}1,000.00");
    assert_eq!(en.money(&number("1234.5"), Currency::parse("JPY")), "¥1,235");
    assert_eq!(en.percent(&number("0.125"), 1), "12.5%");
    let day = Day::parse("1998-05-06").unwrap();
    assert_eq!((en.long_date(day).as_str(), en.short_date(day).as_str()), ("May 6, 1998", "5/6/98"));
    assert_eq!((en.plural(&number("1"), 0), en.plural(&number("2"), 0)), ("one", "other"));
    assert!(Locale::new("not a tag").is_none());
    assert_eq!(Locale::new("de").unwrap().money(&number("1000"), Currency::parse("EUR")), "1.000,00\u{a0}€");
}

#[test]
fn halves_round_away_from_zero_on_the_exact_number() {
    let pl = Locale::new("pl").unwrap();
    assert_eq!(pl.number(&number("2.5"), 0, 0), "3");
    assert_eq!(pl.number(&number("-2.5"), 0, 0), "-3");
    assert_eq!(pl.number(&number("110277.305"), 2, 2), "110\u{a0}277,31");
    assert_eq!(pl.number(&number("-0.001"), 2, 2), "0,00");
}
