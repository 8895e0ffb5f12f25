/**
 * Erasure by forgetting a key. What is written about a {@link io.draftgate.erasure.DataSubject} into a log that may not be
 * changed is sealed with the subject's own key ({@link io.draftgate.erasure.SubjectKey}, AES-256-GCM); when the key is destroyed
 * the log stays as it is and nobody can read that part. {@link io.draftgate.erasure.SubjectKeys} is where keys are kept; {@link
 * io.draftgate.erasure.FileKeystore} keeps them in a folder, each wrapped with a master key.
 */
@NullMarked
package io.draftgate.erasure;

import org.jspecify.annotations.NullMarked;
