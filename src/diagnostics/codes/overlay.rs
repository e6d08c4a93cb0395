//! Codes of overlays: what changes a policy that stands elsewhere.
use super::codes;

codes! {
    /// `overlays` in kam.yaml says which overlays are active. The one that it names stands in no file under rules/, so
    /// nothing says what is to change.
    UNKNOWN_OVERLAY = error("KAM-E0901", "unknown_overlay", "No file under rules/ holds an overlay `{name}`{hint}");
    /// An overlay changes one version of one policy. When the policy has moved on, somebody has to look whether the
    /// changes are still meant, and then writes the new version here.
    OVERLAY_BASE = error("KAM-E0902", "overlay_base", "The overlay is written for `{says}`, and the policy here is `{is}`: see whether each line is still meant, then write `on {is}`.");
    /// An overlay says what it replaces, so that nobody changes a value that has meanwhile become another. The policy no
    /// longer says what the overlay says it does.
    OVERLAY_STALE = error("KAM-E0903", "overlay_stale", "`{what}` is not `{says}`: the policy now says {is}. See whether the change is still meant, then write what it replaces.");
    /// An overlay says which row it replaces, word for word. The table has no such row, or no longer.
    OVERLAY_ROW = error("KAM-E0904", "overlay_row", "`{table}` has no row `{says}`: write the row as it stands in the policy.");
    /// The policy locks this item: whoever keeps it decided that no overlay may change it.
    OVERLAY_LOCKED = error("KAM-E0905", "overlay_locked", "`{what}` is locked in the policy, so no overlay may change or remove it: leave this out, or have the policy changed.");
    /// Two lines of active overlays change the same thing, and nothing says which one holds. Keep one of them, or make
    /// only one of the overlays active.
    OVERLAY_CLASH = error("KAM-E0906", "overlay_clash", "{this} and {other} both change `{what}`: keep one of the two.");
    /// An overlay changes what a policy says. What the policy is called, what it includes and other overlays are not
    /// its business.
    OVERLAY_CANNOT = error("KAM-E0907", "overlay_cannot", "An overlay holds no `{line}`: it changes items of the policy, but not what the policy is called or includes, nor other overlays.");
}
