package io.draftgate.index;

/**
 * Names one draft, or a prompt that got none. Immutable.
 *
 * @param tenant whose it is
 * @param id of the prompt or document
 * @param completion which draft of the prompt, from 0; {@link #NO_COMPLETION} for the prompt or document itself
 */
public record DraftKey(String tenant, String id, int completion) {
    /** Stands for the prompt itself. */
    public static final int NO_COMPLETION = -1;

    /** The prompt that the draft answers. */
    public DraftKey ofPrompt() {
        return new DraftKey(tenant, id, NO_COMPLETION);
    }

    /** {@code tenant/id} or {@code tenant/id#completion}. */
    @Override
    public String toString() {
        return tenant + "/" + id + (completion == NO_COMPLETION ? "" : "#" + completion);
    }
}
