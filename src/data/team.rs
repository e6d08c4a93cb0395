//! Our own people, from team.yaml.

/// Everybody on our side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Team {
    pub people: Vec<TeamMember>,
}

/// One of us.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TeamMember {
    pub id: String,
    pub name: String,
    pub role: Option<String>,
    /// Skill and level.
    pub skills: Vec<(String, u32)>,
    pub languages: Vec<String>,
    /// Hours a month for key accounts.
    pub hours_per_month: Option<u32>,
    pub country: Option<String>,
    /// Ids of the accounts the person looks after.
    pub accounts: Vec<String>,
}
