//! The words of the language in Polish: what somebody writes who thinks in Polish, under the word it stands for. A word of
//! the language that lacks here fails a test. Only looked at where a line cannot be read; case, diacritics and the number of
//! spaces do not matter. Start at [`guesses`].

use super::guess::{Guess, OPERATORS, Site, guess, words_at};
use super::item::Family;
use super::split::is_blank;
use super::words;
use crate::diagnostics::{suggest, syntax as codes};

/// Each word of the language that stands within a line, with Polish words for it.
const WORDS: &[(&str, &[&str])] = &[
    // Conditions.
    ("and", &["i", "oraz", "a także", "a", "do", "ale"]),
    ("or", &["lub", "albo", "bądź", "oraz"]),
    ("and not", &["chyba że", "o ile nie"]),
    ("not", &["nie", "nieprawda że"]),
    ("is not", &["nie jest", "nie są", "różne od", "różny od", "różna od", "inne niż", "inny niż", "inna niż"]),
    ("is", &["jest", "są", "równa się", "równe", "równy", "równa", "wynosi", "to"]),
    ("not in", &["nie w", "poza"]),
    ("in", &["w", "jest jednym z", "jest jedną z", "jednym z", "jedno z", "wśród"]),
    (
        "at least",
        &[
            "co najmniej",
            "przynajmniej",
            "nie mniej niż",
            "nie mniejsze niż",
            "minimum",
            "minimalnie",
            "większe lub równe",
        ],
    ),
    (
        "at most",
        &[
            "co najwyżej",
            "najwyżej",
            "nie więcej niż",
            "nie większe niż",
            "maksimum",
            "maksymalnie",
            "mniejsze lub równe",
        ],
    ),
    (
        "above",
        &[
            "powyżej",
            "ponad",
            "więcej niż",
            "większe niż",
            "większy niż",
            "większa niż",
            "wyższe niż",
            "wyższy niż",
            "wyższa niż",
            "dłużej niż",
            "przekracza",
            "większe od",
            "większy od",
            "większa od",
            "jest powyżej",
            "jest ponad",
        ],
    ),
    (
        "below",
        &[
            "poniżej",
            "mniej niż",
            "mniejsze niż",
            "mniejszy niż",
            "mniejsza niż",
            "niższe niż",
            "niższy niż",
            "niższa niż",
            "krócej niż",
            "mniejsze od",
            "mniejszy od",
            "mniejsza od",
            "jest poniżej",
            "do",
        ],
    ),
    ("between", &["między", "pomiędzy", "jest między", "jest pomiędzy"]),
    ("before", &["przed", "wcześniej niż"]),
    ("after", &["po", "później niż"]),
    (
        "is missing",
        &["nie jest znane", "nie jest znany", "nie jest znana", "jest nieznane", "jest nieznany", "jest nieznana"],
    ),
    ("missing", &["brak", "brakuje", "nieznane", "nieznany", "nieznana", "puste"]),
    ("is known", &["jest znane", "jest znany", "jest znana"]),
    ("known", &["znane", "znany", "znana"]),
    ("if", &["jeżeli", "jeśli", "gdy", "gdyby"]),
    ("then", &["wtedy", "wówczas", "to"]),
    ("else", &["w przeciwnym razie", "w przeciwnym wypadku", "w innym razie", "inaczej"]),
    ("yes", &["tak", "prawda"]),
    ("no", &["nie", "fałsz", "żaden", "żadna", "żadne", "nikt"]),
    // Queries.
    ("count distinct", &["liczba różnych", "liczba unikalnych", "ile różnych"]),
    ("count", &["liczba", "policz", "ile", "zlicz"]),
    ("sum", &["suma", "łącznie", "razem"]),
    ("average", &["średnia", "średnio", "przeciętnie"]),
    (
        "latest",
        &["ostatni", "ostatnia", "ostatnie", "najnowszy", "najnowsza", "najnowsze", "najpóźniejszy", "najpóźniejsza"],
    ),
    ("earliest", &["pierwszy", "pierwsza", "pierwsze", "najwcześniejszy", "najwcześniejsza", "najwcześniejsze"]),
    ("share of", &["udział", "odsetek", "część"]),
    ("any", &["jakikolwiek", "jakakolwiek", "ktokolwiek", "dowolny", "dowolna", "dowolne", "każdy", "każda", "każde"]),
    ("all", &["wszyscy", "wszystkie", "wszystko"]),
    ("where", &["gdzie", "dla których", "dla którego", "dla której", "których", "który", "która", "które", "gdy"]),
    ("among", &["wśród", "spośród", "pośród"]),
    (
        "over last",
        &[
            "za ostatnie",
            "za ostatnich",
            "w ostatnich",
            "przez ostatnie",
            "przez ostatnich",
            "w ciągu ostatnich",
            "z ostatnich",
            "ostatnie",
            "ostatnich",
        ],
    ),
    (
        "over previous",
        &["za poprzednie", "w poprzednich", "przez poprzednie", "z poprzednich", "poprzednie", "poprzednich"],
    ),
    ("since", &["od", "od dnia", "począwszy od"]),
    ("weighted by", &["ważone", "ważona", "ważony", "ważone przez", "ważona przez", "ważąc"]),
    ("of", &["z", "spośród"]),
    // Clauses.
    ("weight", &["waga", "wagą", "wagi"]),
    ("missing means", &["brak oznacza", "brak znaczy", "brak to", "brak danych oznacza", "brakujące oznacza"]),
    (
        "unknown means",
        &["nieznane oznacza", "nieznane znaczy", "nieznane to", "niewiadome oznacza", "nieznany oznacza"],
    ),
    (
        "less is better",
        &["mniej znaczy lepiej", "mniej to lepiej", "im mniej tym lepiej", "mniej jest lepiej", "mniej lepiej"],
    ),
    ("because", &["ponieważ", "bo", "gdyż", "bowiem", "uzasadnienie", "powód"]),
    ("points", &["punkty", "punktów", "pkt"]),
    ("when", &["gdy", "kiedy", "jeśli", "jeżeli", "o ile"]),
    ("to tier", &["do poziomu", "na poziom", "na poziomie", "do"]),
    ("from", &["od", "z", "powyżej"]),
    (
        "otherwise",
        &["w przeciwnym razie", "w pozostałych przypadkach", "w innym przypadku", "inaczej", "pozostałe", "pozostali"],
    ),
    ("base", &["podstawa", "baza", "bazowo"]),
    ("by", &["według", "wg", "po"]),
    (
        "then by",
        &["potem według", "następnie według", "a potem według", "potem wg", "następnie wg", "potem po", "następnie po"],
    ),
    ("by lowest", &["od najmniejszego", "od najmniejszej", "od najniższego", "od najniższej", "rosnąco według"]),
    ("template", &["szablon", "wzór"]),
    ("dated by", &["datowane", "datowane przez", "z datą", "data w"]),
    ("version", &["wersja"]),
    ("effective from", &["obowiązuje od", "ważne od", "ważna od", "od dnia"]),
    ("currency", &["waluta"]),
    ("on", &["na", "do"]),
    ("locked", &["zablokowane", "zablokowany", "zablokowana"]),
    ("private", &["prywatne", "prywatny", "prywatna", "poufne"]),
    ("public", &["publiczne", "publiczny", "publiczna", "jawne"]),
    ("one of", &["jeden z", "jedna z", "jedno z", "lista"]),
    ("number", &["liczba"]),
    ("count", &["ilość", "sztuki"]),
    ("percent", &["procent", "procenty"]),
    ("money", &["kwota", "pieniądze"]),
    ("days", &["dni"]),
    ("date", &["data"]),
    ("yes_no", &["tak_nie"]),
    ("text", &["tekst"]),
    // What is done about an account.
    (
        "for each person where",
        &["dla każdej osoby gdzie", "dla każdej osoby która", "dla każdej osoby dla której", "dla każdego kto"],
    ),
    (
        "for each person",
        &["dla każdej osoby", "dla każdego", "dla osób", "każda osoba", "dla wszystkich osób", "do każdej osoby"],
    ),
    ("channel", &["kanał", "kanałem", "forma"]),
    ("owner", &["właściciel", "odpowiedzialny", "odpowiedzialna", "odpowiada", "wykonuje", "prowadzi"]),
    ("with", &["wraz z", "razem z", "z", "ze"]),
    ("role", &["w roli", "rola", "jako"]),
    ("skill", &["umiejętność", "z umiejętnością", "kompetencja"]),
    ("speaking", &["mówiący", "mówiąca", "w języku", "język"]),
    ("due within", &["termin w ciągu", "termin do", "w ciągu", "w terminie", "termin", "do"]),
    (
        "repeat every",
        &[
            "powtarzaj co",
            "powtarzaj każde",
            "powtórz co",
            "repeat co",
            "powtarzaj",
            "powtórz",
            "powtarzane co",
            "cyklicznie co",
            "co",
        ],
    ),
    ("until", &["aż", "aż do", "dopóki nie", "do czasu aż", "do momentu aż"]),
    ("effect", &["efekt", "skutek", "wynik"]),
    ("becomes", &["staje się", "stanie się", "zmienia się na"]),
    ("effort", &["nakład", "nakład pracy", "czas", "pracochłonność"]),
    ("cost", &["koszt"]),
    ("measure", &["miara", "mierzone", "mierzony", "mierzona", "miernik"]),
    ("target", &["cel", "docelowo"]),
    ("within", &["w ciągu", "w terminie", "do", "przez"]),
    ("answers", &["odpowiada na", "odpowiedź na"]),
    ("evidence", &["dowód", "dowody"]),
    ("terms", &["warunki"]),
    ("approval", &["zgoda", "akceptacja", "zatwierdza"]),
    ("severity", &["ważność", "waga", "istotność"]),
    ("starts", &["uruchamia", "rozpoczyna", "włącza"]),
    ("alarm", &["alarm od", "próg alarmu"]),
    ("review every", &["przegląd co", "przegląd", "przeglądaj co"]),
    // Tables and examples.
    ("at", &["przy", "dla"]),
    ("alone gives", &["samo daje", "sam daje", "sama daje"]),
    ("given", &["dane", "mając", "przy danych", "zakładając"]),
    ("expect", &["oczekuj", "oczekiwane", "oczekuję", "spodziewaj się"]),
    ("person", &["osoba", "osobę"]),
    ("no people", &["bez osób", "brak osób", "bez ludzi"]),
    ("people", &["osób", "osoby", "ludzi", "ludzie"]),
    ("tier", &["poziom"]),
    ("needs", &["potrzebuje", "wymaga", "brakuje"]),
    ("no action", &["bez działania", "brak działania", "nie działanie"]),
    ("action", &["działanie", "akcja"]),
    ("for", &["dla", "wobec"]),
    ("weight of", &["wagę", "waga", "wagi"]),
    ("parameter", &["parametr"]),
    ("row of", &["wiersz", "wiersz w", "wiersz tabeli"]),
    ("to", &["na"]),
];

/// Polish words at or around the site, with the word of the language; longer ones first.
pub(super) fn guesses(site: &Site<'_>) -> Vec<Guess> {
    let starts: Vec<usize> = words_at(site).into_iter().map(|(start, _)| start).collect();
    let tokens = tokens(site.text);
    let mut found: Vec<(usize, usize, usize, &'static str)> = Vec::new();
    for (right, written) in WORDS.iter().filter(|(right, _)| belongs(site, right)) {
        for wrong in *written {
            // `to` of `to tier` is no Polish word here.
            if site.family.clause_words().any(|clause| clause.split(' ').next() == Some(*wrong)) {
                continue;
            }
            let parts: Vec<String> = wrong.split(' ').map(suggest::fold).collect();
            for window in tokens.windows(parts.len()) {
                // A single capital is a name, such as that of a tier.
                let is_it = |token: &Token, part: &String| token.folded == *part && (part.len() > 1 || !token.capital);
                let same = window.iter().zip(&parts).all(|(token, part)| is_it(token, part));
                let (Some(first), Some(last)) = (window.first(), window.last()) else { continue };
                let apart = |pair: &[Token]| match pair {
                    [a, b] => !site.text.get(a.end..b.start).is_some_and(|gap| gap.chars().all(is_blank)),
                    _ => false,
                };
                let several = parts.len() > 1 && first.start <= site.at && last.end + 1 >= site.at;
                if same && !window.windows(2).any(apart) && (several || starts.contains(&first.start)) {
                    found.push((parts.len(), first.start, last.end, right));
                }
            }
        }
    }
    found.sort_by_key(|(length, ..)| std::cmp::Reverse(*length));
    let made = |(_, start, end, right): (usize, usize, usize, &'static str)| {
        let wrong = site.text.get(start..end).unwrap_or_default();
        guess(&codes::PHRASE, start, end).quote("wrong", wrong).quote("right", right).put(start, end, right)
    };
    found.into_iter().map(made).collect()
}

/// Whether a word may stand in a line of this item: the clauses of others may not.
fn belongs(site: &Site<'_>, right: &str) -> bool {
    let clause = |family: &Family| family.clause_words().any(|word| word == right);
    clause(site.family) || OPERATORS.contains(&right) || words::RESERVED.contains(&right) || !Family::all().any(clause)
}

/// A word of a text.
struct Token {
    start: usize,
    end: usize,
    folded: String,
    capital: bool,
}

fn tokens(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, unicode_ident::is_xid_continue(c)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let word = text.get(from..at).unwrap_or_default();
                out.push(Token {
                    start: from,
                    end: at,
                    folded: suggest::fold(word),
                    capital: word.starts_with(char::is_uppercase),
                });
                start = None;
            }
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever a line may hold, somebody will write in Polish.
    #[test]
    fn every_word_of_the_language_has_polish_ones() {
        let others = [
            "count",
            "count distinct",
            "sum",
            "average",
            "latest",
            "earliest",
            "share of",
            "until",
            "becomes",
            "with",
            "role",
            "skill",
            "speaking",
            "target",
            "within",
            "locked",
            "then by",
            "by lowest",
            "alone gives",
            "person",
            "needs",
            "action",
            "no action",
            "no people",
            "for",
            "parameter",
            "weight of",
            "row of",
        ];
        let clauses = Family::all().flat_map(Family::clause_words).filter(|word| *word != "=");
        let reserved = words::RESERVED.iter().copied().filter(|word| !matches!(*word, "weighted" | "over"));
        let words = clauses.chain(reserved).chain(OPERATORS.iter().copied()).chain(others);
        let lacking: Vec<&str> = words.filter(|word| !WORDS.iter().any(|(right, _)| right == word)).collect();
        assert_eq!(lacking, Vec::<&str>::new());
    }
}
