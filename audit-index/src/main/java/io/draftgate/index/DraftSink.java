package io.draftgate.index;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicLong;

/** A file that drafts are written to. Confined to one thread. */
interface DraftSink extends Closeable {
    void take(IndexedDraft draft) throws IOException;

    /** Takes all drafts that fit and returns how many they were. */
    default long takeAll(AuditIndex index, DraftQuery query) throws IOException {
        AtomicLong taken = new AtomicLong();
        try {
            index.forEach(query, draft -> {
                try {
                    take(draft);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                taken.incrementAndGet();
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return taken.get();
    }
}
