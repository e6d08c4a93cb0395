//! Views to documents, in the words and numbers of a locale. The only home of minijinja. A workspace's own template wins
//! over the built-in one; either sees a [`PlanView`](crate::views::PlanView) and nothing else: no file, no clock, and only so much work. What
//! users wrote is shown as text and never becomes markup. Knows no account, and of the policy only which templates it asks
//! for (`templates`). Start at [`Renderer`].

mod catalogue;
mod file_name;
mod locale;
mod markdown;
mod mermaid;
mod problem;
mod render;
mod show;
mod templates;

pub use file_name::plan_file_names;
pub use locale::Locale;
pub use problem::TemplateProblem;
pub use render::{BUILT_IN_PLAN, Renderer, render_plan};
pub use templates::Templates;
