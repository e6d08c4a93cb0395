//! Codes of the step `data`.
use super::codes;

codes! {
    // --- files ---
    /// The file that kam.yaml names is not there, lies outside the workspace or may not be read.
    FILE_PROBLEM = error("KAM-E0402", "file_problem", "`{path}` cannot be read: {why}.");
    /// Files are read as UTF-8. Tables from older spreadsheets are often in Windows-1250, which `encoding` says; other
    /// files are saved again as UTF-8.
    NOT_UTF8 = error("KAM-E0403", "not_utf8", "This line is not UTF-8 text: {write}.");
    /// A text file never holds the byte 0. This is a spreadsheet or other document under the name of a text file, or
    /// UTF-16.
    NUL_BYTE = error("KAM-E0404", "nul_byte", "This line holds a NUL byte, so `{path}` is not text. Export it again as text.");
    /// The pattern of kam.yaml matches nothing, so nothing is read from there. Often the directory is called otherwise.
    NO_FILES = warning("KAM-W0405", "no_files", "No file matches `{pattern}`.");
    /// A workspace holds at least one file of rules below `rules/`, or where `rules` in kam.yaml says.
    NO_RULES = error("KAM-E0406", "no_rules", "There are no rules: write a policy in `rules/policy.kam`.");
    // --- YAML ---
    /// The file cannot be read as YAML. Mostly a quote or bracket is not closed, or the indentation slipped.
    YAML_SYNTAX = error("KAM-E0410", "yaml_syntax", "{what}");
    /// References, tags and merged keys make files that say something else than they seem to. Write the value out.
    YAML_FEATURE = error("KAM-E0411", "yaml_feature", "{what} cannot be used here: {write}.");
    /// The same key stands twice in one place. YAML programs would silently take one of them.
    DUPLICATE_KEY = error("KAM-E0412", "duplicate_key", "`{key}` stands twice: keep one of them.");
    /// A line `---` begins a second document, which would not be read.
    TWO_DOCUMENTS = error("KAM-E0413", "two_documents", "This file holds two documents: take the line `---` out, or split the file.");
    /// Nothing in a workspace nests that deeply, so the file is damaged or was not written for kam.
    TOO_DEEP = error("KAM-E0414", "too_deep", "This is nested more than {limit} levels deep; nothing in a workspace is.");
    /// A list stands where a single value is wanted, or the other way round.
    WRONG_SHAPE = error("KAM-E0415", "wrong_shape", "`{key}` is {found}; write {wanted}.");
    /// The key is neither one of kam's nor a field of the policy, so nothing would read it.
    UNKNOWN_KEY = error("KAM-E0416", "unknown_key", "No such key `{key}` {of}{hint}");
    /// A key that cannot be done without is not there, such as the file of a table.
    MISSING_KEY = error("KAM-E0417", "missing_key", "{what} has no `{key}`: add `{write}`.");
    /// The setting cannot have this value. The message says which ones it can have.
    BAD_SETTING = error("KAM-E0418", "bad_setting", "`{key}` cannot be `{value}`: write {wanted}.");
    /// The key belongs to the workspace's format, but this version does not act on it yet.
    NOT_ACTED_ON = warning("KAM-W0419", "not_acted_on", "`{key}` is read past: this version of kam does not act on it yet.");
    /// `levels` in kam.yaml names a code that kam does not have. `kam explain-code` lists all of them.
    LEVEL_OF_UNKNOWN = error("KAM-E0471", "level_of_unknown", "No finding has the code `{code}`{hint}");
    /// Warnings and notes may be raised, lowered or left out. An error means that nothing can be made of the rules or the
    /// data, so it stays one.
    LEVEL_OF_ERROR = error("KAM-E0472", "level_of_error", "`{code}` ({name}) is an error, and errors cannot be lowered: take the line out and mend what it finds.");
    /// Whoever leaves findings out knows why, and whoever comes later should too.
    OFF_WITHOUT_REASON = error("KAM-E0473", "off_without_reason", "`{code}` is switched off without a reason: add `because: \"…\"`, or lower it to `note`.");
    // --- values ---
    /// The value is not of the type that the policy declares for the field.
    BAD_VALUE = error("KAM-E0420", "bad_value", "`{value}` is no {ty} for `{name}`: write {wanted}.");
    /// In account files decimals have a point, in every locale. Tables may say `decimal: ","` instead.
    DECIMAL_COMMA = error("KAM-E0421", "data_decimal_comma", "Decimals use a point{also}: write `{write}`.");
    /// An amount without a currency could be in any. Name it with the amount, or once for all in kam.yaml.
    NO_CURRENCY = error("KAM-E0422", "amount_currency", "`{name}` is money and `{value}` names no currency: write `{value} {currency}`, or `currency: {currency}` in kam.yaml.");
    /// Currencies are named by the three letters of ISO 4217, such as `PLN`.
    UNKNOWN_CURRENCY = error("KAM-E0423", "unknown_currency", "`{unit}` is no currency: name it by its ISO code, `{write}`.");
    /// Three digits behind a point may be thousands or decimals, a difference of a factor of a thousand. Write which is
    /// meant.
    THREE_DECIMALS = error("KAM-E0424", "data_three_decimals", "`{value}` may be thousands or decimals: write `{thousands}` or `{decimals}`.");
    /// A number without `%` could be a percent or a fraction. In tables `as: percent` or `as: fraction` says it for the
    /// whole column.
    NO_PERCENT = error("KAM-E0425", "no_percent", "`{name}` is a percent and `{value}` has no unit: {write}.");
    /// The policy lists the values that the field can have, and this is none of them.
    UNKNOWN_VALUE = error("KAM-E0426", "field_value", "`{name}` cannot be `{value}`: {write}");
    /// The policy declares between which ends the field lies, and the value lies outside. Mostly a digit slipped.
    OUT_OF_RANGE = error("KAM-E0427", "out_of_range", "`{name}` cannot be `{value}`: its range is {range}.");
    /// Amounts of accounts are reckoned in one currency. Neither the policy nor kam.yaml names it.
    POLICY_CURRENCY = error("KAM-E0428", "policy_currency", "`{name}` is money, but neither the policy nor kam.yaml says in which currency to reckon: write `currency {currency}` below the `policy` line.");
    // --- accounts and people ---
    /// Ids name files and lines of other tables, so they are never empty and cannot read as a path.
    BAD_ID = error("KAM-E0430", "bad_id", "`{id}` cannot be the id of {what}: {why}.");
    /// Two files or rows describe an account with the same id. Only one of them could be right.
    DUPLICATE_ACCOUNT = error("KAM-E0431", "duplicate_account", "Account `{id}` is described twice: keep one, or give the other its own id.");
    /// Two files say something about the same field of one account. Even where they agree today, one will be forgotten
    /// tomorrow.
    SAID_TWICE = error("KAM-E0432", "said_twice", "`{name}` of `{of}` is said twice: keep one of the two.");
    /// Something refers to an account that is in no file and no table.
    UNKNOWN_ACCOUNT = error("KAM-E0433", "unknown_account", "There is no account `{id}`{hint}");
    /// A relation or an opinion names a person whom the account does not list.
    UNKNOWN_PERSON = error("KAM-E0434", "unknown_person", "Account `{account}` has nobody with the id `{id}`{hint}");
    /// Two people of one account have the same id, so relations and contacts could mean either.
    DUPLICATE_PERSON = error("KAM-E0435", "duplicate_person", "Account `{account}` has two people with the id `{id}`: give one of them another.");
    /// A relation is two ids with the kind between them: who reports to, influences, trusts or conflicts with whom.
    BAD_RELATION = error("KAM-E0436", "bad_relation", "`{value}` is no relation: write `horst reports_to maria`, or with `influences`, `trusts`, `conflicts`.");
    /// A relation connects two people. Nobody reports to or influences themselves.
    SELF_RELATION = error("KAM-E0437", "self_relation", "`{id}` cannot stand in a relation to themselves: name somebody else or take the line out.");
    /// The same relation between the same people stands twice. Keep the one that is right.
    DUPLICATE_RELATION = error("KAM-E0438", "duplicate_relation", "`{relation}` stands twice: keep one of the lines.");
    /// A waiver names a veto or limit that the policy does not have, so it would waive nothing.
    UNKNOWN_WAIVED = error("KAM-E0439", "unknown_waived", "The policy has no {kind} `{name}`{hint}");
    /// The rules compute this value from others. Writing it down would contradict them sooner or later.
    COMPUTED = error("KAM-E0440", "computed_attribute", "`{name}` is computed and cannot be written here: take the line out.");
    /// A person named here is not in team.yaml, so that they cannot be planned with. Mend the id or add them.
    UNKNOWN_MEMBER = warning("KAM-W0441", "unknown_member", "team.yaml lists nobody with the id `{id}`{hint}");
    /// Two observations hold for the same day, and nothing says which one counts.
    OBSERVED_TWICE = error("KAM-E0442", "observed_twice", "`{name}` has two values {when}: keep one, or give each its day with `on`.");
    /// A contact names somebody whom the account does not list, so that it makes nobody better known.
    INTERACTION_OF_NOBODY = warning("KAM-W0443", "interaction_of_nobody", "Account `{account}` has nobody called `{person}`, so this contact counts for nobody{hint}");
    /// A person has a need that the policy does not declare, so that no benefit can answer it.
    UNKNOWN_NEED = warning("KAM-W0444", "unknown_need", "The policy declares no need `{name}`{hint}");
    /// A need is written by its label. Only its name ties it to the benefits that answer it; in other words it is taken for the
    /// person's own.
    NEED_BY_LABEL = warning("KAM-W0481", "need_by_label", "`{label}` is the label of a need, and stands here for a person's own words: write `{name}`.");
    // --- tables ---
    /// The table cannot be split into cells. Mostly a quote is opened and never closed.
    TABLE_SYNTAX = error("KAM-E0450", "table_syntax", "{what}");
    /// A row has more or fewer cells than the header. Mostly a cell that holds the separator has no quotes around it.
    RAGGED_ROW = error("KAM-E0451", "ragged_row", "This row has {cells} cells, the header {columns}: {write}.");
    /// Two columns have the same heading, so it is not clear which one is meant.
    DUPLICATE_HEADER = error("KAM-E0452", "duplicate_header", "Two columns are headed `{name}`: rename one of them.");
    /// kam.yaml asks for a column that the table does not have.
    NO_COLUMN = error("KAM-E0453", "no_column", "`{file}` has no column `{name}`{hint}");
    /// The policy declares a column that the table does not have, so it is missing in every row. Name the right header
    /// under `columns`.
    COLUMN_NOT_FED = warning("KAM-W0454", "column_not_fed", "`{records}.{name}` is missing in every row, since `{file}` has no such column{hint}");
    /// kam.yaml maps a column to something that the policy does not declare.
    UNKNOWN_COLUMN = error("KAM-E0455", "unknown_column", "The policy has no {what} `{name}`{hint}");
    /// Every row finds exactly one partner in the joined table. This one finds none, so its joined columns would be
    /// missing.
    JOIN_MISS = error("KAM-E0456", "join_miss", "No row of `{file}` has `{key}` in `{column}`, so this row has no partner there.");
    /// Every row finds exactly one partner in the joined table. With two, rows would count twice.
    JOIN_DOUBLE = error("KAM-E0457", "join_double", "Two rows of `{file}` have `{key}` in `{column}`: this row needs exactly one partner there.");
    /// Two joined files have a column of that name. Write the file's name before it.
    AMBIGUOUS_COLUMN = error("KAM-E0458", "ambiguous_column", "Both `{first}` and `{second}` have a column `{name}`: write `{write}`.");
    /// A row belongs to the account whose id it names, and this one names none.
    BLANK_ACCOUNT = error("KAM-E0459", "blank_account", "This row names no account: fill in `{column}`.");
    /// Rows name an account that is in no file. They count for nobody; mend the id or add the account.
    ROWS_OF_NOBODY = warning("KAM-W0460", "rows_of_nobody", "{rows} for nobody, since there is no account `{id}`{hint}");
    /// Windows look at the date of a row, and this one has none, so it is in none of them.
    UNDATED_ROW = warning("KAM-W0461", "undated_row", "This row has no date in `{column}`, so it lies in no time window.");
    /// Ten findings of a kind are shown for a column, and the rest are counted here. Mend those shown, and look again.
    MORE_LIKE_IT = note("KAM-N0462", "more_like_it", "There {are} {count} more like it in `{name}`.");
    /// The register says on which day the action was done, and that it is still open or was dropped. One of the two is wrong.
    DONE_BUT_OPEN = warning("KAM-W0470", "done_but_open", "This action was done on {day}, but its status is `{status}`: write `done`, or leave `done_on` blank.");
    /// The id of an action in the register names an action that no rule declares, and a rule declares one of a similar name. The
    /// row counts for nothing, and the action is planned once more.
    ACTION_OF_NO_RULE = warning("KAM-W0479", "action_of_no_rule", "The rules know no action `{action}`, so this row counts for nothing{hint}");
    /// Two actions are agreed in the wrong order: the rules do one `after` the other, and it is due first. Move one of them.
    AGREED_BEFORE = warning("KAM-W0480", "agreed_before", "This action is due on {due}, and comes after `{other}`, which is due on {later}: move one of them.");
    /// The day on which an action was done lies after the day of evaluation. Mostly the year is wrong, or
    /// what is to be done was written into the wrong column.
    DONE_AHEAD = warning("KAM-W0476", "done_ahead", "This action was done on {day}, after {as_of}, the day of evaluation: write the day on which it was done.");
    /// What was agreed anew is mostly due later. If the action was brought forward, all is well; else the two days are exchanged.
    DUE_BEFORE_FIRST = note("KAM-N0477", "due_before_first", "This action is due on {due}, before the day it was first due on, {first}: exchange the two, unless it was brought forward.");
    /// The day counts: what is repeated is counted from when it was last done. Without it, the day it was due on stands in.
    DONE_WITHOUT_DAY = note("KAM-N0478", "done_without_day", "This action is done, and nobody says when: fill in `done_on`. Until then, the day it was due on counts, {due}.");
    /// The id of an action in the register names a person whom the account's file does not list. The line counts for nobody,
    /// so what was done with that person may be planned again.
    ACTION_OF_NOBODY = warning("KAM-W0474", "action_of_nobody", "`{account}` lists nobody with the id `{person}`, so this action counts for nobody{hint}");
    /// Whoever owns an open action is one of us, by the id in team.yaml, or one of the client's people, by the id in the
    /// account's file. With any other name nobody finds it among their own, and nobody's hours are booked.
    OWNER_IS_NOBODY = warning("KAM-W0475", "owner_is_nobody", "The owner `{owner}` is neither in team.yaml nor among the people of `{account}`{hint}");
    /// One table may hold the accounts, a row each. Others are joined to it by a column they share.
    TWO_TABLES = error("KAM-E0463", "two_tables", "Accounts can stand in one table only: name one `file`, and join the others to it.");
    /// The table's cells are separated by another sign than kam.yaml says, so everything is in one column.
    WRONG_SEPARATOR = error("KAM-E0464", "wrong_separator", "`{file}` separates its columns by `{separator}`: {write}.");
    /// The number has a decimal comma, and the table is read with decimal points. Say so for the table, or mend the
    /// cell.
    COLUMN_DECIMAL = error("KAM-E0465", "column_decimal", "`{value}` has a decimal comma: write `decimal: \",\"` in kam.yaml if the table is written so, or `{write}` here.");
    /// The table is read with decimal commas, where a point splits thousands. This number has a point that does not.
    DECIMAL_POINT = error("KAM-E0467", "decimal_point", "`{value}` has a decimal point, and kam.yaml says `decimal: \",\"` for this table: write `{write}` here, or take that setting out if the table is written with points.");
    /// The date is not written in the way kam.yaml says for the table. Say the right pattern, or mend the cell.
    COLUMN_DATES = error("KAM-E0466", "column_dates", "`{value}` is no date as `{pattern}`: write `dates: {other}` in kam.yaml if the column is written so, or {write} here.");
}
