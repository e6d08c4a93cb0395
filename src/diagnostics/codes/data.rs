//! Codes of the step `data`.
use super::codes;

codes! {
    // --- files ---
    FILE_PROBLEM = error("KAM-E0402", "file_problem", "`{path}` cannot be read: {why}.");
    NOT_UTF8 = error("KAM-E0403", "not_utf8", "This line is not UTF-8 text: {write}.");
    NUL_BYTE = error("KAM-E0404", "nul_byte", "This line holds a NUL byte, so `{path}` is not text. Export it again as text.");
    NO_FILES = warning("KAM-W0405", "no_files", "No file matches `{pattern}`.");
    NO_RULES = error("KAM-E0406", "no_rules", "There are no rules: write a policy in `rules/policy.kam`.");
    // --- YAML ---
    YAML_SYNTAX = error("KAM-E0410", "yaml_syntax", "{what}");
    YAML_FEATURE = error("KAM-E0411", "yaml_feature", "{what} cannot be used here: {write}.");
    DUPLICATE_KEY = error("KAM-E0412", "duplicate_key", "`{key}` stands twice: keep one of them.");
    TWO_DOCUMENTS = error("KAM-E0413", "two_documents", "This file holds two documents: take the line `---` out, or split the file.");
    TOO_DEEP = error("KAM-E0414", "too_deep", "This is nested more than {limit} levels deep; nothing in a workspace is.");
    WRONG_SHAPE = error("KAM-E0415", "wrong_shape", "`{key}` is {found}; write {wanted}.");
    UNKNOWN_KEY = error("KAM-E0416", "unknown_key", "No such key `{key}` {of}{hint}");
    MISSING_KEY = error("KAM-E0417", "missing_key", "{what} has no `{key}`: add `{write}`.");
    BAD_SETTING = error("KAM-E0418", "bad_setting", "`{key}` cannot be `{value}`: write {wanted}.");
    NOT_ACTED_ON = warning("KAM-W0419", "not_acted_on", "`{key}` is read past: this version of kam does not act on it yet.");
    // --- values ---
    BAD_VALUE = error("KAM-E0420", "bad_value", "`{value}` is no {ty} for `{name}`: write {wanted}.");
    DECIMAL_COMMA = error("KAM-E0421", "data_decimal_comma", "Decimals use a point{also}: write `{write}`.");
    NO_CURRENCY = error("KAM-E0422", "amount_currency", "`{name}` is money and `{value}` names no currency: write `{value} {currency}`, or `currency: {currency}` in kam.yaml.");
    UNKNOWN_CURRENCY = error("KAM-E0423", "unknown_currency", "`{unit}` is no currency: name it by its ISO code, `{write}`.");
    THREE_DECIMALS = error("KAM-E0424", "data_three_decimals", "`{value}` may be thousands or decimals: write `{thousands}` or `{decimals}`.");
    NO_PERCENT = error("KAM-E0425", "no_percent", "`{name}` is a percent and `{value}` has no unit: {write}.");
    UNKNOWN_VALUE = error("KAM-E0426", "field_value", "`{name}` cannot be `{value}`: {write}");
    OUT_OF_RANGE = error("KAM-E0427", "out_of_range", "`{name}` cannot be `{value}`: its range is {range}.");
    POLICY_CURRENCY = error("KAM-E0428", "policy_currency", "`{name}` is money, but neither the policy nor kam.yaml says in which currency to reckon: write `currency {currency}` below the `policy` line.");
    // --- accounts and people ---
    BAD_ID = error("KAM-E0430", "bad_id", "`{id}` cannot be the id of {what}: {why}.");
    DUPLICATE_ACCOUNT = error("KAM-E0431", "duplicate_account", "Account `{id}` is described twice: keep one, or give the other its own id.");
    SAID_TWICE = error("KAM-E0432", "said_twice", "`{name}` of `{of}` is said twice: keep one of the two.");
    UNKNOWN_ACCOUNT = error("KAM-E0433", "unknown_account", "There is no account `{id}`{hint}");
    UNKNOWN_PERSON = error("KAM-E0434", "unknown_person", "Account `{account}` has nobody with the id `{id}`{hint}");
    DUPLICATE_PERSON = error("KAM-E0435", "duplicate_person", "Account `{account}` has two people with the id `{id}`: give one of them another.");
    BAD_RELATION = error("KAM-E0436", "bad_relation", "`{value}` is no relation: write `horst reports_to maria`, or with `influences`, `trusts`, `conflicts`.");
    SELF_RELATION = error("KAM-E0437", "self_relation", "`{id}` cannot stand in a relation to themselves: name somebody else or take the line out.");
    DUPLICATE_RELATION = error("KAM-E0438", "duplicate_relation", "`{relation}` stands twice: keep one of the lines.");
    UNKNOWN_WAIVED = error("KAM-E0439", "unknown_waived", "The policy has no {kind} `{name}`{hint}");
    COMPUTED = error("KAM-E0440", "computed_attribute", "`{name}` is computed and cannot be written here: take the line out.");
    UNKNOWN_MEMBER = warning("KAM-W0441", "unknown_member", "team.yaml lists nobody with the id `{id}`{hint}");
    OBSERVED_TWICE = error("KAM-E0442", "observed_twice", "`{name}` has two values {when}: keep one, or give each its day with `on`.");
    INTERACTION_OF_NOBODY = warning("KAM-W0443", "interaction_of_nobody", "Account `{account}` has nobody called `{person}`, so this contact counts for nobody{hint}");
    UNKNOWN_NEED = warning("KAM-W0444", "unknown_need", "The policy declares no need `{name}`{hint}");
    // --- tables ---
    TABLE_SYNTAX = error("KAM-E0450", "table_syntax", "{what}");
    RAGGED_ROW = error("KAM-E0451", "ragged_row", "This row has {cells} cells, the header {columns}: {write}.");
    DUPLICATE_HEADER = error("KAM-E0452", "duplicate_header", "Two columns are headed `{name}`: rename one of them.");
    NO_COLUMN = error("KAM-E0453", "no_column", "`{file}` has no column `{name}`{hint}");
    COLUMN_NOT_FED = warning("KAM-W0454", "column_not_fed", "`{records}.{name}` is missing in every row, since `{file}` has no such column{hint}");
    UNKNOWN_COLUMN = error("KAM-E0455", "unknown_column", "The policy has no {what} `{name}`{hint}");
    JOIN_MISS = error("KAM-E0456", "join_miss", "No row of `{file}` has `{key}` in `{column}`, so this row has no partner there.");
    JOIN_DOUBLE = error("KAM-E0457", "join_double", "Two rows of `{file}` have `{key}` in `{column}`: this row needs exactly one partner there.");
    AMBIGUOUS_COLUMN = error("KAM-E0458", "ambiguous_column", "Both `{first}` and `{second}` have a column `{name}`: write `{write}`.");
    BLANK_ACCOUNT = error("KAM-E0459", "blank_account", "This row names no account: fill in `{column}`.");
    ROWS_OF_NOBODY = warning("KAM-W0460", "rows_of_nobody", "{rows} for nobody, since there is no account `{id}`{hint}");
    UNDATED_ROW = warning("KAM-W0461", "undated_row", "This row has no date in `{column}`, so it lies in no time window.");
    MORE_LIKE_IT = note("KAM-N0462", "more_like_it", "There {are} {count} more like it in `{name}`.");
    DONE_BUT_OPEN = warning("KAM-W0470", "done_but_open", "This action was done on {day}, but its status is `open`: write `done`.");
    TWO_TABLES = error("KAM-E0463", "two_tables", "Accounts can stand in one table only: name one `file`, and join the others to it.");
    WRONG_SEPARATOR = error("KAM-E0464", "wrong_separator", "`{file}` separates its columns by `{separator}`: {write}.");
    COLUMN_DECIMAL = error("KAM-E0465", "column_decimal", "`{value}` has a decimal comma: write `decimal: \",\"` in kam.yaml if the table is written so, or `{write}` here.");
    DECIMAL_POINT = error("KAM-E0467", "decimal_point", "`{value}` has a decimal point, and kam.yaml says `decimal: \",\"` for this table: write `{write}` here, or take that setting out if the table is written with points.");
    COLUMN_DATES = error("KAM-E0466", "column_dates", "`{value}` is no date as `{pattern}`: write `dates: {other}` in kam.yaml if the column is written so, or {write} here.");
}
