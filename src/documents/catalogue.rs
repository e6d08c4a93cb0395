//! The words of plans in Polish and English: one table. `{slots}` are filled by the template; where the form follows a
//! number, the forms stand in CLDR's order divided by `|` (English one|other, Polish one|few|many|other).

/// One text in both languages.
pub(super) struct Text {
    pub key: &'static str,
    pub en: &'static str,
    pub pl: &'static str,
}

/// The text of a key in Polish for `pl`, in English for every other language; none for an unknown key.
pub(super) fn text(language: &str, key: &str) -> Option<&'static str> {
    let text = TEXTS.iter().find(|t| t.key == key)?;
    Some(if language == "pl" { text.pl } else { text.en })
}

/// All keys, for suggestions.
pub(super) fn keys() -> impl Iterator<Item = &'static str> {
    TEXTS.iter().map(|t| t.key)
}

/// The plural forms a text has to give, in the order they stand in.
pub(super) fn plural_forms(language: &str) -> &'static [&'static str] {
    if language == "pl" { &["one", "few", "many", "other"] } else { &["one", "other"] }
}

const fn t(key: &'static str, en: &'static str, pl: &'static str) -> Text {
    Text { key, en, pl }
}

/// Every text.
pub(super) const TEXTS: &[Text] = &[
    // Values.
    t("yes", "yes", "tak"),
    t("no", "no", "nie"),
    t("or", "or", "lub"),
    t("quoted", "“{text}”", "„{text}”"),
    t("unknown", "not known", "nie wiadomo"),
    t("unknown_because", "not known ({reason})", "nie wiadomo ({reason})"),
    t("not_applicable", "not applicable", "nie dotyczy"),
    t("at_least", "at least {value}", "co najmniej {value}"),
    t("at_most", "at most {value}", "co najwyżej {value}"),
    t("days", "{count} day|{count} days", "{count} dzień|{count} dni|{count} dni|{count} dnia"),
    t("hours", "{count} hour|{count} hours", "{count} godzina|{count} godziny|{count} godzin|{count} godziny"),
    t("rows", "{count} row|{count} rows", "{count} wiersz|{count} wiersze|{count} wierszy|{count} wiersza"),
    t("scale", "{value} on a scale from {low} to {high}", "{value} w skali od {low} do {high}"),
    t("scale.ends", "from {low} to {high}", "od {low} do {high}"),
    t("scale.of", "{value} of {high}", "{value} na {high}"),
    // Head.
    t("title", "{name}: strategy plan", "{name}: plan strategiczny"),
    t("as_of", "As of {date}", "Stan na {date}"),
    t("policy", "{label}, version {version}", "{label}, wersja {version}"),
    t("confidential", "**Confidential: holds our opinions of people.**", "**Poufne: zawiera nasze opinie o osobach.**"),
    t("confidential.notes", "**Confidential: holds private notes.**", "**Poufne: zawiera prywatne notatki.**"),
    t("kam", "Looked after by {name}", "Opiekun klienta: {name}"),
    // Page one.
    t("brief", "In brief", "W skrócie"),
    t(
        "banner.set",
        "**The tier is not settled: {tiers}.** The answers to the questions below will settle it.",
        "**Poziom nie jest przesądzony: {tiers}.** Rozstrzygną to odpowiedzi na pytania poniżej.",
    ),
    t(
        "banner.hold",
        "**On hold until we know whether this applies: {reasons}.** Nothing is planned with this client until the questions below are answered.",
        "**Wstrzymany, dopóki nie wiemy, czy zachodzi: {reasons}.** Nie planujemy działań z tym klientem, dopóki nie poznamy odpowiedzi na pytania poniżej.",
    ),
    t(
        "banner.unscored",
        "**On hold.** Nothing is known yet that could be scored.",
        "**Wstrzymany.** Nie wiadomo jeszcze nic, co można by ocenić.",
    ),
    t(
        "banner.excluded",
        "**Excluded: {reasons}.** This plan is written because it was asked for by name.",
        "**Wykluczony: {reasons}.** Plan powstał, bo wskazano tego klienta z nazwy.",
    ),
    t("now", "Why now", "Dlaczego teraz"),
    t("now.nobody", "No action is planned for it yet.", "Nie zaplanowano jeszcze działania."),
    t("now.contract", "**The contract ends on {date}**, in {days}.", "**Umowa kończy się {date}**, za {days}."),
    t("now.contract.today", "**The contract ends today.**", "**Umowa kończy się dziś.**"),
    t(
        "now.contract.past",
        "**The contract ended on {date}**, {days} ago. Has it been renewed? The account's file does not say.",
        "**Umowa skończyła się {date}**, {days} temu. Czy ją odnowiono? Plik klienta tego nie mówi.",
    ),
    t(
        "now.opportunity",
        "**{name}**: the decision was due by {date}, {days} ago. Won, lost or moved?",
        "**{name}**: decyzja miała zapaść do {date}, {days} temu. Wygrana, przegrana czy przesunięta?",
    ),
    t(
        "now.waiver.excluded",
        "**{label}**: the waiver ends on {until}. On {from} this client is excluded, unless the matter is settled by then or the waiver is renewed.",
        "**{label}**: odstępstwo kończy się {until}. {from} klient zostanie wykluczony, chyba że sprawa będzie do tego czasu załatwiona albo odstępstwo przedłużone.",
    ),
    t(
        "now.waiver.hold",
        "**{label}**: the waiver ends on {until}. On {from} this client is put on hold, unless the matter is settled by then or the waiver is renewed.",
        "**{label}**: odstępstwo kończy się {until}. {from} klient zostanie wstrzymany, chyba że sprawa będzie do tego czasu załatwiona albo odstępstwo przedłużone.",
    ),
    t(
        "now.waiver.limited",
        "**{label}**: the waiver ends on {until}. From {from} the tier is {to} at best, unless the matter is settled by then or the waiver is renewed.",
        "**{label}**: odstępstwo kończy się {until}. Od {from} poziom to najwyżej {to}, chyba że sprawa będzie do tego czasu załatwiona albo odstępstwo przedłużone.",
    ),
    t("rows.people", "People", "Osoby"),
    t("rows.more", "and {count} more", "i jeszcze {count}"),
    t("lift", "What lifts the hold", "Co zniesie wstrzymanie"),
    t("lift.who", "we propose: {name}, by {date}", "proponujemy: {name}, do {date}"),
    t(
        "lift.nobody",
        "we propose: by {date}; who finds out is to be named",
        "proponujemy: do {date}; kto to ustali, trzeba wskazać",
    ),
    t("tier", "{name} “{label}”", "{name} „{label}”"),
    t("tier.one", "{name} is in tier **{tier}**", "{name} jest na poziomie **{tier}**"),
    t("tier.many", "Tier: **{tiers}**", "Poziom: **{tiers}**"),
    t("rank", "ranked {place} of {of}", "miejsce {place} z {of}"),
    t("rank.by", "by {label}", "według: {label}"),
    t("score", "with {score} points of 100", "wynik {score} na 100 punktów"),
    t("score.none", "with nothing to score yet", "bez oceny, bo nie ma jeszcze czego oceniać"),
    t("strengths", "What speaks for it:", "Co przemawia za klientem:"),
    t("weaknesses", "What holds it back:", "Co przemawia przeciw:"),
    t("points_of_100", "{points} of 100", "{points} na 100"),
    t("ambition", "Our ambition:", "Nasza ambicja:"),
    t("priorities", "What comes first:", "Co najpierw:"),
    t("not_doing", "What we do not do:", "Czego nie robimy:"),
    t("assuming", "What we assume:", "Co zakładamy:"),
    t("expected", "With the plan carried out we expect", "Po wykonaniu planu spodziewamy się:"),
    t("expected.by", "After the actions due by {date} we expect", "Po działaniach do {date} spodziewamy się:"),
    t("expected.tier", "tier {tier}", "poziom {tier}"),
    t("expected.tiers", "tier {tiers}", "poziom {tiers}"),
    t("expected.score", "{score} points (today {now})", "{score} pkt (dziś {now})"),
    t(
        "expected.nothing",
        "The plan changes neither the score ({score}) nor the tier ({tiers}).",
        "Plan nie zmienia ani oceny ({score}), ani poziomu ({tiers}).",
    ),
    t(
        "expected.chance",
        "{label} with the plan: {expected} (today {today}).",
        "{label} z planem: {expected} (dziś {today}).",
    ),
    t("ask", "What we ask of management", "O co prosimy kierownictwo"),
    t(
        "ask.waiver",
        "Decide by {until} whether the waiver of **{label}** is renewed (approved by {approved_by}).",
        "Decyzja do {until}, czy przedłużyć odstępstwo od **{label}** (zgoda: {approved_by}).",
    ),
    t(
        "ask.settle",
        "Settle what became of {names}, and note it in the account's file.",
        "Ustalenie, co stało się z: {names}, i wpis w pliku klienta.",
    ),
    t(
        "ask.contract",
        "{name}: find out whether the contract that ended on {date} runs on, and note it in the account's file.",
        "{name}: ustalenie, czy umowa, która skończyła się {date}, trwa dalej, i wpis w pliku klienta.",
    ),
    t(
        "ask.contract.nobody",
        "Find out whether the contract that ended on {date} runs on, and note it in the account's file.",
        "Ustalenie, czy umowa, która skończyła się {date}, trwa dalej, i wpis w pliku klienta.",
    ),
    t("ask.decision", "{owners}: **{label}**, by {date}.", "{owners}: **{label}**, do {date}."),
    t("ask.approve", "Approve the offer **{label}** ({who}).", "Zgoda na ofertę **{label}** ({who})."),
    t("ask.terms", "Terms: {terms}.", "Warunki: {terms}."),
    t(
        "ask.overbooked",
        "Free hours for {name}, who has {available} a month for all accounts. No hours are left in",
        "Wolne godziny: {name} ma na wszystkich klientów {available} w miesiącu, a brakuje ich w miesiącach:",
    ),
    t("ask.overbooked.month", "{month}/{year} (this plan: {hours})", "{month}.{year} (ten plan: {hours})"),
    t(
        "ask.open_hours",
        "The hours of {count} action are not in it: how it is done is still open.|The hours of {count} actions are not in it: how they are done is still open.",
        "Bez godzin {count} działania, którego forma jest jeszcze otwarta.|Bez godzin {count} działań, których forma jest jeszcze otwarta.|Bez godzin {count} działań, których forma jest jeszcze otwarta.|Bez godzin {count} działania, których forma jest jeszcze otwarta.",
    ),
    t(
        "ask.time",
        "{hours} of our people's time for {count} action.|{hours} of our people's time for {count} actions.",
        "Czas naszych ludzi: {hours} na {count} działanie.|Czas naszych ludzi: {hours} na {count} działania.|Czas naszych ludzi: {hours} na {count} działań.|Czas naszych ludzi: {hours} na {count} działania.",
    ),
    t("ask.money", "Budget: {cost}.", "Budżet: {cost}."),
    t("ask.until", "The last one is due on {date}.", "Ostatni termin: {date}."),
    t("ask.late", "Decide whether this still counts:", "Decyzja, czy nadal obowiązuje:"),
    t("ask.late.due", "due on {date}", "termin minął {date}"),
    t("gap.kam", "Name a key account manager.", "Wskazać opiekuna klienta."),
    t(
        "gap.client",
        "Find somebody on the client's side who answers with us for: {actions}.",
        "Znaleźć po stronie klienta osobę, która z nami odpowie za: {actions}.",
    ),
    t(
        "gap.client.role",
        "Name who on the client's side has the role {role}. They answer with us for: {actions}.",
        "Ustalić, kto po stronie klienta pełni rolę: {role}. Ta osoba odpowie z nami za: {actions}.",
    ),
    t(
        "gap.role",
        "Name somebody as {role} for: {actions}. Nobody has this role.",
        "Wskazać osobę do działania: {actions}. Nikt u nas nie ma roli: {role}.",
    ),
    t(
        "gap.skill",
        "Find somebody for: {actions}. Needed: {role} with {skill} at level {level} or more.",
        "Znaleźć osobę do działania: {actions}. Potrzebna rola: {role}; umiejętność: {skill}, poziom co najmniej {level}.",
    ),
    t(
        "gap.skill.anybody",
        "Find somebody with {skill} at level {level} for: {actions}.",
        "Znaleźć osobę do działania: {actions}. Umiejętność: {skill}, poziom co najmniej {level}.",
    ),
    t(
        "gap.language",
        "Find somebody who speaks {language} for: {actions}.",
        "Znaleźć osobę mówiącą w języku {language} do: {actions}.",
    ),
    t("gap.speaking", "They also need to speak {language}.", "Potrzebny także język: {language}."),
    t("gap.nearest", "Nearest: {name}.", "Najbliżej wymagań: {name}."),
    t(
        "gap.nearest.level",
        "Nearest: {name} (has level {has} of the {level} needed).",
        "Najbliżej wymagań: {name} (ma poziom {has} z wymaganych {level}).",
    ),
    t("figures", "Key figures", "Kluczowe liczby"),
    t("figure", "Figure", "Wielkość"),
    t("today", "Today", "Dziś"),
    t("forecast", "Forecast", "Prognoza"),
    t("settles", "What would settle it", "Co to rozstrzygnie"),
    t("question.people", "Who decides at the client, and do we know them?", "Kto u klienta decyduje i czy go znamy?"),
    t("question.more_people", "Whom else at the client should we know?", "Kogo jeszcze u klienta powinniśmy poznać?"),
    t(
        "question.records",
        "Data that are missing or do not reach back far enough: {label}",
        "Brakujące lub niepełne dane: {label}",
    ),
    t(
        "question.ended",
        "{label}: the data end on {date}, before the day of this plan",
        "{label}: dane kończą się {date}, przed dniem tego planu",
    ),
    t("question.person", "{person}: {label}", "{person}: {label}"),
    t(
        "question.points",
        "up to {count} point of the score depends on it|up to {count} points of the score depend on it",
        "waży do {count} punktu oceny|waży do {count} punktów oceny|waży do {count} punktów oceny|waży do {count} punktu oceny",
    ),
    t(
        "question.together",
        "together up to {count} point of the score depends on them|together up to {count} points of the score depend on them",
        "razem waży to do {count} punktu oceny|razem waży to do {count} punktów oceny|razem waży to do {count} punktów oceny|razem waży to do {count} punktu oceny",
    ),
    t(
        "questions.above",
        "the answer to question {numbers} above|the answers to questions {numbers} above",
        "odpowiedzi na pytanie {numbers} powyżej|odpowiedzi na pytania {numbers} powyżej|odpowiedzi na pytania {numbers} powyżej|odpowiedzi na pytania {numbers} powyżej",
    ),
    // Why key.
    t("why", "Why this account is key", "Dlaczego ten klient jest kluczowy"),
    t("why.not", "What the score says", "Skąd ten wynik"),
    t("criterion", "Criterion", "Kryterium"),
    t("seen", "What we see", "Co widzimy"),
    t("points", "Points", "Punkty"),
    t("weight", "Weight", "Waga"),
    t("gained", "Brings", "Daje"),
    t("lost", "Loses", "Traci"),
    t("left_out", "left out", "pominięto"),
    t("total", "Score", "Ocena"),
    t(
        "left_out.weight",
        "Left out, as not known or not applicable: {labels}. The weight goes to the rest, so that weights differ from account to account.",
        "Pominięto, bo nie wiadomo albo nie dotyczy: {labels}. Waga przechodzi na pozostałe kryteria, dlatego wagi różnią się między klientami.",
    ),
    t("open", "What else we do not know", "Czego jeszcze nie wiemy"),
    // Business.
    t("business", "The client's business", "Biznes klienta"),
    t("industry", "Industry:", "Branża:"),
    t("what_they_do", "What they do:", "Czym się zajmują:"),
    t("challenges", "Challenges", "Wyzwania"),
    t("goals", "Goals", "Cele"),
    t("strategy", "Their strategy:", "Ich strategia:"),
    t("buying", "How they buy", "Jak kupują"),
    t("buying.steps", "Steps to a decision:", "Droga do decyzji:"),
    t("buying.criteria", "What counts for them:", "Co się dla nich liczy:"),
    t("buying.signs", "Who signs:", "Kto podpisuje:"),
    t("buying.budget", "Next budget opens on {date}.", "Kolejny budżet otwiera się {date}."),
    t("buying.budget.past", "The budget opened on {date}.", "Budżet otworzył się {date}."),
    t("buying.contract.past", "The contract ended on {date}, {days} ago.", "Umowa skończyła się {date}, {days} temu."),
    t("buying.contract", "The present contract runs until {date}.", "Obecna umowa obowiązuje do {date}."),
    // Opportunities.
    t("opportunities", "Opportunities", "Okazje sprzedaży"),
    t("opportunity", "Opportunity", "Okazja"),
    t("category", "Category", "Kategoria"),
    t("value", "Value", "Wartość"),
    t("close", "Decision by", "Decyzja do"),
    t("close.past", "{date} (past: won, lost or moved?)", "{date} (minęło: wygrana, przegrana, przesunięta?)"),
    t("competitor", "Competitor", "Konkurent"),
    t("sum", "Together", "Razem"),
    t("bridge", "From today's revenue to the target", "Od dzisiejszych obrotów do celu"),
    t("bridge.by", "From today's revenue to the target by {date}", "Od dzisiejszych obrotów do celu na {date}"),
    t(
        "bridge.past",
        "From today's revenue to the target, which was set for {date} (past)",
        "Od dzisiejszych obrotów do celu, który wyznaczono na {date} (minęło)",
    ),
    t("bridge.gap", "Not explained yet", "Jeszcze bez pokrycia"),
    t(
        "bridge.surplus",
        "If all of this is won, the target is passed by {value}.",
        "Jeśli to wszystko zdobędziemy, przekroczymy cel o {value}.",
    ),
    t("bridge.target", "Target", "Cel"),
    // People.
    t("people", "People and how they stand to each other", "Ludzie i relacje między nimi"),
    t("people.none", "Nobody on the client's side is listed.", "Po stronie klienta nie ma nikogo na liście."),
    t("person", "Person", "Osoba"),
    t("position", "Position", "Stanowisko"),
    t("decides", "Decides by office", "Decyduje z urzędu"),
    t("role", "Role", "Rola"),
    t("influence", "Influence", "Wpływ"),
    t("contact", "Contact", "Kontakt"),
    t("support", "Support", "Przychylność"),
    t("map", "The map of people", "Mapa osób"),
    t(
        "map.viewers",
        "What follows is a drawing for programs that draw Mermaid; on paper the tables above say the same.",
        "Dalej jest rysunek dla programów, które rysują Mermaid; na papierze to samo mówią tabele powyżej.",
    ),
    t("map.relation", "Relation", "Relacja"),
    t("map.towards", "Towards", "Wobec kogo"),
    t("map.legend", "In the map:", "Na mapie:"),
    t("map.legend.formal", "boxes decide by office", "prostokąty decydują z urzędu"),
    t("map.legend.other", "rounded shapes advise or use", "zaokrąglone doradzają lub korzystają"),
    t("map.legend.against", "red: against us", "czerwone: przeciw nam"),
    t("map.legend.neutral", "grey: neutral", "szare: neutralne"),
    t("map.legend.for", "blue: for us", "niebieskie: za nami"),
    t("map.legend.unknown", "dashed frame: support not known", "przerywana ramka: przychylność nieznana"),
    t("map.reports_to", "reports to", "podlega"),
    t("map.influences", "influences", "wpływa"),
    t("map.strong", "strongly", "mocno"),
    t("map.medium", "moderately", "średnio"),
    t("map.weak", "weakly", "słabo"),
    t("map.trusts", "trusts", "ufa"),
    t("map.conflicts", "in conflict", "konflikt"),
    t(
        "coverage",
        "We have met {met} of the {count} person who decides.|We have met {met} of the {count} people who decide.",
        "Spotkaliśmy {met} z {count} osoby, która decyduje.|Spotkaliśmy {met} z {count} osób, które decydują.|Spotkaliśmy {met} z {count} osób, które decydują.|Spotkaliśmy {met} z {count} osoby, które decydują.",
    ),
    t("coverage.one.met", "We have met the one person who decides.", "Spotkaliśmy jedyną osobę, która decyduje."),
    t(
        "coverage.one.unmet",
        "We have not met the one person who decides.",
        "Nie spotkaliśmy jeszcze jedynej osoby, która decyduje.",
    ),
    t(
        "coverage.one.unknown",
        "It is not known whether we have met the one person who decides.",
        "Nie wiemy, czy ktoś z nas spotkał jedyną osobę, która decyduje.",
    ),
    t(
        "coverage.none",
        "We have met none of the {count} people who decide.",
        "Nie spotkaliśmy jeszcze nikogo z {count} osób, które decydują.",
    ),
    t(
        "coverage.none_known",
        "It is not known whether we have met any of the {count} people who decide.",
        "Nie wiemy, czy spotkaliśmy kogokolwiek z {count} osób, które decydują.",
    ),
    t("coverage.share", "That is {share}.", "To {share}."),
    t(
        "coverage.unknown",
        "Of {count} it is not known whether we have met them.|Of {count} it is not known whether we have met them.",
        "O {count} nie wiemy, czy ją spotkaliśmy.|O {count} nie wiemy, czy je spotkaliśmy.|O {count} nie wiemy, czy je spotkaliśmy.|O {count} nie wiemy, czy je spotkaliśmy.",
    ),
    t("coverage.nobody", "Nobody listed decides by office.", "Nikt z listy nie decyduje z urzędu."),
    t("coverage.not_known", "We do not know yet who decides.", "Nie wiemy jeszcze, kto decyduje."),
    t("department", "Department", "Dział"),
    t("department.unknown", "not known", "nie wiadomo"),
    t("deciders", "Deciders", "Decydenci"),
    t("met", "Met", "Poznani"),
    t("matrix", "Who of us knows whom", "Kto z nas kogo zna"),
    t(
        "introductions",
        "Who could lead us to deciders we have not met",
        "Kto może nas doprowadzić do decydentów, których nie znamy",
    ),
    t("introduction.strong", "{path} (a strong link)", "{path} (silne powiązanie)"),
    t("introduction.medium", "{path} (a medium link)", "{path} (średnie powiązanie)"),
    t("introduction.weak", "{path} (a weak link)", "{path} (słabe powiązanie)"),
    // Chances.
    t("chances", "What the chances are", "Jakie są szanse"),
    t("chance.base", "The rules start from {base}; what moves it:", "Reguły wychodzą od {base}; zmieniają to:"),
    t("condition", "Condition", "Warunek"),
    t("alone", "Chance if only this held", "Szansa, gdyby zachodził tylko ten warunek"),
    t("state", "Today", "Dziś"),
    t("state.holds", "holds", "spełniony"),
    t("state.unknown", "not known", "nie wiadomo"),
    t("state.fails", "does not hold", "niespełniony"),
    t("state.not_applicable", "not applicable", "nie dotyczy"),
    t("effort", "Time and money", "Czas i pieniądze"),
    t("effort.plan", "With this plan", "Z tym planem"),
    t("effort.tier", "Tier", "Poziom"),
    t("effort.ahead", "The plan takes {hours} of our people's time.", "Plan wymaga czasu naszych ludzi: {hours}."),
    t("effort.cost", "It costs {cost}.", "Koszt działań: {cost}."),
    t("effort.spent", "Spent so far: {hours}.", "Dotychczas poświęcono: {hours}."),
    // Key people.
    t("key_people", "A way to each key person", "Droga do każdej kluczowej osoby"),
    t("needs.organisation", "Need of the organisation:", "Potrzeba organizacji:"),
    t("needs.department", "Need of the department:", "Potrzeba działu:"),
    t("needs.personal", "Personal aim:", "Cel osobisty:"),
    t(
        "needs.find_benefit",
        "First find a benefit of ours that answers this person's needs, then show it.",
        "Najpierw trzeba znaleźć korzyść, która odpowiada na potrzeby tej osoby, potem ją pokazać.",
    ),
    t("needs.none", "We do not know yet what this person needs.", "Nie wiemy jeszcze, czego ta osoba potrzebuje."),
    t("needs.unanswered", "we have no answer to this yet", "nie mamy jeszcze na to odpowiedzi"),
    t(
        "needs.own_words",
        "in their own words; no benefit of ours is assigned to it",
        "własnymi słowami; bez przypisanej korzyści z naszej strony",
    ),
    t("process.now", "Step of our sales process: {step}.", "Etap naszego procesu sprzedaży: {step}."),
    t("process.next", "Next: {step}.", "Następny: {step}."),
    t("support.path", "Support: {now} today, {wanted} wanted.", "Przychylność: dziś {now}, chcemy: {wanted}."),
    t("support.reached", "Support: {now}, as wanted.", "Przychylność: {now}, tak jak chcemy."),
    t("support.now", "Support today: {now}.", "Przychylność dziś: {now}."),
    t(
        "support.wanted",
        "Support wanted: {wanted}; today's is not known.",
        "Chcemy: {wanted}; dzisiejszej przychylności nie znamy.",
    ),
    t("support.unknown", "How this person stands to us is not known.", "Nie wiemy, jaki ta osoba ma do nas stosunek."),
    t("support.unplanned", "Nothing in the plan works towards this.", "Żadne działanie w planie do tego nie prowadzi."),
    t("known_by", "Known by {names}.", "Zna tę osobę: {names}."),
    t("known_by.nobody", "Nobody is noted as knowing this person.", "Nie zapisano, kto z nas zna tę osobę."),
    t(
        "steps",
        "{count} step from somebody who decides.|{count} steps from somebody who decides.",
        "{count} krok od osoby, która decyduje.|{count} kroki od osoby, która decyduje.|{count} kroków od osoby, która decyduje.|{count} kroku od osoby, która decyduje.",
    ),
    t("standings", "Attitude towards competitors:", "Stosunek do konkurencji:"),
    t("more", "Also known:", "Wiemy też:"),
    // Plays.
    t("play.due", "By", "Do kiedy"),
    t("play.what", "What", "Co"),
    t("play.how", "How", "Jak"),
    t("play.who", "Who", "Kto"),
    t("play.whom", "With whom", "Z kim"),
    t("play.hours", "Time", "Czas"),
    t("play.state", "State", "Stan"),
    t("play.nobody", "to be named", "do wskazania"),
    t("play.with", "with", "wspiera:"),
    t("play.how.open", "depending on:", "zależnie od:"),
    t("play.known_by", "known by: {names}", "zna tę osobę: {names}"),
    t("play.perhaps", "after “{label}”, if that comes about", "po działaniu „{label}”, jeśli do niego dojdzie"),
    t("play.until", "waits for: {label} ({date})", "czeka na: {label} ({date})"),
    t("play.late", "late by {days}", "po terminie: {days}"),
    t("play.open", "accepted", "przyjęte"),
    t("play.done", "done", "zrobione"),
    t("play.dropped", "dropped", "zaniechane"),
    t(
        "play.not_called_for",
        "the rules no longer call for it, but it is still open in the register of actions",
        "reguły już tego nie wymagają, ale w rejestrze działań jest nadal otwarte",
    ),
    t("play.moved", "moved from {date}", "przesunięte z {date}"),
    t(
        "play.repeats",
        "once|{count} times in all, last on {last}",
        "raz|łącznie {count} razy, ostatni raz {last}|łącznie {count} razy, ostatni raz {last}|łącznie {count} raza, ostatni raz {last}",
    ),
    t(
        "play.repeats.further",
        "once more, on {last}|{count} more times, last on {last}",
        "jeszcze raz, {last}|jeszcze {count} razy, ostatni raz {last}|jeszcze {count} razy, ostatni raz {last}|jeszcze {count} raza, ostatni raz {last}",
    ),
    t("play.if", "depending on:", "zależnie od:"),
    t(
        "playbook.if",
        "may apply, depending on:|may apply, depending on:",
        "może mieć zastosowanie, zależnie od:|mogą mieć zastosowanie, zależnie od:|mogą mieć zastosowanie, zależnie od:|mogą mieć zastosowanie, zależnie od:",
    ),
    t("playbook.started", "Started by: {alerts}.", "Uruchomione przez: {alerts}."),
    t("calendar", "Calendar of actions", "Kalendarz działań"),
    t("done", "Done", "Zrobione"),
    t("done.pending", "The account file still says:", "Plik klienta nadal mówi:"),
    t("dropped", "Given up or no longer called for", "Zaniechane lub już niewymagane"),
    t("objective", "Objective", "Cel"),
    t("objective.measure", "Measured by", "Miara"),
    t("objective.target", "Target", "Wartość docelowa"),
    t("objective.expected", "Expected with the plan", "Oczekiwane z planem"),
    t("objective.by", "By", "Do kiedy"),
    t("objective.reached", "reached", "osiągnięty"),
    t("objective.missed", "missed", "nieosiągnięty w terminie"),
    t("objective.unchanged", "no change foreseen", "bez przewidzianej zmiany"),
    t("objective.unnoted", "not estimated", "nie oszacowano"),
    t("objective.unmeasured", "Objective: {label} (without a measure).", "Cel: {label} (bez miary)."),
    // Offers, KPIs, team, joint work.
    t("offers", "What we offer", "Co oferujemy"),
    t("offer", "Offer", "Oferta"),
    t("offer.terms", "Terms", "Warunki"),
    t("offer.approval", "Approval", "Zgoda"),
    t("offer.if", "depending on:", "zależnie od:"),
    t("kpis", "What we watch", "Co obserwujemy"),
    t("kpi.alarm", "Alarm", "Alarm"),
    t("kpi.reached", "on target", "cel osiągnięty"),
    t("kpi.answer", "answer “{label}”, by {date}", "odpowiedź „{label}”, do {date}"),
    t(
        "kpi.related",
        "about the same matter, without a noted effect on it: “{label}”, by {date}",
        "tej samej sprawy dotyczy, bez zapisanego wpływu: „{label}”, do {date}",
    ),
    t("kpi.at", "{value} (target {target}, alarm {alarm})", "{value} (cel {target}, alarm {alarm})"),
    t("kpi.eased", "actions of this plan work on it", "pracują nad tym działania z tego planu"),
    t("kpi.unanswered", "no action is assigned to it", "bez przypisanego działania"),
    t("kpi.review", "reviewed {every}", "przegląd {every}"),
    t("kpi.missed", "target missed", "cel nieosiągnięty"),
    t("every.days", "every day|every {count} days", "codziennie|co {count} dni|co {count} dni|co {count} dnia"),
    t(
        "every.weeks",
        "every week|every {count} weeks",
        "co tydzień|co {count} tygodnie|co {count} tygodni|co {count} tygodnia",
    ),
    t(
        "every.months",
        "every month|every {count} months",
        "co miesiąc|co {count} miesiące|co {count} miesięcy|co {count} miesiąca",
    ),
    t("every.years", "every year|every {count} years", "co rok|co {count} lata|co {count} lat|co {count} roku"),
    t("team", "Our people in this plan", "Nasi ludzie w tym planie"),
    t("team.name", "Name", "Imię i nazwisko"),
    t("team.plays", "Actions", "Działania"),
    t("team.others", "others, and to be named", "pozostali i do wskazania"),
    t("joint", "What we do together with the client", "Co robimy wspólnie z klientem"),
    t("joint.goal", "Objective: {label}.", "Cel: {label}."),
    t("joint.by", "By {date}.", "Do {date}."),
    t("alert.high", "serious", "poważne"),
    t("alert.answer", "Answer: “{label}”, by {date}", "Odpowiedź: „{label}”, do {date}"),
    t(
        "alert.answer_if",
        "Answer, if it proves to be needed: “{label}”.",
        "Odpowiedź, jeśli okaże się potrzebna: „{label}”.",
    ),
    t("alert.eased", "Actions of this plan work on it.", "Pracują nad tym działania z tego planu."),
    t("alert.unanswered", "No action is assigned to it.", "Bez przypisanego działania."),
    t(
        "alert.related",
        "Related action, its effect not estimated: “{label}”, by {date}",
        "Pokrewne działanie, wpływu nie oszacowano: „{label}”, do {date}",
    ),
    t(
        "alert.lesser",
        "Also to be watched, without an action assigned:",
        "Trzeba też pilnować, bez przypisanego działania:",
    ),
    t("alert.owner", "({name}).", "({name})."),
    t(
        "alert.if",
        "may hold, depending on:|may hold, depending on:",
        "może zachodzić, zależnie od:|mogą zachodzić, zależnie od:|mogą zachodzić, zależnie od:|mogą zachodzić, zależnie od:",
    ),
    // Stage.
    t("stage", "Where we stand and what we want to reach", "Gdzie jesteśmy i co chcemy osiągnąć"),
    t("stage.is", "{label}: **{value}**.", "{label}: **{value}**."),
    t("stage.follows", "It follows from:", "Wynika z tego, że:"),
    // Competitors.
    t("competitors", "Competitors", "Konkurenci"),
    t("competitors.support", "How people stand to them", "Stosunek osób do nich"),
    t("competitors.meet", "Where we meet them", "Gdzie się spotykamy"),
    // Risks.
    t("risks", "Risks", "Ryzyka"),
    t("veto.holds", "Veto: **{label}**.", "Weto: **{label}**."),
    t(
        "veto.unknown",
        "Possible veto: **{label}**. It depends on: {needs}.",
        "Możliwe weto: **{label}**. Zależy od: {needs}.",
    ),
    t(
        "veto.not_applicable",
        "Veto **{label}** does not apply to this account.",
        "Weto **{label}** nie dotyczy tego klienta.",
    ),
    t("limit.holds", "**{label}** limits the tier to {to}.", "**{label}** ogranicza poziom do {to}."),
    t(
        "limit.unknown",
        "**{label}** may limit the tier to {to}. It depends on: {needs}.",
        "**{label}** może ograniczyć poziom do {to}. Zależy od: {needs}.",
    ),
    t(
        "limit.not_applicable",
        "The limit **{label}** does not apply to this account.",
        "Ograniczenie **{label}** nie dotyczy tego klienta.",
    ),
    t(
        "waived",
        "**{label}** is waived until {until}: {reason} (approved by {approved_by}).",
        "**{label}**: odstępstwo do {until}, bo: {reason} (zgoda: {approved_by}).",
    ),
    t(
        "expired",
        "The waiver of **{label}** expired on {until} and has no effect (it was approved by {approved_by}).",
        "Odstępstwo od **{label}** wygasło {until} i nie działa (zgody udzielił(a) {approved_by}).",
    ),
    t(
        "too_late",
        "Due only after the decision on **{name}** ({date}): {actions}. Bring forward what is to serve it.",
        "Dopiero po decyzji w sprawie **{name}** ({date}) wypada: {actions}. Co ma jej służyć, trzeba przyspieszyć.",
    ),
    t(
        "too_late.contract",
        "Due only after the end of the contract ({date}): {actions}. Bring forward what is to serve its renewal.",
        "Dopiero po końcu umowy ({date}) wypada: {actions}. Co ma służyć odnowieniu, trzeba przyspieszyć.",
    ),
    t("kam.unlisted", "not listed in our team", "nie ma tej osoby w naszym zespole"),
    t(
        "kam.unlisted.risk",
        "The key account manager **{name}** is not listed in our team: the name is misspelt, or they no longer work here.",
        "Opiekuna klienta **{name}** nie ma w naszym zespole: jest tu literówka albo ta osoba już u nas nie pracuje.",
    ),
    t(
        "conflict",
        "**In conflict:** {one} and {other}. Whoever wins the one may lose the other.",
        "**Konflikt:** {one} i {other}. Kto zyska jedną z tych osób, może stracić drugą.",
    ),
    t("no_kam", "No key account manager is named yet.", "Nie wskazano jeszcze opiekuna klienta."),
    t("because", "Reason: {because}.", "Podstawa: {because}."),
    t("assumptions", "Assumed, not confirmed:", "Przyjęte, niepotwierdzone:"),
    // Notes.
    t("notes", "Notes", "Notatki"),
    t("notes.private", "private", "prywatne"),
    // What changed.
    t("since", "What has changed since {date}", "Co się zmieniło od {date}"),
    t("since.before", "As accepted then", "Jak zatwierdzono"),
    t("since.now", "Now", "Teraz"),
    t("since.status", "Status", "Status"),
    t("since.tier", "Tier", "Poziom"),
    t("since.score", "Score", "Ocena"),
    t("since.stage", "Stage", "Etap"),
    t("status.qualified", "qualified", "oceniony"),
    t("status.hold", "on hold", "wstrzymany"),
    t("status.excluded", "excluded", "wykluczony"),
    // Provenance.
    t("provenance", "Where the numbers come from", "Skąd są te liczby"),
    t("rule", "Rule", "Reguła"),
    t("data", "Data", "Dane"),
    t("noted", "noted by {by} on {on}", "wpis: {by}, {on}"),
    t("noted.on", "noted on {on}", "zapisano {on}"),
    t("noted.by", "noted by {by}", "wpis: {by}"),
    t("content_hash", "Fingerprint of all inputs:", "Odcisk wszystkich danych wejściowych:"),
    t("commit", "Last commit of the inputs: {hash} of {date}.", "Ostatni commit danych wejściowych: {hash} z {date}."),
    t(
        "commit.changed",
        "Last commit of the inputs: {hash} of {date}, with uncommitted changes.",
        "Ostatni commit danych wejściowych: {hash} z {date}, z niezatwierdzonymi zmianami.",
    ),
    t("effective", "The rules hold from {date}.", "Reguły obowiązują od {date}."),
    t("account_file", "Account file:", "Plik klienta:"),
    // Sign-off.
    t("signoff", "Sign-off", "Podpisy"),
    t("signoff.kam", "Key account manager", "Opiekun klienta"),
    t("signoff.director", "Sales director", "Dyrektor sprzedaży"),
    t("signoff.name", "Name", "Imię i nazwisko"),
    t("signoff.date", "Date", "Data"),
    t("signoff.signature", "Signature", "Podpis"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn slots(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|s| s.split('}').next()).collect()
    }

    #[test]
    fn every_text_stands_once_in_both_languages_with_the_same_slots() {
        let mut keys = BTreeSet::new();
        for text in TEXTS {
            assert!(keys.insert(text.key), "{} stands twice", text.key);
            assert!(!text.en.is_empty() && !text.pl.is_empty(), "{} lacks a language", text.key);
            assert_eq!(slots(text.en), slots(text.pl), "{}", text.key);
        }
    }

    #[test]
    fn plural_texts_have_all_forms() {
        for text in TEXTS.iter().filter(|t| t.en.contains('|')) {
            for (language, forms) in [("en", text.en), ("pl", text.pl)] {
                assert_eq!(forms.split('|').count(), plural_forms(language).len(), "{} in {language}", text.key);
            }
        }
    }
}
