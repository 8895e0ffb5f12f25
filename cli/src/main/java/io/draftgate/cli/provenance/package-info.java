/** Commands that tell where a text comes from: whether this pipeline wrote it, and with what. */
@NullMarked
package io.draftgate.cli.provenance;

import org.jspecify.annotations.NullMarked;
