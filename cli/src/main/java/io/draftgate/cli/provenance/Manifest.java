package io.draftgate.cli.provenance;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.draftgate.release.digest.Sha256;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.DraftScreened;
import io.draftgate.schemas.event.Provenance;
import io.draftgate.schemas.event.ReviewDecided;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What goes beside a published draft, as JSON. Assertions carry the labels and fields of the C2PA specification where it has them.
 *
 * @param claimGenerator name and version of the software
 * @param instanceId the draft's own id
 * @see <a href="https://c2pa.org/specifications/">C2PA technical specification</a>
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Manifest(
        @JsonProperty("claim_generator") String claimGenerator,
        String title,
        String format,
        @JsonProperty("instance_id") String instanceId,
        List<Assertion> assertions) {
    private static final String TRAINED_ALGORITHMIC_MEDIA =
            "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";

    /** One statement about the draft. */
    public record Assertion(String label, Object data) {}

    /**
     * Where the log says that the draft was published.
     *
     * @param chain topic and partition
     * @param index in the chain; {@code draftgate audit prove --index} proves it
     * @param digest of that link
     */
    public record LogPosition(String chain, long index, String digest) {}

    private record Actions(List<Action> actions) {}

    private record Action(String action, String when, String digitalSourceType, String softwareAgent) {}

    private record Hash(String alg, String hash, String name) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Generation(
            boolean synthetic,
            String provider,
            String modelName,
            String modelDigest,
            @Nullable String modelCardDigest,
            String engine,
            long seed,
            int completionTokens) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Review(
            String verdict,
            String policyVersion,
            @Nullable String releasePolicyVersion,
            @Nullable String approvedBy) {}

    /** Of a published draft. */
    public static Manifest of(DraftScreened screened, LogPosition position) {
        DraftGenerated draft = screened.getDraft();
        Optional<Provenance> provenance = Optional.ofNullable(screened.getProvenance());
        String generator = provenance
                .map(mark -> mark.getSystem() + "/" + mark.getSystemVersion())
                .orElse("draftgate");
        return new Manifest(
                generator,
                draft.getTenant() + "/" + draft.getPromptId() + "/" + draft.getCompletionIndex(),
                "text/plain",
                provenance.map(Provenance::getContentId).orElse("unknown"),
                List.of(
                        new Assertion(
                                "c2pa.actions",
                                new Actions(List.of(new Action(
                                        "c2pa.created",
                                        draft.getGeneratedAt().toString(),
                                        TRAINED_ALGORITHMIC_MEDIA,
                                        generator)))),
                        new Assertion("c2pa.hash.data", new Hash("sha256", sha256(draft.getText()), "text in UTF-8")),
                        new Assertion(
                                "draftgate.generation",
                                new Generation(
                                        true,
                                        provenance.map(Provenance::getProvider).orElse("unknown"),
                                        draft.getModelName(),
                                        draft.getModelDigest(),
                                        draft.getModelCardDigest(),
                                        draft.getEngine(),
                                        draft.getSeed(),
                                        draft.getTokenIds().size())),
                        new Assertion("draftgate.review", review(screened)),
                        new Assertion("draftgate.log", position)));
    }

    private static Review review(DraftScreened screened) {
        return new Review(
                screened.getScreening().getVerdict().toString(),
                screened.getScreening().getPolicyVersion(),
                screened.getScreening().getReleasePolicyVersion(),
                Optional.ofNullable(screened.getDecision())
                        .map(ReviewDecided::getReviewer)
                        .orElse(null));
    }

    private static String sha256(String text) {
        return Base64.getEncoder().encodeToString(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
    }
}
