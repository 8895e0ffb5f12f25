package io.draftgate.generator;

import java.util.Objects;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * The generator's one processor. Kafka Streams may open and close it several times; each time is a {@link GenerateTask} of its
 * own. Confined to the stream thread.
 */
final class GenerateProcessor implements Processor<String, GeneratorInput, String, SpecificRecord> {
    private final Function<ProcessorContext<String, SpecificRecord>, GenerateTask> open;
    private @Nullable GenerateTask task;

    GenerateProcessor(Function<ProcessorContext<String, SpecificRecord>, GenerateTask> open) {
        this.open = open;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        GenerateTask opened = open.apply(context);
        opened.start();
        task = opened;
    }

    @Override
    public void process(Record<String, GeneratorInput> record) {
        GenerateTask owned = Objects.requireNonNull(task, "process() before init()");
        GeneratorInput input = record.value();
        if (input instanceof GeneratorInput.Submitted submitted) {
            owned.submit(record, submitted.prompt());
        } else if (input instanceof GeneratorInput.Cancelled cancelled) {
            owned.cancel(record, cancelled.cancellation());
        } else if (input instanceof GeneratorInput.Reported reported) {
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
