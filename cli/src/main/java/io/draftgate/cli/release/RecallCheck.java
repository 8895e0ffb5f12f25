package io.draftgate.cli.release;

import io.draftgate.audit.ChainLink;
import io.draftgate.release.gate.GateRule;
import io.draftgate.release.gate.Statement;
import io.draftgate.schemas.event.AuditEvent;

/** Counts again from the log what somebody filed as the recall of a detector. Confined to one thread. */
final class RecallCheck implements OpenedLog.Reader {
    private final Statement.LoggedRecall claimed;
    private final LogPrefix prefix;
    private final RecallCount count;

    /** @param rule of the gate, as it was when the recall was counted */
    RecallCheck(Statement.LoggedRecall claimed, GateRule rule) {
        this.claimed = claimed;
        prefix = new LogPrefix(claimed.heads());
        count = new RecallCount(rule, claimed.detectorDigest(), claimed.falsePositiveRate());
    }

    @Override
    public void event(String chainName, ChainLink link, AuditEvent event) {
        if (prefix.holds(chainName, link)) {
            count.event(chainName, link, event);
        }
    }

    @Override
    public void unread(String chainName, ChainLink link) {
        prefix.unread(chainName, link);
    }

    /** What was filed. */
    Statement.LoggedRecall claimed() {
        return claimed;
    }

    /** Whether it can be told at all: what was erased since cannot be counted. */
    boolean isTold() {
        return prefix.unread() == 0;
    }

    /** Whether the log, read to its end, says the same. */
    boolean holds() {
        return objection().isEmpty();
    }

    /** What speaks against it; empty if nothing does. */
    String objection() {
        if (!prefix.isFound()) {
            return "the log does not hold the heads up to which the recall was counted";
        }
        if (!isTold()) {
            return "the recall cannot be counted again: " + prefix.unread() + " events of then cannot be read any more";
        }
        return count.statements(claimed.heads()).contains(claimed)
                ? ""
                : "the log does not say that " + claimed.recognised() + " of " + claimed.judged() + " drafts of model "
                        + claimed.modelDigest() + " were recognised";
    }
}
