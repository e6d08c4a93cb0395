//! Codes of the step `policy`: names, types and units, the shape of items and tables.
use super::codes;

codes! {
    /// A name that several rules use is declared under one that is nearly the same and used by none: the slip is most likely in
    /// the declaration.
    DECLARED_OTHERWISE = error("KAM-E0200", "declared_otherwise", "`{declared}` is used nowhere, and `{used}`, used {count} times, is declared nowhere: did you mean `{used}`?");
    /// One file says what the policy is called and which version it is; documents and answers name both. Other files
    /// may hold further items or libraries.
    NO_POLICY = error("KAM-E0201", "no_policy", "No file under rules/ says what the policy is called: begin one with `policy NAME \"…\" version 1`.");
    /// A policy has one name, one currency, one day from which it is effective and one ranking. A second one would
    /// contradict the first.
    TWO_OF_ONE = error("KAM-E0202", "two_of_one", "`{keyword}` stands twice, and a policy has one: keep one of the two.");
    /// Documents and decisions name the version of the policy they were made by. Raise it whenever the rules change.
    NO_VERSION = error("KAM-E0203", "no_version", "The policy has no version: write `version 1` behind its label.");
    /// A part that this item cannot do without is not there, such as the weight of a criterion or the type of a field.
    LACKS = error("KAM-E0204", "lacks", "The {what} does not say {lack}: write {write}.");
    /// A policy needs at least one group with a criterion, and tiers. Without them no account has a score or a tier.
    POLICY_LACKS = error("KAM-E0205", "policy_lacks", "The policy has no {what}: add one, such as `{write}`.");
    /// Amounts in rules and data are reckoned in one currency, which the policy names once.
    NO_CURRENCY = error("KAM-E0206", "no_currency", "The policy speaks of money and names no currency: write `currency` below its first line.");
    /// A library is used by many policies and holds fields, records, definitions, vetoes and plays. What decides the
    /// score stays in each policy.
    NOT_IN_LIBRARY = error("KAM-E0207", "not_in_library", "A library holds no `{keyword}`: tiers, groups, criteria and the ranking belong into the policy.");
    /// All items are checked against each other, and so many suggest that data was written as rules. Put the data into
    /// tables.
    TOO_MANY_ITEMS = error("KAM-E0208", "too_many_items", "The policy has {count} items, more than the 10,000 that can be checked together: split it.");
    /// Two items of one kind have the same name, so a rule that uses it could mean either. Rename or remove one.
    DUPLICATE_NAME = error("KAM-E0209", "duplicate_name", "`{name}` is declared twice: rename one of the two or remove it.");
    /// A library that is included declares the same name otherwise. Fields may stand in both if they are exactly alike.
    CLASH = error("KAM-E0210", "clash", "`{name}` is also declared by a library, and otherwise: rename yours, or declare it exactly alike.");
    /// People, accounts and accepted actions have attributes in every policy, such as `support` or `contact`. They
    /// cannot be declared again.
    BUILT_IN = error("KAM-E0211", "built_in", "`{name}` is built in: choose another name.");
    /// Two names differ only in capital letters or accents. Both work, but whoever mistypes one gets the other without
    /// a word.
    LIKE_NAMES = warning("KAM-W0212", "like_names", "`{name}` and `{other}` differ only in case or diacritics: one slip makes one of the other, so rename one.");
    /// What stands before the point is whose field it is, and only `person` is possible. Columns of records stand
    /// indented below their `records` item.
    FIELD_OWNER = error("KAM-E0213", "field_owner", "A field belongs to the account or to a person: write `field {name}` or `field person.{name}`; columns stand below their `records`.");
    /// A rule uses a name that nothing declares: no field, definition, table, criterion, parameter or records. Mend the
    /// spelling or declare it.
    UNKNOWN_NAME = error("KAM-E0214", "unknown_name", "Nothing is called `{name}`{hint}");
    /// The line refers to a group, playbook, action or other item by a name that none of them has.
    UNKNOWN_ITEM = error("KAM-E0215", "unknown_item", "There is no {kind} `{name}`{hint}");
    /// A field with a list of values can only be one of them. A value that is not in the list could never be met.
    UNKNOWN_VALUE = error("KAM-E0216", "unknown_value", "`{value}` is not one of the values here, which are {values}.");
    /// Within a question about people or rows, a name may be the account's or the person's. Say which by writing
    /// `person.` or the records' name before it.
    AMBIGUOUS_NAME = error("KAM-E0217", "ambiguous_name", "`{name}` is a name of {also} too: write `{write}`, or rename one of the two.");
    /// Attributes of people have a value only for a particular person. A rule of the account asks about all of them
    /// with `any`, `all`, `no`, `count` or `share`.
    PERSON_OUTSIDE = error("KAM-E0218", "person_outside", "`{name}` belongs to a person, and no person is at hand here: ask all of them, as in `(any people where {name} …)` or `(share of people where {name} …)`.");
    /// An account has many rows of a kind, and the rule needs one value. Sum, count, average or otherwise sum them up.
    MANY_VALUES = error("KAM-E0219", "many_values", "`{name}` speaks of {what}, and one value is wanted here: ask for it, as in `(sum …)`, `(count …)` or `(any … where …)`.");
    /// Score, tier and status come out at the end. A rule that leads to the score cannot depend on what comes out of
    /// it.
    OUTCOME_HERE = error("KAM-E0220", "outcome_here", "`{name}` can be used only in `rank by`, documents, playbooks, offers, alerts and KPIs: no rule that leads to the score may depend on it.");
    /// Working out the value would need the value itself. The message shows the way round; one of the definitions has
    /// to do without the others.
    CYCLE = error("KAM-E0221", "cycle", "`{name}` depends on itself: {path}. Compute one of them without the others.");
    /// Values with a unit are compared with values of that unit, so that 90 days are never taken for 90 months.
    MISSING_UNIT = error("KAM-E0222", "missing_unit", "`{name}` is {unit}: write `{write}`.");
    /// 5 and 5 % differ by a factor of a hundred. A percent is always written with its sign.
    BARE_PERCENT = error("KAM-E0223", "bare_percent", "`{name}` is a percent: write `{write}`, or `{other}` if the share itself was meant.");
    /// A single number in a table may be the place from which, up to which or at which the row holds. A word before it
    /// says which.
    BARE_CELL = error("KAM-E0224", "bare_cell", "`{text}` alone does not say where it begins or ends; `{name}` is {unit}: write `{write}`.");
    /// The field has named values. They have numbers to compute with, but rules name the value, since nobody knows by
    /// heart what 2 means.
    NUMBER_FOR_VALUE = error("KAM-E0225", "number_for_value", "`{name}` is no number: in place of `{number}` write one of {values}.");
    /// Rules speak in the policy's currency only: rates change, and a threshold must not move with them.
    OTHER_CURRENCY = error("KAM-E0226", "other_currency", "`{text}` is in another currency than the policy: write the amount in {currency}.");
    /// Months and years have no fixed number of days. Counted days are compared with days; months and years may be
    /// added to a date.
    CALENDAR_LENGTH = error("KAM-E0227", "calendar_length", "Months and years differ in length, so `{text}` cannot be counted here: write `{write}`, or add it to a date.");
    /// Hours and working days are for effort and due dates of actions. Rules about accounts count days.
    UNIT_PLACE = error("KAM-E0228", "unit_place", "`{text}` counts effort or due dates and has no place in a rule: write days.");
    /// Adding 4 % to an amount may mean 4 percent more, or 0.04. Multiply to say that it grows.
    PLUS_PERCENT = error("KAM-E0229", "plus_percent", "{what} {word} a percent has two meanings: write `{write}`.");
    /// Two values of different kinds, such as money and days, can be neither compared nor added. One of them is
    /// probably another name than was meant.
    MISMATCH = error("KAM-E0230", "mismatch", "`{left}` is {left_type}, `{right}` is {right_type}: they cannot {verb}.");
    /// The value is of another kind than the place needs, such as a text where a number is wanted.
    WRONG_TYPE = error("KAM-E0231", "wrong_type", "`{name}` is {want}, and `{text}` is {type}.");
    /// Sums, averages and arithmetic need numbers, and this is a text, a date or a value of a list.
    NOT_NUMERIC = error("KAM-E0232", "not_numeric", "{what} needs numbers, and `{text}` is {type}.");
    /// Named values can be averaged or summed if each has a number. Declare the numbers with the list, as in `one of
    /// weak 1, good 2`.
    VALUES_WITHOUT_NUMBERS = error("KAM-E0233", "values_without_numbers", "The values of `{text}` have no numbers to count with: declare them with numbers, as in `one of {example}`.");
    /// Values of a list have an order only when it is declared with `<` or numbers. Without it, `above` and `at least`
    /// say nothing.
    UNORDERED = error("KAM-E0234", "unordered", "The values of `{name}` have no order, so `{operator}` says nothing: write `is` or `in` with some of {values}.");
    /// Nothing is above, below or equal to something that is not known. `is missing` asks whether it is known.
    COMPARES_MISSING = error("KAM-E0235", "compares_missing", "Nothing can be compared with `missing`: write `{write}`.");
    /// An unknown value cannot be computed with. `missing` stands alone as what comes out behind `then` or `else`.
    MISSING_OPERAND = error("KAM-E0236", "missing_operand", "`missing` is no value to compute with: use it alone behind `then` or `else`.");
    /// Behind `when`, `where`, `if` and around `and` something true or false is wanted. A value alone is neither:
    /// compare it.
    NO_CONDITION = error("KAM-E0237", "no_condition", "A condition is wanted, and `{text}` is {type}: compare it with something.");
    /// More conditions are asked for than are listed, so the rule can never hold.
    TOO_FEW_CONDITIONS = error("KAM-E0238", "too_few_conditions", "At least {count} of {conditions} conditions can never hold: lower the number or add conditions.");
    /// The divisor is always 0, so the result would never be known.
    DIVIDES_BY_ZERO = error("KAM-E0239", "divides_by_zero", "`{text}` divides by 0: write another divisor.");
    /// At this place a value that is fixed in the rules is wanted, since it must be the same for every account.
    NOT_CONSTANT = error("KAM-E0240", "not_constant", "`{text}` is not fixed in the rules: write a plain value here.");
    /// That something does not apply to an account is said in its data or in an example. A rule that gives no value
    /// gives `missing`.
    NOT_APPLICABLE_HERE = error("KAM-E0241", "not_applicable_here", "`n/a` is something that data and examples say: in a rule write `missing`.");
    /// The first end of the range lies above the last, so that nothing is in it. Mostly the two were swapped.
    EMPTY_RANGE = error("KAM-E0242", "empty_range", "Nothing lies in `{text}`: the first end is not below the last. Write `{write}`.");
    /// A range limits numbers, amounts, percents, days and points. Texts, dates, lists and yes or no have none.
    RANGE_OF = error("KAM-E0243", "range_of", "Only numbers have a range, and {type} is none: remove the range.");
    /// With numbers on some values only, it is not known how the others compare. Number all of them or none.
    HALF_NUMBERED = error("KAM-E0244", "half_numbered", "Some of the values have numbers and {values} have none: number all of them or none.");
    /// A list of values is for what rules tell apart. Longer lists belong into a text field or a table.
    TOO_MANY_VALUES = error("KAM-E0245", "too_many_values", "A list of values holds at most 128, and this one has {count}: use `text`.");
    /// The field takes its values from items of the policy, such as its channels, and there are none.
    NOTHING_DECLARED = error("KAM-E0246", "nothing_declared", "`one of {name}` lists what is declared with `{keyword}`, and nothing is: declare some, or list the values here.");
    /// Windows such as `over 12 months` look at one date per row. `dated by` names a column of the records whose type
    /// is `date`.
    DATED_BY = error("KAM-E0247", "dated_by", "`{name}` {why}: `dated by` names the column of type `date` that windows look at.");
    /// The function has been given too few or too many values, or values in another order. The message shows how it is
    /// used.
    WRONG_ARGUMENTS = error("KAM-E0248", "wrong_arguments", "`{name}` is used as in `{usage}`.");
    /// Only what somebody observed has an age: fields of the account and attributes of people. What is computed is as
    /// old as the question.
    AGE_OF = error("KAM-E0249", "age_of", "`age` tells how old an observation is, and `{text}` is not observed: name a field or a person's attribute.");
    /// A sum or count needs to know over which rows it goes: the people of the account, or records by their name.
    NO_SUBJECT = error("KAM-E0250", "no_subject", "`{text}` does not say whose rows are meant: name `people` or records, and columns with them, as in `line.price`.");
    /// Within `sum` and the like a column is written with its records' name, so that it cannot be taken for a field of
    /// the account.
    QUERY_COLUMN = error("KAM-E0251", "query_column", "`{name}` does not say whose it is: write `{write}`.");
    /// `count`, `any`, `all` and `no` ask about rows, not about one of their columns.
    COUNTS_ROWS = error("KAM-E0252", "counts_rows", "`{function}` asks about whole rows: write `{function} {write}`.");
    /// To sum or average, it must be said which column or computed value of the rows is meant.
    NEEDS_COLUMN = error("KAM-E0253", "needs_column", "`{function}` needs a column or an expression over the rows: write `{function} {text}.NAME`.");
    /// `any`, `all`, `no` and `share` of all rows say nothing without a condition that tells some from others.
    NEEDS_WHERE = error("KAM-E0254", "needs_where", "`{function} {subject}` does not say which: add `where` and a condition.");
    /// `latest` and `earliest` compare dates. For numbers use `max` and `min`.
    LATEST_OF = error("KAM-E0255", "latest_of", "`{function}` picks a date, and `{text}` is {type}: name a column of type `date`.");
    /// A window needs the date of each row, and these records have several date columns or none. Say which with `dated
    /// by`.
    UNDATED = error("KAM-E0256", "undated", "The records `{name}` have no one date that a window could look at: {say}.");
    /// A window keeps the rows of a time, and people stand in no time. Ask about dates of theirs with a condition.
    WINDOW_OVER_PEOPLE = error("KAM-E0257", "window_over_people", "People have no dates, so a window says nothing about them: remove it.");
    /// Weights say how much each row counts in an average. In sums and counts they have no meaning.
    WEIGHTED_WHAT = error("KAM-E0258", "weighted_what", "Only an `average` is weighted, not `{function}`: remove `weighted by`.");
    /// The heading of the last column says what comes out of the table: `points` in a criterion, the table's own name
    /// elsewhere.
    RESULT_COLUMN = error("KAM-E0259", "result_column", "The last column is what the table gives and must be called `{name}`, not `{text}`.");
    /// A heading is an input, a `when`, or the result. This one has no meaning in this kind of table.
    HEADING_PLACE = error("KAM-E0260", "heading_place", "A column `{text}` has no place in this table: remove it.");
    /// A table needs a header with an input and a result, and at least one row.
    NO_ROWS = error("KAM-E0261", "no_rows", "The table has no {what}: add one {where}.");
    /// The cell is not one of the forms of its column: a range, values or `missing` below an input, a value of the
    /// right kind below the result.
    CELL_FORM = error("KAM-E0262", "cell_form", "`{text}` does not fit this cell: write {want}.");
    /// Between `at` rows a line is drawn, so values in between lie on it; `from` rows are steps. A table is one or the
    /// other.
    MIXED_STEPS = error("KAM-E0263", "mixed_steps", "`at` rows are joined by lines and `from` rows are steps: use one of them in the whole table.");
    /// With one input, `from` rows form a ladder and each ends where the next begins. With several inputs that is not
    /// clear, so the row names its own end.
    STEP_AMONG_SEVERAL = error("KAM-E0264", "step_among_several", "Among several columns `{text}` does not say where it ends: write `{write}`, or `from … below …`.");
    /// Between two `at` rows the result is reckoned along a line, which takes two plain numbers.
    AT_GIVES_NUMBERS = error("KAM-E0265", "at_gives_numbers", "A line can be drawn only between plain numbers: write a number here.");
    /// A table of `at` rows covers all numbers, so ranges have no place in it. A row for `missing` may be added.
    AMONG_AT_ROWS = error("KAM-E0266", "among_at_rows", "Only `at` rows and one `missing` row can stand in a table with `at` rows: change this one.");
    /// The rows of a ladder together cover everything from the lowest up. A range among them would cover something
    /// twice.
    AMONG_FROM_ROWS = error("KAM-E0267", "among_from_rows", "`from` rows reach up to the next one, so no range can stand among them: write every row as `from`, or every row as a range.");
    /// Two points of the line stand at one place with different results, so it is not clear which one counts.
    SAME_POSITION = error("KAM-E0268", "same_position", "Two `at` rows stand at the same place: remove one.");
    /// A line gives a result for every number; below its first and above its last point the end values hold. Only a
    /// missing value may need a row.
    OTHERWISE_AT = error("KAM-E0269", "otherwise_at", "`at` rows leave nothing open, so `otherwise` says nothing: remove the row, or write `missing`.");
    /// `otherwise` takes every case that no other row met, so a condition beside it would be ignored.
    OTHERWISE_ALONE = error("KAM-E0270", "otherwise_alone", "`otherwise` stands for all the other cases: write `any` in the row's other cells.");
    /// The first `otherwise` takes everything that is left. Nothing can reach the second.
    TWO_OTHERWISE = error("KAM-E0271", "two_otherwise", "A second `otherwise` can never hold: remove one of the two.");
    /// `unknown`, `exclude` and `fail` say what happens when something is not known. A row that known values meet gives
    /// points.
    ONLY_FOR_MISSING = error("KAM-E0272", "only_for_missing", "`{text}` answers a missing value, and this row meets known ones only: write points here, and `{text}` in a `missing` row.");
    /// Words such as `from` and `above` compare sizes, and this input is a list without order, a text or yes or no.
    NOT_MEASURED = error("KAM-E0273", "not_measured", "`{text}` needs a number, and `{name}` is {type}: write {write}.");
    /// Every criterion gives 0 to 100 points; its weight says how much they count.
    POINTS_RANGE = error("KAM-E0274", "points_range", "Points lie between 0 and 100: `{text}` does not.");
    /// Every criterion gives 0 to 100 points, and this expression may give more or less. `clamp` keeps it within.
    POINTS_UNBOUNDED = error("KAM-E0275", "points_unbounded", "Points lie between 0 and 100, and `{text}` may lie outside: write `{write}`.");
    /// A group gives the weighted points of its criteria. Without any, its weight would go nowhere.
    EMPTY_GROUP = error("KAM-E0276", "empty_group", "The group `{name}` has no criterion: add one with `in {name}`, or remove the group.");
    /// Weights are parts of a whole: percents above 0, or fractions where percents would have to be rounded.
    WEIGHT_FORM = error("KAM-E0277", "weight_form", "`{text}` is no weight: write a percent above 0 such as `40 %`, or an exact fraction such as `20/57`.");
    /// The weights of all groups add up to 100 %, and so do those of the criteria in each group. The message says what
    /// is missing or too much.
    WEIGHT_SUM = error("KAM-E0278", "weight_sum", "The weights of {what} add up to {sum}: {difference}.");
    /// A tier begins at a number of points or at a parameter. It cannot differ from account to account.
    THRESHOLD_FORM = error("KAM-E0279", "threshold_form", "A tier begins at points or at a parameter, not at `{text}`.");
    /// Tiers are tried from the top. One that holds for everyone leaves nobody for those below it.
    OTHERWISE_LAST = error("KAM-E0280", "otherwise_last", "`otherwise` holds for everyone, so no tier below `{name}` can be met: put it last.");
    /// The last tier takes everyone who met none above it, so that every account has one. A condition would leave some
    /// without.
    OTHERWISE_WHEN = error("KAM-E0281", "otherwise_when", "The last tier `{name}` takes everyone that is left, so it has no condition: remove `when`.");
    /// Some accounts may meet none of the tiers. The last tier is `otherwise`, so that everybody has one.
    LAST_TIER = error("KAM-E0282", "last_tier", "The last tier takes everyone that is left: write `otherwise` for `{name}`, or add a tier below it.");
    /// Tiers are tried from the top, so each one begins at fewer points than the one above. Otherwise nobody could fall
    /// in it.
    TIERS_FALL = error("KAM-E0283", "tiers_fall", "Tier `{name}` begins at {low} points and the better tier `{above}` at {high}{when}: each tier begins below the one above it.");
    /// Accounts are sorted by numbers, dates, or lists of values with an order. Text and lists without order have none.
    RANK_BY = error("KAM-E0284", "rank_by", "Accounts cannot be sorted by `{text}`, which is {type}: name a number, a date or something with an order.");
    /// A probability is never quite 0 % or 100 %: evidence could not move it any more.
    CHANCE_RANGE = error("KAM-E0285", "chance_range", "A probability lies between 0 % and 100 %, both out: `{text}` does not.");
    /// Each row is a condition and how much it changes the chance: what it would give alone, or the factor on the odds.
    ODDS_HEADER = error("KAM-E0286", "odds_header", "The table of a probability has two columns: `when`, and `alone gives` or `odds`.");
    /// A parameter that changes over time lists its values from the earliest date to the latest.
    DATES_RISE = error("KAM-E0287", "dates_rise", "The dates of a parameter rise from line to line, and {date} is not after {before}: put them in order.");
    /// An example gives each input once. Of two values only one could be used.
    GIVEN_TWICE = error("KAM-E0288", "given_twice", "`{name}` is given twice in this example: keep one.");
    /// Parameters are fixed in the rules and hold for all accounts. Change the parameter to see what follows.
    GIVEN_PARAMETER = error("KAM-E0289", "given_parameter", "`{name}` is a parameter, fixed in the rules: an example cannot give it another value.");
    /// Attributes that rules compute follow from others. Give those, and the computed one comes out.
    GIVEN_COMPUTED = error("KAM-E0290", "given_computed", "`{name}` is computed for each person: give the attributes that it is computed from.");
    /// Examples check what rules compute. An input is what the example says it is.
    EXPECTS_GIVEN = error("KAM-E0291", "expects_given", "`{name}` is not computed, so nothing can be expected of it: expect a criterion, a group, a `let`, a table, `score`, `tier` or `status`.");
    /// An example without an expectation cannot fail, so it protects nothing.
    EXPECTS_NOTHING = error("KAM-E0292", "expects_nothing", "The example \"{title}\" expects nothing: add what must come out.");
    /// A list of expected values means any of them, which is possible for named values. Numbers are expected within a
    /// range.
    SEVERAL_VALUES = error("KAM-E0293", "several_values", "Several values can be expected only of a list of values: for `{name}` write one value or a range such as `40..60`.");
    /// A weight is a percent of its group. Without the sign 20 might be meant as points.
    WEIGHT_UNIT = error("KAM-E0295", "weight_unit", "The weight of `{name}` is a percent: write `weight {write}`.");
    /// Ordered values are moved by whole steps: plus 1 is the next value. Half a step leads nowhere.
    PART_OF_STEP = error("KAM-E0296", "part_of_step", "`{name}` goes from value to value, and there is nothing between two of them, so `{text}` has no meaning: write `{write}`, or another whole number of steps.");
    /// The example gives a value that the field can never have by its own declaration, so it shows nothing about real
    /// accounts.
    GIVEN_OUT_OF_RANGE = error("KAM-E0297", "given_out_of_range", "`{name}` can never be `{value}`: its range is {range}.");
    /// `clamp` keeps a value between two ends, the lower one first. The other way round nothing lies between them.
    CLAMP_ENDS = error("KAM-E0298", "clamp_ends", "`{text}` has its lower end above its upper end: write `{write}`.");
    /// At least 0 of some conditions are always met, so the rule holds for everybody.
    AT_LEAST_NONE = error("KAM-E0299", "at_least_none", "At least 0 of some conditions always hold: write how many must hold, at least 1.");
    /// Texts are written in quotes, so that they are not taken for names.
    TEXT_QUOTES = error("KAM-E0294", "text_quotes", "A text stands in quotes: write `{write}`.");
}
