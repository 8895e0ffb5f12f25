/**
 * Screening in five steps, each a type of its own: a text is normalised and turned into features, a Tribuo model scores
 * them, a calibration makes the score a probability, an operating point makes it a {@link
 * io.draftgate.detection.Verdict}, and a policy makes that a route. Start at {@link io.draftgate.detection.Detector};
 * rules and routes live in {@code policy}, training and measuring in {@code training}. No Kafka, no Avro.
 */
@NullMarked
package io.draftgate.detection;

import org.jspecify.annotations.NullMarked;
