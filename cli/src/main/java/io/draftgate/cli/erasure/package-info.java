/** Commands about keys of data subjects: what they seal, and what goes when they are destroyed. */
@NullMarked
package io.draftgate.cli.erasure;

import org.jspecify.annotations.NullMarked;
