/**
 * The audit chain in a database, to be searched: {@link io.draftgate.index.IndexFeed} reads {@code audit.records} into it, offsets
 * in the same transaction, and {@link io.draftgate.index.AuditIndex} answers from it. The topic stays the truth; the database can
 * be thrown away and read anew.
 */
@NullMarked
package io.draftgate.index;

import org.jspecify.annotations.NullMarked;
