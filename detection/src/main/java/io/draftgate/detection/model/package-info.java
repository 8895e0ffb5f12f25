/**
 * From features to a probability and an operating point: a Tribuo model a decoding regime, their joined score, the
 * calibration of it for each length of text, and the file in which all of it travels. Knows nothing of how text becomes
 * features.
 */
@NullMarked
package io.draftgate.detection.model;

import org.jspecify.annotations.NullMarked;
