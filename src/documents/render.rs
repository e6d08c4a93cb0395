//! The template engine: strict about names, bounded in work, without any access to files.

use super::locale::Locale;
use super::markdown::{code, tidy};
use super::mermaid::flowchart;
use super::problem::{Known, TemplateProblem};
use super::show;
use crate::diagnostics::said;
use crate::views::PlanView;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Rest, Serde};
use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior, Value};
use std::sync::Arc;

/// The text of the built-in plan, the template `plan.md`.
pub const BUILT_IN_PLAN: &str = include_str!("../../templates/plan.md");

const BUILT_IN: (&str, &str) = ("plan.md", BUILT_IN_PLAN);

/// Units of work a document may take: a hundred times what the built-in plan needs for a handful of people.
const FUEL: u64 = 2_000_000;

/// A template made ready for one locale; renders any number of plans, from any thread.
pub struct Renderer {
    environment: Environment<'static>,
    locale: Arc<Locale>,
    name: String,
    text: String,
}

/// Renders one plan with the workspace's template `(name, text)`, or with the built-in one. For several plans keep a
/// [`Renderer`].
///
/// # Errors
/// What is wrong with the template.
pub fn render_plan(view: &PlanView, template: Option<(&str, &str)>, locale: &str) -> Result<String, TemplateProblem> {
    Renderer::new(template, locale)?.render(view)
}

impl Renderer {
    /// Reads the workspace's template `(name, text)`, or the built-in one. A locale that is no language tag counts as English.
    ///
    /// # Errors
    /// Where the template's syntax is broken.
    pub fn new(template: Option<(&str, &str)>, locale: &str) -> Result<Renderer, TemplateProblem> {
        let (name, text) = template.unwrap_or(BUILT_IN);
        let locale = Locale::new(locale).or_else(|| Locale::new("en")).map(Arc::new);
        #[expect(clippy::expect_used, reason = "English is compiled into ICU4X; nothing a user writes matters here")]
        let locale = locale.expect("English is always there");
        let mut environment = environment(&locale);
        let added = environment.add_template_owned(name.to_owned(), text.to_owned());
        let renderer = Renderer { environment, locale, name: name.to_owned(), text: text.to_owned() };
        match added {
            Ok(()) => Ok(renderer),
            Err(error) => Err(renderer.problem(&error, &Value::from(()))),
        }
    }

    /// The locale it writes in.
    pub fn locale(&self) -> &Locale {
        &self.locale
    }

    /// The document of a plan. Ends in a line break; byte-identical for equal views.
    ///
    /// # Errors
    /// What the template does that cannot be done, with its line.
    pub fn render(&self, view: &PlanView) -> Result<String, TemplateProblem> {
        let chart = view.people.as_ref().map(|p| flowchart(&p.map, &self.locale));
        let chart = chart.map_or(Value::from(()), Value::from_safe_string);
        let context = minijinja::context! { chart, ..Value::from(Serde(view)) };
        let rendered = self.environment.get_template(&self.name).and_then(|t| t.render(&context));
        match rendered {
            Ok(text) => Ok(tidy(&text)),
            Err(error) => Err(self.problem(&error, &context)),
        }
    }

    fn problem(&self, error: &Error, context: &Value) -> TemplateProblem {
        let known = Known { data: Known::keys(context), operations: OPERATIONS.to_vec() };
        TemplateProblem::of(error, &self.name, &self.text, &known)
    }
}

/// What templates may do with values, beside minijinja's own filters and tests; for suggestions.
const OPERATIONS: &[&str] = &[
    "money", "number", "percent", "date", "plural", "show", "code", "either", "ranges", "t", "length", "join", "first",
    "last", "sort", "default", "upper", "lower", "trim", "range",
];

fn environment(locale: &Arc<Locale>) -> Environment<'static> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_auto_escape_callback(|_| AutoEscape::Custom("markdown".into()));
    env.set_fuel(Some(FUEL));
    env.set_debug(true);
    // Fails only for delimiters that clash; these are the standard ones.
    if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
        env.set_syntax(syntax);
    }
    let l = Arc::clone(locale);
    env.set_formatter(move |out, _, value| {
        out.write_str(&show::show(&l, value)?)
            .map_err(|_| super::problem::failed(&said!("the text cannot be written", "nie da się zapisać tekstu")))
    });
    add_filters(&mut env, locale);
    let l = Arc::clone(locale);
    env.add_function("t", move |key: String, args: Kwargs| safe(show::phrase(&l, &key, &args)));
    env
}

fn add_filters(env: &mut Environment<'static>, locale: &Arc<Locale>) {
    env.add_filter("ranges", |numbers: Vec<usize>| Value::from_safe_string(show::ranges(&numbers)));
    env.add_filter("code", |text: String| Value::from_safe_string(code(&text)));
    let l = Arc::clone(locale);
    env.add_filter("show", move |value: &Value| safe(show::show(&l, value)));
    let l = Arc::clone(locale);
    env.add_filter("either", move |value: &Value| {
        let choices: Vec<Value> = value.try_iter()?.collect();
        safe(show::either(&l, &choices))
    });
    let l = Arc::clone(locale);
    env.add_filter("money", move |value: &Value, currency: Option<String>| {
        safe(show::money(&l, value, currency.as_deref()))
    });
    let l = Arc::clone(locale);
    env.add_filter("number", move |value: &Value, places: Option<u32>| {
        safe(show::numeric(&l, value, &|_, n| Ok(l.number(n, places.unwrap_or(0), places.unwrap_or(2)))))
    });
    let l = Arc::clone(locale);
    env.add_filter("percent", move |value: &Value, places: Option<u32>| {
        safe(show::numeric(&l, value, &|_, n| Ok(l.percent(n, places.unwrap_or(1)))))
    });
    let l = Arc::clone(locale);
    env.add_filter("date", move |value: &Value, style: Option<String>| {
        safe(show::date(&l, value, style.as_deref() == Some("short")))
    });
    let l = Arc::clone(locale);
    env.add_filter("plural", move |value: &Value, forms: Kwargs, _: Rest<Value>| {
        let wanted = l.plural(&show::number(value)?, 2);
        let form: Option<String> = forms.get(wanted)?;
        let form = form.map_or_else(|| forms.get::<String>("other"), Ok);
        // Whichever forms a language does not need may be given all the same.
        for name in ["zero", "one", "two", "few", "many", "other"] {
            let _: Option<Value> = forms.get(name)?;
        }
        forms.assert_all_used()?;
        form.map(Value::from)
    });
}

fn safe(text: Result<String, Error>) -> Result<Value, Error> {
    text.map(Value::from_safe_string)
}
