package io.draftgate.cli.drill;

/**
 * Everything that a drill counts at its end.
 *
 * @param outcomes of the prompts, at the end of their way
 * @param auditSteps committed steps and dead letters, which are to be chained
 * @param auditRecords in the chain
 * @param auditVerified whether every digest of the chain is right
 */
record DrillCount(OutcomeCount outcomes, long auditSteps, long auditRecords, boolean auditVerified) {
    /** Whether every prompt has one outcome, and every step one record in an intact chain. */
    boolean isExactlyOnce() {
        return outcomes.isExactlyOnce() && auditVerified && auditSteps == auditRecords;
    }

    /** Two lines for people. */
    String summary(int prompts) {
        return outcomes.summary(prompts) + System.lineSeparator() + auditSteps + " audit steps, " + auditRecords
                + " audit records, the chain is " + (auditVerified ? "intact." : "broken.");
    }
}
