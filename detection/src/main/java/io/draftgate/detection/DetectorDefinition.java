package io.draftgate.detection;

import io.draftgate.detection.feature.FeatureRoom;
import io.draftgate.detection.feature.FeatureSet;
import io.draftgate.detection.likelihood.BookContrast;
import io.draftgate.detection.likelihood.Likelihoods;
import io.draftgate.detection.model.Calibration;
import io.draftgate.detection.model.HumanNorm;
import io.draftgate.detection.model.RegimeEnsemble;
import io.draftgate.detection.ngram.NgramTables;
import io.draftgate.detection.surface.Vocabulary;
import io.draftgate.detection.surface.WordClasses;
import io.draftgate.gpt2.tokenizer.BytePairEncoding;
import java.util.ArrayList;
import java.util.List;

/**
 * All that training decides about a detector, and all that its file holds. Immutable.
 *
 * @param card provenance and measured figures
 * @param tables of the n-gram models
 * @param ensemble of the regimes' models, over the features of {@link #features}
 * @param calibration of the joined score
 * @param norms of human text, by length
 */
public record DetectorDefinition(
        DetectorCard card,
        NgramTables tables,
        RegimeEnsemble ensemble,
        Calibration calibration,
        List<HumanNorm> norms) {

    public DetectorDefinition {
        norms = List.copyOf(norms);
    }

    /** The features of this version, in the order in which models see them. */
    public static FeatureSet features(NgramTables tables, BytePairEncoding encoding) {
        List<FeatureRoom> rooms = new ArrayList<>(List.of(new Vocabulary(), new WordClasses()));
        rooms.addAll(tables.rooms(encoding));
        rooms.add(new Likelihoods());
        rooms.add(new BookContrast(tables.bytePairs().books()));
        return new FeatureSet(rooms);
    }
}
