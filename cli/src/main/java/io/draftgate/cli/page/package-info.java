/**
 * Reports as web pages that stand alone: one file, no script, nothing loaded from elsewhere, readable in any browser and in
 * light and dark.
 */
@NullMarked
package io.draftgate.cli.page;

import org.jspecify.annotations.NullMarked;
