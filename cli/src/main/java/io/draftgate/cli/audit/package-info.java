/** Commands that read the audit chain and say whether it holds. */
@NullMarked
package io.draftgate.cli.audit;

import org.jspecify.annotations.NullMarked;
