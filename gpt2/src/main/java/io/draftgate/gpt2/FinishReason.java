package io.draftgate.gpt2;

/** Why a completion ended. */
public enum FinishReason {
    /** A stop string appeared in the text, or a stop token was drawn. */
    STOP,
    /** The request's maximum of tokens was reached. */
    LENGTH,
    /** The model drew {@code <|endoftext|>}. */
    END_OF_TEXT,
    /** The tokens went round in circles, see {@link Ending#stopOnLoop}. */
    LOOP,
    /** The tokens were given, and the model said how likely they are, see {@link GenerationRequest#given}. */
    CHOICE
}
