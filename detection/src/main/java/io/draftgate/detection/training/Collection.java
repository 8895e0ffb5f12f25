package io.draftgate.detection.training;

import java.util.List;

/**
 * The collection that a text came with: what is left out together when a detector is judged. Known research collections
 * are grouped so that no topic or format stands on both sides; any other source is a collection of its own.
 */
final class Collection {

    /** Beginning of a source, and its collection; the first that fits counts. */
    private static final List<List<String>> KNOWN = List.of(
            List.of("openai/gpt-2", "openai"),
            List.of("CLCS-SUSTech/FACE:data/demo", "face-webtext"),
            List.of("CLCS-SUSTech/FACE:data/gpt2/news", "news"),
            List.of("CLCS-SUSTech/FACE:data/gpt2-xl/news", "news"),
            List.of("CLCS-SUSTech/FACE", "books-and-wikipedia"),
            List.of("yxuansu/", "books-and-wikipedia"),
            List.of("Isinlor/", "isinlor"),
            List.of("AdaUchendu/", "news"),
            List.of("derekgreene/", "news"),
            List.of("cmcgarity96/", "demonstrations"),
            List.of("HendrikStrobelt/", "demonstrations"));

    private static final int OWN_PARTS = 3;

    private Collection() {}

    static String of(LabelledText text) {
        if (text.isOwn()) {
            // There is only one pipeline: what is left out are the documents its prompts were taken from.
            return LabelledText.OWN_SOURCE + "-" + Math.floorMod(text.group().hashCode(), OWN_PARTS);
        }
        for (List<String> known : KNOWN) {
            if (text.source().startsWith(known.get(0))) {
                return known.get(1);
            }
        }
        int colon = text.source().indexOf(':');
        return colon < 0 ? text.source() : text.source().substring(0, colon);
    }
}
