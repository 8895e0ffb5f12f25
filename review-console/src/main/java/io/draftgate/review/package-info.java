/**
 * The review console: a web page, rendered on the server, on which people decide about drafts. It reads the audit index and
 * writes {@code review.decisions}; what becomes of a decision is for the topology to say.
 */
@NullMarked
package io.draftgate.review;

import org.jspecify.annotations.NullMarked;
