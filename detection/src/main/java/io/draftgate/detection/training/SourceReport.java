package io.draftgate.detection.training;

import io.draftgate.detection.model.LengthBand;
import java.util.List;

/**
 * Designs of a detector, each judged on collections that it had not learned from. Immutable.
 *
 * @param results by collection and design
 * @param transfers of thresholds from one collection's human texts to another's
 */
public record SourceReport(List<Result> results, List<Transfer> transfers) {

    public SourceReport {
        results = List.copyOf(results);
        transfers = List.copyOf(transfers);
    }

    /** One design on one collection. */
    public record Result(
            String design,
            String collection,
            int human,
            int machine,
            Estimate auroc,
            Estimate truePositiveRateAt1,
            Estimate truePositiveRateAt5) {}

    /**
     * A threshold chosen on one collection's human texts of a length, put to another's.
     *
     * @param chosenAt false-positive rate that the threshold was chosen for: the promised one, or less of it where texts come
     *     from elsewhere
     * @param bound of the false-positive rate that was promised
     * @param texts of the other collection in this band
     * @param rate of them that reach the threshold
     * @param low end of the interval of that rate: above {@code bound}, the promise is broken beyond chance
     */
    public record Transfer(
            String from,
            String to,
            LengthBand band,
            double chosenAt,
            double bound,
            int texts,
            double rate,
            double low) {

        public boolean holds() {
            return low <= bound;
        }
    }
}
