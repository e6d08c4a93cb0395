//! Codes of the step `syntax`.
use super::codes;

codes! {
    /// Every item begins with a word of the language in the first column, such as `field`, `veto` or `criterion`. This
    /// line begins with another word, so the item is not read; mend the spelling or take the line out.
    UNKNOWN_DIRECTIVE = error("KAM-E0101", "unknown_directive", "No such directive `{word}`{hint}");
    /// The line begins as it should, but from the marked place on it follows no form of the language. The message
    /// quotes what could not be read and shows how the line is written.
    UNREADABLE = error("KAM-E0102", "unreadable", "Cannot read this {what}{after}: `{rest}`. {form}");
    /// Lines that say more about an item are indented by two spaces below it, those of an action or objective by four. Without the spaces the line would begin
    /// an item of its own.
    INDENT_MISSING = error("KAM-E0103", "indent_missing", "`{word}` belongs to the {above} above: indent the line by {by} spaces.");
    /// Items begin in the first column. An indented one would belong to the item above it.
    INDENT_EXTRA = error("KAM-E0104", "indent_extra", "`{word}` starts an item of its own: write it at the start of the line.");
    /// An indented line says something about the item above it, and above this one there is none. Put it below the item
    /// that it belongs to.
    LINE_WITHOUT_ITEM = error("KAM-E0105", "line_without_item", "This line belongs to no item: an indented line stands below the directive it belongs to.");
    /// Commas separate values in rules, so decimals are written with a point in every locale.
    DECIMAL_COMMA = error("KAM-E0106", "decimal_comma", "Decimals use a point: write `{point}`{others}.");
    /// No currency in use here is counted in thousandths, so three digits behind a point may be meant as thousands. Say
    /// which: a space splits thousands, and at most two decimals follow a point.
    MONEY_DECIMALS = error("KAM-E0107", "money_decimals", "`{wrong}` has three decimals: write `{thousands}` for thousands or `{decimals}` for decimals.");
    /// Word processors put signs such as curly quotes, long dashes or special spaces in place of those on the keyboard.
    /// The language knows only the plain ones.
    TYPED_SIGN = error("KAM-E0108", "typed_sign", "`{wrong}` is not a sign of the language: write `{right}`.");
    /// `zł`, `€` or `$` may mean several currencies, so amounts name theirs by the three letters of ISO 4217, behind
    /// the number.
    CURRENCY_SIGN = error("KAM-E0109", "currency_sign", "Name the currency by its ISO code: `{right}`.");
    /// Units are written in English, whatever language labels are in, so that rules read alike in all countries:
    /// `days`, `months`, `mln`.
    UNIT_WORD = error("KAM-E0110", "unit_word", "Units are English words: write `{right}` instead of `{wrong}`.");
    /// How wide a tab is depends on the program that shows it, so indentation and gaps are made of spaces only.
    TAB = error("KAM-E0111", "tab", "There is a tab in this line: use spaces.");
    /// Cells copied from a spreadsheet are separated by tabs. In rules the cells of a row stand between `|`.
    ROW_OF_TABS = error("KAM-E0112", "row_of_tabs", "This looks like a row copied from a spreadsheet: put `|` around its cells.");
    /// The cells of a row stand between `|`, one before the first, one after the last and one between each two.
    ROW_BARS = error("KAM-E0169", "row_bars", "The cells of a row stand between `|`: write `{right}`.");
    /// The first row of a table is its header; a line of dashes below it, as in Markdown, would be read as a row.
    SEPARATOR_ROW = error("KAM-E0113", "separator_row", "The header needs no line below it: remove `{row}`.");
    /// `=` says what a name stands for. Conditions compare with `is`, `above`, `at least` and other words.
    EQUALS_SIGN = error("KAM-E0114", "equals_sign", "Compare with `{word}`: `{right}`.");
    /// The signs of programming languages, such as `&&`, `==` or `!`, have words here: `and`, `is`, `not`.
    PROGRAM_SIGN = error("KAM-E0115", "program_sign", "`{wrong}` is written `{right}` here.");
    /// `is` compares with one value, and `or` joins whole conditions. Several values are listed behind `in`.
    IS_OR = error("KAM-E0116", "is_or", "A choice of values is written with `in`: `{right}`.");
    /// `in` and `not in` stand by themselves; `is` before them has no meaning.
    IS_NOT_IN = error("KAM-E0117", "is_not_in", "`{wrong}` is written without `is`: `{right}`.");
    /// A condition compares one thing with one other. A value between two bounds takes two conditions joined by `and`,
    /// or a `from … to …` range.
    CHAINED_COMPARISON = error("KAM-E0118", "chained_comparison", "A condition compares two things: write `{right}`.");
    /// Readers differ in whether `and` or `or` is taken first. Parentheses say which of them belongs together.
    MIXED_AND_OR = error("KAM-E0119", "mixed_and_or", "Mixing `and` with `or` needs parentheses: `{first}` or `{second}`.");
    /// Behind `where` the rest of the condition could still belong to the filter, or to the rule. Parentheses say where
    /// the filter ends.
    FILTER_END = error("KAM-E0120", "filter_end", "Where does the filter end? `{first}` or `{second}`.");
    /// A question about people or records, such as `any people where …`, is put in parentheses when something else
    /// stands beside it, so that its end can be seen.
    QUERY_PARENTHESES = error("KAM-E0121", "query_parentheses", "A query that is part of an expression stands in parentheses: `{right}`.");
    /// Within parentheses or a list of arguments, commas separate other things too. A list of values there stands in
    /// parentheses of its own.
    LIST_PARENTHESES = error("KAM-E0122", "list_parentheses", "Inside parentheses a list has its own: `{right}`.");
    /// Every item has a short name that rules and data refer to; the label in quotes is only shown. Write the name
    /// before the label.
    NO_NAME = error("KAM-E0123", "no_name", "The {item} has no name: `{right}`.");
    /// A text in quotes begins and ends on one line. Without the closing quote everything behind it would be taken for
    /// text.
    OPEN_TEXT = error("KAM-E0124", "open_text", "The text that starts here has no closing `\"` on its line.");
    /// A backslash in a text makes a quote, a backslash or a line break: `\"`, `\\`, `\n`. Others mean nothing; write
    /// `\\` for a backslash.
    ESCAPE = error("KAM-E0125", "escape", "`{escape}` means nothing in a text: only `\\\"`, `\\\\` and `\\n` do.");
    /// Every parenthesis that is opened is closed on the same line.
    OPEN_PARENTHESIS = error("KAM-E0126", "open_parenthesis", "This `(` has no closing `)`.");
    /// A parenthesis is closed here that was never opened: remove it, or open one before.
    STRAY_PARENTHESIS = error("KAM-E0127", "stray_parenthesis", "This `)` closes nothing.");
    /// Below each item only certain lines are possible, such as `missing means …` below a criterion. This one is not
    /// among them.
    UNKNOWN_CLAUSE = error("KAM-E0128", "unknown_clause", "{item} has no `{word}`{hint}");
    /// Every row of a table has as many cells as its header. One too many is often a stray `|`, one too few a forgotten
    /// value.
    CELL_COUNT = error("KAM-E0129", "cell_count", "This row has {cells}, the header {columns}: {advice}.");
    /// An empty cell does not say whether anything goes or something was forgotten. Write `any` for a condition that
    /// does not matter, and a result in every row.
    EMPTY_CELL = error("KAM-E0130", "empty_cell", "{what} is empty: {advice}.");
    /// Currencies are named by the three letters of ISO 4217, such as `PLN` or `EUR`, and this is none of them.
    UNKNOWN_CURRENCY = error("KAM-E0131", "no_such_currency", "`{code}` is no currency in use{hint}");
    /// Behind a number only a unit of the language may stand: `%`, `days`, `points`, `mln`, a currency and a few more.
    UNKNOWN_UNIT = error("KAM-E0132", "unknown_unit", "`{unit}` is no unit of a number{hint}");
    /// The month has fewer days, or the year fewer months. Write a day that exists.
    NO_SUCH_DAY = error("KAM-E0133", "no_such_day", "The calendar has no `{day}`{hint}");
    /// Dates are written as year-month-day with two digits for month and day, so that no country reads them otherwise.
    DATE_FORM = error("KAM-E0134", "date_form", "A date is written year-month-day: `{right}`.");
    /// Words such as `above`, `and` or `missing` have a meaning of their own in conditions, so nothing can be called
    /// so.
    RESERVED_NAME = error("KAM-E0135", "reserved_name", "`{name}` is a word of the language and cannot be a name: choose another, such as `{other}`.");
    /// The item already has a line of this kind, and only one of the two could hold.
    TWICE = error("KAM-E0136", "twice", "The {item} says `{word}` twice: keep one.");
    /// The line holds a character that cannot be seen, mostly copied from a document or a web page. It would make two
    /// words different that look alike.
    CONTROL_CHARACTER = error("KAM-E0137", "control_character", "There is an invisible character (U+{number}) in this line: remove it.");
    /// Lines are limited, so that a damaged file cannot stop the program. Break the text up.
    LINE_TOO_LONG = error("KAM-E0138", "line_too_long", "This line has more than {limit} bytes: no rule is that long.");
    /// Parentheses or chains of operators go deeper than anybody can follow. Give parts of the rule names with `let`
    /// and use those.
    TOO_DEEP = error("KAM-E0139", "nested_rule", "This is nested or chained too deeply to read (more than {limit} levels): give parts of it names with `let`.");
    /// A row of a table stands below an item that has no table. Move it below the item that it belongs to.
    ROW_HERE = error("KAM-E0140", "row_here", "{item} has no table: remove the row.");
    /// Every cell is closed by `|`, the last one too, so that it can be seen where the row ends.
    ROW_END = error("KAM-E0141", "row_end", "A row ends with `|`.");
    /// The word belongs to the language, but this version does not act on it yet. The item is read past, and everything
    /// else holds.
    LATER = warning("KAM-W0142", "read_past", "`{keyword}` is read past: this version of kam does not act on it yet.");
    /// Words of the language are written in small letters; capital ones are for your own names and values.
    KEYWORD_CASE = error("KAM-E0143", "keyword_case", "Words of the language are written small: `{right}`.");
    /// In the expectation of an example `40..60` means anything between the two. In rules the ends say whether they
    /// count: `from 40 to 60`, `above 40`.
    RANGE_HERE = error("KAM-E0144", "range_here", "`..` stands in expectations only: write `{right}`.");
    /// Windows such as `over 12 months` look at whole days, weeks, months or years. Working days and hours have no
    /// place there.
    WINDOW_UNIT = error("KAM-E0145", "window_unit", "A window lasts whole days, weeks, months or years, not `{wrong}`.");
    /// The item ends before everything it needs is said. The message shows its whole form.
    INCOMPLETE = error("KAM-E0146", "incomplete", "The {item} is not complete: it is written `{form}`.");
    /// A question has one filter and one window. Join two conditions by `and`.
    QUERY_CLAUSE_TWICE = error("KAM-E0147", "query_clause_twice", "A query has one `{word}`: join the conditions with `and` in parentheses.");
    /// Words follow each other without colons or other signs between them.
    COLON = error("KAM-E0148", "needless_sign", "No `{sign}` is needed after `{after}`: leave it out.");
    /// Comparisons have one wording each, such as `above`, `at most` or `is not`, so that everybody's rules read alike.
    PHRASE = error("KAM-E0149", "phrase", "`{wrong}` is written `{right}`.");
    /// What stands in a cell follows from its column: conditions below inputs, results below the last heading. This
    /// cell has no meaning in its column.
    CELL_HERE = error("KAM-E0150", "cell_here", "`{cell}` cannot stand in the column `{column}`: {advice}.");
    /// The name means something in every policy, such as `score` or `tier`. Your own item needs another one.
    BUILT_IN_NAME = error("KAM-E0153", "built_in_name", "`{name}` is built in and cannot be declared again: choose another name, such as `{other}`.");
    /// Numbers are exact, and one of so many digits is a slip or damage to the file.
    NUMBER_TOO_LONG = error("KAM-E0151", "number_too_long", "This number has more than {limit} digits.");
    /// At this place only a few words are possible, and this is none of them.
    UNKNOWN_WORD_HERE = error("KAM-E0152", "unknown_choice", "`{word}` is not possible here{hint}");
    /// The line ends in the middle of a condition or a value. The message says what is missing and shows the form.
    UNFINISHED = error("KAM-E0154", "unfinished", "This {what} ends too early: something is missing{after}. {form}");
    /// Names are letters, digits and `_`, and begin with a letter or `_`, so that they never mix with operators. Labels
    /// may hold anything.
    NAME_FORM = error("KAM-E0155", "name_form", "A name is made of letters, digits and `_`: write `{right}`.");
    /// Labels and other texts stand in double quotes. Without them each word would be read as a word of the language.
    UNQUOTED = error("KAM-E0156", "unquoted_label", "Text stands in quotes: `{right}`.");
    /// Arrows and similar signs have no meaning. A word says what happens: `is`, `then`, `becomes`.
    ARROW = error("KAM-E0157", "arrow", "`{wrong}` is not a sign of the language: write the word it stands for, such as `is`, `then` or `becomes`.");
    /// Rules hold for every account and every day, so an action has no day of its own: `due within` says how long it may take,
    /// counted from the day of evaluation or from the end of what it comes `after`. The day that was agreed stands in the
    /// register, actions.csv, where it may be moved.
    DUE_ON_DAY = error("KAM-E0163", "due_on_day", "`{day}` is a day, and an action says how long it may take: write such as `due within 30 days`. A day that was agreed stands in actions.csv.");
    /// Lines of actions name channels and actions by their names, which are one word each. Labels are what people read.
    SEVERAL_WORDS = error("KAM-E0167", "several_words", "`{words}` is several words, and this line wants the name of a {kind}, which stands before its label{hint}");
    /// Rules hold whoever works here, so they name parts and no people: `kam` looks after the account, `client` is somebody on the
    /// client's side, and any other word is a role in team.yaml. Who has the role is written there.
    PERSON_AS_OWNER = error("KAM-E0168", "person_as_owner", "`{person}` is a person, and an owner is `kam`, `client` or a role in team.yaml, such as `pre_sales`.");
    /// The label follows the name at once, before the type or other parts of the line.
    LABEL_PLACE = error("KAM-E0160", "label_place", "The label stands right behind the name: `{right}`.");
    /// A word that separates the parts of this line was left out, such as `when` before a condition.
    MISSING_WORD = error("KAM-E0161", "missing_word", "`{word}` is missing here: write `{right}`.");
    /// Several values or items on one line are separated by commas; here one was left out.
    NO_COMMA = error("KAM-E0158", "no_comma", "A comma is missing before `{word}`.");
    /// Large numbers are split by spaces, since a comma separates values: `1 800 000`.
    GROUP_COMMA = error("KAM-E0159", "group_comma", "Groups of digits are split by a space: write `{point}`.");
    /// A comma without a space may be a decimal comma. Between two values a space follows it.
    ARGUMENT_COMMA = error("KAM-E0162", "argument_comma", "A space follows the comma between two values: write `{apart}`.");
    /// Every cell stands between two `|`, the first one too, so that it can be seen where the row begins.
    ROW_START = error("KAM-E0165", "row_start", "A row begins with `|`.");
    /// The first row of a table is its header: it names what the cells below are about. Without it the first row of
    /// values would be taken for names.
    NO_HEADER = error("KAM-E0166", "no_header", "The table has no header: its first row holds the names of what stands below, such as `| revenue | points |`.");
}
