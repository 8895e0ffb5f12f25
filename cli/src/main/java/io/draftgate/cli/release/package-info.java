/** Commands that decide a release: plans, samples, inspections, gates, and the report that a reviewer signs. */
@NullMarked
package io.draftgate.cli.release;

import org.jspecify.annotations.NullMarked;
