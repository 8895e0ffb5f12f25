@NullMarked
package io.draftgate.audit;

import org.jspecify.annotations.NullMarked;
