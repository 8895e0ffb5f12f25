package io.draftgate.cli.pipeline;

/** What is counted, for {@code --json}: every prompt is in exactly one of six, every draft in exactly one of three. */
record TallyDocument(
        int prompts,
        int generated,
        int rejected,
        int expired,
        int cancelled,
        int failed,
        int deadLettered,
        int drafts,
        int published,
        int inReview,
        int blocked,
        long completionTokens) {
    static TallyDocument of(Tally tally) {
        return new TallyDocument(
                tally.prompts(),
                tally.outcome("generated"),
                tally.outcome("rejected"),
                tally.outcome("expired"),
                tally.outcome("cancelled"),
                tally.outcome("failed"),
                tally.outcome("deadLettered"),
                tally.drafts(),
                tally.route("published"),
                tally.route("review"),
                tally.route("blocked"),
                tally.completionTokens());
    }
}
