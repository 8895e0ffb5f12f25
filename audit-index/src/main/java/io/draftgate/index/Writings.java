package io.draftgate.index;

import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.ResolvedParameters;

/** Reads how a draft was written. */
final class Writings {
    private Writings() {}

    static Writing of(DraftGenerated draft) {
        ResolvedParameters parameters = draft.getParameters();
        return new Writing(
                draft.getModelName(),
                draft.getModelDigest(),
                draft.getTokenizerDigest(),
                draft.getEngine(),
                draft.getSeed(),
                parameters.getTemperature(),
                parameters.getTopK(),
                parameters.getTopP(),
                parameters.getMaxTokens(),
                parameters.getStop(),
                draft.getPromptTokenIds().size(),
                draft.getTokenIds().size(),
                draft.getFinishReason().toString());
    }
}
