//! What a dataset holds, for `cargo xtask check-data` and the pages that the build fills. Natively only.

use super::model::{Citation, Timeline};
use super::raw;

/// How much a dataset holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Events.
    pub events: usize,
    /// Events with a source that was opened, other than the two seed texts.
    pub checked: usize,
    /// Events shown as "not yet checked against a source".
    pub unchecked: usize,
    /// Events of significance 1.
    pub headlines: usize,
    /// Phases.
    pub phases: usize,
    /// Other periodisations.
    pub schemes: usize,
    /// People.
    pub people: usize,
    /// States, parties and organisations.
    pub bodies: usize,
    /// Places.
    pub places: usize,
    /// Works.
    pub sources: usize,
    /// Works with an address that a reader may open.
    pub linkable: usize,
    /// Works of which it is said what they can be used for.
    pub uses: usize,
    /// Cause links.
    pub links: usize,
    /// Terms with a gloss.
    pub terms: usize,
    /// Disputes.
    pub disputes: usize,
    /// Readings of the disputes.
    pub readings: usize,
    /// Views of one side.
    pub views: usize,
    /// Statements of the seed texts.
    pub claims: usize,
    /// Series of numbers.
    pub series: usize,
    /// Their points.
    pub points: usize,
    /// Quotations.
    pub quotations: usize,
    /// Questions for pupils.
    pub questions: usize,
    /// Works named by events, readings, views, points, quotations, cause links and statements.
    pub citations: usize,
    /// Those of them with a page or section.
    pub located: usize,
}

impl Counts {
    /// What is said with a source of its own: readings, views, statements of the seed texts, points.
    pub fn statements(&self) -> usize {
        self.readings + self.views + self.claims + self.points
    }
}

/// Counts what a dataset holds.
pub fn counts(timeline: &Timeline) -> Counts {
    let events = timeline.events.len();
    let checked = timeline.events.iter().filter(|event| event.is_checked()).count();
    let (citations, located) = citations(timeline);
    Counts {
        events,
        checked,
        unchecked: events - checked,
        headlines: timeline.events.iter().filter(|event| event.significance == 1).count(),
        phases: timeline.phases.len(),
        schemes: timeline.schemes.len(),
        people: timeline.people.len(),
        bodies: timeline.bodies.len(),
        places: timeline.places.len(),
        sources: timeline.sources.len(),
        linkable: timeline.sources.iter().filter(|source| source.url.is_some()).count(),
        uses: timeline.uses.len(),
        links: timeline.links.len(),
        terms: timeline.glossary.len(),
        disputes: timeline.disputes.len(),
        readings: timeline.disputes.iter().map(|dispute| dispute.readings.len()).sum(),
        views: timeline.views.len(),
        claims: timeline.claims.len(),
        series: timeline.series.len(),
        points: timeline.series.iter().map(|series| series.points.len()).sum(),
        quotations: timeline.quotations.len(),
        questions: timeline.questions.len(),
        citations,
        located,
    }
}

/// All citations, and those with a locator. A reading has one locator for its works, which is counted once.
fn citations(timeline: &Timeline) -> (usize, usize) {
    let events = timeline.events.iter().flat_map(|event| &event.sources);
    let views = timeline.views.iter().flat_map(|view| &view.sources);
    let one = |citation: &Citation| (1, usize::from(citation.locator.is_some()));
    let located = |works: usize, locator: &str| (works, usize::from(!locator.is_empty()));
    let readings = timeline.disputes.iter().flat_map(|dispute| &dispute.readings);
    let points = timeline.series.iter().flat_map(|series| &series.points);
    let all = events
        .chain(views)
        .map(one)
        .chain(readings.map(|reading| located(reading.sources.len(), &reading.locator)))
        .chain(points.map(|point| located(1, &point.locator)))
        .chain(timeline.quotations.iter().map(|quotation| located(1, &quotation.locator)))
        .chain(timeline.links.iter().map(|link| (usize::from(link.basis_source.is_some()), 0)))
        .chain(timeline.claims.iter().map(|claim| (claim.sources.len(), 0)));
    all.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
}

/// Cause links by kind, in the order of the words.
pub fn links_by_kind(timeline: &Timeline) -> Vec<(&'static str, usize)> {
    by_word(raw::LINK_KINDS, timeline.links.iter().map(|link| link.kind.as_str()))
}

/// Statements of the seed texts by standing, in the order of the words.
pub fn claims_by_standing(timeline: &Timeline) -> Vec<(&'static str, usize)> {
    by_word(raw::STANDINGS, timeline.claims.iter().map(|claim| claim.standing.as_str()))
}

fn by_word<'a>(
    words: &[&'static str],
    given: impl Iterator<Item = &'a str> + Clone,
) -> Vec<(&'static str, usize)> {
    words.iter().map(|word| (*word, given.clone().filter(|given| given == word).count())).collect()
}
