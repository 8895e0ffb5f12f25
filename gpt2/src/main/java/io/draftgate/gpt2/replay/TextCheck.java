package io.draftgate.gpt2.replay;

import io.draftgate.gpt2.Ending;
import io.draftgate.gpt2.FinishReason;
import io.draftgate.gpt2.tokenizer.BytePairEncoding;
import java.util.ArrayList;
import java.util.List;

/** Whether the text of a draft is that of its tokens, and whether its end is one. */
final class TextCheck {
    private TextCheck() {}

    /** A sentence for everything that does not fit. */
    static List<String> problems(Claim claim, BytePairEncoding tokenizer) {
        List<String> problems = new ArrayList<>();
        Ending ending = claim.parameters().ending();
        int tokens = claim.tokenIds().size();
        boolean isInVocabulary = claim.tokenIds().stream().allMatch(id -> id >= 0 && id < tokenizer.vocabularySize());
        if (isInVocabulary && !isText(claim, tokenizer)) {
            problems.add("The text is not that of the tokens");
        }
        if (tokens > ending.maxTokens()) {
            problems.add("The draft has " + tokens + " tokens, its settings allow " + ending.maxTokens());
        }
        if (claim.finishReason() == FinishReason.LENGTH && tokens < ending.maxTokens()) {
            problems.add("The draft is said to have ended at " + ending.maxTokens() + " tokens, it has " + tokens);
        }
        return problems;
    }

    /** The text is all that the tokens say, or what they say before a stop string, a stop token or the last sentence. */
    private static boolean isText(Claim claim, BytePairEncoding tokenizer) {
        Ending ending = claim.parameters().ending();
        int[] ids = claim.tokenIds().stream().mapToInt(Integer::intValue).toArray();
        String all = tokenizer.decode(ids);
        if (ending.maxSentences() > 0) {
            return all.startsWith(claim.text());
        }
        if (claim.finishReason() != FinishReason.STOP) {
            return all.equals(claim.text());
        }
        return all.startsWith(claim.text())
                && (all.equals(claim.text())
                        || !ending.stopTokenIds().isEmpty()
                        || ending.stop().stream()
                                .anyMatch(stop ->
                                        all.startsWith(stop, claim.text().length())));
    }
}
