package io.draftgate.cli.release;

import io.draftgate.audit.ChainLink;
import io.draftgate.release.gate.DraftOrigin;
import io.draftgate.release.gate.GateDecision;
import io.draftgate.release.gate.GateRule;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditStep;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.DraftScreened;
import io.draftgate.schemas.event.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The drafts of a gate that can be drawn for inspection: those that were published, and those that would have been but for the
 * gate. Also notes the head of every chain, of which the seed of a draw is made. Confined to one thread.
 */
final class GatePopulation implements OpenedLog.Reader {
    private final GateRule rule;
    private final List<String> items = new ArrayList<>();
    private final Map<String, ChainLink> heads = new TreeMap<>();

    GatePopulation(GateRule rule) {
        this.rule = rule;
    }

    @Override
    public void event(String chainName, ChainLink link, AuditEvent event) {
        heads.put(chainName, link);
        if (event.getStep() == AuditStep.SCREENED) {
            DraftItem.routed(event)
                    .filter(GatePopulation::isPublishable)
                    .filter(screened -> rule.covers(origin(screened.getDraft())))
                    .ifPresent(screened -> items.add(DraftItem.name(screened.getDraft())));
        }
    }

    @Override
    public void unread(String chainName, ChainLink link) {
        heads.put(chainName, link);
    }

    List<String> items() {
        return items;
    }

    /** {@code topic-partition index digest} of each chain that holds anything, in the order of their names. */
    List<String> heads() {
        return heads.entrySet().stream()
                .map(head -> head.getKey() + " " + head.getValue().index() + " "
                        + head.getValue().digest())
                .toList();
    }

    static boolean isPublishable(DraftScreened screened) {
        return screened.getRoute() == Route.PUBLISH
                || screened.getScreening().getReasons().stream()
                        .anyMatch(reason -> reason.getCode().equals(GateDecision.CODE)
                                || reason.getCode().startsWith(GateDecision.CODE + "."));
    }

    static DraftOrigin origin(DraftGenerated draft) {
        return new DraftOrigin(
                draft.getModelName(),
                draft.getModelDigest(),
                Optional.ofNullable(draft.getTask()).orElse(""),
                draft.getTenant());
    }
}
