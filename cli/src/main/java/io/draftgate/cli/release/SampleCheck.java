package io.draftgate.cli.release;

import io.draftgate.audit.ChainLink;
import io.draftgate.release.gate.GateRule;
import io.draftgate.release.gate.Statement;
import io.draftgate.release.sampling.DrawnSample;
import io.draftgate.schemas.event.AuditEvent;

/**
 * Draws a sample again from the log: are the heads in the log that its seed was made of, is the seed theirs, and does it draw the
 * same drafts from what the log held then? Confined to one thread.
 */
final class SampleCheck implements OpenedLog.Reader {
    private final Statement.Sample sample;
    private final GatePopulation population;
    private final LogPrefix prefix;

    /** @param rule of the gate, as it was when the sample was drawn */
    SampleCheck(Statement.Sample sample, GateRule rule) {
        this.sample = sample;
        this.population = new GatePopulation(rule);
        this.prefix = new LogPrefix(sample.heads());
    }

    @Override
    public void event(String chainName, ChainLink link, AuditEvent event) {
        if (prefix.holds(chainName, link)) {
            population.event(chainName, link, event);
        }
    }

    @Override
    public void unread(String chainName, ChainLink link) {
        prefix.unread(chainName, link);
    }

    /** Whether it can be told at all: of what was erased since nobody knows whether it could have been drawn. */
    boolean isTold() {
        return prefix.unread() == 0;
    }

    /** Whether anybody would have drawn the same. */
    boolean holds() {
        return objection().isEmpty();
    }

    /** What speaks against it; empty if nothing does. */
    String objection() {
        if (!prefix.isFound()) {
            return "the log does not hold the heads that the sample's seed was made of";
        }
        if (!DrawnSample.seedOf(sample.heads()).equals(sample.seed())) {
            return "the sample's seed is not made of the heads of the log";
        }
        if (!isTold()) {
            return "it cannot be drawn again: " + prefix.unread() + " events of then cannot be read any more";
        }
        DrawnSample again = DrawnSample.draw(
                sample.seed(), population.items(), sample.items().size());
        return again.items().equals(sample.items()) ? "" : "the seed draws other drafts than the sample names";
    }
}
