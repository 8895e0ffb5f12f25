package io.draftgate.cli.release;

import io.draftgate.audit.ChainLink;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the log held when something was counted in it: every chain up to a head. Confined to one thread. */
final class LogPrefix {
    private final Map<String, Long> lastIndexes = new HashMap<>();
    private final Set<String> missingHeads;
    private long unread;

    /** @param heads {@code topic-partition index digest} */
    LogPrefix(List<String> heads) {
        missingHeads = new HashSet<>(heads);
        for (String head : heads) {
            String[] parts = head.split(" ", -1);
            if (parts.length == 3 && parts[1].matches("[0-9]{1,18}")) {
                lastIndexes.put(parts[0], Long.parseLong(parts[1]));
            }
        }
    }

    /** Whether a link belongs to it. MUST be asked about every link of the log. */
    boolean holds(String chainName, ChainLink link) {
        missingHeads.remove(chainName + " " + link.index() + " " + link.digest());
        return link.index() <= lastIndexes.getOrDefault(chainName, -1L);
    }

    /** Takes note of a link whose event cannot be read any more; as {@link #holds}. */
    void unread(String chainName, ChainLink link) {
        if (holds(chainName, link)) {
            unread++;
        }
    }

    /** How many of its events cannot be read any more. */
    long unread() {
        return unread;
    }

    /** Whether the log, read to its end, holds all heads. */
    boolean isFound() {
        return missingHeads.isEmpty();
    }
}
