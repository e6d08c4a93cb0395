//! The page of all codes, `docs/codes.md` and in Polish `docs/kody.md`, which is part of the program: what a code means, a
//! rule or file that brings it about, and what to write instead. The page is made from the codes and their fixtures by a
//! test, which also says how to make it again. Start at [`explanation`]; [`find_code`] knows a code by any of its spellings.

use super::{Code, Language, all_codes, suggest};

/// The page, a section for each code.
const PAGE: &str = include_str!("../../docs/codes.md");
const POLISH_PAGE: &str = include_str!("../../docs/kody.md");

/// The section of a code in Markdown, without its heading; empty only for a code that is no part of the program.
pub fn explanation(code: &Code, language: Language) -> &'static str {
    let heading = format!("\n### {} ", code.id);
    let Some((_, section)) = language.pick(PAGE, POLISH_PAGE).split_once(heading.as_str()) else { return "" };
    let section = section.split_once('\n').map_or("", |(_, body)| body);
    let end = section.find("\n##").unwrap_or(section.len());
    section.get(..end).unwrap_or("").trim()
}

/// The code meant by `KAM-E0102`, `E0102`, `0102`, `102` or its name `unreadable`, in any case. Else the nearest one, if
/// any is near.
pub fn find_code(written: &str) -> Result<&'static Code, Option<&'static Code>> {
    let folded = written.trim().to_ascii_uppercase();
    let short = folded.strip_prefix("KAM-").unwrap_or(&folded);
    let digits = short.trim_start_matches(['E', 'W', 'N']);
    let number = format!("{digits:0>4}");
    let is_it = |c: &&Code| c.id.get(4..) == Some(short) || c.name.eq_ignore_ascii_case(written.trim());
    if let Some(code) = all_codes().find(is_it) {
        return Ok(code);
    }
    // A number belongs to one code only, so its letter can be left out; a wrong letter is a slip.
    match all_codes().find(|c| c.id.get(5..) == Some(number.as_str())) {
        Some(code) if digits == short => Ok(code),
        Some(code) => Err(Some(code)),
        None => {
            let nearest = suggest::nearest(written.trim(), all_codes().flat_map(|c| [c.id, c.name]));
            Err(nearest.and_then(|word| all_codes().find(|c| c.id == word || c.name == word)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_section() {
        for code in all_codes() {
            for language in [Language::English, Language::Polish] {
                let section = explanation(code, language);
                let meaning = code.meaning_in(language).trim();
                assert!(section.contains(meaning), "{} has no section in {language:?}", code.id);
            }
        }
    }

    #[test]
    fn a_code_is_found_however_it_is_written() {
        for written in ["KAM-E0102", "kam-e0102", "E0102", "0102", "102", "KAM-0102", "unreadable"] {
            assert_eq!(find_code(written).map(|c| c.id), Ok("KAM-E0102"), "{written}");
        }
        assert_eq!(find_code("KAM-W0102").map_err(|c| c.map(|c| c.id)), Err(Some("KAM-E0102")));
        assert_eq!(find_code("unreadible").map_err(|c| c.map(|c| c.id)), Err(Some("KAM-E0102")));
        assert_eq!(find_code("9999"), Err(None));
    }
}
