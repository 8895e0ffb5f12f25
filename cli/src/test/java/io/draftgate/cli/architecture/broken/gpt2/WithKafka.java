package io.draftgate.cli.architecture.broken.gpt2;

import org.apache.kafka.clients.producer.ProducerRecord;

/** A library that knows Kafka. */
public final class WithKafka {
    Class<?> forbidden = ProducerRecord.class;
}
