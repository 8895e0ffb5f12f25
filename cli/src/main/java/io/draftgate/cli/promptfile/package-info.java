/**
 * The file in which people hand over prompts: one JSON object a line. Reads it in flat memory and turns every line into a
 * prompt or into an explanation of why it is none. What is checked here is the shape: JSON, names and types of fields. Whether
 * a value can be served, say a temperature or a task, is for the generator to say.
 */
@NullMarked
package io.draftgate.cli.promptfile;

import org.jspecify.annotations.NullMarked;
