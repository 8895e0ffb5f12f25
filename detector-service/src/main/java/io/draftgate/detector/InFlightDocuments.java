package io.draftgate.detector;

import io.draftgate.bridge.WorkHeaders;
import io.draftgate.erasure.DataSubject;
import io.draftgate.schemas.EventKey;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.event.DocumentReceived;
import io.draftgate.schemas.event.InFlightWork;
import io.draftgate.schemas.event.Priority;
import io.draftgate.streams.sealing.Sealing;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;

/**
 * How a document is kept as a work in flight: whole, sealed by its tenant's key if there is a keystore, with the headers of its
 * record. Immutable, thread-safe.
 */
record InFlightDocuments(Sealing sealing) {
    /** Nobody is named as a document's author. */
    static final String NOBODY = "";

    private static final EventSerde<DocumentReceived> DOCUMENTS = EventSerde.of(DocumentReceived.class);

    /** A document that enters the queue. Tenants share the detector by the characters of their documents. */
    InFlightWork work(EventKey key, Headers headers, DocumentReceived document, Instant receivedAt) {
        DataSubject subject = new DataSubject(document.getTenant(), NOBODY);
        return InFlightWork.newBuilder()
                .setKey(key.text())
                .setPriority(Priority.NORMAL)
                .setRequestedAt(receivedAt)
                .setAttempts(0)
                .setCost(Math.max(1, document.getText().length()))
                .setHeaders(WorkHeaders.kept(headers))
                .setPayload(ByteBuffer.wrap(sealing.sealValue(DOCUMENTS.encode(document), subject)))
                .build();
    }

    /**
     * The document that a work holds.
     *
     * @throws io.draftgate.streams.sealing.ErasedException if its tenant's key was destroyed
     */
    DocumentReceived document(InFlightWork work) {
        return DOCUMENTS.decode(sealing.openValue(work.getPayload()));
    }
}
