//! Plays that become agreed: lines for the register. Only what is planned is new; what the register has keeps its day and
//! its owner.

use super::{Play, PlayState, Staffed, Strategy, StrategyInputs};
use crate::data::{PlayStatus, RegisterEntry};
use crate::diagnostics::{FileId, Span};

/// A line for every planned play; `language` picks the label that is noted for people.
pub fn to_accept(inputs: &StrategyInputs<'_>, strategies: &[Strategy], language: &str) -> Vec<RegisterEntry> {
    let planned = |s: &'_ Strategy| {
        let plays = s.plays.iter().filter(|p| p.state == PlayState::Planned);
        plays.map(|play| line(inputs, s.account, play, language)).collect::<Vec<_>>()
    };
    strategies.iter().flat_map(planned).collect()
}

fn line(inputs: &StrategyInputs<'_>, account: usize, play: &Play, language: &str) -> RegisterEntry {
    let action = inputs.policy.action(play.action);
    RegisterEntry {
        id: play.id.clone(),
        title: action.label.in_language(language).unwrap_or(action.name.as_str()).to_owned(),
        accepted: Some(inputs.evaluation.as_of),
        first_due: play.due,
        due: play.due,
        owner: play.owner.id(inputs, account),
        status: PlayStatus::Open,
        done_on: None,
        result: None,
        hours: None,
        span: Span::file_start(FileId(0)),
    }
}

impl Staffed {
    /// The id of who does it: of team.yaml, of a person of the account, or what the account file calls its KAM; none
    /// where nobody fits.
    pub fn id(&self, inputs: &StrategyInputs<'_>, account: usize) -> Option<String> {
        match self {
            Staffed::Ours { member, .. } => inputs.team.people.get(*member).map(|m| m.id.clone()),
            Staffed::Unlisted(id) => Some(id.clone()),
            Staffed::Client(at) => {
                let people = inputs.portfolio.accounts.get(account)?.people.as_deref()?;
                people.get(*at).map(|p| p.id.to_string())
            }
            Staffed::Nobody(_) => None,
        }
    }
}
