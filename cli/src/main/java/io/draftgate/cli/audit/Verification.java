package io.draftgate.cli.audit;

import io.draftgate.audit.ChainProblem;
import io.draftgate.audit.CheckpointProblem;
import java.util.ArrayList;
import java.util.List;

/**
 * What a verification found. Immutable.
 *
 * @param records read in all
 * @param checkpoints the log was held against
 * @param problemCount found in all
 * @param problems the first of them, at most {@value #MOST_PROBLEMS}, in the order of the partitions
 */
public record Verification(long records, long checkpoints, long problemCount, List<ChainProblem> problems) {
    /** Nobody reads more, and a log that was shredded must not fill the memory. */
    static final int MOST_PROBLEMS = 1000;

    public Verification {
        problems = List.copyOf(problems);
    }

    /** Whether every chain is what its writer wrote. */
    public boolean isIntact() {
        return problemCount == 0;
    }

    /** Counts while the log is read. Confined to one thread. */
    static final class Builder {
        private final List<ChainProblem> problems = new ArrayList<>();
        private long records;
        private long checkpoints;
        private long problemCount;

        void add(ChainProblem problem) {
            problemCount++;
            if (problems.size() < MOST_PROBLEMS) {
                problems.add(problem);
            }
        }

        void add(long moreRecords, long moreCheckpoints) {
            records += moreRecords;
            checkpoints += moreCheckpoints;
        }

        /** A checkpoint of a chain that is not there says that the whole chain went. */
        void strangers(Evidence evidence, List<String> chainNames) {
            evidence.kept().stream()
                    .map(kept -> kept.checkpoint())
                    .filter(kept -> !chainNames.contains(kept.chainName()))
                    .map(kept -> new CheckpointProblem.Truncated(kept.chainName(), kept.size(), 0))
                    .forEach(this::add);
        }

        Verification build() {
            return new Verification(records, checkpoints, problemCount, problems);
        }
    }
}
