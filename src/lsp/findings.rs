//! Findings as diagnostics.

use crate::diagnostics::{Finding, Language, Level, Sources, Span};
use lsp_types::{Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString};

/// A finding as the editor shows it; `location` finds the address of another place.
pub(super) fn diagnostic(
    finding: &Finding,
    sources: &Sources,
    language: Language,
    location: &dyn Fn(Span) -> Option<Location>,
) -> Diagnostic {
    let mut message = finding.message(language);
    let mut related = Vec::new();
    for note in &finding.notes {
        match note.span.and_then(location) {
            Some(location) => {
                related.push(DiagnosticRelatedInformation { location, message: note.text.in_language(language) })
            }
            None => message = format!("{message}\n{}", note.text.in_language(language)),
        }
    }
    if let Some(fix) = &finding.fix {
        message = format!("{message}\n{}: {}", language.pick("Write", "Napisz"), fix.trim());
    }
    Diagnostic {
        range: super::position::range(sources.file(finding.span.file), finding.span),
        severity: Some(match finding.level() {
            Level::Error => DiagnosticSeverity::ERROR,
            Level::Warning => DiagnosticSeverity::WARNING,
            Level::Note => DiagnosticSeverity::INFORMATION,
        }),
        code: Some(NumberOrString::String(finding.code.id.to_owned())),
        source: Some("kam".to_owned()),
        message,
        related_information: Some(related).filter(|r| !r.is_empty()),
        ..Diagnostic::default()
    }
}

/// Whether a finding is about how something is written, and not about what it means beside other files.
pub(super) fn is_about_writing(finding: &Finding) -> bool {
    finding.code.id.get(5..7) == Some("01")
}
