/**
 * From a detection to a route: rules a team can read (words, patterns, personal data, degenerate text), read from one
 * versioned YAML file, and the decision to publish, hold for review or block. Start at {@link
 * io.draftgate.detection.policy.Policy}. Knows what a {@link io.draftgate.detection.Detection} says, not how it was
 * found.
 */
@NullMarked
package io.draftgate.detection.policy;

import org.jspecify.annotations.NullMarked;
