package io.draftgate.detector;

import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.DraftScreened;
import io.draftgate.schemas.event.Provenance;
import io.draftgate.schemas.event.SourcePosition;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Who publishes drafts, as it is written on each of them. Immutable, thread-safe.
 *
 * @param provider who runs the pipeline and answers for what it publishes
 * @param version of Draftgate
 */
public record Publisher(String provider, String version) {
    /** Whoever does not say who they are. */
    public static final String UNNAMED = "unnamed";

    private static final String SYSTEM = "draftgate";

    /** Someone who does not say who they are, with software of unknown version. */
    public static Publisher unnamed() {
        return new Publisher(UNNAMED, "unknown");
    }

    /** The draft with its mark. */
    DraftScreened mark(DraftScreened screened) {
        return DraftScreened.newBuilder(screened)
                .setProvenance(Provenance.newBuilder()
                        .setProvider(provider)
                        .setSystem(SYSTEM)
                        .setSystemVersion(version)
                        .setContentId(contentId(screened.getDraft()))
                        .build())
                .build();
    }

    /** The mark as CloudEvents extension attributes, for readers that look at headers alone. */
    static Map<String, String> attributes(DraftScreened marked) {
        Map<String, String> attributes = new TreeMap<>();
        Provenance provenance = marked.getProvenance();
        if (provenance != null) {
            attributes.put("synthetic", "true");
            attributes.put("provider", provenance.getProvider());
            attributes.put("system", provenance.getSystem());
            attributes.put("systemversion", provenance.getSystemVersion());
            attributes.put("contentid", provenance.getContentId());
            attributes.put("modeldigest", marked.getDraft().getModelDigest());
            attributes.put("generatedat", marked.getDraft().getGeneratedAt().toString());
        }
        return attributes;
    }

    /** A draft that is screened again gets the same id; no part of it is text. */
    private String contentId(DraftGenerated draft) {
        SourcePosition source = draft.getSource();
        String name = String.join(
                "\n",
                provider,
                source.getTopic(),
                Integer.toString(source.getPartition()),
                Long.toString(source.getOffset()),
                Integer.toString(draft.getCompletionIndex()),
                draft.getModelDigest(),
                draft.getGeneratedAt().toString());
        return "urn:uuid:" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
