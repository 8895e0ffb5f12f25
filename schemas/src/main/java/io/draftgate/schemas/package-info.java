/**
 * What the services say to each other: the topic catalogue and the encoding of records. The records themselves are generated
 * from {@code src/main/avro} into {@code io.draftgate.schemas.event}.
 */
@NullMarked
package io.draftgate.schemas;

import org.jspecify.annotations.NullMarked;
