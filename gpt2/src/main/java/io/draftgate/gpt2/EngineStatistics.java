package io.draftgate.gpt2;

/**
 * What an engine has counted since it was started. Immutable.
 *
 * @param promptTokens of all prompts, each prompt once whatever its number of completions
 * @param reusedPromptTokens of those, the ones that were known from an earlier prompt and not computed again
 * @param prefixCacheBytes of memory taken for what is known of prompts
 * @param resumedTokens of completions that another engine had begun, read here to go on
 * @param nearTies of those, the ones that would have been drawn otherwise here: written on another kind of processor, whose
 *     last bits differ
 */
public record EngineStatistics(
        long promptTokens, long reusedPromptTokens, long prefixCacheBytes, long resumedTokens, long nearTies) {}
