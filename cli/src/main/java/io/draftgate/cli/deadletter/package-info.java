/**
 * Commands that work off dead letters: look at them, send them back to where they came from, or give them up. A letter is settled
 * in the transaction that also marks it as settled, so it is redriven at most once whoever tries, and the audit tells of it.
 */
@NullMarked
package io.draftgate.cli.deadletter;

import org.jspecify.annotations.NullMarked;
