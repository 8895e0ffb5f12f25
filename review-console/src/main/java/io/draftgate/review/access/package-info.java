/**
 * Who is at the console: names and passwords from a file, or a header that a trusted proxy sets; sessions, the limit on attempts to
 * sign in, and the tokens that keep other sites from deciding in a reviewer's name.
 */
@NullMarked
package io.draftgate.review.access;

import org.jspecify.annotations.NullMarked;
