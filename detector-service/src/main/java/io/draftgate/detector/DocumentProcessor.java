package io.draftgate.detector;

import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Screens documents from outside. Kafka Streams may open and close it several times; each time is a {@link DocumentTask} of its
 * own. Confined to the stream thread.
 */
final class DocumentProcessor implements Processor<String, DocumentInput, String, SpecificRecord> {
    private final DocumentTask.Shared shared;
    private @Nullable DocumentTask task;

    DocumentProcessor(DocumentTask.Shared shared) {
        this.shared = shared;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        DocumentTask opened = new DocumentTask(context, shared);
        opened.start();
        task = opened;
    }

    @Override
    public void process(Record<String, DocumentInput> record) {
        DocumentTask owned = Objects.requireNonNull(task, "process() before init()");
        DocumentInput input = record.value();
        if (input instanceof DocumentInput.Received received) {
            owned.receive(record, received.document());
        } else if (input instanceof DocumentInput.Reported reported) {
            owned.take(reported.report());
        }
    }

    @Override
    public void close() {
        if (task != null) {
            task.close();
            task = null;
        }
    }
}
