//! Codes of the step `documents`.
use super::codes;

codes! {
    /// A template with broken syntax.
    TEMPLATE_SYNTAX = error("KAM-E0701", "template_syntax", "The template `{template}` cannot be read: {problem}.");
    /// A variable, filter, function or text that does not exist.
    TEMPLATE_NAME = error("KAM-E0702", "template_name", "The template `{template}` uses `{name}`, which does not exist here{hint}");
    /// A template that does not come to an end in reasonable work.
    TEMPLATE_ENDLESS = error("KAM-E0703", "template_endless", "The template `{template}` does more work than any plan needs: does a loop repeat too often?");
    /// Something in a template that cannot be done.
    TEMPLATE_FAILED = error("KAM-E0704", "template_failed", "The template `{template}` cannot do this: {problem}.");
    /// A template that includes another file.
    TEMPLATE_INCLUDE = error("KAM-E0705", "template_include", "The template `{template}` asks for another file; a template stands alone: copy the text in.");
    /// A document whose template is not there.
    TEMPLATE_MISSING = error("KAM-E0706", "template_missing", "The template `{template}` cannot be read as `{file}`: {problem}.");
}
