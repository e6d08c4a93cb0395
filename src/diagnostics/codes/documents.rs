//! Codes of the step `documents`.
use super::codes;

codes! {
    /// The template does not follow the template language. Mostly a bracket or a block is not closed.
    TEMPLATE_SYNTAX = error("KAM-E0701", "template_syntax", "The template `{template}` cannot be read: {problem}.");
    /// The template uses something that documents do not have. The names there are stand in docs/templates.md.
    TEMPLATE_NAME = error("KAM-E0702", "template_name", "The template `{template}` uses `{name}`, which does not exist here{hint}");
    /// Templates are stopped after a generous amount of work, so that a slip cannot run for ever.
    TEMPLATE_ENDLESS = error("KAM-E0703", "template_endless", "The template `{template}` does more work than any plan needs: does a loop repeat too often?");
    /// The template asks for something that cannot be done with this value, such as formatting a text as money.
    TEMPLATE_FAILED = error("KAM-E0704", "template_failed", "The template `{template}` cannot do this: {problem}.");
    /// A template is one file and reads no other, so that it cannot show what it should not. Copy the part into it.
    TEMPLATE_INCLUDE = error("KAM-E0705", "template_include", "The template `{template}` asks for another file; a template stands alone: copy the text in.");
    /// A document names a template that is neither shipped nor in the directory of templates.
    TEMPLATE_MISSING = error("KAM-E0706", "template_missing", "The template `{template}` cannot be read as `{file}`: {problem}.");
}
