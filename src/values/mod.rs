//! The values everything is computed with: exact numbers, days, money's currency, truth, intervals and names.
//! One idea per file. Knows nothing of policies, files or people. Start at [`Number`] and [`Interval`].

mod currency;
mod day;
mod interval;
mod name;
mod number;
mod scalar;
mod truth;
mod working_days;

pub use currency::Currency;
pub use day::{Calendar, Day, Duration};
pub use interval::Interval;
pub use name::{AccountId, Label, Name, PersonId, nfc};
pub use number::{Number, ParseNumberError};
pub use scalar::{Absence, ChoiceSet, Divisor, Reading, Scalar};
pub use truth::Truth;
pub use working_days::{Country, WorkingDays};
