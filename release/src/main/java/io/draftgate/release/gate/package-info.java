/**
 * Release gates: which model, task and tenant may publish without a person, which may not, and what has to be in the
 * log before that changes. {@link io.draftgate.release.gate.ReleasePolicy} is read from a file; what is filed about a
 * gate is a {@link io.draftgate.release.gate.Statement}, signed as it stands; {@link
 * io.draftgate.release.gate.EvidenceFile} says whether a gate may open.
 */
@NullMarked
package io.draftgate.release.gate;

import org.jspecify.annotations.NullMarked;
