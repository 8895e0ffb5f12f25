package io.draftgate.generator;

import io.draftgate.bridge.WorkHeaders;
import io.draftgate.erasure.DataSubject;
import io.draftgate.schemas.EventKey;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.event.GenerationProgressed;
import io.draftgate.schemas.event.InFlightWork;
import io.draftgate.schemas.event.PromptSubmitted;
import io.draftgate.schemas.event.SourcePosition;
import io.draftgate.streams.sealing.ErasedException;
import io.draftgate.streams.sealing.Sealing;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/**
 * How a prompt is kept as a work in flight: whole, sealed if there is a keystore, with the headers of its record. Immutable,
 * thread-safe.
 *
 * @param topic of the prompts
 */
record InFlightPrompts(String topic, Sealing sealing) {
    private static final EventSerde<PromptSubmitted> PROMPTS = EventSerde.of(PromptSubmitted.class);
    private static final EventSerde<GenerationProgressed> PROGRESS = EventSerde.of(GenerationProgressed.class);

    /**
     * A prompt that enters the queue.
     *
     * @param cost tokens that it may take at most
     */
    InFlightWork work(Origin origin, Instant requestedAt, long cost) {
        PromptSubmitted prompt = origin.prompt();
        Long deadlineMillis = prompt.getDeadlineMillis();
        return InFlightWork.newBuilder()
                .setKey(origin.key().text())
                .setPriority(prompt.getPriority())
                .setRequestedAt(requestedAt)
                .setDeadlineAt(deadlineMillis == null ? null : requestedAt.plusMillis(deadlineMillis))
                .setAttempts(0)
                .setCost(cost)
                .setHeaders(WorkHeaders.kept(origin.headers()))
                .setPayload(ByteBuffer.wrap(sealing.sealValue(
                        PROMPTS.encode(prompt), new DataSubject(prompt.getTenant(), prompt.getRequestedBy()))))
                .build();
    }

    /** The prompt that a work holds. */
    Origin origin(int partition, long offset, InFlightWork work) {
        return new Origin(
                whatIsLeft(work),
                EventKey.parse(work.getKey()),
                WorkHeaders.of(work),
                new SourcePosition(topic, partition, offset));
    }

    /**
     * The prompt.
     *
     * @throws io.draftgate.streams.sealing.ErasedException if its author's key was destroyed
     */
    PromptSubmitted prompt(InFlightWork work) {
        return PROMPTS.decode(sealing.openValue(work.getPayload()));
    }

    /** What is written of a prompt so far, as it is kept: sealed like the prompt itself. */
    byte[] kept(GenerationProgressed progress, PromptSubmitted prompt) {
        return sealing.sealValue(
                PROGRESS.encode(progress), new DataSubject(prompt.getTenant(), prompt.getRequestedBy()));
    }

    /** What is written already of a prompt that a work holds. */
    Optional<GenerationProgressed> progress(InFlightWork work) {
        ByteBuffer progress = work.getProgress();
        return progress == null ? Optional.empty() : Optional.of(PROGRESS.decode(sealing.openValue(progress)));
    }

    /** What was generated, as it may lie in a report. */
    byte[] sealResult(PromptSubmitted prompt, byte[] result) {
        return sealing.sealValue(result, new DataSubject(prompt.getTenant(), prompt.getRequestedBy()));
    }

    /**
     * What was generated, of a report.
     *
     * @throws io.draftgate.streams.sealing.ErasedException if its author's key was destroyed
     */
    byte[] openResult(ByteBuffer reported) {
        return sealing.openValue(reported);
    }

    /** A prompt that was erased while it waited still has a key, and gets an outcome. */
    private PromptSubmitted whatIsLeft(InFlightWork work) {
        try {
            return prompt(work);
        } catch (ErasedException erased) {
            EventKey key = EventKey.parse(work.getKey());
            return PromptSubmitted.newBuilder()
                    .setId(key.id())
                    .setTenant(key.tenant())
                    .setPriority(work.getPriority())
                    .build();
        }
    }
}
