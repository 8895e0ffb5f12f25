package io.draftgate.detector;

import io.draftgate.schemas.CloudEvents;
import io.draftgate.schemas.event.GateFiled;
import io.draftgate.streams.EventForwarder;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what is filed about release gates. Each opening by Kafka Streams is a {@link GateTask} of its own. Confined to the
 * stream thread.
 */
final class GateProcessor implements Processor<String, GateFiled, String, SpecificRecord> {
    private final ReleaseControl release;
    private @Nullable GateTask task;

    GateProcessor(ReleaseControl release) {
        this.release = release;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        task = new GateTask(
                release,
                new GateEvidence(context.getStateStore(DetectorTopology.GATE_STORE)),
                new EventForwarder(context, new CloudEvents(DetectorTopology.EVENT_SOURCE)));
    }

    @Override
    public void process(Record<String, GateFiled> record) {
        if (record.value() != null) {
            Objects.requireNonNull(task, "process() before init()").take(record);
        }
    }
}
