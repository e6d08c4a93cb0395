//! Policy × accounts → evaluation. Pure: no file, no clock, no formatting. Evaluates in stages over all accounts, since
//! functions over the portfolio must see every account before anybody can use them; within a stage accounts are
//! independent and run on all cores. Start at [`evaluate`].

mod evaluation;
mod input;
mod value;

pub use evaluation::*;
pub use input::input_name;
pub use value::*;
