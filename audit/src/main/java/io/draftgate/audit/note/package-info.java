/**
 * Texts signed by one or more keys, in the form of C2SP signed-note with Ed25519 keys, and the keys in the text form that Go's
 * {@code sumdb/note} reads. Signatures are the JDK's. Knows no logs.
 *
 * @see <a href="https://c2sp.org/signed-note">C2SP signed-note</a>
 */
@NullMarked
package io.draftgate.audit.note;

import org.jspecify.annotations.NullMarked;
