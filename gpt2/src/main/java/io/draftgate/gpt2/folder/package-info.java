/**
 * The files of a model, in a folder or in this module's jar: finding, reading and digesting them. What is wrong with one is told with
 * its name.
 */
@NullMarked
package io.draftgate.gpt2.folder;

import org.jspecify.annotations.NullMarked;
