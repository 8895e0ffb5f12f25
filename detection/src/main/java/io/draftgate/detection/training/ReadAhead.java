package io.draftgate.detection.training;

import io.draftgate.detection.Detector;
import io.draftgate.detection.SuspectText;
import io.draftgate.detection.likelihood.LanguageModel;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;

/** Texts in order, as the detector's language model read them: some beside each other whenever the last was taken. Confined to one thread. */
final class ReadAhead implements Iterator<SuspectText> {

    private final Detector detector;
    private final List<String> texts;
    private final Queue<SuspectText> read = new ArrayDeque<>();
    private int next;

    ReadAhead(Detector detector, List<String> texts) {
        this.detector = detector;
        this.texts = List.copyOf(texts);
    }

    @Override
    public boolean hasNext() {
        return !read.isEmpty() || next < texts.size();
    }

    @Override
    public SuspectText next() {
        if (read.isEmpty()) {
            int end = Math.min(texts.size(), next + LanguageModel.READ_BESIDE);
            read.addAll(detector.readAll(
                    texts.subList(next, end).stream().map(SuspectText::of).toList()));
            next = end;
        }
        return read.remove();
    }
}
