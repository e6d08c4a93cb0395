//! The lines that differ between two versions of an item: a longest common subsequence over lines in one spacing.

/// Positions of the lines that only the old version has, and of those that only the new one has.
pub(super) fn differing(before: &[String], after: &[String]) -> (Vec<usize>, Vec<usize>) {
    let start = before.iter().zip(after).take_while(|(a, b)| a == b).count();
    let rest = before.len().min(after.len()) - start;
    let end = before.iter().rev().zip(after.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let old = before.get(start..before.len() - end).unwrap_or_default();
    let new = after.get(start..after.len() - end).unwrap_or_default();
    let (mut removed, mut added) = (Vec::new(), Vec::new());
    if old.len().saturating_mul(new.len()) > MOST_COMPARED {
        // Two tables of thousands of rows that have little in common are shown whole.
        return ((start..start + old.len()).collect(), (start..start + new.len()).collect());
    }
    // How many lines are common to what follows each pair of positions.
    let width = new.len() + 1;
    let mut common = vec![0u32; (old.len() + 1) * width];
    for (i, a) in old.iter().enumerate().rev() {
        for (j, b) in new.iter().enumerate().rev() {
            common[i * width + j] = match a == b {
                true => common[(i + 1) * width + j + 1] + 1,
                false => common[(i + 1) * width + j].max(common[i * width + j + 1]),
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || (i < old.len() && common[(i + 1) * width + j] >= common[i * width + j + 1]) {
            removed.push(start + i);
            i += 1;
        } else {
            added.push(start + j);
            j += 1;
        }
    }
    (removed, added)
}

/// Cells of the table that is filled to compare two versions.
const MOST_COMPARED: usize = 4_000_000;

#[cfg(test)]
mod tests {
    use super::differing;

    fn check(before: &str, after: &str, expected: (&[usize], &[usize])) {
        let lines = |text: &str| text.chars().map(String::from).collect::<Vec<_>>();
        let (removed, added) = differing(&lines(before), &lines(after));
        assert_eq!((removed.as_slice(), added.as_slice()), expected, "{before} {after}");
    }

    #[test]
    fn what_is_common_is_not_told() {
        check("abc", "abc", (&[], &[]));
        check("abc", "axc", (&[1], &[1]));
        check("ab", "xaby", (&[], &[0, 3]));
        check("abcd", "", (&[0, 1, 2, 3], &[]));
        check("abcb", "bdcb", (&[0], &[1]));
    }
}
