package io.draftgate.bridge;

import io.draftgate.schemas.event.InFlightWork;
import java.nio.ByteBuffer;

/** How a work left the in-flight store. It does so once, in the transaction that forwards its outcome. */
public sealed interface Ended {
    /** Offset of the request. */
    long offset();

    /** What was admitted, with all that is known of its progress. */
    InFlightWork request();

    /**
     * The engine did it.
     *
     * @param result as the engine encoded it
     */
    record Finished(long offset, InFlightWork request, ByteBuffer result) implements Ended {}

    /**
     * There will be no result.
     *
     * @param reason one sentence
     */
    record Failed(long offset, InFlightWork request, String reason) implements Ended {}

    /** Its deadline passed. */
    record Expired(long offset, InFlightWork request) implements Ended {}
}
