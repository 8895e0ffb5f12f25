/** The command that proves drafts of the audit log by replaying them on their model. */
@NullMarked
package io.draftgate.cli.replay;

import org.jspecify.annotations.NullMarked;
