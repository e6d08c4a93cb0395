//! Codes of the step `verify`.
use super::codes;

codes! {
    /// Examples say what must come out for typical accounts, and keep it so when rules change. Without any, nobody
    /// would notice.
    NO_EXAMPLES = error("KAM-E0601", "no_examples", "Policy `{name}` has no example, so nothing says what it must do: add an `example` with what is given and what to expect.");
    /// Something in the rules depends on the date, such as a window or an age, so the example comes out differently
    /// every day unless it says one.
    EXAMPLE_WITHOUT_DAY = error("KAM-E0602", "example_without_day", "The rules depend on the day, and example `{title}` has none: write `given as_of 2026-10-01` in it, or `effective from 2026-10-01` under `policy`.");
    /// The file of accepted outcomes holds a line that kam does not write, because somebody changed it by hand or
    /// a merge was not finished. Nothing is compared until it can be read.
    OUTCOMES_LINE = error("KAM-E0603", "outcomes_line", "`{text}` is no line of accepted outcomes as kam writes them: put the line right, or write the file anew with `kam test --accept`.");
    /// The file of accepted outcomes is no text, or does not say of which policy and which day the outcomes are, so
    /// there is nothing to compare with.
    OUTCOMES_FILE = error("KAM-E0604", "outcomes_file", "`{file}` cannot be read: {problem}. Write it anew with `kam test --accept`.");
    /// A threshold could be moved, and every example would still hold. Said only by `kam check --pedantic`: not every
    /// threshold is worth an example.
    UNTOUCHED_THRESHOLD = note("KAM-N0605", "untouched_threshold", "Nothing holds {what} in place at {at}: {why}. Add an example on the other side, or right at it.");
    /// A comment `# untested: …` says why no example notices when its line changes, but examples notice every change of that
    /// line by now. Said by `kam test --mutate`; with `--strict` it fails.
    IDLE_EXPLANATION = warning("KAM-W0606", "idle_explanation", "`{text}` explains nothing: examples notice every change of its line. Remove the comment.");
}
