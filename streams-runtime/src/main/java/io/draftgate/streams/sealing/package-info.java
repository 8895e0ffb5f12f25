/**
 * What the log says of a person's text is sealed with that person's key before it is written. {@link
 * io.draftgate.streams.sealing.Sealing} seals and opens audit events, and values in stores; without a keystore it does nothing.
 * What the audit chain binds is the sealed form, so it holds whether or not the key is still there.
 */
@NullMarked
package io.draftgate.streams.sealing;

import org.jspecify.annotations.NullMarked;
