package io.draftgate.cli.bench;

import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.Shaping;
import io.draftgate.gpt2.replay.Claim;
import io.draftgate.gpt2.tokenizer.BytePairEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a forger does to a draft that was honest. Who only changes what the draft claims leaves its text alone. */
enum Manipulation {
    NONE("nothing (honest)") {
        @Override
        Optional<Claim> apply(Claim claim, BytePairEncoding tokenizer) {
            return Optional.of(claim);
        }
    },
    TOKEN("one token exchanged for another of the draft") {
        @Override
        Optional<Claim> apply(Claim claim, BytePairEncoding tokenizer) {
            List<Integer> tokens = new ArrayList<>(claim.tokenIds());
            int at = tokens.size() / 3;
            Optional<Integer> other = tokens.stream()
                    .filter(id -> !id.equals(claim.tokenIds().get(at)))
                    .findFirst();
            return other.map(id -> {
                tokens.set(at, id);
                String text = tokenizer.decode(
                        tokens.stream().mapToInt(Integer::intValue).toArray());
                return new Claim(
                        claim.promptTokenIds(),
                        claim.completionIndex(),
                        tokens,
                        text,
                        claim.finishReason(),
                        claim.parameters(),
                        claim.trace());
            });
        }
    },
    SEED("another seed") {
        @Override
        Optional<Claim> apply(Claim claim, BytePairEncoding tokenizer) {
            return Optional.of(claiming(
                    claim, claim.parameters().shaping(), claim.parameters().seed() + 1));
        }
    },
    HOTTER("temperature 10 % higher") {
        @Override
        Optional<Claim> apply(Claim claim, BytePairEncoding tokenizer) {
            return temperature(claim, 1.1);
        }
    },
    COLDER("temperature 10 % lower") {
        @Override
        Optional<Claim> apply(Claim claim, BytePairEncoding tokenizer) {
            return temperature(claim, 0.9);
        }
    },
    LARGER_K("top-k 10 % higher") {
        @Override
        Optional<Claim> apply(Claim claim, BytePairEncoding tokenizer) {
            return topK(claim, 1.1);
        }
    },
    SMALLER_K("top-k 10 % lower") {
        @Override
        Optional<Claim> apply(Claim claim, BytePairEncoding tokenizer) {
            return topK(claim, 0.9);
        }
    },
    LARGER_P("top-p 10 % higher, at most 1") {
        @Override
        Optional<Claim> apply(Claim claim, BytePairEncoding tokenizer) {
            return topP(claim, 1.1);
        }
    },
    SMALLER_P("top-p 10 % lower") {
        @Override
        Optional<Claim> apply(Claim claim, BytePairEncoding tokenizer) {
            return topP(claim, 0.9);
        }
    };

    private final String words;

    Manipulation(String words) {
        this.words = words;
    }

    /** As people read it. */
    String words() {
        return words;
    }

    /** The draft as the forger leaves it; empty if there is nothing to forge. */
    abstract Optional<Claim> apply(Claim claim, BytePairEncoding tokenizer);

    private static Optional<Claim> temperature(Claim claim, double factor) {
        Shaping own = claim.parameters().shaping();
        return Optional.of(claiming(
                claim,
                Shaping.of(own.temperature() * factor, own.topK(), own.topP()),
                claim.parameters().seed()));
    }

    private static Optional<Claim> topK(Claim claim, double factor) {
        Shaping own = claim.parameters().shaping();
        return Optional.of(own)
                .filter(shaping -> shaping.topK() > 0)
                .map(shaping -> claiming(
                        claim,
                        Shaping.of(own.temperature(), (int) Math.round(own.topK() * factor), own.topP()),
                        claim.parameters().seed()));
    }

    private static Optional<Claim> topP(Claim claim, double factor) {
        Shaping own = claim.parameters().shaping();
        return Optional.of(own)
                .filter(shaping -> shaping.topP() < 1)
                .map(shaping -> claiming(
                        claim,
                        Shaping.of(own.temperature(), own.topK(), Math.min(1, own.topP() * factor)),
                        claim.parameters().seed()));
    }

    private static Claim claiming(Claim claim, Shaping shaping, long seed) {
        SamplingParameters own = claim.parameters();
        return new Claim(
                claim.promptTokenIds(),
                claim.completionIndex(),
                claim.tokenIds(),
                claim.text(),
                claim.finishReason(),
                new SamplingParameters(shaping, own.ending(), own.topLogProbabilities(), seed),
                claim.trace());
    }
}
