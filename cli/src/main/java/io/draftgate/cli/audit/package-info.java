/** Commands that read the audit log and say whether it holds, that hand out checkpoints, proofs and tiles of it, and that check them. */
@NullMarked
package io.draftgate.cli.audit;

import org.jspecify.annotations.NullMarked;
