//! The texts of `explain`.

use super::{counted, texts};

texts! {
    // Standing.
    rank(rank) = "rank {rank}", "miejsce {rank}";
    on_hold() = "on hold", "wstrzymany";
    excluded() = "excluded", "wykluczony";
    tier(tiers) = "tier {tiers}", "poziom {tiers}";
    score(score) = "score {score}", "ocena {score}";
    basis(policy, version, day) = "{policy} {version} as of {day}", "{policy} {version}, stan na {day}";
    named(name, label) = "{name} \"{label}\"", "{name} „{label}”";
    // Why not.
    why_no_tier() = "Why no tier", "Dlaczego bez poziomu";
    vetoed(vetoes) = "the veto {vetoes} excludes the account.", "klienta wyklucza weto {vetoes}.";
    why_on_hold() = "Why on hold", "Dlaczego wstrzymany";
    nothing_left() = "nothing is left to score.", "nie zostało nic do oceny.";
    open_veto(vetoes, needs) =
        "whether the veto {vetoes} holds is not known. Missing: {needs}.",
        "nie wiadomo, czy zachodzi weto {vetoes}. Brakuje: {needs}.";
    not_sure(tier) = "Why {tier} is not sure", "Dlaczego poziom {tier} nie jest pewny";
    why_not(tier) = "Why not {tier}", "Dlaczego nie poziom {tier}";
    reached(from, score) =
        "it starts at {from} points, which the score of {score} reaches",
        "zaczyna się od {from} pkt, a ocena {score} na to wystarcza";
    short(from, short, score) =
        "it starts at {from} points, {short} more than the score of {score}",
        "zaczyna się od {from} pkt, o {short} więcej niż ocena {score}";
    may_be_short(from, score, short) =
        "it starts at {from} points, and the score of {score} may end up to {short} short of it",
        "zaczyna się od {from} pkt, a ocenie {score} może do tego zabraknąć nawet {short}";
    condition_fails(inputs) =
        "its condition does not hold ({inputs})",
        "jego warunek nie jest spełniony ({inputs})";
    condition_not_applicable(inputs) =
        "its condition does not apply ({inputs}), which counts as no",
        "jego warunek nie ma tu zastosowania ({inputs}), co liczy się jak niespełniony";
    condition_unknown(inputs) =
        "whether its condition holds is not known ({inputs})",
        "nie wiadomo, czy jego warunek jest spełniony ({inputs})";
    may_limit(limit, to) =
        "the limit {limit} may keep the account at {to} or lower",
        "ograniczenie {limit} może zatrzymać klienta na poziomie {to} lub niższym";
    limits(limit, to) =
        "the limit {limit} keeps the account at {to} or lower",
        "ograniczenie {limit} zatrzymuje klienta na poziomie {to} lub niższym";
    // Vetoes and limits.
    holds() = "holds", "zachodzi";
    caps(to) = "holds and caps the tier at {to}", "zachodzi: poziom najwyżej {to}";
    may_hold() = "may hold", "może zachodzić";
    may_cap(to) = "may hold and cap the tier at {to}", "może zachodzić: wtedy poziom najwyżej {to}";
    not_applicable() = "does not apply", "nie dotyczy";
    waived() = "is waived", "objęte odstępstwem";
    expired(state) = "is no longer waived: it {state}", "odstępstwo wygasło, {state}";
    needing(needs) = "; missing: {needs}", "; brakuje: {needs}";
    because(because) = "because {because}", "podstawa: {because}";
    waived_by(by, until, reason) =
        "waived by {by} until {until}: {reason}",
        "odstępstwo do {until}: {reason} (zgoda: {by})";
    // What is missing.
    status_or_tier() = "status or tier", "status lub poziom";
    up_to(points) = "up to {points} points of the score", "ocenę nawet o {points} pkt";
    also() = ", and ", " i ";
    little() = "little", "niewiele";
    could_change(named, changes) =
        "{named}: could still change {changes}",
        "{named}: może jeszcze zmienić {changes}";
    // Points.
    points_at(points, weight) = "{points} points at {weight}", "{points} pkt przy wadze {weight}";
    may_be(row) = "may be {row}", "możliwy wiersz {row}";
    rows_from_to(first, last) = "{first} to {last}", "{first}–{last}";
    missing_rule(rule) = "its rule for what is missing: {rule}", "reguła dla braków: {rule}";
    places(rule, weight) = "{rule}, weight {weight}", "{rule}, waga {weight}";
    full_points(criteria) = "Full points: {criteria}.", "Komplet punktów: {criteria}.";
    left_out() = "left out", "pominięto";
    // Values and where they come from.
    since(value, day) = "{value} since {day}", "{value} od {day}";
    of_data(data) = ", from {data}", "; dane: {data}";
    looked_for(data) = "; data: {data}", "; dane: {data}";
    from(names) = "from {names}", "wynika z: {names}";
    from_data(data) = "from {data}", "dane: {data}";
    from_both(names, data) = "from {names}; data: {data}", "wynika z: {names}; dane: {data}";
    used_by(users) = "used by {users}", "użycie: {users}";
    unused() = "used by nothing", "nigdzie nieużyty";
    cell(file, row, column) = "{file}, row {row}, column {column}", "{file}, wiersz {row}, kolumna {column}";
    on(day) = "on {day}", "{day}";
    by(by) = "by {by}", "wpis: {by}";
    source(source) = "source: {source}", "źródło: {source}";
    joined(place, files) = "Rows of {place} are joined with {files}.", "Wiersze z {place} uzupełniono z {files}.";
    // Headings.
    value_title() = "Value, and what it is worked out from", "Wartość i z czego wynika";
    behind_title() = "What it is worked out from", "Z czego wynika";
    vetoes_title() = "Vetoes", "Weta";
    limits_title() = "Limits", "Ograniczenia";
    needs_title() = "Missing, most valuable first", "Brakuje (najpierw to, co zmieni najwięcej)";
    lost_title() =
        "Points of the score lost, most first (weight × what is short of 100)",
        "Utracone punkty oceny, od największej straty (waga × ile brakuje do 100)";
    without_title() =
        "Left out of the score, their weight carried by the others",
        "Pominięte w ocenie, ich wagę przejęły pozostałe";
    values_title() = "Values", "Wartości";
    left_out_title() =
        "Left out of comparisons, for want of a value",
        "Pominięci w porównaniach z braku wartości";
    points_title() = "Points of the score", "Punkty oceny";
    // Of a person.
    known_title() = "Known and concluded", "Co wiadomo i co z tego wynika";
    not_known(names) = "Not known: {names}.", "Nie wiadomo: {names}.";
    part_title() = "the title", "stanowisko";
    part_contacts() = "who of us knows them", "kto z nas zna tę osobę";
    part_interaction() = "the interactions with them", "kontakty z tą osobą";
    part_competitors() = "the strongest standing of a competitor", "najmocniejsza pozycja konkurenta";
    part_relations() = "relations", "relacje";
    relations_title() = "Relations", "Relacje";
    reports_to(from, to) = "{from} reports to {to}", "{from} podlega osobie: {to}";
    influences(from, to, weight) = "{from} influences {to} ({weight})", "{from} wpływa na: {to} ({weight})";
    trusts(from, to) = "{from} trusts {to}", "{from} ufa osobie: {to}";
    conflicts(from, to) = "{from} is in conflict with {to}", "{from} jest w konflikcie z: {to}";
    way(path) = "Way to who decides: {path}.", "Droga do decydenta: {path}.";
    introductions_title() = "Ways to deciders we have not met", "Drogi do decydentów, których nie znamy";
    way_with(path, strength) = "{path} (strength {strength})", "{path} (siła {strength})";
    actions_title() = "What is done", "Działania";
    result(result) = "result: {result}", "wynik: {result}";
    looks_at(inputs) = "its conditions look at {inputs}", "warunki dotyczą: {inputs}";
    to_change(changes) = "to change: {changes}", "ma zmienić: {changes}";
    started_by(alerts) = "started by the alert {alerts}", "wynika z alertu: {alerts}";
    conditional_title() = "Hangs on an answer", "Zależy od odpowiedzi";
    hangs_on(needs) = "to be found out: {needs}", "do ustalenia: {needs}";
    not_for_title() = "Not for this person, whose facts do not meet the conditions",
        "Nie dla tej osoby, bo nie spełnia warunków";
    // Columns of Markdown.
    missing_column() = "Missing", "Brakuje";
    change_column() = "Could still change", "Może jeszcze zmienić";
    through_column() = "Through", "Przez";
    criterion_column() = "Criterion", "Kryterium";
    points_column() = "Points", "Punkty";
    weight_column() = "Weight", "Waga";
    lost_column() = "Lost", "Traci";
    why_column() = "Why", "Dlaczego";
    rule_column() = "Rule", "Reguła";
    score_row() = "Score", "Ocena";
    value_column() = "Value", "Wartość";
    is_column() = "Is", "Wynosi";
    from_column() = "Worked out from", "Z czego wynika";
    data_column() = "Data", "Dane";
}

counted! {
    any_row(n) = ["may be {n} row", "may be any of {n} rows"],
        ["możliwy {n} wiersz", "możliwy każdy z {n} wierszy", "możliwy każdy z {n} wierszy", "możliwy {n} wiersza"];
    rows(n) = ["{n} row", "{n} rows"], ["{n} wiersz", "{n} wiersze", "{n} wierszy", "{n} wiersza"];
    counted_rows(n, counted) = ["{counted} of {n} row", "{counted} of {n} rows"],
        ["{counted} z {n} wiersza", "{counted} z {n} wierszy", "{counted} z {n} wierszy", "{counted} z {n} wiersza"];
    of_accounts(n, left) = ["{left} of {n} account", "{left} of {n} accounts"],
        ["{left} z {n} klienta", "{left} z {n} klientów", "{left} z {n} klientów", "{left} z {n} klienta"];
}
