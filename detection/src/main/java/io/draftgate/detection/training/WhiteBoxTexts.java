package io.draftgate.detection.training;

import io.draftgate.detection.feature.Reading;
import io.draftgate.detection.text.NormalisedText;
import io.draftgate.gpt2.TokenTrace;
import io.draftgate.gpt2.engine.Engine;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.scoring.TokenScorer;
import io.draftgate.gpt2.tokenizer.BytePairEncoding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** Cuts human passages, lets the model write its drafts, and reads them all. Confined to one thread. */
final class WhiteBoxTexts {

    private static final int[] PROMPT_TOKENS = {0, 4, 8, 16};

    /** A draft may lose tokens when it is normalised and read anew. */
    private static final int SPARE_TOKENS = 12;

    private final Gpt2 model;
    private final WhiteBoxGrid grid;
    private final TrainingProgress progress;

    WhiteBoxTexts(Gpt2 model, WhiteBoxGrid grid, TrainingProgress progress) {
        this.model = model;
        this.grid = grid;
        this.progress = progress;
    }

    /**
     * A text that is long enough, as the model read it.
     *
     * @param variances of the log-probability of each token's alternatives, in nats squared
     */
    record Read(LabelledText origin, Reading reading, List<Double> variances) {}

    /** The passages of human documents, the group of each being its document. */
    List<LabelledText> passages(List<String> documents) {
        List<LabelledText> passages = new ArrayList<>();
        BytePairEncoding tokenizer = model.tokenizer();
        int length = grid.longest() + SPARE_TOKENS;
        for (int document = 0; document < documents.size(); document++) {
            int[] ids = tokenizer.encode(documents.get(document).strip());
            for (int start = 0; start + length <= ids.length; start += length) {
                String text = tokenizer.decode(Arrays.copyOfRange(ids, start, start + length));
                passages.add(label(text, false, "", "document-" + document));
            }
        }
        return passages;
    }

    /** Drafts of every decoding, each going on from the beginning of a passage. */
    List<LabelledText> drafts(List<LabelledText> passages, Engine engine) throws InterruptedException {
        DraftWriter writer = new DraftWriter(model, engine);
        Random random = new Random(grid.seed());
        List<CompletableFuture<String>> pending = new ArrayList<>();
        List<LabelledText> prompts = new ArrayList<>();
        List<Decoding> decodings = new ArrayList<>();
        for (Decoding decoding : grid.decodings()) {
            for (int i = 0; i < grid.drafts(); i++) {
                LabelledText prompt = passages.get(random.nextInt(passages.size()));
                prompts.add(prompt);
                decodings.add(decoding);
                pending.add(writer.write(
                        prompt.text(),
                        PROMPT_TOKENS[random.nextInt(PROMPT_TOKENS.length)],
                        decoding.parameters(grid.longest() + SPARE_TOKENS, random.nextLong())));
            }
        }
        Steps steps = new Steps(progress, "Writing drafts", pending.size());
        List<LabelledText> drafts = new ArrayList<>();
        for (int i = 0; i < pending.size(); i++) {
            drafts.add(label(
                    DraftWriter.await(pending.get(i)),
                    true,
                    decodings.get(i).toString(),
                    prompts.get(i).group()));
            steps.step();
        }
        return drafts;
    }

    /** Reads texts; those shorter than the shortest length are left out. */
    List<Read> read(List<LabelledText> texts) throws InterruptedException {
        Steps steps = new Steps(progress, "Reading texts", texts.size());
        List<Read> read = new ArrayList<>();
        try (TokenScorer scorer = TokenScorer.open(model)) {
            for (LabelledText text : texts) {
                int[] all =
                        model.tokenizer().encode(NormalisedText.of(text.text()).text());
                if (all.length >= grid.lengths().get(0)) {
                    read.add(read(text, Arrays.copyOf(all, Math.min(all.length, grid.longest())), scorer));
                }
                steps.step();
            }
        }
        return read;
    }

    private static Read read(LabelledText text, int[] tokens, TokenScorer scorer) {
        List<Float> logProbabilities = new ArrayList<>();
        List<Integer> ranks = new ArrayList<>();
        List<Float> entropies = new ArrayList<>();
        List<Double> variances = new ArrayList<>();
        scorer.read(tokens, (id, distribution) -> {
            logProbabilities.add((float) distribution.logProbability(id));
            ranks.add(distribution.rank(id));
            entropies.add((float) distribution.entropy());
            variances.add(distribution.variance());
        });
        List<Integer> ids = Arrays.stream(tokens).boxed().toList();
        return new Read(text, new Reading(ids, new TokenTrace(logProbabilities, ranks, entropies)), variances);
    }

    private LabelledText label(String text, boolean machine, String decoding, String group) {
        return new LabelledText(
                text,
                machine,
                machine ? model.name() : "human",
                "",
                decoding,
                LabelledText.OWN_SOURCE + ":white-box",
                group);
    }
}
