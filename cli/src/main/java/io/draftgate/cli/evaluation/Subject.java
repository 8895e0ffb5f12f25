package io.draftgate.cli.evaluation;

import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.engine.Engine;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.scoring.ContinuationScorer;
import io.draftgate.gpt2.scoring.TokenScorer;

/** The model that is measured, and how it is computed. Immutable. */
record Subject(Gpt2 model, Precision precision, int threads) {

    TokenScorer scorer() {
        return TokenScorer.open(model, threads, precision);
    }

    ContinuationScorer continuations() {
        return ContinuationScorer.open(model, threads, precision);
    }

    Engine engine() {
        return Engine.start(model, new EngineOptions(EngineOptions.DEFAULT_SLOTS, threads, precision));
    }
}
