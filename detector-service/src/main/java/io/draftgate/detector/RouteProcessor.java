package io.draftgate.detector;

import io.draftgate.release.gate.ReleaseGates;
import io.draftgate.schemas.CloudEvents;
import io.draftgate.streams.EventForwarder;
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
    private final Routing routing;
    private @Nullable RouteTask task;

    RouteProcessor(Routing routing) {
        this.routing = routing;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        task = new RouteTask(
                routing,
                new GateKeeper(
                        new ReleaseGates(routing.release().policy()),
                        context.getStateStore(DetectorTopology.GATE_STATES)),
                context.getStateStore(DetectorTopology.IN_REVIEW_STORE),
                new EventForwarder(context, new CloudEvents(DetectorTopology.EVENT_SOURCE)));
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
