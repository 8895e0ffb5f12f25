/**
 * Files of one JSON object a line, as people hand them over: read in flat memory, whatever is in them, and every line that is
 * no object is told by number instead of ending the reading.
 */
@NullMarked
package io.draftgate.cli.jsonlines;

import org.jspecify.annotations.NullMarked;
