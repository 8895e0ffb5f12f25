package io.draftgate.detector;

import io.draftgate.release.gate.ReleaseGates;
import io.draftgate.schemas.CloudEvents;
import io.draftgate.streams.EventForwarder;
import io.draftgate.streams.sealing.Sealing;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Screens drafts and takes in reviewers' decisions. Each opening by Kafka Streams is a {@link RouteTask} of its own. Confined to
 * the stream thread.
 */
final class RouteProcessor implements Processor<String, DetectorInput, String, SpecificRecord> {
    private final TextScreening screening;
    private final ReleaseControl release;
    private final Publisher publisher;
    private final ReviewDesk desk;
    private final Sealing sealing;
    private @Nullable RouteTask task;

    RouteProcessor(
            TextScreening screening, ReleaseControl release, Publisher publisher, ReviewDesk desk, Sealing sealing) {
        this.screening = screening;
        this.release = release;
        this.publisher = publisher;
        this.desk = desk;
        this.sealing = sealing;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        task = new RouteTask(
                screening,
                new GateKeeper(new ReleaseGates(release.policy()), context.getStateStore(DetectorTopology.GATE_STATES)),
                publisher,
                desk,
                context.getStateStore(DetectorTopology.IN_REVIEW_STORE),
                new EventForwarder(context, new CloudEvents(DetectorTopology.EVENT_SOURCE)),
                sealing);
    }

    @Override
    public void process(Record<String, DetectorInput> record) {
        RouteTask owned = Objects.requireNonNull(task, "process() before init()");
        DetectorInput input = record.value();
        if (input instanceof DetectorInput.Generated generated && generated.draft() != null) {
            owned.screen(record, generated.draft());
        } else if (input instanceof DetectorInput.Decided decided && decided.decision() != null) {
            owned.decide(record, decided.decision());
        }
    }
}
