/**
 * How a detector comes to be and what it is worth: labelled texts, a trainer that never judges a source by models that
 * learned from it, and the figures of an evaluation. The only room that knows collections of data by name.
 */
@NullMarked
package io.draftgate.detection.training;

import org.jspecify.annotations.NullMarked;
