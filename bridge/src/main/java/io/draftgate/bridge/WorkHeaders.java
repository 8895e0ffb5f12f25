package io.draftgate.bridge;

import io.draftgate.schemas.event.InFlightWork;
import io.draftgate.schemas.event.WorkHeader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The headers of a request while it is in flight: they travel on with its outcome. */
public final class WorkHeaders {
    private WorkHeaders() {}

    /** As a work keeps them. */
    public static List<WorkHeader> kept(Headers headers) {
        List<WorkHeader> kept = new ArrayList<>();
        for (Header header : headers) {
            kept.add(new WorkHeader(header.key(), header.value() == null ? null : ByteBuffer.wrap(header.value())));
        }
        return kept;
    }

    /** As the request had them. */
    public static Headers of(InFlightWork work) {
        Headers headers = new RecordHeaders();
        for (WorkHeader header : work.getHeaders()) {
            headers.add(header.getKey(), header.getValue() == null ? null : bytes(header.getValue()));
        }
        return headers;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
